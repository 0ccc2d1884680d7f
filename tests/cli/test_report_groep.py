"""The report on a district: which metingen belong together, what is refused, and that nobody is
named, whatever goes wrong."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.groepswerkmap import (
    CODES,
    DAG,
    NAMEN,
    RAAMWERK,
    SPOREN,
    VORIGE,
    earlier,
    meting,
    path_of,
    settings,
    werkmap,
)
from tests.cli.registerhulp import LEDGER, UIT, ledger, publish, published, report
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.model.tijd import dutch

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def shape(weerbaar: Weerbaar, *args: str) -> dict[str, Any]:
    """The JSON of a report that can be made."""
    found = report(weerbaar, *args, "--format", "json")
    assert found.code == 0, found.err
    return json.loads(found.out)  # type: ignore[no-any-return]


def refused(weerbaar: Weerbaar, *args: str, code: int = 2) -> str:
    """The message of a report that cannot be made; nothing else is told, and nothing written."""
    found = report(weerbaar, *args)
    assert found.code == code
    assert found.out == ""
    assert not Path(LEDGER).exists()
    return found.err


# --- which metingen belong together


def test_the_latest_edition_is_reported_and_the_one_before_compared(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap() | earlier())
    found = shape(weerbaar, "--district", "streek")
    assert found["nu"]["peildatum"] == DAG
    assert (found["nu"]["leden"], found["nu"]["ingeleverd"], found["nu"]["concept"]) == (14, 14, 0)
    assert found["vorige"]["peildatum"] == VORIGE
    assert found["zelfde_groep"] is True
    assert found["nu"]["normen"][0]["voldoet"]["woord"] == "bijna_alle"
    assert found["vorige"]["normen"][0]["voldoet"]["woord"] == "geen_of_enkele"


def test_an_edition_is_chosen_by_its_date_and_scored_on_no_other(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap() | earlier())
    found = shape(weerbaar, "--district", "streek", "--peildatum", VORIGE)
    assert (found["nu"]["peildatum"], found["vorige"]) == (VORIGE, None)
    message = report(weerbaar, "--district", "streek", "--peildatum", "2024-02-01").err
    assert "geen meetronde met peildatum 01-02-2024" in message
    assert "zelfscan van 31-01-2024, zelfscan van 01-07-2023" in message


@pytest.mark.parametrize(
    ("days", "nu"), [({0: "2024-02-02"}, DAG), ({0: "2024-03-01"}, "2024-03-01")]
)
def test_one_who_wrote_another_day_is_not_the_round(
    days: dict[int, str], nu: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    """Within a month it is the round in which most handed in; later it is a new one that began."""
    tree(werkmap(each=lambda number, _: {"peildatum": days[number]} if number in days else {}))
    found = weerbaar("report", "--district", "streek", "--doelgroep", "coordinator").out
    assert dutch(date.fromisoformat(nu)) in found
    assert ("13 van 14" in " ".join(found.split())) == (nu == DAG), found


def test_a_concept_is_counted_and_left_out(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap(each=lambda number, _: {"status": "concept"} if number < 3 else {}))
    found = shape(weerbaar, "--district", "streek")
    assert (found["nu"]["leden"], found["nu"]["ingeleverd"], found["nu"]["concept"]) == (14, 11, 3)
    assert found["nu"]["normen"][0]["voldoet"]["van"] == 11


def test_when_another_group_handed_in_no_figure_of_it_is_told(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap() | earlier(NAMEN[:11]))
    found = publish(weerbaar, "--district", "streek")
    assert found["zelfde_groep"] is False
    assert (found["vorige"]["ingeleverd"], found["vorige"]["normen"]) == (11, [])
    assert len(published()) == 1


def test_an_edition_by_another_version_is_not_compared(tree: Tree, weerbaar: Weerbaar) -> None:
    old = {
        path: text.replace("raamwerk: proef", "raamwerk: proef@0.9")
        for path, text in earlier().items()
    }
    tree(
        werkmap()
        | old
        | {
            "oud.yaml": RAAMWERK.replace('"1.0"', '"0.9"'),
            "weerbaar.yaml": settings().replace("raamwerk: proef", "raamwerk: proef@1.0"),
        }
    )
    found = report(weerbaar, "--district", "streek", "--format", "json")
    assert json.loads(found.out)["vorige"] is None
    assert "andere versie van het raamwerk" in found.err


def test_the_members_of_the_werkmap_replace_those_of_the_registry(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES / "drenthe")
    found = shape(weerbaar, "--district", "drenthe")
    assert found["nu"]["leden"] == 17


@pytest.mark.parametrize("doelgroep", ["bestuur", "openbaar"])
@pytest.mark.parametrize("district", ["twente", "drenthe"])
def test_the_examples_are_found_from_the_root_and_stay_as_they_are(
    district: str, doelgroep: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    register = EXAMPLES / district / LEDGER
    before = {one.name: one.read_bytes() for one in register.iterdir()}
    found = shape(weerbaar, "--district", district, "--doelgroep", doelgroep)
    assert (found["doelgroep"], found["proef"]) == (doelgroep, True)
    assert {one.name: one.read_bytes() for one in register.iterdir()} == before


def test_a_fact_of_a_team_closes_the_norm_in_drenthe(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    found = shape(weerbaar, "--district", "drenthe")
    by_id = {norm["id"]: norm for norm in found["nu"]["normen"]}
    closed = [name for name, norm in by_id.items() if norm["voldoet"]["woord"] == "te_klein"]
    assert closed == ["1.3", "3.4", "3.7", "5.2"], "of the last two all share an answer"
    assert by_id["1.2"]["oorzaak"] is None, "1.2 and 1.5 read the same plan"


# --- which werkmap


def test_the_only_werkmap_of_the_district_below_is_taken(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(
        {f"hier/{path}": text for path, text in werkmap().items()}
        | {"daar/weerbaar.yaml": "weerbaar: werkmap/1\ndistrict: elders\n", "niets/x.txt": ""}
    )
    assert shape(weerbaar, "--district", "streek")["nu"]["ingeleverd"] == 14


def test_of_several_the_folders_are_named(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(
        {
            f"{folder}/weerbaar.yaml": "weerbaar: werkmap/1\ndistrict: streek\n"
            for folder in ("a", "examples/b")
        }
    )
    message = refused(weerbaar, "--district", "streek")
    assert "2 werkmappen van district ‘streek’: a, examples/b" in message


def test_a_folder_that_is_called_after_a_party_is_not_named(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({f"{folder}/weerbaar.yaml": settings() for folder in ("a", "verklikkerdam-noord")})
    message = refused(weerbaar, "--district", "streek")
    assert "2 werkmappen van district ‘streek’." in message


@pytest.mark.parametrize("paths", [[], ["."]])
def test_of_the_name_of_a_district_capitals_do_not_count(
    paths: list[str], tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap())
    assert shape(weerbaar, *paths, "--district", "STREEK")["nu"]["ingeleverd"] == 14
    assert weerbaar("publicaties", *paths, "--district", "Streek").code == 0
    for command in ("report", "publicaties"):
        found = weerbaar(command, *paths, "--district", "steek")
        assert (found.code, found.out) == (2, "")
        assert "→ Bedoelde u ‘streek’?" in found.err


@pytest.mark.parametrize("paths", [[], ["."]])
def test_a_district_that_is_called_after_a_party_is_not_told(
    paths: list[str], tree: Tree, weerbaar: Weerbaar
) -> None:
    named = settings().replace("district: streek\n", "district: fluisterbroek\n", 1)
    tree({"weerbaar.yaml": named})
    found = weerbaar("report", *paths, "--district", "fluisterbrok")
    assert (found.code, found.out) == (2, "")
    assert "Bedoelde u" not in found.err
    assert "fluisterbroek" not in found.err


@pytest.mark.parametrize(
    ("files", "args", "message"),
    [
        ({}, ["--district", "streek"], "geen werkmap van district ‘streek’"),
        ({}, ["--doelgroep", "bestuur"], "er is geen werkmap in deze map"),
        ({}, ["weg", "--district", "streek"], "deze map is er niet"),
        ({"a/x.txt": ""}, ["a", "--district", "streek"], "hoort geen weerbaar.yaml"),
        ({"a/x.txt": ""}, ["a", "a", "--district", "streek"], "gaat over één map"),
        ({"weerbaar.yaml": "weerbaar: werkmap/1\n"}, ["--doelgroep", "bestuur"],
         "noemt geen district"),
        ({"weerbaar.yaml": settings(), "proef.yaml": RAAMWERK}, ["--district", "streek"],
         "geen map met metingen"),
    ],
)  # fmt: skip
def test_where_there_is_nothing_to_report(
    files: Mapping[str, str], args: list[str], message: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(files)
    assert message in refused(weerbaar, *args)


# --- bad input


def change(*numbers: int, **keys: str) -> Any:
    return lambda number, _: keys if number in numbers else {}


BAD: dict[str, tuple[dict[str, str], str]] = {
    "invented and real": (
        werkmap(each=change(3, 4, fictief="nee")),
        "van 14 metingen zijn er 2 echt",
    ),
    "several versions": (
        werkmap(each=change(3, raamwerk="proef@0.9"))
        | {"oud.yaml": RAAMWERK.replace('"1.0"', '"0.9"')},
        "meer versies van proef",
    ),
    "several dates": (
        werkmap(each=lambda number, _: {"peildatum": f"2024-01-{number + 10}"}),
        "ten minste 7 ingeleverde metingen van één peildatum; er zijn er 1",
    ),
    "only concepts": (
        werkmap(each=lambda *_: {"status": "concept"}),
        "er is nog geen meting ingeleverd",
    ),
    "a member of another district": (
        werkmap(each=change(2, organisatie="Almelo")),
        "1 meting is van een partij buiten dit district",
    ),
    "two of one party": (
        werkmap() | {path_of(NAMEN[0], "nog-een"): meting(NAMEN[0])},
        "1 partij heeft meer dan één meting van dezelfde soort en peildatum",
    ),
    "a concept beside what was handed in": (
        werkmap() | {path_of(NAMEN[0], "nog-een"): meting(NAMEN[0], status="concept")},
        "1 partij heeft meer dan één meting",
    ),
    "too few": (werkmap(NAMEN[:6]), "ten minste 7 ingeleverde metingen"),
    "broken settings": (
        {**werkmap(), "weerbaar.yaml": settings() + "geheimpje: Verklikkerdam\n"},
        "de weerbaar.yaml van deze werkmap heeft fouten",
    ),
    "settings that do not fit": (
        {**werkmap(), "weerbaar.yaml": settings() + f"  - {{naam: {NAMEN[0]}, type: gemeente}}\n"},
        "de werkmap is niet te lezen of heeft fouten",
    ),
    "a broken raamwerk": (
        {**werkmap(), "proef.yaml": RAAMWERK + "      - {id: Zwartehandwijk}\n"},
        "de werkmap is niet te lezen of heeft fouten",
    ),
    "a broken meting of a group": (
        {
            **werkmap(extra="groepen: [{naam: Team Geheimpje, type: team, leden: [VKL0000]}]\n"),
            "gedeeld/geheimpje.yaml": "weerbaar: meting/1\norganisatie: Team Geheimpje\n",
        },
        "de werkmap is niet te lezen of heeft fouten",
    ),
    "several raamwerken": (
        {
            **werkmap(),
            "ander.yaml": RAAMWERK.replace("id: proef", "id: ander"),
            "weerbaar.yaml": settings().replace("raamwerk: proef", "raamwerk: [proef, ander]"),
        },
        "meer raamwerken: ander, proef",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
@pytest.mark.parametrize("doelgroep", ["bestuur", "openbaar"])
def test_bad_input_is_told_without_naming_anyone(
    what: str, doelgroep: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    files, message = BAD[what]
    tree(files)
    if doelgroep == "openbaar":
        message = message.replace("ten minste 7", "ten minste 9")
    assert message in refused(weerbaar, "--district", "streek", "--doelgroep", doelgroep)


BROKEN = werkmap(each=change(1, peildatum="31-01-2024")) | {
    path_of(NAMEN[2]): "weerbaar: meting/1\norganisatie: {Geheimpje",
    path_of(NAMEN[3]): f"weerbaar: meting/1\norganisatie: {NAMEN[3]}\n",
}
UNREAD: dict[str, tuple[dict[str, str], int]] = {
    "unknown members": (werkmap(each=change(2, 5, organisatie="Geheimpjesland")), 2),
    "broken files": (BROKEN, 3),
    "an unknown fact": (werkmap(each=change(1, feiten="{geheimpje-fluisterbroek: ja}")), 1),
    "another ending": (
        werkmap() | {path_of(NAMEN[0], "x").replace(".yaml", ".yaml.bak"): meting(NAMEN[0])}, 1,
    ),
    "a copy as text": (werkmap() | {"metingen/geheimpje.txt": meting(NAMEN[0])}, 1),
    "a wrong first key": (
        werkmap() | {path_of(NAMEN[0]): meting(NAMEN[0]).replace("weerbaar:", "Weerbaar:")}, 1,
    ),
    "no first key": (werkmap() | {path_of(NAMEN[0]): "organisatie: Verklikkerdam\n"}, 1),
    "another kind of file": (werkmap() | {"metingen/proef.yaml": RAAMWERK}, 1),
}  # fmt: skip


@pytest.mark.parametrize("what", UNREAD)
def test_what_is_not_read_is_counted_and_stops_publishing(
    what: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    files, number = UNREAD[what]
    tree(files)
    found = report(weerbaar, "--district", "streek", "--format", "json")
    assert found.code == 1
    assert json.loads(found.out)["nu"]["ingeleverd"] >= 11
    assert f"{number} bestand" in found.err
    assert "weerbaar validate" in found.err
    final = report(weerbaar, "--district", "streek", "--publiceer", "--output", UIT)
    assert (final.code, final.out) == (1, "")
    assert "er is niets gepubliceerd" in final.err
    assert not Path(UIT).exists()
    assert ledger() == {}


def test_a_link_in_the_folder_is_not_read_either(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap() | {"elders/geheimpje.yaml": meting(NAMEN[0])})
    (root / "metingen" / "geheimpje.yaml").symlink_to(root / "elders" / "geheimpje.yaml")
    (root / "metingen" / "map").symlink_to(root / "elders")
    found = report(weerbaar, "--district", "streek", "--format", "json")
    assert found.code == 1
    assert "2 bestanden" in found.err


def test_a_coordinator_is_told_which_file(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(BROKEN)
    found = weerbaar("report", "--district", "streek", "--doelgroep", "coordinator")
    assert found.code == 1
    assert path_of(NAMEN[1]) in found.err
    tree(BAD["two of one party"][0])
    found = weerbaar("report", "--district", "streek", "--doelgroep", "coordinator")
    assert path_of(NAMEN[0], "nog-een") in found.err or "fouten" in found.err


def test_answers_with_markup_reach_no_figure(tree: Tree, weerbaar: Weerbaar) -> None:
    odd = '"<blink>Verklikkerdam</blink> {{ 7*7 }} =1+1 🦊"'
    tree(werkmap(each=lambda *_: {"toelichting": odd}))
    for form in ("json", "html", "markdown", "tekst"):
        found = report(weerbaar, "--district", "streek", "--format", form)
        assert found.code == 0, found.err
        assert "blink" not in found.out
        assert "🦊" not in found.out


def test_a_remark_of_a_megabyte(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap(each=change(0, toelichting=f'"{"Verklikkerdam " * 70_000}"')))
    assert shape(weerbaar, "--district", "streek")["nu"]["ingeleverd"] == 14


def test_no_value_of_the_json_is_of_a_party(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | earlier())
    found = json.dumps(shape(weerbaar, "--district", "streek")).casefold()
    assert [word for word in (*NAMEN, *CODES, *SPOREN) if word.casefold() in found] == []


# --- splitting by type of party


def with_water(number: int) -> dict[str, str]:
    """The last parties are of another type."""
    files = werkmap()
    lines = files["weerbaar.yaml"].splitlines()
    water = [line.replace("gemeente", "waterschap") for line in lines[-number:]]
    return files | {"weerbaar.yaml": "\n".join([*lines[:-number], *water]) + "\n"}


def test_each_part_that_is_large_enough_has_a_report_of_its_own(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(with_water(7))
    for kind in ("gemeente", "waterschap"):
        found = publish(weerbaar, "--district", "streek", "--partijtype", kind)
        assert (found["nu"]["leden"], found["nu"]["ingeleverd"]) == (7, 7)
    whole = report(weerbaar, "--district", "streek")
    assert whole.code == 1
    assert "van een andere groep" in whole.err


@pytest.mark.parametrize("doelgroep", ["bestuur", "openbaar"])
def test_no_part_is_told_when_one_is_too_small(
    doelgroep: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(with_water(5))
    args = ("--district", "streek", "--doelgroep", doelgroep, "--partijtype", "gemeente")
    assert "niet te splitsen naar type partij" in refused(weerbaar, *args)
    assert shape(weerbaar, *args[:4])["nu"]["ingeleverd"] == 14


def test_drenthe_is_not_split(weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)
    found = report(weerbaar, "--district", "drenthe", "--partijtype", "gemeente")
    assert found.code == 2
    assert "niet te splitsen" in found.err


# --- looking and publishing; the register itself is in test_publiceren.py


def test_looking_registers_nothing_and_says_so_on_every_form(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap() | earlier())
    assert shape(weerbaar, "--district", "streek")["proef"] is True
    for form in ("tekst", "markdown", "html", "csv"):
        found = report(weerbaar, "--district", "streek", "--format", form)
        assert (found.code, "Proef: niet verspreiden" in found.out) == (0, True), form
    assert sorted(one.name for one in root.iterdir()) == ["metingen", "proef.yaml", "weerbaar.yaml"]


def test_what_is_published_is_no_proof(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | earlier())
    look = shape(weerbaar, "--district", "streek")
    found = publish(weerbaar, "--district", "streek")
    assert look.pop("proef") is True
    assert found.pop("waarmerk")
    assert found == look
    made = report(weerbaar, "--district", "streek", "--publiceer", "--output", "uit.html")
    assert made.code == 0
    assert "Proef:" not in Path("uit.html").read_text(encoding="utf-8")
    assert "stond al in het register" in made.err


@pytest.mark.parametrize(
    ("doelgroep", "publiceer", "mode"),
    [("bestuur", False, 0o600), ("bestuur", True, 0o644), ("coordinator", False, 0o600)],
)
def test_who_may_read_the_file(
    doelgroep: str, publiceer: bool, mode: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap())
    os.umask(0o022)
    more = ["--publiceer"] if publiceer else []
    args = ["report", "--district", "streek", "--doelgroep", doelgroep, "--output", "uit.md"]
    for _ in range(2):  # new, and in the place of the first
        assert weerbaar(*args, *more).code == 0
        assert stat.S_IMODE(Path("uit.md").stat().st_mode) == mode


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--district", "streek"], "--publiceer vraagt een --output"),
        (["--district", "streek", "--doelgroep", "coordinator", "--output", "a.md"],
         "--publiceer hoort bij een rapport over een groep"),
        (["metingen", "--output", "a.md"], "--publiceer hoort bij een rapport over een groep"),
        (["--overzicht", "riec-oost-nederland", "--output", "a.md"], "gaat niet samen met"),
    ],
)  # fmt: skip
def test_what_cannot_be_published(
    args: list[str], message: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap())
    assert message in refused(weerbaar, *args, "--publiceer")


OTHER_GROUPS: dict[str, dict[str, str]] = {
    "nested, smaller": werkmap(NAMEN[:11]),
    "one left": werkmap(NAMEN[:13]),
    "overlapping": werkmap(NAMEN[4:]),
}


@pytest.mark.parametrize("what", OTHER_GROUPS)
def test_another_group_for_the_same_date_is_refused(
    what: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap(NAMEN[:12]))
    publish(weerbaar, "--district", "streek")
    before = ledger()
    shutil.rmtree(root / "metingen")
    tree(OTHER_GROUPS[what])
    for more in ([], ["--publiceer", "--output", "ander.html"]):
        found = report(weerbaar, "--district", "streek", *more)
        assert (found.code, found.out) == (1, "")
        assert "zijn al cijfers naar buiten gegaan van een andere groep" in found.err
        assert "dezelfde 12 partijen" in found.err
        assert "--doelgroep coordinator" in found.err
        assert not Path("ander.html").exists()
    assert ledger() == before


def test_the_refusal_does_not_look_at_any_result(tree: Tree, weerbaar: Weerbaar) -> None:
    """The same words whatever the thirteen answered."""
    root = tree(werkmap())
    publish(weerbaar, "--district", "streek")
    seen = set()
    for answer in ("ja", "nee", "onbekend"):
        shutil.rmtree(root / "metingen")
        facts = {"feiten": f"{{intern-meldpunt: {answer}}}"}
        tree(werkmap(NAMEN[:13], each=lambda *_, facts=facts: facts))
        seen.add(report(weerbaar, "--district", "streek").err)
    assert len(seen) == 1


def test_a_group_that_was_published_otherwise_is_not_shown_as_the_one_before(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    """The fourteenth took its metingen back: then the earlier round over thirteen tells of it."""
    root = tree(earlier())
    (root / "weerbaar.yaml").write_text(settings(), encoding="utf-8")
    (root / "proef.yaml").write_text(RAAMWERK, encoding="utf-8")
    publish(weerbaar, "--district", "streek")
    shutil.rmtree(root / "metingen")
    tree(werkmap(NAMEN[:13]) | earlier(NAMEN[:13]))
    found = shape(weerbaar, "--district", "streek")
    assert found["zelfde_groep"] is False
    assert found["vorige"]["normen"] == []


def test_disjoint_groups_of_one_date_are_allowed(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap(NAMEN[:7]))
    publish(weerbaar, "--district", "streek")
    shutil.rmtree(root / "metingen")
    tree(werkmap(NAMEN[7:]))
    assert publish(weerbaar, "--district", "streek")["nu"]["ingeleverd"] == 7
    assert [text.count("aantal: 7") for text in published()] == [1, 1]


def test_other_readings_for_the_same_date_are_refused(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    publish(weerbaar, "--district", "streek")
    tree({"weerbaar.yaml": settings(extra="parameters: {proef: {onlangs: 6 maanden}}\n")})
    found = report(weerbaar, "--district", "streek")
    assert found.code == 1
    assert "andere keuzes bij het raamwerk" in found.err


def test_another_raamwerk_on_the_same_facts_is_refused_and_on_others_not(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    files = werkmap(each=lambda *_: {"raamwerk": "[proef, ander, los]"})
    other = RAAMWERK.replace("id: proef", "id: ander")
    loose = other.replace("id: ander", "id: los").replace("intern-meldpunt", "ivp-prioriteit")
    loose = loose.replace("mt-besproken", "college-besproken")
    tree(files | {"ander.yaml": other, "los.yaml": loose})
    publish(weerbaar, "--district", "streek")
    found = report(weerbaar, "--district", "streek", "--raamwerk", "ander")
    assert found.code == 1
    assert "van een ander raamwerk met dezelfde feiten" in found.err
    assert publish(weerbaar, "--district", "streek", "--raamwerk", "los")["raamwerk"]["id"] == "los"


@pytest.mark.parametrize(
    "text",
    [
        "weerbaar: publicaties/1\nzout: kort\n",
        "weerbaar: publicaties/1\n",
        "weerbaar: publicaties/9\nzout: 0ef9e081415f88cfe5637140e2c4dd9b\n",
        "weerbaar: publicaties/1\nzout: 0ef9e081415f88cfe5637140e2c4dd9b\nextra: geheimpje\n",
        "weerbaar: publicatie/1\n",
        "uitgaven: [\n",
        "weerbaar: raamwerk/1\n",
        "",
    ],
)
def test_a_broken_register_stops_everything(text: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | {f"{LEDGER}/iets.yaml": text})
    for more in ([], ["--publiceer", "--output", UIT]):
        found = report(weerbaar, "--district", "streek", *more)
        assert (found.code, found.out) == (2, "")
        assert "het register van publicaties heeft fouten" in found.err
    assert ledger() == {"iets.yaml": text}
    assert weerbaar("validate", ".").code == 1, "what stops it is named there"


def test_a_coordinator_publishes_nothing(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    assert weerbaar("report", "--district", "streek", "--doelgroep", "coordinator").code == 0
    assert not Path(LEDGER).exists()


EXAMPLES = Path(__file__).parents[2] / "examples"
PROGRAMMA = """\
weerbaar: programma/1
id: plan
titel: Plan van de streek
district: streek
deelprojecten:
  - {id: "1", titel: Proef in Zwartehandwijk, resultaat: Een meldpunt, normen: [proef/1a]}
