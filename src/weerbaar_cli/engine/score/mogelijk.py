"""Which statuses are still possible: completion semantics, exactly.

Facts are independent, so a norm's rule sees of each bunch of facts only its row of test outcomes.
The rows that completions can give are found per bunch; their product gives every status.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from msgspec.structs import replace

from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.datum import matching_days
from weerbaar_cli.feitsoorten.document import anticipates, titles_of
from weerbaar_cli.feitsoorten.feitsoorten import is_blank, proef_of, soort_for, soort_of
from weerbaar_cli.feitsoorten.getal import matching_numbers
from weerbaar_cli.feitsoorten.perstuk import PerStuk, per_document
from weerbaar_cli.feitsoorten.soort import Bevraging
from weerbaar_cli.feitsoorten.toetskader import Bewijsvraag, Lezing, Ruw, Toetskader, Vast
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenregel, Toetsveld, Tros
    from weerbaar_cli.feitsoorten.conditie import FeitConditie, Uitkomst
    from weerbaar_cli.model.bestanden.feit import Feit
    from weerbaar_cli.model.bestanden.meting import Afwijkbesluit, NvtBesluit, Toetsing
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

Antwoorden = Mapping[str, Antwoord]
Uitkomstrij = tuple["Uitkomst", ...]
UNKNOWN = Antwoord()
NOTHING: frozenset[Any] = frozenset()
NO_QUESTION = Bewijsvraag()


class Scan(Struct, frozen=True):
    """What the engine needs of a meting: typed facts, decisions and judgements by norm."""

    partijtype: str
    peildatum: date
    antwoorden: Antwoorden
    nvt: Mapping[str, NvtBesluit]
    toetsing: Mapping[str, Toetsing]
    eindmeting: bool = False
    afwijkingen: Mapping[str, Afwijkbesluit] = field(default_factory=dict)
    # Another date for the changes of law alone, when a comparison asks what they do.
    ankerdatum: date | None = None
    organisatie: str = "de partij"


def make_lezing(raamwerk: Raamwerk, afwijkend: Mapping[str, Ruw] | None = None) -> Lezing:
    """The raamwerk's own readings, replaced where the werkmap says otherwise."""
    own: dict[str, Ruw] = {name: one.waarde for name, one in raamwerk.parameters.items()}
    changed = {name: value for name, value in (afwijkend or {}).items() if own.get(name) != value}
    return Lezing({**own, **changed}, frozenset(changed))


