"""Reports: a district of fourteen, a district of hundreds, the forms, and how large they are."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from maat import PYTHON, peak_memory, race, run, show, start_against_libraries
from metingen import make_large

EXAMPLES = Path(__file__).parent.parent / "examples"
DISTRICT = ("report", "--district", "twente")


def reports(many: Path, thousands: Path, folder: Path, rounds: int, scored: float | None) -> None:
    """All of it; `many` and `thousands` are werkmappen with metingen of one peildatum. `scored`:
    the seconds in which 0.1.0 scores as many as the thousands.
    """
    twente = folder / "twente"
    shutil.copytree(EXAMPLES / "twente", twente)
    few = (*DISTRICT, str(twente))
    start_against_libraries(
        "district report on 14 metingen", "≤ 1.5", rounds, *few, "--format", "html"
    )
    peak_memory("a district report on 14", "< 150", *few, "--format", "html")
    peak_memory("a district report on hundreds", "< 150", *DISTRICT, str(many), "--format", "html")
    per_meting(few, many, rounds)
    coordinator(thousands, folder, scored)
    forms(twente / "metingen/voorbeeldstad-eindmeting-2024.yaml", folder, rounds)
    large(folder)


def per_meting(few: tuple[str, ...], many: Path, rounds: int) -> None:
    """What hundreds of metingen cost more than fourteen, against scoring them."""
    paths = sorted(map(str, (many / "metingen").glob("*.yaml")))
    small, large, scored = race(
        min(rounds, 3),
        partial(run, PYTHON, "-m", "weerbaar_cli", *few, "--format", "json"),
        partial(run, PYTHON, "-m", "weerbaar_cli", *DISTRICT, str(many), "--format", "json"),
        partial(run, PYTHON, "-m", "weerbaar_cli", "score", *paths, "--format", "json"),
    )
    details = f"{large:.1f} s / {scored:.1f} s, {len(paths)} metingen; 14 take {small:.1f} s"
    show("district report on hundreds / score of them", large / scored, "–", details)


def coordinator(thousands: Path, folder: Path, scored: float | None) -> None:
    """The page of a coordinator with thousands of members: 12 s where 0.1.0 scores them in 28."""
    output = folder / "coordinator.html"
    args = (*DISTRICT, str(thousands), "--doelgroep", "coordinator", "--output", str(output))
    [seconds] = race(1, partial(run, PYTHON, "-m", "weerbaar_cli", *args))
    members = len(list((thousands / "metingen").glob("*.yaml")))
    label = f"report for a coordinator on {members}"
    show(f"{label} (seconds)", seconds, "–", "")
    if scored is not None:
        details = f"{seconds:.1f} s / {scored:.1f} s"
        show(f"{label} / score of as many by 0.1.0", seconds / scored, "≤ 0.43", details)
    show("  its size (MB)", output.stat().st_size / 1e6, "≤ 5", "")


def large(folder: Path) -> None:
    """A Word file of thousands of norms."""
    meting = make_large(folder / "large", 2_000)
    args = ("report", str(meting), "--output", str(folder / "large.docx"))
    [seconds] = race(1, partial(run, PYTHON, "-m", "weerbaar_cli", *args))
    show("report as docx of 2,000 norms (seconds)", seconds, "≤ 3", "")


def forms(meting: Path, folder: Path, rounds: int) -> None:
    """The whole process for each form of one report against that for HTML, and its size."""
    endings = ("html", "md", "pdf", "docx")
    outputs = [folder / f"rapport.{ending}" for ending in endings]
    works = [
        partial(run, PYTHON, "-m", "weerbaar_cli", "report", str(meting), "--output", str(output))
        for output in outputs
    ]
    html, *others = race(rounds, *works)
    for ending, goal, seconds in zip(endings[1:], ("–", "≤ 1.2", "–"), others, strict=True):
        details = f"{seconds * 1000:.0f} ms / {html * 1000:.0f} ms"
        show(f"report as {ending} / as html, whole process", seconds / html, goal, details)
    for output in outputs:
        show(
            f"size of the report as {output.suffix[1:]} (KB)", output.stat().st_size / 1000, "–", ""
        )
