"""The forms of a report: from its page to the bytes of a file."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, assert_never

from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.merkteken import SOORT
from weerbaar_cli.model.sjabloonmap import Sjabloonmap
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.waarmerk import Waarmerk

Rapportvorm = Literal["tekst", "markdown", "html", "json", "csv"]
# What a screen cannot show, and only a file can hold.
Bestandsvorm = Literal["markdown", "html", "json", "csv", "pdf", "word"]
EINDEN: dict[str, Bestandsvorm] = {
    ".html": "html",
    ".pdf": "pdf",
    ".docx": "word",
    ".md": "markdown",
    ".json": "json",
    ".csv": "csv",
}


@dataclass(frozen=True)
class Opmaak:
    """What a municipality brings: a style sheet for HTML, a document with styles for Word.

    And templates of its own for HTML and Markdown.
    """

    stijl: str = ""
    basis: bytes | None = None
    sjablonen: Sjabloonmap | None = None


def vorm_of(path: Path) -> Bestandsvorm:
    """The form that the ending of a file asks for."""
    found = EINDEN.get(path.suffix.lower())
    if found is None:
        known = ", ".join(EINDEN)
        message = f"aan «{clean(path.name, 200)}» is niet te zien welke vorm u wilt"
        raise WeerbaarError(message, tip=f"Laat de naam eindigen op {known}.")
    return found


def with_waarmerk(
    rapport: Rapport, datum: date | None, waarmerk: Waarmerk | None = None
) -> Rapport:
    """The report as it leaves: on this date, with its codes at the end, or other codes."""
    blad = rapport.blad if datum is None else dataclasses.replace(rapport.blad, datum=datum)
    if rapport.waarmerk is None:
        return dataclasses.replace(rapport, blad=blad)
    from weerbaar_cli.views.waarmerk import add_waarmerk

    waarmerk = dataclasses.replace(waarmerk or rapport.waarmerk, datum=blad.datum)
    return dataclasses.replace(
        rapport,
        blad=add_waarmerk(blad, waarmerk),
        vorm=rapport.vorm | {"waarmerk": dict(waarmerk.codes())},
        waarmerk=waarmerk,
    )


def make_bytes(rapport: Rapport, vorm: Bestandsvorm, opmaak: Opmaak) -> bytes:
    """One form of a report."""
    match vorm:
        case "pdf":
            from weerbaar_cli.cli.drukwerk import make_pdf  # late: it brings typst

            return make_pdf(rapport.blad)
        case "word":
            from weerbaar_cli.cli.drukwerk import make_word  # late: it brings python-docx

            return make_word(rapport.blad, opmaak.basis)
        case _:
            return _make_text(rapport, vorm, opmaak).encode()


def _make_text(
    rapport: Rapport, vorm: Literal["markdown", "html", "json", "csv"], opmaak: Opmaak
) -> str:
    match vorm:
        case "html":
            from weerbaar_cli.files.sjablonen import read_sjablonen
            from weerbaar_cli.formats.html import to_html  # late: it brings jinja2

            return to_html(rapport.blad, read_sjablonen(), opmaak.stijl, opmaak.sjablonen)
        case "markdown":
            from weerbaar_cli.files.sjablonen import read_sjablonen
            from weerbaar_cli.formats.markdown import to_markdown  # late: it brings jinja2

            return to_markdown(rapport.blad, read_sjablonen(), opmaak.sjablonen)
        case "json":
            return json.dumps(SOORT | rapport.vorm, ensure_ascii=False, indent=2) + "\n"
        case "csv":
            from weerbaar_cli.formats.csv import to_csv

            return to_csv(rapport.blad)
        case _:
            assert_never(vorm)
