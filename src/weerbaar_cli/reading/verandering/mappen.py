"""Two folders with thousands of metingen: what stands in one place on both sides goes together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import Named
from weerbaar_cli.model.uitkomsten.vergelijking import Paar
from weerbaar_cli.model.voorraad import press
from weerbaar_cli.reading.dossier import Dossier, Gelezen
from weerbaar_cli.reading.metingen import Follow, Metingbron
from weerbaar_cli.reading.omgeving import Ingelezen
from weerbaar_cli.reading.processen import share_out
from weerbaar_cli.reading.verandering.kanten import Kant, Kantlezer, make_map
from weerbaar_cli.reading.verandering.paar import Gekoppelden, Vooraf, compare_koppel

# What stands in one place on both sides, where there is anything.
Plek = tuple[Named | None, Named | None]
Lezers = tuple[Kantlezer, Kantlezer]
# Two metingen of one organisation, set aside.
Opzij = tuple[Dossier, Dossier]


def read_mappen(
    mappen: tuple[Path, Path],
    found: tuple[Sequence[Named], Sequence[Named]],
    raamwerk: str | None,
    follow: Follow,
) -> tuple[Kant, Kant, Vooraf]:
    """Both sides with what was compared on the way, which may not be what belongs together."""
    lezers = Kantlezer(), Kantlezer()
    here, there = (
        {one[0].relative_to(map_): one for one in named}
        for map_, named in zip(mappen, found, strict=True)
    )
    plekken = [(here.get(place), there.get(place)) for place in dict.fromkeys([*here, *there])]
    read: dict[Named | None, Gelezen | None] = {}
    vooraf: dict[tuple[Path, Path], Gekoppelden] = {}
    done = follow(share_out(Plekvergelijker(lezers, raamwerk), plekken), len(plekken), "lezen")
    for (old, new), (gelezen, compared) in zip(plekken, done, strict=True):
        read |= zip((old, new), gelezen, strict=True)
        if old is not None and new is not None and compared is not None:
            vooraf[old[0], new[0]] = compared
    van, naar = (
        make_map(map_, lezer, lezer.gather(map(read.__getitem__, named)))
        for map_, lezer, named in zip(mappen, lezers, found, strict=True)
    )
    return van, naar, vooraf


class Plekvergelijker:
    """Reads what stands in one place on both sides, and compares it at once when it is of one
    organisation: of thousands only what came of it is kept, and which metingen they are.
    """

    def __init__(self, lezers: Lezers, raamwerk: str | None) -> None:
        self._lezers, self._raamwerk = lezers, raamwerk

    def __call__(
        self, plekken: Sequence[Plek]
    ) -> Iterator[tuple[list[Gelezen | None], Gekoppelden | None]]:
        for plek in plekken:
            bronnen = [
                None if found is None else lezer.read(found)
                for lezer, found in zip(self._lezers, plek, strict=True)
            ]
            found = self._compare([one for one in bronnen if one is not None])
            yield [_keep(one, compared=found is not None) for one in bronnen], found

    def _compare(self, bronnen: Sequence[Metingbron]) -> Gekoppelden | None:
        """None where there is nothing to compare, or where it stops all and has to be told so."""
        whole = [
            Ingelezen(one.omgeving, one.gelezen)
            for one in bronnen
            if isinstance(one.gelezen, Dossier)
        ]
        if len(whole) < 2 or whole[0].dossier.naam != whole[1].dossier.naam:
            return None
        try:
            paren, said = compare_koppel((whole[0], whole[1]), self._raamwerk, mappen=True)
        except WeerbaarError:
            return None
        return _press(paren, said)


def _keep(bron: Metingbron | None, *, compared: bool) -> Gelezen | None:
    if bron is None or not isinstance(bron.gelezen, Dossier):
        return None if bron is None else bron.gelezen
    dossier = bron.gelezen.let_go()
    return dossier.keep_kop() if compared else dossier.set_aside()


def compare_aside(
    lezers: Lezers, raamwerk: str | None, couples: Sequence[Opzij]
) -> Iterator[Gekoppelden]:
    """Couples that were set aside, in several processes."""
    return share_out(Koppelaar(lezers, raamwerk), couples)


class Koppelaar:
    """Compares couples that were set aside; each is taken up, and gone when it was compared."""

    def __init__(self, lezers: Lezers, raamwerk: str | None) -> None:
        self._lezers, self._raamwerk = lezers, raamwerk

    def __call__(self, couples: Sequence[Opzij]) -> Iterator[Gekoppelden]:
        van, naar = self._lezers
        for old, new in couples:
            koppel = van.take_up(old), naar.take_up(new)
            yield _press(*compare_koppel(koppel, self._raamwerk, mappen=True))


def _press(paren: Sequence[Paar], said: Sequence[str]) -> Gekoppelden:
    return Gekoppelden([press(one) for one in paren], said)
