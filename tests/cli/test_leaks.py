"""`weerbaar leaks`: a party is found wherever it can hide, and nothing else is."""

from __future__ import annotations

import base64
import gzip
import io
import json
import os
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.blad.voorbeeldblad import voorbeeldblad
from tests.conftest import Weerbaar
from weerbaar_cli.files.sjablonen import font_folder, read_sjablonen, read_tekens
from weerbaar_cli.formats.grafiek import chart_style, draw_alone
from weerbaar_cli.formats.pdf import Lettertypen, read_ranges, to_pdf

NAMEN = (
    "Adderloo", "Boldermeer", "Crailerwolde", "Dwarshuizen", "Eendrachtsveld", "Fluitenkamp",
    "Grutterssluis", "Het Hoge Hout", "Oud-Hasselwoud", "Quispelaar", "Súdermear-Noard", "Ede",
    "'s-Tilburgsdal", "Wa",
)  # fmt: skip
TYPES = dict.fromkeys(NAMEN, "gemeente") | {"Waterschap Zeven Dobben": "waterschap"}
WERKMAP = "weerbaar: werkmap/1\ndistrict: twente\npartijen:\n" + "".join(
    f'  - {{naam: "{naam}", type: {type_}, code: GM99{number:02}, district: twente}}\n'
    for number, (naam, type_) in enumerate(TYPES.items())
)
WERKMAP += (
    "  - {naam: Provincie Voorbeeldland, type: provincie, aliassen: [PVL, Het Provinciehuis]}\n"
    "groepen:\n  - {naam: Basisteam Noorderkwartier, type: basisteam, leden: [Adderloo]}\n"
    "  - {naam: Werkgroep van allen, type: werkgroep, district: twente}\n"
)
SCHOON = "Van de veertien gemeenten voldoen er negen. De basis is bijna op orde in Twente."
SVG = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"
ROOT = Path(__file__).parents[2]
Make = Callable[[str, str | bytes], Path]


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """Put an output into a werkmap, and work from there."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "weerbaar.yaml").write_text(WERKMAP, encoding="utf-8")

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return write


def pack(**files: str | bytes) -> bytes:
    """A zip with these files; a dot in a name is written as __, a slash as ___."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("___", "/").replace("__", "."), content)
    return stream.getvalue()


def pdf(*objects: bytes) -> bytes:
    """A PDF: its objects, numbered from 1, and their index."""
    body, index = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, one in enumerate(objects, 1):
        index += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    size = len(objects) + 1
    end = b"xref\n0 %d\n%strailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (size, index, size, len(body))


def whole_pdf(*more: bytes) -> bytes:
    """The same with an empty page before them: they are numbered from 5."""
    return pdf(CATALOG, PAGES, PAGE, stream(b"BT ET"), *more)


