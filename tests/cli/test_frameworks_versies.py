"""Versions of one raamwerk side by side: which one counts, and what may not stand beside what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.proef import FILES, METING, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.bibliotheek import verpakt
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    Bibliotheek,
    load_once,
    load_packaged,
    packaged,
    store_packaged,
)
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

TWENTE = "twente-basis-op-orde"


def versie(name: str, op: str = "") -> str:
    """Another version of proef, in which norm 1a asks the opposite."""
    adopted = f"vastgesteld: {{door: DVO, op: {op}}}\n" if op else ""
    text = RAAMWERK.replace('"1.0"', f'"{name}"').replace("partijtypen", f"{adopted}partijtypen")
    text = text.replace("feit: intern-meldpunt, is: ja", "feit: intern-meldpunt, is: nee")
    return text.partition("gevallen:")[0]


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES | {"nieuw.yaml": versie("2.0", "2025-01-14")})


def used(weerbaar: Weerbaar, *options: str) -> tuple[str, str]:
    """The version that scores the meting, and what it says of norm 1a."""
    shape = json.loads(weerbaar("score", "meting.yaml", "--format", "json", *options).out)
    return shape["raamwerk"]["versie"], shape["normen"][0]["oordeel"]


def test_an_id_alone_means_the_version_adopted_last(weerbaar: Weerbaar, tree: Tree) -> None:
    assert used(weerbaar) == ("2.0", "voldoet_niet")
    tree({"later.yaml": versie("0.9", "2025-03-01")})
    assert used(weerbaar)[0] == "0.9"


def test_on_the_same_day_the_text_of_the_version_decides(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"ook.yaml": versie("2.1", "2025-01-14")})
    assert used(weerbaar)[0] == "2.1"


def test_what_the_werkmap_names_goes_first(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"weerbaar.yaml": WERKMAP.replace("raamwerk: proef", "raamwerk: proef@1.0")})
    assert used(weerbaar) == ("1.0", "voldoet")
    assert used(weerbaar, "--raamwerk", "proef@2.0") == ("2.0", "voldoet_niet")


def test_what_the_meting_names_goes_before_that(weerbaar: Weerbaar, tree: Tree) -> None:
    tree(
        {
            "weerbaar.yaml": WERKMAP.replace("raamwerk: proef", "raamwerk: proef@2.0"),
            "meting.yaml": METING.replace("raamwerk: proef", "raamwerk: proef@1.0"),
        }
    )
    assert used(weerbaar)[0] == "1.0"
    assert used(weerbaar, "--raamwerk", "proef")[0] == "1.0"
    explained = weerbaar("explain", "meting.yaml", "proef/1a", "--format", "json")
    assert json.loads(explained.out)["oordeel"] == "voldoet"
    everything = weerbaar("score", "meting.yaml", "--raamwerk", "alle", "--format", "json")
    versions = {
        one["raamwerk"]["id"]: one["raamwerk"]["versie"] for one in json.loads(everything.out)
    }
    assert versions["proef"] == "1.0"


def test_every_version_is_listed_with_the_one_that_counts(weerbaar: Weerbaar) -> None:
    shape = json.loads(weerbaar("frameworks", "--format", "json").out)
    own = [one for one in shape["raamwerken"] if one["id"] == "proef"]
    assert [one["versie"] for one in own] == ["2.0", "1.0"]  # the one that counts stands first
    out = weerbaar("frameworks").out
    assert "2.0 (wordt gebruikt)" in out
    assert "1.0 (wordt" not in out


def test_one_version_is_shown_with_the_names_of_the_others(weerbaar: Weerbaar) -> None:
    out = weerbaar("frameworks", "proef@1.0").out
    assert "versie 1.0" in out
    assert "andere versies: 2.0" in out


def test_an_unknown_version_names_those_that_there_are(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "proef@3.0")
    assert (code, out) == (2, "")
    assert "raamwerk proef heeft geen versie ‘3.0’" in err
    assert "Bekend is proef@2.0, proef@1.0." in err


def test_a_version_of_ours_may_have_a_newer_one_beside_it(weerbaar: Weerbaar, tree: Tree) -> None:
    own = versie("2030", "2030-01-01").replace("id: proef", f"id: {TWENTE}")
    tree({"nieuw.yaml": own})
    assert weerbaar("validate", "nieuw.yaml") == (0, "", "1 bestand, in orde\n")
    assert "versie 2030" in weerbaar("frameworks", TWENTE).out
    assert "versie van 23-02-2023" in weerbaar("frameworks", f"{TWENTE}@2023-02-23").out
    new = weerbaar("frameworks", f"{TWENTE}@2030").out
    assert "andere versies: van 23-02-2023" in new
    assert "andere versies: 2023-02-23" in weerbaar("frameworks", f"{TWENTE}@2030", "--ids").out
    diff = ("frameworks", "diff", f"{TWENTE}@2023-02-23", f"{TWENTE}@2030")
    assert ": versie van 23-02-2023 → 2030\n" in weerbaar(*diff).out
    assert ": versie 2023-02-23 → 2030\n" in weerbaar(*diff, "--ids").out


def test_the_same_version_of_ours_is_a_fout_and_does_not_count(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    own = versie("2023-02-23", "2030-01-01").replace("id: proef", f"id: {TWENTE}")
    tree({"nieuw.yaml": own})
    code, out, _ = weerbaar("frameworks", "check", "nieuw.yaml")
    assert code == 1
    assert (
        f"nieuw.yaml:4:9: fout dubbel-raamwerk {TWENTE}@2023-02-23 staat al in weerbaar zelf" in out
    )
    assert "20" in weerbaar("frameworks", TWENTE, "--format", "json").out
    shape = json.loads(weerbaar("frameworks", TWENTE, "--format", "json").out)
    assert sum(len(thema["normen"]) for thema in shape["themas"]) == 20


def test_two_files_with_one_version_are_a_fout_and_nothing_is_computed(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"nog-eens.yaml": versie("2.0")})
    code, out, _ = weerbaar("validate", "nieuw.yaml", "nog-eens.yaml")
    assert code == 1
    assert out.startswith(
        "nog-eens.yaml:4:9: fout dubbel-raamwerk proef@2.0 staat al in nieuw.yaml"
    )
    code, out, err = weerbaar("score", "meting.yaml")
    assert (code, out) == (2, "")
    assert "raamwerk proef@2.0 staat in meer bestanden: nieuw.yaml, nog-eens.yaml" in err


@pytest.mark.parametrize(
    ("named", "text"),
    [
        ("proef@3.0", "11: fout onbekende-versie raamwerk proef heeft geen versie ‘3.0’"),
        ("proeff@1.0", "11: waarschuwing onbekend-raamwerk raamwerk ‘proeff@1.0’ is niet bekend"),
        ("[proef@1.0, proef]", "23: fout verkeerde-waarde raamwerk ‘proef’ staat er twee keer"),
    ],
)
def test_settings_that_name_no_version(
    named: str, text: str, weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"weerbaar.yaml": WERKMAP.replace("raamwerk: proef", f"raamwerk: {named}")})
    code, out, _ = weerbaar("validate", "weerbaar.yaml", "--strikt")
    assert code == 1
    assert out.startswith(f"weerbaar.yaml:2:{text}")


def test_readings_may_be_for_one_version(weerbaar: Weerbaar, tree: Tree) -> None:
    changed = "parameters:\n  proef: {onlangs: 6 maanden}\n  proef@1.0: {onlangs: 9 maanden}\n"
    tree({"weerbaar.yaml": WERKMAP + changed})

    def reading(name: str) -> str:
        shape = json.loads(
            weerbaar("score", "meting.yaml", "--raamwerk", name, "--format", "json").out
        )
        return str(shape["parameters"]["onlangs"]["waarde"])

    assert (reading("proef@1.0"), reading("proef@2.0")) == ("9 maanden", "6 maanden")


def test_what_is_not_asked_is_not_read(weerbaar: Weerbaar, tree: Tree) -> None:
    """Thirty other raamwerken, each with a fault, do not stand in the way of one that is right."""
    broken = RAAMWERK.replace("titel: Proefraamwerk", "titel: [geen tekst]")
    tree({f"ander-{n}.yaml": broken.replace("id: proef", f"id: ander-{n}") for n in range(30)})
    assert used(weerbaar)[0] == "2.0"
    assert weerbaar("frameworks", "ander-3").code == 2


def test_another_werkmap_below_keeps_its_raamwerken_to_itself(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"onder/weerbaar.yaml": WERKMAP, "onder/later.yaml": versie("3.0", "2026-01-01")})
    assert used(weerbaar)[0] == "2.0"
    assert "3.0" not in weerbaar("frameworks").out


def test_the_id_is_found_wherever_it_stands(weerbaar: Weerbaar, tree: Tree) -> None:
    far = RAAMWERK.replace("id: proef\n", "").replace('"1.0"', '"3.0"')
    tree({"nieuw.yaml": "# " + "x" * 3000 + "\n" + far + "id: proef\n"})
    # Too far down for a quick look, so this is no file of ours at all.
    assert used(weerbaar)[0] == "1.0"
    tree(
        {
            "nieuw.yaml": far.replace(
                "gevallen:", "vastgesteld: {door: DVO, op: 2030-01-01}\nid: proef\ngevallen:"
            )
        }
    )
    assert used(weerbaar)[0] == "3.0"


# --- the packaged files, stored by the build ---


def test_of_the_store_only_what_is_asked_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verpakt, "STORE", tmp_path / "store.txt")
    monkeypatch.setattr("weerbaar_cli.files.bibliotheek.bibliotheek.STORE", tmp_path / "store.txt")
    store = store_packaged(packaged("frameworks"))
    twente = verpakt.fingerprint((packaged("frameworks") / f"{TWENTE}.yaml").read_bytes())
    lines = store.read_text(encoding="utf-8").splitlines()
    # Every other line is spoiled: whoever reads it fails.
    spoiled = [one if one.startswith(twente) else one.partition("[")[0] + "{" for one in lines[1:]]
    store.write_text("\n".join([lines[0], *spoiled]) + "\n", encoding="utf-8")
    _forget()
    try:
        found = Bibliotheek().raamwerk(TWENTE)
        assert (found.aantal_normen, found.gevallen) == (20, ())
    finally:
        _forget()


def test_what_is_stored_comes_back_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verpakt, "STORE", tmp_path / "store.txt")
    monkeypatch.setattr("weerbaar_cli.files.bibliotheek.bibliotheek.STORE", tmp_path / "store.txt")
    _forget()
    parsed = {path: load_packaged(path, Raamwerk) for path in _packaged("*-basis-op-orde.yaml")}
    projects = {path: load_packaged(path, Programma) for path in _packaged("programmas/*.yaml")}
    store_packaged(packaged("frameworks"))
    _forget()
    try:
        for path, raamwerk in parsed.items():
            # Also without the cases: a report has the same codes wherever it is made.
            assert load_packaged(path, Raamwerk) == raamwerk
        assert projects
        for path, programma in projects.items():
            assert load_packaged(path, Programma) == programma
    finally:
        _forget()


def _forget() -> None:
    verpakt._store.cache_clear()
    load_once.cache_clear()


def _packaged(pattern: str) -> list[Path]:
    return sorted(packaged("frameworks").glob(pattern))
