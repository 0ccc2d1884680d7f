"""A werkmap of a whole district as a git repository: its files, made from packaged texts."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from weerbaar_cli import __version__
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek, packaged
from weerbaar_cli.files.git import begin_repository
from weerbaar_cli.files.scaffold import slug_of
from weerbaar_cli.files.schrijven import refuse_filled, write_folder
from weerbaar_cli.files.vinden import REGISTERMAP, find_git, find_werkmap, shown_path
from weerbaar_cli.model.bestanden.partij import District, Partij
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean, find_word

Ci = Literal["gitlab", "azure", "forgejo", "github"]
_CONTROLE = "| `{}` | de controle op de server; bovenaan staat wat u daar één keer instelt |"
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
    "forgejo": {
        "forgejo.yml": ".forgejo/workflows/weerbaar.yml",
        "CODEOWNERS-forgejo": "CODEOWNERS",
    },
    "github": {"github.yml": ".github/workflows/weerbaar.yml", "CODEOWNERS": ".github/CODEOWNERS"},
}


class Inrichting(NamedTuple):
    """A district with those who measure in it, and by what."""

    kenmerk: str
    district: District
    leden: tuple[Partij, ...]
    # By how each was named, which may say a version.
    raamwerken: Mapping[str, Raamwerk]

    @property
    def schemas(self) -> list[str]:
        """The schemas that an editor of these files needs."""
        names = [f"meting-{one.id}" for one in self.raamwerken.values()]
        return ["werkmap", *names, *(["meting"] if len(names) > 1 else [])]

    @property
    def woorden(self) -> dict[str, str]:
        """What stands in the texts for the words between two signs @."""
        return {
            "district": self.kenmerk,
            "titel": self.district.titel,
            "titel-yaml": json.dumps(f"Weerbaarheid {self.district.titel}", ensure_ascii=False),
            "raamwerken": ", ".join(self.raamwerken),
            "raamwerktitels": "\n".join(
                f"- {one.titel} (`{naam}`)" for naam, one in self.raamwerken.items()
            ),
            "eerste": self.leden[0].naam,
            "leden": "\n".join(f"| {one.naam} | `metingen/{_begin(one)}…` |" for one in self.leden),
            "eigenaren": "\n".join(f"# /metingen/{_begin(one)}* @account" for one in self.leden),
            "eigenaren-forgejo": "\n".join(
                f"# metingen/{_begin(one)}.* @account" for one in self.leden
            ),
            "rapport": "\n".join(
                ("mkdir rapport", *map(self._rapport, self.raamwerken), "weerbaar leaks rapport")
            ),
            "versie": __version__,
        }

    def _rapport(self, raamwerk: str) -> str:
        """The command that publishes the board's report."""
        one = len(self.raamwerken) == 1
        choice, name = ("", "bestuur") if one else (f" --raamwerk {raamwerk}", raamwerk)
        outputs = f"--output rapport/{name}.html --output rapport/{name}.json"
        return f"weerbaar report --district {self.kenmerk}{choice} --publiceer {outputs}"


def _begin(partij: Partij) -> str:
    """How the names of the metingen begin that `weerbaar new` makes of a party."""
    return f"{slug_of(partij.naam)}-"


def read_inrichting(kenmerk: str, raamwerken: Sequence[str]) -> Inrichting:
    """The district and the raamwerken; raises WeerbaarError for what is not known."""
    bibliotheek = Bibliotheek()
    kenmerk = find_word(kenmerk, bibliotheek.register.districten) or kenmerk
    district = bibliotheek.register.districten.get(kenmerk)
    if district is None:
        known = bibliotheek.register.districten
        tip = suggest(kenmerk, known) or f"Kies uit: {', '.join(known)}."
        raise WeerbaarError(f"district «{clean(kenmerk)}» is niet bekend", tip=tip)
    partijen, today = bibliotheek.partijen, date.today()  # noqa: DTZ011 who is a member now
    everyone = (one for one in partijen.alle if kenmerk in one.district)
    leden = tuple(one for one in everyone if partijen.exists_on(one, today))
    found = {name: bibliotheek.raamwerk(name) for name in raamwerken}
    for raamwerk in found.values():
        if not {one.type for one in leden} & set(raamwerk.partijtypen):
            message = f"raamwerk {raamwerk.id} geldt voor geen enkel lid van {district.titel}"
            raise WeerbaarError(message, tip="Bekijk de lijst met «weerbaar frameworks».")
    return Inrichting(kenmerk, district, leden, found)


def make_teksten(ci: Ci | None, woorden: Mapping[str, str]) -> dict[str, str]:
    """Every file by its place in the werkmap.

    `@woord@` in a text is replaced, by lines that stand as deep as it did.
    """
    asked = PIJPLIJNEN[ci] if ci is not None else {}
    wanted = {**OVERAL, **asked}
    woorden = {**woorden, "controle": "".join(map(_CONTROLE.format, [*asked.values()][:1]))}
    folder = packaged("templates") / "werkmap"
    return {
        place: _filled((folder / name).read_text(encoding="utf-8"), woorden)
        for name, place in wanted.items()
    }


def _filled(text: str, woorden: Mapping[str, str]) -> str:
    return "".join(_fill_line(line, woorden) for line in text.splitlines(keepends=True))


def _fill_line(line: str, woorden: Mapping[str, str]) -> str:
    deep = line[: len(line) - len(line.lstrip())]
    filled = line
    for woord, waarde in woorden.items():
        filled = filled.replace(f"@{woord}@", waarde.replace("\n", f"\n{deep}"))
    return filled if filled.strip() or not line.strip() else ""


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
