"""Rows for research on a district: every norm of every party, under a code instead of a name.

A code is made with the salt of the register of publications, so that nobody can find it from a
name, and each edition has other codes. Rows that are only looked at may have codes of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.cli.console import CSV_NL, follow, is_asked, say
from weerbaar_cli.cli.deliver import busy, refuse_file_names
from weerbaar_cli.cli.rapporten.publiceren import (
    check_git,
    read_words,
    tell_moved,
    tell_published,
    tell_unread,
)
from weerbaar_cli.cli.versleutelen.versleuteld import keep_closed
from weerbaar_cli.engine.checks.meting import persons_in
from weerbaar_cli.engine.groep.onderzoek import (
    Onderzoeksregel,
    find_herkenbaarheid,
    to_codebook,
    to_csv,
    to_parquet,
    to_wide_csv,
)
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.rapporten import check_doel, refuse_double, refuse_other
from weerbaar_cli.files.schrijven import write_all
from weerbaar_cli.formats.vormen import MERKTEKEN
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF, PROEF
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.reading.groep import BROKEN
from weerbaar_cli.reading.neutraal import Neutraal, neutral
from weerbaar_cli.reading.onderzoek import Onderzoek, read_onderzoek

if TYPE_CHECKING:
    from weerbaar_cli.cli.deliver import Uitvoer
    from weerbaar_cli.cli.rapporten.rapportvraag import Rapportvraag

TOELICHTING, BREED, CODEBOEK = "-toelichting.txt", "-breed.csv", "-codeboek.csv"
PARQUET = ".parquet"
LET_OP = (
    "Let op: deze regels gaan per partij, onder een code. Ze zijn vertrouwelijk en niet om te "
    "publiceren: wie een paar uitkomsten kent, kan een partij herkennen."
)


def show_onderzoek(vraag: Rapportvraag, uitvoer: Uitvoer, datum: date | None) -> int:
    """Write or print the rows to look at; when they cannot be made nothing is written."""
    made, files = _prepare(vraag, uitvoer, datum, proef=True)
    write_all(files, private=True)
    _tell(files, uitvoer, made)
    say(f"{PROEF}.")
    tell_unread(made.ongelezen, publiceer=False)
    return FINDINGS if made.ongelezen else IN_ORDER


def publish_onderzoek(vraag: Rapportvraag, uitvoer: Uitvoer, datum: date | None, map_: Path) -> int:
    """Enter the rows in the register and write them."""
    made, files = _prepare(vraag, uitvoer, datum, proef=False)
    tell_unread(made.ongelezen, publiceer=True)
    check_git(map_)
    with made.publicering.enter() as new:
        tell_moved(made.publicering.register, new)
        write_all(files, private=True)
    try:
        _tell(files, uitvoer, made)
    finally:  # they went out, also where they cannot be shown here
        tell_published(map_, new)
    return IN_ORDER


def _prepare(
    vraag: Rapportvraag, uitvoer: Uitvoer, datum: date | None, *, proef: bool
) -> tuple[Onderzoek, list[tuple[Path, bytes, str]]]:
    """The rows, and the files that would hold them with a word on each; nothing is written."""
    ontvanger = _receiver(vraag.ontvanger)
    _check(uitvoer, datum)
    with busy("De regels voor onderzoek worden gemaakt …"), neutral(BROKEN, vraag.nakijken):
        asked = vraag.paden, vraag.district, vraag.raamwerk, vraag.peildatum
        made = read_onderzoek(*asked, ontvanger, follow)
    refuse_file_names(uitvoer.paden, made.verboden)
    made = _as_proef(made) if proef else made
    files = []
    for path in uitvoer.paden:
        content = _make(path, made)
        refuse_other(path, content, clean(path.name, 300))
        files.append((path, content, clean(path.name, 300)))
    beside = {
        _beside(path, ending): content
        for path in uitvoer.paden
        for ending, content in _make_beside(made, proef=proef).items()
    }
    for path, content in beside.items():
        refuse_other(path, content, clean(path.name, 300))
    files += [(path, content, clean(path.name, 300)) for path, content in beside.items()]
    keep_closed(path for path, _, _ in files)
    return made, files


def _as_proef(made: Onderzoek) -> Onderzoek:
    """The same with in every row that it is not to be passed on."""
    regels = [one._replace(vertrouwelijk=f"{PROEF}. {one.vertrouwelijk}") for one in made.regels]
    return made._replace(regels=regels)


def _make(path: Path, made: Onderzoek) -> bytes:
    if path.suffix.lower() == PARQUET:
        return to_parquet(made.regels)
    return to_csv(made.regels, nl=is_asked(CSV_NL))


def _make_beside(made: Onderzoek, *, proef: bool) -> dict[str, bytes]:
    """What stands beside the rows, by the end of its name."""
    nl = is_asked(CSV_NL)
    return {
        TOELICHTING: _explain(made, proef=proef).encode(),
        BREED: to_wide_csv(made.regels, nl=nl),
        CODEBOEK: to_codebook(made.regels, made.raamwerken, nl=nl),
    }


def _receiver(given: str | None) -> str:
    """To which function the rows go; raises where none is named, or a person."""
    ontvanger = read_words("--ontvanger", given)
    tip = "Bijvoorbeeld: --ontvanger «onderzoeker van de universiteit»."
    if not ontvanger:
        raise WeerbaarError("regels voor onderzoek vragen een --ontvanger", tip=tip)
    if any(persons_in(ontvanger, ("ontvanger",))):
        message = "bij --ontvanger lijkt een persoon te staan; noem een functie"
        raise WeerbaarError(message, tip=tip)
    return ontvanger


def _beside(path: Path, ending: str) -> Path:
    """Where it stands: beside the rows."""
    return path.with_name(f"{path.stem}{ending}")


def _explain(made: Onderzoek, *, proef: bool) -> str:
    """The text that goes with the rows."""
    marks = [PROEF] if proef else []
    marks += [FICTIEF] if any(row.fictief == "ja" for row in made.regels) else []
    lines = (
        "Regels voor onderzoek",
        *marks,
        DOELGROEPEN["onderzoek"].regel,
        f"Ontvanger: {made.ontvanger}",
        "",
        LET_OP,
        "",
        "Hoe goed een partij te herkennen is, per meetronde:",
        *(f"- {line}" for line in _recognised(made.regels)),
        "k is het kleinste aantal partijen dat precies dezelfde uitkomsten heeft.",
        "",
        MERKTEKEN,
        "",
    )
    return "\n".join(lines)


def _recognised(regels: Sequence[Onderzoeksregel]) -> Iterator[str]:
    """How well the parties of each round can be told apart, in words."""
    for one in find_herkenbaarheid(regels):
        day = dutch(date.fromisoformat(one.peildatum))
        asked = " met ".join(one.raamwerken)
        yield (
            f"{one.soort} van {day}, {asked}: {one.partijen} partijen, k = {one.k}. "
            f"Er zijn er {one.uniek} met uitkomsten die geen andere heeft, en {one.aan_een} die al "
            "te herkennen zijn aan één uitkomst."
        )


def _tell(files: Sequence[tuple[Path, bytes, str]], uitvoer: Uitvoer, made: Onderzoek) -> None:
    for _, _, name in files:
        say(f"Geschreven: {name}")
    if uitvoer.keuze == "csv":
        print(to_csv(made.regels, nl=is_asked(CSV_NL)).decode(), end="")
    say(LET_OP)
    for line in _recognised(made.regels):
        say(line)


def _check(uitvoer: Uitvoer, datum: date | None) -> None:
    """Everything that can go wrong before a file is read."""
    tip = "Kies een --output die eindigt op .csv of .parquet, of --format csv."
    other = {
        "--huisstijl": uitvoer.huisstijl,
        "--basis": uitvoer.basis,
        "--sjabloon": uitvoer.sjabloon,
        "--datum": datum,
        "--open": uitvoer.openen or None,
    }
    for name, value in other.items():
        if value is not None:
            message = f"{name} hoort bij een rapport, niet bij regels voor onderzoek"
            raise WeerbaarError(message, tip=f"Laat {name} weg.")
    if uitvoer.keuze not in (None, "csv") or not (uitvoer.paden or uitvoer.keuze):
        raise WeerbaarError("regels voor onderzoek zijn er als CSV en als Parquet", tip=tip)
    for path in uitvoer.paden:
        if path.suffix.lower() not in (".csv", PARQUET):
            raise Neutraal("regels voor onderzoek zijn er als CSV en als Parquet", tip=tip)
    endings = (TOELICHTING, BREED, CODEBOEK)
    beside = {_beside(path, ending) for path in uitvoer.paden for ending in endings}
    refuse_double((*uitvoer.paden, *beside))
    for one in (*uitvoer.paden, *sorted(beside)):
        check_doel(one, clean(one.name, 300))
