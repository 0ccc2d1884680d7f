"""Who an output is for, in the one sentence that stands above it; invented data says that instead.

Every form of every output carries this: a page that leaves the folder must tell by itself who may
read it.
"""

from __future__ import annotations

from typing import Literal

Doelgroep = Literal[
    "eigen", "notitie", "raad", "coordinator", "bestuur", "openbaar", "onderzoek"
]  # fmt: skip

FICTIEF = "FICTIEF: verzonnen gegevens"
VERTROUWELIJK: dict[Doelgroep, str] = {
    "eigen": "Vertrouwelijk: alleen voor de eigen organisatie",
    "notitie": "Vertrouwelijk: alleen voor bestuur en directie van de eigen organisatie",
    "raad": "Voor raad, staten of algemeen bestuur; zonder kwetsbare details",
    "coordinator": "Vertrouwelijk: alleen voor de districtelijk coördinator",
    "bestuur": "Vertrouwelijk: alleen voor het districtelijk overleg; zonder losse organisaties",
    "openbaar": "Openbaar; zonder losse organisaties",
    "onderzoek": "Vertrouwelijk: alleen voor onderzoek, en niet om te publiceren",
}

# An overview is of several districts, so of none of their meetings alone.
VERTROUWELIJK_OVERZICHT = (
    "Vertrouwelijk: alleen voor de overleggen van deze districten en hun gezamenlijk bestuur; "
    "zonder losse organisaties"
)


def marking(doelgroep: Doelgroep = "eigen", *, fictief: bool) -> str:
    """The sentence above an output: invented data is of nobody, so nobody is shielded from it."""
    return FICTIEF if fictief else VERTROUWELIJK[doelgroep]


def audience_of(organisaties: int) -> Doelgroep:
    """Who may read an output that names so many organisations: of several, none of themselves."""
    return "eigen" if organisaties <= 1 else "coordinator"
