"""JSON Schema for a model of ours: its small forms, the rules of its blocks, pydantic's generator.

A schema sees YAML as an editor loads it (YAML 1.2: numbers, booleans and null have their own type,
dates are text), where our own reader sees text only; a form takes all that such a text becomes.
Habits of the YAML language server, which VS Code and most other editors use, shape these forms:

- it proposes `null`, `true` and `false` wherever a `type` allows them: other types than text
  therefore stand behind `if`, where it checks but does not look for proposals;
- an `errorMessage` replaces its English text, for every keyword of the same object;
- it shows the first description that it meets from the inside out: only the outside has one;
- it completes a key with its colon only when it can tell what comes behind: an `anyOf` will do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import DefsRef, GenerateJsonSchema

from weerbaar_cli.editor.teksten import explain, meanings
from weerbaar_cli.model.strict import KENMERK

if TYPE_CHECKING:
    from pydantic_core import core_schema as core

    from weerbaar_cli.model.strict import Strict


Schema = dict[str, Any]

_LONG_MONTH = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])"
_SHORT_MONTH = "(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)"
_FEBRUARY = "02-(?:0[1-9]|1[0-9]|2[0-8])"
_LEAP_DAY = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)"
DATUM = f"(?!0000)[0-9]{{4}}-(?:{_LONG_MONTH}|{_SHORT_MONTH}|{_FEBRUARY})|{_LEAP_DAY}-02-29"
GETAL = r"[0-9]{1,12}(?:\.[0-9]{1,6})?"
# More than nothing, and at most everything.
DEEL = r"(?!0*(?:\.0*)? ?%)(?:100(?:\.0{1,4})?|[0-9]{1,2}(?:\.[0-9]{1,4})?) ?%"
NUMMER = "[A-Za-z0-9][A-Za-z0-9._/-]*"
OTHER_SPELLING = "(?!(?:ja|nee)$)(?:[Jj][Aa]|[Nn][Ee][Ee]|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])"
GEEN_DATUM = "Dit is geen datum die bestaat: schrijf jjjj-mm-dd, bijvoorbeeld 2024-01-31"
NO_KEYS = "Hier horen sleutels met waarden."


def _regex(*alternatives: str) -> str:
    """A pattern for the whole text."""
    return f"^(?:{'|'.join(alternatives)})$"


def patroon(message: str, *alternatives: str) -> Schema:
    """A text that fits one of these patterns, with what is said when it does not."""
    pattern = _regex(*alternatives)
    messages = {"patternErrorMessage": message, "errorMessage": message}
    return {"type": "string", "pattern": pattern, **messages}


def unless(kind: str | Sequence[str], form: Schema, **bounds: int) -> Schema:
    """Any value of these types (within bounds), and otherwise the form."""
    return {"if": {"type": kind, **bounds}, "else": form}


def or_empty(form: Schema) -> Schema:
    """The form, or a key that is not filled in yet."""
    return unless("null", form)


def tekst() -> Schema:
    """A text that is not empty; to us a number or true is text too."""
    return unless(["number", "boolean"], patroon("Vul hier tekst in.", r"[\s\S]+"))


def datum(*woorden: str) -> Schema:
    """A day of the calendar, or one of these words."""
    message = " of ".join((GEEN_DATUM, *filter(None, woorden)))
    return patroon(f"{message}.", DATUM, *woorden)


def getal(message: str, *woorden: str) -> Schema:
    """A number of zero or more, also between quotes, or one of these words."""
    form = patroon(message, GETAL, *woorden)
    return unless("number", form, minimum=0, exclusiveMaximum=10**12)


def heel(message: str, *woorden: str, least: int = 0) -> Schema:
    """A whole number of at least so much, also between quotes, or one of these words."""
    digits = f"(?!0*[0-{least - 1}]$)[0-9]{{1,9}}" if least else "[0-9]{1,9}"
    form = patroon(message, digits, *woorden)
    return unless("integer", form, minimum=least, exclusiveMaximum=10**9)


def woord(woorden: Iterable[str], message: str = "") -> Schema:
    """One of a few words."""
    known = list(woorden)
    return patroon(message or kies(known), *known)


def other_spelling(form: Schema) -> Schema:
    """The form, and other spellings of ja and nee with the hint that validate gives."""
    other = {"type": ["boolean", "string"], "pattern": _regex(OTHER_SPELLING)}
    return {"if": other, "then": {"deprecationMessage": "Schrijf ja of nee."}, "else": form}


def _ja_nee() -> Schema:
    """Ja or nee."""
    return other_spelling(woord(("ja", "nee")))


def kies(woorden: Iterable[str]) -> str:
    """«Kies uit ja, nee, onbekend.»"""
    return f"Kies uit {', '.join(filter(None, woorden))}."


def keuze(woorden: Mapping[str, str]) -> Schema:
    """Words to choose from with their meanings, which an editor loses when they stand apart."""
    meanings = list(woorden.values())
    escaped = [escape(meaning) for meaning in meanings]
    return {
        "enum": list(woorden),
        "enumDescriptions": meanings,
        "markdownEnumDescriptions": escaped,
    }


def reference(name: str) -> Schema:
    """What stands in the definitions. It stands alone: draft 07 ignores all that is beside it."""
    return {"$ref": f"#/definitions/{name}"}


def rij(items: Schema) -> Schema:
    """A list."""
    message = "Hier hoort een lijst: zet voor elk onderdeel een streepje."
    return {"items": items, "allOf": [{"type": "array", "errorMessage": message}]}


def one_or_more(one: Schema) -> Schema:
    """One value, or a list of them."""
    return {"if": {"type": "array"}, "then": {"items": one}, "else": one}


def blok(properties: Schema, required: Iterable[str] = (), known: str = "") -> Schema:
    """A block of these keys and no others."""
    return {
        "properties": properties,
        "additionalProperties": False,
        "errorMessage": known or "Deze sleutel bestaat hier niet.",
        "allOf": [
            {"type": "object", "errorMessage": NO_KEYS},
            # Each apart, because each needs its own message.
            *({"required": [name], "errorMessage": _missing(name)} for name in required),
        ],
    }


def _missing(name: str) -> str:
    """What is said when a key is not there."""
    return f"De verplichte sleutel «{name}» ontbreekt."


def open_blok(values: Schema, names: Schema | None = None) -> Schema:
    """A block whose keys are names that the user chooses."""
    return {
        "properties": {},
        "additionalProperties": values,
        **({"propertyNames": names} if names else {}),
        "allOf": [{"type": "object", "errorMessage": NO_KEYS}],
    }


def may_be_empty(block: Schema) -> Schema:
    """A block or list that may also be left open."""
    shape, *rest = block["allOf"]
    return {**block, "allOf": [or_empty(shape), *rest]}


def escape(text: str) -> str:
    """A text of the raamwerk or the catalogue inside Markdown, shown as it is."""
    return "".join(f"\\{char}" if char in "\\`*_[]<>#|" else char for char in text)


def _has(key: str, **form: object) -> Schema:
    """The key is there, with a value of this form: a condition, never an error of its own."""
    return {"properties": {key: form}, "required": [key]}


def _needs(key: str, message: str) -> Schema:
    """The key must be there with a value; an empty block or list is none."""
    refused = {"type": "null", "errorMessage": message}
    empty: Schema = {"if": {"maxProperties": 0}, "then": refused}
    filled = {"if": {"type": "null"}, "then": {"type": "string", "errorMessage": message}}
    value = {"allOf": [{"if": {"type": "object"}, "then": empty}, filled]}
    return {"required": [key], "properties": {key: value}, "errorMessage": message}


def _lacks(key: str, message: str, *allowed: object) -> Schema:
    """The key may not have a value, or only one that says nothing."""
    nothing: Schema = {"enum": [None, *allowed], "errorMessage": message}
    block = {"additionalProperties": False, "errorMessage": message}
    return {"properties": {key: {"if": {"type": "object"}, "then": block, "else": nothing}}}


def _only(condition: Schema, key: str, message: str, *allowed: object) -> Schema:
    """A key that belongs to one kind only."""
    return {"if": condition, "else": _lacks(key, message, *allowed)}


def _exactly(condition: Schema, key: str, message: str) -> Schema:
    """A key that one kind needs, and that belongs to that kind only."""
    return {"if": condition, "then": _needs(key, message), "else": _lacks(key, message)}


_LIST = "Een checklist heeft items, en alleen een checklist."
_FIXED = "Vaste groepen hebben namen, en alleen vaste groepen."
_OWN_RULE = "Een norm heeft een regel «voldoet», of «regel: ontbreekt» met een reden."
_ONE = "Een signaal heeft «als» of «tenzij», een van beide."
_WORD = r"[\s\S]*[^\W_][\s\S]*"
_FIRST = "Een actie die terugkomt, heeft een eerste dag nodig."
_ALWAYS = "«nvt_kan: nee» en «nvt_reden» horen bij elkaar."
_REASON = "Een besluit «niet van toepassing» vraagt een reden."
_ROLES = "Een deel zegt van welke functies het is, zoals {rollen: [HR-adviseur]}."
_STORY = "Een verhaal heeft ten minste een van wat_we_doen, in_beweging, betekenis."
RULES: dict[str, list[Schema]] = {
    "Feit": [
        _exactly(_has("soort", pattern=_regex("checklist")), "items", _LIST),
        _exactly(_has("groepen", pattern=_regex("vast")), "namen", _FIXED),
        _exactly(
            _has("soort", pattern=_regex("groepen")),
            "groepen",
            "Soort groepen vraagt «groepen: vast» of «eigen», en alleen die soort.",
        ),
        _only(
            _has("groepen", pattern=_regex("eigen")),
            "totaal",
            "Een totaal kan alleen bij «groepen: eigen».",
        ),
        _only(
            _has("soort", pattern=_regex("ja_nee", "getal")),
            "waarden",
            "Extra waarden kunnen alleen bij ja_nee en getal.",
        ),
        _only(
            _has("soort", pattern=_regex("aantal")),
            "overtreffen",
            "Overtreffen kan alleen bij soort aantal.",
            *("nee", False),
        ),
    ],
    "Norm": [
        {
            "if": _has("regel", type="string"),
            "then": {"allOf": [_needs("reden", _OWN_RULE), _lacks("voldoet", _OWN_RULE)]},
            "else": _needs("voldoet", _OWN_RULE),
        },
        _exactly(_has("nvt_kan", enum=["nee", False]), "nvt_reden", _ALWAYS),
    ],
    "Actie": [{"if": _has("herhaal", type="string"), "then": _needs("gereed_op", _FIRST)}],
    "Metingdeel": [{"properties": {"rollen": {"minItems": 1, "errorMessage": _ROLES}}}],
    "NvtBesluit": [_needs("reden", _REASON)],
    "Verhaal": [{"minProperties": 1, "errorMessage": _STORY}],
    "Signaal": [
        {
            "if": _has("als", type="object"),
            "then": _lacks("tenzij", _ONE),
            "else": _needs("tenzij", _ONE),
        }
    ],
}


# Per model and key what is known of it beyond the model: norms, facts, raamwerken.
Bijzonder = Mapping[tuple[str, str], Schema]
# Text of which its reader asks more.
BY_READER: dict[str, Callable[[], Schema]] = {
    "read_aantal": lambda: heel("Schrijf een geheel getal, zoals 14."),
    "read_jaar": lambda: heel("Schrijf het jaar in vier cijfers, zoals 2024.", least=1000),
    "read_lang": lambda: patroon("Hier hoort een afdruk van 32 tekens.", "[0-9a-f]{32}"),
    "read_code": lambda: patroon("Hier hoort een code van 12 tekens.", "[0-9a-f]{12}"),
    "read_teken": lambda: patroon("Hier hoort een teken van 2 letters of cijfers.", "[0-9a-f]{2}"),
    "read_bekend": lambda: heel("Schrijf een geheel getal van 2 of meer.", least=2),
    "read_ontvanger": lambda: patroon(
        "Hier hoort een publieke sleutel, die met age1 begint.", "age1[a-z0-9]{58}"
    ),
    "read_id": lambda: patroon("Zet het nummer tussen aanhalingstekens, zonder spaties.", NUMMER),
    "read_kort": lambda: patroon("Hoogstens 40 tekens, op één regel.", ".{1,40}"),
    "read_partijendeel": lambda: patroon(
        "Schrijf alle, of een percentage zoals 70%.", "alle", DEEL
    ),
    "read_herhaal": lambda: patroon("Schrijf bijvoorbeeld 3 maanden.", r"[1-9]\d* [a-z]+"),
    "read_reden": lambda: unless(["number", "boolean"], patroon(_REASON, _WORD)),
    "read_versie": lambda: patroon("Zet de versie tussen aanhalingstekens.", r"[\s\S]+"),
    "read_verwijzing": lambda: patroon("Schrijf kenmerk@versie.", "[^@]+@[\\s\\S]+"),
}


def definitions(models: Sequence[type[Strict]], bijzonder: Bijzonder) -> Schema:
    """These models and all that they refer to, by name."""
    for model in models:
        model.model_rebuild()  # they are made when they are first needed
    _, made = _Generator(bijzonder).generate_definitions(
        [(model, "validation", model.__pydantic_core_schema__) for model in models]
    )
    # Not by the generator, which goes through all that it makes several times.
    for (name, key), form in bijzonder.items():
        if block := made.get(DefsRef(name)):
            block["properties"][key] |= form
    return {str(name): block for name, block in made.items()}


class _Generator(GenerateJsonSchema):
    """One method per kind of value; null is left to the key, which says whether it is needed."""

    def __init__(self, bijzonder: Bijzonder) -> None:
        super().__init__(ref_template=reference("{model}")["$ref"])
        self._known = bijzonder.keys()

    def sort(self, value: Schema, parent_key: str | None = None) -> Schema:
        """In the order of the models."""
        return value

    # --- models

    def model_fields_schema(self, schema: core.ModelFieldsSchema) -> Schema:
        model = schema["model_name"]
        keys: Schema = {}
        required = []
        for name, field in schema["fields"].items():
            key = str(field.get("validation_alias", name))
            needed = self.field_is_required(field, total=True)
            form = {} if (model, key) in self._known else self._key(field, needed)
            keys[key] = {"description": explain(model, key)} | form
            if needed:
                required.append(key)
        block = blok(keys, required)
        block["allOf"] += RULES.get(model, [])
        return block

    def _key(self, field: core.ModelField, needed: bool) -> Schema:
        form = self._below(field)
        if "allOf" in form:  # a block or a list: an editor then starts a new line
            return form if needed else may_be_empty(form)
        if "enum" not in form:
            choices = [keuze(meanings(("ja", "nee")))] if form == _ja_nee() else []
            return {"anyOf": [form if needed else or_empty(form), *choices]}
        if needed:
            return form
        # As a pattern beside the choice: two lists of meanings would both be shown.
        choice = {key: one for key, one in form.items() if key != "errorMessage"}
        return {"anyOf": [or_empty(woord(form["enum"])), choice]}

    def _below(self, schema: Any) -> Schema:
        """What stands in a key, a list or a block; empty properties tell an editor of a block."""
        form = self.generate_inner(schema)
        return {"properties": {}, "allOf": [form]} if "$ref" in form else form

    # --- wrappers

    def _inside(self, schema: Any) -> Schema:
        return self.generate_inner(schema["schema"])

    model_schema = default_schema = nullable_schema = _inside

    def function_before_schema(self, schema: core.BeforeValidatorFunctionSchema) -> Schema:
        reader = schema["function"]["function"].__name__
        if reader in BY_READER:
            return BY_READER[reader]()
        form = self.generate_inner(schema["schema"])
        if reader == "read_item":
            return {"if": {"type": "object"}, "then": form, "else": tekst()}
        return one_or_more(form["items"]) if reader == "read_rij" else form

    # --- lists, blocks and choices

    def tuple_schema(self, schema: core.TupleSchema) -> Schema:
        return rij(self._below(schema["items_schema"][0]))

    def dict_schema(self, schema: core.DictSchema) -> Schema:
        names = self.generate_inner(schema["keys_schema"])
        values = self._below(schema["values_schema"])
        return open_blok(values, None if names == tekst() else names)

    def union_schema(self, schema: core.UnionSchema) -> Schema:
        """A list beside one value, or a word beside a kenmerk (which it is as well)."""
        choices = (one[0] if isinstance(one, tuple) else one for one in schema["choices"])
        forms = [self.generate_inner(choice) for choice in choices]
        lists = [form for form in forms if "items" in form]
        if not lists:
            return next(form for form in forms if "enum" not in form)
        (single,) = (form for form in forms if form not in lists)
        return one_or_more(lists[0]["items"]) | {"else": single}

    def tagged_union_schema(self, schema: core.TaggedUnionSchema) -> Schema:
        """The condition; which kind it is, its own definition says."""
        for choice in schema["choices"].values():
            self.generate_inner(choice)
        return reference("conditie")

    # --- single values

    def any_schema(self, schema: core.AnySchema) -> Schema:
        return {}

    def str_schema(self, schema: core.StringSchema) -> Schema:
        if "pattern" not in schema:
            return tekst()
        return patroon("Gebruik kleine letters, cijfers en streepjes.", KENMERK[1:-1])

    def bool_schema(self, schema: core.BoolSchema) -> Schema:
        return _ja_nee()

    def date_schema(self, schema: core.DateSchema) -> Schema:
        return datum()

    def decimal_schema(self, schema: core.DecimalSchema) -> Schema:
        return getal("Schrijf het bedrag in euro, bijvoorbeeld 8000.")

    def literal_schema(self, schema: core.LiteralSchema) -> Schema:
        words = tuple(schema["expected"])
        return {**keuze(meanings(words)), "errorMessage": kies(words)}
