"""Facts into a workbook and out of it again: nothing is lost, and nothing changes by itself."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.invullen.typist import Typist
from tests.steekproef import sample
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.werkboek import read_werkboek_bytes
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.formats.werkboek_ods import write_ods
from weerbaar_cli.invullen.langevorm import write_out
from weerbaar_cli.invullen.voorstel import Voorstel
from weerbaar_cli.invullen.vragenlijst import Invulfeit
from weerbaar_cli.invullen.werkboek import make_werkboek
from weerbaar_cli.invullen.werkboekantwoorden import Werkboeklezer
from weerbaar_cli.model.uitkomsten.wijzigingen import Afwijzing
from weerbaar_cli.model.werkboek import Werkboek
from weerbaar_cli.reading.invullen.werkboek import (
    export_meting,
    export_raamwerken,
    try_werkboeken,
)
from weerbaar_cli.reading.wijzigingen import Invulmeting, read_invulmeting, try_voorstellen

ROOT = Path(__file__).parents[2]
METINGEN = sorted((ROOT / "examples").glob("*/metingen/*.yaml"))
TWENTE = ROOT / "examples/twente"
Schrijver = Callable[[Werkboek], bytes]
SCHRIJVERS = {"xlsx": write_xlsx, "ods": write_ods}
HEAD = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: {raamwerk}
soort: zelfscan
peildatum: 2024-01-31
fictief: ja
"""


def blank(folder: Path, raamwerk: str = "twente-basis-op-orde") -> Invulmeting:
    shutil.copy(TWENTE / "weerbaar.yaml", folder)
    path = folder / "stad.yaml"
    path.write_text(HEAD.format(raamwerk=raamwerk), encoding="utf-8")
    return read_invulmeting(path)


def asked(meting: Invulmeting, raw: bytes) -> list[Voorstel | Afwijzing]:
    boek = read_werkboek_bytes(raw, "terug.xlsx")
    return list(Werkboeklezer(boek, meting.vragen, meting.data).read())


@pytest.mark.parametrize("schrijver", SCHRIJVERS.values(), ids=SCHRIJVERS)
@pytest.mark.parametrize("path", sample(METINGEN[::9], 4), ids=lambda one: one.stem)
def test_a_workbook_that_nobody_touched_changes_nothing(path: Path, schrijver: Schrijver) -> None:
    meting = read_invulmeting(path)
    assert asked(meting, schrijver(make_werkboek(meting.vragen, meting.data))) == []


days = st.dates(min_value=date(1990, 1, 1), max_value=date(2023, 12, 31)).map(str)
letters = st.characters(codec="utf-8", categories=("L", "N", "P", "Zs"))
texts = st.text(letters, min_size=3, max_size=30)
titles = texts.map(lambda one: f"Nota {' '.join(one.split())} x".replace("\xa0", " "))
PLACE = st.just("gmb-1")


def waarden(feit: Invulfeit) -> st.SearchStrategy[Any]:
    """Every answer that a fact can have, as the long form has it."""
    words = st.sampled_from([one.waarde for one in feit.keuzes] or ["onbekend"])
    state = st.sampled_from(["ja", "nee", "onbekend"])
    reason = titles.map(lambda one: {"waarde": "nvt", "reden": one})
    day = st.one_of(days, st.just("nooit"), st.just("onbekend"))
    match feit.soort:
        case "ja_nee":
            return words | st.just("onbekend")
        case "datum":
            return day
        case "getal":
            return st.integers(0, 5000).map(str) | st.just("onbekend") | st.just("0.6")
        case "aantal":
            counts = st.integers(0, 40).map(str), st.integers(40, 90).map(str)
            return st.fixed_dictionaries({"aantal": counts[0], "totaal": counts[1]})
        case "checklist":
            return st.fixed_dictionaries(
                {one.id: state | reason if one.nvt_kan else state for one in feit.items}
            )
        case "groepen" if feit.groepen == "vast":
            return st.fixed_dictionaries({one.id: day for one in feit.groepsnamen})
        case "groepen":
            return st.dictionaries(titles, day, min_size=1, max_size=6)
        case "document":
            fields = {"status": st.sampled_from(["concept", "vastgesteld"])}
            more = {
                "titel": titles,
                "vastgesteld_op": days,
                "geldig_vanaf": days,
                "jaar": st.sampled_from(["2020", "2023"]),
                "vastgesteld_door": st.just("college"),
                "vindplaats": st.just("CVDR000001"),
            }
            one = st.fixed_dictionaries(fields, optional=more)
            return st.just("nee") | st.lists(one, min_size=1, max_size=1)


def answers(feit: Invulfeit) -> st.SearchStrategy[dict[str, Any]]:
    piece = st.fixed_dictionaries({"titel": titles}, optional={"datum": days, "vindplaats": PLACE})
    more = {"toelichting": titles, "bewijs": st.lists(piece, min_size=1, max_size=2, unique_by=str)}
    return st.fixed_dictionaries({"waarde": waarden(feit)}, optional=more)


