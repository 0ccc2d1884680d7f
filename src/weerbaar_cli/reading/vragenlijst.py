"""The questions of one meting: of a new one, or of a file that may not be right yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from weerbaar_cli.engine.checks.meting import read_kenmerken
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import is_meant
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.scaffold import flow, new_meting
from weerbaar_cli.files.vinden import SETTINGS, find_werkmap
from weerbaar_cli.files.yaml.document import Yamlbestand, read_bytes_as, read_document
from weerbaar_cli.invullen.vragenlijst import (
    Gevraagd,
    Invulpartij,
    Invulvragen,
    Vorigeantwoorden,
    make_vragen,
    read_antwoorden,
)
from weerbaar_cli.model.bestanden.partij import Partij
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import parse_datum
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen
from weerbaar_cli.reading.opzet import Opzetvraag, make_opzet

# What a meting is judged by, beside what comes along with the program.
OWN = ("raamwerk", "feiten", "ankers", "programma", "was-wordt", "indeling")


def read_vragenlijst(vraag: Opzetvraag, rollen: Sequence[str] = ()) -> Invulvragen:
    """The questions of a new meting; with what is taken over from the one before it."""
    gereed = make_opzet(vraag)
    document = read_bytes_as(new_meting(gereed.opzet).encode(), gereed.pad)
    folder = gereed.pad.parent if gereed.pad.parent.is_dir() else Path.cwd()
    vragen = vragenlijst_of(Omgevingen().of(folder), document, rollen)
    if vraag.van is None:
        return vragen
    before = read_document(vraag.van).data
    written = before.get("feiten") or {}
    vorige = Vorigeantwoorden(
        peildatum=before["peildatum"], antwoorden=read_antwoorden(written, vragen.feiten)
    )
    return vragen.model_copy(update={"vorige": vorige})


def read_formulier(vraag: Opzetvraag, rollen: Sequence[str]) -> Invulvragen:
    """The questions of an organisation, also the one of the meting before; or of nobody yet."""
    asked = vraag._replace(organisatie=vraag.organisatie or _organisatie_of(vraag.van))
    every = _read_formulier(asked, ())
    refuse_unknown_rol(every, rollen)
    return _read_formulier(asked, rollen) if rollen else every


def _read_formulier(vraag: Opzetvraag, rollen: Sequence[str]) -> Invulvragen:
    if vraag.organisatie or vraag.van is not None:
        return read_vragenlijst(vraag, rollen)
    vragen = read_losse_vragen(vraag.raamwerken, rollen)
    day = None if vraag.peildatum is None else vraag.peildatum.isoformat()
    return vragen.model_copy(update={"soort": vraag.soort, "peildatum": day})


def _organisatie_of(van: Path | None) -> str:
    """Whose previous meting it is; what is wrong with the file is said when it is read."""
    document = None if van is None else read_document(van)
    if document is None:
        return ""
    if not document.readable:
        message = f"«{document.bestand}» is niet te lezen"
        raise WeerbaarError(message, meldingen=document.located())
    return str(document.data.get("organisatie") or "")


def refuse_unknown_rol(vragen: Invulvragen, rollen: Collection[str]) -> None:
    """Raise for a function that no question is for."""
    known = roles_of(vragen)
    for rol in rollen:
        if rol not in known:
            tip = suggest(rol, known) or f"Kies uit: {', '.join(sorted(known))}."
            raise WeerbaarError(f"er is geen vraag voor «{clean(rol)}»", tip=tip)


def roles_of(vragen: Invulvragen) -> tuple[str, ...]:
    """The functions that know something, in the order of the questions."""
    return tuple(dict.fromkeys(rol for feit in vragen.feiten.values() for rol in feit.rollen))


def read_losse_vragen(raamwerken: Sequence[str], rollen: Sequence[str] = ()) -> Invulvragen:
    """The questions of these raamwerken, or those of the werkmap, for whoever fills them in."""
    omgeving = Omgeving(find_werkmap(Path.cwd()))
    if omgeving.broken is not None:
        raise omgeving.broken
    names = raamwerken or (omgeving.werkmap.raamwerk if omgeving.werkmap is not None else ())
    if not names:
        known = ", ".join(omgeving.bibliotheek.raamwerk_ids())
        raise WeerbaarError("zeg erbij welk raamwerk", tip=f"Kies met --raamwerk uit: {known}.")
    for name in names:
        omgeving.bibliotheek.raamwerk(name)
    head = f"weerbaar: meting/1\nraamwerk: {flow(list(names))}\n"
    document = read_bytes_as(head.encode(), Path("formulier.yaml"))
    vragen = vragenlijst_of(omgeving, document, rollen)
    return vragen.model_copy(update={"meting": None})


def vragenlijst_of(
    omgeving: Omgeving, document: Yamlbestand, rollen: Sequence[str] = ()
) -> Invulvragen:
    """The questions of a meting as it is written; what cannot be read asks nothing.

    A file that is a part for some functions says so itself.
    """
    data: Mapping[str, Any] = document.data if document.readable else {}
    partij = omgeving.bibliotheek.partijen.find(str(data.get("organisatie") or ""))
    gevraagd = [_asked(one, partij, data) for one in _kernen(omgeving, data)]
    naam = str(data["organisatie"]) if data.get("organisatie") else None
    whose = Invulpartij(naam=naam, type=None if partij is None else partij.type)
    catalogus = omgeving.bibliotheek.catalogus
    vragen = make_vragen(whose, gevraagd, catalogus, data, rollen, document.tekst)
    own = None if rollen else _roles_of(data)
    found = vragen if own is None else vragen.model_copy(update={"rollen": own})
    return found.model_copy(update={"werkmap": read_werkmap(omgeving)})


def _roles_of(data: Mapping[str, Any]) -> tuple[str, ...] | None:
    deel = data.get("deel")
    found = deel.get("rollen") if isinstance(deel, dict) else None
    if isinstance(found, str):
        return (found,)
    return tuple(map(str, found)) if isinstance(found, list) else None


def _kernen(omgeving: Omgeving, data: Mapping[str, Any]) -> Iterator[Rekenraamwerk]:
    """The raamwerken that can be used; that one cannot is a finding in the file."""
    named = data.get("raamwerk")
    for name in named if isinstance(named, list) else [named]:
        try:
            yield omgeving.kern(omgeving.bibliotheek.raamwerk(str(name)))
        except WeerbaarError:
            continue


def _asked(kern: Rekenraamwerk, partij: Partij | None, data: Mapping[str, Any]) -> Gevraagd:
    """What is asked of this party; of nobody in particular everything."""
    if partij is None:
        return Gevraagd(kern.raamwerk, {one.id: kern.feiten(one) for one in kern.raamwerk.normen})
    own = kern.for_type(partij.type)
    day = parse_datum(str(data.get("peildatum") or "")) or date.max
    kenmerken, _ = read_kenmerken(partij.kenmerken, kern.catalogus)
    scan = Scan(partij.type, day, kenmerken, {}, {})
    meant = (one for one in own.raamwerk.normen if is_meant(kern, scan, one, day))
    return Gevraagd(own.raamwerk, {one.id: own.feiten(one) for one in meant})


def read_werkmap(omgeving: Omgeving) -> dict[str, str] | None:
    """The files of a werkmap that its metingen are judged by, by their place in it."""
    if omgeving.map is None or omgeving.werkmap is None:
        return None
    bestanden = omgeving.bestanden
    paths = [omgeving.map / SETTINGS]
    paths += [path for kind in OWN for path in omgeving.bibliotheek.own(kind)]
    paths += bestanden.find(omgeving.map / omgeving.werkmap.gedeeld)
    return {path.relative_to(omgeving.map).as_posix(): bestanden.read(path).tekst for path in paths}
