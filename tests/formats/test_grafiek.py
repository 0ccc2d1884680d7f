"""Charts: the figures as text, a pattern beside each colour, readable on a narrow page."""

from __future__ import annotations

import re
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from tests.blad.vijandig import VIJANDIG
from tests.blad.voorbeeldblad import lijn, spreiding, stapel
from weerbaar_cli.blad.blad import (
    Balk,
    Deel,
    Grafiek,
    Lijn,
    Punt,
    Spreiding,
    Stapel,
    Streep,
    Tabel,
)
from weerbaar_cli.formats.grafiek import LETTER, PATRONEN, SMALST, draw, draw_beeld, number, wrap

NS = "{http://www.w3.org/2000/svg}"
LEEG = Tabel("T", (), ())
EVERY = {"stapel": stapel(), "spreiding": spreiding(), "lijn": lijn()}


def parse(grafiek: Grafiek) -> ET.Element:
    """The picture as a tree; fails when it is not well-formed."""
    return ET.fromstring(re.search(r"<svg role.*?</svg>", draw(grafiek, "g1"), re.DOTALL)[0])  # type: ignore[index]


def words(grafiek: Grafiek) -> list[str]:
    """The texts in the picture."""
    return [one.text or "" for one in parse(grafiek).iter(f"{NS}text")]


@pytest.mark.parametrize("grafiek", EVERY.values(), ids=EVERY)
def test_a_chart_says_what_it_is(grafiek: Grafiek) -> None:
    root = parse(grafiek)
    title, desc = root[0], root[1]
    assert (title.tag, title.text) == (f"{NS}title", grafiek.tabel.bijschrift)
    assert (desc.tag, desc.text) == (f"{NS}desc", grafiek.beschrijving)
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert draw(grafiek, "g1") == draw(grafiek, "g1")
    own = set(re.findall(r'id="(.*?)"', draw(grafiek, "g1")))
    assert own.isdisjoint(re.findall(r'id="(.*?)"', draw(grafiek, "g2")))


@pytest.mark.parametrize("grafiek", EVERY.values(), ids=EVERY)
def test_nothing_lies_outside_the_picture(grafiek: Grafiek) -> None:
    root = parse(grafiek)
    height = float(root.get("height", ""))
    for one in root.iter():
        if one.tag in (f"{NS}rect", f"{NS}text", f"{NS}circle", f"{NS}line"):
            for name in ("y", "cy", "y1", "y2"):
                assert 0 <= float(one.get(name, 0)) <= height
            for name in ("x", "cx", "x1", "x2"):
                assert float(one.get(name, "0").rstrip("%")) >= 0
    shares = [one.get(name, "") for one in root.iter() for name in ("x", "cx", "x1", "x2")]
    assert all(float(one[:-1]) <= 100 for one in shares if one.endswith("%"))


def test_a_stacked_bar_has_its_numbers_in_its_parts() -> None:
    texts = words(stapel())
    assert [one for one in texts if re.fullmatch(r"[\d–]+", one)] == list("31") + list("2221") + [
        "1",
        "0–3",
    ]
    widths = [
        one.get("width") for one in parse(stapel()).iter(f"{NS}rect") if one.get("class") != "rand"
    ]
    assert widths == [
        "42.86%",
        "14.29%",
        "28.57%",
        "28.57%",
        "28.57%",
        "14.29%",
        "14.29%",
        "42.86%",
    ]


def test_every_kind_but_one_has_a_pattern_of_its_own() -> None:
    drawn = [one for one in PATRONEN.values() if one]
    assert len(drawn) == len(set(drawn)) == len(PATRONEN) - 1
    text = draw(stapel(), "g1")
    for kind, pattern in PATRONEN.items():
        assert (f'fill="url(#g1-{kind})"' in text) == bool(pattern)
        assert (f'<pattern id="g1-{kind}"' in text) == bool(pattern)


def test_a_part_too_narrow_for_its_number_has_none() -> None:
    beeld = Stapel(
        (Balk("x", (Deel("voldoet", 340), Deel("deels", 2))),), (("voldoet", "v"), ("deels", "d"))
    )
    assert words(Grafiek("b", beeld, LEEG)) == ["x", "340"]


