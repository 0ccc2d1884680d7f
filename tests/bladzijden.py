"""Every report that can be made of the examples, in every form, each made once in a run.

A reeks is what one audience gets of one werkmap: a report per meting, or one per meetronde of the
district. Whoever looks at reports as they are takes them from here.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import IO, Any, NamedTuple

import pypdf
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
# How many pages are read before the annex; of reports without one all of it.
MOST: dict[Doelgroep, int] = {"eigen": 2, "notitie": 1, "raad": 3, "bestuur": 6, "openbaar": 3}


def _in_every_run() -> Iterator[Reeks]:
    """Its shortest reeks of a report on one, on a group, and on each of a group."""
    for doelgroep in ("eigen", "bestuur", "coordinator"):
        ours = (reeks for reeks in REEKSEN if reeks.doelgroep == doelgroep)
        yield min(ours, key=_length)


def _length(reeks: Reeks) -> int:
    """How many reports there may be, each of so many metingen."""
    metingen = len(list((EXAMPLES / reeks.werkmap).glob("metingen/*.yaml")))
    return metingen * len(list(reeks.asked()))


per_reeks = pytest.mark.parametrize(
    "reeks",
    [
        pytest.param(reeks, marks=() if reeks in few else pytest.mark.sweep)
        for few in (set(_in_every_run()),)
        for reeks in REEKSEN
    ],
    ids=str,
)


def make_reeks(reeks: Reeks, folder: Path) -> None:
    """All that is asked, in every form."""
    with inside(reeks, folder):
        for name, words in reeks.asked():
            make_forms(words, folder / name)


@contextmanager
def inside(reeks: Reeks, folder: Path) -> Iterator[None]:
    """In a copy of its werkmap, which keeps a record of what was published."""
    shutil.copytree(EXAMPLES / reeks.werkmap, folder / reeks.werkmap)
    with chdir(folder / reeks.werkmap), pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", "2000")  # no cell of the screen takes two lines
        yield


def make_forms(words: list[str], path: Path, einden: Sequence[str] = LEESBARE_EINDEN) -> None:
    """One report in these forms, that of the screen too; none where there is no such report."""
    wanted = [word for end in einden for word in ("--output", f"{path}{end}")]
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


def pages_before_annex(pdf: Path | IO[bytes]) -> int:
    """The pages of a PDF before its annex, with the contents that stand there; all without one."""
    found = pypdf.PdfReader(pdf)
    annex: list[Any] = [
        one
        for one in found.outline
        if not isinstance(one, list) and str(one.title).startswith("Bijlage A. ")
    ]
    pages = found.get_destination_page_number(annex[0]) if annex else None
    return len(found.pages) if pages is None else pages
