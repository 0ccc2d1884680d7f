"""Files of every kind but a meting, against everything that they name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from weerbaar_cli.engine.checks.normen import check_indeling, check_programma, check_waswordt
from weerbaar_cli.engine.checks.publicaties import (
    check_intrekking,
    check_publicatie,
    check_uitgaven,
    check_zout,
)
from weerbaar_cli.engine.checks.raamwerk import check_compleet, check_gebruik, check_raamwerk
from weerbaar_cli.engine.checks.werkmap import (
    check_partijen,
    check_programma_id,
    check_verbanden,
    reserved_id,
)
from weerbaar_cli.engine.score.feitgebruik import norms_by_fact
from weerbaar_cli.engine.score.gevallen import check_bereik, check_gevallen
from weerbaar_cli.engine.score.mogelijk import make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.verandering.versies import reference
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    Bibliotheek,
    UnreadableData,
    is_packaged,
    load,
)
from weerbaar_cli.files.vinden import (
    find_files,
    not_there,
    same_place,
    shown_path,
    split_revisie,
    typed_path,
)
from weerbaar_cli.files.yaml.document import Yamlbestand, read_document
from weerbaar_cli.model.bestanden.feit import Ankerbestand, Catalogus, Feitenbestand
from weerbaar_cli.model.bestanden.indeling import Indeling
from weerbaar_cli.model.bestanden.partij import Partijen, Partijenbestand, Werkmap
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.publicaties import (
    Intrekking,
    Publicatie,
    Publicaties,
    Registerstuk,
    Zout,
    as_register,
)
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bestanden.waswordt import Waswordt
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.model.uitkomsten.raamwerken import Raamwerkcontrole
from weerbaar_cli.reading.instellingen import (
    check_catalogusbestand,
    check_settings,
    facts_for,
    find_named,
    other_file,
    place_of,
)
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen
from weerbaar_cli.reading.publiceren import make_samenhang
from weerbaar_cli.reading.raamwerken import RESERVED

# What belongs to a raamwerk; other kinds are for `validate`.
KINDS = ("raamwerk", "feiten", "ankers", "was-wordt", "indeling")


def check_inhoud(omgeving: Omgeving, inhoud: Strict, document: Yamlbestand) -> list[Bevinding]:
    """What stands in a file, against everything that it names."""
    bibliotheek = omgeving.bibliotheek
    match inhoud:
        case Raamwerk():
            return check_raamwerkbestand(bibliotheek, inhoud, document)
        case Werkmap():
            return check_settings(bibliotheek, inhoud)
        case Partijenbestand():
            known = Partijen(inhoud.partijen, inhoud.groepen)
            districten = list(inhoud.districten)
            named = (inhoud.partijen, inhoud.groepen, districten)
            found = check_partijen(*named, known, facts_for(bibliotheek, inhoud.partijen))
            return [*found, *check_verbanden(inhoud.verbanden, districten)]
        case Programma():
            return check_programmabestand(bibliotheek, inhoud, document.pad)
        case Waswordt():
            return check_waswordtbestand(bibliotheek, inhoud, document.pad)
        case Publicatie() | Intrekking() | Zout() | Publicaties():
            return check_registerbestand(omgeving, inhoud, document.pad)
        case Indeling():
            return check_indelingbestand(bibliotheek, inhoud, document.pad)
        case Feitenbestand() | Ankerbestand():
            return check_catalogusbestand(bibliotheek, inhoud, document.pad)
        case _:
            return []


def check_registerbestand(
    omgeving: Omgeving, bestand: Registerstuk | Publicaties, pad: Path
) -> list[Bevinding]:
    """A file of the register of publications, beside all others of it."""
    own = bestand.stukken() if isinstance(bestand, Publicaties) else [bestand]
    samenhang = make_samenhang(omgeving, as_register(own))
    match bestand:
        case Publicatie():
            return check_publicatie(bestand, samenhang, pad.name)
        case Intrekking():
            return check_intrekking(bestand, samenhang, pad.name)
        case Zout():
            return check_zout(bestand, pad.name)
        case Publicaties():
            return check_uitgaven(bestand, samenhang)


def check_programmabestand(
    bibliotheek: Bibliotheek, programma: Programma, pad: Path
) -> list[Bevinding]:
    """A programme against all that it names, and against what has its id already."""
    first = bibliotheek.programmapaden.get(programma.id, [])[:1]
    where = "".join(place_of(path) for path in first if not is_same(path, pad))
    found = [*check_programma_id(programma, where, bibliotheek.raamwerk_ids(), RESERVED)]
    try:
        catalogus: Catalogus | None = bibliotheek.catalogus
    except UnreadableData as error:
        catalogus = None
        found.append(other_file(error))
    ids = bibliotheek.raamwerk_ids()
    named = {one.rpartition("/")[0] for one in programma.alle_normen}
    _, trouble = find_named(bibliotheek, [name for name in ids if name in named])
    readable, _ = find_named(bibliotheek, ids)
    raamwerken = {name: readable.get(name) for name in ids}
    own = bibliotheek.werkmap.district if bibliotheek.werkmap is not None else None
    districten = [*bibliotheek.register.districten, *filter(None, [own])]
    return [*found, *trouble, *check_programma(programma, raamwerken, catalogus, districten)]


def check_raamwerkbestand(
    bibliotheek: Bibliotheek, raamwerk: Raamwerk, document: Yamlbestand
) -> list[Bevinding]:
    """A raamwerk against the catalogue, and against the raamwerken that are already there."""
    found = []
    try:
        found += _check_id(bibliotheek, raamwerk, document)
    except UnreadableData as error:  # another version of it
        found.append(other_file(error))
    try:
        found += check_raamwerk(raamwerk, bibliotheek.catalogus, bibliotheek.ankers)
    except UnreadableData as error:
        found.append(other_file(error))
    if not any(one.ernst == "fout" for one in found):
        found += check_bereik(own_kern(bibliotheek, raamwerk))
    return found


def own_kern(bibliotheek: Bibliotheek, raamwerk: Raamwerk) -> Rekenraamwerk:
    """The raamwerk with its own readings: its cases do not know those of a werkmap."""
    lezing = make_lezing(raamwerk)
    return Rekenraamwerk(raamwerk, lezing, bibliotheek.ankers, bibliotheek.catalogus)


def _check_id(
    bibliotheek: Bibliotheek, raamwerk: Raamwerk, document: Yamlbestand
) -> list[Bevinding]:
    if raamwerk.id in RESERVED:
        return [reserved_id(raamwerk.id)]
    first = next(iter(bibliotheek.sources(raamwerk)), None)
    if first is None or is_same(first, document.pad):
        return []
    text = f"{reference(raamwerk)} staat al {place_of(first)}; dit bestand telt niet mee"
    tip = "Geef uw raamwerk een eigen kenmerk of een eigen versie."
    return [Bevinding("dubbel-raamwerk", text, ("versie",), suggestie=tip)]


def is_same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file."""
    return same_place(path) == same_place(other)


