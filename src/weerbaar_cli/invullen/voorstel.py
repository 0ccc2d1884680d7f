"""What files ask to change, held three ways: what they began with, what they say, what is there.

What was not changed since is changed; what changed to the same is done already; of what differs
nothing happens, and both are told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, get_args

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.feitsoorten.soort import BLANK
from weerbaar_cli.invullen.langevorm import text_changes, write_out
from weerbaar_cli.invullen.vragenlijst import Invulfeit
from weerbaar_cli.invullen.wijzigen import WEG
from weerbaar_cli.model.bevinding import Pad
from weerbaar_cli.model.strict import Herkomst
from weerbaar_cli.model.uitkomsten.wijzigingen import Vindplek
from weerbaar_cli.model.werkboek import as_typed, is_same

WIE, AND = "ingevuld_door", " / "
HERKOMSTEN = get_args(Herkomst)
TESTED = "getoetst"


class Voorstel(Struct, frozen=True):
    """One change that a file asks for, by its place in a meting that is written out.

    `was` is what it began with, None where nothing stood; `wordt` is WEG for what goes. With
    `nieuw` it is one more element of the list at `pad`. A `pad` into a list has the number that the
    element had; `rij` is what it said, by which it is found again. `herkomst` is what the file says
    of where the answer comes from.
    """

    pad: Pad
    was: Any
    wordt: Any
    bron: Vindplek
    nieuw: bool = False
    rij: Mapping[str, Any] | None = None
    herkomst: str = ""


class Samenval(Struct, frozen=True):
    """What several files ask of one place. `nu` is what stands there; `pad` where it is found."""

    pad: Pad
    nu: Any
    voorstellen: tuple[Voorstel, ...]

    @property
    def eerste(self) -> Voorstel:
        """The first that asks it."""
        return self.voorstellen[0]


class Samengebracht(Struct, frozen=True):
    """What can be done and what cannot; `wijzigingen` are those of the text.

    `ongetoetst` are the facts whose answer was tested and is another now, with where that comes
    from.
    """

    gedaan: tuple[Samenval, ...]
    botsingen: tuple[Samenval, ...]
    wijzigingen: tuple[Mapping[str, Any], ...]
    ongetoetst: Mapping[str, str]


def combine(
    data: Mapping[str, Any], feiten: Mapping[str, Invulfeit], voorstellen: Sequence[Voorstel]
) -> Samengebracht:
    """Hold what files ask against what the meting says."""
    now, wanted = write_out(data, feiten), write_out(data, feiten)
    groups = list(_grouped(now, voorstellen))
    clash = [one for one in groups if _clashes(one) or _crosses(one, groups)]
    done = [one for one in groups if one not in clash and not _is_there(now, one)]
    for one in done:
        _put(wanted, one.pad, one.eerste)
    _untest(wanted["feiten"], now["feiten"], done)
    agreed = [one for one in groups if one not in clash]
    done += list(_sign(wanted["feiten"], now["feiten"], agreed, data.get(WIE) or ""))
    _tell_per_document(wanted["feiten"], now["feiten"], feiten)
    changes = tuple(text_changes(data, wanted, feiten))
    untested = dict(_untested(wanted["feiten"], now["feiten"]))
    return Samengebracht(tuple(done), tuple(clash), changes, untested)


def _grouped(now: Mapping[str, Any], voorstellen: Sequence[Voorstel]) -> Iterator[Samenval]:
    found: dict[object, list[Voorstel]] = {}
    for one in voorstellen:
        pad = locate(now, one)
        found.setdefault((pad, repr(_plain(one.wordt)) if one.nieuw else ""), []).append(one)
    for (pad, _), those in found.items():  # type: ignore[misc]
        there = look_up(now, pad)
        beside = those[0].nieuw and isinstance(there, list)
        yield Samenval(pad, None if beside else there, tuple(those))


def locate(now: Mapping[str, Any], voorstel: Voorstel) -> Pad:
    """Where it is now: an element of a list may have another number than it had.

    One that is not there any more has none, and then what stands there is None.
    """
    place = next((at for at, step in enumerate(voorstel.pad) if isinstance(step, int)), None)
    if voorstel.rij is None or place is None:
        return voorstel.pad
    before, number, after = voorstel.pad[:place], voorstel.pad[place], voorstel.pad[place + 1 :]
    there = look_up(now, before)
    elements = there if isinstance(there, list) else []
    order = sorted(range(len(elements)), key=lambda at: at != number)
    found = next((at for at in order if _fits(elements[at], voorstel.rij)), -1)
    return (*before, found, *after)


def _fits(element: Any, rij: Mapping[str, Any]) -> bool:
    return isinstance(element, dict) and all(same(element.get(key), rij[key]) for key in rij)


def look_up(data: Any, pad: Pad) -> Any:
    """What stands at a place; None where nothing does."""
    for step in pad:
        if isinstance(data, dict):
            data = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
            data = data[step]
        else:
            return None
    return data


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: what is empty says nothing."""
    first, second = _plain(one), _plain(other)
    if isinstance(first, str) and isinstance(second, str):
        return is_same(first, second)
    return bool(first == second)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        found = {key: _plain(one) for key, one in value.items()}
        return {key: one for key, one in found.items() if one is not None} or None
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value] or None
    if value is None or value is WEG:
        return None
    return as_typed(str(value)) or None


def _clashes(one: Samenval) -> bool:
    """Whether those who ask differ, or the meting says something that none of them saw."""
    first = one.eerste
    if any(not same(first.wordt, other.wordt) for other in one.voorstellen):
        return True
    if -1 in one.pad:
        return first.wordt is not WEG
    if same(one.nu, first.wordt) or (first.rij is not None and isinstance(one.pad[-1], int)):
        return False
    return not all(same(one.nu, other.was) for other in one.voorstellen)


