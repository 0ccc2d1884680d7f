"""`weerbaar plan`: the contract of its JSON, its calendar and work list, and what it refuses."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from tests.cli.proef import FILES, HEAD, METING, WERKMAP
from tests.conftest import Golden, Tree, Weerbaar
from weerbaar_cli.files.kalender import MAX_OCTETS, Kalender, escape, fold, kalender_text
from weerbaar_cli.model.uitkomsten.plan import Kalenderdag

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
STAD = "metingen/voorbeeldstad-zelfscan-2024.yaml"
LATER = "metingen/voorbeeldstad-eindmeting-2024.yaml"
ACTIES = """\
acties:
  - {norm: 2a, actie: "Uren, vragen; nu", eigenaar: teamleider, gereed_op: 2024-01-30,
     status: loopt, kosten: 500}
  - {norm: 1c, actie: Aanspreekpunt aanwijzen, gereed_op: 2024-05-01}
  - {norm: 1a, actie: Meldpunt openen, status: gereed, kosten: 1200.50}
"""
PLAN = METING + ACTIES
OUDER = f"""{HEAD}\
peildatum: 2023-06-01
fictief: ja
feiten: {{intern-meldpunt: nee}}
acties:
  - {{norm: 1a, actie: Meldpunt  openen, status: loopt, kosten: 1000}}
  - {{norm: 1c, actie: Iets anders}}
"""
GROEP = """\
groepen:
  - {naam: Basisteam, type: basisteam, leden: [Proefstad]}
