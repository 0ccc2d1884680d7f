"""`weerbaar compare`: files, folders and the past, in every form, and what it refuses."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Golden, Tree, Weerbaar

WERKMAP = """\
weerbaar: werkmap/1
raamwerk: twente-basis-op-orde
partijen:
  - {naam: Proefstad, type: gemeente, district: twente}
  - {naam: Proefdorp, type: gemeente, district: twente}
  - {naam: Proefwater, type: gemeente, district: twente}
district: twente
"""
HEAD = "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: twente-basis-op-orde\nfictief: ja\n"
JANUARI = f"""{HEAD}\
peildatum: 2024-01-31
feiten:
  intern-meldpunt: nee
  mt-besproken: 2023-06-01
  college-besproken: 2023-12-01
  raad-aangeboden: 2023-12-01
  eed-belofte: {{aantal: 4, totaal: 4}}
"""
JULI = f"""{HEAD}\
soort: eindmeting
peildatum: 2024-07-01
feiten:
  intern-meldpunt: ja
  mt-besproken: 2023-06-01
  college-besproken: 2023-12-01
  raad-aangeboden: 2023-12-01
  eed-belofte: {{aantal: 3, totaal: 4}}
  vog-nieuw: {{aantal: 1, totaal: 1}}
toetsing:
  "1c": {{oordeel: voldoet, reden: "gezien: MT | besluit"}}
"""
VERSIES = Path(__file__).parents[1] / "cases/versies"
FILES = {"weerbaar.yaml": WERKMAP, "jan.yaml": JANUARI, "jul.yaml": JULI}


@pytest.fixture
def werkmap(tree: Tree) -> Path:
    return tree(FILES)


def test_two_files_as_json(werkmap: Path, weerbaar: Weerbaar) -> None:
    code, out, _ = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", "json")
    assert code == 0
    found = json.loads(out)
    assert found["versie"] == 1
    assert found["van"]["peildatum"] == "2024-01-31"
    assert found["naar"]["bestand"] == "jul.yaml"
    rows = {norm["id"]: norm for norm in found["normen"]}
    assert rows["2b"] | {"reden": ""} == {
        "id": "2b",
        "was": "2b",
        "van": "voldoet_niet",
        "naar": "voldoet",
        "richting": "beter",
        "oorzaak": "feiten",
        "gedeeld_door": [],
        "reden": "",
        "waarom": ["Intern meldpunt: ja"],
        "opmerking": "",
    }
    assert (rows["1b"]["richting"], rows["1b"]["oorzaak"]) == ("slechter", "tijd")
    assert (rows["4a"]["richting"], rows["4a"]["oorzaak"]) == ("slechter", "feiten")
    assert (rows["4b"]["richting"], rows["4b"]["oorzaak"]) == ("beter", "dekking")
    assert (rows["1c"]["richting"], rows["1c"]["oorzaak"]) == ("beter", "toetsing")
    causes = found["verschil"]["oorzaken"]
    assert causes == {
        "regels": 0, "anker": 0, "tijd": -1, "dekking": 1,
        "feiten": 0, "toepassing": 0, "toetsing": 1,
    }  # fmt: skip
    assert found["verschil"]["totaal"] == sum(causes.values()) == 1
    assert found["afwijkingen"] == [
        {"norm": "1c", "eigen": "onbekend", "nu": "onbekend", "getoetst": "voldoet",
         "grond": "niet_ingevuld"}
    ]  # fmt: skip


@pytest.mark.parametrize(("form", "name"), [("tabel", "txt"), ("markdown", "md")])
def test_whole_outputs(
    form: str, name: str, werkmap: Path, weerbaar: Weerbaar, golden: Golden
) -> None:
    golden(f"compare.{name}", weerbaar("compare", "jan.yaml", "jul.yaml", "--format", form).out)


def test_csv_is_text_for_a_spreadsheet(werkmap: Path, weerbaar: Weerbaar) -> None:
    wrong = JULI.replace("mt-besproken: 2023-06-01", "mt-aanspreekpunt: nee")
    (werkmap / "jul.yaml").write_text(wrong.replace("gezien:", "=HYPERLINK("), encoding="utf-8")
    out = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert len(rows) == 20
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())


def test_markdown_keeps_text_of_users_text(werkmap: Path, weerbaar: Weerbaar) -> None:
    loud = JULI.replace("intern-meldpunt: ja", 'ivp: {titel: "<b>*x*</b> | y"}')
    (werkmap / "jul.yaml").write_text(loud, encoding="utf-8")
    out = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", "markdown").out
    assert "<b>" not in out
    assert r"gezien: MT \| besluit" in out


def test_the_gate(werkmap: Path, weerbaar: Weerbaar) -> None:
    gate = ("--eis", "geen-achteruitgang")
    code, _, err = weerbaar("compare", "jan.yaml", "jul.yaml", *gate)
    assert code == 1
    assert "achteruitgang bij 1b, 4a" in err
    assert weerbaar("compare", "jan.yaml", "jan.yaml", *gate).code == 0
    assert weerbaar("compare", "jan.yaml", "jul.yaml", "--eis", "beter").code == 2


def test_identical_files(werkmap: Path, weerbaar: Weerbaar) -> None:
    outcome = weerbaar("compare", "jan.yaml", "jan.yaml")
    assert outcome.code == 0
    assert "Geen enkele norm heeft een ander oordeel." in outcome.out


def test_folders_are_matched_by_organisation(tree: Tree, weerbaar: Weerbaar) -> None:
    dorp = JANUARI.replace("Proefstad", "Proefdorp")
    tree(
        {
            "weerbaar.yaml": WERKMAP,
            "a/stad.yaml": JANUARI,
            "a/dorp.yaml": dorp,
            "a/anders.yaml": "sleutel: waarde\n",
            "b/x.yaml": JULI,
            "b/ouder.yaml": JULI.replace("2024-07-01", "2024-06-01"),
            "b/dorp.yaml": dorp.replace("peildatum: 2024-01-31\n", ""),
            "b/water.yaml": JULI.replace("Proefstad", "Proefwater"),
        }
    )
    code, out, err = weerbaar("compare", "a", "b", "--format", "json")
    found = json.loads(out)
    assert [one["organisatie"] for one in found["vergelijkingen"]] == ["Proefstad"]
    assert (found["alleen_van"], found["alleen_naar"]) == ([], ["Proefwater"])
    assert found["niet_vergeleken"] == ["Proefdorp"]
    assert found["niet_gelezen"] == ["b/dorp.yaml"]
    assert found["ouder"] == ["b/ouder.yaml"]
    assert code == 1
    assert "b/dorp.yaml:1:1: fout ontbrekende-sleutel" in err
    assert "Proefdorp: een meting heeft fouten, dus niet vergeleken" in err
    for form in ("tabel", "markdown"):
        out = weerbaar("compare", "a", "b", "--format", form).out
        assert "Alleen in b: Proefwater" in out
        assert "Niet vergeleken, want een meting heeft fouten: Proefdorp" in out
    out = weerbaar("compare", "a", "b", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    told = [(row["organisatie"], row["richting"], row["reden"]) for row in rows[20:]]
    assert told == [
        ("Proefwater", "alleen naar", ""),
        ("Proefdorp", "niet vergeleken", ""),
        ("", "niet gelezen", "b/dorp.yaml"),
        ("", "ouder", "b/ouder.yaml"),
    ]


GROEP = """\
groepen:
  - {naam: Basisteam Proef, type: basisteam, leden: [Proefstad]}
