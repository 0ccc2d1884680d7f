"""The codes by which a report can be checked, as its last part; and what a check of them found."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import NamedTuple

from msgspec.structs import replace
from pydantic import Field

from weerbaar_cli.blad.blad import ZONDER_DAG, Alinea, Blad, Blok, Kolom, Lijst, Sectie, Tabel
from weerbaar_cli.blad.data import WAARMERK, WAARMERK_WOORD, Omzetter
from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel
from weerbaar_cli.blad.view import Rijen
from weerbaar_cli.model.bevinding import Melding, unmet
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.waarmerk import EERSTE, Onderdeel, Uitslag, Waarmerk, take_afdruk

UITLEG = (
    "Met deze codes is na te gaan of dit rapport klopt: «weerbaar verify» maakt het opnieuw en "
    "noemt het eerste verschil."
)
GROEP = "De codes verraden van geen partij iets, ook niet aan wie raadt."
RAAD = "De codes verraden niets, ook niet aan wie raadt."
WOORDEN: dict[Onderdeel | str, str] = {
    "weerbaar": EERSTE,
    "doelgroep": "Doelgroep",
    "peildatum": "Peildatum",
    "datum": "Datum van het rapport",
    "raamwerk": "Raamwerk",
    "lezing": "Keuzes bij het raamwerk",
    "feiten": "Feiten en vragen",
    "ankers": "Wetswijzigingen",
    "programma": "Regionaal programma",
    "metingen": "Metingen",
    "inhoud": "Inhoud van dit rapport",
}


def take_inhoud(blad: Blad) -> str:
    """The hash of what a report tells; its date and footer say by what it was made."""
    told = replace(blad, datum=blad.datum.min, voet=())
    data = Omzetter(str).convert(told)
    return take_afdruk([json.dumps(data, ensure_ascii=False, sort_keys=True)])


def add_waarmerk(blad: Blad, waarmerk: Waarmerk) -> Blad:
    """The report with its codes at the end: in a table, in a line, or in the footer of a note."""
    if blad.een_bladzijde:
        codes = " ".join(code for _, code in waarmerk.codes())
        return replace(blad, voet=(*blad.voet, f"{WAARMERK[0]} ({WAARMERK_WOORD}): {codes}"))
    if blad.een_regel:
        return replace(blad, secties=(*blad.secties, Sectie(*WAARMERK, (_regel(waarmerk),))))
    rijen = tuple((WOORDEN[word], code) for word, code in waarmerk.codes())
    tabel = Tabel("De codes van dit rapport", (Kolom("Van"), Kolom("Code")), rijen)
    sectie = Sectie(*WAARMERK, (Alinea(UITLEG), tabel))
    return replace(blad, secties=(*blad.secties, sectie))


def _regel(waarmerk: Waarmerk) -> Alinea:
    """The codes in one line, for readers who leave the check to others."""
    codes = " ".join(code for _, code in waarmerk.codes())
    note = RAAD if waarmerk.doelgroep == "raad" else GROEP
    return Alinea(f"{note} {EERSTE}, en codes {WAARMERK_WOORD}: {codes}.")


GEEN, NIETS = "(geen)", "(niets)"
# What is said of the part in which a report differs first; the order is that of the check.
VERSCHILLEN: dict[Onderdeel | str, str] = {
    "doelgroep": "de doelgroep",
    "peildatum": "de peildatum",
    "raamwerk": "het raamwerk: een norm of regel is niet dezelfde",
    "lezing": "de keuzes: een parameter van het raamwerk is niet dezelfde",
    "feiten": "de feiten: een vraag in de catalogus is niet dezelfde",
    "ankers": "de wetswijzigingen: die zijn niet dezelfde",
    "programma": "het regionale programma: dat is niet hetzelfde",
    "metingen": "de metingen: een antwoord of besluit is niet hetzelfde",
    "inhoud": "de uitkomst: uit deze metingen volgt een ander rapport",
}


class Tekstdata(Uitvoermodel):
    """The first words that differ."""

    rapport: str = Field(description="Wat er in het rapport staat.")
    opnieuw: str | None = Field(description="Wat er nu zou staan; leeg als dat niet openbaar is.")


class Eersteverschildata(Uitvoermodel):
    """The first thing that differs."""

    onderdeel: str = Field(description="Het onderdeel van het waarmerk, of «tekst».")
    rapport: str = Field(description="De code of de tekst in het rapport.")
    opnieuw: str = Field(description="Zoals het nu zou zijn; leeg als dat niet openbaar is.")
    tekst: Tekstdata | None = Field(description="De eerste tekst die anders is, bij een code.")
    andere_organisatie: str | None = Field(
        description="Van wie de meting is, als het rapport die organisatie niet noemt."
    )


class Verifydata(Versiemodel):
    """What `verify` found."""

    klopt: bool = Field(description="Of dit rapport uit deze metingen volgt.")
    waarmerk: dict[str, str] = Field(description="De codes in het rapport.")
    verschil: Eersteverschildata | None = Field(description="Het eerste verschil, als het er is.")


class Uitslagview(NamedTuple):
    """What a check of a report found; above it stands what stands above the `rapport`.

    `bestand` is how the report is called.
    """

    uitslag: Uitslag
    rapport: Blad
    bestand: str = ""

    @property
    def meldingen(self) -> tuple[Melding, ...]:
        """That it is not right, as a finding."""
        if self.uitslag.klopt:
            return ()
        return (unmet(self.bestand, self._antwoord(), "rapport-klopt-niet"),)

    def blad(self) -> Blad:
        """Whether it is right, and where it first differs."""
        blokken = () if self.uitslag.klopt else tuple(self._blokken())
        return replace(
            self.rapport,
            titel=self._antwoord(),
            ondertitel="",
            datum=ZONDER_DAG,
            kenmerken=(),
            secties=(Sectie("Het eerste verschil", "verschil", blokken),) if blokken else (),
            voet=(),
        )

    def _antwoord(self) -> str:
        found = self.uitslag
        if found.klopt:
            how = ", tot op de byte" if found.exact else "; alleen de opmaak verschilt"
            return f"Het rapport klopt met de metingen{how}"
        if found.onderdeel == "tekst":
            return "De codes kloppen, maar de tekst van het rapport is veranderd"
        return "Het rapport klopt niet"

    def _blokken(self) -> Iterator[Blok]:
        found = self.uitslag
        if found.onderdeel == "tekst":
            yield _naast(found.rapport or NIETS, "hoort te zijn", found.opnieuw or NIETS)
            return
        yield Alinea(f"Het zit in {VERSCHILLEN[found.onderdeel]}.")
        # Every report has a code of what it tells; without one it is not for who reads this.
        geen = None if found.onderdeel == "inhoud" else GEEN
        yield _naast(found.rapport or GEEN, "nu", found.opnieuw or geen)
        if found.ander:
            whose = f"De meting is van {clean(found.ander)}"
            yield Alinea(f"{whose}; dit rapport noemt die organisatie niet.")
        if found.zin is None:
            yield Alinea("Aan de tekst van het rapport verandert dit niets.")
            return
        yield Alinea("De eerste tekst die anders is:")
        nu = None if found.zin.nu is None else found.zin.nu or NIETS
        yield _naast(found.zin.rapport or NIETS, "nu", nu)

    def data(self) -> Verifydata:
        """Whether it is right, its codes, and the first difference."""
        found = self.uitslag
        codes = dict(found.waarmerk.codes())
        verschil = None if found.klopt else _verschil(found)
        return Verifydata(klopt=found.klopt, waarmerk=codes, verschil=verschil)

    def rijen(self) -> Rijen:
        """A row per part of which the code or the text differs; none when all is right."""
        found, rows = self.uitslag, []
        if not found.klopt:
            rows.append((found.onderdeel, found.rapport, found.opnieuw))
        if found.zin is not None:
            rows.append(("tekst", found.zin.rapport, found.zin.nu or ""))
        return Rijen(("onderdeel", "rapport", "opnieuw"), tuple(rows))


def _naast(rapport: str, woord: str, opnieuw: str | None) -> Lijst:
    """What stands in the report, beside what would stand there."""
    other = () if opnieuw is None else (f"{woord}: {opnieuw}",)
    return Lijst((f"in het rapport: {rapport}", *other))


def _verschil(found: Uitslag) -> Eersteverschildata:
    zin = found.zin
    return Eersteverschildata(
        onderdeel=found.onderdeel,
        rapport=found.rapport,
        opnieuw=found.opnieuw,
        tekst=None if zin is None else Tekstdata(rapport=zin.rapport, opnieuw=zin.nu),
        andere_organisatie=found.ander or None,
    )
