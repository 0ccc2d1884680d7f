"""A plan, a look back, a budget and a work list for programs: the JSON of `plan`.

The models are filled from the values of the same shape in model/uitkomsten; where a key is called
or counted otherwise, the field says from what.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, computed_field

from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, fields_of
from weerbaar_cli.model.bestanden.feit import Soortnaam
from weerbaar_cli.model.bestanden.meting import Actiestatus, Metingsoort, Metingstatus
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep
from weerbaar_cli.model.getal import number
from weerbaar_cli.model.uitkomsten.oordeel import Stap, tasks_of
from weerbaar_cli.model.uitkomsten.plan import (
    Eigenplan,
    Mapwerklijst,
    Organisatieplan,
    Planactie,
    Planstap,
    Terugblikactie,
    Themakosten,
)
from weerbaar_cli.views.scoredata import (
    Metingdata,
    Organisatiedata,
    Raamwerkverwijzing,
    Tellingdata,
)
from weerbaar_cli.views.verandering.vergelijkingdata import Opgegaandata


def _count_open(acties: Iterable[Planactie]) -> int:
    return sum(one.te_doen for one in acties)


def _needed(stappen: Iterable[Stap]) -> tuple[dict[str, str | None], ...]:
    found = dict.fromkeys((stap.onderdeel, stap.waarde) for stap in stappen)
    return tuple({"onderdeel": onderdeel, "nodig": waarde} for onderdeel, waarde in found)


def _totals(themas: Sequence[Themakosten]) -> dict[str, Any]:
    return {
        "themas": themas,
        "te_doen": sum((one.te_doen for one in themas), Decimal(0)),
        "gereed": sum((one.gereed for one in themas), Decimal(0)),
        "zonder_bedrag": sum(one.zonder_bedrag for one in themas),
    }


Euro = Annotated[int | float, BeforeValidator(number)]
Eurobedrag = Annotated[int | float | None, BeforeValidator(number)]
# A norm of one of several raamwerken as one word.
Plaats = Annotated[str, BeforeValidator("/".join)]


class Planraamwerkdata(Uitvoermodel):
    """A raamwerk of the plan, and how the organisation stands by it."""

    id: str
    titel: str
    versie: str
    streefdatum: date | None
    telling: Tellingdata


class Stapdata(Uitvoermodel):
    """One thing to change, and who can do it."""

    feit: str
    onderdeel: str | None
    nodig: str
    vraag: str
    rollen: tuple[str, ...]
    van: str | None
    kort: str
    doen: str


def _stap(one: Planstap) -> dict[str, Any]:
    told = fields_of(Stapdata, one, one.stap)
    return told | {"nodig": one.stap.waarde, "doen": tasks_of((one.stap,))[0][1]}


class Routedata(Uitvoermodel):
    """The shortest way to `voldoet`; without steps it is a matter of waiting."""

    stappen: tuple[Annotated[Stapdata, BeforeValidator(_stap)], ...]
    vanaf: date


class Plannormdata(Uitvoermodel):
    """A norm that is not met, or not known to be."""

    raamwerk: str
    id: str
    thema: str
    tekst: str
    oordeel: Status
    getoetst: Status | None
    afwijking_tot: date | None
    reden: str
    kort: str
    waarom: tuple[str, ...]
    route: Routedata | None
    acties: Annotated[int, BeforeValidator(_count_open)] = Field(
        description="Hoeveel acties gepland zijn of lopen."
    )

    @computed_field(  # type: ignore[prop-decorator]
        description="Of er geen actie gepland is of loopt, ook als de norm nog onbekend is."
    )
    @property
    def zonder_actie(self) -> bool:
        """Whether there is no action at all: programs tell by `oordeel` whether one is missing."""
        return not self.acties


class Nodigdata(Uitvoermodel):
    """What is asked of a fact, or of a part of it."""

    onderdeel: str | None
    nodig: str


class _Feitdata(Uitvoermodel):
    feit: str
    vraag: str
    kort: str
    soort: Soortnaam
    rollen: tuple[str, ...]
    nodig: Annotated[tuple[Nodigdata, ...], BeforeValidator(_needed)] = Field(
        validation_alias="stappen"
    )


class Planfeitdata(_Feitdata):
    """A fact on the shortest routes of norms."""

    normen: tuple[Plaats, ...]
    genoeg_voor: tuple[Plaats, ...]
    raamwerken: tuple[str, ...]


class Gezamenlijkdata(_Feitdata):
    """A fact that several organisations need, or that a group holds."""

    organisaties: tuple[str, ...]
    normen: tuple[Plaats, ...]
    groepen: tuple[str, ...]


class Actiedata(Uitvoermodel):
    """An action, with the oordeel on its norm."""

    raamwerk: str
    norm: str
    oordeel: Status
    actie: str
    eigenaar: str | None
    gereed_op: date | None
    herhaal: str | None
    volgende: date | None
    status: Actiestatus
    kosten: Eurobedrag
    te_laat: bool


def _actie(one: Planactie) -> dict[str, Any]:
    told = fields_of(Actiedata, one.actie, one)
    return told | {"volgende": one.dag if one.te_doen else None}


class Themakostendata(Uitvoermodel):
    """What the actions of one thema cost."""

    raamwerk: str
    thema: str
    titel: str
    te_doen: Euro
    gereed: Euro
    zonder_bedrag: int


class Kostendata(Uitvoermodel):
    """What all actions cost."""

    themas: tuple[Themakostendata, ...]
    te_doen: Euro
    gereed: Euro
    zonder_bedrag: int


class Verloopdata(Uitvoermodel):
    """A norm that gets a worse oordeel when nobody does anything."""

    raamwerk: str
    norm: str
    op: date = Field(validation_alias="dag")
    van: Status
    naar: Status
    feiten: tuple[str, ...]
    kort: tuple[str, ...]
    rollen: tuple[str, ...]


class Plandata(Uitvoermodel):
    """A plan by itself."""

    peildatum: date
    tot: date
    raamwerken: tuple[Planraamwerkdata, ...]
    normen: tuple[Plannormdata, ...]
    feiten: tuple[Planfeitdata, ...]
    acties: tuple[Annotated[Actiedata, BeforeValidator(_actie)], ...]
    kosten: Annotated[Kostendata, BeforeValidator(_totals)]
    verloopt: tuple[Verloopdata, ...]


class Terugblikactiedata(Uitvoermodel):
    """An action then and now; null now when it is no longer named."""

    actie: str
    status_van: Actiestatus
    status_naar: Actiestatus | None
    kosten_van: Eurobedrag
    kosten_naar: Eurobedrag


def _terugblikactie(one: Terugblikactie) -> dict[str, Any]:
    then = {"status_van": one.actie.status, "kosten_van": one.actie.kosten}
    return {"actie": one.actie.actie, **then, "status_naar": one.nu, "kosten_naar": one.kosten}


class Terugbliknormdata(Uitvoermodel):
    """A norm then and now."""

    raamwerk: str
    id: str
    van: Status
    naar: Status
    oorzaak: str
    stappen_van: int | None
    stappen_naar: int | None
    acties: tuple[Annotated[Terugblikactiedata, BeforeValidator(_terugblikactie)], ...]


class Terugblikdata(Uitvoermodel):
    """What was planned, and what came of it."""

    peildatum: date
    normen: tuple[Terugbliknormdata, ...]


class Postkosten(Uitvoermodel):
    """What actions cost."""

    te_doen: Euro
    gereed: Euro


class Postbedragen(Uitvoermodel):
    """Money against what actions cost."""

    bedrag: Euro
    te_doen: Euro
    gereed: Euro
    over: Euro


class _Planpostkop(Uitvoermodel):
    post: str
    jaar: str | None
    normen: tuple[str, ...]


class Planpostdata(Postbedragen, _Planpostkop):
    """A post of the budget, and the norms whose actions it pays."""


class Begrotingdata(Uitvoermodel):
    """The money of one programme."""

    programma: str
    titel: str
    posten: tuple[Planpostdata, ...]
    zonder_post: Postkosten
    ander_jaar: Euro
    totaal: Postbedragen


class _Kop(Versiemodel):
    doelgroep: Doelgroep
    vertrouwelijk: str


class _Eigenkop(_Kop):
    organisatie: Organisatiedata
    meting: Metingdata


class Eigenplandata(Plandata, _Eigenkop):
    """The plan of one meting."""

    acties_elders: int
    terugblik: Terugblikdata | None
    begrotingen: tuple[Begrotingdata, ...]


class _Organisatiekop(Uitvoermodel):
    organisatie: str
    bestand: str
    soort: Metingsoort
    status: Metingstatus
    compleet: bool
    niet_ingeleverd: bool
    gebroken: str
    gebroken_op: date | None


class Organisatieplandata(Plandata, _Organisatiekop):
    """One organisation on the work list."""


class Werklijstdata(_Kop):
    """The work list of a folder; without one peildatum every organisation has its own."""

    peildatum: date | None
    fictief: bool
    raamwerken: tuple[Raamwerkverwijzing, ...]
    organisaties: tuple[Organisatieplandata, ...]
    gezamenlijk: tuple[Gezamenlijkdata, ...]
    zonder_meting: tuple[str, ...]
    niet_bedoeld: tuple[str, ...]
    opgegaan: tuple[Opgegaandata, ...]
    niet_gelezen: tuple[str, ...]


def eigenplan_data(found: Eigenplan) -> Eigenplandata:
    """The plan of one meting for programs."""
    values = {
        "doelgroep": "eigen",
        "vertrouwelijk": DOELGROEPEN["eigen"].regel,
        "organisatie": found.kop,
        "meting": found.kop,
        **fields_of(Plandata, found.plan),
        "acties_elders": found.elders,
        "terugblik": found.terugblik,
        "begrotingen": found.begrotingen,
    }
    return Eigenplandata.model_validate(values, from_attributes=True)


def werklijst_data(found: Mapwerklijst) -> Werklijstdata:
    """The work list of a folder for programs."""
    werklijst = found.werklijst
    days = {one.plan.peildatum for one in werklijst.organisaties}
    values = {
        "doelgroep": "coordinator",
        "vertrouwelijk": DOELGROEPEN["coordinator"].regel,
        "peildatum": days.pop() if len(days) == 1 else None,
        "fictief": found.fictief,
        "raamwerken": found.raamwerken,
        "organisaties": tuple(map(_organisatie, werklijst.organisaties)),
        "gezamenlijk": werklijst.gezamenlijk,
        "zonder_meting": found.zonder_meting,
        "niet_bedoeld": found.niet_bedoeld,
        "opgegaan": found.opgegaan,
        "niet_gelezen": found.ongelezen,
    }
    return Werklijstdata.model_validate(values, from_attributes=True)


def _organisatie(one: Organisatieplan) -> dict[str, Any]:
    return fields_of(_Organisatiekop, one) | fields_of(Plandata, one.plan)
