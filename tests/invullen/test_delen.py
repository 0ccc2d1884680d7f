"""Parts of a meting: what they begin with, what they change, and that their order is no matter."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.invullen.antwoorden import CATALOGUS, antwoorden, feiten
from weerbaar_cli.files.yaml.events import read_data
from weerbaar_cli.invullen.delen import Deelmeting, choose, propose
from weerbaar_cli.invullen.stukken import answers_for, make_basis, plain, take_apart
from weerbaar_cli.invullen.voorstel import Samengebracht, combine
from weerbaar_cli.invullen.vragenlijst import make_feit
from weerbaar_cli.invullen.wijzigen import block_lines, change_text
from weerbaar_cli.model.uitkomsten.wijzigingen import Vindplek

VRAGEN = {name: make_feit(feit) for name, feit in CATALOGUS.items()}
ROLLEN = sorted({rol for feit in CATALOGUS.values() for rol in feit.rollen})
WIE = ("ingevuld_door", "herkomst")


def text_of(feiten: Any) -> str:
    return "\n".join(block_lines({"weerbaar": "meting/1", "feiten": feiten}, "")) + "\n"


def read(text: str) -> dict[str, Any]:
    found: dict[str, Any] = read_data(text)[0]
    return found


def part(names: Any, feiten: Any, naam: str = "deel.yaml", door: str = "jurist") -> Deelmeting:
    own = answers_for(names, feiten, CATALOGUS)
    bron = Vindplek(naam, door=door)
    return Deelmeting(bron, {"feiten": own}, make_basis(own, CATALOGUS))


def bring(text: str, *delen: Deelmeting, kies: tuple[str, ...] = ()) -> tuple[str, Samengebracht]:
    data = read(text)
    asked = [one for deel in delen for one in propose(deel, data, CATALOGUS)]
    found = combine(data, VRAGEN, asked)
    if kies:
        asked = choose(found.botsingen, asked, kies, "meting")
        found = combine(data, VRAGEN, asked)
    return change_text(text, found.wijzigingen), found


def said(text: str) -> Any:
    """All that a meting says, in whichever form, without who said it."""
    found = take_apart(read(text), CATALOGUS)
    return {pad: plain(one) for pad, one in found.items() if pad[-1] not in WIE}


@given(feiten())
@settings(max_examples=25, deadline=None)
def test_a_part_that_comes_back_as_it_went_changes_no_byte(own: Any) -> None:
    text = text_of(own)
    for rol in ROLLEN:
        names = [name for name in CATALOGUS if rol in CATALOGUS[name].rollen]
        assert bring(text, part(names, read(text).get("feiten") or {}))[0] == text


@given(feiten())
@settings(max_examples=40, deadline=None)
def test_facts_through_parts_are_the_same_facts(own: Any) -> None:
    """Every kind, list and extra value: what parts say comes into a blank meting as it was."""
    source = text_of(own)
    delen = [
        Deelmeting(Vindplek(f"{rol}.yaml", door=rol), {"feiten": answers_for(
            [name for name in CATALOGUS if rol in CATALOGUS[name].rollen],
            read(source).get("feiten") or {}, CATALOGUS)})
        for rol in ROLLEN
    ]  # fmt: skip
    rest = {name for name, feit in CATALOGUS.items() if not feit.rollen}
    text, found = bring(text_of({}), *delen)
    assert found.botsingen == ()
    wanted = {pad: one for pad, one in said(source).items() if pad[1] not in rest}
    assert said(text) == wanted


@st.composite
def edits(draw: st.DrawFn, own: Any) -> dict[str, Any]:
    """Other answers to some of what is asked."""
    names = draw(st.lists(st.sampled_from(sorted(CATALOGUS)), max_size=4, unique=True))
    beside = {name for name in names if CATALOGUS[name].bij in {*names, *own}}
    beside |= {name for name in names for one in own if CATALOGUS[one].bij == name}
    return {name: draw(antwoorden(name)) for name in names if name not in beside}


@given(st.data())
@settings(max_examples=40, deadline=None)
def test_where_nothing_clashes_the_order_is_no_matter(data: st.DataObject) -> None:
    own = data.draw(feiten(6))
    text = text_of(own)
    facts = read(text).get("feiten") or {}
    delen = []
    for naam, door in (("a.yaml", "jurist"), ("b.yaml", "HR-adviseur")):
        base = part(list(CATALOGUS), facts, naam, door)
        changed = deepcopy(dict(base.inhoud["feiten"])) | data.draw(edits(own))
        delen.append(Deelmeting(base.bron, {"feiten": changed}, base.basis))
    one, both = bring(text, *delen)
    other, turned = bring(text, *reversed(delen))
    assert said(one) == said(other)  # rows stand in the order in which files are named
    assert len(both.botsingen) == len(turned.botsingen)
    if not both.botsingen:
        in_turn = bring(bring(text, delen[0])[0], delen[1])[0]
        back = bring(bring(text, delen[1])[0], delen[0])[0]
        assert said(in_turn) == said(back) == said(one)
        assert signed(in_turn) == signed(back) == signed(one)


def signed(text: str) -> Any:
    feiten = read(text).get("feiten") or {}
    return {name: [one.get(key) for key in WIE] for name, one in feiten.items()
            if isinstance(one, dict) and "waarde" in one}  # fmt: skip


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_what_a_part_does_not_have_is_not_touched(data: st.DataObject) -> None:
    own = data.draw(feiten(8))
    text = text_of(own)
    changed = data.draw(edits(own))
    after, _ = bring(text, Deelmeting(Vindplek("a.yaml"), {"feiten": changed}))
    before, now = read(text).get("feiten") or {}, read(after).get("feiten") or {}
    for name in before.keys() - changed.keys():
        assert now[name] == before[name]


METING = """\
weerbaar: meting/1
feiten:
  intern-meldpunt: nee  # zei de directie
  bibob-verwerkt:   # let op
    omgevingswet:    # Omgevingswet
    # en dan
    bibob-tranche-2: ja

  apv: {titel: APV, status: concept, onderdelen: {horeca: ja}}   # zo
  eed-belofte: {aantal: 4, totaal: 5}
