"""Programmes, and the parties and groups that share facts: what is said, and what is refused.

A wrong programme is a file in cases/invalid_programma, marked as in cases/invalid. Groups are
checked through a werkmap that is written here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Golden, Tree, Weerbaar
from tests.reading.test_invalid import ENGLISH, MARK, marked
from weerbaar_cli.engine.checks.persoon import names_person, personal_data
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.schrijven import dump_round_trip, make_yaml
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bevinding import in_print
from weerbaar_cli.model.codes import CODES

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "frameworks" / "programmas"
FILES = sorted((Path(__file__).parents[1] / "cases" / "invalid_programma").iterdir())
TWENTE, SPECIALIST = "twente-weerbare-overheid", "uitvoeringsspecialist-twente"
WOERDEN = "woerden-oudewater"
PACKAGED = [TWENTE, SPECIALIST, WOERDEN]
PROGRAMMAS = Bibliotheek().programmas
Finding = tuple[str, str, int]  # code, ernst, line


# --- the packaged programmes


def texts(value: Any) -> list[str]:
    """Every text in a programme, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        value = value.values()
    return [text for one in value for text in texts(one)] if hasattr(value, "__iter__") else []


def test_the_programmes_are_known() -> None:
    assert PROGRAMMAS.keys() == set(PACKAGED)


@pytest.mark.parametrize("name", PACKAGED)
def test_a_programme_has_no_finding_and_keeps_the_house_style(
    name: str, weerbaar: Weerbaar
) -> None:
    path = FOLDER / f"{name}.yaml"
    assert weerbaar("validate", str(path)) == (0, "", "1 bestand, in orde\n")
    text = path.read_text(encoding="utf-8")
    assert dump_round_trip(make_yaml().load(text)) == text


def test_the_eight_projects_stand_as_in_the_source() -> None:
    found = {one.id: one.titel for one in PROGRAMMAS[TWENTE].deelprojecten}
    assert found == {
        "1": "Een Twents screeningsmodel van medewerkers",
        "2": "Een Twentse integriteit-roadshow organiseren",
        "3": "Een ondermijningscongres organiseren",
        "4": "Leermodule voor medewerkers (e-learning)",
        "5": "Interactieve kennissessies voor bewustwording organiseren",
        "6": ("Alternatieve methodes of methodes ter verbetering van het gebruik van het meldpunt"),
        "7": "Overzicht van beschikbare informatie- en registratiesystemen",
        "8": "Tussentijdse zelfscan en eindmeting basis op orde",
    }


def test_a_date_follows_from_the_planning_or_is_left_out() -> None:
    found = {one.id: one.gereed_op for one in PROGRAMMAS[TWENTE].deelprojecten}
    assert {key: str(day) for key, day in found.items()} == {
        "1": "2024-07-01",  # «voor de zomer van 2024», as in the raamwerk
        "2": "2024-12-31",
        "3": "2024-10-31",
        "4": "2024-06-30",
        "5": "None",  # «tegen de zomer» and «doorlopend in 2024»: the source says both
        "6": "2024-06-30",
        "7": "2024-05-31",
        "8": "2024-07-31",
    }
    assert Bibliotheek().raamwerk("twente-basis-op-orde").streefdatum == found["1"]


@pytest.mark.parametrize("name", [TWENTE, SPECIALIST])
def test_in_december_2023_everything_is_still_planned(name: str) -> None:
    assert {one.status for one in PROGRAMMAS[name].deelprojecten} == {"gepland"}


def test_the_roadshow_helps_no_norm_because_the_source_says_so() -> None:
    roadshow = next(one for one in PROGRAMMAS[TWENTE].deelprojecten if one.id == "2")
    assert roadshow.normen == ()
    assert "geen onderdeel van de basis op orde" in (roadshow.toelichting or "")


