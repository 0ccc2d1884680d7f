"""What files ask to change is held three ways; what is not asked keeps every byte."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.schrijven import SLOTS, write_back
from weerbaar_cli.invullen.voorstel import Voorstel
from weerbaar_cli.invullen.wijzigen import WEG
from weerbaar_cli.model.uitkomsten.wijzigingen import Vindplek
from weerbaar_cli.reading.wijzigingen import Wijzigpoging, read_invulmeting, try_voorstellen

TWENTE = Path(__file__).parents[2] / "examples/twente"
TEXT = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
soort: zelfscan
peildatum: 2024-01-31

feiten:
  mt-besproken: 2024-01-16   # besproken
  intern-meldpunt: {waarde: ja, herkomst: getoetst}
  meldpunt-meldingen:
  scan-aanbevelingen: {aantal: 1, totaal: 2}
  integriteit-personeelsbeleid: nee
  apv-onderdelen:
    branches: ja      # beide
    gebieden: nee
  apv: {titel: APV, vastgesteld_op: 2020-01-01}
  afdelingen-agendering:
    Veiligheid: 2024-01-08
acties:
  - {norm: "1a", actie: Eerste}
  - {norm: "1b", actie: Tweede}   # blijft
"""
HIER, DAAR = Vindplek("een.xlsx", "A", "C3"), Vindplek("twee.yaml")


def ask(pad: str, was: Any, wordt: Any, **more: Any) -> Voorstel:
    steps = tuple(int(one) if one.isdigit() else one for one in pad.split("/"))
    return Voorstel(steps, was, wordt, more.pop("bron", HIER), **more)


def attempt(tmp_path: Path, *voorstellen: Voorstel, text: str = TEXT) -> Wijzigpoging:
    shutil.copy(TWENTE / "weerbaar.yaml", tmp_path)
    path = tmp_path / "stad.yaml"
    path.write_text(text, encoding="utf-8")
    return try_voorstellen(read_invulmeting(path), voorstellen)


def changed(old: str, new: str) -> set[str]:
    """The lines that are other ones."""
    return set(new.splitlines()) ^ set(old.splitlines())


@pytest.mark.parametrize(
    ("voorstel", "new"),
    [
        (
            ask("feiten/mt-besproken/waarde", "2024-01-16", "2024-01-20"),
            "  mt-besproken: 2024-01-20   # besproken",
        ),
        (
            ask("feiten/mt-besproken/waarde", "2024-01-16", "onbekend"),
            "  mt-besproken: onbekend   # besproken",
        ),
        (
            ask("feiten/mt-besproken/toelichting", None, "Kort."),
            "  mt-besproken: {waarde: 2024-01-16, toelichting: Kort.}   # besproken",
        ),
        (
            ask("feiten/intern-meldpunt/waarde", "ja", "nee"),
            "  intern-meldpunt: {waarde: nee, herkomst: opgave}",
        ),
        (ask("feiten/meldpunt-meldingen/waarde", None, "3"), "  meldpunt-meldingen: 3"),
        (
            ask("feiten/scan-aanbevelingen/waarde/totaal", "2", "4"),
            "  scan-aanbevelingen: {aantal: 1, totaal: 4}",
        ),
        (
            ask("feiten/apv-onderdelen/waarde/gebieden", "nee", "ja"),
            "    gebieden: ja",
        ),
        (
            ask("feiten/apv/waarde/0/titel", "APV", "APV 2020", rij={"titel": "APV"}),
            "  apv: {titel: APV 2020, vastgesteld_op: 2020-01-01}",
        ),
        (
            ask("acties/5/status", None, "loopt", rij={"actie": "Tweede"}),
            '  - {norm: "1b", actie: Tweede, status: loopt}   # blijft',
        ),
        (
            ask("acties", None, {"norm": "2a", "actie": "Derde"}, nieuw=True),
            "  - {norm: 2a, actie: Derde}",
        ),
    ],
)
def test_one_answer_changes_one_line(tmp_path: Path, voorstel: Voorstel, new: str) -> None:
    found = attempt(tmp_path, voorstel)
    assert new in found.nieuw.decode().splitlines()
    assert len(changed(TEXT, found.nieuw.decode())) <= 2
    assert len(found.beeld.wijzigingen) == 1
    assert found.beeld.klopt


