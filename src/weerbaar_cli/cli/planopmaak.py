"""How plans and work lists look on the terminal: columns, and who can do a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.text import Text


def make_columns(*widths: int | None) -> Table:
    """Columns of a fixed width; where it is None the column takes what is left."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    for width in widths:
        table.add_column(width=width, no_wrap=width is not None, ratio=1 if width is None else None)
    return table


def widest(names: Iterable[str]) -> int:
    """The width of a column of names."""
    return max(5, *map(len, names))


def add_roles(text: Text, rollen: Sequence[str] | str) -> None:
    """Name the functions behind what they can do."""
    words = rollen if isinstance(rollen, str) else " of ".join(rollen)
    text.append(f"  ({words})" if words else "", style="cyan")
