"""The story per norm: told beside the facts, shown, asked and taken over; it changes no oordeel."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Weerbaar
from weerbaar_cli.reading.metingen import read_dossiers

ROOT = Path(__file__).parent.parent.parent
METING = "metingen/betuwehage-tussenmeting-2024.yaml"
LONG = "Wat af is, gaat van de lijst."
NEW = ("new", "--organisatie", "Betuwehage", "--peildatum", "2025-01-01", "--output", "nieuw.yaml")


@pytest.fixture
def werkmap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples" / "gelderland-zuid", tmp_path / "zuid")
    monkeypatch.chdir(tmp_path / "zuid")
    return tmp_path / "zuid"


def read(path: Path) -> dict[str, dict[str, str | None]]:
    """Per norm of its first raamwerk what a meting tells."""
    ((_, dossier),) = read_dossiers([path])
    told = dossier.verhalen(dossier.raamwerken[0])
    return {norm: verhaal.model_dump() for norm, verhaal in told.items()}


def test_explain_tells_the_story_beside_the_facts(werkmap: Path, weerbaar: Weerbaar) -> None:
    out = " ".join(weerbaar("explain", METING, "4").out.split())
    assert "het verhaal" in out
    assert "wat dat betekent: Zonder vast werkproces" in out
    assert "wat we doen" not in out  # a part that is not told has no heading
    assert "het verhaal" not in weerbaar("explain", METING, "5").out


def test_explain_gives_the_story_to_programs(werkmap: Path, weerbaar: Weerbaar) -> None:
    def verhaal(norm: str) -> object:
        return json.loads(weerbaar("explain", METING, norm, "--format", "json").out)["verhaal"]

    assert verhaal("1") == {
        "wat_we_doen": "Elk kwartaal bespreekt de stuurgroep de aanbevelingen uit de scan. " + LONG,
        "in_beweging": "Afdelingen komen zelf met punten die niet in de scan stonden.",
        "betekenis": None,
    }
    assert verhaal("5") is None


def test_a_story_changes_no_oordeel(werkmap: Path, weerbaar: Weerbaar) -> None:
    before = weerbaar("score", METING, "--format", "json")
    path = werkmap / METING
    path.write_text(path.read_text(encoding="utf-8").partition("verhalen:")[0], encoding="utf-8")
    assert weerbaar("score", METING, "--format", "json") == before


def test_the_raamwerk_says_that_it_asks_a_story(weerbaar: Weerbaar) -> None:
    line = "vraagt bij elke norm een verhaal"
    assert line in weerbaar("frameworks", "gelderland-zuid-weerbaar").out
    assert line not in weerbaar("frameworks", "twente-basis-op-orde").out


def test_a_new_meting_has_empty_keys_where_the_raamwerk_asks_a_story(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    shutil.rmtree("gedeeld")  # invented, and a new meting is not
    assert weerbaar(*NEW).code == 0
    text = Path("nieuw.yaml").read_text(encoding="utf-8")
    for norm in ("1", "2", "3", "4", "5", "7"):
        assert f'\n  "{norm}":\n    wat_we_doen:   # wat we doen\n' in text
    assert '\n  "6":\n' not in text  # not for a municipality
    assert weerbaar("validate", "nieuw.yaml", "--strikt").code == 0
    assert read(Path("nieuw.yaml")) == {}


def test_a_new_meting_for_another_raamwerk_does_not_ask_for_a_story(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    assert weerbaar(*NEW, "--raamwerk", "ijsselland-basis-op-orde").code == 0
    assert "verhalen:" not in Path("nieuw.yaml").read_text(encoding="utf-8")


def test_stories_are_taken_over_to_the_letter_and_marked(werkmap: Path, weerbaar: Weerbaar) -> None:
    path = werkmap / METING
    told = "Eén\ntwee:  «drie» # vier, en dan nog een heel stuk tekst dat niet op één regel past."
    with path.open("a", encoding="utf-8", newline="\n") as file:
        file.write(f'  "5": {{betekenis: {json.dumps(told)}}}\n')
    assert weerbaar(*NEW, "--van", METING).code == 0
    assert weerbaar("validate", "nieuw.yaml", "--strikt").code == 0
    assert read(Path("nieuw.yaml")) == read(path)
    assert read(path)["5"]["betekenis"] == told
    text = Path("nieuw.yaml").read_text(encoding="utf-8")
    assert text.count("# OPNIEUW: overgenomen uit betuwehage-tussenmeting-2024.yaml") == 4
    assert '  "3":\n    wat_we_doen:   # wat we doen\n' in text


def test_stories_keep_their_norm_when_there_are_more_raamwerken(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    both = (
        "--raamwerk",
        "gelderland-zuid-weerbaar",
        "--raamwerk",
        "gelderland-midden-samen-weerbaar",
    )
    assert weerbaar(*NEW, "--van", METING, *both).code == 0
    assert weerbaar("validate", "nieuw.yaml", "--strikt").code == 0
    assert read(Path("nieuw.yaml")) == read(werkmap / METING)
    assert '"gelderland-zuid-weerbaar/2":' in Path("nieuw.yaml").read_text(encoding="utf-8")


def test_what_a_group_shares_is_not_taken_over_as_ones_own(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    assert weerbaar(*NEW, "--van", METING).code == 0
    assert "\n  opleidingsoverzicht:\n" in Path("nieuw.yaml").read_text(encoding="utf-8")
