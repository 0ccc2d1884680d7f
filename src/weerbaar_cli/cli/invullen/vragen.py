"""How one step is asked in a terminal: a list to choose from, or a line to type on."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any

from weerbaar_cli.cli.console import say_wrapped
from weerbaar_cli.cli.invullen.keuzelijst import Keuzelijst
from weerbaar_cli.errors import missing_part
from weerbaar_cli.invullen.stappen import Invulstap, read_typed
from weerbaar_cli.model.strict import clean, fold

HELP, OVER, TERUG, STOP = "?  uitleg", ">  sla over", "<  terug", "q  stop"
ACTIONS = {"?": HELP, ">": OVER, "<": TERUG, "q": STOP}
CHOOSE = "Kies met de pijltjes, of typ:"
TYPE = "Enter laat het zo; ? uitleg, > sla over, < terug, q stop"
MARK = "›"


class Back(Exception):
    """Who answers wants the step before this one."""


class Skip(Exception):
    """Who answers goes on to the next question."""


class Stop(Exception):
    """Who answers wants no more questions now."""


class Explain(Exception):
    """Who answers wants to know more before the same step is asked again."""


def load() -> Any:
    """The library that asks; raises WeerbaarError when it is not installed."""
    # Plain terminals cannot say where their cursor is, and need not.
    os.environ.setdefault("PROMPT_TOOLKIT_NO_CPR", "1")
    try:
        import questionary
    except ImportError as error:
        raise missing_part("om te vragen", "invullen") from error
    return questionary


def ask(stap: Invulstap, now: str = "") -> Any:
    """The answer to one step as a meting has it; `now` is the word that stands there."""
    try:
        text = _type(stap) if stap.getypt else _choose(stap, now)
    except EOFError:
        raise Stop from None
    plain = text.strip()
    if action := _action(plain):
        raise {HELP: Explain, OVER: Skip, TERUG: Back, STOP: Stop}[action]
    return read_typed(plain, stap.woorden) if plain else None


def _action(plain: str) -> str:
    """The action that a sign is, or its line in a list; empty for an answer."""
    return next((one for key, one in ACTIONS.items() if plain.casefold() in (key, one)), "")


def find_choices(text: str, words: Mapping[str, str]) -> list[str]:
    """The lines of a list that may be meant: the one that is typed, else those it begins."""
    plain = text.strip()
    if action := _action(plain):
        return [action]
    meant = read_typed(plain, words)
    said = [word for word, own in words.items() if own == meant]
    return said[:1] or [word for word in words if fold(word).startswith(fold(plain))]


def _choose(stap: Invulstap, now: str) -> str:
    """A choice from a list; what is typed and is none of it is told, and asked again."""
    _put(stap)
    choices = [*stap.woorden, *ACTIONS.values()]
    first = next((word for word, own in stap.woorden.items() if own == now), choices[0])
    while True:
        text = str(_listed(stap, choices, first).unsafe_ask())
        if text in choices:
            return text
        meant = " of ".join(f"«{one}»" for one in find_choices(text, stap.woorden))
        tip = f"Typ verder: {meant}." if meant else f"Kies of typ {', '.join(stap.woorden)}."
        say_wrapped(f"Dat kan niet: «{clean(text.strip())}» is geen keuze.", "  ")
        say_wrapped(f"→ {tip}", "  ")


def _listed(stap: Invulstap, choices: Sequence[str], first: str) -> Any:
    """A list in which arrows move, and what is typed moves to the one choice that it begins."""
    asked = load().select(
        CHOOSE, choices=choices, default=first, instruction=" ", qmark=MARK, use_jk_keys=False
    )
    Keuzelijst(asked.application, lambda text: find_choices(text, stap.woorden))
    return asked


def _type(stap: Invulstap) -> str:
    _put(stap)
    words = " of ".join(filter(None, (stap.getypt, ", ".join(stap.woorden))))
    say_wrapped(f"{words}. {TYPE}", "  ")
    return str(load().text("", qmark=MARK).unsafe_ask())


def _put(stap: Invulstap) -> None:
    say_wrapped(f"{MARK} {stap.vraag}", "", "  ")
