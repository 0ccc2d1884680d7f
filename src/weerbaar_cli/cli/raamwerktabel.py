"""Raamwerken as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from weerbaar_cli.engine.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.programma import Programma
    from weerbaar_cli.model.raamwerk import Norm, Raamwerk


def show_list(
    console: Console, raamwerken: Sequence[Raamwerk], programmas: Sequence[Programma]
) -> None:
    """Every raamwerk on a line, and every programme."""
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Raamwerk", "Titel", "Versie"):
        table.add_column(heading)
    table.add_column("Normen", justify="right")
    for one in raamwerken:
        table.add_row(one.id, one.titel, one.versie, str(one.aantal_normen))
    console.print(table)
    if programmas:
        console.print(Text("\nProgramma's", style="bold"))
        rows = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for programma in programmas:
            rows.add_row(programma.id, programma.titel)
        console.print(rows)


def show_raamwerk(console: Console, kern: Rekenraamwerk) -> None:
    """One raamwerk: where it comes from, its norms with their facts, its readings."""
    raamwerk = kern.raamwerk
    console.print(Text(f"{raamwerk.titel} ({raamwerk.id})", style="bold"))
    console.print(f"versie {raamwerk.versie}, voor {', '.join(raamwerk.partijtypen)}")
    if raamwerk.vastgesteld is not None:
        day = raamwerk.vastgesteld.op
        when = f" op {dutch(day)}" if day is not None else ""
        console.print(f"vastgesteld door {raamwerk.vastgesteld.door}{when}")
    if raamwerk.streefdatum is not None:
        console.print(f"streefdatum {dutch(raamwerk.streefdatum)}")
    if raamwerk.voorlopig is not None:
        console.print(Text(f"VOORLOPIG: {raamwerk.voorlopig}", style="bold magenta"))
    for thema in raamwerk.themas:
        console.print(Text(f"\n{thema.id}  {thema.titel}", style="bold"))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=5, no_wrap=True)
        table.add_column(ratio=1)
        for norm in thema.normen:
            table.add_row(norm.id, _norm_text(norm, kern.feiten(norm)))
        console.print(table)
    _show_parameters(console, raamwerk)


def _norm_text(norm: Norm, feiten: tuple[str, ...]) -> Text:
    text = Text(norm.tekst)
    text.append(f"\nfeiten: {', '.join(feiten) or 'geen'}", style="dim")
    if norm.regel is not None:
        text.append(f"\ngeen regel: {norm.reden}", style="magenta")
    return text


def _show_parameters(console: Console, raamwerk: Raamwerk) -> None:
    if not raamwerk.parameters:
        return
    console.print(Text("\nLezingen", style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Parameter", "Waarde", "Woord in de norm", "Stand"):
        table.add_column(heading)
    for name, one in raamwerk.parameters.items():
        value = one.waarde if isinstance(one.waarde, str) else ", ".join(one.waarde)
        owner = one.te_bevestigen_door
        state = one.status + (f", te bevestigen door {owner}" if owner else "")
        table.add_row(name, value, one.woord or "", state)
    console.print(table)
