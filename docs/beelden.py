"""The pictures of the terminal in the manual, made from real runs: `make docs` writes them anew.

Each run works in a fresh copy of examples/twente. Output of the program (with its colours) becomes
SVG without any outside font or script: the same bytes on every machine.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import dropwhile
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from weerbaar_cli.cli.console import CI

HERE = Path(__file__).parent
EXAMPLES = HERE.parent / "examples" / "twente"
MAP = HERE / "beelden"
WIDTH = 100
# The manual works with one file; its contents are those of the example.
METING = "metingen/voorbeeldstad-zelfscan-2024-01-31.yaml"
EXAMPLE = "metingen/voorbeeldstad-zelfscan-2024.yaml"

SIZE, STEP, LINE, MARGIN = 14, 8.43, 20, 16  # font size, column, line and margin in pixels
INK, PAPER, EDGE = "#1f2328", "#ffffff", "#8c959f"
FAINT = "#59636e"
FONTS = "'DejaVu Sans Mono', Consolas, Menlo, 'Liberation Mono', monospace"
# On white each has a contrast of at least 4.5, also in print; the word beside it says the same.
COLOURS = {1: "#b3261e", 2: "#116329", 3: "#7d4e00", 4: "#0550ae", 5: "#8a1c7c", 6: "#00626e"}


class Beeld(NamedTuple):
    """One picture: what is typed, and which lines of the answer it shows.

    `begin` and `einde` are the texts of the first line shown and of the first line left out.
    `bestand` shows the head of that file instead of what the program said. `vervang` are slips of
    the pen, made in the file before the run.
    """

    naam: str
    opdracht: str
    begin: str = ""
    einde: str = ""
    bestand: str = ""
    vervang: tuple[tuple[str, str], ...] = ()


BEELDEN = (
    Beeld(
        "new",
        "weerbaar new --organisatie Voorbeeldstad --peildatum 2024-01-31",
        einde="  # Plan waarmee",
        bestand=METING,
    ),
    Beeld(
        "validate",
        f"weerbaar validate {METING}",
        vervang=(
            ("mt-besproken: 2023-11-14", "mt-besproken: 14-11-2023"),
            ("intern-meldpunt: ja", "intern-meldpnt: ja"),
            ("{aantal: 412, totaal: 418}", "{aantal: 418, totaal: 412}"),
        ),
    ),
    Beeld("score", f"weerbaar score {METING}"),
    Beeld("score-einde", f"weerbaar score {METING} --alles", begin="3f "),
    Beeld("explain", f"weerbaar explain {METING} 3d"),
    Beeld(
        "new-van",
        "weerbaar new --organisatie Voorbeeldstad --soort eindmeting --peildatum 2024-07-01 "
        f"--van {METING}",
        einde="  # Is er binnen het MT",
        bestand="metingen/voorbeeldstad-eindmeting-2024-07-01.yaml",
    ),
)


def draw(beeld: Beeld) -> str:
    """Run the command and draw what the reader sees."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "twente"
        shutil.copytree(EXAMPLES, work)
        if METING in beeld.opdracht:
            _prepare(work, beeld)
        said = _run(beeld.opdracht, work)
        if beeld.bestand:
            said = (work / beeld.bestand).read_text(encoding="utf-8")
    lines = list(_cut([line.rstrip() for line in said.splitlines()], beeld))
    if beeld.bestand:
        return render(beeld.bestand, [_as_in_editor(line) for line in lines])
    typed = f"\x1b[1m> {beeld.opdracht}\x1b[0m"
    return render(beeld.opdracht, [part for line in [typed, "", *lines] for part in _wrap(line)])


def _prepare(work: Path, beeld: Beeld) -> None:
    """The example under the name that the manual uses, with the slips of this picture."""
    text = (work / EXAMPLE).read_text(encoding="utf-8")
    for good, wrong in beeld.vervang:
        if good not in text:
            raise ValueError(f"{EXAMPLE} no longer holds: {good}")
        text = text.replace(good, wrong)
    (work / METING).write_text(text, encoding="utf-8", newline="\n")


