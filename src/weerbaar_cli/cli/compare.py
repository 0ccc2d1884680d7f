"""`weerbaar compare`: what changed between two measurements, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.console import make_console, say, show_json, show_melding
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Raamwerknaam
from weerbaar_cli.cli.score import choose_raamwerken, refuse_mixture
from weerbaar_cli.cli.voortgang import follow
from weerbaar_cli.engine.verandering.compare import compare_metingen
from weerbaar_cli.engine.verandering.waswordt import comparable_pairs
from weerbaar_cli.engine.verandering.wending import Zijde
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.yaml.document import Melding
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.doelgroep import Doelgroep, audience_of
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.vergelijking import Vergelijking
from weerbaar_cli.reading.versies import link_versies
from weerbaar_cli.reading.wereld import Gelezen, Wereld, scan_of
from weerbaar_cli.reading.zijden import Kant, by_organisatie, older_files, read_sides, untrusted

GEEN_ACHTERUITGANG = "geen-achteruitgang"
Vergelijkvorm = Literal["tabel", "markdown", "json", "csv"]
Van = Annotated[str, typer.Argument(metavar="VAN", help="Bestand, map of git-revisie.")]
Naar = Annotated[str, typer.Argument(metavar="NAAR", help="Bestand, map of git-revisie.")]
Vorm = Annotated[
    Vergelijkvorm,
    typer.Option("--format", help="Tabel om te lezen, markdown voor een merge request, csv, json."),
]
Eisen = Annotated[
    list[str] | None,
    typer.Option("--eis", metavar="EIS", help="Eis voor CI: geen-achteruitgang."),
]


@dataclass(frozen=True)
class Paar:
    """One organisation on both sides, by one raamwerk."""

    van: Gelezen
    naar: Gelezen
    vergelijking: Vergelijking


@dataclass(frozen=True)
class Uitkomst:
    """Everything that was compared, and what stands on one side only."""

    van: Kant
    naar: Kant
    paren: list[Paar]
    alleen_van: list[str]
    alleen_naar: list[str]
    # The organisations whose last meting cannot be read: an older one would tell another story.
    gebroken: list[str]
    # The files of which the organisation has a later meting on the same side.
    ouder: list[str]

    @property
    def is_map(self) -> bool:
        """Whether it is about all organisations of a folder."""
        return self.van.map or self.naar.map

    @property
    def fouten(self) -> list[Melding]:
        """What could not be read on either side."""
        return [*self.van.fouten, *self.naar.fouten]

    @property
    def fictief(self) -> bool:
        """Whether the data is invented; both sides and all organisations are alike in this."""
        return any(one.naar.meting is not None and one.naar.meting.fictief for one in self.paren)

    @property
    def doelgroep(self) -> Doelgroep:
        """Who may read it."""
        compared = {one.naar.partij.naam for one in self.paren if one.naar.partij is not None}
        return audience_of(len({*compared, *self.alleen_van, *self.alleen_naar, *self.gebroken}))


def compare(
    van: Van,
    naar: Naar,
    raamwerk: Raamwerknaam = None,
    eis: Eisen = None,
    format_: Vorm = "tabel",
) -> int:
    """Compare two sides; 1 when a requirement is not met or a file has a fout."""
    for text in eis or ():
        if text != GEEN_ACHTERUITGANG:
            tip = f"Bij compare bestaat alleen --eis {GEEN_ACHTERUITGANG}."
            raise WeerbaarError(f"de eis «{clean(text)}» is niet te lezen", tip=tip)
    uitkomst = compare_sides(*read_sides(van, naar), raamwerk)
    _show(uitkomst, format_)
    for fout in uitkomst.fouten:
        show_melding(fout, to_stderr=True)
    for name in uitkomst.gebroken:
        say(f"{name}: een meting heeft fouten, dus niet vergeleken")
    worse = list(_worse(uitkomst)) if eis else []
    for line in worse:
        say(line)
    return FINDINGS if uitkomst.fouten or worse else IN_ORDER


def _worse(uitkomst: Uitkomst) -> Iterator[str]:
    for paar in uitkomst.paren:
        names = [one.id for one in paar.vergelijking.normen if one.richting == "slechter"]
        if names:
            yield f"{paar.naar.document.bestand}: achteruitgang bij {', '.join(names)}"


def compare_sides(van: Kant, naar: Kant, raamwerk: str | None) -> Uitkomst:
    """Match by organisation; nothing that stands on one side only is dropped."""
    if not van.map and not naar.map:
        _refuse_faults(van, naar)
    refuse_mixture([one for kant in (van, naar) for _, one in kant.metingen])
    before, after = by_organisatie(van), by_organisatie(naar)
    older = [*older_files(van, before), *older_files(naar, after)]
    broken = sorted({*untrusted(van, before), *untrusted(naar, after)})
    for name in broken:
        before.pop(name, None)
        after.pop(name, None)
    names = sorted(before.keys() & after.keys())
    alone = sorted(before.keys() - after.keys()), sorted(after.keys() - before.keys())
    if not names:
        raise _nothing(van, naar, *alone)
    paren = [
        paar
        for name in follow(names, len(names), "vergelijken")
        for paar in _pair(before.pop(name), after.pop(name), raamwerk)
    ]
    return Uitkomst(van, naar, paren, *alone, broken, older)


def _nothing(van: Kant, naar: Kant, left: list[str], right: list[str]) -> WeerbaarError:
    for fout in (*van.fouten, *naar.fouten):
        show_melding(fout, to_stderr=True)
    if left and right and not van.map and not naar.map:
        message = f"dit zijn twee organisaties: {left[0]} en {right[0]}"
        tip = "Vergelijk twee metingen van dezelfde organisatie."
        return WeerbaarError(message, tip=tip)
    message = "er is niets te vergelijken: geen organisatie staat aan beide kanten"
    return WeerbaarError(message, tip="Controleer de twee mappen, en herstel wat fouten heeft.")


def _refuse_faults(van: Kant, naar: Kant) -> None:
    faults = [*van.fouten, *naar.fouten]
    for fout in faults:
        show_melding(fout, to_stderr=True)
    if faults:
        names = dict.fromkeys(fout.bestand for fout in faults)
        message = f"er is niets vergeleken: {', '.join(names)} heeft fouten"
        raise WeerbaarError(message, tip="Herstel de fouten, of kies een andere revisie.")


def _pair(
    van: tuple[Wereld, Gelezen], naar: tuple[Wereld, Gelezen], wanted: str | None
) -> Iterator[Paar]:
    """One organisation by every raamwerk that both sides have."""
    old, new = van[1].meting, naar[1].meting
    assert old is not None
    assert new is not None
    if old.peildatum > new.peildatum:
        message = (
            f"{van[1].document.bestand} ({dutch(old.peildatum)}) is van later dan "
            f"{naar[1].document.bestand} ({dutch(new.peildatum)})"
        )
        raise WeerbaarError(message, tip="Bedoelt u het andersom? Draai VAN en NAAR om.")
    before = {one.id: one for one in choose_raamwerken(*van, wanted)}
    after = {one.id: one for one in choose_raamwerken(*naar, wanted)}
    shared = [name for name in before if name in after]
    if not shared:
        names = f"{', '.join(before)} en {', '.join(after)}"
        tip = "Kies met --raamwerk waarmee u beide wilt toetsen."
        raise WeerbaarError(f"de metingen hebben verschillende raamwerken: {names}", tip=tip)
    for name in shared:
        sides = _side(van, before[name]), _side(naar, after[name])
        paren = find_comparable(naar[0], before[name], after[name])
        yield Paar(van[1], naar[1], compare_metingen(*sides, paren))


def find_comparable(wereld: Wereld, oud: Raamwerk, nieuw: Raamwerk) -> list[tuple[str, str]] | None:
    """Across versions only the norms that a was-wordt file, or the same text, makes comparable."""
    if oud.versie == nieuw.versie:
        return None
    return comparable_pairs(link_versies(wereld, oud, nieuw).overgangen)


def _side(one: tuple[Wereld, Gelezen], raamwerk: Raamwerk) -> Zijde:
    wereld, gelezen = one
    assert gelezen.meting is not None
    scan = scan_of(gelezen, raamwerk)
    return Zijde(wereld.kern(raamwerk), scan, gelezen.meting.peildatum)


def _show(uitkomst: Uitkomst, format_: Vergelijkvorm) -> None:
    if format_ == "json":
        from weerbaar_cli.cli.vergelijkvorm import uitkomst_vorm  # late: only for this form

        show_json(uitkomst_vorm(uitkomst))
    elif format_ == "csv":
        from weerbaar_cli.cli.vergelijkvorm import vergelijk_csv  # late: only for this form

        print(vergelijk_csv(uitkomst), end="")
    elif format_ == "markdown":
        from weerbaar_cli.cli.vergelijkmarkdown import markdown_text  # late: only for this form

        print(markdown_text(uitkomst), end="")
    else:
        from weerbaar_cli.cli.vergelijktabel import show_uitkomst  # late: brings rich

        show_uitkomst(make_console(), uitkomst)


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("compare", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(compare)


VOORBEELDEN = """weerbaar compare januari.yaml juli.yaml
weerbaar compare HEAD~1 metingen/gemeente.yaml --format markdown
weerbaar compare metingen-2023 metingen-2024 --eis geen-achteruitgang"""
