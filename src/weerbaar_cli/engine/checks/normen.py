"""What a file that names norms must satisfy: an indeling, a was-wordt file, a programme.

The raamwerken, versions, themas and norms that it names exist, and each norm stands where it can.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.engine.verandering.versies import Schakel, find_overgangen
from weerbaar_cli.model.bevinding import Bevinding, Pad, cite, suggest
from weerbaar_cli.model.strict import clean, show

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.bestanden.indeling import Indeling, Vak
    from weerbaar_cli.model.bestanden.programma import Deelproject, Programma
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.bestanden.waswordt import Normovergang, Waswordt


Raamwerkkennis = Mapping[str, "Raamwerk | None"]


def check_indeling(
    indeling: Indeling,
    raamwerken: Raamwerkkennis,
    known: Sequence[str],
    needed: Iterable[str] = (),
) -> list[Bevinding]:
    """All that is wrong once the form is right.

    `raamwerken` are those it names, None when there is no such raamwerk; one that has faults itself
    is not among them. `known` are all ids; `needed` are the raamwerken that it may not leave out.
    """
    themas = raamwerken.get(indeling.raamwerk)
    if themas is None and indeling.raamwerk in raamwerken:
        text = f"raamwerk {show(indeling.raamwerk)} is niet bekend"
        tip = suggest(indeling.raamwerk, known)
        return [Bevinding("onbekend-raamwerk", text, ("raamwerk",), suggestie=tip)]
    return [
        *([] if themas is None else _themas(indeling, [thema.id for thema in themas.themas])),
        *_normen(indeling, raamwerken, known),
        *_left_out(indeling, needed),
    ]


def _themas(indeling: Indeling, known: Sequence[str]) -> Iterator[Bevinding]:
    for name, index, vak in indeling.places():
        if vak.thema not in known:
            text = f"thema {show(vak.thema)} bestaat niet in {indeling.raamwerk}"
            tip = f"Kies uit: {', '.join(known)}."
            pad = ("normen", name, index, "thema")
            yield Bevinding("onbekend-thema", text, pad, suggestie=tip)


def _normen(
    indeling: Indeling, raamwerken: Raamwerkkennis, known: Sequence[str]
) -> Iterator[Bevinding]:
    for name, vakken in indeling.normen.items():
        if name not in raamwerken:
            continue
        raamwerk = raamwerken[name]
        if raamwerk is None:
            text = f"raamwerk {show(name)} is niet bekend"
            pad: Pad = ("normen", name)
            tip = suggest(name, known)
            yield Bevinding("onbekend-raamwerk", text, pad, suggestie=tip, op_sleutel=True)
        else:
            yield from _of_raamwerk(name, vakken, raamwerk)


def _of_raamwerk(name: str, vakken: Sequence[Vak], raamwerk: Raamwerk) -> Iterator[Bevinding]:
    ids = [norm.id for norm in raamwerk.normen]
    seen: set[str] = set()
    named: Iterator[tuple[Pad, str]] = (
        (("normen", name, index, "normen", place), norm_id)
        for index, vak in enumerate(vakken)
        for place, norm_id in enumerate(vak.normen)
    )
    for pad, norm_id in named:
        if norm_id not in ids:
            text = f"norm {show(norm_id)} bestaat niet in {cite(name)}"
            yield Bevinding("onbekende-norm", text, pad, suggestie=suggest(norm_id, ids))
        elif norm_id in seen:
            yield Bevinding("dubbele-norm", f"norm {show(norm_id)} staat er twee keer", pad)
        seen.add(norm_id)
    missing = [norm_id for norm_id in ids if norm_id not in seen]
    if missing:
        text = f"{cite(name)}: bij geen thema {_listed(missing)}"
        yield Bevinding("norm-niet-ingedeeld", text, ("normen", name), op_sleutel=True)


def _left_out(indeling: Indeling, needed: Iterable[str]) -> Iterator[Bevinding]:
    for name in needed:
        if name not in indeling.normen and name != indeling.raamwerk:
            text = f"raamwerk {name} ontbreekt"
            yield Bevinding("norm-niet-ingedeeld", text, ("normen",), op_sleutel=True)


def _listed(normen: Sequence[str]) -> str:
    return f"{'staat norm' if len(normen) == 1 else 'staan de normen'} {', '.join(normen)}"


def check_waswordt(
    bestand: Waswordt,
    raamwerken: Mapping[str, Raamwerk | None],
    others: Sequence[Waswordt],
    known: Sequence[str],
) -> list[Bevinding]:
    """All that is wrong once the form is right.

    `raamwerken` are the versions that it names, None when there is no such version; one that has
    faults itself is not among them. `others` are the other files of the kind; `known` are all
    versions, as `id@versie`.
    """
    van, naar = raamwerken.get(bestand.van), raamwerken.get(bestand.naar)
    found = [*_versions(bestand, raamwerken, known), *_among(bestand, others)]
    if bestand.van == bestand.naar or van is None or naar is None:
        return found
    found += _named_once(bestand, "was", van)
    found += _named_once(bestand, "wordt", naar)
    if not found:
        found += _unmentioned(bestand, van, naar)
    return found


def _versions(
    bestand: Waswordt, raamwerken: Mapping[str, Raamwerk | None], known: Sequence[str]
) -> Iterator[Bevinding]:
    for key, named in (("van", bestand.van), ("naar", bestand.naar)):
        if named in raamwerken and raamwerken[named] is None:
            text = f"{show(named)} is geen bekende versie van een raamwerk"
            yield Bevinding("onbekende-versie", text, (key,), suggestie=_nearest(named, known))
    if bestand.van == bestand.naar:
        text = "van en naar zijn dezelfde versie"
        yield Bevinding("zelfde-versie", text, ("naar",))


def _nearest(named: str, known: Sequence[str]) -> str:
    """The versions of the same raamwerk, or the name that is meant."""
    name = named.partition("@")[0]
    same = [one for one in known if one.partition("@")[0] == name]
    return f"Bekend is {', '.join(same)}." if same else suggest(named, known)


def _among(bestand: Waswordt, others: Sequence[Waswordt]) -> Iterator[Bevinding]:
    """Two files about the same step, or a row of files that comes back where it began."""
    if any((one.van, one.naar) == (bestand.van, bestand.naar) for one in others):
        named = cite(f"{clean(bestand.van)} naar {clean(bestand.naar)}")
        text = f"er is nog een bestand van {named}"
        yield Bevinding("dubbel-was-wordt", text, ("van",))
    way = _way_back(bestand, others)
    if way:
        text = f"dit loopt in een kring: {cite(' → '.join(map(clean, [bestand.van, *way])))}"
        yield Bevinding("was-wordt-in-kring", text, ("naar",))


def _way_back(bestand: Waswordt, others: Sequence[Waswordt]) -> list[str]:
    """The versions from `naar` back to `van`, by the other files; empty when there is no way."""
    if bestand.van == bestand.naar:
        return []
    ways = {bestand.naar: [bestand.naar]}
    queue = [bestand.naar]
    for here in queue:
        new = [one.naar for one in others if one.van == here and one.naar not in ways]
        ways |= {naar: [*ways[here], naar] for naar in new}
        queue += dict.fromkeys(new)
    return ways.get(bestand.van, [])


def _named_once(bestand: Waswordt, key: str, raamwerk: Raamwerk) -> Iterator[Bevinding]:
    """Every norm on one side exists, and is named once."""
    ids = [norm.id for norm in raamwerk.normen]
    seen: set[str] = set()
    for index, place, norm_id in (
        (index, place, norm_id)
        for index, overgang in enumerate(bestand.normen)
        for place, norm_id in enumerate(getattr(overgang, key))
    ):
        pad: Pad = ("normen", index, key, place)
        if norm_id not in ids:
            text = f"norm {show(norm_id)} bestaat niet in {raamwerk.id}@{raamwerk.versie}"
            yield Bevinding("onbekende-norm", text, pad, suggestie=suggest(norm_id, ids))
        elif norm_id in seen:
            text = f"norm {show(norm_id)} staat twee keer bij {key}"
            yield Bevinding("dubbele-norm", text, pad)
        seen.add(norm_id)


def _unmentioned(bestand: Waswordt, van: Raamwerk, naar: Raamwerk) -> Iterator[Bevinding]:
    """A norm that changed, came or went while the file says nothing of it."""
    written = {key for one in bestand.normen for key in _sides(one.was, one.wordt)}
    for one in find_overgangen([Schakel(van, naar, bestand.normen)]):
        if one.soort != "gelijk" and written.isdisjoint(_sides(one.was, one.wordt)):
            text = f"{_told(one)}, en dit bestand zegt er niets over"
            yield Bevinding("norm-niet-vermeld", text, ("normen",), "waarschuwing", op_sleutel=True)


def _sides(was: Iterable[str], wordt: Iterable[str]) -> set[tuple[str, str]]:
    return {("was", norm_id) for norm_id in was} | {("wordt", norm_id) for norm_id in wordt}


def _told(one: Normovergang) -> str:
    if not one.wordt:
        return f"norm {one.was[0]} is er niet meer"
    return f"norm {one.wordt[0]} {'heeft een andere tekst' if one.was else 'is nieuw'}"


# None for one that cannot be read.


def check_programma(
    programma: Programma,
    raamwerken: Raamwerkkennis,
    catalogus: Catalogus | None,
    districten: Collection[str],
) -> list[Bevinding]:
    """All that is wrong once the form is right.

    `raamwerken` are all that there are, None for one that cannot be read; without a catalogus the
    facts are not judged.
    """
    found: list[Bevinding] = []
    if programma.district is not None and programma.district not in districten:
        text = f"district {show(programma.district)} is niet bekend"
        tip = suggest(programma.district, districten)
        found.append(Bevinding("onbekend-district", text, ("district",), suggestie=tip))
    seen: set[str] = set()
    for index, project in enumerate(programma.deelprojecten):
        pad: Pad = ("deelprojecten", index)
        if project.id in seen:
            text = f"deelproject {show(project.id)} staat er twee keer"
            found.append(Bevinding("dubbel-deelproject", text, (*pad, "id")))
        seen.add(project.id)
        found += _check_norms(project.normen, raamwerken, pad)
        found += _check_facts(project, catalogus, pad)
    for index, post in enumerate(programma.begroting):
        found += _check_norms(post.normen, raamwerken, ("begroting", index))
    return [*found, *_check_posts(programma)]


def _check_posts(programma: Programma) -> Iterator[Bevinding]:
    """The actions for one norm are paid from one post a year."""
    paid: dict[tuple[str, str | None], str] = {}
    posts = enumerate(programma.begroting)
    rows = ((i, j, post, name) for i, post in posts for j, name in enumerate(post.normen))
    for index, number, post, reference in rows:
        first = paid.setdefault((reference, post.jaar), post.post)
        if first is not post.post:
            text = f"norm {show(reference)} staat ook bij de post {show(first)}"
            yield Bevinding("norm-in-twee-posten", text, ("begroting", index, "normen", number))


def _check_norms(
    references: Sequence[str], raamwerken: Raamwerkkennis, pad: Pad
) -> Iterator[Bevinding]:
    for index, reference in enumerate(references):
        name, _, norm_id = reference.rpartition("/")
        raamwerk = raamwerken.get(name)
        here = (*pad, "normen", index)
        if name not in raamwerken:
            text = f"{show(reference)} noemt geen bekend raamwerk; schrijf raamwerk/norm"
            tip = suggest(name, raamwerken) or _whole_reference(norm_id, raamwerken)
            yield Bevinding("onbekend-raamwerk", text, here, suggestie=tip)
        elif raamwerk is not None and raamwerk.find_norm(norm_id) is None:
            text = f"norm {show(norm_id)} bestaat niet in {cite(name)}"
            tip = suggest(norm_id, [norm.id for norm in raamwerk.normen])
            yield Bevinding("onbekende-norm", text, here, suggestie=tip)


def _whole_reference(norm_id: str, raamwerken: Raamwerkkennis) -> str:
    """The one norm with this number, when only one raamwerk has it."""
    known = {name: one for name, one in raamwerken.items() if one is not None}
    found = [name for name, one in known.items() if one.find_norm(norm_id) is not None]
    return f"Bedoelde u «{found[0]}/{norm_id}»?" if len(found) == 1 else ""


def _check_facts(
    project: Deelproject, catalogus: Catalogus | None, pad: Pad
) -> Iterator[Bevinding]:
    for index, feit_id in enumerate(project.feiten):
        if catalogus is not None and feit_id not in catalogus:
            text = f"het feit {show(feit_id)} staat niet in de catalogus"
            tip = suggest(feit_id, catalogus)
            yield Bevinding("onbekend-feit", text, (*pad, "feiten", index), suggestie=tip)