def _run(opdracht: str, work: Path) -> str:
    """What the program says, as on a terminal of our width that shows colours."""
    kept = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", *CI}}
    surroundings = {"COLUMNS": str(WIDTH), "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    words = [sys.executable, "-m", "weerbaar_cli", *shlex.split(opdracht)[1:]]
    done = subprocess.run(
        words,
        cwd=work,
        env={**kept, **surroundings},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
    )
    if done.returncode > 1:
        raise RuntimeError(f"{opdracht}: {done.stdout}")
    return done.stdout


def _cut(lines: Sequence[str], beeld: Beeld) -> Iterator[str]:
    """The lines of the picture; a sign where something is left out."""
    plain = [Text.from_ansi(line).plain for line in lines]
    first = _find(plain, beeld.begin) if beeld.begin else 0
    last = _find(plain, beeld.einde) if beeld.einde else len(lines)
    if first:
        yield from ("⋮", "")
    shown = lines[first:last]
    yield from reversed(list(dropwhile(lambda line: not line, reversed(shown))))
    if last < len(lines):
        yield from ("", "⋮")


def _as_in_editor(line: str) -> str:
    """A line of YAML with its comment dimmed; what goes past the edge is out of sight."""
    text, mark, _ = line.partition("# ")
    shown = line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"
    return f"{shown[: len(text)]}\x1b[2m{shown[len(text) :]}\x1b[0m" if mark else shown


def _wrap(line: str) -> Iterator[str]:
    """A terminal goes on at the next line when a line is full; only plain lines are too long."""
    if len(Text.from_ansi(line).plain) <= WIDTH:
        yield line
    else:
        yield from (line[start : start + WIDTH] for start in range(0, len(line), WIDTH))


def _find(plain: Sequence[str], start: str) -> int:
    return next(number for number, line in enumerate(plain) if line.startswith(start))


def render(title: str, lines: Sequence[str]) -> str:
    """Lines with ANSI colours as one SVG."""
    width = round(WIDTH * STEP) + 2 * MARGIN
    height = len(lines) * LINE + 2 * MARGIN
    rows = [run for number, line in enumerate(lines) for run in _draw_line(line, number)]
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width}" height="{height}" role="img" aria-labelledby="titel">',
            f'<title id="titel">{escape(title)}</title>',
            f'<rect x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="6" '
            f'fill="{PAPER}" stroke="{EDGE}"/>',
            f'<g font-family="{FONTS}" font-size="{SIZE}" fill="{INK}">',
            *rows,
            "</g>",
            "</svg>\n",
        ]
    )


def _draw_line(line: str, number: int) -> Iterator[str]:
    """The runs of one style in a line, each held to its columns whatever the font."""
    column = 0
    for segment in _segments(line):
        text = segment.text.rstrip("\n")
        start = len(text) - len(text.lstrip())
        shown = text.strip()
        if shown:
            x = MARGIN + (column + start) * STEP
            y = MARGIN + number * LINE + SIZE
            inside = escape(shown).replace(" ", "&#160;")
            yield (
                f'<text x="{x:.1f}" y="{y}" textLength="{len(shown) * STEP:.1f}" '
                f'lengthAdjust="spacingAndGlyphs"{_look(segment.style)}>{inside}</text>'
            )
        column += len(text)


def _segments(line: str) -> list[Segment]:
    console = Console(file=StringIO(), width=4 * WIDTH, color_system="standard")
    return list(Text.from_ansi(line).render(console))


def _look(style: Style | None) -> str:
    """Colour and weight; what is dim stays dark enough to read."""
    if style is None:
        return ""
    number = style.color.number if style.color is not None else None
    colour = COLOURS.get(number) if number is not None else FAINT if style.dim else None
    fill = f' fill="{colour}"' if colour else ""
    return fill + (' font-weight="bold"' if style.bold else "")


def write_all() -> None:
    """Every picture, and nothing else, in docs/beelden."""
    drawn = {MAP / f"{beeld.naam}.svg": draw(beeld) for beeld in BEELDEN}
    MAP.mkdir(exist_ok=True)
    for path, text in drawn.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    for path in set(MAP.glob("*.svg")) - drawn.keys():
        path.unlink()


if __name__ == "__main__":
    write_all()
