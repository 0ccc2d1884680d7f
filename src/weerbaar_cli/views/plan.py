"""What is left to do for one organisation: the page and the rows of `plan`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Blad,
    Blok,
    Inhoud,
    Kolom,
    Merk,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
    Stuk,
    Tabel,
)
from weerbaar_cli.blad.view import Cel, Rijen
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.getal import euro, number
from weerbaar_cli.model.tijd import dutch, dutch_version, titled_version
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.uitkomsten.plan import (
    Eigenplan,
    Normplaats,
    Plan,
    Planactie,
    Planbegroting,
    Planfeit,
    Plannorm,
    Planpost,
    Planstap,
    Terugblik,
    Terugblikactie,
    Terugbliknorm,
    Verloop,
)
from weerbaar_cli.model.woorden import as_told, count_word
from weerbaar_cli.views.eigen.woorden import either, state_words, term_words
from weerbaar_cli.views.namen import WOORDELIJK, Namen
from weerbaar_cli.views.score_blad import ADVISED

if TYPE_CHECKING:
    from weerbaar_cli.views.plandata import Eigenplandata

COLUMNS = (
    "organisatie", "soort", "raamwerk", "norm", "oordeel", "wat", "wie", "datum", "kosten",
    "peildatum", "fictief", "vertrouwelijk",
)  # fmt: skip
BEDRAGEN = ("kosten",)
Cellen = tuple[Cel, ...]


class Planview(NamedTuple):
    """The plan of one meting."""

    uitkomst: Eigenplan
    namen: Namen = WOORDELIJK

    def blad(self) -> Blad:
        """What to do first and who can do it, what runs, what lapses and what it costs."""
        found, kop, plan = self.uitkomst, self.uitkomst.kop, self.uitkomst.plan
        first = plan.raamwerken[0]
        titel = first.titel if is_single(plan) else f"{len(plan.raamwerken)} raamwerken"
        when = f"{kop.soort} ({kop.status}), peildatum {dutch(kop.peildatum)}"
        versie = dutch_version(first.versie)
        return Blad(
            titel=f"{kop.naam} — plan voor {titel}",
            ondertitel=when + (f", raamwerkversie {versie}" if is_single(plan) else ""),
            doelgroep="eigen",
            datum=plan.peildatum,
            vertrouwelijk=DOELGROEPEN["eigen"].regel,
            fictief=FICTIEF if kop.fictief else "",
            secties=tuple(_secties(found, self.namen)),
        )

    def data(self) -> Eigenplandata:
        """The plan for programs."""
        from weerbaar_cli.views.plandata import eigenplan_data  # late: only programs need it

        return eigenplan_data(self.uitkomst)

    def rijen(self) -> Rijen:
        """A row per thing to do, with every action."""
        found = self.uitkomst
        marks = ("ja" if found.kop.fictief else "nee", DOELGROEPEN["eigen"].regel)
        rows = plan_rows(found.kop.naam, found.plan, found.plan.acties)
        return Rijen(COLUMNS, tuple((*row, *marks) for row in rows), BEDRAGEN)


def _secties(found: Eigenplan, namen: Namen) -> Iterator[Sectie]:
    plan = found.plan
    yield Sectie("In het kort", "kort", tuple(_kort(found)))
    if found.terugblik is not None:
        yield _terugblik(plan, found.terugblik)
    kop = "Nog te doen, de kortste weg eerst"
    routes = Sectie(kop, "te-doen", delen=tuple(_routes(plan, namen)))
    # By several raamwerken the one fact that helps most is the best news.
    feiten = _feiten(plan, namen)
    parts = (routes, feiten) if is_single(plan) else (feiten, routes)
    yield from (one for one in parts if one.blokken or one.delen)
    optional = (_acties(found), _verloop(plan, namen), make_kosten(plan))
    yield from (one for one in optional if one is not None)
    for index, begroting in enumerate(found.begrotingen, 1):
        yield _begroting(begroting, f"begroting-{index}")


def _kort(found: Eigenplan) -> Iterator[Blok]:
    plan = found.plan
    yield Alinea(Sterk(f"{_summary(plan)}."))
    if plan.peildatum != found.kop.peildatum:
        yield Alinea(f"Doorgerekend op {dutch(plan.peildatum)} met de feiten van de meting.")
    for one in plan.raamwerken:
        name = "" if is_single(plan) else f"{titled_version(one.titel, one.versie)}."
        words = filter(None, (name, term_words(plan.peildatum, one.streefdatum)))
        if text := " ".join(words):
            yield Alinea(text)


def _summary(plan: Plan) -> str:
    """The plan in one line."""
    missed = len(plan.bepalend) - len(plan.onbekend)
    parts = [] if plan.bepalend else ["Alle normen voldoen"]
    if missed:
        parts.append(f"{count_word(missed, 'norm voldoet', 'normen voldoen')} nog niet")
    if plan.zonder_actie:
        parts.append(f"{len(plan.zonder_actie)} zonder actie")
    if plan.onbekend:
        parts.append(f"{count_word(len(plan.onbekend), 'norm is', 'normen zijn')} nog onbekend")
    if advised := len(plan.normen) - len(plan.bepalend):
        parts.append(f"{count_word(advised, 'aanbeveling staat', 'aanbevelingen staan')} nog open")
    if plan.te_laat:
        parts.append(count_word(len(plan.te_laat), "actie te laat", "acties te laat"))
    if plan.verloopt:
        lapses = count_word(len(plan.verloopt), "norm verloopt", "normen verlopen")
        parts.append(f"{lapses} tot en met {dutch(plan.tot)}")
    return ", ".join(parts)


# The names of norms


def is_single(plan: Plan) -> bool:
    """Whether a norm's number alone says which norm it is."""
    return len(plan.raamwerken) == 1


