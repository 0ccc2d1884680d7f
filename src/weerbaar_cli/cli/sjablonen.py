"""Templates of a municipality: begin a folder with them, and read and check it."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from weerbaar_cli.cli.console import say
from weerbaar_cli.formats.vormen import VORMEN, Vormnaam
from weerbaar_cli.model.sjabloonmap import Sjabloonmap
from weerbaar_cli.model.strict import clean

BEGIN = ("blad.html.j2", "blokken.html.j2", "blad.css", "blad.md.j2")
# Per form what a folder needs to change it.
DEEL: dict[Vormnaam, tuple[str, ...]] = {"html": (".html.j2", ".css"), "markdown": (".md.j2",)}
LEESMIJ = """\
# Eigen sjablonen

Met deze sjablonen maakt weerbaar een rapport. Pas ze aan en maak het rapport dan zo:

    weerbaar report METING --sjabloon DEZE-MAP --output rapport.html

- `blad.html.j2` is de pagina in HTML; `blokken.html.j2` maakt de onderdelen daarvan.
- `blad.css` is de vormgeving van die pagina.
- `blad.md.j2` is het rapport in Markdown.

Wat u niet aanpast, kunt u weghalen: dan gebruikt weerbaar het gewone sjabloon.

Laat deze dingen staan, anders maakt weerbaar het rapport niet:

- het begin van de pagina, tot en met `Content-Security-Policy`;
- `{{ merkteken }}`, waaraan weerbaar een eigen rapport herkent;
- `{{ blad.vertrouwelijk }}` en `{{ blad.fictief }}`;
- alle hoofdstukken, ook «Waarmerk».

Een rapport haalt niets van buiten: geen script, geen link, geen plaatje van internet. Een logo zet
u erin als `src="data:image/png;base64,…"`.

Weerbaar controleert de sjablonen voordat het een meting leest, en noemt bij een fout het bestand
en de regel. Alle velden staan in `docs/sjablonen.md` van weerbaar.
"""


def start_sjablonen(folder: Path) -> None:
    """Write the templates that weerbaar uses itself into a folder, to begin with."""
    from weerbaar_cli.files.eigensjablonen import write_start
    from weerbaar_cli.files.sjablonen import read_sjablonen

    ours = read_sjablonen()
    write_start(folder, {name: ours[name] for name in BEGIN} | {"LEESMIJ.md": LEESMIJ})
    shown = clean(folder.as_posix(), 200)
    say(f"Geschreven: {shown} ({', '.join(BEGIN)} en LEESMIJ.md)")
    say(f"  → Pas aan wat u wilt; maak het rapport met --sjabloon {shown} --output rapport.html.")


def read_sjabloonmap(path: Path | None, *, zonder_namen: bool) -> Sjabloonmap | None:
    """The templates in a folder, checked; raises WeerbaarError when one cannot be used."""
    if path is None:
        return None
    from weerbaar_cli.files.eigensjablonen import read_eigen
    from weerbaar_cli.files.sjablonen import read_sjablonen
    from weerbaar_cli.formats.sjablonen.check import check_sjablonen  # late: it brings jinja2

    eigen = read_eigen(path, zonder_pad=zonder_namen)
    check_sjablonen(eigen, read_sjablonen())
    return eigen


def say_ordinary(eigen: Sjabloonmap, vormen: Collection[Vormnaam]) -> None:
    """Name the forms that the folder does not change."""
    plain = [
        VORMEN[vorm].wat
        for vorm in ("html", "markdown", "pdf", "word")
        if vorm in vormen
        and not any(sjabloon.endswith(DEEL.get(vorm, ())) for sjabloon in eigen.teksten)
    ]
    if plain:
        say(f"Zonder eigen sjabloon, dus in de gewone vorm: {' en '.join(plain)}.")
