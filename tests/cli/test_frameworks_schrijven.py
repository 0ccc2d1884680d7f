"""A raamwerk by a stranger, in YAML alone: the page about writing one, and a region as a trial."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk, Thema

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "raamwerk-schrijven.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"(?ms)^```(\w*) ?([\w.-]*)\n(.*?)^```$", PAGE)
FILES = {name: text for kind, name, text in BLOCKS if kind == "yaml" and name}
LIMBURG = ROOT / "tests" / "cases" / "limburg"


@pytest.fixture
def voorbeeld(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example of the page in a copy of the werkmap of Twente."""
    shutil.copytree(ROOT / "examples" / "twente", tmp_path / "twente")
    for name, text in FILES.items():
        (tmp_path / "twente" / name).write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.chdir(tmp_path / "twente")
    return tmp_path / "twente"


def test_the_page_has_a_whole_example_and_every_fragment_is_part_of_it() -> None:
    assert set(FILES) == {"eigen-feiten.yaml", "voorbeeldregio.yaml"}
    whole = "".join(FILES.values())
    fragments = [text for kind, _, text in BLOCKS if kind == "yml"]
    assert len(fragments) >= 4
    assert [text for text in fragments if text not in whole] == []


def test_the_example_has_no_finding_at_all(voorbeeld: Path, weerbaar: Weerbaar) -> None:
    assert weerbaar("validate", *FILES, "--strikt") == (0, "", "2 bestanden, in orde\n")
    code, out, err = weerbaar("frameworks", "check", ".")
    assert (code, out) == (0, "")
    assert err == "eigen-feiten.yaml: 3 feiten\nvoorbeeldregio: 3 normen, 8 gevallen kloppen\n"


def test_the_folder_of_a_new_region_is_in_order(tree: Tree, weerbaar: Weerbaar) -> None:
    """The werkmap of the page with the whole example, and nothing of a region that is known."""
    werkmap = next(text for _, name, text in BLOCKS if name == "weerbaar.yaml")
    tree({"weerbaar.yaml": werkmap, **FILES})
    assert weerbaar("validate", ".", "--strikt") == (0, "", "3 bestanden, in orde\n")


