"""One norm in an organisation's report: its text, how it stands, why, and what is still needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Begrippen,
    Blok,
    Inhoud,
    Kolom,
    Lijst,
    Merk,
    Sectie,
    Sterk,
    Tabel,
    Uitklap,
)
from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Toetsstand
from weerbaar_cli.model.woorden import as_told, count_word, join
from weerbaar_cli.views.eigen.woorden import (
    bewijs_words,
    either,
    origin_words,
    passage,
    state_words,
)
from weerbaar_cli.views.namen import guide_words
from weerbaar_cli.views.normplan import LAAT_TOETSEN
from weerbaar_cli.views.plan import task_lines
from weerbaar_cli.views.score_blad import weight_words

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenfeit, Eigennorm
    from weerbaar_cli.model.uitkomsten.plan import Plannorm

Tweetal = tuple[str, Inhoud]


class Normpagina(NamedTuple):
    """How the norms of one raamwerk are written; `termijn` says whether each has its own."""

    feiten: Mapping[str, Eigenfeit]
    peildatum: date
    termijn: bool


def has_detail(one: Eigennorm) -> bool:
    """Whether there is more to tell than its name: it is not met, or somebody wrote about it."""
    differs = one.oordeel.geldend not in (None, one.oordeel.afgeleid)
    told = one.verhaal or any(actie.te_doen for actie in one.acties)
    return one.plan is not None or one.besluit is not None or differs or bool(told)


def make_norm(one: Eigennorm, anker: str, pagina: Normpagina) -> Sectie:
    """A section of its own, to be read apart from the others."""
    blokken: list[Blok] = [Alinea(Aanhaling(as_told(one.norm.tekst)))]
    blokken += [Alinea(("Voetnoot: ", Aanhaling(text))) for text in one.norm.voetnoten]
    blokken += _list("Reden", [passage(text) for text in one.oordeel.waarom])
    if paren := tuple(_toetser(one)):
        blokken.append(Begrippen(paren))
    blokken += _nodig(one.plan, pagina.peildatum)
    blokken += _list("Let op", list(one.oordeel.opmerkingen))
    if one.acties:
        blokken.append(_acties(one))
    if one.verhaal:
        told = ((kop, Aanhaling(passage(tekst))) for kop, tekst in one.verhaal)
        blokken += [Alinea(Sterk("Het verhaal:")), Begrippen(tuple(told))]
    blokken += _list("Bewijs", _bewijs(one, pagina))
    if paren := tuple(_verandering(one)):
        blokken.append(Begrippen(paren))
    if paren := tuple(_achtergrond(one, pagina)):
        blokken.append(Uitklap("Regel en herkomst", (Begrippen(paren),)))
    return Sectie(title_of(one), anker, tuple(blokken), merk=one.oordeel.oordeel)


def title_of(one: Eigennorm) -> str:
    """The norm by its number and, where it has one, the name that people use."""
    return f"Norm {one.norm.id}" + (f": {one.norm.kort}" if one.norm.kort else "")


def _list(kop: str, punten: list[str]) -> list[Blok]:
    """A line when there is one point, else a list below its heading."""
    if not punten:
        return []
    if len(punten) == 1:
        return [Alinea((Sterk(f"{kop}:"), f" {punten[0]}"))]
    return [Alinea(Sterk(f"{kop}:")), Lijst(tuple(punten))]


TOETSSTANDEN: dict[Toetsstand, str] = {
    "geldt": " Het oordeel van de toetser telt.",
    "verouderd": " De toetsing is verouderd: dit telt.",
    "telt_nog_niet": " De toetsing telt nog niet: dit telt.",
}


def _toetser(one: Eigennorm) -> Iterator[Tweetal]:
    """What an assessor found, beside what follows from the facts."""
    toetsing, afgeleid = one.toetsing, one.oordeel.afgeleid
    if toetsing is None:
        return
    who = ", ".join(filter(None, (toetsing.toetser, dutch(toetsing.op) if toetsing.op else "")))
    by = f" {passage(who)}: " if who else " "
    yield "Toetser", (Merk(toetsing.oordeel), by, Aanhaling(passage(toetsing.reden)))
    if toetsing.toelichting:
        yield "Toelichting van de toetser", Aanhaling(passage(toetsing.toelichting))
    same = afgeleid == toetsing.oordeel
    counts = " Dat is hetzelfde." if same else TOETSSTANDEN[one.oordeel.toetsstand or "geldt"]
    yield "Uit de feiten volgt", (Merk(afgeleid), counts)


def _besluit(one: Eigennorm) -> Iterator[Tweetal]:
    besluit = one.besluit
    if besluit is None:
        return
    who = f"besloten door {besluit.besloten_door} op {dutch(besluit.op)}"
    until = f"te herzien op {dutch(besluit.herzien_op)}" if besluit.herzien_op else ""
    counts = "" if one.oordeel.nvt_grond == "besluit" else "telt op de peildatum niet (meer)"
    words = ", ".join(filter(None, (who, until, counts)))
    yield "Besluit n.v.t.", (Aanhaling(passage(besluit.reden)), f" ({words})")


def _verloop(one: Eigennorm) -> Iterator[Tweetal]:
    """The first day on which the same facts give another status, when that is a change to tell."""
    day, naar = one.oordeel.verloopt_op, one.oordeel.verloopt_naar
    if day is None or naar is None or naar == one.oordeel.oordeel:
        return
    held = one.oordeel.oordeel in ("voldoet", "deels") or one.oordeel.is_besluit
    better = naar in ("voldoet", "nvt")
    if held or better:
        roles = one.verloop.rollen if one.verloop is not None else ()
        who = f" Wie: {either(roles)}." if roles else ""
        when = f"op {dutch(day)} wordt dit zonder actie "
        yield "Verandert" if better else "Verloopt", (when, Merk(naar), f".{who}")


def _vorige(one: Eigennorm) -> Iterator[Tweetal]:
    """What it was, and why it is that no longer; nothing when it is the same."""
    verschil = one.verschil
    if verschil is None or verschil.van == verschil.naar:
        return
    if verschil.van is None:
        yield "Vorige meting", "deze norm stond toen niet zo in het raamwerk"
        return
    causes = dict.fromkeys(turn.zin for turn in verschil.wendingen)
    because = f" Veranderd {join(list(causes))}." if causes else ""
    yield "Vorige meting", (Merk(verschil.van), because)


def _nodig(plan: Plannorm | None, peildatum: date) -> list[Blok]:
    """The shortest route, who can walk it, and when it leads there."""
    if plan is None:
        return []
    route = plan.route
    if route is None:
        text = LAAT_TOETSEN
        if plan.getoetst is not None:
            found = WOORDEN[plan.getoetst]
            text = f"de toetser vond «{found}»; laat na de verbetering opnieuw toetsen"
        return [Alinea((Sterk("Nog nodig:"), f" {text}."))]
    day = dutch(route.vanaf)
    if not route.stappen:
        text = f" alleen wachten. Op {day} voldoet de norm met dezelfde feiten."
        return [Alinea((Sterk("Nog nodig:"), text))]
    lines = task_lines(route.stappen)
    blokken = _list(
        "Nog nodig", [f"{taak}. Wie: {who}." if who else f"{taak}." for taak, who in lines]
    )
    if route.vanaf > peildatum:
        blokken.append(Alinea(f"Op zijn vroegst op {day} kan de norm dan voldoen."))
    return blokken


def _bewijs(one: Eigennorm, pagina: Normpagina) -> list[str]:
    """What shows the facts of the norm."""
    found = (part for feit in _known(one, pagina) for part in feit.bewijs)
    return list(dict.fromkeys(map(bewijs_words, found)))


def _known(one: Eigennorm, pagina: Normpagina) -> list[Eigenfeit]:
    found = (pagina.feiten[name] for name in one.feiten if name in pagina.feiten)
    return [feit for feit in found if feit.bekend]


def _acties(one: Eigennorm) -> Tabel:
    kolommen = (Kolom("Actie"), Kolom("Eigenaar"), Kolom("Hoe ver"), Kolom("Kosten", getal=True))
    rijen = tuple(
        (
            passage(actie.actie.actie)
            + (f" ({passage(actie.actie.toelichting)})" if actie.actie.toelichting else ""),
            passage(actie.actie.eigenaar or "nog niemand"),
            state_words(actie),
            "–" if actie.actie.kosten is None else euro(actie.actie.kosten),
        )
        for actie in one.acties
    )
    return Tabel(f"Acties bij norm {one.norm.id}", kolommen, rijen)


def _verandering(one: Eigennorm) -> Iterator[Tweetal]:
    """What it may become, what was decided, what it was, and when that changes."""
    if one.oordeel.afgeleid == "onbekend":
        marks = [part for status in one.oordeel.mogelijk for part in (Merk(status), " of ")]
        yield "Kan nog worden", tuple(marks[:-1])
    yield from _besluit(one)
    yield from _verloop(one)
    yield from _vorige(one)


def _achtergrond(one: Eigennorm, pagina: Normpagina) -> Iterator[Tweetal]:
    """Where the facts come from, how it counts, and the rule in words: for who wants to know."""
    origins = [word for feit in _known(one, pagina) if (word := origin_words(feit))]
    counts = {word: origins.count(word) for word in dict.fromkeys(origins)}
    if counts:
        words = (f"{word}: {count_word(n, 'feit', 'feiten')}" for word, n in counts.items())
        yield "Herkomst", "; ".join(words)
    if weight := weight_words(one.oordeel):
        yield "Telt mee als", weight
    if one.norm.uitleg:
        yield "De regel", passage(one.norm.uitleg)
    if one.norm.handreiking is not None:
        yield "Handreiking", guide_words(one.norm.handreiking)
    if one.norm.termijn and pagina.termijn:
        yield "Termijn", passage(one.norm.termijn)