TESTED = TEXT.replace("herkomst: getoetst}", "herkomst: getoetst, bewijs: [{titel: Nota}]}")


@pytest.mark.parametrize(
    ("voorstel", "text", "left"),
    [
        (ask("feiten/intern-meldpunt/waarde", "ja", "nee"), TEXT, "opgave"),
        (ask("feiten/intern-meldpunt/waarde", "ja", "nee"), TESTED, "onderbouwd"),
        (ask("feiten/intern-meldpunt/waarde", "ja", "nee", herkomst="getoetst"), TEXT, "getoetst"),
        (ask("feiten/intern-meldpunt/waarde", "ja", "ja"), TEXT, "getoetst"),
        (ask("feiten/intern-meldpunt/waarde", "ja", "wellicht"), TEXT, "getoetst"),
        (ask("feiten/intern-meldpunt/waarde", "nee", "onbekend"), TEXT, "getoetst"),
        (ask("feiten/intern-meldpunt/toelichting", None, "Kort."), TEXT, "getoetst"),
        (ask("feiten/mt-besproken/waarde", "2024-01-16", "nooit"), TEXT, "getoetst"),
    ],
)
def test_an_answer_that_becomes_another_was_not_tested_and_that_is_told(
    tmp_path: Path, voorstel: Voorstel, text: str, left: str
) -> None:
    found = attempt(tmp_path, voorstel, text=text)
    assert f"herkomst: {left}" in found.nieuw.decode()
    told = [one for one in found.beeld.opmerkingen if "het vorige antwoord was getoetst" in one]
    assert len(told) == (left != "getoetst")
    assert all(f"«{left}»" in one for one in told)


def test_a_word_for_the_whole_list_is_spelled_out_when_a_part_changes(tmp_path: Path) -> None:
    voorstel = ask("feiten/integriteit-personeelsbeleid/waarde/scholing", "nee", "ja")
    text = attempt(tmp_path, voorstel).nieuw.decode()
    assert "werkoverleg: nee" in text
    assert "scholing: ja" in text


def test_a_second_document_makes_a_list_and_without_it_it_stands_alone_again(
    tmp_path: Path,
) -> None:
    new = {"titel": "Nieuwe APV", "status": "concept"}
    text = attempt(tmp_path, ask("feiten/apv/waarde", None, new, nieuw=True)).nieuw.decode()
    assert "  apv-onderdelen:\n" in text  # what was told of the first stands in it now
    assert "onderdelen: {branches: ja, gebieden: nee}}" in text
    assert "- {titel: Nieuwe APV, status: concept}" in text
    gone = ask("feiten/apv/waarde/1", None, WEG, rij={"titel": "Nieuwe APV"})
    assert "Nieuwe APV" not in attempt(tmp_path, gone, text=text).nieuw.decode()


def test_what_changed_meanwhile_stays_and_both_versions_are_told(tmp_path: Path) -> None:
    found = attempt(tmp_path, ask("feiten/mt-besproken/waarde", "2023-01-01", "2024-01-20"))
    assert found.nieuw.decode() == TEXT
    (botsing,) = found.beeld.botsingen
    assert (botsing.was, botsing.nu) == ("01-01-2023", "16-01-2024")
    assert botsing.gevraagd == (("20-01-2024", HIER),)


def test_what_is_there_already_is_no_change(tmp_path: Path) -> None:
    found = attempt(tmp_path, ask("feiten/intern-meldpunt/waarde", "nee", "ja"))
    assert not found.beeld.wijzigingen
    assert found.beeld.klopt


def test_two_that_say_the_same_are_one_change_and_two_that_differ_clash(tmp_path: Path) -> None:
    one = ask("feiten/meldpunt-meldingen/waarde", None, "3")
    also = ask("feiten/meldpunt-meldingen/waarde", None, "3", bron=DAAR)
    (wijziging,) = attempt(tmp_path, one, also).beeld.wijzigingen
    assert wijziging.bronnen == (HIER, DAAR)
    other = ask("feiten/meldpunt-meldingen/waarde", None, "4", bron=DAAR)
    for order in ((one, other), (other, one)):
        found = attempt(tmp_path, *order)
        assert found.nieuw.decode() == TEXT
        assert {side for side, _ in found.beeld.botsingen[0].gevraagd} == {"3", "4"}


