"""YAML as data: libyaml's events, our own builder, strings only, everything refused that bites.

The builder works on the event stream, so depth, aliases and duplicate keys are seen before
anything recursive happens. Places are looked up in a second pass, only when there is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, lru_cache
from itertools import takewhile
from typing import Any

import yaml
from yaml.events import AliasEvent, DocumentStartEvent, StreamEndEvent

from weerbaar_cli.files.yaml import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from weerbaar_cli.model.bevinding import Bevinding, Pad, cite
from weerbaar_cli.model.strict import Unquoted, clean, show

try:
    from yaml.cyaml import CParser  # type: ignore[attr-defined]  # ten times as fast
except ImportError:  # a browser has no C
    from weerbaar_cli.files.yaml.parser import (  # type: ignore[assignment]
        PlainParser as CParser,
    )

MAX_DEPTH = 64
_SHORT = 40  # letters; what is longer is said once, and is not worth keeping
_NUMBER = re.compile(r"[-+]?\d[\d_]*(\.\d*)?([eE][-+]?\d+)?")
_BEGINS = frozenset("0123456789+-")
_ODD = _BEGINS | {"<"}
_BLOCKS = ("|", ">")
EMPTY = frozenset({"", "~", "null", "Null", "NULL"})


class UnreadableYaml(Exception):
    """The text gives no data to go on with; carries the bevindingen."""

    def __init__(self, bevindingen: list[Bevinding]) -> None:
        super().__init__(bevindingen)
        self.bevindingen = bevindingen


class _Builder:
    """Builds dicts, lists and strings from events; collects what it refuses.

    Every scalar of every file passes here: a level keeps its container in a local name, and what
    nearly never occurs is asked in one test and handled apart, by the one call that it takes.
    """

    def __init__(self, get_event: Callable[[], Any]) -> None:
        self.get_event = get_event
        self.found: list[Bevinding] = []
        # Anchored texts, so that a reference to one does not hide other trouble; and whether
        # something was left out that the rest of the file may need.
        self.anchored: dict[str, str] = {}
        self.incomplete = False

    def build(self) -> Any:
        """What the one document of the text holds; None when there is none."""
        root, documents = None, 0
        while (event := self.get_event()).__class__ is not StreamEndEvent:
            if event.__class__ is not DocumentStartEvent:
                continue
            documents += 1
            if documents > 1:
                text = "een bestand heeft één document; hier begint een tweede (---)"
                tip = "Zet het in een eigen bestand."
                raise self.unreadable("meer-documenten", text, event, tip)
            root = self.value(self.get_event(), 0)
        return root

    def value(self, event: Any, depth: int) -> Any:
        """Any value, given how many levels stand open around it."""
        kind = event.__class__
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            return self.alias(event)
        if event.anchor or event.tag:
            self.refuse_extras(event)
        if depth == MAX_DEPTH:
            raise self.unreadable(
                "te-diep", f"dieper dan {MAX_DEPTH} niveaus leest weerbaar niet", event
            )
        if kind is MappingStartEvent:
            return self.mapping(depth + 1)
        return self.sequence(depth + 1)

    def mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        get_event = self.get_event
        while (event := get_event()).__class__ is not MappingEndEvent:
            if (
                event.__class__ is not ScalarEvent
                or event.anchor
                or event.tag
                or (key := event.value) in found
                or key[:1] in _ODD
            ):
                key = self.key(event, found)
            event = get_event()
            if event.__class__ is not ScalarEvent or event.anchor or event.tag:
                value = self.value(event, depth)
            elif event.style or len(event.value) >= _SHORT:
                value = self.scalar(event)
            else:
                value = _known(event.value)
            found.setdefault(key, value)
        return found

    def sequence(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while (event := self.get_event()).__class__ is not SequenceEndEvent:
            found.append(self.value(event, depth))
        return found

    def scalar(self, event: Any) -> str | None:
        value: str = event.value
        if event.anchor or event.tag:
            self.refuse_extras(event)
        if event.style:  # in quotes, or a block of text
            return value
        return _known(value) if len(value) < _SHORT else _plain(value)

    def key(self, event: Any, siblings: dict[str, Any]) -> str:
        if event.__class__ is not ScalarEvent:
            return self.odd_key(event)
        value: str = event.value
        if event.anchor or event.tag:
            self.refuse_extras(event)
        if value == "<<" and not event.style:
            text = "een samenvoegsleutel (<<) leest weerbaar niet"
            self.refuse("yaml-verwijzing", text, event, "Schrijf de waarden voluit.")
            self.incomplete = True
        elif value in siblings:
            text = f"de sleutel {show(value)} staat hier al eerder"
            self.refuse("dubbele-sleutel", text, event, "Laat er één staan.")
        is_odd = value[:1] in _BEGINS and not event.style
        return Unquoted(value) if is_odd and _NUMBER.fullmatch(value) else value

    def odd_key(self, event: Any) -> str:
        """A reference as a key is refused and read on; a block cannot be one."""
        if event.__class__ is AliasEvent:
            return self.alias(event) or f"*{event.anchor}"
        text = "een blok of lijst kan geen sleutel zijn"
        tip = "Zet een tekst die met { of [ begint tussen aanhalingstekens."
        raise self.unreadable("verkeerde-waarde", text, event, tip)

    def alias(self, event: Any) -> str | None:
        text = f"een verwijzing (*{cite(clean(event.anchor))}) leest weerbaar niet"
        self.refuse("yaml-verwijzing", text, event, "Schrijf de waarden voluit.")
        value = self.anchored.get(event.anchor)
        if value is None:  # to a block: following those is how a small file becomes enormous
            self.incomplete = True
        return value

    def refuse_extras(self, event: Any) -> None:
        if event.anchor:
            text = f"een anker voor verwijzingen (&{cite(clean(event.anchor))}) leest weerbaar niet"
            self.refuse("yaml-verwijzing", text, event, "Schrijf de waarden voluit.")
            if event.__class__ is ScalarEvent:
                self.anchored[event.anchor] = event.value
        if event.tag and event.tag != "!":
            label = clean(event.tag.replace("tag:yaml.org,2002:", "!!"))
            text = f"een YAML-label ({cite(label)}) mag hier niet"
            self.refuse("yaml-label", text, event, "Laat het label weg.")

    def refuse(self, code: str, text: str, event: Any, tip: str = "") -> None:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.found.append(Bevinding(code, text, plaats=place, suggestie=tip))

    def unreadable(self, code: str, text: str, event: Any, tip: str = "") -> UnreadableYaml:
        """The last thing that is refused; nothing after it can be read."""
        self.refuse(code, text, event, tip)
        return UnreadableYaml(self.found)


def _plain(text: str) -> str | None:
    """What a text without quotes says: nothing, or what other YAML readers take for a number."""
    if text[:1] in _BEGINS and _NUMBER.fullmatch(text):
        return Unquoted(text)
    return None if text in EMPTY else text


# Words and dates come back in every file; equal ones are one thing then.
_known = lru_cache(maxsize=4096)(_plain)


def read_data(text: str) -> tuple[Any, list[Bevinding]]:
    """Dicts, lists, strings and None from one YAML document, and what was refused on the way.

    An empty text gives None. With a double key or a label there is still data, so that the rest
    of the file can be judged in the same run. Raises UnreadableYaml when there is none.
    """
    parser = CParser(text)
    builder = _Builder(parser.get_event)
    try:
        root = builder.build()
    except yaml.YAMLError as error:
        from weerbaar_cli.files.yaml.syntax import read_on  # late: most files have no such fault

        raise UnreadableYaml([*builder.found, *read_on(error, text, _what_stops)]) from None
    finally:
        parser.dispose()
    if builder.incomplete:
        raise UnreadableYaml(builder.found)
    return root, builder.found


def _what_stops(text: str) -> yaml.YAMLError | None:
    """What makes that a text cannot be parsed to its end."""
    parser = CParser(text)
    try:
        while parser.get_event().__class__ is not StreamEndEvent:
            pass
    except yaml.YAMLError as error:
        return error
    finally:
        parser.dispose()
    return None


def _find_nodes(next_event: Callable[[], Any]) -> yaml.Node | None:
    """The tree of a text as far as it can be read; what refers to a label is a text."""
    around = yaml.SequenceNode("", [], None, None)
    above: list[yaml.CollectionNode] = [around]
    with suppress(yaml.YAMLError):
        for event in takewhile(_goes_on, iter(next_event, None)):
            _hang(event, above)
    for node in above:
        _pair(node)
    return next(iter(around.value), None)


def _goes_on(event: Any) -> bool:
    return event.__class__ is not StreamEndEvent


def _hang(event: Any, above: list[yaml.CollectionNode]) -> None:
    """Under the last block that is still open."""
    if isinstance(event, MappingEndEvent):  # or of a list, which is one too
        closed = above.pop()
        closed.end_mark = event.end_mark
        _pair(closed)
    elif hasattr(event, "anchor"):
        node = _as_node(event)
        above[-1].value.append(node)
        if isinstance(node, yaml.CollectionNode):
            above.append(node)


def _pair(node: yaml.CollectionNode) -> None:
    """A mapping has pairs; a key without a value has none yet."""
    if isinstance(node, yaml.MappingNode):
        node.value = list(zip(node.value[::2], node.value[1::2], strict=False))


def _as_node(event: Any) -> yaml.Node:
    marks = (event.start_mark, event.end_mark)
    match event:
        case SequenceStartEvent():
            return yaml.SequenceNode("", [], *marks, event.flow_style)
        case MappingStartEvent():
            return yaml.MappingNode("", [], *marks, event.flow_style)
        case ScalarEvent():
            return yaml.ScalarNode("", event.value, *marks, event.style)
        case _:
            return yaml.ScalarNode("", f"*{event.anchor}", *marks)


def read_nodes(text: str) -> yaml.Node | None:
    """The tree of a text, with places; as far as it can be read."""
    parser = CParser(text)
    try:
        return _find_nodes(parser.get_event)
    finally:
        parser.dispose()


class Plaatsen:
    """Where every key and value of a text stands; made only when something must be pointed at."""

    def __init__(self, text: str) -> None:
        self._root = read_nodes(text)
        # Per mapping its keys: a file with thousands of problems is not searched anew for each.
        self._keys: dict[int, dict[str, tuple[Any, Any]]] = {}

    def find_text(self, pad: Pad, text: str, *, on_key: bool) -> tuple[int, int, int] | None:
        """Line and columns, from 0, of a key or value that is this text, quotes around it and all.

        A text over several lines has no such place.
        """
        key, node, walked = self._walk(pad)
        node = key if on_key else node
        if walked < len(pad) or not isinstance(node, yaml.ScalarNode) or node.value != text:
            return None
        start, end = node.start_mark, node.end_mark
        whole = end.column - start.column == len(text) + (2 if node.style else 0)
        return (start.line, start.column, end.column) if start.line == end.line and whole else None

    def holds(self, line: int, column: int) -> bool:
        """Whether a place, from 0, lies within a key or a value, where no remark can stand."""
        return any(start <= (line, column) < end for start, end in self._texts)

    @cached_property
    def _texts(self) -> list[tuple[tuple[int, int], tuple[int, int]]]:
        found, todo = [], [self._root]
        while todo:
            node = todo.pop()
            if isinstance(node, yaml.ScalarNode):
                start, end = node.start_mark, node.end_mark
                # Behind the sign of a block of text there may be a remark.
                begin = (start.line + 1, 0) if node.style in _BLOCKS else (start.line, start.column)
                found.append((begin, (end.line, end.column)))
            elif isinstance(node, yaml.MappingNode):
                todo += [one for pair in node.value for one in pair]
            elif isinstance(node, yaml.SequenceNode):
                todo += node.value
        return found

    def _walk(self, pad: Pad) -> tuple[Any, Any, int]:
        """The nodes of the key and of the value, and how much of the path exists."""
        key, node = None, self._root
        for walked, step in enumerate(pad):
            found = self._step(node, step)
            if found is None:
                return key, node, walked
            key, node = found
        return key, node, len(pad)

    def find(self, pad: Pad, *, on_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, as far as the path exists."""
        key, node, walked = self._walk(pad)
        if node is None:
            return 1, 1
        wants_key = on_key and walked == len(pad)
        # An empty value has no place of its own, and a block is known by its key.
        is_text = isinstance(node, yaml.ScalarNode) and node.value
        if key is not None and (wants_key or not is_text):
            node = key
        return node.start_mark.line + 1, node.start_mark.column + 1

    def _step(self, node: Any, step: str | int) -> tuple[Any, Any] | None:
        """One step down: (key node or None, value node)."""
        if isinstance(node, yaml.MappingNode):
            if id(node) not in self._keys:
                pairs = ((key.value, (key, value)) for key, value in reversed(node.value))
                self._keys[id(node)] = dict(pairs)
            return self._keys[id(node)].get(str(step))
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            return None, node.value[step]
        return None
