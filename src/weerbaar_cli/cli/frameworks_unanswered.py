"""`weerbaar frameworks unanswered`: what a party still has to say for another raamwerk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.console import make_console, show_json
from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.errors import IN_ORDER
from weerbaar_cli.model.uitkomsten.feitgebruik import (
    Onbeantwoord,
    Openfeit,
    Opennorm,
    Vragenlijst,
)
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.reading.feitgebruik import read_unanswered

if TYPE_CHECKING:
    from rich.console import Console


def run_unanswered(meting: Path, raamwerk: str | None, format_: str) -> int:
    """Read, show."""
    found = read_unanswered(meting, raamwerk)
    if format_ == "json":
        shapes = [_vorm(one) for one in found]
        show_json(shapes[0] if len(shapes) == 1 else shapes)
        return IN_ORDER
    console = make_console()
    for index, one in enumerate(found):
        if index:
            console.print()
        _show(console, one)
    return IN_ORDER


def _show(console: Console, one: Onbeantwoord) -> None:
    """The count, then per norm the questions, each of them once."""
    from rich.table import Table  # late: json needs no tables
    from rich.text import Text

    from weerbaar_cli.cli.tabel import show_marking

    console.print(Text(f"{one.partij.naam} — {one.raamwerk.titel}", style="bold"))
    show_marking(console, fictief=one.meting.fictief)
    console.print(_count(one.vragen))
    table = Table(box=None, padding=(0, 2, 0, 0), expand=True)
    table.add_column("Norm", width=5)
    for heading, ratio in (("Feit", 4), ("Vraag", 6), ("Wie", 4)):
        table.add_column(heading, ratio=ratio, min_width=24, overflow="fold")
    seen: set[str] = set()
    for norm in one.vragen.normen:
        table.add_row()
        table.add_row(Text(norm.oordeel.id, style="bold"), *_status(norm))
        for feit in norm.feiten:
            table.add_row("", *(Text(cell) for cell in _question(feit, norm, one.vragen, seen)))
            seen.add(feit.feit_id)
    if one.vragen.normen:
        console.print(table)


def _count(lijst: Vragenlijst) -> str:
    """How many facts are there, of those that this raamwerk asks of this party."""
    known, total = len(lijst.bekend), len(lijst.gevraagd)
    verb = "is" if known == 1 else "zijn"
    if known == total:
        return f"Alle {total} feiten zijn er al."
    return f"{known} van de {total} feiten {verb} er al."


def _status(norm: Opennorm) -> tuple[str, str, str]:
    """Whether the answers still matter."""
    oordeel = norm.oordeel
    if oordeel.oordeel != "onbekend":
        return "", f"het oordeel staat al vast: {WOORDEN[oordeel.oordeel]}", ""
    words = ", ".join(WOORDEN[status] for status in oordeel.mogelijk)
    return "", f"kan nog worden: {words}", ""


def _question(
    feit: Openfeit, norm: Opennorm, lijst: Vragenlijst, seen: set[str]
) -> tuple[str, str, str]:
    """The fact, its question, who can answer; after the first time only where it stands."""
    _, normen = lijst.feiten[feit.feit_id]
    if feit.feit_id in seen:
        return feit.feit_id, f"zie norm {normen[0]}", ""
    partly = " (nog niet compleet)" if feit.stand == "onvolledig" else ""
    return feit.feit_id, feit.feit.vraag + partly, ", ".join(feit.feit.rollen)


def _vorm(one: Onbeantwoord) -> dict[str, Any]:
    """For programs."""
    meting, partij, lijst = one.meting, one.partij, one.vragen
    return {
        "versie": VERSIE,
        "organisatie": {"naam": partij.naam, "code": partij.code, "type": partij.type},
        "raamwerk": {"id": one.raamwerk.id, "versie": one.raamwerk.versie},
        "meting": {
            "bestand": one.bestand,
            "peildatum": meting.peildatum.isoformat(),
            "fictief": meting.fictief,
        },
        "feiten": {"gevraagd": len(lijst.gevraagd), "bekend": len(lijst.bekend)},
        "normen": [
            {
                "id": norm.oordeel.id,
                "oordeel": norm.oordeel.oordeel,
                "mogelijk": list(norm.oordeel.mogelijk),
                "ontbreekt": [feit.feit_id for feit in norm.feiten],
            }
            for norm in lijst.normen
        ],
        "ontbreekt": [
            {
                "id": feit_id,
                "vraag": feit.feit.vraag,
                "soort": feit.feit.soort,
                "rollen": list(feit.feit.rollen),
                "stand": feit.stand,
                "normen": list(normen),
            }
            for feit_id, (feit, normen) in lijst.feiten.items()
        ],
    }
