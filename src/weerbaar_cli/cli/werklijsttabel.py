"""The work list on the terminal: by name, never by how well anybody does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from weerbaar_cli.cli.planopmaak import add_roles, make_columns
from weerbaar_cli.cli.planwoorden import count_word, wanted_words
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from rich.console import Console

    from weerbaar_cli.model.uitkomsten.plan import (
        Gezamenlijk,
        Mapwerklijst,
        Organisatieplan,
        Planactie,
        Plannorm,
    )

MOST_GEZAMENLIJK = 10


def show_werklijst(console: Console, found: Mapwerklijst) -> None:
    """The whole list: heading, a line for each organisation, what several need, then each."""
    _show_heading(console, found)
    _show_overview(console, found)
    _show_shared(console, found)
    for one in found.werklijst.organisaties:
        _show_organisatie(console, one)


def _show_heading(console: Console, found: Mapwerklijst) -> None:
    titel = ", ".join(dict.fromkeys(one.titel for one in found.raamwerken))
    console.print(Text(f"Werklijst — {titel or found.map}", style="bold"))
    versies = ", ".join(f"{one.id} {one.versie}" for one in found.raamwerken)
    console.print(moments(found))
    console.print(f"Raamwerkversie: {versies}" if versies else "Geen raamwerk")
    console.print(Text(DOELGROEPEN["coordinator"].regel, style="bold"))
    if found.fictief:
        console.print(Text(FICTIEF, style="bold magenta"))


def moments(found: Mapwerklijst) -> str:
    """The date of the list, or that every meting has its own."""
    organisaties = found.werklijst.organisaties
    days = sorted({one.plan.peildatum for one in organisaties})
    if not days:
        return "Peildatum: er is niets berekend"
    kinds = {one.soort for one in organisaties}
    kind = f"{kinds.pop()}, peildatum" if len(kinds) == 1 else "Peildatum"
    if len(days) == 1:
        return f"{kind[0].upper()}{kind[1:]} {dutch(days[0])}"
    span = f"{dutch(days[0])} tot en met {dutch(days[-1])}"
    return f"Peildatum per meting, van {span}; met --peildatum rekent u op één dag"


def _show_overview(console: Console, found: Mapwerklijst) -> None:
    organisaties = found.werklijst.organisaties
    same = len({(one.soort, one.plan.peildatum) for one in organisaties}) == 1
    table = Table(box=None, padding=(0, 2, 0, 0))
    table.add_column("organisatie", header_style="dim", overflow="fold")
    for heading in ("open", "onbekend", "verloopt", "te laat", "zonder actie"):
        table.add_column(heading, justify="right", header_style="dim", overflow="fold")
    table.add_column("meting", header_style="dim", overflow="fold")
    for one in organisaties:
        kind = "" if same else f"{one.soort} {dutch(one.plan.peildatum)}, "
        table.add_row(one.organisatie, *_numbers(one), f"{kind}{one.status}")
    console.print(Text(f"\n{count_word(len(organisaties), 'organisatie', 'organisaties')}"))
    console.print(table)
    for heading, names in _remarks(found):
        console.print(Text(f"{heading}: {', '.join(names)}", style="yellow"))


def _numbers(one: Organisatieplan) -> list[str]:
    plan = one.plan
    parts = (plan.normen, plan.onbekend, plan.verloopt, plan.te_laat, plan.zonder_actie)
    return [str(len(part)) if part else "–" for part in parts]


def _remarks(found: Mapwerklijst) -> list[tuple[str, tuple[str, ...]]]:
    """Who has something to hand in, and who is not on the list."""
    ready = tuple(one.organisatie for one in found.werklijst.organisaties if one.niet_ingeleverd)
    remarks = [
        ("Ingevuld, maar nog niet ingeleverd", ready),
        ("Nog geen meting", found.zonder_meting),
        ("Raamwerk niet voor deze organisatie bedoeld", found.niet_bedoeld),
        ("Niet gelezen", found.ongelezen),
    ]
    return [(heading, names) for heading, names in remarks if names]


def _show_shared(console: Console, found: Mapwerklijst) -> None:
    """Which fact would help several at once: first what can be made once for all of them."""
    shared = found.werklijst.gezamenlijk
    once = [one for one in shared if one.soort == "document" or one.groepen]
    each = [one for one in shared if one not in once]
    parts = (("Samen op te pakken", once), ("Ook bij meer organisaties nodig", each))
    for heading, facts in parts:
        if not facts:
            continue
        console.print(Text(f"\n{heading}", style="bold"))
        table = make_columns(15, None)
        for one in facts[:MOST_GEZAMENLIJK]:
            count = count_word(len(one.organisaties), "organisatie", "organisaties")
            table.add_row(count, _shared(one, len(found.werklijst.organisaties)))
        console.print(table)
        if len(facts) > MOST_GEZAMENLIJK:
            more = count_word(len(facts) - MOST_GEZAMENLIJK, "feit", "feiten")
            console.print(Text(f"en nog {more}; met --format json ziet u ze alle", style="dim"))


def _shared(one: Gezamenlijk, total: int) -> Text:
    wanted = wanted_words(one.stappen, shared=one.soort == "groepen")
    text = Text(f"{one.feit}: {wanted}")
    add_roles(text, one.rollen)
    norms = ", ".join(dict.fromkeys(norm for _, norm in one.normen))
    names = "alle organisaties" if len(one.organisaties) == total else ", ".join(one.organisaties)
    text.append(f"\nnorm {norms}: {names}", style="dim")
    if one.groepen:
        text.append(f"\nstaat in de meting van {', '.join(one.groepen)}", style="magenta")
    return text


def _show_organisatie(console: Console, one: Organisatieplan) -> None:
    """What there is to do with one organisation, ready for a visit."""
    plan = one.plan
    heading = f"\n{one.organisatie}"
    console.print(Text(heading, style="bold").append(f"  {one.bestand}", style="not bold dim"))
    table = make_columns(9, None)
    if one.niet_ingeleverd:
        table.add_row("inleveren", "alles is ingevuld, de status is nog concept")
    if plan.normen:
        table.add_row("open", _open(one))
    for late in plan.te_laat:
        table.add_row(Text("te laat", style="bold red"), _late(late))
    for lapse in plan.verloopt:
        what = ", ".join(lapse.feiten) or "besluit niet van toepassing"
        table.add_row("verloopt", f"{lapse.norm} op {dutch(lapse.dag)}: {what}")
    console.print(table if table.rows else "  niets te doen")


def _late(one: Planactie) -> str:
    due = one.actie.gereed_op
    assert due is not None
    words = (one.actie.eigenaar, one.actie.status, f"moest klaar op {dutch(due)}")
    return f"{one.norm} {one.actie.actie} ({', '.join(word for word in words if word)})"


def _open(one: Organisatieplan) -> str:
    """The open norms, those with the fewest steps first."""
    grouped: dict[str, list[str]] = {}
    for norm in one.plan.normen:
        grouped.setdefault(_steps(norm), []).append(norm.id)
    return "; ".join(f"{steps}: {', '.join(names)}" for steps, names in grouped.items())


def _steps(norm: Plannorm) -> str:
    if norm.route is None:
        return "niet met feiten"
    count = len(norm.route.stappen)
    return count_word(count, "stap", "stappen") if count else "wachten"
