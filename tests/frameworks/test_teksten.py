"""The packaged data: official wording to the letter, cases for every status, parties and facts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from weerbaar_cli.engine.checks.raamwerk import check_raamwerk
from weerbaar_cli.engine.score.gevallen import check_gevallen
from weerbaar_cli.engine.score.mogelijk import Scan, make_lezing
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import judge
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek, load_certain, packaged
from weerbaar_cli.model.bestanden.raamwerk import Bron, Norm, Raamwerk

TWENTE = "twente-basis-op-orde"
DATA = Path(__file__).parents[1] / "data"
NORM_IDS = [
    "1a", "1b", "1c", "1d",
    "2a", "2b", "2c", "2d", "2e",
    "3a", "3b", "3c", "3d", "3e", "3f", "3g",
    "4a", "4b", "4c",
    "5a",
]  # fmt: skip
BIBLIOTHEEK = Bibliotheek()
RAAMWERKEN = BIBLIOTHEEK.raamwerk_ids()


@cache
def raamwerk(raamwerk_id: str) -> Raamwerk:
    """A raamwerk from its own file; what a program loads may leave the cases behind."""
    return load_certain(packaged("frameworks") / f"{raamwerk_id}.yaml", Raamwerk)


@cache
def kern(raamwerk_id: str) -> Rekenraamwerk:
    """A raamwerk with its own readings, ready for computing."""
    one = raamwerk(raamwerk_id)
    return Rekenraamwerk(one, make_lezing(one), BIBLIOTHEEK.ankers, BIBLIOTHEEK.catalogus)


def copied(name: str) -> Any:
    """What was copied from the source, read without any code of ours."""
    return yaml.safe_load((DATA / name).read_text(encoding="utf-8"))


def official() -> Any:
    """The themes of Twente with their norms."""
    return copied("normteksten-twente.yaml")["themas"]


def twente() -> Raamwerk:
    """The raamwerk of Twente."""
    return raamwerk(TWENTE)


def test_the_twenty_norms_have_their_official_numbers() -> None:
    assert [norm.id for norm in twente().normen] == NORM_IDS
    assert [norm_id for thema in official() for norm_id in thema["normen"]] == NORM_IDS


@pytest.mark.parametrize("norm_id", NORM_IDS)
def test_every_norm_has_its_official_wording(norm_id: str) -> None:
    teksten = {key: text for thema in official() for key, text in thema["normen"].items()}
    norm = twente().find_norm(norm_id)
    assert norm is not None
    assert norm.tekst == teksten[norm_id]


def test_every_thema_has_its_official_title_and_norms() -> None:
    found = [(one.titel, [norm.id for norm in one.normen]) for one in twente().themas]
    assert found == [(one["titel"], list(one["normen"])) for one in official()]


def test_the_raamwerk_says_what_it_is() -> None:
    one = twente()
    assert (one.id, one.titel, one.versie) == (TWENTE, "Basis op orde Twente", "2023-02-23")
    assert one.partijtypen == ("gemeente",)


@pytest.mark.parametrize("raamwerk_id", RAAMWERKEN)
def test_a_raamwerk_and_all_its_cases_are_right(raamwerk_id: str) -> None:
    one = kern(raamwerk_id)
    assert check_raamwerk(one.raamwerk, BIBLIOTHEEK.catalogus, BIBLIOTHEEK.ankers) == []
    assert check_gevallen(one) == []


@pytest.mark.parametrize("raamwerk_id", RAAMWERKEN)
def test_every_reading_says_who_must_confirm_it(raamwerk_id: str) -> None:
    parameters = raamwerk(raamwerk_id).parameters.values()
    assert all(one.te_bevestigen_door for one in parameters if one.status == "voorstel")


def reachable(raamwerk_id: str, norm: Norm) -> set[str]:
    """Every status that facts can give this norm, and onbekend: what is possible when none is."""
    one = raamwerk(raamwerk_id)
    partijtype = (norm.geldt_voor or one.partijtypen)[0]
    found = {"onbekend"}
    for day in {geval.peildatum or one.streefdatum or date.max for geval in one.gevallen}:
        found |= {*judge(kern(raamwerk_id), Scan(partijtype, day, {}, {}, {}), norm, day)[1]}
    return found


@pytest.mark.parametrize(
    ("raamwerk_id", "norm_id"),
    [
        (name, norm.id)
        for name in RAAMWERKEN
        for norm in raamwerk(name).normen
        if norm.regel is None
    ],
)
def test_every_norm_has_a_case_for_every_status_it_can_have(raamwerk_id: str, norm_id: str) -> None:
    norm = raamwerk(raamwerk_id).find_norm(norm_id)
    assert norm is not None
    gevallen = raamwerk(raamwerk_id).gevallen
    cases = {geval.oordeel for geval in gevallen if geval.norm == norm_id}
    assert {"voldoet", "onbekend"} <= cases
    assert reachable(raamwerk_id, norm) <= cases


def test_twente_has_fourteen_parties() -> None:
    members = [one for one in BIBLIOTHEEK.register.partijen if "twente" in one.district]
    assert len(members) == 14
    assert {one.type for one in members} == {"gemeente"}
    assert all(one.code and one.code.startswith("GM") for one in members)


def test_no_two_parties_share_a_code_or_a_name() -> None:
    partijen = BIBLIOTHEEK.register.partijen
    codes = Counter(one.code.casefold() for one in partijen if one.code)
    names = Counter((one.naam.casefold(), one.type) for one in partijen)
    assert [key for found in (codes, names) for key, n in found.items() if n > 1] == []


def test_every_district_of_a_party_is_known() -> None:
    register = BIBLIOTHEEK.register
    assert {
        name for one in register.partijen for name in one.district
    } <= register.districten.keys()


def test_the_catalogue_has_the_97_facts_of_the_domain() -> None:
    soorten = copied("feiten-soorten.yaml")
    assert len(soorten) == 97
    catalogus = BIBLIOTHEEK.catalogus
    assert {name: catalogus[name].soort for name in soorten} == soorten


def test_every_fact_of_every_raamwerk_stands_in_the_catalogue() -> None:
    asked = {
        feit_id
        for name in RAAMWERKEN
        for norm in raamwerk(name).normen
        for feit_id in norm.feit_ids
    }
    assert asked <= BIBLIOTHEEK.catalogus.keys()


def test_every_anchor_names_facts_that_fit() -> None:
    catalogus = BIBLIOTHEEK.catalogus
    for name, anker in BIBLIOTHEEK.ankers.items():
        for feit_id, checklist in anker.feiten.items():
            assert catalogus[feit_id].soort == "document"
            assert checklist == "geen" or name in catalogus[checklist].items


def test_people_read_the_title_of_every_document_that_a_norm_is_from() -> None:
    for raamwerk_id in RAAMWERKEN:
        one = raamwerk(raamwerk_id)
        own = one.bron
        found = [own] + [norm.bron.within(own) for norm in one.normen if norm.bron is not None]
        assert all(bron is not None and bron.titel for bron in found), raamwerk_id


def test_a_document_of_another_name_keeps_it() -> None:
    whole = Bron(document="000-norm-2023", titel="Norm van de regio")
    assert Bron(document="000-norm-2023", onderdeel="1").within(whole).naam == "Norm van de regio"
    assert Bron(document="Jaarplan").within(whole).naam == "Jaarplan"
    assert Bron(document="000-norm-2023", titel="Bijlage").within(whole).naam == "Bijlage"
    assert Bron(document="000-norm-2023").within(None).naam == "000-norm-2023"
