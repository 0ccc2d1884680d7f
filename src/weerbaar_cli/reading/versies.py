"""Two versions of a raamwerk in one werkmap, and what the was-wordt files say in between."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.engine.verandering.versies import Schakel, find_overgangen, find_route, reference
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek, UnreadableData
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.reading.bestanden import check_waswordtbestand

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.bestanden.waswordt import Normovergang, Waswordt


@dataclass(frozen=True)
class Verband:
    """How the norms of two versions hang together, and the files that say so."""

    overgangen: tuple[Normovergang, ...]
    bestanden: tuple[str, ...]


def link_versies(bibliotheek: Bibliotheek, oud: Raamwerk, nieuw: Raamwerk) -> Verband:
    """What became of every norm; raises when the two have nothing to do with each other."""
    paths = {(one.van, one.naar): path for path, one in bibliotheek.waswordt.items()}
    route = find_route(bibliotheek.waswordt.values(), reference(oud), reference(nieuw))
    if not route:
        if oud.id != nieuw.id:
            message = f"{oud.id} en {nieuw.id} zijn twee raamwerken, geen twee versies"
            tip = f"Wat zij delen, toont: weerbaar frameworks crosswalk {oud.id} {nieuw.id}"
            raise WeerbaarError(message, tip=tip)
        return Verband(find_overgangen([Schakel(oud, nieuw)]), ())
    used = {paths[one.van, one.naar]: one for one, _ in route}
    for path, one in used.items():
        _refuse_faulty(bibliotheek, path, one)
    schakels = [
        Schakel(bibliotheek.raamwerk(one.van), bibliotheek.raamwerk(one.naar), one.normen, back)
        for one, back in route
    ]
    return Verband(find_overgangen(schakels), tuple(path.name for path in used))


def _refuse_faulty(bibliotheek: Bibliotheek, path: Path, waswordt: Waswordt) -> None:
    """A file with a fout would give a comparison that nobody wrote down."""
    document = read_document(path)
    found = check_waswordtbestand(bibliotheek, waswordt, path)
    faults = [document.locate(one) for one in found if one.ernst == "fout"]
    if faults:
        raise UnreadableData(faults)
