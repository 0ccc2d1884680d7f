"""Whether everybody who may read a meting has a key for it, and nobody is left without any."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Sized

from weerbaar_cli.model.bestanden.partij import Partij, Partijen
from weerbaar_cli.model.bestanden.vertrouwelijk import BRONROLLEN, Vertrouwelijk, is_rol
from weerbaar_cli.model.bevinding import Bevinding, cite, suggest
from weerbaar_cli.model.strict import clean, show

MOST_NAMED = 3
PAD = ("vertrouwelijk",)


def check_vertrouwelijk(
    vertrouwelijk: Vertrouwelijk, leden: Sequence[Partij], bekend: Partijen
) -> Iterator[Bevinding]:
    """`leden` are the parties that hand in metingen here."""
    for naam in vertrouwelijk.per_partij:
        if bekend.find(naam) is None:
            tip = suggest(naam, bekend.woorden)
            here = (*PAD, "per_partij", naam)
            text = f"{show(naam)} is geen bekende partij"
            yield Bevinding("onbekende-partij", text, here, suggestie=tip, op_sleutel=True)
    rollen = {one.naam: vertrouwelijk.rollen_of(one.woorden) for one in leden}
    rollen = rollen or {"": vertrouwelijk.rollen_of(())}
    empty = [naam for naam, own in rollen.items() if not own]
    if empty:
        text = f"{_for(empty, rollen)} staat er geen enkele sleutel: niemand kan openen"
        yield Bevinding("geen-ontvanger", text, PAD, op_sleutel=True)
    for part, who in BRONROLLEN if not empty else ():
        missing = [
            naam for naam, own in rollen.items() if not any(is_rol(one, part) for one in own)
        ]
        if missing:
            text = f"{_for(missing, rollen)} staat er geen sleutel van {who}"
            yield Bevinding("rol-zonder-sleutel", text, PAD, "waarschuwing", op_sleutel=True)


def _for(namen: Sequence[str], alle: Sized) -> str:
    """For whom; everybody needs no names."""
    if len(namen) == len(alle):
        return "hier"
    named = ", ".join(clean(one) for one in namen[:MOST_NAMED])
    more = f" en {len(namen) - MOST_NAMED} andere" if len(namen) > MOST_NAMED else ""
    return f"voor {cite(named)}{more}"
