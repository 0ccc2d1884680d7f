"""Two sides of metingen compared: files, folders, or revisions that git remembers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.checks.meting import split_norm
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bronnen import MANY
from weerbaar_cli.files.vinden import SETTINGS, shown_path
from weerbaar_cli.model.bestanden.partij import Opgegaan
from weerbaar_cli.model.bevinding import Bericht, Melding, cite
from weerbaar_cli.model.uitkomsten.vergelijking import (
    Eenzijdig,
    Meetmoment,
    Paar,
    Vergelijkingen,
)
from weerbaar_cli.model.voorraad import Geperst, Voorraad
from weerbaar_cli.reading.dossier import Dossier, refuse_mixture, refuse_parts, unusable
from weerbaar_cli.reading.metingen import Follow, unfollowed
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving, Omgevingen
from weerbaar_cli.reading.verandering.kanten import Kant, find_many, read_kanten
from weerbaar_cli.reading.verandering.paar import (
    Gekoppelden,
    Koppel,
    Onvergelijkbaar,
    Vooraf,
    compare_koppel,
    moment_of,
    told_of,
)

ONE_EACH = "Vergelijk mappen met één meting per organisatie."


class Vergeleken(NamedTuple):
    """What was compared, and what is wrong with the files that could not be.

    `vertrouwelijk`: a werkmap of it says that only some may read it. `plaatsen`: where each file
    stands on the disk, or stood.
    """

    uitkomst: Vergelijkingen
    fouten: tuple[Melding, ...]
    vertrouwelijk: bool
    plaatsen: Mapping[str, str]


def compare_kanten(
    van: str, naar: str | None, raamwerk: str | None = None, follow: Follow = unfollowed
) -> Vergeleken:
    """Read both sides and compare them; without a path it is about the werkmap."""
    toen, nu, vooraf = _read_both(van, naar, raamwerk, follow)
    kanten = toen, nu
    fouten = tuple(fout for kant in kanten for fout in kant.gelezen.fouten)
    uitkomst = _compare(kanten, raamwerk, fouten, follow, vooraf)
    read = [one for kant in kanten for one in kant.gelezen.metingen]
    omgevingen = (*(one.omgeving for one in read), Omgevingen().of(Path(SETTINGS)))
    plaatsen = {one.dossier.bestand: shown_path(one.dossier.pad) for one in read}
    return Vergeleken(uitkomst, fouten, any(map(_is_closed, omgevingen)), plaatsen)


def _is_closed(omgeving: Omgeving) -> bool:
    return getattr(omgeving.werkmap, "vertrouwelijk", None) is not None


def _compare(
    kanten: tuple[Kant, Kant],
    raamwerk: str | None,
    fouten: Sequence[Melding],
    follow: Follow,
    vooraf: Vooraf,
) -> Vergelijkingen:
    """Match by organisation, soort and peildatum; nothing on one side only is dropped."""
    van, naar = kanten
    mappen = van.map or naar.map
    if not mappen and fouten:
        raise _faulty(fouten)
    metingen = [one.dossier for kant in (van, naar) for one in kant.gelezen.metingen]
    refuse_mixture(metingen)
    refuse_parts(metingen)
    zelfde = _match_same(van, naar) if mappen else Gekoppeld([], *_metingen_of(van, naar))
    laatste = _match_latest(zelfde, van, naar, mappen=mappen)
    couples = sorted([*zelfde.paren, *laatste.paren], key=lambda one: one[1].dossier.naam)
    if not couples and not (van.heel and naar.heel):
        raise _none(laatste, fouten, mappen=mappen)
    paren: list[Paar | Geperst[Paar]] = []
    onvergelijkbaar = [*laatste.dubbel]
    compared = _compare_all(van, naar, raamwerk, couples, vooraf)
    for one in follow(compared, len(couples), "vergelijken"):
        paren += one.paren
        onvergelijkbaar += one.onvergelijkbaar
    return Vergelijkingen(
        van.naam,
        naar.naam,
        mappen,
        Voorraad(paren),
        alleen_van=laatste.alleen_van,
        alleen_naar=laatste.alleen_naar,
        gebroken=laatste.gebroken,
        ongelezen=tuple(dict.fromkeys(fout.bestand for fout in fouten)),
        ouder=laatste.ouder,
        opgegaan=laatste.opgegaan,
        verdwenen=tuple(_whole(zelfde.toen, naar)) if mappen else (),
        nieuw=tuple(_whole(zelfde.nu, van)) if mappen else (),
        besluiten=tuple(_find_besluiten(zelfde.nu, _metingen_of(van, naar)[0], couples))
        if mappen
        else (),
        onvergelijkbaar=tuple(onvergelijkbaar),
    )


def _read_both(
    van: str, naar: str | None, raamwerk: str | None, follow: Follow
) -> tuple[Kant, Kant, Vooraf]:
    """Both sides; of two folders with many files with what was compared on the way."""
    found = find_many(van), find_many(naar)
    if naar is None or not all(found):
        return (*read_kanten(van, naar, follow), {})
    from weerbaar_cli.reading.verandering.mappen import read_mappen  # late: only for many

    return read_mappen((Path(van), Path(naar)), found, raamwerk, follow)


def _compare_all(
    van: Kant, naar: Kant, raamwerk: str | None, couples: Sequence[Koppel], vooraf: Vooraf
) -> Iterator[Gekoppelden]:
    known = [_find_done(*couple, vooraf) for couple in couples]
    left = [couple for couple, done in zip(couples, known, strict=True) if done is None]
    rest = _compare_left(van, naar, raamwerk, left)
    for done in known:
        yield next(rest) if done is None else done


def _find_done(old: Ingelezen, new: Ingelezen, vooraf: Vooraf) -> Gekoppelden | None:
    """Nothing where the organisation of then is called otherwise now."""
    there = vooraf.get((old.dossier.pad, new.dossier.pad))
    return there if old.dossier.naam == new.dossier.naam else None


def _compare_left(
    van: Kant, naar: Kant, raamwerk: str | None, couples: Sequence[Koppel]
) -> Iterator[Gekoppelden]:
    if van.lezer is None or naar.lezer is None or len(couples) < MANY:
        for old, new in couples:
            koppel, mappen = (_whole_of(van, old), _whole_of(naar, new)), van.map or naar.map
            yield Gekoppelden(*compare_koppel(koppel, raamwerk, mappen=mappen))
        return
    from weerbaar_cli.reading.verandering.mappen import compare_aside  # late: only for many

    aside = [(_as_taken(old), _as_taken(new)) for old, new in couples]
    yield from compare_aside((van.lezer, naar.lezer), raamwerk, aside)


def _as_taken(one: Ingelezen) -> Dossier:
    """As it was set aside: the raamwerken are there in every process."""
    return one.dossier._replace(raamwerken=())


def _whole_of(kant: Kant, one: Ingelezen) -> Ingelezen:
    return one if kant.lezer is None else kant.lezer.take_up(_as_taken(one))


class Gekoppeld(NamedTuple):
    """Metingen that are the same one on both sides, and those that are left."""

    paren: list[Koppel]
    toen: list[Ingelezen]
    nu: list[Ingelezen]


def _metingen_of(van: Kant, naar: Kant) -> tuple[list[Ingelezen], list[Ingelezen]]:
    """Of both sides; a party of then is called as it is now."""
    nu = list(naar.gelezen.metingen)
    toen = list(van.gelezen.metingen)
    return ([_call_as(one, nu[0]) for one in toen], nu) if nu else (toen, nu)


def _call_as(toen: Ingelezen, nu: Ingelezen) -> Ingelezen:
    found = nu.omgeving.bibliotheek.partijen.find_called(toen.dossier.partij)
    if found is None or found.naam == toen.dossier.naam:
        return toen
    partij = toen.dossier.partij.model_copy(update={"naam": found.naam})
    return toen._replace(dossier=toen.dossier._replace(partij=partij))


def _match_same(van: Kant, naar: Kant) -> Gekoppeld:
    """By organisation, soort and peildatum; of several files those that share a raamwerk."""
    toen, nu = _metingen_of(van, naar)
    by_key: dict[tuple[str, str, date], list[Ingelezen]] = defaultdict(list)
    for one in toen:
        by_key[_sleutel(one)].append(one)
    paren: list[Koppel] = []
    for new in nu:
        there = by_key.get(_sleutel(new), [])
        old = next((one for one in there if _names(one) & _names(new)), None)
        if old is not None:
            there.remove(old)
            paren.append((old, new))
    used = {id(one) for koppel in paren for one in koppel}
    left = ([one for one in side if id(one) not in used] for side in (toen, nu))
    return Gekoppeld(paren, *left)


def _sleutel(one: Ingelezen) -> tuple[str, str, date]:
    return one.dossier.naam, one.dossier.meting.soort, one.dossier.peildatum


def _names(one: Ingelezen) -> set[str]:
    return {raamwerk.id for raamwerk in one.dossier.raamwerken}


def _whole(left: Iterable[Ingelezen], other: Kant) -> Iterator[Eenzijdig]:
    """What is left and is not there unread on the other side."""
    unread = {(one.naam, one.peildatum) for one in other.gelezen.gebroken}
    for dossier in (one.dossier for one in left):
        if not unread & {(dossier.naam, dossier.peildatum), (dossier.naam, date.max)}:
            yield Eenzijdig(dossier.naam, moment_of(dossier))


def _find_besluiten(
    left: Iterable[Ingelezen], toen: Iterable[Ingelezen], couples: Collection[Koppel]
) -> Iterator[tuple[Meetmoment, tuple[str, ...]]]:
    """Per meting that is held against no other the norms that nobody had put aside before."""
    paired = {new.dossier.pad for _, new in couples}
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in toen:
        known[one.dossier.naam].update(_put_aside(one.dossier))
    for dossier in (one.dossier for one in left if one.dossier.pad not in paired):
        new = [norm for norm in _put_aside(dossier) if norm not in known[dossier.naam]]
        if new:
            yield moment_of(dossier), tuple(dict.fromkeys(norm for _, norm in new))


def _put_aside(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Each norm that is n.v.t. by decision, with its raamwerk."""
    keys, raamwerken = dossier.meting.nvt, dossier.raamwerken
    return (norm for key in keys for norm in split_norm(key, raamwerken))


