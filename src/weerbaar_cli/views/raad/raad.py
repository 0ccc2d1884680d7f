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
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Alinea,
    Balk,
    Blad,
    Blok,
    Grafiek,
    Inhoud,
    Kader,
    Kolom,
    Lijst,
    Sectie,
    Stapel,
    Sterk,
    Stuk,
    Tabel,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch, titled_version
from weerbaar_cli.model.woorden import count_word, join
from weerbaar_cli.views.begrippen import explain_words
from weerbaar_cli.views.eigen.woorden import (
    as_sentence,
    bewijs_words,
    op_orde_regel,
    op_orde_words,
    passage,
)
from weerbaar_cli.views.groep.stand import ONZEKER, REST, ZEKER, make_delen
from weerbaar_cli.views.groep.woorden import (
    NORM,
    beweging_word,
    make_openbare_normen,
    share_words,
    thema_name,
)

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Anker
    from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
    from weerbaar_cli.model.uitkomsten.raadsbeeld import (
        Raadsacties,
        Raadsbeeld,
        Raadsraamwerk,
        Raadsthema,
    )
    from weerbaar_cli.views.raad.data import Raaddata


METEN = (
    "Per norm vult de organisatie feiten in: ja of nee, aantallen, datums en documenten. Een vaste "
    "regel zegt of de norm daarmee «voldoet». Dezelfde feiten geven altijd dezelfde uitkomst.",
    "«Voldoet nog niet» is al het andere: een deel is er, te weinig is er, of een feit is nog niet "
    "ingevuld. Normen die hier niet gelden, tellen niet mee.",
    "Er is geen cijfer en geen rangorde. Een meting zegt iets over afspraken en beleid, niet over "
    "hoeveel ondermijning er is.",
)


def make_verder(beeld: Raadsbeeld) -> Iterator[Sectie]:
    """The chapters after the figures; without public documents or laws there is none on these."""
    yield Sectie("Wat is gedaan en wat is gepland", "acties", tuple(_acties(beeld.acties)))
    if beeld.openbaar:
        yield Sectie("Openbare stukken", "openbaar", tuple(_openbaar(beeld)))
    if wetten := _wetten(beeld):
        yield Sectie("Wetten die eraan komen", "wetten", (Lijst(wetten),))
    yield Sectie("Zo werkt de meting", "meting", (Lijst((*METEN, *_regels(beeld))),))
    single = len(beeld.raamwerken) == 1
    for number, one in enumerate(beeld.raamwerken, 1):
        normen = make_openbare_normen(one.raamwerk, beeld.partijtype)
        kop = f"{normen.kop}: {one.raamwerk.titel}"
        yield normen if single else replace(normen, kop=kop, anker=f"{number}-{normen.anker}")


def _regels(beeld: Raadsbeeld) -> tuple[str, ...]:
    single = len(beeld.raamwerken) == 1
    return tuple(
        f"{'' if single else one.raamwerk.titel + '. '}Wanneer is alles gehaald? "
        f"{op_orde_regel(one.raamwerk)}"
        for one in beeld.raamwerken
    )


def _acties(one: Raadsacties) -> Iterator[Blok]:
    if not (one.gereed or one.te_doen):
        yield Alinea("Er zijn nog geen acties vastgelegd.")
        return
    done = count_word(one.gereed, "actie is gereed", "acties zijn gereed")
    done = done if one.gereed else "Er is nog geen actie klaar"
    te_doen = count_word(one.te_doen, "actie is gepland of loopt", "acties zijn gepland of lopen")
    te_doen = te_doen if one.te_doen else "Er is geen andere actie"
    some = "" if one.te_laat == one.te_doen == 1 else f"waarvan {one.te_laat} "
    late = f", {some}na de afgesproken datum" if one.te_laat else ""
    parts = [f"{number} in {year}" for year, number in one.jaar]
    parts += [f"{one.zonder_datum} zonder datum"] if one.zonder_datum else []
    when = f" Afgesproken is: {join(parts)}." if one.te_doen else ""
    yield Alinea(f"{done}. {te_doen}{late}.{when} Wat de acties zijn, is vertrouwelijk.")
    if one.kosten_gepland or one.kosten_gereed:
        yield Alinea(" ".join(_geld(one)))


def _geld(one: Raadsacties) -> Iterator[str]:
    """What is known of the money: without an amount an action is not said to cost nothing."""
    spent = f"wat gereed is, kostte {euro(one.kosten_gereed)}" if one.kosten_gereed else ""
    if one.kosten_gepland:
        more = f"; {spent}" if spent else ""
        yield f"De acties die nog lopen, kosten samen {euro(one.kosten_gepland)}{more}."
    elif spent:
        yield as_sentence(spent)
    if one.zonder_bedrag:
        whose = count_word(one.zonder_bedrag, "actie heeft", "acties hebben")
        yield f"{whose} nog geen bedrag."


