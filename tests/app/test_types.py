"""The script of the page keeps to the types that its remarks tell."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from app.build import APP, install
from tests.browser.conftest import cannot, program

pytestmark = pytest.mark.long


@pytest.mark.slow
def test_the_types_of_the_script_are_right(tmp_path: Path) -> None:
    program("npm")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(APP / name, tmp_path)
    try:
        install(folder=tmp_path)
    except subprocess.CalledProcessError:
        cannot("npm could not install TypeScript")
    tsc = tmp_path / "node_modules" / "typescript" / "bin" / "tsc"
    run = ["node", str(tsc), "--project", str(APP / "tsconfig.json")]
    found = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (found.stdout, found.returncode) == ("", 0)
