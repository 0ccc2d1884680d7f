"""Who has handed in, with the counts per status; and every member by every norm."""

from __future__ import annotations

from collections.abc import Iterator

from weerbaar_cli.blad.blad import (
    Alinea,
    Blok,
    Grafiek,
    Inhoud,
    Kolom,
    Matrix,
    Merk,
    Sectie,
    Tabel,
)
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status, Thema
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    Coordinatorbeeld,
    Inleverstand,
    Partijbeeld,
)
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.views.coordinator.agenda import moment_words
from weerbaar_cli.views.eigen.woorden import count_word

LEEG = "–"
BREEDST = 6  # norms that fit beside each other on paper, with the words
STANDEN: dict[Inleverstand, str] = {
    "ontbreekt": "ontbreekt",
    "fouten": "heeft fouten",
    "apart": "wel een meting",
    "concept": "in concept",
    "ingeleverd": "ingeleverd",
    "vastgesteld": "vastgesteld",
}


def make_partijen(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """A line for each member, in the order of names."""
    kolommen = (
        Kolom("Partij"),
        Kolom("Stand"),
        *(Kolom(WOORDEN[status], getal=True) for status in STATUSES),
        Kolom("te laat", getal=True),
    )
    rijen = tuple(_partij(one) for one in beeld.partijen)
    words = (
        "De partijen staan op naam. De aantallen zijn normen; zij zijn geen cijfer en geen "
        "volgorde. Wat in concept is, telt in het rapport voor het bestuur niet mee."
    )
    return (Alinea(words), Tabel("Stand van inleveren en aantal normen", kolommen, rijen))


def _partij(one: Partijbeeld) -> tuple[Inhoud, ...]:
    stand = STANDEN[one.stand]
    if one.stand == "concept" and one.compleet:
        stand = f"{stand}, alles ingevuld"
    if one.apart is not None:
        stand = f"{stand}: {moment_words(one.apart)}"
    if one.oordeel is None or one.plan is None:
        return (one.naam, stand, *(LEEG for _ in STATUSES), LEEG)
    telling = one.oordeel.telling
    counts = tuple(str(getattr(telling, status)) for status in STATUSES)
    return (one.naam, stand, *counts, str(len(one.plan.te_laat)))


def make_matrices(beeld: Coordinatorbeeld) -> tuple[Sectie, ...]:
    """A matrix for each thema, or more where a page would be too narrow for it."""
    return tuple(
        Sectie(f"{one.id}. {one.titel}", f"matrix-{one.id}", tuple(_matrices(beeld, one)))
        for one in beeld.raamwerk.themas
    )


def _matrices(beeld: Coordinatorbeeld, thema: Thema) -> Iterator[Grafiek]:
    ids = tuple(norm.id for norm in thema.normen)
    parts = -(-len(ids) // BREEDST)
    size = -(-len(ids) // parts)
    for start in range(0, len(ids), size):
        yield _matrix(beeld, thema, ids[start : start + size])


def _matrix(beeld: Coordinatorbeeld, thema: Thema, ids: tuple[str, ...]) -> Grafiek:
    rows = tuple((_naam(one), _statuses(one, ids)) for one in beeld.partijen)
    some = f", {ids[0]} tot en met {ids[-1]}" if len(ids) < len(thema.normen) else ""
    return Grafiek(
        titel=f"Thema {thema.id} per partij{some}",
        beschrijving=f"Per partij de status van {count_word(len(ids), 'norm', 'normen')}.",
        beeld=Matrix(ids, rows),
        tabel=Tabel(
            f"Status per partij, thema {thema.id}{some}",
            (Kolom("Partij"), *(Kolom(name) for name in ids)),
            tuple((naam, *map(_cell, statuses)) for naam, statuses in rows),
        ),
    )


def _naam(one: Partijbeeld) -> str:
    return f"{one.naam} (concept)" if one.stand == "concept" else one.naam


def _statuses(one: Partijbeeld, ids: tuple[str, ...]) -> tuple[Status | None, ...]:
    if one.oordeel is None:
        return tuple(None for _ in ids)
    known = {norm.id: norm.oordeel for norm in one.oordeel.normen}
    return tuple(known.get(name) for name in ids)


def _cell(status: Status | None) -> Inhoud:
    return LEEG if status is None else Merk(status)
