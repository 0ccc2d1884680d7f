"""The reports that are looked at: made by the program itself, from both examples."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

from tests.report.voorbeeldblad import voorbeeldblad
from weerbaar_cli.cli.main import main
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.report.html import to_html

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
DISTRICT = {
    f"{doelgroep}-{map_.name}": (map_, doelgroep)
    for map_ in (TWENTE, DRENTHE)
    for doelgroep in ("bestuur", "openbaar", "coordinator")
}
# Every kind of block there is, also those that no report of the examples happens to have.
BLOKKEN = "alle-blokken"
OVERZICHT = "overzicht"
NAMEN = (BLOKKEN, *EIGEN, *DISTRICT, OVERZICHT)


def make_report(name: str, folder: Path) -> Path:
    """The report as HTML, from a copy: a werkmap keeps a record of what was published."""
    path = folder / f"{name}.html"
    if name == BLOKKEN:
        path.write_text(to_html(voorbeeldblad(), read_sjablonen()), encoding="utf-8")
        return path
    if name == OVERZICHT:
        words = ["--overzicht", "riec-oost-nederland", str(EXAMPLES / "oost-nederland")]
        assert main(["report", *words, "--output", str(path)]) == 0
        return path
    if name in EIGEN:
        map_, meting = EIGEN[name]
        words = [meting]
    else:
        map_, doelgroep = DISTRICT[name]
        words = ["--district", map_.name, "--doelgroep", doelgroep]
    work = folder / map_.name
    if not work.exists():
        shutil.copytree(map_, work)
    with chdir(work):
        assert main(["report", *words, "--output", str(path)]) == 0
    return path
