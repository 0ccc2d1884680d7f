"""The metingen of organisations in a row: per organisation and raamwerk its trend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.verandering.trend import make_trend, order_of
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.trend import LEAST_MOMENTS, Moment, Reeks
from weerbaar_cli.reading.dossier import Gebroken, refuse_faults, refuse_mixture
from weerbaar_cli.reading.metingen import (
    Follow,
    Metingbron,
    Verzameling,
    choose_raamwerken,
    read_bronnen,
    set_apart,
    unfollowed,
)
from weerbaar_cli.reading.omgeving import Ingelezen

# A meting with the raamwerk that it is judged by.
Gemeten = tuple[Ingelezen, Raamwerk]


class Verlopen(NamedTuple):
    """The trends of organisations, by name, with what there is to say, and what is broken."""

    reeksen: tuple[Reeks, ...]
    opmerkingen: tuple[str, ...]
    gebroken: tuple[Gebroken, ...]


def read_trends(
    paths: Sequence[Path],
    organisatie: str | None,
    raamwerk: str | None,
    follow: Follow = unfollowed,
) -> Verlopen:
    """Each organisation by itself; nothing is compared between organisations."""
    bronnen = list(read_bronnen(paths, follow))
    if not bronnen:
        message = f"in «{shown_path(paths[0])}» staat geen meting van een organisatie"
        raise WeerbaarError(message, tip="Noem de metingen, of de map waar ze staan.")
    good, broken = _set_apart(_choose(bronnen, organisatie))
    refuse_mixture(one.dossier for one in good)
    lines = _lines(good, raamwerk)
    single = sorted(key for key, line in lines.items() if len(line) == 1)
    if len(single) == len(lines):
        raise _too_few([naam for naam, _ in lines])
    longer = sorted(lines.keys() - set(single))
    number = len({naam for naam, _ in longer})
    followed = follow(longer, len(longer), "rekenen")
    reeksen = tuple(_make_reeks(lines[key], number) for key in followed)
    told = (f"{naam}: één meting voor {name}, dus nog geen verloop" for naam, name in single)
    return Verlopen(reeksen, tuple(told), broken)


def _choose(bronnen: list[Metingbron], organisatie: str | None) -> list[Metingbron]:
    """Those of one organisation; a file that does not say whose it is stays, to be refused."""
    if organisatie is None:
        return bronnen
    names = {one.gelezen.naam for one in bronnen} - {""}
    partijen = {one.omgeving.bibliotheek.partijen.find(organisatie) for one in bronnen}
    chosen = {partij.naam for partij in partijen if partij is not None} & names
    if not chosen:
        tip = suggest(organisatie, sorted(names)) or f"Er zijn: {', '.join(sorted(names))}."
        raise WeerbaarError(f"er is geen meting van «{clean(organisatie)}»", tip=tip)
    return [one for one in bronnen if one.gelezen.naam in {"", *chosen}]


def _set_apart(bronnen: list[Metingbron]) -> Verzameling:
    """The metingen that can be shown, and those of a folder that have a fout.

    Of an organisation with a broken meting nothing is shown: a moment would be missing unseen.
    """
    found = set_apart(bronnen)
    names = {one.naam for one in found.gebroken}
    good = tuple(one for one in found.metingen if one.dossier.naam not in names)
    if not good or any(isinstance(one.gelezen, Gebroken) for one in bronnen if one.genoemd):
        refuse_faults(found.gebroken)
    return Verzameling(good, found.gebroken)


def _lines(
    metingen: Iterable[Ingelezen], wanted: str | None
) -> dict[tuple[str, str], list[Gemeten]]:
    """Per organisation and raamwerk its metingen."""
    lines: dict[tuple[str, str], list[Gemeten]] = {}
    for one in metingen:
        for raamwerk in choose_raamwerken(*one, wanted):
            lines.setdefault((one.dossier.naam, raamwerk.id), []).append((one, raamwerk))
    return lines


def _too_few(namen: Iterable[str]) -> WeerbaarError:
    names = ", ".join(dict.fromkeys(namen))
    message = f"een verloop vraagt {LEAST_MOMENTS} metingen van één organisatie, ten minste 2"
    return WeerbaarError(f"{message}; er is er één van {names}", tip="Noem ook de andere metingen.")


def _make_reeks(line: Sequence[Gemeten], partijen: int) -> Reeks:
    scored = [(moment, *one) for moment, one in zip(_score(line), line, strict=True)]
    _, (omgeving, dossier), raamwerk = max(scored, key=lambda one: order_of(one[0]))
    gevraagd = omgeving.kern(raamwerk).lezing.aandeel(raamwerk.needed_aandeel())
    trend = make_trend((moment for moment, *_ in scored), raamwerk, gevraagd)
    return Reeks(dossier.partij, dossier.meting.fictief, trend, partijen)


def _score(line: Sequence[Gemeten]) -> Iterator[Moment]:
    for (omgeving, dossier), raamwerk in line:
        meting = dossier.meting
        oordeel = score_meting(omgeving.kern(raamwerk), dossier.scan(raamwerk), meting.peildatum)
        yield Moment(dossier.bestand, meting.soort, meting.status, meting.peildatum, oordeel)
