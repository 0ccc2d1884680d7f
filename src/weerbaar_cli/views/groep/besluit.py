"""What lies ahead of a group, what it does together, and what its board must decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from weerbaar_cli.blad.blad import Alinea, Blok, Inhoud, Kolom, Lijst, Sectie, Sterk, Tabel
from weerbaar_cli.model.bestanden.feit import Anker
from weerbaar_cli.model.bestanden.programma import Deelproject, Programma
from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Groepsrapport,
    days_left,
    find_stil,
    find_verlopend,
    helps_of,
    laws_to_come,
    touched_by,
)
from weerbaar_cli.model.uitkomsten.oordeel import Lezingvraag, Parameterstand, find_vragen
from weerbaar_cli.model.woorden import LEEG, count_names, count_word, join, owner_words
from weerbaar_cli.views.groep.woorden import make_taal, norm_name, norm_names, refer, tal_sentence

VOORUIT = ("Wat komt eraan?", "vooruit")  # the chapter and its anchor


def make_vooruit(rapport: Groepsrapport) -> Sectie:
    """The chapter on what is to come."""
    delen = (
        Sectie("Wat verloopt als niemand iets doet", "verloopt", _verloopt(rapport)),
        Sectie("Welke wetten eraan komen", "wetten", _wetten(rapport)),
    )
    return Sectie(*VOORUIT, delen=delen)


def _verloopt(rapport: Groepsrapport) -> tuple[Blok, ...]:
    taal, found = make_taal(rapport), find_verlopend(rapport)
    until = dutch(rapport.beeld.verloopt_tot)
    if not found:
        words = f"Tot en met {until} verloopt er geen norm zichtbaar bij meerdere {taal.partijen}."
        return (Alinea(words),)
    rijen = tuple((norm_name(one.norm), tal_sentence(one.nu.verloopt, taal)) for one in found)
    intro = (
        f"Deze {taal.partijen} voldoen nu, en zonder actie uiterlijk op {until} niet meer: een "
        "jaarlijks punt moet opnieuw op de agenda, of een stuk loopt af."
    )
    kolommen = (Kolom("Norm"), Kolom("Verloopt bij"))
    rest = (
        f"Bij de andere normen gaat het om geen of een paar {taal.partijen}, of is het niet te "
        "zien."
    )
    kop = f"Wat verloopt tot en met {until}"
    table = Tabel(kop, kolommen, rijen, sleutel="Wat verloopt zonder actie")
    return (Alinea(intro), table, Alinea(rest))


def _wetten(rapport: Groepsrapport) -> tuple[Blok, ...]:
    coming = laws_to_come(rapport)
    if not coming:
        return (Alinea("Er is geen wetswijziging bekend die een van deze normen raakt."),)
    return (Lijst(tuple(_wet(rapport, anker) for anker in coming)),)


def _wet(rapport: Groepsrapport, anker: Anker) -> Inhoud:
    sure = f" ({anker.zeker})" if anker.zeker and anker.zeker != "zeker" else ""
    normen = touched_by(rapport, anker)
    where = (
        f" Raakt {'norm' if len(normen) == 1 else 'de normen'} {join(normen)}." if normen else ""
    )
    effect = f" {anker.gevolg.rstrip('.')}{sure}." if anker.gevolg else ""
    return (Sterk(anker.titel), f", vanaf {dutch(anker.vanaf)}.{where}{effect}")


def deadline_words(rapport: Groepsrapport) -> tuple[str, str] | None:
    """How long until the target date, and of what; calm after it."""
    days, streefdatum = days_left(rapport), rapport.raamwerk.streefdatum
    if days is None or streefdatum is None:
        return None
    if not days:
        return dutch(streefdatum), "streefdatum: de dag van deze meting"
    if days > 0:
        return count_word(days, "dag", "dagen"), f"tot de streefdatum {dutch(streefdatum)}"
    return "na de termijn", f"de streefdatum was {dutch(streefdatum)}"


def vooruit_sentence(rapport: Groepsrapport, most: int) -> str:
    """What lies ahead in one sentence, for the first page; with so many norms by name."""
    found = find_verlopend(rapport)
    until, taal = dutch(rapport.beeld.verloopt_tot), make_taal(rapport)
    names = norm_names([one.norm for one in found], most)
    lapse = (
        f"Zonder actie voldoen meerdere {taal.partijen} uiterlijk op {until} niet meer aan {names}."
        if found
        else f"Tot en met {until} verloopt er weinig."
    )
    coming = laws_to_come(rapport)
    if not coming:
        return lapse
    first = coming[0]
    return f"{lapse} De eerste nieuwe wet: {first.titel}, vanaf {dutch(first.vanaf)}."


def make_programmas(rapport: Groepsrapport) -> Sectie | None:
    """For the board: every project beside the norms that it helps; None without a programme."""
    delen = tuple(
        Sectie(one.titel, f"programma-{one.id}", _programma(rapport, one))
        for one in rapport.programmas
    )
    return _programmas(delen)


def make_projecten(rapport: Groepsrapport) -> Sectie | None:
    """For everyone: what is done, by thema; without norms, figures and money."""
    delen = tuple(
        Sectie(one.titel, f"programma-{one.id}", (_projecten(one, rapport.beeld.nu.peildatum),))
        for one in rapport.programmas
        if one.deelprojecten
    )
    return _programmas(delen)


def _programmas(delen: tuple[Sectie, ...]) -> Sectie | None:
    intro = (
        "Een deelproject helpt bij een norm, maar maakt niet dat eraan is voldaan. De stand komt "
        "uit het programma zelf."
    )
    return (
        Sectie("Wat doet het district samen?", "programma", (Alinea(intro),), delen)
        if delen
        else None
    )


def _projecten(programma: Programma, dag: date) -> Tabel:
    rijen = tuple(
        (one.titel, one.thema or LEEG, _hoe_ver(one, dag), _planning(one))
        for one in programma.deelprojecten
    )
    return _projecttabel(programma, ("Deelproject", "Thema", "Hoe ver", "Planning"), rijen)


def _projecttabel(
    programma: Programma, heads: tuple[str, ...], rijen: tuple[tuple[str, ...], ...]
) -> Tabel:
    """Without the columns in which the programme says nothing at all."""
    kept = [index for index, _ in enumerate(heads) if any(rij[index] != LEEG for rij in rijen)]
    kolommen = tuple(Kolom(heads[index]) for index in kept)
    cells = tuple(tuple(rij[index] for index in kept) for rij in rijen)
    return Tabel("Deelprojecten", kolommen, cells, sleutel=f"Deelprojecten: {programma.titel}")


def _programma(rapport: Groepsrapport, programma: Programma) -> tuple[Blok, ...]:
    rijen = tuple(_project(rapport, one) for one in programma.deelprojecten)
    heads = ("Deelproject", "Planning", "Kosten", "Helpt bij norm")
    said = tuple(f"{word}: {text}." for word, text in _about(programma, rapport.beeld.nu.peildatum))
    return (
        *((Alinea(" ".join(said)),) if said else ()),
        *((_projecttabel(programma, heads, rijen),) if rijen else ()),
    )


def _about(programma: Programma, dag: date) -> Iterator[tuple[str, str]]:
    """Who does it, in what time, and for how much."""
    begroot = (
        f"{one.post}{f' ({one.jaar})' if one.jaar else ''} {euro(one.bedrag)}"
        for one in programma.begroting
    )
    pairs = (
        ("In opdracht van", programma.opdrachtgever),
        ("Uitvoering", programma.opdrachtnemer),
        ("Looptijd", programma.looptijd),
        ("Hoe ver", _samen(programma.deelprojecten, dag)),
        ("Begroting", "; ".join(begroot)),
    )
    yield from ((word, text) for word, text in pairs if text)


def _hoe_ver(one: Deelproject, dag: date) -> str:
    return f"{one.status} (te laat)" if one.is_late(dag) else one.status


def _samen(projecten: Sequence[Deelproject], dag: date) -> str:
    """How many stand where, and how many of all are late."""
    late = sum(one.is_late(dag) for one in projecten)
    stand = count_names([one.status for one in projecten])
    return f"{stand}; {late} daarvan te laat" if late else stand


def _project(rapport: Groepsrapport, one: Deelproject) -> tuple[str, ...]:
    return (
        f"{one.id}. {one.titel}",
        _planning(one),
        one.kosten or LEEG,
        join(helps_of(rapport, one)) or LEEG,
    )


def _planning(one: Deelproject) -> str:
    ready = f"gereed op {dutch(one.gereed_op)}" if one.gereed_op is not None else LEEG
    return one.planning or ready


BESLUITEN = ("Wat wij u vragen te besluiten", "besluiten")
KEUZES = ("Bijlage: de keuzes die nog niet zijn bevestigd", "keuzes")


def make_besluiten(rapport: Groepsrapport) -> Sectie:
    """The chapter on decisions; the choices themselves stand in the annex."""
    points: tuple[Inhoud, ...] = besluiten(rapport)
    if not points:
        words = "Niets: alle keuzes zijn bevestigd en de regel voor «behaald» staat vast."
        return Sectie(*BESLUITEN, (Alinea(words),))
    if find_vragen(rapport.parameters):
        points = (*points[:-1], (str(points[-1]), *refer(*KEUZES)))
    return Sectie(*BESLUITEN, (Lijst(points, genummerd=len(points) > 1),))


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
    names = tuple(norm_name(one.norm) for one in find_stil(rapport))
    if not names:
        return ""
    what = f"{'norm' if len(names) == 1 else 'de normen'} {'; '.join(names)}"
    alone = ", en er is geen deelproject dat helpt" if rapport.programmas else ""
    partijen = make_taal(rapport).partijen
    return f"Beslis of u samen iets doet aan {what}: geen of een paar {partijen} voldoen{alone}."


def _lezingen(rapport: Groepsrapport) -> str:
    asked = find_vragen(rapport.parameters)
    if not asked:
        return ""
    who = join(tuple(dict.fromkeys(owner_words(wie) for _, _, wie in asked if wie)))
    by = f" Volgens het raamwerk doet {who} dat." if who else ""
    words = count_word(len(asked), "keuze", "keuzes")
    return f"Bevestig {words} over wat woorden in de normen betekenen, of pas ze aan.{by}"


def make_keuzes(rapport: Groepsrapport) -> Sectie | None:
    """The annex with the choices that are to be confirmed; None without any."""
    asked = find_vragen(rapport.parameters)
    single = len({wie for _, _, wie in asked}) == 1
    points = tuple(
        _keuze(rapport, vraag, stands, with_owner=not single) for vraag, stands in asked.items()
    )
    return Sectie(*KEUZES, (Lijst(points, genummerd=True),)) if points else None


def _keuze(
    rapport: Groepsrapport,
    vraag: Lezingvraag,
    stands: tuple[Parameterstand, ...],
    *,
    with_owner: bool,
) -> Inhoud:
    """A word of a norm, what is proposed, and what that means."""
    woord, waarde, wie = vraag
    known = rapport.raamwerk.parameters
    texts = [known[one.id].toelichting for one in stands if one.id in known]
    meaning = " ".join(dict.fromkeys(text for text in texts if text))
    changed = " (eigen keuze van het district)" if any(one.afwijkend for one in stands) else ""
    owner = f"Bevestigt: {owner_words(wie) if wie else 'niet vastgelegd'}." if with_owner else ""
    said = " ".join(filter(None, (meaning, owner)))
    return (f"«{woord}»: ", Sterk(f"{waarde}{changed}."), f" {said}".rstrip())
