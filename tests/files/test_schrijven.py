"""Writing: what the user wrote survives, and a file is old or new, never half."""

from __future__ import annotations

import ntpath
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.scaffold import flow
from weerbaar_cli.files.schrijven import (
    _explained,
    dump_round_trip,
    make_yaml,
    write_all,
    write_changed,
    write_new,
)
from weerbaar_cli.files.vinden import relative
from weerbaar_cli.files.yaml.events import read_data

ROOT = Path(__file__).parents[2]
HOUSE_STYLE = sorted(ROOT.glob("frameworks/*.yaml"))

SCALARS = """\
# een opmerking bovenaan
datum: 2024-01-31   # achter een waarde
bestaat-niet: 2024-02-30
fte: 0.60
duizend: 1_000
ja: yes
nummer: 3.10
leeg:
tijd: 12:30
'enkel': "dubbel"
lijst:
  - een   # eerste
  # tussendoor
  - {twee: 2, drie: [a, b]}
tekst: >-
  gevouwen
  regel
"""


@pytest.mark.parametrize("path", HOUSE_STYLE, ids=lambda path: path.name)
def test_a_file_in_house_style_comes_back_byte_for_byte(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert dump_round_trip(make_yaml().load(text)) == text


def test_scalars_comments_quotes_and_order_survive() -> None:
    assert dump_round_trip(make_yaml().load(SCALARS)) == SCALARS


def test_changing_one_answer_changes_one_line() -> None:
    data = make_yaml().load(SCALARS)
    data["fte"] = "0.8"
    changed = dump_round_trip(data).splitlines()
    old = SCALARS.splitlines()
    assert [line for line in changed if line not in old] == ["fte: 0.8"]
    assert len(changed) == len(old)


words = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cc", "Zl", "Zp"), blacklist_characters="\ufffe\uffff"
    ),
    min_size=1,
    max_size=12,
)
# Small by construction: a tree that grows until it is refused is drawn again and again.
values = st.recursive(
    words,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(words, inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(words, values, min_size=1, max_size=4))
def test_load_write_load_is_identity(data: dict[str, Any]) -> None:
    text = "".join(f"{flow({key: one})[1:-1]}\n" for key, one in data.items())
    first, found = read_data(text)
    assert not found
    assert first == data
    again, found = read_data(dump_round_trip(make_yaml().load(text)))
    assert not found
    assert again == first


def test_a_new_file_never_overwrites(tmp_path: Path) -> None:
    path = tmp_path / "meting.yaml"
    path.write_text("oud", encoding="utf-8")
    with pytest.raises(WeerbaarError, match="bestaat al"):
        write_new(path, "nieuw")
    assert path.read_text(encoding="utf-8") == "oud"
    assert list(tmp_path.iterdir()) == [path]


def test_a_dangling_link_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(tmp_path / "elders.yaml")
    with pytest.raises(WeerbaarError, match="bestaat al"):
        write_new(tmp_path / "link.yaml", "nieuw")
    assert not (tmp_path / "elders.yaml").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WeerbaarError, match=r"map .* bestaat niet"):
        write_new(tmp_path / "weg" / "meting.yaml", "nieuw")


def test_an_unchanged_text_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "meting.yaml"
    write_new(path, "tekst\n")
    before = path.stat().st_ino
    assert not write_changed(path, "tekst\n")
    assert path.stat().st_ino == before
    assert write_changed(path, "anders\n")
    assert path.read_text(encoding="utf-8") == "anders\n"


@pytest.mark.parametrize("old", ["tekst\n".encode("utf-16"), b"t\xe9kst\n", b"tekst\r\n", b""])
def test_other_bytes_are_a_change(old: bytes, tmp_path: Path) -> None:
    """A file from another editor is never a crash, and never taken for the same."""
    path = tmp_path / "meting.yaml"
    path.write_bytes(old)
    assert write_changed(path, "tekst\n")
    assert path.read_bytes() == b"tekst\n"
    assert write_changed(path, "tekst\r\n")
    assert not write_changed(path, "tekst\r\n")


def test_what_cannot_be_read_is_not_replaced(tmp_path: Path) -> None:
    with pytest.raises(WeerbaarError, match="niet te lezen"):
        write_changed(tmp_path, "tekst\n")


KILLED = """
import os, signal, sys
from pathlib import Path
from weerbaar_cli.files import schrijven
os.fsync = lambda handle: os.kill(os.getpid(), signal.SIGKILL)  # die with all bytes written
schrijven.write_changed(Path(sys.argv[1]), "nieuw" * 100_000)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_write_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "meting.yaml"
    path.write_text("oud", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert path.read_text(encoding="utf-8") == "oud"


# --- Windows, on any machine


@pytest.mark.parametrize(
    "name", ["con.yaml", "NUL", "aux.html", "Com1.docx", "lpt9.a.b", "prn .md"]
)
def test_a_name_that_is_a_device_is_no_file(name: str, tmp_path: Path) -> None:
    with pytest.raises(WeerbaarError, match="is in Windows een apparaat en geen bestand") as told:
        write_new(tmp_path / name, "x")
    assert told.value.tip == "Kies een andere naam."
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["contact.yaml", "nul-meting.yaml", "com10.md", "auxilia"])
def test_a_name_that_only_begins_like_a_device_is(name: str, tmp_path: Path) -> None:
    write_new(tmp_path / name, "x")
    assert (tmp_path / name).is_file()


def test_what_was_replaced_comes_back_when_a_later_file_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = tmp_path / "oud.html", tmp_path / "nieuw.html"
    for linked in (True, False):  # a disk without hard links too
        old.write_bytes(b"eerder")
        if not linked:
            monkeypatch.delattr(os, "link")
        with pytest.raises(WeerbaarError, match=r"«nieuw\.html» bestaat al"):
            write_all([(old, b"a", ""), (new, b"b", ""), (new, b"c", "")], private=False)
        assert [one.name for one in tmp_path.iterdir()] == ["oud.html"]
        assert old.read_bytes() == b"eerder"
    write_all([(old, b"a", ""), (new, b"b", "")], private=False)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["nieuw.html", "oud.html"]
    assert old.read_bytes() == b"a"


def test_between_two_drives_there_is_no_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os.path, "relpath", ntpath.relpath)
    assert relative(Path("D:/werkmap/x.yaml"), Path("C:/elders")) == Path("D:/werkmap/x.yaml")
    assert str(relative(Path("C:/werkmap/x.yaml"), Path("C:/elders"))) == r"..\werkmap\x.yaml"


def test_what_a_program_has_open_must_be_closed_first(tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"oud")
    with pytest.raises(WeerbaarError) as told, _explained(path, ""):
        raise PermissionError
    assert "Staat het nog open, bijvoorbeeld in Word? Sluit het dan." in told.value.tip
    with pytest.raises(WeerbaarError) as told, _explained(tmp_path / "nieuw.docx", ""):
        raise PermissionError
    assert "Word" not in told.value.tip
