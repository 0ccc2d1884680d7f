"""Page one of an organisation's report: what its secretary reads in two minutes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.blad.blad import (
    Alinea,
    Blok,
    Cijfer,
    Inhoud,
    Kerncijfers,
    Kolom,
    Lijst,
    Sectie,
    Sterk,
    Tabel,
)
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.uitkomsten.vergelijking import GELIJK, OORZAKEN, TERUG
from weerbaar_cli.model.woorden import count_word, join
from weerbaar_cli.views.eigen.woorden import (
    TOP,
    as_sentence,
    lapse_words,
    norm_name,
    op_orde_regel,
    op_orde_words,
    passage,
    share_alone,
    share_words,
    term_words,
    top,
)
from weerbaar_cli.views.namen import keuzes_words
from weerbaar_cli.views.normplan import make_normplan, norm_words
from weerbaar_cli.views.score_blad import FALEND, weighed_lines

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Status
    from weerbaar_cli.model.uitkomsten.eigenbeeld import (
        Eigenbeeld,
        Eigennorm,
        Eigenraamwerk,
        Eigenwet,
    )
    from weerbaar_cli.model.uitkomsten.oordeel import Raamwerkoordeel, Telling
    from weerbaar_cli.model.uitkomsten.plan import Plannorm, Verloop
    from weerbaar_cli.model.uitkomsten.vergelijking import Normverschil, Vergelijking


VRAGEN = 3  # questions of page one


def besluit_punten(beeld: Eigenbeeld, waar: str = " (bijlage C)") -> Iterator[Inhoud]:
    """Per kind of decision one point, kinds without anything left out.

    `waar` says where the readings stand; a note has no such place.
    """
    yield from _zonder_actie(beeld)
    yield from _te_laat(beeld)
    for one in beeld.raamwerken:
        yield from _herzien(beeld, one)
        yield from _andere_uitkomst(beeld, one)
        yield from _lezingen(beeld, one, waar)


def _zonder_actie(beeld: Eigenbeeld) -> Iterator[Inhoud]:
    """Norms that are not met and that nobody is at work on."""
    if found := beeld.plan.zonder_actie:
        names = [f"{norm_name(beeld, one.raamwerk, one.id)} {one.kort}" for one in found]
        head = count_word(
            len(found),
            "norm voldoet nog niet en heeft geen actie",
            "normen voldoen nog niet en hebben geen actie",
        )
        yield (Sterk(f"{head}."), f" {top(names)}. Wie pakt dit op?")


def _te_laat(beeld: Eigenbeeld) -> Iterator[Inhoud]:
    late = sorted(
        (one for one in beeld.plan.te_laat if one.actie.gereed_op is not None),
        key=lambda one: one.actie.gereed_op or beeld.peildatum,
    )
    if late:
        names = [
            f"{norm_name(beeld, one.raamwerk, one.norm)}: {passage(one.actie.actie)} "
            f"({passage(one.actie.eigenaar or 'zonder eigenaar')}, "
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
        name = f"{number} {one.norm.naam}"
        if besluit.herzien_op is None:
            due.append(f"{name} (zonder datum om te herzien)")
        elif besluit.herzien_op < beeld.peildatum:
            due.append(f"{name} (gold tot en met {dutch(besluit.herzien_op)})")
        elif besluit.herzien_op <= beeld.plan.tot:
            due.append(f"{name} (te herzien op {dutch(besluit.herzien_op)})")
    if due:
        head = count_word(
            len(due), "besluit «niet van toepassing»", "besluiten «niet van toepassing»"
        )
        yield (Sterk(f"{head} om te herzien:"), f" {top(due)}.")


def _andere_uitkomst(beeld: Eigenbeeld, raamwerk: Eigenraamwerk) -> Iterator[Inhoud]:
    """Where the assessor finds something else than follows from the same facts.

    That another judgement was found earlier, over other facts, asks for no decision; and while
    facts are missing there is nothing to differ from.
    """
    names = [
        f"{norm_name(beeld, raamwerk.raamwerk.id, one.norm.id)} "
        f"{one.norm.naam} (uit de feiten volgt "
        f"«{WOORDEN[one.oordeel.afgeleid]}», de toetser vindt «{WOORDEN[one.oordeel.oordeel]}»)"
        for one in raamwerk.normen
        if one.oordeel.geldend not in (None, one.oordeel.afgeleid)
        and one.oordeel.afgeleid != "onbekend"
    ]
    if names:
        yield (Sterk("Toetser en feiten verschillen:"), f" {top(names)}.")


def _lezingen(beeld: Eigenbeeld, raamwerk: Eigenraamwerk, waar: str) -> Iterator[Inhoud]:
    """Readings that somebody must still confirm; how many of them decide norms that are not met."""
    asked, decide = keuzes_words(raamwerk.oordeel)
    found = {*raamwerk.oordeel.bepalend}
    normen = [
        norm_name(beeld, raamwerk.raamwerk.id, one.norm.id)
        for one in raamwerk.bedoeld
        if one.oordeel.afgeleid in ("deels", "voldoet_niet") and found.intersection(one.parameters)
    ]
    if decide:
        yield Sterk(asked), f"{decide} van {_in_a_row(normen)}{waar}."


def _in_a_row(normen: list[str]) -> str:
    return join(normen) if len(normen) <= TOP else top(normen, TOP, ", ")


def vraag_punten(beeld: Eigenbeeld) -> Iterator[Inhoud]:
    """The blank facts that help most norms that are not known."""
    unknown = {(one.raamwerk, one.id) for one in beeld.plan.normen if one.oordeel == "onbekend"}
    asked = [
        (feit, [norm for norm in feit.normen if norm in unknown])
        for feit in beeld.plan.feiten
        if any(not stap.was_bekend for stap in feit.stappen) and unknown.intersection(feit.normen)
    ]
    first = "; ".join(
        f"{feit.kort} ({join([norm_name(beeld, *norm) for norm in normen[:TOP]])})"
        for feit, normen in asked[:VRAGEN]
    )
    left = count_word(len(asked) - VRAGEN, "feit", "feiten")
    rest = f"; en nog {left}, in bijlage B «niet bekend»" if len(asked) > VRAGEN else ""
    if asked:
        yield (Sterk("Vraag eerst na:"), f" {first}{rest}.")


def op_orde_zin(oordeel: Raamwerkoordeel) -> str:
    """Whether all is met that must be."""
    return as_sentence(op_orde_words(oordeel.titel, oordeel.op_orde))


WETTEN = 3
LATER = 4  # lapses on one line
# What page one has room for below its figures, in lines, and how many a row of its table takes; a
# point of a list takes one. Measured on paper: tests/browser/test_papier_voorbeelden.py.
REGELS, RIJ, MINST = 36, 2.2, 5
VOLGORDE = "eerst «voldoet niet», dan de kortste weg"
IN_BIJLAGE = "Wat te doen staat in bijlage A."
VERLOREN = 2  # norms that are no longer met, named by what they are about


def make_eerste(beeld: Eigenbeeld) -> Sectie:
    """Where we stand, what is left with who and when, what is asked, what changed, what lapses."""
    open_normen = tuple(_open(beeld))
    left = (Sectie("Wat voldoet nog niet?", "open", open_normen),) if open_normen else ()
    decide = tuple(besluit_punten(beeld)) or (geen_besluit(beeld),)
    lapses = tuple(_verloopt(beeld)) or (GEEN_VERLOOP,)
    return Sectie(
        "In het kort",
        "kort",
        tuple(_stand(beeld)),
        (
            *left,
            Sectie(VRAAGKOP, "besluit", (_list((*decide, *vraag_punten(beeld))),)),
            Sectie("Wat is er veranderd?", "veranderd", tuple(make_veranderd(beeld))),
            Sectie("Wat verloopt binnenkort?", "verloopt", (_list(lapses),)),
            *_voldoet(beeld),
        ),
    )


def norm_anker(beeld: Eigenbeeld, raamwerk: Eigenraamwerk) -> str:
    """How the anchors of its norms begin; several raamwerken are kept apart by their number."""
    single = len(beeld.raamwerken) == 1
    return "norm-" if single else f"{beeld.raamwerken.index(raamwerk) + 1}-norm-"


def _open(beeld: Eigenbeeld) -> Iterator[Blok]:
    """Every norm that is not met, in the order of the raamwerk; what weighs most with its task.

    Of very many the others stand in a list, so that all of them fit on page one; which those are
    is said.
    """
    weighed = weighed_normen(beeld)
    room = int((REGELS - len(weighed)) / (RIJ - 1))
    first = weighed[: max(room, MINST)]
    for one in beeld.raamwerken:
        name = f" van {one.raamwerk.titel}" if len(beeld.raamwerken) > 1 else ""
        anker = norm_anker(beeld, one)
        left = [norm.plan for norm in one.bedoeld if norm.plan is not None]
        if shown := [norm for norm in left if norm in first]:
            yield make_normplan(f"Normen{name} die nog niet voldoen", shown, anker)
        if rest := [norm for norm in left if norm not in first]:
            must = any(norm.norm.verplicht for norm in one.bedoeld if norm.plan is not None)
            chosen = f"eerst wat verplicht is, en {VOLGORDE}" if must else VOLGORDE
            left_out = f"En nog {count_word(len(rest), 'norm', 'normen')}{name}."
            order = f"Voor de tabel is gekozen: {chosen}. Beide staan op nummer."
            yield Alinea(f"{left_out} {order} {IN_BIJLAGE}")
            yield Lijst(tuple(norm_words(norm, anker) for norm in rest))


def weighed_normen(beeld: Eigenbeeld) -> tuple[Plannorm, ...]:
    """Every norm that is not met: what is obligatory first, then by how far it is from met.

    Of those that are as far the order is that of the plan.
    """
    must = {
        (one.raamwerk.id, norm.norm.id)
        for one in beeld.raamwerken
        for norm in one.bedoeld
        if norm.norm.verplicht
    }
    return tuple(
        sorted(
            beeld.plan.normen,
            key=lambda one: (
                not one.telt_mee,
                (one.raamwerk, one.id) not in must,
                FALEND.index(one.oordeel),
            ),
        )
    )


def _voldoet(beeld: Eigenbeeld) -> Iterator[Sectie]:
    """What is met, and what does not apply: a line per thema and no more."""
    lines: list[Inhoud] = []
    for one in beeld.raamwerken:
        name = f"{one.raamwerk.titel}, " if len(beeld.raamwerken) > 1 else ""
        lines += _well(one, name)
    if lines:
        yield Sectie("Wat voldoet?", "voldoet", (Lijst(tuple(lines)),), in_orde=True)


def _well(one: Eigenraamwerk, name: str) -> Iterator[Inhoud]:
    for thema in one.raamwerk.themas:
        if met := _with_status(one.normen_of(thema), "voldoet"):
            yield Sterk(f"{name}{thema.id} {thema.titel}:"), f" {met}"
    if away := _with_status(one.bedoeld, "nvt"):
        yield Sterk(f"{name}niet van toepassing:"), f" {away}"


def _with_status(normen: Sequence[Eigennorm], status: Status) -> str:
    names = (f"{one.norm.id} {one.oordeel.kort}" for one in normen if one.oordeel.oordeel == status)
    return ", ".join(names)


VRAAGKOP = "Wat wij u vragen"  # on every page that asks something
ALLES_VOLDOET = "Niets: alle normen die gelden, voldoen, en geen actie is te laat."
GEEN_BESLUIT = "Niets: elke norm die nog niet voldoet heeft {}, en geen actie is te laat."
GEEN_VERLOOP = "De komende 12 maanden verloopt er niets."


def geen_besluit(beeld: Eigenbeeld) -> str:
    """What is said when nothing needs a decision; while nothing is known nobody can say so."""
    asked = {one.feit: one for each in beeld.raamwerken for one in each.feiten if one.normen}
    if all(norm.plan is None for each in beeld.raamwerken for norm in each.bedoeld):
        return ALLES_VOLDOET
    if any(one.bekend for one in asked.values()):
        accepted = any(one.afwijking_tot for one in beeld.plan.normen)
        return GEEN_BESLUIT.format("een actie" + " of een aanvaarde afwijking" * accepted)
    return f"Dat valt nog niet te zeggen: 0 van {len(asked)} feiten ingevuld."


def _list(punten: tuple[Inhoud, ...]) -> Blok:
    return Lijst(punten) if len(punten) > 1 else Alinea(punten[0])


def _stand(beeld: Eigenbeeld) -> Iterator[Blok]:
    if len(beeld.raamwerken) > 1:
        yield _tabel(beeld)
    for one in beeld.raamwerken:
        if len(beeld.raamwerken) == 1:
            yield _cijfers(one)
        concept = "Deze meting is nog een concept." if beeld.meting.status == "concept" else ""
        words = (op_orde_regel(one.raamwerk), _niet_bedoeld(one, beeld), termijn_words(beeld, one))
        rest = " ".join(filter(None, (*words, concept)))
        yield Alinea((*_op_orde(beeld, one), f" {rest}"))
        if lines := tuple(f"{line}." for line in weighed_lines(one.oordeel)):
            yield Lijst(lines)


def _op_orde(beeld: Eigenbeeld, one: Eigenraamwerk) -> Iterator[str | Sterk]:
    """Whether all is met, and the share; the counts stand above it in figures, or here."""
    oordeel = one.oordeel
    if len(beeld.raamwerken) > 1:
        yield f"{one.raamwerk.titel}: {share_words(oordeel.aandeel, oordeel.telling)}. "
    yield Sterk(op_orde_zin(oordeel))
    if len(beeld.raamwerken) == 1:
        share = share_alone(oordeel.aandeel, oordeel.telling)
        yield f" Het aandeel dat voldoet: {share}." if share else " Er is geen norm van toepassing."


def _cijfers(one: Eigenraamwerk) -> Kerncijfers:
    telling = one.oordeel.telling
    first = Cijfer(
        f"{telling.voldoet} van {telling.van_toepassing}", "normen voldoen", _away(telling)
    )
    others: tuple[Status, ...] = ("deels", "voldoet_niet", "onbekend")
    rest = (Cijfer(str(getattr(telling, status)), WOORDEN[status]) for status in others)
    return Kerncijfers((first, *rest))


def _away(telling: Telling) -> str:
    """How many norms do not apply, and of how many of these somebody decided that."""
    if not telling.nvt_besluit:
        return f"{telling.nvt} n.v.t." if telling.nvt else ""
    which = "" if telling.nvt_besluit == telling.nvt else f", waarvan {telling.nvt_besluit}"
    return f"{telling.nvt} n.v.t.{which} bij besluit"


def _tabel(beeld: Eigenbeeld) -> Tabel:
    """Several raamwerken side by side: facts are shared, statuses never."""
    columns: tuple[Status, ...] = ("voldoet", "deels", "voldoet_niet", "onbekend", "nvt")
    head = (Kolom("Raamwerk"), *(Kolom(WOORDEN[one], getal=True) for one in columns))
    rows = (
        (one.raamwerk.titel, *(str(getattr(one.oordeel.telling, name)) for name in columns))
        for one in beeld.raamwerken
    )
    return Tabel("Normen per oordeel", head, tuple(rows))


def _niet_bedoeld(one: Eigenraamwerk, beeld: Eigenbeeld) -> str:
    away = len(one.normen) - len(one.bedoeld)
    if not away:
        return ""
    verb = "is" if away == 1 else "zijn"
    count = count_word(away, "norm", "normen")
    return f"{count} {verb} niet bedoeld voor een {beeld.partij.type} (n.v.t.)."


def termijn_words(beeld: Eigenbeeld, one: Eigenraamwerk) -> str:
    """Where the date stands to the end of the term of a raamwerk."""
    looptijd = one.raamwerk.looptijd
    einde = looptijd.tot if looptijd is not None else None
    return term_words(beeld.peildatum, one.raamwerk.streefdatum or einde)


def make_veranderd(beeld: Eigenbeeld) -> Iterator[Blok]:
    """Per raamwerk how many more or fewer, and by what cause."""
    vorige = beeld.vorige
    if vorige is None:
        yield Alinea("Er is geen eerdere meting om mee te vergelijken.")
        return
    how = " (de laatste hiervoor)" if vorige.gezocht else ""
    status = ", nog een concept" if vorige.status == "concept" else ""
    whose = f" van {vorige.van}, dat sindsdien hierin opging" if vorige.van else ""
    then = f"Vergeleken met de {vorige.soort} van {dutch(vorige.peildatum)}{whose}{status}{how}. "
    for one in beeld.raamwerken:
        if one.vergelijking is not None:
            name = f"{one.raamwerk.titel}: " if len(beeld.raamwerken) > 1 else ""
            yield Alinea((then, name, *_verschil(one.vergelijking)))
            yield from _oorzaken(one.vergelijking)
            then = ""


def _verschil(found: Vergelijking) -> tuple[str | Sterk, ...]:
    """How many more or fewer, of what applied then and applies now."""
    if not found.gewijzigd:
        return (Sterk(GELIJK),)
    (before, after), (of_then, of_now) = found.voldoet, found.van_toepassing
    both = " en in beide metingen staan" if found.eenzijdig else ""
    those = f" van de {of_now} normen die gelden{both}."
    then = f"{before}" if of_then == of_now else f"{before} van de {of_then}"
    if not found.totaal:
        now = "" if of_then == of_now else f", nu {after}"
        return (Sterk(f"Er voldoen evenveel normen als toen: {then}{now}"), those)
    verb = "voldoet" if abs(found.totaal) == 1 else "voldoen"
    return (Sterk(f"Er {verb} nu {_more(found.totaal)}: van {then} naar {after}"), those)


def _more(number: int) -> str:
    word = "meer" if number > 0 else "minder"
    return f"{count_word(abs(number), 'norm', 'normen')} {word}"


def _oorzaken(found: Vergelijking) -> Iterator[Blok]:
    """Per cause which norms it made voldoet and which it unmade; then what moved below that."""
    turned = _turned(found)
    punten: list[Inhoud] = [
        f"{zin.capitalize()}: {join([*_gained(gained), *_lost(lost)])}."
        for zin, (gained, lost) in turned.items()
    ]
    more, fewer = (
        (sum(map(len, one)) for one in zip(*turned.values(), strict=True)) if turned else (0, 0)
    )
    if more and fewer:
        punten.append(f"Opgeteld: {_now_met(more)} en {fewer} niet meer, dus {_more_of(found)}.")
    punten += _below(found)
    if punten:
        yield Lijst(tuple(punten))


def _more_of(found: Vergelijking) -> str:
    return _more(found.totaal) if found.totaal else "evenveel"


def _now_met(number: int) -> str:
    verb = "voldoet" if number == 1 else "voldoen"
    return f"{count_word(number, 'norm', 'normen')} {verb} nu wel"


def _gained(normen: list[Normverschil]) -> list[str]:
    """What is met now, by number."""
    names = top([norm.id for norm in normen], 8, ", ")
    return [f"{_now_met(len(normen))} ({names})"] if normen else []


def _lost(normen: list[Normverschil]) -> list[str]:
    """What is no longer met, also by what it is about when there is room."""
    if not normen:
        return []
    verb = "voldoet" if len(normen) == 1 else "voldoen"
    short = len(normen) <= VERLOREN
    names = [f"{norm.id} {norm.kort}" if short else norm.id for norm in normen]
    return [f"{count_word(len(normen), 'norm', 'normen')} {verb} niet meer ({top(names, 8, ', ')})"]


def _turned(found: Vergelijking) -> dict[str, tuple[list[Normverschil], list[Normverschil]]]:
    """Per cause in a sentence the norms that it made voldoet, and those no longer."""
    turned: dict[str, tuple[list[Normverschil], list[Normverschil]]] = {}
    turns = [(turn, norm) for norm in found.geteld if (turn := norm.beslissend) is not None]
    for turn, norm in sorted(turns, key=lambda one: OORZAKEN.index(one[0].oorzaak)):
        turned.setdefault(turn.zin, ([], []))[norm.verschil < 0].append(norm)
    return turned


def _below(found: Vergelijking) -> Iterator[Inhoud]:
    """Norms that moved and voldoet on neither side, that came back, or cannot be compared."""
    moved: dict[str, list[str]] = {}
    for norm in found.gewijzigd:
        if "voldoet" not in (norm.van, norm.naar):
            moved.setdefault(lapse_words(norm.van, norm.naar), []).append(norm.id)
    if moved:
        rest = (f"{words}: {top(names, 6, ', ')}" for words, names in moved.items())
        yield f"Verder {'; '.join(rest)}."
    returned: dict[str, list[str]] = {}
    for norm in found.teruggekeerd:
        returned.setdefault(norm.oorzaak_woorden, []).append(norm.id)
    if returned:
        rest = (f"{top(names, 6, ', ')} (door {words})" for words, names in returned.items())
        yield f"{TERUG}: {'; '.join(rest)}."
    for richting, words in (("nieuw", "Nieuw in het raamwerk"), ("vervallen", "Vervallen")):
        names = [norm.id for norm in found.eenzijdig if norm.richting == richting]
        if names:
            yield f"{words}, dus niet vergeleken: {top(names, 8, ', ')}."


def _verloopt(beeld: Eigenbeeld) -> Iterator[Inhoud]:
    """What lapses within half a year and the changes of law, by date; then what lapses later."""
    near = [one for one in beeld.plan.verloopt if one.dag <= beeld.binnenkort]
    laws = [(raamwerk, wet) for raamwerk in beeld.raamwerken for wet in raamwerk.wetten]
    told = [(raamwerk, wet) for raamwerk, wet in laws if not _is_lapse(near[:TOP], raamwerk, wet)]
    dated = [(one.dag, _lapse(beeld, one)) for one in near[:TOP]]
    dated += [(wet.anker.vanaf, _law(beeld, raamwerk, wet)) for raamwerk, wet in told[:WETTEN]]
    yield from (punt for _, punt in sorted(dated, key=lambda one: one[0]))
    more, later = near[TOP:], [one for one in beeld.plan.verloopt if one not in near]
    for words, found in (("Ook binnen een half jaar", more), ("Later binnen een jaar", later)):
        if found:
            yield f"{words}: {top([_on(beeld, one) for one in found], LATER, ', ')}."


def _is_lapse(lapses: list[Verloop], raamwerk: Eigenraamwerk, wet: Eigenwet) -> bool:
    """Whether the norms that a change of law touches are told already, on that very day."""
    on_that_day = {
        one.norm
        for one in lapses
        if (one.raamwerk, one.dag) == (raamwerk.raamwerk.id, wet.anker.vanaf)
    }
    return on_that_day.issuperset(wet.normen)


def _on(beeld: Eigenbeeld, one: Verloop) -> str:
    return f"{norm_name(beeld, one.raamwerk, one.norm)} op {dutch(one.dag)}"


def _law(beeld: Eigenbeeld, raamwerk: Eigenraamwerk, wet: Eigenwet) -> Inhoud:
    norms = f"{'norm' if len(wet.normen) == 1 else 'de normen'} {join(wet.normen)}"
    name = f" ({raamwerk.raamwerk.titel})" if len(beeld.raamwerken) > 1 else ""
    title = passage(wet.anker.titel)
    return (Sterk(f"{dutch(wet.anker.vanaf)}, nieuwe wet"), f": {title}; raakt {norms}{name}.")


def _lapse(beeld: Eigenbeeld, one: Verloop) -> Inhoud:
    raamwerk = next(found for found in beeld.raamwerken if found.raamwerk.id == one.raamwerk)
    what = join(one.kort)
    renew = f"opnieuw nodig: {what}" if what else "het besluit «n.v.t.» telt dan niet meer"
    law = any(wet.anker.vanaf == one.dag and one.norm in wet.normen for wet in raamwerk.wetten)
    because = " door een nieuwe wet" if law else ""
    name = norm_name(beeld, one.raamwerk, one.norm)
    return (Sterk(dutch(one.dag)), f": {name} wordt{because} «{WOORDEN[one.naar]}»; {renew}.")
