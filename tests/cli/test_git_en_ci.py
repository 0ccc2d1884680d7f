"""The page on git and CI: each of its lines runs, in order, in a real shell with real git."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cli.schil import make_tools, run_shell

PAGE = Path(__file__).parents[2] / "docs" / "git-en-ci.md"
BLOCKS = re.findall(r"(?ms)^```shell\n(.*?)^```$", PAGE.read_text(encoding="utf-8"))


def test_every_line_of_the_page_runs(tmp_path: Path) -> None:
    tools = make_tools(tmp_path / "gereedschap")
    ran = run_shell("".join(BLOCKS), tmp_path, tools)
    assert ran.returncode == 0, ran.stderr


def test_every_block_of_the_page_is_run() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert len(BLOCKS) == text.count("```shell\n") > 1
    assert re.findall(r"(?m)^```(?!shell|yaml|text)(\w+)", text) == []
