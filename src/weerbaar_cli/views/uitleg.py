"""Why a norm stands as it does, or what a code means: the page and the JSON of `explain`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.blad.blad import (
    ZONDER_DAG,
    Alinea,
    Blad,
    Boom,
    Inhoud,
    Knoop,
    Merk,
    Sectie,
    Sterk,
)
from weerbaar_cli.blad.data import one_line, plain_text
from weerbaar_cli.blad.view import Rijen
from weerbaar_cli.model.code import Code
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch, titled_version
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Uitleg, Verklaring, Waarheid
from weerbaar_cli.model.woorden import as_told, owner_words
from weerbaar_cli.views.namen import Namen, guide_words, wait_words

if TYPE_CHECKING:
    from weerbaar_cli.views.uitlegdata import Codedata, Uitlegdata

MERKEN: dict[Waarheid, str] = {"ja": "✔", "nee": "✘", "open": "?", "weg": "–"}
COLUMNS = (
    "organisatie", "peildatum", "raamwerk", "versie", "norm", "plaats", "wat",
    "fictief", "vertrouwelijk",
)  # fmt: skip


class Uitlegview(NamedTuple):
    """The derivation of one norm of one meting."""

    uitleg: Uitleg

    def blad(self) -> Blad:
        """One tree: the oordeel, why, what is needed, the rule, the readings, the source."""
        found = self.uitleg
        kop = found.score.kop
        return Blad(
            titel=f"{found.norm.id}  «{as_told(found.norm.tekst)}»",
            ondertitel=f"{kop.naam}, {found.raamwerk.titel}",
            doelgroep="eigen",
            datum=found.score.oordelen[0].peildatum,
            vertrouwelijk=DOELGROEPEN["eigen"].regel,
            fictief=FICTIEF if kop.fictief else "",
            secties=(Sectie("Afleiding", "afleiding", (Boom(tuple(_knopen(found))),)),),
        )

    def data(self) -> Uitlegdata:
        """The oordeel as in `score`, with the derivation as a tree."""
        from weerbaar_cli.views.uitlegdata import uitleg_data  # late: only programs need it

        return uitleg_data(self.uitleg)

    def rijen(self) -> Rijen:
        """A row per point of the tree; its place says below which other it hangs."""
        score = self.uitleg.score
        toets = score.oordelen[0]
        of = (score.kop.naam, toets.peildatum, toets.raamwerk, toets.versie, self.uitleg.norm.id)
        marks = ("ja" if score.kop.fictief else "nee", DOELGROEPEN["eigen"].regel)
        points = _places(tuple(_knopen(self.uitleg)))
        return Rijen(COLUMNS, tuple((*of, place, words, *marks) for place, words in points))


class Codeview(NamedTuple):
    """What a code of a bevinding means."""

    code: str
    uitleg: Code

    def blad(self) -> Blad:
        """What it is, why it matters, how to mend it."""
        found = self.uitleg
        return Blad(
            titel=self.code,
            doelgroep="openbaar",
            datum=ZONDER_DAG,
            vertrouwelijk="",
            secties=(
                Sectie("Wat het is", "wat", (Alinea(found.wat),)),
                Sectie("Waarom", "waarom", (Alinea(found.waarom),)),
                Sectie("Herstellen", "herstellen", (Alinea(found.advies),)),
            ),
        )

    def data(self) -> Codedata:
        """The same three texts."""
        from weerbaar_cli.views.uitlegdata import Codedata  # late: only programs need it

        wat, waarom, advies = self.uitleg
        return Codedata(code=self.code, wat=wat, waarom=waarom, herstel=advies)

    def rijen(self) -> Rijen:
        """One row."""
        return Rijen(("code", "wat", "waarom", "herstel"), ((self.code, *self.uitleg),))


def _places(knopen: tuple[Knoop, ...], above: str = "") -> Iterator[tuple[str, str]]:
    """The place of every point, like 3.1.2, and its words."""
    for number, knoop in enumerate(knopen, 1):
        place = f"{above}{number}"
        yield place, one_line(plain_text(knoop.inhoud))
        yield from _places(knoop.delen, f"{place}.")


def _knopen(found: Uitleg) -> Iterator[Knoop]:
    oordeel, day = found.oordeel, dutch(found.score.oordelen[0].peildatum)
    yield Knoop((Merk(oordeel.oordeel), f" op {day}"))
    if found.score.verondersteld:
        yield Knoop(Sterk(Namen(ids=True).supposed(found.score.verondersteld)))
    yield Knoop(f"waarom: {oordeel.reden}")
    yield from _verdict(found)
    if found.verhaal is not None:
        delen = tuple(Knoop(f"{heading}: {text}") for heading, text in found.verhaal.delen)
        yield Knoop(Sterk("het verhaal"), delen)
    uitleg = (Knoop(found.norm.uitleg),) if found.norm.uitleg else ()
    yield Knoop(Sterk("de regel"), (*uitleg, *map(_afleiding, oordeel.afleiding)))
    if found.lezingen:
        yield Knoop(Sterk("keuzes: hoe woorden zijn uitgelegd"), tuple(_lezingen(found)))
    yield Knoop(Sterk("bron"), tuple(_bron(found)))


def _verdict(found: Uitleg) -> Iterator[Knoop]:
    """What else there is to know of the oordeel itself."""
    oordeel = found.oordeel
    if oordeel.afgeleid == "onbekend":
        words = ", ".join(WOORDEN[status] for status in oordeel.mogelijk)
        yield Knoop(f"kan nog worden: {words}")
    if oordeel.getoetst is not None:
        line = f"getoetst: {WOORDEN[oordeel.getoetst]}, {oordeel.toetsreden}"
        yield Knoop(line, (Knoop(f"uit de feiten volgt: {WOORDEN[oordeel.afgeleid]}"),))
    if (way := oordeel.route) is not None:
        steps = tuple(Knoop(str(stap)) for stap in way.stappen) or (Knoop(wait_words(way.vanaf)),)
        yield Knoop(Sterk("nog nodig voor voldoet"), steps)
    if oordeel.verloopt_op is not None and oordeel.verloopt_naar is not None:
        after = WOORDEN[oordeel.verloopt_naar]
        yield Knoop(f"wordt zonder actie op {dutch(oordeel.verloopt_op)}: {after}")
    yield from (Knoop(f"let op: {signaal}") for signaal in oordeel.signalen)


def _afleiding(node: Verklaring) -> Knoop:
    inhoud: Inhoud = node.tekst
    if node.waarheid is not None:
        inhoud = f"{MERKEN[node.waarheid]} {node.tekst}"
    return Knoop(inhoud, tuple(map(_afleiding, node.delen)))


def _lezingen(found: Uitleg) -> Iterator[Knoop]:
    for one in found.lezingen:
        word = f" («{one.woord}»)" if one.woord else ""
        own = ", eigen keuze van deze werkmap" if one.afwijkend else ""
        state = (
            "bevestigd"
            if one.bevestigd
            else f"te bevestigen door {owner_words(one.te_bevestigen_door)}"
        )
        yield Knoop(f"{one.id} = {one.waarde}{word}: {state}{own}")


def _bron(found: Uitleg) -> Iterator[Knoop]:
    raamwerk, norm = found.raamwerk, found.norm
    yield Knoop(titled_version(raamwerk.titel, raamwerk.versie))
    bron = norm.bron.within(raamwerk.bron) if norm.bron else raamwerk.bron
    if bron is not None:
        yield Knoop(", ".join(part for part in (bron.naam, bron.onderdeel) if part))
    if norm.termijn:
        yield Knoop(f"termijn: {norm.termijn}")
    if norm.handreiking is not None:
        yield Knoop(("handreiking: ", *guide_words(norm.handreiking)))
