"""Every reader takes an ordinary file of a sane size, and says what is wrong with any other."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.proef import FILES
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.bestand import begin_of, read_at_most
from weerbaar_cli.files.gepubliceerd import Onleesbaar, find_rapporten, read_if_published
from weerbaar_cli.files.git import compare_with_commit
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.leaks.uitlezen import find_outputs, read_file
from weerbaar_cli.reading.controle import check_files

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes, sockets and devices")


def large(path: Path) -> None:
    """Six gigabytes, of which the disk holds nothing."""
    with path.open("wb") as file:
        file.truncate(6_000_000_000)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)


KINDS: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (os.mkfifo, "het is geen gewoon bestand"),
    "socket": (listening, "het is geen gewoon bestand"),
    "device": (lambda path: path.symlink_to("/dev/zero"), "het is geen gewoon bestand"),
    "folder": (Path.mkdir, "het is een map"),
    "loop": (lambda path: path.symlink_to(path.name), "de verwijzing wijst naar zichzelf"),
    "nowhere": (lambda path: path.symlink_to("weg"), "de verwijzing wijst nergens heen"),
    "large": (large, ""),
}
# What reads the file x, and how it says that it is too large.
READERS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "meting": ("x.yaml", ("score", "x.yaml"), "weerbaar leest tot 2 MB"),
    "checked": ("x.yaml", ("validate", "x.yaml"), "weerbaar leest tot 2 MB"),
    "district": (
        "x.json", ("report", "--overzicht", "riec-oost-nederland", "x.json"),
        "weerbaar leest tot 2 MB",
    ),
    "report": ("x.json", ("verify", "x.json"), "is groter dan 25 MB"),
    "style": (
        "x.css", ("report", "meting.yaml", "--output", "u.html", "--huisstijl", "x.css"),
        "is groter dan 300 kB",
    ),
    "base": (
        "x.docx", ("report", "meting.yaml", "--output", "u.docx", "--basis", "x.docx"),
        "is groter dan 20 MB",
    ),
    "template": (
        "s/x.css", ("report", "meting.yaml", "--output", "u.html", "--sjabloon", "s"),
        "is groter dan 300 kB",
    ),
    "calendar": ("x.ics", ("plan", "meting.yaml", "--ics", "x.ics"), "is geen kalender"),
    **{
        f"output {ending}": (
            f"x.{ending}", ("report", "meting.yaml", "--output", f"x.{ending}"),
            "is geen rapport van weerbaar",
        )
        for ending in ("csv", "html", "docx", "json")
    },
}  # fmt: skip
# A link to nowhere is written through; a folder has no file to be scored; a link is no template.
OTHER = {
    ("output", "nowhere"): "Geschreven",
    ("meting", "folder"): "staat geen meting",
    ("checked", "folder"): "er is geen bestand van weerbaar gevonden",
    ("district", "folder"): "staat geen gepubliceerd rapport",
    ("calendar", "folder"): "is geen kalender",
    ("calendar", "pipe"): "is geen kalender",
    ("calendar", "socket"): "is geen kalender",
    ("calendar", "device"): "is geen kalender",
    ("calendar", "loop"): "bestaat al en wordt niet overschreven",
    ("calendar", "nowhere"): "bestaat al en wordt niet overschreven",
    ("output", "folder"): "is een map",
    ("output", "pipe"): "is geen rapport van weerbaar",
    ("output", "socket"): "is geen rapport van weerbaar",
    ("output", "device"): "is geen rapport van weerbaar",
    ("output", "loop"): "bestaat al en wordt niet overschreven",
    ("template", "loop"): "is een verwijzing naar een ander bestand",
    ("template", "nowhere"): "is een verwijzing naar een ander bestand",
    ("template", "device"): "is een verwijzing naar een ander bestand",
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_file_to_read_is_said(
    reader: str, kind: str, tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tree(FILES)
    name, args, too_large = READERS[reader]
    make, why = KINDS[kind]
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    monkeypatch.chdir(path.parent)
    make(path)
    monkeypatch.chdir(folder)
    run = weerbaar(*args)
    said = OTHER.get((reader.split()[0], kind), why) or too_large
    assert said in run.out + run.err
    assert run.code == (0 if said == "Geschreven" else 1 if run.out else 2)
    assert ("→" in run.out + run.err) == (said != "Geschreven")


@pytest.mark.parametrize("kind", KINDS)
def test_a_search_says_what_it_leaves(
    kind: str, tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tree({**FILES, "uit/a.txt": "niets"})
    monkeypatch.chdir(folder / "uit")
    KINDS[kind][0](Path("x.html"))
    monkeypatch.chdir(folder)
    run = weerbaar("leaks", "uit")
    assert ("x.html: niet doorzocht" in run.out) == (kind != "folder")


def test_a_file_that_becomes_another_after_it_was_found(tree: Tree) -> None:
    """Gone, cut off, a folder, a pipe: each is told of that file, and the others are read."""
    files = {f"metingen/{one}.yaml": FILES["meting.yaml"] for one in "abcde"}
    folder = tree({**FILES, **files})
    found = find_files([folder / "metingen"])
    gone, cut, map_, pipe, _ = (path for path, _ in found)
    for path in (gone, map_, pipe):
        path.unlink()
    cut.write_bytes(cut.read_bytes()[:9])
    map_.mkdir()
    os.mkfifo(pipe)
    checked = list(check_files(found))
    first = [one.meldingen[0].bericht if one.meldingen else "" for one in checked]
    assert "het bestaat niet" in first[0]
    assert first[1]
    assert "het is een map" in first[2]
    assert "geen gewoon bestand" in first[3]
    assert checked[4].kop is not None


def test_a_report_and_an_output_that_are_gone_after_they_were_found(tree: Tree) -> None:
    folder = tree({"r/a.json": "{}", "r/b.json": "{}"})
    rapporten = list(find_rapporten(folder / "r", deep=True))
    outputs = [path for path in find_outputs([folder / "r"]) if path.suffix]
    for path in {*rapporten, *outputs}:
        path.unlink()
    (folder / "r/b.json").mkdir()
    told = [read_if_published(path) for path in rapporten]
    assert all(isinstance(one, Onleesbaar) for one in told)
    assert read_file(folder / "r/a.json").niet_doorzocht


def test_what_grows_while_it_is_read_stops_at_its_bound(tmp_path: Path) -> None:
    """Files of the kernel say that they hold nothing, and hold more."""
    endless = Path("/proc/kallsyms")
    if not endless.is_file():
        pytest.skip("no such file here")
    assert read_at_most(endless, 1000) is None
    assert len(begin_of(endless, 1000)) == 1000
    assert begin_of(tmp_path / "weg", 10) == b""


def test_a_register_with_a_large_file_beside_its_commit(tree: Tree) -> None:
    folder = tree({"publicaties/a.yaml": "weerbaar: zout/1\n"})
    who = ("-c", "user.name=proef", "-c", "user.email=proef@example.org")
    for words in (("init", "-q"), ("add", "."), (*who, "commit", "-qm", "een")):
        subprocess.run(["git", "-C", str(folder), *words], check=True, capture_output=True)
    assert compare_with_commit(folder / "publicaties") == ((), ())
    large(folder / "publicaties/b.bin")
    assert compare_with_commit(folder / "publicaties") == ((), ("publicaties",))


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "folder"])
@pytest.mark.parametrize("name", ["metingen", "publicaties"])
def test_a_folder_that_is_none_is_not_passed_in_silence(
    name: str, kind: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(FILES)
    KINDS[kind][0](Path(name))
    run = weerbaar("validate", ".", "--strikt")
    weight = "fout" if name == "publicaties" else "waarschuwing"
    assert (run.code, f"{name}:1:1: {weight} niet-gelezen" in run.out) == (1, True)
    if name == "publicaties":
        assert weerbaar("publicaties").code == 2


def test_settings_of_a_werkmap_are_never_passed(tree: Tree, weerbaar: Weerbaar) -> None:
    """Empty, or a link to nothing: without them every file of the werkmap says something else."""
    tree({"weerbaar.yaml": "", "meting.yaml": FILES["meting.yaml"]})
    assert "weerbaar.yaml:1:1: fout leeg-bestand" in weerbaar("validate", ".").out
    Path("weerbaar.yaml").unlink()
    Path("weerbaar.yaml").symlink_to("weg")
    assert "weerbaar.yaml:1:1: waarschuwing niet-gelezen" in weerbaar("validate", ".").out
