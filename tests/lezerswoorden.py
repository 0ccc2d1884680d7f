"""Words that no longer stand on a page, and what does instead.

The words of a norm, a fact or a remark are not ours; a quotation is left out.
"""

from __future__ import annotations

import re

QUOTED = re.compile(r"«[^»]*»|‘.*?’(?!\w)")
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


def find_other(text: str) -> dict[str, str]:
    """What a page says in another word than every other page; by it the word that is meant."""
    ours = OTHER.sub("", QUOTED.sub("", text))
    return {one: word for one, word in ANDERS.items() if re.search(one, ours)}
