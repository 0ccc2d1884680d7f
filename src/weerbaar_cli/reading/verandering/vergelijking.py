"""Two sides of metingen compared: files, folders, or revisions that git remembers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.verandering.compare import Zijde, compare_metingen
from weerbaar_cli.engine.verandering.versies import comparable_pairs
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.git import Revisie, find_revisie, place_inside
from weerbaar_cli.files.vinden import STDIN, YAML_ENDINGS, exists, shown_path
from weerbaar_cli.model.bestanden.partij import Opgegaan
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.vergelijking import (
    Meetmoment,
    Paar,
    Vergelijkingen,
)
from weerbaar_cli.reading.dossier import Dossier, Gelezen, refuse_mixture, refuse_parts
from weerbaar_cli.reading.metingen import (
    Follow,
    Verzameling,
    choose_raamwerken,
    read_bron,
    read_bronnen,
    set_apart,
    unfollowed,
)
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving, Omgevingen
from weerbaar_cli.reading.verandering.raamwerkverschil import link_versies


class Kant(NamedTuple):
    """All metingen on one side, and what could not be read there."""

    naam: str
    map: bool
    gelezen: Verzameling


class Vergeleken(NamedTuple):
    """What was compared, and what is wrong with the files that could not be."""

    uitkomst: Vergelijkingen
    fouten: tuple[Melding, ...]


def compare_kanten(
    van: str, naar: str, raamwerk: str | None = None, follow: Follow = unfollowed
) -> Vergeleken:
    """Read both sides and compare them; a revision without a path means that of the other side."""
    kanten = _read(van, naar, follow), _read(naar, van, follow)
    fouten = tuple(fout for kant in kanten for fout in kant.gelezen.fouten)
    return Vergeleken(_compare(*kanten, raamwerk, fouten, follow), fouten)


def _compare(
    van: Kant, naar: Kant, raamwerk: str | None, fouten: Sequence[Melding], follow: Follow
) -> Vergelijkingen:
    """Match by organisation; nothing that stands on one side only is dropped."""
    mappen = van.map or naar.map
    if not mappen and fouten:
        raise _faulty(fouten)
    metingen = [one.dossier for kant in (van, naar) for one in kant.gelezen.metingen]
    refuse_mixture(metingen)
    refuse_parts(metingen)
    before, after = _by_organisatie(van), _by_organisatie(naar)
    older = [*_older_files(van, before), *_older_files(naar, after)]
    broken = sorted({*_untrusted(van, before), *_untrusted(naar, after)})
    for name in broken:
        before.pop(name, None)
        after.pop(name, None)
    earlier, many = _find_earlier(before, after, {one.naam for one in van.gelezen.gebroken})
    names = sorted(after.keys() & earlier.keys())
    used = {earlier[name] for name in names}
    alone = sorted(before.keys() - used), sorted(after.keys() - earlier.keys())
    if not names:
        raise _many_to_one(many) if many else _nothing(*alone, fouten, mappen=mappen)
    paren = [
        paar
        for name in follow(names, len(names), "vergelijken")
        for paar in _pair(before.pop(earlier[name]), after.pop(name), raamwerk)
    ]
    return Vergelijkingen(
        van.naam,
        naar.naam,
        mappen,
        tuple(paren),
        alleen_van=tuple(alone[0]),
        alleen_naar=tuple(alone[1]),
        gebroken=tuple(broken),
        ongelezen=tuple(dict.fromkeys(fout.bestand for fout in fouten)),
        ouder=tuple(older),
        opgegaan=many,
    )


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
    message = f"er is niets vergeleken: {'; '.join(one.zin for one in many)}"
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
    names = dict.fromkeys(fout.bestand for fout in fouten)
    message = f"er is niets vergeleken: {', '.join(names)} heeft fouten"
    tip = "Herstel de fouten, of kies een andere revisie."
    return WeerbaarError(message, tip=tip, meldingen=fouten)


def _pair(van: Ingelezen, naar: Ingelezen, wanted: str | None) -> Iterator[Paar]:
    """One organisation by every raamwerk that both sides have."""
    old, new = van.dossier, naar.dossier
    if old.peildatum > new.peildatum:
        message = (
            f"{old.bestand} ({dutch(old.peildatum)}) is van later dan "
            f"{new.bestand} ({dutch(new.peildatum)})"
        )
        raise WeerbaarError(message, tip="Bedoelt u het andersom? Draai VAN en NAAR om.")
    before = {one.id: one for one in choose_raamwerken(*van, wanted)}
    after = {one.id: one for one in choose_raamwerken(*naar, wanted)}
    shared = [name for name in before if name in after]
    if not shared:
        names = f"{', '.join(before)} en {', '.join(after)}"
        tip = "Kies met --raamwerk waarmee u beide wilt toetsen."
        raise WeerbaarError(f"de metingen hebben verschillende raamwerken: {names}", tip=tip)
    for name in shared:
        yield make_paar((van, before[name]), (naar, after[name]), new.peildatum)


def make_paar(van: tuple[Ingelezen, Raamwerk], naar: tuple[Ingelezen, Raamwerk], dag: date) -> Paar:
    """One organisation by one raamwerk, then and now; `dag` is the day of now."""
    (toen, oud), (nu, nieuw) = van, naar
    sides = (
        Zijde(toen.omgeving.kern(oud), toen.dossier.scan(oud), toen.dossier.peildatum),
        Zijde(nu.omgeving.kern(nieuw), nu.dossier.scan(nieuw), dag),
    )
    vergelijking = compare_metingen(*sides, _find_comparable(nu.omgeving, oud, nieuw))
    was, now = toen.dossier, nu.dossier
    partijen = nu.omgeving.bibliotheek.partijen
    opgegaan = partijen.trace_between(was.naam, now.naam, was.peildatum, now.peildatum)
    return Paar(now.naam, moment_of(was), moment_of(now), vergelijking, *opgegaan)


def moment_of(dossier: Dossier) -> Meetmoment:
    """Which meting it is, as it is named in what comes out."""
    meting = dossier.meting
    return Meetmoment(dossier.bestand, meting.soort, meting.peildatum, meting.fictief)


def _find_comparable(
    omgeving: Omgeving, oud: Raamwerk, nieuw: Raamwerk
) -> list[tuple[str, str]] | None:
    """Across versions only the norms that a was-wordt file, or the same text, makes comparable."""
    if oud.versie == nieuw.versie:
        return None
    return comparable_pairs(link_versies(omgeving.bibliotheek, oud, nieuw).overgangen)


def _read(word: str, other: str, follow: Follow) -> Kant:
    if exists(word) or Path(word) == STDIN:
        return _from_disk(Path(word), follow)
    revision, colon, path = word.partition(":")
    named_file = not colon and word.lower().endswith(YAML_ENDINGS)  # and no revision
    nothing = not revision and not colon
    if nothing or revision.startswith("-") or named_file:
        raise WeerbaarError(f"«{clean(word)}» bestaat niet", tip="Controleer de naam en de map.")
    if not colon:
        path = _path_of(other)
    where = Path(other) if not colon and exists(other) else Path.cwd()
    revisie = find_revisie(revision, where if where.is_dir() else where.parent)
    inside = place_inside(revisie, path) if colon else revisie.inside(Path(path))
    return _from_git(revisie, inside, follow)


def _path_of(other: str) -> str:
    """The path that the other side names, on disk or behind its revision."""
    if exists(other):
        return other
    _, colon, path = other.partition(":")
    if colon:
        return path
    message = "zeg erbij welk bestand of welke map u wilt vergelijken"
    tip = "Bijvoorbeeld: weerbaar compare HEAD~3 metingen/gemeente.yaml"
    raise WeerbaarError(message, tip=tip)


def _from_disk(path: Path, follow: Follow) -> Kant:
    return Kant(shown_path(path), path.is_dir(), set_apart(read_bronnen([path], follow)))


def _from_git(revisie: Revisie, path: str, follow: Follow) -> Kant:
    names = revisie.files(path)
    if not names:
        revisie.read(path)  # says what is wrong
    single, omgevingen = names == [path], Omgevingen()
    bronnen = (
        read_bron(omgeving, document.pad, document, named=single)
        for one in follow(names, len(names), "lezen")
        for document, omgeving in [omgevingen.read_past(revisie, one)]
    )
    found = set_apart(one for one in bronnen if one is not None)
    return Kant(revisie.shown(path), not single, found)


def _by_organisatie(kant: Kant) -> dict[str, Ingelezen]:
    """Per organisation its meting; of several the one with the latest peildatum."""
    chosen: dict[str, Ingelezen] = {}
    for one in kant.gelezen.metingen:
        name = one.dossier.naam
        if name not in chosen or _is_later(one.dossier, chosen[name].dossier):
            chosen[name] = one
    return chosen


def _older_files(kant: Kant, chosen: Mapping[str, Ingelezen]) -> Iterator[str]:
    """The files of metingen of which there is a later one."""
    used = {id(one.dossier) for one in chosen.values()}
    for one in kant.gelezen.metingen:
        if id(one.dossier) not in used:
            yield one.dossier.bestand


def _untrusted(kant: Kant, chosen: Mapping[str, Ingelezen]) -> Iterator[str]:
    """The organisations whose last meting may be one that cannot be read."""
    for one in kant.gelezen.gebroken:
        held = chosen.get(one.naam)
        if one.naam and (held is None or _is_later(one, held.dossier)):
            yield one.naam


def _is_later(one: Gelezen, held: Dossier) -> bool:
    if one.peildatum == held.peildatum:
        both = f"{held.bestand} en {one.bestand}"
        message = f"{both} zijn van dezelfde organisatie en dezelfde peildatum"
        raise WeerbaarError(message, tip="Vergelijk mappen met één meting per organisatie.")
    return one.peildatum > held.peildatum
