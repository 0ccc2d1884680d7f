"""A chart as a picture of dots, for a document that cannot hold drawings."""

from __future__ import annotations

from pathlib import Path

from weerbaar_cli.errors import WeerbaarError

DOTS_PER_INCH = 200.0
_SOURCE = b"""#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg")"""


def to_png(svg: str, lettertypen: Path) -> bytes:
    """A PNG; the same drawing gives the same bytes. `lettertypen` is the folder with our fonts."""
    try:
        import typst
    except ImportError as error:
        tip = 'Installeer het in de map van weerbaar: pip install ".[word]".'
        raise WeerbaarError("voor plaatjes ontbreekt het onderdeel [word]", tip=tip) from error
    return typst.compile(
        _SOURCE,
        format="png",
        ppi=DOTS_PER_INCH,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[lettertypen]
        ),
        sys_inputs={"svg": svg},
    )
