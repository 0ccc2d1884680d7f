"""A workbook that came back, read as values: formulas, macros and links do nothing here.

It may be made by anybody. So it is unpacked and measured before anything parses it, and what cannot
be read for sure is named by its sheet and cell.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

from msgspec import Struct

from weerbaar_cli.errors import WeerbaarError, missing_part
from weerbaar_cli.files.bestand import (
    FORM_TIP,
    FORM_WHAT,
    is_form,
    open_ordinary,
    why_unreadable,
)
from weerbaar_cli.files.vinden import not_there, shown_path
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.wijzigingen import Afwijzing, Vindplek
from weerbaar_cli.model.werkboek import (
    ALTIJD,
    BASIS,
    ELSEWHERE,
    FORM,
    KENMERK,
    OVER,
    VRAAG,
    as_typed,
    is_same,
    lock_of,
)

EINDEN = (".xlsx", ".xlsm", ".ods", ".xls")
NORM, NO_ANSWER = "norm", ("", ELSEWHERE, ALTIJD)
# From a row and a column up to and with others, from 0.
Celbereik = tuple[int, int, int, int]
MOST_BYTES, MOST_UNPACKED, MOST_PARTS, MOST_CELLS = 5_000_000, 30_000_000, 2_000, 500_000
_DAMAGED = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, OSError)
_OLD = b"\xd0\xcf\x11\xe0"
_CELL = re.compile(rb'<c [^>]*?r="([A-Z]{1,3})(\d{1,7})"')
_FOOT = re.compile(rb"<(?:odd|even|first)(?:Header|Footer)>([^<]*)<")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
ASK_AGAIN = "Vraag een nieuw werkboek, met «weerbaar export»."


class Ingevuldecel(Struct, frozen=True):
    """What an open cell says, and what it said when the workbook was made; both as text."""

    nu: str
    was: str
    bron: Vindplek


class Ingevulderij(Struct, frozen=True):
    """A row: what it is about, and its open cells by the key of their column.

    `slot` is the number of its question; `heel` says whether that question still stands in it.
    """

    kenmerk: tuple[str | int, ...]
    cellen: Mapping[str, Ingevuldecel]
    bron: Vindplek
    slot: int
    heel: bool

    @property
    def veranderd(self) -> bool:
        """Whether a cell says something else than it did; an empty one says nothing."""
        return any(one.nu not in ("", one.was) for one in self.cellen.values())


@dataclass
class Ingevuldwerkboek:
    """What a workbook says; `over` is of whom and of when."""

    bestand: str
    over: Mapping[str, str]
    rijen: list[Ingevulderij] = field(default_factory=list)
    afwijzingen: list[Afwijzing] = field(default_factory=list)
    opmerkingen: list[str] = field(default_factory=list)


def is_werkboek(path: Path) -> bool:
    """Whether a file is called as a workbook."""
    return path.suffix.lower() in EINDEN


def read_werkboek(path: Path) -> Ingevuldwerkboek:
    """Raises WeerbaarError for what is no workbook of ours, or cannot be opened."""
    return read_werkboek_bytes(_read_bytes(path), shown_path(path))


def read_werkboek_bytes(raw: bytes, shown: str) -> Ingevuldwerkboek:
    """The same of bytes, wherever they came from."""
    parts = {} if raw.startswith(_OLD) else _unpacked(raw, shown)
    merged = _measured(parts, shown)
    sheets = _read_sheets(raw, shown)
    found = Ingevuldwerkboek(shown, _about(sheets[OVER].waarden if OVER in sheets else [], shown))
    if any("vbaproject" in name.lower() for name in parts):
        found.opmerkingen.append(f"{shown} bevat macro's; die doen hier niets")
    for name, vel in sheets.items():
        if name not in (OVER, "Uitleg"):
            _read_sheet(found, name, vel.waarden, merged.get(name) or vel.samen)
    _refuse_doubles(found)
    return found


def _read_bytes(path: Path) -> bytes:
    try:
        with open_ordinary(path) as file:
            raw = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise not_there(path) from None
    except OSError as error:
        message = f"«{shown_path(path)}» is niet te lezen: {why_unreadable(path, error)}"
        raise WeerbaarError(message) from None
    if is_form(raw):
        raise _no_workbook(shown_path(path), f"het is {FORM_WHAT}", FORM_TIP)
    if len(raw) > MOST_BYTES:
        raise _no_workbook(shown_path(path), "het is groter dan 5 MB")
    return raw


def _no_workbook(shown: str, why: str, tip: str = ASK_AGAIN) -> WeerbaarError:
    return WeerbaarError(f"«{shown}» is niet als werkboek te lezen: {why}", tip=tip)


def _unpacked(raw: bytes, shown: str) -> dict[str, bytes]:
    """Every part, unpacked within bounds: what says that it is small may not be."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _refuse_bomb(archive.infolist(), shown)
            return {one.filename: archive.read(one) for one in archive.infolist()}
    except _DAMAGED as error:
        raise _no_workbook(shown, "het is geen xlsx of ods, of het is beschadigd") from error


