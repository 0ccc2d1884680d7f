"""No style takes away for whom a report is: looked at on a screen and on paper, by its pixels.

Each attack also runs on a page without the protection; there it must take the line away.
"""

from __future__ import annotations

import io
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace
from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize

from tests.blad.voorbeeldblad import FICTIEF, VERTROUWELIJK, voorbeeldblad
from tests.browser.blik import DESK, OPEN_ALL, paper
from tests.browser.conftest import program
from tests.steekproef import sample
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.html import VOOR_WIE, to_html
from weerbaar_cli.formats.html_blad import CSP

pytestmark = pytest.mark.long

SJABLONEN = read_sjablonen()
# Two pages are enough to see whether each has the line.
BLAD = replace(voorbeeldblad(), secties=voorbeeldblad().secties[:2])
LINE = ".voor-wie, .vertrouwelijk, .fictief"
OVER = (
    "position: fixed !important; inset: 0 !important; background: #fff !important;"
    " z-index: 2147483647 !important"
)
GONE = {
    "not there": f"{LINE} {{ display: none !important }}",
    "hidden": f"{LINE} {{ visibility: hidden !important }}",
    "see-through": f"{LINE} {{ opacity: 0 !important }}",
    "its parents see-through": "html, body { opacity: 0 !important }",
    "white on white": ".voor-wie, .voor-wie * { background: #fff !important;"
    " color: #fff !important; -webkit-text-fill-color: #fff !important }",
    "no size": f"html, {LINE} {{ font-size: 0 !important; line-height: 0 !important }}",
    "beside the screen": f"{LINE} {{ position: absolute !important; left: -9999px !important }}",
    "body beside the screen": "body { position: absolute !important; left: -9999px !important }",
    "moved": f"{LINE} {{ transform: translateX(-9999px) !important }}",
    "moved by a newer property": "body { translate: -9999px 0 !important }",
    "clipped": f"{LINE} {{ clip-path: inset(100%) !important }}",
    "masked": "body { mask: linear-gradient(transparent, transparent) !important }",
    "filtered": f"{LINE} {{ filter: opacity(0) !important }}",
    "cut off": "html, body, .voor-wie { height: 0 !important; overflow: hidden !important }",
    "far below": "body { padding-top: 90000px !important; margin-top: 90000px !important }",
    "indented": f"{LINE} {{ text-indent: -9999px !important; white-space: nowrap !important }}",
    "behind a header": f".lijf {{ {OVER} }}",
    "behind what has no mouse": f".lijf {{ {OVER}; pointer-events: none }}",
    "behind something made up": f"html::after, body::after {{ content: ''; {OVER} }}",
    "behind something of its own": f".voor-wie::after {{ content: ''; {OVER} }}",
    "its first line": ".voor-wie * { display: block !important }"
    " .voor-wie *::first-line { color: transparent !important; font-size: 0 !important }",
    "skipped": "body { content-visibility: hidden !important }",
    "zoomed": "html { zoom: 0.001 !important }",
    "by a strong selector": "html body section.voor-wie.voor-wie:first-child"
    " { display: none !important }",
    "by a layer": "@layer a, b; @layer b { .voor-wie { display: none !important } }",
    "by movement": "@keyframes weg { from, to { opacity: 0 } }"
    " .voor-wie { animation: weg 1s infinite }",
    "by a slow change": f"{LINE} {{ transition: opacity 9999s; opacity: 0 }}",
    "in letters by number": ".\\76 oor-wie { d\\69 splay: none !important }",
    "on a screen only": f"@media screen {{ {LINE} {{ display: none !important }} }}",
}
# What takes it away on paper, where a screen may still show it.
PAPER = {
    "on paper only": f"@media print {{ {LINE} {{ display: none !important }} }}",
    "white ink": "@media print { .voor-wie * { color: #fff !important; border: 0 !important } }",
    "a page of no size": "@page { size: 20mm 20mm !important; margin: -500mm !important }",
    "behind on paper": f"@media print {{ html::after, body::after {{ content: ''; {OVER} }} }}",
}
ZOOM = 2
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)<')
BOX = """() => { const found = document.querySelector('.vertrouwelijk').getBoundingClientRect();
    return [found.x + scrollX, found.y + scrollY, found.width, found.height] }"""


