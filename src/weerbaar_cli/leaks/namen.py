"""Whether a text names a party, by name, code or alias in any spelling; and whether it may go."""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise, product
from typing import NamedTuple

from msgspec import Struct, field
from msgspec.structs import asdict, replace

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.leaks.gelijkvorm import Span, Woordenrij, read_words
from weerbaar_cli.leaks.uitgelezen import APART, Tekstdeel, Treffer, Uitgelezen, is_closed
from weerbaar_cli.leaks.uitlezen import read_raw, read_text
from weerbaar_cli.model.bestanden.partij import District, Groep, Partij
from weerbaar_cli.model.budget import Budget, TeGroot
from weerbaar_cli.model.strict import Strict, clean

# Names of municipalities, and what they are bent into, that stand in a Dutch dictionary as well.
# fmt: off
GEWONE_WOORDEN = frozenset((
    "assen", "asten", "beek", "bergen", "best", "borne", "brummen", "buren", "delft", "dongen",
    "duiven", "echt", "ede", "emmen", "goes", "gouda", "grave", "haren", "hoorn", "horst",
    "houten", "huizen", "hulst", "kampen", "kapelle", "laren", "leek", "leiden", "losser", "mill",
    "nes", "ommen", "oost", "peel", "putten", "sluis", "stein", "tiel", "veere", "voorst",
    "waterland", "weert", "westland", "wierden", "woerden", "zundert",
))
# fmt: on
_ENDINGS = ("s", "se", "er", "ers", "aar", "aars", "naar", "naars")
_SHORT_ENDINGS = ("s", "se", "er", "ers")
_SHORTEST = 3
# What may stand before the first word of a sentence, or of a cell, a key or a value.
_OPENS = re.compile(
    r"""(?:^|[!?•|>\n\0;]|(?<!gem)(?<!bijv)(?<!prov)(?<!o\.a)(?<!m\.n)\.(?=\s)|,$|[:=,\[{(]\s?["']$"""
    r"""|(?:^|\n)[\s-]*[a-z_-]+:(?=\s))[\s*_#>"'«“‘(\[\-–•]*$"""
)
_GOES_ON = re.compile(r"""[*_»"”')\]]*,?[ \t\n]+[a-zà-ÿ(]""")
_BEFORE = 60
# A name of a file, a class or an address, in which nobody writes capitals.
_GLUED_BEFORE = frozenset("._#@\\")
_GLUED_AFTER = re.compile(r"[._@]\w|-\d|[/\\]")


def _bend(word: str) -> list[str]:
    """A name, and what it becomes before a noun or for who lives there: «Almelose», «Kamper»."""
    if len(word) < _SHORTEST or not word.isalpha():
        return [word]
    found = [word, *(word + ending for ending in _ENDINGS)]
    for last in ("en", "e"):
        stem = word.removesuffix(last)
        if stem != word and len(stem) >= _SHORTEST:
            found += [stem + ending for ending in _SHORT_ENDINGS]
    return list(dict.fromkeys(found))


def _is_gewoon(form: Sequence[str], name: str) -> bool:
    """Whether a name of one word is a word too."""
    return len(form) == 1 and name.casefold() in GEWONE_WOORDEN


def _counts(text: str, begin: int, end: int) -> bool:
    """Whether a word that is a name too is meant as the name here.

    It is with a capital, but not with one that only opens a sentence; and in the name of a file or
    of a class.
    """
    if not text[begin].isupper():
        return _is_glued(text, begin, end)
    before = text[max(0, begin - _BEFORE) : begin]
    return not (_GOES_ON.match(text, end) and _OPENS.search(before))


def _is_glued(text: str, begin: int, end: int) -> bool:
    before = text[begin - 1 : begin]
    after = _GLUED_AFTER.match(text, end)
    if before == "/":
        return after is not None
    return before in _GLUED_BEFORE or (after is not None and after[0] not in "/\\")


# Of what stands between two words of a name: «Hof / van Twente», but not two sentences.
MOST_SIGNS = 3
# A code of one or two signs would be found everywhere.
SHORTEST_CODE = 3
# A name of more words is not written in every way.
MOST_JOINTS = 6
MASK = "[partij]"
AREA_TYPES = frozenset({"provincie"})
# In one file; whoever has as many knows enough.
MOST_FOUND = 10_000
# A long text is searched in parts, each a little longer than where the next begins.
_PART = 250_000
_OVERLAP = 2_000
_SEARCH_SPACE = 1_000
# Around a name, where a sentence of ours may stand with signs between its words.
_AROUND = 200
_UNSEEN = re.compile(r"(?:\s|<[^<>]{0,200}>|[*_`])*+")
_ENDS = (".", "!", "?")
Naamvorm = tuple[str, ...]


