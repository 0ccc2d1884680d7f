"""The house: who may import whom, who touches what, and how large things are."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

import pytest

from tests.gesloten import open_choices
from tests.woordenlijst import ENGLISH, FORMS

PACKAGE = "weerbaar_cli"
SOURCE = Path(__file__).parent.parent / "src" / PACKAGE

# Per room the rooms that it may import, besides itself. The room "" is the package: its version.
# Imports for types only count: what knows the name of a thing depends on it.
# A room can lie inside another: the forms of our files hold conditions, which know the kinds of
# facts, which in turn rest on the kernel of model: dates, numbers, findings, and the catalogue.
MODEL = {"errors", "model", "model.bestanden", "model.uitkomsten"}
BELOW_CLI = {
    "", *MODEL, "feitsoorten", "engine", "files", "reading", "blad", "views", "formats", "leaks",
    "editor", "invullen", "invullen.motor",
}  # fmt: skip
ROOMS = {
    "": set(),
    "errors": set(),
    "model": {"errors"},
    "feitsoorten": {"errors", "model"},
    "model.bestanden": {*MODEL, "feitsoorten"},
    "model.uitkomsten": MODEL,
    "engine": {*MODEL, "feitsoorten"},
    "files": {"", *MODEL, "feitsoorten"},
    # Questions as data and changes to a text: a form gets these, and never a Dossier.
    "invullen": {*MODEL, "feitsoorten", "files"},
    # The program without a terminal: what the page asks it.
    "invullen.motor": BELOW_CLI,
    "reading": {"", *MODEL, "feitsoorten", "engine", "files", "leaks", "invullen"},
    "blad": MODEL,
    # The first wall: what makes a page cannot reach a file, a Dossier, or a name in the aggregate.
    "views": {"", *MODEL, "blad"},
    # The second: a form sees a page, never a result and never a meting.
    "formats": {"", "errors", "blad"},
    "leaks": MODEL,
    "editor": {*MODEL, "feitsoorten"},
    "cli": BELOW_CLI,
    "__main__": {"cli", "errors"},
}
# Forms of files that belong to the kernel: the catalogue that a kind of fact answers, and the list
# of forms by name, which loads a form when a file asks for it.
CATALOGUE = {"model.bestanden.feit", "model.bestanden.soort"}
# What a form may use of model: no meaning, only how dates and numbers are written, and findings in
# files, which are values of their own and hold no meting.
PLAIN = {
    *("model.tijd", "model.getal", "model.strict", "model.csvtekst", "model.budget"),
    "model.voorraad",  # any value, which is not looked into
    *("model.bevinding", "model.codes", "model.werkboek"),
}
# What makes a page on a group knows no type that can hold anything of one party, so that no name
# can reach it. What it may import of the package, and of a module that knows parties too only
# these names; Groepsbeeld itself is held in tests/engine/groep/test_belofte.py.
NAMELESS = (
    *("views/groep/*.py", "views/overzicht/*.py", "views/notitie/groep.py"),
    *("views/notitie/notitie.py", "views/begrippen.py"),
)
WITHOUT_NAMES = (
    "__version__.", "blad.", "model.doelgroep.", "model.getal.", "model.tijd.", "model.woorden.",
    "model.bestanden.feit.Anker.", "model.bestanden.feit.Catalogus.",
    "model.bestanden.meting.Metingsoort.", "model.bestanden.programma.",
    "model.bestanden.raamwerk.", "model.uitkomsten.oordeel.find_vragen.",
    "model.uitkomsten.oordeel.Lezingvraag.", "model.uitkomsten.oordeel.Parameterstand.",
    "model.uitkomsten.groepsafleiding.", "model.uitkomsten.groepsbeeld.",
    "model.uitkomsten.overzicht.", "views.begrippen.", "views.groep.", "views.overzicht.",
    "views.notitie.notitie.", "views.eigen.woorden.term_words.", "views.eigen.woorden.top.",
    "views.eigen.woorden.TOP.", "views.scoredata.Raamwerkverwijzing.",
)  # fmt: skip
# Per library the modules that may import it; nobody where the tuple is empty: weerbaar is offline.
LIBRARIES: dict[str, tuple[str, ...]] = {
    "rich": ("cli/*", "formats/scherm*.py"),
    "typer": ("cli/*",),
    "pandas": ("engine/groep/*.py",),
    "numpy": ("engine/groep/*.py",),
    "jinja2": ("formats/*",),
    "ruamel": ("files/*",),
    "yaml": ("files/*",),
    "subprocess": ("files/*",),
    "tempfile": ("files/*",),
    "filelock": ("files/*",),
    "shutil": ("files/*", "cli/*"),
    "os": ("files/*", "leaks/*", "cli/*"),
    "sys": ("files/*", "cli/*", "__main__.py"),
    "pathlib": ("files/*", "leaks/*", "reading/*", "formats/*", "cli/*", "invullen/motor.py"),
    # loads the one command or form that is wanted, and the model of a kind of file that is met;
    # finds the package that holds the page
    "importlib": (
        *("cli/main.py", "formats/vormen.py", "model/bestanden/soort.py"),
        "files/sjablonen.py",
    ),
    "random": (),
    "requests": (),
    "socket": (),
    "urllib": (),
    "http": (),
}
# Per name that reaches outside the program (a function or an attribute) the modules that may.
DOORS: dict[str, tuple[str, ...]] = {
    "print": ("cli/*", "formats/scherm*.py"),
    "input": ("cli/*",),
    "open": ("files/*", "leaks/*", "cli/*"),
    "read_text": ("files/*", "leaks/*"),
    "read_bytes": ("files/*", "leaks/*"),
    "write_text": ("files/*",),
    "write_bytes": ("files/*",),
    "environ": ("files/*", "cli/*"),
    "getenv": ("files/*", "cli/*"),
    "today": ("files/*", "reading/*", "cli/*"),
    "now": ("files/*", "cli/*"),
    "utcnow": (),
    "__import__": (),
}
DRAWERS = {"utils", "util", "common", "helpers", "helper", "base", "const", "constants", "misc"}
MAX_MODULE, MAX_FUNCTION, MAX_NESTING = 600, 50, 2
# The largest room is views: every page, and every published model of JSON beside it.
# A command has a file, and there are more commands than a folder may have other files.
SPLINTER, MAX_FOLDER, MAX_SHARE = 40, 30, 0.22

# Every rule looks at the same trees.
parse = cache(ast.parse)
walk = cache(lambda tree: tuple(ast.walk(tree)))
# Every word of the glossary, in each form.
LISTED = {*FORMS, *ENGLISH}
Function = ast.FunctionDef | ast.AsyncFunctionDef
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.With, ast.AsyncWith, ast.Try, ast.Match)


def complaints(name: str, source: str) -> list[str]:
    """What is wrong with one module; `name` is its path inside the package."""
    tree = parse(source)
    return [
        *_shape(name, source, tree),
        *_imports(name, tree),
        *_names(name, tree),
        *_doors(name, tree),
        *_functions(tree),
    ]


def _shape(name: str, source: str, tree: ast.Module) -> Iterator[str]:
    if not ast.get_docstring(tree):
        yield "no docstring"
    if DRAWERS & set(Path(name).with_suffix("").parts):
        yield "a drawer: name the thing"
    lines = len(source.splitlines())
    if lines > MAX_MODULE:
        yield f"module of {lines} lines"


def _imports(name: str, tree: ast.Module) -> Iterator[str]:
    room = _room(Path(name).with_suffix("").parts)
    for module in _imported(tree):
        top, *rest = module.split(".")
        plain = room == "formats" and ".".join(rest) in PLAIN
        if top == PACKAGE and not plain and _room(rest) not in ROOMS[room] | {room}:
            yield f"{room} imports {module}"
        if not _may(name, LIBRARIES.get(top)):
            yield f"imports {top}"


def _names(name: str, tree: ast.Module) -> Iterator[str]:
    """What could bring a name of a party to a page without names, also late and only for types."""
    if not _may(name, NAMELESS):
        return
    for node in walk(tree):
        if not isinstance(node, ast.Import | ast.ImportFrom):
            continue
        start = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        for one in (f"{start}{alias.name}" for alias in node.names):
            inside = f"{one.removeprefix(f'{PACKAGE}.')}."
            if one.startswith(PACKAGE) and not inside.startswith(WITHOUT_NAMES):
                yield f"a name can come by {one}"


def _imported(tree: ast.Module) -> Iterator[str]:
    """Full names of what is imported, also late and only for types."""
    for node in walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            # A relative import would hide its room; the package has none, and gets none.
            module = node.module if node.level == 0 and node.module else f"{PACKAGE}.relative"
            # `from weerbaar_cli import cli` names a room, `… import __version__` does not.
            names = [alias.name for alias in node.names if alias.name in ROOMS]
            rooms = [f"{module}.{one}" for one in names] if module == PACKAGE else []
            yield from rooms or [module]


def _room(parts: list[str] | tuple[str, ...]) -> str:
    if ".".join(parts) in CATALOGUE:
        return "model"
    names = (".".join(parts[:length]) for length in (2, 1))
    return next((name for name in names if name in ROOMS), "")


def _doors(name: str, tree: ast.Module) -> Iterator[str]:
    for node in walk(tree):
        word = ""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            word = node.func.id
        elif isinstance(node, ast.Attribute):
            word = node.attr
        if not _may(name, DOORS.get(word)):
            yield f"line {node.lineno} uses {word}"  # type: ignore[attr-defined]


def _may(name: str, where: tuple[str, ...] | None) -> bool:
    return where is None or any(fnmatch(name, pattern) for pattern in where)


def _functions(tree: ast.Module) -> Iterator[str]:
    for node in walk(tree):
        if isinstance(node, ast.Assert) and _asks_for_none(node.test):
            yield f"line {node.lineno} assures the checker of a value: give it a type that has one"
        if isinstance(node, Function):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            deep = max(map(nesting, node.body))
            if length > MAX_FUNCTION:
                yield f"{node.name} has {length} lines"
            if deep > MAX_NESTING:
                yield f"{node.name} nests {deep} deep"


def _asks_for_none(test: ast.expr) -> bool:
    """Whether something is compared with None; half a bag is filled elsewhere."""
    compared = (node for node in ast.walk(test) if isinstance(node, ast.Compare))
    sides = (side for one in compared for side in (one.left, *one.comparators))
    return any(isinstance(side, ast.Constant) and side.value is None for side in sides)


def nesting(node: ast.AST) -> int:
    """How many blocks stand in each other; elif is no deeper, an inner function counts itself."""
    if isinstance(node, Function | ast.ClassDef):
        return 0
    own = isinstance(node, BLOCKS)
    parts = list(ast.iter_child_nodes(node))
    deepest = max((nesting(part) - _is_elif(node, part) for part in parts), default=0)
    return own + deepest


def _is_elif(node: ast.AST, part: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(part, ast.If) and node.orelse == [part]


MODULES = {path.relative_to(SOURCE).as_posix(): path for path in sorted(SOURCE.rglob("*.py"))}
SOURCES = {name: path.read_text(encoding="utf-8") for name, path in MODULES.items()}


def dotted(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _imports_of(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Per module of ours the modules of ours that it imports, late and for types too."""
    known = {dotted(name) for name in sources}
    return {
        dotted(name): {
            one
            for module in _imported(parse(source))
            if (one := module.removeprefix(f"{PACKAGE}.")) in known and one != dotted(name)
        }
        for name, source in sources.items()
    }


