"""`make app`: the whole program in one HTML file that needs nothing from outside.

npm and pip fetch what comes along, by version and hash, into build/app. What no page needs is left
out, and so are docstrings and remarks. The rest becomes one compressed text in the page.
"""

from __future__ import annotations

import ast
import gzip
import io
import json
import shutil
import struct
import subprocess
import sys
from base64 import b64encode
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
sys.path.insert(0, str(SOURCE))

from weerbaar_cli.files.bibliotheek.bibliotheek import store_packaged  # noqa: E402
from weerbaar_cli.files.sjablonen import read_app  # noqa: E402
from weerbaar_cli.formats.formulier import make_page  # noqa: E402
from weerbaar_cli.invullen.motor import make_keuzes  # noqa: E402
from weerbaar_cli.invullen.vragenlijst import Invulpartij, make_vragen  # noqa: E402

APP = Path(__file__).parent
BUILD, PAGE = ROOT / "build" / "app", ROOT / "dist" / "weerbaar.html"
PACKAGE = APP / "pagina"
LIBRARY, STDLIB = "lib/weerbaar", "python_stdlib.zip"
# What a browser runs: Python 3.14 for WebAssembly. Of what has C for a machine only Python is used.
PLATFORMS = ("pyemscripten_2026_0_wasm32", "manylinux2014_x86_64")
WASM = "emscripten"
# Where the program in the page begins, and what it loads by name; the terminal never comes along.
BEGIN, BY_NAME = "weerbaar_cli.invullen.motor", "weerbaar_cli.model.bestanden."
NOT_OURS = tuple(
    f"weerbaar_cli/_data/templates/{name}"
    for name in ("LEESMIJ.md", "README.md", "blad.docx", "blad.md.j2", "blad.typ", "werkmap/")
)
NOT_THEIRS = ("pydantic/v1/", "pydantic/mypy.py", "pydantic/deprecated/copy_internals")
# Of the numbers of all countries only those that are looked for.
STDNUM = (
    "stdnum/__init__.py", "stdnum/exceptions.py", "stdnum/iban", "stdnum/iso7064/",
    "stdnum/nl/", "stdnum/numdb.py", "stdnum/util.py",
)  # fmt: skip
ENCODINGS = (
    "__init__", "aliases", "ascii", "cp1252", "cp437", "idna", "latin_1", "raw_unicode_escape",
    "unicode_escape", "utf_16", "utf_16_be", "utf_16_le", "utf_8", "utf_8_sig",
)  # fmt: skip
# Of a console that Python has only what pydoc imports, which stdnum imports.
PAGER = ("__init__", "pager", "trace", "types")
# Imported and never reached here: what is deprecated, another form, checks over a network, what
# checks templates of somebody else, and what is for many files and other processes, which
# files/bronnen.py has not in a browser.
NEVER = {
    "colorsys", "concurrent.futures.process", "multiprocessing", "multiprocessing.connection",
    "tomllib", "urllib.request", "weerbaar_cli.formats.sjablonen.belofte",
    "weerbaar_cli.reading.processen", "weerbaar_cli.reading.verandering.mappen",
}  # fmt: skip
NOT_STDLIB = (
    "_android", "_apple", "_ios", "_osx", "_pydatetime", "_pydecimal", "_pyio", "antigravity",
    "argparse", "asyncio/proactor", "asyncio/windows", "bdb", "cProfile", "cmd.py", "colorsys",
    "compileall", "concurrent/futures/process", "configparser", "ctypes/", "curses/", "dbm/",
    "doctest", "ensurepip/", "filecmp", "fileinput", "ftplib", "getopt", "graphlib",
    "html/entities_", "http/", "idlelib/", "imaplib", "importlib/_bootstrap", "logging/config",
    "logging/handlers", "mailbox", "mimetypes", "modulefinder", "multiprocessing/", "netrc",
    "optparse", "pdb", "pickletools", "plistlib", "poplib", "profile", "pstats", "pty",
    "py_compile", "pyclbr", "pydoc_data/", "rlcompleter", "sched", "shelve", "smtplib",
    "socketserver", "sqlite3/", "statistics", "symtable", "tabnanny", "tarfile", "this", "timeit",
    "tkinter/", "tomllib/", "trace.py", "tty", "turtle", "unittest/", "urllib/request",
    "urllib/robotparser", "venv/", "wave", "webbrowser", "wsgiref/", "xml/dom/", "xml/sax/",
    "xmlrpc/", "zipapp",
)  # fmt: skip
NOTICE = """<!--
In deze pagina zitten mee: weerbaar (EUPL-1.2), Pyodide (MPL-2.0, github.com/pyodide/pyodide),
Python (PSF-2.0), pydantic, annotated-types, typing-inspection, PyYAML en ruamel.yaml (MIT),
typing-extensions (PSF-2.0), Jinja2, MarkupSafe en msgspec (BSD-3-Clause), python-stdnum
(LGPL-2.1), python-calamine (MIT). Van wat in Python is geschreven, zijn uitleg en opmerkingen
weggelaten; wat de pagina niet nodig heeft, ook.
-->"""


