"""Laws of the engine, tried on random facts for every norm of every packaged raamwerk."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.engine.worlds import (
    GRENS,
    antwoorden,
    asked,
    beside_several,
    days,
    fillings,
    kern_alone,
    kern_of,
    library,
    norm_of,
    norms,
    per_stuk,
    scan,
)
from weerbaar_cli.engine.score.nodig import find_route
from weerbaar_cli.engine.score.score import find_geldend, judge, only, score_meting
from weerbaar_cli.feitsoorten.aantal import Aantal
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.checklist import Checklist
from weerbaar_cli.feitsoorten.document import Document
from weerbaar_cli.feitsoorten.groepen import Groepen, PerGroep
from weerbaar_cli.feitsoorten.perstuk import PerStuk
from weerbaar_cli.model.bestanden.meting import Toetsing
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Norm, Status

pytestmark = pytest.mark.slow

law = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
every_norm = pytest.mark.parametrize(("raamwerk_id", "norm_id"), norms())
REST = "wie de lijst niet noemt"  # all groups that the total counts and the list leaves out
RANK: dict[Status, int] = {"voldoet_niet": 0, "deels": 1, "voldoet": 2}
# Conditions in which more is not always better; a law about improvement leaves these norms out.
NOT_MONOTONE = {"hoogstens", "minder_dan", "totaal_hoogstens", "op_of_na"}


@every_norm
@law
@given(data=st.data())
def test_no_completion_leaves_mogelijk(raamwerk_id: str, norm_id: str, data: Any) -> None:
    norm, kern = norm_of(raamwerk_id, norm_id), kern_of(raamwerk_id)
    known = data.draw(antwoorden(norm))
    filled = data.draw(fillings(known, norm))
    _, mogelijk = judge(kern, scan(known, norm, raamwerk_id), norm, GRENS)
    # A blank anchor item stays open in a filling too, so that can leave more than one status.
    _, left = judge(kern, scan(filled, norm, raamwerk_id), norm, GRENS)
    assert set(left) <= set(mogelijk)


@every_norm
@law
@given(data=st.data())
def test_nog_nodig_applied_gives_voldoet_and_no_smaller_set_does(
    raamwerk_id: str, norm_id: str, data: Any
) -> None:
    norm, kern = norm_of(raamwerk_id, norm_id), kern_of(raamwerk_id)
    known = data.draw(antwoorden(norm))
    regel, kader = kern.regels[norm_id], kern.kader(GRENS, GRENS)
    route = find_route(regel, known, kader)
    assert route is not None
    changed = {**known, **route.antwoorden}
    assert judge(kern, scan(changed, norm, raamwerk_id), norm, GRENS)[0] == "voldoet"
    assert len(route.stappen) == _cost_of(known, route.antwoorden)
    if len(route.stappen) > 4:  # the sets below are tried one by one
        return
    units = _units(known, norm.id, raamwerk_id)
    for size in range(len(route.stappen)):
        for chosen in combinations(units, size):
            better = _improve(known, chosen)
            status, _ = judge(kern, scan(better, norm, raamwerk_id), norm, GRENS)
            assert status != "voldoet", chosen


@every_norm
@law
@given(data=st.data())
def test_nothing_differs_before_verloopt_op(raamwerk_id: str, norm_id: str, data: Any) -> None:
    norm, kern = norm_of(raamwerk_id, norm_id), kern_alone(raamwerk_id, norm_id)
    toetsing = data.draw(st.just({}) | toetsingen(norm_id))
    one = replace(scan(data.draw(antwoorden(norm)), norm, raamwerk_id), toetsing=toetsing)
    oordeel = score_meting(kern, one, GRENS).find(norm_id)
    assert oordeel is not None
    last = oordeel.verloopt_op or GRENS + timedelta(days=900)
    for day in range(1, (last - GRENS).days, 1 if oordeel.verloopt_op else 13):
        status = only(find_geldend(kern, one, norm, GRENS + timedelta(days=day)))
        assert status == oordeel.oordeel, day
    if oordeel.verloopt_op is not None:
        status = only(find_geldend(kern, one, norm, oordeel.verloopt_op))
        assert status != oordeel.oordeel
        assert status == oordeel.verloopt_naar


@every_norm
@law
@given(data=st.data())
def test_improving_a_fact_never_worsens(raamwerk_id: str, norm_id: str, data: Any) -> None:
    norm, kern = norm_of(raamwerk_id, norm_id), kern_of(raamwerk_id)
    fields = {name for one in norm.alle_condities for name in one.model_fields_set}
    if fields & NOT_MONOTONE:
        return
    known = data.draw(fillings(data.draw(antwoorden(norm)), norm))
    before, _ = judge(kern, scan(known, norm, raamwerk_id), norm, GRENS)
    unit = data.draw(st.sampled_from(_units(known, norm_id, raamwerk_id)))
    after, _ = judge(kern, scan(_improve(known, [unit]), norm, raamwerk_id), norm, GRENS)
    if "nvt" not in (before, after) and "onbekend" not in (before, after):
        assert RANK[after] >= RANK[before], unit


@law
@given(data=st.data())
def test_the_share_stays_within_its_range(data: Any) -> None:
    kern = kern_of("twente-basis-op-orde")
    known: dict[str, Antwoord] = {}
    filled: dict[str, Antwoord] = {}
    for norm in kern.raamwerk.normen:
        part = data.draw(antwoorden(norm))
        known |= part
        filled |= data.draw(fillings(part, norm))
    first = kern.raamwerk.themas[0].normen[0]
    open_ = score_meting(kern, scan(known, first, kern.raamwerk.id), GRENS)
    closed = score_meting(kern, scan(filled, first, kern.raamwerk.id), GRENS)
    assert closed.aandeel.voldoet is not None
    assert open_.aandeel.minimaal is not None
    assert open_.aandeel.maximaal is not None
    assert open_.aandeel.minimaal <= closed.aandeel.voldoet <= open_.aandeel.maximaal
    if open_.op_orde is not None:
        assert closed.op_orde == open_.op_orde


def toetsingen(norm_id: str) -> st.SearchStrategy[dict[str, Toetsing]]:
    """What an assessor may have found, with or without a day and what followed then."""
    return st.builds(
        lambda oordeel, op, then: {
            norm_id: Toetsing(oordeel=oordeel, reden="gezien", op=op, afgeleid_op=then)
        },
        st.sampled_from(["voldoet", "deels", "voldoet_niet", "nvt"]),
        st.none() | days(),
        st.none() | st.sampled_from(STATUSES),
    )


def _units(known: dict[str, Antwoord], norm_id: str, raamwerk_id: str) -> list[tuple[str, str]]:
    """Everything that can change by itself: a fact, or one item or group of it."""
    units: list[tuple[str, str]] = []
    several = dict(beside_several(norm_of(raamwerk_id, norm_id), known))
    leading = {library().catalogus[name].bij for name in several}
    for feit_id in asked(norm_of(raamwerk_id, norm_id)):
        feit = library().catalogus[feit_id]
        waarde = known[feit_id].waarde if feit_id in known else None
        if feit_id in several:
            places = range(len(several[feit_id]))
            units += [
                (feit_id, f"{item}@{place}") for item in feit.items or ("",) for place in places
            ]
        elif feit_id in leading:
            units += [(feit_id, f"@{place}") for place in range(len(waarde or ()))]
        elif feit.soort == "checklist":
            units += [(feit_id, item) for item in feit.items]
        elif isinstance(waarde, Groepen):
            names = {*waarde.datums, *_named(norm_of(raamwerk_id, norm_id), feit_id)}
            if waarde.totaal is not None:
                names |= {REST} if waarde.ongenoemd else set()
            else:
                names |= set() if feit.namen else {"nieuw 1", "nieuw 2"}
            units += [(feit_id, name) for name in sorted(names)]
        elif feit.soort == "groepen":
            named = _named(norm_of(raamwerk_id, norm_id), feit_id)
            units += [(feit_id, name) for name in feit.namen or named or ["nieuw 1", "nieuw 2"]]
        else:
            units.append((feit_id, ""))
    return units


def _named(norm: Norm, feit_id: str) -> list[str]:
    """The groups of a fact that a rule names."""
    tests = (one for one in norm.alle_condities if isinstance(one, PerGroep))
    return [name for one in tests if one.feit == feit_id for name in one.van]


def _improve(known: dict[str, Antwoord], chosen: Any) -> dict[str, Antwoord]:
    """The best value for each of these units, made without the engine's own search."""
    better = dict(known)
    for feit_id, part in chosen:
        old = better.get(feit_id, Antwoord())
        part, _, place = part.partition("@")
        waarde = (
            _best(feit_id, part, old.waarde)
            if not place
            else (_best_in(feit_id, part, int(place), better))
        )
        better[feit_id] = Antwoord(waarde, bewijs=old.bewijs)
    return better


