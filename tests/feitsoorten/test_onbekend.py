"""Following an advice never turns what is unknown into a known fact."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from weerbaar_cli.feitsoorten.antwoord import read_antwoord
from weerbaar_cli.feitsoorten.document import Document
from weerbaar_cli.feitsoorten.soort import is_not_applicable
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.bestanden.feit import Bewijs
from weerbaar_cli.model.bestanden.meting import Actie, Meting, NvtBesluit, Toetsing
from weerbaar_cli.model.codes import CODES
from weerbaar_cli.model.pydantisch import LEAVE_EMPTY, bevindingen_from
from weerbaar_cli.model.strict import Strict

CATALOGUS = Bibliotheek().catalogus
BASES = [
    "?", "weet niet", "weet ik niet", "weten we niet", "nog niet bekend", "niet bekend", "n.b.",
    "geen idee", "niet zeker", "nog uitzoeken", "navragen", "na te gaan", "onduidelijk",
    "nog in te vullen", "onbekend, navragen", "n.v.t.", "nvt", "niet van toepassing", "-", "...",
]  # fmt: skip
KNOWN_WORDS = ("nooit", "nee", "ja")


def is_free(model: type[Strict], key: str) -> bool:
    """Whether a key takes any text, or a list or block with a form of its own."""
    kind = str(model.model_fields[key].annotation)
    return not any(word in kind for word in ("date", "Literal", "Decimal", "bool"))


@st.composite
def unknowns(draw: st.DrawFn) -> str:
    """What people write where they do not know it, in capitals and with signs behind it."""
    text = draw(st.sampled_from(BASES))
    text = draw(st.sampled_from([str.lower, str.upper, str.capitalize]))(text)
    return text + draw(st.sampled_from(["", "!", "  ", "."]))


@dataclass(frozen=True)
class Plek:
    """Where in a fact of the catalogue something can be filled in."""

    feit_id: str
    deel: str = ""

    def fill(self, value: Any) -> Any:
        return {self.deel: value} if self.deel else value


def plekken() -> list[Plek]:
    """The fact as a whole, and one of its parts."""
    found = []
    for feit_id, feit in CATALOGUS.items():
        found.append(Plek(feit_id))
        if feit.items or feit.namen:
            found.append(Plek(feit_id, next(iter((*feit.items, *feit.namen)))))
        elif feit.soort == "aantal":
            found += [Plek(feit_id, "aantal"), Plek(feit_id, "totaal")]
    return found


PLEKKEN = plekken()


@given(st.sampled_from(PLEKKEN), unknowns())
def test_an_unknown_stays_unknown_and_so_does_the_advice(plek: Plek, word: str) -> None:
    feit = CATALOGUS[plek.feit_id]
    antwoord, found = read_antwoord(feit, plek.fill(word), ())
    assert len(found) == 1, found
    assert found[0].suggestie.startswith(LEAVE_EMPTY)
    empty, nothing = read_antwoord(feit, plek.fill(None), ())
    assert (antwoord.waarde, nothing) == (empty.waarde, [])


@given(st.sampled_from(PLEKKEN), unknowns())
def test_the_advice_names_no_known_value(plek: Plek, word: str) -> None:
    _, found = read_antwoord(CATALOGUS[plek.feit_id], plek.fill(word), ())
    words = found[0].suggestie.replace("«", " ").replace("»", " ").replace(".", " ").split()
    assert not set(words) & {*KNOWN_WORDS, "schrijf", "Schrijf"} or "onderdeel" in words


@given(st.sampled_from(PLEKKEN), unknowns())
def test_no_repair_makes_it_known(plek: Plek, word: str) -> None:
    _, found = read_antwoord(CATALOGUS[plek.feit_id], plek.fill(word), ())
    assert {one.herstel.nieuw for one in found if one.herstel} <= {"onbekend"}


@pytest.mark.parametrize("word", ["n.v.t.", "nvt", "Niet van toepassing", "{waarde: nvt}"])
@pytest.mark.parametrize("feit_id", [one for one, feit in CATALOGUS.items() if feit.items])
def test_of_an_item_nobody_is_sent_to_the_norm(feit_id: str, word: str) -> None:
    """Who obeyed would put aside the whole norm for one item that does not apply."""
    feit = CATALOGUS[feit_id]
    value = {"waarde": "nvt"} if word.startswith("{") else word
    for item, one in feit.items.items():
        _, (found,) = read_antwoord(feit, {item: value}, ())
        assert "norm" not in found.suggestie
        assert "dit onderdeel" in found.suggestie.lower()
        assert ("reden: …" in found.suggestie) == one.nvt_kan


# What leaves it open, though a known value stands in it.
DOUBTS = [
    "{}?", "{} ?", "?{}", "{} (?)", "misschien {}", "waarschijnlijk {}", "{}, denk ik", "~{}",
    "{} of weet niet", "{} / onbekend", "circa {}", "bijna {}", "nog niet {}", "niet zeker: {}",
    "{} (navragen)", "vermoedelijk {}", "{} of {}", "hooguit {}", "{}, nog uitzoeken", "{} n.b.",
]  # fmt: skip
VALUES = [
    "ja",
    "nee",
    "nooit",
    "Ja",
    "2023-11-14",
    "14-11-2023",
    "0,6",
    "3",
    "1.200",
    "yes",
    "buiten-mt",
]


@st.composite
def doubts(draw: st.DrawFn) -> str:
    value = draw(st.sampled_from(VALUES))
    return draw(st.sampled_from(DOUBTS)).format(value, value)


def places_of(feit_id: str) -> list[Plek]:
    """A fact as a whole, and each of its parts."""
    feit = CATALOGUS[feit_id]
    parts = (*feit.items, *feit.namen, *(("aantal", "totaal") if feit.soort == "aantal" else ()))
    return [Plek(feit_id), *(Plek(feit_id, one) for one in parts), Plek(feit_id, "waarde")]


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([one for feit_id in CATALOGUS for one in places_of(feit_id)]), doubts())
def test_who_doubts_is_never_told_to_be_sure(plek: Plek, text: str) -> None:
    """No advice to write a value and no repair, whatever kind of fact and wherever in it."""
    feit = CATALOGUS[plek.feit_id]
    antwoord, found = read_antwoord(feit, plek.fill(text), ())
    empty, _ = read_antwoord(feit, plek.fill(None), ())
    assert antwoord.waarde == empty.waarde
    assert found
    for one in found:
        assert one.herstel is None
        assert re.match(r"Schrijf [^.]*\.$", one.suggestie) is None, one.suggestie


# --- keys of a fixed form: dates, choices and amounts in a document, a decision, an action

FORMEN: list[tuple[type[Strict], dict[str, Any]]] = [
    (Document, {"titel": "Beleid"}),
    (Bewijs, {"titel": "Besluit"}),
    (NvtBesluit, {"reden": "geen haven", "besloten_door": "college", "op": "2024-01-31"}),
    (Toetsing, {"oordeel": "deels", "reden": "niet verwerkt"}),
    (Actie, {"norm": "3d", "actie": "Beleid actualiseren"}),
    (
        Meting,
        {"weerbaar": "meting/1", "organisatie": "A", "raamwerk": "b", "peildatum": "2024-01-31"},
    ),
]
VAST = [
    (model, rest, key)
    for model, rest in FORMEN
    for key in model.model_fields
    if not is_free(model, key)
]
VAGE_DAGEN = [
    "eind 2023",
    "begin maart",
    "Q2",
    "binnenkort",
    "2024-Q1",
    "vorig jaar",
    "1e kwartaal",
]


@given(st.sampled_from(VAST), unknowns() | st.sampled_from(VAGE_DAGEN))
def test_who_may_leave_a_key_empty_says_nothing_by_it(
    vast: tuple[type[Strict], dict[str, Any], str], word: str
) -> None:
    """Where an empty key means something, or cannot be, the advice never says to leave it empty."""
    model, rest, key = vast
    # An assessor may say so.
    assume(key not in {"oordeel", "afgeleid_op"} or not is_not_applicable(word))
    with pytest.raises(ValidationError) as caught:
        model.model_validate({**rest, key: word})
    (found,) = bevindingen_from(caught.value, {**rest, key: word})
    advice = found.suggestie or CODES[found.code].advies
    means, needed = model.says_empty(key), model.model_fields[key].is_required()
    assert ("leeg." in advice) == (not means and not needed)
    assert advice.startswith("Weet u")
    assert means in advice
    if not needed:
        plain = model.model_validate(rest)
        assert model.model_validate({**rest, key: None}) == plain


@pytest.mark.parametrize("code", CODES)
def test_no_page_of_a_finding_says_to_write_never(code: str) -> None:
    assert "schrijf dan nooit" not in CODES[code].advies
    assert "of schrijf nooit" not in CODES[code].advies
