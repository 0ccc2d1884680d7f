"""Which werkmap a report on a district is about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek, load_certain
from weerbaar_cli.files.vinden import SETTINGS, find_werkmap, is_dir, split_revisie
from weerbaar_cli.model.bestanden.partij import Werkmap
from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import clean, find_word
from weerbaar_cli.reading.neutraal import Neutraal, neutral

if TYPE_CHECKING:
    from weerbaar_cli.files.git import Revisie

EXAMPLES = "examples"
ONE_TIP = (
    "Noem de werkmap, of het district met --district. Over één meting zijn er de doelgroepen "
    "eigen, notitie en raad."
)
ONE_FILE = "dit gaat over een heel district, niet over één meting"
NOW_TIP = "Noem de map zonder revisie, of laat haar weg."
MAP_TIP = "Ga naar de werkmap, of noem haar achter het commando."


def find_districtmap(paths: Sequence[Path], district: str | None) -> tuple[Path, Path | None]:
    """The werkmap, and the folder of metingen when one was named instead of the werkmap.

    Without a path: the werkmap of the current folder, else the only one of that district below it.
    """
    if not paths:
        return _without_path(district), None
    if len(paths) > 1:
        raise Neutraal("dit gaat over één map, die van een district", tip=MAP_TIP)
    return _of_path(paths[0])


def find_past_map(path: Path) -> tuple[Revisie, Path, Path | None]:
    """The same of REV:MAP: the revision, and where the werkmap and that folder would stand."""
    from weerbaar_cli.files.git import open_revisie  # late: nearly no run asks

    try:
        revisie, inside = open_revisie(path)
    except WeerbaarError as error:  # what a branch is called may name a party
        raise Neutraal("deze revisie is hier niet te vinden", tip=error.tip) from None
    if inside in revisie.hashes:
        raise Neutraal(ONE_FILE, tip=ONE_TIP)
    if not revisie.files(inside):
        message = f"deze map was er niet in {revisie.genoemd}"
        raise Neutraal(message, tip="Na de dubbele punt staat het pad in de repository.")
    settings = revisie.find_settings(inside)
    if settings is None:
        raise Neutraal("bij deze map hoorde geen weerbaar.yaml", tip=_settings_tip())
    map_, folder = (revisie.root / settings).parent, revisie.root / inside
    return revisie, map_, None if folder == map_ else folder


def _of_path(path: Path) -> tuple[Path, Path | None]:
    if split_revisie(path) is not None:
        raise Neutraal("dit kan alleen met de werkmap zoals zij nu is", tip=NOW_TIP)
    if _is_file(path):
        raise Neutraal(ONE_FILE, tip=ONE_TIP)
    if not is_dir(path):
        message = "deze map is er niet, of is geen map"
        raise Neutraal(message, tip="Noem een werkmap: een map met een weerbaar.yaml.")
    found = find_werkmap(path)
    if found is None:
        raise Neutraal("bij deze map hoort geen weerbaar.yaml", tip=_settings_tip())
    return found, None if found.samefile(path) else path


def _settings_tip() -> str:
    return (
        "Wat over een district gaat, vraagt een werkmap: een map met een weerbaar.yaml. "
        "Een overzicht over meer districten vraagt --overzicht ID."
    )


def _without_path(district: str | None) -> Path:
    here = find_werkmap(Path.cwd())
    if here is not None and (district is None or _is_of(here, district, must=True)):
        return here
    if district is None:
        raise Neutraal("er is geen werkmap in deze map", tip=MAP_TIP)
    found = find_below(district)
    if found is None:
        message = f"hier is geen werkmap van district «{clean(district)}»"
        folders = [*([here] if here is not None else []), *_below(Path.cwd())]
        raise Neutraal(message, tip=suggest_district(district, folders) or MAP_TIP)
    return found


def find_below(district: str) -> Path | None:
    """The only werkmap of a district below the current folder; None when there is none."""
    found = [folder for folder in _below(Path.cwd()) if _is_of(folder, district)]
    if len(found) > 1:
        message = f"hier zijn {len(found)} werkmappen van district «{clean(district)}»"
        raise Neutraal(f"{message}{_names(found)}", tip="Noem een van deze mappen.")
    return found[0] if found else None


def _below(folder: Path) -> Iterator[Path]:
    """The folders right here, and those in examples/."""
    for parent in (folder, folder / EXAMPLES):
        if is_dir(parent):
            inside = sorted(one for one in parent.iterdir() if not one.name.startswith("."))
            yield from (one for one in inside if (one / SETTINGS).is_file())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _names(folders: Sequence[Path]) -> str:
    """Where they are, as seen from here; nothing when the name of a folder names a party."""
    from weerbaar_cli.leaks.namen import find_spans, make_zoeklijst  # late: only when refused

    here = Path.cwd()
    text = ", ".join(clean(one.relative_to(here).as_posix(), 100) for one in folders)
    partijen = [partij for one in folders for partij in _settings(one).partijen]
    return "" if find_spans(text, make_zoeklijst(partijen, ())) else f": {text}"


def suggest_district(district: str, folders: Iterable[Path]) -> str:
    """Which district may be meant, of those that everyone knows and those of these werkmappen.

    One of a werkmap that is called after a party is not told.
    """
    known = [*Bibliotheek().register.districten]
    if find_word(district, known) is not None:
        return ""
    own = {folder: name for folder in folders if (name := _district_of(folder)) is not None}
    return suggest(district, [*known, *(name for one, name in own.items() if _is_free(name, one))])


def _is_free(text: str, folder: Path) -> bool:
    """Whether a text names no party of a werkmap."""
    from weerbaar_cli.leaks.namen import find_spans, make_zoeklijst  # late: only when refused

    return not find_spans(text, make_zoeklijst(_settings(folder).partijen, ()))


def _settings(folder: Path) -> Werkmap:
    with neutral("de weerbaar.yaml van deze werkmap heeft fouten"):
        return load_certain(folder / SETTINGS, Werkmap)


def _is_of(folder: Path, district: str, *, must: bool = False) -> bool:
    found = _district_of(folder, must=must)
    return found is not None and find_word(district, [found]) is not None


def _district_of(folder: Path, *, must: bool = False) -> str | None:
    """The district in the settings; None when there is none, or when they cannot be read."""
    try:
        return _settings(folder).district
    except WeerbaarError:
        if must:
            raise
        return None
