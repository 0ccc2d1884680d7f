"""How long reports are on paper, as the program makes them; and that no figure comes back."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from contextlib import chdir
from functools import partial
from pathlib import Path

import pypdf
import pytest

from tests.conftest import Once
from tests.views.test_groep_golden import make
from weerbaar_cli.blad.blad import Blok, Grafiek, Tabel
from weerbaar_cli.blad.data import plain_text
from weerbaar_cli.cli.main import main

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[2] / "examples"
METINGEN = {
    "twente": "voorbeeldstad-eindmeting-2024.yaml",
    "merelland": "merelstad-2024-12.yaml",
    "drenthe": "zuid-esmerveen-2025-08.yaml",
}
MOST = {"bestuur": 6, "notitie": 1, "openbaar": 3, "raad": 3}
# Of seven members a report for everyone would tell too much.
RAPPORTEN = [
    *[("twente", doelgroep) for doelgroep in MOST],
    *[("merelland", doelgroep) for doelgroep in ("bestuur", "notitie", "raad")],
    *[("drenthe", doelgroep) for doelgroep in MOST],
]
Pages = Callable[[str, str], list[str]]


@pytest.fixture(scope="module")
def pages(once: Once) -> Pages:
    """The words on each page of a published report."""

    def find(district: str, doelgroep: str) -> list[str]:
        name = f"{district}-{doelgroep}"
        folder = once(f"bladzijden-{name}", partial(publish, district, doelgroep))
        read = pypdf.PdfReader(folder / f"{name}.pdf").pages
        return [" ".join(page.extract_text().split()) for page in read]

    return find


def publish(district: str, doelgroep: str, folder: Path) -> None:
    """From a copy: a werkmap keeps a record of what was published."""
    shutil.copytree(EXAMPLES / district, folder / district)
    about = ["--district", district, "--publiceer"]
    if doelgroep == "raad":
        about = [f"metingen/{METINGEN[district]}"]
    target = ["--doelgroep", doelgroep, "--output", str(folder / f"{district}-{doelgroep}.pdf")]
    with chdir(folder / district):
        assert main(["report", *about, *target]) == 0


@pytest.mark.parametrize(("district", "doelgroep"), RAPPORTEN)
def test_a_report_is_no_longer_than_its_reader_has_time(
    district: str, doelgroep: str, pages: Pages
) -> None:
    assert len(pages(district, doelgroep)) <= MOST[doelgroep]


# What comes before the annex of a meting: with 23 norms that are not met, and with few.
EIGEN = [
    ("drenthe", "jeneverlo-2024-08"),
    ("twente", "dorstelo-zelfscan-2024"),
    ("gelderland-zuid", "betuwehage-tussenmeting-2024"),
]


@pytest.mark.parametrize(("district", "meting"), EIGEN)
def test_two_pages_say_what_is_left_and_the_rest_is_an_annex(
    district: str, meting: str, tmp_path: Path
) -> None:
    target = tmp_path / "eigen.pdf"
    with chdir(EXAMPLES / district):
        assert main(["report", f"metingen/{meting}.yaml", "--output", str(target)]) == 0
    texts = [page.extract_text() for page in pypdf.PdfReader(target).pages]
    assert "Wat wij u vragen" in "\n".join(texts[:2])
    assert not re.search("^Wat voldoet", "\n".join(texts[2:]), re.MULTILINE)


@pytest.mark.parametrize("doelgroep", ["bestuur", "notitie", "openbaar"])
@pytest.mark.parametrize("district", ["twente", "drenthe"])
def test_a_figure_stands_in_one_table(district: str, doelgroep: str) -> None:
    """Two tables never tell the same of the same norm or thema."""
    told: Counter[tuple[str, str]] = Counter()
    for _, sectie in make(district, doelgroep).walk():
        for tabel in filter(None, map(_table, sectie.blokken)):
            told.update(set(_told(tabel)))
    assert told
    assert [one for one, times in told.items() if times > 1] == []


def _table(blok: Blok) -> Tabel | None:
    if isinstance(blok, Grafiek):
        return blok.tabel
    return blok if isinstance(blok, Tabel) else None


def _told(tabel: Tabel) -> list[tuple[str, str]]:
    """Of what, and which figure: what lapses counts something else than what was met."""
    rows = [tuple(map(plain_text, row)) for row in tabel.rijen]
    kop = "verloopt" if "verloopt" in tabel.bijschrift else ""
    return [
        (f"{row[0]} {kop}", cell)
        for row in rows
        for cell in row[1:]
        if re.search(r"\d+ van de \d+", cell)
    ]
