"""A file of ours: read within limits, decoded, parsed, with a place for every path."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TextIO

from msgspec import Struct, field

from weerbaar_cli.files.bestand import (
    FORM_BEGIN,
    FORM_TIP,
    FORM_WHAT,
    MAX_BYTES,
    is_form,
    open_ordinary,
    why_unreadable,
)
from weerbaar_cli.files.vinden import STDIN, is_elders, may_be_sealed, shown_path, split_revisie
from weerbaar_cli.files.yaml.events import Plaatsen, UnreadableYaml, read_data
from weerbaar_cli.model.bevinding import Bevinding, Herstel, Melding, Pad, advice_of
from weerbaar_cli.model.strict import SECRET, clean, show

if TYPE_CHECKING:
    from weerbaar_cli.files.git import Revisie
    from weerbaar_cli.model.bestanden.omslag import Omslag

# Python makes room for all that may come, and room for the most takes longer than the reading.
_USUAL_BYTES = 50_000
MAX_SHOWN = 160
BOM = "\ufeff"
# Also the signs that turn the direction of a text around, and what no YAML may hold.
_CONTROL = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
_TYPE_IT = "Zet er het bestand zelf neer, als leesbare tekst in YAML."
_UNLOCK = "Maak het leesbaar met «{}», of vraag wie de sleutel heeft."
_AGAIN = "Haal het bestand opnieuw op; vaak is dit een inlogpagina."
# What a file begins with that is no YAML whatever its name, what it is then, and what to do.
_OTHER_FILES = {
    b"%PDF": ("een pdf", _TYPE_IT),
    b"PK\x03\x04": ("een Word-, Excel- of zipbestand", _TYPE_IT),
    b"\xd0\xcf\x11\xe0": ("een oud Word- of Excelbestand", _TYPE_IT),
    b"{\\rtf": ("een RTF-bestand uit een tekstverwerker", _TYPE_IT),
    b"\x1f\x8b": ("een ingepakt bestand (gzip)", "Pak het uit."),
    b"7z\xbc\xaf": ("een ingepakt bestand (7-Zip)", "Pak het uit."),
    b"\x89PNG": ("een plaatje", _TYPE_IT),
    b"\xff\xd8\xff": ("een plaatje", _TYPE_IT),
    b"<!": ("een webpagina", _AGAIN),
    b"<html": ("een webpagina", _AGAIN),
    b"<?xml": ("een XML-bestand", _TYPE_IT),
    b"\x00GITCRYPT\x00": ("versleuteld met git-crypt", _UNLOCK.format("git-crypt unlock")),
    b"age-encryption.org/": ("versleuteld met age", _UNLOCK.format("age --decrypt")),
    b"-----BEGIN AGE ENCRYPTED FILE": ("versleuteld met age", _UNLOCK.format("age --decrypt")),
    b"-----BEGIN PGP MESSAGE": ("versleuteld met PGP", _UNLOCK.format("gpg --decrypt")),
    b"$ANSIBLE_VAULT": (
        "versleuteld met Ansible Vault",
        _UNLOCK.format("ansible-vault decrypt"),
    ),
    b"version https://git-lfs.github.com/": (
        "alleen een verwijzing van Git LFS",
        "Haal het bestand zelf op met «git lfs pull».",
    ),
}
_SOPS = ("versleuteld met sops", _UNLOCK.format("sops --decrypt"))
# Also inside a text that goes on over lines; a row of = alone may be a line under a heading.
_MARKS = ("<" * 7, ">" * 7, "|" * 7)
_CONFLICT = r"(?m)^[ \t]*<{7}(?!<)(?: .*)?$"
_CONFLICT_REST = r"(?m)^[ \t]*(?:>{7}(?!>)|\|{7}(?!\|))(?: .*)?$"
_LOST = re.compile(r"""[ ]*(?:- +)?(?:["']?[\w./-]+["']?: +)?+[^\s"'|>{\[#&*!][^#\n]*? (#\w.*)$""")
_HASH = r"(?m) (#\w.*)$"
# With these it cannot be known whether a file is ours; with others the parser came to the end.
_UNPARSED = {"codering", "onleesbaar-bestand", "te-groot", "stuurteken"}
_UNPARSED |= {"yaml-fout", "tab-inspringing"}
_UNPARSED |= {"versleuteld", "versleuteld-beschadigd", "verkeerde-ontvangers"}
_HEADER = r"""(?m)^[^\S\n]*["']?weerbaar["']?\s*:"""


class Yamlbestand(Struct):
    """The text of one file and what it holds; `data` is None while it cannot be read.

    `bestand` is what people call it, `pad` where it stands, or would stand on the disk; `bron` is
    how it is read again when that is not from there. Of a sealed file `omslag`
    is what it shows without a key, unless that is broken.
    """

    bestand: str
    tekst: str
    data: Any = None
    bevindingen: list[Bevinding] = field(default_factory=list)
    _plaatsen: Plaatsen | None = None
    _regels: list[str] | None = None
    _geplaatst: dict[Bevinding, Melding] = field(default_factory=dict)
    pad: Path = Path()
    bron: Path | None = None
    omslag: Omslag | None = None

    @property
    def readable(self) -> bool:
        """Whether there is data to go on with."""
        return isinstance(self.data, dict)

    @property
    def soort(self) -> str:
        """What stands behind `weerbaar:`, such as meting/1; empty when there is nothing."""
        found = self.data.get("weerbaar") if self.readable else None
        return found if isinstance(found, str) else ""

    def has_header(self) -> bool:
        """Whether the file says that it is ours, even when it cannot be parsed."""
        if self.readable:
            return "weerbaar" in self.data
        return re.search(_HEADER, self.tekst) is not None

    @property
    def unparsed(self) -> bool:
        """Whether the file could not be parsed at all."""
        return any(one.code in _UNPARSED for one in self.bevindingen)

    def locate(self, bevinding: Bevinding) -> Melding:
        """Turn a path into line and column, and add the line itself; several ask for the same."""
        found = self._geplaatst.get(bevinding)
        if found is None:
            found = self._geplaatst[bevinding] = self._locate(bevinding)
        return found

    def _locate(self, bevinding: Bevinding) -> Melding:
        line, column = bevinding.plaats or self._find(bevinding.pad, bevinding.op_sleutel)
        lines = self._lines()
        # A mark so far to the right would point at nothing.
        shown = lines[line - 1] if line <= len(lines) and column <= MAX_SHOWN else ""
        return Melding(
            self.bestand,
            line,
            column,
            bevinding.ernst,
            bevinding.code,
            show_pad(bevinding.pad),
            bevinding.bericht,
            bevinding.suggestie or advice_of(bevinding.code),
            clean(shown.replace("\t", " "), MAX_SHOWN),
            bevinding.herstel if self.find_spot(bevinding) else None,
        )

    def find_spot(self, bevinding: Bevinding) -> tuple[int, int, int] | None:
        """Line and columns, from 0, of the text that a repair replaces; None where it is not so.

        A byte order mark stands before the first column.
        """
        if bevinding.herstel is None:
            return None
        oud = bevinding.herstel.oud
        if oud == BOM:
            return 0, -1, 0
        if bevinding.plaats is not None:
            line, column = bevinding.plaats[0] - 1, bevinding.plaats[1] - 1
            found = self._lines()[line].startswith(oud, column)
            return (line, column, column + len(oud)) if found else None
        return self._places().find_text(bevinding.pad, oud, on_key=bevinding.op_sleutel)

    def is_remark(self, line: int, column: int) -> bool:
        """Whether a hash at this place, from 1, begins a remark, and is not part of a text."""
        return not self._places().holds(line - 1, column - 1)

    def _lines(self) -> list[str]:
        if self._regels is None:
            self._regels = self.tekst.split("\n")
        return self._regels

    def _places(self) -> Plaatsen:
        if self._plaatsen is None:
            self._plaatsen = Plaatsen(self.tekst)
        return self._plaatsen

    def located(self) -> list[Melding]:
        """What was found in it, in reading order, each thing once."""
        found = dict.fromkeys(self.locate(one) for one in self.bevindingen)
        return sorted(found, key=lambda one: (one.regel, one.kolom, one.code))

    def _find(self, pad: Pad, on_key: bool) -> tuple[int, int]:
        if not self.readable:
            return 1, 1
        return self._places().find(pad, on_key=on_key)


def show_pad(pad: Pad) -> str:
    """A path as people read it: feiten.bibob-beleid[0].titel."""
    text = ""
    for step in pad:
        text += f"[{step}]" if isinstance(step, int) else f".{clean(step)}"
    return text.removeprefix(".")


def read_document(path: Path, shown: str | None = None) -> Yamlbestand:
    """Read and parse one file; whatever is wrong with it becomes a bevinding, never an error."""
    if path == STDIN:
        return read_bytes_as(_read_stdin(sys.stdin), path)
    if split_revisie(path) is not None:
        from weerbaar_cli.files.git import open_revisie  # late: nearly all is on the disk

        return read_past(*open_revisie(path))
    name = shown_path(path) if shown is None else clean(shown, 300)
    document = Yamlbestand(name, "", pad=path)
    raw = _read_bytes(path, document)
    if raw is None or not _decode(raw, document):
        return document
    parse_into(document)
    return document


def read_past(revisie: Revisie, path: str) -> Yamlbestand:
    """A file as it was, by its path from the top; raises WeerbaarError when it was not there."""
    shown = revisie.shown(path)
    raw = revisie.read(path)
    document = too_large(shown) if raw is None else read_bytes_as(raw, shown)
    document.pad, document.bron = revisie.root / path, Path(shown)
    return document


def _read_elsewhere(path: Path) -> bytes | None:
    if path == STDIN:
        return _read_stdin(sys.stdin)
    from weerbaar_cli.files.git import open_revisie  # late: nearly all is on the disk

    revisie, inside = open_revisie(path)
    return revisie.read(inside)


@lru_cache(maxsize=1)
def _read_stdin(stream: TextIO) -> bytes:
    """What is given on stdin: it comes once, and may be asked for again to point at a place."""
    return stream.buffer.read(MAX_BYTES + 1)


def read_raw(path: Path) -> bytes | None:
    """The bytes of a file, of a sealed one those in it; None when they cannot be read.

    Also of one of the past, and of stdin.
    """
    document = Yamlbestand(path.name, "")
    raw = _read_elsewhere(path) if is_elders(path) else _read_bytes(path, document)
    return None if raw is None else _unsealed(raw, document)


def read_bytes_as(raw: bytes, shown: str | Path) -> Yamlbestand:
    """Parse bytes that are not those on disk: of a file of the past, or as one would become."""
    name = shown_path(shown) if isinstance(shown, Path) else clean(shown, 300)
    if len(raw) > MAX_BYTES:
        return too_large(name)
    document = Yamlbestand(name, "", pad=Path(shown) if isinstance(shown, Path) else Path())
    if _decode(raw, document):
        parse_into(document)
    return document


def too_large(shown: str) -> Yamlbestand:
    """A document of which nothing was read, because it is too large."""
    document = Yamlbestand(clean(shown, 300), "")
    text = "het bestand is te groot; weerbaar leest tot 2 MB"
    document.bevindingen.append(Bevinding("te-groot", text, plaats=(1, 1)))
    return document


def parse_into(document: Yamlbestand) -> None:
    """Parse the text of a document into its data."""
    if found := _control_characters(document.tekst):
        document.bevindingen += found
        return
    if found := _conflicts(document.tekst):
        document.bevindingen += found
        return
    try:
        data, found = read_data(document.tekst)
    except UnreadableYaml as error:
        document.bevindingen += error.bevindingen
        return
    document.bevindingen += found
    if data is None:
        blank = not document.tekst.strip()
        text = "het bestand is leeg" if blank else "in het bestand staan geen sleutels met waarden"
        document.bevindingen.append(Bevinding("leeg-bestand", text, plaats=(1, 1)))
    elif not isinstance(data, dict):
        kind = "een lijst" if isinstance(data, list) else "losse tekst"
        text = f"hier staat {kind}; een bestand begint met sleutels"
        tip = "Begin met «weerbaar: meting/1»."
        document.bevindingen.append(Bevinding("geen-sleutels", text, plaats=(1, 1), suggestie=tip))
    elif _is_sops(data):
        _refuse_other(document, *_SOPS)
    else:
        document.bevindingen += _lost(document.tekst, data)
        document.bevindingen += _secrets(document.tekst)
        if "\\" in document.tekst:  # without a backslash nothing is escaped
            document.bevindingen += _escaped_controls(data, ())
        document.data = data


def _conflicts(text: str) -> list[Bevinding]:
    """Where git could not merge: nobody knows which of both is meant, also inside a text."""
    if not any(mark in text for mark in _MARKS):
        return []
    message = "hier staan twee versies naast elkaar; het samenvoegen in git is niet af"
    tip = "Kies een van beide en haal de regels met <<<<<<<, ======= en >>>>>>> weg."
    found = [*re.finditer(_CONFLICT, text)] or [*re.finditer(_CONFLICT_REST, text)][:1]
    starts = (text.count("\n", 0, match.start()) + 1 for match in found)
    return [Bevinding("yaml-fout", message, plaats=(one, 1), suggestie=tip) for one in starts]


def _is_sops(data: dict[str, Any]) -> bool:
    """sops keeps the keys, and adds one of its own with what is needed to read the values."""
    own = data.get("sops")
    return isinstance(own, dict) and bool(own.keys() & {"mac", "version", "lastmodified"})


def _lost(text: str, data: Any) -> Iterator[Bevinding]:
    """Text that was meant, and that YAML takes for a remark: «besluit #12» is read as «besluit»."""
    if " #" not in text:
        return
    lines = (one for one in enumerate(text.split("\n"), 1) if " #" in one[1])
    found = [(number, match) for number, line in lines if (match := _LOST.match(line))]
    kept = set(_with_hash(data)) if found else set()
    for number, match in found:
        if match[1] not in kept:
            message = f"de tekst vanaf {show(match[1])} telt niet mee"
            place = (number, match.start(1) + 1)
            yield Bevinding("tekst-weg", message, (), "waarschuwing", plaats=place)


def _secrets(text: str) -> Iterator[Bevinding]:
    """The secret part of a key has no place in a file that others read; it is not shown."""
    for number, line in enumerate(text.split("\n"), 1) if SECRET in text else ():
        if SECRET in line:
            message = "hier staat het geheime deel van een sleutel"
            place = (number, line.index(SECRET) + 1)
            yield Bevinding("geheime-sleutel", message, plaats=place)


def _with_hash(data: Any) -> Iterator[str]:
    """What was read behind a hash, per line of a text."""
    if isinstance(data, str):
        yield from (match[1] for match in re.finditer(_HASH, data))
    elif isinstance(data, dict | list):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _with_hash(value)


def _read_bytes(path: Path, document: Yamlbestand) -> bytes | None:
    """The bytes of a regular file of a sane size."""
    try:
        with open_ordinary(path) as file:
            found = os.fstat(file.fileno()).st_size
            raw = _read_all(file) if found <= MAX_BYTES else _begin_of_form(file)
    except OSError as error:
        text = f"het bestand is niet te lezen: {why_unreadable(path, error)}"
        document.bevindingen.append(Bevinding("onleesbaar-bestand", text, plaats=(1, 1)))
        return None
    if raw is not None:
        return raw
    size = f"{found / 1_000_000:.1f}".replace(".", ",")
    text = f"het bestand is {size} MB; weerbaar leest tot 2 MB"
    document.bevindingen.append(Bevinding("te-groot", text, plaats=(1, 1)))
    return None


def _read_all(file: BinaryIO) -> bytes:
    """What a file holds, up to the limit: it may grow meanwhile, or have lied about its size."""
    raw = file.read(_USUAL_BYTES)
    if len(raw) < _USUAL_BYTES:
        return raw
    return raw + file.read(MAX_BYTES + 1 - _USUAL_BYTES)


def _decode(raw: bytes, document: Yamlbestand) -> bool:
    """UTF-8 only; a byte order mark and Windows line ends are accepted with a hint."""
    opened = _unsealed(raw, document)
    if opened is None:
        return False
    raw = opened
    if is_form(raw):
        return _refuse_other(document, FORM_WHAT, FORM_TIP)
    for begin, (what, tip) in _OTHER_FILES.items():
        if raw.startswith(begin):
            return _refuse_other(document, what, tip)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:4]:
        return _refuse_encoding(document, "UTF-16", (1, 1))
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
        text = "het bestand begint met een onzichtbaar teken (BOM); dat mag"
        herstel, tip = Herstel(BOM, ""), advice_of("bom")
        bom = Bevinding("bom", text, (), "hint", tip, plaats=(1, 1), herstel=herstel)
        document.bevindingen.append(bom)
    try:
        document.tekst = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        document.tekst = raw.decode("utf-8", "replace")  # to show the line
        before = raw[: error.start].decode("utf-8").split("\n")
        line, column = len(before), len(before[-1]) + 1
        return _refuse_encoding(document, "Windows-1252", (line, column))
    if "\r" in document.tekst:
        text = "het bestand heeft Windows-regeleinden; dat mag"
        document.bevindingen.append(Bevinding("regeleinden", text, ernst="hint", plaats=(1, 1)))
        document.tekst = document.tekst.replace("\r\n", "\n").replace("\r", "\n")
    return True


def _unsealed(raw: bytes, document: Yamlbestand) -> bytes | None:
    """What stands in a sealed file, when a key of this run opens it; of another file its bytes."""
    if not may_be_sealed(raw, document.bestand):
        return raw
    from weerbaar_cli.files.versleuteld import unseal  # late: most werkmappen are open

    found = unseal(raw)
    document.omslag = found.omslag
    document.bevindingen += [found.bevinding] if found.bevinding else []
    return found.inhoud


def _begin_of_form(file: BinaryIO) -> bytes | None:
    begin = file.read(FORM_BEGIN)
    return begin if is_form(begin) else None


def _refuse_other(document: Yamlbestand, what: str, tip: str) -> bool:
    is_secret = what.startswith("versleuteld")
    text = f"dit bestand is {what}" if is_secret else f"dit is geen YAML maar {what}"
    document.bevindingen.append(Bevinding("codering", text, plaats=(1, 1), suggestie=tip))
    return False


def _refuse_encoding(document: Yamlbestand, guess: str, place: tuple[int, int]) -> bool:
    text = f"het bestand is niet in UTF-8 opgeslagen (waarschijnlijk {guess})"
    tip = "Kies in uw editor «Opslaan als» met codering UTF-8."
    document.bevindingen.append(Bevinding("codering", text, plaats=place, suggestie=tip))
    return False


def _control_characters(text: str) -> list[Bevinding]:
    """Characters that steer a terminal have no place in these files."""
    found: list[Bevinding] = []
    if text.replace("\n", "").isprintable():  # then there are none, and this is quickly seen
        return found
    for number, line in enumerate(text.split("\n"), 1):
        if match := re.search(_CONTROL, line):
            message = f"hier staat een onzichtbaar stuurteken (U+{ord(match[0]):04X})"
            place = (number, match.start() + 1)
            found.append(Bevinding("stuurteken", message, plaats=place))
    return found


def _escaped_controls(data: Any, pad: Pad) -> list[Bevinding]:
    """The same characters, written as an escape inside double quotes."""
    found = []
    children = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in children:
        here = (*pad, key)
        if isinstance(key, str) and _steers(key):
            found.append(_steering(here, on_key=True))
        if isinstance(value, dict | list):
            found += _escaped_controls(value, here)
        elif isinstance(value, str) and _steers(value):
            found.append(_steering(here, on_key=False))
    return found


def _steers(text: str) -> bool:
    return not text.isprintable() and re.search(_CONTROL, text) is not None


def _steering(pad: Pad, *, on_key: bool) -> Bevinding:
    text = "hier staat een onzichtbaar stuurteken"
    return Bevinding("stuurteken", text, pad, op_sleutel=on_key)
