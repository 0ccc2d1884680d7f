"""What changes between two versions of a raamwerk, and for whom: what `frameworks diff` shows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal, NamedTuple, get_args

from pydantic import Field

from weerbaar_cli.blad.blad import (
    ZONDER_DAG,
    Alinea,
    Blad,
    Blok,
    Inhoud,
    Merk,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
    Stuk,
)
from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, fields_of
from weerbaar_cli.blad.view import Cel, Rijen
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.bestanden.waswordt import Wijzigingsoort
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.getal import dutch_getal, parse_getal
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Telling
from weerbaar_cli.model.uitkomsten.raamwerkverschil import (
    Catalogusverschil,
    Feitwijziging,
    Feitwijzigingsoort,
    Gevolg,
    Lezingverschil,
    Normwijziging,
    Oordeelwijziging,
    Raamwerkverschil,
)
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.views.namen import WOORDELIJK, Namen
from weerbaar_cli.views.scoredata import (
    Organisatiedata,
    Tellingdata,
)

Verschilsoort = Literal[
    "tekst", "regel", "parameters", "partijtypen", "signalen", "weging", "nvt_kan", "uitleg"
]
# What can turn an oordeel, as people say it; of a split or a new norm its own word says it.
OORZAKEN = {
    "regel": "andere regel",
    "partijtypen": "andere typen partijen",
    "nvt_kan": "n.v.t. bij besluit",
}
UNKNOWN = "gewijzigd, maar geen was-wordt zegt het"
REGEL = DOELGROEPEN["coordinator"].regel
COLUMNS = (
    "organisatie", "peildatum", "was", "wordt", "soort", "toelichting", "anders", "oorzaken",
    "oordeel_van", "oordeel_naar", "reden", "fictief", "vertrouwelijk",
)  # fmt: skip


class Raamwerkverschilview(NamedTuple):
    """Two versions, and what the new one does to metingen."""

    verschil: Raamwerkverschil
    namen: Namen = WOORDELIJK

    def blad(self) -> Blad:
        """What changes in the norms, then per meting the oordelen that turn."""
        found = self.verschil
        named = bool(found.doorgerekend)
        was, wordt = (self.namen.versie(one.versie) for one in (found.oud, found.nieuw))
        return Blad(
            titel=f"{found.nieuw.titel}: versie {was} → {wordt}",
            doelgroep="coordinator" if named else "openbaar",
            datum=max((one.kop.peildatum for one in found.gevolgen), default=ZONDER_DAG),
            vertrouwelijk=REGEL if named else "",
            fictief=FICTIEF if found.fictief else "",
            secties=tuple(self._secties()),
        )

    def _secties(self) -> Iterator[Sectie]:
        found = self.verschil
        yield Sectie("De normen", "normen", tuple(self._normen()))
        if found.doorgerekend:
            delen = tuple(self._gevolg(one, n) for n, one in enumerate(found.gevolgen, 1))
            note = "Oordelen volgen uit de feiten; die van een toetser tellen hier niet mee."
            blokken = (Alinea(Sterk(_counted(found))), Alinea(note))
            yield Sectie("De metingen", "metingen", blokken, delen)

    def data(self) -> Raamwerkverschildata:
        """Both versions, every norm, and the metingen of which an oordeel turns."""
        found = self.verschil
        values = {
            **fields_of(Raamwerkverschildata, found),
            "van": found.oud,
            "naar": found.nieuw,
            "was_wordt": found.bestanden,
            "normen": tuple(map(_wijziging, found.normen)),
            "metingen": tuple(map(_gevolg_data, found.gevolgen)),
        }
        return Raamwerkverschildata.model_validate(values, from_attributes=True)

    def rijen(self) -> Rijen:
        """A row per change of norms; then one per meting and change by which an oordeel turns."""
        found = self.verschil
        marks = ("ja", REGEL) if found.fictief else ("nee", REGEL if found.doorgerekend else None)
        rows = [(None, None, *_cells(one), None, None, None, None) for one in found.normen]
        rows += [
            (gevolg.kop.naam, gevolg.kop.peildatum, *_cells(one.wijziging), *self._turned(one))
            for gevolg in found.gevolgen
            for one in gevolg.wijzigingen
        ]
        return Rijen(COLUMNS, tuple((*row, *marks) for row in rows))

    def _normen(self) -> Iterator[Blok]:
        found = self.verschil
        files = ", ".join(found.bestanden)
        told = f"volgens {files}" if files else "zonder was-wordt: normen met hetzelfde nummer"
        yield Alinea(told)
        changed = [one for one in found.normen if not one.is_gelijk]
        if changed:
            yield Opsomming("Norm", tuple(Rij(_label(one), self._changes(one)) for one in changed))
        names = [_label(one) for one in found.normen if one.is_gelijk]
        same = count_word(len(names), "norm blijft", "normen blijven")
        yield Alinea(
            f"{same} gelijk: {', '.join(names)}." if names else "Geen enkele norm blijft gelijk."
        )

    def _changes(self, one: Normwijziging) -> tuple[Inhoud, ...]:
        """Everything that differs, a line each."""
        readings = (f"{self._lezing(found)}: {self._values(found)}" for found in one.parameters)
        rule = ("andere regel",) if one.regel else ()
        return *_said(one), *rule, *readings, *_other_changes(one)

    def _lezing(self, one: Lezingverschil) -> str:
        """A parameter: the word of the norm that it reads, or as files call it."""
        if self.namen.ids:
            return f"parameter {one.parameter}"
        sides = (self.verschil.nieuw.parameters, self.verschil.oud.parameters)
        found = next(side[one.parameter] for side in sides if one.parameter in side)
        return f"keuze «{found.woord or one.parameter.replace('-', ' ')}»"

    def _values(self, one: Lezingverschil) -> str:
        if self.namen.ids:
            return _values(one.van, one.naar)
        return _values(_dutch(one.van), _dutch(one.naar))

    def _causes(self, one: Normwijziging) -> str:
        """What can turn an oordeel."""
        readings = {f"parameter {found.parameter}": self._lezing(found) for found in one.parameters}
        words = readings if self.namen.ids else readings | OORZAKEN
        return ", ".join(words.get(cause, cause) for cause in one.oorzaken)

    def _gevolg(self, one: Gevolg, number: int) -> Sectie:
        """Whose meting, and of when; how it stands before and after, and which oordelen turn."""
        kop = f"{one.kop.naam}, {one.kop.soort}, peildatum {dutch(one.kop.peildatum)}"
        stand = f"Stand: {_share(one.van)} voldoen → {_share(one.naar)}"
        rows = tuple(
            Rij(_label(turn.wijziging), tuple(self._turn(turn))) for turn in one.wijzigingen
        )
        return Sectie(kop, f"meting-{number}", (Alinea(stand), Opsomming("Norm", rows)))

    def _turn(self, one: Oordeelwijziging) -> Iterator[Inhoud]:
        """Before and after, what turned it, and why it is so now."""
        before, after = tuple(_badges(one.van)), tuple(_badges(one.naar))
        yield (*before, " → " if before and after else "", *after)
        if causes := self._causes(one.wijziging):
            yield causes
        yield from self._reasons(one)

    def _reasons(self, one: Oordeelwijziging) -> Iterator[str]:
        for norm in one.naar:
            reason = self.namen.reason(norm)
            yield f"{norm.id}: {reason}" if len(one.naar) > 1 else reason

    def _turned(self, one: Oordeelwijziging) -> tuple[Cel, ...]:
        sides = (", ".join(norm.afgeleid for norm in normen) for normen in (one.van, one.naar))
        return self._causes(one.wijziging), *sides, "; ".join(self._reasons(one))


def _label(one: Normwijziging) -> str:
    """The numbers before and after; one number when it stays."""
    was, wordt = ", ".join(one.overgang.was), ", ".join(one.overgang.wordt)
    return was or wordt if was == wordt or not (was and wordt) else f"{was} → {wordt}"


def _said(one: Normwijziging) -> Iterator[Inhoud]:
    """What became of them, with their texts where these differ."""
    word = UNKNOWN if one.overgang.soort == "gewijzigd" else one.overgang.soort
    yield word + (f": {one.overgang.toelichting}" if one.overgang.toelichting else "")
    if not one.van or not one.naar:
        yield from (f"«{norm.tekst}»" for norm in (*one.van, *one.naar))
    elif one.tekst or len(one.van) != 1 or len(one.naar) != 1:
        yield from (f"was {norm.id}: «{norm.tekst}»" for norm in one.van)
        yield from (f"wordt {norm.id}: «{norm.tekst}»" for norm in one.naar)


def _other_changes(one: Normwijziging) -> Iterator[Inhoud]:
    if one.partijtypen:
        yield "voor andere typen partijen"
    if one.signalen:
        yield "andere opmerkingen"
    if one.weging:
        yield "telt anders mee: ander niveau, verplicht of juist niet, of een aanbeveling"
    if one.nvt_kan:
        now = "n.v.t. kan voortaan wel" if one.naar[0].nvt_kan else "n.v.t. kan niet meer"
        yield f"{now}, bij besluit"
    if one.uitleg:
        yield "andere naam, uitleg, voetnoot, handreiking of rubriek"


def _values(van: str | None, naar: str | None) -> str:
    if van is None:
        return f"nieuw, {naar}"
    return f"{van} → {naar}" if naar is not None else f"{van}, vervallen"


def _dutch(value: str | None) -> str | None:
    """A number as people write it."""
    number = parse_getal(value)
    return value if number is None else dutch_getal(number)


def _counted(found: Raamwerkverschil) -> str:
    """How many metingen were scored, how many turn, how many were left out."""
    same = found.doorgerekend - len(found.gevolgen)
    parts = [count_word(found.doorgerekend, "meting", "metingen") + " doorgerekend"]
    if same:
        parts.append(f"bij {same} verandert niets")
    if found.overgeslagen:
        left_out = count_word(found.overgeslagen, "andere meting", "andere metingen")
        parts.append(f"{left_out} overgeslagen")
    return ", ".join(parts) + "."


def _share(telling: Telling) -> str:
    return f"{telling.voldoet} van de {telling.van_toepassing} normen"


def _badges(normen: tuple[Normoordeel, ...]) -> Iterator[Stuk]:
    """The oordelen of some norms; with their numbers when there are more."""
    for place, norm in enumerate(normen):
        yield ", " if place else ""
        yield f"{norm.id} " if len(normen) > 1 else ""
        yield Merk(norm.afgeleid)


def _cells(one: Normwijziging) -> tuple[Cel, ...]:
    was, wordt = ", ".join(one.overgang.was), ", ".join(one.overgang.wordt)
    return was, wordt, one.overgang.soort, one.overgang.toelichting, ", ".join(_kinds(one))


def _kinds(one: Normwijziging) -> tuple[Verschilsoort, ...]:
    return tuple(kind for kind in get_args(Verschilsoort) if getattr(one, kind))


class Raamwerkversie(Uitvoermodel):
    """One version of a raamwerk."""

    id: str
    versie: str
    titel: str


class Genoemdenorm(Uitvoermodel):
    """A norm with its text."""

    id: str
    tekst: str


class Lezingverschildata(Uitvoermodel):
    """A parameter that a norm uses, on both sides."""

    id: str = Field(validation_alias="parameter")
    van: str | None
    naar: str | None


class Normwijzigingdata(Uitvoermodel):
    """What became of some norms, and in what they differ."""

    was: tuple[Genoemdenorm, ...]
    wordt: tuple[Genoemdenorm, ...]
    soort: Wijzigingsoort
    toelichting: str | None
    anders: tuple[Verschilsoort, ...]
    parameters: tuple[Lezingverschildata, ...]


class Tellingverschil(Uitvoermodel):
    """The counts by both versions."""

    van: Tellingdata
    naar: Tellingdata


class Oordeelvan(Uitvoermodel):
    """An oordeel by the old version, as it follows from the facts."""

    id: str
    oordeel: Status = Field(validation_alias="afgeleid")


class Oordeelnaar(Oordeelvan):
    """An oordeel by the new version, and why."""

    mogelijk: tuple[Status, ...]
    reden: str


class Oordeelwijzigingdata(Uitvoermodel):
    """Oordelen that turn."""

    soort: Wijzigingsoort
    was: tuple[Oordeelvan, ...]
    wordt: tuple[Oordeelnaar, ...]
    oorzaken: tuple[str, ...]


class Gevolgdata(Uitvoermodel):
    """One meting of which an oordeel turns."""

    organisatie: Organisatiedata
    bestand: str
    soort: Metingsoort
    peildatum: date
    fictief: bool
    telling: Tellingverschil
    normen: tuple[Oordeelwijzigingdata, ...]


class Raamwerkverschildata(Versiemodel):
    """Two versions, and what the new one does to metingen."""

    van: Raamwerkversie
    naar: Raamwerkversie
    was_wordt: tuple[str, ...]
    normen: tuple[Normwijzigingdata, ...]
    fictief: bool
    doorgerekend: int
    overgeslagen: int
    metingen: tuple[Gevolgdata, ...]


def _wijziging(one: Normwijziging) -> dict[str, Any]:
    told = fields_of(Normwijzigingdata, one, one.overgang)
    return told | {"was": one.van, "wordt": one.naar, "anders": _kinds(one)}


def _gevolg_data(one: Gevolg) -> dict[str, Any]:
    return {
        **fields_of(Gevolgdata, one.kop),
        "organisatie": one.kop,
        "telling": {"van": one.van, "naar": one.naar},
        "normen": tuple(map(_oordeel, one.wijzigingen)),
    }


def _oordeel(one: Oordeelwijziging) -> dict[str, Any]:
    wijziging = one.wijziging
    kind = {"soort": wijziging.overgang.soort, "oorzaken": wijziging.oorzaken}
    return {**kind, "was": one.van, "wordt": one.naar}


# --- two files of facts

FEITKOLOMMEN = ("feit", "kort", "soort", "sleutel", "van", "naar", "normen")


class Catalogusverschilview(NamedTuple):
    """What differs between two files of facts, and which norms ask those facts."""

    verschil: Catalogusverschil

    def blad(self) -> Blad:
        """Every fact that differs, what it says on both sides, and who asks it."""
        found = self.verschil
        rows = tuple(Rij(one.feit, tuple(_feitregels(one))) for one in found.feiten)
        same = Alinea(f"{count_word(found.gelijk, 'feit blijft', 'feiten blijven')} gelijk.")
        blokken = (Opsomming("Feit", rows), same) if rows else (same,)
        return Blad(
            titel=f"Feiten: van {found.van} naar {found.naar}",
            ondertitel="",
            doelgroep="openbaar",
            datum=ZONDER_DAG,
            vertrouwelijk="",
            fictief="",
            secties=(Sectie("De feiten", "feiten", blokken),),
        )

    def data(self) -> Catalogusverschildata:
        """The same for programs."""
        return Catalogusverschildata.model_validate(self.verschil, from_attributes=True)

    def rijen(self) -> Rijen:
        """A row per key in which a fact differs; one for a fact that came or went."""
        rows = (
            (one.feit, one.kort, one.soort, *cells, ", ".join(one.normen))
            for one in self.verschil.feiten
            for cells in _key_cells(one)
        )
        return Rijen(FEITKOLOMMEN, tuple(rows))


def _key_cells(one: Feitwijziging) -> tuple[tuple[Cel, ...], ...]:
    cells = tuple((each.sleutel, each.van, each.naar) for each in one.verschillen)
    return cells or ((None, None, None),)


def _feitregels(one: Feitwijziging) -> Iterator[Inhoud]:
    yield f"{one.soort}: {one.kort}"
    yield from (f"{each.sleutel}: {_values(each.van, each.naar)}" for each in one.verschillen)
    yield f"gevraagd door {', '.join(one.normen)}" if one.normen else "door geen norm gevraagd"


class Veldverschildata(Uitvoermodel):
    """What a fact says at one key, on both sides; null where it says nothing."""

    sleutel: str
    van: str | None
    naar: str | None


class Feitwijzigingdata(Uitvoermodel):
    """A fact that came, went or changed."""

    id: str = Field(validation_alias="feit")
    kort: str
    soort: Feitwijzigingsoort
    verschillen: tuple[Veldverschildata, ...]
    normen: tuple[str, ...]


class Catalogusverschildata(Versiemodel):
    """Two files of facts side by side."""

    van: str
    naar: str
    gelijk: int
    feiten: tuple[Feitwijzigingdata, ...]
