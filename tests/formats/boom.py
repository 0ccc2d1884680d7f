"""A page as a tree, read by the parser of Python: what a browser would see of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

WITHOUT_END = {"meta", "br", "hr", "img", "input", "link", "wbr"}


@dataclass
class Knoop:
    """An element with its attributes, and what stands in it."""

    naam: str
    eigenschappen: dict[str, str]
    delen: list[Knoop | str] = field(default_factory=list)

    def walk(self) -> Iterator[Knoop]:
        """This element and every element in it, in reading order."""
        yield self
        for deel in self.delen:
            if isinstance(deel, Knoop):
                yield from deel.walk()

    def find(self, *namen: str) -> list[Knoop]:
        """Every element with one of these names."""
        return [one for one in self.walk() if one.naam in namen]

    def tekst(self, *, zichtbaar: bool = False) -> str:
        """All text in it; `zichtbaar` leaves out what a screen reader does not read."""
        if zichtbaar and self.eigenschappen.get("aria-hidden") == "true":
            return ""
        parts = (
            one if isinstance(one, str) else one.tekst(zichtbaar=zichtbaar) for one in self.delen
        )
        return "".join(parts)


class _Lezer(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wortel = Knoop("", {})
        self.open = [self.wortel]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> says one thing twice: {names}"
        found = Knoop(tag, {name: value or "" for name, value in attrs})
        self.open[-1].delen.append(found)
        if tag not in WITHOUT_END:
            self.open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].delen.append(Knoop(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].naam == tag, f"</{tag}> closes <{self.open[-1].naam}>"
        self.open.pop()

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_data(self, data: str) -> None:
        self.open[-1].delen.append(data)


def read_page(text: str) -> Knoop:
    """The page; fails when an element is not closed where it should be."""
    lezer = _Lezer()
    lezer.feed(text)
    lezer.close()
    assert lezer.open == [lezer.wortel]
    return lezer.wortel