"""
TEAM = """\
weerbaar: meting/1
organisatie: Basisteam Proef
raamwerk: twente-basis-op-orde
fictief: ja
peildatum: 2024-01-01
feiten: {mma-convenant: nee}
"""


def test_a_fact_that_a_group_shares_is_changed_by_the_group(tree: Tree, weerbaar: Weerbaar) -> None:
    nieuw = TEAM.replace("2024-01-01", "2024-06-01").replace(
        "nee", "{titel: MMA, vastgesteld_op: 2024-05-01, geldig_tot: 2026-05-01}"
    )
    tree(
        FILES | {"weerbaar.yaml": WERKMAP + GROEP, "gedeeld/a.yaml": TEAM, "gedeeld/b.yaml": nieuw}
    )
    out = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", "json").out
    rows = {norm["id"]: norm for norm in json.loads(out)["normen"]}
    assert (rows["2a"]["oorzaak"], rows["2a"]["gedeeld_door"]) == ("feiten", ["Basisteam Proef"])
    assert rows["2b"]["gedeeld_door"] == []
    for form in ("tabel", "markdown"):
        out = " ".join(weerbaar("compare", "jan.yaml", "jul.yaml", "--format", form).out.split())
        assert "andere feiten (gedeeld door Basisteam" in out


def test_a_group_of_which_the_meting_is_broken_stops_its_members(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    dorp = {f"{side}/dorp.yaml": text.replace("Proefstad", "Proefdorp")
            for side, text in (("a", JANUARI), ("b", JULI))}  # fmt: skip
    broken = TEAM.replace("mma-convenant", "mma-convenent")
    files = {"weerbaar.yaml": WERKMAP + GROEP, "gedeeld/a.yaml": broken}
    tree(files | dorp | {"a/stad.yaml": JANUARI, "b/stad.yaml": JULI})
    code, out, err = weerbaar("compare", "a", "b", "--format", "json")
    assert code == 1
    assert [one["organisatie"] for one in json.loads(out)["vergelijkingen"]] == ["Proefdorp"]
    assert json.loads(out)["niet_vergeleken"] == ["Proefstad"]
    assert "a/stad.yaml:1:1: fout ander-bestand" in err


@pytest.mark.parametrize(
    ("was", "is_", "toetsing", "grond"),
    [
        ("ja", "ja", "deels", "inzicht"),
        ("ja", "nee", "voldoet_niet", "feiten"),
        ("ja", "nee", "voldoet", "feiten"),
        ("", "", "voldoet", "niet_ingevuld"),
    ],
)
def test_only_over_the_same_facts_can_people_differ(
    was: str, is_: str, toetsing: str, grond: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    naar = JULI.partition("toetsing:")[0].replace("intern-meldpunt: ja", f"intern-meldpunt: {is_}")
    naar += f'toetsing:\n  "2b": {{oordeel: {toetsing}, reden: gezien}}\n'
    van = JANUARI.replace("intern-meldpunt: nee", f"intern-meldpunt: {was}")
    tree(FILES | {"jan.yaml": van, "jul.yaml": naar})
    out = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", "json").out
    (one,) = json.loads(out)["afwijkingen"]
    assert (one["norm"], one["grond"]) == ("2b", grond)


def test_what_the_passing_of_time_did_is_no_difference_of_insight(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    naar = JULI.partition("toetsing:")[0] + 'toetsing: {"1b": {oordeel: deels, reden: verlopen}}\n'
    tree(FILES | {"jul.yaml": naar})
    out = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", "json").out
    assert json.loads(out)["afwijkingen"] == [
        {"norm": "1b", "eigen": "voldoet", "nu": "deels", "getoetst": "deels", "grond": "tijd"}
    ]
    out = weerbaar("compare", "jan.yaml", "jul.yaml").out
    assert "1b  eerder: voldoet, nu uit de feiten: deels, toetser: deels" in out


@pytest.mark.parametrize("form", ["tabel", "markdown", "csv", "json"])
def test_every_form_says_who_it_is_for(form: str, tree: Tree, weerbaar: Weerbaar) -> None:
    files = {path: text.replace("fictief: ja\n", "") for path, text in FILES.items()}
    dorp = {"a/dorp.yaml": files["jan.yaml"].replace("Proefstad", "Proefdorp")}
    tree(files | dorp | {"a/stad.yaml": files["jan.yaml"], "b/stad.yaml": files["jul.yaml"]})
    own = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", form).out
    assert "Vertrouwelijk: alleen voor de eigen organisatie" in own
    both = weerbaar("compare", "a", "b", "--format", form).out
    assert "Vertrouwelijk: alleen voor de districtelijk coördinator" in both
    assert "FICTIEF" not in own + both
    tree(FILES)
    invented = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", form).out
    assert re.search(r"FICTIEF: verzonnen gegevens|,ja,Vertrouw|\"fictief\": true", invented)


def test_a_norm_that_turned_and_turned_back_is_shown(tree: Tree, weerbaar: Weerbaar) -> None:
    """The sum of the causes would name what no row tells."""
    naar = JULI.replace("mt-besproken: 2023-06-01", "mt-besproken: 2024-06-01")
    tree(FILES | {"jul.yaml": naar})
    out = weerbaar("compare", "jan.yaml", "jul.yaml", "--format", "markdown").out
    causes = "door het verstrijken van de tijd (−1), andere feiten (+1)"
    text = f"- 1b Ondermijning in MT, college en raad: {causes}"
    assert text in out.splitlines()
    assert text in weerbaar("compare", "jan.yaml", "jul.yaml").out


def test_many_organisations_have_a_line_each_in_a_comment(tree: Tree, weerbaar: Weerbaar) -> None:
    names = [f"Proef {number}" for number in range(60)]
    parties = "".join(f"  - {{naam: {name}, type: gemeente, district: twente}}\n" for name in names)
    files = {"weerbaar.yaml": WERKMAP.replace("partijen:\n", f"partijen:\n{parties}")}
    for side, text in (("a", JANUARI), ("b", JULI)):
        files |= {f"{side}/{name}.yaml": text.replace("Proefstad", name) for name in names}
    tree(files | {"a/gelijk.yaml": JANUARI, "b/gelijk.yaml": JANUARI})
    code, out, err = weerbaar("compare", "a", "b", "--format", "markdown")
    assert (code, err) == (0, "")
    assert len([line for line in out.splitlines() if line.startswith("- **Proef ")]) == 60
    assert "Zonder enig verschil: Proefstad" in out
    assert len(out) < 65_536 / 2  # what a forge takes in one comment, twice


def test_who_differs_in_one_meting_is_not_without_any_difference(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    changed = JULI.replace("intern-meldpunt: ja", "intern-meldpunt: nee")
    assert changed != JULI
    sides = {"a/een.yaml": JANUARI, "a/twee.yaml": JULI, "b/een.yaml": JANUARI}
    tree({"weerbaar.yaml": WERKMAP, **sides, "b/twee.yaml": changed})
    out = weerbaar("compare", "a", "b").out
    assert ("Proefstad" in out, "Zonder enig verschil" in out) == (True, False), out


def git(folder: Path, *words: str) -> None:
    who = ["-c", "user.name=proef", "-c", "user.email=proef@example.org"]
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


def test_in_a_ci_folders_are_compared_without_a_name(
    tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    dorp = JANUARI.replace("Proefstad", "Proefdorp")
    tree(
        {
            "weerbaar.yaml": WERKMAP,
            "oud/stad.yaml": JANUARI,
            "oud/dorp.yaml": dorp,
            "nieuw/stad.yaml": JANUARI.replace("intern-meldpunt: nee", "intern-meldpunt: ja"),
            "nieuw/dorp.yaml": dorp.replace("college-besproken: 2023-12-01", ""),
        }
    )
    monkeypatch.setenv("CI", "true")
    line = ("compare", "oud", "nieuw", "--eis", "geen-achteruitgang")
    code, out, _ = weerbaar(*line, "--format", "markdown")
    assert code == 1
    assert "- 2 vergelijkingen, waarvan 0 zonder enig verschil\n" in out
    assert re.search(r"- Slechter: 1b\n- Beter: 2b\n- Niet gehaald: achteruitgang\n", out), out
    assert "Proef" not in out
    assert "Proefdorp" in weerbaar(*line, "--format", "markdown", "--met-inhoud").out


@pytest.fixture
def repository(tree: Tree) -> Path:
    """Ten revisions of one meting: each has one more day on which the MT spoke about it."""
    folder = tree({"map/weerbaar.yaml": WERKMAP})
    git(folder, "init", "-b", "main")
    for number in range(10):
        text = JANUARI.replace("2023-06-01", f"2023-06-{number + 1:02d}")
        if number < 4:
            text = text.replace("intern-meldpunt: nee", "intern-meldpunt: ja")
        if number == 2:
            text = text.replace("intern-meldpunt: ja", "intern-meldpunt: misschien")
        path = folder / "map/metingen/stad.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        git(folder, "add", ".")
        git(folder, "commit", "-m", f"meting {number}")
    git(folder, "tag", "begin", "HEAD~9")
    return folder


PATH = "map/metingen/stad.yaml"


@pytest.mark.parametrize(
    ("van", "naar"),
    [
        (f"begin:{PATH}", PATH),
        ("HEAD~7:map/metingen/stad.yaml", "main:map/metingen/stad.yaml"),
        ("HEAD~6", PATH),
        ("begin", f"HEAD:{PATH}"),
        ("begin", "map"),
        ("begin:map", "main:map"),
    ],
)
def test_the_past_is_read_through_git(
    van: str, naar: str, repository: Path, weerbaar: Weerbaar
) -> None:
    if van.startswith("HEAD~7"):  # the one with a fault
        outcome = weerbaar("compare", van, naar)
        assert outcome.code == 2
        assert "HEAD~7:map/metingen/stad.yaml" in outcome.err
        assert "er is niets vergeleken" in outcome.err
        return
    code, out, _ = weerbaar("compare", van, naar, "--format", "json")
    assert code == 0
    found = json.loads(out)
    found = found.get("vergelijkingen", [found])[0]
    turned = [norm["id"] for norm in found["normen"] if norm["van"] != norm["naar"]]
    assert turned == ["2b"]
    status = subprocess.run(
        ["git", "-C", str(repository), "status", "--porcelain"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert status.stdout == ""


def test_settings_of_the_past_count(repository: Path, weerbaar: Weerbaar) -> None:
    own = "parameters: {twente-basis-op-orde: {periode-organen: 1 maanden}}\n"
    settings = repository / "map/weerbaar.yaml"
    settings.write_text(WERKMAP + own, encoding="utf-8")
    out = weerbaar("compare", f"main:{PATH}", PATH, "--format", "json").out
    rows = {norm["id"]: norm for norm in json.loads(out)["normen"]}
    assert (rows["1b"]["richting"], rows["1b"]["oorzaak"]) == ("slechter", "regels")


@pytest.mark.parametrize(
    ("van", "naar", "words"),
    [
        ("weg:" + PATH, PATH, "git kent die revisie niet"),
        ("main:weg.yaml", PATH, "bestond niet in main"),
        ("--upload-pack=x", PATH, "bestaat niet"),
        ("HEAD~99", PATH, "git kent die revisie niet"),
        ("weg.yaml", "ook-weg.YML", "‘weg.yaml’ bestaat niet"),
    ],
)
def test_what_git_does_not_know(
    van: str, naar: str, words: str, repository: Path, weerbaar: Weerbaar
) -> None:
    args = ("compare", "--", van, naar) if van.startswith("-") else ("compare", van, naar)
    outcome = weerbaar(*args)
    assert outcome.code == 2
    assert words in outcome.err
    assert outcome.out == ""


def test_no_repository(werkmap: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(werkmap.parent))
    outcome = weerbaar("compare", "main:jan.yaml", "jul.yaml")
    assert outcome.code == 2
    assert "geen git-repository" in outcome.err


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("organisatie: Proefstad", "organisatie: Proefdorp", "twee organisaties"),
        ("fictief: ja\n", "", "fictieve en echte metingen"),
        ("2024-07-01", "2024-01-01", "andersom"),
        ("raamwerk: twente-basis-op-orde", "raamwerk: drentse-ambities", "verschillende raamwerk"),
        ("intern-meldpunt: ja", "intern-meldpunt: misschien", "er is niets vergeleken"),
    ],
)
def test_what_cannot_be_compared(
    old: str, new: str, words: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    text = JULI.partition("toetsing:")[0].replace(old, new)
    (werkmap / "jul.yaml").write_text(text, encoding="utf-8")
    outcome = weerbaar("compare", "jan.yaml", "jul.yaml")
    assert outcome.code == 2
    assert words in outcome.err
    assert outcome.out == ""


def test_across_versions_only_comparable_norms_count(tmp_path: Path, weerbaar: Weerbaar) -> None:
    """A was-wordt file says which norms of two versions may stand side by side."""
    shutil.copytree(VERSIES, tmp_path / "map")
    oud = tmp_path / "map/metingen/zandwolde.yaml"
    text = oud.read_text(encoding="utf-8")
    name = "raamwerk: ijsselland-basis-op-orde"
    oud.write_text(text.replace(name, f"{name}@2023-2026"), encoding="utf-8")
    nieuw = tmp_path / "map/nieuw.yaml"
    nieuw.write_text(text.replace(name, f"{name}@2027-proef"), encoding="utf-8")
    code, out, err = weerbaar("compare", str(oud), str(nieuw), "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    rows = {norm["id"]: norm for norm in found["normen"]}
    assert found["van"]["raamwerkversie"] == "2023-2026"
    assert (rows["2a"]["was"], rows["2a"]["richting"]) == ("2", "gelijk")
    assert rows["2b"]["richting"] == rows["4a"]["richting"] == "nieuw"
    assert rows["5"]["richting"] == "vervallen"
    causes = found["verschil"]["oorzaken"]
    assert sum(causes.values()) == found["verschil"]["totaal"]
    assert {norm["oorzaak"] for norm in found["normen"]} <= {"", "regels"}


def test_an_assessor_who_says_what_the_facts_say_now_is_not_told_to_differ(
    weerbaar: Weerbaar,
) -> None:
    """In 3d they agree since the policy counts; in 2e they do not."""
    metingen = Path(__file__).parents[2] / "examples" / "twente" / "metingen"
    names = ("voorbeeldstad-zelfscan-2024.yaml", "voorbeeldstad-eindmeting-2024.yaml")
    out = weerbaar("compare", *(str(metingen / name) for name in names)).out
    differs, _, agrees = out.partition("Toetser en feiten zeggen nu hetzelfde, eerder niet;")
    assert "2e  eerder: deels" in differs.partition("Toetser en feiten verschillen;")[2]
    assert re.findall(r"(?m)^(\w+)  eerder: ", agrees) == ["3d"]
