"""The report of one organisation for its council: plain, with counts, and without weak spots.

Everything here comes from a Raadsbeeld, which has no room for what a council should not get; that
is where is decided what may be told, and why (model/uitkomsten/raadsbeeld.py). Per element: the
counts per thema, because a council holds to account on a thema; what was done and is planned as
numbers with the year, because the text of an action names the spot that it mends; money as one sum;
documents that anyone can look up; laws to come, which are the same for everyone. That norms are not
met is said with how many, and that the rest is confidential, why, and where to ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Alinea,
    Balk,
    Blad,
    Blok,
    Cijfer,
    Deel,
    Grafiek,
    Kader,
    Kerncijfers,
    Kolom,
    Sectie,
    Stapel,
    Sterk,
    Tabel,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import beweging_of
from weerbaar_cli.views.eigen.eerste import OP_ORDE
from weerbaar_cli.views.eigen.woorden import join
from weerbaar_cli.views.groep.themas import ONZEKER, REST, ZEKER
from weerbaar_cli.views.groep.woorden import beweging_word, share_words
from weerbaar_cli.views.raad.data import Raaddata, raad_data
from weerbaar_cli.views.raad.verder import make_verder

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
    from weerbaar_cli.model.uitkomsten.raadsbeeld import Raadsbeeld, Raadsraamwerk, Raadsthema

# Who checks the board, per type of organisation, and whom it asks.
RADEN = {
    "gemeente": ("de gemeenteraad", "het college", "de griffie"),
    "provincie": ("Provinciale Staten", "Gedeputeerde Staten", "de griffie"),
    "waterschap": ("het algemeen bestuur", "het dagelijks bestuur", "de secretaris"),
}
ANDERS = ("de volksvertegenwoordiging", "het bestuur", "de griffie")


@dataclass(frozen=True)
class Raadview(Rapportview):
    """The report for the council."""

    beeld: Raadsbeeld

    def blad(self) -> Blad:
        """The page."""
        return make_raad(self.beeld)

    def data(self) -> Raaddata:
        """The same figures, for programs."""
        return raad_data(self.beeld)


def make_raad(beeld: Raadsbeeld) -> Blad:
    """The whole report."""
    titels = " en ".join(one.raamwerk.titel for one in beeld.raamwerken)
    return Blad(
        titel=f"Weerbaarheid van {beeld.organisatie}",
        ondertitel=f"{titels}, {beeld.soort} van {dutch(beeld.peildatum)}",
        doelgroep="raad",
        datum=beeld.peildatum,
        kenmerken=tuple(_kenmerken(beeld)),
        vertrouwelijk=DOELGROEPEN["raad"].regel,
        fictief=FICTIEF if beeld.fictief else "",
        secties=tuple(_secties(beeld)),
        voet=(
            f"Gemaakt met weerbaar {__version__}",
            *(f"{one.raamwerk.id}@{one.raamwerk.versie}" for one in beeld.raamwerken),
        ),
    )


def _wie(beeld: Raadsbeeld) -> tuple[str, str, str]:
    return RADEN.get(beeld.partijtype, ANDERS)


def _kenmerken(beeld: Raadsbeeld) -> Iterator[tuple[str, str]]:
    yield "Voor", _wie(beeld)[0]
    yield "Peildatum", dutch(beeld.peildatum)
    for one in beeld.raamwerken:
        yield "Raamwerk", f"{one.raamwerk.titel}, versie {one.raamwerk.versie}"
    yield "Meting", f"{beeld.soort}, {beeld.status}"


def _secties(beeld: Raadsbeeld) -> Iterator[Sectie]:
    yield Sectie("In het kort", "kort", tuple(_kort(beeld)))
    single = len(beeld.raamwerken) == 1
    for number, one in enumerate(beeld.raamwerken, 1):
        kop = "Stand per thema" if single else f"Stand per thema: {one.raamwerk.titel}"
        yield Sectie(kop, "themas" if single else f"{number}-themas", tuple(_themas(one)))
    yield from make_verder(beeld)


def _kort(beeld: Raadsbeeld) -> Iterator[Blok]:
    single = len(beeld.raamwerken) == 1
    for one in beeld.raamwerken:
        if single:
            yield Kerncijfers(tuple(_cijfers(one)))
        name = "" if single else f"{one.raamwerk.titel}: "
        yield Alinea(
            (f"{name}{_stand(one.totaal)} ", Sterk(_op_orde(one)), f" {_toen(beeld, one)}")
        )
    if beeld.status == "concept":
        yield Alinea("Deze meting is nog een concept.")
    yield _vertrouwelijk(beeld)


def _cijfers(one: Raadsraamwerk) -> Iterator[Cijfer]:
    total = one.totaal
    noun = "norm voldoet" if total.van == 1 else "normen voldoen"
    yield Cijfer(f"{number_words(total)} van {total.van}", noun, share_words(total))
    rest = rest_of(total)
    yield Cijfer(number_words(rest), f"{_voldoen(rest)} nog niet")


def _voldoen(one: Bereik) -> str:
    return "voldoet" if one.hoog == 1 else "voldoen"


def _stand(total: Bereik) -> str:
    if not total.van:
        return "Er is geen norm van toepassing."
    if total.van == 1:
        return f"Er geldt 1 norm, en {_een(total)}."
    share = share_words(total)
    verb = _voldoen(total)
    return f"{number_words(total)} van de {total.van} normen die gelden {verb} ({share})."


def _een(total: Bereik) -> str:
    """How the one norm that applies stands."""
    if not total.is_exact:
        return "of die voldoet, staat hier niet"
    return "die voldoet" if total.laag else "die voldoet nog niet"


def _op_orde(one: Raadsraamwerk) -> str:
    if one.op_orde is None and not one.niet_ingevuld:
        return "Of de basis op orde is, staat hier niet: dat kan een zwakke plek aanwijzen."
    return OP_ORDE[one.op_orde]


def _toen(beeld: Raadsbeeld, one: Raadsraamwerk) -> str:
    """What is certain of the difference with the meting before."""
    if one.vorige is None or beeld.vorige is None:
        return ""
    when = f"Bij de vorige meting, van {dutch(beeld.vorige)},"
    verb = "voldeed" if one.vorige.hoog == 1 else "voldeden"
    return f"{when} {verb} er {number_words(one.vorige)} van de {one.vorige.van}."


def _vertrouwelijk(beeld: Raadsbeeld) -> Kader:
    _, bestuur, griffie = _wie(beeld)
    rest = tuple(rest_of(one.totaal) for one in beeld.raamwerken)
    head = f"{_open(rest)} " if any(one.hoog for one in rest) else "Alle normen voldoen. "
    return Kader(
        "vertrouwelijk",
        "Wat hier niet staat",
        (
            Alinea(
                f"{head}Welke normen dat zijn en waarom, is vertrouwelijk: wie kwaad wil, vindt er "
                "een zwakke plek mee. Daarom staat hier ook niet welke normen wel voldoen, want "
                "dan is de rest af te lezen."
            ),
            Alinea(
                f"Wilt u meer weten, vraag dan {bestuur}, bijvoorbeeld via {griffie}, of en hoe u "
                "de uitkomst vertrouwelijk kunt inzien. Dat bepaalt uw eigen organisatie."
            ),
        ),
    )


def _open(rest: tuple[Bereik, ...]) -> str:
    """How many norms are not met, by each raamwerk."""
    if len(rest) > 1:
        return f"Er voldoen nog niet: {join([number_words(one) for one in rest])} van de normen."
    noun = "norm" if rest[0].hoog == 1 else "normen"
    return f"{number_words(rest[0])} {noun} {_voldoen(rest[0])} nog niet."


def _themas(one: Raadsraamwerk) -> Iterator[Blok]:
    if not one.themas:
        yield Alinea("Er is geen norm van toepassing.")
        return
    exact = all(thema.nu.is_exact for thema in one.themas)
    yield Grafiek(
        "Normen per thema",
        "; ".join(f"{_naam(each)}: {range_words(each.nu)}" for each in one.themas) + ".",
        Stapel(
            tuple(Balk(_naam(each), _delen(each.nu)) for each in one.themas),
            (ZEKER, REST) if exact else (ZEKER, (ONZEKER[0], "voldoet, of nog niet"), REST),
        ),
        _tabel(one),
    )


def _tabel(one: Raadsraamwerk) -> Tabel:
    compared = one.vorige is not None
    heads = ["Voldoet", "Voldoet nog niet", "Geldt", *(["Voldeed vorige keer"] if compared else [])]
    kolommen = (
        Kolom("Thema"),
        *(Kolom(head, getal=True) for head in heads),
        *((Kolom("Beweging"),) if compared else ()),
    )
    rows = [_rij(_naam(each), each.nu) + _was(one, each) for each in one.themas]
    total = _rij("Samen", one.totaal)
    if one.vorige is not None:
        total += (_was_words(one.vorige), beweging_word(one.beweging))
    return Tabel("Normen per thema", kolommen, (*rows, total))


def _rij(name: str, nu: Bereik) -> tuple[str, ...]:
    return (name, number_words(nu), number_words(rest_of(nu)), str(nu.van))


def _was(one: Raadsraamwerk, thema: Raadsthema) -> tuple[str, ...]:
    if one.vorige is None or thema.vorige is None:
        return ()
    moved = beweging_of(thema.nu, thema.vorige)
    return (_was_words(thema.vorige), beweging_word(moved))


def _was_words(vorige: Bereik) -> str:
    return f"{number_words(vorige)} van {vorige.van}"


def _naam(one: Raadsthema) -> str:
    return f"{one.thema.id} {one.thema.titel}"


def _delen(nu: Bereik) -> tuple[Deel, ...]:
    counts = ((ZEKER[0], nu.laag), (ONZEKER[0], nu.hoog - nu.laag), (REST[0], nu.van - nu.hoog))
    return tuple(Deel(vulling, number) for vulling, number in counts if number)


def rest_of(total: Bereik) -> Bereik:
    """What is not met of it."""
    return replace(total, laag=total.van - total.hoog, hoog=total.van - total.laag)


def number_words(one: Bereik) -> str:
    """A number, or the two or more that it may be."""
    if one.is_exact:
        return str(one.laag)
    between = "of" if one.hoog - one.laag == 1 else "tot en met"
    return f"{one.laag} {between} {one.hoog}"


def range_words(one: Bereik) -> str:
    """«5 van de 7»."""
    return f"{number_words(one)} van de {one.van}"
