"""A meting divided: per function the questions that it can answer, with what is known already."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from weerbaar_cli.files.scaffold import slug_of
from weerbaar_cli.files.yaml.document import Yamlbestand, read_document
from weerbaar_cli.invullen.stukken import answers_for, make_basis
from weerbaar_cli.invullen.vragenlijst import Invulvragen, read_antwoorden
from weerbaar_cli.reading.dossier import refuse_parts
from weerbaar_cli.reading.metingen import read_dossiers
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.vragenlijst import refuse_unknown_rol, roles_of, vragenlijst_of


class Rolvragen(Struct, frozen=True):
    """What is asked of one function; `naam` is how its file is called, without an ending."""

    rol: str
    naam: str
    vragen: Invulvragen


class Splitsing(Struct, frozen=True):
    """A part per function, and how many questions no function has."""

    delen: tuple[Rolvragen, ...]
    zonder_rol: int


def split_meting(path: Path, rollen: Collection[str] = ()) -> Splitsing:
    """The parts of a meting without a fout; of these functions, or of all that it asks."""
    ((omgeving, dossier),) = read_dossiers([path], "er is niets verdeeld")
    refuse_parts([dossier])
    document = read_document(path)
    alle = vragenlijst_of(omgeving, document)
    refuse_unknown_rol(alle, rollen)
    versies = tuple(f"{one.id}@{one.versie}" for one in dossier.raamwerken)
    start = "-".join((dossier.naam, dossier.meting.soort, dossier.peildatum.isoformat()))
    return Splitsing(
        tuple(
            Rolvragen(rol, slug_of(f"{start}-{rol}"), _ask(omgeving, document, rol, versies))
            for rol in roles_of(alle)
            if not rollen or rol in rollen
        ),
        sum(not feit.rollen for feit in alle.feiten.values()),
    )


def _ask(
    omgeving: Omgeving, document: Yamlbestand, rol: str, versies: tuple[str, ...]
) -> Invulvragen:
    vragen = vragenlijst_of(omgeving, document, (rol,))
    catalogus = omgeving.bibliotheek.catalogus
    written = answers_for(vragen.feiten, document.data.get("feiten") or {}, catalogus)
    return vragen.model_copy(
        update={
            "ingevuld_door": rol,
            "status": "concept",
            "versies": versies,
            "basis": make_basis(written, catalogus),
            "antwoorden": read_antwoorden(written, written),
        }
    )
