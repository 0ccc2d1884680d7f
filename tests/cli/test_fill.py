"""`weerbaar fill`, in a real terminal: what was answered is on disk, whatever happens next."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Weerbaar
from tests.steekproef import sample
from weerbaar_cli.cli.invullen.vragen import find_choices
from weerbaar_cli.files.yaml.events import read_data

pytestmark = pytest.mark.long

pexpect = pytest.importorskip("pexpect")

TWENTE = Path(__file__).parents[2] / "examples/twente"
METING = "metingen/stad.yaml"
EMPTY = """\
# van ons
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
soort: voortgang
peildatum: 2024-03-31
fictief: ja
feiten:
"""
ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
ENTER, DOWN, UP = "\r", "\x1b[B", "\x1b[A"


@pytest.fixture
def map_(tmp_path: Path) -> Path:
    (tmp_path / "metingen").mkdir()
    shutil.copy(TWENTE / "weerbaar.yaml", tmp_path)
    shutil.copy(TWENTE / "metingen/voorbeeldstad-zelfscan-2024.yaml", tmp_path / "metingen")
    (tmp_path / METING).write_text(EMPTY, encoding="utf-8")
    return tmp_path


class Venster:
    """A terminal in which `fill` runs."""

    def __init__(self, map_: Path, *options: str, width: int = 120) -> None:
        words = ["-m", "weerbaar_cli", "fill", METING, *options]
        env = {**os.environ, "TERM": "xterm", "LANG": "C.UTF-8"}
        self.child: Any = pexpect.spawn(
            sys.executable, words, cwd=map_, env=env, encoding="utf-8", dimensions=(60, width),
            timeout=60,
        )  # fmt: skip
        self.said = ""

    def wait(self) -> str:
        """What is said up to the next step, which ends its prompt with how to stop."""
        self.child.expect(r"q +stop")
        time.sleep(0.3)  # until the prompt reads
        new = ESCAPES.sub("", self.child.before)
        self.said += new
        return new

    def send(self, keys: str) -> None:
        self.child.send(keys)

    def answer(self, keys: str) -> str:
        self.send(keys + ENTER)
        return self.wait()

    def end(self) -> str:
        self.child.expect(pexpect.EOF)
        self.said += ESCAPES.sub("", self.child.before)
        self.child.close()
        return self.said


def feiten(map_: Path) -> dict[str, Any]:
    data, _ = read_data((map_ / METING).read_text(encoding="utf-8"))
    return data["feiten"] or {}


@pytest.mark.core
def test_each_answer_is_written_and_says_what_it_did(map_: Path) -> None:
    venster = Venster(map_)
    first = venster.wait()
    assert "Norm 1c: Elke gemeente heeft binnen het MT een aanspreekpunt" in " ".join(first.split())
    assert "Op 31-01-2024: " in first
    said = venster.answer("")
    assert feiten(map_) == {"mt-aanspreekpunt": "ja"}
    assert "1c Aanspreekpunt in het MT: onbekend → ✔ voldoet" in said
    assert "Stand: " in said
    venster.answer("")
    venster.answer("Convenant")
    assert feiten(map_)["mma-convenant"] == {"status": "vastgesteld", "titel": "Convenant"}
    venster.answer("")
    assert "geen datum" in venster.answer("binnenkort")
    venster.answer("16 mei 2023")
    assert feiten(map_)["mma-convenant"]["vastgesteld_op"] == "2023-05-16"
    venster.send("q" + ENTER)
    assert "Bewaard: 4 antwoorden in metingen/stad.yaml." in venster.end()
    assert venster.child.exitstatus == 0
    assert (map_ / METING).read_text(encoding="utf-8").startswith("# van ons\nweerbaar: meting/1\n")


def test_it_explains_goes_back_skips_and_stops_with_ctrl_c(map_: Path) -> None:
    venster = Venster(map_, "--norm", "1b")
    venster.wait()
    assert "Wie dit weet: " in venster.answer("?")
    venster.answer("nooit")
    assert list(feiten(map_).values()) == ["nooit"]
    assert "Nu: nooit" in venster.answer("<")
    assert "Overgeslagen." in venster.answer(">")
    venster.answer("weet niet")
    assert list(feiten(map_).values()) == ["nooit", "onbekend"]
    venster.child.sendcontrol("c")
    assert "Afgebroken." in venster.end()
    assert venster.child.exitstatus == 130


def test_what_is_typed_at_a_list_is_the_answer_or_refused(map_: Path) -> None:
    """Never what happens to be pointed at; the signs do there what they do elsewhere."""
    venster = Venster(map_, "--norm", "1c")
    venster.wait()
    assert "Wie dit weet: " in venster.answer("?")
    assert "‘misschien’ is geen keuze." in venster.answer("misschien")
    assert "Kies of typ ja, nee, " in venster.said
    assert feiten(map_) == {}
    venster.send("nee" + ENTER)
    venster.end()
    assert feiten(map_) == {"mt-aanspreekpunt": "nee"}


def test_an_answer_that_was_tested_is_not_when_it_becomes_another(map_: Path) -> None:
    tested = "  mt-aanspreekpunt: {waarde: onbekend, herkomst: getoetst}\n"
    (map_ / METING).write_text(EMPTY + tested, encoding="utf-8")
    venster = Venster(map_, "--norm", "1c")
    venster.wait()
    venster.send("nee" + ENTER)
    assert "het vorige antwoord was getoetst" in " ".join(venster.end().split())
    assert feiten(map_)["mt-aanspreekpunt"] == {"waarde": "nee", "herkomst": "opgave"}


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("ja", "ja"),
        ("J", "ja"),
        ("n", "nee"),
        ("weet", "onbekend"),
        ("onbekend", "onbekend"),
        ("jammer" + "\x7f" * 5 + "a", "ja"),
        ("ja" + DOWN, "nee"),
        ("weet" + UP, "buiten-mt"),
        ("\x1b[200~nee\x1b[201~", "nee"),
        (">", None),
        ("q", None),
    ],
)
def test_at_a_list_a_beginning_a_word_and_a_sign_can_be_typed(
    map_: Path, typed: str, answer: str | None
) -> None:
    venster = Venster(map_, "--norm", "1c")
    venster.wait()
    venster.send(typed + ENTER)
    said = venster.end()
    assert feiten(map_).get("mt-aanspreekpunt") == answer
    assert ("Overgeslagen." in said) == (typed == ">")
    assert ("Gestopt." in said) == (typed == "q")


def test_a_beginning_means_a_choice_only_when_it_is_of_no_other() -> None:
    words = {"n.v.t.": "nvt", "nee": "nee", "niet bekend": "onbekend"}
    assert find_choices("ni", words) == ["niet bekend"]
    assert find_choices("NEE ", words) == ["nee"]
    assert find_choices("n", {"n.v.t.": "nvt", "nooit": "nooit"}) == ["n.v.t.", "nooit"]
    assert find_choices("x", words) == []


def test_a_count_and_its_total_are_judged_together(map_: Path) -> None:
    """So either can become more than the other was; a total that does not fit is asked again."""
    with (map_ / METING).open("a", encoding="utf-8") as file:
        file.write("  vog-nieuw: {aantal: 37, totaal: 37}\n")
    venster = Venster(map_, "--norm", "4b")
    venster.wait()
    said = venster.answer("40")
    assert "Nu kan dat nog niet: aantal 40 is meer dan totaal 37." in said
    assert "Van hoeveel in totaal?" in said
    assert "Dat kan niet: aantal 40 is meer dan totaal 39." in venster.answer("39")
    assert feiten(map_)["vog-nieuw"] == {"aantal": "37", "totaal": "37"}
    venster.send("45" + ENTER)
    assert "Bewaard: 2 antwoorden" in venster.end()
    assert feiten(map_)["vog-nieuw"] == {"aantal": "40", "totaal": "45"}


def test_what_is_refused_is_told_in_the_form_that_is_asked(map_: Path) -> None:
    venster = Venster(map_, "--norm", "1b")
    first = venster.wait()
    asked = re.search(r"nog (\d+) vragen", first)
    assert asked is not None
    for wrong, tip in (
        ("31-2-2024", "Controleer de dag en de maand."),
        ("1/12/2023", "Dit kan 1 december of 12 januari zijn: schrijf 01-12-2023 of 12-01-2023."),
        ("12-2023", "Schrijf dd-mm-jjjj, zoals 31-01-2024."),
        ("geen idee", "Weet u het niet: schrijf ‘weet ik niet’."),
    ):
        said = venster.answer(wrong)
        assert f"→ {tip}" in said
        assert "jjjj-mm-dd" not in said
        assert "leeg" not in said
    assert f"nog {int(asked[1]) - 1} vra" in venster.answer("nooit")


def test_what_groups_say_is_told_of_each(map_: Path) -> None:
    with (map_ / METING).open("a", encoding="utf-8") as file:
        file.write("  afdelingen-agendering: {Vastgoed: 2024-01-08, Burgerzaken: nooit}\n")
    venster = Venster(map_, "--norm", "1a")
    while "Vastgoed" not in venster.said:
        venster.answer("") if venster.said else venster.wait()
    assert "Vastgoed: 08-01-2024; Burgerzaken: nooit" in venster.said
    assert "bij geen enkele groep" not in venster.said
    norm = " ".join(venster.said.split("nog ")[0].split())
    assert norm.startswith("Norm 1a: ")
    assert norm[-1] not in ";:"


def test_at_the_name_of_a_group_the_signs_do_what_they_do_elsewhere(map_: Path) -> None:
    venster = Venster(map_, "--norm", "1a")
    venster.wait()
    assert "Wie dit weet: " in venster.answer("?")
    venster.answer("Vastgoed")
    assert "Naam van nog een groep" in venster.answer("<")
    venster.answer("Burgerzaken")
    assert "Wie dit weet: " in venster.answer("?")
    venster.answer("nooit")
    assert "› Burgerzaken" in venster.answer("<")
    venster.answer("8-1-2024")
    assert feiten(map_) == {"afdelingen-agendering": {"Burgerzaken": "2024-01-08"}}
    assert "Overgeslagen." in venster.answer(">")
    venster.send("q" + ENTER)
    assert "Gestopt." in venster.end()


def test_a_group_that_there_is_already_is_refused_when_it_is_named(map_: Path) -> None:
    with (map_ / METING).open("a", encoding="utf-8") as file:
        file.write("  afdelingen-agendering: {Vastgoed: 2024-01-08}\n")
    venster = Venster(map_, "--norm", "1a")
    venster.wait()
    venster.answer("")
    said = venster.answer("vastgoed")
    assert "Dat kan niet: de groep ‘Vastgoed’ staat er al." in said
    assert "Naam van nog een groep" in said
    venster.answer("Burgerzaken")
    venster.answer("")
    assert "staat er al" not in venster.answer("burgerzaken")
    venster.answer("nooit")
    assert feiten(map_)["afdelingen-agendering"] == {
        "Vastgoed": "2024-01-08",
        "burgerzaken": "nooit",
    }


@pytest.mark.parametrize("width", [60, 80])
def test_what_it_says_fits_its_window(map_: Path, width: int) -> None:
    """A line that is too long is no line of ours: a terminal breaks it within a word."""
    venster = Venster(map_, "--norm", "2b", width=width)
    venster.wait()
    venster.answer("?")
    venster.answer("ja")
    venster.answer("1.000")
    venster.send("q" + ENTER)
    lines = [line.rstrip() for line in venster.end().splitlines()]
    assert "Stand: " in venster.said
    assert [line for line in lines if len(line) > width] == []


def test_what_is_doubtful_of_an_answer_is_told_of_it(map_: Path) -> None:
    with (map_ / METING).open("a", encoding="utf-8") as file:
        file.write("  afdelingen-agendering: {Vergunningen: 2024-01-08}\n")
    venster = Venster(map_, "--norm", "1a")
    venster.wait()
    venster.answer("")
    venster.answer("Vergunningem")
    said = venster.answer("nooit")
    assert "Let op: ‘Vergunningem’ lijkt erg op ‘Vergunningen’." in said
    assert "Let op" not in venster.answer("Burgerzaken")


def test_from_the_first_step_of_a_document_it_goes_back_to_whether_there_is_one(
    map_: Path,
) -> None:
    venster = Venster(map_, "--norm", "3a")
    venster.wait()
    assert "Titel van het document" in venster.answer("ja")
    assert "Integraal veiligheidsplan (IVP)" in venster.answer("<")
    venster.answer("nee")
    assert feiten(map_)["ivp"] == "nee"


def test_a_number_that_can_be_two_is_asked_again(map_: Path) -> None:
    venster = Venster(map_, "--norm", "2b")
    venster.wait()
    venster.answer("ja")
    doubts = (("1.000", "1", "1"), ("2,500", "2,5", "2,5"), ("1,234", "1,234", "1,2340"))
    for typed, other, again in doubts:
        said = " ".join(venster.answer(typed).split())
        whole = re.sub(r"\D", "", typed)
        assert f"Dat kan niet: ‘{typed}’ kan {whole} of {other} zijn." in said
        assert f"Bedoelde u duizendtallen? Schrijf {whole}. Anders schrijft u {again}." in said
    assert "meldpunt-meldingen" not in feiten(map_)
    venster.send("1,2340" + ENTER)
    venster.end()
    assert feiten(map_)["meldpunt-meldingen"] == "1.2340"


def test_the_days_of_a_document_are_judged_together(map_: Path) -> None:
    with (map_ / METING).open("a", encoding="utf-8") as file:
        file.write("  ivp: {titel: Plan, vastgesteld_op: 2020-01-01, geldig_vanaf: 2020-01-01,\n")
        file.write("    geldig_tot: 2023-12-31}\n")
    venster = Venster(map_, "--norm", "3a")
    venster.wait()
    while "Geldig vanaf" not in venster.said:
        venster.answer("")
    assert "Nu kan dat nog niet: " in venster.answer("1-2-2024")
    refused = " ".join(venster.answer("").split())
    assert "Dat kan niet: ‘geldig tot en met’ ligt voor het begin" in refused
    assert "geldig_" not in venster.said
    assert "Niet bewaard: " in venster.answer("<")
    venster.answer("1-2-2024")
    venster.answer("31-12-2027")
    found = feiten(map_)["ivp"]
    assert (found["geldig_vanaf"], found["geldig_tot"]) == ("2024-02-01", "2027-12-31")


@pytest.mark.core
@pytest.mark.parametrize("seed", sample(range(3), 3))
def test_whatever_was_answered_is_on_disk_when_it_is_killed(map_: Path, seed: int) -> None:
    chance = random.Random(seed)
    venster = Venster(map_)
    venster.wait()
    for _ in range(chance.randint(2, 6)):
        venster.answer(chance.choice(("", "", "31-1-2023", "4")))
    venster.send(ENTER)
    time.sleep(chance.random() * 0.3)
    venster.child.kill(signal.SIGKILL)
    told = venster.said.count("✎")
    venster.child.close(force=True)
    written = list(feiten(map_).values())
    parts = sum(len(one) if isinstance(one, dict) else 1 for one in written)
    assert parts >= told > 0


def test_without_a_terminal_it_says_what_to_do(weerbaar: Weerbaar, map_: Path) -> None:
    found = weerbaar("fill", str(map_ / METING))
    assert found.code == 2
    assert "weerbaar export" in found.err
