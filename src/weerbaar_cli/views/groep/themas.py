"""How the group stands per thema and per norm."""

from __future__ import annotations

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Balk,
    Begrippen,
    Blok,
    Deel,
    Grafiek,
    Inhoud,
    Kolom,
    Sectie,
    Spreiding,
    Stapel,
    Streep,
    Stuk,
    Tabel,
    Vulling,
)
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Bereik,
    Draad,
    Groepsrapport,
    Normstand,
    Themastand,
    as_bereik,
    find_draden,
    projects_for,
)
from weerbaar_cli.views.eigen.woorden import join
from weerbaar_cli.views.groep.woorden import (
    Taal,
    behaald_word,
    bereik_words,
    beweging_word,
    for_whom,
    hidden_words,
    make_taal,
    norm_name,
    question_of,
    share_words,
    tal_sentence,
    tal_words,
)

ZEKER: tuple[Vulling, str] = ("voldoet", "voldoet")
ONZEKER: tuple[Vulling, str] = ("onzeker", "niet te zien uit de getoonde aantallen")
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
    normen = len(first.normen)
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
            kop=f"{one.thema.id}. {one.thema.titel}",
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
    """The official text, for whom it is when not for all, what is needed, and who helps."""
    found: list[Stuk] = [Aanhaling(one.norm.tekst)]
    if whom := for_whom(rapport, one.norm.geldt_voor):
        found.append(f" Geldt voor {whom}.")
    if draad is not None:
        many = tal_words(draad.aantal, make_taal(rapport))
        found += [f" Nodig bij {many}: ", Aanhaling(question_of(rapport, draad.feit)), "."]
    if projects := projects_for(rapport, one.norm.id):
        word = "deelproject" if len(projects) == 1 else "deelprojecten"
        found.append(f" Helpt: {word} {join(tuple(each.titel for each in projects))}.")
    return tuple(found)
