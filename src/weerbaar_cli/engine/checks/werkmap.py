"""What the settings of a werkmap and its own files must satisfy.

Raamwerken and parameters exist and fit; every id stands once; parties and groups are in known
districts, groups make no circle, and who went into another party says in which. The heads of its
metingen are compared with each other: none is there twice, and none is invented among real ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.engine.checks.meting import read_kenmerken
from weerbaar_cli.engine.checks.raamwerk import parameter_faults
from weerbaar_cli.model.bevinding import Bevinding, Pad, cite, suggest
from weerbaar_cli.model.strict import clean, fold, nearly_same_pairs, show
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.bestanden.partij import Groep, Partij, Partijen, Verband, Werkmap
    from weerbaar_cli.model.bestanden.programma import Programma
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

# Each is held against all others: of a list of thousands that would take too long.
MOST_NEAR = 500


def check_werkmap(
    werkmap: Werkmap, raamwerken: Mapping[str, Raamwerk | None], known: Sequence[str]
) -> list[Bevinding]:
    """All that is wrong with the settings.

    `raamwerken` are those it names, None when there is no such raamwerk; one that has faults itself
    is not among them. `known` are all ids.
    """
    return [
        *_unknown(werkmap, raamwerken, known),
        *_parameters(werkmap, raamwerken, known),
    ]


def _unknown(
    werkmap: Werkmap, raamwerken: Mapping[str, Raamwerk | None], known: Sequence[str]
) -> Iterator[Bevinding]:
    seen: set[str] = set()
    for index, name in enumerate(werkmap.raamwerk):
        pad = ("raamwerk", index) if len(werkmap.raamwerk) > 1 else ("raamwerk",)
        raamwerk = name.partition("@")[0]
        if name in raamwerken and raamwerken[name] is None:
            yield _missing(name, known, pad)
        elif raamwerk in seen:
            text = f"raamwerk {show(raamwerk)} staat er twee keer"
            yield Bevinding("verkeerde-waarde", text, pad, suggestie="Laat er één staan.")
        seen.add(raamwerk)


def _missing(name: str, known: Sequence[str], pad: Pad, *, on_key: bool = False) -> Bevinding:
    """There is no such raamwerk, or not in this version.

    Who writes a raamwerk names it before it is there; what is scored by it says so itself.
    """
    raamwerk, _, versie = name.partition("@")
    if versie and raamwerk in known:
        text = f"raamwerk {cite(raamwerk)} heeft geen versie {show(versie)}"
        tip = "«weerbaar frameworks» noemt de versies."
        return Bevinding("onbekende-versie", text, pad, suggestie=tip, op_sleutel=on_key)
    text = f"raamwerk {show(name)} is niet bekend"
    tip = suggest(raamwerk, known) or "Schrijft u het zelf: «weerbaar frameworks new» begint het."
    return Bevinding("onbekend-raamwerk", text, pad, "waarschuwing", tip, op_sleutel=on_key)


def _parameters(
    werkmap: Werkmap, raamwerken: Mapping[str, Raamwerk | None], known: Sequence[str]
) -> Iterator[Bevinding]:
    for name, changed in werkmap.parameters.items():
        if name not in raamwerken:
            continue
        raamwerk = raamwerken[name]
        if raamwerk is None:
            missing = _missing(name, known, ("parameters", name), on_key=True)
            # Under another name than that of the raamwerk a reading would not count, unseen.
            yield missing if name in werkmap.raamwerk else replace(missing, ernst="fout")
            continue
        yield from _unknown_parameters(name, changed, raamwerk)
        for key in parameter_faults(raamwerk, changed):
            text = f"deze waarde past niet bij parameter {show(key)}"
            tip = f"Het raamwerk heeft: {raamwerk.parameters[key].waarde}."
            yield Bevinding("verkeerde-waarde", text, ("parameters", name, key), suggestie=tip)


def _unknown_parameters(
    name: str, changed: Iterable[str], raamwerk: Raamwerk
) -> Iterator[Bevinding]:
    for key in (one for one in changed if one not in raamwerk.parameters):
        text = f"{show(key)} is geen parameter van {cite(name)}"
        tip, here = suggest(key, raamwerk.parameters), ("parameters", name, key)
        yield Bevinding("onbekende-parameter", text, here, "fout", tip, op_sleutel=True)


Catalogussoort = Literal["feit", "anker"]
_BLOCKS: dict[Catalogussoort, str] = {"feit": "feiten", "anker": "ankers"}


def check_dubbel(soort: Catalogussoort, elsewhere: Mapping[str, str]) -> Iterator[Bevinding]:
    """Each id of a file that stands somewhere else already, with the words for where."""
    for name, where in elsewhere.items():
        text = f"{soort} {show(name)} staat al {where}; dit bestand mag het niet vervangen"
        yield Bevinding(f"dubbel-{soort}", text, (_BLOCKS[soort], name), op_sleutel=True)


def reserved_id(kenmerk: str) -> Bevinding:
    """An id by which `weerbaar frameworks` would find something else."""
    text = f"{show(kenmerk)} is een woord van «weerbaar frameworks» en kan geen kenmerk zijn"
    return Bevinding("gereserveerde-naam", text, ("id",), suggestie="Kies een ander kenmerk.")


def check_programma_id(
    programma: Programma, where: str, raamwerken: Collection[str], reserved: Collection[str]
) -> Iterator[Bevinding]:
    """An id by which `weerbaar frameworks` can find it; `where` is the file that has it already."""
    if programma.id in reserved:
        yield reserved_id(programma.id)
    elif programma.id in raamwerken:
        text = f"{show(programma.id)} is al het kenmerk van een raamwerk"
        yield Bevinding("dubbel-programma", text, ("id",))
    elif where:
        text = f"programma {show(programma.id)} staat al {where}; dit bestand telt niet mee"
        yield Bevinding("dubbel-programma", text, ("id",))


def check_partijen(
    partijen: Sequence[Partij],
    groepen: Sequence[Groep],
    districten: Sequence[str],
    bekend: Partijen,
    catalogus: Catalogus,
) -> list[Bevinding]:
    """All that is wrong with the parties and groups of one file.

    `districten` are the districts that may be named, `bekend` everyone who may be a member.
    """
    return [
        *_kenmerken(partijen, catalogus),
        *_doubles({"partijen": partijen, "groepen": groepen}),
        *_near("partijen", partijen),
        *_near("groepen", groepen),
        *_districts(partijen, groepen, districten),
        *_members(groepen, bekend),
        *_circles(groepen),
        *_opgegaan(partijen, bekend),
    ]


def _opgegaan(partijen: Sequence[Partij], bekend: Partijen) -> Iterator[Bevinding]:
    """What is wrong with parties that went into another one."""
    for place, partij in enumerate(partijen):
        pad: Pad = ("partijen", place)
        if (partij.opgegaan_in is None) != (partij.op is None):
            here, missing = ("opgegaan_in", "op") if partij.op is None else ("op", "opgegaan_in")
            text = f"«{here}» staat er zonder «{missing}»"
            yield Bevinding("opgegaan-onvolledig", text, (*pad, here), op_sleutel=True)
        if partij.opgegaan_in is not None:
            yield from _opvolger(partij, partij.opgegaan_in, bekend, (*pad, "opgegaan_in"))


def _opvolger(partij: Partij, naam: str, bekend: Partijen, pad: Pad) -> Iterator[Bevinding]:
    """The party that it went into is known, is not itself on the way, and was still there."""
    opvolger = bekend.opvolger_of(partij)
    if opvolger is None:
        text = f"{show(naam)} is geen bekende partij"
        tip = suggest(naam, [one.naam for one in bekend.alle if one is not partij])
        yield Bevinding("onbekende-partij", text, pad, suggestie=tip)
    elif partij.naam in _opvolgers(partij, bekend):
        text = f"{cite(clean(partij.naam))} gaat via anderen op in zichzelf"
        if opvolger.naam == partij.naam:
            text = f"{cite(clean(partij.naam))} gaat op in zichzelf"
        yield Bevinding("opgegaan-in-kring", text, pad)
    elif opvolger.op is not None and partij.op is not None and opvolger.op <= partij.op:
        gone = f"{cite(clean(opvolger.naam))} is er sinds {dutch(opvolger.op)} zelf niet meer"
        tip = "Noem de partij waarin beide opgingen, of herstel de datum."
        yield Bevinding("verkeerde-volgorde", gone, pad, suggestie=tip)


def _opvolgers(partij: Partij, bekend: Partijen) -> set[str]:
    """Every party that it went into, step by step."""
    found: set[str] = set()
    one = bekend.opvolger_of(partij)
    while one is not None and one.naam not in found:
        found.add(one.naam)
        one = bekend.opvolger_of(one)
    return found


def _kenmerken(partijen: Sequence[Partij], catalogus: Catalogus) -> Iterator[Bevinding]:
    for place, partij in enumerate(partijen):
        yield from read_kenmerken(partij.kenmerken, catalogus, ("partijen", place))[1]


def check_raden(raden: Sequence[str], bekend: Partijen) -> Iterator[Bevinding]:
    """Each party that made a report for its council public is known: else it would not count."""
    for place, naam in enumerate(raden):
        partij = bekend.find(naam)
        if partij is None or bekend.is_groep(partij):
            text = f"{show(naam)} is geen bekende partij"
            tip = suggest(naam, bekend.woorden)
            yield Bevinding("onbekende-partij", text, ("raad_openbaar", place), suggestie=tip)


def check_verbanden(
    verbanden: Mapping[str, Verband], districten: Sequence[str]
) -> Iterator[Bevinding]:
    """All that is wrong with the overviews of one file: each district is known, and once in it."""
    rows = (
        (("verbanden", name, "districten", place), verband.districten[:place], district)
        for name, verband in verbanden.items()
        for place, district in enumerate(verband.districten)
    )
    for pad, before, district in rows:
        if district not in districten:
            yield _unknown_district(district, pad, districten)
        if district in before:
            text = f"district {show(district)} staat twee keer in dit verband"
            yield Bevinding("dubbel-district", text, pad)


def _doubles(named: Mapping[str, Sequence[Partij | Groep]]) -> Iterator[Bevinding]:
    """Two with one name or code would share each other's metingen."""
    seen: set[str] = set()
    rows = ((key, i, one) for key, row in named.items() for i, one in enumerate(row))
    for key, index, one in rows:
        words = {fold(word): word for word in (one.naam, one.code) if word}
        for word in (again for folded, again in words.items() if folded in seen):
            yield Bevinding("dubbele-partij", f"{show(word)} staat hier twee keer", (key, index))
        seen |= words.keys()


