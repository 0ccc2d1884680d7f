"""`weerbaar report --overzicht`: only published reports, whole and consistent, and what is not."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Outcome, Tree, Weerbaar
from tests.engine.groep.test_overzicht import data_of, districten, openbaar, text_of
from tests.steekproef import sample
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.doelgroep import DOELGROEPEN

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FOLDER = EXAMPLES / "oost-nederland"
NAME = "riec-oost-nederland"


def files(**changed: Any) -> dict[str, str]:
    """The five reports; a keyword replaces one (None leaves it out)."""
    found: dict[str, str] = {}
    for one in districten():
        data = changed.get(one.replace("-", "_"), text_of(one))
        if data is not None:
            found[f"{one}.json"] = data if isinstance(data, str) else json.dumps(data)
    return found


def run(weerbaar: Weerbaar, *args: str) -> Outcome:
    return weerbaar("report", "--overzicht", NAME, *args)


def shape(weerbaar: Weerbaar, *args: str) -> dict[str, Any]:
    found = run(weerbaar, *args, "--format", "json")
    assert found.code == 0, found.err
    return json.loads(found.out)  # type: ignore[no-any-return]


def refused(weerbaar: Weerbaar, *args: str) -> str:
    found = run(weerbaar, *args)
    assert (found.code, found.out) == (2, "")
    assert "Traceback" not in found.err
    return found.err


# --- where the reports come from


def test_the_example(weerbaar: Weerbaar) -> None:
    found = shape(weerbaar, str(FOLDER))
    assert [one["id"] for one in found["districten"]] == list(districten())
    assert all(one["rapport"] for one in found["districten"])
    assert found["themas"][0]["districten"]["twente"]["voldoet"] == {
        "laag": 33, "hoog": 36, "van": 52,
    }  # fmt: skip


def test_named_files_a_folder_and_this_folder_give_the_same(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({f"binnen/{name}": text for name, text in files().items()} | files())
    named = shape(weerbaar, *files())
    assert shape(weerbaar, "binnen") == named
    assert shape(weerbaar) == named


def test_a_folder_is_searched_to_the_bottom(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({f"in/{place}/{name}": text for place, (name, text) in enumerate(files().items())})
    assert all(one["rapport"] for one in shape(weerbaar, "in")["districten"])


def test_other_files_in_a_folder_are_left_alone(tree: Tree, weerbaar: Weerbaar) -> None:
    """Other programs' JSON, an earlier overview, and what was never published."""
    others = {
        "package.json": '{"name": "iets"}',
        "rij.json": "[1, 2]",
        "tekst.json": "geen json {",
        "eigen.json": '{"weerbaar": "rapport/1", "versie": 1, "doelgroep": "eigen"}',
    }
    tree(files() | others)
    before = shape(weerbaar)
    assert run(weerbaar, "--output", "overzicht.json").code == 0
    assert shape(weerbaar) == before


