"""Which tests a change needs, for `make quick`: those of the rooms that git says were changed.

`python tests/quick.py` prints them; with names of rooms (`engine/score cli`), those of the rooms.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parent.parent
# A change anywhere can break these.
ALWAYS = ("tests/test_architecture.py", "tests/test_woordenlijst.py", "tests/test_docs.py")
# What lies outside src, with the room that uses it.
OUTSIDE = {
    "templates": "formats", "fonts": "formats", "tests/cases": "reading", "tests/golden": "views",
    "tests/data": "frameworks",
}  # fmt: skip
BASES = ("origin/main", "main")


def changed(root: Path) -> list[str]:
    """The files that differ from where the work left the main branch, new ones too."""
    known = (one for one in BASES if _git(root, "rev-parse", "--verify", "-q", one))
    base = next(known, "HEAD")
    start = _git(root, "merge-base", "HEAD", base) or ["HEAD"]
    others = _git(root, "ls-files", "--others", "--exclude-standard")
    return [*_git(root, "diff", "--name-only", *start), *others]


def _git(root: Path, *words: str) -> list[str]:
    run = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True, check=False)
    return run.stdout.splitlines() if run.returncode == 0 else []


def paths_for(paths: Iterable[str]) -> list[str]:
    """The tests of the rooms in which these files are; a folder goes before what is in it."""
    found = {one for path in paths for one in _tests_of(path)}
    inner = {one for one in found for above in PurePosixPath(one).parents if str(above) in found}
    return [*sorted(found - inner), *ALWAYS]


def _tests_of(path: str) -> list[str]:
    where = PurePosixPath(path.removeprefix("src/weerbaar_cli/").removesuffix(".py"))
    for folder, room in OUTSIDE.items():
        if path.startswith(f"{folder}/"):
            return [f"tests/{room}"]
    if where.parts[0] == "tests":
        return [str(where.parent)] if len(where.parts) > 2 else []
    command = sorted(ROOT.glob(f"tests/{where.parent}/test_{where.name}*.py"))
    if command and where.parent.name == "cli":  # so large a room that a command has its own tests
        return [one.relative_to(ROOT).as_posix() for one in command]
    rooms = (PurePosixPath("tests", one) for one in (where, *where.parents) if one.name)
    return [str(one) for one in rooms if (ROOT / one).is_dir()][:1]


if __name__ == "__main__":
    rooms = sys.argv[1:]
    print(*paths_for(rooms or changed(ROOT)))
