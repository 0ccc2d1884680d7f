"""`weerbaar frameworks check`: right, and complete: sources, cases, facts that someone asks."""

from __future__ import annotations

import pytest

from tests.cli.proef import FILES, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.bibliotheek.bibliotheek import packaged

OURS = sorted(packaged("frameworks").glob("*.yaml"))
BRON = 'versie: "1.0"\nbron: {document: Proef}\n'
GOOD = RAAMWERK.replace('versie: "1.0"\n', BRON)
CASES = "".join(
    f"  - {{norm: {norm}, als: niets, feiten: {{{feit}}}, oordeel: voldoet_niet}}\n"
    for norm, feit in (
        ("1b", "mt-besproken: nooit"),
        ("1c", "mt-aanspreekpunt: nee"),
        ("2a", "regie-fte: 0"),
    )
)
FEITEN = """\
weerbaar: feiten/1
feiten:
  eigen-meldpunt: {vraag: Is er een eigen meldpunt?, soort: ja_nee}
  eigen-plan: {vraag: Welk eigen plan geldt?, soort: document}
"""


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES | {"proef.yaml": GOOD + CASES})


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.stem)
def test_ours_are_clean(path: object, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("frameworks", "check", str(path))
    if "geen raamwerk" in err:  # parties, or another kind that belongs to no raamwerk
        assert weerbaar("validate", str(path), "--strikt").code == 0
    else:
        assert (code, out) == (0, ""), err


def test_a_whole_raamwerk_has_no_finding(weerbaar: Weerbaar) -> None:
    told = (0, "", "proef: 4 normen, 4 gevallen kloppen\n")
    assert weerbaar("frameworks", "check", "proef.yaml") == told


def check(weerbaar: Weerbaar, path: str = "proef.yaml") -> list[str]:
    """The findings of a file that has no fout."""
    code, out, _ = weerbaar("frameworks", "check", path)
    assert code == 0
    return [line for line in out.splitlines() if line.startswith(path)]


def test_a_text_without_a_source(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"proef.yaml": RAAMWERK + CASES})
    assert check(weerbaar) == [
        f"proef.yaml:{place}: waarschuwing tekst-zonder-bron norm {norm} noemt geen bron, "
        "en het raamwerk ook niet"
        for place, norm in (("12:14", "1a"), ("13:13", "1b"), ("17:13", "1c"), ("25:13", "2a"))
    ]
    own = RAAMWERK.replace("{id: 1a,", "{id: 1a, bron: {document: Proef},") + CASES
    tree({"proef.yaml": own})
    assert not any("norm 1a" in line for line in check(weerbaar))


def test_two_begins_of_one_term(weerbaar: Weerbaar, tree: Tree) -> None:
    terms = "".join(
        f"{{feit: mt-besproken, binnen: 12 maanden, na: {begin}}}, "
        for begin in ("college-besproken", "raad-aangeboden")
    )
    norm = f"      - {{id: 1d, tekst: Twee., voldoet: {{alle: [{terms.rstrip(', ')}]}}}}\n"
    own = GOOD.replace("      - {id: 1a,", f"{norm}      - {{id: 1a,", 1)
    tree({"proef.yaml": own + CASES})
    code, out, _ = weerbaar("frameworks", "check", "proef.yaml")
    assert code == 1
    told = "fout toets-past-niet in deze norm volgt ‘mt-besproken’ al op ‘college-besproken’"
    assert f"proef.yaml:13:14: {told}" in out


def test_a_norm_without_a_case(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"proef.yaml": GOOD})
    assert [line.partition(": ")[2] for line in check(weerbaar)] == [
        f"hint norm-zonder-geval norm {norm} heeft geen geval" for norm in ("1b", "1c", "2a")
    ]


def test_a_norm_without_a_rule_needs_no_case(weerbaar: Weerbaar, tree: Tree) -> None:
    rule = "voldoet: {feit: intern-meldpunt, is: ja}}"
    none = GOOD.replace(rule, "regel: ontbreekt, reden: nog niet af}").partition("gevallen:")[0]
    tree({"proef.yaml": none + "gevallen:\n" + CASES})
    assert check(weerbaar) == []


def test_a_raamwerk_without_cases(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"proef.yaml": GOOD.partition("gevallen:")[0]})
    (found,) = check(weerbaar)
    assert found.startswith("proef.yaml:2:5: waarschuwing raamwerk-zonder-gevallen proef heeft")


def test_what_is_lacking_is_no_finding_of_validate(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"proef.yaml": RAAMWERK.partition("gevallen:")[0], "feiten.yaml": FEITEN})
    code, out, _ = weerbaar("validate", "proef.yaml", "feiten.yaml", "--strikt")
    assert (code, out) == (0, "")


def test_a_fact_that_nobody_asks(weerbaar: Weerbaar, tree: Tree) -> None:
    asked = GOOD.replace("feit: intern-meldpunt, is: ja", "feit: eigen-meldpunt, is: ja")
    asked = asked.replace("{intern-meldpunt: ja}", "{eigen-meldpunt: ja}")
    tree({"proef.yaml": asked + CASES, "feiten.yaml": FEITEN})
    (found,) = check(weerbaar, "feiten.yaml")
    assert (
        found
        == "feiten.yaml:4:3: waarschuwing feit-ongebruikt geen enkele norm vraagt ‘eigen-plan’"
    )


