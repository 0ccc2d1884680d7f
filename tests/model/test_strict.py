"""What a file says, as the codes of a report and of a publication are made of it."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import load_certain, load_packaged, packaged
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.strict import Strict

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("load", [load_certain, load_packaged])
def test_what_differs_from_its_defaults_is_told_as_pydantic_tells_it(load: Any) -> None:
    told = 0
    for one in _models(load):
        assert one.as_written() == one.model_dump_json(exclude_defaults=True, warnings=False)
        told += 1
    assert told > 2_000


def test_what_it_shows_of_itself_is_what_pydantic_shows() -> None:
    """The codes of reports are made of this."""
    for one in _models(load_certain):
        assert repr(one) == BaseModel.__repr__(one)


def test_what_travels_to_another_process_arrives_as_it_was() -> None:
    for one in _models(load_certain):
        back = pickle.loads(pickle.dumps(one))
        assert back == one
        assert back.model_fields_set == one.model_fields_set


def _models(load: Any) -> Iterator[Strict]:
    """Every model in our raamwerken, examples and cases."""
    folders = (packaged("frameworks"), ROOT / "examples/twente", ROOT / "tests/cases")
    for path in (path for folder in folders for path in sorted(folder.rglob("*.yaml"))):
        yield from models_in(_read(path, load))


def _read(path: Path, load: Any) -> object:
    """The file as its model; nothing where it has faults."""
    kind = read_document(path).soort.partition("/")[0]
    try:
        return load(path, SOORTEN[kind])
    except (KeyError, WeerbaarError):
        return None


def models_in(value: object) -> Iterator[Strict]:
    """The model itself and all that stand in it."""
    if isinstance(value, Strict):
        yield value
    match value.__dict__ if isinstance(value, Strict) else value:
        case dict() as named:
            parts = tuple(named.values())
        case tuple() | list() as row:
            parts = tuple(row)
        case _:
            parts = ()
    for one in parts:
        yield from models_in(one)
