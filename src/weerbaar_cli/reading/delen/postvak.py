"""A coordinator's inbox: whatever came by mail, known by what it holds and not by its name.

Nothing is written here. What can be used gets the name of the house; what is there already, or
comes in two ways, is only named: nothing is ever put over something else.
"""

from __future__ import annotations

import shlex
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.engine.checks.meting import all_types
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bestand import FORM_BEGIN, FORM_TIP, FORM_WHAT, begin_of, is_form
from weerbaar_cli.files.bronnen import refuse_unwritable
from weerbaar_cli.files.scaffold import new_meting, slug_of
from weerbaar_cli.files.vinden import (
    LINK,
    SEALED,
    find_links,
    find_ordinary,
    relative,
    same_place,
    shown_path,
)
from weerbaar_cli.files.werkboek import Ingevuldwerkboek, read_werkboek
from weerbaar_cli.files.yaml.document import (
    Yamlbestand,
    read_bytes_as,
    read_document,
    read_raw,
)
from weerbaar_cli.model.bestanden.meting import METINGSOORTEN, Metingsoort
from weerbaar_cli.model.bestanden.partij import Werkmap
from weerbaar_cli.model.tijd import parse_datum
from weerbaar_cli.model.uitkomsten.postvak import PUNT, Lidstand, Poststuk, Postvak
from weerbaar_cli.model.uitkomsten.wijzigingen import Afwijzing
from weerbaar_cli.model.woorden import count_word
from weerbaar_cli.reading.coordinator import stand_of
from weerbaar_cli.reading.dossier import Dossier, Gebroken
from weerbaar_cli.reading.groep import open_werkmap
from weerbaar_cli.reading.invullen.herstel import repair
from weerbaar_cli.reading.invullen.werkboek import read_voorstellen
from weerbaar_cli.reading.metingen import OTHER_KINDS, read_bronnen
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.opzet import Opzetvraag, make_opzet
from weerbaar_cli.reading.verandering.paar import moment_of
from weerbaar_cli.reading.versleuteld import Verzegelaar
from weerbaar_cli.reading.vragenlijst import vragenlijst_of
from weerbaar_cli.reading.wijzigingen import Invulmeting, try_voorstellen

ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
# What was in a meting that a workbook was made of, stands in it only as far as there are cells.
HALF = (
    "dit werkboek is gemaakt van een meting waar al antwoorden in stonden, en die meting is hier "
    "niet; niet alles daarvan staat ook in het werkboek, zoals een toetsing"
)
HALF_TIP = (
    "Stuur de meting zelf, een bestand dat eindigt op .yaml. Neem eerst over wat het werkboek "
    "daarin verandert: «weerbaar import BESTAND.xlsx --in METING»."
)
CONCEPT = (
    "Deze meting komt uit een werkboek: de status is concept, en «ingevuld_door» is nog leeg. Zij "
    "telt niet mee in het rapport voor het bestuur voordat zij is ingeleverd. Vul in wie haar "
    "invulde, en schrijf «status: ingeleverd»."
)
ITSELF = "Stuur het bestand zelf, en geen verwijzing ernaar."
Postsleutel = tuple[str, Metingsoort, date]


class Postplaats(Struct, frozen=True):
    """A file of the inbox that can be used, with where it goes."""

    doel: Path
    inhoud: bytes


@dataclass
class Ontvangst:
    """An inbox as it was read, and what can be written now."""

    postvak: Postvak
    plaatsingen: list[Postplaats] = field(default_factory=list)


class _Bruikbaar(Struct, frozen=True):
    """A meting of the inbox, as it would be written."""

    bestand: str
    dossier: Dossier
    inhoud: bytes
    data: Any
    hersteld: tuple[int, ...]
    raad: str = ""


def read_postvak(map_: Path, werkmap: Path, peildatum: date | None = None) -> Ontvangst:
    """What came in for a werkmap. The round is that of most that came, or the one of a day."""
    refuse_unwritable(werkmap)
    omgeving = open_werkmap(werkmap)
    settings = omgeving.werkmap
    if settings is None:
        message = f"«{shown_path(werkmap)}» is geen werkmap: er is geen weerbaar.yaml"
        raise WeerbaarError(message, tip="Begin er een met «weerbaar init».")
    inside = {same_place(werkmap / name) for name in (settings.metingen, settings.gedeeld)}
    files = [one for one in find_ordinary(map_) if not inside & {*same_place(one).parents}]
    sorteerder = _Sorteerder(omgeving, werkmap, settings)
    found = [_Lezer(omgeving, path, sorteerder.there).read() for path in files]
    # A link is told where it stands, not where it leads.
    links = [one for one in find_links(map_) if not inside & _around(one)]
    found += [Poststuk(shown_path(one), "geweigerd", reden=LINK, suggestie=ITSELF) for one in links]
    return sorteerder.sort(found, peildatum)


