"""Members for who may see them by name: all of them against all norms, by month, and each apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from weerbaar_cli.blad.blad import (
    Alinea,
    Blok,
    Inhoud,
    Kolom,
    Lijst,
    Merk,
    Sectie,
    Sterk,
    Tabel,
    Verwijzing,
)
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Coordinatorbeeld, Partijbeeld
from weerbaar_cli.model.uitkomsten.plan import Plan, Planactie, Verloop
from weerbaar_cli.model.woorden import join, shorten
from weerbaar_cli.views.eigen.woorden import either, lapse_words, share_words, top
from weerbaar_cli.views.groep.woorden import MEERVOUD
from weerbaar_cli.views.normplan import make_normplan, sign_words

BREEDST = 20  # norms beside each other on a page
MEESTE = 20  # names in one cell; the rest stands with each member
MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip


def party_words(beeld: Coordinatorbeeld) -> tuple[str, str]:
    """What one member is called, and more: by their type when they are all of one."""
    types = {one.type for one in beeld.partijen}
    one = types.pop() if len(types) == 1 else "partij"
    return (one, MEERVOUD[one]) if one in MEERVOUD else ("partij", "partijen")


def anker_of(beeld: Coordinatorbeeld, one: Partijbeeld) -> str:
    """Where its section is."""
    return f"partij-{beeld.partijen.index(one) + 1}"


# All against all


def make_matrix(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """One table, or as few as its norms fit in, cut between themas where that can be."""
    words = (
        f"{sign_words(*STATUSES)}; leeg is: geen meting van deze ronde. De naam leidt naar wat "
        "daar nog te doen is."
    )
    return (Alinea(words), *(_matrix(beeld, ids) for ids in _parts(beeld)))


def _parts(beeld: Coordinatorbeeld) -> Iterator[list[str]]:
    part: list[str] = []
    for thema in beeld.raamwerk.themas:
        ids = [norm.id for norm in thema.normen]
        if part and len(part) + len(ids) > BREEDST:
            yield part
            part = []
        part += ids
        while len(part) > BREEDST:
            yield part[:BREEDST]
            part = part[BREEDST:]
    if part:
        yield part


def _matrix(beeld: Coordinatorbeeld, ids: list[str]) -> Tabel:
    heads = (party_words(beeld)[0].capitalize(), *ids)
    rijen = tuple((_name(beeld, one), *_cells(one, ids)) for one in beeld.partijen)
    return Tabel(f"Norm {ids[0]} tot en met {ids[-1]}", tuple(map(Kolom, heads)), rijen)


def _name(beeld: Coordinatorbeeld, one: Partijbeeld) -> Inhoud:
    link = Verwijzing(one.naam, anker_of(beeld, one))
    return (link, " (concept)") if one.stand == "concept" else link


def _cells(one: Partijbeeld, ids: list[str]) -> Iterator[Inhoud]:
    known: dict[str, Status] = {}
    if one.oordeel is not None:
        known = {norm.id: norm.oordeel for norm in one.oordeel.normen}
    yield from (Merk(known[name], kort=True) if name in known else "" for name in ids)


# By month


def make_maanden(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """What lapses when nobody does anything, and what is planned, month by month."""
    planned = [(one, plan) for one in beeld.partijen if (plan := one.plan) is not None]
    lapses: dict[tuple[int, int], list[str]] = {}
    due: dict[tuple[int, int], list[str]] = {}
    for one, plan in planned:
        for day, normen in _by_month(plan.verloopt).items():
            lapses.setdefault(day, []).append(f"{one.naam} {join(normen)}")
        for actie in _coming(plan, beeld):
            words = f"{one.naam} {actie.norm}: {shorten(actie.actie.actie, 50)}"
            due.setdefault(_month(actie.dag or beeld.peildatum), []).append(words)
    months = sorted({*lapses, *due})
    until = dutch(beeld.verloopt_tot)
    if not months:
        return (Alinea(f"Tot en met {until} verloopt er niets en is er niets gepland."),)
    rijen = tuple(
        (
            f"{MAANDEN[month - 1]} {year}",
            top(lapses.get((year, month), []), MEESTE) or "–",
            top(due.get((year, month), []), MEESTE) or "–",
        )
        for year, month in months
    )
    heads = ("Maand", "Verloopt zonder actie", "Gepland: dan is het klaar")
    return (Tabel(f"Agenda tot en met {until}", tuple(map(Kolom, heads)), rijen),)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _by_month(found: tuple[Verloop, ...]) -> dict[tuple[int, int], list[str]]:
    grouped: dict[tuple[int, int], list[str]] = {}
    for one in found:
        grouped.setdefault(_month(one.dag), []).append(one.norm)
    return grouped


def _coming(plan: Plan, beeld: Coordinatorbeeld) -> Iterator[Planactie]:
    for one in plan.acties:
        day = one.dag
        if one.te_doen and day is not None and beeld.peildatum <= day <= beeld.verloopt_tot:
            yield one


# Each apart


def make_leden(beeld: Coordinatorbeeld) -> tuple[Sectie, ...]:
    """A block for each member, ready for a visit."""
    return tuple(Sectie(one.naam, anker_of(beeld, one), tuple(_lid(one))) for one in beeld.partijen)


def _lid(one: Partijbeeld) -> Iterator[Blok]:
    if one.oordeel is None or one.plan is None:
        yield Alinea("Er is van deze ronde nog geen meting.")
        return
    yield Alinea(f"{share_words(one.oordeel.aandeel, one.oordeel.telling)}.")
    if one.plan.normen:
        yield make_normplan(f"Nog niet bij {one.naam}", one.plan.normen)
    if one.plan.verloopt:
        yield Alinea(Sterk("Verloopt zonder actie:"))
        yield Lijst(tuple(map(_lapse, one.plan.verloopt)))


def _lapse(one: Verloop) -> str:
    who = f" Wie: {either(one.rollen)}." if one.rollen else ""
    return f"{dutch(one.dag)}: {one.norm} gaat {lapse_words(one.van, one.naar)}.{who}"
