"""The owner's rule for when a whole district has reached the base."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from weerbaar_cli.model.getal import parse_aandeel
from weerbaar_cli.model.strict import Strict, Tekst, fault, show

ALLE = "alle"


def read_partijendeel(value: Any) -> str:
    """`alle`, or a share of more than nothing; a share of everything is `alle`."""
    if value == ALLE:
        return ALLE
    share = parse_aandeel(value) if isinstance(value, str) else None
    if share is None or share == 0:
        text = f"{show(value)} is geen deel van de partijen"
        raise fault("ongeldig-getal", text, "Schrijf alle, of een percentage zoals 70%.")
    assert isinstance(value, str)
    return ALLE if share == 1 else value


Partijendeel = Annotated[str, BeforeValidator(read_partijendeel)]


class Behaaldregel(Strict):
    """On each norm, all parties or this share of them must `voldoet`."""

    partijen: Partijendeel
    status: Literal["voorstel", "bevestigd"] = "voorstel"
    te_bevestigen_door: Tekst | None = None
    toelichting: Tekst | None = None