def _around(link: Path) -> set[Path]:
    folder = same_place(link.parent)
    return {folder, *folder.parents}


class _Lezer:
    """One file of the inbox."""

    def __init__(
        self, omgeving: Omgeving, path: Path, there: Mapping[Postsleutel, Dossier]
    ) -> None:
        self.omgeving, self.path, self.naam = omgeving, path, shown_path(path)
        self.there = there

    def read(self) -> Poststuk | _Bruikbaar:
        """What it is, whatever it is called."""
        begin = begin_of(self.path, FORM_BEGIN)
        if begin.startswith((ZIP, OLD_OFFICE)):
            return self._read_werkboek()
        if is_form(begin):
            why = f"dit is {FORM_WHAT}"
            return Poststuk(self.naam, "geweigerd", reden=why, suggestie=FORM_TIP)
        return self._read_yaml(read_raw(self.path))

    def _read_yaml(self, raw: bytes | None) -> Poststuk | _Bruikbaar:
        hersteld = None if raw is None else repair(self.omgeving, self.path, raw)
        lines = tuple(one.nummer for one in hersteld.regels) if hersteld else ()
        inhoud = hersteld.nieuw if hersteld else raw or b""
        document = read_bytes_as(inhoud, self.path) if raw is not None else read_document(self.path)
        if self._is_foreign(document):
            return Poststuk(self.naam, "vreemd")
        kind = document.soort.partition("/")[0]
        if kind in OTHER_KINDS:
            return Poststuk(self.naam, "geweigerd", reden=f"dit is een bestand van soort {kind}")
        gelezen = self.omgeving.read_among(document)
        if isinstance(gelezen, Gebroken):
            return self._refuse(gelezen)
        if gelezen.is_deel:
            return Poststuk(self.naam, "deel", gelezen.naam, reden=_whose_part(gelezen))
        return _Bruikbaar(self.naam, gelezen, inhoud, document.data, lines)

    def _is_foreign(self, document: Yamlbestand) -> bool:
        """Whether nothing in it is of ours: a picture, a signature, a note."""
        if document.has_header():
            return False
        ours = {"organisatie", "raamwerk", "peildatum", "feiten"}
        keys = document.data.keys() if document.readable else ()
        named = self.path.suffix.lower() in (".yaml", ".yml")
        return not (ours & {*keys} or (named and not document.readable))

    def _refuse(self, gelezen: Gebroken) -> Poststuk:
        fouten = gelezen.fouten
        why = count_word(len(fouten), "fout", "fouten")
        return Poststuk(self.naam, "geweigerd", gelezen.naam, reden=why, meldingen=fouten)

    def _read_werkboek(self) -> Poststuk | _Bruikbaar:
        """A workbook as the meting that it is the whole of."""
        van = ""
        try:
            boek = read_werkboek(self.path)
            van = boek.over.get("organisatie", "")
            if rollen := boek.over.get("rollen"):
                return Poststuk(self.naam, "deel", van, reden=f"een werkboek van {rollen}")
            return self._from_werkboek(boek)
        except WeerbaarError as error:
            meldingen = tuple(error.meldingen)
            return Poststuk(self.naam, "geweigerd", van, reden=error.message, suggestie=error.tip,
                            meldingen=meldingen)  # fmt: skip

    def _from_werkboek(self, boek: Ingevuldwerkboek) -> Poststuk | _Bruikbaar:
        over = boek.over
        names = [one.partition("@")[0] for one in over.get("raamwerk", "").split()]
        day = parse_datum(over.get("peildatum", ""))
        soort = next((one for one in METINGSOORTEN if one == over.get("soort")), None)
        if not over.get("organisatie") or day is None or soort is None:
            why = "dit werkboek zegt niet van welke organisatie en meting het is"
            tip = "Vraag een werkboek van uw meting: «weerbaar export METING --output BOEK.xlsx»."
            raise WeerbaarError(why, tip=tip)
        partij = self.omgeving.bibliotheek.partijen.find(over["organisatie"])
        there = self.there.get((partij.naam, soort, day)) if partij is not None else None
        if there is not None:
            return self._beside(boek, there)
        if any(cel.was for rij in boek.rijen for cel in rij.cellen.values()):
            raise WeerbaarError(HALF, tip=HALF_TIP)
        pad = (self.omgeving.map or Path()) / "x.yaml"
        gereed = make_opzet(Opzetvraag(over["organisatie"], names, soort, day, pad, None))
        opzet = replace(gereed.opzet, fictief=over.get("fictief") == "ja")
        raw = new_meting(opzet).encode()
        vragen = vragenlijst_of(self.omgeving, read_bytes_as(raw, self.path))
        meting = Invulmeting(self.path, raw, self.omgeving, vragen)
        asked = read_voorstellen(boek, meting)
        refused = [one for one in asked if isinstance(one, Afwijzing)]
        poging = try_voorstellen(
            meting, [one for one in asked if not isinstance(one, Afwijzing)], refused
        )
        if poging.beeld.afwijzingen:
            cells = (
                f"{one.bron}: {one.onderwerp}: {one.reden}" for one in poging.beeld.afwijzingen
            )
            return Poststuk(self.naam, "geweigerd", over["organisatie"], reden=PUNT.join(cells))
        found = self._read_yaml(poging.nieuw)
        return replace(found, raad=CONCEPT) if isinstance(found, _Bruikbaar) else found

    def _beside(self, boek: Ingevuldwerkboek, there: Dossier) -> Poststuk:
        """A workbook of a meting that is there: whether that says all of it, or what takes it over.

        It says only what it changes, so it is no other meting to choose from.
        """
        document = read_document(there.pad)
        vragen = vragenlijst_of(self.omgeving, document)
        meting = Invulmeting(there.pad, read_raw(there.pad) or b"", self.omgeving, vragen)
        asked = read_voorstellen(boek, meting)
        refused = [one for one in asked if isinstance(one, Afwijzing)]
        wanted = [one for one in asked if not isinstance(one, Afwijzing)]
        beeld = try_voorstellen(meting, wanted, refused).beeld
        if beeld.klopt and not beeld.wijzigingen:
            return Poststuk(self.naam, "aanwezig", there.naam, there.bestand)
        command = shlex.join(["weerbaar", "import", self.naam, "--in", there.bestand])
        tip = f"Zet wat het werkboek verandert in de meting die er is, met «{command}»."
        return Poststuk(self.naam, "anders", there.naam, there.bestand, suggestie=tip)


