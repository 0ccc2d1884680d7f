"""Where templates live: the sandbox of all, and one with limits for templates of somebody else.

The limits count work and text, never time: the same template fails at the same place everywhere.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import BlockReference, LoopContext, Macro, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.tekst import LANGST
from weerbaar_cli.model.tijd import dutch

# The largest report of our own takes a twentieth of these.
MEESTE_STAPPEN = 300_000
MEESTE_TEKENS = 30_000_000
LANGSTE_TEKST = 1_000_000
GROOTSTE_GETAL = 10**12
# fmt: off
LUS = ("cycle", "depth", "depth0", "first", "index", "index0", "last", "length", "nextitem",
       "previtem", "revindex", "revindex0")
# fmt: on
DAG = ("day", "month", "year")
# In this order: a bool is an int too.
_KINDS: tuple[tuple[type, str], ...] = (
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
# Filters that take a text, and those that can make a longer one.
_OF_TEXT = ("lower", "trim", "upper")
_MAKERS = ("join", "replace")


class Sjabloonfout(TemplateRuntimeError):
    """What a template may not do, said in Dutch."""


class Onbekend(StrictUndefined):
    """A name that is not there: says what is."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is missing:
            return f"«{self._undefined_name}» bestaat hier niet"
        known = ", ".join(fields_of(self._undefined_obj))
        extra = f"; wel: {known}" if known else ""
        return f"{name_of(self._undefined_obj)} heeft geen «{self._undefined_name}»{extra}"


class Sjabloonomgeving(ImmutableSandboxedEnvironment):
    """`plaatsen` says how each template is called in an error."""

    plaatsen: Mapping[str, str] = {}


