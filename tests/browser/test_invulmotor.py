"""The page beside an engine: verdicts while people type, and nothing lost when it stops.

The engine here is a stand-in that answers what it is told to; what the real one says is tested
where it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from tests.browser.blik import KLEUREN, OPEN_ALL, PHONE, Blik, Kleur, overflow, violations
from tests.browser.invulblad import DATUM, Invulblad, open_blad, read_lijst, write_page
from tests.steekproef import sample

pytestmark = pytest.mark.long

# It counts what it is asked; «stop» in an answer makes it fall, «traag» makes it never answer.
MOTOR = """
let gevraagd = 0;
let laat = () => {};
const LIJST = %LIJST%;
const uitkomst = (aantal, wat) => ({
  tekst: 'weerbaar: meting/1 # van de rekenkern\\n', bevindingen: [],
  stand: [`${aantal} keer gerekend`], eerst: [{ norm: '4a', kort: 'Eed', doen: 'Neem de eed af' }],
  normen: { '1b': { oordeel: wat.length ? 'voldoet' : 'onbekend', kort: 'MT', waarom: ['<b>reden</b>'],
    doen: ['Bespreek het opnieuw in het MT'], verloopt_op: '2024-11-15' },
    '4a': { oordeel: 'deels', kort: 'Eed', waarom: [], doen: [], verloopt_op: null } },
});
self.onmessage = ({ data }) => {
  if (data.doe === 'start') return self.postMessage({ klaar: true });
  const { nr, vraag } = data;
  if (JSON.stringify(vraag).includes('stop')) throw new Error('gevallen');
  if (JSON.stringify(vraag.wijzigingen ?? '').includes('traag')) return undefined;
  if (vraag.doe === 'begin') return self.postMessage({ nr, antwoord: { ...uitkomst(gevraagd, []), vragenlijst: vraag.vragenlijst } });
  if (vraag.doelgroep === 'notitie') { laat = () => self.postMessage({ nr, antwoord: { html: '<p id=r>Laat</p>' } }); return undefined; }
  if (vraag.doe === 'rapport') return void self.postMessage({ nr, antwoord: { html: `<p id=r>Rapport ${vraag.doelgroep}</p><script>parent.document.title = 'gekaapt'<\\/script>` } }), laat();
  if (vraag.doe === 'nieuw') return self.postMessage({ nr, antwoord: vraag.organisatie === 'Nergens' ? { fout: { bericht: 'onbekende organisatie', tip: '' } } : { ...uitkomst(gevraagd, []), vragenlijst: LIJST } });
  if (vraag.doe === 'bestuur') return self.postMessage({ nr, antwoord: { html: '<p id=b>Bestuur</p>', opmerkingen: ['Let op'] } });
  if (vraag.doe === 'open') return self.postMessage({ nr, antwoord: { ...uitkomst(gevraagd, []), naam: vraag.naam, vragenlijst: { ...LIJST, organisatie: { naam: vraag.tekst.trim() } } } });
  if (vraag.doe === 'district') return self.postMessage({ nr, antwoord: { html: `<p id=d>${vraag.bestanden.map((one) => one.naam).join(' ')}</p>`, register: vraag.bestanden.some((one) => one.naam.includes('publicaties/')), gebroken: [{ naam: 'b.yaml', bericht: 'dit is geen meting' }] } });
  if (vraag.doe === 'plan') return self.postMessage({ nr, antwoord: { fout: { bericht: 'nog geen plan', tip: 'Vul eerst in' } } });
  if (vraag.doe === 'bewaar') return self.postMessage({ nr, antwoord: { tekst: 'weerbaar: meting/1 # van de rekenkern\\n', naam: 'kern.yaml' } });
  gevraagd += 1;
  return self.postMessage({ nr, antwoord: uitkomst(gevraagd, vraag.wijzigingen) });
};
"""  # noqa: E501
BRON = MOTOR.replace("%LIJST%", json.dumps(read_lijst()))
KEUZES = {
    "organisaties": ["Voorbeeldstad"],
    "raamwerken": [{"id": "proef", "titel": "Proef"}],
    "soorten": ["zelfscan", "nulmeting"],
}
LEEG = read_lijst() | {
    "raamwerken": [],
    "feiten": {},
    "organisatie": {"naam": None},
    "keuzes": KEUZES,
}
MET_MOTOR = f'<script type="text/plain" id="motor">{BRON}</script>'


@pytest.fixture
def blad(browser: Browser, tmp_path: Path) -> Iterator[Invulblad]:
    found = open_blad(browser, write_page(tmp_path / "vol.html", read_lijst(), MET_MOTOR))
    found.page.get_by_role("button", name="Rapport").wait_for()
    yield found
    found.page.close()


@pytest.mark.core
def test_the_verdict_follows_what_is_typed(blad: Invulblad) -> None:
    oordeel = blad.page.get_by_label("Oordeel over 1b")
    oordeel.get_by_text("onbekend").wait_for()
    blad.typ("mt-besproken", DATUM, "14-11-2023")
    oordeel.get_by_text("voldoet").wait_for()
    assert "<b>reden</b>" in oordeel.inner_text()
    assert "verandert dit op 15-11-2024" in oordeel.inner_text()
    assert "keer gerekend" in blad.page.get_by_label("Stand").inner_text()
    assert "1 van 1 voldoet" in blad.page.get_by_label("Thema’s").inner_text()
    assert blad.bewaar() == "weerbaar: meting/1 # van de rekenkern\n"
    assert blad.naam == "kern.yaml"
    assert blad.errors == []


def test_what_is_half_typed_is_not_told(blad: Invulblad) -> None:
    """A date of which only a part stands there would take every verdict away."""
    blad.typ("mt-besproken", DATUM, "14-11-2023")
    blad.page.get_by_label("Oordeel over 1b").get_by_text("voldoet").wait_for()
    blad.feit("mt-besproken").get_by_label(DATUM).fill("14-11-20")
    blad.page.get_by_label("Oordeel over 1b").get_by_text("onbekend").wait_for()
    assert "14-11-20" not in blad.page.get_by_label("Stand").inner_text()


def test_who_left_a_field_has_done_typing(blad: Invulblad) -> None:
    """While somebody types the page waits for a pause; here there is none."""
    oordeel = blad.page.get_by_label("Oordeel over 1b")
    blad.page.get_by_label("Stand").get_by_text("1 keer gerekend").wait_for()
    blad.page.evaluate("window.setTimeout = () => 0")
    field = blad.feit("mt-besproken").get_by_label(DATUM)
    field.fill("14-11-2023")
    blad.page.evaluate("new Promise(requestAnimationFrame)")
    assert "onbekend" in oordeel.inner_text()
    field.blur()
    oordeel.get_by_text("voldoet").wait_for()


def test_a_page_for_nobody_begins_a_meting(browser: Browser, tmp_path: Path) -> None:
    blad = open_blad(browser, write_page(tmp_path / "leeg.html", LEEG, MET_MOTOR))
    begin = blad.page.get_by_role("button", name="Begin een meting")
    begin.click()
    assert "van welke organisatie" in blad.page.locator("#inhoud").inner_text()
    assert blad.page.get_by_role("button", name="Bewaren").count() == 0
    blad.page.get_by_role("combobox", name="Organisatie").fill("Nergens")
    assert re.fullmatch(r"\d\d-\d\d-20\d\d", blad.page.get_by_label("Peildatum").input_value())
    blad.page.get_by_label("Peildatum").fill("31-01-2024")
    blad.page.get_by_label("Proef").check()
    begin.click()
    blad.page.get_by_text("onbekende organisatie").wait_for()
    blad.page.get_by_role("combobox", name="Organisatie").fill("Voorbeeldstad")
    begin.click()
    blad.feit("mt-besproken").wait_for()
    assert blad.page.get_by_role("button", name="Bewaren").is_visible()
    assert blad.errors == []
    blad.page.close()


def test_a_coordinator_looks_at_the_members(blad: Invulblad, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.yaml", "b.yaml", "c.yaml")]
    for path in paths[:2]:
        path.write_text("weerbaar: meting/1\n", encoding="utf-8")
    paths[2].write_bytes(b"\xff\xfe")
    blad.page.get_by_role("button", name="District").click()
    blad.page.get_by_label("Kies bestanden").set_input_files(paths)
    assert blad.page.frame_locator("iframe").locator("#d").inner_text() == "a.yaml b.yaml"
    told = blad.page.get_by_role("main", name="District").inner_text()
    assert "b.yaml: dit is geen meting" in told
    assert "c.yaml: Dit bestand is geen tekst in UTF-8" in told
    assert blad.page.get_by_role("button", name="Kijk naar het rapport").count() == 0


def test_with_the_register_the_board_is_looked_at(blad: Invulblad, tmp_path: Path) -> None:
    map_ = tmp_path / "wm"
    for name in ("weerbaar.yaml", "metingen/a.yaml", "publicaties/b.yaml", "leesmij.txt"):
        (map_ / name).parent.mkdir(parents=True, exist_ok=True)
        (map_ / name).write_text("a: b\n", encoding="utf-8")
    blad.page.get_by_role("button", name="District").click()
    blad.page.get_by_label("Kies een map").set_input_files(map_)
    frame = blad.page.frame_locator("iframe")
    shown = frame.locator("#d").inner_text().split()
    assert sorted(shown) == ["wm/metingen/a.yaml", "wm/publicaties/b.yaml", "wm/weerbaar.yaml"]
    blad.page.get_by_role("button", name="Kijk naar het rapport voor het bestuur").click()
    assert frame.locator("#b").inner_text() == "Bestuur"
    assert blad.page.get_by_role("button", name="Bewaar deze pagina").count() == 0
    blad.page.get_by_role("button", name="Terug naar de leden").click()
    frame.locator("#d").wait_for()


def test_a_file_of_another_organisation_asks_first(blad: Invulblad, tmp_path: Path) -> None:
    blad.page.get_by_label("Oordeel over 1b").get_by_text("onbekend").wait_for()
    other = tmp_path / "ander.yaml"
    other.write_text("Elders\n", encoding="utf-8")
    with blad.page.expect_file_chooser() as wait:
        blad.page.get_by_role("button", name="Openen").click()
    wait.value.set_files(other)
    dialog = blad.page.get_by_role("dialog")
    assert "gemaakt voor Voorbeeldstad. Het bestand is van Elders" in dialog.inner_text()
    dialog.get_by_role("button", name="Terug").click()
    assert blad.page.locator("#titel").inner_text() == "Voorbeeldstad, zelfscan"
    with blad.page.expect_file_chooser() as wait:
        blad.page.get_by_role("button", name="Openen").click()
    wait.value.set_files(other)
    dialog.get_by_role("button", name="Toch openen").click()
    blad.page.get_by_text("Geopend: ander.yaml").wait_for()
    assert blad.page.locator("#titel").inner_text() == "Elders, zelfscan"


def test_what_to_do_first_stands_on_top_and_leads_there(blad: Invulblad) -> None:
    stand = blad.page.get_by_label("Stand")
    stand.get_by_text("Eerst doen").wait_for()
    link = stand.get_by_role("link", name="norm 4a")
    assert "Neem de eed af → norm 4a voldoet" in stand.inner_text()
    assert blad.page.locator(str(link.get_attribute("href"))).get_attribute("data-norm") == "4a"
    blad.typ("mt-besproken", DATUM, "14-11-2023")
    blad.page.get_by_label("Oordeel over 1b").get_by_text("voldoet").wait_for()
    assert link.is_visible()
    assert blad.page.locator("#inhoud > *").first.get_attribute("id") == "stand"


def test_what_does_not_meet_its_norm_can_be_filtered(blad: Invulblad) -> None:
    blad.typ("mt-besproken", DATUM, "14-11-2023")
    blad.page.get_by_label("Oordeel over 1b").get_by_text("voldoet").wait_for()
    blad.page.get_by_label("Toon").select_option(label="wat nog niet voldoet")
    assert blad.feit("mt-besproken").is_hidden()
    assert blad.feit("eed-belofte").is_visible()


def test_a_keystroke_never_waits_for_the_engine(blad: Invulblad) -> None:
    blad.feit("mt-aanspreekpunt").get_by_text("Bewijs en toelichting").click()
    remark = blad.feit("mt-aanspreekpunt").get_by_label("Toelichting")
    remark.fill("traag")
    blad.page.wait_for_timeout(300)
    blad.typ("regie-fte", "Aantal (fte)", "1,5")
    assert blad.page.locator("#voortgang").inner_text().startswith("1 van de 12")


def test_an_engine_that_falls_takes_nothing_along(blad: Invulblad) -> None:
    blad.typ("regie-fte", "Aantal (fte)", "1,5")
    blad.feit("mt-besproken").get_by_text("Bewijs en toelichting").click()
    blad.typ("mt-besproken", "Toelichting", "stop")
    blad.page.get_by_text("Het oordeel wordt niet meer berekend").wait_for()
    assert blad.page.get_by_label("Oordeel over 1b").is_hidden()
    blad.typ("mt-besproken", DATUM, "14-11-2023")
    text = blad.bewaar()
    assert "    waarde: 2023-11-14\n    toelichting: stop\n" in text
    assert "  regie-fte: 1.5\n" in text


def test_a_report_is_shown_where_nothing_runs(blad: Invulblad) -> None:
    blad.page.get_by_role("button", name="Rapport").click()
    frame = blad.page.frame_locator("iframe")
    assert frame.locator("#r").inner_text() == "Rapport eigen"
    blad.page.get_by_label("Voor wie", exact=True).select_option("raad")
    frame.get_by_text("Rapport raad").wait_for()
    assert blad.page.title() == "Voorbeeldstad invullen"
    # What comes too late is not shown.
    blad.page.get_by_label("Voor wie", exact=True).select_option("notitie")
    blad.page.get_by_label("Voor wie", exact=True).select_option("eigen")
    frame.get_by_text("Rapport eigen").wait_for()
    blad.page.evaluate("() => new Promise((resolve) => { setTimeout(resolve); })")
    assert frame.locator("#r").inner_text() == "Rapport eigen"
    blad.page.get_by_role("button", name="Plan").click()
    blad.page.get_by_text("nog geen plan. Vul eerst in").wait_for()
    blad.page.get_by_role("button", name="Invullen").click()
    assert blad.feit("mt-besproken").is_visible()


# What keeps a browser from computing.
GEEN_MOTOR = (
    "delete window.WebAssembly",
    "delete window.Worker",
    "window.Worker = class { constructor() { throw new DOMException('nee', 'SecurityError') } }",
)


@pytest.mark.parametrize("before", sample(GEEN_MOTOR, 3))
def test_without_an_engine_it_is_the_light_page(
    browser: Browser, tmp_path: Path, before: str
) -> None:
    empty = open_blad(browser, write_page(tmp_path / "leeg.html", LEEG, MET_MOTOR), before)
    assert "Vraag om de kleine pagina" in empty.melding
    empty.page.close()
    blad = open_blad(browser, write_page(tmp_path / "vol.html", read_lijst(), MET_MOTOR), before)
    assert "Deze browser kan niet rekenen" in blad.melding
    blad.typ("regie-fte", "Aantal (fte)", "1,5")
    assert "  regie-fte: 1.5\n" in blad.bewaar()
    assert blad.errors == []
    blad.page.close()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "kleur"), sample(product([PHONE, 1280], KLEUREN[::-1]), 6))
def test_nobody_is_left_out(blad: Invulblad, kleur: Kleur, width: int) -> None:
    blad.page.get_by_label("Oordeel over 1b").get_by_text("onbekend").wait_for()
    blad.page.evaluate(OPEN_ALL)
    page = Blik(blad.page, []).look(kleur, width)
    page.evaluate(AXE_SCRIPT)
    assert violations(page) == []
    assert overflow(page) == []


@pytest.mark.slow
@pytest.mark.parametrize(("width", "kleur"), sample(product([PHONE, 1280], KLEUREN), 6))
def test_nobody_is_left_out_of_the_other_screens(
    browser: Browser, tmp_path: Path, kleur: Kleur, width: int
) -> None:
    """Beginning a meting, a report, the members of a district, and a question before saving."""
    begin = open_blad(browser, write_page(tmp_path / "leeg.html", LEEG, MET_MOTOR))
    begin.page.get_by_role("button", name="Begin een meting").click()
    blad = open_blad(browser, write_page(tmp_path / "vol.html", read_lijst(), MET_MOTOR))
    for page in (begin.page, blad.page):
        Blik(page, []).look(kleur, width)
        page.evaluate(AXE_SCRIPT)
    assert violations(begin.page) == []
    for tab in ("Rapport", "Vergelijken", "District", "Plan"):
        blad.page.get_by_role("button", name=tab, exact=True).click()
        blad.page.get_by_role("heading", name=tab, exact=True).wait_for()
        assert violations(blad.page) == []
        assert overflow(blad.page) == []
    blad.page.get_by_role("button", name="Invullen").click()
    blad.typ("mt-besproken", DATUM, "31-02-2024")
    blad.page.get_by_role("button", name="Bewaren").click()
    blad.page.get_by_role("dialog").wait_for()
    assert violations(blad.page) == []
    begin.page.close()
    blad.page.close()
