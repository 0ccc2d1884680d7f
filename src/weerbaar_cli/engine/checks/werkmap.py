"""What the settings of a werkmap must satisfy: raamwerken and parameters that exist and fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.engine.checks.raamwerk import parameter_faults
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.bestanden.werkmap import Werkmap


def check_werkmap(
    werkmap: Werkmap, raamwerken: Mapping[str, Raamwerk | None], known: Sequence[str]
) -> list[Bevinding]:
    """All that is wrong with the settings.

    `raamwerken` are those it names, None when there is no such raamwerk; one that has faults itself
    is not among them. `known` are all ids.
    """
    return [
        *_unknown(werkmap, raamwerken, known),
        *_parameters(werkmap, raamwerken, known),
    ]


def _unknown(
    werkmap: Werkmap, raamwerken: Mapping[str, Raamwerk | None], known: Sequence[str]
) -> Iterator[Bevinding]:
    seen: set[str] = set()
    for index, name in enumerate(werkmap.raamwerk):
        pad = ("raamwerk", index) if len(werkmap.raamwerk) > 1 else ("raamwerk",)
        raamwerk = name.partition("@")[0]
        if name in raamwerken and raamwerken[name] is None:
            yield _missing(name, known, pad)
        elif raamwerk in seen:
            text = f"raamwerk «{clean(raamwerk)}» staat er twee keer"
            yield Bevinding("verkeerde-waarde", text, pad, suggestie="Laat er één staan.")
        seen.add(raamwerk)


def _missing(name: str, known: Sequence[str], pad: Pad, *, on_key: bool = False) -> Bevinding:
    """There is no such raamwerk, or not in this version."""
    raamwerk, _, versie = name.partition("@")
    if versie and raamwerk in known:
        text = f"raamwerk {raamwerk} heeft geen versie «{clean(versie)}»"
        tip = "«weerbaar frameworks» noemt de versies."
        return Bevinding("onbekende-versie", text, pad, suggestie=tip, op_sleutel=on_key)
    text = f"raamwerk «{clean(name)}» is niet bekend"
    tip = suggest(raamwerk, known)
    return Bevinding("onbekend-raamwerk", text, pad, suggestie=tip, op_sleutel=on_key)


def _parameters(
    werkmap: Werkmap, raamwerken: Mapping[str, Raamwerk | None], known: Sequence[str]
) -> Iterator[Bevinding]:
    for name, changed in werkmap.parameters.items():
        if name not in raamwerken:
            continue
        raamwerk = raamwerken[name]
        if raamwerk is None:
            yield _missing(name, known, ("parameters", name), on_key=True)
            continue
        for key in changed:
            if key not in raamwerk.parameters:
                text = f"«{clean(key)}» is geen parameter van {name}"
                tip = suggest(key, raamwerk.parameters)
                here: Pad = ("parameters", name, key)
                yield Bevinding("onbekende-parameter", text, here, "fout", tip, op_sleutel=True)
        for key in parameter_faults(raamwerk, changed):
            text = f"deze waarde past niet bij parameter «{clean(key)}»"
            tip = f"Het raamwerk heeft: {raamwerk.parameters[key].waarde}."
            yield Bevinding("verkeerde-waarde", text, ("parameters", name, key), suggestie=tip)
