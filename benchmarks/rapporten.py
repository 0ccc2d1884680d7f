"""Reports: a district of fourteen, a district of hundreds, the forms, and how large they are."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from maat import PYTHON, peak_memory, race, run, show, start_against_libraries

EXAMPLES = Path(__file__).parent.parent / "examples"
DISTRICT = ("report", "--district", "twente")


def reports(many: Path, folder: Path, rounds: int) -> None:
    """All of it; `many` is a werkmap of hundreds of metingen of one peildatum."""
    twente = folder / "twente"
    shutil.copytree(EXAMPLES / "twente", twente)
    few = (*DISTRICT, str(twente))
    start_against_libraries(
        "district report on 14 metingen", "≤ 1.5", rounds, *few, "--format", "html"
    )
    peak_memory("a district report on 14", "< 150", *few, "--format", "html")
    peak_memory("a district report on hundreds", "< 150", *DISTRICT, str(many), "--format", "html")
    per_meting(few, many, rounds)
    forms(twente / "metingen/voorbeeldstad-eindmeting-2024.yaml", folder, rounds)


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


def forms(meting: Path, folder: Path, rounds: int) -> None:
    """The whole process for each form of one report against that for HTML, and its size."""
    endings = ("html", "md", "pdf", "docx")
    outputs = [folder / f"rapport.{ending}" for ending in endings]
    works = [
        partial(run, PYTHON, "-m", "weerbaar_cli", "report", str(meting), "--output", str(output))
        for output in outputs
    ]
    html, *others = race(rounds, *works)
    for ending, seconds in zip(endings[1:], others, strict=True):
        details = f"{seconds * 1000:.0f} ms / {html * 1000:.0f} ms"
        show(f"report as {ending} / as html, whole process", seconds / html, "–", details)
    for output in outputs:
        show(
            f"size of the report as {output.suffix[1:]} (KB)", output.stat().st_size / 1000, "–", ""
        )
