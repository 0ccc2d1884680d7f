"""What was published in a werkmap, whether this may be published beside it, and that it now is."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, partial
from itertools import combinations
from pathlib import PurePath
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli import __version__
from weerbaar_cli.engine.checks.publicaties import INTREK, Samenhang, as_lid, check_heel, clash
from weerbaar_cli.engine.groep.publiceren import (
    Bezwaar,
    Bezwaarsoort,
    Publicatievorm,
    Voornemen,
    find_corrected,
    find_objection,
    find_same,
    hash_figures,
    make_publicatie,
    rules_of,
)
from weerbaar_cli.engine.groep.verwant import facts_read
from weerbaar_cli.errors import FINDINGS, WeerbaarError
from weerbaar_cli.files.bibliotheek.bibliotheek import UnreadableData
from weerbaar_cli.files.register import Registermap, add_publicaties, name_of, take_back
from weerbaar_cli.files.vinden import REGISTERMAP, find_git
from weerbaar_cli.model.bestanden.feit import short_of
from weerbaar_cli.model.bestanden.publicaties import LENGTH, Publicatie, Register, is_own_name
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.reading.dossier import own_norms
from weerbaar_cli.reading.neutraal import VALIDATE, VERDWENEN, Neutraal, neutral

if TYPE_CHECKING:
    from weerbaar_cli.engine.groep.telling import Ronde
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
    from weerbaar_cli.model.bevinding import Melding
    from weerbaar_cli.model.uitkomsten.publicatielijst import Kansstand
    from weerbaar_cli.reading.dossier import Dossier
    from weerbaar_cli.reading.omgeving import Omgeving

BROKEN = "het register van publicaties heeft fouten"
UNREADABLE = "het register van publicaties is voor u niet te lezen"
READ_TIP = (
    "Wat weerbaar daarin schrijft, is alleen te lezen voor wie het schreef. Vraag diegene om "
    "leesrecht, of werk ieder in een eigen kopie met git."
)
LOST = "het register van publicaties mist bestanden die git wel kent"
UNWRITABLE = "het register van publicaties is niet te schrijven; er is geen rapport gemaakt"
WRITE_TIP = (
    "Maak de werkmap schrijfbaar, of maak ruimte op de schijf: eerst wordt vastgelegd van welke "
    "groep er cijfers zijn."
)
# What is said here of a file are words of ours alone.
_OWN_WORDS = ("niet-gelezen", "onleesbaar-bestand", "leeg-bestand")
BY_NAME = "«--doelgroep coordinator» toont de cijfers aan wie ze mag zien."


class Uitgever(NamedTuple):
    """Knows what was published in a werkmap, and enters what is published now."""

    omgeving: Omgeving
    kern: Rekenraamwerk
    vorm: Publicatievorm
    register: Registermap

    def make_voornemen(self, ingeleverd: Sequence[Dossier], ronde: Ronde) -> Voornemen:
        """An edition as it would be published: its metingen, and their results."""
        raamwerk = self.kern.raamwerk
        return Voornemen(
            raamwerk.id,
            raamwerk.versie,
            ronde.peildatum,
            _reading(self.kern),
            self.vorm,
            {
                as_lid(one.naam, one.partij.type): made.antwoorden
                for one, made in zip(ingeleverd, ronde.inzendingen, strict=True)
            },
            cache(partial(hash_figures, self.kern, ronde)),
        )

    def objection(self, new: Voornemen) -> Bezwaar | None:
        """Which earlier figures these could be laid over; None when there are none."""
        inhoud = self.register.inhoud
        found = find_objection(inhoud, new, self._shares_facts)
        if found is None:
            return None
        botsers = find_botsingen(self.omgeving, inhoud).get(found.publicatie.code, {})
        return found._replace(botst=tuple(botsers))

    def find_stand(self, new: Voornemen) -> tuple[Kansstand, str]:
        """Whether this may be published, and why not."""
        found = self.objection(new)
        if found is not None:
            return "kan_niet", ". ".join(explain(found))
        if find_same(self.register.inhoud, new) is not None:
            return "gepubliceerd", ""
        return ("herziening" if self.corrects(new) else "kan"), ""

    def corrects(self, new: Voornemen) -> bool:
        """Whether this corrects figures of the same group that went out before."""
        inhoud = self.register.inhoud
        same = find_same(inhoud, new)
        return bool(same.herziet if same is not None else find_corrected(inhoud, new))

    def _shares_facts(self, other: Publicatie) -> bool:
        return not facts_of(self.omgeving, other).isdisjoint(facts_read(self.kern))


def facts_of(omgeving: Omgeving, one: Publicatie) -> frozenset[str]:
    """Which facts its raamwerk reads; every fact when that is gone, for it may have read them."""
    try:
        raamwerk = omgeving.bibliotheek.raamwerk(f"{one.raamwerk}@{one.versie}")
        return facts_read(omgeving.kern(raamwerk))
    except WeerbaarError:
        return frozenset(omgeving.bibliotheek.catalogus)


class Publicering(NamedTuple):
    """What publishing a report would enter."""

    register: Registermap
    voornemens: tuple[Voornemen, ...]

    @property
    def nieuw(self) -> list[Publicatie]:
        """The entries that are not in the register yet."""
        inhoud, zout = self.register.inhoud, self.register.zout
        new = [one for one in self.voornemens if find_same(inhoud, one) is None]
        return [make_publicatie(inhoud, one, zout, f"weerbaar {__version__}") for one in new]

    @contextmanager
    def enter(self) -> Iterator[list[Publicatie]]:
        """Write down what is published; taken back when what follows fails."""
        new = self.nieuw
        with neutral(UNWRITABLE, WRITE_TIP):
            made = add_publicaties(self.register, new) if new else []
        try:
            yield new
        except BaseException:
            take_back(self.register, made)
            raise


def refuse(found: Bezwaar | None) -> None:
    """Raise for what stands in the way of publishing."""
    if found is not None:
        message, may = explain(found)
        gone = f"Is die nooit verspreid: «{INTREK.format(found.publicatie.code)}»."
        raise Neutraal(message, tip=f"{may} {gone} {BY_NAME}", exit_code=FINDINGS)


def explain(found: Bezwaar) -> tuple[str, str]:
    """A refusal in words: what stands in the way, and what may be published now."""
    one = found.publicatie
    earlier = f"{one.raamwerk} op {dutch(one.peildatum)} (publicatie {one.code})"
    message = f"voor {earlier} zijn al cijfers naar buiten gegaan {WHY[found.soort]}"
    if found.botst:
        return message, MAY_BOTST.format(code=one.code, andere=", ".join(found.botst))
    return message, MAY[found.soort].format(aantal=one.aantal)


WHY: dict[Bezwaarsoort, str] = {
    "andere_groep": "van een andere groep",
    "andere_regels": "met andere regels, een andere versie of andere keuzes bij het raamwerk",
    "minder_streng": "met een strengere belofte (bekend_bij_lezer)",
    "te_weinig_veranderd": "die anders waren; te weinig partijen gaven een ander antwoord",
    "ander_raamwerk": "van een ander raamwerk met dezelfde feiten",
}
MAY: dict[Bezwaarsoort, str] = {
    "andere_groep": "Wat nu kan: dezelfde {aantal} partijen, of een ronde die meer dan een maand "
    "scheelt.",
    "andere_regels": "Wat nu kan: dezelfde regels, of een ronde die meer dan een maand scheelt.",
    "minder_streng": "Wat nu kan: dezelfde of een hogere bekend_bij_lezer.",
    "te_weinig_veranderd": "Wacht op de volgende meetronde.",
    "ander_raamwerk": "Wat nu kan: een ronde die meer dan een maand scheelt.",
}
MAY_BOTST = (
    "Publicatie {code} gaat zelf niet samen met {andere}. Wat nu kan: precies dezelfde publicatie "
    "nog eens, of een ronde die meer dan een maand scheelt."
)


def make_uitgever(omgeving: Omgeving, kern: Rekenraamwerk, vorm: Publicatievorm) -> Uitgever:
    """With the register of the werkmap as it is now; raises when that has faults."""
    return Uitgever(omgeving, kern, vorm, read_publicaties(omgeving).with_salt())


def read_publicaties(omgeving: Omgeving) -> Registermap:
    """The register of the werkmap, whole; raises a neutral message when it is not."""
    with neutral(BROKEN, VALIDATE):
        try:
            register = omgeving.register
        except UnreadableData as error:
            raise _broken(error.meldingen[0]) from None
        except OSError:
            raise Neutraal(UNREADABLE, tip=READ_TIP) from None
    if register is None:
        raise Neutraal(VERDWENEN)
    inhoud = register.inhoud
    torn = [name_of(one) for one in inhoud.publicaties if check_heel(one, inhoud)]
    for name in (*torn, *(path.name for path in register.verkeerd)):
        raise Neutraal(f"{BROKEN}{_called(name)}", tip=VALIDATE)
    return register


def _broken(fault: Melding) -> Neutraal:
    """What is wrong with the register, as far as that tells of no party."""
    name = _called(PurePath(fault.bestand).name)
    why = f": {fault.bericht}" if fault.code in _OWN_WORDS else ""
    if fault.code == "onleesbaar-bestand":
        return Neutraal(f"{UNREADABLE}{name}{why}", tip=READ_TIP)
    return Neutraal(f"{BROKEN}{name}{why}", tip=VALIDATE)


def _called(name: str) -> str:
    return f" ({name})" if name == REGISTERMAP or is_own_name(name) else ""


def refuse_lost(omgeving: Omgeving) -> None:
    """Without the publications that only git still knows nothing guards the promise."""
    if omgeving.map is None or find_git(omgeving.map) is None:
        return
    from weerbaar_cli.files.git import compare_with_commit  # late: only where there is git

    if weg := compare_with_commit(omgeving.map / REGISTERMAP).weg:
        # Not `git restore`: what was taken away by git itself that does not know either.
        back = f"git checkout HEAD -- {' '.join(weg)}"
        tip = f"Zet ze terug: {back}. Uit het register gaat nooit iets weg."
        raise Neutraal(LOST, tip=tip, exit_code=FINDINGS)


def make_samenhang(omgeving: Omgeving, own: Register) -> Samenhang:
    """What a file of the register is checked against, with what it says itself.

    Raises UnreadableData when another file of the register has faults.
    """
    here = omgeving.register
    register = here.inhoud if here is not None else Register()
    alle = omgeving.bibliotheek.partijen.alle
    leden = {as_lid(one.naam, type_) for one in alle for type_ in {each.type for each in alle}}

    def shares_facts(one: Publicatie, other: Publicatie) -> bool:
        return not facts_of(omgeving, one).isdisjoint(facts_of(omgeving, other))

    return Samenhang(register.joined(own), frozenset(leden), shares_facts)


def find_botsingen(omgeving: Omgeving, register: Register) -> dict[str, dict[str, str]]:
    """Per publication that counts those that it cannot stand beside, with why."""
    samenhang = make_samenhang(omgeving, register)
    found: dict[str, dict[str, str]] = {}
    for one, other in combinations(register.geldig, 2):
        if why := clash(one, other, samenhang):
            found.setdefault(one.code, {})[other.code] = why
            found.setdefault(other.code, {})[one.code] = why
    return found


def tell_answers(dossier: Dossier, raamwerk: Raamwerk, asked: Collection[str]) -> str:
    """What a party answered to the facts that are asked, with its decisions; not how it is shown.

    It is part of what a published report enters in the register.
    """
    meting = dossier.meting
    nvt = own_norms(meting.nvt, dossier.raamwerken, raamwerk)
    toetsing = own_norms(meting.toetsing, dossier.raamwerken, raamwerk)
    told = {
        "feiten": {name: short_of(one) for name, one in meting.feiten.items() if name in asked},
        "nvt": sorted(norm for _, norm in nvt),
        "toetsing": sorted((norm, meting.toetsing[key].oordeel) for key, norm in toetsing),
    }
    return " ".join(json.dumps(told, sort_keys=True, ensure_ascii=False).casefold().split())


def _reading(kern: Rekenraamwerk) -> str:
    """A hash of the rules and readings in use: judged otherwise, the same norm is another norm."""
    return hashlib.sha256("\n".join(rules_of(kern)).encode()).hexdigest()[:LENGTH]
