"""Which facts raamwerken ask: what `frameworks crosswalk` and `frameworks unanswered` show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from weerbaar_cli.blad.blad import (
    Alinea,
    Begrippen,
    Blad,
    Inhoud,
    Kolom,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
    Tabel,
)
from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel, fields_of
from weerbaar_cli.blad.view import Cel, Datalijst, Rijen
from weerbaar_cli.model.bestanden.feit import Feit, Soortnaam
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.feitgebruik import (
    Feitstand,
    Kruisfeit,
    Kruistabel,
    Onbeantwoord,
    Openfeit,
    Opennorm,
    Vragenlijst,
)
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.views.namen import WOORDELIJK, Namen
from weerbaar_cli.views.raamwerken import make_blad
from weerbaar_cli.views.scoredata import Organisatiedata, Raamwerkverwijzing


class Kruisview(NamedTuple):
    """All raamwerken side by side, each fact with how many norms ask it."""

    kruistabel: Kruistabel
    namen: Namen = WOORDELIJK

    def blad(self) -> Blad:
        """A letter for each raamwerk, so that all fit side by side; then what each fact asks."""
        return make_blad("Feiten van alle raamwerken", "", self._secties())

    def _secties(self) -> Iterator[Sectie]:
        feiten = self.kruistabel.feiten
        shared = len(self.kruistabel.shared(2))
        told = f"{shared} van de {len(feiten)} feiten dienen meer dan één raamwerk."
        letters = {name: _letter(place) for place, name in enumerate(self.kruistabel.raamwerken)}
        legend = Begrippen(tuple((letter, name) for name, letter in letters.items()))
        heads = (Kolom("Feit"), *(Kolom(one, getal=True) for one in letters.values()))
        rows = tuple(
            (self.namen.feit(one), *self._counts(one), str(len(one.normen))) for one in feiten
        )
        tabel = Tabel("Hoeveel normen het vragen", (*heads, Kolom("samen", getal=True)), rows)
        yield Sectie("Wie wat vraagt", "gebruik", (Alinea(told), legend, tabel))
        vragen = tuple(Rij(self.namen.feit(one), tuple(self._asked(one.feit))) for one in feiten)
        yield Sectie("De vragen", "vragen", (Opsomming("Feit", vragen),))

    def _counts(self, one: Kruisfeit) -> Iterator[str]:
        for name in self.kruistabel.raamwerken:
            yield str(len(one.normen[name])) if name in one.normen else ""

    def data(self) -> Kruisdata:
        """Every fact, with the norms that ask it."""
        return _kruisdata(self.kruistabel, self.kruistabel.feiten)

    def rijen(self) -> Rijen:
        """A row per fact, with what a rule can use of it."""
        columns = ("Feit", "Vraag", "Soort", "Onderdelen", *self.kruistabel.raamwerken)
        rows = tuple(self._row(one) for one in self.kruistabel.feiten)
        return Rijen((*columns, "raamwerken"), rows)

    def _row(self, one: Kruisfeit) -> tuple[Cel, ...]:
        asked = (self.namen.feit(one), one.feit.vraag, one.feit.soort, self._parts(one.feit))
        return (*asked, *self._counts(one), len(one.normen))

    def _asked(self, feit: Feit) -> Iterator[Inhoud]:
        yield feit.vraag
        parts = self._parts(feit)
        yield f"{feit.soort}: {parts}" if parts else feit.soort

    def _parts(self, feit: Feit) -> str:
        """What an answer, or a rule, can name."""
        return ", ".join(_parts(feit) if self.namen.ids else _parts(feit).values())


class Paarview(NamedTuple):
    """Two raamwerken, and the facts that both ask."""

    kruistabel: Kruistabel
    namen: Namen = WOORDELIJK

    @property
    def _shared(self) -> tuple[Kruisfeit, ...]:
        return self.kruistabel.shared(len(self.kruistabel.raamwerken))

    def blad(self) -> Blad:
        """How many facts they share, and which, with the norms on either side."""
        names = tuple(self.kruistabel.raamwerken)
        asked = " en ".join(f"{name} {self.kruistabel.count_asked(name)}" for name in names)
        told = f"Gevraagde feiten: {asked}; zij delen er {len(self._shared)}."
        rows = tuple((feit, *normen) for feit, _, *normen in self._rows())
        tabel = Tabel("Feiten die beide vragen", tuple(map(Kolom, ("Feit", *names))), rows)
        sectie = Sectie("Wat zij delen", "gedeeld", (Alinea(told), tabel))
        return make_blad(f"Feiten van {' en '.join(names)}", "", iter([sectie]))

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for one in self._shared:
            normen = (", ".join(one.normen[name]) for name in self.kruistabel.raamwerken)
            yield (self.namen.feit(one), one.feit.vraag, *normen)

    def data(self) -> Kruisdata:
        """The facts that both ask."""
        return _kruisdata(self.kruistabel, self._shared)

    def rijen(self) -> Rijen:
        """A row per fact that both ask."""
        return Rijen(("Feit", "Vraag", *self.kruistabel.raamwerken), tuple(self._rows()))


def _letter(index: int) -> str:
    """A to Z, then A2 and on: a column of a table."""
    turn, place = divmod(index, 26)
    return chr(ord("A") + place) + (str(turn + 1) if turn else "")


def _parts(feit: Feit) -> dict[str, str]:
    """The names that an answer, or a rule, can use, each with its title."""
    return feit.onderdelen | feit.waarden


class Raamwerkfeiten(Uitvoermodel):
    """A raamwerk, and how many facts it asks."""

    id: str
    versie: str
    feiten: int


class Kruisfeitdata(Uitvoermodel):
    """A fact, and per raamwerk the norms that ask it."""

    id: str
    vraag: str
    soort: Soortnaam
    onderdelen: tuple[str, ...]
    normen: dict[str, tuple[str, ...]]


class Kruisdata(Versiemodel):
    """Raamwerken and the facts that they ask; of two only the facts that both ask."""

    raamwerken: tuple[Raamwerkfeiten, ...]
    feiten: tuple[Kruisfeitdata, ...]


def _kruisdata(kruistabel: Kruistabel, feiten: tuple[Kruisfeit, ...]) -> Kruisdata:
    return Kruisdata(
        raamwerken=tuple(
            Raamwerkfeiten(id=one.id, versie=one.versie, feiten=kruistabel.count_asked(name))
            for name, one in kruistabel.raamwerken.items()
        ),
        feiten=tuple(
            Kruisfeitdata(
                id=one.feit_id,
                vraag=one.feit.vraag,
                soort=one.feit.soort,
                onderdelen=tuple(_parts(one.feit)),
                normen=dict(one.normen),
            )
            for one in feiten
        ),
    )


class Onbeantwoordview(NamedTuple):
    """What one party still has to say, for one raamwerk or more."""

    gevonden: tuple[Onbeantwoord, ...]
    namen: Namen = WOORDELIJK

    def blad(self) -> Blad:
        """Per raamwerk the count, then per norm the questions, each of them once."""
        kop, single = self.gevonden[0].kop, len(self.gevonden) == 1
        what = self.gevonden[0].raamwerk.titel if single else "verschillende raamwerken"
        secties = (
            tuple(self._open_parts(self.gevonden[0], ""))
            if single
            else tuple(map(self._raamwerk, self.gevonden))
        )
        return Blad(
            titel=f"{kop.naam} — {what}",
            ondertitel=f"{kop.soort}, peildatum {dutch(kop.peildatum)}",
            doelgroep="eigen",
            datum=kop.peildatum,
            vertrouwelijk=DOELGROEPEN["eigen"].regel,
            fictief=FICTIEF if kop.fictief else "",
            secties=secties,
        )

    def data(self) -> Onbeantwoorddata | Datalijst:
        """One raamwerk as itself, several in a list."""
        found = tuple(map(_data, self.gevonden))
        return found[0] if len(found) == 1 else Datalijst(found)

    def rijen(self) -> Rijen:
        """A row per norm and missing fact; the marks in every row."""
        columns = ("organisatie", "peildatum", "raamwerk", "versie", "norm", "oordeel", "feit")
        more = ("vraag", "soort", "stand", "rollen", "fictief", "vertrouwelijk")
        rows = (row for one in self.gevonden for row in self._rows(one))
        return Rijen((*columns, *more), tuple(rows))

    def _raamwerk(self, one: Onbeantwoord) -> Sectie:
        anker = f"raamwerk-{one.raamwerk.id}"
        parts = tuple(self._open_parts(one, f"{anker}-"))
        return Sectie(f"{one.raamwerk.titel} ({one.raamwerk.id})", anker, delen=parts)

    def _open_parts(self, one: Onbeantwoord, voor: str) -> Iterator[Sectie]:
        yield Sectie("Feiten", f"{voor}feiten", (Alinea(Sterk(_count(one.vragen))),))
        seen: set[str] = set()
        for norm in one.vragen.normen:
            rows = []
            for feit in norm.feiten:
                asked = tuple(_question(feit, one.vragen, seen))
                rows.append(Rij(self.namen.feit(feit), asked))
                seen.add(feit.feit_id)
            blokken = (Alinea(_status(norm)), Opsomming("Feit", tuple(rows)))
            kop = f"{norm.oordeel.id} {norm.oordeel.kort}"
            yield Sectie(kop, f"{voor}norm-{norm.oordeel.id}", blokken)

    def _rows(self, one: Onbeantwoord) -> Iterator[tuple[Cel, ...]]:
        kop = one.kop
        place = (kop.naam, kop.peildatum, one.raamwerk.id, one.raamwerk.versie)
        marks = ("ja" if kop.fictief else "nee", DOELGROEPEN["eigen"].regel)
        for norm in one.vragen.normen:
            for found in norm.feiten:
                feit, name = found.feit, self.namen.feit(found)
                asked = (name, feit.vraag, feit.soort, found.stand, ", ".join(feit.rollen))
                yield (*place, norm.oordeel.id, norm.oordeel.oordeel, *asked, *marks)


def _count(lijst: Vragenlijst) -> str:
    """How many facts are there, of those that this raamwerk asks of this party."""
    known, total = len(lijst.bekend), len(lijst.gevraagd)
    if known == total:
        return f"Alle {total} feiten zijn er al."
    return f"{known} van de {total} feiten {'is' if known == 1 else 'zijn'} er al."


def _status(norm: Opennorm) -> str:
    """Whether the answers still matter."""
    oordeel = norm.oordeel
    if oordeel.oordeel != "onbekend":
        return f"Het oordeel staat al vast: {WOORDEN[oordeel.oordeel]}"
    return f"Kan nog worden: {', '.join(WOORDEN[status] for status in oordeel.mogelijk)}"


def _question(one: Openfeit, lijst: Vragenlijst, seen: set[str]) -> Iterator[Inhoud]:
    """The question and who can answer it; after the first time only where it stands."""
    if one.feit_id in seen:
        _, normen = lijst.feiten[one.feit_id]
        yield f"zie norm {normen[0]}"
        return
    yield one.feit.vraag + (" (nog niet compleet)" if one.stand == "onvolledig" else "")
    if one.feit.rollen:
        yield f"wie: {', '.join(one.feit.rollen)}"


class Metingverwijzing(Uitvoermodel):
    """From which file."""

    bestand: str
    peildatum: date
    fictief: bool


class Feitentelling(Uitvoermodel):
    """How many facts a raamwerk asks of this party, and how many are there."""

    gevraagd: int
    bekend: int


class Opennormdata(Uitvoermodel):
    """A norm with the facts that are missing for it."""

    id: str
    oordeel: Status
    mogelijk: tuple[Status, ...]
    ontbreekt: tuple[str, ...]


class Openfeitdata(Uitvoermodel):
    """A missing fact, once."""

    id: str
    vraag: str
    soort: Soortnaam
    rollen: tuple[str, ...]
    stand: Feitstand
    normen: tuple[str, ...]


class Onbeantwoorddata(Versiemodel):
    """One meting, one raamwerk, and what is missing."""

    organisatie: Organisatiedata
    raamwerk: Raamwerkverwijzing
    meting: Metingverwijzing
    feiten: Feitentelling
    normen: tuple[Opennormdata, ...]
    ontbreekt: tuple[Openfeitdata, ...]


def _data(one: Onbeantwoord) -> Onbeantwoorddata:
    lijst = one.vragen
    values = {
        "organisatie": one.kop,
        "raamwerk": one.raamwerk,
        "meting": one.kop,
        "feiten": {"gevraagd": len(lijst.gevraagd), "bekend": len(lijst.bekend)},
        "normen": tuple(map(_open_norm, lijst.normen)),
        "ontbreekt": tuple(
            fields_of(Openfeitdata, found, found.feit) | {"id": feit_id, "normen": normen}
            for feit_id, (found, normen) in lijst.feiten.items()
        ),
    }
    return Onbeantwoorddata.model_validate(values, from_attributes=True)


def _open_norm(one: Opennorm) -> dict[str, Any]:
    missing = tuple(feit.feit_id for feit in one.feiten)
    return fields_of(Opennormdata, one.oordeel) | {"ontbreekt": missing}
