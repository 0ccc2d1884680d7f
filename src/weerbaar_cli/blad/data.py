"""What a form asks of a page: harmless text, plain data, the width of columns, and its codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar, cast

from msgspec import Struct
from msgspec.structs import asdict, replace

from weerbaar_cli.blad.blad import Alinea, Blad, Grafiek, Inhoud, Merk, Opsomming, Tabel, Webadres

# Forms take these from here: of an oordeel they know its sign and its word, and no more.
from weerbaar_cli.model.bestanden.raamwerk import STATUSES as STATUSES
from weerbaar_cli.model.bestanden.raamwerk import Status as Status
from weerbaar_cli.model.bevinding import in_print
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS as TEKENS
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN as WOORDEN
from weerbaar_cli.model.uitkomsten.waarmerk import find_waarmerk

# Nobody reads more of one remark in a report; the file itself keeps all of it.
LANGST = 5_000
ZICHTBAAR = "�"

_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, overrides of the direction of text, halves of a character, invisible tags.
_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)


def plain(text: str) -> str:
    """The text in Dutch quotes, its steering characters visible, cut to what a report can hold."""
    if text.isascii() and text.isprintable() and len(text) <= LANGST:
        return text
    cut = in_print(text[:LANGST]).replace(" ….", " …")
    shown = _STEERING.sub(ZICHTBAAR, _BREAKS.sub("\n", cut).replace("\t", " "))
    if len(text) <= LANGST:
        return shown
    return f"{shown}… (ingekort: {_grouped(LANGST)} van {_grouped(len(text))} tekens)"


def one_line(text: str) -> str:
    """The same on one line, for a cell or a heading."""
    return " ".join(plain(text).split())


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")


T = TypeVar("T")

# So many characters stand beside each other on a page, and so many are lost around each column.
ROOM, AROUND = 96, 3
BOLD = 1.15
SMALL = 15  # lines of what is not cut in two
TOGETHER = 2  # rows at the end of a long table that stand on one page
# A sign, spaces and a frame around the word of a mark.
BADGE = 4
# A longer text asks no more room than so much; more only where the table gets shorter by it.
LONG = (90, 360)
LONGEST_WORD = 22  # a longer word is broken in pieces
# A word that is parted at a syllable has pieces of at most about so many letters.
SYLLABLES = 14
# Before a figure a hyphen is no place to break.
_WORDS = re.compile(r"[\s/]+|-(?!\d)")
# Letters that take nearly twice the room of most, and figures, that take a tenth more.
_WIDE, _FIGURES = re.compile("[mwMW@%]"), re.compile(r"\d")
# What is read as one figure, and so never broken over lines: 9 van de 13, € 2.400.
FIGURE = re.compile(r"\b\d+(?:–\d+)? van (?:de )?\d+\b|€ \d(?:[\d.,]*\d)?")
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD + 1},}}")
# At most so many letters stand beside each other without a place to break.
WHOLE_WORD = 30
_JOINTS = re.compile(rf"\S{{8}}[^\W_]{{0,{WHOLE_WORD - 8}}}[\W_]?|\S+")


class Omzetter(Struct, frozen=True):
    """Makes dicts that say their kind. `clean` is asked about every text, `draw` every chart.

    Without `draw` there is what a page tells, and not how that is laid out.
    """

    clean: Callable[[str], str]
    draw: Callable[[Grafiek], str] | None = None

    def convert(self, blad: Blad) -> dict[str, Any]:
        """The whole tree. To be drawn, a table also gets its widths, a chart its picture."""
        return self._fields(blad)

    def _plain(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.clean(value)
        if isinstance(value, tuple):
            return [self._plain(one) for one in value]
        if isinstance(value, Opsomming):
            return self._fields(value.tabel())
        if isinstance(value, Struct):
            return self._fields(value)
        return value if isinstance(value, bool | int) or value is None else str(value)

    def _fields(self, value: Any) -> dict[str, Any]:
        fields = asdict(value)
        for name in ("in_orde", "sleutel", "vel", "vooraf"):  # of a screen, CSV and workbooks
            fields.pop(name, None)
        found = {name: self._plain(one) for name, one in fields.items()}
        if "soort" in found:  # of a box; the kind of block needs that word
            found["kader"] = found.pop("soort")
        if self.draw is not None and isinstance(value, Tabel):
            widths = column_widths(value, SYLLABLES)
            samen = rows_together(value, widths)
            heel = samen > len(value.rijen)
            found |= {"breedtes": widths, "krap": is_tight(value), "heel": heel}
            found["samen"] = 0 if heel else samen
        if self.draw is not None and isinstance(value, Grafiek):
            found["svg"] = self.draw(value)
        return {"soort": type(value).__name__, **found}


def with_text(value: T, clean: Callable[[str], str]) -> T:
    """The same tree with every text cleaned."""
    if isinstance(value, str):
        return cast("T", clean(value))
    if isinstance(value, tuple):
        return cast("T", tuple(with_text(one, clean) for one in value))
    if not isinstance(value, Struct):
        return value
    return replace(value, **{name: with_text(one, clean) for name, one in asdict(value).items()})


def column_widths(tabel: Tabel, parted: int = LONGEST_WORD) -> list[int]:
    """Per column its share of the width of a page.

    Each has room for its longest word, so that no word is cut; what is left goes to the columns
    that have most text beyond that. Where the table gets shorter by it, only words of up to
    `parted` letters stay whole: a form that parts words at a syllable can do with less.
    """
    columns, words = _lengths(tabel), _longest_words(tabel)
    rooms = [_rooms(words, most) for most in (WHOLE_WORD, LONGEST_WORD, parted)]
    fitting = [room for room in rooms if sum(room) <= ROOM] or [rooms[1]]
    shares = (_shared(room, columns, long) for long in LONG for room in fitting)
    return min(shares, key=partial(_height, columns=columns))


def _shared(needed: list[int], columns: list[list[int]], long: int) -> list[int]:
    rest = max(ROOM - sum(needed), 0)
    more = [
        sum(max(min(length, long) - need + AROUND, 0) for length in lengths)
        for lengths, need in zip(columns, needed, strict=True)
    ]
    return [
        round(need + rest * (extra / sum(more) if sum(more) else 1 / len(needed)))
        for need, extra in zip(needed, more, strict=True)
    ]


def _height(widths: list[int], columns: list[list[int]]) -> int:
    """How many lines a table takes at these widths."""
    rows = zip(*columns, strict=True)
    rooms = [max(width - AROUND, 1) for width in widths]
    return sum(
        max(-(-length // room) for length, room in zip(row, rooms, strict=True)) for row in rows
    )


def pieces_of(word: str) -> list[str]:
    """A long word, such as the name of a file, where it may be broken over lines."""
    return _JOINTS.findall(word)


def kept_whole(text: str) -> str:
    """The text with figures whose words stay beside each other."""
    return FIGURE.sub(lambda found: found[0].replace(" ", "\u00a0"), text)


def is_tight(tabel: Tabel) -> bool:
    """Whether even the longest words do not fit beside each other; then letters are smaller."""
    return crowding(tabel) > 1


def crowding(tabel: Tabel) -> float:
    """How much of the width of a page the longest words need beside each other; 1 is all of it."""
    return sum(word_room(tabel)) / ROOM


def rows_together(tabel: Tabel, widths: list[int]) -> int:
    """How many rows at its end are not parted: all of a low table, with its head, or the last two.

    Only so few lines that a page surely holds them, and none where the last two have more.
    """
    columns = _lengths(tabel)
    for rows in (len(tabel.rijen) + 1, TOGETHER):
        if _height(widths, [lengths[-rows:] for lengths in columns]) <= SMALL:
            return rows
    return 0


def word_room(tabel: Tabel, most: int = LONGEST_WORD) -> list[int]:
    """Per column the room for its longest word, up to so long; heads are bold, and so wider."""
    return _rooms(_longest_words(tabel), most)


def _rooms(columns: list[tuple[Woord, Woord]], most: int) -> list[int]:
    return [
        max(cells.room(most), round(bold.room(most) * BOLD)) + AROUND for cells, bold in columns
    ]


class Woord(NamedTuple):
    """How wide the widest mark is, which is never broken, and how wide the longest word."""

    merk: int = 0
    woord: int = 0

    def room(self, most: int) -> int:
        """What both need, where a word is broken when it is longer than so much."""
        return max(self.merk, min(self.woord, most))


def _longest_words(tabel: Tabel) -> list[tuple[Woord, Woord]]:
    """Per column those of its cells, and those of what is bold in it."""
    found = []
    for index, kolom in enumerate(tabel.kolommen):
        cells = _widest(_longest_word(row[index]) for row in tabel.rijen)
        kop = _longest_word(kolom.kop)
        found.append((cells, kop if index else _widest((kop, cells))))
    return found


def _widest(words: Iterable[Woord]) -> Woord:
    return Woord(*map(max, zip(*words, Woord(), strict=True)))


def _lengths(tabel: Tabel) -> list[list[int]]:
    rows = (tuple(kolom.kop for kolom in tabel.kolommen), *tabel.rijen)
    return [list(map(_length, column)) for column in zip(*rows, strict=True)]


def _length(inhoud: Inhoud) -> int:
    if isinstance(inhoud, tuple):
        return sum(map(_length, inhoud))
    text = plain_text(inhoud)
    is_sign = isinstance(inhoud, Merk) and inhoud.kort
    return 1 if is_sign else len(text) + ROOM * text.count("\n")  # a break takes a line


@lru_cache(maxsize=1024)  # the tables of many parties say the same words
def _longest_word(inhoud: Inhoud) -> Woord:
    """A word may be broken at a hyphen or a slash."""
    if isinstance(inhoud, Merk):
        return Woord(merk=1 if inhoud.kort else len(WOORDEN[inhoud.oordeel]) + BADGE)
    if isinstance(inhoud, tuple):
        return _widest(map(_longest_word, inhoud))
    text = FIGURE.sub(lambda found: "0" * len(found[0]), plain_text(inhoud))
    return Woord(woord=max(map(_width, _WORDS.split(text))))


def _width(word: str) -> int:
    """How many letters of most kinds a word is as wide as."""
    wide, figures = len(_WIDE.findall(word)), len(_FIGURES.findall(word))
    return len(word) + round(wide * 0.7 + figures * 0.1)


def plain_text(inhoud: Inhoud) -> str:
    """The words of a cell or a sentence, without what stands around them."""
    if isinstance(inhoud, tuple):
        return "".join(map(plain_text, inhoud))
    if isinstance(inhoud, str):
        return inhoud
    return WOORDEN[inhoud.oordeel] if isinstance(inhoud, Merk) else inhoud.tekst


def addresses_in(value: Any) -> Iterator[str]:
    """Every address outside to which a page leads."""
    if isinstance(value, Webadres):
        yield from (value.adres,) if value.adres else ()
    elif isinstance(value, tuple):
        for one in value:
            yield from addresses_in(one)
    elif isinstance(value, Struct):
        for one in asdict(value).values():
            yield from addresses_in(one)


# The chapter that holds them; on one page they stand in a line of the footer that begins so.
WAARMERK = ("Waarmerk", "waarmerk")
WAARMERK_WOORD = "voor «weerbaar verify»"  # in that line, before its codes


def codes_of(blad: Blad) -> tuple[str, ...]:
    """The codes in that chapter, or in that line."""
    lines = [line for line in lines_of_codes(blad) if WAARMERK_WOORD in line]
    blokken = [blok for one in blad.secties if one.anker == WAARMERK[1] for blok in one.blokken]
    tables = (blok for blok in blokken if isinstance(blok, Tabel))
    in_lines = tuple(
        code for line in lines for code in line.rpartition(": ")[2].rstrip(".").split()
    )
    return in_lines + tuple(str(row[1]) for table in tables for row in table.rijen)


def lines_of_codes(blad: Blad) -> tuple[str, ...]:
    """The lines outside every table that hold its codes: of the footer, or of their chapter."""
    if blad.een_bladzijde:
        return blad.voet
    blokken = (
        blok
        for one in blad.secties
        if blad.een_regel and one.anker == WAARMERK[1]
        for blok in one.blokken
    )
    return tuple(plain_text(blok.inhoud) for blok in blokken if isinstance(blok, Alinea))


def tells_other_codes(text: str, codes: tuple[str, ...]) -> bool:
    """Whether somebody who checks a report would read other codes in its text than these."""
    return find_waarmerk(text) != find_waarmerk("\n".join(codes))
