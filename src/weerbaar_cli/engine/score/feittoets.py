"""Whether one test on complete facts holds on the peildatum: True, False, or None.

None means that there is nothing to test (0 of 0 with `bij_niets: weg`): the test leaves the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from weerbaar_cli.model.conditie import (
    Aandeel,
    AlleVan,
    Binnen,
    FeitConditie,
    HeeftBewijs,
    Is,
    Ooit,
    OpOfNa,
    PerGroep,
    Telt,
    Toets,
    Vergelijk,
)
from weerbaar_cli.model.tijd import add_months
from weerbaar_cli.model.waarde import Aantal, Checklist, Document, Groepen, toestand_of

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader, Vast

Kennis = Mapping[str, "Vast"]
Uitkomst = bool | None
NIETS: dict[str, Uitkomst] = {"gehaald": True, "niet": False, "weg": None}
# A policy that was adopted this long before a law may have anticipated it (domain, §8).
ANTICIPATIE_MAANDEN = 3


def holds(conditie: FeitConditie, kennis: Kennis, kader: Toetskader) -> Uitkomst:
    """Test complete facts; every fact that the test names must be in `kennis`."""
    return _TESTS[conditie.__class__](conditie, kennis, kader)


def _is(conditie: Is, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[conditie.feit].waarde
    words = kader.lezing.lijst(conditie.is_)
    if isinstance(waarde, date):
        return waarde > kader.peildatum and "nooit" in words
    if isinstance(waarde, Decimal):
        return any(word.isdigit() and Decimal(word) == waarde for word in words)
    return waarde in words or (waarde == () and "nee" in words)


def _binnen(conditie: Binnen, kennis: Kennis, kader: Toetskader) -> bool:
    return _recent(kennis[conditie.feit].waarde, conditie.binnen, kader)


def _ooit(conditie: Ooit, kennis: Kennis, kader: Toetskader) -> bool:
    return _recent(kennis[conditie.feit].waarde, None, kader)


def _recent(waarde: object, periode: str | None, kader: Toetskader) -> bool:
    if not isinstance(waarde, date) or waarde > kader.peildatum:
        return False
    return periode is None or waarde >= kader.lezing.since(periode, kader.peildatum)


def _on_or_after(conditie: OpOfNa, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[conditie.feit].waarde
    other: object = kennis[conditie.op_of_na].waarde
    if isinstance(other, tuple):
        besluiten = [one.besluit for one in other if one.status == "vastgesteld" and one.besluit]
        other = max((day for day in besluiten if day <= kader.peildatum), default=None)
    if not isinstance(waarde, date) or not isinstance(other, date):
        return False
    return other <= waarde <= kader.peildatum


def _toets(conditie: Toets, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[conditie.feit].waarde
    assert isinstance(waarde, tuple)
    if not waarde:
        return "geen" in conditie.toestanden
    return any(_document_meets(conditie, document, kennis, kader) for document in waarde)


def _document_meets(conditie: Toets, document: Document, kennis: Kennis, kader: Toetskader) -> bool:
    peildatum, lezing = kader.peildatum, kader.lezing
    if toestand_of(document, peildatum) not in conditie.toestanden:
        return False
    if conditie.jaar is not None and not _for_year(document, peildatum):
        return False
    if conditie.oud_hoogstens is not None and document.geldig_tot is None:
        oldest = lezing.since(conditie.oud_hoogstens, peildatum)
        if document.begin is not None and document.begin < oldest:
            return False
    if conditie.verlopen_hoogstens is not None and document.geldig_tot is not None:
        longest = lezing.since(conditie.verlopen_hoogstens, peildatum)
        if document.geldig_tot < longest:
            return False
    return _processed(conditie, document, kennis, kader)


def _processed(conditie: Toets, document: Document, kennis: Kennis, kader: Toetskader) -> bool:
    """All named changes of law, or so many of those that are in force on the peildatum."""
    names = kader.lezing.lijst(conditie.verwerkt)
    in_force = [name for name in names if kader.ankers[name].vanaf <= kader.ankerdatum]
    count = sum(processes(document, conditie.feit, name, kennis, kader) for name in in_force)
    if conditie.verwerkt_minstens is None:
        return count == len(in_force)
    return count >= kader.lezing.getal(conditie.verwerkt_minstens)


def _for_year(document: Document, peildatum: date) -> bool:
    """Made for the year of the peildatum: it names its end, or it began in that year."""
    if document.geldig_tot is not None or document.begin is None:
        return True
    return document.begin.year == peildatum.year


def processes(
    document: Document, feit_id: str, anker_id: str, kennis: Kennis, kader: Toetskader
) -> bool:
    """Whether the document has taken up a change of law in force: the domain's rule (§8)."""
    anker = kader.ankers[anker_id]
    stated = stated_in_checklist(anker.feiten.get(feit_id, "geen"), anker_id, kennis)
    if stated is not None:
        return stated != "nee"
    return document.begin is not None and document.begin >= anker.vanaf