def unprotected() -> dict[str, str]:
    """Our templates with the same style, that does not insist."""
    plain = SJABLONEN[VOOR_WIE].replace(" !important", "").replace("@layer voor-wie {", "", 1)
    return {**SJABLONEN, VOOR_WIE: plain.rstrip().removesuffix("}")}


@pytest.fixture
def leaf(browser: Browser) -> Iterator[Page]:
    """A page that is closed again: what moves on it is drawn for as long as it is open."""
    size: ViewportSize = {"width": DESK, "height": 900}
    page = browser.new_page(viewport=size, color_scheme="light", forced_colors="none")
    yield page
    page.close()


def show(html: str, tmp_path: Path, leaf: Page) -> Page:
    path = tmp_path / "rapport.html"
    path.write_text(html, encoding="utf-8")
    leaf.goto(path.as_uri(), wait_until="load")
    leaf.evaluate(OPEN_ALL)
    return leaf


def page_with(css: str, sjablonen: dict[str, str], tmp_path: Path, leaf: Page) -> Page:
    return show(to_html(BLAD, sjablonen, css), tmp_path, leaf)


def contrast(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """WCAG 2: from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: tuple[int, int, int]) -> float:
    parts = [one / 255 for one in colour]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ink(picture: Image.Image) -> float:
    """Which part of a picture stands out from its ground as letters must."""
    raw = picture.convert("RGB").tobytes()
    pixels = Counter(zip(raw[::3], raw[1::3], raw[2::3], strict=True))
    ground = pixels.most_common(1)[0][0]
    dark = sum(number for colour, number in pixels.items() if contrast(colour, ground) >= 4.5)
    return dark / sum(pixels.values())


def seen_on_screen(page: Page) -> bool:
    """Whether the line is drawn in the window that opens, in letters that stand out."""
    x, y, wide, high = page.evaluate(BOX)
    size = page.viewport_size
    assert size is not None
    if not (wide >= 100 and high >= 12 and x >= 0 and 0 <= y <= size["height"] - high):
        return False
    shown = min(wide, size["width"] - x)
    if shown < 100:
        return False
    picture = page.screenshot(clip={"x": x, "y": y, "width": shown, "height": high})
    return ink(Image.open(io.BytesIO(picture))) >= 0.03


def seen_on_paper(page: Page, folder: Path) -> bool:
    """Whether every page that is printed has the line, in letters that stand out."""
    target = folder / "rapport.pdf"
    paper(page, target)
    run = [program("pdftotext"), "-bbox", str(target), "-"]
    words = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    pages = words.split("<page ")[1:]
    for old in folder.glob("blad*.ppm"):
        old.unlink()
    draw = [program("pdftoppm"), "-r", str(72 * ZOOM), str(target), str(folder / "blad")]
    subprocess.run(draw, check=True)
    drawn = sorted(folder.glob("blad*.ppm"))
    return bool(pages) and all(map(says_it, pages, drawn))


def says_it(words: str, picture: Path) -> bool:
    with Image.open(picture) as whole:
        return all(
            any(is_drawn(whole, places) for places in boxes(words, line.split()[0]))
            for line in (VERTROUWELIJK, FICTIEF)
        )


def boxes(words: str, wanted: str) -> Iterator[list[int]]:
    for *places, word in WORD.findall(words):
        if word == wanted:
            yield [round(float(one) * ZOOM) for one in places]


def is_drawn(whole: Image.Image, places: list[int]) -> bool:
    left, top, right, bottom = places
    if min(left, top) < 0 or min(right - left, bottom - top) < 10:
        return False
    return ink(whole.crop((left, top, right, bottom))) >= 0.03


QUICK = ("not there", "behind a header")


@pytest.mark.parametrize(
    "css",
    [
        pytest.param(css, id=name, marks=() if name in QUICK else pytest.mark.sweep)
        for name, css in GONE.items()
    ],
)
def test_a_house_style_leaves_the_line_on_the_screen_and_on_paper(
    css: str, leaf: Page, tmp_path: Path
) -> None:
    page = page_with(css, SJABLONEN, tmp_path, leaf)
    assert seen_on_screen(page)
    assert seen_on_paper(page, tmp_path)
    assert not seen_on_screen(page_with(css, unprotected(), tmp_path, leaf))


@pytest.mark.parametrize("css", sample(PAPER.values(), 4), ids=PAPER)
def test_a_house_style_leaves_the_line_on_paper(css: str, leaf: Page, tmp_path: Path) -> None:
    assert seen_on_paper(page_with(css, SJABLONEN, tmp_path, leaf), tmp_path)
    assert not seen_on_paper(page_with(css, unprotected(), tmp_path, leaf), tmp_path)


@pytest.mark.parametrize(
    "sjablonen", sample([SJABLONEN, unprotected()], 2), ids=["protected", "not"]
)
def test_the_line_is_seen_where_nobody_attacks(
    sjablonen: dict[str, str], leaf: Page, tmp_path: Path
) -> None:
    page = page_with("", sjablonen, tmp_path, leaf)
    assert seen_on_screen(page)
    assert seen_on_paper(page, tmp_path)


def test_what_no_style_can_undo_is_refused_with_its_line() -> None:
    with pytest.raises(WeerbaarError, match=r"::-webkit-scrollbar \(regel 2\)"):
        to_html(
            voorbeeldblad(), SJABLONEN, "p { color: red }\nhtml::-webkit-scrollbar { width: 9em }"
        )


# Templates of their own, that try it with the page itself.
GEWOON = SJABLONEN["blad.html.j2"]
KOP = """<!DOCTYPE html><html lang="nl"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="%s">
<meta name="generator" content="{{ merkteken }}"><style>{{ stijl }}</style>%s</head>
<body%s><p class="weg">{{ blad.vertrouwelijk }} {{ blad.fictief }}</p>
"""


def template(head: str = "", body: str = "") -> dict[str, str]:
    """The ordinary page with a head of its own, and without our line."""
    start = GEWOON.index('<main id="inhoud"')
    before = GEWOON[: GEWOON.index("<!DOCTYPE")] + KOP % (CSP, head, body)
    return {"map/blad.html.j2": before + GEWOON[start:]}


EIGEN = {
    "an earlier style": {"head": "<style>.voor-wie { opacity: 0 !important }</style>"},
    "a class that is not there": {"head": "<style>.weg { display: none }</style>"},
    "a style of the body": {"body": ' style="opacity: 0"'},
}


@pytest.mark.parametrize("parts", sample(EIGEN.values(), 3), ids=EIGEN)
def test_an_own_template_leaves_the_line(parts: dict[str, str], leaf: Page, tmp_path: Path) -> None:
    page = show(to_html(voorbeeldblad(), SJABLONEN, "", template(**parts)), tmp_path, leaf)
    assert seen_on_screen(page)
    assert seen_on_paper(page, tmp_path)


@pytest.mark.core
def test_our_style_is_not_put_where_another_tag_may_go_on(leaf: Page, tmp_path: Path) -> None:
    """Inside the value of an attribute a browser reads no style."""
    (name, text), *_ = template("<style>.voor-wie { display: none }</style>").items()
    odd = text.replace('<meta name="gen', "<meta name='odd' content='a\" b=\"c>d'><meta name=\"gen")
    odd = odd.replace("<meta name='odd'", '<meta name="odd" content="a>b"><meta name=\'odd\'')
    html = to_html(voorbeeldblad(), SJABLONEN, "", {name: odd})
    assert seen_on_screen(show(html, tmp_path, leaf))


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"body": ' style="display: none ! important"'}, "!important in style=…"),
        ({"body": ' style="display:none!/**/important"'}, "!important in style=…"),
        ({"body": " hidden"}, "ontbreekt of is niet te zien"),
        ({"body": ' title="a>b"'}, "één <body>"),
        ({"body": ' title="a<b"'}, "één <body>"),
        ({"head": "<!-- a -- ><body><!-- -->"}, "<body>"),
        ({"head": "<!-- een opmerking -->"}, "vóór <body> mag geen"),
        ({"head": "<title><body></title>"}, "één <body>"),
        ({"body": "><p><body"}, "één <body>"),
    ],
)
def test_a_page_that_could_keep_the_line_out_is_refused(parts: dict[str, str], words: str) -> None:
    with pytest.raises(WeerbaarError, match=re.escape(words)) as caught:
        to_html(voorbeeldblad(), SJABLONEN, "", template(**parts))
    assert caught.value.message.startswith("map/blad.html.j2:")
