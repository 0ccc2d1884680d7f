"""A house style sets colours; it loads nothing and closes nothing."""

from __future__ import annotations

import pytest

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.huisstijl import (
    check_huisstijl,
    is_coloured,
    strip_comments,
    themes_of,
)


@pytest.mark.parametrize(
    "css",
    [
        "",
        ":root { --weerbaar-kop: #030; }",
        ".x { background: url(data:image/png;base64,AAAA); }",
        ".x { background: url( 'data:image/svg+xml,x' ); fill: url(#y); }",
        "/* https://example.org/licentie @import url(x) */ .x { color: red; }",
        ".curl { color: red; }",
        "@layer thema { .voor-wie { color: red; } }",
        ".x::before { content: '\\201C'; }",
    ],
)
def test_colours_are_fine(css: str) -> None:
    check_huisstijl(css)


@pytest.mark.parametrize(
    "css",
    [
        "@import 'x.css';",
        "@IMPORT url(x);",
        "@\\69mport 'x';",
        ".x { background: url(https://evil.example/x.png); }",
        ".x { background: url('//evil.example/x'); }",
        ".x { background: url(x.png); }",
        ".x { background: \\75 rl(x.png); }",
        ".x { background: u\\72l(x.png); }",
        ".x { background: url(data:text/html,x); }",
        ".x { background: image-set('x.png' 1x); }",
        ".x { background: src('x.png'); }",
        "@font-face { src: url(x.woff2); }",
        "</style><script>alert(1)</script>",
        "<!-- x",
        "/* nooit dicht",
        ".x { color: red } \x00",
        "@layer voor-wie { .voor-wie { display: none !important } }",
        "@layer eerst,\n  voor-wie;",
        "@LAYER/**/v\\6f or-wie.eerst { p { opacity: 0 !important } }",
    ],
)
def test_what_reaches_outside_is_refused_in_dutch(css: str) -> None:
    with pytest.raises(WeerbaarError, match="de huisstijl") as caught:
        check_huisstijl(css)
    assert caught.value.tip


def test_themes_are_found_once() -> None:
    css = "/* .weg-theme */ .een-theme { } .een-theme.x, .twee-theme--donker { }"
    assert themes_of(css) == ("een-theme", "twee-theme")


def test_what_a_comment_seems_to_hide_is_not_used_either() -> None:
    css = ".x { content: '/*'; } @import 'x'; /* */ .y { color: red; }"
    check_huisstijl(css)
    assert "@import" not in strip_comments(css)
    check_huisstijl("@im/**/port 'x';")
    assert strip_comments("@im/**/port 'x';") == "@im port 'x';"


@pytest.mark.parametrize(
    ("css", "coloured"),
    [
        ("", False),
        (":root { --weerbaar-kop: #030; --weerbaar-donker-vlak: #000; }", False),
        (".een-theme { --utrecht-document-background-color: #fff; --x-color: red }", False),
        ("body { font-family: serif; } /* body { color: red } */", False),
        ("body{background:#fffbe6;color:#222}", True),
        ("h1 { BACKGROUND-COLOR : red }", True),
        ("p { c\\6flor: red }", True),
        ("p { color: #222 } @media (prefers-color-scheme: dark) { p { color: #eee } }", False),
    ],
)
def test_a_sheet_that_colours_the_page_itself_is_told_from_tokens(css: str, coloured: bool) -> None:
    assert is_coloured(css) == coloured
