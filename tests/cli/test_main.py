"""The boundary of the program: bugs, interruptions, encodings, colours, and the same bytes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from tests.cli.proef import FILES
from tests.conftest import Tree, Weerbaar
from weerbaar_cli import __version__

ESCAPE = b"\x1b["


@pytest.fixture(autouse=True)
def _werkmap(tree: Tree) -> None:
    tree(FILES)


def run(*args: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, in a bare environment with these additions."""
    kept = {name: os.environ[name] for name in ("PATH", "PYTHONPATH") if name in os.environ}
    command = [sys.executable, "-m", "weerbaar_cli", *args]
    return subprocess.run(command, env=kept | env, capture_output=True, check=False)


def test_the_version(weerbaar: Weerbaar) -> None:
    assert weerbaar("--version") == (0, f"weerbaar {__version__}\n", "")


@pytest.mark.parametrize("args", [["skore"], ["--onzin"], ["score"], ["validate", "--onzin"]])
def test_wrong_use(args: list[str], weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar(*args)
    assert (code, out) == (2, "")
    assert err.startswith("Fout: ")
    assert "--help" in err


def test_without_a_word_there_is_help_and_no_success(weerbaar: Weerbaar) -> None:
    """A script that lost its words must not go on."""
    code, out, err = weerbaar()
    assert (code, out) == (2, "")
    assert err == weerbaar("--help").out


@pytest.mark.parametrize("words", [[], ["score"], ["frameworks", "check"]])
def test_help_by_every_name(words: list[str], weerbaar: Weerbaar) -> None:
    found = weerbaar(*words, "--help")
    assert found.code == 0
    assert found == weerbaar(*words, "-h") == weerbaar("help", *words)


def test_help_on_a_command_that_is_not_there(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("help", "skore")
    assert (code, out) == (2, "")
    assert "Het commando ‘skore’ bestaat niet. Bedoelde u ‘score’?" in err


def test_an_option_that_is_begun_is_named_whole(weerbaar: Weerbaar) -> None:
    err = weerbaar("new", "--org", "Proefstad").err
    assert "De optie ‘--org’ bestaat niet. Bedoelde u ‘--organisatie’?" in err


SECRET = "Proefstad heeft geen meldpunt"


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (ZeroDivisionError(SECRET), 3, f"Dit is een fout in weerbaar {__version__}, niet in uw"),
        (KeyboardInterrupt(), 130, "Afgebroken."),
    ],
)
def test_a_bug_and_an_interruption(
    error: BaseException,
    code: int,
    told: str,
    weerbaar: Weerbaar,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The one place that replaces a function of ours: a known bug would be mended."""

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr("weerbaar_cli.cli.score.read_scores", fail)
    found = weerbaar("score", "meting.yaml")
    assert (found.code, found.out) == (code, "")
    assert found.err.startswith(told)
    assert "Traceback" not in found.err
    assert "Proefstad" not in found.err


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-16", "latin-1:strict"])
def test_utf8_wherever_it_runs(encoding: str) -> None:
    done = run("score", "meting.yaml", PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "✔" in done.stdout.decode("utf-8")
    assert b"\r" not in done.stdout
    wrong = run("explain", "meting.yaml", "9z", PYTHONIOENCODING=encoding)
    assert "norm ‘9z’" in wrong.stderr.decode("utf-8")


COMMANDS = [
    ["score", "meting.yaml"],
    ["explain", "meting.yaml", "1b"],
    ["frameworks", "proef"],
    ["validate", "."],
    ["--help"],
]


@pytest.mark.parametrize("args", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1", "FORCE_COLOR": "1"}], ids=str)
def test_no_colour_codes_in_a_pipe_or_when_unwanted(
    args: list[str], env: Mapping[str, str]
) -> None:
    done = run(*args, TERM="xterm-256color", **env)
    assert done.returncode == 0
    assert ESCAPE not in done.stdout + done.stderr


@pytest.mark.parametrize("args", COMMANDS[:3], ids=" ".join)
def test_colour_codes_when_asked(args: list[str]) -> None:
    assert ESCAPE in run(*args, FORCE_COLOR="1", TERM="xterm-256color").stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
@pytest.mark.parametrize(("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colours_on_a_terminal(env: Mapping[str, str], coloured: bool) -> None:
    reading, terminal = os.openpty()
    command = [sys.executable, "-m", "weerbaar_cli", "explain", "meting.yaml", "1a"]
    surroundings = {**os.environ, "TERM": "xterm-256color", **env}
    subprocess.run(command, env=surroundings, stdout=terminal, check=True)
    os.close(terminal)
    shown = os.read(reading, 100_000)
    os.close(reading)
    assert b"voldoet" in shown
    assert (ESCAPE in shown) is coloured


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such terminals")
@pytest.mark.parametrize(
    ("args", "pager", "paged"),
    [
        (["explain", "dubbele-sleutel"], "sed s/^/blad:/", False),
        (["score", "meting.yaml"], "sed s/^/blad:/", True),
        (["score", "meting.yaml"], "cat", False),
        (["score", "meting.yaml", "--format", "json"], "sed s/^/blad:/", False),
    ],
)
def test_what_is_longer_than_the_screen_goes_through_a_pager(
    args: list[str], pager: str, paged: bool
) -> None:
    reading, terminal = os.openpty()
    surroundings = {**os.environ, "TERM": "xterm", "PAGER": pager, "LINES": "20", "COLUMNS": "80"}
    command = [sys.executable, "-m", "weerbaar_cli", *args]
    subprocess.run(command, env=surroundings, stdin=terminal, stdout=terminal, check=True)
    os.close(terminal)
    shown = os.read(reading, 100_000)
    os.close(reading)
    assert (b"blad:" in shown) is paged


@pytest.mark.slow
@pytest.mark.parametrize(
    "args",
    [
        ["score", "meting.yaml", "vol.yaml"],
        ["score", "meting.yaml", "--raamwerk", "alle", "--format", "json"],
        ["explain", "meting.yaml", "1b"],
        ["frameworks", "twente-basis-op-orde"],
        ["validate", ".", "--format", "json"],
    ],
    ids=" ".join,
)
def test_same_input_same_bytes(args: list[str]) -> None:
    surroundings = [
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
        {"PYTHONHASHSEED": "2", "LC_ALL": "nl_NL.UTF-8", "TZ": "Pacific/Kiritimati"},
        {"PYTHONHASHSEED": "3", "LANG": "tr_TR.UTF-8", "TZ": "America/Anchorage", "HOME": "/"},
    ]
    found = {run(*args, **env).stdout for env in surroundings}
    assert len(found) == 1
    assert found != {b""}
