"""What a sealed meting shows of itself to who cannot open it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from weerbaar_cli.model.bestanden.meting import METINGSOORTEN, METINGSTATUSSEN
from weerbaar_cli.model.tijd import parse_datum

# The name of a party is not on it: a random mark, the same on each of its metingen.
_OMSLAG = re.compile(
    r"weerbaar: versleuteld/1\n"
    rf"soort: (?P<soort>{'|'.join(METINGSOORTEN)})\n"
    r"peildatum: (?P<peildatum>\d{4}-\d\d-\d\d)\n"
    rf"status: (?P<status>{'|'.join(METINGSTATUSSEN)})\n"
    r"(?:wijziging: (?P<wijziging>\d{4}-\d\d-\d\d)\n)?"
    r"partij: (?P<partij>[0-9a-f]{16})\n"
    r"inhoud: (?P<inhoud>[0-9a-f]{64})\n"
    r"ontvangers:\n(?P<ontvangers>(?:  - age1[a-z0-9]{58}\n)+)"
)


class Omslag(NamedTuple):
    """What a sealed meting shows to who cannot open it: enough to guard it, and no answer.

    `inhoud` is another one when the meting says anything else; what it says cannot be guessed by
    it. `wijziging` is the day on which it was decided to change what was vastgesteld.
    """

    soort: str
    peildatum: date
    status: str
    wijziging: date | None
    partij: str
    inhoud: str
    ontvangers: tuple[str, ...]

    @property
    def tekst(self) -> str:
        """As it stands above what is sealed, and once more in it."""
        keys = "".join(f"  - {key}\n" for key in self.ontvangers)
        changed = f"wijziging: {self.wijziging}\n" if self.wijziging else ""
        return (
            f"weerbaar: versleuteld/1\nsoort: {self.soort}\npeildatum: {self.peildatum}\n"
            f"status: {self.status}\n{changed}partij: {self.partij}\ninhoud: {self.inhoud}\n"
            f"ontvangers:\n{keys}"
        )


def parse_omslag(text: str) -> Omslag | None:
    """The omslag with exactly this text; None for any other text."""
    match = _OMSLAG.fullmatch(text)
    dag = parse_datum(match["peildatum"]) if match else None
    if match is None or dag is None:
        return None
    keys = tuple(line.removeprefix("  - ") for line in match["ontvangers"].splitlines())
    changed = parse_datum(match["wijziging"] or "")
    head = (match["soort"], dag, match["status"], changed)
    return Omslag(*head, match["partij"], match["inhoud"], keys)
