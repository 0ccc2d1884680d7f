"""JSON Schema for a model of ours: pydantic's generator, with the forms that an editor needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import DefsRef, GenerateJsonSchema

from weerbaar_cli.editor.regels import RULES
from weerbaar_cli.editor.teksten import explain, meanings
from weerbaar_cli.editor.vormen import (
    DEEL,
    KENMERK,
    NUMMER,
    Schema,
    blok,
    datum,
    getal,
    heel,
    ja_nee,
    keuze,
    kies,
    may_be_empty,
    one_or_more,
    open_blok,
    or_empty,
    patroon,
    reference,
    rij,
    tekst,
    woord,
)

if TYPE_CHECKING:
    from pydantic_core import core_schema as core

    from weerbaar_cli.model.strict import Strict

# Per model and key what is known of it beyond the model: norms, facts, raamwerken.
Bijzonder = Mapping[tuple[str, str], Schema]
# Text of which its reader asks more.
BY_READER: dict[str, Callable[[], Schema]] = {
    "read_aantal": lambda: heel("Schrijf een geheel getal, zoals 14."),
    "read_afdruk": lambda: patroon("Hier hoort een afdruk van 32 tekens.", "[0-9a-f]{32}"),
    "read_bekend": lambda: heel("Schrijf een geheel getal van 2 of meer.", least=2),
    "read_id": lambda: patroon("Zet het nummer tussen aanhalingstekens, zonder spaties.", NUMMER),
    "read_partijendeel": lambda: patroon(
        "Schrijf alle, of een percentage zoals 70%.", "alle", DEEL
    ),
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
            choices = [keuze(meanings(("ja", "nee")))] if form == ja_nee() else []
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
        return patroon("Gebruik kleine letters, cijfers en streepjes.", KENMERK)

    def bool_schema(self, schema: core.BoolSchema) -> Schema:
        return ja_nee()

    def date_schema(self, schema: core.DateSchema) -> Schema:
        return datum()

    def decimal_schema(self, schema: core.DecimalSchema) -> Schema:
        return getal("Schrijf het bedrag in euro, bijvoorbeeld 8000.")

    def literal_schema(self, schema: core.LiteralSchema) -> Schema:
        words = tuple(schema["expected"])
        return {**keuze(meanings(words)), "errorMessage": kies(words)}
