"""The reports of both examples on a district, for every audience, as Markdown and as HTML."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import Golden
from tests.views.groepsrapporten import words
from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.cli.rapporten.rapport import make_coordinator
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.markdown import to_markdown
from weerbaar_cli.reading.groep import make_groep, read_groep
from weerbaar_cli.views.groep.bestuur import make_bestuur
from weerbaar_cli.views.groep.openbaar import make_openbaar
from weerbaar_cli.views.notitie.groep import make_notitie_groep

EXAMPLES = Path(__file__).parents[2] / "examples"
DOELGROEPEN = ("bestuur", "notitie", "openbaar", "coordinator", "specialist")
DISTRICTEN = ("twente", "drenthe")


@cache
def make(district: str, doelgroep: str) -> Blad:
    """Without entering anything as published: the examples stay as they are."""
    found = read_groep([EXAMPLES / district], district, None, None, named=True)
    if doelgroep == "coordinator":
        return make_coordinator(found).pagina
    if doelgroep == "specialist":
        return make_coordinator(found, "specialist").pagina
    if doelgroep == "bestuur":
        return make_bestuur(make_groep(found, "bestuur").rapport)
    if doelgroep == "notitie":
        return make_notitie_groep(make_groep(found, "bestuur").rapport)
    return make_openbaar(make_groep(found, "openbaar").rapport)


@pytest.mark.parametrize("district", DISTRICTEN)
@pytest.mark.parametrize("doelgroep", DOELGROEPEN)
def test_markdown(district: str, doelgroep: str, golden: Golden) -> None:
    text = to_markdown(make(district, doelgroep), read_sjablonen())
    golden(f"rapport-{district}-{doelgroep}.md", text)


@pytest.mark.parametrize("district", DISTRICTEN)
@pytest.mark.parametrize("doelgroep", DOELGROEPEN)
def test_html(district: str, doelgroep: str, golden: Golden) -> None:
    # The style sheet is in the golden page of the overview: once is enough.
    text = to_html(
        make(district, doelgroep), read_sjablonen() | {"blad.css": "", "voor-wie.css": ""}
    )
    golden(f"rapport-{district}-{doelgroep}.html", text)


@pytest.mark.parametrize("district", DISTRICTEN)
@pytest.mark.parametrize("doelgroep", ["bestuur", "notitie", "openbaar"])
def test_no_party_is_named(district: str, doelgroep: str) -> None:
    found = read_groep([EXAMPLES / district], district, None, None, named=True)
    text = words(make(district, doelgroep)).casefold()
    names = [one.naam.casefold() for one in found.leden]
    assert len(names) > 10
    assert [name for name in names if name in text] == []


@pytest.mark.parametrize("district", DISTRICTEN)
def test_the_agenda_of_the_coordinator_names_parties(district: str) -> None:
    """So that the test above has something to find."""
    found = read_groep([EXAMPLES / district], district, None, None, named=True)
    text = words(make(district, "coordinator"))
    assert all(one.naam in text for one in found.leden)


@pytest.mark.parametrize("district", DISTRICTEN)
@pytest.mark.parametrize("doelgroep", DOELGROEPEN)
def test_every_reference_has_its_section(district: str, doelgroep: str) -> None:
    html = to_html(make(district, doelgroep), read_sjablonen())
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


@pytest.mark.parametrize("doelgroep", DOELGROEPEN)
def test_every_anchor_is_used_once(doelgroep: str) -> None:
    anchors = [sectie.anker for _, sectie in make("twente", doelgroep).walk()]
    assert len(anchors) == len(set(anchors))