class Laatste(NamedTuple):
    """Of the organisations of which no meting stands on both sides, the last with the last."""

    paren: list[Koppel]
    alleen_van: tuple[str, ...]
    alleen_naar: tuple[str, ...]
    gebroken: tuple[str, ...]
    ouder: tuple[str, ...]
    opgegaan: tuple[Opgegaan, ...]
    dubbel: tuple[str, ...]


def _match_latest(zelfde: Gekoppeld, van: Kant, naar: Kant, *, mappen: bool) -> Laatste:
    done = {new.dossier.naam for _, new in zelfde.paren}
    dubbel: list[str] = []
    toen, nu = (
        [one for one in left if one.dossier.naam not in done] for left in (zelfde.toen, zelfde.nu)
    )
    before, after = _by_organisatie(toen, dubbel, mappen), _by_organisatie(nu, dubbel, mappen)
    older = [*_older_files(toen, before), *_older_files(nu, after)]
    broken = {*_untrusted(van, before), *_untrusted(naar, after)} - done
    for name in broken:
        before.pop(name, None)
        after.pop(name, None)
    earlier, many = _find_earlier(before, after, {one.naam for one in van.gelezen.gebroken} - done)
    names = sorted(after.keys() & earlier.keys())
    used = {earlier[name] for name in names}
    return Laatste(
        [(before[earlier[name]], after[name]) for name in names],
        tuple(sorted(before.keys() - used)),
        tuple(sorted(after.keys() - earlier.keys())),
        tuple(sorted(broken)),
        tuple(older),
        many,
        tuple(dubbel),
    )


