"""The budget of a programme against the actions of a plan, in words, rows and JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.planvorm import number
from weerbaar_cli.model.getal import euro

if TYPE_CHECKING:
    from decimal import Decimal

    from weerbaar_cli.model.uitkomsten.plan import Planbegroting, Planpost

KOLOMMEN = ("post", "begroot", "nog te doen", "gereed", "over")


def heading_of(begroting: Planbegroting) -> str:
    """Of which year, and of which programme."""
    years = dict.fromkeys(one.jaar for one in begroting.posten if one.jaar is not None)
    return f"{' '.join(('Begroting', *years))}: {begroting.titel}"


def rows_of(begroting: Planbegroting) -> list[tuple[str, ...]]:
    """Every post, what no post pays, and the total last."""
    posts = [_row(one, one.post) for one in begroting.posten]
    loose = begroting.zonder_post
    if loose.te_doen or loose.gereed:
        posts.append(("Acties zonder post", "–", euro(loose.te_doen), euro(loose.gereed), "–"))
    return [*posts, _row(begroting.totaal, "Totaal")]


def _row(one: Planpost, name: str) -> tuple[str, ...]:
    costs = (euro(one.te_doen), euro(one.gereed)) if one.normen else ("–", "–")
    return name, euro(one.bedrag), *costs, _left(one.over)


def _left(over: Decimal) -> str:
    """What is left of an amount, or how much there is too little."""
    return euro(over) if over >= 0 else f"{euro(-over)} tekort"


def note_of(begroting: Planbegroting) -> str:
    """What does not count because it is due in another year."""
    if not begroting.ander_jaar:
        return ""
    return f"{euro(begroting.ander_jaar)} aan acties is voor een ander jaar en telt hier niet mee"


def begroting_vorm(begroting: Planbegroting) -> dict[str, Any]:
    """One budget."""
    loose, total = begroting.zonder_post, begroting.totaal
    return {
        "programma": begroting.programma,
        "titel": begroting.titel,
        "posten": [
            {"post": one.post, "jaar": one.jaar, "normen": list(one.normen), **_amounts(one)}
            for one in begroting.posten
        ],
        "zonder_post": {"te_doen": number(loose.te_doen), "gereed": number(loose.gereed)},
        "ander_jaar": number(begroting.ander_jaar),
        "totaal": _amounts(total),
    }


def _amounts(one: Planpost) -> dict[str, Any]:
    names = ("bedrag", "te_doen", "gereed", "over")
    return {name: number(getattr(one, name)) for name in names}
