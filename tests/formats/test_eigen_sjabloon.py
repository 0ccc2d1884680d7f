"""Templates of a municipality: what they can do, and every fault named with its line.

A case is a template in cases/sjablonen; what one in `fout` must give stands in verwacht.txt, with
its line, or 0 where no line in particular is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from tests.blad.vijandig import VIJANDIG
from tests.blad.voorbeeldblad import voorbeeldblad
from tests.steekproef import sample
from weerbaar_cli.blad import blad as blokken
from weerbaar_cli.blad.blad import Kadersoort, Vulling
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sjablonen import BEGIN as START
from weerbaar_cli.files.sjablonen import GROOTSTE_SJABLOON, MEESTE_SJABLONEN, read_sjablonen
from weerbaar_cli.formats.html import make_html_environment, to_html
from weerbaar_cli.formats.markdown import make_markdown_environment, to_markdown
from weerbaar_cli.formats.sjablonen.omgeving import (
    LANGSTE_TEKST,
    MEESTE_STAPPEN,
    MEESTE_TEKENS,
    STAPPEN_PER_TEKEN,
)
from weerbaar_cli.formats.sjablonen.proef import check_sjablonen
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.doelgroep import Doelgroep
from weerbaar_cli.model.uitkomsten.waarmerk import Waarmerk
from weerbaar_cli.views.waarmerk import add_waarmerk

CASES = Path(__file__).parent.parent / "cases" / "sjablonen"
SJABLONEN = read_sjablonen()
WAARMERK = Waarmerk(
    "0.1.0", "eigen", date(2024, 1, 31), date(2024, 1, 31), (("inhoud", "0123456789abcdef"),)
)
GEWOON = {name: text for name, text in SJABLONEN.items() if name.endswith((".j2", ".css"))}
EXPECTED = re.findall(
    r"(?m)^(\S+?):(\d+): (.+)$", (CASES / "verwacht.txt").read_text(encoding="utf-8")
)


def name_of(path: Path) -> str:
    return path.name.partition(".")[0]


def cases(folder: str) -> list[Path]:
    found = sorted((CASES / folder).iterdir())
    assert found
    return found


def folder(texts: Mapping[str, str]) -> dict[str, str]:
    """A folder with these files."""
    return {f"map/{name}": text for name, text in texts.items()}


def folder_of(path: Path) -> dict[str, str]:
    """A folder in which this template is the page."""
    ending = path.name.partition(".")[2]
    return folder({f"blad.{ending}": path.read_text(encoding="utf-8")})


def fill_in(eigen: Mapping[str, str], teksten: Iterable[str] = ("Het beleid ligt er.",)) -> None:
    """Try a folder out, and make reports with it that have every kind of block, and its codes."""
    check_sjablonen(eigen, SJABLONEN)
    for tekst in teksten:
        blad = add_waarmerk(voorbeeldblad(tekst), WAARMERK)
        to_html(blad, SJABLONEN, eigen=eigen)
        to_markdown(blad, SJABLONEN, eigen)


def refused(**texts: str) -> str:
    """The error about a folder with these files; `_` is a dot."""
    named = {name.replace("_", "."): text for name, text in texts.items()}
    with pytest.raises(WeerbaarError) as caught:
        check_sjablonen(folder(named), SJABLONEN)
    assert caught.value.tip
    return caught.value.message


def test_of_every_fault_is_said_what_it_gives() -> None:
    assert [name for name, _, _ in EXPECTED] == [path.name for path in cases("fout")]


@pytest.mark.parametrize(
    ("name", "line", "words"), sample(EXPECTED, 12), ids=[one[0] for one in EXPECTED]
)
def test_a_fault_is_named_with_its_line(name: str, line: str, words: str) -> None:
    eigen = folder_of(CASES / "fout" / name)
    with pytest.raises(WeerbaarError) as caught:
        fill_in(eigen)
    (place,) = eigen
    start = f"{place}: " if line == "0" else f"{place}:{line}: "
    assert caught.value.message.startswith(start)
    assert words in caught.value.message
    assert caught.value.tip


@pytest.mark.parametrize("path", cases("goed"), ids=name_of)
def test_a_good_template_makes_a_report(path: Path) -> None:
    fill_in(folder_of(path), VIJANDIG.values())


def test_the_ordinary_templates_give_the_same_bytes_within_the_limits() -> None:
    eigen = folder(GEWOON)
    check_sjablonen(eigen, SJABLONEN)
    for text in ("-", *VIJANDIG.values()):
        blad = voorbeeldblad(text)
        assert to_html(blad, SJABLONEN, eigen=eigen) == to_html(blad, SJABLONEN)
        assert to_markdown(blad, SJABLONEN, eigen) == to_markdown(blad, SJABLONEN)


def test_an_own_style_sheet_takes_the_place_of_ours() -> None:
    css = 'p::before { content: "a ; b"; } /* van ons */'
    eigen = folder({"blad.css": css})
    check_sjablonen(eigen, SJABLONEN)
    page = to_html(voorbeeldblad(), SJABLONEN, ":root { --weerbaar-kop: #030; }", eigen)
    assert '<style>\np::before { content: "a ; b"; }\n:root { --weerbaar-kop: #030; }\n' in page


def test_a_style_sheet_that_reaches_outside_is_refused() -> None:
    assert refused(blad_css="@import 'x';") == "map/blad.css bevat @import; dat mag niet"


def test_templates_can_build_on_each_other() -> None:
    base = SJABLONEN["blad.html.j2"].replace("<main", "{% block brief %}{% endblock %}<main")
    page = '{% extends "basis.html.j2" %}{% block brief %}<p>Briefhoofd</p>{% endblock %}'
    eigen = folder({"blad.html.j2": page, "basis.html.j2": base})
    check_sjablonen(eigen, SJABLONEN)
    assert "<p>Briefhoofd</p>" in to_html(voorbeeldblad(), SJABLONEN, eigen=eigen)


def test_a_fault_in_another_file_is_named_there() -> None:
    page = SJABLONEN["blad.html.j2"].replace("<main", "{% include 'brief.html.j2' %}<main")
    assert refused(blad_html_j2=page, brief_html_j2="\n\n{{ blad.naam }}").startswith(
        "map/brief.html.j2:3: "
    )


def test_a_circle_by_a_detour_is_refused() -> None:
    page = SJABLONEN["blad.html.j2"] + "{% include 'a.html.j2' %}"
    error = refused(
        blad_html_j2=page,
        a_html_j2="{% include 'b.html.j2' %}",
        b_html_j2="\n{% include 'a.html.j2' %}",
    )
    assert "haalt zichzelf binnen" in error


def test_a_file_that_nothing_uses_is_refused_with_what_was_meant() -> None:
    error = refused(blad_htlm_j2=SJABLONEN["blad.html.j2"])
    assert error == (
        "map/blad.htlm.j2 wordt door geen sjabloon gebruikt; bedoelde u «blad.html.j2»?"
    )


def test_a_long_text_of_a_meting_is_no_fault_of_the_template() -> None:
    blad = voorbeeldblad("x" * 2_000_000)
    eigen = folder(GEWOON)
    assert to_html(blad, SJABLONEN, eigen=eigen) == to_html(blad, SJABLONEN)


def is_block(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Struct) and kind is not Struct


def values(value: object) -> Iterator[object]:
    """Everything in a tree."""
    yield value
    parts: tuple[object, ...] = value if isinstance(value, tuple) else ()
    if isinstance(value, Struct):
        parts = tuple(asdict(value).values())
    for part in parts:
        yield from values(part)


def test_the_invented_report_has_every_kind_of_block_and_word() -> None:
    found = list(values(voorbeeldblad()))
    kinds = {one for one in vars(blokken).values() if is_block(one)}
    assert kinds <= {type(one) for one in found}
    words = {one for one in found if isinstance(one, str)}
    assert {*get_args(Kadersoort), *get_args(Vulling), *get_args(Status)} <= words


# --- the documentation ---

PAGE = (Path(__file__).parents[2] / "docs" / "sjablonen.md").read_text(encoding="utf-8")
KINDS: dict[str, list[str]] = {
    name: list(one.__struct_fields__) for name, one in vars(blokken).items() if is_block(one)
}


def first_column(heading: str) -> list[str]:
    """What the table below a heading of the page names."""
    part = re.split(r"(?m)^#+ ", PAGE.partition(f"\n### {heading}\n")[2])[0]
    return re.findall(r"(?m)^\| `(\w+)` \|", part)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_every_block_is_documented(kind: str) -> None:
    assert first_column(kind) == KINDS[kind]


def test_no_block_is_documented_that_is_not_there() -> None:
    part = PAGE.partition("## Wat er in een rapport staat")[2].partition("\n## ")[0]
    headings = set(re.findall(r"(?m)^### (.+)$", part))
    assert headings == {*KINDS, "Vaste woorden"}


def test_every_word_filter_and_function_is_documented() -> None:
    html, memo = (
        make_html_environment(SJABLONEN),
        make_markdown_environment(voorbeeldblad(), SJABLONEN),
    )
    assert set(first_column("Filters")) == {*html.filters, *memo.filters}
    assert set(first_column("Functies en lijsten")) == {*html.globals, *memo.globals}
    assert all(f"`{name}`" in PAGE for name in html.tests)
    words = PAGE.partition("### Vaste woorden\n")[2].partition("\n## ")[0]
    for kind in (Status, Kadersoort, Vulling, Doelgroep):
        assert ", ".join(f"`{one}`" for one in get_args(kind)) in words


def test_the_limits_are_documented() -> None:
    limits = (MEESTE_STAPPEN, STAPPEN_PER_TEKEN, MEESTE_TEKENS, LANGSTE_TEKST)
    assert all(f"{one:,}".replace(",", ".") in PAGE for one in limits)
    assert f"{GROOTSTE_SJABLOON // 1000} kB" in PAGE
    assert f"hoogstens {MEESTE_SJABLONEN}." in PAGE


def test_the_documented_start_is_what_is_written() -> None:
    part = PAGE.partition("## Beginnen")[2].partition("\n## ")[0]
    assert re.findall(r"(?m)^\| `(.+?)` \|", part) == [*START, "LEESMIJ.md"]
