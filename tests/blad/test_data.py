"""Text of a file without what steers a screen."""

from __future__ import annotations

import pytest

from tests.blad.vijandig import ONZICHTBAAR, VIJANDIG
from weerbaar_cli.blad.data import LANGST, one_line, plain


@pytest.mark.parametrize("tekst", VIJANDIG.values(), ids=VIJANDIG)
def test_nothing_steers_and_nothing_is_endless(tekst: str) -> None:
    found = plain(tekst)
    assert not set(ONZICHTBAAR) & set(found)
    assert len(found) <= LANGST + 60
    assert "\n" not in one_line(tekst)
    found.encode()


@pytest.mark.parametrize(
    ("tekst", "gezien"),
    [
        ("gewoon", "gewoon"),
        ("a\x1b[31mb", "a�[31mb"),
        ("a\u202eb", "a�b"),
        ("a\ud800b", "a�b"),
        ("a\tb", "a b"),
        ("a\r\nb\u2028c", "a\nb\nc"),
        ("👩‍🚒 é עברית", "👩‍🚒 é עברית"),
        ("a\u00a0b", "a\u00a0b"),
    ],
)
def test_what_is_seen(tekst: str, gezien: str) -> None:
    assert plain(tekst) == gezien


def test_a_long_remark_says_how_much_is_missing() -> None:
    found = plain("x" * 1_048_576)
    assert found.endswith("xxx… (ingekort: 5.000 van 1.048.576 tekens)")
    assert plain("x" * LANGST) == "x" * LANGST