def _crosses(one: Samenval, groups: Sequence[Samenval]) -> bool:
    """Whether one asks something of a whole, and another of a part of it."""
    return any(other is not one and _is_part(_extent(other), _extent(one)) for other in groups)


def _extent(one: Samenval) -> Pad:
    """A new element is a part of its list, and of no other element."""
    return (*one.pad, "+") if one.eerste.nieuw else one.pad


def _is_part(one: Pad, other: Pad) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and long[: len(short)] == short


def _is_there(now: Mapping[str, Any], one: Samenval) -> bool:
    """Whether the meting says it already."""
    if one.eerste.nieuw:
        there = look_up(now, one.pad)
        return isinstance(there, list) and any(same(each, one.eerste.wordt) for each in there)
    return same(one.nu, one.eerste.wordt)


def _put(wanted: dict[str, Any], pad: Pad, voorstel: Voorstel) -> None:
    if voorstel.nieuw:
        there = look_up(wanted, pad)
        pad = (*pad, len(there) if isinstance(there, list) else 0)
    at: Any = wanted
    for step, following in pairwise(pad):
        below = at.get(step) if isinstance(at, dict) else at[step]
        if not isinstance(below, list if isinstance(following, int) else dict):
            below = [] if isinstance(following, int) else {}
            at[step] = below
        at = below
    last = pad[-1]
    if isinstance(at, list) and isinstance(last, int):
        at[last : last + 1] = [voorstel.wordt]
    elif voorstel.wordt is WEG:
        at.pop(last, None)
    else:
        at[last] = voorstel.wordt


def _tell_per_document(
    wanted: dict[str, Any], now: Mapping[str, Any], feiten: Mapping[str, Invulfeit]
) -> None:
    """With a second document, what was told of the first by itself goes into it."""
    for name, feit in feiten.items():
        bij = feit.bij or ""
        waarde = look_up(wanted, (name, "waarde"))
        documents = look_up(wanted, (bij, "waarde"))
        if waarde in BLANK or not isinstance(documents, list) or len(documents) < 2:
            continue
        if len(look_up(now, (bij, "waarde")) or ()) < 2 and isinstance(documents[0], dict):
            parts = waarde if isinstance(waarde, dict) else {name: waarde}
            own = documents[0].get("onderdelen") or {}
            documents[0] = {**documents[0], "onderdelen": {**parts, **own}}
            wanted[name] = {**wanted[name], "waarde": None}


# --- who says so


def _sign(
    wanted: dict[str, Any], now: Mapping[str, Any], groups: Sequence[Samenval], kop: str
) -> Iterator[Samenval]:
    """Write with each answer the functions that gave it, or agree with it.

    What that alone changes is a change of its own. What nobody else gave is of who filled in the
    meting, as its head (`kop`) says: that this one agrees with it says nothing new.
    """
    signed = [one for one in groups if one.pad[0] == "feiten" and one.eerste.bron.door]
    for name in dict.fromkeys(str(one.pad[1]) for one in signed):
        mine = [one for one in signed if one.pad[1] == name]
        new = [one for one in mine if not _is_there({"feiten": now}, one)]
        before = now.get(name) or {}
        replaced = any(one.pad[2:] == ("waarde",) and not one.eerste.nieuw for one in new)
        before_who = before.get(WIE)
        who = _who("" if replaced else before_who, mine)
        beside = {WIE: before_who if not (new or before_who) and who == kop else who}
        beside |= {"herkomst": _most(before, wanted[name], mine, new, replaced=replaced)}
        wanted[name] = {**wanted[name], **{key: one for key, one in beside.items() if one}}
        if not new and beside[WIE] != before.get(WIE):
            pad: Pad = ("feiten", name, WIE)
            first = replace(mine[0].eerste, pad=pad, was=before.get(WIE), wordt=beside[WIE])
            yield Samenval(pad, before.get(WIE), (first,))


def _untest(wanted: dict[str, Any], now: Mapping[str, Any], done: Sequence[Samenval]) -> None:
    """Take back that an answer was tested where it becomes another, whoever says so."""
    for name in dict.fromkeys(str(one.pad[1]) for one in done if one.pad[0] == "feiten"):
        before, mine = now.get(name) or {}, [one for one in done if one.pad[:2] == ("feiten", name)]
        if before.get("herkomst") == TESTED:
            most = _most(before, wanted[name], mine, mine, replaced=False)
            wanted[name] = {**wanted[name], "herkomst": most}


def _untested(wanted: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, before in now.items():
        after = look_up(wanted, (name, "herkomst"))
        if look_up(before, ("herkomst",)) == TESTED and after != TESTED:
            yield name, str(after or "")


def _who(before: Any, groups: Sequence[Samenval]) -> str:
    doors = {one.bron.door for group in groups for one in group.voorstellen}
    return AND.join(sorted({*str(before or "").split(AND), *doors} - {""}))


def _most(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    groups: Sequence[Samenval],
    new: Sequence[Samenval],
    *,
    replaced: bool,
) -> str:
    """The most that anybody says of where it comes from; a test was of what is there no more."""
    said = [one.herkomst for group in groups for one in group.voorstellen]
    here = before.get("herkomst")
    if new:
        said.append("onderbouwd" if after.get("bewijs") or after.get("verwijst") else "opgave")
    if any(one.pad[2] == "waarde" for one in new) and (replaced or here == TESTED):
        here = None
    known = (str(one) for one in (*said, here) if one in HERKOMSTEN)
    return max(known, key=HERKOMSTEN.index, default="")
