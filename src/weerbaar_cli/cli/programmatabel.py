"""A programme as text: its projects with planning, cost and state, and where sources differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from rich.console import Console

    from weerbaar_cli.model.bestanden.programma import Begrotingspost, Deelproject, Programma


def show_programma(console: Console, programma: Programma) -> None:
    """The whole programme."""
    console.print(Text(f"{programma.titel} ({programma.id})", style="bold"))
    who = (("in opdracht van", programma.opdrachtgever), ("uitvoering", programma.opdrachtnemer))
    for word, name in (*who, ("looptijd", programma.looptijd)):
        if name is not None:
            console.print(f"{word}: {name}")
    if programma.bron is not None:
        bron = programma.bron
        parts = (bron.document, bron.onderdeel, bron.toelichting)
        console.print(f"bron: {', '.join(part for part in parts if part)}")
    if programma.toelichting is not None:
        console.print(Text(programma.toelichting, style="dim"))
    for project in programma.deelprojecten:
        _show_project(console, project)
    _show_budget(console, programma.begroting)
    for verschil in programma.verschillen:
        console.print(Text(f"\nDe bronnen verschillen over: {verschil.onderwerp}", style="bold"))
        for lezing in verschil.lezingen:
            console.print(_indented(f"{lezing.bron}: {lezing.tekst}"))


def _show_project(console: Console, project: Deelproject) -> None:
    console.print(Text(f"\n{project.id}  {project.titel} ({project.status})", style="bold"))
    console.print(Text(project.resultaat))
    ready = dutch(project.gereed_op) if project.gereed_op is not None else None
    parts = (
        ("planning", project.planning),
        ("gereed op", ready),
        ("kosten", project.kosten),
        ("helpt", ", ".join(project.normen) or None),
        ("feiten", ", ".join(project.feiten) or None),
        ("toelichting", project.toelichting),
    )
    for word, text in parts:
        if text is not None:
            console.print(_indented(f"{word}: {text}", style="dim"))


def _indented(text: str, style: str = "") -> Padding:
    """A detail; its next lines stand as deep as its first."""
    return Padding(Text(text, style=style), (0, 0, 0, 2), expand=False)


def _show_budget(console: Console, posts: tuple[Begrotingspost, ...]) -> None:
    if not posts:
        return
    console.print(Text("\nBegroting", style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column()
    table.add_column()
    table.add_column(justify="right")
    for post in posts:
        named = Text(post.post).append(f"\n{post.bron}" if post.bron else "", style="dim")
        table.add_row(named, post.jaar or "", euro(post.bedrag))
    console.print(table)
