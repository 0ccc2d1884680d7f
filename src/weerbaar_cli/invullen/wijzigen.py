"""Changes to a meting in its text: what is not changed keeps every byte, remarks and order too.

A change has a `pad` and a new `waarde`, or says that what stands there goes away. They are put
together to a tree first, and what changes in the text is cut at the places of its nodes. What comes
out is read back: where it does not say what was meant, ruamel writes the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from enum import Enum
from typing import Any

from weerbaar_cli.files.scaffold import flow
from weerbaar_cli.files.schrijven import dump_round_trip, make_yaml
from weerbaar_cli.files.yaml.events import UnreadableYaml, read_data, read_nodes

WIDTH = 100
BOM = "\ufeff"
Tekstwijziging = Mapping[str, Any]
# From, up to, and what comes there.
Snede = tuple[int, int, str]


class _Weg(Enum):
    """What goes away; of this there is one, however it is copied."""

    WEG = "weg"


class _Tak(dict[str | int, Any]):
    """Changes below a key: what each becomes, `_Weg`, or more of these."""


WEG = _Weg.WEG


def change_text(tekst: str, wijzigingen: Sequence[Tekstwijziging]) -> str:
    """The text with these changes, in their order; line ends and a byte order mark stay."""
    mark = BOM if tekst.startswith(BOM) else ""
    ends = "\r\n" if "\r\n" in tekst else "\n"
    text = tekst.removeprefix(BOM).replace("\r\n", "\n")
    tree = _Tak()
    for one in wijzigingen:
        _plant(tree, tuple(one["pad"]), WEG if one.get("weg") else one.get("waarde"))
        if one.get("weg") and isinstance(one["pad"][-1], int):  # what stood behind it moves up
            text, tree = _changed(text, tree), _Tak()
    return mark + _changed(text, tree).replace("\n", ends)


def _plant(tree: Any, pad: tuple[str | int, ...], waarde: Any) -> None:
    """Put one change in the tree; in a value that is new itself it is made at once."""
    for step in pad[:-1]:
        below = tree.get(step) if isinstance(tree, dict) else tree[step]
        if not isinstance(below, dict | list):
            below = _Tak() if isinstance(tree, _Tak) and step not in tree else {}
            tree[step] = below
        tree = below
    last = pad[-1]
    if waarde is WEG and not isinstance(tree, _Tak):
        _take_away(tree, last)
    elif isinstance(tree, list) and last == len(tree):
        tree.append(waarde)
    else:
        tree[last] = deepcopy(waarde)


def _take_away(data: Any, key: str | int) -> None:
    if isinstance(data, dict):
        data.pop(key, None)
    elif isinstance(key, int) and key < len(data):
        del data[key]


def _changed(text: str, tree: _Tak) -> str:
    try:
        data, _ = read_data(text)
    except UnreadableYaml:
        data = None
    wanted = _applied(data if isinstance(data, dict) else {}, tree)
    if wanted == data:
        return text
    if not isinstance(data, dict) or not data:
        return "".join(f"{one}\n" for one in block_lines(wanted, ""))
    text, data = _lengthened(text, data, tree)
    cut = _spliced(text, list(_cuts(text, read_nodes(text), _narrowed(data, tree))))
    return cut if _says(cut, wanted) else _rewritten(text, tree)


def _lengthened(text: str, data: Any, tree: _Tak) -> tuple[str, Any]:
    """An answer that gets its long form keeps its lines and remarks, one step deeper."""
    new, wanted, root = tree.get("feiten"), deepcopy(data), read_nodes(text)
    if root is None or not isinstance(new, dict) or not isinstance(data.get("feiten"), dict):
        return text, data
    facts = next(value for key, value in root.value if key.value == "feiten")
    cuts: list[Snede] = []
    for key, value in facts.value:
        old, change = data["feiten"].get(key.value), new.get(key.value)
        longer = isinstance(change, dict) and "waarde" in change and "waarde" not in (old or ())
        if longer and isinstance(old, dict | list) and value.value:
            cuts += _deeper(text, key, value)
            wanted["feiten"][key.value] = {"waarde": old}
    found = _spliced(text, cuts)
    return (found, wanted) if cuts and _says(found, wanted) else (text, data)


def _deeper(text: str, key: Any, value: Any) -> Iterator[Snede]:
    """A whole value below a key of its own."""
    start, end = value.start_mark.index, _end_of(text, value)
    if value.flow_style:
        yield start, start, "{waarde: "
        yield end, end, "}"
        return
    line, last = _line_end(text, key.end_mark.index), _line_end(text, end)
    yield line, line, f"\n{' ' * (key.start_mark.column + 2)}waarde:"
    while line < last:
        if text[line + 1] != "\n":
            yield line + 1, line + 1, "  "
        line = _line_end(text, line + 1)


def _narrowed(data: Any, tree: _Tak) -> _Tak:
    """Only what is other than it was: of a mapping that is given anew the keys that differ."""
    found = _Tak()
    for key, change in tree.items():
        old = _at(data, key)
        if isinstance(change, dict) and isinstance(old, dict) and old.keys() & change.keys():
            gone = {} if isinstance(change, _Tak) else dict.fromkeys(old, WEG)
            change = _narrowed(old, _Tak({**gone, **change}))
        elif isinstance(change, _Tak) and isinstance(old, list):
            change = _narrowed(old, change)
        if change != old and change != _Tak() and not (change is WEG and not _has(data, key)):
            found[key] = change
    return found


def _has(data: Any, key: str | int) -> bool:
    return key in data if isinstance(data, dict) else isinstance(key, int) and key < len(data)


def _says(text: str, wanted: Any) -> bool:
    try:
        return bool(_bare(read_data(text)[0]) == _bare(wanted))
    except UnreadableYaml:
        return False


def _bare(data: Any) -> Any:
    """Without keys that say nothing: `feiten:` alone is as good as none."""
    if isinstance(data, dict):
        found = ((str(key), _bare(one)) for key, one in data.items())
        return {key: one for key, one in found if one not in (None, {}, [])}
    return [_bare(one) for one in data] if isinstance(data, list) else data


def _rewritten(text: str, tree: _Tak) -> str:
    """The whole text as ruamel writes it, which keeps remarks and order."""
    data = make_yaml().load(text)
    return dump_round_trip(_applied(data, tree, copied=False))


def _applied(data: Any, tree: _Tak, *, copied: bool = True) -> Any:
    """The data with the changes; a change below what holds nothing makes it."""
    found = deepcopy(data) if copied else data
    for key, change in sorted(tree.items(), key=_last_first):
        if change is WEG:
            _take_away(found, key)
            continue
        old = _at(found, key)
        if isinstance(change, _Tak):
            change = _applied(old if isinstance(old, dict | list) else {}, change, copied=copied)
        if isinstance(found, list) and isinstance(key, int) and key >= len(found):
            found.append(change)
        else:
            found[key] = change
    return found


def _last_first(one: tuple[str | int, Any]) -> tuple[bool, int]:
    """What goes away from a list goes last, and of that the last first: no other place shifts."""
    key, change = one
    return change is WEG, -key if change is WEG and isinstance(key, int) else 0


def _at(data: Any, key: str | int) -> Any:
    if isinstance(data, dict):
        return data.get(key)
    return data[key] if isinstance(key, int) and key < len(data) else None


# --- where the text changes


def _spliced(text: str, cuts: list[Snede]) -> str:
    # From the end; of two at one place what is cut goes first, and what comes stays in its order.
    numbered = ((start, end, number, new) for number, (start, end, new) in enumerate(cuts))
    for start, end, _, new in sorted(numbered, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _cuts(text: str, node: Any, tree: _Tak) -> Iterator[Snede]:
    """What changes below a mapping or a list that is there."""
    if node.id == "mapping":
        yield from _cuts_of_map(text, node, tree)
    else:
        yield from _cuts_of_list(text, node, tree)


def _cuts_of_map(text: str, node: Any, tree: _Tak) -> Iterator[Snede]:
    known = {key.value: (key, value) for key, value in reversed(node.value)}
    new = {str(key): _made(one) for key, one in tree.items() if key not in known and one is not WEG}
    gone = [known[key] for key, one in tree.items() if key in known and one is WEG]
    for key, change in tree.items():
        if key in known and change is not WEG:
            yield from _replaced(text, node, *known[key], change)
    if gone and len(gone) == len(known) and (node.flow_style or not new):
        yield _emptied(text, node, new)
        return
    yield from _away(text, node, gone)
    if new:
        left = [pair for pair in node.value if pair not in gone] or node.value
        yield _added(text, node, left[-1][1], new)


def _replaced(text: str, parent: Any, key: Any, value: Any, change: Any) -> Iterator[Snede]:
    if isinstance(change, _Tak) and value.id != "scalar" and value.value:
        yield from _cuts(text, value, change)
        return
    colon = text.index(":", key.end_mark.index) + 1
    yield from _put(text, colon, value, _made(change), parent, key.start_mark.column)


def _put(text: str, colon: int, value: Any, new: Any, parent: Any, column: int) -> Iterator[Snede]:
    """Another value behind a colon or a dash; a remark on that line stays."""
    start, end = value.start_mark.index, _end_of(text, value)
    on_line = "\n" not in text[colon:start]
    if not on_line or start == end:
        start = colon
    line = flow(new)
    top = not column and isinstance(new, dict) and bool(new)  # a block of the file itself
    if parent.flow_style or not (top or _is_long(line, column, new)):
        if on_line or value.start_mark.index == end:
            yield start, end, f" {line}".rstrip() if start == colon else line
            return
        yield colon, colon, f" {line}".rstrip()
        yield text.index("\n", colon), end, ""
        return
    lines = "".join(f"\n{one}" for one in block_lines(new, " " * (column + 2)))
    if on_line:
        yield len(text[:start].rstrip(" ")), end, ""
        place = _line_end(text, end)
        yield place, place, lines
    else:
        yield text.index("\n", colon), end, lines


def _cuts_of_list(text: str, node: Any, tree: _Tak) -> Iterator[Snede]:
    size = len(node.value)
    gone = [node.value[key] for key, one in tree.items() if one is WEG and int(key) < size]
    if gone and len(gone) == size:
        yield _emptied(text, node, {})
        return
    for key, change in tree.items():
        if change is WEG or int(key) >= size:
            continue
        value = node.value[int(key)]
        if isinstance(change, _Tak) and value.id != "scalar" and value.value:
            yield from _cuts(text, value, change)
        else:
            yield value.start_mark.index, _end_of(text, value), flow(_made(change))
    yield from _away(text, node, gone)
    new = [_made(one) for key, one in sorted(tree.items()) if one is not WEG and int(key) >= size]
    if new:
        yield _appended(text, node, new)


def _appended(text: str, node: Any, new: list[Any]) -> Snede:
    end = _end_of(text, node.value[-1])
    if node.flow_style:
        return end, end, "".join(f", {flow(one)}" for one in new)
    place, indent = _line_end(text, end), " " * node.start_mark.column
    return place, place, "".join(f"\n{indent}- {flow(one)}" for one in new)


def _added(text: str, node: Any, last: Any, new: Mapping[str, Any]) -> Snede:
    """More pairs behind the last one of a mapping, each on a line as the others are."""
    end = _end_of(text, last)
    if node.flow_style:
        pairs = flow(dict(new))[1:-1]
        return end, end, f", {pairs}" if node.value else pairs
    place, indent = _line_end(text, end), " " * node.value[0][0].start_mark.column
    return place, place, "".join(f"\n{one}" for one in block_lines(new, indent))


def _away(text: str, node: Any, gone: Sequence[Any]) -> Iterator[Snede]:
    """Without some of several, pairs or items: their lines; between brackets a run at a time."""
    if not node.flow_style:
        yield from (_lines_away(text, *_span(text, one)) for one in gone)
        return
    start, stayed = None, 0
    for one in node.value:
        begin, end = _span(text, one)
        if one in gone:
            start = begin if start is None else start
            continue
        if start is not None:
            yield start, begin, ""
        start, stayed = None, end
    if start is not None:
        yield stayed, end, ""


def _span(text: str, one: Any) -> tuple[int, int]:
    """Where a pair or an item begins and ends."""
    first, last = one if isinstance(one, tuple) else (one, one)
    return first.start_mark.index, _end_of(text, last)


def _lines_away(text: str, start: int, end: int) -> Snede:
    begin = text.rfind("\n", 0, start) + 1
    stop = _line_end(text, end)
    return begin, min(stop + 1, len(text)), ""


def _emptied(text: str, node: Any, new: Mapping[str, Any]) -> Snede:
    """Nothing is left of a block: its key stays, with nothing behind it but what is new."""
    start, end = node.start_mark.index, _end_of(text, node)
    if node.flow_style:
        return start, end, flow(dict(new)) if node.id == "mapping" else "[]"
    begin = text.rfind("\n", 0, start) + 1
    return begin, min(_line_end(text, end) + 1, len(text)), ""


def _line_end(text: str, place: int) -> int:
    found = text.find("\n", place)
    return len(text) if found < 0 else found


def _end_of(text: str, node: Any) -> int:
    """Where the last sign of a value stands: a block ends with its last value."""
    if node.id == "scalar" or node.flow_style or not node.value:
        start, end = node.start_mark.index, node.end_mark.index
        return start + len(text[start:end].rstrip()) if getattr(node, "style", "") else int(end)
    last = node.value[-1]
    return _end_of(text, last[1] if isinstance(last, tuple) else last)


# --- what comes there


def _made(change: Any) -> Any:
    """A new value; of a branch what it comes to where nothing was."""
    return _applied({}, change) if isinstance(change, _Tak) else change


def _is_long(line: str, column: int, value: Any) -> bool:
    return bool(value) and isinstance(value, dict | list) and column + len(line) > WIDTH // 2


def block_lines(value: Any, indent: str) -> Iterator[str]:
    """Lines for a mapping or a list; what is short stands on one line."""
    if isinstance(value, list):
        yield from (f"{indent}- {flow(one)}" for one in value)
        return
    for key, one in value.items():
        name, line = flow({key: ""})[1:-1].removesuffix('""').rstrip(), flow(one)
        if _is_long(line, len(indent) + len(name), one):
            yield f"{indent}{name}"
            yield from block_lines(one, f"{indent}  ")
        else:
            yield f"{indent}{name} {line}".rstrip()
