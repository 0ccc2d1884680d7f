"""Templates: in the sandbox of Jinja, without a disk, every value escaped for its kind of text.

A template sees the Blad and a closed list of functions. It has no way to say that a text is safe,
so none can forget to escape one. Of templates of somebody else the work is counted, never timed:
the same template fails at the same place everywhere, and what does not end is stopped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import wraps
from typing import Any, Literal

from jinja2 import BytecodeCache, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.environment import TemplateModule
from jinja2.runtime import LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from markupsafe import Markup
from msgspec import Struct

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.data import TEKENS, WOORDEN, plain
from weerbaar_cli.formats.sjablonen.keuring import MISTAKES, Keuring, Sjabloonfout, instead, wrong
from weerbaar_cli.model.tijd import dutch

_MARKS = re.compile(r"[\\`*_~\[\]|#!]")
_SPACES = re.compile(r"[^\S\n\u00a0]+")
_ENTITY = re.compile(r"&(?=#?\w+;)")
# What becomes a mention, a link, a formula, a picture or a change only after the page is made,
# where a backslash no longer helps: a tag of its own keeps the sign apart from its neighbours.
_LATE = re.compile(
    r"@(?=\w)|:(?=//)|(?<=www)\.|:(?=[\w+-]+:)|\{(?=[+-])|(?<=[+-])\}|\$|(?<=mailto):",
    re.IGNORECASE,
)
# What makes a list, a heading or a rule when it comes first.
_FIRST = re.compile(r"^( ?)(?:([-+=]|[.)](?= ))|(\d{1,9})([.)]))")


def escape_markdown(text: str) -> Markup:
    """Text on one line of Markdown; a break in it stays a break, a space at its end a space."""
    lines = (_SPACES.sub(" ", line) for line in plain(text).split("\n"))
    return Markup("<br>".join(_escape_line(line) for line in lines if line))


def _escape_line(line: str) -> str:
    line = _MARKS.sub(r"\\\g<0>", line)
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;").replace(">", "&gt;")
    line = _LATE.sub(r"<span>\g<0></span>", line)
    return _FIRST.sub(_escape_first, line)


def _escape_first(found: re.Match[str]) -> str:
    space, sign, number, dot = found.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"


Tekstsoort = Literal["html", "markdown", "tekst"]
# What happens to a text that is put into the page; as HTML Jinja escapes it after that.
WRITERS: dict[Tekstsoort, Callable[[str], str]] = {
    "html": plain,
    "markdown": escape_markdown,
    "tekst": plain,
}
FILTERS = ("first", "last", "length", "list")
TEXT_FILTERS = ("lower", "trim", "upper")
TESTS = ("defined", "even", "false", "none", "number", "odd", "string")
# On top of the first come steps for every character of the report and what holds it together. Our
# own templates take half of those; a report of more characters than the last gets no more.
MEESTE_STAPPEN, STAPPEN_PER_TEKEN, MEESTE_TEKENS = 10_000_000, 100, 10_000_000
LANGSTE_TEKST = 1_000_000
GROOTSTE_GETAL = 10**12
# What a call costs besides what it gives back: a function of ours may do much for that.
AANROEP = 100
# fmt: off
LUS = ("cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem",
       "previtem", "revindex", "revindex0")
# fmt: on
DAG = ("day", "month", "year")
# What a value is called to somebody who writes a template; a bool is an int too.
_KINDS: tuple[tuple[type, str], ...] = (
    (Blad, "blad"),
    (bool, "ja of nee"),
    (type(None), "niets"),
    (float, "een getal met een komma"),
    (int, "een getal"),
    (str, "een tekst"),
    (tuple, "een rij"),
    (list, "een rij"),
    (dict, "een lijst met namen"),
    (date, "een datum"),
    (LoopContext, "loop"),
    (TemplateModule, "een sjabloon"),
)


# What is gone through as often as one likes, or not at all.
_WHOLE = (str, tuple, dict, Undefined)


class Onbekend(StrictUndefined):
    """A name that is not there: says what is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is missing:
            return f"«{name}» bestaat niet"
        known = _fields_of(self._undefined_obj)
        return f"{_name_of(self._undefined_obj)} heeft geen «{name}»{instead(name, known)}"


