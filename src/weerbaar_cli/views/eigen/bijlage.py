"""The annexes of an organisation's report: facts, readings, sources, how a status comes about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.blad.blad import (
    Alinea,
    Begrippen,
    Blok,
    Inhoud,
    Kolom,
    Lijst,
    Merk,
    Sectie,
    Tabel,
)
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.views.eigen.eerste import op_orde_regel
from weerbaar_cli.views.eigen.lezing import make_lezingen
from weerbaar_cli.views.eigen.woorden import bewijs_words, origin_words, passage

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Bron, Norm
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld, Eigenfeit, Eigenraamwerk

BETEKENIS: dict[Status, str] = {
    "voldoet": "alles wat de regel van de norm vraagt, is er.",
    "deels": "een deel is er; de regel zegt welk deel daarvoor genoeg is.",
    "voldoet_niet": "te weinig van wat de regel vraagt, is er.",
    "onbekend": "er ontbreekt een feit dat de uitkomst nog kan veranderen. Onbekend is geen «nee».",
    "nvt": "de norm geldt hier niet en telt niet mee: de norm is niet voor dit type organisatie "
    "bedoeld, er is een besluit met een reden, of er was niets te tellen.",
}
AFSPRAKEN = (
    "Elk oordeel geldt op de peildatum, niet op de dag van lezen. Dezelfde feiten, peildatum en "
    "regels geven altijd hetzelfde oordeel.",
    "«Recent» is in de 12 maanden voor de peildatum, tenzij de norm iets anders zegt. Wat na de "
    "peildatum ligt, telt als nog niet gebeurd.",
    "Een leeg feit maakt een norm alleen onbekend als het antwoord nog verschil kan maken.",
    "Vraagt een norm iets «aantoonbaar», dan is een verwijzing naar een document nodig.",
    "Een document telt als het is vastgesteld, al geldt en nog niet is verlopen. Een concept is "
    "ten hoogste deels.",
    "Bij aantallen staat in de lezingen welk deel genoeg is voor voldoet en voor deels.",
    "Een toetser kan met een reden afwijken. Het oordeel van de toetser telt; wat uit de feiten "
    "volgt, blijft ernaast staan.",
    "De herkomst van een feit (eigen opgave, onderbouwd, getoetst) verandert het oordeel niet.",
    "Er staan geen namen van personen, zaken of signalen in: alleen functies, aantallen, datums "
    "en verwijzingen.",
)


def make_bijlagen(beeld: Eigenbeeld) -> Iterator[Sectie]:
    """Annex A up to and with D; with several raamwerken each has its part in them."""
    parts = beeld.raamwerken
    yield _bijlage("A", "Alle feiten", "feiten", beeld, [tuple(_feiten(one)) for one in parts])
    yield _bijlage(
        "B", "Gebruikte lezingen", "lezingen", beeld, [tuple(make_lezingen(one)) for one in parts]
    )
    yield _bijlage("C", "Bronnen", "bronnen", beeld, [tuple(_bronnen(one)) for one in parts])
    yield Sectie("Bijlage D. Hoe een oordeel ontstaat", "oordeel", tuple(_uitleg(beeld)))


def _bijlage(
    letter: str, titel: str, anker: str, beeld: Eigenbeeld, parts: list[tuple[Blok, ...]]
) -> Sectie:
    kop = f"Bijlage {letter}. {titel}"
    if len(parts) == 1:
        return Sectie(kop, anker, parts[0], nieuwe_bladzijde=letter == "A")
    delen = tuple(
        Sectie(one.raamwerk.titel, f"{anker}-{number}", blokken)
        for number, (one, blokken) in enumerate(zip(beeld.raamwerken, parts, strict=True), 1)
    )
    return Sectie(kop, anker, delen=delen, nieuwe_bladzijde=letter == "A")


def _feiten(one: Eigenraamwerk) -> Iterator[Blok]:
    """A table per thema; a fact that several norms ask stands at the first."""
    left = {feit.feit: feit for feit in one.feiten}
    for thema in one.raamwerk.themas:
        names = [name for norm in one.normen_of(thema) for name in norm.feiten]
        mine = [left.pop(name) for name in dict.fromkeys(names) if name in left]
        if mine:
            yield _feitentabel(f"Feiten bij {thema.id} {thema.titel}", mine)
    if left:
        yield _feitentabel("Ingevuld, maar door geen norm gevraagd", list(left.values()))


def _feitentabel(bijschrift: str, feiten: list[Eigenfeit]) -> Tabel:
    kolommen = tuple(map(Kolom, ("Vraag", "Antwoord", "Herkomst en bewijs", "Opmerking", "Norm")))
    rijen = tuple(
        (
            passage(feit.vraag),
            passage(feit.waarde),
            _herkomst(feit),
            passage(feit.toelichting or ""),
            ", ".join(feit.normen),
        )
        for feit in feiten
    )
    return Tabel(bijschrift, kolommen, rijen)


def _herkomst(feit: Eigenfeit) -> str:
    return "; ".join(filter(None, (origin_words(feit), *map(bewijs_words, feit.bewijs))))


def _bronnen(one: Eigenraamwerk) -> Iterator[Blok]:
    raamwerk = one.raamwerk
    paren: list[tuple[str, Inhoud]] = [
        ("Raamwerk", f"{raamwerk.titel}, versie {raamwerk.versie}"),
    ]
    if raamwerk.vastgesteld is not None:
        when = f", {dutch(raamwerk.vastgesteld.op)}" if raamwerk.vastgesteld.op else ""
        paren.append(("Vastgesteld door", f"{raamwerk.vastgesteld.door}{when}"))
    if raamwerk.voorlopig:
        paren.append(("Voorlopig", passage(raamwerk.voorlopig)))
    if (termijn := shared_termijn(one)) is not None:
        paren.append(("Termijn van elke norm", termijn))
    if raamwerk.bron is not None:
        paren.append(("Bron", bron_words(raamwerk.bron)))
    yield Begrippen(tuple(paren))
    rows = tuple((norm.norm.id, _bron_of(norm.norm)) for norm in one.bedoeld if norm.norm.bron)
    if rows:
        yield Tabel("Waar de tekst van elke norm staat", (Kolom("Norm"), Kolom("Bron")), rows)


def shared_termijn(one: Eigenraamwerk) -> str | None:
    """The term that every norm names; None when they differ, or name none."""
    found = {norm.norm.termijn for norm in one.bedoeld}
    return found.pop() if len(found) == 1 else None


def _bron_of(norm: Norm) -> str:
    return bron_words(norm.bron) if norm.bron is not None else ""


def bron_words(bron: Bron) -> str:
    """A source with its part."""
    return ", ".join(filter(None, (bron.document, bron.onderdeel, bron.toelichting)))


def _uitleg(beeld: Eigenbeeld) -> Iterator[Blok]:
    yield Alinea(
        "Per norm geldt de eerste van deze vier die klopt: n.v.t., voldoet, deels, voldoet niet. "
        "Staan er meer uitkomsten open, dan is het oordeel onbekend."
    )
    yield Tabel(
        "De vijf oordelen en hun tekens",
        (Kolom("Oordeel"), Kolom("Betekenis")),
        tuple(
            (Merk(status), f"{WOORDEN[status].capitalize()}: {BETEKENIS[status]}")
            for status in STATUSES
        ),
    )
    yield Lijst(AFSPRAKEN)
    for one in beeld.raamwerken:
        name = f"{one.raamwerk.titel}. " if len(beeld.raamwerken) > 1 else ""
        yield Alinea(f"{name}Op orde. {op_orde_regel(one.raamwerk)}")
    yield Alinea(
        "Het aandeel is het aantal normen dat voldoet, gedeeld door het aantal dat geldt. N.v.t. "
        "telt niet mee, onbekend wel. Zolang er feiten ontbreken, staan het laagste en het hoogste "
        "aandeel erbij. Een cijfer of een rangorde is er niet."
    )
