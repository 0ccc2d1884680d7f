"""`weerbaar new`: a meting that makes itself, and takes over what still holds."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar

WERKMAP = """\
weerbaar: werkmap/1
district: twente
raamwerk: twente-basis-op-orde
partijen:
  - {naam: Voorbeeldstad, type: gemeente, district: twente}
  - {naam: Velmerbroek, type: gemeente, district: twente}
  - {naam: Proefwater, type: waterschap}
"""
VORIGE = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
fictief: ja
feiten:
  intern-meldpunt: ja
  mt-besproken: 2023-11-14
  raad-aangeboden: 2023-02-01
  regie-fte: 0.6
  eed-belofte: {waarde: {aantal: 4, totaal: 5}, herkomst: getoetst}
  mt-aanspreekpunt: {waarde: ja, herkomst: getoetst, bewijs: [{titel: "Besluit: MT, maart"}]}
  afdelingen-agendering: {Vergunningen: 2023-10-04, Vastgoed: 2023-02-01, Beheer: nooit}
  ivp: {titel: IVP, vastgesteld_op: 2020-01-01, geldig_tot: 2024-03-31}
  apv: {titel: APV, vastgesteld_op: 2023-01-01}
nvt:
  "3e": {reden: geen berichten, besloten_door: college, op: 2024-01-01, herzien_op: 2024-06-01}
  "4b": {reden: niemand nieuw, besloten_door: college, op: 2024-01-01, herzien_op: 2025-01-01}
toetsing:
  "2b": {oordeel: voldoet, reden: gezien}
acties:
  - {norm: 3d, actie: Beleid maken, status: loopt}
  - {norm: 1c, actie: Klaar, status: gereed}
"""
NEW = ("new", "--organisatie", "Voorbeeldstad", "--peildatum", "2024-07-01")


@pytest.fixture
def werkmap(tree: Tree) -> Path:
    return tree({"weerbaar.yaml": WERKMAP, "metingen/januari.yaml": VORIGE})


