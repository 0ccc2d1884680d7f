"""A bevinding: something in a file that its author must know, as a value with a place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, NamedTuple

from msgspec import Struct
from msgspec.structs import force_setattr

if TYPE_CHECKING:
    from collections.abc import Iterable

Ernst = Literal["fout", "waarschuwing", "hint"]
Pad = tuple[str | int, ...]
# Fewer letters than this are the begin of anything.
SHORTEST_BEGIN = 3
# Around what a sentence takes out of a file; `clean` lets no such sign of a file through.
_BEGIN, _END = "\ue000", "\ue001"
_CITED = f"{_BEGIN}[^{_END}]*{_END}"
# Our texts have marks that no apostrophe can be mistaken for, and JSON keeps them; people read them
# as print has them. Words of somebody else keep theirs behind two more such signs.
_OURS, _KEPT = "«»", "\ue002\ue003"
_IN_PRINT = str.maketrans(_OURS + _KEPT, f"‘’{_OURS}")
_INNER = str.maketrans(_OURS, "“”")
_VERBATIM = str.maketrans(_OURS, _KEPT)


def in_print(text: str) -> str:
    """A text of ours as people read it: once, on its way out."""
    return text if text.isascii() else text.translate(_IN_PRINT)


def inside(text: str) -> str:
    """A text that stands between quotes: its own are double ones, as in print."""
    return text.translate(_INNER)


def verbatim(text: str) -> str:
    """What somebody wrote, for a text that goes through `in_print`: it comes out as it was."""
    return text.translate(_VERBATIM)


def cite(text: str) -> str:
    """Text out of a file, for a sentence of a Bevinding: where others read along it is left out."""
    return f"{_BEGIN}{text}{_END}"


class Bericht(str):
    """A sentence that may take words out of a file; `zonder_inhoud` is the same without them."""

    __slots__ = ("zonder_inhoud",)

    zonder_inhoud: str

    def __new__(cls, text: str, zonder_inhoud: str | None = None) -> Bericht:
        bericht = super().__new__(cls, text.replace(_BEGIN, "").replace(_END, ""))
        bericht.zonder_inhoud = (
            re.sub(_CITED, "…", text) if zonder_inhoud is None else zonder_inhoud
        )
        return bericht

    def __getnewargs__(self) -> tuple[str, str]:  # type: ignore[override]
        return str(self), self.zonder_inhoud


class Herstel(Struct, frozen=True):
    """A text of a file that can mean one thing only, and how that is written here."""

    oud: str
    nieuw: str


class Bevinding(Struct, frozen=True):
    """One finding. `pad` walks the YAML (keys and indexes); the files layer turns it into a place.

    `op_sleutel` points at the key itself instead of its value. `plaats` is (line, column), both
    from 1, for what the reader saw before there was a path. `herstel` is of the text at that place,
    and is then what to do.
    """

    code: str
    bericht: str
    pad: Pad = ()
    ernst: Ernst = "fout"
    suggestie: str = ""
    op_sleutel: bool = False
    plaats: tuple[int, int] | None = None
    herstel: Herstel | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.bericht, Bericht):
            force_setattr(self, "bericht", Bericht(self.bericht))
        tip = f"Schrijf {self.herstel.nieuw}." if self.herstel and not self.suggestie else ""
        force_setattr(self, "suggestie", str(Bericht(self.suggestie or tip)))


class Melding(NamedTuple):
    """A bevinding with its place on disk, ready to be shown."""

    bestand: str
    regel: int
    kolom: int
    ernst: Ernst
    code: str
    pad: str
    bericht: str
    suggestie: str
    regeltekst: str = ""
    herstel: Herstel | None = None

    def without_content(self) -> Melding:
        """The same without a word out of the file: its place, and what the code says to do."""
        bericht = self.bericht.zonder_inhoud if isinstance(self.bericht, Bericht) else self.bericht
        tip = advice_of(self.code)
        return self._replace(pad="", bericht=bericht, suggestie=tip, regeltekst="", herstel=None)


def advice_of(code: str) -> str:
    """What the manual page of a code says to do, where the bevinding has nothing closer."""
    from weerbaar_cli.model.codes import CODES  # late: only a finding needs all these texts

    return CODES[code].advies if code in CODES else ""


def unmet(bestand: str, bericht: str, code: str) -> Melding:
    """That a result does not meet what was asked of it, as a finding in its file."""
    return Melding(bestand, 1, 1, "fout", code, "", bericht, advice_of(code))


def suggest(word: str, known: Iterable[str]) -> str:
    """«Bedoelde u …?» for a mistyped or unfinished word, or nothing when nothing comes near."""
    names = {name.lower() for name in known}
    begun = [name for name in names if name.startswith(word.lower())]
    whole = len(begun) == 1 and len(word.strip("-")) >= SHORTEST_BEGIN
    near = begun if whole else get_close_matches(word.lower(), names, n=1, cutoff=0.6)
    if not near:
        return ""
    original = next(name for name in known if name.lower() == near[0])
    return f"Bedoelde u «{original}»?"