def check_waswordtbestand(
    bibliotheek: Bibliotheek, waswordt: Waswordt, pad: Path
) -> list[Bevinding]:
    """A was-wordt against the versions that it names, and against the others of its kind."""
    named, trouble = find_named(bibliotheek, (waswordt.van, waswordt.naar))
    others: list[Waswordt] = []
    try:
        paths = bibliotheek.waswordt.items()
        others = [one for path, one in paths if not is_same(path, pad)]
    except UnreadableData as error:
        trouble.append(other_file(error))
    ids = [name.partition("@")[0] for name in sorted(named) if name in named]
    known = [
        f"{name}@{versie}"
        for name in dict.fromkeys(ids)
        if name in bibliotheek.raamwerk_ids()
        for versie in bibliotheek.versies(name)
    ]
    return [*trouble, *check_waswordt(waswordt, named, others, known or bibliotheek.raamwerk_ids())]


def check_indelingbestand(
    bibliotheek: Bibliotheek, indeling: Indeling, pad: Path
) -> list[Bevinding]:
    """An indeling against all that it names; ours may leave out no raamwerk of ours."""
    named, trouble = find_named(bibliotheek, (indeling.raamwerk, *indeling.normen))
    ours = bibliotheek.packaged_ids() if is_packaged(pad) else []
    return [*trouble, *check_indeling(indeling, named, bibliotheek.raamwerk_ids(), ours)]


