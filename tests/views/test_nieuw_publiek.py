"""What CONTRIBUTING says of a new audience is true: those files suffice for its report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.proef import FILES
from tests.kopie import Kopie, make_kopie, named_files

VIEW = Path(__file__).parent / "voorbeeld" / "adviseur.py"
LINES = {
    "model/doelgroep.py": {
        '"eigen", "notitie", "raad", "coordinator"': '"adviseur", ',
        '    "eigen": Publiek(': (
            '    "adviseur": Publiek(("meting",), "Alleen voor de adviseur"),\n'
        ),
    },
    "views/doelgroep.py": {
        '        case "raad":': """\
        case "adviseur":
            from weerbaar_cli.views.adviseur import Adviseurview

            return Adviseurview(beeld)
""",
    },
    "cli/rapporten/rapport.py": {'"eigen" | "raad":': '"adviseur" | '},
    "views/resultaten.py": {
        "from weerbaar_cli.views.bevindingendata import": (
            "from weerbaar_cli.views.adviseur import Adviseurdata\n"
        ),
        "        | Notitiedata\n": "        | Adviseurdata\n",
    },
}
ASKED = ("report", "meting.yaml", "--doelgroep", "adviseur")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Kopie:
    found = make_kopie(tmp_path_factory.mktemp("huis"), FILES)
    found.add_file(VIEW, "views")
    found.add_lines(LINES)
    return found


def test_the_table_names_what_is_changed() -> None:
    assert named_files("an audience") == {*LINES, f"views/{VIEW.name}"}


@pytest.mark.parametrize("vorm", ["tabel", "markdown", "html"])
def test_it_has_its_page_with_its_own_sentence(kopie: Kopie, vorm: str) -> None:
    found = kopie.run(*ASKED, "--format", vorm)
    assert "Er is capaciteit voor regie." in found
    assert "Er is een intern meldpunt." not in found
    assert "Alleen voor de adviseur" in found


def test_its_json_is_as_published(kopie: Kopie) -> None:
    found = json.loads(kopie.run(*ASKED, "--format", "json"))
    assert (found["weerbaar"], found["doelgroep"]) == ("rapport/1", "adviseur")
    schema = json.loads(kopie.run("schema", "report", "--resultaten"))
    assert Draft202012Validator(schema).is_valid(found)


def test_it_can_be_verified_and_is_of_no_district(kopie: Kopie) -> None:
    kopie.run(*ASKED, "--output", "adviseur.md")
    assert "tot op de byte" in kopie.run("verify", "adviseur.md", "meting.yaml")
    kopie.run("report", "--district", "twente", "--doelgroep", "adviseur", code=2)


def test_help_names_it(kopie: Kopie) -> None:
    assert "adviseur" in kopie.run("report", "--help")
