"""The facts of a meting as text, for people who never see a key of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.mogelijk import UNKNOWN
from weerbaar_cli.feitsoorten.feitsoorten import answer, is_complete, soort_of
from weerbaar_cli.model.bestanden.feit import Bewijs
from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenfeit

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.engine.score.score import Scan
    from weerbaar_cli.feitsoorten.antwoord import Antwoord
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigennorm


def make_feiten(
    kern: Rekenraamwerk, scan: Scan, normen: Iterable[Eigennorm], kader: Toetskader
) -> tuple[Eigenfeit, ...]:
    """What the norms ask, in their order, then what was filled in besides."""
    asked: dict[str, list[str]] = {}
    for one in normen:
        for name in one.feiten:
            asked.setdefault(name, []).append(one.norm.id)
    filled = (name for name, found in scan.antwoorden.items() if found.waarde is not None)
    for name in filled:
        asked.setdefault(name, [])
    return tuple(
        _make_feit(name, kern.catalogus[name], scan.antwoorden.get(name, UNKNOWN), kader, ids)
        for name, ids in asked.items()
    )


def _make_feit(
    name: str, feit: Feit, antwoord: Antwoord, kader: Toetskader, normen: list[str]
) -> Eigenfeit:
    return Eigenfeit(
        name,
        feit.vraag,
        feit.rollen,
        tuple((feit.items | feit.namen).items()),
        is_complete(antwoord.waarde, feit),
        answer(antwoord.waarde, feit, kader),
        antwoord.herkomst,
        antwoord.van,
        (*antwoord.bewijs, *_documents(feit, antwoord)),
        antwoord.toelichting,
        tuple(normen),
    )


def _documents(feit: Feit, antwoord: Antwoord) -> Iterator[Bewijs]:
    """Where documents that are facts themselves can be found."""
    if antwoord.waarde is None:
        return
    named = {one.vindplaats for one in antwoord.bewijs}
    found = soort_of(feit).evidence(antwoord.waarde)
    yield from (one for one in found if one.vindplaats not in named)