def _best_in(feit_id: str, part: str, place: int, known: dict[str, Antwoord]) -> Any:
    """The best for one of several documents, or for what stands in it."""
    bij = library().catalogus[feit_id].bij
    if bij is None:
        documents = known[feit_id].waarde
        (fresh,) = _best(feit_id, "", ())
        return (*documents[:place], fresh, *documents[place + 1 :])
    documents = known[bij].waarde
    blank = per_stuk(feit_id, documents, (None,) * len(documents))
    old = known[feit_id].waarde if feit_id in known else blank
    return old.with_one(place, _best(feit_id, part, old.waarden[place]))


def _best(feit_id: str, part: str, waarde: Any) -> Any:
    feit = library().catalogus[feit_id]
    match feit.soort:
        case "ja_nee":
            return "ja"
        case "getal":
            return Decimal(100)
        case "datum":
            return GRENS
        case "aantal":
            totaal = waarde.totaal if waarde is not None and waarde.totaal else 10
            return Aantal(totaal, totaal)
        case "document":
            fresh = Document(vastgesteld_op=GRENS, geldig_vanaf=GRENS, geldig_tot=GRENS)
            return (*(waarde or ()), fresh)
        case "checklist":
            items = waarde.items if waarde is not None else dict.fromkeys(feit.items)
            return Checklist({**items, part: "ja"})
        case "groepen":
            datums = waarde.datums if waarde is not None else dict.fromkeys(feit.namen)
            if waarde is not None and part == REST:
                rest = [f"ongenoemd {number}" for number in range(waarde.ongenoemd)]
                return Groepen({**datums, **dict.fromkeys(rest, GRENS)}, waarde.totaal)
            return Groepen({**datums, part: GRENS}, waarde.totaal if waarde is not None else None)