"""


def test_a_text_of_the_werkmap_that_names_a_member_is_refused(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap() | {"plan.yaml": PROGRAMMA})
    said = refused(weerbaar, "--district", "streek")
    assert "een tekst in deze werkmap noemt een partij, in ‘plan.yaml’ op regel 6 (tekst)" in said
    assert "Zwartehandwijk" not in said


def test_a_name_in_a_sentence_of_ours_is_no_excuse_elsewhere(
    weerbaar: Weerbaar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A packaged programme says ‘De burgemeester van Hengelo.’; a werkmap may not say Hengelo.

    An invented party has that name as an alias, so that no real one gets figures.
    """
    shutil.copytree(EXAMPLES / "twente", tmp_path / "twente")
    monkeypatch.chdir(tmp_path / "twente")
    settings = Path("weerbaar.yaml").read_text(encoding="utf-8")
    settings = settings.replace("naam: Dorstelo,", "naam: Dorstelo, aliassen: [Hengelo],")
    Path("weerbaar.yaml").write_text(settings, encoding="utf-8")
    assert weerbaar("report", "--district", "twente").code == 0
    programma = PROGRAMMA.replace("streek", "twente").replace("proef/1a", "twente-basis-op-orde/3d")
    text = programma.replace("Proef in Zwartehandwijk", "Inhaalslag Hengelo voor norm 3d")
    Path("plan.yaml").write_text(text, encoding="utf-8")
    run = weerbaar("report", "--district", "twente", "--output", "a.html")
    assert (run.code, run.out) == (2, "")
    assert "noemt een partij, in ‘plan.yaml’ op regel 6 (tekst)" in run.err
    assert "Hengelo" not in run.err


