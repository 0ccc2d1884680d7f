"""What goes wrong around a page to fill in: other files, other browsers, and what people paste."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from tests.browser.blik import OPEN_ALL, overflow, violations
from tests.browser.invulblad import DATUM, Invulblad, open_blad, read_lijst, write_page
from tests.steekproef import sample
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.model.strict import Herkomst

pytestmark = pytest.mark.long

HEAD = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
"""
EXAMPLE = (
    Path(__file__).parents[2] / "examples/twente/metingen/voorbeeldstad-zelfscan-2024.yaml"
).read_text(encoding="utf-8")
# Each field gets one; what is a date, a number or a choice is not a text.
VIJANDIG = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "**vet** [x](javascript:alert(1)) | a | b |",
    "{{ 7*7 }} {% x %} ${x} <%= x %>",
    '=HYPERLINK("http://voorbeeld.example";"x")',
    "+1+1 -2 @SOM(A1)",
    "rood\x1b[31m\x07\x9b31m\u202eom",
)
WOORD = "“Ja”\u00a0–\tzie ‘punt\u00adje’\u2011 \u2022 één…\u000btwee\u2028drie"


@pytest.fixture
def blad(browser: Browser, tmp_path: Path) -> Iterator[Invulblad]:
    found = open_blad(browser, write_page(tmp_path / "formulier.html", read_lijst()))
    found.page.set_default_timeout(20_000)
    yield found
    assert found.errors == []
    found.page.close()


