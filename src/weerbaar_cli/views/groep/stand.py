"""How a group stands: in short, per thema and norm, and what moved since the edition before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Balk,
    Begrippen,
    Blok,
    Cijfer,
    Deel,
    Grafiek,
    Inhoud,
    Kader,
    Kerncijfers,
    Kolom,
    Punt,
    Sectie,
    Spreiding,
    Stapel,
    Sterk,
    Streep,
    Stuk,
    Tabel,
    Verwijzing,
    Vulling,
)
from weerbaar_cli.model.bestanden.feit import Anker
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    OMVANGEN,
    Bereik,
    Draad,
    Groepsrapport,
    Normstand,
    Omvang,
    Themastand,
    all_normen,
    as_bereik,
    find_draden,
    laws_since,
    projects_for,
    sum_of,
    total_of,
    touched_by,
)
from weerbaar_cli.model.uitkomsten.groepsbeeld import Beweging, Groepsbeeld, Groepseditie
from weerbaar_cli.model.woorden import as_told, join
from weerbaar_cli.views.eigen.woorden import count_word, top
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
    name_of,
    norm_name,
    share_words,
    tal_sentence,
    tal_words,
)
from weerbaar_cli.views.verloopgrafiek import Meetpunt, make_verloop


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


def make_omvangen(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Begrippen:
    """The norms in groups, by how many parties meet them."""
    partijen = make_taal(rapport).partijen
    heads: dict[Omvang, str] = {
        "bijna_alle": f"(Bijna) alle {partijen} voldoen",
        "deel": f"Een deel van de {partijen} voldoet",
        "geen_of_enkele": f"Geen of een paar {partijen} voldoen",
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
        return tuple(f"{one.id} ({one.naam})" for one in found)
    return tuple(one.id for one in found)


ZEKER: tuple[Vulling, str] = ("voldoet", "voldoet")
ONZEKER: tuple[Vulling, str] = ("onzeker", "weten we niet precies (privacy)")
# Not the filling of «voldoet niet»: deels and unknown are among it.
REST: tuple[Vulling, str] = ("deels", "voldoet nog niet")
UITLEG_REST = (
    "«Voldoet nog niet» is alles wat niet «voldoet» is: deels, voldoet niet, onbekend, of bij "
    "besluit niet van toepassing."
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
    example = f" Thema {first.thema.id} heeft {normen} {'norm' if normen == 1 else 'normen'}"
    return f"{count}{taal.partij}.{example}, samen {first.nu.van} oordelen. {UITLEG_REST}"


def _stapel(themas: tuple[Themastand, ...], *, with_beweging: bool) -> Grafiek:
    balken = tuple(Balk(_naam(one), _delen(one.nu)) for one in themas)
    exact = all(one.nu.is_exact for one in themas)
    legenda = (ZEKER, REST) if exact else (ZEKER, ONZEKER, REST)
    return Grafiek(
        titel="Hoeveel oordelen «voldoet» zijn, per thema",
        beschrijving="; ".join(f"{_naam(one)}: {bereik_words(one.nu)}" for one in themas) + ".",
        beeld=Stapel(balken, legenda),
        tabel=_thematabel(themas, with_beweging=with_beweging),
    )


def _naam(one: Themastand) -> str:
    return f"{one.thema.id} {one.thema.titel}"


def _delen(nu: Bereik) -> tuple[Deel, ...]:
    counts = ((ZEKER[0], nu.laag), (ONZEKER[0], nu.hoog - nu.laag), (REST[0], nu.van - nu.hoog))
    return tuple(Deel(vulling, aantal) for vulling, aantal in counts if aantal)


def _thematabel(themas: tuple[Themastand, ...], *, with_beweging: bool) -> Tabel:
    heads = [Kolom("Thema"), Kolom("Voldoet", getal=True), Kolom("Aandeel", getal=True)]
    heads += [Kolom("Vorige keer", getal=True), Kolom("Beweging")] if with_beweging else []
    return Tabel(
        "Oordelen «voldoet» per thema",
        tuple(heads),
        tuple(_themarij(one, with_beweging=with_beweging) for one in themas),
    )


def _themarij(one: Themastand, *, with_beweging: bool) -> tuple[Inhoud, ...]:
    cells: tuple[Inhoud, ...] = (_naam(one), bereik_words(one.nu), share_words(one.nu))
    if not with_beweging:
        return cells
    vorige = bereik_words(one.vorige) if one.vorige is not None else "–"
    return (*cells, vorige, beweging_word(one.beweging))


def make_normsecties(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Sectie, ...]:
    """Per thema its norms: how many parties meet each, and the exact text."""
    return tuple(
        Sectie(
            kop=f"{one.thema.id} {one.thema.titel}",
            anker=f"thema-{one.thema.id}",
            blokken=(_spreiding(one, make_taal(rapport)), _teksten(rapport, one)),
        )
        for one in themas
    )


def _spreiding(one: Themastand, taal: Taal) -> Grafiek:
    shown = tuple(norm for norm in one.normen if norm.omvang != "te_klein")
    strepen = tuple(_streep(norm) for norm in shown)
    said = "; ".join(
        f"{norm.norm.id}: {tal_sentence(norm.nu.voldoet, taal)}" for norm in one.normen
    )
    return Grafiek(
        titel=f"Hoeveel {taal.partijen} aan elke norm voldoen",
        beschrijving=f"{said}.",
        beeld=Spreiding(strepen, taal.partijen),
        tabel=_normtabel(one, taal),
    )


def _streep(one: Normstand) -> Streep:
    bereik = as_bereik(one.nu.voldoet)
    return Streep(norm_name(one.norm), bereik.laag, bereik.hoog, bereik.van)


def _normtabel(one: Themastand, taal: Taal) -> Tabel:
    compared = any(norm.beweging for norm in one.normen)
    asked = any(norm.gehaald for norm in one.normen)
    heads = [Kolom("Norm"), Kolom("Voldoet")]
    heads += [Kolom("Vorige keer"), Kolom("Beweging")] if compared else []
    heads += [Kolom("Genoeg?")] if asked else []
    rijen = tuple(_normrij(norm, taal, compared=compared, asked=asked) for norm in one.normen)
    caption = f"{taal.partijen.capitalize()} die voldoen, per norm van thema {one.thema.id}"
    return Tabel(caption, tuple(heads), rijen)


def _normrij(one: Normstand, taal: Taal, *, compared: bool, asked: bool) -> tuple[Inhoud, ...]:
    cells: list[Inhoud] = [one.norm.id, tal_sentence(one.nu.voldoet, taal)]
    if compared:
        cells.append("–" if one.vorige is None else tal_words(one.vorige.voldoet, taal))
        cells.append(beweging_word(one.beweging))
    if asked:
        cells.append("–" if one.gehaald is None else behaald_word(one.gehaald))
    return tuple(cells)


def _teksten(rapport: Groepsrapport, one: Themastand) -> Begrippen:
    draden = {draad.norm.id: draad for draad in find_draden(rapport)}
    paren = ((norm, draden.get(norm.norm.id)) for norm in one.normen)
    return Begrippen(tuple((norm.norm.id, _tekst(rapport, norm, draad)) for norm, draad in paren))


def _tekst(rapport: Groepsrapport, one: Normstand, draad: Draad | None) -> tuple[Stuk, ...]:
    """What it is called, its official text, for whom when not for all, and what helps."""
    name: list[Stuk] = [Sterk(f"{one.norm.kort}."), " "] if one.norm.kort else []
    found: list[Stuk] = [*name, Aanhaling(as_told(one.norm.tekst))]
    if whom := for_whom(rapport, one.norm.geldt_voor):
        found.append(f" Geldt voor {whom}.")
    if draad is not None:
        many = tal_words(draad.aantal, make_taal(rapport))
        found += [f" Nodig bij {many}: ", Aanhaling(name_of(rapport, draad.feit)), "."]
    if projects := projects_for(rapport, one.norm.id):
        word = "deelproject" if len(projects) == 1 else "deelprojecten"
        found.append(f" Helpt: {word} {join(tuple(each.titel for each in projects))}.")
    return tuple(found)


BEWEGING = ("Wat is er veranderd?", "beweging")  # the chapter and its anchor


def make_beweging(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Sectie:
    """The chapter on movement."""
    return Sectie(*BEWEGING, _moved(rapport, themas))


def _moved(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Blok, ...]:
    beeld, taal = rapport.beeld, make_taal(rapport)
    if beeld.vorige is None or not beeld.zelfde_groep:
        return (Alinea(why_not(beeld, taal)),)
    vorige = beeld.vorige
    words = f"Vergeleken met de {vorige.soort} van {dutch(vorige.peildatum)}, met dezelfde groep."
    blokken: list[Blok] = [Alinea(words)]
    if beeld.nu.soort != vorige.soort:
        blokken.append(Alinea(other_kind(vorige.soort, beeld.nu.soort)))
    blokken += [Alinea(_law(rapport, one)) for one in laws_since(rapport)]
    blokken += _verloop(beeld, vorige, themas)
    heads = (
        ("meer", f"Meer {taal.partijen} voldoen"),
        ("minder", f"Minder {taal.partijen} voldoen"),
    )
    for beweging, head in heads:
        if moved := tuple(one for one in all_normen(themas) if one.beweging == beweging):
            blokken.append(_beweegtabel(head, moved, taal))
    blokken += [Alinea(words) for words in _rest(themas)]
    where = Verwijzing("Stand per norm", "normen")
    return (*blokken, Alinea(("Meer bij: ", where)))


def _verloop(
    beeld: Groepsbeeld, vorige: Groepseditie, themas: tuple[Themastand, ...]
) -> Iterator[Blok]:
    """All judgements together, then and now, where they are of the same norms and parties."""
    geteld = [one for one in all_normen(themas) if one.norm.telt_mee]
    pairs = [(one.vorige.voldoet, one.nu.voldoet) for one in geteld if one.vorige]
    toen, nu = sum_of(a for a, _ in pairs), sum_of(b for _, b in pairs)
    if toen.van != nu.van or not nu.van:
        return
    momenten = (
        Meetpunt(vorige.soort, Punt(vorige.peildatum, toen.laag, toen.hoog)),
        Meetpunt(beeld.nu.soort, Punt(beeld.nu.peildatum, nu.laag, nu.hoog)),
    )
    yield make_verloop("Alle oordelen «voldoet» samen", "oordelen «voldoet»", momenten, nu.van)


def _beweegtabel(head: str, moved: tuple[Normstand, ...], taal: Taal) -> Tabel:
    """The norms that certainly moved, then and now."""
    rijen = tuple(
        (norm_name(one.norm), tal_words(one.vorige.voldoet, taal), tal_words(one.nu.voldoet, taal))
        for one in moved
        if one.vorige is not None
    )
    return Tabel(head, (Kolom("Norm"), Kolom("Was"), Kolom("Nu")), rijen)


def _rest(themas: tuple[Themastand, ...]) -> Iterator[str]:
    """The norms that did not move, and those of which nobody can tell."""
    if same := _moving(themas, "gelijk"):
        yield f"Gelijk gebleven: {_with_count(same)}."
    if hidden := _moving(themas, "niet_zichtbaar"):
        yield (
            f"Niet te zien: {_with_count(hidden)}. Een verschil is pas te zien als het groter is "
            "dan de ruimte in de getoonde aantallen."
        )


def _law(rapport: Groepsrapport, anker: Anker) -> str:
    """A change of law moves the yardstick: that is not the parties' doing."""
    normen = touched_by(rapport, anker)
    where = f" Dat raakt {'norm' if len(normen) == 1 else 'de normen'} {join(normen)}."
    return f"In deze tijd ging in: {anker.titel} ({dutch(anker.vanaf)}).{where if normen else ''}"


def _moving(themas: tuple[Themastand, ...], beweging: Beweging) -> tuple[str, ...]:
    return tuple(one.norm.id for one in all_normen(themas) if one.beweging == beweging)


def _with_count(names: tuple[str, ...]) -> str:
    return f"{count_word(len(names), 'norm', 'normen')}: {join(names)}"


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
    """All movement in one sentence, for the first page; with at most so many norms by name."""
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
        f"bij {count_word(len(names), 'norm', 'normen')}{_named(one, names, most)} {words[one]}"
        for one, names in found.items()
        if names
    )
    since = f"Sinds de {beeld.vorige.soort} van {dutch(beeld.vorige.peildatum)}"
    return f"{since}: {join(parts)}."


def _named(beweging: Beweging, names: tuple[str, ...], most: int) -> str:
    """The norms behind a count, of those that moved."""
    if not most or beweging not in ("meer", "minder"):
        return ""
    return f" ({top(names, most, ', ')})"
