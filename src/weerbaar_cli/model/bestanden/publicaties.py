"""What was published of which group, so that no two reports can be laid over each other.

A publication is a file of its own, called after what it says; so two branches merge as a union.
The members stand in it as hashes, with a salt that was made for this werkmap alone. A hash keeps a
name out of sight; whoever has the files and a list of names can still find who is in a group. So
the files stay in the werkmap, with the metingen.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, Self

from msgspec import Struct, field
from pydantic import BeforeValidator

from weerbaar_cli.model.bestanden.partij import Bekend
from weerbaar_cli.model.bestanden.raamwerk import read_versie
from weerbaar_cli.model.codes import TERUGZETTEN
from weerbaar_cli.model.getal import parse_heel
from weerbaar_cli.model.strict import Datum, JaNee, Kenmerk, Meerdere, Strict, Tekst, fault, show
from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel

LENGTH = 32
CODE_LENGTH = 12
# Too short to guess an answer from, long enough to see nearly always that one changed.
TEKEN_LENGTH = 2
ELDERS = "Zet het in een andere map."
_NAAM = re.compile(rf"(?:publicatie|intrekking|zout)-[0-9a-f]{{{CODE_LENGTH}}}\.yaml")

Publicatiedoel = Literal["bestuur", "openbaar", "onderzoek"]


def read_afdruk(value: Any, length: int) -> str:
    """A hash or a salt of so many signs, as this program writes it."""
    if not isinstance(value, str) or re.fullmatch(rf"[0-9a-f]{{{length}}}", value) is None:
        text = f"{show(value)} is geen afdruk van {length} tekens (0-9 en a-f)"
        raise fault("geen-afdruk", text)
    return str(value)


def read_lang(value: Any) -> str:
    """The hash of a member, of figures or of rules; a salt."""
    return read_afdruk(value, LENGTH)


def read_code(value: Any) -> str:
    """How a file of the register is called."""
    return read_afdruk(value, CODE_LENGTH)


def read_teken(value: Any) -> str:
    """The sign of the answers of one member."""
    return read_afdruk(value, TEKEN_LENGTH)


def read_aantal(value: Any) -> int:
    """A number of parties."""
    number = value if isinstance(value, int) else parse_heel(value)
    if number is None:
        text = f"{show(value)} is geen geheel getal"
        raise fault("ongeldig-getal", text, "Schrijf het aantal partijen, zoals 14.")
    return number


Afdruk = Annotated[str, BeforeValidator(read_lang)]
Registercode = Annotated[str, BeforeValidator(read_code)]
Antwoordteken = Annotated[str, BeforeValidator(read_teken)]
Partijenaantal = Annotated[int, BeforeValidator(read_aantal)]
Versie = Annotated[Tekst, BeforeValidator(read_versie)]


class Publicatie(Strict):
    """That figures of a group went out, for one raamwerk, peildatum and audience.

    `lezing` is a hash of the rules and readings that were used, `waarden` of the figures that were
    told. `leden` has per member a sign of its answers. `herziet` names the publications whose
    figures it corrects, `na_intrekking` the one that was withdrawn and is published again: that
    keeps its file. What was moved from an older register lacks what that did not hold.
    """

    weerbaar: Tekst
    code: Registercode
    raamwerk: Kenmerk
    versie: Versie
    peildatum: Datum
    doelgroep: Publicatiedoel
    lezing: Afdruk
    waarden: Afdruk | None = None
    bekend_bij_lezer: Bekend | None = None
    exacte_aantallen: JaNee | None = None
    ontvanger: Tekst | None = None
    herziet: Meerdere[Registercode] = ()
    na_intrekking: Registercode | None = None
    gemaakt_met: Tekst | None = None
    zout: Registercode
    aantal: Partijenaantal
    leden: dict[Afdruk, Antwoordteken | None]

    @property
    def groep(self) -> frozenset[str]:
        """Its members."""
        return frozenset(self.leden)

    @property
    def eigen_code(self) -> str:
        """The code that fits what it says."""
        told = self.model_dump(mode="json", exclude={"code"}, exclude_defaults=True)
        return take_code(json.dumps(told, sort_keys=True, ensure_ascii=False))

    def sealed(self) -> Self:
        """With the code that fits."""
        return self.model_copy(update={"code": self.eigen_code})


class Intrekking(Strict):
    """That the report of a publication never left the house."""

    weerbaar: Tekst
    publicatie: Registercode
    reden: Tekst
    door: Tekst

    @property
    def code(self) -> str:
        """How its file is called; another, for another reason, then is no conflict in git."""
        return take_code(json.dumps([self.publicatie, self.reden, self.door], ensure_ascii=False))


class Zout(Strict):
    """A salt. Two branches may each have made one; each publication names its own by its code."""

    weerbaar: Tekst
    zout: Afdruk

    @property
    def code(self) -> str:
        """How a publication names it."""
        return take_code(self.zout)


class Register(Struct, frozen=True):
    """All that was published in a werkmap; `zouten` has each salt by its code."""

    publicaties: tuple[Publicatie, ...] = ()
    zouten: Mapping[str, str] = field(default_factory=dict)
    intrekkingen: tuple[Intrekking, ...] = ()

    def joined(self, other: "Register") -> "Register":
        """Both together; what stands in both counts once."""
        publicaties = {one.code: one for one in (*self.publicaties, *other.publicaties)}
        intrekkingen = {one.publicatie: one for one in (*self.intrekkingen, *other.intrekkingen)}
        zouten = {**self.zouten, **other.zouten}
        return Register(tuple(publicaties.values()), zouten, tuple(intrekkingen.values()))

    @property
    def ingetrokken(self) -> frozenset[str]:
        """The codes of what was withdrawn."""
        return frozenset(one.publicatie for one in self.intrekkingen)

    @property
    def geldig(self) -> tuple[Publicatie, ...]:
        """What still counts."""
        return tuple(one for one in self.publicaties if one.code not in self.ingetrokken)


Registerstuk = Publicatie | Intrekking | Zout


def as_register(stukken: Iterable[Registerstuk]) -> Register:
    """Files of a register together."""
    found = list(stukken)
    publicaties = {one.code: one for one in found if isinstance(one, Publicatie)}
    return Register(
        tuple(publicaties.values()),
        {one.code: one.zout for one in found if isinstance(one, Zout)},
        tuple(one for one in found if isinstance(one, Intrekking)),
    )


class Uitgave(Strict):
    """A group of which figures were published, in the register of one file of 0.1.0."""

    raamwerk: Kenmerk
    versie: Versie
    peildatum: Datum
    lezing: Afdruk
    doelgroepen: Meerdere[Groepsdoel]
    aantal: Partijenaantal
    leden: Meerdere[Afdruk]
    gemaakt_met: Tekst | None = None

    def as_publicaties(self, zout: str) -> list[Publicatie]:
        """The same as publications, one per audience."""
        return [
            Publicatie(
                weerbaar="publicatie/1",
                code="0" * CODE_LENGTH,
                raamwerk=self.raamwerk,
                versie=self.versie,
                peildatum=self.peildatum,
                doelgroep=doelgroep,
                lezing=self.lezing,
                gemaakt_met=self.gemaakt_met,
                zout=zout,
                aantal=self.aantal,
                leden=dict.fromkeys(sorted(self.leden)),
            ).sealed()
            for doelgroep in self.doelgroepen
        ]


class Publicaties(Strict):
    """The register of 0.1.0: one file."""

    weerbaar: Tekst
    zout: Afdruk
    uitgaven: Meerdere[Uitgave] = ()

    def stukken(self) -> list[Registerstuk]:
        """The same as files of their own; a salt that nothing was hashed with is of no use."""
        zout = Zout(weerbaar="zout/1", zout=self.zout)
        found = (new for old in self.uitgaven for new in old.as_publicaties(zout.code))
        return [zout, *found] if self.uitgaven else []


def is_own_name(naam: str) -> bool:
    """Whether a file of a register has a name that this program gave: it tells of no party."""
    return naam == "publicaties.yaml" or _NAAM.fullmatch(naam) is not None


def restore_advice(naam: str) -> str:
    """What to do about whatever is wrong with a file of a register that is called so."""
    return TERUGZETTEN if is_own_name(naam) else f"{TERUGZETTEN} Is het niet van weerbaar? {ELDERS}"


def take_afdruk(zout: str, text: str) -> str:
    """The hash of a name; the same name always gives the same one with a salt."""
    plain = " ".join(text.casefold().split())
    return hashlib.sha256(f"{zout}\n{plain}".encode()).hexdigest()[:LENGTH]


def take_teken(zout: str, lid: str, antwoorden: str) -> str:
    """The sign of the answers of one member: it says whether they changed, not what they are."""
    found = hashlib.sha256(f"{zout}\n{lid}\n{antwoorden}".encode()).hexdigest()
    return found[:TEKEN_LENGTH]


def take_code(text: str) -> str:
    """How a file of the register is called after what it says."""
    return hashlib.sha256(text.encode()).hexdigest()[:CODE_LENGTH]
