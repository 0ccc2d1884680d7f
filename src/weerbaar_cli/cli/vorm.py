"""The shapes of JSON output; versioned, because other people's scripts read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weerbaar_cli.views.score import telling_data

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.oordeel import Telling

VERSIE = 1


def telling_vorm(telling: Telling) -> dict[str, int]:
    """Counts per status."""
    return telling_data(telling).model_dump()
