"""A werkmap of a whole district as a git repository: its files, made from packaged texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import packaged
from weerbaar_cli.files.git import begin_repository
from weerbaar_cli.files.schrijven import refuse_filled, write_folder
from weerbaar_cli.files.vinden import REGISTERMAP, find_git, find_werkmap, shown_path

Ci = Literal["gitlab", "azure", "forgejo", "github"]
# Where each text of templates/werkmap goes.
OVERAL = {
    "weerbaar.yaml": "weerbaar.yaml",
    "LEESMIJ.md": "README.md",
    "metingen.md": "metingen/LEESMIJ.md",
    "gitattributes": ".gitattributes",
    "gitignore": ".gitignore",
    "editorconfig": ".editorconfig",
    "pre-commit-config.yaml": ".pre-commit-config.yaml",
}
# What a CI asks beside that. Azure DevOps names its reviewers in the settings of a branch.
PIJPLIJNEN: dict[Ci, Mapping[str, str]] = {
    "gitlab": {"gitlab.yml": ".gitlab-ci.yml", "CODEOWNERS": "CODEOWNERS"},
    "azure": {"azure.yml": ".azure-pipelines/weerbaar.yml"},
    "forgejo": {"forgejo.yml": ".forgejo/workflows/weerbaar.yml", "CODEOWNERS": "CODEOWNERS"},
    "github": {"github.yml": ".github/workflows/weerbaar.yml", "CODEOWNERS": ".github/CODEOWNERS"},
}


def make_teksten(ci: Ci | None, woorden: Mapping[str, str]) -> dict[str, str]:
    """Every file by its place in the werkmap.

    `@woord@` in a text is replaced, by lines that stand as deep as it did.
    """
    wanted = {**OVERAL, **(PIJPLIJNEN[ci] if ci is not None else {})}
    folder = packaged("templates") / "werkmap"
    return {
        place: _filled((folder / name).read_text(encoding="utf-8"), woorden)
        for name, place in wanted.items()
    }


def _filled(text: str, woorden: Mapping[str, str]) -> str:
    return "".join(_fill_line(line, woorden) for line in text.splitlines(keepends=True))


def _fill_line(line: str, woorden: Mapping[str, str]) -> str:
    deep = line[: len(line) - len(line.lstrip())]
    for woord, waarde in woorden.items():
        line = line.replace(f"@{woord}@", waarde.replace("\n", f"\n{deep}"))
    return line


def write_werkmap(folder: Path, teksten: Mapping[str, str]) -> bool:
    """Write all files as a git repository without a commit, or nothing; False where git is not.

    Raises WeerbaarError where something stands already, or where another repository is around it.
    """
    refuse_filled(folder)
    around = "git-repository" if find_git(folder) is not None else "werkmap"
    if around == "git-repository" or find_werkmap(folder) is not None:
        message = f"«{shown_path(folder)}» ligt in een map die al een {around} is"
        tip = "Kies een map daarbuiten: de nieuwe werkmap wordt zelf een repository."
        raise WeerbaarError(message, tip=tip)
    data = {place: text.encode() for place, text in teksten.items()}
    besloten = [place for place in data if place.startswith(REGISTERMAP)]
    write_folder(folder, data, besloten, begin_repository)
    return find_git(folder) is not None
