"""From what stands in the file to what is known: one fact, read by the kind of its feit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.getal import parse_getal, parse_heel
from weerbaar_cli.model.pydantisch import bevindingen_from
from weerbaar_cli.model.strict import (
    FOREIGN_YES_NO,
    JA_NEE_SPELLINGS,
    Datum,
    Herkomst,
    Rij,
    Strict,
    Tekst,
    show,
)
from weerbaar_cli.model.tijd import parse_datum
from weerbaar_cli.model.waarde import NOOIT, Aantal, Checklist, Document, Groepen, Waarde

if TYPE_CHECKING:
    from collections.abc import Callable

    from weerbaar_cli.model.feit import Feit

UNKNOWN = (None, "onbekend", "")


class Bewijs(Strict):
    """A reference to what shows it; never the content, never a person."""

    titel: Tekst
    datum: Datum | None = None
    kenmerk: Tekst | None = None
    vindplaats: Tekst | None = None
    openbaar: Literal["ja", "nee"] | None = None


class LangeVorm(Strict):
    """The long form of any fact."""

    waarde: Any = None
    herkomst: Herkomst | None = None
    bewijs: Rij[Bewijs] = ()
    toelichting: Tekst | None = None


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What is known of one fact. `waarde` is None when nothing is known."""

    waarde: Waarde | None = None
    herkomst: Herkomst | None = None
    bewijs: tuple[Bewijs, ...] = ()
    toelichting: str | None = None


@dataclass(slots=True)
class _Reading:
    """One fact being read: where it stands, and what was found wrong on the way."""

    feit: Feit
    pad: Pad
    found: list[Bevinding] = field(default_factory=list)

    def refuse(self, code: str, text: str, *more: str | int, tip: str = "") -> None:
        self.found.append(Bevinding(code, text, (*self.pad, *more), suggestie=tip))

    def hint(self, text: str, *more: str | int) -> None:
        self.found.append(Bevinding("schrijfwijze", text, (*self.pad, *more), ernst="hint"))


def read_antwoord(feit: Feit, raw: Any, pad: Pad) -> tuple[Antwoord, list[Bevinding]]:
    """Read one fact. What cannot be read is None, and there is a bevinding that says why."""
    if not (isinstance(raw, dict) and "waarde" in raw):
        reading = _Reading(feit, pad)
        return Antwoord(_read_waarde(reading, raw)), reading.found
    try:
        lang = LangeVorm.model_validate(raw)
    except ValidationError as error:
        return Antwoord(), bevindingen_from(error, raw, pad)
    reading = _Reading(feit, (*pad, "waarde"))
    waarde = _read_waarde(reading, lang.waarde)
    return Antwoord(waarde, lang.herkomst, lang.bewijs, lang.toelichting), reading.found


def _read_waarde(reading: _Reading, raw: Any) -> Waarde | None:
    if raw is None or raw == "onbekend" or raw == "":
        return None
    return _READERS[reading.feit.soort](reading, raw)


def _read_word(reading: _Reading, raw: Any, extra: tuple[str, ...], *more: str) -> str | None:
    """One of ja, nee or an extra word; other spellings of ja and nee with a hint."""
    if raw in ("ja", "nee", *extra):
        return str(raw)
    word = raw.lower() if isinstance(raw, str) else ""
    if word in JA_NEE_SPELLINGS:
        reading.hint(f"schrijf {JA_NEE_SPELLINGS[word]} in plaats van {show(raw)}", *more)
        return JA_NEE_SPELLINGS[word]
    if word in FOREIGN_YES_NO:
        tip = f"Schrijf {FOREIGN_YES_NO[word]}."
        reading.refuse("geen-ja-nee", f"{show(raw)} is geen ja of nee", *more, tip=tip)
        return None
    choices = ", ".join(("ja", "nee", *extra, "onbekend"))
    tip = suggest(word, extra) if word else ""
    reading.refuse("verkeerde-waarde", f"{show(raw)} past niet; kies uit {choices}", *more, tip=tip)
    return None


def _read_ja_nee(reading: _Reading, raw: Any) -> str | None:
    return _read_word(reading, raw, tuple(reading.feit.waarden))


def _read_datum(reading: _Reading, raw: Any, *more: str) -> date | Literal["nooit"] | None:
    if raw in UNKNOWN:
        return None
    if raw == NOOIT:
        return NOOIT
    found = parse_datum(raw) if isinstance(raw, str) else None
    if found is None:
        code = "ongeldige-datum" if isinstance(raw, str) else "verkeerde-waarde"
        text = f"{show(raw)} is geen datum; schrijf jjjj-mm-dd of nooit"
        reading.refuse(code, text, *more)
    return found


def _read_getal(reading: _Reading, raw: Any) -> Waarde | None:
    if raw in reading.feit.waarden:
        return str(raw)
    found = parse_getal(raw)
    if found is None:
        tip = ""
        if isinstance(raw, str) and parse_getal(raw.replace(",", ".")) is not None:
            tip = f"Schrijf {raw.replace(',', '.')} met een punt."
        extra = "".join(f" of {word}" for word in reading.feit.waarden)
        text = f"{show(raw)} is geen getal van nul of meer{extra}"
        code = "ongeldig-getal" if isinstance(raw, str) else "verkeerde-waarde"
        reading.refuse(code, text, tip=tip or suggest(str(raw), reading.feit.waarden))
    return found


