"""Where there is no libyaml, YAML is read the same: the same events, and the same findings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]

from tests.steekproef import sample
from weerbaar_cli.files.yaml import OURS, events
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.files.yaml.parser import PlainParser

ROOT = Path(__file__).parents[3]
FILES = sorted(
    path for top in ("tests", "examples", "frameworks") for path in (ROOT / top).rglob("*.yaml")
)
few_and_all = pytest.mark.parametrize("files", sample([FILES[::5], FILES], 2), ids=["few", "all"])
ODD = (
    "a: {b: wat?, c?: [d?e, f], ? g: h}\n",
    "a: {b: , c: }\n",
    "a:\n- b\n- c: d\n  e: [f,\n    g]\n",
    "a: {b:c, 'd':e, f:}\n",
    "a: een tekst\n  over twee: regels\n",
    "a: een tekst\n  over\n\n  drie regels # opmerking\nb: |\n  c\n",
    "a: {een tekst\n   over twee, b: x:y}\n",
    "a: {b:[c]}\n",
    "a: &x !y z\nb: *x\n",
    "--- a\n... b\n",
    "a: \x07\n",
    "- \ufeffa: 😀 b\n",
    "%YAML 1.2\n---\na: b\n",
)


def told(make: Any, text: str) -> Iterator[tuple[Any, ...]]:
    """Every event with its place, and where it stops."""
    parser = make(text)
    while True:
        try:
            event = parser.get_event()
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            yield type(error), mark and (mark.line, mark.column)
            return
        if event is None:
            return
        names = ("anchor", "tag", "value", "flow_style")
        marks = (event.start_mark, event.end_mark)
        places = [(one.line, one.column, one.index) for one in marks]
        # A scalar without quotes has no style in one, an empty one in the other.
        style = getattr(event, "style", None) or ""
        yield type(event), [getattr(event, name, None) for name in names], style, places


@pytest.mark.parametrize("make", [CParser, PlainParser])
def test_what_comes_most_is_filled_in_by_c(make: Any) -> None:
    """PyYAML finds what it makes by name; if it no longer did, reading would take a third more."""
    parser = make("a: [b, {c: d}]\n")
    kinds = {event.__class__ for event in iter(parser.get_event, None)}
    assert {one for one in kinds if one.__name__ in OURS} == set(OURS.values())


def text_of(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None


@few_and_all
def test_every_file_gives_the_same_events(files: list[Path]) -> None:
    texts = [text for path in files if (text := text_of(path)) is not None]
    assert len(texts) > (300 if files is FILES else 50)
    for text in texts:
        assert list(told(PlainParser, text)) == list(told(CParser, text))


@pytest.mark.parametrize("text", ODD)
def test_what_pyyaml_reads_otherwise_is_mended(text: str) -> None:
    assert list(told(PlainParser, text)) == list(told(CParser, text))


@few_and_all
def test_every_file_gives_the_same_findings(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = [read_document(path) for path in files]
    monkeypatch.setattr(events, "CParser", PlainParser)
    for path, one in zip(files, ours, strict=True):
        other = read_document(path)
        assert (other.data, other.located()) == (one.data, one.located()), path