def _whose_part(dossier: Dossier) -> str:
    deel = dossier.meting.deel
    return f"een deel van {', '.join(deel.rollen)}" if deel else ""


class _Sorteerder:
    """What came in beside what is there."""

    def __init__(self, omgeving: Omgeving, map_: Path, werkmap: Werkmap) -> None:
        self.omgeving, self.map, self.werkmap = omgeving, map_, werkmap
        self.verzegelaar = Verzegelaar()
        bronnen = list(read_bronnen([map_ / werkmap.metingen])) if self._folder().is_dir() else []
        self.gelezen = [one.gelezen for one in bronnen]
        self.there: dict[Postsleutel, Dossier] = {
            _key(one): one for one in self.gelezen if isinstance(one, Dossier)
        }

    def _folder(self) -> Path:
        return self.map / self.werkmap.metingen

    def sort(self, found: Sequence[Poststuk | _Bruikbaar], peildatum: date | None) -> Ontvangst:
        """Per file what happens with it; and who handed in, with what gets a place now."""
        usable: dict[Postsleutel, list[_Bruikbaar]] = defaultdict(list)
        for one in found:
            if isinstance(one, _Bruikbaar):
                usable[_key(one.dossier)].append(one)
        told = {id(one): self._weigh(one, usable[_key(one.dossier)]) for one in found
                if isinstance(one, _Bruikbaar)}  # fmt: skip
        placed = [one for one in found
                  if isinstance(one, _Bruikbaar) and told[id(one)].uitkomst == "nieuw"]  # fmt: skip
        stukken = tuple(one if isinstance(one, Poststuk) else told[id(one)] for one in found)
        ronde = self._round([one.dossier for rows in usable.values() for one in rows], peildatum)
        dossiers = [*self.there.values(), *(one.dossier for one in placed)]
        faulty = {one.naam for one in self.gelezen if isinstance(one, Gebroken)}
        faulty |= {one.van for one in stukken if one.uitkomst == "geweigerd"}
        twice = {one.van for one in stukken if one.uitkomst == "anders"}
        sent = self._members(dossiers, ronde, faulty, twice) if ronde else ()
        soort, day = ronde or (None, None)
        postvak = Postvak(shown_path(self.map), stukken, soort, day, tuple(sent))
        return Ontvangst(postvak, [self._place(one) for one in placed])

    def _place(self, one: _Bruikbaar) -> Postplaats:
        """What is written, sealed where the werkmap asks that."""
        doel = self._goal(one.dossier)
        if not doel.name.endswith(SEALED):
            return Postplaats(doel, one.inhoud)
        return Postplaats(doel, self.verzegelaar.seal_new(one.inhoud, doel.with_suffix("")))

    def _weigh(self, one: _Bruikbaar, same: Sequence[_Bruikbaar]) -> Poststuk:
        naam, doel = one.dossier.naam, self._goal(one.dossier)
        shown = shown_path(doel)
        if why := self._why_not_here(one.dossier):
            return Poststuk(one.bestand, "geweigerd", naam, reden=why)
        there = self.there.get(_key(one.dossier))
        if there is not None:
            alike = read_document(there.pad).data == one.data
            return Poststuk(one.bestand, "aanwezig" if alike else "anders", naam, there.bestand)
        if same[0].data != one.data or any(other.data != one.data for other in same):
            others = ", ".join(other.bestand for other in same if other is not one)
            why = f"er kwam ook {others}, en dat zegt iets anders"
            return Poststuk(one.bestand, "anders", naam, reden=why)
        if one is not same[0]:
            return Poststuk(one.bestand, "aanwezig", naam, same[0].bestand)
        if doel.exists() or doel.is_symlink():
            why = "daar staat een bestand dat niet te lezen is"
            return Poststuk(one.bestand, "anders", naam, shown, why)
        return Poststuk(
            one.bestand, "nieuw", naam, shown, suggestie=one.raad, hersteld=one.hersteld
        )

    def _why_not_here(self, dossier: Dossier) -> str:
        district = self.werkmap.district
        partijen = self.omgeving.bibliotheek.partijen
        if district and district not in dossier.partij.district and not self._is_groep(dossier):
            return f"{dossier.naam} hoort niet bij district {district}"
        gone = partijen.trace(dossier.naam, dossier.peildatum)
        return gone[0].zin if gone else ""

    def _is_groep(self, dossier: Dossier) -> bool:
        return self.omgeving.bibliotheek.partijen.is_groep(dossier.partij)

    def _goal(self, dossier: Dossier) -> Path:
        """Its place, with the name that the house gives."""
        meting = dossier.meting
        name = f"{slug_of(dossier.naam)}-{meting.soort}-{meting.peildatum.isoformat()}.yaml"
        name += SEALED if self.werkmap.vertrouwelijk is not None else ""
        folder = self.werkmap.gedeeld if self._is_groep(dossier) else self.werkmap.metingen
        return relative(self.map / folder / name, Path.cwd())

    def _round(
        self, came: Sequence[Dossier], peildatum: date | None
    ) -> tuple[Metingsoort, date] | None:
        """The kind and day of most that came; of none that is there the latest."""
        counts = Counter(_key(one)[1:] for one in came)
        rounds = counts or dict.fromkeys((key[1:] for key in self.there), 0)
        fitting = [one for one in rounds if peildatum is None or one[1] == peildatum]
        if not fitting and peildatum is not None:
            return (came[0].meting.soort if came else "zelfscan"), peildatum
        return max(fitting, key=lambda one: (rounds[one], one[1]), default=None)

    def _members(
        self,
        dossiers: Sequence[Dossier],
        ronde: tuple[Metingsoort, date],
        faulty: set[str],
        twice: set[str],
    ) -> Iterator[Lidstand]:
        """Every member of the district on the day, in the order of names."""
        partijen, district = self.omgeving.bibliotheek.partijen, self.werkmap.district
        found = (one for dossier in dossiers for one in dossier.raamwerken)
        types = {kind for one in found for kind in all_types(one)}
        leden = [one for one in partijen.alle if district in one.district] if district else []
        leden = [one for one in leden if one.type in types or not types]
        names = {one.naam for one in leden if not partijen.trace(one.naam, ronde[1])}
        for naam in sorted(names, key=str.casefold):
            own = [one for one in dossiers if one.naam == naam]
            here = next((one for one in own if _key(one)[1:] == ronde), None)
            loose = min(own, key=lambda one: abs(one.peildatum - ronde[1]), default=None)
            stand = stand_of(here, faulty=naam in faulty, apart=loose is not None)
            apart = moment_of(loose) if loose is not None and stand == "apart" else None
            yield Lidstand(naam, stand, here is None and naam in twice, apart)


def _key(dossier: Dossier) -> Postsleutel:
    return dossier.naam, dossier.meting.soort, dossier.peildatum