class Begrensd(Sjabloonomgeving):
    """Gives a template the fields of a Blad and nothing else, and stops what does not end."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.optimized = False
        self._stappen = self._tekens = 0

    def limit(self) -> None:
        """Weigh what filters get and what is put into the page; call it when those are set."""
        show, filters = self.finalize, self.filters
        assert show is not None
        self.finalize = lambda value: show(self._shown(value))
        self.filters = {name: self._weighed(name, one) for name, one in filters.items()}

    def count(self, tekens: int) -> None:
        """One step further, and so many characters more."""
        self._stappen += 1
        self._tekens += tekens
        if self._stappen > MEESTE_STAPPEN or self._tekens > MEESTE_TEKENS:
            raise Sjabloonfout(
                "dit sjabloon doet te veel: een lus of macro gaat te vaak rond, of maakt te veel "
                "tekst"
            )

    def pass_by(self, iterable: Iterable[Any]) -> tuple[Any, ...]:
        """What a loop walks through."""
        found = tuple(iterable)
        self._stappen += len(found)
        self.count(0)
        return found

    def glue(self, *parts: Any) -> str:
        """What `~` does, of texts alone."""
        self._room(sum(len(_text(part)) for part in parts))
        return Markup("").join(parts) if any(map(_is_markup, parts)) else "".join(map(str, parts))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Sums of numbers, and texts and rows that stay short."""
        numbers = all(isinstance(one, int | float) for one in (left, right))
        if numbers and operator != "**" and max(abs(left), abs(right)) < GROOTSTE_GETAL:
            return super().call_binop(context, operator, left, right)
        if operator != "+" or numbers:
            _raise_undefined(left, right)
            message = f"met {operator} kan een sjabloon alleen gewone getallen uitrekenen"
            raise Sjabloonfout(message if operator != "**" else "machtsverheffen (**) kan niet")
        if all(isinstance(one, str | tuple) for one in (left, right)):
            self._room(len(left) + len(right))
        return super().call_binop(context, operator, left, right)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Only what the documentation names."""
        return attr in fields_of(obj)

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:
        """What may not be reached is not there."""
        return self.undefined(obj=obj, name=attribute)

    def wrap_str_format(self, value: Any) -> None:
        """No way to format: `format` of a text is not there either."""

    def is_safe_callable(self, obj: Any) -> bool:
        """Macros, loops, and the functions that we gave; what is not there says so itself."""
        if isinstance(obj, Macro | LoopContext | BlockReference | Undefined):
            return True
        ours = (self.count, self.pass_by, self.glue, *filter(callable, self.globals.values()))
        walk = isinstance(getattr(obj, "__self__", None), Blad)
        return walk or getattr(obj, "__self__", None) is self or any(obj is one for one in ours)

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_Teller().visit(source), *args, **kwargs)

    def _room(self, length: int) -> None:
        if length > LANGSTE_TEKST:
            raise Sjabloonfout("dit sjabloon plakt te lange teksten of rijen aan elkaar")
        self.count(length)

    def _shown(self, value: Any) -> Any:
        if isinstance(value, date):
            return dutch(value)
        text = _text(value)
        self.count(len(text) if _is_markup(value) else min(len(text), LANGST))
        return value

    def _weighed(self, name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def weighed(*args: Any) -> Any:
            data = [one for one in args if isinstance(one, str | int | tuple | list | dict)]
            if name in _MAKERS:
                self._room(_weight(name, data))
            elif name in _OF_TEXT and data:
                self.count(len(_text(data[0])) if name != "trim" else 0)
            return function(*args)

        return weighed


def _weight(name: str, data: list[Any]) -> int:
    """How many characters a filter may have to make of this."""
    if name == "replace" and len(data) > 2:
        text, old, new = map(_text, data[:3])
        return len(text) + text.count(old) * len(new)
    if name == "join" and data and not isinstance(data[0], str):
        between = len(_text(data[1])) if len(data) > 1 else 0
        return sum(len(_text(one)) + between for one in data[0])
    return sum(len(one) for one in data if isinstance(one, str))


class _Teller(NodeTransformer):
    """Puts a count into everything that can happen more than once, and watches over `~`."""

    def visit_Template(self, node: nodes.Template) -> nodes.Node:  # noqa: N802 a name of Jinja
        return self._counted(node)

    visit_Macro = visit_CallBlock = visit_Block = visit_Template  # noqa: N815 names of Jinja

    def visit_For(self, node: nodes.For) -> nodes.Node:  # noqa: N802 a name of Jinja
        self._counted(node)
        walked = node.iter
        assert isinstance(walked, nodes.Expr)
        node.iter = _call("pass_by", [walked], node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 a name of Jinja
        self.generic_visit(node)
        return _call("glue", node.nodes, node.lineno)

    def _counted(self, node: Any) -> nodes.Node:
        size = sum(len(one.data) for one in node.find_all(nodes.TemplateData))
        self.generic_visit(node)
        step = nodes.ExprStmt(_call("count", [nodes.Const(size)], node.lineno), lineno=node.lineno)
        node.body = [step, *node.body]
        return node  # type: ignore[no-any-return]


def _call(name: str, args: list[nodes.Expr], lineno: int) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=lineno)
    return nodes.Call(function, args, [], None, None, lineno=lineno)


def _text(value: Any) -> str:
    """A text, or a number as text; all else has no words of its own."""
    if isinstance(value, str):
        return value
    _raise_undefined(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    tip = "toon een veld ervan, of gebruik een macro van blokken.html.j2 of blad.md.j2"
    if value is None or isinstance(value, bool):
        tip = "vraag eerst met if of het er is"
    if isinstance(value, float):
        tip = "een rapport heeft geen cijfers achter de komma; deel met //"
    raise Sjabloonfout(f"hier komt {name_of(value)}, en dat is geen tekst: {tip}")


def _is_markup(value: Any) -> bool:
    return isinstance(value, Markup)


def _raise_undefined(*values: Any) -> None:
    for value in values:
        if isinstance(value, Undefined):
            str(value)


def name_of(value: Any) -> str:
    """What a value is called to somebody who writes a template."""
    if dataclasses.is_dataclass(value):
        return type(value).__name__
    return next((name for kind, name in _KINDS if isinstance(value, kind)), "dit")


def fields_of(value: Any) -> Collection[str]:
    """What a template may ask of a value by name."""
    if isinstance(value, LoopContext):
        return LUS
    if isinstance(value, TemplateModule):
        return tuple(name for name in vars(value) if not name.startswith("_"))
    if isinstance(value, date):
        return DAG
    if not dataclasses.is_dataclass(value):
        return ()
    names = tuple(one.name for one in dataclasses.fields(value))
    return (*names, "walk") if isinstance(value, Blad) else names
