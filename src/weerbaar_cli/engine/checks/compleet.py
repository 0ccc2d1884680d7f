"""What a raamwerk should have beyond being right: sources, cases, and facts that are asked."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from weerbaar_cli.model.bevinding import Bevinding, Pad

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Feitenbestand
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk


def check_compleet(raamwerk: Raamwerk) -> list[Bevinding]:
    """A text without a source, a raamwerk or a norm without a case: no fault, but a lack."""
    found = []
    if not raamwerk.gevallen:
        text = f"{raamwerk.id} heeft geen gevallen: niets laat zien dat de regels kloppen"
        found.append(Bevinding("raamwerk-zonder-gevallen", text, ("id",), "waarschuwing"))
    tried = {geval.norm for geval in raamwerk.gevallen}
    for i, thema in enumerate(raamwerk.themas):
        for j, norm in enumerate(thema.normen):
            pad: Pad = ("themas", i, "normen", j, "id")
            if norm.bron is None and raamwerk.bron is None:
                text = f"norm {norm.id} noemt geen bron, en het raamwerk ook niet"
                found.append(Bevinding("tekst-zonder-bron", text, pad, "waarschuwing"))
            if tried and norm.regel is None and norm.id not in tried:
                text = f"norm {norm.id} heeft geen geval"
                found.append(Bevinding("norm-zonder-geval", text, pad, "hint"))
    return found


def check_gebruik(bestand: Feitenbestand, asked: Container[str]) -> list[Bevinding]:
    """A fact that no norm asks."""
    return [
        Bevinding(
            "feit-ongebruikt",
            f"geen enkele norm vraagt «{feit_id}»",
            ("feiten", feit_id),
            "waarschuwing",
            op_sleutel=True,
        )
        for feit_id in bestand.feiten
        if feit_id not in asked
    ]
