"""What was published of a group, and what may be published now: page, JSON and rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from weerbaar_cli.blad.blad import Alinea, Blad, Blok, Kolom, Sectie, Tabel
from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel
from weerbaar_cli.blad.view import View
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.publicaties import Publicatie, Publicatiedoel
from weerbaar_cli.model.bevinding import advice_of
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.publicatielijst import Kansstand, Publicatielijst
from weerbaar_cli.views.scoredata import Raamwerkverwijzing

KANSEN: dict[Kansstand, str] = {
    "kan": "kan",
    "gepubliceerd": "is gepubliceerd",
    "herziening": "kan, als herziening",
    "kan_niet": "kan niet",
}
NIETS = "Er is nog niets gepubliceerd."
HOE = "Publiceren: weerbaar report --district … --publiceer --output bestuur.html."
INTREKKEN = (
    "Is een rapport nooit verspreid: weerbaar publicaties --intrek CODE --reden … --door FUNCTIE."
)

BOTSEN = "Niet alle publicaties kunnen naast elkaar bestaan; zie de opmerkingen."


@dataclass(frozen=True)
class Publicatieview(View):
    """The list; it names no party."""

    lijst: Publicatielijst

    def blad(self) -> Blad:
        """What went out, and what can."""
        return Blad(
            titel="Register van publicaties",
            doelgroep="coordinator",
            datum=self.lijst.datum,
            fictief=FICTIEF if self.lijst.fictief else "",
            vertrouwelijk=DOELGROEPEN["coordinator"].regel,
            secties=(
                Sectie("Gepubliceerd", "gepubliceerd", self._published()),
                Sectie("Wat nu kan", "wat-nu-kan", self._chances()),
            ),
        )

    def data(self) -> Publicatielijstdata:
        """The same for programs."""
        values = {
            "fictief": self.lijst.fictief,
            "publicaties": [self._publicatie(one) for one in self._ordered()],
            "kansen": self.lijst.kansen,
            "bezwaar": self.lijst.bezwaar,
        }
        return Publicatielijstdata.model_validate(values, from_attributes=True)

    def _ordered(self) -> list[Publicatie]:
        found = self.lijst.register.publicaties
        return sorted(found, key=lambda one: (one.peildatum, one.raamwerk, one.doelgroep, one.code))

    def _published(self) -> tuple[Blok, ...]:
        rijen = tuple(
            (
                one.code,
                one.raamwerk,
                dutch(one.peildatum),
                one.doelgroep,
                str(one.aantal),
                self._remark(one),
            )
            for one in self._ordered()
        )
        if not rijen:
            return (Alinea(NIETS), Alinea(HOE))
        heads = ("Code", "Raamwerk", "Peildatum", "Doelgroep")
        kolommen = (*map(Kolom, heads), Kolom("Partijen", getal=True), Kolom("Opmerking"))
        tabel = Tabel("Wat er is gepubliceerd", kolommen, rijen)
        if self.lijst.botsingen:
            return (tabel, Alinea(f"{BOTSEN} {advice_of('publicaties-botsen')}"))
        return (tabel, Alinea(INTREKKEN))

    def _remark(self, one: Publicatie) -> str:
        parts = [f"herziet {code}" for code in one.herziet]
        parts += [f"voor {one.ontvanger}"] if one.ontvanger else []
        parts += [
            f"ingetrokken door {each.door}: {each.reden}"
            for each in self.lijst.register.intrekkingen
            if each.publicatie == one.code
        ]
        botsingen = self.lijst.botsingen.get(one.code, {})
        parts += [f"kan niet naast {code}: {why}" for code, why in botsingen.items()]
        return "; ".join(parts)

    def _chances(self) -> tuple[Blok, ...]:
        bezwaar = (Alinea(self.lijst.bezwaar),) if self.lijst.bezwaar else ()
        if not self.lijst.kansen:
            return bezwaar
        kolommen = tuple(map(Kolom, ("Meetronde", "Doelgroep", "Publiceren", "Waarom")))
        rijen = tuple(
            (f"{one.soort} van {dutch(one.peildatum)}", one.doelgroep, KANSEN[one.stand], one.reden)
            for one in self.lijst.kansen
        )
        return (*bezwaar, Tabel("Wat er nu te publiceren is", kolommen, rijen))

    def _publicatie(self, one: Publicatie) -> dict[str, Any]:
        gone = [each for each in self.lijst.register.intrekkingen if each.publicatie == one.code]
        return {
            "code": one.code,
            "raamwerk": {"id": one.raamwerk, "versie": one.versie},
            "peildatum": one.peildatum,
            "doelgroep": one.doelgroep,
            "aantal": one.aantal,
            "bekend_bij_lezer": one.bekend_bij_lezer,
            "ontvanger": one.ontvanger,
            "herziet": one.herziet,
            "botst_met": tuple(self.lijst.botsingen.get(one.code, {})),
            "ingetrokken": gone[0] if gone else None,
        }


class Intrekkingdata(Uitvoermodel):
    """Why it was withdrawn, and by which function."""

    reden: str
    door: str


class Publicatiedata(Uitvoermodel):
    """One publication; it names no party."""

    code: str
    raamwerk: Raamwerkverwijzing
    peildatum: date
    doelgroep: Publicatiedoel
    aantal: int
    bekend_bij_lezer: int | None
    ontvanger: str | None
    herziet: tuple[str, ...]
    botst_met: tuple[str, ...]
    ingetrokken: Intrekkingdata | None


class Kansdata(Uitvoermodel):
    """Whether an edition may be published for an audience now."""

    raamwerk: str
    soort: Metingsoort
    peildatum: date
    doelgroep: Publicatiedoel
    stand: Kansstand
    reden: str


class Publicatielijstdata(Versiemodel):
    """What was published, and what may be published now."""

    fictief: bool
    publicaties: tuple[Publicatiedata, ...]
    kansen: tuple[Kansdata, ...]
    bezwaar: str