def _titel(plan: Plan, raamwerk: str) -> str:
    return next(one.titel for one in plan.raamwerken if one.id == raamwerk)


def norm_name(plan: Plan, raamwerk: str, norm: str) -> str:
    """A norm by its number; where the plan has several raamwerken also of which."""
    return norm if is_single(plan) else f"{_titel(plan, raamwerk)} {norm}"


def name_normen(plan: Plan, normen: Iterable[Normplaats]) -> str:
    """Norms by number; where the plan has several raamwerken each is named once."""
    grouped: dict[str, list[str]] = {}
    for raamwerk, norm in normen:
        grouped.setdefault(raamwerk, []).append(norm)
    return "; ".join(norm_name(plan, name, ", ".join(norms)) for name, norms in grouped.items())


# Routes


def _routes(plan: Plan, namen: Namen) -> Iterator[Sectie]:
    """Every norm that is not met; what asks the same number of steps stands together."""
    for heading, group in groupby(plan.normen, key=_heading):
        rijen = _rijen(plan, list(group), namen)
        yield Sectie(heading, heading.lower().replace(" ", "-"), (Opsomming("Normen", rijen),))


def _heading(norm: Plannorm) -> str:
    """How much is left to do for a norm."""
    if norm.route is None:
        return "Niet met feiten op te lossen"
    count = len(norm.route.stappen)
    return f"Nog {count_word(count, 'stap', 'stappen')}" if count else "Alleen wachten"


def _rijen(plan: Plan, normen: Sequence[Plannorm], namen: Namen) -> tuple[Rij, ...]:
    """By several raamwerken every route once, what leads to most norms first."""
    if is_single(plan):
        return tuple(Rij(one.id, tuple(_norm(plan, one, namen)), one.oordeel) for one in normen)
    routes: dict[tuple[Planstap, ...] | Normplaats, list[Plannorm]] = {}
    for norm in normen:
        steps = norm.route.stappen if norm.route is not None else ()
        routes.setdefault(steps or (norm.raamwerk, norm.id), []).append(norm)
    longest = sorted(routes.values(), key=len, reverse=True)
    return tuple(_shared_route(plan, one, namen) for one in longest)


def _norm(plan: Plan, norm: Plannorm, namen: Namen) -> Iterator[Inhoud]:
    """What it is about, what is needed and from whom, and whether anybody is at work on it."""
    yield title_of(norm)
    yield from _what_is_left(plan, norm, namen)
    yield from _progress(norm)


def _shared_route(plan: Plan, normen: Sequence[Plannorm], namen: Namen) -> Rij:
    """What leads to these norms, and then each of them."""
    lines: list[Inhoud] = [*_what_is_left(plan, normen[0], namen)]
    for norm in normen:
        name = f" {norm_name(plan, norm.raamwerk, norm.id)} "
        lines += [(Merk(norm.oordeel), name, title_of(norm)), *_progress(norm)]
    return Rij(count_word(len(normen), "norm", "normen"), tuple(lines))


