"""What every chart is drawn with: numbers, texts, patterns and a legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from weerbaar_cli.blad.blad import Vulling
from weerbaar_cli.blad.tekst import one_line

# At 320 pixels a chart is 288 wide; a letter of 14 pixels takes about 7 of these.
SMALST = 288
LETTER = 7.4
REGEL = 19
# So many letters fit on a line at the smallest width.
REGELLENGTE = 38

# A pattern of 8 by 8 per kind; a kind without one is filled evenly.
PATRONEN: dict[Vulling, str] = {
    "voldoet": "",
    "deels": "M-2 2l4-4M0 8l8-8M6 10l4-4",
    "voldoet_niet": "M-2 6l4 4M0 0l8 8M6-2l4 4",
    "onbekend": "M2 2h1.5v1.5h-1.5zM6 6h1.5v1.5h-1.5z",
    "nvt": "M0 4h8",
    "onzeker": "M2 0v8M6 0v8",
}


@dataclass(frozen=True, slots=True)
class Tekening:
    """The shapes of a chart and its height; `breedte` only where it cannot shrink."""

    vormen: str
    hoogte: int
    legenda: tuple[tuple[Vulling, str], ...] = ()
    breedte: int = 0


def text(words: str) -> str:
    """Words inside an element, on one line and harmless."""
    return escape(one_line(words))


def number(value: float) -> str:
    """A number with at most two decimals, the same on every machine."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def width_of(fixed: int) -> str:
    """All the width that there is, or this many pixels."""
    return str(fixed) if fixed else "100%"


def wrap(words: str, most: int = REGELLENGTE) -> list[str]:
    """Words on lines that fit the narrowest page; a word that is too long is cut in pieces."""
    lines: list[str] = []
    for word in _pieces(one_line(words).split(), most):
        if lines and len(lines[-1]) + 1 + len(word) <= most:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines or [""]


def _pieces(words: Iterable[str], most: int) -> Iterator[str]:
    for word in words:
        yield from (word[start : start + most] for start in range(0, len(word), most))


def label(lines: Sequence[str], top: int, klasse: str = "") -> str:
    """Lines of text at the left edge, below `top`."""
    kind = f' class="{klasse}"' if klasse else ""
    rows = (
        f'<text x="0" y="{top + REGEL * row + 14}"{kind}>{escape(line)}</text>'
        for row, line in enumerate(lines)
    )
    return "".join(rows)


def filling(name: str, vulling: Vulling) -> str:
    """The class or pattern that fills a part."""
    if PATRONEN[vulling]:
        return f'fill="url(#{name}-{vulling})"'
    return f'class="v-{vulling}"'


def patterns(name: str, kinds: Iterable[Vulling]) -> str:
    """The patterns of these kinds; ids carry the name of the chart, so that they stay unique."""
    found = (
        f'<pattern id="{name}-{kind}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<path class="v-{kind}" d="M0 0h8v8h-8z"/><path class="p-{kind}" d="{PATRONEN[kind]}"/>'
        "</pattern>"
        for kind in kinds
        if PATRONEN[kind]
    )
    inside = "".join(found)
    return f"<defs>{inside}</defs>" if inside else ""


def legend(name: str, entries: Sequence[tuple[Vulling, str]]) -> str:
    """What each pattern means, as a list of HTML that wraps on a narrow page."""
    if not entries:
        return ""
    items = (
        f'<li><svg aria-hidden="true" width="18" height="18"><rect x="1" y="1" width="16" '
        f'height="16" {filling(name, kind)}/><rect class="rand" x="1" y="1" width="16" '
        f'height="16"/></svg> {text(words)}</li>'
        for kind, words in entries
    )
    return f'\n<ul class="legenda" role="list">{"".join(items)}</ul>'
