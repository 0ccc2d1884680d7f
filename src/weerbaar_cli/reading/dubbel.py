"""Facts and anchors that a werkmap adds where there was one of that name already."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.engine.checks.catalogus import check_dubbel
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData, is_packaged, load
from weerbaar_cli.files.yaml.document import Melding, read_document
from weerbaar_cli.model.bestanden.anker import Ankerbestand
from weerbaar_cli.model.bestanden.feit import Feitenbestand
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.reading.instellingen import other_file

if TYPE_CHECKING:
    from weerbaar_cli.model.bevinding import Bevinding
    from weerbaar_cli.reading.wereld import Wereld


def check_catalogusbestand(
    wereld: Wereld, model: Feitenbestand | Ankerbestand, bestand: str
) -> list[Bevinding]:
    """Facts or anchors: beyond their form they may not stand in another file too."""
    bibliotheek, path = wereld.bibliotheek, Path(bestand)
    try:
        if isinstance(model, Feitenbestand):
            first = bibliotheek.feiten.first_elsewhere(model.feiten, path)
            return list(check_dubbel("feit", _places(first)))
        first = bibliotheek.ankerbestanden.first_elsewhere(model.ankers, path)
        return list(check_dubbel("anker", _places(first)))
    except UnreadableData as error:  # another of its kind
        return [other_file(error)]


def find_doubles(wereld: Wereld) -> list[Melding]:
    """Facts and anchors that the werkmap has where there was one already, located."""
    found: list[Melding] = []
    bibliotheek = wereld.bibliotheek
    for path in {**bibliotheek.feiten.doubles(), **bibliotheek.ankerbestanden.doubles()}:
        document = read_document(path)
        model = load(document, SOORTEN[document.soort.partition("/")[0]])
        assert isinstance(model, Feitenbestand | Ankerbestand)
        doubles = check_catalogusbestand(wereld, model, document.bestand)
        found += [document.locate(one) for one in doubles]
    return found


def _places(first: Mapping[str, Path]) -> dict[str, str]:
    return {name: place_of(path) for name, path in first.items()}


def place_of(path: Path) -> str:
    """Where a file is, in words."""
    return "in weerbaar zelf" if is_packaged(path) else f"in {path.name}"
