"""The rules of a raamwerk tried out: the cases that it carries, and the statuses that it can give.

A case says which oordeel the words promise for some facts; a rule that never gives `voldoet` is no
rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
from weerbaar_cli.engine.score.score import judge
from weerbaar_cli.feitsoorten.antwoord import Antwoord, check_totals, read_antwoord, spread
from weerbaar_cli.feitsoorten.onderdelen import facts_by_document
from weerbaar_cli.model.bestanden.meting import NvtBesluit
from weerbaar_cli.model.bevinding import Bevinding, Pad
from weerbaar_cli.model.strict import show
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Geval, Norm, Status

FALLBACK = date(2024, 7, 1)
ZONDER_DAG = (
    "Kijk welke van de twee fout is: de regel of het geval. Zonder streefdatum is alles wat "
    "verloopt verlopen: geef het geval dan een «peildatum»."
)


class Gevaluitslag(Struct, frozen=True):
    """What a case gave beside what it promised."""

    index: int
    geval: Geval
    oordeel: Status
    mogelijk: tuple[Status, ...]

    @property
    def klopt(self) -> bool:
        """Whether the oordeel, and the possible ones where named, are as promised."""
        same = not self.geval.mogelijk or set(self.geval.mogelijk) == set(self.mogelijk)
        return self.oordeel == self.geval.oordeel and same


def run_gevallen(kern: Rekenraamwerk) -> Iterator[Gevaluitslag | Bevinding]:
    """Judge every case; a fact that cannot be read becomes a bevinding with its place."""
    raamwerk = kern.raamwerk
    for index, geval in enumerate(raamwerk.gevallen):
        norm = raamwerk.find_norm(geval.norm)
        if norm is None:
            text = f"norm {show(geval.norm)} bestaat niet"
            yield Bevinding("onbekende-norm", text, ("gevallen", index, "norm"))
            continue
        antwoorden, trouble = _read(kern, geval, index)
        yield from trouble
        peildatum = geval.peildatum or raamwerk.streefdatum or date.max
        nvt = {key: NvtBesluit.model_validate(one) for key, one in geval.nvt.items()}
        partijtype = geval.partijtype or (norm.geldt_voor or raamwerk.partijtypen)[0]
        scan = Scan(partijtype, peildatum, antwoorden, nvt, {})
        oordeel, mogelijk = judge(kern, scan, norm, peildatum)
        yield Gevaluitslag(index, geval, oordeel, mogelijk)


def _read(
    kern: Rekenraamwerk, geval: Geval, index: int
) -> tuple[dict[str, Antwoord], list[Bevinding]]:
    antwoorden: dict[str, Antwoord] = {}
    found: list[Bevinding] = []
    erbij = facts_by_document(kern.catalogus)
    for feit_id, raw in geval.feiten.items():
        pad = ("gevallen", index, "feiten", feit_id)
        feit = kern.catalogus.get(feit_id)
        if feit is None:
            text = f"het feit {show(feit_id)} staat niet in de catalogus"
            found.append(Bevinding("onbekend-feit", text, pad, op_sleutel=True))
            continue
        antwoorden[feit_id], trouble = read_antwoord(
            feit, raw, pad, erbij.get(feit_id), geval.feiten
        )
        found += trouble
    found += check_totals(antwoorden, kern.catalogus, ("gevallen", index, "feiten"))
    return spread(antwoorden, kern.catalogus), found


def check_gevallen(kern: Rekenraamwerk) -> list[Bevinding]:
    """A bevinding for every case that does not give what it promises."""
    found = []
    for one in run_gevallen(kern):
        if isinstance(one, Bevinding):
            found.append(one)
        elif not one.klopt:
            possible = ", ".join(WOORDEN[status] for status in one.mogelijk)
            text = (
                f"norm {one.geval.norm} geeft {WOORDEN[one.oordeel]} (mogelijk: {possible}), "
                f"het geval belooft {WOORDEN[one.geval.oordeel]}"
            )
            pad = ("gevallen", one.index, "oordeel")
            dated = one.geval.peildatum or kern.raamwerk.streefdatum
            found.append(
                Bevinding("geval-klopt-niet", text, pad, suggestie="" if dated else ZONDER_DAG)
            )
    return found


def check_bereik(kern: Rekenraamwerk) -> list[Bevinding]:
    """A bevinding for every rule part that no facts can reach.

    With no fact known, the possible statuses are exactly those that some facts give. So this must
    only be asked of a raamwerk that is otherwise right.
    """
    return [
        bevinding
        for pad, norm in kern.raamwerk.places()
        if norm.regel is None
        for bevinding in _check_norm(kern, norm, pad)
    ]


def _check_norm(kern: Rekenraamwerk, norm: Norm, pad: Pad) -> Iterator[Bevinding]:
    reached = reachable(kern, norm)
    if "voldoet" not in reached:
        text = f"geen enkel antwoord geeft norm {norm.id} voldoet"
        yield Bevinding("onbereikbaar-voldoet", text, (*pad, "voldoet"), op_sleutel=True)
    if reached <= {"voldoet", "nvt"}:
        text = f"norm {norm.id} geeft bij elk antwoord voldoet"
        yield Bevinding("altijd-voldoet", text, (*pad, "voldoet"), op_sleutel=True)
    if norm.deels is not None and "deels" not in reached:
        text = f"norm {norm.id} is nooit deels: wat deels vraagt, is strenger dan voldoet"
        yield Bevinding("onbereikbaar-deels", text, (*pad, "deels"), op_sleutel=True)


def reachable(kern: Rekenraamwerk, norm: Norm) -> set[Status]:
    """Every status that some facts give on some day that matters to the raamwerk."""
    partijtype = (norm.geldt_voor or kern.raamwerk.partijtypen)[0]
    days = {kern.raamwerk.streefdatum or FALLBACK}
    days |= {anker.vanaf for anker in kern.ankers.values()}
    return {
        status
        for day in days
        for status in judge(kern, Scan(partijtype, day, {}, {}, {}), norm, day)[1]
    }
