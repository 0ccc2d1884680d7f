"""What may be asked beside `--overzicht`: an overview takes its reports as they were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weerbaar_cli.errors import WeerbaarError

if TYPE_CHECKING:
    from weerbaar_cli.cli.report import Vraag

DOELEN = ("bestuur", "openbaar")


def refuse_beside_overzicht(vraag: Vraag) -> None:
    """Raise for an option that would change what a district published."""
    given = {
        "--district": vraag.district,
        "--partijtype": vraag.partijtype,
        "--vorige": vraag.vorige,
        "--raamwerk": vraag.raamwerk,
        "--peildatum": vraag.peildatum,
    }
    for name, value in given.items():
        if value is not None:
            tip = f"Laat {name} weg: een overzicht neemt de rapporten zoals zij zijn gepubliceerd."
            raise WeerbaarError(f"{name} gaat niet samen met --overzicht", tip=tip)
    if vraag.doelgroep not in (None, *DOELEN):
        message = f"een overzicht is er niet voor doelgroep «{vraag.doelgroep}»"
        raise WeerbaarError(message, tip=f"Kies uit: {', '.join(DOELEN)}.")