@pytest.mark.parametrize("folder", ["", "in"])
def test_a_report_that_is_read_is_not_replaced(folder: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree({f"{folder}/{name}".lstrip("/"): text for name, text in files().items()})
    target = Path(folder, "twente.json")
    before = target.read_bytes()
    asked = [folder] if folder else []
    assert "dat hier wordt gelezen" in refused(weerbaar, *asked, "--output", str(target))
    assert target.read_bytes() == before
    for _ in range(2):  # an earlier overview is no report of a district
        assert run(weerbaar, *asked, "--output", str(Path(folder, "overzicht.json"))).code == 0


def test_a_district_without_report_is_listed(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(ijsselland=None))
    found = shape(weerbaar)
    assert found["districten"][1]["rapport"] is None
    assert found["themas"][0]["districten"]["ijsselland"]["zicht"] == "ontbreekt"
    assert "ontbreekt" in run(weerbaar).out


def test_one_report_is_enough(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files())
    found = shape(weerbaar, "gelderland-zuid.json")
    assert [one["id"] for one in found["districten"] if one["rapport"]] == ["gelderland-zuid"]


@pytest.mark.long
def test_without_reports_the_werkmappen_here_are_looked_at(tree: Tree, weerbaar: Weerbaar) -> None:
    """A look as long as one of them was not published, and then that of the very reports."""
    here = tree({})
    shutil.copytree(EXAMPLES / "twente", here / "examples" / "twente")
    shutil.rmtree(here / "examples" / "twente" / "publicaties")
    made = shape(weerbaar)
    assert made.pop("proef") is True
    assert not (here / "examples" / "twente" / "publicaties").exists(), "an overview enters nothing"
    assert "Proef: niet verspreiden" in run(weerbaar).out
    out = here / "uit"
    out.mkdir()
    args = ("report", "--district", "twente", "--output", str(out / "twente.json"))
    assert weerbaar(*args).code == 0
    assert "is een proef en niet gepubliceerd" in refused(weerbaar, "uit/twente.json")
    assert weerbaar(*args, "--publiceer").code == 0
    final = shape(weerbaar)
    assert "proef" not in final
    final.pop("waarmerk")
    from_files = shape(weerbaar, "uit")
    from_files.pop("waarmerk")
    assert final == made == from_files


def test_one_that_cannot_be_made_stops_the_overview(tree: Tree, weerbaar: Weerbaar) -> None:
    here = tree({"kapot/weerbaar.yaml": "weerbaar: werkmap/1\ndistrict: ijsselland\n"})
    shutil.copytree(EXAMPLES / "twente", here / "twente")
    assert "IJsselland: " in refused(weerbaar)


def test_a_werkmap_with_too_few_is_missing_and_said(tree: Tree, weerbaar: Weerbaar) -> None:
    here = tree({})
    for name in ("twente", "gelderland-zuid"):
        shutil.copytree(EXAMPLES / name, here / name)
    found = run(weerbaar, "--format", "json")
    assert found.code == 0
    assert "Gelderland-Zuid ontbreekt in dit overzicht" in found.err
    assert json.loads(found.out)["districten"][4]["rapport"] is None


def test_nothing_here_says_what_to_name(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({})
    assert "geen enkel rapport" in refused(weerbaar)


# --- it adds nothing to what was published


def test_the_overview_is_a_function_of_the_files_only(tree: Tree, weerbaar: Weerbaar) -> None:
    """In an empty folder, beside a werkmap of the same district, in another order: the same."""
    here = tree(files())
    alone = run(weerbaar, "--format", "html").out
    shutil.copytree(EXAMPLES / "twente", here / "twente")
    assert run(weerbaar, "--format", "html").out == alone
    assert run(weerbaar, *sorted(files(), reverse=True), "--format", "html").out == alone


def test_every_figure_stands_in_the_files_or_is_their_sum(weerbaar: Weerbaar) -> None:
    found = shape(weerbaar, str(FOLDER))
    for thema in found["themas"]:
        for district, part in thema["districten"].items():
            told = {one["id"]: one["voldoet"] for one in data_of(district)["nu"]["normen"]}
            for key in ("laag", "hoog", "van"):
                total = part["voldoet"] and part["voldoet"][key]
                assert total == (sum(told[one][key] for one in part["normen"]) or total)
    for cause in found["oorzaken"]:
        for district, one in cause["districten"].items():
            rows = [row["oorzaak"] for row in data_of(district)["nu"]["normen"]]
            mine = {key: one[key] for key in ("woord", "laag", "hoog", "van")}
            assert {"feit": cause["feit"], **mine} in rows


@pytest.mark.parametrize("vorm", ["markdown", "html", "json", "csv", "tekst"])
def test_no_party_is_named(vorm: str, weerbaar: Weerbaar) -> None:
    found = run(weerbaar, str(FOLDER), "--format", vorm)
    names = [
        one.naam for one in Bibliotheek().register.partijen if {*one.district} & {*districten()}
    ]
    assert len(names) == 76
    assert [one for one in names if one in found.out] == []
    assert "Verzonnendorp" not in found.out
    assert "Voorbeeldstad" not in found.out


def test_an_output_that_is_called_after_a_party_is_refused(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files())
    assert "noemt een partij" in refused(weerbaar, "--output", "enschede.html")
    assert not Path("enschede.html").exists()


def test_the_example_is_what_its_script_makes(tmp_path: Path) -> None:
    """Its codes too, so that whoever tries `verify` on it sees that it is right."""
    path = ROOT / "docs" / "oost_nederland.py"
    spec = importlib.util.spec_from_file_location("oost_nederland", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.make_example(tmp_path)
    for one in districten():
        made = json.loads((tmp_path / f"{one}.json").read_text(encoding="utf-8"))
        stored = data_of(one)
        assert made == stored, "python docs/oost_nederland.py"
        assert stored["fictief"] is True


@pytest.mark.parametrize("einde", ["html", "md", "json"])
def test_an_overview_can_be_checked(einde: str, tree: Tree, weerbaar: Weerbaar) -> None:
    """Made again from the same reports it is the same; from others it is not."""
    tree({f"in/{name}": text for name, text in files().items()})
    name = f"overzicht.{einde}"
    assert run(weerbaar, "in", "--output", name).code == 0
    assert weerbaar("verify", name, "in", "--overzicht", NAME).code == 0
    Path("in/ijsselland.json").unlink()
    found = weerbaar("verify", name, "in", "--overzicht", NAME)
    assert found.code == 1, found.err


@pytest.mark.parametrize("paths", [[], ["in"]])
def test_an_overview_that_is_not_said_to_be_one_is_told_what_to_name(
    paths: list[str], tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({f"in/{name}": text for name, text in files().items()})
    assert run(weerbaar, "in", "--output", "o.html").code == 0
    found = weerbaar("verify", "o.html", *paths)
    assert (found.code, found.out) == (2, "")
    assert "dit rapport is een overzicht over meer districten" in found.err
    assert "weerbaar verify o.html --overzicht NAAM" in found.err
    assert weerbaar("verify", "o.html", "in", "--overzicht", NAME.upper()).code == 0


def test_what_the_register_holds_back_is_not_told_by_a_code(tree: Tree, weerbaar: Weerbaar) -> None:
    """An overview of werkmappen rests on what each would publish; of one that may not it is so."""
    here = tree({})
    shutil.copytree(EXAMPLES / "twente", here / "twente")
    shutil.rmtree(here / "twente" / "publicaties", ignore_errors=True)
    words = ("report", "twente", "--district", "twente", "--publiceer", "--output", "t.json")
    assert weerbaar(*words).code == 0
    Path("t.json").unlink()
    assert run(weerbaar, "--output", "overzicht.md").code == 0
    assert weerbaar("verify", "overzicht.md", "--overzicht", NAME).code == 0
    metingen = sorted((here / "twente" / "metingen").glob("*-eindmeting-2024.yaml"))
    text = metingen[0].read_text(encoding="utf-8")
    metingen[0].write_text(text.replace("status: vastgesteld", "status: concept"), encoding="utf-8")
    found = weerbaar("verify", "overzicht.md", "--overzicht", NAME, "--format", "json")
    assert found.code == 1, found.err
    verschil = json.loads(found.out)["verschil"]
    assert (verschil["onderdeel"], verschil["opnieuw"]) == ("inhoud", "")


# --- for whom


def test_for_everyone_only_from_reports_for_everyone(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files())
    found = refused(weerbaar, "--doelgroep", "openbaar")
    assert "is voor het bestuur, en dit overzicht zou openbaar zijn" in found
    tree({f"{one}.json": json.dumps(openbaar(one)) for one in districten()})
    made = shape(weerbaar, "--doelgroep", "openbaar")
    assert (made["doelgroep"], made["oorzaken"]) == ("openbaar", [])
    assert shape(weerbaar)["doelgroep"] == "bestuur"


@pytest.mark.parametrize("doelgroep", sorted(DOELGROEPEN.keys() - {"bestuur", "openbaar"}))
def test_not_for_others(doelgroep: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files())
    assert "is er niet voor doelgroep" in refused(weerbaar, "--doelgroep", doelgroep)


@pytest.mark.parametrize(
    "option",
    [
        ("--district", "twente"),
        ("--raamwerk", "twente-basis-op-orde"),
        ("--peildatum", "2024-07-01"),
        ("--partijtype", "gemeente"),
        ("--vorige", "twente.json"),
    ],
)
def test_options_that_would_change_what_was_published(
    option: tuple[str, str], tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(files())
    assert f"{option[0]} gaat niet samen met --overzicht" in refused(weerbaar, *option)


# --- bad input


def test_an_unknown_overview_is_suggested(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files())
    found = weerbaar("report", "--overzicht", "riec-oost-nederlnd")
    assert found.code == 2
    assert "riec-oost-nederland" in found.err


def test_a_meting_is_no_report(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"meting.yaml": "weerbaar: meting/1\norganisatie: Voorbeeldstad\n"})
    found = refused(weerbaar, "meting.yaml")
    assert "‘meting.yaml’ is geen rapport van weerbaar in JSON" in found


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"weerbaar": "rapport/1", "versie": 1, "doelgroep": "eigen"}', "voor doelgroep ‘eigen’"),
        (
            '{"weerbaar": "rapport/1", "versie": 1, "doelgroep": "bestuur", "overzicht": {}}',
            "zelf een overzicht",
        ),
        ("", "stuk.json:1:1: fout rapport-klopt-niet het rapport is niet heel"),
        ("[1, 2]", "het rapport is niet heel"),
        ('{"weerbaar": "rapport/1", "versie":', "stuk.json:2:1: fout rapport-klopt-niet"),
        ('{"weerbaar": "rapport/1", "weerbaar": "rapport/1"}', "dubbele-sleutel"),
        ('{"weerbaar": "rapport/1", "versie": 2, "doelgroep": "bestuur"}', "andere weerbaar"),
        ('{"weerbaar": "rapport/2", "versie": 1, "doelgroep": "bestuur"}', "andere weerbaar"),
        ('{"weerbaar": "rapport/1", "versie": 1, "doelgroep": "bestuur"}', "‘district’ ontbreekt"),
    ],
)
def test_a_named_file_that_is_something_else(
    text: str, told: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"stuk.json": text})
    assert told in refused(weerbaar, "stuk.json")


