"""What counts where: levels, obligatory norms, recommendations. Every outcome derived by hand."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import pytest

from tests.cli.proef import HEAD, WERKMAP
from tests.conftest import Tree, Weerbaar

FEITEN = ("intern-meldpunt", "mt-aanspreekpunt", "regie-fte", "college-besproken")
ASKED = ("is: ja", "is: ja", "meer_dan: 0", "ooit: ja")
MET = ("ja", "ja", "1", "2024-01-15")
MISSED = ("nee", "nee", "0", "nooit")
KOP = """\
weerbaar: raamwerk/1
id: proef
titel: Proefraamwerk
versie: "1.0"
partijtypen: [gemeente, waterschap]
"""


def raamwerk(*extra: str, top: str = "") -> str:
    """Four norms, each on one fact; `extra` is what each says of itself."""
    lines = [f'{KOP}{top}themas:\n  - id: "1"\n    titel: Proef\n    normen:']
    for number, (feit, asked, own) in enumerate(zip(FEITEN, ASKED, extra, strict=True), 1):
        rule = f"{{feit: {feit}, {asked}}}"
        lines.append(f"      - {{id: n{number}, tekst: Norm {number}, voldoet: {rule}{own}}}")
    return "\n".join(lines) + "\n"


def meting(answers: str) -> str:
    """`+` is met, `-` is not, `?` is not known."""
    words = {"+": MET, "-": MISSED}
    facts = "\n".join(
        f"  {feit}: {words[one][place] if one in words else ''}"
        for place, (feit, one) in enumerate(zip(FEITEN, answers, strict=True))
    )
    return f"{HEAD}peildatum: 2024-01-31\nfictief: ja\nfeiten:\n{facts}\n"


@pytest.fixture
def scored(tree: Tree, weerbaar: Weerbaar) -> Any:
    def score(framework: str, answers: str) -> dict[str, Any]:
        names = ("weerbaar.yaml", "proef.yaml", "meting.yaml")
        tree(dict(zip(names, (WERKMAP, framework, meting(answers)), strict=True)))
        run = weerbaar("score", "meting.yaml", "--format", "json")
        assert run.code == 0, run.err
        found: dict[str, Any] = json.loads(run.out)
        return found

    return score


BOUND = (", verplicht: ja", ", verplicht: ja", "", "")
HALF = "op_orde: {aandeel: 50%}\n"


@pytest.mark.parametrize(
    ("answers", "in_order"),
    [
        ("+++-", True),  # both obligatory, and half of the other two
        ("++--", False),  # both obligatory, none of the others
        ("+-++", False),  # three of four is more than half, but one was obligatory
        ("+?++", None),
        ("-?++", False),  # whatever the second will be
        ("++?-", None),
        ("+++?", True),  # half of the others is there already
        ("++??", None),
    ],
)
def test_obligatory_norms_stand_beside_a_share(
    answers: str, in_order: bool | None, scored: Any
) -> None:
    found = scored(raamwerk(*BOUND, top=HALF), answers)
    assert found["op_orde"] is in_order
    assert found["verplicht"]["van_toepassing"] == 2


def test_only_obligatory_norms_ask_nothing_of_the_rest(scored: Any) -> None:
    framework = raamwerk(*([", verplicht: ja"] * 4), top=HALF)
    assert scored(framework, "++++")["op_orde"] is True
    assert scored(framework, "+++-")["op_orde"] is False


LEVELS = "niveaus: {basis: {titel: Basis}, plus: {titel: Plus, aandeel: 50%}}\n"
OWN = (", niveau: basis", ", niveau: basis", ", niveau: plus", ", niveau: plus")


@pytest.mark.parametrize(
    ("answers", "basis", "plus", "whole"),
    [
        ("++--", True, False, True),
        ("++-+", True, True, True),
        ("+-++", False, True, False),
        ("+?+?", None, True, None),
        ("++?-", True, None, True),
    ],
)
def test_every_level_has_its_own_rule(
    answers: str, basis: bool | None, plus: bool | None, whole: bool | None, scored: Any
) -> None:
    found = scored(raamwerk(*OWN, top=LEVELS + "op_orde: {niveau: basis}\n"), answers)
    assert [one["op_orde"] for one in found["niveaus"]] == [basis, plus]
    assert found["op_orde"] is whole
    assert [one["telling"]["van_toepassing"] for one in found["niveaus"]] == [2, 2]


@pytest.mark.parametrize("answers", ["+++-", "++++", "+++?"])
def test_a_recommendation_is_counted_apart(answers: str, scored: Any) -> None:
    found = scored(raamwerk("", "", "", ", aard: aanbeveling"), answers)
    assert found["op_orde"] is True
    assert found["telling"]["van_toepassing"] == 3
    assert found["themas"][0]["telling"]["van_toepassing"] == 3
    assert found["aandeel"] == {"voldoet": 1.0, "minimaal": 1.0, "maximaal": 1.0}
    assert found["aanbevelingen"]["voldoet"] == (answers[3] == "+")


@pytest.mark.parametrize("answers", ["??--", "+??-", "-??+", "????"])
def test_it_is_open_exactly_when_completions_differ(answers: str, scored: Any) -> None:
    framework = raamwerk(*BOUND, top=HALF)
    blanks = [place for place, one in enumerate(answers) if one == "?"]
    filled = set()
    for chosen in product("+-", repeat=len(blanks)):
        told = list(answers)
        for place, one in zip(blanks, chosen, strict=True):
            told[place] = one
        filled.add(scored(framework, "".join(told))["op_orde"])
    expected = filled.pop() if len(filled) == 1 else None
    assert scored(framework, answers)["op_orde"] is expected


def test_a_gate_asks_one_level(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(
        {
            "weerbaar.yaml": WERKMAP,
            "proef.yaml": raamwerk(*OWN, top=LEVELS),
            "meting.yaml": meting("+-++"),
        }
    )
    assert weerbaar("score", "meting.yaml", "--eis", "op_orde:plus").code == 0
    run = weerbaar("score", "meting.yaml", "--eis", "op_orde:basis")
    assert run.code == 1
    assert "niveau basis is niet op orde" in run.err
    run = weerbaar("score", "meting.yaml", "--eis", "op_orde:top")
    assert run.code == 2
    assert "basis, plus" in run.err
    tree({"proef.yaml": raamwerk("", "", "", "")})
    assert (
        "→ Het raamwerk heeft er geen.\n"
        in weerbaar("score", "meting.yaml", "--eis", "op_orde:top").err
    )


@pytest.mark.parametrize(
    ("top", "answers", "settled"),
    [
        ("op_orde: {niveau: basis, aandeel: 50%}\n", "+--?", (True, True)),
        ("op_orde: {niveau: plus}\n", "--+-", (True, False)),
        ("op_orde: {niveau: plus}\n", "++--", (False, True)),
    ],
)
def test_the_level_that_decides_has_one_share(
    top: str, answers: str, settled: tuple[bool, bool], scored: Any
) -> None:
    """The base is in order exactly when that level is, wherever the share stands."""
    found = scored(raamwerk(*OWN, top=LEVELS + top), answers)
    assert (found["op_orde"], found["niveaus"][0]["op_orde"]) == settled


@pytest.mark.parametrize(
    ("framework", "code", "line"),
    [
        (raamwerk(*OWN), "onbekend-niveau", 10),
        (raamwerk(*OWN[:3], "", top=LEVELS), "norm-zonder-niveau", 14),
        (raamwerk(*([", niveau: basis"] * 4), top=LEVELS), "niveau-zonder-normen", 6),
        (raamwerk("", "", "", ", rubriek: geld"), "onbekende-rubriek", 13),
        (raamwerk("", "", "", ", verplicht: ja, aard: aanbeveling"), "aanbeveling-verplicht", 13),
        (raamwerk("", "", "", "", top="op_orde: {niveau: basis}\n"), "onbekend-niveau", 6),
        (
            raamwerk(*OWN, top=LEVELS + "op_orde: {niveau: plus, aandeel: 80%}\n"),
            "aandeel-dubbel",
            7,
        ),
    ],
)
def test_the_check_names_what_does_not_fit(
    framework: str, code: str, line: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"weerbaar.yaml": WERKMAP, "proef.yaml": framework})
    run = weerbaar("validate", "proef.yaml", "--format", "json")
    found = [(one["code"], one["regel"]) for one in json.loads(run.out)["bevindingen"]]
    assert (code, line) in found
