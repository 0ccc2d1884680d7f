"""Two measurements compared: what changed per norm, found by changing one thing at a time.

The pure engine makes it possible: the first measurement is re-scored with the rules of the second,
then also with the law of its date, then on its date, and so on in a fixed order. The status turns
at some of these steps; the steps are the causes, and together they are the whole difference. The
mixtures of two sides do not depend on the norm, so they are made once for a whole comparison, and
only those in which something really changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.engine.score.mogelijk import UNKNOWN, Antwoorden, Scan
from weerbaar_cli.engine.score.score import find_geldend, only, score_meting, settle_toetsing
from weerbaar_cli.feitsoorten.feitsoorten import is_blank, is_complete
from weerbaar_cli.model.uitkomsten.vergelijking import (
    OORZAKEN,
    Afwijkgrond,
    Afwijking,
    Normverschil,
    Oorzaak,
    Richting,
    Vergelijking,
    Verschilregel,
    Wending,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.feitsoorten.antwoord import Antwoord
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Status
    from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel, Raamwerkoordeel


T = TypeVar("T")


class Zijde(Struct, frozen=True):
    """One side of a comparison."""

    kern: Rekenraamwerk
    scan: Scan
    peildatum: date


class _Stand(NamedTuple):
    """A mixture of two sides, and what changed last."""

    kern: Rekenraamwerk
    scan: Scan
    dag: date
    oorzaak: Oorzaak | None = None
    # Whose number of the norm the rules, the decisions and the judgements have.
    nieuw: tuple[bool, bool, bool] = (False, False, False)

    @property
    def case(self) -> tuple[Rekenraamwerk, Scan, date]:
        """All that decides how a norm stands, but for its number."""
        return self.kern, self.scan, self.dag

    def norm(self, namen: tuple[str, str]) -> Norm:
        return self.kern.normen[namen[self.nieuw[0]]]

    def status(self, namen: tuple[str, str]) -> Status:
        """How the norm stands; `namen` are its numbers on the two sides."""
        norm, keys = self.norm(namen), (namen[self.nieuw[1]], namen[self.nieuw[2]])
        scan = self.scan if set(keys) == {norm.id} else _renamed(self.scan, keys, norm.id)
        return only(find_geldend(self.kern, scan, norm, self.dag))


def _renamed(scan: Scan, keys: tuple[str, str], norm_id: str) -> Scan:
    """What was decided and judged of a norm under its other numbers; those now are other norms."""
    nvt = {norm_id: scan.nvt[keys[0]]} if keys[0] in scan.nvt else {}
    toetsing = {norm_id: scan.toetsing[keys[1]]} if keys[1] in scan.toetsing else {}
    return replace(scan, nvt=nvt, toetsing=toetsing)


class Weg:
    """The way from one side to the other; it always runs in the direction of time, so that a
    comparison and its mirror image name the same causes."""

    def __init__(self, van: Zijde, naar: Zijde) -> None:
        self._terug = _is_after(van, naar)
        first, last = (naar, van) if self._terug else (van, naar)
        self._van, self._naar = _settled(first), _settled(last)

    def turns(self, was: Normoordeel, wordt: Normoordeel) -> tuple[Wending, ...]:
        """The causes that turned one norm, in the documented order."""
        if not self._terug:
            return tuple(self._forward(was, wordt))
        there = reversed(list(self._forward(wordt, was)))
        return tuple(one._replace(van=one.naar, naar=one.van) for one in there)

    def _forward(self, was: Normoordeel, wordt: Normoordeel) -> Iterator[Wending]:
        namen = was.id, wordt.id
        # A norm that kept its number turns by nothing that only the numbers have to do with.
        stand, *rest = self.standen if was.id != wordt.id else self._anders
        status = was.oordeel
        for after in rest:
            # How it stands on either side is known.
            turned = wordt.oordeel if after is rest[-1] else after.status(namen)
            if turned != status and after.oorzaak is not None:
                groepen = _sharing(stand, after, namen)
                yield Wending(_named(after.oorzaak, status, turned), status, turned, groepen)
            stand, status = after, turned

    @cached_property
    def standen(self) -> list[_Stand]:
        """The one side, and what it becomes step by step until it is the other."""
        van = self._van
        kern = van.kern.for_type(van.scan.partijtype)
        standen = [_Stand(kern, replace(van.scan, ankerdatum=van.peildatum), van.peildatum)]
        for oorzaak in OORZAKEN:
            changed = self._change(standen[-1], oorzaak)
            if changed._replace(oorzaak=standen[-1].oorzaak) != standen[-1]:
                standen.append(changed)
        return standen

    @cached_property
    def _anders(self) -> list[_Stand]:
        """The first, and those that differ from the one before by more than numbers of norms."""
        pairs = pairwise(self.standen)
        own = [after for before, after in pairs if after.case != before.case]
        return [self.standen[0], *own]

    def _change(self, stand: _Stand, oorzaak: Oorzaak) -> _Stand:
        """One more thing as it is on the other side."""
        naar, scan = self._naar, stand.scan
        other = naar.scan
        stand = stand._replace(oorzaak=oorzaak)
        match oorzaak:
            case "regels":
                kern = naar.kern.for_type(scan.partijtype)
                return stand._replace(kern=kern, nieuw=(True, False, False))
            case "anker":
                laws = (one.vanaf for one in stand.kern.ankers.values())
                if not any(self._van.peildatum < day <= naar.peildatum for day in laws):
                    return stand
                return stand._replace(scan=replace(scan, ankerdatum=naar.peildatum))
            case "tijd":
                return stand._replace(dag=naar.peildatum)
            case "dekking":
                catalogus = {**stand.kern.catalogus, **naar.kern.catalogus}
                mixed = _newly_known(scan.antwoorden, other.antwoorden, catalogus)
                # What is filled in now may be dated up to the other side's own peildatum.
                changed = replace(scan, antwoorden=mixed, peildatum=other.peildatum)
                return stand._replace(scan=changed)
            case "feiten":
                feiten = _with_kenmerken(other.antwoorden, scan.antwoorden, naar.kern.catalogus)
                return stand._replace(scan=replace(scan, antwoorden=feiten))
            case "toepassing":
                kern = naar.kern.for_type(other.partijtype)
                changed = replace(
                    scan,
                    nvt=other.nvt,
                    partijtype=other.partijtype,
                    antwoorden=other.antwoorden,
                )
                return stand._replace(kern=kern, scan=changed, nieuw=(True, True, False))
            case "toetsing":
                changed = replace(scan, toetsing=other.toetsing)
                return stand._replace(scan=changed, nieuw=(True, True, True))


def _with_kenmerken(
    antwoorden: Antwoorden, van: Antwoorden, catalogus: Catalogus
) -> dict[str, Antwoord]:
    """The answers, with what is known of the party as it was: that decides what applies to it."""

    def split(known: Antwoorden, *, kenmerk: bool) -> dict[str, Antwoord]:
        return {
            name: one
            for name, one in known.items()
            if (name in catalogus and catalogus[name].is_kenmerk) is kenmerk
        }

    return split(antwoorden, kenmerk=False) | split(van, kenmerk=True)


def _settled(side: Zijde) -> Zijde:
    """With what its own facts gave when it was assessed, to be held against those of the other."""
    scan = replace(side.scan, toetsing=settle_toetsing(side.kern, side.scan))
    return replace(side, scan=scan)


def _named(oorzaak: Oorzaak, van: Status, naar: Status) -> Oorzaak:
    """Facts by which a norm no longer applies, or applies again, made nothing better or worse."""
    if "nvt" not in (van, naar):
        return oorzaak
    by_facts = oorzaak == "feiten" or (oorzaak == "dekking" and "onbekend" not in (van, naar))
    return "toepassing" if by_facts else oorzaak


def _is_after(van: Zijde, naar: Zijde) -> bool:
    """Whether time runs the other way; on one day by what is compared alone, in a fixed order."""
    if van.peildatum != naar.peildatum:
        return van.peildatum > naar.peildatum
    return _contents(van) > _contents(naar)


def _contents(side: Zijde) -> str:
    return repr((sorted(side.scan.antwoorden), side.scan))


def _newly_known(van: Antwoorden, naar: Antwoorden, catalogus: Catalogus) -> dict[str, Antwoord]:
    """The old answers, with those that are newly or no longer filled in as they are now."""
    mixed: dict[str, Antwoord] = {}
    for feit_id in dict.fromkeys((*van, *naar)):
        old, new = van.get(feit_id, UNKNOWN), naar.get(feit_id, UNKNOWN)
        feit = catalogus[feit_id]
        covered = is_complete(old.waarde, feit), is_complete(new.waarde, feit)
        blank = is_blank(old.waarde, feit), is_blank(new.waarde, feit)
        changed = covered[0] != covered[1] or blank[0] != blank[1]
        mixed[feit_id] = new if changed else old
    return {feit_id: antwoord for feit_id, antwoord in mixed.items() if antwoord is not UNKNOWN}


def _sharing(before: _Stand, after: _Stand, namen: tuple[str, str]) -> tuple[str, ...]:
    """The groups whose shared facts are other ones, of those that the norm reads."""
    changed = _changed_facts(after.kern, after.norm(namen), before.scan, after.scan)
    names = (new.van or old.van for old, new in changed)
    return tuple(dict.fromkeys(name for name in names if name is not None))


def _changed_facts(
    kern: Rekenraamwerk, norm: Norm, van: Scan, naar: Scan
) -> list[tuple[Antwoord, Antwoord]]:
    """The answers that a norm reads and that are not the same on both sides."""
    pairs = (
        (van.antwoorden.get(feit_id, UNKNOWN), naar.antwoorden.get(feit_id, UNKNOWN))
        for feit_id in kern.feiten(norm)
    )
    return [(old, new) for old, new in pairs if _said(old) != _said(new)]


def _said(antwoord: Antwoord) -> tuple[object, ...]:
    """What a rule reads of an answer: who says it, and what is told besides, turn no norm."""
    days = sorted(one.datum for one in antwoord.bewijs if one.datum is not None)
    return antwoord.waarde, bool(antwoord.bewijs), days


# What counts in the total is voldoet; onbekend, voldoet niet and n.v.t. are alike not voldoet.
RANK: dict[Status, int] = {"voldoet": 2, "deels": 1}


class _Beide(NamedTuple):
    """The two sides with their scores, and which norms stand opposite each other."""

    van: Zijde
    naar: Zijde
    before: Raamwerkoordeel
    after: Raamwerkoordeel
    was_of: dict[str, str]

    def old(self, norm: Normoordeel) -> Normoordeel | None:
        """The norm on the other side; None where nothing may stand opposite it."""
        return self.before.find(self.was_of.get(norm.id, ""))


def compare_metingen(
    van: Zijde, naar: Zijde, paren: Sequence[tuple[str, str]] | None = None
) -> Vergelijking:
    """Compare two measurements of one organisation.

    `paren` are the comparable norms of two versions of a raamwerk (was, wordt); without them the
    norms with the same id and the same text are compared. All others stand on one side only.
    """
    if _is_same(van.kern, naar.kern):
        van = replace(van, kern=naar.kern)  # what it remembers serves both
    before = score_meting(van.kern, van.scan, van.peildatum)
    after = score_meting(naar.kern, naar.scan, naar.peildatum)
    pairs = _same_norms(van, naar) if paren is None else paren
    beide = _Beide(van, naar, before, after, {wordt: was for was, wordt in pairs})
    return Vergelijking(
        raamwerk=after.raamwerk,
        titel=after.titel,
        versie_van=before.versie,
        versie_naar=after.versie,
        normen=tuple(_differences(beide)),
        afwijkingen=tuple(_deviations(beide)),
    )


@lru_cache(maxsize=16)
def _is_same(one: Rekenraamwerk, other: Rekenraamwerk) -> bool:
    """Whether two werkmappen judge alike; of thousands of comparisons this is asked once."""
    was, wordt = (
        (kern.raamwerk, kern.lezing.waarden, kern.lezing.afwijkend, kern.ankers, kern.catalogus)
        for kern in (one, other)
    )
    return was == wordt


def _same_norms(van: Zijde, naar: Zijde) -> list[tuple[str, str]]:
    """The norms that both sides have, with the same id and the same text."""
    texts = {norm.id: norm.tekst for norm in van.kern.raamwerk.normen}
    return [
        (norm.id, norm.id) for norm in naar.kern.raamwerk.normen if texts.get(norm.id) == norm.tekst
    ]


def _differences(beide: _Beide) -> Iterator[Verschilregel]:
    weg = Weg(beide.van, beide.naar)
    kept: set[str] = set()
    for oordeel in beide.after.normen:
        old = beide.old(oordeel)
        if old is None:
            yield _one_sided(oordeel, None, oordeel.oordeel, "nieuw")
        else:
            kept.add(old.id)
            yield _difference(weg, old, oordeel)
    for oordeel in beide.before.normen:
        if oordeel.id not in kept:
            yield _one_sided(oordeel, oordeel.oordeel, None, "vervallen")


def _difference(weg: Weg, old: Normoordeel, new: Normoordeel) -> Normverschil:
    turns = weg.turns(old, new)
    return Normverschil(
        id=new.id,
        was=old.id,
        thema=new.thema,
        tekst=new.tekst,
        kort=new.kort,
        van=old.oordeel,
        naar=new.oordeel,
        richting=_direction(old.oordeel, new.oordeel),
        wendingen=turns,
        reden=_reason(new, turns),
        waarom=_grounds(new, turns),
        telt_mee=new.telt_mee,
    )


def _reason(new: Normoordeel, turns: Sequence[Wending]) -> str:
    """What made it so: of the assessor where that is a cause, else of the facts."""
    if not turns:
        return ""
    return _tested(new, turns) or new.reden


def _grounds(new: Normoordeel, turns: Sequence[Wending]) -> tuple[str, ...]:
    """The same point by point, as people call it."""
    if not turns:
        return ()
    tested = _tested(new, turns)
    return (tested,) if tested else new.waarom


def _tested(new: Normoordeel, turns: Sequence[Wending]) -> str | None:
    return new.toetsreden if any(one.oorzaak == "toetsing" for one in turns) else None


def _one_sided(
    oordeel: Normoordeel, van: Status | None, naar: Status | None, richting: Richting
) -> Verschilregel:
    return Verschilregel(
        oordeel.id,
        oordeel.id,
        oordeel.thema,
        oordeel.tekst,
        oordeel.kort,
        van,
        naar,
        richting,
        (),
        "",
        (),
    )


def _direction(van: Status, naar: Status) -> Richting:
    """Whether a status is better, worse or as good.

    Not to apply any more is neither; to apply again and not be met is worse.
    """
    if naar == "nvt":
        return "gelijk"
    if van == "nvt" and naar != "onbekend":
        return "beter" if naar == "voldoet" else "slechter"
    step = RANK.get(naar, 0) - RANK.get(van, 0)
    return "beter" if step > 0 else "slechter" if step < 0 else "gelijk"


def _deviations(beide: _Beide) -> Iterator[Afwijking]:
    """Where the assessor says something else than the facts, those of then or those of now."""
    for norm in beide.after.normen:
        if norm.getoetst is None:
            continue
        old = beide.old(norm)
        if old is None or old.getoetst is not None:
            old = norm
        if {old.afgeleid, norm.afgeleid} != {norm.getoetst}:
            grond = _ground(beide, old, norm)
            yield Afwijking(norm.id, old.afgeleid, norm.afgeleid, norm.getoetst, grond)


def _ground(beide: _Beide, old: Normoordeel, new: Normoordeel) -> Afwijkgrond:
    """Only over the same facts can two people differ in insight."""
    if old is not new and not _is_same_ground(beide, old, new):
        return "feiten"
    if new.afgeleid == new.getoetst:
        return "tijd"
    return "niet_ingevuld" if new.afgeleid == "onbekend" else "inzicht"


def _is_same_ground(beide: _Beide, old: Normoordeel, new: Normoordeel) -> bool:
    van, naar = beide.van.scan, beide.naar.scan
    if van.partijtype != naar.partijtype or van.nvt.get(old.id) != naar.nvt.get(new.id):
        return False
    for zijde, norm_id in ((beide.van, old.id), (beide.naar, new.id)):
        kern = zijde.kern.for_type(zijde.scan.partijtype)
        if _changed_facts(kern, kern.normen[norm_id], van, naar):
            return False
    return True
