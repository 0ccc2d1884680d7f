"""The first page: what a reader with two minutes should know."""

from __future__ import annotations

from typing import assert_never

from weerbaar_cli.blad.blad import Alinea, Begrippen, Cijfer, Kader, Kerncijfers
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    OMVANGEN,
    Groepsrapport,
    Omvang,
    Themastand,
    all_normen,
    total_of,
)
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepseditie
from weerbaar_cli.views.eigen.woorden import count_word, join, shorten
from weerbaar_cli.views.groep.vooruit import deadline_words
from weerbaar_cli.views.groep.woorden import (
    TE_KLEIN,
    Taal,
    behaald_word,
    bereik_words,
    make_taal,
    share_words,
)


def make_kerncijfers(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Kerncijfers:
    """Response, whether it is reached, how many norms nearly all meet, and the time left."""
    nu, taal = rapport.beeld.nu, make_taal(rapport)
    normen = all_normen(themas)
    most = sum(one.omvang == "bijna_alle" for one in normen)
    cijfers = [
        Cijfer(
            f"{nu.ingeleverd} van {nu.leden}", f"{taal.partijen} leverden in", concept_words(nu)
        ),
        *behaald_cijfer(rapport),
        Cijfer(f"{most} van {len(normen)}", f"normen: (bijna) alle {taal.partijen} voldoen"),
    ]
    if (left := deadline_words(rapport)) is not None:
        cijfers.append(Cijfer(*left))
    return Kerncijfers(tuple(cijfers))


def behaald_cijfer(rapport: Groepsrapport) -> tuple[Cijfer, ...]:
    """Whether it is reached; nothing while there is no rule, for then there is nothing to ask."""
    behaald = rapport.beeld.behaald
    if behaald == "geen_regel":
        return ()
    return (Cijfer(behaald_word(behaald), f"behaald in {rapport.district}?"),)


def concept_words(editie: Groepseditie) -> str:
    """How many are still at work on it; empty when nobody is."""
    return f"{editie.concept} nog in concept" if editie.concept else ""


def response_kader(rapport: Groepsrapport) -> tuple[Kader, ...]:
    """A warning when the figures are not about everyone."""
    nu, taal = rapport.beeld.nu, make_taal(rapport)
    missing = nu.leden - nu.ingeleverd
    if not missing:
        return ()
    who = count_word(missing, taal.partij, taal.partijen)
    said = f"Nog in concept: {who}."
    if nu.concept != missing:
        concept = f", waarvan {nu.concept} in concept" if nu.concept else ""
        said = f"Nog niet ingeleverd: {who}{concept}."
    words = f"{said} De cijfers gaan alleen over de {nu.ingeleverd} die wel hebben ingeleverd."
    return (Kader("let_op", "Niet iedereen heeft ingeleverd", (Alinea(words),)),)


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
    if nodig == nu.ingeleverd:
        return f"De regel: alle {taal.partijen} voldoen aan elke norm die voor hen geldt."
    fewer = any(one.voldoet.van != nu.ingeleverd for one in nu.normen)
    note = ", en naar verhouding waar een norm voor minder is bedoeld" if fewer else ""
    return (
        f"De regel: aan elke norm voldoen minstens {nodig} van de {nu.ingeleverd} "
        f"{taal.partijen}{note}."
    )


def stand_sentence(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> str:
    """All judgements together, as a count and a share."""
    taal, total = make_taal(rapport), total_of(themas)
    if not total.van or all(one.te_klein for one in themas):
        return f"Hoe de {taal.partijen} ervoor staan, wordt niet getoond: {TE_KLEIN}."
    return (
        f"Alle normen bij alle {taal.partijen} samen: {bereik_words(total)} oordelen zijn "
        f"«voldoet» ({share_words(total)})."
    )


def make_omvangen(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Begrippen:
    """The norms in groups, by how many parties meet them."""
    partijen = make_taal(rapport).partijen
    heads: dict[Omvang, str] = {
        "bijna_alle": f"(Bijna) alle {partijen} voldoen",
        "deel": f"Een deel van de {partijen} voldoet",
        "geen_of_enkele": "Geen of enkele voldoet",
        "te_klein": "Niet getoond",
    }
    rows = ((heads[one], _names(themas, one)) for one in OMVANGEN)
    return Begrippen(
        tuple(
            (head, f"{count_word(len(names), 'norm', 'normen')}: {join(names)}")
            for head, names in rows
            if names
        )
    )


def _names(themas: tuple[Themastand, ...], omvang: Omvang) -> tuple[str, ...]:
    """Numbers; where hardly anybody meets a norm a reader must see what it is about."""
    found = (one.norm for one in all_normen(themas) if one.omvang == omvang)
    if omvang == "geen_of_enkele":
        return tuple(f"{one.id} («{shorten(one.tekst)}»)" for one in found)
    return tuple(one.id for one in found)
