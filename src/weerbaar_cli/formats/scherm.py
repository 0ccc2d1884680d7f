"""A report on the screen: the same Blad as every other form, as lines and tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, assert_never

from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Begrippen,
    Blad,
    Blok,
    Boom,
    Grafiek,
    Inhoud,
    Kader,
    Kerncijfers,
    Knoop,
    Lijst,
    Merk,
    Opsomming,
    Sectie,
    Sterk,
    Stuk,
    Tabel,
    Uitklap,
    Verwijzing,
    Webadres,
)
from weerbaar_cli.blad.data import TEKENS, WOORDEN, Status, one_line, plain
from weerbaar_cli.formats.scherm_kolommen import Tabelcel, make_tables
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from rich.console import Console


# How wide a name may be, and how wide every mark is: so lists below each other have one edge.
NAME, MARK = 24, 14
STIJLEN: dict[Status, str] = {
    "voldoet": "green",
    "deels": "yellow",
    "voldoet_niet": "red",
    "onbekend": "cyan",
    "nvt": "dim",
}


def badge(status: Status) -> Text:
    """A status as sign and word, in its colour."""
    return Text(f"{TEKENS[status]} {WOORDEN[status]}", style=STIJLEN[status])


def show_blad(console: Console, blad: Blad) -> None:
    """The whole report."""
    said = [Text(one_line(blad.vertrouwelijk))] if blad.vertrouwelijk else []
    if blad.fictief:
        marks = Text(one_line(blad.fictief), style="bold magenta")
        console.print(Text(" · ").join((marks, *said)) if said else marks)
    console.print(Text(one_line(blad.titel), style="bold"))
    if blad.ondertitel:
        console.print(Text(one_line(blad.ondertitel)))
    if said and not blad.fictief:
        console.print(*said)
    _show_pairs(console, blad.kenmerken)
    for depth, sectie in blad.walk():
        _show_sectie(console, sectie, depth)
    if not blad.voet:  # a result that is only looked at; its title still stands on the screen
        return
    console.print(Rule(style="dim"))
    footer = [f"{one_line(blad.titel)}, {dutch(blad.datum)}", *map(one_line, blad.voet)]
    console.print(Text("\n".join(footer), style="dim"))


def _to_text(inhoud: Inhoud) -> Text:
    """A sentence or a cell, with its statuses as sign and word."""
    parts = inhoud if isinstance(inhoud, tuple) else (inhoud,)
    return Text().join(_piece(part) for part in parts)


def _piece(stuk: Stuk) -> Text:
    match stuk:
        case str():
            return Text(plain(stuk))
        case Merk():
            oordeel = stuk.oordeel
            return Text(TEKENS[oordeel], STIJLEN[oordeel]) if stuk.kort else badge(oordeel)
        case Sterk():
            return Text(plain(stuk.tekst), style="bold")
        case Aanhaling():
            return Text(f"‘{plain(stuk.tekst)}’", style="italic")
        case Verwijzing() | Webadres():
            return Text(plain(stuk.tekst))
        case _:
            assert_never(stuk)


def _show_sectie(console: Console, sectie: Sectie, depth: int) -> None:
    console.print()
    heading = Text(one_line(sectie.kop), style="bold")
    if sectie.merk is not None:
        heading.append("  ").append_text(badge(sectie.merk))
    if depth == 1:
        console.print(Rule(heading, align="left", characters="─", style="dim"))
    else:
        console.print(heading)
    _show_blokken(console, sectie.blokken, sectie.kop)


def _show_blokken(console: Console, blokken: Sequence[Blok], kop: str) -> None:
    for before, blok in zip((None, *blokken), blokken, strict=False):
        if isinstance(before, Opsomming):
            console.print()
        _show_blok(console, blok, kop)


def _show_blok(console: Console, blok: Blok, kop: str) -> None:
    match blok:
        case Alinea():
            console.print(_to_text(blok.inhoud))
        case Lijst():
            console.print(_list(blok))
        case Begrippen():
            _show_pairs(console, blok.paren)
        case Kerncijfers():
            console.print(_figures(blok))
        case Kader():
            _show_kader(console, blok)
        case Tabel():
            _show_table(console, blok, kop)
        case Opsomming():
            console.print(_rows(blok))
        case Boom():
            for knoop in blok.knopen:
                console.print(_tree(knoop))
        case Grafiek():
            _show_table(console, blok.tabel, kop)
        case Uitklap():
            console.print(Text(f"\n{one_line(blok.kop)}", style="bold"))
            _show_blokken(console, blok.blokken, blok.kop)
        case _:
            assert_never(blok)


def _grid(*widths: int | None) -> Table:
    """Columns without lines; the last takes what is left."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for width in widths:
        table.add_column(max_width=width)
    table.add_column(ratio=1)
    return table


