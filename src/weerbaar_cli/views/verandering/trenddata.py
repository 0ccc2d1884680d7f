"""What a trend gives to programs."""

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator

from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, fields_of, or_none
from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep
from weerbaar_cli.model.uitkomsten.trend import (
    Moment,
    Reeks,
    Termijngrond,
    Verwachting,
)
from weerbaar_cli.views.scoredata import (
    Aandeeldata,
    Organisatiedata,
    Tellingdata,
    Thematelling,
)
from weerbaar_cli.views.verandering.koers import describe_koers, round_half_up
from weerbaar_cli.views.verandering.vergelijkingdata import Opgegaandata


class Raamwerkversies(Uitvoermodel):
    """By which raamwerk, in the versions that were used."""

    id: str
    versies: tuple[str, ...]


class Normoordeeldata(Uitvoermodel):
    """What a norm is at one moment."""

    id: str
    oordeel: Status


class Momentstand(Uitvoermodel):
    """One meting, judged."""

    bestand: str
    voorganger: Annotated[str | None, BeforeValidator(or_none)]
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    raamwerkversie: str
    op_orde: bool | None
    telling: Tellingdata
    aandeel: Aandeeldata
    themas: tuple[Thematelling, ...]
    normen: tuple[Normoordeeldata, ...]


class Normverloop(Uitvoermodel):
    """A norm that can be compared, at every moment."""

    id: str
    thema: str
    oordelen: tuple[Status, ...]


class Tempodata(Uitvoermodel):
    """How fast norms came to voldoet."""

    erbij: int
    dagen: int
    eerst_onbekend: int
    per_halfjaar: Annotated[int, BeforeValidator(round_half_up)]


class Koersdata(Uitvoermodel):
    """Where it goes; null where there is no term or no pace."""

    termijn: date | None
    grond: Termijngrond | None
    dagen: int | None
    na_termijn: bool
    te_gaan: int
    tempo: Tempodata | None
    verwachting: Verwachting | None
    woorden: tuple[str, ...]


class Trenddata(Versiemodel):
    """One organisation by one raamwerk."""

    doelgroep: Doelgroep
    vertrouwelijk: str
    organisatie: Organisatiedata
    opgegaan: tuple[Opgegaandata, ...]
    ook_opgegaan: tuple[Opgegaandata, ...]
    raamwerk: Raamwerkversies
    fictief: bool
    momenten: tuple[Momentstand, ...]
    normen: tuple[Normverloop, ...]
    onvergelijkbaar: tuple[str, ...]
    koers: Koersdata


def reeks_data(reeks: Reeks) -> Trenddata:
    """One organisation by one raamwerk, for programs."""
    trend = reeks.trend
    values = {
        **fields_of(Trenddata, reeks, trend),
        "vertrouwelijk": DOELGROEPEN[reeks.doelgroep].regel,
        "organisatie": reeks.partij,
        "raamwerk": {"id": trend.laatste.raamwerk, "versies": trend.versies},
        "momenten": tuple(map(_moment, trend.momenten)),
        "koers": fields_of(Koersdata, trend.koers) | {"woorden": tuple(describe_koers(trend))},
    }
    return Trenddata.model_validate(values, from_attributes=True)


def _moment(moment: Moment) -> dict[str, Any]:
    told = fields_of(Momentstand, moment, moment.oordeel)
    return told | {"raamwerkversie": moment.oordeel.versie}
