"""What goes out about a district tells of no party: in no form, no message and no name of a file.

The district is made so that everything in it is telling (tests/cli/geheim.py).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.geheim import MERKEN, NAMEN, make_district, metingen, zoeklijst
from tests.conftest import Outcome, Weerbaar
from weerbaar_cli.errors import BUG, IN_ORDER
from weerbaar_cli.formats.vormen import LEESBARE_EINDEN, VORMEN
from weerbaar_cli.leaks.namen import find_spans, search
from weerbaar_cli.leaks.uitlezen import find_outputs, read_file

pytestmark = pytest.mark.slow

GEZOCHT = zoeklijst()
DOELGROEPEN = ("bestuur", "notitie", "openbaar")
# What is all text; in a document for Word the charts are pictures.
TEKST = (".html", ".md", ".json", ".csv")
PLAATJE = "een plaatje: alleen de gegevens erin zijn doorzocht"


@pytest.fixture(scope="session")
def gemaakt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_district(tmp_path_factory.mktemp("geheim") / "werkmap")


@pytest.fixture
def district(gemaakt: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh copy, with an empty folder for what comes out beside it."""
    map_ = tmp_path / "werkmap"
    shutil.copytree(gemaakt, map_)
    (tmp_path / "uit").mkdir()
    monkeypatch.chdir(map_)
    return map_


def told(run: Outcome) -> list[str]:
    """Who is named on the screen."""
    return [term for _, term in find_spans(f"{run.out}\n{run.err}", GEZOCHT)]


def leaked(folder: Path) -> list[str]:
    """Who is named in files or their names, and what could not be searched."""
    found: list[str] = []
    for path in find_outputs([folder]):
        read = read_file(path)
        found += [term for _, term in find_spans(path.name, GEZOCHT)]
        found += [f"{path.name} {one.tekst} {one.waar}" for one in search(read, GEZOCHT)]
        drawn = (PLAATJE,) if path.suffix == ".docx" else ()
        closed = [one for one in read.niet_doorzocht if one[1] not in drawn]
        found += [f"{path.name} {one}" for one in closed]
    return found


def district_report(weerbaar: Weerbaar, *args: str) -> Outcome:
    return weerbaar("report", "--district", "twente", *args)