def circles(imports: Mapping[str, set[str]]) -> Iterator[str]:
    """Groups of modules that reach each other."""
    reach = {name: _reached(name, imports) for name in imports}
    seen: set[str] = set()
    for name in sorted(imports):
        group = sorted(one for one in reach[name] if name in reach.get(one, ()))
        if group and name not in seen:
            seen.update(group)
            yield f"circle: {' '.join(sorted({name, *group}))}"


def _reached(name: str, imports: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    pending = list(imports[name])
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending += imports.get(one, ())
    return found


def splinters(sources: Mapping[str, str], imports: Mapping[str, set[str]]) -> Iterator[str]:
    """Small modules that only one other knows: they belong inside it."""
    users: dict[str, set[str]] = defaultdict(set)
    for name, used in imports.items():
        for one in used:
            users[one].add(name)
    for name, source in sources.items():
        lines = len(source.splitlines())
        if lines < SPLINTER and len(users[dotted(name)]) == 1 and not name.endswith("__init__.py"):
            yield f"{name} is a splinter of {lines} lines"


def commands_in_commands(imports: Mapping[str, set[str]]) -> Iterator[str]:
    """A command is the last step: nothing of it is used by another command."""
    from weerbaar_cli.cli.main import COMMANDS

    own = {f"cli.{name}" for name in COMMANDS}
    for name, used in imports.items():
        if name != "cli.main":
            yield from (f"{name} imports the command {one}" for one in used & own)


def overfull(sources: Mapping[str, str]) -> Iterator[str]:
    """Folders with too many files, and rooms that are too large a part of the house."""
    folders: dict[str, int] = defaultdict(int)
    rooms: dict[str, int] = defaultdict(int)
    for name, source in sources.items():
        folders[Path(name).parent.as_posix()] += not name.endswith("__init__.py")
        rooms[_room(Path(name).with_suffix("").parts)] += len(source.splitlines())
    total = sum(rooms.values())
    yield from (
        f"{one}/ has more than {MAX_FOLDER} files" for one in folders if folders[one] > MAX_FOLDER
    )
    yield from (f"{one} is too large a room" for one in rooms if rooms[one] > MAX_SHARE * total)


def unlisted(names: Iterable[str]) -> Iterator[str]:
    """Words in names of files and folders that are no words of the glossary, nor made of them."""
    parts = {part for name in names for part in Path(name).with_suffix("").parts}
    for part in sorted(parts - {"__init__", "__main__"}):
        words = [part] if part in LISTED else part.split("_")
        yield from (f"the name {one} is not in the glossary" for one in words if not _is_made(one))


def _is_made(word: str) -> bool:
    """Whether a word is listed or a compound of listed words, which an s may join."""
    ends = (at for at in range(len(word), 2, -1) if word[:at] in LISTED)
    rests = (rest for at in ends for rest in (word[at:], word[at:].removeprefix("s")))
    return any(not rest or (len(rest) > 2 and _is_made(rest)) for rest in rests)


def homonyms(sources: Mapping[str, str]) -> Iterator[str]:
    """Classes and kinds that are defined more than once: one name, one meaning."""
    counts: Counter[str] = Counter()
    for source in sources.values():
        counts.update({one for one in _defined(parse(source)) if re.match("[A-Z][a-z]", one)})
    for name, count in counts.items():
        yield from (f"{name} has a meaning {number}" for number in range(2, count + 1))


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (one.id for one in node.targets if isinstance(one, ast.Name))


def trespasses() -> set[str]:
    imports = _imports_of(SOURCES)
    return {
        *(f"{name}: {one}" for name, source in SOURCES.items() for one in complaints(name, source)),
        *circles(imports),
        *splinters(SOURCES, imports),
        *commands_in_commands(imports),
        *overfull(SOURCES),
        *unlisted(SOURCES),
        *homonyms(SOURCES),
        *open_choices({name: parse(source) for name, source in SOURCES.items()}),
    }


def test_the_house_is_kept() -> None:
    assert sorted(trespasses()) == []


def test_the_rooms_are_found() -> None:
    assert {_room(Path(name).with_suffix("").parts) for name in MODULES} <= ROOMS.keys()
    wanted = {"model/uitkomsten/oordeel.py", "engine/score/score.py", "files/yaml/events.py"}
    assert {*wanted, "cli/main.py"} <= MODULES.keys()


def test_circles_and_splinters_are_seen() -> None:
    sources = {
        "model/a.py": "from weerbaar_cli.model.b import x",
        "model/b.py": "if TYPE_CHECKING:\n    from weerbaar_cli.model.a import y",
    }
    imports = _imports_of(sources)
    assert list(circles(imports)) == ["circle: model.a model.b"]
    assert len(list(splinters(sources, imports))) == 2
    used = {"cli.plan": {"cli.score"}, "cli.main": {"cli.score"}}
    assert list(commands_in_commands(used)) == ["cli.plan imports the command cli.score"]
    full = {f"cli/{number}.py": "" for number in range(MAX_FOLDER + 1)}
    assert list(overfull(full)) == [f"cli/ has more than {MAX_FOLDER} files"]


BAD_SNIPPET = """
import os
import pandas as pd
import yaml
from datetime import date
from rich.table import Table
from weerbaar_cli import cli
from weerbaar_cli.files.yaml.document import Document
from .score import judge

def count(path):
    print(path.read_text(), open(path), os.environ, date.today())
    for a in path:
        if a:
            pass
        elif b:
            with a:
                while b:
                    pass
    assert path and b is not None
    assert path
"""


def test_the_checker_sees_every_kind_of_trespass() -> None:
    assert complaints("engine/utils.py", BAD_SNIPPET) == [
        "no docstring",
        "a drawer: name the thing",
        "imports os",
        "imports pandas",
        "imports yaml",
        "imports rich",
        "engine imports weerbaar_cli.cli",
        "engine imports weerbaar_cli.files.yaml.document",
        "engine imports weerbaar_cli.relative",
        "line 12 uses print",
        "line 12 uses open",
        "line 12 uses environ",
        "line 12 uses read_text",
        "line 12 uses today",
        "count nests 4 deep",
        "line 20 assures the checker of a value: give it a type that has one",
    ]


def test_names_are_made_of_words_of_the_glossary() -> None:
    good = ["engine/score/score.py", "model/raamwerk.py", "views/groepsbeeld.py", "cli/__init__.py"]
    assert list(unlisted(good)) == []
    bad = ["engine/wereld.py", "views/raamwerkx.py", "files/norm_dingen.py"]
    assert list(unlisted(bad)) == [
        "the name dingen is not in the glossary",
        "the name raamwerkx is not in the glossary",
        "the name wereld is not in the glossary",
    ]


def test_a_name_that_means_three_things_is_seen() -> None:
    sources = {"a.py": "Vorm = int", "b.py": "class Vorm: pass\nVORM = 1", "c.py": "Vorm = str"}
    assert list(homonyms(sources)) == ["Vorm has a meaning 2", "Vorm has a meaning 3"]


def test_the_checker_measures() -> None:
    long = '"""Long."""\ndef count():\n' + "    pass\n" * 50
    assert complaints("model/tijd.py", long) == ["count has 51 lines"]
    assert complaints("model/tijd.py", '"""Long."""\n' * 601) == ["module of 601 lines"]


@pytest.mark.parametrize(
    ("name", "line", "good"),
    [
        ("model/norm.py", "from weerbaar_cli.errors import BUG", True),
        ("model/norm.py", "from weerbaar_cli.engine.score.score import judge", False),
        ("model/tijd.py", "from weerbaar_cli.feitsoorten.datum import Binnen", False),
        ("model/pydantisch.py", "from weerbaar_cli.model.bestanden.soort import SOORTEN", True),
        ("feitsoorten/datum.py", "from weerbaar_cli.model.bestanden.feit import Feit", True),
        ("feitsoorten/datum.py", "from weerbaar_cli.model.bestanden.meting import Actie", False),
        ("model/bestanden/norm.py", "from weerbaar_cli.feitsoorten.datum import Binnen", True),
        ("views/page.py", "from weerbaar_cli.engine.score import judge", False),
        ("views/page.py", "from weerbaar_cli.reading.dossier import Dossier", False),
        ("views/groep/a.py", "from weerbaar_cli.model.bestanden.meting import Meting", False),
        ("views/groep/a.py", "from weerbaar_cli.model.bestanden.meting import Metingsoort", True),
        ("views/groep/a.py", "import weerbaar_cli.model.uitkomsten.eigenbeeld", False),
        ("views/groep/a.py", "from weerbaar_cli.model.uitkomsten import eigenbeeld", False),
        ("views/notitie/groep.py", "from weerbaar_cli.views.eigen.woorden import top", True),
        ("views/notitie/groep.py", "from weerbaar_cli.views.eigen.woorden import bar", False),
        ("views/overzicht/a.py", "if 0:\n    from weerbaar_cli.views.coordinator import b", False),
        ("views/notitie/eigen.py", "from weerbaar_cli.model.uitkomsten.plan import Plan", True),
        ("formats/html.py", "from weerbaar_cli.model.bestanden.meting import Meting", False),
        ("formats/html.py", "from weerbaar_cli.model.tijd import dutch", True),
        ("files/store.py", "from weerbaar_cli.engine.score.score import judge", False),
        ("files/store.py", "import weerbaar_cli.cli.main", False),
        ("errors.py", "from weerbaar_cli.model.tijd import dutch", False),
        ("cli/score.py", "from weerbaar_cli.engine.score.score import judge", True),
        ("cli/score.py", "from weerbaar_cli import __version__", True),
        ("engine/groep/telling.py", "import pandas", True),
        ("engine/score/score.py", "import pandas", False),
        ("cli/score.py", "import pandas", False),
        ("files/excel.py", "from ruamel.yaml import YAML", True),
        ("cli/score.py", "import socket", False),
    ],
)
def test_who_may_import_what(name: str, line: str, good: bool) -> None:
    assert (complaints(name, f'"""Duty."""\n{line}\n') == []) is good
