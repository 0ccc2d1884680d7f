"""What several members need, and where an assessor sees it otherwise."""

from __future__ import annotations

from weerbaar_cli.blad.blad import Alinea, Blok, Inhoud, Kolom, Tabel, Uitklap
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Coordinatorbeeld, Toetsverschil
from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk
from weerbaar_cli.views.coordinator.agenda import concept_in, samen_op_te_pakken
from weerbaar_cli.views.eigen.woorden import count_word, join


def make_samen(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    """First what can be made once for all of them, then what each must do for itself."""
    once = samen_op_te_pakken(beeld)
    each = tuple(one for one in beeld.gezamenlijk if one not in once)
    if not once and not each:
        return (Alinea("Er is niets dat meer dan één partij nodig heeft."),)
    blokken: list[Blok] = []
    if once:
        words = (
            "Dit zijn documenten, of feiten die een groep deelt. Eén keer maken, of van elkaar "
            "overnemen, scheelt werk."
        )
        blokken += [Alinea(words), _tabel(beeld, "Samen op te pakken", once)]
    if each:
        table = _tabel(beeld, "Ook bij meer partijen nodig", each)
        number = count_word(len(each), "feit", "feiten")
        blokken.append(Uitklap(f"Wat meer partijen ieder zelf nodig hebben ({number})", (table,)))
    return tuple(blokken)


def _tabel(beeld: Coordinatorbeeld, caption: str, found: tuple[Gezamenlijk, ...]) -> Tabel:
    held = any(one.groepen for one in found)
    heads = ("Wat nodig is", "Norm", "Partijen", *(("Staat in de meting van",) if held else ()))
    rijen = tuple(_rij(beeld, one, held=held) for one in found)
    return Tabel(caption, tuple(map(Kolom, heads)), rijen)


def _rij(beeld: Coordinatorbeeld, one: Gezamenlijk, *, held: bool) -> tuple[Inhoud, ...]:
    normen = tuple(dict.fromkeys(norm for _, norm in one.normen))
    concept = concept_in(beeld, one)
    named = [f"{name} (concept)" if name in concept else name for name in one.organisaties]
    names = f"{len(named)}: {join(named)}"
    cells: tuple[Inhoud, ...] = (one.vraag, join(normen), names)
    return (*cells, join(one.groepen) or "–") if held else cells


def make_toetsing(found: tuple[Toetsverschil, ...]) -> tuple[Blok, ...]:
    """Numbers per norm, without names; nothing when there was no assessor."""
    if not found:
        return ()
    intro = (
        "Hier staat naast elkaar wat uit de eigen feiten volgt en wat de toetser oordeelt. "
        "Niet te vergelijken is: een van beide is onbekend of niet van toepassing."
    )
    heads = ("Getoetst", "Gelijk", "Toetser hoger", "Toetser lager", "Niet te vergelijken")
    kolommen = (Kolom("Norm"), *(Kolom(head, getal=True) for head in heads))
    rijen = tuple(
        (one.norm, *map(str, (one.getoetst, one.gelijk, one.hoger, one.lager, one.anders)))
        for one in found
    )
    return (Alinea(intro), Tabel("Eigen oordeel en toetser, aantal keer", kolommen, rijen))
