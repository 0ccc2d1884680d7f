"""A plan on the terminal: what to do first and who can do it, what runs, lapses and costs."""

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
    action_note,
    action_state,
    count_word,
    lapse_words,
    name_normen,
    outcome_words,
    step_lines,
    steps_word,
    summary,
)
from weerbaar_cli.cli.programmatabel import euro
from weerbaar_cli.cli.tabel import badge
from weerbaar_cli.model.oordeel import WOORDEN
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.vergelijking import OORZAAKWOORDEN, OORZAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from weerbaar_cli.cli.plan import Eigenplan
    from weerbaar_cli.model.plan import (
        Plan,
        Planactie,
        Planfeit,
        Plannorm,
        Planraamwerk,
        Terugblik,
        Terugbliknorm,
    )

MOST_FEITEN = 8
_FEIT = 9


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
        normen = list(group)
        table = _table(_widest(normen), 15, None)
        for norm in normen:
            table.add_row(norm.id, badge(norm.oordeel), _todo(plan, norm, console.width))
        console.print(table)


def _widest(normen: Sequence[Plannorm]) -> int:
    return max(5, *(len(norm.id) for norm in normen))


def _heading(norm: Plannorm) -> str:
    if norm.route is None:
        return "Niet met feiten op te lossen"
    return steps_word(len(norm.route.stappen))


def _todo(plan: Plan, norm: Plannorm, width: int) -> Text:
    """What the norm says, what is needed and from whom, and whether anybody is at work on it."""
    line = Text(_excerpt(plan, norm, width), style="dim")
    text = Text().append_text(line)
    if norm.route is None:
        text.append(f"\n{norm.reden}")
    elif not norm.route.stappen:
        text.append(f"\nop {dutch(norm.route.vanaf)} voldoet de norm met dezelfde feiten")
    for step, roles in step_lines(norm.route.stappen) if norm.route is not None else ():
        text.append(f"\n• {step}")
        text.append(f"  ({roles})" if roles else "", style="cyan")
    if norm.route is not None and norm.route.stappen and norm.route.vanaf > plan.peildatum:
        text.append(f"\nen dan voldoet de norm vanaf {dutch(norm.route.vanaf)}")
    if norm.getoetst is not None:
        text.append(f"\ngetoetst: {WOORDEN[norm.getoetst]}; laat het daarna opnieuw toetsen")
    text.append_text(_running(norm))
    return text


def _excerpt(plan: Plan, norm: Plannorm, width: int) -> str:
    """The beginning of the official text, on one line; with its raamwerk among several."""
    titles = {one.id: one.titel for one in plan.raamwerken}
    text = norm.tekst if len(titles) == 1 else f"{titles[norm.raamwerk]}: {norm.tekst}"
    return shorten(text, max(width - 28, 40), placeholder=" …")


def _running(norm: Plannorm) -> Text:
    if norm.zonder_actie:
        return Text("\nnog geen actie", style="yellow")
    text = Text()
    for one in norm.acties:
        if one.te_doen:
            style = "bold red" if one.te_laat else "green"
            text.append(f"\nactie {action_state(one)}", style=style)
    return text


def _show_feiten(console: Console, plan: Plan) -> None:
    """The single facts that help more than one norm."""
    feiten = [feit for feit in plan.feiten if len(feit.normen) > 1]
    if not feiten:
        return
    console.print(Text("\nEén feit dat meer normen helpt", style="bold"))
    table = _table(_FEIT, None)
    for feit in feiten[:MOST_FEITEN]:
        table.add_row(_helps(feit), _feit(plan, feit))
    console.print(table)
    if len(feiten) > MOST_FEITEN:
        console.print(Text(f"en nog {len(feiten) - MOST_FEITEN}; zie --format json", style="dim"))


def _helps(feit: Planfeit) -> str:
    return f"{len(feit.normen)} normen"


def _feit(plan: Plan, feit: Planfeit) -> Text:
    text = Text(f"{feit.feit}: {'; '.join(feit.stappen)}")
    text.append(f"  ({' of '.join(feit.rollen)})" if feit.rollen else "", style="cyan")
    text.append(f"\nhelpt {name_normen(plan, feit.normen)}", style="dim")
    if feit.genoeg_voor:
        enough = "alle" if len(feit.genoeg_voor) == len(feit.normen) else ""
        names = enough or name_normen(plan, feit.genoeg_voor)
        text.append(f"\nis alleen al genoeg voor {names}", style="dim")
    return text


def _show_acties(console: Console, plan: Plan, elders: int) -> None:
    """Every action with its owner, day, state and cost; the late ones first."""
    if plan.acties:
        console.print(Text("\nActies", style="bold"))
        table = _table(_widest_actie(plan.acties), None, 10)
        table.columns[2].justify = "right"
        for one in sorted(plan.acties, key=lambda one: (not one.te_laat, not one.te_doen)):
            kosten = one.actie.kosten
            table.add_row(one.norm, _actie(one), "" if kosten is None else euro(kosten))
        console.print(table)
    if elders:
        count = count_word(elders, "actie hoort", "acties horen")
        console.print(Text(f"{count} bij normen van een ander raamwerk", style="dim"))
    if plan.zonder_actie:
        names = name_normen(plan, ((one.raamwerk, one.id) for one in plan.zonder_actie))
        console.print(Text(f"\nNormen zonder actie: {names}", style="yellow"))


def _widest_actie(acties: Iterable[Planactie]) -> int:
    return max(5, *(len(one.norm) for one in acties))


def _actie(one: Planactie) -> Text:
    text = Text(one.actie.actie)
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
    table = _table(10, max(5, *(len(one.norm) for one in plan.verloopt)), None)
    for one in plan.verloopt:
        text = Text(lapse_words(one))
        what = ", ".join(one.feiten) or "het besluit «niet van toepassing» telt dan niet meer"
        text.append(f"\n{what}")
        text.append(f"  ({' of '.join(one.rollen)})" if one.rollen else "", style="cyan")
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


def _amount(amount: Decimal) -> str:
    return euro(amount) if amount else "–"


def _show_terugblik(console: Console, plan: Plan, found: Terugblik) -> None:
    """What was planned then, and what came of it."""
    console.print(Text(f"\nGepland op {dutch(found.peildatum)}, gerealiseerd nu", style="bold"))
    if not found.normen:
        console.print("Toen voldeden alle normen en was er geen actie.")
        return
    table = _table(max(5, *(len(one.id) for one in found.normen)), None)
    for one in found.normen:
        table.add_row(one.id, _realised(one))
    console.print(table)
    met = sum(one.naar == "voldoet" and one.van != "voldoet" for one in found.normen)
    was = sum(one.van not in ("voldoet", "nvt") for one in found.normen)
    console.print(f"Van de {was} normen die toen niet voldeden, voldoen er nu {met}.")


def _realised(one: Terugbliknorm) -> Text:
    text = badge(one.van).append(" → ", style="not dim").append_text(badge(one.naar))
    if one.oorzaak:
        words = [OORZAAKWOORDEN[name] for name in OORZAKEN if name in one.oorzaak.split(", ")]
        text.append(f"  door {', '.join(words)}", style="dim")
    if one.stappen_van and one.stappen_naar is not None:
        text.append(f"\nstappen te doen: {one.stappen_van} → {one.stappen_naar}", style="dim")
    for actie in one.acties:
        text.append(f"\n{outcome_words(one, actie)}")
    return text