def test_a_file_or_folder_that_is_not_there(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"leeg/niets.txt": ""})
    assert "bestaat niet" in refused(weerbaar, "weg.json")
    assert "staat geen gepubliceerd rapport" in refused(weerbaar, "leeg")


def test_a_report_that_does_not_add_up_has_its_place(tree: Tree, weerbaar: Weerbaar) -> None:
    changed = text_of("twente").replace('"laag": 5,', '"laag": 6,', 1)
    assert changed != text_of("twente")
    tree(files(twente=changed))
    found = refused(weerbaar)
    line = next(n for n, one in enumerate(changed.splitlines(), 1) if '"laag": 6,' in one)
    assert "twente.json:" in found
    assert "rapport-klopt-niet" in found
    assert any(f"twente.json:{near}:" in found for near in range(line - 3, line + 1))
    assert "zoals het is gepubliceerd" in found


def test_a_key_that_was_added_by_hand(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(twente=data_of("twente") | {"opmerking": "Enschede doet het goed"}))
    found = refused(weerbaar, "twente.json")
    assert "onbekende-sleutel" in found
    assert "Enschede" not in refused(weerbaar)


def test_a_broken_report_in_a_folder_is_not_left_out(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(twente=text_of("twente")[:500]))
    assert "twente.json" in refused(weerbaar, "twente.json")
    found = run(weerbaar)
    assert found.code == 1
    assert "‘twente.json’ is niet gelezen en staat niet in dit overzicht" in found.err
    assert "breekt de JSON af" in found.err
    assert "Van Twente is er geen rapport." in " ".join(found.out.split())


