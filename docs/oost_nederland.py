"""The example of five districts side by side: invented parties, real reports on them.

`python docs/oost_nederland.py` writes examples/oost-nederland/*.json anew, always the same. Twente
is the example of that name; the other four are made here in a folder that is thrown away, so of
their parties nothing is left but what a report tells.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.cli.main import main
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.bestanden.feit import Feit

ROOT = Path(__file__).parent.parent
EXAMPLES = ROOT / "examples"
FOLDER = EXAMPLES / "oost-nederland"


class Proef(NamedTuple):
    """A district to invent: its raamwerk, how many parties it has, how many handed in, and when."""

    district: str
    raamwerk: str
    leden: int
    ingeleverd: int
    soort: str
    peildatum: date


PROEVEN = (
    Proef("ijsselland", "ijsselland-basis-op-orde", 11, 10, "zelfscan", date(2024, 6, 1)),
    Proef(
        "noord-en-oost-gelderland",
        "noord-en-oost-gelderland-basis-op-orde",
        22,
        19,
        "zelfscan",
        date(2024, 9, 1),
    ),
    Proef(
        "gelderland-midden",
        "gelderland-midden-samen-weerbaar",
        15,
        15,
        "tussenmeting",
        date(2024, 7, 1),
    ),
    Proef("gelderland-zuid", "gelderland-zuid-weerbaar", 14, 11, "tussenmeting", date(2024, 10, 1)),
)


def make_example(folder: Path) -> None:
    """The five reports for the board."""
    with tempfile.TemporaryDirectory() as name:
        map_ = Path(name) / "twente"
        # A copy: what is made here must not be entered as published in the example itself.
        shutil.copytree(EXAMPLES / "twente", map_)
        _report(map_, "twente", folder)
        for proef in PROEVEN:
            _report(_make_werkmap(Path(name) / proef.district, proef), proef.district, folder)


def _report(map_: Path, district: str, folder: Path) -> None:
    target = folder.resolve() / f"{district}.json"
    said = StringIO()
    with chdir(map_), redirect_stdout(said), redirect_stderr(said):
        code = main(["report", "--district", district, "--publiceer", "--output", str(target)])
    if code:
        sys.exit(said.getvalue())


def _make_werkmap(map_: Path, proef: Proef) -> Path:
    (map_ / "metingen").mkdir(parents=True)
    names = [f"Verzonnendorp {number + 1}" for number in range(proef.leden)]
    rows = "".join(
        f"  - {{naam: {name}, type: gemeente, district: {proef.district}}}\n" for name in names
    )
    settings = (
        f"weerbaar: werkmap/1\ndistrict: {proef.district}\nraamwerk: {proef.raamwerk}\n"
        f"partijen:\n{rows}"
    )
    (map_ / "weerbaar.yaml").write_text(settings, encoding="utf-8")
    known = Bibliotheek()
    asked = {one for norm in known.raamwerk(proef.raamwerk).normen for one in norm.feit_ids}
    feiten = {name: feit for name, feit in known.catalogus.items() if name in asked}
    for number, name in enumerate(names):
        status = "ingeleverd" if number < proef.ingeleverd else "concept"
        text = _make_meting(name, status, proef, feiten)
        (map_ / "metingen" / f"{number:02d}.yaml").write_text(text, encoding="utf-8")
    return map_


def _make_meting(name: str, status: str, proef: Proef, feiten: dict[str, Feit]) -> str:
    lines = [
        "weerbaar: meting/1",
        f"organisatie: {name}",
        f"raamwerk: {proef.raamwerk}",
        f"soort: {proef.soort}",
        f"peildatum: {proef.peildatum}",
        f"status: {status}",
        "fictief: ja",
        "feiten:",
    ]
    for feit_id, feit in feiten.items():
        # How usual a fact is belongs to the district; whether this party has it is a throw.
        usual = random.Random(f"{proef.district} {feit_id}").choice((0.2, 0.5, 0.6, 0.8, 0.95))
        has = random.Random(f"{proef.district} {feit_id} {name}").random() < usual
        lines.append(f"  {feit_id}: {_value(feit, proef.peildatum, has=has)}")
    return "\n".join(lines) + "\n"


def _value(feit: Feit, peildatum: date, *, has: bool) -> str:
    """What a party answers that has it in order, or not."""
    recent = peildatum - timedelta(days=40)
    match feit.soort:
        case "ja_nee":
            return "ja" if has else "nee"
        case "datum":
            return str(recent) if has else "nooit"
        case "getal":
            return "6" if has else "0"
        case "aantal":
            return f"{{aantal: {12 if has else 3}, totaal: 12}}"
        case "checklist":
            return _flow(dict.fromkeys(feit.items, "ja" if has else "nee"))
        case "groepen":
            names = feit.namen or ("Vergunningen", "Sociaal domein", "Beheer")
            return _flow(dict.fromkeys(names, str(recent) if has else "nooit"))
        case "document":
            if not has:
                return "{titel: Verzonnen stuk, status: concept}"
            return f"{{titel: Verzonnen stuk, vastgesteld_op: {recent}, vindplaats: CVDR000000}}"


def _flow(pairs: dict[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"


if __name__ == "__main__":
    make_example(FOLDER)
