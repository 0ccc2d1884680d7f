"""The closed sets of kinds of fact and of conditions: complete, and each thing in one place."""

from __future__ import annotations

from collections import Counter
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import weerbaar_cli.feitsoorten
from weerbaar_cli.engine.checks.raamwerk import check_raamwerk
from weerbaar_cli.feitsoorten.combinaties import CONDITIES, kind_of
from weerbaar_cli.feitsoorten.conditie import Basisconditie, FeitConditie
from weerbaar_cli.feitsoorten.feitsoorten import FEITSOORTEN
from weerbaar_cli.feitsoorten.getal import Getalgrens
from weerbaar_cli.feitsoorten.perstuk import PerStuksoort
from weerbaar_cli.feitsoorten.soort import Feitsoort, picks
from weerbaar_cli.model.bestanden.feit import Feit, Soortnaam
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.pydantisch import PREFIX

PACKAGE = weerbaar_cli.feitsoorten
MODULES = [
    import_module(f"{PACKAGE.__name__}.{one.name}") for one in iter_modules(PACKAGE.__path__)
]
NO_KIND = f"{PACKAGE.__name__}.combinaties"
every_test = pytest.mark.parametrize(
    "kind",
    [one for one in CONDITIES if issubclass(one, FeitConditie)],
    ids=lambda one: one.__name__,
)


def made_here(kind: type) -> list[type]:
    """The subclasses that stand in the room, without those that only others build on."""
    return [
        one
        for module in MODULES
        for one in vars(module).values()
        if isinstance(one, type)
        and issubclass(one, kind)
        and one.__module__ == module.__name__
        and not getattr(one, "__abstractmethods__", None)
        and one is not Basisconditie
    ]


def test_every_kind_of_fact_has_its_entry_and_its_own_file() -> None:
    assert set(FEITSOORTEN) == set(get_args(Soortnaam))
    homes = {name: type(soort).__module__.rpartition(".")[2] for name, soort in FEITSOORTEN.items()}
    assert homes == {name: name for name in FEITSOORTEN}
    # What is known per document is of one of these, once for each document.
    assert {type(one) for one in FEITSOORTEN.values()} == set(made_here(Feitsoort)) - {PerStuksoort}


def test_every_condition_is_one_of_the_set() -> None:
    # What two of them share is none itself.
    assert set(CONDITIES) == set(made_here(Basisconditie)) - {Getalgrens}
    assert len(CONDITIES) == len(set(CONDITIES))


@every_test
def test_every_test_belongs_to_one_kind_of_fact_or_to_all(kind: type[FeitConditie]) -> None:
    """Where it stands, it fits; only what stands with the combinations is no kind's own."""
    home = [one for one in FEITSOORTEN.values() if type(one).__module__ == kind.__module__]
    assert all(kind in one.toetsen for one in home)
    assert len(home) == (kind.__module__ != NO_KIND)


@pytest.mark.parametrize("kind", CONDITIES, ids=lambda one: one.__name__)
def test_a_condition_is_known_by_its_own_keys(kind: type[Basisconditie]) -> None:
    names = {field.alias or name for name, field in kind.model_fields.items()}
    for keys in kind.sleutels:
        words = {*keys.split(), *({"feit"} & names)}
        assert words <= names
        assert kind_of(dict.fromkeys(words)) == PREFIX + kind.__name__


def test_no_two_conditions_claim_the_same_keys() -> None:
    claims = [frozenset(keys.split()) for one in CONDITIES for keys in one.sleutels]
    assert [keys for keys, number in Counter(claims).items() if number > 1] == []


def accepts(annotation: Any) -> bool:
    """Whether a period can stand there: a value that may also be the name of a parameter."""
    try:
        TypeAdapter(annotation).validate_python("12 maanden", strict=True)
    except ValidationError:
        return False
    return True


@every_test
def test_every_value_that_may_be_a_parameter_says_how_it_is_read(kind: type[FeitConditie]) -> None:
    hints = {name: field.rebuild_annotation() for name, field in kind.model_fields.items()}
    assert {name for name, one in hints.items() if accepts(one)} == set(kind.leeswijzen)


def findings(parameters: dict[str, Any], **regel: Any) -> list[tuple[str, Any]]:
    """What the check of a raamwerk says of one rule."""
    norm = {"id": "1a", "tekst": "De norm.", **regel}
    raamwerk = Raamwerk.model_validate(
        {
            "weerbaar": "raamwerk/1",
            "id": "proef",
            "titel": "Proef",
            "versie": "1",
            "partijtypen": ["gemeente"],
            "parameters": {name: {"waarde": one} for name, one in parameters.items()},
            "themas": [{"id": "1", "titel": "Thema", "normen": [norm]}],
        }
    )
    feit = Feit(vraag="Is het er?", soort="ja_nee", waarden={"half": "Half"})
    return [(one.code, one.pad[-1]) for one in check_raamwerk(raamwerk, {"er": feit}, {})]


def test_a_parameter_may_name_the_answers_that_count() -> None:
    assert findings({"goed": ["ja", "half"]}, voldoet={"feit": "er", "is": "goed"}) == []
    assert findings({"goed": "soms"}, voldoet={"feit": "er", "is": "goed"}) == [
        ("toets-past-niet", "is")
    ]


def test_a_parameter_that_names_itself_is_a_finding() -> None:
    circle = {"een": "twee", "twee": "een"}
    assert findings(circle, voldoet={"feit": "er", "is": "een"}) == [("onbekende-parameter", "is")]


@given(
    kinds=st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abc")), max_size=5),
)
def test_of_picks_that_are_seen_alike_the_first_comes(kinds: list[tuple[int, str]]) -> None:
    names = [[f"{place}-{one}" for one in range(size)] for place, (size, _) in enumerate(kinds)]
    seen = [one for _, one in kinds]
    first: dict[tuple[int, ...], tuple[str, ...]] = {}
    for picked in picks(names):
        per_kind = Counter(seen[int(name.partition("-")[0])] for name in picked)
        first.setdefault(tuple(per_kind[one] for one in "abc"), picked)
    assert list(picks(names, seen)) == list(first.values())
