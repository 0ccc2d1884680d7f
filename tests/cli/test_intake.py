"""`weerbaar intake`: an inbox as life is ends in a sound werkmap, and in a list that is true."""

from __future__ import annotations

import json
import shlex
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.postvak import (
    ANDERE_RONDE,
    EXCEL,
    NIETS,
    STUK,
    TWENTE,
    make_postvak,
    make_werkmap,
    text_of,
)
from tests.conftest import Once, Weerbaar
from tests.invullen.typist import Typist
from weerbaar_cli.files.yaml.events import read_data
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.invullen.werkboek import make_werkboek
from weerbaar_cli.reading.wijzigingen import read_invulmeting

STANDEN = {
    "Dorstelo": "ingeleverd", "Gravenmate": "ontbreekt", "Halmerstede": "vastgesteld",
    "Kiewitsdrecht": "concept", "Kraanvoorde": "concept", "Lakenmark": "fouten",
    "Linnenvoort": "fouten", "Looierswoude": "ingeleverd", "Oud-Hasselwoud": "vastgesteld",
    "Ruwenvelde": "ingeleverd", "Sint-Odulfsdam": "vastgesteld", "Tilmerhaar": "apart",
    "Velmerbroek": "ontbreekt", "Voorbeeldstad": "ingeleverd",
}  # fmt: skip


