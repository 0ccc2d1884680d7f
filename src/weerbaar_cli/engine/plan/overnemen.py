"""What a new meting can take over from the previous one, and what must be looked at again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.soort import Overname, Overnamevraag

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.feitsoorten.antwoord import Antwoord
    from weerbaar_cli.model.bestanden.feit import Feit
    from weerbaar_cli.model.bestanden.meting import Actie, NvtBesluit
    from weerbaar_cli.model.bestanden.partij import Opgegaan


def judge_overname(
    feit_id: str,
    feit: Feit,
    antwoord: Antwoord,
    kernen: Sequence[Rekenraamwerk],
    peildatum: date,
    opgegaan: Sequence[Opgegaan] = (),
) -> Overname:
    """A fact is still valid when time alone has not touched it; its kind knows when that is.

    What was true of an organisation need not be of the one that it went into: nothing is.
    """
    if opgegaan:
        first, last = opgegaan[0], opgegaan[-1]
        return Overname(False, f"gold voor {first.partij}; geldt het voor {last.opvolger}?")
    pairs = [(kern, one) for kern in kernen for one in _toetsen(feit_id, kern)]
    oldest = max(
        (kern.lezing.since(one, peildatum) for kern, toets in pairs for one in toets.periods()),
        default=date.min,
    )
    vraag = Overnamevraag(tuple(toets for _, toets in pairs), oldest, peildatum)
    return soort_of(feit).take_over(antwoord.waarde, vraag)


def _toetsen(feit_id: str, kern: Rekenraamwerk) -> Iterator[FeitConditie]:
    every = (one for norm in kern.raamwerk.normen for one in norm.alle_condities)
    return (one for one in every if isinstance(one, FeitConditie) and one.feit == feit_id)


def still_decided(besluit: NvtBesluit, peildatum: date) -> bool:
    """Whether a decision of n.v.t. still counts on the new date."""
    return besluit.herzien_op is None or besluit.herzien_op >= peildatum


def still_open(actie: Actie) -> bool:
    """Whether an action goes on."""
    return actie.status in ("gepland", "loopt")
