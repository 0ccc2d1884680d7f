"""`weerbaar merge`: parts that came back, shown and written; what belongs elsewhere is refused."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.cli.test_split import KOP, METING, WERKMAP, split, werkmap
from tests.conftest import Tree, Weerbaar
from tests.invullen.typist import Typist
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.reading.invullen.werkboek import export_meting
from weerbaar_cli.reading.wijzigingen import read_invulmeting

__all__ = ["werkmap"]
TWENTE = Path(__file__).parents[2] / "examples/twente"
STAD = "metingen/stad.yaml"
JURIST = "delen/voorbeeldstad-zelfscan-2024-01-31-jurist.yaml"
HR = "delen/voorbeeldstad-zelfscan-2024-01-31-hr-adviseur.yaml"


def change(path: str, old: str, new: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    assert old in text
    Path(path).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def delen(werkmap: Path, weerbaar: Weerbaar) -> Path:
    """Every part of the meting, as it went out."""
    split(weerbaar, "--vorm", "yaml")
    return werkmap


def test_what_comes_back_as_it_went_changes_no_byte(delen: Path, weerbaar: Weerbaar) -> None:
    run = weerbaar("merge", "delen", "--in", STAD)
    assert run.code == 0
    assert Path(STAD).read_text(encoding="utf-8") == METING
    assert "Er is niets veranderd in metingen/stad.yaml." in run.err


def test_a_link_in_a_folder_is_named_and_not_followed(delen: Path, weerbaar: Weerbaar) -> None:
    change(JURIST, "feiten:", "# los\nfeiten:")
    Path("los").mkdir()
    Path(JURIST).rename("los/jurist.yaml")
    Path("terug").mkdir()
    Path("terug/jurist.yaml").symlink_to(Path("los/jurist.yaml").absolute())
    run = weerbaar("merge", "terug", "--in", STAD)
    assert run.code == 1
    assert "terug/jurist.yaml" in run.out
    assert "dit is een verwijzing (link) naar" in run.out
    assert "Er verandert niets; waarom, staat hieronder." in run.out
    assert Path(STAD).read_text(encoding="utf-8") == METING
    assert weerbaar("merge", "terug/jurist.yaml", "--in", STAD).code == 0, "named itself it is read"


@pytest.mark.parametrize("naam", ["velmerbroek", "dorstelo", "kiewitsdrecht"])
def test_a_copy_of_a_whole_meting_changes_nothing(
    naam: str, tmp_path: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answers are of who filled in the meting, and its toetsingen stand there as they do."""
    for name in ("weerbaar.yaml", f"metingen/{naam}-eindmeting-2024.yaml"):
        shutil.copy(TWENTE / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    meting = f"{naam}-eindmeting-2024.yaml"
    before = Path(meting).read_bytes()
    Path("kopie.yaml").write_bytes(before)
    run = weerbaar("merge", "kopie.yaml", "--in", meting)
    assert (run.code, Path(meting).read_bytes()) == (0, before)
    assert "Er verandert niets: de meting zegt dit al" in run.out
    text = before.decode().replace("feiten:\n", "feiten:\n  osint: ja\n", 1)
    Path("kopie.yaml").write_text(text, encoding="utf-8")
    run = weerbaar("merge", "kopie.yaml", "--in", meting, "--proef", "--format", "json")
    assert len(json.loads(run.out)["wijzigingen"]) <= 1
    assert json.loads(run.out)["botsingen"] == []


def test_a_whole_meting_may_answer_what_no_norm_asks(delen: Path, weerbaar: Weerbaar) -> None:
    """A document written as one, and a plain answer; its raamwerk asks neither."""
    more = "  damocles:\n    titel: Damoclesbeleid\n    vastgesteld_op: 2013-12-10\n  osint: ja\n"
    change(STAD, "feiten:\n", f"feiten:\n{more}")
    before = Path(STAD).read_text(encoding="utf-8")
    Path("heel.yaml").write_text(before, encoding="utf-8")
    assert weerbaar("merge", "heel.yaml", "--in", STAD).code == 0
    assert Path(STAD).read_text(encoding="utf-8") == before
    change("heel.yaml", "vastgesteld_op: 2013-12-10", "vastgesteld_op: 2013-12-11")
    run = weerbaar("merge", "heel.yaml", "--in", STAD)
    assert (run.code, "Damocles" in run.out and "11-12-2013" in run.out) == (1, True)
    assert weerbaar("merge", "heel.yaml", "--in", STAD, "--kies", "heel.yaml").code == 0
    changed = before.replace("vastgesteld_op: 2013-12-10", "vastgesteld_op: 2013-12-11")
    assert Path(STAD).read_text(encoding="utf-8") == changed


def test_what_changed_is_shown_and_written_with_who_said_it(
    delen: Path, weerbaar: Weerbaar
) -> None:
    change(HR, "aantal: 4", "aantal: 5")
    trial = weerbaar("merge", "delen", "--in", STAD, "--proef")
    assert trial.code == 0
    assert Path(STAD).read_text(encoding="utf-8") == METING
    run = weerbaar("merge", "delen", "--in", STAD)
    assert run.code == 0
    assert run.out == trial.out
    assert "HR-adviseur" in run.out
    text = Path(STAD).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line not in METING.splitlines()]
    assert len(lines) == 1
    assert "{aantal: 5, totaal: 5}" in lines[0]
    assert "ingevuld_door: HR-adviseur" in lines[0]
    assert "verwijst: [besluit]" in lines[0]
    assert weerbaar("validate", ".", "--strikt").code == 0
    assert "ingevuld door: HR-adviseur" in weerbaar("explain", STAD, "4a").out
    # The parts stay, and a second time nothing changes.
    before = Path(STAD).read_bytes()
    assert weerbaar("merge", "delen", "--in", STAD).code == 0
    assert Path(STAD).read_bytes() == before


