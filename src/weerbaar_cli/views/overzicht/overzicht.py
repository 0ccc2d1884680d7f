"""Districts side by side for their common board: one page first, then the detail; no party in it.

Every district has its own norms, so nothing is added up over districts and nothing is ordered by
its figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, assert_never

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Alinea,
    Blad,
    Blok,
    Cijfer,
    Grafiek,
    Inhoud,
    Kader,
    Kerncijfers,
    Kolom,
    Lijst,
    Sectie,
    Spreiding,
    Sterk,
    Streep,
    Tabel,
    range_words,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF, OVERZICHT
from weerbaar_cli.model.tijd import dutch, titled_version
from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
from weerbaar_cli.model.uitkomsten.groepsbeeld import Tal
from weerbaar_cli.model.uitkomsten.overzicht import (
    Districtdeel,
    Gedeeldeoorzaak,
    Gedeeldfeit,
    Overzicht,
    Plaatsing,
    Themadeel,
)
from weerbaar_cli.model.woorden import count_word, join
from weerbaar_cli.views.groep.woorden import behaald_word, name_of, refer, tal_range, thema_name

if TYPE_CHECKING:
    from weerbaar_cli.views.overzicht.data import Overzichtdata

ONTBREEKT = "ontbreekt"
GEEN_NORM = "geen norm"
NIET_TE_ZIEN = "niet te zien"
# So many shared causes stand on page one.
GENOEMD = 3


def part_words(part: Themadeel) -> str:
    """What a district tells of a thema, in one cell."""
    if part.bereik is None:
        return why_not(part)
    return f"{bereik_short(part.bereik)} ({norm_words(part)})"


def why_not(part: Themadeel) -> str:
    """Why there is no figure."""
    match part.zicht:
        case "ontbreekt":
            return ONTBREEKT
        case "geen_norm":
            return GEEN_NORM
        case "niet_te_zien" | "getoond":
            return NIET_TE_ZIEN
        case _:
            assert_never(part.zicht)


def bereik_short(bereik: Bereik) -> str:
    """«32–44 van 52»."""
    return f"{range_words(bereik.laag, bereik.hoog)} van {bereik.van}"


def norm_words(part: Themadeel) -> str:
    """«4 normen, 1 onzeker»."""
    number = len(part.normen)
    words = count_word(number, "norm", "normen")
    return f"{words}, {len(part.onzeker)} onzeker" if part.onzeker else words


def districts_with(overzicht: Overzicht) -> str:
    """Of whom there is a report."""
    known = sum(one.rapport is not None for one in overzicht.districten)
    return f"Van {known} van de {len(overzicht.districten)} districten is er een rapport."


ONZEKER_KOP = "Normen waarvan het thema onzeker is"
ONZEKER_ANKER = "onzeker"


def make_thematabel(overzicht: Overzicht) -> Tabel:
    """Themas by districts, for the first page."""
    rijen = tuple(
        (thema_name(thema), *(part_words(one.themas[place]) for one in overzicht.districten))
        for place, thema in enumerate(overzicht.themas)
    )
    rijen = (("Ingeleverd", *map(_respons, overzicht.districten)), *rijen)
    heads = (Kolom("Thema"), *(Kolom(one.titel) for one in overzicht.districten))
    return Tabel(
        "Hoeveel oordelen «voldoet» zijn, elk district naar zijn eigen normen", heads, rijen
    )


def _respons(one: Districtdeel) -> str:
    if one.rapport is None:
        return ONTBREEKT
    return f"{one.rapport.nu.ingeleverd} van {one.rapport.nu.leden}"


def make_themas(overzicht: Overzicht) -> Sectie:
    """The chapter: per thema a chart and a table, then the uncertain norms."""
    words = (
        "Elk district staat op een eigen schaal: van geen tot alle oordelen van dat district. Dat "
        "zijn zijn normen maal de partijen die inleverden. Bij een bereik is het juiste aantal "
        "niet te zien."
    )
    delen = tuple(
        Sectie(f"Thema {thema_name(thema)}", f"thema-{thema.id}", _blokken(overzicht, place))
        for place, thema in enumerate(overzicht.themas)
    )
    uncertain = _uncertain(overzicht)
    return Sectie("Stand per thema", "themas", (Alinea(words),), (*delen, *uncertain))


def _blokken(overzicht: Overzicht, place: int) -> tuple[Blok, ...]:
    found = ((one.titel, one.themas[place].bereik) for one in overzicht.districten)
    shown = {titel: bereik for titel, bereik in found if bereik is not None}
    if not shown:
        return (_tabel(overzicht, place),)
    return (_grafiek(overzicht, place, shown),)


def _grafiek(overzicht: Overzicht, place: int, shown: Mapping[str, Bereik]) -> Grafiek:
    """Each district on a scale of its own: the lengths of two strips say nothing of each other."""
    said = (f"{one.titel}: {part_words(one.themas[place])}" for one in overzicht.districten)
    strepen = tuple(Streep(titel, one.laag, one.hoog, one.van) for titel, one in shown.items())
    return Grafiek(
        beschrijving="; ".join(said) + ".",
        beeld=Spreiding(strepen, "oordelen «voldoet» van alle oordelen in dat district"),
        tabel=_tabel(overzicht, place),
    )


def _tabel(overzicht: Overzicht, place: int) -> Tabel:
    heads = (Kolom("District"), Kolom("Voldoet", getal=True), Kolom("Normen"), Kolom("Onzeker"))
    rijen = tuple(_rij(one, place) for one in overzicht.districten)
    thema = overzicht.themas[place]
    titel = f"Oordelen «voldoet» op thema {thema_name(thema)}"
    return Tabel(titel, heads, rijen, sleutel=f"Thema {thema.id}, per district")


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
    names = [f"«{name_of(overzicht.catalogus, one.feit)}»" for one in overzicht.oorzaken[:GENOEMD]]
    words = "oorzaak speelt" if number == 1 else "oorzaken spelen"
    told = join(names) if number <= GENOEMD else f"{', '.join(names)} en meer"
    return f"{number} {words} zichtbaar in meer dan één district: {told}."


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
    return Sectie(*EISEN, tuple(blokken), delen, nieuwe_bladzijde=True)  # page one stands alone


def _eisentabel(overzicht: Overzicht, place: int) -> Tabel:
    heads = (Kolom("Vraag"), *(Kolom(one.titel) for one in overzicht.districten))
    rijen = tuple(
        (
            name_of(overzicht.catalogus, one.feit),
            *(", ".join(normen) or "–" for normen in one.normen),
        )
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
    return (name_of(overzicht.catalogus, one.feit), *cells)


def _cell(found: tuple[str, Tal] | None) -> str:
    if found is None:
        return "–"
    norm, tal = found
    return f"{_words(tal)} (norm {norm})"


def _words(tal: Tal) -> str:
    if tal.woord == "te_klein":
        return NIET_TE_ZIEN
    return f"{tal.laag} van {tal.van}" if tal.laag == tal.hoog else tal_range(tal)


EIGEN_NORMEN = (
    "Elk district heeft zijn eigen normen. Een hoger getal betekent dus niet dat een district "
    "verder is: het kan ook minder of lichtere normen hebben. Daarom is er geen totaal over de "
    "districten, en staan zij in een vaste volgorde."
)
DISTRICTEN = ("De districten", "districten")
LEZEN = ("Zo leest u dit overzicht", "lezen")


@dataclass(frozen=True)
class Overzichtview(Rapportview):
    """Districts side by side."""

    overzicht: Overzicht

    def blad(self) -> Blad:
        """The page."""
        return make_overzichtsblad(self.overzicht)

    def data(self) -> Overzichtdata:
        """The same figures, for programs."""
        from weerbaar_cli.views.overzicht.data import overzicht_data  # late: only programs need it

        return overzicht_data(self.overzicht)


def make_overzichtsblad(overzicht: Overzicht) -> Blad:
    """The whole overview."""
    secties = (
        _kort(overzicht),
        *make_oorzaken(overzicht),
        make_eisen(overzicht),
        make_themas(overzicht),
        _districten(overzicht),
        _lezen(overzicht),
    )
    is_board = overzicht.doel == "bestuur"
    return Blad(
        titel=f"Overzicht {overzicht.titel}",
        ondertitel=f"{count_word(len(overzicht.districten), 'district', 'districten').capitalize()}"
        f" naast elkaar, per thema van de weerbaarheidsscan",
        doelgroep=overzicht.doel,
        datum=max(_peildata(overzicht)),
        kenmerken=(
            ("Voor", f"bestuur van {overzicht.titel}" if is_board else "iedereen"),
            ("Peildatum", _peildatum(overzicht)),
            ("Gemaakt uit", "gepubliceerde rapporten van de districten"),
        ),
        vertrouwelijk=OVERZICHT.regel if is_board else DOELGROEPEN["openbaar"].regel,
        fictief=FICTIEF if overzicht.fictief else "",
        secties=secties,
        voet=(f"Gemaakt met weerbaar {__version__}",),
    )


def _peildata(overzicht: Overzicht) -> list[date]:
    rapporten = (one.rapport for one in overzicht.districten)
    return [one.nu.peildatum for one in rapporten if one is not None]


def _peildatum(overzicht: Overzicht) -> str:
    days = sorted({*_peildata(overzicht)})
    if len(days) == 1:
        return dutch(days[0])
    return f"verschilt per district, van {dutch(days[0])} tot en met {dutch(days[-1])}"


def _kort(overzicht: Overzicht) -> Sectie:
    blokken: tuple[Blok, ...] = (
        Kerncijfers(tuple(_cijfers(overzicht))),
        Lijst(_points(overzicht)),
        *_missing(overzicht),
        Alinea(EIGEN_NORMEN),
        make_thematabel(overzicht),
    )
    return Sectie("In het kort", "kort", blokken)


def _cijfers(overzicht: Overzicht) -> Iterator[Cijfer]:
    """What the districts share; of their own figures there is no sum."""
    shared = "in meer dan één district"
    if overzicht.doel == "bestuur":
        number = len(overzicht.oorzaken)
        words = "oorzaak speelt" if number == 1 else "oorzaken spelen"
        yield Cijfer(str(number), f"{words} zichtbaar {shared}")
    number = sum(map(len, overzicht.eisen))
    yield Cijfer(str(number), f"{'vraag komt' if number == 1 else 'vragen komen'} {shared} terug")
    known = sum(one.rapport is not None for one in overzicht.districten)
    yield Cijfer(f"{known} van {len(overzicht.districten)}", "districten hebben een rapport")


def _missing(overzicht: Overzicht) -> tuple[Kader, ...]:
    titels = tuple(one.titel for one in overzicht.districten if one.rapport is None)
    if not titels:
        return ()
    words = f"Van {join(titels)} is er geen rapport. Het overzicht is dus niet volledig."
    return (Kader("let_op", "Niet elk district staat erin", (Alinea(words),)),)


def _points(overzicht: Overzicht) -> tuple[Inhoud, ...]:
    """What the districts share, and where to read on."""
    points: list[Inhoud] = []
    if overzicht.doel == "bestuur":
        words = oorzaken_sentence(overzicht)
        points.append((Sterk("Gedeelde oorzaken."), f" {words}", *refer(*OORZAKEN)))
    words = eisen_sentence(overzicht)
    points.append((Sterk("Gedeelde eisen."), f" {words}", *refer(*EISEN)))
    days = _peildatum(overzicht)
    if len({*_peildata(overzicht)}) > 1:
        words = f"De peildatum {days}. Wat intussen veranderde, is hier niet te zien."
        points.append((Sterk("Peildatum."), f" {words}", *refer(*DISTRICTEN)))
    uncertain = sum(len(part.onzeker) for one in overzicht.districten for part in one.themas)
    if uncertain:
        which = "zij hoort" if uncertain == 1 else "zij horen"
        word = count_word(uncertain, "norm", "normen")
        words = f"Van {word} is onzeker bij welk thema {which}."
        heads = (ONZEKER_KOP, ONZEKER_ANKER)
        points.append((Sterk("Indeling."), f" {words}", *refer(*heads)))
    return tuple(points)


def _districten(overzicht: Overzicht) -> Sectie:
    heads = (
        "District",
        "Raamwerk",
        "Meting",
        "Peildatum",
        "Ingeleverd",
        "Behaald?",
        "Rapport voor",
    )
    tabel = Tabel(
        "Uit welk rapport de getallen komen",
        tuple(map(Kolom, heads)),
        tuple(_districtrij(one) for one in overzicht.districten),
    )
    codes = tuple((one.titel, code) for one in overzicht.districten if (code := _code(one)))
    words = (
        "Met het waarmerk van elk rapport is na te gaan uit welk rapport de getallen komen: "
        + "; ".join(f"{titel} {code}" for titel, code in codes)
        + "."
    )
    more: tuple[Blok, ...] = (Alinea(words),) if codes else ()
    return Sectie(*DISTRICTEN, (tabel, *more))


def _code(one: Districtdeel) -> str:
    return one.rapport.waarmerk.get("inhoud", "") if one.rapport is not None else ""


def _districtrij(one: Districtdeel) -> tuple[Inhoud, ...]:
    raamwerk = one.raamwerk
    named = ONTBREEKT
    if raamwerk is not None:
        named = titled_version(raamwerk.titel, raamwerk.versie)
    if one.rapport is None:
        return (one.titel, named, *(ONTBREEKT,) * 5)
    nu = one.rapport.nu
    return (
        one.titel,
        named,
        nu.soort,
        dutch(nu.peildatum),
        f"{nu.ingeleverd} van {nu.leden}",
        behaald_word(one.rapport.behaald.uitkomst),
        "het bestuur" if one.rapport.doelgroep == "bestuur" else "iedereen",
    )


def _lezen(overzicht: Overzicht) -> Sectie:
    points: list[Inhoud] = [
        "Dit overzicht is alleen gemaakt uit wat de districten zelf al hebben gepubliceerd. Er "
        "komt niets bij: ook hier is geen losse partij te zien.",
        "Een oordeel is één norm bij één partij. «32–44 van 52» betekent: van de 52 oordelen zijn "
        "er 32 tot en met 44 «voldoet»; waar het aantal daartussen ligt, is bewust niet verteld.",
        "Alles wat niet «voldoet» is, kan deels, voldoet niet, onbekend of bij besluit niet van "
        "toepassing zijn.",
        "«Geen norm»: dit district heeft voor dit thema geen norm afgesproken. «Ontbreekt»: van "
        "dit district is er geen rapport.",
    ]
    if any(part.zicht == "niet_te_zien" for one in overzicht.districten for part in one.themas):
        points.append(
            "«Niet te zien»: het rapport voor iedereen noemt alleen de eigen thema’s van het "
            "district, en die vallen anders dan de thema’s hier."
        )
    points.append(
        "De namen van de thema’s en de indeling van de normen zijn een voorstel van weerbaar. "
        f"{districts_with(overzicht)}"
    )
    return Sectie(*LEZEN, (Alinea(EIGEN_NORMEN), Lijst(tuple(points))))
