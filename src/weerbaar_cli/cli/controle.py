"""Checking a file of any kind against everything that it names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.instellingen import check_settings, find_named
from weerbaar_cli.engine.bereik import check_bereik
from weerbaar_cli.engine.check_indeling import check_indeling
from weerbaar_cli.engine.check_partijen import check_partijen
from weerbaar_cli.engine.check_programma import check_programma
from weerbaar_cli.engine.check_raamwerk import check_raamwerk
from weerbaar_cli.engine.check_waswordt import check_waswordt
from weerbaar_cli.engine.lezing import make_lezing
from weerbaar_cli.engine.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.waswordt import reference
from weerbaar_cli.files.bibliotheek import UnreadableData, is_packaged, load
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.indeling import Indeling
from weerbaar_cli.model.partij import Partijen, Partijenbestand
from weerbaar_cli.model.programma import Programma
from weerbaar_cli.model.raamwerk import Raamwerk
from weerbaar_cli.model.soort import SOORTEN
from weerbaar_cli.model.waswordt import Waswordt
from weerbaar_cli.model.werkmap import Werkmap

if TYPE_CHECKING:
    from weerbaar_cli.cli.wereld import Wereld
    from weerbaar_cli.files.document import Document

# Words behind `weerbaar frameworks` that mean something else.
RESERVED = ("check", "crosswalk", "unanswered", "diff", "show")


def check_document(wereld: Wereld, document: Document) -> None:
    """Check a file of any kind; all trouble ends up in the document."""
    try:
        _check_document(wereld, document)
    except UnreadableData as error:
        text = f"{error.meldingen[0].bestand} is hiervoor nodig en heeft zelf fouten"
        trouble = Bevinding("ander-bestand", text, plaats=(1, 1), suggestie=error.tip)
        document.bevindingen.append(trouble)


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
            document.bevindingen += found
        case Programma() as programma:
            raamwerken = {name: wereld.bibliotheek.raamwerk(name) for name in _ids(wereld)}
            found = check_programma(programma, raamwerken, wereld.bibliotheek.catalogus)
            document.bevindingen += found
        case Waswordt() as waswordt:
            document.bevindingen += check_waswordtbestand(wereld, waswordt, document.bestand)
        case Indeling() as indeling:
            document.bevindingen += check_indelingbestand(wereld, indeling, document.bestand)
        case _:
            pass  # facts and anchors are right when their form is right


def _ids(wereld: Wereld) -> list[str]:
    return wereld.bibliotheek.raamwerk_ids()


def check_raamwerkbestand(
    wereld: Wereld, raamwerk: Raamwerk, document: Document
) -> list[Bevinding]:
    """A raamwerk against the catalogue, and against the raamwerken that are already there."""
    bibliotheek = wereld.bibliotheek
    found = [
        *_check_id(wereld, raamwerk, document),
        *check_raamwerk(raamwerk, bibliotheek.catalogus, bibliotheek.ankers),
    ]
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
    where = "in weerbaar zelf" if is_packaged(first) else f"in {first.name}"
    text = f"{reference(raamwerk)} staat al {where}; dit bestand telt niet mee"
    tip = "Geef uw raamwerk een eigen kenmerk of een eigen versie."
    return [Bevinding("dubbel-raamwerk", text, ("versie",), suggestie=tip)]


def is_same(path: Path, bestand: str) -> bool:
    """Whether a path and the name of a document are one file."""
    return path.resolve() == Path(bestand).resolve()


def check_waswordtbestand(wereld: Wereld, waswordt: Waswordt, bestand: str) -> list[Bevinding]:
    """A was-wordt against the versions that it names, and against the others of its kind."""
    bibliotheek = wereld.bibliotheek
    named = find_named(wereld, (waswordt.van, waswordt.naar))
    others = [one for path, one in bibliotheek.waswordt.items() if not is_same(path, bestand)]
    ids = {name.partition("@")[0] for name in (waswordt.van, waswordt.naar)} & set(_ids(wereld))
    known = [f"{name}@{versie}" for name in sorted(ids) for versie in bibliotheek.versies(name)]
    return check_waswordt(waswordt, named, others, known or _ids(wereld))


def check_indelingbestand(wereld: Wereld, indeling: Indeling, bestand: str) -> list[Bevinding]:
    """An indeling against all that it names; ours may leave out no raamwerk of ours."""
    named = find_named(wereld, (indeling.raamwerk, *indeling.normen))
    ours = wereld.bibliotheek.packaged_ids() if is_packaged(Path(bestand)) else []
    return check_indeling(indeling, named, _ids(wereld), ours)
