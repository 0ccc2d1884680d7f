"""Evidence with an id counts with every answer that refers to it, wherever evidence is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar

WERKMAP = """\
weerbaar: werkmap/1
district: proefdistrict
partijen:
  - {naam: Proefstad, type: gemeente, district: proefdistrict}
"""
RAAMWERK = """\
weerbaar: raamwerk/1
id: proef
titel: Proef
versie: "1"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Proef
    normen:
      - id: "1"
        tekst: Het is onderbouwd.
        voldoet: {alle: [{feit: osint, is: ja}, {feit: osint, bewijs: ja}]}
      - id: "2"
        tekst: Het convenant is verlengd.
        voldoet: {feit: mma-convenant, toestand: [verlopen], verlengd: ja}
gevallen:
  - norm: "1"
    als: Het stuk staat bij een ander antwoord.
    feiten:
      osint: {waarde: ja, verwijst: [brief]}
      intern-meldpunt: {waarde: ja, bewijs: [{id: brief, titel: Brief}]}
    oordeel: voldoet
"""
KOP = "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: proef\nfictief: ja\n"
METING = """\
peildatum: 2024-01-31
feiten:
  intern-meldpunt: {waarde: ja, bewijs: [{id: brief, titel: Brief, datum: 2023-06-01}]}
  osint: {waarde: ja, herkomst: onderbouwd, verwijst: [brief]}
  mma-convenant:
    waarde: {titel: Convenant, vastgesteld_op: 2019-01-01, geldig_tot: 2022-12-31}
    verwijst: [brief]
"""


@pytest.fixture
def meting(tree: Tree) -> Path:
    files = {"weerbaar.yaml": WERKMAP, "proef.yaml": RAAMWERK, "metingen/m.yaml": KOP + METING}
    return tree(files) / "metingen" / "m.yaml"


def oordelen(weerbaar: Weerbaar, *args: str) -> list[str]:
    shape = json.loads(weerbaar("score", "metingen/m.yaml", *args, "--format", "json").out)
    return [norm["oordeel"] for norm in (shape[0] if isinstance(shape, list) else shape)["normen"]]


def test_rules_read_it_as_if_it_stood_there(weerbaar: Weerbaar, meting: Path) -> None:
    assert oordelen(weerbaar) == ["voldoet", "voldoet"]
    # The convenant ended on 31 December 2022: what is of that day shows no renewal (K2).
    for day, expected in (("2022-12-31", "voldoet_niet"), ("2023-01-01", "voldoet")):
        meting.write_text(KOP + METING.replace("2023-06-01", day), encoding="utf-8")
        assert oordelen(weerbaar) == ["voldoet", expected]
    without = METING.replace(", verwijst: [brief]", "")
    meting.write_text(KOP + without, encoding="utf-8")
    assert oordelen(weerbaar)[0] == "voldoet_niet"


def test_it_is_told_with_every_answer(weerbaar: Weerbaar, meting: Path) -> None:
    assert "bewijs: Brief, 01-06-2023" in weerbaar("explain", str(meting), "1").out
    report = weerbaar("report", str(meting), "--format", "markdown").out
    assert report.count("Brief") >= 2


def test_a_case_of_a_raamwerk_may_refer(weerbaar: Weerbaar, meting: Path) -> None:
    assert weerbaar("frameworks", "check", "proef.yaml").code == 0


def test_a_supposition_keeps_it(weerbaar: Weerbaar, meting: Path) -> None:
    said = ("--stel", "osint=ja", "--stel", "intern-meldpunt=nee")
    assert oordelen(weerbaar, *said)[0] == "voldoet"


def test_a_new_meting_takes_it_along_where_it_is_first_needed(
    weerbaar: Weerbaar, meting: Path
) -> None:
    args = ("--organisatie", "Proefstad", "--peildatum", "2024-02-29", "--van", str(meting))
    assert weerbaar("new", *args, "--output", "metingen/n.yaml").code == 0
    text = meting.with_name("n.yaml").read_text(encoding="utf-8")
    assert text.count("titel: Brief") == 1  # not that of a fact that this raamwerk does not ask
    assert "osint: {waarde: ja, herkomst: onderbouwd, bewijs: [{id: brief" in text
    assert "verwijst: [brief]" in text
    assert weerbaar("validate", "metingen/n.yaml", "--strikt").code == 0


def test_two_people_do_not_differ_in_insight_when_its_date_changed(
    weerbaar: Weerbaar, meting: Path
) -> None:
    tested = 'toetsing: {"2": {oordeel: voldoet, reden: gezien, op: 2024-02-20}}\n'
    later = METING.replace("2023-06-01", "2022-12-01").replace("2024-01-31", "2024-02-29")
    meting.with_name("n.yaml").write_text(KOP + later + tested, encoding="utf-8")
    run = weerbaar("compare", str(meting), "metingen/n.yaml", "--format", "json")
    assert [(one["norm"], one["grond"]) for one in json.loads(run.out)["afwijkingen"]] == [
        ("2", "feiten")
    ]
