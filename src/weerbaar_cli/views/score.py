"""How a meting stands, norm by norm: the rows of `score`; its page is apart."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from weerbaar_cli.blad.view import Cel, Datalijst, Rijen
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep, audience_of
from weerbaar_cli.model.uitkomsten.oordeel import Score
from weerbaar_cli.model.voorraad import Gaandeweg
from weerbaar_cli.views.namen import WOORDELIJK, Namen

if TYPE_CHECKING:
    from weerbaar_cli.blad.blad import Blad
    from weerbaar_cli.views.scoredata import Scoredata

COLUMNS = (
    "organisatie", "soort", "peildatum", "raamwerk", "versie", "thema", "norm", "oordeel",
    "afgeleid", "getoetst", "mogelijk", "reden", "nog_nodig", "verloopt_op", "fictief",
    "vertrouwelijk", "kort", "niveau", "verplicht", "aanbeveling",
)  # fmt: skip


class Scoreview(Struct, frozen=True):
    """One or more metingen, judged; `lijst`: a list for programs, also when there is one.

    A page is short and says what is not met and what to do; `alles` tells of every norm why, and
    what words were taken to mean, which `lezingen` adds alone. `meldingen` are the requirements
    that are not met.
    """

    scores: Collection[Score]
    lijst: bool = False
    namen: Namen = WOORDELIJK
    alles: bool = False
    lezingen: bool = False
    meldingen: tuple[Melding, ...] = ()

    def blad(self) -> Blad:
        """The answer first; several metingen one after the other."""
        from weerbaar_cli.views.score_blad import Scoreblad  # late: only people need it

        asked = Scoreblad(self.scores, self.doelgroep, self.namen, self.alles, self.lezingen)
        return asked.blad()

    def data(self) -> Scoredata | Datalijst:
        """One score as itself, several in a list."""
        from weerbaar_cli.views.scoredata import score_data  # late: only programs need it

        def made() -> Iterator[Scoredata]:
            return (score_data(one, oordeel) for one in self.scores for oordeel in one.oordelen)

        single = not self.lijst and len(self.scores) == 1 and len(self._first.oordelen) == 1
        return next(made()) if single else Datalijst(Gaandeweg(made))

    def rijen(self) -> Rijen:
        """A row per norm; the marks in every row."""
        regel = DOELGROEPEN[self.doelgroep].regel
        rows = Gaandeweg(lambda: (row for one in self.scores for row in self._rows(one, regel)))
        return Rijen(COLUMNS, rows)

    def _rows(self, score: Score, regel: str) -> Iterator[tuple[Cel, ...]]:
        kop = score.kop
        for one in score.oordelen:
            place = (kop.naam, kop.soort, one.peildatum, one.raamwerk, one.versie)
            for norm in one.normen:
                states = (norm.oordeel, norm.afgeleid, norm.getoetst, ", ".join(norm.mogelijk))
                why = (self.namen.reason(norm), self.namen.needed(norm), norm.verloopt_op)
                marks = (_yes(kop.fictief), regel)
                weight = (norm.niveau, _yes(norm.verplicht), _yes(not norm.telt_mee))
                yield (*place, norm.thema, norm.id, *states, *why, *marks, norm.kort, *weight)

    @property
    def _first(self) -> Score:
        return next(iter(self.scores))

    @property
    def doelgroep(self) -> Doelgroep:
        """A second name is enough to know."""
        naam = self._first.kop.naam
        return audience_of(1 + any(one.kop.naam != naam for one in self.scores))


def _yes(holds: bool) -> str:
    return "ja" if holds else "nee"
