"""The glossary as its tests read it: the Dutch words with their plurals, and the English ones."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

LIST = Path(__file__).parent.parent / "docs" / "woordenlijst.md"
CONCEPT = "°"


class Woord(NamedTuple):
    """A row of the list: the word, its plural, and whether it is only a concept."""

    woord: str
    meervoud: str
    begrip: bool

    @property
    def forms(self) -> set[str]:
        return {self.woord, self.meervoud}


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading, without its head."""
    section = LIST.read_text(encoding="utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


WOORDEN = [
    Woord(cells[0].rstrip(CONCEPT), cells[1], cells[0].endswith(CONCEPT))
    for cells in rows("Nederlandse woorden")
]
FORMS = {form: one for one in WOORDEN for form in one.forms if form != "–"}
ENGLISH = [cells[0] for cells in rows("Engelse woorden")]
