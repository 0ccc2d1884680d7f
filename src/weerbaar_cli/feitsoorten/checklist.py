"""Items of the catalogue, each ja, nee or n.v.t.; and the test that all of them are ja."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations_with_replacement, product
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from weerbaar_cli.feitsoorten.aantal import Aandeel
from weerbaar_cli.feitsoorten.conditie import NIETS, BijNiets, FeitConditie, Kennis, Uitkomst
from weerbaar_cli.feitsoorten.getal import Vergelijk
from weerbaar_cli.feitsoorten.ja_nee import read_word
from weerbaar_cli.feitsoorten.soort import (
    Bevraging,
    Feitsoort,
    Gewijzigd,
    Reading,
    alike,
    is_not_applicable,
    picks,
)
from weerbaar_cli.model.pydantisch import LEAVE_EMPTY
from weerbaar_cli.model.strict import Kenmerk, Meerdere, clean, says_nothing, show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from weerbaar_cli.feitsoorten.toetskader import Toetskader
    from weerbaar_cli.model.bestanden.feit import Feit

_ASKED_FIRST = (None, "nee", "nvt")
_NO_NVT = f"{LEAVE_EMPTY} Dit onderdeel geldt altijd."
_STATES = {"ja": "ja", "nee": "nee", "nvt": "n.v.t.", None: "niet bekend"}


class Checklist(Struct, frozen=True):
    """Per item of the catalogue: ja, nee, nvt, or None. `redenen` explains each nvt."""

    items: dict[str, str | None]
    redenen: dict[str, str] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(frozenset(self.items.items()))

    def states(self, chosen: Iterable[str] = ()) -> list[str | None]:
        """What is known of these items, or of all."""
        return [self.items[item] for item in chosen or self.items]


class AlleVan(FeitConditie):
    """All these items are ja; items that are nvt leave the count (K4)."""

    sleutels = ("alle_van",)

    alle_van: Literal["alles"] | Meerdere[Kenmerk]
    bij_niets: BijNiets = "niet"

    def named_parts(self) -> tuple[str, ...]:
        return () if self.alle_van == "alles" else self.alle_van

    def demand(self, kader: Toetskader) -> str:
        named = kader.spell_parts(self.feit, self.named_parts())
        return f"{named or 'alle onderdelen'}: ja"


def _alle_van(toets: AlleVan, kennis: Kennis, _: Toetskader) -> Uitkomst:
    states = kennis[toets.feit].waarde.states(toets.named_parts())
    asked = [state for state in states if state != "nvt"]
    return all(state == "ja" for state in asked) if asked else NIETS[toets.bij_niets]


def _aandeel(toets: Aandeel, kennis: Kennis, kader: Toetskader) -> Uitkomst:
    states = kennis[toets.feit].waarde.states(toets.van)
    return toets.reached(states.count("ja"), len(states) - states.count("nvt"), kader)


def _vergelijk(toets: Vergelijk, kennis: Kennis, kader: Toetskader) -> bool:
    states = kennis[toets.feit].waarde.states(toets.van)
    return toets.allows(Decimal(states.count("ja")), kader)


class Checklistsoort(Feitsoort[Checklist]):
    """A question about a list of items."""

    toetsen = {AlleVan: _alle_van, Aandeel: _aandeel, Vergelijk: _vergelijk}
    regelvoorbeeld = "alle_van: alles, minstens: 1 of aandeel: 50%"
    stelvoorbeeld = "{feit}.{item}=ja"
    per_onderdeel = True
    met_tijd = False

    def read(self, reading: Reading, raw: Any) -> Checklist | None:
        items = reading.feit.items
        if reading.word(raw, ("nee",)):
            return Checklist(dict.fromkeys(items, "nee"))
        if not isinstance(raw, dict):
            reading.refuse_form(raw, "per onderdeel ja of nee, of nee voor geen enkel")
            return None
        found: dict[str, str | None] = dict.fromkeys(items)
        redenen: dict[str, str] = {}
        for key, value in raw.items():
            if key not in items:
                reading.refuse_unknown_key("onbekend-onderdeel", key, tuple(items))
                continue
            found[key] = _read_item(reading, key, value, redenen)
        return Checklist(found, redenen) if any(found.values()) else None

    def how_to_answer(self, feit: Feit) -> str:
        return "per onderdeel ja, nee of {waarde: nvt, reden: …}; nee voor geen enkel"

    def unit(self, feit: Feit) -> str:
        return "onderdelen"

    def spell_out(self, feit: Feit, word: str) -> dict[str, Any]:
        return dict.fromkeys(feit.items, "nee") if word == "nee" else {}

    def suppose_part(self, raw: Any, waarde: str) -> Any:
        """An item that does not apply keeps its reason; in a supposition it needs no other."""
        if waarde != "nvt":
            return waarde or None
        reden = raw.get("reden") if isinstance(raw, dict) else None
        return {"waarde": waarde, "reden": reden or "verondersteld"}

    def choices(self, feit: Feit) -> dict[str, str]:
        return {"nee": "geen enkel onderdeel"}

    def observed(self, waarde: Checklist, kader: Toetskader) -> str:
        return "; ".join(_by_state(waarde, {}))

    def answer(self, feit: Feit, waarde: Checklist, kader: Toetskader) -> str:
        return "; ".join(self.answers(feit, waarde, kader))

    def answers(self, feit: Feit, waarde: Checklist, kader: Toetskader) -> tuple[str, ...]:
        reasons = {item: f" (reden: {clean(one, 200)})" for item, one in waarde.redenen.items()}
        known = feit.onderdelen
        titles = {item: known.get(item, item) + reasons.get(item, "") for item in waarde.items}
        return tuple(_by_state(waarde, titles))

    def is_complete(self, waarde: Checklist) -> bool:
        return None not in waarde.items.values()

    def complete(self, vraag: Bevraging, waarde: Checklist | None) -> Iterator[Checklist]:
        """Blank items in every mix of ja, nee and nvt that the tests on the list tell apart.

        Without such a test the list serves only for anchors, and a blank item stays blank: the
        date rule of the domain (§8) decides, and `complete_anchors` of a document fills in what
        even that leaves open.
        """
        known = waarde or Checklist(dict.fromkeys(vraag.feit.items))
        sets = _asked(vraag.own(), known)
        if not sets:
            yield known
            return
        asked = set().union(*sets)
        blank = [item for item, state in known.items.items() if state is None and item in asked]
        kinds = alike(blank, [*sets, _always_asked(vraag.feit)])
        mixes = [list(_mixes(vraag.feit, names)) for names in kinds]
        for chosen in product(*mixes):
            filled = dict(known.items)
            for items, row in zip(kinds, chosen, strict=True):
                filled.update(zip(items, row, strict=True))
            yield replace(known, items=filled)

    def changes(self, vraag: Bevraging, waarde: Checklist | None) -> Iterator[Gewijzigd[Checklist]]:
        """So many items that are not ja become ja, in every mix that makes a difference."""
        known = waarde or Checklist(dict.fromkeys(vraag.feit.items))
        sets = _asked(vraag.own(), known)
        sets += [{name} for name in _anchor_items(vraag) if name in known.items]
        named = set().union(*sets)
        asked = [item for item in known.items if item in named]
        kinds = [
            names
            # The last kind changes first: what is blank is asked before a no is turned.
            for state in reversed(_ASKED_FIRST)
            for names in alike((i for i in asked if known.items[i] == state), sets)
        ]
        for names in picks(kinds):
            items = {**known.items, **dict.fromkeys(names, "ja")}
            told = sorted(names, key=lambda name: _ASKED_FIRST.index(known.items[name]))
            yield replace(known, items=items), tuple(told)

    def part_step(self, demands: str, kader: Toetskader) -> str:
        return "ja"

    def only(self, waarde: Checklist, parts: Iterable[str]) -> Checklist:
        return replace(waarde, items={item: waarde.items[item] for item in parts})

    def knows_part(self, waarde: Checklist | None, name: str) -> bool:
        return waarde is not None and waarde.items.get(name) is not None


def _read_item(reading: Reading, key: str, raw: Any, redenen: dict[str, str]) -> str | None:
    """One item: ja, nee, or nvt with its reason in the form {waarde: nvt, reden: …}."""
    if raw in ("ja", "nee"):
        return str(raw)
    reden = None
    if isinstance(raw, dict):
        if unknown := [name for name in raw if name not in ("waarde", "reden")]:
            text = f"{show(unknown[0])} is onbekend; schrijf {{waarde: nvt, reden: …}}"
            reading.refuse("onbekende-sleutel", text, key, unknown[0], op_sleutel=True)
        reden, raw = raw.get("reden"), raw.get("waarde")
    if raw != "nvt" and not is_not_applicable(raw):
        if reading.is_blank(raw, key):
            return None
        return read_word(reading, raw, ("nvt",), key)
    if not reading.feit.items[key].nvt_kan:
        text = f"{show(key)} kan niet «niet van toepassing» zijn"
        reading.refuse("onderdeel-altijd-van-toepassing", text, key, tip=_NO_NVT)
        return None
    if not isinstance(reden, str) or says_nothing(reden):
        text = "nvt vraagt een reden"
        tip = f"{LEAVE_EMPTY} Geldt dit onderdeel niet, schrijf dan {{waarde: nvt, reden: …}}."
        reading.refuse("nvt-zonder-reden", text, key, tip=tip)
        return None
    redenen[key] = reden
    return "nvt"


def _by_state(waarde: Checklist, titles: dict[str, str]) -> Iterator[str]:
    """The items of each state together, by their title where there is one."""
    for state, word in _STATES.items():
        names = [titles.get(item, item) for item, found in waarde.items.items() if found == state]
        if names:
            yield f"{word}: {', '.join(names)}"


def _always_asked(feit: Feit) -> set[str]:
    """The items that nobody can be without."""
    return {name for name, item in feit.items.items() if not item.nvt_kan}


def _mixes(feit: Feit, names: list[str]) -> Iterator[tuple[str, ...]]:
    """So many of these items in each state that they can have."""
    states = ("ja", "nee", "nvt") if feit.items[names[0]].nvt_kan else ("ja", "nee")
    return combinations_with_replacement(states, len(names))


def _asked(own: tuple[FeitConditie, ...], known: Checklist) -> list[set[str]]:
    """Per test that looks at items those that it looks at."""
    looks = (toets.named_parts() for toets in own)
    return [set(parts or known.items) for parts in looks if parts is not None]


def _anchor_items(vraag: Bevraging) -> list[str]:
    """The items by which the list says that a document has taken up a change of law."""
    ankers = vraag.kader.ankers
    return [
        name
        for toets in vraag.toetsen
        for name in toets.anchors(vraag.kader)
        if ankers[name].feiten.get(toets.feit) == vraag.feit_id
    ]
