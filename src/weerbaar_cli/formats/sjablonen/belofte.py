"""What a report promises stays true when somebody else made its templates.

The page needs nothing from outside and runs nothing; it says for whom it is, whether it is
invented, and by which codes it can be checked. A page that does not is not a report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from typing import NamedTuple

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.data import addresses_in, codes_of, plain, tells_other_codes
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.html_blad import BEGIN, BEGIN_VAN_PAGINA
from weerbaar_cli.formats.huisstijl import check_huisstijl, is_important
from weerbaar_cli.formats.sjablonen.omgeving import escape_markdown
from weerbaar_cli.formats.vormen import MERKTEKEN
from weerbaar_cli.model.strict import clean

# Whoever writes a report looks for the mark so near to its beginning or end.
_NEAR = 2_000
# fmt: off
ELEMENTEN = frozenset((
    "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "body", "br",
    "caption", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt",
    "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hgroup", "hr", "html", "i", "img", "input", "ins", "kbd", "label", "li", "main", "mark",
    "meta", "nav", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong",
    "style", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time",
    "title", "tr", "u", "ul", "var", "wbr", "circle", "defs", "desc", "ellipse", "g", "line",
    "path", "pattern", "polygon", "polyline", "rect", "svg", "text", "tspan",
))
ATTRIBUTEN = frozenset((
    "alt", "charset", "checked", "class", "colspan", "content", "datetime", "dir", "for",
    "headers", "height", "hidden", "href", "http-equiv", "id", "lang", "name", "open", "reversed",
    "role", "rowspan", "scope", "span", "src", "start", "style", "tabindex", "title", "type",
    "value", "width", "cx", "cy", "d", "dx", "dy", "dominant-baseline", "fill", "fill-opacity",
    "focusable", "font-size", "font-weight", "opacity", "patterncontentunits", "patterntransform",
    "patternunits", "points", "preserveaspectratio", "r", "rx", "ry", "stroke", "stroke-dasharray",
    "stroke-linecap", "stroke-linejoin", "stroke-opacity", "stroke-width", "text-anchor",
    "transform", "viewbox", "x", "x1", "x2", "xmlns", "y", "y1", "y2",
))
# What a browser reads as a style.
_STYLED = frozenset(("fill", "stroke", "style", "transform"))
_VOID = frozenset(("br", "col", "hr", "img", "input", "meta", "wbr"))
# What nobody sees, or only after a click.
_UNSEEN = frozenset(("defs", "desc", "details", "head", "style", "title"))
# fmt: on
_NO_SIGHT = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_DETAILS = re.compile(r"<details>.*?(?:</details>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"<(/?[a-zA-Z][^>]*)>?")
_MEMO_TAG = re.compile(r"/?(?:span|sub|sup|details|summary)|br ?/?")
_LINK = re.compile(
    r"(?<!\\)\]\(\s*(?!#)|(?m:^\s*\[[^\]]*\]:)|(?<!\\)!\[|<[a-z+.-]+:", re.IGNORECASE
)


class Gebrek(NamedTuple):
    """What a page lacks or has too much; `teken` is what to look for in a template."""

    wat: str
    teken: str = ""


def check_pagina(text: str, blad: Blad, eigen: Mapping[str, str]) -> None:
    """Raise WeerbaarError when the page of own templates is not a report any more."""
    _refuse(_faults_of_page(text, blad), eigen, "blad.html.j2")


def check_memo(text: str, blad: Blad, eigen: Mapping[str, str]) -> None:
    """The same for Markdown."""
    _refuse(_faults_of_memo(text, blad), eigen, "blad.md.j2")


def _refuse(faults: Iterator[Gebrek], eigen: Mapping[str, str], page: str) -> None:
    gebrek = next(faults, None)
    if gebrek is not None:
        tip = "Kijk hoe het in het gewone sjabloon staat: weerbaar report --sjabloon-start MAP."
        raise WeerbaarError(f"{_place(gebrek.teken, eigen, page)}: {gebrek.wat}", tip=tip)


def _place(teken: str, eigen: Mapping[str, str], page: str) -> str:
    """The first line of a template in which it stands, else the page as a whole."""
    for place, text in eigen.items():
        found = text.lower().find(teken.lower()) if teken else -1
        if found >= 0:
            return f"{place}:{text.count(chr(10), 0, found) + 1}"
    folder = next(iter(eigen)).rpartition("/")[0]
    return f"{folder}/{page}" if f"{folder}/{page}" in eigen else folder


def _faults_of_page(text: str, blad: Blad) -> Iterator[Gebrek]:
    if not BEGIN_VAN_PAGINA.match(text.lstrip()):
        wat = f"de pagina moet beginnen met {BEGIN} (tussen < en < mag een nieuwe regel)"
        yield Gebrek(wat, "<html")
    reader = _Page(frozenset(addresses_in(blad)))
    reader.feed(text)
    reader.close()
    yield from reader.gebreken
    yield from _faults_of_body(text, reader.bodies)
    counts = Counter(reader.ids)
    for name in counts:
        if counts[name] > 1:
            yield Gebrek(f'id="{clean(name)}" staat er meer dan één keer', f'id="{name}"')
    for name in reader.links:
        if name not in counts:
            wat = f'de verwijzing href="#{clean(name)}" leidt nergens heen'
            yield Gebrek(f'{wat}: geen onderdeel heeft id="{clean(name)}"', f"#{name}")
    yield from _missing("".join(reader.seen), text, blad, plain)


def _faults_of_body(text: str, bodies: list[str]) -> Iterator[Gebrek]:
    """The line for whom it is comes first in the body, so that must be where it seems to be."""
    lower = text.lower()
    place = lower.find("<body")
    if len(bodies) != 1 or lower.count("<body") != 1 or _odd(bodies[0]):
        yield Gebrek("de pagina moet één <body> hebben, na </head>", "<body")
    elif "<!" in lower.strip()[2:place]:
        yield Gebrek("vóór <body> mag geen <!-- opmerking --> staan; gebruik {# … #}", "<!--")


def _odd(tag: str) -> bool:
    """Whether it is not plain where a tag ends."""
    return any(sign in tag[1:-1] for sign in "<>")


def _faults_of_memo(text: str, blad: Blad) -> Iterator[Gebrek]:
    bare = _COMMENT.sub("", text)
    for found in _TAG.finditer(bare):
        if not _MEMO_TAG.fullmatch(found[1].strip()):
            yield Gebrek(f"<{clean(found[1])}> mag niet in Markdown", f"<{found[1]}")
    adressen = set(addresses_in(blad))
    for found in _LINK.finditer(bare):
        if found[0].endswith("(") and bare[found.end() :].partition(")")[0] in adressen:
            continue
        wat = "een plaatje of verwijzing naar buiten mag niet in Markdown"
        teken = bare[found.start() : found.end() + 8].strip()
        yield Gebrek(f"{wat}; noem een adres als tekst", teken)
    yield from _missing(_DETAILS.sub("", bare), text, blad, escape_markdown)


def _missing(seen: str, text: str, blad: Blad, write: Callable[[str], str]) -> Iterator[Gebrek]:
    """What every report carries, where a reader sees it without a click."""
    lines = {"blad.vertrouwelijk": blad.vertrouwelijk, "blad.fictief": blad.fictief}
    for name, line in lines.items():
        if _flat(str(write(line))) not in _flat(seen):
            wat = f"de regel «{clean(line, 200)}» ontbreekt of is niet te zien"
            yield Gebrek(f"{wat}; zet {{{{ {name} }}}} in de pagina, niet in een uitklap")
    codes = codes_of(blad)
    for code in codes:
        if code not in seen.replace("\\", ""):
            wat = f"de code «{clean(code)}» van het waarmerk ontbreekt"
            yield Gebrek(f"{wat}; laat alle secties zien, ook «Waarmerk», niet in een uitklap")
    if codes and tells_other_codes(seen, codes):
        yield Gebrek("na het waarmerk staan nog andere codes; dan is het niet te controleren")
    if MERKTEKEN not in text[:_NEAR] + text[-_NEAR:]:
        wat = "het merkteken ontbreekt, waaraan weerbaar een rapport herkent om het te vervangen"
        yield Gebrek(f"{wat}; zet {{{{ merkteken }}}} bij het begin of het einde")


def _flat(text: str) -> str:
    return " ".join(text.split())


class _Page(HTMLParser):
    """Collects what a page has that it may not have, and what a reader sees of it."""

    def __init__(self, adressen: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.adressen = adressen
        self.gebreken: list[Gebrek] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.seen: list[str] = []
        self.bodies: list[str] = []
        # What is open here, and whether each is hidden.
        self._stack: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._say("\n")
        named = {name: value or "" for name, value in attrs}
        if tag not in ELEMENTEN:
            self.gebreken.append(Gebrek(f"het element <{clean(tag)}> mag niet", f"<{tag}"))
        if tag == "img" and "alt" not in named:
            self.gebreken.append(Gebrek('<img> mist alt="…", voor wie het niet ziet', "<img"))
        if tag == "input" and named.get("type") != "checkbox":
            self.gebreken.append(Gebrek('<input> mag alleen met type="checkbox"', "<input"))
        for name, value in named.items():
            if name != "href" or value not in self.adressen:
                self.gebreken += _faults_of_attribute(tag, name, value)
        self.ids += [named["id"]] if "id" in named else []
        self.links += [named["href"][1:]] if named.get("href", "").startswith("#") else []
        if tag == "body" and [name for name, _ in self._stack] == ["html"]:
            self.bodies.append(self.get_starttag_text() or "")
        if tag not in _VOID:
            self._stack.append((tag, _is_unseen(tag, named)))

    def handle_endtag(self, tag: str) -> None:
        self._say("\n")
        names = [name for name, _ in self._stack]
        if tag in names:
            del self._stack[len(names) - 1 - names[::-1].index(tag) :]

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if self._stack and self._stack[-1][0] == "style":
            self.gebreken += _faults_of_style(data, "<style>", "<style")
        self._say(data)

    def handle_pi(self, data: str) -> None:
        self.gebreken.append(Gebrek(f"<?{clean(data)}> mag niet", "<?"))

    def unknown_decl(self, data: str) -> None:
        self.gebreken.append(Gebrek(f"<![{clean(data)}]> mag niet", "<!["))

    def _say(self, words: str) -> None:
        if not any(unseen for _, unseen in self._stack):
            self.seen.append(words)


def _is_unseen(tag: str, named: dict[str, str]) -> bool:
    hidden = "hidden" in named or named.get("aria-hidden") == "true"
    return hidden or tag in _UNSEEN or bool(_NO_SIGHT.search(named.get("style", "")))


def _faults_of_attribute(tag: str, name: str, value: str) -> Iterator[Gebrek]:
    if name not in ATTRIBUTEN and not name.startswith(("aria-", "data-")):
        wat = f"{clean(name)}=… bij <{clean(tag)}> mag niet"
        yield Gebrek(f"{wat}; staat elke waarde tussen aanhalingstekens?", f"{name}=")
    elif name == "href" and not value.startswith("#"):
        wat = f"een verwijzing naar buiten ({clean(value)}) mag niet"
        yield Gebrek(f"{wat}; noem een adres als tekst", value)
    elif name == "src" and not value.startswith("data:image/"):
        wat = f"een rapport laadt niets van buiten ({clean(value)})"
        yield Gebrek(f'{wat}; zet een plaatje erin als src="data:image/…"', value)
    elif name == "http-equiv" and value.lower() != "content-security-policy":
        yield Gebrek(f'http-equiv="{clean(value)}" mag niet', value)
    elif name in _STYLED:
        if is_important(value):
            wat = f"!important in {clean(name)}=… mag niet: daar zou de regel over de lezers voor"
            yield Gebrek(f"{wat} wijken; zet het in een stylesheet", value)
        yield from _faults_of_style(value, f"{clean(name)}=…", value)


def _faults_of_style(css: str, naam: str, teken: str) -> Iterator[Gebrek]:
    try:
        check_huisstijl(css, naam)
    except WeerbaarError as error:
        yield Gebrek(error.message, teken)