def test_the_money_is_that_of_the_sources() -> None:
    assert [int(post.bedrag) for post in PROGRAMMAS[TWENTE].begroting] == [220000, 104000]
    posts = [(post.jaar, int(post.bedrag)) for post in PROGRAMMAS[SPECIALIST].begroting]
    assert posts == [("2023", 50000), ("2024", 110000)]
    woerden = PROGRAMMAS[WOERDEN].begroting
    assert {one.jaar for one in woerden} == {"2019"}
    assert [int(one.bedrag) for one in woerden] == [20000, 5000, 10000, 8000, 5000, 2000]
    assert sum(one.bedrag for one in woerden) == 50000


def test_the_22_actions_of_woerden_and_oudewater_are_the_norms_of_its_raamwerk() -> None:
    """One project for each, with its facts, under its thema; and every euro is in the source."""
    raamwerk = Bibliotheek().raamwerk("woerden-oudewater-plan-van-aanpak")
    projects = {one.id: one for one in PROGRAMMAS[WOERDEN].deelprojecten}
    assert list(projects) == [norm.id for norm in raamwerk.normen] == list(map(str, range(1, 23)))
    for thema in raamwerk.themas:
        for norm in thema.normen:
            project = projects[norm.id]
            assert project.normen == (f"{raamwerk.id}/{norm.id}",)
            assert (project.thema, project.feiten) == (thema.titel, norm.feit_ids)
    assert "€" not in "".join(one.kosten or "" for one in projects.values())


def test_an_action_that_names_a_post_is_paid_from_it() -> None:
    posts = {one.post: one for one in PROGRAMMAS[WOERDEN].begroting}
    for project in PROGRAMMAS[WOERDEN].deelprojecten:
        if project.kosten is not None:
            named = re.findall("«(.*?)»", project.kosten)
            assert len(named) == 1
            assert set(project.normen) <= set(posts[named[0]].normen)
    unpaid = [one.post for one in posts.values() if not one.normen]
    assert unpaid == ["Reservering specialistische werkzaamheden extern adviesbureau", "Onvoorzien"]


@pytest.mark.parametrize(
    ("name", "onderwerpen"),
    [
        (
            TWENTE,
            [
                "Waar het uitvoeringsbudget van € 104.000 voor is",
                "Hoe de € 220.000 zich verhoudt tot het geld voor de uitvoeringsspecialist",
                "Wanneer de basis op orde moet zijn",
                "Wanneer de eindmeting is",
                "Wie de lokale resultaten van de eindmeting ziet",
                "Wanneer de kennissessies zijn (deelproject 5)",
                "Wanneer het rode-dradenbeeld er was",
                "Wie portefeuillehouder is",
            ],
        ),
        (
            SPECIALIST,
            [
                "Begin en duur",
                "Hoe de functie heet",
                "Voor welke gemeenten",
                "Wat de specialist met de weerbaarheidsscans doet",
                "Wanneer de basis op orde moet zijn",
                "Wie portefeuillehouder is",
            ],
        ),
    ],
)
def test_where_sources_differ_every_reading_is_shown_with_its_source(
    name: str, onderwerpen: list[str]
) -> None:
    verschillen = PROGRAMMAS[name].verschillen
    assert [one.onderwerp for one in verschillen] == onderwerpen
    for one in verschillen:
        assert len({lezing.tekst for lezing in one.lezingen}) == len(one.lezingen) > 1
        # A document by its title, as people know it.
        assert all(re.match(r"[A-Z]\w+ [\w ]{10,}", lezing.bron) for lezing in one.lezingen)


@pytest.mark.parametrize("name", PACKAGED)
def test_a_programme_names_functions_and_no_persons(name: str) -> None:
    programma = PROGRAMMAS[name]
    for text in texts(programma.model_dump()):
        assert personal_data(text) == []
        assert not re.search(r"\b(dhr|mevr|mw|heer|mevrouw|drs)\b", text)
    who = (programma.opdrachtgever, programma.opdrachtnemer)
    assert not any(names_person(text) for text in who if text)


# --- `weerbaar frameworks`


