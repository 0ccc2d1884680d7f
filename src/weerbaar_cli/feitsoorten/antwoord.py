"""What is known of one fact: its value, where it comes from, and what shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError

from weerbaar_cli.feitsoorten.bewijs import read_verwijzingen
from weerbaar_cli.feitsoorten.document import titles_of
from weerbaar_cli.feitsoorten.feitsoorten import is_blank, soort_of
from weerbaar_cli.feitsoorten.perstuk import PerStuk
from weerbaar_cli.feitsoorten.soort import Reading, with_tip
from weerbaar_cli.model.bestanden.feit import Bewijs, LangeVorm, is_long
from weerbaar_cli.model.bevinding import Bevinding, Pad, cite
from weerbaar_cli.model.pydantisch import bevindingen_from
from weerbaar_cli.model.strict import Herkomst

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus, Feit


class Antwoord(Struct, frozen=True):
    """What is known of one fact. `waarde` is None when nothing is known."""

    # Only its kind knows what it holds.
    waarde: Any = None
    herkomst: Herkomst | None = None
    bewijs: tuple[Bewijs, ...] = ()
    toelichting: str | None = None
    # The group that shares it, when it is not the organisation's own.
    van: str | None = None
    # The function that gave it, where that is another than of the rest.
    door: str | None = None

    def __repr__(self) -> str:
        """All but who gave it: the codes of reports are made of this, and tell that apart."""
        return (
            f"Antwoord(waarde={self.waarde!r}, herkomst={self.herkomst!r}, bewijs={self.bewijs!r}, "
            f"toelichting={self.toelichting!r}, van={self.van!r})"
        )

    @property
    def onderbouwd(self) -> bool:
        """Whether something beside the word of who filled it in shows it."""
        return bool(self.bewijs) or self.herkomst in ("onderbouwd", "getoetst")


def read_antwoord(
    feit: Feit,
    raw: Any,
    pad: Pad,
    erbij: Mapping[str, Feit] | None = None,
    feiten: Mapping[str, Any] | None = None,
) -> tuple[Antwoord, list[Bevinding]]:
    """Read one fact, and of a document what it says of the facts that belong to it (`erbij`).

    It may refer to evidence that stands with other answers of the same file (`feiten`).
    What cannot be read is None, and there is a bevinding that says why.
    """
    beside = erbij or {}
    if not is_long(raw):
        reading = Reading(feit, pad, beside)
        return Antwoord(_read_waarde(reading, raw)), reading.found
    try:
        lang = LangeVorm.model_validate(raw)
    except ValidationError as error:
        reading = Reading(feit, (*pad, "waarde"), beside)
        waarde = _read_waarde(reading, raw["waarde"])
        tip = "Bij de lange vorm staat alles van het feit onder «waarde:»."
        form = [with_tip(one, tip) for one in bevindingen_from(error, raw, pad)]
        return Antwoord(waarde), [*form, *reading.found]
    reading = Reading(feit, (*pad, "waarde"), beside)
    waarde = _read_waarde(reading, lang.waarde)
    bewijs, found = lang.bewijs, reading.found
    if lang.verwijst:
        shared, trouble = read_verwijzingen(lang.verwijst, feiten or {}, pad)
        bewijs, found = (*bewijs, *shared), [*found, *trouble]
    return Antwoord(
        waarde, lang.herkomst, bewijs, lang.toelichting, None, lang.ingevuld_door
    ), found


def _read_waarde(reading: Reading, raw: Any) -> Any:
    """The value, or None when nothing is known or it cannot be read."""
    if reading.is_blank(raw):
        return None
    return soort_of(reading.feit).read(reading, raw)


def spread(antwoorden: Mapping[str, Antwoord], catalogus: Catalogus) -> dict[str, Antwoord]:
    """The answers with what stands in documents as answers to the facts that belong to them.

    Of one document that is its value, of several one for each. An answer for itself beside several
    documents says of none what it is: it counts as not known. Each own list is held against the
    fact that says how many there are.
    """
    found = dict(antwoorden)
    for feit_id, feit in catalogus.items():
        bij = feit.bij
        one = antwoorden.get(bij) if bij is not None else None
        if bij is not None and one is not None and one.waarde:
            _spread(found, feit_id, bij, one)
        elif feit_id in found and isinstance(found[feit_id].waarde, PerStuk):
            del found[feit_id]
    return _with_totals(found, catalogus)


def _spread(found: dict[str, Antwoord], feit_id: str, bij: str, one: Antwoord) -> None:
    waarden = tuple(document.onderdelen.get(feit_id) for document in one.waarde)
    if any(waarde is not None for waarde in waarden):
        waarde = waarden[0]
        if len(waarden) > 1:
            waarde = PerStuk(bij, titles_of(one.waarde), waarden)
        found[feit_id] = replace(one, waarde=waarde, toelichting=None)
    elif len(waarden) > 1 or isinstance(found.get(feit_id, one).waarde, PerStuk):
        found.pop(feit_id, None)


def _with_totals(antwoorden: Mapping[str, Antwoord], catalogus: Catalogus) -> dict[str, Antwoord]:
    """To be done again when a list or its total changes."""
    found = dict(antwoorden)
    for feit_id, feit in _lists(catalogus):
        total = _total(antwoorden, feit, catalogus)
        known = antwoorden.get(feit_id, Antwoord())
        waarde = None if is_blank(known.waarde, feit) else known.waarde
        waarde = soort_of(feit).with_total(feit, waarde, total)
        if waarde is not None or feit_id in antwoorden:
            found[feit_id] = replace(known, waarde=waarde)
    return found


def check_totals(
    antwoorden: Mapping[str, Antwoord], catalogus: Catalogus, pad: Pad
) -> Iterator[Bevinding]:
    """Own lists that are longer than their total; `pad` is where the answers stand."""
    for feit_id, feit in _lists(catalogus):
        total, known = _total(antwoorden, feit, catalogus), antwoorden.get(feit_id, Antwoord())
        if total is None or is_blank(known.waarde, feit):
            continue
        if longer := soort_of(feit).exceeds(known.waarde, total):
            text = f"{longer}, en {feit.totaal} is {cite(str(total))}"
            own = feit_id if known.van is None else str(feit.totaal)
            tip = "Haal weg wat er niet bij hoort, of verbeter het totaal."
            yield Bevinding("lijst-boven-totaal", text, (*pad, own), suggestie=tip)


def _lists(catalogus: Catalogus) -> Iterator[tuple[str, Feit]]:
    return ((name, one) for name, one in catalogus.items() if one.totaal is not None)


def _total(antwoorden: Mapping[str, Antwoord], feit: Feit, catalogus: Catalogus) -> int | None:
    """How many there are in all, where that is known."""
    beside = catalogus.get(feit.totaal or "")
    known = antwoorden.get(feit.totaal or "", Antwoord()).waarde
    return None if beside is None or known is None else soort_of(beside).number(known)
