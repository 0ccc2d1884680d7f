"""`weerbaar schema`: the list, one schema, and the files for an editor."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.cli.proef import FILES, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar

OWN_FACTS = "weerbaar: feiten/1\nfeiten:\n  eigen-feit: {vraag: Is het zo?, soort: ja_nee}\n"


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES)


def test_the_list(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("schema")
    assert (code, err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert rows["meting-proef"] == "metingen met proef"
    assert rows["meting"] == "metingen met meer raamwerken"
    assert rows["raamwerk"] == "een bestand dat begint met ‘weerbaar: raamwerk/1’"
    assert {"feiten", "ankers", "partijen", "werkmap", "meting-twente-basis-op-orde"} <= rows.keys()


def test_the_list_as_json(weerbaar: Weerbaar) -> None:
    shape = json.loads(weerbaar("schema", "--format", "json").out)
    assert list(shape) == ["versie", "schemas"]
    assert {"naam": "meting-proef", "voor": "metingen met proef"} in shape["schemas"]


def test_one_schema(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("schema", "meting-twente-basis-op-orde")
    assert (code, err) == (0, "")
    shape = json.loads(out)
    assert shape["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert "1a" in shape["properties"]["nvt"]["properties"]


def test_raamwerken_and_facts_of_the_werkmap_take_part(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"eigen.yaml": OWN_FACTS})
    shape = json.loads(weerbaar("schema", "meting-proef").out)
    assert list(shape["properties"]["nvt"]["properties"])[4:] == ["1a", "1b", "1c", "2a"]
    assert "eigen-feit" in shape["properties"]["feiten"]["properties"]
    shape = json.loads(weerbaar("schema", "raamwerk").out)
    assert "eigen-feit" in shape["definitions"]["conditie"]["properties"]["feit"]["enum"]
    shape = json.loads(weerbaar("schema", "werkmap").out)
    assert "proef" in shape["properties"]["parameters"]["properties"]


@pytest.mark.parametrize(
    ("naam", "tip"),
    [
        ("raamwrk", "Bedoelde u ‘raamwerk’?"),
        ("twente-basis-op-orde", "Bedoelde u ‘meting-twente-basis-op-orde’?"),
        ("meting-twente", "Bedoelde u ‘meting-twente-basis-op-orde’?"),
        ("meting-proef.schema.json", "Bedoelde u ‘meting-proef’?"),
        ("zzz\x1b", "Bekijk de lijst met ‘weerbaar schema’."),
    ],
)
def test_an_unknown_name(naam: str, tip: str, weerbaar: Weerbaar) -> None:
    for more in ((), ("--output", "uit")):
        code, out, err = weerbaar("schema", naam, *more)
        assert (code, out) == (2, "")
        assert err == f"Fout: schema ‘{naam.replace(chr(27), '�')}’ is niet bekend.\n  → {tip}\n"
    assert not Path("uit").exists()


def test_all_are_written_and_only_again_when_they_changed(weerbaar: Weerbaar, tree: Tree) -> None:
    code, out, err = weerbaar("schema", "--output", ".weerbaar")
    assert (code, out) == (0, "")
    files = sorted(Path(".weerbaar").iterdir())
    assert [f"Geschreven: {path}" for path in files] == sorted(err.splitlines()[:-1])
    assert err.splitlines()[-1].endswith(
        "# yaml-language-server: $schema=.weerbaar/meting.schema.json"
    )
    text = Path(".weerbaar/meting-proef.schema.json").read_text(encoding="utf-8")
    assert text == weerbaar("schema", "meting-proef").out
    before = {path: path.stat().st_mtime_ns for path in files}
    tree({"proef.yaml": RAAMWERK.replace("intern meldpunt.", "meldpunt.")})
    err = weerbaar("schema", "--output", ".weerbaar").err
    changed = [path.name for path in files if path.stat().st_mtime_ns != before[path]]
    assert changed == ["meting-proef.schema.json", "meting.schema.json"]
    assert f"{len(files) - 2} ongewijzigd in .weerbaar\n" in err


def test_one_is_written(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("schema", "feiten", "--output", "uit")
    assert (code, out) == (0, "")
    assert err.startswith(f"Geschreven: {Path('uit') / 'feiten.schema.json'}\n")
    assert [path.name for path in Path("uit").iterdir()] == ["feiten.schema.json"]


def test_a_link_to_a_schema_stays_a_link(weerbaar: Weerbaar) -> None:
    Path("uit").mkdir()
    Path("uit/feiten.schema.json").symlink_to("../elders.json")
    assert weerbaar("schema", "feiten", "--output", "uit").code == 2
    Path("elders.json").write_text("{}", encoding="utf-8")
    assert weerbaar("schema", "feiten", "--output", "uit").code == 0
    assert Path("uit/feiten.schema.json").is_symlink()
    assert json.loads(Path("elders.json").read_text(encoding="utf-8"))["$schema"]


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("er/is/niets", f"Fout: de map ‘{Path('er/is')}’ bestaat niet."),
        ("meting.yaml", "Fout: ‘meting.yaml’ is geen map."),
        ("meting.yaml/uit", "Fout: de map ‘meting.yaml’ bestaat niet."),
    ],
)
def test_a_place_that_is_no_folder(output: str, message: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("schema", "--output", output)
    assert (code, out) == (2, "")
    assert err.startswith(f"{message}\n  → ")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
@pytest.mark.parametrize("output", ["dicht", "dicht/uit"])
def test_a_place_where_nobody_may_write(output: str, weerbaar: Weerbaar) -> None:
    Path("dicht").mkdir(mode=0o500)
    code, out, err = weerbaar("schema", "feiten", "--output", output)
    assert (code, out) == (2, "")
    assert "niet te " in err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no place that nobody may write")
def test_a_place_where_even_root_may_not_write(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("schema", "feiten", "--output", "/proc/weerbaar")
    assert (code, out) == (2, "")
    assert err.startswith("Fout: de map ‘weerbaar’ is niet te maken.\n  → ")


def test_what_is_in_the_way_is_not_overwritten(weerbaar: Weerbaar) -> None:
    Path("uit/feiten.schema.json").mkdir(parents=True)
    code, _, err = weerbaar("schema", "feiten", "--output", "uit")
    assert code == 2
    assert err.startswith(f"Fout: ‘{Path('uit/feiten.schema.json')}’ is niet te lezen.\n  → Haal")


def test_a_faulty_raamwerk_stops_only_what_needs_it(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"proef.yaml": RAAMWERK.replace("feit: regie-fte", "feit: regie")})
    assert weerbaar("schema").code == 0
    assert weerbaar("schema", "raamwerk").code == 0
    assert weerbaar("schema", "meting-twente-basis-op-orde").code == 0
    assert weerbaar("schema", "meting-proef").code == 2
    assert weerbaar("schema", "--output", "uit").code == 2
    assert not Path("uit").exists()


def test_faulty_settings_are_reported(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"weerbaar.yaml": WERKMAP.replace("raamwerk: proef", "raamwerk: proef@9")})
    code, out, err = weerbaar("schema")
    assert (code, out) == (2, "")
    assert "weerbaar.yaml:2:" in err


def test_the_schemas_of_results(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"weerbaar.yaml": "stuk: [", "meting.yaml": "weerbaar: meting/1"})  # no werkmap is read
    code, out, err = weerbaar("schema", "--resultaten")
    assert (code, err) == (0, "")
    rows = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert rows["fout"] == "elk commando dat stopt met afsluitcode 2"
    assert rows["validate"] == "weerbaar validate"
    code, out, err = weerbaar("schema", "--resultaten", "--output", "uit")
    assert (code, out) == (0, "")
    ending = ".resultaat.schema.json"
    assert sorted(path.name for path in Path("uit").iterdir()) == sorted(
        f"{x}{ending}" for x in rows
    )
    assert err.splitlines() == [f"Geschreven: {Path('uit') / name}{ending}" for name in rows]
    text = Path(f"uit/validate{ending}").read_text(encoding="utf-8")
    assert text == weerbaar("schema", "--resultaten", "validate").out


@pytest.mark.parametrize("naam", ["valdate", "validate.resultaat.schema.json", "vali"])
def test_an_unknown_name_of_a_result(naam: str, weerbaar: Weerbaar) -> None:
    err = f"Fout: schema ‘{naam}’ is niet bekend.\n  → Bedoelde u ‘validate’?\n"
    assert weerbaar("schema", "--resultaten", naam) == (2, "", err)


@pytest.mark.parametrize(
    "more", [("--output", "uit", "--format", "tabel"), ("werkmap", "--format", "tabel")]
)
def test_a_form_is_for_the_list(more: tuple[str, ...], weerbaar: Weerbaar) -> None:
    code, _, err = weerbaar("schema", *more)
    assert (code, Path("uit").exists()) == (2, False)
    assert "--format hoort bij de lijst" in err
