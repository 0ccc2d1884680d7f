"""A plan on the terminal: what to do first, who can do it, what runs, what lapses, what it costs."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.cli.planvorm import (
    EIGEN,
    FICTIEF,
    action_state,
    count_word,
    norm_name,
    step_lines,
    steps_word,
    summary,
)
from weerbaar_cli.cli.programmatabel import euro
from weerbaar_cli.cli.tabel import badge
from weerbaar_cli.model.oordeel import WOORDEN
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from weerbaar_cli.cli.plan import Eigenplan
    from weerbaar_cli.model.plan import (
        Plan,
        Planactie,
        Planfeit,
        Plannorm,
        Planraamwerk,
        Terugblik,
        Terugblikactie,
        Terugbliknorm,
    )

MOST_FEITEN = 8


def show_plan(console: Console, found: Eigenplan) -> None:
    """One plan: heading, routes, facts that help most, actions, lapses, cost, and looking back."""
    plan = found.plan
    _show_heading(console, found)
    console.print(Text(f"\n{_capital(summary(plan))}.", style="bold"))
    if found.terugblik is not None:
        _show_terugblik(console, plan, found.terugblik)
    _show_normen(console, plan)
    _show_feiten(console, plan)
    _show_acties(console, plan, found.elders)
    _show_verloop(console, plan)
    _show_kosten(console, plan)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _show_heading(console: Console, found: Eigenplan) -> None:
    meting, partij, plan = found.gelezen.meting, found.gelezen.partij, found.plan
    assert meting is not None
    assert partij is not None
    titles = ", ".join(one.titel for one in plan.raamwerken)
    several = len(plan.raamwerken) > 1
    title = f"{len(plan.raamwerken)} raamwerken" if several else titles
    console.print(Text(f"{partij.naam} — plan voor {title}", style="bold"))
    when = f"{meting.soort} ({meting.status}), peildatum {dutch(meting.peildatum)}"
    console.print(when if several else f"{when}, raamwerkversie {plan.raamwerken[0].versie}")
    console.print(Text(FICTIEF, style="bold magenta") if meting.fictief else EIGEN)
    if plan.peildatum != meting.peildatum:
        line = f"Doorgerekend op {dutch(plan.peildatum)} met de feiten van de meting"
        console.print(Text(line, style="bold magenta"))
    for one in plan.raamwerken:
        if several:
            console.print(Text(f"· {one.titel} ({one.id} {one.versie})", style="dim"))
        _show_streefdatum(console, plan, one)


def _show_streefdatum(console: Console, plan: Plan, one: Planraamwerk) -> None:
    if one.streefdatum is None:
        return
    days = (one.streefdatum - plan.peildatum).days
    left = f"nog {count_word(days, 'dag', 'dagen')}" if days >= 0 else "die dag is voorbij"
    console.print(f"Streefdatum {dutch(one.streefdatum)}: {left}")


def _table(*widths: int | None) -> Table:
    """Columns of a fixed width; where it is None the column takes what is left."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    for width in widths:
        table.add_column(width=width, no_wrap=width is not None, ratio=1 if width is None else None)
    return table


def _show_normen(console: Console, plan: Plan) -> None:
    """Every norm that is not met; what asks the same number of steps stands together."""
    for heading, group in groupby(plan.normen, key=_heading):
        console.print(Text(f"\n{heading}", style="bold"))
        table = _table(_norm_width(plan), 15, None)
        for norm in group:
            name = norm_name(plan, norm.raamwerk, norm.id)
            table.add_row(Text(name, overflow="fold"), badge(norm.oordeel), _todo(norm, console))
        console.print(table)


def _norm_width(plan: Plan) -> int:
    return 5 if len(plan.raamwerken) == 1 else 14


def _heading(norm: Plannorm) -> str:
    if norm.route is None:
        return "Niet met feiten op te lossen"
    return steps_word(len(norm.route.stappen))


def _todo(norm: Plannorm, console: Console) -> Text:
    text = Text(shorten(norm.tekst, max(console.width - 26, 40), placeholder=" …"), style="dim")
    line = Text(no_wrap=False)
    line.append_text(text)
    if norm.route is None:
        line.append(f"\n{norm.reden}", style="not dim")
    elif not norm.route.stappen:
        line.append(f"\nop {dutch(norm.route.vanaf)} voldoet de norm met dezelfde feiten")
    else:
        for step, roles in step_lines(norm.route.stappen):
            line.append(f"\n• {step}")
            line.append(f" — {roles}" if roles else "", style="cyan")
    return line
