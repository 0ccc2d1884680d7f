"""What a workbook that came back asks to change: of each kind of row what it says in a meting."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from weerbaar_cli.files.werkboek import Ingevuldecel, Ingevulderij, Ingevuldwerkboek
from weerbaar_cli.invullen.langevorm import write_out
from weerbaar_cli.invullen.stappen import read_typed
from weerbaar_cli.invullen.voorstel import Voorstel, look_up
from weerbaar_cli.invullen.vragenlijst import Invulfeit, Invulvragen
from weerbaar_cli.invullen.werkboek import (
    ACTIEVELDEN,
    BESIDE,
    BEWIJSVELDEN,
    COUNT_WORDS,
    DOCUMENTEN,
    DOCUMENTVELDEN,
    GROUP_WORDS,
    NVTVELDEN,
    WISSEN,
    ZIE,
    evidence_labels,
    make_werkboek,
    part_words,
    words_of,
)
from weerbaar_cli.invullen.wijzigen import WEG
from weerbaar_cli.model.bestanden.meting import VERHAALDELEN
from weerbaar_cli.model.bevinding import Pad, in_print
from weerbaar_cli.model.strict import bare, fold
from weerbaar_cli.model.uitkomsten.wijzigingen import Afwijzing, Vindplek

Woordkeuze = Mapping[str, str]
Celvraag = Voorstel | Afwijzing
GONE = "deze vraag is er niet (meer) in deze meting"
OTHER = "de vraag of de norm luidt nu anders dan in dit werkboek, of de tekst ervan is veranderd"
ASK = "Vraag een nieuw werkboek."


class Werkboeklezer(Struct, frozen=True):
    """Reads the rows of one workbook against the meting that they are for."""

    boek: Ingevuldwerkboek
    vragen: Invulvragen
    data: Mapping[str, Any]

    def read(self) -> Iterator[Celvraag]:
        """What each row asks, in the order of the workbook; and what cannot be asked."""
        yield from self.boek.afwijzingen
        sheets = make_werkboek(self.vragen, self.data).rows()
        known = {rij.kenmerk: blad.slot(rij) for blad, rij in sheets}
        now = write_out(self.data, self.vragen.feiten)
        labels = evidence_labels(self.vragen)
        for rij in (one for one in self.boek.rijen if one.veranderd):
            if not rij.heel or known.get(rij.kenmerk, rij.slot) != rij.slot:
                yield Afwijzing(_first(rij), str(rij.kenmerk[-1]), OTHER, ASK)
            elif rij.kenmerk[0] in _KINDS and self._is_known(rij):
                yield from _KINDS[str(rij.kenmerk[0])](self, rij, now, labels)
            else:
                yield Afwijzing(_first(rij), str(rij.kenmerk[-1]), GONE, ASK)

    def _is_known(self, rij: Ingevulderij) -> bool:
        """Whether it is about something that this meting asks."""
        kind, *rest = rij.kenmerk
        if [type(one) for one in rest] != _SHAPES[str(kind)]:
            return False
        if kind in ("vraag", "deel", "groep", "document", "bij", "bewijs"):
            return rest[0] in self.vragen.feiten
        normen = {n.sleutel for r in self.vragen.raamwerken for t in r.themas for n in t.normen}
        return kind != "norm" or rest[0] in normen


# What each kind of row is about, behind the word for its kind.
_SHAPES: dict[str, list[type]] = {
    "vraag": [str],
    "deel": [str, str],
    "groep": [str, int],
    "bij": [str, int, str],
    "document": [str, int],
    "bewijs": [str, int],
    "bewijs+": [int],
    "norm": [str],
    "actie": [int],
    "actie+": [int],
}


def _first(rij: Ingevulderij) -> Vindplek:
    return next(one.bron for one in rij.cellen.values() if one.nu not in ("", one.was))


def _change(
    cel: Ingevuldecel, pad: Pad, words: Woordkeuze | None = None, **more: Any
) -> Iterator[Voorstel]:
    """A change of one cell; an empty one asks nothing."""
    if cel.nu in ("", cel.was):
        return
    if fold(cel.nu) == WISSEN:
        wordt: Any = WEG if pad[0] != "feiten" or pad[-1] != "waarde" else None
    else:
        wordt = read_typed(cel.nu, words or {})
    yield Voorstel(pad, read_typed(cel.was, words or {}), wordt, cel.bron, **more)


def _question(
    lezer: Werkboeklezer, rij: Ingevulderij, now: Mapping[str, Any], _: Woordkeuze
) -> Iterator[Celvraag]:
    feit_id = str(rij.kenmerk[1])
    feit, pad = lezer.vragen.feiten[feit_id], ("feiten", feit_id)
    cells = rij.cellen
    if "antwoord" in cells and cells["antwoord"].nu not in ("", cells["antwoord"].was):
        yield from _answer(lezer, cells["antwoord"], feit_id, feit, now)
    if "toelichting" in cells:
        yield from _change(cells["toelichting"], (*pad, "toelichting"))
    own = {key: cells[key] for key in BESIDE if key in cells}
    yield from _element(own, (*pad, "bewijs"), 0, {})


def _answer(
    lezer: Werkboeklezer, cel: Ingevuldecel, feit_id: str, feit: Invulfeit, now: Mapping[str, Any]
) -> Iterator[Celvraag]:
    """An answer as a whole; a word for a list is one for each of its parts."""
    pad: Pad = ("feiten", feit_id, "waarde")
    words = words_of(feit)
    if feit.soort == "document":
        yield from _document_word(lezer, cel, pad, now)
        return
    parts = [one.id for one in (*feit.items, *feit.groepsnamen)]
    if feit.soort == "aantal":
        parts = ["aantal", "totaal"]
    if not parts:
        yield from _change(cel, pad, words)
        return
    value = read_typed(cel.nu, words)
    if value not in words.values():
        yield Afwijzing(
            cel.bron, feit.kort, "dit past niet; kies een woord", "Vul de rijen eronder in."
        )
        return
    for part in parts:
        was = look_up(now, (*pad, part))
        if was in (None, "", value) or fold(cel.was) == "":
            yield Voorstel((*pad, part), was, value, cel.bron)


def _document_word(
    lezer: Werkboeklezer, cel: Ingevuldecel, pad: Pad, now: Mapping[str, Any]
) -> Iterator[Celvraag]:
    feit = lezer.vragen.feiten[str(pad[1])]
    rows = [one for one in lezer.boek.rijen if one.kenmerk[:2] == ("document", pad[1])]
    filled = any(one.veranderd for one in rows)
    has = fold(bare(in_print(cel.nu))) in (fold(bare(ZIE)), "ja")
    if has and not filled:
        why = "hier staat ja, en er staat geen document bij"
        yield Afwijzing(cel.bron, feit.kort, why, f"Vul het in op blad «{DOCUMENTEN}».")
    elif filled and not has:
        why = "hier staat dat er geen document is, en er is er een ingevuld"
        yield Afwijzing(cel.bron, feit.kort, why, "Kies een van beide.")
    elif not has:
        there = [{key: one.was for key, one in row.cellen.items()} for row in rows]
        known = [row for row in there if any(row.values())]
        was = look_up(now, pad)
        if isinstance(was, list) and len(known) != len(was):
            was = known  # it had others when the workbook was made
        yield Voorstel(pad, was, read_typed(cel.nu, words_of(feit)), cel.bron)


def _part(
    lezer: Werkboeklezer, rij: Ingevulderij, now: Mapping[str, Any], _: Woordkeuze
) -> Iterator[Celvraag]:
    feit_id, part = rij.kenmerk[1:]
    feit = lezer.vragen.feiten[str(feit_id)]
    pad: Pad = ("feiten", str(feit_id), "waarde", part)
    if feit.soort == "checklist":
        yield from _item(rij, pad, feit)
        return
    words = COUNT_WORDS if feit.soort == "aantal" else GROUP_WORDS
    yield from _change(rij.cellen["antwoord"], pad, words)


def _item(
    rij: Ingevulderij, pad: Pad, feit: Invulfeit, element: Mapping[str, Any] | None = None
) -> Iterator[Celvraag]:
    """An item of a list; one that does not apply has its reason in the cell beside it."""
    kan = next((one.nvt_kan for one in feit.items if one.id == pad[-1]), True)
    words = part_words(kan)
    cel, reason = rij.cellen["antwoord"], rij.cellen.get("toelichting")
    reasons = ("", "") if reason is None else (reason.nu or reason.was, reason.was)
    new, was = read_typed(cel.nu or cel.was, words), read_typed(cel.was, words)
    if new != "nvt" and reason is not None and reason.nu not in ("", reason.was):
        why = "een reden staat alleen bij een onderdeel dat niet van toepassing is"
        yield Afwijzing(reason.bron, feit.kort, why, "Zet een toelichting bij de vraag zelf.")
    full, before = (
        {"waarde": "nvt", "reden": why or None} if value == "nvt" else value
        for value, why in ((new, reasons[0]), (was, reasons[1]))
    )
    if full != before:
        bron = cel.bron if new != was or reason is None else reason.bron
        yield Voorstel(pad, before, full, bron, rij=element)


def _group(
    lezer: Werkboeklezer, rij: Ingevulderij, now: Mapping[str, Any], _: Woordkeuze
) -> Iterator[Celvraag]:
    name, day = rij.cellen["vraag"], rij.cellen["antwoord"]
    if not name.nu:
        why = "deze groep heeft geen naam"
        yield Afwijzing(
            day.bron,
            lezer.vragen.feiten[str(rij.kenmerk[1])].kort,
            why,
            "Schrijf haar naam ervoor.",
        )
        return
    pad: Pad = ("feiten", str(rij.kenmerk[1]), "waarde", name.nu)
    yield Voorstel(
        pad, None, read_typed(day.nu, GROUP_WORDS) or "onbekend", day.bron if day.nu else name.bron
    )


def _in_document(
    lezer: Werkboeklezer, rij: Ingevulderij, now: Mapping[str, Any], _: Woordkeuze
) -> Iterator[Celvraag]:
    bij, place, part = rij.kenmerk[1:]
    pad: Pad = ("feiten", str(bij), "waarde", place, "onderdelen", part)
    whole = next((one for one in lezer.boek.rijen if one.kenmerk == ("document", bij, place)), None)
    known = {} if whole is None else {key: one.was or None for key, one in whole.cellen.items()}
    feit = lezer.vragen.feiten.get(str(part))
    if feit is not None:
        yield from _change(rij.cellen["antwoord"], pad, words_of(feit), rij=known)
        return
    those = (one for one in lezer.vragen.feiten.values() if one.bij == bij)
    feit = next((one for one in those if any(item.id == part for item in one.items)), None)
    if feit is None:
        yield Afwijzing(_first(rij), str(part), GONE, ASK)
    else:
        yield from _item(rij, pad, feit, known)


def _element(
    cells: Mapping[str, Ingevuldecel], pad: Pad, place: int, words: Woordkeuze
) -> Iterator[Celvraag]:
    """A row of a list: a new one, one that goes, or what changes in one that is there."""
    changed = {key: one for key, one in cells.items() if one.nu not in ("", one.was)}
    if not changed:
        return
    known = {key: one.was or None for key, one in cells.items()}
    first = next(iter(cells.values()))
    if not any(known.values()):
        new = {key: one.nu for key, one in cells.items() if one.nu}
        yield Voorstel(pad, None, new, next(iter(changed.values())).bron, nieuw=True)
    elif fold(first.nu) == WISSEN:
        yield Voorstel((*pad, place), None, WEG, first.bron, rij=known)
    else:
        for key, one in changed.items():
            yield from _change(one, (*pad, place, key), rij=known)


def _document(
    lezer: Werkboeklezer, rij: Ingevulderij, now: Mapping[str, Any], _: Woordkeuze
) -> Iterator[Celvraag]:
    feit_id, place = str(rij.kenmerk[1]), int(rij.kenmerk[2])
    own = {key: rij.cellen[key] for key in DOCUMENTVELDEN if key in rij.cellen}
    pad: Pad = ("feiten", feit_id, "waarde")
    there = look_up(now, pad)
    for one in _element(own, pad, place, {}):
        if isinstance(one, Voorstel) and one.nieuw and not isinstance(there, list):
            words = words_of(lezer.vragen.feiten[feit_id])
            heads = (each for each in lezer.boek.rijen if each.kenmerk == ("vraag", feit_id))
            said = (each.cellen["antwoord"].was for each in heads if "antwoord" in each.cellen)
            was = next((read_typed(text, words) for text in said), None)
            yield Voorstel(pad, was, one.wordt, one.bron, nieuw=True)
        else:
            yield one


def _evidence(
    lezer: Werkboeklezer, rij: Ingevulderij, now: Mapping[str, Any], labels: Woordkeuze
) -> Iterator[Celvraag]:
    own = {key: rij.cellen[key] for key in BEWIJSVELDEN if key in rij.cellen}
    if rij.kenmerk[0] == "bewijs":
        pad: Pad = ("feiten", str(rij.kenmerk[1]), "bewijs")
        yield from _element(own, pad, int(rij.kenmerk[2]), {})
        return
    which = rij.cellen["vraag"]
    feit_id = labels.get(which.nu)
    if feit_id is None:
        why = "hier staat niet bij welke vraag dit bewijs hoort" if not which.nu else GONE
        yield Afwijzing(which.bron, which.nu or "bewijs", why, "Kies een vraag uit de lijst.")
    elif any(one.nu for one in own.values()):
        yield from _element(own, ("feiten", feit_id, "bewijs"), 0, {})


def _norm(
    lezer: Werkboeklezer, rij: Ingevulderij, now: Mapping[str, Any], _: Woordkeuze
) -> Iterator[Celvraag]:
    key = str(rij.kenmerk[1])
    for kind, fields in (("verhalen", tuple(VERHAALDELEN)), ("nvt", NVTVELDEN)):
        for name in (one for one in fields if one in rij.cellen):
            yield from _change(rij.cellen[name], (kind, key, name))


def _action(
    lezer: Werkboeklezer, rij: Ingevulderij, now: Mapping[str, Any], _: Woordkeuze
) -> Iterator[Celvraag]:
    own = {key: rij.cellen[key] for key in ("norm", *ACTIEVELDEN) if key in rij.cellen}
    yield from _element(own, ("acties",), int(rij.kenmerk[1]), {})


Soortlezer = Callable[
    [Werkboeklezer, Ingevulderij, Mapping[str, Any], Woordkeuze], Iterator[Celvraag]
]
_KINDS: dict[str, Soortlezer] = {
    "vraag": _question,
    "deel": _part,
    "groep": _group,
    "bij": _in_document,
    "document": _document,
    "bewijs": _evidence,
    "bewijs+": _evidence,
    "norm": _norm,
    "actie": _action,
    "actie+": _action,
}
