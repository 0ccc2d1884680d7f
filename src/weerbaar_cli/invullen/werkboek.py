"""The questions of a meting as a workbook, with what was answered already.

A row is known by its kenmerk: a word for its kind, then what it is of. What each kind says in a
meting stands in `werkboekantwoorden`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from weerbaar_cli.invullen.langevorm import write_out
from weerbaar_cli.invullen.vragenlijst import Invulfeit, Invulnorm, Invulvragen, as_mapping
from weerbaar_cli.invullen.woorden import NVT, NVT_KOPPEN, VELDEN, WEET_NIET
from weerbaar_cli.model.bestanden.meting import VERHAALDELEN
from weerbaar_cli.model.doelgroep import marking
from weerbaar_cli.model.tijd import dutch, parse_datum
from weerbaar_cli.model.werkboek import (
    ELSEWHERE,
    FORM,
    LONGEST_CELL,
    Boekcel,
    Boekcelsoort,
    Boekrij,
    Celwaarde,
    Invulblad,
    Invulkolom,
    Werkboek,
    as_typed,
)

DOCUMENTEN, BEWIJS, NORMEN, ACTIES = "Documenten", "Meer bewijs", "Per norm", "Acties"
ZIE = f"ja, zie blad ‘{DOCUMENTEN}’"
WISSEN = "wissen"
_ODD = re.compile(r"[\[\]:*?/\\'\x00-\x1f]+")
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_NAME = 31
SPARE_GROUPS, SPARE_EVIDENCE, SPARE_ACTIONS = 6, 12, 12
DOCUMENTVELDEN = (
    "titel", "status", "vastgesteld_op", "geldig_vanaf", "geldig_tot", "jaar",
    "vastgesteld_door", "vindplaats",
)  # fmt: skip
BEWIJSVELDEN = ("titel", "datum", "kenmerk", "vindplaats")
BESIDE = ("titel", "datum", "vindplaats")  # of the first piece, beside the answer
NVTVELDEN = ("reden", "besloten_door", "op", "herzien_op")
ACTIEVELDEN = ("actie", "eigenaar", "gereed_op", "herhaal", "status", "kosten", "toelichting")
DAYS = {"vastgesteld_op", "geldig_vanaf", "geldig_tot", "datum", "op", "herzien_op", "gereed_op"}
NUMBERS = {"jaar", "kosten"}
WORDS = {
    "status": ("concept", "vastgesteld", "ingetrokken"),
    "actiestatus": ("gepland", "loopt", "gereed", "vervallen"),
}
UITLEG = (
    ("Invullen", "Vul op elk blad de witte cellen met een rand in. De rest zit op slot, zonder "
     "wachtwoord."),
    ("Leeg laten", "Wat u leeg laat, blijft zoals het is. Maakt u een cel leeg, dan verandert er "
     "niets."),
    ("Weet u het niet?", f"Kies of schrijf ‘{WEET_NIET}’."),
    ("Weghalen", f"Schrijf ‘{WISSEN}’ in de cel, of in de eerste witte cel van een document, "
     "bewijs of actie."),
    ("Datums", "Schrijf dag-maand-jaar, zoals 31-01-2024. Is iets nooit gebeurd, schrijf ‘nooit’."),
    ("Getallen", "Schrijf een komma of een punt voor wat achter de komma staat, zoals 0,6."),
    ("Rijen", "U mag rijen verplaatsen. Wat u in een nieuwe rij schrijft, wordt niet gelezen."),
    ("Let op", "Noem geen namen van personen, zaken of signalen. Noem functies."),
    ("Terugsturen", "Stuur dit bestand terug naar wie het u gaf. Alleen wat u veranderde, telt."),
)  # fmt: skip
_THEMA = (
    Invulkolom("norm", "Norm", 8),
    Invulkolom("vraag", "Vraag", 56),
    Invulkolom("antwoord", "Antwoord", 24),
    Invulkolom("toelichting", "Toelichting", 40),
    Invulkolom("titel", "Bewijs", 28),
    Invulkolom("datum", "Datum van het bewijs", 14),
    Invulkolom("vindplaats", "Waar het bewijs is", 26),
)


class _Vraagplek(NamedTuple):
    """A question with the norm that asks it first, and what is answered, written out."""

    norm: str
    feit_id: str
    feit: Invulfeit
    antwoord: Mapping[str, Any]


def make_werkboek(vragen: Invulvragen, data: Mapping[str, Any]) -> Werkboek:
    """The workbook of a meting that says `data`; of none yet with nothing filled in."""
    now = write_out(data, vragen.feiten)
    plekken = list(_places(vragen, now))
    sheets = [*_themas(vragen, plekken)]
    if any(one.feit.soort == "document" for one in plekken):
        sheets.append(_documents(plekken))
    sheets.append(_evidence(plekken, evidence_labels(vragen)))
    if not vragen.rollen:
        sheets += [_norms(vragen, now), _actions(vragen, now)]
    raamwerken = [f"{one.id}@{one.versie}" for one in vragen.raamwerken]
    over = {
        "vorm": FORM,
        "organisatie": vragen.organisatie.naam or "",
        "soort": vragen.soort,
        "peildatum": vragen.peildatum or "",
        "raamwerk": " ".join(raamwerken),
        "rollen": "; ".join(vragen.rollen),
        "fictief": "ja" if vragen.fictief else "nee",
    }
    return Werkboek(
        f"Vragenlijst {vragen.organisatie.naam or ''}".strip(),
        (*_heads(vragen), *UITLEG, *((one.naam, _about(one)) for one in sheets)),
        tuple(_named_apart(sheets)),
        tuple(over.items()),
        marking(fictief=vragen.fictief),
    )


def _heads(vragen: Invulvragen) -> Iterator[tuple[str, str]]:
    day = parse_datum(vragen.peildatum or "")
    yield "Organisatie", vragen.organisatie.naam or "nog niet bekend"
    yield "Wat", vragen.soort if day is None else f"{vragen.soort} van {dutch(day)}"
    yield "Raamwerk", ", ".join(f"{one.titel} ({one.versie})" for one in vragen.raamwerken)
    if vragen.rollen:
        yield "Voor", ", ".join(vragen.rollen)
    yield "Wie dit mag lezen", marking(fictief=vragen.fictief)


def _about(blad: Invulblad) -> str:
    told = {
        DOCUMENTEN: "de besluiten, plannen en afspraken, elk op een rij",
        BEWIJS: "bewijs waarvoor naast het antwoord geen plaats meer is",
        NORMEN: "wat u bij een norm vertelt, en wat niet van toepassing is",
        ACTIES: "wat u gaat doen",
    }
    return told.get(blad.naam, f"{len(blad.rijen)} rijen met vragen")


def _named_apart(sheets: Iterable[Invulblad]) -> Iterator[Invulblad]:
    """No two sheets have one name, whatever their capitals."""
    seen: dict[str, int] = {}
    for one in sheets:
        name = " ".join(_ODD.sub(" ", one.naam).split())[:LONGEST_NAME].strip()
        number = seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
        end = "" if number == 1 else f" ({number})"
        yield Invulblad(name[: LONGEST_NAME - len(end)] + end, one.erboven, one.kolommen, one.rijen)


def _places(vragen: Invulvragen, now: Mapping[str, Any]) -> Iterator[_Vraagplek]:
    first: dict[str, str] = {}
    for _, norm in _normen(vragen):
        own = dict.fromkeys(norm.feiten, norm.sleutel or norm.id)
        first = own | first
    for name in (one for one in vragen.feiten if one in first):
        yield _Vraagplek(first[name], name, vragen.feiten[name], now["feiten"].get(name) or {})


def _normen(vragen: Invulvragen) -> Iterator[tuple[str, Invulnorm]]:
    for raamwerk in vragen.raamwerken:
        for thema in raamwerk.themas:
            yield from ((f"{thema.id} {thema.titel}", norm) for norm in thema.normen)


# --- a sheet per thema


def _themas(vragen: Invulvragen, plekken: Sequence[_Vraagplek]) -> Iterator[Invulblad]:
    themas: dict[str, list[Invulnorm]] = {}
    for name, norm in _normen(vragen):
        themas.setdefault(name, []).append(norm)
    documents = {
        one.feit_id: one.antwoord["waarde"]
        for one in plekken
        if isinstance(one.antwoord.get("waarde"), list)
    }
    for name, normen in themas.items():
        rows: list[Boekrij] = []
        for norm in normen:
            own = [one for one in plekken if one.norm == (norm.sleutel or norm.id)]
            rows += _norm_rows(norm, own, documents)
        if any(one.vrij for rij in rows for one in rij.cellen):
            yield Invulblad(name, (name,), _THEMA, tuple(rows))


def _norm_rows(
    norm: Invulnorm, own: Sequence[_Vraagplek], documents: Mapping[str, list[Any]]
) -> Iterator[Boekrij]:
    key = norm.sleutel or norm.id
    text = norm.tekst if own or not norm.feiten else f"{norm.tekst} (gevraagd bij een andere norm)"
    yield _row(("kop", key), Boekcel(key, "kop"), Boekcel(text, "kop"))
    for one in own:
        yield from _question(one)
        yield from _parts(one, documents.get(one.feit.bij or "", []))


def _row(kenmerk: tuple[str | int, ...], *cellen: Boekcel) -> Boekrij:
    rest = Boekcel(soort="kop") if cellen[0].soort == "kop" else Boekcel()
    return Boekrij(kenmerk, cellen + (rest,) * (len(_THEMA) - len(cellen)))


def _question(one: _Vraagplek) -> Iterator[Boekrij]:
    feit, answer = one.feit, one.antwoord
    first = (_elements(answer.get("bewijs")) or [{}])[0]
    yield _row(
        ("vraag", one.feit_id),
        Boekcel(one.norm),
        Boekcel(f"{feit.vraag}\n→ {_how(feit)}"),
        _answer_cell(feit, answer.get("waarde")),
        open_cell(answer.get("toelichting")),
        *(open_cell(first.get(name), name) for name in BESIDE),
    )


def _elements(raw: Any) -> list[dict[str, Any]]:
    return [one for one in raw or () if isinstance(one, dict)]


def _how(feit: Invulfeit) -> str:
    match feit.soort:
        case "datum":
            return "datum, of nooit"
        case "getal":
            return f"getal ({feit.eenheid})" if feit.eenheid else "getal"
        case "aantal":
            return "vul hieronder in hoeveel, en van hoeveel"
        case "checklist":
            return "vul hieronder elk onderdeel in"
        case "groepen":
            return "vul hieronder per groep een datum in, of nooit"
        case "document":
            return f"zet elk document op blad ‘{DOCUMENTEN}’"
        case _:
            return ", ".join(one.woord for one in feit.keuzes)


def words_of(feit: Invulfeit) -> dict[str, str]:
    """The words that an answer as a whole can be, each with what a meting has for it."""
    words = {one.woord: one.waarde for one in feit.keuzes}
    if feit.soort == "datum":
        words |= {"nooit": "nooit"}
    if feit.soort == "document":
        words = {ZIE: "", "nee": "nee"}
    return words | {WEET_NIET: "onbekend"}


def part_words(nvt_kan: bool) -> dict[str, str]:
    """The words that an item of a list can be."""
    return {"ja": "ja", "nee": "nee", **({NVT: "nvt"} if nvt_kan else {}), WEET_NIET: "onbekend"}


GROUP_WORDS = {"nooit": "nooit", WEET_NIET: "onbekend"}
COUNT_WORDS = {WEET_NIET: "onbekend"}


def _answer_cell(feit: Invulfeit, waarde: Any) -> Boekcel:
    words = words_of(feit)
    soort: Boekcelsoort = "datum" if feit.soort == "datum" else "tekst"
    if feit.soort == "getal":
        soort = "getal"
    if isinstance(waarde, list):
        return Boekcel(ZIE, "keuze", vrij=True, keuzes=tuple(words))
    if isinstance(waarde, dict) and feit.soort in ("aantal", "checklist", "groepen"):
        waarde = None
    return choice_cell(waarde, words, soort)


def choice_cell(raw: Any, words: Mapping[str, str], soort: Boekcelsoort = "keuze") -> Boekcel:
    """An open cell that offers words, and holds the word for what a meting has."""
    if isinstance(raw, dict | list) or (isinstance(raw, str) and _is_unfit(raw)):
        return Boekcel(ELSEWHERE)
    found = next((word for word, own in words.items() if own and own == raw), None)
    return Boekcel(found or shown(raw), soort, vrij=True, keuzes=tuple(words))


def open_cell(raw: Any, veld: str = "") -> Boekcel:
    """An open cell for a text, a day or a number; what does not fit in a cell stays locked."""
    if isinstance(raw, dict | list) or (isinstance(raw, str) and _is_unfit(raw)):
        return Boekcel(ELSEWHERE)
    soort: Boekcelsoort = "datum" if veld in DAYS else "getal" if veld in NUMBERS else "tekst"
    if veld in WORDS:
        return Boekcel(raw, "keuze", vrij=True, keuzes=WORDS[veld])
    return Boekcel(shown(raw) if veld in DAYS | NUMBERS else raw, soort, vrij=True)


def _is_unfit(text: str) -> bool:
    """Whether a cell cannot hold a text: it is too long, or has signs that steer a program."""
    return len(text) > LONGEST_CELL or _STEERING.search(text) is not None


def shown(raw: Any) -> Celwaarde:
    """A day or a number as one, where it reads back as it is written."""
    text = "" if raw is None else str(raw)
    day = parse_datum(text)
    if day is not None and day.year > 1900:
        return day
    if re.fullmatch(r"(0|[1-9]\d{0,8})(\.\d{1,6})?", text, re.ASCII):
        number = float(text) if "." in text else int(text)
        if as_typed(number) == text:
            return number
    return text or None


def _parts(one: _Vraagplek, documents: Sequence[Any]) -> Iterator[Boekrij]:
    """The rows below a question: its items, its groups, or how many of how many."""
    feit, waarde = one.feit, one.antwoord.get("waarde")
    known = waarde if isinstance(waarde, dict) else {}
    match feit.soort:
        case "aantal":
            for name, text in (("aantal", "hoeveel"), ("totaal", "van hoeveel in totaal")):
                cell = choice_cell(known.get(name), COUNT_WORDS, "getal")
                yield _row(
                    ("deel", one.feit_id, name), Boekcel(one.norm), Boekcel(f"   – {text}"), cell
                )
        case "groepen":
            yield from _groups(one, known)
        case "checklist" if len(documents) < 2:
            for item in feit.items:
                yield _item(one, ("deel", one.feit_id, item.id), item, known.get(item.id), "")
    if len(documents) > 1:
        yield from _per_document(one, documents)


def _item(
    one: _Vraagplek, kenmerk: tuple[str | int, ...], item: Any, raw: Any, where: str
) -> Boekrij:
    not_applicable = isinstance(raw, dict) and raw.get("waarde") == "nvt"
    cell = choice_cell("nvt" if not_applicable else raw, part_words(item.nvt_kan))
    title = f"   – {item.titel}{where}"
    if not item.nvt_kan:
        return _row(kenmerk, Boekcel(one.norm), Boekcel(title), cell)
    reason = open_cell(raw.get("reden") if not_applicable else None)
    reason = Boekcel(reason.inhoud, vrij=reason.vrij, uitleg=f"Bij {NVT}: waarom niet")
    return _row(kenmerk, Boekcel(one.norm), Boekcel(title), cell, reason)


def _groups(one: _Vraagplek, known: Mapping[str, Any]) -> Iterator[Boekrij]:
    fixed = {each.id: each.titel for each in one.feit.groepsnamen}
    for name in [*fixed, *(name for name in known if name not in fixed)]:
        cell = choice_cell(known.get(name), GROUP_WORDS, "datum")
        title = Boekcel(f"   – {fixed.get(name, name)}")
        yield _row(("deel", one.feit_id, name), Boekcel(one.norm), title, cell)
    for number in range(SPARE_GROUPS if one.feit.groepen == "eigen" else 0):
        cell = Boekcel(None, "datum", vrij=True, keuzes=tuple(GROUP_WORDS))
        name = Boekcel(None, vrij=True, uitleg="Naam van een groep")
        yield _row(("groep", one.feit_id, number), Boekcel(one.norm), name, cell)


def _per_document(one: _Vraagplek, documents: Sequence[Any]) -> Iterator[Boekrij]:
    """Of each of several documents what is told of it."""
    for place, document in enumerate(documents):
        known = document.get("onderdelen") if isinstance(document, dict) else None
        known = known if isinstance(known, dict) else {}
        where = f" (in document {place + 1}{_title_of(document)})"
        kenmerk = ("bij", str(one.feit.bij), place)
        for item in one.feit.items:
            yield _item(one, (*kenmerk, item.id), item, known.get(item.id), where)
        if not one.feit.items:
            cell = choice_cell(known.get(one.feit_id), words_of(one.feit))
            text = f"   – {one.feit.kort}{where}"
            yield _row((*kenmerk, one.feit_id), Boekcel(one.norm), Boekcel(text), cell)


def _title_of(document: Any) -> str:
    title = document.get("titel") if isinstance(document, dict) else None
    return f", ‘{title}’" if title else ""


# --- the sheets with lists


def _columns(first: Iterable[Invulkolom], velden: Iterable[str]) -> tuple[Invulkolom, ...]:
    widths = {"titel": 36, "vindplaats": 30, "actie": 44, "toelichting": 36, "reden": 36}
    return (
        *first,
        *(
            Invulkolom(name, VELDEN.get(name, name).capitalize(), widths.get(name, 16))
            for name in velden
        ),
    )


def _documents(plekken: Sequence[_Vraagplek]) -> Invulblad:
    rows: list[Boekrij] = []
    for one in (each for each in plekken if each.feit.soort == "document"):
        there = one.antwoord.get("waarde")
        there = there if isinstance(there, list) else []
        for place, document in enumerate([*there, {}]):
            fields = document if isinstance(document, dict) else {}
            more = f" (document {place + 1})" if place else ""
            head = (Boekcel(one.norm), Boekcel(one.feit.vraag + more))
            cells = (open_cell(fields.get(name), name) for name in DOCUMENTVELDEN)
            rows.append(Boekrij(("document", one.feit_id, place), (*head, *cells)))
    heads = (Invulkolom("norm", "Norm", 8), Invulkolom("vraag", "Vraag", 44))
    above = (DOCUMENTEN, "Heeft een vraag meer documenten? De tweede past op de lege rij eronder.")
    return Invulblad(DOCUMENTEN, above, _columns(heads, DOCUMENTVELDEN), tuple(rows))


def evidence_labels(vragen: Invulvragen) -> dict[str, str]:
    """Each question as the sheet with evidence offers it, no two alike, with what it is of."""
    names = [one.kort for one in vragen.feiten.values()]
    return {
        one.kort if names.count(one.kort) < 2 else f"{one.kort} ({feit_id})": feit_id
        for feit_id, one in vragen.feiten.items()
    }


def _evidence(plekken: Sequence[_Vraagplek], labels: Mapping[str, str]) -> Invulblad:
    label = {feit_id: name for name, feit_id in labels.items()}
    rows = [
        Boekrij(
            ("bewijs", one.feit_id, place),
            (
                Boekcel(label[one.feit_id]),
                *(open_cell(piece.get(name), name) for name in BEWIJSVELDEN),
            ),
        )
        for one in plekken
        for place, piece in enumerate(_elements(one.antwoord.get("bewijs")))
        if place
    ]
    blank = tuple(open_cell(None, name) for name in BEWIJSVELDEN)
    which = Boekcel(None, "keuze", vrij=True, keuzes=tuple(labels))
    rows += (Boekrij(("bewijs+", at), (which, *blank)) for at in range(SPARE_EVIDENCE))
    heads = (Invulkolom("vraag", "Bij welke vraag", 44),)
    above = (BEWIJS, "Het eerste bewijs staat naast het antwoord. Kies bij welke vraag er meer is.")
    return Invulblad(BEWIJS, above, _columns(heads, BEWIJSVELDEN), tuple(rows))


def _norms(vragen: Invulvragen, now: Mapping[str, Any]) -> Invulblad:
    rows = []
    for _, norm in _normen(vragen):
        key = norm.sleutel or norm.id
        told, besluit = (
            as_mapping(as_mapping(now.get(name)).get(key)) for name in ("verhalen", "nvt")
        )
        cells = [open_cell(told.get(name), name) for name in VERHAALDELEN]
        cells += (
            open_cell(besluit.get(name), name)
            if norm.nvt_kan
            else Boekcel("deze norm geldt altijd")
            for name in NVTVELDEN
        )
        rows.append(Boekrij(("norm", key), (Boekcel(key), Boekcel(norm.tekst), *cells)))
    heads = (Invulkolom("norm", "Norm", 8), Invulkolom("vraag", "Wat de norm vraagt", 50))
    story = (Invulkolom(name, text.capitalize(), 34) for name, text in VERHAALDELEN.items())
    rest = (Invulkolom(name, NVT_KOPPEN[name], 20) for name in NVTVELDEN)
    above = (
        NORMEN,
        "Een verhaal verandert geen oordeel. Een besluit ‘niet van toepassing’ wel.",
    )
    return Invulblad(NORMEN, above, (*heads, *story, *rest), tuple(rows))


def _actions(vragen: Invulvragen, now: Mapping[str, Any]) -> Invulblad:
    keys = tuple(norm.sleutel or norm.id for _, norm in _normen(vragen))
    rows = []
    there = _elements(now["acties"])
    for place in range(len(there) + SPARE_ACTIONS):
        actie = there[place] if place < len(there) else {}
        cells = [Boekcel(actie.get("norm"), "keuze", vrij=True, keuzes=keys)]
        cells += (
            open_cell(actie.get(name), "actiestatus" if name == "status" else name)
            for name in ACTIEVELDEN
        )
        kind = "actie" if place < len(there) else "actie+"
        rows.append(Boekrij((kind, place), tuple(cells)))
    heads = (Invulkolom("norm", "Norm", 10),)
    above = (ACTIES, "Noem als eigenaar een functie, geen persoon.")
    return Invulblad(ACTIES, above, _columns(heads, ACTIEVELDEN), tuple(rows))
