"""Readings that nobody confirmed yet, counted the same way in every report.

Several parameters may ask the same: one word, one reading, one body that confirms it. That is one
question to who must answer, however many norms use it.
"""

from __future__ import annotations

from collections.abc import Iterable

from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand

# Word, reading and who confirms: parameters that agree in these are one question.
Lezingvraag = tuple[str, str, str]


def find_vragen(
    parameters: Iterable[Parameterstand],
) -> dict[Lezingvraag, tuple[Parameterstand, ...]]:
    """The readings that are not confirmed, those that say the same together."""
    found: dict[Lezingvraag, tuple[Parameterstand, ...]] = {}
    for one in parameters:
        if not one.bevestigd:
            key = (one.woord or one.id, one.waarde, one.te_bevestigen_door or "")
            found[key] = (*found.get(key, ()), one)
    return found
