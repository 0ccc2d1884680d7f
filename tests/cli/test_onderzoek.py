"""Rows for research: every edition, codes that no name leads to, and never a name in any of it."""

from __future__ import annotations

import csv
import io
import shutil
import stat
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from tests.cli.groepswerkmap import NAMEN, SPOREN, VORIGE, earlier, werkmap
from tests.conftest import Outcome, Tree, Weerbaar
from weerbaar_cli.engine.groep.onderzoek import make_code

EXAMPLES = Path(__file__).parents[2] / "examples"
LEDGER = "publicaties"
FINAL = ("--format", "csv", "--publiceer", "--output", "uit.csv")
WIE = ("--ontvanger", "onderzoeker universiteit")
ASK = ("report", "--district", "streek", "--doelgroep", "onderzoek", *WIE)


def traces(text: str) -> list[str]:
    return [spoor for spoor in SPOREN if spoor in text.casefold()]


def export(weerbaar: Weerbaar, *args: str) -> Outcome:
    run = weerbaar(*ASK, *args)
    assert traces(run.out + run.err) == []
    return run


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def without_line(row: dict[str, str]) -> dict[str, str]:
    """What does not say for whom it is: a look has its codes too."""
    return {key: value for key, value in row.items() if key != "vertrouwelijk"}


def salt() -> str:
    (path,) = Path(LEDGER).glob("zout-*")
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(
        line.removeprefix("zout: ").strip('"') for line in lines if line.startswith("zout: ")
    )


def test_every_edition_on_the_screen_with_a_warning(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | earlier())
    run = export(weerbaar, "--format", "csv")
    assert run.code == 0, run.err
    found = rows(run.out)
    assert len(found) == 2 * 14 * 2
    assert {one["peildatum"] for one in found} == {VORIGE, "2024-01-31"}
    assert {one["fictief"] for one in found} == {"ja"}
    assert {one["vertrouwelijk"] for one in found} == {
        "Proef: niet verspreiden. Vertrouwelijk: alleen voor onderzoek, en niet om te publiceren"
    }
    assert "niet om te publiceren" in run.err.replace("\n", " ")


def test_the_codes_change_per_edition_and_rest_on_the_salt(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | earlier())
    first = rows(export(weerbaar, *FINAL).out)
    codes = {
        day: {one["partij"] for one in first if one["peildatum"] == day}
        for day in (VORIGE, "2024-01-31")
    }
    assert [len(one) for one in codes.values()] == [14, 14]
    assert codes[VORIGE].isdisjoint(codes["2024-01-31"])
    day = date.fromisoformat(VORIGE)
    assert codes[VORIGE] == {make_code(salt(), day, "zelfscan", naam) for naam in NAMEN}
    look = rows(export(weerbaar, "--format", "csv").out)
    assert [without_line(one) for one in look] == [without_line(one) for one in first]
    shutil.rmtree(LEDGER)
    again = {one["partij"] for one in rows(export(weerbaar, "--format", "csv").out)}
    assert again.isdisjoint(codes[VORIGE] | codes["2024-01-31"])


def test_a_look_registers_nothing_and_publishing_each_edition(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap() | earlier())
    look = export(weerbaar, "--format", "csv")
    assert "Proef: niet verspreiden" in look.err
    assert not Path(LEDGER).exists(), "no salt without a publication"
    assert "Proef" not in export(weerbaar, *FINAL).err
    found = [one.read_text(encoding="utf-8") for one in Path(LEDGER).glob("publicatie-*")]
    assert ["doelgroep: onderzoek" in text for text in found] == [True, True]
    assert stat.S_IMODE(Path("uit.csv").stat().st_mode) == 0o600
    assert weerbaar("validate", ".").code == 0
    before = sorted(Path(LEDGER).iterdir())
    assert export(weerbaar, *FINAL).code == 0
    assert sorted(Path(LEDGER).iterdir()) == before


