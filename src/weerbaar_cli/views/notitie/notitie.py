"""A note of one page: what we know, what changed and why, what we ask; as much as fits of each.

The room is counted in lines of a page of A4, so whatever a meting holds, the note stays one page;
what does not fit is counted. What it takes was measured on paper (tests/browser/test_papier.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

from msgspec.structs import replace

from weerbaar_cli.blad.blad import Alinea, Blok, Inhoud, Lijst, Merk, Sectie, Sterk, Stuk, Tabel
from weerbaar_cli.model.woorden import capital, count_word, shorten

LETTERS = 95  # of a line
VET = 1.2  # how much wider bold letters are
REGELS = 42  # of all three parts together, without their headings
MINST = 3  # lines of a part, however little room there is
KOP = 44  # letters of a title on one line
NAAM = 56  # letters of a thema in a table
THEMAS = 8  # rows of a table
NORMREGELS = 12  # a table of norms has at least, and more where the other parts leave it
MOST = 4 * LETTERS  # letters of one point
KORT = int(2.8 * LETTERS)  # letters of a paragraph below the table
BOVEN = 2.5  # lines of the caption and the head of a table
RIJ = 1.2
NAAST = 3  # lines of a second table: the room around it, and its raamwerk in the footer
NORM, WIE = 44, 24  # letters of a norm, and of who does it, on one line


class Ruimte(NamedTuple):
    """The lines for norms: beside the other parts as they are, and beside these at their least."""

    vrij: float
    meest: float

    def part(self, deel: float) -> Ruimte:
        """What one of several tables has of it."""
        return Ruimte(self.vrij * deel, self.meest * deel)


def make_delen(
    weten: Sequence[Blok],
    veranderd: Iterable[Inhoud],
    vragen: Iterable[Inhoud],
    rest: str,
    nummers: Sequence[Sequence[str]] = (),
) -> tuple[Sectie, ...]:
    """The three parts. `rest` says where to find what does not fit.

    `nummers` are, per table of the first part, the norms of its rows, which then may be cut. A
    text is cut only where not all of them fit.
    """
    changes, questions = tuple(veranderd), tuple(vragen)
    if _height_of_all(weten, (*changes, *questions), len(nummers)) > REGELS:
        weten = tuple(_cut_weten(weten))
        changes, questions = tuple(map(cut, changes)), tuple(map(cut, questions))
    if nummers:
        weten = tuple(_fit_normen(weten, nummers, rest, (*changes, *questions)))
    left = int(REGELS - sum(map(_height, weten)) - _beside(weten))
    kept = min(sum(map(lines_of, questions)), left * 2 // 3)
    changed = fit(changes, max(left - kept, MINST), rest)
    asked = fit(questions, max(left - sum(map(lines_of, changed)), MINST), rest)
    return (
        Sectie("Wat we weten", "weten", tuple(weten)),
        Sectie("Wat er is veranderd, en waardoor", "veranderd", (_list(changed),)),
        Sectie("Wat wij u vragen", "vragen", (_list(asked, genummerd=True),)),
    )


def fits(weten: Sequence[Blok], punten: Sequence[Inhoud]) -> bool:
    """Whether all of it surely stands on the page as it is."""
    return _height_of_all(weten, punten) <= REGELS


def _height_of_all(weten: Sequence[Blok], punten: Sequence[Inhoud], korter: int = 0) -> float:
    """How much room everything takes, where so many tables can be shorter of these the least."""
    tables = [_height(blok) for blok in weten if isinstance(blok, Tabel)]
    least = min(sum(tables), NORMREGELS * korter) if korter else sum(tables)
    texts = sum(_height(blok) for blok in weten if not isinstance(blok, Tabel))
    return least + texts + _beside(weten) + sum(map(lines_of, punten))


def _beside(weten: Sequence[Blok]) -> int:
    """What more tables than one take besides; that of one has room enough for its caption."""
    captions = [lines_of(Sterk(blok.bijschrift)) for blok in weten if isinstance(blok, Tabel)]
    more = len(captions) - 1
    return NAAST * more + sum(captions) - len(captions) if more > 0 else 0


def _cut_weten(weten: Sequence[Blok]) -> Iterator[Blok]:
    """The first part in short: most may be said before its table."""
    most = MOST
    for blok in weten:
        if isinstance(blok, Alinea):
            yield Alinea(cut(blok.inhoud, most))
        elif isinstance(blok, Tabel):
            rijen = tuple((cut(naam, NAAM), *rest) for naam, *rest in blok.rijen)
            yield replace(blok, rijen=rijen)
            most = KORT


def _fit_normen(
    weten: Sequence[Blok], nummers: Sequence[Sequence[str]], rest: str, punten: Sequence[Inhoud]
) -> Iterator[Blok]:
    """Tables that have room beside these points, each by how many norms it has."""
    told = sum(_height(blok) for blok in weten if not isinstance(blok, Tabel))
    free = REGELS - told - _beside(weten)
    room = max(free - sum(map(lines_of, punten)), NORMREGELS * len(nummers))
    ruimte, tables = Ruimte(room, free - 2 * MINST), iter(nummers)
    for blok in weten:
        if isinstance(blok, Tabel):
            own = next(tables)
            part = ruimte.part(len(own) / sum(map(len, nummers)))
            yield from first_normen(blok, own, rest, part)
        else:
            yield blok


def fit(punten: Iterable[Inhoud], regels: int, rest: str) -> tuple[Inhoud, ...]:
    """As many points as there is room for; when some are left out, the last line says so."""
    whole = tuple(punten)
    found = tuple(map(cut, whole))
    for points, room in ((whole, regels), (found, regels)):
        if sum(map(lines_of, points)) <= room:
            return points
    shown: list[Inhoud] = []
    for one in found:
        if sum(map(lines_of, [*shown, one])) > regels - 1:
            break
        shown.append(one)
    if not shown:
        shown = [cut(found[0], max(regels - 1, 1) * LETTERS)]
    left = len(found) - len(shown)
    return (*shown, f"En nog {count_word(left, 'punt', 'punten')}; {rest}") if left else (*shown,)


def first_normen(
    tabel: Tabel, nummers: Sequence[str], rest: str, ruimte: Ruimte
) -> tuple[Blok, ...]:
    """A table of norms with as many rows as there is room for, and then the others in sentences."""
    blokken: tuple[Blok, ...] = (tabel,)
    for blokken, room in _ever_shorter(tabel, nummers, rest, ruimte):
        if sum(map(_height, blokken)) <= room:
            break
    return blokken


def _ever_shorter(
    tabel: Tabel, nummers: Sequence[str], rest: str, ruimte: Ruimte
) -> Iterator[tuple[tuple[Blok, ...], float]]:
    """Ways to name every norm, the best first, each with the room there is for it.

    Those without a row have who and when as well, even where the other parts have to be shorter
    for it; where that does not fit, only their names; and then the last their number alone.
    """
    rijen, vrij = tabel.rijen, ruimte.vrij
    rows = range(len(rijen) - 1, MINST - 1, -1)
    first = {shown: replace(tabel, rijen=rijen[:shown]) for shown in rows}
    yield (tabel,), vrij
    yield from (((first[n], _whole(rijen[n:])), vrij) for n in rows)
    yield from (((first[n], _whole(rijen[n:])), ruimte.meest) for n in rows[-1:])
    yield from (((first[n], _others(rijen[n:], (), rest)), vrij) for n in rows)
    for named in rows:
        yield (first[MINST], _others(rijen[MINST:named], nummers[named:], rest)), vrij


def _whole(rijen: Sequence[tuple[Inhoud, ...]]) -> Alinea:
    """Norms with who and when, those of the same together."""
    groups: dict[tuple[Inhoud, ...], list[Inhoud]] = {}
    for name, *more in rijen:
        groups.setdefault(tuple(more), []).append(name)
    words = (stuk for told, names in groups.items() for stuk in _told_together(told, names))
    return Alinea((f"En nog {len(rijen)}.", *words))


def _told_together(told: Sequence[Inhoud], names: Sequence[Inhoud]) -> Iterator[Stuk]:
    who, *when = (_stukken(one) for one in told if one != "–")
    yield " "
    yield from (Sterk(capital(one)) if isinstance(one, str) else one for one in who)
    yield from (stuk for one in when for stuk in (" (", *one, ")"))
    yield from _between(": ", names)
    yield "."


def _between(before: str, names: Iterable[Inhoud]) -> Iterator[Stuk]:
    for name in names:
        yield before
        yield from _stukken(name)
        before = "; "


def _stukken(inhoud: Inhoud) -> tuple[Stuk, ...]:
    return inhoud if isinstance(inhoud, tuple) else (inhoud,)


def _others(rijen: Sequence[tuple[Inhoud, ...]], nummers: Sequence[str], rest: str) -> Alinea:
    """Norms by name, and then those that have room for no more than their number."""
    names = [_stukken(row[0]) for row in rijen]
    told = [*names, *((number,) for number in nummers)]
    words = _between(f"En nog {len(told)}: ", told)
    return Alinea((*words, f". Wie en wanneer: {rest}"))


def first_rows(tabel: Tabel, most: int = THEMAS) -> Tabel:
    """A table with its first rows and its last, the total; and how many there are between."""
    if len(tabel.rijen) <= most + 1:
        return tabel
    *rows, total = tabel.rijen
    empty = ("",) * (len(tabel.kolommen) - 1)
    more = (f"En nog {len(rows) - most + 1}", *empty)
    return replace(tabel, rijen=(*rows[: most - 1], more, total))


def cut(inhoud: Inhoud, most: int = MOST) -> Inhoud:
    """A point that is no longer than this, cut between sentences or else between words."""
    if isinstance(inhoud, str):
        return inhoud if len(inhoud) <= most else _cut_text(inhoud, most)
    if not isinstance(inhoud, tuple):
        return inhoud if letters_of(inhoud) <= most else _cut_stuk(inhoud, most)
    shown: list[Stuk] = []
    for stuk in inhoud:
        left = most - sum(map(letters_of, shown))
        if letters_of(stuk) > left:
            return (*shown, _cut_stuk(stuk, left)) if left > 1 else tuple(shown)
        shown.append(stuk)
    return tuple(shown)


def _cut_stuk(stuk: Stuk, most: int) -> Stuk:
    if isinstance(stuk, Merk):
        return stuk
    if isinstance(stuk, str):
        space = " " if stuk.startswith(" ") else ""
        return space + _cut_text(stuk, max(most, 2))
    return replace(stuk, tekst=shorten(stuk.tekst, max(int(most / VET), 2)))


def _cut_text(text: str, most: int) -> str:
    """Whole sentences where half of the room or more is filled by them."""
    end = text[: most - 2].rfind(". ") + 1
    return f"{text[:end].strip()} …" if end > most / 2 else shorten(text, most)


def letters_of(inhoud: Inhoud) -> int:
    """How many letters something takes."""
    if isinstance(inhoud, tuple):
        return sum(map(letters_of, inhoud))
    if isinstance(inhoud, str):
        return len(inhoud)
    if isinstance(inhoud, Merk):
        return 1 if inhoud.kort else len(inhoud.oordeel) + 4
    return ceil(len(inhoud.tekst) * VET) + 2


def lines_of(inhoud: Inhoud) -> int:
    """How many lines something takes."""
    return ceil(letters_of(inhoud) / LETTERS) or 1


def _height(blok: Blok) -> float:
    """How much room a block of the first part takes."""
    match blok:
        case Alinea(inhoud):
            return lines_of(inhoud) + 0.6
        case Tabel(_, _, rijen):
            return BOVEN + sum(map(_row_height, rijen))
        case _:
            raise AssertionError("a note has paragraphs, a table and lists")


def _row_height(rij: tuple[Inhoud, ...]) -> float:
    """A row of a table; one of a norm takes more lines when it, or who does it, is long."""
    if not isinstance(rij[0], tuple):
        return RIJ + (letters_of(rij[0]) > NAAM)
    return RIJ + max(ceil(letters_of(rij[0]) / NORM), ceil(letters_of(rij[1]) / WIE)) - 1


def _list(punten: tuple[Inhoud, ...], *, genummerd: bool = False) -> Blok:
    if len(punten) == 1:
        return Alinea(punten[0])
    return Lijst(punten, genummerd=genummerd)


def title(text: str) -> str:
    """A title that takes one line."""
    return shorten(text, KOP)
