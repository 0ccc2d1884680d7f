"""Members for who may see them by name: all of them against all norms, by month, and each apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator, Sequence
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
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Norm, Status
from weerbaar_cli.model.getal import dutch_getal
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import (
    ALLE_LEDEN,
    MEESTE_LEDEN,
    Coordinatorbeeld,
    Inleverstand,
    Partijbeeld,
    choose_leden,
)
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.uitkomsten.plan import Lidplan, Planactie, Verloop
from weerbaar_cli.model.uitkomsten.vergelijking import Meetmoment
from weerbaar_cli.model.woorden import join
from weerbaar_cli.views.eigen.woorden import either, lapse_words, passage, share_words, top
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


def anker_of(place: int) -> str:
    """Where the section of a member is, by its place."""
    return f"partij-{place}"


# How far a member is

STANDEN: dict[Inleverstand, str] = {
    "ontbreekt": "ontbreekt",
    "fouten": "heeft fouten",
    "apart": "wel een meting",
    "concept": "in concept",
    "ingeleverd": "ingeleverd",
    "vastgesteld": "vastgesteld",
}


def stand_words(one: Partijbeeld) -> str:
    """How far it is, and which meting there is when that is not one of the round."""
    more = ", alles ingevuld" if one.stand == "concept" and one.compleet else ""
    if one.apart is not None:
        more = f": {moment_words(one.apart)}"
    elif one.gebroken is not None:
        more = f"; {gebroken_words(one)}"
    return f"{STANDEN[one.stand]}{more}"


def moment_words(moment: Meetmoment) -> str:
    """Which meting it is: zelfscan van 28-06-2024."""
    return f"{moment.soort} van {dutch(moment.peildatum)}"


def gebroken_words(one: Partijbeeld) -> str:
    """Of which day a meting with a fout is, or that this cannot be read."""
    if one.gebroken in (None, date.max):
        return "de peildatum is niet te lezen"
    return f"de peildatum is {dutch(one.gebroken)}"


def mark_concept(naam: str, concept: Container[str]) -> str:
    """The name of a member, and whether it is still at work on its meting."""
    return f"{naam} (concept)" if naam in concept else naam


def some_names(names: Sequence[str]) -> str:
    """So many as one reads, and how many more there are."""
    return join(names) if len(names) <= MEESTE else top(names, MEESTE, ", ")


# Very many members


def tell_left_out(beeld: Coordinatorbeeld, *, inleveren: bool = False) -> tuple[Blok, ...]:
    """That not every member stands here, which do, and where the others are."""
    number = len(beeld.partijen)
    if number <= ALLE_LEDEN:
        return ()
    who = "nog niet is ingeleverd, of waar " if inleveren else ""
    words = (
        f"Dit district heeft {dutch_getal(number)} {party_words(beeld)[1]}. Hier staan de "
        f"{MEESTE_LEDEN} waar {who}het meeste te laat is, verloopt of nog niet voldoet, op "
        "volgorde van naam. Wat van alle andere bekend is, geeft dit rapport met «--format json»; "
        "een rij per norm van elke meting geeft «weerbaar score» op de map, met «--format csv»."
    )
    return (Alinea(words),)


def count_statuses(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """Of very many members how many have each status, norm by norm."""
    if len(beeld.partijen) <= ALLE_LEDEN:
        return ()
    found = Counter(
        (norm.id, norm.oordeel)
        for one in beeld.partijen
        if one.oordeel is not None
        for norm in one.oordeel.normen
    )
    heads = (Kolom("Norm"), *(Kolom(WOORDEN[status], getal=True) for status in STATUSES))
    rijen = tuple(
        (f"{_head(norm)} {norm.naam}", *(str(found[norm.id, status]) for status in STATUSES))
        for norm in beeld.raamwerk.normen
    )
    return (Tabel(f"Aantal {party_words(beeld)[1]} per norm", heads, rijen),)


# All against all

STER = "*"
AANBEVOLEN = f"Een norm met {STER} is een aanbeveling: die telt in de aantallen niet mee."


def _head(norm: Norm) -> str:
    return norm.id if norm.telt_mee else f"{norm.id}{STER}"


def make_matrix(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """One table, or as few as its norms fit in, cut between themas where that can be."""
    words = (
        f"{sign_words(*STATUSES)}; leeg is: geen meting van deze ronde. De naam leidt naar wat "
        "daar nog te doen is."
    )
    if any(not norm.telt_mee for norm in beeld.raamwerk.normen):
        words = f"{words} {AANBEVOLEN}"
    counted = (*count_statuses(beeld), *tell_left_out(beeld))
    shown = choose_leden(beeld.partijen)
    tables = (_matrix(beeld, shown, part) for part in _parts(beeld))
    return (*counted, Alinea(words), *tables, Alinea(f"{_named(beeld)}."))


def _named(beeld: Coordinatorbeeld) -> str:
    """What each number is called, once for all tables that have only numbers."""
    return "; ".join(f"{_head(one)} {one.kort or one.naam}" for one in beeld.raamwerk.normen)


def _parts(beeld: Coordinatorbeeld) -> Iterator[list[Norm]]:
    part: list[Norm] = []
    for thema in beeld.raamwerk.themas:
        if part and len(part) + len(thema.normen) > BREEDST:
            yield part
            part = []
        part += thema.normen
        while len(part) > BREEDST:
            yield part[:BREEDST]
            part = part[BREEDST:]
    if part:
        yield part


def _matrix(
    beeld: Coordinatorbeeld, shown: Sequence[tuple[int, Partijbeeld]], normen: list[Norm]
) -> Tabel:
    heads = (party_words(beeld)[0].capitalize(), *map(_head, normen))
    rijen = tuple((_name(place, one), *_cells(one, normen)) for place, one in shown)
    return Tabel(f"Norm {normen[0].id} tot en met {normen[-1].id}", tuple(map(Kolom, heads)), rijen)


def _name(place: int, one: Partijbeeld) -> Inhoud:
    link = Verwijzing(one.naam, anker_of(place))
    return (link, " (concept)") if one.stand == "concept" else link


def _cells(one: Partijbeeld, normen: list[Norm]) -> Iterator[Inhoud]:
    known: dict[str, Status] = {}
    if one.oordeel is not None:
        known = {norm.id: norm.oordeel for norm in one.oordeel.normen}
    ids = (norm.id for norm in normen)
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
            words = f"{one.naam} {actie.norm}: {passage(actie.actie.actie)}"
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
    kop = f"Agenda tot en met {until}"
    return (Tabel(kop, tuple(map(Kolom, heads)), rijen, sleutel="Agenda per maand"),)


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _by_month(found: tuple[Verloop, ...]) -> dict[tuple[int, int], list[str]]:
    grouped: dict[tuple[int, int], list[str]] = {}
    for one in found:
        grouped.setdefault(_month(one.dag), []).append(one.norm)
    return grouped


def _coming(plan: Lidplan, beeld: Coordinatorbeeld) -> Iterator[Planactie]:
    for one in plan.acties:
        day = one.dag
        if one.te_doen and day is not None and beeld.peildatum <= day <= beeld.verloopt_tot:
            yield one


# Each apart


def make_leden(beeld: Coordinatorbeeld) -> tuple[Sectie, ...]:
    """A block for each member, ready for a visit."""
    kop = party_words(beeld)[0].capitalize()
    return tuple(
        Sectie(
            one.naam,
            anker_of(place),
            tuple(_lid(beeld, one, kop)),
            in_orde=one.plan is not None and not one.plan.aantal,
        )
        for place, one in choose_leden(beeld.partijen)
    )


def _lid(beeld: Coordinatorbeeld, one: Partijbeeld, kop: str) -> Iterator[Blok]:
    if one.oordeel is None or one.plan is None:
        yield Alinea(_unmeasured(one))
        return
    if one.stand == "concept":
        yield Alinea(f"Deze meting is {stand_words(one)}.")
    yield Alinea(f"{share_words(one.oordeel.aandeel, one.oordeel.telling)}.")
    if normen := beeld.normen_of(one):
        yield make_normplan(f"Nog niet bij {one.naam}", normen, lid=(kop, one.naam))
    if one.plan.verloopt:
        yield Alinea(Sterk("Verloopt zonder actie:"))
        yield Lijst(tuple(map(_lapse, one.plan.verloopt)))


def _unmeasured(one: Partijbeeld) -> str:
    """Why nothing stands there of a member, in the words of the table of who handed in."""
    if one.stand == "ontbreekt":
        return "Er is van deze ronde nog geen meting."
    if one.stand == "fouten":
        return f"De meting {stand_words(one)}."
    return f"Er is {stand_words(one)}. Van deze ronde is er nog geen."


def _lapse(one: Verloop) -> str:
    who = f" Wie: {either(one.rollen)}." if one.rollen else ""
    return f"{dutch(one.dag)}: {one.norm} gaat {lapse_words(one.van, one.naar)}.{who}"
