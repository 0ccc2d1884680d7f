"""The shared catalogue: typed facts, and the changes of law that put a date to them.

What is asked, in which form, and who can answer; and from when a policy must have taken up a law.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, ValidationInfo, field_validator, model_validator

from weerbaar_cli.model.bevinding import suggest
from weerbaar_cli.model.strict import (
    Datum,
    Herkomst,
    JaNee,
    Kenmerk,
    Meerdere,
    Strict,
    Tekst,
    fault,
    show,
)
from weerbaar_cli.model.woorden import Kort, name_of, places_in, question

Soortnaam = Literal["ja_nee", "datum", "aantal", "checklist", "groepen", "document", "getal"]

# What a task can name, filled in from the difference between what is and what is asked.
PLAATSEN: dict[Soortnaam, tuple[str, ...]] = {
    "ja_nee": (),
    "datum": ("opnieuw",),
    "aantal": ("tekort", "totaal"),
    "getal": ("tekort", "nodig"),
    "checklist": ("onderdelen",),
    "groepen": ("groepen",),
    "document": ("opnieuw",),
}


class Bewijs(Strict):
    """A reference to what shows it; never the content, never a person.

    By its `id` other answers refer to it.
    """

    id: Kenmerk | None = None
    titel: Tekst
    datum: Datum | None = None
    kenmerk: Tekst | None = None
    vindplaats: Tekst | None = None
    openbaar: Literal["ja", "nee"] | None = None


class LangeVorm(Strict):
    """The long form of any fact. `ingevuld_door` is a function, never a person."""

    waarde: Any = None
    herkomst: Herkomst | None = None
    ingevuld_door: Tekst | None = None
    bewijs: Meerdere[Bewijs] = ()
    verwijst: Meerdere[Kenmerk] = ()
    toelichting: Tekst | None = None


RESERVED_NAMES = frozenset(LangeVorm.model_fields)


def is_long(raw: Any) -> bool:
    """Whether what a file says of a fact is the long form."""
    return isinstance(raw, dict) and "waarde" in raw


def short_of(raw: Any) -> Any:
    """The value that a file gives to a fact, in whichever form."""
    return raw["waarde"] if is_long(raw) else raw


class Item(Strict):
    """One item of a checklist. `nvt_kan: nee` says that nobody can be without it, as of a law."""

    titel: Tekst
    nvt_kan: JaNee = True


def read_item(value: Any) -> Any:
    """A title alone is the whole item."""
    return {"titel": value} if isinstance(value, str) else value


class Feit(Strict):
    """One question of the catalogue. `bij` is the document that it is about."""

    vraag: Tekst
    soort: Soortnaam
    kort: Kort | None = None
    doen: Tekst | None = None
    rollen: Meerdere[Tekst] = ()
    bewijs: Tekst | None = None
    waarden: dict[Kenmerk, Tekst] = {}
    items: dict[Kenmerk, Annotated[Item, BeforeValidator(read_item)]] = {}
    bij: Kenmerk | None = None
    groepen: Literal["vast", "eigen"] | None = None
    namen: dict[Kenmerk, Tekst] = {}
    totaal: Kenmerk | None = None
    overtreffen: JaNee = False
    eenheid: Tekst | None = None
    periode: Tekst | None = None
    van: Literal["partij"] | None = None
    toelichting: Tekst | None = None

    @property
    def is_kenmerk(self) -> bool:
        """Whether it is known of the party itself, whatever the meting."""
        return self.van is not None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """What is special about a fact must belong to its kind."""
        if (self.soort == "checklist") != bool(self.items):
            raise fault("feit-onvolledig", "een checklist heeft items, en alleen een checklist")
        if (self.soort == "groepen") != (self.groepen is not None):
            raise fault("feit-onvolledig", "soort groepen vraagt «groepen: vast» of «eigen»")
        if (self.groepen == "vast") != bool(self.namen):
            raise fault("feit-onvolledig", "vaste groepen hebben namen, en alleen vaste groepen")
        if self.totaal is not None and self.groepen != "eigen":
            raise fault("feit-onvolledig", "een totaal kan alleen bij «groepen: eigen»")
        if self.waarden and self.soort not in ("ja_nee", "getal"):
            raise fault("feit-onvolledig", "extra waarden kunnen alleen bij ja_nee en getal")
        if self.overtreffen and self.soort != "aantal":
            raise fault("feit-onvolledig", "overtreffen kan alleen bij soort aantal")
        if self.is_kenmerk and self.soort not in ("ja_nee", "getal"):
            raise fault("feit-onvolledig", "een kenmerk van een partij is een getal of ja_nee")
        if self.bij is not None and self.soort not in ("checklist", "ja_nee"):
            raise fault("feit-onvolledig", "bij een document horen alleen checklist en ja_nee")
        if reserved := RESERVED_NAMES & {*self.items, *self.namen}:
            raise fault("gereserveerde-naam", f"«{min(reserved)}» kan geen naam zijn")
        return self

    @field_validator("doen")
    @classmethod
    def _names_known_places(cls, doen: str | None, info: ValidationInfo) -> str | None:
        """A task names only what a difference of this kind can fill in."""
        soort = info.data.get("soort")
        known = () if soort is None else PLAATSEN.get(soort, ())
        for name in places_in(doen or ""):
            if soort and name not in known:
                text = f"{show(f'{{{name}}}')} wordt bij soort {soort} niet ingevuld"
                rest = f"Wel: {', '.join(f'{{{one}}}' for one in known)}." if known else ""
                raise fault("onbekende-plaats", text, suggest(name, known) or rest)
        return doen

    @property
    def naam(self) -> str:
        """What it is called: by people, not by files."""
        return self.kort or name_of(question(self.vraag))

    @property
    def onderdelen(self) -> dict[str, str]:
        """Its items or fixed groups with their titles."""
        return {name: item.titel for name, item in self.items.items()} | self.namen

    def names_beside(self, feit_id: str) -> tuple[str, ...]:
        """How what it asks is called below a document: its items, or its own id."""
        return tuple(self.items) or (feit_id,)


class Feitenbestand(Strict):
    """A file of facts: the packaged catalogue, or a werkmap's addition to it."""

    weerbaar: Tekst
    feiten: dict[Kenmerk, Feit]


Catalogus = dict[str, Feit]


class Anker(Strict):
    """A change of law. `feiten` maps a document fact to the checklist that says it is processed.

    `geen` means: there is no such checklist, only the document's date counts.
    """

    titel: Tekst
    vanaf: Datum
    feiten: dict[Kenmerk, Kenmerk | Literal["geen"]]
    bron: Tekst
    gevolg: Tekst | None = None
    zeker: Tekst | None = None


class Ankerbestand(Strict):
    """A file of anchors."""

    weerbaar: Tekst
    ankers: dict[Kenmerk, Anker]


Ankers = dict[str, Anker]