def check_raamwerken(path: Path) -> Iterator[Raamwerkcontrole]:
    """One file, or all of a folder that belongs to raamwerken, with the cases that they carry."""
    omgevingen = Omgevingen()
    for document in list(_documents(path)):
        inhoud = load(document, SOORTEN.get(_kind(document), Raamwerk))
        if inhoud is not None:
            omgeving = omgevingen.of(document.pad)
            document.bevindingen += check_inhoud(omgeving, inhoud, document)
            document.bevindingen += _check_whole(omgeving, inhoud, document)
        yield Raamwerkcontrole(document.bestand, inhoud, tuple(document.located()))


def _documents(path: Path) -> Iterator[Yamlbestand]:
    """The file itself, or everything in a folder that belongs to a raamwerk."""
    if not path.is_dir():
        yield _read_file(path)
        return
    found = (read_document(one) for one, _ in find_files([path]))
    # What cannot be parsed may well be the raamwerk: it must not be left out in silence.
    chosen = [one for one in found if _kind(one) in KINDS or one.unparsed]
    if not chosen:
        message = f"in «{shown_path(path)}» staat geen raamwerk"
        raise WeerbaarError(message, tip="Een raamwerk begint met «weerbaar: raamwerk/1».")
    yield from chosen


def _read_file(path: Path) -> Yamlbestand:
    if split_revisie(path) is not None:
        raise not_there(path)
    if not path.is_file():
        tip = "Controleer de naam en de map."
        raise WeerbaarError(f"«{shown_path(path)}» is geen bestand", tip=tip)
    document = read_document(path)
    if document.soort and _kind(document) in SOORTEN and _kind(document) not in KINDS:
        tip = f"Controleer het met: weerbaar validate {typed_path(path, 'BESTAND')}"
        raise WeerbaarError(f"«{document.bestand}» is geen raamwerk", tip=tip)
    return document


def _kind(document: Yamlbestand) -> str:
    return document.soort.partition("/")[0]


def _check_whole(omgeving: Omgeving, inhoud: Strict, document: Yamlbestand) -> list[Bevinding]:
    """Beyond being right: whether its cases give what they promise, and what it still lacks."""
    match inhoud:
        case Raamwerk() if not any(one.ernst == "fout" for one in document.bevindingen):
            cases = check_gevallen(own_kern(omgeving.bibliotheek, inhoud))
            return [*cases, *check_compleet(inhoud)]
        # Our catalogue is for raamwerken that are still to come as well.
        case Feitenbestand() if not is_packaged(document.pad):
            asked = _asked(omgeving)
            return [] if asked is None else list(check_gebruik(inhoud, asked))
        case _:
            return []


def _asked(omgeving: Omgeving) -> set[str] | None:
    """Every fact that some norm asks, in any version of any raamwerk that is known here.

    None while one of them has faults: who knows what it asks.
    """
    bibliotheek = omgeving.bibliotheek
    try:
        versies = [bibliotheek.versies(name).values() for name in bibliotheek.raamwerk_ids()]
        kernen = [omgeving.kern(one) for found in versies for one in found]
    except WeerbaarError:
        return None
    return {feit_id for kern in kernen for feit_id in norms_by_fact(kern)}
