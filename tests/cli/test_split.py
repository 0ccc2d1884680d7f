"""`weerbaar split`: a file per function with only its questions, and what it was made from."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_form import lijst_of
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.yaml.events import read_data

WERKMAP = """\
weerbaar: werkmap/1
district: twente
raamwerk: twente-basis-op-orde
partijen:
  - {naam: Voorbeeldstad, type: gemeente, district: twente}
"""
KOP = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
fictief: ja
"""
METING = f"""{KOP}nvt:
  "1a": {{reden: dat kan niet, besloten_door: jurist, op: 2024-01-01}}
feiten:
  intern-meldpunt: nee
  mt-besproken: 2023-11-14
  apv: {{titel: APV 2023, vastgesteld_op: 2023-04-20, onderdelen: {{sluiting: ja, horeca: nee}}}}
  integriteitsbeleid:
    waarde: {{titel: Beleid, vastgesteld_op: 2022-01-01}}
    bewijs: [{{id: besluit, titel: Besluit 12}}]
  eed-belofte: {{waarde: {{aantal: 4, totaal: 5}}, verwijst: [besluit]}}
"""


@pytest.fixture
def werkmap(tree: Tree) -> Path:
    return tree({"weerbaar.yaml": WERKMAP, "metingen/stad.yaml": METING})


def parts(folder: str) -> dict[str, Any]:
    """Per function what its part says."""
    found = [read_data(path.read_text(encoding="utf-8"))[0] for path in Path(folder).iterdir()]
    return {one["ingevuld_door"]: one for one in found}


def split(weerbaar: Weerbaar, *more: str) -> None:
    assert weerbaar("split", "metingen/stad.yaml", "--output", "delen", *more).code == 0


def test_each_function_gets_only_its_questions(werkmap: Path, weerbaar: Weerbaar) -> None:
    split(weerbaar, "--vorm", "yaml")
    catalogus, found = Bibliotheek().catalogus, parts("delen")
    asked = {name for part in found.values() for name in part["feiten"]}
    assert {"intern-meldpunt", "apv", "eed-belofte"} <= asked
    for rol, part in found.items():
        assert part["deel"]["rollen"] == [rol]
        assert all(rol in catalogus[name].rollen for name in part["feiten"])
        assert part["deel"]["versies"] == ["twente-basis-op-orde@2023-02-23"]
        assert part.keys() & {"nvt", "acties", "verhalen", "toetsing"} == set()
        filled = {name for name, one in part["feiten"].items() if one is not None}
        assert part["deel"].get("basis", {}).keys() - {"apv-onderdelen"} == filled - {
            "apv-onderdelen"
        }
    # One question goes to two functions.
    assert sum("bibob-beleid" in part["feiten"] for part in found.values()) == 2


def test_what_another_answers_does_not_come_along(werkmap: Path, weerbaar: Weerbaar) -> None:
    split(weerbaar, "--vorm", "yaml")
    found = parts("delen")
    adviseur = found["adviseur veiligheid"]["feiten"]
    assert "apv" not in adviseur
    assert adviseur["apv-onderdelen"] == {"sluiting": "ja", "horeca": "nee"}
    assert found["jurist"]["feiten"]["apv"]["onderdelen"] == {"sluiting": "ja", "horeca": "nee"}
    # Evidence to which it refers stands with it, without the mark by which it is referred to.
    assert found["HR-adviseur"]["feiten"]["eed-belofte"]["bewijs"] == [{"titel": "Besluit 12"}]


def test_of_several_documents_all_come_along_with_their_items(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    twee = "[{titel: APV 2018, status: ingetrokken}, {titel: APV 2023, onderdelen: {horeca: nee}}]"
    text = re.sub(r"apv: .*", f"apv: {twee}", METING)
    tree({"weerbaar.yaml": WERKMAP, "metingen/stad.yaml": text})
    split(weerbaar, "--vorm", "yaml")
    adviseur = parts("delen")["adviseur veiligheid"]["feiten"]
    assert [one["titel"] for one in adviseur["apv"]] == ["APV 2018", "APV 2023"]


def test_every_part_validates_and_only_its_maker_reads_it(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    split(weerbaar, "--vorm", "yaml")
    assert weerbaar("validate", "delen", "--strikt").code == 0
    if os.name != "nt":
        assert {stat.S_IMODE(path.stat().st_mode) for path in Path("delen").iterdir()} == {0o600}


def test_a_form_holds_the_same(werkmap: Path, weerbaar: Weerbaar) -> None:
    split(weerbaar, "--vorm", "yaml")
    assert weerbaar("split", "metingen/stad.yaml", "--output", "pagina").code == 0
    for path in Path("pagina").iterdir():
        lijst = lijst_of(path)
        part = parts("delen")[lijst["ingevuld_door"]]
        assert path.stem == Path("delen", f"{path.stem}.yaml").stem
        assert lijst["feiten"].keys() - {"apv-onderdelen"} == part["feiten"].keys() - {
            "apv-onderdelen"
        }
        assert (lijst["basis"], lijst["versies"]) == (
            part["deel"].get("basis", {}), part["deel"]["versies"]
        )  # fmt: skip


def test_it_says_for_whom_and_how_many(werkmap: Path, weerbaar: Weerbaar) -> None:
    run = weerbaar("split", "metingen/stad.yaml", "--output", "d", "--rol", "griffier")
    assert run.err.startswith(
        "Gemaakt: d/voorbeeldstad-zelfscan-2024-01-31-griffier.html met 1 vraag voor griffier\n"
    )
    assert [path.name for path in Path("d").iterdir()] == [
        "voorbeeldstad-zelfscan-2024-01-31-griffier.html"
    ]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--output", "metingen"), "een deel hoort daar niet"),
        (("--output", "metingen/delen"), "een deel hoort daar niet"),
        (("--output", "delen", "--rol", "jurisd"), "Bedoelde u ‘jurist’?"),
        (("--output", "geen/map"), "de map ‘geen’ bestaat niet"),
    ],
)
def test_what_it_refuses(
    args: tuple[str, ...], words: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    run = weerbaar("split", "metingen/stad.yaml", *args)
    assert run.code == 2
    assert words in run.err
    assert [path.name for path in Path("metingen").iterdir()] == ["stad.yaml"]


def test_it_never_overwrites_and_divides_no_part(werkmap: Path, weerbaar: Weerbaar) -> None:
    split(weerbaar, "--vorm", "yaml", "--rol", "jurist")
    (path,) = Path("delen").iterdir()
    before = path.read_bytes()
    again = weerbaar("split", "metingen/stad.yaml", "--vorm", "yaml", "--output", "delen")
    assert (again.code, path.read_bytes()) == (2, before)
    assert len(list(Path("delen").iterdir())) == 1
    run = weerbaar("split", str(path), "--vorm", "yaml", "--output", "meer")
    assert run.code == 2
    assert "een deel van een meting is nog niet het geheel" in run.err
