"""A report as a Word document: real styles, so that a municipality can go on with it.

It begins as a document of ours, with nothing in it but styles, a page, a header and a footer. Of a
document of somebody else only the parts with styles, numbering, colours and fonts take the place of
ours, so nothing else can come along.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from weerbaar_cli.blad.blad import Blad, Grafiek
from weerbaar_cli.blad.data import kept_whole, plain, with_text
from weerbaar_cli.errors import missing_part
from weerbaar_cli.formats.grafiek import drawer_of
from weerbaar_cli.formats.pakket import repack
from weerbaar_cli.formats.vormen import Gemaakt, Opmaak

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import View


def write(view: View, opmaak: Opmaak) -> Gemaakt:
    """The document, in the styles of a municipality when it brought one."""
    from weerbaar_cli.formats.grafiek import to_png  # late: typst

    bronnen = opmaak.bronnen
    draw, fonts = drawer_of(bronnen.read_sjablonen()["blad.css"]), bronnen.font_folder()
    ours, basis = bronnen.read_word(), opmaak.basis
    return Gemaakt((to_word(view.blad(), lambda one: to_png(draw(one), fonts), ours, basis),))


def to_word(
    blad: Blad,
    draw: Callable[[Grafiek], bytes],
    ours: bytes,
    basis: Mapping[str, bytes] | None = None,
) -> bytes:
    """The document; the same report and base give the same bytes.

    `draw` makes the picture of a chart, as PNG. `ours` is the document that it begins as; `basis`
    are the parts of somebody else's document that take the place of its own. Raises WeerbaarError
    when python-docx is not installed, or when a part cannot be used.
    """
    try:
        import docx

        from weerbaar_cli.formats.word_blad import Schrijver
        from weerbaar_cli.formats.word_xml import cleaned
    except ImportError as error:
        raise missing_part("voor Word", "word") from error
    dressed = {name: cleaned(part, name) for name, part in (basis or {}).items()}
    word = docx.Document(io.BytesIO(repack(ours, blad.datum, dressed)))
    Schrijver(word, draw).write(with_text(blad, lambda text: kept_whole(plain(text))))
    buffer = io.BytesIO()
    word.save(buffer)
    return repack(buffer.getvalue(), blad.datum)
