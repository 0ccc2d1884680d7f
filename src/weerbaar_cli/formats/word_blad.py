"""A Blad as the body of a Word document, in the styles that the document has."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from docx.document import Document as Word
from docx.shared import Cm, Pt

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Begrippen,
    Blad,
    Blok,
    Boom,
    Grafiek,
    Inhoud,
    Kader,
    Kadersoort,
    Kerncijfers,
    Knoop,
    Lijst,
    Merk,
    Opsomming,
    Sectie,
    Sterk,
    Stuk,
    Tabel,
    Uitklap,
    Verwijzing,
    Webadres,
)
from weerbaar_cli.blad.data import (
    TEKENS,
    WAARMERK,
    WOORDEN,
    Status,
    column_widths,
    crowding,
    lines_of_codes,
)
from weerbaar_cli.formats import word_xml as xml
from weerbaar_cli.formats.csv import titled_tables
from weerbaar_cli.formats.vormen import MERKTEKEN

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
LANGUAGE = "nl-NL"
DEEPEST_HEADING = 9
TEXT_WIDTH_CM = 17.6
CHART_WIDTH_CM = 15.0
# In points; a table may be so crowded before its letters become smaller than the usual size.
FRAME_SIZE, LETTER_SIZE, SMALL_SIZE, SMALLEST_SIZE = 8, 10, 8, 6
ROOMY = 0.88
# With more rows in its tables a document is so long that it says what is in it; what asks Word for
# that: the headings of the first level, as links, without pages.
LANG, TOC = 60, ' TOC \\o "1-1" \\h \\n '
STEP = 357  # what a point stands further in than the one above it, in twips
GAP = 140  # the room below a table, in twips: two tables without a paragraph between them are one
FIRST_CELL = 2  # a row has its properties before its cells


class Schrijver:
    """Walks a Blad and writes it to a document."""

    def __init__(self, word: Word, draw: Callable[[Grafiek], bytes]) -> None:
        self.word, self.draw = word, draw
        self.end = word.element.body.sectPr  # all comes before it
        self.styles = xml.style_ids(word.styles.element)
        self.bookmarks = 0
        self.small = False
        self.ground = ""
        self.kop = ""  # above the blocks that are written now

    def write(self, blad: Blad) -> None:
        xml.set_language(self.word.styles.element, LANGUAGE)
        self.small = blad.een_bladzijde
        if self.small:
            self._make_dense()
        self._properties(blad)
        self._frame(blad)
        xml.add_run(self._paragraph("title"), blad.titel)
        xml.add_run(self._paragraph("subtitle"), blad.ondertitel)
        kenmerken = self._paragraph()
        for place, (naam, waarde) in enumerate(blad.kenmerken):
            _add_inhoud(kenmerken, (" · " if place else "", Sterk(f"{naam}: "), waarde))
        is_long = sum(len(tabel.rijen) for _, tabel in titled_tables(blad)) > LANG
        annex = [one for one in blad.secties if one.nieuwe_bladzijde]
        for depth, sectie in blad.walk():
            opens = is_long and sectie is (annex or blad.secties)[0]
            if opens:
                self._inhoud(blad.secties, new_page=sectie.nieuwe_bladzijde)
            if blad.een_regel and sectie.anker == WAARMERK[1]:
                self._codes(sectie.kop, lines_of_codes(blad))
            else:
                self._sectie(depth, sectie, new_page=sectie.nieuwe_bladzijde and not opens)

    def _inhoud(self, secties: tuple[Sectie, ...], *, new_page: bool) -> None:
        """Its chapters, as a field that Word can make again with the pages; till then as links.

        They stand after the first pages, which are to be read by themselves.
        """
        _add_inhoud(self._paragraph(keep=True, new_page=new_page), Sterk("Inhoud"))
        lines = [self._paragraph() for _ in secties]
        xml.add_field(lines[0], "begin", "separate", instr=TOC)
        for line, sectie in zip(lines, secties, strict=True):
            xml.add_link(line, sectie.kop, sectie.anker, 0)
        xml.add_field(lines[-1], "end")

    def _codes(self, kop: str, regels: tuple[str, ...]) -> None:
        """In small letters, for readers who leave the check to others."""
        said = (Sterk(f"{kop}. "), " ".join(regels))
        _add_inhoud(self._paragraph(), said, size=FRAME_SIZE)

    def _make_dense(self) -> None:
        """Little air, for what must stand on one page."""
        for name, size in (("Normal", 9), ("Title", 16), ("Heading 1", 12)):
            if name.lower() in self.styles:
                style = self.word.styles[name]
                style.font.size = Pt(size)
                style.paragraph_format.space_before = Pt(4 if name == "Heading 1" else 0)
                style.paragraph_format.space_after = Pt(2)
                style.paragraph_format.line_spacing = 1.0

    def _properties(self, blad: Blad) -> None:
        found = self.word.core_properties
        found.title, found.subject = blad.titel, blad.ondertitel
        found.language = LANGUAGE
        found.keywords = MERKTEKEN
        found.created = found.modified = datetime.combine(blad.datum, time())

    def _frame(self, blad: Blad) -> None:
        """What stands on every page; the lines above it and below it are as long as they are."""
        section = self.word.sections[0]
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        words = f"{blad.vertrouwelijk}\n{blad.fictief}\t{blad.titel}"
        xml.add_sure_run(head._p, words, FRAME_SIZE)
        foot._p.pPr.addnext(xml.add_run(foot._p, " · ".join(blad.voet), size=FRAME_SIZE))

    def _sectie(self, depth: int, sectie: Sectie, *, new_page: bool) -> None:
        style = f"heading {min(depth, DEEPEST_HEADING)}"
        heading = self._paragraph(style, new_page=new_page)
        xml.add_run(heading, sectie.kop)
        if sectie.merk is not None:
            xml.add_run(heading, " ")
            _add_stuk(heading, Merk(sectie.merk))
        self.bookmarks += 1
        xml.add_bookmark(heading, sectie.anker, self.bookmarks)
        self._blokken(sectie.kop, sectie.blokken)

    def _blokken(self, kop: str, blokken: tuple[Blok, ...]) -> None:
        for blok in blokken:
            self.kop = kop
            writer = getattr(self, f"_{type(blok).__name__.lower()}")
            writer(blok)

    def _alinea(self, blok: Alinea) -> None:
        _add_inhoud(self._paragraph(), blok.inhoud)

    def _lijst(self, blok: Lijst) -> None:
        style = "list number" if blok.genummerd else "list bullet"
        number = self._start_numbering(style) if blok.genummerd else None
        for punt in blok.punten:
            _add_inhoud(self._paragraph(style, number=number), punt)

    def _start_numbering(self, style: str) -> int | None:
        """A numbering that begins at 1; None when the document's style does not number."""
        numbering = self.word.part.numbering_part.element
        old = xml.numbering_of(self.word.styles.element, self.styles.get(style), numbering)
        if old is None:
            return None
        num = numbering.add_num(old)
        num.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(num.numId)

    def _begrippen(self, blok: Begrippen) -> None:
        for term, inhoud in blok.paren:
            _add_inhoud(self._paragraph(), (Sterk(f"{term}: "), *_pieces(inhoud)))

    def _kerncijfers(self, blok: Kerncijfers) -> None:
        for cijfer in blok.cijfers:
            said = f" {cijfer.wat}" + (f" ({cijfer.toelichting})" if cijfer.toelichting else "")
            _add_inhoud(self._paragraph(), (Sterk(cijfer.waarde), said))

    def _kader(self, blok: Kader) -> None:
        self.ground = KADERKLEUREN[blok.soort]
        self._uitklap(blok)
        self.ground = ""

    def _uitklap(self, blok: Uitklap | Kader) -> None:
        _add_inhoud(self._paragraph(keep=True), Sterk(blok.kop))
        self._blokken(blok.kop, blok.blokken)

    def _grafiek(self, blok: Grafiek) -> None:
        self._caption(blok.tabel)
        picture = self.word.add_paragraph().add_run()
        shape = picture.add_picture(io.BytesIO(self.draw(blok)), width=Cm(CHART_WIDTH_CM))
        shape._inline.docPr.set("title", blok.tabel.bijschrift)
        shape._inline.docPr.set("descr", blok.beschrijving)
        self.kop = blok.tabel.bijschrift
        self._tabel(blok.tabel)

    def _tabel(self, blok: Tabel) -> None:
        self._caption(blok)
        shares, size = column_widths(blok), self._size(blok)
        widths = [TEXT_WIDTH_CM * share / sum(shares) for share in shares]
        table = self._add(xml.table(self.styles.get("table grid"), blok.bijschrift, widths))
        heads = tuple(Sterk(kolom.kop) for kolom in blok.kolommen)
        for place, rij in enumerate((heads, *blok.rijen)):
            row = xml.add_row(table, head=place == 0)
            keep = place in (0, len(blok.rijen) - 1)
            for kolom, width, inhoud in zip(blok.kolommen, widths, rij, strict=True):
                cell = xml.add_cell(row, width, right=kolom.getal, keep=keep)
                _add_inhoud(cell, inhoud, size=size, bold=len(row) == FIRST_CELL)
        self._paragraph(high=GAP)

    def _size(self, tabel: Tabel) -> float:
        """The size of letters at which no word is broken; 0 for the usual one."""
        fits = LETTER_SIZE * ROOMY / max(crowding(tabel), ROOMY)
        wanted = min(fits, SMALL_SIZE) if self.small or fits < LETTER_SIZE else 0
        return wanted and max(round(wanted * 2 - 0.5) / 2, SMALLEST_SIZE)

    def _opsomming(self, blok: Opsomming) -> None:
        self._tabel(blok.tabel())

    def _boom(self, blok: Boom) -> None:
        self._knopen(blok.knopen, 1)

    def _knopen(self, knopen: tuple[Knoop, ...], depth: int) -> None:
        for knoop in knopen:
            paragraph = self._paragraph("list bullet", indent=depth * STEP)
            _add_inhoud(paragraph, knoop.inhoud)
            self._knopen(knoop.delen, depth + 1)

    def _caption(self, tabel: Tabel) -> None:
        """Where the head above it says the same it has its name in its properties alone."""
        if tabel.bijschrift not in self.kop:
            xml.add_run(self._paragraph("caption", keep=True), tabel.bijschrift)

    def _paragraph(self, style: str = "", **look: Any) -> Any:
        return self._add(xml.paragraph(self.styles.get(style), ground=self.ground, **look))

    def _add(self, element: Any) -> Any:
        self.end.addprevious(element)
        return element


