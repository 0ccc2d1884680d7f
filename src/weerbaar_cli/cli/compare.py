"""`weerbaar compare`: what changed between two measurements, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say, show_melding
from weerbaar_cli.cli.deliver import deliver, prepare
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Doelen, Getoond, Raamwerknaam
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.engine.verandering.compare import compare_metingen
from weerbaar_cli.engine.verandering.waswordt import comparable_pairs
from weerbaar_cli.engine.verandering.wending import Zijde
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.vergelijking import (
    Meetmoment,
    Paar,
    Vergelijking,
    Vergelijkingen,
)
from weerbaar_cli.reading.dossier import Dossier, refuse_mixture
from weerbaar_cli.reading.kanten import Kant, by_organisatie, older_files, read_sides, untrusted
from weerbaar_cli.reading.metingen import choose_raamwerken
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.versies import link_versies
from weerbaar_cli.views.vergelijking import Vergelijkview

GEEN_ACHTERUITGANG = "geen-achteruitgang"
Van = Annotated[str, typer.Argument(metavar="VAN", help="Bestand, map of git-revisie.")]
Naar = Annotated[str, typer.Argument(metavar="NAAR", help="Bestand, map of git-revisie.")]
Eisen = Annotated[
    list[str] | None,
    typer.Option("--eis", metavar="EIS", help="Eis voor CI: geen-achteruitgang."),
]


def compare(
    van: Van,
    naar: Naar,
    raamwerk: Raamwerknaam = None,
    eis: Eisen = None,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Compare two sides; 1 when a requirement is not met or a file has a fout."""
    for text in eis or ():
        if text != GEEN_ACHTERUITGANG:
            tip = f"Bij compare bestaat alleen --eis {GEEN_ACHTERUITGANG}."
            raise WeerbaarError(f"de eis «{clean(text)}» is niet te lezen", tip=tip)
    klaar = prepare(format_, output)
    kanten = read_sides(van, naar, follow)
    uitkomst = compare_sides(*kanten, raamwerk)
    deliver(Vergelijkview(uitkomst), klaar)
    fouten = [fout for kant in kanten for fout in kant.fouten]
    for fout in fouten:
        show_melding(fout, to_stderr=True)
    for name in uitkomst.gebroken:
        say(f"{name}: een meting heeft fouten, dus niet vergeleken")
    worse = list(_worse(uitkomst)) if eis else []
    for line in worse:
        say(line)
    return FINDINGS if fouten or worse else IN_ORDER


def _worse(uitkomst: Vergelijkingen) -> Iterator[str]:
    for paar in uitkomst.paren:
        names = [one.id for one in paar.vergelijking.normen if one.richting == "slechter"]
        if names:
            yield f"{paar.naar.bestand}: achteruitgang bij {', '.join(names)}"


def compare_sides(van: Kant, naar: Kant, raamwerk: str | None) -> Vergelijkingen:
    """Match by organisation; nothing that stands on one side only is dropped."""
    if not van.map and not naar.map:
        _refuse_faults(van, naar)
    refuse_mixture([one for kant in (van, naar) for _, one in kant.metingen])
    before, after = by_organisatie(van), by_organisatie(naar)
    older = [*older_files(van, before), *older_files(naar, after)]
    broken = sorted({*untrusted(van, before), *untrusted(naar, after)})
    for name in broken:
        before.pop(name, None)
        after.pop(name, None)
    names = sorted(before.keys() & after.keys())
    alone = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    if not names:
        raise _nothing(van, naar, *alone)
    paren = [
        paar
        for name in follow(names, len(names), "vergelijken")
        for paar in _pair(before.pop(name), after.pop(name), raamwerk)
    ]
    unread = dict.fromkeys(fout.bestand for kant in (van, naar) for fout in kant.fouten)
    return Vergelijkingen(
        van.naam,
        naar.naam,
        van.map or naar.map,
        tuple(paren),
        alleen_van=tuple(alone[0]),
        alleen_naar=tuple(alone[1]),
        gebroken=tuple(broken),
        ongelezen=tuple(unread),
        ouder=tuple(older),
    )


