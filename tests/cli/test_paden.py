"""No output names an absolute path: it would tell of the machine, and be another one elsewhere."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from tests.cli.groepswerkmap import werkmap
from tests.cli.proef import HEAD, METING, RAAMWERK, VOL, WERKMAP
from tests.cli.test_help import EVERY
from tests.conftest import Once, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.files.vinden import name_paths, named_paths, shown_path, typed_path

BROKEN = f"{HEAD}peildatum: 2024-02-30\nfeiten: {{intern-meldpunt: misschien}}\n"
FILES = {
    "wm/weerbaar.yaml": WERKMAP,
    "wm/raamwerken/proef.yaml": RAAMWERK,
    "wm/metingen/stad.yaml": METING,
    "wm/metingen/vol.yaml": VOL.replace("2024-01-31", "2024-07-31"),
    "wm/metingen/kopie.yaml.txt": METING,
    "dubbel/weerbaar.yaml": WERKMAP,
    "dubbel/proef.yaml": RAAMWERK,
    "dubbel/metingen/stad.yaml": METING,
    "dubbel/metingen/weer.yaml": METING,
    "wm/stuk/stuk.yaml": BROKEN,
    "wm/rapport.md": "Proefstad doet het goed.\n",
    "wm/leeg/x.txt": "niets",
    "kapot/weerbaar.yaml": f"{WERKMAP}onzin: 1\n",
    "kapot/metingen/stad.yaml": METING,
    "feiten/weerbaar.yaml": WERKMAP,
    "feiten/feiten.yaml": "weerbaar: feiten/1\nfeiten: {intern-meldpunt: {soort: ja}}\n",
    "feiten/stad.yaml": METING,
    "anders/weerbaar.yaml": WERKMAP,
    "anders/proef.yaml": RAAMWERK.replace("id: 1a,", "id: 1a, onzin: ja,"),
    "anders/stad.yaml": METING,
    "los/stad.yaml": METING,
    "los/dieper/stad.yaml": METING,
    "elders/leeg.txt": "niets",
    "dicht/stad.yaml.age": "weerbaar: versleuteld/1\nsoort: zelfscan\n",
} | {f"streek/{name}": text for name, text in werkmap().items()}
# Lines of every command; @ stands for the folder in which all of these lie.
LINES = """\
compare @/wm/metingen/stad.yaml @/wm/metingen/vol.yaml
compare @/wm/metingen @/wm/metingen
compare @/wm/stuk/stuk.yaml @/wm/metingen/vol.yaml
compare HEAD @/wm/metingen/vol.yaml
compare @/wm/metingen/vol.yaml @/geen.yaml
compare main... @/wm/metingen
score HEAD:wm/metingen/stad.yaml
validate @/wm --sinds HEAD
completion bash
export @/wm/metingen/stad.yaml --output @/elders/v.xlsx
export @/wm/stuk/stuk.yaml --output @/elders/w.ods
export @/geen.yaml --output @/elders/x.ods
export --raamwerk twente-basis-op-orde --output @/geen/x.ods
fill @/wm/metingen/stad.yaml
import @/elders/v.xlsx --in @/wm/metingen/stad.yaml --proef
import @/elders/v.xlsx --in @/los/stad.yaml
import @/wm/rapport.md @/geen.xlsx --in @/wm/metingen/stad.yaml
explain @/wm/metingen/stad.yaml 1a
explain @/wm/stuk/stuk.yaml 1a
frameworks
frameworks --format json
frameworks check @/wm/raamwerken
frameworks check @/anders/proef.yaml
frameworks check @/wm/metingen
frameworks check @/wm/metingen/stad.yaml
frameworks check @/wm/geen
frameworks crosswalk twente-basis-op-orde drentse-ambities
frameworks diff twente-basis-op-orde drentse-ambities --op @/wm/metingen
frameworks diff twente-basis-op-orde drentse-ambities --op @/wm/stuk/stuk.yaml
frameworks new mijn-regio --output @/wm/mijn-regio.yaml
frameworks @/wm/raamwerken/proef.yaml
frameworks show twente-basis-op-orde
frameworks unanswered @/wm/metingen/stad.yaml
frameworks unanswered @/wm/stuk/stuk.yaml
init @/wm/nieuw --district twente --raamwerk twente-basis-op-orde
init @/nieuw --district twente --raamwerk twente-basis-op-orde
init @/nieuw --district twente --raamwerk twente-basis-op-orde
init @/geen/nieuw --district twente --raamwerk twente-basis-op-orde
init @/elders/leeg.txt --district twente --raamwerk twente-basis-op-orde
key new --output @/elders/sleutel.txt
key new --output @/wm/rapport.md
leaks @/wm/rapport.md --werkmap @/wm
leaks @/wm --werkmap @/wm
leaks @/los --format json
leaks @/geen
form --licht --van @/wm/metingen/vol.yaml --output @/elders/f.html
form --licht --van @/wm/stuk/stuk.yaml --output @/elders/f.html
form --licht --organisatie Proefstad --raamwerk twente-basis-op-orde --output @/geen/f.html
form --van @/wm/metingen/vol.yaml --app @/geen.html --output @/elders/f.html
new --organisatie Proefstad --output @/wm/metingen/nieuw.yaml --raamwerk twente-basis-op-orde
new --organisatie Proefstad --output @/wm/metingen/nieuw.yaml --van @/wm/metingen/vol.yaml
new --organisatie Proefstad --output @/wm/metingen/stad.yaml
new --organisatie Proefwater --output @/wm/metingen/nieuw.yaml --van @/wm/metingen/vol.yaml
new --organisatie Enschede --output @/geen/map/nieuw.yaml --raamwerk twente-basis-op-orde
split @/wm/metingen/stad.yaml --vorm yaml --output @/elders/delen
split @/wm/metingen/vol.yaml --output @/wm/metingen
split @/wm/stuk/stuk.yaml --output @/elders/meer
split @/wm/metingen/vol.yaml --output @/geen/map
merge @/wm/metingen/vol.yaml @/wm/rapport.md @/wm/stuk --in @/wm/metingen/stad.yaml
merge @/wm/metingen/stad.yaml --in @/wm/metingen/stad.yaml --kies @/geen.yaml
intake @/wm/metingen --naar @/dubbel --proef
intake @/wm --naar @/wm --proef --format json
intake @/geen --naar @/wm
intake @/elders --naar @/los
merge @/geen.yaml --in @/wm/metingen/stad.yaml
merge @/wm/metingen/stad.yaml --in @/wm/stuk/stuk.yaml
open @/wm/metingen/stad.yaml
open @/dicht/stad.yaml.age --output @/elders/stad.yaml
plan @/wm/metingen/stad.yaml
plan @/wm/metingen --ics @/elders/plan.ics
plan @/wm/metingen --ics @/elders/leeg.txt
plan @/wm/stuk
publicaties @/wm --district streek
publicaties @/streek
publicaties @/geen --district streek
report @/streek --district streek --output @/elders/proef.html
report @/streek --district streek --publiceer --output @/elders/bestuur.json --output @/elders/b.md
report @/streek --district streek --publiceer --output @/geen/bestuur.html
report @/streek --district streek --doelgroep coordinator --output @/elders/c.html
report @/streek --district streek --doelgroep onderzoek --output @/elders/o.csv
publicaties @/streek --format json
publicaties @/streek --intrek 137dab6f5e0b --reden fout --door adviseur
verify @/elders/bestuur.json @/streek --district streek
publicaties @/wm
publicaties @/geen
publicaties @/elders
report @/wm/metingen/stad.yaml
report @/wm/metingen/vol.yaml --output @/elders/q.json --output @/elders/q.html
report @/wm/metingen/vol.yaml --output @/elders/q.csv --vorige @/wm/metingen/stad.yaml
report @/wm/metingen
report @/wm/metingen/geen.yaml
report @/wm/metingen/stad.yaml --output @/elders
report @/wm/metingen/stad.yaml --output @/geen/q.html
report @/wm/metingen/stad.yaml --sjabloon @/elders --output @/elders/q.html
report @/wm/metingen/stad.yaml --huisstijl @/geen.css --output @/elders/q.html
report @/wm/metingen/stad.yaml --basis @/elders/leeg.txt --output @/elders/q.docx
report --sjabloon-start @/elders/mijn
report @/wm --district streek
report --overzicht riec-oost-nederland @/elders
schema --output @/elders/schemas
schema --output @/elders/leeg.txt
score @/wm/metingen/stad.yaml
score @/los/stad.yaml @/los/dieper/stad.yaml
score @/los/stad.yaml @/los/dieper/stad.yaml --raamwerk twente-basis-op-orde
score @/kapot/metingen/stad.yaml
score @/anders/stad.yaml
score @/feiten/stad.yaml
score @/wm/metingen/geen.yaml
score @/wm/metingen/stad.yaml --raamwerk @/wm/raamwerken/proef.yaml
@/wm/metingen/stad.yaml
seal @/wm/metingen/stad.yaml
seal @/dicht --opnieuw --sleutel @/geen
textconv @/dicht/stad.yaml.age
trend @/wm/metingen
trend @/wm/metingen/stad.yaml @/wm/metingen/vol.yaml --output @/elders/verloop.html
trend @/wm/leeg
validate @/wm
validate @/wm/metingen/stad.yaml
validate @/kapot/metingen/stad.yaml
validate @/anders @/wm
validate @/dubbel
validate @/feiten @/los
validate @/feiten/stad.yaml
validate @/wm/geen
verify @/elders/geen.html @/wm/metingen/stad.yaml
verify @/wm/rapport.md @/wm/metingen/stad.yaml
""".splitlines()


PLAIN = {
    "completion",
    "export",
    "fill",
    "form",
    "init",
    "key",
    "new",
    "open",
    "schema",
    "seal",
    "textconv",
}


def with_format(line: str) -> list[str]:
    """The line itself, and the same for programs where it has such a form."""
    words = line.split()
    plain = "--format" in words or words[0] in PLAIN
    return [line] if plain else [line, f"{line} --format json"]


def write(folder: Path) -> None:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def place(once: Once, tmp_path: Path) -> Path:
    return Path(shutil.copytree(once("paden", write), tmp_path / "geheime-plek"))


def written(place: Path) -> Mapping[Path, str]:
    files = (path for path in place.rglob("*") if path.is_file())
    return {path: path.read_text(encoding="utf-8", errors="replace") for path in files}


def test_every_command_is_among_the_lines() -> None:
    told = {tuple(line.split()[:2]) for line in LINES} | {(line.split()[0],) for line in LINES}
    assert {words for words in EVERY if words} <= told


@pytest.mark.long
@pytest.mark.parametrize(
    ("start", "forms"),
    sample([("elders", ""), *product(["elders", "wm/metingen", "."], ["json"])], 4),
    ids=["elders", "elders-json", "wm/metingen-json", ".-json"],
)
def test_no_output_tells_an_absolute_path(
    place: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch, start: str, forms: str
) -> None:
    for line in (one for plain in LINES for one in (with_format(plain) if forms else [plain])):
        monkeypatch.chdir(place / start)
        found = weerbaar(*line.replace("@", str(place)).split())
        assert found.code in (0, 1, 2), line
        for text in (found.out, found.err, *written(place).values()):
            assert place.name not in text, f"{line}\n{text}"


def test_a_report_is_the_same_wherever_it_is_made_and_checked(
    place: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = {}
    for start, named in (("wm", "metingen/vol.yaml"), ("wm/metingen", "vol.yaml"), (".", "")):
        monkeypatch.chdir(place / start)
        path = place / "elders" / "q.json"
        assert weerbaar("report", named or f"{place}/wm/metingen/vol.yaml", "--output", str(path))
        made[start] = path.read_text(encoding="utf-8")
        path.unlink()
    assert len(set(made.values())) == 1
    path.write_text(made["wm"], encoding="utf-8")
    monkeypatch.chdir(place / "elders")
    for meting in (f"{place}/wm/metingen/vol.yaml", "../wm/metingen/vol.yaml"):
        found = weerbaar("verify", "q.json", meting)
        assert (found.code, found.err) == (0, "")
        assert "tot op de byte" in found.out


@pytest.mark.parametrize(
    ("start", "named", "shown"),
    [
        # Below the current folder, or beside it in one werkmap: as seen from there.
        (".", ["wm/metingen/stad.yaml"], ["wm/metingen/stad.yaml"]),
        ("wm/metingen", ["wm/metingen/stad.yaml", "wm"], ["stad.yaml", ".."]),
        ("wm/metingen", ["wm/metingen"], ["metingen"]),
        # Elsewhere: from its werkmap, which has a name only beside another.
        ("elders", ["wm/metingen/stad.yaml", "wm"], ["metingen/stad.yaml", "wm"]),
        ("elders", ["wm", "anders/stad.yaml"], ["wm", "anders/stad.yaml"]),
        # In no werkmap: the fewest parts that tell one from another.
        ("elders", ["los/stad.yaml"], ["stad.yaml"]),
        (
            "elders",
            ["los/stad.yaml", "los/dieper/stad.yaml"],
            ["los/stad.yaml", "dieper/stad.yaml"],
        ),
        ("elders", ["los/../los/stad.yaml"], ["stad.yaml"]),
        ("wm", ["los"], ["los"]),
        ("/", ["wm/metingen/stad.yaml", "los/stad.yaml"], ["metingen/stad.yaml", "stad.yaml"]),
    ],
)
def test_what_a_file_is_called(
    place: Path,
    monkeypatch: pytest.MonkeyPatch,
    start: str,
    named: list[str],
    shown: list[str],
) -> None:
    monkeypatch.chdir(place / start)
    paths = [place / one for one in named]
    name_paths(paths)
    assert list(map(shown_path, paths)) == shown
    name_paths(named_paths())  # as another process is told
    assert list(map(shown_path, paths)) == shown


@pytest.mark.parametrize(
    ("start", "line", "advised"),
    [
        ("wm", "new --organisatie Deventer --output @/wm/metingen/n.yaml", "score metingen/n.yaml"),
        ("wm", "new --organisatie Deventer --output n.yaml", "score n.yaml"),
        ("elders", "new --organisatie Deventer --output @/wm/metingen/n.yaml", "score BESTAND"),
        ("wm", "new --organisatie Deventer --output @/elders/n.yaml", "score BESTAND"),
        ("wm", "frameworks new eigen --output @/elders/p.yaml", "frameworks check BESTAND"),
        ("wm", "report --sjabloon-start @/elders/sj", "--sjabloon MAP"),
        ("wm", "report --sjabloon-start @/wm/sj", "--sjabloon sj"),
        ("elders", "split @/wm/metingen/stad.yaml --output @/delen", "--in METING"),
        ("elders", "explain @/wm/metingen/stad.yaml", "explain METING 3d"),
    ],
)
def test_a_command_that_is_advised_can_be_typed_here(
    place: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch, start: str, line: str,
    advised: str,
) -> None:  # fmt: skip
    monkeypatch.chdir(place / start)
    said = weerbaar(*line.replace("@", str(place)).split()).err
    assert advised in said
    path = Path(advised.split()[-1])
    assert path.suffix != ".yaml" or path.is_file()


def test_a_name_with_a_space_is_typed_in_quotes(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place / "wm")
    assert typed_path(Path("mijn stad.yaml"), "BESTAND") == '"mijn stad.yaml"'


def test_what_was_named_relatively_stays_as_it_was(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place / "elders")
    assert shown_path(Path("../wm/metingen/stad.yaml")) == "../wm/metingen/stad.yaml"


def test_files_below_a_folder_are_told_apart(
    place: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place / "elders")
    found = json.loads(weerbaar("validate", f"{place}/los", "--format", "json").out)
    assert {one["bestand"] for one in found["bevindingen"]} == {
        "los/stad.yaml",
        "los/dieper/stad.yaml",
    }


def test_files_that_are_wrong_beside_each_other_are_read_again(
    place: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(place / "elders")
    found = json.loads(weerbaar("validate", f"{place}/dubbel", "--format", "json").out)
    assert [(one["bestand"], one["code"]) for one in found["bevindingen"]] == [
        ("metingen/stad.yaml", "dubbele-meting"),
        ("metingen/weer.yaml", "dubbele-meting"),
    ]
