"""The facts of a meting as text, for people who never see a key of a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.aanvulling import is_complete
from weerbaar_cli.engine.score.mogelijk import UNKNOWN
from weerbaar_cli.engine.score.woorden import observed
from weerbaar_cli.model.bestanden.feit import Bewijs
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenfeit
from weerbaar_cli.model.waarde import Checklist, Groepen

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.engine.score.score import Scan
    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.antwoord import Antwoord
    from weerbaar_cli.model.bestanden.feit import Feit
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigennorm

_ITEM_WORDS = {"ja": "ja", "nee": "nee", "nvt": "n.v.t.", None: "niet bekend"}


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
        is_complete(antwoord.waarde),
        _answer(feit, antwoord, kader),
        antwoord.herkomst,
        antwoord.van,
        (*antwoord.bewijs, *_documents(antwoord)),
        antwoord.toelichting,
        tuple(normen),
    )


def _answer(feit: Feit, antwoord: Antwoord, kader: Toetskader) -> str:
    """What is known, with titles where the file has ids."""
    waarde = antwoord.waarde
    if isinstance(waarde, Checklist):
        return "; ".join(_items(feit, waarde))
    if isinstance(waarde, Groepen) and feit.namen:
        return "; ".join(_groups(feit, waarde)) or "geen enkele"
    if isinstance(waarde, str) and waarde in feit.waarden:
        return feit.waarden[waarde]
    text = observed(waarde, kader)
    if feit.eenheid and antwoord.waarde is not None and text[-1:].isdigit():
        return f"{text} {feit.eenheid}"
    return text


def _documents(antwoord: Antwoord) -> Iterator[Bewijs]:
    """Where documents that are facts themselves can be found."""
    named = {one.vindplaats for one in antwoord.bewijs}
    for one in antwoord.waarde if isinstance(antwoord.waarde, tuple) else ():
        if one.vindplaats and one.vindplaats not in named and one.status != "ingetrokken":
            titel = one.titel or "document"
            yield Bewijs(titel=titel, datum=one.vastgesteld_op, vindplaats=one.vindplaats)


def _items(feit: Feit, waarde: Checklist) -> Iterator[str]:
    for state, word in _ITEM_WORDS.items():
        titles = [
            _title(feit, item, waarde.redenen.get(item))
            for item, found in waarde.items.items()
            if found == state
        ]
        if titles:
            yield f"{word}: {', '.join(titles)}"


def _title(feit: Feit, item: str, reden: str | None) -> str:
    title = feit.items.get(item, item)
    return f"{title} (reden: {clean(reden, 200)})" if reden else title


def _groups(feit: Feit, waarde: Groepen) -> Iterator[str]:
    for name, day in waarde.datums.items():
        known = day if isinstance(day, str) else dutch(day) if day else "niet bekend"
        yield f"{feit.namen.get(name, name)}: {known}"
