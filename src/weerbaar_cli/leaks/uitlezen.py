"""Every text in a file of any kind, with its place; and what of the file could not be read."""

from __future__ import annotations

import binascii
import os
import re
import stat
from collections.abc import Iterator, Sequence
from html import unescape
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.leaks.uitgelezen import APART, Regels, Tekstdeel, Uitgelezen, is_closed
from weerbaar_cli.model.budget import PIECE, Budget, TeGroot
from weerbaar_cli.model.strict import clean

GIT = ".git"
# A file in a file in a file; deeper is a trap.
MAX_DEPTH = 4
_PNG = b"\x89PNG\r\n\x1a\n"
_MARKUP = re.compile(r"<[A-Za-z!?/]")
_CLOSED = {
    b"\x89PNG": "een plaatje",
    b"\xff\xd8\xff": "een plaatje",
    b"GIF8": "een plaatje",
    b"RIFF": "een plaatje of geluid",
    b"\xd0\xcf\x11\xe0": "een oud Office-bestand (.doc, .xls)",
    b"7z\xbc\xaf": "een 7z-archief",
    b"Rar!": "een rar-archief",
    b"BZh": "een bz2-archief",
    b"\xfd7zXZ": "een xz-archief",
    b"\x28\xb5\x2f\xfd": "een zstd-archief",
    b"age-encryption.org": "versleuteld",
    b"weerbaar: versleuteld/": "versleuteld",
}
_BOMS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe\x00\x00": "utf-32",
    b"\x00\x00\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_DATA_URI = re.compile(r"data:[\w.+/-]*+(?:;[\w=.-]+)*;base64,([A-Za-z0-9+/=\s]{8,}+)")

# The parts that a reader sees or hears, as they are called here; programs change the others. Of a
# PDF only what is drawn: its titles and properties each program writes anew, or leaves out.
_PAGE = re.compile(r"bladzijde \d+")
_READ = re.compile(r"(?:^|: )(?:tekst|titel|beschrijving|sleutel|waarde|zweeftekst)$")
_PLAIN = re.compile(rf"{_PAGE.pattern}|sleutel|waarde")
# What an office program keeps of itself beside the text: nobody reads it, and each has its own.
_CONTAINER = re.compile(
    r"docProps/|\[Content_Types\]|_rels/|customXml/"
    r"|word/(?!document\.|header|footer|footnotes|endnotes|comments)|xl/(?!sharedStrings|worksheets)"
    r"|word/.*: (?!tekst$)"
)
# A number that Word counts itself, with how it does, where a program wrote that down too.
_FIELD = re.compile(r"\b(?:PAGE|NUMPAGES) (?=\d)|\bTOC (?:(?:\\[a-z]|\"[\d-]{1,5}\") ?){1,9}")
_PAGES = re.compile(r"(?<=\bbladzijde )\d+ van \d+\b")
_NUMBER = re.compile(r"\d+")


def find_outputs(paths: Sequence[Path]) -> Iterator[Path]:
    """Every file and folder to look at.

    Hidden ones too, for they are published with the others; a link is a name and is not followed.
    """
    for path in paths:
        yield path
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)


def _walk(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(root) / name for name in sorted((*folders, *names)))
        folders[:] = [name for name in folders if name != GIT]


def read_file(path: Path, budget: Budget | None = None) -> Uitgelezen:
    """The texts of a file; what cannot be read is in the answer, not an error."""
    found = Uitgelezen(budget or Budget())
    try:
        if path.is_symlink():
            found.add("doel van de verwijzing", path.readlink().as_posix())
            found.skip("", "een verwijzing; die volgt weerbaar niet")
            return found
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            _look_into(path, found)
        elif not stat.S_ISREG(status.st_mode):
            found.skip("", "geen gewoon bestand")
        else:
            return _read_whole(path, status.st_size, found.budget)
    except TeGroot as error:
        found.skip("", str(error))
    except PermissionError:
        found.skip("", "u mag het niet lezen")
    except OSError:
        found.skip("", "niet te lezen")
    return found


