"""`weerbaar frameworks`: list raamwerken and programmes, show one; its subcommands load late."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from weerbaar_cli.cli.console import make_console, show_json
from weerbaar_cli.cli.nederlands import DutchCommand, DutchGroup
from weerbaar_cli.cli.opties import Format, Raamwerknaam
from weerbaar_cli.cli.vorm import VERSIE, programma_vorm, raamwerk_vorm, raamwerkregel_vorm
from weerbaar_cli.engine.checks.indeling import count_normen
from weerbaar_cli.errors import IN_ORDER
from weerbaar_cli.files.vinden import find_werkmap
from weerbaar_cli.model.bestanden.programma import Programma
from weerbaar_cli.reading.omgeving import Omgeving

SHOW = "show"
Diffvorm = Literal["tabel", "markdown", "json"]
Kruisvorm = Literal["tabel", "markdown", "csv", "json"]
_VORM = "Tabel om te lezen, markdown voor een document, json voor programma's."
_KRUISVORM = "Tabel om te lezen, markdown voor een document, csv voor een rekenblad, json."
Pad = Annotated[
    Path, typer.Argument(metavar="PAD", help="Een bestand met een raamwerk, of een map.")
]
Oud = Annotated[str, typer.Argument(metavar="OUD", help="De oude versie: id@versie, of een id.")]
Nieuw = Annotated[str, typer.Argument(metavar="NIEUW", help="De nieuwe versie.")]
Op = Annotated[
    list[Path] | None,
    typer.Option("--op", metavar="PAD", help="Reken door op deze metingen: een map, of bestanden."),
]
Een = Annotated[str | None, typer.Argument(metavar="ID1", help="Het ene raamwerk.")]
Ander = Annotated[str | None, typer.Argument(metavar="ID2", help="Het andere raamwerk.")]
Meting = Annotated[Path, typer.Argument(metavar="METING", help="Het bestand met de meting.")]
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
    bibliotheek = _omgeving_here().bibliotheek
    chosen = [bibliotheek.raamwerk(name) for name in bibliotheek.raamwerk_ids()]
    # Every version; the id alone means the chosen one.
    found = [
        (one, one.versie == main.versie)
        for main in chosen
        for one in bibliotheek.versies(main.id).values()
    ]
    if format_ == "json":
        shapes = [raamwerkregel_vorm(one) for one, _ in found]
        show_json({"versie": VERSIE, "raamwerken": shapes})
    else:
        from weerbaar_cli.cli.raamwerktabel import show_list  # late: brings rich

        show_list(make_console(), found, list(bibliotheek.programmas.values()))
    return IN_ORDER


def show(ctx: typer.Context, naam: Naam, format_: Format = "tabel") -> int:
    """Show one raamwerk."""
    omgeving = _omgeving_here()
    programma = omgeving.bibliotheek.programmas.get(naam)
    if programma is not None:
        return _show_programma(programma, "json" if "json" in (format_, ctx.obj) else "tabel")
    bibliotheek = omgeving.bibliotheek
    kern = omgeving.kern(bibliotheek.raamwerk(naam))
    counts = count_normen(bibliotheek.indelingen, kern.raamwerk.id)
    if "json" in (format_, ctx.obj):
        show_json(raamwerk_vorm(kern, counts))
    else:
        from weerbaar_cli.cli.raamwerktabel import show_raamwerk  # late: brings rich

        versies = [
            one for one in bibliotheek.versies(kern.raamwerk.id) if one != kern.raamwerk.versie
        ]
        show_raamwerk(make_console(), kern, versies, counts)
    return IN_ORDER


def _show_programma(programma: Programma, format_: Format) -> int:
    if format_ == "json":
        show_json({"versie": VERSIE} | programma_vorm(programma))
    else:
        from weerbaar_cli.cli.programmatabel import show_programma  # late: brings rich

        show_programma(make_console(), programma)
    return IN_ORDER


def _omgeving_here() -> Omgeving:
    omgeving = Omgeving(find_werkmap(Path.cwd()))
    omgeving.refuse_trouble()
    return omgeving


def check(pad: Pad) -> int:
    """Check raamwerken and run the cases that they carry; 1 when anything is wrong."""
    from weerbaar_cli.cli.frameworks_check import run_check  # late, as all below: only one runs

    return run_check(pad)


def diff(
    oud: Oud,
    nieuw: Nieuw,
    op: Op = None,
    format_: Annotated[Diffvorm, typer.Option("--format", help=_VORM)] = "tabel",
) -> int:
    """Compare two versions of a raamwerk."""
    from weerbaar_cli.cli.frameworks_diff import run_diff

    return run_diff(oud, nieuw, op or [], format_)


def crosswalk(
    een: Een = None,
    ander: Ander = None,
    format_: Annotated[Kruisvorm, typer.Option("--format", help=_KRUISVORM)] = "tabel",
) -> int:
    """Show which facts raamwerken share."""
    from weerbaar_cli.cli.frameworks_crosswalk import run_crosswalk

    return run_crosswalk(een, ander, format_)


def unanswered(meting: Meting, raamwerk: Raamwerknaam = None, format_: Format = "tabel") -> int:
    """Show which facts a meting still misses for a raamwerk."""
    from weerbaar_cli.cli.frameworks_unanswered import run_unanswered

    return run_unanswered(meting, raamwerk, format_)


def register(app: typer.Typer, text: str) -> None:
    """Add the command and its subcommands to the program."""
    group = typer.Typer(cls=FrameworksGroup, add_completion=False, invoke_without_command=True)
    group.callback(help=text, epilog=VOORBEELDEN)(list_all)
    group.command(SHOW, cls=DutchCommand, hidden=True, help=SHOW_HELP, epilog=SHOW_EXAMPLE)(show)
    group.command("check", cls=DutchCommand, help=CHECK_HELP, epilog=CHECK_EXAMPLE)(check)
    group.command("diff", cls=DutchCommand, help=DIFF_HELP, epilog=DIFF_EXAMPLE)(diff)
    group.command("crosswalk", cls=DutchCommand, help=CROSS_HELP, epilog=CROSS_EXAMPLE)(crosswalk)
    group.command("unanswered", cls=DutchCommand, help=OPEN_HELP, epilog=OPEN_EXAMPLE)(unanswered)
    app.add_typer(group, name="frameworks")


VOORBEELDEN = """weerbaar frameworks
weerbaar frameworks twente-basis-op-orde
weerbaar frameworks check mijn-raamwerk.yaml"""
SHOW_HELP = "Toon één raamwerk met zijn normen."
SHOW_EXAMPLE = "weerbaar frameworks twente-basis-op-orde --format json"
CHECK_HELP = "Controleer een raamwerk, of een map ermee, en reken de eigen gevallen na."
CHECK_EXAMPLE = """weerbaar frameworks check mijn-raamwerk.yaml
weerbaar frameworks check ."""
DIFF_HELP = "Toon wat er tussen twee versies verandert, en voor welke metingen."
DIFF_EXAMPLE = """weerbaar frameworks diff mijn-raamwerk@2024 mijn-raamwerk@2025
weerbaar frameworks diff mijn-raamwerk@2024 mijn-raamwerk --op ingeleverd"""
CROSS_HELP = "Toon welke feiten twee raamwerken delen, of alle raamwerken naast elkaar."
CROSS_EXAMPLE = """weerbaar frameworks crosswalk
weerbaar frameworks crosswalk twente-basis-op-orde drentse-ambities
weerbaar frameworks crosswalk --format csv"""
OPEN_HELP = "Toon welke feiten een meting nog mist voor een ander raamwerk, en wie ze weet."
OPEN_EXAMPLE = "weerbaar frameworks unanswered gemeente.yaml --raamwerk drentse-ambities"
