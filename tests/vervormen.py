"""Files of every kind, bent at random, through every command: nothing may break but the file.

`python -m tests.vervormen --runs 100000` takes an hour or two; a few hundred run with the tests. A
seed makes one run, so each can be made again: `--seed N --runs 1`.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
TWENTE = ROOT / "examples/twente"
METING = "metingen/voorbeeldstad-zelfscan-2024.yaml"
LATER = "metingen/voorbeeldstad-eindmeting-2024.yaml"
SECONDS, BYTES, BATCH = 10, 1 << 30, 100
# Words of Python's and of libraries' own messages; none is Dutch.
ENGLISH = re.compile(
    r"\b(Traceback|Error|error|Exception|invalid|expected|unexpected|failed|object|found|cannot|"
    r"could not|unable|missing|required|must be|should be|not allowed|line \d+, column)\b"
)
OF_US = "fout in weerbaar"
# What a text gets in the place of something, or in between.
NASTY = (
    "", " ", "\t", "\r\n", "\x00", "\ufeff", "\u202e", "\ud7ff", "﷽", "é" * 300, "-", "- -", ":",
    "[", "{", "}", "]]", "&a", "*a", "!!python/object:os.system x", "<<: *a", "|", ">-", "'", '"',
    "%YAML 1.2", "---", "...", "null", "~", "ja", "nee", "nvt", "onbekend", "0", "-1", "9" * 5000,
    "1e999", ".nan", ".inf", "0x10", "1_000", "2024-02-30", "0000-00-00", "99999-01-01", "24:60",
    "{aantal: 9, totaal: 0}", "{{ 1/0 }}", "{% for x in y %}", "</style><script>", "@import 'x';",
    "=1+1", "../../../etc/passwd", "con", "<<<<<<<", "\\ud800", "a" * 70_000, "[" * 500,
)  # fmt: skip
# Per file that is bent, what is then asked.
ASKED: dict[str, tuple[str, ...]] = {
    METING: (
        f"validate {METING}",
        f"validate {METING} --format json",
        f"validate {METING} --herstel",
        f"score {METING}",
        f"score {METING} --raamwerk alle --format csv",
        f"explain {METING} 3d",
        f"compare {METING} {LATER} --format html",
        f"trend {METING} {LATER} --format json",
        f"plan {METING} --format markdown",
        "plan . --doelgroep coordinator",
        f"report {METING} --format html",
        f"report {METING} --doelgroep raad --output uit.md",
        "report --district twente --doelgroep coordinator --format csv",
        "report --district twente --format json",
        f"frameworks unanswered {METING}",
        f"leaks {METING}",
    ),
    "weerbaar.yaml": (
        "validate weerbaar.yaml", "validate .", f"score {METING}", "publicaties", "frameworks",
        "report --district twente", "leaks .", "frameworks crosswalk", "plan .",
    ),
    "eigen.yaml": (
        "validate eigen.yaml", "frameworks check eigen.yaml", "frameworks", "schema meting",
        f"score {METING} --raamwerk alle", "frameworks crosswalk",
    ),
    "feiten.yaml": ("validate feiten.yaml", f"score {METING}", "frameworks", "schema meting"),
    "rapport.json": (
        f"verify rapport.json {METING}", "leaks rapport.json",
        "report --overzicht riec-oost-nederland rapport.json",
    ),
    "rapport.html": (f"verify rapport.html {METING}", "leaks rapport.html"),
    "rapport.docx": (
        f"verify rapport.docx {METING}", "leaks rapport.docx",
        f"report {METING} --basis rapport.docx --output uit.docx",
    ),
    "stijl.css": (f"report {METING} --huisstijl stijl.css --format html",),
    "sjabloon/blad.html.j2": (f"report {METING} --sjabloon sjabloon --format html",),
}  # fmt: skip


class Gevonden(NamedTuple):
    """A run that broke what it may not break."""

    seed: int
    opdracht: str
    waarom: str


def bend(raw: bytes, rng: random.Random) -> bytes:
    """The bytes with one to four changes."""
    for _ in range(rng.randint(1, 4)):
        raw = rng.choice(BENDS)(raw, rng)
    return raw


def _flip(raw: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(raw) + 1)
    return raw[:place] + bytes([rng.randrange(256)]) + raw[place + 1 :]


def _cut(raw: bytes, rng: random.Random) -> bytes:
    start, end = sorted((rng.randrange(len(raw) + 1), rng.randrange(len(raw) + 1)))
    return raw[:start] + raw[end:] if rng.random() < 0.5 else raw[:end]


def _put(raw: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(raw) + 1)
    return raw[:place] + _nasty(rng) + raw[place:]


def _line(raw: bytes, rng: random.Random) -> bytes:
    """A line twice, gone, elsewhere, further in, or with another value."""
    lines = raw.splitlines(keepends=True) or [b""]
    place, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    line = lines[place]
    match rng.randrange(5):
        case 0:
            lines.insert(other, line)
        case 1:
            del lines[place]
        case 2:
            lines[place], lines[other] = lines[other], line
        case 3:
            lines[place] = b" " * rng.randrange(1, 6) + line
        case _:
            key, colon, _rest = line.partition(b":")
            lines[place] = key + colon + b" " + _nasty(rng) + b"\n"
    return b"".join(lines)


def _nasty(rng: random.Random) -> bytes:
    return rng.choice(NASTY).encode("utf-8", "surrogatepass")


BENDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (_flip, _cut, _put, _line, _line)


def make_werkmap(root: Path) -> Path:
    """A werkmap with a file of every kind."""
    from weerbaar_cli.cli.main import main

    map_ = root / "werkmap"
    shutil.copytree(TWENTE, map_)
    raamwerk = (ROOT / "frameworks/ijsselland-basis-op-orde.yaml").read_text(encoding="utf-8")
    eigen = raamwerk.replace("ijsselland-basis-op-orde", "eigen-proef")
    (map_ / "eigen.yaml").write_text(eigen, encoding="utf-8")
    (map_ / "feiten.yaml").write_text(
        "weerbaar: feiten/1\nfeiten:\n  eigen-feit: {vraag: Is er iets?, soort: ja_nee, "
        "rollen: [adviseur veiligheid]}\n",
        encoding="utf-8",
    )
    (map_ / "stijl.css").write_text("h1 { color: #123456 }\n", encoding="utf-8")
    outputs = [word for end in ("json", "html", "docx") for word in ("--output", f"rapport.{end}")]
    with contextlib.chdir(map_), contextlib.redirect_stderr(io.StringIO()):
        assert main(["report", METING, *outputs]) == 0
        assert main(["report", "--sjabloon-start", "sjabloon"]) == 0
    return map_


def run_one(seed: int, map_: Path) -> list[Gevonden]:
    """Bend one file, ask one thing, and put the file back."""
    from weerbaar_cli.cli.main import main

    rng = random.Random(seed)
    name = rng.choice(sorted(ASKED))
    path, opdracht = map_ / name, rng.choice(ASKED[name])
    before = path.read_bytes()
    path.write_bytes(bend(before, rng))
    said, why = io.StringIO(), ""
    signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of the processor: a busy machine is no fault
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main(opdracht.split())
        why = judge(code, said.getvalue(), path.read_bytes())
    except BaseException as error:  # noqa: BLE001 whatever comes out is what is looked for
        why = f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        path.write_bytes(before)
        for left in map_.glob("uit.*"):
            left.unlink()
    return [Gevonden(seed, opdracht, why[:300])] if why else []


def _too_slow(*_: object) -> None:
    raise TimeoutError(f"more than {SECONDS} seconds")


def judge(code: int, said: str, bent: bytes) -> str:
    """What is wrong with this outcome; words that stand in the file itself are not ours."""
    if code not in (0, 1, 2):
        return f"exit {code}: {said[-200:]}"
    if OF_US in said:
        return said[-200:]
    text = bent.decode("utf-8", "replace")
    lines = (line for line in said.splitlines() if "→" in line or "fout " in line)
    english = [one[0] for line in lines for one in ENGLISH.finditer(line) if one[0] not in text]
    return f"{english}: {said[-300:]}" if english else ""


def run_batch(seeds: Sequence[int]) -> list[Gevonden]:
    """In this process, within the limits of memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    with tempfile.TemporaryDirectory() as name:
        map_ = make_werkmap(Path(name))
        os.chdir(map_)
        return [found for seed in seeds for found in run_one(seed, map_)]


def run_apart(first: int, number: int) -> list[Gevonden]:
    """In a process of its own: what kills it is found too."""
    command = [sys.executable, "-m", "tests.vervormen", "--batch", str(first), str(number)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if done.returncode:
        return [Gevonden(first, f"{number} runs", f"{done.returncode}: {done.stderr[-500:]}")]
    return [Gevonden(*one) for one in json.loads(done.stdout)]


def main() -> int:
    """The runs from a seed on, with what each found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--batch", type=int, nargs=2)
    asked = parser.parse_args()
    if asked.batch:
        first, number = asked.batch
        print(json.dumps(run_batch(range(first, first + number))))
        return 0
    total = 0
    for first in range(asked.seed, asked.seed + asked.runs, BATCH):
        for found in run_apart(first, min(BATCH, asked.seed + asked.runs - first)):
            total += 1
            print(*found, sep="\n  ", flush=True)
    print(f"{asked.runs} runs, {total} broke something")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
