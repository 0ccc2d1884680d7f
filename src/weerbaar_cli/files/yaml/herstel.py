"""Repairs in the text of a file: what a bevinding knows to be meant, in its place.

Every finding that has a Herstel brings it along from where the text was read, so what is meant is
said once. Here it is put into a copy of the file, and held against what that copy then says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import deepcopy
from typing import Any

from weerbaar_cli.files.yaml.document import BOM, Yamlbestand
from weerbaar_cli.model.bevinding import Bevinding

LINE_END = re.compile(r"(\r\n|\r|\n)")


def find_repairs(document: Yamlbestand) -> list[Bevinding]:
    """What can be repaired, each place once."""
    spots = ((document.find_spot(one), one) for one in document.bevindingen)
    return list({spot: one for spot, one in spots if spot is not None}.values())


def apply_repairs(raw: bytes, document: Yamlbestand, wanted: Iterable[Bevinding]) -> bytes:
    """The bytes with these spots replaced; every other byte stays, line ends and a BOM too."""
    text = raw.decode()
    before = len(text) - len(text.removeprefix(BOM))
    parts = LINE_END.split(text)
    places = ((document.find_spot(one), one.herstel) for one in wanted)
    found = [(spot, repair) for spot, repair in places if spot is not None and repair is not None]
    for (line, start, end), herstel in sorted(found, key=lambda one: one[0], reverse=True):
        here, shift = parts[2 * line], 0 if line else before
        parts[2 * line] = here[: start + shift] + herstel.nieuw + here[end + shift :]
    return "".join(parts).encode()


def keeps_promise(before: Yamlbestand, after: Yamlbestand, wanted: Sequence[Bevinding]) -> bool:
    """Whether these faults are gone, and the file for the rest says what it said."""
    gone = _count(before) - _count(after)
    if any(gone[_key(one)] < 1 for one in wanted):
        return False
    if before.data is None:  # what it said could not be read
        return (_count(after) - _count(before)).total() == 0 or after.data is not None
    expected = deepcopy(before.data)
    return all(_promise(expected, one) for one in wanted) and bool(after.data == expected)


def _key(one: Bevinding) -> tuple[str, object]:
    return one.code, one.pad or (one.plaats or (1, 1))[0]


def _count(document: Yamlbestand) -> Counter[tuple[str, object]]:
    return Counter(map(_key, document.bevindingen))


def _promise(data: Any, one: Bevinding) -> bool:
    """Put into the data what a repair says; False when there is something in its place already."""
    if one.herstel is None or not one.pad:
        return True  # a mark before the data
    value = one.herstel.nieuw.strip('"')
    for step in one.pad[:-1]:
        data = data[step]
    last = one.pad[-1]
    if not one.op_sleutel:
        data[last] = value
    elif last != value and value in data:
        return False
    else:
        data[value] = data.pop(last)
    return True
