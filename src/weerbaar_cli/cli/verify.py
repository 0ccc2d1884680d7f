"""`weerbaar verify`: make a report again from its metingen, and name the first difference."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Annotated

import typer

from weerbaar_cli import __version__
from weerbaar_cli.cli.console import say, show_json
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Format, Raamwerknaam
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.cli.rapporttekst import read_words
from weerbaar_cli.cli.report import (
    Basis,
    Districtnaam,
    Doelgroepnaam,
    Huisstijl,
    Overzichtnaam,
    Paden,
    Partijtype,
    Sjabloon,
    Vorige,
    Vraag,
    make_rapport,
)
from weerbaar_cli.cli.uitvoer import Uitvoer, read_opmaak
from weerbaar_cli.cli.vormen import Opmaak, make_bytes, vorm_of, with_waarmerk
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.rapporten import read_rapport
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.waarmerk import Waarmerk, find_waarmerk, is_newer

Rapportbestand = Annotated[
    Path, typer.Argument(metavar="RAPPORT", readable=False, help="Het rapport dat u controleert.")
]
LONGEST, BEFORE = 120, 40
WOORDEN = {
    "doelgroep": "de doelgroep",
    "peildatum": "de peildatum",
    "raamwerk": "het raamwerk: een norm of regel is niet dezelfde",
    "lezing": "de lezingen: een parameter van het raamwerk is niet dezelfde",
    "feiten": "de feiten: een vraag in de catalogus is niet dezelfde",
    "ankers": "de wetswijzigingen: die zijn niet dezelfde",
    "programma": "het regionale programma: dat is niet hetzelfde",
    "metingen": "de metingen: een antwoord of besluit is niet hetzelfde",
    "inhoud": "de uitkomst: uit deze metingen volgt een ander rapport",
}


@dataclass(frozen=True)
class Bestand:
    """The report that is checked, with the codes that were found in it."""

    pad: Path
    inhoud: bytes
    waarmerk: Waarmerk


@dataclass(frozen=True)
class Uitslag:
    """What verify found; `onderdeel` is empty when all is the same, «tekst» for words alone."""

    onderdeel: str = ""
    rapport: str = ""
    opnieuw: str = ""
    tot_op_de_byte: bool = False

    @property
    def klopt(self) -> bool:
        """Whether the report is what follows from the metingen."""
        return not self.onderdeel


def verify(
    rapport: Rapportbestand,
    meting: Paden = None,
    district: Districtnaam = None,
    vorige: Vorige = None,
    raamwerk: Raamwerknaam = None,
    partijtype: Partijtype = None,
    huisstijl: Huisstijl = None,
    basis: Basis = None,
    format_: Format = "tabel",
    overzicht: Overzichtnaam = None,
    sjabloon: Sjabloon = None,
) -> int:
    """Check a report; 1 when it differs, 2 when it cannot be checked. Nothing is written."""
    vorm_of(rapport)
    raw = read_rapport(rapport)
    waarmerk = _read_waarmerk(raw, rapport)
    vraag = Vraag(
        tuple(meting or ()),
        district,
        _doelgroep(waarmerk),
        partijtype,
        vorige,
        raamwerk,
        waarmerk.peildatum,
        alleen_lezen=True,
        overzicht=overzicht,
    )
    uitvoer = Uitvoer((rapport,), huisstijl=huisstijl, basis=basis, sjabloon=sjabloon)
    opmaak = read_opmaak(uitvoer, zonder_namen=vraag.over_groep)
    bestand = Bestand(rapport, raw, waarmerk)
    uitslag = compare_rapport(bestand, make_rapport(vraag), opmaak)
    _show(uitslag, waarmerk, format_)
    return IN_ORDER if uitslag.klopt else FINDINGS


def _read_waarmerk(raw: bytes, path: Path) -> Waarmerk:
    waarmerk = find_waarmerk("\n".join(read_words(raw, path.name)))
    if waarmerk is None:
        message = f"«{clean(path.name, 200)}» heeft geen waarmerk van weerbaar"
        tip = "Alleen een rapport dat het hoofdstuk «Waarmerk» nog heeft, is te controleren."
        raise WeerbaarError(message, tip=tip)
    if is_newer(waarmerk.weerbaar, __version__):
        message = f"dit rapport is gemaakt met weerbaar {waarmerk.weerbaar}; dit is {__version__}"
        raise WeerbaarError(message, tip="Werk weerbaar bij en probeer het opnieuw.")
    return waarmerk


def _doelgroep(waarmerk: Waarmerk) -> Doelgroepnaam:
    for name in Doelgroepnaam.__args__:  # type: ignore[attr-defined]
        if name == waarmerk.doelgroep:
            return name  # type: ignore[no-any-return]
    message = f"dit rapport is voor «{clean(waarmerk.doelgroep)}»; die doelgroep is niet bekend"
    raise WeerbaarError(message, tip="Is het waarmerk veranderd?")


def compare_rapport(bestand: Bestand, rapport: Rapport, opmaak: Opmaak) -> Uitslag:
    """The first difference: of the codes in their order, then of the words."""
    assert rapport.waarmerk is not None
    old = bestand.waarmerk
    new = dict(dataclasses.replace(rapport.waarmerk, datum=old.datum).codes())
    found = dict(old.codes())
    for onderdeel in WOORDEN:
        if found.get(onderdeel) != new.get(onderdeel):
            return Uitslag(onderdeel, found.get(onderdeel, ""), new.get(onderdeel, ""))
    return _compare_text(bestand, with_waarmerk(rapport, old.datum), opmaak)


def _compare_text(bestand: Bestand, rapport: Rapport, opmaak: Opmaak) -> Uitslag:
    again = make_bytes(rapport, vorm_of(bestand.pad), opmaak)
    if again == bestand.inhoud:
        return Uitslag(tot_op_de_byte=True)
    both = read_words(bestand.inhoud, bestand.pad.name), read_words(again, bestand.pad.name)
    for one, other in zip_longest(*both, fillvalue=""):
        if one != other:
            return Uitslag("tekst", *_around(one, other))
    return Uitslag()


def _around(one: str, other: str) -> tuple[str, str]:
    """Both texts from a little before the place where they part."""
    pairs = enumerate(zip(one, other, strict=False))
    same = next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))
    start = max(0, same - BEFORE)
    dots = "…" if start else ""
    return dots + clean(one[start:], LONGEST), dots + clean(other[start:], LONGEST)


def _show(uitslag: Uitslag, waarmerk: Waarmerk, format_: str) -> None:
    if format_ == "json":
        show_json(
            {"versie": 1, "klopt": uitslag.klopt, "waarmerk": dict(waarmerk.codes())}
            | {"verschil": None if uitslag.klopt else _verschil(uitslag)}
        )
    elif uitslag.klopt:
        exact = ", tot op de byte" if uitslag.tot_op_de_byte else "; alleen de opmaak verschilt"
        print(f"Het rapport klopt met de metingen{exact}.")
    elif uitslag.onderdeel == "tekst":
        print("De codes kloppen, maar de tekst van het rapport is veranderd. Het eerste verschil:")
        print(f"  in het rapport: {uitslag.rapport or '(niets)'}")
        print(f"  hoort te zijn:  {uitslag.opnieuw or '(niets)'}")
    else:
        print(f"Het rapport klopt niet. Het eerste verschil zit in {WOORDEN[uitslag.onderdeel]}.")
        print(f"  in het rapport: {uitslag.rapport or '(geen)'}")
        print(f"  nu:             {uitslag.opnieuw or '(geen)'}")
    if waarmerk.weerbaar != __version__:
        say(f"Het rapport is gemaakt met weerbaar {waarmerk.weerbaar}; dit is {__version__}.")


def _verschil(uitslag: Uitslag) -> dict[str, str]:
    return {
        "onderdeel": uitslag.onderdeel,
        "rapport": uitslag.rapport,
        "opnieuw": uitslag.opnieuw,
    }


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("verify", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(verify)


VOORBEELDEN = """weerbaar verify secretaris.html gemeente.yaml
weerbaar verify memo.docx gemeente.yaml --vorige 2023.yaml"""
