"""From the text of one meting to a Dossier, or to all that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace
from pydantic import ValidationError

from weerbaar_cli.engine.checks.meting import (
    check_meting,
    check_opmerkingen,
    missing_kenmerken,
    read_feiten,
    read_kenmerken,
)
from weerbaar_cli.engine.score.mogelijk import Antwoorden
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.antwoord import Antwoord, check_totals, spread
from weerbaar_cli.feitsoorten.feitsoorten import is_blank
from weerbaar_cli.files.bibliotheek.bibliotheek import (
    Bibliotheek,
    UnknownVersie,
    UnreadableData,
    load,
)
from weerbaar_cli.files.yaml.document import Yamlbestand
from weerbaar_cli.model.bestanden.feit import Catalogus
from weerbaar_cli.model.bestanden.meting import Meting
from weerbaar_cli.model.bestanden.partij import Partij
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Bericht, Bevinding, Melding, cite
from weerbaar_cli.model.uitkomsten.stelling import Gedeeld
from weerbaar_cli.reading.dossier import Dossier, Gebroken, Gelezen
from weerbaar_cli.reading.instellingen import other_file

Geerfd = tuple[Antwoorden, tuple[Gedeeld, ...]]
_NOBODY = "?"
_ORGANISATIE = r"""(?m)^organisatie: *["']?([^\n#"']+?)["']?[ \t]*(?:#.*)?$"""
_STAND_IN = {"organisatie": _NOBODY, "raamwerk": _NOBODY, "peildatum": "9999-12-31"}


class Metinglezer(Struct, eq=False):
    """Reads one meting; what is wrong with it ends up in its document.

    `groepsmetingen` gives what groups share, when the meting gets that far. `kent_partijen`: the
    settings of the werkmap could be read, so that it is known who there are.
    """

    bibliotheek: Bibliotheek
    document: Yamlbestand
    groepsmetingen: Callable[[], Sequence[Gelezen]]
    kent_partijen: bool
    # The files that it needs and that have faults themselves.
    onleesbaar: list[UnreadableData] = field(default_factory=list)

    def read(self) -> Gelezen:
        """The meting, as far as it goes."""
        document = self.document
        whole = load(document, Meting)
        # A form that does not fit must not hide what is wrong with the rest.
        meting = whole or _read_what_fits(document)
        if meting is None:
            return Gebroken(document.bestand, self._conclude(), self._guess_naam())
        antwoorden = self._read_antwoorden(meting)
        raamwerken = self._read_raamwerken(meting)
        partij = self._check(meting, raamwerken)
        if whole is None or partij is None:
            naam = partij.naam if partij is not None else ""
            return Gebroken(document.bestand, self._conclude(), naam, meting.peildatum)
        antwoorden, gedeeld = self._inherit(whole, partij, antwoorden)
        antwoorden = {**antwoorden, **self._read_kenmerken(partij, raamwerken)}
        if not self.onleesbaar:
            catalogus = self.bibliotheek.catalogus
            self.document.bevindingen += check_totals(antwoorden, catalogus, ("feiten",))
            antwoorden = spread(antwoorden, catalogus)
        meldingen = self._conclude()
        if any(one.ernst == "fout" for one in meldingen):
            return Gebroken(document.bestand, meldingen, partij.naam, whole.peildatum)
        known = (whole, partij, antwoorden, raamwerken, gedeeld, meldingen)
        return Dossier(document.bestand, *known, pad=document.pad)

    def _guess_naam(self) -> str:
        """Whose it is by its one line of that key, of a file that can no longer be parsed."""
        lines = re.findall(_ORGANISATIE, self.document.tekst) if self.kent_partijen else []
        partij = self.bibliotheek.partijen.find(lines[0]) if len(lines) == 1 else None
        return partij.naam if partij is not None else ""

    def _conclude(self) -> tuple[Melding, ...]:
        """All that was found, located; of the files that it needs the first that has faults."""
        self.document.bevindingen += map(other_file, self.onleesbaar[:1])
        return tuple(map(self.document.locate, self.document.bevindingen))

    def _read_antwoorden(self, meting: Meting) -> Antwoorden:
        try:
            antwoorden, trouble = read_feiten(meting, self.bibliotheek.catalogus)
        except UnreadableData as error:
            self.onleesbaar.append(error)
            return {}
        self.document.bevindingen += trouble
        return antwoorden

    def _read_raamwerken(self, meting: Meting) -> tuple[Raamwerk, ...]:
        found = []
        for index, reference in enumerate(meting.raamwerk):
            try:
                found.append(self.bibliotheek.raamwerk(reference))
            except UnreadableData as error:
                self.onleesbaar.append(error)
            except WeerbaarError as error:
                self.document.bevindingen.append(_unknown_raamwerk(error, index, self.document))
        return tuple(found)

    def _check(self, meting: Meting, raamwerken: Sequence[Raamwerk]) -> Partij | None:
        """Whose it is, when that can be known; and all that can be wrong with it by itself."""
        known = self.kent_partijen and meting.organisatie != _NOBODY
        partijen = self.bibliotheek.partijen if known else None
        data = self.document.data
        self.document.bevindingen += check_meting(meting, data, raamwerken, partijen)
        self.document.bevindingen += check_opmerkingen(self.document.tekst, self.document.is_remark)
        return partijen.find(meting.organisatie) if partijen is not None else None

    def _read_kenmerken(self, partij: Partij, raamwerken: Sequence[Raamwerk]) -> Antwoorden:
        """What is known of the party itself; what is missing is named, never guessed."""
        if self.onleesbaar:
            return {}
        catalogus = self.bibliotheek.catalogus
        found, _ = read_kenmerken(partij.kenmerken, catalogus)  # reported with the party
        for name in missing_kenmerken(raamwerken, found, catalogus, partij.type):
            text = f"kenmerk {name} van {cite(partij.naam)} ontbreekt"
            tip = "Zet het in weerbaar.yaml, bij de partij onder «kenmerken:»."
            self.document.bevindingen.append(
                Bevinding("kenmerk-ontbreekt", text, ("organisatie",), "waarschuwing", tip)
            )
        return found

    def _inherit(self, meting: Meting, partij: Partij, own: Antwoorden) -> Geerfd:
        """Its answers with those of its groups; its own known values win."""
        if self.onleesbaar:
            return own, ()
        try:
            return self._with_shared(meting, partij, own)
        except UnreadableData as error:
            self.onleesbaar.append(error)
            return own, ()

    def _known(self, antwoorden: Mapping[str, Antwoord]) -> Antwoorden:
        """The answers of a group that say something."""
        catalogus = self.bibliotheek.catalogus
        known = antwoorden.items()
        return {name: one for name, one in known if not is_blank(one.waarde, catalogus[name])}

    def _with_shared(self, meting: Meting, partij: Partij, own: Antwoorden) -> Geerfd:
        groepen = [one.naam for one in self.bibliotheek.partijen.groepen_of(partij)]
        shared = []
        for one in find_shared(self.groepsmetingen(), groepen, meting.peildatum):
            if one.meting.fictief != meting.fictief:
                self.document.bevindingen.append(_mixed(one))
                return own, ()
            shared.append((one.naam, self._known(one.antwoorden)))
        return inherit(own, shared, self.bibliotheek.catalogus)


def _mixed(shared: Dossier) -> Bevinding:
    text = f"{shared.bestand} deelt feiten, en een van beide metingen is fictief"
    tip = "Fictieve en echte metingen gaan niet samen."
    return Bevinding("fictief-gemengd", text, ("fictief",), suggestie=tip)


def _read_what_fits(document: Yamlbestand) -> Meting | None:
    """The meting without what does not fit, to find what else is wrong; never to be scored."""
    if not document.readable or document.soort != "meting/1":
        return None
    kept = dict(document.data)
    try:
        Meting.model_validate(kept)
    except ValidationError as error:
        _leave_out(kept, [detail["loc"] for detail in error.errors(include_url=False)])
    meting = Meting.model_validate({**_STAND_IN, **kept})
    if "raamwerk" in kept:
        return meting
    return meting.model_copy(update={"raamwerk": ()})


def _leave_out(data: dict[str, Any], places: Sequence[tuple[int | str, ...]]) -> None:
    """Take away keys of the file, or only some norms of a block that has them."""
    found = ((top, block) for top, block in data.items() if top != "deel")  # that stands as a whole
    blocks = {top: dict(block) for top, block in found if isinstance(block, dict)}
    data.update(blocks)
    for loc in places:
        if len(loc) > 1 and loc[0] in blocks:
            blocks[str(loc[0])].pop(str(loc[1]), None)
        else:
            data.pop(str(loc[0]), None)


def _unknown_raamwerk(error: WeerbaarError, index: int, document: Yamlbestand) -> Bevinding:
    raw = document.data.get("raamwerk")
    pad = ("raamwerk", index) if isinstance(raw, list) else ("raamwerk",)
    code = "onbekende-versie" if isinstance(error, UnknownVersie) else "onbekend-raamwerk"
    return Bevinding(
        code, Bericht(error.message, "dit raamwerk is niet bekend"), pad, "fout", error.tip
    )


def read_shared(
    documents: Iterable[Yamlbestand], read: Callable[[Yamlbestand], Gelezen]
) -> list[Gelezen]:
    """Every meting in the werkmap's folder for groups.

    Raises UnreadableData for a file of which it is not even clear whose it is, and when one group
    has two metingen on one date: then nobody knows what is shared.
    """
    seen: dict[tuple[str, date], Gelezen] = {}
    for document in documents:
        gelezen = read(document)
        if isinstance(gelezen, Gebroken) and not gelezen.is_bekend:
            raise UnreadableData(list(gelezen.fouten))
        if isinstance(gelezen, Dossier) and gelezen.is_deel:
            continue
        key = (gelezen.naam, gelezen.peildatum)
        if key in seen:
            raise UnreadableData([_double(document, seen[key])])
        seen[key] = gelezen
    return list(seen.values())


def _double(document: Yamlbestand, other: Gelezen) -> Melding:
    text = f"{other.bestand} is van dezelfde groep en dezelfde peildatum"
    return document.locate(Bevinding("dubbele-meting", text, ("peildatum",)))


def find_shared(
    gelezen: Sequence[Gelezen], groepen: Iterable[str], peildatum: date
) -> Iterator[Dossier]:
    """Per group its last meting on or before the date: what came later was not there yet.

    Raises UnreadableData when that one has a fout.
    """
    for naam in groepen:
        earlier = [one for one in gelezen if one.naam == naam and one.peildatum <= peildatum]
        latest = max(earlier, key=lambda one: one.peildatum, default=None)
        if isinstance(latest, Gebroken):
            raise UnreadableData(list(latest.fouten))
        if latest is not None:
            yield latest


def inherit(
    own: Mapping[str, Antwoord],
    groepen: Sequence[tuple[str, Mapping[str, Antwoord]]],
    catalogus: Catalogus,
) -> tuple[dict[str, Antwoord], tuple[Gedeeld, ...]]:
    """The member's answers with the shared ones, and a report of every shared fact.

    A known value of the member itself wins; then the nearest group, which comes first.
    """
    found = dict(own)
    report: dict[str, Gedeeld] = {}
    shared = ((groep, *one) for groep, antwoorden in groepen for one in antwoorden.items())
    for groep, feit_id, antwoord in shared:
        if antwoord.waarde is None or feit_id in report:
            continue
        wins = feit_id in own and own[feit_id].waarde is not None
        report[feit_id] = Gedeeld(feit_id, catalogus[feit_id].naam, groep, gebruikt=not wins)
        if not wins:
            found[feit_id] = replace(antwoord, van=groep)
    return found, tuple(report.values())