def listed(weerbaar: Weerbaar) -> dict[str, str]:
    """The programmes at the end of the list: their id and title."""
    out = weerbaar("frameworks").out
    lines = out[out.index("Programma's") :].splitlines()[1:]
    return dict(re.split(r" {2,}", line.strip(), maxsplit=1) for line in lines)


def test_the_list_names_the_programmes(weerbaar: Weerbaar, tree: Tree) -> None:
    tree({})
    assert listed(weerbaar) == {one.id: one.titel for one in PROGRAMMAS.values()}


@pytest.mark.parametrize("name", PACKAGED)
def test_a_programme_as_a_page(name: str, weerbaar: Weerbaar, tree: Tree, golden: Golden) -> None:
    tree({})
    code, out, err = weerbaar("frameworks", name)
    assert (code, err) == (0, "")
    golden(f"frameworks-{name}.txt", out)


@pytest.mark.parametrize("name", PACKAGED)
def test_a_programme_as_json(name: str, weerbaar: Weerbaar, tree: Tree, golden: Golden) -> None:
    tree({})
    code, out, err = weerbaar("frameworks", name, "--format", "json")
    assert (code, err) == (0, "")
    golden(f"frameworks-{name}.json", out)
    shape = json.loads(out)
    assert list(shape)[:3] == ["versie", "id", "titel"]
    own = Programma.model_validate({"weerbaar": "programma/1"} | without(shape, "versie"))
    assert own == PROGRAMMAS[name], "what stands in the output is the whole programme"


def without(shape: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: one for name, one in shape.items() if name != key}


OWN = """\
weerbaar: programma/1
id: {id}
titel: Eigen programma
deelprojecten:
  - {{id: "1", titel: Meldpunt, resultaat: Een meldpunt., status: loopt}}
"""


def test_a_werkmap_adds_a_programme_and_replaces_none(weerbaar: Weerbaar, tree: Tree) -> None:
    tree(
        {
            "weerbaar.yaml": "weerbaar: werkmap/1\n",
            "eigen.yaml": OWN.format(id="eigen"),
            "zelfde.yaml": OWN.format(id=TWENTE),
        }
    )
    assert listed(weerbaar) == {
        "eigen": "Eigen programma",
        TWENTE: PROGRAMMAS[TWENTE].titel,
        SPECIALIST: PROGRAMMAS[SPECIALIST].titel,
        WOERDEN: PROGRAMMAS[WOERDEN].titel,
    }
    assert "1 Meldpunt (loopt)" in weerbaar("frameworks", "eigen").out


def test_a_programme_with_a_fout_is_never_shown(weerbaar: Weerbaar, tree: Tree) -> None:
    broken = OWN.format(id="eigen") + "onzin: ja\n"
    tree({"weerbaar.yaml": "weerbaar: werkmap/1\n", "eigen.yaml": broken})
    code, out, err = weerbaar("frameworks", "eigen")
    assert (code, out) == (2, "")
    assert "eigen.yaml:6:1: fout onbekende-sleutel" in err


# --- what a programme is refused for


def findings(weerbaar: Weerbaar, *args: str) -> tuple[int, list[dict[str, Any]]]:
    run = weerbaar("validate", *args, "--format", "json")
    shapes: list[dict[str, Any]] = json.loads(run.out)["bevindingen"]
    return run.code, shapes


def is_clear_dutch(shape: dict[str, Any]) -> bool:
    """The message is Dutch, and says what to do next."""
    own = re.sub(r"«[^»]*»|\{[^}]*\}", "", f"{shape['bericht']} {shape['suggestie']}")
    ends = shape["suggestie"][-1:] in (".", "?")
    return ends and not ENGLISH.search(own) and shape["code"] in CODES


@pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])
def test_every_problem_of_a_programme_has_its_code_and_line(path: Path, weerbaar: Weerbaar) -> None:
    code, shapes = findings(weerbaar, str(path))
    found = [(one["code"], one["ernst"], one["regel"]) for one in shapes]
    assert sorted(found) == sorted(marked(path))
    assert found
    assert code == 1
    assert all(map(is_clear_dutch, shapes))


