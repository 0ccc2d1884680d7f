"""What a werkmap says and adds: its settings against what they name, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from weerbaar_cli.engine.checks.raamwerk import check_bij, check_kort, check_totalen
from weerbaar_cli.engine.checks.werkmap import (
    check_dubbel,
    check_partijen,
    check_raden,
    check_werkmap,
)
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    Bibliotheek,
    UnreadableData,
    is_packaged,
    load,
)
from weerbaar_cli.model.bestanden.feit import Ankerbestand, Catalogus, Feitenbestand
from weerbaar_cli.model.bestanden.partij import Partij, Werkmap
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bevinding import Bevinding, Melding


def check_settings(bibliotheek: Bibliotheek, werkmap: Werkmap) -> list[Bevinding]:
    """The settings of a werkmap against everything that they name."""
    districten = [*bibliotheek.register.districten, *filter(None, [werkmap.district])]
    partijen = (werkmap.partijen, werkmap.groepen)
    named, trouble = find_named(bibliotheek, (*werkmap.raamwerk, *werkmap.parameters))
    return [
        *trouble,
        *check_werkmap(werkmap, named, bibliotheek.raamwerk_ids()),
        *check_partijen(
            *partijen, districten, bibliotheek.partijen, facts_for(bibliotheek, werkmap.partijen)
        ),
        *check_raden(werkmap.raad_openbaar, bibliotheek.partijen),
        *_check_vertrouwelijk(bibliotheek, werkmap),
    ]


def _check_vertrouwelijk(bibliotheek: Bibliotheek, werkmap: Werkmap) -> Iterator[Bevinding]:
    if werkmap.vertrouwelijk is None:
        return
    from weerbaar_cli.engine.checks.vertrouwelijk import check_vertrouwelijk  # late: few are

    alle = bibliotheek.partijen
    leden = [one for one in alle.alle if werkmap.district in one.district] or werkmap.partijen
    yield from check_vertrouwelijk(werkmap.vertrouwelijk, leden, alle)


def facts_for(bibliotheek: Bibliotheek, partijen: Sequence[Partij]) -> Catalogus:
    """The facts where a party has kenmerken; else a fault in them would hide what needs none."""
    return bibliotheek.catalogus if any(one.kenmerken for one in partijen) else {}


def other_file(error: UnreadableData) -> Bevinding:
    """A file that this one needs has faults of its own."""
    text = f"{error.meldingen[0].bestand} is hiervoor nodig en heeft zelf fouten"
    return Bevinding("ander-bestand", text, plaats=(1, 1), suggestie=error.tip)


def find_named(
    bibliotheek: Bibliotheek, names: Iterable[str]
) -> tuple[dict[str, Raamwerk | None], list[Bevinding]]:
    """The raamwerken that a file names; None for one that does not exist.

    One that has faults is left out and told, so that it hides nothing else.
    """
    found: dict[str, Raamwerk | None] = {}
    trouble: dict[str, Bevinding] = {}
    for name in names:
        try:
            found[name] = bibliotheek.raamwerk(name)
        except UnreadableData as error:
            trouble[error.meldingen[0].bestand] = other_file(error)
        except WeerbaarError:
            found[name] = None
    return found, list(trouble.values())


def check_catalogusbestand(
    bibliotheek: Bibliotheek, model: Feitenbestand | Ankerbestand, path: Path
) -> list[Bevinding]:
    """Facts or anchors: not in another file too, and what belongs to a document stands apart."""
    try:
        if isinstance(model, Feitenbestand):
            first = bibliotheek.feiten.first_elsewhere(model.feiten, path)
            known = bibliotheek.feiten.waarden
            beside = [*check_bij(model.feiten, known), *check_totalen(model, known)]
            beside += check_kort(model.feiten, known)
            return [*check_dubbel("feit", _places(first)), *beside]
        first = bibliotheek.ankerbestanden.first_elsewhere(model.ankers, path)
        return list(check_dubbel("anker", _places(first)))
    except UnreadableData as error:  # another of its kind
        return [other_file(error)]


def find_catalogus_faults(bibliotheek: Bibliotheek) -> list[Melding]:
    """What is wrong with the facts and anchors of the werkmap beyond their form, located."""
    found: list[Melding] = []
    feiten, ankers = bibliotheek.feiten, bibliotheek.ankerbestanden
    paths = {*feiten.doubles(), *ankers.doubles()}
    if any(check_bij(feiten.waarden, feiten.waarden)):
        paths |= {*bibliotheek.own("feiten")}
    for path in sorted(paths):
        document = bibliotheek.read(path)
        model = load(document, SOORTEN[document.soort.partition("/")[0]])
        assert isinstance(model, Feitenbestand | Ankerbestand)
        faults = check_catalogusbestand(bibliotheek, model, path)
        found += [document.locate(one) for one in faults]
    return found


def _places(first: Mapping[str, Path]) -> dict[str, str]:
    return {name: place_of(path) for name, path in first.items()}


def place_of(path: Path) -> str:
    """Where a file is, in words."""
    return "in weerbaar zelf" if is_packaged(path) else f"in {path.name}"