def _near(key: str, named: Sequence[Partij | Groep]) -> Iterator[Bevinding]:
    """Two that are nearly called the same may be one; a code of its own tells them apart."""
    for place, index in nearly_same_pairs([one.naam for one in named[:MOST_NEAR]]):
        one, other = named[place], named[index]
        if not (one.code and other.code) and fold(one.naam) != fold(other.naam):
            text = f"{show(other.naam)} lijkt erg op {show(one.naam)}"
            tip = "Is het dezelfde, laat er dan één staan. Zo niet, geef elk een code."
            yield Bevinding("bijna-dubbel", text, (key, index), "waarschuwing", tip)


def _districts(
    partijen: Sequence[Partij], groepen: Sequence[Groep], districten: Sequence[str]
) -> Iterator[Bevinding]:
    divided = any(partij.district for partij in partijen)
    for index, partij in enumerate(partijen):
        for name in (one for one in partij.district if one not in districten):
            yield _unknown_district(name, ("partijen", index, "district"), districten)
        # `district: []` says on purpose that there is none.
        if divided and "district" not in partij.model_fields_set:
            naam = cite(clean(partij.naam))
            text = f"{naam} hoort bij geen district en staat in geen districtsrapport"
            yield Bevinding("zonder-district", text, ("partijen", index), ernst="hint")
    for index, groep in enumerate(groepen):
        if groep.district is not None and groep.district not in districten:
            yield _unknown_district(groep.district, ("groepen", index, "district"), districten)


