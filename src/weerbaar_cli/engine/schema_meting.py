"""JSON Schema for metingen: the facts, norms and raamwerken that there are, as help in an editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from weerbaar_cli.engine.schema_feit import feit_definitions, feit_schema
from weerbaar_cli.engine.schema_model import definitions, model_schema
from weerbaar_cli.engine.schema_vormen import (
    NO_KEYS,
    Schema,
    escape,
    keuze,
    one_or_more,
    or_empty,
    patroon,
    reference,
    snippet,
)
from weerbaar_cli.model.antwoord import Bewijs
from weerbaar_cli.model.meting import (
    Actie,
    Actiestatus,
    Meting,
    Metingsoort,
    NvtBesluit,
    Toetsing,
    Toetsoordeel,
)
from weerbaar_cli.model.strict import Strict

if TYPE_CHECKING:
    from weerbaar_cli.engine.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.feit import Catalogus
    from weerbaar_cli.model.raamwerk import Norm, Raamwerk

DRAFT = "http://json-schema.org/draft-07/schema#"
# The models in a fact, which no other model names.
PARTS_OF_FACTS: tuple[type[Strict], ...] = (Bewijs,)
_NO_NORM = "Deze norm staat niet in het raamwerk. Zet een nummer als 3.10 tussen aanhalingstekens."
NOT_ASKED = "Dit raamwerk vraagt dit feit niet."
_NO_FACT = "Dit feit staat niet in de catalogus."
_OTHER_RAAMWERK = (
    "Dit schema is voor raamwerk {}. Voor een ander, of voor meer: meting.schema.json."
)


def meting_schema(kernen: Sequence[Rekenraamwerk], catalogus: Catalogus) -> Schema:
    """A meting with one raamwerk, or with any of several."""
    raamwerken = [kern.raamwerk for kern in kernen]
    normen = dict(_norms(raamwerken))
    bijzonder = {
        ("Meting", "weerbaar"): header("meting"),
        ("Meting", "raamwerk"): _raamwerk(raamwerken),
        ("Meting", "feiten"): facts_block(catalogus, uses_of(kernen), asked_first=len(kernen) == 1),
        ("Meting", "nvt"): _per_norm(normen, NvtBesluit, BESLUIT),
        ("Meting", "toetsing"): _per_norm(normen, Toetsing, TOETSING),
        ("Meting", "acties"): _actions(normen),
        ("Actie", "norm"): _norm_choice(normen),
    }
    schema = model_schema(Meting, bijzonder)
    models = {one.__name__: one for one in (NvtBesluit, Toetsing, Actie, *PARTS_OF_FACTS)}
    schema["definitions"] = feit_definitions(catalogus) | definitions(models, bijzonder)
    schema["defaultSnippets"] = [_new_meting(raamwerken)]
    return {"$schema": DRAFT} | schema


def header(soort: str) -> Schema:
    """The line by which a file is recognised."""
    return {"enum": [f"{soort}/1"], "errorMessage": f"Schrijf {soort}/1."}


# --- facts


def uses_of(kernen: Sequence[Rekenraamwerk]) -> dict[str, list[str]]:
    """Per fact the lines that name each norm it serves, with the official text."""
    found: dict[str, list[str]] = {}
    for kern in kernen:
        source = f" ({kern.raamwerk.titel})" if len(kernen) > 1 else ""
        for norm in kern.raamwerk.normen:
            line = f"Norm {escape(norm.id + source)}: «{escape(norm.tekst)}»"
            for feit_id in kern.feiten(norm):
                found.setdefault(feit_id, []).append(line)
    return found


def facts_block(
    catalogus: Catalogus, uses: Mapping[str, Sequence[str]], *, asked_first: bool
) -> Schema:
    """Every fact of the catalogue; those that nobody asks here are proposed last."""
    keys: Schema = {}
    later = []
    for feit_id, feit in catalogus.items():
        lines = uses.get(feit_id, ())
        keys[feit_id] = feit_schema(
            feit_id, feit, lines or (["Dit raamwerk vraagt dit feit niet."] * asked_first)
        )
        if asked_first and not lines:
            # An editor sorts keys by name; only a snippet can be given another place.
            keys[feit_id]["doNotSuggest"] = True
            text = f"Vraagt dit raamwerk niet. {feit.vraag}"
            later.append(snippet(feit_id, {feit_id: "$1"}, text))
    return {
        "properties": keys,
        "additionalProperties": False,
        "errorMessage": _NO_FACT,
        "allOf": [or_empty({"type": "object", "errorMessage": NO_KEYS})],
        **({"defaultSnippets": later} if later else {}),
    }


# --- norms


def _norms(raamwerken: Sequence[Raamwerk]) -> Iterator[tuple[str, Norm]]:
    """Every way to name a norm. With several raamwerken `raamwerk/norm` comes first: the plain
    number may be that of two norms, and only the file says which raamwerken there are."""
    for raamwerk in raamwerken:
        yield from ((f"{raamwerk.id}/{norm.id}", norm) for norm in raamwerk.normen)
    for raamwerk in raamwerken:
        yield from ((norm.id, norm) for norm in raamwerk.normen)


def _proposed(normen: Mapping[str, Norm]) -> list[str]:
    """The names to propose: the plain number when there is one raamwerk, else the full name."""
    full = [name for name in normen if "/" in name]
    single = len({name.rpartition("/")[0] for name in full}) == 1
    return [name for name in normen if ("/" in name) != single]


def _per_norm(normen: Mapping[str, Norm], model: type[Strict], part: Invulling) -> Schema:
    """A block with a norm as key, and what is said of it below."""
    proposed = set(_proposed(normen))
    keys: Schema = {
        name: {
            "markdownDescription": f"**{escape(norm.id)}** {escape(norm.tekst)}",
            "defaultSnippets": [snippet(part.naam, part.body(1), part.uitleg)],
            "allOf": [reference(model.__name__)],
            **({} if name in proposed else {"doNotSuggest": True}),
        }
        for name, norm in normen.items()
    }
    whole = {_norm_place(normen): part.body(2)}
    return {
        "properties": keys,
        "additionalProperties": False,
        "errorMessage": _NO_NORM,
        "allOf": [or_empty({"type": "object", "errorMessage": NO_KEYS})],
        "defaultSnippets": [snippet(part.naam, whole, part.uitleg)],
    }


def _norm_place(normen: Mapping[str, Norm]) -> str:
    """The first place of a snippet: a norm, in quotes because 3.10 would be a number."""
    return f'"${{1|{",".join(_proposed(normen))}|}}"'


def _norm_choice(normen: Mapping[str, Norm]) -> Schema:
    form = patroon(_NO_NORM, *(name.replace(".", r"\.") for name in normen))
    # Behind `if`, so that the editor does not add its own English text about the choices.
    proposed = {name: normen[name].tekst for name in _proposed(normen)}
    return {"anyOf": [{"if": {}, "then": form}, keuze(proposed)]}


def _actions(normen: Mapping[str, Norm]) -> Schema:
    message = "Hier hoort een lijst: zet voor elke actie een streepje."
    body = {"norm": _norm_place(normen)} | ACTIE.body(2)
    return {
        "items": {
            "type": "object",
            "errorMessage": NO_KEYS,
            "allOf": [reference("Actie")],
        },
        "allOf": [or_empty({"type": "array", "errorMessage": message})],
        "defaultSnippets": [{**snippet(ACTIE.naam, body, ACTIE.uitleg), "type": "array"}],
    }


class Invulling(NamedTuple):
    """A snippet for something with several keys, some with choices."""

    naam: str
    uitleg: str
    keys: Mapping[str, Sequence[str]]

    def body(self, first: int) -> dict[str, str]:
        """The keys with numbered places to fill in."""
        places = enumerate(self.keys.items(), first)
        return {
            key: f"${{{place}|{','.join(words)}|}}" if words else f"${place}"
            for place, (key, words) in places
        }


BESLUIT = Invulling(
    "besluit",
    "Een besluit dat de norm niet van toepassing is, met een reden.",
    {"reden": (), "besloten_door": (), "op": (), "herzien_op": ()},
)
TOETSING = Invulling(
    "toetsing",
    "Het oordeel van een onafhankelijke toetser.",
    {"oordeel": get_args(Toetsoordeel), "reden": (), "toetser": (), "op": ()},
)
ACTIE = Invulling(
    "actie",
    "Een actie om een norm te halen.",
    {"actie": (), "eigenaar": (), "gereed_op": (), "status": get_args(Actiestatus)},
)


# --- raamwerken


def _raamwerk(raamwerken: Sequence[Raamwerk]) -> Schema:
    """The raamwerk by its id, with or without its version; one or a list."""
    titles = {one.id: one.titel for one in raamwerken}
    pinned = {f"{one.id}@{one.versie}": f"{one.titel}, versie vast" for one in raamwerken}
    known = titles | pinned
    message = f"Dit raamwerk is niet bekend. Bekend zijn {', '.join(titles)}."
    if len(raamwerken) == 1:
        message = _OTHER_RAAMWERK.format(raamwerken[0].id)
    one = {"enum": list(known), "errorMessage": message}
    form = one_or_more(one)
    form["then"] |= {"minItems": 1, "uniqueItems": True}
    if len(raamwerken) == 1:
        form["then"]["maxItems"] = 1
    return {"anyOf": [form, keuze(known)]}


def _new_meting(raamwerken: Sequence[Raamwerk]) -> Schema:
    body: dict[str, Any] = {
        "weerbaar": "meting/1",
        "organisatie": "$1",
        "raamwerk": f"${{2|{','.join(one.id for one in raamwerken)}|}}",
        "soort": f"${{3|{','.join(get_args(Metingsoort))}|}}",
        "peildatum": "${4:jjjj-mm-dd}",
        "ingevuld_door": "$5",
        "feiten": "\n  $6",
    }
    return snippet("nieuwe meting", body, "Het begin van een meting.")
