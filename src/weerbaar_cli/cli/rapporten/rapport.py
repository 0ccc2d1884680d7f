"""The report that a question asks: of one meting, of a group, or of several groups.

Each is read as one value, seen by one audience, and gets its codes; what one of them alone needs is
loaded when it is asked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.resultaat import Rapportmodel
from weerbaar_cli.blad.view import Rapportview, Rijen
from weerbaar_cli.cli.console import follow, say, show_beside
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.doelgroep import PROEF, Doelgroep
from weerbaar_cli.model.uitkomsten.oordeel import Metingkop
from weerbaar_cli.model.uitkomsten.waarmerk import ONDERDELEN, Onderdeel, Waarmerk
from weerbaar_cli.reading.neutraal import Neutraal, neutral
from weerbaar_cli.reading.waarmerk import Rapportbasis, make_eigen_waarmerk, make_waarmerk
from weerbaar_cli.views.waarmerk import add_waarmerk, take_inhoud

if TYPE_CHECKING:
    from weerbaar_cli.cli.rapporten.rapportvraag import Rapportvraag
    from weerbaar_cli.leaks.namen import Zoeklijst
    from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Coordinatorbeeld
    from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport
    from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel
    from weerbaar_cli.reading.edities import Districtsbeeld
    from weerbaar_cli.reading.overzicht import Districtsrapport
    from weerbaar_cli.reading.publiceren import Publicering

Naamdoel = Literal["coordinator", "specialist"]
Neutraaldoel = Literal["bestuur", "notitie", "openbaar"]


class Rapport(Struct, frozen=True):
    """A report for one audience; `verboden` is what must not stand in any form of it.

    For a report on a group these are the names and codes of its parties. `waarmerk` tells what it
    was made from; a `proef` has it too, and does not show it. `meting` is the one that it is of,
    and `slot` what programs read at its end. What holds figures that nobody published is
    `voorlopig`. `ongelezen` is how many files may hold a meting and were not used, `onleesbaar` how
    many may be a report of a district. `tegengehouden`: the register stands in the way of these
    figures.
    """

    view: Rapportview
    pagina: Blad
    waarmerk: Waarmerk
    slot: Mapping[str, Any] = field(default_factory=dict)
    meting: Metingkop | None = None
    verboden: Zoeklijst | None = None
    proef: bool = False
    voorlopig: bool = False
    ongelezen: int = 0
    onleesbaar: int = 0
    tegengehouden: bool = False

    def as_proef(self) -> Self:
        """The same, to look at: it says so on every page and has no codes to check it by."""
        line = f"{PROEF}. {self.pagina.vertrouwelijk}"
        pagina = replace(self.pagina, vertrouwelijk=line)
        slot = {**self.slot, "proef": True}
        return replace(self, pagina=pagina, slot=slot, proef=True)

    def blad(self) -> Blad:
        """The page."""
        return self.pagina

    def data(self) -> Rapportmodel:
        """For programs."""
        return self.view.data().model_copy(update=dict(self.slot))

    def rijen(self) -> Rijen | None:
        """For spreadsheets."""
        return self.view.rijen()

    def on(self, datum: date | None, waarmerk: Waarmerk | None = None) -> Self:
        """The report as it leaves: on this date, with its codes at the end, or other codes."""
        blad = self.pagina if datum is None else replace(self.pagina, datum=datum)
        if self.proef:
            return replace(self, pagina=blad)
        waarmerk = (waarmerk or self.waarmerk)._replace(datum=blad.datum)
        return replace(
            self,
            pagina=add_waarmerk(blad, waarmerk),
            slot={**self.slot, "waarmerk": dict(waarmerk.codes())},
            waarmerk=waarmerk,
        )


class Publiceerbaar(Rapport, frozen=True, kw_only=True):
    """A report that can be published: what must be written down before any of it leaves."""

    publicering: Publicering


def _codes(
    pagina: Blad,
    doelgroep: str,
    bronnen: Rapportbasis,
    onderdelen: Sequence[Onderdeel] = ONDERDELEN,
) -> Waarmerk:
    """The codes of a report; the page itself gets them when it is delivered."""
    return make_waarmerk(doelgroep, bronnen, take_inhoud(pagina), pagina.datum, onderdelen)


def make_rapport(vraag: Rapportvraag, *, naslag: bool = False) -> Rapport:
    """The report that is asked; `naslag`: to hold against one that went out, not to publish."""
    if vraag.overzicht is not None:
        doel: Groepsdoel = "openbaar" if vraag.doelgroep == "openbaar" else "bestuur"
        return make_overzichtsrapport(vraag.paden, vraag.overzicht, doel, naslag=naslag)
    asked = vraag.raamwerk, vraag.peildatum
    if not vraag.over_groep:
        return make_eigen(vraag.paden, vraag.vorige, *asked, vraag.doelgroep or "eigen")
    return _make_groep(vraag, naslag=naslag)


def make_eigen(
    paths: Sequence[Path],
    vorige: Path | None,
    raamwerk: str | None,
    peildatum: date | None,
    doelgroep: Doelgroep = "eigen",
) -> Rapport:
    """The report of one meting, by each of its raamwerken, or by the one that was asked."""
    from weerbaar_cli.reading.eigen import Eigenvraag, read_eigen
    from weerbaar_cli.views.doelgroep import see_eigen

    found = read_eigen(Eigenvraag(paths, vorige, raamwerk, peildatum))
    for line in found.opmerkingen:
        say(line)
    view = see_eigen(doelgroep, found.beeld, found.score, found.paren)
    pagina = view.blad()
    waarmerk = make_eigen_waarmerk(found, doelgroep, take_inhoud(pagina), pagina.datum)
    return Rapport(view, pagina, waarmerk, meting=found.score.kop)


def _make_groep(vraag: Rapportvraag, *, naslag: bool) -> Rapport:
    """The report of a district; with names only for its coordinator."""
    from weerbaar_cli.reading.groep import BROKEN, read_groep

    asked = vraag.paden, vraag.district, vraag.raamwerk, vraag.peildatum
    match doelgroep := vraag.doelgroep or "bestuur":
        case "coordinator" | "specialist":
            found = read_groep(*asked, named=True, follow=follow)
            return make_coordinator(found, doelgroep)
        case "bestuur" | "openbaar" | "notitie":
            with neutral(BROKEN, vraag.nakijken):
                found = read_groep(*asked, follow=follow)
                return make_neutraal(found, doelgroep, vraag.partijtype, naslag=naslag)
        case "onderzoek":
            raise WeerbaarError("van de regels voor onderzoek is er geen rapport")
        case "eigen" | "raad":
            message = f"een rapport «{doelgroep}» gaat over één meting, niet over een district"
            raise Neutraal(message)
        case _:
            assert_never(doelgroep)


def make_coordinator(found: Districtsbeeld, doelgroep: Naamdoel = "coordinator") -> Rapport:
    """The report by name on the latest edition that was handed in, concepts included.

    What is wrong with one party's meting is said, and never stops the report on the others.
    """
    from weerbaar_cli.reading.coordinator import read_leden

    leden = read_leden(found, follow, alle=doelgroep == "specialist")
    view = _see_leden(leden.beeld, doelgroep)
    show_beside([fout for one in found.gebroken for fout in one.fouten])
    nu = found.nu
    bronnen = Rapportbasis(found.omgeving, (nu.raamwerk,), nu.peildatum, leden.metingen)
    waarmerk = _codes(pagina := view.blad(), doelgroep, bronnen)
    return Rapport(view, pagina, waarmerk, ongelezen=found.ongelezen)


def _see_leden(beeld: Coordinatorbeeld, doelgroep: Naamdoel) -> Rapportview:
    """What one audience sees of the members of a district, by name."""
    match doelgroep:
        case "coordinator":
            from weerbaar_cli.views.coordinator.coordinator import Coordinatorview

            return Coordinatorview(beeld)
        case "specialist":
            from weerbaar_cli.views.specialist.specialist import Specialistview

            return Specialistview(beeld)
        case _:
            assert_never(doelgroep)


def make_neutraal(
    found: Districtsbeeld,
    doelgroep: Neutraaldoel,
    partijtype: str | None = None,
    *,
    naslag: bool = False,
) -> Publiceerbaar:
    """The report without names, which enters itself in the register when it is delivered.

    The note of one page tells what the report for the board tells.
    """
    from weerbaar_cli.reading.groep import make_groep
    from weerbaar_cli.reading.verboden import find_source, find_verboden

    doel: Groepsdoel = "openbaar" if doelgroep == "openbaar" else "bestuur"
    made = make_groep(found, doel, partijtype, naslag=naslag, follow=follow)
    for line in made.opmerkingen:
        say(line)
    view, verboden = _see_groep(made.rapport, doelgroep), find_verboden(made.district)
    pagina = view.blad()
    if _names_a_party(view, pagina, verboden):
        place = find_source(made.district, verboden)
        message = f"een tekst in deze werkmap noemt een partij{place}; er is geen rapport gemaakt"
        tip = "Kijk in de raamwerken, feiten en programma's van de werkmap zelf."
        raise Neutraal(message, tip=tip)
    nu, programmas = found.nu, made.rapport.programmas
    bronnen = Rapportbasis(found.omgeving, (nu.raamwerk,), nu.peildatum, programmas=programmas)
    return Publiceerbaar(
        view,
        pagina,
        _codes(pagina, pagina.doelgroep, bronnen),
        verboden=verboden,
        publicering=made.publicering,
        voorlopig=True,
        ongelezen=found.ongelezen,
        tegengehouden=made.tegengehouden,
    )


def _see_groep(rapport: Groepsrapport, doelgroep: Neutraaldoel) -> Rapportview:
    """What one audience sees of the figures of a group."""
    match doelgroep:
        case "bestuur":
            from weerbaar_cli.views.groep.bestuur import Bestuurview

            return Bestuurview(rapport)
        case "openbaar":
            from weerbaar_cli.views.groep.openbaar import Openbaarview

            return Openbaarview(rapport)
        case "notitie":
            from weerbaar_cli.views.notitie.groep import Groepsnotitieview

            return Groepsnotitieview(rapport)
        case _:
            assert_never(doelgroep)


def _names_a_party(view: Rapportview, pagina: Blad, verboden: Zoeklijst) -> bool:
    """Whether a word of it tells a party; asked before a form can hide it.

    Our own texts name nobody; a raamwerk, fact or programme of the werkmap might.
    """
    from weerbaar_cli.leaks.namen import find_forbidden  # late: only a report on a group

    return bool(find_forbidden((pagina, view.data().model_dump()), verboden).treffers)


def make_overzichtsrapport(
    paths: Sequence[Path], name: str, doelgroep: Groepsdoel, *, naslag: bool = False
) -> Rapport:
    """The overview of the districts that belong together by this name; it publishes nothing."""
    from weerbaar_cli.reading.overzicht import naming, read_overzicht
    from weerbaar_cli.views.overzicht.overzicht import Overzichtview

    maak = partial(_make_districtsrapport, doelgroep, naslag=naslag)
    found = read_overzicht(paths, name, doelgroep, maak, say)
    view = Overzichtview(found.overzicht)
    pagina = view.blad()
    if _names_a_party(view, pagina, found.verboden):
        message = f"een tekst in de invoer noemt een partij{naming(found)}"
        tip = (
            "Vraag om het rapport zoals weerbaar het maakte, of kijk in de raamwerken van de "
            "werkmap."
        )
        raise Neutraal(f"{message}; er is geen overzicht gemaakt", tip=tip)
    bronnen = Rapportbasis(found.omgeving, found.raamwerken, pagina.datum)
    return Rapport(
        view,
        pagina,
        # How a district read its raamwerk is under its own report, not known here.
        _codes(pagina, doelgroep, bronnen, ("raamwerk", "feiten", "inhoud")),
        verboden=found.verboden,
        voorlopig=found.invoer.voorlopig,
        ongelezen=found.invoer.ongelezen,
        onleesbaar=len(found.invoer.onleesbaar),
        tegengehouden=found.invoer.tegengehouden,
    )


def _make_districtsrapport(
    doelgroep: Groepsdoel, map_: Path, district: str, *, naslag: bool
) -> Districtsrapport:
    """What one werkmap would publish now, in the shape in which it would."""
    from weerbaar_cli.reading.groep import read_groep
    from weerbaar_cli.reading.overzicht import Districtsrapport

    found = read_groep([map_], district, None, None, follow=follow)
    rapport = make_neutraal(found, doelgroep, naslag=naslag)
    return Districtsrapport(
        rapport.on(None).data().model_dump_json(indent=2).encode(),
        voorlopig=bool(rapport.publicering.nieuw),
        ongelezen=rapport.ongelezen,
        verboden=rapport.verboden,
        tegengehouden=rapport.tegengehouden,
    )
