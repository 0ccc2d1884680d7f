"""Every sentence that a test hears from the program must stand in one golden file.

Most tests look at a code, a line or an oordeel; what is said beside it is held here.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock

from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.model.bevinding import Bevinding, in_print
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel

ZINNEN = Path(__file__).parent / "golden" / "zinnen.txt"
COMMANDS = (
    "frameworks_", "stel", "score.", "trend", "compare", "explain", "plan", "sinds", "opgegaan",
    "onderzoek",
)  # fmt: skip
# The rooms in which every sentence is held.
WORD_FOR_WORD = (
    "tests/reading/",
    "tests/engine/",
    *(f"tests/cli/test_{one}" for one in COMMANDS),
)
FINDING = re.compile(
    r"(?m)^.+?:(?P<place>\d+:\d+): (?P<what>(?:fout|waarschuwing|hint) [a-z0-9-]+ .+)"
    r"(?:\n  (?!→).*)*(?:\n  → (?P<advice>.+))?"
)
CODE = re.compile(r"\b[0-9a-f]{12}\b")  # of a revision: another every time
SAID = {"reden", "waarom", "doen", "signalen", "nog_nodig", "opmerkingen", "bericht", "suggestie"}


def sentences_in(out: str, err: str) -> Iterator[str]:
    """Of one run: the errors, the findings with their place in whatever file, and the reasons."""
    yield from err.splitlines()
    if out.startswith(("{", "[")):
        yield from said_in(json.loads(out))
    for found in FINDING.finditer(out):
        advice = f" → {found['advice']}" if found["advice"] else ""
        yield f"{found['what']}{advice} ({found['place']})"


def said_in(data: Any, key: str = "") -> Iterator[str]:
    """The texts under keys that hold sentences."""
    if isinstance(data, dict):
        for name, one in data.items():
            yield from said_in(one, name)
    elif isinstance(data, list):
        for one in data:
            yield from said_in(one, key)
    elif isinstance(data, str) and key in SAID:
        yield data


def hold_findings(found: Iterable[Bevinding]) -> None:
    """The same of findings that were not printed."""
    hold(f"{one.ernst} {one.code} {one.bericht} → {one.suggestie} {one.pad}" for one in found)


def score_aloud(kern: Rekenraamwerk, scan: Scan, day: date) -> Raamwerkoordeel:
    """Score, and hold all that is said of the oordelen."""
    oordeel = score_meting(kern, scan, day)
    for one in oordeel.normen:
        hold((one.reden, *one.waarom, *one.doen, *one.signalen, *one.opmerkingen))
    return oordeel


def hold(told: Iterable[str]) -> None:
    """Compare with the golden file; UPDATE_GOLDEN=1 adds what is new.

    It has the quotes that people read: what JSON says with the marks of our texts is the same.
    """
    temp = tempfile.gettempdir()
    mine = (in_print(one) for one in told if temp not in one and "\x1b" not in one)
    plain = {" ".join(one.split()) for one in mine}
    new = {CODE.sub("…", one) for one in plain - known()} - known()
    if os.environ.get("UPDATE_GOLDEN"):
        with FileLock(f"{temp}/weerbaar-zinnen.lock"):
            known.cache_clear()  # another process may have added to it
            lines = sorted(new | known())
            ZINNEN.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
            known.cache_clear()
        return
    assert not new, "a sentence that stands in no golden file: make golden, and read the diff"


@cache
def known() -> set[str]:
    return set(ZINNEN.read_text(encoding="utf-8").splitlines()) if ZINNEN.exists() else set()
