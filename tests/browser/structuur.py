"""What axe does not see in a report (ecosysteem §2): read from the HTML itself, without a browser.

Each check gives what is wrong in words, so that a page that is broken on purpose shows that it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"))
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
OUTSIDE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)
# Attributes that make a browser fetch something; a link that a reader may follow is none.
FETCHING = ("src", "srcset", "data", "poster", "background", "xlink:href")
STATUSSEN = {
    "voldoet": "voldoet",
    "deels": "deels",
    "voldoet_niet": "voldoet niet",
    "onbekend": "onbekend",
    "nvt": "n.v.t.",
}


@dataclass
class Knoop:
    """An element with what is inside it, in order."""

    naam: str
    attributen: dict[str, str] = field(default_factory=dict)
    inhoud: list[Knoop | str] = field(default_factory=list)

    def walk(self, naam: str = "") -> Iterator[Knoop]:
        """Every element inside this one, of one name or of all."""
        for one in self.inhoud:
            if isinstance(one, Knoop):
                if naam in ("", one.naam):
                    yield one
                yield from one.walk(naam)

    def text(self, *, hidden: bool = True) -> str:
        """The words inside, with or without what is hidden from a screen reader."""
        if not hidden and self.attributen.get("aria-hidden") == "true":
            return ""
        parts = (one if isinstance(one, str) else one.text(hidden=hidden) for one in self.inhoud)
        return " ".join("".join(parts).split())

    def children(self) -> list[Knoop]:
        """The elements right inside this one."""
        return [one for one in self.inhoud if isinstance(one, Knoop)]

    @property
    def klassen(self) -> list[str]:
        """The words of its class."""
        return self.attributen.get("class", "").split()


class _Boom(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.wortel = Knoop("")
        self._open = [self.wortel]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Knoop(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inhoud.append(one)
        if tag not in VOID:
            self._open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        one = Knoop(tag, {name: value or "" for name, value in attrs})
        self._open[-1].inhoud.append(one)

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].naam == tag, f"</{tag}> sluit <{self._open[-1].naam}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].inhoud.append(data)


def read_page(html: str) -> Knoop:
    """The page as a tree; a tag that is closed wrongly is an AssertionError."""
    boom = _Boom()
    boom.feed(html)
    boom.close()
    assert boom._open == [boom.wortel], f"<{boom._open[-1].naam}> blijft open"
    return boom.wortel


def faults(html: str) -> list[str]:
    """All that is wrong with a page."""
    page = read_page(html)
    return [
        *_document(page),
        *(fault for table in page.walk("table") for fault in _table(table)),
        *_marks(page),
        *_charts(page),
        *_outside(page),
        *_ids(page),
        *_places(page),
        *_headings(page),
    ]


def _document(page: Knoop) -> Iterator[str]:
    root = next(page.walk("html"), Knoop(""))
    if root.attributen.get("lang") != "nl":
        yield "de taal staat er niet bij"
    if not any(one.text() for head in page.walk("head") for one in head.walk("title")):
        yield "de bladzijde heeft geen titel"
    policies = [
        one.attributen.get("content")
        for one in page.walk("meta")
        if one.attributen.get("http-equiv", "").lower() == "content-security-policy"
    ]
    if policies != [POLICY]:
        yield "het beveiligingsbeleid is niet zo streng als het hoort"


def _table(table: Knoop) -> Iterator[str]:
    """Its name is its caption, or where the same stands above it already, a label."""
    label = table.attributen.get("aria-label", "")
    names = [label] if label else [one.text() for one in table.walk("caption") if one.text()]
    name = names[0] if names else "zonder naam"
    if len(names) != 1:
        yield f"tabel {name}: geen bijschrift"
    heads = [one for head in table.walk("thead") for one in head.walk() if one.naam in ("th", "td")]
    if not heads or any(one.naam != "th" or one.attributen.get("scope") != "col" for one in heads):
        yield f"tabel {name}: een kolom heeft geen kop"
    if any(not one.text() for one in heads):
        yield f"tabel {name}: een kop is leeg"
    for row in (row for body in table.walk("tbody") for row in body.walk("tr")):
        cells = row.children()
        if not cells or cells[0].naam != "th" or cells[0].attributen.get("scope") != "row":
            yield f"tabel {name}: een rij heeft geen kop"
        if len(cells) != len(heads):
            yield f"tabel {name}: een rij heeft een ander aantal cellen"


def _marks(page: Knoop) -> Iterator[str]:
    """A status says its word; the sign and the colour are extra."""
    for one in page.walk():
        kinds = [klass.removeprefix("merk-") for klass in one.klassen if klass.startswith("merk-")]
        for kind in kinds:
            if one.text(hidden=False) != STATUSSEN.get(kind):
                yield f"merk {kind}: het woord staat er niet bij"


def _charts(page: Knoop) -> Iterator[str]:
    for svg in page.walk("svg"):
        if svg.attributen.get("aria-hidden") == "true":
            continue
        first = [one.naam for one in svg.children()[:2]]
        if svg.attributen.get("role") != "img" or first != ["title", "desc"]:
            yield "grafiek: geen titel en beschrijving"
        named = svg.attributen.get("aria-labelledby", "").split()
        ids = {one.attributen.get("id") for one in svg.walk() if one.naam in ("title", "desc")}
        if named and not set(named) <= ids:
            yield "grafiek: de naam wijst nergens heen"
    for figure in page.walk("figure"):
        if any(figure.walk("svg")) and not any(figure.walk("table")):
            yield "grafiek: geen tabel met dezelfde cijfers"


def _outside(page: Knoop) -> Iterator[str]:
    for one in page.walk():
        if one.naam in ("script", "iframe", "object", "embed", "link", "base", "form"):
            yield f"<{one.naam}> hoort niet in een rapport"
        for name, value in one.attributen.items():
            if name.startswith("on"):
                yield f"attribuut {name} voert iets uit"
            if name in FETCHING and not value.startswith(("data:", "#")):
                yield f"attribuut {name} haalt iets op"
            if name == "href" and value.strip().lower().startswith("javascript:"):
                yield "een verwijzing voert iets uit"
            if name == "style" and "url(" in value:
                yield "een stijl haalt iets op"
    for style in page.walk("style"):
        if re.search(r"@import|url\(\s*['\"]?(?!data:|#)", style.text()):
            yield "een stijl haalt iets op"


def _ids(page: Knoop) -> Iterator[str]:
    ids = [one.attributen["id"] for one in page.walk() if "id" in one.attributen]
    for double in sorted({one for one in ids if ids.count(one) > 1}):
        yield f"id {double} staat er twee keer"
    for one in page.walk():
        target = one.attributen.get("href", "")
        if target.startswith("#") and target[1:] not in ids:
            yield f"verwijzing {target} wijst nergens heen"
        for name in one.attributen.get("aria-labelledby", "").split():
            if name not in ids:
                yield f"aria-labelledby {name} wijst nergens heen"


def _places(page: Knoop) -> Iterator[str]:
    """Who goes from one named place to the next hears where each is."""
    words = {one.attributen["id"]: one.text() for one in page.walk() if "id" in one.attributen}
    names = [
        " ".join(words.get(part, "") for part in one.attributen["aria-labelledby"].split())
        for one in page.walk("section")
        if "aria-labelledby" in one.attributen
    ]
    for double in sorted({one for one in names if names.count(one) > 1}):
        yield f"twee plaatsen heten {double}"


def _headings(page: Knoop) -> Iterator[str]:
    levels = [int(one.naam[1]) for one in page.walk() if re.fullmatch("h[1-6]", one.naam)]
    if levels.count(1) != 1 or levels[:1] != [1]:
        yield "er hoort één hoofdkop te zijn, vooraan"
    for before, after in pairwise(levels):
        if after > before + 1:
            yield f"kop {after} volgt op kop {before}"
