"""What the raamwerken and programmes give to programs."""

from datetime import date
from decimal import Decimal
from typing import Literal

from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, Vlag, Weglaatbaar, fields_of
from weerbaar_cli.model.bestanden.programma import (
    Deelprojectstatus,
)
from weerbaar_cli.model.bestanden.raamwerk import Norm
from weerbaar_cli.model.uitkomsten.raamwerken import Raamwerkbeeld, Raamwerklijst
from weerbaar_cli.views.scoredata import Handreikingdata


class Raamwerkregel(Uitvoermodel):
    """One version of a raamwerk."""

    id: str
    titel: str
    versie: str
    normen: int


class Raamwerklijstdata(Versiemodel):
    """Every version of every raamwerk."""

    raamwerken: tuple[Raamwerkregel, ...]


class Lezingdata(Uitvoermodel):
    """A reading as the raamwerk gives it."""

    waarde: str | tuple[str, ...]
    woord: Weglaatbaar[str] = None
    status: Literal["voorstel", "bevestigd"]
    te_bevestigen_door: Weglaatbaar[str] = None
    toelichting: Weglaatbaar[str] = None
    bron: Weglaatbaar[str] = None


class Normtekst(Uitvoermodel):
    """A norm with the facts that it asks."""

    id: str
    tekst: str
    geldt_voor: tuple[str, ...]
    feiten: tuple[str, ...]
    niveau: Weglaatbaar[str] = None
    rubriek: Weglaatbaar[str] = None
    verplicht: Vlag = None
    aanbeveling: Vlag = None
    handreiking: Weglaatbaar[Handreikingdata] = None


class Themadata(Uitvoermodel):
    """A thema with its norms."""

    id: str
    titel: str
    normen: tuple[Normtekst, ...]


class Ingedeelddata(Uitvoermodel):
    """How many norms of other raamwerken belong to a thema."""

    normen: int
    onzeker: int


class Raamwerkdata(Versiemodel):
    """One raamwerk."""

    id: str
    titel: str
    raamwerkversie: str
    parameters: dict[str, Lezingdata]
    themas: tuple[Themadata, ...]
    ingedeeld: Weglaatbaar[dict[str, Ingedeelddata]] = None


class Brondata(Uitvoermodel):
    """Where a text stands."""

    document: str
    titel: Weglaatbaar[str] = None
    onderdeel: Weglaatbaar[str] = None
    toelichting: Weglaatbaar[str] = None


class Postdata(Uitvoermodel):
    """Money for something."""

    post: str
    bedrag: Decimal
    jaar: Weglaatbaar[str] = None
    bron: Weglaatbaar[str] = None
    normen: tuple[str, ...]


class Projectdata(Uitvoermodel):
    """One project."""

    id: str
    titel: str
    resultaat: str
    thema: Weglaatbaar[str] = None
    planning: Weglaatbaar[str] = None
    gereed_op: Weglaatbaar[date] = None
    kosten: Weglaatbaar[str] = None
    status: Deelprojectstatus
    normen: tuple[str, ...]
    feiten: tuple[str, ...]
    toelichting: Weglaatbaar[str] = None


class Bronlezingdata(Uitvoermodel):
    """What one source says."""

    bron: str
    tekst: str


class Bronverschildata(Uitvoermodel):
    """Something on which the sources disagree."""

    onderwerp: str
    lezingen: tuple[Bronlezingdata, ...]


class Programmadata(Versiemodel):
    """A programme with its projects."""

    id: str
    titel: str
    district: Weglaatbaar[str] = None
    opdrachtgever: Weglaatbaar[str] = None
    opdrachtnemer: Weglaatbaar[str] = None
    bron: Weglaatbaar[Brondata] = None
    looptijd: Weglaatbaar[str] = None
    toelichting: Weglaatbaar[str] = None
    begroting: tuple[Postdata, ...]
    deelprojecten: tuple[Projectdata, ...]
    verschillen: tuple[Bronverschildata, ...]


def lijst_data(lijst: Raamwerklijst) -> Raamwerklijstdata:
    """The raamwerken that are known here."""
    regels = (
        Raamwerkregel(id=one.id, titel=one.titel, versie=one.versie, normen=one.aantal_normen)
        for one in lijst.raamwerken
    )
    return Raamwerklijstdata(raamwerken=tuple(regels))


def raamwerk_data(beeld: Raamwerkbeeld) -> Raamwerkdata:
    """A raamwerk with its readings and norms."""
    raamwerk = beeld.raamwerk
    values = {
        "id": raamwerk.id,
        "titel": raamwerk.titel,
        "raamwerkversie": raamwerk.versie,
        "parameters": raamwerk.parameters,
        "themas": tuple(
            {
                "id": one.id,
                "titel": one.titel,
                "normen": tuple(_norm(norm, beeld) for norm in one.normen),
            }
            for one in raamwerk.themas
        ),
        "ingedeeld": {
            thema: {"normen": number, "onzeker": uncertain}
            for thema, (number, uncertain) in sorted(beeld.ingedeeld.items())
        },
    }
    return Raamwerkdata.model_validate(values, from_attributes=True)


def _norm(norm: Norm, beeld: Raamwerkbeeld) -> Normtekst:
    own = {
        "geldt_voor": norm.geldt_voor or beeld.raamwerk.partijtypen,
        "feiten": tuple(beeld.feiten[norm.id]),
        "aanbeveling": not norm.telt_mee,
    }
    return Normtekst.model_validate(fields_of(Normtekst, norm) | own, from_attributes=True)
