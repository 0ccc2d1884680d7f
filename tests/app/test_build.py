"""What goes into the page: less than there is, and never less than is needed."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import struct
import subprocess
import sys
from base64 import b64decode
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.build import APP, PACKAGE, make_wheel, ours, pack, page_with, pip, refuse_missing, slim
from weerbaar_cli import __version__
from weerbaar_cli.files.sjablonen import read_app
from weerbaar_cli.formats.formulier import make_page


def test_a_module_loses_its_docstrings_and_does_the_same() -> None:
    source = '"""Long."""\nfrom __future__ import annotations\n\n# why\ndef f():\n    """Told."""\n'
    source += "def g(x):\n    'Told.'\n    return x + 1\n"
    made = slim("a.py", source.encode()).decode()
    assert "Told" not in made
    assert "why" not in made
    names: dict[str, object] = {}
    exec(made, names)
    assert eval("f(), g(1)", names) == (None, 2)
    assert slim("a.yaml", source.encode()) == source.encode()
    assert slim("a.py", b"def new syntax") == b"def new syntax"


def test_what_is_left_out_is_never_imported(tmp_path: Path) -> None:
    stdlib = tmp_path / "stdlib.zip"
    with ZipFile(stdlib, "w") as archive:
        for name in ("json/__init__.py", "unittest/__init__.py", "unittest/mock.py"):
            archive.writestr(name, "")
    refuse_missing({"a.py": b"import json"}, stdlib)
    late = b"def f():\n    from unittest import mock\n"
    with pytest.raises(SystemExit, match=r"a\.py imports unittest, unittest\.mock"):
        refuse_missing({"a.py": late}, stdlib)


def test_the_parts_come_back_as_they_went_in() -> None:
    parts = {"a": b"\x00een", "b/c": b"twee"}
    raw = gzip.decompress(b64decode(pack(parts)))
    (size,) = struct.unpack_from("<I", raw)
    names = json.loads(raw[4 : 4 + size])
    assert names == [["a", 4], ["b/c", 4]]
    assert raw[4 + size :] == b"\x00eentwee"


@pytest.mark.long
def test_the_program_comes_along_without_its_terminal() -> None:
    names = {name.removeprefix("lib/weerbaar/weerbaar_cli/") for name, _ in ours()}
    assert {"invullen/motor.py", "_data/packaged.txt", "_data/frameworks/feiten.yaml"} <= names
    assert {"LICENSE", "_data/templates/blad.css", "formats/html.py"} <= names
    assert not [name for name in names if name.startswith(("cli/", "editor/"))]
    # What it comes to in a function comes along, and what nothing in it comes to does not.
    assert "views/groep/bestuur.py" in names
    assert "formats/word.py" not in names
    assert "reading/processen.py" not in names
    assert "_data/templates/blad.md.j2" not in names


def test_the_page_holds_the_thread_and_says_what_comes_along() -> None:
    page = page_with("AAAA")
    assert (APP / "worker.js").read_text(encoding="utf-8") in page
    assert "connect-src" not in page
    assert "default-src 'none'" in page
    pinned = (APP / "requirements.txt").read_text(encoding="utf-8").lower()
    for name in (
        "pydantic",
        "pyyaml",
        "ruamel.yaml",
        "jinja2",
        "markupsafe",
        "python-stdnum",
        "python-calamine",
    ):
        assert name in page.lower()
        assert f"{name}==" in pinned
    assert all("--hash=sha256:" in one for one in pinned.splitlines() if "==" in one)


@pytest.mark.long
@pytest.mark.slow
def test_a_package_that_is_installed_has_the_page(tmp_path: Path) -> None:
    """Where `weerbaar form` finds it, before that of a clone."""
    package, site = tmp_path / "app" / "pagina", tmp_path / "site"
    shutil.copytree(PACKAGE, package)
    version = tmp_path / "src" / "weerbaar_cli" / "__init__.py"
    for path, text in (
        (version, f'__version__ = "{__version__}"'),
        (tmp_path / "dist" / "weerbaar.html", make_page(read_app(), "{}", "<!-- hier -->")),
    ):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    wheel = make_wheel(package, tmp_path / "dist")
    assert wheel.name == f"weerbaar_pagina-{__version__}-py3-none-any.whl"
    offline = ("--no-index", "--quiet", "--target", str(site))
    subprocess.run([*pip(), "install", *offline, str(wheel)], check=True)
    ask = ("form", "--raamwerk", "twente-basis-op-orde", "--output", "f.html")
    where = os.pathsep.join((str(site), os.environ.get("PYTHONPATH", "")))
    env = {**os.environ, "PYTHONPATH": where}
    subprocess.run([sys.executable, "-m", "weerbaar_cli", *ask], cwd=tmp_path, env=env, check=True)
    assert "<!-- hier -->" in (tmp_path / "f.html").read_text(encoding="utf-8")
