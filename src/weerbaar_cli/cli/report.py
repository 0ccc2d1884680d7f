"""`weerbaar report`: a meting, or a whole district, as a report that people read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from weerbaar_cli.cli.deliver import Uitvoer
from weerbaar_cli.cli.opties import (
    Districtnaam,
    Doelen,
    Getoond,
    Peildatum,
    Raamwerknaam,
)
from weerbaar_cli.cli.rapporten.opties import (
    Basis,
    Doelgroepkeuze,
    Huisstijl,
    Ontvanger,
    Openen,
    Overzichtnaam,
    Partijtype,
    Publiceer,
    Rapportbronnen,
    Rapportdatum,
    Sjabloon,
    Sjabloonstart,
    Vorige,
)
from weerbaar_cli.cli.rapporten.publiceren import (
    hold_register,
    publish_rapport,
    refuse_unpublishable,
    show_rapport,
)
from weerbaar_cli.cli.rapporten.rapportvraag import Rapportvraag, refuse_mixture
from weerbaar_cli.errors import IN_ORDER, WeerbaarError


def report(
    meting: Rapportbronnen = None,
    district: Districtnaam = None,
    doelgroep: Doelgroepkeuze = None,
    partijtype: Partijtype = None,
    vorige: Vorige = None,
    raamwerk: Raamwerknaam = None,
    peildatum: Peildatum = None,
    output: Doelen = None,
    format_: Getoond = None,
    huisstijl: Huisstijl = None,
    basis: Basis = None,
    datum: Rapportdatum = None,
    open_: Openen = False,
    overzicht: Overzichtnaam = None,
    sjabloon: Sjabloon = None,
    sjabloon_start: Sjabloonstart = None,
    publiceer: Publiceer = False,
    ontvanger: Ontvanger = None,
) -> int:
    """Make a report; 2 when it cannot be made, 1 when it may not: then nothing is written."""
    paden = tuple(meting or ())
    uitvoer = Uitvoer(format_, tuple(output or ()), huisstijl, basis, sjabloon, open_)
    vraag = Rapportvraag(
        paden,
        district,
        doelgroep,
        partijtype,
        vorige,
        raamwerk,
        peildatum,
        overzicht=overzicht,
        ontvanger=ontvanger,
    )
    if sjabloon_start is not None:
        if datum is not None:
            raise _alone()
        return _start(sjabloon_start, vraag, uitvoer)
    refuse_mixture(vraag)
    show, publish = _ways_out(vraag)
    if not publiceer:
        return show(vraag, uitvoer, datum)
    refuse_unpublishable(
        doelgroep or "bestuur",
        uitvoer.paden,
        over_groep=vraag.over_groep,
        overzicht=overzicht is not None,
    )
    with hold_register(paden, district) as map_:
        return publish(vraag, uitvoer, datum, map_)


def _ways_out(vraag: Rapportvraag) -> tuple[Callable[..., int], Callable[..., int]]:
    """To look at and to publish; rows for research leave by ways of their own."""
    if vraag.doelgroep == "onderzoek":
        from weerbaar_cli.cli.rapporten.onderzoek import (  # late: no report
            publish_onderzoek,
            show_onderzoek,
        )

        return show_onderzoek, publish_onderzoek
    return show_rapport, publish_rapport


def _start(folder: Path, vraag: Rapportvraag, uitvoer: Uitvoer) -> int:
    """Begin a folder with templates; that makes no report."""
    from weerbaar_cli.cli.rapporten.sjablonen import start_sjablonen  # late: only for this

    if vraag != Rapportvraag((), None, None, None, None, None, None) or uitvoer != Uitvoer():
        raise _alone()
    start_sjablonen(folder)
    return IN_ORDER


def _alone() -> WeerbaarError:
    tip = "Draai eerst «weerbaar report --sjabloon-start MAP», en maak daarna het rapport."
    return WeerbaarError("--sjabloon-start staat alleen: er komt geen rapport", tip=tip)


VOORBEELDEN = """weerbaar report gemeente.yaml
weerbaar report gemeente.yaml --output voor-de-secretaris.html --output memo.md
weerbaar report gemeente.yaml --doelgroep raad --output raad.html
weerbaar report --district twente --publiceer --output bestuur.html
weerbaar report --sjabloon-start mijn-sjablonen
weerbaar report --overzicht riec-oost-nederland districten"""
