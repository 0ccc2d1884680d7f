"""Many files: several processes work them through; the outcome is the same, nothing is left."""

from __future__ import annotations

import gc
import json
import os
import pickle
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path

import pytest

from tests.cli.proef import METING, RAAMWERK, WERKMAP
from tests.conftest import Tree, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData
from weerbaar_cli.files.bronnen import MANY
from weerbaar_cli.files.vinden import REGISTERMAP
from weerbaar_cli.files.yaml.document import Yamlbestand
from weerbaar_cli.model.bevinding import Bericht, Melding
from weerbaar_cli.reading import processen
from weerbaar_cli.reading.coordinator import read_leden
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.groep import read_groep
from weerbaar_cli.reading.scores import read_scores
from weerbaar_cli.reading.verandering.kanten import Kantlezer
from weerbaar_cli.reading.verandering.vergelijking import compare_kanten

pytestmark = pytest.mark.long

COUNT = MANY + 20
NAMES = [f"Proef {number}" for number in range(COUNT)]
WORKED = 3  # hundredths of a second
unix = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")


def make_parties(names: Sequence[str]) -> str:
    """What the settings say of a district and its members."""
    lines = (f"  - {{naam: {name}, type: gemeente, district: twente}}\n" for name in names)
    return "".join(("district: twente\npartijen:\n", *lines))


@pytest.fixture
def many(tree: Tree) -> list[str]:
    """More metingen than one process reads; two with a finding, of which one cannot be used."""
    parties = make_parties(NAMES)
    files = {f"m/{name}.yaml": METING.replace("Proefstad", name) for name in NAMES}
    tree(
        {
            **files,
            "weerbaar.yaml": WERKMAP.replace("partijen:\n", f"metingen: m\n{parties}"),
            "proef.yaml": RAAMWERK,
        }
    )
    return sorted(files)


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """At least two processes, however small the machine."""
    monkeypatch.setattr(processen, "cpu_count", lambda: 2)


def break_one(name: str) -> None:
    path = Path(name)
    path.write_text(path.read_text(encoding="utf-8").replace("ja", "misschien"), encoding="utf-8")