def _none(laatste: Laatste, fouten: Sequence[Melding], *, mappen: bool) -> WeerbaarError:
    if laatste.opgegaan:
        return _many_to_one(laatste.opgegaan)
    if laatste.dubbel:
        return WeerbaarError(laatste.dubbel[0].partition(": ")[2], tip=ONE_EACH)
    alone = list(laatste.alleen_van), list(laatste.alleen_naar)
    return _nothing(*alone, fouten, mappen=mappen)


def _find_earlier(
    before: Mapping[str, Ingelezen], after: Mapping[str, Ingelezen], broken: Collection[str]
) -> tuple[dict[str, str], tuple[Opgegaan, ...]]:
    """Per organisation of now the one of then that it is compared with: itself, else the only one
    that went into it; and those of which there are several.

    One of which the meting is `broken` went into it all the same.
    """
    found: dict[str, str] = {}
    many: list[Opgegaan] = []
    gone = sorted({*before, *broken} - {*after, ""})
    for name, one in after.items():
        traced = {other: _trace(one, other) for other in gone}
        theirs = find_nearest({one: way for one, way in traced.items() if way}, name)
        if name in before:
            found[name] = name
        elif len(theirs) > 1:
            many += [way[0] for way in theirs.values()]
        elif alone := theirs.keys() & before.keys():
            found[name] = alone.pop()
    return found, tuple(many)


