"""What CONTRIBUTING says of a new form is true: those files suffice for every command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.proef import FILES, VOL
from tests.kopie import Kopie, make_kopie, named_files
from tests.steekproef import sample
from weerbaar_cli.formats.vormen import MERKTEKEN

FORM = Path(__file__).parent / "voorbeeld" / "tsv.py"
LATER = VOL.replace("peildatum: 2024-01-31", "peildatum: 2024-07-31")
LINES = {
    "formats/vormen.py": {
        ', "markdown", "html", "pdf"': ', "tsv"',
        '    "markdown": Vorm(': '    "tsv": Vorm("TSV", ".tsv"),\n',
    }
}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kopie(tmp_path_factory: pytest.TempPathFactory) -> Kopie:
    found = make_kopie(tmp_path_factory.mktemp("huis"), FILES | {"later.yaml": LATER})
    found.add_file(FORM, "formats")
    found.add_lines(LINES)
    return found


def test_the_table_names_what_is_changed() -> None:
    assert named_files("a form") == {*LINES, f"formats/{FORM.name}"}


@pytest.mark.parametrize(
    ("line", "told"),
    sample(
        [
            ("score meting.yaml", "\t1b\tvoldoet\t"),
            ("compare meting.yaml later.yaml", "\t1c\t"),
            ("trend meting.yaml later.yaml", "\t1b\t"),
            ("plan meting.yaml", "1c"),
            ("explain meting.yaml 1b", MERKTEKEN),  # a page without a table
            ("frameworks", "twente-basis-op-orde"),
            ("validate meting.yaml", "bestand\tregel\t"),
            ("report meting.yaml", "1c"),
        ],
        8,
    ),
)
def test_every_command_has_it(kopie: Kopie, line: str, told: str) -> None:
    assert told in kopie.run(*line.split(), "--format", "tsv")


@pytest.mark.long
def test_it_is_written_replaced_and_named(kopie: Kopie) -> None:
    for _ in "twice":
        kopie.run("score", "meting.yaml", "--output", "uit.tsv")
    text = (kopie.werkmap / "uit.tsv").read_text(encoding="utf-8")
    assert text.startswith(f"# {MERKTEKEN}\n")
    assert ".tsv" in kopie.run("score", "--help")
