"""`weerbaar score`: the contract of its JSON, its options, its exit codes, what a table says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.proef import FILES, HEAD, METING, WERKMAP
from tests.conftest import Tree, Weerbaar

TWENTE = "twente-basis-op-orde"


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES)


@pytest.fixture
def scored(weerbaar: Weerbaar) -> Any:
    """The JSON of a score that goes well."""

    def score(*args: str) -> Any:
        code, out, err = weerbaar("score", *args, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return score


def norm(shape: Any, norm_id: str) -> Any:
    """One norm of a score."""
    return next(one for one in shape["normen"] if one["id"] == norm_id)


def telling(**counts: int) -> dict[str, int]:
    """A telling in which the statuses that are not named count nothing."""
    names = ("voldoet", "deels", "voldoet_niet", "onbekend", "nvt")
    found = {name: counts.get(name, 0) for name in names}
    rest = {"nvt_besluit": counts.pop("nvt_besluit", 0), "afwijking": 0}
    return found | rest | {"van_toepassing": sum(counts.values()) - found["nvt"]}


def test_the_whole_contract(scored: Any) -> None:
    shape = scored("meting.yaml")
    reasons = [one.pop("reden") for one in shape["normen"]]
    assert all(isinstance(reason, str) and reason for reason in reasons)
    words = [(one.pop("kort"), one.pop("waarom"), one.pop("doen")) for one in shape["normen"]]
    assert [bool(doen) for *_, doen in words] == [False, False, True, True]
    needed = [one.pop("nog_nodig") for one in shape["normen"]]
    assert [len(steps) for steps in needed] == [0, 0, 1, 1]
    assert all(isinstance(step, str) for steps in needed for step in steps)
    assert shape == {
        "versie": 1,
        "organisatie": {"naam": "Proefstad", "code": "PS1", "type": "gemeente"},
        "raamwerk": {"id": "proef", "versie": "1.0"},
        "meting": {
            "bestand": "meting.yaml",
            "soort": "nulmeting",
            "status": "ingeleverd",
            "peildatum": "2024-01-31",
            "fictief": True,
        },
        "peildatum": "2024-01-31",
        "verondersteld": [],
        "op_orde": False,
        "telling": telling(voldoet=2, deels=1, onbekend=1),
        "aandeel": {"voldoet": 0.5, "minimaal": 0.5, "maximaal": 0.75},
        "themas": [
            {"id": "1", "titel": "Organisatie", "telling": telling(voldoet=2, deels=1)},
            {"id": "2", "titel": "Informatie", "telling": telling(onbekend=1)},
        ],
        "normen": [
            {
                "id": "1a",
                "thema": "1",
                "oordeel": "voldoet",
                "mogelijk": ["voldoet"],
                "afgeleid": "voldoet",
                "getoetst": None,
                "toetsstand": None,
                "afwijking": None,
                "verloopt_op": None,
                "signalen": [],
            },
            {
                "id": "1b",
                "thema": "1",
                "oordeel": "voldoet",
                "mogelijk": ["voldoet"],
                "afgeleid": "voldoet",
                "getoetst": None,
                "toetsstand": None,
                "afwijking": None,
                "verloopt_op": "2024-06-02",
                "signalen": [],
            },
            {
                "id": "1c",
                "thema": "1",
                "oordeel": "deels",
                "mogelijk": ["deels"],
                "afgeleid": "deels",
                "getoetst": None,
                "toetsstand": None,
                "afwijking": None,
                "verloopt_op": None,
                "signalen": [],
            },
            {
                "id": "2a",
                "thema": "2",
                "oordeel": "onbekend",
                "mogelijk": ["voldoet", "voldoet_niet"],
                "afgeleid": "onbekend",
                "getoetst": None,
                "toetsstand": None,
                "afwijking": None,
                "verloopt_op": None,
                "signalen": ["Er kwam geen melding."],
            },
        ],
        "parameters": {
            "onlangs": {
                "waarde": "12 maanden",
                "afwijkend": False,
                "bevestigd": False,
                "te_bevestigen_door": "DVO",
            }
        },
        "gedeeld": [],
    }


def test_keys_come_in_the_order_of_the_contract(scored: Any) -> None:
    assert list(scored("meting.yaml")) == [
        "versie", "organisatie", "raamwerk", "meting", "peildatum", "verondersteld", "op_orde",
        "telling", "aandeel", "themas", "normen", "parameters", "gedeeld",
    ]  # fmt: skip


def test_op_orde_has_three_values(scored: Any, tree: Tree) -> None:
    tree({"leeg.yaml": HEAD + "peildatum: 2024-01-31\n"})
    assert [scored(name)["op_orde"] for name in ("vol.yaml", "meting.yaml", "leeg.yaml")] == [
        True, False, None,
    ]  # fmt: skip


def test_several_files_give_a_list(scored: Any) -> None:
    shapes = scored("meting.yaml", "vol.yaml")
    assert [one["meting"]["bestand"] for one in shapes] == ["meting.yaml", "vol.yaml"]


def test_several_raamwerken_give_a_list(scored: Any, tree: Tree) -> None:
    tree({"twee.yaml": METING.replace("raamwerk: proef", f"raamwerk: [proef, {TWENTE}]")})
    shapes = scored("twee.yaml")
    assert [one["raamwerk"]["id"] for one in shapes] == ["proef", TWENTE]
    assert [norm(one, "1a")["oordeel"] for one in shapes] == ["voldoet", "onbekend"]


def test_several_tables_follow_each_other(weerbaar: Weerbaar) -> None:
    code, out, _ = weerbaar("score", "meting.yaml", "vol.yaml")
    assert code == 0
    assert out.count("Proefstad — Proefraamwerk") == 2


@pytest.mark.parametrize(
    ("eis", "code"),
    [
        ("op_orde", 1),
        ("voldoet>=2", 0),
        ("voldoet>=3", 1),
        ("voldoet>=50%", 0),
        ("voldoet >= 50%", 0),
        ("voldoet>=50,5%", 1),
        ("voldoet>=60%", 1),
        ("geen:voldoet_niet", 0),
        ("geen:voldoet_niet,onbekend", 1),
        ("geen:deels", 1),
        ("geen:slecht", 2),
        ("geen:", 2),
        ("voldoet>=101%", 2),
        ("voldoet=100%", 2),
        ("alles", 2),
        ("", 2),
    ],
)
@pytest.mark.parametrize("format_", ["tabel", "json"])
def test_a_requirement(eis: str, code: int, format_: str, weerbaar: Weerbaar) -> None:
    found = weerbaar("score", "meting.yaml", "--eis", eis, "--format", format_)
    assert found.code == code
    # The score stands on stdout, except beside a requirement that cannot be read.
    assert (code == 2) == (not found.out or (format_ == "json" and found.no_result))
    assert bool(found.err) == (code != 0)


def test_a_missed_requirement_says_where_and_why(weerbaar: Weerbaar) -> None:
    _, _, err = weerbaar("score", "meting.yaml", "--eis", "geen:deels", "--eis", "voldoet>=60%")
    assert err == (
        "meting.yaml: eis geen:deels niet gehaald: 1c deels\n"
        "meting.yaml: eis voldoet>=60% niet gehaald: zeker is 50%\n"
    )


@pytest.mark.parametrize("eis", ["op_orde", "voldoet>=100%", "voldoet>=4", "geen:onbekend,deels"])
def test_requirements_that_a_full_meting_meets(eis: str, weerbaar: Weerbaar) -> None:
    assert weerbaar("score", "vol.yaml", "--eis", eis).code == 0


def test_one_of_two_metingen_misses_the_requirement(weerbaar: Weerbaar) -> None:
    code, _, err = weerbaar("score", "meting.yaml", "vol.yaml", "--eis", "op_orde")
    assert code == 1
    assert err == "meting.yaml: eis op_orde niet gehaald: de basis is niet op orde\n"


@pytest.mark.parametrize(
    ("peildatum", "oordeel"),
    [
        ("2023-05-31", "voldoet_niet"),
        ("2023-06-01", "voldoet"),
        ("2024-06-01", "voldoet"),
        ("2024-06-02", "deels"),
    ],
)
def test_the_same_facts_on_another_day(peildatum: str, oordeel: str, scored: Any) -> None:
    shape = scored("meting.yaml", "--peildatum", peildatum)
    assert norm(shape, "1b")["oordeel"] == oordeel
    assert shape["peildatum"] == peildatum
    assert shape["meting"]["peildatum"] == "2024-01-31"


def test_a_table_says_that_another_day_was_asked(weerbaar: Weerbaar) -> None:
    line = "Doorgerekend op 02-06-2024 met de feiten van de meting"
    assert line in weerbaar("score", "meting.yaml", "--peildatum", "2024-06-02").out
    assert "Doorgerekend" not in weerbaar("score", "meting.yaml").out


@pytest.mark.parametrize("text", ["2024-02-30", "31-01-2024", "morgen", "", "2024-1-1"])
def test_a_day_that_is_none(text: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("score", "meting.yaml", "--peildatum", text)
    assert (code, out) == (2, "")
    assert err.startswith(f"Fout: ‘{text}’ is geen datum")


def test_another_raamwerk(scored: Any) -> None:
    assert scored("meting.yaml", "--raamwerk", TWENTE)["raamwerk"]["id"] == TWENTE


def test_all_raamwerken_that_fit_the_party(scored: Any) -> None:
    found = [one["raamwerk"]["id"] for one in scored("meting.yaml", "--raamwerk", "alle")]
    assert {"proef", TWENTE} <= set(found)
    assert found == sorted(found)


def test_an_unknown_raamwerk(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("score", "meting.yaml", "--raamwerk", "proeff")
    assert (code, out) == (2, "")
    assert err == "Fout: raamwerk ‘proeff’ is niet bekend.\n  → Bedoelde u ‘proef’?\n"


def test_an_unknown_version_of_a_raamwerk(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("score", "meting.yaml", "--raamwerk", "proef@2")
    assert (code, out) == (2, "")
    assert err.startswith("Fout: raamwerk proef heeft geen versie ‘2’.\n")


def test_a_raamwerk_that_is_not_for_this_party(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"water.yaml": METING.replace("Proefstad", "Proefwater")})
    code, out, err = weerbaar("score", "water.yaml", "--raamwerk", TWENTE, "--eis", "op_orde")
    assert (code, out) == (2, "")
    assert err == f"Fout: raamwerk ‘{TWENTE}’ geldt niet voor een waterschap.\n"


def test_a_party_of_a_folder_for_which_it_is_not_meant_is_named_and_the_others_go_on(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    stad = METING.replace("raamwerk: proef", f"raamwerk: {TWENTE}")
    tree({"m/stad.yaml": stad, "m/water.yaml": METING.replace("Proefstad", "Proefwater")})
    code, out, err = weerbaar("score", "m", "--raamwerk", TWENTE, "--format", "json")
    assert [one["organisatie"]["naam"] for one in json.loads(out)] == ["Proefstad"]
    assert (code, err) == (0, "Raamwerk niet bedoeld voor, en niet berekend: Proefwater.\n")
    (Path("m") / "stad.yaml").unlink()
    code, out, err = weerbaar("score", "m", "--raamwerk", TWENTE)
    assert (code, out) == (2, "")
    assert "dit raamwerk geldt voor geen enkele organisatie in ‘m’" in err


def test_a_norm_for_other_parties_does_not_apply(scored: Any, tree: Tree) -> None:
    tree({"water.yaml": METING.replace("Proefstad", "Proefwater")})
    shape = scored("water.yaml")
    assert shape["organisatie"] == {"naam": "Proefwater", "code": None, "type": "waterschap"}
    assert norm(shape, "1c")["oordeel"] == "nvt"
    assert norm(shape, "1c")["reden"] == "geldt niet voor een waterschap"
    assert shape["telling"] == telling(voldoet=2, onbekend=1, nvt=1)


def test_an_organisatie_by_its_code(scored: Any, tree: Tree) -> None:
    tree({"code.yaml": METING.replace("Proefstad", "ps1")})
    assert scored("code.yaml")["organisatie"]["naam"] == "Proefstad"


@pytest.mark.parametrize(
    "args", [["--format", "json"], [], ["--raamwerk", "alle"], ["--eis", "op_orde"]]
)
def test_invented_and_real_never_stand_together(
    args: list[str], weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"echt.yaml": METING.replace("fictief: ja\n", "")})
    run = weerbaar("score", "meting.yaml", "echt.yaml", *args)
    assert (run.code, run.no_result) == (2, True)
    assert run.err.startswith("Fout: fictieve en echte metingen gaan niet samen")


def test_every_table_says_what_kind_of_data_it_shows(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"echt.yaml": METING.replace("fictief: ja\n", "")})
    invented, real = weerbaar("score", "meting.yaml").out, weerbaar("score", "echt.yaml").out
    assert ("FICTIEF" in invented, "Vertrouwelijk" in invented) == (True, True)
    assert ("FICTIEF" in real, "Vertrouwelijk" in real) == (False, True)


TWENTE_METING = f"""\
weerbaar: meting/1
organisatie: Proefstad
raamwerk: {TWENTE}
peildatum: 2024-01-31
feiten: {{mt-besproken: 2023-06-01, college-besproken: 2023-12-01, raad-aangeboden: 2023-12-01}}
"""
CHANGED = f"parameters: {{{TWENTE}: {{periode-organen: 6 maanden}}}}\n"


def test_a_werkmap_may_read_a_word_otherwise(scored: Any, tree: Tree) -> None:
    tree({"twente.yaml": TWENTE_METING})
    before = scored("twente.yaml")
    tree({"weerbaar.yaml": WERKMAP + CHANGED})
    after = scored("twente.yaml")
    assert (norm(before, "1b")["oordeel"], norm(after, "1b")["oordeel"]) == ("voldoet", "deels")
    # The parameter itself, and those that point at it.
    old = before["parameters"]
    changed = {
        name for name, one in after["parameters"].items() if one["waarde"] != old[name]["waarde"]
    }
    assert changed == {"periode-organen", "periode-mt", "periode-college", "periode-raad"}
    own = [name for name, one in after["parameters"].items() if one["afwijkend"]]
    assert own == ["periode-organen"]


def test_a_table_says_which_readings_were_used(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"weerbaar.yaml": WERKMAP + CHANGED, "twente.yaml": TWENTE_METING})
    words, out = (
        " ".join(weerbaar("score", "twente.yaml", "--lezingen", *more).out.split())
        for more in ((), ("--ids",))
    )
    assert "‘periodiek’: 6 maanden (eigen keuze van deze werkmap)" in words
    assert "periode-organen = 6 maanden (eigen keuze van deze werkmap)" in out
    assert "periode-voorlichting = 12 maanden" in out
    assert "Nog te bevestigen door: het DVO" in out


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("parameters: {proef: {onlang: 6 maanden}}", "onbekende-parameter"),
        ("parameters: {proef: {onlangs: vaak}}", "verkeerde-waarde"),
        ("parameters: {prof: {onlangs: 6 maanden}}", "onbekend-raamwerk"),
        ("parameter: {}", "onbekende-sleutel"),
    ],
)
def test_settings_with_a_fault_are_never_computed_with(
    line: str, code: str, weerbaar: Weerbaar, tree: Tree
) -> None:
    tree({"weerbaar.yaml": f"{WERKMAP}{line}\n"})
    exit_code, out, err = weerbaar("score", "meting.yaml")
    assert (exit_code, out) == (2, "")
    assert "weerbaar.yaml:6:" in err
    assert f" fout {code} " in err


def test_a_raamwerk_with_a_fault_is_never_computed_with(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"proef.yaml": FILES["proef.yaml"].replace("feit: regie-fte", "feit: regie-ftes")})
    code, out, err = weerbaar("score", "meting.yaml")
    assert (code, out) == (2, "")
    assert "‘regie-ftes’ staat niet in de catalogus" in err


NVT = """\
nvt:
  2a: {reden: regie ligt bij het district, besloten_door: gemeentesecretaris,
       op: 2024-01-20, herzien_op: 2025-01-20}
