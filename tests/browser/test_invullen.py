"""Filling in a meting in a real browser, from the disk and without a network."""

from __future__ import annotations

import subprocess
import unicodedata
from collections.abc import Iterator
from difflib import ndiff
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.blik import (
    KLEUREN,
    OPEN_ALL,
    PHONE,
    Blik,
    Kleur,
    overflow,
    pages_of,
    paper,
    violations,
)
from tests.browser.conftest import program
from tests.browser.invulblad import DATUM, Invulblad, open_blad, read_lijst, write_page
from tests.conftest import Tree, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.files.yaml.document import read_bytes_as, read_document

pytestmark = pytest.mark.long

EXAMPLES = Path(__file__).parents[2] / "examples" / "twente" / "metingen"
# What people paste, and what would break a careless page, file or spreadsheet.
VIJANDIG = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> &amp;",
    '=HYPERLINK("http://voorbeeld.example";"x")',
    '\'; DROP TABLE normen; -- "aan" `halen` \\n \\u0041',
    "sleutel: waarde # geen commentaar",
    "- lijst\n  - inspringen:\n\n\ttab\r\nregel",
    "ja",
    "Nee",
    "null",
    "~",
    "2024-01-31",
    "1.10",
    "0x1F",
    "1e3",
    "{a: b}",
    "[1, 2]",
    "*anker &anker !tag %x @y |",
    "> geciteerd",
    "{{ 7*7 }} ${x} <%= x %>",
    "\x07\x1b[31mrood\x7f\x85\u2028\u2029\ufeff\u202eomgekeerd",
    "naïef ﬁ é é 🙂 𝒳",
    "spatie\u00a0vast, einde.",
    "'",
    '"',
    "#",
    ":",
    "---",
    "...",
)

WERKMAP = """\
weerbaar: werkmap/1
district: twente
partijen: [{naam: Voorbeeldstad, type: gemeente, district: twente}]
"""


@pytest.fixture
def blad(browser: Browser, tmp_path: Path) -> Iterator[Invulblad]:
    path = write_page(tmp_path / "formulier.html", read_lijst())
    found = open_blad(browser, path)
    yield found
    assert found.errors == []
    assert {one for one in found.asked if not one.startswith("blob:")} == {path.as_uri()}
    found.page.close()


