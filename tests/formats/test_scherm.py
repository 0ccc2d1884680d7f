"""A report on the screen: every block, in any width, and no order of a file reaches it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.blad.vijandig import ONZICHTBAAR, VIJANDIG
from tests.blad.voorbeeldblad import spreiding, voorbeeldblad
from weerbaar_cli.cli.console import make_console
from weerbaar_cli.formats.scherm import show_blad

Shown = Callable[..., str]


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shown:
    """What a page looks like at a width."""
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def show(tekst: str = "-", width: int = 100) -> str:
        monkeypatch.setenv("COLUMNS", str(width))
        show_blad(make_console(), voorbeeldblad(tekst))
        return capsys.readouterr().out

    return show


def test_every_kind_of_block_is_shown(shown: Shown) -> None:
    out = shown()
    for part in (
        "FICTIEF: verzonnen gegevens",
        "Vertrouwelijk: alleen voor de eigen organisatie",
        "12 van 20  normen voldoen",
        "! Te besluiten",
        "- norm 3d is ◐ deels; zie de norm",
        "1. Stel het beleid vast.",
        "3d Bibob-beleid  ◐ deels",
        "‘Actueel Bibob-beleid is aanwezig;’",
        "Feiten bij norm 3d",
        "weerbaar 0.1.0",
    ):
        assert part in out
    assert "\x1b" not in out


def test_a_chart_is_its_table_with_each_figure_once(shown: Shown) -> None:
    lines = [line.rstrip() for line in shown().splitlines()]
    assert sum("9 van 14" in line for line in lines) == 1
    assert spreiding().beschrijving not in lines


def test_signs_stand_in_columns(shown: Shown) -> None:
    lines = [line.rstrip() for line in shown().splitlines()]
    signs = next(line for line in lines if line.startswith("Voorbeeldstad "))
    assert signs.split() == ["Voorbeeldstad", "✔", "◐", "✘", "?", "–", "✔"]


@pytest.mark.parametrize("width", [0, 1, 30])
def test_a_screen_that_is_too_narrow_leaves_nothing_out(width: int, shown: Shown) -> None:
    assert shown(width=width) == shown(width=40)


@pytest.mark.parametrize("width", [40, 80, 200])
def test_it_fits(width: int, shown: Shown) -> None:
    assert max(map(len, shown(width=width).splitlines())) <= width


@pytest.mark.parametrize("tekst", VIJANDIG.values(), ids=VIJANDIG)
def test_a_hostile_text_is_only_text(tekst: str, shown: Shown) -> None:
    out = shown(tekst)
    assert not set(ONZICHTBAAR) & set(out)
    assert out == shown(tekst)
