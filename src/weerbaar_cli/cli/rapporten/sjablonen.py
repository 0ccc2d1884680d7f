"""Templates of a municipality: begin a folder with them, and read and check it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from weerbaar_cli.cli.console import say
from weerbaar_cli.files.sjablonen import BEGIN, LEESMIJ, read_eigen, read_sjablonen, write_start
from weerbaar_cli.files.vinden import shown_path, typed_path
from weerbaar_cli.formats.vormen import VORMEN, Vormnaam

# Per form what a folder needs to change it.
DEEL: dict[Vormnaam, tuple[str, ...]] = {"html": (".html.j2", ".css"), "markdown": (".md.j2",)}


def start_sjablonen(folder: Path) -> None:
    """Write the templates that weerbaar uses itself into a folder, to begin with."""
    write_start(folder)
    typed = typed_path(folder, "MAP")
    say(f"Geschreven: {shown_path(folder)} ({', '.join(BEGIN)} en {LEESMIJ})")
    say(f"  → Pas aan wat u wilt; maak het rapport met --sjabloon {typed} --output rapport.html.")


def read_sjabloonmap(path: Path | None, *, zonder_namen: bool) -> dict[str, str] | None:
    """The templates in a folder, checked; raises WeerbaarError when one cannot be used."""
    if path is None:
        return None
    from weerbaar_cli.formats.sjablonen.proef import check_sjablonen  # late: it brings jinja2

    eigen = read_eigen(path, zonder_pad=zonder_namen)
    check_sjablonen(eigen, read_sjablonen())
    return eigen


def say_ordinary(eigen: Collection[str], vormen: Collection[Vormnaam]) -> None:
    """Name the forms that the folder does not change."""
    plain = [
        VORMEN[vorm].wat
        for vorm in ("html", "markdown", "pdf", "word")
        if vorm in vormen and not any(sjabloon.endswith(DEEL.get(vorm, ())) for sjabloon in eigen)
    ]
    if plain:
        say(f"Zonder eigen sjabloon, dus in de gewone vorm: {' en '.join(plain)}.")
