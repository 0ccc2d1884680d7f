"""The note of one page: one page however much there is to tell, and nothing cut without a word."""

from __future__ import annotations

import io
from datetime import date

import pikepdf
import pytest
from msgspec.structs import replace

from tests.blad.voorbeeldblad import Voorbeeldview
from tests.views.groepsrapporten import EINDMETING, ZELFSCAN, make_editie, make_rapport, section
from tests.views.ruimnotitie import LANG, full_groepsnotitie, full_notitie, with_codes
from weerbaar_cli.blad.blad import Alinea, Blad, Kolom, Merk, Sectie, Sterk, Tabel
from weerbaar_cli.blad.data import plain_text
from weerbaar_cli.files import sjablonen
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.csv import page_rows, to_csv
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.vormen import Opmaak, write
from weerbaar_cli.model.uitkomsten.groepsbeeld import Tal
from weerbaar_cli.model.woorden import join
from weerbaar_cli.views.notitie.groep import make_notitie_groep
from weerbaar_cli.views.notitie.notitie import (
    LETTERS,
    MOST,
    REGELS,
    THEMAS,
    cut,
    first_normen,
    first_rows,
    fit,
    letters_of,
    lines_of,
    make_delen,
)


def pages(blad: Blad) -> int:
    with pikepdf.open(
        io.BytesIO(write("pdf", Voorbeeldview(blad), Opmaak(sjablonen)).inhoud)
    ) as found:
        return len(found.pages)


@pytest.mark.parametrize("make", [full_groepsnotitie, full_notitie])
def test_the_fullest_note_is_one_page_of_pdf(make: object) -> None:
    assert callable(make)
    assert pages(with_codes(make())) == 1


def test_a_page_that_is_too_full_is_seen() -> None:
    """So the test above can fail."""
    note = full_notitie()
    assert pages(with_codes(replace(note, secties=note.secties + _again(note)))) > 1


def _again(note: Blad) -> tuple[Sectie, ...]:
    return tuple(replace(one, anker=f"{one.anker}-2") for one in note.secties)


def test_what_does_not_fit_is_counted() -> None:
    points = [f"Punt {number}: {LANG}" for number in range(9)]
    shown = fit(points, 9, "zie het rapport.")
    assert sum(map(lines_of, shown)) <= 9
    assert shown[-1] == f"En nog {9 - (len(shown) - 1)} punten; zie het rapport."
    assert fit(["kort", "korter"], 2, "zie") == ("kort", "korter")
    assert fit([], 3, "zie") == ()


def test_even_one_point_that_is_too_long_is_shown_in_part() -> None:
    shown = fit([LANG, "kort"], 3, "zie het rapport.")
    assert lines_of(shown[0]) <= 2
    assert str(shown[0]).endswith("…")
    assert shown[1] == "En nog 1 punt; zie het rapport."


def test_a_point_is_cut_where_it_is_too_long_and_nowhere_else() -> None:
    assert cut("kort") == "kort"
    found = cut((Sterk("Hoofd."), f" {LANG}", "dit valt weg"))
    assert isinstance(found, tuple)
    assert found[0] == Sterk("Hoofd.")
    assert len(found) == 2
    assert letters_of(found) <= MOST + 2
    assert cut((Merk("voldoet"), LANG), LETTERS)[0] == Merk("voldoet")  # type: ignore[index]


def test_a_long_table_keeps_its_total() -> None:
    rows = tuple((f"thema {number}", "1") for number in range(20))
    tabel = Tabel("Normen", (Kolom("Thema"), Kolom("Aantal", getal=True)), (*rows, ("Samen", "20")))
    found = first_rows(tabel)
    assert len(found.rijen) == THEMAS + 1
    assert found.rijen[-2:] == ((f"En nog {20 - THEMAS + 1}", ""), ("Samen", "20"))
    assert first_rows(found) == found


def norm_table(names: list[str]) -> Tabel:
    rows = tuple(((Merk("deels", kort=True), f" {name} Norm"), "jurist", "-") for name in names)
    return Tabel("Normen", tuple(map(Kolom, ("Norm", "Wie", "Wanneer"))), rows)


