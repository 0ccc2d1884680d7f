"""A template of somebody else before it is used: what cannot be counted is refused.

The rest is counted: what can happen more than once weighs the orders and characters in it.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NoReturn

from jinja2 import nodes
from jinja2.visitor import NodeTransformer

from weerbaar_cli.formats.sjablonen.fouten import Weigering, instead


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
