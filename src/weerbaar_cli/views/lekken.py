"""Whether anything that goes out names a party: the page, the JSON and the rows of `leaks`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.blad.blad import ZONDER_DAG, Alinea, Blad, Lijst, Opsomming, Rij, Sectie
from weerbaar_cli.blad.view import Rijen
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.lekken import CODE, Gesloten, Lekken, Vindplaats
from weerbaar_cli.model.woorden import count_word

if TYPE_CHECKING:
    from weerbaar_cli.views.lekkendata import Lekkendata

COLUMNS = ("bestand", "regel", "kolom", "wat", "waar", "woord")


class Lekkenview(NamedTuple):
    """Outputs, searched for the words of parties."""

    lekken: Lekken

    def blad(self) -> Blad:
        """How it came out, then where; what could not be searched last."""
        found = self.lekken
        secties = [Sectie("Uitkomst", "uitkomst", tuple(map(Alinea, tell_total(found))))]
        for number, name in enumerate(dict.fromkeys(one.bestand for one in found.vindplaatsen), 1):
            rows = tuple(
                Rij(f"{one.regel}:{one.kolom}", (_told(one),))
                for one in found.vindplaatsen
                if one.bestand == name
            )
            secties.append(Sectie(name, f"bestand-{number}", (Opsomming("Plaats", rows),)))
        if found.niet_doorzocht:
            closed = Lijst(tuple(map(tell_gesloten, found.niet_doorzocht)))
            secties.append(Sectie("Niet doorzocht", "niet-doorzocht", (closed,)))
        return Blad(
            titel="Namen van partijen",
            doelgroep="coordinator",
            datum=ZONDER_DAG,
            vertrouwelijk="",
            secties=tuple(secties),
        )

    @property
    def meldingen(self) -> tuple[Melding, ...]:
        """Every place as a finding."""
        return tuple(
            Melding(one.bestand, one.regel, one.kolom, "fout", CODE, "", _told(one), "")
            for one in self.lekken.vindplaatsen
        )

    def data(self) -> Lekkendata:
        """Every place, and what was not searched or not looked for."""
        from weerbaar_cli.views.lekkendata import lekken_data  # late: only programs need it

        return lekken_data(self.lekken)

    def rijen(self) -> Rijen:
        """A row per place, and per file or part that was not searched."""
        found = [
            (one.bestand, one.regel, one.kolom, CODE, one.waar, one.woord or None)
            for one in self.lekken.vindplaatsen
        ]
        closed = [
            (one.bestand, None, None, f"niet doorzocht: {one.reden}", one.waar or None, None)
            for one in self.lekken.niet_doorzocht
        ]
        return Rijen(COLUMNS, (*found, *closed))


def _told(one: Vindplaats) -> str:
    """What stands there, with the word only when it may be shown."""
    what = f"«{clean(one.woord)}»" if one.woord else "een naam, code of alias"
    return f"{what} staat hier ({one.waar})"


def tell_gesloten(one: Gesloten) -> str:
    """What was not searched, and why."""
    part = f" ({one.waar})" if one.waar else ""
    return f"{one.bestand}: niet doorzocht{part}: {one.reden}"


def tell_total(found: Lekken) -> Iterator[str]:
    """How much was searched for what, and how it came out; then what was not looked for."""
    number = len(found.vindplaatsen)
    parts = [
        count_word(found.bestanden, "bestand", "bestanden"),
        f"{count_word(found.woorden, 'woord', 'woorden')} van {found.van}",
        count_word(number, "vindplaats", "vindplaatsen") if number else "geen partij genoemd",
    ]
    closed = len({one.bestand for one in found.niet_doorzocht})
    if closed:
        parts.append(f"{closed} niet of niet helemaal doorzocht")
    yield ", ".join(parts)
    for reden in dict.fromkeys(reden for _, reden in found.weggelaten):
        words = [word for word, why in found.weggelaten if why == reden]
        shown = ", ".join(f"«{clean(word)}»" for word in words)
        told = shown if all(words) else count_word(len(words), "woord", "woorden")
        yield f"Niet gezocht naar {told}: {reden}."
