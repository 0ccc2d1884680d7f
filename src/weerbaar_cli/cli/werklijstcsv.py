"""The work list for a spreadsheet: a row per thing to do, and the marks in every row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from weerbaar_cli.cli.planwoorden import step_lines, wanted_words
from weerbaar_cli.model.csvtekst import csv_text
from weerbaar_cli.model.doelgroep import DOELGROEPEN

if TYPE_CHECKING:
    from weerbaar_cli.model.uitkomsten.plan import (
        Mapwerklijst,
        Organisatieplan,
        Planactie,
        Plannorm,
    )

COLUMNS = (
    "organisatie", "soort", "raamwerk", "norm", "oordeel", "wat", "wie", "datum", "kosten",
    "peildatum", "fictief", "vertrouwelijk",
)  # fmt: skip


def werklijst_csv(found: Mapwerklijst) -> str:
    """A row per thing to do."""
    marks = ("ja" if found.fictief else "nee", DOELGROEPEN["coordinator"].regel)
    return csv_text(COLUMNS, ((*row, *marks) for row in _rows(found)))


def _rows(found: Mapwerklijst) -> Iterator[tuple[str, ...]]:
    for one in found.werklijst.organisaties:
        yield from _organisatie(one)
    for shared in found.werklijst.gezamenlijk:
        names = ", ".join(shared.organisaties)
        norms = ", ".join(dict.fromkeys(norm for _, norm in shared.normen))
        wanted = wanted_words(shared.stappen, shared=shared.soort == "groepen")
        what = f"{shared.feit}: {wanted}"
        yield (names, "gezamenlijk", "", norms, "", what, " of ".join(shared.rollen), "", "", "")
    for name in found.zonder_meting:
        yield (name, "geen meting", *("" for _ in range(8)))
    for bestand in found.ongelezen:
        yield ("", "niet gelezen", "", "", "", bestand, "", "", "", "")


def _organisatie(one: Organisatieplan) -> Iterator[tuple[str, ...]]:
    day = one.plan.peildatum.isoformat()
    if one.niet_ingeleverd:
        yield (one.organisatie, "inleveren", "", "", "", one.bestand, "", "", "", day)
    for norm in one.plan.normen:
        yield (
            one.organisatie,
            "open",
            norm.raamwerk,
            norm.id,
            norm.oordeel,
            *_route(norm),
            "",
            day,
        )
    for late in one.plan.te_laat:
        yield (
            one.organisatie,
            "te laat",
            late.raamwerk,
            late.norm,
            late.oordeel,
            *_late(late),
            day,
        )
    for lapse in one.plan.verloopt:
        facts, roles = ", ".join(lapse.feiten), " of ".join(lapse.rollen)
        what = facts or "besluit niet van toepassing"
        place = (one.organisatie, "verloopt", lapse.raamwerk, lapse.norm, lapse.van)
        yield (*place, what, roles, lapse.dag.isoformat(), "", day)


def _route(norm: Plannorm) -> tuple[str, str, str]:
    """What is needed, who can do it, and from which day it counts."""
    if norm.route is None:
        return norm.reden, "", ""
    steps = step_lines(norm.route.stappen)
    roles = dict.fromkeys(roles for _, roles in steps if roles)
    what = "; ".join(step for step, _ in steps) or "wachten"
    return what, "; ".join(roles), norm.route.vanaf.isoformat()


def _late(one: Planactie) -> tuple[str, str, str, str]:
    actie = one.actie
    due = actie.gereed_op.isoformat() if actie.gereed_op is not None else ""
    kosten = "" if actie.kosten is None else f"{actie.kosten:f}"
    return actie.actie, actie.eigenaar or "", due, kosten
