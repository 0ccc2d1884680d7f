"""A real shell with only the tools that are named: weerbaar, git, and what a shell needs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

PLAIN = ("sh", "bash", "cat", "mkdir", "grep", "sed")
WHO = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "proef"), ("EMAIL", "proef@example.org"))
}


def make_tools(folder: Path, more: Iterable[str] = ("git",)) -> Path:
    """A folder with `weerbaar` and these tools, to be the whole PATH."""
    folder.mkdir()
    program = folder / "weerbaar"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m weerbaar_cli "$@"\n', "utf-8")
    program.chmod(0o755)
    for name in (*PLAIN, *more):
        found = shutil.which(name)
        assert found, name
        (folder / name).symlink_to(found)
    return folder


def run_shell(
    text: str,
    where: Path,
    tools: Path,
    more: Mapping[str, str] | None = None,
    shell: Sequence[str] = ("sh", "-e"),
) -> subprocess.CompletedProcess[str]:
    """Run lines as a CI does: with `-e` the first that fails ends it."""
    python = {key: os.environ[key] for key in ("PYTHONPATH",) if key in os.environ}
    surroundings = {"PATH": str(tools), "HOME": str(tools), "LANG": "C.UTF-8"}
    return subprocess.run(
        shell,
        input=text,
        cwd=where,
        env=surroundings | python | WHO | dict(more or {}),
        capture_output=True,
        encoding="utf-8",
    )
