"""What was published in a werkmap, and what may be published now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.bestanden.publicaties import Publicatiedoel, Register

Kansstand = Literal["kan", "gepubliceerd", "herziening", "kan_niet"]


class Kans(NamedTuple):
    """Whether an edition may be published for an audience; `reden` says why not."""

    raamwerk: str
    soort: Metingsoort
    peildatum: date
    doelgroep: Publicatiedoel
    stand: Kansstand
    reden: str = ""


class Publicatielijst(NamedTuple):
    """The register, and the chances now; `bezwaar` says why there are none to tell.

    `botsingen` has per publication those that it cannot stand beside, with why. `weg`: git knows
    files that are gone.
    """

    register: Register
    kansen: tuple[Kans, ...]
    datum: date
    bezwaar: str = ""
    botsingen: Mapping[str, Mapping[str, str]] = {}
    weg: bool = False
    fictief: bool = False
