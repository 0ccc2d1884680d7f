"""Changes to a meting, shown before they are written: the end of every way in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.cli.deliver import Klaar, deliver
from weerbaar_cli.errors import FINDINGS, IN_ORDER
from weerbaar_cli.files.schrijven import write_back
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.wijzigingen import Wijzigpoging
from weerbaar_cli.views.wijzigingen import Wijzigingview

Doelmeting = Annotated[
    Path, typer.Option("--in", metavar="METING", help="De meting waar de antwoorden in komen.")
]
Proefkeuze = Annotated[
    bool,
    typer.Option("--proef", help="Toon alleen wat er zou veranderen; er wordt niets geschreven."),
]


def finish(poging: Wijzigpoging, klaar: Klaar, *, proef: bool) -> int:
    """Show the changes, write them unless it is a trial, and say how it came out.

    What clashes or is refused is left as it was, and makes the exit code another.
    """
    meting, beeld = poging.meting, poging.beeld
    deliver(Wijzigingview(beeld), klaar)
    answers = count_word(len(beeld.wijzigingen), "antwoord", "antwoorden")
    if proef:
        say(f"Dit is een proef: er is niets veranderd in {beeld.meting}.")
    elif poging.nieuw == meting.raw:
        say(f"Er is niets veranderd in {beeld.meting}.")
    else:
        write_back(meting.pad, meting.raw, poging.nieuw)
        say(f"Geschreven: {answers} in {beeld.meting}.")
    return IN_ORDER if beeld.klopt else FINDINGS
