"""The sentences of a comparison, shared by all forms that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN
from weerbaar_cli.model.uitkomsten.vergelijking import AFWIJKGRONDEN, OORZAAKWOORDEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from weerbaar_cli.cli.compare import Paar, Uitkomst
    from weerbaar_cli.model.bestanden.meting import Meting
    from weerbaar_cli.model.bestanden.raamwerk import Status
    from weerbaar_cli.model.uitkomsten.vergelijking import (
        Afwijkgrond,
        Afwijking,
        Normverschil,
        Vergelijking,
    )
    from weerbaar_cli.reading.wereld import Gelezen


def naam_of(gelezen: Gelezen) -> str:
    """The organisation that it is about."""
    assert gelezen.partij is not None
    return gelezen.partij.naam


def metingen_of(paar: Paar) -> tuple[Meting, Meting]:
    """The two metingen themselves."""
    old, new = paar.van.meting, paar.naar.meting
    assert old is not None
    assert new is not None
    return old, new


def moments(paar: Paar) -> str:
    """Which two measurements these are."""
    old, new = metingen_of(paar)
    return f"{old.soort} {dutch(old.peildatum)} → {new.soort} {dutch(new.peildatum)}"


def versions(found: Vergelijking) -> str:
    """By which version of the raamwerk, or from which to which."""
    if found.versie_van == found.versie_naar:
        return f"raamwerkversie {found.versie_naar}"
    return f"raamwerkversie {found.versie_van} → {found.versie_naar}"


def summary(found: Vergelijking) -> str:
    """The difference in one sentence, with its causes; they add up."""
    before = sum(norm.van == "voldoet" for norm in found.vergelijkbaar)
    text = f"Van {before} naar {before + found.totaal} normen die voldoen ({signed(found.totaal)})"
    causes = [f"{OORZAAKWOORDEN[one]} {signed(n)}" for one, n in found.oorzaken.items() if n]
    return f"{text}: {', '.join(causes)}." if causes else f"{text}."


def counts(found: Vergelijking) -> str:
    """How many of the comparable norms voldoet, before and after."""
    before = sum(norm.van == "voldoet" for norm in found.vergelijkbaar)
    return f"{before} → {before + found.totaal} ({signed(found.totaal)})"


def signed(number: int) -> str:
    """A difference with its sign; a real minus, no hyphen."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def sign(status: Status | None) -> str:
    """A status as sign and word."""
    return f"{TEKENS[status]} {WOORDEN[status]}" if status is not None else ""


def per_thema(found: Vergelijking) -> dict[str, int]:
    """Per thema how many more norms voldoet."""
    themas = dict.fromkeys((norm.thema for norm in found.vergelijkbaar), 0)
    for norm in found.vergelijkbaar:
        themas[norm.thema] += (norm.naar == "voldoet") - (norm.van == "voldoet")
    return themas


def by_cause(normen: Iterable[Normverschil]) -> dict[str, list[str]]:
    """The norms by what turned them."""
    grouped: dict[str, list[str]] = {}
    for norm in normen:
        grouped.setdefault(norm.oorzaak_woorden, []).append(norm.id)
    return grouped


def returned(found: Vergelijking) -> Iterator[str]:
    """The norms that are as they were, though something turned them on the way."""
    for cause, names in by_cause(found.teruggekeerd).items():
        yield f"Onderweg anders, nu weer gelijk door {cause}: {', '.join(names)}"


def by_ground(found: Vergelijking) -> dict[Afwijkgrond, list[Afwijking]]:
    """The deviations per ground; a difference of insight first, and apart from the others."""
    grouped = {
        grond: [one for one in found.afwijkingen if one.grond == grond] for grond in AFWIJKGRONDEN
    }
    return {grond: deviations for grond, deviations in grouped.items() if deviations}


def deviation_words(one: Afwijking) -> str:
    """What followed from the facts then and now, and what the assessor said."""
    now = "" if one.nu == one.eigen else f", nu uit de feiten: {WOORDEN[one.nu]}"
    return f"eerder: {WOORDEN[one.eigen]}{now}, toetser: {WOORDEN[one.getoetst]}"


def closing_lines(uitkomst: Uitkomst) -> Iterator[str]:
    """Who is the same on both sides, who stands on one of them, and what could not be read."""
    same = [naam_of(one.naar) for one in uitkomst.paren if one.vergelijking.is_gelijk]
    named = (
        ("Zonder enig verschil", same if uitkomst.is_map else []),
        (f"Alleen in {uitkomst.van.naam}", uitkomst.alleen_van),
        (f"Alleen in {uitkomst.naar.naam}", uitkomst.alleen_naar),
        ("Niet vergeleken, want een meting heeft fouten", uitkomst.gebroken),
        ("Niet gelezen", unread(uitkomst)),
        ("Niet vergeleken, want er is een latere meting", uitkomst.ouder),
    )
    for text, names in named:
        if names:
            yield f"{text}: {', '.join(dict.fromkeys(names))}"


def unread(uitkomst: Uitkomst) -> list[str]:
    return list(dict.fromkeys(fout.bestand for fout in uitkomst.fouten))
