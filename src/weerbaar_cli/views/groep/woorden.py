"""The words of a report on a group, its head, and how to read it: never finer than the figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil, floor
from typing import NamedTuple, assert_never

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Blad,
    Blok,
    Kader,
    Lijst,
    Sectie,
    Sterk,
    Stuk,
    Verwijzing,
)
from weerbaar_cli.model.bestanden.feit import Catalogus
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk, Thema
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF, Doelgroep
from weerbaar_cli.model.getal import dutch_aandeel, dutch_getal
from weerbaar_cli.model.tijd import dutch, titled_version
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Bereik,
    Draad,
    Groepsrapport,
    Omvang,
    make_themas,
    total_of,
)
from weerbaar_cli.model.uitkomsten.groepsbeeld import Behaald, Beweging, Groepsbeeld, Tal, Telwoord
from weerbaar_cli.model.woorden import as_told, count_word, join

MEERVOUD = {"gemeente": "gemeenten", "provincie": "provincies", "waterschap": "waterschappen"}
TE_KLEIN = "te weinig partijen om te tonen"
VERWEVEN = "niet getoond"
NIET_TE_ZIEN = "niet te zien"


class Taal(NamedTuple):
    """What the parties, and the meeting that decides, are called in this report.

    `minste` is the smallest group of which anything is told.
    """

    partij: str
    partijen: str
    overleg: str
    minste: int


def make_taal(rapport: Groepsrapport) -> Taal:
    """With one type of party its own name, else «partijen»."""
    types = rapport.raamwerk.partijtypen
    partij = types[0] if len(types) == 1 and types[0] in MEERVOUD else "partij"
    overleg = rapport.overleg or f"bestuur van {rapport.district}"
    minste = 2 * rapport.beeld.bekend_bij_lezer + 3
    return Taal(partij, MEERVOUD.get(partij, "partijen"), overleg, minste)


def tal_words(tal: Tal, taal: Taal) -> str:
    """A published figure in a few words."""
    match tal.woord:
        case "exact":
            return f"{tal.laag} van de {tal.van}"
        case "te_klein":
            return hidden_words(tal, taal)
        case "geen_of_enkele" | "bijna_alle":
            return RANDWOORDEN[tal.woord]
        case _:
            assert_never(tal.woord)


def hidden_words(tal: Tal | Bereik, taal: Taal) -> str:
    """Why a figure is not there: the group is too small, or other figures would give it away."""
    return TE_KLEIN if tal.van < taal.minste else VERWEVEN


RANDWOORDEN: dict[Telwoord | Omvang, str] = {
    "geen_of_enkele": "geen of een paar",
    "bijna_alle": "(bijna) alle",
}


def tal_range(tal: Tal) -> str:
    """The numbers that a figure lies between."""
    return f"{tal.laag}–{tal.hoog} van {tal.van}"


def tal_sentence(tal: Tal, taal: Taal) -> str:
    """The words with the numbers behind them, where these add something."""
    if tal.woord in ("exact", "te_klein"):
        return tal_words(tal, taal)
    return f"{tal_words(tal, taal)} ({tal_range(tal)})"


def bereik_words(bereik: Bereik) -> str:
    """«7 van de 14», or the range that it lies in."""
    van = dutch_getal(bereik.van)
    if bereik.is_exact:
        return f"{dutch_getal(bereik.laag)} van de {van}"
    return f"{dutch_getal(bereik.laag)} tot en met {dutch_getal(bereik.hoog)} van de {van}"


def share_words(bereik: Bereik) -> str:
    """The share in whole percents. A range is rounded outwards: it is never told too narrow."""
    if bereik.minimaal is None or bereik.maximaal is None:
        return ""
    if bereik.is_exact:
        return dutch_aandeel(bereik.minimaal)
    return f"{floor(bereik.minimaal * 100)}% tot {ceil(bereik.maximaal * 100)}%"


def beweging_word(beweging: Beweging | None) -> str:
    """What is certain of the difference with the edition before, with a sign beside the word."""
    match beweging:
        case None:
            return "–"
        case "meer":
            return "▲ meer"
        case "minder":
            return "▼ minder"
        case "gelijk":
            return "= gelijk"
        case "niet_zichtbaar":
            return NIET_TE_ZIEN
        case _:
            assert_never(beweging)


def behaald_word(behaald: Behaald) -> str:
    """The answer in a word or two."""
    match behaald:
        case "ja" | "nee":
            return behaald
        case "geen_regel":
            return "nog geen regel"
        case "te_dicht_bij_de_rand" | "niet_te_zeggen":
            return "niet te zeggen"
        case _:
            assert_never(behaald)


def norm_name(norm: Norm) -> str:
    """A norm by its number and what people call it."""
    return f"{norm.id} {norm.naam}"


def norm_names(normen: Sequence[Norm], most: int) -> str:
    """Norms, so many by name and the others by number: who reads on page one misses none."""
    named = "; ".join(map(norm_name, normen[:most]))
    others = [one.id for one in normen[most:]]
    if not named or not others:
        return named or join(others)
    return f"{named} en nog {len(others)}: {join(others)}"


def thema_name(thema: Thema) -> str:
    """A thema by its number and title."""
    return f"{thema.id} {thema.titel}"


def name_of(catalogus: Catalogus, feit_id: str) -> str:
    """What people call a fact; its id where the catalogue does not know it."""
    feit = catalogus.get(feit_id)
    return feit.naam if feit is not None else feit_id


def draad_words(rapport: Groepsrapport, one: Draad) -> str:
    """A norm with what is still needed for it, and at how many parties."""
    name, needed = norm_name(one.norm), name_of(rapport.catalogus, one.feit)
    what = "" if needed == one.norm.kort else f" ({needed})"
    return f"{name}{what}: nodig bij {tal_words(one.aantal, make_taal(rapport))}"


def refer(kop: str, anker: str) -> tuple[Stuk, ...]:
    """Where there is more, by the name that also says it on paper and to a screen reader."""
    return (" Meer bij: ", Verwijzing(kop, anker))


def for_whom(raamwerk: Raamwerk, types: tuple[str, ...]) -> str:
    """Which types of party a norm is for; empty when it is for all of them."""
    if not types or set(types) >= set(raamwerk.partijtypen):
        return ""
    return f" (voor {join(tuple(MEERVOUD.get(one, one) for one in types))})"


NORM = (
    "Een norm is een afspraak over weerbaarheid, zoals een meldpunt of actueel beleid. Wie alles "
    "heeft geregeld wat de norm vraagt, «voldoet»."
)


def make_openbare_normen(raamwerk: Raamwerk, partijtype: str = "") -> Sectie:
    """The chapter with the public text of every norm, the same whatever the figures are.

    For one type of party only the norms for it; without numbers, for nothing refers to them.
    """
    blokken: list[Blok] = []
    for thema in raamwerk.themas:
        normen = [one for one in thema.normen if _is_for(one, partijtype)]
        teksten = tuple(_openbaar(raamwerk, one, partijtype) for one in normen)
        if teksten:
            blokken += [Alinea(Sterk(thema.titel)), Lijst(teksten)]
    return Sectie("De normen, in de woorden van het raamwerk", "normen", tuple(blokken))


def _is_for(norm: Norm, partijtype: str) -> bool:
    return not partijtype or not norm.geldt_voor or partijtype in norm.geldt_voor


def _openbaar(raamwerk: Raamwerk, norm: Norm, partijtype: str) -> tuple[Stuk, ...]:
    text = Aanhaling(as_told(norm.tekst))
    return (text,) if partijtype else (text, for_whom(raamwerk, norm.geldt_voor))


HERZIENING = ("Herziening", "vervangt eerdere cijfers van deze meetronde")


def make_blad(
    rapport: Groepsrapport,
    doelgroep: Doelgroep,
    lezers: str,
    secties: tuple[Sectie, ...],
) -> Blad:
    """The page around the chapters."""
    beeld, raamwerk = rapport.beeld, rapport.raamwerk
    nu = beeld.nu
    return Blad(
        titel=raamwerk.titel,
        ondertitel=f"{nu.soort.capitalize()} van {dutch(nu.peildatum)}, {rapport.district}",
        doelgroep=doelgroep,
        datum=nu.peildatum,
        kenmerken=(
            ("Voor", lezers),
            *((HERZIENING,) if rapport.herziening else ()),
            ("Raamwerk", titled_version(raamwerk.titel, raamwerk.versie)),
        ),
        vertrouwelijk=DOELGROEPEN[doelgroep].regel,
        fictief=FICTIEF if beeld.fictief else "",
        secties=secties,
        voet=(
            f"Gemaakt met weerbaar {__version__}",
            titled_version(raamwerk.titel, raamwerk.versie),
        ),
    )


def make_lezen(rapport: Groepsrapport) -> Sectie:
    """The chapter on reading."""
    beeld, taal = rapport.beeld, make_taal(rapport)
    return _leeswijzer(rapport, _exact(taal) if beeld.exact else _belofte(rapport, taal))


def make_kort_lezen(rapport: Groepsrapport) -> Sectie:
    """The same for who sees no figure per norm."""
    beeld, taal = rapport.beeld, make_taal(rapport)
    return _leeswijzer(rapport, _exact(taal) if beeld.exact else Alinea(_kort(rapport, taal)))


def _leeswijzer(rapport: Groepsrapport, first: Blok) -> Sectie:
    note = rapport.raamwerk.voorlopig
    rest = (Alinea(f"Over de normen: {note}"),) if note else ()
    return Sectie("Zo leest u de cijfers", "lezen", (first, _overig(make_taal(rapport)), *rest))


def _kort(rapport: Groepsrapport, taal: Taal) -> str:
    beeld = rapport.beeld
    shown = (one.nu for one in make_themas(rapport) if not one.te_klein)
    known = count_word(beeld.bekend_bij_lezer, taal.partij, taal.partijen)
    return (
        f"Dit rapport zegt niets over één {taal.partij}. Ook wie de uitkomst van {known} al kent, "
        f"kan er van geen andere uit afleiden of die aan een norm voldoet. {_raden(beeld)}"
        f"Daarom zijn de aantallen per thema soms een bereik{_voorbeeld(shown)}: "
        "ergens daartussen ligt het aantal."
    )


def _voorbeeld(shown: Iterable[Bereik]) -> str:
    """A range as it stands in this report, if there is one."""
    return next((f", zoals «{bereik_words(one)}»" for one in shown if not one.is_exact), "")


def _raden(beeld: Groepsbeeld) -> str:
    """Whom every reader knows already, where a council's report is public."""
    if not beeld.raden:
        return ""
    return f"Daarbij telt mee dat {beeld.raden} hun rapport voor de raad openbaar maakten. "


