"""The objects of a PDF, found without its index: so also those of a PDF that is damaged."""

from __future__ import annotations

import binascii
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9})\s+\d{1,5}\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n")
_LENGTH = re.compile(rb"/Length\s+(\d+)(?!\s+\d+\s+R)")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/\w+)")
_REF = re.compile(rb"(\d+)\s+\d+\s+R\b")
LITERAL = rb"\((?:\\.|[^()\\]|\((?:\\.|[^()\\]|\((?:\\.|[^()\\])*\))*\))*\)"
HEX = rb"<(?!<)[0-9A-Fa-f\s]*>"
_STRING = re.compile(rb"(?:/(\w+)\s*)?(" + LITERAL + rb"|" + HEX + rb")", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r?\n)|(.))", re.DOTALL)
_SIGNS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass
class Pdfobject:
    """What an object says of itself, and the bytes of its stream, unpacked."""

    body: bytes
    data: bytes = b""
    is_stream: bool = False

    def ref(self, key: bytes) -> int | None:
        """The object that a key points at."""
        match = re.search(rb"/" + key + rb"\s*(\d+)\s+\d+\s+R\b", self.body)
        return int(match[1]) if match else None

    def refs(self, key: bytes) -> list[int]:
        """The objects that a key points at, one or a list."""
        match = re.search(rb"/" + key + rb"\s*(\[[^\]]*\]|\d+\s+\d+\s+R\b)", self.body)
        return [int(one[1]) for one in _REF.finditer(match[1])] if match else []

    def is_a(self, kind: bytes) -> bool:
        """Whether the object is of a type."""
        return re.search(rb"/Type\s*/" + kind + rb"\b", self.body) is not None


class Pdf:
    """All objects by number; of two with one number the last counts, as in a PDF."""

    def __init__(self, raw: bytes, most: int) -> None:
        self.objects: dict[int, Pdfobject] = {}
        self.broken: list[int] = []
        self._left = most
        self._is_cut = False
        at = 0
        while match := _OBJECT.search(raw, at):
            at = self._read(raw, int(match[1]), match.end())
        for one in [one for one in self.objects.values() if one.is_a(b"ObjStm")]:
            self._unpack(one)

    def _read(self, raw: bytes, number: int, at: int) -> int:
        """One object; returns where it ends."""
        end = raw.find(b"endobj", at)
        end = len(raw) if end < 0 else end
        stream = _STREAM.search(raw, at, end)
        if stream is None:
            self.objects[number] = Pdfobject(raw[at:end])
            return end
        body = raw[at : stream.start()]
        stop = _stream_end(raw, body, stream.end())
        self._is_cut = False
        data = self._decode(body, raw[stream.end() : stop])
        if data is None or self._is_cut:
            self.broken.append(number)
        self.objects[number] = Pdfobject(body, data or b"", is_stream=True)
        return stop

    def _decode(self, body: bytes, data: bytes) -> bytes | None:
        """The stream as it was before it was packed; None when that is not possible.

        Pictures stay as they are: no words are read from them.
        """
        match = _FILTER.search(body)
        for name in re.findall(rb"/(\w+)", match[1]) if match else []:
            try:
                unpacked = self._unfilter(name, data)
            except (zlib.error, binascii.Error, ValueError):
                return None
            if unpacked is None:
                return data if b"/Image" in body else None
            data = unpacked
        return data

    def _unfilter(self, name: bytes, data: bytes) -> bytes | None:
        if name in (b"FlateDecode", b"Fl"):
            packed = zlib.decompressobj()
            data = packed.decompress(data, self._left + 1)
            self._is_cut |= not packed.eof  # what came out is still searched
            self._left -= len(data)
            return data if self._left >= 0 else None
        if name in (b"ASCIIHexDecode", b"AHx"):
            return _unhex(data.partition(b">")[0])
        if name in (b"ASCII85Decode", b"A85"):
            from base64 import a85decode  # late: hardly any PDF has it

            return a85decode(data.strip().removeprefix(b"<~").partition(b"~>")[0])
        return None

    def _unpack(self, packed: Pdfobject) -> None:
        """Objects that stand together in a stream: first their numbers and places, then they."""
        first = re.search(rb"/First\s+(\d+)", packed.body)
        begin = int(first[1]) if first else 0
        numbers = [int(one) for one in re.findall(rb"\d+", packed.data[:begin])]
        places = [*numbers[1::2], len(packed.data) - begin]
        for number, start, end in zip(numbers[::2], places, places[1:], strict=False):
            self.objects.setdefault(number, Pdfobject(packed.data[begin + start : begin + end]))

    def pages(self) -> list[list[int]]:
        """Per page, in order, the objects with what is drawn on it."""
        roots = [one.ref(b"Pages") for one in self.objects.values() if one.is_a(b"Catalog")]
        found: list[list[int]] = []
        pending = [one for one in roots if one is not None]
        seen: set[int] = set()
        while pending:
            number = pending.pop(0)
            one = self.objects.get(number)
            if one is None or number in seen:
                continue
            seen.add(number)
            if one.is_a(b"Page"):
                found.append(one.refs(b"Contents"))
            pending[:0] = one.refs(b"Kids")
        return found


def _stream_end(raw: bytes, body: bytes, begin: int) -> int:
    """Where a stream ends: as it says itself, when that is true."""
    length = _LENGTH.search(body)
    if length is not None:
        end = begin + int(length[1])
        if raw[end : end + 12].lstrip().startswith(b"endstream"):
            return end
    end = raw.find(b"endstream", begin)
    return len(raw) if end < 0 else end


def strings_in(body: bytes) -> Iterator[tuple[str, str]]:
    """Every string with the key before it, if there is one."""
    for match in _STRING.finditer(body):
        yield (match[1] or b"").decode("latin-1"), decode_text(read_string(match[2]))


def read_string(token: bytes) -> bytes:
    """The bytes that a literal or hexadecimal string stands for."""
    if token.startswith(b"<"):
        return _unhex(token[1:-1])
    return _ESCAPE.sub(_unescape, token[1:-1])


def _unhex(data: bytes) -> bytes:
    digits = b"".join(data.split())
    return binascii.unhexlify(digits + b"0" * (len(digits) % 2))


def _unescape(match: re.Match[bytes]) -> bytes:
    if match[1]:
        return bytes([int(match[1], 8) & 0xFF])
    return b"" if match[2] else _SIGNS.get(match[3], match[3])


def decode_text(raw: bytes) -> str:
    """A string for people: in UTF-16 or UTF-8 when it says so, else as in Western Europe."""
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace")
    if raw.startswith(b"\xef\xbb\xbf"):
        return raw[3:].decode("utf-8", "replace")
    return raw.decode("latin-1")
