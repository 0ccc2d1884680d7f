"""A result for programs, as its model says; other people's scripts read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import to_json

from weerbaar_cli.formats.vormen import Gemaakt, Opmaak

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import View


def write(view: View, _: Opmaak) -> Gemaakt:
    """UTF-8, two spaces deep, and a line end at the end."""
    return Gemaakt(to_json(view.data(), indent=2) + b"\n")
