"""What lies ahead: norms that lapse when nothing is done, and laws that take effect."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Alinea, Blok, Inhoud, Kolom, Sectie, Tabel
from weerbaar_cli.model.bestanden.feit import Anker
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Groepsrapport,
    days_left,
    find_verlopend,
    laws_to_come,
    touched_by,
)
from weerbaar_cli.views.eigen.woorden import count_word, join
from weerbaar_cli.views.groep.woorden import make_taal, tal_sentence

ANKER = "vooruit"
KOP = "Wat komt eraan?"


def make_vooruit(rapport: Groepsrapport) -> Sectie:
    """The chapter on what is to come."""
    delen = (
        Sectie("Wat verloopt als niemand iets doet", "verloopt", _verloopt(rapport)),
        Sectie("Welke wetten eraan komen", "wetten", _wetten(rapport)),
    )
    return Sectie(KOP, ANKER, delen=delen)


def _verloopt(rapport: Groepsrapport) -> tuple[Blok, ...]:
    taal, found = make_taal(rapport), find_verlopend(rapport)
    until = dutch(rapport.beeld.verloopt_tot)
    if not found:
        words = f"Tot en met {until} verloopt er geen norm zichtbaar bij meerdere {taal.partijen}."
        return (Alinea(words),)
    rijen = tuple(
        (one.norm.id, one.norm.tekst, tal_sentence(one.nu.verloopt, taal)) for one in found
    )
    intro = (
        f"Deze {taal.partijen} voldoen nu, en zonder actie uiterlijk op {until} niet meer: een "
        "jaarlijks punt moet opnieuw op de agenda, of een stuk loopt af."
    )
    kolommen = (Kolom("Norm"), Kolom("Tekst"), Kolom("Verloopt bij"))
    rest = f"Bij de andere normen gaat het om geen of enkele {taal.partij}, of is het niet te zien."
    return (Alinea(intro), Tabel(f"Wat verloopt tot en met {until}", kolommen, rijen), Alinea(rest))


def _wetten(rapport: Groepsrapport) -> tuple[Blok, ...]:
    coming = laws_to_come(rapport)
    if not coming:
        return (Alinea("Er is geen wetswijziging bekend die een van deze normen raakt."),)
    rijen = tuple(_wet(rapport, anker) for anker in coming)
    kolommen = (Kolom("Wet"), Kolom("Vanaf"), Kolom("Raakt norm"), Kolom("Gevolg"))
    return (Tabel("Wetten die een norm raken", kolommen, rijen),)


def _wet(rapport: Groepsrapport, anker: Anker) -> tuple[Inhoud, ...]:
    sure = f" ({anker.zeker})" if anker.zeker and anker.zeker != "zeker" else ""
    normen = join(touched_by(rapport, anker)) or "–"
    return (anker.titel, dutch(anker.vanaf), normen, f"{anker.gevolg or '–'}{sure}")


def deadline_words(rapport: Groepsrapport) -> tuple[str, str] | None:
    """How long until the target date, and of what; calm after it."""
    days, streefdatum = days_left(rapport), rapport.raamwerk.streefdatum
    if days is None or streefdatum is None:
        return None
    if not days:
        return dutch(streefdatum), "de streefdatum is de peildatum"
    if days > 0:
        return count_word(days, "dag", "dagen"), f"tot de streefdatum {dutch(streefdatum)}"
    return "na de termijn", f"de streefdatum was {dutch(streefdatum)}"


def vooruit_sentence(rapport: Groepsrapport) -> str:
    """What lies ahead in one sentence, for the first page."""
    found = find_verlopend(rapport)
    until, taal = dutch(rapport.beeld.verloopt_tot), make_taal(rapport)
    names = join(tuple(one.norm.id for one in found))
    lapse = (
        f"Zonder actie verliezen tot en met {until} meerdere {taal.partijen} hun «voldoet» bij "
        f"{names}."
        if found
        else f"Tot en met {until} verloopt er weinig."
    )
    coming = laws_to_come(rapport)
    if not coming:
        return lapse
    first = coming[0]
    return f"{lapse} De eerste wet die eraan komt: {first.titel}, vanaf {dutch(first.vanaf)}."
