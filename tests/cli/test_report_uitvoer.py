"""Where a report goes: its forms, its files, and what is refused before anything is written."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.blad.voorbeeldblad import Voorbeeldview, voorbeeldblad
from tests.cli.proef import METING, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.cli.deliver import Uitvoer, deliver, prepare_all
from weerbaar_cli.errors import BUG, WeerbaarError
from weerbaar_cli.formats.vormen import EINDEN, LEESBARE_EINDEN
from weerbaar_cli.leaks.namen import make_zoeklijst
from weerbaar_cli.model.bestanden.partij import Partij

FILES = {"weerbaar.yaml": WERKMAP, "proef.yaml": RAAMWERK, "meting.yaml": METING}


@pytest.fixture
def werkmap(tree: Tree) -> Path:
    """A werkmap with one meting."""
    return tree(FILES)


def files(folder: Path) -> set[str]:
    """What was added to it."""
    return {path.name for path in folder.iterdir()} - FILES.keys()


def test_without_output_it_goes_to_the_screen(werkmap: Path, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("report", "meting.yaml")
    assert (code, err) == (0, "")
    assert out.startswith("FICTIEF: verzonnen gegevens · Vertrouwelijk: ")
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 100
    assert files(werkmap) == set()


def test_every_ending_gives_its_form(werkmap: Path, weerbaar: Weerbaar) -> None:
    names = [f"rapport{ending}" for ending in LEESBARE_EINDEN]
    args = [word for name in names for word in ("--output", name)]
    code, out, err = weerbaar("report", "meting.yaml", *args)
    assert (code, out) == (0, "")
    assert err.splitlines() == [f"Geschreven: {name}" for name in names]
    assert files(werkmap) == set(names)
    starts = {name: (werkmap / name).read_bytes()[:30] for name in names}
    assert starts["rapport.html"].startswith(b"<!DOCTYPE html>")
    assert starts["rapport.pdf"].startswith(b"%PDF-")
    assert starts["rapport.docx"].startswith(b"PK")
    assert starts["rapport.md"].startswith(b"# ")
    assert starts["rapport.csv"].startswith(b"sectie,tabel,rij,kolom,waarde")
    assert json.loads((werkmap / "rapport.json").read_text(encoding="utf-8"))["versie"] == 1


@pytest.mark.parametrize("vorm", ["html", "markdown", "json", "csv"])
def test_the_screen_shows_what_a_file_holds(vorm: str, werkmap: Path, weerbaar: Weerbaar) -> None:
    ending = next(one for one, found in EINDEN.items() if found == vorm)
    shown = weerbaar("report", "meting.yaml", "--format", vorm, "--output", f"x{ending}")
    assert shown.code == 0
    assert shown.out.encode() == (werkmap / f"x{ending}").read_bytes()


def test_an_earlier_report_is_replaced_and_the_same(werkmap: Path, weerbaar: Weerbaar) -> None:
    args = [word for ending in LEESBARE_EINDEN for word in ("--output", f"x{ending}")]
    assert weerbaar("report", "meting.yaml", *args).code == 0
    first = {name: (werkmap / name).read_bytes() for name in files(werkmap)}
    (werkmap / "x.md").write_bytes(b"oud <!-- weerbaar: rapport/1 -->\n")
    (werkmap / "leeg.html").touch()
    assert weerbaar("report", "meting.yaml", *args, "--output", "leeg.html").code == 0
    assert {name: (werkmap / name).read_bytes() for name in first} == first
    assert (werkmap / "leeg.html").read_bytes() == first["x.html"]


@pytest.mark.parametrize(
    ("args", "message", "tip"),
    [
        (["--output", "x.yaml"], "‘x.yaml’ is niet te zien welke vorm", ", ".join(LEESBARE_EINDEN)),
        (["--output", "meting.yaml"], "‘meting.yaml’ is niet te zien", ".html"),
        (["--output", "x.ics"], "‘x.ics’ is niet te zien", "‘weerbaar plan’ met --ics x.ics"),
        (["--output", "rapport"], "‘rapport’ is niet te zien", ".html"),
        (["--output", "nee/x.html"], "de map van ‘nee/x.html’ bestaat niet", "Maak de map"),
        (["--output", "map.html"], "‘map.html’ is een map", "rapport.html"),
        (["--output", "README.md"], "‘README.md’ bestaat al en is geen rapport", "andere naam"),
        (["--output", "x.html", "--output", "x.html"], "twee keer dezelfde", "één keer"),
        (
            ["--output", "x.html", "--output", "map.html/../x.html"],
            "twee keer dezelfde",
            "één keer",
        ),
        (["--output", "x.md", "--open"], "--open opent een rapport in HTML", ".html"),
        (["--open"], "--open opent een rapport in HTML", ".html"),
        (["--output", "x.md", "--huisstijl", "g.css"], "--huisstijl hoort bij", "--format html"),
        (["--output", "x.html", "--huisstijl", "weg.css"], "‘weg.css’ is niet te lezen", "CSS"),
        (["--output", "x.html", "--huisstijl", "fout.css"], "@import; dat mag niet", "Zet"),
        (["--output", "x.html", "--huisstijl", "latijn.css"], "geen tekst in UTF-8", "UTF-8"),
        (["--output", "x.html", "--huisstijl", "groot.css"], "groter dan 300 kB", "tokens"),
        (["--output", "x.html", "--datum", "gisteren"], "‘gisteren’ is geen datum", "jjjj-mm-dd"),
        (["--district", "x", "--doelgroep", "eigen"], "gaat over één meting", "--doelgroep"),
        (["--district", "x", "--vorige", "meting.yaml"], "--vorige hoort bij", "Laat --vorige"),
        (["--partijtype", "gemeente"], "--partijtype hoort bij", "--district"),
        (
            ["--doelgroep", "coordinator", "--partijtype", "gemeente"],
            "--partijtype hoort bij",
            "--district",
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    args: list[str], message: str, tip: str, werkmap: Path, weerbaar: Weerbaar
) -> None:
    (werkmap / "map.html").mkdir()
    (werkmap / "README.md").write_text("# Van iemand anders\n", encoding="utf-8")
    (werkmap / "fout.css").write_text("@import 'x';", encoding="utf-8")
    (werkmap / "latijn.css").write_bytes(b".x { content: '\xe9'; }")
    (werkmap / "groot.css").write_bytes(b" " * 300_001)
    before = files(werkmap)
    code, out, err = weerbaar("report", "meting.yaml", "--output", "goed.md", *args)
    assert (code, out) == (2, "")
    assert message in err
    assert tip in err
    assert files(werkmap) == before
    assert (werkmap / "meting.yaml").read_text(encoding="utf-8") == METING


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_refused(werkmap: Path, weerbaar: Weerbaar) -> None:
    (werkmap / "dicht").mkdir(mode=0o500)
    found = weerbaar("report", "meting.yaml", "--output", "dicht/x.html")
    assert found.code == 2
    assert "in de map van ‘dicht/x.html’ mag u niet schrijven" in found.err


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="a folder that nobody may write")
def test_a_place_where_nobody_writes_is_refused(werkmap: Path, weerbaar: Weerbaar) -> None:
    found = weerbaar("report", "meting.yaml", "--output", "/proc/x.html")
    assert found.code == 2
    assert "schrijven" in found.err
    assert "‘x.html’" in found.err


def test_a_report_that_is_only_to_be_read_stays(
    werkmap: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert weerbaar("report", "meting.yaml", "--output", "rapport.md").code == 0
    before = (werkmap / "rapport.md").read_bytes()
    closed = {os.W_OK: "rapport.md"}  # root may write everything
    monkeypatch.setattr(os, "access", lambda path, how: Path(path).name != closed.get(how))
    code, out, err = weerbaar("score", "meting.yaml", "--output", "rapport.md")
    assert (code, out) == (2, "")
    assert "‘rapport.md’ is alleen te lezen; het blijft zoals het is" in err
    assert (werkmap / "rapport.md").read_bytes() == before


def test_a_pipe_is_not_taken_for_a_report(werkmap: Path, weerbaar: Weerbaar) -> None:
    os.mkfifo(werkmap / "x.html")
    found = weerbaar("report", "meting.yaml", "--output", "x.html")
    assert found.code == 2
    assert "is geen rapport van weerbaar" in found.err


def test_the_date_is_the_peildatum_unless_it_is_given(werkmap: Path, weerbaar: Weerbaar) -> None:
    plain = weerbaar("report", "meting.yaml", "--format", "markdown").out
    dated = weerbaar("report", "meting.yaml", "--format", "markdown", "--datum", "2025-02-03").out
    assert ", 31-01-2024<br>" in plain
    changed = plain.replace(", 31-01-2024<br>", ", 03-02-2025<br>")
    assert dated == changed.replace("wg20240131", "wg20250203")


def test_a_house_style_reaches_the_page(werkmap: Path, weerbaar: Weerbaar) -> None:
    (werkmap / "g.css").write_text(":root { --weerbaar-kop: #030; }", encoding="utf-8")
    found = weerbaar("report", "meting.yaml", "--format", "html", "--huisstijl", "g.css")
    assert found.code == 0
    assert ":root { --weerbaar-kop: #030; }\n</style>" in found.out


def test_open_opens_what_was_written(
    werkmap: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = werkmap / "geopend"
    browser = werkmap / "browser.sh"
    browser.write_text(f'#!/bin/sh\necho "$1" > {opened}\n', encoding="utf-8")
    browser.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(browser))
    monkeypatch.setattr("webbrowser._tryorder", None)
    monkeypatch.setattr("webbrowser._browsers", {})
    assert weerbaar("report", "meting.yaml", "--output", "x.html", "--open").code == 0
    assert opened.read_text(encoding="utf-8").strip() == (werkmap / "x.html").as_uri()


PROEFDORP = make_zoeklijst([Partij(naam="Proefdorp", type="gemeente")], [])


def refused(view: Voorbeeldview, *paths: str) -> WeerbaarError:
    """The error with which a report on a group is stopped."""
    klaar = prepare_all(Uitvoer(None, tuple(map(Path, paths))), zonder_namen=True)
    with pytest.raises(WeerbaarError) as caught:
        deliver(view, klaar, PROEFDORP)
    return caught.value


@pytest.mark.parametrize("place", ["blad", "vorm"])
def test_a_forbidden_word_stops_everything(
    place: str, werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blad = voorbeeldblad("bij Proefdorp") if place == "blad" else voorbeeldblad()
    vorm = {"PROEFDORP": 1} if place == "vorm" else {"x": 1}
    error = refused(Voorbeeldview(blad, vorm), "a.html", "a.md")
    assert error.exit_code == BUG
    assert "proefdorp" not in f"{error.message} {error.tip}".lower()
    assert files(werkmap) == set()
    assert capsys.readouterr() == ("", "")


def test_a_forbidden_word_in_the_name_of_a_file_is_refused_without_saying_it(werkmap: Path) -> None:
    error = refused(Voorbeeldview(voorbeeldblad()), "proefdorp-2024.html")
    assert "proefdorp" not in f"{error.message} {error.tip}".lower()
    assert files(werkmap) == set()


def test_of_a_group_no_folder_is_named(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = werkmap / "proefdorp"
    folder.mkdir()
    klaar = prepare_all(Uitvoer(None, (folder / "a.html",)), zonder_namen=True)
    deliver(Voorbeeldview(voorbeeldblad()), klaar, PROEFDORP)
    assert capsys.readouterr() == ("", "Geschreven: a.html\n")
    with pytest.raises(WeerbaarError) as caught:
        prepare_all(Uitvoer(None, (folder / "weg" / "a.html",)), zonder_namen=True)
    assert "proefdorp" not in caught.value.message
