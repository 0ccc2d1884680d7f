"""The traps between raamwerken: the same facts, another demand, so another oordeel.

A raamwerk is added by adding its norms to the table: `"raamwerk/norm": "oordeel"`. What stands in
`niet_gevraagd` is asked by no norm of that raamwerk at all.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from tests.conftest import Tree, Weerbaar
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek

TWENTE = "twente-basis-op-orde"
DRENTHE = "drentse-ambities"
IJSSELLAND = "ijsselland-basis-op-orde"
NOG = "noord-en-oost-gelderland-basis-op-orde"
MIDDEN = "gelderland-midden-samen-weerbaar"
ZUID = "gelderland-zuid-weerbaar"
WOERDEN = "woerden-oudewater-plan-van-aanpak"

# Of each subject the table must show a weaker and a stronger demand.
SUBJECTS = {
    "intern meldpunt",
    "anoniem melden",
    "signalenoverleg",
    "APV",
    "Bibob",
    "Damocles",
    "plan",
    "VOG",
    "eed of belofte",
    "integriteit",
    "bewustwording",
    "scan",
}
# Demands on which regions differ beside the crosswalk.
MORE = {"zorgfraude", "mensenhandel", "capaciteit"}
BIBLIOTHEEK = Bibliotheek()

WERKMAP = """\
weerbaar: werkmap/1
district: twente
partijen:
  - {naam: Voorbeeldstad, type: gemeente, district: twente}