def _cost_of_value(old: Any, new: Any) -> int:
    if not isinstance(new, Checklist):
        return int(old != new)
    items = old.items if isinstance(old, Checklist) else {}
    return sum(items.get(name) != state for name, state in new.items.items() if state)


def _cost_of(known: dict[str, Antwoord], changed: dict[str, Antwoord]) -> int:
    """How many single facts, groups and items differ."""
    cost = 0
    for feit_id, antwoord in changed.items():
        before = known.get(feit_id, Antwoord())
        old, new = before.waarde, antwoord.waarde
        if old is not None and old == new:  # then it is the evidence that is new
            cost += bool(antwoord.bewijs) and not before.bewijs
            continue
        if isinstance(new, PerStuk):
            was = old.waarden if isinstance(old, PerStuk) else (None,) * len(new.waarden)
            cost += sum(map(_cost_of_value, was, new.waarden))
        elif isinstance(new, tuple) and isinstance(old, tuple) and len(old) == len(new) > 1:
            cost += sum(one != other for one, other in zip(old, new, strict=True))
        elif isinstance(new, Checklist):
            items = old.items if isinstance(old, Checklist) else {}
            cost += sum(items.get(name) != state for name, state in new.items.items() if state)
        elif isinstance(new, Groepen):
            dates = old.datums if isinstance(old, Groepen) else {}
            changed_days = {
                name if name in dates or not isinstance(old, Groepen) or not old.ongenoemd else REST
                for name, day in new.datums.items()
                if day and dates.get(name) != day
            }
            cost += len(changed_days)
        else:
            cost += 1
    return cost
