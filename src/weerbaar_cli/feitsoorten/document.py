"""A decision on paper; and the test of its state, its age and the changes of law in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from itertools import product
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator, ValidationError

from weerbaar_cli.feitsoorten.checklist import Checklist
from weerbaar_cli.feitsoorten.conditie import FeitConditie, Ja, Kennis, Woorden
from weerbaar_cli.feitsoorten.ja_nee import Is
from weerbaar_cli.feitsoorten.onderdelen import SLEUTEL, read_onderdelen
from weerbaar_cli.feitsoorten.perstuk import per_document
from weerbaar_cli.feitsoorten.soort import (
    LONG_FORM,
    Bevraging,
    Feitsoort,
    Feitverschil,
    Gewijzigd,
    Overname,
    Overnamevraag,
    Reading,
    first_seen,
    with_tip,
)
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES, Bewijs
from weerbaar_cli.model.bevinding import Bevinding, suggest
from weerbaar_cli.model.getal import dutch_getal
from weerbaar_cli.model.pydantisch import bevindingen_from
from weerbaar_cli.model.strict import Datum, Meerdere, Strict, Tekst, clean, fault, show
from weerbaar_cli.model.tijd import add_months, dutch, next_day, previous_day
from weerbaar_cli.model.woorden import join

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Lezing, Toetskader, Vast
    from weerbaar_cli.model.bestanden.feit import Ankers, Feit

Documentstatus = Literal["concept", "vastgesteld", "ingetrokken"]
Toestand = Literal["geen", "concept", "aanstaand", "van_kracht", "verlopen", "ingetrokken"]
# A policy that was adopted this long before a law may have anticipated it (domain, §8).
ANTICIPATIE_MAANDEN = 3
# So long before a year its programme can have been adopted, unless a rule says otherwise.
JAAR_VOORAF = "6 maanden"
JAAR_ONBEKEND = "het jaar is niet bekend, zet het erbij met «jaar»"
_STATES: dict[Toestand, str] = {
    "geen": "geen document",
    "concept": "concept",
    "aanstaand": "vastgesteld, nog niet van kracht",
    "van_kracht": "van kracht",
    "verlopen": "verlopen",
    "ingetrokken": "ingetrokken",
}
_WANTED: dict[Toestand, str] = {
    "geen": "dat er niet is",
    "concept": "in concept",
    "aanstaand": "dat is vastgesteld",
    "van_kracht": "dat van kracht is",
    "verlopen": "dat verlopen is",
    "ingetrokken": "dat ingetrokken is",
}


def read_jaar(value: Any) -> int:
    """A year in four digits."""
    if isinstance(value, int):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"[12][0-9]{3}", value):
        raise fault("verkeerde-waarde", f"{show(value)} is geen jaar; schrijf jjjj, zoals 2024")
    return int(value)


class Document(Strict):
    """A decision on paper. Absent: geldig_vanaf = vastgesteld_op, geldig_tot = no end (§3.1)."""

    LEEG = {"geldig_vanaf": "vanaf de dag van vastgesteld_op", "geldig_tot": "zonder einde"}

    titel: Tekst | None = None
    status: Documentstatus = "vastgesteld"
    vastgesteld_op: Datum | None = None
    geldig_vanaf: Datum | None = None
    geldig_tot: Datum | None = None
    # The year for which a yearly document was made.
    jaar: Annotated[int, BeforeValidator(read_jaar)] | None = None
    vastgesteld_door: Tekst | None = None
    vindplaats: Tekst | None = None
    # Per fact of the catalogue that says `bij` what it is in this document; read one by one.
    onderdelen: dict[str, Any] = {}

    def __hash__(self) -> int:
        return hash((self.status, self.vastgesteld_op, self.geldig_vanaf, self.geldig_tot))

    @property
    def begin(self) -> date | None:
        """The first day on which it holds; None when neither date is known."""
        return self.geldig_vanaf or self.vastgesteld_op

    @property
    def besluit(self) -> date | None:
        """The day on which it was adopted, as far as known."""
        return self.vastgesteld_op or self.geldig_vanaf

    @property
    def jaar_open(self) -> bool:
        """Whether only the day of adoption tells for which year it was made."""
        told = self.jaar or self.geldig_vanaf or self.geldig_tot
        return self.status == "vastgesteld" and told is None and self.vastgesteld_op is not None


Documenten = tuple[Document, ...]


def titles_of(documents: Documenten) -> tuple[str, ...]:
    """How each is called in a sentence; with its number where its title does not tell it apart."""
    named = [f"«{clean(one.titel)}»" if one.titel else "" for one in documents]
    rows = enumerate(named, 1)
    numbered = [f"{name} (document {at})" if name else f"document {at}" for at, name in rows]
    pairs = zip(named, numbered, strict=True)
    return tuple(one if one and named.count(one) == 1 else longer for one, longer in pairs)


def toestand_of(document: Document, peildatum: date) -> Toestand | None:
    """The state of one document on the peildatum (K6); None when its begin is not known.

    A decision that is dated after the peildatum has not been taken yet: still a concept (K2).
    """
    if document.status != "vastgesteld":
        return "concept" if document.status == "concept" else "ingetrokken"
    if document.vastgesteld_op is not None and document.vastgesteld_op > peildatum:
        return "concept"
    if document.geldig_tot is not None and document.geldig_tot < peildatum:
        return "verlopen"
    if document.begin is None:
        return None
    return "van_kracht" if document.begin <= peildatum else "aanstaand"


# Which document a fact is about when nothing else tells: the first of these that there is.
_STANDING: tuple[Toestand | None, ...] = (
    "van_kracht", "aanstaand", "concept", "verlopen", "ingetrokken", None,
)  # fmt: skip


def by_standing(kennis: Kennis, feit_id: str, kader: Toetskader) -> list[Kennis]:
    """What is known with each document as the only one: that in force first, else the best.

    Of two in one state the later comes first. Without documents there is one case.
    """
    if len(kennis[feit_id].waarde) < 2:
        return [kennis]

    def rank(pair: tuple[Document, Kennis]) -> tuple[int, int]:
        state, begin = toestand_of(pair[0], kader.peildatum), pair[0].begin
        return _STANDING.index(state), -(begin or date.min).toordinal()

    return [alone for _, alone in sorted(per_document(kennis, feit_id), key=rank)]


def last_decision(documents: Documenten, peildatum: date) -> date | None:
    """The day of the last adoption that has taken place."""
    besluiten = [one.besluit for one in documents if one.status == "vastgesteld" and one.besluit]
    return max((day for day in besluiten if day <= peildatum), default=None)


class Toets(FeitConditie):
    """One of the documents has one of these states, and meets all that is named beside it."""

    sleutels = (
        "van_kracht",
        "toestand",
        "verwerkt",
        "verwerkt_minstens",
        "oud_hoogstens",
        "verlopen_hoogstens",
        "jaar",
        "verlengd",
    )
    leeswijzen = {
        "jaar_vooraf": "periode",
        "oud_hoogstens": "periode",
        "verlopen_hoogstens": "periode",
        "verwerkt_minstens": "getal",
        "verwerkt": "lijst",
    }

    van_kracht: Ja | None = None
    toestand: Meerdere[Toestand] = ()
    verwerkt: Woorden = ()
    verwerkt_minstens: Tekst | None = None
    oud_hoogstens: Tekst | None = None
    verlopen_hoogstens: Tekst | None = None
    jaar: Literal["peildatum"] | None = None
    jaar_vooraf: Tekst | None = None
    verlengd: Ja | None = None

    @property
    def toestanden(self) -> tuple[Toestand, ...]:
        """The states that count; without any named: in force."""
        return self.toestand or ("van_kracht",)

    def demand(self, kader: Toetskader) -> str:
        words = ["een document " + " of ".join(_WANTED[one] for one in self.toestanden)]
        titles = [f"«{kader.ankers[name].titel}»" for name in self.in_force(kader)]
        if titles:
            number = self.verwerkt_minstens
            least = (
                "" if number is None else f" minstens {dutch_getal(kader.lezing.getal(number))} van"
            )
            words.append(f"met verwerkt:{least} {', '.join(titles)}")
        if self.oud_hoogstens is not None:
            words.append(f"niet ouder dan {kader.lezing.periode(self.oud_hoogstens)}")
        if self.verlopen_hoogstens is not None:
            words.append(f"hoogstens {kader.lezing.periode(self.verlopen_hoogstens)} geleden")
        if self.jaar is not None:
            words.append(f"gemaakt voor {kader.peildatum.year}")
        if self.verlengd is not None:
            words.append("met bewijs van de verlenging van na de einddatum")
        return ", ".join(words)

    def facts(self, kader: Toetskader) -> tuple[str, ...]:
        ankers = (kader.ankers[name] for name in self.anchors(kader))
        lists = (anker.feiten.get(self.feit, "geen") for anker in ankers)
        return tuple(dict.fromkeys((self.feit, *(name for name in lists if name != "geen"))))

    def anchors(self, kader: Toetskader) -> tuple[str, ...]:
        return kader.lezing.lijst(self.verwerkt)

    def in_force(self, kader: Toetskader) -> list[str]:
        """The named changes of law that count on the peildatum."""
        names = self.anchors(kader)
        return [name for name in names if kader.ankers[name].vanaf <= kader.ankerdatum]

    def turning_days(self, dates: Iterable[date], kader: Toetskader) -> Iterator[date]:
        yield from (kader.ankers[name].vanaf for name in self.anchors(kader))
        if self.jaar is not None:
            last = min(max({*dates, kader.peildatum}).year + 3, 9999)
            yield from (date(year, 1, 1) for year in range(kader.peildatum.year, last))

    def remark(self, kennis: Kennis, kader: Toetskader) -> tuple[str, ...]:
        """Which changes of law the best document has not taken up, as far as known."""
        pairs = per_document(kennis, self.feit) if self.feit in kennis else ()
        fitting = [
            pair for pair in pairs if toestand_of(pair[0], kader.peildatum) in self.toestanden
        ]
        missing = [
            f"«{kader.ankers[name].titel}»"
            for name in self.in_force(kader)
            if not any(processes(one, self.feit, name, own, kader) for one, own in fitting)
        ]
        points = [f"niet verwerkt: {', '.join(missing)}"] if missing and fitting else []
        open_ = any(self.open_year(one, kader) for one, _ in fitting)
        return ("", *points, JAAR_ONBEKEND) if open_ else ("", *points)

    def faults(self, feit: Feit, lezing: Lezing, ankers: Ankers) -> Iterator[Bevinding]:
        for name in lezing.lijst(self.verwerkt):
            if name not in ankers or self.feit not in ankers[name].feiten:
                text = f"{show(name)} is geen anker voor {self.feit}"
                tip = suggest(name, ankers)
                yield Bevinding("onbekend-anker", text, ("verwerkt",), suggestie=tip)

    def open_year(self, document: Document, kader: Toetskader) -> int | None:
        """The year in which it was adopted, when it may as well be for the next and nothing tells.

        It was adopted so shortly before that year that both are usual.
        """
        day = document.vastgesteld_op
        if self.jaar is None or day is None or not document.jaar_open:
            return None
        first = kader.lezing.since(self.jaar_vooraf or JAAR_VOORAF, date(day.year + 1, 1, 1))
        return day.year if day >= first else None

    def met_by(self, document: Document, kennis: Kennis, kader: Toetskader) -> bool:
        """Whether one document has the state, the age and the changes of law."""
        end, stands = document.geldig_tot, self._stands(document, kader)
        renewed = self.verlengd is None or _renewed(end, kennis[self.feit], kader.peildatum)
        return stands and renewed and self._processed(document, kennis, kader)

    def _stands(self, document: Document, kader: Toetskader) -> bool:
        peildatum, begin, end = kader.peildatum, document.begin, document.geldig_tot
        if toestand_of(document, peildatum) not in self.toestanden:
            return False
        if self.jaar is not None and not _for_year(document, peildatum):
            return False
        if end is None and _before(begin, self.oud_hoogstens, kader):
            return False
        return not _before(end, self.verlopen_hoogstens, kader)

    def seen(self, document: Document, kader: Toetskader) -> tuple[object, ...]:
        """All that it makes of a document by itself, whatever is known beside it."""
        begin, laws = document.begin, [kader.ankers[name].vanaf for name in self.in_force(kader)]
        late = [begin is not None and begin >= day for day in laws]
        ahead = [anticipates(document, day) for day in laws]
        return self._stands(document, kader), self.verlengd and document.geldig_tot, *late, *ahead

    def _processed(self, document: Document, kennis: Kennis, kader: Toetskader) -> bool:
        """All named changes of law, or so many of those that are in force on the peildatum."""
        in_force = self.in_force(kader)
        count = sum(processes(document, self.feit, name, kennis, kader) for name in in_force)
        if self.verwerkt_minstens is None:
            return count == len(in_force)
        return count >= kader.lezing.getal(self.verwerkt_minstens)


def _before(day: date | None, periode: str | None, kader: Toetskader) -> bool:
    """Whether a known day lies before a period that counts, if there is one."""
    if day is None or periode is None:
        return False
    return day < kader.lezing.since(periode, kader.peildatum)


def _renewed(end: date | None, vast: Vast, peildatum: date) -> bool:
    """Whether evidence is of after the end: what is older cannot tell of a renewal."""
    return end is not None and any(end < day <= peildatum for day in vast.bewijsdagen)


def _for_year(document: Document, peildatum: date) -> bool:
    """Made for the year of the peildatum: by its year, its end, or the day on which it begins."""
    if document.jaar is not None:
        return document.jaar == peildatum.year
    if document.geldig_tot is not None or document.begin is None:
        return True
    return document.begin.year == peildatum.year


def _is_timely(document: Document, vraag: Overnamevraag) -> bool:
    """Whether its year is not over, where it names one or each test in force asks for one."""
    tests = [one for one in vraag.toetsen if isinstance(one, Toets)]
    asked = [one.jaar for one in tests if "van_kracht" in one.toestanden]
    any_year = not asked or None in asked or document.jaar_open
    return _for_year(document, vraag.peildatum) or (document.jaar is None and any_year)


def processes(
    document: Document, feit_id: str, anker_id: str, kennis: Kennis, kader: Toetskader
) -> bool:
    """Whether the document has taken up a change of law in force: the domain's rule (§8)."""
    anker = kader.ankers[anker_id]
    stated = _stated_in_checklist(anker.feiten.get(feit_id, "geen"), anker_id, kennis)
    if stated is not None:
        return stated != "nee"
    return document.begin is not None and document.begin >= anker.vanaf