def test_a_fact_that_only_one_type_of_party_is_asked(weerbaar: Weerbaar, tree: Tree) -> None:
    rule = "deels: {feit: mt-besproken, ooit: ja}\n"
    own = rule + "        voor: {waterschap: {voldoet: {feit: eigen-meldpunt, is: ja}}}\n"
    older = GOOD.replace('"1.0"', '"0.9"').replace(
        "feit: intern-meldpunt, is", "feit: eigen-plan, is"
    )
    older = older.replace("eigen-plan, is: ja", "eigen-plan, van_kracht: ja").partition(
        "gevallen:"
    )[0]
    tree({"proef.yaml": GOOD.replace(rule, own) + CASES, "feiten.yaml": FEITEN, "oud.yaml": older})
    assert check(weerbaar, "feiten.yaml") == []


def test_who_asks_what_cannot_be_said_while_a_raamwerk_has_faults(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    tree(
        {
            "feiten.yaml": FEITEN,
            "fout.yaml": GOOD.replace("id: proef", "id: ander").replace("is: ja", "is: ["),
        }
    )
    code, out, _ = weerbaar("frameworks", "check", ".")
    assert code == 1
    assert "feit-ongebruikt" not in out
    assert "fout.yaml:13:" in out


def test_a_folder_is_checked_whole(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"feiten.yaml": FEITEN, "kapot.yaml": "weerbaar: raamwerk/1\nid: [\n"})
    code, out, err = weerbaar("frameworks", "check", ".")
    assert code == 1
    assert "kapot.yaml:" in out
    assert "proef: 4 normen, 4 gevallen kloppen\n" in err
    assert "meting" not in out + err
    assert weerbaar("validate", "meting.yaml").code == 0


def test_a_folder_without_a_raamwerk(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"map/meting.yaml": FILES["meting.yaml"]})
    code, out, err = weerbaar("frameworks", "check", "map")
    assert (code, out) == (2, "")
    assert "in ‘map’ staat geen raamwerk" in err


def test_findings_stand_in_reading_order(weerbaar: Weerbaar, tree: Tree) -> None:
    tree(
        {"proef.yaml": RAAMWERK.replace("parameters:\n", "parameters:\n  lang: {waarde: 4 jaar}\n")}
    )
    places = [int(line.split(":")[1]) for line in check(weerbaar)]
    assert places == sorted(places)
    assert len(set(places)) > 3


# What a policy officer writes at first; § marks the place, and the tip says what would be right.
@pytest.mark.parametrize(
    ("old", "new", "text", "tip"),
    [
        (
            "feit: intern-meldpunt, is: ja",
            "feit: §afdelingen-agendering, binnen: 12 maanden",
            "toets-past-niet",
            "Bij groepen past bijvoorbeeld elk: ja of minstens: 1",
        ),
        (
            "feit: intern-meldpunt, is: ja",
            "feit: §eed-belofte, is: ja",
            "toets-past-niet",
            "Bij aantal past bijvoorbeeld aandeel: 100%",
        ),
        (
            "feit: intern-meldpunt, is: ja",
            "feit: §apv-onderdelen, is: ja",
            "toets-past-niet",
            "Bij checklist past bijvoorbeeld alle_van: alles",
        ),
        ("binnen: onlangs", "binnen: §twee jaar", "onbekende-parameter", "Kies een parameter"),
        (
            "waarde: 12 maanden",
            "waarde: jaarlijks",
            "onbekende-parameter ‘onlangs’ is geen periode",
            "Parameter ‘onlangs’ heeft de waarde ‘jaarlijks’.",
        ),
        (
            "mt-besproken, ooit: ja",
            "mt-besproken, §ooit: ja, binnen: 2 jaar",
            "onbekende-sleutel",
            "Deze sleutel gaat niet samen met de sleutels ernaast.",
        ),
        ('"1.0"', "§2024", "nummer-zonder-aanhalingstekens", 'Schrijf "2024".'),
    ],
)
def test_a_first_attempt_is_helped(
    old: str, new: str, text: str, tip: str, weerbaar: Weerbaar, tree: Tree
) -> None:
    assert GOOD.count(old) == 1
    marked = GOOD.replace(old, new)
    tree({"proef.yaml": marked.replace("§", "")})
    code, out, _ = weerbaar("frameworks", "check", "proef.yaml")
    assert code == 1
    assert f"fout {text}" in out
    assert f"→ {tip}" in out
    if "§" in marked:
        before = marked.partition("§")[0].split("\n")
        assert f"proef.yaml:{len(before)}:{len(before[-1]) + 1}: fout" in out


def test_settings_are_for_validate(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"weerbaar.yaml": WERKMAP})
    code, _, err = weerbaar("frameworks", "check", "weerbaar.yaml")
    assert code == 2
    assert "weerbaar validate weerbaar.yaml" in err
