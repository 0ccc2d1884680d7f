"""What an explanation gives to programs."""

from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, fields_of
from weerbaar_cli.model.uitkomsten.oordeel import Uitleg, Waarheid
from weerbaar_cli.views.scoredata import Normdata, Veronderstelling


class Verklaringdata(Uitvoermodel):
    """A node of a derivation."""

    tekst: str
    waarheid: Waarheid | None
    delen: tuple["Verklaringdata", ...]


class _Uitlegkop(Versiemodel):
    raamwerk: str
    tekst: str
    verondersteld: tuple[Veronderstelling, ...]


class Uitlegdata(Normdata, _Uitlegkop):
    """The derivation of one norm."""

    verhaal: dict[str, str | None] | None
    afleiding: tuple[Verklaringdata, ...]


class Codedata(Versiemodel):
    """What a code means."""

    code: str
    wat: str
    waarom: str
    herstel: str


def uitleg_data(found: Uitleg) -> Uitlegdata:
    """The oordeel as in `score`, with the derivation as a tree."""
    values = {
        "raamwerk": found.raamwerk.id,
        "tekst": found.norm.tekst,
        "verondersteld": found.score.verondersteld,
        **fields_of(Normdata, found.oordeel),
        "verhaal": None if found.verhaal is None else found.verhaal.model_dump(),
        "afleiding": found.oordeel.afleiding,
    }
    return Uitlegdata.model_validate(values, from_attributes=True)
