"""A report as a Word document: real styles, so that a municipality can go on with it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, time
from typing import TYPE_CHECKING, Any

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Begrippen,
    Blad,
    Blok,
    Grafiek,
    Inhoud,
    Kader,
    Kadersoort,
    Kerncijfers,
    Lijst,
    Merk,
    Opsomming,
    Sectie,
    Sterk,
    Stuk,
    Tabel,
    Verwijzing,
)
from weerbaar_cli.blad.data import column_widths, is_tight, with_text
from weerbaar_cli.blad.merk import TEKENS, WOORDEN, Status
from weerbaar_cli.blad.tekst import plain
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats import word_xml
from weerbaar_cli.formats.grafiek.los import drawer_of
from weerbaar_cli.formats.merkteken import MERKTEKEN
from weerbaar_cli.formats.opmaak import Gemaakt

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.text.paragraph import Paragraph

    from weerbaar_cli.blad.view import View
    from weerbaar_cli.formats.opmaak import Opmaak

KLEUREN: dict[Status, str] = {
    "voldoet": "1B7F3B",
    "deels": "8A6100",
    "voldoet_niet": "B3261E",
    "onbekend": "555555",
    "nvt": "555555",
}
KADERKLEUREN: dict[Kadersoort, str] = {
    "uitleg": "EEF3F8",
    "let_op": "FFF4D6",
    "vertrouwelijk": "EEF3F8",
    "fictief": "FFF4D6",
}
DEEPEST_HEADING = 9
TEXT_WIDTH_CM = 17.0
CHART_WIDTH_CM = 16.5
RIGHT = 2  # as Word numbers alignments


def write(view: View, opmaak: Opmaak) -> Gemaakt:
    """The document, in the styles of a municipality when it brought one."""
    from weerbaar_cli.formats.plaatje import to_png  # late: typst

    draw, fonts = drawer_of(opmaak.bronnen.read_sjablonen()["blad.css"]), opmaak.bronnen
    made = to_word(view.blad(), lambda one: to_png(draw(one), fonts.font_folder()), opmaak.basis)
    return Gemaakt(made)


def to_word(blad: Blad, draw: Callable[[Grafiek], bytes], basis: bytes | None = None) -> bytes:
    """The document; the same report and base give the same bytes.

    `draw` makes the picture of a chart, as PNG. `basis` is a .docx whose styles are used; what
    stands in it is left out. Raises WeerbaarError when python-docx is not installed, or when the
    base cannot be read.
    """
    word = _open(basis)
    schrijver = _Schrijver(word, draw)
    schrijver.write(with_text(blad, plain))
    buffer = io.BytesIO()
    word.save(buffer)
    return word_xml.freeze(buffer.getvalue(), blad.datum)


def _open(basis: bytes | None) -> Word:
    try:
        import docx
    except ImportError as error:
        tip = 'Installeer het in de map van weerbaar: pip install ".[word]".'
        raise WeerbaarError("voor Word ontbreekt het onderdeel [word]", tip=tip) from error
    if basis is None:
        word = docx.Document()
        word_xml.set_page(word)
        word_xml.set_look(word)
        word_xml.drop_thumbnail(word)
        return word
    try:
        word = docx.Document(io.BytesIO(basis))
    except Exception as error:  # any of many kinds: a damaged zip, missing parts, broken XML
        tip = "Open het in Word en sla het opnieuw op als .docx."
        raise WeerbaarError("de basis is geen Word-document dat te lezen is", tip=tip) from error
    word_xml.empty(word)
    word_xml.drop_thumbnail(word)
    return word


class _Schrijver:
    """Walks a Blad and writes it to a document."""

    def __init__(self, word: Word, draw: Callable[[Grafiek], bytes]) -> None:
        self.word = word
        self.draw = draw
        self.bookmarks = 0
        self.small = False

    def write(self, blad: Blad) -> None:
        word_xml.set_language(self.word, "nl-NL")
        self.small = blad.een_bladzijde
        if self.small:
            word_xml.set_dense(self.word)
        self._properties(blad)
        self._frame(blad)
        self._paragraph("Title").add_run(blad.titel)
        self._paragraph("Subtitle").add_run(blad.ondertitel)
        self._begrippen(Begrippen(blad.kenmerken))
        for depth, sectie in blad.walk():
            self._sectie(depth, sectie)

    def _properties(self, blad: Blad) -> None:
        found = self.word.core_properties
        found.title = blad.titel
        found.subject = blad.ondertitel
        found.language = "nl-NL"
        found.author = found.last_modified_by = "weerbaar"
        found.comments = ""
        found.keywords = MERKTEKEN
        found.revision = 1
        found.created = found.modified = datetime.combine(blad.datum, time())

    def _frame(self, blad: Blad) -> None:
        """What stands on every page."""
        section = self.word.sections[0]
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        word_xml.set_corners(head, TEXT_WIDTH_CM)
        head.add_run("\t".join(filter(None, (blad.vertrouwelijk, blad.fictief)))).bold = True
        word_xml.set_corners(foot, TEXT_WIDTH_CM)
        foot.add_run(" · ".join(blad.voet) + "\tbladzijde ")
        word_xml.add_field(foot, "PAGE")
        foot.add_run(" van ")
        word_xml.add_field(foot, "NUMPAGES")

    def _sectie(self, depth: int, sectie: Sectie) -> None:
        heading = self._paragraph(f"Heading {min(depth, DEEPEST_HEADING)}")
        heading.paragraph_format.page_break_before = sectie.nieuwe_bladzijde
        heading.add_run(sectie.kop)
        if sectie.merk is not None:
            heading.add_run(" ")
            _add_merk(heading, sectie.merk)
        self.bookmarks += 1
        word_xml.add_bookmark(heading, sectie.anker, self.bookmarks)
        self._blokken(sectie.blokken)

    def _blokken(self, blokken: tuple[Blok, ...]) -> None:
        for blok in blokken:
            writer = getattr(self, f"_{type(blok).__name__.lower()}")
            writer(blok)

    def _alinea(self, blok: Alinea) -> None:
        _add_inhoud(self._paragraph("Normal"), blok.inhoud)

    def _lijst(self, blok: Lijst) -> None:
        style = "List Number" if blok.genummerd else "List Bullet"
        number = word_xml.start_numbering(self.word) if blok.genummerd else None
        for punt in blok.punten:
            paragraph = self._paragraph(style)
            if number is not None:
                word_xml.set_numbering(paragraph, number)
            _add_inhoud(paragraph, punt)

    def _begrippen(self, blok: Begrippen) -> None:
        for term, inhoud in blok.paren:
            paragraph = self._paragraph("Normal")
            paragraph.add_run(f"{term}: ").bold = True
            _add_inhoud(paragraph, inhoud)

    def _kerncijfers(self, blok: Kerncijfers) -> None:
        for cijfer in blok.cijfers:
            paragraph = self._paragraph("Normal")
            paragraph.add_run(cijfer.waarde).bold = True
            said = f" {cijfer.wat}" + (f" ({cijfer.toelichting})" if cijfer.toelichting else "")
            paragraph.add_run(said)

    def _kader(self, blok: Kader) -> None:
        start = len(self.word.paragraphs)
        self._paragraph("Normal").add_run(blok.kop).bold = True
        self._blokken(blok.blokken)
        for paragraph in self.word.paragraphs[start:]:
            word_xml.shade(paragraph, KADERKLEUREN[blok.soort])

    def _uitklap(self, blok: Any) -> None:
        self._paragraph("Normal").add_run(blok.kop).bold = True
        self._blokken(blok.blokken)

    def _grafiek(self, blok: Grafiek) -> None:
        from docx.shared import Cm

        picture = self._paragraph("Normal")
        shape = picture.add_run().add_picture(io.BytesIO(self.draw(blok)), width=Cm(CHART_WIDTH_CM))
        word_xml.set_alt(shape, blok.titel, blok.beschrijving)
        self._caption("Figuur", blok.titel)
        self._tabel(blok.tabel)

    def _tabel(self, blok: Tabel) -> None:
        self._caption("Tabel", blok.bijschrift)
        table = self.word.add_table(rows=1 + len(blok.rijen), cols=len(blok.kolommen))
        table.style = word_xml.find_style(self.word, "Table Grid")
        heads = tuple(Sterk(kolom.kop) for kolom in blok.kolommen)
        small = self.small or is_tight(blok)
        for row, rij in zip(table.rows, (heads, *blok.rijen), strict=True):
            for index, (cell, inhoud) in enumerate(zip(row.cells, rij, strict=True)):
                _add_cell(cell, inhoud, head=index == 0, right=blok.kolommen[index].getal)
                if small:
                    word_xml.shrink(cell)
        word_xml.mark_header(table, blok.bijschrift)
        word_xml.set_widths(table, _widths(blok))
        self._paragraph("Normal")

    def _opsomming(self, blok: Opsomming) -> None:
        self._tabel(blok.tabel())

    def _caption(self, kind: str, text: str) -> None:
        paragraph = self._paragraph("Caption")
        paragraph.paragraph_format.keep_with_next = kind == "Tabel"
        paragraph.add_run(f"{kind} ")
        word_xml.add_field(paragraph, f"SEQ {kind} \\* ARABIC")
        paragraph.add_run(f": {text}")

    def _paragraph(self, style: str) -> Paragraph:
        return self.word.add_paragraph(style=word_xml.find_style(self.word, style))


def _widths(tabel: Tabel) -> list[float]:
    """Per column its width in centimetres."""
    shares = column_widths(tabel)
    return [TEXT_WIDTH_CM * share / sum(shares) for share in shares]


def _add_cell(cell: Any, inhoud: Inhoud, *, head: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = 0
    _add_inhoud(paragraph, inhoud)
    if head:
        for run in paragraph.runs:
            run.bold = True
    if right:
        paragraph.alignment = RIGHT


def _add_inhoud(paragraph: Paragraph, inhoud: Inhoud) -> None:
    for stuk in inhoud if isinstance(inhoud, tuple) else (inhoud,):
        _add_stuk(paragraph, stuk)


def _add_stuk(paragraph: Paragraph, stuk: Stuk) -> None:
    match stuk:
        case Merk(oordeel):
            _add_merk(paragraph, oordeel)
        case Sterk(tekst):
            paragraph.add_run(tekst).bold = True
        case Aanhaling(tekst):
            paragraph.add_run(f"«{tekst}»")
        case Verwijzing(tekst, anker):
            word_xml.add_link(paragraph, tekst, anker)
        case _:
            paragraph.add_run(stuk)


def _add_merk(paragraph: Paragraph, oordeel: Status) -> None:
    run = paragraph.add_run(f"{TEKENS[oordeel]}\u00a0{WOORDEN[oordeel]}")
    run.bold = True
    word_xml.colour(run, KLEUREN[oordeel])
