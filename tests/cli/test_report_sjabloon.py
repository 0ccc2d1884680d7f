"""`weerbaar report --sjabloon`: own templates, from a folder to begin with to a checked report."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.blad.voorbeeldblad import Voorbeeldview, voorbeeldblad
from tests.cli.proef import METING, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.cli.deliver import Uitvoer, deliver, prepare_all
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sjablonen import (
    BEGIN,
    GROOTSTE_SJABLOON,
    MEESTE_SJABLONEN,
    read_sjablonen,
)
from weerbaar_cli.leaks.namen import make_zoeklijst
from weerbaar_cli.model.bestanden.partij import Partij

FILES = {"weerbaar.yaml": WERKMAP, "proef.yaml": RAAMWERK, "meting.yaml": METING}
SJABLONEN = read_sjablonen()
BRIEF = "<p>Afdeling Veiligheid van Proefstad</p>\n<main"
PAGINA = SJABLONEN["blad.html.j2"].replace("<main", BRIEF, 1)


@pytest.fixture
def werkmap(tree: Tree) -> Path:
    """A werkmap with one meting, and a folder with a page of its own."""
    return tree(FILES | {"eigen/blad.html.j2": PAGINA, "eigen/LEESMIJ.md": "Van ons."})


def made(folder: Path) -> set[str]:
    """What was added to the werkmap."""
    return {path.name for path in folder.iterdir()} - FILES.keys() - {"eigen"}


def refused(weerbaar: Weerbaar, *args: str) -> str:
    """What is said of a report that cannot be made; even of a meting that is not there no word."""
    run = weerbaar("report", "weg.yaml", "--sjabloon", "eigen", *args)
    assert (run.code, run.no_result) == (2, True)
    assert "weg.yaml" not in run.out + run.err
    assert "  → " in run.err
    return run.err


# --- to begin with ---


@pytest.mark.parametrize("exists", [True, False])
def test_the_templates_to_begin_with_make_the_same_report(
    exists: bool, werkmap: Path, weerbaar: Weerbaar
) -> None:
    if exists:
        (werkmap / "start").mkdir()
    code, out, err = weerbaar("report", "--sjabloon-start", "start")
    assert (code, out) == (0, "")
    assert err.startswith("Geschreven: start (")
    assert "--sjabloon start --output rapport.html" in err
    assert {one.name for one in (werkmap / "start").iterdir()} == {*BEGIN, "LEESMIJ.md"}
    assert made(werkmap) == {"start"}
    for ending in ("html", "md"):
        plain = ("report", "meting.yaml", "--output", f"a.{ending}")
        own = ("report", "meting.yaml", "--output", f"b.{ending}", "--sjabloon", "start")
        assert weerbaar(*plain).code == weerbaar(*own).code == 0
        assert (werkmap / f"a.{ending}").read_bytes() == (werkmap / f"b.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("eigen", "in de map ‘eigen’ staat al iets; er is niets geschreven"),
        ("meting.yaml", "‘meting.yaml’ is geen map"),
        ("weg/start", "de map van ‘weg/start’ bestaat niet"),
        ("link", "‘link’ is geen map"),
    ],
)
def test_a_folder_to_begin_in_is_new_or_empty(
    name: str, message: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    (werkmap / "leeg").mkdir()
    (werkmap / "link").symlink_to("leeg")
    before = sorted(werkmap.rglob("*"))
    code, out, err = weerbaar("report", "--sjabloon-start", name)
    assert (code, out) == (2, "")
    assert message in err
    assert "  → " in err
    assert sorted(werkmap.rglob("*")) == before


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder that nobody may write")
def test_where_nobody_writes_nothing_begins(werkmap: Path, weerbaar: Weerbaar) -> None:
    code, _, err = weerbaar("report", "--sjabloon-start", "/proc/start")
    assert code == 2
    assert "‘start’" in err


@pytest.mark.parametrize(
    "args", [["meting.yaml"], ["--output", "x.html"], ["--district", "x"], ["--sjabloon", "eigen"]]
)
def test_beginning_makes_no_report(args: list[str], werkmap: Path, weerbaar: Weerbaar) -> None:
    code, _, err = weerbaar("report", "--sjabloon-start", "start", *args)
    assert code == 2
    assert "--sjabloon-start staat alleen" in err
    assert made(werkmap) == set()


# --- a report ---


def test_an_own_page_makes_the_report_and_the_report_can_be_verified(
    werkmap: Path, weerbaar: Weerbaar
) -> None:
    args = ("--sjabloon", "eigen", "--output", "a.html")
    code, out, err = weerbaar("report", "meting.yaml", *args)
    assert (code, out, err) == (0, "", "Geschreven: a.html\n")
    assert BRIEF in (werkmap / "a.html").read_text(encoding="utf-8")
    found = weerbaar("verify", "a.html", "meting.yaml", "--sjabloon", "eigen")
    assert (found.code, found.err) == (0, "")
    assert "Het rapport klopt met de metingen, tot op de byte" in found.out
    assert weerbaar("verify", "a.html", "meting.yaml").code == 1
    assert weerbaar("report", "meting.yaml", *args).code == 0  # it is known again, and replaced


def test_what_the_folder_does_not_change_is_said(werkmap: Path, weerbaar: Weerbaar) -> None:
    names = ("a.html", "a.md", "a.pdf")
    outputs = [word for name in names for word in ("--output", name)]
    code, _, err = weerbaar("report", "meting.yaml", "--sjabloon", "eigen", *outputs)
    assert code == 0
    assert "Zonder eigen sjabloon, dus in de gewone vorm: Markdown en PDF.\n" in err


@pytest.mark.parametrize("args", [[], ["--output", "x.pdf"], ["--format", "json"]])
def test_templates_belong_to_html_and_markdown(
    args: list[str], werkmap: Path, weerbaar: Weerbaar
) -> None:
    assert "--sjabloon hoort bij een rapport in HTML of Markdown" in refused(weerbaar, *args)


def test_a_fault_is_told_before_a_meting_is_read(werkmap: Path, weerbaar: Weerbaar) -> None:
    text = "{{ blad.titl }}\n" + PAGINA
    (werkmap / "eigen" / "blad.html.j2").write_text(text, encoding="utf-8")
    err = refused(weerbaar, "--output", "x.html")
    assert err.startswith("Fout: eigen/blad.html.j2:1: ")
    assert "blad heeft geen ‘titl’; bedoelde u ‘titel’?" in err
    assert made(werkmap) == set()


def make_binary(path: Path) -> None:
    path.write_bytes(b"\x00\x01\x02")


def make_latin(path: Path) -> None:
    path.write_bytes("Coördinator".encode("latin-1"))


def make_large(path: Path) -> None:
    path.write_bytes(b" " * (GROOTSTE_SJABLOON + 1))


def make_link(path: Path) -> None:
    path.symlink_to("../meting.yaml")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (make_binary, "‘eigen/x.html.j2’ is geen tekst"),
        (make_latin, "‘eigen/x.html.j2’ is geen tekst in UTF-8"),
        (make_large, "‘eigen/x.html.j2’ is groter dan 300 kB"),
        (make_link, "‘eigen/x.html.j2’ is een verwijzing naar een ander bestand"),
        (Path.mkdir, "‘eigen/x.html.j2’ is niet te lezen: het is een map"),
        (os.mkfifo, "‘eigen/x.html.j2’ is niet te lezen: het is geen gewoon bestand"),
    ],
)
def test_a_file_that_is_no_template_is_refused(
    make: object, message: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    assert callable(make)
    make(werkmap / "eigen" / "x.html.j2")
    assert message in refused(weerbaar, "--output", "x.html")


def test_a_folder_that_holds_no_templates_is_refused(werkmap: Path, weerbaar: Weerbaar) -> None:
    folder = werkmap / "eigen"
    for number in range(MEESTE_SJABLONEN):
        (folder / f"x{number}.j2").touch()
    assert "staan meer dan 50 sjablonen" in refused(weerbaar, "--output", "x.html")
    for path in folder.glob("*.j2"):
        path.unlink()
    assert "in de map ‘eigen’ staat geen sjabloon" in refused(weerbaar, "--output", "x.html")
    shutil.rmtree(folder)
    assert "de map ‘eigen’ bestaat niet" in refused(weerbaar, "--output", "x.html")
    folder.touch()
    assert "de map ‘eigen’ is een bestand" in refused(weerbaar, "--output", "x.html")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_a_folder_that_may_not_be_read_is_refused(werkmap: Path, weerbaar: Weerbaar) -> None:
    (werkmap / "eigen").chmod(0)
    assert "de map ‘eigen’ is niet te lezen" in refused(weerbaar, "--output", "x.html")


# --- a report on a group ---


PROEFSTAD = make_zoeklijst([Partij(naam="Proefstad", type="gemeente")], [])


def test_of_a_group_no_folder_is_named(werkmap: Path) -> None:
    folder = werkmap / "proefdorp"
    folder.mkdir()
    (folder / "blad.html.j2").write_text("{{ x }}", encoding="utf-8")
    with pytest.raises(WeerbaarError) as caught:
        prepare_all(Uitvoer(None, (Path("a.html"),), sjabloon=folder), zonder_namen=True)
    assert caught.value.message.startswith("sjablonen/blad.html.j2:1: ")


def test_a_letterhead_that_names_a_party_is_refused_without_saying_it(werkmap: Path) -> None:
    klaar = prepare_all(Uitvoer(None, (Path("a.html"),), sjabloon=Path("eigen")), zonder_namen=True)
    with pytest.raises(WeerbaarError) as caught:
        deliver(Voorbeeldview(voorbeeldblad()), klaar, PROEFSTAD)
    place = "«blad.html.j2» op regel 53 (tekst)"
    assert caught.value.message == f"een eigen sjabloon noemt een partij, in {place}"
    assert caught.value.exit_code == 2
    assert made(werkmap) == set()
