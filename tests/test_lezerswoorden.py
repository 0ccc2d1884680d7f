"""One word for a concept in what people read: no whole output in the golden files has another.

What every command says over the examples is held to the same words by cli/test_zelfde_woorden.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.lezerswoorden import find_other

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(path for path in GOLDEN.rglob("*") if path.suffix in (".md", ".txt"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_has_one_word_for_a_concept(path: Path) -> None:
    assert find_other(path.read_text(encoding="utf-8")) == {}


def test_no_quotation_ends_as_its_source_goes_on() -> None:
    """What is escaped ends in that mark too, and is no quotation of a norm."""
    ends = re.compile(r"(?<!gt);[»’]")
    assert [path.name for path in PAGES if ends.search(path.read_text(encoding="utf-8"))] == []