def _pieces(inhoud: Inhoud) -> tuple[Stuk, ...]:
    return inhoud if isinstance(inhoud, tuple) else (inhoud,)


def _add_inhoud(paragraph: Any, inhoud: Inhoud, *, size: float = 0, bold: bool = False) -> None:
    for stuk in _pieces(inhoud):
        _add_stuk(paragraph, stuk, size=size, bold=bold)


def _add_stuk(paragraph: Any, stuk: Stuk, *, size: float = 0, bold: bool = False) -> None:
    match stuk:
        case Merk(oordeel, kort=True):
            xml.add_run(paragraph, TEKENS[oordeel], bold=True, colour=KLEUREN[oordeel], size=size)
        case Merk(oordeel):
            words = f"{TEKENS[oordeel]}\u00a0{WOORDEN[oordeel]}".replace(" ", "\u00a0")
            xml.add_run(paragraph, words, bold=True, colour=KLEUREN[oordeel], size=size)
        case Sterk(tekst):
            xml.add_run(paragraph, tekst, bold=True, size=size)
        case Aanhaling(tekst):
            xml.add_run(paragraph, f"‘{tekst}’", bold=bold, size=size)
        case Verwijzing(tekst, anker):
            xml.add_link(paragraph, tekst, anker, size)
        case Webadres(tekst, _):
            xml.add_run(paragraph, tekst, bold=bold, size=size)
        case _:
            xml.add_run(paragraph, stuk, bold=bold, size=size)