def stated_in_checklist(checklist_id: str, anker_id: str, kennis: Kennis) -> str | None:
    """What the checklist says about an anchor; None when it says nothing."""
    vast = kennis.get(checklist_id)
    if vast is None or not isinstance(vast.waarde, Checklist):
        return None
    return vast.waarde.items.get(anker_id)


def anticipates(document: Document, vanaf: date) -> bool:
    """Adopted in the months just before the anchor, and not valid only from then on."""
    besluit, begin = document.besluit, document.begin
    if besluit is None or begin is None or begin >= vanaf:
        return False
    return add_months(vanaf, -ANTICIPATIE_MAANDEN) <= besluit < vanaf


def _aandeel(conditie: Aandeel, kennis: Kennis, kader: Toetskader) -> Uitkomst:
    waarde = kennis[conditie.feit].waarde
    if isinstance(waarde, Checklist):
        states = [waarde.items[item] for item in conditie.van or waarde.items]
        count, total = states.count("ja"), len(states) - states.count("nvt")
    else:
        assert isinstance(waarde, Aantal)
        assert waarde.aantal is not None
        assert waarde.totaal is not None
        count, total = waarde.aantal, waarde.totaal
    if total == 0:
        return NIETS[conditie.bij_niets]
    # The same as count >= share * total, in whole numbers.
    share = kader.lezing.aandeel(conditie.aandeel)
    return count * share.denominator >= share.numerator * total


def _telt(conditie: Telt, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[conditie.feit].waarde
    assert isinstance(waarde, Aantal)
    assert waarde.aantal is not None
    assert waarde.totaal is not None
    getal, least, most = kader.lezing.getal, conditie.aantal_minstens, conditie.totaal_hoogstens
    enough = least is None or waarde.aantal >= getal(least)
    return enough and (most is None or waarde.totaal <= getal(most))


def _vergelijk(conditie: Vergelijk, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[conditie.feit].waarde
    if isinstance(waarde, Checklist):
        chosen = conditie.van or tuple(waarde.items)
        number = Decimal(sum(waarde.items[item] == "ja" for item in chosen))
    elif isinstance(waarde, Decimal):
        number = waarde
    else:
        return False
    getal = kader.lezing.getal
    return not (
        (conditie.minstens is not None and number < getal(conditie.minstens))
        or (conditie.meer_dan is not None and number <= getal(conditie.meer_dan))
        or (conditie.hoogstens is not None and number > getal(conditie.hoogstens))
        or (conditie.minder_dan is not None and number >= getal(conditie.minder_dan))
    )


def _alle_van(conditie: AlleVan, kennis: Kennis, _: Toetskader) -> Uitkomst:
    waarde = kennis[conditie.feit].waarde
    assert isinstance(waarde, Checklist)
    chosen = tuple(waarde.items) if conditie.alle_van == "alles" else conditie.alle_van
    states = [waarde.items[item] for item in chosen if waarde.items[item] != "nvt"]
    return all(state == "ja" for state in states) if states else NIETS[conditie.bij_niets]


def _per_groep(conditie: PerGroep, kennis: Kennis, kader: Toetskader) -> bool:
    waarde = kennis[conditie.feit].waarde
    assert isinstance(waarde, Groepen)
    chosen = conditie.van or tuple(waarde.datums)
    last, first = kader.peildatum, date.min
    if conditie.binnen is not None:
        first = kader.lezing.since(conditie.binnen, last)
    days = (waarde.datums.get(name) for name in chosen)
    in_time = [isinstance(day, date) and first <= day <= last for day in days]
    if conditie.minstens is not None:
        return sum(in_time) >= kader.lezing.getal(conditie.minstens)
    return bool(in_time) and all(in_time)


def _heeft_bewijs(conditie: HeeftBewijs, kennis: Kennis, _: Toetskader) -> bool:
    return kennis[conditie.feit].bewijs


# By class: asking a model whether it is of another kind takes pydantic longer than the test.
_TESTS: dict[type, Callable[[Any, Kennis, Toetskader], Uitkomst]] = {
    Is: _is,
    Binnen: _binnen,
    Ooit: _ooit,
    OpOfNa: _on_or_after,
    Toets: _toets,
    Aandeel: _aandeel,
    Telt: _telt,
    Vergelijk: _vergelijk,
    AlleVan: _alle_van,
    PerGroep: _per_groep,
    HeeftBewijs: _heeft_bewijs,
}