def publish_once(tree: Tree, weerbaar: Weerbaar, raamwerk: str = RAAMWERK) -> Path:
    """A werkmap whose figures for the board have gone out."""
    folder = tree(werkmap() | {"proef.yaml": raamwerk})
    publish(weerbaar, "--district", "streek")
    return folder


def assert_refused(weerbaar: Weerbaar, said: str) -> None:
    found = report(weerbaar, "--district", "streek", "--format", "json")
    assert (found.code, found.no_result) == (1, True)
    assert said in found.err


def test_a_party_of_another_type_makes_another_group(tree: Tree, weerbaar: Weerbaar) -> None:
    folder = publish_once(tree, weerbaar)
    path = folder / "weerbaar.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("type: gemeente", "type: waterschap", 1), encoding="utf-8")
    assert_refused(weerbaar, "andere groep")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{feit: intern-meldpunt, is: ja}", "{feit: intern-meldpunt, is: nee}"),
        ("tekst: Er is een intern meldpunt.", "tekst: Er is iets., geldt_voor: [gemeente]"),
        ("partijtypen: [gemeente, waterschap]", "partijtypen: [gemeente]"),
    ],
)
def test_a_rule_that_changed_under_the_same_version_is_seen(
    tree: Tree, weerbaar: Weerbaar, old: str, new: str
) -> None:
    folder = publish_once(tree, weerbaar)
    path = folder / "proef.yaml"
    assert old in RAAMWERK
    path.write_text(RAAMWERK.replace(old, new), encoding="utf-8")
    assert_refused(weerbaar, "andere regels")


