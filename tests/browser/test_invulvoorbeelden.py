"""Whole metingen of the examples, typed question by question, and judged as when they were written.

What the examples leave blank is answered too, so that every question of these raamwerken has been
filled in. What is compared with is not of the page: the same answers in a file of our own.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator

from tests.browser.invulblad import DATUM, Invulblad, open_blad
from tests.conftest import Weerbaar
from tests.steekproef import sample
from weerbaar_cli.files.scaffold import flow
from weerbaar_cli.files.yaml.document import read_document

pytestmark = pytest.mark.long

EXAMPLES = Path(__file__).parents[2] / "examples"
METINGEN = {
    "merelland": "merelstad-2024-12",
    "drenthe": "brinkmeerde-2025-08",
    "twente": "voorbeeldstad-zelfscan-2024",
}
VELDEN = {
    "vastgesteld_op": "Vastgesteld op",
    "geldig_vanaf": "Geldig vanaf",
    "geldig_tot": "Geldig tot en met",
    "jaar": "Voor het jaar",
    "vastgesteld_door": "Vastgesteld door (functie of orgaan)",
    "vindplaats": "Vindplaats",
}
NVT = {
    "reden": "Waarom geldt de norm niet?",
    "besloten_door": "Wie besloot dit? (functie)",
    "op": "Besloten op (dd-mm-jjjj)",
    "herzien_op": "Opnieuw bekijken op (dd-mm-jjjj)",
}
KOP = ("organisatie", "raamwerk", "soort", "peildatum", "status", "ingevuld_door", "fictief")


def dutch(day: str) -> str:
    """A day as people type it."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", day)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else day


def usual(feit: dict[str, Any], peildatum: str) -> Any:
    """An answer to what the example leaves blank."""
    year = int(peildatum[:4])
    match feit["soort"]:
        case "ja_nee":
            return "ja"
        case "datum":
            return f"{year - 1}-11-30"
        case "getal":
            return "3"
        case "aantal":
            return {"aantal": "3", "totaal": "4"}
        case "checklist":
            return {one["id"]: "ja" for one in feit["items"]}
        case "groepen" if feit["groepen"] == "vast":
            return {one["id"]: f"{year - 1}-12-01" for one in feit["groepsnamen"]}
        case "groepen":
            return {"Eerste groep": f"{year - 1}-12-01", "Tweede: groep": "nooit"}
        case _:
            return {"titel": "Besluit: nieuw", "vastgesteld_op": f"{year - 1}-06-01"}


def typed(answer: Any) -> Any:
    """An answer with what the page can ask of it, and nothing that is blank."""
    if isinstance(answer, dict):
        kept = {key: typed(one) for key, one in answer.items() if one is not None}
        return {key: one for key, one in kept.items() if key not in ("herkomst", "openbaar")}
    return [typed(one) for one in answer] if isinstance(answer, list) else answer


def read_lijst(page: Path) -> dict[str, Any]:
    """The questionnaire of a page; `erbij`: how what is asked of each document is called."""
    text = page.read_text(encoding="utf-8")
    lijst: dict[str, Any] = json.loads(
        text.partition('id="vragenlijst">')[2].partition("</script>")[0]
    )
    for feit_id, feit in lijst["feiten"].items():
        if feit["bij"] in lijst["feiten"]:
            names = {one["id"]: one["titel"] for one in feit["items"]} or {feit_id: feit["vraag"]}
            lijst["feiten"][feit["bij"]].setdefault("erbij", {}).update(names)
    return lijst


def lift(written: dict[str, Any], feit_id: str, feit: dict[str, Any]) -> None:
    """What one document says of the facts that belong to it, is asked beside it."""
    document = written.get(feit["bij"] or "")
    whole = document.get("waarde", document) if isinstance(document, dict) else document
    names = [one["id"] for one in feit["items"]] or [feit_id]
    for one in whole if isinstance(whole, list) else ():
        one["onderdelen"] = dict.fromkeys(names, "ja")
        written.pop(feit_id, None)
    if not isinstance(whole, dict):
        return
    inside = whole.setdefault("onderdelen", {})
    found = {name: inside.pop(name) for name in names if name in inside}
    if found:
        written[feit_id] = found if feit["items"] else found[feit_id]
    elif feit_id not in written:
        written[feit_id] = usual(feit, "2024-01-01")


