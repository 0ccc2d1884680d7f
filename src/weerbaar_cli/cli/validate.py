"""`weerbaar validate`: every file checked, every problem shown at its place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import follow, in_ci, say
from weerbaar_cli.cli.deliver import deliver_meldingen, prepare
from weerbaar_cli.cli.opties import HERE, Doelen, Getoond
from weerbaar_cli.engine.checks.werkmap import Kop
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.bronnen import find_named, refuse_unwritable
from weerbaar_cli.files.vinden import Named, find_werkmap, same_place, shown_path
from weerbaar_cli.model.bevinding import Ernst, Melding
from weerbaar_cli.model.doelgroep import audience_of
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.controle import (
    Gecontroleerd,
    check_dependents,
    check_files,
    check_passed,
    check_samen,
    check_settings_of,
    find_dependents,
)

MEERVOUDEN: dict[Ernst, str] = {"fout": "fouten", "waarschuwing": "waarschuwingen", "hint": "hints"}
Controleplaatsen = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PAD",
        readable=False,
        help="Bestanden of mappen; - leest de invoer, HEAD:PAD uit git.",
    ),
]
Streng = Annotated[bool, typer.Option("--strikt", help="Ook een waarschuwing geeft afsluitcode 1.")]
Herstellen = Annotated[
    bool,
    typer.Option(
        "--herstel",
        help="Herstel wat maar één ding kan betekenen, zoals 31-1-2024. Eerst ziet u de regels die "
        "veranderen; dan vraagt weerbaar of het mag.",
    ),
]
Documentkeuze = Annotated[
    list[str] | None,
    typer.Option(
        "--document",
        metavar="FEIT=NUMMER",
        help="Bij --herstel: zet losse onderdelen bij dit document; apv=2 is het tweede van apv.",
    ),
]
Sindsrevisie = Annotated[
    str | None,
    typer.Option(
        "--sinds",
        metavar="REVISIE",
        help="Houd de werkmap tegen een revisie van git: niets mag zijn verdwenen, en wat is "
        "vastgesteld blijft zo. Met ci is dat de revisie die de CI noemt.",
    ),
]
MetJa = Annotated[bool, typer.Option("--ja", help="Herstel zonder het te vragen.")]


def validate(
    pad: Controleplaatsen = None,
    strikt: Streng = False,
    herstel: Herstellen = False,
    ja: MetJa = False,
    document: Documentkeuze = None,
    sinds: Sindsrevisie = None,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Check files and folders; 1 when there is a fout. What is repaired is checked afterwards."""
    klaar = prepare(format_, output)
    if ja and not herstel:
        raise WeerbaarError("--ja hoort bij --herstel", tip="Schrijf --herstel --ja.")
    if document and not herstel:
        tip = "Schrijf --herstel --document apv=2."
        raise WeerbaarError("--document hoort bij --herstel", tip=tip)
    if sinds is not None and not pad:
        pad = [find_werkmap(HERE) or HERE]
    paths = find_named(pad or (), gone=True)
    if herstel:
        for one in pad or ():
            refuse_unwritable(one)
        from weerbaar_cli.cli.herstel import offer_repairs  # late: only who asks for it

        offer_repairs(paths, ja=ja, documenten=document or ())
    ours: Counter[bool] = Counter()

    def tell(aantallen: Counter[Ernst]) -> tuple[str]:
        return (_total(ours, aantallen),)

    if not pad:  # a list in a script can be empty
        say("Er is geen bestand of map genoemd.")
    found = _findings(paths, pad or (), ours)
    if sinds is not None:
        found = _hold_against(sinds, found, paths, pad or ())
    aantallen = deliver_meldingen(found, klaar, tell, audience_of(len(paths)))
    blocking: tuple[Ernst, ...] = ("fout", "waarschuwing") if strikt else ("fout",)
    return FINDINGS if any(aantallen[ernst] for ernst in blocking) else IN_ORDER


def _total(ours: Mapping[bool, int], aantallen: Mapping[Ernst, int]) -> str:
    """How many files were checked, and how many findings of each weight there are."""
    told = [
        count_word(n, ernst, MEERVOUDEN[ernst]) for ernst in MEERVOUDEN if (n := aantallen[ernst])
    ]
    parts = [count_word(ours[True], "bestand", "bestanden"), *(told or ["in orde"])]
    if ours[False]:
        parts.append(f"{ours[False]} overgeslagen (geen regel «weerbaar:»)")
    return ", ".join(parts)


def _hold_against(
    sinds: str, found: Iterator[Melding], paths: Sequence[Named], pad: Sequence[Path]
) -> Iterator[Melding]:
    """With what changed since a revision, and as heavy as it weighs there."""
    # Late: only who asks for it.
    from weerbaar_cli.files.sinds import ask_sinds
    from weerbaar_cli.reading.verandering.sinds import read_sinds

    vraag = ask_sinds(sinds, in_ci=in_ci())
    gehouden = read_sinds(vraag, pad)
    if gehouden.basis is None:
        say("Er is nog niets vastgelegd in git, dus is er niets om mee te vergelijken.")
    elif vraag.variabele:
        say(f"Vergeleken met {gehouden.basis} ({vraag.variabele}).")
    places = {shown_path(path): same_place(path) for path, _ in paths}
    weighed = (gehouden.weigh(one, places.get(one.bestand)) for one in found)
    return chain(filter(None, weighed), gehouden.meldingen)


def _findings(
    paths: Sequence[Named], pad: Sequence[Path], ours: Counter[bool]
) -> Iterator[Melding]:
    """Every finding as it comes; how many files are ours, and how many are not, is counted."""
    koppen: list[Kop] = []
    foreign: list[str] = []
    bases: set[Path] = set()
    checked = chain(check_files(paths), map(Gecontroleerd, check_settings_of(paths)))
    for one in follow(checked, len(paths), "controleren"):
        ours[one.meldingen is not None] += 1
        foreign += [one.vreemd] if one.vreemd else []
        koppen += [one.kop] if one.kop else []
        bases |= {one.basis} if one.basis else set()
        yield from one.meldingen or ()
    more = list(chain(*check_samen(koppen), *check_passed(pad)))
    yield from more
    yield from _dependents(paths, bases)
    for bestand in foreign:
        say(f"{bestand} is niet van weerbaar en is overgeslagen.")
    if not (ours[True] or more or foreign or not pad):
        message = "er is geen bestand van weerbaar gevonden"
        raise WeerbaarError(message, tip="Een bestand begint met «weerbaar: meting/1».")


def _dependents(paths: Sequence[Named], bases: set[Path]) -> Iterator[Melding]:
    """What was not asked for, and may have become wrong by what was."""
    found = find_dependents(paths, bases)
    wrong = 0
    for meldingen in follow(check_dependents(found), len(found), "controleren wat ervan afhangt"):
        wrong += bool(meldingen)
        yield from meldingen
    if wrong:
        many = count_word(len(found), "bestand", "bestanden")
        say(f"Ook bekeken wat ervan kan afhangen: {many}, {wrong} met fouten.")


VOORBEELDEN = """weerbaar validate gemeente.yaml
weerbaar validate metingen/ --strikt
weerbaar validate metingen/ --herstel
weerbaar validate . --sinds main
weerbaar validate . --format json"""
