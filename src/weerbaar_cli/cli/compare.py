"""`weerbaar compare`: what changed between two measurements, and why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from weerbaar_cli.cli.console import follow, say, show_melding
from weerbaar_cli.cli.deliver import annotate, deliver, prepare
from weerbaar_cli.cli.opties import Doelen, Getoond, Metids, Raamwerknaam
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.model.bevinding import Melding, unmet
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.vergelijking import Vergelijkingen
from weerbaar_cli.reading.verandering.vergelijking import compare_kanten
from weerbaar_cli.views.namen import Namen
from weerbaar_cli.views.vergelijking import Vergelijkview

GEEN_ACHTERUITGANG = "geen-achteruitgang"
Van = Annotated[str, typer.Argument(metavar="VAN", help="Bestand, map of git-revisie.")]
Naar = Annotated[str, typer.Argument(metavar="NAAR", help="Bestand, map of git-revisie.")]
Vergelijkingseisen = Annotated[
    list[str] | None,
    typer.Option("--eis", metavar="EIS", help="Eis voor CI: geen-achteruitgang."),
]


def compare(
    van: Van,
    naar: Naar,
    raamwerk: Raamwerknaam = None,
    eis: Vergelijkingseisen = None,
    ids: Metids = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Compare two sides; 1 when a requirement is not met or a file has a fout."""
    for text in eis or ():
        if text != GEEN_ACHTERUITGANG:
            tip = f"Bij compare bestaat alleen --eis {GEEN_ACHTERUITGANG}."
            raise WeerbaarError(f"de eis «{clean(text)}» is niet te lezen", tip=tip)
    klaar = prepare(format_, output)
    uitkomst, fouten = compare_kanten(van, naar, raamwerk, follow)
    worse = tuple(_worse(uitkomst)) if eis else ()
    deliver(Vergelijkview(uitkomst, namen=Namen(ids=ids), meldingen=worse), klaar)
    for fout in fouten:
        show_melding(fout, to_stderr=True)
    for name in uitkomst.gebroken:
        say(f"{name}: een meting heeft fouten, dus niet vergeleken")
    for one in worse:
        say(f"{one.bestand}: {one.bericht}")
        annotate(one)
    return FINDINGS if fouten or worse else IN_ORDER


def _worse(uitkomst: Vergelijkingen) -> Iterator[Melding]:
    for paar in uitkomst.paren:
        names = [one.id for one in paar.vergelijking.normen if one.richting == "slechter"]
        if names:
            words = f"achteruitgang bij {', '.join(names)}"
            yield unmet(paar.naar.bestand, words, "achteruitgang")


VOORBEELDEN = """weerbaar compare januari.yaml juli.yaml
weerbaar compare HEAD~1 metingen/gemeente.yaml --format markdown
weerbaar compare metingen-2023 metingen-2024 --eis geen-achteruitgang"""
