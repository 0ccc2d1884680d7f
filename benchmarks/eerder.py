"""The start of every command against that of an earlier version, taken from git, in one run."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
from pathlib import Path
from statistics import median

from maat import ENVIRONMENT, PYTHON, cpu_seconds, show

ROOT = Path(__file__).parent.parent
TWENTE = ROOT / "examples" / "twente"
EARLIER = "c0cfa06"  # version 0.1.0
STORED = (
    "from weerbaar_cli.files.bibliotheek{} import packaged, store_packaged;"
    "store_packaged(packaged('frameworks'))"
)
THEN, NOW = (f"metingen/voorbeeldstad-{one}-2024.yaml" for one in ("zelfscan", "eindmeting"))
COMMANDS = (
    "--help",
    f"validate {THEN}",
    f"score {THEN}",
    f"score {THEN} --format json",
    f"explain {THEN} 3d",
    f"compare {THEN} {NOW}",
    f"trend {THEN} {NOW}",
    f"plan {THEN}",
    "frameworks",
    "frameworks twente-basis-op-orde",
    f"report {THEN} --format markdown",
    "report --district twente --doelgroep coordinator --format html",
    "leaks weerbaar.yaml",
    "schema meting",
)


def starts(folder: Path, rounds: int) -> None:
    """Processor time of whole processes: what else the machine does hardly changes it.

    Each version reads its own example of the same werkmap: a file with faults is done at once.
    """
    src = take_version(folder / "earlier")
    if src is None:
        print(f"{EARLIER} is not in this clone, so no earlier version to compare with")
        return
    for name, example in (("now", TWENTE), ("then", src.parent / "examples" / "twente")):
        shutil.copytree(example, folder / name)
    sides = ((ROOT / "src", folder / "now"), (src, folder / "then"))
    for command in COMMANDS:
        label = f"{command.replace('metingen/voorbeeldstad-', '')} / 0.1.0"
        codes = [exit_code(command, *side) for side in sides]
        if len(set(codes)) > 1:
            print(f"{label:58} not compared: exit code {codes[0]} now, {codes[1]} then")
            continue
        now, then = turns(command, rounds, sides)
        details = f"{now * 1000:.0f} ms / {then * 1000:.0f} ms of processor"
        show(label, now / then, "≤ 1", details)


def exit_code(command: str, src: Path, map_: Path) -> int:
    """How it ends; two that end otherwise did not do the same work."""
    words = (PYTHON, "-m", "weerbaar_cli", *command.split())
    env = ENVIRONMENT | {"PYTHONPATH": str(src)}
    return subprocess.run(words, cwd=map_, env=env, capture_output=True, check=False).returncode


def take_version(folder: Path) -> Path | None:
    """Its sources with their packaged raamwerken stored, as an installed version has them."""
    done = subprocess.run(["git", "-C", ROOT, "archive", EARLIER], capture_output=True, check=False)
    if done.returncode:
        return None
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(folder, filter="data")
    for src, module in ((folder / "src", ""), (ROOT / "src", ".bibliotheek")):
        env = ENVIRONMENT | {"PYTHONPATH": str(src)}
        subprocess.run([PYTHON, "-c", STORED.format(module)], env=env, check=True)
    return folder / "src"


def turns(command: str, rounds: int, sides: tuple[tuple[Path, Path], ...]) -> tuple[float, float]:
    """The median of each, in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    words = (PYTHON, "-m", "weerbaar_cli", *command.split())
    for _ in range(rounds):
        for (src, map_), found in zip(sides, times, strict=True):
            found.append(cpu_seconds(*words, cwd=map_, src=src))
    return median(times[0]), median(times[1])
