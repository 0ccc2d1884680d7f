"""How to read the figures: the promise to the parties, in plain words."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Alinea, Blok, Kader, Lijst, Sectie
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsbeeld
from weerbaar_cli.views.eigen.woorden import count_word
from weerbaar_cli.views.groep.woorden import Taal, make_taal

ANKER = "lezen"
KOP = "Zo leest u de cijfers"


def make_lezen(rapport: Groepsrapport) -> Sectie:
    """The chapter on reading."""
    beeld, taal = rapport.beeld, make_taal(rapport)
    return _chapter(rapport, _exact(taal) if beeld.exact else _belofte(beeld, taal))


def make_kort_lezen(rapport: Groepsrapport) -> Sectie:
    """The same for who sees no figure per norm."""
    beeld, taal = rapport.beeld, make_taal(rapport)
    return _chapter(rapport, _exact(taal) if beeld.exact else Alinea(_kort(beeld, taal)))


def _chapter(rapport: Groepsrapport, first: Blok) -> Sectie:
    note = rapport.raamwerk.voorlopig
    rest = (Alinea(f"Over de normen: {note}"),) if note else ()
    return Sectie(KOP, ANKER, (first, _overig(make_taal(rapport)), *rest))


def _kort(beeld: Groepsbeeld, taal: Taal) -> str:
    known = count_word(beeld.bekend_bij_lezer, taal.partij, taal.partijen)
    return (
        f"Dit rapport zegt niets over één {taal.partij}. Ook wie de uitkomst van {known} al kent, "
        f"kan er van geen andere uit afleiden of die aan een norm voldoet. {_raden(beeld)}"
        "Daarom zijn de aantallen per thema soms een bereik, zoals «40 tot en met 52 van de 70»: "
        "ergens daartussen ligt het aantal."
    )


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


def _belofte(beeld: Groepsbeeld, taal: Taal) -> Lijst:
    m = beeld.bekend_bij_lezer
    known = count_word(m, taal.partij, taal.partijen)
    return Lijst(
        (
            f"Dit rapport zegt niets over één {taal.partij}. Ook wie de uitkomst van {known} al "
            "kent, kan uit alles wat is gepubliceerd van geen andere afleiden of die aan een norm "
            f"voldoet. {_raden(beeld)}".rstrip(),
            "Daarom zijn kleine en grote aantallen grof. «Geen of enkele» is 0 tot en met "
            f"{m + 1}; «(bijna) alle» is alle {taal.partijen}, of hoogstens {m + 1} minder. Wat "
            "ertussen ligt, staat er precies.",
            f"Een groep heeft minstens {taal.minste} {taal.partijen}. Is zij kleiner, dan staat er "
            "«te weinig partijen om te tonen».",
            "Staat er «niet getoond», dan hangt de norm samen met een andere norm, of met een "
            f"antwoord dat {taal.partijen} delen. Het aantal zou dan iets over één {taal.partij} "
            "zeggen.",
            "Totalen, verschillen en grafieken zijn berekend uit deze getoonde aantallen. Daarom "
            "zijn zij soms een bereik, zoals «40 tot en met 52 van de 70».",
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