def main() -> None:
    """Fetch, pack, and write the page."""
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True)
    pyodide, wheels = fetch_pyodide(), fetch_wheels()
    python, parts = slim_stdlib(pyodide / STDLIB), dict(library(wheels))
    refuse_missing(parts, pyodide / STDLIB)
    python, parts = compile_some(pyodide / "pyodide.mjs", python, parts)
    packed = {**dict(of_pyodide(pyodide)), STDLIB: zipped(python), **parts}
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page_with(pack(dict(sorted(packed.items(), key=_alike)))), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {PAGE.stat().st_size / 1e6:.1f} MB")
    print(make_wheel(PACKAGE, PAGE.parent).relative_to(ROOT))


def fetch_pyodide() -> Path:
    """Python for the browser, by the lock file."""
    for name in ("package.json", "package-lock.json"):
        shutil.copy(APP / name, BUILD)
    install("--omit=dev", folder=BUILD)
    return BUILD / "node_modules" / "pyodide"


def install(*options: str, folder: Path) -> None:
    """What the lock file says, by npm; nothing of it runs."""
    quiet = ("--ignore-scripts", "--no-audit", "--no-fund", "--silent")
    subprocess.run(["npm", "ci", *quiet, *options], cwd=folder, check=True)


def fetch_wheels() -> list[Path]:
    """The packages, by their hashes."""
    target = BUILD / "wheels"
    where = [part for one in PLATFORMS for part in ("--platform", one)]
    python = ["--implementation", "cp", "--python-version", "3.14", "--abi", "cp314"]
    safe = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--quiet"]
    wanted = ["-r", str(APP / "requirements.txt"), "-d", str(target)]
    subprocess.run([*pip(), "download", *safe, *where, *python, *wanted], check=True)
    return sorted(target.glob("*.whl"))


def pip() -> list[str]:
    """A venv of Debian may have no pip of its own; which Python fetches does not matter."""
    runs = sys.executable if find_spec("pip") else "python3"
    return [runs, "-m", "pip", "--disable-pip-version-check"]


def make_wheel(package: Path, target: Path) -> Path:
    """The page as a package that pip installs beside weerbaar."""
    for old in target.glob("weerbaar_pagina-*.whl"):
        old.unlink()
    wheel = [*pip(), "wheel", "--no-deps", "--quiet", "--wheel-dir", str(target)]
    subprocess.run([*wheel, str(package)], check=True)
    return next(target.glob("weerbaar_pagina-*.whl"))


def of_pyodide(pyodide: Path) -> Iterator[tuple[str, bytes]]:
    """What runs Python, by name."""
    for name in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm"):
        yield name, (pyodide / name).read_bytes()
    info = json.loads((pyodide / "pyodide-lock.json").read_text())["info"]
    yield "pyodide-lock.json", json.dumps({"info": info, "packages": {}}).encode()


def library(wheels: list[Path]) -> Iterator[tuple[str, bytes]]:
    """What Python runs."""
    for wheel in wheels:
        yield from of_wheel(wheel)
    yield from ours()


def slim_stdlib(path: Path) -> dict[str, bytes]:
    """The library of Python without what no page needs."""
    with ZipFile(path) as old:
        return {name: slim(name, old.read(name)) for name in filter(_is_needed, old.namelist())}


def zipped(python: Mapping[str, bytes]) -> bytes:
    """As Python reads its library; not compressed, the page is."""
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as new:
        for name, data in sorted(python.items()):
            new.writestr(ZipInfo(name), data)
    return made.getvalue()


