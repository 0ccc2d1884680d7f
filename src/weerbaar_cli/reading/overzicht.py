"""The districts of an overview: their published reports, or what they would publish now.

Whatever it starts from, only the JSON of reports goes on: a figure that was not published is not
there to be shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.checks.gepubliceerd import check_gepubliceerd
from weerbaar_cli.engine.groep.overzicht import (
    Districtstuk,
    Overzichtskader,
    make_overzicht,
    not_placed,
)
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.gepubliceerd import (
    Onleesbaar,
    Rapportstuk,
    find_rapporten,
    parse_gepubliceerd,
    read_gepubliceerd,
    read_if_published,
)
from weerbaar_cli.files.vinden import find_werkmap, not_there, shown_path, split_revisie
from weerbaar_cli.leaks.namen import Zoeklijst, find_forbidden, join_zoeklijsten, mask
from weerbaar_cli.model.bevinding import Bevinding, suggest
from weerbaar_cli.model.strict import clean, find_word
from weerbaar_cli.reading.districtmap import find_below
from weerbaar_cli.reading.groep import BROKEN, TeWeinig
from weerbaar_cli.reading.neutraal import Neutraal, neutral
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.verboden import words_of_members

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.bestanden.partij import Verband
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel
    from weerbaar_cli.model.uitkomsten.overzicht import Overzicht

SETTINGS_BROKEN = "de werkmap is niet te lezen of heeft fouten; er is geen overzicht gemaakt"
# A file that nobody named may be called after a party, and what stands in it may name one.
FOUND_BROKEN = "een rapport in de map is niet te gebruiken; er is geen overzicht gemaakt"
FOUND_TIP = "Noem de rapporten één voor één: dan zegt weerbaar welk het is, en wat eraan schort."


class Districtsrapport(NamedTuple):
    """The report that a werkmap would publish now, as JSON; `voorlopig`: nobody published it.

    `tegengehouden`: the register stands in the way of these figures.
    """

    inhoud: bytes
    voorlopig: bool
    ongelezen: int
    verboden: Zoeklijst | None
    tegengehouden: bool


# Makes the report of a district from its werkmap.
Rapportmaker = Callable[[Path, str], Districtsrapport]
Tell = Callable[[str], None]


@dataclass
class Invoer:
    """The reports by district; `voorlopig`: one was made just now and nobody published it.

    `tegengehouden`: of one the register stands in the way.
    """

    stukken: dict[str, Rapportstuk] = field(default_factory=dict)
    verboden: list[Zoeklijst] = field(default_factory=list)
    voorlopig: bool = False
    tegengehouden: bool = False
    ongelezen: int = 0
    onleesbaar: list[Onleesbaar] = field(default_factory=list)


class Overzichtsuitkomst(NamedTuple):
    """An overview with what it rests on; `verboden` is what must not stand in it."""

    overzicht: Overzicht
    omgeving: Omgeving
    invoer: Invoer
    verboden: Zoeklijst
    raamwerken: tuple[Raamwerk, ...]


def read_overzicht(
    paths: Sequence[Path], name: str, doelgroep: Groepsdoel, maak: Rapportmaker, tell: Tell
) -> Overzichtsuitkomst:
    """The overview of the districts that belong together by this name; it publishes nothing."""
    with neutral(SETTINGS_BROKEN):
        omgeving = Omgeving(find_werkmap(Path.cwd()))
        omgeving.refuse_trouble()
    name, verband = _find_verband(omgeving, name)
    found = _read(omgeving, verband, paths, maak, tell)
    _refuse_mixture(found, doelgroep)
    kader = _make_kader(omgeving)
    stukken = [_districtstuk(omgeving, kader, one, found) for one in verband.districten]
    return Overzichtsuitkomst(
        make_overzicht(name, verband.titel, doelgroep, stukken, kader),
        omgeving,
        found,
        join_zoeklijsten([words_of_members(Bibliotheek(), verband.districten), *found.verboden]),
        tuple(one.kern.raamwerk for one in stukken if one.kern is not None),
    )


def naming(found: Overzichtsuitkomst) -> str:
    """Which of the reports that were handed in names a party; empty when none does."""
    words, stukken = found.verboden, found.invoer.stukken.values()
    named = (one for one in stukken if find_forbidden(one.document.data, words).treffers)
    return next((f", in «{mask(one.naam, words)}»" for one in named), "")


def _find_verband(omgeving: Omgeving, name: str) -> tuple[str, Verband]:
    """The one that is meant, with its name as we write it."""
    known = omgeving.bibliotheek.register.verbanden
    found = find_word(name, known)
    if found is None:
        tip = suggest(name, known) or f"Kies uit: {', '.join(known)}."
        raise WeerbaarError(f"overzicht «{clean(name)}» is niet bekend", tip=tip)
    return found, known[found]


def _read(
    omgeving: Omgeving, verband: Verband, paths: Sequence[Path], maak: Rapportmaker, tell: Tell
) -> Invoer:
    """The named files; without any those of this folder; without those the werkmappen here."""
    found = Invoer()
    if paths:
        stukken = list(_of_paths(paths, found))
    else:
        with neutral(FOUND_BROKEN, FOUND_TIP):
            stukken = _of_folder(Path.cwd(), found, deep=False)
    _tell_unreadable(verband, found.onleesbaar, tell)
    for stuk in stukken:
        _place(omgeving, verband, stuk, found)
    if not (paths or stukken or found.onleesbaar):
        _make_all(omgeving, verband, maak, found, tell)
    if not found.stukken:
        message = f"hier is geen enkel rapport van een district van {verband.titel}"
        tip = "Noem de rapporten in JSON, of de map waarin zij staan."
        raise WeerbaarError(message, tip=tip)
    return found


def _tell_unreadable(verband: Verband, onleesbaar: Sequence[Onleesbaar], tell: Tell) -> None:
    """Each by name, with a sign where it is called after a party."""
    words = words_of_members(Bibliotheek(), verband.districten) if onleesbaar else None
    for one in onleesbaar:
        naam = mask(one.naam, words) if words is not None else one.naam
        tell(f"Let op: «{naam}» is niet gelezen en staat niet in dit overzicht: {one.reden}.")


def _of_paths(paths: Sequence[Path], found: Invoer) -> Iterator[Rapportstuk]:
    for path in paths:
        if split_revisie(path) is not None:
            raise not_there(path)
        if not path.is_dir():
            yield read_gepubliceerd(path)
            continue
        with neutral(FOUND_BROKEN, FOUND_TIP):
            stukken = _of_folder(path, found, deep=True)
        if not (stukken or found.onleesbaar):
            message = f"in «{shown_path(path)}» staat geen gepubliceerd rapport in JSON"
            tip = "Maak het met «weerbaar report --district … --publiceer --output rapport.json»."
            raise WeerbaarError(message, tip=tip)
        yield from stukken


def _of_folder(folder: Path, found: Invoer, *, deep: bool) -> list[Rapportstuk]:
    """The published reports of a folder; what cannot be read is kept apart."""
    read = [read_if_published(path) for path in find_rapporten(folder, deep=deep)]
    found.onleesbaar += [one for one in read if isinstance(one, Onleesbaar)]
    return [one for one in read if isinstance(one, Rapportstuk)]


def _place(omgeving: Omgeving, verband: Verband, stuk: Rapportstuk, found: Invoer) -> None:
    """Put a report with its district; raise when that is not one of these, or has one already."""
    name = stuk.rapport.district.casefold()
    districten = omgeving.bibliotheek.register.districten
    titels = {one: districten[one].titel for one in verband.districten if one in districten}
    place = next((one for one, titel in titels.items() if name in (one, titel.casefold())), None)
    if place is None:
        message = f"«{stuk.naam}» gaat over {clean(stuk.rapport.district)}"
        tip = f"Dit overzicht is van {', '.join(titels.values())}. Laat het andere rapport weg."
        raise WeerbaarError(f"{message}; dat hoort niet bij {verband.titel}", tip=tip)
    other = found.stukken.get(place)
    if other is not None:
        message = f"over {titels[place]} zijn er twee rapporten: «{other.naam}» en «{stuk.naam}»"
        raise WeerbaarError(message, tip="Laat het oudste weg.")
    found.stukken[place] = stuk


def _make_all(
    omgeving: Omgeving, verband: Verband, maak: Rapportmaker, found: Invoer, tell: Tell
) -> None:
    """What each werkmap here would publish now, in the shape in which it would."""
    here = omgeving.werkmap.district if omgeving.werkmap is not None else None
    for name in verband.districten:
        map_ = omgeving.map if name == here else find_below(name)
        if map_ is not None:
            titel = omgeving.bibliotheek.register.districten[name].titel
            _make_one(titel, name, map_, maak, found, tell)


def _make_one(
    titel: str, name: str, map_: Path, maak: Rapportmaker, found: Invoer, tell: Tell
) -> None:
    try:
        with neutral(BROKEN):
            made = maak(map_, name)
    except TeWeinig as error:
        tell(f"{titel} ontbreekt in dit overzicht: {error.message}.")
        return
    except Neutraal as error:
        message = f"{titel}: {error.message}"
        raise Neutraal(message, tip=error.tip, exit_code=error.exit_code) from None
    found.stukken[name] = parse_gepubliceerd(made.inhoud, f"het rapport van {titel}")
    found.voorlopig |= made.voorlopig
    found.tegengehouden |= made.tegengehouden
    found.ongelezen += made.ongelezen
    found.verboden += [made.verboden] if made.verboden else []


def _refuse_mixture(found: Invoer, doelgroep: Groepsdoel) -> None:
    """Invented beside real, and what only a board may see in an overview for everyone."""
    stukken = found.stukken.values()
    invented = [one.naam for one in stukken if one.rapport.fictief]
    real = [one.naam for one in stukken if not one.rapport.fictief]
    if invented and real:
        message = f"«{invented[0]}» is verzonnen (fictief) en «{real[0]}» niet"
        tip = "Zet verzonnen en echte cijfers nooit naast elkaar."
        raise WeerbaarError(f"{message}; er is geen overzicht gemaakt", tip=tip)
    strict = [one.naam for one in stukken if one.rapport.doelgroep == "bestuur"]
    if doelgroep == "openbaar" and strict:
        message = f"«{strict[0]}» is voor het bestuur, en dit overzicht zou openbaar zijn"
        tip = "Gebruik van elk district het openbare rapport, of kies --doelgroep bestuur."
        raise WeerbaarError(message, tip=tip)


def _make_kader(omgeving: Omgeving) -> Overzichtskader:
    """The themas of the arrangement that weerbaar brings; a werkmap may place its own norms."""
    bibliotheek = omgeving.bibliotheek
    indelingen = bibliotheek.indelingen
    return Overzichtskader(
        bibliotheek.raamwerk(indelingen[0].raamwerk), indelingen, bibliotheek.catalogus
    )


def _districtstuk(
    omgeving: Omgeving, kader: Overzichtskader, name: str, found: Invoer
) -> Districtstuk:
    stuk = found.stukken.get(name)
    titel = omgeving.bibliotheek.register.districten[name].titel
    if stuk is None:
        return Districtstuk(name, titel, None, _kern_of(omgeving, name))
    raamwerk = _raamwerk_of(omgeving, stuk)
    stuk.refuse(check_gepubliceerd(stuk.rapport, raamwerk))
    missing = not_placed(raamwerk, kader)
    if missing:
        message = f"norm {missing[0]} van {raamwerk.id} hoort bij geen thema van {kader.themas.id}"
        tip = "Zet een bestand «weerbaar: indeling/1» in uw werkmap dat de normen indeelt."
        raise WeerbaarError(message, tip=tip)
    return Districtstuk(name, titel, stuk.rapport, omgeving.kern(raamwerk))


def _raamwerk_of(omgeving: Omgeving, stuk: Rapportstuk) -> Raamwerk:
    """The raamwerk of a report in just that version; raises with the place in the report."""
    named = stuk.rapport.raamwerk
    try:
        return omgeving.bibliotheek.raamwerk(f"{named.id}@{named.versie}")
    except WeerbaarError as error:
        known = named.id in omgeving.bibliotheek.raamwerk_ids()
        code, key = ("onbekende-versie", "versie") if known else ("onbekend-raamwerk", "id")
        stuk.refuse([Bevinding(code, error.message, ("raamwerk", key), suggestie=error.tip)])
        raise AssertionError("a finding is refused") from error


def _kern_of(omgeving: Omgeving, district: str) -> Rekenraamwerk | None:
    """What is asked of a district that sent no report: its own raamwerk, when there is just one."""
    raamwerken = map(omgeving.bibliotheek.raamwerk, omgeving.bibliotheek.packaged_ids())
    found = [one for one in raamwerken if one.district == district]
    return omgeving.kern(found[0]) if len(found) == 1 else None