def facts(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = read_document(path).data
    return data


def written(path: Path, text: str) -> Path:
    path.write_bytes(text.encode())
    return path


def test_two_megabytes_open_and_more_is_refused(blad: Invulblad, tmp_path: Path) -> None:
    remarks = "# een regel commentaar die zich herhaalt\n" * 40_000
    text = f"{HEAD}feiten:\n  mt-besproken: 2023-11-14\n{remarks}  regie-fte: 1\n"
    assert len(text) < 2_000_000
    path = written(tmp_path / "groot.yaml", text)
    assert blad.open(path) == "Geopend: groot.yaml"
    blad.typ("mt-besproken", DATUM, "15-11-2023")
    assert blad.bewaar() == text.replace("2023-11-14", "2023-11-15")
    written(path, text + remarks)
    assert "te groot" in blad.open(path)


@pytest.mark.parametrize("parts", sample([range(1, 40, 8), range(1, 40)], 2), ids=["few", "all"])
def test_a_file_that_was_cut_off_opens_or_says_where(
    blad: Invulblad, tmp_path: Path, parts: range
) -> None:
    for part in parts:
        text = EXAMPLE[: len(EXAMPLE) * part // 40]
        told = blad.open(written(tmp_path / "half.yaml", text))
        assert told.startswith(("Geopend", "Dit bestand", "Deze pagina")), told


@pytest.mark.parametrize(
    "begin",
    sample(
        [
            "weerbaar: versleuteld/1\n",
            "-----BEGIN AGE ENCRYPTED FILE-----\n",
            "age-encryption.org/v1\n",
        ],
        3,
    ),
)
def test_a_sealed_meting_is_not_opened_and_that_is_said(
    blad: Invulblad, tmp_path: Path, begin: str
) -> None:
    told = blad.open(written(tmp_path / "gemeente.yaml.age", begin))
    assert told == "Dit bestand is versleuteld. Maak het eerst open met het programma weerbaar."


@pytest.mark.parametrize(
    "versie", sample(["meting/2", "meting/0", "meting/1.1", "meting", "werkmap/1"], 4)
)
def test_a_file_of_another_version_is_refused(blad: Invulblad, tmp_path: Path, versie: str) -> None:
    text = HEAD.replace("meting/1", versie)
    assert "geen meting die deze pagina kent" in blad.open(written(tmp_path / "v.yaml", text))


@pytest.mark.core
def test_a_file_of_another_municipality_asks_first(blad: Invulblad, tmp_path: Path) -> None:
    other = HEAD.replace("Voorbeeldstad", "Elders")
    with blad.page.expect_file_chooser() as wait:
        blad.page.get_by_role("button", name="Openen").click()
    wait.value.set_files(written(tmp_path / "e.yaml", other))
    assert "Het bestand is van Elders" in blad.page.get_by_role("dialog").inner_text()
    blad.page.get_by_role("button", name="Terug").click()
    assert blad.page.locator("#titel").inner_text() == "Voorbeeldstad, zelfscan"


# A browser that shows the way to files, and then forbids it.
VERBODEN = "; ".join(
    f"window.{name} = async () => {{ throw new DOMException('nee', 'SecurityError') }}"
    for name in ("showOpenFilePicker", "showSaveFilePicker")
)


def test_without_access_to_files_it_downloads(browser: Browser, tmp_path: Path) -> None:
    blad = open_blad(browser, write_page(tmp_path / "f.html", read_lijst()), VERBODEN)
    assert blad.open(written(tmp_path / "m.yaml", HEAD)) == "Geopend: m.yaml"
    blad.typ("regie-fte", "Aantal (fte)", "1,5")
    assert "  regie-fte: 1.5\n" in blad.bewaar()
    assert blad.errors == []
    blad.page.close()


def test_without_downloads_the_text_can_be_copied(browser: Browser, tmp_path: Path) -> None:
    stil = "HTMLAnchorElement.prototype.click = () => {}"
    blad = open_blad(browser, write_page(tmp_path / "f.html", read_lijst()), stil)
    blad.typ("regie-fte", "Aantal (fte)", "1,5")
    blad.page.get_by_role("button", name="Bewaren").click()
    blad.page.get_by_role("button", name="Staat het niet bij uw downloads?").click()
    area = blad.page.get_by_role("textbox", name="De meting als tekst")
    assert "  regie-fte: 1.5\n" in area.input_value()
    assert "voorbeeldstad-zelfscan-2024-01-31.yaml" in blad.page.get_by_role("dialog").inner_text()
    blad.page.evaluate(AXE_SCRIPT)
    assert violations(blad.page) == []
    blad.page.get_by_role("button", name="Sluiten").click()
    blad.page.close()


# How long the page is busy with one keystroke, in milliseconds: the median of many.
TOETS = """(input) => {
  const took = [];
  for (let at = 0; at < 30; at += 1) {
    input.value = `groep ${at}`;
    const begin = performance.now();
    input.dispatchEvent(new Event('input', { bubbles: true }));
    took.push(performance.now() - begin);
  }
  return took.sort((one, other) => one - other)[15];
}"""


def test_a_keystroke_among_200_groups_is_quick(blad: Invulblad, tmp_path: Path) -> None:
    rows = "".join(f"    Afdeling {at}: 2024-01-{at % 28 + 1:02d}\n" for at in range(200))
    text = f"{HEAD}feiten:\n  afdelingen-agendering:\n{rows}"
    assert blad.open(written(tmp_path / "g.yaml", text)) == "Geopend: g.yaml"
    groepen = blad.feit("afdelingen-agendering")
    assert groepen.locator(".rij").count() == 200
    name = groepen.get_by_label("Naam van groep 200", exact=True)
    assert name.evaluate(TOETS) < 50
    name.fill("Laatste")
    saved = blad.bewaar()
    assert saved == text.replace("    Afdeling 199:", "    Laatste:")


def test_what_a_word_processor_puts_around_a_text(blad: Invulblad, tmp_path: Path) -> None:
    blad.typ("mt-besproken", DATUM, "\u00a0„14\u00a0november 2023” ")
    blad.typ("regie-fte", "Aantal (fte)", "\u200b0,6\u00a0")
    blad.typ("eed-belofte", "Aantal", "“412”")
    box = blad.feit("mt-aanspreekpunt")
    box.get_by_text("Bewijs en toelichting").click()
    box.get_by_label("Toelichting").fill(WOORD)
    read = facts(written(tmp_path / "w.yaml", blad.bewaar()))["feiten"]
    assert read["mt-besproken"] == "2023-11-14"
    assert read["regie-fte"] == "0.6"
    assert read["eed-belofte"]["aantal"] == "412"
    assert read["mt-aanspreekpunt"]["toelichting"] == WOORD


OPEN_EVERY_ROW = """() => {
  document.querySelectorAll('details').forEach((one) => { one.open = true });
  [...document.querySelectorAll('button')].filter((one) => /^Voeg .* toe$/.test(one.textContent))
    .forEach((one) => one.click()); }"""
FIELDS = ".thema input.invoer.tekst:visible, .thema textarea:visible"


def test_every_field_keeps_a_hostile_text(blad: Invulblad, tmp_path: Path) -> None:
    blad.kies("apv", "ja, dit is er")
    blad.page.evaluate(OPEN_EVERY_ROW)
    fields = blad.page.locator(FIELDS)
    typed = []
    for at in range(fields.count()):
        text = f"{VIJANDIG[at % len(VIJANDIG)]} {at}"
        fields.nth(at).fill(text)
        typed.append(text)
    assert len(typed) > 60
    path = written(tmp_path / "h.yaml", blad.bewaar(toch=True))
    kept = json.dumps(facts(path), ensure_ascii=False)
    assert [text for text in typed if json.dumps(text, ensure_ascii=False)[1:-1] not in kept] == []
    assert blad.page.locator("img").count() == 0
    assert blad.open(path) == "Geopend: h.yaml"
    assert blad.bewaar(toch=True).encode() == path.read_bytes()


def test_the_origin_of_an_answer_is_one_that_a_meting_knows(
    blad: Invulblad, tmp_path: Path
) -> None:
    box = blad.feit("mt-aanspreekpunt")
    box.get_by_text("Bewijs en toelichting").click()
    options = box.get_by_label("Herkomst").locator("option")
    offered = [str(one.get_attribute("value")) for one in options.all()]
    assert offered == ["", *get_args(Herkomst)]
    blad.kies("mt-aanspreekpunt", "ja")
    box.get_by_label("Herkomst").select_option("onderbouwd")
    read = facts(written(tmp_path / "o.yaml", blad.bewaar()))["feiten"]
    assert read["mt-aanspreekpunt"] == {"waarde": "ja", "herkomst": "onderbouwd"}


@pytest.mark.slow
def test_at_400_percent(blad: Invulblad) -> None:
    """A window of 1280 by 900 at that size is as wide as 320 and as high as 225."""
    blad.page.set_viewport_size({"width": 320, "height": 225})
    blad.page.evaluate(OPEN_ALL)
    blad.page.evaluate(AXE_SCRIPT)
    assert violations(blad.page) == []
    assert overflow(blad.page) == []
    field = blad.feit("regie-fte").get_by_label("Aantal (fte)")
    field.focus()
    box = field.bounding_box()
    assert box is not None
    seen = "([x, y]) => document.elementFromPoint(x, y)?.matches('input')"
    assert blad.page.evaluate(seen, [box["x"] + 5, box["y"] + box["height"] / 2])
