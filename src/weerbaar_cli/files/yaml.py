"""YAML as data: libyaml's events, our own builder, strings only, everything refused that bites.

The builder works on the event stream, so depth, aliases and duplicate keys are seen before
anything recursive happens. Places are looked up in a second pass, only when there is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml import events as ev
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # in C, or ten times slower

from weerbaar_cli.files.syntax import syntax_faults
from weerbaar_cli.model.bevinding import Bevinding, Pad
from weerbaar_cli.model.strict import Unquoted, clean

MAX_DEPTH = 64
_NUMBER = re.compile(r"[-+]?\d[\d_]*(\.\d*)?([eE][-+]?\d+)?")
_EMPTY = ("", "~", "null", "Null", "NULL")


class UnreadableYaml(Exception):
    """The text gives no data to go on with; carries the bevindingen."""

    def __init__(self, bevindingen: list[Bevinding]) -> None:
        super().__init__(bevindingen)
        self.bevindingen = bevindingen


class _Builder:
    """Builds dicts, lists and strings from events; collects what it refuses."""

    def __init__(self) -> None:
        self.found: list[Bevinding] = []
        self.root: Any = None
        self.documents = 0
        # (container, pending key) of every open level; the key is None inside lists.
        self.levels: list[tuple[Any, str | None]] = []
        self.container: Any = None
        self.key: str | None = None
        # Anchored texts, so that a reference to one does not hide other trouble; and whether
        # something was left out that the rest of the file may need.
        self.anchored: dict[str, str] = {}
        self.incomplete = False

    def refuse(self, code: str, text: str, event: Any, tip: str = "") -> None:
        place = (event.start_mark.line + 1, event.start_mark.column + 1)
        self.found.append(Bevinding(code, text, plaats=place, suggestie=tip))

    def scalar(self, event: Any) -> None:
        value = event.value
        plain = (event.implicit[0] and event.style is None) or event.style == ""
        if event.anchor or event.tag:
            self._refuse_extras(event)
        if self.container.__class__ is dict and self.key is None:
            self._set_key(event, value, plain)
        elif plain and value in _EMPTY:
            self.add(None)
        elif plain and value[0] in "0123456789+-" and _NUMBER.fullmatch(value):
            self.add(Unquoted(value))
        else:
            self.add(value)

    def _set_key(self, event: Any, value: str, plain: bool) -> None:
        if value == "<<" and plain:
            text = "een samenvoegsleutel (<<) leest weerbaar niet"
            self.refuse("yaml-verwijzing", text, event, "Schrijf de waarden voluit.")
            self.incomplete = True
        elif value in self.container:
            text = f"de sleutel «{clean(value)}» staat hier al eerder"
            self.refuse("dubbele-sleutel", text, event, "Laat er één staan.")
        is_number = plain and value[:1] in "0123456789+-" and value and _NUMBER.fullmatch(value)
        self.key = Unquoted(value) if is_number else value

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            text = f"een anker voor verwijzingen (&{clean(event.anchor)}) leest weerbaar niet"
            self.refuse("yaml-verwijzing", text, event, "Schrijf de waarden voluit.")
            if event.__class__ is ev.ScalarEvent:
                self.anchored[event.anchor] = event.value
        if event.tag and event.tag != "!":
            label = clean(event.tag.replace("tag:yaml.org,2002:", "!!"))
            text = f"een YAML-label ({label}) mag hier niet"
            self.refuse("yaml-label", text, event, "Laat het label weg.")

    def alias(self, event: Any) -> None:
        text = f"een verwijzing (*{clean(event.anchor)}) leest weerbaar niet"
        self.refuse("yaml-verwijzing", text, event, "Schrijf de waarden voluit.")
        value = self.anchored.get(event.anchor)
        if value is None:  # to a block: following those is how a small file becomes enormous
            self.incomplete = True
        if self.container.__class__ is dict and self.key is None:
            self.key = value or f"*{event.anchor}"
        else:
            self.add(value)

    def add(self, value: Any) -> None:
        if self.container is None:
            self.root = value
        elif self.container.__class__ is list:
            self.container.append(value)
        else:
            self.container.setdefault(self.key, value)
            self.key = None

    def open(self, event: Any, container: Any) -> None:
        if self.container.__class__ is dict and self.key is None:
            text = "een blok of lijst kan geen sleutel zijn"
            tip = "Zet een tekst die met { of [ begint tussen aanhalingstekens."
            self.refuse("verkeerde-waarde", text, event, tip)
            raise UnreadableYaml(self.found)
        if event.anchor or event.tag:
            self._refuse_extras(event)
        self.levels.append((self.container, self.key))
        if len(self.levels) > MAX_DEPTH:
            text = f"dieper dan {MAX_DEPTH} niveaus leest weerbaar niet"
            self.refuse("te-diep", text, event)
            raise UnreadableYaml(self.found)
        self.container, self.key = container, None

    def close(self) -> None:
        done = self.container
        self.container, self.key = self.levels.pop()
        self.add(done)


def read_data(text: str) -> tuple[Any, list[Bevinding]]:
    """Dicts, lists, strings and None from one YAML document, and what was refused on the way.

    An empty text gives None. With a double key or a label there is still data, so that the rest
    of the file can be judged in the same run. Raises UnreadableYaml when there is none.
    """
    builder = _Builder()
    parser = CParser(text)
    try:
        _feed(builder, parser)
    except yaml.YAMLError as error:
        raise UnreadableYaml([*builder.found, *syntax_faults(error, text)]) from None
    finally:
        parser.dispose()
    if builder.incomplete:
        raise UnreadableYaml(builder.found)
    return builder.root, builder.found


def _feed(builder: _Builder, parser: CParser) -> None:
    get_event: Callable[[], Any] = parser.get_event
    scalar = builder.scalar
    while True:
        event = get_event()
        kind = event.__class__
        if kind is ev.ScalarEvent:
            scalar(event)
        elif kind is ev.MappingStartEvent:
            builder.open(event, {})
        elif kind is ev.SequenceStartEvent:
            builder.open(event, [])
        elif kind is ev.MappingEndEvent or kind is ev.SequenceEndEvent:
            builder.close()
        elif kind is ev.AliasEvent:
            builder.alias(event)
        elif kind is ev.DocumentStartEvent:
            _count_document(builder, event)
        elif kind is ev.StreamEndEvent:
            return


def _count_document(builder: _Builder, event: Any) -> None:
    builder.documents += 1
    if builder.documents > 1:
        text = "een bestand heeft één document; hier begint een tweede (---)"
        builder.refuse("meer-documenten", text, event, "Zet het in een eigen bestand.")
        raise UnreadableYaml(builder.found)


class Plaatsen:
    """Where every key and value of a text stands; made only when something must be pointed at."""

    def __init__(self, text: str) -> None:
        loader = yaml.CLoader(text)
        try:
            self._root = loader.get_single_node()
        finally:
            loader.dispose()
        # Per mapping its keys: a file with thousands of problems is not searched anew for each.
        self._keys: dict[int, dict[str, tuple[Any, Any]]] = {}

    def find(self, pad: Pad, *, on_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, as far as the path exists."""
        key, node = None, self._root
        walked = 0
        for step in pad:
            found = self._step(node, step)
            if found is None:
                break
            key, node = found
            walked += 1
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
