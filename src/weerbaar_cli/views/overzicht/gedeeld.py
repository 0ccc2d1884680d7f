"""What districts share: facts that several of them ask, and causes that several of them have."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Alinea, Blok, Inhoud, Kolom, Sectie, Tabel
from weerbaar_cli.model.uitkomsten.groepsbeeld import Tal
from weerbaar_cli.model.uitkomsten.overzicht import Gedeeldeoorzaak, Gedeeldfeit, Overzicht
from weerbaar_cli.views.eigen.woorden import join
from weerbaar_cli.views.groep.woorden import tal_range
from weerbaar_cli.views.overzicht.woorden import NIET_TE_ZIEN, question_of, thema_name

EISEN = ("Wat de districten allemaal vragen", "eisen")
OORZAKEN = ("Oorzaken die districten delen", "oorzaken")


def eisen_sentence(overzicht: Overzicht) -> str:
    """How much the frameworks share, for the first page."""
    every = [one for eisen in overzicht.eisen for one in eisen]
    if not every:
        return "Geen vraag komt in meer dan één district terug."
    words = "vraag komt" if len(every) == 1 else "vragen komen"
    most = max(map(_asking, every))
    return (
        f"{len(every)} {words} in meer dan één district terug; de meest gedeelde in {most} van de "
        f"{len(overzicht.districten)}."
    )


def oorzaken_sentence(overzicht: Overzicht) -> str:
    """How many causes are shared, for the first page."""
    number = len(overzicht.oorzaken)
    if not number:
        return "Geen oorzaak speelt zichtbaar in meer dan één district."
    first = question_of(overzicht, overzicht.oorzaken[0].feit)
    words = "oorzaak speelt" if number == 1 else "oorzaken spelen"
    return f"{number} {words} zichtbaar in meer dan één district, zoals: «{first}»."


def _asking(one: Gedeeldfeit) -> int:
    return sum(bool(normen) for normen in one.normen)


def make_eisen(overzicht: Overzicht) -> Sectie:
    """The chapter on demands, by thema."""
    without = [one.titel for one in overzicht.districten if one.raamwerk is None]
    words = (
        "Deze vragen stellen meer districten, vaak met andere woorden en met een andere grens. Wat "
        "één district al heeft uitgezocht, kan een ander gebruiken. Per district staat er welke "
        "normen het vragen."
    )
    blokken: list[Blok] = [Alinea(words)]
    if without:
        blokken.append(Alinea(f"Van {join(without)} is het raamwerk niet bekend."))
    delen = tuple(
        Sectie(thema_name(thema), f"eisen-{thema.id}", (_eisentabel(overzicht, place),))
        for place, thema in enumerate(overzicht.themas)
        if overzicht.eisen[place]
    )
    return Sectie(*EISEN, tuple(blokken), delen)


def _eisentabel(overzicht: Overzicht, place: int) -> Tabel:
    heads = (Kolom("Vraag"), *(Kolom(one.titel) for one in overzicht.districten))
    rijen = tuple(
        (question_of(overzicht, one.feit), *(", ".join(normen) or "–" for normen in one.normen))
        for one in overzicht.eisen[place]
    )
    caption = f"Gedeelde vragen bij thema {overzicht.themas[place].id}, met de normen per district"
    return Tabel(caption, heads, rijen)


def make_oorzaken(overzicht: Overzicht) -> tuple[Sectie, ...]:
    """The chapter on causes; a report for everyone tells none."""
    if overzicht.doel != "bestuur":
        return ()
    words = (
        "Per norm noemt een districtsrapport één oorzaak: wat er het eerst nog nodig is, en bij "
        "hoeveel partijen. Hier staan de oorzaken die in meer dan één district bij meer dan enkele "
        "partijen spelen. Een streepje betekent dat het district deze oorzaak niet noemt; dat zegt "
        "niet dat zij daar niet speelt."
    )
    blokken: list[Blok] = [Alinea(words)]
    if overzicht.oorzaken:
        blokken.append(_oorzaaktabel(overzicht))
    else:
        blokken.append(Alinea(oorzaken_sentence(overzicht)))
    coarse = [
        one.titel
        for one in overzicht.districten
        if one.rapport is not None and one.rapport.doelgroep == "openbaar"
    ]
    if coarse:
        blokken.append(
            Alinea(f"Het rapport van {join(coarse)} is openbaar en noemt geen oorzaken.")
        )
    return (Sectie(*OORZAKEN, tuple(blokken)),)


def _oorzaaktabel(overzicht: Overzicht) -> Tabel:
    heads = (Kolom("Wat nodig is"), *(Kolom(one.titel) for one in overzicht.districten))
    rijen = tuple(_oorzaakrij(overzicht, one) for one in overzicht.oorzaken)
    return Tabel("Gedeelde oorzaken, met bij hoeveel partijen het nodig is", heads, rijen)


def _oorzaakrij(overzicht: Overzicht, one: Gedeeldeoorzaak) -> tuple[Inhoud, ...]:
    cells = (_cell(found) for found in one.aantallen)
    return (question_of(overzicht, one.feit), *cells)


def _cell(found: tuple[str, Tal] | None) -> str:
    if found is None:
        return "–"
    norm, tal = found
    return f"{_words(tal)} (norm {norm})"


def _words(tal: Tal) -> str:
    if tal.woord == "te_klein":
        return NIET_TE_ZIEN
    return f"{tal.laag} van {tal.van}" if tal.laag == tal.hoog else tal_range(tal)
