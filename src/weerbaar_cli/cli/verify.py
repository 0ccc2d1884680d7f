"""`weerbaar verify`: make a report again from its metingen, and name the first difference."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Annotated, Any

import typer

from weerbaar_cli import __version__
from weerbaar_cli.cli.console import say, show_json
from weerbaar_cli.cli.deliver import Uitvoer, read_opmaak
from weerbaar_cli.cli.nederlands import DutchCommand
from weerbaar_cli.cli.opties import Districtnaam, Format, Raamwerknaam
from weerbaar_cli.cli.rapport import Rapport
from weerbaar_cli.cli.report import (
    Basis,
    Huisstijl,
    Overzichtnaam,
    Paden,
    Partijtype,
    Sjabloon,
    Vorige,
    Vraag,
    make_rapport,
)
from weerbaar_cli.errors import FINDINGS, IN_ORDER, WeerbaarError
from weerbaar_cli.files.rapporten import read_rapport
from weerbaar_cli.formats.vormen import Opmaak, vorm_of, write
from weerbaar_cli.leaks.uitlezen import read_in_order
from weerbaar_cli.model.doelgroep import DOELGROEPEN, PROEF, Doelgroep
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.waarmerk import Onderdeel, Waarmerk, find_waarmerk, is_newer

Rapportbestand = Annotated[
    Path, typer.Argument(metavar="RAPPORT", readable=False, help="Het rapport dat u controleert.")
]
LONGEST, BEFORE = 120, 40
WOORDEN: dict[Onderdeel | str, str] = {
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
class Zin:
    """A sentence of the report and what it would be now; the latter not when that is unpublished.

    What a report on a group would say now was never weighed against what is published already.
    """

    rapport: str
    nu: str | None


@dataclass(frozen=True)
class Uitslag:
    """What verify found; `onderdeel` is empty when all is the same, «tekst» for words alone.

    `rapport` and `opnieuw` are the codes or texts that differ, `zin` the first sentence that does
    when a code differs. `ander` is of whom the meting is when the report never names them.
    """

    onderdeel: str = ""
    rapport: str = ""
    opnieuw: str = ""
    tot_op_de_byte: bool = False
    zin: Zin | None = None
    ander: str = ""

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
        overzicht=overzicht,
    )
    _refuse_without_meting(vraag, waarmerk, rapport)
    uitvoer = Uitvoer(None, (rapport,), huisstijl=huisstijl, basis=basis, sjabloon=sjabloon)
    opmaak = read_opmaak(uitvoer, zonder_namen=vraag.over_groep)
    bestand = Bestand(rapport, raw, waarmerk)
    uitslag = compare_rapport(bestand, make_rapport(vraag), opmaak)
    _show(uitslag, waarmerk, format_)
    return IN_ORDER if uitslag.klopt else FINDINGS


def _read_waarmerk(raw: bytes, path: Path) -> Waarmerk:
    text = "\n".join(read_in_order(raw, path.name))
    if PROEF in text or b'"proef": true' in raw:
        message = f"«{clean(path.name, 200)}» is een proef; daarvan is er niets na te gaan"
        raise WeerbaarError(message, tip="Publiceer het rapport eerst, met --publiceer.")
    waarmerk = find_waarmerk(text)
    if waarmerk is None:
        message = f"«{clean(path.name, 200)}» heeft geen waarmerk van weerbaar"
        tip = "Alleen een rapport dat het hoofdstuk «Waarmerk» nog heeft, is te controleren."
        raise WeerbaarError(message, tip=tip)
    if is_newer(waarmerk.weerbaar, __version__):
        message = f"dit rapport is gemaakt met weerbaar {waarmerk.weerbaar}; dit is {__version__}"
        raise WeerbaarError(message, tip="Werk weerbaar bij en probeer het opnieuw.")
    return waarmerk


def _refuse_without_meting(vraag: Vraag, waarmerk: Waarmerk, path: Path) -> None:
    """A note may be about one organisation or a group; only the first has codes of metingen."""
    about_one = not vraag.over_groep or (
        vraag.doelgroep == "notitie" and waarmerk.afdruk("metingen") is not None
    )
    if about_one and not vraag.paden:
        message = "noem ook de meting waaruit dit rapport is gemaakt"
        tip = f"Bijvoorbeeld: weerbaar verify {clean(path.name, 200)} gemeente.yaml."
        raise WeerbaarError(message, tip=tip)


def _doelgroep(waarmerk: Waarmerk) -> Doelgroep:
    for name in DOELGROEPEN:
        if name == waarmerk.doelgroep:
            return name
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
            codes = found.get(onderdeel, ""), new.get(onderdeel, "")
            same = rapport.on(old.datum, old)
            both = _both(bestand, write(vorm_of(bestand.pad), same, opmaak).inhoud)
            zin, ander = _find_zin(both, rapport), _other_naam(both, rapport)
            return Uitslag(onderdeel, *codes, zin=zin, ander=ander)
    return _compare_text(bestand, rapport.on(old.datum), opmaak)


def _compare_text(bestand: Bestand, rapport: Rapport, opmaak: Opmaak) -> Uitslag:
    again = write(vorm_of(bestand.pad), rapport, opmaak).inhoud
    if again == bestand.inhoud:
        return Uitslag(tot_op_de_byte=True)
    found = _first_difference(*_both(bestand, again))
    return Uitslag() if found is None else Uitslag("tekst", *found)


def _both(bestand: Bestand, again: bytes) -> tuple[list[str], list[str]]:
    """The words of the report, and of the report that was made again."""
    return read_in_order(bestand.inhoud, bestand.pad.name), read_in_order(again, bestand.pad.name)


def _first_difference(old: list[str], new: list[str]) -> tuple[str, str] | None:
    pairs = zip_longest(old, new, fillvalue="")
    return next((_around(one, other) for one, other in pairs if one != other), None)


def _find_zin(both: tuple[list[str], list[str]], rapport: Rapport) -> Zin | None:
    """The first words that differ, apart from the codes; None when only codes do."""
    # In data a key may differ before any sentence does; that says little.
    sentences = ([one for one in words if " " in one] for words in both)
    found = _first_difference(*sentences) or _first_difference(*both)
    if found is None:
        return None
    return Zin(found[0], None if rapport.verboden else found[1])


def _other_naam(both: tuple[list[str], list[str]], rapport: Rapport) -> str:
    """The organisation of the meting, when this form names it and the report does not."""
    naam = rapport.meting.naam if rapport.meting is not None else ""
    old, new = ("\n".join(words) for words in both)
    return naam if naam in new and naam not in old else ""


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
        _show_why(uitslag)
    if waarmerk.weerbaar != __version__:
        say(f"Het rapport is gemaakt met weerbaar {waarmerk.weerbaar}; dit is {__version__}.")


def _show_why(uitslag: Uitslag) -> None:
    if uitslag.ander:
        print(f"De meting is van {clean(uitslag.ander)}; dit rapport noemt die organisatie niet.")
    if uitslag.zin is None:
        print("Aan de tekst van het rapport verandert dit niets.")
        return
    print("De eerste tekst die anders is:")
    print(f"  in het rapport: {uitslag.zin.rapport or '(niets)'}")
    if uitslag.zin.nu is not None:
        print(f"  nu:             {uitslag.zin.nu or '(niets)'}")


def _verschil(uitslag: Uitslag) -> dict[str, Any]:
    zin = uitslag.zin
    return {
        "onderdeel": uitslag.onderdeel,
        "rapport": uitslag.rapport,
        "opnieuw": uitslag.opnieuw,
        "tekst": None if zin is None else {"rapport": zin.rapport, "opnieuw": zin.nu},
        "andere_organisatie": uitslag.ander or None,
    }


def register(app: typer.Typer, text: str) -> None:
    """Add the command to the program."""
    app.command("verify", cls=DutchCommand, help=text, epilog=VOORBEELDEN)(verify)


VOORBEELDEN = """weerbaar verify secretaris.html gemeente.yaml
weerbaar verify memo.docx gemeente.yaml --vorige 2023.yaml"""
