"""What differs between two versions of a raamwerk, and what that does to metingen."""

from __future__ import annotations

from typing import Literal, NamedTuple

from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.bestanden.waswordt import Normovergang
from weerbaar_cli.model.uitkomsten.oordeel import Metingkop, Normoordeel, Telling


class Lezingverschil(NamedTuple):
    """A parameter that a norm uses, with its value on both sides; None where it is not there."""

    parameter: str
    van: str | None
    naar: str | None


class Normwijziging(NamedTuple):
    """What became of some norms, and in what they differ."""

    overgang: Normovergang
    van: tuple[Norm, ...]
    naar: tuple[Norm, ...]
    tekst: bool = False
    regel: bool = False
    partijtypen: bool = False
    signalen: bool = False
    weging: bool = False
    nvt_kan: bool = False
    uitleg: bool = False
    parameters: tuple[Lezingverschil, ...] = ()

    @property
    def is_gelijk(self) -> bool:
        """Whether nothing differs that a reader must know."""
        rule = self.regel, self.partijtypen, bool(self.parameters)
        other = self.tekst, self.signalen, self.weging, self.nvt_kan, self.uitleg
        return self.overgang.soort == "gelijk" and not any((*rule, *other))

    @property
    def oorzaken(self) -> tuple[str, ...]:
        """What can turn an oordeel, in words: never the text or a remark alone."""
        many = len(self.van) != 1 or len(self.naar) != 1
        found: list[str] = [self.overgang.soort] if many else []
        found += ["regel"] if self.regel else []
        found += [f"parameter {one.parameter}" for one in self.parameters]
        found += ["partijtypen"] if self.partijtypen else []
        return (*found, *(["nvt_kan"] if self.nvt_kan else []))


class Oordeelwijziging(NamedTuple):
    """Oordelen of one meting that turn: of the norms before, and of those after."""

    wijziging: Normwijziging
    van: tuple[Normoordeel, ...]
    naar: tuple[Normoordeel, ...]


class Gevolg(NamedTuple):
    """One meting by both versions: the counts, and the oordelen that turn."""

    kop: Metingkop
    van: Telling
    naar: Telling
    wijzigingen: tuple[Oordeelwijziging, ...]


class Raamwerkverschil(NamedTuple):
    """Two versions, what differs in their norms, and what that does to metingen.

    `bestanden` are the was-wordt files that say what became of which norm.
    """

    oud: Raamwerk
    nieuw: Raamwerk
    bestanden: tuple[str, ...]
    normen: tuple[Normwijziging, ...]
    gevolgen: tuple[Gevolg, ...] = ()
    doorgerekend: int = 0
    overgeslagen: int = 0
    fictief: bool = False


Feitwijzigingsoort = Literal["nieuw", "vervallen", "gewijzigd"]


class Veldverschil(NamedTuple):
    """What a fact says at one key of its file, on both sides; None where it says nothing."""

    sleutel: str
    van: str | None
    naar: str | None


class Feitwijziging(NamedTuple):
    """A fact that came, went or changed; `normen` ask it, each with its raamwerk."""

    feit: str
    kort: str
    soort: Feitwijzigingsoort
    verschillen: tuple[Veldverschil, ...]
    normen: tuple[str, ...]


class Catalogusverschil(NamedTuple):
    """Two files of facts, and how many facts are the same in both."""

    van: str
    naar: str
    feiten: tuple[Feitwijziging, ...]
    gelijk: int
