"""How a meting stands, norm by norm: the page of `score`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from textwrap import wrap

from msgspec import Struct

from weerbaar_cli.blad.blad import (
    Alinea,
    Blad,
    Blok,
    Inhoud,
    Lijst,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
)
from weerbaar_cli.blad.data import plain_text
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Norm, Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF, Doelgroep
from weerbaar_cli.model.tijd import dutch, dutch_version
from weerbaar_cli.model.uitkomsten.oordeel import (
    TEKENS,
    WOORDEN,
    Grond,
    Normoordeel,
    Parameterstand,
    Raamwerkoordeel,
    Score,
    Telling,
    Themaoordeel,
)
from weerbaar_cli.model.uitkomsten.stelling import Gedeeld
from weerbaar_cli.model.woorden import count_word, join, owner_words
from weerbaar_cli.views.eigen.woorden import op_orde_words, share_words
from weerbaar_cli.views.namen import (
    KEUZES,
    WOORDELIJK,
    Namen,
    ever_shorter,
    keuzes_words,
    wait_words,
)

_NIVEAU = {
    True: "dit niveau is op orde",
    False: "dit niveau is niet op orde",
    None: "of dit niveau op orde is, valt nog niet te zeggen",
}
EERST = 3
FALEND: tuple[Status, ...] = ("voldoet_niet", "deels", "onbekend")
# Lines of a page on a screen of 80 wide: all, those of the line on top and of three headings with a
# blank line above; and how wide lines are, beside the mark of a norm, in a list and elsewhere.
REGELS, KOPPEN = 40, 7
PER_NORM = 2  # a larger raamwerk gets as much room for each of its norms
NAAST, PUNT, BREED = 55, 76, 79
ADVISED = "aanbeveling, telt niet mee"


class Scoreblad(Struct, frozen=True):
    """What a page tells of metingen; see `Scoreview`."""

    scores: Collection[Score]
    doelgroep: Doelgroep
    namen: Namen
    alles: bool
    lezingen: bool

    @property
    def _first(self) -> Score:
        return next(iter(self.scores))

    def blad(self) -> Blad:
        """The answer first; several metingen one after the other."""
        first = self._first
        single = len(self.scores) == 1
        return Blad(
            titel=_titel(first) if single else f"Scores van {len(self.scores)} metingen",
            ondertitel=_ondertitel(first) if single else "",
            doelgroep=self.doelgroep,
            datum=max(one.oordelen[0].peildatum for one in self.scores),
            vertrouwelijk=DOELGROEPEN[self.doelgroep].regel,
            fictief=FICTIEF if first.kop.fictief else "",
            secties=tuple(self._secties()),
        )

    def _secties(self) -> Iterator[Sectie]:
        """Several metingen one after the other, their anchors kept apart."""
        if len(self.scores) == 1:
            yield from self._of(self._first, "")
            return
        for number, one in enumerate(self.scores, 1):
            voor = f"meting-{number}-"
            delen = tuple(self._of(one, voor))
            titel = f"{_titel(one)}, {one.kop.soort} van {dutch(one.kop.peildatum)}"
            yield Sectie(titel, f"{voor}score", (Alinea(_ondertitel(one)),), delen)

    def _of(self, score: Score, voor: str) -> Iterator[Sectie]:
        marks = tuple(_marks(score, self.namen))
        if marks:
            yield Sectie("Let op", f"{voor}let-op", marks)
        if len(score.oordelen) == 1:
            yield from self._raamwerk(score, score.oordelen[0], voor)
        else:
            for number, one in enumerate(score.oordelen, 1):
                anker = f"{voor}raamwerk-{number}"
                delen = tuple(self._raamwerk(score, one, f"{anker}-"))
                yield Sectie(f"{one.titel} ({one.raamwerk})", anker, delen=delen)
        if score.gedeeld and self.alles:
            lines = tuple(_shared(score.gedeeld, self.namen))
            yield Sectie("Gedeelde feiten", f"{voor}gedeeld", (Lijst(lines),))

    def _raamwerk(self, score: Score, oordeel: Raamwerkoordeel, voor: str) -> Iterator[Sectie]:
        yield Sectie("Stand", f"{voor}stand", tuple(_stand(oordeel)))
        if self.alles:
            yield from _whole(oordeel, voor, self.namen)
        else:
            yield from _short(score, oordeel, voor, self.namen)
        keuzes = oordeel.lezingen if self.alles or self.lezingen else ()
        if keuzes:
            readings = tuple(_readings(keuzes, oordeel.bepalend, self.namen))
            yield Sectie(KEUZES, f"{voor}lezingen", readings)


def _titel(score: Score) -> str:
    several = len(score.oordelen) > 1
    what = "verschillende raamwerken" if several else score.oordelen[0].titel
    return f"{score.kop.naam} — {what}"


def _ondertitel(score: Score) -> str:
    kop = score.kop
    when = f"{kop.soort} ({kop.status}), peildatum {dutch(kop.peildatum)}"
    several = len(score.oordelen) > 1
    return when if several else f"{when}, versie {dutch_version(score.oordelen[0].versie)}"


def _marks(score: Score, namen: Namen) -> Iterator[Alinea]:
    """What no output leaves out: another date, and what was only supposed."""
    day = score.oordelen[0].peildatum
    if day != score.kop.peildatum:
        yield Alinea(Sterk(f"Doorgerekend op {dutch(day)} met de feiten van de meting"))
    if score.verondersteld:
        yield Alinea(Sterk(namen.supposed(score.verondersteld)))


def _short(score: Score, oordeel: Raamwerkoordeel, voor: str, namen: Namen) -> Iterator[Sectie]:
    """What is not met with what to do; then what is met, on a line per thema where that fits."""
    failing = [norm for status in FALEND for norm in oordeel.normen if norm.oordeel == status]
    most = max(REGELS, PER_NORM * len(oordeel.normen))
    room = most - KOPPEN - _height(_above(score, oordeel, namen)) - len(failing)
    well = tuple(_well(oordeel))
    tasks = _tasks(score, oordeel, failing, room - _height(well, PUNT), namen)
    if "" in tasks and well:  # what to do weighs more than the names of what is met
        well = (_well_in_one(oordeel),)
        tasks = _tasks(score, oordeel, failing, room - _height(well, PUNT), namen)
    more = _more(score, oordeel, tasks.count(""))
    if failing:
        rows = tuple(map(_rij, failing, tasks))
        yield Sectie("Voldoet nog niet", f"{voor}nog-niet", (Opsomming("Normen", rows),))
    blokken: list[Blok] = [Lijst(well)] if well else []
    yield Sectie("Voldoet" if well else "Meer", f"{voor}voldoet", (*blokken, Alinea(more)))


def _tasks(
    score: Score, oordeel: Raamwerkoordeel, normen: Sequence[Normoordeel], room: int, namen: Namen
) -> list[str]:
    """What to do for each norm, above the line that says of how many it is missing."""
    whole = _share(normen, room - _height([_more(score, oordeel, 0)]), namen)
    if "" not in whole:
        return whole
    part = _share(normen, room - _height([_more(score, oordeel, len(normen))]), namen)
    return part if "" in part else whole


def _above(score: Score, oordeel: Raamwerkoordeel, namen: Namen) -> Iterator[str]:
    """The lines above the norms, without the line on top and the headings."""
    first, counts, *weighed = stand_lines(oordeel)
    yield from (_titel(score), _ondertitel(score), first, counts)
    yield from (f"- {one}" for one in weighed)
    for one in _marks(score, namen):
        yield from ("", "", plain_text(one.inhoud))


def _height(lines: Iterable[str], wide: int = BREED) -> int:
    return sum(_lines(one, wide) for one in lines)


def _rij(norm: Normoordeel, task: str) -> Rij:
    name = Sterk(", ".join(filter(None, (norm.kort, weight_words(norm)))))
    return Rij(norm.id, (name, task) if task else (name,), norm.oordeel)


def _share(normen: Sequence[Normoordeel], room: int, namen: Namen) -> list[str]:
    """What to do for each norm, in few words where there is no room for all, or else empty.

    What is not met at all goes first, then what takes one line.
    """
    whole = [_what_to_do(norm, namen) for norm in normen]
    if _height(whole, NAAST) <= room:
        return whole
    found = [""] * len(normen)
    brief = [_in_brief(norm, task, namen) for norm, task in zip(normen, whole, strict=True)]
    most = range(len(normen))
    worst = [place for place in most if normen[place].oordeel == FALEND[0]]
    short = [place for place in most if _lines(brief[place], NAAST) == 1]
    for place in (*worst, *short, *most):
        room -= _fit(found, brief, place, room)
    for place in (place for place in most if found[place]):
        room -= _fit(found, whole, place, room)
    return found


def _fit(found: list[str], text: Sequence[str], place: int, room: int) -> int:
    """Tell it in these words where there is room left; the answer is how many lines that took."""
    more = _lines(text[place], NAAST) - _lines(found[place], NAAST)
    if more > room:
        return 0
    found[place] = text[place]
    return more


def _lines(text: str, wide: int) -> int:
    return len(wrap(text, wide))


def _what_to_do(norm: Normoordeel, namen: Namen) -> str:
    """What to do; where no facts lead there, why it is so."""
    why = f"toetser: {norm.toetsreden}" if norm.geldend is not None else namen.reason(norm)
    return "; ".join(tasks_to_do(norm, namen)) or why


def tasks_to_do(norm: Normoordeel, namen: Namen = WOORDELIJK) -> tuple[str, ...]:
    """All of the shortest way, as a plan says it; nothing where no facts lead there."""
    if (way := norm.route) is None:
        return ()
    return tuple(taak for _, taak in namen.tasks(way.stappen)) or (wait_words(way.vanaf),)


def _in_brief(norm: Normoordeel, task: str, namen: Namen) -> str:
    """The first task in as few words as it needs, and how many more there are."""
    if norm.route is None or not norm.route.stappen or namen.ids:
        return task
    left = len(tasks_to_do(norm)) - 1
    rest = f" (en nog {left})" if left else ""
    told = [f"{one}{rest}" for one in ever_shorter(norm.route.stappen)]
    return next((one for one in told if _lines(one, NAAST) == 1), told[-1])


def _well(oordeel: Raamwerkoordeel) -> Iterator[str]:
    for thema in oordeel.themas:
        if names := [norm.id for norm in thema.normen if norm.oordeel == "voldoet"]:
            yield f"{thema.id} {thema.titel}: {join(names)}"
    if away := [norm.id for norm in oordeel.normen if norm.oordeel == "nvt"]:
        yield f"{WOORDEN['nvt']}: {join(away)}"


def _well_in_one(oordeel: Raamwerkoordeel) -> str:
    """The same as short as it can be."""
    met, away = (
        join([norm.id for norm in oordeel.normen if norm.oordeel == status])
        for status in ("voldoet", "nvt")
    )
    return "; ".join(filter(None, (met, away and f"{WOORDEN['nvt']}: {away}")))


def _more(score: Score, oordeel: Raamwerkoordeel, missing: int) -> str:
    """What the short page leaves out, and how to see it; of so many norms the task is missing."""
    shared = " en gedeelde feiten" if score.gedeeld else ""
    words = f"Redenen{shared}: --alles."
    if missing:
        told = count_word(missing, "norm", "normen")
        readings = " Keuzes: --lezingen." if oordeel.parameters else ""
        return f"{words}{readings} Van {told} staat de taak hier niet: weerbaar plan."
    words = f"{words} Alle taken: weerbaar plan."
    asked = "".join(keuzes_words(oordeel))
    return f"{words} {asked}: --lezingen." if asked else words


def _whole(oordeel: Raamwerkoordeel, voor: str, namen: Namen) -> Iterator[Sectie]:
    """What to do first, and every norm with its reason."""
    steps = next_steps(oordeel, namen)
    if steps:
        lines = tuple(f"{words}  → norm {norm.id} voldoet" for norm, words in steps)
        yield Sectie("Eerst doen", f"{voor}eerst", (Lijst(lines, genummerd=True),))
    for thema in oordeel.themas:
        yield _thema(thema, f"{voor}thema-{thema.id}", namen)


def _thema(thema: Themaoordeel, anker: str, namen: Namen) -> Sectie:
    """The norms of a thema; those of its parts each below their own title."""
    own = tuple(_normen(thema.of_rubriek(None), namen))
    delen = tuple(
        Sectie(titel, f"{anker}-{name}", tuple(_normen(thema.of_rubriek(name), namen)))
        for name, titel in thema.rubrieken.items()
    )
    return Sectie(f"{thema.id} {thema.titel}", anker, own, delen)


def _normen(normen: Sequence[Normoordeel], namen: Namen) -> Iterator[Opsomming]:
    if normen:
        rows = (Rij(norm.id, tuple(_explained(norm, namen)), norm.oordeel) for norm in normen)
        yield Opsomming("Normen", tuple(rows))


def _stand(oordeel: Raamwerkoordeel) -> Iterator[Blok]:
    first, counts, *weighed = stand_lines(oordeel)
    yield Alinea(Sterk(first))
    yield Alinea(counts)
    if weighed:
        yield Lijst(tuple(weighed))


def stand_lines(oordeel: Raamwerkoordeel) -> Iterator[str]:
    """How it stands: the share, how many norms have each status, and what is weighed apart."""
    share = share_words(oordeel.aandeel, oordeel.telling)
    yield f"{share}; {op_orde_words(oordeel.titel, oordeel.op_orde)}"
    yield count_line(oordeel.telling)
    yield from weighed_lines(oordeel)


def weighed_lines(oordeel: Raamwerkoordeel) -> Iterator[str]:
    """What is weighed by itself: obligatory norms, every level, and what is only recommended."""
    if (bound := oordeel.verplicht) is not None:
        yield f"Verplicht: {bound.voldoet} van de {bound.van_toepassing} normen voldoen"
    for niveau in oordeel.niveaus:
        share = share_words(niveau.aandeel, niveau.telling)
        yield f"{niveau.titel}: {share}; {_NIVEAU[niveau.op_orde]}"
    if (extra := oordeel.aanbevelingen) is not None:
        yield (
            f"Aanbevelingen, die niet meetellen: {extra.voldoet} van de {extra.van_toepassing} "
            "voldoen"
        )


def weight_words(norm: Norm | Normoordeel) -> str:
    """How a norm counts, where that is not as the others do."""
    level = f"niveau {norm.niveau}" if norm.niveau else ""
    bound = "verplicht" if norm.verplicht else ""
    extra = "" if norm.telt_mee else ADVISED
    return ", ".join(filter(None, (level, bound, extra)))


def count_line(telling: Telling) -> str:
    """How many norms have each status; statuses without norms are left out."""
    numbers = {status: getattr(telling, status) for status in STATUSES}
    return "   ".join(f"{TEKENS[one]} {n} {WOORDEN[one]}" for one, n in numbers.items() if n)


def next_steps(
    oordeel: Raamwerkoordeel, namen: Namen = WOORDELIJK
) -> list[tuple[Normoordeel, str]]:
    """The norms with the fewest things to do first, but for what only waits; then in its order.

    A tested oordeel is left out where it already says voldoet or n.v.t., and so is what is only
    recommended.
    """
    wanted = [
        (len(way.stappen), norm)
        for norm in oordeel.normen
        if norm.telt_mee and norm.oordeel not in ("voldoet", "nvt")
        if (way := norm.route) is not None and way.stappen
    ]
    shortest = sorted(wanted, key=lambda one: one[0])[:EERST]
    return [(norm, "; ".join(tasks_to_do(norm, namen))) for _, norm in shortest]


def _explained(norm: Normoordeel, namen: Namen) -> Iterator[Inhoud]:
    """What it is about and why, and below it what a reader must know besides."""
    yield from _reason(norm, namen)
    if words := weight_words(norm):
        yield words
    if norm.oordeel == "onbekend":
        yield f"kan nog worden: {', '.join(WOORDEN[status] for status in norm.mogelijk)}"
    if norm.getoetst is not None:
        line = f"getoetst: {WOORDEN[norm.getoetst]}, {norm.toetsreden}"
        same = norm.getoetst == norm.afgeleid or norm.geldend is None
        yield line if same else (line, Sterk(f" (uit de feiten volgt: {WOORDEN[norm.afgeleid]})"))
    if norm.verloopt_op is not None and norm.oordeel in ("voldoet", "deels"):
        word = WOORDEN[norm.verloopt_naar] if norm.verloopt_naar else "anders"
        yield f"wordt zonder actie op {dutch(norm.verloopt_op)}: {word}"
    yield from (f"let op: {one}" for one in namen.remarks(norm))


def _reason(norm: Normoordeel, namen: Namen) -> Iterator[Inhoud]:
    """A name and why, answer by answer; where the first fact is called the same it is said once."""
    reasons = namen.reasons(norm)
    lines = [line for one in reasons for line in (one.delen if isinstance(one, Grond) else (one,))]
    again = f"{norm.kort}:"
    if lines and lines[0].startswith(again):
        yield Sterk(norm.kort), lines.pop(0).removeprefix(norm.kort)
    else:
        yield Sterk(norm.kort)
    yield from lines


def _shared(gedeeld: Sequence[Gedeeld], namen: Namen) -> Iterator[str]:
    """Which facts come from a group, and which the organisation answers itself."""
    for groep in dict.fromkeys(one.groep for one in gedeeld):
        mine = [one for one in gedeeld if one.groep == groep]
        used = namen.shared(one for one in mine if one.gebruikt)
        own = namen.shared(one for one in mine if not one.gebruikt)
        yield f"van {groep}: {used or 'geen'}" + (f"; eigen waarde: {own}" if own else "")


def _readings(
    parameters: Sequence[Parameterstand], bepalend: Sequence[Parameterstand], namen: Namen
) -> Iterator[Blok]:
    """Which readings of undefined words were used, and who still has to confirm them."""
    told = namen.readings(bepalend)
    if told:
        yield Alinea((Sterk("Deze bepalen mee de uitkomst:"), f" {' · '.join(told)}"))
    if others := namen.readings(one for one in parameters if one not in bepalend):
        yield Alinea((*((Sterk("De andere:"), " ") if told else ()), " · ".join(others)))
    owners = {owner_words(one.te_bevestigen_door) for one in parameters if not one.bevestigd}
    if owners:
        yield Alinea(f"Nog te bevestigen door: {join(sorted(owners))}")
