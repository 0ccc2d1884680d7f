"""The register of publications on disk: read with care, added to without touching the rest."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData, load
from weerbaar_cli.files.schrijven import (
    dump_round_trip,
    load_round_trip,
    write_changed,
    write_new,
)
from weerbaar_cli.files.yaml.document import Document, read_document
from weerbaar_cli.model.bestanden.publicaties import LENGTH, Publicaties, Uitgave

NAAM = "publicaties.yaml"
KOP = """\
# Van welke groepen er cijfers naar buiten zijn gegaan. Weerbaar leest dit vóór elk rapport over
# een groep en vult het aan. Bewaar dit bestand bij de metingen. Haal een uitgave alleen weg als
# dat rapport nooit is verspreid.
"""


@dataclass(frozen=True)
class Register:
    """The register of a werkmap as it was read; `document` is None while there is none."""

    pad: Path
    document: Document | None
    inhoud: Publicaties


def read_register(map_: Path, found: list[Path]) -> Register:
    """The register among the files of a werkmap; a new one, with a salt, when there is none.

    Raises UnreadableData when it has faults, and WeerbaarError when there is more than one: then
    nobody knows what was published.
    """
    path = map_ / NAAM
    if len(found) > 1:
        raise WeerbaarError("de werkmap heeft meer dan één register van publicaties")
    if not found and not (path.exists() or path.is_symlink()):
        salt = secrets.token_hex(LENGTH // 2)
        return Register(path, None, Publicaties(weerbaar="publicaties/1", zout=salt))
    return _read(found[0] if found else path)


def _read(path: Path) -> Register:
    document = read_document(path)
    read = load(document, Publicaties)
    faults = [document.locate(one) for one in document.bevindingen if one.ernst == "fout"]
    if read is None or faults:
        raise UnreadableData(faults)
    return Register(path, document, read)


def add_uitgaven(register: Register, uitgaven: Sequence[Uitgave]) -> None:
    """Write more publications; raises WeerbaarError when it cannot, and then nothing changed."""

    def change(data: Any) -> None:
        data["uitgaven"] = [*(data.get("uitgaven") or ()), *map(_as_data, uitgaven)]

    _write(register, change)


def add_doelgroep(register: Register, places: Sequence[int], doelgroep: str) -> None:
    """Note that groups of which figures were published got them for another audience too."""

    def change(data: Any) -> None:
        for place in places:
            data["uitgaven"][place]["doelgroepen"].append(doelgroep)

    _write(register, change)


def keep_register(register: Register) -> None:
    """Write a register that is not there yet, with its salt and without a publication."""
    if register.document is None:
        _write(register, lambda data: None)


def _write(register: Register, change: Callable[[Any], None]) -> None:
    """The file with one change; its comments and order stay."""
    if register.document is None:
        data = load_round_trip(f"{KOP}weerbaar: publicaties/1\nzout: {register.inhoud.zout}\n")
        change(data)
        write_new(register.pad, dump_round_trip(data))
        return
    if read_document(register.pad).tekst != register.document.tekst:
        raise WeerbaarError("het register van publicaties veranderde tijdens het lezen")
    data = load_round_trip(register.document.tekst)
    change(data)
    write_changed(register.pad, dump_round_trip(data))


def _as_data(uitgave: Uitgave) -> dict[str, Any]:
    """As it stands in the file; a version keeps its quotes, a short list its line."""
    from ruamel.yaml.comments import CommentedSeq  # late: as all of ruamel
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    doelgroepen = CommentedSeq(uitgave.doelgroepen)
    doelgroepen.fa.set_flow_style()
    return {
        "raamwerk": uitgave.raamwerk,
        "versie": DoubleQuotedScalarString(uitgave.versie),
        "peildatum": uitgave.peildatum.isoformat(),
        "lezing": uitgave.lezing,
        "doelgroepen": doelgroepen,
        "aantal": str(uitgave.aantal),
        "gemaakt_met": uitgave.gemaakt_met,
        "leden": list(uitgave.leden),
    }
