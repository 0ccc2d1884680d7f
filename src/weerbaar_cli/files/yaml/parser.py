"""PyYAML's own parser, for where there is no libyaml, as in a browser.

It gives libyaml's events; what PyYAML does otherwise is mended here.
"""

from __future__ import annotations

import re
from typing import Any

from yaml.error import MarkedYAMLError
from yaml.parser import Parser
from yaml.reader import Reader, ReaderError
from yaml.scanner import Scanner, ScannerError
from yaml.tokens import ScalarToken

from weerbaar_cli.files.yaml import OURS, SequenceStartEvent

_ENDS = r"\0 \t\r\n\x85\u2028\u2029"
_BLOCK = re.compile(rf"(?:[^{_ENDS}:]|:(?![{_ENDS}]))+")
_FLOW = re.compile(rf"(?:[^{_ENDS}:,\[\]{{}}]|:(?![{_ENDS},?\[\]{{}}]))+")
_GLUED = re.compile(r":[,?\[\]{}]")
# What libyaml says where PyYAML has words of its own.
_PROBLEMS = (
    (re.compile(r"expected <block end>, but found.*"), "did not find expected key"),
    (re.compile(r"expected (',' or '.'), but got.*"), r"did not find expected \1"),
    (re.compile(r"expected the node content, but found.*"), "did not find expected node content"),
    (
        re.compile(r"expected '<document start>', but found.*"),
        "did not find expected <document start>",
    ),
    (re.compile(r"found character '.*' that cannot"), "found character that cannot"),
    (re.compile(r"found unknown escape character .*"), "found unknown escape character"),
)


class PlainParser(Reader, Scanner, Parser):
    """libyaml's events, made in Python."""

    def __init__(self, text: str) -> None:
        self._unprintable: ReaderError | None = None
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Any:
        """The next event; None behind the last. Raises YAMLError in libyaml's words."""
        if self._unprintable is not None:
            raise self._unprintable
        try:
            return _as_ours(Parser.get_event(self))  # type: ignore[no-untyped-call]
        except MarkedYAMLError as error:
            for pattern, words in _PROBLEMS:
                error.problem = pattern.sub(words, error.problem or "")
            raise

    def check_printable(self, data: str) -> None:
        """A sign that no YAML has is told with the events, not before."""
        try:
            super().check_printable(data)
        except ReaderError as error:
            self._unprintable = error

    def process_empty_scalar(self, mark: Any) -> Any:
        """Nothing between braces stands before what comes next."""
        in_braces = self.state == self.parse_flow_mapping_key
        if in_braces:
            mark = self.peek_token().start_mark  # type: ignore[no-untyped-call]
        return super().process_empty_scalar(mark)

    def scan_plain(self) -> ScalarToken:
        """A text without quotes. In braces it may hold a question mark, as in libyaml."""
        pattern = _FLOW if self.flow_level else _BLOCK
        begin = end = self.get_mark()
        indent = self.indent + 1
        chunks: list[str] = []
        spaces: list[str] = []
        while self.peek() != "#" and (found := pattern.match(self.buffer, self.pointer)):
            self.allow_simple_key = False
            chunks += [*spaces, found[0]]
            self._skip(len(found[0]))
            end = self.get_mark()
            self._refuse_glued(begin)
            spaces = self.scan_plain_spaces(indent, begin) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, begin, end)

    def _skip(self, length: int) -> None:
        """Over signs that hold no end of a line."""
        self.index += length
        self.pointer += length
        self.column += length

    def _refuse_glued(self, begin: Any) -> None:
        if self.flow_level and _GLUED.match(self.buffer, self.pointer):
            where = "while scanning a plain scalar"
            raise ScannerError(where, begin, "found unexpected ':'", self.get_mark())


def _as_ours(event: Any) -> Any:
    if (kind := OURS.get(event.__class__.__name__)) is None:
        return event
    if kind is SequenceStartEvent:
        event.flow_style = bool(event.flow_style)
    return kind(**vars(event))
