"""Who an output is for: the one table of audiences, with the sentence that stands above each.

Every form of every output carries that sentence: a page that leaves the folder must tell by itself
who may read it. Invented data says that it is; where there is room for one line alone, it says so
instead: it is of nobody, so nobody is shielded from it.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Doelgroep = Literal[
    "eigen", "notitie", "raad", "coordinator", "specialist", "bestuur", "openbaar", "onderzoek"
]  # fmt: skip
Onderwerp = Literal["meting", "district", "verband"]


class Publiek(Struct, frozen=True):
    """One audience: whom an output for it may be about, what it may name, and its own sentence.

    `over` are the subjects that it can be asked of. `noemt`: the output of a district names its
    parties. `publiceert`: what it tells of a district leaves the house, so it can be published.
    `besloten`: a file for it is for its owner alone, also on a disk that is shared.
    """

    over: tuple[Onderwerp, ...]
    regel: str
    noemt: bool = True
    publiceert: bool = False
    besloten: bool = False

    @property
    def voor_weinigen(self) -> bool:
        """Whether only some may read it: no log tells it, and of sealed data no file unasked."""
        return self.besloten or self.noemt


DOELGROEPEN: dict[Doelgroep, Publiek] = {
    "eigen": Publiek(("meting",), "Vertrouwelijk: alleen voor de eigen organisatie", besloten=True),
    "notitie": Publiek(
        ("meting", "district"),
        "Vertrouwelijk: alleen voor bestuur en directie van de eigen organisatie",
        noemt=False,
        publiceert=True,
        besloten=True,
    ),
    "raad": Publiek(("meting",), "Voor raad, staten of algemeen bestuur; zonder kwetsbare details"),
    "coordinator": Publiek(
        ("district",), "Vertrouwelijk: alleen voor de districtelijk coördinator", besloten=True
    ),
    "specialist": Publiek(
        ("district",),
        "Vertrouwelijk: alleen voor de specialist die de leden van het district helpt",
        besloten=True,
    ),
    "bestuur": Publiek(
        ("district",),
        "Vertrouwelijk: alleen voor het districtelijk overleg; zonder losse organisaties",
        noemt=False,
        publiceert=True,
    ),
    "openbaar": Publiek(
        ("district",), "Openbaar; zonder losse organisaties", noemt=False, publiceert=True
    ),
    "onderzoek": Publiek(
        ("district",),
        "Vertrouwelijk: alleen voor onderzoek, en niet om te publiceren",
        noemt=False,
        publiceert=True,
        besloten=True,
    ),
}
# An overview is of several districts, so of none of their meetings alone.
OVERZICHT = Publiek(
    ("verband",),
    "Vertrouwelijk: alleen voor de overleggen van deze districten en hun gezamenlijk bestuur; "
    "zonder losse organisaties",
    noemt=False,
)

FICTIEF = "FICTIEF: verzonnen gegevens"
# Above what was only looked at, whatever the audience.
PROEF = "Proef: niet verspreiden"


def names_of(onderwerp: Onderwerp) -> tuple[Doelgroep, ...]:
    """The audiences that can be asked of such a subject, in the order of the table."""
    return tuple(name for name, one in DOELGROEPEN.items() if onderwerp in one.over)


def marking(doelgroep: Doelgroep = "eigen", *, fictief: bool) -> str:
    """The sentence where there is room for one: that data is invented, or who may read it."""
    return FICTIEF if fictief else DOELGROEPEN[doelgroep].regel


def audience_of(organisaties: int) -> Doelgroep:
    """Who may read an output that names so many organisations: of several, none of themselves."""
    return "eigen" if organisaties <= 1 else "coordinator"
