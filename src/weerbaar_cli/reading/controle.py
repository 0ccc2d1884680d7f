"""Checking a file of any kind against everything that it names, and repairing what is sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.engine.checks.meting import check_opmerkingen, check_persons
from weerbaar_cli.engine.checks.werkmap import (
    Kop,
    check_koppen,
)
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    UnreadableData,
    load,
    near_header,
)
from weerbaar_cli.files.bronnen import MANY
from weerbaar_cli.files.scaffold import flow
from weerbaar_cli.files.vinden import (
    SETTINGS,
    Named,
    find_files,
    is_of_register,
    same_place,
    shown_path,
    split_revisie,
)
from weerbaar_cli.files.yaml.document import Yamlbestand, read_bytes_as, read_document, read_raw
from weerbaar_cli.files.yaml.herstel import (
    LINE_END,
    Unmovable,
    apply_repairs,
    find_repairs,
    insert_after,
    keeps_promise,
    move_below,
)
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding, Melding, Pad
from weerbaar_cli.model.strict import Strict, fold
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
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
    told = set(map(shown_path, seen | past))
    omgevingen = Omgevingen()
    for one in (*(folder / "x" for folder in sorted({path.parent for path in seen})), *past):
        omgevingen.of(one)
    for meldingen in omgevingen.settings_trouble():
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


def _toetsgronden(omgeving: Omgeving, dossier: Dossier) -> dict[str, frozenset[Status]]:
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
        gronden = _toetsgronden(omgeving, dossier)
    except WeerbaarError:  # told where it stands
        return
    for key, statuses in gronden.items():
        if len(statuses) == 1:
            continue
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


# --- repairs

ZONDER_DOCUMENT = "onderdelen-zonder-document"
ZONDER_GROND = "toetsing-onzeker"
DUBBEL = "dubbele-sleutel"
# A repair can bring the next to light: behind a fault in the syntax there may be a date.
MOST_ROUNDS = 25


class Regelherstel(NamedTuple):
    """A line as it was and as it becomes, and which findings that mends."""

    nummer: int
    # None for a line that was not there, or is no longer.
    oud: str | None
    nieuw: str | None
    codes: tuple[str, ...]


class Hersteld(NamedTuple):
    """A file that can be repaired: its bytes before and after, and the lines that differ."""

    pad: Path
    bestand: str
    oud: bytes
    nieuw: bytes
    regels: tuple[Regelherstel, ...]


def repair_files(
    paths: Iterable[Named], documenten: Mapping[str, int] | None = None
) -> Iterator[Hersteld]:
    """Every file of ours with something in it that can mean one thing only; nothing is written.

    `documenten` says of facts in which of several documents, counted from 1, what stands beside
    them belongs.

    The register of publications is of the program: what is wrong there nobody mends by hand.
    """
    omgevingen = Omgevingen()
    for path, named in paths:
        raw = read_raw(path) if not is_of_register(path) else None
        if raw is None:
            continue
        herstelling = _Herstelling(omgevingen.of(path), path, raw, documenten or {})
        if (named or herstelling.is_ours) and herstelling.run():
            yield herstelling.result()


def repair(omgeving: Omgeving, path: Path, raw: bytes) -> Hersteld | None:
    """The same of one file, read against a werkmap in which it does not stand yet."""
    herstelling = _Herstelling(omgeving, path, raw, {})
    return herstelling.result() if herstelling.run() else None


class _Herstelling:
    """One file on its way to being repaired."""

    def __init__(
        self, omgeving: Omgeving, path: Path, raw: bytes, documenten: Mapping[str, int]
    ) -> None:
        self.omgeving, self.path, self.raw = omgeving, path, raw
        self.documenten = documenten
        self.nieuw = raw
        self.codes: dict[int, dict[str, None]] = {}
        self.refused: set[Bevinding] = set()
        self.document = self._read(raw)

    def _read(self, raw: bytes) -> Yamlbestand:
        document = read_bytes_as(raw, self.path)
        check_document(self.omgeving, document)
        return document

    @property
    def is_ours(self) -> bool:
        """Whether the file says what it is, or nearly so."""
        ours = (one for one in self.document.bevindingen if one.code == "soort-ontbreekt")
        return self.document.has_header() or any(one.herstel for one in ours)

    def run(self) -> bool:
        """Repair until nothing is left that can be; says whether anything was."""
        for _ in range(MOST_ROUNDS):
            wanted = [one for one in find_repairs(self.document) if one not in self.refused]
            if not wanted:
                break
            # All at once, and only where that fails one by one.
            apart = [] if self._try(wanted) else wanted
            for one in apart:
                self._try([one])
        for one in [one for one in self.document.bevindingen if one.code == ZONDER_DOCUMENT]:
            self._move(str(one.pad[-1]))
        for one in [one for one in self.document.bevindingen if one.code == DUBBEL]:
            self._take_double(one.pad)
        self._settle()
        return self.nieuw != self.raw

    def _take_double(self, pad: Pad) -> None:
        """Without a group that stands there twice, where both say the same or one says nothing."""
        from weerbaar_cli.invullen.wijzigen import change_text  # late: only a repair changes text

        groups = self.document.data if self.document.readable else None
        for step in pad[:-1]:
            groups = groups.get(step) if isinstance(groups, dict) else None
        last = str(pad[-1]) if pad else ""
        if not isinstance(groups, dict) or last not in groups:
            return
        names = [name for name in groups if fold(name) == fold(last)]
        said = {str(groups[name]) for name in names if groups[name] is not None}
        if len(names) < 2 or len(said) > 1:
            return
        blank = next((name for name in names if groups[name] is None), last)
        place: Pad = (*pad[:-1], blank)
        line = self.document.locate(Bevinding(DUBBEL, "", place, op_sleutel=True)).regel
        text = change_text(self.nieuw.decode(), [{"pad": place, "weg": True}])
        document = self._read(text.encode())
        if _codes(document)[DUBBEL] < _codes(self.document)[DUBBEL]:
            self.codes.setdefault(line, {})[DUBBEL] = None
            self.nieuw, self.document = text.encode(), document

    def _settle(self) -> None:
        """Write with every toetsing what followed from the facts then, where that is sure."""
        if not (self.document.readable and "toetsing" in self.document.data):
            return
        gelezen = self.omgeving.read_among(read_bytes_as(self.nieuw, self.path))
        if not isinstance(gelezen, Dossier):
            return
        for key, statuses in _toetsgronden(self.omgeving, gelezen).items():
            if len(statuses) == 1:
                self._write_grond(key, min(statuses))

    def _write_grond(self, key: str, status: Status) -> None:
        line = self.document.locate(Bevinding(ZONDER_GROND, "", ("toetsing", key))).regel
        try:
            text = insert_after(
                self.nieuw.decode(), ("toetsing", key, "op"), f"afgeleid_op: {status}"
            )
        except Unmovable:
            return
        document = self._read(text.encode())
        expected = deepcopy(self.document.data)
        expected["toetsing"][key]["afgeleid_op"] = status
        if document.data != expected or _codes(document) - _codes(self.document):
            return
        self.codes.setdefault(line, {})[ZONDER_GROND] = None
        self.nieuw, self.document = text.encode(), document

    def _move(self, feit_id: str) -> None:
        """Put a fact below the document that was named, when the file then says just that."""
        feit = self.omgeving.bibliotheek.catalogus[feit_id]
        number = self.documenten.get(feit.bij or "")
        if feit.bij is None or number is None:
            return
        spelled = flow(soort_of(feit).spell_out(feit, "nee"))[1:-1]
        text = self.nieuw.decode()
        line = self.document.locate(Bevinding(ZONDER_DOCUMENT, "", ("feiten", feit_id))).regel
        try:
            raw = move_below(text, feit_id, feit.bij, number - 1, spelled).encode()
        except Unmovable:
            return
        document = self._read(raw)
        before, after = _codes(self.document), _codes(document)
        if after - before or not before - after:
            return
        self.codes.setdefault(line, {})[ZONDER_DOCUMENT] = None
        self.nieuw, self.document = raw, document

    def _try(self, wanted: Sequence[Bevinding]) -> bool:
        """Make these repairs when the file then says what they promise."""
        if len(wanted) == 1 and self.document.find_spot(wanted[0]) is None:
            return False  # its place has changed: it is found again in the next round
        raw = apply_repairs(self.nieuw, self.document, wanted)
        document = self._read(raw)
        if not keeps_promise(self.document, document, wanted):
            self.refused |= set(wanted if len(wanted) == 1 else ())
            return False
        for one in wanted:
            line = self.document.locate(one).regel
            self.codes.setdefault(line, {})[one.code] = None
        self.nieuw, self.document = raw, document
        return True

    def result(self) -> Hersteld:
        """What became of the file."""
        before, after = (LINE_END.split(one.decode())[::2] for one in (self.raw, self.nieuw))
        regels = (
            Regelherstel(number, *pair, tuple(self.codes.get(number, ())))
            for number, pair in _changed_lines(before, after)
        )
        return Hersteld(self.path, self.document.bestand, self.raw, self.nieuw, tuple(regels))


def _codes(document: Yamlbestand) -> Counter[str]:
    return Counter(one.code for one in document.bevindingen if one.ernst == "fout")


def _changed_lines(
    before: list[str], after: list[str]
) -> Iterator[tuple[int, tuple[str | None, str | None]]]:
    """The lines that differ, with the number that they had; a move adds and removes lines."""
    for tag, start, end, new, last in SequenceMatcher(None, before, after, False).get_opcodes():
        if tag != "equal":
            pairs = zip_longest(before[start:end], after[new:last])
            yield from enumerate(pairs, start + 1)
