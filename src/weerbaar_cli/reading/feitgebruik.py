"""Which facts raamwerken ask: side by side, or against the meting of one party."""

from __future__ import annotations

from pathlib import Path

from weerbaar_cli.engine.score.feitgebruik import cross, find_unanswered
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.verandering.versies import reference
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.feitgebruik import Kruistabel, Onbeantwoord
from weerbaar_cli.reading.metingen import choose_raamwerken, read_dossiers
from weerbaar_cli.reading.omgeving import Ingelezen
from weerbaar_cli.reading.raamwerken import omgeving_of
from weerbaar_cli.reading.scores import kop_of


def read_crosswalk(een: str | None = None, ander: str | None = None) -> Kruistabel:
    """The facts that two raamwerken ask, or all of them."""
    omgeving = omgeving_of(Path.cwd())
    if een is not None and ander is None:
        message = "noem twee raamwerken, of geen enkel voor alle raamwerken naast elkaar"
        raise WeerbaarError(message, tip="Bekijk de lijst met «weerbaar frameworks».")
    wanted = [one for one in (een, ander) if one is not None]
    kernen: dict[str, Rekenraamwerk] = {}
    for name in wanted or omgeving.bibliotheek.raamwerk_ids():
        raamwerk = omgeving.bibliotheek.raamwerk(name)
        key = reference(raamwerk) if "@" in name else raamwerk.id
        if key in kernen:
            raise WeerbaarError(f"«{key}» staat er twee keer", tip="Noem twee raamwerken.")
        kernen[key] = omgeving.kern(raamwerk)
    return Kruistabel({name: kern.raamwerk for name, kern in kernen.items()}, cross(kernen))


def read_unanswered(path: Path, wanted: str | None) -> tuple[Onbeantwoord, ...]:
    """Per raamwerk what a meting does not say yet."""
    (found,) = read_dossiers([path])
    return tuple(_unanswered(found, one) for one in choose_raamwerken(*found, wanted))


def _unanswered(found: Ingelezen, raamwerk: Raamwerk) -> Onbeantwoord:
    dossier, kern = found.dossier, found.omgeving.kern(raamwerk)
    scan = dossier.scan(raamwerk)
    oordeel = score_meting(kern, scan, dossier.peildatum)
    lijst = find_unanswered(kern, oordeel, scan.antwoorden, dossier.partij.type)
    return Onbeantwoord(kop_of(dossier), raamwerk, lijst)
