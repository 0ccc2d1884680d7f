"""Whether metingen are sealed where they must be, for who may read them; seen without a key too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from weerbaar_cli.engine.checks.werkmap import Kop
from weerbaar_cli.files.git import find_unmerged, would_keep
from weerbaar_cli.files.rapporten import is_rapport
from weerbaar_cli.files.versleuteld import CHOOSE
from weerbaar_cli.files.vinden import SEALED, STDIN, find_passed, shown_path
from weerbaar_cli.files.yaml.document import Yamlbestand
from weerbaar_cli.leaks.uitlezen import read_file
from weerbaar_cli.model.bestanden.omslag import Omslag
from weerbaar_cli.model.bevinding import Bevinding, cite
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.strict import clean
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen


def check_slot(omgeving: Omgeving, document: Yamlbestand) -> Iterator[Bevinding]:
    """Whether a meting is sealed where it must be, for who may read it, and says what it shows."""
    werkmap, omslag = omgeving.werkmap, document.omslag
    if omslag is not None and document.readable:
        yield from _check_omslag(omslag, document)
    if werkmap is None or werkmap.vertrouwelijk is None or document.pad == STDIN:
        return
    if omslag is None:
        if document.soort.startswith("meting/"):
            text = "deze meting is niet versleuteld, en de werkmap is vertrouwelijk"
            yield Bevinding("onversleuteld", text, ("weerbaar",), op_sleutel=True)
        return
    naam = str(document.data.get("organisatie") or "") if document.readable else ""
    partij = omgeving.bibliotheek.partijen.find(naam)
    if partij is None:
        if omslag.ontvangers not in omgeving.lezerskringen:
            text = "versleuteld voor anderen dan wie in weerbaar.yaml bij één organisatie horen"
            yield Bevinding("verkeerde-ontvangers", text, plaats=(1, 1))
        return
    wanted = werkmap.vertrouwelijk.rollen_of(partij.woorden)
    yield from _check_readers({*omslag.ontvangers}, {*omgeving.ontvangers_of(partij)}, wanted)


def _check_readers(
    have: set[str], wanted: set[str], rollen: Mapping[str, Sequence[str]]
) -> Iterator[Bevinding]:
    """The roles whose keys do not open it, and how many open it that should not."""
    missing = [rol for rol, keys in rollen.items() if not have.issuperset(keys)]
    if missing:
        text = f"niet versleuteld voor {cite(clean(', '.join(missing), 200))}"
        yield Bevinding("verkeerde-ontvangers", text, plaats=(1, 1))
    if extra := len(have - wanted):
        many = "1 sleutel opent" if extra == 1 else f"{extra} sleutels openen"
        text = f"{many} dit bestand en {'staat' if extra == 1 else 'staan'} niet in weerbaar.yaml"
        yield Bevinding("verkeerde-ontvangers", text, plaats=(1, 1))


def _check_omslag(omslag: Omslag, document: Yamlbestand) -> Iterator[Bevinding]:
    """Whether a meting says what its omslag says, for who cannot open it."""
    shown = {
        "soort": (omslag.soort, "zelfscan"),
        "peildatum": (omslag.peildatum.isoformat(), ""),
        "status": (omslag.status, "concept"),
    }
    for key, (value, default) in shown.items():
        if (document.data.get(key) or default) != value:
            text = f"op de omslag staat bij {key} iets anders"
            yield Bevinding("omslag-anders", text, (key,))


def kop_of_omslag(omgeving: Omgeving, omslag: Omslag, document: Yamlbestand) -> Kop:
    """The head of a sealed meting as far as it shows: whose it is by its mark alone.

    Of several raamwerken it does not say which one it is for, and each may have a file.
    """
    several = omgeving.werkmap is not None and len(omgeving.werkmap.raamwerk) > 1
    where = (str(omgeving.map), document.bestand, omslag.partij)
    raamwerken: tuple[str, ...] = () if several else ("",)
    return Kop(*where, omslag.soort, omslag.peildatum, raamwerken, None, str(document.pad))


def find_open_rapporten(paths: Iterable[Path]) -> Iterator[Yamlbestand]:
    """Reports that name a party, where git would take them along beside what is sealed."""
    omgevingen = Omgevingen()
    for path in (one for folder in paths if folder.is_dir() for one in find_passed(folder)):
        werkmap = omgevingen.of(path).werkmap
        if werkmap is not None and werkmap.vertrouwelijk and _is_open(path):
            text = "dit rapport noemt een organisatie, en git neemt het leesbaar mee"
            tip = "Zet het buiten de repository, of noem het in .gitignore."
            found = Bevinding("onversleuteld", text, (), "fout", tip, plaats=(1, 1))
            yield Yamlbestand(shown_path(path), "", bevindingen=[found], pad=path)


def find_half(paths: Iterable[Path]) -> Iterator[Yamlbestand]:
    """Sealed metingen of which there are two: in the file git leaves one, without a mark."""
    for path in (one for folder in paths if folder.is_dir() for one in find_unmerged(folder)):
        if path.name.lower().endswith(SEALED):
            text = "git kon twee versies niet samenvoegen, en hier staat er maar één van"
            found = Bevinding("yaml-fout", text, plaats=(1, 1), suggestie=CHOOSE)
            yield Yamlbestand(shown_path(path), "", bevindingen=[found], pad=path)


def _is_open(path: Path) -> bool:
    if path.is_symlink() or not is_rapport(path) or not would_keep(path):
        return False
    lines = {one.regel for one in DOELGROEPEN.values() if one.voor_weinigen}
    texts = (deel.tekst for deel in read_file(path).delen)
    return any(line in text for text in texts for line in lines)
