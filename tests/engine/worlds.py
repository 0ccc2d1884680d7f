"""Random facts for property tests: made from the catalogue, with blanks of every kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.feitsoorten.aantal import Aantal
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.feitsoorten.checklist import Checklist
from weerbaar_cli.feitsoorten.datum import NOOIT
from weerbaar_cli.feitsoorten.document import Document, titles_of
from weerbaar_cli.feitsoorten.groepen import Groepen
from weerbaar_cli.feitsoorten.perstuk import PerStuk
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.bestanden.feit import Bewijs, Feit
from weerbaar_cli.model.bestanden.raamwerk import Norm

Draw = Callable[[st.SearchStrategy[Any]], Any]
GRENS = date(2024, 7, 1)
# Days that the rules care about, and days around them: random days alone would miss the edges.
EDGES = [
    date(2022, 10, 1), date(2023, 7, 1), date(2023, 10, 1), date(2024, 1, 1), date(2024, 4, 1),
    date(2024, 2, 29), date(2023, 2, 28), date(2019, 1, 1), GRENS,
]  # fmt: skip


@cache
def library() -> Bibliotheek:
    """The packaged facts, anchors and raamwerken."""
    return Bibliotheek()


@cache
def kern_of(raamwerk_id: str) -> Rekenraamwerk:
    """A packaged raamwerk, ready for computing."""
    raamwerk = library().raamwerk(raamwerk_id)
    lezing = make_lezing(raamwerk)
    return Rekenraamwerk(raamwerk, lezing, library().ankers, library().catalogus)


@cache
def kern_alone(raamwerk_id: str, norm_id: str) -> Rekenraamwerk:
    """The same with one norm: what is asked of that alone need not wait for the shares of all."""
    whole = kern_of(raamwerk_id)
    (thema,) = (one for one in whole.raamwerk.themas if norm_id in {norm.id for norm in one.normen})
    own = thema.model_copy(update={"normen": (norm_of(raamwerk_id, norm_id),)})
    raamwerk = whole.raamwerk.model_copy(update={"themas": (own,)})
    return Rekenraamwerk(raamwerk, whole.lezing, whole.ankers, whole.catalogus)


def norms() -> list[tuple[str, str]]:
    """Every norm with a rule in every packaged raamwerk."""
    return [
        (name, norm.id)
        for name in library().raamwerk_ids()
        for norm in library().raamwerk(name).normen
        if norm.regel is None
    ]


def norm_of(raamwerk_id: str, norm_id: str) -> Norm:
    """One norm."""
    norm = kern_of(raamwerk_id).raamwerk.find_norm(norm_id)
    assert norm is not None
    return norm


def scan(antwoorden: dict[str, Antwoord], norm: Norm, raamwerk_id: str) -> Scan:
    """A scan with only facts, for a party to which the norm applies."""
    types = norm.geldt_voor or kern_of(raamwerk_id).raamwerk.partijtypen
    return Scan(types[0], GRENS, antwoorden, {}, {})


def days(last: date = GRENS) -> st.SearchStrategy[date]:
    """Days up to a last one, with a preference for the edges of rules."""
    near = st.builds(
        lambda edge, shift: min(edge + timedelta(days=shift), last),
        st.sampled_from(EDGES),
        st.integers(-1, 1),
    )
    return st.one_of(near, st.dates(date(2018, 1, 1), last))


@st.composite
def documents(draw: Draw) -> Document:
    """One document in any state; its dates may lie ahead."""
    later = days(date(2025, 6, 1))
    begin = draw(st.none() | later)
    end = draw(st.none() | later)
    if begin is not None and end is not None and end < begin:
        end = None
    return Document(
        status=draw(st.sampled_from(["vastgesteld", "vastgesteld", "concept", "ingetrokken"])),
        vastgesteld_op=draw(st.none() | later),
        geldig_vanaf=begin,
        geldig_tot=end,
    )


@st.composite
def aantallen(draw: Draw, feit: Feit) -> Aantal:
    """A count and a total; either may be blank."""
    totaal = draw(st.none() | st.integers(0, 6) | st.sampled_from([100, 400]))
    most = totaal if totaal is not None and not feit.overtreffen else 500
    return Aantal(draw(st.none() | st.integers(0, most)), totaal)


@st.composite
def waarden(draw: Draw, feit: Feit) -> Any:
    """Any value of a fact, with blanks inside where the kind has them."""
    day_or_never = st.just(NOOIT) | days()
    match feit.soort:
        case "ja_nee":
            return draw(st.sampled_from(["ja", "nee", *feit.waarden]))
        case "getal":
            number = st.sampled_from(["0", "0.5", "1", "3", "4", "10", "750000", "750001"])
            numbers = number.map(Decimal)
            return draw(numbers | st.sampled_from([*feit.waarden]) if feit.waarden else numbers)
        case "datum":
            return draw(day_or_never)
        case "aantal":
            return draw(aantallen(feit))
        case "groepen":
            names = list(feit.namen) or [f"afdeling {n}" for n in range(draw(st.integers(1, 4)))]
            datums = {name: draw(st.none() | day_or_never) for name in names}
            more = draw(st.sampled_from([None, 0, 1, 2])) if feit.totaal else None
            return Groepen(datums, None if more is None else len(names) + more)
        case "checklist":
            state = st.sampled_from([None, "ja", "ja", "nee", "nvt"])
            return Checklist({item: draw(state) for item in feit.items})
        case "document":
            return draw(st.lists(documents(), max_size=2).map(tuple))


@st.composite
def antwoorden(draw: Draw, norm: Norm) -> dict[str, Antwoord]:
    """What is known of the facts of a norm; some facts are not known at all."""
    found: dict[str, Antwoord] = {}
    for feit_id in asked(norm):
        waarde = draw(st.none() | waarden(library().catalogus[feit_id]))
        bewijs = (Bewijs(titel="besluit"),) if draw(st.booleans()) else ()
        if waarde is not None:
            found[feit_id] = Antwoord(normalise(waarde), bewijs=bewijs)
    for feit_id, documents in beside_several(norm, found):
        feit = library().catalogus[feit_id]
        own = tuple(normalise(draw(st.none() | waarden(feit))) for _ in documents)
        found.pop(feit_id, None)
        if any(one is not None for one in own):
            found[feit_id] = Antwoord(per_stuk(feit_id, documents, own))
    return found


def beside_several(norm: Norm, known: dict[str, Antwoord]) -> list[tuple[str, tuple[Any, ...]]]:
    """The facts of a norm that belong to a document of which there are several."""
    beside = ((name, library().catalogus[name].bij) for name in asked(norm))
    pairs = [(name, known[bij].waarde) for name, bij in beside if bij is not None and bij in known]
    return [(name, documents) for name, documents in pairs if documents and len(documents) > 1]


def per_stuk(feit_id: str, documents: tuple[Any, ...], own: tuple[Any, ...]) -> PerStuk:
    """A value for each document."""
    bij = library().catalogus[feit_id].bij
    assert bij is not None
    return PerStuk(bij, titles_of(documents), own)


def normalise(waarde: Any) -> Any:
    """A value of blanks only is not known, as the reader of files has it."""
    match waarde:
        case Aantal(aantal=None, totaal=None):
            return None
        case Checklist(items=items) if not any(items.values()):
            return None
        case Groepen(datums=datums) if not any(datums.values()):
            return None if waarde.totaal is None else Groepen({}, waarde.totaal)
        case _:
            return waarde


def asked(norm: Norm) -> list[str]:
    """The facts of a norm with the checklists of their anchors."""
    ankers = library().ankers.values()
    lists = {
        checklist
        for anker in ankers
        for feit_id, checklist in anker.feiten.items()
        if feit_id in norm.feit_ids and checklist != "geen"
    }
    found = {*norm.feit_ids, *lists}
    return sorted(found | {bij for name in found if (bij := library().catalogus[name].bij)})


@st.composite
def fillings(draw: Draw, known: dict[str, Antwoord], norm: Norm) -> dict[str, Antwoord]:
    """One way of filling in everything that is not known. Blank anchor items stay as they are."""
    filled: dict[str, Antwoord] = {}
    several = dict(beside_several(norm, known))
    for feit_id in asked(norm):
        feit = library().catalogus[feit_id]
        antwoord = known.get(feit_id, Antwoord())
        only_anchors = feit_id not in norm.feit_ids and feit.soort != "document"
        old = antwoord.waarde
        if feit_id in several and old is None:
            old = per_stuk(feit_id, several[feit_id], (None,) * len(several[feit_id]))
        waarde = antwoord.waarde if only_anchors else draw(_filled(feit, old))
        if waarde is not None:
            filled[feit_id] = Antwoord(waarde, bewijs=antwoord.bewijs)
    return filled


@st.composite
def _filled(draw: Draw, feit: Feit, waarde: Any) -> Any:
    day_or_never = st.just(NOOIT) | days()
    state = st.sampled_from(["ja", "nee", "nvt"])
    match waarde:
        case PerStuk():
            own = tuple(draw(_filled(feit, one)) for one in waarde.waarden)
            return replace(waarde, waarden=own)
        case None if feit.soort == "document":
            return (draw(_complete_documents()),) if draw(st.booleans()) else ()
        case None if feit.soort == "checklist":
            return Checklist({item: draw(state) for item in feit.items})
        case None if feit.soort == "aantal":
            totaal = draw(st.integers(0, 500))
            return Aantal(draw(st.integers(0, totaal)), totaal)
        case None if feit.soort == "groepen":
            names = list(feit.namen) or [f"afdeling {n}" for n in range(draw(st.integers(1, 5)))]
            return Groepen({name: draw(day_or_never) for name in names})
        case None:
            return draw(waarden(feit))
        case Checklist():
            items = {
                item: draw(state) if old is None else old for item, old in waarde.items.items()
            }
            return Checklist(items)
        case Groepen():
            datums = {
                name: draw(day_or_never) if old is None else old
                for name, old in waarde.datums.items()
            }
            rest = [f"ongenoemd {number}" for number in range(waarde.ongenoemd)]
            return Groepen({**datums, **{name: draw(day_or_never) for name in rest}})
        case Aantal():
            return draw(_filled_aantal(feit, waarde))
        case tuple():
            return tuple(draw(_filled_document(one)) for one in waarde)
        case _:
            return waarde


@st.composite
def _filled_aantal(draw: Draw, feit: Feit, waarde: Aantal) -> Aantal:
    more = 300 if feit.overtreffen else 0
    if waarde.totaal is None and waarde.aantal is not None:
        least = 0 if feit.overtreffen else waarde.aantal
        return Aantal(waarde.aantal, draw(st.integers(least, waarde.aantal + 900)))
    if waarde.aantal is None and waarde.totaal is not None:
        return Aantal(draw(st.integers(0, waarde.totaal + more)), waarde.totaal)
    return waarde


@st.composite
def _complete_documents(draw: Draw) -> Document:
    found: Document = draw(_filled_document(draw(documents())))
    return found


@st.composite
def _filled_document(draw: Draw, document: Document) -> Document:
    if document.status != "vastgesteld" or document.begin is not None:
        return document
    last = document.geldig_tot or date(2025, 6, 1)
    begin = draw(days(last))
    return document.model_copy(update={"vastgesteld_op": begin, "geldig_vanaf": begin})
