"""The last look at a report on a group."""

from __future__ import annotations

import pytest

from tests.blad.voorbeeldblad import voorbeeldblad
from weerbaar_cli.leaks.verboden import has_forbidden, texts_of

WOORDEN = ("Hof van Proefstad", "GM0150", "Ærø", "Bergen (L.)", "Súdproef")


@pytest.mark.parametrize(
    "text",
    [
        "In Hof van Proefstad is …",
        "in HOF VAN PROEFSTAD",
        "hof-van-proefstad.html",
        "Hof\nvan  Proefstad",
        '<img alt="Hof van Proefstad">',
        "<!-- Hof van Proefstad -->",
        "<b>Hof</b> van <i>Proef</i>stad",
        "Hof&nbsp;van Proefstad",
        "Hof van Proef\\stad",
        '{"hof_van_proefstad": 1}',
        "code gm0150.",
        "bergen l",
        "Sudproef",
        "Su\u0301dproef",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert has_forbidden(text, WOORDEN)


@pytest.mark.parametrize(
    "text", ["Hof van Proefstadje", "GM01501", "Proefstad", "Bergen", "hof van de proefstad", ""]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert not has_forbidden(text, WOORDEN)


def test_without_words_nothing_is_forbidden() -> None:
    assert not has_forbidden("alles", ())
    assert not has_forbidden("alles", ("", " - "))


def test_every_text_of_a_page_is_looked_at() -> None:
    text = "\n".join(texts_of(voorbeeldblad("Proefdorp")))
    assert text.count("Proefdorp") > 8
    for part in (
        "norm-3d",
        "Verwerk de wetswijziging.",
        "peildatum",
        "2b Meldpunt",
        "weerbaar 0.1.0",
    ):
        assert part in text
    assert set(texts_of({"sleutel": [1, True, None, {"diep": ("x",)}]})) == {
        "sleutel",
        "1",
        "diep",
        "x",
    }