class Zoekterm(NamedTuple):
    """A name, code or alias."""

    tekst: str
    is_code: bool = False


class Zoeklijst(Struct, frozen=True):
    """What is looked for, by first word; and the names that are not, with the reason.

    `zinnen` are sentences of ours in which a name is no secret, with their words.
    """

    termen: tuple[Zoekterm, ...] = ()
    weggelaten: tuple[tuple[str, str], ...] = ()
    by_first: dict[str, list[tuple[Naamvorm, Zoekterm]]] = field(default_factory=dict)
    zinnen: tuple[tuple[str, Naamvorm], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.termen)


def make_zoeklijst(
    partijen: Iterable[Partij | Groep],
    districten: Iterable[tuple[str, District]],
    behalve: Sequence[str] = (),
    zinnen: Iterable[str] = (),
) -> Zoeklijst:
    """Everything that gives a party away, but what also means something else.

    The name of a district or a province names a region that a report may well speak of; «provincie
    Drenthe» is looked for, «Drenthe» is not. In one of `zinnen`, as a whole, a name is let through.
    """
    regions = {_one(text) for pair in districten for text in (pair[0], pair[1].titel)}
    allowed = {_one(text) for text in behalve}
    termen: dict[Zoekterm, None] = {}
    skipped: dict[tuple[str, str], None] = {}
    for term, is_area in _terms(partijen):
        if _one(term.tekst) in allowed:
            skipped[term.tekst, "u zei het met --behalve"] = None
        elif is_area or _one(term.tekst) in regions:
            skipped[term.tekst, "ook de naam van een gebied"] = None
        elif term.is_code and len(_one(term.tekst)) < SHORTEST_CODE:
            skipped[term.tekst, "te kort om te zoeken"] = None
        else:
            termen[term] = None
    by_first: dict[str, list[tuple[Naamvorm, Zoekterm]]] = {}
    for term in termen:
        for form in _forms(term):
            by_first.setdefault(form[0], []).append((form, term))
    found = Zoeklijst(tuple(termen), tuple(skipped), by_first)
    return _with_zinnen(found, zinnen)


def join_zoeklijsten(lijsten: Iterable[Zoeklijst]) -> Zoeklijst:
    """All that is looked for by one of them."""
    found = Zoeklijst()
    for one in lijsten:
        by_first = {first: list(forms) for first, forms in found.by_first.items()}
        for first, forms in one.by_first.items():
            by_first.setdefault(first, []).extend(forms)
        found = Zoeklijst(
            (*found.termen, *one.termen),
            (*found.weggelaten, *one.weggelaten),
            by_first,
            (*found.zinnen, *one.zinnen),
        )
    return found


def _with_zinnen(lijst: Zoeklijst, zinnen: Iterable[str]) -> Zoeklijst:
    """Only those that hold a name and more than that."""
    texts = list(dict.fromkeys(zinnen))
    starts = list(accumulate((len(one) + len(APART) for one in texts), initial=0))
    spans = find_spans(APART.join(texts), lijst)
    naming = dict.fromkeys(texts[bisect_right(starts, begin) - 1] for (begin, _), _ in spans)
    names = {_one(term.tekst) for term in lijst.termen}
    forms = {(zin, tuple(_words(one))): None for zin in naming for one in read_words(zin)}
    return replace(lijst, zinnen=tuple(one for one in forms if "".join(one[1]) not in names))


def _terms(partijen: Iterable[Partij | Groep]) -> Iterator[tuple[Zoekterm, bool]]:
    """Per party its words, and whether the word is the name of an area too."""
    for one in partijen:
        area = one.type in AREA_TYPES
        kind, _, rest = one.naam.partition(" ")
        typed = bool(rest) and kind.casefold() == one.type
        yield Zoekterm(one.naam), area and not typed
        if typed:
            yield Zoekterm(rest), area
        elif area:
            yield Zoekterm(f"{one.type} {one.naam}"), False
        if one.code:
            yield Zoekterm(one.code, is_code=True), False
        for alias in getattr(one, "aliassen", ()):
            yield Zoekterm(alias), False


def _words(lezing: Woordenrij) -> list[str]:
    return [lezing.lower[slice(*span)] for span in lezing.spans()]


def _one(text: str) -> str:
    """A text as one word, to compare it with another."""
    return "".join(_words(next(read_words(text))))


def _forms(term: Zoekterm) -> set[Naamvorm]:
    """The words of a name, each apart from the next or joined to it: «oudhasselwoud».

    Of a name also what it is bent into: «Almelose».
    """
    found = set()
    for lezing in read_words(term.tekst):
        words = _words(lezing)
        if not words:
            continue
        lasts = [words[-1]] if term.is_code else _bend(words[-1])
        for joints in _ways_to_join(len(words) - 1):
            found |= {_join([*words[:-1], last], joints) for last in lasts}
    return found


