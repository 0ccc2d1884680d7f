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

from weerbaar_cli.model.bevinding import Bevinding, Pad
from weerbaar_cli.model.strict import Unquoted, clean

MAX_DEPTH = 64
_NUMBER = re.compile(r"[-+]?\d[\d_]*(\.\d*)?([eE][-+]?\d+)?")
_EMPTY = ("", "~", "null", "Null", "NULL")


class UnreadableYaml(Exception):
    """The text is no YAML that weerbaar reads; carries the bevindingen."""

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
        elif value in self.container:
            text = f"de sleutel «{clean(value)}» staat hier al eerder"
            self.refuse("dubbele-sleutel", text, event, "Laat er één staan.")
        is_number = plain and value[:1] in "0123456789+-" and value and _NUMBER.fullmatch(value)
        self.key = Unquoted(value) if is_number else value

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            text = f"een verwijzing (&{clean(event.anchor)}) leest weerbaar niet"
            self.refuse("yaml-verwijzing", text, event, "Schrijf de waarden voluit.")
        if event.tag and event.tag != "!":
            text = f"een label (!{clean(event.tag.rsplit(':', 1)[-1].lstrip('!'))}) mag hier niet"
            self.refuse("yaml-label", text, event, "Laat het label weg.")

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
            self.refuse("verkeerde-waarde", text, event)
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


def read_data(text: str) -> Any:
    """Dicts, lists, strings and None from one YAML document; an empty text gives None.

    Raises UnreadableYaml with every problem that could be seen.
    """
    builder = _Builder()
    parser = CParser(text)
    try:
        _feed(builder, parser)
    except yaml.YAMLError as error:
        raise UnreadableYaml([*builder.found, _syntax_fault(error, text)]) from None
    finally:
        parser.dispose()
    if builder.found:
        raise UnreadableYaml(builder.found)
    return builder.root


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
            text = f"een verwijzing (*{clean(event.anchor)}) leest weerbaar niet"
            builder.refuse("yaml-verwijzing", text, event, "Schrijf de waarden voluit.")
            raise UnreadableYaml(builder.found)
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


def _syntax_fault(error: yaml.YAMLError, text: str) -> Bevinding:
    """libyaml's complaint in Dutch, at its place."""
    mark = getattr(error, "problem_mark", None)
    place = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
    lines = text.splitlines()
    line = lines[place[0] - 1] if place[0] <= len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        place = (place[0], indent.index("\t") + 1)
        tip = "Vervang elke tab door spaties."
        message = "de regel springt in met een tab; YAML kent alleen spaties"
        return Bevinding("tab-inspringing", message, plaats=place, suggestie=tip)
    problem = str(getattr(error, "problem", "") or "")
    message = next((dutch for english, dutch in _SYNTAX if english in problem), _SYNTAX_OTHER)
    return Bevinding("yaml-fout", message, plaats=place, suggestie="Kijk ook één regel hoger.")


_SYNTAX_OTHER = "dit is geen geldige YAML"
_SYNTAX = (
    (
        "mapping values are not allowed",
        "hier staat een dubbele punt te veel of klopt het inspringen niet",
    ),
    ("could not find expected ':'", "na de sleutel ontbreekt een dubbele punt"),
    (
        "did not find expected key",
        "hier hoort een sleutel; waarschijnlijk klopt het inspringen niet",
    ),
    ("did not find expected '-'", "hier hoort een streepje van de lijst; klopt het inspringen?"),
    ("did not find expected ','", "in de regel met haakjes ontbreekt een komma of sluithaakje"),
    ("unexpected end of stream", "het bestand houdt op binnen aanhalingstekens of haakjes"),
    (
        "found character that cannot start any token",
        "dit teken kan niet zo beginnen; zet de tekst tussen aanhalingstekens",
    ),
    (
        "unknown escape character",
        "na een backslash staat een teken dat niets betekent; gebruik enkele aanhalingstekens",
    ),
    ("undefined tag handle", "een label (!) mag hier niet"),
    ("block sequence entries", "een streepje van een lijst kan hier niet beginnen"),
)


class Plaatsen:
    """Where every key and value of a text stands; made only when something must be pointed at."""

    def __init__(self, text: str) -> None:
        loader = yaml.CLoader(text)
        try:
            self._root = loader.get_single_node()
        finally:
            loader.dispose()

    def find(self, pad: Pad, *, on_key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, as far as the path exists."""
        node = self._root
        mark = node.start_mark if node is not None else None
        for index, step in enumerate(pad):
            found = _step(node, step)
            if found is None:
                break
            key, node = found
            last = index == len(pad) - 1
            wants_key = key is not None and (
                not isinstance(node, yaml.ScalarNode) or not node.value
            )
            mark = (
                key.start_mark
                if key is not None and ((last and on_key) or wants_key)
                else node.start_mark
            )
        return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)


def _step(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """One step down: (key node or None, value node)."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None
