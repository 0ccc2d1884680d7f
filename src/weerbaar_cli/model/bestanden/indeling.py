"""The norms of raamwerken arranged by the themas of another one."""

from __future__ import annotations

from collections.abc import Iterator

from weerbaar_cli.model.bestanden.raamwerk import Bron
from weerbaar_cli.model.strict import JaNee, Kenmerk, NormId, Rij, Strict, Tekst


class Vak(Strict):
    """Norms of one raamwerk that belong to one thema."""

    thema: NormId
    normen: Rij[NormId]
    onzeker: JaNee = False
    toelichting: Tekst | None = None


class Indeling(Strict):
    """The file. `raamwerk` has the themas; `normen` has the others' norms, by raamwerk."""

    weerbaar: Tekst
    titel: Tekst
    raamwerk: Kenmerk
    normen: dict[Tekst, Rij[Vak]]
    bron: Bron | None = None
    toelichting: Tekst | None = None

    def places(self) -> Iterator[tuple[str, int, Vak]]:
        """Every block with the raamwerk that it belongs to and its number there."""
        for name, vakken in self.normen.items():
            yield from ((name, index, vak) for index, vak in enumerate(vakken))