# Of these the line that is wrong cannot be missed.
NEEDED = {"alles-door-elkaar", "zonder-resultaat", "nummer-zonder-aanhalingstekens"}
LOOSE = [path for path in FILES if path.stem not in NEEDED]


@pytest.mark.parametrize("path", LOOSE, ids=[path.stem for path in LOOSE])
def test_without_its_problem_a_case_would_be_right(
    path: Path, weerbaar: Weerbaar, tree: Tree
) -> None:
    """Every case has one thing wrong, on a line of its own: the rest stands."""
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not MARK.search(line)]
    while kept[-1].endswith(":"):  # nothing is left of the list
        kept.pop()
    tree({"heel.yaml": "\n".join(kept) + "\n"})
    assert findings(weerbaar, "heel.yaml") == (0, [])


@pytest.mark.parametrize(
    ("name", "bericht", "suggestie"),
    [
        (
            "onbekend-feit",
            "het feit «intern-meldpnt» staat niet in de catalogus",
            "Bedoelde u «intern-meldpunt»?",
        ),
        (
            "onbekende-norm",
            "norm «2bb» bestaat niet in twente-basis-op-orde",
            "Bedoelde u «2b»?",
        ),
        (
            "onbekend-raamwerk",
            "«twente-basis-op-ordde/2b» noemt geen bekend raamwerk; schrijf raamwerk/norm",
            "Bedoelde u «twente-basis-op-orde»?",
        ),
        (
            "norm-zonder-raamwerk",
            "«2b» noemt geen bekend raamwerk; schrijf raamwerk/norm",
            "Bedoelde u «twente-basis-op-orde/2b»?",
        ),
        (
            "dubbel-deelproject",
            "deelproject «1» staat er twee keer",
            "Geef een van beide een eigen nummer.",
        ),
        (
            "datum-bestaat-niet",
            "«2024-06-31» is geen dag die bestaat",
            "Controleer de dag en de maand.",
        ),
        (
            "onbekende-status",
            "«klaar» past niet; kies uit gepland, loopt, opgeleverd, vervallen",
            "Weet u het niet: vraag het na. Leeg betekent hier: gepland.",
        ),
        (
            "onbekende-sleutel",
            "de sleutel «opdrachtgeever» bestaat hier niet",
            "Bedoelde u «opdrachtgever»?",
        ),
        (
            "negatief-bedrag",
            "«-5000» is geen bedrag in euro; schrijf bijvoorbeeld 8000",
            CODES["ongeldig-getal"].advies,
        ),
    ],
)
def test_the_message_says_what_and_how(
    name: str, bericht: str, suggestie: str, weerbaar: Weerbaar
) -> None:
    path = next(path for path in FILES if path.stem == name)
    first = findings(weerbaar, str(path))[1][0]
    assert (first["bericht"], first["suggestie"]) == (bericht, suggestie)


# --- parties and groups


@dataclass(frozen=True)
class Map:
    """A wrong weerbaar.yaml, marked like the other cases, and the first message that it gives."""

    naam: str
    partijen: str
    bericht: str