"""


@pytest.mark.parametrize(
    ("peildatum", "oordeel"),
    [
        ("2024-01-19", "onbekend"),
        ("2024-01-20", "nvt"),
        ("2025-01-20", "nvt"),
        ("2025-01-21", "onbekend"),
    ],
)
def test_a_decision_counts_from_its_day_up_to_its_review(
    peildatum: str, oordeel: str, scored: Any, tree: Tree
) -> None:
    tree({"nvt.yaml": METING + NVT})
    found = norm(scored("nvt.yaml", "--peildatum", peildatum), "2a")
    assert found["oordeel"] == oordeel
    assert ("regie ligt bij het district" in found["reden"]) is (oordeel == "nvt")


def test_a_decision_takes_the_norm_out_of_the_count(scored: Any, tree: Tree) -> None:
    tree({"nvt.yaml": METING + NVT})
    shape = scored("nvt.yaml")
    assert shape["telling"] == telling(voldoet=2, deels=1, nvt=1, nvt_besluit=1)
    assert shape["aandeel"] == {"voldoet": 0.6667, "minimaal": 0.6667, "maximaal": 0.6667}


TOETSING = """\
toetsing:
  1a: {oordeel: deels, reden: nauwelijks gebruikt, toetser: RIEC-onderzoeker, op: 2024-01-29}
