"""The note of one page on a district, for its board; from published figures and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from weerbaar_cli.blad.blad import Alinea, Blad, Blok, Inhoud, Kolom, Sterk, Stuk, Tabel
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Bereik,
    Groepsrapport,
    Themastand,
    find_draden,
    laws_since,
    make_themas,
    total_of,
)
from weerbaar_cli.model.woorden import count_word, shorten
from weerbaar_cli.views.eigen.woorden import term_words
from weerbaar_cli.views.groep.besluit import besluiten, vooruit_sentence
from weerbaar_cli.views.groep.stand import (
    behaald_sentence,
    beweging_sentence,
    other_kind,
    stand_sentence,
)
from weerbaar_cli.views.groep.woorden import (
    bereik_words,
    draad_words,
    hidden_words,
    make_blad,
    make_taal,
    share_words,
    thema_name,
)
from weerbaar_cli.views.notitie.notitie import (
    KOP,
    NAAM,
    REGELS,
    first_rows,
    fits,
    make_delen,
    title,
)

if TYPE_CHECKING:
    from weerbaar_cli.views.groep.data import Groepsdata

REST = "zie het rapport voor het bestuur."
GEEN_VRAAG = "Niets: alle keuzes zijn bevestigd en de regel voor «behaald» staat vast."
KENMERKEN = ("Voor", "Raamwerk", "Herziening")  # the line below the title says the rest
DRADEN = 2
NORMEN = 2  # by name at least; more where the page has room


@dataclass(frozen=True)
class Groepsnotitieview(Rapportview):
    """The note on a district."""

    rapport: Groepsrapport

    def blad(self) -> Blad:
        """The page."""
        return make_notitie_groep(self.rapport)

    def data(self) -> Groepsdata:
        """What the report for the board tells, for programs."""
        from weerbaar_cli.views.groep.data import groep_data  # late: only programs need it

        return groep_data(self.rapport, "notitie")


def make_notitie_groep(rapport: Groepsrapport) -> Blad:
    """The whole note, marked as the report for the board is."""
    themas, taal = make_themas(rapport), make_taal(rapport)
    vragen = besluiten(rapport) or (GEEN_VRAAG,)
    most = range(min(rapport.raamwerk.aantal_normen, REGELS), NORMEN, -1)
    tries = ((tuple(_weten(rapport, themas, n)), tuple(_changed(rapport, themas, n))) for n in most)
    fewest = tuple(_weten(rapport, themas, NORMEN)), tuple(_changed(rapport, themas, NORMEN))
    weten, changed = next((one for one in tries if fits(one[0], (*one[1], *vragen))), fewest)
    secties = make_delen(weten, changed, vragen, REST)
    blad = make_blad(rapport, "bestuur", shorten(taal.overleg, NAAM), secties)
    return replace(
        blad,
        titel=title(blad.titel),
        ondertitel=_ondertitel(rapport),
        doelgroep="notitie",
        voet=(shorten("; ".join(blad.voet), 2 * NAAM),),
        kenmerken=tuple(
            (name, shorten(value, 2 * NAAM)) for name, value in blad.kenmerken if name in KENMERKEN
        ),
    )


def _ondertitel(rapport: Groepsrapport) -> str:
    """With the district when it fits on the line; the readers are named below it anyhow."""
    nu = rapport.beeld.nu
    words = f"Notitie bij de {nu.soort} van {dutch(nu.peildatum)}"
    whole = f"{words}, {rapport.district}"
    return whole if len(whole) <= KOP else words


def _weten(rapport: Groepsrapport, themas: tuple[Themastand, ...], most: int) -> Iterator[Blok]:
    words = (_response(rapport), behaald_sentence(rapport), stand_sentence(rapport, themas))
    yield Alinea(" ".join(words))
    yield first_rows(_tabel(rapport, themas))
    yield Alinea(_draden(rapport))
    yield Alinea((Sterk("Wat eraan komt."), f" {vooruit_sentence(rapport, most - 1)}"))


def _response(rapport: Groepsrapport) -> str:
    nu, taal = rapport.beeld.nu, make_taal(rapport)
    words = f"{nu.ingeleverd} van de {nu.leden} {taal.partijen} leverden in."
    return f"{words} {term_words(nu.peildatum, rapport.raamwerk.streefdatum)}".rstrip()


def _tabel(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Tabel:
    """The figures of the chart in the report for the board, with their total."""
    kolommen = (Kolom("Thema"), Kolom("Voldoet", getal=True), Kolom("Aandeel", getal=True))
    rows = [(thema_name(one.thema), *_cells(rapport, one.nu, one.te_klein)) for one in themas]
    hidden = all(one.te_klein for one in themas)
    total = ("Samen", *_cells(rapport, total_of(themas), hidden))
    return Tabel("Oordelen «voldoet» per thema", kolommen, (*rows, total))


def _cells(rapport: Groepsrapport, nu: Bereik, te_klein: bool) -> tuple[str, str]:
    if te_klein:
        return (hidden_words(nu, make_taal(rapport)), "–")
    return (bereik_words(nu), share_words(nu))


def _draden(rapport: Groepsrapport) -> tuple[Stuk, ...]:
    taal, draden = make_taal(rapport), find_draden(rapport)
    if not draden:
        words = f" Geen oorzaak speelt zichtbaar bij meerdere {taal.partijen}."
        return (Sterk("Rode draden."), words)
    told = [draad_words(rapport, one) for one in draden]
    return (Sterk("Rode draden."), f" {_first(told)}.")


def _first(told: list[str]) -> str:
    """The first few, and how many causes there are besides."""
    shown, left = "; ".join(told[:DRADEN]), len(told) - DRADEN
    if left <= 0:
        return shown
    return f"{shown}; nog {count_word(left, 'andere oorzaak', 'andere oorzaken')}"


def _changed(rapport: Groepsrapport, themas: tuple[Themastand, ...], most: int) -> Iterator[Inhoud]:
    """The movement, which norms, and the causes that are the same for everyone."""
    beeld, taal = rapport.beeld, make_taal(rapport)
    yield beweging_sentence(rapport, themas, most)
    if beeld.vorige is None or not beeld.zelfde_groep:
        return
    for anker in laws_since(rapport):
        name = shorten(anker.titel, 2 * NAAM)
        yield f"Door een wet: in deze tijd ging in: {name} ({dutch(anker.vanaf)})."
    if beeld.nu.soort != beeld.vorige.soort:
        yield other_kind(beeld.vorige.soort, beeld.nu.soort)
    yield f"Waardoor het bij een {taal.partij} veranderde, is uit deze cijfers niet op te maken."
