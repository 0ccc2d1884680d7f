"""What a shell may complete after an option: ids and names of the werkmap where the user stands.

A shell asks while somebody types: what cannot be read completes nothing, and says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from weerbaar_cli.errors import WeerbaarError

if TYPE_CHECKING:
    from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek

    Zoeker = Callable[[Bibliotheek], Iterable[str]]

HERE = Path()


def complete_raamwerk(incomplete: str) -> list[str]:
    """The raamwerken that begin so."""
    return _fitting(incomplete, lambda known: known.raamwerk_ids())


def complete_partij(incomplete: str) -> list[str]:
    """The parties that begin so."""
    return _fitting(incomplete, lambda known: (one.naam for one in known.partijen.alle))


def complete_district(incomplete: str) -> list[str]:
    """The districts that begin so: those that a party belongs to."""
    return _fitting(
        incomplete,
        lambda known: {name for one in known.partijen.alle for name in one.district},
    )


def complete_norm(ctx: typer.Context, incomplete: str) -> list[str]:
    """The norms of the meting, or of the `--raamwerk`, that already stand on the line."""
    meting, raamwerk = ctx.params.get("meting") or "", ctx.params.get("raamwerk")
    return _fitting(incomplete, lambda known: _norms(known, meting, raamwerk), Path(meting))


def _norms(known: Bibliotheek, meting: str, named: str | None) -> Iterable[str]:
    from weerbaar_cli.files.yaml.document import read_document  # late: only for a norm

    names: Any = named
    if not named and meting and (document := read_document(Path(meting))).readable:
        names = document.data.get("raamwerk")
    for name in names if isinstance(names, list) else filter(None, (names,)):
        yield from (norm.id for norm in known.raamwerk(str(name)).normen)


def _fitting(incomplete: str, find: Zoeker, near: Path = HERE) -> list[str]:
    # Late: only a shell that completes comes here.
    from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
    from weerbaar_cli.files.vinden import find_werkmap
    from weerbaar_cli.reading.omgeving import Omgeving

    try:
        map_ = find_werkmap(near)
        known = Bibliotheek() if map_ is None else Omgeving(map_).bibliotheek
        return sorted(one for one in set(find(known)) if one.startswith(incomplete))
    except (WeerbaarError, OSError):
        return []
