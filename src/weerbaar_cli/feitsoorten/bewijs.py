"""Evidence with an id: it stands once in a meting, and more answers refer to it.

What is referred to counts as if it stood with the answer itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from weerbaar_cli.model.bestanden.feit import Bewijs, is_long
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.pydantisch import MOST_TIPS
from weerbaar_cli.model.strict import show


class Bewijsregel(NamedTuple):
    """A piece of evidence with an id, as it was written and where."""

    id: str
    pad: Pad
    geschreven: dict[str, Any]


def find_bewijs(feiten: Mapping[str, Any]) -> Iterator[Bewijsregel]:
    """All evidence with an id in the facts of a file as they were read."""
    return (
        Bewijsregel(row["id"], ("feiten", feit_id, "bewijs", index, "id"), row)
        for feit_id, raw in feiten.items()
        if is_long(raw)  # most are not
        for index, row in enumerate(_rows(raw, "bewijs"))
        if isinstance(row, dict) and isinstance(row.get("id"), str)
    )


def _rows(raw: Any, key: str) -> Sequence[Any]:
    """A list of the long form, whatever stands in it; nothing of a short form."""
    rows = raw.get(key) if is_long(raw) else None
    return rows if isinstance(rows, list) else ()


def check_bewijs(feiten: Mapping[str, Any]) -> Iterator[Bevinding]:
    """An id means one thing, and it is there to be referred to."""
    bekend = list(find_bewijs(feiten))
    rows = (name for raw in feiten.values() if bekend for name in _rows(raw, "verwijst"))
    named = {name for name in rows if isinstance(name, str)}
    seen: set[str] = set()
    for one in bekend:
        if one.id in seen:
            text = f"{show(one.id)} is al het kenmerk van een ander bewijs"
            yield Bevinding("dubbel-bewijs", text, one.pad)
        elif one.id not in named:
            text = f"geen enkel antwoord verwijst naar {show(one.id)}"
            yield Bevinding("bewijs-zonder-verwijzing", text, one.pad, "hint")
        seen.add(one.id)


def read_verwijzingen(
    names: Sequence[str], feiten: Mapping[str, Any], pad: Pad
) -> tuple[tuple[Bewijs, ...], list[Bevinding]]:
    """The evidence that one answer refers to; evidence of a wrong form was reported itself."""
    bekend = {one.id: one.geschreven for one in find_bewijs(feiten)}
    read = (_read(bekend[name]) for name in names if name in bekend)
    trouble = [
        Bevinding(
            "onbekend-bewijs",
            f"in deze meting heeft geen bewijs het kenmerk {show(name)}",
            (*pad, "verwijst", index),
            suggestie=suggest(name, bekend) if index < MOST_TIPS else "",
        )
        for index, name in enumerate(names)
        if name not in bekend
    ]
    return tuple(one for one in read if one is not None), trouble


def _read(geschreven: dict[str, Any]) -> Bewijs | None:
    try:
        return Bewijs.model_validate(geschreven)
    except ValidationError:
        return None


def _all_rows(raw: Any, feiten: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Its own evidence and what it refers to; nothing when none of it has an id."""
    own, names = _rows(raw, "bewijs"), _rows(raw, "verwijst")
    if not names and not any(row.get("id") for row in own):
        return []
    bekend = {one.id: one.geschreven for one in find_bewijs(feiten)}
    return [*own, *(bekend[name] for name in names)]


def write_out(raw: Any, feiten: Mapping[str, Any]) -> Any:
    """An answer of a right file with all evidence that it refers to, so that it stands alone."""
    rows = _all_rows(raw, feiten)
    plain = [{key: one for key, one in row.items() if key != "id"} for row in rows]
    return _replaced(raw, bewijs=plain) if rows else raw


def carry_bewijs(raw: Any, feiten: Mapping[str, Any], told: set[str]) -> Any:
    """An answer of a right file for another one, in which the evidence in `told` stands already.

    Other evidence that it refers to comes along, and is then told.
    """
    rows = _all_rows(raw, feiten)
    here = [row for row in rows if row.get("id") not in told]
    there = [row["id"] for row in rows if row.get("id") in told]
    told |= {row["id"] for row in here if row.get("id")}
    return _replaced(raw, bewijs=here, verwijst=there) if rows else raw


def _replaced(raw: dict[str, Any], **new: list[Any]) -> dict[str, Any]:
    rest = {key: one for key, one in raw.items() if key not in ("bewijs", "verwijst")}
    return rest | {key: rows for key, rows in new.items() if rows}
