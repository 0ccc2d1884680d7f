"""What every report on a group opens and ends with: for whom, of which date, by which versions."""

from __future__ import annotations

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import Blad, Sectie
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF, Doelgroep
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport

HERZIENING = ("Herziening", "vervangt eerdere cijfers van deze meetronde")


def make_blad(
    rapport: Groepsrapport,
    doelgroep: Doelgroep,
    lezers: str,
    secties: tuple[Sectie, ...],
) -> Blad:
    """The page around the chapters."""
    beeld, raamwerk = rapport.beeld, rapport.raamwerk
    nu = beeld.nu
    return Blad(
        titel=raamwerk.titel,
        ondertitel=f"{nu.soort.capitalize()} van {dutch(nu.peildatum)}, {rapport.district}",
        doelgroep=doelgroep,
        datum=nu.peildatum,
        kenmerken=(
            ("Voor wie", lezers),
            ("Meting", nu.soort),
            ("Peildatum", dutch(nu.peildatum)),
            *((HERZIENING,) if rapport.herziening else ()),
            ("Raamwerk", f"{raamwerk.titel}, versie {raamwerk.versie}"),
        ),
        vertrouwelijk=DOELGROEPEN[doelgroep].regel,
        fictief=FICTIEF if beeld.fictief else "",
        secties=secties,
        voet=(f"Raamwerk {raamwerk.id} {raamwerk.versie}", f"weerbaar {__version__}"),
    )
