"""The forms in which every result comes: one registry, and one module of this folder per form.

A module of a form has `write(view, opmaak) -> Gemaakt`, and brings its libraries when it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import PurePath
from typing import TYPE_CHECKING, Literal, NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import View
    from weerbaar_cli.formats.opmaak import Gemaakt, Opmaak

Vormnaam = Literal["tabel", "json", "csv", "markdown", "html", "pdf", "word"]


class Vorm(NamedTuple):
    """How a form is called, the ending of its files, and the options that change how it looks.

    `binair`: no screen can show it. `einde` is empty for what only a screen shows.
    """

    wat: str
    einde: str
    opties: tuple[str, ...] = ()
    binair: bool = False


VORMEN: dict[Vormnaam, Vorm] = {
    "tabel": Vorm("tekst", ""),
    "json": Vorm("JSON", ".json"),
    "csv": Vorm("CSV", ".csv"),
    "markdown": Vorm("Markdown", ".md", ("--sjabloon",)),
    "html": Vorm("HTML", ".html", ("--huisstijl", "--sjabloon")),
    "pdf": Vorm("PDF", ".pdf", binair=True),
    "word": Vorm("Word", ".docx", ("--basis",), binair=True),
}
MODULES: dict[Vormnaam, str] = {"tabel": "scherm"}
EINDEN: dict[str, Vormnaam] = {one.einde: naam for naam, one in VORMEN.items() if one.einde}
# What people also call a form, on the command line.
ANDERE_NAMEN: dict[str, Vormnaam] = {"tekst": "tabel", "docx": "word"}


def vorm_of(path: PurePath) -> Vormnaam:
    """The form that the ending of a file asks for; raises WeerbaarError when it asks for none."""
    found = EINDEN.get(path.suffix.lower())
    if found is None:
        message = f"aan «{clean(path.name, 200)}» is niet te zien welke vorm u wilt"
        raise WeerbaarError(message, tip=f"Laat de naam eindigen op {', '.join(EINDEN)}.")
    return found


def forms_with(optie: str) -> list[Vormnaam]:
    """The forms that an option changes."""
    return [naam for naam, one in VORMEN.items() if optie in one.opties]


def refuse_without(optie: str, vormen: Iterable[Vormnaam]) -> None:
    """Raise WeerbaarError when no form is made that this option changes."""
    fitting = forms_with(optie)
    if set(vormen) & set(fitting):
        return
    names = " of ".join(sorted(VORMEN[naam].wat for naam in fitting))
    tip = f"Kies een --output die eindigt op {' of '.join(VORMEN[one].einde for one in fitting)}"
    tip += f", of --format {fitting[0]}." if not VORMEN[fitting[0]].binair else "."
    raise WeerbaarError(f"{optie} hoort bij een rapport in {names}", tip=tip)


def write(naam: Vormnaam, view: View, opmaak: Opmaak) -> Gemaakt:
    """One form of a result. Raises WeerbaarError when a part of the program is not installed."""
    module = import_module(f"weerbaar_cli.formats.{MODULES.get(naam, naam)}")
    made: Gemaakt = module.write(view, opmaak)
    return made
