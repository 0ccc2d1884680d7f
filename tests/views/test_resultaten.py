"""Every output of every command, as it is for programs, held against its published schema."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.test_help import EVERY
from tests.conftest import Weerbaar
from tests.steekproef import sample
from weerbaar_cli.cli.main import main
from weerbaar_cli.views.resultaten import RESULTATEN, resultaat_schema

ROOT = Path(__file__).parents[2]
TWENTE = "metingen/voorbeeldstad"
VERSIES = "ijsselland-basis-op-orde@2023-2026 ijsselland-basis-op-orde@2027-proef"
# Per result the folders and command lines that give it; the exit code may be 0 or 1.
REAL: dict[str, list[tuple[str, str]]] = {
    "compare": [
        ("examples/twente", f"compare {TWENTE}-zelfscan-2024.yaml {TWENTE}-eindmeting-2024.yaml"),
        ("examples/drenthe", "compare metingen metingen"),
    ],
    "explain": [
        ("examples/twente", f"explain {TWENTE}-zelfscan-2024.yaml 3d"),
        ("tests/cases", "explain dubbele-sleutel"),
    ],
    "fout": [
        ("tests/cases", "score invalid/datum-bestaat-niet.yaml"),
        ("examples/twente", "report --district geen"),
    ],
    "frameworks": [("examples/twente", "frameworks")],
    "frameworks-check": [
        ("examples/twente", "frameworks check ../../frameworks"),
        ("tests/cases", "frameworks check invalid"),
    ],
    "frameworks-crosswalk": [
        ("examples/twente", "frameworks crosswalk"),
        ("examples/twente", "frameworks crosswalk twente-basis-op-orde drentse-ambities"),
    ],
    "frameworks-diff": [
        ("tests/cases/versies", f"frameworks diff {VERSIES}"),
        ("tests/cases/versies", f"frameworks diff {VERSIES} --op metingen"),
        ("tests/cases/feitverschil", "frameworks diff toen/feiten.yaml nu/feiten.yaml"),
    ],
    "frameworks-show": [
        ("examples/twente", f"frameworks {one}")
        for one in ("twente-basis-op-orde", "riec-themas", "woerden-oudewater")
    ],
    "frameworks-unanswered": [
        ("examples/drenthe", "frameworks unanswered metingen/brinkmeerde-2025-08.yaml"),
        ("examples/twente", f"frameworks unanswered {TWENTE}-zelfscan-2024.yaml --raamwerk alle"),
    ],
    "import": [
        ("examples/twente", f"import @/vragen.xlsx --in {TWENTE}-zelfscan-2024.yaml --proef"),
    ],
    "intake": [
        ("examples/twente", "intake ../drenthe/metingen --naar . --proef"),
        ("examples/twente", "intake @/delen --naar . --proef"),
    ],
    "leaks": [
        ("examples/twente", "leaks metingen"),
        ("examples/twente", "leaks weerbaar.yaml --zonder-namen"),
    ],
    "merge": [("examples/twente", f"merge @/delen --in {TWENTE}-zelfscan-2024.yaml --proef")],
    "plan": [
        ("examples/twente", f"plan {TWENTE}-zelfscan-2024.yaml"),
        (
            "examples/twente",
            f"plan {TWENTE}-eindmeting-2024.yaml --vorige {TWENTE}-zelfscan-2024.yaml",
        ),
        ("examples/drenthe", "plan metingen/midden-wolmeen-2025-08.yaml --raamwerk alle"),
    ],
    "plan-coordinator": [
        (folder, "plan . --doelgroep coordinator")
        for folder in ("examples/twente", "examples/drenthe")
    ],
    "publicaties": [(f"examples/{district}", "publicaties") for district in ("twente", "drenthe")],
    "report": [
        ("examples/twente", f"report {TWENTE}-eindmeting-2024.yaml"),
        ("examples/drenthe", "report metingen/jeneverlo-2025-08.yaml --raamwerk alle"),
        ("examples/drenthe", "report metingen/brinkmeerde-2025-08.yaml --doelgroep notitie"),
        ("examples/twente", f"report {TWENTE}-eindmeting-2024.yaml --doelgroep raad"),
        *(
            (f"examples/{district}", f"report --district {district} --doelgroep {doelgroep}")
            for district in ("twente", "drenthe")
            for doelgroep in ("coordinator", "specialist", "bestuur", "notitie", "openbaar")
        ),
        ("examples", "report --overzicht riec-oost-nederland"),
    ],
    "schema": [("examples/twente", "schema"), ("examples/twente", "schema --resultaten")],
    "score": [
        ("examples/twente", f"score {TWENTE}-zelfscan-2024.yaml"),
        ("examples/twente", f"score {TWENTE}-zelfscan-2024.yaml --stel mt-besproken=2024-01-16"),
        ("examples/drenthe", "score metingen/brinkmeerde-2025-08.yaml --raamwerk alle"),
    ],
    "trend": [
        ("examples/twente", f"trend {TWENTE}-zelfscan-2024.yaml {TWENTE}-eindmeting-2024.yaml"),
        ("examples/drenthe", "trend metingen"),
    ],
    "validate": [
        ("tests/cases", "validate invalid"),
        *((folder, "validate .") for folder in ("examples/twente", "examples/drenthe")),
    ],
    "verify": [("examples/oost-nederland", "verify twente.json ../twente --district twente")],
}
# Keys that are left out where there is nothing to say, as 0.1.0 did.
WEGING = {
    "verplicht",
    "aanbevelingen",
    "niveaus",
    "rubrieken",
    "niveau",
    "rubriek",
    "aanbeveling",
} | {"handreiking"}
LEFT_OUT = {
    "frameworks-show": {
        "woord", "te_bevestigen_door", "toelichting", "bron", "ingedeeld", "onderdeel", "jaar",
        "thema", "planning", "gereed_op", "kosten", "district", "opdrachtgever", "opdrachtnemer",
        "looptijd", "titel", *WEGING,
    },
    **dict.fromkeys(("explain", "plan", "score", "trend"), WEGING),
    "fout": {"herstel"},
    "frameworks-check": {"herstel"},
    "validate": {"herstel"},
    "report": {*WEGING,
        "waarmerk", "proef", "herziening", "apart", "ongelezen", "datum", "kenmerk", "vindplaats",
        "openbaar", "doorgerekend_van",
    },
}  # fmt: skip
every_result = pytest.mark.parametrize("naam", RESULTATEN)


@cache
def schema(naam: str) -> dict[str, Any]:
    return resultaat_schema(naam)


def parts(found: Any) -> Iterator[dict[str, Any]]:
    if isinstance(found, dict):
        yield found
    for one in found.values() if isinstance(found, dict) else found:
        if isinstance(one, dict | list):
            yield from parts(one)


def test_every_command_has_its_results_or_stands_in_the_list() -> None:
    formed = {
        "-".join(words)
        for words, command in EVERY.items()
        if any("--format" in one.opts for one in command.params)
    }
    # A command with more than one kind of result calls them after itself: plan, plan-coordinator.
    known = {naam for naam in formed for one in RESULTATEN if f"{one}-".startswith(f"{naam}-")}
    assert formed == known
    assert REAL.keys() == RESULTATEN.keys()


@every_result
def test_it_is_a_closed_schema_with_a_name_and_a_version(naam: str) -> None:
    made = schema(naam)
    Draft202012Validator.check_schema(made)
    assert made["$id"] == f"urn:weerbaar:resultaat:{naam}:1"
    assert made["title"].startswith("De JSON van ")
    for part in parts(made):
        if "properties" in part:
            assert part["additionalProperties"] is False
            left_out = LEFT_OUT.get(naam, set())
            assert set(part["properties"]) - set(part["required"]) <= left_out


@every_result
def test_what_it_says_of_a_key_is_dutch_and_ours(naam: str) -> None:
    """No titles and no docstrings of the models: those are for who reads the code."""
    for part in parts(schema(naam)):
        for key in part.get("properties", {}).values():
            assert "title" not in key
    blocks = schema(naam).get("$defs", {})
    assert not any({"title", "description"} & block.keys() for block in blocks.values())


@pytest.fixture(scope="module")
def uitgedeeld(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What was sent out of a meting, and came back: `@` in a line."""
    folder = tmp_path_factory.mktemp("uitgedeeld")
    meting = str(ROOT / f"examples/twente/{TWENTE}-zelfscan-2024.yaml")
    assert main(["export", meting, "--output", str(folder / "vragen.xlsx")]) == 0
    assert main(["split", meting, "--vorm", "yaml", "--output", str(folder / "delen")]) == 0
    return folder


