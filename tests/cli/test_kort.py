"""Names and tasks of one's own: what people read, with and without them, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Tree, Weerbaar

FEITEN = """\
weerbaar: feiten/1
feiten:
  eigen-convenant:
    vraag: Welk convenant heeft de gemeente met haar buren?
    soort: document
    kort: Convenant met de buren
    doen: Sluit {opnieuw} een convenant met de buren
  eigen-overleg:
    vraag: Is er een vast overleg met de buren over ondermijning en veiligheid in de regio?
    soort: ja_nee
"""
RAAMWERK = """\
weerbaar: raamwerk/1
id: buren
titel: Buren
versie: "1"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Samen
    normen:
      - id: 1a
        kort: Samen met de buren
        tekst: De gemeente werkt samen met haar buren.
        handreiking: {titel: Modelconvenant, vindplaats: voorbeeld.example/model}
        voldoet:
          alle:
            - {feit: eigen-convenant, van_kracht: ja}
            - {feit: eigen-overleg, is: ja}
"""
FILES = {
    "weerbaar.yaml": (
        "weerbaar: werkmap/1\nraamwerk: buren\npartijen:\n  - {naam: Proefstad, type: gemeente}\n"
    ),
    "feiten.yaml": FEITEN,
    "buren.yaml": RAAMWERK,
    "stad.yaml": (
        "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: buren\npeildatum: 2024-01-31\n"
        "fictief: ja\nfeiten:\n  eigen-overleg: nee\n"
        "  eigen-convenant: {vastgesteld_op: 2019-01-01, geldig_tot: 2022-12-31}\n"
    ),
}


def test_a_task_and_the_words_without_one(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(FILES)
    _, out, _ = weerbaar("plan", "stad.yaml")
    assert "Samen met de buren" in out
    assert "Sluit opnieuw een convenant met de buren" in out
    assert "de buren over ondermijning en veiligheid in de regio?: ja" in " ".join(out.split())
    _, csv, _ = weerbaar("score", "stad.yaml", "--format", "csv", "--ids")
    assert "eigen-overleg: ja" in csv
    _, csv, _ = weerbaar("score", "stad.yaml", "--format", "csv")
    assert "eigen-overleg" not in csv
    assert "veiligheid in de regio?: ja" in csv


def test_the_handreiking_is_told(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(FILES)
    _, out, _ = weerbaar("explain", "stad.yaml", "1a")
    assert "handreiking: Modelconvenant, voorbeeld.example/model" in out
    _, page, _ = weerbaar("report", "stad.yaml", "--format", "markdown")
    assert "Modelconvenant, voorbeeld.example/model" in page


@pytest.mark.parametrize(
    ("old", "new", "line", "code", "tip"),
    [
        ("{opnieuw}", "{opniew}", 7, "onbekende-plaats", "Bedoelde u ‘opnieuw’?"),
        ("{opnieuw}", "{tekort}", 7, "onbekende-plaats", "Wel: {opnieuw}."),
        ("met de buren\n    doen", f"{'x' * 31}\n    doen", 6, "te-lang", "Schrijf waar het over"),
    ],
)
def test_what_cannot_be_filled_in_is_refused(
    old: str, new: str, line: int, code: str, tip: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(FILES | {"feiten.yaml": FEITEN.replace(old, new)})
    exit_code, out, err = weerbaar("validate", "feiten.yaml")
    assert exit_code == 1
    assert f"feiten.yaml:{line}:" in out + err
    assert code in out + err
    assert tip in " ".join((out + err).split())


def test_two_norms_of_one_name_are_told(tree: Tree, weerbaar: Weerbaar) -> None:
    """People see the name; by another one's they cannot tell which norm it is."""
    second = RAAMWERK[RAAMWERK.index("      - id: 1a") :].replace("1a", "1b")
    both = RAAMWERK + second.replace("Samen met de buren", "samen met de  buren")
    tree({**FILES, "buren.yaml": both})
    code, out, _ = weerbaar("validate", "buren.yaml")
    assert code == 0
    assert "buren.yaml:19:15: waarschuwing dubbel-kort ‘1a’ heet ook" in out
    assert weerbaar("score", "stad.yaml").code == 0


ADRES = "https://voorbeeld.example/model?deel=1#begin"
ALS_LINK = RAAMWERK.replace("vindplaats: voorbeeld.example/model", f"vindplaats: '{ADRES}'")


def test_the_handreiking_is_a_link_where_a_form_has_links(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({**FILES, "buren.yaml": ALS_LINK})
    for command in (
        ("report", "stad.yaml"),
        ("explain", "stad.yaml", "1a"),
        ("frameworks", "buren"),
    ):
        page = weerbaar(*command, "--format", "html").out.replace("<wbr>", "")
        assert f'href="{ADRES}">Modelconvenant</a>, {ADRES}' in page
        assert f"[Modelconvenant]({ADRES}), https" in weerbaar(*command, "--format", "markdown").out
    screen = weerbaar("explain", "stad.yaml", "1a").out
    assert f"handreiking: Modelconvenant, {ADRES}" in screen


@pytest.mark.parametrize(
    "place",
    [
        "javascript:alert(1)",
        "https://a.example/)[x](#y",
        "https://a.example/\"onclick='x'",
        "https://a.example/<b>",
        "data:text/html,x",
        "//a.example/x",
        "https://a.example/a b",
        "https://gebruiker@a.example/x",
    ],
)
def test_what_is_no_plain_address_leads_nowhere(place: str, tree: Tree, weerbaar: Weerbaar) -> None:
    quoted = place.replace("'", "''")
    tree({**FILES, "buren.yaml": ALS_LINK.replace(f"'{ADRES}'", f"'{quoted}'")})
    page = weerbaar("report", "stad.yaml", "--format", "html").out
    assert "Modelconvenant, " in page
    assert set(re.findall('href="([^"#])', page)) == set()
    assert "[Modelconvenant]" not in weerbaar("report", "stad.yaml", "--format", "markdown").out


def test_programs_get_the_handreiking_too(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({**FILES, "buren.yaml": ALS_LINK})
    wanted = {"titel": "Modelconvenant", "vindplaats": ADRES}
    score, explain, frameworks = (
        json.loads(weerbaar(*command, "--format", "json").out)
        for command in (
            ("score", "stad.yaml"),
            ("explain", "stad.yaml", "1a"),
            ("frameworks", "buren"),
        )
    )
    assert score["normen"][0]["handreiking"] == wanted
    assert explain["handreiking"] == wanted
    assert frameworks["themas"][0]["normen"][0]["handreiking"] == wanted


def test_templates_of_ones_own_may_lead_there_and_nowhere_else(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({**FILES, "buren.yaml": ALS_LINK})
    assert weerbaar("report", "--sjabloon-start", "sjablonen").code == 0
    args = ("report", "stad.yaml", "--sjabloon", "sjablonen", "--format")
    for form in ("html", "markdown"):
        assert ADRES in weerbaar(*args, form).out
    for name, old, new in (
        ("blokken.html.j2", 'href="{{ wat.adres }}"', 'href="{{ wat.adres }}x"'),
        ("blad.md.j2", "({{ adres(wat) }})", "({{ adres(wat) }}x)"),
    ):
        path = Path("sjablonen", name)
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new), encoding="utf-8")
        form = "html" if "html" in name else "markdown"
        run = weerbaar(*args, form)
        assert (run.code, run.out) == (2, "")
        assert "verwijzing naar buiten" in run.err
