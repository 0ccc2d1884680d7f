"""What is known of one fact: its value, where it comes from, and what shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.soort import Reading, with_tip
from weerbaar_cli.model.bestanden.feit import Bewijs, LangeVorm
from weerbaar_cli.model.bevinding import Bevinding, Pad
from weerbaar_cli.model.pydantisch import bevindingen_from
from weerbaar_cli.model.strict import Herkomst

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Feit


@dataclass(frozen=True, slots=True)
class Antwoord:
    """What is known of one fact. `waarde` is None when nothing is known."""

    # Only its kind knows what it holds.
    waarde: Any = None
    herkomst: Herkomst | None = None
    bewijs: tuple[Bewijs, ...] = ()
    toelichting: str | None = None
    # The group that shares it, when it is not the organisation's own.
    van: str | None = None


def read_antwoord(feit: Feit, raw: Any, pad: Pad) -> tuple[Antwoord, list[Bevinding]]:
    """Read one fact. What cannot be read is None, and there is a bevinding that says why."""
    if not (isinstance(raw, dict) and "waarde" in raw):
        reading = Reading(feit, pad)
        return Antwoord(_read_waarde(reading, raw)), reading.found
    try:
        lang = LangeVorm.model_validate(raw)
    except ValidationError as error:
        reading = Reading(feit, (*pad, "waarde"))
        waarde = _read_waarde(reading, raw["waarde"])
        tip = "Bij de lange vorm staat alles van het feit onder «waarde:»."
        form = [with_tip(one, tip) for one in bevindingen_from(error, raw, pad)]
        return Antwoord(waarde), [*form, *reading.found]
    reading = Reading(feit, (*pad, "waarde"))
    waarde = _read_waarde(reading, lang.waarde)
    return Antwoord(waarde, lang.herkomst, lang.bewijs, lang.toelichting), reading.found


def _read_waarde(reading: Reading, raw: Any) -> Any:
    """The value, or None when nothing is known or it cannot be read."""
    if reading.is_blank(raw):
        return None
    return soort_of(reading.feit).read(reading, raw)
