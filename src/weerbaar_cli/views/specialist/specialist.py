"""The page of the specialist: where support is needed, by area, norm and member."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Begrippen,
    Blad,
    Blok,
    Cijfer,
    Inhoud,
    Kerncijfers,
    Kolom,
    Merk,
    Sectie,
    Sterk,
    Tabel,
    Verwijzing,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch, titled_version
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Coordinatorbeeld
from weerbaar_cli.model.uitkomsten.plan import Normplan
from weerbaar_cli.model.woorden import LEEG, as_told, count_word, join
from weerbaar_cli.views.coordinator.partij import mark_concept, party_words, some_names, stand_words
from weerbaar_cli.views.eigen.woorden import due_words, passage, state_words
from weerbaar_cli.views.namen import guide_words
from weerbaar_cli.views.normplan import (
    EERST,
    GEEN_ACTIE,
    GEEN_ACTIE_MEER,
    sign_words,
    what_words,
    who_words,
)
from weerbaar_cli.views.specialist.onderdeel import Onderdeelnorm, Werkonderdeel, make_onderdelen

if TYPE_CHECKING:
    from weerbaar_cli.views.specialist.data import Specialistdata


@dataclass(frozen=True)
class Specialistview(Rapportview):
    """The work list of who supports the members of a district."""

    beeld: Coordinatorbeeld

    def blad(self) -> Blad:
        """The page."""
        return make_blad(self.beeld)

    def data(self) -> Specialistdata:
        """The same figures, for programs."""
        from weerbaar_cli.views.specialist.data import (
            specialist_data,  # late: only programs need it
        )

        return specialist_data(self.beeld, make_onderdelen(self.beeld))


def make_blad(beeld: Coordinatorbeeld) -> Blad:
    """The areas at a glance, then each with its norms and members."""
    raamwerk, onderdelen = beeld.raamwerk, make_onderdelen(beeld)
    delen = (_onderdeel(beeld, one, place) for place, one in enumerate(onderdelen, 1))
    return Blad(
        titel=f"Werklijst van de specialist: {raamwerk.titel}",
        ondertitel=f"{beeld.soort.capitalize()} van {dutch(beeld.peildatum)}, {beeld.district}",
        doelgroep="specialist",
        datum=beeld.peildatum,
        kenmerken=(
            ("Voor", "specialist die de leden van het district helpt"),
            ("Peildatum", dutch(beeld.peildatum)),
            ("Raamwerk", titled_version(raamwerk.titel, raamwerk.versie)),
        ),
        vertrouwelijk=DOELGROEPEN["specialist"].regel,
        fictief=FICTIEF if beeld.fictief else "",
        secties=(Sectie("In het kort", "kort", tuple(_kort(beeld, onderdelen))), *delen),
        voet=(
            f"Gemaakt met weerbaar {__version__}",
            titled_version(raamwerk.titel, raamwerk.versie),
        ),
    )


def _kort(beeld: Coordinatorbeeld, onderdelen: tuple[Werkonderdeel, ...]) -> Iterator[Blok]:
    leden = party_words(beeld)[1]
    if not any(one.nog_open for one in onderdelen):
        yield Alinea(f"Er is geen norm waar de {leden} nog iets voor moeten doen.")
    else:
        yield _cijfers(beeld, onderdelen)
        yield Alinea(
            f"«Nog open» telt per norm de {leden} waar die norm nog niet voldoet of onbekend is. "
            f"«Zonder actie» telt daarvan waar {GEEN_ACTIE} bij staat; is een feit niet bekend, "
            "dan is eerst dat na te vragen. "
            "Een norm staat bij het eerste onderdeel dat haar noemt."
        )
        yield _tabel(beeld, onderdelen)
    if concept := beeld.with_stand("concept"):
        names = some_names([one.naam for one in concept])
        yield Alinea((Sterk("Nog in concept, maar hier wel meegeteld:"), f" {names}."))
    if missing := [
        f"{one.naam} ({stand_words(one)})" for one in beeld.partijen if one.plan is None
    ]:
        yield Alinea((Sterk("Zonder meting van deze ronde:"), f" {join(missing)}."))


def _cijfers(beeld: Coordinatorbeeld, onderdelen: tuple[Werkonderdeel, ...]) -> Kerncijfers:
    normen, nog_open, zonder_actie = _counts(onderdelen)
    planned = (one for one in beeld.partijen if one.plan is not None)
    leden = sum(any(norm.telt_mee for norm in beeld.normen_of(one)) for one in planned)
    what = f"nog open bij {count_word(leden, *party_words(beeld))}"
    return Kerncijfers(
        (
            Cijfer(nog_open, what),
            Cijfer(normen, "normen met werk"),
            Cijfer(zonder_actie, "zonder actie"),
        )
    )


def _tabel(beeld: Coordinatorbeeld, onderdelen: tuple[Werkonderdeel, ...]) -> Tabel:
    getallen = (Kolom(head, getal=True) for head in ("Normen", "Nog open", "Zonder actie"))
    kolommen = (Kolom("Onderdeel"), Kolom("Hoe ver"), *getallen)
    rijen: list[tuple[Inhoud, ...]] = [
        (
            Verwijzing(one.titel, f"onderdeel-{place}"),
            _stand(one, beeld.peildatum),
            *_counts((one,)),
        )
        for place, one in enumerate(onderdelen, 1)
    ]
    rijen.append(("Samen", "", *_counts(onderdelen)))
    return Tabel("Werk per onderdeel", kolommen, tuple(rijen))


def _counts(onderdelen: tuple[Werkonderdeel, ...]) -> Iterator[str]:
    yield str(sum(len(one.normen) for one in onderdelen))
    yield str(sum(one.nog_open for one in onderdelen))
    yield str(sum(one.zonder_actie for one in onderdelen))


def _stand(one: Werkonderdeel, peildatum: date) -> str:
    """How far the project is; a part of the raamwerk has none."""
    if one.project is None:
        return "geen deelproject"
    late = one.project.is_late(peildatum)
    return due_words(one.project.status, one.project.gereed_op, te_laat=late)


def _onderdeel(beeld: Coordinatorbeeld, one: Werkonderdeel, place: int) -> Sectie:
    anker = f"onderdeel-{place}"
    blokken: list[Blok] = []
    if one.project is not None and one.programma is not None:
        paren: list[tuple[str, Inhoud]] = [("Programma", one.programma.titel)]
        paren.append(("Resultaat", Aanhaling(passage(one.project.resultaat))))
        if one.project.planning:
            paren.append(("Planning", passage(one.project.planning)))
        paren.append(("Hoe ver", _stand(one, beeld.peildatum)))
        blokken.append(Begrippen(tuple(paren)))
    if one.eerder:
        many = "norm staat" if len(one.eerder) == 1 else "normen staan"
        blokken.append(Alinea(f"Deze {many} bij een eerder onderdeel: {join(one.eerder)}."))
    elif not one.normen:
        blokken.append(Alinea("Hier is bij niemand nog werk aan."))
    delen = tuple(_norm(beeld, norm, anker, one.titel) for norm in one.normen)
    klaar = not one.normen and not one.eerder
    return Sectie(one.titel, anker, tuple(blokken), delen, in_orde=klaar)


def _norm(beeld: Coordinatorbeeld, one: Onderdeelnorm, anker: str, onderdeel: str) -> Sectie:
    """The norm, what helps, which facts it waits for, and each member with work left."""
    norm = one.norm
    blokken: list[Blok] = [Alinea(Aanhaling(as_told(norm.tekst)))]
    paren: list[tuple[str, Inhoud]] = []
    if norm.handreiking is not None:
        paren.append(("Handreiking", guide_words(norm.handreiking)))
    if one.samen:
        paren.append(("In één keer te maken", join([each.kort for each in one.samen])))
    if feiten := [f"{kort} ({len(names)})" for kort, names in one.feiten.items()]:
        paren.append(("Nodig, en bij hoeveel", join(feiten)))
    if paren:
        blokken.append(Begrippen(tuple(paren)))
    blokken.append(_leden(beeld, one, onderdeel))
    titel = f"Norm {norm.id}" + (f": {norm.kort}" if norm.kort else "")
    return Sectie(titel, f"{anker}-{norm.id.replace('.', '-')}", tuple(blokken))


def _leden(beeld: Coordinatorbeeld, one: Onderdeelnorm, onderdeel: str) -> Tabel:
    """A row per member with work left on the norm; in a workbook those of all norms together."""
    norm, (name, many) = one.norm, party_words(beeld)
    concept = beeld.concept
    signs = sign_words(*(each.plan.oordeel for each in one.leden))
    kop = f"{many.capitalize()} waar norm {norm.id} nog open is"
    heads = (name.capitalize(), EERST, "Wie", "Al gedaan of afgesproken")
    rijen = tuple(
        (
            (Merk(each.plan.oordeel, kort=True), f" {mark_concept(each.naam, concept)}"),
            what_words(each.plan),
            who_words(each.plan),
            _done(each.plan),
        )
        for each in one.leden
    )
    return Tabel(
        f"{kop} ({signs})",
        tuple(map(Kolom, heads)),
        rijen,
        sleutel=kop,
        vel="Nog open, per norm en lid",
        vooraf=(("Onderdeel", onderdeel), ("Norm", f"{norm.id} {norm.naam}")),
    )


def _done(one: Normplan) -> str:
    """Every action on the norm, and how far it is; and that nobody is at work on it."""
    told = [f"{passage(a.actie.actie)} ({state_words(a)})" for a in one.acties]
    if one.zonder_actie:
        told.append(GEEN_ACTIE_MEER if told else GEEN_ACTIE)
    return "; ".join(told) or LEEG