"""
MANY = FILES | {
    "weerbaar.yaml": WERKMAP.replace(
        "partijen:\n", "district: proefland\npartijen:\n  - {naam: Nergensdorp, type: gemeente, "
        "district: proefland}\n  - {naam: Leegstad, type: gemeente, district: proefland}\n"
    ) + GROEP,
    "gedeeld/basisteam.yaml": (
        "weerbaar: meting/1\norganisatie: Basisteam\nraamwerk: proef\npeildatum: 2024-01-01\n"
        "fictief: ja\nfeiten: {regie-fte: }\n"
    ),
    "metingen/oud.yaml": METING.replace("2024-01-31", "2023-12-31"),
    "metingen/stad.yaml": PLAN,
    "metingen/dorp.yaml": (
        "weerbaar: meting/1\norganisatie: Nergensdorp\nraamwerk: proef\npeildatum: 2024-01-31\n"
        "fictief: ja\nfeiten: {intern-meldpunt: nee, mt-besproken: nooit, mt-aanspreekpunt: nee,"
        " regie-fte: 0}\n"
    ),
}  # fmt: skip


@pytest.fixture
def planned(weerbaar: Weerbaar) -> Callable[..., Any]:
    """The JSON of a plan that goes well."""

    def plan(*args: str) -> Any:
        code, out, err = weerbaar("plan", *args, "--format", "json")
        assert (code, err) == (0, "")
        return json.loads(out)

    return plan


# --- one meting ---


@pytest.fixture
def proef(tree: Tree) -> Path:
    return tree(FILES | {"plan.yaml": PLAN, "ouder.yaml": OUDER})


@pytest.mark.usefixtures("proef")
def test_the_whole_contract(planned: Any) -> None:
    shape = planned("plan.yaml")
    reasons = [norm.pop("reden") for norm in shape["normen"]]
    assert all(reasons)
    assert [step.pop("vraag") for norm in shape["normen"] for step in norm["route"]["stappen"]]
    assert shape == {
        "versie": 1,
        "doelgroep": "eigen",
        "vertrouwelijk": "Vertrouwelijk: alleen voor de eigen organisatie",
        "organisatie": {"naam": "Proefstad", "code": "PS1", "type": "gemeente"},
        "meting": {
            "bestand": "plan.yaml",
            "soort": "nulmeting",
            "status": "ingeleverd",
            "peildatum": "2024-01-31",
            "fictief": True,
        },
        "peildatum": "2024-01-31",
        "tot": "2024-07-31",
        "raamwerken": [
            {
                "id": "proef",
                "titel": "Proefraamwerk",
                "versie": "1.0",
                "streefdatum": None,
                "telling": {
                    "voldoet": 2,
                    "deels": 1,
                    "voldoet_niet": 0,
                    "onbekend": 1,
                    "nvt": 0,
                    "nvt_besluit": 0,
                    "afwijking": 0,
                    "van_toepassing": 4,
                },
            }
        ],
        "normen": [
            {
                "raamwerk": "proef",
                "id": "1c",
                "thema": "1",
                "tekst": "In het MT is een aanspreekpunt.",
                "oordeel": "deels",
                "getoetst": None,
                "afwijking_tot": None,
                "kort": "In het MT is een aanspreekpunt",
                "waarom": [
                    "Aanspreekpunt in het MT: Er is een aanspreekpunt, maar het zit niet in het MT "
                    "(gevraagd: ja)"
                ],
                "route": {
                    "stappen": [
                        {
                            "feit": "mt-aanspreekpunt",
                            "onderdeel": None,
                            "nodig": "ja",
                            "rollen": ["gemeentesecretaris"],
                            "van": None,
                            "kort": "Aanspreekpunt in het MT",
                            "doen": "Wijs in het MT een aanspreekpunt ondermijning aan",
                        }
                    ],
                    "vanaf": "2024-01-31",
                },
                "acties": 1,
                "zonder_actie": False,
            },
            {
                "raamwerk": "proef",
                "id": "2a",
                "thema": "2",
                "tekst": "Er is capaciteit voor regie.",
                "oordeel": "onbekend",
                "getoetst": None,
                "afwijking_tot": None,
                "kort": "Er is capaciteit voor regie",
                "waarom": ["niet bekend: Fte voor regie op ondermijning"],
                "route": {
                    "stappen": [
                        {
                            "feit": "regie-fte",
                            "onderdeel": None,
                            "nodig": "meer dan 0",
                            "rollen": ["afdelingshoofd", "adviseur veiligheid"],
                            "van": None,
                            "kort": "Fte voor regie op ondermijning",
                            "doen": "Vraag na: Fte voor regie op ondermijning (nodig: meer dan 0)",
                        }
                    ],
                    "vanaf": "2024-01-31",
                },
                "acties": 1,
                "zonder_actie": False,
            },
        ],
        "feiten": [
            {
                "feit": "mt-aanspreekpunt",
                "vraag": shape["feiten"][0]["vraag"],
                "kort": "Aanspreekpunt in het MT",
                "soort": "ja_nee",
                "rollen": ["gemeentesecretaris"],
                "nodig": [{"onderdeel": None, "nodig": "ja"}],
                "normen": ["proef/1c"],
                "genoeg_voor": ["proef/1c"],
                "raamwerken": ["proef"],
            },
            {
                "feit": "regie-fte",
                "vraag": shape["feiten"][1]["vraag"],
                "kort": "Fte voor regie op ondermijning",
                "soort": "getal",
                "rollen": ["afdelingshoofd", "adviseur veiligheid"],
                "nodig": [{"onderdeel": None, "nodig": "meer dan 0"}],
                "normen": ["proef/2a"],
                "genoeg_voor": ["proef/2a"],
                "raamwerken": ["proef"],
            },
        ],
        "acties": [
            {
                "raamwerk": "proef",
                "norm": "2a",
                "oordeel": "onbekend",
                "actie": "Uren, vragen; nu",
                "eigenaar": "teamleider",
                "gereed_op": "2024-01-30",
                "herhaal": None,
                "volgende": "2024-01-30",
                "status": "loopt",
                "kosten": 500,
                "te_laat": True,
            },
            {
                "raamwerk": "proef",
                "norm": "1c",
                "oordeel": "deels",
                "actie": "Aanspreekpunt aanwijzen",
                "eigenaar": None,
                "gereed_op": "2024-05-01",
                "herhaal": None,
                "volgende": "2024-05-01",
                "status": "gepland",
                "kosten": None,
                "te_laat": False,
            },
            {
                "raamwerk": "proef",
                "norm": "1a",
                "oordeel": "voldoet",
                "actie": "Meldpunt openen",
                "eigenaar": None,
                "gereed_op": None,
                "herhaal": None,
                "volgende": None,
                "status": "gereed",
                "kosten": 1200.5,
                "te_laat": False,
            },
        ],
        "kosten": {
            "themas": [
                {
                    "raamwerk": "proef",
                    "thema": "1",
                    "titel": "Organisatie",
                    "te_doen": 0,
                    "gereed": 1200.5,
                    "zonder_bedrag": 1,
                },
                {
                    "raamwerk": "proef",
                    "thema": "2",
                    "titel": "Informatie",
                    "te_doen": 500,
                    "gereed": 0,
                    "zonder_bedrag": 0,
                },
            ],
            "te_doen": 500,
            "gereed": 1200.5,
            "zonder_bedrag": 1,
        },
        "verloopt": [
            {
                "raamwerk": "proef",
                "norm": "1b",
                "op": "2024-06-02",
                "van": "voldoet",
                "naar": "deels",
                "feiten": ["mt-besproken"],
                "kort": ["Ondermijning in het MT"],
                "rollen": ["gemeentesecretaris"],
            }
        ],
        "acties_elders": 0,
        "terugblik": None,
        "begrotingen": [],
    }


@pytest.mark.usefixtures("proef")
@pytest.mark.parametrize(
    ("horizon", "lapses"), [("4m", 0), ("122d", 0), ("123d", 1), ("5M", 1), ("1j", 1)]
)
def test_the_horizon_limits_what_lapses(horizon: str, lapses: int, planned: Any) -> None:
    assert len(planned("plan.yaml", "--horizon", horizon)["verloopt"]) == lapses


@pytest.mark.usefixtures("proef")
def test_late_is_measured_on_the_peildatum_that_is_used(planned: Any) -> None:
    def late(*args: str) -> list[str]:
        shape = planned("plan.yaml", *args)
        return [actie["norm"] for actie in shape["acties"] if actie["te_laat"]]

    assert late() == ["2a"]
    assert late("--peildatum", "2024-01-30") == []
    assert late("--peildatum", "2024-05-02") == ["2a", "1c"]


@pytest.mark.usefixtures("proef")
def test_planned_stands_beside_realised(planned: Any, weerbaar: Weerbaar) -> None:
    found = planned("plan.yaml", "--vorige", "ouder.yaml")["terugblik"]
    assert found["peildatum"] == "2023-06-01"
    one, two = (norm for norm in found["normen"] if norm["acties"])
    assert (one["id"], one["van"], one["naar"], one["oorzaak"]) == (
        "1a", "voldoet_niet", "voldoet", "feiten"
    )  # fmt: skip
    assert (one["stappen_van"], one["stappen_naar"]) == (1, 0)
    assert one["acties"] == [
        {
            "actie": "Meldpunt  openen",
            "status_van": "loopt",
            "status_naar": "gereed",
            "kosten_van": 1000,
            "kosten_naar": 1200.5,
        }
    ]
    assert two["acties"][0]["status_naar"] is None
    out = " ".join(weerbaar("plan", "plan.yaml", "--vorige", "ouder.yaml").out.split())
    assert "gedaan, norm is beter; € 1.000 gepland, € 1.200,50 gerealiseerd" in out


@pytest.mark.usefixtures("proef")
def test_actions_of_another_raamwerk_are_counted(planned: Any, weerbaar: Weerbaar) -> None:
    args = ("plan.yaml", "--raamwerk", "twente-basis-op-orde")
    assert (planned(*args)["acties"], planned(*args)["acties_elders"]) == ([], 3)
    assert "3 acties horen bij normen van een ander raamwerk" in weerbaar("plan", *args).out


def test_one_fact_can_help_several_raamwerken(
    planned: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES / "twente")
    first = planned(STAD, "--raamwerk", "alle")["feiten"][0]
    assert len(first["raamwerken"]) > 2
    assert len(first["normen"]) > 3


def test_real_data_is_marked_confidential(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(FILES | {"plan.yaml": PLAN.replace("fictief: ja\n", "")})
    mark = "Vertrouwelijk: alleen voor de eigen organisatie"
    for vorm in ("tabel", "markdown", "json"):
        out = weerbaar("plan", "plan.yaml", "--format", vorm).out
        assert mark in out
        assert "FICTIEF" not in out


def test_text_of_a_user_is_no_markup(tree: Tree, weerbaar: Weerbaar) -> None:
    nasty = PLAN.replace("Aanspreekpunt aanwijzen", '"[bold]a|b <i>*x* @alle https://x.nl $a$"')
    tree(FILES | {"plan.yaml": nasty})
    screen = " ".join(weerbaar("plan", "plan.yaml").out.split())
    assert "[bold]a|b <i>*x*" in screen
    markdown = weerbaar("plan", "plan.yaml", "--format", "markdown").out
    assert r"\[bold\]a\|b &lt;i&gt;\*x\*" in markdown
    for raw in ("@alle", "https://", "$a$"):  # on a platform these call people, link and compute
        assert raw not in markdown


def test_nothing_left_to_do(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(FILES)
    code, out, _ = weerbaar("plan", "vol.yaml", "--horizon", "1d")
    assert code == 0
    assert "Alle normen voldoen." in out
    assert "Acties" not in out


WOERDEN = """\
weerbaar: meting/1
organisatie: Woerden
raamwerk: woerden-oudewater-plan-van-aanpak
peildatum: 2019-10-01
fictief: ja
acties:
  - {norm: "1", actie: Communicatieplan schrijven, kosten: 3000, gereed_op: 2019-11-01}
  - {norm: "12", actie: APV bijwerken, kosten: 6500}
  - {norm: "2", actie: Thema-avond houden, kosten: 1800, gereed_op: 2019-09-17, status: gereed}
  - {norm: "22", actie: Nulmeting doen, kosten: 1200}
  - {norm: "22", actie: Methode kiezen, kosten: 300, status: gereed}
  - {norm: "7", actie: Opleidingsdag houden}
  - {norm: "13", actie: Informatiepakhuis maken, kosten: 9000, gereed_op: 2020-06-01}
  - {norm: "14", actie: Licentie kopen, kosten: 9000, status: vervallen}
