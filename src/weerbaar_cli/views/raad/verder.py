"""The rest of a report for the council: actions, public documents, laws, and how it is measured."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.blad.blad import Alinea, Blok, Kolom, Lijst, Sectie, Tabel
from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.views.eigen.eerste import op_orde_regel
from weerbaar_cli.views.eigen.woorden import bewijs_words, count_word, passage

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.raadsbeeld import Raadsacties, Raadsbeeld

METEN = (
    "Een norm is een afspraak over weerbaarheid, zoals een meldpunt of actueel beleid. De normen "
    "zijn openbaar.",
    "Per norm vult de organisatie feiten in: ja of nee, aantallen, datums en documenten. Een vaste "
    "regel zegt of de norm daarmee «voldoet». Dezelfde feiten geven altijd dezelfde uitkomst.",
    "«Voldoet nog niet» is al het andere: een deel is er, te weinig is er, of een feit is nog niet "
    "ingevuld. Normen die hier niet gelden, tellen niet mee.",
    "Voldoet geen of één norm van een thema, dan staat er «0 of 1». Anders is van elke norm te "
    "zien dat die nog niet voldoet. Totalen zijn opgeteld uit wat per thema is getoond.",
    "Er is geen cijfer en geen rangorde. Een meting zegt iets over afspraken en beleid, niet over "
    "hoeveel ondermijning er is.",
)


def make_verder(beeld: Raadsbeeld) -> Iterator[Sectie]:
    """The chapters after the figures."""
    yield Sectie("Wat is gedaan en wat is gepland", "acties", tuple(_acties(beeld.acties)))
    yield Sectie("Openbare stukken", "openbaar", tuple(_openbaar(beeld)))
    yield Sectie("Wetten die eraan komen", "wetten", (_wetten(beeld),))
    yield Sectie("Zo werkt de meting", "meting", (Lijst((*METEN, *_regels(beeld))),))


def _regels(beeld: Raadsbeeld) -> tuple[str, ...]:
    single = len(beeld.raamwerken) == 1
    return tuple(
        f"{'' if single else one.raamwerk.titel + '. '}Wanneer is de basis op orde? "
        f"{op_orde_regel(one.raamwerk)}"
        for one in beeld.raamwerken
    )


def _acties(one: Raadsacties) -> Iterator[Blok]:
    if not (one.gereed or one.te_doen):
        yield Alinea("Er zijn nog geen acties vastgelegd.")
        return
    done = count_word(one.gereed, "actie is gereed", "acties zijn gereed")
    te_doen = count_word(one.te_doen, "actie is gepland of loopt", "acties zijn gepland of lopen")
    some = "" if one.te_laat == one.te_doen == 1 else f"waarvan {one.te_laat} "
    late = f", {some}na de afgesproken datum" if one.te_laat else ""
    yield Alinea(f"{done}. {te_doen}{late}. Wat de acties zijn, is vertrouwelijk.")
    if one.te_doen:
        rows = [(str(year), str(number)) for year, number in one.jaar]
        rows += [("zonder datum", str(one.zonder_datum))] if one.zonder_datum else []
        kolommen = (Kolom("Klaar in"), Kolom("Aantal", getal=True))
        yield Tabel("Acties die gepland zijn of lopen", kolommen, tuple(rows))
    if one.kosten_gepland or one.kosten_gereed:
        yield Alinea(_geld(one))


def _geld(one: Raadsacties) -> str:
    missing = (
        f" {count_word(one.zonder_bedrag, 'actie heeft', 'acties hebben')} nog geen bedrag."
        if one.zonder_bedrag
        else ""
    )
    return (
        f"De acties die nog lopen, kosten samen {euro(one.kosten_gepland)}; wat gereed is, kostte "
        f"{euro(one.kosten_gereed)}.{missing}"
    )


def _openbaar(beeld: Raadsbeeld) -> Iterator[Blok]:
    if not beeld.openbaar:
        yield Alinea("In de meting staan geen stukken die openbaar zijn.")
        return
    yield Alinea(
        "Deze stukken zijn openbaar en in de meting genoemd. Dat een stuk hier staat, zegt niet of "
        "een norm voldoet."
    )
    plain = (one.model_copy(update={"openbaar": None}) for one in beeld.openbaar)
    yield Lijst(tuple(map(bewijs_words, plain)))


def _wetten(beeld: Raadsbeeld) -> Blok:
    found = {anker.titel: anker for one in beeld.raamwerken for anker in one.wetten}
    if not found:
        return Alinea(
            "Voor het komende jaar is er geen wetswijziging bekend die deze normen raakt."
        )
    rows = tuple(
        (passage(anker.titel), dutch(anker.vanaf), passage(anker.gevolg or "–"))
        for anker in sorted(found.values(), key=lambda one: (one.vanaf, one.titel))
    )
    return Tabel("Wetten die een norm raken", (Kolom("Wet"), Kolom("Vanaf"), Kolom("Gevolg")), rows)
