"""The codes under a report: what it was made from, hashed part by part, and whether that is so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli import __version__
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.rapporten import read_rapport
from weerbaar_cli.model.bestanden.feit import Feit
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.csvtekst import read_cells
from weerbaar_cli.model.doelgroep import DOELGROEPEN, PROEF, Doelgroep
from weerbaar_cli.model.strict import Strict, clean
from weerbaar_cli.model.uitkomsten.waarmerk import (
    ONDERDELEN,
    Onderdeel,
    Uitslag,
    Waarmerk,
    Zin,
    as_piece,
    find_waarmerk,
    hash_pieces,
    is_newer,
    take_afdruk,
)
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.omgeving import Omgeving

if TYPE_CHECKING:
    from weerbaar_cli.reading.eigen import Eigenuitkomst

LONGEST, BEFORE = 120, 40
# The codes in the order in which they are checked; by what and on which day it was made may differ.
GECONTROLEERD = ("doelgroep", "peildatum", *ONDERDELEN)


class Rapportbasis(NamedTuple):
    """What a report rests on. `metingen` is the hash of what they say, empty where nothing of
    them may be hashed.

    `programmas` are those that the report shows.
    """

    omgeving: Omgeving
    raamwerken: Sequence[Raamwerk]
    peildatum: date
    metingen: str = ""
    programmas: Sequence[Programma] = ()


def make_waarmerk(
    doelgroep: str,
    bronnen: Rapportbasis,
    inhoud: str,
    datum: date,
    onderdelen: Sequence[Onderdeel] = ONDERDELEN,
    *,
    over_meting: bool = False,
) -> Waarmerk:
    """The codes of a report of which `inhoud` is the hash of what it tells."""
    found = dict(take_afdrukken(bronnen), inhoud=inhoud)
    if doelgroep == "notitie" and over_meting:
        # It tells that the note is about one organisation, and nothing that the note does not tell.
        found["metingen"] = take_afdruk(("metingen", inhoud))
    codes = tuple((one, found[one]) for one in onderdelen if one in found)
    return Waarmerk(__version__, doelgroep, bronnen.peildatum, datum, codes)


def make_eigen_waarmerk(
    found: Eigenuitkomst, doelgroep: Doelgroep, inhoud: str, datum: date
) -> Waarmerk:
    """The codes of a report on one meting."""
    eigen = found.bronnen
    metingen = ""  # a hash of what its readers may not know could be used to test a guess
    if doelgroep == "eigen":
        read = (one.dossier for one in (eigen.nu, eigen.vorige) if one is not None)
        metingen = hash_pieces(map(write_meting, read))
    bronnen = Rapportbasis(eigen.nu.omgeving, eigen.raamwerken, eigen.dag, metingen)
    return make_waarmerk(doelgroep, bronnen, inhoud, datum, over_meting=True)


def take_afdrukken(bronnen: Rapportbasis) -> Iterator[tuple[Onderdeel, str]]:
    """A code per part; what nobody could check has none."""
    omgeving = bronnen.omgeving
    bibliotheek = omgeving.bibliotheek
    yield "raamwerk", take_afdruk(map(_written, bronnen.raamwerken))
    parameters = (
        one for raamwerk in bronnen.raamwerken for one in omgeving.kern(raamwerk).parameters
    )
    yield "lezing", take_afdruk(map(repr, parameters))
    yield "feiten", take_afdruk(_items(_asked(bronnen)))
    yield "ankers", take_afdruk(_items(bibliotheek.ankers))
    if bronnen.programmas:
        yield "programma", take_afdruk(map(_written, bronnen.programmas))
    if bronnen.metingen:
        yield "metingen", bronnen.metingen


def _asked(bronnen: Rapportbasis) -> Mapping[str, Feit]:
    """The facts that the norms read; what else the catalogue holds makes no difference."""
    catalogus = bronnen.omgeving.bibliotheek.catalogus
    names = {
        name
        for raamwerk in bronnen.raamwerken
        for norm in raamwerk.normen
        for name in bronnen.omgeving.kern(raamwerk).feiten(norm)
    }
    return {name: catalogus[name] for name in names if name in catalogus}


def _items(named: Mapping[str, object]) -> Iterable[str]:
    return (f"{name}\n{_written(value)}" for name, value in sorted(named.items()))


def _written(value: object) -> str:
    """Only what was written in a file: what a later version could add makes no difference."""
    if isinstance(value, Strict):
        return value.as_written()
    return repr(value)


def write_meting(dossier: Dossier) -> bytes:
    """What a meting says, as the hash of the metingen takes it."""
    return as_piece(_texts(dossier))


def _texts(dossier: Dossier) -> Iterator[str]:
    """What a meting says, with what its groups share; not how it is written."""
    yield _written(dossier.meting.model_copy(update={"feiten": {}}))
    yield from _items(dossier.antwoorden)
    # Who gave an answer, where that is known: an older version knew nobody.
    known = sorted((name, one.door) for name, one in dossier.antwoorden.items() if one.door)
    yield from (f"{name}\n{door}" for name, door in known)


class Bestaand(NamedTuple):
    """The report that is checked, with the codes that were found in it."""

    pad: Path
    inhoud: bytes
    waarmerk: Waarmerk
    doelgroep: Doelgroep

    def words(self, inhoud: bytes) -> list[str]:
        """What is read in a report of this form, in its order, whatever program saved it."""
        match self.pad.suffix.lower():
            case ".xlsx":
                from weerbaar_cli.files.werkboek import read_cells as read_workbook  # late: few are

                return read_workbook(inhoud, clean(self.pad.name, 200))
            case ".csv":
                return read_cells(inhoud.decode("utf-8", errors="replace"))
            case _:
                return _words(inhoud, self.pad)


def read_bestaand(path: Path) -> Bestaand:
    """Raise WeerbaarError for what is no report, a proof, or of a later version."""
    raw = read_rapport(path)
    text = "\n".join(_words(raw, path))
    if PROEF in text or b'"proef": true' in raw:
        message = f"«{clean(path.name, 200)}» is een proef; daarvan is er niets na te gaan"
        raise WeerbaarError(message, tip="Publiceer het rapport eerst, met --publiceer.")
    waarmerk = find_waarmerk(text)
    if waarmerk is None:
        message = f"«{clean(path.name, 200)}» heeft geen waarmerk van weerbaar"
        tip = "Alleen een rapport dat het hoofdstuk «Waarmerk» nog heeft, is te controleren."
        raise WeerbaarError(message, tip=tip)
    if is_newer(waarmerk.weerbaar, __version__):
        message = f"dit rapport is gemaakt met weerbaar {waarmerk.weerbaar}; dit is {__version__}"
        raise WeerbaarError(message, tip="Werk weerbaar bij en probeer het opnieuw.")
    return Bestaand(path, raw, waarmerk, _doelgroep(waarmerk))


def _words(inhoud: bytes, path: Path) -> list[str]:
    from weerbaar_cli.leaks.uitlezen import read_in_order  # late: who makes a report reads none

    return read_in_order(inhoud, path.name)


def _doelgroep(waarmerk: Waarmerk) -> Doelgroep:
    for name in DOELGROEPEN:
        if name == waarmerk.doelgroep:
            return name
    message = f"dit rapport is voor «{clean(waarmerk.doelgroep)}»; die doelgroep is niet bekend"
    raise WeerbaarError(message, tip="Is het waarmerk veranderd?")


def differing_code(old: Waarmerk, new: Waarmerk, *, tegengehouden: bool) -> Uitslag | None:
    """The first code that differs; None when all are the same.

    Of figures that the register holds back the new code is not told: by it a guess at them could
    be tested.
    """
    found, now = dict(old.codes()), dict(new._replace(datum=old.datum).codes())
    if old.doelgroep == "notitie":  # its words say it all; an older version hashed every answer
        found["metingen"] = now["metingen"] = ""
    for onderdeel in GECONTROLEERD:
        if found.get(onderdeel) != now.get(onderdeel):
            kept = tegengehouden and onderdeel == "inhoud"
            again = "" if kept else now.get(onderdeel, "")
            return Uitslag(old, onderdeel, found.get(onderdeel, ""), again)
    return None


def compare_words(bestaand: Bestaand, again: bytes) -> Uitslag:
    """Where the text differs, when the codes do not."""
    if again == bestaand.inhoud:
        return Uitslag(bestaand.waarmerk, exact=True)
    found = _first_difference(bestaand.words(bestaand.inhoud), bestaand.words(again))
    return Uitslag(bestaand.waarmerk, *(() if found is None else ("tekst", *found)))


def add_words(
    uitslag: Uitslag, bestaand: Bestaand, again: bytes, naam: str, *, openbaar: bool
) -> Uitslag:
    """The same with the first words that differ, and whose meting it is where that is another's.

    `again` has the codes of the report itself; what it says now is told only if it is `openbaar`.
    """
    old, new = bestaand.words(bestaand.inhoud), bestaand.words(again)
    zin = _find_zin(old, new, openbaar=openbaar)
    other = naam in "\n".join(new) and naam not in "\n".join(old)
    return uitslag._replace(zin=zin, ander=naam if other else "")


def _find_zin(old: Sequence[str], new: Sequence[str], *, openbaar: bool) -> Zin | None:
    """The first words that differ, apart from the codes; None when only codes do."""
    # In data a key may differ before any sentence does; that says little.
    sentences = ([one for one in words if " " in one] for words in (old, new))
    found = _first_difference(*sentences) or _first_difference(old, new)
    return None if found is None else Zin(found[0], found[1] if openbaar else None)


def _first_difference(old: Sequence[str], new: Sequence[str]) -> tuple[str, str] | None:
    pairs = zip_longest(old, new, fillvalue="")
    return next((_around(one, other) for one, other in pairs if one != other), None)


def _around(one: str, other: str) -> tuple[str, str]:
    """Both texts from a little before the place where they part."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(0, same - BEFORE)
    dots = "…" if start else ""
    return dots + clean(one[start:], LONGEST), dots + clean(other[start:], LONGEST)
