"""The report for the council: no text of the meting gets through, and no norm is given away."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from tests.cli.geheim import MERKEN, NAMEN, make_district, metingen
from tests.conftest import Golden, Tree, Weerbaar
from weerbaar_cli.blad.blad import Lijst, Stuk
from weerbaar_cli.blad.data import plain_text
from weerbaar_cli.cli.rapporten.rapport import make_eigen
from weerbaar_cli.files import sjablonen
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.sjablonen import read_sjablonen
from weerbaar_cli.formats.markdown import to_markdown
from weerbaar_cli.formats.vormen import EINDEN, LEESBARE_EINDEN, Opmaak, write
from weerbaar_cli.leaks.namen import find_spans, make_zoeklijst
from weerbaar_cli.leaks.uitlezen import read_file
from weerbaar_cli.model.bestanden.partij import Partij
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
from weerbaar_cli.model.uitkomsten.raadsbeeld import (
    Raadsacties,
    Raadsbeeld,
    Raadsraamwerk,
    Raadsthema,
)
from weerbaar_cli.views.raad.raad import make_raad

ROOT = Path(__file__).parents[2]
STAD = ROOT / "examples/twente/metingen/voorbeeldstad-eindmeting-2024.yaml"
EXAMPLES = sorted(ROOT.glob("examples/*/metingen/*.yaml"))
WERKMAP = (
    "weerbaar: werkmap/1\ndistrict: twente\npartijen:\n"
    "  - {naam: Voorbeeldstad, type: gemeente, district: twente}\n"
)
# Besides the marks of geheim.py: what stands behind the other keys that a person fills in.
EIGEN_TEKST = "Kwetsbaarplek"


@pytest.fixture(scope="module")
def geheim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A werkmap in which every text of a meting tells; no evidence in it is public."""
    folder = make_district(tmp_path_factory.mktemp("raad") / "werkmap")
    for path in metingen(folder):
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        data["acties"] = [_actie(number) for number in range(7)] + data.get("acties", [])
        data["toetsing"] = data.get("toetsing", {}) | {"3a": _toetsing()}
        data["nvt"] = data.get("nvt", {}) | {"2a": _besluit()}
        text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
        path.write_text(text.replace("openbaar: ja", "openbaar: nee"), encoding="utf-8")
    return folder


def _actie(number: int) -> dict[str, str]:
    names = ("actie", "eigenaar", "toelichting")
    due = {"norm": "4a", "gereed_op": f"{2023 + number // 2}-03-01", "kosten": "1000"}
    return due | {name: f"{EIGEN_TEKST} {name}" for name in names}


def _toetsing() -> dict[str, str]:
    names = ("reden", "toetser", "toelichting")
    return {"oordeel": "voldoet_niet"} | {name: f"{EIGEN_TEKST} {name}" for name in names}


def _besluit() -> dict[str, str]:
    who = f"{EIGEN_TEKST} college"
    return {"reden": f"{EIGEN_TEKST} reden", "besloten_door": who, "op": "2023-01-01"}


def raamwerk() -> Raamwerk:
    return Bibliotheek().raamwerk("twente-basis-op-orde")


def every_text(path: Path, folder: Path, forms: Collection[str] = LEESBARE_EINDEN) -> str:
    """All that can be read in these forms of the report, properties of documents too."""
    rapport = make_eigen([path], None, None, None, "raad").on(None)
    found = []
    for ending in forms:
        target = folder / f"raad{ending}"
        target.write_bytes(write(EINDEN[ending], rapport, Opmaak(sjablonen)).inhoud)
        read = read_file(target)
        assert {why for _, why in read.niet_doorzocht} <= {
            "een plaatje: alleen de gegevens erin zijn doorzocht"
        }  # in Word, of a chart
        found += [deel.tekst for deel in read.delen]
    assert len(found) > len(forms)
    return "\n".join(found)


