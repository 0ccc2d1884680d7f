"""The editions of a district: which metingen belong together, and who has handed in.

An edition is a kind and a peildatum. The latest one is reported, and the one before it compared.
What is wrong is told without naming anyone, unless the reader may know it all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bronnen import MANY
from weerbaar_cli.files.yaml.document import Yamlbestand
from weerbaar_cli.model.bestanden.meting import METINGSOORTEN, Metingsoort
from weerbaar_cli.model.bestanden.partij import Partij, Werkmap
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import add_months, dutch
from weerbaar_cli.reading.dossier import Dossier, Gebroken, Gelezen
from weerbaar_cli.reading.metingen import Follow, as_gebroken, may_be_meting, unfollowed
from weerbaar_cli.reading.neutraal import VALIDATE, Neutraal, unread_words
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.ongelezen import check_unread, find_unread_of

if TYPE_CHECKING:
    from weerbaar_cli.reading.processen import In, Uit, Werk

Sleutel = tuple[Metingsoort, date]
Gelezene = TypeVar("Gelezene", Dossier, Gebroken)


class Editie(NamedTuple):
    """One measurement of the district: what was handed in, and what is still a concept."""

    soort: Metingsoort
    peildatum: date
    raamwerk: Raamwerk
    ingeleverd: tuple[Dossier, ...]
    concept: tuple[Dossier, ...]

    @property
    def namen(self) -> tuple[str, ...]:
        """Who handed in, in the order of `ingeleverd`."""
        return tuple(one.naam for one in self.ingeleverd)

    @property
    def fictief(self) -> bool:
        """Whether any of it is invented."""
        return any(one.meting.fictief for one in self.ingeleverd)


class Districtsbeeld(NamedTuple):
    """A district with its members ever, the edition to report, and all that came before it.

    `alle` are all editions, also those of the same day and after it, and `metingen` all metingen,
    also where there are only concepts. `ongelezen` is how many files in the folder may be metingen
    and were not used, `gebroken` those files: only who may know names may know those.
    """

    omgeving: Omgeving
    werkmap: Werkmap
    district: str
    raamwerk: str
    leden: tuple[Partij, ...]
    nu: Editie
    eerdere: tuple[Editie, ...]
    alle: tuple[Editie, ...] = ()
    ongelezen: int = 0
    gebroken: tuple[Gebroken, ...] = ()
    metingen: tuple[Dossier, ...] = ()

    def leden_on(self, dag: date) -> tuple[Partij, ...]:
        """Who is a member on a day: `leden` has those that went into another party as well."""
        partijen = self.omgeving.bibliotheek.partijen
        eerste: dict[str, date] = {}
        for one in self.metingen:
            eerste[one.naam] = min(one.peildatum, eerste.get(one.naam, date.max))
        return tuple(
            one
            for one in self.leden
            if partijen.exists_on(one, dag, eerste.get(one.naam, date.max))
        )

    @property
    def programmas(self) -> tuple[Programma, ...]:
        """The programmes for this district."""
        found = self.omgeving.bibliotheek.programmas.values()
        return tuple(one for one in found if one.district == self.district)

    @property
    def vorige(self) -> Editie | None:
        """The edition of this group before this one."""
        return _last_of_group(self.nu, self.eerdere)

    def find_apart(self) -> dict[str, Dossier]:
        """Per member the meting that is of no edition of the group, but may be meant for this one.

        It is of after the previous edition, and nearest to this one.
        """
        rounds = {(one.soort, one.peildatum) for one in self._rounds}
        loose = (one for one in self.metingen if _key(one) not in rounds)
        return {one.naam: one for one in self._nearest_last(loose)}

    def find_broken(self) -> dict[str, date]:
        """Per member the day of a meting with a fout that may be meant for this edition.

        Its kind is not known: one of the day of another edition is of that. Without a readable
        day it may be of this one.
        """
        rounds = {one.peildatum for one in self._rounds} - {self.nu.peildatum}
        loose = (one for one in self.gebroken if one.peildatum not in rounds)
        return {one.naam: one.peildatum for one in self._nearest_last(loose)}

    @property
    def _rounds(self) -> Iterator[Editie]:
        return (one for one in self.alle if _is_of_group(self.nu, one))

    def _nearest_last(self, loose: Iterable[Gelezene]) -> list[Gelezene]:
        """Those of after the previous edition of the group, the nearest to this one last."""
        since = self.vorige.peildatum if self.vorige is not None else date.min
        late = (one for one in loose if one.peildatum > since)
        day = self.nu.peildatum
        return sorted(late, key=lambda one: abs(one.peildatum - day), reverse=True)


def _last_of_group(nu: Editie, eerdere: Iterable[Editie]) -> Editie | None:
    return next((one for one in eerdere if _is_of_group(nu, one)), None)


def _is_of_group(nu: Editie, other: Editie) -> bool:
    """Whether most of who hand in now did so then: one who was early makes no edition of all."""
    return 2 * len({*nu.namen} & {*other.namen}) > len(nu.namen)


class Districtsvraag(NamedTuple):
    """Which report is asked. `named`: messages may name parties and files."""

    district: str
    raamwerk: str | None = None
    peildatum: date | None = None
    named: bool = False


def read_district(
    omgeving: Omgeving,
    werkmap: Werkmap,
    folder: Path,
    vraag: Districtsvraag,
    follow: Follow = unfollowed,
) -> Districtsbeeld:
    """All editions of a district; raises when it is not clear whose results would be told."""
    metingen, gebroken, unread = read_all(omgeving, folder, follow, named=vraag.named)
    wanted = vraag.raamwerk or _only_raamwerk(werkmap, metingen)
    _refuse_unknown(omgeving, wanted, named=vraag.named)
    own = [one for one in metingen if _raamwerk_of(one, wanted) is not None]
    known = [one for one in omgeving.bibliotheek.partijen.alle if vraag.district in one.district]
    _refuse_strangers(own, known, named=vraag.named)
    _refuse_doubles(own, named=vraag.named)
    edities = _make_edities(own, wanted)
    if not edities and unread:
        message = f"er is geen meting te gebruiken: {unread_words(unread)}"
        raise Neutraal(message, tip=f"{VALIDATE} Is een meting versleuteld, noem dan uw --sleutel.")
    chosen = _choose(edities, vraag.peildatum)
    earlier = tuple(one for one in edities if one.peildatum < chosen.peildatum)
    vorige = _last_of_group(chosen, earlier)
    refuse_mixture([chosen, *([vorige] if vorige is not None else [])], named=vraag.named)
    types = all_types(chosen.raamwerk)
    leden = tuple(one for one in known if one.type in types)
    return Districtsbeeld(
        omgeving,
        werkmap,
        vraag.district,
        wanted,
        leden,
        chosen,
        earlier,
        alle=tuple(edities),
        ongelezen=unread,
        gebroken=gebroken,
        metingen=tuple(own),
    )


def only_type(found: Districtsbeeld, partijtype: str) -> Districtsbeeld:
    """The parties of one type; an edition in which they handed in nothing falls away."""
    edities = [_only_type(one, partijtype) for one in (found.nu, *found.eerdere)]
    leden = tuple(one for one in found.leden if one.type == partijtype)
    eerdere = tuple(one for one in edities[1:] if one.ingeleverd)
    return found._replace(leden=leden, nu=edities[0], eerdere=eerdere)


def _only_type(editie: Editie, partijtype: str) -> Editie:
    def fits(dossier: Dossier) -> bool:
        return dossier.partij.type == partijtype

    return editie._replace(
        ingeleverd=tuple(filter(fits, editie.ingeleverd)),
        concept=tuple(filter(fits, editie.concept)),
    )


def read_all(
    omgeving: Omgeving, folder: Path, follow: Follow = unfollowed, *, named: bool = False
) -> tuple[list[Dossier], tuple[Gebroken, ...], int]:
    """Every meting of a party, what cannot be used, and how many files that is in all."""
    bestanden = omgeving.bestanden
    paths = bestanden.find(folder)
    if not (paths or folder.is_dir()):
        tip = "Zie «metingen» in weerbaar.yaml; zonder die regel is het de map metingen."
        raise Neutraal("de werkmap heeft geen map met metingen", tip=tip)
    lezer = Districtlezer(omgeving, klein=len(paths) >= MANY, named=named)
    read = list(follow(work_through(lezer, paths), len(paths), "lezen"))
    is_groep = omgeving.bibliotheek.partijen.is_groep
    dossiers = [lezer.place(one) for one in read if isinstance(one, Dossier)]
    passed = [as_gebroken(one) for one in find_unread_of(omgeving, folder)]
    gebroken = [one for one in read if isinstance(one, Gebroken)] + passed
    unread = len(paths) - len(dossiers) + len(passed)
    whole = [one for one in dossiers if not (one.is_deel or is_groep(one.partij))]
    return whole, tuple(gebroken), unread


class Districtlezer:
    """Reads files among the metingen. `klein`: each meting is set aside, as there are very many;
    for a report by name without the facts as written, which only the register of publications asks.
    """

    def __init__(self, omgeving: Omgeving, *, klein: bool, named: bool) -> None:
        self._omgeving, self._klein, self._named = omgeving, klein, named

    def __call__(self, paths: Sequence[Path]) -> Iterator[Gelezen | None]:
        for document in map(self._omgeving.bestanden.read, paths):
            found = _read(self._omgeving, document)
            yield self._keep(found) if self._klein and isinstance(found, Dossier) else found

    def _keep(self, dossier: Dossier) -> Dossier:
        return (dossier.let_go() if self._named else dossier).set_aside()

    def place(self, dossier: Dossier) -> Dossier:
        """One that was read, with what is there once for all of them."""
        return self._omgeving.place(dossier) if self._klein else dossier


def work_through(werk: Werk[In, Uit], taken: Sequence[In]) -> Iterable[Uit]:
    """The results in the order of the work; of very much several processes do it."""
    if len(taken) < MANY:
        return werk(taken)
    from weerbaar_cli.reading.processen import share_out  # late: only for many

    return share_out(werk, taken)


def judge_through(werk: Werk[Dossier, Uit], metingen: Sequence[Dossier]) -> Iterable[Uit]:
    """The same for metingen; those that were set aside leave behind what is there for all."""
    aside = [one if one.rest is None else one._replace(raamwerken=()) for one in metingen]
    return work_through(werk, aside)


def _read(omgeving: Omgeving, document: Yamlbestand) -> Gelezen | None:
    """A file among the metingen; None when it is of no concern here."""
    if may_be_meting(document):
        return omgeving.read(document)
    document.bevindingen = check_unread(omgeving, document.pad, document)
    return as_gebroken(document) if document.bevindingen else None


def _refuse_unknown(omgeving: Omgeving, wanted: str, *, named: bool) -> None:
    """A name that is not known may be that of a party: who may not read those is not told it."""
    known = omgeving.bibliotheek.raamwerk_ids()
    if wanted in known:
        return
    tip = "Zie «weerbaar frameworks»."
    if not named:
        raise Neutraal("het raamwerk van dit district is niet bekend", tip=tip)
    message = f"raamwerk «{clean(wanted)}» is niet bekend"
    raise WeerbaarError(message, tip=suggest(wanted, known) or tip)


def _many(number: int, one: str, more: str) -> str:
    return f"1 meting {one}" if number == 1 else f"{number} metingen {more}"


def _raamwerk_of(dossier: Dossier, wanted: str) -> Raamwerk | None:
    """The raamwerk in the version that the meting names."""
    return next((one for one in dossier.raamwerken if one.id == wanted), None)


def _only_raamwerk(werkmap: Werkmap, metingen: Iterable[Dossier]) -> str:
    """What the werkmap names, or all metingen; raises when that is not one raamwerk."""
    named = {name.partition("@")[0] for name in werkmap.raamwerk}
    names = sorted(named or {one.id for dossier in metingen for one in dossier.raamwerken})
    if not names:
        raise Neutraal("er is geen meting om een rapport van te maken", tip=VALIDATE)
    if len(names) > 1:
        message = f"de metingen gaan over meer raamwerken: {', '.join(names)}"
        raise Neutraal(message, tip="Kies er een met --raamwerk.")
    return names[0]


def _refuse_strangers(metingen: list[Dossier], known: Sequence[Partij], *, named: bool) -> None:
    own = frozenset(known)
    strange = [one for one in metingen if one.partij not in own]
    if not strange:
        return
    message = f"{_many(len(strange), 'is', 'zijn')} van een partij buiten dit district"
    raise Neutraal(message + _where(strange, named), tip="Zie «partijen» in weerbaar.yaml.")


def _refuse_doubles(metingen: list[Dossier], *, named: bool) -> None:
    """A concept beside what was handed in is a double too: which of them is it?"""
    seen: dict[tuple[str, Sleutel], list[Dossier]] = {}
    for one in metingen:
        seen.setdefault((one.naam, _key(one)), []).append(one)
    double = [one for row in seen.values() if len(row) > 1 for one in row]
    if double:
        parties = sum(len(row) > 1 for row in seen.values())
        who = "1 partij heeft" if parties == 1 else f"{parties} partijen hebben"
        message = f"{who} meer dan één meting van dezelfde soort en peildatum"
        raise Neutraal(message + _where(double, named), tip="Laat er per partij één staan.")


def _where(metingen: list[Dossier], named: bool) -> str:
    return f": {', '.join(one.bestand for one in metingen)}" if named else ""


def _key(dossier: Dossier) -> Sleutel:
    return dossier.meting.soort, dossier.peildatum


def _make_edities(metingen: list[Dossier], wanted: str) -> list[Editie]:
    """The editions in which anything was handed in, the latest first."""
    groups: dict[Sleutel, list[Dossier]] = {}
    for one in metingen:
        groups.setdefault(_key(one), []).append(one)
    latest = sorted(groups, key=lambda key: (key[1], METINGSOORTEN.index(key[0])), reverse=True)
    made = (_make_editie(key, groups[key], wanted) for key in latest)
    return [one for one in made if one is not None]


def _make_editie(key: Sleutel, metingen: list[Dossier], wanted: str) -> Editie | None:
    metingen = sorted(metingen, key=lambda one: one.naam)
    concept = tuple(one for one in metingen if _is_concept(one))
    handed_in = tuple(one for one in metingen if not _is_concept(one))
    if not handed_in:
        return None
    found = [_raamwerk_of(one, wanted) for one in handed_in]
    versies = sorted({one.versie for one in found if one is not None})
    if len(versies) > 1 or found[0] is None:
        message = f"de metingen van {dutch(key[1])} gaan over meer versies van {wanted}"
        raise Neutraal(message, tip=f"Er zijn: {', '.join(versies)}. Kies er één voor iedereen.")
    return Editie(*key, found[0], handed_in, concept)


def _is_concept(dossier: Dossier) -> bool:
    return dossier.meting.status == "concept"


def _choose(edities: Sequence[Editie], peildatum: date | None) -> Editie:
    """The latest edition, or the one of this date; figures of a group have no other date.

    One of the same kind within a month of it in which more handed in is the same round: then the
    later day is a mistake of some.
    """
    if not edities:
        tip = "Metingen met status concept tellen niet mee; zet ze op ingeleverd."
        raise Neutraal("er is nog geen meting ingeleverd", tip=tip)
    if peildatum is None:
        last = edities[0]
        since = add_months(last.peildatum, -1)
        same = [one for one in edities if one.soort == last.soort and one.peildatum >= since]
        return max(same, key=lambda one: len(one.ingeleverd))
    found = next((one for one in edities if one.peildatum == peildatum), None)
    if found is None:
        known = ", ".join(f"{one.soort} van {dutch(one.peildatum)}" for one in edities)
        message = f"er is geen meetronde met peildatum {dutch(peildatum)}"
        raise Neutraal(message, tip=f"Er is: {known}.")
    return found


def refuse_mixture(edities: Sequence[Editie], *, named: bool = False) -> None:
    """Invented and real data never stand in one report; one with names shows concepts too."""
    used = [one for editie in edities for one in editie.ingeleverd]
    used += [one for editie in edities for one in editie.concept if named]
    kinds = Counter(one.meting.fictief for one in used)
    if len(kinds) > 1:
        fewest = kinds[True] <= kinds[False]
        rare = [one for one in used if one.meting.fictief is fewest]
        which = "fictief" if fewest else "echt"
        message = f"van {len(used)} metingen zijn er {len(rare)} {which}{_where(rare, named)}"
        tip = (
            "Fictieve en echte metingen gaan niet samen in één rapport; zet ze in twee werkmappen."
        )
        raise Neutraal(message, tip=tip)
