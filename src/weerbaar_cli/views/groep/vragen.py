"""What the board must decide: the rule for «behaald», and readings that nobody confirmed yet."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Alinea, Blok, Inhoud, Kolom, Lijst, Sectie, Tabel
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport, days_left, find_stil
from weerbaar_cli.model.uitkomsten.oordeel import Lezingvraag, Parameterstand, find_vragen
from weerbaar_cli.views.eigen.lezing import value_words
from weerbaar_cli.views.eigen.woorden import count_word, join
from weerbaar_cli.views.groep.woorden import make_taal

ANKER = "besluiten"
KOP = "Wat vragen wij u te besluiten?"


def make_vragen(rapport: Groepsrapport) -> Sectie:
    """The chapter on decisions."""
    return Sectie(KOP, ANKER, _blokken(rapport))


def _blokken(rapport: Groepsrapport) -> tuple[Blok, ...]:
    asked = find_vragen(rapport.parameters)
    if not asked and not besluiten(rapport):
        return (
            Alinea("Niets: alle lezingen zijn bevestigd en de regel voor «behaald» staat vast."),
        )
    blokken: list[Blok] = []
    if points := besluiten(rapport):
        blokken.append(Lijst(points, genummerd=len(points) > 1))
    if asked:
        blokken.append(_tabel(rapport, asked))
    return tuple(blokken)


def besluiten(rapport: Groepsrapport) -> tuple[str, ...]:
    """The decisions in a sentence each; the details of the readings stand in the table."""
    found = (_behaald(rapport), _termijn(rapport), _stil(rapport), _lezingen(rapport))
    return tuple(one for one in found if one)


def _behaald(rapport: Groepsrapport) -> str:
    taal, regel = make_taal(rapport), rapport.raamwerk.behaald
    match rapport.beeld.behaald:
        case "geen_regel":
            return (
                f"Stel vast wanneer «{rapport.raamwerk.titel}» behaald is: hoeveel {taal.partijen} "
                "moeten aan elke norm voldoen?"
            )
        case "te_dicht_bij_de_rand":
            return (
                f"Pas de regel voor «behaald» aan. Zij ligt nu zo dicht bij alle of geen "
                f"{taal.partijen} dat het antwoord een {taal.partij} kan verraden."
            )
        case _ if regel is not None and regel.status == "voorstel":
            return "Bevestig de regel voor «behaald»; die is nog een voorstel."
    return ""


def _termijn(rapport: Groepsrapport) -> str:
    days = days_left(rapport)
    if days is None or days >= 0 or rapport.beeld.behaald == "ja":
        return ""
    return "De termijn is voorbij. Beslis of u die verlengt, en tot wanneer."


def _stil(rapport: Groepsrapport) -> str:
    names = tuple(one.norm.id for one in find_stil(rapport))
    if not names:
        return ""
    what = f"{'norm' if len(names) == 1 else 'de normen'} {join(names)}"
    alone = ", en er is geen deelproject dat helpt" if rapport.programmas else ""
    partij = make_taal(rapport).partij
    return f"Beslis of u samen iets doet aan {what}: geen of enkele {partij} voldoet{alone}."


def _lezingen(rapport: Groepsrapport) -> str:
    asked = find_vragen(rapport.parameters)
    if not asked:
        return ""
    who = join(tuple(dict.fromkeys(wie for _, _, wie in asked if wie)))
    by = f" Volgens het raamwerk doet het {who} dat." if who else ""
    words = count_word(len(asked), "lezing", "lezingen")
    return f"Bevestig {words} van woorden die de normen openlaten, of pas ze aan.{by}"


def _tabel(rapport: Groepsrapport, asked: dict[Lezingvraag, tuple[Parameterstand, ...]]) -> Tabel:
    rijen = tuple(_rij(rapport, vraag, stands) for vraag, stands in asked.items())
    kolommen = tuple(map(Kolom, ("Woord", "Voorstel", "Wat dit betekent", "Wie bevestigt")))
    return Tabel("Lezingen die nog niet zijn bevestigd", kolommen, rijen)


def _rij(
    rapport: Groepsrapport, vraag: Lezingvraag, stands: tuple[Parameterstand, ...]
) -> tuple[Inhoud, ...]:
    woord, waarde, wie = vraag
    known = rapport.raamwerk.parameters
    texts = (known[one.id].toelichting for one in stands if one.id in known)
    meaning = " ".join(dict.fromkeys(text for text in texts if text))
    changed = " (eigen keuze van het district)" if any(one.afwijkend for one in stands) else ""
    reading = f"{_reading(rapport, waarde)}{changed}"
    return (f"«{woord}»", reading, meaning or "–", wie or "niet vastgelegd")


def _reading(rapport: Groepsrapport, waarde: str) -> str:
    """A reading in words: laws and items of a checklist by what they are called."""
    titles = {
        name: text for feit in rapport.catalogus.values() for name, text in feit.items.items()
    }
    titles |= {name: anker.titel for name, anker in rapport.ankers}
    return value_words(waarde, titles)
