"""`weerbaar frameworks diff`: two versions, and what the new one does to metingen."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.proef import FILES, METING, RAAMWERK, WERKMAP
from tests.conftest import Golden, Tree, Weerbaar

CASES = Path(__file__).parent.parent / "cases" / "versies"
OUD, NIEUW = "ijsselland-basis-op-orde@2023-2026", "ijsselland-basis-op-orde@2027-proef"


# --- the werkmap of the tests: rename, split, sharpen, drop, new ---


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("frameworks-diff.txt", []),
        ("frameworks-diff-op.txt", ["--op", "metingen"]),
        ("frameworks-diff-op.md", ["--op", "metingen", "--format", "markdown"]),
        ("frameworks-diff-op.json", ["--op", "metingen", "--format", "json"]),
    ],
)
def test_a_whole_output(
    name: str,
    args: list[str],
    weerbaar: Weerbaar,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(CASES)
    code, out, err = weerbaar("frameworks", "diff", OUD, NIEUW, *args)
    assert (code, err) == (0, "")
    golden(name, out)


def test_words_and_with_ids_the_names_of_files(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    for vorm in ("tabel", "csv"):
        args = ("frameworks", "diff", OUD, NIEUW, "--op", "metingen", "--format", vorm)
        words, ids = weerbaar(*args).out, weerbaar(*args, "--ids").out
        assert "parameter capaciteit" in ids
        assert "middelen-structureel: nee" in ids
        assert "parameter capaciteit" not in words
        assert "Structurele middelen: nee" in words


def test_the_werkmap_is_in_order(weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(CASES)
    assert weerbaar("validate", ".", "--strikt") == (0, "", "6 bestanden, in orde\n")
    code, out, err = weerbaar("frameworks", "check", ".")
    assert (code, out) == (0, "")
    assert "8 normen, 8 gevallen kloppen" in err


def test_nothing_is_written(
    weerbaar: Weerbaar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CASES, tmp_path / "versies")
    monkeypatch.chdir(tmp_path / "versies")
    before = contents(tmp_path)
    assert weerbaar("frameworks", "diff", OUD, NIEUW, "--op", "metingen").code == 0
    assert contents(tmp_path) == before


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_changes_for_whom_is_what_score_says(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(CASES)
    shape = run(weerbaar, OUD, NIEUW, "--op", "metingen")
    for one in shape["metingen"]:
        for side, reference in (("was", OUD), ("wordt", NIEUW)):
            args = ("score", one["bestand"], "--raamwerk", reference, "--format", "json")
            scored = {
                norm["id"]: norm["afgeleid"] for norm in json.loads(weerbaar(*args).out)["normen"]
            }
            told = {found["id"]: found["oordeel"] for norm in one["normen"] for found in norm[side]}
            # A decision goes along with its norm here; score knows it under the old number alone.
            assert {key: scored[key] for key in told} == told


def run(weerbaar: Weerbaar, *args: str) -> Any:
    code, out, err = weerbaar("frameworks", "diff", *args, "--format", "json")
    assert code == 0, err
    return json.loads(out)


# --- small ones ---


def versie(name: str, *changes: tuple[str, str]) -> str:
    text = RAAMWERK.replace('"1.0"', f'"{name}"')
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.fixture
def werkmap(tree: Tree) -> Tree:
    tree(FILES | {"weerbaar.yaml": WERKMAP.replace("raamwerk: proef", "raamwerk: proef@1.0")})
    return tree


def anders(weerbaar: Weerbaar) -> dict[str, list[str]]:
    """Per norm in what it differs."""
    shape = run(weerbaar, "proef@1.0", "proef@2")
    return {norm["wordt"][0]["id"]: norm["anders"] for norm in shape["normen"] if norm["anders"]}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Het MT sprak er onlangs over.", "Het MT spreekt.", {"1b": ["tekst"]}),
        ("{waarde: 12 maanden,", "{waarde: 6 maanden,", {"1b": ["parameters"]}),
        ("{feit: regie-fte, meer_dan: 0}", "{feit: regie-fte, minstens: 1}", {"2a": ["regel"]}),
        ("hoogstens: 0}, tekst", "hoogstens: 1}, tekst", {"2a": ["signalen"]}),
        ("geldt_voor: [gemeente]\n", "geldt_voor: [waterschap]\n", {"1c": ["partijtypen"]}),
        (
            "geldt_voor: [gemeente]\n",
            "geldt_voor: [gemeente]\n        nvt_kan: nee\n        nvt_reden: Een wet.\n",
            {"1c": ["nvt_kan"]},
        ),
        (
            "geldt_voor: [gemeente]\n",
            "geldt_voor: [gemeente]\n        kort: Aanspreekpunt\n        uitleg: Iemand.\n",
            {"1c": ["uitleg"]},
        ),
        # written in another way, but it asks the same
        ("binnen: onlangs", "binnen: 12 maanden", {}),
        ("titel: Organisatie", "titel: De organisatie", {}),
    ],
)
def test_in_what_a_norm_differs(
    old: str, new: str, expected: dict[str, list[str]], weerbaar: Weerbaar, werkmap: Tree
) -> None:
    werkmap({"nieuw.yaml": versie("2", (old, new))})
    assert anders(weerbaar) == expected


def test_a_parameter_under_another_name_with_the_same_value_is_no_change(
    weerbaar: Weerbaar, werkmap: Tree
) -> None:
    werkmap(
        {
            "nieuw.yaml": versie(
                "2", ("onlangs: {waarde", "pas: {waarde"), ("binnen: onlangs", "binnen: pas")
            )
        }
    )
    assert anders(weerbaar) == {}


def test_the_readings_of_the_werkmap_count(weerbaar: Weerbaar, werkmap: Tree) -> None:
    settings = WERKMAP.replace("raamwerk: proef", "raamwerk: proef@1.0")
    own = "parameters: {proef@1.0: {onlangs: 6 maanden}}\n"
    werkmap({"nieuw.yaml": versie("2"), "weerbaar.yaml": settings + own})
    (found,) = [
        norm["parameters"]
        for norm in run(weerbaar, "proef@1.0", "proef@2")["normen"]
        if norm["anders"]
    ]
    assert found == [{"id": "onlangs", "van": "6 maanden", "naar": "12 maanden"}]


def test_who_changes_and_who_does_not(weerbaar: Weerbaar, werkmap: Tree) -> None:
    werkmap({"nieuw.yaml": versie("2", ("{waarde: 12 maanden,", "{waarde: 6 maanden,"))})
    anderen = METING.replace("raamwerk: proef", "raamwerk: twente-basis-op-orde")
    werkmap({"map/oud.yaml": METING, "map/vers.yaml": METING.replace("2023-06-01", "2024-01-02")})
    werkmap({"map/anders.yaml": anderen, "map/geen-meting.yaml": "naam: iets\n"})
    shape = run(weerbaar, "proef", "proef@2", "--op", "map")
    assert (shape["doorgerekend"], shape["overgeslagen"]) == (2, 1)
    (one,) = shape["metingen"]
    assert one["bestand"] == "map/oud.yaml"
    (norm,) = one["normen"]
    assert norm["oorzaken"] == ["parameter onlangs"]
    assert norm["was"] == [{"id": "1b", "oordeel": "voldoet"}]
    assert norm["wordt"][0]["oordeel"] == "deels"
    assert "01-06-2023" in norm["wordt"][0]["reden"]
    told = weerbaar("frameworks", "diff", "proef", "proef@2", "--op", "map").out
    assert "2 metingen doorgerekend, bij 1 verandert niets, 1 andere meting overgeslagen." in told


def test_a_meting_that_is_named_itself_is_always_computed(
    weerbaar: Weerbaar, werkmap: Tree
) -> None:
    werkmap({"nieuw.yaml": versie("2", ("{waarde: 12 maanden,", "{waarde: 6 maanden,"))})
    werkmap({"meting.yaml": METING.replace("raamwerk: proef", "raamwerk: twente-basis-op-orde")})
    shape = run(weerbaar, "proef", "proef@2", "--op", "meting.yaml")
    assert [one["organisatie"]["naam"] for one in shape["metingen"]] == ["Proefstad"]


WASWORDT = "weerbaar: was-wordt/1\nvan: proef@1.0\nnaar: proef@2\nnormen:\n"


def test_a_decision_goes_along_with_its_norm(weerbaar: Weerbaar, werkmap: Tree) -> None:
    nieuw = versie("2", ("{id: 1a,", "{id: 9z,"), ("{norm: 1a", "{norm: 9z"))
    besluit = "nvt: {1a: {reden: niemand, besloten_door: college, op: 2024-01-01}}\n"
    werkmap({"nieuw.yaml": nieuw, "meting.yaml": METING + besluit})
    werkmap({"ww.yaml": WASWORDT + "  - {was: [1a], wordt: [9z], soort: hernoemd}\n"})
    assert run(weerbaar, "proef@1.0", "proef@2", "--op", "meting.yaml")["metingen"] == []
    # Also when the meting was made for the new version.
    later = METING.replace("raamwerk: proef", "raamwerk: proef@2") + besluit.replace("1a", "9z")
    werkmap({"meting.yaml": later})
    assert run(weerbaar, "proef@1.0", "proef@2", "--op", "meting.yaml")["metingen"] == []


def test_invented_and_real_metingen_do_not_mix(weerbaar: Weerbaar, werkmap: Tree) -> None:
    werkmap({"nieuw.yaml": versie("2"), "map/a.yaml": METING})
    werkmap({"map/b.yaml": METING.replace("fictief: ja\n", "")})
    code, out, err = weerbaar("frameworks", "diff", "proef", "proef@2", "--op", "map")
    assert (code, out) == (2, "")
    assert "fictieve en echte metingen gaan niet samen" in err


def test_a_real_meting_is_marked_confidential(weerbaar: Weerbaar, werkmap: Tree) -> None:
    werkmap({"nieuw.yaml": versie("2"), "map/b.yaml": METING.replace("fictief: ja\n", "")})
    out = weerbaar("frameworks", "diff", "proef", "proef@2", "--op", "map").out
    assert "Vertrouwelijk: alleen voor de districtelijk coördinator" in out
    assert "FICTIEF" not in out


@pytest.mark.parametrize("broken", ["feiten: {onzin: ja}\n", "feiten: [\n"])
def test_a_meting_with_a_fout_is_not_left_out_in_silence(
    broken: str, weerbaar: Weerbaar, werkmap: Tree
) -> None:
    head = METING.partition("feiten:")[0]
    werkmap({"nieuw.yaml": versie("2"), "map/a.yaml": METING, "map/b.yaml": head + broken})
    code, out, err = weerbaar("frameworks", "diff", "proef", "proef@2", "--op", "map")
    assert (code, out) == (2, "")
    assert "er is niets berekend: map/b.yaml heeft fouten" in err


def test_a_was_wordt_with_a_fout_is_refused_with_its_place(
    weerbaar: Weerbaar, werkmap: Tree
) -> None:
    werkmap(
        {"nieuw.yaml": versie("2"), "ww.yaml": WASWORDT + "  - {was: [7x], soort: vervallen}\n"}
    )
    code, out, err = weerbaar("frameworks", "diff", "proef", "proef@2")
    assert (code, out) == (2, "")
    assert "ww.yaml:5:12: fout onbekende-norm norm ‘7x’ bestaat niet in proef@1.0" in err


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["proef", "proef@1.0"], "dit is twee keer proef@1.0"),
        (["proef", "proef@9"], "raamwerk proef heeft geen versie ‘9’"),
        (["proef", "twente-basis-op-orde"], "zijn twee raamwerken, geen twee versies"),
        (["proef", "proef@2", "--op", "leeg"], "er is geen meting met proef gevonden"),
        (["proef", "proef@2", "--op", "weg"], "‘weg’ bestaat niet"),
        (["proef", "proef@2", "--op", "proef.yaml"], "‘proef.yaml’ is geen meting"),
    ],
)
def test_what_cannot_be_compared(
    args: list[str], text: str, weerbaar: Weerbaar, werkmap: Tree
) -> None:
    werkmap({"nieuw.yaml": versie("2"), "leeg/iets.yaml": "naam: iets\n"})
    code, out, err = weerbaar("frameworks", "diff", *args)
    assert (code, out) == (2, "")
    assert text in err


def test_over_a_row_of_versions(weerbaar: Weerbaar, werkmap: Tree) -> None:
    werkmap(
        {
            "v2.yaml": versie("2", ("{id: 1a,", "{id: 1x,"), ("{norm: 1a", "{norm: 1x")),
            "v3.yaml": versie("3", ("{id: 1a,", "{id: 1y,"), ("{norm: 1a", "{norm: 1y")),
            "ww-2.yaml": WASWORDT + "  - {was: [1a], wordt: [1x], soort: hernoemd}\n",
            "ww-3.yaml": WASWORDT.replace("@2", "@3").replace("@1.0", "@2")
            + "  - {was: [1x], wordt: [1y], soort: hernoemd}\n",
        }
    )
    shape = run(weerbaar, "proef@1.0", "proef@3")
    assert shape["was_wordt"] == ["ww-2.yaml", "ww-3.yaml"]
    assert [(norm["was"][0]["id"], norm["wordt"][0]["id"]) for norm in shape["normen"]] == [
        ("1a", "1y"),
        ("1b", "1b"),
        ("1c", "1c"),
        ("2a", "2a"),
    ]
    assert run(weerbaar, "proef@3", "proef@1.0")["normen"][0]["wordt"][0]["id"] == "1a"


def test_signs_of_markdown_in_a_text_are_text(weerbaar: Weerbaar, werkmap: Tree) -> None:
    werkmap({"nieuw.yaml": versie("2", ("Het MT sprak er onlangs over.", "Het MT | *sprak* <b>"))})
    out = weerbaar("frameworks", "diff", "proef", "proef@2", "--format", "markdown").out
    assert "Het MT \\| \\*sprak\\* &lt;b&gt;" in out
