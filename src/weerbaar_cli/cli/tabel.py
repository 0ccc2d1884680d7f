"""Marks on a screen, for the commands that still draw their own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from weerbaar_cli.model.doelgroep import marking

if TYPE_CHECKING:
    from rich.console import Console

    from weerbaar_cli.model.doelgroep import Doelgroep


def show_marking(console: Console, doelgroep: Doelgroep = "eigen", *, fictief: bool) -> None:
    """Who may read it; invented data in the colour of what is not real."""
    line = marking(doelgroep, fictief=fictief)
    console.print(Text(line, style="bold magenta" if fictief else ""))
