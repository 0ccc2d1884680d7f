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
    """Processor time of whole processes: what else the machine does hardly changes it."""
    src = take_version(folder / "earlier")
    if src is None:
        print(f"{EARLIER} is not in this clone, so no earlier version to compare with")
        return
    shutil.copytree(TWENTE, folder / "start")
    for command in COMMANDS:
        now, then = turns(command, folder / "start", rounds, (ROOT / "src", src))
        details = f"{now * 1000:.0f} ms / {then * 1000:.0f} ms of processor"
        show(
            f"{command.replace('metingen/voorbeeldstad-', '')} / 0.1.0", now / then, "≤ 1", details
        )


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


def turns(command: str, map_: Path, rounds: int, sources: tuple[Path, Path]) -> tuple[float, float]:
    """The median of each, in turns."""
    times: tuple[list[float], list[float]] = ([], [])
    words = (PYTHON, "-m", "weerbaar_cli", *command.split())
    for _ in range(rounds):
        for src, found in zip(sources, times, strict=True):
            found.append(cpu_seconds(*words, cwd=map_, src=src))
    return median(times[0]), median(times[1])
