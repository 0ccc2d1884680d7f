"""The raamwerken of the other regions: official wording, and to whom each norm applies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek

DATA = Path(__file__).parents[1] / "data" / "normteksten-regios.yaml"
OFFICIAL: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(DATA.read_text(encoding="utf-8"))
BIBLIOTHEEK = Bibliotheek()
EVERY = [(name, norm_id) for name, norms in OFFICIAL.items() for norm_id in norms]
TYPES = {"g": "gemeente", "p": "provincie", "w": "waterschap"}


@pytest.mark.parametrize(("name", "norm_id"), EVERY)
def test_every_norm_has_its_official_wording(name: str, norm_id: str) -> None:
    norm = BIBLIOTHEEK.raamwerk(name).find_norm(norm_id)
    assert norm is not None
    assert norm.tekst == OFFICIAL[name][norm_id]["tekst"]


@pytest.mark.parametrize("name", OFFICIAL)
def test_the_norms_stand_in_their_order_and_nothing_is_added(name: str) -> None:
    assert [norm.id for norm in BIBLIOTHEEK.raamwerk(name).normen] == list(OFFICIAL[name])


def drenthe() -> Any:
    return BIBLIOTHEEK.raamwerk("drentse-ambities")


@pytest.mark.parametrize("norm_id", OFFICIAL["drentse-ambities"])
def test_every_footnote_of_drenthe_stands_at_its_ambitie(norm_id: str) -> None:
    noted = "".join(drenthe().find_norm(norm_id).voetnoten)
    official = OFFICIAL["drentse-ambities"][norm_id].get("voetnoot", "")
    assert plain(noted) == plain(official)


def plain(text: str) -> str:
    """Without the raised numbers and spaces that part one footnote from the next."""
    return "".join(char for char in text if char not in "²³⁴⁵⁶" and not char.isspace())


@pytest.mark.parametrize("norm_id", OFFICIAL["drentse-ambities"])
def test_an_ambitie_applies_to_the_parties_behind_its_number(norm_id: str) -> None:
    words = OFFICIAL["drentse-ambities"][norm_id]["voor"]
    # 4.3 is about bestuurders and is reported under their party; 5.2 is shared by all.
    letters = "gpw" if norm_id in ("4.3", "5.2") else words.split()
    norm = drenthe().find_norm(norm_id)
    applies = [kind for kind in TYPES.values() if drenthe().applies_to(norm, kind)]
    assert applies == [TYPES[letter] for letter in letters]


def test_419_of_the_476_cells_of_drenthe_apply() -> None:
    members = [one for one in BIBLIOTHEEK.register.partijen if "drenthe" in one.district]
    assert len(members) == 17
    cells = [
        drenthe().applies_to(norm, partij.type) for partij in members for norm in drenthe().normen
    ]
    assert (len(cells), sum(cells)) == (476, 419)


def test_the_registry_has_every_party() -> None:
    counts = {
        name: sum(name in one.district for one in BIBLIOTHEEK.register.partijen)
        for name in BIBLIOTHEEK.register.districten
    }
    assert counts == {
        "twente": 14,
        "ijsselland": 11,
        "noord-en-oost-gelderland": 22,
        "gelderland-midden": 15,
        "gelderland-zuid": 14,
        "drenthe": 17,
        "woerden-oudewater": 2,
    }


def test_the_werkgroep_has_its_own_part_of_one_ambitie() -> None:
    applies = [norm.id for norm in drenthe().normen if drenthe().applies_to(norm, "werkgroep")]
    assert applies == ["5.2"]


@pytest.mark.parametrize(
    ("thema", "feit"),
    [
        ("1", "scan-bewustwording"),
        ("2", "scan-informatiepositie"),
        ("3", "scan-beleid-handhaving"),
        ("4", "scan-werkomgeving"),
        ("5", "scan-communicatie"),
    ],
)
def test_per_thema_the_recommendations_are_received_picked_up_and_finished(
    thema: str, feit: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    """Of four received: what is picked up decides, what is finished is only told."""
    head = "weerbaar: meting/1\norganisatie: Woerden\nraamwerk: riec-themas\n"
    head += "peildatum: 2024-07-01\nfictief: ja\nfeiten:\n"
    seen = []
    for picked, finished in ((4, 4), (4, 1), (2, 0), (0, 0)):
        rows = f"  {feit}: {{aantal: {picked}, totaal: 4}}\n"
        rows += f"  {feit}-afgerond: {{aantal: {finished}, totaal: 4}}\n"
        tree({"m.yaml": head + rows})
        normen = json.loads(weerbaar("score", "m.yaml", "--format", "json").out)["normen"]
        (norm,) = (one for one in normen if one["id"] == thema)
        seen.append((norm["oordeel"], len(norm["signalen"])))
    assert seen == [("voldoet", 0), ("voldoet", 1), ("deels", 1), ("voldoet_niet", 1)]
