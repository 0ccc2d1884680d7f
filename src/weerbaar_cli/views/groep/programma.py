"""The programmes of a district: their projects beside the norms that they help."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Alinea, Begrippen, Blok, Inhoud, Kolom, Sectie, Tabel
from weerbaar_cli.model.bestanden.programma import Deelproject, Programma
from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Groepsrapport,
    Themastand,
    all_normen,
    helps_of,
)
from weerbaar_cli.views.groep.woorden import make_taal, tal_words

ANKER = "programma"
LEEG = "–"


def make_programmas(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Sectie | None:
    """For the board: every project beside the norms that it helps; None without a programme."""
    taal = make_taal(rapport)
    known = {one.norm.id: tal_words(one.nu.voldoet, taal) for one in all_normen(themas)}
    delen = tuple(
        Sectie(one.titel, f"programma-{one.id}", _programma(rapport, one, known))
        for one in rapport.programmas
    )
    return _chapter(delen)


def make_projecten(rapport: Groepsrapport) -> Sectie | None:
    """For everyone: what is done, by thema; without norms, figures and money."""
    delen = tuple(
        Sectie(one.titel, f"programma-{one.id}", (_projecten(one),))
        for one in rapport.programmas
        if one.deelprojecten
    )
    return _chapter(delen)


def _chapter(delen: tuple[Sectie, ...]) -> Sectie | None:
    intro = (
        "Een deelproject helpt bij een norm, maar maakt niet dat eraan is voldaan. De stand komt "
        "uit het programma zelf."
    )
    return Sectie("Wat doet het district samen?", ANKER, (Alinea(intro),), delen) if delen else None


def _projecten(programma: Programma) -> Tabel:
    rijen = tuple(
        (one.titel, one.thema or LEEG, one.status, _planning(one))
        for one in programma.deelprojecten
    )
    return _tabel(programma, ("Deelproject", "Thema", "Stand", "Planning"), rijen)


def _tabel(
    programma: Programma, heads: tuple[str, ...], rijen: tuple[tuple[str, ...], ...]
) -> Tabel:
    """Without the columns in which the programme says nothing at all."""
    kept = [index for index, _ in enumerate(heads) if any(rij[index] != LEEG for rij in rijen)]
    kolommen = tuple(Kolom(heads[index]) for index in kept)
    cells = tuple(tuple(rij[index] for index in kept) for rij in rijen)
    return Tabel(f"Deelprojecten: {programma.titel}", kolommen, cells)


def _programma(
    rapport: Groepsrapport, programma: Programma, known: dict[str, str]
) -> tuple[Blok, ...]:
    rijen = tuple(_project(rapport, one, known) for one in programma.deelprojecten)
    heads = ("Deelproject", "Stand", "Planning", "Kosten", "Helpt bij norm")
    blokken: list[Blok] = []
    if who := _who(programma):
        blokken.append(Begrippen(who))
    if rijen:
        blokken.append(_tabel(programma, heads, rijen))
    return (*blokken, *_begroting(programma))


def _who(programma: Programma) -> tuple[tuple[str, Inhoud], ...]:
    pairs = (
        ("In opdracht van", programma.opdrachtgever),
        ("Uitvoering", programma.opdrachtnemer),
        ("Looptijd", programma.looptijd),
    )
    return tuple((word, text) for word, text in pairs if text is not None)


def _project(rapport: Groepsrapport, one: Deelproject, known: dict[str, str]) -> tuple[str, ...]:
    helped = (
        f"{norm} ({known[norm]})" if norm in known else norm for norm in helps_of(rapport, one)
    )
    return (
        f"{one.id}. {one.titel}",
        one.status,
        _planning(one),
        one.kosten or LEEG,
        ", ".join(helped) or LEEG,
    )


def _planning(one: Deelproject) -> str:
    ready = f"gereed op {dutch(one.gereed_op)}" if one.gereed_op is not None else LEEG
    return one.planning or ready


def _begroting(programma: Programma) -> tuple[Blok, ...]:
    if not programma.begroting:
        return ()
    rijen = tuple((one.post, one.jaar or LEEG, euro(one.bedrag)) for one in programma.begroting)
    kolommen = (Kolom("Post"), Kolom("Jaar"), Kolom("Bedrag", getal=True))
    return (Tabel(f"Begroting: {programma.titel}", kolommen, rijen),)
