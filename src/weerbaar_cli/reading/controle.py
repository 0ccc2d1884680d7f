"""Checking a file of any kind against everything that it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.engine.checks.catalogus import check_programma_id
from weerbaar_cli.engine.checks.indeling import check_indeling
from weerbaar_cli.engine.checks.partijen import check_partijen, check_verbanden
from weerbaar_cli.engine.checks.programma import check_programma
from weerbaar_cli.engine.checks.publicaties import check_publicaties
from weerbaar_cli.engine.checks.raamwerk import check_raamwerk
from weerbaar_cli.engine.checks.waswordt import check_waswordt
from weerbaar_cli.engine.score.bereik import check_bereik
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk, make_lezing
from weerbaar_cli.engine.verandering.waswordt import reference
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData, is_packaged, load
from weerbaar_cli.model.bestanden.anker import Ankerbestand
from weerbaar_cli.model.bestanden.feit import Catalogus, Feitenbestand
from weerbaar_cli.model.bestanden.indeling import Indeling
from weerbaar_cli.model.bestanden.partij import Partijen, Partijenbestand
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.publicaties import Publicaties
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bestanden.waswordt import Waswordt
from weerbaar_cli.model.bestanden.werkmap import Werkmap
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.reading.dubbel import check_catalogusbestand, place_of
from weerbaar_cli.reading.instellingen import check_settings, find_named, other_file

if TYPE_CHECKING:
    from weerbaar_cli.files.yaml.document import Document
    from weerbaar_cli.reading.wereld import Wereld

# Words behind `weerbaar frameworks` that mean something else.
RESERVED = ("check", "crosswalk", "unanswered", "diff", "show")


def check_document(wereld: Wereld, document: Document) -> None:
    """Check a file of any kind; all trouble ends up in the document."""
    try:
        _check_document(wereld, document)
    except UnreadableData as error:
        document.bevindingen.append(other_file(error))


def _check_document(wereld: Wereld, document: Document) -> None:
    kind = document.soort.partition("/")[0]
    if kind not in SOORTEN or kind == "meting":
        wereld.read_meting(document)
        return
    match load(document, SOORTEN[kind]):
        case Raamwerk() as raamwerk:
            document.bevindingen += check_raamwerkbestand(wereld, raamwerk, document)
        case Werkmap() as werkmap:
            document.bevindingen += check_settings(wereld, werkmap)
        case Partijenbestand() as bestand:
            known = Partijen(bestand.partijen, bestand.groepen)
            districten = list(bestand.districten)
            found = check_partijen(bestand.partijen, bestand.groepen, districten, known)
            document.bevindingen += [*found, *check_verbanden(bestand.verbanden, districten)]
        case Programma() as programma:
            document.bevindingen += check_programmabestand(wereld, programma, document.bestand)
        case Waswordt() as waswordt:
            document.bevindingen += check_waswordtbestand(wereld, waswordt, document.bestand)
        case Publicaties() as register:
            document.bevindingen += check_publicaties(register)
        case Indeling() as indeling:
            document.bevindingen += check_indelingbestand(wereld, indeling, document.bestand)
        case Feitenbestand() | Ankerbestand() as bestand:
            document.bevindingen += check_catalogusbestand(wereld, bestand, document.bestand)
        case _:
            pass  # its form does not fit


def _ids(wereld: Wereld) -> list[str]:
    return wereld.bibliotheek.raamwerk_ids()


def check_programmabestand(wereld: Wereld, programma: Programma, bestand: str) -> list[Bevinding]:
    """A programme against all that it names, and against what has its id already."""
    bibliotheek = wereld.bibliotheek
    first = bibliotheek.programmapaden.get(programma.id, [])[:1]
    where = "".join(place_of(path) for path in first if not is_same(path, bestand))
    found = [*check_programma_id(programma, where, _ids(wereld), RESERVED)]
    try:
        catalogus: Catalogus | None = bibliotheek.catalogus
    except UnreadableData as error:
        catalogus = None
        found.append(other_file(error))
    ids = _ids(wereld)
    named = {one.rpartition("/")[0] for one in programma.alle_normen}
    _, trouble = find_named(wereld, [name for name in ids if name in named])
    readable, _ = find_named(wereld, ids)
    raamwerken = {name: readable.get(name) for name in ids}
    own = wereld.werkmap.district if wereld.werkmap is not None else None
    districten = [*bibliotheek.register.districten, *filter(None, [own])]
    return [*found, *trouble, *check_programma(programma, raamwerken, catalogus, districten)]


def check_raamwerkbestand(
    wereld: Wereld, raamwerk: Raamwerk, document: Document
) -> list[Bevinding]:
    """A raamwerk against the catalogue, and against the raamwerken that are already there."""
    bibliotheek = wereld.bibliotheek
    found = []
    try:
        found += _check_id(wereld, raamwerk, document)
    except UnreadableData as error:  # another version of it
        found.append(other_file(error))
    try:
        found += check_raamwerk(raamwerk, bibliotheek.catalogus, bibliotheek.ankers)
    except UnreadableData as error:
        found.append(other_file(error))
    if not any(one.ernst == "fout" for one in found):
        found += check_bereik(own_kern(wereld, raamwerk))
    return found


def own_kern(wereld: Wereld, raamwerk: Raamwerk) -> Rekenraamwerk:
    """The raamwerk with its own readings: its cases do not know those of a werkmap."""
    bibliotheek = wereld.bibliotheek
    lezing = make_lezing(raamwerk)
    return Rekenraamwerk(raamwerk, lezing, bibliotheek.ankers, bibliotheek.catalogus)


def _check_id(wereld: Wereld, raamwerk: Raamwerk, document: Document) -> list[Bevinding]:
    if raamwerk.id in RESERVED:
        text = f"«{raamwerk.id}» is een woord van «weerbaar frameworks» en kan geen kenmerk zijn"
        return [Bevinding("gereserveerde-naam", text, ("id",))]
    bibliotheek = wereld.bibliotheek
    first = next(iter(bibliotheek.sources(raamwerk)), None)
    if first is None or is_same(first, document.bestand):
        return []
    text = f"{reference(raamwerk)} staat al {place_of(first)}; dit bestand telt niet mee"
    tip = "Geef uw raamwerk een eigen kenmerk of een eigen versie."
    return [Bevinding("dubbel-raamwerk", text, ("versie",), suggestie=tip)]


def is_same(path: Path, bestand: str) -> bool:
    """Whether a path and the name of a document are one file."""
    return path.resolve() == Path(bestand).resolve()


def check_waswordtbestand(wereld: Wereld, waswordt: Waswordt, bestand: str) -> list[Bevinding]:
    """A was-wordt against the versions that it names, and against the others of its kind."""
    bibliotheek = wereld.bibliotheek
    named, trouble = find_named(wereld, (waswordt.van, waswordt.naar))
    others: list[Waswordt] = []
    try:
        paths = bibliotheek.waswordt.items()
        others = [one for path, one in paths if not is_same(path, bestand)]
    except UnreadableData as error:
        trouble.append(other_file(error))
    ids = [name.partition("@")[0] for name in sorted(named) if name in named]
    known = [
        f"{name}@{versie}"
        for name in dict.fromkeys(ids)
        if name in _ids(wereld)
        for versie in bibliotheek.versies(name)
    ]
    return [*trouble, *check_waswordt(waswordt, named, others, known or _ids(wereld))]


def check_indelingbestand(wereld: Wereld, indeling: Indeling, bestand: str) -> list[Bevinding]:
    """An indeling against all that it names; ours may leave out no raamwerk of ours."""
    named, trouble = find_named(wereld, (indeling.raamwerk, *indeling.normen))
    ours = wereld.bibliotheek.packaged_ids() if is_packaged(Path(bestand)) else []
    return [*trouble, *check_indeling(indeling, named, _ids(wereld), ours)]
