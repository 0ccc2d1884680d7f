"""The figures agree everywhere: the same meting counts the same for every audience, in every form.

What a report says is taken from its tables, by their caption; what it ought to say from `score`.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table
from python_calamine import CalamineWorkbook

from tests.browser.structuur import Knoop, read_page
from tests.conftest import Once, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.cli.main import main
from weerbaar_cli.engine.groep.onderzoek import make_code
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.formats.vormen import LEESBARE_EINDEN
from weerbaar_cli.leaks.uitlezen import read_file
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
from weerbaar_cli.model.uitkomsten.raadsbeeld import tell
from weerbaar_cli.reading.scores import read_scores
from weerbaar_cli.views.groep.woorden import bereik_words
from weerbaar_cli.views.raad.raad import number_words, rest_of
from weerbaar_cli.views.scoredata import score_data

pytestmark = pytest.mark.slow

EXAMPLES = Path(__file__).parents[2] / "examples"
STATUSES = ("voldoet", "deels", "voldoet_niet", "onbekend", "nvt")
# The edition that the reports of a district are about, and some of its parties.
EDITIES = {
    "twente": "eindmeting-2024", "drenthe": "2025-08", "merelland": "2024-12",
    "rietmark": "2025-12", "gelderland-zuid": "tussenmeting-2024",
}  # fmt: skip
# Those that are large enough for a report in which nobody is named.
GROOT = ("twente", "drenthe")
KLEIN = ("gelderland-zuid", "rietmark", "merelland")
METINGEN = [
    *[("twente", name) for name in ("voorbeeldstad", "sint-odulfsdam", "gravenmate")],
    *[("drenthe", name) for name in ("zuid-esmerveen", "waterschap-kolkmeden", "brinkmeerde")],
    *[("merelland", name) for name in ("merelstad", "roodborsterhout")],
    *[("rietmark", name) for name in ("elzerbroek", "waterschap-de-wielen")],
    ("gelderland-zuid", "betuwehage"),
]
Rijen = dict[str, list[str]]
Werk = Callable[[str], Path]


@pytest.fixture(scope="module")
def werk(once: Once) -> Werk:
    """The folder with a report, by its name, in every form."""
    return lambda name: once(f"cijfers-{name}", partial(make, name))


def make(name: str, folder: Path) -> None:
    """From a copy: a werkmap keeps a record of what was published."""
    about, _, doelgroep = name.rpartition("-")
    district = {naam: district for district, naam in METINGEN}.get(about, about)
    shutil.copytree(EXAMPLES / district, folder / district)
    words = [f"metingen/{about}-{EDITIES[district]}.yaml"]
    if about in EDITIES:
        words = ["--district", district]
    for end in LEESBARE_EINDEN if doelgroep != "onderzoek" else (".csv",):
        words += ["--output", str(folder / f"{name}{end}")]
    words += ["--ontvanger", "onderzoeker"] if doelgroep == "onderzoek" else []
    with chdir(folder / district):
        assert main(["report", *words, "--doelgroep", doelgroep]) == 0


@cache
def score_of(path: Path) -> dict[str, Any]:
    score = next(iter(read_scores([path]).scores))
    return score_data(score, score.oordelen[0]).model_dump(mode="json")


def meting_of(district: str, naam: str) -> dict[str, Any]:
    return score_of(EXAMPLES / district / "metingen" / f"{naam}-{EDITIES[district]}.yaml")


def members(district: str) -> Iterator[dict[str, Any]]:
    """What `score` says of each party that handed in."""
    for path in sorted((EXAMPLES / district / "metingen").glob(f"*-{EDITIES[district]}.yaml")):
        found = score_of(path)
        if found["meting"]["status"] != "concept":
            yield found


def shape(werk: Werk, name: str) -> dict[str, Any]:
    return json.loads((werk(name) / f"{name}.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


SAMEN = 5  # norms that are surely on a note


# The rows of a table by its caption, or the head that says the same, from each form


def from_csv(path: Path, caption: str) -> Rijen:
    found: Rijen = {}
    for row in csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")):
        if row["tabel"] == caption:
            found.setdefault(row["rij"], []).append(row["waarde"].removeprefix("'"))
    return found


def from_markdown(path: Path, caption: str) -> Rijen:
    lines = path.read_text(encoding="utf-8").splitlines()
    named = (f"**{caption}**", f"### {caption}")
    places = [number for number, line in enumerate(lines) if line in named]
    start = next(number + 4 for number in places if lines[number + 2].startswith("|"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        plain = re.sub(r"\[([^]]*)\]\(#[^)]*\)", r"\1", line.replace("\\", ""))
        rows.append([cell.strip() for cell in plain.strip("|").split("|")])
    return {row[0]: row[1:] for row in rows}


# Stands by the name of a table that may be wider than a screen.
SCHUIF = " Schuif opzij voor alle kolommen"


def from_html(path: Path, caption: str) -> Rijen:
    page = read_page(path.read_text(encoding="utf-8"))
    tabel = next(one for one in page.walk("table") if _name_of(one) == caption)
    rows = [
        [cell.text() for cell in row.walk() if cell.naam in ("th", "td")]
        for row in tabel.walk("tr")
    ][1:]
    return {row[0]: row[1:] for row in rows}


def _name_of(tabel: Knoop) -> str:
    label = tabel.attributen.get("aria-label")
    return label or next(tabel.walk("caption")).text().removesuffix(SCHUIF)


def from_word(path: Path, caption: str) -> Rijen:
    body = list(docx.Document(str(path)).iter_inner_content())
    for number, one in enumerate(body):
        if getattr(one, "text", "") == caption:
            # Between them stands the chart, of which that is the caption too.
            table = next(each.rows for each in body[number:] if isinstance(each, Table))
            rows = [[_loose(cell.text) for cell in row.cells] for row in table][1:]
            return {row[0]: row[1:] for row in rows}
    raise AssertionError(caption)


def from_xlsx(path: Path, caption: str) -> Rijen:
    """As text again; a share of a workbook is not asked here."""
    book = CalamineWorkbook.from_path(path)
    found = (book.get_sheet_by_name(name).to_python() for name in book.sheet_names)
    rows = next(one for one in found if one and f": {one[0][0]}".endswith(f": {caption}"))
    start = 1 + next(number for number, row in enumerate(rows) if number and not any(row))
    heads = rows[start]
    return {str(row[0]): list(_whole_cells(heads, row))[1:] for row in rows[start + 1 :]}


def _whole_cells(heads: Sequence[object], row: Sequence[object]) -> Iterator[str]:
    """A part and its whole stand in two columns."""
    for place, (head, cell) in enumerate(zip(heads, row, strict=True)):
        if not str(head).endswith(", van"):
            after = row[place + 1] if f"{head}, van" in heads else ""
            yield _as_text(cell) + (f" van de {_as_text(after)}" if after else "")


def _as_text(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell == int(cell) else str(cell)


def _loose(text: str) -> str:
    """Without what keeps the words of a figure on one line."""
    return text.replace("\u00a0", " ")


def squeezed(text: str) -> str:
    """Letters and figures alone: a PDF breaks words and lines where it likes."""
    return re.sub(r"[\W_]", "", text)


def check_everywhere(werk: Werk, name: str, caption: str, rows: Rijen, sleutel: str = "") -> None:
    """The table in each form, and in the PDF each row from the end of its head as it is read.

    CSV calls it by its `sleutel`, where it has one.
    """
    for read, end in (
        (from_csv, ".csv"), (from_markdown, ".md"), (from_html, ".html"), (from_word, ".docx"),
        (from_xlsx, ".xlsx"),
    ):  # fmt: skip
        called = sleutel if sleutel and end == ".csv" else caption
        found = read(werk(name) / f"{name}{end}", called)
        assert {head: cells[: len(rows[head])] for head, cells in found.items()} == rows, end
    pdf = read_file(werk(name) / f"{name}.pdf")
    text = squeezed("".join(deel.tekst for deel in pdf.delen))
    assert [
        head
        for head, cells in rows.items()
        if squeezed(head)[-4:] + squeezed("".join(cells)) not in text
    ] == []


def counts(found: dict[str, Any]) -> list[str]:
    return [str(found["telling"][status]) for status in STATUSES]


def head_of(thema: dict[str, Any]) -> str:
    return f"{thema['id']} {thema['titel']}"


# One meting


@pytest.mark.parametrize("doelgroep", ["eigen", "notitie"])
@pytest.mark.parametrize(("district", "naam"), [*METINGEN[:6], *sample(METINGEN[6:], 5)])
def test_a_meting_counts_as_in_score(district: str, naam: str, doelgroep: str, werk: Werk) -> None:
    score = meting_of(district, naam)
    found = shape(werk, f"{naam}-{doelgroep}")["raamwerken"][0]
    for name in ("telling", "aandeel", "op_orde", "themas"):
        assert found[name] == score[name], name
    missed = [one for one in score["normen"] if one["oordeel"] not in ("voldoet", "nvt")]
    least = SAMEN if doelgroep == "notitie" else len(missed)
    check_named(werk, f"{naam}-{doelgroep}", missed, least)
    if doelgroep == "eigen":
        rows = {head_of(one): counts(one) for one in score["themas"]}
        rows["Samen"] = counts(score)
        check_everywhere(werk, f"{naam}-{doelgroep}", "Normen per thema", rows)


def check_named(werk: Werk, name: str, normen: list[dict[str, Any]], least: int) -> None:
    """At least so many norms that are not met stand in each form by their number and name."""
    for end in (".csv", ".md", ".html", ".docx", ".pdf"):
        found = read_file(werk(name) / f"{name}{end}").delen
        text = squeezed(re.sub(r"<[^>]*>|\]\(#[^)]*\)", "", "".join(deel.tekst for deel in found)))
        named = sum(squeezed(one["id"] + one["kort"]) in text for one in normen)
        assert named >= min(least, len(normen)), end


@pytest.mark.parametrize(("district", "naam"), METINGEN)
def test_a_council_reads_the_counts_of_score_where_it_may(
    district: str, naam: str, werk: Werk
) -> None:
    score = meting_of(district, naam)
    found = shape(werk, f"{naam}-raad")["raamwerken"][0]
    tallen = {
        head_of(one): tell(one["telling"]["voldoet"], one["telling"]["van_toepassing"])
        for one in score["themas"]
        if one["telling"]["van_toepassing"]
    }
    assert [_bereik(one["voldoet"]) for one in found["themas"]] == list(tallen.values())
    total = _bereik(found["voldoet"])
    assert total.laag <= score["telling"]["voldoet"] <= total.hoog
    assert total.van == score["telling"]["van_toepassing"]
    assert found["op_orde"] in (None, score["op_orde"])
    rows = {head: _cells(one) for head, one in tallen.items()} | {"Samen": _cells(total)}
    check_everywhere(werk, f"{naam}-raad", "Normen per thema", rows)


def _cells(one: Bereik) -> list[str]:
    return [number_words(one), number_words(rest_of(one)), str(one.van)]


def _bereik(found: dict[str, int]) -> Bereik:
    return Bereik(found["laag"], found["hoog"], found["van"])


def _norms_of(found: dict[str, Any]) -> Rijen:
    """Of each norm what it was and what it is, in the words for a board."""
    normen = Bibliotheek().raamwerk(found["raamwerk"]["id"]).normen
    names = {one.id: f"{one.id} {one.naam}" for one in normen}
    edities = [{one["id"]: one["voldoet"] for one in found[name]["normen"]} for name in NU_EN_TOEN]
    return {names[one]: [_told(each[one]) for each in edities] for one in edities[1]}


NU_EN_TOEN = ("vorige", "nu")
GROF = {"geen_of_enkele": "geen of een paar", "bijna_alle": "(bijna) alle"}


def _told(tal: dict[str, Any]) -> str:
    if tal["woord"] == "te_klein":
        return "niet getoond" if tal["van"] >= 7 else "te weinig partijen om te tonen"
    return GROF.get(tal["woord"]) or f"{tal['laag']} van de {tal['van']}"


def _partijen(district: str) -> str:
    return "gemeenten" if district == "twente" else "partijen"


# The plan and the work list


@pytest.mark.parametrize(
    ("district", "naam"),
    sample(
        [
            ("twente", "looierswoude"),  # where two norms wait for a day
            *METINGEN,
            ("twente", "tilmerhaar"),
            ("twente", "kiewitsdrecht"),
        ],
        12,
    ),
)
def test_what_is_open_is_counted_the_same_in_every_output(
    district: str, naam: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plan, work list, note and report: what is not met, not known, and without an action."""
    monkeypatch.chdir(EXAMPLES / district)
    path = f"metingen/{naam}-{EDITIES[district]}.yaml"
    telling = meting_of(district, naam)["telling"]
    missed, unknown = telling["deels"] + telling["voldoet_niet"], telling["onbekend"]
    note = json.loads(weerbaar("report", path, "--doelgroep", "notitie", "--format", "json").out)
    without = note["zonder_actie"]
    words = [(missed, "norm(?:en)? vold(?:oet|oen) nog niet"), (without, "zonder actie")]
    words.append((unknown, "norm(?:en)? (?:is|zijn) nog onbekend"))
    plan = " ".join(weerbaar("plan", path).out.split())
    page = weerbaar("report", path, "--format", "markdown").out
    for number, text in words if missed or unknown else ():
        assert _said(plan, text) == number, text
    assert (
        _said(page, "norm(?:en)? vold(?:oet|oen) nog niet en (?:heeft|hebben) geen actie")
        == without
    )
    table = page.partition("Wat wij u vragen")[0]
    assert table.count("geen actie") == without
    waits = [line for line in table.splitlines() if "niemand nodig" in line]
    assert all(re.search(r"\| \d\d-\d\d-\d{4} \|$", line) for line in waits)
    assert len(waits) >= 2 or naam != "looierswoude"
    partij = meting_of(district, naam)["organisatie"]["naam"]
    lijst = weerbaar("plan", ".", "--doelgroep", "coordinator").out
    row = next(line.removeprefix(partij) for line in lijst.splitlines() if line.startswith(partij))
    opened, open_unknown, *_, no_action, _ = row.replace("–", "0").split()
    assert (int(opened), int(open_unknown)) == (missed + unknown, unknown)
    assert int(no_action) == without


