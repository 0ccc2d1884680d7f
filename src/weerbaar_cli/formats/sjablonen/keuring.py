"""A template of somebody else before it is used, and what is wrong with one in plain Dutch.

What cannot be counted is refused; an error of Jinja gets its place and our words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from types import TracebackType
from typing import Any, NoReturn

from jinja2 import TemplateError, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, nodes
from jinja2.visitor import NodeTransformer

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.strict import clean

TIP = "Gebruik het sjabloon dat bij deze weerbaar hoort, of herstel deze regel."
# What a template may do wrong at work besides an error of Jinja's own; Python gives a SyntaxError
# or a MemoryError for a template that nests too deep.
MISTAKES = (
    TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
    RecursionError, SyntaxError, MemoryError,
)  # fmt: skip
_DUTCH = (
    (r"Encountered unknown tag '(.+?)'\.", "{{% {0} %}} bestaat niet"),
    (
        r"Unexpected end of template\. Jinja was looking for the following tags: (.+?)\. .*",
        "een blok is niet gesloten; hier ontbreekt {0}",
    ),
    (r"Unexpected end of template\..*", "een blok is niet gesloten"),
    (r"No (filter|test) named '(.+?)'\.?(?: found\.)?.*", "{0} «{1}» bestaat niet"),
    (r"unexpected end of template, expected '(.+?)'\.", "het sjabloon houdt te vroeg op; na {0}"),
    (r"unexpected '(.+?)', expected '(.+?)'", "hier staat {0}; verwacht was {1}"),
    (r"unexpected '(.+?)'", "hier staat {0}, en dat wordt niet verwacht"),
    (r"unexpected char (.+?) at \d+", "hier staat een teken dat niet mag: {0}"),
    (r"expected token '(.+?)', got '(.+?)'", "hier staat «{1}»; verwacht was «{0}»"),
    (r"Missing end of (comment|raw) .*", "een {{# opmerking #}} of {{% raw %}} is niet gesloten"),
    (r"Expected an expression, got '(.+?)'", "hier ontbreekt iets: er staat alleen «{0}»"),
    (r"tag name expected", "na {{% ontbreekt het woord dat zegt wat er moet gebeuren"),
    (r"expected name or number", "na de punt ontbreekt een naam"),
    (r"expected subscript expression", "tussen [ en ] ontbreekt iets"),
    (r"unsupported operand type.*|can only concatenate .*", "dit is niet op te tellen of te delen"),
    (r"block '(.+?)' defined twice", "block «{0}» staat er twee keer"),
    (r"the template '.+?' \(imported .*?\) does not export the requested name '(.+?)'",
     "het sjabloon heeft geen macro «{0}»"),
    (r"macro '(.+?)' takes no keyword argument '(.+?)'", "macro «{0}» kent «{1}» niet"),
    (r"macro '(.+?)' takes not more than (\d+) argument\(s\)", "macro «{0}» krijgt er {1}"),
    (r"parameter '(.+?)' was not provided", "de macro kreeg geen «{0}»"),
    (r"'.+' object is not callable", "dit kan een sjabloon niet aanroepen"),
    (r"'.+' object is not (?:iterable|subscriptable)", "dit is geen rij"),
    (r".+\(\) (?:got|missing|takes) .*argument.*", "dit vraagt iets anders dan wat hier staat"),
    (r"(?:too many|not enough) values to unpack .*", "dit vraagt iets anders dan wat hier staat"),
    (r"Exceeds the limit .*", "dit getal is te groot"),
    (r"division by zero|integer division or modulo by zero", "hier wordt gedeeld door nul"),
)  # fmt: skip
_HALF = re.compile("[\ud800-\udfff]")
# How Jinja calls signs.
_SIGNS = (
    ("end of statement block", "%}"),
    ("end of print statement", "}}"),
    ("begin of statement block", "{%"),
    ("begin of print statement", "{{"),
    ("end of template", "het einde"),
    ("' or '", "' of '"),
)
_TYPES: dict[type[Exception], str] = {
    RecursionError: "een sjabloon haalt zichzelf binnen, of roept zichzelf steeds weer aan",
    MemoryError: "het sjabloon zit te diep in elkaar",
    SyntaxError: "het sjabloon zit te diep in elkaar",
}


class Sjabloonfout(TemplateRuntimeError):
    """What a template may not do, said in Dutch, while it is filled in."""


class Weigering(TemplateSyntaxError):
    """The same before that, with its line."""


def wrong(error: Exception, name: str, places: Mapping[str, str]) -> WeerbaarError:
    """An error of a template in Dutch, with its place; `places` has that of each by its name."""
    place, line = places.get(name, f"templates/{name}"), 0
    if isinstance(error, TemplateSyntaxError):
        place, line = places.get(error.name or "", place), error.lineno
    else:
        passed = list(_passed(error.__traceback__, places.values())) or [(place, line)]
        # Of what goes round and round the first line says more than the last.
        place, line = passed[0 if isinstance(error, RecursionError) else -1]
    where = f"{place}:{line}" if line else place
    words = clean(_dutch(error, places), 400)
    return WeerbaarError(f"{where}: het sjabloon klopt niet: {words}", tip=TIP)


def instead(name: str, known: Iterable[str]) -> str:
    """What was perhaps meant, and else what there is."""
    names = list(known)
    close = get_close_matches(name, names, 1)
    if close:
        return f"; bedoelde u «{close[0]}»?"
    return f"; wel: {', '.join(names)}" if names else ""


def _passed(trace: TracebackType | None, places: Collection[str]) -> Iterator[tuple[str, int]]:
    """The lines of templates on the way to an error: Jinja puts its names into the trace."""
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in places:
            yield file, trace.tb_lineno
        trace = trace.tb_next


def _dutch(error: Exception, places: Iterable[str]) -> str:
    """What went wrong, for who wrote the template; Jinja's own words are English, and no answer."""
    if isinstance(error, TemplateNotFound):
        known = [one for one in places if one.endswith(".j2")]
        return f"er is geen sjabloon «{error.message}»{instead(str(error.message), known)}"
    for kind, words in _TYPES.items():
        if isinstance(error, kind):
            return words
    text = str(error.message if isinstance(error, TemplateError) else error)
    if isinstance(error, Sjabloonfout | Weigering) or "«" in text:  # what Onbekend says is Dutch
        return text
    for pattern, words in _DUTCH:
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found is not None:
            return words.format(*map(_sign, found.groups()))
    return "deze regel is niet te begrijpen"


