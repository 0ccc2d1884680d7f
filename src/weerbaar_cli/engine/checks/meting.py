"""What a meting must satisfy beyond its form: known words, possible dates, no persons."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from weerbaar_cli.engine.checks.persoon import (
    SHORT,
    holds_name,
    is_plain,
    names_person,
    personal_data,
)
from weerbaar_cli.feitsoorten.antwoord import Antwoord, read_antwoord
from weerbaar_cli.feitsoorten.bewijs import check_bewijs
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.onderdelen import facts_by_document
from weerbaar_cli.model.bestanden.feit import is_long
from weerbaar_cli.model.bevinding import Bevinding, Ernst, Herstel, Pad, cite, suggest
from weerbaar_cli.model.pydantisch import MOST_TIPS, NAME_KEYS
from weerbaar_cli.model.strict import (
    ID,
    Unquoted,
    bare,
    clean,
    fold,
    known_ja_nee,
    show,
    woord_herstel,
)
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus, Feit
    from weerbaar_cli.model.bestanden.meting import Meting
    from weerbaar_cli.model.bestanden.partij import Partijen
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk


_NEW_KENMERK = "Schrijf eerst een feit «{name}» met «van: partij», in een eigen bestand met feiten."
_FUNCTION_KEYS = frozenset(
    {
        "ingevuld_door",
        "besloten_door",
        "toetser",
        "eigenaar",
        "vastgesteld_door",
        "ontvanger",
        "door",
    }
)
_BLOCK = (dict, list)
# Of a raamwerk, a programma or a list of parties: who it is about, and what was decided.
_NAMED = frozenset({"naam", "leden", "organisatie"})
_VERBATIM = frozenset({"tekst", "bron"})
_OPMERKING = re.compile(r"(?:^|\s)(#.*?)(?=\s#|$)")


def read_feiten(
    meting: Meting, catalogus: Catalogus
) -> tuple[dict[str, Antwoord], list[Bevinding]]:
    """The facts of a meting as typed answers; what cannot be read is left out and reported."""
    antwoorden: dict[str, Antwoord] = {}
    found: list[Bevinding] = []
    unknown = 0
    erbij = facts_by_document(catalogus)
    for feit_id, raw in meting.feiten.items():
        pad: Pad = ("feiten", feit_id)
        feit = catalogus.get(feit_id)
        if feit is None:
            text = f"het feit {show(feit_id)} staat niet in de catalogus"
            unknown += 1  # and each search takes time
            tip = suggest(feit_id, catalogus) if unknown < MOST_TIPS else ""
            herstel = woord_herstel(feit_id, catalogus.keys() & {fold(bare(feit_id))})
            one = Bevinding(
                "onbekend-feit", text, pad, "fout", tip, op_sleutel=True, herstel=herstel
            )
            found.append(one)
            continue
        if feit.is_kenmerk:
            text = f"{cite(feit_id)} is een kenmerk van de partij zelf, geen feit van een meting"
            tip = "Zet het in weerbaar.yaml, bij de partij onder «kenmerken:»."
            found.append(Bevinding("kenmerk-in-meting", text, pad, "fout", tip, op_sleutel=True))
            continue
        antwoord, trouble = read_antwoord(feit, raw, pad, erbij.get(feit_id), meting.feiten)
        antwoorden[feit_id] = antwoord
        found += trouble
        if antwoord.waarde is not None and soort_of(feit).met_tijd:
            found += _late_dates(feit, antwoord.waarde, raw, pad, meting.peildatum)
        if antwoord.bewijs:
            found += _late_evidence(antwoord, raw, pad, meting.peildatum)
    found += _check_onderdelen(antwoorden, erbij)
    return antwoorden, [*found, *check_bewijs(meting.feiten)]


def _check_onderdelen(
    antwoorden: Mapping[str, Antwoord], erbij: Mapping[str, Mapping[str, Feit]]
) -> Iterator[Bevinding]:
    """What belongs to a document stands once, and beside several documents it names its own."""
    known = {feit_id: one.waarde for feit_id, one in antwoorden.items() if one.waarde is not None}
    pairs = [(name, feit_id) for name, feiten in erbij.items() for feit_id in feiten]
    for document_id, feit_id in pairs:
        if known.get(document_id) and feit_id in known:
            yield from _check_beside(document_id, known[document_id], feit_id)


def _check_beside(document_id: str, documents: Any, feit_id: str) -> Iterator[Bevinding]:
    pad = ("feiten", feit_id)
    if any(feit_id in one.onderdelen for one in documents):
        text = f"«{feit_id}» staat ook onder «onderdelen» van {document_id}"
        yield Bevinding("onderdelen-dubbel", text, pad, op_sleutel=True)
    elif len(documents) > 1:
        text = f"van welk document is «{feit_id}»? Bij {document_id} staan er {len(documents)}"
        tip = (
            f"Zet het onder «onderdelen» van dat document, of draai «weerbaar validate --herstel "
            f"--document {document_id}=2»; het nummer zegt het hoeveelste document het is."
        )
        yield Bevinding("onderdelen-zonder-document", text, pad, suggestie=tip, op_sleutel=True)


def _late_dates(
    feit: Feit, waarde: Any, raw: Any, pad: Pad, peildatum: date
) -> Iterator[Bevinding]:
    """A fact cannot have happened after the peildatum; only documents may look ahead."""
    for day, part in soort_of(feit).happened(waarde):
        if day > peildatum:
            text = f"{cite(dutch(day))} ligt na de peildatum {cite(dutch(peildatum))}"
            where = (*pad, "waarde", *part) if is_long(raw) else (*pad, *part)
            tip = "Schrijf wat op de peildatum gold."
            yield Bevinding("datum-na-peildatum", text, where, suggestie=tip)


def _late_evidence(antwoord: Antwoord, raw: Any, pad: Pad, peildatum: date) -> Iterator[Bevinding]:
    """What was written later may be about later; told where it stands, not where it is named."""
    own = len(raw.get("bewijs") or ()) if isinstance(raw, dict) else 0
    for index, bewijs in enumerate(antwoord.bewijs[:own]):
        if bewijs.datum is not None and bewijs.datum > peildatum:
            days = cite(dutch(bewijs.datum)), cite(dutch(peildatum))
            text = f"dit bewijs is van {days[0]}, na de peildatum {days[1]}"
            where = (*pad, "bewijs", index, "datum")
            yield Bevinding("bewijs-na-peildatum", text, where, "waarschuwing")


def read_kenmerken(
    kenmerken: Mapping[str, Any], catalogus: Catalogus, pad: Pad = ()
) -> tuple[dict[str, Antwoord], list[Bevinding]]:
    """What is known of a party, as typed answers; what cannot be read is reported."""
    antwoorden: dict[str, Antwoord] = {}
    found: list[Bevinding] = []
    for name, raw in kenmerken.items():
        here: Pad = (*pad, "kenmerken", name)
        feit = catalogus.get(name)
        if feit is None or not feit.is_kenmerk:
            text = f"{show(name)} is geen kenmerk van een partij"
            known = [key for key, one in catalogus.items() if one.is_kenmerk]
            tip = suggest(name, known) or _NEW_KENMERK.format(name=name)
            found.append(Bevinding("onbekend-feit", text, here, "fout", tip, op_sleutel=True))
            continue
        antwoorden[name], trouble = read_antwoord(feit, raw, here)
        found += trouble
    return antwoorden, found


def missing_kenmerken(
    raamwerken: Sequence[Raamwerk],
    antwoorden: Mapping[str, Antwoord],
    catalogus: Catalogus,
    partijtype: str,
) -> list[str]:
    """What the raamwerken ask of a party of this type itself, and nobody wrote down."""
    names = [name for name, one in catalogus.items() if one.is_kenmerk]
    if not names:
        return []
    asked = {
        name
        for one in raamwerken
        for norm in one.normen
        if one.applies_to(norm, partijtype)
        for name in norm.feit_ids
    }
    blank = [name for name in names if name in asked]
    return [name for name in blank if name not in antwoorden or antwoorden[name].waarde is None]


def check_meting(
    meting: Meting, raw: Any, raamwerken: Sequence[Raamwerk], partijen: Partijen | None
) -> list[Bevinding]:
    """All that can be wrong once the form is right. `raw` is the file as it was read.

    Without `partijen` (the werkmap's settings are unreadable) the organisatie is not judged.
    """
    return [
        *([] if partijen is None else _check_partij(meting, raw, raamwerken, partijen)),
        *_check_norms(raw, raamwerken, complete=len(raamwerken) == len(meting.raamwerk)),
        *_check_besluiten(meting),
        *_check_toetsingen(meting),
        *_check_deel(meting),
        *_check_afwijkingen(meting),
        *_check_functies(meting),
        *_check_nvt_kan(meting, raamwerken),
        *_check_spelling(raw),
        *_check_persons(raw, ()),
    ]


def _check_partij(
    meting: Meting, raw: Any, raamwerken: Sequence[Raamwerk], partijen: Partijen
) -> Iterator[Bevinding]:
    partij = partijen.find(meting.organisatie)
    if partij is None:
        text = f"{show(meting.organisatie)} is geen bekende organisatie"
        tip = suggest(meting.organisatie, partijen.woorden)
        tip = tip or "Zet de organisatie in weerbaar.yaml, onder «partijen:»."
        yield Bevinding("onbekende-partij", text, ("organisatie",), suggestie=tip)
        return
    if gone := partijen.trace(partij.naam, meting.peildatum):
        text = f"{cite(gone[0].zin)} en heeft vanaf die dag geen eigen meting"
        tip = f"Schrijf «organisatie: {gone[-1].opvolger}», of een peildatum van vóór die dag."
        yield Bevinding("partij-opgegaan", text, ("organisatie",), suggestie=tip)
    for raamwerk in () if partijen.is_groep(partij) else raamwerken:
        # Nearly always the first is true, and the second goes through all norms.
        if partij.type not in raamwerk.partijtypen and partij.type not in all_types(raamwerk):
            text = f"{cite(raamwerk.id)} geldt niet voor een {cite(partij.type)}"
            yield Bevinding("raamwerk-niet-voor-partij", text, _pad_of(raamwerk, meting, raw))


def _pad_of(raamwerk: Raamwerk, meting: Meting, raw: Any) -> Pad:
    """Where the meting names a raamwerk: the key itself, or a place in its list."""
    if not isinstance(raw["raamwerk"], list):
        return ("raamwerk",)
    names = [name.partition("@")[0] for name in meting.raamwerk]
    return ("raamwerk", names.index(raamwerk.id))


def all_types(raamwerk: Raamwerk) -> set[str]:
    """Every type of party that at least one norm is meant for."""
    named = {kind for norm in raamwerk.normen for kind in (*norm.geldt_voor, *norm.voor)}
    return named | set(raamwerk.partijtypen)


def split_norm(key: str, raamwerken: Sequence[Raamwerk]) -> list[tuple[str, str]]:
    """The (raamwerk, norm) that a key can mean: `3d`, or `raamwerk/3d` among several."""
    name, _, norm_id = key.rpartition("/")
    chosen = [one for one in raamwerken if name in ("", one.id)]
    return [(one.id, norm_id) for one in chosen if one.find_norm(norm_id) is not None]


def _named_norms(raw: Any) -> Iterator[tuple[str, Pad, bool]]:
    """Every norm that the file names, also where what is said of it does not fit."""
    for block in ("nvt", "toetsing", "verhalen"):
        for key in raw[block] if isinstance(raw.get(block), dict) else ():
            yield key, (block, key), True
    yield from _in_rows(raw, "afwijkingen")
    yield from _in_rows(raw, "acties")


def _in_rows(raw: Any, block: str) -> Iterator[tuple[str, Pad, bool]]:
    rows = raw.get(block)
    for index, row in enumerate(rows if isinstance(rows, list) else ()):
        norm = row.get("norm") if isinstance(row, dict) else None
        if isinstance(norm, str):
            yield norm, (block, index, "norm"), False


def _check_norms(
    raw: Any, raamwerken: Sequence[Raamwerk], *, complete: bool
) -> Iterator[Bevinding]:
    """Every norm that is named exists, once, in the raamwerken of the meting.

    Which norms there are is not known while one of the raamwerken is missing.
    """
    known = [norm.id for raamwerk in raamwerken for norm in raamwerk.normen]
    which = "dit raamwerk" if len(raamwerken) == 1 else "deze raamwerken"
    for number, (key, pad, on_key) in enumerate(_named_norms(raw)):
        if isinstance(key, Unquoted) or not ID.fullmatch(key):
            continue  # reported with the form
        hits = split_norm(key, raamwerken)
        if not hits and raamwerken and complete:
            text = f"norm {show(key)} bestaat niet in {which}"
            tip = suggest(key, known) if number < MOST_TIPS else ""
            yield Bevinding("onbekende-norm", text, pad, "fout", tip, op_sleutel=on_key)
        elif len(hits) > 1:
            text = f"norm {show(key)} staat in meer raamwerken"
            tip = f"Schrijf «{hits[0][0]}/{hits[0][1]}»."
            yield Bevinding("norm-niet-eenduidig", text, pad, "fout", tip, op_sleutel=on_key)


def _check_besluiten(meting: Meting) -> Iterator[Bevinding]:
    for key, besluit in meting.nvt.items():
        review = besluit.herzien_op
        if review is not None and review < meting.peildatum:
            text = f"het besluit moest op {cite(dutch(review))} herzien zijn en telt niet meer"
            tip = "Neem een nieuw besluit of vul de feiten in."
            where = ("nvt", key, "herzien_op")
            yield Bevinding("nvt-verlopen", text, where, "waarschuwing", tip)
        if besluit.op > meting.peildatum:
            text = f"het besluit van {cite(dutch(besluit.op))} telt nog niet op de peildatum"
            yield Bevinding("nvt-na-peildatum", text, ("nvt", key, "op"), ernst="waarschuwing")


def _check_toetsingen(meting: Meting) -> Iterator[Bevinding]:
    for key, toetsing in meting.toetsing.items():
        if toetsing.op is not None and toetsing.op > meting.peildatum:
            days = cite(dutch(toetsing.op)), cite(dutch(meting.peildatum))
            text = f"deze toetsing is van {days[0]}, na de peildatum {days[1]}"
            tip = "Schrijf wanneer er is getoetst, of kies een latere peildatum."
            yield Bevinding("datum-na-peildatum", text, ("toetsing", key, "op"), suggestie=tip)


def _check_deel(meting: Meting) -> Iterator[Bevinding]:
    """Only the whole is handed in."""
    if meting.deel is not None and meting.status != "concept":
        text = f"een deel van een meting is altijd concept, niet {meting.status}"
        tip = "Schrijf «status: concept», of haal «deel:» weg als dit de hele meting is."
        yield Bevinding("deel-niet-concept", text, ("status",), suggestie=tip)


def _check_afwijkingen(meting: Meting) -> Iterator[Bevinding]:
    seen: set[str] = set()
    for index, one in enumerate(meting.afwijkingen):
        pad: Pad = ("afwijkingen", index)
        if one.norm in seen:
            text = f"over norm {show(one.norm)} staat er al een afwijking"
            yield Bevinding("dubbele-norm", text, (*pad, "norm"), suggestie="Laat er één staan.")
        seen.add(one.norm)
        if one.tot < one.op:
            text = "de afwijking eindigt voordat zij begint"
            tip = "Controleer «op» en «tot»."
            yield Bevinding("verkeerde-volgorde", text, (*pad, "tot"), suggestie=tip)
        elif not one.counts_on(meting.peildatum):
            period = cite(f"{dutch(one.op)} tot en met {dutch(one.tot)}")
            text = f"deze afwijking loopt van {period}; op de peildatum telt zij niet"
            over = one.tot < meting.peildatum
            code = "afwijking-verlopen" if over else "afwijking-na-peildatum"
            yield Bevinding(code, text, (*pad, "tot" if over else "op"), "waarschuwing")


def _check_functies(meting: Meting) -> Iterator[Bevinding]:
    """Who filled in the answers does not decide on them."""
    own = fold(meting.ingevuld_door or "")
    changed = meting.wijziging.besloten_door if meting.wijziging is not None else None
    said: list[tuple[Pad, str | None]] = [
        (("wijziging", "besloten_door"), changed),
        *((("nvt", key, "besloten_door"), one.besloten_door) for key, one in meting.nvt.items()),
        *((("toetsing", key, "toetser"), one.toetser) for key, one in meting.toetsing.items()),
        *(
            (("afwijkingen", index, "besloten_door"), one.besloten_door)
            for index, one in enumerate(meting.afwijkingen)
        ),
    ]
    for pad, functie in said:
        if own and fold(functie or "") == own:
            text = f"{show(functie)} vulde deze meting ook in"
            yield Bevinding("zelfde-functie", text, pad, "waarschuwing")


def _check_nvt_kan(meting: Meting, raamwerken: Sequence[Raamwerk]) -> Iterator[Bevinding]:
    """No decision and no assessor takes away a norm that always applies."""
    away: list[Pad] = [("nvt", key) for key in meting.nvt]
    tested = meting.toetsing.items()
    away += [("toetsing", key, "oordeel") for key, one in tested if one.oordeel == "nvt"]
    for pad in away:
        norm = _find_norm(str(pad[1]), raamwerken)
        if norm is not None and not norm.nvt_kan:
            text = f"norm {norm.id} is altijd van toepassing: {norm.nvt_reden}"
            tip = "Haal dit hier weg en vul de feiten in."
            on_key = pad[0] == "nvt"
            yield Bevinding("nvt-kan-niet", text, pad, suggestie=tip, op_sleutel=on_key)


def _find_norm(key: str, raamwerken: Sequence[Raamwerk]) -> Norm | None:
    """The norm that a key means, when it means one."""
    hits = split_norm(key, raamwerken)
    if len(hits) != 1:
        return None
    name, norm_id = hits[0]
    return next(one for one in raamwerken if one.id == name).find_norm(norm_id)


def _check_spelling(raw: Any) -> Iterator[Bevinding]:
    """`fictief: true` is understood; ja is how it is written."""
    value = raw.get("fictief") if isinstance(raw, dict) else None
    word = known_ja_nee(value)
    if isinstance(value, str) and word not in ("", value):
        text = f"schrijf {cite(word)} in plaats van {show(value)}"
        herstel = Herstel(value, word)
        yield Bevinding("schrijfwijze", text, ("fictief",), "hint", herstel=herstel)


def _check_persons(raw: Any, pad: Pad) -> list[Bevinding]:
    """Functions where a function belongs, and no personal data anywhere (K11).

    Every value of every file passes here, so a path is made only for what stands below it.
    """
    found: list[Bevinding] = []
    for key, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
        is_text = isinstance(value, str)
        if is_text and (len(value) > SHORT or not is_plain(value)):
            # Of a key that names somebody the key itself is the fout.
            found += persons_in(value, (*pad, key)) if key not in NAME_KEYS else ()
        elif not is_text and isinstance(value, _BLOCK):
            found += _check_persons(value, (*pad, key))
    return found


def check_persons(raw: Any) -> Iterator[Bevinding]:
    """Persons in the texts of a file of another kind: it is shared as a meting is.

    A party is called by its name there; a word alone is an id. In what was decided, to the letter,
    a likeness of a name says nothing.
    """
    for pad, text in _sentences(raw, ()):
        found = persons_in(text, pad)
        if pad[-1] in _VERBATIM:
            found = (one for one in found if one.code == "persoonsgegeven")
        yield from found


def _sentences(raw: Any, pad: Pad) -> Iterator[tuple[Pad, str]]:
    for key, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
        if key in _NAMED:
            continue
        if isinstance(value, _BLOCK):
            yield from _sentences(value, (*pad, key))
        elif isinstance(value, str) and ("@" in value or len(value.split()) > 1):
            yield (*pad, key), value


def check_opmerkingen(tekst: str, is_remark: Callable[[int, int], bool]) -> Iterator[Bevinding]:
    """Persons in the remarks of a file: they leave the house with it, as all that is in it.

    Inside a text a hash begins no remark, and the text was looked at itself; where that is so takes
    long to find, so it is asked last.
    """
    for place, text in _behind_hash(tekst):
        found = list(persons_in(text, ()))
        if found and is_remark(*place):
            yield from (replace(one, plaats=place) for one in found)


def _behind_hash(tekst: str) -> Iterator[tuple[tuple[int, int], str]]:
    """What stands behind each hash, with its place."""
    for number, line in enumerate(tekst.split("\n") if "#" in tekst else (), 1):
        for found in _OPMERKING.finditer(line) if "#" in line else ():
            yield (number, found.start(1) + 1), found[1].rstrip()


def persons_in(text: str, pad: Pad) -> Iterator[Bevinding]:
    """What one text says of persons; its path ends with the key that tells what it is for.

    A likeness is a waarschuwing: only a number that a test proves stops a report.
    """
    for teken in personal_data(text):
        said = f"hier staat {teken.wat}" if teken.zeker else f"hier lijkt {teken.wat} te staan"
        tip = "Laat persoonsgegevens weg; verwijs naar een zaaknummer."
        ernst: Ernst = "fout" if teken.zeker else "waarschuwing"
        yield Bevinding("persoonsgegeven", said, pad, ernst, tip)
    key = pad[-1] if pad else ""
    if names_person(text) if key in _FUNCTION_KEYS else _is_free(key) and holds_name(text):
        said = f"«{cite(clean(text, 100))}» lijkt een naam van een persoon te noemen"
        tip = "Noem de functie, bijvoorbeeld adviseur veiligheid."
        yield Bevinding("persoonsnaam", said, pad, "waarschuwing", tip)


def _is_free(key: str | int) -> bool:
    """Whether a text may say anything; what a register fills in names nobody."""
    return key not in ("organisatie", "raamwerk", "norm", "weerbaar")
