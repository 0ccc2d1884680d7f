"""What if: the facts of a meting as they would be with some suppositions; nothing is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.onderdelen import SLEUTEL
from weerbaar_cli.feitsoorten.soort import BLANK, find_onderdeel
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES, Catalogus, Feit, is_long, short_of
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.stelling import Stelling

_WHOLE = (None, "waarde")


def parse_stelling(text: str) -> Stelling:
    """Read `feit=waarde` or `feit.onderdeel=waarde`; raises WeerbaarError when it is neither."""
    path, equals, waarde = text.partition("=")
    feit, dot, onderdeel = (word.strip() for word in path.partition("."))
    if not equals or not feit or (dot and not onderdeel):
        tip = "Schrijf feit=waarde of feit.onderdeel=waarde, zoals mt-besproken=2024-06-01."
        raise WeerbaarError(f"de veronderstelling «{clean(text)}» is niet te lezen", tip=tip)
    return Stelling(feit, onderdeel or None, waarde.strip())


def suppose(
    feiten: Mapping[str, Any], stellingen: Iterable[Stelling], catalogus: Catalogus
) -> dict[str, Any]:
    """The raw facts with each supposition put where a file would have it.

    Values are not judged here: they are read afterwards, like those of a file. Raises WeerbaarError
    where a fact has no such place.
    """
    found = dict(feiten)
    for one in stellingen:
        feit = catalogus.get(one.feit)
        if feit is not None and feit.bij is not None and _stands_below(found.get(feit.bij), feit):
            found[feit.bij] = _suppose_below(feit, found[feit.bij], one)
            continue
        raw = found.get(one.feit)
        found[one.feit] = one.waarde if feit is None else _suppose_feit(feit, raw, one)
    return found


def bases_of(stellingen: Iterable[Stelling], catalogus: Catalogus) -> dict[str, None]:
    """The facts that must be known as written to suppose these."""
    known = (catalogus.get(one.feit) for one in stellingen)
    beside = (feit.bij for feit in known if feit is not None and feit.bij is not None)
    return dict.fromkeys((*(one.feit for one in stellingen), *beside))


def _stands_below(raw: Any, feit: Feit) -> bool:
    """Whether a fact is told with its document, so that a key of its own would say it twice."""
    short = short_of(raw)
    if isinstance(short, list):
        return len(short) > 1 or (bool(short) and _stands_below(short[0], feit))
    return isinstance(short, dict) and isinstance(short.get(SLEUTEL), dict)


def _suppose_below(feit: Feit, raw: Any, one: Stelling) -> Any:
    """The document with the supposition in it; of several nobody knows which is meant."""
    short = short_of(raw)
    if isinstance(short, list) and len(short) > 1:
        tip = "Maak een kopie van de meting en verander het document daarin."
        message = f"bij {feit.bij} staan meer documenten; weerbaar weet niet welk u bedoelt"
        raise WeerbaarError(message, tip=tip)
    document = short[0] if isinstance(short, list) else short
    below = dict(document.get(SLEUTEL) or {})
    if feit.items:
        parts = {name: below[name] for name in feit.items if name in below}
        changed = _suppose_waarde(feit, parts, one)
        spelled = soort_of(feit).spell_out(feit, changed) if isinstance(changed, str) else changed
        below |= spelled or dict.fromkeys(feit.items)
    else:
        below[one.feit] = _suppose_waarde(feit, below.get(one.feit), one)
    new = {**document, SLEUTEL: below}
    return {**raw, "waarde": new} if short is not raw else new


def _suppose_feit(feit: Feit, raw: Any, one: Stelling) -> Any:
    """One fact; what the long form says beside the value stays."""
    lang = is_long(raw)
    if one.onderdeel in RESERVED_NAMES - {"waarde"}:
        shown: Any = one.waarde or None
        if one.onderdeel == "bewijs":
            shown = [{"titel": one.waarde}] if one.waarde else []
        return {**(raw if lang else {"waarde": raw}), one.onderdeel: shown}
    waarde = _suppose_waarde(feit, raw["waarde"] if lang else raw, one)
    return {**raw, "waarde": waarde} if lang else waarde


def _suppose_waarde(feit: Feit, raw: Any, one: Stelling) -> Any:
    if one.onderdeel is None or one.onderdeel in _WHOLE:
        return one.waarde or None
    if not soort_of(feit).stelvoorbeeld:
        tip = f"Schrijf --stel {one.feit}={one.waarde or '…'}."
        raise WeerbaarError(f"{one.feit} heeft geen onderdelen", tip=tip)
    parts = _parts_of(feit, raw, one)
    name = find_onderdeel(parts, one.onderdeel)
    return {**parts, name: soort_of(feit).suppose_part(parts.get(name), one.waarde)}


def _parts_of(feit: Feit, raw: Any, one: Stelling) -> dict[str, Any]:
    """The items, groups or fields as a file would write them out."""
    if isinstance(raw, dict):
        return raw
    if isinstance(raw, list):
        tip = "Maak een kopie van de meting en verander het document daarin."
        message = f"{one.feit} heeft meer documenten; weerbaar weet niet welk u bedoelt"
        raise WeerbaarError(message, tip=tip)
    return soort_of(feit).spell_out(feit, raw) if isinstance(raw, str) else {}


def advise_part(feit: Feit, one: Stelling) -> str:
    """How to name a part of a fact that cannot be supposed as a whole; else an empty text."""
    example = soort_of(feit).stelvoorbeeld
    if one.onderdeel not in _WHOLE or one.waarde in BLANK or not example:
        return ""
    item = next(iter(feit.items or feit.namen), "Vastgoed")
    return f"Noem het onderdeel: --stel {example.format(feit=one.feit, item=item)}"
