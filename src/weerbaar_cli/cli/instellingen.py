"""The settings of a werkmap against everything that they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from weerbaar_cli.engine.check_partijen import check_partijen
from weerbaar_cli.engine.check_werkmap import check_werkmap
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek import UnreadableData

if TYPE_CHECKING:
    from weerbaar_cli.cli.wereld import Wereld
    from weerbaar_cli.model.bevinding import Bevinding
    from weerbaar_cli.model.raamwerk import Raamwerk
    from weerbaar_cli.model.werkmap import Werkmap


def check_settings(wereld: Wereld, werkmap: Werkmap) -> list[Bevinding]:
    """The settings of a werkmap against everything that they name."""
    bibliotheek = wereld.bibliotheek
    districten = [*bibliotheek.register.districten, *filter(None, [werkmap.district])]
    partijen = (werkmap.partijen, werkmap.groepen)
    named = find_named(wereld, (*werkmap.raamwerk, *werkmap.parameters))
    return [
        *check_werkmap(werkmap, named, bibliotheek.raamwerk_ids()),
        *check_partijen(*partijen, districten, bibliotheek.partijen),
    ]


def find_named(wereld: Wereld, names: Iterable[str]) -> dict[str, Raamwerk | None]:
    """The raamwerken that a file names; None for one that does not exist."""
    found: dict[str, Raamwerk | None] = {}
    for name in names:
        try:
            found[name] = wereld.bibliotheek.raamwerk(name)
        except UnreadableData:
            raise
        except WeerbaarError:
            found[name] = None
    return found
