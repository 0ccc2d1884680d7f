"""Repairs shown before they are made: the lines that change, and whether to go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from weerbaar_cli.cli.console import say, shows_content
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.schrijven import write_bytes_changed
from weerbaar_cli.files.vinden import Named
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.invullen.herstel import Hersteld, Regelherstel, repair_files

MOST_SHOWN = 160


def parse_documenten(texts: Sequence[str]) -> dict[str, int]:
    """Which document is meant of a fact: `apv=2` is the second; raises for anything else."""
    found = {}
    for text in texts:
        feit, _, number = (part.strip() for part in text.partition("="))
        if not feit or not number.isdecimal() or int(number) < 1:
            message = f"«{clean(text)}» zegt niet welk document"
            raise WeerbaarError(message, tip="Schrijf bijvoorbeeld --document apv=2.")
        found[feit] = int(number)
    return found


def offer_repairs(paths: Sequence[Named], *, ja: bool, documenten: Sequence[str] = ()) -> None:
    """Show what can be repaired; write it with `ja`, or when who sits at the screen says so."""
    found = []
    for one in repair_files(paths, parse_documenten(documenten)):
        _show(one)
        found.append(one)
    lines = count_word(sum(len(one.regels) for one in found), "regel", "regels")
    files = count_word(len(found), "bestand", "bestanden")
    if not found:
        say("Er is niets dat weerbaar zelf kan herstellen.")
    elif ja or _agrees(f"{lines} in {files} zo veranderen?"):
        for one in found:
            _write(one)
        say(f"Hersteld: {lines} in {files}.")
    else:
        say(f"Er is niets veranderd. Met --ja schrijft weerbaar {lines} in {files} weg.")


def _show(one: Hersteld) -> None:
    """Every line that changes; in CI only where."""
    for regel in one.regels:
        say(f"{one.bestand}:{regel.nummer}: {', '.join(regel.codes)}")
        for sign, text in _told(regel) if shows_content() else ():
            say(f"  {sign} ", text)


def _told(regel: Regelherstel) -> Iterator[tuple[str, str]]:
    """What was and what comes, with odd spaces to be seen; of a long line around the change."""
    old, new = regel.oud or "", regel.nieuw or ""
    pairs = enumerate(zip(old, new, strict=False))
    same = next((place for place, (was, now) in pairs if was != now), 0)
    start = max(same - MOST_SHOWN // 2, 0)
    told = (("-", regel.oud), ("+", regel.nieuw))
    for sign, text in ((sign, text) for sign, text in told if text is not None):
        yield sign, "…"[:start] + clean(text[start:].replace("\t", "→"), MOST_SHOWN)


def _agrees(question: str) -> bool:
    """The answer of who sits at the screen; without one nothing is changed."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    print(f"{question} [j/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("j", "ja")


def _write(one: Hersteld) -> None:
    if not write_bytes_changed(one.pad, one.oud, one.nieuw):
        message = f"«{one.bestand}» is intussen veranderd en wordt niet hersteld"
        raise WeerbaarError(message, tip="Doe de opdracht nog een keer.")
