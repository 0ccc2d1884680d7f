"""What an indeling must satisfy: known raamwerken, normen and themas, each norm exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.indeling import Indeling, Vak
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

Raamwerken = Mapping[str, "Raamwerk | None"]


def check_indeling(
    indeling: Indeling, raamwerken: Raamwerken, known: Sequence[str], needed: Iterable[str] = ()
) -> list[Bevinding]:
    """All that is wrong once the form is right.

    `raamwerken` are those it names, None when there is no such raamwerk; one that has faults itself
    is not among them. `known` are all ids; `needed` are the raamwerken that it may not leave out.
    """
    themas = raamwerken.get(indeling.raamwerk)
    if themas is None and indeling.raamwerk in raamwerken:
        text = f"raamwerk «{clean(indeling.raamwerk)}» is niet bekend"
        tip = suggest(indeling.raamwerk, known)
        return [Bevinding("onbekend-raamwerk", text, ("raamwerk",), suggestie=tip)]
    return [
        *([] if themas is None else _themas(indeling, [thema.id for thema in themas.themas])),
        *_normen(indeling, raamwerken, known),
        *_left_out(indeling, needed),
    ]


def _themas(indeling: Indeling, known: Sequence[str]) -> Iterator[Bevinding]:
    for name, index, vak in indeling.places():
        if vak.thema not in known:
            text = f"thema «{clean(vak.thema)}» bestaat niet in {indeling.raamwerk}"
            tip = f"Kies uit: {', '.join(known)}."
            pad = ("normen", name, index, "thema")
            yield Bevinding("onbekend-thema", text, pad, suggestie=tip)


def _normen(
    indeling: Indeling, raamwerken: Raamwerken, known: Sequence[str]
) -> Iterator[Bevinding]:
    for name, vakken in indeling.normen.items():
        if name not in raamwerken:
            continue
        raamwerk = raamwerken[name]
        if raamwerk is None:
            text = f"raamwerk «{clean(name)}» is niet bekend"
            pad: Pad = ("normen", name)
            tip = suggest(name, known)
            yield Bevinding("onbekend-raamwerk", text, pad, suggestie=tip, op_sleutel=True)
        else:
            yield from _of_raamwerk(name, vakken, raamwerk)


def _of_raamwerk(name: str, vakken: Sequence[Vak], raamwerk: Raamwerk) -> Iterator[Bevinding]:
    ids = [norm.id for norm in raamwerk.normen]
    seen: set[str] = set()
    for index, vak in enumerate(vakken):
        for place, norm_id in enumerate(vak.normen):
            pad: Pad = ("normen", name, index, "normen", place)
            if norm_id not in ids:
                text = f"norm «{clean(norm_id)}» bestaat niet in {name}"
                yield Bevinding("onbekende-norm", text, pad, suggestie=suggest(norm_id, ids))
            elif norm_id in seen:
                yield Bevinding("dubbele-norm", f"norm «{norm_id}» staat er twee keer", pad)
            seen.add(norm_id)
    missing = [norm_id for norm_id in ids if norm_id not in seen]
    if missing:
        text = f"{name}: bij geen thema {_listed(missing)}"
        yield Bevinding("norm-niet-ingedeeld", text, ("normen", name), op_sleutel=True)


def _left_out(indeling: Indeling, needed: Iterable[str]) -> Iterator[Bevinding]:
    for name in needed:
        if name not in indeling.normen and name != indeling.raamwerk:
            text = f"raamwerk {name} ontbreekt"
            yield Bevinding("norm-niet-ingedeeld", text, ("normen",), op_sleutel=True)


def _listed(normen: Sequence[str]) -> str:
    return f"{'staat norm' if len(normen) == 1 else 'staan de normen'} {', '.join(normen)}"


def count_normen(indelingen: Iterable[Indeling], raamwerk_id: str) -> dict[str, tuple[int, int]]:
    """Per thema of a raamwerk how many norms of others belong to it, and how many uncertainly."""
    placed: dict[tuple[str, str], Vak] = {}
    for indeling in indelingen:
        places = indeling.places() if indeling.raamwerk == raamwerk_id else ()
        for name, _, vak in places:
            for norm_id in vak.normen:
                placed.setdefault((name, norm_id), vak)
    found: dict[str, tuple[int, int]] = {}
    for vak in placed.values():
        total, uncertain = found.get(vak.thema, (0, 0))
        found[vak.thema] = (total + 1, uncertain + vak.onzeker)
    return found