"""


def test_a_toetsing_stands_beside_what_was_derived(scored: Any, tree: Tree) -> None:
    tree({"getoetst.yaml": METING + TOETSING})
    shape = scored("getoetst.yaml")
    found = norm(shape, "1a")
    assert (found["oordeel"], found["afgeleid"], found["getoetst"]) == ("deels", "voldoet", "deels")
    assert found["mogelijk"] == ["voldoet"]
    assert shape["telling"] == telling(voldoet=1, deels=2, onbekend=1)


def test_a_table_shows_both(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({"getoetst.yaml": METING + TOETSING})
    out = " ".join(weerbaar("score", "getoetst.yaml", "--alles").out.split())
    assert "getoetst: deels, nauwelijks gebruikt (uit de feiten volgt: voldoet)" in out


def test_a_meting_with_a_fault_gives_no_score_at_all(weerbaar: Weerbaar, tree: Tree) -> None:
    bad = METING.replace("intern-meldpunt: ja", "intern-meldpunt: misschien")
    tree({"slecht.yaml": bad, "slechter.yaml": bad.replace("mt-besproken", "mt-bespraken")})
    code, out, err = weerbaar("score", "meting.yaml", "slecht.yaml", "slechter.yaml")
    assert (code, out) == (2, "")
    places = [line.split(": ")[0] for line in err.splitlines() if ": fout " in line]
    assert places == ["slecht.yaml:9:20", "slechter.yaml:9:20", "slechter.yaml:10:3"]
    assert "er is niets berekend: slecht.yaml en slechter.yaml hebben fouten" in err


@pytest.mark.parametrize("path", ["er-is-niets.yaml", "weerbaar.yaml", "proef.yaml"])
def test_what_is_no_meting(path: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("score", path)
    assert (code, out) == (2, "")
    assert err


def test_numbers_that_were_answered_have_dots_where_people_read_them(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    feiten = "  eed-belofte: {aantal: 12345, totaal: 20000}\n  afdelingen-aantal: 12000\n"
    head = TWENTE_METING.partition("feiten:")[0]
    tree({"twente.yaml": f"{head}feiten:\n{feiten}"})
    out = " ".join(weerbaar("score", "twente.yaml", "--alles").out.split())
    assert "Ambtseed of belofte: 12.345 van 20.000 (gevraagd" in out
    assert "nog 12.000 van de 12.000 afdelingen" in out
