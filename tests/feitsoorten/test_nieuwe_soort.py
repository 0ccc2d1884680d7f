"""What CONTRIBUTING says of a new kind of fact is true: those files suffice for every command.

The kind of `voorbeeld/` goes into a copy of the package, with the lines that the table names.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.kopie import Kopie, make_kopie, named_files

METING, WANTED = "metingen/stad.yaml", "het jaar 2022 of later"
KIND = Path(__file__).parent / "voorbeeld" / "jaartal.py"
LINES = {
    "feitsoorten/feitsoorten.py": {
        "from weerbaar_cli.feitsoorten.ja_nee import": (
            "from weerbaar_cli.feitsoorten.jaartal import Jaartalsoort\n"
        ),
        '    "ja_nee": JaNeesoort': '    "jaartal": Jaartalsoort(),\n',
    },
    "feitsoorten/combinaties.py": {
        "from weerbaar_cli.feitsoorten.ja_nee import": (
            "from weerbaar_cli.feitsoorten.jaartal import SindsJaar\n"
        ),
        "        Annotated[Is,": '        Annotated[SindsJaar, Tag(PREFIX + "SindsJaar")],\n',
    },
    "model/bestanden/feit.py": {'"ja_nee", "datum"': '"jaartal", '},
    "editor/feit.py": {
        '    "ja_nee": "Ja of nee.': '    "jaartal": "Een jaartal.",\n',
        '    "ja_nee": JA_NEE': '    "jaartal": {},\n',
        '    "ja_nee": _ja_nee': '    "jaartal": _getal,\n',
    },
}
FILES = {
    "weerbaar.yaml": """\
weerbaar: werkmap/1
partijen: [{naam: Voorbeeldstad, type: gemeente}, {naam: Nergenshuizen, type: gemeente}]
""",
    "feiten.yaml": """\
weerbaar: feiten/1
feiten:
  scan-jaar: {vraag: In welk jaar is de scan gedaan?, soort: jaartal, rollen: [adviseur veiligheid]}
""",
    "raamwerk.yaml": """\
weerbaar: raamwerk/1
id: proef
titel: Proef
versie: "1"
partijtypen: [gemeente]
parameters:
  eerste-jaar: {waarde: "2022", woord: recent}
themas:
  - id: "1"
    titel: Scan
    normen:
      - id: 1a
        tekst: De scan is recent.
        voldoet: {feit: scan-jaar, sinds_jaar: eerste-jaar}
        deels: {feit: scan-jaar, sinds_jaar: 2015}
gevallen:
  - {norm: 1a, als: een jaar te vroeg, oordeel: deels, feiten: {scan-jaar: 2021}}
  - {norm: 1a, als: leeg, oordeel: onbekend, mogelijk: [voldoet, deels, voldoet_niet]}
""",
    "metingen/stad.yaml": """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: proef
peildatum: 2024-01-31
fictief: ja
feiten: {scan-jaar: 2018}
""",
}


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Kopie:
    found = make_kopie(tmp_path_factory.mktemp("huis"), FILES)
    found.add_file(KIND, "feitsoorten")
    found.add_lines(LINES)
    return found


def norm_of(text: str) -> dict[str, Any]:
    norm: dict[str, Any] = json.loads(text)["normen"][0]
    return norm


def test_the_table_names_what_is_changed() -> None:
    assert named_files("a kind of fact") == {*LINES, f"feitsoorten/{KIND.name}"}


def test_it_is_read_and_scored(kopie: Kopie) -> None:
    kopie.run("validate", ".", "--strikt")
    norm = norm_of(kopie.run("score", METING, "--format", "json"))
    assert norm["oordeel"] == "deels"
    assert norm["reden"] == f"scan-jaar: 2018 (gevraagd: {WANTED})"
    assert norm["nog_nodig"] == [f"scan-jaar: {WANTED}"]


def test_a_blank_leaves_every_status_open(kopie: Kopie) -> None:
    norm = norm_of(kopie.run("score", METING, "--stel", "scan-jaar=", "--format", "json"))
    assert norm["oordeel"] == "onbekend"
    assert norm["mogelijk"] == ["voldoet", "deels", "voldoet_niet"]


def test_it_is_explained_planned_and_asked(kopie: Kopie) -> None:
    assert WANTED in kopie.run("explain", METING, "1a")
    assert WANTED in kopie.run("plan", METING)
    kopie.run("new", "--organisatie", "Nergenshuizen", "--raamwerk", "proef", "--output", "n.yaml")
    asked = (kopie.werkmap / "n.yaml").read_text(encoding="utf-8")
    assert "antwoord: een jaartal, zoals 2024" in asked


@pytest.mark.parametrize(
    ("name", "right", "wrong", "said"),
    [
        (METING, "2018", "vorig jaar", "‘vorig jaar’ past niet; schrijf een jaartal, zoals 2024"),
        ("raamwerk.yaml", "sinds_jaar: 2015", "minstens: 1", "past bijvoorbeeld sinds_jaar: 2020"),
    ],
)
def test_what_is_wrong_with_it_is_said(
    kopie: Kopie, name: str, right: str, wrong: str, said: str
) -> None:
    text = FILES[name].replace("id: proef", "id: mis").replace(right, wrong)
    (kopie.werkmap / "mis.yaml").write_text(text, encoding="utf-8")
    found = kopie.run("validate", "mis.yaml", code=1)
    (kopie.werkmap / "mis.yaml").unlink()
    assert said in found


def test_an_editor_knows_it(kopie: Kopie) -> None:
    assert "Een jaartal." in kopie.run("schema", "meting-proef")