RAAMWERKEN = ("twente-basis-op-orde", "drentse-ambities", "gelderland-zuid-weerbaar")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("raamwerk", "schrijver"),
    sample(product(RAAMWERKEN, SCHRIJVERS.values()), 5),
    ids=map("-".join, product(RAAMWERKEN, SCHRIJVERS)),
)
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_what_is_typed_in_a_workbook_is_what_the_meting_says(
    tmp_path_factory: pytest.TempPathFactory,
    raamwerk: str,
    schrijver: Schrijver,
    data: st.DataObject,
) -> None:
    meting = blank(tmp_path_factory.mktemp("in"), raamwerk)
    choice = st.sampled_from(sorted(meting.vragen.feiten))
    names = data.draw(st.lists(choice, min_size=1, max_size=8, unique=True))
    facts = {name: data.draw(answers(meting.vragen.feiten[name]), label=name) for name in names}
    typist = Typist(make_werkboek(meting.vragen, meting.data))
    for name, long in facts.items():
        typist.answer(name, meting.vragen, long)
    found = asked(meting, schrijver(typist.done()))
    assert not [one for one in found if isinstance(one, Afwijzing)]
    poging = try_voorstellen(meting, [one for one in found if isinstance(one, Voorstel)])
    said = write_out(meting.read(poging.nieuw).data, meting.vragen.feiten)["feiten"]
    assert said.keys() <= facts.keys()
    feiten = meting.vragen.feiten
    refused = {one.onderwerp.partition(":")[0] for one in poging.beeld.afwijzingen}
    kept = {name: long for name, long in facts.items() if feiten[name].kort not in refused}
    assert {name: said.get(name) for name in kept} == kept


TEXT = (TWENTE / "metingen/voorbeeldstad-zelfscan-2024.yaml").read_text(encoding="utf-8")


def in_twente(folder: Path, text: str = TEXT) -> Invulmeting:
    shutil.copy(TWENTE / "weerbaar.yaml", folder)
    (folder / "stad.yaml").write_text(text, encoding="utf-8")
    return read_invulmeting(folder / "stad.yaml")


@pytest.mark.hypothesis
@pytest.mark.parametrize("examples", sample([8, 25], 2))
def test_what_was_not_changed_in_the_workbook_keeps_every_byte(
    tmp_path_factory: pytest.TempPathFactory, examples: int
) -> None:
    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def keeps(data: st.DataObject) -> None:
        meting = in_twente(tmp_path_factory.mktemp("in"))
        boek = make_werkboek(meting.vragen, meting.data)
        rows = [rij for _, rij in boek.rows() if rij.kenmerk[0] == "vraag" and rij.cellen[2].vrij]
        chosen = data.draw(st.lists(st.sampled_from(rows), min_size=1, max_size=4, unique=True))
        typist = Typist(boek)
        for rij in chosen:
            kind = meting.vragen.feiten[str(rij.kenmerk[1])].soort
            if kind in ("ja_nee", "datum", "getal"):
                typist.type(rij.kenmerk, "antwoord", "weet ik niet")
            typist.type(rij.kenmerk, "toelichting", data.draw(titles))
        found = asked(meting, write_xlsx(typist.done()))
        poging = try_voorstellen(meting, [one for one in found if isinstance(one, Voorstel)])
        names = {str(rij.kenmerk[1]) for rij in chosen}
        before, after = meting.data, meting.read(poging.nieuw).data
        others = before["feiten"].keys() - names
        assert {name: after["feiten"][name] for name in others} == {
            name: before["feiten"][name] for name in others
        }
        assert {key: one for key, one in after.items() if key != "feiten"} == {
            key: one for key, one in before.items() if key != "feiten"
        }
        remarks = re.compile(r"(?m)(?:^|\s)#.*$")
        assert Counter(remarks.findall(poging.nieuw.decode())) == Counter(remarks.findall(TEXT))

    keeps()


def test_a_workbook_of_nobody_goes_into_any_meting_of_its_raamwerk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meting = blank(tmp_path)
    monkeypatch.chdir(tmp_path)
    typist = Typist(export_raamwerken(["twente-basis-op-orde"]))
    typist.type(("vraag", "mt-besproken"), "antwoord", date(2024, 1, 16))
    typist.type(("document", "apv", 0), "titel", "APV")
    Path("leeg.xlsx").write_bytes(write_xlsx(typist.done()))
    poging = try_werkboeken([Path("leeg.xlsx")], meting.pad)
    assert poging.beeld.klopt
    assert meting.read(poging.nieuw).data["feiten"] == {
        "mt-besproken": "2024-01-16",
        "apv": {"titel": "APV"},
    }


def test_a_workbook_for_a_function_has_its_questions_and_nothing_else(tmp_path: Path) -> None:
    meting = in_twente(tmp_path)
    boek = export_meting(meting.pad, ["jurist"])
    asked_ = {rij.kenmerk[1] for _, rij in boek.rows() if rij.kenmerk[0] == "vraag"}
    assert asked_ == {name for name, one in meting.vragen.feiten.items() if "jurist" in one.rollen}
    assert not {"Acties", "Per norm"} & {one.naam for one in boek.bladen}
    assert asked(meting, write_ods(boek)) == []
    with pytest.raises(WeerbaarError, match="er is geen vraag voor «jurst»"):
        export_meting(meting.pad, ["jurst"])


def test_a_meting_of_an_unknown_raamwerk_has_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(WeerbaarError, match="stelt geen vragen"):
        export_meting(blank(tmp_path, "geen-raamwerk").pad)


def test_the_same_meting_gives_the_same_bytes(tmp_path: Path) -> None:
    meting = in_twente(tmp_path)
    boek = make_werkboek(meting.vragen, meting.data)
    for schrijver in SCHRIJVERS.values():
        content = schrijver(boek)
        assert schrijver(boek) == content
        with ZipFile(io.BytesIO(content)) as packed:  # nor does it say when it was written
            assert {one.date_time for one in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_text_is_never_a_formula(tmp_path: Path) -> None:
    meting = in_twente(tmp_path)
    typist = Typist(make_werkboek(meting.vragen, meting.data))
    typist.type(("vraag", "mt-besproken"), "toelichting", '=HYPERLINK("http://x")')
    for schrijver in SCHRIJVERS.values():
        (voorstel,) = asked(meting, schrijver(typist.done()))
        assert isinstance(voorstel, Voorstel)
        assert voorstel.wordt == '=HYPERLINK("http://x")'