class Vertaald(BytecodeCache):
    """What templates became as code, for an earlier page of this process or at the build."""

    def __init__(self, gebouwd: Mapping[str, bytes] | None = None) -> None:
        self.codes: dict[tuple[str, str], Any] = {}
        self.gebouwd = gebouwd or {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self.codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and bucket.key in self.gebouwd:
            # Nothing when it was made of another text, or for another Python.
            bucket.bytecode_from_string(self.gebouwd[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.codes[bucket.key, bucket.checksum] = bucket.code


# By the kind of text, and whether what the template does is looked at and limited.
VERTAALD = {(soort, begrensd): Vertaald() for soort in WRITERS for begrensd in (False, True)}


class Sjabloonomgeving(ImmutableSandboxedEnvironment):
    """Gives a template the fields of a Blad and nothing else, and counts what it does.

    `eigen` are templates of somebody else, by their place; they come before ours, and bring limits.
    """

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(
        self,
        soort: Tekstsoort,
        sjablonen: Mapping[str, str],
        eigen: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(
            loader=FunctionLoader(self._load),
            undefined=Onbekend,
            autoescape=soort != "tekst",
            finalize=self._show,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            optimized=False,  # nothing is worked out before it is weighed
            bytecode_cache=VERTAALD[soort, bool(eigen)],
        )
        self.begrensd, self.write = bool(eigen), WRITERS[soort]
        self.stappen, self.ruimte = 0, MEESTE_STAPPEN
        self.teksten = {name: (f"templates/{name}", text) for name, text in sjablonen.items()}
        for place, text in (eigen or {}).items():
            self.teksten[place.rpartition("/")[2]] = (place, text)
        self.globals = {"woorden": WOORDEN, "tekens": TEKENS}
        self.tests = {name: self.weighed(self.tests[name]) for name in TESTS}
        known = {name: self.filters[name] for name in FILTERS}
        known |= {name: self._of_text(self.filters[name]) for name in TEXT_FILTERS}
        known |= {"soort": kind, "datum": dutch, "join": self._join, "replace": self._replace}
        self.filters = {name: self.weighed(one) for name, one in known.items()}

    def spend(self, stappen: int) -> None:
        """Count what is done: an order is a step, and so is a character that is made."""
        self.stappen += stappen
        if self.begrensd and self.stappen > self.ruimte:
            wat = "een lus of macro gaat te vaak rond, of maakt te veel tekst"
            raise Sjabloonfout(f"dit sjabloon doet te veel: {wat}")

    def weigh(self, value: Any, keer: int = 1) -> Any:
        """Spend the length of a text or a row; what can be walked through once becomes a row."""
        if not self.begrensd:
            return value
        if not isinstance(value, _WHOLE) and isinstance(value, Iterable):
            value = tuple(value)
        if isinstance(value, str | tuple):
            self.spend(len(value) * keer)
        return value

    def compared(self, value: Any) -> Any:
        """What two sides can be told apart by at once; a whole report takes long."""
        if isinstance(value, tuple | list | dict | Struct):
            wat = f"een sjabloon kan {_name_of(value)} niet vergelijken"
            raise Sjabloonfout(f"{wat}; vergelijk een veld of een tekst ervan")
        return self.weigh(value)

    def glue(self, *parts: Any) -> str:
        """What `~` does, of texts alone."""
        texts = [self._text(part) for part in parts]
        self._room(sum(map(len, texts)))
        if any(isinstance(one, Markup) for one in texts):
            return Markup("").join(map(self._written, texts))
        return "".join(texts)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Sums of numbers that stay small, and `+` of texts and rows that stay short."""
        _raise_undefined(left, right)
        numbers = all(isinstance(one, int | float) for one in (left, right))
        if numbers and operator != "**" and max(abs(left), abs(right)) < GROOTSTE_GETAL:
            return super().call_binop(context, operator, left, right)
        if operator == "+" and all(isinstance(one, str | tuple) for one in (left, right)):
            self._room(len(left) + len(right))
            return super().call_binop(context, operator, left, right)
        message = f"met {operator} kan een sjabloon alleen gewone getallen uitrekenen"
        raise Sjabloonfout(message if operator != "**" else "machtsverheffen (**) kan niet")

    def call(self, context: Any, obj: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A macro, a loop or a function of ours: nothing else that can be called is in reach."""
        found = super().call(context, obj, *args, **kwargs)
        if isinstance(obj, Macro):  # what it does is counted where it does it
            return found
        self.spend(AANROEP)
        return self.weigh(found)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Only what the documentation names."""
        _raise_undefined(obj)
        found = attribute in _fields_of(obj)
        return getattr(obj, attribute) if found else self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """A place in a row, a name in a list of names, or a field."""
        _raise_undefined(obj)
        with suppress(TypeError, LookupError):
            if isinstance(argument, str | int):
                return obj[argument]
        return self.getattr(obj, str(argument if isinstance(argument, int | str) else "…"))

    def _generate(self, source: Any, name: Any, filename: Any, *args: Any, **kwargs: Any) -> str:
        if self.begrensd:
            source = Keuring(name, self.filters, self.tests).visit(source)
        return super()._generate(source, name, filename, *args, **kwargs)

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        if name not in self.teksten:
            return None
        place, text = self.teksten[name]
        return text, place, lambda: True

    def _show(self, value: Any) -> str:
        return self.weigh(self._written(self._text(value)))  # type: ignore[no-any-return]

    def _written(self, text: str) -> str:
        return text if isinstance(text, Markup) else self.write(text)

    def _text(self, value: Any) -> str:
        """A text, or a number or a date as text; all else has no words of its own."""
        if isinstance(value, str | Undefined):
            return str(value) if isinstance(value, Undefined) else value
        if isinstance(value, date):
            return dutch(value)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        tip = "toon een veld ervan, of gebruik een macro van blokken.html.j2 of blad.md.j2"
        if value is None or isinstance(value, bool):
            tip = "vraag eerst met if of het er is"
        if isinstance(value, float):
            tip = "een rapport heeft geen cijfers achter de komma; deel met //"
        raise Sjabloonfout(f"hier komt {_name_of(value)}, en dat is geen tekst: {tip}")

    def _room(self, length: int) -> None:
        if self.begrensd and length > LANGSTE_TEKST:
            raise Sjabloonfout("dit sjabloon plakt te lange teksten of rijen aan elkaar")
        self.spend(length)

    def weighed(self, function: Any) -> Any:
        """A filter or test that counts what it gets, if that is limited."""
        if not self.begrensd:
            return function
        return wraps(function)(lambda *args: function(*map(self.weigh, args)))

    def _of_text(self, function: Any) -> Any:
        return lambda text, *rest: function(self._text(text), *rest)

    def _join(self, rij: Any, tussen: str = "") -> str:
        parts = [part for one in rij for part in (tussen, one)]
        return self.glue(*parts[1:])

    def _replace(self, *texts: Any) -> str:
        tekst, oud, nieuw = map(self._text, texts)
        self._room(len(tekst) + tekst.count(oud) * len(nieuw))
        return tekst.replace(oud, nieuw)


def translate(environment: Sjabloonomgeving, ending: str) -> dict[str, bytes]:
    """Templates as code for this Python, by the key under which each is asked for."""
    found = {}
    for name, (place, text) in environment.teksten.items():
        if name.endswith(ending):
            bucket = Vertaald().get_bucket(environment, name, place, text)
            bucket.code = environment.compile(text, name, place)
            found[bucket.key] = bucket.bytecode_to_string()
    return found


def render(environment: Sjabloonomgeving, name: str, blad: Blad) -> str:
    """The template filled in; raises WeerbaarError with its file and line when it is wrong."""
    environment.ruimte += STAPPEN_PER_TEKEN * min(len(repr(blad)), MEESTE_TEKENS)
    try:
        return environment.get_template(name).render(blad=blad)
    except MISTAKES as error:
        places = {known: place for known, (place, _) in environment.teksten.items()}
        raise wrong(error, name, places) from None


def kind(value: object) -> str:
    """What stands in a Blad here: the name of its type, `tekst`, or `rij` for several pieces."""
    if isinstance(value, str):
        return "tekst"
    return "rij" if isinstance(value, tuple) else type(value).__name__.lower()


def _raise_undefined(*values: Any) -> None:
    for value in values:
        if isinstance(value, Undefined):
            str(value)


def _name_of(value: Any) -> str:
    """What a value is called to somebody who writes a template."""
    other = type(value).__name__ if isinstance(value, Struct) else "dit"
    return next((name for kind, name in _KINDS if isinstance(value, kind)), other)


def _fields_of(value: Any) -> Collection[str]:
    """What a template may ask of a value by name."""
    if isinstance(value, Struct):
        names = value.__struct_fields__
        return (*names, "walk", "gedateerd") if isinstance(value, Blad) else names
    if isinstance(value, LoopContext):
        return LUS
    if isinstance(value, TemplateModule):
        return sorted(name for name in vars(value) if not name.startswith("_"))
    return DAG if isinstance(value, date) else ()
