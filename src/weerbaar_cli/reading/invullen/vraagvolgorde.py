"""Which question to ask next: the one that can still change most norms."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from weerbaar_cli.engine.score.feitgebruik import find_unanswered
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.soort import BLANK
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.files.yaml.document import read_bytes_as, read_raw
from weerbaar_cli.invullen.vragenlijst import (
    Invulnorm,
    Invulvragen,
    Vorigeantwoorden,
    read_antwoorden,
)
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.controle import check_meting_file
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.wijzigingen import Invulmeting


class Openvraag(Struct, frozen=True):
    """A question that is still to be asked, with the norms that ask it.

    `beslist` is of how many of them the oordeel is not certain yet.
    """

    feit_id: str
    normen: tuple[Invulnorm, ...]
    beslist: int


def order_vragen(
    meting: Invulmeting, rollen: Sequence[str] = (), norm: str = ""
) -> list[Openvraag]:
    """The questions that are open, the most deciding one first; of one norm that was named all."""
    vragen = meting.vragen
    normen = _chosen(vragen, norm)
    gelezen = check_meting_file(meting.omgeving, meting.read())
    weights = _weights(meting.omgeving, gelezen) if isinstance(gelezen, Dossier) else {}
    known = {
        name for name, one in vragen.antwoorden.items() if not _is_open(name, one.waarde, weights)
    }
    found = [
        Openvraag(name, tuple(asking), len(weights.get(name, ())))
        for name, feit in vragen.feiten.items()
        if (not rollen or {*rollen} & {*feit.rollen})
        and (asking := [one for one in normen if name in one.feiten])
        and (norm or name not in known)
        and not _stands_in_document(vragen, name)
    ]
    share = {name: sum(1 / size for size in sizes) for name, sizes in weights.items()}
    return sorted(found, key=lambda one: (-one.beslist, -share.get(one.feit_id, 0)))


def _is_open(name: str, waarde: object, weights: Mapping[str, Collection[int]]) -> bool:
    return waarde in BLANK or name in weights


def _stands_in_document(vragen: Invulvragen, name: str) -> bool:
    """Whether it is told of each of several documents, so not by itself."""
    bij = vragen.antwoorden.get(vragen.feiten[name].bij or "")
    return bij is not None and isinstance(bij.waarde, list)


def _chosen(vragen: Invulvragen, norm: str) -> list[Invulnorm]:
    every = [one for r in vragen.raamwerken for thema in r.themas for one in thema.normen]
    found = [one for one in every if not norm or norm in (one.id, one.sleutel)]
    if not found:
        names = [one.sleutel or one.id for one in every]
        tip = suggest(norm, names) or f"Kies uit: {', '.join(names)}."
        raise WeerbaarError(f"er is geen norm «{clean(norm)}» in deze meting", tip=tip)
    return found


def _weights(omgeving: Omgeving, dossier: Dossier) -> dict[str, list[int]]:
    """Per fact that is missing, of each norm that it can still change how many are missing."""
    found: dict[str, list[int]] = {}
    for raamwerk in dossier.raamwerken:
        kern, scan = omgeving.kern(raamwerk), dossier.scan(raamwerk)
        oordeel = score_meting(kern, scan, dossier.peildatum)
        lijst = find_unanswered(kern, oordeel, scan.antwoorden, dossier.partij.type)
        undecided = (one for one in lijst.normen if len(one.oordeel.mogelijk) > 1)
        for size, name in ((len(n.feiten), f.feit_id) for n in undecided for f in n.feiten):
            found.setdefault(name, []).append(size)
    return found


def read_vorige(meting: Invulmeting) -> Vorigeantwoorden | None:
    """What the last meting before this one says, of the same party in the same folder."""
    own = meting.vragen
    found = sorted(_earlier(meting.pad.parent, own), key=lambda one: one.peildatum)
    return found[-1] if found else None


def _earlier(folder: Path, own: Invulvragen) -> Iterator[Vorigeantwoorden]:
    name = (own.organisatie.naam or "").encode()
    for path, raw in ((path, read_raw(path)) for path, _ in find_files([folder])):
        if raw is None or name not in raw:  # most files of a folder are of others
            continue
        document = read_bytes_as(raw, path)
        data = document.data if document.readable and document.soort == "meting/1" else {}
        day, written = str(data.get("peildatum", "")), data.get("feiten")
        same = data.get("organisatie") == own.organisatie.naam and "deel" not in data
        if same and day < (own.peildatum or "") and isinstance(written, dict):
            yield Vorigeantwoorden(peildatum=day, antwoorden=read_antwoorden(written, own.feiten))
