"""A comparison on the terminal: what changed per norm, why, and what it adds up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.cli.tabel import badge, show_marking
from weerbaar_cli.cli.vergelijkwoorden import (
    by_ground,
    closing_lines,
    deviation_words,
    moments,
    per_thema,
    returned,
    signed,
    summary,
    versions,
)
from weerbaar_cli.model.uitkomsten.vergelijking import AFWIJKGRONDEN, Richting

if TYPE_CHECKING:
    from rich.console import Console

    from weerbaar_cli.cli.compare import Paar, Uitkomst
    from weerbaar_cli.model.doelgroep import Doelgroep
    from weerbaar_cli.model.uitkomsten.vergelijking import Normverschil, Vergelijking

_PIJLEN: dict[Richting, str] = {
    "beter": "▲ beter",
    "slechter": "▼ slechter",
    "gelijk": "= gelijk",
    "nieuw": "nieuw",
    "vervallen": "vervallen",
}


def show_uitkomst(console: Console, uitkomst: Uitkomst) -> None:
    """Every organisation, then what stands on one side only."""
    shown = [one for one in uitkomst.paren if not (uitkomst.is_map and one.vergelijking.is_gelijk)]
    if not shown:
        show_marking(console, uitkomst.doelgroep, fictief=uitkomst.fictief)
    for index, paar in enumerate(shown):
        if index:
            console.print()
        _show_paar(console, paar, uitkomst.doelgroep)
    for line in closing_lines(uitkomst):
        console.print(Text(f"\n{line}"))


def _show_paar(console: Console, paar: Paar, doelgroep: Doelgroep) -> None:
    found = paar.vergelijking
    assert paar.naar.partij is not None
    assert paar.naar.meting is not None
    console.print(Text(f"{paar.naar.partij.naam} — {found.titel}", style="bold"))
    console.print(f"{moments(paar)}, {versions(found)}")
    show_marking(console, doelgroep, fictief=paar.naar.meting.fictief)
    console.print()
    console.print(Text(summary(found), style="bold"))
    if not found.gewijzigd:
        console.print("Geen enkele norm heeft een ander oordeel.")
    else:
        console.print(_table(found))
    for text in returned(found):
        console.print(Text(f"\n{text}"))
    _show_themas(console, found)
    _show_rest(console, found)


def _table(found: Vergelijking) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=5, no_wrap=True)
    table.add_column(width=33, no_wrap=True)
    table.add_column(ratio=1)
    for norm in found.gewijzigd:
        table.add_row(norm.id, _states(norm), _why(norm))
    return table


def _states(norm: Normverschil) -> Text:
    assert norm.van is not None
    assert norm.naar is not None
    line = badge(norm.van)
    line.append(" → ", style="")
    line.append_text(badge(norm.naar))
    return line


def _why(norm: Normverschil) -> Text:
    text = Text(f"{_PIJLEN[norm.richting]} door {norm.oorzaak_woorden}")
    text.append(f"\n{norm.reden}", style="dim")
    return text


def _show_themas(console: Console, found: Vergelijking) -> None:
    moved = {thema: number for thema, number in per_thema(found).items() if number}
    if moved:
        words = ", ".join(f"thema {thema} {signed(number)}" for thema, number in moved.items())
        console.print(f"\nPer thema: {words}")


def _show_rest(console: Console, found: Vergelijking) -> None:
    """Norms on one side only, and where the assessor saw it differently."""
    for richting in ("nieuw", "vervallen"):
        names = [norm.id for norm in found.eenzijdig if norm.richting == richting]
        if names:
            console.print(f"\nNiet te vergelijken, {richting}: {', '.join(names)}")
    if found.afwijkingen:
        console.print(Text("\nToetser en feiten verschillen", style="bold"))
    for grond, deviations in by_ground(found).items():
        console.print(Text(AFWIJKGRONDEN[grond], style="dim"))
        for one in deviations:
            console.print(Text(f"{one.norm:<5}  {deviation_words(one)}"))