def _read_whole(path: Path, size: int, budget: Budget) -> Uitgelezen:
    """What is too large is not read at all; a file may grow meanwhile."""
    budget.take(size)
    with path.open("rb") as file:
        return read_raw(file.read(size), path.name, budget)


def _look_into(folder: Path, found: Uitgelezen) -> None:
    """What is in a folder is found by walking; here only why that would find nothing."""
    if folder.name == GIT:
        found.skip("", "de eigen map van git")
    elif not os.access(folder, os.R_OK | os.X_OK):
        found.skip("", "u mag de map niet lezen")


def read_raw(raw: bytes, name: str, budget: Budget | None = None, depth: int = 0) -> Uitgelezen:
    """The texts in the bytes of a file; `name` only helps where the bytes do not tell."""
    found = Uitgelezen(budget or Budget())
    if depth > MAX_DEPTH:
        found.skip("", "te diep in andere bestanden")
        return found
    try:
        _read(raw, name, found)
    except TeGroot as error:
        found.skip("", str(error))
    del raw  # what stands in it was copied out
    while found.bestanden:
        waar, inner, inner_name = found.bestanden.pop(0)
        found.take(read_raw(inner, inner_name, found.budget, depth + 1), waar)
    return found


def _read(raw: bytes, name: str, found: Uitgelezen) -> None:
    # Late, all of them: most outputs are text.
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        from weerbaar_cli.leaks.pakket import read_zip

        read_zip(raw, found)
    elif raw.startswith(b"\x1f\x8b"):
        from weerbaar_cli.leaks.pakket import read_gzip

        read_gzip(raw, name, found)
    elif b"%PDF-" in raw[:1024]:
        from weerbaar_cli.leaks.pdf import read_pdf

        read_pdf(raw, found)
    else:
        _read_other(raw, name, found)


def _read_other(raw: bytes, name: str, found: Uitgelezen) -> None:
    kind = next((what for sign, what in _CLOSED.items() if raw.startswith(sign)), "")
    text = None if kind else _decode(raw)
    if text is not None:
        read_text(text, name, found)
        _find_data_uris(text, found)
        return
    # Names of files and what a camera wrote stand in such a file as they are.
    found.add("leesbare tekens", raw.decode("utf-8", "replace"))
    found.add("leesbare tekens", raw.decode("utf-16-le", "replace"))
    if raw.startswith(_PNG):
        from weerbaar_cli.leaks.pakket import read_png  # late: as above

        read_png(raw[len(_PNG) :], found)
    else:
        found.skip("", kind or "geen tekst")


def _decode(raw: bytes) -> str | None:
    """Bytes as text, or None when they are none."""
    for bom, codec in _BOMS.items():
        if raw.startswith(bom):
            return raw.decode(codec, "replace")
    if b"\x00" in raw:
        return _decode_wide(raw)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _decode_wide(raw: bytes) -> str | None:
    """UTF-16 without a mark has a zero at every other place, when it is in our letters."""
    for start, codec in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = raw[start::2]
        if half and half.count(0) > len(half) * 0.7 and len(raw) % 2 == 0:
            return raw.decode(codec, "replace")
    return None


def read_text(text: str, name: str, found: Uitgelezen) -> None:
    """The texts in a text, by what it is; and in the end the text itself, as a net below."""
    from weerbaar_cli.leaks.opmaak import read_css, read_markup

    # First in the list, so that it is searched also when the parts are too many.
    found.delen.append(Tekstdeel("tekst", text, vangnet=True))
    start, name = text[:100].lstrip("\ufeff \t\r\n")[:1], name.lower()
    if name.endswith((".json", ".jsonl", ".sarif")) or start in ("{", "["):
        _read_json(text, found)
    elif text.lstrip("\ufeff").startswith("BEGIN:VC"):
        _read_ics(text, found)
    elif name.endswith(".css"):
        read_css(text, found)
    elif _MARKUP.search(text, 0, 100_000):
        read_markup(text, found)


