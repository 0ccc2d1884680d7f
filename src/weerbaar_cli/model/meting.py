"""A meting: one organisation's facts at one peildatum, as it stands in the file."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator

from weerbaar_cli.model.getal import parse_getal
from weerbaar_cli.model.partij import read_rij
from weerbaar_cli.model.strict import Datum, JaNee, NormId, Rij, Strict, Tekst, fault, show

Metingsoort = Literal["nulmeting", "zelfscan", "tussenmeting", "voortgang", "eindmeting"]
Metingstatus = Literal["concept", "ingeleverd", "vastgesteld"]
Actiestatus = Literal["gepland", "loopt", "gereed", "vervallen"]
Toetsoordeel = Literal["voldoet", "deels", "voldoet_niet", "nvt"]

_REFERENCE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*(@[A-Za-z0-9][A-Za-z0-9._-]*)?")


def read_raamwerken(value: Any) -> Any:
    """One raamwerk or a list: `id` or `id@versie`, never anything that looks like a path."""
    names = read_rij(value)
    for name in names if isinstance(names, list) else []:
        if not isinstance(name, str) or not _REFERENCE.fullmatch(name):
            raise fault("onbekend-raamwerk", f"{show(name)} is geen naam van een raamwerk")
    if names == []:
        raise fault("onbekend-raamwerk", "er is geen raamwerk genoemd")
    return names


def read_kosten(value: Any) -> Decimal:
    """An amount in euro."""
    kosten = parse_getal(value)
    if kosten is None:
        raise fault("ongeldig-getal", f"{show(value)} is geen bedrag; schrijf bijvoorbeeld 8000")
    return kosten


class NvtBesluit(Strict):
    """A decision that a norm does not apply. It counts from `op` up to and with `herzien_op`."""

    reden: Tekst | None = None
    besloten_door: Tekst | None = None
    op: Datum | None = None
    herzien_op: Datum | None = None

    @model_validator(mode="after")
    def _has_reden(self) -> Self:
        if self.reden is None:
            raise fault("nvt-zonder-reden", "een besluit «niet van toepassing» vraagt een reden")
        return self


class Toetsing(Strict):
    """What an independent assessor found; it stands beside the derived oordeel (K9)."""

    oordeel: Toetsoordeel
    reden: Tekst
    toetser: Tekst | None = None
    op: Datum | None = None
    toelichting: Tekst | None = None


class Actie(Strict):
    """An improvement action. `eigenaar` is a function, never a person."""

    norm: NormId
    actie: Tekst
    eigenaar: Tekst | None = None
    gereed_op: Datum | None = None
    status: Actiestatus = "gepland"
    kosten: Annotated[Decimal, BeforeValidator(read_kosten)] | None = None
    toelichting: Tekst | None = None


class Meting(Strict):
    """The file. `feiten` is still as written: its meaning depends on the catalogue."""

    weerbaar: Tekst
    organisatie: Tekst
    raamwerk: Annotated[Rij[Tekst], BeforeValidator(read_raamwerken)]
    peildatum: Datum
    soort: Metingsoort = "zelfscan"
    status: Metingstatus = "concept"
    ingevuld_door: Tekst | None = None
    fictief: JaNee = False
    toelichting: Tekst | None = None
    feiten: dict[str, Any] = {}
    nvt: dict[NormId, NvtBesluit] = {}
    toetsing: dict[NormId, Toetsing] = {}
    acties: Rij[Actie] = ()
