"""A result for programs, as its model says; other people's scripts read it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from pydantic_core import to_json

from weerbaar_cli.blad.view import Datalijst
from weerbaar_cli.formats.vormen import Gemaakt, Opmaak
from weerbaar_cli.model.voorraad import press_pieces

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import Data, View


def write(view: View, _: Opmaak) -> Gemaakt:
    """What a view has for programs."""
    return Gemaakt(to_pieces(view.data()))


def to_pieces(data: Data) -> Collection[bytes]:
    """UTF-8, two spaces deep, and a line end at the end; of many all are made, one by one."""
    if isinstance(data, Datalijst):
        return press_pieces(_parts(data))
    return (to_json(data, indent=2) + b"\n",)


def _parts(data: Datalijst) -> Iterator[bytes]:
    """The same text as of one model, part by part; no text inside of it has an end of line."""
    whole = b"[]" if data.geheel is None else to_json(data.geheel, indent=2)
    name = f'\n  "{data.sleutel}": '.encode() if data.sleutel else b""
    before, _, after = whole.partition(name + b"[]")
    deep = b"\n    " if name else b"\n  "
    between = before + name + b"["
    written = False
    for part in data.delen:
        yield between + deep + to_json(part, indent=2).replace(b"\n", deep)
        between, written = b",", True
    yield (deep[:-2] if written else between) + b"]" + after + b"\n"
