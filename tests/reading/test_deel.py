"""A part of a meting: it validates and is judged, and no report, list or comparison has it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar
from tests.reading.test_ongelezen import DORP, METING, WERKMAP

DEEL = METING.replace("fictief: ja", "fictief: ja\ndeel: {rollen: [HR-adviseur, jurist]}")
STAD = {"weerbaar.yaml": WERKMAP, "metingen/stad.yaml": METING, "metingen/dorp.yaml": DORP}


def codes(run: object) -> list[str]:
    return [one["code"] for one in json.loads(run.out)["bevindingen"]]  # type: ignore[attr-defined]


def test_beside_the_whole_it_is_a_finding_of_its_own_and_no_double(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({**STAD, "metingen/stad-hr.yaml": DEEL})
    run = weerbaar("validate", ".", "--format", "json")
    assert (run.code, codes(run)) == (0, ["deel-in-metingen"])


def test_elsewhere_it_validates(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({**STAD, "delen/stad-hr.yaml": DEEL})
    run = weerbaar("validate", ".", "--strikt", "--format", "json")
    assert (run.code, codes(run)) == (0, [])


def test_it_is_always_concept(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({**STAD, "delen/stad-hr.yaml": DEEL + "status: vastgesteld\n"})
    run = weerbaar("validate", "delen", "--format", "json")
    assert (run.code, codes(run)) == (1, ["deel-niet-concept"])


@pytest.mark.parametrize(
    "deel", ["{rollen: {a: b}}", "{versies: [x@1]}", "{rollen: [a], basis: [b]}", "{rollen: []}"]
)
def test_of_whom_it_is_must_be_right(deel: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree({**STAD, "delen/stad-hr.yaml": METING + f"deel: {deel}\n"})
    run = weerbaar("validate", "delen", "--format", "json")
    assert run.code == 1
    assert len(codes(run)) == 1


def test_it_is_judged_by_itself(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({**STAD, "delen/stad-hr.yaml": DEEL})
    assert weerbaar("score", "delen/stad-hr.yaml").code == 0
    assert weerbaar("explain", "delen/stad-hr.yaml", "1c").code == 0
    assert weerbaar("frameworks", "unanswered", "delen/stad-hr.yaml").code == 0


@pytest.mark.parametrize(
    "args",
    [
        ("report", "delen/hr.yaml"),
        ("report", "delen/hr.yaml", "--doelgroep", "raad"),
        ("report", "metingen/stad.yaml", "--vorige", "delen/hr.yaml"),
        ("plan", "delen/hr.yaml"),
        ("plan", "metingen/stad.yaml", "--vorige", "delen/hr.yaml"),
        ("compare", "delen/hr.yaml", "metingen/stad.yaml"),
        ("compare", "metingen/stad.yaml", "delen/hr.yaml"),
        ("trend", "delen/hr.yaml", "metingen/stad.yaml"),
        ("new", "--organisatie", "Voorbeeldstad", "--van", "delen/hr.yaml"),
    ],
    ids=" ".join,
)
def test_what_tells_of_the_whole_refuses_it(
    args: tuple[str, ...], tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({**STAD, "delen/hr.yaml": DEEL.replace("2024-01-31", "2023-01-31")})
    run = weerbaar(*args)
    assert (run.code, run.out) == (2, "")
    assert "een deel van een meting is nog niet het geheel: delen/hr.yaml" in run.err


@pytest.mark.parametrize(
    "args",
    [
        ("score", "metingen", "--format", "json"),
        ("plan", "metingen", "--doelgroep", "coordinator", "--format", "json"),
        ("trend", "metingen", "--format", "json"),
        ("report", ".", "--doelgroep", "coordinator", "--format", "json"),
    ],
    ids=" ".join,
)
def test_in_a_folder_it_changes_nothing(
    args: tuple[str, ...], tree: Tree, weerbaar: Weerbaar
) -> None:
    handed_in = [
        f"{text.replace('2024-01-31', day)}status: ingeleverd\n"
        for text in (METING, DORP)
        for day in ("2023-01-31", "2024-01-31")
    ]
    files = {f"metingen/{number}.yaml": text for number, text in enumerate(handed_in)}
    tree({"weerbaar.yaml": WERKMAP, **files})
    before = weerbaar(*args)
    assert before.code == 0
    Path("metingen/stad-hr.yaml").write_text(DEEL, encoding="utf-8")
    Path("metingen/stad-later.yaml").write_text(
        DEEL.replace("2024-01-31", "2024-06-30"), encoding="utf-8"
    )
    after = weerbaar(*args)
    assert before.out
    assert (after.code, after.out) == (before.code, before.out)


def test_a_part_of_a_group_is_not_shared(tree: Tree, weerbaar: Weerbaar) -> None:
    """What a group shares is told by its whole meting."""
    werkmap = WERKMAP + "groepen:\n  - {naam: Basisteam, leden: [Voorbeeldstad]}\n"
    groep = METING.replace("Voorbeeldstad", "Basisteam")
    files = {"weerbaar.yaml": werkmap, "metingen/stad.yaml": METING}
    tree({**files, "gedeeld/heel.yaml": groep})
    before = weerbaar("score", "metingen", "--format", "json").out
    deel = groep.replace("fictief: ja", "fictief: ja\ndeel: {rollen: [jurist]}")
    Path("gedeeld/deel.yaml").write_text(deel.replace("dpunt: ja", "dpunt: nee"), encoding="utf-8")
    assert weerbaar("score", "metingen", "--format", "json").out == before
