"""The work of many organisations, for the coordinator: the page and the rows of a work list.

By name, never by how well anybody does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.blad.blad import (
    Alinea,
    Blad,
    Blok,
    Kolom,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
    Tabel,
)
from weerbaar_cli.blad.view import Rijen
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch, titled_version
from weerbaar_cli.model.uitkomsten.plan import (
    Gezamenlijkwerk,
    Mapwerklijst,
    Organisatieplan,
    Plan,
    Planactie,
    Plannorm,
)
from weerbaar_cli.model.woorden import LEEG, capital, count_word, join
from weerbaar_cli.views.eigen.woorden import either, state_words
from weerbaar_cli.views.namen import GENOEMD, WOORDELIJK, Namen
from weerbaar_cli.views.plan import (
    BEDRAGEN,
    COLUMNS,
    Cellen,
    lapsing_words,
    name_normen,
    norm_name,
    plan_rows,
    with_roles,
)

if TYPE_CHECKING:
    from weerbaar_cli.views.plandata import Werklijstdata

REGEL = DOELGROEPEN["coordinator"].regel


class Werklijstview(NamedTuple):
    """The work list of a folder."""

    uitkomst: Mapwerklijst
    namen: Namen = WOORDELIJK

    def blad(self) -> Blad:
        """A line for each organisation, what several need, then each."""
        found = self.uitkomst
        titels = ", ".join(dict.fromkeys(one.titel for one in found.raamwerken))
        return Blad(
            titel=f"Werklijst — {titels or found.map}",
            ondertitel=_moments(found),
            doelgroep="coordinator",
            datum=found.dag,
            vertrouwelijk=REGEL,
            fictief=FICTIEF if found.fictief else "",
            secties=tuple(_secties(found, self.namen)),
        )

    def data(self) -> Werklijstdata:
        """The work list for programs."""
        from weerbaar_cli.views.plandata import werklijst_data  # late: only programs need it

        return werklijst_data(self.uitkomst)

    def rijen(self) -> Rijen:
        """A row per thing to do, the marks in every row."""
        marks = ("ja" if self.uitkomst.fictief else "nee", REGEL)
        rows = tuple((*row, *marks) for row in _rows(self.uitkomst))
        return Rijen(COLUMNS, rows, BEDRAGEN)


def _moments(found: Mapwerklijst) -> str:
    """The date of the list, or that every meting has its own."""
    organisaties = found.werklijst.organisaties
    days = sorted({one.plan.peildatum for one in organisaties})
    if not days:
        return "Peildatum: er is niets berekend"
    kinds = {one.soort for one in organisaties}
    kind = f"{kinds.pop()}, peildatum" if len(kinds) == 1 else "Peildatum"
    if len(days) == 1:
        return f"{capital(kind)} {dutch(days[0])}"
    span = f"{dutch(days[0])} tot en met {dutch(days[-1])}"
    return f"Peildatum per meting, van {span}; met --peildatum rekent u op één dag"


def _secties(found: Mapwerklijst, namen: Namen) -> Iterator[Sectie]:
    organisaties = found.werklijst.organisaties
    kop = count_word(len(organisaties), "organisatie", "organisaties")
    yield Sectie(kop, "organisaties", tuple(_overview(found)))
    shared = found.werklijst.gezamenlijk
    once = [one for one in shared if one.in_een_keer]
    each = [one for one in shared if not one.in_een_keer]
    for heading, anker, facts in (
        ("Samen op te pakken", "samen", once),
        ("Ook bij meer organisaties nodig", "ieder", each),
    ):
        if facts:
            rijen = tuple(_gezamenlijk(one, len(organisaties), namen) for one in facts)
            yield Sectie(heading, anker, (Opsomming("Organisaties", rijen),))
    for index, one in enumerate(organisaties, 1):
        yield Sectie(one.organisatie, f"organisatie-{index}", tuple(_organisatie(one, namen)))


def _overview(found: Mapwerklijst) -> Iterator[Blok]:
    organisaties = found.werklijst.organisaties
    named = "; ".join(titled_version(one.titel, one.versie) for one in found.raamwerken)
    yield Alinea(f"Raamwerk: {named}" if named else "Geen raamwerk")
    if organisaties:
        heads = ("open", "onbekend", "verloopt", "te laat", "zonder actie")
        counted = (Kolom(head, getal=True) for head in heads)
        kolommen = (Kolom("organisatie"), *counted, Kolom("meting"))
        same = len({(one.soort, one.plan.peildatum) for one in organisaties}) == 1
        rijen = tuple(_counts(one, same=same) for one in organisaties)
        yield Tabel("Normen en acties per organisatie", kolommen, rijen)
    for heading, names in _remarks(found):
        if names:
            yield Alinea((Sterk(f"{heading}:"), f" {', '.join(names)}"))


def _counts(one: Organisatieplan, *, same: bool) -> tuple[str, ...]:
    plan = one.plan
    parts = (plan.bepalend, plan.onbekend, plan.verloopt, plan.te_laat, plan.zonder_actie)
    kind = "" if same else f"{one.soort} {dutch(plan.peildatum)}, "
    counts = (str(len(part)) if part else LEEG for part in parts)
    newer = f"; {newer_words(one)}" if one.gebroken else ""
    return (one.organisatie, *counts, f"{kind}{one.status}{newer}")


def newer_words(one: Organisatieplan) -> str:
    """That a later meting, or one that may be later, cannot be read."""
    if one.gebroken_op is None:
        return "een andere heeft fouten en kan nieuwer zijn"
    return f"die van {dutch(one.gebroken_op)} heeft fouten"


def _remarks(found: Mapwerklijst) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who has something to hand in, and who is not on the list."""
    ready = tuple(one.organisatie for one in found.werklijst.organisaties if one.niet_ingeleverd)
    return (
        ("Ingevuld, maar nog niet ingeleverd", ready),
        ("Nog geen meting", found.zonder_meting),
        ("Raamwerk niet voor deze organisatie bedoeld", found.niet_bedoeld),
        ("Niet op de lijst", tuple(one.zin for one in found.opgegaan)),
        ("Niet gelezen", found.ongelezen),
    )


