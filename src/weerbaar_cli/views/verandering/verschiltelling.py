"""What changed between metingen, for more readers than the metingen have: counts and codes only.

A CI shows this: its log, and what it adds to a merge request, go further than the files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec import Struct

from weerbaar_cli.blad.blad import ZONDER_DAG, Alinea, Blad, Lijst, Sectie
from weerbaar_cli.blad.view import Datalijst, Rijen
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.doelgroep import FICTIEF
from weerbaar_cli.model.uitkomsten.vergelijking import Richting, Vergelijkingen
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.views.verandering.vergelijking import Vergelijkview

if TYPE_CHECKING:
    from weerbaar_cli.views.verandering.vergelijkingdata import Vergelijkdata

BESLOTEN = "Deze werkmap is vertrouwelijk: wat er verandert, staat hier niet."
TOLD: dict[str, Richting] = {"Slechter": "slechter", "Beter": "beter"}


class Verschiltelling(Struct, frozen=True):
    """A comparison without a name of who is compared; for programs it is the same.

    `vertrouwelijk`: the werkmap says that only some may read it; then a page tells nothing.
    """

    geheel: Vergelijkview
    vertrouwelijk: bool = False

    @property
    def meldingen(self) -> tuple[Melding, ...]:
        """The requirements that are not met."""
        return self.geheel.meldingen

    def blad(self) -> Blad:
        """How much changed, at which norms, and what is asked and not met."""
        found = self.geheel.uitkomst
        lines = (*_told(found), *_beside(found), *_unmet(self.meldingen))
        said = Alinea(BESLOTEN) if self.vertrouwelijk else Lijst(lines)
        return Blad(
            titel="Vergelijking in aantallen",
            ondertitel="",
            doelgroep=found.doelgroep,
            datum=ZONDER_DAG,
            vertrouwelijk="",
            fictief=FICTIEF if found.fictief else "",
            secties=(Sectie("Wat er veranderde", "verschil", (said,)),),
        )

    def data(self) -> Vergelijkdata | Datalijst:
        """As of the whole."""
        return self.geheel.data()

    def rijen(self) -> Rijen:
        """As of the whole."""
        return self.geheel.rijen()


def _told(found: Vergelijkingen) -> Iterator[str]:
    same, raamwerken, turned = 0, set[str](), Counter[tuple[Richting, str, str]]()
    for one in (paar.vergelijking for paar in found.paren):
        same += one.is_gelijk
        raamwerken.add(one.raamwerk)
        turned.update((norm.richting, one.raamwerk, norm.id) for norm in one.normen)
    compared = count_word(len(found.paren), "vergelijking", "vergelijkingen")
    yield f"{compared}, waarvan {same} zonder enig verschil"
    several = len(raamwerken) > 1
    for word, richting in TOLD.items():
        normen = {
            f"{raamwerk}/{norm}" if several else norm: times
            for (way, raamwerk, norm), times in turned.items()
            if way == richting
        }
        yield f"{word}: {_times(Counter(normen))}"


def _beside(found: Vergelijkingen) -> Iterator[str]:
    named: tuple[tuple[str, Iterable[object]], ...] = (
        ("Verdwenen", (*found.verdwenen, *found.alleen_van)),
        ("Nieuw", (*found.nieuw, *found.alleen_naar)),
        ("Niet te vergelijken", found.onvergelijkbaar),
        ("Niet gelezen, of met fouten", (*found.gebroken, *found.ongelezen)),
    )
    for word, these in named:
        if number := len(tuple(these)):
            yield f"{word}: {number}"


def _unmet(meldingen: Iterable[Melding]) -> Iterator[str]:
    if codes := Counter(one.code for one in meldingen):
        yield f"Niet gehaald: {_times(codes)}"


def _times(counted: Counter[str]) -> str:
    """Codes, and how often each that is there more than once."""
    rows = sorted(counted.items())
    return ", ".join(f"{code} ({n}×)" if n > 1 else code for code, n in rows) or "geen"
