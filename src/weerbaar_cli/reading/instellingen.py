"""The settings of a werkmap against everything that they name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from weerbaar_cli.engine.checks.partijen import check_partijen
from weerbaar_cli.engine.checks.werkmap import check_werkmap
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData
from weerbaar_cli.model.bevinding import Bevinding

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.bestanden.werkmap import Werkmap
    from weerbaar_cli.reading.wereld import Wereld


def check_settings(wereld: Wereld, werkmap: Werkmap) -> list[Bevinding]:
    """The settings of a werkmap against everything that they name."""
    bibliotheek = wereld.bibliotheek
    districten = [*bibliotheek.register.districten, *filter(None, [werkmap.district])]
    partijen = (werkmap.partijen, werkmap.groepen)
    named, trouble = find_named(wereld, (*werkmap.raamwerk, *werkmap.parameters))
    return [
        *trouble,
        *check_werkmap(werkmap, named, bibliotheek.raamwerk_ids()),
        *check_partijen(*partijen, districten, bibliotheek.partijen),
    ]


def other_file(error: UnreadableData) -> Bevinding:
    """A file that this one needs has faults of its own."""
    text = f"{error.meldingen[0].bestand} is hiervoor nodig en heeft zelf fouten"
    return Bevinding("ander-bestand", text, plaats=(1, 1), suggestie=error.tip)


def find_named(
    wereld: Wereld, names: Iterable[str]
) -> tuple[dict[str, Raamwerk | None], list[Bevinding]]:
    """The raamwerken that a file names; None for one that does not exist.

    One that has faults is left out and told, so that it hides nothing else.
    """
    found: dict[str, Raamwerk | None] = {}
    trouble: dict[str, Bevinding] = {}
    for name in names:
        try:
            found[name] = wereld.bibliotheek.raamwerk(name)
        except UnreadableData as error:
            trouble[error.meldingen[0].bestand] = other_file(error)
        except WeerbaarError:
            found[name] = None
    return found, list(trouble.values())
