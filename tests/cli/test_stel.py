"""`--stel`: what if a fact were so; judged like a file, marked everywhere, kept nowhere."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.cli.proef import FILES, HEAD, METING, WERKMAP
from tests.conftest import Golden, Tree, Weerbaar
from weerbaar_cli.engine.score.stelling import parse_stelling
from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel, Stap
from weerbaar_cli.model.uitkomsten.stelling import Stelling
from weerbaar_cli.reading.scores import read_scores

RIJK = """\
weerbaar: raamwerk/1
id: rijk
titel: Alle soorten feiten
versie: "1"
partijtypen: [gemeente, waterschap]
parameters: {recent: {waarde: 12 maanden}}
themas:
  - id: "1"
    titel: Feiten
    normen:
      - {id: 1a, tekst: A, voldoet: {feit: mt-besproken, binnen: recent}}
      - {id: 1b, tekst: B, voldoet: {feit: mt-aanspreekpunt, is: ja}}
      - {id: 1c, tekst: C, voldoet: {feit: eed-belofte, aandeel: 100%}}
      - {id: 1d, tekst: D, voldoet: {feit: bibob-verwerkt, alle_van: [omgevingswet]}}
      - {id: 1e, tekst: E, voldoet: {feit: afdelingen-agendering, elk: ja, binnen: recent}}
      - {id: 1f, tekst: F, voldoet: {feit: ivp, van_kracht: ja}}
      - id: 1g
        tekst: G
        voldoet: {alle: [{feit: regie-fte, meer_dan: 0}, {feit: regie-fte, bewijs: ja}]}
      - {id: 1h, tekst: H, voldoet: {feit: apv-onderdelen, alle_van: [horeca, panden]}}
gevallen: []
"""
FEITEN = """\
feiten:
  mt-besproken: 2022-06-01
  mt-aanspreekpunt: {waarde: nee, herkomst: onderbouwd, bewijs: [{titel: MT-besluit}]}
  eed-belofte: {aantal: 412, totaal: 418}
  bibob-verwerkt: nee
  afdelingen-agendering: {Vergunningen: 2023-10-04, Sociaal domein: nooit}
  ivp: {titel: Plan, status: concept, geldig_vanaf: 2023-01-01}
  damocles: [{titel: Oud}, {titel: Nieuw}]
  regie-fte: 0.5
  apv-onderdelen: {horeca: ja, panden: {waarde: nvt, reden: geen panden}}
