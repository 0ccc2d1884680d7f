"""What files ask of a meting, tried on its text: each answer is checked where all others are.

Nothing is written here. An answer that can only mean one thing is written as the house writes it;
one that makes a fout is refused, and the others go on without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.bronnen import refuse_unwritable
from weerbaar_cli.files.vinden import shown_path
from weerbaar_cli.files.yaml.document import Yamlbestand, read_bytes_as, read_document, read_raw
from weerbaar_cli.invullen.voorstel import (
    Samengebracht,
    Samenval,
    Voorstel,
    combine,
    look_up,
    same,
)
from weerbaar_cli.invullen.vragenlijst import Invulvragen, as_mapping, find_illegible, make_feit
from weerbaar_cli.invullen.wijzigen import change_text
from weerbaar_cli.invullen.woorden import in_typing, in_words, subject
from weerbaar_cli.model.bestanden.feit import is_long
from weerbaar_cli.model.bevinding import Bevinding, Pad, advice_of
from weerbaar_cli.model.uitkomsten.wijzigingen import (
    Afwijzing,
    Antwoordwijziging,
    Botsing,
    Metingwijziging,
    Normwisseling,
)
from weerbaar_cli.reading.controle import check_meting_file
from weerbaar_cli.reading.dossier import Dossier, Gelezen
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen
from weerbaar_cli.reading.scores import judge_dossier
from weerbaar_cli.reading.vragenlijst import vragenlijst_of


class Invulmeting(Struct, frozen=True):
    """A meting to be changed: its bytes as they were read, and what it asks."""

    pad: Path
    raw: bytes
    omgeving: Omgeving
    vragen: Invulvragen

    def read(self, raw: bytes | None = None) -> Yamlbestand:
        """The file, or what it would become."""
        return read_bytes_as(self.raw if raw is None else raw, self.pad)

    @property
    def data(self) -> Mapping[str, Any]:
        """What it says."""
        found: Mapping[str, Any] = self.read().data
        return found

    def with_said(self, voorstellen: Sequence[Voorstel]) -> Invulmeting:
        """Asking what these say too: a whole meting may answer more than is asked."""
        catalogus, asked = self.omgeving.bibliotheek.catalogus, self.vragen.feiten
        names = {str(one.pad[1]) for one in voorstellen if one.pad[0] == "feiten"}
        said = {one: make_feit(catalogus[one]) for one in sorted(names - asked.keys())}
        return replace(self, vragen=self.vragen.model_copy(update={"feiten": asked | said}))


class Wijzigpoging(Struct, frozen=True):
    """A meting as it would become, and all that is to be told of it."""

    meting: Invulmeting
    nieuw: bytes
    beeld: Metingwijziging
    gelezen: Gelezen
    ongetoetst: tuple[str, ...] = ()


def read_invulmeting(pad: Path) -> Invulmeting:
    """A meting that can be changed; raises WeerbaarError for what cannot be read."""
    refuse_unwritable(pad)
    raw = read_raw(pad) or b""
    document = read_bytes_as(raw, pad) if raw else read_document(pad)
    omgeving = Omgevingen().of(pad)
    refuse_unasking(omgeving, document)
    return Invulmeting(pad, raw, omgeving, vragenlijst_of(omgeving, document))


def refuse_unasking(omgeving: Omgeving, document: Yamlbestand) -> None:
    """Raise for what is no meting, or cannot be read: it asks nothing, or would lose something."""
    if not document.readable or document.soort != "meting/1":
        message = f"«{document.bestand}» is geen meting die te lezen is"
        found = [document.locate(one) for one in document.bevindingen]
        raise WeerbaarError(message, tip="Draai «weerbaar validate» erop.", meldingen=found)
    names = find_illegible(as_mapping(document.data.get("feiten")))
    if names:
        check_meting_file(omgeving, document)
        places = [("feiten", name) for name in names]
        faults = [one for one in document.bevindingen if one.pad[:2] in places]
        found = [document.locate(one) for one in faults if one.ernst == "fout"]
        message = f"«{document.bestand}» heeft antwoorden die niet te lezen zijn"
        raise WeerbaarError(message, tip="Herstel de fouten hierboven.", meldingen=found)


def try_voorstellen(
    meting: Invulmeting,
    voorstellen: Sequence[Voorstel],
    afwijzingen: Sequence[Afwijzing] = (),
    opmerkingen: Sequence[str] = (),
) -> Wijzigpoging:
    """The meting with all that can be done; what was refused and seen before is told as well.

    Raises WeerbaarError when it gets a fout that no answer is to blame for.
    """
    meting = meting.with_said(voorstellen)
    before = meting.read()
    was = check_meting_file(meting.omgeving, before)
    known = {_mark(one, before) for one in before.bevindingen}
    wanted, refused = list(voorstellen), list(afwijzingen)
    while True:
        poging = _attempt(meting, wanted)
        new = [one for one in poging.document.bevindingen
               if _mark(one, poging.document) not in known]  # fmt: skip
        if _mend(new, wanted, poging.document):
            continue
        blamed = _blame(new, poging) or list(_find_out(meting, wanted, new, poging.document))
        refused += (_refused(meting, one, fault) for one, fault in blamed)
        wanted = [one for one in wanted if not any(one is bad for bad, _ in blamed)]
        if not blamed:
            break
    faults = [one for one in new if one.ernst == "fout"]
    if faults:
        found = [poging.document.locate(one) for one in faults]
        message = f"{shown_path(meting.pad)} zou fouten krijgen; er is niets veranderd"
        raise WeerbaarError(message, tip="Herstel ze in de bron.", meldingen=found)
    told = (str(one.bericht) for one in new if one.ernst == "waarschuwing")
    untested = tuple(_untested(meting, poging.samen))
    beeld = Metingwijziging(
        shown_path(meting.pad),
        tuple(_told(meting, one) for one in poging.samen.gedaan),
        tuple(_clash(meting, one) for one in poging.samen.botsingen),
        tuple(refused),
        tuple(_turned(meting.omgeving, was, poging.gelezen)),
        tuple(dict.fromkeys((*opmerkingen, *untested, *told))),
    )
    return Wijzigpoging(meting, poging.raw, beeld, poging.gelezen, untested)


class _Poging(Struct, frozen=True):
    samen: Samengebracht
    raw: bytes
    document: Yamlbestand
    gelezen: Gelezen


def _attempt(meting: Invulmeting, wanted: Sequence[Voorstel]) -> _Poging:
    samen = combine(meting.data, meting.vragen.feiten, wanted)
    raw = change_text(meting.raw.decode(), samen.wijzigingen).encode()
    document = meting.read(raw)
    return _Poging(samen, raw, document, check_meting_file(meting.omgeving, document))


def _mend(found: Sequence[Bevinding], wanted: list[Voorstel], document: Yamlbestand) -> bool:
    """Write what can mean one thing only as the house does; whether there was any."""
    before = list(wanted)
    repairs = [one for one in found if one.herstel is not None and not one.op_sleutel]
    for one, (place, voorstel) in product(repairs, enumerate(before)):
        tail = _tail(voorstel, one, document)
        if tail is not None and one.herstel is not None:
            text = one.herstel.nieuw.strip('"')
            wanted[place] = replace(voorstel, wordt=_replaced(voorstel.wordt, tail, text))
    return not all(map(same, (one.wordt for one in before), (one.wordt for one in wanted)))


def _replaced(value: Any, tail: Pad, text: str) -> Any:
    if not tail or not isinstance(value, dict):
        return text
    return {**value, tail[0]: _replaced(value.get(tail[0]), tail[1:], text)}


def _blame(found: Sequence[Bevinding], poging: _Poging) -> Collection[tuple[Voorstel, Bevinding]]:
    """Each proposal that makes a fout, once, with the first of them."""
    done = [one for group in poging.samen.gedaan for one in group.voorstellen]
    faults = [one for one in found if one.ernst == "fout"]
    pairs = ((id(one), one, fault) for fault in faults for one in _blamed(done, fault, poging))
    return {key: (one, fault) for key, one, fault in reversed(list(pairs))}.values()


def _find_out(
    meting: Invulmeting,
    wanted: Sequence[Voorstel],
    found: Sequence[Bevinding],
    document: Yamlbestand,
) -> Iterator[tuple[Voorstel, Bevinding]]:
    """Without which one a fout would not be, where it is told of another answer than is changed."""
    faults = [one for one in found if one.ernst == "fout"]
    for one in wanted if faults else ():
        rest = _attempt(meting, [other for other in wanted if other is not one])
        left = {_mark(each, rest.document) for each in rest.document.bevindingen}
        gone = (fault for fault in faults if _mark(fault, document) not in left)
        yield from ((one, fault) for fault in list(gone)[:1])


def _refused(meting: Invulmeting, one: Voorstel, fault: Bevinding) -> Afwijzing:
    about = subject(one.pad, meting.vragen, nieuw=one.nieuw)
    told = (str(fault.bericht), fault.suggestie or advice_of(fault.code))
    typed = one.bron.cel or not one.bron.bestand  # in a cell or at a prompt
    spoken = (in_typing(text, fault.pad, meting.vragen) for text in told)
    return Afwijzing(one.bron, about, *(spoken if typed else told))


def _blamed(wanted: Sequence[Voorstel], fault: Bevinding, poging: _Poging) -> list[Voorstel]:
    """Whose value stands at the place of a fout or in it; else who changed something beside it."""
    document = poging.document
    at = [one for one in wanted if _tail(one, fault, document) is not None]
    exact = at + [one for one in wanted if _is_in(one, fault, document)]
    return exact or [one for one in wanted if one.pad[:2] == fault.pad[:2]]


def _tail(voorstel: Voorstel, found: Bevinding, document: Yamlbestand) -> Pad | None:
    """Where in the value that is proposed a finding is; None when it is of something else."""
    own, there = _unnumbered(voorstel.pad), _spot(found.pad, document)
    if there[: len(own)] != own:
        return None
    tail = there[len(own) :]
    fits = same(_dig(voorstel.wordt, tail), look_up(document.data, found.pad))
    return tail if fits else None


def _is_in(voorstel: Voorstel, found: Bevinding, document: Yamlbestand) -> bool:
    """Whether a finding is of the whole that a proposal changes a part of."""
    own, there = _unnumbered(voorstel.pad), _spot(found.pad, document)
    return 1 < len(there) < len(own) and own[: len(there)] == there


def _mark(found: Bevinding, document: Yamlbestand) -> tuple[str, Pad]:
    """What a finding is known by before and after a change, which may make its answer long."""
    return found.code, _written_out(found.pad, document)


def _spot(pad: Pad, document: Yamlbestand) -> Pad:
    return _unnumbered(_written_out(pad, document))


def _written_out(pad: Pad, document: Yamlbestand) -> Pad:
    """A place as a proposal names it: what is said of a fact in short stands at its `waarde`."""
    short = len(pad) > 1 and pad[0] == "feiten" and not is_long(look_up(document.data, pad[:2]))
    return (*pad[:2], "waarde", *pad[2:]) if short else pad


def _unnumbered(pad: Pad) -> Pad:
    """Without numbers: an element may have another than it had, or stand alone."""
    return tuple(one for one in pad if not isinstance(one, int))


def _dig(value: Any, tail: Pad) -> Any:
    if not tail:
        return value
    return _dig(value.get(tail[0]), tail[1:]) if isinstance(value, dict) else None


# --- in words


def _told(meting: Invulmeting, one: Samenval) -> Antwoordwijziging:
    first, vragen = one.eerste, meting.vragen
    sources = tuple(each.bron for each in one.voorstellen)
    about = subject(one.pad, vragen, nieuw=first.nieuw)
    was, becomes = (in_words(one.pad, value, vragen) for value in (one.nu, first.wordt))
    return Antwoordwijziging(about, was, becomes, sources)


def _untested(meting: Invulmeting, samen: Samengebracht) -> Iterator[str]:
    """Of which answers it is told no more that they were tested."""
    for name, herkomst in samen.ongetoetst.items():
        about = subject(("feiten", name), meting.vragen)
        yield (
            f"{about}: het vorige antwoord was getoetst, dit is dat niet; de herkomst is nu "
            f"«{herkomst}»"
        )


def _clash(meting: Invulmeting, one: Samenval) -> Botsing:
    first, vragen = one.eerste, meting.vragen
    sides = tuple((in_words(one.pad, each.wordt, vragen), each.bron) for each in one.voorstellen)
    return Botsing(
        subject(first.pad, vragen, nieuw=first.nieuw),
        in_words(one.pad, first.was, vragen),
        in_words(one.pad, one.nu, vragen),
        sides,
    )


def _turned(omgeving: Omgeving, was: Gelezen, becomes: Gelezen) -> Iterator[Normwisseling]:
    """The norms that come out otherwise; of a file with a fout none are known."""
    if not isinstance(was, Dossier) or not isinstance(becomes, Dossier):
        return
    old, new = judge_dossier(omgeving, was), judge_dossier(omgeving, becomes)
    before = {(one.raamwerk, norm.id): norm for one in old.oordelen for norm in one.normen}
    pairs = ((one.raamwerk, norm) for one in new.oordelen for norm in one.normen)
    for raamwerk, norm in pairs:
        earlier = before.get((raamwerk, norm.id), norm)
        if earlier.oordeel != norm.oordeel:
            yield Normwisseling(f"{norm.id} {norm.kort}", earlier.oordeel, norm.oordeel)
