"""The one way out of every command: what was asked is checked first, made next, written last.

Only when every form is made and holds no word that may not leave, anything is written or shown.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct
from pydantic_core import to_jsonable_python

from weerbaar_cli.blad.view import Datalijst, View
from weerbaar_cli.cli.console import (
    CSV_NL,
    MET_INHOUD,
    ONVERSLEUTELD,
    ci_form,
    for_reader,
    is_asked,
    make_console,
    paged,
    say,
    show_melding,
    shows_content,
)
from weerbaar_cli.errors import BUG, WeerbaarError
from weerbaar_cli.files import sjablonen
from weerbaar_cli.files.vinden import SEALED, place_in_git, shown_path
from weerbaar_cli.formats.vormen import (
    CI_VORMEN,
    NAMEN,
    VORMEN,
    Gemaakt,
    Opmaak,
    Vormnaam,
    refuse_without,
    vorm_of,
    write,
)
from weerbaar_cli.model.bevinding import Ernst, Melding
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.leaks.namen import Zoeklijst

NOT_IN_LOG = (
    "De uitkomst staat niet in dit logboek: meer mensen lezen het dan haar mogen zien. "
    f"--output schrijft haar weg, {MET_INHOUD} toont haar."
)


class Doel(Struct, frozen=True):
    """A file to write, and how it is called in what we say."""

    pad: Path
    naam: str


class Bijlage(NamedTuple):
    """Another file that a command writes with its forms, and what is said then."""

    pad: Path
    inhoud: bytes
    melding: str


class Uitvoer(NamedTuple):
    """What was asked: the files, the form for the screen, and how they look."""

    keuze: str | None = None
    paden: tuple[Path, ...] = ()
    huisstijl: Path | None = None
    basis: Path | None = None
    sjabloon: Path | None = None
    openen: bool = False

    @property
    def getoond(self) -> Vormnaam | None:
        """The form that goes to stdout; None where only files were asked."""
        if self.keuze is None:
            return None if self.paden else "tabel"
        return NAMEN[self.keuze]

    def vormen(self) -> set[Vormnaam]:
        """Every form that will be made, but that of a screen: it depends on the width."""
        shown = {self.getoond} - {None, "tabel"}
        return {vorm_of(path) for path in self.paden} | shown  # type: ignore[operator]


class Klaar(NamedTuple):
    """What was asked, checked: it can be done."""

    uitvoer: Uitvoer
    doelen: tuple[Doel, ...]
    opmaak: Opmaak


def prepare(
    keuze: str | None,
    paden: Sequence[Path] | None,
    *,
    zonder_namen: bool = False,
    ook: Vormnaam | None = None,
    gelezen: Sequence[Path] = (),
) -> Klaar:
    """The way out of a command that has only `--format` and `--output`."""
    uitvoer = Uitvoer(keuze, tuple(paden or ()))
    return prepare_all(uitvoer, zonder_namen=zonder_namen, ook=ook, gelezen=gelezen)


def prepare_all(
    uitvoer: Uitvoer,
    *,
    zonder_namen: bool = False,
    ook: Vormnaam | None = None,
    gelezen: Sequence[Path] = (),
) -> Klaar:
    """Everything that can go wrong before a file is read; raises WeerbaarError when it does.

    `zonder_namen`: of a file no folder is named, for a folder may be called after a party. `ook` is
    a form in which something is read, so that its options are asked with reason. `gelezen`: what
    is read and may be ours, so that it could be replaced.
    """
    vormen = uitvoer.vormen()
    doelen = tuple(Doel(path, _name(path, zonder_namen=zonder_namen)) for path in uitvoer.paden)
    if doelen:
        from weerbaar_cli.files.rapporten import refuse_double  # late: only where files are written

        brought = filter(None, (uitvoer.huisstijl, uitvoer.basis))
        refuse_double(uitvoer.paden, (*gelezen, *brought))
    csv = (CSV_NL,) if is_asked(CSV_NL) else ()
    refuse_unfit(uitvoer, vormen | ({ook} if ook else set()), *csv)
    _refuse_unshown(uitvoer)
    for doel in doelen:
        _check(doel)
    opmaak = read_opmaak(uitvoer, zonder_namen=zonder_namen)
    if opmaak.sjablonen is not None:
        from weerbaar_cli.cli.rapporten.sjablonen import (
            say_ordinary,  # late: only with own templates
        )

        say_ordinary(opmaak.sjablonen, vormen)
    return Klaar(uitvoer, doelen, opmaak)


def _name(path: Path, *, zonder_namen: bool) -> str:
    return clean(path.name, 300) if zonder_namen else shown_path(path)


def refuse_unfit(uitvoer: Uitvoer, vormen: set[Vormnaam], *opties: str) -> None:
    """An option of a form that is not made; `opties` were asked besides."""
    given = {
        "--huisstijl": uitvoer.huisstijl,
        "--basis": uitvoer.basis,
        "--sjabloon": uitvoer.sjabloon,
    }
    for optie in (*(one for one, value in given.items() if value is not None), *opties):
        refuse_without(optie, vormen)


def _refuse_unshown(uitvoer: Uitvoer) -> None:
    """A form that no screen can show, and a page to open that is not made."""
    if uitvoer.openen and "html" not in {vorm_of(path) for path in uitvoer.paden}:
        tip = "Kies een --output die eindigt op .html."
        raise WeerbaarError("--open opent een rapport in HTML, en dat maakt u nu niet", tip=tip)
    shown = uitvoer.getoond
    if shown is not None and VORMEN[shown].binair and sys.stdout.isatty():
        tip = f"Kies --output met een naam die eindigt op {VORMEN[shown].einde}."
        raise WeerbaarError(f"een scherm kan geen {VORMEN[shown].wat} tonen", tip=tip)


def _check(doel: Doel) -> None:
    from weerbaar_cli.files.rapporten import check_doel  # late: only where files are written

    try:
        check_doel(doel.pad, doel.naam)
    except OSError:  # its message would name the folder
        tip = "Kies een kortere naam, of een map waarin u mag schrijven."
        raise WeerbaarError(f"«{doel.naam}» is niet te schrijven", tip=tip) from None


def read_opmaak(uitvoer: Uitvoer, *, zonder_namen: bool) -> Opmaak:
    """The style sheet, the base and the templates that were named, read and checked."""
    eigen = None
    if uitvoer.sjabloon is not None:
        from weerbaar_cli.cli.rapporten.sjablonen import (
            read_sjabloonmap,  # late: only with own templates
        )

        eigen = read_sjabloonmap(uitvoer.sjabloon, zonder_namen=zonder_namen)
    return Opmaak(
        sjablonen,
        _read_stijl(uitvoer.huisstijl, zonder_namen=zonder_namen),
        None
        if uitvoer.basis is None
        else sjablonen.read_basis(uitvoer.basis, zonder_pad=zonder_namen),
        eigen,
        is_asked(CSV_NL),
        place_in_git() if uitvoer.vormen() & {*CI_VORMEN} else "",
    )


def _read_stijl(path: Path | None, *, zonder_namen: bool) -> str:
    if path is None:
        return ""
    from weerbaar_cli.formats.huisstijl import check_huisstijl  # late: only with a house style

    css = sjablonen.read_huisstijl(path, zonder_pad=zonder_namen)
    check_huisstijl(css)
    return css


def deliver(
    view: View,
    klaar: Klaar,
    verboden: Zoeklijst | None = None,
    regels: Callable[[], None] | None = None,
    *,
    zonder_inhoud: bool = False,
    naast: Bijlage | None = None,
) -> None:
    """Make every form; only when all are there and hold no forbidden word, write and show them.

    `regels` shows the result on a screen line by line, where other programs read those lines too.
    `zonder_inhoud`: nothing that was sealed is in it. `naast` is written with the forms, or not.
    """
    if not zonder_inhoud:
        refuse_unsealed(view, klaar)
    made = make_all(view, klaar, verboden)
    if klaar.doelen or naast:
        write_files(klaar, made, view.blad().doelgroep, naast=naast)
    if naast:
        say(naast.melding)
    show_made(view, klaar, made, regels, zonder_inhoud=zonder_inhoud)


def refuse_unsealed(view: View, klaar: Klaar) -> None:
    """Raise when what was sealed would come into a file, and that was not asked."""
    if klaar.doelen and DOELGROEPEN[view.blad().doelgroep].voor_weinigen:
        from weerbaar_cli.cli.versleutelen.versleuteld import (
            keep_closed,
        )  # late: only where files are written

        keep_closed(klaar.uitvoer.paden)


def make_all(view: View, klaar: Klaar, verboden: Zoeklijst | None) -> dict[Vormnaam, Gemaakt]:
    """Every form that was asked, searched for words that may not leave; nothing is written."""
    if verboden:
        _refuse_names(view, klaar, verboden)
    made = dict(_make_each(view, klaar))
    if verboden:
        for one in made.values():
            _refuse(one.inhoud, verboden)
    for doel in klaar.doelen:
        _refuse_other(doel, made[vorm_of(doel.pad)])
    return made


def _refuse_other(doel: Doel, made: Gemaakt) -> None:
    from weerbaar_cli.files.rapporten import refuse_other  # late: only where files are written

    refuse_other(doel.pad, next(iter(made.stukken)), doel.naam)


def _make_each(view: View, klaar: Klaar) -> Iterator[tuple[Vormnaam, Gemaakt]]:
    """Form by form, and which one is being made: of thousands of parties it takes a while."""
    for vorm in sorted(klaar.uitvoer.vormen()):
        with busy(f"{VORMEN[vorm].wat} wordt gemaakt …") if klaar.doelen else nullcontext():
            made = write(vorm, view, klaar.opmaak)
        yield vorm, made


def write_files(
    klaar: Klaar,
    made: Mapping[Vormnaam, Gemaakt],
    doelgroep: Doelgroep,
    *,
    proef: bool = False,
    naast: Bijlage | None = None,
) -> None:
    """Write every file that was asked, or none; of a proof only the user may read them."""
    from weerbaar_cli.files.schrijven import write_pieces  # late: only where files are written
    from weerbaar_cli.files.sleutels import has_opened  # late: the same

    publiek = DOELGROEPEN[doelgroep]
    besloten = proef or publiek.besloten or (publiek.voor_weinigen and has_opened())
    files = [(doel.pad, made[vorm_of(doel.pad)].stukken, doel.naam) for doel in klaar.doelen]
    if naast:
        files.insert(0, (naast.pad, (naast.inhoud,), ""))
    write_pieces(files, private=besloten)


def show_made(
    view: View,
    klaar: Klaar,
    made: Mapping[Vormnaam, Gemaakt],
    regels: Callable[[], None] | None = None,
    *,
    zonder_inhoud: bool = False,
) -> None:
    """Say what was written, and show what was asked."""
    for doel in klaar.doelen:
        say(f"Geschreven: {doel.naam}")
    for one in made.values():
        if one.melding:
            say(one.melding)
    if regels is not None and klaar.uitvoer.getoond == "tabel":
        regels()
    elif zonder_inhoud or not _is_kept_from_log(view, klaar.uitvoer.getoond):
        _show(view, made, klaar.uitvoer.getoond)
    else:
        say(NOT_IN_LOG)
    if klaar.uitvoer.openen:
        _open(next(doel.pad for doel in klaar.doelen if vorm_of(doel.pad) == "html"))


def deliver_meldingen(
    found: Iterable[Melding],
    klaar: Klaar,
    tell: Callable[[Counter[Ernst]], Iterable[str]],
    doelgroep: Doelgroep | None,
) -> Counter[Ernst]:
    """Findings in files, and how many of each weight; `tell` then says how it came out.

    There may be thousands of files, so no form keeps more of them than it needs: on a screen, where
    other programs read the lines too, they leave as they come; JSON waits until it is whole.
    """
    aantallen: Counter[Ernst] = Counter()
    shown = klaar.uitvoer.getoond
    counted = _counted(found, aantallen, on_screen=shown == "tabel")
    if shown == "json" and not klaar.doelen:
        # Late: only this form.
        from weerbaar_cli.formats.json import to_pieces
        from weerbaar_cli.views.bevindingendata import Bevindingen, bevindingregel

        regels = map(bevindingregel, counted)
        _print(to_pieces(Datalijst(regels, Bevindingen(bevindingen=()), "bevindingen")))
    elif shown == "tabel" and not klaar.doelen:
        for _ in counted:
            pass
    else:
        meldingen = tuple(map(_for_file, counted))
        from weerbaar_cli.views.bevindingen_blad import Bevindingenview  # late: only for a page

        view = Bevindingenview(meldingen, tuple(tell(aantallen)), doelgroep)
        uitvoer = klaar.uitvoer
        rest = uitvoer._replace(keuze=None) if shown == "tabel" else uitvoer
        deliver(view, klaar._replace(uitvoer=rest), zonder_inhoud=not is_asked(ONVERSLEUTELD))
    for regel in tell(aantallen):
        say(regel)
    return aantallen


def _for_file(melding: Melding) -> Melding:
    """A finding as it may stand in a file: of a sealed meting nothing of what stands in it."""
    sealed = melding.bestand.lower().endswith(SEALED) and not is_asked(ONVERSLEUTELD)
    return melding.without_content() if sealed else melding


def _counted(
    found: Iterable[Melding], aantallen: Counter[Ernst], *, on_screen: bool
) -> Iterator[Melding]:
    for melding in map(for_reader, found):
        aantallen[melding.ernst] += 1
        if on_screen:
            show_melding(melding)
            annotate(melding)
        yield melding


def annotate(melding: Melding) -> None:
    """Beside what people read a line for the CI that reads the log, where it shows such lines."""
    if (vorm := ci_form()) is not None:
        from weerbaar_cli.formats import meldingen  # late: only in such a CI

        line = meldingen.azure_line if vorm == "azure" else meldingen.github_line
        print(line(meldingen.below(melding, place_in_git())))


@contextmanager
def busy(words: str) -> Iterator[None]:
    """Say that it takes a moment; only to somebody who sits at a screen."""
    if not sys.stderr.isatty():
        yield
        return
    with make_console(stderr=True).status(words):
        yield


def refuse_file_names(paden: Iterable[Path], verboden: Zoeklijst) -> None:
    """Raise when the name of a file to write tells of a party."""
    from weerbaar_cli.leaks.namen import has_forbidden  # late: only a report on a group

    if any(has_forbidden(path.name, verboden) for path in paden):
        tip = "Kies een naam zonder partij: ook de naam van een bestand kan iets verraden."
        raise WeerbaarError("de naam van een uitvoerbestand noemt een partij", tip=tip)


def _refuse_names(view: View, klaar: Klaar, verboden: Zoeklijst) -> None:
    """Look at what is named, at what was brought, and into the values before a form hides them."""
    refuse_file_names((doel.pad for doel in klaar.doelen), verboden)
    _refuse((view.blad(), to_jsonable_python(view.data())), verboden)
    _refuse_brought(klaar, verboden)


def _refuse_brought(klaar: Klaar, verboden: Zoeklijst) -> None:
    """A letterhead can name a party too, and so can the frame of a document to begin with."""
    from weerbaar_cli.leaks.namen import refuse_named

    opmaak, uitvoer = klaar.opmaak, klaar.uitvoer
    tip = "In dit rapport mag geen partij te herkennen zijn. Haal de naam weg en probeer opnieuw."
    for name, text in (opmaak.sjablonen or {}).items():
        refuse_named("een eigen sjabloon", Path(name).name, text, verboden, tip)
    if uitvoer.huisstijl is not None:
        refuse_named("de huisstijl", uitvoer.huisstijl.name, opmaak.stijl, verboden, tip)
    tip = "Geef de stijlen, lettertypen en kleuren in dat document een naam zonder partij."
    for name, part in (opmaak.basis or {}).items():
        refuse_named("de basis", name, part, verboden, tip)


def _refuse(inhoud: object, verboden: Zoeklijst) -> None:
    from weerbaar_cli.leaks.namen import find_forbidden

    gezien = find_forbidden(inhoud, verboden)
    if gezien.treffers:
        message = (
            "in dit rapport zou een naam of code van een partij staan; "
            "er is niets geschreven en niets getoond"
        )
        tip = "Dit is een fout in weerbaar. Meld haar, en stuur uw bestanden niet mee."
        raise WeerbaarError(message, tip=tip, exit_code=BUG)
    gezien.refuse_unsearched()


def _show(view: View, made: Mapping[Vormnaam, Gemaakt], vorm: Vormnaam | None) -> None:
    if vorm is None:
        return
    if vorm == "tabel":
        from weerbaar_cli.formats.scherm import show_blad  # late: only a screen needs rich

        with paged(make_console()) as console:
            show_blad(console, view.blad())
    elif VORMEN[vorm].binair:
        sys.stdout.buffer.write(made[vorm].inhoud)
        sys.stdout.buffer.flush()
    else:
        _print(made[vorm].stukken)


def _print(stukken: Iterable[bytes]) -> None:
    for stuk in stukken:
        print(stuk.decode(), end="")


# The forms for people; what programs read, a pipeline keeps.
_GELEZEN: tuple[Vormnaam, ...] = ("tabel", "markdown", "html")


def _is_kept_from_log(view: View, vorm: Vormnaam | None) -> bool:
    """Whether a page tells of organisations that are there what only some may read."""
    if shows_content() or vorm not in _GELEZEN:
        return False
    blad = view.blad()
    some = DOELGROEPEN[blad.doelgroep].voor_weinigen and bool(blad.vertrouwelijk)
    return some and not blad.fictief


def _open(path: Path) -> None:
    import webbrowser  # late: only who asks for it

    if not webbrowser.open(path.resolve().as_uri()):
        say("Er is geen programma gevonden dat het rapport opent; open het bestand zelf.")