def title_of(norm: Plannorm) -> Stuk:
    """What people call the norm; one without a name of its own by its whole text."""
    named = not norm.kort.endswith("…")
    return Sterk(norm.kort) if named else Aanhaling(as_told(norm.tekst))


def _what_is_left(plan: Plan, norm: Plannorm, namen: Namen) -> Iterator[Inhoud]:
    if norm.route is None:
        yield namen.reason(norm)
        return
    stappen, vanaf = norm.route.stappen, norm.route.vanaf
    yield from (with_roles(step, roles) for step, roles in task_lines(stappen, namen))
    if vanaf > plan.peildatum:
        facts = "met deze feiten" if stappen else "met dezelfde feiten"
        yield f"wachten tot {dutch(vanaf)}: dan voldoet de norm {facts}"


def _progress(norm: Plannorm) -> Iterator[Inhoud]:
    """What an assessor found, and how far the actions are."""
    if norm.getoetst is not None:
        yield f"getoetst: {WOORDEN[norm.getoetst]}; laat het daarna opnieuw toetsen"
    if norm.afwijking_tot is not None:
        yield f"aanvaarde afwijking tot en met {dutch(norm.afwijking_tot)}"
    if not norm.telt_mee:
        yield ADVISED
    if norm.zonder_actie:
        yield "nog geen actie"
    for one in (one for one in norm.acties if one.te_doen):
        words = f"actie {state_words(one)}"
        yield Sterk(words) if one.te_laat else words


def task_lines(stappen: Sequence[Planstap], namen: Namen = WOORDELIJK) -> list[tuple[str, str]]:
    """What to do and who can do it; parts of one fact with the same task on one line."""
    roles: dict[str, str] = {}
    for one in stappen:
        shared = f"feit van {one.van}" if one.van is not None else ""
        roles[one.stap.feit] = "; ".join(filter(None, (either(one.rollen), shared)))
    return [(taak, roles[feit]) for feit, taak in namen.tasks(one.stap for one in stappen)]


def with_roles(text: str, roles: str) -> str:
    """Something with the functions that can do it."""
    return f"{text} ({roles})" if roles else text


# Facts


def _feiten(plan: Plan, namen: Namen) -> Sectie:
    """The single facts that help more than one norm."""
    feiten = [feit for feit in plan.feiten if len(feit.normen) > 1]
    rijen = tuple(
        Rij(f"{len(feit.normen)} normen", (_asked_words(feit, namen), _helps(plan, feit)))
        for feit in feiten
    )
    blokken = (Opsomming("Normen", rijen),) if rijen else ()
    return Sectie("Eén feit dat meer normen helpt", "feiten", blokken)


def _helps(plan: Plan, feit: Planfeit) -> str:
    helped = f"helpt {name_normen(plan, feit.normen)}"
    if len(feit.genoeg_voor) == len(feit.normen):
        return f"{helped} en is daar alleen al genoeg voor"
    if feit.genoeg_voor:
        return f"{helped}; is alleen al genoeg voor {name_normen(plan, feit.genoeg_voor)}"
    return helped


def _asked_words(one: Planfeit, namen: Namen) -> str:
    """What to do about a fact, and who can do it."""
    return with_roles("; ".join(taak for _, taak in namen.tasks(one.stappen)), either(one.rollen))


# Actions, lapses and money


def _acties(found: Eigenplan) -> Sectie | None:
    """Every action with its owner, day, state and cost; the late ones first."""
    plan, elders = found.plan, found.elders
    blokken: list[Blok] = []
    if plan.acties:
        kolommen = (*map(Kolom, ("norm", "actie", "eigenaar", "stand")), Kolom("kosten", True))
        ordered = sorted(plan.acties, key=lambda one: (not one.te_laat, not one.te_doen))
        rows = tuple(_actie(plan, one) for one in ordered)
        blokken.append(Tabel("Wie doet wat, en hoe ver is het", kolommen, rows))
    if elders:
        count = count_word(elders, "actie hoort", "acties horen")
        blokken.append(Alinea(f"{count} bij normen van een ander raamwerk."))
    if plan.zonder_actie:
        names = name_normen(plan, ((one.raamwerk, one.id) for one in plan.zonder_actie))
        blokken.append(Alinea((Sterk("Normen zonder actie:"), f" {names}")))
    return Sectie("Acties", "acties", tuple(blokken)) if blokken else None


