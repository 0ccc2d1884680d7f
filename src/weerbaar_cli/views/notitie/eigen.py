"""The note of one page on one meting, for the board and management of the organisation itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Alinea,
    Blad,
    Blok,
    Inhoud,
    Kolom,
    Lijst,
    Sectie,
    Sterk,
    Tabel,
)
from weerbaar_cli.blad.resultaat import Rapportmodel, Uitvoermodel, Waarmerkcodes
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.bestanden.meting import Metingsoort, Metingstatus
from weerbaar_cli.model.bestanden.raamwerk import STATUSES
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch, titled_version
from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld, Eigenraamwerk
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Telling
from weerbaar_cli.model.uitkomsten.vergelijking import Oorzaak, Vergelijking
from weerbaar_cli.model.woorden import count_word, shorten
from weerbaar_cli.views.eigen.eerste import (
    VOLGORDE,
    besluit_punten,
    geen_besluit,
    make_veranderd,
    op_orde_zin,
    termijn_words,
    weighed_normen,
)
from weerbaar_cli.views.eigen.woorden import BESTUURDERS, op_orde_regel, share_words
from weerbaar_cli.views.normplan import name_cell, sign_words, when_words, who_words
from weerbaar_cli.views.notitie.notitie import (
    NAAM,
    NORMTABELLEN,
    THEMAS,
    Normtabel,
    first_rows,
    make_delen,
    title,
)
from weerbaar_cli.views.scoredata import (
    Aandeeldata,
    Organisatiedata,
    Raamwerkverwijzing,
    Tellingdata,
    Thematelling,
    raamwerk_data,
)


class Notitiemeting(Uitvoermodel):
    """What was measured."""

    soort: Metingsoort
    status: Metingstatus
    peildatum: date
    fictief: bool


class Veranderddata(Uitvoermodel):
    """How many more norms are met, and by what cause."""

    totaal: int
    oorzaken: dict[Oorzaak, int]


class Notitieraamwerk(Uitvoermodel):
    """How the organisation stands by one raamwerk."""

    raamwerk: Raamwerkverwijzing
    op_orde: bool | None
    telling: Tellingdata
    aandeel: Aandeeldata
    themas: tuple[Thematelling, ...]
    veranderd: Veranderddata | None


class Notitiedata(Rapportmodel):
    """The figures of the note, without facts, evidence and reasons."""

    doelgroep: Literal["notitie"] = "notitie"
    vertrouwelijk: str = DOELGROEPEN["notitie"].regel
    organisatie: Organisatiedata
    meting: Notitiemeting
    peildatum: date
    vorige: date | None
    raamwerken: tuple[Notitieraamwerk, ...]
    zonder_actie: int
    te_laat: int
    waarmerk: Waarmerkcodes = None


def notitie_data(beeld: Eigenbeeld) -> Notitiedata:
    """The note for programs."""
    values = {
        "organisatie": beeld.partij,
        "meting": beeld.meting,
        "peildatum": beeld.peildatum,
        "vorige": beeld.vorige.peildatum if beeld.vorige is not None else None,
        "raamwerken": tuple(map(_raamwerk, beeld.raamwerken)),
        "zonder_actie": len(beeld.plan.zonder_actie),
        "te_laat": len(beeld.plan.te_laat),
    }
    return Notitiedata.model_validate(values, from_attributes=True)


def _raamwerk(one: Eigenraamwerk) -> dict[str, Any]:
    oordeel, found = one.oordeel, one.vergelijking
    return {
        "raamwerk": raamwerk_data(oordeel),
        "op_orde": oordeel.op_orde,
        "telling": oordeel.telling,
        "aandeel": oordeel.aandeel,
        "themas": oordeel.themas,
        "veranderd": None if found is None else _veranderd(found),
    }


def _veranderd(found: Vergelijking) -> dict[str, Any]:
    causes = {name: number for name, number in found.oorzaken.items() if number}
    return {"totaal": found.totaal, "oorzaken": causes}


LEZERS = {
    "gemeente": "het college en het managementteam",
    "provincie": "Gedeputeerde Staten en de directie",
    "waterschap": "het dagelijks bestuur en de directie",
}
REST = "zie het volledige rapport."
EIGENAAR = 40  # letters of who does it


@dataclass(frozen=True)
class Notitieview(Rapportview):
    """The note on one meting."""

    beeld: Eigenbeeld

    def blad(self) -> Blad:
        """The page."""
        return make_notitie_eigen(self.beeld)

    def data(self) -> Notitiedata:
        """The figures of the note, for programs."""
        return notitie_data(self.beeld)


def make_notitie_eigen(beeld: Eigenbeeld) -> Blad:
    """The whole note."""
    meting, partij = beeld.meting, beeld.partij
    asked = list(besluit_punten(beeld, "")) or [geen_besluit(beeld)]
    return Blad(
        titel=title(f"Weerbaarheid van {partij.naam}"),
        ondertitel=f"Notitie bij de {meting.soort} van {dutch(meting.peildatum)}",
        doelgroep="notitie",
        datum=beeld.peildatum,
        kenmerken=tuple(_kenmerken(beeld)),
        vertrouwelijk=DOELGROEPEN["notitie"].regel,
        fictief=FICTIEF if meting.fictief else "",
        secties=_delen(beeld, asked),
        voet=(f"Gemaakt met weerbaar {__version__}; {_raamwerken(beeld)}",),
    )


def _kenmerken(beeld: Eigenbeeld) -> Iterator[tuple[str, str]]:
    lezer = BESTUURDERS.get(beeld.partij.type, "leiding")
    readers = LEZERS.get(beeld.partij.type, "bestuur en directie")
    yield "Voor", readers
    yield "Wie dit krijgt", f"bepaalt de {lezer}"
    if beeld.peildatum != beeld.meting.peildatum:
        yield "Doorgerekend", f"op {dutch(beeld.peildatum)}"


def _raamwerken(beeld: Eigenbeeld) -> str:
    names = ", ".join(
        titled_version(one.raamwerk.titel, one.raamwerk.versie) for one in beeld.raamwerken
    )
    return shorten(names, 2 * NAAM)


def _delen(beeld: Eigenbeeld, vragen: Sequence[Inhoud]) -> tuple[Sectie, ...]:
    """Of one raamwerk or two with how it stands by each, of more in counts."""
    found = _per_raamwerk if len(beeld.raamwerken) <= NORMTABELLEN else _more
    weten = (*found(beeld), Alinea(_ahead(beeld)))
    return make_delen(weten, _changed(beeld), vragen, REST)


def _per_raamwerk(beeld: Eigenbeeld) -> Iterator[Blok | Normtabel]:
    for one in beeld.raamwerken:
        yield Alinea(tuple(_stand(beeld, one)))
        yield from _open(beeld, one)


def _stand(beeld: Eigenbeeld, one: Eigenraamwerk) -> Iterator[str | Sterk]:
    share = share_words(one.oordeel.aandeel, one.oordeel.telling)
    yield f"{shorten(one.raamwerk.titel)}: {share}. "
    yield Sterk(op_orde_zin(one.oordeel))
    term = termijn_words(beeld, one)
    concept = "Deze meting is nog een concept." if beeld.meting.status == "concept" else ""
    yield "".join(f" {part}" for part in (op_orde_regel(one.raamwerk), term, concept) if part)


def _open(beeld: Eigenbeeld, raamwerk: Eigenraamwerk) -> Iterator[Normtabel]:
    """What is not met, with who is at work on each and when it is due."""
    left = [one for one in weighed_normen(beeld) if one.raamwerk == raamwerk.raamwerk.id]
    if left:
        rows = tuple(
            (name_cell(norm), shorten(who_words(norm), EIGENAAR), when_words(norm)) for norm in left
        )
        signs = sign_words(*(norm.oordeel for norm in left))
        kop, titel = f"Normen die nog niet voldoen; {VOLGORDE}", raamwerk.raamwerk.titel
        if len(beeld.raamwerken) > 1:
            kop = f"Normen van {titel} die nog niet voldoen"
        heads = tuple(map(Kolom, ("Norm", "Wie", "Wanneer")))
        tabel = Tabel(f"{kop} ({signs})", heads, rows, sleutel=kop)
        vooraf = f"{shorten(titel)}: nog niet ({signs})"
        yield Normtabel(tabel, [norm.id for norm in left], vooraf)


def _tabel(bijschrift: str, kop: str, rows: list[tuple[str, Telling]]) -> Tabel:
    kolommen = (Kolom(kop), *(Kolom(WOORDEN[status], getal=True) for status in STATUSES))
    cells = tuple(
        (name, *(str(getattr(telling, status)) for status in STATUSES)) for name, telling in rows
    )
    return Tabel(bijschrift, kolommen, cells)


def _more(beeld: Eigenbeeld) -> Iterator[Blok | Normtabel]:
    """Many raamwerken side by side: facts are shared, statuses never."""
    rows = [(shorten(one.raamwerk.titel, NAAM), one.oordeel.telling) for one in beeld.raamwerken]
    words = [
        f"{shorten(one.raamwerk.titel, NAAM)}: {op_orde_zin(one.oordeel)}"
        for one in beeld.raamwerken
    ]
    yield Alinea(" ".join(words))
    tabel = _tabel("Normen per oordeel", "Raamwerk", rows)
    yield first_rows(tabel, THEMAS)
    for one in beeld.raamwerken:
        yield from _open(beeld, one)


def _ahead(beeld: Eigenbeeld) -> str:
    """What is to come within half a year, and the first law of the year."""
    near = {(one.raamwerk, one.norm) for one in beeld.plan.verloopt if one.dag <= beeld.binnenkort}
    count = count_word(len(near), "norm", "normen")
    until = dutch(beeld.binnenkort)
    words = (
        f"Zonder actie gaat het oordeel van {count} achteruit, uiterlijk op {until}."
        if near
        else f"Tot en met {until} verloopt er niets."
    )
    laws = sorted(
        (wet.anker.vanaf, shorten(wet.anker.titel, 2 * NAAM))
        for one in beeld.raamwerken
        for wet in one.wetten
    )
    if not laws:
        return words
    day, name = laws[0]
    return f"{words} De eerste wet die eraan komt: {name}, vanaf {dutch(day)}."


def _changed(beeld: Eigenbeeld) -> Iterator[Inhoud]:
    """What page one of the report says of it, point by point."""
    for blok in make_veranderd(beeld):
        match blok:
            case Alinea(inhoud):
                yield inhoud
            case Lijst(punten):
                yield from punten
            case _:
                raise AssertionError("what changed is told in sentences")