@pytest.mark.slow
@pytest.mark.parametrize("number", [0, 1, 6, 13, 20])
def test_no_text_of_the_meting_gets_through(number: int, geheim: Path, tmp_path: Path) -> None:
    path = list(metingen(geheim))[number]
    source = path.read_text(encoding="utf-8")
    mark = next(one for one in MERKEN.values() if one in source)
    assert source.count(mark) > 20
    assert source.count(EIGEN_TEKST) > 20
    text = every_text(path, tmp_path)
    naam = next(naam for naam, one in MERKEN.items() if one == mark)
    assert naam in text
    assert EIGEN_TEKST.casefold() not in text.casefold()
    lijst = make_zoeklijst([Partij(naam=mark, type="gemeente")], [])
    assert list(find_spans(text, lijst)) == []


@pytest.mark.parametrize("number", [0, 13])
def test_no_norm_and_no_fact_is_named(number: int, geheim: Path, tmp_path: Path) -> None:
    """But for the public text of every norm, in a chapter that is the same for all."""
    path = list(metingen(geheim))[number]
    points = _normen(path)
    assert points == _normen(list(metingen(geheim))[20])
    normen = [plain_text(one[0]) for one in points]  # what its words mean stands behind the norm
    assert len(normen) == len({*normen}) == raamwerk().aantal_normen
    text = every_text(path, tmp_path, (".md", ".json", ".csv"))  # elsewhere ‘1a’ is any two bytes
    known = Bibliotheek()
    for norm in raamwerk().normen:
        assert re.search(rf"(?<![\w.]){norm.id}(?![\w.])", text) is None, norm.id
    assert len({text.count(one) for one in normen}) == 1  # each as often as the others
    asked = {name for norm in raamwerk().normen for name in norm.feit_ids}
    told = [name for name in asked if known.catalogus[name].vraag in text]
    assert told == []
    hyphened = [name for name in asked if "-" in name]
    assert [name for name in hyphened if name in text] == []


def _normen(path: Path) -> list[tuple[Stuk, ...]]:
    """What the chapter on norms says of them."""
    blad = make_eigen([path], None, None, None, "raad").pagina
    chapter = next(one for one in blad.secties if one.anker == "normen")
    lists = (blok for blok in chapter.blokken if isinstance(blok, Lijst))
    return [punt for blok in lists for punt in blok.punten if isinstance(punt, tuple)]


def test_the_report_of_the_secretary_does_tell(geheim: Path) -> None:
    """So the tests above have something to find."""
    path = next(metingen(geheim))
    blad = make_eigen([path], None, None, None).pagina
    text = to_markdown(blad, read_sjablonen())
    assert EIGEN_TEKST in text
    assert all(one in text for one in ("4a", MERKEN[NAMEN[0]]))


def test_only_public_documents_are_named(tree: Tree, weerbaar: Weerbaar) -> None:
    bewijs = (
        "bewijs: [{titel: Bibobregels, kenmerk: CVDR1, openbaar: ja}, "
        "{titel: Geheime notitie, openbaar: nee}, {titel: Memo}], toelichting: binnenskamers"
    )
    tree(
        {
            "weerbaar.yaml": "weerbaar: werkmap/1\ndistrict: twente\npartijen:\n"
            "  - {naam: Proefstad, type: gemeente, district: twente}\n",
            "nu.yaml": "weerbaar: meting/1\norganisatie: Proefstad\n"
            "raamwerk: twente-basis-op-orde\npeildatum: 2024-07-01\nfictief: ja\n"
            "status: ingeleverd\n"
            f"feiten:\n  intern-meldpunt: {{waarde: nee, {bewijs}}}\n",
        }
    )
    run = weerbaar("report", "nu.yaml", "--doelgroep", "raad", "--format", "json")
    assert run.code == 0, run.err
    assert json.loads(run.out)["openbaar"] == [{"titel": "Bibobregels", "kenmerk": "CVDR1"}]
    run = weerbaar("report", "nu.yaml", "--doelgroep", "raad", "--format", "markdown")
    assert "Bibobregels, CVDR1" in run.out
    assert [word for word in ("notitie", "Memo", "binnenskamers") if word in run.out] == []


def test_the_codes_rest_on_nothing_that_is_not_told() -> None:
    rapport = make_eigen([STAD], None, None, None, "raad")
    assert rapport.waarmerk is not None
    assert rapport.waarmerk.afdruk("metingen") is None
    eigen = make_eigen([STAD], None, None, None)
    assert eigen.waarmerk is not None
    assert eigen.waarmerk.afdruk("metingen") is not None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda one: one.stem)