def _stated_in_checklist(checklist_id: str, anker_id: str, kennis: Kennis) -> str | None:
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


def _is(toets: Is, kennis: Kennis, kader: Toetskader) -> bool:
    return not kennis[toets.feit].waarde and "nee" in toets.words(kader)


def _toets(toets: Toets, kennis: Kennis, kader: Toetskader) -> bool:
    if not kennis[toets.feit].waarde:
        return "geen" in toets.toestanden
    return any(toets.met_by(one, own, kader) for one, own in per_document(kennis, toets.feit))


class Documentsoort(Feitsoort[Documenten]):
    """A question with documents for an answer; an empty row says that there is none."""

    toetsen = {Is: _is, Toets: _toets}
    regelvoorbeeld = "van_kracht: ja of toestand: [concept]"
    stelvoorbeeld = "{feit}.geldig_vanaf=2024-03-01"

    def read(self, reading: Reading, raw: Any) -> Documenten | None:
        if reading.word(raw, ("nee",)):
            return ()
        several = isinstance(raw, list)
        documents: list[Document] = []
        for index, one in enumerate(raw if several else [raw]):
            more = (index,) if several else ()
            if not isinstance(one, dict):
                form = "titel, status en datums van het stuk"
                reading.refuse_form(one, form if several else f"nee, of {form}", *more)
                continue
            documents += _read_document(reading, one, more)
        return tuple(documents) if documents else None

    def how_to_answer(self, feit: Feit) -> str:
        return "{titel: …, vastgesteld_op: jjjj-mm-dd, vindplaats: …}, of nee als het er niet is"

    def choices(self, feit: Feit) -> dict[str, str]:
        return {"nee": _STATES["geen"]}

    def observed(self, waarde: Documenten, kader: Toetskader) -> str:
        return "; ".join(_told(waarde, kader))

    def answers(self, feit: Feit, waarde: Documenten, kader: Toetskader) -> tuple[str, ...]:
        return _told(waarde, kader)

    def evidence(self, waarde: Documenten) -> Iterator[Bewijs]:
        for one in waarde:
            if one.vindplaats and one.status != "ingetrokken":
                titel = one.titel or "document"
                yield Bewijs(titel=titel, datum=one.vastgesteld_op, vindplaats=one.vindplaats)

    def places(self, waarde: Documenten) -> Iterator[str]:
        return (one.vindplaats for one in waarde if one.vindplaats)

    def is_complete(self, waarde: Documenten) -> bool:
        return all(one.status != "vastgesteld" or one.begin is not None for one in waarde)

    def lacks(self, waarde: Documenten, toetsen: Iterable[FeitConditie], kader: Toetskader) -> str:
        missing = "" if self.is_complete(waarde) else "datum van vaststelling ontbreekt"
        return missing or (JAAR_ONBEKEND if self.is_open(waarde, toetsen, kader) else "")

    def is_open(
        self, waarde: Documenten, toetsen: Iterable[FeitConditie], kader: Toetskader
    ) -> bool:
        """Only a rule about a year asks for the year."""
        asked = [one for one in toetsen if isinstance(one, Toets) and one.jaar is not None]
        found = (one.open_year(document, kader) for one, document in product(asked, waarde))
        return any(found) or not self.is_complete(waarde)

    def complete(self, vraag: Bevraging, waarde: Documenten | None) -> Iterable[Documenten]:
        if waarde is None:
            return first_seen(_unknown_documents(vraag), partial(_seen, vraag))
        return product(*(_complete_document(document, vraag) for document in waarde))

    def changes(
        self, vraag: Bevraging, waarde: Documenten | None
    ) -> Iterator[Gewijzigd[Documenten]] | None:
        """Of several documents one becomes another when a rule asks what stands in each."""
        read = {name for toets in vraag.toetsen for name in toets.facts(vraag.kader)}
        beside = {vraag.kader.catalogus[name].bij for name in read}
        if waarde is None or len(waarde) < 2 or vraag.feit_id not in beside:
            return None
        return self._changes_of_one(vraag, waarde)

    def _changes_of_one(
        self, vraag: Bevraging, waarde: Documenten
    ) -> Iterator[Gewijzigd[Documenten]]:
        titles = titles_of(waarde)
        for (one,) in (found for found in _unknown_documents(vraag) if found):
            for index, old in enumerate(waarde):
                new = one.model_copy(update={"titel": old.titel})
                changed = (*waarde[:index], new, *waarde[index + 1 :])
                yield changed, (titles[index].strip("«»"),)

    def knows_part(self, waarde: Documenten | None, name: str) -> bool:
        return bool(waarde)

    def dates(self, waarde: Documenten) -> Iterator[date]:
        for one in waarde:
            known = (one.vastgesteld_op, one.geldig_vanaf, one.geldig_tot)
            yield from (day for day in known if day is not None)

    def compared_dates(self, waarde: Documenten) -> Iterator[date]:
        return (document.besluit for document in waarde if document.besluit is not None)

    def days_to_wait_for(self, waarde: Documenten) -> Iterator[date]:
        for one in waarde:
            days = [day for day in (one.begin, one.vastgesteld_op) if day is not None]
            if days and one.status == "vastgesteld":
                yield max(days)

    def fill(self, verschil: Feitverschil) -> Mapping[str, str] | None:
        if not verschil.nieuw:
            return None
        before = any(one.status == "vastgesteld" for one in verschil.oud or ())
        return {"opnieuw": "opnieuw" if before else ""}

    def addition(self, verschil: Feitverschil) -> str:
        kader = verschil.kader
        asked = [toets for toets in verschil.toetsen if isinstance(toets, Toets)]
        year = f" voor {kader.peildatum.year}" if any(one.jaar for one in asked) else ""
        laws = [kader.ankers[name].titel for toets in asked for name in toets.in_force(kader)]
        named = join([f"«{titel}»" for titel in dict.fromkeys(laws)])
        return year + (f", met daarin {named}" if named else "")

    def take_over(self, waarde: Documenten | None, vraag: Overnamevraag) -> Overname:
        states = {toestand_of(document, vraag.peildatum) for document in waarde or ()}
        current = [one for one in waarde or () if toestand_of(one, vraag.peildatum) == "van_kracht"]
        if not states or any(_is_timely(one, vraag) for one in current):
            return Overname(True)
        if current:
            return Overname(False, f"niet voor {vraag.peildatum.year} gemaakt; is er een opvolger?")
        if "verlopen" in states:
            last = max(document.geldig_tot or date.min for document in waarde or ())
            return Overname(False, f"verlopen op {dutch(last)}; is er een opvolger?")
        return Overname(False, "nog niet van kracht in de vorige meting; hoe staat het nu?")