def test_a_strip_tells_a_range_apart_from_a_figure() -> None:
    texts = words(spreiding())
    assert [one for one in texts if "van 14" in one] == ["9 van 14", "0–3 van 14", "11–14 van 14"]
    root = parse(spreiding())
    assert len(list(root.iter(f"{NS}circle"))) == 1 + 2 + 2
    assert len([one for one in root.iter(f"{NS}line") if one.get("class") == "band"]) == 2
    # The longest of these words fits beside the strip on the narrowest page.
    start = float(
        next(one.get("x", "") for one in root.iter(f"{NS}text") if "11–14" in (one.text or ""))[:-1]
    )
    assert SMALST * start / 100 + len("11–14 van 14") * LETTER <= SMALST + LETTER


def test_a_strip_shows_what_was_behind_what_is() -> None:
    beeld = Spreiding((Streep("3d Bibob-beleid", 9, 9, 14, (0, 3)),), "partijen")
    grafiek = Grafiek("b", beeld, LEEG)
    assert "0–3 → 9 van 14" in words(grafiek)
    dots = [(one.get("class"), one.get("cx")) for one in parse(grafiek).iter(f"{NS}circle")]
    was_en_nu, drawn = dots[:2], dots[2:]
    assert (was_en_nu, words(grafiek)[:2]) == ([("toen", "7"), ("stip", "67")], ["was", "nu"])
    assert drawn == [("toen", "2.5%"), ("toen", "11.5%"), ("stip", "29.5%")]
    # On a page that is always wide it stands beside its name, and takes one line.
    wide = draw_beeld(grafiek, "g", breed=True)
    assert wide.hoogte < draw_beeld(grafiek, "g").hoogte
    assert 'cx="51%"' in wide.vormen


def test_a_trend_names_dates_only_where_there_is_room() -> None:
    texts = words(lijn())
    assert texts[:3] == ["normen die voldoen", "20", "0"]
    assert [one for one in texts if one.count("-") == 2] == [
        "31-01-2024",
        "31-01-2023",
        "31-07-2023",
    ]
    assert [one for one in texts[3:] if one.count("-") < 2] == ["7", "8", "9–12", "12"]


@pytest.mark.parametrize(
    "beeld",
    [
        Stapel((), ()),
        Stapel((Balk("x", ()),), ()),
        Spreiding((), "x"),
        Spreiding((Streep("x", 0, 0, 0),), "x"),
        Lijn((), 0, "x"),
        Lijn((Punt(date(2024, 1, 1), 0, 0),), 0, "x"),
        Lijn((Punt(date(2024, 1, 1), 1, 1), Punt(date(2024, 1, 1), 2, 2)), 2, "x"),
    ],
)
def test_a_chart_of_nothing_is_still_a_chart(beeld: Stapel | Spreiding | Lijn) -> None:
    parse(Grafiek("b", beeld, LEEG))


@pytest.mark.parametrize("tekst", VIJANDIG.values(), ids=VIJANDIG)
def test_a_hostile_name_is_only_text(tekst: str) -> None:
    beelden = (
        Stapel((Balk(tekst, (Deel("voldoet", 1),)),), (("voldoet", tekst),)),
        Spreiding((Streep(tekst, 1, 1, 2),), tekst),
        Lijn((Punt(date(2024, 1, 1), 1, 1),), 2, tekst),
    )
    for beeld in beelden:
        root = parse(Grafiek(tekst, beeld, Tabel(tekst, (), ())))
        assert {one.tag.removeprefix(NS) for one in root.iter()} <= {
            *("svg", "title", "desc", "rect", "text", "circle", "line", "defs", "pattern", "path")
        }


def test_names_are_wrapped_for_the_narrowest_page() -> None:
    lines = wrap("Ondermijningsbeeld van de gemeente en de wijken " + "x" * 90)
    assert max(map(len, lines)) * LETTER <= SMALST
    assert " ".join(lines).replace(" ", "").endswith("x" * 90)
    assert wrap("") == [""]


def test_numbers_are_short() -> None:
    assert [number(one) for one in (0, 50.0, 100 / 3, 12.50)] == ["0", "50", "33.33", "12.5"]


def test_a_part_has_its_number_on_a_wide_page_where_a_narrow_one_has_no_room() -> None:
    """So the range of what is uncertain can be read on paper."""
    balken = (Balk("Groot", (Deel("voldoet", 52),)), Balk("Klein", (Deel("onzeker", 4),)))
    beeld = Stapel(balken, (("voldoet", "voldoet"), ("onzeker", "of niet")))
    grafiek = Grafiek("b", beeld, LEEG)
    smal, breed = (draw_beeld(grafiek, "g", breed=one).vormen for one in (False, True))
    assert ("0–4" in smal, "0–4" in breed) == (False, True)
