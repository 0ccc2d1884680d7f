"""A new meting: its questions, and what is taken over from the meting before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from msgspec.structs import replace

from weerbaar_cli.engine.checks.meting import all_types, read_kenmerken, split_norm
from weerbaar_cli.engine.plan.overnemen import judge_overname, still_decided, still_open
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import is_meant
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.bewijs import carry_bewijs
from weerbaar_cli.feitsoorten.feitsoorten import is_blank
from weerbaar_cli.files.scaffold import Feitvraag, Opzet, Vragengroep, slug_of
from weerbaar_cli.files.vinden import find_werkmap, relative, shown_path
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.partij import Opgegaan, Partij
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.dossier import Dossier, refuse_parts
from weerbaar_cli.reading.metingen import read_dossiers
from weerbaar_cli.reading.omgeving import Omgeving

SCHEMA_MAP = ".weerbaar"


class Opzetvraag(NamedTuple):
    """Which meting is wanted: of whom, by which raamwerken, after which meting, and where.

    `ook` are metingen of others that went into the same organisation.
    """

    organisatie: str
    raamwerken: Sequence[str]
    soort: Metingsoort
    peildatum: date | None
    output: Path | None
    van: Path | None
    ook: tuple[Path, ...] = ()


class Gereed(NamedTuple):
    """What stands in the new meting and where it goes; `maak_map`: the folder may be made too."""

    opzet: Opzet
    pad: Path
    titel: str
    maak_map: bool


def make_opzet(vraag: Opzetvraag) -> Gereed:
    """Everything that the new meting starts with; nothing is written."""
    omgeving = Omgeving(_find_map(vraag.output, vraag.van))
    if omgeving.broken is not None:
        raise omgeving.broken
    partij = _find_partij(omgeving, vraag.organisatie)
    day = vraag.peildatum or date.today()  # noqa: DTZ011 the calendar day at the adviser's desk
    _refuse_gone(omgeving, partij, day)
    vorige = None
    if vraag.van is not None:
        vorige = _read_previous(omgeving, vraag.van, partij, day)
    kernen = _choose(omgeving, vraag.raamwerken, vorige, partij)
    path = vraag.output or _default_path(omgeving, partij, vraag.soort, day)
    opzet = _make_opzet(omgeving, partij, kernen, vraag.soort, day, vorige, path)
    if vorige is not None and vraag.ook:
        ook = [_read_previous(omgeving, one, partij, day) for one in vraag.ook]
        opzet = _lay_beside(opzet, [vorige, *ook], kernen)
    # The werkmap itself says that metingen go there.
    inside = vraag.output is None and omgeving.map is not None
    return Gereed(opzet, path, kernen[0].raamwerk.titel, inside)


def _find_map(output: Path | None, van: Path | None) -> Path | None:
    """The werkmap where the meting goes, else of the previous meting, else of this folder."""
    places = [path for path in (output, van) if path is not None and path.parent.is_dir()]
    found = (find_werkmap(path) for path in (*places, Path.cwd()))
    return next((folder for folder in found if folder is not None), None)


def _find_partij(omgeving: Omgeving, organisatie: str) -> Partij:
    partijen = omgeving.bibliotheek.partijen
    partij = partijen.find(organisatie)
    if partij is None:
        tip = (
            suggest(organisatie, partijen.woorden)
            or "Zet de organisatie in weerbaar.yaml, bij «partijen:»."
        )
        raise WeerbaarError(f"«{clean(organisatie)}» is geen bekende organisatie", tip=tip)
    return partij


class Vorigemeting(NamedTuple):
    """The previous meting, and how it was written: that is what is taken over.

    `opgegaan`: how its organisation went into the one that the new meting is of.
    """

    dossier: Dossier
    geschreven: dict[str, Any]
    opgegaan: tuple[Opgegaan, ...] = ()


def _refuse_gone(omgeving: Omgeving, partij: Partij, day: date) -> None:
    """Raise for a party that is no longer itself on the day."""
    gone = omgeving.bibliotheek.partijen.trace(partij.naam, day)
    if gone:
        message = f"{gone[0].zin} en heeft vanaf die dag geen eigen meting"
        tip = f"Schrijf --organisatie {gone[-1].opvolger}, of een --peildatum van vóór die dag."
        raise WeerbaarError(message, tip=tip)


def _read_previous(omgeving: Omgeving, path: Path, partij: Partij, day: date) -> Vorigemeting:
    """The previous meting; it must be right, and of this organisation or of one that became it."""
    ((_, dossier),) = read_dossiers([path], "er is niets overgenomen")
    refuse_parts([dossier])
    raw = read_document(path).data
    if dossier.naam == partij.naam:
        return Vorigemeting(dossier, raw)
    ever = omgeving.bibliotheek.partijen.trace(dossier.naam, date.max)
    opgegaan = tuple(one for one in ever if one.op <= day)
    if opgegaan and opgegaan[-1].opvolger == partij.naam:
        return Vorigemeting(dossier, raw, opgegaan)
    message = f"«{shown_path(path)}» is een meting van {dossier.naam}, niet van {partij.naam}"
    tip = "Kies een meting van dezelfde organisatie."
    if partij.naam in {one.opvolger for one in ever}:
        tip = f"{'; '.join(one.zin for one in ever)}. Kies een --peildatum vanaf die dag."
    raise WeerbaarError(message, tip=tip)


def _choose(
    omgeving: Omgeving, named: Sequence[str], vorige: Vorigemeting | None, partij: Partij
) -> list[Rekenraamwerk]:
    """The raamwerken that were named, of the previous meting, or of the werkmap."""
    names = named
    if not names and vorige is not None:
        names = vorige.dossier.meting.raamwerk
    if not names and omgeving.werkmap is not None:
        names = omgeving.werkmap.raamwerk
    if not names:
        known = ", ".join(omgeving.bibliotheek.raamwerk_ids())
        raise WeerbaarError("zeg erbij welk raamwerk", tip=f"Kies met --raamwerk uit: {known}.")
    found = [omgeving.bibliotheek.raamwerk(name) for name in names]
    for raamwerk in found:
        if partij.type not in all_types(raamwerk):
            raise WeerbaarError(f"raamwerk {raamwerk.id} geldt niet voor een {partij.type}")
    return [omgeving.kern(raamwerk) for raamwerk in found]


def _default_path(omgeving: Omgeving, partij: Partij, soort: str, day: date) -> Path:
    name = f"{slug_of(partij.naam)}-{soort}-{day.isoformat()}.yaml"
    if omgeving.map is None or omgeving.werkmap is None:
        return Path(name)
    folder = omgeving.map / omgeving.werkmap.metingen
    return relative(folder / name, Path.cwd())


def _make_opzet(
    omgeving: Omgeving,
    partij: Partij,
    kernen: list[Rekenraamwerk],
    soort: str,
    day: date,
    vorige: Vorigemeting | None,
    path: Path,
) -> Opzet:
    old = vorige.dossier.meting if vorige is not None else None
    raw = vorige.geschreven if vorige is not None else {}
    decided = old.nvt if old is not None else {}
    opgegaan = vorige.opgegaan if vorige is not None else ()
    # Who decided it is no more: the new organisation decides for itself.
    valid = {key: one for key, one in decided.items() if not opgegaan and still_decided(one, day)}
    kept = {key: raw["nvt"][key] for key in valid}
    actions = list(enumerate(old.acties)) if old is not None else []
    accepted = list(enumerate(old.afwijkingen)) if old is not None else []
    agreed = [pair for pair in accepted if not opgegaan and pair[1].tot >= day]
    single = len(kernen) == 1
    schema = f"meting-{kernen[0].raamwerk.id}" if single else "meting"
    root = omgeving.map or path.parent
    return Opzet(
        organisatie=partij.naam,
        raamwerken=tuple(kern.raamwerk.id for kern in kernen),
        soort=soort,
        peildatum=day,
        schema=_relative(root / SCHEMA_MAP / f"{schema}.schema.json", path.parent),
        groepen=_with_bewijs(_groups(omgeving, partij, kernen, vorige, day), raw.get("feiten")),
        fictief=old.fictief if old is not None else False,
        nvt=kept,
        nvt_vervallen=tuple(key for key in decided if key not in kept),
        toetsing_vervallen=tuple(old.toetsing) if old is not None else (),
        afwijkingen=[raw["afwijkingen"][index] for index, _ in agreed],
        afwijkingen_vervallen=tuple(pair[1].norm for pair in accepted if pair not in agreed),
        acties=[raw["acties"][index] for index, one in actions if still_open(one)],
        verhalen=_stories(partij, kernen, vorige),
        vorige=Path(vorige.dossier.bestand).name if vorige is not None else "",
        opgegaan=tuple(one.zin for one in opgegaan),
    )


def _stories(
    partij: Partij, kernen: list[Rekenraamwerk], vorige: Vorigemeting | None
) -> dict[str, Any]:
    """Per norm the story that is taken over, or None where a raamwerk asks for one."""
    known = _asked_stories(partij.type, [kern.raamwerk for kern in kernen])
    if vorige is None:
        return known
    chosen = [kern.raamwerk for kern in kernen]
    told = _new_keys(vorige.dossier.meting.verhalen, vorige.dossier.raamwerken, chosen)
    raw = vorige.geschreven.get("verhalen") or {}
    return known | {new: raw[old] for old, new in told.items()}


def _relative(target: Path, folder: Path) -> str:
    return relative(target, folder).as_posix()


def _lay_beside(opzet: Opzet, vorige: Sequence[Vorigemeting], kernen: list[Rekenraamwerk]) -> Opzet:
    """What several that went into one organisation answered, side by side; nobody chooses yet."""
    names = [one.dossier.naam for one in vorige]
    if len({*names}) < len(names):
        message = "met --van noemt u van elke organisatie één meting"
        raise WeerbaarError(message, tip="Neem van elke voorganger de laatste.")
    groepen = tuple(
        groep._replace(vragen=tuple(_beside(one, vorige, kernen, opzet) for one in groep.vragen))
        for groep in opzet.groepen
    )
    acties = [
        one.geschreven["acties"][index]
        for one in vorige[1:]
        for index, actie in enumerate(one.dossier.meting.acties)
        if still_open(actie)
    ]
    zinnen = (gone.zin for one in vorige for gone in one.opgegaan)
    return replace(
        opzet,
        groepen=groepen,
        acties=[*opzet.acties, *acties],
        vorige=", ".join(Path(one.dossier.bestand).name for one in vorige),
        opgegaan=tuple(dict.fromkeys(zinnen)),
    )


def _beside(
    vraag: Feitvraag,
    vorige: Sequence[Vorigemeting],
    kernen: list[Rekenraamwerk],
    opzet: Opzet,
) -> Feitvraag:
    """A question with what each of them answered; it is asked again unless all said the same."""
    naast: dict[str, Any] = {}
    reden = vraag.opnieuw
    for one in vorige:
        antwoord = one.dossier.antwoorden.get(vraag.feit_id)
        raw = (one.geschreven.get("feiten") or {}).get(vraag.feit_id)
        if raw is None or antwoord is None or is_blank(antwoord.waarde, vraag.feit):
            continue
        naast[one.dossier.naam] = _untested(raw)
        day, gone = opzet.peildatum, one.opgegaan
        found = judge_overname(vraag.feit_id, vraag.feit, antwoord, kernen, day, gone)
        reden = reden or found.reden
    own = vraag.oude_waarde
    if own is not None and not vraag.opnieuw and all(one == own for one in naast.values()):
        return vraag
    return vraag._replace(opnieuw=reden if naast else vraag.opnieuw, naast=tuple(naast.items()))


def _groups(
    omgeving: Omgeving,
    partij: Partij,
    kernen: list[Rekenraamwerk],
    vorige: Vorigemeting | None,
    day: date,
) -> Iterator[Vragengroep]:
    """The facts by thema, each once, where it is first asked."""
    kenmerken, _ = read_kenmerken(partij.kenmerken, omgeving.bibliotheek.catalogus)
    served = _served(Scan(partij.type, day, kenmerken, {}, {}), kernen)
    seen: set[str] = set()
    for kern, thema in [(one, thema) for one in kernen for thema in one.raamwerk.themas]:
        asked = dict.fromkeys(name for norm in thema.normen for name in kern.feiten(norm))
        names = [name for name in asked if name in served and name not in seen]
        seen |= set(names)
        questions = (_question(omgeving, name, served[name], kernen, vorige, day) for name in names)
        if names:
            yield Vragengroep(f"{thema.id}  {thema.titel}", tuple(questions))


def _with_bewijs(groepen: Iterable[Vragengroep], feiten: Any) -> tuple[Vragengroep, ...]:
    """What is taken over with the evidence that it refers to, where that is first needed."""
    told: set[str] = set()
    return tuple(
        groep._replace(vragen=tuple(_carry(one, feiten or {}, told) for one in groep.vragen))
        for groep in groepen
    )


def _carry(vraag: Feitvraag, feiten: Mapping[str, Any], told: set[str]) -> Feitvraag:
    if vraag.opnieuw or vraag.lege_groepen:  # its evidence stays behind
        return vraag
    return vraag._replace(oude_waarde=carry_bewijs(vraag.oude_waarde, feiten, told))


def _served(partij: Scan, kernen: list[Rekenraamwerk]) -> dict[str, tuple[str, ...]]:
    """Per fact the norms that ask it and that are meant for this party, by all that is known."""
    found: dict[str, list[str]] = {}
    for kern in kernen:
        prefix = "" if len(kernen) == 1 else f"{kern.raamwerk.id}/"
        all_normen = kern.raamwerk.normen
        normen = (one for one in all_normen if is_meant(kern, partij, one, partij.peildatum))
        asked = ((one.id, name) for one in normen for name in kern.feiten(one))
        # What is a mark of the party itself stands with the party, not in a meting.
        own = (one for one in asked if not kern.catalogus[one[1]].is_kenmerk)
        for norm_id, name in own:
            found.setdefault(name, []).append(prefix + norm_id)
    return {name: tuple(norms) for name, norms in found.items()}


def _question(
    omgeving: Omgeving,
    feit_id: str,
    normen: tuple[str, ...],
    kernen: list[Rekenraamwerk],
    vorige: Vorigemeting | None,
    day: date,
) -> Feitvraag:
    feit = omgeving.bibliotheek.catalogus[feit_id]
    antwoord = vorige.dossier.antwoorden.get(feit_id) if vorige is not None else None
    if vorige is None or antwoord is None or is_blank(antwoord.waarde, feit):
        return Feitvraag(feit_id, feit, normen)
    if antwoord.van is not None:  # its group answers it, also next time
        return Feitvraag(feit_id, feit, normen)
    if feit_id not in vorige.geschreven["feiten"]:
        return Feitvraag(feit_id, feit, normen, bij=feit.bij)
    found = judge_overname(feit_id, feit, antwoord, kernen, day, vorige.opgegaan)
    raw = _untested(vorige.geschreven["feiten"][feit_id])
    return Feitvraag(feit_id, feit, normen, raw, found.reden, found.groepen)


def _untested(raw: object) -> object:
    """What was tested then is not tested now: it is backed by what it was backed by."""
    if isinstance(raw, dict) and raw.get("herkomst") == "getoetst":
        return {
            **raw,
            "herkomst": "onderbouwd" if raw.get("bewijs") or raw.get("verwijst") else "opgave",
        }
    return raw


def _asked_stories(partijtype: str, raamwerken: Sequence[Raamwerk]) -> dict[str, None]:
    """The norms for this type of party of which a raamwerk asks a story, as a meting names them."""
    return {
        _name(raamwerk, norm.id, raamwerken): None
        for raamwerk in raamwerken
        if raamwerk.verhalen
        for norm in raamwerk.normen
        if raamwerk.applies_to(norm, partijtype)
    }


def _new_keys(
    keys: Iterable[str], before: Sequence[Raamwerk], after: Sequence[Raamwerk]
) -> dict[str, str]:
    """The keys of a meting as another names the same norms, with its raamwerken.

    A key that the other has no norm for stays as it is, so that the check will say so.
    """
    by_id = {one.id: one for one in after}
    found: dict[str, str] = {}
    for key in keys:
        name, norm_id = split_norm(key, before)[0]
        raamwerk = by_id.get(name)
        known = raamwerk is not None and raamwerk.find_norm(norm_id) is not None
        found[key] = _name(by_id[name], norm_id, after) if known else key
    return found


def _name(raamwerk: Raamwerk, norm_id: str, raamwerken: Sequence[Raamwerk]) -> str:
    """A norm with its raamwerk before it where there are several."""
    return norm_id if len(raamwerken) == 1 else f"{raamwerk.id}/{norm_id}"
