"""`weerbaar form`: a page to fill in, light for the mail, or with the engine that was built."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Tree, Weerbaar
from weerbaar_cli import __version__
from weerbaar_cli.files.sjablonen import read_app
from weerbaar_cli.formats.formulier import make_page

WERKMAP = """\
weerbaar: werkmap/1
district: twente
raamwerk: twente-basis-op-orde
partijen:
  - {naam: Voorbeeldstad, type: gemeente, district: twente}
"""
VORIGE = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
fictief: ja
feiten:
  mt-besproken: 2023-11-14
  mt-aanspreekpunt: {waarde: ja, toelichting: "</script><script>alert(1)</script>"}
  eed-belofte: {aantal: 4, totaal: 5}
"""
MOST = 400_000
ALLE = (
    "twente-basis-op-orde", "drentse-ambities", "ijsselland-basis-op-orde",
    "gelderland-midden-samen-weerbaar", "gelderland-zuid-weerbaar",
    "noord-en-oost-gelderland-basis-op-orde", "woerden-oudewater-plan-van-aanpak",
)  # fmt: skip


@pytest.fixture
def werkmap(tree: Tree) -> Path:
    return tree({"weerbaar.yaml": WERKMAP, "metingen/januari.yaml": VORIGE})


def lijst_of(path: Path) -> dict[str, Any]:
    """The questionnaire in a page."""
    found = re.search(
        r'id="vragenlijst">(.*?)</script>', path.read_text(encoding="utf-8"), re.DOTALL
    )
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_light_form_is_small_and_asks_what_the_werkmap_asks(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    made = weerbaar("form", "--organisatie", "Voorbeeldstad", "--licht", "--output", "f.html")
    assert (made.code, made.out) == (0, "")
    assert "f.html met 39 vragen voor Basis op orde Twente" in made.err
    assert (werkmap / "f.html").stat().st_size < MOST
    lijst = lijst_of(werkmap / "f.html")
    assert lijst["organisatie"] == {"naam": "Voorbeeldstad", "type": "gemeente"}
    assert "meting" not in lijst
    assert "werkmap" not in lijst


def test_without_an_organisation_who_fills_it_in_says_so(tree: Tree, weerbaar: Weerbaar) -> None:
    folder = tree({})
    options = ("--soort", "nulmeting", "--peildatum", "2025-01-31", "--licht")
    names = [word for one in ALLE for word in ("--raamwerk", one)]
    assert weerbaar("form", *names, *options, "--output", "f.html").code == 0
    assert (folder / "f.html").stat().st_size < MOST
    lijst = lijst_of(folder / "f.html")
    assert [one["id"] for one in lijst["raamwerken"]] == list(ALLE)
    assert lijst["organisatie"]["naam"] is None
    assert (lijst["soort"], lijst["peildatum"]) == ("nulmeting", "2025-01-31")


def test_a_role_is_asked_what_it_knows(werkmap: Path, weerbaar: Weerbaar) -> None:
    ask = ("form", "--organisatie", "Voorbeeldstad", "--licht")
    assert weerbaar(*ask, "--rol", "griffier", "--output", "f.html").code == 0
    lijst = lijst_of(werkmap / "f.html")
    assert list(lijst["feiten"]) == ["raad-aangeboden"]
    assert lijst["rollen"] == ["griffier"]
    wrong = weerbaar(*ask, "--rol", "grifier", "--output", "g.html")
    assert wrong.code == 2
    assert "geen vraag voor ‘grifier’" in wrong.err
    assert "Bedoelde u ‘griffier’?" in wrong.err
    assert not (werkmap / "g.html").exists()


def test_what_was_answered_before_comes_along_for_its_reader_only(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    ask = ("form", "--van", "metingen/januari.yaml", "--peildatum", "2024-07-01", "--licht")
    assert weerbaar(*ask, "--output", "f.html").code == 0
    lijst = lijst_of(werkmap / "f.html")
    assert lijst["vorige"]["peildatum"] == "2024-01-31"
    assert lijst["vorige"]["antwoorden"]["eed-belofte"]["waarde"] == {"aantal": "4", "totaal": "5"}
    assert lijst["antwoorden"]["mt-besproken"]["waarde"] == "2023-11-14"
    text = (werkmap / "f.html").read_text(encoding="utf-8")
    assert "</script><script>alert" not in text
    if os.name == "posix":
        assert stat.S_IMODE((werkmap / "f.html").stat().st_mode) == 0o600


@pytest.mark.parametrize("fictief", ["ja", "nee"])
def test_a_page_with_real_answers_is_not_for_the_mail(
    fictief: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    vorige = VORIGE.replace("fictief: ja", f"fictief: {fictief}")
    (werkmap / "metingen/januari.yaml").write_text(vorige, encoding="utf-8")
    ask = ("form", "--van", "metingen/januari.yaml", "--peildatum", "2024-07-01", "--licht")
    said = weerbaar(*ask, "--output", "f.html").err
    assert ("of mail het" in said) is (fictief == "ja")
    assert ("vertrouwelijke stukken" in said) is (fictief == "nee")
    said = weerbaar("split", "metingen/januari.yaml", "--output", "delen").err
    assert ("vertrouwelijke stukken" in said) is (fictief == "nee")
    said = weerbaar("form", "--organisatie", "Voorbeeldstad", "--licht", "--output", "g.html").err
    assert "of mail het" in said


def test_the_full_form_is_the_page_that_was_built(werkmap: Path, weerbaar: Weerbaar) -> None:
    ask = ("form", "--organisatie", "Voorbeeldstad")
    motor = '<script type="text/plain" id="motor">1</script>'
    page = make_page(read_app(), "{}", motor)
    (werkmap / "weerbaar.html").write_text(page, encoding="utf-8")
    assert weerbaar(*ask, "--app", "weerbaar.html", "--output", "f.html").code == 0
    made = (werkmap / "f.html").read_text(encoding="utf-8")
    assert motor in made
    assert "wasm-unsafe-eval" in made
    assert lijst_of(werkmap / "f.html")["werkmap"] == {"weerbaar.yaml": WERKMAP}
    if os.name == "posix":
        assert stat.S_IMODE((werkmap / "f.html").stat().st_mode) == 0o600
    (werkmap / "geen.html").write_text("<p>iets anders", encoding="utf-8")
    wrong = weerbaar(*ask, "--app", "geen.html", "--output", "g.html")
    assert (wrong.code, "geen pagina van weerbaar" in wrong.err) == (2, True)
    other = page.replace(f'content="weerbaar {__version__}"', 'content="weerbaar 0.0.9"')
    (werkmap / "ander.html").write_text(other, encoding="utf-8")
    wrong = weerbaar(*ask, "--app", "ander.html", "--output", "g.html")
    assert (wrong.code, f"hoort bij weerbaar 0.0.9, en dit is {__version__}" in wrong.err) == (2, 1)


def test_what_cannot_be_made_is_said(werkmap: Path, weerbaar: Weerbaar) -> None:
    ask = ("form", "--organisatie", "Voorbeeldstad", "--licht")
    (werkmap / "er.html").write_text("al", encoding="utf-8")
    for options, told in (
        (("--output", "f.yaml"), "eindigt op .html"),
        (("--output", "er.html"), "bestaat al"),
        (("--app", "weg.html", "--output", "f.html"), "Kies een van beide"),
        (("--raamwerk", "bestaat-niet", "--output", "g.html"), "bestaat-niet"),
        (("--van", "weg.yaml", "--output", "h.html"), "weg.yaml"),
    ):
        found = weerbaar(*ask, *options)
        assert told in found.err
        assert found.code == 2, options
    assert (werkmap / "er.html").read_text(encoding="utf-8") == "al"


def test_without_the_built_page_it_says_how(
    werkmap: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("weerbaar_cli.cli.form.read_pagina", lambda app: None)
    found = weerbaar("form", "--organisatie", "Voorbeeldstad", "--output", "f.html")
    assert (found.code, found.out) == (2, "")
    assert "weerbaar-pagina" in found.err
    assert "‘make app’" in found.err
    assert "--licht" in found.err