def test_an_element_that_is_gone_clashes(tmp_path: Path) -> None:
    found = attempt(tmp_path, ask("acties/0/status", None, "loopt", rij={"actie": "Weg"}))
    assert len(found.beeld.botsingen) == 1


def test_the_whole_and_a_part_of_it_clash(tmp_path: Path) -> None:
    whole = ask("feiten/apv-onderdelen/waarde", {"branches": "ja", "gebieden": "nee"}, "onbekend")
    part = ask("feiten/apv-onderdelen/waarde/gebieden", "nee", "ja", bron=DAAR)
    found = attempt(tmp_path, whole, part)
    assert len(found.beeld.botsingen) == 2
    assert found.nieuw.decode() == TEXT


def test_what_can_mean_one_thing_is_written_as_the_house_does(tmp_path: Path) -> None:
    found = attempt(
        tmp_path,
        ask("feiten/mt-besproken/waarde", "2024-01-16", "20 januari 2024"),
        ask("feiten/intern-meldpunt/waarde", "ja", "NEE"),
        ask("feiten/meldpunt-meldingen/waarde", None, "3,0"),
    )
    text = found.nieuw.decode()
    assert "mt-besproken: 2024-01-20" in text
    assert "intern-meldpunt: {waarde: nee, herkomst: opgave}" in text
    assert found.beeld.klopt


def test_a_value_that_is_no_answer_is_refused_by_its_cell_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    wrong = Vindplek("een.xlsx", "A", "C9")
    found = attempt(
        tmp_path,
        ask("feiten/mt-besproken/waarde", "2024-01-16", "binnenkort", bron=wrong),
        ask("feiten/scan-aanbevelingen/waarde/aantal", "1", "9"),
        ask("feiten/intern-meldpunt/waarde", "ja", "nee"),
    )
    assert {one.bron.cel for one in found.beeld.afwijzingen} == {"C9", "C3"}
    assert "mt-besproken: 2024-01-16   # besproken" in found.nieuw.decode()
    assert [one.onderwerp for one in found.beeld.wijzigingen] == ["Intern meldpunt"]


def test_a_total_that_another_list_does_not_fit_in_is_refused_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    text = TEXT.replace("acties:", "  afdelingen-aantal: 1\nacties:")
    found = attempt(
        tmp_path,
        ask("feiten/intern-meldpunt/waarde", "ja", "nee"),
        ask("feiten/afdelingen-aantal/waarde", "1", "0"),
        text=text,
    )
    (refused,) = found.beeld.afwijzingen
    assert "de lijst noemt 1 groep," in refused.reden
    assert [one.onderwerp for one in found.beeld.wijzigingen] == ["Intern meldpunt"]


def test_it_tells_which_norms_come_out_otherwise(tmp_path: Path) -> None:
    text = (TWENTE / "metingen/dorstelo-eindmeting-2024.yaml").read_text("utf-8")
    voorstel = ask("feiten/intern-meldpunt/waarde", "ja", "nee")
    found = attempt(tmp_path, voorstel, text=text)
    assert found.beeld.normen


def test_a_meting_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "stad.yaml"
    path.write_bytes(b"een")
    write_back(path, b"een", b"twee")
    assert path.read_bytes() == b"twee"
    with pytest.raises(WeerbaarError, match="intussen veranderd"):
        write_back(path, b"een", b"drie")
    assert path.read_bytes() == b"twee"


def test_locks_do_not_grow_with_the_metingen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    for number in range(SLOTS + 20):
        path = tmp_path / f"{number}.yaml"
        path.write_bytes(b"een")
        write_back(path, b"een", b"twee")
        assert path.read_bytes() == b"twee"
    assert len(list(tmp_path.glob("weerbaar-slot-*"))) <= SLOTS


@pytest.mark.skipif(os.name == "nt", reason="no modes")
def test_the_lock_of_a_meting_is_for_everybody_who_may_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = tmp_path / "stad.yaml"
    path.write_bytes(b"een")
    before = os.umask(0o077)
    try:
        write_back(path, b"een", b"twee")
    finally:
        os.umask(before)
    (slot,) = tmp_path.glob("weerbaar-slot-*")
    assert slot.stat().st_mode & 0o777 == 0o666