@pytest.fixture
def mail(tmp_path: Path, once: Once, monkeypatch: pytest.MonkeyPatch) -> Path:
    def make(root: Path) -> None:
        make_werkmap(root / "district")
        make_postvak(root / "post")

    shutil.copytree(once("postvak", make), tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def intake(weerbaar: Weerbaar, *more: str) -> tuple[int, dict[str, Any]]:
    run = weerbaar("intake", "post", "--naar", "district", "--format", "json", *more)
    found: dict[str, Any] = json.loads(run.out)
    return run.code, found


def test_an_inbox_as_life_is(mail: Path, weerbaar: Weerbaar) -> None:
    before = {path: path.read_bytes() for path in Path("post").rglob("*") if path.is_file()}
    code, trial = intake(weerbaar, "--proef")
    assert code == 1
    assert list(Path("district/metingen").iterdir()) == []
    code, found = intake(weerbaar)
    assert (code, found) == (1, trial)
    # The werkmap validates, and its metingen have the names of the house.
    assert weerbaar("validate", "district").code == 0
    names = {path.name for path in Path("district/metingen").iterdir()}
    assert "dorstelo-zelfscan-2024-01-31.yaml" in names
    assert f"{ANDERE_RONDE}-eindmeting-2024-07-01.yaml" in names
    assert len(names) == 10
    # The list is true, for every member.
    assert (found["soort"], found["peildatum"]) == ("zelfscan", "2024-01-31")
    assert {one["naam"]: one["stand"] for one in found["leden"]} == STANDEN
    assert [one["naam"] for one in found["leden"] if one["dubbel"]] == ["Gravenmate"]
    (apart,) = [one["apart"] for one in found["leden"] if one["apart"]]
    assert (apart["soort"], apart["peildatum"]) == ("eindmeting", "2024-07-01")
    # What was only mended says what it said.
    text = Path("district/metingen/dorstelo-zelfscan-2024-01-31.yaml").read_text(encoding="utf-8")
    assert read_data(text)[0] == read_data(text_of("dorstelo"))[0]
    # The inbox stays as it is.
    assert before == {path: path.read_bytes() for path in Path("post").rglob("*") if path.is_file()}


def test_what_is_refused_goes_back_with_what_is_wrong(mail: Path, weerbaar: Weerbaar) -> None:
    _, found = intake(weerbaar, "--proef")
    told = (one for one in found["stukken"] if one["uitkomst"] == "geweigerd")
    refused = {one["van"].lower(): one for one in told}
    assert refused.keys() == {*STUK}
    assert "is geen datum" in refused[STUK[1]]["meldingen"][0]["bericht"]
    out = " ".join(weerbaar("intake", "post", "--naar", "district", "--proef").out.split())
    assert "Uw bestand half.yaml is niet te gebruiken." in out
    assert "ergens in’ is geen datum; schrijf jjjj-mm-dd of nooit" in out


def test_the_folder_where_one_is_is_no_point_in_a_sentence(
    tmp_path: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_werkmap(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("post").mkdir()
    Path("post/een").write_text(text_of("dorstelo"), encoding="utf-8")
    run = weerbaar("intake", "post", "--naar", ".")
    assert "Postvak voor deze map" in run.out
    assert "Geschreven: 1 meting in deze map." in run.err


def test_the_help_says_which_round_it_takes(weerbaar: Weerbaar) -> None:
    told = " ".join(weerbaar("intake", "--help").out.replace("│", " ").split())
    assert "standaard die van de meeste metingen" in told
    assert "standaard vandaag" not in told


def test_a_workbook_of_nobody_says_what_it_is_for_and_asks_for_another(
    tmp_path: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that the letter names makes one that can be handed in."""
    monkeypatch.chdir(tmp_path)
    make_werkmap(Path("district"))
    Path("post").mkdir()
    run = weerbaar("export", "--raamwerk", "twente-basis-op-orde", "--output", "post/leeg.xlsx")
    assert "niet zelf worden ingeleverd" in run.err
    out = " ".join(weerbaar("intake", "post", "--naar", "district", "--proef").out.split())
    letter = out.partition("Uw bestand leeg.xlsx is niet te gebruiken.")[2]
    assert "post/" not in letter
    advised = letter.partition("‘weerbaar ")[2].partition("’")[0]
    Path("post/leeg.xlsx").unlink()
    make_werkmap(Path("eigen"))
    meting = Path("eigen/metingen/stad.yaml")
    begin = ("new", "--raamwerk", "twente-basis-op-orde", "--peildatum", "2024-01-31")
    run = weerbaar(*begin, "--organisatie", "Voorbeeldstad", "--output", str(meting))
    assert run.code == 0, run.err
    words = advised.replace("METING", str(meting)).replace("BOEK", "post/boek").split()
    run = weerbaar(*words)
    assert "ingeleverd" not in run.err
    assert weerbaar("intake", "post", "--naar", "district", "--proef").code == 0


def test_a_trial_tells_of_the_werkmap_alone(mail: Path, weerbaar: Weerbaar) -> None:
    words = ("intake", "post", "--naar", "district", "--proef", "--output", "wie.json")
    said = weerbaar(*words).err.splitlines()
    assert said[0] == "Geschreven: wie.json"
    assert said[1] == "Dit is een proef: er is niets veranderd in de werkmap."


def test_again_nothing_changes_and_nothing_is_put_over_something_else(
    mail: Path, weerbaar: Weerbaar
) -> None:
    intake(weerbaar)
    placed = {path: path.read_bytes() for path in Path("district/metingen").iterdir()}
    _, found = intake(weerbaar)
    assert {path: path.read_bytes() for path in Path("district/metingen").iterdir()} == placed
    kinds = [one["uitkomst"] for one in found["stukken"]]
    assert (kinds.count("nieuw"), kinds.count("aanwezig")) == (0, 11)
    assert {one["naam"]: one["stand"] for one in found["leden"]} == STANDEN
    # Another version of what is there is only named.
    other = text_of("dorstelo").replace("status: ingeleverd", "status: vastgesteld")
    Path("post/nieuwer.yaml").write_text(other, encoding="utf-8")
    _, found = intake(weerbaar)
    (one,) = [one for one in found["stukken"] if one["bestand"] == "post/nieuwer.yaml"]
    assert one["uitkomst"] == "anders"
    assert one["doel"] == "district/metingen/dorstelo-zelfscan-2024-01-31.yaml"
    assert {path: path.read_bytes() for path in Path("district/metingen").iterdir()} == placed


def test_a_workbook_becomes_a_meting(mail: Path, weerbaar: Weerbaar) -> None:
    intake(weerbaar)
    path = Path(f"district/metingen/{EXCEL}-zelfscan-2024-01-31.yaml")
    said = read_data(path.read_text(encoding="utf-8"))[0]
    own = read_data(text_of(EXCEL))[0]
    assert (said["organisatie"], said["fictief"]) == (own["organisatie"], "ja")
    filled = {name: one for name, one in said["feiten"].items() if isinstance(one, str)}
    assert filled
    assert all(own["feiten"][name] == one for name, one in filled.items())


def test_a_meting_from_a_workbook_is_a_concept_and_intake_says_so(
    mail: Path, weerbaar: Weerbaar
) -> None:
    _, found = intake(weerbaar)
    (one,) = [one for one in found["stukken"] if one["van"].lower() == EXCEL]
    assert "status is concept" in one["suggestie"]
    text = Path(one["doel"]).read_text(encoding="utf-8")
    assert read_data(text)[0]["status"] == "concept"
    shutil.rmtree("district/metingen")
    Path("district/metingen").mkdir()
    out = " ".join(weerbaar("intake", "post", "--naar", "district", "--proef").out.split())
    assert "telt niet mee in het rapport voor het bestuur voordat zij is ingeleverd" in out


HALM = "halmerstede-eindmeting-2024"


def make_filled_werkboek(weerbaar: Weerbaar) -> None:
    """The workbook of a meting that says a lot, alone in the inbox."""
    shutil.rmtree("post")
    Path("post").mkdir()
    Path("eigen/metingen").mkdir(parents=True)
    shutil.copy(TWENTE / "weerbaar.yaml", "eigen")
    shutil.copy(TWENTE / f"metingen/{HALM}.yaml", "eigen/metingen")
    run = weerbaar("export", f"eigen/metingen/{HALM}.yaml", "--output", "post/ons boek.xlsx")
    assert run.code == 0, run.err


def test_a_workbook_of_a_filled_in_meting_that_is_not_here_becomes_no_empty_one(
    mail: Path, weerbaar: Weerbaar
) -> None:
    make_filled_werkboek(weerbaar)
    code, found = intake(weerbaar)
    (one,) = found["stukken"]
    assert (code, one["uitkomst"], one["van"]) == (1, "geweigerd", "Halmerstede")
    assert "die meting is hier niet" in one["reden"]
    assert "weerbaar import" in one["suggestie"]
    assert list(Path("district/metingen").iterdir()) == []


def test_a_workbook_of_a_meting_that_is_here_is_taken_over_with_the_command_that_is_named(
    mail: Path, weerbaar: Weerbaar
) -> None:
    make_filled_werkboek(weerbaar)
    there = Path(f"district/metingen/{HALM}.yaml")
    shutil.copy(TWENTE / f"metingen/{HALM}.yaml", there)
    code, found = intake(weerbaar)
    assert (code, found["stukken"][0]["uitkomst"]) == (0, "aanwezig")
    own = read_invulmeting(there)
    typist = Typist(make_werkboek(own.vragen, own.data))
    typist.type(("vraag", "mt-besproken"), "toelichting", "Nog eens besproken")
    Path("post/ons boek.xlsx").write_bytes(write_xlsx(typist.done()))
    code, found = intake(weerbaar)
    (one,) = found["stukken"]
    assert (code, one["uitkomst"], one["doel"]) == (1, "anders", str(there))
    out = " ".join(weerbaar("intake", "post", "--naar", "district").out.split())
    advised = one["suggestie"].partition("«")[2].partition("»")[0]
    assert advised in out
    assert weerbaar(*shlex.split(advised)[1:]).code == 0
    assert "Nog eens besproken" in there.read_text(encoding="utf-8")
    code, found = intake(weerbaar)
    assert (code, found["stukken"][0]["uitkomst"]) == (0, "aanwezig")


def test_thirty_files_of_which_five_cannot_be_read(mail: Path, weerbaar: Weerbaar) -> None:
    shutil.rmtree("post")
    Path("post").mkdir()
    for number in range(25):
        day = f"peildatum: 2025-01-{number + 1:02}"
        text = text_of("dorstelo").replace("peildatum: 2024-01-31", day)
        Path(f"post/{number}.yaml").write_text(text, encoding="utf-8")
    Path("post/leeg.yaml").write_bytes(b"")
    Path("post/zip.yaml").write_bytes(b"PK\x03\x04" + b"\x00" * 40)
    Path("post/groot.yaml").write_bytes(b"a: b\n" * 500_000)
    Path("post/anders.yaml").write_bytes("feiten: {é: ja}".encode("latin-1"))
    Path("post/pagina.html").write_text('<script type="application/json" id="vragenlijst">{}')
    _, found = intake(weerbaar)
    kinds = [one["uitkomst"] for one in found["stukken"]]
    assert (kinds.count("geweigerd"), len(kinds)) == (5, 30)
    by_name = {one["bestand"]: one for one in found["stukken"]}
    assert "Bewaren" in by_name["post/pagina.html"]["suggestie"]
    assert all(one["reden"] for one in found["stukken"] if one["uitkomst"] == "geweigerd")
    assert kinds.count("nieuw") == 25


def test_a_hostile_inbox_costs_nothing_and_stops_nothing(mail: Path, weerbaar: Weerbaar) -> None:
    """A zip bomb, a zip of something else, macros, a link, and a name that is a path."""
    boek = next(Path("post").glob("*.xlsx")).read_bytes()
    shutil.rmtree("post")
    Path("post").mkdir()
    with zipfile.ZipFile("post/bom.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 80_000_000)
    with zipfile.ZipFile("post/fotos.zip", "w") as archive:
        archive.writestr("foto.jpg", b"niets")
    Path("post/macro.xlsx").write_bytes(boek)
    with zipfile.ZipFile("post/macro.xlsx", "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"Sub Auto_Open()")
    Path("post/wachtwoord.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600)
    Path("post/dorstelo.yaml").write_text(text_of("dorstelo"), encoding="utf-8")
    Path("geheim.yaml").write_text(text_of("gravenmate"), encoding="utf-8")
    Path("post/link.yaml").symlink_to(Path("geheim.yaml").absolute())
    _, found = intake(weerbaar)
    kinds = {one["bestand"]: one["uitkomst"] for one in found["stukken"]}
    # The link is not followed, and named: else nobody sees that something came and was not read.
    assert kinds == {
        "post/bom.xlsx": "geweigerd", "post/fotos.zip": "geweigerd", "post/macro.xlsx": "nieuw",
        "post/wachtwoord.xlsx": "geweigerd", "post/dorstelo.yaml": "nieuw",
        "post/link.yaml": "geweigerd",
    }  # fmt: skip
    assert all(one["reden"] for one in found["stukken"] if one["uitkomst"] == "geweigerd")
    assert len(list(Path("district/metingen").iterdir())) == 2


def test_a_link_alone_is_no_empty_inbox(mail: Path, weerbaar: Weerbaar) -> None:
    shutil.rmtree("post")
    Path("post").mkdir()
    Path("los").mkdir()
    Path("los/dorstelo.yaml").write_text(text_of("dorstelo"), encoding="utf-8")
    Path("post/dorstelo.yaml").symlink_to(Path("los/dorstelo.yaml").absolute())
    Path("post/map").symlink_to(Path("los").absolute(), target_is_directory=True)
    Path("post/nergens").symlink_to("weg")
    code, out, _ = weerbaar("intake", "post", "--naar", "district")
    assert code == 1
    assert "Er is niets binnengekomen" not in out
    for name in ("dorstelo.yaml", "map", "nergens"):
        assert f"Uw bestand {name} is niet te gebruiken" in out
    assert "dit is een verwijzing (link) naar elders; weerbaar volgt die niet" in out
    assert "Stuur het bestand zelf" in out
    assert not Path("district/metingen").exists() or not list(Path("district/metingen").iterdir())


def test_what_belongs_elsewhere(mail: Path, weerbaar: Weerbaar) -> None:
    shutil.rmtree("post")
    Path("post").mkdir()
    real = text_of("dorstelo").replace("organisatie: Dorstelo", "organisatie: Deventer")
    Path("post/vreemd.yaml").write_text(real, encoding="utf-8")
    deel = text_of("dorstelo").replace("feiten:", "deel: {rollen: [jurist]}\nfeiten:", 1)
    deel = deel.replace("status: ingeleverd", "status: concept")
    Path("post/deel.yaml").write_text(deel, encoding="utf-8")
    Path("post/weerbaar.yaml").write_text(Path("district/weerbaar.yaml").read_text("utf-8"))
    Path("post/zonder.yaml").write_text(
        text_of("dorstelo").replace("weerbaar: meting/1\n", ""), encoding="utf-8"
    )
    _, found = intake(weerbaar)
    assert {one["bestand"]: one["uitkomst"] for one in found["stukken"]} == {
        "post/deel.yaml": "deel", "post/vreemd.yaml": "geweigerd",
        "post/weerbaar.yaml": "geweigerd", "post/zonder.yaml": "geweigerd",
    }  # fmt: skip
    assert list(Path("district/metingen").iterdir()) == []
    standen = {one["naam"]: one["stand"] for one in found["leden"]}
    assert standen.pop("Dorstelo") == "fouten"
    assert {*standen.values()} == {"ontbreekt"}


def test_it_needs_a_werkmap(mail: Path, weerbaar: Weerbaar) -> None:
    Path("leeg").mkdir()
    assert weerbaar("intake", "post", "--naar", "leeg").code == 2
    assert weerbaar("intake", "geen", "--naar", "district").code == 2
    assert NIETS
