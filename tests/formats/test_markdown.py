"""Markdown: read by a real parser that lets HTML through, as GitHub and GitLab do."""

from __future__ import annotations

import re

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from tests.blad.vijandig import ONZICHTBAAR, VIJANDIG
from tests.blad.voorbeeldblad import FICTIEF, VERTROUWELIJK, voorbeeldblad
from weerbaar_cli.blad.blad import Sectie
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.markdown import anchors, to_markdown
from weerbaar_cli.formats.sjablonen.omgeving import escape_markdown

SJABLONEN = read_sjablonen()
LEZER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
ONZE_TAGS = {"<br>", "<span>", "</span>"}
KAAL = to_markdown(voorbeeldblad("x"), SJABLONEN)
EVERY_TEXT = pytest.mark.parametrize("tekst", VIJANDIG.values(), ids=VIJANDIG)


def shape(tokens: list[Token]) -> list[str]:
    """The kinds of what a reader sees, without the words and without what only parts words."""
    found = []
    for one in tokens:
        if one.type not in ("text", "html_inline", "text_special"):
            found.append(one.type)
        found += shape(one.children or [])
    return found


def words(tokens: list[Token]) -> str:
    """The words alone."""
    return "".join(
        one.content if one.type in ("text", "text_special") else words(one.children or [])
        for one in tokens
    )


def inline_tags(tokens: list[Token]) -> set[str]:
    """Every tag that would reach the page."""
    found: set[str] = set()
    for one in tokens:
        found |= {one.content} if one.type == "html_inline" else inline_tags(one.children or [])
    return found


@EVERY_TEXT
def test_a_hostile_text_is_only_text(tekst: str) -> None:
    text = to_markdown(voorbeeldblad(tekst), SJABLONEN)
    tokens = LEZER.parse(text)
    assert shape(tokens) == shape(LEZER.parse(KAAL))
    assert inline_tags(tokens) <= ONZE_TAGS
    assert not set(ONZICHTBAAR) & set(text)


@EVERY_TEXT
def test_a_text_alone_stays_one_paragraph(tekst: str) -> None:
    tokens = LEZER.parse(f"{escape_markdown(tekst)}\n")
    assert [one.type for one in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    kinds = {one.type for one in tokens[1].children or []}
    assert kinds <= {"text", "html_inline", "text_special"}


@pytest.mark.parametrize("name", ["html", "markdown", "lijst", "nummer", "backslash", "plaatje"])
def test_the_text_arrives_as_it_was_written(name: str) -> None:
    tekst = VIJANDIG[name]
    assert words(LEZER.parse(f"{escape_markdown(tekst)}\n")) == tekst
    table = f"| a |\n| --- |\n| {escape_markdown(tekst)} |\n"
    assert tekst in words(LEZER.parse(table))


@pytest.mark.parametrize(
    ("tekst", "geschreven"),
    [
        ("3d Bibob-beleid, 50% (2 van 4)", "3d Bibob-beleid, 50% (2 van 4)"),
        ("a & b", "a & b"),
        ("&amp;", "&amp;amp;"),
        ("een\ntwee", "een<br>twee"),
        ("  - x", " \\- x"),
        ("12) x", "12\\) x"),
        ("Norm ", "Norm "),
        (". x", "\\. x"),
        (".", "."),
        (") en", "\\) en"),
        ("@iemand", "<span>@</span>iemand"),
        ("https://x.nl", "https<span>:</span>//x.nl"),
        ("3 @ 5: ja", "3 @ 5: ja"),
    ],
)
def test_a_text_reads_well_raw(tekst: str, geschreven: str) -> None:
    assert escape_markdown(tekst) == geschreven


def test_every_link_finds_its_heading() -> None:
    blad = voorbeeldblad()
    places = anchors(blad)
    assert places["norm-3d"] == "3d-bibob-beleid"
    assert set(re.findall(r"\]\(#(.*?)\)", to_markdown(blad, SJABLONEN))) == {places["norm-3d"]}


def test_two_headings_that_are_the_same_keep_apart() -> None:
    secties = tuple(Sectie("Zelfde kop", f"s{number}") for number in range(3))
    found = anchors(replace(voorbeeldblad(), titel="Zelfde kop", secties=secties))
    assert list(found.values()) == ["zelfde-kop-1", "zelfde-kop-2", "zelfde-kop-3"]


def test_the_marks_stand_above_and_below() -> None:
    head = KAAL.split("\n## ")[0]
    assert FICTIEF in head
    assert VERTROUWELIJK in head
    assert FICTIEF in KAAL.rsplit("\n---\n", 1)[1]


def test_the_layout_is_plain() -> None:
    assert "\n\n\n" not in KAAL
    assert not [line for line in KAAL.splitlines() if line != line.rstrip()]
    assert KAAL.endswith("<!-- weerbaar: rapport/1 -->\n")
    assert to_markdown(voorbeeldblad("x"), SJABLONEN) == KAAL