def test_a_title_that_changed_is_no_other_rule(tree: Tree, weerbaar: Weerbaar) -> None:
    folder = publish_once(tree, weerbaar)
    text = RAAMWERK.replace("titel: Proefraamwerk", "titel: Het raamwerk")
    (folder / "proef.yaml").write_text(text, encoding="utf-8")
    assert report(weerbaar, "--district", "streek").code == 0


def test_a_name_that_is_too_long_does_not_tell_its_folder(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    Path("verklikkerdam").mkdir()
    found = report(weerbaar, "--district", "streek", "--output", f"verklikkerdam/{'x' * 300}.md")
    assert found.code == 2


def test_a_coordinator_sees_which_metingen_are_invented(tree: Tree, weerbaar: Weerbaar) -> None:
    """A concept that is real counts too: this report shows it."""
    real = {"fictief": "nee", "status": "concept"}
    tree(werkmap(each=lambda number, _: real if number == 3 else {}))
    run = weerbaar("report", "--district", "streek", "--doelgroep", "coordinator")
    assert (run.code, run.out) == (2, "")
    said = " ".join(run.err.split())
    assert "van 14 metingen zijn er 1 echt: " in said
    assert path_of(NAMEN[3]) in said
    assert "in twee werkmappen" in said


# --- what belongs to no edition, and what is not read

ONE = path_of(NAMEN[1])


@pytest.mark.parametrize("odd", [{"peildatum": "2024-01-28"}, {"soort": "nulmeting"}])
def test_a_meting_of_another_kind_or_day_is_named_and_makes_no_previous_round(
    tree: Tree, weerbaar: Weerbaar, odd: dict[str, str]
) -> None:
    tree(werkmap(each=change(1, **odd)) | earlier())
    args = ("--district", "streek", "--doelgroep", "coordinator")
    run = weerbaar("report", *args, "--format", "markdown")
    moment = f"{odd.get('soort', 'zelfscan')} van {odd.get('peildatum', DAG)[-2:]}-01-2024"
    text = " ".join(run.out.split())
    assert f"{NAMEN[1]} heeft wel een meting: {moment}." in text
    assert f"{NAMEN[1]} | wel een meting: {moment} | – |" in text
    assert run.code == 0
    (found,) = (
        one
        for one in json.loads(weerbaar("report", *args, "--format", "json").out)["partijen"]
        if one["stand"] == "apart"
    )
    assert found["apart"]["soort"] == odd.get("soort", "zelfscan")
    board = shape(weerbaar, "--district", "streek")
    assert board["vorige"]["peildatum"] == VORIGE


def test_one_broken_file_stops_nothing_and_is_named_and_counted(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    files = werkmap() | {ONE: f'weerbaar: meting/1\norganisatie: "{NAMEN[1]}"\n feiten: [\n'}
    tree(files | {"metingen/kopie.yaml.txt": files[path_of(NAMEN[0])]})
    args = ("--district", "streek", "--doelgroep", "coordinator")
    run = weerbaar("report", *args)
    text = " ".join(run.out.split())
    assert run.code == 1
    assert "13 van 14 ingeleverd" in text
    assert f"Wel een meting, maar met fouten: {NAMEN[1]}." in text
    assert "Niet gelezen, en van wie is niet zeker: metingen/kopie.yaml.txt." in text
    assert f"{ONE}:3:2: fout yaml-fout" in run.err
    assert "metingen/kopie.yaml.txt:1:1: waarschuwing niet-gelezen" in run.err
    assert "2 bestanden bij de metingen zijn niet gelezen" in run.err
    plan = weerbaar("plan", ".", "--doelgroep", "coordinator")
    assert plan.code == 1
    assert f"{ONE}:3:2: fout yaml-fout" in plan.err
    assert NAMEN[0] in plan.out


# --- one party's alarm

ALARM = {"toelichting": "zaak met BSN 111222333"}


def test_a_number_of_a_person_at_one_party_never_stops_the_report_on_the_others(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap(each=lambda number, _: ALARM if number == 3 else {}))
    board = report(weerbaar, "--district", "streek", "--format", "json")
    assert (board.code, json.loads(board.out)["nu"]["ingeleverd"]) == (1, 13)
    args = ("--district", "streek", "--doelgroep", "coordinator", "--output", "uit.md")
    run = weerbaar("report", *args)
    assert run.code == 1
    assert "fout persoonsgegeven" in run.err
    text = Path("uit.md").read_text(encoding="utf-8")
    assert f"Wel een meting, maar met fouten: {NAMEN[3]}." in text
    assert "heeft fouten" in next(row for row in text.splitlines() if f"| {NAMEN[3]} |" in row)
    assert [naam for naam in NAMEN if naam not in text] == []


def test_a_likeness_of_a_name_stops_nothing(tree: Tree, weerbaar: Weerbaar) -> None:
    note = {"toelichting": "besproken met mevrouw Jansen"}
    tree(werkmap(each=lambda number, _: note if number == 3 else {}))
    assert publish(weerbaar, "--district", "streek")["nu"]["ingeleverd"] == 14
    args = ("--district", "streek", "--doelgroep", "coordinator", "--output", "uit.md")
    assert weerbaar("report", *args).code == 0
