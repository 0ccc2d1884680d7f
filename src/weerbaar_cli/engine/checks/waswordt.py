"""What a was-wordt file must satisfy: known versions and normen, each norm once, no way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.engine.verandering.waswordt import Schakel, find_overgangen
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.bestanden.waswordt import Normovergang, Waswordt


def check_waswordt(
    bestand: Waswordt,
    raamwerken: Mapping[str, Raamwerk | None],
    others: Sequence[Waswordt],
    known: Sequence[str],
) -> list[Bevinding]:
    """All that is wrong once the form is right.

    `raamwerken` are the versions that it names, None when there is no such version; one that has
    faults itself is not among them. `others` are the other files of the kind; `known` are all
    versions, as `id@versie`.
    """
    van, naar = raamwerken.get(bestand.van), raamwerken.get(bestand.naar)
    found = [*_versions(bestand, raamwerken, known), *_among(bestand, others)]
    if bestand.van == bestand.naar or van is None or naar is None:
        return found
    found += _normen(bestand, "was", van)
    found += _normen(bestand, "wordt", naar)
    if not found:
        found += _unmentioned(bestand, van, naar)
    return found


def _versions(
    bestand: Waswordt, raamwerken: Mapping[str, Raamwerk | None], known: Sequence[str]
) -> Iterator[Bevinding]:
    for key, named in (("van", bestand.van), ("naar", bestand.naar)):
        if named in raamwerken and raamwerken[named] is None:
            text = f"«{clean(named)}» is geen bekende versie van een raamwerk"
            yield Bevinding("onbekende-versie", text, (key,), suggestie=_nearest(named, known))
    if bestand.van == bestand.naar:
        text = "van en naar zijn dezelfde versie"
        yield Bevinding("zelfde-versie", text, ("naar",))


def _nearest(named: str, known: Sequence[str]) -> str:
    """The versions of the same raamwerk, or the name that is meant."""
    name = named.partition("@")[0]
    same = [one for one in known if one.partition("@")[0] == name]
    return f"Bekend is {', '.join(same)}." if same else suggest(named, known)


def _among(bestand: Waswordt, others: Sequence[Waswordt]) -> Iterator[Bevinding]:
    """Two files about the same step, or a row of files that comes back where it began."""
    if any((one.van, one.naar) == (bestand.van, bestand.naar) for one in others):
        text = f"er is nog een bestand van {clean(bestand.van)} naar {clean(bestand.naar)}"
        yield Bevinding("dubbel-was-wordt", text, ("van",))
    way = _way_back(bestand, others)
    if way:
        text = f"dit loopt in een kring: {' → '.join(map(clean, [bestand.van, *way]))}"
        yield Bevinding("was-wordt-in-kring", text, ("naar",))


def _way_back(bestand: Waswordt, others: Sequence[Waswordt]) -> list[str]:
    """The versions from `naar` back to `van`, by the other files; empty when there is no way."""
    if bestand.van == bestand.naar:
        return []
    ways = {bestand.naar: [bestand.naar]}
    queue = [bestand.naar]
    for here in queue:
        for one in others:
            if one.van == here and one.naar not in ways:
                ways[one.naar] = [*ways[here], one.naar]
                queue.append(one.naar)
    return ways.get(bestand.van, [])


def _normen(bestand: Waswordt, key: str, raamwerk: Raamwerk) -> Iterator[Bevinding]:
    """Every norm on one side exists, and is named once."""
    ids = [norm.id for norm in raamwerk.normen]
    seen: set[str] = set()
    for index, overgang in enumerate(bestand.normen):
        for place, norm_id in enumerate(getattr(overgang, key)):
            pad: Pad = ("normen", index, key, place)
            if norm_id not in ids:
                text = f"norm «{clean(norm_id)}» bestaat niet in {raamwerk.id}@{raamwerk.versie}"
                yield Bevinding("onbekende-norm", text, pad, suggestie=suggest(norm_id, ids))
            elif norm_id in seen:
                text = f"norm «{norm_id}» staat twee keer bij {key}"
                yield Bevinding("dubbele-norm", text, pad)
            seen.add(norm_id)


def _unmentioned(bestand: Waswordt, van: Raamwerk, naar: Raamwerk) -> Iterator[Bevinding]:
    """A norm that changed, came or went while the file says nothing of it."""
    written = {key for one in bestand.normen for key in _sides(one.was, one.wordt)}
    for one in find_overgangen([Schakel(van, naar, bestand.normen)]):
        if one.soort != "gelijk" and written.isdisjoint(_sides(one.was, one.wordt)):
            text = f"{_told(one)}, en dit bestand zegt er niets over"
            yield Bevinding("norm-niet-vermeld", text, ("normen",), "waarschuwing", op_sleutel=True)


def _sides(was: Iterable[str], wordt: Iterable[str]) -> set[tuple[str, str]]:
    return {("was", norm_id) for norm_id in was} | {("wordt", norm_id) for norm_id in wordt}


def _told(one: Normovergang) -> str:
    if not one.wordt:
        return f"norm {one.was[0]} is er niet meer"
    return f"norm {one.wordt[0]} {'heeft een andere tekst' if one.was else 'is nieuw'}"
