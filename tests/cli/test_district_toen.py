"""A report on a district as it was: the metingen, raamwerken, parties and settings of then."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.groepswerkmap import NAMEN, SPOREN, meting, path_of, settings, werkmap
from tests.cli.registerhulp import LEDGER
from tests.conftest import Once, Weerbaar
from tests.files.test_git import git

ASKED = ("report", "--district", "streek", "--format", "markdown")


def write(folder: Path) -> None:
    """A repository in which a whole district handed in, and lies in a folder of it."""
    for name, text in werkmap().items():
        path = folder / "streek" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "toen")


@pytest.fixture
def streek(once: Once, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    source = once("district-toen", write)
    shutil.copytree(source, tmp_path / "repo", symlinks=True)
    monkeypatch.chdir(tmp_path / "repo/streek")
    return tmp_path / "repo/streek"


def change_all(streek: Path) -> None:
    """Nothing of what it was computed by is as it was: the facts, the rules, and who take part."""
    for naam in NAMEN:
        (streek / path_of(naam)).write_text(meting(naam, peildatum="2025-01-31"), encoding="utf-8")
    (streek / path_of(NAMEN[0])).unlink()
    (streek / "weerbaar.yaml").write_text(settings(NAMEN[1:]), encoding="utf-8")
    rules = (streek / "proef.yaml").read_text(encoding="utf-8")
    (streek / "proef.yaml").write_text(rules.replace("is: ja", "is: nee"), encoding="utf-8")


@pytest.mark.parametrize("more", [(), ("--doelgroep", "coordinator"), ("--doelgroep", "openbaar")])
def test_a_report_of_then_is_the_one_that_was_made_then(
    more: tuple[str, ...], streek: Path, weerbaar: Weerbaar
) -> None:
    before = weerbaar(*ASKED, *more)
    assert before.code == 0, before.err
    change_all(streek)
    assert weerbaar(*ASKED, *more).out != before.out
    for bron in ("HEAD:streek", "HEAD:.", "HEAD:streek/metingen", "main:./metingen", ":streek"):
        assert weerbaar(*ASKED, *more, bron) == before, bron


def test_a_report_of_then_can_be_checked(streek: Path, weerbaar: Weerbaar) -> None:
    weerbaar("report", "--district", "streek", "--publiceer", "--output", "b.json")
    change_all(streek)
    told = weerbaar("verify", "b.json", "HEAD:streek", "--district", "streek")
    assert (told.code, "tot op de byte" in told.out) == (0, True)
    assert weerbaar("verify", "b.json", "--district", "streek").code == 2


def test_figures_of_then_are_held_against_what_is_published_by_now(
    streek: Path, weerbaar: Weerbaar
) -> None:
    (streek / path_of(NAMEN[0])).unlink()
    assert weerbaar("report", "--district", "streek", "--publiceer", "--output", "b.md").code == 0
    told = weerbaar(*ASKED, "HEAD:streek")
    assert (told.code, told.out) == (1, "")
    assert "al cijfers naar buiten gegaan van een andere groep" in told.err


def test_a_bare_repository_reports_too(
    streek: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = weerbaar(*ASKED)
    git(streek.parents[1], "clone", "-q", "--bare", "repo", "kaal.git")
    monkeypatch.chdir(streek.parents[1] / "kaal.git")
    assert weerbaar(*ASKED, "HEAD:streek") == before


def test_what_then_was_called_otherwise_is_counted_as_not_read(
    streek: Path, weerbaar: Weerbaar
) -> None:
    shutil.copy(path_of(NAMEN[0]), "metingen/kopie.yaml.txt")
    here = weerbaar(*ASKED)
    git(streek, "add", ".")
    git(streek, "commit", "-qm", "kopie")
    Path("metingen/kopie.yaml.txt").unlink()
    assert here.code == 1
    assert weerbaar(*ASKED, "HEAD:streek") == here


@pytest.mark.parametrize(
    ("bron", "said"),
    [
        ("weg:streek", "deze revisie is hier niet te vinden"),
        ("HEAD:geheimpje", "deze map was er niet in HEAD"),
        ("HEAD:streek/weerbaar.yaml", "niet over één meting"),
        ("HEAD:", "bij deze map hoorde geen weerbaar.yaml"),
    ],
)
def test_what_is_not_there_is_told_without_a_name(
    bron: str, said: str, streek: Path, weerbaar: Weerbaar
) -> None:
    told = weerbaar(*ASKED, bron)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert "  → " in told.err
    assert not any(spoor in told.err.lower() for spoor in SPOREN)


def test_what_was_broken_then_is_told_by_validate_of_then(streek: Path, weerbaar: Weerbaar) -> None:
    good = (streek / "weerbaar.yaml").read_text(encoding="utf-8")
    (streek / "weerbaar.yaml").write_text(f"{good}onzin: 1\n", encoding="utf-8")
    git(streek, "commit", "-qam", "stuk")
    (streek / "weerbaar.yaml").write_text(good, encoding="utf-8")
    told = weerbaar(*ASKED, "HEAD:streek")
    assert (told.code, told.out) == (2, "")
    assert "Draai ‘weerbaar validate’ op dezelfde revisie" in told.err
    assert "HEAD:streek/weerbaar.yaml:" in weerbaar("validate", "HEAD:streek").out
    assert weerbaar(*ASKED).code == 0


def test_nothing_of_the_past_is_published(streek: Path, weerbaar: Weerbaar) -> None:
    told = weerbaar(*ASKED[:3], "HEAD:streek", "--publiceer", "--output", "b.html")
    assert (told.code, told.out) == (2, "")
    assert "alleen met de werkmap zoals zij nu is" in told.err
    assert not Path(LEDGER).exists()
    assert not Path("b.html").exists()
