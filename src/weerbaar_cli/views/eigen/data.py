"""The report of one organisation for programs: the data of score, compare and plan, and more."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from weerbaar_cli.blad.resultaat import (
    Rapportmodel,
    Uitvoermodel,
    Waarmerkcodes,
    Weglaatbaar,
    fields_of,
)
from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus, Toetsoordeel
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.strict import Herkomst
from weerbaar_cli.model.uitkomsten.eigenbeeld import (
    Eigenbeeld,
    Eigenfeit,
    Eigennorm,
    Eigenraamwerk,
    Eigenwet,
)
from weerbaar_cli.model.uitkomsten.oordeel import Score
from weerbaar_cli.model.uitkomsten.vergelijking import Paar
from weerbaar_cli.views.plandata import Plandata
from weerbaar_cli.views.scoredata import (
    Metingdata,
    Oordeeldata,
    Organisatiedata,
    Raamwerkverwijzing,
    oordeel_values,
    raamwerk_data,
)
from weerbaar_cli.views.verandering.vergelijkingdata import Paardata, paar_values


class Toetsingdata(Uitvoermodel):
    """What an assessor found."""

    oordeel: Toetsoordeel
    reden: str
    toetser: str | None
    op: date | None
    toelichting: str | None


class Besluitdata(Uitvoermodel):
    """A decision that a norm does not apply."""

    reden: str | None
    besloten_door: str | None
    op: date | None
    herzien_op: date | None


class Passagedata(Uitvoermodel):
    """A part of the story behind a norm."""

    kop: str
    tekst: str


class Normtoelichting(Uitvoermodel):
    """What a score does not say of a norm."""

    id: str
    tekst: str
    bedoeld: bool
    feiten: tuple[str, ...]
    lezingen: tuple[str, ...]
    toetsing: Toetsingdata | None
    nvt: Besluitdata | None
    verhaal: tuple[Passagedata, ...]


class Bewijsdata(Uitvoermodel):
    """A reference to what shows a fact."""

    titel: str
    datum: Weglaatbaar[date] = None
    kenmerk: Weglaatbaar[str] = None
    vindplaats: Weglaatbaar[str] = None
    openbaar: Weglaatbaar[Literal["ja", "nee"]] = None


class Antwoorddata(Uitvoermodel):
    """One fact: what was asked, what is known of it, and what shows it."""

    feit: str
    vraag: str
    antwoord: str
    bekend: bool
    herkomst: Herkomst | None
    van: str | None
    bewijs: tuple[Bewijsdata, ...]
    toelichting: str | None
    normen: tuple[str, ...]
    kort: str


class Wetdata(Uitvoermodel):
    """A change of law to come, and the norms that ask it."""

    titel: str
    vanaf: date
    normen: tuple[str, ...]


class _Raamwerkkop(Uitvoermodel):
    raamwerk: Raamwerkverwijzing


class Eigenraamwerkdata(Oordeeldata, _Raamwerkkop):
    """How the organisation stands by one raamwerk, and what is known of its norms."""

    toelichting_normen: tuple[Normtoelichting, ...]
    feiten: tuple[Antwoorddata, ...]
    wetten: tuple[Wetdata, ...]


class Eerderedata(Uitvoermodel):
    """The meting that this one is compared with; `gezocht` when nobody named it."""

    bestand: str
    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    gezocht: bool
    van: str


class Eigendata(Rapportmodel):
    """Per raamwerk a score with what is known of its norms; what changed; the plan."""

    doelgroep: Literal["eigen"] = "eigen"
    vertrouwelijk: str = DOELGROEPEN["eigen"].regel
    organisatie: Organisatiedata
    meting: Metingdata
    peildatum: date
    raamwerken: tuple[Eigenraamwerkdata, ...]
    vorige: Eerderedata | None
    vergelijkingen: tuple[Paardata, ...]
    plan: Plandata
    waarmerk: Waarmerkcodes = None


def eigen_data(beeld: Eigenbeeld, score: Score, paren: Sequence[Paar]) -> Eigendata:
    """The whole report for programs."""
    values = {
        "organisatie": score.kop,
        "meting": score.kop,
        "peildatum": beeld.peildatum,
        "raamwerken": tuple(_raamwerk(score, one) for one in beeld.raamwerken),
        "vorige": beeld.vorige,
        "vergelijkingen": tuple(map(paar_values, paren)),
        "plan": beeld.plan,
    }
    return Eigendata.model_validate(values, from_attributes=True)


def _raamwerk(score: Score, one: Eigenraamwerk) -> dict[str, Any]:
    return {
        "raamwerk": raamwerk_data(one.oordeel),
        **oordeel_values(score, one.oordeel),
        "toelichting_normen": tuple(map(_norm, one.normen)),
        "feiten": tuple(map(_feit, one.feiten)),
        "wetten": tuple(map(_wet, one.wetten)),
    }


def _norm(one: Eigennorm) -> dict[str, Any]:
    return {
        **fields_of(Normtoelichting, one, one.norm),
        "lezingen": tuple(stand.id for stand in one.parameters),
        "nvt": one.besluit,
        "verhaal": tuple({"kop": kop, "tekst": tekst} for kop, tekst in one.verhaal),
    }


def _feit(one: Eigenfeit) -> dict[str, Any]:
    return fields_of(Antwoorddata, one) | {"antwoord": one.waarde}


def _wet(one: Eigenwet) -> dict[str, Any]:
    return fields_of(Wetdata, one, one.anker)
