"""What moved since the edition before, as far as the figures show it; or why it is not told."""

from __future__ import annotations

from collections.abc import Iterator

from weerbaar_cli.blad.blad import Alinea, Blok, Kolom, Punt, Sectie, Tabel, Verwijzing
from weerbaar_cli.model.bestanden.feit import Anker
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import (
    Groepsrapport,
    Normstand,
    Themastand,
    all_normen,
    laws_since,
    sum_of,
    touched_by,
)
from weerbaar_cli.model.uitkomsten.groepsbeeld import Beweging, Groepsbeeld, Groepseditie
from weerbaar_cli.views.eigen.woorden import count_word, join, top
from weerbaar_cli.views.groep.woorden import Taal, make_taal, norm_name, tal_words
from weerbaar_cli.views.verloopgrafiek import Moment, make_verloop

ANKER = "beweging"
KOP = "Wat is er veranderd?"


def make_beweging(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> Sectie:
    """The chapter on movement."""
    return Sectie(KOP, ANKER, _blokken(rapport, themas))


def _blokken(rapport: Groepsrapport, themas: tuple[Themastand, ...]) -> tuple[Blok, ...]:
    beeld, taal = rapport.beeld, make_taal(rapport)
    if beeld.vorige is None or not beeld.zelfde_groep:
        return (Alinea(why_not(beeld, taal)),)
    vorige = beeld.vorige
    words = f"Vergeleken met de {vorige.soort} van {dutch(vorige.peildatum)}, met dezelfde groep."
    blokken: list[Blok] = [Alinea(words)]
    if beeld.nu.soort != vorige.soort:
        blokken.append(Alinea(other_kind(beeld)))
    blokken += [Alinea(_law(rapport, one)) for one in laws_since(rapport)]
    blokken += _verloop(beeld, vorige, themas)
    heads = (
        ("meer", f"Meer {taal.partijen} voldoen"),
        ("minder", f"Minder {taal.partijen} voldoen"),
    )
    for beweging, head in heads:
        if moved := tuple(one for one in all_normen(themas) if one.beweging == beweging):
            blokken.append(_tabel(head, moved, taal))
    blokken += [Alinea(words) for words in _rest(themas)]
    where = Verwijzing("Stand per norm", "normen")
    return (*blokken, Alinea(("Alle aantallen staan bij ", where, ".")))


def _verloop(
    beeld: Groepsbeeld, vorige: Groepseditie, themas: tuple[Themastand, ...]
) -> Iterator[Blok]:
    """All judgements together, then and now, where they are of the same norms and parties."""
    pairs = [(one.vorige.voldoet, one.nu.voldoet) for one in all_normen(themas) if one.vorige]
    toen, nu = sum_of(a for a, _ in pairs), sum_of(b for _, b in pairs)
    if toen.van != nu.van or not nu.van:
        return
    momenten = (
        Moment(vorige.soort, Punt(vorige.peildatum, toen.laag, toen.hoog)),
        Moment(beeld.nu.soort, Punt(beeld.nu.peildatum, nu.laag, nu.hoog)),
    )
    yield make_verloop("Alle oordelen «voldoet» samen", "oordelen «voldoet»", momenten, nu.van)


def _tabel(head: str, moved: tuple[Normstand, ...], taal: Taal) -> Tabel:
    """The norms that certainly moved, then and now."""
    rijen = tuple(
        (norm_name(one.norm), tal_words(one.vorige.voldoet, taal), tal_words(one.nu.voldoet, taal))
        for one in moved
        if one.vorige is not None
    )
    return Tabel(head, (Kolom("Norm"), Kolom("Was"), Kolom("Nu")), rijen)


def _rest(themas: tuple[Themastand, ...]) -> Iterator[str]:
    """The norms that did not move, and those of which nobody can tell."""
    if same := _names(themas, "gelijk"):
        yield f"Gelijk gebleven: {_with_count(same)}."
    if hidden := _names(themas, "niet_zichtbaar"):
        yield (
            f"Niet te zien: {_with_count(hidden)}. Een verschil is pas te zien als het groter is "
            "dan de ruimte in de getoonde aantallen."
        )


def _law(rapport: Groepsrapport, anker: Anker) -> str:
    """A change of law moves the yardstick: that is not the parties' doing."""
    normen = touched_by(rapport, anker)
    where = f" Dat raakt {'norm' if len(normen) == 1 else 'de normen'} {join(normen)}."
    return f"In deze tijd ging in: {anker.titel} ({dutch(anker.vanaf)}).{where if normen else ''}"


def _names(themas: tuple[Themastand, ...], beweging: Beweging) -> tuple[str, ...]:
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


def other_kind(beeld: Groepsbeeld) -> str:
    """A warning where the two measurements are of another kind."""
    assert beeld.vorige is not None
    return (
        f"De vorige keer was het een {beeld.vorige.soort}, nu een {beeld.nu.soort}. Een verschil "
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
    found = {one: _names(themas, one) for one in words}
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
