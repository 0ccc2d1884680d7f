"""A word of the trade is explained where a council or a resident meets it, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest

from weerbaar_cli.blad.blad import Alinea, Blad, Sectie, Sterk
from weerbaar_cli.views.begrippen import BETEKENIS, explain_words


def page(text: str) -> Blad:
    return Blad(
        titel="Stand",
        doelgroep="raad",
        datum=date(2024, 7, 1),
        vertrouwelijk="",
        secties=(Sectie("Kort", "kort", (Alinea(text),)),),
    )


def explained(text: str) -> list[str]:
    [sectie] = explain_words(page(text), "kort").secties
    _, told = sectie.blokken
    assert isinstance(told, Alinea)
    assert isinstance(told.inhoud, tuple)
    return [part.tekst for part in told.inhoud if isinstance(part, Sterk)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Het MT bespreekt de Bibob-toets van de peildatum.", ["Bibob", "MT", "peildatum"]),
        ("Twee casustafels en de zelfscan.", ["casustafel", "zelfscan"]),
        ("De VOG en het RIEC-verband.", ["RIEC", "VOG"]),
    ],
)
def test_a_word_is_explained_where_it_is_used(text: str, words: list[str]) -> None:
    assert explained(text) == words


def test_the_words_stand_in_order() -> None:
    assert list(BETEKENIS) == sorted(BETEKENIS, key=str.lower)


@pytest.mark.parametrize("text", ["Alles is nu omtrent klaar.", "mt en apv zijn geen afkorting"])
def test_a_page_without_them_stays_as_it_is(text: str) -> None:
    assert explain_words(page(text), "kort") == page(text)
