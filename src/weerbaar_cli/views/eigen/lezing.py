"""Readings in words: what a norm leaves open, how it is read, and what that comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from weerbaar_cli.blad.blad import Alinea, Blok, Kolom, Tabel

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Parameter
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenraamwerk
    from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand

_SLEUTEL = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


def value_words(waarde: str, titels: Mapping[str, str]) -> str:
    """A reading with laws and items of a checklist by what they are called."""
    return ", ".join(titels.get(word, plain(word)) for word in waarde.split(", "))


def plain(word: str) -> str:
    """A key of a file as words; everything else as it is."""
    return word.replace("-", " ") if _SLEUTEL.fullmatch(word) else word


def make_lezingen(one: Eigenraamwerk) -> Iterator[Blok]:
    """The readings of words that the norms leave open, as far as norms that count here use them."""
    used: dict[str, list[str]] = {}
    for norm in one.bedoeld:
        for stand in norm.parameters:
            used.setdefault(stand.id, []).append(norm.norm.id)
    standen = [stand for stand in one.oordeel.parameters if stand.id in used]
    if not standen:
        yield Alinea("Dit raamwerk laat geen woorden open.")
        return
    yield Alinea(
        "Normen gebruiken woorden die niet vastliggen, zoals «periodiek». Hieronder staat hoe ze "
        "zijn gelezen, en wie die lezing nog moet bevestigen."
    )
    heads = ("Woord", "Lezing", "Wat dit betekent", "Stand", "Norm")
    titels, known = _titels(one), one.raamwerk.parameters
    rijen = tuple(
        (
            f"«{stand.woord or plain(stand.id)}»",
            value_words(stand.waarde, titels),
            _meaning(known.get(stand.id)),
            _state(stand),
            ", ".join(used[stand.id]),
        )
        for stand in standen
    )
    yield Tabel("Gebruikte lezingen", tuple(map(Kolom, heads)), rijen)


def _titels(one: Eigenraamwerk) -> dict[str, str]:
    """What the items of checklists are called."""
    return {name: title for feit in one.feiten for name, title in feit.onderdelen}


def _meaning(parameter: Parameter | None) -> str:
    return " ".join((parameter.toelichting or "").split()) if parameter is not None else ""


def _state(stand: Parameterstand) -> str:
    owner = stand.te_bevestigen_door or "de eigenaar van het raamwerk"
    state = "bevestigd" if stand.bevestigd else f"voorstel, te bevestigen door {owner}"
    return f"{state}; wijkt af van het raamwerk" if stand.afwijkend else state


def reason_words(naam: str, waarde: str, parameters: Mapping[str, Parameter]) -> str:
    """A reading that decided, as a reason: the word, how it is read, and what that comes to."""
    found = parameters.get(naam)
    woord = found.woord if found is not None and found.woord else plain(naam)
    return f"«{woord}» is gelezen als «{plain(waarde)}». {_meaning(found)}".rstrip()