def _ways_to_join(number: int) -> Iterable[tuple[bool, ...]]:
    """Every way; of a very long name only all apart and all in one."""
    if number > MOST_JOINTS:
        return ((False,) * number, (True,) * number)
    return product((False, True), repeat=number)


def _join(words: Sequence[str], joints: Sequence[bool]) -> Naamvorm:
    """Letters and figures are words of their own, so a joint between them changes nothing."""
    joined = list(words[:1])
    for (before, word), joint in zip(pairwise(words), joints, strict=True):
        if joint and before.isdigit() == word.isdigit():
            joined[-1] += word
        else:
            joined.append(word)
    return tuple(joined)


def search(found: Uitgelezen, lijst: Zoeklijst) -> list[Treffer]:
    """Every place in a file where a party is named; what took too much is said in `found`."""
    treffers: list[Treffer] = []
    try:
        for treffer in islice(_in_delen(found, lijst), MOST_FOUND):
            treffers.append(treffer)
    except TeGroot as error:
        found.skip("", str(error))
    if len(treffers) == MOST_FOUND:
        found.skip("", f"meer dan {MOST_FOUND} vindplaatsen; verder is niet gezocht")
    return sorted(treffers, key=lambda one: (one.regel, one.kolom, one.waar, one.tekst))


def _in_delen(found: Uitgelezen, lijst: Zoeklijst) -> Iterator[Treffer]:
    """Each once; the nets last, and of them only what slipped through all else."""
    seen: set[Treffer] = set()
    places: set[tuple[str, int, int]] = set()
    for deel in sorted(found.delen, key=lambda one: one.vangnet):
        for treffer, is_meant in _in_deel(deel, lijst, found):
            place = (treffer.tekst, treffer.regel, treffer.kolom)
            is_new = treffer not in seen and not (deel.vangnet and place in places)
            seen.add(treffer)
            places.add(place)
            yield from (treffer,) * (is_meant and is_new)


def _in_deel(
    deel: Tekstdeel, lijst: Zoeklijst, found: Uitgelezen
) -> Iterator[tuple[Treffer, bool]]:
    text = deel.tekst
    for part in _parts(text, lijst):
        found.budget.check()
        for (begin, _), term, is_meant in part:
            yield Treffer(term, deel.waar, *deel.place(text, begin)), is_meant


def find_spans(text: str, lijst: Zoeklijst) -> list[tuple[Span, str]]:
    """From where to where a text names a party, and by which name."""
    found = (one for part in _parts(text, lijst) for one in part)
    return [(span, term) for span, term, is_meant in found if is_meant]


def mask(text: str, lijst: Zoeklijst) -> str:
    """A text with a sign in the place of every name."""
    for (begin, end), _ in reversed(find_spans(text, lijst)):
        text = f"{text[:begin]}{MASK}{text[end:]}"
    return text


def _parts(text: str, lijst: Zoeklijst) -> Iterator[list[tuple[Span, str, bool]]]:
    """The names in each part of a text; one that stands on a border is found once."""
    at = 0
    while at < len(text):
        stop = _border(text, at + _PART)
        part = text[at : stop + _OVERLAP]
        spans = {span for lezing in read_words(part) for span in _spans(lezing, lijst)}
        found = [((at + b, at + e), term, is_meant) for (b, e), term, is_meant in sorted(spans)]
        found = [one for one in found if one[0][0] < stop]
        yield found
        at = max([stop, *(one[0][1] for one in found)])


def _border(text: str, place: int) -> int:
    """A place near here at which no word is cut."""
    if place >= len(text):
        return len(text)
    near = text[place - _SEARCH_SPACE : place]
    last = max(near.rfind(" "), near.rfind("\n"))
    return place if last < 0 else place - _SEARCH_SPACE + last + 1


def _spans(lezing: Woordenrij, lijst: Zoeklijst) -> Iterator[tuple[Span, str, bool]]:
    """Every name, and whether it is meant as one."""
    firsts = lezing.distinct() & lijst.by_first.keys()
    if not firsts:
        return
    free = 0
    for begin, end in lezing.spans():
        if (word := lezing.lower[begin:end]) not in firsts or begin < free:
            continue
        fits = [(_end(lezing, end, *one), one) for one in lijst.by_first[word]]
        after, (form, term) = max(fits, key=lambda one: one[0])
        if after:
            free = after
            is_meant = _is_meant(lezing, (begin, after), form, term, lijst)
            yield lezing.place(begin, after), term.tekst, is_meant


def _end(lezing: Woordenrij, end: int, form: Naamvorm, term: Zoekterm) -> int:
    """Where a name ends whose first word ends here, with a few signs between its words; 0 when it
    is another.
    """
    most = 1 if term.is_code else MOST_SIGNS
    for word in form[1:]:
        span = lezing.next_word(end)
        if span is None or lezing.lower[slice(*span)] != word:
            return 0
        if len("".join(lezing.plain[end : span[0]].split())) > most:
            return 0
        end = span[1]
    return end