def compile_some(
    pyodide: Path, python: Mapping[str, bytes], parts: Mapping[str, bytes]
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The same, with what is imported at every start compiled by the Python of the page."""
    folder, std = BUILD / "bron", BUILD / "bron" / "std"
    for root, files in ((std, python), (folder, parts)):
        for name, data in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(data)
    subprocess.run(["node", str(APP / "compile.mjs"), str(pyodide), str(folder)], check=True)
    return _files(std), {f"lib/{name}": data for name, data in _files(folder / "lib").items()}


def _files(folder: Path) -> dict[str, bytes]:
    paths = (one for one in sorted(folder.rglob("*")) if one.is_file())
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in paths}


def refuse_missing(parts: Mapping[str, bytes], stdlib: Path) -> None:
    """Stop when something that is packed imports a part of Python that was left out."""
    with ZipFile(stdlib) as archive:
        gone = {_dotted(name) for name in archive.namelist() if not _is_needed(name)}
    modules = ((name, data) for name, data in parts.items() if name.endswith(".py"))
    for name, data in modules:
        if missing := (set(_imported(data)) & gone) - NEVER:
            sys.exit(f"{name} imports {', '.join(sorted(missing))}, which is left out")


def _imported(data: bytes) -> Iterator[str]:
    for node in ast.walk(ast.parse(data)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def _dotted(name: str) -> str:
    return name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def _is_needed(name: str) -> bool:
    if name.startswith("encodings/"):
        return Path(name).stem in ENCODINGS
    if name.startswith("_pyrepl/"):
        return Path(name).stem in PAGER
    return not name.startswith(NOT_STDLIB) and not name.endswith("/")


def of_wheel(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """What is Python in a wheel, what is built for a browser, and its licences."""
    with ZipFile(wheel) as archive:
        for name in filter(_is_wanted, archive.namelist()):
            yield f"{LIBRARY}/{name}", slim(name, archive.read(name))


def _is_wanted(name: str) -> bool:
    if name.endswith("/"):
        return False
    if ".dist-info/" in name:
        return name.endswith("METADATA") or "LICEN" in name.upper() or "COPYING" in name
    if name.startswith("stdnum/"):
        return name.startswith(STDNUM)
    built = name.endswith(".so") and WASM in name
    return (built or name.endswith(".py")) and not name.startswith(NOT_THEIRS)


def ours() -> Iterator[tuple[str, bytes]]:
    """The program with its raamwerken, as checked models too, and the templates of pages."""
    store = store_packaged(ROOT / "frameworks")
    data = "weerbaar_cli/_data"
    paths = {f"{data}/{store.name}": store, "weerbaar_cli/LICENSE": ROOT / "LICENSE"}
    paths |= {one.relative_to(SOURCE).as_posix(): one for one in reachable()}
    for top in ("frameworks", "templates"):
        found = (one for one in (ROOT / top).rglob("*") if one.is_file())
        paths |= {f"{data}/{one.relative_to(ROOT)}": one for one in found}
    for name, path in paths.items():
        if not name.startswith(NOT_OURS):
            yield f"{LIBRARY}/{name}", slim(name, path.read_bytes())


def reachable() -> set[Path]:
    """Every module of ours that the page can come to import."""
    paths = (SOURCE / "weerbaar_cli").rglob("*.py")
    modules = {_dotted(one.relative_to(SOURCE).as_posix()): one for one in paths}
    found, todo = set[str](), [BEGIN, *(name for name in modules if name.startswith(BY_NAME))]
    while todo:
        if (name := todo.pop()) in found | NEVER or name not in modules:
            continue
        found.add(name)
        todo += [*_imported(modules[name].read_bytes()), name.rpartition(".")[0]]
    return {modules[name] for name in found}


def slim(name: str, data: bytes) -> bytes:
    """A module without docstrings and remarks; what this Python cannot read stays as it is.

    Of a package who made it, which version it is and under which licence; not its long description.
    """
    if name.endswith("/METADATA"):
        return data.partition(b"\n\n")[0]
    if not name.endswith(".py"):
        return data
    try:
        tree = ast.parse(data)
    except SyntaxError:
        return data
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            _drop_docstring(node)
    return f"{ast.unparse(tree)}\n".encode()


def _drop_docstring(
    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef,
) -> None:
    if ast.get_docstring(node, clean=False) is not None:
        node.body[0:1] = [] if len(node.body) > 1 else [ast.Pass()]


def _alike(part: tuple[str, bytes]) -> tuple[str, str]:
    """Files of a kind beside each other: together they become smaller."""
    return Path(part[0]).suffix, part[0]


def pack(parts: dict[str, bytes]) -> str:
    """One text: the names with their sizes, and all that they hold."""
    head = json.dumps([[name, len(data)] for name, data in parts.items()]).encode()
    raw = struct.pack("<I", len(head)) + head + b"".join(parts.values())
    return b64encode(gzip.compress(raw, 9, mtime=0)).decode()


def page_with(packed: str) -> str:
    """The page without a start, with the program in it."""
    worker = (APP / "worker.js").read_text(encoding="utf-8")
    motor = (
        f"{NOTICE}\n"
        f'<script type="application/octet-stream" data-deel="motor">{packed}</script>\n'
        f'<script type="text/plain" id="motor">\n{worker}</script>'
    )
    empty = make_vragen(Invulpartij(), [], {}, {}).model_dump(mode="json")
    begin = json.dumps({**empty, "keuzes": make_keuzes()}, ensure_ascii=False)
    return make_page(read_app(), begin, motor)


if __name__ == "__main__":
    main()