def test_the_rows_are_of_the_receiver_and_the_register_knows_it(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap())
    assert export(weerbaar, *FINAL).code == 0
    other = export(weerbaar, *FINAL, "--ontvanger", "onderzoeker RIEC")
    assert other.code == 0, other.err
    found = "".join(one.read_text(encoding="utf-8") for one in Path(LEDGER).glob("publicatie-*"))
    assert found.count("ontvanger: onderzoeker universiteit\n") == 1
    assert found.count("ontvanger: onderzoeker RIEC\n") == 1
    assert "onderzoeker RIEC" in weerbaar("publicaties").out
    beside = Path("uit-toelichting.txt")
    assert "Ontvanger: onderzoeker RIEC\n" in beside.read_text(encoding="utf-8")
    assert stat.S_IMODE(beside.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("ontvanger", "message"),
    [
        (None, "vragen een --ontvanger"),
        ("  ", "vragen een --ontvanger"),
        ("Jan de Vries", "lijkt een persoon"),
        ("mevrouw Jansen", "lijkt een persoon"),
        ("j.jansen@voorbeeld.example", "lijkt een persoon"),
        ("onderzoeker van Fluisterbroek", "staat een partij"),
    ],
)
def test_the_receiver_is_a_function(
    ontvanger: str | None, message: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap())
    more = () if ontvanger is None else ("--ontvanger", ontvanger)
    run = weerbaar(*ASK[: -len(WIE)], *more, "--publiceer", "--output", "uit.csv")
    assert run.code == 2
    assert message in run.err
    assert traces(run.err) == []
    assert not Path("uit.csv").exists()
    assert not Path(LEDGER).exists()