def test_no_thema_tells_that_none_of_it_is_met(path: Path) -> None:
    found = make_eigen([path], None, None, None, "raad").data().model_dump()
    for one in found["raamwerken"]:
        tallen = [each["voldoet"] for each in one["themas"]]
        assert all(each["hoog"] >= 1 for each in tallen)
        assert one["voldoet"]["laag"] == sum(each["laag"] for each in tallen)
        assert one["voldoet"]["hoog"] == sum(each["hoog"] for each in tallen)


@pytest.mark.parametrize(
    ("bereik", "said"),
    [
        (
            Bereik(0, 0, 1),
            ("Er geldt 1 norm, en die voldoet nog niet.", "nog niet. Welke norm dat is en waarom"),
        ),
        (Bereik(0, 1, 1), ("en of die voldoet, staat hier niet.", "0 of 1 norm voldoet nog niet.")),
        (Bereik(1, 1, 1), ("Er geldt 1 norm, en die voldoet.", "Met welke feiten dit is gemeten")),
        (Bereik(4, 4, 5), ("4 van de 5 normen die gelden voldoen", "1 norm voldoet nog niet.")),
    ],
)
def test_one_norm_is_told_in_proper_words(bereik: Bereik, said: tuple[str, str]) -> None:
    beeld = beeld_with(bereik)
    text = to_markdown(make_raad(beeld), read_sjablonen())
    assert all(one in text for one in said)
    assert "Er is nog geen actie klaar. 1 actie is gepland of loopt, na de afgesproken" in text
    assert not re.search(r"\b1 (normen|voldoen)\b", text)
    assert "Welke normen" not in text


def test_what_can_be_seen_is_not_said_to_be_hidden() -> None:
    """Of a thema in which all norms are met, each of them is."""
    text = to_markdown(make_raad(beeld_with(Bereik(2, 2, 5))), read_sjablonen())
    assert "3 normen voldoen nog niet. Welke normen dat zijn en waarom, is vertrouwelijk" in text
    assert "Voldoen in een thema alle normen, dan is dat wel te zien." in text
    met = to_markdown(make_raad(beeld_with(Bereik(5, 5, 5))), read_sjablonen())
    assert "Welke norm" not in met


@pytest.mark.parametrize(
    ("bereik", "said"),
    [
        (Bereik(0, 0, 5), None),
        (Bereik(1, 1, 5), "Over 1 norm is besloten dat die voorlopig niet hoeft te voldoen."),
        (Bereik(2, 2, 5), "Over 2 normen is besloten dat ze voorlopig niet hoeven te voldoen."),
        (Bereik(1, 2, 2), "Over ten minste 1 norm is besloten dat die voorlopig niet hoeft"),
    ],
)
def test_what_was_accepted_is_told_without_blame(bereik: Bereik, said: str | None) -> None:
    text = to_markdown(make_raad(beeld_with(Bereik(3, 3, 5), bereik)), read_sjablonen())
    assert ("is besloten" in text) is (said is not None)
    assert said is None or said in text


def test_what_comes_back_counts_in_the_year_of_its_next_time(
    weerbaar: Weerbaar, tree: Tree
) -> None:
    data = yaml.load(STAD.read_text(encoding="utf-8"), yaml.BaseLoader)
    done = {"norm": "2b", "actie": "Bespreken", "gereed_op": "2023-05-01"}
    data["acties"] = [done, done | {"herhaal": "12 maanden"}]
    tree({"weerbaar.yaml": WERKMAP, "nu.yaml": yaml.safe_dump(data, allow_unicode=True)})
    line = "report nu.yaml --doelgroep raad --peildatum 2024-07-01 --format json"
    acties = json.loads(weerbaar(*line.split()).out)["acties"]
    assert (acties["jaar"], acties["te_laat"]) == ({"2023": 1, "2025": 1}, 1)


