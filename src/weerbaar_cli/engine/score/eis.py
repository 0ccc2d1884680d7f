"""Requirements on a score, for use as a gate.

`op_orde`, of one level `op_orde:basis`, `voldoet>=80%`, `nvt<=2`, `geen:voldoet_niet`.
"""

from __future__ import annotations

import re

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bestanden.raamwerk import STATUSES
from weerbaar_cli.model.getal import dutch_aandeel, parse_aandeel
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Raamwerkoordeel

_AT_LEAST = r"voldoet ?>= ?(\d{1,3}(?:[.,]\d+)? ?%|\d{1,4})"
_AWAY = r"nvt ?<= ?(\d{1,4})"


def check_eis(eis: str, oordeel: Raamwerkoordeel) -> str | None:
    """None when the requirement is met, else the reason in one sentence.

    A share means the least that completions can give; an `op_orde` of null is not met. Raises
    WeerbaarError for a requirement that cannot be read.
    """
    if eis == "op_orde":
        return _in_order(oordeel.op_orde, "de basis")
    if eis.startswith("op_orde:"):
        return _niveau(eis, oordeel)
    if eis.startswith("geen:"):
        return _none_of(eis, oordeel)
    if match := re.fullmatch(_AWAY, eis):
        return _at_most(int(match[1]), oordeel)
    match = re.fullmatch(_AT_LEAST, eis)
    if match is None:
        raise _unreadable(eis)
    return _at_least(match[1].replace(",", "."), eis, oordeel)


def _in_order(op_orde: bool | None, what: str) -> str | None:
    if op_orde:
        return None
    return f"{what} is niet op orde" if op_orde is False else "nog niet te zeggen"


def _niveau(eis: str, oordeel: Raamwerkoordeel) -> str | None:
    named = eis.removeprefix("op_orde:")
    found = next((one for one in oordeel.niveaus if one.id == named), None)
    if found is None:
        known = ", ".join(one.id for one in oordeel.niveaus)
        tip = f"Het raamwerk heeft de niveaus {known}." if known else "Het raamwerk heeft er geen."
        raise WeerbaarError(f"de eis «{clean(eis)}» noemt geen niveau van het raamwerk", tip=tip)
    return _in_order(found.op_orde, f"niveau {named}")


def _none_of(eis: str, oordeel: Raamwerkoordeel) -> str | None:
    words = eis.removeprefix("geen:").split(",")
    if not all(word in STATUSES for word in words):
        raise _unreadable(eis)
    counted = (norm for norm in oordeel.normen if norm.telt_mee)
    hits = [norm for norm in counted if norm.oordeel in words]
    if not hits:
        return None
    return ", ".join(f"{norm.id} {WOORDEN[norm.oordeel]}" for norm in hits)


def _at_most(limit: int, oordeel: Raamwerkoordeel) -> str | None:
    """Only what somebody decided: that a norm is not meant for a party is nobody's choice."""
    decided = [norm.id for norm in oordeel.normen if norm.is_besluit]
    if len(decided) <= limit:
        return None
    return f"{len(decided)} n.v.t. bij besluit: {', '.join(decided)}"


def _at_least(limit: str, eis: str, oordeel: Raamwerkoordeel) -> str | None:
    if not limit.endswith("%"):
        met = oordeel.telling.voldoet
        return None if met >= int(limit) else f"{met} normen voldoen"
    share = parse_aandeel(limit)
    if share is None:
        raise _unreadable(eis)
    least = oordeel.aandeel.minimaal
    if least is not None and least >= share:
        return None
    return "er is niets van toepassing" if least is None else f"zeker is {dutch_aandeel(least)}"


def _unreadable(eis: str) -> WeerbaarError:
    tip = "Schrijf op_orde, op_orde:NIVEAU, voldoet>=80%, nvt<=2 of geen:voldoet_niet,onbekend."
    return WeerbaarError(f"de eis «{clean(eis)}» is niet te lezen", tip=tip)