def _find_data_uris(text: str, found: Uitgelezen) -> None:
    """Files that stand in a text as base64."""
    for match in _DATA_URI.finditer(text):
        try:
            raw = binascii.a2b_base64(match[1])
        except binascii.Error:
            found.skip("ingebed bestand", "geen geldige base64")
            continue
        found.nest("ingebed bestand", raw)


def read_in_order(raw: bytes, name: str) -> list[str]:
    """The words of a report, as a reader sees or hears them, without spaces that a form may change.

    Raises WeerbaarError when nobody could look into it.
    """
    found = read_raw(raw, name)
    delen = [deel for deel in found.delen if not _CONTAINER.match(deel.waar)]
    for _, reden in found.niet_doorzocht:
        if is_closed(reden):
            raise WeerbaarError(f"«{clean(name, 200)}» is niet te controleren: {reden}")
    pages = [deel for deel in delen if _PAGE.fullmatch(deel.waar)]
    parts = pages or [one for one in delen if not one.vangnet and _READ.search(one.waar)] or delen
    # Word packs its parts, and a PDF its pages, in an order of its own.
    parts = sorted(parts, key=lambda deel: _by_number(deel.waar))
    # Between parts of one text stands a zero, that nobody reads.
    pieces = (piece for deel in parts for piece in _as_read(deel).split("\0"))
    plain = (_without_counted(" ".join(piece.split())) for piece in pieces)
    return [text for text in plain if text]


def _as_read(deel: Tekstdeel) -> str:
    """In markup the signs that entities stand for: each program writes others so."""
    return deel.tekst if _PLAIN.fullmatch(deel.waar) else unescape(deel.tekst)


def _without_counted(text: str) -> str:
    """The same without what differs by the program that counted the pages."""
    return _PAGES.sub("", _FIELD.sub("", text))


def _by_number(waar: str) -> str:
    """Page 10 comes after page 9."""
    return _NUMBER.sub(lambda found: found[0].zfill(6), waar)


# Without a way back: a string that never ends is read once.
_INSIDE = re.compile(r'[^"\\\n]*+(?:\\.[^"\\\n]*+)*+')
_COLON = re.compile(r'"\s*+:')
_ESCAPE = re.compile(r'\\([nrtbf"\\/])')
_FOLD = re.compile(r"\r?\n[ \t]")


def _read_json(text: str, found: Uitgelezen) -> None:
    """Every key and every value, also of a file that breaks off half-way."""
    regels, keys, values = Regels(text), Tekstdeel("sleutel"), Tekstdeel("waarde")
    found.delen += [keys, values]
    at = text.find('"')
    while at >= 0:
        begin = at + 1
        end = _match_end(text, begin)
        deel = keys if _COLON.match(text, end) else values
        found.budget.take(PIECE)
        # What is written as a number is read later.
        deel.add(_ESCAPE.sub(_unescape, text[begin:end]) + APART, *regels.place(begin))
        at = text.find('"', end + 1)


def _match_end(text: str, begin: int) -> int:
    """Where a string ends: at its quote, at the end of the line, or of the file."""
    inside = _INSIDE.match(text, begin)
    return begin if inside is None else inside.end()


def _unescape(escape: re.Match[str]) -> str:
    """What an escape stands for, as long as it is itself, so that places stay right."""
    return f" {escape[1]}" if escape[1] in '"/' else "  "


def _read_ics(text: str, found: Uitgelezen) -> None:
    """The lines of a calendar, with those that were folded in one piece again."""
    regels, at, deel = Regels(text), 0, Tekstdeel("tekst")
    found.delen.append(deel)
    for match in _FOLD.finditer(text):
        found.budget.take(PIECE)
        deel.add(text[at : match.start()], *regels.place(at))
        at = match.end()
    deel.add(text[at:], *regels.place(at))
