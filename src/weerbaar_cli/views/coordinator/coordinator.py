"""The report for the coordinator: every member by name, in the order of names, without a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Alinea,
    Blad,
    Blok,
    Cijfer,
    Inhoud,
    Kerncijfers,
    Kolom,
    Lijst,
    Sectie,
    Sterk,
    Stuk,
    Tabel,
    Uitklap,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.bestanden.raamwerk import STATUSES
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import add_months, dutch, titled_version
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    MEESTE_LEDEN,
    Coordinatorbeeld,
    Partijbeeld,
    Toetsverschil,
    choose_leden,
    compare_toetsing,
)
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, find_vragen
from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk, Planactie
from weerbaar_cli.model.woorden import LEEG, count_word, join
from weerbaar_cli.views.coordinator.partij import (
    MEESTE,
    gebroken_words,
    make_leden,
    make_maanden,
    make_matrix,
    mark_concept,
    moment_words,
    party_words,
    some_names,
    stand_words,
    tell_left_out,
)
from weerbaar_cli.views.groep.woorden import refer

if TYPE_CHECKING:
    from weerbaar_cli.views.coordinator.data import Coordinatordata

MOST_SAMEN = 3
BINNENKORT = 3  # months
# The chapters by their anchors.
KOPPEN = {
    "ingeleverd": "Wie heeft ingeleverd?",
    "te-laat": "Wat is te laat?",
    "samen": "Wat is samen op te pakken?",
    "maanden": "Agenda per maand",
    "toetsing": "Eigen oordeel en toetser",
    "matrix": "Oordeel per norm",
    "leden": "Wat er per lid te doen is",
}
Agendapunt = tuple[Stuk, ...]


def make_agenda(beeld: Coordinatorbeeld) -> tuple[Agendapunt, ...]:
    """The points, those about handing in first."""
    points = (
        _inleveren(beeld),
        _te_laat(beeld),
        _samen(beeld),
        _verloopt(beeld),
        _toetser(beeld),
        _lezingen(beeld),
    )
    return tuple(one for one in points if one)


def names_of(beeld: Coordinatorbeeld, partijen: Sequence[Partijbeeld]) -> str:
    """Members by name, in the order of names; or that it is all of them."""
    if 1 < len(partijen) == len(beeld.partijen):
        return f"alle {party_words(beeld)[1]}"
    return some_names([one.naam for one in partijen])


def _point(head: str, words: str, anker: str) -> Agendapunt:
    return (Sterk(head), f" {words}", *refer(KOPPEN[anker], anker))


def _inleveren(beeld: Coordinatorbeeld) -> Agendapunt:
    concept = beeld.with_stand("concept")
    gebroken = [one for one in beeld.partijen if one.gebroken is not None]
    parts = (
        ("Nog geen meting:", beeld.with_stand("ontbreekt")),
        ("Wel een meting, maar met fouten:", beeld.with_stand("fouten")),
        ("Alles ingevuld, alleen nog inleveren:", tuple(one for one in concept if one.compleet)),
        ("Nog bezig:", tuple(one for one in concept if not one.compleet)),
    )
    said = [f"{words} {names_of(beeld, found)}." for words, found in parts if found]
    said += [f"Die van {one.naam}: {gebroken_words(one)}." for one in gebroken[:MEESTE]]
    apart = [one for one in beeld.partijen if one.apart is not None]
    said += [
        f"{one.naam} heeft wel een meting: {moment_words(one.apart)}."
        for one in apart[:MEESTE]
        if one.apart is not None
    ]
    if len(apart) > MEESTE:
        said.append(f"Dat is ook zo bij nog {len(apart) - MEESTE} andere.")
    if beeld.ongelezen:
        said.append(f"Niet gelezen, en van wie is niet zeker: {some_names(beeld.ongelezen)}.")
    return _point("Inleveren.", " ".join(said), "ingeleverd") if said else ()


def _te_laat(beeld: Coordinatorbeeld) -> Agendapunt:
    late = tuple(one for one in beeld.partijen if one.plan is not None and one.plan.te_laat)
    if not late:
        return ()
    number = sum(len(one.plan.te_laat) for one in late if one.plan is not None)
    return _point(
        "Te laat.",
        f"{count_word(number, 'actie', 'acties')} van {names_of(beeld, late)}.",
        "te-laat",
    )


def _samen(beeld: Coordinatorbeeld) -> Agendapunt:
    shared = samen_op_te_pakken(beeld)[:MOST_SAMEN]
    if not shared:
        return ()
    parts: list[Stuk] = [Sterk("Samen oppakken.")]
    for one in shared:
        many = count_word(len(one.organisaties), *party_words(beeld))
        number = len(beeld.concept & {*one.organisaties})
        concept = f", waarvan {number} nog in concept" if number else ""
        parts += [" ", Sterk(one.kort), f" is nodig bij {many}{concept}."]
    return (*parts, *refer(KOPPEN["samen"], "samen"))


def samen_op_te_pakken(beeld: Coordinatorbeeld) -> tuple[Gezamenlijk, ...]:
    """What can be made once for all: a document, or a fact that a group already holds."""
    return tuple(one for one in beeld.gezamenlijk if one.in_een_keer)


def _verloopt(beeld: Coordinatorbeeld) -> Agendapunt:
    until = min(add_months(beeld.peildatum, BINNENKORT), beeld.verloopt_tot)
    soon = tuple(
        one
        for one in beeld.partijen
        if one.plan is not None and any(lapse.dag <= until for lapse in one.plan.verloopt)
    )
    words = f"Binnen drie maanden, tot en met {dutch(until)}: bij {names_of(beeld, soon)}."
    return _point("Verloopt.", words, "maanden") if soon else ()


def _toetser(beeld: Coordinatorbeeld) -> Agendapunt:
    found = compare_toetsing(beeld)
    other = tuple(one for one in found if one.hoger or one.lager)
    if not other:
        return ()
    names = join(tuple(one.norm for one in other))
    number = sum(one.hoger + one.lager for one in other)
    total = sum(one.getoetst for one in found)
    words = f"De toetser oordeelt {number} van de {total} keer anders, bij {names}."
    return _point("Toetsing.", words, "toetsing")


def _lezingen(beeld: Coordinatorbeeld) -> Agendapunt:
    number = len(find_vragen(beeld.parameters))
    if not number:
        return ()
    where = f"het {beeld.overleg}" if beeld.overleg else "de eigenaar van het raamwerk"
    verb = "is" if number == 1 else "zijn"
    what = f"{count_word(number, 'keuze', 'keuzes')} over woorden in de normen"
    words = f"{what} {verb} nog niet bevestigd"
    return (Sterk("Keuzes."), f" {words}; vraag dat aan {where}.")


def make_partijen(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """A line for each member, in the order of names."""
    kolommen = (
        Kolom(party_words(beeld)[0].capitalize()),
        Kolom("Ingeleverd"),
        *(Kolom(WOORDEN[status], getal=True) for status in STATUSES),
        Kolom("te laat", getal=True),
    )
    shown = choose_leden(beeld.partijen, inleveren=True)
    rijen = tuple(_partij(one) for _, one in shown)
    words = (
        f"De {party_words(beeld)[1]} staan op naam. De aantallen zijn normen; zij zijn geen cijfer "
        "en geen volgorde. Wat in concept is, telt in het rapport voor het bestuur niet mee."
    )
    table = Tabel("Inleveren en aantal normen", kolommen, rijen)
    return (*tell_left_out(beeld, inleveren=True), Alinea(words), table)


def _partij(one: Partijbeeld) -> tuple[Inhoud, ...]:
    stand = stand_words(one)
    if one.oordeel is None or one.plan is None:
        return (one.naam, stand, *(LEEG for _ in STATUSES), LEEG)
    telling = one.oordeel.telling
    stand = "; ".join(filter(None, (stand, telling.besluiten)))
    counts = tuple(str(getattr(telling, status)) for status in STATUSES)
    return (one.naam, stand, *counts, str(len(one.plan.te_laat)))


def make_te_laat(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """The actions that should have been done."""
    rijen = tuple(
        _actie(one.naam, late)
        for one in beeld.partijen
        if one.plan is not None
        for late in one.plan.te_laat
    )
    if not rijen:
        return (Alinea(f"Er is op {dutch(beeld.peildatum)} geen actie te laat."),)
    kop = party_words(beeld)[0].capitalize()
    kolommen = tuple(map(Kolom, (kop, "Norm", "Actie", "Eigenaar", "Moest klaar op")))
    left = len(rijen) - MEESTE_LEDEN
    more = (Alinea(f"Er zijn nog {left} acties te laat."),) if left > 0 else ()
    return (Tabel("Acties die te laat zijn", kolommen, rijen[:MEESTE_LEDEN]), *more)


def _actie(naam: str, one: Planactie) -> tuple[Inhoud, ...]:
    due = one.dag
    owner = one.actie.eigenaar or LEEG
    return (naam, one.norm, one.actie.actie, owner, dutch(due) if due is not None else LEEG)


def make_samen(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """First what can be made once for all of them, then what each must do for itself."""
    once = samen_op_te_pakken(beeld)
    each = tuple(one for one in beeld.gezamenlijk if one not in once)
    if not once and not each:
        return (Alinea(f"Er is niets dat meer dan één {party_words(beeld)[0]} nodig heeft."),)
    blokken: list[Blok] = []
    if once:
        words = (
            "Dit zijn documenten, of feiten die een groep deelt. Eén keer maken, of van elkaar "
            "overnemen, scheelt werk."
        )
        blokken += [Alinea(words), _tabel(beeld, KOPPEN["samen"], once, "Samen op te pakken")]
    if each:
        leden = party_words(beeld)[1]
        table = _tabel(beeld, f"Ook bij meer {leden} nodig", each)
        number = count_word(len(each), "feit", "feiten")
        kop = f"Wat meer {leden} ieder zelf nodig hebben ({number})"
        blokken.append(Uitklap(kop, (table,)))
    return tuple(blokken)


def _tabel(
    beeld: Coordinatorbeeld, caption: str, found: tuple[Gezamenlijk, ...], sleutel: str = ""
) -> Tabel:
    held = any(one.groepen for one in found)
    heads = (
        "Wat nodig is",
        "Norm",
        party_words(beeld)[1].capitalize(),
        *(("Staat in de meting van",) if held else ()),
    )
    rijen = tuple(_rij(beeld, one, held=held) for one in found)
    return Tabel(caption, tuple(map(Kolom, heads)), rijen, sleutel=sleutel)


def _rij(beeld: Coordinatorbeeld, one: Gezamenlijk, *, held: bool) -> tuple[Inhoud, ...]:
    normen = tuple(dict.fromkeys(norm for _, norm in one.normen))
    concept = beeld.concept
    named = [mark_concept(name, concept) for name in one.organisaties]
    names = f"{len(named)}: {some_names(named)}"
    cells: tuple[Inhoud, ...] = (one.kort, join(normen), names)
    return (*cells, join(one.groepen) or LEEG) if held else cells


def make_toetsing(found: tuple[Toetsverschil, ...]) -> tuple[Blok, ...]:
    """Numbers per norm, without names; nothing when there was no assessor."""
    if not found:
        return ()
    intro = (
        "Hier staat naast elkaar wat uit de eigen feiten volgt en wat de toetser oordeelt. "
        "Niet te vergelijken is: een van beide is onbekend of niet van toepassing."
    )
    heads = ("Getoetst", "Gelijk", "Toetser milder", "Toetser strenger", "Niet te vergelijken")
    kolommen = (Kolom("Norm"), *(Kolom(head, getal=True) for head in heads))
    rijen = tuple(
        (one.norm, *map(str, (one.getoetst, one.gelijk, one.hoger, one.lager, one.anders)))
        for one in found
    )
    return (Alinea(intro), Tabel("Eigen oordeel en toetser, aantal keer", kolommen, rijen))


@dataclass(frozen=True)
class Coordinatorview(Rapportview):
    """The report for the coordinator."""

    beeld: Coordinatorbeeld

    def blad(self) -> Blad:
        """The page."""
        return make_blad(self.beeld)

    def data(self) -> Coordinatordata:
        """The same figures, for programs."""
        from weerbaar_cli.views.coordinator.data import (
            coordinator_data,  # late: only programs need it
        )

        return coordinator_data(self.beeld)


def make_blad(beeld: Coordinatorbeeld) -> Blad:
    """All that the coordinator needs for the next meeting."""
    toetsing = make_toetsing(compare_toetsing(beeld))
    secties = (
        Sectie("In het kort", "kort", _kort(beeld)),
        _chapter("ingeleverd", make_partijen(beeld), nieuwe_bladzijde=True),
        _chapter("matrix", make_matrix(beeld), nieuwe_bladzijde=True),
        _chapter("maanden", make_maanden(beeld), nieuwe_bladzijde=True),
        _chapter("te-laat", make_te_laat(beeld)),
        _chapter("samen", make_samen(beeld)),
        *((_chapter("toetsing", toetsing),) if toetsing else ()),
        Sectie(KOPPEN["leden"], "leden", delen=make_leden(beeld), nieuwe_bladzijde=True),
    )
    raamwerk = beeld.raamwerk
    return Blad(
        titel=raamwerk.titel,
        ondertitel=f"{beeld.soort.capitalize()} van {dutch(beeld.peildatum)}, {beeld.district}",
        doelgroep="coordinator",
        datum=beeld.peildatum,
        kenmerken=(
            ("Voor", "districtelijk coördinator"),
            ("Meting", beeld.soort),
            ("Peildatum", dutch(beeld.peildatum)),
            ("Raamwerk", titled_version(raamwerk.titel, raamwerk.versie)),
        ),
        vertrouwelijk=DOELGROEPEN["coordinator"].regel,
        fictief=FICTIEF if beeld.fictief else "",
        secties=secties,
        voet=(
            f"Gemaakt met weerbaar {__version__}",
            titled_version(raamwerk.titel, raamwerk.versie),
        ),
    )


def _chapter(anker: str, blokken: tuple[Blok, ...], *, nieuwe_bladzijde: bool = False) -> Sectie:
    return Sectie(KOPPEN[anker], anker, blokken, nieuwe_bladzijde=nieuwe_bladzijde)


def _kort(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    handed_in = beeld.with_stand("ingeleverd", "vastgesteld")
    concept, missing = beeld.with_stand("concept"), beeld.with_stand("ontbreekt")
    faulty, other = beeld.with_stand("fouten"), beeld.with_stand("apart")
    late = sum(len(one.plan.te_laat) for one in beeld.partijen if one.plan is not None)
    cijfers = (
        Cijfer(f"{len(handed_in)} van {len(beeld.partijen)}", "ingeleverd"),
        Cijfer(str(len(concept)), "in concept"),
        Cijfer(str(len(missing)), "ontbreekt"),
        *([Cijfer(str(len(faulty)), "met fouten")] if faulty else []),
        *([Cijfer(str(len(other)), "andere soort of dag")] if other else []),
        Cijfer(str(late), "acties te laat" if late != 1 else "actie te laat"),
    )
    agenda = make_agenda(beeld)
    if not agenda:
        return (Kerncijfers(cijfers), Alinea("Er is niets dat om een gesprek vraagt."))
    intro = "Voor de agenda van het overleg:"
    return (Kerncijfers(cijfers), Alinea(intro), Lijst(agenda, genummerd=True))
