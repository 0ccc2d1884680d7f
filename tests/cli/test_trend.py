"""`weerbaar trend`: the metingen of one organisation in a row, in three forms and in words."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tests.cli.proef import METING, RAAMWERK, VOL, WERKMAP
from tests.conftest import Golden, Tree, Weerbaar
from tests.engine.verandering.test_trend import moment, raamwerk
from weerbaar_cli.engine.verandering.trend import make_trend
from weerbaar_cli.model.uitkomsten.oordeel import Telling
from weerbaar_cli.views.verandering.koers import describe_koers, round_half_up
from weerbaar_cli.views.verandering.trend import BLOKKEN, block_of

ROOT = Path(__file__).parents[2]
OP_TIJD = RAAMWERK.replace('versie: "1.0"', 'versie: "1.0"\nstreefdatum: 2026-01-01')
NUL = METING.replace("2024-01-31", "2023-07-31")
TUSSEN = METING.replace("buiten-mt", "ja").replace("nulmeting", "tussenmeting")
EIND = VOL.replace("2024-01-31", "2024-12-31").replace("fictief", "soort: eindmeting\nfictief")
REEKS = {
    "weerbaar.yaml": WERKMAP,
    "proef.yaml": OP_TIJD,
    "metingen/c-eind.yaml": EIND,
    "metingen/a-nul.yaml": NUL,
    "metingen/b-tussen.yaml": TUSSEN,
}
WATER = "organisatie: Proefwater"


@pytest.fixture(autouse=True)
def map_(tree: Tree) -> Path:
    return tree(REEKS)


@pytest.fixture
def shape(weerbaar: Weerbaar) -> Any:
    """The JSON of a trend that goes well."""

    def trend(*args: str) -> Any:
        code, out, err = weerbaar("trend", *args, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return trend


def water(text: str) -> str:
    return text.replace("organisatie: Proefstad", WATER)


def test_a_trend_on_the_terminal(
    weerbaar: Weerbaar, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    weerbaar("--version")
    monkeypatch.setenv("COLUMNS", "80")
    code, out, err = weerbaar("trend", "metingen")
    assert (code, err) == (0, "")
    golden("trend-drie.txt", out)
    golden("trend-twee.txt", weerbaar("trend", "metingen/a-nul.yaml", "metingen/c-eind.yaml").out)


def test_the_whole_contract(shape: Any) -> None:
    found = shape("metingen")
    assert list(found) == [
        "versie", "doelgroep", "vertrouwelijk", "organisatie", "opgegaan", "ook_opgegaan",
        "raamwerk", "fictief", "momenten", "normen", "onvergelijkbaar", "koers",
    ]  # fmt: skip
    assert found["versie"] == 1
    assert found["organisatie"] == {"naam": "Proefstad", "code": "PS1", "type": "gemeente"}
    assert found["raamwerk"] == {"id": "proef", "versies": ["1.0"]}
    assert found["fictief"] is True
    assert found["onvergelijkbaar"] == []
    assert [one["bestand"] for one in found["momenten"]] == [
        "metingen/a-nul.yaml", "metingen/b-tussen.yaml", "metingen/c-eind.yaml",
    ]  # fmt: skip
    assert found["normen"][2] == {
        "id": "1c", "thema": "1", "oordelen": ["deels", "voldoet", "voldoet"],
    }  # fmt: skip
    words = found["koers"].pop("woorden")
    assert all(line.endswith(".") for line in words)
    assert found["koers"] == {
        "termijn": "2026-01-01",
        "grond": "streefdatum",
        "dagen": 366,
        "na_termijn": False,
        "te_gaan": 1,
        "tempo": {"erbij": 1, "dagen": 519, "eerst_onbekend": 1, "per_halfjaar": 0},
        "verwachting": "te_laat",
    }


def test_a_moment_is_what_score_says(shape: Any, weerbaar: Weerbaar) -> None:
    found = shape("metingen")["momenten"]
    for one in found:
        score = json.loads(weerbaar("score", one["bestand"], "--format", "json").out)
        assert one["raamwerkversie"] == score["raamwerk"]["versie"]
        assert [norm["oordeel"] for norm in one["normen"]] == [
            norm["oordeel"] for norm in score["normen"]
        ]
        for key in ("telling", "aandeel", "themas", "op_orde", "peildatum"):
            assert one[key] == score[key]


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_a_row_per_moment_per_norm(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("trend", "metingen", "--format", "csv")
    assert (code, err) == (0, "")
    assert out.count("\r\n") == out.count("\n") == 3 * 4 + 1
    assert not out.startswith("\ufeff")
    found = rows(out)
    assert found[2] == {
        "organisatie": "Proefstad",
        "voorganger": "",
        "raamwerk": "proef",
        "raamwerkversie": "1.0",
        "peildatum": "2023-07-31",
        "soort": "nulmeting",
        "status": "ingeleverd",
        "fictief": "ja",
        "thema": "1",
        "norm": "1c",
        "oordeel": "deels",
        "afgeleid": "deels",
        "getoetst": "",
        "vergelijkbaar": "ja",
        "tekst": "In het MT is een aanspreekpunt.",
        "vertrouwelijk": "Vertrouwelijk: alleen voor de eigen organisatie",
    }


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", " ="])
def test_a_cell_is_never_a_formula(sign: str, tree: Tree, weerbaar: Weerbaar) -> None:
    text = f'{sign}1, "of" 2;'
    norm = RAAMWERK.replace("Er is capaciteit voor regie.", f"'{text}'")
    tree({"proef.yaml": norm})
    out = weerbaar("trend", "metingen", "--format", "csv").out
    assert rows(out)[3]["tekst"] == f"'{text}"
    assert f'"\'{sign}1, ""of"" 2;"' in out


def test_a_folder_shows_each_organisation_by_name(
    tree: Tree, shape: Any, weerbaar: Weerbaar
) -> None:
    tree({"metingen/0-nul.yaml": water(NUL), "metingen/0-eind.yaml": water(EIND)})
    found = shape("metingen")
    assert [one["organisatie"]["naam"] for one in found] == ["Proefstad", "Proefwater"]
    out = weerbaar("trend", "metingen").out
    assert out.index("Proefstad — ") < out.index("─" * 40) < out.index("Proefwater — ")
    table = rows(weerbaar("trend", "metingen", "--format", "csv").out)
    assert len(table) == 4 * 5


@pytest.mark.parametrize("name", ["Proefwater", "proefwater "])
def test_one_organisation_of_a_folder(name: str, tree: Tree, shape: Any) -> None:
    tree({"metingen/0-nul.yaml": water(NUL), "metingen/0-eind.yaml": water(EIND)})
    tree({"metingen/slecht.yaml": METING.replace("intern-meldpunt: ja", "intern-meldpunt: x")})
    found = shape("metingen", "--organisatie", name)
    assert found["organisatie"]["naam"] == "Proefwater"
    assert found["momenten"][0]["telling"]["nvt"] == 1


def test_a_code_is_a_name_too(shape: Any) -> None:
    assert shape("metingen", "--organisatie", "ps1")["organisatie"]["naam"] == "Proefstad"


def test_who_has_one_meting_is_told_and_left_out(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"metingen/0-nul.yaml": water(NUL)})
    code, out, err = weerbaar("trend", "metingen")
    assert (code, err) == (0, "Proefwater: één meting voor proef, dus nog geen verloop\n")
    assert "Proefwater" not in out


def test_what_a_folder_holds_besides_is_left_out(tree: Tree, shape: Any) -> None:
    groep = NUL.replace("organisatie: Proefstad", "organisatie: Basisteam")
    tree(
        {
            "weerbaar.yaml": f"{WERKMAP}groepen:\n"
            "  - {naam: Basisteam, type: basisteam, leden: [Proefstad]}\n",
            "anders.yaml": "a: 1\n",
            "gedeeld/team.yaml": groep,
            "gedeeld/team-2.yaml": groep.replace("2023-07-31", "2023-08-31"),
        }
    )
    assert shape(".")["organisatie"]["naam"] == "Proefstad"


def test_a_path_counts_once(shape: Any) -> None:
    assert len(shape("metingen", "metingen/a-nul.yaml", "./metingen")["momenten"]) == 3


@pytest.mark.parametrize(
    ("args", "message", "tip"),
    [
        (
            ["metingen/a-nul.yaml"],
            "ten minste 2 metingen van één organisatie; er",
            "andere metingen",
        ),
        (["metingen", "--organisatie", "Proefstat"], "geen meting van ‘Proefstat’", "‘Proefstad’?"),
        (["metingen", "--organisatie", "Zwolle"], "geen meting van ‘Zwolle’", "Er zijn: Proef"),
        (["leeg"], "in ‘leeg’ staat geen meting", "de map waar ze staan"),
        (["nergens"], "‘nergens’ bestaat niet", "naam en de map"),
        (["proef.yaml", "metingen"], "proef.yaml is geen meting", "meting/1"),
        (["metingen", "--raamwerk", "prof"], "raamwerk ‘prof’ is niet bekend", "‘proef’?"),
    ],
)
def test_what_gives_no_trend(
    args: list[str], message: str, tip: str, map_: Path, weerbaar: Weerbaar
) -> None:
    (map_ / "leeg").mkdir()
    code, out, err = weerbaar("trend", *args)
    assert (code, out) == (2, "")
    first, second = err.splitlines()
    assert message in first
    assert tip in second


def test_twins_are_refused_by_name(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"metingen/kopie.yaml": TUSSEN})
    code, out, err = weerbaar("trend", "metingen")
    assert (code, out) == (2, "")
    names = "metingen/b-tussen.yaml en metingen/kopie.yaml"
    assert f"{names} hebben dezelfde soort en peildatum: tussenmeting 31-01-2024" in err


def test_a_fout_gives_no_trend(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"metingen/slecht.yaml": METING.replace("intern-meldpunt: ja", "intern-meldpunt: x")})
    code, out, err = weerbaar("trend", "metingen")
    assert (code, out) == (2, "")
    assert "metingen/slecht.yaml:9:20: fout" in err


def test_a_fout_of_one_hides_no_other(tree: Tree, weerbaar: Weerbaar) -> None:
    """Of who has a broken meting nothing is shown: a moment would be missing unseen."""
    wrong = water(METING).replace("intern-meldpunt: ja", "intern-meldpunt: x")
    tree(
        {
            "metingen/w1.yaml": water(NUL),
            "metingen/w2.yaml": water(EIND),
            "metingen/w3.yaml": wrong,
            "metingen/zz.yaml": "weerbaar: meting/1\n\torganisatie: ?\n",
        }
    )
    code, out, err = weerbaar("trend", "metingen")
    assert code == 1
    assert "Proefstad —" in out
    assert "Proefwater" not in out
    assert "metingen/w3.yaml:9:20: fout" in err
    assert "Proefwater: metingen/w3.yaml heeft fouten, dus geen verloop" in err
    assert "metingen/zz.yaml is niet te lezen: misschien mist een verloop daardoor" in err
    # A file that was named is never passed over.
    code, out, err = weerbaar("trend", "metingen", "metingen/w3.yaml")
    assert (code, out) == (2, "")


def test_several_organisations_are_for_the_coordinator(tree: Tree, weerbaar: Weerbaar) -> None:
    files = REEKS | {"metingen/w1.yaml": water(NUL), "metingen/w2.yaml": water(EIND)}
    tree({path: text.replace("fictief: ja\n", "") for path, text in files.items()})
    mark = "Vertrouwelijk: alleen voor de districtelijk coördinator"
    for form in ("tabel", "csv", "json"):
        assert mark in weerbaar("trend", "metingen", "--format", form).out


def test_invented_and_real_never_stand_in_one_output(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"metingen/echt.yaml": water(NUL).replace("fictief: ja\n", "")})
    code, out, err = weerbaar("trend", "metingen")
    assert (code, out) == (2, "")
    assert "fictieve en echte metingen gaan niet samen" in err
    # Of one organisation alone there is no mixture.
    assert weerbaar("trend", "metingen", "--organisatie", "Proefstad").code == 0


def test_real_data_is_confidential(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({path: text.replace("fictief: ja\n", "") for path, text in REEKS.items()})
    out = weerbaar("trend", "metingen").out
    assert "Vertrouwelijk: alleen voor de eigen organisatie" in out
    assert "FICTIEF" not in out


def test_a_draft_is_marked(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"metingen/a-nul.yaml": NUL.replace("status: ingeleverd", "status: concept")})
    assert "nulmeting (concept): " in weerbaar("trend", "metingen").out


def test_another_raamwerk(shape: Any) -> None:
    found = shape("metingen", "--raamwerk", "twente-basis-op-orde")
    assert found["raamwerk"]["id"] == "twente-basis-op-orde"
    assert len(found["normen"]) == 20


def test_two_raamwerken_are_two_lines(tree: Tree, shape: Any) -> None:
    both = "raamwerk: [proef, twente-basis-op-orde]"
    tree(
        {
            path: text.replace("raamwerk: proef\nsoort", f"{both}\nsoort")
            for path, text in REEKS.items()
        }
    )
    tree({"metingen/c-eind.yaml": EIND.replace("raamwerk: proef", both)})
    found = shape("metingen")
    assert [one["raamwerk"]["id"] for one in found] == ["proef", "twente-basis-op-orde"]
    assert [len(one["momenten"]) for one in found] == [3, 3]


def test_versions_of_a_raamwerk_are_kept_apart(tree: Tree, shape: Any, weerbaar: Weerbaar) -> None:
    newer = OP_TIJD.replace('versie: "1.0"', 'versie: "2.0"').replace(
        "Het MT sprak", "Het MT besloot"
    )
    tree(
        {
            "nieuw/weerbaar.yaml": WERKMAP,
            "nieuw/proef.yaml": newer.replace("id: 2a", "id: 2b"),
            "nieuw/eind.yaml": EIND,
        }
    )
    args = ["metingen/a-nul.yaml", "metingen/b-tussen.yaml", "nieuw/eind.yaml"]
    found = shape(*args)
    assert found["raamwerk"] == {"id": "proef", "versies": ["1.0", "2.0"]}
    assert [one["id"] for one in found["normen"]] == ["1a", "1c"]
    assert found["onvergelijkbaar"] == ["1b", "2b", "2a"]
    assert found["koers"]["tempo"]["erbij"] == 1
    out = weerbaar("trend", *args).out
    assert "raamwerkversies 1.0, 2.0" in out
    assert [out.count(f" versie {one}") for one in ("1.0", "2.0")] == [2, 1]
    assert "Niet te vergelijken (andere tekst, of niet in elke versie): 1b, 2b, 2a" in out
    assert "(alleen de normen die bij elke meting gelijk zijn)" in out
    table = rows(weerbaar("trend", *args, "--format", "csv").out)
    assert {one["norm"] for one in table if one["vergelijkbaar"] == "nee"} == {"1b", "2a", "2b"}


def test_after_the_term_nothing_turns_red(
    tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    ahead = weerbaar("trend", "metingen").out
    tree({"proef.yaml": OP_TIJD.replace("2026-01-01", "2024-07-01")})
    after = weerbaar("trend", "metingen").out
    assert "Na de termijn: de streefdatum 01-07-2024 ligt voor de laatste meting" in after
    assert ahead.partition("Koers")[0] == after.partition("Koers")[0]
    monkeypatch.setenv("FORCE_COLOR", "1")
    course = weerbaar("trend", "metingen").out.partition("Koers")[2]
    assert "\x1b[3" not in course


@pytest.mark.parametrize(
    ("met", "total", "block"),
    [(0, 0, "–"), (0, 7, "▁"), (1, 7, "▂"), (6, 7, "▇"), (99, 100, "▇"), (7, 7, "█")],
)
def test_a_block_is_as_high_as_the_share(met: int, total: int, block: str) -> None:
    assert block_of(Telling(voldoet=met, deels=total - met)) == block
    assert len(BLOKKEN) == 8


def words(rows_: list[str], termijn: int | None, step: int = 180, **extra: Any) -> str:
    """The course of these moments with the term so many days after the last."""
    start = date(2024, 1, 31)
    moments = [moment(row, start + timedelta(days=step * n)) for n, row in enumerate(rows_)]
    if termijn is not None:
        extra["streefdatum"] = (moments[-1].peildatum + timedelta(days=termijn)).isoformat()
    return " ".join(describe_koers(make_trend(moments, raamwerk(**extra), Fraction(1))))


HALF = ["xxxx", "vxxx", "vvxx"]


@pytest.mark.parametrize(
    ("rows_", "termijn", "said"),
    [
        (HALF, 500, "Nog 500 dagen vanaf de laatste meting (25-01-2025) tot de streefdatum"),
        (HALF, 1, "Nog 1 dag vanaf de laatste meting"),
        (HALF, 0, "De laatste meting is op de dag zelf van de streefdatum 25-01-2025."),
        (HALF, -1, "Na de termijn: de streefdatum 24-01-2025 ligt voor de laatste meting"),
        (HALF, None, "Dit raamwerk noemt geen streefdatum en geen looptijd."),
        (HALF, 500, "Nog 2 normen te gaan van de 4 die gelden (nu: 2 voldoet niet)."),
        (
            HALF,
            500,
            "31-01-2024 tot 25-01-2025: ongeveer 1 norm erbij per half jaar (van 0 naar 2)",
        ),
        (HALF, 500, "Bij dit tempo is de rest op tijd klaar."),
        (HALF, 350, "Bij dit tempo wordt het krap: de rest is rond die datum klaar."),
        (HALF, 200, "Bij dit tempo is de rest ongeveer een half jaar na die datum klaar."),
        (HALF, 300, "Bij dit tempo is de rest een paar maanden na die datum klaar."),
        (HALF, -1, "Bij dit tempo duurt de rest nog ongeveer een jaar."),
        (HALF, 0, "Bij dit tempo duurt de rest nog ongeveer een jaar."),
        (HALF, None, "Bij dit tempo duurt de rest nog ongeveer een jaar."),
        (["vvxx", "vxxx", "vxxx"], 500, "ongeveer 1 norm eraf per half jaar (van 2 naar 1)"),
        (["vvxx", "vxxx", "vxxx"], 500, "Bij dit tempo komt de rest er niet."),
        (["vx", "xv", "vx"], 500, "per saldo geen norm erbij (van 1 naar 1)"),
        (["vx", "xv"], 500, "Over het tempo is pas iets te zeggen bij drie metingen of meer."),
        (["?x", "xv", "vx"], 500, "Eén norm die nu voldoet, was eerst onbekend."),
        (["??x", "xvx", "vvx"], 500, "2 normen die nu voldoen, waren eerst onbekend."),
        (["xx", "vx", "vv"], 500, "Er is niets meer te gaan: alle 2 normen voldoen."),
        (["xn", "vn", "vn"], 500, "Er is niets meer te gaan: de ene norm die geldt, voldoet."),
        (["n", "n", "n"], 500, "Er is geen norm van toepassing."),
    ],
)
def test_the_course_in_words(rows_: list[str], termijn: int | None, said: str) -> None:
    assert said in words(rows_, termijn)


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        (1, "een half jaar"), (3, "een jaar"), (5, "anderhalf jaar"), (6, "twee jaar"),
        (8, "tweeënhalf jaar"), (9, "drie jaar"), (14, "vijf jaar"), (40, "meer dan vijf jaar"),
    ],
)  # fmt: skip
def test_a_duration_is_never_more_precise_than_half_a_year(rest: int, said: str) -> None:
    tail = "x" * rest
    found = words([f"xxx{tail}", f"vvx{tail}", f"vvv{tail}"], None)
    assert re.search(rf"duurt de rest nog (ongeveer )?{said}\.$", found), found


def test_metingen_close_together_have_no_pace() -> None:
    found = words(["xx", "vx", "vx"], 500, step=20)
    assert "Over het tempo is nog niets te zeggen: de metingen beslaan nog geen 3 maanden." in found
    assert "Bij dit tempo" not in found


def test_a_slow_pace_is_no_number() -> None:
    found = words(["xxx", "xxx", "vxx"], None, step=400)
    assert "minder dan één norm erbij per half jaar" in found


def test_half_is_rounded_up_on_both_sides() -> None:
    assert [round_half_up(Fraction(n, 2)) for n in (-3, -1, 0, 1, 3)] == [-2, -1, 0, 1, 2]


def test_the_manual_shows_what_is_printed(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    manual = (ROOT / "docs" / "handleiding.md").read_text(encoding="utf-8")
    shown = re.findall(r"(?ms)^```text\n(Voldoet .*?)^```$", manual)
    assert len(shown) == 1
    weerbaar("--version")
    monkeypatch.setenv("COLUMNS", "120")
    folder = ROOT / "examples" / "drenthe" / "metingen"
    out = weerbaar("trend", str(folder), "--organisatie", "Voorbeeldbrink").out
    lines = [line.rstrip() for line in out.splitlines()]
    assert [line for line in shown[0].splitlines() if line not in lines] == []


def test_every_norm_stands_on_one_line_by_its_short_name(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    metingen = sorted((ROOT / "examples/twente/metingen").glob("voorbeeldstad-*.yaml"))
    lines = weerbaar("trend", *map(str, metingen)).out.splitlines()
    table = lines[lines.index("Norm  1    2    Nu         Waarover") + 1 :]
    numbers = [line.split()[0] for line in table[:25]]
    assert len(numbers) == len(set(numbers))
    assert numbers[:4] == ["1", "1a", "1b", "1c"]
    assert numbers[-2:] == ["5", "5a"]
    assert "Ondermijning in elke afdeling" in table[1]
