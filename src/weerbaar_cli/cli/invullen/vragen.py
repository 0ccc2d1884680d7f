"""How one step is asked in a terminal: a list to choose from, or a line to type on."""

from __future__ import annotations

import os
from typing import Any

from weerbaar_cli.cli.console import say
from weerbaar_cli.errors import missing_part
from weerbaar_cli.invullen.stappen import Invulstap, read_typed

HELP, OVER, TERUG, STOP = "?  uitleg", ">  sla over", "<  terug", "q  stop"
ACTIONS = {"?": HELP, ">": OVER, "<": TERUG, "q": STOP}
CHOOSE = "(pijltjes en Enter)"
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
    action = next((one for key, one in ACTIONS.items() if plain.lower() in (key, one)), "")
    if action:
        raise {HELP: Explain, OVER: Skip, TERUG: Back, STOP: Stop}[action]
    return read_typed(plain, stap.woorden) if plain else None


def _choose(stap: Invulstap, now: str) -> str:
    choices = [*stap.woorden, *ACTIONS.values()]
    first = next((word for word, own in stap.woorden.items() if own == now), choices[0])
    asked = load().select(
        stap.vraag, choices=choices, default=first, instruction=CHOOSE, qmark=MARK
    )
    return str(asked.unsafe_ask())


def _type(stap: Invulstap) -> str:
    say(f"{MARK} {stap.vraag}")
    say(f"  {' of '.join(filter(None, (stap.getypt, ', '.join(stap.woorden))))}. {TYPE}")
    return str(load().text("", qmark=MARK).unsafe_ask())
