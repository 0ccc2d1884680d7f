"""`weerbaar seal`: metingen on the lock, for whom the werkmap names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import say
from weerbaar_cli.errors import IN_ORDER, WeerbaarError
from weerbaar_cli.files.git import is_tracked
from weerbaar_cli.files.schrijven import remove_same, write_all
from weerbaar_cli.files.vinden import LINK, SEALED, find_files, find_links, is_yaml, shown_path
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.metingen import may_be_meting
from weerbaar_cli.reading.versleuteld import Verzegelaar, Verzegeld

Verzegelplaatsen = Annotated[
    list[Path], typer.Argument(metavar="PAD", help="Metingen, of mappen met metingen.")
]
Opnieuw = Annotated[
    bool,
    typer.Option(
        "--opnieuw",
        help="Versleutel wat al versleuteld is voor de ontvangers van nu in weerbaar.yaml.",
    ),
]


def seal(pad: Verzegelplaatsen, opnieuw: Opnieuw = False) -> int:
    """Seal all of them or none, and take the open files away."""
    paths = list(_find(pad, sealed=opnieuw))
    for link in (one for path in pad for one in find_links(path) if is_yaml(one.name)):
        say(f"Niet versleuteld: {shown_path(link)}: {LINK}")
    verzegelaar = Verzegelaar()
    make = verzegelaar.seal_again if opnieuw else verzegelaar.seal_file
    found = [one for one in map(make, paths) if one is not None]
    write_all([(one.doel, one.nieuw, "") for one in found], private=False)
    for one in found:
        _finish(one)
    if opnieuw:
        same = count_word(len(paths) - len(found), "bestand had", "bestanden hadden")
        say(f"{same} de goede ontvangers al.")
        _warn_history(found)
    return IN_ORDER


def _find(pad: Sequence[Path], *, sealed: bool) -> Iterator[Path]:
    """What was named, and in folders the metingen that are open; with `sealed` those that are not.

    A file that was named is always given: what is wrong with it is then said.
    """
    for path, named in find_files(pad):
        if named or _is_meant(path, sealed=sealed):
            yield path


def _is_meant(path: Path, *, sealed: bool) -> bool:
    if path.name.lower().endswith(SEALED):
        return sealed
    document = read_document(path)
    return not sealed and document.omslag is None and may_be_meting(document)


def _finish(one: Verzegeld) -> None:
    """Take the open file away, now that what was sealed stands there."""
    many = count_word(one.ontvangers, "sleutel", "sleutels")
    say(f"Versleuteld: {shown_path(one.doel)}, te openen met {many}")
    if one.bron == one.doel:
        return
    if not remove_same(one.bron, one.oud):
        message = f"«{shown_path(one.bron)}» is intussen veranderd en staat er nog, onversleuteld"
        raise WeerbaarError(message, tip="Doe de opdracht nog een keer.")
    if is_tracked(one.bron):
        say(f"  → git kent {shown_path(one.bron)} nog. Leg vast dat het weg is; eerdere versies")
        say("    blijven in de geschiedenis staan, leesbaar voor wie de repository heeft.")


def _warn_history(found: Sequence[Verzegeld]) -> None:
    if found:
        say("  → Wie eerder een sleutel had, kan de oude versies in git nog steeds openen.")


VOORBEELDEN = """weerbaar seal metingen/gemeente.yaml
weerbaar seal metingen
weerbaar seal metingen --opnieuw --sleutel weerbaar-sleutel.txt"""
