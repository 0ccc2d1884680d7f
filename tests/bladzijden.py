"""Every report that can be made of the examples, in every form, each made once in a run.

A reeks is what one audience gets of one werkmap: a report per meting, or one per meetronde of the
district. Whoever looks at reports as they are takes them from here.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.conftest import Once
from weerbaar_cli.cli.main import main
from weerbaar_cli.formats.vormen import LEESBARE_EINDEN
from weerbaar_cli.model.doelgroep import Doelgroep, names_of

EXAMPLES = Path(__file__).parents[1] / "examples"
WERKMAPPEN = tuple(sorted(path.parent.name for path in EXAMPLES.glob("*/weerbaar.yaml")))
SCHERM = ".scherm"
EINDEN = (*LEESBARE_EINDEN, SCHERM)
OVERZICHT = "riec-oost-nederland"
# Why there is no report: a draft says nothing to a council, and a few parties are not hidden.
GEEN_RAPPORT = re.compile(r"deze meting is nog een concept|vraagt ten minste \d+ ingeleverde")
_PEILDATUM = re.compile(r"^ *peildatum: *(\S+)", re.MULTILINE)


class Reeks(NamedTuple):
    """One audience of one werkmap; without an audience it is the overview of several districts."""

    werkmap: str
    over: str
    doelgroep: Doelgroep | None = None

    def __str__(self) -> str:
        return "-".join(filter(None, (self.werkmap, self.over, self.doelgroep)))

    def asked(self) -> Iterator[tuple[str, list[str]]]:
        """What each report is called, and how it is asked for."""
        metingen = sorted((EXAMPLES / self.werkmap / "metingen").glob("*.yaml"))
        wanted = ["--doelgroep", self.doelgroep or ""]
        if self.over == "verband":
            yield "overzicht", ["--overzicht", OVERZICHT, "."]
        elif self.over == "meting":
            for path in metingen:
                yield f"{path.stem}-{self.doelgroep}", [f"metingen/{path.name}", *wanted]
        else:
            days = {_PEILDATUM.findall(path.read_text(encoding="utf-8"))[0] for path in metingen}
            for day in sorted(days):
                words = ["--district", self.werkmap, "--peildatum", day]
                yield f"{self.werkmap}-{day}-{self.doelgroep}", [*words, *wanted]


# A small district has no report in which nobody is named.
GROOT: dict[Doelgroep, tuple[str, ...]] = {
    "bestuur": ("drenthe", "merelland", "twente"),
    "notitie": ("drenthe", "merelland", "twente"),
    "openbaar": ("drenthe", "twente"),
    "onderzoek": (),  # rows, and no page
}
REEKSEN = (
    Reeks("oost-nederland", "verband"),
    *(
        Reeks(werkmap, "meting", doelgroep)
        for werkmap in WERKMAPPEN
        for doelgroep in names_of("meting")
    ),
    *(
        Reeks(werkmap, "district", doelgroep)
        for doelgroep in names_of("district")
        for werkmap in GROOT.get(doelgroep, WERKMAPPEN)
    ),
)
Gemaakt = Callable[[Reeks], tuple[Path, ...]]
per_reeks = pytest.mark.parametrize("reeks", REEKSEN, ids=str)


def make_reeks(reeks: Reeks, folder: Path) -> None:
    """From a copy: a werkmap keeps a record of what was published."""
    shutil.copytree(EXAMPLES / reeks.werkmap, folder / reeks.werkmap)
    with chdir(folder / reeks.werkmap), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "2000")  # no cell of the screen takes two lines
        for name, words in reeks.asked():
            make_forms(words, folder / name)


def make_forms(words: list[str], path: Path) -> None:
    """One report in every form, that of the screen too."""
    wanted = [word for end in LEESBARE_EINDEN for word in ("--output", f"{path}{end}")]
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["report", *words, *wanted, "--format", "tabel"])
    assert code == 0 or GEEN_RAPPORT.search(err.getvalue()), err.getvalue()
    if code == 0:
        Path(f"{path}{SCHERM}").write_text(out.getvalue(), encoding="utf-8")


def find_made(once: Once, reeks: Reeks) -> tuple[Path, ...]:
    """The reports of a reeks without the ending of their forms; at least one."""
    folder = once(f"reeks-{reeks}", partial(make_reeks, reeks))
    found = tuple(sorted(path.with_suffix("") for path in folder.glob(f"*{SCHERM}")))
    assert found, reeks
    return found
