"""Raamwerken of a place: those that are known, and one of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.files.vinden import find_werkmap
from weerbaar_cli.model.bestanden.indeling import count_normen
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.model.strict import KENMERK, clean
from weerbaar_cli.model.uitkomsten.raamwerken import Programmabeeld, Raamwerkbeeld, Raamwerklijst
from weerbaar_cli.reading.omgeving import Omgeving

# Words behind `weerbaar frameworks` that mean something else.
RESERVED = ("check", "crosswalk", "unanswered", "diff", "show", "new")


def omgeving_of(path: Path) -> Omgeving:
    """The omgeving of a place; raises when nothing can be computed with its settings."""
    omgeving = Omgeving(find_werkmap(path))
    omgeving.refuse_trouble()
    return omgeving


def read_list(path: Path) -> Raamwerklijst:
    """Every raamwerk and programme that is known there."""
    bibliotheek = omgeving_of(path).bibliotheek
    names = bibliotheek.raamwerk_ids()
    return Raamwerklijst(
        tuple(one for name in names for one in bibliotheek.versies(name).values()),
        {name: bibliotheek.raamwerk(name).versie for name in names},
        tuple(bibliotheek.programmas.values()),
    )


def refuse_new(path: Path, name: str) -> None:
    """Raise for what a new raamwerk cannot be called there."""
    if re.fullmatch(KENMERK, name) is None:
        message = f"«{clean(name)}» kan geen kenmerk van een raamwerk zijn"
        tip = "Een kenmerk bestaat uit kleine letters, cijfers en streepjes, zoals mijn-regio."
        raise WeerbaarError(message, tip=tip)
    bibliotheek = omgeving_of(path).bibliotheek
    if name in (*RESERVED, *bibliotheek.raamwerk_ids(), *bibliotheek.programmas):
        message = f"«{name}» is al een raamwerk, een programma of een woord van dit commando"
        raise WeerbaarError(message, tip="Kies een ander kenmerk.")


def read_one(path: Path, name: str) -> Raamwerkbeeld | Programmabeeld:
    """One raamwerk or programme; raises with the names that come near when there is none."""
    omgeving = omgeving_of(path)
    bibliotheek = omgeving.bibliotheek
    programma = bibliotheek.programmas.get(name)
    if programma is not None:
        return _programma(bibliotheek, programma)
    raamwerk = bibliotheek.raamwerk(name)
    kern = omgeving.kern(raamwerk)
    return Raamwerkbeeld(
        raamwerk,
        {norm.id: _names(bibliotheek, kern.feiten(norm)) for norm in raamwerk.normen},
        kern.parameters,
        tuple(one for one in bibliotheek.versies(raamwerk.id) if one != raamwerk.versie),
        count_normen(bibliotheek.indelingen, raamwerk.id),
    )


def _programma(bibliotheek: Bibliotheek, programma: Programma) -> Programmabeeld:
    asked = (one for project in programma.deelprojecten for one in project.feiten)
    named = dict.fromkeys(norm.rpartition("/")[0] for norm in programma.alle_normen)
    known = bibliotheek.raamwerk_ids()
    titles = {name: bibliotheek.raamwerk(name).titel for name in named if name in known}
    return Programmabeeld(programma, _names(bibliotheek, asked), titles)


def _names(bibliotheek: Bibliotheek, feiten: Iterable[str]) -> dict[str, str]:
    """Facts by id, each with what people call it; what the catalogue does not know, by its id."""
    known = bibliotheek.catalogus
    return {one: known[one].naam if one in known else one for one in feiten}
