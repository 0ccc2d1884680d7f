"""A meting that was read: a whole case to go on with, or a file that cannot be used, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from weerbaar_cli.engine.checks.meting import split_norm
from weerbaar_cli.engine.score.mogelijk import Scan
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.antwoord import Antwoord
from weerbaar_cli.model.bestanden.meting import Meting, Verhaal
from weerbaar_cli.model.bestanden.partij import Partij, Partijen
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.stelling import Gedeeld, Stelling
from weerbaar_cli.model.voorraad import Geperst, press
from weerbaar_cli.model.woorden import count_names

# So many files are named in one sentence; each has its own findings above it.
NAMED = 3
# The code of what is sealed and does not open.
GESLOTEN = "versleuteld"


def own_norms(
    keys: Iterable[str], raamwerken: Sequence[Raamwerk], raamwerk: Raamwerk
) -> Iterator[tuple[str, str]]:
    """Of the keys that name a norm of this raamwerk, each with the number of that norm.

    `raamwerken` are all those of the meting: `3d` and `raamwerk/3d` can be the same norm.
    """
    return (
        (key, norm_id)
        for key in keys
        for name, norm_id in split_norm(key, raamwerken)
        if name == raamwerk.id
    )


# What tells nothing of which meting it is, nor of what was decided not to apply.
_NOT_NEEDED: dict[str, object] = {
    **{key: {} for key in ("feiten", "toetsing", "verhalen")},
    **dict.fromkeys(("afwijkingen", "acties"), ()),
}


class Dossier(NamedTuple):
    """A meting without a fout, with its party, its raamwerken and its facts as typed answers.

    `antwoorden` hold what its groups share; `meldingen` are the findings that block nothing.
    `pad` is where it stands; one of the past stands nowhere. Of one that was set aside `rest` is
    all of it.
    """

    bestand: str
    meting: Meting
    partij: Partij
    antwoorden: Mapping[str, Antwoord]
    raamwerken: tuple[Raamwerk, ...]
    gedeeld: tuple[Gedeeld, ...] = ()
    meldingen: tuple[Melding, ...] = ()
    verondersteld: tuple[Stelling, ...] = ()
    pad: Path = Path()
    rest: Geperst[Dossier] | None = None

    @property
    def naam(self) -> str:
        """Whose it is."""
        return self.partij.naam

    @property
    def peildatum(self) -> date:
        """The day that it is about."""
        return self.meting.peildatum

    @property
    def is_deel(self) -> bool:
        """Whether it is only a part of a meting: then it counts for nothing in a folder."""
        return self.meting.deel is not None

    def scan(self, raamwerk: Raamwerk) -> Scan:
        """What the engine needs of it for one raamwerk."""
        meting = self.meting

        def own(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
            return own_norms(keys, self.raamwerken, raamwerk)

        accepted = {one.norm: one for one in meting.afwijkingen}
        return Scan(
            partijtype=self.partij.type,
            peildatum=meting.peildatum,
            antwoorden=self.antwoorden,
            nvt={norm_id: meting.nvt[key] for key, norm_id in own(meting.nvt)},
            toetsing={norm_id: meting.toetsing[key] for key, norm_id in own(meting.toetsing)},
            eindmeting=meting.soort == "eindmeting",
            afwijkingen={norm_id: accepted[key] for key, norm_id in own(accepted)},
            organisatie=self.naam,
        )

    def verhalen(self, raamwerk: Raamwerk) -> dict[str, Verhaal]:
        """Per norm of a raamwerk what the organisation tells of it."""
        told = self.meting.verhalen
        return {norm_id: told[key] for key, norm_id in own_norms(told, self.raamwerken, raamwerk)}

    def let_go(self) -> Dossier:
        """The same without the facts as written: a folder may hold thousands of metingen."""
        return self._replace(meting=self.meting.model_copy(update={"feiten": {}}))

    def keep_kop(self) -> Dossier:
        """Only what tells which one it is and what was decided. Its meting names its raamwerken."""
        kop = self.meting.model_copy(update=_NOT_NEEDED)
        bare = self._replace(antwoorden={}, gedeeld=(), meldingen=())
        return bare._replace(meting=kop, raamwerken=())

    def set_aside(self) -> Dossier:
        """The same with all of it pressed: it may be one of thousands, and may travel."""
        whole = self._replace(raamwerken=(), meldingen=())
        return self.keep_kop()._replace(rest=press(whole))

    def take_up(self, raamwerken: tuple[Raamwerk, ...]) -> Dossier:
        """All of one that was set aside; whose it is may have been said otherwise since."""
        whole = self if self.rest is None else self.rest.whole()
        return whole._replace(partij=self.partij, raamwerken=raamwerken)


class Gebroken(Struct, frozen=True):
    """A file that cannot be used, with all that was found in it and the little that is sure.

    `naam` is empty when it is not clear whose it is. Without a day it may be the last of all.
    """

    bestand: str
    meldingen: tuple[Melding, ...]
    naam: str = ""
    peildatum: date = date.max

    @property
    def is_bekend(self) -> bool:
        """Whether it is clear whose it is, and of when."""
        return self.naam != "" and self.peildatum != date.max

    @property
    def fouten(self) -> tuple[Melding, ...]:
        """What makes that it cannot be used; of what is not read at all that is no fout."""
        return tuple(one for one in self.meldingen if one.ernst == "fout") or self.meldingen


Gelezen = Dossier | Gebroken


def refuse_faults(
    gelezen: Iterable[Gelezen], outcome: str = "er is niets berekend"
) -> list[Dossier]:
    """All of them as dossiers; a meting with a fout is never scored, nor taken over."""
    dossiers: list[Dossier] = []
    gebroken: list[Gebroken] = []
    for one in gelezen:
        if isinstance(one, Gebroken):
            gebroken.append(one)
        else:
            dossiers.append(one)
    if gebroken:
        raise unusable(outcome, [fout for one in gebroken for fout in one.fouten])
    return dossiers


def unusable(
    outcome: str, fouten: Sequence[Melding], tip: str = "Herstel de fouten hierboven."
) -> WeerbaarError:
    """Why files cannot be used: they have faults, or are sealed and these keys open none."""
    names = list(dict.fromkeys(one.bestand for one in fouten))
    what = "heeft fouten" if len(names) == 1 else "hebben fouten"
    if fouten and all(one.code == GESLOTEN for one in fouten):
        what = f"{'is' if len(names) == 1 else 'zijn'} versleuteld en niet te lezen"
        tip = "Noem met --sleutel het bestand met een sleutel die opent."
    named = count_names(names, NAMED)
    return WeerbaarError(f"{outcome}: {named} {what}", tip=tip, meldingen=fouten)


def refuse_no_earlier(one: Dossier, later: Dossier, day: date, partijen: Partijen) -> None:
    """Raise when the meting that was named cannot be what a later one is held against.

    It may be of an organisation that went into the later one since.
    """
    became = [step.opvolger for step in partijen.trace(one.naam, day)]
    if one.naam != later.naam and became[-1:] != [later.naam]:
        message = f"{one.bestand} is van {one.naam}, niet van {later.naam}"
        raise WeerbaarError(message, tip="Noem met --vorige een meting van dezelfde organisatie.")
    if one.peildatum >= day:
        message = f"{one.bestand} is van {dutch(one.peildatum)}, niet van vóór {dutch(day)}"
        raise WeerbaarError(message, tip="Noem met --vorige een eerdere meting.")


def refuse_parts(dossiers: Iterable[Dossier]) -> None:
    """What others answer is not in a part: nothing can be told of the whole by it."""
    names = ", ".join(one.bestand for one in dossiers if one.is_deel)
    if names:
        message = f"een deel van een meting is nog niet het geheel: {names}"
        tip = "Zet de antwoorden in de hele meting. Met score en explain ziet u hoe dit deel telt."
        raise WeerbaarError(message, tip=tip)


def refuse_mixture(dossiers: Iterable[Dossier]) -> None:
    """Invented and real data never stand in one output."""
    refuse_mixed(one.meting.fictief for one in dossiers)


def refuse_mixed(fictief: Iterable[bool]) -> None:
    """The same of metingen of which no more is known than whether they are invented."""
    if len(set(fictief)) > 1:
        message = "fictieve en echte metingen gaan niet samen in één overzicht"
        raise WeerbaarError(message, tip="Draai het commando apart voor de fictieve metingen.")
