"""The question of a report, and what may be asked together."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bronnen import is_map
from weerbaar_cli.files.vinden import split_revisie
from weerbaar_cli.model.doelgroep import DOELGROEPEN, Doelgroep
from weerbaar_cli.reading.neutraal import VALIDATE, VALIDATE_TOEN

OVERZICHTDOELEN = ("bestuur", "openbaar")


class Rapportvraag(NamedTuple):
    """Of whom a report is asked, for whom, and by what."""

    paden: tuple[Path, ...]
    district: str | None
    doelgroep: Doelgroep | None
    partijtype: str | None
    vorige: Path | None
    raamwerk: str | None
    peildatum: date | None
    overzicht: str | None = None
    ontvanger: str | None = None

    @property
    def over_groep(self) -> bool:
        """Whether the report is about more than one organisation."""
        if (self.district or self.overzicht) is not None:
            return True
        if self.doelgroep == "notitie":
            return not self.paden or is_map(self.paden[0])
        return self.doelgroep is not None and "meting" not in DOELGROEPEN[self.doelgroep].over

    @property
    def nakijken(self) -> str:
        """What tells which files are wrong, where the report itself may not."""
        is_toen = any(split_revisie(one) is not None for one in self.paden)
        return VALIDATE_TOEN if is_toen else VALIDATE

    @property
    def zonder_namen(self) -> bool:
        """Whether nothing that is said of it may name a party, or a folder called after one."""
        return self.over_groep and not DOELGROEPEN[self.doelgroep or "bestuur"].noemt


def refuse_mixture(vraag: Rapportvraag) -> None:
    """Options that say nothing together."""
    if vraag.ontvanger is not None and vraag.doelgroep != "onderzoek":
        tip = "Kies ook --doelgroep onderzoek, of laat --ontvanger weg."
        raise WeerbaarError("--ontvanger hoort bij regels voor onderzoek", tip=tip)
    if vraag.overzicht is not None:
        _refuse_beside_overzicht(vraag)
    doelgroep = vraag.doelgroep or "bestuur"
    if vraag.district is not None and "district" not in DOELGROEPEN[doelgroep].over:
        tip = "Laat --district weg en noem de meting, of kies een andere --doelgroep."
        message = f"een rapport «{doelgroep}» gaat over één meting, niet over een district"
        raise WeerbaarError(message, tip=tip)
    if vraag.over_groep and vraag.vorige is not None:
        tip = "Laat --vorige weg: van een district zoekt weerbaar de vorige ronde zelf op."
        raise WeerbaarError("--vorige hoort bij het rapport van één meting", tip=tip)
    named = DOELGROEPEN[doelgroep].noemt or doelgroep == "onderzoek"
    if vraag.partijtype is not None and (not vraag.over_groep or named):
        tip = "Kies ook --district, met --doelgroep bestuur of openbaar."
        raise WeerbaarError("--partijtype hoort bij een rapport zonder namen", tip=tip)


def _refuse_beside_overzicht(vraag: Rapportvraag) -> None:
    """Raise for an option that would change what a district published."""
    given = {
        "--district": vraag.district,
        "--partijtype": vraag.partijtype,
        "--vorige": vraag.vorige,
        "--raamwerk": vraag.raamwerk,
        "--peildatum": vraag.peildatum,
    }
    for name, value in given.items():
        if value is not None:
            tip = f"Laat {name} weg: een overzicht neemt de rapporten zoals zij zijn gepubliceerd."
            raise WeerbaarError(f"{name} gaat niet samen met --overzicht", tip=tip)
    if vraag.doelgroep not in (None, *OVERZICHTDOELEN):
        message = f"een overzicht is er niet voor doelgroep «{vraag.doelgroep}»"
        raise WeerbaarError(message, tip=f"Kies uit: {', '.join(OVERZICHTDOELEN)}.")
