"""Files that look like ours and are not read: each is named with the reason, none drops out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

from weerbaar_cli.files.bibliotheek.bibliotheek import misspelt_header, near_header
from weerbaar_cli.files.vinden import (
    LINK,
    SETTINGS,
    begins_as_meting,
    begins_as_ours,
    find_passed,
    is_hidden,
    is_register,
    is_yaml,
    looks_meting,
    same_place,
    shown_path,
)
from weerbaar_cli.files.yaml.document import Yamlbestand
from weerbaar_cli.model.bevinding import Bevinding, Ernst, cite
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen

# A copy, a backup or a download: gemeente.yaml.txt, gemeente.yml~, gemeente.yaml (2).
_LIKE_YAML = r"(?i)\.ya?ml(?![a-z])"
_NAME = "de naam van dit bestand eindigt niet op .yaml; het telt niet mee"
_RENAME = "Geef het bestand een naam die eindigt op .yaml, of haal het weg."
_HIDDEN = "dit bestand is verborgen, of ligt in een verborgen map; het telt niet mee"
_SHOW = "Haal de punt voor de naam weg, of zet het buiten de map met metingen."
_FOLDER = "Zet de map terug, of haal dit weg."
_REGISTER = "Zet de map terug zoals zij was, uit git of uit een reservekopie."
_KIND = "Zet het buiten de map met metingen."


def is_metingmap(omgeving: Omgeving, folder: Path) -> bool:
    """Whether a folder of a werkmap is there for metingen, of organisations or of groups."""
    return _is_below(folder, omgeving, ("metingen", "gedeeld"))


def is_shared(omgeving: Omgeving, folder: Path) -> bool:
    """Whether a folder is there for the metingen of groups, whose facts their members share."""
    return _is_below(folder, omgeving, ("gedeeld",))


def _is_below(folder: Path, omgeving: Omgeving, names: Iterable[str]) -> bool:
    if omgeving.map is None:
        return False
    own = [getattr(omgeving.werkmap, name) if omgeving.werkmap else name for name in names]
    roots = [omgeving.map.absolute() / name for name in own]
    here = folder.absolute()
    return any(root == here or root in here.parents for root in roots)


def is_metingmap_of(omgevingen: Omgevingen) -> Callable[[Path], bool]:
    """The same of a folder in whichever werkmap it lies."""
    return lambda folder: is_metingmap(omgevingen.of(folder / SETTINGS), folder)


def find_unread(
    paths: Iterable[Path], is_metingmap: Callable[[Path], bool]
) -> Iterator[Yamlbestand]:
    """What is passed by below folders, because it is a link or by its name, each with why.

    Outside a folder for metingen a file must say that it is ours.
    """
    folders = (one for one in paths if one.is_dir())
    passed = (one for folder in folders for one in find_passed(folder, _all_of(is_metingmap)))
    # A link is told where it stands, not where it leads.
    for path in {same_place(one.parent) / one.name: one for one in passed}.values():
        found = _passed_register(path) or _passed(path, is_metingmap)
        if found.bericht:
            yield Yamlbestand(shown_path(path), "", bevindingen=[found], pad=path)


def _all_of(is_metingmap: Callable[[Path], bool]) -> Callable[[Path], bool]:
    """Whether a folder is one of which everything is meant to be read."""
    return lambda here: is_register(here) or is_metingmap(here)


def _passed(path: Path, is_metingmap: Callable[[Path], bool]) -> Bevinding:
    inside = is_metingmap(path.parent)
    return _unread(*_why_passed(path, inside=inside, folder=is_metingmap(path) and not inside))


def _passed_register(path: Path) -> Bevinding | None:
    """The same of a register, of which no part may be missed; None for what is elsewhere."""
    folder = is_register(path)
    if not (folder or is_register(path.parent)):
        return None
    from weerbaar_cli.model.bestanden.publicaties import restore_advice  # late: of a register only

    text, _ = _why_passed(path, inside=True, folder=folder)
    return _unread(text, _REGISTER if folder else restore_advice(path.name), "fout")


def find_unread_of(omgeving: Omgeving, folder: Path) -> Iterator[Yamlbestand]:
    """The same below one folder of metingen; of a revision there are only files, no links."""
    toen = omgeving.bestanden.toen
    if toen is None:
        yield from find_unread([folder], lambda _: True)
        return
    start = toen.name_of(folder)
    for name in toen.passed(start):
        path = PurePosixPath(name).relative_to(start)
        hidden = is_hidden(path)
        if hidden:
            meant = is_yaml(path.name.lstrip(".")) and looks_meting(toen.read(name) or b"")
        else:
            meant = re.search(_LIKE_YAML, name) is not None
        if meant:
            why = (_HIDDEN, _SHOW) if hidden else (_NAME, _RENAME)
            yield Yamlbestand(toen.shown(name), "", bevindingen=[_unread(*why)])


def _why_passed(path: Path, *, inside: bool, folder: bool) -> tuple[str, str]:
    """The reason and what to do; both empty for what nobody expects to be read.

    `inside`: in a folder of which all is meant. `folder`: what stands here has the name of a folder
    that is read as a whole.
    """
    like = re.search(_LIKE_YAML, path.name) is not None
    hidden = path.name.startswith(".")
    if path.is_symlink():
        settings = path.name == SETTINGS and not path.exists()
        # Emacs marks a file that is open by a hidden link to nowhere.
        linked = (like and (path.exists() or not hidden)) or path.is_dir()
        followed = folder or settings or (inside and linked)
        return (LINK, "Zet het bestand zelf in deze map.") if followed else ("", "")
    if folder:
        return "hier hoort een map te staan, en dit is er geen; er wordt niets gelezen", _FOLDER
    if hidden or is_yaml(path.name):  # else it would have been read: it lies in a hidden folder
        # Beside it editors keep their own, by another ending.
        meant = inside and is_yaml(path.name.lstrip(".")) and begins_as_meting(path)
        return (_HIDDEN, _SHOW) if meant else ("", "")
    if (inside and like) or ((inside or like) and begins_as_ours(path)):
        return _NAME, _RENAME
    return "", ""


def check_unread(omgeving: Omgeving, path: Path, document: Yamlbestand) -> list[Bevinding]:
    """Why a YAML file of a folder counts for nothing there; empty when it does, or is not ours."""
    kind = document.soort.partition("/")[0]
    if kind == "meting" or (kind != "werkmap" and document.unparsed):
        return []
    if kind == "werkmap":
        text = f"de instellingen van een werkmap staan in {SETTINGS}; dit bestand telt niet mee"
        return [] if path.name == SETTINGS else [_unread(text, f"Noem het {SETTINGS}.")]
    if document.has_header():
        astray = _is_below(path.parent, omgeving, ("metingen",)) and path.parent != omgeving.map
        text = f"een bestand van soort {cite(clean(kind))} telt niet mee in de map met metingen"
        return [_unread(text, _KIND)] if kind and astray else []
    key = near_header(document.data) if document.readable else None
    if key is not None:
        more = "; dit bestand telt niet mee"
        return [misspelt_header(key, "niet-gelezen", "waarschuwing", more)]
    if not is_metingmap(omgeving, path.parent):
        return []
    why = next((cite(one.bericht) for one in document.bevindingen if one.ernst == "fout"), "")
    text = f"{why or 'de regel «weerbaar: meting/1» ontbreekt'}; dit bestand telt niet mee"
    tip = "Zet «weerbaar: meting/1» bovenaan, of zet het bestand buiten de map met metingen."
    return [_unread(text, tip)]


def _unread(text: str, tip: str, ernst: Ernst = "waarschuwing") -> Bevinding:
    return Bevinding("niet-gelezen", text, (), ernst, tip, plaats=(1, 1))
