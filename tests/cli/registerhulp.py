"""What the tests of publishing share: runs that name nobody, and the files of the register."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.cli.groepswerkmap import SPOREN
from tests.conftest import Outcome, Weerbaar

LEDGER = "publicaties"
UIT = "uit.json"


def traces(found: Outcome) -> list[str]:
    """Whatever of a party stands in stdout or stderr."""
    text = (found.out + found.err).casefold()
    return [spoor for spoor in SPOREN if spoor in text]


def report(weerbaar: Weerbaar, *args: str) -> Outcome:
    """One run for the board or the public, which never names anyone."""
    found = weerbaar("report", *args)
    assert traces(found) == []
    return found


def publish(weerbaar: Weerbaar, *args: str) -> dict[str, Any]:
    """The JSON of a report that is published."""
    found = report(weerbaar, *args, "--publiceer", "--output", UIT)
    assert found.code == 0, found.err
    return json.loads(Path(UIT).read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def ledger() -> dict[str, str]:
    """The files of the register with what they say; empty when there is none."""
    return {one.name: one.read_text(encoding="utf-8") for one in sorted(Path(LEDGER).glob("*"))}


def published() -> list[str]:
    """What each publication in the register says."""
    return [text for name, text in ledger().items() if name.startswith("publicatie-")]
