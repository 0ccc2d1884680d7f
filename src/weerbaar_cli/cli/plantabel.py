"""A plan on the terminal: what to do first and who can do it, what runs, lapses and costs."""

from __future__ import annotations

from decimal import Decimal
from itertools import groupby
from textwrap import shorten
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.cli.begrotingvorm import KOLOMMEN, heading_of, note_of, rows_of
from weerbaar_cli.cli.planopmaak import add_roles, make_columns, widest
from weerbaar_cli.cli.planwoorden import (
    action_note,
    action_state,
    count_normen,
    count_word,
    deadline,
    is_single,
    lapse_words,
    name_normen,
    route_heading,
    step_lines,
    summary,
    titel_of,
    wanted_words,
)
from weerbaar_cli.cli.terugbliktabel import show_terugblik
from weerbaar_cli.formats.scherm import badge
from weerbaar_cli.model.doelgroep import marking
from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from weerbaar_cli.model.uitkomsten.plan import (
        Eigenplan,
        Plan,
        Planactie,
        Planbegroting,
        Planfeit,
        Plannorm,
        Planstap,
    )

MOST_FEITEN = 8


def show_plan(console: Console, found: Eigenplan) -> None:
    """One plan: heading, routes, facts that help most, actions, lapses, cost, and looking back."""
    plan = found.plan
    _show_heading(console, found)
    text = summary(plan)
    console.print(Text(f"\n{text[:1].upper()}{text[1:]}.", style="bold"))
    if found.terugblik is not None:
        show_terugblik(console, found.terugblik)
    if is_single(plan):
        _show_normen(console, plan)
        _show_feiten(console, plan)
    else:
        _show_feiten(console, plan)
        _show_routes(console, plan)
    _show_acties(console, plan, found.elders)
    _show_verloop(console, plan)
    _show_kosten(console, plan)
    for begroting in found.begrotingen:
        _show_begroting(console, begroting)


def _show_heading(console: Console, found: Eigenplan) -> None:
    meting, partij, plan = found.meting, found.partij, found.plan
    first = plan.raamwerken[0]
    titel = first.titel if is_single(plan) else f"{len(plan.raamwerken)} raamwerken"
    console.print(Text(f"{partij.naam} — plan voor {titel}", style="bold"))
    when = f"{meting.soort} ({meting.status}), peildatum {dutch(meting.peildatum)}"
    console.print(f"{when}, raamwerkversie {first.versie}" if is_single(plan) else when)
    line = marking("eigen", fictief=meting.fictief)
    console.print(Text(line, style="bold magenta" if meting.fictief else ""))
    if plan.peildatum != meting.peildatum:
        line = f"Doorgerekend op {dutch(plan.peildatum)} met de feiten van de meting"
        console.print(Text(line, style="bold magenta"))
    for one in plan.raamwerken:
        due = deadline(plan, one)
        if not is_single(plan):
            line = f"· {one.titel} ({one.id} {one.versie}){f'; {due}' if due else ''}"
            console.print(Text(line, style="dim"))
        elif due:
            console.print(f"{due[:1].upper()}{due[1:]}")


def _show_normen(console: Console, plan: Plan) -> None:
    """Every norm that is not met; what asks the same number of steps stands together."""
    for heading, group in groupby(plan.normen, key=route_heading):
        console.print(Text(f"\n{heading}", style="bold"))
        normen = list(group)
        table = make_columns(widest(norm.id for norm in normen), 15, None)
        for norm in normen:
            table.add_row(norm.id, badge(norm.oordeel), _what_is_left(plan, norm, console.width))
        console.print(table)


def _what_is_left(plan: Plan, norm: Plannorm, width: int) -> Text:
    """What the norm says, what is needed and from whom, and whether anybody is at work on it."""
    text = Text()
    text.append(shorten(norm.tekst, max(width - 28, 40), placeholder=" …"), style="dim")
    if norm.route is None:
        text.append(f"\n{norm.reden}")
    else:
        _add_route(text, plan, norm)
    if norm.getoetst is not None:
        text.append(f"\ngetoetst: {WOORDEN[norm.getoetst]}; laat het daarna opnieuw toetsen")
    if norm.zonder_actie:
        text.append("\nnog geen actie", style="yellow")
    for one in norm.acties:
        style = "bold red" if one.te_laat else "green"
        text.append(f"\nactie {action_state(one)}" if one.te_doen else "", style=style)
    return text


def _add_route(text: Text, plan: Plan, norm: Plannorm) -> None:
    assert norm.route is not None
    stappen, vanaf = norm.route.stappen, norm.route.vanaf
    for step, roles in step_lines(stappen):
        text.append(f"\n• {step}")
        add_roles(text, roles)
    if vanaf > plan.peildatum:
        facts = "met deze feiten" if stappen else "met dezelfde feiten"
        text.append(f"\nwachten tot {dutch(vanaf)}: dan voldoet de norm {facts}")


def _show_routes(console: Console, plan: Plan) -> None:
    """By several raamwerken: every route once, what leads to most norms first."""
    for heading, group in groupby(plan.normen, key=route_heading):
        console.print(Text(f"\n{heading}", style="bold"))
        routes: dict[tuple[Planstap, ...] | str, list[Plannorm]] = {}
        for norm in group:
            routes.setdefault(_same_route(norm), []).append(norm)
        table = make_columns(None)
        for normen in sorted(routes.values(), key=len, reverse=True):
            table.add_row(_route(plan, normen))
        console.print(table)


def _same_route(norm: Plannorm) -> tuple[Planstap, ...] | str:
    """What makes two norms ask the same; waiting and reasons stay apart."""
    if norm.route is None or not norm.route.stappen:
        return f"{norm.raamwerk}/{norm.id}"
    return norm.route.stappen


