"""The program behind the page gives what the terminal gives."""

from __future__ import annotations

import json
import re
import shutil
from base64 import b64encode
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.postvak import make_werkboeken, make_werkmap
from tests.conftest import Once, Weerbaar
from tests.invullen.typist import Typist
from tests.steekproef import sample
from weerbaar_cli.blad.view import Datalijst
from weerbaar_cli.cli.main import main
from weerbaar_cli.formats.json import to_pieces
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.invullen.motor import Motor, make_settings
from weerbaar_cli.reading.invullen.werkboek import export_meting
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.opzet import Opzetvraag
from weerbaar_cli.reading.scores import read_scores
from weerbaar_cli.reading.vragenlijst import read_vragenlijst, read_werkmap
from weerbaar_cli.views.score import Scoreview

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
METINGEN = sorted(EXAMPLES.glob("*/metingen/*.yaml"))
ONE = EXAMPLES / "twente" / "metingen" / "voorbeeldstad-zelfscan-2024.yaml"
LATER = EXAMPLES / "twente" / "metingen" / "voorbeeldstad-eindmeting-2024.yaml"


@pytest.fixture
def motor(tmp_path: Path) -> Motor:
    return Motor(tmp_path)


def ask(motor: Motor, doe: str, **more: Any) -> Any:
    return json.loads(motor.handle(json.dumps({"doe": doe, **more})))


def open_file(motor: Motor, path: Path) -> Any:
    werkmap = read_werkmap(Omgeving(path.parent.parent))
    return ask(
        motor, "open", tekst=path.read_text(encoding="utf-8"), naam=path.name, werkmap=werkmap
    )


def scored(path: Path) -> Any:
    found = Scoreview(read_scores([path]).scores, lijst=True).data()
    assert isinstance(found, Datalijst)
    return json.loads(b"".join(to_pieces(found)))


def without_place(found: Any) -> Any:
    return [{**one, "meting": {**one["meting"], "bestand": ""}} for one in found]


@pytest.mark.parametrize("path", sample(METINGEN, 60), ids=lambda one: one.stem)
def test_every_example_is_judged_as_in_the_terminal(motor: Motor, path: Path) -> None:
    found = open_file(motor, path)
    assert "fout" not in found
    assert without_place(ask(motor, "oordelen")["oordelen"]) == without_place(scored(path))
    assert found["tekst"] == path.read_text(encoding="utf-8")
    lijst = found["vragenlijst"]
    asked = {
        name
        for raamwerk in lijst["raamwerken"]
        for thema in raamwerk["themas"]
        for norm in thema["normen"]
        for name in norm["feiten"]
    }
    assert asked == lijst["feiten"].keys()
    keys = {
        norm["sleutel"]
        for one in lijst["raamwerken"]
        for t in one["themas"]
        for norm in t["normen"]
    }
    assert keys <= found["normen"].keys()


def test_a_change_counts_from_what_was_opened(motor: Motor) -> None:
    first = open_file(motor, ONE)
    pad = ["feiten", "mt-besproken"]
    changed = ask(motor, "wijzig", wijzigingen=[{"pad": pad, "waarde": "nooit"}])
    assert changed["tekst"] != first["tekst"]
    assert changed["normen"] != first["normen"]
    assert changed["stand"] != []
    again = ask(motor, "wijzig", wijzigingen=[])
    assert again["tekst"] == first["tekst"]
    assert again["normen"] == first["normen"]
    assert ask(motor, "bewaar") == {"tekst": first["tekst"], "naam": ONE.name}


def test_a_fout_is_a_finding_and_no_oordeel(motor: Motor) -> None:
    open_file(motor, ONE)
    pad = ["feiten", "mt-besproken"]
    found = ask(motor, "wijzig", wijzigingen=[{"pad": pad, "waarde": "2024-02-31"}])
    assert [one["ernst"] for one in found["bevindingen"]].count("fout") == 1
    assert found["normen"] == {}
    assert ask(motor, "oordelen") == {"oordelen": []}


@pytest.mark.parametrize("doelgroep", ["eigen", "notitie", "raad"])
def test_a_report_is_that_of_the_terminal(motor: Motor, doelgroep: str, tmp_path: Path) -> None:
    open_file(motor, ONE)
    page = ask(motor, "rapport", doelgroep=doelgroep)["html"]
    place = tmp_path / "rapport.html"
    assert main(["report", str(motor.pad), "--doelgroep", doelgroep, "--output", str(place)]) == 0
    assert page == place.read_text(encoding="utf-8")


