"""A group as a report on it needs it: its metingen judged, counted and held against the register.

From here on there are only numbers; what names the parties is made in `reading/coordinator`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from weerbaar_cli.engine.groep.belofte import may_split, min_group
from weerbaar_cli.engine.groep.publiceren import Publicatievorm, find_outgrown, same_round
from weerbaar_cli.engine.groep.telling import (
    Afspraak,
    Inzending,
    Ronde,
    look_ahead,
    make_groepsbeeld,
)
from weerbaar_cli.engine.groep.verwant import Bundel, facts_read
from weerbaar_cli.engine.score.score import score_meting
from weerbaar_cli.files.bronnen import MANY
from weerbaar_cli.files.vinden import split_revisie
from weerbaar_cli.model.bestanden.partij import district_name
from weerbaar_cli.model.strict import clean, find_word
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport
from weerbaar_cli.model.uitkomsten.publicatielijst import Kans, Publicatielijst
from weerbaar_cli.model.uitkomsten.stelling import Gedeeld
from weerbaar_cli.reading.districtmap import find_districtmap, find_past_map, suggest_district
from weerbaar_cli.reading.dossier import Dossier, Gebroken
from weerbaar_cli.reading.edities import (
    Districtsbeeld,
    Districtsvraag,
    Editie,
    judge_through,
    only_type,
    read_all,
    read_district,
)
from weerbaar_cli.reading.metingen import Follow, unfollowed
from weerbaar_cli.reading.neutraal import (
    UNREAD_TIP,
    VERDWENEN,
    Neutraal,
    beside_unread,
    neutral,
    unread_words,
)
from weerbaar_cli.reading.omgeving import Omgeving
from weerbaar_cli.reading.publiceren import (
    LOST,
    Publicering,
    Uitgever,
    find_botsingen,
    make_uitgever,
    read_publicaties,
    refuse,
    refuse_lost,
    tell_answers,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.groep.publiceren import Voornemen
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.files.git import Revisie
    from weerbaar_cli.model.bestanden.feit import Anker
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsbeeld, Groepsdoel

ONLEESBAAR = "de werkmap is niet te lezen of heeft fouten"
BROKEN = f"{ONLEESBAAR}; er is geen rapport gemaakt"
DISTRICT_TIP = "Noem het district met --district, of zet het in weerbaar.yaml."
GEGROEID = (
    "Let op: van deze groep gingen al cijfers uit toen er minder rapporten voor een raad openbaar "
    "waren. Wie die erbij legt, kan soms afleiden hoe een andere partij ervoor staat."
)
ANDERE_VERSIE = (
    "De vorige meetronde ging over een andere versie van het raamwerk en is niet vergeleken."
)


class TeWeinig(Neutraal):
    """Too few parties handed in for a report on them."""


class Groepsuitkomst(NamedTuple):
    """What a report on a group draws on, what publishing it enters, and what is said beside it.

    `tegengehouden`: the register stands in the way of publishing it.
    """

    district: Districtsbeeld
    rapport: Groepsrapport
    publicering: Publicering
    opmerkingen: tuple[str, ...]
    tegengehouden: bool


def read_groep(
    paths: Sequence[Path],
    district: str | None,
    raamwerk: str | None,
    peildatum: date | None,
    *,
    named: bool = False,
    follow: Follow = unfollowed,
) -> Districtsbeeld:
    """The district of a werkmap with its editions. `named`: messages may name parties."""
    omgeving, folder = _open(paths, district)
    if omgeving.werkmap is None:
        raise Neutraal(VERDWENEN)
    wanted = settle_district(omgeving, district)
    if wanted is None:
        raise Neutraal("deze werkmap noemt geen district", tip=DISTRICT_TIP)
    return read_district(
        omgeving,
        omgeving.werkmap,
        folder or omgeving.bestanden.map / omgeving.werkmap.metingen,
        Districtsvraag(wanted, raamwerk, peildatum, named),
        follow,
    )


def settle_district(omgeving: Omgeving, district: str | None) -> str | None:
    """The district that was asked as it is written here, or that of the werkmap."""
    own = omgeving.werkmap.district if omgeving.werkmap is not None else None
    if district is None:
        return own
    bibliotheek = omgeving.bibliotheek
    theirs = (name for partij in bibliotheek.partijen.alle for name in partij.district)
    known = dict.fromkeys((*filter(None, [own]), *bibliotheek.register.districten, *theirs))
    found = find_word(district, known)
    if found is None:
        tip = suggest_district(district, filter(None, [omgeving.map])) or DISTRICT_TIP
        raise Neutraal(f"district «{clean(district)}» is hier niet bekend", tip=tip)
    return found


def read_gebroken(map_: Path) -> tuple[Gebroken, ...]:
    """What of a werkmap cannot be used, also where there is no edition at all."""
    omgeving = open_werkmap(map_)
    metingen = "" if omgeving.werkmap is None else omgeving.werkmap.metingen
    return read_all(omgeving, map_ / metingen)[1]


def _open(paths: Sequence[Path], district: str | None) -> tuple[Omgeving, Path | None]:
    """The werkmap, on the disk or as a revision has it, and the folder when one was named."""
    if len(paths) == 1 and split_revisie(paths[0]) is not None:
        revisie, map_, folder = find_past_map(paths[0])
    else:
        revisie, (map_, folder) = None, find_districtmap(paths, district)
    return open_werkmap(map_, revisie), folder


def open_werkmap(map_: Path, toen: Revisie | None = None) -> Omgeving:
    """A werkmap with its settings; raises when they have a fout."""
    omgeving = Omgeving(map_, toen)
    omgeving.refuse_trouble()
    return omgeving


def make_groep(
    found: Districtsbeeld,
    doelgroep: Groepsdoel,
    partijtype: str | None = None,
    *,
    naslag: bool = False,
    follow: Follow = unfollowed,
) -> Groepsuitkomst:
    """The figures of the latest edition beside those before it; raises when they may not go out.

    With `partijtype` they are about the parties of that type only, where every type is large
    enough. `naslag`: they are held against a report that went out, whatever the register says now.
    """
    with beside_unread(found.ongelezen):
        part = _split(found, doelgroep, partijtype)
        return _make_groep(part, doelgroep, follow, naslag=naslag)


def _make_groep(
    found: Districtsbeeld, doelgroep: Groepsdoel, follow: Follow, *, naslag: bool
) -> Groepsuitkomst:
    afspraak = _afspraak(found, found.nu, doelgroep)
    if not naslag:
        refuse_lost(found.omgeving)
    refuse_small(found.nu, afspraak.m, _voor(afspraak))
    kern = found.omgeving.kern(found.nu.raamwerk)
    uitgever = make_uitgever(found.omgeving, kern, _vorm(afspraak))
    nu = make_ronde(found, found.nu, kern, follow)
    shown = [uitgever.make_voornemen(found.nu.ingeleverd, nu)]
    bezwaar = uitgever.objection(shown[0])
    if not naslag:
        refuse(bezwaar)
    vorige = _comparable(found)
    same, ronde = None, None
    if vorige is not None:
        ronde = make_ronde(found, vorige, kern, follow)
        earlier = uitgever.make_voornemen(vorige.ingeleverd, ronde)
        same = not same_round(earlier.peildatum, found.nu.peildatum)
        same = same and earlier.leden.keys() == shown[0].leden.keys()
        same = same and uitgever.objection(earlier) is None
        shown += [earlier] if same else []
    beeld = make_groepsbeeld(kern, nu, ronde, afspraak, zelfde_groep=same, fictief=found.nu.fictief)
    rapport = _with_texts(found, kern, beeld, herziening=uitgever.corrects(shown[0]))
    opmerkingen = tuple(_opmerkingen(found, afspraak, uitgever, shown[0]))
    publicering = Publicering(uitgever.register, tuple(shown))
    tegengehouden = bezwaar is not None
    return Groepsuitkomst(found, rapport, publicering, opmerkingen, tegengehouden)


def _opmerkingen(
    found: Districtsbeeld, afspraak: Afspraak, uitgever: Uitgever, new: Voornemen
) -> Iterator[str]:
    early = find_outgrown(uitgever.register.inhoud, new) if afspraak.raden else ()
    if early:
        yield f"{GEGROEID} Het gaat om: {', '.join(sorted(one.code for one in early))}."
    if found.vorige is not None and _comparable(found) is None:
        yield ANDERE_VERSIE


def read_publicatielijst(
    paths: Sequence[Path],
    district: str | None,
    raamwerk: str | None,
    follow: Follow = unfollowed,
) -> Publicatielijst:
    """The register, and what may be published now; without metingen there is a register too."""
    map_, _ = find_districtmap(paths, district)
    with neutral(ONLEESBAAR):
        omgeving = open_werkmap(map_)
        settle_district(omgeving, district)
        register = read_publicaties(omgeving).inhoud
    botsingen = find_botsingen(omgeving, register)
    days = [one.peildatum for one in register.publicaties]
    try:
        with neutral(ONLEESBAAR):
            refuse_lost(omgeving)
            found = read_groep(paths, district, raamwerk, None, follow=follow)
            kansen = tuple(_kansen(found))
    except Neutraal as error:
        datum = max(days, default=date.today())  # noqa: DTZ011 the user's own day
        bezwaar, weg = f"{error.message}. {error.tip}".strip(), error.message == LOST
        return Publicatielijst(register, (), datum, bezwaar, botsingen, weg)
    days += [one.peildatum for one in kansen]
    bezwaar = f"{unread_words(found.ongelezen)}. {UNREAD_TIP}" if found.ongelezen else ""
    fictief = any(one.fictief for one in found.alle)
    return Publicatielijst(register, kansen, max(days), bezwaar, botsingen, fictief=fictief)


def _kansen(found: Districtsbeeld) -> Iterator[Kans]:
    for editie in found.alle:
        kern = found.omgeving.kern(editie.raamwerk)
        ronde = cache(partial(make_ronde, found, editie, kern))  # scored once, for both audiences
        yield _find_kans(found, editie, "bestuur", ronde)
        yield _find_kans(found, editie, "openbaar", ronde)


def _find_kans(
    found: Districtsbeeld, editie: Editie, doelgroep: Groepsdoel, ronde: Callable[[], Ronde]
) -> Kans:
    """Whether an edition may be published for an audience now."""
    afspraak = _afspraak(found, editie, doelgroep)
    who = editie.raamwerk.id, editie.soort, editie.peildatum, doelgroep
    try:
        refuse_small(editie, afspraak.m, _voor(afspraak))
    except TeWeinig as error:
        return Kans(*who, "kan_niet", error.message)
    kern = found.omgeving.kern(editie.raamwerk)
    uitgever = make_uitgever(found.omgeving, kern, _vorm(afspraak))
    new = uitgever.make_voornemen(editie.ingeleverd, ronde())
    return Kans(*who, *uitgever.find_stand(new))


def _split(found: Districtsbeeld, doelgroep: Groepsdoel, partijtype: str | None) -> Districtsbeeld:
    """One part of the district, when each part of it is a group of its own; else nothing."""
    if partijtype is None:
        return found
    sizes = Counter(one.partij.type for one in found.nu.ingeleverd)
    if partijtype not in sizes:
        tip = f"Er is: {', '.join(sorted(sizes))}."
        raise Neutraal("van dit type partij is er geen meting ingeleverd", tip=tip)
    m = _afspraak(found, found.nu, doelgroep).m
    if len(sizes) > 1 and not may_split(sizes.values(), m):
        message = "dit rapport is niet te splitsen naar type partij"
        tip = f"Van elk type zijn dan ten minste {min_group(m)} ingeleverde metingen nodig."
        raise Neutraal(message, tip=tip)
    return only_type(found, partijtype)


def _afspraak(found: Districtsbeeld, editie: Editie, doelgroep: Groepsdoel) -> Afspraak:
    publicatie = found.werkmap.publicatie
    regel = editie.raamwerk.behaald
    return Afspraak(
        doelgroep,
        publicatie.bekend_bij_lezer,
        publicatie.exacte_aantallen,
        publicatie.behaald or (regel.partijen if regel is not None else None),
        raden=count_raden(found, editie),
    )


def _vorm(afspraak: Afspraak) -> Publicatievorm:
    return Publicatievorm(afspraak.doel, afspraak.bekend + afspraak.raden, afspraak.exact)


def count_raden(found: Districtsbeeld, editie: Editie) -> int:
    """Of how many who handed in a report for the council is public: every reader knows those."""
    find = found.omgeving.bibliotheek.partijen.find
    openbaar = {find(naam) for naam in found.werkmap.raad_openbaar}
    return sum(one.partij in openbaar for one in editie.ingeleverd)


def refuse_small(editie: Editie, m: int, wat: str) -> None:
    """Raise when too few handed in for readers who may know the results of `m` of them."""
    least, number = min_group(m), len(editie.ingeleverd)
    if number < least:
        message = f"{wat} vraagt ten minste {least} ingeleverde"
        why = "Met minder is te zien hoe een enkele partij ervoor staat."
        tip = f"{why} Wacht op meer metingen, of kies met --peildatum een eerdere meetronde."
        raise TeWeinig(f"{message} metingen van één peildatum; er zijn er {number}", tip=tip)


def _voor(afspraak: Afspraak) -> str:
    wat = f"een rapport voor {'het bestuur' if afspraak.doel == 'bestuur' else 'iedereen'}"
    if not afspraak.raden:
        return wat
    return f"{wat} ({afspraak.raden} met een openbaar rapport voor hun raad)"


def _comparable(found: Districtsbeeld) -> Editie | None:
    """The edition before, unless it was measured by another version of the raamwerk."""
    vorige = found.vorige
    same = vorige is not None and vorige.raamwerk.versie == found.nu.raamwerk.versie
    return vorige if same else None


def make_ronde(
    found: Districtsbeeld, editie: Editie, kern: Rekenraamwerk, follow: Follow = unfollowed
) -> Ronde:
    """The results of an edition, in the order of who handed in."""
    metingen = editie.ingeleverd
    inzender = Inzender(found.omgeving, kern.raamwerk, editie.peildatum, len(metingen) >= MANY)
    judged = list(follow(judge_through(inzender, metingen), len(metingen), "rekenen"))
    return Ronde(
        editie.soort,
        editie.peildatum,
        len(found.leden_on(editie.peildatum)),
        len(editie.concept),
        [one for one, _ in judged],
        list(_bundels([shared for _, shared in judged])),
    )


# A result, and the facts that its member shares with others.
Ingezonden = tuple[Inzending, Sequence[Gedeeld]]


class Inzender:
    """Judges who handed in. `klein`: of each there is no more than the figures ask."""

    def __init__(self, omgeving: Omgeving, raamwerk: Raamwerk, day: date, klein: bool) -> None:
        self._omgeving, self._raamwerk = omgeving, raamwerk
        self._day, self._klein = day, klein

    def __call__(self, dossiers: Sequence[Dossier]) -> Iterator[Ingezonden]:
        kern = self._omgeving.kern(self._raamwerk)
        asked = facts_read(kern)
        for dossier in map(self._omgeving.take_up, dossiers):
            scan = replace(dossier.scan(kern.raamwerk), organisatie="")  # names end here
            made = Inzending(
                dossier.partij.type,
                score_meting(kern, scan, self._day),
                {name: one for name, one in scan.antwoorden.items() if _is_kenmerk(kern, name)},
                tell_answers(dossier, kern.raamwerk, asked),
            )
            yield made.keep(look_ahead(self._day)) if self._klein else made, dossier.gedeeld


def _is_kenmerk(kern: Rekenraamwerk, feit_id: str) -> bool:
    return kern.catalogus[feit_id].is_kenmerk


def _bundels(gedeeld: Iterable[Sequence[Gedeeld]]) -> Iterator[Bundel]:
    """Who has facts from one group, also where an own answer goes first."""
    places: dict[str, set[int]] = {}
    facts: dict[str, set[str]] = {}
    for number, shared in enumerate(gedeeld):
        for one in shared:
            places.setdefault(one.groep, set()).add(number)
            facts.setdefault(one.groep, set()).add(one.feit)
    for groep, found in places.items():
        yield Bundel(frozenset(found), frozenset(facts[groep]))


def _with_texts(
    found: Districtsbeeld, kern: Rekenraamwerk, beeld: Groepsbeeld, *, herziening: bool
) -> Groepsrapport:
    """The figures with what is the same for everyone."""
    bibliotheek = found.omgeving.bibliotheek
    known = bibliotheek.register.districten.get(found.district)
    return Groepsrapport(
        beeld=beeld,
        district=district_name(found.district, known),
        overleg=known.overleg if known is not None else None,
        raamwerk=found.nu.raamwerk,
        catalogus=bibliotheek.catalogus,
        parameters=kern.parameters,
        ankers=tuple(_after(found.omgeving, kern, (beeld.vorige or beeld.nu).peildatum)),
        programmas=found.programmas,
        herziening=herziening,
    )


def _after(omgeving: Omgeving, kern: Rekenraamwerk, day: date) -> list[tuple[str, Anker]]:
    """The changes of law after a day that a rule here looks at, by date."""
    facts = facts_read(kern)
    ankers = omgeving.bibliotheek.ankers.items()
    ahead = [(name, one) for name, one in ankers if one.vanaf > day and facts & set(one.feiten)]
    return sorted(ahead, key=lambda pair: (pair[1].vanaf, pair[0]))
