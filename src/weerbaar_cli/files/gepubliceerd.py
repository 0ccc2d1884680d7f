"""Published reports on districts: JSON files, found and read with a place for every fault."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.yaml.document import Yamlbestand, read_bytes_as, read_document
from weerbaar_cli.model.bestanden.gepubliceerd import VERSIE, Gepubliceerd
from weerbaar_cli.model.bevinding import Bevinding, Melding
from weerbaar_cli.model.pydantisch import bevindingen_from
from weerbaar_cli.model.strict import clean, show

SOORT = "rapport"
ENDING = ".json"
PUBLISHED = ("bestuur", "openbaar")
FORM = ("yaml-fout", "tab-inspringing", "leeg-bestand", "geen-sleutels")
# Behind these there may be anything; JSON of another program can be read, or begins as it does.
HIDES = ("codering", "stuurteken", "te-groot", "onleesbaar-bestand", "leeg-bestand")
AGAIN = "Vraag het district om het rapport zoals het is gepubliceerd, in JSON."


class BrokenRapport(WeerbaarError):
    """A published report that cannot be used; carries what is wrong, located."""

    def __init__(self, meldingen: list[Melding]) -> None:
        name = Path(meldingen[0].bestand).name
        super().__init__(f"«{name}» is niet te gebruiken", tip=AGAIN, meldingen=meldingen)


class Rapportstuk(NamedTuple):
    """One published report with the file that it stands in."""

    document: Yamlbestand
    rapport: Gepubliceerd

    @property
    def naam(self) -> str:
        """How the file is called in what we say."""
        return self.document.bestand

    def refuse(self, bevindingen: Sequence[Bevinding]) -> None:
        """Raise when there is anything wrong."""
        if bevindingen:
            raise BrokenRapport([self.document.locate(one) for one in bevindingen])


def find_rapporten(folder: Path, *, deep: bool) -> Iterator[Path]:
    """The JSON files of a folder, sorted; hidden ones and links are not followed.

    `deep`: also those in the folders inside it.
    """
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if deep and not name.startswith("."))
        shown = (one for one in sorted(names) if one.endswith(ENDING) and not one.startswith("."))
        paths = (Path(root) / name for name in shown)
        yield from (path for path in paths if not path.is_symlink())


def read_gepubliceerd(path: Path) -> Rapportstuk:
    """A file that was named: it must be a published report."""
    document = read_document(path)
    if document.readable and (reason := _other(document.data)):
        message = f"«{clean(path.name, 200)}» {reason}"
        raise WeerbaarError(
            message,
            tip="Een overzicht leest wat «weerbaar report --district» met "
            "--format json geeft, voor het bestuur of openbaar.",
        )
    return _as_stuk(document)


def parse_gepubliceerd(raw: bytes, shown: str) -> Rapportstuk:
    """A report that was just made, read as if it had been a file."""
    return _as_stuk(read_bytes_as(raw, shown))


class Onleesbaar(NamedTuple):
    """A file that was found and may be a report, and why nothing can be read in it."""

    naam: str
    reden: str


def read_if_published(path: Path) -> Rapportstuk | Onleesbaar | None:
    """A file that was found: None when it is something else, or not meant to leave the house."""
    document = read_document(path)
    if document.readable:
        return None if _other(document.data) else _as_stuk(document)
    known = [one for one in document.bevindingen if one.code in HIDES or _says_ours(document)]
    fault = next((one for one in known if one.ernst == "fout"), None)
    if fault is None:
        return None
    said = fault if fault.code in HIDES else _as_json(fault)
    return Onleesbaar(document.bestand, said.bericht)


def _says_ours(document: Yamlbestand) -> bool:
    return document.has_header() or SOORT in document.tekst[:200]


def _other(data: dict[str, Any]) -> str:
    """What a file is when it is no published report of one district; empty when it may be."""
    header = data.get("weerbaar")
    if not isinstance(header, str) or header.partition("/")[0] != SOORT:
        return "is geen rapport van weerbaar in JSON"
    if "proef" in data:
        return "is een proef en niet gepubliceerd"
    if "overzicht" in data:
        return "is zelf een overzicht, geen rapport van één district"
    doelgroep = data.get("doelgroep")
    if isinstance(doelgroep, str) and doelgroep not in PUBLISHED:
        return f"is een rapport voor doelgroep «{clean(doelgroep)}»; dat is niet gepubliceerd"
    return ""


def _as_stuk(document: Yamlbestand) -> Rapportstuk:
    faults = [_as_json(one) for one in document.bevindingen if one.ernst == "fout"]
    if not faults and (newer := _newer(document.data)):
        faults = [newer]
    if not faults:
        try:
            return Rapportstuk(document, Gepubliceerd.model_validate(document.data))
        except ValidationError as error:
            faults = bevindingen_from(error, document.data)
    raise BrokenRapport([document.locate(one) for one in faults])


def _as_json(one: Bevinding) -> Bevinding:
    """What the reader of YAML says of the form of a file helps nobody who sent JSON."""
    if one.code in FORM:
        text = "het rapport is niet heel: hier breekt de JSON af, of staat iets anders"
        return Bevinding("rapport-klopt-niet", text, one.pad, plaats=one.plaats, suggestie=AGAIN)
    return one


def _newer(data: dict[str, Any]) -> Bevinding | None:
    """A form that this weerbaar does not know yet."""
    for key, value, known in (
        ("weerbaar", data.get("weerbaar"), f"{SOORT}/{VERSIE}"),
        ("versie", data.get("versie"), str(VERSIE)),
    ):
        if isinstance(value, str) and value != known:
            text = f"{show(value)} is van een andere weerbaar; deze leest {known}"
            tip = "Installeer een nieuwere versie van weerbaar."
            return Bevinding("nieuwere-versie", text, (key,), suggestie=tip)
    return None