@pytest.mark.usefixtures("two")
def test_json_and_csv_are_those_of_parts_together(many: list[str], weerbaar: Weerbaar) -> None:
    half = COUNT // 2
    whole = weerbaar("score", *many, "--format", "json").out
    parts = [weerbaar("score", *one, "--format", "json").out for one in (many[:half], many[half:])]
    assert whole == "".join((parts[0].removesuffix("\n]\n"), ",", parts[1].removeprefix("[")))
    assert len(json.loads(whole)) == COUNT
    head, *rows = weerbaar("score", *many, "--format", "csv").out.splitlines()
    parts = [weerbaar("score", *one, "--format", "csv").out for one in (many[:half], many[half:])]
    assert parts[0].splitlines() == [head, *rows[: len(rows) // 2]]
    assert parts[1].splitlines() == [head, *rows[len(rows) // 2 :]]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("vorm", sample(["html", "markdown", "tabel"], 3))
def test_a_page_is_that_of_one_process(
    vorm: str, many: list[str], weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_one(many[7])
    beside = weerbaar("score", "m", "--format", vorm, "--alles")
    monkeypatch.setattr("weerbaar_cli.reading.scores.MANY", COUNT + 1)
    alone = weerbaar("score", "m", "--format", vorm, "--alles")
    assert beside == alone
    assert beside.code == 1


@pytest.mark.core
@pytest.mark.usefixtures("two")
def test_findings_are_those_of_one_process(
    many: list[str], weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (many[0], many[60], many[-1]):
        break_one(name)
    beside = [weerbaar("validate", "m", *more) for more in ((), ("--format", "json"))]
    monkeypatch.setattr("weerbaar_cli.reading.controle.MANY", COUNT + 1)
    assert beside == [weerbaar("validate", "m", *more) for more in ((), ("--format", "json"))]
    assert len(json.loads(beside[1].out)["bevindingen"]) == 6


NUL = METING.replace("2024-01-31", "2023-07-31").replace(
    "mt-besproken: 2023-06-01", "mt-besproken:"
)


@pytest.fixture
def sides(many: list[str]) -> None:
    """The metingen of half a year earlier: of some nothing changed, of some nothing was there."""
    Path("v").mkdir()
    for number, name in enumerate(NAMES):
        text = NUL if number % 3 else METING
        if number != 5:
            Path(f"v/{name}.yaml").write_text(text.replace("Proefstad", name), encoding="utf-8")
    with Path("m/Proef 9.yaml").open("a", encoding="utf-8") as file:
        file.write("nvt: {2a: {reden: geen regie, besloten_door: college, op: 2024-01-02}}\n")
    late = Path("v/Proef 4.yaml")
    late.write_text(
        late.read_text(encoding="utf-8").replace("2023-07-31", "2024-07-31"), encoding="utf-8"
    )
    break_one(many[7])


@pytest.mark.usefixtures("two", "sides")
@pytest.mark.parametrize(
    ("van", "vormen"),
    sample(
        [
            ("v", ("json", "html")),
            ("v", ("json", "html", "csv", "tabel")),
            ("HEAD:v", ("json", "html", "csv", "tabel")),
        ],
        3,
    ),
    ids=["v-few", "v", "HEAD:v"],
)
def test_a_comparison_is_that_of_one_process(
    van: str, vormen: tuple[str, ...], weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    if van != "v":
        git = ("git", "-c", "user.name=a", "-c", "user.email=a@b.nl", "-c", "commit.gpgsign=false")
        for words in (("init", "--quiet"), ("add", "."), ("commit", "--quiet", "-m", "a")):
            subprocess.run([*git, *words], check=True)
    eisen = ("--eis", "geen-achteruitgang", "--eis", "geen-verdwenen", "--eis", "geen-nieuwe-nvt")
    lines = [("--format", vorm, *eisen) for vorm in vormen]
    beside = [weerbaar("compare", van, "m", *more) for more in lines]
    for one in ("kanten", "vergelijking"):
        monkeypatch.setattr(f"weerbaar_cli.reading.verandering.{one}.MANY", COUNT + 1)
    assert beside == [weerbaar("compare", van, "m", *more) for more in lines]
    found = json.loads(beside[0].out)
    assert len(found["vergelijkingen"]) == COUNT - 3
    assert len(found["onvergelijkbaar"]) == len(found["niet_gelezen"]) == 1
    assert found["alleen_naar"] == ["Proef 5"]


@pytest.mark.usefixtures("two")
def test_what_stands_in_one_place_need_not_belong_together(
    tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Metingen of one organisation under each other's name, and one of another organisation."""
    later = METING.replace("meldpunt: ja", "meldpunt: nee")
    tree(
        {
            "weerbaar.yaml": WERKMAP.replace("partijen:\n", make_parties(["Proefdorp"])),
            "proef.yaml": RAAMWERK,
            "v/a.yaml": NUL,
            "v/b.yaml": METING,
            "v/c.yaml": METING.replace("Proefstad", "Proefdorp"),
            "m/a.yaml": later,
            "m/b.yaml": NUL,
            "m/c.yaml": later.replace("01-31", "05-01"),
        }
    )
    said = weerbaar("compare", "v", "m", "--format", "json")
    assert len(json.loads(said.out)["vergelijkingen"]) == 2
    monkeypatch.setattr("weerbaar_cli.reading.verandering.kanten.MANY", 2)
    assert weerbaar("compare", "v", "m", "--format", "json") == said


def test_what_changed_since_it_was_read_is_not_taken_up(many: list[str]) -> None:
    lezer = Kantlezer()
    read = list(lezer([(Path(one), False) for one in many[:2]]))
    dossier, other = (one._replace(rest=None) for one in read if isinstance(one, Dossier))
    assert lezer.take_up(dossier).dossier.antwoorden
    path = Path(many[1])
    path.write_text(path.read_text(encoding="utf-8").replace("2024", "2023"), encoding="utf-8")
    with pytest.raises(WeerbaarError, match="is veranderd sinds het werd gelezen"):
        lezer.take_up(other)


@pytest.mark.usefixtures("two", "sides")
def test_nothing_of_two_sides_stays_behind() -> None:
    before = alive()
    found = compare_kanten("v", "m").uitkomst
    assert len(found.paren) == COUNT - 3
    assert alive() == before
    assert active_children() == []


MEMBERS = [f"Zuidwerth {number}" for number in range(60)]


@pytest.fixture
def leden(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """A district: two rounds, one member without a meting, one with a fault, one of another day."""
    files = {}
    for number, name in enumerate(MEMBERS[1:]):
        text = (METING if number % 3 else NUL).replace("Proefstad", name)
        late = text.replace("2024-01-31", "2024-07-31").replace("2023-07-31", "2024-07-31")
        action = "acties:\n  - {norm: 2a, actie: Regel dit, gereed_op: 2024-06-01}\n"
        files[f"metingen/{name} nul.yaml"] = text.replace("2024-01-31", "2023-07-31")
        files[f"metingen/{name}.yaml"] = late + (action if number % 4 == 0 else "")
    files["metingen/Zuidwerth 8.yaml"] = files["metingen/Zuidwerth 8.yaml"].replace(
        "status: ingeleverd", "status: concept"
    )
    files["metingen/Zuidwerth 9.yaml"] = files["metingen/Zuidwerth 9.yaml"].replace(
        ": ja", ": misschien"
    )
    files["metingen/Zuidwerth 7.yaml"] = files["metingen/Zuidwerth 7.yaml"].replace(
        "2024-07-31", "2024-06-30"
    )
    tree(
        {
            **files,
            "weerbaar.yaml": WERKMAP.replace("partijen:\n", make_parties(MEMBERS)),
            "proef.yaml": RAAMWERK,
        }
    )
    divide(monkeypatch, 20)


def divide(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    """From how many on the metingen of a district are very many."""
    for one in ("edities", "groep", "coordinator"):
        monkeypatch.setattr(f"weerbaar_cli.reading.{one}.MANY", many)


@pytest.mark.usefixtures("two", "leden")
@pytest.mark.parametrize(
    "doelgroep", sample(["coordinator", "bestuur", "specialist", "openbaar"], 4)
)
def test_a_report_on_a_district_is_that_of_one_process(
    doelgroep: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = ("report", "--district", "twente", "--doelgroep", doelgroep, "--format")
    beside = [weerbaar(*ask, vorm) for vorm in ("json", "html")]
    divide(monkeypatch, 1_000)
    assert beside == [weerbaar(*ask, vorm) for vorm in ("json", "html")]
    assert beside[0].code == 1, beside[0].err
    assert len(beside[0].out) > 1_000


@pytest.mark.usefixtures("two", "leden")
def test_what_is_published_is_that_of_one_process(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("metingen/Zuidwerth 9.yaml").unlink()
    asked = ("--doelgroep", "onderzoek", "--ontvanger", "een universiteit")
    rows = ("report", "--district", "twente", *asked)
    board = ("report", "--district", "twente", "--publiceer", "--output", "uit.html")
    assert weerbaar(*board).code == 0
    told = {one: one.read_bytes() for one in Path(REGISTERMAP).rglob("*.yaml")}
    assert any(b"publicatie/1" in one for one in told.values())
    beside = weerbaar(*rows, "--format", "csv")
    divide(monkeypatch, 1_000)
    assert weerbaar(*board).err.count("stond al in het register") == 1
    assert weerbaar(*rows, "--format", "csv") == beside
    assert told == {one: one.read_bytes() for one in Path(REGISTERMAP).rglob("*.yaml")}


def _read_whole() -> list[Scan | Yamlbestand]:
    return [one for one in gc.get_objects() if isinstance(one, Scan | Yamlbestand)]


@pytest.mark.usefixtures("two", "leden")
def test_nothing_of_a_district_stays_behind() -> None:
    there = _read_whole()  # by other tests of this process
    found = read_leden(read_groep([], "twente", None, None, named=True)).beeld
    assert len(found.partijen) == len(MEMBERS)
    assert [one for one in _read_whole() if not any(one is other for other in there)] == []
    assert active_children() == []


@pytest.mark.core
@pytest.mark.usefixtures("two")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--raamwerk", "bestaat-niet"], "raamwerk ‘bestaat-niet’ is niet bekend"),
        (["--eis", "op_ordelijk"], "de eis ‘op_ordelijk’ is niet te lezen"),
        (["--stel", "bestaat-niet=ja"], "het feit ‘bestaat-niet’ staat niet in de catalogus"),
    ],
    ids=["raamwerk", "eis", "stel"],
)
def test_what_is_wrong_is_said_as_of_one(
    args: list[str], message: str, many: list[str], weerbaar: Weerbaar
) -> None:
    one, all_ = (weerbaar("score", *names, *args) for names in (many[:1], many))
    assert (all_.code, all_.out) == (one.code, one.out) == (2, "")
    assert all_.err == one.err
    assert message in one.err


@pytest.mark.usefixtures("two")
def test_named_files_with_faults_are_told_once_each(many: list[str], weerbaar: Weerbaar) -> None:
    """Each has its findings; the sentence about all of them stays short."""
    for name in many[10:300]:
        break_one(name)
    code, out, err = weerbaar("score", *many)
    assert (code, out) == (2, "")
    assert all(f"{name}:" in err for name in many[10:300])
    said = err.splitlines()[-2:]
    assert ", ".join(many[10:13]) + " en nog 287 hebben fouten" in said[0]
    assert max(map(len, said)) < 200


@pytest.mark.usefixtures("two", "many")
def test_settings_with_faults_stop_all(weerbaar: Weerbaar) -> None:
    settings = Path("weerbaar.yaml")
    settings.write_text(f"{settings.read_text(encoding='utf-8')}onbekend: ja\n", encoding="utf-8")
    code, out, err = weerbaar("score", "m")
    assert (code, out) == (2, "")
    assert "weerbaar.yaml" in err
    assert "fout in weerbaar" not in err


def alive() -> int:
    """How many metingen are there, as files, as values, or as what a score follows from."""
    gc.collect()
    return sum(isinstance(one, Dossier | Scan | Yamlbestand) for one in gc.get_objects())


def count_open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir())) if sys.platform == "linux" else 0


@pytest.mark.usefixtures("two")
def test_nothing_of_a_meting_stays_behind(many: list[str]) -> None:
    """What was read and what its scores follow from is gone; so are the processes and the pipes."""
    opened = count_open_files()
    before = alive()
    found = read_scores(list(map(Path, many)))
    assert len(found.scores) == COUNT
    assert alive() == before
    assert [one.kop.naam for one in found.scores] == [Path(name).stem for name in many]
    assert active_children() == []
    assert count_open_files() == opened


def test_little_work_loads_no_processes(tree: Tree) -> None:
    """A start is short: only who has many files pays for what works through them."""
    tree({"weerbaar.yaml": WERKMAP, "proef.yaml": RAAMWERK, "m.yaml": METING})
    program = (
        "import sys; from weerbaar_cli.cli.main import main; main(['score', 'm.yaml']);"
        "print([one for one in sys.modules if 'multiprocessing' in one or 'processen' in one])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.usefixtures("two")
def test_an_error_travels_with_all_that_it_says() -> None:
    melding = Melding("a.yaml", 1, 2, "fout", "yaml-fout", "", Bericht("a «b»", "a"), "", "a: [")
    error = pickle.loads(pickle.dumps(UnreadableData([melding])))
    assert isinstance(error, UnreadableData)
    assert (error.message, error.meldingen) == ("a.yaml heeft fouten", [melding])
    assert error.meldingen[0].bericht.zonder_inhoud == "a"
    plain = pickle.loads(pickle.dumps(WeerbaarError("a", tip="b", exit_code=3, regels=["c"])))
    assert (plain.message, plain.tip, plain.exit_code, plain.regels) == ("a", "b", 3, ["c"])


def run_beside(*args: str) -> subprocess.Popen[str]:
    """The program with at least two processes, in one of its own."""
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler);"
        "from weerbaar_cli.reading import processen; processen.cpu_count = lambda: 2;"
        "from weerbaar_cli.cli.main import main; sys.exit(main(sys.argv[1:]))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, *args],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def children_of(pid: int) -> list[int]:
    return list(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def wait_for_children(run: subprocess.Popen[str]) -> list[int]:
    while run.poll() is None:
        if len(found := children_of(run.pid)) == 2:
            return found
        time.sleep(0.005)
    raise AssertionError(f"it was done before it was killed: {run.communicate()}")


def wait_for_work(pid: int) -> None:
    """Until a process has worked: while it begins Python itself may drop an interruption."""
    while sum(map(int, Path(f"/proc/{pid}/stat").read_text().split()[13:15])) < WORKED:
        time.sleep(0.001)


def is_there(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False


@unix
@pytest.mark.parametrize(
    "args",
    [
        ["score", "m", "--format", "json"],
        ["score", "m", "--format", "csv", "--output", "uit.json"],
        ["validate", "m", "--format", "json"],
        ["compare", "m", "m", "--format", "json"],
        ["report", "--district", "twente", "--doelgroep", "coordinator", "--format", "json"],
        ["report", "--district", "twente", "--format", "json"],
    ],
    ids=" ".join,
)
def test_a_process_that_is_killed_is_said_and_nothing_comes_out(
    args: list[str], many: list[str]
) -> None:
    with run_beside(*args) as run:
        first, second = wait_for_children(run)
        os.kill(first, signal.SIGKILL)
        out, err = run.communicate(timeout=120)
    assert run.returncode == 2
    assert "een deel van het werk is van buiten gestopt" in err
    assert "Traceback" not in err
    assert not re.search(r"organisatie|bestand\"", out)
    assert not Path("uit.json").exists()
    assert not is_there(second)


@unix
def test_who_is_left_behind_ends_too(many: list[str]) -> None:
    with run_beside("score", "m", "--format", "json") as run:
        left = wait_for_children(run)
        run.kill()
        run.communicate(timeout=120)
    until = time.monotonic() + 60
    while any(map(is_there, left)):
        assert time.monotonic() < until
        time.sleep(0.01)


@unix
def test_interrupted_it_says_so_once(many: list[str]) -> None:
    with run_beside("score", "m", "--format", "json") as run:
        children = wait_for_children(run)
        wait_for_work(children[-1])
        for pid in (*children, run.pid):  # as a terminal does: to all of them
            os.kill(pid, signal.SIGINT)
        out, err = run.communicate(timeout=120)
    assert (run.returncode, out) == (130, "")
    assert err == "Afgebroken.\n"


def test_what_is_given_on_stdin_is_read_among_many(many: list[str]) -> None:
    given = METING.replace("intern-meldpunt: ja", "intern-meldpunt: nee")
    with run_beside("score", *many[:150], "-", *many[150:], "--format", "json") as run:
        out, err = run.communicate(given, timeout=120)
    assert err == ""
    names = [one["organisatie"]["naam"] for one in json.loads(out)]
    assert names[150] == "Proefstad"
    assert len(names) == COUNT + 1