def _nothing(van: Kant, naar: Kant, left: list[str], right: list[str]) -> WeerbaarError:
    faults = [*van.fouten, *naar.fouten]
    if left and right and not van.map and not naar.map:
        message = f"dit zijn twee organisaties: {left[0]} en {right[0]}"
        tip = "Vergelijk twee metingen van dezelfde organisatie."
        return WeerbaarError(message, tip=tip, meldingen=faults)
    message = "er is niets te vergelijken: geen organisatie staat aan beide kanten"
    tip = "Controleer de twee mappen, en herstel wat fouten heeft."
    return WeerbaarError(message, tip=tip, meldingen=faults)


def _refuse_faults(van: Kant, naar: Kant) -> None:
    faults = [*van.fouten, *naar.fouten]
    if faults:
        names = dict.fromkeys(fout.bestand for fout in faults)
        message = f"er is niets vergeleken: {', '.join(names)} heeft fouten"
        tip = "Herstel de fouten, of kies een andere revisie."
        raise WeerbaarError(message, tip=tip, meldingen=faults)


def _pair(
    van: tuple[Omgeving, Dossier], naar: tuple[Omgeving, Dossier], wanted: str | None
) -> Iterator[Paar]:
    """One organisation by every raamwerk that both sides have."""
    old, new = van[1].meting, naar[1].meting
    if old.peildatum > new.peildatum:
        message = (
            f"{van[1].bestand} ({dutch(old.peildatum)}) is van later dan "
            f"{naar[1].bestand} ({dutch(new.peildatum)})"
        )
        raise WeerbaarError(message, tip="Bedoelt u het andersom? Draai VAN en NAAR om.")
    before = {one.id: one for one in choose_raamwerken(*van, wanted)}
    after = {one.id: one for one in choose_raamwerken(*naar, wanted)}
    shared = [name for name in before if name in after]
    if not shared:
        names = f"{', '.join(before)} en {', '.join(after)}"
        tip = "Kies met --raamwerk waarmee u beide wilt toetsen."
        raise WeerbaarError(f"de metingen hebben verschillende raamwerken: {names}", tip=tip)
    for name in shared:
        sides = _side(van, before[name]), _side(naar, after[name])
        paren = find_comparable(naar[0], before[name], after[name])
        yield make_paar(van[1], naar[1], compare_metingen(*sides, paren))


def make_paar(van: Dossier, naar: Dossier, vergelijking: Vergelijking) -> Paar:
    """What was compared, by name."""
    return Paar(naar.naam, _moment(van), _moment(naar), vergelijking)


def _moment(dossier: Dossier) -> Meetmoment:
    meting = dossier.meting
    return Meetmoment(dossier.bestand, meting.soort, meting.peildatum, meting.fictief)


def find_comparable(
    omgeving: Omgeving, oud: Raamwerk, nieuw: Raamwerk
) -> list[tuple[str, str]] | None:
    """Across versions only the norms that a was-wordt file, or the same text, makes comparable."""
    if oud.versie == nieuw.versie:
        return None
    return comparable_pairs(link_versies(omgeving.bibliotheek, oud, nieuw).overgangen)


def _side(one: tuple[Omgeving, Dossier], raamwerk: Raamwerk) -> Zijde:
    omgeving, dossier = one
    scan = dossier.scan(raamwerk)
    return Zijde(omgeving.kern(raamwerk), scan, dossier.peildatum)


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("compare", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(compare)


VOORBEELDEN = """weerbaar compare januari.yaml juli.yaml
weerbaar compare HEAD~1 metingen/gemeente.yaml --format markdown
weerbaar compare metingen-2023 metingen-2024 --eis geen-achteruitgang"""
