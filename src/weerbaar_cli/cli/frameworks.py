"""`weerbaar frameworks`: list raamwerken and programmes, show one; its subcommands load late."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from weerbaar_cli.cli.console import CSV_NL, MET_INHOUD, say
from weerbaar_cli.cli.deliver import Klaar, deliver, deliver_meldingen, prepare
from weerbaar_cli.cli.nederlands import DutchCommand, DutchGroup, OpenCommand, make_flag
from weerbaar_cli.cli.opties import Doelen, Getoond, Metids, Raamwerknaam, complete_raamwerk
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.vinden import shown_path, typed_path
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.uitkomsten.raamwerken import Programmabeeld
from weerbaar_cli.reading.raamwerken import read_list, read_one, refuse_new
from weerbaar_cli.views.namen import Namen
from weerbaar_cli.views.raamwerken import Lijstview, Programmaview, Raamwerkview

SHOW = "show"
Raamwerkplaats = Annotated[
    Path, typer.Argument(metavar="PAD", help="Een bestand met een raamwerk, of een map.")
]
Oud = Annotated[
    str,
    typer.Argument(metavar="OUD", help="De oude versie: id@versie, een id, of feiten."),
]
Nieuw = Annotated[str, typer.Argument(metavar="NIEUW", help="De nieuwe versie.")]
Op = Annotated[
    list[Path] | None,
    typer.Option("--op", metavar="PAD", help="Reken door op deze metingen: een map, of bestanden."),
]
Eerste = Annotated[
    str | None,
    typer.Argument(metavar="ID1", help="Het ene raamwerk.", autocompletion=complete_raamwerk),
]
Tweede = Annotated[
    str | None,
    typer.Argument(metavar="ID2", help="Het andere raamwerk.", autocompletion=complete_raamwerk),
]
Metingplaats = Annotated[Path, typer.Argument(metavar="METING", help="Het bestand met de meting.")]
Raamwerkkenmerk = Annotated[
    str,
    typer.Argument(
        metavar="ID", help="Het kenmerk van een raamwerk.", autocompletion=complete_raamwerk
    ),
]
Titel = Annotated[str, typer.Option("--titel", metavar="TEKST", help="Hoe het raamwerk heet.")]
Nieuwbestand = Annotated[
    Path | None,
    typer.Option("--output", metavar="BESTAND", help="Waar het komt te staan; standaard ID.yaml."),
]


class FrameworksGroup(DutchGroup):
    """A word that is no subcommand is the id of a raamwerk."""

    usage_tail = "[ID | COMMANDO …]"

    def __init__(self, **attrs: Any) -> None:
        super().__init__(**attrs)
        self.params += map(make_flag, (CSV_NL, MET_INHOUD))

    def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]
        if self.get_command(ctx, args[0]) is None and not args[0].startswith("-"):
            return SHOW, self.get_command(ctx, SHOW), args
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx, incomplete):  # type: ignore[no-untyped-def]
        from typer._click.shell_completion import CompletionItem  # late: only a shell asks

        found = super().shell_complete(ctx, incomplete)
        return [*found, *map(CompletionItem, complete_raamwerk(incomplete))]


def list_all(
    ctx: typer.Context, ids: Metids = False, format_: Getoond = None, output: Doelen = None
) -> int:
    """List the raamwerken that are known here."""
    if ctx.invoked_subcommand is not None:
        ctx.obj = (
            ids,
            format_,
            output,
        )  # `frameworks --format json ID` means the same as the other order
        return IN_ORDER
    klaar = prepare(format_, output)
    deliver(Lijstview(read_list(Path.cwd())), klaar)
    return IN_ORDER


def show(
    ctx: typer.Context,
    naam: Raamwerkkenmerk,
    ids: Metids = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Show one raamwerk or programme."""
    klaar, namen = _prepare(ctx, format_, output), _names(ctx, ids)
    found = read_one(Path.cwd(), naam)
    if isinstance(found, Programmabeeld):
        deliver(Programmaview(found, namen), klaar)
    else:
        deliver(Raamwerkview(found, namen), klaar)
    return IN_ORDER


def _prepare(ctx: typer.Context, format_: Getoond, output: Doelen) -> Klaar:
    """The way out, with what was asked of it before the name of the subcommand."""
    _, first_format, first_output = ctx.obj
    return prepare(format_ or first_format, [*(first_output or ()), *(output or ())])


def _names(ctx: typer.Context, ids: bool) -> Namen:
    """How the page speaks, wherever `--ids` stood."""
    return Namen(ids=ids or ctx.obj[0])