@pytest.mark.parametrize(
    ("room", "more", "end"), [(20, ", jurist, -", ""), (13, "", " Wie en wanneer: elders.")]
)
def test_a_norm_for_which_there_is_no_row_is_named(room: int, more: str, end: str) -> None:
    """With who and when, where there is room for it."""
    names = [f"{number}.10" for number in range(30)]
    tabel = norm_table(names)
    shown, others = first_normen(tabel, names, "elders.", room)
    assert isinstance(shown, Tabel)
    assert isinstance(others, Alinea)
    left = names[len(shown.rijen) :]
    told = "; ".join(f"deels {name} Norm{more}" for name in left)
    assert plain_text(others.inhoud) == f"En nog {len(left)}: {told}.{end}"
    assert first_normen(norm_table(names[:3]), names[:3], "", 14) == (norm_table(names[:3]),)


def test_without_room_for_their_names_the_last_norms_have_their_number() -> None:
    names = [f"{number}.10" for number in range(30)]
    _, others = first_normen(norm_table(names), names, "elders.", 11)
    assert isinstance(others, Alinea)
    words = plain_text(others.inhoud)
    assert "deels 3.10 Norm; deels 4.10 Norm; " in words
    assert words.endswith("; 28.10; 29.10. Wie en wanneer: elders.")


def test_a_text_is_cut_after_a_sentence_and_only_where_not_all_fits() -> None:
    assert cut("Eerst de ene zin. Dan een veel langere zin.", 30) == "Eerst de ene zin. …"
    assert cut("Een enkele zin die heel erg lang is.", 20) == "Een enkele zin die …"
    long = f"{'Woord ' * 80}einde."
    weten, *_ = make_delen((Alinea(long),), ["kort"], ["kort"], "elders.")
    assert weten.blokken == (Alinea(long),)
    weten, *_ = make_delen((Alinea(long),), ["kort"] * REGELS, ["kort"], "elders.")
    assert [one for one in weten.blokken if "einde" in str(one)] == []


def test_the_note_of_a_group_says_what_changed_and_asks() -> None:
    nu = make_editie([7] * 20, dag=EINDMETING)
    rapport = make_rapport(nu, make_editie([5] * 20, dag=ZELFSCAN))
    blad = make_notitie_groep(rapport)
    assert [one.kop for one in blad.secties] == [
        "Wat we weten", "Wat er is veranderd, en waardoor", "Wat wij u vragen",
    ]  # fmt: skip
    changed = section(blad, "veranderd")
    normen = list(rapport.raamwerk.normen)
    named = [one for one in normen if f"{one.id} {one.kort}" in changed]
    assert len(named) > 4
    others = [one.id for one in normen[len(named) :]]
    assert f"{named[-1].naam} en nog {len(others)}: {join(others)}) voldoen meer" in changed
    assert "niet op te maken" in section(blad, "veranderd")
    assert "Stel vast wanneer" in section(blad, "vragen")
    assert blad.vertrouwelijk == (
        "Vertrouwelijk: alleen voor het districtelijk overleg; zonder losse organisaties"
    )


def test_a_group_that_is_too_small_stays_hidden_in_the_note() -> None:
    rapport = make_rapport(make_editie([2] * 20, 6))
    assert rapport.beeld.nu.normen[0].voldoet == Tal("te_klein", 0, 6, 6)
    text = section(make_notitie_groep(rapport), "weten")
    assert "te weinig partijen om te tonen" in text
    assert "%" not in text


def test_the_codes_stand_in_the_footer_and_there_is_no_table_of_contents() -> None:
    blad = with_codes(full_groepsnotitie())
    assert len(blad.secties) == 3
    assert "wdnotitie" in blad.voet[-1]
    assert "<nav" not in to_html(blad, read_sjablonen())
    assert "wdnotitie" in "".join(to_csv(page_rows(blad)))
    assert blad.datum == date(2024, 7, 1)
