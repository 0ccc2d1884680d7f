"""How a group stands: in short, per thema and norm, and what moved since the edition before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Balk,
    Blok,
    Cijfer,
    Deel,
    Grafiek,
    Inhoud,
    Kader,
    Kerncijfers,
    Kolom,
    Lijst,
    Sectie,
    Spreiding,
    Stapel,
    Sterk,
    Streep,
    Stuk,
    Tabel,
    Vulling,
)
from weerbaar_cli.model.bestanden.feit import Anker
from weerbaar_cli.model.bestanden.raamwerk import Norm
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    OMVANGEN,
    Bereik,
    Groepsrapport,
    Normstand,
    Omvang,
    Themastand,
    all_normen,
    laws_since,
    total_of,
    touched_by,
)
from weerbaar_cli.model.uitkomsten.groepsbeeld import Beweging, Groepsbeeld
from weerbaar_cli.model.woorden import as_told, count_word, join
from weerbaar_cli.views.eigen.woorden import TOP
from weerbaar_cli.views.groep.besluit import deadline_words
from weerbaar_cli.views.groep.woorden import (
    TE_KLEIN,
    Taal,
    behaald_word,
    bereik_words,
    beweging_word,
    for_whom,
    hidden_words,
    make_taal,
    norm_name,
    norm_names,
    share_words,
    tal_words,
    thema_name,
)


def make_kerncijfers(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Kerncijfers:
    """The answer first: whether it is reached, how many norms nearly all meet; then the time."""
    partijen, normen = make_taal(rapport).partijen, all_normen(themas)
    most = sum(one.omvang == "bijna_alle" for one in normen)
    cijfers = [
        behaald_cijfer(rapport),
        Cijfer(f"{most} van {len(normen)}", f"normen: (bijna) alle {partijen} voldoen"),
    ]
    if moved := _moving(themas, "meer"):
        what = f"normen: meer {partijen} voldoen dan de vorige keer"
        cijfers.append(Cijfer(f"{len(moved)} van {len(normen)}", what))
    if (left := deadline_words(rapport)) is not None:
        cijfers.append(Cijfer(*left))
    return Kerncijfers(tuple(cijfers))


def behaald_cijfer(rapport: Groepsrapport) -> Cijfer:
    """Whether it is reached, also when that is still open."""
    behaald = rapport.beeld.behaald
    word = "nog niet te zeggen" if behaald == "geen_regel" else behaald_word(behaald)
    return Cijfer(word, f"behaald in {rapport.district}?")


def make_response(rapport: Groepsrapport) -> Blok:
    """Who handed in; a warning when the figures are not about everyone."""
    nu, taal = rapport.beeld.nu, make_taal(rapport)
    missing = nu.leden - nu.ingeleverd
    if not missing:
        return Alinea(f"Alle {nu.leden} {taal.partijen} leverden in.")
    who = count_word(missing, taal.partij, taal.partijen)
    said = f"Nog in concept: {who}."
    if nu.concept != missing:
        concept = f", waarvan {nu.concept} in concept" if nu.concept else ""
        said = f"Nog niet ingeleverd: {who}{concept}."
    words = f"{said} De cijfers gaan alleen over de {nu.ingeleverd} die wel hebben ingeleverd."
    head = f"{nu.ingeleverd} van de {nu.leden} {taal.partijen} leverden in"
    return Kader("let_op", head, (Alinea(words),))


def behaald_sentence(rapport: Groepsrapport) -> str:
    """The answer with the rule that it follows from, or why there is none."""
    taal, beeld = make_taal(rapport), rapport.beeld
    name = f"«{rapport.raamwerk.titel}»"
    match beeld.behaald:
        case "ja":
            return f"{name} is behaald. {_rule(rapport, taal)}"
        case "nee":
            return f"{name} is nog niet behaald. {_rule(rapport, taal)}"
        case "geen_regel":
            return (
                f"Of {name} behaald is, is nog niet te zeggen: er is niet vastgesteld hoeveel "
                f"{taal.partijen} aan elke norm moeten voldoen."
            )
        case "te_dicht_bij_de_rand":
            return (
                f"Of {name} behaald is, staat hier niet. De regel ligt zo dicht bij alle of geen "
                f"{taal.partijen} dat het antwoord een {taal.partij} kan verraden."
            )
        case "niet_te_zeggen":
            return f"Of {name} behaald is, is uit de getoonde aantallen niet op te maken."
        case _:
            assert_never(beeld.behaald)


def _rule(rapport: Groepsrapport, taal: Taal) -> str:
    """What the owner asks of each norm."""
    nodig, nu = rapport.beeld.partijen_nodig, rapport.beeld.nu
    if nodig is None:
        return "Zo volgt het uit de regel die is vastgesteld."
    niveau = rapport.raamwerk.op_orde.niveau
    which = f" van niveau {niveau}" if niveau else ""
    if nodig == nu.ingeleverd:
        return f"De regel: alle {taal.partijen} voldoen aan elke norm{which} die voor hen geldt."
    fewer = any(one.voldoet.van != nu.ingeleverd for one in nu.normen)
    note = ", en naar verhouding waar een norm voor minder is bedoeld" if fewer else ""
    return (
        f"De regel: aan elke norm{which} voldoen minstens {nodig} van de {nu.ingeleverd} "
        f"{taal.partijen}{note}."
    )


def stand_sentence(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> str:
    """All judgements together, as a count and a share."""
    taal, total = make_taal(rapport), total_of(themas)
    if not total.van or all(one.te_klein for one in themas):
        return f"Hoe de {taal.partijen} ervoor staan, wordt niet getoond: {TE_KLEIN}."
    return (
        f"Elke norm bij elke {taal.partij} is één oordeel: {bereik_words(total)} zijn in orde "
        f"({share_words(total)}).{_left_out(themas)}"
    )


def _left_out(themas: tuple[Themastand, ...]) -> str:
    """Whether norms stand here that no total holds."""
    only_advised = any(not one.norm.telt_mee for one in all_normen(themas))
    return " Aanbevelingen tellen niet mee." if only_advised else ""


def omvangen(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Iterator[tuple[Stuk, ...]]:
    """The norms in groups, by how many parties meet them; the many in the middle as a number."""
    partijen = make_taal(rapport).partijen
    heads: dict[Omvang, str] = {
        "bijna_alle": f"(Bijna) alle {partijen} voldoen.",
        "deel": f"Een deel van de {partijen} voldoet.",
        "geen_of_enkele": f"Geen of een paar {partijen} voldoen.",
        "te_klein": "Niet getoond.",
    }
    for omvang in OMVANGEN:
        names = [norm_name(one.norm) for one in all_normen(themas) if one.omvang == omvang]
        count = count_word(len(names), "norm", "normen")
        named = f": {'; '.join(names)}" if omvang != "deel" else ""
        if names:
            yield Sterk(heads[omvang]), f" {count}{named}."


ZEKER: tuple[Vulling, str] = ("voldoet", "voldoet")
ONZEKER: tuple[Vulling, str] = ("onzeker", "weten we niet precies (privacy)")
# Not the filling of «voldoet niet»: deels and unknown are among it.
REST: tuple[Vulling, str] = ("deels", "voldoet nog niet")
UITLEG_REST = (
    "Elk ander oordeel dan «voldoet» telt als «voldoet nog niet»: deels, voldoet niet, onbekend, "
    "of bij besluit niet van toepassing."
)


def make_themagrafiek(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Blok, ...]:
    """Every thema as one bar: certain, not to be seen, and not yet."""
    taal = make_taal(rapport)
    shown = tuple(one for one in themas if not one.te_klein)
    hidden = tuple(one for one in themas if one.te_klein)
    blokken: list[Blok] = [Alinea(_what_counts(shown, taal))]
    if shown:
        blokken.append(_stapel(shown, with_beweging=any(one.beweging for one in shown)))
    for one in hidden:
        why = hidden_words(one.nu, taal)
        blokken.append(Alinea(f"Thema {one.thema.id}, {one.thema.titel}: {why}."))
    return tuple(blokken)


def _what_counts(themas: tuple[Themastand, ...], taal: Taal) -> str:
    count = "Per thema tellen we alle oordelen bij elkaar op: een oordeel is één norm bij één "
    if not themas:
        return f"{count}{taal.partij}."
    first = themas[0]
    normen = sum(one.norm.telt_mee for one in first.normen)
    example = f" Thema {first.thema.id} heeft {count_word(normen, 'norm', 'normen')}"
    return f"{count}{taal.partij}.{example}, samen {first.nu.van} oordelen. {UITLEG_REST}"


def _stapel(themas: tuple[Themastand, ...], *, with_beweging: bool) -> Grafiek:
    balken = tuple(Balk(thema_name(one.thema), make_delen(one.nu)) for one in themas)
    exact = all(one.nu.is_exact for one in themas)
    legenda = (ZEKER, REST) if exact else (ZEKER, ONZEKER, REST)
    return Grafiek(
        beschrijving="; ".join(f"{thema_name(one.thema)}: {bereik_words(one.nu)}" for one in themas)
        + ".",
        beeld=Stapel(balken, legenda),
        tabel=_thematabel(themas, with_beweging=with_beweging),
    )


def make_delen(nu: Bereik) -> tuple[Deel, ...]:
    """The parts of a bar: what is met, what may be, and the rest; without those that are empty."""
    counts = ((ZEKER[0], nu.laag), (ONZEKER[0], nu.hoog - nu.laag), (REST[0], nu.van - nu.hoog))
    return tuple(Deel(vulling, aantal) for vulling, aantal in counts if aantal)


def _thematabel(themas: tuple[Themastand, ...], *, with_beweging: bool) -> Tabel:
    heads = [Kolom("Thema"), Kolom("Voldoet", getal=True), Kolom("Aandeel", getal=True)]
    heads += [Kolom("Vorige keer", getal=True), Kolom("Beweging")] if with_beweging else []
    return Tabel(
        "Hoeveel oordelen «voldoet» zijn, per thema",
        tuple(heads),
        tuple(_themarij(one, with_beweging=with_beweging) for one in themas),
        sleutel="Oordelen «voldoet» per thema",
    )


def _themarij(one: Themastand, *, with_beweging: bool) -> tuple[Inhoud, ...]:
    cells: tuple[Inhoud, ...] = (thema_name(one.thema), bereik_words(one.nu), share_words(one.nu))
    if not with_beweging:
        return cells
    vorige = bereik_words(one.vorige) if one.vorige is not None else "–"
    return (*cells, vorige, beweging_word(one.beweging))


NORMEN = ("Stand per norm", "normen")  # the chapter and its anchor


def make_normen(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Sectie:
    """The chapter with the figures: each norm, what it was and what it is now."""
    blokken = (*_compared(rapport, themas), _spreiding(rapport, themas))
    return Sectie(*NORMEN, blokken, nieuwe_bladzijde=True)


def _compared(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Iterator[Blok]:
    """With what it is compared, and what must be known of that."""
    beeld = rapport.beeld
    if beeld.vorige is None or not beeld.zelfde_groep:
        yield Alinea(why_not(beeld, make_taal(rapport)))
        return
    before = f"de {beeld.vorige.soort} van {dutch(beeld.vorige.peildatum)}"
    words = [f"«Was» is {before}, met dezelfde groep."]
    if beeld.nu.soort != beeld.vorige.soort:
        words.append(other_kind(beeld.vorige.soort, beeld.nu.soort))
    words += [_law(rapport, one) for one in laws_since(rapport)]
    words += _not_seen(themas)
    yield Alinea(" ".join(words))


def _spreiding(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Grafiek:
    taal, normen = make_taal(rapport), all_normen(themas)
    shown = tuple(_streep(one) for one in normen if one.omvang != "te_klein")
    compared = any(one.beweging for one in normen)
    return Grafiek(
        beschrijving="; ".join(f"{one.naam}: {one.woorden}" for one in shown) + ".",
        beeld=Spreiding(shown, taal.partijen),
        tabel=_normtabel(normen, taal, compared=compared),
    )


def _streep(one: Normstand) -> Streep:
    nu, was = one.nu.voldoet, one.vorige.voldoet if one.vorige is not None else None
    before = (was.laag, was.hoog) if was is not None and was.woord != "te_klein" else None
    return Streep(norm_name(one.norm), nu.laag, nu.hoog, nu.van, before)


def _normtabel(normen: tuple[Normstand, ...], taal: Taal, *, compared: bool) -> Tabel:
    asked = any(one.gehaald for one in normen)
    heads = ["Norm", *(["Was"] if compared else []), "Nu", *(["Verschil"] if compared else [])]
    heads += ["Genoeg?"] if asked else []
    rijen = tuple(_normrij(one, taal, compared=compared, asked=asked) for one in normen)
    return Tabel(
        f"Hoeveel {taal.partijen} aan elke norm voldoen{': was en nu' if compared else ''}",
        tuple(map(Kolom, heads)),
        rijen,
        sleutel=f"{taal.partijen.capitalize()} die voldoen",
    )


def _normrij(one: Normstand, taal: Taal, *, compared: bool, asked: bool) -> tuple[Inhoud, ...]:
    was = "–" if one.vorige is None else tal_words(one.vorige.voldoet, taal)
    return (
        norm_name(one.norm),
        *((was,) if compared else ()),
        tal_words(one.nu.voldoet, taal),
        *((beweging_word(one.beweging),) if compared else ()),
        *(("–" if one.gehaald is None else behaald_word(one.gehaald),) if asked else ()),
    )


def _not_seen(themas: tuple[Themastand, ...]) -> Iterator[str]:
    """Why of some norms nobody can tell whether they moved."""
    if _moving(themas, "niet_zichtbaar"):
        words = "pas te zien als het groter is dan de ruimte in de getoonde aantallen."
        yield f"Bij «niet te zien» is een verschil {words}"


def make_normteksten(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Lijst:
    """What each norm is called, its exact text, and for whom it is when not for all."""
    return Lijst(tuple(_tekst(rapport, one.norm) for one in all_normen(themas)))


def _tekst(rapport: Groepsrapport, norm: Norm) -> tuple[Stuk, ...]:
    name = " ".join(filter(None, (norm.id, norm.kort)))
    whom = for_whom(rapport.raamwerk, norm.geldt_voor)
    return (Sterk(f"{name}{whom}."), " ", Aanhaling(as_told(norm.tekst)))


def _law(rapport: Groepsrapport, anker: Anker) -> str:
    """A change of law moves the yardstick: that is not the parties' doing."""
    normen = touched_by(rapport, anker)
    where = f" Dat raakt {'norm' if len(normen) == 1 else 'de normen'} {join(normen)}."
    return f"In deze tijd ging in: {anker.titel} ({dutch(anker.vanaf)}).{where if normen else ''}"


