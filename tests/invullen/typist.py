"""Fills in a workbook as people do: each answer in the cell where it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec.structs import replace

from weerbaar_cli.invullen.vragenlijst import Invulfeit, Invulvragen
from weerbaar_cli.invullen.werkboek import ZIE
from weerbaar_cli.model.werkboek import Boekcel, Boekrij, Invulblad, Werkboek

WORDS = {"onbekend": "weet ik niet", "nvt": "n.v.t."}


class Bewerktblad(Invulblad, frozen=True):
    """A sheet whose cells were filled in: what it began with is still in its hidden column."""

    begin: Mapping[tuple[str | int, ...], str] = {}

    def basis(self, rij: Boekrij) -> str:
        return self.begin[rij.kenmerk]


@dataclass
class Typist:
    """Types into the cells of a workbook."""

    boek: Werkboek
    getypt: dict[tuple[tuple[str | int, ...], str], Any] = field(default_factory=dict)

    def type(self, kenmerk: tuple[str | int, ...], sleutel: str, value: Any) -> None:
        self.getypt[kenmerk, sleutel] = value

    def done(self) -> Werkboek:
        return replace(self.boek, bladen=tuple(map(self._sheet, self.boek.bladen)))

    def _sheet(self, blad: Invulblad) -> Bewerktblad:
        keys = [one.sleutel for one in blad.kolommen]
        begin = {rij.kenmerk: blad.basis(rij) for rij in blad.rijen}
        rows = tuple(replace(rij, cellen=self._cells(rij, keys)) for rij in blad.rijen)
        return Bewerktblad(blad.naam, blad.erboven, blad.kolommen, rows, begin)

    def _cells(self, rij: Boekrij, keys: list[str]) -> tuple[Boekcel, ...]:
        return tuple(
            replace(cel, inhoud=self.getypt.get((rij.kenmerk, key), cel.inhoud))
            for key, cel in zip(keys, rij.cellen, strict=True)
        )

    # --- answers

    def answer(self, feit_id: str, vragen: Invulvragen, long: Mapping[str, Any]) -> None:
        """One fact in its long form."""
        feit, row = vragen.feiten[feit_id], ("vraag", feit_id)
        self._value(feit_id, feit, long.get("waarde"))
        if "toelichting" in long:
            self.type(row, "toelichting", long["toelichting"])
        for place, piece in enumerate(long.get("bewijs", ())):
            spare = len([1 for kenmerk, _ in self.getypt if kenmerk[0] == "bewijs+"])
            where = row if not place else ("bewijs+", spare)
            if place:
                self.type(where, "vraag", feit.kort)
            for key, value in piece.items():
                self.type(where, key, seen(value))

    def _value(self, feit_id: str, feit: Invulfeit, waarde: Any) -> None:
        if isinstance(waarde, str):
            words = {one.waarde: one.woord for one in feit.keuzes} | WORDS
            self.type(("vraag", feit_id), "antwoord", words.get(waarde) or seen(waarde))
        elif isinstance(waarde, list):
            self.type(("vraag", feit_id), "antwoord", ZIE)
            for place, document in enumerate(waarde):
                for key, value in document.items():
                    self.type(("document", feit_id, place), key, seen(value))
        elif feit.groepen == "eigen":
            for place, (name, day) in enumerate((waarde or {}).items()):
                self.type(("groep", feit_id, place), "vraag", name)
                self.type(("groep", feit_id, place), "antwoord", WORDS.get(day) or seen(day))
        else:
            for part, value in (waarde or {}).items():
                self._part(("deel", feit_id, part), value)

    def _part(self, row: tuple[str | int, ...], value: Any) -> None:
        if isinstance(value, dict):
            self.type(row, "antwoord", "n.v.t.")
            self.type(row, "toelichting", value["reden"])
        else:
            self.type(row, "antwoord", WORDS.get(value) or seen(value))


def seen(value: str) -> Any:
    """A day or a whole number as a program for workbooks keeps it."""
    if value.isdecimal() and not (value.startswith("0") and value != "0"):
        return int(value)
    try:
        return date.fromisoformat(value)
    except ValueError:
        return value
