"""The report for the coordinator: every member by name, in the order of names, without a mark."""

from __future__ import annotations

from dataclasses import dataclass

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import Alinea, Blad, Blok, Cijfer, Kerncijfers, Lijst, Sectie
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Coordinatorbeeld, compare_toetsing
from weerbaar_cli.views.coordinator.agenda import KOPPEN, make_agenda
from weerbaar_cli.views.coordinator.data import Coordinatordata, coordinator_data
from weerbaar_cli.views.coordinator.samen import make_samen, make_toetsing
from weerbaar_cli.views.coordinator.stand import make_matrices, make_partijen
from weerbaar_cli.views.coordinator.tijd import make_te_laat, make_verloopt


@dataclass(frozen=True)
class Coordinatorview(Rapportview):
    """The report for the coordinator."""

    beeld: Coordinatorbeeld

    def blad(self) -> Blad:
        """The page."""
        return make_blad(self.beeld)

    def data(self) -> Coordinatordata:
        """The same figures, for programs."""
        return coordinator_data(self.beeld)


def make_blad(beeld: Coordinatorbeeld) -> Blad:
    """All that the coordinator needs for the next meeting."""
    toetsing = make_toetsing(compare_toetsing(beeld))
    secties = (
        Sectie("In het kort", "kort", _kort(beeld)),
        _chapter("ingeleverd", make_partijen(beeld), nieuwe_bladzijde=True),
        _chapter("te-laat", make_te_laat(beeld)),
        _chapter("samen", make_samen(beeld)),
        _chapter("verloopt", make_verloopt(beeld)),
        *((_chapter("toetsing", toetsing),) if toetsing else ()),
        Sectie(KOPPEN["matrix"], "matrix", delen=make_matrices(beeld)),
    )
    raamwerk = beeld.raamwerk
    return Blad(
        titel=raamwerk.titel,
        ondertitel=f"{beeld.soort.capitalize()} van {dutch(beeld.peildatum)}, {beeld.district}",
        doelgroep="coordinator",
        datum=beeld.peildatum,
        kenmerken=(
            ("Voor wie", "districtelijk coördinator"),
            ("Meting", beeld.soort),
            ("Peildatum", dutch(beeld.peildatum)),
            ("Raamwerk", f"{raamwerk.titel}, versie {raamwerk.versie}"),
        ),
        vertrouwelijk=DOELGROEPEN["coordinator"].regel,
        fictief=FICTIEF if beeld.fictief else "",
        secties=secties,
        voet=(f"Raamwerk {raamwerk.id} {raamwerk.versie}", f"weerbaar {__version__}"),
    )


def _chapter(anker: str, blokken: tuple[Blok, ...], *, nieuwe_bladzijde: bool = False) -> Sectie:
    return Sectie(KOPPEN[anker], anker, blokken, nieuwe_bladzijde=nieuwe_bladzijde)


def _kort(beeld: Coordinatorbeeld) -> tuple[Blok, ...]:
    handed_in = beeld.with_stand("ingeleverd", "vastgesteld")
    concept, missing = beeld.with_stand("concept"), beeld.with_stand("ontbreekt")
    faulty, other = beeld.with_stand("fouten"), beeld.with_stand("apart")
    late = sum(len(one.plan.te_laat) for one in beeld.partijen if one.plan is not None)
    cijfers = (
        Cijfer(f"{len(handed_in)} van {len(beeld.partijen)}", "ingeleverd"),
        Cijfer(str(len(concept)), "in concept"),
        Cijfer(str(len(missing)), "ontbreekt"),
        *([Cijfer(str(len(faulty)), "met fouten")] if faulty else []),
        *([Cijfer(str(len(other)), "andere soort of dag")] if other else []),
        Cijfer(str(late), "acties te laat" if late != 1 else "actie te laat"),
    )
    agenda = make_agenda(beeld)
    if not agenda:
        return (Kerncijfers(cijfers), Alinea("Er is niets dat om een gesprek vraagt."))
    intro = "Voor de agenda van het overleg:"
    return (Kerncijfers(cijfers), Alinea(intro), Lijst(agenda, genummerd=True))
