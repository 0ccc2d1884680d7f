"""`weerbaar trend`: the metingen of one organisation in a row, and whether it is on course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.console import make_console, say, show_json, show_melding
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Raamwerknaam
from weerbaar_cli.cli.trendvorm import Reeks, reeks_vorm, trend_csv
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.engine.verandering.trend import LEAST_MOMENTS, make_trend, order_of
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.doelgroep import Doelgroep, audience_of
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.trend import Moment
from weerbaar_cli.reading.dossier import Dossier, Gebroken, refuse_faults, refuse_mixture
from weerbaar_cli.reading.metingen import Bron, choose_raamwerken, read_bronnen
from weerbaar_cli.reading.omgeving import Ingelezen, Omgeving

Trendvorm = Literal["tabel", "csv", "json"]
Paden = Annotated[
    list[Path],
    typer.Argument(metavar="METING", help="Metingen van een organisatie, of een map daarmee."),
]
Organisatie = Annotated[
    str | None,
    typer.Option(
        "--organisatie", metavar="NAAM", help="Alleen deze organisatie, met naam of code."
    ),
]
Vorm = Annotated[
    Trendvorm,
    typer.Option("--format", help="Tabel om te lezen, csv voor een rekenblad, json."),
]


def trend(
    meting: Paden,
    organisatie: Organisatie = None,
    raamwerk: Raamwerknaam = None,
    format_: Vorm = "tabel",
) -> int:
    """Show each organisation in turn; nothing is compared between organisations."""
    good, broken = _set_apart(_choose(_read(meting), organisatie))
    refuse_mixture([one.dossier for one in good])
    _show(_make_reeksen(good, raamwerk), format_)
    for one in broken:
        _tell_broken(one)
    return FINDINGS if broken else IN_ORDER


def _set_apart(found: list[Bron]) -> tuple[list[Ingelezen], list[Gebroken]]:
    """The metingen that can be shown, and those of a folder that have a fout.

    Of an organisation with a broken meting nothing is shown: a moment would be missing unseen.
    """
    broken = [one.gelezen for one in found if isinstance(one.gelezen, Gebroken)]
    names = {one.naam for one in broken}
    good = [
        Ingelezen(one.omgeving, one.gelezen)
        for one in found
        if isinstance(one.gelezen, Dossier) and one.gelezen.naam not in names
    ]
    if not good or any(one.genoemd for one in found if isinstance(one.gelezen, Gebroken)):
        refuse_faults([one.gelezen for one in found])
    return good, broken


def _tell_broken(one: Gebroken) -> None:
    for fout in one.fouten:
        show_melding(fout, to_stderr=True)
    if one.naam:
        say(f"{one.naam}: {one.bestand} heeft fouten, dus geen verloop")
    else:
        say(f"{one.bestand} is niet te lezen: misschien mist een verloop daardoor een meting")


def _read(paths: Sequence[Path]) -> list[Bron]:
    """Every meting that was named, and those in the folders that were."""
    metingen = list(read_bronnen(paths, follow))
    if not metingen:
        message = f"in «{clean(str(paths[0]))}» staat geen meting van een organisatie"
        raise WeerbaarError(message, tip="Noem de metingen, of de map waar ze staan.")
    return metingen


def _choose(metingen: list[Bron], organisatie: str | None) -> list[Bron]:
    """Those of one organisation; a file that does not say whose it is stays, to be refused."""
    if organisatie is None:
        return metingen
    names = {one.gelezen.naam for one in metingen} - {""}
    partijen = {one.omgeving.bibliotheek.partijen.find(organisatie) for one in metingen}
    chosen = {partij.naam for partij in partijen if partij is not None} & names
    if not chosen:
        tip = suggest(organisatie, sorted(names)) or f"Er zijn: {', '.join(sorted(names))}."
        raise WeerbaarError(f"er is geen meting van «{clean(organisatie)}»", tip=tip)
    return [one for one in metingen if one.gelezen.naam in {"", *chosen}]


def _make_reeksen(metingen: Iterable[Ingelezen], wanted: str | None) -> list[Reeks]:
    """Per organisation and raamwerk its moments; by name, never by result."""
    lines: dict[tuple[str, str], list[tuple[Ingelezen, Raamwerk]]] = {}
    for one in metingen:
        for raamwerk in choose_raamwerken(*one, wanted):
            lines.setdefault((one.dossier.naam, raamwerk.id), []).append((one, raamwerk))
    single = [key for key, line in lines.items() if len(line) == 1]
    if len(single) == len(lines):
        raise _too_few(single)
    for naam, raamwerk_id in sorted(single):
        say(f"{naam}: één meting voor {raamwerk_id}, dus nog geen verloop")
    longer = sorted(lines.keys() - set(single))
    doelgroep = audience_of(len({naam for naam, _ in longer}))
    followed = follow(longer, len(longer), "rekenen")
    return [_make_reeks(lines[key], doelgroep) for key in followed]


def _too_few(single: list[tuple[str, str]]) -> WeerbaarError:
    names = ", ".join(dict.fromkeys(naam for naam, _ in single))
    message = f"een verloop vraagt {LEAST_MOMENTS} metingen van één organisatie, ten minste 2"
    return WeerbaarError(f"{message}; er is er één van {names}", tip="Noem ook de andere metingen.")


def _make_reeks(line: Sequence[tuple[Ingelezen, Raamwerk]], doelgroep: Doelgroep) -> Reeks:
    scored = list(_score(line))
    omgeving, dossier, raamwerk, _ = max(scored, key=lambda one: order_of(one[3]))
    gevraagd = omgeving.kern(raamwerk).lezing.aandeel(raamwerk.op_orde.aandeel)
    found = make_trend((moment for *_, moment in scored), raamwerk, gevraagd)
    return Reeks(dossier.partij, dossier.meting.fictief, found, doelgroep)


def _score(
    line: Sequence[tuple[Ingelezen, Raamwerk]],
) -> Iterator[tuple[Omgeving, Dossier, Raamwerk, Moment]]:
    for (omgeving, dossier), raamwerk in line:
        meting = dossier.meting
        scan = dossier.scan(raamwerk)
        oordeel = score_meting(omgeving.kern(raamwerk), scan, meting.peildatum)
        moment = Moment(dossier.bestand, meting.soort, meting.status, meting.peildatum, oordeel)
        yield omgeving, dossier, raamwerk, moment


def _show(reeksen: list[Reeks], format_: Trendvorm) -> None:
    if format_ == "json":
        shapes = [reeks_vorm(one) for one in reeksen]
        show_json(shapes[0] if len(shapes) == 1 else shapes)
    elif format_ == "csv":
        print(trend_csv(reeksen), end="")
    else:
        from weerbaar_cli.cli.trendtabel import show_reeksen  # late: brings rich

        show_reeksen(make_console(), reeksen)


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("trend", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(trend)


VOORBEELDEN = """weerbaar trend 2023.yaml 2024.yaml 2025.yaml
weerbaar trend metingen/ --organisatie Voorbeeldstad
weerbaar trend metingen/ --organisatie Voorbeeldstad --format csv"""
