"""The search for parties in a text: words in any spelling, and places that can be trusted."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from weerbaar_cli.leaks.gelijkvorm import read_words
from weerbaar_cli.leaks.namen import find_spans, make_zoeklijst, search
from weerbaar_cli.leaks.uitgelezen import Tekstdeel, Uitgelezen
from weerbaar_cli.model.bestanden.partij import District, Partij
from weerbaar_cli.model.budget import Budget

NAAM = "Oud-Hasselwoud"
LIJST = make_zoeklijst([Partij(naam=NAAM, type="gemeente", code="GM9901")], [])
# Whatever may stand around a name without being part of a word.
AROUND = st.lists(
    st.sampled_from([" ", "\n", ". ", "«", "»", "<b>", "é ", "&amp; ", "%20", "(", "/"])
)


def entities(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


def percents(text: str) -> str:
    return "".join(f"%{byte:02x}" for byte in text.encode())


SPELLINGS = [
    NAAM,
    NAAM.upper(),
    "oudhasselwoud",
    "Oud Hasselwoud",
    "Oud-Hassel\u00adwoud",
    quote(NAAM.replace("-", " ")),
    entities(NAAM),
    entities(NAAM).replace("&", "&amp;"),
    percents(NAAM),
    percents(NAAM).replace("%", "%25"),
]


@given(before=AROUND, spelling=st.sampled_from(SPELLINGS), after=AROUND)
def test_a_name_is_found_at_its_place(before: list[str], spelling: str, after: list[str]) -> None:
    """Exactly: when it is cut out, no letter of it is left."""
    start = "".join(before)
    text = f"{start} {spelling} {''.join(after)}"
    found = find_spans(text, LIJST)
    assert [term for _, term in found] == [NAAM]
    begin, end = found[0][0]
    assert (begin, text[begin:end]) == (len(start) + 1, spelling)


@given(st.text(alphabet="abAB01 -\n&;#%\u00e9\u0301\u00ad\ud83d\\ux", max_size=60))
def test_every_word_stands_where_it_is_said_to(text: str) -> None:
    for lezing in read_words(text):
        for span in lezing.spans():
            begin, end = lezing.place(*span)
            assert 0 <= begin < end <= len(text)


def test_places_follow_the_pieces_of_a_text() -> None:
    deel = Tekstdeel("tekst")
    deel.add("van Oud-\nHas", 3, 5)
    deel.add("selwoud GM9901", 9, 2)
    found = search(Uitgelezen(Budget(), [deel]), LIJST)
    assert [(one.tekst, one.regel, one.kolom) for one in found] == [
        (NAAM, 3, 9),
        ("GM9901", 9, 10),
    ]


def test_the_net_catches_only_what_slipped_through() -> None:
    delen = [
        Tekstdeel("tekst", f"{NAAM}. {NAAM}", vangnet=True),
        Tekstdeel("alt-tekst", NAAM),
    ]
    found = search(Uitgelezen(Budget(), delen), LIJST)
    assert [(one.waar, one.kolom) for one in found] == [
        ("alt-tekst", 1),
        ("tekst", 17),
    ]


@pytest.mark.parametrize(
    ("naam", "type_", "wanted", "left_out"),
    [
        ("Drenthe", "provincie", ["provincie Drenthe"], ["Drenthe"]),
        ("Provincie Drenthe", "provincie", ["Provincie Drenthe"], ["Drenthe"]),
        ("Twente", "gemeente", [], ["Twente"]),
        ("Waterschap Dobben", "waterschap", ["Waterschap Dobben", "Dobben"], []),
        ("Hof van Twente", "gemeente", ["Hof van Twente"], []),
    ],
)
def test_the_name_of_a_region_is_no_party(
    naam: str, type_: str, wanted: list[str], left_out: list[str]
) -> None:
    partij = Partij(naam=naam, type=type_)
    lijst = make_zoeklijst([partij], [("twente", District(titel="Twente"))])
    assert [one.tekst for one in lijst.termen] == wanted
    assert [text for text, _ in lijst.weggelaten] == left_out


def test_a_code_that_is_too_short_is_left_out_with_the_reason() -> None:
    lijst = make_zoeklijst([Partij(naam="Adderloo", type="gemeente", code="A1")], [])
    assert lijst.weggelaten == (("A1", "te kort om te zoeken"),)
