"""How many of our files a command runs through, and how often it goes from one to another.

Fewer is easier to follow. A file counts when a function of it is called, not when it is loaded.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import weerbaar_cli
from weerbaar_cli.cli.main import main

ROOT = Path(__file__).parents[1]
PACKAGE = str(Path(weerbaar_cli.__file__).parent)
LINES = (
    "score metingen/voorbeeldstad-eindmeting-2024.yaml",
    "report --district twente --format html",
)


class Teller:
    """Follows a run by the functions that it calls."""

    def __init__(self) -> None:
        self.files: set[str] = set()
        self.changes = 0
        self._last = ""

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        name = frame.f_code.co_filename
        if event == "call" and name.startswith(PACKAGE) and frame.f_code.co_name != "<module>":
            self.files.add(name)
            self.changes += name != self._last
            self._last = name


def count(line: str) -> Teller:
    """Run one command, without its output."""
    found, nowhere = Teller(), io.StringIO()
    with contextlib.redirect_stdout(nowhere), contextlib.redirect_stderr(nowhere):
        sys.setprofile(found)
        try:
            main(line.split())
        finally:
            sys.setprofile(None)
    return found


if __name__ == "__main__":
    os.chdir(ROOT / "examples" / "twente")
    for line in LINES:
        found = count(line)
        print(f"{line}: {len(found.files)} files, {found.changes} changes of file")
        if "--list" in sys.argv:
            print("\n".join(f"  {one.removeprefix(PACKAGE)[1:]}" for one in sorted(found.files)))
