"""The budget of a programme against what the actions of a plan cost."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from weerbaar_cli.model.uitkomsten.plan import Plan, Planactie, Planbegroting, Planpost

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.programma import Begrotingspost, Programma

_YEAR = re.compile(r"\d{4}")


def find_begrotingen(
    plan: Plan, programmas: Iterable[Programma], districten: Collection[str]
) -> tuple[Planbegroting, ...]:
    """The budgets that pay actions for the norms of this plan, of the organisation's districts.

    What one of them pays is no loose end of another.
    """
    asked = {one.id for one in plan.raamwerken}
    shown = [
        one
        for one in programmas
        if (one.district is None or one.district in districten) and asked & _raamwerken(one)
    ]
    return tuple(
        _begroting(
            one, plan, {norm for other in shown if other is not one for norm in _paid(other)}
        )
        for one in shown
    )


def _paid(programma: Programma) -> set[str]:
    """The norms whose actions a budget pays."""
    return {reference for post in programma.begroting for reference in post.normen}


def _raamwerken(programma: Programma) -> set[str]:
    """The raamwerken of which a budget names norms."""
    return {reference.rpartition("/")[0] for reference in _paid(programma)}


def _begroting(programma: Programma, plan: Plan, elsewhere: set[str]) -> Planbegroting:
    paid: list[list[Planactie]] = [[] for _ in programma.begroting]
    loose: list[Planactie] = []
    other_year: list[Planactie] = []
    for one in _own_actions(programma, plan, elsewhere):
        if not any(_is_in_year(one, post.jaar) for post in programma.begroting):
            other_year.append(one)
            continue
        index = next(_posts(one, programma.begroting), None)
        (loose if index is None else paid[index]).append(one)
    posts = zip(programma.begroting, paid, strict=True)
    return Planbegroting(
        programma.id,
        programma.titel,
        tuple(_post(post, acties) for post, acties in posts),
        Planpost("", None, Decimal(0), (), *_costs(loose)),
        _total(other_year),
    )


def _own_actions(programma: Programma, plan: Plan, elsewhere: set[str]) -> list[Planactie]:
    """The actions with a cost that this budget has to do with."""
    names, not_ours = _raamwerken(programma), elsewhere - _paid(programma)
    return [
        one
        for one in plan.acties
        if one.raamwerk in names
        and f"{one.raamwerk}/{one.norm}" not in not_ours
        and one.actie.kosten
        and one.actie.status != "vervallen"
    ]


def _posts(one: Planactie, posts: Sequence[Begrotingspost]) -> Iterator[int]:
    """Which posts pay this action; a check sees to it that there is at most one."""
    reference = f"{one.raamwerk}/{one.norm}"
    for index, post in enumerate(posts):
        if reference in post.normen and _is_in_year(one, post.jaar):
            yield index


def _is_in_year(one: Planactie, jaar: str | None) -> bool:
    """Whether it is due in the year, or the years (2023-2025), of a post; no day fits all."""
    years = [int(year) for year in _YEAR.findall(jaar or "")]
    due = one.actie.gereed_op
    return due is None or not years or min(years) <= due.year <= max(years)


def _post(post: Begrotingspost, acties: Sequence[Planactie]) -> Planpost:
    return Planpost(post.post, post.jaar, post.bedrag, post.normen, *_costs(acties))


def _costs(acties: Sequence[Planactie]) -> tuple[Decimal, Decimal]:
    """What is still to be done, and what is done."""
    te_doen = _total(one for one in acties if one.te_doen)
    return te_doen, _total(one for one in acties if not one.te_doen)


def _total(acties: Iterable[Planactie]) -> Decimal:
    return sum((one.actie.kosten or Decimal(0) for one in acties), Decimal(0))