def packed_pdf(more: bytes) -> bytes:
    """The same with its objects packed together, as programs write it now."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole_pdf(PLAIN_FONT, more))) as found:
        found.Root.Extra = found.get_object(6, 0)
        found.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return target.getvalue()


def stream(data: bytes, keys: bytes = b"", *, flate: bool = True) -> bytes:
    packed = zlib.compress(data) if flate else data
    words = b"/Filter /FlateDecode " if flate else b""
    return b"<< %s%s /Length %d >>\nstream\n%s\nendstream" % (words, keys, len(packed), packed)


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)
PLAIN_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WIDE_FONT = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Fira /Encoding /Identity-H /ToUnicode 6 0 R "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Fira >>] >>"
)


def to_unicode(letters: str) -> bytes:
    """A table of a font in which the letters have the codes 1, 2, 3 …"""
    pairs = b"".join(b"<%04x> <%04x>\n" % (at, ord(one)) for at, one in enumerate(letters, 1))
    return stream(b"begincmap\n%d beginbfchar\n%sendbfchar\nendcmap" % (len(letters), pairs))


def codes(letters: str, text: str) -> bytes:
    return b"".join(b"%04x" % (letters.index(one) + 1) for one in text)


def png(kind: bytes, data: bytes) -> bytes:
    """A picture with one piece of data beside its pixels."""
    chunk = struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return b"\x89PNG\r\n\x1a\n" + chunk


def encrypted() -> bytes:
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole_pdf(PLAIN_FONT))) as found:
        found.save(target, encryption=pikepdf.Encryption(owner="a", user="b"))
    return target.getvalue()


ENCRYPTED = encrypted()
LETTERS = "Adelor Qu"
WIDE_PDF = pdf(
    CATALOG, PAGES, PAGE,
    stream(b"BT /F1 9 Tf 1 0 0 1 9 9 Tm [<%s> -20 <%s>] TJ ET"
           % (codes(LETTERS, "Add"), codes(LETTERS, "erloo"))),
    WIDE_FONT, to_unicode(LETTERS),
)  # fmt: skip


def one_page(content: bytes, font: bytes = PLAIN_FONT, *more: bytes) -> bytes:
    return pdf(CATALOG, PAGES, PAGE, stream(content), font, *more)


CUT = zlib.compress(b"BT /F1 9 Tf (Twente) Tj ET")[:-6]
CUT_STREAM = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(CUT), CUT)
SHORT_PDF = one_page(b"BT /F1 9 Tf (Twente) Tj ET")
UTF16 = "Adderloo".encode("utf-16-be").hex().encode()
BASE64 = base64.b64encode(b"<svg>Adderloo</svg>").decode()
EXCEL_RUNS = "<sst><si><r><t>Adder</t></r><r><t>loo</t></r></si>"
DOCX_RUNS = "<w:p><w:r><w:t>Oud-Has</w:t></w:r><w:r><w:b/><w:t>selwoud</w:t></w:r></w:p>"
# Per hiding place: the file, what is in it, whom it names, and where that is.
PLAATSEN: dict[str, tuple[str, str | bytes, str, str]] = {
    "text": ("a.txt", "x\nvan Adderloo.", "Adderloo", "2:5 tekst"),
    "markdown": ("a.md", "| **Adderloo** |", "Adderloo", "1:5 tekst"),
    "yaml comment": ("a.yaml", "a: 1 # Adderloo", "Adderloo", "1:8 tekst"),
    "csv": ("a.csv", "norm;n\n1a;Adderloo", "Adderloo", "2:4 tekst"),
    "log": ("a.log", "\x1b[31m/srv/adderloo/a.py\x1b[0m", "Adderloo", "1:11 tekst"),
    "html text": ("a.html", "<p>x</p>\n<p>Adderloo</p>", "Adderloo", "2:4 tekst"),
    "html in two tags": ("a.html", "<p>Ad<b>der</b>loo</p>", "Adderloo", "1:4 tekst"),
    "entity": ("a.html", "<p>&#65;dderloo</p>", "Adderloo", "1:4 tekst"),
    "soft hyphen": ("a.html", "<p>Adder&shy;loo</p>", "Adderloo", "1:4 tekst"),
    "alt text": ("a.html", "<img alt='van Adderloo'>", "Adderloo", "1:15 alt-tekst"),
    "title of the page": ("a.html", "<title>Adderloo</title>", "Adderloo", "1:8 titel"),
    "attribute": ("a.html", "<p\nid='n-adderloo'>", "Adderloo", "2:7 attribuut id"),
    "name of an attribute": (
        "a.html", "<p data-adderloo>", "Adderloo", "1:9 naam van een attribuut"),
    "comment": ("a.html", "<p><!-- Adderloo --></p>", "Adderloo", "1:9 opmerking"),
    "meta": ("a.html", "<meta content='Adderloo'>", "Adderloo", "1:16 meta"),
    "css": ("a.html", "<style>.adderloo{}</style>", "Adderloo", "1:9 opmaak (CSS)"),
    "link": ("a.html", "<a href='/a/adderloo'>", "Adderloo", "1:13 verwijzing"),
    "data in a link": (
        "a.html", f"<img src='data:image/svg+xml;base64,{BASE64}'>",
        "Adderloo", "1:6 ingebed bestand: tekst"),
    "svg title": ("a.svg", SVG.format("<title>Adderloo</title>"), "Adderloo", "1:48 titel"),
    "svg description": (
        "a.svg", SVG.format("<desc>Adderloo</desc>"), "Adderloo", "1:47 beschrijving"),
    "svg in two lines": (
        "a.svg", SVG.format("<text><tspan>Het Hoge</tspan><tspan>Hout</tspan></text>"),
        "Het Hoge Hout", "1:54 tekst"),
    "json key": ("a.json", '{"Adderloo": 1}', "Adderloo", "1:3 sleutel"),
    "json value": ("a.json", '{"n":\n "A\\u0064derloo"}', "Adderloo", "2:3 waarde"),
    "broken json": ("a.json", '{"n": "Adderloo", ', "Adderloo", "1:8 waarde"),
    "folded calendar": ("a.ics", "BEGIN:VCALENDAR\r\nX:Adde\r\n rloo", "Adderloo", "2:3 tekst"),
    "utf-16": ("a.txt", "Adderloo".encode("utf-16"), "Adderloo", "1:1 tekst"),
    "utf-16 unmarked": ("a.txt", "Adderloo".encode("utf-16-le"), "Adderloo", "1:1 tekst"),
    "windows letters": (
        "a.txt", "Súdermear-Noard".encode("cp1252"), "Súdermear-Noard", "1:1 tekst"),
    "gzip": ("a.log.gz", gzip.compress(b"Adderloo"), "Adderloo", "1:1 uitgepakt: tekst"),
    "word in two runs": (
        "a.docx", pack(word___document__xml=DOCX_RUNS),
        "Oud-Hasselwoud", "1:16 word/document.xml: tekst"),
    "word property": (
        "a.docx", pack(docProps___core__xml="<dc:creator>Adderloo</dc:creator>"),
        "Adderloo", "1:13 docProps/core.xml: tekst"),
    "excel cell": (
        "a.xlsx", pack(xl___sharedStrings__xml=EXCEL_RUNS),
        "Adderloo", "1:16 xl/sharedStrings.xml: tekst"),
    "excel sheet": (
        "a.xlsx", pack(xl___workbook__xml="<sheet name='Adderloo'/>"),
        "Adderloo", "1:14 xl/workbook.xml: attribuut name"),
    "name inside a zip": (
        "a.zip", pack(adderloo__txt=b"x"), "Adderloo", "1:1 naam van een bestand in het bestand"),
    "zip in a zip": (
        "a.zip", pack(b__zip=pack(c__txt=b"Adderloo")), "Adderloo", "1:1 b.zip: c.txt: tekst"),
    "pdf text": (
        "a.pdf", one_page(b"BT /F1 9 Tf (van Adder\\154oo) Tj ET"), "Adderloo", "1:5 bladzijde 1"),
    "pdf in codes of its own": ("a.pdf", WIDE_PDF, "Adderloo", "1:1 bladzijde 1"),
    "pdf property": ("a.pdf", whole_pdf(b"<< /Title <feff%s> >>" % UTF16), "Adderloo", "1:1 titel"),
    "pdf bookmark": (
        "a.pdf", whole_pdf(b"<< /Title (Adderloo) /Dest [3 0 R /Fit] >>"),
        "Adderloo", "1:1 titel"),
    "pdf alt text": (
        "a.pdf", whole_pdf(b"<< /S /Figure /Alt (Adderloo) >>"), "Adderloo", "1:1 alt-tekst"),
    "pdf metadata": (
        "a.pdf", whole_pdf(stream(b"<x:t>Adderloo</x:t>", b"/Type /Metadata")),
        "Adderloo", "1:6 ingebed bestand: tekst"),
    "pdf packed object": (
        "a.pdf", packed_pdf(b"<< /Author (Adderloo) >>"),
        "Adderloo", "1:1 eigenschap Author"),
    "pdf attachment": (
        "a.pdf", whole_pdf(stream(b"a;Adderloo", b"/Type /EmbeddedFile")),
        "Adderloo", "1:3 ingebed bestand: tekst"),
    "binary": (
        "a.png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 5) + b"tEXtAuthor\0Adderloo",
        "Adderloo", "3:16 leesbare tekens"),
    "packed text in a picture": (
        "a.png", png(b"zTXt", b"Author\0\0" + zlib.compress(b"Adderloo")),
        "Adderloo", "1:1 tekst in het plaatje"),
    "packed international text in a picture": (
        "a.png", png(b"iTXt", b"Title\0\1\0nl\0Titel\0" + zlib.compress(b"Adderloo")),
        "Adderloo", "1:1 tekst in het plaatje"),
    "name of a file": ("rapport_adderloo.md", SCHOON, "Adderloo", "1:9 naam van het bestand"),
    "name of a folder": ("uit/adderloo/a.md", SCHOON, "Adderloo", "1:1 naam van de map"),
    "hidden file": (".cache/.a", "Adderloo", "Adderloo", "1:1 tekst"),
}  # fmt: skip


def leaks(weerbaar: Weerbaar, *args: str) -> tuple[int, list[dict[str, object]], str]:
    code, out, err = weerbaar("leaks", *args, "--format", "json")
    return code, json.loads(out)["bevindingen"] if out else [], err


@pytest.mark.parametrize("name", PLAATSEN)
def test_a_party_is_found_where_it_hides(name: str, make: Make, weerbaar: Weerbaar) -> None:
    path, content, woord, place = PLAATSEN[name]
    make(path, content)
    code, found, err = leaks(weerbaar, path.partition("/")[0])
    assert code == 1, err
    here = {
        f"{one['regel']}:{one['kolom']} {one['waar']}" for one in found if one["woord"] == woord
    }
    assert place in here
    assert {(one["woord"], one["code"]) for one in found} == {(woord, "partij-genoemd")}


@pytest.mark.parametrize("naam", NAMEN)
@pytest.mark.parametrize(
    "written",
    [
        lambda naam: naam.upper(),
        lambda naam: naam.lower().replace(" ", "-"),
        lambda naam: naam.replace(" ", "").replace("-", "").replace("'", ""),
        lambda naam: naam.replace(" ", "_").replace("-", "_"),
        lambda naam: naam.replace(" ", "\n    "),
        lambda naam: naam.replace("-", "-\n"),
        lambda naam: naam.replace("ú", "u\u0301"),
        lambda naam: naam.replace("ú", "u").lower(),
        lambda naam: "".join(f"%{byte:02X}" for byte in naam.encode()),
        lambda naam: "".join(f"&#x{ord(char):x};" for char in naam),
        lambda naam: "\u200b".join(naam),
        lambda naam: f"gemeente{naam[0].upper()}{naam[1:]}" if naam[0].isalpha() else naam,
        lambda naam: f"{naam}'s 2024",
        lambda naam: f"«{naam}»",
    ],
)
def test_a_name_is_found_however_it_is_written(
    naam: str, written: Callable[[str], str], make: Make, weerbaar: Weerbaar
) -> None:
    text = written(naam)
    make("a.txt", f"Zie {text}.")
    if text == "ede":
        pytest.skip("a name that is a word too counts with a capital")
    code, found, _ = leaks(weerbaar, "a.txt")
    assert code == 1
    assert naam in {one["woord"] for one in found}


@pytest.mark.parametrize(
    ("text", "woord"),
    [
        ("GM9901", "GM9901"),
        ("gm-9901", "GM9901"),
        ("PVL", "PVL"),
        ("het provinciehuis", "Het Provinciehuis"),
        ("Zeven Dobben", "Zeven Dobben"),
        ("waterschap zeven dobben", "Waterschap Zeven Dobben"),
        ("de provincie Voorbeeldland", "Provincie Voorbeeldland"),
        ("basisteam-noorderkwartier", "Basisteam Noorderkwartier"),
    ],
)
def test_codes_aliases_and_groups_are_found_too(
    text: str, woord: str, make: Make, weerbaar: Weerbaar
) -> None:
    make("a.txt", text)
    assert [one["woord"] for one in leaks(weerbaar, "a.txt")[1]] == [woord]


@pytest.mark.parametrize(
    "text",
    [
        SCHOON,
        "mede, vrede en Edelstad",
        "GM99010 en AGM9901 en 9901",
        "Het hoge woord. Hout is duur. Het hoge, en dan: het hout",
        "zeven keer dobben, waterschap",
        "Voorbeeldland is een gebied, en de werkgroep van allen ook",
        "Adder loopt",
        '<p class="wadden">Het</p> <p>Hoge</p> <p title="Hout">.</p>',
    ],
)
def test_what_is_no_party_is_not_found(text: str, make: Make, weerbaar: Weerbaar) -> None:
    make("a.html", text)
    assert leaks(weerbaar, "a.html")[:2] == (0, [])


def test_a_clean_run_says_what_was_searched(make: Make, weerbaar: Weerbaar) -> None:
    make("uit/a.md", SCHOON)
    make("uit/b/c.json", "{}")
    code, out, err = weerbaar("leaks", "uit")
    assert (code, out) == (0, "")
    assert "2 bestanden" in err
    assert "van district twente" in err
    assert "geen partij genoemd" in err
    assert "Niet gezocht naar ‘Voorbeeldland’: ook de naam van een gebied." in err


def test_a_finding_says_where_and_what(make: Make, weerbaar: Weerbaar) -> None:
    make("a.html", "<img alt='van Adderloo'>")
    code, out, _ = weerbaar("leaks", "a.html")
    assert code == 1
    assert out == "a.html:1:15: fout partij-genoemd ‘Adderloo’ staat hier (alt-tekst)\n"


def test_many_findings_are_cut_but_not_in_json(make: Make, weerbaar: Weerbaar) -> None:
    make("a.txt", "Adderloo\n" * 25)
    assert weerbaar("leaks", "a.txt").out.endswith("a.txt: en nog 5; alles staat in json\n")
    assert len(leaks(weerbaar, "a.txt")[1]) == 25


# --- whose names


def test_other_districts_are_not_searched_unless_asked(make: Make, weerbaar: Weerbaar) -> None:
    make("a.txt", "In Zwolle gaat het goed.")
    assert weerbaar("leaks", "a.txt").code == 0
    assert weerbaar("leaks", "a.txt", "--district", "ijsselland").code == 1
    assert weerbaar("leaks", "a.txt", "--district", "alle").code == 1


def test_the_werkmap_can_be_named(make: Make, weerbaar: Weerbaar, tmp_path: Path) -> None:
    make("map/weerbaar.yaml", WERKMAP.replace("Adderloo", "Anderdorp"))
    make("a.txt", "Anderdorp")
    assert weerbaar("leaks", "a.txt").code == 0
    assert weerbaar("leaks", "a.txt", "--werkmap", "map").code == 1


def test_a_district_finds_its_werkmap(
    make: Make, weerbaar: Weerbaar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("a.txt", "Adderloo")
    (tmp_path / "map").mkdir()
    (tmp_path / "weerbaar.yaml").rename(tmp_path / "map" / "weerbaar.yaml")
    assert weerbaar("leaks", "a.txt").code == 0  # then only the registry is known, and it says so
    assert "geen werkmap gevonden" in weerbaar("leaks", "a.txt").err
    assert weerbaar("leaks", "a.txt", "--district", "twente").code == 1


def test_a_word_may_be_allowed_and_that_is_told(make: Make, weerbaar: Weerbaar) -> None:
    make("a.txt", "De gemeente Ede")
    assert weerbaar("leaks", "a.txt").code == 1
    code, _, err = weerbaar("leaks", "a.txt", "--behalve", "ede")
    assert code == 0
    assert "Niet gezocht naar ‘Ede’: u zei het met --behalve." in err


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["weg.txt"], "‘weg.txt’ bestaat niet"),
        (["leeg"], "er is geen bestand om te doorzoeken"),
        (["a.txt", "--behalve", "Adderlo"], "--behalve doet hier niets"),
        (["a.txt", "--district", "twentte"], "is geen partij bekend"),
        (["a.txt", "--werkmap", "leeg"], "is geen werkmap"),
        (["a.txt", "--werkmap", "stuk"], "heeft fouten"),
        (["een/a.txt", "stuk/a.txt"], "horen bij 2 werkmappen"),
    ],
)
def test_what_cannot_be_done_is_refused(
    args: list[str], words: str, make: Make, weerbaar: Weerbaar, tmp_path: Path
) -> None:
    make("a.txt", SCHOON)
    make("een/weerbaar.yaml", WERKMAP)
    make("stuk/weerbaar.yaml", "weerbaar: werkmap/1\npartijen: [{naam: Adderloo}]\n")
    make("een/a.txt", SCHOON)
    make("stuk/a.txt", SCHOON)
    (tmp_path / "leeg").mkdir()
    code, out, err = weerbaar("leaks", *args)
    assert (code, out) == (2, "")
    assert words in err
    assert "Adderloo" not in err.replace("‘Adderloo’?", "")


# --- logs that anyone may read


def test_where_the_log_is_public_no_name_is_shown(
    make: Make, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    make("uit/Het Hoge Hout/adderloo.html", "<p data-boldermeer>Oud-Hasselwoud")
    make("uit/q.zip", pack(quispelaar__png=b"\x89PNG"))
    monkeypatch.setenv("CI", "true")
    runs = [weerbaar("leaks", "uit", *more) for more in ([], ["--format", "json"])]
    told = "".join(one.out + one.err for one in runs).casefold()
    assert [one.code for one in runs] == [1, 1]
    assert "uit/[partij]/[partij].html:1:" in told
    assert "attribuut" in told
    hidden = ("hoge", "adderloo", "boldermeer", "hasselwoud", "quispelaar", "voorbeeldland")
    assert [one for one in hidden if one in told] == []
    assert "Adderloo" in weerbaar("leaks", "uit", "--met-namen").out
    monkeypatch.delenv("CI")
    assert "Adderloo" not in weerbaar("leaks", "uit", "--zonder-namen").out
    assert "Adderloo" in weerbaar("leaks", "uit").out


def test_even_a_missing_file_is_not_named_there(
    make: Make, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")
    code, _, err = weerbaar("leaks", "rapport-adderloo.html")
    assert code == 2
    assert "‘rapport-[partij].html’ bestaat niet" in err
    assert "adderloo" not in err


# --- what cannot be searched

CLOSED: dict[str, tuple[str, bytes, str]] = {
    "a picture": (
        "a.png", b"\x89PNG\r\n\x1a\n\0\0",
        "een plaatje: alleen de gegevens erin zijn doorzocht"),
    "a damaged text in a picture": (
        "a.png", png(b"zTXt", b"Author\0\0abc"), "beschadigd, of op een vreemde manier ingepakt"),
    "a picture in a pdf": (
        "a.pdf", whole_pdf(b"<< /Subtype /Image /Length 3 >>\nstream\nabc\nendstream"),
        "een plaatje in de PDF"),
    "an encrypted pdf": (
        "a.pdf", ENCRYPTED, "een versleutelde PDF"),
    "a broken stream": (
        "a.pdf", whole_pdf(b"<< /Filter /FlateDecode /Length 3 >>\nstream\nabc\nendstream"),
        "beschadigd, of op een vreemde manier ingepakt"),
    "a font without letters": (
        "a.pdf", one_page(b"BT /F1 9 Tf <0001> Tj ET", WIDE_FONT.replace(b"/ToUnicode 6 0 R", b"")),
        "zegt niet welke letters het toont"),
    "no objects": ("a.pdf", b"%PDF-1.7\n", "de PDF is beschadigd of onvolledig"),
    "a pdf without its end": ("a.pdf", SHORT_PDF[:-7], "de PDF is beschadigd of onvolledig"),
    "a pdf that misses a part": (
        "a.pdf", SHORT_PDF[:60] + SHORT_PDF[90:], "de PDF is beschadigd of onvolledig"),
    "a pdf without a page": (
        "a.pdf", pdf(CATALOG, PAGES), "de PDF is beschadigd of onvolledig"),
    "a pdf without what is on a page": (
        "a.pdf", pdf(CATALOG, PAGES, PAGE), "de PDF is beschadigd of onvolledig"),
    "a pdf with drawn letters": (
        "a.pdf", one_page(b"0 0 m 9 9 l S"), "op de bladzijden staat geen tekst"),
    "a stream that was cut": (
        "a.pdf", pdf(CATALOG, PAGES, PAGE, CUT_STREAM, PLAIN_FONT),
        "beschadigd, of op een vreemde manier ingepakt"),
    "a broken zip": ("a.docx", b"PK\x03\x04abc", "het zipbestand is beschadigd"),
    "a broken gzip": ("a.gz", gzip.compress(b"x" * 999)[:15], "het gzipbestand is beschadigd"),
    "old office": ("a.doc", b"\xd0\xcf\x11\xe0\0\0", "een oud Office-bestand (.doc, .xls)"),
    "an encrypted file": ("a.age", b"age-encryption.org/v1\n", "versleuteld"),
    "other bytes": ("a.bin", bytes(range(256)), "geen tekst"),
}  # fmt: skip


@pytest.mark.parametrize("name", CLOSED)
def test_what_cannot_be_searched_is_said_and_never_clean(
    name: str, make: Make, weerbaar: Weerbaar
) -> None:
    path, content, reden = CLOSED[name]
    make(path, content)
    code, out, err = weerbaar("leaks", path)
    assert code == 0
    assert out.startswith(f"{path}: niet doorzocht")
    assert reden in out
    assert "1 niet of niet helemaal doorzocht" in err
    assert weerbaar("leaks", path, "--strikt").code == 1


def test_a_link_is_not_followed_but_its_target_is_a_name(
    make: Make, weerbaar: Weerbaar, tmp_path: Path
) -> None:
    make("buiten/adderloo.txt", "Boldermeer")
    (tmp_path / "uit").mkdir()
    (tmp_path / "uit" / "a.txt").symlink_to(tmp_path / "buiten" / "adderloo.txt")
    (tmp_path / "uit" / "map").symlink_to(tmp_path / "buiten")
    code, found, _ = leaks(weerbaar, "uit")
    assert code == 1
    assert {(one["woord"], one["waar"]) for one in found} == {
        ("Adderloo", "doel van de verwijzing")
    }


def test_a_bomb_is_not_unpacked(make: Make, weerbaar: Weerbaar) -> None:
    make("a.zip", pack(a__txt=b"0" * 60_000_000))
    make("a.gz", gzip.compress(b"0" * 60_000_000))
    inner = pack(a__txt=b"x")
    for _ in range(6):
        inner = pack(a__zip=inner)
    make("b.zip", inner)
    out = weerbaar("leaks", "a.zip", "a.gz", "b.zip").out
    assert out.count("te groot om te doorzoeken (meer dan 25 MB)") == 2
    assert out.count("te diep in andere bestanden") == 1


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_never_stops_the_search(seed: int, make: Make, weerbaar: Weerbaar) -> None:
    """Bytes of real files, cut and overwritten at places that follow from the seed."""
    names = [name for name, one in PLAATSEN.items() if isinstance(one[1], bytes)]
    path, content, *_ = PLAATSEN[names[seed % len(names)]]
    assert isinstance(content, bytes)
    place = (seed * 7919) % len(content)
    make(
        path, content[:place] + bytes([seed * 37 % 256]) * (seed % 5) + content[place + seed % 3 :]
    )
    make("goed.txt", "Boldermeer")
    code, found, err = leaks(weerbaar, path, "goed.txt")
    assert code == 1, err
    assert "Boldermeer" in {one["woord"] for one in found}


@pytest.mark.parametrize("tenths", range(1, 10))
def test_a_pdf_that_was_cut_off_is_never_clean(
    tenths: int, make: Make, weerbaar: Weerbaar, whole: bytes
) -> None:
    make("heel.pdf", whole)
    make("kort.pdf", whole[: len(whole) * tenths // 10])
    # The codes that a PDF carries of itself hold every pair of letters sooner or later.
    assert weerbaar("leaks", "heel.pdf", "--strikt", "--behalve", "Wa").code == 0
    code, out, _ = weerbaar("leaks", "kort.pdf", "--strikt")
    assert code == 1
    assert "niet doorzocht: de PDF is beschadigd of onvolledig" in out


@pytest.mark.parametrize("short", [1, 5, 8, 20, 100])
def test_the_last_bytes_of_a_pdf_count(
    short: int, make: Make, weerbaar: Weerbaar, whole: bytes
) -> None:
    make("kort.pdf", whole.rstrip()[:-short])
    assert weerbaar("leaks", "kort.pdf", "--strikt").code == 1


@pytest.fixture(scope="module")
def whole() -> bytes:
    """A real PDF, as weerbaar writes it."""
    sjablonen = read_sjablonen()
    stijl = chart_style(sjablonen["blad.css"])
    letters = Lettertypen(font_folder(), read_ranges(read_tekens(font_folder())))
    blad = voorbeeldblad("Het beleid ligt bij de raad.")
    return to_pdf(blad, sjablonen["blad.typ"], letters, lambda one: draw_alone(one, stijl)).inhoud


def test_without_its_library_a_pdf_is_named_as_closed(
    make: Make, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing is said of it that was not seen: not by verify, and it is not published."""
    monkeypatch.setitem(sys.modules, "pypdf", None)
    make("a.pdf", WIDE_PDF)
    code, out, _ = weerbaar("leaks", "a.pdf")
    assert code == 0
    assert out == (
        "a.pdf: niet doorzocht: voor PDF ontbreekt het onderdeel [lekken]; "
        'installeer het in de map van weerbaar: pip install ".[lekken]"\n'
    )
    assert weerbaar("leaks", "a.pdf", "--strikt").code == 1
    code, _, err = weerbaar("verify", "a.pdf", "gemeente.yaml")
    assert code == 2
    assert "‘a.pdf’ is niet te controleren: voor PDF ontbreekt" in err
    monkeypatch.chdir(ROOT / "examples" / "twente")
    target = make("uit/a.pdf", b"")
    target.unlink()
    code, _, err = weerbaar("report", "--district", "twente", "--output", str(target))
    assert code == 2
    assert "niet te doorzoeken op namen, en daarom niet gemaakt: voor PDF ontbreekt" in err
    assert not target.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes with a name")
def test_a_pipe_or_a_device_is_named_and_never_opened(make: Make, weerbaar: Weerbaar) -> None:
    os.mkfifo(make("map/rapport.md", SCHOON).parent / "pijp.md")
    for where, name in (("map", "map/pijp.md"), ("/dev/zero", "zero")):
        code, out, err = weerbaar("leaks", where)
        assert (code, out) == (0, f"{name}: niet doorzocht: geen gewoon bestand\n")
        assert "1 niet of niet helemaal doorzocht" in err
        assert weerbaar("leaks", where, "--strikt").code == 1