"""
HOOFD = HEAD.replace("raamwerk: proef", "raamwerk: rijk")
STAD = f"{HOOFD}peildatum: 2024-01-31\nfictief: ja\n{FEITEN}"


@pytest.fixture(autouse=True)
def map_(tree: Tree) -> Path:
    return tree(FILES | {"rijk.yaml": RIJK, "stad.yaml": STAD})


@pytest.fixture
def statuses(weerbaar: Weerbaar) -> Any:
    """The oordeel per norm under these suppositions."""

    def score(*stellingen: str, more: tuple[str, ...] = (), file: str = "stad.yaml") -> Any:
        args = [word for one in stellingen for word in ("--stel", one)]
        code, out, err = weerbaar("score", file, *args, *more, "--format", "json")
        assert (code, err) == (0, "")
        return {norm["id"]: norm["oordeel"] for norm in json.loads(out)["normen"]}

    return score


@pytest.mark.parametrize(
    ("norm", "stelling"),
    [
        ("1a", "mt-besproken=2024-01-16"),
        ("1b", "mt-aanspreekpunt=ja"),
        ("1b", "mt-aanspreekpunt.waarde=ja"),
        ("1c", "eed-belofte.aantal=418"),
        ("1c", "eed-belofte.totaal=412"),
        ("1d", "bibob-verwerkt.omgevingswet=ja"),
        ("1e", "afdelingen-agendering.Sociaal domein=2024-01-09"),
        ("1e", "afdelingen-agendering.sociaal domein = 2024-01-09"),
        ("1f", "ivp.status=vastgesteld"),
        ("1g", "regie-fte.bewijs=Formatiebesluit"),
    ],
)
def test_one_supposition_meets_one_norm(norm: str, stelling: str, statuses: Any) -> None:
    before, after = statuses(), statuses(stelling)
    assert before[norm] != "voldoet"
    assert after == before | {norm: "voldoet"}


@pytest.mark.parametrize(
    ("norm", "stelling", "status"),
    [
        ("1a", "mt-besproken=", "onbekend"),
        ("1a", "mt-besproken=onbekend", "onbekend"),
        ("1a", "mt-besproken=nooit", "voldoet_niet"),
        ("1e", "afdelingen-agendering=", "onbekend"),
        ("1f", "ivp=nee", "voldoet_niet"),
        ("1g", "regie-fte=", "onbekend"),
        ("1h", "apv-onderdelen.panden=nee", "voldoet_niet"),
        ("1h", "apv-onderdelen=nee", "voldoet_niet"),
        ("1c", "eed-belofte.aantal=", "onbekend"),
    ],
)
def test_an_empty_value_means_not_known(
    norm: str, stelling: str, status: str, statuses: Any
) -> None:
    assert statuses(stelling)[norm] == status


SAME = [
    "mt-besproken=2022-06-01",
    "mt-aanspreekpunt=nee",
    "mt-aanspreekpunt.herkomst=onderbouwd",
    "eed-belofte.aantal=412",
    "bibob-verwerkt=nee",
    "bibob-verwerkt.omgevingswet=nee",
    "afdelingen-agendering.Sociaal domein=nooit",
    "ivp.status=concept",
    "ivp.geldig_vanaf=2023-01-01",
    "regie-fte=0.5",
    "apv-onderdelen.panden=nvt",
    "handhaving-uren=",
]


@pytest.mark.parametrize("stelling", SAME)
@pytest.mark.parametrize("day", ["2024-01-31", "2022-01-01", "2025-01-01"])
def test_to_suppose_what_the_file_says_changes_nothing(
    stelling: str, day: str, weerbaar: Weerbaar
) -> None:
    args = ["score", "stad.yaml", "--peildatum", day, "--format", "json"]
    shape = json.loads(weerbaar(*args, "--stel", stelling).out)
    assert len(shape.pop("verondersteld")) == 1
    plain = json.loads(weerbaar(*args).out)
    assert plain.pop("verondersteld") == []
    assert shape == plain


def scores(*stellingen: Stelling, file: str) -> Raamwerkoordeel:
    return next(iter(read_scores([Path(file)], stellingen=stellingen).scores)).oordelen[0]


def as_stelling(stap: Stap, day: date) -> Stelling | None:
    """A step of nog_nodig that names a value: an item, a group, a yes or a date."""
    if stap.waarde == "ja":
        return Stelling(stap.feit, stap.onderdeel, "ja")
    if "datum" in stap.waarde:
        return Stelling(stap.feit, stap.onderdeel, day.isoformat())
    return None


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "file",
    [
        "stad.yaml",
        "meting.yaml",
        *map(str, sorted(ROOT.glob("examples/*/metingen/v*.yaml"))),
        str(ROOT / "tests/cases/golden/nergenshuizen-nulmeting.yaml"),
    ],
    ids=lambda file: Path(file).stem,
)
def test_to_suppose_the_steps_of_nog_nodig_gives_voldoet(file: str) -> None:
    plain = scores(file=file)
    for norm in plain.normen:
        steps = [as_stelling(stap, plain.peildatum) for stap in norm.nog_nodig]
        stellingen = [one for one in steps if one is not None]
        if not stellingen or len(stellingen) < len(steps):
            continue
        after = scores(*stellingen, file=file).find(norm.id)
        assert after is not None
        assert after.afgeleid == "voldoet", (norm.id, stellingen)


@pytest.mark.parametrize(
    ("stelling", "message", "tip"),
    [
        (
            "mt-bespoken=nooit",
            "het feit ‘mt-bespoken’ staat niet in de catalogus",
            "‘mt-besproken’",
        ),
        ("mt-besproken=1-6-2023", "‘1-6-2023’ is geen datum", "Schrijf 2023-06-01."),
        ("mt-besproken=2024-02-01", "01-02-2024 ligt na de peildatum 31-01-2024", "--peildatum"),
        ("mt-aanspreekpunt=jaa", "‘jaa’ past niet; kies uit ja, nee, buiten-mt", "‘ja’"),
        ("mt-aanspreekpunt=yes", "‘yes’ is geen ja of nee", "Schrijf ja."),
        ("bibob-verwerkt.omgevingwet=ja", "‘omgevingwet’ is onbekend", "‘omgevingswet’"),
        ("bibob-verwerkt=ja", "‘ja’ past niet", "--stel bibob-verwerkt.bibob-tranche-2=ja"),
        ("eed-belofte=418", "‘418’ past niet", "--stel eed-belofte.aantal=12"),
        ("eed-belofte.aantal=419", "aantal 419 is meer dan totaal 418", "verwisseld"),
        ("eed-belofte.antal=4", "‘antal’ is onbekend bij dit feit", "‘aantal’"),
        ("ivp=ja", "‘ja’ past niet; schrijf nee, of", "--stel ivp.geldig_vanaf="),
        ("ivp.geldig_vanf=2024-01-01", "de sleutel ‘geldig_vanf’ bestaat hier niet", "geldig_"),
        ("afdelingen-agendering=ja", "schrijf per groep een datum", "agendering.Vastgoed="),
        ("afdelingen-agendering.Vergunningen=ooit", "‘ooit’ is geen datum", "anders jjjj-mm-dd"),
        ("regie-fte.herkomst=gok", "‘gok’ past niet; kies uit opgave", "laat de waarde leeg"),
    ],
)
def test_a_wrong_supposition_is_told_like_a_file(
    stelling: str, message: str, tip: str, weerbaar: Weerbaar
) -> None:
    code, out, err = weerbaar("score", "stad.yaml", "--stel", stelling)
    assert (code, out) == (2, "")
    first, second, *rest = err.splitlines()
    assert first.startswith(f"--stel {stelling}: fout ")
    assert message in first
    assert second.startswith("  → ")
    assert tip in second
    assert "er is niets berekend: bij stad.yaml past een --stel niet" in rest[-2]


def test_every_wrong_supposition_is_told_at_once(weerbaar: Weerbaar) -> None:
    args = ["--stel", "mt-bespoken=ja", "--stel", "mt-aanspreekpunt=x"]
    err = weerbaar("score", "stad.yaml", *args).err
    assert err.count(": fout ") == 2


@pytest.mark.parametrize(
    ("stelling", "message"),
    [
        ("mt-besproken", "de veronderstelling ‘mt-besproken’ is niet te lezen"),
        ("=ja", "de veronderstelling ‘=ja’ is niet te lezen"),
        ("bibob-verwerkt.=ja", "de veronderstelling ‘bibob-verwerkt.=ja’ is niet te lezen"),
        ("mt-besproken.x=nooit", "mt-besproken heeft geen onderdelen"),
        ("damocles.geldig_tot=2024-01-01", "damocles heeft meer documenten"),
    ],
)
def test_a_supposition_that_has_no_place(stelling: str, message: str, weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar("score", "stad.yaml", "--stel", stelling)
    assert (code, out) == (2, "")
    assert err.startswith(f"Fout: {message}")
    assert "  → " in err


def test_together_they_may_be_right(statuses: Any) -> None:
    assert statuses("eed-belofte.aantal=500", "eed-belofte.totaal=500")["1c"] == "voldoet"


def test_the_last_one_counts(statuses: Any) -> None:
    assert statuses("mt-aanspreekpunt=ja", "mt-aanspreekpunt=buiten-mt")["1b"] == "voldoet_niet"


def test_with_a_later_peildatum_later_dates_are_possible(statuses: Any, weerbaar: Weerbaar) -> None:
    found = statuses("mt-besproken=2024-06-01", more=("--peildatum", "2024-07-01"))
    assert found["1a"] == "voldoet"
    args = ["--stel", "mt-besproken=2024-08-01", "--peildatum", "2024-07-01"]
    assert weerbaar("score", "stad.yaml", *args).code == 2


def test_a_new_group_is_told(weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar(
        "score", "stad.yaml", "--stel", "afdelingen-agendering.Sociaal domijn=nooit"
    )
    assert (code, err) == (
        0,
        "let op: afdelingen-agendering: ‘Sociaal domijn’ staat niet in de lijst van de meting en "
        "komt erbij. Bedoelde u ‘Sociaal domein’?\n",
    )
    supposed = "Ondermijning in het afdelingsoverleg, Sociaal domijn: nooit"
    assert supposed in " ".join(out.split())


def test_a_list_that_is_not_known_becomes_one_group(weerbaar: Weerbaar) -> None:
    found = weerbaar("score", "vol.yaml", "--stel", "afdelingen-agendering.Vastgoed=nooit")
    assert found.code == 0
    assert "let op: afdelingen-agendering: de meting noemt geen groepen" in found.err


def test_a_doubtful_number_is_a_warning(weerbaar: Weerbaar) -> None:
    code, _, err = weerbaar("score", "stad.yaml", "--stel", "regie-fte=1.250")
    assert code == 0
    assert "waarschuwing ongeldig-getal" in err


STELLINGEN = (
    *("--stel", "mt-aanspreekpunt=ja"),
    *("--stel", "eed-belofte.aantal="),
    *("--stel", "afdelingen-agendering.sociaal domein=2024-01-09"),
)
IDS = (
    "VERONDERSTELD: mt-aanspreekpunt: ja; eed-belofte, aantal: niet bekend; "
    "afdelingen-agendering, Sociaal domein: 09-01-2024"
)
LINE = (
    "VERONDERSTELD: Aanspreekpunt in het MT: ja; Ambtseed of belofte, aantal: niet bekend; "
    "Ondermijning in het afdelingsoverleg, Sociaal domein: 09-01-2024"
)
VERONDERSTELD = [
    {"feit": "mt-aanspreekpunt", "onderdeel": None, "waarde": "ja"},
    {"feit": "eed-belofte", "onderdeel": "aantal", "waarde": None},
    {"feit": "afdelingen-agendering", "onderdeel": "Sociaal domein", "waarde": "2024-01-09"},
]


def test_every_output_says_what_is_supposed(
    weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = weerbaar("score", "--help")  # sets the surroundings
    monkeypatch.setenv("COLUMNS", "200")
    assert run.code == 0
    out = weerbaar("score", "stad.yaml", *STELLINGEN).out
    assert out.startswith("FICTIEF: verzonnen gegevens · Vertrouwelijk: ")
    assert f"\n{LINE}\n" in out.partition("Stand")[0]
    assert IDS in weerbaar("score", "stad.yaml", *STELLINGEN, "--ids").out
    several = weerbaar("score", "stad.yaml", "--raamwerk", "alle", *STELLINGEN).out
    assert LINE in several
    tree = weerbaar("explain", "stad.yaml", "1b", *STELLINGEN).out
    assert IDS in tree
    assert "└── toelichting: verondersteld\n" in tree
    for command in (["score", "stad.yaml"], ["explain", "stad.yaml", "1b"]):
        shape = json.loads(weerbaar(*command, *STELLINGEN, "--format", "json").out)
        assert shape["verondersteld"] == VERONDERSTELD
        assert json.loads(weerbaar(*command, "--format", "json").out)["verondersteld"] == []


def test_without_suppositions_there_is_no_mark(weerbaar: Weerbaar) -> None:
    assert "VERONDERSTELD" not in weerbaar("score", "stad.yaml").out
    assert "VERONDERSTELD" not in weerbaar("explain", "stad.yaml", "1b").out


def test_the_line_of_another_day_stays(weerbaar: Weerbaar) -> None:
    args = ["--peildatum", "2024-07-01", "--stel", "mt-aanspreekpunt=ja"]
    out = weerbaar("score", "stad.yaml", *args).out
    assert (
        "Doorgerekend op 01-07-2024 met de feiten van de meting\n"
        "VERONDERSTELD: Aanspreekpunt in het MT: ja\n" in out
    )


def test_a_requirement_says_that_it_was_supposed(weerbaar: Weerbaar) -> None:
    args = ["--stel", "mt-aanspreekpunt=ja", "--eis", "op_orde"]
    code, _, err = weerbaar("score", "stad.yaml", *args)
    assert code == 1
    assert err.startswith("stad.yaml (verondersteld): eis op_orde niet gehaald")


def test_it_counts_for_each_meting(weerbaar: Weerbaar) -> None:
    args = ["score", "meting.yaml", "vol.yaml", "--stel", "intern-meldpunt=nee"]
    shapes = json.loads(weerbaar(*args, "--format", "json").out)
    assert [one["normen"][0]["oordeel"] for one in shapes] == ["voldoet_niet"] * 2
    assert all(one["verondersteld"] for one in shapes)


def test_nothing_is_written(map_: Path, weerbaar: Weerbaar) -> None:
    before = {path: path.read_bytes() for path in map_.rglob("*") if path.is_file()}
    weerbaar("score", "stad.yaml", *STELLINGEN)
    weerbaar("explain", "stad.yaml", "1b", *STELLINGEN)
    assert {path: path.read_bytes() for path in map_.rglob("*") if path.is_file()} == before


def test_a_shared_fact_is_supposed_on_top_of_what_is_shared(tree: Tree, statuses: Any) -> None:
    groep = METING.replace("organisatie: Proefstad", "organisatie: Basisteam")
    tree(
        {
            "weerbaar.yaml": f"{WERKMAP}groepen: [{{naam: Basisteam, type: basisteam, leden: "
            "[Proefstad]}]\n",
            "gedeeld/basisteam.yaml": f"{groep.partition('feiten:')[0]}feiten:\n"
            "  apv-onderdelen: {horeca: ja, panden: nee}\n",
            "lid.yaml": f"{HOOFD}peildatum: 2024-01-31\nfictief: ja\n",
        }
    )
    assert statuses(file="lid.yaml")["1h"] == "voldoet_niet"
    assert statuses("apv-onderdelen.panden=ja", file="lid.yaml")["1h"] == "voldoet"
    assert statuses("apv-onderdelen=", file="lid.yaml")["1h"] == "onbekend"


def test_how_a_supposition_is_read() -> None:
    assert parse_stelling("a.b.c = x=y ") == Stelling("a", "b.c", "x=y")
    assert str(Stelling("a", None, "")) == "--stel a="


def test_a_supposition_on_the_terminal(
    weerbaar: Weerbaar, golden: Golden, monkeypatch: pytest.MonkeyPatch
) -> None:
    weerbaar("--version")
    monkeypatch.setenv("COLUMNS", "80")
    args = ["--stel", "mt-aanspreekpunt=ja", "--stel", "mt-besproken=2024-06-01"]
    day = ["--peildatum", "2024-07-01"]
    golden("score-stel.txt", weerbaar("score", "stad.yaml", *args, *day).out)
    golden("explain-stel.txt", weerbaar("explain", "stad.yaml", "1b", *args, *day).out)
