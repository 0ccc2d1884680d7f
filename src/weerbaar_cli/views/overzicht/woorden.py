"""The words of an overview: a figure with the norms behind it, or why there is none."""

from __future__ import annotations

from typing import assert_never

from weerbaar_cli.blad.blad import range_words
from weerbaar_cli.model.bestanden.raamwerk import Thema
from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
from weerbaar_cli.model.uitkomsten.overzicht import Overzicht, Themadeel
from weerbaar_cli.views.eigen.woorden import shorten

ONTBREEKT = "ontbreekt"
GEEN_NORM = "geen norm"
NIET_TE_ZIEN = "niet te zien"
KORT = 110  # letters of a question in a table


def part_words(part: Themadeel) -> str:
    """What a district tells of a thema, in one cell."""
    if part.bereik is None:
        return why_not(part)
    return f"{bereik_short(part.bereik)} ({norm_words(part)})"


def why_not(part: Themadeel) -> str:
    """Why there is no figure."""
    match part.zicht:
        case "ontbreekt":
            return ONTBREEKT
        case "geen_norm":
            return GEEN_NORM
        case "niet_te_zien" | "getoond":
            return NIET_TE_ZIEN
        case _:
            assert_never(part.zicht)


def bereik_short(bereik: Bereik) -> str:
    """«32–44 van 52»."""
    return f"{range_words(bereik.laag, bereik.hoog)} van {bereik.van}"


def norm_words(part: Themadeel) -> str:
    """«4 normen, 1 onzeker»."""
    number = len(part.normen)
    words = f"{number} {'norm' if number == 1 else 'normen'}"
    return f"{words}, {len(part.onzeker)} onzeker" if part.onzeker else words


def thema_name(thema: Thema) -> str:
    """A thema by its number and title."""
    return f"{thema.id} {thema.titel}"


def question_of(overzicht: Overzicht, feit_id: str) -> str:
    """What a fact asks, short enough for a table; its id where the catalogue does not know it."""
    feit = overzicht.catalogus.get(feit_id)
    return shorten(feit.vraag, KORT) if feit is not None else feit_id


def districts_with(overzicht: Overzicht) -> str:
    """Of whom there is a report."""
    known = sum(one.rapport is not None for one in overzicht.districten)
    return f"Van {known} van de {len(overzicht.districten)} districten is er een rapport."