def _unknown_district(
    name: str, pad: tuple[str | int, ...], districten: Sequence[str]
) -> Bevinding:
    text = f"{show(name)} is geen bekend district"
    return Bevinding("onbekend-district", text, pad, suggestie=suggest(name, districten))


def _members(groepen: Sequence[Groep], bekend: Partijen) -> Iterator[Bevinding]:
    for index, groep in enumerate(groepen):
        naam = cite(clean(groep.naam))
        unknown = ((i, lid) for i, lid in enumerate(groep.leden) if bekend.find(lid) is None)
        for place, lid in unknown:
            text = f"lid {show(lid)} van {naam} is geen bekende partij of groep"
            pad, tip = ("groepen", index, "leden", place), suggest(lid, bekend.woorden)
            yield Bevinding("onbekend-lid", text, pad, suggestie=tip)
        if not groep.leden and groep.district is None:
            text = f"{naam} heeft geen leden"
            tip = "Noem leden, of een district."
            yield Bevinding("groep-zonder-leden", text, ("groepen", index), suggestie=tip)


def _circles(groepen: Sequence[Groep]) -> Iterator[Bevinding]:
    """A group that is, through other groups, a member of itself; a member may be a code."""
    codes = {one.code.casefold(): one.naam.casefold() for one in groepen if one.code}
    members = {
        groep.naam.casefold(): [codes.get(lid.casefold(), lid.casefold()) for lid in groep.leden]
        for groep in groepen
    }
    for index, groep in enumerate(groepen):
        if groep.naam.casefold() in _reach(groep.naam.casefold(), members):
            text = f"{cite(clean(groep.naam))} is via zijn leden lid van zichzelf"
            tip = "Haal een van de groepen uit de kring."
            yield Bevinding("groep-in-kring", text, ("groepen", index, "leden"), suggestie=tip)