@pytest.mark.parametrize("peildatum", ["2024-07-01", "2024-12-31"])
def test_what_was_recalculated_is_told_with_the_day_of_the_meting(peildatum: str) -> None:
    """No council takes for a meting what was only worked out for another day."""
    dag = date.fromisoformat(peildatum)
    rapport = make_eigen([STAD], None, None, dag, "raad").on(None)
    markdown = write(EINDEN[".md"], rapport, Opmaak(sjablonen)).inhoud.decode()
    meting = json.loads(write(EINDEN[".json"], rapport, Opmaak(sjablonen)).inhoud)["meting"]
    assert "eindmeting van 01-07-2024" in markdown
    is_later = dag != date(2024, 7, 1)
    assert ("op 31-12-2024, met de feiten van 01-07-2024" in markdown) is is_later
    assert meting.get("doorgerekend_van") == ("2024-07-01" if is_later else None)


def beeld_with(bereik: Bereik, afwijking: Bereik | None = None) -> Raadsbeeld:
    """A report on one thema, with one action that is late."""
    thema = raamwerk().themas[0]
    accepted = afwijking or Bereik(0, 0, bereik.van)
    themas = (Raadsthema(thema, bereik, None),)
    one = Raadsraamwerk(raamwerk(), themas, None, True, (), 0, accepted)
    acties = Raadsacties(0, 1, 1, (), 1, Decimal(0), Decimal(0), 0)
    dag = date(2024, 7, 1)
    return Raadsbeeld(
        "Proefstad", "gemeente", "eindmeting", "vastgesteld", dag, True, None, (one,), acties, ()
    )


@pytest.mark.parametrize(
    ("spent", "planned", "missing", "said"),
    [
        (4200, 0, 1, "Wat gereed is, kostte € 4.200. 1 actie heeft nog geen bedrag."),
        (4200, 0, 0, "Wat gereed is, kostte € 4.200."),
        (
            0,
            300,
            2,
            "De acties die nog lopen, kosten samen € 300. 2 acties hebben nog geen bedrag.",
        ),
        (50, 300, 0, "De acties die nog lopen, kosten samen € 300; wat gereed is, kostte € 50."),
        (0, 0, 1, ""),
    ],
)
def test_an_action_without_an_amount_does_not_cost_nothing(
    spent: int, planned: int, missing: int, said: str
) -> None:
    beeld = beeld_with(Bereik(1, 1, 2))
    geld = (Decimal(spent), Decimal(planned), missing)
    acties = Raadsacties(1, 1, 0, (), 1, *geld)
    text = to_markdown(make_raad(beeld._replace(acties=acties)), read_sjablonen())
    assert "€ 0" not in text
    assert ("€" in text) is bool(said)
    assert said in text.replace("\u00a0", " ")


def test_other_councils_have_their_own_names() -> None:
    def voor(name: str) -> dict[str, str]:
        path = ROOT / f"examples/drenthe/metingen/{name}-2025-08.yaml"
        return dict(make_eigen([path], None, None, None, "raad").pagina.kenmerken)

    assert voor("waterschap-kolkmeden")["Voor"] == "het algemeen bestuur"
    assert voor("provincie-voorbeelddrenthe")["Voor"] == "Provinciale Staten"
    assert voor("brinkmeerde")["Voor"] == "de gemeenteraad"


def test_a_district_has_no_council(weerbaar: Weerbaar) -> None:
    run = weerbaar("report", "--district", "twente", "--doelgroep", "raad")
    assert run.code == 2
    assert "één meting" in run.err


def test_a_whole_report(golden: Golden) -> None:
    blad = make_eigen([STAD], None, None, None, "raad").pagina
    golden("rapport-raad-stad.md", to_markdown(blad, read_sjablonen()))


def test_a_concept_is_not_for_the_council(tree: Tree, weerbaar: Weerbaar) -> None:
    text = STAD.read_text(encoding="utf-8")
    assert "status: vastgesteld" in text or "status: ingeleverd" in text
    concept = re.sub(r"status: (vastgesteld|ingeleverd)", "status: concept", text, count=1)
    tree({"weerbaar.yaml": WERKMAP, "nu.yaml": concept})
    run = weerbaar("report", "nu.yaml", "--doelgroep", "raad", "--output", "raad.html")
    assert (run.code, run.out) == (2, "")
    assert "deze meting is nog een concept" in run.err
    assert not Path("raad.html").exists()
    assert weerbaar("report", "nu.yaml", "--output", "eigen.html").code == 0