def _openbaar(beeld: Raadsbeeld) -> Iterator[Blok]:
    yield Alinea(
        "Deze stukken zijn openbaar en in de meting genoemd. Dat een stuk hier staat, zegt niet of "
        "een norm voldoet."
    )
    plain = (one.model_copy(update={"openbaar": None}) for one in beeld.openbaar)
    yield Lijst(tuple(map(bewijs_words, plain)))


def _wetten(beeld: Raadsbeeld) -> tuple[Inhoud, ...]:
    found = {anker.titel: anker for one in beeld.raamwerken for anker in one.wetten}
    coming = sorted(found.values(), key=lambda one: (one.vanaf, one.titel))
    return tuple(map(_wet, coming))


def _wet(anker: Anker) -> tuple[Stuk, ...]:
    effect = f" {passage(anker.gevolg)}" if anker.gevolg else ""
    return (Sterk(passage(anker.titel)), f", vanaf {dutch(anker.vanaf)}.{effect}")


GROF = (
    "Voldoet geen of één norm van een thema, dan staat er «0 of 1». Anders is van elke norm te "
    "zien dat die nog niet voldoet. Totalen zijn opgeteld uit wat per thema is getoond."
)
ONZICHTBAAR = (
    "Staat er «niet te zien», dan zeggen de getoonde aantallen niet zeker of het meer of minder is."
)
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
        from weerbaar_cli.views.raad.data import raad_data  # late: only programs need it

        return raad_data(self.beeld)


def make_raad(beeld: Raadsbeeld) -> Blad:
    """The whole report."""
    titels = " en ".join(one.raamwerk.titel for one in beeld.raamwerken)
    gemeten = beeld.doorgerekend_van or beeld.peildatum
    blad = Blad(
        titel=f"Weerbaarheid van {beeld.organisatie}",
        ondertitel=f"{titels}, {beeld.soort} van {dutch(gemeten)}",
        doelgroep="raad",
        datum=beeld.peildatum,
        kenmerken=tuple(_kenmerken(beeld)),
        vertrouwelijk=DOELGROEPEN["raad"].regel,
        fictief=FICTIEF if beeld.fictief else "",
        secties=tuple(_secties(beeld)),
        voet=(
            f"Gemaakt met weerbaar {__version__}",
            *(titled_version(one.raamwerk.titel, one.raamwerk.versie) for one in beeld.raamwerken),
        ),
    )
    return explain_words(blad, "meting")


def _wie(beeld: Raadsbeeld) -> tuple[str, str, str]:
    return RADEN.get(beeld.partijtype, ANDERS)


def _kenmerken(beeld: Raadsbeeld) -> Iterator[tuple[str, str]]:
    yield "Voor", _wie(beeld)[0]
    if beeld.doorgerekend_van is not None:
        how = f"met de feiten van {dutch(beeld.doorgerekend_van)}; er is niet opnieuw gemeten"
        yield "Doorgerekend", f"op {dutch(beeld.peildatum)}, {how}"
    for one in beeld.raamwerken:
        yield "Raamwerk", titled_version(one.raamwerk.titel, one.raamwerk.versie)
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
        name = "" if single else f"{one.raamwerk.titel}: "
        yield Alinea(Sterk(f"{name}{_stand(one.totaal)} {_op_orde(one)}"))
        if rest := " ".join(filter(None, (*_besluiten(one), _toen(beeld, one)))):
            yield Alinea(rest)
    yield Alinea(f"{NORM} De normen staan achter in dit rapport.")
    if beeld.status == "concept":
        yield Alinea("Deze meting is nog een concept.")
    yield _vertrouwelijk(beeld)


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


def _besluiten(one: Raadsraamwerk) -> Iterator[str]:
    """How many norms are left out of the count, and may wait, by decision."""
    if one.nvt_besluit:
        yield _besloten(one.nvt_besluit, "", "niet geldt", "niet gelden")
    if one.afwijking.laag:
        least = "" if one.afwijking.is_exact else "ten minste "
        later = "voorlopig niet hoeft te voldoen", "voorlopig niet hoeven te voldoen"
        yield _besloten(one.afwijking.laag, least, *later)


def _besloten(number: int, least: str, enkel: str, meer: str) -> str:
    which = f"dat die {enkel}" if number == 1 else f"dat ze {meer}"
    return f"Over {least}{count_word(number, 'norm', 'normen')} is besloten {which}."


