"""A meting with each answer written out in one way, and back in the way that its file has it.

Written out an answer is the long form: documents and evidence are lists, and a word for the whole
of a list stands at each of its parts. So what two files say of one thing can be held side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

from weerbaar_cli.invullen.vragenlijst import LISTS, Invulfeit, as_list
from weerbaar_cli.invullen.wijzigen import WEG, Tekstwijziging
from weerbaar_cli.model.bestanden.feit import is_long
from weerbaar_cli.model.bevinding import Pad

_WHOLE = {"checklist": "nee", "groepen": "nooit"}


def write_out(data: Mapping[str, Any], feiten: Mapping[str, Invulfeit]) -> dict[str, Any]:
    """A copy of what a meting says, with these facts in the long form and its lists as lists."""
    found = deepcopy(dict(data))
    written = found.get("feiten")
    found["feiten"] = written if isinstance(written, dict) else {}
    for name in found["feiten"].keys() & feiten.keys():
        found["feiten"][name] = _long(found["feiten"][name], feiten[name])
    found["acties"] = as_list(found.get("acties"))
    return found


def _long(raw: Any, feit: Invulfeit) -> dict[str, Any]:
    found = dict(raw) if is_long(raw) else {"waarde": raw}
    found["waarde"] = _spelled(found["waarde"], feit)
    for name in LISTS:
        if name in found:
            found[name] = as_list(found[name])
    return found


def _spelled(waarde: Any, feit: Invulfeit) -> Any:
    if feit.soort == "document" and isinstance(waarde, dict):
        return [waarde]
    parts = [one.id for one in (*feit.items, *feit.groepsnamen)]
    word = waarde.strip().lower() if isinstance(waarde, str) else ""
    return dict.fromkeys(parts, word) if parts and word == _WHOLE.get(feit.soort) else waarde


def text_changes(
    data: Mapping[str, Any], wanted: Mapping[str, Any], feiten: Mapping[str, Invulfeit]
) -> list[Tekstwijziging]:
    """What changes in a file that says `data`, so that written out it says `wanted`.

    In `wanted` an element that goes keeps its place in its list, as WEG. Each answer stays in the
    form that it has.
    """
    before = write_out(data, feiten)
    found: list[Tekstwijziging] = []
    written = data.get("feiten")
    for name, long in wanted["feiten"].items():
        if long != before["feiten"].get(name):
            raw = written.get(name) if isinstance(written, dict) else None
            new = _written(long, raw) if name in feiten else long
            found += differences(raw, new, ("feiten", name))
    for key in wanted.keys() - {"feiten"}:
        if wanted[key] != before.get(key):
            new = _as_it_was(wanted[key], data.get(key), alone=False)
            found += differences(data.get(key), new, (key,))
    return found


def _written(long: Mapping[str, Any], raw: Any) -> Any:
    """An answer as its file has it: short where a value is all there is, unless it was long."""
    old = raw if is_long(raw) else {"waarde": raw}
    found = {"waarde": None, **long}
    found = {
        key: _as_it_was(one, old.get(key), alone=key == "waarde") for key, one in found.items()
    }
    return found if is_long(raw) or found.keys() - {"waarde"} else found["waarde"]


def _as_it_was(new: Any, old: Any, *, alone: bool) -> Any:
    """A list, or its one element where it stood alone, or is new and can stand so."""
    if not isinstance(new, list):
        return new
    left = [one for one in new if one is not WEG]
    if isinstance(old, list) and left:
        return new
    if len(left) == 1 and (alone or isinstance(old, dict)):
        return left[0]
    return left or (None if old is None or alone else WEG)


def differences(old: Any, new: Any, pad: Pad) -> Iterator[Tekstwijziging]:
    """The fewest changes that make one value another."""
    if new is WEG:
        yield {"pad": pad, "weg": True}
    elif isinstance(old, dict) and isinstance(new, dict) and old.keys() & new.keys():
        for key in old.keys() - new.keys():
            yield {"pad": (*pad, key), "weg": True}
        for key, one in new.items():
            yield from differences(old.get(key), one, (*pad, key))
    elif isinstance(old, list) and isinstance(new, list) and len(new) >= len(old):
        for place, one in enumerate(new):
            yield from differences(old[place] if place < len(old) else None, one, (*pad, place))
    elif new != old:
        yield {"pad": pad, "waarde": new}
