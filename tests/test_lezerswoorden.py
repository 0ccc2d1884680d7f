"""One word for a concept in what people read: no whole output in the golden files has another.

The limits: only what a golden file holds, and only words that once stood there. The words of a
norm, a fact or a remark are not ours; a quotation is left out.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(path for path in GOLDEN.rglob("*") if path.suffix in (".md", ".txt"))
QUOTED = re.compile(r"«[^»]*»")
# The option is called after the word that files have; what sources say of a programme is theirs.
OTHER = re.compile(r"--lezingen|de bron laat meer lezingen toe")
# What no longer stands on a page, and what does instead.
ANDERS = {
    r"\blezingen?\b": "keuze",
    r"[Gg]een of enkele": "geen of een paar",
    r"bij dezelfde feiten": "zonder actie",
    r"\d (erbij|eraf)\b.*\(": "voldoet nu wel, niet meer",
    r"niet vermeld: \d": "leave it out",
    r"\bVoor wie\*\*:": "Voor",
    r"zeker \d+%|ten hoogste \d+%": "nu …%; …% als wat nog open is meevalt",
    r"Toetser (hoger|lager)": "milder, strenger",
    r"[Tt]e bevestigen door (DVO|BVD|district)": "door het DVO",
    r"\(herzien op": "te herzien op",
    r"\d{5,} euro|€ \d{5,}": "€ 250.000",
    r"\b1 (tips|overleggen|meldingen|bijdragen|controles|afdelingen)\b": "1",
    r"[Dd]e details staan bij|Alle aantallen staan bij": "Meer bij",
    r"Wat (we|wij) u vragen\?|Wat vraagt een besluit": "Wat wij u vragen",
}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_has_one_word_for_a_concept(path: Path) -> None:
    text = OTHER.sub("", QUOTED.sub("", path.read_text(encoding="utf-8")))
    found = {one: word for one, word in ANDERS.items() if re.search(one, text)}
    assert found == {}


def test_no_quotation_ends_as_its_source_goes_on() -> None:
    """What is escaped ends in that mark too, and is no quotation of a norm."""
    ends = re.compile(r"(?<!gt);»")
    assert [path.name for path in PAGES if ends.search(path.read_text(encoding="utf-8"))] == []
