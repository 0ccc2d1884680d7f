"""What an editor shows: the real YAML language server with our schemas, over stdio."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.conftest import Once
from tests.editor.server import Server
from weerbaar_cli.cli.main import main

HERE = Path(__file__).parent
INSTALLED = HERE / "node_modules" / ".package-lock.json"
PROGRAM = HERE / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
MODELINE = "# yaml-language-server: $schema=./.weerbaar/meting-twente-basis-op-orde.schema.json\n"
HEAD = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
"""
EXAMPLE = HERE.parents[1] / "examples/twente/metingen/voorbeeldstad-zelfscan-2024.yaml"


def cannot(reason: str) -> NoReturn:
    """Skip; but where all tests must run, a test that cannot run has failed."""
    if os.environ.get("WEERBAAR_ALL_TESTS"):
        pytest.fail(reason)
    pytest.skip(reason)


def install() -> None:
    """Install what package-lock.json says, unless it is there already."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        cannot("the editor test needs node and npm (Node 18 or newer)")
    lock = HERE / "package-lock.json"
    if INSTALLED.exists() and INSTALLED.stat().st_mtime >= lock.stat().st_mtime:
        return
    command = [npm, "ci", "--prefix", str(HERE)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        cannot(f"npm could not install the language server: {run.stderr[-500:]}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, once: Once) -> Iterator[Server]:
    once("language-server", lambda _: install())
    folder = tmp_path_factory.mktemp("werkmap")
    assert main(["schema", "--output", str(folder / ".weerbaar")]) == 0
    with Server(PROGRAM, folder) as running:
        yield running


class Editor:
    """A meting in an editor; § is where the cursor stands."""

    def __init__(self, server: Server, text: str, modeline: str = MODELINE) -> None:
        before, _, after = (modeline + text).partition("§")
        lines = before.split("\n")
        self._position = {"line": len(lines) - 1, "character": len(lines[-1])}
        self._server = server
        self._document = server.open(before + after)

    def hover(self) -> str:
        found = self._ask("hover")
        text: str = found["contents"]["value"] if found else ""
        return text

    def proposals(self) -> dict[str, Any]:
        return {one["label"]: one for one in self._ask("completion")["items"]}

    def told(self) -> list[tuple[int, str]]:
        """Every problem: its line, from 1 below the modeline, and what is said."""
        problems = self._server.wait_for_problems(self._document)
        return [(one["range"]["start"]["line"], one["message"]) for one in problems]

    def _ask(self, what: str) -> Any:
        where = {"textDocument": self._document, "position": self._position}
        return self._server.ask(f"textDocument/{what}", **where)


def edit(server: Server, facts: str, modeline: str = MODELINE) -> Editor:
    return Editor(server, f"{HEAD}feiten:\n  {facts}\n", modeline)


# --- hover


def test_a_fact_shows_its_question_and_its_norm(server: Server) -> None:
    text = edit(server, "mt-aans§preekpunt: buiten-mt").hover()
    assert text.startswith(
        "**Is er binnen het MT een aanspreekpunt ondermijning aangewezen? (functie, geen naam)**"
    )
    assert "Norm 1c: «Elke gemeente heeft binnen het MT een aanspreekpunt ondermijning;»" in text
    assert "Wie weet dit: gemeentesecretaris." in text
    assert "Bewijs: MT-besluit, portefeuilleverdeling." in text
    assert "* `buiten-mt`: Er is een aanspreekpunt, maar het zit niet in het MT" in text
    assert "null" not in text


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ("mt-bespr§oken:", "Norm 1b: «"),
        ("mt-bespr§oken: ik weet het niet", "Norm 1b: «"),
        ("bibob-bel§eid: {titel: x}", "Norm 3d: «Actueel Bibob-beleid is aanwezig;»"),
        ("bibob-bel§eid: [{titel: x}]", "Norm 3d: «"),
        ("eed-bel§ofte: {aantal: 3, totaal: 5}", "Hoeveel van hoeveel"),
        ("dam§ocles: nee", "Dit raamwerk vraagt dit feit niet."),
        ("apv-onderdelen: {sl§uiting: ja}", "Sluiting van voor het publiek"),
        ("apv-onderdelen: {sluiting: {rede§n: x}}", "Waarom het niet van toepassing is."),
        ("mt-aanspreekpunt: {waar§de: ja}", "Is er binnen het MT"),
        ("mt-aanspreekpunt: {waarde: ja, herk§omst: opgave}", "* `opgave`: De organisatie zegt"),
        ("bibob-beleid: {sta§tus: concept}", "* `concept`: Nog niet vastgesteld."),
        ("voorlichting-doelgroepen: {Jongeren: noo§it}", "* `nooit`: Bekend, en het is nooit"),
    ],
)
def test_hover_on_a_fact(facts: str, shown: str, server: Server) -> None:
    assert shown in edit(server, facts).hover()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("organisa§tie:", "De naam of code van de partij."),
        ("peilda§tum: 2024-01-31", "De dag waarop de feiten golden"),
        ("so§ort: zelfscan", "* `zelfscan`: De organisatie vult zelf in."),
        ("fic§tief:", "* `ja`: Ja."),
        ('nvt:\n  "3§d": {reden: x}', "**3d** Actueel Bibob-beleid is aanwezig;"),
        ('toetsing:\n  "3§d":', "**3d** Actueel Bibob-beleid is aanwezig;"),
        ('acties:\n  - {norm: "3§d", actie: x}', "* `3d`: Actueel Bibob-beleid is aanwezig;"),
    ],
)
def test_hover_elsewhere(text: str, shown: str, server: Server) -> None:
    assert shown in Editor(server, text).hover()


# --- proposals


def test_facts_that_the_raamwerk_asks_are_proposed_first(server: Server) -> None:
    found = edit(server, "§").proposals()
    assert found["mt-besproken"]["insertText"] == "mt-besproken: "
    order = sorted(found, key=lambda label: found[label].get("sortText", label))
    assert order.index("vog-nieuw") < order.index("damocles")
    assert "Norm 3d: «" in found["bibob-beleid"]["documentation"]["value"]


@pytest.mark.parametrize(
    ("facts", "labels"),
    [
        ("mt-aanspreekpunt: §", ["buiten-mt", "ja", "nee", "onbekend"]),
        ("mt-besproken: §", ["nooit", "onbekend"]),
        ("bibob-beleid: §", ["nee", "onbekend", "~stuk"]),
        ("bibob-verwerkt:\n    §", ["bibob-tranche-2", "omgevingswet", "~elk onderdeel"]),
        (
            "bibob-verwerkt:\n    omgevingswet: §",
            ["ja", "nee", "onbekend", "~niet van toepassing"],
        ),
        ("eed-belofte: §", ["onbekend", "~aantal van totaal"]),
        ("integriteit-organen:\n    raad: nooit\n    §", None),
        ("mt-aanspreekpunt:\n    waarde: §", ["buiten-mt", "ja", "nee", "onbekend"]),
        ("mt-aanspreekpunt: {waarde: ja, herkomst: §}", ["getoetst", "onderbouwd", "opgave"]),
    ],
)
def test_proposals_for_a_fact(facts: str, labels: list[str] | None, server: Server) -> None:
    found = edit(server, facts).proposals()
    assert not {"null", "true", "false"} & found.keys()
    names = sorted(one.get("sortText", label) for label, one in found.items())
    if labels is not None:
        assert [name for name in names if not name.startswith("~lange vorm")] == labels


def test_proposals_are_explained(server: Server) -> None:
    found = edit(server, "mt-aanspreekpunt: §").proposals()
    assert found["buiten-mt"]["documentation"]["value"].startswith("Er is een aanspreekpunt")


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("feiten:\n  eed-belofte: §", "aantal van totaal", "{aantal: $1, totaal: $2}"),
        ("feiten:\n  ivp: §", "stuk", "\n  titel: $1\n  status: ${2|concept,vastgesteld"),
        ("feiten:\n  ivp: §", "lange vorm", "\n  waarde: $1\n  herkomst: ${2|opgave,onder"),
        ("feiten:\n  ivp: §", "lange vorm met bewijs", "bewijs:\n    - titel: $2\n      datum: $3"),
        ("nvt:\n  §", "besluit", '"${1|1a,1b,'),
        ("nvt:\n  §", "3d", "3d:\n  reden: $1\n  besloten_door: $2"),
        ("toetsing:\n  §", "toetsing", "oordeel: ${2|voldoet,deels,voldoet_niet,nvt|}"),
        ("acties:\n  - §", "actie", "status: ${5|gepland,loopt,gereed,vervallen|}"),
        ("toel§", "toelichting", "toelichting: "),
        ("fei§", "feiten", "feiten:\n  "),
        ("§", "nieuwe meting", "organisatie: $1"),
    ],
)
def test_what_a_proposal_writes(text: str, label: str, written: str, server: Server) -> None:
    assert written in Editor(server, f"{text}\n").proposals()[label]["insertText"]


# --- problems


def test_a_good_file_has_no_problems(server: Server) -> None:
    assert Editor(server, EXAMPLE.read_text(encoding="utf-8")).told() == []


def test_a_new_meting_has_no_problems(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = "weerbaar: werkmap/1\npartijen: [{naam: Voorbeeldstad, type: gemeente}]\n"
    Path("weerbaar.yaml").write_text(settings, encoding="utf-8")
    wanted = ["--organisatie", "Voorbeeldstad", "--raamwerk", "twente-basis-op-orde"]
    assert main(["new", *wanted, "--output", "nieuw.yaml"]) == 0
    text = Path("nieuw.yaml").read_text(encoding="utf-8")
    assert text.startswith(MODELINE.replace("./.weerbaar", ".weerbaar"))
    assert Editor(server, text, modeline="").told() == []


LINE = len(HEAD.splitlines()) + 2  # the first fact


@pytest.mark.parametrize(
    ("facts", "line", "message"),
    [
        ("mt-besproken: 31-01-2024", 0, "Dit is geen datum die bestaat: schrijf jjjj-mm-dd"),
        ("ivp: {titel: x}\n  mt-besproken: 2024-02-30", 1, "Dit is geen datum die bestaat"),
        ("ivp:\n    - titel: x\n    - vastgesteld_op: 2023-02-29", 2, "Dit is geen datum"),
        ("mt-aanspreekpunt: misschien", 0, "Kies uit ja, nee, buiten-mt, onbekend."),
        ("mt-aanspreekpunt: True", 0, "Schrijf ja of nee."),
        ("mt-bespraken: nooit", 0, "Dit feit staat niet in de catalogus."),
        ("regie-fte: 0,6", 0, "Dit is geen getal van nul of meer, met een punt voor decimalen."),
        ("eed-belofte: {aantal: -1}", 0, "Schrijf een heel getal van nul of meer, in cijfers."),
        ("eed-belofte: 412", 0, "Schrijf hoeveel van hoeveel: {aantal: 3, totaal: 5}."),
        ("bibob-verwerkt: {wgs: ja}", 0, "Dit onderdeel bestaat niet. Kies uit bibob-tranche-2,"),
        ("bibob-verwerkt: {omgevingswet: {waarde: nvt}}", 0, "nvt vraagt een reden."),
        ("ivp: ja", 0, "Schrijf de gegevens van het stuk, of nee als het er niet is."),
        ("ivp: {titel: x, herkomst: opgave}", 0, "Deze sleutel hoort niet bij een stuk."),
        ("ivp: {waarde: nee, titel: x}", 0, "Bij de lange vorm staat alles van het feit onder"),
        ("ivp: {waarde: nee, herkomst: gehoord}", 0, "Kies uit opgave, onderbouwd, getoetst."),
    ],
)
def test_a_problem_with_a_fact(facts: str, line: int, message: str, server: Server) -> None:
    told = edit(server, facts).told()
    assert [one[0] for one in told] == [LINE + line]
    assert told[0][1].startswith(message)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (HEAD.replace("2024-01-31", "31-01-2024"), 4, "Dit is geen datum die bestaat"),
        (HEAD.replace("meting/1", "meting"), 1, "Schrijf meting/1."),
        (HEAD.replace("twente-basis-op-orde", "twente"), 3, "Dit schema is voor metingen met tw"),
        (
            HEAD.replace("organisatie: Voorbeeldstad\n", ""),
            1,
            "De verplichte sleutel «organisatie»",
        ),
        (HEAD + "nvt: {3.1: {reden: x}}", 5, "Deze norm staat niet in het raamwerk. Zet een num"),
        (
            HEAD + 'nvt: {"3e": {op: 2024-01-01, besloten_door: x}}',
            5,
            "Een besluit «niet van toepassing» vraagt",
        ),
        (HEAD + 'toetsing: {"3e": {oordeel: goed, reden: x}}', 5, "Kies uit voldoet, deels,"),
        (HEAD + "acties:\n  - {norm: 1a}", 6, "De verplichte sleutel «actie» ontbreekt."),
        (HEAD + "acties: {norm: 1a, actie: x}", 5, "Hier hoort een lijst: zet voor elk onderdeel"),
        (HEAD + "toelichting: [x]", 5, "Vul hier tekst in."),
        (HEAD + "soort: nulmetting", 5, "Kies uit nulmeting, zelfscan, tussenmeting,"),
        (HEAD + "datum: 2024-01-31", 5, "Deze sleutel bestaat hier niet."),
    ],
)
def test_a_problem_elsewhere(text: str, line: int, message: str, server: Server) -> None:
    told = Editor(server, f"{text}\n").told()
    assert [one[0] for one in told] == [line]
    assert told[0][1].startswith(message)


# --- the other kinds of file


RAAMWERK_MODELINE = "# yaml-language-server: $schema=./.weerbaar/raamwerk.schema.json\n"
RAAMWERK = """\
weerbaar: raamwerk/1
id: proef
titel: Proef
versie: "1"
partijtypen: [gemeente]
themas:
  - id: "1"
    titel: Proef
    normen:
      - id: 1a
        tekst: Er is een meldpunt.
        voldoet: """


def test_a_condition_proposes_its_keys_and_facts(server: Server) -> None:
    def rule(text: str) -> dict[str, Any]:
        return Editor(server, f"{RAAMWERK}{text}\n", RAAMWERK_MODELINE).proposals()

    assert {"feit", "alle", "een", "minstens"} <= rule("\n          §").keys()
    assert "intern-meldpunt" in rule("\n          feit: §")
    assert {"is", "binnen", "van_kracht"} <= rule("\n          feit: ivp\n          §").keys()


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("{feit: intern-meldpunt, is: ja}", ""),
        ("{feit: meldpunt, is: ja}", "Dit feit staat niet in de catalogus."),
        ("{feit: intern-meldpunt}", "Hier hoort een toets die weerbaar kent"),
        ("{een: [{feit: ivp, van_kracht: ja, isse: ja}]}", "Deze sleutel bestaat hier niet."),
        ("intern-meldpunt", "Hier horen sleutels met waarden."),
    ],
)
def test_a_problem_with_a_rule(rule: str, message: str, server: Server) -> None:
    told = Editor(server, f"{RAAMWERK}{rule}\n", RAAMWERK_MODELINE).told()
    assert [text.startswith(message) for _, text in told] == [True] * bool(message)