def _moving(themas: tuple[Themastand, ...], beweging: Beweging) -> tuple[Norm, ...]:
    return tuple(one.norm for one in all_normen(themas) if one.beweging == beweging)


def why_not(beeld: Groepsbeeld, taal: Taal) -> str:
    """Why no movement is told."""
    if beeld.vorige is None:
        return "Dit is de eerste meting van deze groep; er is nog niets om mee te vergelijken."
    when = f"de {beeld.vorige.soort} van {dutch(beeld.vorige.peildatum)}"
    return (
        f"Bij {when} deden niet precies dezelfde {taal.partijen} mee, of gingen er andere cijfers "
        f"naar buiten. Een verschil in de aantallen kan dan van één {taal.partij} zijn; daarom "
        "staat hier geen vergelijking."
    )


def other_kind(vorige: str, nu: str) -> str:
    """A warning where the two measurements are of another kind."""
    return (
        f"De vorige keer was het een {vorige}, nu een {nu}. Een verschil "
        "kan ook komen doordat een ander oordeelt."
    )


def beweging_sentence(rapport: Groepsrapport, themas: tuple[Themastand, ...], most: int = 0) -> str:
    """All movement in one sentence; with the norms that more parties meet if any has its name."""
    beeld, taal = rapport.beeld, make_taal(rapport)
    if beeld.vorige is None or not beeld.zelfde_groep:
        return why_not(beeld, taal)
    words: dict[Beweging, str] = {
        "meer": f"voldoen meer {taal.partijen}",
        "minder": f"voldoen minder {taal.partijen}",
        "gelijk": "is het aantal gelijk",
        "niet_zichtbaar": "is het verschil niet te zien",
    }
    found = {one: _moving(themas, one) for one in words}
    parts = tuple(
        f"bij {count_word(len(normen), 'norm', 'normen')}{_named(one, normen, most)} {words[one]}"
        for one, normen in found.items()
        if normen
    )
    since = f"Sinds de {beeld.vorige.soort} van {dutch(beeld.vorige.peildatum)}"
    return f"{since}: {join(parts)}."


def _named(beweging: Beweging, normen: tuple[Norm, ...], most: int) -> str:
    """The norms behind a count; those that fewer parties meet a board must always know."""
    shown = {"meer": most, "minder": TOP}.get(beweging, 0)
    return f" ({norm_names(normen, shown)})" if shown else ""