"""


def test_the_plan_of_woerden_and_oudewater_stands_beside_its_budget(
    tree: Tree, weerbaar: Weerbaar, planned: Any, golden: Golden
) -> None:
    """The € 50.000 of 2019: every post with what its actions cost."""
    tree({"plan.yaml": WOERDEN})
    (begroting,) = planned("plan.yaml")["begrotingen"]
    assert begroting["programma"] == "woerden-oudewater"
    posts = [(one["te_doen"], one["gereed"], one["over"]) for one in begroting["posten"]]
    assert posts == [
        (0, 0, 20000),
        (0, 1800, 3200),
        (0, 0, 10000),
        (9500, 0, -1500),
        (0, 0, 5000),  # the € 9.000 of 2020 is not of this budget, a dropped action of none
        (0, 0, 2000),
    ]
    assert begroting["zonder_post"] == {"te_doen": 1200, "gereed": 300}
    assert begroting["ander_jaar"] == 9000
    total = {"bedrag": 50000, "te_doen": 10700, "gereed": 2100, "over": 37200}
    assert begroting["totaal"] == total
    golden("plan-woerden.txt", weerbaar("plan", "plan.yaml").out)
    golden("plan-woerden.md", weerbaar("plan", "plan.yaml", "--format", "markdown").out)


def test_a_budget_is_shown_to_its_own_district_and_raamwerk_only(tree: Tree, planned: Any) -> None:
    raamwerk = "woerden-oudewater-plan-van-aanpak"
    tree({"woerden.yaml": WOERDEN, "twente.yaml": WOERDEN.replace("Woerden", "Almelo")})
    assert planned("twente.yaml")["begrotingen"] == []
    assert len(planned("woerden.yaml", "--raamwerk", "alle")["begrotingen"]) == 1
    assert planned("woerden.yaml", "--raamwerk", "riec-themas")["begrotingen"] == []
    own = """\
