"""The registry of forms: whole, and all that a new form needs."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from tests.blad.voorbeeldblad import Voorbeeldview, voorbeeldblad
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files import sjablonen
from weerbaar_cli.formats.vormen import (
    CI_VORMEN,
    EINDEN,
    MODULES,
    NAMEN,
    VORMEN,
    Opmaak,
    Vormnaam,
    vorm_of,
    write,
)

OPMAAK = Opmaak(sjablonen)
FILED = [naam for naam in VORMEN if naam != "tabel" and naam not in CI_VORMEN]


def test_every_form_is_in_the_registry() -> None:
    assert list(VORMEN) == list(get_args(Vormnaam))
    assert {naam: NAMEN[naam] for naam in VORMEN} == {naam: naam for naam in VORMEN}
    assert set(NAMEN.values()) == VORMEN.keys()


def test_no_two_forms_have_one_ending() -> None:
    assert len(EINDEN) == sum(bool(one.einde) for one in VORMEN.values())
    assert {*FILED} <= {*EINDEN.values()}
    assert all(vorm_of(Path(f"X{one.upper()}")) == naam for one, naam in EINDEN.items())
    with pytest.raises(WeerbaarError, match="welke vorm"):
        vorm_of(Path("rapport.odt"))


@pytest.mark.parametrize("naam", FILED)
def test_every_form_is_one_module_that_writes(naam: Vormnaam) -> None:
    module = import_module(f"weerbaar_cli.formats.{MODULES.get(naam, naam)}")
    made = module.write(Voorbeeldview(voorbeeldblad(), {"versie": 1}), OPMAAK)
    assert made == write(naam, Voorbeeldview(voorbeeldblad(), {"versie": 1}), OPMAAK)
    assert made.inhoud
