"""Checking a file of any kind against everything that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.checks.meting import check_opmerkingen, check_persons
from weerbaar_cli.engine.checks.werkmap import (
    Kop,
    check_koppen,
)
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    UnreadableData,
    load,
    near_header,
)
from weerbaar_cli.files.bronnen import MANY
from weerbaar_cli.files.vinden import (
    SETTINGS,
    Named,
    find_files,
    is_of_register,
    same_place,
    shown_path,
    split_revisie,
)
from weerbaar_cli.files.yaml.document import Yamlbestand, read_document
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding, Melding
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.reading.dossier import Dossier, Gelezen, own_norms
from weerbaar_cli.reading.instellingen import (
    other_file,
)
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen
from weerbaar_cli.reading.ongelezen import (
    check_unread,
    find_unread,
    is_metingmap,
    is_metingmap_of,
    is_shared,
)

ZONDER_GROND = "toetsing-onzeker"


class Gecontroleerd(NamedTuple):
    """A file with its findings in reading order, None when it is not ours; and a meting's head.

    `vreemd` is a file that was named itself and is not ours: whoever named it must be told. `basis`
    is the werkmap in which others depend on this file.
    """

    meldingen: list[Melding] | None
    kop: Kop | None = None
    vreemd: str = ""
    basis: Path | None = None


class Controleur:
    """Checks every file by itself; what it read them against is there for the next."""

    def __init__(self) -> None:
        self._omgevingen = Omgevingen()

    def __call__(self, paths: Sequence[Named]) -> Iterator[Gecontroleerd]:
        for path, named in paths:
            yield _check_file(*self._omgevingen.read(path), named=named)


def check_files(paths: Sequence[Named]) -> Iterator[Gecontroleerd]:
    """Every file by itself; of many in several processes."""
    if len(paths) < MANY:
        return Controleur()(paths)
    from weerbaar_cli.reading.processen import share_out  # late: only for many

    return share_out(Controleur(), paths)


def _check_file(document: Yamlbestand, omgeving: Omgeving, *, named: bool) -> Gecontroleerd:
    path = document.pad
    if named and _is_foreign(omgeving, document):
        return Gecontroleerd(None, vreemd=document.bestand)
    meant = named or path.name == SETTINGS or is_of_register(path)
    unread = [] if meant else check_unread(omgeving, path, document)
    if meant or document.has_header() or document.unparsed:
        kop = check_document(omgeving, document)
        document.bevindingen += (*unread, *_check_slot(omgeving, document))
        if is_of_register(path) and not named:
            _leave_to_others(document)
        return Gecontroleerd(document.located(), kop, basis=_basis_of(omgeving, document))
    if unread:
        document.bevindingen = unread
        return Gecontroleerd(document.located())
    return Gecontroleerd(None)


def _is_foreign(omgeving: Omgeving, document: Yamlbestand) -> bool:
    """Whether a file is of another program: none of its keys is ours, nor looks like the first."""
    if (
        document.has_header()
        or not document.readable
        or is_metingmap(omgeving, document.pad.parent)
    ):
        return False
    ours = {name for kind in SOORTEN.values() for name in kind.model_fields} - {"id"}
    return near_header(document.data) is None and not ours & document.data.keys()


# Nothing is read against these; of metingen only those that share their facts count elsewhere.
_REGISTER = ("publicatie", "intrekking", "zout", "publicaties")
_ALONE = ("programma", *_REGISTER)


def _basis_of(omgeving: Omgeving, document: Yamlbestand) -> Path | None:
    match document.soort.partition("/")[0]:
        case "meting":
            counts = is_shared(omgeving, document.pad.parent)
        case "werkmap":
            counts = document.pad.name == SETTINGS
        case kind:
            counts = kind in SOORTEN and kind not in _ALONE
    # Of the past only what was named is looked at.
    return omgeving.map if counts and document.bron is None else None


def find_dependents(checked: Sequence[Named], bases: Iterable[Path]) -> list[Named]:
    """The metingen and own files of these werkmappen that were not checked themselves."""
    seen = {same_place(path) for path, _ in checked}
    found = dict.fromkeys(path for base in sorted(set(bases)) for path in _files_of(base))
    return [(path, False) for path in found if same_place(path) not in seen]


def _files_of(base: Path) -> Iterator[Path]:
    omgevingen = Omgevingen()
    omgeving = omgevingen.of(base / SETTINGS)
    if omgeving.werkmap is not None:
        folders = [base / omgeving.werkmap.metingen, base / omgeving.werkmap.gedeeld]
        metingen = (path for path, _ in find_files([one for one in folders if one.is_dir()]))
        own = (path for kind in SOORTEN for path in omgeving.bibliotheek.own(kind))
        yield from (path for path in (*own, *metingen) if omgevingen.of(path) is omgeving)


def check_dependents(paths: Sequence[Named]) -> Iterator[list[Melding]]:
    """What is a fout in each of them; that what they need has fouten itself was told with it."""
    for one in check_files(paths):
        fouten = (each for each in one.meldingen or () if each.ernst == "fout")
        yield [each for each in fouten if each.code != "ander-bestand"]


def check_samen(koppen: Sequence[Kop]) -> Iterator[list[Melding]]:
    """What is wrong with metingen beside each other; per file its findings."""
    paden = {kop.bestand: Path(kop.pad) for kop in koppen}
    for bestand, bevindingen in check_koppen(koppen).items():
        document = read_document(paden[bestand])
        yield [document.locate(one) for one in bevindingen]


def _make_kop(omgeving: Omgeving, dossier: Dossier, bron: Path) -> Kop:
    meting = dossier.meting
    names = tuple(one.id for one in dossier.raamwerken)
    where = (str(omgeving.map), dossier.bestand, dossier.naam)
    return Kop(*where, meting.soort, meting.peildatum, names, meting.fictief, str(bron))


def _kop_of_closed(omgeving: Omgeving, document: Yamlbestand) -> Kop | None:
    """The head of a sealed meting that does not open, as far as it shows."""
    if document.omslag is None or document.readable:
        return None
    from weerbaar_cli.reading.slot import kop_of_omslag  # late: few werkmappen are sealed

    return kop_of_omslag(omgeving, document.omslag, document)


def _check_slot(omgeving: Omgeving, document: Yamlbestand) -> Iterator[Bevinding]:
    """Whether it is sealed as it should be, where anything is."""
    werkmap = omgeving.werkmap
    if document.omslag is None and (werkmap is None or werkmap.vertrouwelijk is None):
        return
    from weerbaar_cli.reading.slot import check_slot  # late: few werkmappen are sealed

    yield from check_slot(omgeving, document)


def check_passed(paths: Sequence[Path]) -> Iterator[list[Melding]]:
    """What is named like a file of ours, or begins like one, and is not read; and what lies open
    beside what is sealed.
    """
    omgevingen = Omgevingen()
    for document in find_unread(paths, is_metingmap_of(omgevingen)):
        yield document.located()
    werkmappen = [omgevingen.of(one / SETTINGS).werkmap for one in paths if one.is_dir()]
    if any(one is not None and one.vertrouwelijk for one in werkmappen):
        from weerbaar_cli.reading.slot import find_half, find_open_rapporten  # late: few are sealed

        found = (*find_open_rapporten(paths), *find_half(paths))
        yield from (document.located() for document in found)


def check_settings_of(paths: Sequence[Named]) -> Iterator[list[Melding]]:
    """What is wrong with settings that the files need and that are not among them.

    These findings count, also when only a meting was named: it cannot be scored.
    """
    past = {path for path, _ in paths if split_revisie(path) is not None}
    seen = {path.absolute() for path, _ in paths if path not in past}
    omgevingen = Omgevingen()
    for one in (*(folder / "x" for folder in sorted({path.parent for path in seen})), *past):
        omgevingen.of(one)
    for meldingen in omgevingen.settings_trouble():
        told = set(map(shown_path, seen | past))  # not sooner: of thousands it takes long
        untold = [one for one in meldingen if one.bestand not in told]
        if untold:
            yield untold


def check_document(omgeving: Omgeving, document: Yamlbestand) -> Kop | None:
    """Check a file of any kind; all trouble ends up in the document. Of a meting its head."""
    kind = document.soort.partition("/")[0]
    stuk = is_of_register(document.pad) or kind in _REGISTER
    if not stuk and (kind not in SOORTEN or kind == "meting"):
        gelezen = check_meting_file(omgeving, document)
        if isinstance(gelezen, Dossier) and not gelezen.is_deel:
            return _make_kop(omgeving, gelezen, document.bron or document.pad)
        return _kop_of_closed(omgeving, document)
    inhoud = _load_stuk(document) if stuk else load(document, SOORTEN[kind])
    if document.readable:
        document.bevindingen += check_persons(document.data)
        document.bevindingen += check_opmerkingen(document.tekst, document.is_remark)
    if inhoud is None:
        return None
    from weerbaar_cli.reading.bestanden import check_inhoud  # late: it knows every kind of file

    try:
        document.bevindingen += check_inhoud(omgeving, inhoud, document)
    except UnreadableData as error:
        document.bevindingen.append(other_file(error))
    return None


def _load_stuk(document: Yamlbestand) -> Strict | None:
    from weerbaar_cli.files.register import load_stuk  # late: few werkmappen published

    return load_stuk(document)


def _leave_to_others(document: Yamlbestand) -> None:
    """Of a whole register each file is looked at: what another lacks is told there alone."""
    document.bevindingen = [one for one in document.bevindingen if one.code != "ander-bestand"]


def check_meting_file(omgeving: Omgeving, document: Yamlbestand) -> Gelezen:
    """Read a meting, and find all that there is to say about it."""
    gelezen = omgeving.read_among(document)
    if isinstance(gelezen, Dossier):
        if "feiten" in document.data:
            document.bevindingen += _count_filled(omgeving, gelezen)
        document.bevindingen += _doubt_toetsingen(omgeving, gelezen)
        if gelezen.is_deel:
            document.bevindingen += _told_as_deel(omgeving, document)
    return gelezen


def _count_filled(omgeving: Omgeving, dossier: Dossier) -> Iterator[Bevinding]:
    """A meting whose questions all stand open is in order, and worth nothing."""
    if any(one.waarde is not None for one in dossier.antwoorden.values()):
        return
    try:
        kernen = [omgeving.kern(one).for_type(dossier.partij.type) for one in dossier.raamwerken]
    except WeerbaarError:  # told where it stands
        return
    asked = {feit for own in kernen for norm in own.raamwerk.normen for feit in own.feiten(norm)}
    text = f"0 van {len(asked)} feiten ingevuld"
    tip = "Vul in wat u weet; «weerbaar frameworks unanswered» noemt wie de rest weet."
    yield Bevinding("niets-ingevuld", text, ("feiten",), "hint", tip)


def _told_as_deel(omgeving: Omgeving, document: Yamlbestand) -> Iterator[Bevinding]:
    """A part beside the metingen is easily taken for one, and counts for nothing there."""
    if is_metingmap(omgeving, document.pad.parent):
        text = "dit is een deel van een meting; het telt niet mee in de map met metingen"
        tip = "Zet de antwoorden in de hele meting, en het deel in een andere map."
        yield Bevinding("deel-in-metingen", text, ("deel",), "waarschuwing", tip, op_sleutel=True)


def find_gronden(omgeving: Omgeving, dossier: Dossier) -> dict[str, frozenset[Status]]:
    """Per key of a toetsing that does not say it: what can have followed from the facts then."""
    written = dossier.meting.toetsing.items()
    found = {key: frozenset[Status]() for key, one in written if one.afgeleid_op is None}
    if not found:
        return found
    from weerbaar_cli.engine.score.score import find_toetsgronden  # late: few files ask it

    for raamwerk in dossier.raamwerken:
        grounds = find_toetsgronden(omgeving.kern(raamwerk), dossier.scan(raamwerk))
        for key, norm_id in own_norms(found, dossier.raamwerken, raamwerk):
            found[key] |= grounds[norm_id]
    return found


def _doubt_toetsingen(omgeving: Omgeving, dossier: Dossier) -> Iterator[Bevinding]:
    """A toetsing of which nobody can say any more what it was held against."""
    try:
        gronden = find_gronden(omgeving, dossier)
    except WeerbaarError:  # told where it stands
        return
    for key, statuses in gronden.items():
        if len(statuses) == 1:
            continue
        from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN  # late: few files ask it

        words = " of ".join(WOORDEN[one] for one in STATUSES if one in statuses)
        text = (
            f"uit deze feiten volgde sinds deze toetsing {words}; wat het toen was, staat er niet"
            if words
            else "deze toetsing zegt niet van welke dag zij is; zij telt vanaf elke dag"
        )
        tip = "Schrijf «afgeleid_op:» met het oordeel dat toen uit de feiten volgde."
        tip = tip if words else f"Voeg «op: jjjj-mm-dd» toe. {tip}"
        pad = ("toetsing", key)
        yield Bevinding(ZONDER_GROND, text, pad, "hint", tip, op_sleutel=True)