STAD = "  - {naam: Proefstad, type: gemeente, code: PS1, district: twente}\n"
DORP = "  - {naam: Proefdorp, type: gemeente, code: PS2, district: twente}\n"
START = "weerbaar: werkmap/1\npartijen:\n"
MAPPEN = [
    Map(
        "groepen in een kring",
        STAD + "groepen:\n"
        "  - {naam: Kring A, type: kring, leden: [Kring B]}  # <- hier: groep-in-kring\n"
        "  - {naam: Kring B, type: kring, leden: [Kring C, Proefstad]}  # <- hier: groep-in-kring\n"
        "  - {naam: Kring C, type: kring, leden: [Kring A]}  # <- hier: groep-in-kring\n"
        "  - {naam: Kring D, type: kring, leden: [Kring A]}\n",
        "Kring A is via zijn leden lid van zichzelf",
    ),
    Map(
        "een kring over codes",
        STAD + "groepen:\n"
        "  - {naam: Kring A, code: KA, type: kring, leden: [kb]}  # <- hier: groep-in-kring\n"
        "  - {naam: Kring B, code: KB, type: kring, leden: [kring a]}  # <- hier: groep-in-kring\n",
        "Kring A is via zijn leden lid van zichzelf",
    ),
    Map(
        "een groep is lid van zichzelf",
        STAD + "groepen:\n"
        "  - {naam: Kring A, type: kring, leden: [PS1, Kring A]}  # <- hier: groep-in-kring\n",
        "Kring A is via zijn leden lid van zichzelf",
    ),
    Map(
        "twee partijen met een code",
        STAD + "  - {naam: Proefdorp, type: gemeente, code: ps1, district: twente}"
        "  # <- hier: dubbele-partij\n",
        "«ps1» staat hier twee keer",
    ),
    Map(
        "twee partijen met een naam",
        STAD + "  - {naam: PROEFSTAD, type: waterschap, district: twente}"
        "  # <- hier: dubbele-partij\n",
        "«PROEFSTAD» staat hier twee keer",
    ),
    Map(
        "een groep heet als een partij",
        STAD + "groepen:\n"
        "  - {naam: Proefstad, type: basisteam, district: twente}  # <- hier: dubbele-partij\n",
        "«Proefstad» staat hier twee keer",
    ),
    Map(
        "een onbekend lid",
        STAD + "groepen:\n"
        "  - naam: Basisteam Noord\n"
        "    type: basisteam\n"
        "    leden:\n"
        "      - Proefstad\n"
        "      - Proefstat  # <- hier: onbekend-lid\n",
        "lid «Proefstat» van Basisteam Noord is geen bekende partij of groep",
    ),
    Map(
        "een partij in een onbekend district",
        STAD + "  - {naam: Proefdorp, type: gemeente, district: twentte}"
        "  # <- hier: onbekend-district\n",
        "«twentte» is geen bekend district",
    ),
    Map(
        "een groep van een onbekend district",
        STAD + "groepen:\n"
        "  - {naam: Werkgroep, type: werkgroep, district: twentte}  # <- hier: onbekend-district\n",
        "«twentte» is geen bekend district",
    ),
    Map(
        "een groep zonder leden",
        STAD + "groepen:\n"
        "  - {naam: Basisteam Noord, type: basisteam}  # <- hier: groep-zonder-leden\n",
        "Basisteam Noord heeft geen leden",
    ),
]
CLEAN = "weerbaar: meting/1\norganisatie: Proefstad\nraamwerk: drentse-ambities\n"


def mark_of(text: str) -> list[Finding]:
    """What the marks in a text promise."""
    lines = enumerate(text.split("\n"), 1)
    return [
        (mark[1].strip(), "fout", number) for number, line in lines if (mark := MARK.search(line))
    ]


@pytest.mark.parametrize("case", MAPPEN, ids=[one.naam for one in MAPPEN])
def test_every_problem_of_a_group_has_its_code_and_line(
    case: Map, tree: Tree, weerbaar: Weerbaar
) -> None:
    text = START + case.partijen
    tree({"weerbaar.yaml": text})
    code, shapes = findings(weerbaar, "weerbaar.yaml")
    found = [(one["code"], one["ernst"], one["regel"]) for one in shapes]
    assert sorted(found) == sorted(mark_of(text))
    assert code == 1
    assert shapes[0]["bericht"] == case.bericht
    assert all(map(is_clear_dutch, shapes))


@pytest.mark.parametrize("case", MAPPEN, ids=[one.naam for one in MAPPEN])
def test_nothing_is_scored_with_wrong_groups(case: Map, tree: Tree, weerbaar: Weerbaar) -> None:
    meting = f"{CLEAN}peildatum: 2025-01-31\nfictief: ja\n"
    tree({"weerbaar.yaml": START + case.partijen, "meting.yaml": meting})
    code, out, err = weerbaar("score", "meting.yaml")
    assert (code, out) == (2, "")
    assert in_print(case.bericht) in err
    assert err.count("Fout:") == 1