def test_a_plan_and_a_comparison(motor: Motor) -> None:
    open_file(motor, LATER)
    assert "Voorbeeldstad" in ask(motor, "plan")["html"]
    page = ask(motor, "vergelijk", tekst=ONE.read_text(encoding="utf-8"))["html"]
    assert "Voorbeeldstad" in page


def test_a_new_meting_begins_as_in_the_terminal(motor: Motor) -> None:
    asked = {"raamwerken": ["twente-basis-op-orde"], "soort": "zelfscan", "peildatum": "2024-01-31"}
    werkmap = read_werkmap(Omgeving(EXAMPLES / "twente"))
    found = ask(motor, "nieuw", organisatie="Voorbeeldstad", werkmap=werkmap, **asked)
    assert found["naam"] == "Voorbeeldstad-zelfscan-2024-01-31.yaml"
    assert {one["oordeel"] for one in found["normen"].values()} == {"onbekend"}
    assert found["vragenlijst"]["antwoorden"] == {}
    assert found["vragenlijst"]["organisatie"] == {"naam": "Voorbeeldstad", "type": "gemeente"}


def test_a_questionnaire_becomes_a_meting(motor: Motor) -> None:
    lijst = open_file(motor, ONE)["vragenlijst"]
    begun = ask(motor, "begin", vragenlijst={**lijst, "meting": None})
    assert begun["vragenlijst"]["antwoorden"] == lijst["antwoorden"]
    first = open_file(motor, ONE)
    assert {key: one["oordeel"] for key, one in begun["normen"].items()} == {
        key: one["oordeel"] for key, one in first["normen"].items()
    }


def test_a_coordinator_sees_all_files(motor: Motor) -> None:
    open_file(motor, ONE)
    paths = [one for one in METINGEN if one.parent.parent.name == "twente"]
    files = [{"naam": one.name, "tekst": one.read_text(encoding="utf-8")} for one in paths]
    files.append({"naam": "kapot.yaml", "tekst": "weerbaar: meting/1\norganisatie: Dorstelo\n"})
    werkmap = read_werkmap(Omgeving(EXAMPLES / "twente"))
    found = ask(motor, "district", bestanden=files, werkmap=werkmap)
    assert "Kraanvoorde" in found["html"]
    assert [one["naam"] for one in found["gebroken"]] == ["kapot.yaml"]
    assert ask(motor, "bewaar")["naam"] == ONE.name


def test_what_came_by_mail_is_taken_in_as_by_intake(motor: Motor) -> None:
    """Mended where that is sure, twice in two versions named, and two files may have one name."""
    metingen = EXAMPLES / "twente/metingen"
    texts = [
        one.read_text(encoding="utf-8") for one in sorted(metingen.glob("*-zelfscan-2024.yaml"))
    ]
    files = [{"naam": "meting.yaml", "tekst": text} for text in texts]
    dorstelo = next(text for text in texts if "organisatie: Dorstelo\n" in text)
    files[texts.index(dorstelo)]["tekst"] = dorstelo.replace(
        "status: ingeleverd", "Status: “Ingeleverd”"
    )
    files.append({"naam": "nog eens.yaml", "tekst": dorstelo})
    anders = dorstelo.replace("organisatie: Dorstelo", "organisatie: Gravenmate")
    files.append({"naam": "anders.yaml", "tekst": anders})
    found = ask(motor, "district", bestanden=files, werkmap=read_werkmap(Omgeving(metingen.parent)))
    told = {one["naam"]: one["bericht"] for one in found["gebroken"]}
    assert told.keys() == {"anders.yaml", "meting.yaml"}
    assert "dat zegt iets anders" in told["anders.yaml"]
    assert "Dorstelo" in found["html"]


@pytest.mark.long
def test_a_coordinator_may_drop_the_settings_or_have_none(motor: Motor) -> None:
    twente = EXAMPLES / "twente"
    paths = [twente / "weerbaar.yaml", *sorted((twente / "metingen").glob("*.yaml"))]
    files = [{"naam": one.name, "tekst": one.read_text(encoding="utf-8")} for one in paths]
    assert "Kraanvoorde" in ask(motor, "district", bestanden=files)["html"]
    nobody = [{"naam": "b.yaml", "tekst": "weerbaar: meting/1\n"}]
    assert "welk district" in ask(motor, "district", bestanden=nobody)["fout"]["bericht"]


