"""Templates of somebody else, tried out on a small invented report before a meting is read.

So a page that lacks what a report promises, or a line that no report can fill in, is told at once.
What a template makes of a block that is not here is looked at when there is one.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from weerbaar_cli.blad.blad import Alinea, Blad, Kolom, Merk, Sectie, Tabel
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.html import STIJL, to_html
from weerbaar_cli.formats.markdown import to_markdown
from weerbaar_cli.formats.sjablonen.keuring import instead

_TABEL = Tabel("Feiten", (Kolom("feit"), Kolom("stand")), (("bibob-beleid", Merk("deels")),))
PROEF = Blad(
    titel="Voorbeeldstad: proef",
    ondertitel="Om een sjabloon te proberen",
    doelgroep="eigen",
    datum=date(2024, 1, 31),
    kenmerken=(("Peildatum", "31-01-2024"),),
    vertrouwelijk="Alleen voor wie het sjabloon maakt.",
    fictief="FICTIEF: alle gegevens zijn verzonnen.",
    secties=(Sectie("Kern", "kern", (Alinea("Het beleid ligt bij de raad."), _TABEL)),),
    voet=("weerbaar",),
)


def check_sjablonen(eigen: Mapping[str, str], sjablonen: Mapping[str, str]) -> None:
    """Raise WeerbaarError at the first thing that is wrong with the templates of a folder."""
    used = {STIJL, *sjablonen}
    for place in eigen:
        name = place.rpartition("/")[2]
        if name not in used and not any(name in text for text in eigen.values()):
            tip = "Geef het de naam van een gewoon sjabloon, of haal het uit de map."
            message = f"{place} wordt door geen sjabloon gebruikt{instead(name, used)}"
            raise WeerbaarError(message, tip=tip)
    to_html(PROEF, sjablonen, eigen=eigen)
    to_markdown(PROEF, sjablonen, eigen)