def check(
    ctx: typer.Context, pad: Raamwerkplaats, format_: Getoond = None, output: Doelen = None
) -> int:
    """Check raamwerken and run the cases that they carry; 1 when anything is wrong."""
    # Late, as in the commands below: only one of them runs.
    from weerbaar_cli.reading.bestanden import check_raamwerken
    from weerbaar_cli.views.bevindingen_blad import tell_right

    klaar = _prepare(ctx, format_, output)
    right: list[str] = []

    def findings() -> Iterator[Melding]:
        for one in check_raamwerken(pad):
            yield from one.meldingen
            inhoud = one.right()
            right.extend([tell_right(one.bestand, inhoud)] if inhoud is not None else [])

    aantallen = deliver_meldingen(findings(), klaar, lambda _: right, None)
    return FINDINGS if aantallen["fout"] else IN_ORDER


def diff(
    ctx: typer.Context,
    oud: Oud,
    nieuw: Nieuw,
    op: Op = None,
    ids: Metids = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Compare two versions of a raamwerk, or two files of facts."""
    from weerbaar_cli.reading.verandering.raamwerkverschil import (
        is_bestand,
        read_catalogusverschil,
        read_verschil,
    )
    from weerbaar_cli.views.raamwerkverschil import Catalogusverschilview, Raamwerkverschilview

    klaar = _prepare(ctx, format_, output)
    if is_bestand(oud) and is_bestand(nieuw):
        if op:
            tip = "Zet de feiten in een werkmap, en vergelijk daar twee metingen met compare."
            raise WeerbaarError("--op hoort bij twee versies van een raamwerk", tip=tip)
        deliver(Catalogusverschilview(read_catalogusverschil(oud, nieuw)), klaar)
        return IN_ORDER
    verschil = read_verschil(oud, nieuw, op or ())
    deliver(Raamwerkverschilview(verschil, _names(ctx, ids)), klaar)
    return IN_ORDER


def crosswalk(
    ctx: typer.Context,
    een: Eerste = None,
    ander: Tweede = None,
    ids: Metids = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Show which facts raamwerken share."""
    from weerbaar_cli.reading.feitgebruik import read_crosswalk
    from weerbaar_cli.views.feitgebruik import Kruisview, Paarview

    klaar = _prepare(ctx, format_, output)
    found, namen = read_crosswalk(een, ander), _names(ctx, ids)
    deliver(Kruisview(found, namen) if een is None else Paarview(found, namen), klaar)
    return IN_ORDER


def unanswered(
    ctx: typer.Context,
    meting: Metingplaats,
    raamwerk: Raamwerknaam = None,
    ids: Metids = False,
    format_: Getoond = None,
    output: Doelen = None,
) -> int:
    """Show which facts a meting still misses for a raamwerk."""
    from weerbaar_cli.reading.feitgebruik import read_unanswered
    from weerbaar_cli.views.feitgebruik import Onbeantwoordview

    klaar = _prepare(ctx, format_, output)
    deliver(Onbeantwoordview(read_unanswered(meting, raamwerk), _names(ctx, ids)), klaar)
    return IN_ORDER


def new(naam: Raamwerkkenmerk, titel: Titel = "", output: Nieuwbestand = None) -> int:
    """Write the beginning of a raamwerk; it never overwrites."""
    from weerbaar_cli.files.scaffold import new_raamwerk
    from weerbaar_cli.files.schrijven import write_new

    refuse_new(Path.cwd(), naam)
    path = output or Path(f"{naam}.yaml")
    write_new(path, new_raamwerk(naam, titel or naam))
    say(f"Gemaakt: {shown_path(path)}, met bij elke sleutel wat zij doet")
    say(f"  → Schrijf de normen en draai: weerbaar frameworks check {typed_path(path, 'BESTAND')}")
    return IN_ORDER


def make_group(text: str) -> typer.Typer:
    """The command with its subcommands."""
    group = typer.Typer(cls=FrameworksGroup, add_completion=False, invoke_without_command=True)
    group.callback(help=text, epilog=VOORBEELDEN)(list_all)
    group.command(SHOW, cls=OpenCommand, hidden=True, help=SHOW_HELP, epilog=SHOW_EXAMPLE)(show)
    group.command("check", cls=DutchCommand, help=CHECK_HELP, epilog=CHECK_EXAMPLE)(check)
    group.command("diff", cls=DutchCommand, help=DIFF_HELP, epilog=DIFF_EXAMPLE)(diff)
    group.command("crosswalk", cls=OpenCommand, help=CROSS_HELP, epilog=CROSS_EXAMPLE)(crosswalk)
    group.command("unanswered", cls=DutchCommand, help=OPEN_HELP, epilog=OPEN_EXAMPLE)(unanswered)
    group.command("new", cls=OpenCommand, help=NEW_HELP, epilog=NEW_EXAMPLE)(new)
    return group


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
NEW_HELP = "Begin een eigen raamwerk, met bij elke sleutel wat zij doet."
NEW_EXAMPLE = """weerbaar frameworks new mijn-regio
weerbaar frameworks new mijn-regio --titel "Normen van mijn regio\""""
OPEN_HELP = "Toon welke feiten een meting nog mist voor een ander raamwerk, en wie ze weet."
OPEN_EXAMPLE = "weerbaar frameworks unanswered gemeente.yaml --raamwerk drentse-ambities"
