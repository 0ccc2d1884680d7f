"""Scores as tables that a safety adviser understands at once: word and sign beside each colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.cli.stel import describe
from weerbaar_cli.engine.score.nodig import next_steps
from weerbaar_cli.model.bestanden.raamwerk import STATUSES
from weerbaar_cli.model.doelgroep import marking
from weerbaar_cli.model.getal import dutch_aandeel
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rich.console import Console

    from weerbaar_cli.model.bestanden.raamwerk import Status
    from weerbaar_cli.model.doelgroep import Doelgroep
    from weerbaar_cli.model.uitkomsten.oordeel import (
        Aandeel,
        Normoordeel,
        Parameterstand,
        Raamwerkoordeel,
        Telling,
    )
    from weerbaar_cli.reading.dossier import Dossier

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


def show_score(console: Console, dossier: Dossier, oordeel: Raamwerkoordeel) -> None:
    """One score: who and when, every norm, the count, what comes next, the readings."""
    show_heading(console, dossier, oordeel)
    for thema in oordeel.themas:
        console.print(Text(f"\n{thema.id}  {thema.titel}", style="bold"))
        console.print(_norm_table(thema.normen))
    console.print()
    _show_count(console, oordeel)
    _show_steps(console, oordeel)
    _show_shared(console, dossier)
    show_readings(console, oordeel.parameters)


def show_scores(console: Console, dossier: Dossier, oordelen: Sequence[Raamwerkoordeel]) -> None:
    """One meting by several raamwerken: one table, then how each stands."""
    show_heading(console, dossier, oordelen[0], "verschillende raamwerken")
    table = _norm_columns()
    for oordeel in oordelen:
        table.add_row(None, None, None)
        table.add_row("", "", Text(f"{oordeel.titel} ({oordeel.raamwerk})", style="bold"))
        for norm in oordeel.normen:
            table.add_row(norm.id, badge(norm.oordeel), _explained(norm))
    console.print(table)
    console.print(_overview(oordelen))
    _show_shared(console, dossier)
    for oordeel in oordelen:
        show_readings(console, oordeel.parameters, oordeel.titel)


def _overview(oordelen: Sequence[Raamwerkoordeel]) -> Table:
    """A line per raamwerk; facts are shared, statuses never."""
    table = Table(box=None, padding=(1, 2, 0, 0), title_justify="left")
    table.add_column("Raamwerk")
    table.add_column("Stand")
    for oordeel in oordelen:
        line = count_line(oordeel.telling)
        line.append(f"\n{share_line(oordeel.aandeel, oordeel.telling)}", style="dim")
        table.add_row(oordeel.titel, line)
    return table


def show_heading(
    console: Console, dossier: Dossier, oordeel: Raamwerkoordeel, titel: str | None = None
) -> None:
    """Who, by which raamwerk, on which date; and the marks that no output leaves out."""
    meting, partij = dossier.meting, dossier.partij
    console.print(Text(f"{partij.naam} — {titel or oordeel.titel}", style="bold"))
    when = f"{meting.soort} ({meting.status}), peildatum {dutch(meting.peildatum)}"
    console.print(when + ("" if titel else f", raamwerkversie {oordeel.versie}"))
    show_marking(console, fictief=meting.fictief)
    if oordeel.peildatum != meting.peildatum:
        line = f"Doorgerekend op {dutch(oordeel.peildatum)} met de feiten van de meting"
        console.print(Text(line, style="bold magenta"))
    if dossier.verondersteld:
        console.print(Text(describe(dossier.verondersteld), style="bold magenta"))


def show_marking(console: Console, doelgroep: Doelgroep = "eigen", *, fictief: bool) -> None:
    """Who may read it; invented data in the colour of what is not real."""
    line = marking(doelgroep, fictief=fictief)
    console.print(Text(line, style="bold magenta" if fictief else ""))


def _norm_columns() -> Table:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=5, no_wrap=True)
    table.add_column(width=15, no_wrap=True)
    table.add_column(ratio=1)
    return table


def _norm_table(normen: tuple[Normoordeel, ...]) -> Table:
    table = _norm_columns()
    for norm in normen:
        table.add_row(norm.id, badge(norm.oordeel), _explained(norm))
    return table


def _explained(norm: Normoordeel) -> Text:
    """The reason, and below it what a reader must know besides."""
    text = Text(norm.reden)
    if norm.afgeleid == "onbekend" and norm.getoetst is None:
        words = ", ".join(WOORDEN[status] for status in norm.mogelijk)
        text.append(f"\nkan nog worden: {words}", style="dim")
    if norm.getoetst is not None:
        line = f"\ngetoetst: {WOORDEN[norm.getoetst]}, {norm.toetsreden}"
        text.append(line, style="dim")
        if norm.getoetst != norm.afgeleid:
            text.append(f" (uit de feiten volgt: {WOORDEN[norm.afgeleid]})", style="bold")
    if norm.verloopt_op is not None and norm.afgeleid in ("voldoet", "deels"):
        text.append(f"\n{_lapse(norm.verloopt_op, norm.verloopt_naar)}", style="dim")
    for signaal in norm.signalen:
        text.append(f"\nlet op: {signaal}", style="dim")
    return text


def _lapse(day: date, status: Status | None) -> str:
    word = WOORDEN[status] if status else "anders"
    return f"wordt op {dutch(day)} bij dezelfde feiten: {word}"


def _show_count(console: Console, oordeel: Raamwerkoordeel) -> None:
    line = Text("Stand: ", style="bold")
    line.append_text(count_line(oordeel.telling))
    console.print(line)
    share = share_line(oordeel.aandeel, oordeel.telling)
    verdict = {
        True: "de basis is op orde",
        False: "de basis is niet op orde",
        None: "of de basis op orde is, valt nog niet te zeggen",
    }[oordeel.op_orde]
    console.print(f"{share}; {verdict}")


def count_line(telling: Telling) -> Text:
    """How many norms have each status; statuses without norms are left out."""
    line = Text()
    for status in STATUSES:
        number = getattr(telling, status)
        if number:
            line.append("   " if line else "")
            line.append(f"{TEKENS[status]} {number} {WOORDEN[status]}", style=STIJLEN[status])
    return line


def share_line(aandeel: Aandeel, telling: Telling) -> str:
    """The share with the counts behind it, and its range while anything is open."""
    if aandeel.voldoet is None:
        return "Er is geen norm van toepassing"
    text = f"{telling.voldoet} van de {telling.van_toepassing} normen die gelden voldoen"
    assert aandeel.minimaal is not None
    assert aandeel.maximaal is not None
    if aandeel.minimaal == aandeel.maximaal:
        return f"{text} ({dutch_aandeel(aandeel.voldoet)})"
    least, most = dutch_aandeel(aandeel.minimaal), dutch_aandeel(aandeel.maximaal)
    return f"{text} (zeker {least}, mogelijk {most})"


def _show_steps(console: Console, oordeel: Raamwerkoordeel) -> None:
    steps = next_steps(oordeel)
    if not steps:
        return
    console.print(Text("\nEerst doen", style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for number, vervolg in enumerate(steps, 1):
        text = "; ".join(str(stap) for stap in vervolg.stappen)
        table.add_row(f"{number}.", Text(f"{text}  → norm {vervolg.norm} voldoet"))
    console.print(table)


def _show_shared(console: Console, dossier: Dossier) -> None:
    """Which facts come from a group, and which the organisation answers itself."""
    if not dossier.gedeeld:
        return
    console.print(Text("\nGedeelde feiten", style="bold"))
    for groep in dict.fromkeys(one.groep for one in dossier.gedeeld):
        mine = [one for one in dossier.gedeeld if one.groep == groep]
        used = ", ".join(one.feit for one in mine if one.gebruikt)
        own = ", ".join(one.feit for one in mine if not one.gebruikt)
        console.print(f"van {groep}: {used or 'geen'}" + (f"; eigen waarde: {own}" if own else ""))


def show_readings(
    console: Console, parameters: tuple[Parameterstand, ...], titel: str = ""
) -> None:
    """Which readings of undefined words were used, and who still has to confirm them."""
    if not parameters:
        return
    heading = f"Gebruikte lezingen ({titel})" if titel else "Gebruikte lezingen"
    console.print(Text(f"\n{heading}", style="bold"))
    words = [
        f"{one.id} = {one.waarde}" + (" (eigen keuze van deze werkmap)" if one.afwijkend else "")
        for one in parameters
    ]
    console.print(Text(" · ".join(words), style="dim"))
    owners = {one.te_bevestigen_door or "de eigenaar" for one in parameters if not one.bevestigd}
    if owners:
        console.print(Text(f"Nog te bevestigen door: {', '.join(sorted(owners))}", style="dim"))
