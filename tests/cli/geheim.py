"""A district of fourteen parties in which everything tells who it is about: names, codes, files,
departments, titles, reasons and stories. Its figures are those of the example of Twente.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from weerbaar_cli.leaks.namen import Zoeklijst, make_zoeklijst
from weerbaar_cli.model.bestanden.partij import Partij

TWENTE = Path(__file__).parents[2] / "examples" / "twente" / "metingen"
NAMEN = (
    "Adderloo", "Boldermeer", "Crailerwolde", "Dwarshuizen", "Eendrachtsveld", "Fluitenkamp",
    "Grutterssluis", "Het Hoge Hout", "Oud-Iepenrode", "Jaagpadstad", "Súdermear-Noard",
    "'s-Lindegaard", "Mispelveen", "Nachtegaalse Hoek",
)  # fmt: skip
CODES = {naam: f"ZX{7301 + number}" for number, naam in enumerate(NAMEN)}
# A word that stands in every text of one party and nowhere else.
MERKEN = {
    naam: f"zilvermerel{letter}" for naam, letter in zip(NAMEN, "abcdefghijklmn", strict=True)
}
# The keys behind which people write what they like.
FREE = frozenset((
    "titel", "kenmerk", "vindplaats", "reden", "actie", "eigenaar", "toetser", "toelichting",
    "besloten_door", "vastgesteld_door",
))  # fmt: skip
# The facts of which the user names the groups.
OWN_GROUPS = ("afdelingen-agendering", "voorlichting-doelgroepen")
STORY = ("wat_we_doen", "in_beweging", "betekenis")


def make_district(folder: Path) -> Path:
    """The werkmap; each meting lies in a folder and a file that are called after its party."""
    own = [
        {"naam": naam, "type": "gemeente", "code": CODES[naam], "district": "twente"}
        | {"aliassen": [MERKEN[naam]]}
        for naam in NAMEN
    ]
    settings = {"weerbaar": "werkmap/1", "district": "twente", "raamwerk": "twente-basis-op-orde"}
    write(folder / "weerbaar.yaml", settings | {"partijen": own})
    for naam, sources in zip(NAMEN, _sources(), strict=True):
        slug = naam.lower().replace(" ", "-").replace("'", "")
        for source in sources:
            soort = source.stem.split("-")[-2]
            path = folder / "metingen" / slug / f"{slug}-{MERKEN[naam]}-{soort}.yaml"
            write(path, _tell(yaml.load(source.read_text(encoding="utf-8"), yaml.BaseLoader), naam))
    return folder


def _sources() -> list[list[Path]]:
    """The metingen of the example, per party."""
    found: dict[str, list[Path]] = {}
    for path in sorted(TWENTE.glob("*.yaml")):
        found.setdefault(path.stem.rsplit("-", 2)[0], []).append(path)
    return list(found.values())


def write(path: Path, data: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    path.write_text(f"# {MERKEN[NAMEN[0]]}\n{text}", encoding="utf-8", newline="\n")


def _tell(data: dict[str, Any], naam: str) -> dict[str, Any]:
    """The same meting, telling everywhere whose it is."""
    mark = MERKEN[naam]
    told: dict[str, Any] = _mark(data, mark)
    told |= {"organisatie": naam, "toelichting": f"Zo staat {naam} ervoor: {mark}."}
    told["ingevuld_door"] = f"adviseur {mark}"
    told["verhalen"] = {"1a": dict.fromkeys(STORY, f"{naam} doet {mark}.")}
    for feit in OWN_GROUPS:
        if feit in told["feiten"]:
            told["feiten"][feit] = _rename(told["feiten"][feit], mark)
    return told


def _mark(data: Any, mark: str) -> Any:
    if isinstance(data, dict):
        return {
            key: f"{value} {mark}" if key in FREE and isinstance(value, str) else _mark(value, mark)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [_mark(one, mark) for one in data]
    return data


def _rename(value: Any, mark: str) -> Any:
    """Groups with names that only this party has."""
    if not isinstance(value, dict) or "waarde" in value:
        return value
    return {f"{name} {mark}": one for name, one in value.items()}


def zoeklijst() -> Zoeklijst:
    """Everything in the district that tells who is who."""
    partijen = [
        Partij(naam=naam, type="gemeente", code=CODES[naam], aliassen=(MERKEN[naam],))
        for naam in NAMEN
    ]
    return make_zoeklijst(partijen, [])


def metingen(folder: Path) -> Iterator[Path]:
    """Every meting of the district, in order."""
    return iter(sorted((folder / "metingen").rglob("*.yaml")))
