"""What files change in a meting: page, JSON and rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from weerbaar_cli.blad.blad import (
    ZONDER_DAG,
    Alinea,
    Blad,
    Kolom,
    Lijst,
    Merk,
    Sectie,
    Tabel,
)
from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel
from weerbaar_cli.blad.view import Rijen, View
from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.uitkomsten.wijzigingen import Botsing, Metingwijziging

NIETS = "Er verandert niets: de meting zegt dit al, of er is niets ingevuld."
STAAT_ONDER = "Er verandert niets; waarom, staat hieronder."
BLIJFT = (
    "Hier blijft staan wat er stond. Kies zelf: verander het in de meting, of kies bij «merge» met "
    "--kies welk bestand geldt."
)


@dataclass(frozen=True)
class Wijzigingview(View):
    """The list of changes."""

    beeld: Metingwijziging

    def blad(self) -> Blad:
        """What changes, what does not and why, and what it does to the norms."""
        return Blad(
            titel=f"Wijzigingen in {self.beeld.meting}",
            doelgroep="eigen",
            datum=ZONDER_DAG,
            vertrouwelijk=DOELGROEPEN["eigen"].regel,
            secties=tuple(self._secties()),
        )

    def _secties(self) -> Iterator[Sectie]:
        beeld = self.beeld
        rows = tuple(
            (one.onderwerp, one.was, one.wordt, "; ".join(map(str, one.bronnen)))
            for one in beeld.wijzigingen
        )
        table = _table("Antwoorden die veranderen", ("Vraag", "Was", "Wordt", "Bron"), rows)
        yield Sectie("Wat er verandert", "wijzigingen", (table if rows else self._nothing(),))
        if beeld.botsingen:
            numbered = enumerate(beeld.botsingen, 1)
            clashes = tuple((str(number), *_clash_row(one)) for number, one in numbered)
            columns = ("Nr.", "Vraag", "In het begin", "Nu in de meting", "Gevraagd")
            table = _table("Antwoorden die botsen", columns, clashes)
            yield Sectie("Wat botst", "botsingen", (Alinea(BLIJFT), table))
        if beeld.afwijzingen:
            refused = tuple(
                (str(one.bron), one.onderwerp, one.reden, one.suggestie)
                for one in beeld.afwijzingen
            )
            heads = ("Plaats", "Vraag", "Waarom niet", "Wat te doen")
            table = _table("Antwoorden die niet zijn overgenomen", heads, refused)
            yield Sectie("Wat niet is overgenomen", "afwijzingen", (table,))
        if beeld.normen:
            kolommen = tuple(map(Kolom, ("Norm", "Was", "Wordt")))
            turned = tuple((one.norm, Merk(one.was), Merk(one.wordt)) for one in beeld.normen)
            table = Tabel("Normen die anders uitkomen", kolommen, turned)
            yield Sectie("Wat het met de normen doet", "normen", (table,))
        if beeld.opmerkingen:
            yield Sectie("Opmerkingen", "opmerkingen", (Lijst(beeld.opmerkingen),))

    def _nothing(self) -> Alinea:
        """Where something was asked and could not be done, it is no use to say why nobody asked."""
        return Alinea(NIETS if self.beeld.klopt else STAAT_ONDER)

    def data(self) -> Wijzigingdata:
        """The same for programs."""
        return Wijzigingdata.model_validate(self.beeld, from_attributes=True)

    def rijen(self) -> Rijen:
        """A row per answer, whatever happens to it."""
        return Rijen(
            ("uitkomst", "vraag", "was", "nu", "wordt", "bron", "reden"), tuple(self._rows())
        )

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for one in self.beeld.wijzigingen:
            where = "; ".join(map(str, one.bronnen))
            yield "verandert", one.onderwerp, one.was, one.was, one.wordt, where, ""
        for each in self.beeld.botsingen:
            for becomes, source in each.gevraagd:
                yield "botst", each.onderwerp, each.was, each.nu, becomes, str(source), ""
        for no in self.beeld.afwijzingen:
            yield "geweigerd", no.onderwerp, "", "", "", str(no.bron), no.reden


def _table(caption: str, heads: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Tabel:
    return Tabel(caption, tuple(map(Kolom, heads)), rows)


def _clash_row(one: Botsing) -> tuple[str, str, str, str]:
    asked = "; ".join(f"{becomes} ({where})" for becomes, where in one.gevraagd)
    return one.onderwerp, one.was, one.nu, asked


class Vindplekdata(Uitvoermodel):
    """A file, in a workbook the sheet and the cell, and the function that answered."""

    bestand: str
    blad: str
    cel: str
    door: str


class Antwoordwijzigingdata(Uitvoermodel):
    """One answer that becomes another."""

    onderwerp: str
    was: str
    wordt: str
    bronnen: tuple[Vindplekdata, ...]


class Botsingdata(Uitvoermodel):
    """An answer that stays as it is, with what each source asks."""

    onderwerp: str
    was: str
    nu: str
    gevraagd: tuple[tuple[str, Vindplekdata], ...]


class Afwijzingdata(Uitvoermodel):
    """What cannot be an answer."""

    bron: Vindplekdata
    onderwerp: str
    reden: str
    suggestie: str


class Normwisselingdata(Uitvoermodel):
    """A norm that comes out otherwise."""

    norm: str
    was: Status
    wordt: Status


class Wijzigingdata(Versiemodel):
    """What files ask to change in a meting, and what comes of it."""

    meting: str
    wijzigingen: tuple[Antwoordwijzigingdata, ...]
    botsingen: tuple[Botsingdata, ...]
    afwijzingen: tuple[Afwijzingdata, ...]
    normen: tuple[Normwisselingdata, ...]
    opmerkingen: tuple[str, ...]
