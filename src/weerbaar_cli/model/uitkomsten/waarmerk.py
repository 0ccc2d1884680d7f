"""What a report was made from, in codes that stand in the report itself.

With them anyone who has the metingen can check, years later, whether a report follows from them.
Of a report on a group nothing is hashed but what the report itself tells: so a hash can never be
used to test a guess about one party.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple, get_args

Onderdeel = Literal["raamwerk", "lezing", "feiten", "ankers", "programma", "metingen", "inhoud"]
ONDERDELEN: tuple[Onderdeel, ...] = get_args(Onderdeel)
LENGTH = 16
# Each code begins with w and the letter of what it is of; no space or sign that a form may change.
LETTERS: dict[Onderdeel, str] = {one: one[0] for one in ONDERDELEN}
# What stands before the first code in every form that people read.
EERSTE = "Versie van weerbaar"
_CODES = re.compile(rf"\bw([{''.join(LETTERS.values())}])([0-9a-f]{{{LENGTH}}})\b")
_VERSIE = re.compile(r"\bwv(\d+(?:\.\d+)*)\b")
_DOELGROEP = re.compile(r"\bwd([a-z]+)\b")
_PEILDATUM = re.compile(r"\bwt(\d{4})(\d{2})(\d{2})\b")
_DATUM = re.compile(r"\bwg(\d{4})(\d{2})(\d{2})\b")


class Waarmerk(NamedTuple):
    """The codes of one report.

    `weerbaar` is the version of this program, `datum` the date under the report. `afdrukken` has
    per part a hash; what a report does not rest on, or may not tell, is absent.
    """

    weerbaar: str
    doelgroep: str
    peildatum: date
    datum: date
    afdrukken: tuple[tuple[Onderdeel, str], ...]

    def afdruk(self, onderdeel: Onderdeel) -> str | None:
        """The hash of one part."""
        return dict(self.afdrukken).get(onderdeel)

    def codes(self) -> Iterator[tuple[str, str]]:
        """The codes with what each is of, in the order in which they are checked."""
        yield "weerbaar", f"wv{self.weerbaar}"
        yield "doelgroep", f"wd{self.doelgroep}"
        yield "peildatum", f"wt{self.peildatum:%Y%m%d}"
        yield "datum", f"wg{self.datum:%Y%m%d}"
        for onderdeel, afdruk in self.afdrukken:
            yield onderdeel, f"w{LETTERS[onderdeel]}{afdruk}"


def take_afdruk(texts: Iterable[str]) -> str:
    """One hash over several texts in their order; where one ends counts too."""
    return hash_pieces(as_piece((text,)) for text in texts)


def as_piece(texts: Iterable[str]) -> bytes:
    """Texts as the hash takes them; it takes pieces after each other as it takes all in one."""
    encoded = (text.encode() for text in texts)
    return b"".join(b"%d\n%b" % (len(data), data) for data in encoded)


def hash_pieces(pieces: Iterable[bytes]) -> str:
    """The hash over such pieces in their order."""
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
    return found.hexdigest()[:LENGTH]


def find_waarmerk(text: str) -> Waarmerk | None:
    """The codes in the text of a report, whatever form it has; None when it lacks them.

    A remark of a user may look like a code. So they are looked for behind the words before the
    first of them, from the end; data without such words has its codes last.
    """
    _, *behind = (plain := text.replace("\\", "")).split(EERSTE)
    if not behind:
        return _read(plain, -1)
    return next((found for one in reversed(behind) if (found := _read(one, 0))), None)


def _read(text: str, place: int) -> Waarmerk | None:
    """Of each code the first (0) or the last (-1) that stands in a text."""
    versie, doelgroep = _VERSIE.findall(text), _DOELGROEP.findall(text)
    peildatum, datum = _dates(_PEILDATUM, text), _dates(_DATUM, text)
    if not (versie and doelgroep and peildatum and datum):
        return None
    codes = _CODES.findall(text)
    chosen = dict(codes if place else reversed(codes))
    found = tuple((one, chosen[LETTERS[one]]) for one in ONDERDELEN if LETTERS[one] in chosen)
    return Waarmerk(versie[place], doelgroep[place], peildatum[place], datum[place], found)


def _dates(pattern: re.Pattern[str], text: str) -> list[date]:
    found = []
    for year, month, day in pattern.findall(text):
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return found


def is_newer(versie: str, than: str) -> bool:
    """Whether one version of the program came after another."""
    return _numbers(versie) > _numbers(than)


def _numbers(versie: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", versie))


class Zin(NamedTuple):
    """A sentence of the report and what it would be now; the latter not when that is unpublished.

    What a report on a group would say now was never weighed against what is published already.
    """

    rapport: str
    nu: str | None


class Uitslag(NamedTuple):
    """What a check of a report found; `onderdeel` is empty when all is the same.

    It is «tekst» for words alone. `rapport` and `opnieuw` are the codes or texts that differ, `zin`
    the first sentence that does when a code differs. `ander` is of whom the meting is when the
    report never names them.
    """

    waarmerk: Waarmerk
    onderdeel: str = ""
    rapport: str = ""
    opnieuw: str = ""
    exact: bool = False
    zin: Zin | None = None
    ander: str = ""

    @property
    def klopt(self) -> bool:
        """Whether the report is what follows from the metingen."""
        return not self.onderdeel
