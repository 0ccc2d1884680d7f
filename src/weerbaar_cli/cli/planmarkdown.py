"""A plan as Markdown: for a memo, an issue or a merge request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING

from weerbaar_cli.cli.begrotingvorm import KOLOMMEN, heading_of, note_of, rows_of
from weerbaar_cli.cli.planwoorden import (
    action_note,
    action_state,
    cause_words,
    count_normen,
    deadline,
    is_single,
    lapse_words,
    name_normen,
    outcome_words,
    route_heading,
    step_lines,
    summary,
    titel_of,
    wanted_words,
)
from weerbaar_cli.model.doelgroep import marking
from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Status
    from weerbaar_cli.model.uitkomsten.plan import (
        Eigenplan,
        Plan,
        Planbegroting,
        Plannorm,
        Terugblik,
    )

_SIGNS = re.compile(r"([\\`*_\[\]<>|#&~])")


def escape(text: str) -> str:
    """Text as Markdown shows it: no sign of it is a mark."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))


def plan_markdown(found: Eigenplan) -> str:
    """One plan, every text of a user escaped."""
    plan = found.plan
    parts = [
        _heading(found),
        [] if found.terugblik is None else _terugblik(found.terugblik),
        _normen(plan),
        _feiten(plan),
        _acties(plan),
        _verloop(plan),
        _kosten(plan),
        *map(_begroting, found.begrotingen),
    ]
    return "\n\n".join("\n".join(lines) for part in parts if (lines := list(part))) + "\n"


def _heading(found: Eigenplan) -> Iterator[str]:
    meting, partij, plan = found.meting, found.partij, found.plan
    yield f"# Plan van {escape(partij.naam)}"
    yield ""
    yield f"{marking(fictief=meting.fictief)}  "
    yield f"{meting.soort} ({meting.status}), peildatum {dutch(meting.peildatum)}  "
    if plan.peildatum != meting.peildatum:
        yield f"Doorgerekend op {dutch(plan.peildatum)} met de feiten van de meting  "
    for one in plan.raamwerken:
        due = f"; {deadline(plan, one)}" if one.streefdatum is not None else ""
        yield f"{escape(one.titel)}, raamwerkversie {escape(one.versie)}{due}  "
    yield ""
    text = summary(plan)
    yield f"**{text[:1].upper()}{text[1:]}.**"


def _table(*columns: str) -> Iterator[str]:
    yield f"| {' | '.join(columns)} |"
    yield f"|{' --- |' * len(columns)}"


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _name(plan: Plan, raamwerk: str, norm: str) -> str:
    return norm if is_single(plan) else f"{escape(titel_of(plan, raamwerk))} {norm}"


def _sign(status: Status | None) -> str:
    """A status as sign and word."""
    return f"{TEKENS[status]} {WOORDEN[status]}" if status is not None else ""


def _normen(plan: Plan) -> Iterator[str]:
    if not plan.normen:
        return
    yield "## Nog te doen, de kortste weg eerst"
    for heading, group in groupby(plan.normen, key=route_heading):
        yield ""
        yield f"### {heading}"
        yield ""
        for norm in group:
            name = _name(plan, norm.raamwerk, norm.id)
            yield f"- **{name}** {_sign(norm.oordeel)}: {escape(norm.tekst)}"
            yield from (f"  - {line}" for line in _what_is_left(plan, norm))


def _what_is_left(plan: Plan, norm: Plannorm) -> Iterator[str]:
    if norm.route is None:
        yield escape(norm.reden)
    else:
        for step, roles in step_lines(norm.route.stappen):
            yield f"{escape(step)}{f' ({escape(roles)})' if roles else ''}"
        if norm.route.vanaf > plan.peildatum:
            yield f"wachten tot {dutch(norm.route.vanaf)}: dan voldoet de norm"
    if norm.zonder_actie:
        yield "nog geen actie"


def _feiten(plan: Plan) -> Iterator[str]:
    feiten = [feit for feit in plan.feiten if len(feit.normen) > 1]
    if not feiten:
        return
    yield "## Eén feit dat meer normen helpt"
    yield ""
    yield from _table("feit", "nodig", "wie", "helpt")
    for feit in feiten:
        wanted, roles = wanted_words(feit.stappen), " of ".join(feit.rollen)
        cells = (feit.feit, wanted, roles, name_normen(plan, feit.normen))
        yield _row(escape(cell) for cell in cells)


def _acties(plan: Plan) -> Iterator[str]:
    if plan.acties:
        yield "## Acties"
        yield ""
        yield from _table("norm", "actie", "eigenaar", "stand", "kosten")
    for one in sorted(plan.acties, key=lambda one: (not one.te_laat, not one.te_doen)):
        kosten = "" if one.actie.kosten is None else euro(one.actie.kosten)
        note = action_note(one)
        state = f"{action_state(one)}{f'; {note}' if note else ''}"
        words = (escape(one.actie.actie), escape(one.actie.eigenaar or ""), state, kosten)
        yield _row((_name(plan, one.raamwerk, one.norm), *words))
    if plan.zonder_actie:
        names = count_normen(plan, ((one.raamwerk, one.id) for one in plan.zonder_actie))
        yield ""
        yield f"Normen zonder actie: {escape(names)}"


def _verloop(plan: Plan) -> Iterator[str]:
    if not plan.verloopt:
        return
    yield f"## Verloopt tot en met {dutch(plan.tot)}"
    yield ""
    yield from _table("datum", "norm", "oordeel", "feiten", "wie")
    for one in plan.verloopt:
        what = ", ".join(one.feiten) or "besluit «niet van toepassing»"
        words = (lapse_words(one), escape(what), escape(" of ".join(one.rollen)))
        yield _row((dutch(one.dag), _name(plan, one.raamwerk, one.norm), *words))


def _kosten(plan: Plan) -> Iterator[str]:
    if not any(one.te_doen or one.gereed for one in plan.kosten):
        return
    yield "## Kosten van de acties per thema"
    yield ""
    yield from _table("thema", "nog te doen", "gereed")
    for one in plan.kosten:
        yield _row((f"{one.thema} {escape(one.titel)}", euro(one.te_doen), euro(one.gereed)))
    totals = (sum(one.te_doen for one in plan.kosten), sum(one.gereed for one in plan.kosten))
    yield _row(("**Totaal**", *(f"**{euro(Decimal(total))}**" for total in totals)))


def _begroting(begroting: Planbegroting) -> Iterator[str]:
    yield f"## {escape(heading_of(begroting))}"
    yield ""
    yield from _table(*KOLOMMEN)
    *posts, total = rows_of(begroting)
    for name, *amounts in posts:
        yield _row((escape(name), *amounts))
    yield _row(f"**{cell}**" for cell in total)
    if note := note_of(begroting):
        yield ""
        yield note


def _terugblik(found: Terugblik) -> Iterator[str]:
    yield f"## Gepland op {dutch(found.peildatum)}, en wat ervan kwam"
    yield ""
    yield from _table("norm", "toen", "nu", "waardoor", "acties")
    for one in found.normen:
        actions = "; ".join(outcome_words(one, actie) for actie in one.acties)
        states = (_sign(one.van), _sign(one.naar), cause_words(one))
        yield _row((one.id, *states, escape(actions)))
