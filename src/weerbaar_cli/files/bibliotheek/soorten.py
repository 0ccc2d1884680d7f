"""The kinds of file that weerbaar reads, recognised by their first key."""

from __future__ import annotations

import re
from typing import Any

from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding, suggest
from weerbaar_cli.model.strict import show

VERSIE = 1
_HEADER = re.compile(r"([a-z-]+)/(\d{1,4})")


def _near_header(value: Any) -> str:
    """«meting» and «metng/1» are meant as «meting/1»."""
    headers = [f"{soort}/{VERSIE}" for soort in SOORTEN]
    tip = suggest(value, headers) if isinstance(value, str) else ""
    return tip or "Schrijf bijvoorbeeld meting/1."


def check_header(data: dict[str, Any]) -> Bevinding | None:
    """Whether the file says what it is, in a version that this program knows."""
    if "weerbaar" not in data:
        text = "de regel «weerbaar: soort/versie» ontbreekt"
        tip = "Zet «weerbaar: meting/1» bovenaan."
        return Bevinding("soort-ontbreekt", text, plaats=(1, 1), suggestie=tip)
    value = data["weerbaar"]
    match = _HEADER.fullmatch(value) if isinstance(value, str) else None
    if match is None or match[1] not in SOORTEN:
        text = f"{show(value)} is geen soort bestand dat weerbaar kent"
        tip = _near_header(value)
        return Bevinding("onbekende-soort", text, ("weerbaar",), suggestie=tip)
    if int(match[2]) > VERSIE:
        text = f"{show(value)} is van een nieuwere weerbaar; deze leest {match[1]}/{VERSIE}"
        tip = "Installeer een nieuwere versie van weerbaar."
        return Bevinding("nieuwere-versie", text, ("weerbaar",), suggestie=tip)
    if int(match[2]) < 1:
        text = f"versie {match[2]} heeft nooit bestaan"
        return Bevinding("onbekende-soort", text, ("weerbaar",), suggestie="Schrijf meting/1.")
    return None