def keep(path: Path, text: str) -> Path:
    """What was saved, in a werkmap that knows the invented organisation."""
    (path.parent / "weerbaar.yaml").write_text(WERKMAP, encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    return path


def facts(path: Path) -> dict[str, Any]:
    """What our own reader reads."""
    data: dict[str, Any] = read_document(path).data
    return data


def fill_all(blad: Invulblad) -> None:
    """Every question of the questionnaire, once, as a person does."""
    blad.typ("mt-besproken", DATUM, "14 november 2023")
    blad.typ("afdelingen-aantal", "Aantal (afdelingen)", "2")
    groepen = blad.feit("afdelingen-agendering")
    for at, naam in enumerate(("Vergunningen", "Financiën"), 1):
        groepen.get_by_role("button", name="Voeg een groep toe").click()
        groepen.get_by_label(f"Naam van groep {at}", exact=True).fill(naam)
    groepen.get_by_label(f"{DATUM}, Vergunningen").fill("4/10/2023")
    groepen.get_by_label("Financiën: nooit").check()
    blad.kies("mt-aanspreekpunt", "Er is een aanspreekpunt, maar het zit niet in het MT")
    blad.typ("regie-fte", "Aantal (fte)", "0,6")
    deelnemers = blad.feit("signaaloverleg-deelnemers")
    deelnemers.get_by_role("button", name="Alles nee").click()
    deelnemers.get_by_role("radiogroup", name="Politie").get_by_label("ja").check()
    groep = blad.feit("bewustwording-groepen")
    groep.get_by_label(f"{DATUM}, Medewerkers", exact=True).fill("01-12-2023")
    groep.get_by_label("Leidinggevenden: nooit").check()
    blad.typ("eed-belofte", "Aantal", "412")
    blad.typ("eed-belofte", "Totaal", "418")
    blad.typ("handhaving-uren", "Aantal", "1.200")
    blad.typ("handhaving-uren", "Totaal", "900")
    blad.kies("apv", "ja, dit is er")
    blad.typ("apv", "Titel", "APV 2023")
    blad.typ("apv", "Vastgesteld op", "20-4-2023")
    blad.typ("apv", "Geldig vanaf", "1-5-2023")
    onderdelen = blad.feit("apv-onderdelen")
    onderdelen.get_by_role("button", name="Alles nee").click()
    hallen = onderdelen.get_by_role("radiogroup", name="Exploitatievergunning speelautomatenhallen")
    hallen.get_by_label("n.v.t.").check()
    onderdelen.get_by_label("Waarom niet van toepassing: Exploitatievergunning speel").fill("geen")
    beleid = blad.feit("integriteit-personeelsbeleid")
    beleid.get_by_role("button", name="Alles nee").click()


FEITEN = """\
feiten:
  afdelingen-agendering:
    Vergunningen: 2023-10-04
    Financiën: nooit
  afdelingen-aantal: 2
  mt-besproken: 2023-11-14
  mt-aanspreekpunt: buiten-mt
  bewustwording-groepen:
    medewerkers: 2023-12-01
    leidinggevenden: nooit
  regie-fte: 0.6
"""


@pytest.mark.core
def test_every_kind_is_filled_in_saved_and_valid(
    blad: Invulblad, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    fill_all(blad)
    assert blad.page.locator("#voortgang").inner_text().startswith("12 van de 12 vragen")
    text = blad.bewaar()
    assert blad.naam == "voorbeeldstad-zelfscan-2024-01-31.yaml"
    path = keep(tmp_path / blad.naam, text)
    read = facts(path)["feiten"]
    assert read["eed-belofte"] == {"aantal": "412", "totaal": "418"}
    assert read["handhaving-uren"] == {"aantal": "1200", "totaal": "900"}
    assert read["signaaloverleg-deelnemers"]["politie"] == "ja"
    assert read["apv-onderdelen"]["speelautomatenhallen"] == {"waarde": "nvt", "reden": "geen"}
    assert read["apv"]["vastgesteld_op"] == "2023-04-20"
    for line in FEITEN.splitlines():
        assert f"{line}\n" in text
    checked = weerbaar("validate", str(path))
    assert (checked.code, checked.out, checked.err) == (0, "", "1 bestand, in orde\n")


def test_what_is_typed_wrong_is_said_beside_it(blad: Invulblad) -> None:
    blad.typ("mt-besproken", DATUM, "31-02-2024")
    assert "geen dag die bestaat" in blad.feit("mt-besproken").inner_text()
    blad.typ("mt-besproken", DATUM, "1-2-24")
    assert "vier cijfers" in blad.feit("mt-besproken").inner_text()
    blad.typ("mt-besproken", DATUM, "01-02-2024")
    assert "na de peildatum" in blad.feit("mt-besproken").inner_text()
    blad.typ("eed-belofte", "Aantal", "105")
    blad.typ("eed-belofte", "Totaal", "100")
    assert "105 is meer dan 100" in blad.feit("eed-belofte").inner_text()
    blad.typ("handhaving-uren", "Aantal", "105")
    blad.typ("handhaving-uren", "Totaal", "100")
    assert "meer dan" not in blad.feit("handhaving-uren").inner_text()
    blad.page.get_by_role("button", name="Bewaren").click()
    assert "105 is meer dan 100" in blad.page.get_by_role("dialog").inner_text()
    blad.page.get_by_role("button", name="Terug").click()
    assert "aantal: 105" in blad.bewaar(toch=True)


def test_hostile_text_comes_back_the_same(blad: Invulblad, tmp_path: Path) -> None:
    box = blad.feit("mt-aanspreekpunt")
    box.get_by_text("Bewijs en toelichting").click()
    blad.kies("mt-aanspreekpunt", "ja")
    for at, text in enumerate(VIJANDIG, 1):
        box.get_by_role("button", name="Voeg bewijs toe").click()
        titel = box.get_by_role("group", name=f"Bewijs {at}", exact=True).get_by_label("Titel")
        titel.fill(text.replace("\n", " ").replace("\r", " "))
    remark = "\n".join(VIJANDIG)
    box.get_by_label("Toelichting").fill(remark)
    path = tmp_path / "a.yaml"
    path.write_bytes(blad.bewaar().encode())
    antwoord = facts(path)["feiten"]["mt-aanspreekpunt"]
    typed = [text.replace("\n", " ").replace("\r", " ").strip() for text in VIJANDIG]
    assert [one["titel"] for one in antwoord["bewijs"]] == typed
    assert antwoord["toelichting"] == remark.replace("\r\n", "\n").strip()
    # Opened again without the engine, it is the same file.
    assert blad.open(path).startswith("Geopend")
    assert blad.bewaar().encode() == path.read_bytes()


def test_hostile_names_of_groups_and_organisations(blad: Invulblad, tmp_path: Path) -> None:
    blad.page.get_by_role("textbox", name="Organisatie").fill("ja: #<b>")
    groepen = blad.feit("afdelingen-agendering")
    names = [text.replace("\n", " ").replace("\r", " ").strip() for text in VIJANDIG]
    for at, naam in enumerate(names, 1):
        groepen.get_by_role("button", name="Voeg een groep toe").click()
        groepen.get_by_label(f"Naam van groep {at}", exact=True).fill(naam)
    path = tmp_path / "b.yaml"
    path.write_bytes(blad.bewaar().encode())
    assert facts(path)["organisatie"] == "ja: #<b>"
    assert list(facts(path)["feiten"]["afdelingen-agendering"]) == names


def test_a_second_document_takes_its_own_answers(blad: Invulblad, tmp_path: Path) -> None:
    fill_all(blad)
    blad.feit("apv").get_by_role("button", name="Nog een document").click()
    tweede = blad.feit("apv").get_by_role("group", name="Document 2")
    tweede.get_by_label("Titel").fill("APV 2019")
    tweede.get_by_role("radiogroup", name="Status").get_by_label("ingetrokken").check()
    assert "per document" in blad.feit("apv-onderdelen").inner_text()
    path = tmp_path / "c.yaml"
    path.write_bytes(blad.bewaar().encode())
    read = facts(path)["feiten"]
    assert "apv-onderdelen" not in read
    assert [one["titel"] for one in read["apv"]] == ["APV 2023", "APV 2019"]
    assert read["apv"][0]["onderdelen"]["sluiting"] == "nee"


def test_a_norm_that_does_not_apply(blad: Invulblad, tmp_path: Path) -> None:
    norm = blad.page.locator('[data-norm="1a"]')
    norm.get_by_text("Deze norm geldt niet voor ons").click()
    norm.get_by_label("Opnieuw bekijken op (dd-mm-jjjj)").fill("1-1-2025")
    assert "waarom de norm niet geldt" in norm.inner_text()
    norm.get_by_label("Waarom geldt de norm niet?").fill("geen afdelingen: klein")
    norm.get_by_label("Wie besloot dit? (functie)").fill("gemeentesecretaris")
    norm.get_by_label("Besloten op (dd-mm-jjjj)").fill("20-01-2024")
    path = tmp_path / "d.yaml"
    path.write_bytes(blad.bewaar().encode())
    assert facts(path)["nvt"] == {
        "1a": {
            "herzien_op": "2025-01-01",
            "reden": "geen afdelingen: klein",
            "besloten_door": "gemeentesecretaris",
            "op": "2024-01-20",
        }
    }


def test_actions_and_a_story(browser: Browser, tmp_path: Path, weerbaar: Weerbaar) -> None:
    acties = [{"norm": "1c", "actie": "Blijft: zo", "status": "loopt"}]
    lijst = read_lijst() | {"verhalen": {"1a": None}, "acties": acties}
    blad = open_blad(browser, write_page(tmp_path / "f.html", lijst))
    norm = blad.page.locator('[data-norm="1a"]')
    norm.get_by_text("Acties bij deze norm").click()
    norm.get_by_role("button", name="Voeg een actie toe").click()
    blad.page.get_by_role("button", name="Bewaren").click()
    assert "wat u gaat doen" in blad.page.get_by_role("dialog").inner_text()
    blad.page.get_by_role("button", name="Terug").click()
    norm.get_by_label("Wat gaat u doen?").fill("- agenderen: nu")
    norm.get_by_label("Klaar op (dd-mm-jjjj)").fill("1 april 2024")
    norm.get_by_label("Kosten in euro").fill("€ 3.500,-")
    norm.get_by_label("Stand van de actie").select_option("loopt")
    norm.get_by_text("Het verhaal bij deze norm").click()
    norm.get_by_label("Wat we doen").fill("We spreken erover.")
    path = keep(tmp_path / "a.yaml", blad.bewaar())
    own = {"norm": "1a", "status": "loopt", "actie": "- agenderen: nu", "gereed_op": "2024-04-01"}
    assert facts(path)["acties"] == [*acties, own | {"kosten": "3500"}]
    assert facts(path)["verhalen"] == {"1a": {"wat_we_doen": "We spreken erover."}}
    assert weerbaar("validate", str(path)).code == 0
    assert blad.page.locator('[data-norm="1b"]').get_by_text("Het verhaal").count() == 0
    blad.page.close()


# A place to save that the page was given; somebody else wrote in it meanwhile.
PLEK = """window.showSaveFilePicker = async () => ({ name: 'gekozen.yaml',
    getFile: async () => ({ lastModified: window.tijd }),
    createWritable: async () => ({ write: async (tekst) => { window.geschreven = tekst; },
        close: async () => { window.tijd += 1; } }) }); window.tijd = 1;"""


def test_a_file_that_changed_elsewhere_is_not_overwritten_unseen(
    browser: Browser, tmp_path: Path
) -> None:
    blad = open_blad(browser, write_page(tmp_path / "f.html", read_lijst()), PLEK)
    for typed in ("01-01-2024", "02-01-2024"):
        blad.typ("mt-besproken", DATUM, typed)
        blad.page.get_by_role("button", name="Bewaren").click()
        blad.page.get_by_text("Bewaard: gekozen.yaml").wait_for()
    assert "2024-01-02" in blad.page.evaluate("window.geschreven")
    blad.page.evaluate("window.tijd += 100")
    blad.typ("mt-besproken", DATUM, "03-01-2024")
    blad.page.get_by_role("button", name="Bewaren").click()
    assert "intussen veranderd" in blad.page.get_by_role("dialog").inner_text()
    blad.page.get_by_role("button", name="Terug").click()
    assert "2024-01-02" in blad.page.evaluate("window.geschreven")
    blad.page.close()


def test_a_part_for_a_role_says_so(browser: Browser, tmp_path: Path, weerbaar: Weerbaar) -> None:
    lijst = read_lijst() | {"rollen": ["HR-adviseur"]}
    blad = open_blad(browser, write_page(tmp_path / "deel.html", lijst))
    blad.typ("eed-belofte", "Aantal", "4")
    blad.typ("eed-belofte", "Totaal", "5")
    text = blad.bewaar()
    assert "deel:\n  rollen:\n    - HR-adviseur\n" in text
    assert weerbaar("validate", str(keep(tmp_path / blad.naam, text))).code == 0
    assert blad.page.get_by_label("Status", exact=True).count() == 0
    blad.page.close()


def test_a_page_of_a_function_comes_back_into_the_meting(
    browser: Browser, tree: Tree, weerbaar: Weerbaar
) -> None:
    """Divided, filled in by hand in the browser, saved, and put together again."""
    text = "\n".join((
        "weerbaar: meting/1", "organisatie: Deventer", "raamwerk: twente-basis-op-orde",
        "peildatum: 2024-01-31", "feiten:", "  eed-belofte: {aantal: 4, totaal: 5}  # HR",
        "  intern-meldpunt: ja", "",
    ))  # fmt: skip
    root = tree({"stad.yaml": text})
    assert weerbaar("split", "stad.yaml", "--rol", "HR-adviseur", "--output", "delen").code == 0
    (page,) = Path("delen").iterdir()
    blad = open_blad(browser, root / page)
    untouched = blad.bewaar()
    (root / "terug").mkdir()
    (root / "terug" / blad.naam).write_text(untouched, encoding="utf-8")
    assert weerbaar("merge", "terug", "--in", "stad.yaml").code == 0
    assert Path("stad.yaml").read_text(encoding="utf-8") == text
    blad.typ("eed-belofte", "Aantal", "5")
    (root / "terug" / blad.naam).write_text(blad.bewaar(), encoding="utf-8")
    run = weerbaar("merge", "terug", "--in", "stad.yaml")
    assert (run.code, "HR-adviseur" in run.out) == (0, True)
    told = Path("stad.yaml").read_text(encoding="utf-8")
    assert "{aantal: 5, totaal: 5}" in told
    assert "ingevuld_door: HR-adviseur" in told
    assert "# HR" in told
    assert weerbaar("merge", "delen", "--in", "stad.yaml").code == 1  # a page is no answer
    blad.page.close()


def test_filters_show_what_is_open_and_what_is_mine(blad: Invulblad) -> None:
    fill_all(blad)
    blad.feit("regie-fte").get_by_label("weet ik niet").check()
    blad.page.get_by_label("Toon").select_option(label="wat nog open is")
    assert blad.page.locator(".vraag:visible").count() == 1
    assert blad.feit("regie-fte").is_visible()
    blad.page.get_by_label("Toon").select_option(label="alle vragen")
    blad.page.get_by_label("Mijn rol").select_option("gemeentesecretaris")
    shown = blad.page.locator(".vraag:visible")
    assert {one.get_attribute("data-feit") for one in shown.all()} == {
        "mt-besproken",
        "mt-aanspreekpunt",
    }


def test_the_next_open_question_is_a_click_away(blad: Invulblad) -> None:
    blad.page.get_by_role("button", name="Volgende open vraag").click()
    inside = "document.activeElement.closest('.vraag')?.dataset.feit"
    first = blad.page.evaluate(inside)
    assert first == blad.page.locator(".vraag").first.get_attribute("data-feit") or first


def test_a_file_that_does_not_fit_is_refused_in_words(blad: Invulblad, tmp_path: Path) -> None:
    cases = {
        "geen.yaml": ("hallo: wereld\n", "geen meting"),
        "ander.yaml": (
            "weerbaar: meting/1\norganisatie: X\nraamwerk: drentse-ambities\n",
            "gaat over drentse-ambities",
        ),
        "kapot.yaml": ('weerbaar: "meting/1\n', "regel 1"),
        "anker.yaml": ("weerbaar: &a meting/1\n", "regel 1"),
        "versleuteld.age": ("age-encryption.org/v1\n", "versleuteld"),
    }
    for name, (text, told) in cases.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        assert told in blad.open(tmp_path / name), name


@pytest.mark.core
def test_a_file_by_hand_keeps_its_remarks_and_its_lines(
    blad: Invulblad, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    source = EXAMPLES / "voorbeeldstad-zelfscan-2024.yaml"
    assert blad.open(source) == f"Geopend: {source.name}"
    assert blad.feit("eed-belofte").get_by_label("Aantal", exact=True).input_value() == "412"
    assert blad.bewaar() == source.read_text(encoding="utf-8")
    blad.typ("mt-besproken", DATUM, "16-11-2021")
    saved = blad.bewaar()
    old = source.read_text(encoding="utf-8")
    assert [one for one in ndiff(old.splitlines(), saved.splitlines()) if one[0] in "+-"] == [
        "-   mt-besproken: 2023-11-14",
        "+   mt-besproken: 2021-11-16",
    ]
    assert weerbaar("validate", str(keep(tmp_path / "terug.yaml", saved))).code == 0


def test_where_lines_cannot_be_changed_alone_it_asks(blad: Invulblad, tmp_path: Path) -> None:
    path = tmp_path / "vlak.yaml"
    path.write_text(
        "{weerbaar: meting/1, organisatie: Voorbeeldstad, raamwerk: twente-basis-op-orde,\n"
        "  peildatum: 2024-01-31, feiten: {eed-belofte: {aantal: 1, totaal: 2}}} # van mij\n",
        encoding="utf-8",
    )
    assert blad.open(path).startswith("Geopend")
    blad.typ("mt-besproken", DATUM, "01-01-2024")
    blad.page.get_by_role("button", name="Bewaren").click()
    assert "zonder commentaar" in blad.page.get_by_role("dialog").inner_text()
    with blad.page.expect_download() as wait:
        blad.page.get_by_role("button", name="Bewaren als nieuw bestand").click()
    read = read_yaml(Path(wait.value.path()).read_text(encoding="utf-8"))
    assert read["feiten"]["mt-besproken"] == "2024-01-01"
    assert read["feiten"]["eed-belofte"] == {"aantal": "1", "totaal": "2"}


# Whether the page asks the browser to stop people who leave.
ASKS = """() => { const leaving = new Event('beforeunload', { cancelable: true });
    dispatchEvent(leaving); return leaving.defaultPrevented; }"""


VREEMD = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
feiten:
  mt-besproken: [2024-01-01]
  eed-belofte: {aantal: {drie: 3}}
  apv: {titel: [a, b]}
  mt-aanspreekpunt: {waarde: ja, bewijs: geen lijst}
  afdelingen-agendering: [Vergunningen]
acties: geen lijst
nvt: {"1a": [reden]}
"""


def test_what_no_control_can_show_stays_as_it_is(blad: Invulblad, tmp_path: Path) -> None:
    path = tmp_path / "vreemd.yaml"
    path.write_text(VREEMD, encoding="utf-8")
    assert blad.open(path) == "Geopend: vreemd.yaml"
    told = blad.feit("eed-belofte").inner_text()
    assert "niet kan tonen" in told
    blad.typ("mt-besproken", DATUM, "01-01-2024")
    path.write_text(blad.bewaar(toch=True), encoding="utf-8")
    before, after = read_yaml(VREEMD), facts(path)
    before["feiten"]["mt-besproken"] = "2024-01-01"
    assert after["feiten"] == before["feiten"]
    assert (after["acties"], after["nvt"]) == (before["acties"], before["nvt"])


def read_yaml(text: str) -> dict[str, Any]:
    """A text as our own reader reads it."""
    data: dict[str, Any] = read_bytes_as(text.encode(), "proef.yaml").data
    return data


def test_leaving_with_unsaved_work_asks(blad: Invulblad) -> None:
    assert not blad.page.evaluate(ASKS)
    blad.typ("mt-besproken", DATUM, "01-01-2024")
    assert blad.page.evaluate(ASKS)
    blad.bewaar()
    assert not blad.page.evaluate(ASKS)


def test_nothing_is_kept_in_the_browser(blad: Invulblad) -> None:
    fill_all(blad)
    blad.bewaar()
    kept = "[localStorage.length, sessionStorage.length, document.cookie]"
    assert blad.page.evaluate(kept) == [0, 0, ""]


def test_only_a_keyboard(blad: Invulblad) -> None:
    page = blad.page
    page.get_by_role("button", name="Volgende open vraag").focus()
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        feit = page.evaluate("document.activeElement.closest('.vraag')?.dataset.feit ?? ''")
        seen.add(feit)
        if feit == "mt-aanspreekpunt":
            break
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert blad.feit("mt-aanspreekpunt").get_by_label("nee", exact=True).is_checked()
    with page.expect_download():
        page.get_by_role("button", name="Bewaren").focus()
        page.keyboard.press("Enter")


@pytest.mark.slow
@pytest.mark.parametrize(("width", "kleur"), sample(product([1280, PHONE], KLEUREN), 6))
def test_nobody_is_left_out(blad: Invulblad, kleur: Kleur, width: int) -> None:
    fill_all(blad)
    blad.typ("mt-besproken", DATUM, "31-02-2024")
    blad.feit("apv").get_by_role("button", name="Nog een document").click()
    blad.feit("mt-aanspreekpunt").get_by_text("Bewijs en toelichting").click()
    blad.feit("mt-aanspreekpunt").get_by_role("button", name="Voeg bewijs toe").click()
    blad.page.evaluate(OPEN_ALL)
    page: Page = Blik(blad.page, []).look(kleur, width)
    page.evaluate(AXE_SCRIPT)
    assert violations(page) == []
    assert overflow(page) == []


@pytest.mark.parametrize("fictief", sample([False, True], 2))
def test_the_page_says_on_screen_and_on_each_sheet_for_whom_it_is(
    browser: Browser, tmp_path: Path, fictief: bool
) -> None:
    blad = open_blad(browser, write_page(tmp_path / "p.html", read_lijst() | {"fictief": fictief}))
    lines = ("Vertrouwelijk: wat hier is ingevuld", "Verzonnen gegevens.")
    said = blad.page.get_by_label("Voor wie dit is").inner_text()
    assert [one in said for one in lines] == [not fictief, fictief]
    paper(blad.page, tmp_path / "p.pdf")
    pages = pages_of(program("pdftotext"), tmp_path / "p.pdf")
    assert len(pages) > 1
    for page in pages:
        assert [one in page for one in lines] == [not fictief, fictief]
    blad.page.get_by_label("Dit is een oefening").set_checked(not fictief)
    said = blad.page.get_by_label("Voor wie dit is").inner_text()
    assert [one in said for one in lines] == [fictief, not fictief]
    blad.page.close()


def test_paper_holds_every_norm_and_question(blad: Invulblad, tmp_path: Path) -> None:
    blad.page.get_by_label("Mijn rol").select_option("gemeentesecretaris")
    paper(blad.page, tmp_path / "p.pdf")
    run = [program("pdftotext"), "-raw", str(tmp_path / "p.pdf"), "-"]
    text = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    words = " ".join(unicodedata.normalize("NFKC", text).split())
    for feit in read_lijst()["feiten"].values():
        asked = unicodedata.normalize("NFKC", feit["vraag"]).split()
        assert " ".join(asked[:4]) in words
    assert "Bewaren" not in words