def _said(text: str, words: str) -> int:
    found = re.search(rf"(\d+) {words}", text)
    return int(found[1]) if found else 0


# A district


@pytest.mark.parametrize("district", [*GROOT, *sample(KLEIN, 3)])
def test_the_coordinator_reads_the_counts_of_score(district: str, werk: Werk) -> None:
    partijen = {one["naam"]: one for one in shape(werk, f"{district}-coordinator")["partijen"]}
    rows: Rijen = {}
    for score in members(district):
        partij = partijen[score["organisatie"]["naam"]]
        assert partij["telling"] == score["telling"]
        assert partij["normen"] == {one["id"]: one["oordeel"] for one in score["normen"]}
        told = {"nvt_besluit": "n.v.t. bij besluit", "afwijking": "aanvaarde afwijking"}
        numbers = [(score["telling"].get(key), words) for key, words in told.items()]
        said = [f"{number} {words}" for number, words in numbers if number]
        rows[partij["naam"]] = ["; ".join([partij["stand"], *said]), *counts(score)]
    assert len(rows) > 10 or district not in GROOT
    for naam in partijen.keys() - rows.keys():
        rows[naam] = []
    caption = "Inleveren en aantal normen"
    check_everywhere(werk, f"{district}-coordinator", caption, rows)