def fill_antwoord(blad: Invulblad, feit_id: str, feit: dict[str, Any], answer: Any) -> None:
    """Click and type one answer."""
    box = blad.feit(feit_id)
    lang = isinstance(answer, dict) and "waarde" in answer
    value = answer["waarde"] if lang else answer
    if isinstance(value, str) and feit["soort"] in ("ja_nee", "document"):
        box.get_by_role("radio", name=word_of(feit, value), exact=True).check()
    elif isinstance(value, str) and feit["soort"] == "checklist":
        for row in box.get_by_role("radiogroup").all():
            row.get_by_label("nee", exact=True).check()
    elif isinstance(value, str):
        fill_word(box, feit, value)
    else:
        FILL[feit["soort"]](box.locator(".antwoord").first, feit, value)
    if lang and len(answer) > 1:
        fill_onderbouwing(box, answer)


def word_of(feit: dict[str, Any], value: str) -> str:
    """The words at a choice."""
    if feit["soort"] == "document":
        return value
    own: dict[str, str] = {one["waarde"]: one["woord"] for one in feit["keuzes"]}
    return own.get(value, {"onbekend": "weet ik niet"}.get(value, value))


def fill_word(box: Locator, feit: dict[str, Any], value: str) -> None:
    words = {one["waarde"] for one in feit["keuzes"]} | {"nooit", "onbekend"}
    if value in words:
        box.get_by_role("radio", name=word_of(feit, value), exact=True).check()
        return
    field = box.locator(".antwoord input[type=text]").first
    field.fill(dutch(value) if feit["soort"] == "datum" else value.replace(".", ","))


def fill_aantal(box: Locator, feit: dict[str, Any], value: dict[str, str]) -> None:
    for key, text in value.items():
        box.get_by_label(key.capitalize(), exact=True).fill(text)


def fill_checklist(box: Locator, feit: dict[str, Any], value: dict[str, Any]) -> None:
    for item in feit["items"]:
        state = value.get(item["id"])
        if state is None or state == "onbekend":
            continue
        row = box.get_by_role("radiogroup", name=item["titel"], exact=True)
        reden = state.get("reden") if isinstance(state, dict) else None
        row.get_by_label("n.v.t." if reden else state, exact=True).check()
        if reden:
            name = f"Waarom niet van toepassing: {item['titel']}"
            box.get_by_label(name, exact=True).fill(reden)


def fill_groepen(box: Locator, feit: dict[str, Any], value: dict[str, str]) -> None:
    titles = {one["id"]: one["titel"] for one in feit["groepsnamen"]}
    for at, (name, day) in enumerate(value.items(), 1):
        title = titles.get(name, name)
        if feit["groepen"] == "eigen":
            box.get_by_role("button", name="Voeg een groep toe").click()
            box.get_by_label(f"Naam van groep {at}", exact=True).fill(name)
        if day == "nooit":
            box.get_by_label(f"{title}: nooit", exact=True).check()
        elif day:
            box.get_by_label(f"{DATUM}, {title}", exact=True).fill(dutch(day))


def fill_document(box: Locator, feit: dict[str, Any], value: Any) -> None:
    documents = value if isinstance(value, list) else [value]
    box.get_by_role("radio", name="ja, dit is er", exact=True).check()
    for _ in documents[1:]:
        box.get_by_role("button", name="Nog een document").click()
    for at, one in enumerate(documents, 1):
        name = f"Document {at}" if len(documents) > 1 else "Dit document"
        card = box.get_by_role("group", name=name, exact=True)
        if one.keys() & {"jaar", "vastgesteld_door", "vindplaats"}:
            card.get_by_text("Jaar, wie het vaststelde, vindplaats").click()
        if "titel" in one:
            card.get_by_label("Titel", exact=True).fill(one["titel"])
        if "status" in one:
            card.get_by_role("radio", name=one["status"], exact=True).check()
        for item, state in one.get("onderdelen", {}).items():
            title = feit["erbij"][item]
            row = card.get_by_role("radiogroup", name=title, exact=True)
            row.get_by_label(state, exact=True).check()
        for key, label in VELDEN.items():
            if key in one:
                card.get_by_label(label, exact=True).fill(dutch(one[key]))