def _gezamenlijk(one: Gezamenlijkwerk, total: int, namen: Namen) -> Rij:
    """A fact that would help several at once, or that a group already holds."""
    count = count_word(len(one.organisaties), "organisatie", "organisaties")
    names = "alle organisaties" if len(one.organisaties) == total else ", ".join(one.organisaties)
    tasks = _tasks(one, namen)
    if len(tasks) == 1:
        lines = [with_roles(next(iter(tasks)), either(one.rollen)), f"norm {_norms(one)}: {names}"]
    else:
        lines = [with_roles(f"{one.kort}, norm {_norms(one)}", either(one.rollen))]
        lines += [f"{join(who)}: {task}" for task, who in tasks.items()]
    if one.groepen:
        lines.append(f"staat in de meting van {', '.join(one.groepen)}")
    return Rij(count, tuple(lines))


def _tasks(one: Gezamenlijkwerk, namen: Namen) -> dict[str, list[str]]:
    """What there is to do, and whose it is."""
    found: dict[str, list[str]] = {}
    for naam, stappen in one.per_organisatie:
        task = "; ".join(taak for _, taak in namen.tasks(stappen, GENOEMD))
        found.setdefault(task, []).append(naam)
    return found


def _norms(one: Gezamenlijkwerk) -> str:
    return ", ".join(dict.fromkeys(norm for _, norm in one.normen))


def _organisatie(one: Organisatieplan, namen: Namen) -> Iterator[Blok]:
    """What there is to do with one organisation, ready for a visit."""
    newer = f" ({newer_words(one)}: {one.gebroken})" if one.gebroken else ""
    yield Alinea(f"{one.bestand}{newer}")
    rijen = tuple(_work(one, namen))
    yield Opsomming("Wat", rijen) if rijen else Alinea("Niets te doen.")


def _work(one: Organisatieplan, namen: Namen) -> Iterator[Rij]:
    plan = one.plan
    if one.niet_ingeleverd:
        yield Rij("inleveren", ("alles is ingevuld, de status is nog concept",))
    if plan.bepalend:
        yield Rij("open", (_open(plan),))
    yield from (Rij("te laat", (_late(plan, late),)) for late in plan.te_laat)
    for lapse in plan.verloopt:
        name = norm_name(plan, lapse.raamwerk, lapse.norm)
        yield Rij("verloopt", (f"{name} op {dutch(lapse.dag)}: {lapsing_words(lapse, namen)}",))


def _open(plan: Plan) -> str:
    """The open norms, those with the fewest steps first."""
    grouped: dict[str, list[Plannorm]] = {}
    for norm in plan.bepalend:
        grouped.setdefault(_steps(norm), []).append(norm)
    return "; ".join(f"{steps}: {_named(plan, normen)}" for steps, normen in grouped.items())


def _named(plan: Plan, normen: Sequence[Plannorm]) -> str:
    return name_normen(plan, ((norm.raamwerk, norm.id) for norm in normen))


def _steps(norm: Plannorm) -> str:
    if norm.route is None:
        return "niet met feiten"
    count = len(norm.route.stappen)
    return count_word(count, "stap", "stappen") if count else "wachten"


def _late(plan: Plan, one: Planactie) -> str:
    words = "; ".join(filter(None, (one.actie.eigenaar, state_words(one))))
    return f"{norm_name(plan, one.raamwerk, one.norm)} {one.actie.actie} ({words})"


def _rows(found: Mapwerklijst) -> Iterator[Cellen]:
    for one in found.werklijst.organisaties:
        if one.gebroken:
            said, day = newer_words(one), one.plan.peildatum
            yield (one.organisatie, "niet de nieuwste", *(None,) * 3, said, *(None,) * 3, day)
        if one.niet_ingeleverd:
            empty = (None,) * 3
            yield (one.organisatie, "inleveren", *empty, one.bestand, *empty, one.plan.peildatum)
        yield from plan_rows(one.organisatie, one.plan, one.plan.te_laat)
    for shared in found.werklijst.gezamenlijk:
        names = ", ".join(shared.organisaties)
        tasks = _tasks(shared, WOORDELIJK)
        told = tasks if len(tasks) == 1 else (f"{join(who)}: {one}" for one, who in tasks.items())
        what = ("; ".join(told), either(shared.rollen))
        yield (names, "gezamenlijk", None, _norms(shared), None, *what, None, None, None)
    for name in found.zonder_meting:
        yield (name, "geen meting", *(None,) * 8)
    for gone in found.opgegaan:
        yield (gone.partij, "opgegaan", *(None,) * 3, gone.zin, *(None,) * 4)
    for bestand in found.ongelezen:
        yield (None, "niet gelezen", *(None,) * 3, bestand, *(None,) * 4)
