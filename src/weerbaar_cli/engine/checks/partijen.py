"""What parties and groups must satisfy: each once, in known districts, groups without a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.model.bevinding import Bevinding, suggest
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.partij import Groep, Partij, Partijen, Verband


def check_partijen(
    partijen: Sequence[Partij],
    groepen: Sequence[Groep],
    districten: Sequence[str],
    bekend: Partijen,
) -> list[Bevinding]:
    """All that is wrong with the parties and groups of one file.

    `districten` are the districts that may be named, `bekend` everyone who may be a member.
    """
    return [
        *_doubles({"partijen": partijen, "groepen": groepen}),
        *_districts(partijen, groepen, districten),
        *_members(groepen, bekend),
        *_circles(groepen),
    ]


def check_verbanden(
    verbanden: Mapping[str, Verband], districten: Sequence[str]
) -> Iterator[Bevinding]:
    """All that is wrong with the overviews of one file: each district is known, and once in it."""
    for name, verband in verbanden.items():
        for place, district in enumerate(verband.districten):
            pad = ("verbanden", name, "districten", place)
            if district not in districten:
                yield _unknown_district(district, pad, districten)
            if district in verband.districten[:place]:
                text = f"district «{clean(district)}» staat twee keer in dit verband"
                yield Bevinding("dubbel-district", text, pad)


def _doubles(named: Mapping[str, Sequence[Partij | Groep]]) -> Iterator[Bevinding]:
    """Two with one name or code would share each other's metingen."""
    seen: set[str] = set()
    rows = ((key, i, one) for key, row in named.items() for i, one in enumerate(row))
    for key, index, one in rows:
        words = {word.casefold(): word for word in (one.naam, one.code) if word}
        for word in words:
            if word in seen:
                text = f"«{clean(words[word])}» staat hier twee keer"
                yield Bevinding("dubbele-partij", text, (key, index))
        seen |= words.keys()


def _districts(
    partijen: Sequence[Partij], groepen: Sequence[Groep], districten: Sequence[str]
) -> Iterator[Bevinding]:
    divided = any(partij.district for partij in partijen)
    for index, partij in enumerate(partijen):
        for name in partij.district:
            if name not in districten:
                yield _unknown_district(name, ("partijen", index, "district"), districten)
        # `district: []` says on purpose that there is none.
        if divided and "district" not in partij.model_fields_set:
            text = f"{clean(partij.naam)} hoort bij geen district en staat in geen districtsrapport"
            yield Bevinding("zonder-district", text, ("partijen", index), ernst="hint")
    for index, groep in enumerate(groepen):
        if groep.district is not None and groep.district not in districten:
            yield _unknown_district(groep.district, ("groepen", index, "district"), districten)


def _unknown_district(
    name: str, pad: tuple[str | int, ...], districten: Sequence[str]
) -> Bevinding:
    text = f"«{clean(name)}» is geen bekend district"
    return Bevinding("onbekend-district", text, pad, suggestie=suggest(name, districten))


def _members(groepen: Sequence[Groep], bekend: Partijen) -> Iterator[Bevinding]:
    for index, groep in enumerate(groepen):
        for place, lid in enumerate(groep.leden):
            if bekend.find(lid) is None:
                text = f"lid «{clean(lid)}» van {clean(groep.naam)} is geen bekende partij of groep"
                pad = ("groepen", index, "leden", place)
                tip = suggest(lid, bekend.woorden)
                yield Bevinding("onbekend-lid", text, pad, suggestie=tip)
        if not groep.leden and groep.district is None:
            text = f"{clean(groep.naam)} heeft geen leden"
            tip = "Noem leden, of een district."
            yield Bevinding("groep-zonder-leden", text, ("groepen", index), suggestie=tip)


def _circles(groepen: Sequence[Groep]) -> Iterator[Bevinding]:
    """A group that is, through other groups, a member of itself; a member may be a code."""
    codes = {one.code.casefold(): one.naam.casefold() for one in groepen if one.code}
    members = {
        groep.naam.casefold(): [codes.get(lid.casefold(), lid.casefold()) for lid in groep.leden]
        for groep in groepen
    }
    for index, groep in enumerate(groepen):
        if groep.naam.casefold() in _reach(groep.naam.casefold(), members):
            text = f"{clean(groep.naam)} is via zijn leden lid van zichzelf"
            tip = "Haal een van de groepen uit de kring."
            yield Bevinding("groep-in-kring", text, ("groepen", index, "leden"), suggestie=tip)


def _reach(name: str, members: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    pending = list(members.get(name, ()))
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending += members.get(one, ())
    return found