def _reach(name: str, members: Mapping[str, list[str]]) -> set[str]:
    found: set[str] = set()
    pending = list(members.get(name, ()))
    while pending:
        one = pending.pop()
        if one not in found:
            found.add(one)
            pending += members.get(one, ())
    return found


class Kop(Struct, frozen=True):
    """The little of a meting that it is compared with others by; it travels between processes.

    Of a sealed meting that does not open it is unknown whether it is invented.
    """

    map: str
    bestand: str
    naam: str
    soort: str
    peildatum: date
    raamwerken: tuple[str, ...]
    fictief: bool | None
    pad: str


def check_koppen(koppen: Iterable[Kop]) -> dict[str, list[Bevinding]]:
    """What is wrong with metingen that are right by themselves, per file in their order."""
    found: dict[str, list[Bevinding]] = {}
    per_map: dict[str, list[Kop]] = {}
    for kop in koppen:
        per_map.setdefault(kop.map, []).append(kop)
    for own in per_map.values():
        for bestand, bevinding in (*_double_koppen(own), *_mixed(own)):
            found.setdefault(bestand, []).append(bevinding)
    return dict(sorted(found.items()))


def _double_koppen(koppen: list[Kop]) -> Iterator[tuple[str, Bevinding]]:
    """An organisation may keep a file for each raamwerk, so two count when they share one."""
    groups: dict[tuple[str, str, date, str], list[Kop]] = {}
    for kop in koppen:
        for raamwerk in kop.raamwerken:
            groups.setdefault((kop.naam, kop.soort, kop.peildatum, raamwerk), []).append(kop)
    double = [group for group in groups.values() if len(group) > 1]
    beside: dict[str, dict[str, None]] = {}
    for group in double:
        names = dict.fromkeys(one.bestand for one in group)
        for name in names:
            beside.setdefault(name, {}).update(names)
    for name, names in beside.items():
        others = ", ".join(one.rpartition("/")[2] for one in names if one != name)
        text = f"deze meting is er twee keer: {others} heeft dezelfde organisatie, soort en dag"
        tip = "Laat er één staan, of geef een van beide een andere soort of peildatum."
        yield name, Bevinding("dubbele-meting", text, ("peildatum",), suggestie=tip)


def _mixed(koppen: list[Kop]) -> Iterator[tuple[str, Bevinding]]:
    """Those of which there are fewest stand out."""
    koppen = [one for one in koppen if one.fictief is not None]
    kinds = Counter(kop.fictief for kop in koppen)
    fewest = kinds[True] <= kinds[False]
    for kop in koppen if len(kinds) > 1 else ():
        if kop.fictief is fewest:
            word, others = ("fictief", "echt") if fewest else ("echt", "fictief")
            text = f"deze meting is {word}, en {kinds[not fewest]} in deze werkmap zijn {others}"
            tip = "Zet fictieve en echte metingen in twee werkmappen."
            yield kop.bestand, Bevinding("fictief-gemengd", text, ("fictief",), suggestie=tip)
