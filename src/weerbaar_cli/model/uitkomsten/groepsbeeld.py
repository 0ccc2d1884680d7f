"""What may be told of a group: counts, coarse where they would give a party away.

These types are the promise of a report for a board. No field can hold a name, a code, a path,
free text, evidence or the order of parties: there are numbers, dates, yes and no, and words from
closed lists. What a norm or a fact is called is looked up in the raamwerk by its place there.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.meting import Metingsoort

Groepsdoel = Literal["bestuur", "openbaar"]
Telwoord = Literal["exact", "geen_of_enkele", "bijna_alle", "te_klein"]
Behaald = Literal["ja", "nee", "geen_regel", "te_dicht_bij_de_rand", "niet_te_zeggen"]
Beweging = Literal["meer", "minder", "gelijk", "niet_zichtbaar"]


class Tal(NamedTuple):
    """How many of `van` parties, as it may be told: anything from `laag` up to `hoog`."""

    woord: Telwoord
    laag: int
    hoog: int
    van: int


class Groepsnorm(NamedTuple):
    """The only figures of one norm that exist; all else is computed from them.

    `norm` is the place of the norm in its raamwerk. `oorzaakfeit` is the place of the fact in the
    norm's own order, or None when every fact is shown under an earlier norm.
    """

    norm: int
    voldoet: Tal
    oorzaakfeit: int | None
    oorzaak: Tal | None
    verloopt: Tal


class Groepseditie(NamedTuple):
    """One measurement of one group: a kind and a peildatum, who responded, and the norms."""

    soort: Metingsoort
    peildatum: date
    leden: int
    ingeleverd: int
    concept: int
    normen: tuple[Groepsnorm, ...]


class Groepsbeeld(NamedTuple):
    """What is published of a group: the latest edition, and the one before it.

    `bekend_bij_lezer` is how many members' results a reader may know already (m of the promise).
    `verloopt_tot` is how far ahead lapses are counted. `zelfde_groep` is None without an earlier
    edition; when it is False, no movement is shown. `partijen_nodig` is what the owner's rule asks
    per norm. Of `raden` members the reader knows it from a public report for their council.
    """

    doel: Groepsdoel
    bekend_bij_lezer: int
    exact: bool
    fictief: bool
    verloopt_tot: date
    nu: Groepseditie
    vorige: Groepseditie | None
    zelfde_groep: bool | None
    behaald: Behaald
    partijen_nodig: int | None
    raden: int = 0