def _actie(plan: Plan, one: Planactie) -> tuple[Inhoud, ...]:
    actie, note = one.actie, _note(one)
    state = f"{state_words(one)}{f'; {note}' if note else ''}"
    return (
        norm_name(plan, one.raamwerk, one.norm),
        actie.actie,
        actie.eigenaar or "",
        Sterk(state) if one.te_laat else state,
        "" if actie.kosten is None else euro(actie.kosten),
    )


def _note(one: Planactie) -> str:
    """What is odd about an action and its norm; empty when nothing is."""
    met = one.oordeel in ("voldoet", "nvt")
    if one.te_doen and met:
        return f"de norm is al: {WOORDEN[one.oordeel]}"
    if one.actie.status == "gereed" and not met:
        return f"maar de norm is nog: {WOORDEN[one.oordeel]}"
    return ""


def _verloop(plan: Plan, namen: Namen) -> Sectie | None:
    if not plan.verloopt:
        return None
    rijen = tuple(Rij(dutch(one.dag), tuple(_lapse(plan, one, namen))) for one in plan.verloopt)
    kop = f"Verloopt tot en met {dutch(plan.tot)}"
    return Sectie(kop, "verloopt", (Opsomming("Wanneer", rijen),))


def _lapse(plan: Plan, one: Verloop, namen: Namen) -> Iterator[Inhoud]:
    """The norm, from which oordeel to which; then what lapses and who can renew it."""
    yield (f"{norm_name(plan, one.raamwerk, one.norm)}: ", Merk(one.van), " → ", Merk(one.naar))
    yield with_roles(lapsing_words(one, namen), either(one.rollen))


def lapsing_words(one: Verloop, namen: Namen) -> str:
    """The facts that lapse, or else the decision."""
    facts = namen.feiten(one.feiten, one.kort)
    return facts or "het besluit «niet van toepassing» telt dan niet meer"


def make_kosten(plan: Plan) -> Sectie | None:
    """What the actions cost per thema; None when nobody named an amount."""
    kosten = plan.kosten
    if not any(one.te_doen or one.gereed for one in kosten):
        return None
    rijen = [
        (
            f"{'' if is_single(plan) else f'{_titel(plan, one.raamwerk)}: '}"
            f"{one.thema} {one.titel}",
            _amount(one.te_doen),
            _amount(one.gereed),
        )
        for one in kosten
    ]
    te_doen = sum((one.te_doen for one in kosten), Decimal(0))
    done = sum((one.gereed for one in kosten), Decimal(0))
    rijen.append(("Samen", _amount(te_doen), _amount(done)))
    kolommen = (Kolom("Thema"), Kolom("Nog te doen", getal=True), Kolom("Gereed", getal=True))
    blokken: list[Blok] = [Tabel("Kosten van de acties per thema", kolommen, tuple(rijen))]
    if missing := sum(one.zonder_bedrag for one in kosten):
        count = count_word(missing, "actie heeft", "acties hebben")
        blokken.append(Alinea(f"{count} nog geen bedrag."))
    return Sectie("Kosten van de acties", "kosten", tuple(blokken))


def _amount(amount: Decimal) -> str:
    return euro(amount) if amount else "–"


def _begroting(begroting: Planbegroting, anker: str) -> Sectie:
    """What there is to spend against what the actions cost: every post, and the total last."""
    years = dict.fromkeys(one.jaar for one in begroting.posten if one.jaar is not None)
    kop = f"{' '.join(('Begroting', *years))}: {begroting.titel}"
    heads = ("begroot", "nog te doen", "gereed", "over")
    kolommen = (Kolom("post"), *(Kolom(head, getal=True) for head in heads))
    rijen = [_post(one, one.post) for one in begroting.posten]
    loose = begroting.zonder_post
    if loose.te_doen or loose.gereed:
        rijen.append(("Acties zonder post", "–", euro(loose.te_doen), euro(loose.gereed), "–"))
    rijen.append(_post(begroting.totaal, "Totaal"))
    blokken: list[Blok] = [Tabel("Begroot, en wat de acties kosten", kolommen, tuple(rijen))]
    if begroting.ander_jaar:
        amount = euro(begroting.ander_jaar)
        blokken.append(Alinea(f"{amount} aan acties is voor een ander jaar en telt hier niet mee."))
    return Sectie(kop, anker, tuple(blokken))


