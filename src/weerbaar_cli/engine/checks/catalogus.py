"""What the werkmap's own feiten, ankers and programmes must satisfy: every id stands once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Literal

from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.programma import Programma

Catalogussoort = Literal["feit", "anker"]
_BLOCKS: dict[Catalogussoort, str] = {"feit": "feiten", "anker": "ankers"}


def check_dubbel(soort: Catalogussoort, elsewhere: Mapping[str, str]) -> Iterator[Bevinding]:
    """Each id of a file that stands somewhere else already, with the words for where."""
    for name, where in elsewhere.items():
        text = f"{soort} «{clean(name)}» staat al {where}; dit bestand mag het niet vervangen"
        yield Bevinding(f"dubbel-{soort}", text, (_BLOCKS[soort], name), op_sleutel=True)


def check_programma_id(
    programma: Programma, where: str, raamwerken: Collection[str], reserved: Collection[str]
) -> Iterator[Bevinding]:
    """An id by which `weerbaar frameworks` can find it; `where` is the file that has it already."""
    if programma.id in reserved:
        text = f"«{programma.id}» is een woord van «weerbaar frameworks» en kan geen kenmerk zijn"
        yield Bevinding("gereserveerde-naam", text, ("id",), suggestie="Kies een ander kenmerk.")
    elif programma.id in raamwerken:
        text = f"«{programma.id}» is al het kenmerk van een raamwerk"
        yield Bevinding("dubbel-programma", text, ("id",))
    elif where:
        text = f"programma «{programma.id}» staat al {where}; dit bestand telt niet mee"
        yield Bevinding("dubbel-programma", text, ("id",))