@pytest.mark.parametrize("district", sample(reversed(EDITIES), 12))
def test_the_specialist_reads_the_counts_of_score(district: str, werk: Werk) -> None:
    """What is open counts the norms that are not met or not known, of all who have a meting."""
    whole = shape(werk, f"{district}-specialist")
    onderdelen, dag = whole["onderdelen"], date.fromisoformat(whole["meting"]["peildatum"])
    missed = ("deels", "voldoet_niet", "onbekend")
    paths = (EXAMPLES / district / "metingen").glob(f"*-{EDITIES[district]}.yaml")
    every = [score_of(path)["telling"][status] for path in paths for status in missed]
    assert sum(one["open"] for one in onderdelen) == sum(every)
    rows = {one["titel"]: [_stand(one, dag), *_counted([one])] for one in onderdelen}
    rows["Samen"] = ["", *_counted(onderdelen)]
    check_everywhere(werk, f"{district}-specialist", "Werk per onderdeel", rows)


def _stand(one: dict[str, Any], dag: date) -> str:
    day = date.fromisoformat(one["gereed_op"]) if one["gereed_op"] else dag
    late = one["status"] in ("gepland", "loopt") and day < dag
    when = f"; {'te laat, moest klaar' if late else 'klaar'} op {dutch(day)}"
    when = when if one["gereed_op"] else ""
    return f"{one['status']}{when}" if one["programma"] else "geen deelproject"


