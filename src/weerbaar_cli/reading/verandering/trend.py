"""The metingen of organisations in a row: per organisation and raamwerk its trend."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.verandering.trend import make_trend, order_of
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Bericht, cite, suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.trend import Moment, Reeks
from weerbaar_cli.reading.dossier import (
    Gebroken,
    refuse_faults,
    refuse_mixture,
    refuse_parts,
    unusable,
)
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
from weerbaar_cli.reading.verandering.vergelijking import find_nearest

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
    refuse_parts(one.dossier for one in good)
    lines, many = _join(_lines(good, raamwerk), {one.naam for one in broken} - {""})
    single = sorted(key for key, line in lines.items() if len(line) == 1)
    if len(single) == len(lines):
        raise _choose_one(many) if many else _too_few([naam for naam, _ in lines])
    longer = sorted(lines.keys() - set(single))
    number = len({naam for naam, _ in longer})
    followed = follow(longer, len(longer), "rekenen")
    reeksen = tuple(_make_reeks(lines[key], number) for key in followed)
    told = (f"{naam}: één meting voor {name}, dus nog geen verloop" for naam, name in single)
    return Verlopen(reeksen, (*told, *many), broken)


def _choose(bronnen: list[Metingbron], organisatie: str | None) -> list[Metingbron]:
    """Those of one organisation; a file that does not say whose it is stays, to be refused."""
    if organisatie is None:
        return bronnen
    names = {one.gelezen.naam for one in bronnen} - {""}
    partijen = {one.omgeving.bibliotheek.partijen.find(organisatie) for one in bronnen}
    chosen = {partij.naam for partij in partijen if partij is not None} & names
    if not (chosen or names):
        fouten = [fout for one in bronnen for fout in one.gelezen.meldingen]
        raise unusable("er is niets berekend", fouten)
    if not chosen:
        known = suggest(organisatie, sorted(names)) or f"Er zijn: {', '.join(sorted(names))}."
        tip = Bericht(cite(known), "Controleer de naam.")
        raise WeerbaarError(f"er is geen meting van «{clean(organisatie)}»", tip=tip)
    return [one for one in bronnen if _becomes(one, {"", *chosen})]


def _becomes(bron: Metingbron, names: Collection[str]) -> bool:
    """Whether it is of one of these, or of one that went into it on whatever day."""
    naam = bron.gelezen.naam
    way = bron.omgeving.bibliotheek.partijen.trace(naam, date.max)
    return naam in names or any(one.opvolger in names for one in way)


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


def _join(
    lines: Mapping[tuple[str, str], list[Gemeten]], broken: Collection[str]
) -> tuple[dict[tuple[str, str], list[Gemeten]], tuple[str, ...]]:
    """Each line after that of the only organisation that went into it; where there are several or
    it has metingen of before that day, what there is to say.

    One of which a meting is `broken` went into it all the same.
    """
    found = dict(lines)
    told: dict[str, None] = {}
    for key in sorted(lines, key=lambda one: _last(lines[one])[1].peildatum):
        (omgeving, last), naam = _last(found[key]), key[0]
        partijen = omgeving.bibliotheek.partijen
        others = {one for one, name in found if name == key[1] and one != naam} | {*broken}
        traced = {one: partijen.trace(one, last.peildatum) for one in sorted(others)}
        theirs = find_nearest({one: way for one, way in traced.items() if way}, naam)
        ways = list(theirs.values())
        first = min(one.dossier.peildatum for one, _ in found[key])
        alone = len(theirs) == 1 and first >= ways[0][-1].op and not theirs.keys() & broken
        if alone:
            found[key] = [*found.pop((next(iter(theirs)), key[1])), *found[key]]
        elif theirs:
            zinnen = " en ".join(way[0].zin for way in ways)
            told[f"{zinnen}: het verloop van {naam} begint bij haar eigen metingen"] = None
    return found, tuple(told)


def _last(line: Sequence[Gemeten]) -> Ingelezen:
    return max((one for one, _ in line), key=lambda one: one.dossier.peildatum)


def _choose_one(told: Sequence[str]) -> WeerbaarError:
    tip = "Kies zelf: noem de metingen van één van hen, en die van daarna."
    message = f"er is geen verloop van twee metingen. {cite('; '.join(told))}"
    return WeerbaarError(Bericht(message), tip=tip)


def _too_few(namen: Iterable[str]) -> WeerbaarError:
    names = ", ".join(dict.fromkeys(namen))
    message = "een verloop vraagt ten minste 2 metingen van één organisatie"
    more = Bericht(f"{message}; er is er één van {cite(names)}")
    return WeerbaarError(more, tip="Noem ook de andere metingen.")


def _make_reeks(line: Sequence[Gemeten], partijen: int) -> Reeks:
    scored = [(moment, *one) for moment, one in zip(_score(line), line, strict=True)]
    _, (omgeving, dossier), raamwerk = max(scored, key=lambda one: order_of(one[0]))
    first = min((one.dossier for one, _ in line), key=lambda one: one.peildatum)
    opgegaan = omgeving.bibliotheek.partijen.trace_between(
        first.naam, dossier.naam, first.peildatum, dossier.peildatum
    )
    moments = (
        moment._replace(voorganger=one.dossier.naam if one.dossier.naam != dossier.naam else "")
        for moment, one, _ in scored
    )
    gevraagd = omgeving.kern(raamwerk).lezing.aandeel(raamwerk.needed_aandeel())
    trend = make_trend(moments, raamwerk, gevraagd)
    return Reeks(dossier.partij, dossier.meting.fictief, trend, partijen, *opgegaan)


def _score(line: Sequence[Gemeten]) -> Iterator[Moment]:
    for (omgeving, dossier), raamwerk in line:
        meting = dossier.meting
        oordeel = score_meting(omgeving.kern(raamwerk), dossier.scan(raamwerk), meting.peildatum)
        yield Moment(dossier.bestand, meting.soort, meting.status, meting.peildatum, oordeel)
