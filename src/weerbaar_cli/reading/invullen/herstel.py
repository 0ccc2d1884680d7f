"""Repairing what a file can mean in one way only, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.files.scaffold import flow
from weerbaar_cli.files.vinden import Named, is_of_register
from weerbaar_cli.files.yaml.document import Yamlbestand, read_bytes_as, read_raw
from weerbaar_cli.files.yaml.herstel import (
    LINE_END,
    Unmovable,
    apply_repairs,
    find_repairs,
    insert_after,
    keeps_promise,
    move_below,
)
from weerbaar_cli.invullen.wijzigen import change_text
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.bevinding import Bevinding, Pad
from weerbaar_cli.model.strict import fold
from weerbaar_cli.reading.controle import ZONDER_GROND, check_document, find_gronden
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen

ZONDER_DOCUMENT = "onderdelen-zonder-document"
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
        for key, statuses in find_gronden(self.omgeving, gelezen).items():
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
