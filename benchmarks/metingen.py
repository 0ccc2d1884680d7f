"""Synthetic metingen of 5 to 9 KB, the same for the same number: every fact, evidence, dates."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.bestanden.feit import Feit

HEAD = """weerbaar: meting/1
organisatie: Proefstad {number}
raamwerk: twente-basis-op-orde
soort: zelfscan
peildatum: 2024-01-31
status: ingeleverd
ingevuld_door: adviseur veiligheid
fictief: ja
feiten:
"""

LARGE = """weerbaar: raamwerk/1
id: groot
titel: Groot raamwerk
versie: "1"
partijtypen: [gemeente]
bron: {document: verzonnen, titel: Verzonnen}
themas:
  - id: een
    titel: Een
    normen:
"""
NORM = """      - id: "{number}"
        kort: Onderwerp {number}
        tekst: Er is een intern meldpunt voor onderwerp {number};
        uitleg: Er is een plek waar medewerkers signalen over onderwerp {number} kunnen melden.
        bron: {{document: verzonnen, onderdeel: onder {number}}}
        voldoet: {{feit: {feit}, is: ja}}
"""


def make_large(folder: Path, count: int) -> Path:
    """A meting of a raamwerk of so many norms, half of them met."""
    folder.mkdir()
    feiten = ("intern-meldpunt", "mt-aanspreekpunt")
    normen = (NORM.format(number=one, feit=feiten[one % 2]) for one in range(1, count + 1))
    (folder / "groot.yaml").write_text(LARGE + "".join(normen), encoding="utf-8")
    parties = "partijen: [{naam: Proefstad 1, type: gemeente}]\n"
    (folder / "weerbaar.yaml").write_text(f"weerbaar: werkmap/1\n{parties}", encoding="utf-8")
    meting = folder / "meting.yaml"
    head = HEAD.format(number=1).replace("twente-basis-op-orde", "groot")
    meting.write_text(f"{head}  {feiten[0]}: ja\n  {feiten[1]}: nee\n", encoding="utf-8")
    return meting


def make_werkmap(folder: Path, count: int) -> list[Path]:
    """A werkmap with so many metingen, each of a party of its own."""
    (folder / "metingen").mkdir(parents=True)
    parties = "".join(
        f"  - {{naam: Proefstad {number}, type: gemeente, district: twente}}\n"
        for number in range(count)
    )
    settings = f"weerbaar: werkmap/1\ndistrict: twente\npartijen:\n{parties}"
    (folder / "weerbaar.yaml").write_text(settings, encoding="utf-8")
    paths = [folder / "metingen" / f"{number:04d}.yaml" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(make_meting(number), encoding="utf-8")
    return paths


def make_later(paths: list[Path], folder: Path) -> Path:
    """The same metingen half a year on, in a folder of a werkmap of their own."""
    shutil.copytree(paths[0].parent.parent, folder)
    for path in (folder / "metingen").glob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("2024-01-31", "2024-07-01")
        path.write_text(text, encoding="utf-8")
    return folder / "metingen"


def make_meting(number: int) -> str:
    """One meting; nearly all facts known, some blank, half of them in the long form."""
    dice = random.Random(number)
    lines = [HEAD.format(number=number)]
    for feit_id, feit in Bibliotheek().catalogus.items():
        if feit.is_kenmerk or dice.random() < 0.05:
            continue
        value = _value(feit, dice)
        if dice.random() < 0.3:
            lines.append(f"  {feit_id}:\n    waarde: {value}\n    herkomst: onderbouwd\n")
            lines.append(f"    bewijs: [{{titel: Besluit over {feit_id}, datum: 2023-03-02}}]\n")
        else:
            lines.append(f"  {feit_id}: {value}\n")
    return "".join(lines)


def _date(dice: random.Random) -> str:
    return f"2023-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"


def _value(feit: Feit, dice: random.Random) -> str:
    match feit.soort:
        case "ja_nee":
            return dice.choice(["ja", "ja", "nee"])
        case "datum":
            return dice.choice([_date(dice), _date(dice), "nooit"])
        case "getal":
            return str(dice.randint(4, 9))  # a number of groups is no less than those named
        case "aantal":
            totaal = dice.randint(1, 400)
            return f"{{aantal: {dice.randint(totaal // 2, totaal)}, totaal: {totaal}}}"
        case "checklist":
            return _flow({item: dice.choice(["ja", "ja", "nee"]) for item in feit.items})
        case "groepen":
            names = list(feit.namen) or ["Vergunningen", "Vastgoed", "Sociaal domein", "Beheer"]
            return _flow({name: _date(dice) for name in names})
        case "document":
            day = _date(dice)
            return f"{{titel: Beleidsstuk, vastgesteld_op: {day}, vindplaats: CVDR000000}}"


def _flow(pairs: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
