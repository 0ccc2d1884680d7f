"""`weerbaar trend`: the metingen of one organisation in a row, and whether it is on course."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.console import make_console, say, show_json
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Raamwerknaam
from weerbaar_cli.cli.score import choose_raamwerken, refuse_faults, refuse_mixture
from weerbaar_cli.cli.trendvorm import Reeks, reeks_vorm, trend_csv
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.cli.wereld import Gelezen, Wereld, read_metingen, scan_of
from weerbaar_cli.engine.score import score_meting
from weerbaar_cli.engine.trend import LEAST_MOMENTS, make_trend, order_of
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.document import read_document
from weerbaar_cli.files.vinden import find_files
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.raamwerk import Raamwerk
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.trend import Moment

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
Bron = tuple[Wereld, Gelezen]


def trend(
    meting: Paden,
    organisatie: Organisatie = None,
    raamwerk: Raamwerknaam = None,
    format_: Vorm = "tabel",
) -> int:
    """Show each organisation in turn; nothing is compared between organisations."""
    found = _choose(_read(meting), organisatie)
    refuse_faults([gelezen for _, gelezen in found])
    refuse_mixture([gelezen for _, gelezen in found])
    _show(_make_reeksen(found, raamwerk), format_)
    return IN_ORDER


def _read(paths: Sequence[Path]) -> list[Bron]:
    """Every meting that was named, and those in the folders that were."""
    found = dict(find_files(paths))
    wanted = [path for path, named in found.items() if named or _is_meting(path)]
    unique = list({path.absolute(): path for path in wanted}.values())
    read = follow(read_metingen(unique), len(unique), "lezen")
    metingen = [
        (wereld, gelezen)
        for (wereld, gelezen), path in zip(read, unique, strict=True)
        if found[path] or not _is_shared(wereld, gelezen)
    ]
    if not metingen:
        message = f"in «{clean(str(paths[0]))}» staat geen meting van een organisatie"
        raise WeerbaarError(message, tip="Noem de metingen, of de map waar ze staan.")
    return metingen


def _is_meting(path: Path) -> bool:
    """Whether a file in a folder is a meting, or one that can no longer be recognised."""
    document = read_document(path)
    if not document.readable:
        return document.has_header()
    return document.soort.startswith("meting/")


def _is_shared(wereld: Wereld, gelezen: Gelezen) -> bool:
    """The meting of a group is there for the facts that its members share."""
    partij = gelezen.partij
    return partij is not None and wereld.bibliotheek.partijen.is_groep(partij)


def _choose(metingen: list[Bron], organisatie: str | None) -> list[Bron]:
    """Those of one organisation; a file that does not say whose it is stays, to be refused."""
    if organisatie is None:
        return metingen
    names = {gelezen.partij.naam for _, gelezen in metingen if gelezen.partij is not None}
    partijen = {wereld.bibliotheek.partijen.find(organisatie) for wereld, _ in metingen}
    chosen = {partij.naam for partij in partijen if partij is not None} & names
    if not chosen:
        tip = suggest(organisatie, sorted(names)) or f"Er zijn: {', '.join(sorted(names))}."
        raise WeerbaarError(f"er is geen meting van «{clean(organisatie)}»", tip=tip)
    return [one for one in metingen if one[1].partij is None or one[1].partij.naam in chosen]


def _make_reeksen(metingen: Iterable[Bron], wanted: str | None) -> list[Reeks]:
    """Per organisation and raamwerk its moments; by name, never by result."""
    lines: dict[tuple[str, str], list[tuple[Bron, Raamwerk]]] = {}
    for wereld, gelezen in metingen:
        assert gelezen.partij is not None
        for raamwerk in choose_raamwerken(wereld, gelezen, wanted):
            key = (gelezen.partij.naam, raamwerk.id)
            lines.setdefault(key, []).append(((wereld, gelezen), raamwerk))
    single = [key for key, line in lines.items() if len(line) == 1]
    if len(single) == len(lines):
        raise _too_few(single)
    for naam, raamwerk_id in sorted(single):
        say(f"{naam}: één meting voor {raamwerk_id}, dus nog geen verloop")
    return [_make_reeks(lines[key]) for key in sorted(lines) if key not in single]


def _too_few(single: list[tuple[str, str]]) -> WeerbaarError:
    names = ", ".join(dict.fromkeys(naam for naam, _ in single))
    message = f"een verloop vraagt {LEAST_MOMENTS} metingen van één organisatie, ten minste 2"
    return WeerbaarError(f"{message}; er is er één van {names}", tip="Noem ook de andere metingen.")


def _make_reeks(line: Sequence[tuple[Bron, Raamwerk]]) -> Reeks:
    scored = list(_score(line))
    wereld, gelezen, raamwerk, _ = max(scored, key=lambda one: order_of(one[3]))
    assert gelezen.partij is not None
    assert gelezen.meting is not None
    gevraagd = wereld.kern(raamwerk).lezing.aandeel(raamwerk.op_orde.aandeel)
    found = make_trend((moment for *_, moment in scored), raamwerk, gevraagd)
    return Reeks(gelezen.partij, gelezen.meting.fictief, found)


def _score(
    line: Sequence[tuple[Bron, Raamwerk]],
) -> Iterator[tuple[Wereld, Gelezen, Raamwerk, Moment]]:
    for (wereld, gelezen), raamwerk in line:
        meting = gelezen.meting
        assert meting is not None
        scan = scan_of(gelezen, raamwerk)
        oordeel = score_meting(wereld.kern(raamwerk), scan, meting.peildatum)
        bestand = gelezen.document.bestand
        moment = Moment(bestand, meting.soort, meting.status, meting.peildatum, oordeel)
        yield wereld, gelezen, raamwerk, moment


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