@pytest.mark.parametrize("doelgroep", DOELGROEPEN)
def test_no_file_names_a_party(
    doelgroep: str, district: Path, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    """Of every edition, and the record of what was published."""
    for day in ("2024-01-31", "2024-07-01"):
        outputs = [f"../uit/{doelgroep}-{day}{end}" for end in LEESBARE_EINDEN]
        words = [word for output in outputs for word in ("--output", output)]
        args = ("--doelgroep", doelgroep, "--peildatum", day, "--publiceer", *words)
        run = district_report(weerbaar, *args)
        assert run.code == IN_ORDER, run.err
        assert told(run) == []
    assert len(list((tmp_path / "uit").iterdir())) == 2 * len(LEESBARE_EINDEN)
    assert leaked(tmp_path / "uit") == []
    shutil.copytree(district / "publicaties", tmp_path / "uit" / "publicaties")
    assert leaked(tmp_path / "uit") == []


@pytest.mark.parametrize("doelgroep", DOELGROEPEN)
@pytest.mark.parametrize(
    "vorm", [naam for naam, one in VORMEN.items() if not (one.binair or one.ci)]
)
def test_the_screen_names_no_party(
    vorm: str, doelgroep: str, district: Path, weerbaar: Weerbaar
) -> None:
    run = district_report(weerbaar, "--doelgroep", doelgroep, "--format", vorm)
    assert run.code == IN_ORDER, run.err
    assert len(run.out) > 500
    assert told(run) == []


def test_the_command_itself_agrees(district: Path, tmp_path: Path, weerbaar: Weerbaar) -> None:
    words = [word for end in TEKST for word in ("--output", f"../uit/bestuur{end}")]
    assert district_report(weerbaar, *words).code == IN_ORDER
    run = weerbaar("leaks", "../uit", "--werkmap", ".", "--strikt")
    assert (run.code, run.out) == (IN_ORDER, "")


def test_a_report_with_names_is_seen(district: Path, tmp_path: Path, weerbaar: Weerbaar) -> None:
    """So the tests above can fail: in each form of the coordinator's report each party is found."""
    words = [word for end in LEESBARE_EINDEN for word in ("--output", f"../uit/coordinator{end}")]
    run = district_report(weerbaar, "--doelgroep", "coordinator", *words)
    assert run.code == IN_ORDER, run.err
    for path in sorted((tmp_path / "uit").iterdir()):
        seen = {one.tekst for one in search(read_file(path), GEZOCHT)}
        assert (path.suffix, [naam for naam in NAMEN if naam not in seen]) == (path.suffix, [])


# --- files that are broken: the message tells nothing either


def first(district: Path) -> Path:
    return next(metingen(district))


def change(before: str, after: str) -> Callable[[Path], object]:
    """Change a text in the first meting, which must be there."""

    def apply(district: Path) -> None:
        path = first(district)
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")

    return apply


def write(content: bytes) -> Callable[[Path], object]:
    return lambda district: first(district).write_bytes(content)


def double(district: Path) -> None:
    path = first(district)
    shutil.copy(path, path.with_name(f"nog-eens-{path.name}"))


def as_folder(district: Path) -> None:
    path = first(district)
    path.unlink()
    path.mkdir()


def as_link(district: Path) -> None:
    path = first(district)
    path.unlink()
    path.symlink_to(f"weg-{path.name}")


def settings(before: str, after: str) -> Callable[[Path], object]:
    def apply(district: Path) -> None:
        path = district / "weerbaar.yaml"
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    return apply


def stray(name: str, text: str) -> Callable[[Path], object]:
    """Another file in the werkmap."""

    def apply(district: Path) -> None:
        (district / name).parent.mkdir(exist_ok=True)
        (district / name).write_text(text, encoding="utf-8")

    return apply


def empty(district: Path) -> None:
    shutil.rmtree(district / "metingen")


def only_five(district: Path) -> None:
    for folder in sorted((district / "metingen").iterdir())[5:]:
        shutil.rmtree(folder)


NAAM, MERK = NAMEN[0], MERKEN[NAMEN[0]]
BROKEN: dict[str, Callable[[Path], object]] = {
    "no yaml": write(f"weerbaar: meting/1\norganisatie: [{NAAM}\n".encode()),
    "windows letters": write(f"# {NAAM} \xeb\nweerbaar: meting/1".encode("latin-1")),
    "utf-16": write(f"weerbaar: meting/1 # {NAAM}".encode("utf-16")),
    "empty": write(b""),
    "a list": write(f"- {NAAM}\n".encode()),
    "too large": write(f"# {NAAM}\n".encode() * 300_000),
    "escape codes": write(f"weerbaar: meting/1\norganisatie: \x1b[31m{NAAM}\n".encode()),
    "unknown key": change("fictief: ja", f"fictief: ja\n{MERK}: {NAAM}"),
    "unknown fact": change("feiten:", f"feiten:\n  {MERK}: ja"),
    "wrong date": change("peildatum: '2024-07-01'", f"peildatum: {NAAM}"),
    "another date": change("peildatum: '2024-07-01'", "peildatum: '2024-06-30'"),
    "unknown party": change(f"organisatie: {NAAM}", f"organisatie: {NAAM}-Zuid"),
    "the party of another": change(f"organisatie: {NAAM}", f"organisatie: {NAMEN[1]}"),
    "unknown raamwerk": change("twente-basis-op-orde", MERK),
    "another version": change("twente-basis-op-orde", f"twente-basis-op-orde@{MERK}"),
    "name of a person": change("ingevuld_door: adviseur", f"ingevuld_door: mevr. {NAAM}"),
    "not fictitious": change("fictief: ja", "fictief: nee"),
    "a concept": change("status: vastgesteld", "status: concept"),
    "double key": change("fictief: ja", f"fictief: ja\norganisatie: {NAAM}"),
    "double meting": double,
    "a folder": as_folder,
    "a link to nowhere": as_link,
    "settings: no yaml": settings("weerbaar: werkmap/1", f"weerbaar: [{NAAM}"),
    "settings: unknown key": settings(f"naam: {NAAM}", f"naam: {NAAM}\n  {MERK}: ja"),
    "settings: party twice": settings(f"naam: {NAMEN[1]}", f"naam: {NAAM}"),
    "settings: party missing": settings(f"naam: {NAAM}", f"naam: {NAAM}veld"),
    "settings: other folder": settings("raamwerk:", f"metingen: {MERK}\nraamwerk:"),
    "settings: unknown raamwerk": settings("twente-basis-op-orde", MERK),
    "own raamwerk broken": stray(f"{MERK}.yaml", f"weerbaar: raamwerk/1\nid: {MERK}\n"),
    "own facts broken": stray(f"{MERK}.yaml", f"weerbaar: feiten/1\nfeiten: {{{MERK}: {NAAM}}}\n"),
    "own programme broken": stray(f"{MERK}.yaml", f"weerbaar: programma/1\nid: {NAAM}\n"),
    "record broken": stray("publicaties/x.yaml", f"weerbaar: publicatie/1\n{MERK}: {NAAM}\n"),
    "record no yaml": stray("publicaties/x.yaml", f"[{NAAM}"),
    "no metingen": empty,
    "too few": only_five,
}


@pytest.mark.parametrize("doelgroep", DOELGROEPEN)
@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_names_no_party(
    name: str, doelgroep: str, district: Path, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    BROKEN[name](district)
    words = [word for end in TEKST for word in ("--output", f"../uit/rapport{end}")]
    run = district_report(weerbaar, "--doelgroep", doelgroep, *words)
    assert run.code != BUG, run.err
    assert run.code == IN_ORDER or run.err.startswith("Fout: ") or "niet gelezen" in run.err
    assert told(run) == []
    assert leaked(tmp_path / "uit") == []
    shown = run.code == IN_ORDER or "niet gelezen" in run.err
    assert shown or not list((tmp_path / "uit").iterdir())


@pytest.mark.parametrize(
    "args",
    [
        ["metingen/adderloo"],
        ["metingen/adderloo/adderloo-zilvermerela-zelfscan.yaml"],
        ["metingen/weg-adderloo"],
        ["--raamwerk", "zilvermerela"],
        ["--output", "../uit/adderloo.html"],
        ["--output", "metingen/adderloo/rapport.html"],
        ["--output", "metingen/weg-adderloo/rapport.html"],
        ["--output", "weerbaar.yaml"],
        ["--huisstijl", "metingen/adderloo/huis.css", "--output", "../uit/a.html"],
        ["--huisstijl", "adderloo.css", "--output", "../uit/a.html"],
        ["--peildatum", "2023-01-01"],
    ],
)
def test_what_is_asked_wrongly_is_not_said_again(
    args: list[str], district: Path, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    """A log keeps what is printed, not what was typed."""
    run = district_report(weerbaar, *args)
    assert run.code != BUG, run.err
    assert told(run) == []
    assert leaked(tmp_path / "uit") == []