def _refuse_bomb(infos: Sequence[zipfile.ZipInfo], shown: str) -> None:
    size = sum(one.file_size for one in infos)
    if len(infos) > MOST_PARTS or size > MOST_UNPACKED:
        raise _no_workbook(shown, "het is uitgepakt veel te groot")
    if any(one.flag_bits & 1 for one in infos):
        raise _locked(shown)
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in infos):
        raise NotImplementedError  # no workbook is packed so, and not every Python unpacks it


def _locked(shown: str) -> WeerbaarError:
    tip = "Sla het op zonder wachtwoord, en stuur het via een veilige weg."
    return _no_workbook(shown, "er zit een wachtwoord op", tip)


def _measured(parts: Mapping[str, bytes], shown: str) -> dict[str, list[Celbereik]]:
    """Refuse a sheet that would fill the memory; of an ods also which cells are merged."""
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
            raise _no_workbook(shown, "het bevat iets dat geen werkboek nodig heeft")
        if name.startswith("xl/worksheets/"):
            places = list(_CELL.finditer(part))
            wide = max((_number(one[1]) for one in places), default=0)
            _refuse_vast(wide * max((int(one[2]) for one in places), default=0), shown)
    if b"manifest:encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise _locked(shown)
    content = parts.get("content.xml")
    return {} if content is None else _measured_ods(content, shown)


def _refuse_vast(cells: int, shown: str) -> None:
    if cells > MOST_CELLS:
        tip = "Haal weg wat er ver onder of naast de vragen staat."
        raise _no_workbook(shown, "er staat iets ver buiten de vragen", tip)


def _number(letters: bytes) -> int:
    found = 0
    for letter in letters:
        found = found * 26 + letter - 64
    return found


def _measured_ods(content: bytes, shown: str) -> dict[str, list[Celbereik]]:
    try:
        root = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise _no_workbook(shown, "het is beschadigd") from error
    return {
        table.get(f"{_TABLE}name", ""): [
            one for one in _measured_table(table, shown) if one[:2] != one[2:]
        ]
        for table in root.iter(f"{_TABLE}table")
    }


def _measured_table(table: Any, shown: str) -> Iterator[Celbereik]:
    """Its merged cells; of what is repeated and says something there may not be too much."""
    high = wide = row = 0
    for line in table.iter(f"{_TABLE}table-row"):
        rows = _times(line, "number-rows-repeated")
        cells = list(_placed(line))
        said = [
            column + _times(cell, "number-columns-repeated") for column, cell in cells if len(cell)
        ]
        high, wide = (row + rows if said else high), max([wide, *said])
        _refuse_vast(high * wide, shown)
        for column, cell in cells:
            down, across = (_times(cell, f"number-{one}-spanned") for one in ("rows", "columns"))
            yield row, column, row + down - 1, column + across - 1
        row += rows


def _placed(line: Any) -> Iterator[tuple[int, Any]]:
    """The cells of a row, each with its column."""
    column = 0
    for cell in line:
        yield column, cell
        column += _times(cell, "number-columns-repeated")