def _counted(onderdelen: list[dict[str, Any]]) -> list[str]:
    normen = sum(len(one["normen"]) for one in onderdelen)
    return [str(normen), *(str(sum(one[key] for one in onderdelen)) for key in OPEN)]


OPEN = ("open", "zonder_actie")


@pytest.mark.parametrize("district", GROOT)
def test_research_has_the_rows_of_score(district: str, werk: Werk) -> None:
    name = f"{district}-onderzoek"
    (path,) = (werk(name) / district / "publicaties").glob("zout-*")
    salt = re.search(r'^zout: "(\S+)"', path.read_text(encoding="utf-8"), re.MULTILINE)
    assert salt is not None
    with (werk(name) / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["partij"], {})[row["norm"]] = row["oordeel"]
    for score in members(district):
        meting = score["meting"]
        day = date.fromisoformat(meting["peildatum"])
        code = make_code(salt[1], day, meting["soort"], score["organisatie"]["naam"])
        judged = {one["id"]: one["oordeel"] for one in score["normen"]}
        # Of a rare type the norms are left out that only its type makes n.v.t.
        missing = judged.keys() - found[code].keys()
        assert {judged[norm] for norm in missing} <= {"nvt"}
        assert not missing or score["organisatie"]["type"] != "gemeente"
        assert found[code] == {norm: judged[norm] for norm in found[code]}