def test_a_new_meting_validates_and_scores_wholly_unknown(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    made = weerbaar(*NEW)
    assert made.code == 0
    path = "metingen/voorbeeldstad-zelfscan-2024-07-01.yaml"
    assert path in made.err
    assert weerbaar("validate", path, "--strikt").code == 0
    score = json.loads(weerbaar("score", path, "--format", "json").out)
    assert {norm["oordeel"] for norm in score["normen"]} == {"onbekend"}
    assert score["meting"]["fictief"] is False


@pytest.mark.parametrize(
    ("plan", "again"),
    [
        ("{titel: P, vastgesteld_op: 2023-12-12, jaar: 2024}", True),
        ("{titel: P, vastgesteld_op: 2023-12-12, jaar: 2025}", False),
        ("{titel: P, geldig_vanaf: 2024-01-01}", True),
        ("{titel: P, geldig_vanaf: 2024-01-01, geldig_tot: 2025-12-31}", False),
        ("{titel: P, vastgesteld_op: 2024-12-12}", False),  # may be for 2025
        ("[{titel: P, jaar: 2024, geldig_vanaf: 2024-01-01}, {titel: Q, jaar: 2025,"
         " geldig_vanaf: 2024-12-01}]", False),
    ],
)  # fmt: skip
def test_a_plan_of_a_year_that_is_over_must_be_looked_at_again(
    plan: str, again: bool, werkmap: Path, weerbaar: Weerbaar
) -> None:
    vorige = VORIGE.replace("nvt:", f"  uitvoeringsprogramma: {plan}\nnvt:", 1)
    Path("metingen/januari.yaml").write_text(vorige, encoding="utf-8")
    weerbaar(*NEW[:-1], "2025-01-31", "--van", "metingen/januari.yaml", "--output", "n.yaml")
    text = Path("n.yaml").read_text(encoding="utf-8")
    assert ("OPNIEUW: niet voor 2025 gemaakt; is er een opvolger?" in text) is again
    assert ("\n  uitvoeringsprogramma:\n" in text) is again


def test_every_question_stands_above_its_key(werkmap: Path, weerbaar: Weerbaar) -> None:
    weerbaar(*NEW)
    text = Path("metingen/voorbeeldstad-zelfscan-2024-07-01.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../.weerbaar/meting-twente")
    before, _, _ = text.partition("\n  mt-aanspreekpunt:")
    comment = before[before.rindex("\n\n") :]
    assert "aanspreekpunt ondermijning aangewezen?" in comment
    assert "norm 1c" in comment
    assert "ja, nee, buiten-mt of onbekend" in comment
    assert "branches:" in text
    assert "# " in text.partition("    branches:")[2].splitlines()[0]


def test_what_still_holds_is_taken_over(werkmap: Path, weerbaar: Weerbaar) -> None:
    made = weerbaar(*NEW, "--van", "metingen/januari.yaml", "--output", "juli.yaml")
    assert made.code == 0
    assert weerbaar("validate", "juli.yaml", "--strikt").code == 0
    text = Path("juli.yaml").read_text(encoding="utf-8")
    assert "fictief: ja" in text
    assert "\n  intern-meldpunt: ja\n" in text
    assert "\n  mt-besproken: 2023-11-14\n" in text
    assert "\n  apv: {titel: APV, vastgesteld_op: 2023-01-01}\n" in text
    assert 'herkomst: onderbouwd, bewijs: [{titel: "Besluit: MT, maart"}]' in text
    assert '"4b": {reden: niemand nieuw' in text
    assert "Beleid maken" in text
    assert "Klaar" not in text
    assert "toetsing:" not in text
    assert '# OPNIEUW: de toetsing van "2b" ging over de vorige meting en gaat niet mee.' in text


def test_what_must_be_looked_at_again_is_empty_and_marked(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    weerbaar(*NEW, "--van", "metingen/januari.yaml", "--output", "juli.yaml")
    text = Path("juli.yaml").read_text(encoding="utf-8")
    for key in ("raad-aangeboden", "regie-fte", "eed-belofte", "ivp"):
        assert f"\n  {key}:\n" in text
    assert "OPNIEUW: verlopen op 31-03-2024" in text
    assert "vorige keer: 2023-02-01" in text
    assert "    Vergunningen: 2023-10-04\n    Vastgoed:\n    Beheer:\n" in text
    assert 'besluit over norm "3e" moet opnieuw' in text


@pytest.mark.parametrize(
    ("old", "kept", "asked"),
    [
        # twelve months before 1 July 2024 is 1 July 2023, and that day counts
        (
            "raad-aangeboden: 2023-02-01",
            "raad-aangeboden: 2023-07-01",
            "raad-aangeboden: 2023-06-30",
        ),
        ("Vastgoed: 2023-02-01", "Vastgoed: 2023-07-01", "Vastgoed: 2023-06-30"),
        # a decision holds up to and with the day on which it must be looked at again
        ("herzien_op: 2024-06-01", "herzien_op: 2024-07-01", "herzien_op: 2024-06-30"),
    ],
)
def test_on_the_last_day_it_still_holds(
    old: str, kept: str, asked: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    for line, holds in ((kept, True), (asked, False)):
        (werkmap / "eerder.yaml").write_text(VORIGE.replace(old, line), encoding="utf-8")
        weerbaar(*NEW, "--van", "eerder.yaml", "--output", f"{holds}.yaml")
        taken = Path(f"{holds}.yaml").read_text(encoding="utf-8").splitlines()
        assert any(line in one and "#" not in one for one in taken) is holds


def test_the_same_input_gives_the_same_bytes(werkmap: Path, weerbaar: Weerbaar) -> None:
    for name in ("a.yaml", "b.yaml"):
        weerbaar(*NEW, "--van", "metingen/januari.yaml", "--output", name)
    assert Path("a.yaml").read_bytes() == Path("b.yaml").read_bytes()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--organisatie", "Voorbeeldstat"), "Bedoelde u ‘Voorbeeldstad’?"),
        (("--organisatie", "Voorbeeldstad", "--raamwerk", "twente-basis"), "niet bekend"),
        (("--organisatie", "Voorbeeldstad", "--raamwerk", "../../etc/passwd"), "niet bekend"),
        (("--organisatie", "Proefwater"), "geldt niet voor een waterschap"),
        (("--organisatie", "Voorbeeldstad", "--output", "weg/x.yaml"), "bestaat niet"),
        (("--organisatie", "Voorbeeldstad", "--output", "weerbaar.yaml"), "niet overschreven"),
        (("--organisatie", "Voorbeeldstad", "--output", "metingen"), "niet overschreven"),
        (("--organisatie", "Voorbeeldstad", "--peildatum", "31-01-2024"), "geen datum"),
        (("--organisatie", "Voorbeeldstad", "--van", "weg.yaml"), "niet te lezen"),
        (("--organisatie", "Velmerbroek", "--van", "metingen/januari.yaml"), "niet van Velmerb"),
        (("--organisatie", "Voorbeeldstad", "--van", "weerbaar.yaml"), "geen meting"),
    ],
)
def test_wrong_use_writes_nothing(
    args: tuple[str, ...], words: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    before = sorted(werkmap.rglob("*"))
    outcome = weerbaar("new", *args)
    assert outcome.code == 2
    assert words in outcome.err
    assert sorted(werkmap.rglob("*")) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("weerbaar: meting/1", "weerbaar: meting/0"),
        ("weerbaar: meting/1", "weerbaar: meting/2"),
        ("intern-meldpunt: ja", "intern-meldpunt: misschien"),
    ],
)
def test_a_previous_meting_with_a_fault_is_not_taken_over(
    old: str, new: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    wrong = VORIGE.replace(old, new)
    (werkmap / "metingen/fout.yaml").write_text(wrong, encoding="utf-8")
    outcome = weerbaar(*NEW, "--van", "metingen/fout.yaml")
    assert outcome.code == 2
    assert "er is niets overgenomen" in outcome.err
    assert not (werkmap / "metingen/voorbeeldstad-zelfscan-2024-07-01.yaml").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_place(werkmap: Path, weerbaar: Weerbaar) -> None:
    (werkmap / "metingen").chmod(0o555)
    outcome = weerbaar(*NEW)
    assert outcome.code == 2
    assert "niet te schrijven" in outcome.err


def test_outside_a_werkmap_the_raamwerk_must_be_named(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({})
    outcome = weerbaar("new", "--organisatie", "Borne")
    assert outcome.code == 2
    assert "--raamwerk" in outcome.err
    made = weerbaar("new", "--organisatie", "Borne", "--raamwerk", "twente-basis-op-orde")
    assert made.code == 0
    assert [path.suffix for path in Path().iterdir()] == [".yaml"]


def test_a_group_in_other_capitals_is_asked_again_by_its_own_name(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    path = Path("metingen/januari.yaml")
    text = path.read_text(encoding="utf-8")
    groepen = "  bewustwording-groepen: {College: 2019-01-01, RAAD: 2024-01-02}\n"
    path.write_text(text.replace("feiten:\n", f"feiten:\n{groepen}"), encoding="utf-8")
    assert weerbaar("validate", str(path)).out.count("hint schrijfwijze") == 2
    words = (*NEW, "--raamwerk", "drentse-ambities", "--van", str(path), "--output", "juli.yaml")
    assert weerbaar(*words).code == 0
    text = Path("juli.yaml").read_text(encoding="utf-8")
    assert "\n    college:\n    raad: 2024-01-02\n" in text