"""
APV = "{titel: APV, vastgesteld_op: 2023-11-07, geldig_vanaf: 2024-01-01}"
IVP = "{titel: IVP, vastgesteld_op: 2022-12-13, geldig_vanaf: 2023-01-01, geldig_tot: 2026-12-31}"
BIBOB_2024 = "{titel: Bibob, vastgesteld_op: 2024-02-06, geldig_vanaf: 2024-03-01}"
BIBOB_2023 = "{titel: Bibob, vastgesteld_op: 2023-04-04, geldig_vanaf: 2023-05-01}"
DAMOCLES_2020 = "{titel: Damocles, vastgesteld_op: 2020-03-10, geldig_vanaf: 2020-04-01}"
PLAN = "{titel: Plan, vastgesteld_op: 2023-09-05}"
WERKPROCES = "{titel: Van signaal tot aanpak, vastgesteld_op: 2023-09-05}"
CONVENANT = "{titel: Convenant, vastgesteld_op: 2022-06-01}"
SEVEN_ITEMS = (
    "sluiting: ja, horeca: ja, seksinrichtingen: ja, speelautomatenhallen: ja, levensgedrag: ja, "
    "evenementen: ja, vechtsport: ja"
)
REST_NO = (
    "sluiting: nee, horeca: nee, seksinrichtingen: nee, speelautomatenhallen: nee, "
    "levensgedrag: nee, gebieden: nee, panden: nee, evenementen: nee, vechtsport: nee"
)
SEVEN_AREAS = (
    "alcoholwet: ja, openbare-inrichtingen: ja, coffeeshops: ja, seksinrichtingen: ja, "
    "bouwen: ja, milieu-afval: ja, milieubelastende-activiteit: ja"
)
OPTIONAL_NO = "kansspelen: nee, evenementen: nee, subsidies: nee, vastgoed: nee"
EVERY_ITEM_OF_INTEGRITY = (
    "screening-ambtenaren: ja, screening-bestuurders: ja, risicos-kwetsbare-functies: ja, "
    "risicos-kwetsbare-processen: ja, maatregelen: ja"
)


@dataclass(frozen=True)
class Valkuil:
    """One meting, and what each raamwerk makes of it."""

    onderwerp: str
    geval: str
    feiten: Mapping[str, str]
    oordelen: Mapping[str, str]
    peildatum: str = "2024-07-01"
    niet_gevraagd: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def raamwerken(self) -> list[str]:
        """The raamwerken that judge these facts, in the order of the row."""
        return list(dict.fromkeys(name.partition("/")[0] for name in self.oordelen))

    @property
    def meting(self) -> str:
        """The file of a party that all of them ask."""
        facts = "".join(f"  {name}: {value}\n" for name, value in self.feiten.items())
        return (
            "weerbaar: meting/1\n"
            "organisatie: Voorbeeldstad\n"
            f"raamwerk: [{', '.join(self.raamwerken)}]\n"
            f"peildatum: {self.peildatum}\n"
            f"fictief: ja\nfeiten:\n{facts}"
        )


VALKUILEN = [
    Valkuil(
        "intern meldpunt",
        "het bestaat, en niemand weet ervan",
        {"intern-meldpunt": "ja", "meldpunt-bekendgemaakt": "nooit"},
        {
            f"{TWENTE}/2b": "voldoet",
            f"{IJSSELLAND}/2": "voldoet",
            f"{DRENTHE}/2.1": "deels",
            f"{WOERDEN}/10": "deels",
        },
    ),
    Valkuil(
        "intern meldpunt",
        "bekend, maar niet elke melder hoort terug",
        {
            "intern-meldpunt": "ja",
            "meldpunt-bekendgemaakt": "2024-03-01",
            "meldpunt-terugkoppeling": "{aantal: 3, totaal: 10}",
        },
        {
            f"{TWENTE}/2b": "voldoet",
            f"{DRENTHE}/2.1": "voldoet",
            f"{WOERDEN}/10": "deels",
        },
    ),
    Valkuil(
        "intern meldpunt",
        "lang geleden bekendgemaakt, elke melder hoort terug",
        {
            "intern-meldpunt": "ja",
            "meldpunt-bekendgemaakt": "2022-11-01",
            "meldpunt-terugkoppeling": "{aantal: 10, totaal: 10}",
        },
        {
            f"{TWENTE}/2b": "voldoet",
            f"{DRENTHE}/2.1": "deels",
            f"{WOERDEN}/10": "voldoet",
        },
    ),
    Valkuil(
        "intern meldpunt",
        "een status reist niet mee: of het bekend is, weet niemand",
        {"intern-meldpunt": "ja"},
        {
            f"{TWENTE}/2b": "voldoet",
            f"{IJSSELLAND}/2": "voldoet",
            f"{DRENTHE}/2.1": "onbekend",
            f"{WOERDEN}/10": "onbekend",
        },
    ),
    Valkuil(
        "anoniem melden",
        "een eigen platform in plaats van Meld Misdaad Anoniem",
        {"mma-convenant": "nee", "anoniem-platform-anders": "ja"},
        {
            f"{DRENTHE}/2.4": "voldoet",
            f"{TWENTE}/2a": "voldoet_niet",
            f"{IJSSELLAND}/3": "voldoet_niet",
        },
    ),
    Valkuil(
        "anoniem melden",
        "aangesloten, maar de meldingen komen niet in het overleg",
        {
            "mma-convenant": CONVENANT,
            "mma-in-signaaloverleg": "nee",
            "signaaloverleg-laatste": "2024-05-15",
        },
        {
            f"{DRENTHE}/2.4": "voldoet",
            f"{TWENTE}/2a": "voldoet",
            f"{IJSSELLAND}/3": "deels",
        },
    ),
    Valkuil(
        "anoniem melden",
        "een convenant in concept is in Twente geen aansluiting",
        {
            "mma-convenant": "{titel: Convenant, status: concept}",
            "anoniem-platform-anders": "nee",
        },
        {
            f"{TWENTE}/2a": "voldoet_niet",
            f"{DRENTHE}/2.4": "deels",
            f"{IJSSELLAND}/3": "deels",
        },
    ),
    Valkuil(
        "signalenoverleg",
        "vier keer per jaar, alleen met eigen afdelingen",
        {
            "signaaloverleg-aantal": "4",
            "signaaloverleg-laatste": "2024-05-15",
            "signaaloverleg-deelnemers": (
                "{oov: ja, andere-afdelingen: ja, politie: nee, riec: nee, om: nee}"
            ),
            "signalen-opgevolgd": "{aantal: 6, totaal: 8}",
            "informatie-werkproces": "nee",
        },
        {
            f"{TWENTE}/2d": "voldoet",
            f"{DRENTHE}/2.3": "deels",
            f"{WOERDEN}/11": "deels",
            f"{NOG}/1": "deels",
        },
    ),
    Valkuil(
        "signalenoverleg",
        "vier keer per jaar met de politie en met vaste documenten",
        {
            "signaaloverleg-aantal": "4",
            "signaaloverleg-laatste": "2024-05-15",
            "signaaloverleg-deelnemers": (
                "{oov: ja, andere-afdelingen: ja, politie: ja, riec: nee, om: nee}"
            ),
            "signalen-opgevolgd": "{aantal: 0, totaal: 8}",
            "informatie-werkproces": WERKPROCES,
        },
        {
            f"{TWENTE}/2d": "deels",
            f"{DRENTHE}/2.3": "voldoet",
            f"{WOERDEN}/11": "deels",
            f"{NOG}/1": "voldoet",
        },
    ),
    Valkuil(
        "signalenoverleg",
        "elke maand met alle partners, maar het laatste is vijf maanden geleden",
        {
            "signaaloverleg-aantal": "12",
            "signaaloverleg-laatste": "2024-02-01",
            "signaaloverleg-deelnemers": (
                "{oov: ja, andere-afdelingen: ja, politie: ja, riec: ja, om: ja}"
            ),
            "signalen-opgevolgd": "{aantal: 8, totaal: 8}",
            "informatie-werkproces": WERKPROCES,
        },
        {
            f"{TWENTE}/2d": "deels",
            f"{DRENTHE}/2.3": "deels",
            f"{WOERDEN}/11": "voldoet",
            f"{NOG}/1": "deels",
        },
    ),
    Valkuil(
        "APV",
        "alleen een vergunningplicht voor branches",
        {
            "apv": APV,
            "apv-onderdelen": f"{{branches: ja, {REST_NO}}}",
            "bibob-beleid": "nee",
            "damocles": "nee",
        },
        {
            f"{TWENTE}/3c": "voldoet",
            f"{DRENTHE}/3.1": "voldoet_niet",
            f"{IJSSELLAND}/4": "voldoet_niet",
            f"{MIDDEN}/2": "voldoet_niet",
        },
    ),
    Valkuil(
        "APV",
        "zeven van de tien onderdelen, zonder vergunningplicht voor branches, gebieden of panden",
        {
            "apv": APV,
            "apv-onderdelen": f"{{{SEVEN_ITEMS}, branches: nee, gebieden: nee, panden: nee}}",
            "bibob-beleid": "nee",
            "damocles": "nee",
        },
        {
            f"{TWENTE}/3c": "voldoet_niet",
            f"{DRENTHE}/3.1": "deels",
            f"{IJSSELLAND}/4": "deels",
            f"{MIDDEN}/2": "deels",
        },
    ),
    Valkuil(
        "APV",
        "alle tien de onderdelen, maar geen ander beleid",
        {
            "apv": APV,
            "apv-onderdelen": f"{{{SEVEN_ITEMS}, branches: ja, gebieden: ja, panden: ja}}",
            "bibob-beleid": "nee",
            "damocles": "nee",
        },
        {
            f"{TWENTE}/3c": "voldoet",
            f"{DRENTHE}/3.1": "voldoet",
            f"{IJSSELLAND}/4": "deels",
            f"{MIDDEN}/2": "deels",
        },
    ),
    Valkuil(
        "Bibob",
        "actueel beleid, toegepast op drie terreinen",
        {
            "bibob-beleid": BIBOB_2024,
            "bibob-toepassing": (
                "{alcoholwet: ja, openbare-inrichtingen: ja, coffeeshops: ja, "
                "seksinrichtingen: nee, bouwen: nee, milieu-afval: nee, "
                f"milieubelastende-activiteit: nee, {OPTIONAL_NO}, overheidsopdrachten: nee}}"
            ),
            "bibob-drempel": "500000",
            "bibob-specialist": "ja",
        },
        {
            f"{TWENTE}/3d": "voldoet",
            f"{DRENTHE}/3.2": "voldoet",
            f"{DRENTHE}/3.3": "voldoet_niet",
            f"{WOERDEN}/9": "deels",
        },
    ),
    Valkuil(
        "Bibob",
        "de zeven verplichte terreinen, boven een miljoen euro",
        {
            "bibob-beleid": BIBOB_2024,
            "bibob-toepassing": f"{{{SEVEN_AREAS}, {OPTIONAL_NO}, overheidsopdrachten: nee}}",
            "bibob-drempel": "1000000",
            "bibob-specialist": "nee",
        },
        {
            f"{TWENTE}/3d": "voldoet",
            f"{DRENTHE}/3.2": "voldoet",
            f"{DRENTHE}/3.3": "deels",
            f"{WOERDEN}/9": "voldoet_niet",
        },
    ),
    Valkuil(
        "Bibob",
        "de zeven verplichte terreinen boven € 750.000 zijn in Woerden niet «maximaal»",
        {
            "bibob-beleid": BIBOB_2024,
            "bibob-toepassing": f"{{{SEVEN_AREAS}, {OPTIONAL_NO}, overheidsopdrachten: nee}}",
            "bibob-drempel": "750000",
            "bibob-specialist": "ja",
        },
        {
            f"{DRENTHE}/3.3": "voldoet",
            f"{WOERDEN}/9": "deels",
        },
    ),
    Valkuil(
        "Bibob",
        "alleen de Omgevingswet verwerkt",
        {
            "bibob-beleid": BIBOB_2023,
            "bibob-verwerkt": "{bibob-tranche-2: nee, omgevingswet: ja}",
        },
        {
            f"{TWENTE}/3d": "voldoet_niet",
            f"{DRENTHE}/3.2": "deels",
        },
    ),
    Valkuil(
        "Bibob",
        "van mei 2023: de tweede tranche wel, de Omgevingswet nog niet",
        {
            "bibob-beleid": BIBOB_2023,
            "bibob-toepassing": f"{{{SEVEN_AREAS}, {OPTIONAL_NO}, overheidsopdrachten: nee}}",
            "bibob-drempel": "750000",
        },
        {
            f"{TWENTE}/3d": "deels",
            f"{DRENTHE}/3.2": "deels",
            f"{DRENTHE}/3.3": "voldoet",
        },
    ),
    Valkuil(
        "Damocles",
        "alleen Damoclesbeleid: in Twente geen norm",
        {"damocles": DAMOCLES_2020, "bibob-beleid": "nee", "apv": "nee"},
        {
            f"{DRENTHE}/3.6": "voldoet",
            f"{IJSSELLAND}/4": "deels",
            f"{MIDDEN}/2": "deels",
        },
        niet_gevraagd={TWENTE: ("damocles", "damocles-verwerkt")},
    ),
    Valkuil(
        "Damocles",
        "van voor de verruiming van 2019",
        {
            "damocles": "{titel: Damocles, vastgesteld_op: 2017-05-01}",
            "bibob-beleid": BIBOB_2024,
            "apv": "nee",
        },
        {
            f"{TWENTE}/3d": "voldoet",
            f"{DRENTHE}/3.6": "voldoet_niet",
            f"{IJSSELLAND}/4": "deels",
            f"{MIDDEN}/2": "voldoet_niet",
        },
    ),
    Valkuil(
        "plan",
        "ondermijning is een prioriteit in het IVP, zonder eigen plan",
        {"ivp": IVP, "ivp-prioriteit": "ja", "plan-ondermijning": "nee"},
        {
            f"{TWENTE}/3a": "voldoet",
            f"{IJSSELLAND}/1": "voldoet",
            f"{DRENTHE}/1.5": "voldoet_niet",
        },
    ),
    Valkuil(
        "plan",
        "een eigen plan met de eigen weerbaarheid, zonder IVP",
        {
            "ivp": "nee",
            "ivp-prioriteit": "nee",
            "plan-ondermijning": PLAN,
            "plan-eigen-weerbaarheid": "ja",
        },
        {
            f"{TWENTE}/3a": "voldoet_niet",
            f"{IJSSELLAND}/1": "voldoet",
            f"{DRENTHE}/1.5": "voldoet",
        },
    ),
    Valkuil(
        "plan",
        "een eigen plan waarin de eigen weerbaarheid niet staat",
        {
            "ivp": IVP,
            "ivp-prioriteit": "nee",
            "plan-ondermijning": f"{{waarde: {PLAN}, bewijs: [{{titel: Hoofdstuk weerbaarheid}}]}}",
            "plan-eigen-weerbaarheid": "nee",
        },
        {
            f"{TWENTE}/3a": "voldoet_niet",
            f"{IJSSELLAND}/1": "voldoet",
            f"{DRENTHE}/1.5": "deels",
        },
    ),
    Valkuil(
        "VOG",
        "iedere nieuwe medewerker wel, inhuur en politiegegevens niet",
        {
            "vog-nieuw": "{aantal: 40, totaal: 40}",
            "kwetsbare-functies": "{titel: Lijst, vastgesteld_op: 2023-06-01}",
            "vog-kwetsbaar-nieuw": "{aantal: 5, totaal: 5}",
            "vog-kwetsbaar-inhuur": "{aantal: 0, totaal: 10}",
            "vog-p": "{aantal: 2, totaal: 12}",
        },
        {
            f"{TWENTE}/4b": "voldoet",
            f"{DRENTHE}/4.4": "deels",
            f"{DRENTHE}/4.5": "voldoet_niet",
        },
        niet_gevraagd={
            TWENTE: ("vog-kwetsbaar-nieuw", "vog-kwetsbaar-inhuur", "vog-p"),
            DRENTHE: ("vog-nieuw",),
        },
    ),
    Valkuil(
        "VOG",
        "alleen waar daar aanleiding toe is",
        {
            "vog-nieuw": "{aantal: 8, totaal: 40}",
            "kwetsbare-functies": "{titel: Lijst, vastgesteld_op: 2023-06-01}",
            "vog-kwetsbaar-nieuw": "{aantal: 5, totaal: 5}",
            "vog-kwetsbaar-inhuur": "{aantal: 3, totaal: 3}",
            "vog-p": "{aantal: 6, totaal: 12}",
        },
        {
            f"{TWENTE}/4b": "voldoet_niet",
            f"{DRENTHE}/4.4": "voldoet",
            f"{DRENTHE}/4.5": "deels",
        },
    ),
    Valkuil(
        "VOG",
        "niemand nieuw: drie noemers die niet samen nul zijn",
        {
            "vog-nieuw": "{aantal: 0, totaal: 0}",
            "kwetsbare-functies": "{titel: Lijst, vastgesteld_op: 2023-06-01}",
            "vog-kwetsbaar-nieuw": "{aantal: 0, totaal: 0}",
            "vog-kwetsbaar-inhuur": "{aantal: 3, totaal: 3}",
            "vog-p": "{aantal: 12, totaal: 12}",
        },
        {
            f"{TWENTE}/4b": "nvt",
            f"{DRENTHE}/4.4": "voldoet",
            f"{DRENTHE}/4.5": "voldoet",
        },
    ),
    Valkuil(
        "eed of belofte",
        "een kwart van de medewerkers: alleen Twente vraagt ernaar",
        {"eed-belofte": "{aantal: 100, totaal: 400}"},
        {f"{TWENTE}/4a": "voldoet_niet"},
        niet_gevraagd=dict.fromkeys(
            (DRENTHE, IJSSELLAND, NOG, MIDDEN, ZUID, WOERDEN), ("eed-belofte",)
        ),
    ),
    Valkuil(
        "integriteit",
        "deel van het personeelsbeleid, verder niets",
        {
            "integriteit-personeelsbeleid": "{personeelsbeleid: ja, functioneringsgesprek: ja}",
            "integriteitsbeleid": "nee",
            "integriteit-organen": "nooit",
        },
        {
            f"{TWENTE}/4c": "voldoet",
            f"{DRENTHE}/4.2": "voldoet_niet",
            f"{DRENTHE}/4.3": "voldoet_niet",
        },
        niet_gevraagd={
            TWENTE: ("integriteitsbeleid-onderdelen", "integriteit-organen"),
            DRENTHE: ("integriteit-personeelsbeleid",),
        },
    ),
    Valkuil(
        "integriteit",
        "volledig beleid dat alle organen bespreken, buiten het personeelsbeleid om",
        {
            "integriteit-personeelsbeleid": "nee",
            "integriteitsbeleid": "{titel: Integriteitsbeleid, vastgesteld_op: 2023-03-01}",
            "integriteitsbeleid-onderdelen": f"{{{EVERY_ITEM_OF_INTEGRITY}}}",
            "integriteit-organen": (
                "{ambtelijke-organisatie: 2024-01-15, dagelijks-bestuur: 2024-02-06, "
                "algemeen-bestuur: 2023-09-12}"
            ),
        },
        {
            f"{TWENTE}/4c": "deels",
            f"{DRENTHE}/4.2": "voldoet",
            f"{DRENTHE}/4.3": "voldoet",
        },
    ),
    Valkuil(
        "bewustwording",
        "elke afdeling dit jaar, maar geen activiteit voor een groep",
        {
            "afdelingen-agendering": "{Vergunningen: 2024-02-01, Vastgoed: 2023-11-01}",
            "bewustwording-groepen": "nooit",
            "leermodule-intro": "ja",
        },
        {
            f"{TWENTE}/1a": "voldoet",
            f"{WOERDEN}/4": "voldoet",
            f"{DRENTHE}/1.1": "voldoet_niet",
        },
        niet_gevraagd={DRENTHE: ("afdelingen-agendering",), TWENTE: ("bewustwording-groepen",)},
    ),
    Valkuil(
        "bewustwording",
        "elke afdeling één keer, jaren geleden",
        {
            "afdelingen-agendering": "{Vergunningen: 2020-02-01, Vastgoed: 2019-11-01}",
            "bewustwording-groepen": "{raad: 2019-10-01, college: nooit}",
        },
        {
            f"{TWENTE}/1a": "voldoet_niet",
            f"{WOERDEN}/4": "voldoet",
            f"{WOERDEN}/2": "voldoet",
            f"{DRENTHE}/1.1": "onbekend",
        },
    ),
    Valkuil(
        "bewustwording",
        "alle groepen structureel, geen enkele afdeling",
        {
            "afdelingen-agendering": "nooit",
            "bewustwording-groepen": (
                "{medewerkers: 2024-02-01, leidinggevenden: 2024-02-01, college: 2024-03-05, "
                "raad: 2024-03-12}"
            ),
            "leermodule-intro": "ja",
        },
        {
            f"{TWENTE}/1a": "voldoet_niet",
            f"{WOERDEN}/4": "voldoet_niet",
            f"{DRENTHE}/1.1": "voldoet",
        },
    ),
    Valkuil(
        "scan",
        "een plan waarvan nog niets is opgepakt",
        {
            "scan-ontvangen": "2023-05-01",
            "scan-opvolgplan": PLAN,
            "scan-aanbevelingen": "{aantal: 0, totaal: 14}",
        },
        {
            f"{TWENTE}/1d": "deels",
            f"{NOG}/6": "voldoet",
            f"{ZUID}/1": "onbekend",
        },
        niet_gevraagd={
            DRENTHE: ("scan-ontvangen", "scan-opvolgplan", "scan-aanbevelingen"),
            NOG: ("scan-aanbevelingen",),
        },
    ),
    Valkuil(
        "scan",
        "aanbevelingen opgepakt zonder plan",
        {
            "scan-ontvangen": "2023-05-01",
            "scan-opvolgplan": "nee",
            "scan-aanbevelingen": "{aantal: 6, totaal: 14}",
        },
        {
            f"{TWENTE}/1d": "deels",
            f"{NOG}/6": "voldoet_niet",
        },
    ),
    Valkuil(
        "zorgfraude",
        "een werkwijze en een activiteit van anderhalf jaar geleden",
        {
            "zorgfraude-werkwijze": PLAN,
            "bewustwording-zorgfraude": "2023-01-15",
            "zorgfraude-in-plan": "nee",
            "plan-ondermijning": "nee",
        },
        {
            f"{DRENTHE}/1.2": "deels",
            f"{NOG}/7": "deels",
            f"{MIDDEN}/4": "deels",
            f"{ZUID}/3": "deels",
        },
        niet_gevraagd={TWENTE: ("zorgfraude-werkwijze", "bewustwording-zorgfraude")},
    ),
    Valkuil(
        "zorgfraude",
        "niets: in Gelderland-Midden is het handboek een aanbod",
        {
            "zorgfraude-werkwijze": "nee",
            "bewustwording-zorgfraude": "nooit",
            "zorgfraude-in-plan": "nee",
            "plan-ondermijning": "nee",
        },
        {
            f"{DRENTHE}/1.2": "voldoet_niet",
            f"{NOG}/7": "voldoet_niet",
            f"{MIDDEN}/4": "nvt",
            f"{ZUID}/3": "voldoet_niet",
        },
    ),
    Valkuil(
        "mensenhandel",
        "eigen beleid, niet afgestemd, functionaris nog niet opgeleid",
        {
            "mensenhandelbeleid": PLAN,
            "mensenhandel-afgestemd": "nee",
            "mensenhandel-functionaris": "niet-opgeleid",
        },
        {
            f"{DRENTHE}/3.8": "deels",
            f"{NOG}/4": "voldoet",
            f"{NOG}/5": "deels",
            f"{MIDDEN}/1": "deels",
            f"{ZUID}/2": "deels",
        },
    ),
    Valkuil(
        "mensenhandel",
        "eigen beleid en een opgeleide functionaris, niet afgestemd",
        {
            "mensenhandelbeleid": PLAN,
            "mensenhandel-afgestemd": "nee",
            "mensenhandel-functionaris": "ja",
        },
        {
            f"{DRENTHE}/3.8": "deels",
            f"{NOG}/4": "voldoet",
            f"{NOG}/5": "voldoet",
            f"{MIDDEN}/1": "voldoet",
            f"{ZUID}/2": "deels",
        },
    ),
    Valkuil(
        "capaciteit",
        "controles via een regionaal team, de helft van de toezichthouders opgeleid",
        {
            "controles-capaciteit": WERKPROCES,
            "controles-aantal": "4",
            "toezichthouders-opgeleid": "{aantal: 2, totaal: 4}",
        },
        {
            f"{TWENTE}/3f": "voldoet",
            f"{MIDDEN}/7": "voldoet",
            f"{DRENTHE}/3.9": "deels",
        },
    ),
    Valkuil(
        "capaciteit",
        "niets: in Gelderland-Midden is het team een aanbod",
        {
            "controles-capaciteit": "nee",
            "controles-aantal": "0",
            "toezichthouders-opgeleid": "{aantal: 0, totaal: 4}",
        },
        {
            f"{TWENTE}/3f": "voldoet_niet",
            f"{MIDDEN}/7": "nvt",
            f"{DRENTHE}/3.9": "voldoet_niet",
        },
    ),
]


IDS = [f"{one.onderwerp}: {one.geval}" for one in VALKUILEN]
ALL_RAAMWERKEN = (TWENTE, DRENTHE, IJSSELLAND, NOG, MIDDEN, ZUID, WOERDEN)
ALL_NORMEN = {
    f"{name}/{norm.id}" for name in ALL_RAAMWERKEN for norm in BIBLIOTHEEK.raamwerk(name).normen
}


def oordelen(weerbaar: Weerbaar, *args: str) -> dict[str, str]:
    """The oordeel on every norm, as `raamwerk/norm`."""
    code, out, err = weerbaar("score", *args, "--format", "json")
    assert (code, err) == (0, "")
    shapes = json.loads(out)
    return {
        f"{shape['raamwerk']['id']}/{norm['id']}": norm["oordeel"]
        for shape in (shapes if isinstance(shapes, list) else [shapes])
        for norm in shape["normen"]
    }


@pytest.mark.parametrize("valkuil", VALKUILEN, ids=IDS)
def test_the_same_facts_meet_another_demand(
    valkuil: Valkuil, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree({"weerbaar.yaml": WERKMAP, "metingen/meting.yaml": valkuil.meting})
    found = oordelen(weerbaar, "metingen/meting.yaml")
    assert {key: found[key] for key in valkuil.oordelen} == valkuil.oordelen


@pytest.mark.parametrize("valkuil", VALKUILEN, ids=IDS)
def test_what_a_raamwerk_does_not_ask_has_no_norm(valkuil: Valkuil) -> None:
    for name, feiten in valkuil.niet_gevraagd.items():
        asked = {feit for norm in BIBLIOTHEEK.raamwerk(name).normen for feit in norm.feit_ids}
        assert asked.isdisjoint(feiten)
        assert set(feiten) <= BIBLIOTHEEK.catalogus.keys()


@pytest.mark.parametrize("valkuil", VALKUILEN, ids=IDS)
def test_a_row_is_no_copy_of_one_oordeel(valkuil: Valkuil) -> None:
    """A row shows a difference, or says what is not asked; or its subject does elsewhere."""
    rows = [one for one in VALKUILEN if one.onderwerp == valkuil.onderwerp]
    assert any(len(set(one.oordelen.values())) > 1 or one.niet_gevraagd for one in rows)
    assert valkuil.oordelen.keys() <= ALL_NORMEN


def test_all_raamwerken_at_once_give_the_same(tree: Tree, weerbaar: Weerbaar) -> None:
    first = VALKUILEN[0]
    tree({"weerbaar.yaml": WERKMAP, "meting.yaml": first.meting})
    everything = oordelen(weerbaar, "meting.yaml", "--raamwerk", "alle")
    listed = oordelen(weerbaar, "meting.yaml")
    assert {name.partition("/")[0] for name in everything} >= set(ALL_RAAMWERKEN)
    assert listed.items() <= everything.items()


def test_what_only_twente_asks_is_no_finding_and_no_question_in_drenthe(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    eed = next(one for one in VALKUILEN if one.onderwerp == "eed of belofte")
    text = eed.meting.replace(f"raamwerk: [{TWENTE}]", f"raamwerk: {DRENTHE}")
    tree({"weerbaar.yaml": WERKMAP, "meting.yaml": text})
    assert weerbaar("validate", "meting.yaml") == (0, "", "1 bestand, in orde\n")
    out = weerbaar("score", "meting.yaml", "--format", "json").out
    needed = [step for norm in json.loads(out)["normen"] for step in norm["nog_nodig"]]
    assert needed
    assert not any("eed-belofte" in step for step in needed)


def test_every_subject_of_the_crosswalk_is_in_the_table() -> None:
    assert {one.onderwerp for one in VALKUILEN} == SUBJECTS | MORE


@pytest.mark.parametrize("onderwerp", sorted(SUBJECTS | MORE))
def test_every_subject_is_seen_by_two_raamwerken(onderwerp: str) -> None:
    rows = [one for one in VALKUILEN if one.onderwerp == onderwerp]
    assert len({name for one in rows for name in (*one.raamwerken, *one.niet_gevraagd)}) > 1


def test_every_raamwerk_of_a_region_is_in_the_table() -> None:
    assert {name for one in VALKUILEN for name in one.raamwerken} == set(ALL_RAAMWERKEN)