def _show_pairs(console: Console, pairs: Sequence[tuple[str, Inhoud]]) -> None:
    table = _grid(28)
    for name, inhoud in pairs:
        table.add_row(Text(one_line(name), style="dim"), _to_text(inhoud))
    if pairs:
        console.print(table)


def _list(lijst: Lijst) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for number, punt in enumerate(lijst.punten, 1):
        table.add_row(f"{number}." if lijst.genummerd else "-", _to_text(punt))
    return table


def _rows(opsomming: Opsomming) -> Table:
    """A short name, a mark and the lines; the marks stand below each other."""
    words = (word for rij in opsomming.rijen for word in one_line(rij.kop).split())
    wide = max(NAME, *map(len, words))  # an id must be there whole: somebody will type it
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(max_width=wide, overflow="fold")
    if marked := any(rij.merk for rij in opsomming.rijen):
        table.add_column(no_wrap=True, min_width=MARK)
    table.add_column(ratio=1)
    for rij in opsomming.rijen:
        lines = Text("\n").join(_to_text(regel) for regel in rij.regels)
        merk = (badge(rij.merk) if rij.merk else Text(),) if marked else ()
        table.add_row(Text(one_line(rij.kop)), *merk, lines)
    return table


def _tree(knoop: Knoop) -> Tree:
    tree = Tree(_to_text(knoop.inhoud))
    for deel in knoop.delen:
        tree.add(_tree(deel))
    return tree


def _figures(kerncijfers: Kerncijfers) -> Table:
    table = _grid(24)
    for cijfer in kerncijfers.cijfers:
        words = Text(one_line(cijfer.wat))
        if cijfer.toelichting:
            words.append(f"\n{one_line(cijfer.toelichting)}", style="dim")
        table.add_row(Text(one_line(cijfer.waarde), style="bold"), words)
    return table


def _show_kader(console: Console, kader: Kader) -> None:
    """Apart from the running text by its place; a frame of lines would break when copied."""
    console.print()
    console.print(Padding(Text(f"! {one_line(kader.kop)}", style="bold"), (0, 0, 0, 2)))
    for blok in kader.blokken:
        shown = _list(blok) if isinstance(blok, Lijst) else _to_text(blok.inhoud)
        console.print(Padding(shown, (0, 0, 0, 4)))


def _show_table(console: Console, tabel: Tabel, kop: str) -> None:
    named = tabel.bijschrift not in kop
    console.print(Text(f"\n{one_line(tabel.bijschrift)}" if named else "", style="bold"))
    heads = [Text(one_line(kolom.kop)) for kolom in tabel.kolommen]
    figures = [kolom.getal for kolom in tabel.kolommen]
    rows = [
        [Tabelcel(_to_text(cel), isinstance(cel, Merk) or figure) for cel, figure in pairs]
        for pairs in (zip(rij, figures, strict=True) for rij in tabel.rijen)
    ]
    for place, table in enumerate(make_tables(tabel.kolommen, heads, rows, console.width)):
        if place:
            console.print()
        console.print(table)
