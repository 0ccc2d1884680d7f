"""Whether our Dutch can be read: no long sentence and no word of an office in any of our texts.

Read are the texts in the program, in the page to fill in and in the files that come along or that
`init` writes; our own words in the raamwerken; the manual; and what all of that became in the tests
that hold every sentence.

The limits: a sentence is counted in words, which says little about how hard it is; a text with
fewer than two small Dutch words is taken for no sentence; what stands between two parts of an
f-string is one word, so a long name makes a longer sentence than is counted there. Of what was
said a list of more than three is counted by its first and its last, and a quotation as one word.
The words of a norm, a source, a party or a remark are not ours, the order of sentences is not
judged, and the pages of reports are read only as far as their sentences stand in the program.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

ROOT = Path(__file__).parent.parent
DUTCH = re.compile(
    r"\b(de|het|een|van|niet|is|zijn|met|voor|aan|op|dat|die|wat|bij|geen|er|u|uw|nog|om)\b"
)
JARGON = re.compile(
    r"\b(aangaande|alsmede|alvorens|behoudens|bewerkstelligen|borgen|geborgd|commitment|conform"
    r"|dienaangaande|dienen te|dient te|dientengevolge|derhalve|desbetreffende|echter"
    r"|faciliteren|geschiedt|hieromtrent|implementeren|indien|inzake|jegens|middels|mitsdien"
    r"|omtrent|onderhavige?|optimaliseren|reeds|ten aanzien van|ten behoeve van|teneinde|tevens"
    r"|te allen tijde|uitrollen|voornoemde?|wederom|met betrekking tot|in het kader van"
    r"|door middel van|parsen|renderen|default|string|boolean|array|exception|null|traceback)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"(?<=[.!?;:])\s+|\n\s*\n|\n(?=\s*[-*|#\d]|weerbaar )")
# Of our own data: what we wrote, not what a source says.
OWN_KEYS = {"kort", "doen", "vraag", "uitleg", "toelichting", "gevolg", "betekenis"}
# A name that people use, the words of a law, and what a test calls a raamwerk.
NAMES = re.compile(r"[Vv]erklaring omtrent het gedrag|\bnull(?=\.yaml| heeft geen gevallen|$)")


class Tekst(NamedTuple):
    plaats: str
    tekst: str


def literals(path: Path) -> Iterator[str]:
    """The texts of a module; what an f-string fills in counts as one word."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            inside.update(node.values)
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else "X" for one in node.values
            )
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            inside.add(node.value)  # a docstring is for programmers
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in inside:
            yield node.value


def own_texts(data: Any) -> Iterator[str]:
    """What we wrote in a file of data."""
    if isinstance(data, dict):
        yield from (data[key] for key in OWN_KEYS & data.keys() if isinstance(data[key], str))
        data = data.values()
    if not isinstance(data, str) and data is not None:
        for one in data:
            yield from () if isinstance(one, str) else own_texts(one)