def as_dropped(path: Path) -> dict[str, str]:
    """A file as the page hands it over: what is no text in base64."""
    raw = path.read_bytes()
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return {"naam": path.name, "inhoud": b64encode(raw).decode()}
    return {"naam": path.name, "tekst": raw.decode()}


def test_a_workbook_is_taken_in_and_refused_as_by_intake(
    motor: Motor, tmp_path: Path, once: Once, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = tmp_path / "post"
    shutil.copytree(once("werkboeken", lambda root: make_werkboeken(root / "post")) / "post", post)
    make_werkmap(tmp_path / "district")
    monkeypatch.chdir(post)
    told = json.loads(
        weerbaar("intake", ".", "--naar", "../district", "--proef", "--format", "json").out
    )
    refused = {
        one["bestand"]: f"{one['reden']}. {one['suggestie']}"
        for one in told["stukken"]
        if one["uitkomst"] == "geweigerd"
    }
    names = ("bom", "bzip2", "dicht", "groot", "half", "stuk")
    assert refused.keys() == {"brief.docx", *(f"{one}.xlsx" for one in names)}
    files = list(map(as_dropped, sorted(post.iterdir())))
    assert ["inhoud" in one for one in files].count(True) == 9
    werkmap = read_werkmap(Omgeving(tmp_path / "district"))
    found = ask(motor, "district", bestanden=files, werkmap=werkmap)
    assert {one["naam"]: one["bericht"] for one in found["gebroken"]} == refused
    for one in found["gebroken"]:
        assert "postvak" not in one["bericht"]
    for one in ("Kraanvoorde", "Gravenmate"):
        assert one in found["html"]


def test_a_member_whose_file_has_faults_did_send_one(motor: Motor, tmp_path: Path) -> None:
    make_werkmap(tmp_path / "district")
    text = (EXAMPLES / "twente/metingen/kraanvoorde-eindmeting-2024.yaml").read_text("utf-8")
    right = as_dropped(EXAMPLES / "twente/metingen/gravenmate-eindmeting-2024.yaml")
    files = [{"naam": "mail 3.yaml", "tekst": f"{text}\nonzin: ja\n"}, right]
    werkmap = read_werkmap(Omgeving(tmp_path / "district"))
    found = ask(motor, "district", bestanden=files, werkmap=werkmap)
    assert [one["naam"] for one in found["gebroken"]] == ["mail 3.yaml"]
    rows = re.findall(r"<tr[^>]*>.*?</tr>", found["html"], re.DOTALL)
    row = next(one for one in rows if "Kraanvoorde" in one)
    assert "fouten" in row
    assert "ontbreekt" not in row


def refused_werkboek(folder: Path) -> dict[str, str]:
    """A workbook of Kraanvoorde in which a day is none, as the page hands it over."""
    bron = folder / "kraanvoorde.yaml"
    text = (EXAMPLES / "twente/metingen/kraanvoorde-eindmeting-2024.yaml").read_text("utf-8")
    bron.write_text(f"{text.partition('feiten:')[0]}feiten: {{}}\n", encoding="utf-8")
    typist = Typist(export_meting(bron))
    typist.type(("vraag", "mt-besproken"), "antwoord", "ergens in mei")
    path = folder / "Kraanvoorde.xlsx"
    path.write_bytes(write_xlsx(typist.done()))
    return as_dropped(path)


def test_a_member_whose_workbook_is_refused_did_send_one(motor: Motor, tmp_path: Path) -> None:
    make_werkmap(tmp_path / "district")
    right = as_dropped(EXAMPLES / "twente/metingen/gravenmate-eindmeting-2024.yaml")
    werkmap = read_werkmap(Omgeving(tmp_path / "district"))
    files = [refused_werkboek(tmp_path), right]
    found = ask(motor, "district", bestanden=files, werkmap=werkmap)
    assert [one["naam"] for one in found["gebroken"]] == ["Kraanvoorde.xlsx"]
    rows = re.findall(r"<tr[^>]*>.*?</tr>", found["html"], re.DOTALL)
    row = next(one for one in rows if "Kraanvoorde" in one)
    assert "fouten" in row
    assert "ontbreekt" not in row


HALF = {"naam": "half.xlsx", "inhoud": b64encode(b"PK\x03\x04" + bytes(90)).decode()}
KAPOT = {"naam": "kapot.yaml", "tekst": "weerbaar: meting/1\norganisatie: Dorstelo\nonzin: ja\n"}
WERKMAP = {"naam": "weerbaar.yaml", "tekst": "weerbaar: werkmap/1\ndistrict: twente\n"}


@pytest.mark.parametrize(
    ("files", "message", "broken"),
    [
        ([KAPOT, HALF], "welk district het is", {"kapot.yaml", "half.xlsx"}),
        ([WERKMAP, KAPOT, HALF], "geen meting", {"kapot.yaml", "half.xlsx"}),
        ([{**one, "naam": f"wm/{map_}{one['naam']}"} for map_, one in
          (("", WERKMAP), ("metingen/", KAPOT))], "geen meting", {"kapot.yaml"}),
        ([{**WERKMAP, "tekst": f"{WERKMAP['tekst']}onzin: ja\n"}, HALF], "weerbaar.yaml",
         {"weerbaar.yaml"}),
    ],
)  # fmt: skip
def test_where_nothing_can_be_used_each_file_says_why(
    files: list[dict[str, str]], message: str, broken: set[str], motor: Motor
) -> None:
    found = ask(motor, "district", bestanden=files)
    assert message in found["fout"]["bericht"]
    assert "validate" not in found["fout"]["tip"]
    assert {one["naam"] for one in found["gebroken"]} == broken
    assert all(one["bericht"] for one in found["gebroken"])


def dropped(folder: Path) -> list[dict[str, str]]:
    """A whole werkmap as the page hands it over."""
    paths = sorted(folder.rglob("*.yaml"))
    names = (one.relative_to(folder.parent).as_posix() for one in paths)
    texts = (one.read_text(encoding="utf-8") for one in paths)
    return [{"naam": naam, "tekst": tekst} for naam, tekst in zip(names, texts, strict=True)]


@pytest.mark.long
def test_the_board_is_looked_at_with_the_register_only(motor: Motor, tmp_path: Path) -> None:
    files = dropped(EXAMPLES / "twente")
    assert ask(motor, "district", bestanden=files)["register"]
    html = ask(motor, "bestuur", bestanden=files)["html"]
    assert "Proef" in html
    assert "Kraanvoorde" not in html
    main(["report", str(EXAMPLES / "twente"), "--district", "twente", "--output",
          str(tmp_path / "b.html")])  # fmt: skip
    assert html == (tmp_path / "b.html").read_text(encoding="utf-8")
    for missing in ("publicaties/", "weerbaar.yaml"):
        less = [one for one in files if missing not in one["naam"]]
        assert not ask(motor, "district", bestanden=less).get("register")
        assert "zonder het register" in ask(motor, "bestuur", bestanden=less)["fout"]["bericht"]


def test_the_register_stops_the_look_too(motor: Motor) -> None:
    """Fewer members than went out before: what is between them could be told."""
    files = [
        one for one in dropped(EXAMPLES / "twente") if "dorstelo-eindmeting" not in one["naam"]
    ]
    loose = [{**one, "naam": Path(one["naam"]).name} for one in files]
    for found in (ask(motor, "bestuur", bestanden=one) for one in (files, loose)):
        assert "html" not in found
        assert found["fout"]["bericht"] != ""
        assert "Dorstelo" not in json.dumps(found)


EIGEN = """\
weerbaar: raamwerk/1
id: twente-eigen
titel: Eigen raamwerk
thema: [
"""


def test_a_raamwerk_of_the_werkmap_with_a_fout_is_told_where_and_the_rest_works(
    motor: Motor,
) -> None:
    werkmap = {**(read_werkmap(Omgeving(ONE.parent.parent)) or {}), "raamwerken/eigen.yaml": EIGEN}
    text = ONE.read_text(encoding="utf-8")
    found = ask(motor, "open", tekst=text, naam="a.yaml", werkmap=werkmap)
    assert found["normen"] != {}
    other = text.replace("raamwerk: twente-basis-op-orde", "raamwerk: twente-eigen")
    broken = ask(motor, "open", tekst=other, naam="b.yaml", werkmap=werkmap)
    assert broken["normen"] == {}
    assert "raamwerken/eigen.yaml" in json.dumps(broken["bevindingen"])


def test_a_file_that_was_cut_off_is_an_answer_with_what_is_wrong(motor: Motor) -> None:
    text = ONE.read_text(encoding="utf-8")
    for part in range(1, 20):
        found = ask(motor, "open", tekst=text[: len(text) * part // 20], naam="a.yaml")
        assert "fout" not in found
        assert found["normen"] or found["bevindingen"]


@pytest.mark.parametrize(
    ("versie", "code"), [("meting/0", "onbekende-soort"), ("meting/2", "nieuwere-versie")]
)
def test_a_file_of_another_version_or_kind_says_so(motor: Motor, versie: str, code: str) -> None:
    text = ONE.read_text(encoding="utf-8")
    found = ask(motor, "open", tekst=text.replace("meting/1", versie), naam="a.yaml")
    assert found["normen"] == {}
    assert [one["code"] for one in found["bevindingen"]][:1] == [code]
    other = ask(motor, "open", tekst=text.replace("meting/1", "werkmap/1"), naam="a.yaml")
    assert "geen meting, maar een bestand «werkmap»" in other["fout"]["bericht"]


def test_a_werkmap_is_made_for_metingen_without_one(tmp_path: Path) -> None:
    head = "weerbaar: meting/1\norganisatie: Almelo\nraamwerk: twente-basis-op-orde\n"
    made = make_settings({"metingen/a.yaml": "{", "metingen/b.yaml": head})
    assert made == "weerbaar: werkmap/1\ndistrict: twente\nraamwerk: twente-basis-op-orde\n"
    (tmp_path / "a.yaml").write_text(f"{head}peildatum: 2024-01-31\n", encoding="utf-8")
    boek = write_xlsx(export_meting(tmp_path / "a.yaml"))
    made = make_settings({"a.xlsx": boek[:200], "b.xlsx": boek})
    assert made == "weerbaar: werkmap/1\ndistrict: twente\nraamwerk: [twente-basis-op-orde]\n"


@pytest.mark.parametrize(
    ("vraag", "told"),
    [
        ("{", "fout in weerbaar"),
        ('{"doe": "dansen"}', "fout in weerbaar"),
        ('{"doe": "plan"}', "niet te lezen"),
        ('{"doe": "nieuw", "organisatie": "Nergens", "raamwerken": [], "soort": "zelfscan",'
         ' "peildatum": "2024-01-31"}', "geen bekende organisatie"),
    ],
)  # fmt: skip
def test_what_goes_wrong_is_an_answer(motor: Motor, vraag: str, told: str) -> None:
    assert told in json.dumps(json.loads(motor.handle(vraag)), ensure_ascii=False)


@pytest.mark.parametrize("tekst", ["", "\x00", "- een lijst\n", "weerbaar: meting/1\n", "a: [b\n"])
def test_any_text_opens(motor: Motor, tekst: str) -> None:
    found = ask(motor, "open", tekst=tekst, naam="x.yaml")
    assert found["normen"] == {}
    assert found["bevindingen"] != []
    assert found["vragenlijst"]["raamwerken"] == []


def test_the_questions_of_a_page_are_enough_to_begin(motor: Motor) -> None:
    """A page knows its questions by less than what we write."""
    lijst = json.loads((ROOT / "tests" / "data" / "vragenlijst.json").read_text(encoding="utf-8"))
    found = ask(motor, "begin", vragenlijst={**lijst, "onbekend": True})
    assert found["vragenlijst"]["raamwerken"][0]["id"] == "twente-basis-op-orde"
    assert found["tekst"].startswith("weerbaar: meting/1\n")


def test_a_part_for_some_functions_holds_only_what_they_know(motor: Motor) -> None:
    twente = EXAMPLES / "twente"
    day = date(2024, 7, 1)
    asked = Opzetvraag("Voorbeeldstad", (), "zelfscan", day, twente / "nieuw.yaml", ONE)
    vragen = read_vragenlijst(asked, ["gemeentesecretaris"])
    assert vragen.feiten.keys() == {
        name for name, one in vragen.feiten.items() if "gemeentesecretaris" in one.rollen
    }
    assert vragen.antwoorden.keys() <= vragen.feiten.keys()
    assert (vragen.meting, vragen.nvt, vragen.acties) == (None, {}, ())
    found = ask(motor, "begin", vragenlijst=vragen.model_dump(mode="json"))
    assert found["bevindingen"] == []
    assert found["vragenlijst"]["rollen"] == ["gemeentesecretaris"]
    assert "deel: {rollen: [gemeentesecretaris]}\n" in found["tekst"]
