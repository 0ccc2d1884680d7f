"""The values that facts can have. `None` always means: not known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from weerbaar_cli.model.strict import Datum, Strict, Tekst

NOOIT: Literal["nooit"] = "nooit"

Documentstatus = Literal["concept", "vastgesteld", "ingetrokken"]
Toestand = Literal["geen", "concept", "aanstaand", "van_kracht", "verlopen", "ingetrokken"]


class Document(Strict):
    """A decision on paper. Absent: geldig_vanaf = vastgesteld_op, geldig_tot = no end (§3.1)."""

    titel: Tekst | None = None
    status: Documentstatus = "vastgesteld"
    vastgesteld_op: Datum | None = None
    geldig_vanaf: Datum | None = None
    geldig_tot: Datum | None = None
    vastgesteld_door: Tekst | None = None
    vindplaats: Tekst | None = None

    @property
    def begin(self) -> date | None:
        """The first day on which it holds; None when neither date is known."""
        return self.geldig_vanaf or self.vastgesteld_op

    @property
    def besluit(self) -> date | None:
        """The day on which it was adopted, as far as known."""
        return self.vastgesteld_op or self.geldig_vanaf


@dataclass(frozen=True, slots=True)
class Aantal:
    """So many of so many; either may be unknown."""

    aantal: int | None
    totaal: int | None


@dataclass(frozen=True, slots=True)
class Checklist:
    """Per item of the catalogue: ja, nee, nvt, or None. `redenen` explains each nvt."""

    items: dict[str, str | None]
    redenen: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Groepen:
    """Per department, group or organ the last date, `nooit`, or None."""

    datums: dict[str, date | Literal["nooit"] | None]


Waarde = str | date | Decimal | Aantal | Checklist | Groepen | tuple[Document, ...]


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