def _route(plan: Plan, normen: Sequence[Plannorm]) -> Text:
    names = name_normen(plan, ((norm.raamwerk, norm.id) for norm in normen))
    text = Text().append(names, style="bold")
    if normen[0].route is None:
        text.append(f"\n{normen[0].reden}")
    else:
        _add_route(text, plan, normen[0])
    return text


def _show_feiten(console: Console, plan: Plan) -> None:
    """The single facts that help more than one norm."""
    feiten = [feit for feit in plan.feiten if len(feit.normen) > 1]
    if not feiten:
        return
    console.print(Text("\nEén feit dat meer normen helpt", style="bold"))
    table = make_columns(10, None)
    for feit in feiten[:MOST_FEITEN]:
        table.add_row(f"{len(feit.normen)} normen", _feit(plan, feit))
    console.print(table)
    if len(feiten) > MOST_FEITEN:
        more = f"en nog {count_word(len(feiten) - MOST_FEITEN, 'feit', 'feiten')}"
        console.print(Text(f"{more}; met --format json ziet u ze alle", style="dim"))


def _feit(plan: Plan, feit: Planfeit) -> Text:
    text = Text(f"{feit.feit}: {wanted_words(feit.stappen)}")
    add_roles(text, feit.rollen)
    text.append(f"\nhelpt {name_normen(plan, feit.normen)}", style="dim")
    if len(feit.genoeg_voor) == len(feit.normen):
        text.append(" en is daar alleen al genoeg voor", style="dim")
    elif feit.genoeg_voor:
        enough = name_normen(plan, feit.genoeg_voor)
        text.append(f"\nis alleen al genoeg voor {enough}", style="dim")
    return text


def _show_acties(console: Console, plan: Plan, elders: int) -> None:
    """Every action with its owner, day, state and cost; the late ones first."""
    if plan.acties:
        console.print(Text("\nActies", style="bold"))
        table = make_columns(widest(one.norm for one in plan.acties), None, 10)
        table.columns[2].justify = "right"
        for one in sorted(plan.acties, key=lambda one: (not one.te_laat, not one.te_doen)):
            kosten = one.actie.kosten
            cost = "" if kosten is None else euro(kosten)
            table.add_row(one.norm, _actie(plan, one), cost)
        console.print(table)
    if elders:
        count = count_word(elders, "actie hoort", "acties horen")
        console.print(Text(f"{count} bij normen van een ander raamwerk", style="dim"))
    if plan.zonder_actie:
        names = count_normen(plan, ((one.raamwerk, one.id) for one in plan.zonder_actie))
        console.print(Text(f"\nNormen zonder actie: {names}", style="yellow"))


def _actie(plan: Plan, one: Planactie) -> Text:
    text = Text(one.actie.actie)
    if not is_single(plan):
        text.append(f"\n{titel_of(plan, one.raamwerk)}", style="dim")
    owner = f"{one.actie.eigenaar}, " if one.actie.eigenaar else ""
    style = "bold red" if one.te_laat else "dim"
    text.append(f"\n{owner}{action_state(one)}", style=style)
    note = action_note(one)
    text.append(f"; {note}" if note else "", style="yellow")
    return text


def _show_verloop(console: Console, plan: Plan) -> None:
    if not plan.verloopt:
        return
    console.print(Text(f"\nVerloopt tot en met {dutch(plan.tot)}", style="bold"))
    table = make_columns(10, widest(one.norm for one in plan.verloopt), None)
    for one in plan.verloopt:
        text = Text(lapse_words(one))
        if not is_single(plan):
            text.append(f"  {titel_of(plan, one.raamwerk)}", style="dim")
        what = ", ".join(one.feiten) or "het besluit «niet van toepassing» telt dan niet meer"
        text.append(f"\n{what}")
        add_roles(text, one.rollen)
        table.add_row(dutch(one.dag), one.norm, text)
    console.print(table)


def _show_kosten(console: Console, plan: Plan) -> None:
    """What the actions cost by thema; what is done stands apart."""
    if not any(one.te_doen or one.gereed for one in plan.kosten):
        return
    console.print(Text("\nKosten van de acties per thema", style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("thema", header_style="dim")
    for heading in ("nog te doen", "gereed"):
        table.add_column(heading, justify="right", header_style="dim", no_wrap=True)
    for one in plan.kosten:
        table.add_row(f"{one.thema}  {one.titel}", *map(_amount, (one.te_doen, one.gereed)))
    totals = (sum(one.te_doen for one in plan.kosten), sum(one.gereed for one in plan.kosten))
    table.add_row("Totaal", *(_amount(Decimal(total)) for total in totals), style="bold")
    console.print(table)
    missing = sum(one.zonder_bedrag for one in plan.kosten)
    if missing:
        count = count_word(missing, "actie heeft", "acties hebben")
        console.print(Text(f"{count} nog geen bedrag", style="dim"))


def _show_begroting(console: Console, begroting: Planbegroting) -> None:
    """What there is to spend against what the actions cost."""
    console.print(Text(f"\n{heading_of(begroting)}", style="bold"))
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column(KOLOMMEN[0], header_style="dim")
    for heading in KOLOMMEN[1:]:
        table.add_column(heading, justify="right", header_style="dim", no_wrap=True)
    *posts, total = rows_of(begroting)
    for row in posts:
        table.add_row(*row)
    table.add_row(*total, style="bold")
    console.print(table)
    if note := note_of(begroting):
        console.print(Text(note, style="dim"))


def _amount(amount: Decimal) -> str:
    return euro(amount) if amount else "–"