def _sign(words: str) -> str:
    for english, dutch in _SIGNS:
        words = words.replace(english, dutch)
    return words


class Keuring(NodeTransformer):
    """Goes through one template; the names of its methods are those of Jinja."""

    def __init__(self, name: str, filters: Collection[str], tests: Collection[str]) -> None:
        self.name, self.filters, self.tests = name, filters, tests

    def visit_Template(self, node: Any) -> Any:  # noqa: N802
        weight = _weight(node)
        self.generic_visit(node)
        step = nodes.ExprStmt(
            _call("spend", [nodes.Const(weight)], node.lineno), lineno=node.lineno
        )
        node.body = [step, *node.body]
        return node

    visit_Macro = visit_CallBlock = visit_Block = visit_Template  # noqa: N815

    def visit_For(self, node: Any) -> Any:  # noqa: N802
        if node.recursive:
            self._refuse(node, "een lus met recursive kan niet; gebruik een macro")
        weight = nodes.Const(_weight(node))
        self.generic_visit(node)
        node.iter = _call("weigh", [node.iter, weight], node.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _call("glue", node.nodes, node.lineno)

    def visit_Compare(self, node: Any) -> Any:  # noqa: N802
        self.generic_visit(node)
        for side in (node, *node.ops):
            name = "weigh" if getattr(side, "op", "") in ("in", "notin") else "compared"
            side.expr = _call(name, [side.expr], node.lineno)
        return node

    def visit_Getitem(self, node: nodes.Getitem) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        if isinstance(node.arg, nodes.Slice):
            node.node = _call("weigh", [node.node], node.lineno)
        return node

    def visit_List(self, node: Any) -> Any:  # noqa: N802
        """A row of rows of rows takes forever to compare."""
        parts = [one.value for one in node.items] if isinstance(node, nodes.Dict) else node.items
        if getattr(node, "ctx", "load") == "load" and not all(
            isinstance(one, nodes.Const) for one in parts
        ):
            self._refuse(
                node, "een rij in een sjabloon kan alleen vaste woorden en getallen bevatten"
            )
        return self.generic_visit(node)

    visit_Dict = visit_Tuple = visit_List  # noqa: N815

    def visit_Const(self, node: nodes.Const) -> nodes.Node:  # noqa: N802
        """A number in a text can name half of a pair, and that is no character in any file."""
        if isinstance(node.value, str) and _HALF.search(node.value):
            wat = "\\ud800 tot en met \\udfff zijn geen tekens; zet het teken zelf in het sjabloon"
            self._refuse(node, wat)
        return node

    def visit_Name(self, node: nodes.Name) -> nodes.Node:  # noqa: N802
        if node.name in ("varargs", "kwargs"):
            wat = f"«{node.name}» kan niet; geef een macro een naam voor alles wat hij krijgt"
            self._refuse(node, wat)
        return node

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> NoReturn:  # noqa: N802
        self._refuse(node, "{% autoescape %} mag niet; weerbaar maakt elke tekst zelf veilig")

    visit_EvalContextModifier = visit_ScopedEvalContextModifier  # noqa: N815

    def visit_Filter(self, node: nodes.Filter) -> nodes.Node:  # noqa: N802
        self._known(node, "filter", self.filters)
        return self.generic_visit(node)

    def visit_Test(self, node: nodes.Test) -> nodes.Node:  # noqa: N802
        self._known(node, "test", self.tests)
        return self.generic_visit(node)

    def _known(self, node: nodes.Filter | nodes.Test, what: str, known: Collection[str]) -> None:
        if node.name not in known:
            self._refuse(
                node, f"{what} «{node.name}» bestaat niet{instead(node.name, sorted(known))}"
            )

    def _refuse(self, node: nodes.Node, wat: str) -> NoReturn:
        raise Weigering(wat, node.lineno, self.name)


def _weight(node: nodes.Node) -> int:
    """How much is done each time: every order, and every character that stands there."""
    texts = sum(len(one.data) for one in node.find_all(nodes.TemplateData))
    return texts + sum(1 for _ in node.find_all(nodes.Node))


def _call(name: str, args: list[nodes.Expr], lineno: int) -> nodes.Call:
    function = nodes.EnvironmentAttribute(name, lineno=lineno)
    return nodes.Call(function, args, [], None, None, lineno=lineno)
