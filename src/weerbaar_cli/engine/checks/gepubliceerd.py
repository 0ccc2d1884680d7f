"""Whether a published report can be true: its figures keep the promise and add up.

What was changed by hand is seen here: a sum that differs, a number that would never have been told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.engine.groep.belofte import coarsen, min_group
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.strict import show
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.gepubliceerd import (
        Bereikregel,
        Editieregel,
        Gepubliceerd,
        Normregel,
        Talregel,
    )
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

CODE = "rapport-klopt-niet"


def check_gepubliceerd(rapport: Gepubliceerd, raamwerk: Raamwerk) -> list[Bevinding]:
    """All that cannot be true of a report on this raamwerk."""
    return [
        *_edities(rapport),
        *_themas(rapport, raamwerk),
        *(_totals(rapport, raamwerk) if rapport.doelgroep == "bestuur" else _total(rapport)),
        *(_normen(rapport, raamwerk) if rapport.doelgroep == "bestuur" else _without(rapport)),
    ]


def _wrong(text: str, *pad: str | int) -> Bevinding:
    return Bevinding(CODE, text, pad)


def _edities(rapport: Gepubliceerd) -> Iterator[Bevinding]:
    nu, vorige = rapport.nu, rapport.vorige
    yield from _response(rapport, nu, "nu")
    if vorige is not None:
        yield from _response(rapport, vorige, "vorige")
        if vorige.peildatum >= nu.peildatum:
            text = f"de vorige peildatum is {dutch(vorige.peildatum)}, niet vóór die van nu"
            yield _wrong(text, "vorige", "peildatum")


def _response(rapport: Gepubliceerd, editie: Editieregel, key: str) -> Iterator[Bevinding]:
    if editie.ingeleverd + editie.concept > editie.leden:
        text = f"{editie.ingeleverd} ingeleverd en {editie.concept} in concept van {editie.leden}"
        yield _wrong(f"{text}: dat zijn er meer dan er zijn", key, "ingeleverd")
    least = min_group(rapport.bekend_bij_lezer)
    if key == "nu" and editie.ingeleverd < least:
        text = f"over {editie.ingeleverd} partijen wordt niets gepubliceerd; {least} is het minste"
        yield _wrong(text, key, "ingeleverd")


def _themas(rapport: Gepubliceerd, raamwerk: Raamwerk) -> Iterator[Bevinding]:
    known = [thema.id for thema in raamwerk.themas]
    seen: set[str] = set()
    for index, one in enumerate(rapport.themas):
        pad: Pad = ("themas", index, "id")
        if one.id not in known:
            text = f"thema {show(one.id)} bestaat niet in {raamwerk.id} {raamwerk.versie}"
            yield Bevinding("onbekend-thema", text, pad, suggestie=suggest(one.id, known))
        elif one.id in seen:
            yield _wrong(f"thema {one.id} staat er twee keer", *pad)
        seen.add(one.id)
        yield from _range(one.voldoet, ("themas", index, "voldoet"))


def _range(one: Bereikregel, pad: Pad) -> Iterator[Bevinding]:
    if not one.laag <= one.hoog <= one.van:
        yield _wrong(f"{one.laag} tot en met {one.hoog} van {one.van} kan niet", *pad)


def _totals(rapport: Gepubliceerd, raamwerk: Raamwerk) -> Iterator[Bevinding]:
    """Of each thema the total is the sum of its norms."""
    home = {norm.id: thema.id for thema in raamwerk.themas for norm in thema.normen}
    given = {one.id: index for index, one in enumerate(rapport.themas)}
    for index, norm in enumerate(rapport.nu.normen):
        if home.get(norm.id) not in (None, *given):
            text = f"thema {home[norm.id]} van norm {norm.id} ontbreekt bij «themas»"
            yield _wrong(text, "nu", "normen", index, "id")
    for thema, index in given.items():
        found = rapport.themas[index].voldoet
        own = [one.voldoet for one in rapport.nu.normen if home.get(one.id) == thema]
        if _sum(own) != (found.laag, found.hoog, found.van):
            text = f"het totaal van thema {thema} is niet de som van zijn normen"
            yield _wrong(text, "themas", index, "voldoet")


def _sum(rows: Iterable[Bereikregel]) -> tuple[int, int, int]:
    found = list(rows)
    return (
        sum(one.laag for one in found),
        sum(one.hoog for one in found),
        sum(one.van for one in found),
    )


def _total(rapport: Gepubliceerd) -> Iterator[Bevinding]:
    """A report for everyone has one total, the sum of its themas."""
    total = rapport.voldoet
    found = _sum(one.voldoet for one in rapport.themas)
    if total is None:
        yield _wrong("het totaal «voldoet» ontbreekt", "doelgroep")
    elif found != (total.laag, total.hoog, total.van):
        yield _wrong("het totaal is niet de som van de thema’s", "voldoet")


def _without(rapport: Gepubliceerd) -> Iterator[Bevinding]:
    if rapport.nu.normen:
        yield _wrong("in een rapport voor iedereen staan geen normen", "nu", "normen")


def _normen(rapport: Gepubliceerd, raamwerk: Raamwerk) -> Iterator[Bevinding]:
    known = [norm.id for norm in raamwerk.normen]
    seen: set[str] = set()
    feiten: set[str] = set()
    for index, one in enumerate(rapport.nu.normen):
        pad: Pad = ("nu", "normen", index)
        norm = raamwerk.find_norm(one.id)
        if norm is None:
            text = f"norm {show(one.id)} bestaat niet in {raamwerk.id} {raamwerk.versie}"
            tip = suggest(one.id, known)
            yield Bevinding("onbekende-norm", text, (*pad, "id"), suggestie=tip)
            continue
        if one.id in seen:
            yield _wrong(f"norm {one.id} staat er twee keer", *pad, "id")
        seen.add(one.id)
        yield from _figures(rapport, one, pad)
        if one.oorzaak is not None:
            yield from _cause(one.oorzaak.feit, norm.feit_ids, feiten, (*pad, "oorzaak", "feit"))
            feiten.add(one.oorzaak.feit)


def _cause(feit: str, known: tuple[str, ...], seen: set[str], pad: Pad) -> Iterator[Bevinding]:
    if feit not in known:
        text = f"deze norm vraagt feit {show(feit)} niet"
        yield Bevinding("onbekend-feit", text, pad, suggestie=suggest(feit, known))
    elif feit in seen:
        yield _wrong(f"feit {feit} is al de oorzaak bij een eerdere norm", *pad)


def _figures(rapport: Gepubliceerd, one: Normregel, pad: Pad) -> Iterator[Bevinding]:
    named = (("voldoet", one.voldoet), ("oorzaak", one.oorzaak), ("verloopt", one.verloopt))
    for key, tal in named:
        if tal is None:
            continue
        yield from _figure(rapport, tal, (*pad, key))
        if tal.van != one.voldoet.van:
            yield _wrong("deze norm telt niet overal evenveel partijen", *pad, key, "van")


def _figure(rapport: Gepubliceerd, one: Talregel, pad: Pad) -> Iterator[Bevinding]:
    """A count as the promise tells it, of no more parties than handed in."""
    if one.van > rapport.nu.ingeleverd:
        text = f"{one.van} partijen, terwijl er {rapport.nu.ingeleverd} hebben ingeleverd"
        yield _wrong(text, *pad, "van")
    elif not _is_told(rapport, one):
        text = f"«{one.woord}» met {one.laag} tot en met {one.hoog} van {one.van} kan niet"
        yield _wrong(text, *pad)


def _is_told(rapport: Gepubliceerd, one: Talregel) -> bool:
    """Whether some count is told in just this way; «te klein» may be said of any group."""
    tal = one.as_tal()
    if one.woord == "te_klein":
        return (one.laag, one.hoog) == (0, one.van)
    told = coarsen(one.laag, one.van, rapport.bekend_bij_lezer, exact=rapport.exacte_aantallen)
    if one.woord == "bijna_alle":
        told = coarsen(one.hoog, one.van, rapport.bekend_bij_lezer, exact=rapport.exacte_aantallen)
    return told == tal
