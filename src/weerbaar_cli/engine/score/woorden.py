"""Tests and facts in plain Dutch, with the readings filled in."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from weerbaar_cli.model.conditie import (
    Aandeel,
    AlleVan,
    Binnen,
    FeitConditie,
    HeeftBewijs,
    Is,
    Ooit,
    OpOfNa,
    PerGroep,
    Telt,
    Toets,
    Vergelijk,
)
from weerbaar_cli.model.getal import dutch_aandeel, dutch_getal, parse_getal
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.waarde import Aantal, Checklist, Document, Groepen, Waarde, toestand_of

if TYPE_CHECKING:
    from weerbaar_cli.feitsoorten.toetskader import Toetskader

TOESTANDEN = {
    "geen": "geen document",
    "concept": "concept",
    "aanstaand": "vastgesteld, nog niet van kracht",
    "van_kracht": "van kracht",
    "verlopen": "verlopen",
    "ingetrokken": "ingetrokken",
}
_WANTED = {
    "geen": "dat er niet is",
    "concept": "in concept",
    "aanstaand": "dat is vastgesteld",
    "van_kracht": "dat van kracht is",
    "verlopen": "dat verlopen is",
    "ingetrokken": "dat ingetrokken is",
}
_COMPARISONS = (
    ("minstens", "minstens"),
    ("meer_dan", "meer dan"),
    ("hoogstens", "hoogstens"),
    ("minder_dan", "minder dan"),
)


def demand(toets: FeitConditie, kader: Toetskader) -> str:
    """What the test asks of its fact."""
    match toets:
        case Is():
            return " of ".join(spoken(word) for word in kader.lezing.lijst(toets.is_))
        case Binnen():
            return _since(toets.binnen, kader)
        case Ooit():
            return "een datum waarop het is gebeurd"
        case OpOfNa():
            return f"een datum op of na die van {toets.op_of_na}"
        case Toets():
            return _document_demand(toets, kader)
        case Aandeel():
            return f"minstens {dutch_aandeel(kader.lezing.aandeel(toets.aandeel))}"
        case Telt():
            return _count_demand(toets, kader)
        case Vergelijk():
            return _comparison(toets, kader)
        case AlleVan():
            items = "alle onderdelen" if toets.alle_van == "alles" else ", ".join(toets.alle_van)
            return f"{items}: ja"
        case PerGroep():
            return _group_demand(toets, kader)
        case HeeftBewijs():
            return "een verwijzing naar bewijs"


def _since(periode: str, kader: Toetskader) -> str:
    first = kader.lezing.since(periode, kader.peildatum)
    return f"een datum vanaf {dutch(first)} ({kader.lezing.periode(periode)})"


def _document_demand(toets: Toets, kader: Toetskader) -> str:
    words = ["een document " + " of ".join(_WANTED[one] for one in toets.toestanden)]
    ankers = [kader.ankers[name] for name in kader.lezing.lijst(toets.verwerkt)]
    titles = [f"«{anker.titel}»" for anker in ankers if anker.vanaf <= kader.ankerdatum]
    if titles:
        number = toets.verwerkt_minstens
        least = "" if number is None else f" minstens {dutch_getal(kader.lezing.getal(number))} van"
        words.append(f"met verwerkt:{least} {', '.join(titles)}")
    if toets.oud_hoogstens is not None:
        words.append(f"niet ouder dan {kader.lezing.periode(toets.oud_hoogstens)}")
    if toets.verlopen_hoogstens is not None:
        words.append(f"hoogstens {kader.lezing.periode(toets.verlopen_hoogstens)} geleden")
    if toets.jaar is not None:
        words.append(f"gemaakt voor {kader.peildatum.year}")
    return ", ".join(words)


def _count_demand(toets: Telt, kader: Toetskader) -> str:
    words = []
    if toets.aantal_minstens is not None:
        words.append(f"aantal minstens {dutch_getal(kader.lezing.getal(toets.aantal_minstens))}")
    if toets.totaal_hoogstens is not None:
        words.append(f"totaal hoogstens {dutch_getal(kader.lezing.getal(toets.totaal_hoogstens))}")
    return ", ".join(words)


def _comparison(toets: Vergelijk, kader: Toetskader) -> str:
    words = [
        f"{word} {dutch_getal(kader.lezing.getal(limit))}"
        for key, word in _COMPARISONS
        if (limit := getattr(toets, key)) is not None
    ]
    among = f" van {', '.join(toets.van)}" if toets.van else ""
    return " en ".join(words) + among


def _group_demand(toets: PerGroep, kader: Toetskader) -> str:
    when = "met een datum" if toets.binnen is None else f"met {_since(toets.binnen, kader)}"
    if toets.minstens is not None:
        number = kader.lezing.getal(toets.minstens)
        who = "groep" if number == 1 else "groepen"
        return f"minstens {dutch_getal(number)} {who} {when}"
    names = ", ".join(toets.van)
    return f"{names or 'elke groep'} {when}"


def spoken(word: str) -> str:
    """A word of the answer as people say it."""
    return word.replace("-", " ") if parse_getal(word) is None else word


def observed(waarde: Waarde | None, kader: Toetskader) -> str:
    """What is known of a fact, short."""
    match waarde:
        case None:
            return "niet bekend"
        case date():
            future = " (na de peildatum)" if waarde > kader.peildatum else ""
            return dutch(waarde) + future
        case Decimal():
            return dutch_getal(waarde)
        case Aantal():
            known = (waarde.aantal, waarde.totaal)
            aantal, totaal = ("?" if one is None else str(one) for one in known)
            return f"{aantal} van {totaal}"
        case Checklist():
            return _observed_items(waarde)
        case Groepen():
            return _observed_groups(waarde)
        case tuple():
            return "; ".join(_observed_document(one, kader) for one in waarde) or "geen document"
        case _:
            return spoken(waarde)


def _observed_items(waarde: Checklist) -> str:
    states = {"ja": "ja", "nee": "nee", "nvt": "n.v.t.", None: "niet bekend"}
    parts = []
    for state, word in states.items():
        names = [item for item, found in waarde.items.items() if found == state]
        if names:
            parts.append(f"{word}: {', '.join(names)}")
    return "; ".join(parts)


def _observed_groups(waarde: Groepen) -> str:
    if not waarde.datums:
        return "geen enkele"
    words = (
        f"{clean(name)} {dutch(day) if isinstance(day, date) else day or 'niet bekend'}"
        for name, day in waarde.datums.items()
    )
    return ", ".join(words)


def _observed_document(document: Document, kader: Toetskader) -> str:
    """Its title, its state, and the dates that say why."""
    state = toestand_of(document, kader.peildatum)
    title = f"«{clean(document.titel)}» " if document.titel else ""
    begin, end = document.begin, document.geldig_tot
    match state:
        case None:
            return f"{title}vastgesteld, datum niet bekend"
        case "verlopen" if end is not None:
            return f"{title}verlopen op {dutch(end)}"
        case "aanstaand" if begin is not None:
            return f"{title}vastgesteld, van kracht vanaf {dutch(begin)}"
        case "van_kracht" if begin is not None:
            until = f" tot en met {dutch(end)}" if end is not None else ""
            return f"{title}van kracht vanaf {dutch(begin)}{until}"
        case _:
            return title + TOESTANDEN[state]
