"""The reports that are looked at: made by the program itself, from both examples."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

from tests.blad.voorbeeldblad import voorbeeldblad
from tests.views.ruimnotitie import full_groepsnotitie, full_notitie, with_codes
from weerbaar_cli.cli.main import main
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import to_html

EXAMPLES = Path(__file__).parents[2] / "examples"
TWENTE, DRENTHE = EXAMPLES / "twente", EXAMPLES / "drenthe"
# A party at its first and at its last meting, one with much to say, and parties of other types.
EIGEN = {
    "eigen-twente-eerste": (TWENTE, "metingen/voorbeeldstad-zelfscan-2024.yaml"),
    "eigen-twente-tweede": (TWENTE, "metingen/voorbeeldstad-eindmeting-2024.yaml"),
    "eigen-twente-ander": (TWENTE, "metingen/sint-odulfsdam-eindmeting-2024.yaml"),
    "eigen-drenthe-gemeente": (DRENTHE, "metingen/zuid-esmerveen-2025-08.yaml"),
    "eigen-drenthe-provincie": (DRENTHE, "metingen/provincie-voorbeelddrenthe-2025-08.yaml"),
    "eigen-drenthe-waterschap": (DRENTHE, "metingen/waterschap-kolkmeden-2024-08.yaml"),
}
# What is made for others of the same meting.
ANDERS = {
    f"{doelgroep}-{name}": (*EIGEN[f"eigen-{name}"], doelgroep)
    for name in ("twente-tweede", "drenthe-waterschap")
    for doelgroep in ("notitie", "raad")
}
DISTRICT = {
    f"{doelgroep}-{map_.name}": (map_, doelgroep)
    for map_ in (TWENTE, DRENTHE)
    for doelgroep in ("bestuur", "notitie", "openbaar", "coordinator", "specialist")
}
# Of one page: those of the examples, and the fullest that there can be.
VOL = {"notitie-vol-groep": full_groepsnotitie, "notitie-vol": full_notitie}
NOTITIES = (*VOL, *(name for name in (*ANDERS, *DISTRICT) if name.startswith("notitie")))
# Every kind of block there is, also those that no report of the examples happens to have.
BLOKKEN = "alle-blokken"
OVERZICHT = "overzicht"
NAMEN = (BLOKKEN, *EIGEN, *ANDERS, *DISTRICT, *VOL, OVERZICHT)


def make_report(name: str, folder: Path) -> None:
    """The report as HTML, from a copy: a werkmap keeps a record of what was published."""
    path = folder / f"{name}.html"
    if name == BLOKKEN:
        path.write_text(to_html(voorbeeldblad(), read_sjablonen()), encoding="utf-8")
        return
    if name == OVERZICHT:
        words = ["--overzicht", "riec-oost-nederland", str(EXAMPLES / "oost-nederland")]
        assert main(["report", *words, "--output", str(path)]) == 0
        return
    if name in VOL:
        blad = with_codes(VOL[name]())
        path.write_text(to_html(blad, read_sjablonen()), encoding="utf-8")
        return
    if name in EIGEN:
        map_, meting = EIGEN[name]
        words = [meting]
    elif name in ANDERS:
        map_, meting, doelgroep = ANDERS[name]
        words = [meting, "--doelgroep", doelgroep]
    else:
        map_, doelgroep = DISTRICT[name]
        words = ["--district", map_.name, "--doelgroep", doelgroep]
    work = folder / map_.name
    if not work.exists():
        shutil.copytree(map_, work)
    with chdir(work):
        assert main(["report", *words, "--output", str(path)]) == 0
