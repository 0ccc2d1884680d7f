"""The Blad with every kind of block, for whoever tests a form; all of it is invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from pydantic import RootModel

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Balk,
    Begrippen,
    Blad,
    Boom,
    Cijfer,
    Deel,
    Grafiek,
    Kader,
    Kerncijfers,
    Knoop,
    Kolom,
    Lijn,
    Lijst,
    Merk,
    Opsomming,
    Punt,
    Rij,
    Sectie,
    Spreiding,
    Stapel,
    Sterk,
    Streep,
    Tabel,
    Uitklap,
    Verwijzing,
    Vulling,
    Webadres,
)
from weerbaar_cli.blad.data import Status
from weerbaar_cli.blad.view import View
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF

__all__ = [
    "FICTIEF",
    "VERTROUWELIJK",
    "Voorbeeldview",
    "lijn",
    "matrix",
    "spreiding",
    "stapel",
    "voorbeeldblad",
]

VERTROUWELIJK = DOELGROEPEN["eigen"].regel


@dataclass(frozen=True)
class Voorbeeldview(View):
    """A result with any page and any values."""

    pagina: Blad
    waarden: dict[str, Any] = field(default_factory=dict)

    def blad(self) -> Blad:
        return self.pagina

    def data(self) -> RootModel[dict[str, Any]]:
        return RootModel[dict[str, Any]](self.waarden)


def voorbeeldblad(tekst: str = "Het beleid ligt bij de raad.") -> Blad:
    """The page; `tekst` is free text of a file, and stands in every kind of place."""
    return Blad(
        titel="Voorbeeldstad: Basis op orde Twente",
        ondertitel="Waar wij staan en wat er nodig is",
        doelgroep="eigen",
        datum=date(2024, 1, 31),
        kenmerken=(
            ("Voor", "de eigen organisatie"),
            ("Peildatum", "31-01-2024"),
            ("Raamwerk", "Basis op orde Twente, versie 2023-02-23"),
            ("Opmerking", tekst),
        ),
        vertrouwelijk=VERTROUWELIJK,
        fictief=FICTIEF,
        secties=(
            _kern(tekst),
            Sectie(
                "Beeld per thema",
                "beeld",
                (stapel(), spreiding(), lijn(), matrix()),
                (_deel(tekst),),
            ),
            _norm(tekst),
            Sectie(
                "Bijlage",
                "bijlage",
                (_tabel(tekst), _stand(tekst), _boom(tekst)),
                nieuwe_bladzijde=True,
            ),
        ),
        voet=("weerbaar 0.1.0", "feiten van 2024-01-31"),
    )


def _kern(tekst: str) -> Sectie:
    cijfers = Kerncijfers(
        (
            Cijfer("12 van 20", "normen voldoen", "zeker 12, mogelijk 13"),
            Cijfer("3", "normen voldoen niet"),
            Cijfer("1", "norm verloopt binnen zes maanden", tekst),
        )
    )
    let_op = Kader(
        "let_op",
        "Te besluiten",
        (
            Alinea(("Het overleg bevestigt de ", Sterk("lezing"), " van «periodiek».")),
            Lijst(
                (
                    (
                        "norm 3d is ",
                        Merk("deels"),
                        "; zie ",
                        Verwijzing("de norm", "norm-3d"),
                        " of ",
                        Webadres("het model", "https://voorbeeld.example/model"),
                    ),
                    tekst,
                )
            ),
        ),
    )
    soorten = [
        Kader("uitleg", "Uitleg", (Alinea("Een status volgt uit feiten."),)),
        Kader("vertrouwelijk", "Vertrouwelijk", (Alinea(VERTROUWELIJK),)),
        Kader("fictief", "Fictief", (Alinea(FICTIEF),)),
    ]
    return Sectie("Waar staan wij", "kern", (cijfers, let_op, *soorten))


def _stand(tekst: str) -> Opsomming:
    rijen = (
        Rij("3d", ("De Omgevingswet is nog niet verwerkt.", tekst), "deels"),
        Rij("2b", ((tekst, Sterk("meldpunt")),), "voldoet"),
        Rij("zonder stand", ("Dit staat er los van.",)),
    )
    return Opsomming("Stand van normen", rijen)


def _boom(tekst: str) -> Boom:
    below = (Knoop("bewijs: raadsbesluit"), Knoop((Merk("deels"), " ", tekst)))
    return Boom((Knoop("de regel", (Knoop(tekst, below),)), Knoop(Sterk("bron"))))


def _deel(tekst: str) -> Sectie:
    genummerd = Lijst(("Stel het beleid vast.", "Verwerk de wetswijziging.", tekst), genummerd=True)
    dieper = Sectie("Nog een laag", "laag", (Alinea(tekst),))
    return Sectie("Eerst doen", "eerst", (genummerd,), (dieper,))


def _norm(tekst: str) -> Sectie:
    blokken = (
        Alinea(Aanhaling("Actueel Bibob-beleid is aanwezig;")),
        Begrippen((("Waarom", "De Omgevingswet is nog niet verwerkt."), ("Opmerking", tekst))),
        Alinea(("Opmerking van de toetser: ", Aanhaling(tekst))),
        Uitklap("Feiten en bewijs", (_tabel(tekst, "Feiten bij norm 3d"),)),
    )
    norm = Sectie("3d Bibob-beleid", "norm-3d", blokken, merk="deels")
    return Sectie("3 Beleid en handhaving", "thema-3", (), (norm,))


def _tabel(tekst: str, bijschrift: str = "Alle feiten") -> Tabel:
    kolommen = (Kolom("feit"), Kolom("waarde"), Kolom("aantal", getal=True), Kolom("oordeel"))
    rijen = (
        ("bibob-beleid", "van kracht", "1", Merk("voldoet")),
        ("ondermijningsbeeld", Aanhaling(tekst), "0", Merk("voldoet_niet")),
        (tekst, ("n.v.t. door ", Sterk("besluit")), "12", Merk("nvt")),
        ("meldpunt", "niet ingevuld", "", Merk("onbekend")),
    )
    return Tabel(bijschrift, kolommen, rijen)


def stapel() -> Grafiek:
    """Stacked bars with every kind of part."""
    legenda: tuple[tuple[Vulling, str], ...] = (
        ("voldoet", "voldoet"),
        ("deels", "voldoet deels"),
        ("voldoet_niet", "voldoet niet"),
        ("onbekend", "onbekend"),
        ("nvt", "n.v.t."),
        ("onzeker", "kan het een of het ander zijn"),
    )
    balken = (
        Balk(
            "1 Organisatie en samenwerking met partners in de veiligheidsregio",
            (Deel("voldoet", 3), Deel("onbekend", 1)),
        ),
        Balk(
            "3 Beleid en handhaving",
            (Deel("voldoet", 2), Deel("deels", 2), Deel("voldoet_niet", 2), Deel("nvt", 1)),
        ),
        Balk("5 Bewustzijn", (Deel("voldoet", 1), Deel("onzeker", 3), Deel("deels", 0))),
    )
    tabel = Tabel(
        "Normen per thema en status",
        (Kolom("thema"), *(Kolom(woord, getal=True) for _, woord in legenda)),
        (
            ("1 Organisatie", "3", "0", "0", "1", "0", "0"),
            ("3 Beleid en handhaving", "2", "2", "2", "0", "1", "0"),
            ("5 Bewustzijn", "1", "0", "0", "0", "0", "0–3"),
        ),
    )
    uitleg = "Per thema het aantal normen naar status."
    return Grafiek(uitleg, Stapel(balken, legenda), tabel)


def spreiding() -> Grafiek:
    """Strips with a figure and with ranges."""
    strepen = (
        Streep("3d Bibob-beleid", 9, 9, 14),
        Streep("1a Ondermijningsbeeld van de gemeente en de wijken waarin het speelt", 0, 3, 14),
        Streep("2b Meldpunt", 11, 14, 14),
    )
    tabel = Tabel(
        "Partijen die voldoen per norm",
        (Kolom("norm"), Kolom("voldoet")),
        (("3d", "9 van 14"), ("1a", "geen of enkele van 14"), ("2b", "(bijna) alle 14")),
    )
    uitleg = "Hoeveel van de 14 partijen per norm voldoen."
    return Grafiek(uitleg, Spreiding(strepen, "partijen"), tabel)


def lijn() -> Grafiek:
    """A trend in which one moment is a range and two moments are close."""
    punten = (
        Punt(date(2023, 1, 31), 7, 7),
        Punt(date(2023, 3, 1), 8, 8),
        Punt(date(2023, 7, 31), 9, 12),
        Punt(date(2024, 1, 31), 12, 12),
    )
    tabel = Tabel(
        "Normen die voldoen per meting",
        (Kolom("peildatum"), Kolom("voldoet")),
        (("31-01-2023", "7"), ("01-03-2023", "8"), ("31-07-2023", "9–12"), ("31-01-2024", "12")),
    )
    uitleg = "Van 7 naar 12 van de 20 normen."
    return Grafiek(uitleg, Lijn(punten, 20, "normen die voldoen"), tabel)


def matrix() -> Tabel:
    """Rows by columns of signs alone, with an empty cell."""
    rijen: dict[str, tuple[Status | None, ...]] = {
        "Voorbeeldstad": (
            *("voldoet", "deels", "voldoet_niet", "onbekend", "nvt", "voldoet"),
            None,
        ),
        "Voorbeeldwaterschap": ("voldoet", "voldoet", None, "deels", "deels", "nvt", "onbekend"),
    }
    return Tabel(
        "Status per partij en norm",
        tuple(map(Kolom, ("partij", "1a", "1b", "2a", "3d", "3e", "4a", "5a"))),
        tuple(
            (naam, *("" if cel is None else Merk(cel, kort=True) for cel in cellen))
            for naam, cellen in rijen.items()
        ),
    )