def _times(element: Any, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return int(text) if text.isdecimal() and len(text) < 9 else 1


class _Vel(NamedTuple):
    """A sheet as it was read: its values, and which cells are one."""

    waarden: list[list[Any]]
    samen: list[Celbereik]


def _read_sheets(raw: bytes, shown: str) -> dict[str, _Vel]:
    try:
        import python_calamine
    except ImportError as error:
        raise missing_part("voor werkboeken", "excel") from error
    try:
        book = python_calamine.load_workbook(io.BytesIO(raw))
        return {name: _read_vel(book.get_sheet_by_name(name)) for name in book.sheet_names}
    except python_calamine.PasswordError as error:
        raise _locked(shown) from error
    except Exception as error:  # whatever the parser stumbles over is in the file
        if "Encrypted".encode("utf-16-le") in raw:
            raise _locked(shown) from error
        raise _no_workbook(shown, "het is geen werkboek, of het is beschadigd") from error


def read_cells(raw: bytes, shown: str) -> list[str]:
    """All that a workbook says: its sheets, their cells row by row, and what stands on every page.

    How a program keeps them makes no difference.
    """
    parts = _unpacked(raw, shown)
    _measured(parts, shown)
    vellen = _read_sheets(raw, shown)
    cells = (cel for name, vel in vellen.items() for cel in (name, *chain(*vel.waarden)))
    feet = {foot for part in parts.values() for foot in _FOOT.findall(part) if foot}
    return [*filter(None, map(as_typed, cells)), *sorted(foot.decode() for foot in feet)]


def _read_vel(sheet: Any) -> _Vel:
    ranges = sheet.merged_cell_ranges or ()
    merged = [(*first, *last) for first, last in ranges]
    return _Vel(sheet.to_python(skip_empty_area=False), merged)


def _about(grid: Sequence[Sequence[Any]], shown: str) -> dict[str, str]:
    pairs = ((as_typed(row[0]), as_typed(row[1])) for row in grid if len(row) > 1)
    over = {name: value for name, value in pairs if name}
    if not over:
        raise _no_workbook(
            shown, f"het verborgen blad «{OVER}» is weg, of het is niet van weerbaar"
        )
    if over.get("vorm") != FORM:
        raise _no_workbook(shown, "het is van een andere versie van weerbaar")
    return over


def _read_sheet(
    found: Ingevuldwerkboek,
    name: str,
    grid: Sequence[Sequence[Any]],
    spans: list[Celbereik],
) -> None:
    texts = [[as_typed(cel) for cel in row] for row in grid]
    top = next((at for at, row in enumerate(texts) if KENMERK in row), None)
    heads = [] if top is None else texts[top]
    basis = next((at for at, one in enumerate(heads) if one.startswith(BASIS)), None)
    if top is None or basis is None:
        if any("Antwoord" in row or "Bij welke vraag" in row for row in texts):
            why = "de verborgen kolommen zijn weg, dus is niet te zien bij welke vraag iets hoort"
            where = Vindplek(found.bestand, name)
            found.afwijzingen.append(Afwijzing(where, f"blad {clean(name)}", why, ASK_AGAIN))
        else:
            found.opmerkingen.append(f"blad «{clean(name)}» hoort niet bij het werkboek")
        return
    columns = _columns(heads, heads[basis])
    merged = [one for one in spans if one[2] > top]
    for number in range(top + 1, len(texts)):
        row = _Rij(found.bestand, name, number, texts[number], columns)
        row.read(found, heads.index(KENMERK), basis, merged)


def _columns(heads: Sequence[str], told: str) -> list[tuple[str, int]]:
    """Per column of the workbook its key and where it stands now; gone is -1."""
    try:
        pairs = json.loads(told.removeprefix(BASIS))
        return [(str(key), heads.index(head) if head in heads else -1) for key, head in pairs]
    except (ValueError, TypeError, RecursionError):
        return []


def cell_name(row: int, column: int) -> str:
    """How a cell is called, as C3."""
    letters, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


class _Rij(Struct, frozen=True):
    bestand: str
    blad: str
    nummer: int
    teksten: Sequence[str]
    kolommen: Sequence[tuple[str, int]]

    def place(self, column: int) -> Vindplek:
        return Vindplek(self.bestand, self.blad, cell_name(self.nummer, max(column, 0)))

    def text(self, column: int) -> str:
        return self.teksten[column] if 0 <= column < len(self.teksten) else ""

    def read(
        self,
        found: Ingevuldwerkboek,
        where: int,
        basis: int,
        merged: Sequence[Celbereik],
    ) -> None:
        parsed = _parsed(self.text(where), self.text(basis))
        if parsed is None:
            said = [place for _, place in self.kolommen if self.text(place)]
            if said:
                why = "deze rij heeft geen kenmerk, dus is niet te zien bij welke vraag zij hoort"
                tip = "Schrijf het antwoord in de rij van de vraag zelf."
                place = self.place(said[0])
                found.afwijzingen.append(Afwijzing(place, "een rij erbij", why, tip))
            return
        kenmerk, slot, was = parsed
        cells = {
            key: self._cell(column, before)
            for (key, column), before in zip(self.kolommen, was, strict=False)
            if before is not None and not self._refuse_merged(found, column, before, merged)
        }
        self._name_locked(found, was)
        pairs = zip(self.kolommen, was, strict=False)
        locked = [self.text(at) for (key, at), one in pairs if key == VRAAG and one is None]
        place = next((one.bron for one in cells.values()), self.place(where))
        found.rijen.append(Ingevulderij(kenmerk, cells, place, slot, lock_of(locked) == slot))

    def _cell(self, column: int, before: str) -> Ingevuldecel:
        now = self.text(column)
        return Ingevuldecel(now, now if is_same(now, before) else before, self.place(column))

    def _name_locked(self, found: Ingevuldwerkboek, was: Sequence[str | None]) -> None:
        """What somebody wrote where there is nothing to answer."""
        for (key, column), before in zip(self.kolommen, was, strict=False):
            if before is None and key not in (NORM, VRAAG) and self.text(column) not in NO_ANSWER:
                why = "deze cel zit op slot: hier hoort geen antwoord"
                tip = "Schrijf het in een cel met een rand."
                one = Afwijzing(self.place(column), "een antwoord", why, tip)
                found.afwijzingen.append(one)

    def _refuse_merged(
        self,
        found: Ingevuldwerkboek,
        column: int,
        before: str,
        merged: Sequence[Celbereik],
    ) -> bool:
        """Whether a cell is one with others; told where it says something new."""
        here = (self.nummer, column)
        if not any(
            one[:2] <= here and here[0] <= one[2] and one[1] <= column <= one[3] for one in merged
        ):
            return False
        if self.text(column) != before:
            why = "deze cel is samengevoegd; het is niet te zien bij welke vraag het antwoord hoort"
            one = Afwijzing(self.place(column), "een antwoord", why, "Splits de cellen.")
            found.afwijzingen.append(one)
        return True


def _parsed(kenmerk: str, basis: str) -> tuple[tuple[str | int, ...], int, list[str | None]] | None:
    """What a row is about, the number of its question, and what it began with."""
    try:
        own, (slot, texts) = json.loads(kenmerk), json.loads(basis)
    except (ValueError, TypeError, RecursionError):
        return None
    lists = isinstance(own, list) and isinstance(texts, list) and isinstance(slot, int)
    if not lists or not own or not all(isinstance(one, str | int) for one in own):
        return None
    if not all(one is None or isinstance(one, str) for one in texts):
        return None
    return tuple(own), slot, texts


def _refuse_doubles(found: Ingevuldwerkboek) -> None:
    """Rows with one kenmerk count once where they agree, and else not at all."""
    rows: dict[tuple[str | int, ...], list[Ingevulderij]] = {}
    for one in found.rijen:
        rows.setdefault(one.kenmerk, []).append(one)
    found.rijen[:] = list(_singled(rows.values(), found))


def _singled(
    groups: Iterable[list[Ingevulderij]], found: Ingevuldwerkboek
) -> Iterator[Ingevulderij]:
    for rows in groups:
        changed = [one for one in rows if one.veranderd]
        said = {tuple((key, cel.nu) for key, cel in one.cellen.items()) for one in changed}
        if len(said) < 2:
            yield (changed or rows)[0]
            continue
        for one in changed:
            why = "deze rij staat meer keren in het werkboek, met andere antwoorden"
            found.afwijzingen.append(
                Afwijzing(one.bron, "een rij die dubbel staat", why, "Laat er één staan.")
            )