@pytest.mark.parametrize(
    ("data", "reden"),
    sample(
        [
            (text_of("twente").encode("utf-16"), "waarschijnlijk UTF-16"),
            (b"", "het bestand is leeg"),
            (b"\x1f\x8b\x08\x00", "ingepakt bestand"),
        ],
        3,
    ),
)
def test_copies_that_cannot_be_read_are_named(
    data: bytes, reden: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    """A file that is called after a party is named without it."""
    root = tree(files(twente=None))
    for name in ("twente.json", "twente van Enschede (2).json"):
        (root / name).write_bytes(data)
    for args in ((), (".",)):
        found = run(weerbaar, *args)
        assert found.code == 1
        assert "‘twente.json’ is niet gelezen" in found.err
        assert found.err.count(reden) == 2
        assert "Enschede" not in found.err + found.out


def test_a_folder_with_unreadable_copies_alone(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree({})
    (root / "twente.json").write_bytes(text_of("twente").encode("utf-16"))
    assert "‘twente.json’ is niet gelezen" in refused(weerbaar)


def test_another_version_of_a_raamwerk_is_named(tree: Tree, weerbaar: Weerbaar) -> None:
    data = data_of("twente")
    data["raamwerk"]["versie"] = "2031"
    tree(files(twente=data))
    found = refused(weerbaar)
    assert "onbekende-versie" in found
    assert "‘2031’" in found
    data["raamwerk"] = {"id": "twente-basis-op-ordde", "versie": "1"}
    tree(files(twente=data))
    assert "onbekend-raamwerk" in refused(weerbaar)


def test_two_versions_of_one_raamwerk_go_together(tree: Tree, weerbaar: Weerbaar) -> None:
    """A werkmap with the next version: one district used it, and the overview says which."""
    source = (ROOT / "frameworks" / "ijsselland-basis-op-orde.yaml").read_text(encoding="utf-8")
    data = data_of("ijsselland")
    data["raamwerk"]["versie"] = "2027"
    tree(
        files(ijsselland=data)
        | {
            "weerbaar.yaml": "weerbaar: werkmap/1\n",
            "nieuw.yaml": source.replace('versie: "2023-2026"', 'versie: "2027"'),
        }
    )
    found = run(weerbaar, "--format", "markdown")
    assert found.code == 0, found.err
    assert "| Basis op orde IJsselland, versie 2027 |" in found.out


def test_two_reports_of_one_district(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files() | {"z-twente.json": text_of("twente")})
    found = refused(weerbaar)
    assert "over Twente zijn er twee rapporten: ‘" in found
    assert "z-twente.json’" in found


@pytest.mark.parametrize("name", ["Drenthe", "drenthe", "Atlantis"])
def test_a_district_that_belongs_elsewhere(name: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(ijsselland=data_of("ijsselland") | {"district": name}))
    found = refused(weerbaar)
    assert f"gaat over {name}; dat hoort niet bij RIEC Oost-Nederland" in found


def test_invented_beside_real_is_refused(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(gelderland_midden=data_of("gelderland-midden") | {"fictief": False}))
    assert "is verzonnen (fictief) en" in refused(weerbaar)


def test_a_raamwerk_that_no_indeling_places(tree: Tree, weerbaar: Weerbaar) -> None:
    """Norms of one's own need an indeling before they can stand beside the others."""
    data = data_of("gelderland-zuid")
    text = json.dumps(data).replace("gelderland-zuid-weerbaar", "eigen-kader")
    source = (ROOT / "frameworks" / "gelderland-zuid-weerbaar.yaml").read_text(encoding="utf-8")
    own = source.replace("id: gelderland-zuid-weerbaar", "id: eigen-kader")
    tree(
        files(gelderland_zuid=text)
        | {"weerbaar.yaml": "weerbaar: werkmap/1\n", "eigen-kader.yaml": own}
    )
    found = refused(weerbaar)
    assert "van eigen-kader hoort bij geen thema" in found
    assert "indeling/1" in found