def test_a_new_raamwerk_is_in_order_and_names_every_key(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({})
    assert weerbaar("frameworks", "new", "mijn-regio", "--titel", "Normen: van ons").code == 0
    assert weerbaar("validate", "mijn-regio.yaml", "--strikt").code == 0
    assert weerbaar("frameworks", "check", "mijn-regio.yaml").code == 0
    text = Path("mijn-regio.yaml").read_text(encoding="utf-8")
    keys = {key for model in (Raamwerk, Thema, Norm) for key in model.model_fields}
    assert sorted(key for key in keys if f" {key}:" not in f" {text}".replace("\n", " ")) == []
    again = weerbaar("frameworks", "new", "mijn-regio")
    assert (again.code, Path("mijn-regio.yaml").read_text(encoding="utf-8")) == (2, text)


def test_every_key_of_a_new_raamwerk_can_be_used(tree: Tree, weerbaar: Weerbaar) -> None:
    """Without the hashes before them, and without the line that there is no rule yet."""
    tree({})
    weerbaar("frameworks", "new", "mijn-regio")
    text = Path("mijn-regio.yaml").read_text(encoding="utf-8")
    used = re.sub(r"(?m)^( *)# ((?:  )*(?:- )?[{a-z_-]+: ?.*)$", r"\1\2", text)
    used = re.sub(r"(?m)^ *(?:regel|reden): .*\n", "", used)
    tree({"mijn-regio.yaml": used})
    run = weerbaar("validate", "mijn-regio.yaml", "--format", "json")
    fouten = [one for one in json.loads(run.out)["bevindingen"] if one["ernst"] == "fout"]
    assert [(one["code"], one["bericht"]) for one in fouten] == []


@pytest.mark.parametrize("dag", ["", "2024-07-01"])
def test_the_rule_and_the_case_of_a_new_raamwerk_fit_each_other(
    dag: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({})
    weerbaar("frameworks", "new", "mijn-regio")
    text = Path("mijn-regio.yaml").read_text(encoding="utf-8")
    case = text.partition("# gevallen:\n")[2]
    lines = ("bron:", "parameters:", "  periode-mt:", "voldoet:", "deels:", "gevallen:")
    for line in (*lines, *(one.removeprefix("# ") for one in case.splitlines())):
        text = text.replace(f"# {line}", line, 1)
    text = re.sub(r"(?m)^ *(?:regel|reden): .*\n", "", text)
    if not dag:
        text = re.sub(r"(?m)^ *peildatum: .*\n", "", text)
    tree({"mijn-regio.yaml": text})
    run = weerbaar("frameworks", "check", "mijn-regio.yaml")
    told = ("geval-klopt-niet" in run.out, "geef het geval dan een ‘peildatum’" in run.out)
    assert told == ((False, False) if dag else (True, True)), run.out


@pytest.mark.parametrize("naam", ["Mijn", "mijn_regio", "diff", "new", "twente-basis-op-orde"])
def test_a_new_raamwerk_needs_an_id_of_its_own(naam: str, tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree({})
    run = weerbaar("frameworks", "new", naam)
    assert (run.code, run.out, list(root.iterdir())) == (2, "", [])


@pytest.mark.parametrize("naam", ["null", "on", "ja", "nee", "12", "1e5", "0x1f", "2024-01-01"])
def test_an_id_that_yaml_reads_as_a_value_is_quoted(
    naam: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree({})
    assert weerbaar("frameworks", "new", naam).code == 0
    assert f'\nid: "{naam}"  #' in (root / f"{naam}.yaml").read_text(encoding="utf-8")
    assert weerbaar("frameworks", "check", f"{naam}.yaml").code == 0
    tree({"weerbaar.yaml": "weerbaar: werkmap/1\npartijen: [{naam: Proef, type: gemeente}]\n"})
    words = ("new", "--organisatie", "Proef", "--raamwerk", naam, "--output", "een.yaml")
    assert weerbaar(*words).code == 0
    assert f'\nraamwerk: "{naam}"\n' in (root / "een.yaml").read_text(encoding="utf-8")
    assert weerbaar("validate", "een.yaml").code == 0


def test_a_raamwerk_may_be_named_before_it_is_there(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"weerbaar.yaml": "weerbaar: werkmap/1\ndistrict: twente\nraamwerk: zeeland-weerbaar\n"})
    run = weerbaar("validate", "weerbaar.yaml")
    assert (run.code, "waarschuwing onbekend-raamwerk" in run.out) == (0, True)
    assert weerbaar("frameworks", "crosswalk").code == 0
    Path("metingen").mkdir()
    report = weerbaar("report", "--district", "twente")
    assert (report.code, report.out) == (2, "")
    assert "het raamwerk van dit district is niet bekend" in report.err
    assert weerbaar("frameworks", "new", "zeeland-weerbaar").code == 0
    assert weerbaar("validate", ".", "--strikt").code == 0


def test_the_example_scores_the_metingen_that_are_there(
    voorbeeld: Path, weerbaar: Weerbaar
) -> None:
    meting = "metingen/voorbeeldstad-zelfscan-2024.yaml"
    args = (meting, "--raamwerk", "voorbeeldregio", "--format", "json")
    normen = json.loads(weerbaar("score", *args).out)["normen"]
    oordelen = {norm["id"]: norm["oordeel"] for norm in normen}
    assert oordelen == {"1.1": "onbekend", "1.2": "voldoet", "1.3": "onbekend"}
    missing = json.loads(weerbaar("frameworks", "unanswered", *args).out)
    assert missing["feiten"] == {"gevraagd": 4, "bekend": 1}


def test_the_conditions_of_the_page_fit_their_facts(voorbeeld: Path, weerbaar: Weerbaar) -> None:
    """Every test in the table of conditions passes the check."""
    table = PAGE.partition("| u wilt | u schrijft |")[2].partition("\n\n")[0]
    conditions = re.findall(r"`(\{feit: .*?\})`", table)
    assert len(conditions) >= 9
    normen = "".join(
        f"      - {{id: p{n}, tekst: Proef, voldoet: {text}}}\n"
        for n, text in enumerate(conditions)
    )
    head = FILES["voorbeeldregio.yaml"].partition("parameters:")[0].replace("id: voor", "id: proef")
    themas = 'themas:\n  - id: "1"\n    titel: Proef\n    normen:\n'
    (voorbeeld / "proef.yaml").write_text(head + themas + normen, encoding="utf-8")
    code, out, _ = weerbaar("frameworks", "check", "proef.yaml")
    assert (code, " fout " in out) == (0, False), out


# --- a region that weerbaar does not know ---


def test_the_region_is_yaml_alone_and_in_order(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {path.suffix for path in LIMBURG.rglob("*") if path.is_file()} == {".yaml"}
    monkeypatch.chdir(LIMBURG)
    assert weerbaar("validate", ".", "--strikt") == (0, "", "5 bestanden, in orde\n")
    code, out, err = weerbaar("frameworks", "check", ".")
    assert (code, out) == (0, "")
    assert "limburg-proef: 12 normen, 21 gevallen kloppen" in err


def test_the_region_brings_facts_and_uses_ours(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(LIMBURG)
    shape = json.loads(weerbaar("frameworks", "crosswalk", "--format", "json").out)
    asked = {one["id"] for one in shape["feiten"] if "limburg-proef" in one["normen"]}
    ours = asked & Bibliotheek().catalogus.keys()
    assert (len(asked), len(ours)) == (16, 9)


@pytest.mark.parametrize(
    ("meting", "expected"),
    [
        (
            "maasveld",
            "1.1 voldoet, 1.2 deels, 1.4 voldoet, 2.4 deels, 2.5 voldoet, 2.6 voldoet_niet, "
            "2.7 voldoet, 3.5 deels, 4.2 onbekend, 5.3 onbekend, 6.1 deels, 6.3 voldoet",
        ),
        (
            "maasplassen",
            "1.1 onbekend, 1.2 onbekend, 1.4 nvt, 2.4 voldoet, 2.5 onbekend, 2.6 onbekend, "
            "2.7 nvt, 3.5 onbekend, 4.2 voldoet, 5.3 voldoet, 6.1 onbekend, 6.3 onbekend",
        ),
    ],
)
def test_the_region_is_scored_for_every_type_of_party(
    meting: str, expected: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(LIMBURG)
    code, out, err = weerbaar("score", f"metingen/{meting}.yaml", "--format", "json")
    assert (code, err) == (0, "")
    normen = json.loads(out)["normen"]
    assert ", ".join(f"{norm['id']} {norm['oordeel']}" for norm in normen) == expected


def test_the_region_is_explained(weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(LIMBURG)
    code, out, _ = weerbaar("explain", "metingen/maasveld.yaml", "1.4")
    assert code == 0
    for part in (
        "De organisatie spreekt met private partners over ondermijning.",
        "minstens 2 groepen met een datum vanaf 30-09-2024",
        "aantal-partners = 2",
        "te bevestigen door stuurgroep",
    ):
        assert part in out


def test_the_region_is_compared_with_its_causes(
    weerbaar: Weerbaar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A year on: one fact is better, one has lapsed."""
    shutil.copytree(LIMBURG, tmp_path / "limburg")
    monkeypatch.chdir(tmp_path / "limburg")
    first = Path("metingen/maasveld.yaml")
    text = first.read_text(encoding="utf-8").replace("2025-09-30", "2026-09-30")
    Path("metingen/later.yaml").write_text(
        text.replace("agendatoets: nee", "agendatoets: ja"), encoding="utf-8"
    )
    args = ("compare", str(first), "metingen/later.yaml", "--format", "json")
    normen = json.loads(weerbaar(*args).out)["normen"]
    moved = {one["id"]: (one["richting"], one["oorzaak"]) for one in normen if one["oorzaak"]}
    assert moved["2.6"] == ("beter", "feiten")
    assert moved["6.3"] == ("slechter", "tijd")
    assert moved["1.4"] == ("slechter", "tijd")


def test_the_norms_of_the_region_stand_in_a_new_meting(
    weerbaar: Weerbaar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(LIMBURG, tmp_path / "limburg")
    monkeypatch.chdir(tmp_path / "limburg")
    args = ("--organisatie", "Maasveld", "--peildatum", "2026-09-30")
    assert weerbaar("new", *args).code == 0
    text = Path("metingen/maasveld-zelfscan-2026-09-30.yaml").read_text(encoding="utf-8")
    assert "Is er een vertrouwenspersoon bij wie medewerkers en bestuurders terecht kunnen?" in text
    assert "alleen-medewerkers" in text
