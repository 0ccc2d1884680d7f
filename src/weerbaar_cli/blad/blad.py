"""A report as a tree of blocks, the same for every audience and every form.

Who writes a report for an audience builds a Blad; who writes a form (HTML, Markdown, terminal,
PDF, Word) walks it. So a figure can never differ from one form to the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.bevinding import inside
from weerbaar_cli.model.doelgroep import PROEF, Doelgroep

Kadersoort = Literal["uitleg", "let_op", "vertrouwelijk", "fictief"]
# How a part of a chart is drawn; each has a colour, a pattern and a word of its own.
Vulling = Literal["voldoet", "deels", "voldoet_niet", "onbekend", "nvt", "onzeker"]


# The date of a page that is of no day: the first that a packed document can carry.
ZONDER_DAG = date(1980, 1, 1)
# Letters that mean nothing else in HTML or Markdown.
ADRES = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?::\d{1,5})?(?:/[A-Za-z0-9._~/%?=&#+-]*)?"
)


class Merk(Struct, frozen=True):
    """A status, shown as sign and word; `oordeel` chooses the colour.

    `kort`: where many stand together its sign alone, above or below which the signs are explained.
    """

    oordeel: Status
    kort: bool = False


class Sterk(Struct, frozen=True):
    """Words that matter most in their sentence."""

    tekst: str


class Aanhaling(Struct, frozen=True):
    """Words of somebody else, shown between quotes: an official text, or free text of a file.

    Quotes inside become double ones, as in print.
    """

    tekst: str

    def __post_init__(self) -> None:
        force_setattr(self, "tekst", inside(self.tekst))


class Verwijzing(Struct, frozen=True):
    """A link to a section of the same report, by its anchor."""

    tekst: str
    anker: str


class Webadres(Struct, frozen=True):
    """Words that lead to a page outside, where a form can: who reads follows it or does not.

    What is no plain address of a website leads nowhere.
    """

    tekst: str
    adres: str

    def __post_init__(self) -> None:
        if not ADRES.fullmatch(self.adres):
            force_setattr(self, "adres", "")


Stuk = str | Merk | Sterk | Aanhaling | Verwijzing | Webadres
# What stands in a sentence, a list item or a cell. All text is plain: each form escapes it.
Inhoud = Stuk | tuple[Stuk, ...]


class Alinea(Struct, frozen=True):
    """A paragraph."""

    inhoud: Inhoud


class Lijst(Struct, frozen=True):
    """A list of points."""

    punten: tuple[Inhoud, ...]
    genummerd: bool = False


class Begrippen(Struct, frozen=True):
    """Terms with what is said of each."""

    paren: tuple[tuple[str, Inhoud], ...]


class Cijfer(Struct, frozen=True):
    """A figure that is read at a glance: «12 van 20», what it counts, and what belongs to it."""

    waarde: str
    wat: str
    toelichting: str = ""


class Kerncijfers(Struct, frozen=True):
    """A few figures side by side."""

    cijfers: tuple[Cijfer, ...]


class Kader(Struct, frozen=True):
    """Something that must not be missed, apart from the running text."""

    soort: Kadersoort
    kop: str
    blokken: tuple[Alinea | Lijst, ...]


class Kolom(Struct, frozen=True):
    """A column; figures stand to the right."""

    kop: str
    getal: bool = False


class Tabel(Struct, frozen=True):
    """A table. The first cell of each row is the head of that row.

    `in_orde` are the places of rows with nothing left to do though no mark in them says so.
    `sleutel` is what CSV and workbooks call it in every edition, where its caption holds a date or
    the signs of one edition. In a workbook tables with the same `vel` stand on one sheet, on which
    can be filtered by `vooraf`: the columns that say of whom or what each row is.
    """

    bijschrift: str
    kolommen: tuple[Kolom, ...]
    rijen: tuple[tuple[Inhoud, ...], ...]
    in_orde: tuple[int, ...] = ()
    sleutel: str = ""
    vel: str = ""
    vooraf: tuple[tuple[str, str], ...] = ()


class Rij(Struct, frozen=True):
    """How one thing stands: its short name, its mark, and lines; the first says most."""

    kop: str
    regels: tuple[Inhoud, ...]
    merk: Status | None = None


class Opsomming(Struct, frozen=True):
    """Things under each other with how each stands; `naam` says what they are."""

    naam: str
    rijen: tuple[Rij, ...]

    def tabel(self) -> Tabel:
        """The same as a table, for forms that have no narrower way: a row per line."""
        marked = any(rij.merk for rij in self.rijen)
        kolommen = (Kolom("Welke"), *((Kolom("Stand"),) if marked else ()), Kolom("Wat"))
        return Tabel(self.naam, kolommen, tuple(self._cells(marked=marked)))

    def _cells(self, *, marked: bool) -> Iterator[tuple[Inhoud, ...]]:
        for rij in self.rijen:
            for place, regel in enumerate(rij.regels or ("",)):
                merk = Merk(rij.merk) if rij.merk and not place else ""
                yield (rij.kop if not place else "", *((merk,) if marked else ()), regel)


class Knoop(Struct, frozen=True):
    """A point of a tree, and what hangs below it."""

    inhoud: Inhoud
    delen: tuple[Knoop, ...] = ()


class Boom(Struct, frozen=True):
    """Points below points: how one thing follows from others."""

    knopen: tuple[Knoop, ...]


class Deel(Struct, frozen=True):
    """A part of a bar: so many of one kind."""

    vulling: Vulling
    aantal: int

    @property
    def woorden(self) -> str:
        """The number; of what is uncertain at most that many, perhaps none."""
        return f"0–{self.aantal}" if self.vulling == "onzeker" else str(self.aantal)


class Balk(Struct, frozen=True):
    """One bar of a stacked chart."""

    naam: str
    delen: tuple[Deel, ...]

    @property
    def totaal(self) -> int:
        """How many it holds."""
        return sum(deel.aantal for deel in self.delen)

    def ordered(self, kinds: Sequence[Vulling]) -> list[Deel]:
        """The parts that hold something, in the order of the legend."""
        held = [deel for deel in self.delen if deel.aantal]
        return sorted(held, key=lambda deel: kinds.index(deel.vulling))


class Stapel(Struct, frozen=True):
    """Stacked bars. `legenda` names the kinds in the order in which they are stacked."""

    balken: tuple[Balk, ...]
    legenda: tuple[tuple[Vulling, str], ...]


class Streep(Struct, frozen=True):
    """From `laag` up to `hoog` of `van`: a figure, or the range that it lies in.

    `was` is the same of the moment before, where it may be compared.
    """

    naam: str
    laag: int
    hoog: int
    van: int
    was: tuple[int, int] | None = None

    @property
    def woorden(self) -> str:
        """What stands beside it: «9 van 13», and «5 → 9 van 13» with the moment before."""
        before = "" if self.was is None else f"{range_words(*self.was)} → "
        return f"{before}{range_words(self.laag, self.hoog)} van {self.van}"


def range_words(laag: int, hoog: int) -> str:
    """A figure, or from what to what it lies."""
    return str(laag) if laag == hoog else f"{laag}–{hoog}"


class Spreiding(Struct, frozen=True):
    """A strip per row on which a figure or its range is marked."""

    strepen: tuple[Streep, ...]
    eenheid: str


class Punt(Struct, frozen=True):
    """One moment of a trend, or the range that it lies in; `van` where then it was of another."""

    dag: date
    laag: int
    hoog: int
    van: int | None = None


class Lijn(Struct, frozen=True):
    """A trend: how many of `van` at each moment."""

    punten: tuple[Punt, ...]
    van: int
    eenheid: str


class Grafiek(Struct, frozen=True):
    """A table with its figures drawn: a form that does not draw has the table.

    `beschrijving` is what a reader hears who does not see the drawing.
    """

    beschrijving: str
    beeld: Stapel | Spreiding | Lijn
    tabel: Tabel


class Uitklap(Struct, frozen=True):
    """What a reader may want to see; open on paper."""

    kop: str
    blokken: tuple[Blok, ...]


Blok = (
    Alinea | Lijst | Begrippen | Kerncijfers | Kader | Tabel | Opsomming | Boom | Grafiek | Uitklap
)


class Sectie(Struct, frozen=True):
    """A chapter or a part of one. `nieuwe_bladzijde` holds for paper.

    `in_orde`: there is nothing left to do in it, though no mark says so.
    """

    kop: str
    anker: str
    blokken: tuple[Blok, ...] = ()
    delen: tuple[Sectie, ...] = ()
    merk: Status | None = None
    nieuwe_bladzijde: bool = False
    in_orde: bool = False


class Blad(Struct, frozen=True, kw_only=True):
    """The whole report.

    `kenmerken` says for whom it is, of which date and by which raamwerk; `vertrouwelijk` is the
    confidentiality line and stands on every page, like `fictief` where the data are invented;
    `voet` says by which versions it was made.
    """

    titel: str
    ondertitel: str = ""
    doelgroep: Doelgroep
    datum: date
    kenmerken: tuple[tuple[str, str], ...] = ()
    vertrouwelijk: str
    fictief: str = ""
    secties: tuple[Sectie, ...]
    voet: tuple[str, ...] = ()

    @property
    def gedateerd(self) -> bool:
        """Whether it is of a day."""
        return self.datum != ZONDER_DAG

    @property
    def een_bladzijde(self) -> bool:
        """Whether it is to fit on one page: without contents, and with its codes in the footer."""
        return self.doelgroep == "notitie"

    @property
    def een_regel(self) -> bool:
        """Whether its codes stand in one line at its end: who reads it does not check it."""
        return self.doelgroep in ("bestuur", "openbaar", "raad")

    @property
    def proef(self) -> bool:
        """Whether it is only to be looked at: its line of confidentiality says so first."""
        return self.vertrouwelijk.startswith(PROEF)

    def walk(self) -> Iterator[tuple[int, Sectie]]:
        """Every section with its depth, 1 for a chapter, in reading order."""
        pending = [(1, one) for one in reversed(self.secties)]
        while pending:
            depth, sectie = pending.pop()
            yield depth, sectie
            pending += [(depth + 1, one) for one in reversed(sectie.delen)]
