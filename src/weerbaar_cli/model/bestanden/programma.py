"""A programme of a region: projects that help norms along, with planning, cost and state."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BeforeValidator

from weerbaar_cli.model.bestanden.meting import read_kosten
from weerbaar_cli.model.bestanden.raamwerk import Bron
from weerbaar_cli.model.strict import Datum, Kenmerk, Meerdere, NormId, Strict, Tekst

Deelprojectstatus = Literal["gepland", "loopt", "opgeleverd", "vervallen"]
Bedrag = Annotated[Decimal, BeforeValidator(read_kosten)]


class Bronlezing(Strict):
    """What one source says."""

    bron: Tekst
    tekst: Tekst


class Verschil(Strict):
    """Something on which the sources disagree; all of them are shown, none is chosen."""

    onderwerp: Tekst
    lezingen: Meerdere[Bronlezing]


class Begrotingspost(Strict):
    """Money for something, as a source names it."""

    post: Tekst
    bedrag: Bedrag
    jaar: Tekst | None = None
    bron: Tekst | None = None
    # The norms whose actions are paid from it.
    normen: Meerdere[Tekst] = ()


class Deelproject(Strict):
    """One project: a result, a planning, a state, and the norms that it helps."""

    id: NormId
    titel: Tekst
    resultaat: Tekst
    thema: Tekst | None = None
    planning: Tekst | None = None
    gereed_op: Datum | None = None
    kosten: Tekst | None = None
    status: Deelprojectstatus = "gepland"
    normen: Meerdere[Tekst] = ()
    feiten: Meerdere[Kenmerk] = ()
    toelichting: Tekst | None = None

    def is_late(self, day: date) -> bool:
        """Whether it should have been done, and is not."""
        todo = self.status in ("gepland", "loopt")
        return todo and self.gereed_op is not None and self.gereed_op < day


class Programma(Strict):
    """The file."""

    weerbaar: Tekst
    id: Kenmerk
    titel: Tekst
    district: Kenmerk | None = None
    opdrachtgever: Tekst | None = None
    opdrachtnemer: Tekst | None = None
    bron: Bron | None = None
    looptijd: Tekst | None = None
    toelichting: Tekst | None = None
    begroting: Meerdere[Begrotingspost] = ()
    deelprojecten: Meerdere[Deelproject] = ()
    verschillen: Meerdere[Verschil] = ()

    @property
    def alle_normen(self) -> Iterator[str]:
        """Every norm that it names, as `raamwerk/norm`."""
        for project in self.deelprojecten:
            yield from project.normen
        for post in self.begroting:
            yield from post.normen
