"""What differs between two versions of a raamwerk, as tables on a screen and in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.cli.opmaak import escape, markdown_table
from weerbaar_cli.model.doelgroep import FICTIEF, marking
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN

if TYPE_CHECKING:
    from rich.console import Console

    from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Telling
    from weerbaar_cli.model.uitkomsten.raamwerkverschil import (
        Gevolg,
        Lezingverschil,
        Normwijziging,
        Oordeelwijziging,
        Raamwerkverschil,
    )

NORM_COLUMNS = ("Norm", "Wat er verandert")
OORDEEL_COLUMNS = ("Norm", "Van", "Naar", "Waarom")
UNKNOWN = "gewijzigd, maar geen was-wordt zegt het"


def show_diff(console: Console, verschil: Raamwerkverschil) -> None:
    """On a screen."""
    console.print(Text(heading(verschil), style="bold"))
    for line in notes(verschil):
        console.print(Text(line, style="bold magenta" if line == FICTIEF else ""))
    rows = [(label(one), changes(one)) for one in verschil.normen if not one.is_gelijk]
    if rows:
        table = Table(box=None, padding=(1, 2, 0, 0), expand=True)
        table.add_column(NORM_COLUMNS[0], no_wrap=True)
        table.add_column(NORM_COLUMNS[1], ratio=1)
        for name, text in rows:
            table.add_row(name, Text(text))
        console.print(table)
    console.print(f"\n{same_line(verschil)}")
    for gevolg in verschil.gevolgen:
        console.print(Text(f"\n{who(gevolg)}", style="bold"))
        console.print(counts(gevolg))
        console.print(_oordelen(gevolg))
    if verschil.doorgerekend:
        console.print(f"\n{counted_line(verschil)}")


def _oordelen(gevolg: Gevolg) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), expand=True)
    for column, ratio in zip(OORDEEL_COLUMNS, (3, 3, 4, 10), strict=True):
        table.add_column(column, ratio=ratio)
    for one in gevolg.wijzigingen:
        table.add_row(*(Text(cell) for cell in turn_row(one)))
    return table


def show_markdown(verschil: Raamwerkverschil) -> None:
    """The same for a document."""
    print(f"# {escape(heading(verschil))}\n")
    print("\n".join(f"- {escape(line)}" for line in notes(verschil)))
    rows = [(label(one), changes(one)) for one in verschil.normen if not one.is_gelijk]
    if rows:
        print(f"\n## De normen\n\n{markdown_table(NORM_COLUMNS, rows)}")
    print(f"\n{escape(same_line(verschil))}")
    for gevolg in verschil.gevolgen:
        print(f"\n## {escape(who(gevolg))}\n\n{escape(counts(gevolg))}\n")
        print(markdown_table(OORDEEL_COLUMNS, map(turn_row, gevolg.wijzigingen)))
    if verschil.doorgerekend:
        print(f"\n{escape(counted_line(verschil))}")


def heading(verschil: Raamwerkverschil) -> str:
    """Which raamwerk, from which version to which."""
    return f"{verschil.nieuw.titel}: van versie {verschil.oud.versie} naar {verschil.nieuw.versie}"


def notes(verschil: Raamwerkverschil) -> Iterator[str]:
    """What a reader must know first: the mark of the data, and what the comparison rests on."""
    if verschil.doorgerekend:
        yield marking("coordinator", fictief=verschil.fictief)
    files = ", ".join(verschil.bestanden)
    yield f"volgens {files}" if files else "zonder was-wordt: normen met hetzelfde nummer"
    if verschil.doorgerekend:
        yield "oordelen volgen uit de feiten; die van een toetser tellen hier niet mee"


def label(one: Normwijziging) -> str:
    """The numbers before and after; one number when it stays."""
    was, wordt = ", ".join(one.overgang.was), ", ".join(one.overgang.wordt)
    return was or wordt if was == wordt or not (was and wordt) else f"{was} → {wordt}"


def changes(one: Normwijziging) -> str:
    """Everything that differs, a line each."""
    return "\n".join(_changes(one))


def _changes(one: Normwijziging) -> Iterator[str]:
    word = UNKNOWN if one.overgang.soort == "gewijzigd" else one.overgang.soort
    yield word + (f": {one.overgang.toelichting}" if one.overgang.toelichting else "")
    if not one.van or not one.naar:
        yield from (f"«{norm.tekst}»" for norm in (*one.van, *one.naar))
    elif one.tekst or len(one.van) != 1 or len(one.naar) != 1:
        yield from (f"was {norm.id}: «{norm.tekst}»" for norm in one.van)
        yield from (f"wordt {norm.id}: «{norm.tekst}»" for norm in one.naar)
    if one.regel:
        yield "andere regel"
    yield from (f"parameter {found.parameter}: {_values(found)}" for found in one.parameters)
    if one.partijtypen:
        yield "voor andere typen partijen"
    if one.signalen:
        yield "andere opmerkingen"


def _values(one: Lezingverschil) -> str:
    if one.van is None:
        return f"nieuw, {one.naar}"
    return f"{one.van} → {one.naar}" if one.naar is not None else f"{one.van}, vervallen"


def same_line(verschil: Raamwerkverschil) -> str:
    """How many norms stay as they are, and which."""
    names = [label(one) for one in verschil.normen if one.is_gelijk]
    if not names:
        return "Geen enkele norm blijft gelijk."
    return f"{_number(len(names), 'norm blijft', 'normen blijven')} gelijk: {', '.join(names)}."


def who(gevolg: Gevolg) -> str:
    """Whose meting, and of when."""
    meting, partij = gevolg.meting, gevolg.partij
    return f"{partij.naam}, {meting.soort}, peildatum {dutch(meting.peildatum)}"


def counts(gevolg: Gevolg) -> str:
    """How many norms voldoen before and after, of those that apply."""
    return f"Stand: {_share(gevolg.van)} voldoen → {_share(gevolg.naar)}"


def _share(telling: Telling) -> str:
    return f"{telling.voldoet} van de {telling.van_toepassing} normen"


def turn_row(one: Oordeelwijziging) -> tuple[str, str, str, str]:
    """One change of oordelen: numbers, before, after, why."""
    many = len(one.naar) > 1
    reasons = (f"{norm.id}: {norm.reden}" if many else norm.reden for norm in one.naar)
    causes = ", ".join(one.wijziging.oorzaken)
    why = "\n".join(filter(None, [causes, *reasons]))
    return label(one.wijziging), _badges(one.van), _badges(one.naar), why


def _badges(normen: tuple[Normoordeel, ...]) -> str:
    """The oordelen of some norms; with their numbers when there are more."""
    words = [f"{TEKENS[norm.afgeleid]} {WOORDEN[norm.afgeleid]}" for norm in normen]
    if len(normen) < 2:
        return "".join(words)
    return "\n".join(f"{norm.id} {word}" for norm, word in zip(normen, words, strict=True))


def counted_line(verschil: Raamwerkverschil) -> str:
    """How many metingen were scored, how many turn, how many were left out."""
    same = verschil.doorgerekend - len(verschil.gevolgen)
    parts = [_number(verschil.doorgerekend, "meting", "metingen") + " doorgerekend"]
    if same:
        parts.append(f"bij {same} verandert niets")
    if verschil.overgeslagen:
        left_out = _number(verschil.overgeslagen, "andere meting", "andere metingen")
        parts.append(f"{left_out} overgeslagen")
    return ", ".join(parts) + "."


def _number(count: int, singular: str, plural: str) -> str:
    return f"{count} {singular if count == 1 else plural}"