def words_of(line: str, uitgedeeld: Path) -> list[str]:
    return [*line.replace("@/", f"{uitgedeeld}/").split(), "--format", "json"]


@pytest.mark.parametrize(
    ("naam", "folder", "line"),
    [one for naam, lines in REAL.items() for one in sample(((naam, *words) for words in lines), 9)],
)
def test_every_real_output_is_as_published(
    naam: str,
    folder: str,
    line: str,
    weerbaar: Weerbaar,
    monkeypatch: pytest.MonkeyPatch,
    uitgedeeld: Path,
) -> None:
    check = Draft202012Validator(schema(naam))
    monkeypatch.chdir(ROOT / folder)
    run = weerbaar(*words_of(line, uitgedeeld))
    assert run.code in ((2,) if naam == "fout" else (0, 1)), run.err
    assert [one.message for one in check.iter_errors(json.loads(run.out))] == []


@pytest.mark.parametrize("naam", sample(RESULTATEN, 12))
def test_another_key_or_a_missing_one_is_refused(
    naam: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch, uitgedeeld: Path
) -> None:
    check = Draft202012Validator(schema(naam))
    folder, line = REAL[naam][0]
    monkeypatch.chdir(ROOT / folder)
    found = json.loads(weerbaar(*words_of(line, uitgedeeld)).out)
    first = found[0] if isinstance(found, list) else found
    assert check.is_valid(found)
    first["onzin"] = 1
    assert not check.is_valid(found)
    del first["onzin"], first["versie"]
    assert not check.is_valid(found)
