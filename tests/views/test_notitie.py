"""The note of one page: one page however much there is to tell, and nothing cut without a word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from tests.blad.voorbeeldblad import Voorbeeldview
from tests.steekproef import sample
from tests.views.groepsrapporten import EINDMETING, ZELFSCAN, make_editie, make_rapport, section
from tests.views.ruimnotitie import (
    LANG,
    full_groepsnotitie,
    full_notitie,
    with_codes,
    with_laws,
    write_open_meting,
)
from weerbaar_cli.blad.blad import Alinea, Blad, Blok, Kolom, Lijst, Merk, Sectie, Sterk, Tabel
from weerbaar_cli.blad.data import plain_text
from weerbaar_cli.files import sjablonen
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.csv import page_rows, to_csv
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.vormen import Opmaak, write
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport
from weerbaar_cli.model.uitkomsten.groepsbeeld import Tal
from weerbaar_cli.model.uitkomsten.plan import Plannorm
from weerbaar_cli.model.woorden import LEEG, join
from weerbaar_cli.reading.eigen import Eigenvraag, read_eigen
from weerbaar_cli.views.doelgroep import see_eigen
from weerbaar_cli.views.eigen.eerste import weighed_normen
from weerbaar_cli.views.notitie.groep import make_notitie_groep
from weerbaar_cli.views.notitie.notitie import (
    LETTERS,
    MOST,
    REGELS,
    THEMAS,
    Normtabel,
    Ruimte,
    cut,
    first_rows,
    fit,
    fits,
    letters_of,
    lines_of,
    make_delen,
    tell_normen,
)

METINGEN = sorted((Path(__file__).parents[2] / "examples").glob("*/metingen/*.yaml"))
LIBRARY = Bibliotheek(None)
RAAMWERKEN = [LIBRARY.raamwerk(name) for name in LIBRARY.packaged_ids()]


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


def norm_table(names: list[str], wie: str = "jurist") -> Tabel:
    cells = [((Merk("deels", kort=True), f" {name} Norm"), wie.format(name), "-") for name in names]
    rows = tuple(cells)
    return Tabel("Normen", tuple(map(Kolom, ("Norm", "Wie", "Wanneer"))), rows)


def told(names: list[str], ruimte: Ruimte, wie: str = "jurist") -> Sequence[Blok]:
    """What a note says of one table of these norms."""
    (blokken,) = tell_normen(
        [Normtabel(norm_table(names, wie), names, "Nog niet")], "elders.", ruimte
    )
    return blokken


TIENTALLEN = [f"{number}.10" for number in range(30)]


@pytest.mark.parametrize(
    ("wie", "ruimte", "before", "end"),
    [
        ("jurist", Ruimte(20, 20, 0), ". Jurist (-): ", ""),
        ("jurist", Ruimte(11, 15, 0), ". Jurist (-): ", ""),
        ("jurist {}", Ruimte(13, 11, 0), ": ", " Wie en wanneer: elders."),
    ],
)
def test_a_norm_for_which_there_is_no_row_is_named(
    wie: str, ruimte: Ruimte, before: str, end: str
) -> None:
    """With who and when, where there is room for it or the other parts can make that."""
    shown, others = told(TIENTALLEN, ruimte, wie)
    assert isinstance(shown, Tabel)
    assert isinstance(others, Alinea)
    left = TIENTALLEN[len(shown.rijen) :]
    words = "; ".join(f"deels {name} Norm" for name in left)
    assert plain_text(others.inhoud) == f"En nog {len(left)}{before}{words}.{end}"


def test_without_room_for_a_table_all_is_said_in_sentences() -> None:
    (alinea,) = told(TIENTALLEN, Ruimte(11, 11, 20), "jurist {}")
    assert isinstance(alinea, Alinea)
    words = plain_text(alinea.inhoud)
    assert words.startswith("Nog niet. Jurist 0.10 (-): deels 0.10 Norm. Jurist 1.10 (-): deels ")


def test_norms_of_one_stand_together_and_of_these_those_of_a_day() -> None:
    days = ("1-1", LEEG, "1-1", "2-1")
    rows = tuple(
        (f"{number}", "wie" if number else "een ander", day) for number, day in enumerate(days)
    )
    tabel = replace(norm_table([]), rijen=(*rows, ("4", "wie", Sterk("1-1"))))
    ruimte = Ruimte(0, 0, 9)
    ((alinea,),) = tell_normen([Normtabel(tabel, ["1"] * len(tabel.rijen), "Nog niet")], "", ruimte)
    assert isinstance(alinea, Alinea)
    assert plain_text(alinea.inhoud) == (
        "Nog niet. Een ander (1-1): 0. Wie: 1; (1-1): 2; (2-1): 3; (1-1): 4."
    )


@pytest.mark.parametrize("room", [14, 2])
def test_a_few_norms_have_a_row_each(room: int) -> None:
    names = ["1.1", "1.2", "1.3"]
    assert told(names, Ruimte(room, room, 0)) == (norm_table(names),)


def test_without_room_for_their_names_the_last_norms_have_their_number() -> None:
    _, others = told(TIENTALLEN, Ruimte(11, 11, 11), "jurist {}")
    assert isinstance(others, Alinea)
    words = plain_text(others.inhoud)
    assert "deels 3.10 Norm; deels 4.10 Norm; " in words
    assert words.endswith("; 28.10; 29.10. Wie en wanneer: elders.")


def test_of_many_raamwerken_norms_are_named_as_a_whole_or_not_at_all() -> None:
    normen = [Normtabel(norm_table(TIENTALLEN[:9]), TIENTALLEN[:9], "Nog niet")] * 3
    found = tell_normen(normen, "elders.", Ruimte(40, 40, 40))
    assert all(type(one) is Alinea for blokken in found for one in blokken)
    last = Alinea("Welke normen, wie en wanneer: elders.")
    assert list(tell_normen(normen, "elders.", Ruimte(3, 3, 3))) == [(), (), (last,)]


def page_one(meting: Path) -> tuple[str, Sequence[Plannorm]]:
    """What the note says of norms that are not met, and which these are."""
    found = read_eigen(Eigenvraag((meting,), None, None, None))
    blad = see_eigen("notitie", found.beeld, found.score, found.paren).blad()
    return section(blad, "weten"), weighed_normen(found.beeld)


@pytest.mark.parametrize("meting", sample(METINGEN, 12), ids=[one.stem for one in METINGEN])
def test_the_note_on_any_example_says_who_and_when_of_every_norm(meting: Path) -> None:
    words, normen = page_one(meting)
    assert "Wie en wanneer" not in words
    assert [one.id for one in normen if f"\u00a0{one.id} " not in words] == []


@pytest.mark.parametrize(
    "raamwerken",
    [*([one] for one in RAAMWERKEN), *sample(map(list, combinations(RAAMWERKEN, 2)), 7)],
    ids=lambda found: "+".join(one.id for one in found),
)
def test_the_note_says_who_and_when_where_no_norm_of_its_raamwerken_is_met(
    raamwerken: Sequence[Raamwerk], tmp_path: Path
) -> None:
    meting, days = write_open_meting(tmp_path, raamwerken)
    words, left = page_one(meting)
    assert len(left) > 2
    when = [dutch(days[f"{one.raamwerk}/{one.id}"]) for one in left]
    asked = [*(f"\u00a0{one.id} " for one in left), *when]
    assert [text for text in asked if text not in words] == []


@pytest.mark.parametrize(
    ("which", "named", "where"),
    [
        ((0, -1, -2), True, ""),
        ((0, 1, -1), True, "Wie en wanneer: "),
        ((0, 1, 2, 3, -1), False, "Welke normen, wie en wanneer: "),
    ],
)
def test_of_more_raamwerken_norms_are_named_while_they_fit_beside_the_counts(
    which: Sequence[int], named: bool, where: str, tmp_path: Path
) -> None:
    """With who and when, by name, or not; these raamwerken are by size, the largest first."""
    sizes = sorted(RAAMWERKEN, key=lambda one: -one.aantal_normen)
    meting, _ = write_open_meting(tmp_path, [sizes[number] for number in which])
    words, left = page_one(meting)
    assert "Normen per oordeel" in words
    assert all(f"\u00a0{one.id} " in words for one in left) == named
    assert where in words
    assert ("anneer: " in words) == bool(where)


def test_tables_of_norms_leave_a_long_page_its_other_parts() -> None:
    """Of many raamwerken two have norms left: their tables come below a long one of counts."""
    counts = Tabel("Normen", (Kolom("Raamwerk"),), (("Raamwerk",),) * 9)
    normen = [Normtabel(norm_table(TIENTALLEN, "jurist {}"), TIENTALLEN, "Nog niet")] * 2
    points = [LANG] * 9
    delen = make_delen((Alinea("Woord " * 80), counts, *normen), points, points, "elders.")
    lists = [blok for deel in delen[1:] for blok in deel.blokken if isinstance(blok, Lijst)]
    assert len(lists) == 2
    assert fits(delen[0].blokken, [one for blok in lists for one in blok.punten])


def test_a_page_without_norms_has_none_to_name() -> None:
    assert tell_normen([], "elders.", Ruimte(-9, -9, -9)) == []


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
    assert "niet op te maken" in section(blad, "veranderd")
    assert "Stel vast wanneer" in section(blad, "vragen")
    assert blad.vertrouwelijk == (
        "Vertrouwelijk: alleen voor het districtelijk overleg; zonder losse organisaties"
    )


def test_the_note_of_a_group_names_as_many_norms_as_fit_and_numbers_the_others() -> None:
    nu = make_editie([7] * 20, dag=EINDMETING)
    rapport = make_rapport(nu, make_editie([5] * 20, dag=ZELFSCAN))
    normen = list(rapport.raamwerk.normen)
    assert _named(rapport) == normen
    full = with_laws(rapport)
    full = full._replace(ankers=full.ankers[:4])
    some = _named(full)
    assert 4 < len(some) < len(normen)
    others = [one.id for one in normen[len(some) :]]
    changed = section(make_notitie_groep(full), "veranderd")
    assert f"{some[-1].naam} en nog {len(others)}: {join(others)}) voldoen meer" in changed


def _named(rapport: Groepsrapport) -> list[Norm]:
    changed = section(make_notitie_groep(rapport), "veranderd")
    return [one for one in rapport.raamwerk.normen if f"{one.id} {one.kort}" in changed]


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
