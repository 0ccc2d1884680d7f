"""What needs a decision, and what to ask first: the points of page one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.blad.blad import Inhoud, Sterk
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, find_vragen
from weerbaar_cli.views.eigen.woorden import (
    TOP,
    count_word,
    either,
    join,
    norm_name,
    question,
    shorten,
    top,
)

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld, Eigenraamwerk
    from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand
    from weerbaar_cli.model.uitkomsten.plan import Plannorm

VRAGEN = 3  # questions of page one
VRAAG = 60  # letters of a question that somebody must answer
NAAM = 46  # letters of a norm's text in a row of norms


def besluit_punten(beeld: Eigenbeeld, waar: str = " (bijlage B)") -> Iterator[Inhoud]:
    """Per kind of decision one point, kinds without anything left out.

    `waar` says where the readings stand; a note has no such place.
    """
    yield from _zonder_actie(beeld)
    yield from _te_laat(beeld)
    for one in beeld.raamwerken:
        yield from _herzien(beeld, one)
        yield from _verschil(beeld, one)
        yield from _lezingen(beeld, one, waar)


def _zonder_actie(beeld: Eigenbeeld) -> Iterator[Inhoud]:
    """Norms that are not met and that nobody is at work on."""
    if found := beeld.plan.zonder_actie:
        names = [f"{norm_name(beeld, one.raamwerk, one.id)} «{_asked(one)}»" for one in found]
        head = count_word(
            len(found),
            "norm voldoet nog niet en heeft geen actie",
            "normen voldoen nog niet en hebben geen actie",
        )
        yield (Sterk(f"{head}."), f" Wat eerst ontbreekt: {top(names)}. Wie pakt dit op?")


def _asked(one: Plannorm) -> str:
    """What the shortest route asks first; without a route what the norm says."""
    steps = one.route.stappen if one.route is not None else ()
    return shorten(question(steps[0].vraag) if steps else one.tekst, NAAM)


def _te_laat(beeld: Eigenbeeld) -> Iterator[Inhoud]:
    late = sorted(
        (one for one in beeld.plan.te_laat if one.actie.gereed_op is not None),
        key=lambda one: one.actie.gereed_op or beeld.peildatum,
    )
    if late:
        names = [
            f"{norm_name(beeld, one.raamwerk, one.norm)}: {shorten(one.actie.actie)} "
            f"({shorten(one.actie.eigenaar or 'zonder eigenaar', 30)}, "
            f"moest klaar op {dutch(one.actie.gereed_op or beeld.peildatum)})"
            for one in late
        ]
        head = count_word(len(late), "actie is te laat", "acties zijn te laat")
        yield (Sterk(f"{head}:"), f" {top(names, 3)}.")


def _herzien(beeld: Eigenbeeld, raamwerk: Eigenraamwerk) -> Iterator[Inhoud]:
    """Decisions «n.v.t.» to look at again within the horizon, lapsed ones too."""
    due = []
    for one in raamwerk.bedoeld:
        besluit = one.besluit
        if besluit is None:
            continue
        number = norm_name(beeld, raamwerk.raamwerk.id, one.norm.id)
        name = f"{number} «{shorten(one.norm.tekst, NAAM)}»"
        if besluit.herzien_op is None:
            due.append(f"{name} (zonder datum om te herzien)")
        elif besluit.herzien_op < beeld.peildatum:
            due.append(f"{name} (gold tot en met {dutch(besluit.herzien_op)})")
        elif besluit.herzien_op <= beeld.plan.tot:
            due.append(f"{name} (herzien op {dutch(besluit.herzien_op)})")
    if due:
        head = count_word(
            len(due), "besluit «niet van toepassing»", "besluiten «niet van toepassing»"
        )
        yield (Sterk(f"{head} om te herzien:"), f" {top(due)}.")


def _verschil(beeld: Eigenbeeld, raamwerk: Eigenraamwerk) -> Iterator[Inhoud]:
    """Where the assessor finds something else than follows from the same facts.

    That another judgement was found earlier, over other facts, asks for no decision; and while
    facts are missing there is nothing to differ from.
    """
    names = [
        f"{norm_name(beeld, raamwerk.raamwerk.id, one.norm.id)} "
        f"«{shorten(one.norm.tekst, NAAM)}» (uit de feiten volgt "
        f"«{WOORDEN[one.oordeel.afgeleid]}», de toetser vindt «{WOORDEN[one.oordeel.oordeel]}»)"
        for one in raamwerk.normen
        if one.oordeel.getoetst not in (None, one.oordeel.afgeleid)
        and one.oordeel.afgeleid != "onbekend"
    ]
    if names:
        yield (Sterk("Toetser en feiten verschillen:"), f" {top(names)}.")


def _lezingen(beeld: Eigenbeeld, raamwerk: Eigenraamwerk, waar: str) -> Iterator[Inhoud]:
    """Readings that somebody must still confirm, of norms that are not met by them."""
    found: dict[str, Parameterstand] = {}
    normen: list[str] = []
    for one in raamwerk.bedoeld:
        loose = [stand for stand in one.parameters if not stand.bevestigd]
        if loose and one.oordeel.afgeleid in ("deels", "voldoet_niet"):
            found |= {stand.id: stand for stand in loose}
            normen.append(norm_name(beeld, raamwerk.raamwerk.id, one.norm.id))
    if not found:
        return
    owners = join(sorted({stand.te_bevestigen_door or "de eigenaar" for stand in found.values()}))
    number = len(find_vragen(found.values()))
    count = count_word(number, "lezing is", "lezingen zijn")
    decide = "bepaalt" if number == 1 else "bepalen"
    yield (
        Sterk(f"{count} nog niet bevestigd door {owners}"),
        f" en {decide} mee de uitkomst van {top(normen, TOP, ', ')}{waar}.",
    )


def vraag_punten(beeld: Eigenbeeld) -> Iterator[Inhoud]:
    """The blank facts that help most norms that are not known, with who can answer."""
    unknown = {(one.raamwerk, one.id) for one in beeld.plan.normen if one.oordeel == "onbekend"}
    asked = [
        (feit, [norm for norm in feit.normen if norm in unknown])
        for feit in beeld.plan.feiten
        if any(not stap.was_bekend for stap in feit.stappen) and unknown.intersection(feit.normen)
    ]
    for feit, normen in asked[:VRAGEN]:
        names = join([norm_name(beeld, *norm) for norm in normen[:TOP]])
        who = f" ({either(feit.rollen)})" if feit.rollen else ""
        yield f"«{shorten(question(feit.vraag), VRAAG)}»{who}, voor {names}."
    if len(asked) > VRAGEN:
        left = count_word(len(asked) - VRAGEN, "feit", "feiten")
        yield f"En nog {left}; ze staan in bijlage A als «niet bekend»."