def _read_document(reading: Reading, raw: Any, more: tuple[int, ...]) -> list[Document]:
    onderdelen = read_onderdelen(reading, raw.get(SLEUTEL), more)
    try:
        document = Document.model_validate({**raw, SLEUTEL: onderdelen})
    except ValidationError as error:
        found = bevindingen_from(error, raw, (*reading.pad, *more))
        reading.found += [
            with_tip(one, LONG_FORM) if one.pad[-1] in RESERVED_NAMES else one for one in found
        ]
        return []
    begin, end = document.begin, document.geldig_tot
    if begin is not None and end is not None and end < begin:
        text = "geldig_tot ligt voor het begin van de geldigheid"
        reading.refuse("verkeerde-volgorde", text, *more, "geldig_tot")
    return [document]


def _told(waarde: Documenten, kader: Toetskader) -> tuple[str, ...]:
    return tuple(_observed(one, kader) for one in waarde) or ("geen document",)


def _observed(document: Document, kader: Toetskader) -> str:
    """Its title, its state, and the dates that say why."""
    state = toestand_of(document, kader.peildatum)
    title = f"«{clean(document.titel)}» " if document.titel else ""
    begin, end = document.begin, document.geldig_tot
    match state:
        case None:
            return f"{title}vastgesteld, datum niet bekend"
        case "verlopen" if end is not None:
            return f"{title}verlopen op {dutch(end)}"
        case "aanstaand" if begin is not None:
            return f"{title}vastgesteld, van kracht vanaf {dutch(begin)}"
        case "van_kracht" if begin is not None:
            until = f" tot en met {dutch(end)}" if end is not None else ""
            return f"{title}van kracht vanaf {dutch(begin)}{until}"
        case _:
            return title + _STATES[state]