FILL = {
    "aantal": fill_aantal,
    "checklist": fill_checklist,
    "groepen": fill_groepen,
    "document": fill_document,
}


def fill_onderbouwing(box: Locator, answer: dict[str, Any]) -> None:
    box.get_by_text("Bewijs en toelichting", exact=True).click()
    for at, one in enumerate(answer.get("bewijs", ()), 1):
        box.get_by_role("button", name="Voeg bewijs toe").click()
        row = box.get_by_role("group", name=f"Bewijs {at}", exact=True)
        for key, label in (("titel", "Titel"), ("datum", DATUM), ("kenmerk", "Kenmerk")):
            if key in one:
                row.get_by_label(label, exact=True).fill(dutch(one[key]))
        if "vindplaats" in one:
            row.get_by_label("Vindplaats", exact=True).fill(one["vindplaats"])
    if "toelichting" in answer:
        box.get_by_label("Toelichting", exact=True).fill(answer["toelichting"])


def fill_kop(blad: Invulblad, data: dict[str, Any], lijst: dict[str, Any]) -> None:
    kop = blad.page.get_by_role("region", name="Over deze meting")
    kop.get_by_label("Soort meting").select_option(data["soort"])
    kop.get_by_label("Status").select_option(data["status"])
    kop.get_by_label("Dit is een oefening met verzonnen gegevens").check()
    kop.get_by_label("Ingevuld door").fill(data["ingevuld_door"])
    for norm, besluit in data.get("nvt", {}).items():
        box = blad.page.locator(f'[data-norm="{norm}"]')
        box.get_by_text("Deze norm geldt niet voor ons").click()
        for key, label in NVT.items():
            if key in besluit:
                box.get_by_label(label, exact=True).fill(dutch(besluit[key]))


@pytest.mark.slow
@pytest.mark.parametrize("regio", sample(METINGEN, 3))
def test_a_whole_meting_is_typed_and_judged_as_it_was_written(
    regio: str,
    tmp_path: Path,
    browser: Browser,
    weerbaar: Weerbaar,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    werkmap = shutil.copytree(EXAMPLES / regio, tmp_path / regio)
    monkeypatch.chdir(werkmap)
    data = read_document(werkmap / "metingen" / f"{METINGEN[regio]}.yaml").data
    shutil.rmtree(werkmap / "metingen")
    (werkmap / "metingen").mkdir()
    ask = ("--organisatie", data["organisatie"], "--peildatum", data["peildatum"], "--licht")
    made = weerbaar("form", *ask, "--raamwerk", data["raamwerk"], "--output", "f.html")
    assert made.code == 0, made.err
    lijst = read_lijst(werkmap / "f.html")
    written = {
        feit_id: typed(data["feiten"].get(feit_id) or usual(feit, data["peildatum"]))
        for feit_id, feit in lijst["feiten"].items()
        if feit["bij"] is None or data["feiten"].get(feit_id)
    }
    for feit_id, feit in lijst["feiten"].items():
        lift(written, feit_id, feit)
    blad = open_blad(browser, werkmap / "f.html")
    fill_kop(blad, data, lijst)
    for feit_id, answer in written.items():
        fill_antwoord(blad, feit_id, lijst["feiten"][feit_id], answer)
    assert blad.page.locator(".fout:visible").all_inner_texts() == []
    saved = werkmap / "metingen" / "getypt.yaml"
    saved.write_text(blad.bewaar(), encoding="utf-8")
    assert blad.errors == []
    blad.page.close()
    checked = weerbaar("validate", str(saved))
    assert (checked.code, checked.out) == (0, ""), checked.out
    scores = [json.loads(weerbaar("score", str(saved), "--format", "json").out)["normen"]]
    head = {key: data[key] for key in KOP if key in data} | {"nvt": data.get("nvt", {})}
    whole = {"weerbaar": "meting/1"} | head | {"feiten": written}
    saved.write_text("\n".join(f"{key}: {flow(one)}" for key, one in whole.items()), "utf-8")
    scores.append(json.loads(weerbaar("score", str(saved), "--format", "json").out)["normen"])
    assert scores[0] == scores[1]
    per_document = {
        name for name, feit in lijst["feiten"].items() if isinstance(written.get(feit["bij"]), list)
    }
    assert written.keys() | per_document == lijst["feiten"].keys()
