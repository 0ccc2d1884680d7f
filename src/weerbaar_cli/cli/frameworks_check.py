"""`weerbaar frameworks check`: raamwerken and what belongs to them, with all their cases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from weerbaar_cli.cli.console import say, show_melding
from weerbaar_cli.engine.checks.compleet import check_compleet, check_gebruik
from weerbaar_cli.engine.score.feitgebruik import norms_by_fact
from weerbaar_cli.engine.score.gevallen import check_gevallen
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import is_packaged, load
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.files.yaml.document import Document, read_document
from weerbaar_cli.model.bestanden.anker import Ankerbestand
from weerbaar_cli.model.bestanden.feit import Feitenbestand
from weerbaar_cli.model.bestanden.indeling import Indeling
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bestanden.waswordt import Waswordt
from weerbaar_cli.model.bevinding import Bevinding
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.reading.controle import (
    check_indelingbestand,
    check_raamwerkbestand,
    check_waswordtbestand,
    own_kern,
)
from weerbaar_cli.reading.instellingen import check_catalogusbestand
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen

# What belongs to a raamwerk; other kinds are for `validate`.
KINDS = ("raamwerk", "feiten", "ankers", "was-wordt", "indeling")


def run_check(pad: Path) -> int:
    """Check one file, or all of a folder; 1 when anything is wrong."""
    omgevingen = Omgevingen()
    documents = list(_documents(pad))
    faults = False
    for document in documents:
        told = _check(omgevingen.of(Path(document.bestand)), document)
        found = [document.locate(one) for one in document.bevindingen]
        for melding in sorted(found, key=lambda one: (one.regel, one.kolom, one.code)):
            show_melding(melding)
        if any(one.ernst == "fout" for one in document.bevindingen):
            faults = True
        elif told:
            say(told)
    return FINDINGS if faults else IN_ORDER


def _documents(pad: Path) -> Iterator[Document]:
    """The file itself, or everything in a folder that belongs to a raamwerk."""
    if not pad.is_dir():
        yield _read_one(pad)
        return
    found = (read_document(path) for path, _ in find_files([pad]))
    # What cannot be parsed may well be the raamwerk: it must not be left out in silence.
    chosen = [one for one in found if _kind(one) in KINDS or one.unparsed]
    if not chosen:
        message = f"in «{pad}» staat geen raamwerk"
        raise WeerbaarError(message, tip="Een raamwerk begint met «weerbaar: raamwerk/1».")
    yield from chosen


def _read_one(path: Path) -> Document:
    if not path.is_file():
        raise WeerbaarError(f"«{path}» is geen bestand", tip="Controleer de naam en de map.")
    document = read_document(path)
    if document.soort and _kind(document) in SOORTEN and _kind(document) not in KINDS:
        tip = f"Controleer het met: weerbaar validate {path}"
        raise WeerbaarError(f"«{path}» is geen raamwerk", tip=tip)
    return document


def _kind(document: Document) -> str:
    return document.soort.partition("/")[0]


def _check(omgeving: Omgeving, document: Document) -> str:
    """Add what is wrong to the document; what to say when nothing is."""
    model = load(document, SOORTEN.get(_kind(document), Raamwerk))
    if model is None:
        return ""
    found, told = _findings(omgeving, document, model)
    document.bevindingen += found
    return told


def _findings(omgeving: Omgeving, document: Document, model: Strict) -> tuple[list[Bevinding], str]:
    match model:
        case Raamwerk():
            return _check_raamwerk(omgeving, document, model)
        case Feitenbestand():
            told = f"{document.bestand}: {_number(len(model.feiten), 'feit', 'feiten')}"
            # Our catalogue is for raamwerken that are still to come as well.
            asked = None if is_packaged(Path(document.bestand)) else _asked(omgeving)
            found = check_catalogusbestand(omgeving.bibliotheek, model, document.bestand)
            return found if asked is None else [*found, *check_gebruik(model, asked)], told
        case Ankerbestand():
            found = check_catalogusbestand(omgeving.bibliotheek, model, document.bestand)
            return found, f"{document.bestand}: {_number(len(model.ankers), 'anker', 'ankers')}"
        case Waswordt():
            told = f"{document.bestand}: van {model.van} naar {model.naar}"
            return check_waswordtbestand(omgeving.bibliotheek, model, document.bestand), told
        case Indeling():
            number = _number(len(model.normen), "raamwerk", "raamwerken")
            found = check_indelingbestand(omgeving.bibliotheek, model, document.bestand)
            return found, f"{document.bestand}: {number} ingedeeld"
        case _:
            return [], f"{document.bestand}: in orde"


def _check_raamwerk(
    omgeving: Omgeving, document: Document, raamwerk: Raamwerk
) -> tuple[list[Bevinding], str]:
    """Right first; then whether its cases give what they promise, and what it still lacks."""
    found = check_raamwerkbestand(omgeving.bibliotheek, raamwerk, document)
    if not any(one.ernst == "fout" for one in found):
        found += check_gevallen(own_kern(omgeving.bibliotheek, raamwerk))
        found += check_compleet(raamwerk)
    cases = len(raamwerk.gevallen)
    told = "1 geval klopt" if cases == 1 else f"{cases} gevallen kloppen"
    return found, f"{raamwerk.id}: {raamwerk.aantal_normen} normen, {told}"


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


def _number(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}"
