"""What a new werkmap of a district is made of: its members, its raamwerken, words of its files."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from weerbaar_cli import __version__
from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.bestanden.partij import District, Partij
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.opzet import slug_of


@dataclass(frozen=True)
class Inrichting:
    """A district with those who measure in it, and by what."""

    kenmerk: str
    district: District
    leden: tuple[Partij, ...]
    raamwerken: tuple[Raamwerk, ...]

    @property
    def schemas(self) -> list[str]:
        """The schemas that an editor of these files needs."""
        names = [f"meting-{one.id}" for one in self.raamwerken]
        return ["werkmap", *names, *(["meting"] if len(names) > 1 else [])]

    @property
    def woorden(self) -> dict[str, str]:
        """What stands in the texts for the words between two signs @."""
        return {
            "district": self.kenmerk,
            "titel": self.district.titel,
            "titel-yaml": json.dumps(f"Weerbaarheid {self.district.titel}", ensure_ascii=False),
            "raamwerken": ", ".join(one.id for one in self.raamwerken),
            "raamwerktitels": "\n".join(f"- {one.titel} (`{one.id}`)" for one in self.raamwerken),
            "eerste": self.leden[0].naam,
            "leden": "\n".join(f"| {one.naam} | `metingen/{_files(one)}` |" for one in self.leden),
            "eigenaren": "\n".join(f"# /metingen/{_files(one)} @account" for one in self.leden),
            "rapport": "\n".join(("mkdir rapport", *map(self._rapport, self.raamwerken))),
            "versie": __version__,
        }

    def _rapport(self, raamwerk: Raamwerk) -> str:
        """The command that publishes the board's report."""
        one = len(self.raamwerken) == 1
        choice, name = ("", "bestuur") if one else (f" --raamwerk {raamwerk.id}", raamwerk.id)
        outputs = f"--output rapport/{name}.html --output rapport/{name}.json"
        return f"weerbaar report --district {self.kenmerk}{choice} --publiceer {outputs}"


def _files(partij: Partij) -> str:
    """How the metingen of a party begin that `weerbaar new` makes."""
    return f"{slug_of(partij.naam)}-*"


def read_inrichting(kenmerk: str, raamwerken: Sequence[str]) -> Inrichting:
    """The district and the raamwerken; raises WeerbaarError for what is not known."""
    bibliotheek = Bibliotheek()
    district = bibliotheek.register.districten.get(kenmerk)
    if district is None:
        known = bibliotheek.register.districten
        tip = suggest(kenmerk, known) or f"Kies uit: {', '.join(known)}."
        raise WeerbaarError(f"district «{clean(kenmerk)}» is niet bekend", tip=tip)
    partijen, today = bibliotheek.partijen, date.today()  # noqa: DTZ011 who is a member now
    everyone = (one for one in partijen.alle if kenmerk in one.district)
    leden = tuple(one for one in everyone if partijen.exists_on(one, today))
    found = tuple(bibliotheek.raamwerk(name) for name in dict.fromkeys(raamwerken))
    for raamwerk in found:
        if not {one.type for one in leden} & all_types(raamwerk):
            message = f"raamwerk {raamwerk.id} geldt voor geen enkel lid van {district.titel}"
            raise WeerbaarError(message, tip="Bekijk de lijst met «weerbaar frameworks».")
    return Inrichting(kenmerk, district, leden, found)
