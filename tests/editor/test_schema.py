"""The schemas: what they say, that they hold together, and that they agree with our own checks."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import BeforeValidator, TypeAdapter, ValidationError

from tests.conftest import Weerbaar
from tests.editor.kern_yaml import load_core
from weerbaar_cli.cli.editorschema import makers_of
from weerbaar_cli.editor.bestanden import meting_schema
from weerbaar_cli.editor.model import BY_READER, RULES
from weerbaar_cli.editor.teksten import SLEUTELS, explain, meanings
from weerbaar_cli.feitsoorten.combinaties import Conditie
from weerbaar_cli.feitsoorten.document import Document
from weerbaar_cli.files.vinden import find_werkmap
from weerbaar_cli.model.bestanden.feit import LangeVorm
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.reading.omgeving import Omgeving

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases"
TWENTE = "meting-twente-basis-op-orde"
Schema = dict[str, Any]


@cache
def omgeving(folder: Path | None) -> Omgeving:
    return Omgeving(folder)


@cache
def made(name: str, folder: Path | None = None) -> Schema:
    return makers_of(omgeving(folder))[name]()


@cache
def validator(name: str, folder: Path | None = None) -> Draft7Validator:
    return Draft7Validator(made(name, folder))


NAMES = list(makers_of(omgeving(None)))
every_schema = pytest.mark.parametrize("name", NAMES)


def parts(schema: Any) -> Iterator[Schema]:
    """Every object inside a schema."""
    if isinstance(schema, dict):
        yield schema
    below = schema.values() if isinstance(schema, dict) else schema
    for one in below:
        if isinstance(one, dict | list):
            yield from parts(one)


# --- each schema on its own


def test_there_is_one_for_every_kind_of_file_and_every_raamwerk() -> None:
    assert SOORTEN.keys() <= set(NAMES)
    ids = omgeving(None).bibliotheek.raamwerk_ids()
    assert {f"meting-{raamwerk}" for raamwerk in ids} < set(NAMES)


@every_schema
def test_it_is_a_schema_of_draft_07(name: str) -> None:
    Draft7Validator.check_schema(made(name))
    assert made(name)["$schema"] == "http://json-schema.org/draft-07/schema#"


@every_schema
def test_every_reference_leads_somewhere_and_stands_alone(name: str) -> None:
    schema = made(name)
    for part in parts(schema):
        if "$ref" in part:
            assert list(part) == ["$ref"]
            target = schema["definitions"][part["$ref"].removeprefix("#/definitions/")]
            assert "enum" not in target, "behind a reference an editor loses the meanings"


@every_schema
def test_every_definition_is_used(name: str) -> None:
    schema = made(name)
    used = {part["$ref"].removeprefix("#/definitions/") for part in parts(schema) if "$ref" in part}
    assert schema["definitions"].keys() - used == set()


@every_schema
def test_nothing_that_an_editor_shows_as_noise(name: str) -> None:
    for part in parts(made(name)):
        if "properties" not in part or isinstance(part.get("title"), str):
            assert not isinstance(part.get("title"), str)
        assert "default" not in part or isinstance(part["default"], dict)
        assert {"type": "null"} not in part.get("anyOf", [])


@every_schema
def test_every_word_to_choose_has_its_meaning(name: str) -> None:
    for part in parts(made(name)):
        if "enumDescriptions" in part:
            assert len(part["enum"]) == len(part["enumDescriptions"])
            assert len(part["enum"]) == len(part["markdownEnumDescriptions"])
            assert all(part["enumDescriptions"])


@every_schema
def test_every_refusal_is_in_dutch(name: str) -> None:
    """A keyword that refuses stands beside our message, or in a condition that refuses nothing."""
    for part in parts(made(name)):
        if part.get("additionalProperties") is False or "pattern" in part:
            condition = "errorMessage" not in part and set(part) <= {"type", "pattern"}
            assert condition or "errorMessage" in part, part


@every_schema
def test_the_same_input_gives_the_same_bytes(name: str) -> None:
    again = makers_of(Omgeving(None))[name]()
    assert json.dumps(again) == json.dumps(made(name))


def fields() -> Iterator[tuple[str, str]]:
    models: list[type[Strict]] = [*SOORTEN.values(), LangeVorm, Document]
    for model in models:
        models += [one for one in _below(model) if one not in models]
        for name, field in model.model_fields.items():
            yield model.__name__, field.alias or name


def _below(model: type[Strict]) -> Iterator[type[Strict]]:
    pending = [field.annotation for field in model.model_fields.values()]
    for kind in pending:
        pending += get_args(kind)
        if isinstance(kind, type) and issubclass(kind, Strict):
            yield kind


def test_every_key_is_explained() -> None:
    assert [f"{model}.{key}" for model, key in fields() if not explain(model, key)] == []
    asked = {f"{model}.{key}" if f"{model}.{key}" in SLEUTELS else key for model, key in fields()}
    assert SLEUTELS.keys() - asked == set()


def every_model() -> list[type[Strict]]:
    models: list[type[Strict]] = [Strict]
    for model in models:
        models += model.__subclasses__()
    # A published report is written by us alone, so no editor has to explain it.
    return [one for one in models[1:] if not one.__module__.endswith(".gepubliceerd")]


def test_every_check_of_a_model_has_its_rule() -> None:
    own = {
        model.__name__
        for model in every_model()
        if model.__pydantic_decorators__.model_validators.keys() - {"_drop_empty"}
    }
    # Of Overgang only its keys are checked: how many norms each soort has, only we count.
    # The reason of a decision has a reader, that asks for its key as well.
    assert own - {"Overgang"} | {"NvtBesluit"} == RULES.keys()


def test_every_reader_that_asks_more_than_its_type_has_a_form() -> None:
    """Found by name, so a reader that is new or renamed would be passed over in silence."""
    kinds = [
        hint
        for model in every_model()
        for hint in get_type_hints(model, include_extras=True).values()
    ]
    readers = set()
    for kind in kinds:
        marks = getattr(kind, "__metadata__", ())
        readers |= {one.func.__name__ for one in marks if isinstance(one, BeforeValidator)}
        kinds += [one for one in get_args(kind) if get_args(one)]
    by_type = {
        "read_datum",
        "read_ja_nee",
        "read_kosten",
        "read_rij",
        "read_item",
        "drop_unwritten",
    }
    assert readers - by_type == BY_READER.keys()


def test_every_closed_choice_is_explained() -> None:
    kinds = [one.annotation for model in every_model() for one in model.model_fields.values()]
    for kind in kinds:
        kinds += get_args(kind)
        if get_origin(kind) is Literal:
            assert all(meanings(get_args(kind)).values()), kind


# --- what a meting shows


def fact(feit_id: str, name: str = TWENTE) -> Schema:
    found: Schema = made(name)["properties"]["feiten"]["properties"][feit_id]
    return found


def test_a_fact_explains_itself() -> None:
    assert fact("mt-aanspreekpunt")["markdownDescription"] == (
        "**Is er binnen het MT een aanspreekpunt ondermijning aangewezen? (functie, geen naam)**"
        "\n\nJa of nee. Ook mogelijk: buiten-mt."
        "\n\nNorm 1c: «Elke gemeente heeft binnen het MT een aanspreekpunt ondermijning;»"
        "\n\nWie weet dit: gemeentesecretaris."
        "\n\nBewijs: MT-besluit, portefeuilleverdeling."
    )


def test_with_several_raamwerken_a_norm_names_its_raamwerk() -> None:
    text = fact("bibob-beleid", "meting")["markdownDescription"]
    assert "Norm 3d (Basis op orde Twente): «" in text
    assert text.count("Norm ") > 1


def test_a_fact_behind_an_anchor_serves_the_norm_too() -> None:
    assert "Norm 3d: «" in fact("bibob-verwerkt")["markdownDescription"]


def test_facts_that_are_asked_come_first_and_the_others_remain() -> None:
    block = made(TWENTE)["properties"]["feiten"]
    later = [one["label"] for one in block["defaultSnippets"]]
    assert "damocles" in later
    assert "bibob-beleid" not in later
    catalogus = omgeving(None).bibliotheek.catalogus
    assert block["properties"].keys() == {k for k, one in catalogus.items() if not one.is_kenmerk}
    assert all(fact(feit_id)["doNotSuggest"] for feit_id in later)
    assert all(one["sortText"].startswith("~") for one in block["defaultSnippets"])


def test_norms_have_their_text_wherever_they_are_named() -> None:
    properties = made(TWENTE)["properties"]
    text = "Actueel Bibob-beleid is aanwezig;"
    for block in ("nvt", "toetsing", "verhalen"):
        assert properties[block]["properties"]["3d"]["markdownDescription"] == f"**3d** {text}"
    names = made(TWENTE)["definitions"]["Actie"]["properties"]["norm"]["anyOf"][1]
    assert names["enumDescriptions"][names["enum"].index("3d")] == text
    assert not any("/" in name for name in names["enum"])


def test_with_several_raamwerken_the_full_name_of_a_norm_is_proposed() -> None:
    names = made("meting")["definitions"]["Actie"]["properties"]["norm"]["anyOf"][1]["enum"]
    assert "twente-basis-op-orde/3d" in names
    assert "3d" not in names
    nvt = made("meting")["properties"]["nvt"]["properties"]
    assert nvt["3d"]["doNotSuggest"]
    assert "doNotSuggest" not in nvt["twente-basis-op-orde/3d"]
    assert nvt["3d"]["markdownDescription"].startswith("**3d** Actueel Bibob-beleid")


def test_a_number_that_several_raamwerken_have_shows_each_text() -> None:
    folder = CASES  # its own raamwerk has a 1a too
    texts = made("meting", folder)["properties"]["nvt"]["properties"]["1a"]["markdownDescription"]
    assert texts.startswith("**1a**\n\n- ")
    assert "- Basis op orde Twente: Ondermijning wordt als thema periodiek" in texts
    assert "- Proefraamwerk: Er is een interne meldmogelijkheid." in texts


@pytest.mark.parametrize("name", ["meting", TWENTE])
def test_what_a_snippet_writes_is_accepted(name: str) -> None:
    """The first choice of each place, and otherwise nothing."""
    schema = made(name)
    head = {"weerbaar": "meting/1", "organisatie": "X", "peildatum": "2024-01-31"}
    head["raamwerk"] = schema["properties"]["raamwerk"]["anyOf"][1]["enum"][0]
    filled: Schema = {**head, "feiten": {}}
    for feit_id, one in schema["properties"]["feiten"]["properties"].items():
        for snippet in one["allOf"][0]["defaultSnippets"]:
            filled["feiten"][feit_id] = fill(snippet["body"])
    for block in ("nvt", "toetsing", "verhalen"):
        filled[block] = fill(schema["properties"][block]["defaultSnippets"][0]["body"])
    filled["acties"] = [fill(schema["properties"]["acties"]["defaultSnippets"][0]["body"])]
    assert [error.message for error in Draft7Validator(schema).iter_errors(filled)] == []
    assert len(filled["feiten"]) > 60


def fill(body: Any) -> Any:
    if isinstance(body, dict):
        return {fill(key): 2024 if key == "jaar" else fill(one) for key, one in body.items()}
    text = body.strip('"')
    if text.startswith("{") and ":" in text:
        return load_core(text.replace("$1", "3").replace("$2", "5"))
    if "|" in text:
        return text.split("|")[1].split(",")[0]
    if "jjjj-mm-dd" in text:
        return "2024-01-31"
    return "Tekst" if ":" in text else "2024-01-31" if "$" in text else text


# --- agreement with `weerbaar validate`


def schema_of(path: Path, data: Any) -> str:
    """The schema that `weerbaar new` would name: by kind, and for a meting by its raamwerk."""
    kind = str(data.get("weerbaar")).partition("/")[0] if isinstance(data, dict) else "meting"
    if kind != "meting":
        return kind if kind in SOORTEN else "meting"
    named = data.get("raamwerk") if isinstance(data, dict) else None
    names = named if isinstance(named, list) else [named]
    single = f"meting-{str(names[0]).partition('@')[0]}" if len(names) == 1 else ""
    return single if single in makers_of(omgeving(find_werkmap(path))) else "meting"


def refusals(path: Path, data: Any) -> list[str]:
    found = validator(schema_of(path, data), find_werkmap(path)).iter_errors(data)
    return [f"{'.'.join(map(str, one.absolute_path))}: {one.message[:80]}" for one in found]


FOLDERS = ("examples", "frameworks", "tests/cases/valid", "tests/cases/golden")
GOOD = [
    *sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.yaml")),
    CASES / "weerbaar.yaml",
    CASES / "proef.yaml",
]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_good_file_is_accepted(path: Path) -> None:
    assert refusals(path, load_core(path.read_text(encoding="utf-8"))) == []


# Faults that no schema can see, and why.
BEYOND = {
    "aantal-boven-totaal": "compares two numbers",
    "datum-na-peildatum": "compares two dates",
    "datum-na-peildatum-toetsing": "compares two dates",
    "document-eindigt-voor-begin": "compares two dates",
    "deel-niet-concept": "compares two keys",
    "dubbel-bewijs": "compares ids of evidence",
    "onbekend-bewijs": "compares ids of evidence",
    "onderdeel-altijd-van-toepassing": "the catalogue says which items always apply",
    "onderdelen-dubbel": "compares two facts",
    "onderdelen-zonder-document": "compares two facts",
    "dubbele-sleutel": "the second one is gone when a schema looks",
    "norm-niet-eenduidig": "compares norms with the raamwerken of the file",
    "nvt-kan-niet": "the raamwerk says which norms always apply",
    "lijst-boven-totaal": "compares a list with another fact",
    "onbekende-partij": "parties are looked up by name or code",
    "partij-opgegaan": "parties are looked up by name or code",
    "onbekende-partij-zonder-suggestie": "parties are looked up by name or code",
    "persoonsgegeven": "reads text",
    "persoon-in-opmerking": "reads remarks",
    "publicaties-overlap": "compares the groups of a register",
    "publicatie-veranderd": "hashes what it says",
    "groep-twee-keer": "compares names",
    "intrekking-onbekend": "looks into the register",
    "raamwerk-niet-voor-partij": "depends on the party",
    "raamwerk-twee-keer": "the same id with another version",
    "samenvoegresten-in-tekst": "reads text",
    "tekstrichting": "looks at characters",
}


def loaded_cases() -> Iterator[tuple[Path, Any]]:
    for path in sorted((CASES / "invalid").glob("*.yaml")):
        try:
            yield path, load_core(path.read_text(encoding="utf-8"))
        except (UnicodeDecodeError, yaml.YAMLError):
            continue  # an editor shows these as faults of YAML


def test_a_bad_file_is_refused_wherever_a_schema_can_see_it(weerbaar: Weerbaar) -> None:
    seen = {}
    for path, data in loaded_cases():
        if data is None:
            continue
        found = json.loads(weerbaar("validate", str(path), "--format", "json").out)["bevindingen"]
        wrong = any(one["ernst"] == "fout" for one in found)
        if wrong is not bool(refusals(path, data)):
            seen[path.stem] = "fout" if wrong else "refused"
    # Other capitals are read with a hint; an editor asks for the right ones.
    assert seen == {**dict.fromkeys(BEYOND, "fout"), "hoofdletters": "refused"}


# --- raamwerken


VALUES: dict[str, Any] = {
    "feit": "intern-meldpunt", "is": "ja", "binnen": "12 maanden", "ooit": "ja",
    "op_of_na": "mt-besproken", "van_kracht": "ja", "toestand": ["concept"], "verwerkt": "wgs",
    "verwerkt_minstens": "1",
    "oud_hoogstens": "4 jaar", "verlopen_hoogstens": "1 jaar", "jaar": "peildatum",
    "jaar_vooraf": "6 maanden", "verlengd": "ja",
    "aandeel": "50%", "van": ["a"], "bij_niets": "weg", "aantal_minstens": "1",
    "totaal_hoogstens": "1", "minstens": "1", "meer_dan": "1", "hoogstens": "1",
    "minder_dan": "1", "alle_van": "alles", "elk": "ja", "bewijs": "ja", "parameter": "p",
    "alle": [{"feit": "intern-meldpunt", "is": "ja"}], "een": [], "geen": [], "delen": ["deels"],
    "na": "mt-besproken", "termijn_loopt": "weg", "per": "regie-fte", "elke": "10",
    "norm": "1a", "oordeel": ["deels"],
    "indien": {"feit": "intern-meldpunt", "is": "ja"},
    "dan": {"feit": "intern-meldpunt", "is": "ja"},
    "anders": {"feit": "intern-meldpunt", "is": "ja"},
}  # fmt: skip


def test_every_key_of_a_condition_is_tried() -> None:
    assert VALUES.keys() == made("raamwerk")["definitions"]["conditie"]["properties"].keys()


def test_a_condition_is_of_the_kind_that_its_keys_say() -> None:
    schema = made("raamwerk")
    check = Draft7Validator(
        {**schema["definitions"]["conditie"], "definitions": schema["definitions"]}
    )
    model: TypeAdapter[Any] = TypeAdapter(Conditie)
    different = []
    for number in (0, 1, 2, 3):
        for keys in itertools.combinations(VALUES, number):
            data = {key: VALUES[key] for key in keys}
            if check.is_valid(data) is not _accepts(model, data):
                different.append(keys)
    assert different == []


def _accepts(model: TypeAdapter[Any], data: Any) -> bool:
    try:
        model.validate_python(data)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('versie: "1"', "versie: 1.0"),
        ('id: "3.10"', "id: 3.10"),
        ("feit: osint", "feit: osnit"),
        ("osint, is: ja}", "osint, isse: ja}"),
        ("titel: Proef\n", "title: Proef\n"),
        ("voldoet: {feit: osint, is: ja}", "deels: {feit: osint, is: ja}"),
        ("voldoet: {feit: osint, is: ja}", "regel: ontbreekt"),
        ("voldoet: {feit: osint, is: ja}", "voldoet: "),
        ("voldoet: {feit: osint, is: ja}", "voldoet: osint"),
        ("voldoet: {feit: osint, is: ja}", "voldoet: {feit: osint}"),
        ("voldoet: {feit: osint, is: ja}", "voldoet: {feit: osint, is: ja, binnen: 1 jaar}"),
        ("osint, is: ja}", "osint, is: ja}\n        signalen: [{tekst: x}]"),
    ],
)
def test_a_raamwerk_with_a_fault(old: str, new: str) -> None:
    text = (CASES / "proef.yaml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    assert not refusals(CASES / "proef.yaml", load_core(text))
    assert refusals(CASES / "proef.yaml", load_core(text.replace(old, new)))


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("{reden: geen, besloten_door: college, op: 2024-01-31}", True),
        ("{reden: 7, besloten_door: college, op: 2024-01-31}", True),
        ("{reden: geen, besloten_door: college}", False),
        ("{reden: geen, op: 2024-01-31}", False),
        ("{reden: geen, besloten_door: , op: 2024-01-31}", False),
        ("{reden: , besloten_door: college, op: 2024-01-31}", False),
        ("{reden: …, besloten_door: college, op: 2024-01-31}", False),
        ("{reden: [x], besloten_door: college, op: 2024-01-31}", False),
        ("{besloten_door: college, op: 2024-01-31}", False),
        ("", False),
    ],
)
def test_a_decision_has_a_reason_a_day_and_who_took_it(text: str, good: bool) -> None:
    head = {"weerbaar": "meting/1", "organisatie": "X", "peildatum": "2024-01-31"}
    data = {**head, "raamwerk": "twente-basis-op-orde", "nvt": {"3e": load_core(text)}}
    assert validator(TWENTE).is_valid(data) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("{vraag: x, soort: datum}", True),
        ("{vraag: x, soort: tekst}", False),
        ("{vraag: x, soort: checklist}", False),
        ("{vraag: x, soort: checklist, items: {}}", False),
        ("{vraag: x, soort: checklist, items: }", False),
        ("{vraag: x, soort: checklist, items: {a: Een}}", True),
        ("{vraag: x, soort: checklist, items: {waarde: Een}}", False),
        ("{vraag: x, soort: datum, items: {a: Een}}", False),
        ("{vraag: x, soort: groepen}", False),
        ("{vraag: x, soort: groepen, groepen: eigen}", True),
        ("{vraag: x, soort: groepen, groepen: vast}", False),
        ("{vraag: x, soort: groepen, groepen: vast, namen: {a: Een}}", True),
        ("{vraag: x, soort: groepen, groepen: eigen, namen: {a: Een}}", False),
        ("{vraag: x, soort: datum, waarden: {a: Een}}", False),
        ("{vraag: x, soort: getal, waarden: {a: Een}}", True),
        ("{vraag: x, soort: getal, overtreffen: ja}", False),
        ("{vraag: x, soort: groepen, groepen: eigen, totaal: y}", True),
        ("{vraag: x, soort: groepen, groepen: vast, namen: {a: A}, totaal: y}", False),
        ("{vraag: x, soort: getal, totaal: y}", False),
        ("{vraag: x, soort: aantal, overtreffen: ja}", True),
        ("{vraag: x, soort: datum, overtreffen: nee, waarden: , items: {}}", True),
    ],
)
def test_what_is_special_about_a_fact_belongs_to_its_kind(text: str, good: bool) -> None:
    feit = load_core(text)
    data = {"weerbaar": "feiten/1", "feiten": {"een-feit": feit}}
    assert validator("feiten").is_valid(data) is good
    assert _accepts(TypeAdapter(SOORTEN["feiten"]), {**data, "feiten": {"een-feit": feit}}) is good


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("{raamwerk: twente-basis-op-orde}", True),
        ("{raamwerk: [twente-basis-op-orde]}", True),
        ("{raamwerk: }", True),
        ("{raamwerk: twente}", False),
        ("{parameters: {twente-basis-op-orde: {periode-organen: 6 maanden}}}", True),
        ("{parameters: {twente-basis-op-orde: {actueel-bibob: [omgevingswet]}}}", True),
        ("{parameters: {twente-basis-op-orde: {periode: 6 maanden}}}", False),
        ("{partijen: [{naam: A, type: gemeente, district: [x, y]}]}", True),
        ("{partijen: [{naam: A}]}", False),
        ("{publicatie: {exacte_aantallen: nee, bekend_bij_lezer: 2}}", True),
        ("{publicatie: {bekend_bij_lezer: 1}}", False),
        ('{publicatie: {bekend_bij_lezer: "1"}}', False),
        ('{publicatie: {bekend_bij_lezer: "12"}}', True),
        ("{publicatie: {bekend_bij_lezer: 2.5}}", False),
        ("{publicatie: {behaald: 70%}}", True),
        ("{publicatie: {behaald: alle}}", True),
        ("{publicatie: {behaald: 100%}}", True),
        ("{publicatie: {behaald: 0%}}", False),
        ("{publicatie: {behaald: de meeste}}", False),
    ],
)
def test_the_settings_of_a_werkmap(text: str, good: bool) -> None:
    assert validator("werkmap").is_valid({"weerbaar": "werkmap/1", **load_core(text)}) is good


def test_without_a_raamwerk_there_is_still_a_schema() -> None:
    Draft7Validator.check_schema(meting_schema([], {}))