def test_what_differs_stays_until_somebody_is_chosen(delen: Path, weerbaar: Weerbaar) -> None:
    # The same question went to both.
    change("delen/voorbeeldstad-zelfscan-2024-01-31-adviseur-veiligheid.yaml",
           "sluiting: ja", "sluiting: nee")  # fmt: skip
    change(JURIST, "sluiting: ja", "sluiting: onbekend")
    run = weerbaar("merge", "delen", "--in", STAD, "--format", "json")
    assert run.code == 1
    (clash,) = json.loads(run.out)["botsingen"]
    assert {one[1]["door"] for one in clash["gevraagd"]} == {"adviseur veiligheid", "jurist"}
    assert Path(STAD).read_text(encoding="utf-8") == METING
    assert weerbaar("merge", "delen", "--in", STAD, "--kies", "delen/geen.yaml").code == 2
    assert weerbaar("merge", "delen", "--in", STAD, "--kies", STAD).code == 0
    assert Path(STAD).read_text(encoding="utf-8") == METING
    assert weerbaar("merge", "delen", "--in", STAD, "--kies", f"1={JURIST}").code == 0
    assert "sluiting: onbekend, horeca: nee" in Path(STAD).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("organisatie: Voorbeeldstad", "organisatie: Deventer", "dit is van Deventer"),
        ("2024-01-31", "2024-06-30", "dit is de zelfscan van 30-06-2024"),
        ("soort: zelfscan", "soort: eindmeting", "niet de zelfscan van 31-01-2024"),
        ("@2023-02-23", "@2022-01-01", "dit is gemaakt voor twente-basis-op-orde@2022-01-01"),
        ("fictief: ja", "fictief: nee", "maar één verzonnen"),
        ("totaal: 5", "totaal: veel", "«veel» is geen"),
        ("weerbaar: meting/1", "weerbaar: werkmap/1", "dit is geen meting"),
        ("feiten:", "feiten: [", "regel"),
    ],
)
def test_a_part_of_something_else_is_refused_and_the_others_go_on(
    old: str, new: str, why: str, delen: Path, weerbaar: Weerbaar
) -> None:
    change(HR, old, new)
    change("delen/voorbeeldstad-zelfscan-2024-01-31-gemeentesecretaris.yaml",
           "mt-besproken: 2023-11-14", "mt-besproken: 2023-12-12")  # fmt: skip
    run = weerbaar("merge", "delen", "--in", STAD, "--format", "json")
    assert run.code == 1
    (no,) = json.loads(run.out)["afwijzingen"]
    assert (no["bron"]["bestand"], no["onderwerp"]) == (HR, "het hele bestand")
    assert why in no["reden"]
    text = Path(STAD).read_text(encoding="utf-8")
    assert "waarde: 2023-12-12" in text
    assert "eed-belofte: {waarde: {aantal: 4, totaal: 5}, verwijst: [besluit]}" in text


def test_what_can_mean_one_thing_is_mended_and_told(delen: Path, weerbaar: Weerbaar) -> None:
    change("delen/voorbeeldstad-zelfscan-2024-01-31-gemeentesecretaris.yaml",
           "mt-besproken: 2023-11-14", "mt-besproken: 12-12-2023")  # fmt: skip
    run = weerbaar("merge", "delen", "--in", STAD)
    assert run.code == 0
    assert "hersteld in regel" in " ".join(run.out.split())
    assert "waarde: 2023-12-12" in Path(STAD).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["formulier.html", "foto.yaml", "leeg.yaml", "tekst.txt"])
