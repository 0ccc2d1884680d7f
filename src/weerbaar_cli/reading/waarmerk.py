"""What a report was made from, hashed part by part: the codes that stand under it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from weerbaar_cli.model.bestanden.feit import Feit
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.strict import Strict
from weerbaar_cli.model.uitkomsten.waarmerk import Onderdeel, take_afdruk
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.omgeving import Omgeving


@dataclass(frozen=True)
class Bronnen:
    """What a report rests on. `metingen` is empty where nothing of them may be hashed.

    `programmas` are those that the report shows.
    """

    omgeving: Omgeving
    raamwerken: Sequence[Raamwerk]
    peildatum: date
    metingen: Sequence[Dossier] = ()
    programmas: Sequence[Programma] = ()


def take_afdrukken(bronnen: Bronnen) -> Iterator[tuple[Onderdeel, str]]:
    """A code per part; what nobody could check has none."""
    omgeving = bronnen.omgeving
    bibliotheek = omgeving.bibliotheek
    yield "raamwerk", take_afdruk(map(_written, bronnen.raamwerken))
    parameters = (
        one for raamwerk in bronnen.raamwerken for one in omgeving.kern(raamwerk).parameters
    )
    yield "lezing", take_afdruk(map(repr, parameters))
    yield "feiten", take_afdruk(_items(_asked(bronnen)))
    yield "ankers", take_afdruk(_items(bibliotheek.ankers))
    if bronnen.programmas:
        yield "programma", take_afdruk(map(_written, bronnen.programmas))
    if bronnen.metingen:
        yield "metingen", take_afdruk(text for one in bronnen.metingen for text in _texts(one))


def _asked(bronnen: Bronnen) -> Mapping[str, Feit]:
    """The facts that the norms read; what else the catalogue holds makes no difference."""
    catalogus = bronnen.omgeving.bibliotheek.catalogus
    names = {
        name
        for raamwerk in bronnen.raamwerken
        for norm in raamwerk.normen
        for name in bronnen.omgeving.kern(raamwerk).feiten(norm)
    }
    return {name: catalogus[name] for name in names if name in catalogus}


def _items(named: Mapping[str, object]) -> Iterable[str]:
    return (f"{name}\n{_written(value)}" for name, value in sorted(named.items()))


def _written(value: object) -> str:
    """Only what was written in a file: what a later version could add makes no difference."""
    if isinstance(value, Strict):
        return value.model_dump_json(exclude_defaults=True, warnings=False)
    return repr(value)


def _texts(dossier: Dossier) -> Iterator[str]:
    """What a meting says, with what its groups share; not how it is written."""
    yield _written(dossier.meting.model_copy(update={"feiten": {}}))
    yield from _items(dossier.antwoorden)
