"""A word of the trade is explained where a council or a resident meets it, and nowhere else."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from weerbaar_cli.blad.blad import Aanhaling, Alinea, Blad, Lijst, Sectie, Sterk
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
    """The words that the page explains, in a sentence or at the end."""
    told = explain_words(page(text), "kort")
    return [word for word, why in BETEKENIS.items() if why in str(told)]


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


def test_the_first_sentence_that_has_a_word_says_what_it_means() -> None:
    text = "Het MT vulde de zelfscan in, na de zelfscan van de zomer."
    [sectie] = explain_words(page(text), "kort").secties
    assert sectie.blokken[0] == Alinea(
        f"Het MT ({BETEKENIS['MT']}) vulde de zelfscan ({BETEKENIS['zelfscan']}) in, na de "
        "zelfscan van de zomer."
    )


def test_behind_what_is_quoted_and_not_in_a_title_or_a_compound() -> None:
    norm = Aanhaling("Er zijn bestuurlijke rapportages en Bibob-beleid")
    blokken = (Alinea("«Aanpak ondermijning» gaat over ondermijning."), Lijst(((norm,),)))
    blad = page("")
    [kort] = blad.secties
    found = explain_words(replace(blad, secties=(replace(kort, blokken=blokken),)), "kort")
    told, listed = found.secties[0].blokken
    assert told == Alinea(
        f"«Aanpak ondermijning» gaat over ondermijning ({BETEKENIS['ondermijning']})."
    )
    names = "bestuurlijke rapportage", "Bibob"
    words = "; ".join(f"{name}: {BETEKENIS[name]}" for name in names)
    assert listed == Lijst(((norm, f" ({words})"),))


def test_the_plan_and_the_report_are_known_in_each_form() -> None:
    text = "Het integrale veiligheidsplan, de regievoering en de weerbaarheidsscan."
    assert explained(text) == ["integraal veiligheidsplan", "regievoering", "weerbaarheidsscan"]


def test_what_no_sentence_explains_stands_at_the_end() -> None:
    blad = replace(page("Tekst."), ondertitel="Eindmeting")
    [sectie] = explain_words(blad, "kort").secties
    why = f": {BETEKENIS['eindmeting']}. "
    assert sectie.blokken[1] == Alinea(("Woorden. ", Sterk("eindmeting"), why))