def _read_aantal(reading: _Reading, raw: Any) -> Aantal | None:
    if not isinstance(raw, dict):
        text = f"{show(raw)} past niet; schrijf {{aantal: 3, totaal: 5}}"
        reading.refuse("verkeerde-waarde", text)
        return None
    _refuse_unknown_keys(reading, raw, ("aantal", "totaal"))
    aantal, totaal = (_read_heel(reading, raw.get(key), key) for key in ("aantal", "totaal"))
    if aantal is None and totaal is None:
        return None
    both = aantal is not None and totaal is not None
    if both and aantal > totaal and not reading.feit.overtreffen:
        text = f"aantal {aantal} is meer dan totaal {totaal}"
        reading.refuse("aantal-boven-totaal", text, "aantal")
    return Aantal(aantal, totaal)


def _read_heel(reading: _Reading, raw: Any, key: str) -> int | None:
    found = parse_heel(raw)
    if found is None and raw not in UNKNOWN:
        reading.refuse("ongeldig-getal", f"{show(raw)} is geen heel getal van nul of meer", key)
    return found


def _refuse_unknown_keys(reading: _Reading, raw: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in raw:
        if key not in known:
            _refuse_key(reading, "onbekende-sleutel", key, known)


def _refuse_key(reading: _Reading, code: str, key: str, known: tuple[str, ...]) -> None:
    text = f"{show(key)} is onbekend bij dit feit; bekend zijn {', '.join(known)}"
    tip = suggest(key, known)
    reading.found.append(Bevinding(code, text, (*reading.pad, key), "fout", tip, op_sleutel=True))


def _read_checklist(reading: _Reading, raw: Any) -> Checklist | None:
    items = reading.feit.items
    if raw == "nee":
        return Checklist(dict.fromkeys(items, "nee"))
    if not isinstance(raw, dict):
        text = f"{show(raw)} past niet; schrijf per onderdeel ja of nee, of nee voor geen enkel"
        reading.refuse("verkeerde-waarde", text)
        return None
    found: dict[str, str | None] = dict.fromkeys(items)
    redenen: dict[str, str] = {}
    for key, value in raw.items():
        if key not in items:
            _refuse_key(reading, "onbekend-onderdeel", key, tuple(items))
            continue
        found[key] = _read_item(reading, key, value, redenen)
    return Checklist(found, redenen) if any(found.values()) else None


def _read_item(reading: _Reading, key: str, raw: Any, redenen: dict[str, str]) -> str | None:
    """One item: ja, nee, or nvt with its reason in the form {waarde: nvt, reden: …}."""
    if raw in UNKNOWN:
        return None
    reden = None
    if isinstance(raw, dict):
        if unknown := [name for name in raw if name not in ("waarde", "reden")]:
            text = f"{show(unknown[0])} is onbekend; schrijf {{waarde: nvt, reden: …}}"
            reading.refuse("onbekende-sleutel", text, key, unknown[0])
        reden, raw = raw.get("reden"), raw.get("waarde")
        if raw in UNKNOWN:
            return None
    if raw != "nvt":
        return _read_word(reading, raw, ("nvt",), key)
    if not isinstance(reden, str) or not reden.strip():
        text = "nvt vraagt een reden"
        reading.refuse("nvt-zonder-reden", text, key, tip="Schrijf {waarde: nvt, reden: …}.")
        return None
    redenen[key] = reden
    return "nvt"


def _read_groepen(reading: _Reading, raw: Any) -> Groepen | None:
    feit = reading.feit
    if raw == NOOIT:
        return Groepen(dict.fromkeys(feit.namen, NOOIT))
    if not isinstance(raw, dict):
        text = f"{show(raw)} past niet; schrijf per groep een datum, of nooit voor geen enkele"
        reading.refuse("verkeerde-waarde", text)
        return None
    found: dict[str, date | Literal["nooit"] | None] = dict.fromkeys(feit.namen)
    for key, value in raw.items():
        if feit.groepen == "vast" and key not in feit.namen:
            _refuse_key(reading, "onbekende-groep", key, tuple(feit.namen))
        elif key in ("waarde", "herkomst", "bewijs", "toelichting"):
            text = f"{show(key)} kan geen naam van een groep zijn"
            tip = "Bedoelde u de lange vorm? Zet de groepen dan onder «waarde:»."
            reading.refuse("gereserveerde-naam", text, key, tip=tip)
        else:
            found[key] = _read_datum(reading, value, key)
    if not found or (feit.groepen == "vast" and not any(found.values())):
        return None
    return Groepen(found)


def _read_document(reading: _Reading, raw: Any) -> tuple[Document, ...] | None:
    if raw == "nee":
        return ()
    several = isinstance(raw, list)
    documents: list[Document] = []
    for index, one in enumerate(raw if several else [raw]):
        more = (index,) if several else ()
        if not isinstance(one, dict):
            text = f"{show(one)} past niet; schrijf nee, of titel, status en datums van het stuk"
            reading.refuse("verkeerde-waarde", text, *more)
            continue
        documents += _read_one_document(reading, one, more)
    return tuple(documents) if documents else None


def _read_one_document(reading: _Reading, raw: Any, more: tuple[int, ...]) -> list[Document]:
    try:
        document = Document.model_validate(raw)
    except ValidationError as error:
        reading.found += bevindingen_from(error, raw, (*reading.pad, *more))
        return []
    begin, end = document.begin, document.geldig_tot
    if begin is not None and end is not None and end < begin:
        text = "geldig_tot ligt voor het begin van de geldigheid"
        reading.refuse("verkeerde-volgorde", text, *more, "geldig_tot")
    return [document]


_READERS: dict[str, Callable[[_Reading, Any], Waarde | None]] = {
    "ja_nee": _read_ja_nee,
    "datum": _read_datum,
    "getal": _read_getal,
    "aantal": _read_aantal,
    "checklist": _read_checklist,
    "groepen": _read_groepen,
    "document": _read_document,
}
