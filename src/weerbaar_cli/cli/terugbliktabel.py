"""Planned against realised, on the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from weerbaar_cli.cli.planopmaak import make_columns, widest
from weerbaar_cli.cli.planwoorden import cause_words, outcome_words
from weerbaar_cli.formats.scherm import badge
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from rich.console import Console

    from weerbaar_cli.model.uitkomsten.plan import Terugblik, Terugbliknorm


def show_terugblik(console: Console, found: Terugblik) -> None:
    """What was planned then, and what came of it."""
    console.print(Text(f"\nGepland op {dutch(found.peildatum)}, en wat ervan kwam", style="bold"))
    if not found.normen:
        console.print("Toen voldeden alle normen en was er geen actie.")
        return
    table = make_columns(widest(one.id for one in found.normen), None)
    for one in found.normen:
        table.add_row(one.id, _realised(one))
    console.print(table)
    was = [one for one in found.normen if one.van not in ("voldoet", "nvt")]
    met = sum(one.naar == "voldoet" for one in was)
    if was:
        console.print(f"Van de {len(was)} normen die toen niet voldeden, voldoen er nu {met}.")


def _realised(one: Terugbliknorm) -> Text:
    text = Text().append_text(badge(one.van)).append(" → ").append_text(badge(one.naar))
    text.append(f"  {cause_words(one)}" if cause_words(one) else "", style="dim")
    if one.stappen_van and one.stappen_naar is not None:
        text.append(f"\nstappen te doen: {one.stappen_van} → {one.stappen_naar}", style="dim")
    for actie in one.acties:
        text.append(f"\n{outcome_words(one, actie)}")
    return text
