"""What to do about one changed fact, as a task: filled in from the difference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from weerbaar_cli.feitsoorten.feitsoorten import is_complete, is_open, soort_of
from weerbaar_cli.feitsoorten.groepen import Rest
from weerbaar_cli.feitsoorten.soort import Feitverschil, spoken
from weerbaar_cli.model.getal import dutch_getal
from weerbaar_cli.model.uitkomsten.oordeel import DEEL, NAVRAAG
from weerbaar_cli.model.woorden import fill_in, in_sentence, places_in

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.conditie import FeitConditie

_NIEUW = re.compile(r"nieuwe groep \d+")


def ask_for_bewijs(verschil: Feitverschil) -> str:
    """The task where the answer is right and nothing shows it."""
    return f"Voeg een verwijzing naar bewijs toe bij «{verschil.feit.naam}»"


def ask_for_answer(verschil: Feitverschil) -> str:
    """The task where nothing is known: whoever knows it may find that it is met."""
    asked = _asked(verschil.toetsen, verschil)
    return f"{NAVRAAG}{verschil.feit.naam}" + (f" (nodig: {asked})" if asked else "")


def make_taak(verschil: Feitverschil) -> str:
    """The task where it is known that something must change; parts are still to be named.

    A feit without a task of its own, or whose task is not what is asked here, says what is needed.
    Where no number is enough, such as with 0 of 0, the answer is asked again.
    """
    feit = verschil.feit
    if _may_be_met(verschil):
        return ask_for_answer(verschil)
    words = soort_of(feit).fill(verschil) if feit.doen is not None else None
    if words is None:
        word, needed = verschil.nieuw, _asked(verschil.toetsen, verschil)
        return f"{feit.naam}: {needed or (spoken(word) if isinstance(word, str) else 'een waarde')}"
    text = fill_in(feit.doen or "", words)
    return ask_for_answer(verschil) if places_in(text) else text + soort_of(feit).addition(verschil)


def make_deeltaak(verschil: Feitverschil, name: str, *, known: bool) -> str:
    """The task about an item or group, which stands in its place with others of the same task."""
    feit = verschil.feit
    if isinstance(name, Rest):
        return _complete_list(verschil)
    if not known:
        return f"{NAVRAAG}{feit.naam} ({DEEL})"
    words = soort_of(feit).fill(verschil) if feit.doen is not None else None
    if words is not None:
        return fill_in(feit.doen or "", words) + soort_of(feit).addition(verschil)
    return f"{feit.naam}: {DEEL}"


def _may_be_met(verschil: Feitverschil) -> bool:
    """Whether something is not known, such as the year that a plan was made for."""
    feit, oud = verschil.feit, verschil.oud
    blank = not is_complete(oud, feit)
    return blank or is_open(oud, feit, verschil.toetsen, verschil.kader)


def _complete_list(verschil: Feitverschil) -> str:
    """The task where it is known how many groups there are, and not which."""
    feit, oud = verschil.feit, verschil.oud
    beside = verschil.kader.catalogus.get(feit.totaal or "")
    unit = beside.eenheid if beside is not None and beside.eenheid else "groepen"
    left, total = dutch_getal(oud.ongenoemd), dutch_getal(oud.totaal)
    return f"Vul de lijst aan: nog {left} van de {total} {unit} ({feit.naam})"


def spell_part(verschil: Feitverschil, name: str) -> str:
    """An item or group as people call it inside a sentence."""
    feit = verschil.feit
    if isinstance(name, Rest):
        return ""
    if _NIEUW.fullmatch(name):
        return "een groep die u zelf noemt"
    title = feit.onderdelen.get(name)
    return name if title is None else in_sentence(title, feit.vraag)


def _asked(toetsen: tuple[FeitConditie, ...], verschil: Feitverschil) -> str:
    return "; ".join(dict.fromkeys(toets.part_demand(verschil.kader) for toets in toetsen))