def test_a_name_that_is_also_its_own_code_is_no_double(tree: Tree, weerbaar: Weerbaar) -> None:
    text = START + "  - {naam: OTO, code: OTO, type: team, district: twente}\n"
    tree({"weerbaar.yaml": text})
    assert weerbaar("validate", "weerbaar.yaml") == (0, "", "1 bestand, in orde\n")


def test_a_party_without_district_is_only_a_hint(tree: Tree, weerbaar: Weerbaar) -> None:
    text = START + STAD + "  - {naam: Proefgat, type: gemeente}\n"
    tree({"weerbaar.yaml": text})
    code, shapes = findings(weerbaar, "weerbaar.yaml")
    found = [(one["code"], one["ernst"], one["regel"]) for one in shapes]
    assert (code, found) == (0, [("zonder-district", "hint", 4)])
    assert is_clear_dutch(shapes[0])
    # Said on purpose, or in a werkmap that divides nobody: then it is no news.
    for quiet in (text.replace("gemeente}", "gemeente, district: []}"), text.replace(STAD, "")):
        tree({"weerbaar.yaml": quiet})
        assert findings(weerbaar, "weerbaar.yaml") == (0, [])


@pytest.mark.parametrize(
    ("rij", "code", "told"),
    [
        ("[noord, nord]", "onbekend-district", "«nord» is geen bekend district"),
        ("[noord, noord]", "dubbel-district", "district «noord» staat twee keer in dit verband"),
    ],
)
def test_the_districts_of_a_verband_are_known_and_there_once(
    rij: str, code: str, told: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    text = (
        "weerbaar: partijen/1\npartijen: []\ndistricten: {noord: {titel: Noord}}\n"
        f"verbanden:\n  samen:\n    titel: Samen\n    districten: {rij}\n"
    )
    tree({"partijen.yaml": text})
    _, shapes = findings(weerbaar, "partijen.yaml")
    found = [(one["code"], one["ernst"], one["regel"], one["bericht"]) for one in shapes]
    assert found == [(code, "fout", 7, told)]
    assert all(map(is_clear_dutch, shapes))
    tree({"partijen.yaml": text.replace(rij, "[noord]")})
    assert findings(weerbaar, "partijen.yaml") == (0, [])


# --- shared facts

TEAM = (
    START + STAD + DORP + "groepen:\n"
    "  - {naam: Basisteam Noord, code: BN, type: basisteam, leden: [Proefstad, PS2]}\n"
)


def meting(organisatie: str, peildatum: str, feiten: str, fictief: str = "ja") -> str:
    """A meting of drentse-ambities in few words."""
    return (
        f"weerbaar: meting/1\norganisatie: {organisatie}\nraamwerk: drentse-ambities\n"
        f"peildatum: {peildatum}\nfictief: {fictief}\nfeiten: {{{feiten}}}\n"
    )


def driehoek(aantal: int) -> str:
    """How many of ten meetings of the basisteam had it on the agenda."""
    return f"driehoek-agenda: {{aantal: {aantal}, totaal: 10}}"


def scored(weerbaar: Weerbaar, path: str) -> tuple[str, list[dict[str, Any]]]:
    """The oordeel on 1.3, whose fact belongs to the basisteam, and what was shared."""
    code, out, err = weerbaar("score", path, "--format", "json")
    assert (code, err) == (0, "")
    shape = json.loads(out)
    found = next(one["oordeel"] for one in shape["normen"] if one["id"] == "1.3")
    return found, shape["gedeeld"]


SHARED = {"feit": "driehoek-agenda", "groep": "Basisteam Noord", "gebruikt": True}


@pytest.mark.parametrize("lid", ["Proefstad", "Proefdorp"])
def test_a_member_inherits_by_name_or_by_code(lid: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree(
        {
            "weerbaar.yaml": TEAM,
            "gedeeld/team.yaml": meting("Basisteam Noord", "2025-06-30", driehoek(10)),
            "metingen/lid.yaml": meting(lid, "2025-12-31", ""),
        }
    )
    assert scored(weerbaar, "metingen/lid.yaml") == ("voldoet", [SHARED])


def test_who_is_no_member_inherits_nothing(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(
        {
            "weerbaar.yaml": TEAM.replace("[Proefstad, PS2]", "[PS2]"),
            "gedeeld/team.yaml": meting("BN", "2025-06-30", driehoek(10)),
            "metingen/stad.yaml": meting("Proefstad", "2025-12-31", ""),
        }
    )
    assert scored(weerbaar, "metingen/stad.yaml") == ("onbekend", [])


def test_the_own_value_wins_and_not_knowing_is_no_value(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(
        {
            "weerbaar.yaml": TEAM,
            "gedeeld/team.yaml": meting("Basisteam Noord", "2025-06-30", driehoek(10)),
            "metingen/eigen.yaml": meting("Proefstad", "2025-12-31", driehoek(6)),
            "metingen/leeg.yaml": meting("Proefstad", "2025-12-31", "driehoek-agenda: onbekend"),
        }
    )
    assert scored(weerbaar, "metingen/eigen.yaml") == ("deels", [SHARED | {"gebruikt": False}])
    assert scored(weerbaar, "metingen/leeg.yaml") == ("voldoet", [SHARED])


def test_a_shared_meting_of_after_the_peildatum_is_not_used(tree: Tree, weerbaar: Weerbaar) -> None:
    files = {
        "weerbaar.yaml": TEAM,
        "gedeeld/later.yaml": meting("Basisteam Noord", "2026-01-01", driehoek(10)),
        "metingen/stad.yaml": meting("Proefstad", "2025-12-31", ""),
    }
    tree(files)
    assert scored(weerbaar, "metingen/stad.yaml") == ("onbekend", [])
    # The last one that was there already; the older and the later do not count.
    tree({"gedeeld/ouder.yaml": meting("Basisteam Noord", "2025-01-31", driehoek(2))})
    assert scored(weerbaar, "metingen/stad.yaml")[0] == "voldoet_niet"
    tree({"gedeeld/zelfde-dag.yaml": meting("Basisteam Noord", "2025-12-31", driehoek(7))})
    assert scored(weerbaar, "metingen/stad.yaml") == ("deels", [SHARED])


def test_a_shared_meting_with_a_fout_stops_its_members(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(
        {
            "weerbaar.yaml": TEAM,
            "gedeeld/team.yaml": meting("Basisteam Noord", "2025-06-30", driehoek(12)),
            "metingen/stad.yaml": meting("Proefstad", "2025-12-31", ""),
        }
    )
    code, out, err = weerbaar("score", "metingen/stad.yaml")
    assert (code, out) == (2, "")
    assert re.search(r"gedeeld/team\.yaml:6:\d+: fout aantal-boven-totaal ", err)
    assert re.search(r"Fout: \S*gedeeld/team\.yaml heeft fouten\.", err)
    # `validate` shows the fout itself once, and says at the member where it stands.
    code, shapes = findings(weerbaar, ".")
    assert code == 1
    assert [(Path(one["bestand"]).name, one["code"], one["regel"]) for one in shapes] == [
        ("team.yaml", "aantal-boven-totaal", 6),
        ("stad.yaml", "ander-bestand", 1),
    ]
    assert shapes[1]["bericht"].endswith("gedeeld/team.yaml is hiervoor nodig en heeft zelf fouten")


@pytest.mark.parametrize(("team", "lid"), [("ja", "nee"), ("nee", "ja")])
def test_invented_and_real_facts_are_never_mixed(
    team: str, lid: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(
        {
            "weerbaar.yaml": TEAM,
            "gedeeld/team.yaml": meting("Basisteam Noord", "2025-06-30", driehoek(10), team),
            "metingen/stad.yaml": meting("Proefstad", "2025-12-31", "", lid),
        }
    )
    code, out, err = weerbaar("score", "metingen/stad.yaml")
    assert (code, out) == (2, "")
    assert re.search(r"stad\.yaml:\d+:\d+: fout fictief-gemengd \S*team\.yaml deelt feiten", err)
    assert "Fictieve en echte metingen gaan niet samen." in err


# --- the Drentse afspraken: of a party, of the district and of the werkgroep

AFSPRAKEN = (
    START + STAD + "groepen:\n"
    "  - {naam: Proefdistrict, type: district, leden: [Proefstad]}\n"
    "  - {naam: Proefwerkgroep, type: werkgroep, leden: [Proefstad]}\n"
)
FEITEN = (
    "intentie-ondertekend: 2024-02-02, werkgroep-overleg: 2025-12-16, "
    "bvd-behandelingen: {Voorjaar: 2025-04-17, Najaar: 2025-11-06}"
)


@pytest.mark.parametrize(
    ("organisatie", "oordelen"),
    [
        ("Proefstad", {"A": "voldoet", "B": "onbekend", "C": "nvt", "D": "nvt", "E": "onbekend"}),
        ("Proefdistrict", {"A": "nvt", "B": "nvt", "C": "voldoet", "D": "nvt", "E": "nvt"}),
        ("Proefwerkgroep", {"A": "nvt", "B": "nvt", "C": "nvt", "D": "voldoet", "E": "nvt"}),
    ],
)
def test_each_afspraak_is_asked_of_whom_it_is_for(
    organisatie: str, oordelen: dict[str, str], tree: Tree, weerbaar: Weerbaar
) -> None:
    text = meting(organisatie, "2026-02-02", FEITEN)
    text = text.replace("drentse-ambities", "drentse-afspraken")
    tree({"weerbaar.yaml": AFSPRAKEN, "meting.yaml": text})
    code, out, err = weerbaar("score", "meting.yaml", "--format", "json")
    assert (code, err) == (0, "")
    assert {one["id"]: one["oordeel"] for one in json.loads(out)["normen"]} == oordelen


def test_the_registry_has_the_werkgroep_and_all_of_drenthe_in_it() -> None:
    partijen = Bibliotheek().partijen
    werkgroep = partijen.find("Provinciale werkgroep Drenthe")
    assert werkgroep is not None
    assert (werkgroep.type, partijen.is_groep(werkgroep)) == ("werkgroep", True)
    members = [
        one
        for one in partijen.alle
        if "Provinciale werkgroep Drenthe" in [groep.naam for groep in partijen.groepen_of(one)]
    ]
    assert len(members) == 17
    assert {one.type for one in members} == {"gemeente", "provincie", "waterschap"}


def test_the_bericht_of_the_werkgroep_counts_for_every_member(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    """Ambitie 5.2: the werkgroep publishes, each party shares it within its own organisation."""
    tree(
        {
            "weerbaar.yaml": AFSPRAKEN,
            "gedeeld/werkgroep.yaml": meting(
                "Proefwerkgroep", "2025-12-31", "werkgroepbericht-verschenen: 2025-11-18"
            ),
            "metingen/stad.yaml": meting(
                "Proefstad", "2025-12-31", "werkgroepbericht-gedeeld: 2025-11-25"
            ),
        }
    )
    for path in ("gedeeld/werkgroep.yaml", "metingen/stad.yaml"):
        shape = json.loads(weerbaar("score", path, "--format", "json").out)
        assert next(one["oordeel"] for one in shape["normen"] if one["id"] == "5.2") == "voldoet"


def test_two_metingen_of_one_group_on_one_day(tree: Tree, weerbaar: Weerbaar) -> None:
    """Nobody could say which of the two the members share."""
    one = meting("Basisteam Noord", "2025-06-30", driehoek(10))
    tree(
        {
            "weerbaar.yaml": TEAM,
            "gedeeld/a.yaml": one,
            "gedeeld/b.yaml": one,
            "metingen/stad.yaml": meting("Proefstad", "2025-12-31", ""),
        }
    )
    code, out, err = weerbaar("score", "metingen/stad.yaml")
    assert (code, out) == (2, "")
    assert "fout dubbele-meting" in err
