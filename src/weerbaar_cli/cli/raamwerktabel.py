"""Raamwerken as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rich.console import Console

    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.bestanden.programma import Programma
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk


def show_list(
    console: Console, raamwerken: Sequence[tuple[Raamwerk, bool]], programmas: Sequence[Programma]
) -> None:
    """Every version of every raamwerk on a line, and every programme."""
    ids = [one.id for one, _ in raamwerken]
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("Raamwerk", "Titel", "Versie"):
        table.add_column(heading)
    table.add_column("Normen", justify="right")
    for one, is_chosen in raamwerken:
        mark = " (wordt gebruikt)" if is_chosen and ids.count(one.id) > 1 else ""
        table.add_row(one.id, one.titel, one.versie + mark, str(one.aantal_normen))
    console.print(table)
    if programmas:
        console.print(Text("\nProgramma's", style="bold"))
        rows = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for programma in programmas:
            rows.add_row(programma.id, programma.titel)
        console.print(rows)


def show_raamwerk(
    console: Console,
    kern: Rekenraamwerk,
    versies: Sequence[str],
    ingedeeld: Mapping[str, tuple[int, int]],
) -> None:
    """One raamwerk: where it comes from, its norms with their facts, its readings.

    `versies` are its other versions; `ingedeeld` are per thema the norms of other raamwerken.
    """
    raamwerk = kern.raamwerk
    console.print(Text(f"{raamwerk.titel} ({raamwerk.id})", style="bold"))
    console.print(f"versie {raamwerk.versie}, voor {', '.join(raamwerk.partijtypen)}")
    if versies:
        console.print(f"andere versies: {', '.join(versies)}")
    if raamwerk.vastgesteld is not None:
        day = raamwerk.vastgesteld.op
        when = f" op {dutch(day)}" if day is not None else ""
        console.print(f"vastgesteld door {raamwerk.vastgesteld.door}{when}")
    if raamwerk.streefdatum is not None:
        console.print(f"streefdatum {dutch(raamwerk.streefdatum)}")
    if raamwerk.voorlopig is not None:
        console.print(Text(f"VOORLOPIG: {raamwerk.voorlopig}", style="bold magenta"))
    if raamwerk.verhalen:
        console.print("vraagt bij elke norm een verhaal, naast de feiten")
    for thema in raamwerk.themas:
        console.print(Text(f"\n{thema.id}  {thema.titel}", style="bold"))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
        table.add_column(width=5, no_wrap=True)
        table.add_column(ratio=1)
        for norm in thema.normen:
            table.add_row(norm.id, _norm_text(norm, kern.feiten(norm)))
        console.print(table)
    _show_themas(console, raamwerk, ingedeeld)
    _show_parameters(console, raamwerk)


def _show_themas(
    console: Console, raamwerk: Raamwerk, ingedeeld: Mapping[str, tuple[int, int]]
) -> None:
    """How many norms of other raamwerken belong to each thema."""
    if not ingedeeld:
        return
    console.print(Text("\nNormen van andere raamwerken per thema", style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for thema in raamwerk.themas:
        number, uncertain = ingedeeld.get(thema.id, (0, 0))
        note = f"waarvan {uncertain} onzeker" if uncertain else ""
        table.add_row(thema.id, thema.titel, str(number), note)
    console.print(table)


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
