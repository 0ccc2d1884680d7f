"""The terminal: results to stdout, talk to stderr, colours only on a screen."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TextIO, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

    from weerbaar_cli.model.bevinding import Melding

T = TypeVar("T")
PIPE_WIDTH = 100
NARROWEST = 40
MOST_BESIDE = 12  # findings that are shown beside a result
# What a line ends with: spaces, and codes for colours. It is looked for where spaces begin, and
# never again halfway: between columns there are many.
_TAIL = r"(?m)(?<! )(?: |\x1b\[[\d;]*m)++$"
# Set by a shell that asks for completions.
COMPLETE = "_WEERBAAR_COMPLETE"
# From so many on, work takes long enough to follow it.
LONG = 40
# What the systems that run checks set; their logs are read by more people than a terminal is.
CI = ("CI", "TF_BUILD", "JENKINS_URL", "GITLAB_CI", "FORGEJO_ACTIONS", "GITHUB_ACTIONS")


class Logboek(NamedTuple):
    """Whether a log is being written that others read, and how it shows a finding at its line."""

    gelezen: bool
    vorm: Literal["github", "azure"] | None


# Asked of every finding, so looked up once in a run.
_logboek: ContextVar[Logboek | None] = ContextVar("logboek", default=None)


def _find_logboek() -> Logboek:
    told = os.environ.get
    github = told("GITHUB_ACTIONS") or told("FORGEJO_ACTIONS")
    vorm: Literal["github", "azure"] | None = (
        "azure" if told("TF_BUILD") else "github" if github else None
    )
    return Logboek(any(map(told, CI)), vorm)


def in_ci() -> bool:
    """Whether a log is being written that others read."""
    return (_logboek.get() or _find_logboek()).gelezen


def ci_form() -> Literal["github", "azure"] | None:
    """How the log of this CI shows a finding at its line; None where it does not."""
    return (_logboek.get() or _find_logboek()).vorm


MET_INHOUD, CSV_NL, ONVERSLEUTELD = "--met-inhoud", "--csv-nl", "--onversleuteld"
SLEUTEL = "--sleutel"
_asked: ContextVar[frozenset[str]] = ContextVar("asked", default=frozenset())


def heed_flags(words: Sequence[str]) -> None:
    """Keep what this run was asked that holds for every command, and where it runs."""
    _logboek.set(_find_logboek())
    known = {MET_INHOUD, CSV_NL, ONVERSLEUTELD}
    _asked.set(frozenset(takewhile(lambda word: word != "--", words)) & known)


def is_asked(flag: str) -> bool:
    """Whether one of these flags was given."""
    return flag in _asked.get()


def shows_content() -> bool:
    """Whether what stands in files may be shown here: not in CI, unless it was asked."""
    return is_asked(MET_INHOUD) or not in_ci()


def for_reader(melding: Melding) -> Melding:
    """A finding as it may be shown here."""
    return melding if shows_content() else melding.without_content()


def use_utf8() -> None:
    """Write UTF-8 wherever the output goes; a Windows code page would refuse our signs.

    Where one is closed by who started us, what we say goes nowhere, a result is refused, and
    there is nothing to read.
    """
    for name, mode in (("stdin", "r"), ("stdout", "r"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 for good
            setattr(sys, name, nowhere)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")


def make_console(*, stderr: bool = False) -> Console:
    """A console that never takes text of a file for markup, and is as wide as its reader."""
    from rich.console import Console  # late: json needs no tables

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    console = Console(
        stderr=stderr,
        width=width,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=False,
        # rich itself keeps bold under NO_COLOR; who asks for plain text gets plain text.
        color_system=None if os.environ.get("NO_COLOR") else "auto",
    )
    # Narrower still a table would leave words out, and a screen of size 0 would show nothing.
    if console.width < NARROWEST:
        console.width = NARROWEST
    return console


@contextmanager
def paged(console: Console) -> Iterator[Console]:
    """The console to print on; what is longer than the screen of who looks goes through a pager.

    That is `$PAGER`, else `less`; without one, or with `PAGER=cat`, everything scrolls by. Lines
    lose the spaces that tables end them with.
    """
    with console.capture() as kept:
        yield console
    text = re.sub(_TAIL, lambda found: found[0].replace(" ", ""), kept.get())
    pager = os.environ.get("PAGER") or shutil.which("less")
    watched = pager and pager != "cat" and sys.stdin.isatty() and sys.stdout.isatty()
    if not pager or not watched or text.count("\n") < console.height:
        sys.stdout.write(text)
        return
    from pydoc import pipepager  # late: only for a long page

    os.environ.setdefault("LESS", "FRX")  # with colours, and gone when it fits after all
    pipepager(text, pager)


def say(text: str, woorden: str = "") -> None:
    """Talk: to stderr. That it cannot be heard changes nothing of what is done.

    Behind our text may stand words of somebody else, which stay as they are.
    """
    try:
        print(f"{_in_print(text)}{woorden}", file=sys.stderr, flush=True)
    except OSError:
        drop(sys.stderr)


def say_wrapped(text: str, indent: str = "", later: str = "") -> None:
    """Talk as wide as its reader's screen, broken between words only; `later` goes further in."""
    lines = textwrap.wrap(
        text,
        make_console(stderr=True).width,
        initial_indent=indent,
        subsequent_indent=indent + later,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        say(line)


def show_line(text: str, woorden: str = "") -> None:
    """A line of a result that people and other programs read."""
    print(f"{_in_print(text)}{woorden}")


def _in_print(text: str) -> str:
    if "«" not in text:
        return text
    from weerbaar_cli.model.bevinding import in_print  # late: help does without the values

    return in_print(text)


def say_named(text: str, zonder: str) -> None:
    """Talk that names parties; in a log that others read it is said without them."""
    say(text if shows_content() else zonder)


def plain(text: str) -> str:
    """A sentence of an error as it may be said here."""
    return text if shows_content() else getattr(text, "zonder_inhoud", text)


def drop(*streams: TextIO) -> None:
    """What is still to be written goes nowhere, else Python complains of it at its exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams:
        os.dup2(nowhere, stream.fileno())


def end(code: int) -> None:
    """End at once: taking down all that was made, piece by piece, takes a twentieth of a start.

    What can no longer be written was told.
    """
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def show_json(data: dict[str, Any] | list[dict[str, Any]]) -> None:
    """A result for programs."""
    print(json.dumps(data, ensure_ascii=False, indent=2))


def show_melding(melding: Melding, *, to_stderr: bool = False) -> None:
    """One finding: place, what, the line itself with a mark, and the suggestion."""
    melding = for_reader(melding)
    tell = say if to_stderr else show_line
    place = f"{melding.bestand}:{melding.regel}:{melding.kolom}"
    tell(f"{place}: {melding.ernst} {melding.code} {melding.bericht}")
    if melding.regeltekst:
        mark = " " * (len(str(melding.regel)) + 3 + melding.kolom - 1)
        tell(f"  {melding.regel} | ", melding.regeltekst)
        tell(f"  {mark}^")
    if melding.suggestie:
        tell(f"  → {melding.suggestie}")


def show_beside(meldingen: Sequence[Melding]) -> None:
    """What is wrong with files beside a result that is about the others; of much the first."""
    for melding in meldingen[:MOST_BESIDE]:
        show_melding(melding, to_stderr=True)
    if len(meldingen) > MOST_BESIDE:
        more = len(meldingen) - MOST_BESIDE
        words = f"{more} meldingen" if more > 1 else "één melding"
        say(f"En nog {words}. Draai «weerbaar validate» om alles te zien.")


def follow(items: Iterable[T], total: int, what: str) -> Iterator[T]:
    """The same items, with a bar on stderr for as long as they come and a person looks."""
    if total < LONG or not sys.stderr.isatty():
        yield from items
        return
    from rich.progress import track  # late: only for long work on a screen

    console = make_console(stderr=True)
    yield from track(items, total=total, description=what, console=console, transient=True)
