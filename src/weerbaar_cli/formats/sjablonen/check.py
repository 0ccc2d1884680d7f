"""Templates of somebody else, looked through and tried out before a meting is read.

First each template is read word by word, also where an invented report does not come; then it is
filled with invented reports in which every kind of block stands, and texts that try to break out.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import date
from difflib import get_close_matches
from typing import Any, NamedTuple

from jinja2 import nodes
from jinja2.meta import find_undeclared_variables

from weerbaar_cli.blad import blad as woorden_van_blad
from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.html import PAGINA, STIJL, make_html_environment, to_html
from weerbaar_cli.formats.markdown import MEMO, make_markdown_environment, to_markdown
from weerbaar_cli.formats.sjablonen.omgeving import DAG, LUS, Sjabloonomgeving, fields_of
from weerbaar_cli.formats.sjablonen.proefblad import proefblad
from weerbaar_cli.formats.sjablonen.sjabloon import MISTAKES, fault_at, wrong
from weerbaar_cli.model.sjabloonmap import Sjabloonmap
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.uitkomsten.waarmerk import Waarmerk
from weerbaar_cli.views.waarmerk import add_waarmerk

# A text that becomes something else wherever a template forgets its quotes.
UITBREKER = "x onmouseover=alert(1) \"'><b> *_`[x](y)"
_DAG = date(2024, 1, 31)
_WAARMERK = Waarmerk("0.1.0", "eigen", _DAG, _DAG, (("inhoud", "0123456789abcdef"),))
# Names that hold what a macro was given besides its own: rows in rows, without end.
_ROWS = ("varargs", "kwargs")

Bomen = Mapping[str, nodes.Template]


class Gebrek(NamedTuple):
    """What is wrong at a line of a template."""

    regel: int
    wat: str


def check_sjablonen(eigen: Sjabloonmap, sjablonen: Mapping[str, str]) -> None:
    """Raise WeerbaarError at the first thing that is wrong with the templates of a folder."""
    every = {**sjablonen, **eigen.teksten}
    used: set[str] = {STIJL}
    blad = proefblad()
    environments = {
        PAGINA: make_html_environment(sjablonen, eigen=eigen),
        MEMO: make_markdown_environment(blad, sjablonen, eigen),
    }
    for start, environment in environments.items():
        bomen = _closure(environment, start, every)
        used |= bomen.keys()
        _refuse_circles(environment, bomen)
        for name in bomen.keys() & eigen.teksten.keys():
            _check_boom(environment, name, bomen, every)
    _refuse_unused(eigen, used)
    for proef in _proeven():
        to_html(proef, sjablonen, eigen=eigen)
        to_markdown(proef, sjablonen, eigen)


def _proeven() -> Iterator[Blad]:
    """Reports that are full, that lack all that may be lacking, and that hold a hostile text."""
    full = proefblad()
    bare = dataclasses.replace(full, ondertitel="", kenmerken=(), secties=(), voet=())
    hostile = dataclasses.replace(proefblad(UITBREKER), titel=UITBREKER, ondertitel=UITBREKER)
    for proef in (full, bare, hostile):
        yield add_waarmerk(proef, _WAARMERK)
    yield dataclasses.replace(full, vertrouwelijk="", fictief="", doelgroep="openbaar")


def _closure(environment: Sjabloonomgeving, start: str, every: Mapping[str, str]) -> Bomen:
    """The templates that this one needs, read; those that are not there are left out."""
    found: dict[str, nodes.Template] = {}
    pending = [start]
    while pending:
        name = pending.pop()
        if name in found or name not in every:
            continue
        with _told(environment, name):
            found[name] = environment.parse(every[name], name, environment.plaatsen[name])
            pending += [ref for _, ref in _references(found[name]) if ref is not None]
    return found


@contextmanager
def _told(environment: Sjabloonomgeving, name: str) -> Iterator[None]:
    """Any error of Jinja as ours, with its place."""
    try:
        yield
    except RecursionError:
        place = environment.plaatsen[name]
        raise fault_at(place, 0, "het sjabloon zit te diep in elkaar") from None
    except MISTAKES as error:
        raise wrong(error, name, environment.plaatsen) from None


def _check_boom(
    environment: Sjabloonomgeving, name: str, bomen: Bomen, every: Mapping[str, str]
) -> None:
    """Raise WeerbaarError for the first line with something that cannot be."""
    boom, place = bomen[name], environment.plaatsen[name]
    with _told(environment, name):
        words = [*_of_switches(boom), *_of_references(boom, every), *_of_words(environment, boom)]
    _refuse(words, place)
    with _told(environment, name):
        names = [*_of_variables(environment, boom), *_of_fields(boom, _exported(bomen.values()))]
    _refuse(names, place)


def _refuse(faults: list[Gebrek], place: str) -> None:
    if faults:
        regel, wat = min(faults)
        raise fault_at(place, regel, wat)


def _of_switches(boom: nodes.Template) -> Iterator[Gebrek]:
    """What would turn off the escaping, or make rows in rows."""
    for node in boom.find_all(nodes.EvalContextModifier):
        wat = "{% autoescape %} mag niet; weerbaar maakt elke tekst zelf veilig"
        yield Gebrek(node.lineno, wat)
    for name in boom.find_all(nodes.Name):
        if name.name in _ROWS:
            wat = f"«{name.name}» kan niet; geef een macro een naam voor alles wat hij krijgt"
            yield Gebrek(name.lineno, wat)
    for row in boom.find_all((nodes.List, nodes.Dict, nodes.Tuple)):
        if not _is_fixed(row):
            wat = "een rij in een sjabloon kan alleen vaste woorden en getallen bevatten"
            yield Gebrek(row.lineno, wat)


def _is_fixed(row: nodes.Node) -> bool:
    if isinstance(row, nodes.Dict):
        return all(isinstance(one.value, nodes.Const) for one in row.items)
    stored = isinstance(row, nodes.Tuple) and row.ctx != "load"
    return stored or all(isinstance(one, nodes.Const) for one in row.iter_child_nodes())


def _references(boom: nodes.Template) -> Iterator[tuple[int, str | None]]:
    """The templates that this one names, with their lines; None where it is not a fixed name."""
    kinds = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)
    for node in boom.find_all(kinds):
        named: Any = node.template  # type: ignore[attr-defined]
        many = isinstance(named, nodes.List | nodes.Tuple)
        for one in named.items if many else [named]:
            fixed = isinstance(one, nodes.Const) and isinstance(one.value, str)
            yield node.lineno, one.value if fixed else None


def _of_references(boom: nodes.Template, every: Mapping[str, str]) -> Iterator[Gebrek]:
    known = [name for name in every if name.endswith(".j2")]
    for regel, name in _references(boom):
        if name is None:
            wat = "schrijf de naam van een sjabloon tussen aanhalingstekens; die kan niet wisselen"
            yield Gebrek(regel, wat)
        elif "/" in name or "\\" in name or name.startswith("."):
            wat = f"«{clean(name)}» ligt buiten de map met sjablonen"
            yield Gebrek(regel, f"{wat}; noem een bestand dat in de map zelf staat")
        elif name not in known:
            yield Gebrek(regel, f"er is geen sjabloon «{clean(name)}»{_instead(name, known)}")


def _refuse_circles(environment: Sjabloonomgeving, bomen: Bomen) -> None:
    """Raise WeerbaarError when a template would bring in itself, at once or by a detour."""
    for start in bomen:
        seen, pending = {start}, [(line, name) for line, name in _references(bomen[start])]
        for line, name in pending:
            if name == start:
                wat = f"«{clean(start)}» haalt zichzelf binnen; dat houdt niet op"
                raise fault_at(environment.plaatsen[start], line, wat)
            if name is not None and name in bomen and name not in seen:
                seen.add(name)
                # The line to mend is the one here, by which the detour begins.
                pending += [(line, one) for _, one in _references(bomen[name])]


def _of_words(environment: Sjabloonomgeving, boom: nodes.Template) -> Iterator[Gebrek]:
    for kind, known in ((nodes.Filter, environment.filters), (nodes.Test, environment.tests)):
        for node in boom.find_all(kind):
            if node.name not in known:
                what = "filter" if kind is nodes.Filter else "test"
                wat = f"{what} «{clean(node.name)}» bestaat niet{_instead(node.name, known)}"
                yield Gebrek(node.lineno, wat)


def _of_variables(environment: Sjabloonomgeving, boom: nodes.Template) -> Iterator[Gebrek]:
    # What is set in one branch alone counts as undeclared there; filling in shows whether it is.
    lost = find_undeclared_variables(boom) - {"blad", *_exported([boom])}
    known = ("blad", *environment.globals)
    for name in boom.find_all(nodes.Name):
        if name.name in lost and name.ctx == "load":
            wat = f"«{clean(name.name)}» bestaat niet{_instead(name.name, known)}"
            yield Gebrek(name.lineno, wat)


def _of_fields(boom: nodes.Template, exported: Iterable[str]) -> Iterator[Gebrek]:
    """Fields that nothing has; of `blad` itself, fields that it does not have."""
    every = {*exported, *LUS, *DAG, *WOORDEN, *_fields()}
    of_blad = fields_of(proefblad())
    for node in boom.find_all(nodes.Getattr):
        is_blad = isinstance(node.node, nodes.Name) and node.node.name == "blad"
        known = of_blad if is_blad else every
        if node.attr not in known:
            owner = "blad heeft geen" if is_blad else "niets heeft een veld"
            wat = f"{owner} «{clean(node.attr)}»"
            yield Gebrek(node.lineno, wat + _instead(node.attr, known, every=is_blad))


def _fields() -> Iterator[str]:
    """Every field of every kind of block."""
    for kind in vars(woorden_van_blad).values():
        if isinstance(kind, type) and dataclasses.is_dataclass(kind):
            yield from (one.name for one in dataclasses.fields(kind))
    yield "walk"


def _exported(bomen: Iterable[nodes.Template]) -> Iterator[str]:
    """The names that templates give to something; one can take them from another."""
    for boom in bomen:
        yield from (one.name for one in boom.find_all(nodes.Macro))
        yield from (one.name for one in boom.find_all(nodes.Name) if one.ctx == "store")


def _instead(name: str, known: Iterable[str], *, every: bool = True) -> str:
    """What was perhaps meant, and else what there is."""
    names = sorted(known)
    close = get_close_matches(name, names, 1)
    if close:
        return f"; bedoelde u «{close[0]}»?"
    return f"; wel: {', '.join(names)}" if every else ""


def _refuse_unused(eigen: Sjabloonmap, used: AbstractSet[str]) -> None:
    for name in eigen.teksten:
        if name not in used:
            free = used - eigen.teksten.keys() or used
            tip = "Geef het de naam van een gewoon sjabloon, of haal het uit de map."
            message = f"{eigen.place(name)} wordt door geen sjabloon gebruikt"
            raise WeerbaarError(message + _instead(name, free), tip=tip)