def _een(total: Bereik) -> str:
    """How the one norm that applies stands."""
    if not total.is_exact:
        return "of die voldoet, staat hier niet"
    return "die voldoet" if total.laag else "die voldoet nog niet"


def _op_orde(one: Raadsraamwerk) -> str:
    if one.op_orde is None and not one.niet_ingevuld:
        return "Of alles is gehaald, staat hier niet: dat kan een zwakke plek aanwijzen."
    return as_sentence(op_orde_words(one.raamwerk.titel, one.op_orde))


def _toen(beeld: Raadsbeeld, one: Raadsraamwerk) -> str:
    """What is certain of the difference with the meting before."""
    if one.vorige is None or beeld.vorige is None:
        return ""
    whose = f" ({beeld.vorige_van}, dat sindsdien hierin opging)" if beeld.vorige_van else ""
    when = f"Bij de vorige meting, van {dutch(beeld.vorige)}{whose},"
    verb = "voldeed" if one.vorige.hoog == 1 else "voldeden"
    return f"{when} {verb} er {number_words(one.vorige)} van de {one.vorige.van}."


def _vertrouwelijk(beeld: Raadsbeeld) -> Kader:
    _, bestuur, griffie = _wie(beeld)
    rest = tuple(rest_of(one.totaal) for one in beeld.raamwerken)
    return Kader(
        "vertrouwelijk",
        "Wat hier niet staat",
        (
            Alinea(_verzwegen(rest)),
            Alinea(
                f"Wilt u meer weten, vraag dan {bestuur}, bijvoorbeeld via {griffie}, of en hoe u "
                "de uitkomst vertrouwelijk kunt inzien. Dat bepaalt uw eigen organisatie."
            ),
        ),
    )


def _verzwegen(rest: tuple[Bereik, ...]) -> str:
    """What is not told, and why; of a thema in which all norms are met each is known to be."""
    number = sum(one.hoog for one in rest)
    if not number:
        return "Met welke feiten dit is gemeten, is vertrouwelijk."
    which = "Welke norm dat is" if number == 1 else "Welke normen dat zijn"
    return (
        f"{_open(rest)} {which} en waarom, is vertrouwelijk: wie kwaad wil, vindt er een zwakke "
        "plek mee. Daarom staat hier per thema alleen hoeveel normen voldoen. Voldoen in een thema "
        "alle normen, dan is dat wel te zien."
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
    if not exact:
        yield Alinea(GROF)
    yield Grafiek(
        "; ".join(f"{thema_name(each.thema)}: {range_words(each.nu)}" for each in one.themas) + ".",
        Stapel(
            tuple(Balk(thema_name(each.thema), make_delen(each.nu)) for each in one.themas),
            (ZEKER, REST) if exact else (ZEKER, ONZEKER, REST),
        ),
        _tabel(one),
    )

    if "niet_zichtbaar" in (one.beweging, *(each.beweging for each in one.themas)):
        yield Alinea(ONZICHTBAAR)


def _tabel(one: Raadsraamwerk) -> Tabel:
    compared = one.vorige is not None
    heads = ["Voldoet", "Voldoet nog niet", "Geldt", *(["Voldeed vorige keer"] if compared else [])]
    kolommen = (
        Kolom("Thema"),
        *(Kolom(head, getal=True) for head in heads),
        *((Kolom("Beweging"),) if compared else ()),
    )
    rows = [_rij(thema_name(each.thema), each.nu) + _was(one, each) for each in one.themas]
    total = _rij("Samen", one.totaal)
    if one.vorige is not None:
        total += (_was_words(one.vorige), beweging_word(one.beweging))
    return Tabel("Normen per thema", kolommen, (*rows, total))


def _rij(name: str, nu: Bereik) -> tuple[str, ...]:
    return (name, number_words(nu), number_words(rest_of(nu)), str(nu.van))


def _was(one: Raadsraamwerk, thema: Raadsthema) -> tuple[str, ...]:
    if one.vorige is None or thema.vorige is None:
        return ()
    return (_was_words(thema.vorige), beweging_word(thema.beweging))


def _was_words(vorige: Bereik) -> str:
    return f"{number_words(vorige)} van {vorige.van}"


def rest_of(total: Bereik) -> Bereik:
    """What is not met of it."""
    return total._replace(laag=total.van - total.hoog, hoog=total.van - total.laag)


def number_words(one: Bereik) -> str:
    """A number, or the two or more that it may be."""
    if one.is_exact:
        return str(one.laag)
    between = "of" if one.hoog - one.laag == 1 else "tot en met"
    return f"{one.laag} {between} {one.hoog}"


def range_words(one: Bereik) -> str:
    """«5 van de 7»."""
    return f"{number_words(one)} van de {one.van}"