def rows_of(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> frozenset[Uitkomstrij]:
    """Every row of outcomes that the completions of one bunch of facts can give.

    Equal answers give equal rows: to the rules of other norms, of other metingen of the day, and to
    a route, which tries the same few values with each of them. Of some no day makes other rows.
    """
    if tros.tijdloos:
        kader = kader.altijd or kader
    if kader.peildatum != kader.grens and not antwoorden.keys().isdisjoint(tros.feit_ids):
        return _find_rows(tros, antwoorden, kader)  # a day on which one meting turns
    return kader.remember(case_of(tros, antwoorden), lambda: _find_rows(tros, antwoorden, kader))


def case_of(tros: Tros, antwoorden: Antwoorden) -> tuple[object, ...]:
    """A bunch with all that is read of what is known of its facts."""
    known = [antwoorden.get(feit_id, UNKNOWN) for feit_id in tros.feit_ids]
    key = (tros, *[one.waarde for one in known])
    if tros.bewijsvragen:
        key += tuple([tuple([each.datum for each in one.bewijs]) for one in known])
    return key


def _find_rows(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> frozenset[Uitkomstrij]:
    known = known_of(tros, antwoorden, kader)
    naast = compared_with(tros, known, kader)
    options = [
        [Vast(antwoord.waarde or ())]
        if feit_id in tros.leidend and not is_several(antwoord)
        else _told_apart(tros, feit_id, antwoord, kader, naast[feit_id])
        for feit_id, antwoord in known.items()
    ]
    found: set[Uitkomstrij] = set()
    for chosen in product(*options):
        kennis = dict(zip(known, chosen, strict=True))
        whole = _complete_anchors(kennis, tros.toetsen, kader) if tros.met_ankers else (kennis,)
        found.update(tros.row(complete, kader) for complete in whole)
    return frozenset(found)


def _told_apart(
    tros: Tros, feit_id: str, antwoord: Antwoord, kader: Toetskader, naast: frozenset[Any]
) -> Sequence[Vast]:
    """Complete values of one fact of a bunch; those that its own tests alone see come once each.

    The others multiply: a list of eight items has hundreds of mixes, and two outcomes.
    """

    def find() -> Sequence[Vast]:
        found = completions(tros, feit_id, antwoord, kader, naast)
        one = len(found) == 1
        if one or feit_id not in tros.alleen or isinstance(found[0].waarde, PerStuk):
            return found
        feit = kader.catalogus[feit_id]
        own = [(one, proef_of(one, feit)) for one in tros.toetsen if one.feit == feit_id]
        rows = {
            tuple([proef(one, {feit_id: vast}, kader) for one, proef in own]): vast
            for vast in found
        }
        return tuple(rows.values())

    return kader.remember((tros, feit_id, naast), find) if antwoord is UNKNOWN else find()


def known_of(tros: Tros, antwoorden: Antwoorden, kader: Toetskader) -> dict[str, Antwoord]:
    """What is known of a bunch; what is not known of several documents, of each by itself."""
    known = {feit_id: antwoorden.get(feit_id, UNKNOWN) for feit_id in tros.feit_ids}
    for feit_id, bij in tros.stukken:
        documents, waarde = known[bij].waarde or (), known[feit_id].waarde
        if isinstance(waarde, PerStuk) and len(waarde.waarden) != len(documents):
            known[feit_id] = UNKNOWN  # other documents than those that it is of
        if known[feit_id].waarde is None and len(documents) > 1:
            blank = PerStuk(bij, titles_of(documents), (None,) * len(documents))
            known[feit_id] = Antwoord(blank)
    return known


def is_several(antwoord: Antwoord) -> bool:
    """Whether there are several documents, so that one of them leads."""
    return isinstance(antwoord.waarde, tuple) and len(antwoord.waarde) > 1


def completions(
    tros: Tros, feit_id: str, antwoord: Antwoord, kader: Toetskader, naast: frozenset[Any]
) -> list[Vast]:
    """Complete values of one fact; just the value itself when it is completely known.

    `naast` is with what it may be compared because of the facts beside it.
    """
    feit, waarde = kader.catalogus[feit_id], antwoord.waarde
    soort = soort_for(feit, waarde)
    if waarde is not None and not soort.is_open(waarde, tros.toetsen, kader):
        waarden: Iterable[Any] = (waarde,)
    else:
        vraag = Bevraging(feit_id, feit, tros.toetsen, kader, naast)
        waarden = soort.complete(vraag, waarde)
    bewijs = _evidence(tros.bewijsvragen.get(feit_id, NO_QUESTION), antwoord, feit, kader)
    return [Vast(one, *shown) for one in waarden for shown in bewijs]


# Whether there is evidence, and of which days as far as a test asks for them.
_Bewijs = tuple[bool, tuple[date, ...]]


def _evidence(
    vraag: Bewijsvraag, antwoord: Antwoord, feit: Feit, kader: Toetskader
) -> list[_Bewijs]:
    """Evidence that stands in the file stays; only a fact without a value may still get it.

    What has no date may be of any day up to the meting's own peildatum.
    """
    shown = bool(antwoord.bewijs)
    if not (vraag.gevraagd or vraag.dagen):
        return [(shown, ())]
    known = tuple(one.datum for one in antwoord.bewijs if one.datum is not None)
    found: list[_Bewijs] = [(shown, known if vraag.dagen else ())]
    if is_blank(antwoord.waarde, feit) and not shown:
        found.append((True, (kader.grens,) if vraag.dagen else ()))
    elif vraag.dagen and len(known) < len(antwoord.bewijs):
        found.append((shown, (*known, kader.grens)))
    return found


def compared_with(
    tros: Tros, antwoorden: Antwoorden, kader: Toetskader
) -> Mapping[str, frozenset[Any]]:
    """Per fact of the bunch the dates and numbers on which a comparison with another can turn."""
    if not tros.vergeleken:
        return dict.fromkeys(tros.feit_ids, NOTHING)
    compared = {feit_id for toets in tros.toetsen for feit_id in toets.compared_facts()}
    days = frozenset(
        day
        for feit_id in compared
        if (waarde := antwoorden[feit_id].waarde) is not None
        for day in soort_of(kader.catalogus[feit_id]).compared_dates(waarde)
    )
    known = {feit_id: antwoorden[feit_id].waarde for feit_id in tros.feit_ids}
    numbers = matching_numbers(tros.toetsen, known, kader)
    dates = matching_days(tros.toetsen, days, kader)
    return {name: numbers.get(name) or dates.get(name, days) for name in tros.feit_ids}


def changed_among(
    tros: Tros, antwoorden: Antwoorden, kader: Toetskader
) -> Mapping[str, frozenset[Any]]:
    """The same for a fact that is changed: beside the others as they are, and as they could be."""
    found = dict(compared_with(tros, antwoorden, kader))
    known = {feit_id: antwoorden[feit_id].waarde for feit_id in tros.feit_ids}
    free = matching_numbers(tros.toetsen, dict.fromkeys(known), kader)
    for name, values in free.items():
        among = matching_numbers(tros.toetsen, {**known, name: None}, kader)
        found[name] = values | among[name]
    return found


def all_rows(
    veld: Toetsveld, antwoorden: Antwoorden, kader: Toetskader
) -> tuple[frozenset[Uitkomstrij], ...]:
    """Per bunch of facts the rows that are possible."""
    return tuple(rows_of(tros, antwoorden, kader) for tros in veld.trossen)


def outcomes_of(
    veld: Toetsveld, rows: tuple[frozenset[Uitkomstrij], ...]
) -> Iterator[list[Uitkomst]]:
    """Every possible list of outcomes of all tests, in their order."""
    return (_in_their_order(veld, chosen) for chosen in product(*rows))


def _in_their_order(veld: Toetsveld, rows: tuple[Uitkomstrij, ...]) -> list[Uitkomst]:
    uitkomsten: list[Uitkomst] = [None] * len(veld.toetsen)
    for tros, row in zip(veld.trossen, rows, strict=True):
        for index, uitkomst in zip(tros.plaatsen, row, strict=True):
            uitkomsten[index] = uitkomst
    return uitkomsten


def statuses_of(regel: Rekenregel, rows: tuple[frozenset[Uitkomstrij], ...]) -> tuple[Status, ...]:
    """The statuses that are still possible, in their usual order."""
    found = {regel.beslis(uitkomsten) for uitkomsten in outcomes_of(regel, rows)}
    return tuple(status for status in STATUSES if status in found)


# --- the items of a policy that may have anticipated a law


def _complete_anchors(
    kennis: Mapping[str, Vast], toetsen: tuple[FeitConditie, ...], kader: Toetskader
) -> list[Mapping[str, Vast]]:
    """Blank anchor items of a policy that was adopted just before the law may be ja or nee.

    They say of a document that it has taken up a law; of others the date rule of the domain (§8)
    decides.
    """
    open_items = _open_items(kennis, toetsen, kader)
    if not open_items:
        return [kennis]
    return [
        _fill(kennis, zip(open_items, row, strict=True))
        for row in product(("ja", "nee"), repeat=len(open_items))
    ]


# A checklist with the number of its document, or None where it is about the only one; its item.
Openplek = tuple[str, int | None, str]


def _open_items(
    kennis: Mapping[str, Vast], toetsen: tuple[FeitConditie, ...], kader: Toetskader
) -> list[Openplek]:
    pairs = ((toets.feit, name) for toets in toetsen for name in toets.anchors(kader))
    found = (plek for feit_id, name in pairs for plek in _open_in(kennis, feit_id, name, kader))
    return list(dict.fromkeys(found))


def _open_in(
    kennis: Mapping[str, Vast], feit_id: str, name: str, kader: Toetskader
) -> Iterator[Openplek]:
    """Of one law the documents that may have anticipated it and do not say so."""
    anker = kader.ankers[name]
    checklist_id = anker.feiten.get(feit_id, "geen")
    if checklist_id == "geen" or anker.vanaf > kader.ankerdatum:
        return
    per_stuk = isinstance(kennis[checklist_id].waarde, PerStuk)
    for index, (document, own) in enumerate(per_document(kennis, feit_id)):
        blank = own[checklist_id].waarde.items.get(name) is None
        if blank and anticipates(document, anker.vanaf):
            yield checklist_id, index if per_stuk else None, name


def _fill(kennis: Mapping[str, Vast], chosen: Iterable[tuple[Openplek, str]]) -> Mapping[str, Vast]:
    filled = dict(kennis)
    for (checklist_id, index, item), state in chosen:
        vast = filled[checklist_id]
        filled[checklist_id] = vast.holding(_with_item(vast.waarde, index, item, state))
    return filled


def _with_item(waarde: Any, index: int | None, item: str, state: str) -> Any:
    if index is None:
        return replace(waarde, items={**waarde.items, item: state})
    return waarde.with_one(index, _with_item(waarde.waarden[index], None, item, state))
