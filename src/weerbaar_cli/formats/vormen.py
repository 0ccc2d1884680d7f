"""The forms in which every result comes: one registry, and one module of this folder per form.

A module of a form has `write(view, opmaak) -> Gemaakt`, and brings its libraries when it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from importlib import import_module
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Literal, Protocol

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import View

# The mark by which a report is known again, near its beginning or its end: only a report of ours
# is ever overwritten.
MERKTEKEN = "weerbaar: rapport/1"
# The first line of a report as CSV, which has no room for a mark of its own.
CSV_KOP = ("sectie", "tabel", "rij", "kolom", "waarde")

Vormnaam = Literal[
    "tabel", "json", "csv", "markdown", "html", "pdf", "word", "xlsx",
    "github", "gitlab", "azure", "junit", "sarif", "rdjson",
]  # fmt: skip


class Vorm(Struct, frozen=True):
    """How a form is called, the ending of its files, and the options that change how it looks.

    `binair`: no screen can show it. `einde` is empty for what only a screen shows. `ci`: findings
    only, for the programs of a CI; one module makes these.
    """

    wat: str
    einde: str
    opties: tuple[str, ...] = ()
    binair: bool = False
    ci: bool = False


VORMEN: dict[Vormnaam, Vorm] = {
    "tabel": Vorm("tekst", ""),
    "json": Vorm("JSON", ".json"),
    "csv": Vorm("CSV", ".csv", ("--csv-nl",)),
    "markdown": Vorm("Markdown", ".md", ("--sjabloon",)),
    "html": Vorm("HTML", ".html", ("--huisstijl", "--sjabloon")),
    "pdf": Vorm("PDF", ".pdf", binair=True),
    "word": Vorm("Word", ".docx", ("--basis",), binair=True),
    "xlsx": Vorm("Excel", ".xlsx", binair=True),
    "github": Vorm("regels voor GitHub en Forgejo", "", ci=True),
    "gitlab": Vorm("Code Quality van GitLab", ".codequality.json", ci=True),
    "azure": Vorm("regels voor Azure DevOps", "", ci=True),
    "junit": Vorm("JUnit", ".junit.xml", ci=True),
    "sarif": Vorm("SARIF", ".sarif", ci=True),
    "rdjson": Vorm("rdjson", ".rdjson", ci=True),
}
CI_VORMEN = tuple(naam for naam, one in VORMEN.items() if one.ci)
MODULES: dict[Vormnaam, str] = {"tabel": "scherm", **dict.fromkeys(CI_VORMEN, "meldingen")}
EINDEN: dict[str, Vormnaam] = {one.einde: naam for naam, one in VORMEN.items() if one.einde}
# What people are told to end a name on; a CI is set up once, by the manual.
LEESBARE_EINDEN = tuple(einde for einde, naam in EINDEN.items() if naam not in CI_VORMEN)
# How a form is asked for: by its name, or by what people also call two of them.
NAMEN: dict[str, Vormnaam] = {naam: naam for naam in VORMEN} | {"tekst": "tabel", "docx": "word"}


class Bronnen(Protocol):
    """What comes along with the program; read when a form asks for it."""

    def read_sjablonen(self) -> Mapping[str, str]:
        """Every packaged template by its name."""

    def read_vertaald(self) -> Mapping[str, bytes]:
        """What the build made of them; nothing where nothing was built."""

    def read_word(self) -> bytes:
        """The document that every report in Word begins as."""

    def font_folder(self) -> Path:
        """Where the fonts of paper are."""

    def read_tekens(self, folder: Path) -> str:
        """The characters that they can draw, as ranges of hexadecimal numbers."""


class Opmaak(Struct, frozen=True):
    """A style sheet for HTML, parts of a Word document, own templates by their place.

    `plaats` is the folder of this run as seen from the top of its git repository, and `vorm` the
    form that is made.
    """

    bronnen: Bronnen
    stijl: str = ""
    basis: Mapping[str, bytes] | None = None
    sjablonen: Mapping[str, str] | None = None
    csv_nl: bool = False
    plaats: str = ""
    vorm: Vormnaam = "tabel"


class Gemaakt(Struct, frozen=True):
    """The bytes of a form, in one piece or in many, and what its maker must know of them."""

    stukken: Collection[bytes]
    melding: str = ""

    @property
    def inhoud(self) -> bytes:
        """All of it."""
        return b"".join(self.stukken)


def vorm_of(path: PurePath) -> Vormnaam:
    """The form that the ending of a file asks for; raises WeerbaarError when it asks for none."""
    name = path.name.lower()
    fitting = [einde for einde in EINDEN if name.endswith(einde) and name != einde]
    if not fitting:
        message = f"aan «{clean(path.name, 200)}» is niet te zien welke vorm u wilt"
        tip = f"Laat de naam eindigen op {', '.join(LEESBARE_EINDEN)}."
        if name.endswith(".ics"):
            tip = f"Een agenda schrijft «weerbaar plan» met --ics {clean(path.name, 200)}."
        raise WeerbaarError(message, tip=tip)
    return EINDEN[max(fitting, key=len)]


def _forms_with(optie: str) -> list[Vormnaam]:
    """The forms that an option changes."""
    return [naam for naam, one in VORMEN.items() if optie in one.opties]


def refuse_without(optie: str, vormen: Iterable[Vormnaam]) -> None:
    """Raise WeerbaarError when no form is made that this option changes."""
    fitting = _forms_with(optie)
    if set(vormen) & set(fitting):
        return
    names = " of ".join(sorted(VORMEN[naam].wat for naam in fitting))
    tip = f"Kies een --output die eindigt op {' of '.join(VORMEN[one].einde for one in fitting)}"
    tip += f", of --format {fitting[0]}." if not VORMEN[fitting[0]].binair else "."
    raise WeerbaarError(f"{optie} hoort bij een rapport in {names}", tip=tip)


def write(naam: Vormnaam, view: View, opmaak: Opmaak) -> Gemaakt:
    """One form of a result. Raises WeerbaarError when a part of the program is not installed."""
    module = import_module(f"weerbaar_cli.formats.{MODULES.get(naam, naam)}")
    made: Gemaakt = module.write(view, replace(opmaak, vorm=naam))
    return made
