"""`validate --herstel`: only what can mean one thing, shown first, and every other byte stays."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Tree, Weerbaar
from tests.feitsoorten.test_onbekend import BASES
from weerbaar_cli.reading.invullen.herstel import Hersteld, repair_files

CASES = Path(__file__).parents[1] / "cases"
INVALID = sorted((CASES / "invalid").iterdir())
HEAD = """\
weerbaar: meting/1   # van ons
organisatie: Deventer
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
"""
# What stands there, and what it becomes; of a fact unless it is a key of the file itself.
REPAIRED = [
    ("mt-besproken: 14-11-2023", "mt-besproken: 2023-11-14"),
    ("mt-besproken: 14.11.2023", "mt-besproken: 2023-11-14"),
    ("mt-besproken: 14/11/2023", "mt-besproken: 2023-11-14"),
    ("mt-besproken: 1-2-2023", "mt-besproken: 2023-02-01"),
    ("mt-besproken: 2/2/2023", "mt-besproken: 2023-02-02"),
    ("mt-besproken: 11/14/2023", "mt-besproken: 2023-11-14"),
    ("mt-besproken: 14 november 2023", "mt-besproken: 2023-11-14"),
    ("mt-besproken: 2023/11/14", "mt-besproken: 2023-11-14"),
    ("mt-besproken: 20231114", "mt-besproken: 2023-11-14"),
    ("mt-besproken: 2023-11-14 00:00:00", "mt-besproken: 2023-11-14"),
    ('mt-besproken: "14-11-2023"', "mt-besproken: 2023-11-14"),
    ("mt-besproken: “2023-11-14”", "mt-besproken: 2023-11-14"),
    ("mt-besproken: 2023-11-14\u00a0", "mt-besproken: 2023-11-14"),
    ("mt-besproken:\u00a02023-11-14", "mt-besproken: 2023-11-14"),
    ("mt-besproken\uff1a 2023-11-14", "mt-besproken: 2023-11-14"),
    ("mt-besproken: Nooit", "mt-besproken: nooit"),
    ("mt-besproken: NOOIT", "mt-besproken: nooit"),
    ("mt-besproken: ‘nooit’", "mt-besproken: nooit"),
    ("mt-besproken: Onbekend", "mt-besproken: onbekend"),
    ("Mt-besproken: nooit", "mt-besproken: nooit"),
    ("intern-meldpunt: Ja", "intern-meldpunt: ja"),
    ("intern-meldpunt: NEE", "intern-meldpunt: nee"),
    ("intern-meldpunt: true", "intern-meldpunt: ja"),
    ("intern-meldpunt: yes", "intern-meldpunt: ja"),
    ("intern-meldpunt: “ja”", "intern-meldpunt: ja"),
    ("mt-aanspreekpunt: Buiten-MT", "mt-aanspreekpunt: buiten-mt"),
    ("bibob-beleid: Nee", "bibob-beleid: nee"),
    ("bibob-beleid: {titel: B, status: Concept}", "bibob-beleid: {titel: B, status: concept}"),
    ("bibob-beleid: {titel: B, Vastgesteld_op: 4-4-2023}",
     "bibob-beleid: {titel: B, vastgesteld_op: 2023-04-04}"),
    ("bibob-verwerkt: Nee", "bibob-verwerkt: nee"),
    ("bibob-verwerkt: {Omgevingswet: JA}", "bibob-verwerkt: {omgevingswet: ja}"),
    ("intern-meldpunt: «ja”", "intern-meldpunt: ja"),
    ("intern-meldpunt: ‘nee”", "intern-meldpunt: nee"),
    ("intern-meldpunt: ja”", "intern-meldpunt: ja"),
    ("intern-meldpunt: «yes»", "intern-meldpunt: ja"),
    ("intern-meldpunt: “TRUE”", "intern-meldpunt: ja"),
    ("eed-belofte: «onbekend”", "eed-belofte: onbekend"),
    ("mt-besproken: ‘onbekend’", "mt-besproken: onbekend"),
    ("acties-gezamenlijk: {Preventief: nooit}", "acties-gezamenlijk: {preventief: nooit}"),
    ("regie-fte: 0,6", "regie-fte: 0.6"),
    ("regie-fte: 0,625", "regie-fte: 0.625"),
    ("eed-belofte: {aantal: 1.200, totaal: 1.300}", "eed-belofte: {aantal: 1200, totaal: 1300}"),
    ("mt-besproken: {waarde: 14-11-2023, herkomst: Opgave}",
     "mt-besproken: {waarde: 2023-11-14, herkomst: opgave}"),
]  # fmt: skip
OF_THE_FILE = [
    ("status: Ingeleverd", "status: ingeleverd"),
    ("soort: Zelfscan", "soort: zelfscan"),
    ("fictief: JA", "fictief: ja"),
    ("fictief: no", "fictief: nee"),
    ("fictief: «ja”", "fictief: ja"),
    ("Status: concept", "status: concept"),
    ('acties: [{norm: 1a, actie: a, kosten: "€ 8.000"}]',
     "acties: [{norm: 1a, actie: a, kosten: 8000}]"),
    ("acties: [{norm: 1a, actie: a, kosten: 1.200}]",
     "acties: [{norm: 1a, actie: a, kosten: 1200}]"),
    ("acties: [{norm: 1a, actie: a, gereed_op: 1-2-2024}]",
     "acties: [{norm: 1a, actie: a, gereed_op: 2024-02-01}]"),
    ("toelichting: “Let op: dit is nog niet af”", 'toelichting: "Let op: dit is nog niet af"'),
    ("toelichting: 's-Gravenhage", 'toelichting: "\'s-Gravenhage"'),
    ("peildatum:2024-01-31", "peildatum: 2024-01-31"),
]  # fmt: skip
# A question of which the groups are one's own.
EIGEN = "voorlichting-doelgroepen"
# Two things can be meant, or nobody knows what.
LEFT = [
    "mt-besproken: 31-1-24",
    "mt-besproken: 1/2/2023",
    "mt-besproken: 2023111",
    "mt-besproken: 31-2-2023",
    "mt-besproken: november 2023",
    "regie-fte: 1,200",
    "regie-fte: 1.250",
    "regie-fte: 50%",
    "eed-belofte: {aantal: 0,6, totaal: 3}",
    'eed-belofte: {aantal: "1,200", totaal: 3000}',
    "intern-meldpunt: n",
    "intern-meldpunt: misschien",
    "intern-meldpunt: zeker wel",
    *(f"mt-besproken: {word}" for word in BASES if word not in ("...", "-", "?", "onbekend")),
]


def test_a_day_that_can_be_two_is_told_with_both(weerbaar: Weerbaar, tmp_path: Path) -> None:
    path = write(tmp_path / "stad.yaml", f"{HEAD}feiten:\n  mt-besproken: 1/12/2023\n")
    told = weerbaar("validate", str(path)).out
    assert "Dit kan 1 december of 12 januari zijn: schrijf 2023-12-01 of 2023-01-12." in told


def repair(path: Path) -> Hersteld | None:
    return next(repair_files([(path, True)]), None)


def write(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize(("line", "wanted"), REPAIRED)
def test_what_can_mean_one_thing(line: str, wanted: str, tmp_path: Path) -> None:
    text = f"{HEAD}feiten:\n  osint: ja  # eerst\n  %s   # zegt het MT\n  # en dan:\n"
    found = repair(write(tmp_path / "a.yaml", text % line))
    assert found is not None
    assert found.nieuw.decode() == text % wanted
    assert [regel.nummer for regel in found.regels] == [7]


@pytest.mark.parametrize(("line", "wanted"), OF_THE_FILE)
def test_and_of_the_file_itself(line: str, wanted: str, tmp_path: Path) -> None:
    head = HEAD if "peildatum" not in line else HEAD.replace("peildatum: 2024-01-31\n", "")
    found = repair(write(tmp_path / "a.yaml", f"{head}{line}\nfeiten: {{osint: ja}}\n"))
    assert found is not None
    assert found.nieuw.decode() == f"{head}{wanted}\nfeiten: {{osint: ja}}\n"


@pytest.mark.parametrize(
    ("first", "wanted"),
    [("Weerbaar: meting/1", "weerbaar: meting/1"), ("weerbaar: Meting/1", "weerbaar: meting/1"),
     ("WEERBAAR: “meting/1”", "weerbaar: meting/1")],
)  # fmt: skip
def test_and_of_the_first_line(first: str, wanted: str, tmp_path: Path) -> None:
    rest = HEAD.partition("\n")[2]
    found = repair(write(tmp_path / "a.yaml", f"{first}\n{rest}"))
    assert found is not None
    assert found.nieuw.decode() == f"{wanted}\n{rest}"


@pytest.mark.parametrize("line", LEFT)
def test_what_can_mean_more_is_left(line: str, tmp_path: Path) -> None:
    assert repair(write(tmp_path / "a.yaml", f"{HEAD}feiten:\n  {line}\n")) is None


def test_tabs_only_where_they_are_as_deep_as_they_look(tmp_path: Path) -> None:
    tabs = f"{HEAD}feiten:\n\tosint: ja\n\tbibob-verwerkt:\n\t\tomgevingswet: ja\n"
    found = repair(write(tmp_path / "a.yaml", tabs))
    assert found is not None
    assert found.nieuw.decode() == tabs.replace("\t", "  ")
    assert repair(write(tmp_path / "b.yaml", f"{HEAD}feiten:\n  osint: ja\n\tscan: ja\n")) is None


def test_a_key_that_is_there_already_is_left(tmp_path: Path) -> None:
    text = f"{HEAD}feiten:\n  mt-besproken: 2023-01-01\n  Mt-besproken: 2-2-2023\n"
    assert repair(write(tmp_path / "a.yaml", text)) is None


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_stay_and_a_bom_goes(end: str, mark: str, tmp_path: Path) -> None:
    text = f"{HEAD}status: Concept # zo\nfeiten: {{osint: ja}}".replace("\n", end)
    found = repair(write(tmp_path / "a.yaml", mark + text))
    assert found is not None
    assert found.nieuw.decode() == text.replace("Concept", "concept")


@pytest.mark.parametrize("path", INVALID, ids=[path.stem for path in INVALID])
def test_every_case_keeps_all_but_the_lines_that_are_named(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    found = repair(copy)
    if found is None:
        return
    named = {regel.nummer for regel in found.regels}
    before, after = (one.split(b"\n") for one in (found.oud, found.nieuw))
    assert len(before) == len(after)
    assert {number for number, pair in enumerate(zip(before, after, strict=True), 1)
            if pair[0] != pair[1]} <= named | {1}  # fmt: skip
    assert all(regel.codes for regel in found.regels)
    copy.write_bytes(found.nieuw)
    assert repair(copy) is None


SPELLINGS = [line for line, _ in REPAIRED if "Mt-" not in line] + LEFT + [
    "osint: ja", "scan-uitgevoerd:", "# los", "",
]  # fmt: skip


@given(
    lines=st.lists(st.sampled_from(SPELLINGS), max_size=8, unique_by=lambda one: one.split(":")[0]),
    remarks=st.lists(st.sampled_from(["", "  # “zie” MT", " # 31-1-2024"]), min_size=8, max_size=8),
    end=st.sampled_from(["\n", "\r\n"]),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_repair_again_changes_nothing_and_keeps_every_remark(
    lines: list[str], remarks: list[str], end: str, tmp_path: Path
) -> None:
    body = [f"  {line}{remark}" for line, remark in zip(lines, remarks, strict=False)]
    path = write(tmp_path / "a.yaml", end.join([HEAD.replace("\n", end) + "feiten:", *body, ""]))
    found = repair(path)
    if found is None:
        return
    before, after = found.oud.decode().split(end), found.nieuw.decode().split(end)
    for number, (old, new) in enumerate(zip(before, after, strict=True), 1):
        assert (old != new) == (number in {regel.nummer for regel in found.regels})
        assert old.partition(" # ")[2] == new.partition(" # ")[2]
        assert not any(f": {word}" in old for word in BASES if old != new and len(word) > 3)
    path.write_bytes(found.nieuw)
    assert repair(path) is None


# --- groups that stand there twice


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    Raad: 2023-01-02\n    raad: 2023-01-02  # weer\n", "    Raad: 2023-01-02\n"),
        ("    Raad: 2023-01-02  # eerst\n    RAAD:\n", "    Raad: 2023-01-02  # eerst\n"),
        ("    Raad:\n    raad: 2023-01-02\n", "    raad: 2023-01-02\n"),
        ("    Raad: nooit\n    college: nooit\n    raad: nooit\n    bode: nooit\n",
         "    Raad: nooit\n    college: nooit\n    bode: nooit\n"),
    ],
)  # fmt: skip
def test_a_double_group_goes_where_both_say_the_same(
    before: str, after: str, end: str, tmp_path: Path
) -> None:
    text = f"{HEAD}feiten:\n  {EIGEN}:  # zegt de griffie\n%s  osint: ja\n".replace("\n", end)
    found = repair(write(tmp_path / "a.yaml", text % before.replace("\n", end)))
    assert found is not None
    assert found.nieuw.decode() == text % after.replace("\n", end)
    assert {code for regel in found.regels for code in regel.codes} == {"dubbele-sleutel"}


def test_a_double_group_stays_where_they_differ(tmp_path: Path) -> None:
    groups = "    Raad: 2023-01-02\n    raad: 2023-01-03\n"
    assert repair(write(tmp_path / "a.yaml", f"{HEAD}feiten:\n  {EIGEN}:\n{groups}")) is None


# --- what belongs to a document


TWEE = f"""{HEAD}feiten:
  apv:
    - {{titel: APV 2018, vastgesteld_op: 2018-06-28}}
    - {{titel: Wijziging, status: concept}}  # nog niet rijp
  apv-onderdelen:  # zegt de jurist
    panden: ja
    gebieden: nee
  osint: ja
