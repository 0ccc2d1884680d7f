"""Options and arguments that several commands share, declared once, and what a shell completes.

A shell asks while somebody types: what cannot be read completes nothing, and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.vormen import LEESBARE_EINDEN, NAMEN
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import Periode, parse_datum
from weerbaar_cli.model.uitkomsten.stelling import Stelling

if TYPE_CHECKING:
    from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek

    Zoeker = Callable[[Bibliotheek], Iterable[str]]
    Vormkeuze = str
else:
    Vormkeuze = Literal[tuple(NAMEN)]  # as the registry has them, so that a new form is one too


HERE = Path()
_HORIZON = r"([1-9]\d{0,3})([dmj])"


def read_datum(text: str) -> date:
    """A date on the command line."""
    found = parse_datum(text)
    if found is None:
        tip = "Schrijf jjjj-mm-dd, bijvoorbeeld 2024-01-31."
        raise WeerbaarError(f"«{clean(text)}» is geen datum", tip=tip)
    return found


def read_horizon(text: str) -> Periode:
    """A time ahead on the command line: 180d, 6m, 1j."""
    match = re.fullmatch(_HORIZON, text.strip().lower())
    if match is None:
        tip = "Schrijf een aantal dagen, maanden of jaren: 180d, 6m of 1j."
        raise WeerbaarError(f"«{clean(text)}» is geen termijn", tip=tip)
    number = int(match[1])
    if match[2] == "d":
        return Periode(dagen=number)
    return Periode(maanden=number * (12 if match[2] == "j" else 1))


def read_stelling(text: str) -> Stelling:
    """A supposition on the command line."""
    from weerbaar_cli.engine.score.stelling import parse_stelling  # late: few suppose anything

    return parse_stelling(text)


def complete_raamwerk(incomplete: str) -> list[str]:
    """The raamwerken that begin so."""
    return _fitting(incomplete, lambda known: known.raamwerk_ids())


def complete_partij(incomplete: str) -> list[str]:
    """The parties that begin so."""
    return _fitting(incomplete, lambda known: (one.naam for one in known.partijen.alle))


def complete_district(incomplete: str) -> list[str]:
    """The districts that begin so: those that a party belongs to."""
    return _fitting(
        incomplete,
        lambda known: {name for one in known.partijen.alle for name in one.district},
    )


def complete_rol(incomplete: str) -> list[str]:
    """The functions that begin so: those that know a fact."""
    return _fitting(
        incomplete, lambda known: {rol for feit in known.catalogus.values() for rol in feit.rollen}
    )


def complete_norm(ctx: typer.Context, incomplete: str) -> list[str]:
    """The norms of the meting, or of the `--raamwerk`, that already stand on the line."""
    meting, raamwerk = ctx.params.get("meting") or "", ctx.params.get("raamwerk")
    return _fitting(incomplete, lambda known: _norms(known, meting, raamwerk), Path(meting))


def _norms(known: Bibliotheek, meting: str, named: str | None) -> Iterable[str]:
    from weerbaar_cli.files.yaml.document import read_document  # late: only for a norm

    names: Any = named
    if not named and meting and (document := read_document(Path(meting))).readable:
        names = document.data.get("raamwerk")
    for name in names if isinstance(names, list) else filter(None, (names,)):
        yield from (norm.id for norm in known.raamwerk(str(name)).normen)


def _fitting(incomplete: str, find: Zoeker, near: Path = HERE) -> list[str]:
    # Late: only a shell that completes comes here.
    from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
    from weerbaar_cli.files.vinden import find_werkmap
    from weerbaar_cli.reading.omgeving import Omgeving

    try:
        map_ = find_werkmap(near)
        known = Bibliotheek() if map_ is None else Omgeving(map_).bibliotheek
        return sorted(one for one in set(find(known)) if one.startswith(incomplete))
    except (WeerbaarError, OSError):
        return []


Raamwerkkeuze = Annotated[
    list[str] | None,
    typer.Option(
        "--raamwerk",
        metavar="ID",
        help="Raamwerk; standaard dat van de werkmap.",
        autocompletion=complete_raamwerk,
    ),
]
Rolkeuze = Annotated[
    list[str] | None,
    typer.Option(
        "--rol",
        metavar="ROL",
        help="Vraag alleen wat deze functie weet.",
        autocompletion=complete_rol,
    ),
]
Metingsoortkeuze = Annotated[Metingsoort, typer.Option("--soort", help="Wat voor meting het is.")]
Peildag = Annotated[
    date | None,
    typer.Option(
        "--peildatum", parser=read_datum, metavar="DATUM", help="Peildatum; standaard vandaag."
    ),
]
Voorganger = Annotated[
    Path | None,
    typer.Option("--van", metavar="METING", help="Neem over wat nog geldt uit een vorige meting."),
]
Voorgangers = Annotated[
    list[Path] | None,
    typer.Option(
        "--van",
        metavar="METING",
        help="Neem over wat nog geldt uit een vorige meting. Gingen meer organisaties in deze op, "
        "noem dan van elk een meting.",
    ),
]
Getoond = Annotated[
    Vormkeuze | None,
    typer.Option(
        "--format",
        metavar="VORM",
        help="Toon het als tabel (zo is het al), json, csv, markdown of html. Met --output gaat "
        "er alleen iets naar het scherm als u dit noemt.",
    ),
]
Metids = Annotated[
    bool,
    typer.Option(
        "--ids",
        help="Noem feiten en keuzes zoals ze in de bestanden heten, niet in woorden.",
    ),
]
Doelen = Annotated[
    list[Path] | None,
    typer.Option(
        "--output",
        metavar="BESTAND",
        help=f"Schrijf het weg, met een naam op {', '.join(LEESBARE_EINDEN)}. Mag meer keren. Wat "
        "weerbaar eerder schreef wordt vervangen, een ander bestand nooit.",
    ),
]
Districtnaam = Annotated[
    str | None,
    typer.Option(
        "--district",
        metavar="ID",
        help="Een heel district, met dit kenmerk.",
        autocompletion=complete_district,
    ),
]
Peildatum = Annotated[
    date | None,
    typer.Option(
        "--peildatum",
        parser=read_datum,
        metavar="DATUM",
        help="Reken dezelfde feiten op een andere datum door.",
    ),
]

Horizon = Annotated[
    Periode | None,
    typer.Option(
        "--horizon",
        parser=read_horizon,
        metavar="TERMIJN",
        help="Hoe ver vooruit u ziet wat verloopt: 180d, 6m (zo is het al) of 1j.",
    ),
]

Stellingen = Annotated[
    list[Stelling] | None,
    typer.Option(
        "--stel",
        parser=read_stelling,
        metavar="FEIT=WAARDE",
        help="Wat als: neem aan dat een feit zo is. Er wordt niets bewaard.",
    ),
]


Raamwerknaam = Annotated[
    str | None,
    typer.Option(
        "--raamwerk",
        metavar="ID",
        help="Reken met dit raamwerk, of met alle.",
        autocompletion=complete_raamwerk,
    ),
]
Metingen = Annotated[
    list[Path],
    typer.Argument(
        metavar="METING",
        help="Bestanden met een meting, of mappen; - leest de invoer, HEAD:PAD uit git.",
    ),
]