def test_a_receiver_is_of_research_only(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    run = weerbaar("report", "--district", "streek", *WIE)
    assert (run.code, run.no_result) == (2, True)
    assert "--ontvanger hoort bij regels voor onderzoek" in run.err


def test_rows_of_too_few_are_refused(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap(NAMEN[:6]))
    run = export(weerbaar, "--format", "csv")
    assert (run.code, run.out) == (2, "")
    assert "ten minste 7 ingeleverde metingen" in run.err.replace("\n", " ")


def test_how_well_parties_are_recognised_is_said_with_the_rows(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    """One of fourteen answers otherwise: it has rows of its own, the others have the same."""
    tree(
        werkmap(each=lambda number, _: {"feiten": "{intern-meldpunt: nee}"} if number == 5 else {})
    )
    run = export(weerbaar, "--output", "uit.csv")
    assert run.code == 0, run.err
    found = rows(Path("uit.csv").read_text(encoding="utf-8"))
    patterns: dict[str, list[str]] = {}
    for one in found:
        patterns.setdefault(one["partij"], []).append(one["oordeel"])
    counts = Counter(map(tuple, patterns.values()))
    said = f"k = {min(counts.values())}. Er zijn er {sum(n == 1 for n in counts.values())} met"
    for text in (run.err, Path("uit-toelichting.txt").read_text(encoding="utf-8")):
        assert said in " ".join(text.split())


def test_rows_of_another_group_are_refused(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap())
    assert export(weerbaar, *FINAL).code == 0
    shutil.rmtree(root / "metingen")
    tree(werkmap(NAMEN[:13]))
    for args in (FINAL, ("--format", "csv")):
        run = export(weerbaar, *args)
        assert run.code == 1
        assert "van een andere groep" in run.err


def test_one_edition_is_chosen_by_its_date(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | earlier())
    found = rows(export(weerbaar, "--format", "csv", "--peildatum", VORIGE).out)
    assert {one["peildatum"] for one in found} == {VORIGE}
    run = export(weerbaar, "--format", "csv", "--peildatum", "2020-01-01")
    assert (run.code, run.out) == (2, "")
    assert "geen meetronde met peildatum 01-01-2020" in run.err


def test_a_concept_is_left_out(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap(each=lambda number, _: {"status": "concept"} if number < 3 else {}))
    found = rows(export(weerbaar, "--format", "csv").out)
    assert len({one["partij"] for one in found}) == 11


def test_csv_and_parquet_say_the_same_and_name_nobody(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | earlier())
    run = export(weerbaar, "--output", "regels.csv", "--output", "regels.parquet")
    assert (run.code, run.out) == (0, "")
    assert "Geschreven: regels.csv" in run.err
    found = rows(Path("regels.csv").read_bytes().decode())
    frame = pd.read_parquet("regels.parquet").astype(str)
    assert frame.to_dict("records") == found
    raw = Path("regels.parquet").read_bytes()
    assert traces(raw.decode("latin-1")) == []
    assert traces(Path("regels.csv").read_text(encoding="utf-8")) == []
    assert b"niet om te publiceren" in raw


def test_earlier_rows_are_replaced_and_nothing_else(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | {"eigen.csv": "van,mij\r\n", "eigen.parquet": "PAR1 van mij"})
    names = ("regels.csv", "regels.parquet")
    words = [word for name in names for word in ("--output", name)]
    assert export(weerbaar, "--publiceer", *words).code == 0
    before = {name: Path(name).read_bytes() for name in names}
    assert export(weerbaar, *words).code == 0
    look = Path("regels.csv").read_bytes()
    assert look.replace(b"Proef: niet verspreiden. ", b"") == before["regels.csv"]
    assert export(weerbaar, "--publiceer", *words).code == 0
    assert {name: Path(name).read_bytes() for name in names} == before
    for name in ("eigen.csv", "eigen.parquet"):
        run = export(weerbaar, "--output", name)
        assert run.code == 2
        assert "bestaat al en is geen rapport" in run.err.replace("\n", " ")
    assert Path("eigen.csv").read_bytes() == b"van,mij\r\n"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ((), "als CSV en als Parquet"),
        (("--output", "regels.xlsx"), "als CSV en als Parquet"),
        (("--output", "regels.html"), "als CSV en als Parquet"),
        (("--output", "regels"), "als CSV en als Parquet"),
        (("--format", "json"), "als CSV en als Parquet"),
        (("--format", "tekst"), "als CSV en als Parquet"),
        (("--output", "a.csv", "--output", "a.csv"), "twee keer dezelfde"),
        (("--output", "weg/a.csv"), "bestaat niet"),
        (("--output", "a.csv", "--open"), "--open hoort bij een rapport"),
        (("--output", "a.csv", "--datum", "2024-01-01"), "--datum hoort bij een rapport"),
        (("--output", "a.csv", "--huisstijl", "x.css"), "--huisstijl hoort bij een rapport"),
        (("--output", "a.csv", "--partijtype", "gemeente"), "--partijtype hoort bij"),
        (("--output", "a.csv", "--vorige", "x.yaml"), "--vorige hoort bij"),
        (("--output", "fluisterbroek.csv"), "naam van een uitvoerbestand"),
    ],
)
def test_what_is_asked_wrongly_writes_nothing(
    args: tuple[str, ...], message: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap())
    before = sorted(root.rglob("*"))
    run = weerbaar(*ASK, *args)
    assert (run.code, run.no_result) == (2, True)
    assert message in run.err.replace("\n  ", " ").replace("\n", " ")
    assert sorted(root.rglob("*")) == before


def test_parquet_without_its_part_says_what_to_install(tree: Tree) -> None:
    """As on a machine without pyarrow: nothing is written, and CSV goes on working."""
    root = tree(werkmap())
    before = sorted(root.rglob("*"))
    start = "import sys; sys.modules['pyarrow'] = None; from weerbaar_cli.cli.main import main; "

    def run_without(*args: str) -> Outcome:
        program = [sys.executable, "-X", "utf8", "-c", f"{start} sys.exit(main(sys.argv[1:]))"]
        words = [*program, *ASK, *args]
        run = subprocess.run(words, capture_output=True, text=True, check=False)
        return Outcome(run.returncode, run.stdout, run.stderr)

    run = run_without("--output", "a.csv", "--output", "a.parquet")
    assert run.code == 2
    assert 'pip install ".[onderzoek]"' in run.err.replace("\n  ", " ")
    assert sorted(root.rglob("*")) == before
    assert run_without("--output", "a.csv").code == 0