# --- completions


def _unknown_documents(vraag: Bevraging) -> Iterator[Documenten]:
    """No document at all, and one of every state and age that the tests tell apart."""
    yield ()
    yield (Document(status="concept"),)
    yield (Document(status="ingetrokken"),)
    begins, ends = sorted(_begins(vraag)), [None, *sorted(_ends(vraag))]
    for begin, end in product(begins, ends):
        if end is None or begin <= end:
            yield (Document(vastgesteld_op=begin, geldig_vanaf=begin, geldig_tot=end),)


def _seen(vraag: Bevraging, documents: Documenten) -> object:
    """What its tests make of them; what is compared is seen by its days."""
    if any(vraag.feit_id in toets.compared_facts() for toets in vraag.toetsen):
        return documents
    tests = [toets for toets in vraag.own() if isinstance(toets, Toets)]
    return bool(documents), *[one.seen(each, vraag.kader) for each in documents for one in tests]


def _complete_document(document: Document, vraag: Bevraging) -> Iterator[Document]:
    """An adopted document without a date may have begun on any day; all others are complete.

    A yearly one may be for the year in which it was adopted or for the next.
    """
    tests = (toets for toets in vraag.own() if isinstance(toets, Toets))
    years = filter(None, (toets.open_year(document, vraag.kader) for toets in tests))
    if (year := next(years, None)) is not None:
        yield from (document.model_copy(update={"jaar": one}) for one in (year, year + 1))
        return
    if document.status != "vastgesteld" or document.begin is not None:
        yield document
        return
    last = document.geldig_tot or date.max
    for begin in sorted({min(day, last) for day in _begins(vraag)}):
        yield document.model_copy(update={"vastgesteld_op": begin, "geldig_vanaf": begin})


def _begins(vraag: Bevraging) -> set[date]:
    """Days around everything that matters to when a document began."""
    kader = vraag.kader
    peildatum = kader.peildatum
    # Its own peildatum and the dates that are compared: days that other facts can have.
    edges = {peildatum, next_day(peildatum), date(peildatum.year, 1, 1), kader.grens, *vraag.naast}
    edges |= {next_day(day) for day in vraag.naast}
    for toets in vraag.own():
        edges |= {kader.lezing.since(periode, peildatum) for periode in toets.periods()}
        for name in toets.anchors(kader):
            vanaf = kader.ankers[name].vanaf
            edges |= {vanaf, add_months(vanaf, -ANTICIPATIE_MAANDEN)}
    return {day for edge in edges for day in (edge, previous_day(edge))}


def _ends(vraag: Bevraging) -> set[date]:
    edges = {vraag.kader.peildatum}
    for toets in vraag.own():
        if isinstance(toets, Toets) and toets.verlopen_hoogstens is not None:
            edges.add(vraag.kader.lezing.since(toets.verlopen_hoogstens, vraag.kader.peildatum))
    return {day for edge in edges for day in (edge, previous_day(edge))}
