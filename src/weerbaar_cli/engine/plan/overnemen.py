"""What a new meting can take over from the previous one, and what must be looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from weerbaar_cli.model.conditie import Binnen, PerGroep
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.waarde import Groepen, toestand_of

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.antwoord import Antwoord
    from weerbaar_cli.model.bestanden.feit import Feit
    from weerbaar_cli.model.bestanden.meting import Actie, NvtBesluit
    from weerbaar_cli.model.waarde import Document


@dataclass(frozen=True)
class Overname:
    """Whether a fact is taken over; `reden` says why it must be looked at again.

    `groepen` are the groups whose date must be asked again; the others keep theirs.
    """

    geldig: bool
    reden: str = ""
    groepen: frozenset[str] = frozenset()


def judge_overname(
    feit_id: str, feit: Feit, antwoord: Antwoord, kernen: Sequence[Rekenraamwerk], peildatum: date
) -> Overname:
    """A fact is still valid when time alone has not touched it.

    Counts and numbers are about a period or a moment, so they are always asked again.
    """
    waarde = antwoord.waarde
    if isinstance(waarde, tuple):
        return _documents(waarde, peildatum)
    if feit.soort in ("aantal", "getal"):
        return Overname(False, "tel opnieuw")
    oldest = _oldest_day(feit_id, kernen, peildatum)
    if isinstance(waarde, Groepen):
        return _groups(waarde, oldest)
    if isinstance(waarde, date) and waarde < oldest:
        return Overname(False, "te lang geleden voor een norm; is er een latere datum?")
    return Overname(True)


def _groups(waarde: Groepen, oldest: date) -> Overname:
    days = waarde.datums.items()
    again = {name for name, day in days if not isinstance(day, date) or day < oldest}
    if not again:
        return Overname(True)
    return Overname(False, "is er een latere datum voor de lege groepen?", frozenset(again))


def _documents(documents: tuple[Document, ...], peildatum: date) -> Overname:
    states = {toestand_of(document, peildatum) for document in documents}
    if not documents or "van_kracht" in states:
        return Overname(True)
    if "verlopen" in states:
        last = max(document.geldig_tot or date.min for document in documents)
        return Overname(False, f"verlopen op {dutch(last)}; is er een opvolger?")
    return Overname(False, "nog niet van kracht in de vorige meting; hoe staat het nu?")


def _oldest_day(feit_id: str, kernen: Sequence[Rekenraamwerk], peildatum: date) -> date:
    """The oldest date that still satisfies every test on the age of this fact."""
    return max(
        (
            kern.lezing.since(toets.binnen, peildatum)
            for kern in kernen
            for norm in kern.raamwerk.normen
            for toets in norm.alle_condities
            if isinstance(toets, Binnen | PerGroep)
            and toets.feit == feit_id
            and toets.binnen is not None
        ),
        default=date.min,
    )


def still_decided(besluit: NvtBesluit, peildatum: date) -> bool:
    """Whether a decision of n.v.t. still counts on the new date."""
    return besluit.herzien_op is None or besluit.herzien_op >= peildatum


def still_open(actie: Actie) -> bool:
    """Whether an action goes on."""
    return actie.status in ("gepland", "loopt")
