"""Which revision something is held against: the one that was named, or the one that a CI tells."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import Grens, decode_bounded, read_bounded
from weerbaar_cli.files.git import find_revisie, is_first_commit
from weerbaar_cli.model.strict import clean

CI = "ci"
# Each variable with what makes a revision of it; those of a merge request first.
VARIABELEN = {
    "CI_MERGE_REQUEST_DIFF_BASE_SHA": "",
    "FORGEJO_BASE_REF": "origin/",
    "GITHUB_BASE_REF": "origin/",
    "SYSTEM_PULLREQUEST_TARGETBRANCH": "origin/",
    "CI_COMMIT_BEFORE_SHA": "",
}
EVENTS = "GITHUB_EVENT_PATH"
# A new branch has no commit before it.
NOTHING = "0" * 40
NAME_IT = "Noem de revisie zelf, zoals main."
REMEDY = (
    "GIT_DEPTH: 0 in GitLab, fetchDepth: 0 in Azure DevOps, fetch-depth: 0 in GitHub en Forgejo"
)
EVENT = Grens(25_000_000, NAME_IT, NAME_IT)


class Sindsvraag(NamedTuple):
    """A revision, and the variable that told it; without one somebody named it."""

    revisie: str
    variabele: str = ""


@contextmanager
def told_by(vraag: Sindsvraag) -> Iterator[None]:
    """What is wrong with a revision that a variable told, is said with its name and the remedy."""
    try:
        yield
    except WeerbaarError as error:
        if not vraag.variabele:
            raise
        message = f"{vraag.variabele} wijst naar «{clean(vraag.revisie)}»: {error.message}"
        raise WeerbaarError(message, tip=f"Haal alle geschiedenis op: {REMEDY}.") from None


def find_told(*, in_ci: bool) -> str:
    """The revision that the CI tells; raises when it is not here."""
    vraag = ask_sinds(CI, in_ci=in_ci)
    with told_by(vraag):
        find_revisie(vraag.revisie, Path.cwd())
    return vraag.revisie


def ask_sinds(asked: str, *, in_ci: bool) -> Sindsvraag:
    """The revision that is asked; `ci` is the one that the CI tells."""
    if not asked.strip():
        tip = f"Is een variabele leeg? Schrijf --sinds {CI}, dan zoekt weerbaar zelf."
        raise WeerbaarError("--sinds noemt geen revisie", tip=tip)
    if asked != CI:
        return Sindsvraag(asked)
    if not in_ci:
        message = f"«{CI}» leest de variabelen van een CI, en dit is er geen"
        raise WeerbaarError(message, tip=NAME_IT)
    before = "HEAD" if is_first_commit(Path()) else "HEAD~1"
    return next(_told(), Sindsvraag(before, "de vorige vastlegging"))


def _told() -> Iterator[Sindsvraag]:
    """What the CI tells: of a merge request where it begins, else what was there before.

    Of a new branch that is nothing; then it is held against the main branch.
    """
    for name, prefix in VARIABELEN.items():
        value = os.environ.get(name, "")
        if value and value != NOTHING:
            yield Sindsvraag(f"{prefix}{value.removeprefix('refs/heads/')}", name)
    event = _read_event()
    before = event.get("before")
    if isinstance(before, str) and before != NOTHING:
        yield Sindsvraag(before, EVENTS)
    repository = event.get("repository")
    told = repository.get("default_branch") if isinstance(repository, dict) else None
    branches = {"CI_DEFAULT_BRANCH": os.environ.get("CI_DEFAULT_BRANCH"), EVENTS: told}
    yield from (Sindsvraag(f"origin/{one}", name) for name, one in branches.items() if one)


def _read_event() -> dict[str, Any]:
    """What GitHub and Forgejo tell of what happened, in a file."""
    path = os.environ.get(EVENTS)
    if not path:
        return {}
    text = decode_bounded(read_bounded(Path(path), EVENTS, EVENT), EVENTS)
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
