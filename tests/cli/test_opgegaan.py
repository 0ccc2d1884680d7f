"""Parties that went into another one: from which day, and what follows their metingen over it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.cli.groepswerkmap import DAG, NAMEN, earlier, werkmap
from tests.cli.groepswerkmap import meting as groepsmeting
from tests.cli.proef import RAAMWERK
from tests.conftest import Tree, Weerbaar

WERKMAP = """\
weerbaar: werkmap/1
district: streek
raamwerk: proef
partijen:
  - {naam: Oudstad, code: OS1, type: gemeente, district: streek, opgegaan_in: NS1, op: 2024-07-01}
  - {naam: Proefdorp, type: gemeente, district: streek}
  - {naam: Nieuwstad, code: NS1, type: gemeente, district: streek}
"""
# A second one that went into the same party.
SAMEN = WERKMAP.replace(
    "  - {naam: Proefdorp,", "  - {naam: Proefdorp, opgegaan_in: Nieuwstad, op: 2024-07-01,"
)


def meting(naam: str, dag: str, feiten: str = "intern-meldpunt: ja", status: str = "") -> str:
    return (
        f"weerbaar: meting/1\norganisatie: {naam}\nraamwerk: proef\npeildatum: {dag}\n"
        f"fictief: ja\nstatus: {status or 'ingeleverd'}\nfeiten: {{{feiten}}}\n"
    )


DAG_ERVOOR = meting("Oudstad", "2024-06-30", "intern-meldpunt: ja, regie-fte: 0.5")
DE_DAG_ZELF = meting("Nieuwstad", "2024-07-01", "intern-meldpunt: nee, regie-fte: 0.5")
DORP = meting("Proefdorp", "2024-06-30")


def files(settings: str = WERKMAP, **metingen: str) -> Mapping[str, str]:
    named = {f"metingen/{name}.yaml": text for name, text in metingen.items()}
    return {"weerbaar.yaml": settings, "proef.yaml": RAAMWERK, **named}


# --- the settings


@pytest.mark.parametrize(
    ("partij", "code", "bericht", "suggestie"),
    [
        ("opgegaan_in: Nieuwstad", "opgegaan-onvolledig", "«opgegaan_in» staat er zonder «op»", ""),
        ("op: 2024-07-01", "opgegaan-onvolledig", "«op» staat er zonder «opgegaan_in»", ""),
        (
            "opgegaan_in: Nieuwstat, op: 2024-07-01",
            "onbekende-partij",
            "«Nieuwstat» is geen bekende partij",
            "Bedoelde u «Nieuwstad»?",
        ),
        (
            "opgegaan_in: Kring, op: 2024-07-01",
            "onbekende-partij",
            "«Kring» is geen bekende partij",
            "",
        ),
        (
            "opgegaan_in: oudstad, op: 2024-07-01",
            "opgegaan-in-kring",
            "Oudstad gaat op in zichzelf",
            "",
        ),
        (
            "opgegaan_in: Rondveen, op: 2024-07-01",
            "opgegaan-in-kring",
            "Oudstad gaat via anderen op in zichzelf",
            "",
        ),
        (
            "opgegaan_in: Weggum, op: 2024-07-01",
            "verkeerde-volgorde",
            "Weggum is er sinds 01-07-2024 zelf niet meer",
            "Noem de partij waarin beide opgingen, of herstel de datum.",
        ),
        ("opgegaan_in: Nieuwstad, op: 1 juli", "ongeldige-datum", "", ""),
    ],
)
def test_what_is_said_of_a_party_must_be_whole(
    partij: str, code: str, bericht: str, suggestie: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    settings = (
        "weerbaar: werkmap/1\npartijen:\n  - {naam: Nieuwstad, type: gemeente}\n"
        f"  - {{naam: Oudstad, type: gemeente, {partij}}}\n"
        "  - {naam: Rondveen, type: gemeente, opgegaan_in: Oudstad, op: 2025-01-01}\n"
        "  - {naam: Weggum, type: gemeente, opgegaan_in: Nieuwstad, op: 2024-07-01}\n"
        "groepen:\n  - {naam: Kring, type: kring, leden: [Nieuwstad]}\n"
    )
    tree({"weerbaar.yaml": settings})
    _, out, _ = weerbaar("validate", "weerbaar.yaml", "--format", "json")
    found = [one for one in json.loads(out)["bevindingen"] if one["regel"] == 4]
    assert [one["code"] for one in found] == [code]
    assert found[0]["bericht"] == bericht or not bericht
    assert found[0]["suggestie"] == suggestie or not suggestie


def test_a_meting_of_the_day_before_is_in_order(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(oud=DAG_ERVOOR, nieuw=DE_DAG_ZELF, dorp=DORP))
    code, _, _ = weerbaar("validate", "metingen", "--format", "json")
    assert code == 0


def test_from_the_day_itself_there_is_no_meting_of_its_own(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(oud=meting("Oudstad", "2024-07-01")))
    code, out, _ = weerbaar("validate", "metingen", "--format", "json")
    (found,) = json.loads(out)["bevindingen"]
    assert code == 1
    assert (found["code"], found["regel"]) == ("partij-opgegaan", 2)
    assert found["bericht"] == (
        "Oudstad ging op 01-07-2024 op in Nieuwstad en heeft vanaf die dag geen eigen meting"
    )
    assert "organisatie: Nieuwstad" in found["suggestie"]


# --- new


def test_the_meting_of_a_predecessor_is_asked_again(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(oud=DAG_ERVOOR))
    code, _, err = weerbaar(
        "new", "--organisatie", "Nieuwstad", "--peildatum", "2024-07-01",
        "--van", "metingen/oud.yaml", "--output", "metingen/nieuw.yaml",
    )  # fmt: skip
    assert code == 0
    assert "Oudstad ging op 01-07-2024 op in Nieuwstad" in err
    text = Path("metingen/nieuw.yaml").read_text(encoding="utf-8")
    assert "# OPNIEUW: gold voor Oudstad; geldt het voor Nieuwstad?" in " ".join(text.split())
    assert "vorige keer: ja" in text
    assert "\n  intern-meldpunt:\n" in text
    assert weerbaar("validate", "metingen").code == 0


def test_what_several_predecessors_said_stands_side_by_side(tree: Tree, weerbaar: Weerbaar) -> None:
    oud = meting("Oudstad", "2024-06-30", "intern-meldpunt: ja, regie-fte: 0.5")
    dorp = meting("Proefdorp", "2024-06-30", "intern-meldpunt: nee, osint: ja")
    dorp += "acties:\n  - {norm: 1a, actie: dorpsactie}\n"
    tree(files(SAMEN, oud=oud, dorp=dorp))
    made = weerbaar(
        "new", "--organisatie", "Nieuwstad", "--peildatum", "2024-07-01", "--output",
        "metingen/nieuw.yaml", "--van", "metingen/oud.yaml", "--van", "metingen/dorp.yaml",
    )  # fmt: skip
    assert made.code == 0
    assert "Oudstad ging op 01-07-2024 op in Nieuwstad" in made.err
    assert "Proefdorp ging op 01-07-2024 op in Nieuwstad" in made.err
    text = Path("metingen/nieuw.yaml").read_text(encoding="utf-8")
    one = text[text.index("vorige keer bij Oudstad: ja") :]
    assert "vorige keer bij Proefdorp: nee" in one.partition("intern-meldpunt:")[0]
    assert "\n  intern-meldpunt:\n" in text
    assert "vorige keer bij Oudstad: 0.5" in text
    assert "Overgenomen uit oud.yaml, dorp.yaml." in text
    assert "dorpsactie" in text
    assert weerbaar("validate", "metingen").code == 0


def test_of_one_organisation_one_meting_is_enough(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(SAMEN, oud=DAG_ERVOOR, eerder=meting("Oudstad", "2024-01-31")))
    named = ("--organisatie", "Nieuwstad", "--peildatum", "2024-07-01", "--output", "nieuw.yaml")
    run = weerbaar("new", *named, "--van", "metingen/oud.yaml", "--van", "metingen/eerder.yaml")
    assert (run.code, Path("nieuw.yaml").exists()) == (2, False)
    assert "van elke organisatie één meting" in run.err


def test_what_was_its_own_is_asked_again_where_another_said_otherwise(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    eigen = meting("Nieuwstad", "2024-06-01", "intern-meldpunt: ja, regie-fte: 0.5")
    oud = meting("Oudstad", "2024-06-30", "intern-meldpunt: nee, regie-fte: 0.5")
    tree(files(SAMEN, eigen=eigen, oud=oud))
    run = weerbaar(
        "new", "--organisatie", "Nieuwstad", "--peildatum", "2024-07-01", "--output",
        "metingen/nieuw.yaml", "--van", "metingen/eigen.yaml", "--van", "metingen/oud.yaml",
    )  # fmt: skip
    assert run.code == 0
    text = Path("metingen/nieuw.yaml").read_text(encoding="utf-8")
    assert "vorige keer bij Nieuwstad: ja" in text
    assert "\n  intern-meldpunt:\n" in text


@pytest.mark.parametrize(
    ("organisatie", "dag", "words"),
    [
        ("Nieuwstad", "2024-06-30", "Kies een --peildatum vanaf die dag"),
        ("Proefdorp", "2024-07-01", "niet van Proefdorp"),
        ("Oudstad", "2024-07-01", "Schrijf --organisatie Nieuwstad"),
    ],
)
def test_who_cannot_take_a_meting_over(
    organisatie: str, dag: str, words: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(files(oud=DAG_ERVOOR))
    named = ("--organisatie", organisatie, "--peildatum", dag, "--output", "nieuw.yaml")
    code, _, err = weerbaar("new", *named, "--van", "metingen/oud.yaml")
    assert code == 2
    assert words in " ".join(err.split())
    assert not Path("nieuw.yaml").exists()


# --- compare


def test_compare_follows_the_party(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(oud=DAG_ERVOOR, nieuw=DE_DAG_ZELF))
    pair = ("metingen/oud.yaml", "metingen/nieuw.yaml")
    code, out, err = weerbaar("compare", *pair)
    assert (code, err) == (0, "")
    text = " ".join(out.split())
    said = "Oudstad ging op 01-07-2024 op in Nieuwstad. Wat van eerder is, gold voor Oudstad."
    assert said in text
    found = json.loads(weerbaar("compare", *pair, "--format", "json").out)
    gone = {"partij": "Oudstad", "opvolger": "Nieuwstad", "op": "2024-07-01"}
    assert (found["organisatie"], found["opgegaan"]) == ("Nieuwstad", [gone])
    assert {one["id"]: one["richting"] for one in found["normen"]}["1a"] == "slechter"


def test_before_that_day_they_are_two_organisations(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(oud=DAG_ERVOOR, nieuw=meting("Nieuwstad", "2024-06-30")))
    code, _, err = weerbaar("compare", "metingen/oud.yaml", "metingen/nieuw.yaml")
    assert code == 2
    assert "dit zijn twee organisaties: Oudstad en Nieuwstad" in err


def test_of_two_predecessors_the_user_chooses(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(SAMEN, nieuw=DE_DAG_ZELF))
    tree({"toen/weerbaar.yaml": SAMEN, "toen/proef.yaml": RAAMWERK})
    tree({"toen/metingen/oud.yaml": DAG_ERVOOR, "toen/metingen/dorp.yaml": DORP})
    code, _, err = weerbaar("compare", "toen/metingen", "metingen")
    assert code == 2
    text = " ".join(err.split())
    assert "Oudstad ging op 01-07-2024 op in Nieuwstad" in text
    assert "Proefdorp ging op 01-07-2024 op in Nieuwstad" in text
    code, out, _ = weerbaar("compare", "toen/metingen/dorp.yaml", "metingen/nieuw.yaml")
    assert code == 0
    text = " ".join(out.split())
    assert "Wat van eerder is, gold voor Proefdorp" in text
    assert "Oudstad ging op 01-07-2024 op in Nieuwstad. Wat daar eerder gold" in text


def test_a_folder_compares_what_it_can_and_names_the_rest(tree: Tree, weerbaar: Weerbaar) -> None:
    water = "  - {naam: Proefwater, type: waterschap, district: streek}\n"
    settings = SAMEN + water
    tree(files(settings, nieuw=DE_DAG_ZELF, water=meting("Proefwater", "2024-07-01")))
    tree({"toen/weerbaar.yaml": settings, "toen/proef.yaml": RAAMWERK})
    tree({"toen/metingen/oud.yaml": DAG_ERVOOR, "toen/metingen/dorp.yaml": DORP})
    tree({"toen/metingen/water.yaml": meting("Proefwater", "2024-06-30")})
    code, out, _ = weerbaar("compare", "toen/metingen", "metingen", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert [one["organisatie"] for one in found["vergelijkingen"]] == ["Proefwater"]
    assert [one["partij"] for one in found["opgegaan"]] == ["Oudstad", "Proefdorp"]
    assert found["alleen_naar"] == ["Nieuwstad"]
    out = weerbaar("compare", "toen/metingen", "metingen").out
    assert "Proefdorp ging op 01-07-2024 op in Nieuwstad" in " ".join(out.split())


def test_who_was_there_already_is_compared_with_itself(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(nieuw=DE_DAG_ZELF))
    tree({"toen/weerbaar.yaml": WERKMAP, "toen/proef.yaml": RAAMWERK})
    tree({"toen/oud.yaml": DAG_ERVOOR, "toen/nieuw.yaml": meting("Nieuwstad", "2024-06-30")})
    out = weerbaar("compare", "toen", "metingen", "--format", "json").out
    (found,) = json.loads(out)["vergelijkingen"]
    assert (found["van"]["bestand"], found["opgegaan"]) == ("toen/nieuw.yaml", [])
    assert [one["partij"] for one in found["ook_opgegaan"]] == ["Oudstad"]
    assert json.loads(out)["alleen_van"] == ["Oudstad"]


# --- trend


def test_a_trend_goes_on_in_the_party_that_it_went_into(tree: Tree, weerbaar: Weerbaar) -> None:
    first = meting("Oudstad", "2024-01-31", "intern-meldpunt: nee")
    tree(files(een=first, oud=DAG_ERVOOR, nieuw=DE_DAG_ZELF, dorp=DORP))
    code, out, err = weerbaar("trend", "metingen", "--organisatie", "Nieuwstad", "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    assert found["organisatie"]["naam"] == "Nieuwstad"
    moments = [(one["peildatum"], one["voorganger"]) for one in found["momenten"]]
    assert moments == [("2024-01-31", "Oudstad"), ("2024-06-30", "Oudstad"), ("2024-07-01", None)]
    gone = {"partij": "Oudstad", "opvolger": "Nieuwstad", "op": "2024-07-01"}
    assert (found["opgegaan"], found["ook_opgegaan"]) == ([gone], [])
    code, out, err = weerbaar("trend", "metingen")
    text = " ".join(out.split())
    assert "zelfscan van Oudstad" in text
    assert "Oudstad ging op 01-07-2024 op in Nieuwstad. Wat van eerder is" in text
    assert "Proefdorp: één meting" in err


def test_a_trend_of_the_time_before_is_its_own(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(een=meting("Oudstad", "2024-01-31"), oud=DAG_ERVOOR, nieuw=DE_DAG_ZELF))
    out = weerbaar("trend", "metingen", "--organisatie", "OS1", "--format", "json").out
    assert [one["voorganger"] for one in json.loads(out)["momenten"]] == [None, None]


def test_a_trend_of_two_predecessors_is_for_the_user_to_choose(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(files(SAMEN, oud=DAG_ERVOOR, dorp=DORP, nieuw=DE_DAG_ZELF))
    code, _, err = weerbaar("trend", "metingen")
    text = " ".join(err.split())
    assert code == 2
    assert "Oudstad ging op 01-07-2024 op in Nieuwstad en Proefdorp ging op" in text
    assert "Kies zelf" in text
    code, out, _ = weerbaar("trend", "metingen/dorp.yaml", "metingen/nieuw.yaml")
    assert code == 0
    text = " ".join(out.split())
    assert "gold voor Proefdorp" in text
    assert "Oudstad ging op 01-07-2024 op in Nieuwstad. Wat daar eerder gold" in text


def test_who_was_there_already_keeps_its_own_trend(tree: Tree, weerbaar: Weerbaar) -> None:
    own = meting("Nieuwstad", "2024-06-30")
    tree(files(oud=DAG_ERVOOR, al=own, nieuw=DE_DAG_ZELF))
    code, out, err = weerbaar("trend", "metingen", "--format", "json")
    assert code == 0
    assert [one["voorganger"] for one in json.loads(out)["momenten"]] == [None, None]
    assert "het verloop van Nieuwstad begint bij haar eigen metingen" in err


def test_a_chain_is_followed(tree: Tree, weerbaar: Weerbaar) -> None:
    settings = WERKMAP.replace(
        "{naam: Nieuwstad,", "{naam: Nieuwstad, opgegaan_in: Grootstad, op: 2025-01-01,"
    )
    settings += "  - {naam: Grootstad, type: gemeente, district: streek}\n"
    tree(files(settings, oud=DAG_ERVOOR, mid=DE_DAG_ZELF, nu=meting("Grootstad", "2025-01-01")))
    code, out, _ = weerbaar("trend", "metingen", "--format", "json")
    assert code == 0
    moments = [one["voorganger"] for one in json.loads(out)["momenten"]]
    assert moments == ["Oudstad", "Nieuwstad", None]
    pair = ("metingen/oud.yaml", "metingen/nu.yaml")
    found = json.loads(weerbaar("compare", *pair, "--format", "json").out)
    assert [one["opvolger"] for one in found["opgegaan"]] == ["Nieuwstad", "Grootstad"]


# --- a district


def in_streek(op: str, **nu: str) -> dict[str, str]:
    """Fourteen members; the first one goes into one that is new, on this day."""
    old, *rest = NAMEN
    found = werkmap(rest) | earlier(NAMEN)
    found["metingen/nieuw.yaml"] = groepsmeting("Nieuwburg", **nu)
    gone = f'{{naam: "{old}", opgegaan_in: Nieuwburg, op: {op},'
    settings = found["weerbaar.yaml"].replace(f'{{naam: "{old}",', gone)
    settings += "  - {naam: Nieuwburg, type: gemeente, district: streek}\n"
    return found | {"weerbaar.yaml": settings}


def test_on_the_day_itself_the_successor_is_the_member(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(in_streek(DAG))
    code, out, _ = weerbaar("report", "--district", "streek", "--format", "json")
    found = json.loads(out)
    assert code == 0
    assert (found["nu"]["leden"], found["nu"]["ingeleverd"]) == (14, 14)
    # The round before had the old one, and not yet the new one. That is another group: no figures.
    assert (found["vorige"]["leden"], found["vorige"]["ingeleverd"]) == (14, 14)
    assert found["zelfde_groep"] is False
    assert found["vorige"]["normen"] == []


def test_the_day_before_the_old_one_is_the_member(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(in_streek("2024-02-01", peildatum="2024-02-01"))
    found = json.loads(
        weerbaar("report", "--district", "streek", "--peildatum", DAG, "--format", "json").out
    )
    assert (found["nu"]["leden"], found["nu"]["ingeleverd"]) == (14, 13)


def test_who_was_there_already_is_a_member_before_that_day(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(in_streek("2024-02-01", peildatum=DAG))
    found = json.loads(weerbaar("report", "--district", "streek", "--format", "json").out)
    assert (found["nu"]["leden"], found["nu"]["ingeleverd"]) == (15, 14)


def test_the_coordinator_misses_nobody_who_is_gone(tree: Tree, weerbaar: Weerbaar) -> None:
    late = groepsmeting(NAMEN[0])
    tree(in_streek(DAG) | {"metingen/te-laat.yaml": late})
    _, out, _ = weerbaar(
        "report", "--district", "streek", "--doelgroep", "coordinator", "--format", "json"
    )
    found = json.loads(out)
    assert NAMEN[0] not in {one["naam"] for one in found["partijen"]}
    assert "metingen/te-laat.yaml" in json.dumps(found)


# --- plan of a folder, and the meting before


def werklijst(weerbaar: Weerbaar, *args: str) -> dict[str, object]:
    run = weerbaar("plan", "metingen", "--doelgroep", "coordinator", "--format", "json", *args)
    assert run.code == 0
    found = json.loads(run.out)
    return {
        "namen": [one["organisatie"] for one in found["organisaties"]],
        "zonder": found["zonder_meting"],
        "opgegaan": [one["partij"] for one in found["opgegaan"]],
    }


def test_a_work_list_is_of_who_is_there_on_its_day(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(oud=DAG_ERVOOR, nieuw=DE_DAG_ZELF, dorp=DORP))
    on_the_day = {"namen": ["Nieuwstad", "Proefdorp"], "zonder": [], "opgegaan": ["Oudstad"]}
    assert werklijst(weerbaar) == on_the_day
    assert werklijst(weerbaar, "--peildatum", "2024-07-01") == on_the_day
    before = {"namen": ["Oudstad", "Proefdorp"], "zonder": [], "opgegaan": []}
    assert werklijst(weerbaar, "--peildatum", "2024-06-30") == before
    page = weerbaar("plan", "metingen", "--doelgroep", "coordinator").out
    assert "Niet op de lijst: Oudstad ging op 01-07-2024 op in Nieuwstad" in " ".join(page.split())
    rows = weerbaar("plan", "metingen", "--doelgroep", "coordinator", "--format", "csv").out
    assert "Oudstad,opgegaan," in rows


def test_and_the_new_one_is_missed_when_it_has_no_meting(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(oud=DAG_ERVOOR, dorp=meting("Proefdorp", "2024-07-01")))
    wanted = {"namen": ["Proefdorp"], "zonder": ["Nieuwstad"], "opgegaan": ["Oudstad"]}
    assert werklijst(weerbaar) == wanted


VERGELEKEN = "Vergeleken met de zelfscan van 30-06-2024 van Oudstad, dat sindsdien hierin opging"


@pytest.mark.parametrize("more", [(), ("--vorige", "metingen/oud.yaml")])
def test_a_report_is_held_against_the_one_that_went_into_it(
    more: tuple[str, ...], tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(files(oud=DAG_ERVOOR, nieuw=DE_DAG_ZELF, dorp=DORP))
    code, out, _ = weerbaar("report", "metingen/nieuw.yaml", "--format", "markdown", *more)
    assert code == 0
    assert VERGELEKEN in out
    shape = json.loads(weerbaar("report", "metingen/nieuw.yaml", "--format", "json", *more).out)
    assert shape["vorige"]["van"] == "Oudstad"
    assert weerbaar("plan", "metingen/nieuw.yaml", "--vorige", "metingen/oud.yaml").code == 0


def test_its_own_meting_goes_before(tree: Tree, weerbaar: Weerbaar) -> None:
    later = meting("Nieuwstad", "2024-12-31")
    tree(files(oud=DAG_ERVOOR, nieuw=DE_DAG_ZELF, later=later))
    shape = json.loads(weerbaar("report", "metingen/later.yaml", "--format", "json").out)
    assert (shape["vorige"]["peildatum"], shape["vorige"]["van"]) == ("2024-07-01", "")


def test_of_several_that_went_into_it_none_is_chosen(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(SAMEN, oud=DAG_ERVOOR, dorp=DORP, nieuw=DE_DAG_ZELF))
    code, out, err = weerbaar("report", "metingen/nieuw.yaml", "--format", "markdown")
    assert code == 0
    assert "Er is geen eerdere meting om mee te vergelijken." in out
    assert "Oudstad ging op 01-07-2024 op in Nieuwstad" in err
    assert "Proefdorp ging op 01-07-2024 op in Nieuwstad" in err
    named = ("--vorige", "metingen/oud.yaml")
    assert (
        VERGELEKEN in weerbaar("report", "metingen/nieuw.yaml", "--format", "markdown", *named).out
    )


def test_before_its_day_they_are_two_organisations(tree: Tree, weerbaar: Weerbaar) -> None:
    early = meting("Nieuwstad", "2024-06-30")
    tree(files(oud=meting("Oudstad", "2024-01-01"), nieuw=early))
    code, _, err = weerbaar("report", "metingen/nieuw.yaml", "--vorige", "metingen/oud.yaml")
    assert code == 2
    assert "is van Oudstad, niet van Nieuwstad" in err


def test_the_council_is_told_whose_it_was(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(files(oud=DAG_ERVOOR, nieuw=DE_DAG_ZELF))
    args = ("report", "metingen/nieuw.yaml", "--doelgroep", "raad", "--format", "markdown")
    assert "van 30-06-2024 (Oudstad, dat sindsdien hierin opging)," in weerbaar(*args).out
