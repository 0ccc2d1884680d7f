"""The value of one fact, read by the kind of its feit; trouble is collected with its path."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.getal import dutch_getal, parse_getal, parse_heel
from weerbaar_cli.model.pydantisch import MOST_TIPS, bevindingen_from
from weerbaar_cli.model.schrijfwijze import datum_tip, getal_tip, has_thousands
from weerbaar_cli.model.strict import (
    FOREIGN_YES_NO,
    JA_NEE_SPELLINGS,
    no_datum,
    show,
)
from weerbaar_cli.model.tijd import parse_datum
from weerbaar_cli.model.waarde import NOOIT, Aantal, Checklist, Document, Groepen, Waarde

if TYPE_CHECKING:
    from collections.abc import Callable

    from weerbaar_cli.model.bestanden.feit import Feit

UNKNOWN = (None, "onbekend", "")
_LONG_FORM = "Bedoelde u de lange vorm? Zet de rest dan onder «waarde:»."
_NOT_APPLICABLE = ("nvt", "n.v.t.", "n.v.t", "niet van toepassing")


@dataclass(slots=True)
class Reading:
    """One fact being read: where it stands, and what was found wrong on the way."""

    feit: Feit
    pad: Pad
    found: list[Bevinding] = field(default_factory=list)

    def refuse(self, code: str, text: str, *more: str | int, tip: str = "") -> None:
        self.found.append(Bevinding(code, text, (*self.pad, *more), suggestie=tip))

    def refuse_form(self, raw: Any, form: str, *more: str | int) -> None:
        """A value of the wrong kind: a text where keys are meant, a list where a date is meant."""
        text = f"{show(raw)} past niet; schrijf {form}"
        tip = "Schrijf de waarde zoals de melding het zegt."
        self.refuse("verkeerde-waarde", text, *more, tip=tip)

    def refuse_key(self, code: str, text: str, *more: str | int, tip: str = "") -> None:
        pad = (*self.pad, *more)
        self.found.append(Bevinding(code, text, pad, suggestie=tip, op_sleutel=True))

    def suggest(self, word: str, known: Iterable[str]) -> str:
        """«Bedoelde u …?»; after very many problems no longer, as each search takes time."""
        return suggest(word, known) if len(self.found) < MOST_TIPS else ""

    def hint(self, text: str, *more: str | int) -> None:
        self.found.append(Bevinding("schrijfwijze", text, (*self.pad, *more), ernst="hint"))


def with_tip(bevinding: Bevinding, tip: str) -> Bevinding:
    """An unknown key that looks like nothing known may belong to the other form."""
    if bevinding.code != "onbekende-sleutel" or "Bedoelde" in bevinding.suggestie:
        return bevinding
    return replace(bevinding, suggestie=tip)


def read_waarde(reading: Reading, raw: Any) -> Waarde | None:
    """The value, or None when nothing is known or it cannot be read."""
    if raw is None or raw == "onbekend" or raw == "":
        return None
    return _READERS[reading.feit.soort](reading, raw)


def _read_word(reading: Reading, raw: Any, extra: tuple[str, ...], *more: str) -> str | None:
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
    choices = ("ja", "nee", *extra, "onbekend")
    tip = reading.suggest(word, choices) if word else ""
    if word in _NOT_APPLICABLE:
        tip = "Geldt de norm niet? Zet de norm onder «nvt:», met een reden."
    text = f"{show(raw)} past niet; kies uit {', '.join(choices)}"
    reading.refuse("verkeerde-waarde", text, *more, tip=tip)
    return None


def _read_ja_nee(reading: Reading, raw: Any) -> str | None:
    return _read_word(reading, raw, tuple(reading.feit.waarden))


def _read_datum(reading: Reading, raw: Any, *more: str) -> date | Literal["nooit"] | None:
    if raw in UNKNOWN:
        return None
    if raw == NOOIT:
        return NOOIT
    found = parse_datum(raw) if isinstance(raw, str) else None
    if found is None:
        if not isinstance(raw, str):
            reading.refuse_form(raw, "een datum (jjjj-mm-dd) of nooit", *more)
            return None
        text = no_datum(raw, " of nooit")
        reading.refuse("ongeldige-datum", text, *more, tip=datum_tip(raw))
    return found


def _read_getal(reading: Reading, raw: Any) -> Waarde | None:
    word = raw if isinstance(raw, str) else ""
    if word in reading.feit.waarden:
        return word
    found = parse_getal(raw)
    if found is None:
        extra = "".join(f" of {word}" for word in reading.feit.waarden)
        text = f"{show(raw)} is geen getal van nul of meer{extra}"
        code = "ongeldig-getal" if isinstance(raw, str) else "verkeerde-waarde"
        tip = getal_tip(word) or reading.suggest(word, reading.feit.waarden)
        reading.refuse(code, text, tip=tip)
    elif has_thousands(word):
        # A Dutch reader means 8000; as a decimal point it can also be right (1.250 fte).
        text = f"{show(raw)} leest weerbaar als {dutch_getal(found)}, met een punt voor decimalen"
        tip = getal_tip(word).replace("Schrijf", "Bedoelde u duizendtallen? Schrijf")
        bevinding = Bevinding("ongeldig-getal", text, reading.pad, "waarschuwing", tip)
        reading.found.append(bevinding)
    return found


def _read_aantal(reading: Reading, raw: Any) -> Aantal | None:
    if not isinstance(raw, dict):
        reading.refuse_form(raw, "{aantal: 3, totaal: 5}")
        return None
    _refuse_unknown_keys(reading, raw, ("aantal", "totaal"))
    aantal, totaal = (_read_heel(reading, raw.get(key), key) for key in ("aantal", "totaal"))
    if aantal is None and totaal is None:
        return None
    known = aantal is not None and totaal is not None
    if known and not reading.feit.overtreffen and (aantal or 0) > (totaal or 0):
        text = f"aantal {aantal} is meer dan totaal {totaal}"
        reading.refuse("aantal-boven-totaal", text, "aantal")
    return Aantal(aantal, totaal)


def _read_heel(reading: Reading, raw: Any, key: str) -> int | None:
    found = parse_heel(raw)
    if found is None and raw not in UNKNOWN:
        word = raw if isinstance(raw, str) else ""
        what = "te groot voor een aantal" if word.isdecimal() else "geen heel getal van nul of meer"
        tip = getal_tip(word) or "Schrijf een heel getal in cijfers, zoals 412."
        reading.refuse("ongeldig-getal", f"{show(raw)} is {what}", key, tip=tip)
    return found


def _refuse_unknown_keys(reading: Reading, raw: dict[str, Any], known: tuple[str, ...]) -> None:
    for key in raw:
        if key not in known:
            _refuse_key(reading, "onbekende-sleutel", key, known)


def _refuse_key(reading: Reading, code: str, key: str, known: tuple[str, ...]) -> None:
    text = f"{show(key)} is onbekend bij dit feit; bekend zijn {', '.join(known)}"
    tip = reading.suggest(key, known)
    if key in RESERVED_NAMES:
        tip = _LONG_FORM
    reading.refuse_key(code, text, key, tip=tip)


def _read_checklist(reading: Reading, raw: Any) -> Checklist | None:
    items = reading.feit.items
    if raw == "nee":
        return Checklist(dict.fromkeys(items, "nee"))
    if not isinstance(raw, dict):
        reading.refuse_form(raw, "per onderdeel ja of nee, of nee voor geen enkel")
        return None
    found: dict[str, str | None] = dict.fromkeys(items)
    redenen: dict[str, str] = {}
    for key, value in raw.items():
        if key not in items:
            _refuse_key(reading, "onbekend-onderdeel", key, tuple(items))
            continue
        found[key] = _read_item(reading, key, value, redenen)
    return Checklist(found, redenen) if any(found.values()) else None


def _read_item(reading: Reading, key: str, raw: Any, redenen: dict[str, str]) -> str | None:
    """One item: ja, nee, or nvt with its reason in the form {waarde: nvt, reden: …}."""
    if raw in UNKNOWN:
        return None
    reden = None
    if isinstance(raw, dict):
        if unknown := [name for name in raw if name not in ("waarde", "reden")]:
            text = f"{show(unknown[0])} is onbekend; schrijf {{waarde: nvt, reden: …}}"
            reading.refuse_key("onbekende-sleutel", text, key, unknown[0])
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


def _read_groepen(reading: Reading, raw: Any) -> Groepen | None:
    feit = reading.feit
    if raw == NOOIT:
        return Groepen(dict.fromkeys(feit.namen, NOOIT))
    if not isinstance(raw, dict):
        reading.refuse_form(raw, "per groep een datum, of nooit voor geen enkele")
        return None
    found: dict[str, date | Literal["nooit"] | None] = dict.fromkeys(feit.namen)
    for key, value in raw.items():
        if feit.groepen == "vast" and key not in feit.namen:
            _refuse_key(reading, "onbekende-groep", key, tuple(feit.namen))
        elif key in RESERVED_NAMES:
            text = f"{show(key)} kan geen naam van een groep zijn"
            tip = "Bedoelde u de lange vorm? Zet de groepen dan onder «waarde:»."
            reading.refuse_key("gereserveerde-naam", text, key, tip=tip)
        else:
            found[key] = _read_datum(reading, value, key)
    if not found or (feit.groepen == "vast" and not any(found.values())):
        return None
    return Groepen(found)


def _read_document(reading: Reading, raw: Any) -> tuple[Document, ...] | None:
    if raw == "nee":
        return ()
    several = isinstance(raw, list)
    documents: list[Document] = []
    for index, one in enumerate(raw if several else [raw]):
        more = (index,) if several else ()
        if not isinstance(one, dict):
            form = "titel, status en datums van het stuk"
            reading.refuse_form(one, form if several else f"nee, of {form}", *more)
            continue
        documents += _read_one_document(reading, one, more)
    return tuple(documents) if documents else None


def _read_one_document(reading: Reading, raw: Any, more: tuple[int, ...]) -> list[Document]:
    try:
        document = Document.model_validate(raw)
    except ValidationError as error:
        found = bevindingen_from(error, raw, (*reading.pad, *more))
        reading.found += [
            with_tip(one, _LONG_FORM) if one.pad[-1] in RESERVED_NAMES else one for one in found
        ]
        return []
    begin, end = document.begin, document.geldig_tot
    if begin is not None and end is not None and end < begin:
        text = "geldig_tot ligt voor het begin van de geldigheid"
        reading.refuse("verkeerde-volgorde", text, *more, "geldig_tot")
    return [document]


_READERS: dict[str, Callable[[Reading, Any], Waarde | None]] = {
    "ja_nee": _read_ja_nee,
    "datum": _read_datum,
    "getal": _read_getal,
    "aantal": _read_aantal,
    "checklist": _read_checklist,
    "groepen": _read_groepen,
    "document": _read_document,
}
