"""The words that must not stand in a report on a group: what its members are called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weerbaar_cli.cli.edities import Districtsbeeld
    from weerbaar_cli.model.groepsrapport import Groepsrapport
    from weerbaar_cli.model.partij import Partij


def find_verboden(found: Districtsbeeld, rapport: Groepsrapport) -> tuple[str, ...]:
    """Names, codes and aliases of the members, but for those that our own texts use as well."""
    own = _own_text(rapport)
    words = dict.fromkeys(word for partij in found.leden for word in _words(partij))
    return tuple(word for word in words if word.casefold() not in own)


def _words(partij: Partij) -> Iterator[str]:
    yield partij.naam
    yield from partij.aliassen
    if partij.code is not None:
        yield partij.code


def _own_text(rapport: Groepsrapport) -> str:
    """All that the raamwerk, the facts and the programmes say, whoever is measured."""
    texts = [
        rapport.raamwerk.model_dump_json(warnings=False),
        *(feit.model_dump_json(warnings=False) for feit in rapport.catalogus.values()),
        *(programma.model_dump_json(warnings=False) for programma in rapport.programmas),
        *(anker.model_dump_json(warnings=False) for _, anker in rapport.ankers),
        rapport.district,
        rapport.overleg or "",
    ]
    return "\n".join(texts).casefold()