"""


@pytest.mark.parametrize(("number", "row"), [(1, 7), (2, 8)])
def test_a_separate_checklist_goes_to_the_document_that_is_named(
    number: int, row: int, weerbaar: Weerbaar, tree: Tree
) -> None:
    path = tree({"a.yaml": TWEE}) / "a.yaml"
    args = ("validate", "a.yaml", "--herstel", "--document", f"apv={number}")
    assert weerbaar(*args).code == 1
    assert path.read_text(encoding="utf-8") == TWEE
    assert weerbaar(*args, "--ja").code == 0
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    assert "onderdelen: {panden: ja, gebieden: nee}" in lines[row - 1]
    assert text.count("onderdelen: {") == 1
    assert "# nog niet rijp" in lines[7]
    assert "# zegt de jurist" in text
    assert "osint: ja" in text
    assert weerbaar(*args, "--ja").err.startswith("Er is niets dat")


def test_of_a_document_that_is_not_there_nothing_moves(weerbaar: Weerbaar, tree: Tree) -> None:
    path = tree({"a.yaml": TWEE}) / "a.yaml"
    code, _, _ = weerbaar("validate", "a.yaml", "--herstel", "--document", "apv=3", "--ja")
    assert code == 1
    assert path.read_text(encoding="utf-8") == TWEE


# --- what followed from the facts when somebody tested


def _tested(body: str, feiten: str = "intern-meldpunt: ja", end: str = "\n") -> str:
    text = f"{HEAD}feiten:\n  {feiten}\ntoetsing:\n{body}status: ingeleverd\n"
    return text.replace("\n", end)


GROND = [
    # As it was written: in braces, over lines, with a remark, of several raamwerken.
    ("  2b: {oordeel: deels, reden: stil, op: 2024-01-10}  # zei de onderzoeker\n",
     "  2b: {oordeel: deels, reden: stil, op: 2024-01-10, afgeleid_op: voldoet}"
     "  # zei de onderzoeker\n"),
    ("  2b:\n    oordeel: deels\n    op: 2024-01-10  # ooit\n    reden: |\n      stil\n",
     "  2b:\n    oordeel: deels\n    op: 2024-01-10  # ooit\n    afgeleid_op: voldoet\n"
     "    reden: |\n      stil\n"),
    ("  2c: {oordeel: deels, op: 2024-01-31, reden: stil}\n",
     "  2c: {oordeel: deels, op: 2024-01-31, afgeleid_op: onbekend, reden: stil}\n"),
]  # fmt: skip


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("body", "wanted"), GROND)
def test_what_followed_when_it_was_tested_is_written_where_it_is_sure(
    body: str, wanted: str, end: str, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.yaml", _tested(body, end=end))
    found = repair(path)
    assert found is not None
    assert found.nieuw.decode() == _tested(wanted, end=end)
    assert {code for regel in found.regels for code in regel.codes} <= {"toetsing-onzeker"}
    path.write_bytes(found.nieuw)
    assert repair(path) is None


@pytest.mark.parametrize(
    ("body", "feiten"),
    [
        # Without a day; from its own day on; what came the day after, and on the peildatum itself.
        ("  2b: {oordeel: deels, reden: stil}\n", "intern-meldpunt: ja"),
        ("  2b: {oordeel: deels, reden: stil, op: 2024-01-10, afgeleid_op: deels}\n", "osint: ja"),
        ("  2e: {oordeel: deels, reden: stil, op: 2024-01-10}\n",
         "informatie-training: 2024-01-11\n  informatie-werkproces: nee"),
        ("  2e: {oordeel: deels, reden: stil, op: 2024-01-10}\n",
         "informatie-training: 2024-01-31\n  informatie-werkproces: nee"),
    ],
)  # fmt: skip
def test_and_where_it_is_not_sure_nothing_is_written(
    body: str, feiten: str, tmp_path: Path
) -> None:
    assert repair(write(tmp_path / "a.yaml", _tested(body, feiten))) is None


def test_of_a_fact_of_the_day_itself_it_is_sure(tmp_path: Path) -> None:
    body = "  2e: {oordeel: deels, reden: stil, op: 2024-01-10}\n"
    feiten = "informatie-training: 2024-01-10\n  informatie-werkproces: nee"
    found = repair(write(tmp_path / "a.yaml", _tested(body, feiten)))
    assert found is not None
    assert b"op: 2024-01-10, afgeleid_op: deels}" in found.nieuw


# --- the command


def test_it_is_shown_and_nothing_is_written_without_a_yes(weerbaar: Weerbaar, tree: Tree) -> None:
    text = f"{HEAD}feiten:\n  mt-besproken: 14-11-2023  # MT\n"
    path = tree({"a.yaml": text}) / "a.yaml"
    code, out, err = weerbaar("validate", "a.yaml", "--herstel")
    assert code == 1
    assert path.read_text(encoding="utf-8") == text
    assert out.startswith("a.yaml:6:17: fout ongeldige-datum")
    assert err == (
        "a.yaml:6: ongeldige-datum\n"
        "  -   mt-besproken: 14-11-2023  # MT\n"
        "  +   mt-besproken: 2023-11-14  # MT\n"
        "Er is niets veranderd. Met --ja schrijft weerbaar 1 regel in 1 bestand weg.\n"
        "1 bestand, 1 fout\n"
    )


def test_with_a_yes_it_is_written_and_checked_again(weerbaar: Weerbaar, tree: Tree) -> None:
    path = tree({"a.yaml": f"{HEAD}feiten:\n  mt-besproken: 14-11-2023  # MT\n"}) / "a.yaml"
    path.chmod(0o640)
    code, out, err = weerbaar("validate", ".", "--herstel", "--ja", "--format", "json")
    assert (code, json.loads(out)["bevindingen"]) == (0, [])
    assert err.endswith("Hersteld: 1 regel in 1 bestand.\n1 bestand, in orde\n")
    assert path.read_text(encoding="utf-8") == f"{HEAD}feiten:\n  mt-besproken: 2023-11-14  # MT\n"
    assert path.stat().st_mode & 0o777 == 0o640
    assert weerbaar("validate", ".", "--herstel", "--ja").err.startswith("Er is niets dat")


def test_the_json_says_what_would_be_written(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"a.yaml": f"{HEAD}feiten: {{mt-besproken: 14-11-2023, osint: misschien}}\n"})
    found = json.loads(weerbaar("validate", "a.yaml", "--format", "json").out)["bevindingen"]
    assert [one.get("herstel") for one in found] == [
        {"oud": "14-11-2023", "nieuw": "2023-11-14"}, None,
    ]  # fmt: skip
    assert found[0]["suggestie"] == "Schrijf 2023-11-14."


def test_in_ci_only_where(weerbaar: Weerbaar, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree({"a.yaml": f"{HEAD}feiten: {{mt-besproken: 14-11-2023}}\n"})
    monkeypatch.setenv("GITLAB_CI", "true")
    run = weerbaar("validate", "a.yaml", "--herstel", "--format", "json")
    assert "2023" not in run.out + run.err
    assert run.err.startswith("a.yaml:5: ongeldige-datum\n")


def test_a_file_that_may_not_be_written_is_said(weerbaar: Weerbaar, tree: Tree) -> None:
    path = tree({"a.yaml": f"{HEAD}feiten: {{mt-besproken: 14-11-2023}}\n"}) / "a.yaml"
    path.chmod(0o400)
    if os.access(path, os.W_OK):
        pytest.skip("root may write everything")
    code, _, err = weerbaar("validate", "a.yaml", "--herstel", "--ja")
    assert code == 2
    assert "‘a.yaml’ is niet te schrijven" in err


def test_other_files_and_the_register_are_left(weerbaar: Weerbaar, tree: Tree) -> None:
    folder = tree({"los.yaml": "\ufefffictief: Ja\n", "publicaties/x.yaml": "\ufeffa: Ja\n"})
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    assert "Er is niets dat" in weerbaar("validate", ".", "--herstel", "--ja").err
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_yes_alone_is_wrong_use(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"a.yaml": HEAD})
    assert weerbaar("validate", "a.yaml", "--ja").code == 2


@pytest.mark.skipif(os.name == "nt", reason="a terminal of unix")
@pytest.mark.parametrize(("answer", "written"), [("j\n", True), ("n\n", False), ("\n", False)])
def test_who_sits_at_the_screen_is_asked(answer: str, written: bool, tmp_path: Path) -> None:
    path = write(tmp_path / "a.yaml", f"{HEAD}feiten: {{mt-besproken: 14-11-2023}}\n")
    main, screen = pty.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "weerbaar_cli", "validate", "a.yaml", "--herstel"],
        cwd=tmp_path, stdin=screen, stdout=subprocess.DEVNULL, stderr=screen,
        env={**os.environ, "CI": ""},
    )  # fmt: skip
    said = b""
    while b"[j/N]" not in said and select.select([main], [], [], 20)[0]:
        said += os.read(main, 4000)
    assert "1 regel in 1 bestand zo veranderen? [j/N]" in said.decode()
    assert b"14-11-2023" in path.read_bytes()
    os.write(main, answer.encode())
    run.wait(20)
    assert (b"2023-11-14" in path.read_bytes()) is written
    os.close(main)
    os.close(screen)


def test_what_comes_in_by_stdin_is_refused(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("validate", "-", "--herstel", "--ja")
    assert (code, out) == (2, "")
    assert "wat op de invoer staat, is niet te veranderen" in err
    assert "Bewaar het als bestand" in err
