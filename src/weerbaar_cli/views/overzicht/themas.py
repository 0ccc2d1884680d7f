"""Per thema what each district tells, by its own norms, side by side."""

from __future__ import annotations

from weerbaar_cli.blad.blad import (
    Alinea,
    Balk,
    Blok,
    Deel,
    Grafiek,
    Inhoud,
    Kolom,
    Sectie,
    Stapel,
    Tabel,
    Vulling,
)
from weerbaar_cli.model.bestanden.raamwerk import Thema
from weerbaar_cli.model.uitkomsten.overzicht import Districtdeel, Overzicht, Plaatsing
from weerbaar_cli.views.eigen.woorden import join
from weerbaar_cli.views.groep.themas import ONZEKER, REST, UITLEG_REST, ZEKER
from weerbaar_cli.views.overzicht.woorden import (
    bereik_short,
    part_words,
    thema_name,
    why_not,
)

ONZEKER_KOP = "Normen waarvan het thema onzeker is"
ONZEKER_ANKER = "onzeker"


def make_thematabel(overzicht: Overzicht) -> Tabel:
    """Themas by districts, for the first page."""
    rijen = tuple(
        (thema_name(thema), *(part_words(one.themas[place]) for one in overzicht.districten))
        for place, thema in enumerate(overzicht.themas)
    )
    heads = (Kolom("Thema"), *(Kolom(one.titel) for one in overzicht.districten))
    return Tabel(
        "Hoeveel oordelen «voldoet» zijn, elk district naar zijn eigen normen", heads, rijen
    )


def make_themas(overzicht: Overzicht) -> Sectie:
    """The chapter: per thema a chart and a table, then the uncertain norms."""
    words = (
        "De lengte van een balk is het aantal oordelen: het aantal normen maal het aantal partijen "
        f"dat inleverde. {UITLEG_REST}"
    )
    delen = tuple(
        Sectie(f"Thema {thema.id}. {thema.titel}", f"thema-{thema.id}", _blokken(overzicht, place))
        for place, thema in enumerate(overzicht.themas)
    )
    uncertain = _uncertain(overzicht)
    return Sectie(
        "Stand per thema", "themas", (Alinea(words),), (*delen, *uncertain), nieuwe_bladzijde=True
    )


def _blokken(overzicht: Overzicht, place: int) -> tuple[Blok, ...]:
    thema = overzicht.themas[place]
    shown = tuple(one for one in overzicht.districten if one.themas[place].bereik is not None)
    if not shown:
        return (_tabel(overzicht, place),)
    return (_grafiek(overzicht, thema, place, shown),)


def _grafiek(
    overzicht: Overzicht, thema: Thema, place: int, shown: tuple[Districtdeel, ...]
) -> Grafiek:
    bereiken = [bereik for one in shown if (bereik := one.themas[place].bereik) is not None]
    exact = all(bereik.is_exact for bereik in bereiken)
    said = (f"{one.titel}: {part_words(one.themas[place])}" for one in overzicht.districten)
    return Grafiek(
        titel=f"Oordelen «voldoet» op thema {thema_name(thema)}",
        beschrijving="; ".join(said) + ".",
        beeld=Stapel(
            tuple(_balk(one, place) for one in shown),
            (ZEKER, REST) if exact else (ZEKER, ONZEKER, REST),
        ),
        tabel=_tabel(overzicht, place),
    )


def _balk(one: Districtdeel, place: int) -> Balk:
    bereik = one.themas[place].bereik
    assert bereik is not None
    counts: tuple[tuple[Vulling, int], ...] = (
        (ZEKER[0], bereik.laag),
        (ONZEKER[0], bereik.hoog - bereik.laag),
        (REST[0], bereik.van - bereik.hoog),
    )
    return Balk(one.titel, tuple(Deel(kind, number) for kind, number in counts if number))


def _tabel(overzicht: Overzicht, place: int) -> Tabel:
    heads = (Kolom("District"), Kolom("Voldoet", getal=True), Kolom("Normen"), Kolom("Onzeker"))
    rijen = tuple(_rij(one, place) for one in overzicht.districten)
    return Tabel(f"Thema {overzicht.themas[place].id}, per district", heads, rijen)


def _rij(one: Districtdeel, place: int) -> tuple[Inhoud, ...]:
    part = one.themas[place]
    told = why_not(part) if part.bereik is None else bereik_short(part.bereik)
    return (one.titel, told, ", ".join(part.normen) or "–", ", ".join(part.onzeker) or "–")


def _uncertain(overzicht: Overzicht) -> tuple[Sectie, ...]:
    """What may as well stand elsewhere: a reader who moves it sees what changes."""
    rijen = tuple(
        _uncertain_row(overzicht, one, plaats)
        for one in overzicht.districten
        for plaats in one.onzeker
    )
    if not rijen:
        return ()
    words = (
        "Deze normen passen met evenveel recht bij een ander thema. De indeling is een voorstel en "
        "niet bevestigd."
    )
    heads = tuple(map(Kolom, ("District", "Normen", "Nu bij thema", "Waarom onzeker")))
    tabel = Tabel("Normen met een onzeker thema", heads, rijen)
    return (Sectie(ONZEKER_KOP, ONZEKER_ANKER, (Alinea(words), tabel)),)


def _uncertain_row(
    overzicht: Overzicht, one: Districtdeel, plaats: Plaatsing
) -> tuple[Inhoud, ...]:
    thema = next(each for each in overzicht.themas if each.id == plaats.thema)
    return (one.titel, join(plaats.normen), thema_name(thema), plaats.toelichting or "–")