def find_nearest(
    traced: Mapping[str, tuple[Opgegaan, ...]], naam: str
) -> dict[str, tuple[Opgegaan, ...]]:
    """Of the organisations that went into this one those with no other of them in between."""
    theirs = {other: way for other, way in traced.items() if way[-1].opvolger == naam}
    return {
        other: way
        for other, way in theirs.items()
        if not any(step.opvolger in theirs for step in way[:-1])
    }


def _trace(later: Ingelezen, naam: str) -> tuple[Opgegaan, ...]:
    """What became of an organisation up to the day of the later meting."""
    partijen = later.omgeving.bibliotheek.partijen
    return partijen.trace(naam, later.dossier.peildatum)


def _many_to_one(many: Sequence[Opgegaan]) -> WeerbaarError:
    zinnen = "; ".join(one.zin for one in many)
    message = Bericht(f"er is niets vergeleken: {cite(zinnen)}")
    tip = "Kies zelf welke: weerbaar compare METING-VAN-EEN-VAN-HEN LATERE-METING."
    return WeerbaarError(message, tip=tip)


def _nothing(
    left: list[str], right: list[str], fouten: Sequence[Melding], *, mappen: bool
) -> WeerbaarError:
    if left and right and not mappen:
        message = f"dit zijn twee organisaties: {left[0]} en {right[0]}"
        tip = "Vergelijk twee metingen van dezelfde organisatie."
        return WeerbaarError(message, tip=tip, meldingen=fouten)
    message = "er is niets te vergelijken: geen organisatie staat aan beide kanten"
    tip = "Controleer de twee mappen, en herstel wat fouten heeft."
    return WeerbaarError(message, tip=tip, meldingen=fouten)


def _faulty(fouten: Sequence[Melding]) -> WeerbaarError:
    tip = "Herstel de fouten, of kies een andere revisie."
    return unusable("er is niets vergeleken", fouten, tip)


def _by_organisatie(
    metingen: Iterable[Ingelezen], dubbel: list[str], mappen: bool
) -> dict[str, Ingelezen]:
    """Per organisation its meting; of several the one with the latest peildatum.

    Of a folder one with two of that day is among the `dubbel` instead.
    """
    chosen: dict[str, Ingelezen] = {}
    unclear: set[str] = set()
    for one in metingen:
        name, told = one.dossier.naam, len(dubbel)
        with told_of(one, dubbel, mappen=mappen):
            is_last = name not in chosen or _is_later(one.dossier, chosen[name].dossier)
            chosen[name] = one if is_last else chosen[name]
        unclear |= {name} if len(dubbel) > told else set()
    return {name: one for name, one in chosen.items() if name not in unclear}


def _older_files(metingen: Iterable[Ingelezen], chosen: Mapping[str, Ingelezen]) -> Iterator[str]:
    """The files of metingen of which there is a later one."""
    used = {id(one.dossier) for one in chosen.values()}
    for one in metingen:
        if id(one.dossier) not in used:
            yield one.dossier.bestand


def _untrusted(kant: Kant, chosen: Mapping[str, Ingelezen]) -> Iterator[str]:
    """The organisations whose last meting may be one that cannot be read."""
    for one in kant.gelezen.gebroken:
        held = chosen.get(one.naam)
        if one.naam and (held is None or one.peildatum >= held.dossier.peildatum):
            yield one.naam


def _is_later(one: Dossier, held: Dossier) -> bool:
    if one.peildatum == held.peildatum:
        both = f"{held.bestand} en {one.bestand}"
        message = f"{both} zijn van dezelfde organisatie en dezelfde peildatum"
        raise Onvergelijkbaar(message, tip=ONE_EACH)
    return one.peildatum > held.peildatum