"""


def changed(naam: str, door: str, **answers: Any) -> Deelmeting:
    base = part(list(CATALOGUS), read(METING)["feiten"], naam, door)
    more = {name.replace("_", "-"): one for name, one in answers.items()}
    return Deelmeting(base.bron, {"feiten": {**base.inhoud["feiten"], **more}}, base.basis)


def test_two_functions_answer_a_list_together_and_every_remark_stays() -> None:
    een = changed("a.yaml", "jurist", bibob_verwerkt={"omgevingswet": "ja"})
    twee = changed("b.yaml", "Bibob-coördinator", bibob_verwerkt={"bibob-tranche-2": "nee"})
    text, found = bring(METING, een, twee)
    assert found.botsingen == ()
    assert (
        """\
  bibob-verwerkt:   # let op
    waarde:
      omgevingswet: ja    # Omgevingswet
      # en dan
      bibob-tranche-2: nee
    ingevuld_door: Bibob-coördinator / jurist
    herkomst: opgave
"""
        in text
    )


def test_who_agrees_is_told_too_and_evidence_says_where_it_comes_from() -> None:
    een = changed("a.yaml", "jurist", intern_meldpunt="ja")
    bewijs = {"waarde": "ja", "bewijs": [{"titel": "Besluit"}]}
    twee = changed("b.yaml", "HR-adviseur", intern_meldpunt=bewijs)
    text, _ = bring(bring(METING, een)[0], twee)
    answer = read(text)["feiten"]["intern-meldpunt"]
    assert answer == {
        "waarde": "ja", "herkomst": "onderbouwd", "ingevuld_door": "HR-adviseur / jurist",
        "bewijs": [{"titel": "Besluit"}],
    }  # fmt: skip


def test_of_what_differs_nothing_changes_until_somebody_is_chosen() -> None:
    een = changed("a.yaml", "jurist", intern_meldpunt="ja")
    twee = changed("b.yaml", "HR-adviseur", intern_meldpunt="onbekend")
    text, found = bring(METING, een, twee)
    (clash,) = found.botsingen
    assert (text, clash.nu) == (METING, "nee")
    assert {(one.wordt, str(one.bron)) for one in clash.voorstellen} == {
        ("ja", "a.yaml, jurist"), ("onbekend", "b.yaml, HR-adviseur"),
    }  # fmt: skip
    for kies, now in (("a.yaml", "ja"), ("1=b.yaml", "onbekend"), ("2=b.yaml", None)):
        text, found = bring(METING, een, twee, kies=(kies,))
        answer = read(text)["feiten"]["intern-meldpunt"]
        assert (answer["waarde"] if now else answer) == (now or "nee")
        assert bool(found.botsingen) == (now is None)
    text, found = bring(METING, een, twee, kies=("meting",))
    assert (text, found.botsingen) == (METING, ())


def test_what_the_meting_changed_meanwhile_is_a_clash_with_what_changed_too() -> None:
    deel = changed("a.yaml", "jurist", intern_meldpunt="ja")
    now = METING.replace("intern-meldpunt: nee", "intern-meldpunt: onbekend")
    text, found = bring(now, deel)
    assert (text, len(found.botsingen)) == (now, 1)
    # What the part did not change is no business of it.
    now = METING.replace("aantal: 4", "aantal: 5")
    text, found = bring(now, deel)
    assert found.botsingen == ()
    assert "aantal: 5" in text


@pytest.mark.parametrize("blank", [None, "", {}, {"waarde": None}])
def test_blank_leaves_it_as_it_was(blank: Any) -> None:
    deel = changed("a.yaml", "jurist", intern_meldpunt=blank, eed_belofte=blank)
    assert bring(METING, deel)[0] == METING


def test_not_known_is_a_change() -> None:
    text, _ = bring(METING, changed("a.yaml", "jurist", eed_belofte="onbekend"))
    assert read(text)["feiten"]["eed-belofte"]["waarde"] == "onbekend"


def test_an_item_of_a_document_goes_where_the_document_tells_it() -> None:
    names = [name for name in CATALOGUS if "adviseur veiligheid" in CATALOGUS[name].rollen]
    base = part(names, read(METING)["feiten"], "a.yaml", "adviseur veiligheid")
    assert base.inhoud["feiten"]["apv-onderdelen"] == {"horeca": "ja"}
    own = {"feiten": {"apv-onderdelen": {"horeca": "nee", "sluiting": "ja"}}}
    text, _ = bring(METING, Deelmeting(base.bron, own, base.basis))
    answer = read(text)["feiten"]["apv"]
    assert answer["waarde"]["onderdelen"] == {"horeca": "nee", "sluiting": "ja"}
    assert "apv-onderdelen" not in read(text)["feiten"]
    # Of a document that was a concept and no longer is, that goes.
    adopted = {"titel": "APV", "vastgesteld_op": "2023-04-20", "onderdelen": {"horeca": "ja"}}
    text, _ = bring(METING, changed("b.yaml", "jurist", apv=adopted))
    assert read(text)["feiten"]["apv"]["waarde"] == adopted
