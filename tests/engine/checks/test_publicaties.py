"""Which publications cannot stand side by side, and why, in words."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from weerbaar_cli.engine.checks.publicaties import (
    Samenhang,
    check_intrekking,
    check_uitgaven,
    clash,
)
from weerbaar_cli.model.bestanden.publicaties import (
    LENGTH,
    Intrekking,
    Publicatie,
    Publicaties,
    Register,
    take_afdruk,
    take_code,
)

ZOUTEN = {take_code(zout): zout for zout in ("0" * LENGTH, "1" * LENGTH)}
EERST, DAARNA = ZOUTEN
BEKEND = [f"Verzinstad {number}" for number in range(20)]
ACHT, NEGEN = BEKEND[:8], BEKEND[:9]
ANDEREN = BEKEND[9:17]
VREEMD = [f"Nergens {number}" for number in range(8)]


def publicatie(leden: list[str], zout: str = EERST, **keys: Any) -> Publicatie:
    one = {
        "weerbaar": "publicatie/1",
        "code": "0" * 12,
        "raamwerk": "proef",
        "versie": "1",
        "peildatum": date(2024, 1, 31),
        "doelgroep": "bestuur",
        "lezing": "1" * LENGTH,
        "waarden": "3" * LENGTH,
        "zout": zout,
        "aantal": len(leden),
        "leden": {take_afdruk(ZOUTEN[zout], lid): None for lid in leden},
    }
    return Publicatie.model_validate(one | keys)


def samenhang(*found: Publicatie, shares: bool = True) -> Samenhang:
    register = Register(publicaties=found, zouten=ZOUTEN)
    return Samenhang(register, frozenset(BEKEND), lambda one, other: shares)


FEITEN = "een ander raamwerk met dezelfde feiten"
REGELS = "dezelfde groep met andere regels"
CIJFERS = "andere cijfers van dezelfde groep"
LEDEN = "een andere groep met dezelfde leden"
ANDERS = {"waarden": "4" * LENGTH}


@pytest.mark.parametrize(
    ("leden", "keys", "why"),
    [
        (ACHT, {}, ""),
        (NEGEN, {}, LEDEN),
        (ANDEREN, {}, ""),
        (NEGEN, {"peildatum": date(2024, 2, 29)}, LEDEN),
        (NEGEN, {"peildatum": date(2024, 3, 1)}, ""),
        (ACHT, {"raamwerk": "ander"}, FEITEN),
        (NEGEN, {"raamwerk": "ander"}, FEITEN),
        (ANDEREN, {"raamwerk": "ander"}, ""),
        (ACHT, {"versie": "2"}, REGELS),
        (ACHT, {"lezing": "2" * LENGTH}, REGELS),
        (NEGEN, {"versie": "2"}, LEDEN),
        (ACHT, ANDERS, CIJFERS),
        (ACHT, ANDERS | {"doelgroep": "openbaar"}, ""),
        (ACHT, ANDERS | {"bekend_bij_lezer": 3}, ""),
        (ACHT, ANDERS | {"exacte_aantallen": "ja"}, ""),
        (ACHT, ANDERS | {"herziet": ["a" * 12]}, ""),
        (ACHT, ANDERS | {"herziet": ["b" * 12]}, CIJFERS),
        (ACHT, {"waarden": None}, ""),
        # With a salt of their own members are the same where the werkmap knows them.
        (ACHT, {"zout": DAARNA}, ""),
        (ACHT, ANDERS | {"zout": DAARNA}, CIJFERS),
        (NEGEN, {"zout": DAARNA}, LEDEN),
        (ANDEREN, {"zout": DAARNA}, ""),
        (VREEMD, {"zout": DAARNA}, ""),
    ],
)
def test_what_cannot_stand_beside_a_publication(
    leden: list[str], keys: dict[str, Any], why: str
) -> None:
    one, other = publicatie(ACHT, code="a" * 12), publicatie(leden, code="c" * 12, **keys)
    both = samenhang(one, other)
    assert clash(one, other, both) == clash(other, one, both) == why
    apart = samenhang(one, other, shares=False)
    assert clash(one, other, apart) == ("" if why == FEITEN else why)


def test_strangers_of_two_salts_may_be_the_same() -> None:
    """Known to nobody here, on both sides: each of them may be any of the others."""
    one, other = publicatie(VREEMD), publicatie([*ANDEREN, "Elders"], DAARNA)
    assert clash(one, other, samenhang(one, other)) == LEDEN
    assert clash(one, publicatie(ANDEREN, DAARNA), samenhang(one)) == ""


def test_a_register_of_one_file_is_held_against_itself() -> None:
    """Each edition against those before it; it says once what is wrong with its number."""
    zout = ZOUTEN[EERST]

    def uitgave(leden: list[str], **keys: Any) -> dict[str, Any]:
        return {
            "raamwerk": "proef",
            "versie": "1",
            "peildatum": "2024-01-31",
            "lezing": "1" * LENGTH,
            "doelgroepen": ["bestuur"],
            "aantal": len(leden),
            "leden": [take_afdruk(zout, lid) for lid in leden],
        } | keys

    bestand = Publicaties.model_validate(
        {
            "weerbaar": "publicaties/1",
            "zout": zout,
            "uitgaven": [
                uitgave(ACHT, doelgroepen=["bestuur", "openbaar"]),
                uitgave(NEGEN, aantal=8),
                uitgave(ANDEREN),
            ],
        }
    )
    found = check_uitgaven(bestand, samenhang())
    assert [(one.code, one.pad) for one in found] == [
        ("publicatie-onvolledig", ("uitgaven", 1, "aantal")),
        ("publicaties-botsen", ("uitgaven", 1)),
        ("publicaties-botsen", ("uitgaven", 1)),
    ]
    assert found[0].bericht == "aantal is 8, en er staan 9 verschillende leden"
    first, second = (one.code for one in bestand.uitgaven[0].as_publicaties(EERST))
    assert [one.bericht for one in found[1:]] == [
        f"kan niet naast publicatie {first}, proef op 31-01-2024 (bestuur): {LEDEN}",
        f"kan niet naast publicatie {second}, proef op 31-01-2024 (openbaar): {LEDEN}",
    ]
    third = bestand.uitgaven[1].as_publicaties(EERST)[0].code
    assert found[1].suggestie == (
        f"Nooit verspreid? «weerbaar publicaties --intrek {third} --reden … --door FUNCTIE», "
        f"of met {first}."
    )


def test_what_stands_only_by_what_was_withdrawn_is_named_there() -> None:
    gone, stands, alone = publicatie(ACHT).sealed(), publicatie(NEGEN).sealed(), publicatie(ANDEREN)
    one = Intrekking.model_validate(
        {
            "weerbaar": "intrekking/1",
            "publicatie": gone.code,
            "reden": "nooit verspreid",
            "door": "coördinator",
        }
    )
    register = Register(publicaties=(gone, stands, alone), zouten=ZOUTEN, intrekkingen=(one,))
    whole = Samenhang(register, frozenset(BEKEND), lambda one, other: True)
    found = check_intrekking(one, whole, f"intrekking-{one.code}.yaml")
    assert [(each.code, each.ernst, each.bericht, each.pad) for each in found] == [
        (
            "steunt-op-intrekking",
            "hint",
            f"publicatie {stands.code} kon alleen omdat deze is ingetrokken",
            ("publicatie",),
        )
    ]
    (renamed, _) = check_intrekking(one, whole, "intrekking.yaml")
    assert (renamed.code, renamed.bericht, renamed.pad) == (
        "publicatie-veranderd",
        f"dit bestand hoort intrekking-{one.code}.yaml te heten",
        ("publicatie",),
    )