def _exact(taal: Taal) -> Kader:
    words = (
        f"Het {taal.overleg} heeft besloten om exacte aantallen te laten zien. Wie de uitkomst "
        f"van een paar {taal.partijen} kent, kan daaruit soms afleiden hoe een andere "
        f"{taal.partij} ervoor staat."
    )
    return Kader("let_op", "Dit rapport toont exacte aantallen", (Alinea(words),))


def _belofte(rapport: Groepsrapport, taal: Taal) -> Lijst:
    beeld, themas = rapport.beeld, make_themas(rapport)
    shown = () if all(one.te_klein for one in themas) else (total_of(themas),)
    m = beeld.bekend_bij_lezer
    known = count_word(m, taal.partij, taal.partijen)
    return Lijst(
        (
            f"Dit rapport zegt niets over één {taal.partij}. Ook wie de uitkomst van {known} al "
            "kent, kan uit alles wat is gepubliceerd van geen andere afleiden of die aan een norm "
            f"voldoet. {_raden(beeld)}".rstrip(),
            "Daarom zijn kleine en grote aantallen grof. «Geen of een paar» is 0 tot en met "
            f"{m + 1}; «(bijna) alle» is alle {taal.partijen}, of hoogstens {m + 1} minder. Wat "
            "ertussen ligt, staat er precies.",
            f"Een groep heeft minstens {taal.minste} {taal.partijen}. Is zij kleiner, dan staat er "
            "«te weinig partijen om te tonen».",
            "Staat er «niet getoond», dan hangt de norm samen met een andere norm, of met een "
            f"antwoord dat {taal.partijen} delen. Het aantal zou dan iets over één {taal.partij} "
            "zeggen.",
            "Totalen, verschillen en grafieken zijn berekend uit deze getoonde aantallen. Daarom "
            f"zijn zij soms een bereik{_voorbeeld(shown)}.",
        )
    )


def _overig(taal: Taal) -> Lijst:
    return Lijst(
        (
            f"De aantallen gaan over de {taal.partijen} die hebben ingeleverd en voor wie de norm "
            "is bedoeld. Een norm die volgens een eigen besluit niet van toepassing is, blijft "
            "meetellen als niet «voldoet».",
            f"Onbekend is niet hetzelfde als niet geregeld: de {taal.partij} heeft het feit dan "
            "niet ingevuld.",
            f"Er is geen cijfer per {taal.partij} en geen volgorde van goed naar slecht.",
        )
    )
