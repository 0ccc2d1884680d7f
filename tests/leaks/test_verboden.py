"""The last look at a report on a group."""

from __future__ import annotations

import pytest

from tests.blad.voorbeeldblad import voorbeeldblad
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.leaks.namen import (
    Gezien,
    find_forbidden,
    has_forbidden,
    make_zoeklijst,
    refuse_named,
    texts_of,
)
from weerbaar_cli.leaks.uitgelezen import ONTBREEKT
from weerbaar_cli.model.bestanden.partij import Partij
from weerbaar_cli.model.budget import TE_GROOT

PARTIJEN = [
    Partij(naam="Hof van Proefstad", type="gemeente", code="GM0150"),
    Partij(naam="Ærø", type="gemeente"),
    Partij(naam="Bergen (L.)", type="gemeente"),
    Partij(naam="Súdproef", type="gemeente"),
]
WOORDEN = make_zoeklijst(PARTIJEN, [])


@pytest.mark.parametrize(
    "text",
    [
        "In Hof van Proefstad is …",
        "in HOF VAN PROEFSTAD",
        "hof-van-proefstad.html",
        "Hof\nvan  Proefstad",
        '<img alt="Hof van Proefstad">',
        "<!-- Hof van Proefstad -->",
        "<b>Hof</b> van <i>Proef</i>stad",
        "Hof&nbsp;van Proefstad",
        "Hof van Proef\\stad",
        '{"hof_van_proefstad": 1}',
        "code gm0150.",
        "bergen l",
        "Sudproef",
        "Su\u0301dproef",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert has_forbidden(text, WOORDEN)


@pytest.mark.parametrize(
    "text", ["Hof van Proefstadje", "GM01501", "Proefstad", "Bergen", "hof van de proefstad", ""]
)
def test_other_words_are_left_alone(text: str) -> None:
    assert not has_forbidden(text, WOORDEN)


def test_without_words_nothing_is_forbidden() -> None:
    assert not has_forbidden("alles", make_zoeklijst([], []))
    assert not has_forbidden("alles", make_zoeklijst([Partij(naam=" - ", type="gemeente")], []))


def test_every_text_of_a_page_is_looked_at() -> None:
    text = "\n".join(texts_of(voorbeeldblad("Proefdorp")))
    assert text.count("Proefdorp") > 8
    for part in (
        "norm-3d",
        "Verwerk de wetswijziging.",
        "peildatum",
        "2b Meldpunt",
        "weerbaar 0.1.0",
    ):
        assert part in text
    assert set(texts_of({"sleutel": [1, True, None, {"diep": ("x",)}]})) == {
        "sleutel",
        "1",
        "diep",
        "x",
    }


# --- names that are bent, hidden, or words too


GEMEENTEN = make_zoeklijst(
    [
        Partij(naam=naam, type="gemeente")
        for naam in ("Enschede", "Almelo", "Haaksbergen", "Losser", "Buren", "Ede", "Kampen")
    ]
    + [Partij(naam="Hof van Proefstad", type="gemeente", aliassen=("HvP", "Ontvangstpunt 't Hof"))],
    [],
    zinnen=(
        "De burgemeester van Almelo.",
        "Een avond in Enschede en Almelo",
        "almelo-plan-van-aanpak",
        "Haaksbergen",
    ),
)


def named(inhoud: object, naam: str = "") -> set[str]:
    return {one.tekst for one in find_forbidden(inhoud, GEMEENTEN, naam).treffers}


@pytest.mark.parametrize(
    ("text", "naam", "woord"),
    [
        ("de Enschedese wijken", "", "Enschede"),
        ("een enschedeër", "", "Enschede"),
        ("Almelose aanpak, Almelo’s aanpak", "", "Almelo"),
        ("de Haaksbergse raad", "", "Haaksbergen"),
        ("Hof van Proefstadse regels", "", "Hof van Proefstad"),
        ("volgens HvP", "", "HvP"),
        ("En\u00adschede", "", "Enschede"),
        ("Ens&shychede en Ens&shy;chede", "", "Enschede"),
        ("Al\u200bme\u2060lo", "", "Almelo"),
        ("\uff21lmelo \U0001d400lmelo", "", "Almelo"),
        ("&#69nschede", "", "Enschede"),
        (r'<style>p{content:"\45 nschede loopt achter"}</style>', "", "Enschede"),
        (r'<style>p{content:"Ens" /* */ "chede"}</style>', "", "Enschede"),
        ('<p style=\'content: "Ens" "chede"\'>', "", "Enschede"),
        (r'<p style="content: \41 lmelo">', "", "Almelo"),
        (".enschede-theme { --kleur: red }", "huis.css", "Enschede"),
        (r'p{content:"\41 l" "melo"}', "huis.css", "Almelo"),
        ('{"a": "x\\nalmelo"}', "", "Almelo"),
        ("In Losser loopt het goed", "", "Losser"),
        ("de gemeenten Buren, Ede en Kampen", "", "Kampen"),
        ("| Losser | voldoet |", "", "Losser"),
        ("norm;Ede;voldoet", "", "Ede"),
        ("de Kamper aanpak", "", "Kampen"),
        ("gem. Losser voldoet niet", "", "Losser"),
        ("/uit/losser.html", "", "Losser"),
        (".losser-theme{}", "huis.css", "Losser"),
        ("https://x.test/losser/plan", "", "Losser"),
    ],
)
def test_a_name_does_not_hide(text: str, naam: str, woord: str) -> None:
    assert woord in named(text, naam)
    assert woord in named(text.encode(), naam or "a.txt")


@pytest.mark.parametrize(
    "text",
    [
        "Meldingen van buren sneller opvolgen",
        "Buren kunnen meldingen doen. Buren zijn belangrijk.",
        "- Buren worden gevraagd\n- Kampen met tekorten",
        "<p>Buren worden gevraagd</p><td>Kampen met tekorten</td>",
        '{"titel": "Buren melden vaker"}',
        "titel: Buren melden vaker",
        "wij kampen met tekorten; losser omgaan met ede en emmer",
        "Kampen in Overijssel is een zin die zo begint",
        "vrede, Edelstad, Almeloop, Enschedeel",
    ],
)
def test_a_word_is_no_name(text: str) -> None:
    assert named(text) == set()
    assert named({"tekst": [text]}) == set()


@pytest.mark.parametrize(
    "text",
    [
        "Eigenaar: de burgemeester van Almelo. Kosten: geen.",
        "<td>De burgemeester\n van <b>Almelo</b>.</td>",
        "Een avond in Enschede en Almelo (2024)",
        "volgens almelo-plan-van-aanpak en meer",
    ],
)
def test_a_sentence_of_ours_may_name_a_party(text: str) -> None:
    assert named(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "De burgemeester van Almelo loopt achter.",
        "De burgemeester van Almelo! En meer.",
        "Burgemeester van Almelo.",
        "Een avond in Enschede en Almelo voor iedereen",
        "Een avond in Almelo",
        "Haaksbergen",
    ],
)
def test_the_name_itself_is_never_let_through(text: str) -> None:
    assert named(text)


def test_what_a_user_brings_is_refused_with_its_place_and_without_the_word() -> None:
    css = "a {}\n.enschede-theme { color: red }"
    with pytest.raises(WeerbaarError) as caught:
        refuse_named("de huisstijl", "almelo.css", css, GEMEENTEN, "Haal hem weg.")
    assert caught.value.exit_code == 2
    said = f"{caught.value.message} {caught.value.tip}"
    assert "de huisstijl noemt een partij, in «[partij].css» op regel 2" in said
    assert named(said) == set()


def test_what_could_not_be_searched_is_refused() -> None:
    with pytest.raises(WeerbaarError, match=r"niet te doorzoeken.*lekken"):
        Gezien([], [("", ONTBREEKT)]).refuse_unsearched()
    with pytest.raises(WeerbaarError, match="te groot om te doorzoeken"):
        Gezien([], [("", f"{TE_GROOT} (meer dan 25 MB)")]).refuse_unsearched()
    Gezien([], [("", "een plaatje in de PDF")]).refuse_unsearched()