def test_invented_and_real_metingen_do_not_go_together(tree: Tree, weerbaar: Weerbaar) -> None:
    real = {path: text.replace("fictief: ja", "fictief: nee") for path, text in earlier().items()}
    tree(werkmap() | real)
    run = export(weerbaar, "--format", "csv")
    assert run.code == 2
    assert "fictief" in run.err
    assert not Path(LEDGER).exists()


def test_a_raamwerk_that_names_a_party_stops_it(tree: Tree, weerbaar: Weerbaar) -> None:
    files = werkmap()
    files["proef.yaml"] = files["proef.yaml"].replace("id: 1a", "id: fluisterbroek")
    files["weerbaar.yaml"] += "  - {naam: Proef, type: gemeente, district: streek}\n"
    tree(files)
    run = export(weerbaar, "--format", "csv")
    assert (run.code, run.out) == (2, "")
    assert not Path(LEDGER).exists()


def test_a_register_that_cannot_be_written_writes_no_rows(
    tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(werkmap())
    (root / "publicaties.yaml").write_text(
        "weerbaar: publicaties/1\nzout: te-kort\n", encoding="utf-8"
    )
    run = export(weerbaar, "--output", "a.csv")
    assert run.code == 2
    assert not Path("a.csv").exists()


@pytest.mark.parametrize("district", ["twente", "drenthe"])
def test_the_examples(
    district: str, tmp_path: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(EXAMPLES / district, tmp_path / district)
    monkeypatch.chdir(tmp_path / district)
    run = weerbaar(
        "report", "--district", district, "--doelgroep", "onderzoek", *WIE, "--format", "csv"
    )
    assert run.code == 0, run.err
    found: list[dict[str, Any]] = list(rows(run.out))
    types = {one["partijtype"] for one in found}
    assert types == ({"gemeente"} if district == "twente" else {"gemeente", "overig"})


def test_a_codebook_and_the_wide_form_stand_beside_the_rows(tree: Tree, weerbaar: Weerbaar) -> None:
    files = werkmap() | earlier()
    # As in a list of a law.
    tree(files | {"proef.yaml": files["proef.yaml"].replace("meldpunt.,", "meldpunt;,")})
    long = rows(export(weerbaar, *FINAL).out)
    book = rows(Path("uit-codeboek.csv").read_text(encoding="utf-8"))
    wide = rows(Path("uit-breed.csv").read_text(encoding="utf-8"))
    assert len(wide) == len({(one["peildatum"], one["partij"]) for one in long})
    numbers = {"voldoet": "2", "deels": "1", "voldoet_niet": "0", "onbekend": "-1", "nvt": "-2"}
    of = {(one["peildatum"], one["partij"]): one for one in wide}
    for one in long:
        found = of[one["peildatum"], one["partij"]]
        assert found[f"norm_{one['norm']}"] == numbers[one["oordeel"]]
    assert {one["kolom"] for one in book} >= {*wide[0], *long[0]}
    assert all(one["betekenis"] and one["waarden"] for one in book)
    assert traces(str(book) + str(wide)) == []
    assert "Er is een intern meldpunt" in {one["betekenis"] for one in book}
    again = export(weerbaar, *FINAL)
    assert again.code == 0, "what we wrote is replaced"


def test_what_stands_beside_the_rows_takes_no_place_of_rows(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    run = export(weerbaar, "--output", "uit.csv", "--output", "uit-breed.csv")
    assert (run.code, run.out) == (2, "")
    assert "twee keer dezelfde --output" in run.err
    assert not list(Path().glob("uit*"))


def test_as_a_dutch_spreadsheet_opens_them(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    run = export(weerbaar, "--output", "uit.csv", "--csv-nl")
    assert run.code == 0, run.err
    for name in ("uit", "uit-breed", "uit-codeboek"):
        text = Path(f"{name}.csv").read_bytes().decode()
        assert text.startswith("\ufeff")
        assert ";raamwerk;" in text.splitlines()[0]
