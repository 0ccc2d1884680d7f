"""The program in one file: in a real browser, without a network, it judges as the terminal does."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from base64 import b64decode
from collections.abc import Callable, Iterator
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import cannot
from tests.browser.invulblad import DATUM, Invulblad, open_blad
from weerbaar_cli.blad.view import Datalijst
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.formats.formulier import with_vragenlijst
from weerbaar_cli.formats.json import to_pieces
from weerbaar_cli.model.bevinding import in_print
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.scores import read_scores
from weerbaar_cli.reading.vragenlijst import read_werkmap, vragenlijst_of
from weerbaar_cli.views.score import Scoreview

ROOT = Path(__file__).parents[2]
BUILT = ROOT / "dist" / "weerbaar.html"
METINGEN = sorted((ROOT / "examples").glob("*/metingen/*.yaml"))
ONE = ROOT / "examples" / "twente" / "metingen" / "voorbeeldstad-zelfscan-2024.yaml"
MOST_BYTES = 11_000_000
PART = re.compile(r'data-deel="motor">([^<]+)</script>')
WORKER = re.compile(r'<script type="text/plain" id="motor">\n(.*?)</script>', re.DOTALL)
# A thread of the program as the page starts it; what it says comes back by number.
START = """([source, motor]) => new Promise((resolve) => {
  const url = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  window.proef = { worker: new Worker(url), wachtend: new Map(), nr: 0 };
  proef.worker.onmessage = ({ data }) => {
    if (data.nr === undefined) return resolve(data);
    proef.wachtend.get(data.nr)(data.antwoord);
  };
  proef.worker.onerror = (event) => resolve({ fout: event.message });
  proef.worker.postMessage({ doe: 'start', delen: { motor } });
})"""
ASK = """(vraag) => new Promise((resolve) => {
  proef.wachtend.set(proef.nr += 1, resolve);
  proef.worker.postMessage({ nr: proef.nr, vraag });
})"""
Ask = Callable[..., Any]

pytestmark = [pytest.mark.slow, pytest.mark.long]


@pytest.fixture(scope="module", autouse=True)
def built() -> None:
    if not BUILT.exists():
        cannot("there is no dist/weerbaar.html: run `make app`")


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """Every address that the page asked for, besides itself and what it holds in memory."""
    return []


@pytest.fixture(scope="module")
def page(browser: Browser, asked: list[str]) -> Iterator[Page]:
    made = browser.new_page()
    made.set_default_timeout(120_000)
    made.context.set_offline(True)
    made.on("request", lambda one: asked.append(one.url))
    made.goto(BUILT.as_uri())
    text = BUILT.read_text(encoding="utf-8")
    source, packed = WORKER.findall(text)[0], PART.findall(text)[0]
    assert made.evaluate(START, [source, packed]) == {"klaar": True}
    yield made
    made.close()


@pytest.fixture(scope="module")
def ask(page: Page) -> Ask:
    def put(doe: str, **more: Any) -> Any:
        return page.evaluate(ASK, {"doe": doe, **more})

    return put


def open_file(ask: Ask, path: Path) -> Any:
    werkmap = read_werkmap(Omgeving(path.parent.parent))
    return ask("open", tekst=path.read_text(encoding="utf-8"), naam=path.name, werkmap=werkmap)


def scored(path: Path) -> Any:
    found = Scoreview(read_scores([path]).scores, lijst=True).data()
    assert isinstance(found, Datalijst)
    return json.loads(b"".join(to_pieces(found)))


def without_place(found: Any) -> Any:
    return [{**one, "meting": {**one["meting"], "bestand": ""}} for one in found]


def test_it_is_small_enough() -> None:
    assert BUILT.stat().st_size <= MOST_BYTES


def test_what_every_start_imports_is_compiled() -> None:
    (packed,) = PART.findall(BUILT.read_text(encoding="utf-8"))
    raw = gzip.decompress(b64decode(packed))
    size = int.from_bytes(raw[:4], "little")
    names = {name for name, _ in json.loads(raw[4 : 4 + size])}
    ours = {name for name in names if name.startswith("lib/weerbaar/weerbaar_cli/")}
    assert "lib/weerbaar/weerbaar_cli/invullen/motor.pyc" in ours
    assert "lib/weerbaar/weerbaar_cli/views/plan.py" in ours
    assert not {name for name in names if name.endswith(".py") and f"{name}c" in names}


def test_every_example_is_judged_as_in_the_terminal(ask: Ask) -> None:
    for path in METINGEN:
        found = open_file(ask, path)
        assert "fout" not in found, (path.name, found)
        assert without_place(ask("oordelen")["oordelen"]) == without_place(scored(path)), path.name
        assert found["tekst"] == path.read_text(encoding="utf-8")


def test_a_change_gives_another_oordeel_and_a_finding(ask: Ask) -> None:
    first = open_file(ask, ONE)
    pad = ["feiten", "mt-besproken"]
    changed = ask("wijzig", wijzigingen=[{"pad": pad, "waarde": "nooit"}])
    assert changed["normen"] != first["normen"]
    wrong = ask("wijzig", wijzigingen=[{"pad": pad, "waarde": "2024-02-31"}])
    assert [one["ernst"] for one in wrong["bevindingen"]].count("fout") == 1
    assert ask("wijzig", wijzigingen=[])["tekst"] == first["tekst"]


@pytest.mark.parametrize("doelgroep", ["eigen", "notitie", "raad"])
def test_a_report_is_made_there(ask: Ask, doelgroep: str) -> None:
    open_file(ask, ONE)
    assert "Voorbeeldstad" in ask("rapport", doelgroep=doelgroep)["html"]


def test_the_other_pages_are_made_there(ask: Ask) -> None:
    later = ONE.with_name("voorbeeldstad-eindmeting-2024.yaml")
    open_file(ask, later)
    assert "Voorbeeldstad" in ask("plan")["html"]
    assert "Voorbeeldstad" in ask("vergelijk", tekst=ONE.read_text(encoding="utf-8"))["html"]
    paths = [one for one in METINGEN if one.parent == ONE.parent]
    files = [{"naam": one.name, "tekst": one.read_text(encoding="utf-8")} for one in paths]
    werkmap = read_werkmap(Omgeving(ONE.parent.parent))
    assert "Kraanvoorde" in ask("district", bestanden=files, werkmap=werkmap)["html"]
    whole = sorted(ONE.parent.parent.rglob("*.yaml"))
    files = [
        {"naam": str(one.relative_to(ROOT)), "tekst": one.read_text(encoding="utf-8")}
        for one in whole
    ]
    assert ask("district", bestanden=files)["register"]
    board = ask("bestuur", bestanden=files)["html"]
    assert "Proef" in board
    assert "Kraanvoorde" not in board


def test_a_new_meting_and_numbers_of_persons(ask: Ask) -> None:
    keuzes = re.search(r'id="vragenlijst">(.*?)</script>', BUILT.read_text(encoding="utf-8"))
    assert keuzes is not None
    raamwerken = json.loads(keuzes[1])["keuzes"]["raamwerken"]
    assert "twente-basis-op-orde" in [one["id"] for one in raamwerken]
    found = ask(
        "nieuw",
        organisatie="Voorbeeldstad",
        werkmap=read_werkmap(Omgeving(ONE.parent.parent)),
        raamwerken=["twente-basis-op-orde"],
        soort="zelfscan",
        peildatum="2024-01-31",
    )
    assert found["naam"] == "Voorbeeldstad-zelfscan-2024-01-31.yaml"
    told = "nummer 111222333 en NL91ABNA0417164300"
    changed = ask("wijzig", wijzigingen=[{"pad": ["toelichting"], "waarde": told}])
    assert "persoonsgegeven" in json.dumps(changed["bevindingen"]), changed


@pytest.mark.parametrize("tekst", ["", "\x00", "- een lijst\n", "a: [b\n", "a: {b: wat?}\n"])
def test_any_text_opens(ask: Ask, tekst: str) -> None:
    found = ask("open", tekst=tekst, naam="x.yaml")
    assert found["normen"] == {}
    assert found["bevindingen"] != []


def test_nothing_was_asked_of_any_network(ask: Ask, asked: list[str]) -> None:
    open_file(ask, ONE)
    assert {one.partition(":")[0] for one in asked} <= {"file", "blob"}
    assert [one for one in asked if one.startswith("file:")] == [BUILT.as_uri()]


STARTS = (
    ("twente", "voorbeeldstad-zelfscan-2024"),
    ("drenthe", "brinkmeerde-2024-08"),
    ("rietmark", "zandwolde-2025-12"),
)
SHOWN = """() => Object.fromEntries([...document.querySelectorAll('article.norm')]
  .map((one) => [one.dataset.norm, one.querySelector('aside.oordeel').innerText]))"""
ALL_SHOWN = """() => [...document.querySelectorAll('article.norm aside.oordeel')]
  .every((one) => !one.hidden)"""


def open_start(browser: Browser, path: Path, place: Path) -> Invulblad:
    """The built page with a meting in it, as `form` makes one, when it has told its verdicts."""
    vragen = vragenlijst_of(Omgeving(path.parent.parent), read_document(path))
    text = with_vragenlijst(BUILT.read_text(encoding="utf-8"), vragen.model_dump_json())
    place.write_text(text, encoding="utf-8")
    blad = open_blad(browser, place)
    blad.page.wait_for_function(ALL_SHOWN, timeout=120_000)
    return blad


def told_by_terminal(path: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Per norm the oordeel in words, and why."""
    [score] = read_scores([path]).scores
    several = len(score.oordelen) > 1
    return {
        f"{oordeel.raamwerk}/{norm.id}" if several else norm.id: (
            WOORDEN[norm.oordeel],
            norm.waarom,
        )
        for oordeel in score.oordelen
        for norm in oordeel.normen
    }