def prose(path: Path) -> str:
    """A page of the manual without code, tables and lists of links."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"^(\|.*|.*\) · \[.*)$", "", text, flags=re.MULTILINE)


def program() -> Iterator[Tekst]:
    for path in sorted((ROOT / "src").rglob("*.py")):
        yield from (Tekst(path.name, text) for text in literals(path))


def data() -> Iterator[Tekst]:
    for path in sorted((ROOT / "frameworks").rglob("*.yaml")):
        loaded = yaml.load(path.read_text(encoding="utf-8"), yaml.CBaseLoader)
        yield from (Tekst(path.name, text) for text in own_texts(loaded))


def pages() -> Iterator[Tekst]:
    manual = (ROOT / "docs").glob("*.md")
    for path in sorted((*manual, *(ROOT / "examples").rglob("README.md"))):
        yield Tekst(path.name, prose(path))


def page() -> Iterator[Tekst]:
    """The page to fill in: what its script says, and what stands in it before that."""
    app = ROOT / "src/weerbaar_cli/formats/app"
    for path in (*sorted(app.glob("*.js")), ROOT / "app/worker.js"):
        script = _REMARK.sub("", path.read_text(encoding="utf-8"))
        for found in _SAID.finditer(script):
            yield Tekst(
                path.name, re.sub(r"\$\{[^}]*\}", "X", "".join(filter(None, found.groups())))
            )
    for text in _TAG.split((app / "blad.html").read_text(encoding="utf-8")):
        yield Tekst("blad.html", text)


_REMARK = re.compile(r"/\*.*?\*/|(?<![:'\"`])//[^\n]*", re.DOTALL)
_SAID = re.compile(r"`((?:[^`\\]|\\.)*)`|\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'")
_TAG = re.compile(r"<!--.*?-->|<(?:script|style).*?</(?:script|style)>|<[^>]+>", re.DOTALL)


def files() -> Iterator[Tekst]:
    """What comes along or is written for a werkmap: pages, templates, and remarks in settings."""
    for path in sorted(one for one in (ROOT / "templates").rglob("*") if one.is_file()):
        if path.suffix == ".md":
            yield Tekst(path.name, prose(path))
        elif path.suffix == ".j2":
            yield Tekst(path.name, _MARKUP.sub(" ", path.read_text(encoding="utf-8")))
        elif "werkmap" in path.parts:
            blocks = re.findall(r"(?:^\s*#.*\n)+", path.read_text(encoding="utf-8"), re.MULTILINE)
            yield from (Tekst(path.name, re.sub(r"(?m)^\s*# ?", "", one)) for one in blocks)


_MARKUP = re.compile(r"\{[%#].*?[%#]\}|\{\{.*?\}\}|<[^>]*>", re.DOTALL)


def said() -> Iterator[Tekst]:
    """What the program says in the tests, of the invented regions and of every fault."""
    golden = ROOT / "tests/golden"
    for path in (golden / "zinnen.txt", *sorted(golden.glob("woordelijk-*.txt"))):
        for line in path.read_text(encoding="utf-8").splitlines():
            first, *rest = _QUOTED.sub("X", line).split(", ")
            yield Tekst(path.name, ", ".join((first, *(rest if len(rest) < 3 else rest[-1:]))))


_QUOTED = re.compile(r"‘[^’]*’|«[^»]*»|“[^”]*”|\"[^\"]*\"")


def sentences(texts: Iterator[Tekst]) -> Iterator[Tekst]:
    for plaats, text in texts:
        for one in SENTENCE.split(text):
            if len(DUTCH.findall(one.casefold())) > 1:
                yield Tekst(plaats, " ".join(one.split()))


@pytest.mark.parametrize(
    ("texts", "most", "mean", "least"),
    [
        (program, 24, 9, 1500),
        (page, 20, 8, 90),
        (files, 20, 11, 80),
        (data, 30, 13, 400),
        (pages, 30, 13, 1000),
        (said, 30, 11, 4000),
    ],
    ids=["program", "page", "files", "data", "pages", "said"],
)
def test_sentences_are_short(texts: Any, most: int, mean: int, least: int) -> None:
    found = list(sentences(texts()))
    assert len(found) > least, "the texts were not found"
    assert [one for one in found if len(one.tekst.split()) > most] == []
    assert sum(len(one.tekst.split()) for one in found) / len(found) < mean


@pytest.mark.parametrize("texts", [program, page, files, data, pages, said])
def test_no_word_of_an_office(texts: Any) -> None:
    found = [
        (one.plaats, word)
        for one in sentences(texts())
        for word in JARGON.findall(NAMES.sub("", one.tekst))
    ]
    assert found == []


def test_a_long_sentence_and_jargon_are_found() -> None:
    text = Tekst(
        "x", f"Dit is een zin. {'Het is van de ' * 8}en het wordt middels een brief gezegd."
    )
    short, long = sentences(iter([text]))
    assert (len(short.tekst.split()), len(long.tekst.split())) == (4, 39)
    assert JARGON.findall(long.tekst) == ["middels"]
