"""The note of one page: one page however much there is to tell, and nothing cut without a word."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace

from tests.blad.voorbeeldblad import Voorbeeldview
from tests.steekproef import sample
from tests.views.groepsrapporten import EINDMETING, ZELFSCAN, make_editie, make_rapport, section
from tests.views.ruimnotitie import (
    LANG,
    METING,
    PEILDATUM,
    WERKMAP,
    full_groepsnotitie,
    full_notitie,
    with_codes,
)
from weerbaar_cli.blad.blad import Alinea, Blad, Kolom, Merk, Sectie, Sterk, Tabel
from weerbaar_cli.blad.data import plain_text
from weerbaar_cli.files import sjablonen
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.csv import page_rows, to_csv
from weerbaar_cli.formats.html import to_html
from weerbaar_cli.formats.vormen import Opmaak, write
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsbeeld import Tal
from weerbaar_cli.model.woorden import join
from weerbaar_cli.reading.eigen import Eigenvraag, read_eigen
from weerbaar_cli.views.doelgroep import see_eigen
from weerbaar_cli.views.eigen.eerste import weighed_normen
from weerbaar_cli.views.notitie.groep import make_notitie_groep
from weerbaar_cli.views.notitie.notitie import (
    LETTERS,
    MOST,
    REGELS,
    THEMAS,
    Ruimte,
    cut,
    first_normen,
    first_rows,
    fit,
    letters_of,
    lines_of,
    make_delen,
)

METINGEN = sorted((Path(__file__).parents[2] / "examples").glob("*/metingen/*.yaml"))
LIBRARY = Bibliotheek(None)
RAAMWERKEN = [LIBRARY.raamwerk(name) for name in LIBRARY.packaged_ids()]
UITVOERDERS = (
    "adviseur integrale veiligheid", "Bibob-coördinator", "ondermijningscoördinator",
    "teamleider vergunningen en toezicht", "privacyfunctionaris", "gemeentesecretaris", "griffier",
)  # fmt: skip


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


@pytest.mark.parametrize(
    ("wie", "ruimte", "before", "end"),
    [
        ("jurist", Ruimte(20, 20), ". Jurist (-): ", ""),
        ("jurist", Ruimte(11, 15), ". Jurist (-): ", ""),
        ("jurist {}", Ruimte(13, 11), ": ", " Wie en wanneer: elders."),
    ],
)
def test_a_norm_for_which_there_is_no_row_is_named(
    wie: str, ruimte: Ruimte, before: str, end: str
) -> None:
    """With who and when, where there is room for it or the other parts can make that."""
    names = [f"{number}.10" for number in range(30)]
    tabel = norm_table(names, wie)
    shown, others = first_normen(tabel, names, "elders.", ruimte)
    assert isinstance(shown, Tabel)
    assert isinstance(others, Alinea)
    left = names[len(shown.rijen) :]
    told = "; ".join(f"deels {name} Norm" for name in left)
    assert plain_text(others.inhoud) == f"En nog {len(left)}{before}{told}.{end}"


@pytest.mark.parametrize("room", [14, 2])
def test_a_few_norms_have_a_row_each(room: int) -> None:
    names = ["1.1", "1.2", "1.3"]
    assert first_normen(norm_table(names), names, "", Ruimte(room, room)) == (norm_table(names),)


def test_without_room_for_their_names_the_last_norms_have_their_number() -> None:
    names = [f"{number}.10" for number in range(30)]
    _, others = first_normen(norm_table(names, "jurist {}"), names, "elders.", Ruimte(11, 11))
    assert isinstance(others, Alinea)
    words = plain_text(others.inhoud)
    assert "deels 3.10 Norm; deels 4.10 Norm; " in words
    assert words.endswith("; 28.10; 29.10. Wie en wanneer: elders.")


def page_one(meting: Path) -> tuple[str, Sequence[str]]:
    """What the note says of norms that are not met, and which these are."""
    found = read_eigen(Eigenvraag((meting,), None, None, None))
    blad = see_eigen("notitie", found.beeld, found.score, found.paren).blad()
    return section(blad, "weten"), [norm.id for norm in weighed_normen(found.beeld)]


@pytest.mark.parametrize("meting", sample(METINGEN, 12), ids=[one.stem for one in METINGEN])
def test_the_note_on_any_example_says_who_and_when_of_every_norm(meting: Path) -> None:
    words, normen = page_one(meting)
    assert "Wie en wanneer" not in words
    assert [norm for norm in normen if f"\u00a0{norm} " not in words] == []


@pytest.mark.parametrize("raamwerk", RAAMWERKEN, ids=[one.id for one in RAAMWERKEN])
def test_the_note_says_who_and_when_where_no_norm_of_a_raamwerk_is_met(
    raamwerk: Raamwerk, tmp_path: Path
) -> None:
    """Each norm has an action of another day, of seven functions with long names."""
    normen = [norm.id for thema in raamwerk.themas for norm in thema.normen]
    days = {norm: PEILDATUM + timedelta(40 * number) for number, norm in enumerate(normen, 1)}
    wie = dict(zip(normen, cycle(UITVOERDERS), strict=False))
    acties = (
        f'  - {{norm: "{norm}", actie: Doen, eigenaar: {wie[norm]}, gereed_op: {day}}}'
        for norm, day in days.items()
    )
    (tmp_path / "weerbaar.yaml").write_text(WERKMAP, encoding="utf-8")
    meting = tmp_path / "testdorp.yaml"
    head = METING.format(raamwerk=raamwerk.id, peildatum=PEILDATUM)
    meting.write_text("\n".join((head, *acties, "")), encoding="utf-8")
    words, left = page_one(meting)
    assert len(left) > 2
    asked = [text for norm in left for text in (f"\u00a0{norm} ", dutch(days[norm]))]
    assert [text for text in asked if text not in words] == []


def test_of_two_raamwerken_each_has_its_norms_and_of_more_counts(tmp_path: Path) -> None:
    """Each with who and when."""
    (tmp_path / "weerbaar.yaml").write_text(WERKMAP, encoding="utf-8")
    meting = tmp_path / "testdorp.yaml"
    two = ["twente-basis-op-orde", "drentse-afspraken"]
    told: list[bool] = []
    for names in (two, [*two, "gelderland-zuid-weerbaar"]):
        head = METING.format(raamwerk=f"[{', '.join(names)}]", peildatum=PEILDATUM)
        meting.write_text(f"{head.removesuffix('acties:')}", encoding="utf-8")
        words, left = page_one(meting)
        told.append("Normen per oordeel" in words)
        assert len(left) > 8
        assert "Wie en wanneer" not in words
        assert all(f"\u00a0{norm} " in words for norm in left) != told[-1]
    assert told == [False, True]


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