def test_what_is_no_part_at_all_is_refused_by_name(
    name: str, delen: Path, weerbaar: Weerbaar
) -> None:
    data = {"foto.yaml": b"\x89PNG\r\n\x1a\n", "leeg.yaml": b"", "tekst.txt": b"dag"}
    Path("delen", name).write_bytes(data.get(name, b"<!doctype html><p>Hallo"))
    run = weerbaar("merge", "delen", "--in", STAD, "--format", "json")
    (no,) = json.loads(run.out)["afwijzingen"]
    assert (run.code, no["bron"]["bestand"]) == (1, f"delen/{name}")


@pytest.mark.parametrize("more", [0, 3_000_000])
def test_our_own_page_is_known_however_large_it_is(
    more: int, delen: Path, weerbaar: Weerbaar
) -> None:
    page = f'<!doctype html><script type="application/json" id="vragenlijst">{{}}{"x" * more}'
    Path("pagina.html").write_text(page, encoding="utf-8")
    for words in (
        ("merge", "pagina.html", "--in", STAD),
        ("import", "pagina.html", "--in", STAD),
        ("validate", "pagina.html"),
        ("score", "pagina.html"),
    ):
        run = weerbaar(*words)
        told = " ".join((run.out + run.err).split())
        assert run.code
        assert "de pagina om in te vullen" in told or words[0] == "merge"
        assert "Bewaren" in told
        assert "inlogpagina" not in told


def test_a_whole_meting_can_be_put_into_another(tree: Tree, weerbaar: Weerbaar) -> None:
    more = METING.replace("  mt-besproken: 2023-11-14\n", "  osint: ja\n")
    more += "acties:\n  - {norm: 1b, actie: bespreken}\n"
    tree({"weerbaar.yaml": WERKMAP, STAD: METING, "van-een-ander.yaml": more})
    run = weerbaar("merge", "van-een-ander.yaml", "--in", STAD)
    assert run.code == 0
    text = Path(STAD).read_text(encoding="utf-8")
    assert re.search(
        r"^  osint:\n    waarde: ja|^  osint: \{waarde: ja|^  osint: ja", text, re.MULTILINE
    )
    assert "mt-besproken: 2023-11-14" in text
    assert "actie: bespreken" in text
    # Into a part nothing is put, nor a meting into itself.
    deel = KOP + "deel: {rollen: [jurist]}\n"
    Path("deel.yaml").write_text(deel, encoding="utf-8")
    assert weerbaar("merge", "van-een-ander.yaml", "--in", "deel.yaml").code == 2
    assert weerbaar("merge", STAD, "--in", STAD).code == 1


# --- workbooks


def test_a_workbook_per_function_comes_back_as_it_went(werkmap: Path, weerbaar: Weerbaar) -> None:
    split(weerbaar, "--vorm", "xlsx")
    assert {path.suffix for path in Path("delen").iterdir()} == {".xlsx"}
    run = weerbaar("merge", "delen", "--in", STAD)
    assert run.code == 0
    assert Path(STAD).read_text(encoding="utf-8") == METING


def test_a_workbook_and_a_file_that_say_the_same_are_one_answer(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    open_cell = METING.replace("  mt-besproken: 2023-11-14\n", "")
    Path(STAD).write_text(open_cell, encoding="utf-8")
    split(weerbaar, "--vorm", "xlsx", "--rol", "gemeentesecretaris")
    (boek,) = Path("delen").iterdir()
    meting = read_invulmeting(Path(STAD))
    typist = Typist(export_meting(Path(STAD), ("gemeentesecretaris",)))
    typist.answer("mt-besproken", meting.vragen, {"waarde": "2023-11-14"})
    boek.write_bytes(write_xlsx(typist.done()))
    run = weerbaar("merge", "delen", "--in", STAD)
    assert run.code == 0
    text = Path(STAD).read_text(encoding="utf-8")
    assert "waarde: 2023-11-14" in text
    assert "ingevuld_door: gemeentesecretaris" in text
    # A workbook of another round is refused as a whole, and so is one that cannot be opened.
    Path(STAD).write_text(open_cell.replace("2024-01-31", "2024-06-30"), encoding="utf-8")
    Path("delen/kapot.xlsx").write_bytes(b"PK\x03\x04 niets")
    run = weerbaar("merge", "delen", "--in", STAD, "--format", "json")
    assert run.code == 1
    assert {one["onderwerp"] for one in json.loads(run.out)["afwijzingen"]} == {"het hele bestand"}
    assert len(json.loads(run.out)["afwijzingen"]) == 2
