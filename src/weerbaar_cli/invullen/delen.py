"""What a part of a meting asks to change: what it says otherwise than it began with.

What it leaves blank, or says as it was when the part was made, it does not touch. What the meting
says otherwise than the part began with, changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from weerbaar_cli.feitsoorten.onderdelen import SLEUTEL
from weerbaar_cli.invullen.stukken import (
    BEWIJS,
    FEITEN,
    WAARDE,
    Stukken,
    Stukpad,
    as_long,
    documents_of,
    is_blank,
    mark,
    names_of,
    plain,
    take_apart,
)
from weerbaar_cli.invullen.voorstel import Samenval, Voorstel
from weerbaar_cli.invullen.wijzigen import WEG
from weerbaar_cli.model.bestanden.feit import Catalogus
from weerbaar_cli.model.bevinding import Pad
from weerbaar_cli.model.uitkomsten.wijzigingen import Vindplek

# Beside the facts: what is said of a norm, and rows of which each is known by these keys.
BLOKKEN = ("nvt", "toetsing", "verhalen")
LIJSTEN = {"afwijkingen": ("norm",), "acties": ("norm", "actie")}
HERKOMST = "herkomst"


class Deelmeting(Struct, frozen=True):
    """A file with a part of a meting, or with a whole one that is to be put into another.

    `basis` has per fact the marks of what its answer was made of when the part was made.
    """

    bron: Vindplek
    inhoud: Mapping[str, Any]
    basis: Mapping[str, str] = field(default_factory=dict)


def propose(deel: Deelmeting, meting: Mapping[str, Any], catalogus: Catalogus) -> list[Voorstel]:
    """Every change that a right part asks of a meting, answer by answer."""
    asked = [*_Vergelijker(deel, meting, catalogus).facts(), *_beside(deel, meting)]
    feiten = deel.inhoud.get(FEITEN) or {}
    said = {name: as_long(raw).get(HERKOMST) for name, raw in feiten.items()}
    return [replace(one, herkomst=said.get(str(one.pad[-1])) or said.get(str(one.pad[1])) or "")
            if one.pad[0] == FEITEN else one for one in asked]  # fmt: skip


def _beside(deel: Deelmeting, meting: Mapping[str, Any]) -> Iterator[Voorstel]:
    """What it says beside its facts; of that a part begins with nothing."""
    inhoud = deel.inhoud
    for block in BLOKKEN:
        for norm, one in (inhoud.get(block) or {}).items():
            own = one.items() if block == "verhalen" and isinstance(one, dict) else [("", one)]
            rows = [((block, norm, name) if name else (block, norm), row) for name, row in own]
            yield from (Voorstel(pad, None, row, deel.bron) for pad, row in rows if row)
    for name, keys in LIJSTEN.items():
        there = [[row.get(key) for key in keys] for row in meting.get(name) or ()]
        for row in inhoud.get(name) or ():
            place = next((at for at, own in enumerate(there) if own == [*map(row.get, keys)]), None)
            pad: Pad = (name,) if place is None else (name, place)
            yield Voorstel(pad, None, row, deel.bron, nieuw=place is None)
    if inhoud.get("toelichting"):
        yield Voorstel(("toelichting",), None, inhoud["toelichting"], deel.bron)


class _Vergelijker:
    """The facts of one part beside those of the meting."""

    def __init__(self, deel: Deelmeting, meting: Mapping[str, Any], catalogus: Catalogus) -> None:
        self.deel, self.catalogus = deel, catalogus
        self.feiten = meting.get(FEITEN) or {}
        self.ours = take_apart(meting, catalogus)
        self.theirs = take_apart(deel.inhoud, catalogus)

    def facts(self) -> Iterator[Voorstel]:
        """Per fact what is asked of it; of what is told in another shape the whole."""
        for feit_id in dict.fromkeys(pad[1] for pad in self.theirs):
            ours, theirs = self._of(self.ours, feit_id), self._of(self.theirs, feit_id)
            if _is_whole(ours) is not None and _is_whole(ours) != _is_whole(theirs):
                yield from self._as_a_whole(feit_id, ours, theirs)
                theirs = {pad: one for pad, one in theirs.items() if pad[2] != WAARDE}
            touched = {pad: one for pad, one in theirs.items() if not self._is_known(pad, one)}
            yield from self._documents(feit_id, touched)
            yield from self._evidence(feit_id, touched)
            rest = [pad for pad in touched if pad[2] != BEWIJS and not _is_in_document(pad)]
            yield from (self._plain(pad, touched[pad]) for pad in rest)

    def _plain(self, pad: Stukpad, waarde: Any) -> Voorstel:
        return Voorstel(self._place(pad), self._was(pad), waarde, self.deel.bron)

    def _of(self, stukken: Stukken, feit_id: str) -> Stukken:
        return {pad: one for pad, one in stukken.items() if pad[1] == feit_id}

    def _is_known(self, pad: Stukpad, waarde: Any) -> bool:
        """Whether the part began with it."""
        return mark(pad, waarde) in self.deel.basis.get(pad[1], "").split()

    def _was(self, pad: Stukpad) -> Any:
        """What the part began with, as far as the meting still says it."""
        now = self.ours.get(pad)
        return now if now is not None and self._is_known(pad, now) else None

    def _as_a_whole(self, feit_id: str, ours: Stukken, theirs: Stukken) -> Iterator[Voorstel]:
        values = {pad: one for pad, one in theirs.items() if pad[2] == WAARDE}
        if all(self._is_known(pad, one) for pad, one in values.items()):
            return
        known = all(self._is_known(*one) for one in ours.items() if one[0][2] == WAARDE)
        there = as_long(self.feiten.get(feit_id)).get(WAARDE)
        said = as_long((self.deel.inhoud.get(FEITEN) or {}).get(feit_id)).get(WAARDE)
        wordt = documents_of(said) or said
        if any(map(_is_in_document, ours)):
            there = documents_of(there)
        pad = (FEITEN, feit_id, WAARDE)
        yield Voorstel(pad, there if known else None, wordt, self.deel.bron)

    def _place(self, pad: Stukpad) -> Pad:
        """Where it stands in the meting: what a single document tells stands in that."""
        feit = self.catalogus.get(pad[1])
        bij = feit.bij if feit is not None else None
        documents = documents_of(as_long(self.feiten.get(bij)).get(WAARDE)) if bij else []
        if bij and pad[2] == WAARDE and len(documents) == 1 and documents[0].get(SLEUTEL):
            return (FEITEN, bij, WAARDE, 0, SLEUTEL, pad[3] if len(pad) > 3 else pad[1])
        return pad

    def _documents(self, feit_id: str, touched: Stukken) -> Iterator[Voorstel]:
        """Field by field of a document that is there; one that is not is new."""
        raw = (self.deel.inhoud.get(FEITEN) or {}).get(feit_id)
        theirs = documents_of(as_long(raw).get(WAARDE))
        ours = documents_of(as_long(self.feiten.get(feit_id)).get(WAARDE))
        pads = [pad for pad in touched if _is_in_document(pad)]
        if pads and not ours:  # of what two functions name both may be the one that is meant
            named = [_bare(one) for one in theirs] if len(theirs) == 1 else theirs
            yield Voorstel((FEITEN, feit_id, WAARDE), None, named, self.deel.bron)
            return
        places = _matched(names_of(ours), names_of(theirs))
        for place, name, document in zip(places, names_of(theirs), theirs, strict=True):
            own = [pad for pad in pads if pad[3] == name]
            if place is not None:
                here = names_of(ours)[place]
                yield from (self._field(pad, place, here, touched[pad]) for pad in own)
                yield from self._emptied(feit_id, place, here, document)
            elif own:
                new = _bare(document) if len(theirs) == 1 else document
                yield Voorstel((FEITEN, feit_id, WAARDE), None, new, self.deel.bron, nieuw=True)

    def _field(self, pad: Stukpad, place: int, name: str, waarde: Any) -> Voorstel:
        there = (*pad[:3], name, *pad[4:])
        now = self.ours.get(there)
        known = now is not None and (self._is_known(pad, now) or self._is_known(there, now))
        where: Pad = (FEITEN, pad[1], WAARDE, place, *pad[4:])
        return Voorstel(where, now if known else None, waarde, self.deel.bron)

    def _emptied(
        self, feit_id: str, place: int, name: str, document: Mapping[str, Any]
    ) -> Iterator[Voorstel]:
        """What somebody took out of a document: without a status it is adopted, say."""
        start = (FEITEN, feit_id, WAARDE, name)
        for pad, now in self.ours.items():
            own = pad[:4] == start and len(pad) == 5 and is_blank(document.get(pad[4]))
            if own and self._is_known(pad, now):
                yield Voorstel((*start[:3], place, pad[4]), now, WEG, self.deel.bron)

    def _evidence(self, feit_id: str, touched: Stukken) -> Iterator[Voorstel]:
        """Evidence that is there by its title; what the meting refers to stands elsewhere."""
        rows = as_long(self.feiten.get(feit_id)).get(BEWIJS) or []
        titles = [row.get("titel") for row in rows]
        there = (FEITEN, feit_id, BEWIJS)
        for pad in [one for one in touched if one[2] == BEWIJS]:
            row = {name: one for name, one in touched[pad].items() if name != "id"}
            now = self.ours.get(pad)
            if pad[3] in titles:
                own = rows[titles.index(pad[3])]
                was = own if now is not None and self._is_known(pad, now) else None
                kept = {"id": own["id"]} if own.get("id") else {}
                where = (*there, titles.index(pad[3]))
                yield Voorstel(where, was, {**kept, **row}, self.deel.bron)
            elif now is None:
                yield Voorstel(there, None, row, self.deel.bron, nieuw=True)


def _is_in_document(pad: Stukpad) -> bool:
    return pad[2] == WAARDE and len(pad) > 4


def _bare(document: Mapping[str, Any]) -> dict[str, Any]:
    """Without its items: of a single document those stand with their facts."""
    return {name: one for name, one in document.items() if name != SLEUTEL}


def _is_whole(stukken: Stukken) -> bool | None:
    """Whether a value stands as a whole, or in parts; None where there is none."""
    pads = [pad for pad in stukken if pad[2] == WAARDE]
    return len(pads[0]) == 3 if pads else None


def _matched(ours: Sequence[str], theirs: Sequence[str]) -> list[int | None]:
    """Which document of the meting each is: by its name, else by its place when none came by."""
    same = len(ours) == len(theirs)
    return [
        ours.index(name) if name in ours else place if same else None
        for place, name in enumerate(theirs)
    ]


# --- where files differ


def choose(
    botsingen: Sequence[Samenval],
    voorstellen: Sequence[Voorstel],
    gekozen: Collection[str],
    meting: str,
) -> list[Voorstel]:
    """The proposals after people chose who is right: a name of a file, or `2=name`.

    `2` is the second difference as they are told; of one nobody chose all stay, and clash.
    """
    dropped: list[Voorstel] = []
    forced: list[Voorstel] = []
    for number, one in enumerate(botsingen, 1):
        names = {name for name in (meting, *(each.bron.bestand for each in one.voorstellen))
                 if name in gekozen or f"{number}={name}" in gekozen}  # fmt: skip
        chosen = [each for each in one.voorstellen if each.bron.bestand in names]
        if len({repr(plain(each.wordt)) for each in chosen}) == 1:
            forced += (replace(each, was=one.nu) for each in chosen)
        if chosen or meting in names:
            dropped += one.voorstellen
    kept = [one for one in voorstellen if not any(one is other for other in dropped)]
    return [*kept, *forced]
