"""Repairs in the text of a file: what a bevinding knows to be meant, in its place.

Every finding that has a Herstel brings it along from where the text was read, so what is meant is
said once. Here it is put into a copy of the file, and held against what that copy then says. And
what stands for itself in a meting is moved below the document that it belongs to: only the lines
that are moved change, and a remark on one of them stays where it was, on its own line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from weerbaar_cli.files.scaffold import flow
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


# --- moving

KEY = "onderdelen"
_REMARK = re.compile(r"(?:^|\s)(#.*)$")


class Unmovable(ValueError):
    """The file is written in a way in which nothing can be moved."""


def move_below(text: str, feit_id: str, document_id: str, index: int, woord: str) -> str:
    """The text with what is said of a fact in one of the documents, counted from 0.

    `woord` is what a word for the whole stands for, as flow pairs. Raises Unmovable.
    """
    import yaml  # late: only who moves something composes nodes

    feiten = _value_of(yaml.compose(text, yaml.SafeLoader), "feiten")
    key, value = _pair(feiten, feit_id)
    target = _document(_short(_value_of(feiten, document_id)), index)
    source = _short(value)
    pairs = _pairs(text, source, feit_id, woord)
    long = source is not value and len(value.value) > 1
    cut = (source.start_mark.index, _end_of(source), "") if long else _without(text, key, source)
    return _spliced(text, [cut, _inserted(text, target, pairs)])


def insert_after(text: str, path: Sequence[str], pair: str) -> str:
    """The text with one more pair, behind the scalar at the end of a path. Raises Unmovable."""
    import yaml  # late: as above

    node: Any = yaml.compose(text, yaml.SafeLoader)
    for key in path[:-1]:
        node = _value_of(node, key)
    return _spliced(text, [_inside(text, node, pair, _value_of(node, path[-1]))])


# Where a text changes: from, up to, and what comes there.
_Snede = tuple[int, int, str]


def _spliced(text: str, cuts: list[_Snede]) -> str:
    for start, end, new in sorted(cuts, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _pair(node: Any, key: str) -> tuple[Any, Any]:
    for name, value in node.value:
        if name.value == key:
            return name, value
    raise Unmovable


def _value_of(node: Any, key: str) -> Any:
    return _pair(node, key)[1]


def _is_map(node: Any) -> bool:
    return isinstance(node.value, list) and node.id == "mapping"


def _short(node: Any) -> Any:
    """The value itself, of the long form too."""
    keys = [name.value for name, _ in node.value] if _is_map(node) else []
    return _value_of(node, "waarde") if "waarde" in keys else node


def _document(node: Any, index: int) -> Any:
    rows = node.value if node.id == "sequence" else [node]
    if not 0 <= index < len(rows) or not _is_map(rows[index]) or not rows[index].value:
        raise Unmovable
    return rows[index]


def _pairs(text: str, source: Any, feit_id: str, woord: str) -> str:
    if _is_map(source):
        return ", ".join(f"{_as_flow(text, k)}: {_as_flow(text, v)}" for k, v in source.value)
    return woord or f"{feit_id}: {_as_flow(text, source)}"


def _as_flow(text: str, node: Any) -> str:
    """A value on one line: as it was written where it was on one."""
    written = text[node.start_mark.index : node.end_mark.index]
    if "\n" not in written and "#" not in written:
        return written
    return flow(_plain(node))


def _plain(node: Any) -> Any:
    if node.id == "mapping":
        return {name.value: _plain(value) for name, value in node.value}
    return [_plain(one) for one in node.value] if node.id == "sequence" else node.value


def _leaves(node: Any) -> Iterator[Any]:
    """The scalars of a value, and blocks in braces as a whole."""
    if node.id == "scalar" or node.flow_style:
        yield node
        return
    for one in node.value:
        for part in one if isinstance(one, tuple) else (one,):
            yield from _leaves(part)


def _end_of(node: Any) -> int:
    return max(int(one.end_mark.index) for one in _leaves(node))


def _inserted(text: str, target: Any, pairs: str) -> _Snede:
    """The pairs in the block of the document, which is made where there is none."""
    known: Mapping[str, Any] = {name.value: value for name, value in target.value}
    block = known.get(KEY)
    if block is not None and block.id == "mapping" and block.value:
        return _inside(text, block, pairs)
    if block is not None and block.value not in ("", []):
        raise Unmovable
    if block is not None:
        return block.start_mark.index, block.end_mark.index, f" {{{pairs}}}"
    return _inside(text, target, f"{KEY}: {{{pairs}}}")


def _inside(text: str, block: Any, pairs: str, last: Any = None) -> _Snede:
    """Behind a value of the block, or else behind all of them; on a line of its own as they are."""
    end = _end_of(last or block.value[-1][1])
    if block.flow_style:
        return end, end, f", {pairs}"
    line, line_end = (*LINE_END.split(text[end:], maxsplit=1), "\n")[:2]
    end += len(line)
    return end, end, f"{line_end}{' ' * block.value[0][0].start_mark.column}{pairs}"


def _without(text: str, key: Any, value: Any) -> _Snede:
    """The whole lines of a fact; its remarks stay."""
    start = key.start_mark.index - key.start_mark.column
    if text[start : key.start_mark.index].strip():
        raise Unmovable
    end = text.find("\n", _end_of(value))
    end = len(text) if end < 0 else end + 1
    indent = " " * key.start_mark.column
    lines = text[start:end].splitlines()
    remarks = map(_remark, lines)
    return start, end, "".join(f"{indent}{one}\n" for one in remarks if one)


def _remark(line: str) -> str:
    """What is remarked on a line; a hash inside quotes is none."""
    found = _REMARK.search(re.sub(r"\"[^\"]*\"|'[^']*'", lambda match: "x" * len(match[0]), line))
    return line[found.start(1) :] if found else ""
