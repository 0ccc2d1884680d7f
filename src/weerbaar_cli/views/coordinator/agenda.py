"""The agenda of the meeting: what asks for a word with somebody."""

from __future__ import annotations

from collections.abc import Sequence

from weerbaar_cli.blad.blad import Aanhaling, Sterk, Stuk
from weerbaar_cli.model.tijd import add_months, dutch
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    Coordinatorbeeld,
    Partijbeeld,
    compare_toetsing,
)
from weerbaar_cli.model.uitkomsten.oordeel import find_vragen
from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk
from weerbaar_cli.model.uitkomsten.vergelijking import Meetmoment
from weerbaar_cli.views.eigen.woorden import count_word, join
from weerbaar_cli.views.groep.woorden import refer

MOST_SAMEN = 3
BINNENKORT = 3  # months
# The chapters by their anchors.
KOPPEN = {
    "ingeleverd": "Wie heeft ingeleverd?",
    "te-laat": "Wat is te laat?",
    "samen": "Wat is samen op te pakken?",
    "verloopt": "Wat verloopt?",
    "toetsing": "Eigen oordeel en toetser",
    "matrix": "Stand per partij en norm",
}
Punt = tuple[Stuk, ...]


def make_agenda(beeld: Coordinatorbeeld) -> tuple[Punt, ...]:
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
        return "alle partijen"
    return join(tuple(one.naam for one in partijen))


def _point(head: str, words: str, anker: str) -> Punt:
    return (Sterk(head), f" {words}", *refer(KOPPEN[anker], anker))


def _inleveren(beeld: Coordinatorbeeld) -> Punt:
    concept = beeld.with_stand("concept")
    parts = (
        ("Nog geen meting:", beeld.with_stand("ontbreekt")),
        ("Wel een meting, maar met fouten:", beeld.with_stand("fouten")),
        ("Alles ingevuld, alleen nog inleveren:", tuple(one for one in concept if one.compleet)),
        ("Nog bezig:", tuple(one for one in concept if not one.compleet)),
    )
    said = [f"{words} {names_of(beeld, found)}." for words, found in parts if found]
    said += [
        f"{one.naam} heeft wel een meting: {moment_words(one.apart)}."
        for one in beeld.partijen
        if one.apart is not None
    ]
    if beeld.ongelezen:
        said.append(f"Niet gelezen, en van wie is niet zeker: {join(beeld.ongelezen)}.")
    return _point("Inleveren.", " ".join(said), "ingeleverd") if said else ()


def moment_words(moment: Meetmoment) -> str:
    """Which meting it is: zelfscan van 28-06-2024."""
    return f"{moment.soort} van {dutch(moment.peildatum)}"


def _te_laat(beeld: Coordinatorbeeld) -> Punt:
    late = tuple(one for one in beeld.partijen if one.plan is not None and one.plan.te_laat)
    if not late:
        return ()
    number = sum(len(one.plan.te_laat) for one in late if one.plan is not None)
    return _point(
        "Te laat.",
        f"{count_word(number, 'actie', 'acties')} van {names_of(beeld, late)}.",
        "te-laat",
    )


def _samen(beeld: Coordinatorbeeld) -> Punt:
    shared = samen_op_te_pakken(beeld)[:MOST_SAMEN]
    if not shared:
        return ()
    parts: list[Stuk] = [Sterk("Samen oppakken.")]
    for one in shared:
        many = count_word(len(one.organisaties), "partij", "partijen")
        number = len(concept_in(beeld, one))
        concept = f", waarvan {number} nog in concept" if number else ""
        parts += [" ", Aanhaling(one.vraag), f" is nodig bij {many}{concept}."]
    return (*parts, *refer(KOPPEN["samen"], "samen"))


def samen_op_te_pakken(beeld: Coordinatorbeeld) -> tuple[Gezamenlijk, ...]:
    """What can be made once for all: a document, or a fact that a group already holds."""
    return tuple(one for one in beeld.gezamenlijk if one.in_een_keer)


def concept_in(beeld: Coordinatorbeeld, one: Gezamenlijk) -> tuple[str, ...]:
    """The members that need it and are still at work on their meting."""
    concept = {partij.naam for partij in beeld.with_stand("concept")}
    return tuple(name for name in one.organisaties if name in concept)


def _verloopt(beeld: Coordinatorbeeld) -> Punt:
    until = min(add_months(beeld.peildatum, BINNENKORT), beeld.verloopt_tot)
    soon = tuple(
        one
        for one in beeld.partijen
        if one.plan is not None and any(lapse.dag <= until for lapse in one.plan.verloopt)
    )
    words = f"Binnen drie maanden, tot en met {dutch(until)}: bij {names_of(beeld, soon)}."
    return _point("Verloopt.", words, "verloopt") if soon else ()


def _toetser(beeld: Coordinatorbeeld) -> Punt:
    found = compare_toetsing(beeld)
    other = tuple(one for one in found if one.hoger or one.lager)
    if not other:
        return ()
    names = join(tuple(one.norm for one in other))
    number = sum(one.hoger + one.lager for one in other)
    total = sum(one.getoetst for one in found)
    words = f"De toetser oordeelt {number} van de {total} keer anders, bij {names}."
    return _point("Toetsing.", words, "toetsing")


def _lezingen(beeld: Coordinatorbeeld) -> Punt:
    number = len(find_vragen(beeld.parameters))
    if not number:
        return ()
    where = f"het {beeld.overleg}" if beeld.overleg else "de eigenaar van het raamwerk"
    verb = "is" if number == 1 else "zijn"
    words = f"{count_word(number, 'lezing', 'lezingen')} van de normen {verb} nog niet bevestigd"
    return (Sterk("Lezingen."), f" {words}; vraag dat aan {where}.")
