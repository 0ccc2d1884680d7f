"""`weerbaar frameworks`: list raamwerken and programmes, show one, check a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli.cli.console import make_console, say, show_json, show_melding
from weerbaar_cli.cli.controle import check_raamwerkbestand, own_kern
from weerbaar_cli.cli.nederlands import DutchCommand, DutchGroup
from weerbaar_cli.cli.opties import Format
from weerbaar_cli.cli.vorm import VERSIE, programma_vorm, raamwerk_vorm
from weerbaar_cli.cli.wereld import Wereld, Werelden
from weerbaar_cli.engine.gevallen import check_gevallen
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.bibliotheek import load
from weerbaar_cli.files.document import read_document
from weerbaar_cli.files.vinden import find_werkmap
from weerbaar_cli.model.programma import Programma
from weerbaar_cli.model.raamwerk import Raamwerk

SHOW = "show"
Bestand = Annotated[Path, typer.Argument(metavar="BESTAND", help="Een bestand met een raamwerk.")]
Naam = Annotated[str, typer.Argument(metavar="ID", help="Het kenmerk van een raamwerk.")]


class FrameworksGroup(DutchGroup):
    """A word that is no subcommand is the id of a raamwerk."""

    usage_tail = "[ID | COMMANDO …]"

    def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return SHOW, self.get_command(ctx, SHOW), args
        return super().resolve_command(ctx, args)


def list_all(ctx: typer.Context, format_: Format = "tabel") -> int:
    """List the raamwerken that are known here."""
    if ctx.invoked_subcommand is not None:
        ctx.obj = format_  # `frameworks --format json ID` means the same as the other order
        return IN_ORDER
    bibliotheek = _wereld_here().bibliotheek
    found = [bibliotheek.raamwerk(name) for name in bibliotheek.raamwerk_ids()]
    if format_ == "json":
        shapes = [
            {"id": one.id, "titel": one.titel, "versie": one.versie, "normen": one.aantal_normen}
            for one in found
        ]
        show_json({"versie": VERSIE, "raamwerken": shapes})
    else:
        from weerbaar_cli.cli.raamwerktabel import show_list  # late: brings rich

        show_list(make_console(), found, list(bibliotheek.programmas.values()))
    return IN_ORDER


def show(ctx: typer.Context, naam: Naam, format_: Format = "tabel") -> int:
    """Show one raamwerk."""
    wereld = _wereld_here()
    programma = wereld.bibliotheek.programmas.get(naam)
    if programma is not None:
        return _show_programma(programma, "json" if "json" in (format_, ctx.obj) else "tabel")
    kern = wereld.kern(wereld.bibliotheek.raamwerk(naam))
    if "json" in (format_, ctx.obj):
        show_json(raamwerk_vorm(kern))
    else:
        from weerbaar_cli.cli.raamwerktabel import show_raamwerk  # late: brings rich

        show_raamwerk(make_console(), kern)
    return IN_ORDER


def _show_programma(programma: Programma, format_: Format) -> int:
    if format_ == "json":
        show_json({"versie": VERSIE} | programma_vorm(programma))
    else:
        from weerbaar_cli.cli.programmatabel import show_programma  # late: brings rich

        show_programma(make_console(), programma)
    return IN_ORDER


def _wereld_here() -> Wereld:
    wereld = Wereld(find_werkmap(Path.cwd()))
    wereld.refuse_trouble()
    return wereld


def check(bestand: Bestand) -> int:
    """Check a raamwerk and run the cases that it carries; 1 when anything is wrong."""
    if not bestand.is_file():
        raise WeerbaarError(f"«{bestand}» is geen bestand", tip="Controleer de naam en de map.")
    document = read_document(bestand)
    if document.readable and document.soort and not document.soort.startswith("raamwerk/"):
        raise WeerbaarError(f"«{bestand}» is geen raamwerk")
    wereld = Werelden().of(bestand)
    raamwerk = load(document, Raamwerk)
    if raamwerk is not None:
        trouble = check_raamwerkbestand(wereld, raamwerk, document)
        if not any(one.ernst == "fout" for one in trouble):
            trouble += check_gevallen(own_kern(wereld, raamwerk))
        document.bevindingen += trouble
    for bevinding in document.bevindingen:
        show_melding(document.locate(bevinding))
    if any(one.ernst == "fout" for one in document.bevindingen):
        return FINDINGS
    assert raamwerk is not None
    cases = len(raamwerk.gevallen)
    told = "1 geval klopt" if cases == 1 else f"{cases} gevallen kloppen"
    say(f"{raamwerk.id}: {raamwerk.aantal_normen} normen, {told}")
    return IN_ORDER


def register(app: typer.Typer, text: str) -> None:
    """Add the command and its subcommands to the program."""
    group = typer.Typer(cls=FrameworksGroup, add_completion=False, invoke_without_command=True)
    group.callback(help=text, epilog=VOORBEELDEN)(list_all)
    group.command(SHOW, cls=DutchCommand, hidden=True, help=SHOW_HELP, epilog=SHOW_EXAMPLE)(show)
    group.command("check", cls=DutchCommand, help=CHECK_HELP, epilog=CHECK_EXAMPLE)(check)
    app.add_typer(group, name="frameworks")


VOORBEELDEN = """weerbaar frameworks
weerbaar frameworks twente-basis-op-orde
weerbaar frameworks check mijn-raamwerk.yaml"""
SHOW_HELP = "Toon één raamwerk met zijn normen."
SHOW_EXAMPLE = "weerbaar frameworks twente-basis-op-orde --format json"
CHECK_HELP = "Controleer een raamwerk en reken zijn eigen gevallen na."
CHECK_EXAMPLE = "weerbaar frameworks check mijn-raamwerk.yaml"
