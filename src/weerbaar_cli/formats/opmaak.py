"""What a form needs besides the page: what is packaged, and what a municipality brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, Protocol


class Bronnen(Protocol):
    """What comes along with the program; read when a form asks for it."""

    def read_sjablonen(self) -> Mapping[str, str]:
        """Every packaged template by its name."""

    def read_word(self) -> bytes:
        """The document that every report in Word begins as."""

    def font_folder(self) -> Path:
        """Where the fonts of paper are."""

    def read_tekens(self, folder: Path) -> str:
        """The characters that they can draw, as ranges of hexadecimal numbers."""


@dataclass(frozen=True)
class Opmaak:
    """A style sheet for HTML, parts of a Word document, own templates by their place."""

    bronnen: Bronnen
    stijl: str = ""
    basis: Mapping[str, bytes] | None = None
    sjablonen: Mapping[str, str] | None = None


class Gemaakt(NamedTuple):
    """The bytes of a form, and what its maker must know of them."""

    inhoud: bytes
    melding: str = ""
