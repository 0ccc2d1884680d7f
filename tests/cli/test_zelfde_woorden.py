"""Each text for people stands once: screen, Markdown and HTML of a command say the same words."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import Outcome, Weerbaar
from tests.lezerswoorden import find_other
from tests.steekproef import sample
from weerbaar_cli.model.doelgroep import names_of

ROOT = Path(__file__).parents[2]
TWENTE = "examples/twente/metingen"
DRENTHE = "examples/drenthe/metingen"
STAD = tuple(f"{TWENTE}/voorbeeldstad-{one}-2024.yaml" for one in ("zelfscan", "eindmeting"))
BRINK = tuple(f"{DRENTHE}/brinkmeerde-{one}-08.yaml" for one in (2024, 2025))
VERSIES = tuple(f"ijsselland-basis-op-orde@{one}" for one in ("2023-2026", "2027-proef"))
COMMANDS = [
    ("frameworks",),
    ("frameworks", "crosswalk"),
    ("frameworks", "crosswalk", "twente-basis-op-orde", "drentse-ambities"),
    ("frameworks", "unanswered", STAD[0], "--raamwerk", "drentse-ambities"),
    ("frameworks", "unanswered", BRINK[1], "--raamwerk", "alle"),
    ("frameworks", "diff", *VERSIES),
    ("frameworks", "diff", *VERSIES, "--op", "metingen"),
    ("frameworks", "diff", "../feitverschil/toen/feiten.yaml", "../feitverschil/nu/feiten.yaml"),
    ("frameworks", "twente-basis-op-orde"),
    ("frameworks", "drentse-ambities"),
    ("frameworks", "woerden-oudewater"),
    ("score", STAD[0]),
    ("score", STAD[0], "--alles"),
    ("score", STAD[0], "--lezingen"),
    ("score", STAD[0], "--peildatum", "2024-07-01", "--stel", "mt-besproken=2024-06-01"),
    ("score", *STAD),
    ("score", BRINK[1]),
    ("score", BRINK[1], "--raamwerk", "alle"),
    ("explain", STAD[0], "3d"),
    ("explain", BRINK[0], "3.1"),
    ("explain", "dubbele-sleutel"),
    ("compare", *STAD),
    ("compare", *BRINK),
    ("compare", *STAD, "--eis", "geen-achteruitgang"),
    ("trend", *STAD),
    ("trend", DRENTHE),
    ("trend", DRENTHE, "--organisatie", "Voorbeeldbrink"),
    *(("plan", path) for path in (*STAD, *BRINK)),
    ("plan", STAD[1], "--vorige", STAD[0]),
    ("plan", BRINK[1], "--vorige", BRINK[0]),
    ("plan", STAD[0], "--raamwerk", "alle"),
    ("plan", f"{DRENTHE}/midden-wolmeen-2025-08.yaml"),
    ("plan", f"{TWENTE}/kiewitsdrecht-eindmeting-2024.yaml"),
    *(("plan", folder, "--doelgroep", "coordinator") for folder in (TWENTE, DRENTHE)),
    *(
        ("report", path, "--doelgroep", doelgroep)
        for path in (STAD[1], BRINK[1])
        for doelgroep in names_of("meting")
    ),
    *(
        ("report", f"examples/{district}", "--district", district, "--doelgroep", doelgroep)
        for district in ("twente", "drenthe")
        for doelgroep in names_of("district")
        if doelgroep != "onderzoek"  # rows, and no page
    ),
    ("report", "examples/oost-nederland", "--overzicht", "riec-oost-nederland"),
    ("publicaties", "examples/twente"),
    ("verify", "examples/oost-nederland/twente.json", "examples/twente", "--district", "twente"),
    ("publicaties", "examples/drenthe"),
]
# These speak on the screen as a compiler does: a line per finding, the count apart.
COMPACT = [
    ("validate", *STAD),
    ("validate", "tests/cases/invalid"),
    ("validate", "examples/twente", "examples/drenthe"),
    ("frameworks", "check", "frameworks"),
    ("leaks", "examples/oost-nederland"),
    ("leaks", TWENTE),
]
# What leaks finds has one code: a compiler's line repeats it, a page does not.
ONE_CODE = {"fout", "partij", "genoemd"}
FORMS = ("tabel", "markdown", "html")
_WORD = re.compile(r"[\wÀ-ÿ%€]+")
# With what only a page has: a link to the last column of a table that scrolls.
_AROUND = re.compile(
    r"<head>.*?</head>|<aside.*?(?=<dl)|<a [^>]*\bschuif\b.*?</a>|<svg.*?</svg>"
    r'|<ul class="legenda".*?</ul>|<[^>]+>|<!--.*?-->',
    re.DOTALL,
)


# The number of a point in a list, which a browser draws itself.
_DRAWN = re.compile(r"^ *\d+\. ", re.MULTILINE)


def words(text: str) -> list[str]:
    """The words in order, without signs, spaces and where a line ends."""
    return _WORD.findall(text)


def of_html(page: str) -> str:
    """The text of a page without what stands around it, or is drawn."""
    return html.unescape(_AROUND.sub(" ", page.replace("<wbr>", "")))


def of_markdown(text: str) -> str:
    plain = html.unescape(re.sub(r"<!--.*?-->|</?(br|span)[^>]*>|\(#[^)]*\)", " ", text))
    return plain.replace("\\\\", " ").replace("\\", "")


def assert_quoted(shown: Mapping[str, Outcome]) -> None:
    """There is a result in each form, and its quotes are those of print."""
    assert {one.code for one in shown.values()} <= {0, 1}
    assert {vorm for vorm, one in shown.items() if set("«»") & set(one.out + one.err)} == set()


@pytest.mark.parametrize(
    "args",
    sample(((words,) for words in COMMANDS), 20),
    ids=" ".join,
)
def test_every_form_says_the_same_words(
    args: tuple[str, ...], weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT if "diff" not in args else ROOT / "tests/cases/versies")
    monkeypatch.setenv("COLUMNS", "300")  # no word is cut in two
    shown = {vorm: weerbaar(*args, "--format", vorm) for vorm in (*FORMS, "csv")}
    assert_quoted(shown)
    screen, page = shown["tabel"].out, shown["html"].out
    assert find_other(screen) == {}
    for vorm, text in (
        ("markdown", of_markdown(shown["markdown"].out)),
        ("html", of_html(page)),
    ):
        found = set(words(text))
        missing = set(words(_DRAWN.sub("", screen))) - found
        assert missing == set(), f"on the screen and not in {vorm}"
        extra = found - set(words(screen)) - FRAME
        assert extra == set(), f"in {vorm} and not on the screen"


# What only a page has around its text: the way to its contents, its date, its mark; and what stands
# above the table of a chart, which the screen draws without it when every cell is a status.
FRAME = {
    "Naar", "de", "inhoud", "Inhoud", "weerbaar", "rapport", "1",
    "Dezelfde", "cijfers", "als", "tabel", "Oordeel", "thema",
}  # fmt: skip


@pytest.mark.parametrize("args", sample(((one,) for one in COMPACT), 4), ids=" ".join)
def test_what_a_compact_screen_says_a_page_says_too(
    args: tuple[str, ...], weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    shown = {vorm: weerbaar(*args, "--format", vorm) for vorm in (*FORMS, "csv")}
    assert_quoted(shown)
    on_screen = set(words(shown["tabel"].out + shown["tabel"].err)) - ONE_CODE
    markdown = set(words(of_markdown(shown["markdown"].out)))
    assert on_screen - markdown == set()
    assert set(words(of_html(shown["html"].out))) ^ markdown <= FRAME
