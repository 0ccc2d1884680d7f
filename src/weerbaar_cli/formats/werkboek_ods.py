"""A workbook to fill in, as OpenDocument has it; the same cells as in Excel."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from weerbaar_cli.blad.blad import ZONDER_DAG
from weerbaar_cli.blad.data import ZICHTBAAR
from weerbaar_cli.errors import missing_part
from weerbaar_cli.formats.pakket import repack
from weerbaar_cli.formats.werkboek import UITLEG, height_of, letters_of, lists_of
from weerbaar_cli.model.werkboek import KENMERK, OVER, Boekcel, Celwaarde, Invulblad, Werkboek

PER_LETTER = 0.2  # in centimetres
PER_LINE = 0.5
UITLEGWIDTHS = (28, 90)
# What no XML can hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_PAPER = {
    "fo:page-width": "29.7cm",
    "fo:page-height": "21cm",
    "style:print-orientation": "landscape",
    "style:scale-to-X": "1",
    "style:scale-to-Y": "0",
}
FRAME = 'fo:border="0.5pt solid #000000"'
# Of each look the format of its number, how its cell is, and how its letters are.
_LOOKS = {
    "titel": ("", "", 'fo:font-weight="bold" fo:font-size="14pt"'),
    "hoofd": ("", 'fo:border-bottom="1.5pt solid #000000"', 'fo:font-weight="bold"'),
    "kop": ("", 'fo:background-color="#e7e6e6"', 'fo:font-weight="bold"'),
    "vast": ("", "", ""),
    "regel": ("", "", ""),
    "tekst": ("", f'style:cell-protect="none" {FRAME}', ""),
    "datum": ("dag", f'style:cell-protect="none" {FRAME}', ""),
}
_DAY = """<number:date-style style:name="dag" number:automatic-order="false">
<number:day number:style="long"/><number:text>-</number:text><number:month number:style="long"/>
<number:text>-</number:text><number:year number:style="long"/></number:date-style>"""


def write_ods(boek: Werkboek) -> bytes:
    """Raises WeerbaarError when odfdo is not installed."""
    try:
        from odfdo import Document, Element
    except ImportError as error:
        raise missing_part("voor werkboeken", "excel") from error
    document: Any = Document("spreadsheet")
    created = datetime.combine(ZONDER_DAG, time())
    meta = document.meta
    meta.title, meta.creation_date, meta.date = boek.titel, created, created
    for style in _styles(boek):
        document.insert_style(Element.from_tag(style), automatic=True)
    _set_paper(document, Element.from_tag(_footer(boek)))
    body = document.body
    body.clear()
    body.append(Element.from_tag(_validations(boek)))
    for table in _tables(boek):
        body.append(Element.from_tag(table))
    buffer = io.BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue(), ZONDER_DAG)


def _set_paper(document: Any, footer: Any) -> None:
    """A4 across, one page wide; the template of the library has English words in its margins."""
    for layout in document.styles.get_elements("//style:page-layout-properties"):
        for name, value in _PAPER.items():
            layout.set_attribute(name, value)
    master = document.styles.get_element("//style:master-page[@style:name='Default']")
    for one in master.children:
        master.delete(one)
    master.append(footer)


def _footer(boek: Werkboek) -> str:
    return (
        f"<style:footer><text:p>{escape(boek.voet)} · <text:sheet-name/> · "
        "<text:page-number>1</text:page-number> van <text:page-count>1</text:page-count></text:p>"
        "</style:footer>"
    )


def _styles(boek: Werkboek) -> Iterator[str]:
    yield _DAY
    for name, (number, frame, letters) in _LOOKS.items():
        wrap = "no-wrap" if name in ("titel", "regel") else "wrap"
        cell = f'fo:wrap-option="{wrap}" style:vertical-align="top" {frame}'
        shape = f"style:data-style-name={quoteattr(number)}" if number else ""
        yield (
            f'<style:style style:name="{name}" style:family="table-cell" {shape}>'
            f"<style:table-cell-properties {cell}/>"
            '<style:paragraph-properties fo:text-align="start"/>'
            f"<style:text-properties {letters}/></style:style>"
        )
    for width in {one.breedte for blad in boek.bladen for one in blad.kolommen} | {*UITLEGWIDTHS}:
        yield (
            f'<style:style style:name="breed{width}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width * PER_LETTER:.2f}cm"/>'
            "</style:style>"
        )
    for lines in range(1, 28):
        yield (
            f'<style:style style:name="hoog{lines}" style:family="table-row">'
            f'<style:table-row-properties style:row-height="{lines * PER_LINE:.2f}cm" '
            'style:use-optimal-row-height="false"/></style:style>'
        )
    for name, shows in (("blad", "true"), ("verborgen", "false")):
        yield (
            f'<style:style style:name="{name}" style:family="table">'
            f'<style:table-properties table:display="{shows}"/></style:style>'
        )


def _validations(boek: Werkboek) -> str:
    """The lists to choose from; what else is typed is judged when it is read."""
    parts = (
        f'<table:content-validation table:name="lijst{number}" table:condition='
        f'"of:cell-content-is-in-list([${OVER}.$D${number}:.${_last(words)}${number}])" '
        'table:allow-empty-cell="true" table:display-list="unsorted" '
        f'table:base-cell-address="{OVER}.A1"/>'
        for number, words in enumerate(lists_of(boek), 1)
    )
    return f"<table:content-validations>{''.join(parts)}</table:content-validations>"


def _last(words: tuple[str, ...]) -> str:
    """The letters of the column of the last of these words, which begin at D."""
    return letters_of(len(words) + 2)


def _tables(boek: Werkboek) -> Iterator[str]:
    rows = [_row([_cell(boek.titel, "titel")], 2), _row([], 1)]
    rows += (
        _row([_cell(left, "vast"), _cell(right, "vast")], 1 + len(right) // UITLEGWIDTHS[1])
        for left, right in boek.uitleg
    )
    yield _table(UITLEG, UITLEGWIDTHS, rows)
    numbers = {words: number for number, words in enumerate(lists_of(boek), 1)}
    for blad in boek.bladen:
        yield _table(
            blad.naam, tuple(one.breedte for one in blad.kolommen), [*_rows(blad, numbers)], 2
        )
    about = [
        [_cell(name, "vast"), _cell(value, "vast"), _cell("", "")] for name, value in boek.over
    ]
    for number, words in enumerate(lists_of(boek)):
        if number == len(about):
            about.append([_cell("", "")] * 3)
        about[number] += (_cell(word, "vast") for word in words)
    yield _table(OVER, (), [_row(cells, 1) for cells in about], style="verborgen")


def _rows(blad: Invulblad, numbers: dict[tuple[str, ...], int]) -> Iterator[str]:
    for place, line in enumerate(blad.erboven):
        yield _row([_cell(line, "regel" if place else "titel")], 2 - bool(place))
    yield _row([], 1)
    heads = [_cell(one.kop, "hoofd") for one in blad.kolommen]
    yield _row([*heads, _cell(KENMERK, "vast"), _cell(blad.koppen, "vast")], 2)
    for rij in blad.rijen:
        cells = [_boekcel(cel, numbers) for cel in rij.cellen]
        hidden = [_cell(rij.kenmerktekst, "vast"), _cell(blad.basis(rij), "vast")]
        yield _row([*cells, *hidden], height_of(blad, rij))


def _table(
    name: str, widths: tuple[int, ...], rows: list[str], hidden: int = 0, style: str = "blad"
) -> str:
    columns = "".join(f'<table:table-column table:style-name="breed{one}"/>' for one in widths)
    if hidden:
        columns += (
            f'<table:table-column table:number-columns-repeated="{hidden}" '
            'table:visibility="collapse"/>'
        )
    return (
        f'<table:table table:name={quoteattr(name)} table:style-name="{style}" '
        f'table:protected="true">{columns or "<table:table-column/>"}{"".join(rows)}</table:table>'
    )


def _row(cells: list[str], lines: int) -> str:
    inside = "".join(cells) or "<table:table-cell/>"
    return f'<table:table-row table:style-name="hoog{min(lines, 27)}">{inside}</table:table-row>'


def _boekcel(cel: Boekcel, numbers: dict[tuple[str, ...], int]) -> str:
    look = "datum" if cel.soort == "datum" else "tekst"
    chosen = f'table:content-validation-name="lijst{numbers[cel.keuzes]}"' if cel.keuzes else ""
    return _cell(cel.inhoud, look if cel.vrij else "kop" if cel.soort == "kop" else "vast", chosen)


def _cell(value: Celwaarde, look: str, more: str = "") -> str:
    style = f'table:style-name="{look}"' if look else ""
    kind: Any = ""
    match value:
        case None | "":
            return f"<table:table-cell {style} {more}/>"
        case date():
            kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
            text = f"{value:%d-%m-%Y}"
        case int() | float():
            kind = f'office:value-type="float" office:value="{value}"'
            text = str(value)
        case _:
            kind, text = 'office:value-type="string"', str(value)
    lines = "".join(f"<text:p>{_spaced(one)}</text:p>" for one in text.split("\n"))
    return f"<table:table-cell {style} {more} {kind}>{lines}</table:table-cell>"


def _spaced(line: str) -> str:
    """Spaces that stand together count as one in OpenDocument, unless it is said."""
    kept = len(line) - len(line.lstrip(" "))
    rest = escape(_ILLEGAL.sub(ZICHTBAAR, line[kept:])).replace("  ", ' <text:s text:c="1"/>')
    return (f'<text:s text:c="{kept}"/>' if kept else "") + rest
