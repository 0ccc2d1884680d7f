"""Answers of every kind as files write them, drawn by chance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.bestanden.feit import Feit

CATALOGUS = {name: feit for name, feit in Bibliotheek().catalogus.items() if not feit.is_kenmerk}
DAGEN = st.dates().map(lambda day: day.isoformat())
GETALLEN = st.integers(0, 99).map(str)
# Words with which YAML plays tricks among them.
TEKSTEN = st.sampled_from(
    [
        "Besluit 12",
        "’s-Gravenhage: deel 2",
        "ja",
        "nee",
        "012",
        "- a",
        "a # b",
        "“x”",
        "1e5",
        "null",
    ]
)
ONDERDEEL = st.sampled_from(["ja", "nee", "onbekend"]) | TEKSTEN.map(
    lambda reden: {"waarde": "nvt", "reden": reden}
)


def _optional(fields: Mapping[str, st.SearchStrategy[Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=dict(fields))


def documenten(feit_id: str) -> st.SearchStrategy[Any]:
    """One document or several, with what they tell of the facts beside them."""
    below = {
        name: ONDERDEEL if one.items else st.sampled_from(["ja", "nee"])
        for feit, one in CATALOGUS.items()
        if one.bij == feit_id
        for name in one.names_beside(feit)
    }
    fields = {
        "status": st.sampled_from(["concept", "vastgesteld", "ingetrokken"]),
        "vastgesteld_op": DAGEN, "geldig_vanaf": DAGEN, "vindplaats": TEKSTEN,
    }  # fmt: skip
    items = _optional(below).filter(bool)
    own = {**fields, "onderdelen": items} if below else fields
    one = st.fixed_dictionaries({"titel": TEKSTEN}, optional=own)
    several = st.lists(one, min_size=2, max_size=3, unique_by=lambda each: str(each["titel"]))
    return one | several


def waarden(feit_id: str, feit: Feit) -> st.SearchStrategy[Any]:
    """A value of this fact, its own words among them."""
    words = st.sampled_from(["onbekend", *feit.waarden])
    match feit.soort:
        case "ja_nee":
            return words | st.sampled_from(["ja", "nee"])
        case "datum":
            return words | DAGEN | st.just("nooit")
        case "getal":
            return words | st.sampled_from(["0", "0.60", "12"])
        case "aantal":
            return words | st.fixed_dictionaries({"aantal": GETALLEN, "totaal": GETALLEN})
        case "checklist":
            return words | st.just("nee") | _optional(dict.fromkeys(feit.items, ONDERDEEL))
        case "groepen":
            days = DAGEN | st.just("nooit")
            own = st.dictionaries(st.sampled_from(["raad", "St. Jan: zuid", "012"]), days)
            return (
                words
                | st.just("nooit")
                | (_optional(dict.fromkeys(feit.namen, days)) if feit.namen else own)
            )
        case _:
            return words | st.just("nee") | documenten(feit_id)


BEWIJS = st.lists(
    st.fixed_dictionaries({"titel": TEKSTEN}, optional={"datum": DAGEN, "kenmerk": TEKSTEN}),
    min_size=1, max_size=2, unique_by=lambda one: str(one["titel"]),
)  # fmt: skip


def antwoorden(feit_id: str) -> st.SearchStrategy[Any]:
    """An answer in its short or its long form."""
    waarde = waarden(feit_id, CATALOGUS[feit_id]).filter(bool)
    lang = st.fixed_dictionaries(
        {"waarde": waarde}, optional={"bewijs": BEWIJS, "toelichting": TEKSTEN}
    )
    return waarde | lang


@st.composite
def feiten(draw: st.DrawFn, most: int = 12) -> dict[str, Any]:
    """The facts of a meting; of a document and what belongs to it one form only."""
    names = draw(st.lists(st.sampled_from(sorted(CATALOGUS)), max_size=most, unique=True))
    beside = [name for name in names if CATALOGUS[name].bij in names]
    return {name: draw(antwoorden(name)) for name in names if name not in beside}