def _post(one: Planpost, name: str) -> tuple[str, ...]:
    costs = (euro(one.te_doen), euro(one.gereed)) if one.normen else ("–", "–")
    return name, euro(one.bedrag), *costs, _left(one.over)


def _left(over: Decimal) -> str:
    """What is left of an amount, or how much there is too little."""
    return euro(over) if over >= 0 else f"{euro(-over)} tekort"


# The look back


def _terugblik(plan: Plan, found: Terugblik) -> Sectie:
    """What was planned then, and what came of it."""
    kop = f"Gepland op {dutch(found.peildatum)}, en wat ervan kwam"
    if not found.normen:
        text = "Toen voldeden alle normen en was er geen actie."
        return Sectie(kop, "terugblik", (Alinea(text),))
    rijen = tuple(
        Rij(norm_name(plan, one.raamwerk, one.id), tuple(_realised(one))) for one in found.normen
    )
    was = [one for one in found.normen if one.van not in ("voldoet", "nvt")]
    met = sum(one.naar == "voldoet" for one in was)
    blokken: list[Blok] = [Opsomming("Normen", rijen)]
    if was:
        blokken.append(
            Alinea(f"Van de {len(was)} normen die toen niet voldeden, voldoen er nu {met}.")
        )
    return Sectie(kop, "terugblik", tuple(blokken))


def _realised(one: Terugbliknorm) -> Iterator[Inhoud]:
    yield (Merk(one.van), " → ", Merk(one.naar), _cause(one))
    if one.stappen_van and one.stappen_naar is not None:
        yield f"stappen te doen: {one.stappen_van} → {one.stappen_naar}"
    yield from (_outcome(one, actie) for actie in one.acties)


def _cause(one: Terugbliknorm) -> str:
    """Why the oordeel is another one than then; empty when it is not."""
    return f" door {one.oorzaak_woorden}" if one.van != one.naar and one.oorzaak else ""


def _outcome(norm: Terugbliknorm, one: Terugblikactie) -> str:
    """What came of an action: done or not, and whether the norm moved."""
    better = norm.richting == "beter"
    match one.nu:
        case "gereed":
            result = "gedaan, norm is beter" if better else "gedaan, norm is niet beter"
        case "vervallen":
            result = "vervallen"
        case None:
            result = "niet meer genoemd" + (", norm is wel beter" if better else "")
        case _:
            result = f"nog niet klaar ({one.nu})" + (", norm is al beter" if better else "")
    return f"{one.actie.actie}: {result}{_spent(one)}"


def _spent(one: Terugblikactie) -> str:
    """What it would cost and what it did cost, where both are known."""
    if one.nu != "gereed" or one.kosten is None or one.actie.kosten is None:
        return ""
    return f"; {euro(one.actie.kosten)} gepland, {euro(one.kosten)} gerealiseerd"


# Rows for a spreadsheet


def plan_rows(naam: str, plan: Plan, acties: Sequence[Planactie]) -> Iterator[Cellen]:
    """A row per thing to do, all columns but the marks; of the actions those that are asked."""
    for norm in plan.normen:
        place = (naam, "open", norm.raamwerk, norm.id, norm.oordeel)
        yield (*place, *_route_cells(norm, plan.peildatum), None, plan.peildatum)
    for one in acties:
        actie, soort = one.actie, "te laat" if one.te_laat else one.actie.status
        what = (actie.actie, actie.eigenaar, actie.gereed_op, number(actie.kosten))
        yield (naam, soort, one.raamwerk, one.norm, one.oordeel, *what, plan.peildatum)
    for lapse in plan.verloopt:
        facts = ", ".join(lapse.kort) or "besluit niet van toepassing"
        place = (naam, "verloopt", lapse.raamwerk, lapse.norm, lapse.van)
        yield (*place, facts, either(lapse.rollen), lapse.dag, None, plan.peildatum)


def _route_cells(norm: Plannorm, peildatum: date) -> Cellen:
    """What is needed, who can do it, and from which day it counts where that is not yet."""
    if norm.route is None:
        return "; ".join(norm.waarom), None, None
    steps = task_lines(norm.route.stappen)
    roles = dict.fromkeys(roles for _, roles in steps if roles)
    what = "; ".join(step for step, _ in steps) or "wachten"
    return what, "; ".join(roles), norm.route.vanaf if norm.route.vanaf > peildatum else None