weerbaar: programma/1
id: eigen
titel: Eigen programma
begroting: [{{post: Alles, bedrag: 100.5, jaar: "{jaar}", normen: [{raamwerk}/22]}}]
"""
    tree(
        {
            "weerbaar.yaml": "weerbaar: werkmap/1\n",
            "eigen.yaml": own.format(jaar="2019 tot en met 2021", raamwerk=raamwerk),
        }
    )
    eigen, woerden = planned("woerden.yaml")["begrotingen"]
    assert (eigen["programma"], eigen["ander_jaar"]) == ("eigen", 0)
    # What one budget pays is no loose end of the other.
    assert eigen["totaal"] == {"bedrag": 100.5, "te_doen": 1200, "gereed": 300, "over": -1399.5}
    assert woerden["zonder_post"] == {"te_doen": 0, "gereed": 0}


# --- the calendar ---


@pytest.mark.usefixtures("proef")
def test_the_calendar_keeps_to_the_standard(weerbaar: Weerbaar) -> None:
    found = weerbaar("plan", "plan.yaml", "--ics", "plan.ics")
    assert (found.code, found.err) == (0, "Geschreven: plan.ics met 3 afspraken\n")
    raw = Path("plan.ics").read_bytes()
    lines = raw.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= MAX_OCTETS for line in lines)
    text = raw.decode().replace("\r\n ", "")
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert text.count("BEGIN:VEVENT") == text.count("END:VEVENT") == 3
    today = datetime.now(UTC)
    stamps = re.findall("DTSTAMP:(.*)\r", text)
    assert len(stamps) == 3
    for stamp in stamps:
        made = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        assert today - timedelta(minutes=5) <= made <= today
    assert text.count("SEQUENCE:0") == 3
    assert text.count("CLASS:CONFIDENTIAL") == 3
    assert "X-WR-CALDESC:FICTIEF: verzonnen gegevens" in text
    assert "DTSTART;VALUE=DATE:20240602\r\nDTEND;VALUE=DATE:20240603" in text
    assert re.findall("DESCRIPTION:(.*)\r", text) == [
        r"Norm 2a Er is capaciteit voor regie: Uren\, vragen\; nu",
        "Norm 1c In het MT is een aanspreekpunt: Aanspreekpunt aanwijzen",
        "Norm 1b Het MT sprak er onlangs over: Ondermijning in het MT",
    ]
    assert re.findall("SUMMARY:(.*)\r", text) == [
        "FICTIEF: Norm 2a Er is capaciteit voor regie: actie klaar",
        "FICTIEF: Norm 1c In het MT is een aanspreekpunt: actie klaar",
        "FICTIEF: Norm 1b Het MT sprak er onlangs over verloopt",
    ]
    assert text.count("Proefstad") == 1  # the name of the calendar; no day tells whose it is


@pytest.mark.usefixtures("proef")
def test_there_is_no_calendar_beside_a_page_that_is_refused(weerbaar: Weerbaar) -> None:
    Path("uit.csv").write_text("van;iemand\n", encoding="utf-8")
    found = weerbaar("plan", "plan.yaml", "--ics", "plan.ics", "--output", "uit.csv")
    assert (found.code, "Geschreven" in found.err) == (2, False)
    assert not Path("plan.ics").exists()


@pytest.mark.usefixtures("proef")
def test_a_calendar_comes_with_the_page_or_not_at_all(weerbaar: Weerbaar) -> None:
    Path("uit.md").symlink_to("weg/nergens.md")
    found = weerbaar("plan", "plan.yaml", "--ics", "plan.ics", "--output", "uit.md")
    assert (found.code, "Geschreven" in found.err) == (2, False), found
    assert not Path("plan.ics").exists()
    found = weerbaar("plan", "plan.yaml", "--ics", "geen/plan.ics", "--output", "uit.csv")
    assert found.code == 2
    assert "de map ‘geen’ bestaat niet" in found.err
    assert not Path("uit.csv").exists()


@pytest.mark.usefixtures("proef")
def test_the_end_of_what_was_accepted_stands_in_the_calendar(weerbaar: Weerbaar) -> None:
    accepted = (
        "afwijkingen:\n  - {norm: 1c, reden: Geheim, besloten_door: college, op: 2024-01-09, "
        "tot: 2024-08-31}\n"
    )
    Path("plan.yaml").write_text(Path("plan.yaml").read_text(encoding="utf-8") + accepted)
    assert weerbaar("plan", "plan.yaml", "--ics", "plan.ics").code == 0
    text = Path("plan.ics").read_bytes().decode().replace("\r\n ", "")
    event = text.split("BEGIN:VEVENT")[-1]
    assert "DTSTART;VALUE=DATE:20240831" in event
    assert "SUMMARY:FICTIEF: Norm 1c In het MT is een aanspreekpunt: afwijking eindigt" in event
    assert "Geheim" not in text


@pytest.mark.usefixtures("proef")
def test_the_same_thing_keeps_its_uid_when_it_moves(weerbaar: Weerbaar) -> None:
    def uids() -> list[str]:
        weerbaar("plan", "plan.yaml", "--ics", "plan.ics")
        return sorted(re.findall("UID:(.*)\r", Path("plan.ics").read_bytes().decode()))

    before, first = uids(), Path("plan.ics").read_bytes()
    assert len(set(before)) == 3
    assert uids() == before
    assert Path("plan.ics").read_bytes() == first
    text = Path("plan.yaml").read_text(encoding="utf-8")
    moved = text.replace("2024-05-01", "2024-05-20").replace("2023-06-01", "2023-07-01")
    Path("plan.yaml").write_text(moved, encoding="utf-8")
    assert uids() == before
    assert b"20240520" in Path("plan.ics").read_bytes()


@pytest.mark.usefixtures("proef")
def test_the_calendar_quotes_as_pages_do(weerbaar: Weerbaar) -> None:
    text = Path("plan.yaml").read_text(encoding="utf-8")
    quoted = text.replace("Aanspreekpunt aanwijzen", "Werkproces «van signaal» maken")
    assert quoted != text
    Path("plan.yaml").write_text(quoted, encoding="utf-8")
    assert weerbaar("plan", "plan.yaml", "--ics", "plan.ics").code == 0
    made = Path("plan.ics").read_text(encoding="utf-8").replace("\n ", "")
    assert "aanspreekpunt: Werkproces ‘van signaal’ maken" in made
    assert "«" not in made


def test_what_changed_has_the_next_number_and_what_is_gone_is_cancelled() -> None:
    first, later = datetime(2024, 2, 1, 9, tzinfo=UTC), datetime(2024, 3, 1, 9, tzinfo=UTC)
    stays, moves, gone, past = (
        Kalenderdag("actie", date(2024, 5, day), f"t{day}", "x" * 90, f"actie {day}")
        for day in (1, 2, 3, 4)
    )
    past = past._replace(dag=date(2024, 2, 2))
    text = kalender_text(Kalender("Proefstad", True, (stays, moves, gone, past)), first)
    moved = Kalender("Proefstad", True, (stays, moves._replace(dag=date(2024, 6, 2))))
    changed = kalender_text(moved, later, text)
    events = changed.split("BEGIN:VEVENT")[1:]
    found = [re.findall("(?:DTSTAMP|SEQUENCE|STATUS):(.*)\r", one) for one in events]
    assert found == [
        ["20240201T090000Z", "0"],
        ["20240301T090000Z", "1"],
        ["20240301T090000Z", "1", "CANCELLED"],
    ]
    assert kalender_text(moved, later + timedelta(days=1), changed) == changed
    assert "CANCELLED" not in kalender_text(moved, later + timedelta(days=99), changed)
    back = kalender_text(Kalender("Proefstad", True, (stays, moves, gone)), later, changed)
    assert "CANCELLED" not in back
    assert re.findall("SEQUENCE:(.*)\r", back) == ["0", "2", "2"]


@pytest.mark.usefixtures("proef")
def test_nothing_of_another_organisation_comes_along(weerbaar: Weerbaar) -> None:
    weerbaar("plan", "plan.yaml", "--ics", "plan.ics")
    before = Path("plan.ics").read_bytes()
    other = before.replace(b"X-WR-CALNAME:Plan ", b"X-WR-CALNAME:Plan Ander ")
    Path("plan.ics").write_bytes(other)
    code, _, err = weerbaar("plan", "plan.yaml", "--ics", "plan.ics")
    assert (code, "niet van deze organisatie" in err) == (2, True)
    assert Path("plan.ics").read_bytes() == other
    Path("plan.ics").write_bytes(before.replace(b"\r\n", b"\n"))
    assert weerbaar("plan", "plan.yaml", "--ics", "plan.ics").code == 0
    assert Path("plan.ics").read_bytes() == before, "also where git wrote other line ends"


@pytest.mark.usefixtures("proef")
@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("plan.txt", None, "‘plan.txt’ is geen naam voor een kalender"),
        ("plan.yaml", None, "‘plan.yaml’ is geen naam voor een kalender"),
        ("agenda.ics", b"BEGIN:VCALENDAR\r\n", "is geen kalender van weerbaar"),
        ("agenda.ics", b"\xff\xfe", "is geen kalender van weerbaar"),
        ("map.ics", None, "is geen kalender van weerbaar"),
        ("nergens.ics", None, "Kies een andere naam met --ics."),
        ("weg/plan.ics", None, "de map ‘weg’ bestaat niet"),
    ],
)
def test_a_file_that_is_not_our_calendar_is_never_overwritten(
    name: str, content: bytes | None, message: str, weerbaar: Weerbaar
) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    Path("map.ics").mkdir()
    Path("nergens.ics").symlink_to("weg/elders.ics")
    before = {path: path.read_bytes() for path in Path().glob("*.*") if path.is_file()}
    code, out, err = weerbaar("plan", "plan.yaml", "--ics", name)
    assert (code, out) == (2, "")
    assert message in err
    assert {path: path.read_bytes() for path in Path().glob("*.*") if path.is_file()} == before


@pytest.mark.parametrize("text", ["é" * 100, "a" * 74 + "€uro", "a" * 75, "", "😀" * 40])
def test_a_folded_line_is_never_too_long_and_unfolds_to_itself(text: str) -> None:
    folded = fold(text)
    assert all(len(line.encode()) <= MAX_OCTETS for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == text


def test_text_is_escaped() -> None:
    assert escape("a;b,c\\d\ne\x00f") == r"a\;b\,c\\d e�f"


# --- the work list ---


@pytest.fixture
def many(tree: Tree) -> Path:
    return tree(MANY)


@pytest.mark.usefixtures("many")
def test_the_work_list_has_the_last_meting_of_each(planned: Any) -> None:
    shape = planned("metingen", "--doelgroep", "coordinator")
    assert shape["vertrouwelijk"] == "Vertrouwelijk: alleen voor de districtelijk coördinator"
    assert (shape["fictief"], shape["peildatum"]) == (True, "2024-01-31")
    assert [(one["organisatie"], one["bestand"]) for one in shape["organisaties"]] == [
        ("Nergensdorp", "metingen/dorp.yaml"),
        ("Proefstad", "metingen/stad.yaml"),
    ]
    dorp, stad = shape["organisaties"]
    assert (dorp["compleet"], dorp["niet_ingeleverd"]) == (True, True)
    assert (stad["compleet"], stad["niet_ingeleverd"]) == (False, False)
    assert [norm["id"] for norm in stad["normen"]] == ["1c", "2a"]
    assert [one["norm"] for one in stad["verloopt"]] == ["1b"]
    assert shape["zonder_meting"] == ["Leegstad"]


@pytest.mark.usefixtures("many")
def test_the_work_list_knows_what_several_need_and_what_a_group_holds(planned: Any) -> None:
    shared = planned("metingen", "--doelgroep", "coordinator")["gezamenlijk"]
    assert [(one["feit"], one["organisaties"], one["groepen"]) for one in shared] == [
        ("mt-aanspreekpunt", ["Nergensdorp", "Proefstad"], []),
        ("regie-fte", ["Nergensdorp", "Proefstad"], ["Basisteam"]),
    ]


@pytest.mark.usefixtures("many")
def test_an_earlier_peildatum_takes_the_meting_of_then(planned: Any) -> None:
    shape = planned("metingen", "--doelgroep", "coordinator", "--peildatum", "2024-01-01")
    assert [one["bestand"] for one in shape["organisaties"]] == ["metingen/oud.yaml"]
    assert shape["zonder_meting"] == ["Leegstad", "Nergensdorp"]


def test_a_file_for_each_raamwerk_counts(tree: Tree, planned: Any) -> None:
    """The older meting stays on the list for the raamwerk that the newer one does not name."""
    twente = PLAN.replace("raamwerk: proef", "raamwerk: twente-basis-op-orde").partition("acties")[
        0
    ]
    newer = twente.replace("2024-01-31", "2024-02-29")
    both = newer.replace("raamwerk: twente-basis-op-orde", "raamwerk: [proef, riec-themas]")
    args = ("metingen", "--doelgroep", "coordinator")
    tree(MANY | {"metingen/twente.yaml": newer})
    files = [one["bestand"] for one in planned(*args)["organisaties"]]
    assert files == ["metingen/dorp.yaml", "metingen/stad.yaml", "metingen/twente.yaml"]
    files = [one["bestand"] for one in planned(*args, "--raamwerk", "proef")["organisaties"]]
    assert files == ["metingen/dorp.yaml", "metingen/twente.yaml"]
    tree(MANY | {"metingen/twente.yaml": both})
    files = [one["bestand"] for one in planned(*args)["organisaties"]]
    assert files == ["metingen/dorp.yaml", "metingen/twente.yaml"]


@pytest.mark.usefixtures("many")
def test_the_marks_stand_in_every_form(weerbaar: Weerbaar) -> None:
    args = ("plan", "metingen", "--doelgroep", "coordinator")
    out = weerbaar(*args).out
    assert "Vertrouwelijk: alleen voor de districtelijk coördinator" in out
    assert "FICTIEF: verzonnen gegevens" in out
    assert "Peildatum 31-01-2024" in out
    assert "Raamwerk: Proefraamwerk, versie 1.0" in out
    text = weerbaar(*args, "--format", "csv").out
    assert text.count("\r\n") == text.count("\n")
    rows = list(csv.DictReader(StringIO(text)))
    assert {row["vertrouwelijk"] for row in rows} == {
        "Vertrouwelijk: alleen voor de districtelijk coördinator"
    }
    assert {row["fictief"] for row in rows} == {"ja"}
    kinds = [row["soort"] for row in rows if row["organisatie"] == "Proefstad"]
    assert kinds == ["open", "open", "te laat", "verloopt"]
    # What can be done today waits for no day, and none may read as its deadline.
    days = [row["datum"] for row in rows if row["soort"] == "open"]
    assert all(day == "" or day > row["peildatum"] for day, row in zip(days, rows, strict=False))
    assert "" in days
    (late,) = (row for row in rows if row["soort"] == "te laat")
    assert (late["wat"], late["wie"], late["datum"], late["kosten"]) == (
        "Uren, vragen; nu", "teamleider", "2024-01-30", "500"
    )  # fmt: skip


def test_a_spreadsheet_computes_nothing(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(MANY | {"metingen/stad.yaml": PLAN.replace("Uren, vragen; nu", "=1+1")})
    out = weerbaar("plan", "metingen", "--doelgroep", "coordinator", "--format", "csv").out
    assert ",'=1+1," in out


def test_a_broken_file_hides_no_other(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(MANY | {"metingen/dorp.yaml": MANY["metingen/dorp.yaml"].replace("nooit", "ooit")})
    code, out, err = weerbaar("plan", "metingen", "--doelgroep", "coordinator")
    assert code == 1
    assert "Proefstad" in out
    assert "Niet gelezen: metingen/dorp.yaml" in out
    assert "Nog geen meting: Leegstad\n" in out
    assert err.startswith("metingen/dorp.yaml:6:")


@pytest.mark.parametrize(
    ("broken", "said", "day"),
    [
        ("soort: ooit", "die van 30-06-2024 heeft fouten", "2024-06-30"),
        ("feiten: [", "een andere heeft fouten en kan nieuwer zijn", None),
    ],
)
def test_an_older_meting_is_not_shown_as_the_newest_when_that_is_broken(
    broken: str, said: str, day: str | None, tree: Tree, weerbaar: Weerbaar
) -> None:
    later = re.sub("peildatum: .*", "peildatum: 2024-06-30", PLAN) + f"\n{broken}\n"
    tree(MANY | {"metingen/nieuw.yaml": later})
    command = ("plan", "metingen", "--doelgroep", "coordinator")
    code, out, _ = weerbaar(*command)
    assert code == 1
    assert f"({said}: metingen/nieuw.yaml)" in out
    found = json.loads(weerbaar(*command, "--format", "json").out)["organisaties"]
    marks = [(one["gebroken"], one["gebroken_op"]) for one in found]
    assert marks.count(("metingen/nieuw.yaml", day)) == 1
    assert marks.count(("", None)) == len(found) - 1
    rows = list(csv.DictReader(StringIO(weerbaar(*command, "--format", "csv").out)))
    assert [one["wat"] for one in rows if one["soort"] == "niet de nieuwste"] == [said]
    past = weerbaar(*command, "--peildatum", "2024-05-01").out
    assert ("fouten" in past) is (day is None)


@pytest.mark.parametrize(
    ("broken", "place"),
    [("weerbaar: meting/1\n  x: [\n", "kapot.yaml:"), ("weerbaar: metng/1\n", "kapot.yaml:1:")],
)
def test_a_file_that_may_be_a_meting_is_named(
    broken: str, place: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(MANY | {"metingen/kapot.yaml": broken, "metingen/ander.yaml": "a: 1\n"})
    code, out, err = weerbaar("plan", "metingen", "--doelgroep", "coordinator")
    assert (code, "Proefstad" in out) == (1, True)
    assert f"\nmetingen/{place}" in f"\n{err}"
    assert err.startswith("metingen/ander.yaml:1:1: waarschuwing niet-gelezen")


def test_only_broken_files_give_no_list_but_are_all_named(tree: Tree, weerbaar: Weerbaar) -> None:
    tree({"a.yaml": "weerbaar: meting/1\n", "b.yaml": "weerbaar: meting/1\n"})
    code, out, err = weerbaar("plan", ".", "--doelgroep", "coordinator")
    assert code == 1
    assert "0 organisaties" in out
    assert "Niet gelezen: a.yaml, b.yaml" in out
    assert "Vertrouwelijk" in out
    assert "a.yaml:1:1" in err


# --- what is refused ---


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["nergens.yaml"], "het bestaat niet"),
        (["meting.yaml", "--horizon", "onzin"], "‘onzin’ is geen termijn"),
        (["meting.yaml", "--horizon", "0m"], "‘0m’ is geen termijn"),
        (["meting.yaml", "--horizon", "6 maanden"], "is geen termijn"),
        (["meting.yaml", "--doelgroep", "coordinator"], "hoort bij een werklijst"),
        (["meting.yaml", "--doelgroep", "openbaar"], "bestaat niet. Kies uit: eigen"),
        (["meting.yaml", "--raamwerk", "niets"], "raamwerk ‘niets’ is niet bekend"),
        (["meting.yaml", "--vorige", "metingen/dorp.yaml"], "is van Nergensdorp, niet van Proefst"),
        (["meting.yaml", "--vorige", "metingen/stad.yaml"], "niet van vóór 31-01-2024"),
        (["meting.yaml", "--vorige", "weg.yaml"], "het bestaat niet"),
        (["weerbaar.yaml"], "geen meting maar een bestand van soort werkmap"),
        (["metingen"], "alleen voor de coördinator"),
        (["metingen", "--doelgroep", "coordinator", "--ics", "a.ics"], "--ics hoort bij één"),
        (["metingen", "--doelgroep", "coordinator", "--vorige", "meting.yaml"], "--vorige hoort"),
        (["metingen", "--doelgroep", "coordinator", "--raamwerk", "niets"], "is niet bekend"),
        (["metingen", "--doelgroep", "coordinator", "--peildatum", "2020-01-01"], "geen meting"),
        (["gedeeld", "--doelgroep", "coordinator"], "staat geen meting van een organisatie"),
    ],
)  # fmt: skip
def test_wrong_use(args: list[str], message: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("plan", *args)
    assert (code, out) == (2, "")
    assert message in err


def test_a_meting_with_a_fault_gets_no_plan(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(FILES | {"plan.yaml": PLAN.replace("2023-06-01", "2023-13-01")})
    code, out, err = weerbaar("plan", "plan.yaml", "--ics", "plan.ics")
    assert (code, out) == (2, "")
    assert "er is niets berekend: plan.yaml heeft fouten" in err
    assert not Path("plan.ics").exists()


def test_an_empty_folder(tree: Tree, weerbaar: Weerbaar) -> None:
    (tree({}) / "leeg").mkdir()
    code, out, err = weerbaar("plan", "leeg", "--doelgroep", "coordinator")
    assert (code, out) == (2, "")
    assert "in ‘leeg’ staat geen meting" in err


def test_fictitious_and_real_never_meet(tree: Tree, weerbaar: Weerbaar) -> None:
    real = MANY["metingen/dorp.yaml"].replace("fictief: ja\n", "")
    tree(MANY | {"metingen/dorp.yaml": real, "echt.yaml": OUDER.replace("fictief: ja\n", "")})
    for args in (
        ["metingen", "--doelgroep", "coordinator"],
        ["meting.yaml", "--vorige", "echt.yaml"],
    ):
        code, out, err = weerbaar("plan", *args)
        assert (code, out) == (2, "")
        assert "gaan niet samen" in err


def test_two_districts_never_meet(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("plan", str(EXAMPLES), "--doelgroep", "coordinator")
    assert (code, out) == (2, "")
    assert "meer districten: drenthe, gelderland-zuid, merelland, rietmark, twente" in err


def test_a_faulty_meting_of_a_group_stops_its_members(tree: Tree, weerbaar: Weerbaar) -> None:
    """They cannot be judged without it; others can."""
    broken = MANY["gedeeld/basisteam.yaml"].replace("regie-fte", "regie-fta")
    tree(MANY | {"gedeeld/basisteam.yaml": broken})
    code, out, err = weerbaar("plan", "metingen", "--doelgroep", "coordinator")
    assert code == 1
    assert "Nergensdorp" in out
    assert "metingen/stad.yaml:1:1: fout ander-bestand" in err
    code, _, err = weerbaar("plan", ".", "--doelgroep", "coordinator")
    assert (code, "gedeeld/basisteam.yaml:6:" in err) == (1, True)


# --- whole outputs ---


@pytest.mark.parametrize(
    ("name", "district", "args"),
    [
        ("plan-voorbeeldstad.txt", "twente", [STAD]),
        ("plan-voorbeeldstad-terugblik.md", "twente", [LATER, "--vorige", STAD,
                                                       "--format", "markdown"]),
        ("plan-midden-wolmeen.txt", "drenthe", ["metingen/midden-wolmeen-2025-08.yaml"]),
        ("werklijst-twente.txt", "twente", [".", "--doelgroep", "coordinator"]),
        ("werklijst-drenthe.csv", "drenthe", [".", "--doelgroep", "coordinator",
                                              "--format", "csv"]),
    ],
)  # fmt: skip
def test_a_whole_output(
    name: str,
    district: str,
    args: list[str],
    weerbaar: Weerbaar,
    golden: Golden,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(EXAMPLES / district)
    code, out, err = weerbaar("plan", *args)
    assert (code, err) == (0, "")
    golden(name, out)


def test_a_task_that_is_not_the_same_for_all_names_whose_it_is(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the page and in a row for a spreadsheet; what is the same for all stands once."""
    monkeypatch.chdir(EXAMPLES / "twente")
    args = ("plan", ".", "--doelgroep", "coordinator", "--format")
    for form in ("markdown", "csv"):
        out = " ".join(weerbaar(*args, form).out.split())
        assert "Dorstelo: Laat nog 26 van de 224 medewerkers de eed of belofte afleggen" in out
        assert "Looierswoude: Geef voorlichting aan Ondernemers" in out
        assert out.count("Leg de regierol vast in een document") == (1 if form == "markdown" else 4)
    assert "Feiten" not in weerbaar(*args, "markdown").out


@pytest.mark.parametrize("width", ["60", "80", "120"])
def test_no_line_is_wider_than_the_screen(
    width: str, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(EXAMPLES / "twente")
    for args in ([STAD], [STAD, "--raamwerk", "alle"], [".", "--doelgroep", "coordinator"]):
        monkeypatch.setenv("COLUMNS", width)
        out = weerbaar("plan", *args).out
        assert max(map(len, out.splitlines())) <= int(width)
        assert "…" not in out.replace("(…)", "")  # nothing is cut short; a norm may quote so


def test_a_task_tells_large_numbers_as_people_write_them(
    tmp_path: Path, weerbaar: Weerbaar
) -> None:
    shutil.copytree(EXAMPLES / "twente", tmp_path / "twente")
    path = tmp_path / "twente/metingen/dorstelo-eindmeting-2024.yaml"
    text = path.read_text(encoding="utf-8")
    large = text.replace("{aantal: 198, totaal: 224}", "{aantal: 9000, totaal: 21500}")
    path.write_text(large, encoding="utf-8")
    _, out, _ = weerbaar("plan", str(path))
    told = " ".join(out.split())
    assert "Laat nog 12.500 van de 21.500 medewerkers de eed of belofte afleggen" in told