def _is_meant(
    lezing: Woordenrij, span: Span, form: Naamvorm, term: Zoekterm, lijst: Zoeklijst
) -> bool:
    """Whether the party is meant: not the word that its name is too, and not a sentence of ours."""
    if _is_gewoon(form, term.tekst) and not _counts(lezing.plain, *span):
        return False
    return not any(_is_within(lezing, span, *one) for one in lijst.zinnen)


def _is_within(lezing: Woordenrij, span: Span, zin: str, form: Naamvorm) -> bool:
    """Whether a name stands in this sentence, and nothing is said before its end."""
    size = 2 * len(zin) + _AROUND
    near = list(lezing.spans(max(0, span[0] - size), span[1] + size))
    words = [lezing.lower[slice(*one)] for one in near]
    for first in range(len(words) - len(form) + 1):
        begin, end = near[first][0], near[first + len(form) - 1][1]
        if begin <= span[0] and span[1] <= end and tuple(words[first:][: len(form)]) == form:
            return not _goes_on(lezing, end, zin)
    return False


def _goes_on(lezing: Woordenrij, end: int, zin: str) -> bool:
    """Whether more is said than the sentence says; then it is another sentence."""
    if " " not in zin:
        return False
    if zin.endswith(_ENDS):
        return not lezing.plain.startswith(zin[-1], _skip(lezing.plain, end))
    return lezing.plain[end : end + 1] == " " and lezing.plain[end + 1 : end + 2].isalpha()


def _skip(text: str, place: int) -> int:
    """Past what no reader sees between a word and the sign behind it."""
    found = _UNSEEN.match(text, place)
    return place if found is None else found.end()


class Gezien(NamedTuple):
    """Where a party is named, and what could not be searched, with the reason."""

    treffers: list[Treffer]
    niet_doorzocht: list[tuple[str, str]]

    def refuse_unsearched(self) -> None:
        """Raise WeerbaarError when all or a part of it was not searched at all."""
        for _, reden in self.niet_doorzocht:
            if is_closed(reden):
                message = "dit rapport is niet te doorzoeken op namen, en daarom niet gemaakt"
                raise WeerbaarError(f"{message}: {reden}")


def find_forbidden(inhoud: object, lijst: Zoeklijst | None, naam: str = "") -> Gezien:
    """Look for parties in bytes, in a text, or in the texts of a tree of values."""
    if not lijst:
        return Gezien([], [])
    if isinstance(inhoud, bytes):
        found = read_raw(inhoud, naam)
    else:
        found = Uitgelezen(Budget())
        if isinstance(inhoud, str):
            read_text(inhoud, naam, found)
        else:
            # A report tells much more than once, and a text says the same wherever it stands.
            found.delen += [Tekstdeel("tekst", text) for text in dict.fromkeys(texts_of(inhoud))]
    return Gezien(search(found, lijst), found.niet_doorzocht)


def has_forbidden(text: str, lijst: Zoeklijst | None) -> bool:
    """Whether a party is named in a text."""
    return bool(find_forbidden(text, lijst).treffers)


def refuse_named(wat: str, bestand: str, inhoud: bytes | str, lijst: Zoeklijst, tip: str) -> None:
    """Raise WeerbaarError when what a user brings names a party, with the place and no word.

    `wat` is what it is, such as «de huisstijl», and `bestand` the name of its file.
    """
    gezien = find_forbidden(inhoud, lijst, bestand)
    if gezien.treffers:
        place = show_place(bestand, gezien.treffers[0], lijst)
        raise WeerbaarError(f"{wat} noemt een partij, in {place}", tip=tip)
    gezien.refuse_unsearched()


def show_place(bestand: str, treffer: Treffer, lijst: Zoeklijst) -> str:
    """Where a name stands, without that name or any other."""
    shown = clean(mask(bestand, lijst), 200)
    waar = clean(mask(treffer.waar, lijst), 200)
    return f"«{shown}» op regel {treffer.regel} ({waar})"


def texts_of(value: object) -> Iterator[str]:
    """Every text in a tree of values, keys of mappings too."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from texts_of(one)
    elif isinstance(value, tuple | list):
        for one in value:
            yield from texts_of(one)
    elif isinstance(value, Struct):
        yield from texts_of(tuple(asdict(value).values()))
    elif isinstance(value, Strict):
        yield from texts_of({name: getattr(value, name) for name in type(value).model_fields})
    elif dataclasses.is_dataclass(value):
        for one in dataclasses.fields(value):
            yield from texts_of(getattr(value, one.name))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
