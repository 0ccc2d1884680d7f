"""A trend on the terminal: a line of blocks, a row per moment, the signs per norm, the course."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.cli.tabel import show_marking
from weerbaar_cli.cli.trendvorm import describe_koers
from weerbaar_cli.formats.scherm import STIJLEN
from weerbaar_cli.model.bestanden.raamwerk import STATUSES
from weerbaar_cli.model.getal import dutch_aandeel
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from weerbaar_cli.model.uitkomsten.oordeel import Aandeel, Telling
    from weerbaar_cli.model.uitkomsten.trend import Moment, Reeks, Trend

BLOKKEN = "▁▂▃▄▅▆▇█"


def show_reeksen(console: Console, reeksen: Sequence[Reeks]) -> None:
    """Each organisation by itself."""
    for index, reeks in enumerate(reeksen):
        if index:
            console.print("\n" + "─" * 40 + "\n")
        _show_reeks(console, reeks)


def _show_reeks(console: Console, reeks: Reeks) -> None:
    trend = reeks.trend
    _show_heading(console, reeks)
    console.print()
    console.print(_sparkline(trend))
    console.print()
    console.print(_moment_table(trend))
    _show_normen(console, trend)
    console.print(Text("\nKoers", style="bold"))
    for line in describe_koers(trend):
        console.print(line)


def _show_heading(console: Console, reeks: Reeks) -> None:
    trend = reeks.trend
    console.print(Text(f"{reeks.partij.naam} — {trend.laatste.titel}", style="bold"))
    versies = "raamwerkversie" if len(trend.versies) == 1 else "raamwerkversies"
    number = len(trend.momenten)
    console.print(f"verloop over {number} metingen, {versies} {', '.join(trend.versies)}")
    show_marking(console, reeks.doelgroep, fictief=reeks.fictief)


def _sparkline(trend: Trend) -> Text:
    """The share that voldoet at each moment: as blocks from nothing to all, and in words."""
    tellingen = trend.tellingen()
    line = Text("Voldoet  ", style="bold")
    line.append("".join(map(block_of, tellingen)))
    line.append("  " + " → ".join(f"{one.voldoet} van {one.van_toepassing}" for one in tellingen))
    if trend.onvergelijkbaar:
        line.append(" (alleen de normen die bij elke meting gelijk zijn)")
    return line


def block_of(telling: Telling) -> str:
    """A block as high as the share; the highest only when everything voldoet."""
    if not telling.van_toepassing:
        return TEKENS["nvt"]
    return BLOKKEN[int(Fraction(telling.voldoet, telling.van_toepassing) * (len(BLOKKEN) - 1))]


def _moment_table(trend: Trend) -> Table:
    """A row per moment with its own telling; the numbers are used in the table of norms."""
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold")
    table.add_column("\n\nnr", justify="right")
    table.add_column("\n\npeildatum", no_wrap=True)
    table.add_column("\n\nsoort")
    for status in STATUSES:
        heading = f"{TEKENS[status]}\n{WOORDEN[status]}".replace(" ", "\n")
        lines = heading.count("\n")
        table.add_column("\n" * (2 - lines) + heading, justify="right", style=STIJLEN[status])
    table.add_column("\n\naandeel", no_wrap=True)
    for number, moment in enumerate(trend.momenten, 1):
        table.add_row(str(number), dutch(moment.peildatum), _kind(moment, trend), *_counts(moment))
    return table


def _kind(moment: Moment, trend: Trend) -> str:
    """The kind; whether it is a draft, and the version where these differ."""
    words: list[str] = [moment.soort]
    words += ["(concept)"] if moment.status == "concept" else []
    words += [f"versie {moment.oordeel.versie}"] if len(trend.versies) > 1 else []
    return "\n".join(words)


def _counts(moment: Moment) -> list[str]:
    telling = moment.oordeel.telling
    return [*(str(getattr(telling, one)) for one in STATUSES), _share(moment.oordeel.aandeel)]


def _share(aandeel: Aandeel) -> str:
    """The share that voldoet, with its range while anything is open."""
    if aandeel.voldoet is None or aandeel.minimaal is None or aandeel.maximaal is None:
        return "–"
    least, most = dutch_aandeel(aandeel.minimaal), dutch_aandeel(aandeel.maximaal)
    return least if least == most else f"{least} tot {most}"


def _show_normen(console: Console, trend: Trend) -> None:
    """Per thema how many norms voldoet of those that apply; per norm its signs."""
    console.print()
    console.print(_norm_table(trend))
    used = {status for norm in trend.normen for status in norm.oordelen}
    legend = [f"{TEKENS[one]} {WOORDEN[one]}" for one in STATUSES if one in used]
    if trend.normen:
        legend.append("2/4: van vier normen die gelden, voldoen er twee")
    console.print(Text("\n" + "   ".join(legend), style="dim"))
    if trend.onvergelijkbaar:
        names = ", ".join(trend.onvergelijkbaar)
        console.print(f"Niet te vergelijken (andere tekst, of niet in elke versie): {names}")


def _norm_table(trend: Trend) -> Table:
    table = Table(box=None, padding=(1, 1, 0, 0), header_style="bold")
    table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold", expand=True)
    table.add_column("norm", no_wrap=True)
    for number, _ in enumerate(trend.momenten, 1):
        table.add_column(str(number), justify="center", no_wrap=True)
    table.add_column("nu", no_wrap=True)
    table.add_column("", ratio=1, no_wrap=True, overflow="ellipsis")
    for thema in trend.laatste.themas:
        rows = [norm for norm in trend.normen if norm.thema == thema.id]
        counts = [f"{one.voldoet}/{one.van_toepassing}" for one in trend.tellingen(thema.id)]
        if not rows:
            continue
        table.add_row()
        table.add_row(thema.id, *counts, "", thema.titel, style="bold")
        for norm in rows:
            signs = [Text(TEKENS[one], style=STIJLEN[one]) for one in norm.oordelen]
            now = norm.oordelen[-1]
            table.add_row(norm.id, *signs, Text(WOORDEN[now], style=STIJLEN[now]), norm.tekst)
    return table
