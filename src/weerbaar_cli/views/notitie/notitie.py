"""A note of one page: what we know, what changed and why, what we ask; as much as fits of each.

The room is counted in lines of a page of A4, so whatever a meting holds, the note stays one page;
what does not fit is counted. What it takes was measured on paper (tests/browser/test_papier.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from math import ceil
from typing import NamedTuple

from msgspec.structs import replace

from weerbaar_cli.blad.blad import Alinea, Blok, Inhoud, Lijst, Merk, Sectie, Sterk, Stuk, Tabel
from weerbaar_cli.model.woorden import LEEG, capital, count_word, shorten

LETTERS = 95  # of a line
VET = 1.2  # how much wider bold letters are
REGELS = 48  # of all three parts together, without their headings
MINST = 3  # lines of a part, however little room there is
KOP = 44  # letters of a title on one line
NAAM = 56  # letters of a thema in a table
THEMAS = 8  # rows of a table
NORMTABELLEN = 2  # of so many raamwerken there is room for a table of norms each
NORMREGELS = 12  # a table of norms has at least, and more where the other parts leave it
MOST = 4 * LETTERS  # letters of one point
KORT = int(2.8 * LETTERS)  # letters of a paragraph below the table
BOVEN = 2.5  # lines of the caption and the head of a table
RIJ = 1.2
NAAST = 3  # lines of a second table: the room around it, and its raamwerk in the footer
NORM, WIE = 44, 24  # letters of a norm, and of who does it, on one line


Blokken = tuple[Blok, ...]


class Normtabel(NamedTuple):
    """A table of norms, which is told in less where the page asks it.

    With the norm of each row, and what is said before them where they stand in sentences.
    """

    tabel: Tabel
    nummers: Sequence[str]
    vooraf: str


class Ruimte(NamedTuple):
    """The lines for norms: beside the other parts as they are, and beside these at their least.

    Without tables there is more: `zinnen`, beside the others at their least.
    """

    vrij: float
    meest: float
    zinnen: float

    def part(self, deel: float) -> Ruimte:
        """What one of several tables has of it."""
        return Ruimte(*(one * deel for one in self))


def make_delen(
    weten: Sequence[Blok | Normtabel],
    veranderd: Iterable[Inhoud],
    vragen: Iterable[Inhoud],
    rest: str,
) -> tuple[Sectie, ...]:
    """The three parts. `rest` says where to find what does not fit.

    A text is cut only where not all of them fit.
    """
    changes, questions = tuple(veranderd), tuple(vragen)
    if _least(weten) + sum(map(lines_of, (*changes, *questions))) > REGELS:
        weten = tuple(_cut_weten(weten))
        changes, questions = tuple(map(cut, changes)), tuple(map(cut, questions))
    blokken = tuple(_name_normen(weten, rest, (*changes, *questions)))
    left = int(REGELS - _total(blokken))
    kept = min(sum(map(lines_of, questions)), left * 2 // 3)
    changed = fit(changes, max(left - kept, MINST), rest)
    asked = fit(questions, max(left - sum(map(lines_of, changed)), MINST), rest)
    return (
        Sectie("Wat we weten", "weten", blokken),
        Sectie("Wat er is veranderd, en waardoor", "veranderd", (_list(changed),)),
        Sectie("Wat wij u vragen", "vragen", (_list(asked, genummerd=True),)),
    )


def fits(weten: Sequence[Blok], punten: Sequence[Inhoud]) -> bool:
    """Whether all of it surely stands on the page as it is."""
    return _total(weten) + sum(map(lines_of, punten)) <= REGELS


def _least(weten: Sequence[Blok | Normtabel]) -> float:
    """How much room the first part takes where its norms have little; those of many none."""
    texts, normen = _split(weten)
    room = NORMREGELS * len(normen) if len(normen) <= NORMTABELLEN else 0
    return _around(texts, normen) + min(sum(_height(one.tabel) for one in normen), room)


def _around(texts: Sequence[Blok], normen: Sequence[Normtabel]) -> float:
    """How much room the first part takes without the rows and heads of its norms."""
    tables = [one.tabel for one in normen]
    return _total((*texts, *tables)) - sum(map(_height, tables))


def _split(weten: Sequence[Blok | Normtabel]) -> tuple[Sequence[Blok], Sequence[Normtabel]]:
    texts = [one for one in weten if not isinstance(one, Normtabel)]
    return texts, [one for one in weten if isinstance(one, Normtabel)]


def _cut_weten(weten: Sequence[Blok | Normtabel]) -> Iterator[Blok | Normtabel]:
    """The first part in short: most may be said before its table."""
    most = MOST
    for one in weten:
        if isinstance(one, Alinea):
            yield Alinea(cut(one.inhoud, most))
        elif isinstance(one, Normtabel):
            yield one._replace(tabel=_cut_names(one.tabel))
            most = KORT
        elif isinstance(one, Tabel):
            yield _cut_names(one)
            most = KORT


def _cut_names(tabel: Tabel) -> Tabel:
    return replace(tabel, rijen=tuple((cut(naam, NAAM), *rest) for naam, *rest in tabel.rijen))


def _name_normen(
    weten: Sequence[Blok | Normtabel], rest: str, punten: Sequence[Inhoud]
) -> Iterator[Blok]:
    """The first part, with as much of every norm as has room beside these points."""
    texts, normen = _split(weten)
    free = REGELS - _total(texts)
    tabled = REGELS - _around(texts, normen)
    most = tabled - 2 * MINST
    room = max(tabled - sum(map(lines_of, punten)), min(NORMREGELS * len(normen), most))
    ruimte = Ruimte(room, most, free - 2 * MINST)
    told = iter(tell_normen(normen, rest, ruimte))
    for one in weten:
        yield from next(told) if isinstance(one, Normtabel) else (one,)


def tell_normen(normen: Sequence[Normtabel], rest: str, ruimte: Ruimte) -> Sequence[Blokken]:
    """Each table with as many rows as there is room for and then sentences; else sentences alone.

    Where who and when of each does not fit so, names at least.
    """
    if not normen:
        return []
    few = len(normen) <= NORMTABELLEN
    heights = [_height(one.tabel) for one in normen]
    parts = [ruimte.part(height / sum(heights)) for height in heights]
    found = [_rows_and_sentences(*both) if few else () for both in zip(normen, parts, strict=True)]
    tabled = max(ruimte.vrij, ruimte.meest)
    if all(found) and _fit_in(chain(*found), tabled):
        return found
    sentences = [(_sentence(one, _who_and_when(one.tabel.rijen)),) for one in normen]
    if _fit_in(chain(*sentences), ruimte.zinnen):
        return sentences
    least = _least_of(normen, found, parts, rest) if few else _elsewhere(normen, rest)
    names = _by_name(normen, rest)
    short = not (few and _fit_in(chain(*least), tabled))
    return names if short and _fit_in(chain(*names), ruimte.zinnen) else least


def _least_of(
    normen: Sequence[Normtabel], found: Sequence[Blokken], parts: Sequence[Ruimte], rest: str
) -> Sequence[Blokken]:
    """Each table whole or with the names of the others below it."""
    each = zip(found, normen, parts, strict=True)
    return [whole or _names(one, part, rest) for whole, one, part in each]


def _by_name(normen: Sequence[Normtabel], rest: str) -> Sequence[Blokken]:
    cells = ([row[0] for row in one.tabel.rijen] for one in normen)
    each = zip(normen, cells, strict=True)
    names = [(_sentence(one, _between(" ", "; ", told)),) for one, told in each]
    return [*names[:-1], (*names[-1], Alinea(f"Wie en wanneer: {rest}"))]


def _elsewhere(normen: Sequence[Normtabel], rest: str) -> Sequence[Blokken]:
    where = (Alinea(f"Welke normen, wie en wanneer: {rest}"),)
    return [*[()] * (len(normen) - 1), where]


def _rows_and_sentences(one: Normtabel, ruimte: Ruimte) -> Blokken:
    """As many rows as fit with who and when of the others below them; nothing if none do.

    The other parts are shorter for it only where the table has its least rows.
    """
    tabel, rows = one.tabel, _rows(one)
    if _height(tabel) <= ruimte.vrij or not rows:
        return (tabel,)
    rooms = [*((shown, ruimte.vrij) for shown in rows), (rows[-1], ruimte.meest)]
    ways = (((_first(tabel, shown), _rest(tabel, shown)), room) for shown, room in rooms)
    return next((way for way, room in ways if _fit_in(way, room)), ())


def _names(one: Normtabel, ruimte: Ruimte, rest: str) -> Blokken:
    """As many rows as fit beside the names of the others; of the last at least their number."""
    tabel, rows = one.tabel, _rows(one)
    named = ((shown, len(tabel.rijen)) for shown in rows)
    fewer = ((rows[-1], until) for until in rows)
    ways = [
        (_first(tabel, shown), _others(tabel.rijen[shown:until], one.nummers[until:], rest))
        for shown, until in (*named, *fewer)
    ]
    return next((way for way in ways if _fit_in(way, ruimte.vrij)), ways[-1])


def _rows(one: Normtabel) -> Sequence[int]:
    """How many rows a table can have that has not all of them."""
    return range(len(one.nummers) - 1, MINST - 1, -1)


def _fit_in(blokken: Iterable[Blok], room: float) -> bool:
    return sum(map(_height, blokken)) <= room


def _first(tabel: Tabel, shown: int) -> Tabel:
    return replace(tabel, rijen=tabel.rijen[:shown])


def _rest(tabel: Tabel, shown: int) -> Alinea:
    rijen = tabel.rijen[shown:]
    return Alinea((f"En nog {len(rijen)}.", *_who_and_when(rijen)))


def _sentence(one: Normtabel, told: Iterable[Stuk]) -> Alinea:
    return Alinea((Sterk(f"{one.vooraf}."), *told))


def _who_and_when(rijen: Sequence[tuple[Inhoud, ...]]) -> Iterator[Stuk]:
    """Norms with who and when, those of one together, and of these those of one day."""
    found: dict[Inhoud, dict[Inhoud, list[Inhoud]]] = {}
    for name, who, when in rijen:
        found.setdefault(who, {}).setdefault(when, []).append(name)
    for who, days in found.items():
        yield " "
        yield from (Sterk(capital(one)) if isinstance(one, str) else one for one in _stukken(who))
        # What has no day first, so that it is not taken for one of the day before it.
        of_days = (_of_day(when, days[when]) for when in sorted(days, key=lambda one: one != LEEG))
        yield from _between("", ";", of_days)
        yield "."


def _of_day(when: Inhoud, names: Iterable[Inhoud]) -> tuple[Stuk, ...]:
    day = () if when == LEEG else (" (", *_stukken(when), ")")
    return *day, *_between(": ", "; ", names)


def _others(rijen: Sequence[tuple[Inhoud, ...]], nummers: Sequence[str], rest: str) -> Alinea:
    """Norms by name, and then those that have room for no more than their number."""
    told = (*(row[0] for row in rijen), *nummers)
    return Alinea((*_between(f"En nog {len(told)}: ", "; ", told), f". Wie en wanneer: {rest}"))


def _between(before: str, between: str, told: Iterable[Inhoud]) -> Iterator[Stuk]:
    for one in told:
        yield before
        yield from _stukken(one)
        before = between


def _stukken(inhoud: Inhoud) -> tuple[Stuk, ...]:
    return inhoud if isinstance(inhoud, tuple) else (inhoud,)


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


def _total(blokken: Sequence[Blok]) -> float:
    """How much room blocks of the first part take together."""
    return sum(map(_height, blokken)) + _beside([one for one in blokken if isinstance(one, Tabel)])


def _beside(tabellen: Sequence[Tabel]) -> int:
    """What more tables than one take besides; that of one has room enough for its caption."""
    more = len(tabellen) - 1
    captions = sum(lines_of(Sterk(one.bijschrift)) - 1 for one in tabellen)
    return NAAST * more + captions if more > 0 else 0


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
