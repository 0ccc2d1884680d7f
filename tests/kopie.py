"""A copy of the package to which something is added, as CONTRIBUTING says it is done."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "weerbaar_cli"
# Per file a line that is there, and what stands before it then.
Lines = Mapping[str, Mapping[str, str]]


class Kopie(NamedTuple):
    """The copy, and a folder to work in."""

    package: Path
    werkmap: Path

    def run(self, *args: str, code: int = 0) -> str:
        """What the copy says; with another exit code than is meant the test fails."""
        done = subprocess.run(
            [sys.executable, "-m", "weerbaar_cli", *args],
            cwd=self.werkmap,
            env={**os.environ, "PYTHONPATH": str(self.package.parent)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def add_lines(self, lines: Lines) -> None:
        """Put lines into files of the package."""
        for name, added in lines.items():
            path = self.package / name
            text = path.read_text(encoding="utf-8")
            for before, new in added.items():
                assert text.count(before) == 1, before
                text = text.replace(before, new + before)
            path.write_text(text, encoding="utf-8")

    def add_file(self, source: Path, room: str) -> None:
        """Put a new module into a room of the package."""
        shutil.copy(source, self.package / room)


def make_kopie(home: Path, files: Mapping[str, str]) -> Kopie:
    """The package as it is, beside its data, and files to work on."""
    for name in ("frameworks", "templates", "fonts"):
        (home / name).symlink_to(ROOT / name)
    found = Kopie(home / "src" / "weerbaar_cli", home / "werk")
    shutil.copytree(SOURCE, found.package, ignore=shutil.ignore_patterns("__pycache__"))
    for name, text in files.items():
        path = found.werkmap / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return found


def named_files(what: str) -> set[str]:
    """The files that the table of CONTRIBUTING names for adding something."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, found, rest = text.partition(f"\n| {what} |")
    assert found, what
    return set(re.findall(r"`([^`]+)`", rest.partition("\n")[0]))