@pytest.mark.parametrize("doelgroep", ["bestuur", "notitie"])
@pytest.mark.parametrize("district", GROOT)
def test_what_is_published_fits_the_counts_of_score(
    district: str, doelgroep: str, werk: Werk
) -> None:
    """Every published figure, exact or coarse, holds the count; page and JSON say the same."""
    met: Counter[str] = Counter()
    for score in members(district):
        met.update(one["id"] for one in score["normen"] if one["oordeel"] == "voldoet")
    found = shape(werk, f"{district}-{doelgroep}")
    for one in found["nu"]["normen"]:
        tal = one["voldoet"]
        assert tal["laag"] <= met[one["id"]] <= tal["hoog"], one["id"]
    if doelgroep == "bestuur":
        rows = _norms_of(found)
        partijen = _partijen(district)
        caption = f"Hoeveel {partijen} aan elke norm voldoen: was en nu"
        sleutel = f"{partijen.capitalize()} die voldoen"
        check_everywhere(werk, f"{district}-bestuur", caption, rows, sleutel)
        return
    rows = {head_of(one): [bereik_words(_bereik(one["voldoet"]))] for one in found["themas"]}
    totals = [_bereik(one["voldoet"]) for one in found["themas"]]
    total = Bereik(
        sum(one.laag for one in totals),
        sum(one.hoog for one in totals),
        sum(one.van for one in totals),
    )
    rows["Samen"] = [bereik_words(total)]
    check_everywhere(werk, f"{district}-notitie", "Oordelen ‘voldoet’ per thema", rows)


@pytest.mark.parametrize("district", GROOT)
def test_the_note_and_the_report_for_the_board_publish_the_same(district: str, werk: Werk) -> None:
    bestuur, notitie = (shape(werk, f"{district}-{one}") for one in ("bestuur", "notitie"))
    different = {name for name in bestuur if bestuur[name] != notitie[name]}
    assert different == {"doelgroep"}


@pytest.mark.parametrize("district", GROOT)
def test_what_everyone_reads_is_the_same_but_coarser(district: str, werk: Werk) -> None:
    bestuur, openbaar = (shape(werk, f"{district}-{one}") for one in ("bestuur", "openbaar"))
    rows: Rijen = {}
    for fine, coarse in zip(bestuur["themas"], openbaar["themas"], strict=True):
        assert fine["id"] == coarse["id"]
        one, other = _bereik(fine["voldoet"]), _bereik(coarse["voldoet"])
        assert other.laag <= one.laag <= one.hoog <= other.hoog
        rows[head_of(coarse)] = [bereik_words(other)]
    caption = "Hoeveel oordelen ‘voldoet’ zijn, per thema"
    check_everywhere(werk, f"{district}-openbaar", caption, rows, "Oordelen ‘voldoet’ per thema")
    total = _bereik(openbaar["voldoet"])
    met = sum(score["telling"]["voldoet"] for score in members(district))
    assert total.laag <= met <= total.hoog


@pytest.mark.parametrize("district", GROOT)
def test_every_report_counts_the_same_readings(district: str, werk: Werk) -> None:
    """Parameters that ask the same are one question, to the board and to the coordinator."""

    def number(doelgroep: str) -> str:
        name = f"{district}-{doelgroep}"
        text = (werk(name) / f"{name}.md").read_text(encoding="utf-8")
        found = re.search(r"(\d+) keuze", text)
        assert found is not None
        return found[1]

    assert number("bestuur") == number("notitie") == number("coordinator")
