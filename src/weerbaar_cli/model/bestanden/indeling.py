"""The norms of raamwerken arranged by the themas of another one."""

from collections.abc import Iterable, Iterator

from weerbaar_cli.model.bestanden.raamwerk import Bron
from weerbaar_cli.model.strict import JaNee, Kenmerk, Meerdere, NormId, Strict, Tekst


class Vak(Strict):
    """Norms of one raamwerk that belong to one thema."""

    thema: NormId
    normen: Meerdere[NormId]
    onzeker: JaNee = False
    toelichting: Tekst | None = None


class Indeling(Strict):
    """The file. `raamwerk` has the themas; `normen` has the others' norms, by raamwerk."""

    weerbaar: Tekst
    titel: Tekst
    raamwerk: Kenmerk
    normen: dict[Tekst, Meerdere[Vak]]
    bron: Bron | None = None
    toelichting: Tekst | None = None

    def places(self) -> Iterator[tuple[str, int, Vak]]:
        """Every block with the raamwerk that it belongs to and its number there."""
        for name, vakken in self.normen.items():
            yield from ((name, index, vak) for index, vak in enumerate(vakken))


def count_normen(indelingen: Iterable[Indeling], raamwerk_id: str) -> dict[str, tuple[int, int]]:
    """Per thema of a raamwerk how many norms of others belong to it, and how many uncertainly."""
    mine = (one for one in indelingen if one.raamwerk == raamwerk_id)
    places = ((name, vak) for indeling in mine for name, _, vak in indeling.places())
    placed: dict[tuple[str, str], Vak] = {}
    for name, vak in places:
        for norm_id in vak.normen:
            placed.setdefault((name, norm_id), vak)
    found: dict[str, tuple[int, int]] = {}
    for vak in placed.values():
        total, uncertain = found.get(vak.thema, (0, 0))
        found[vak.thema] = (total + 1, uncertain + vak.onzeker)
    return found