def assert_shown(blad: Invulblad, path: Path) -> None:
    expected = told_by_terminal(path)
    shown = blad.page.evaluate(SHOWN)
    assert len(shown) > 5
    for norm, text in shown.items():
        woord, waarom = expected[norm]
        assert woord in text, (norm, text)
        told = [" ".join(in_print(one).split()) for one in waarom]
        assert all(one in " ".join(text.split()) for one in told), (norm, text)


@pytest.mark.parametrize(("folder", "name"), STARTS)
def test_the_page_shows_what_the_terminal_says(
    browser: Browser, tmp_path: Path, folder: str, name: str
) -> None:
    path = ROOT / "examples" / folder / "metingen" / f"{name}.yaml"
    blad = open_start(browser, path, tmp_path / "formulier.html")
    assert_shown(blad, path)
    assert blad.errors == []
    assert {one.partition(":")[0] for one in blad.asked} <= {"file", "blob"}
    blad.page.close()


def test_what_is_typed_is_judged_and_saved(browser: Browser, tmp_path: Path) -> None:
    blad = open_start(browser, ONE, tmp_path / "formulier.html")
    before = blad.page.get_by_label("Oordeel over 1b").inner_text()
    blad.typ("mt-besproken", DATUM, "16-11-2021")
    blad.page.wait_for_function(
        "before => document.querySelector('[data-norm=\"1b\"] aside').innerText !== before",
        arg=before,
    )
    saved = blad.bewaar()
    map_ = tmp_path / "werkmap"
    (map_ / "metingen").mkdir(parents=True)
    shutil.copy(ONE.parent.parent / "weerbaar.yaml", map_)
    path = map_ / "metingen" / blad.naam
    path.write_text(saved, encoding="utf-8")
    old = ONE.read_text(encoding="utf-8")
    assert [one for one in ndiff(old.splitlines(), saved.splitlines()) if one[0] in "+-"] == [
        "-   mt-besproken: 2023-11-14",
        "+   mt-besproken: 2021-11-16",
    ]
    assert_shown(blad, path)
    blad.page.get_by_role("button", name="Rapport").click()
    frame = blad.page.frame_locator("iframe")
    frame.get_by_text("Voorbeeldstad").first.wait_for(timeout=30_000)
    assert blad.errors == []
    blad.page.close()
