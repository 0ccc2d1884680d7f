"""Saving changes what was answered and nothing else: the page's own code, over many edits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from tests.steekproef import sample
from weerbaar_cli.files.sjablonen import read_app
from weerbaar_cli.files.yaml.document import read_bytes_as, read_document
from weerbaar_cli.formats.formulier import bundle
from weerbaar_cli.invullen.wijzigen import change_text
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.vragenlijst import vragenlijst_of

EXAMPLES = Path(__file__).parents[2] / "examples"
FILES = (
    EXAMPLES / "twente/metingen/voorbeeldstad-zelfscan-2024.yaml",
    EXAMPLES / "drenthe/metingen/brinkmeerde-2024-08.yaml",
    EXAMPLES / "rietmark/metingen/zandwolde-2025-12.yaml",
)
# Remarks wherever people put them.
REMARKS = "# boven\n{}\n# onder: feiten:\n"
# The answers of the edits, by the kind of the fact; an empty one takes the answer away.
WORDS = st.sampled_from(["ja", "nee", "onbekend", ""])
DAYS = st.sampled_from(["2024-01-31", "2023-12-01", "nooit", ""])
NAMES = st.sampled_from(["Vergunningen", "ja", "a: b # c", "1.10", "- x", "'", "é\u00a0\u2028"])
TEXTS = st.one_of(
    st.sampled_from(["", "ja", "null", "a: b", "regel\n\n  twee # drie\n"]), st.text()
)
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "ja_nee": WORDS,
    "datum": DAYS,
    "getal": st.sampled_from(["0.6", "12", ""]),
    "aantal": st.fixed_dictionaries({"aantal": st.just("3"), "totaal": st.sampled_from(["5", ""])}),
    "groepen": st.dictionaries(NAMES, DAYS, max_size=3),
    "document": st.one_of(WORDS, st.fixed_dictionaries({"titel": TEXTS, "vastgesteld_op": DAYS})),
}
MANY = settings(
    deadline=None,
    phases=[Phase.generate],  # in a browser looking for a smaller example takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
# What the page does with these answers: what it tells the engine, what it means, and what it
# writes without an engine.
EDIT = """([lijst, tekst, edits]) => {
  const { Invulling, openMeting, pruned } = m_invulling;
  const made = (invulling) => {
    for (const [id, antwoord] of edits) {
      const next = pruned({ ...invulling.antwoorden[id], ...antwoord });
      if (next === undefined) delete invulling.antwoorden[id]; else invulling.antwoorden[id] = next;
    }
    return invulling;
  };
  const own = made(openMeting(lijst, m_yaml.readYaml(tekst)));
  const meant = made(new Invulling(lijst));
  return { wijzigingen: meant.wijzigingen(), bedoeld: meant.meting(),
    licht: m_regels.changeLines(tekst, own), lichtbedoeld: own.meting() };
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The modules of the page, but for the last, which draws it."""
    made = browser.new_page()
    script = bundle(read_app())
    made.add_script_tag(content=script[: script.index("const m_pagina")])
    yield made
    made.close()


def answers(draw: st.DataObject, feiten: dict[str, Any]) -> list[Any]:
    """A few facts, each with another answer."""
    asked = {name: one for name, one in feiten.items() if one["soort"] in VALUES}
    names = draw.draw(st.lists(st.sampled_from(sorted(asked)), min_size=1, max_size=4))
    found = []
    for name in names:
        answer = {"waarde": draw.draw(VALUES[asked[name]["soort"]])}
        if draw.draw(st.booleans()):
            answer["toelichting"] = draw.draw(TEXTS)
        found.append([name, answer])
    return found


def untouched(text: str, changed: set[str]) -> list[str]:
    """The lines that no change is about, and every remark that has a line of its own."""
    root: Any = yaml.compose(text.removeprefix("\ufeff"), Loader=yaml.SafeLoader)
    gone: set[int] = set()
    for key, value in root.value:
        if key.value in changed:
            gone |= set(range(key.start_mark.line, value.end_mark.line + 1))
        for inner, answer in value.value if key.value == "feiten" else ():
            last = answer.end_mark.line + (answer.end_mark.column > 0)
            if inner.value in changed:
                gone |= set(range(inner.start_mark.line, max(last, inner.start_mark.line + 1)))
    lines = text.split("\n")
    return [
        line for number, line in enumerate(lines)
        if line.strip() and (number not in gone or line.lstrip().startswith("#"))
    ]  # fmt: skip


def assert_kept(old: str, new: str, changed: set[str]) -> None:
    """Every line that no change is about is there, in its order, byte for byte."""
    rest = iter(new.split("\n"))
    for line in untouched(old, changed):
        assert any(line == one for one in rest), line


def read(text: str) -> Any:
    return bare(read_bytes_as(text.encode(), "x.yaml").data)


def bare(data: Any) -> Any:
    """Without keys that say nothing."""
    if isinstance(data, dict):
        found = {str(key): bare(one) for key, one in data.items()}
        return {key: one for key, one in found.items() if one not in (None, "", {}, [])}
    return [bare(one) for one in data] if isinstance(data, list) else data


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize(
    ("ends", "path", "examples"),
    sample([("\r\n", FILES[0], 20), *product(["\r\n", "\n"], FILES, [60])], 7),
    ids=["few", *(f"{end}-{path.stem}" for end in ("crlf", "lf") for path in FILES)],
)
def test_what_was_not_answered_keeps_its_bytes(
    page: Page, path: Path, ends: str, examples: int
) -> None:
    vragen = vragenlijst_of(Omgeving(path.parent.parent), read_document(path))
    lijst = vragen.model_dump(mode="json")
    text = REMARKS.format(path.read_text(encoding="utf-8")).replace("\n", ends)

    @settings(MANY, max_examples=examples)
    @given(draw=st.data())
    def keeps(draw: st.DataObject) -> None:
        edits = answers(draw, lijst["feiten"])
        found = page.evaluate(EDIT, [lijst, text, edits])
        names = {name for name, _ in edits}
        by_engine = change_text(text, found["wijzigingen"])
        assert_kept(text, by_engine, names)
        wanted, old = bare(found["bedoeld"]["feiten"]), read(text)["feiten"]
        assert {
            key: one for key, one in read(by_engine)["feiten"].items() if key in wanted
        } == wanted
        assert found["licht"] is not None, json.dumps(edits)
        assert_kept(text, found["licht"], names)
        assert read(found["licht"])["feiten"] == bare(found["lichtbedoeld"]["feiten"])
        assert {*old} - names <= {*read(found["licht"])["feiten"]}

    keeps()
