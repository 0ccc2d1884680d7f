"""A raamwerk: norms with their official text, and per norm the rule that says when it is met."""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, model_validator

from weerbaar_cli.feitsoorten.combinaties import Conditie, Normvraag, walk
from weerbaar_cli.feitsoorten.conditie import FeitConditie
from weerbaar_cli.model.bevinding import Herstel, Pad, cite
from weerbaar_cli.model.getal import parse_aandeel
from weerbaar_cli.model.strict import (
    Datum,
    JaNee,
    Kenmerk,
    Meerdere,
    NormId,
    Strict,
    Tekst,
    Unquoted,
    fault,
    show,
)
from weerbaar_cli.model.woorden import Kort, name_of

Status = Literal["voldoet", "deels", "voldoet_niet", "onbekend", "nvt"]
STATUSES: tuple[Status, ...] = ("voldoet", "deels", "voldoet_niet", "onbekend", "nvt")


def read_versie(value: Any) -> Any:
    """A version is text; 1.0 without quotes would lose its zero elsewhere."""
    if isinstance(value, Unquoted):
        text = f"de versie {cite(value)} staat niet tussen aanhalingstekens"
        raise fault("nummer-zonder-aanhalingstekens", text, herstel=Herstel(value, f'"{value}"'))
    return value


ALLE = "alle"


def read_partijendeel(value: Any) -> str:
    """`alle`, or a share of more than nothing; a share of everything is `alle`."""
    if value == ALLE:
        return ALLE
    share = parse_aandeel(value) if isinstance(value, str) else None
    if not share:
        text = f"{show(value)} is geen deel van de partijen"
        raise fault("ongeldig-getal", text, "Schrijf alle, of een percentage zoals 70%.")
    return ALLE if share == 1 else str(value)


def aandeel_of(partijendeel: str) -> Fraction:
    """How large the part is that a Partijendeel says."""
    return Fraction(1) if partijendeel == ALLE else Fraction(partijendeel.rstrip(" %")) / 100


Partijendeel = Annotated[str, BeforeValidator(read_partijendeel)]


class Behaaldregel(Strict):
    """On each norm, all parties or this share of them must `voldoet`."""

    partijen: Partijendeel
    status: Literal["voorstel", "bevestigd"] = "voorstel"
    te_bevestigen_door: Tekst | None = None
    toelichting: Tekst | None = None


class Bron(Strict):
    """Where a text stands: in which document, as it is kept, and what people call it."""

    document: Tekst
    titel: Tekst | None = None
    onderdeel: Tekst | None = None
    toelichting: Tekst | None = None

    @property
    def naam(self) -> str:
        """The document as people know it."""
        return self.titel or self.document

    def within(self, whole: Self | None) -> Self:
        """The same; of a document that the whole has a title for, with that title."""
        if whole is None or self.titel or self.document != whole.document:
            return self
        return self.model_copy(update={"titel": whole.titel})


class Handreiking(Strict):
    """What helps to meet a norm, and where it can be found."""

    titel: Tekst
    vindplaats: Tekst


class Vastgesteld(Strict):
    """Who adopted the raamwerk, and when."""

    door: Tekst
    op: Datum | None = None


class Looptijd(Strict):
    """The term of an agreement."""

    van: Datum
    tot: Datum


class Parameter(Strict):
    """A reading of a word that the norm leaves open, with who must confirm it."""

    waarde: Tekst | Meerdere[Tekst]
    woord: Tekst | None = None
    status: Literal["voorstel", "bevestigd"] = "voorstel"
    te_bevestigen_door: Tekst | None = None
    toelichting: Tekst | None = None
    bron: Tekst | None = None


class Signaal(Strict):
    """A remark that never changes the status: when a condition holds, or when it does not."""

    als: Conditie | None = None
    tenzij: Conditie | None = None
    tekst: Tekst

    @model_validator(mode="after")
    def _has_one(self) -> Self:
        if (self.als is None) == (self.tenzij is None):
            raise fault("signaal-onvolledig", "een signaal heeft «als» of «tenzij», een van beide")
        return self

    @property
    def conditie(self) -> Any:
        """The condition, whichever of the two it is."""
        return self.als if self.als is not None else self.tenzij


class Regel(Strict):
    """When a norm, or a part of one, is met: the first of nvt, voldoet, deels that holds."""

    nvt: Conditie | None = None
    voldoet: Conditie | None = None
    deels: Conditie | None = None

    @cached_property
    def condities(self) -> tuple[Any, ...]:
        """Every condition in the rule, in reading order."""
        roots = (self.voldoet, self.deels, self.nvt)
        return tuple(part for root in roots if root is not None for part in walk(root))


class Normdeel(Regel):
    """A part of a norm with its own rule."""

    id: NormId
    titel: Tekst


class Norm(Regel):
    """One norm, ambitie or afspraak with its exact text."""

    id: NormId
    kort: Kort | None = None
    tekst: Tekst
    uitleg: Tekst | None = None
    voetnoten: Meerdere[Tekst] = ()
    termijn: Tekst | None = None
    bron: Bron | None = None
    geldt_voor: Meerdere[Kenmerk] = ()
    geldt_als: Conditie | None = None
    toelichting: Tekst | None = None
    handreiking: Handreiking | None = None
    delen: Meerdere[Normdeel] = ()
    signalen: Meerdere[Signaal] = ()
    voor: dict[Kenmerk, Regel] = {}
    regel: Literal["ontbreekt"] | None = None
    reden: Tekst | None = None
    feiten: Meerdere[Kenmerk] = ()
    niveau: Kenmerk | None = None
    rubriek: Kenmerk | None = None
    verplicht: JaNee = False
    aard: Literal["aanbeveling"] | None = None
    nvt_kan: JaNee = True
    nvt_reden: Tekst | None = None

    @property
    def telt_mee(self) -> bool:
        """Whether it counts in every total; what is only recommended is counted apart."""
        return self.aard is None

    @model_validator(mode="after")
    def _says_why_always(self) -> Self:
        """That nobody may decide that a norm does not apply has a reason, and only that has."""
        if self.nvt_kan == (self.nvt_reden is None):
            return self
        text = f"norm {self.id}: «nvt_kan: nee» en «nvt_reden» horen bij elkaar"
        raise fault("nvt-zonder-reden", text, "Schrijf waarom de norm altijd geldt.")

    @model_validator(mode="after")
    def _has_rule(self) -> Self:
        """A norm has a rule, or says why there is none."""
        if self.regel is None and self.voldoet is None:
            raise fault("norm-zonder-regel", f"norm {self.id} heeft geen regel «voldoet»")
        if self.regel is not None and (self.voldoet is not None or self.reden is None):
            raise fault("norm-zonder-regel", f"norm {self.id}: «regel: ontbreekt» vraagt een reden")
        if self.verplicht and not self.telt_mee:
            text = f"norm {self.id} is verplicht en een aanbeveling tegelijk"
            raise fault("aanbeveling-verplicht", text)
        return self

    @property
    def naam(self) -> str:
        """What it is called beside its number."""
        return self.kort or name_of(self.tekst)

    def for_type(self, partijtype: str) -> "Norm":
        """The norm as it counts for a type of party that has a rule of its own."""
        own = self.voor.get(partijtype)
        if own is None:
            return self
        # Not model_copy: that would take the cached conditions of the other rule along.
        fields = {name: getattr(self, name) for name in self.model_fields_set}
        rule = {"nvt": own.nvt, "voldoet": own.voldoet, "deels": own.deels}
        return Norm.model_construct(**{**fields, **rule, "delen": ()})

    @cached_property
    def alle_condities(self) -> tuple[Any, ...]:
        """Every condition of the norm, its parts and its signals, in reading order."""
        parts = tuple(conditie for deel in self.delen for conditie in deel.condities)
        signals = tuple(part for signaal in self.signalen for part in walk(signaal.conditie))
        meant = () if self.geldt_als is None else tuple(walk(self.geldt_als))
        return (*meant, *self.condities, *parts, *signals)

    @cached_property
    def gevraagd(self) -> tuple[str, ...]:
        """The norms whose oordeel this one asks itself, for whatever type of party."""
        rules = (self, *self.delen, *self.voor.values())
        asked = [one for rule in rules for one in rule.condities]
        asked += self.alle_condities
        return tuple(dict.fromkeys(one.norm for one in asked if isinstance(one, Normvraag)))

    @cached_property
    def feit_ids(self) -> tuple[str, ...]:
        """The facts that the norm names, in its own order; anchors may bring checklists too."""
        found: dict[str, None] = {}
        for conditie in self.alle_condities:
            if isinstance(conditie, FeitConditie):
                found |= dict.fromkeys(conditie.named_facts())
        return tuple(found | dict.fromkeys(self.feiten))

    def parameter_names(self, known: set[str]) -> set[str]:
        """Which of the raamwerk's parameters stand in the conditions of this norm."""
        found: set[str] = set()
        for conditie in self.alle_condities:
            fields = (getattr(conditie, name) for name in type(conditie).model_fields)
            found |= {value for value in fields if isinstance(value, str) and value in known}
        return found


class Thema(Strict):
    """A group of norms."""

    id: NormId
    titel: Tekst
    toelichting: Tekst | None = None
    rubrieken: dict[Kenmerk, Tekst] = {}
    normen: Meerdere[Norm]


class OpOrde(Strict):
    """The owner's rule for «de basis is op orde»: this share of the applicable norms.

    Norms that are `verplicht` must all be met; the share is then of the others. With `niveau` only
    the norms of that level count.
    """

    aandeel: Tekst = "100%"
    niveau: Kenmerk | None = None


class Niveau(Strict):
    """A level of ambition: the norms that name it, and when these are in order."""

    titel: Tekst
    toelichting: Tekst | None = None
    aandeel: Tekst = "100%"


class Geval(Strict):
    """A case that the raamwerk carries: these facts give this oordeel."""

    norm: NormId
    als: Tekst
    oordeel: Status
    mogelijk: Meerdere[Status] = ()
    peildatum: Datum | None = None
    feiten: dict[str, Any] = {}
    nvt: dict[NormId, dict[str, Any]] = {}
    partijtype: Kenmerk | None = None


class Raamwerk(Strict):
    """The file."""

    weerbaar: Tekst
    id: Kenmerk
    titel: Tekst
    versie: Annotated[Tekst, BeforeValidator(read_versie)]
    partijtypen: Meerdere[Kenmerk]
    themas: Meerdere[Thema]
    vastgesteld: Vastgesteld | None = None
    streefdatum: Datum | None = None
    looptijd: Looptijd | None = None
    bron: Bron | None = None
    voorlopig: Tekst | None = None
    toelichting: Tekst | None = None
    district: Kenmerk | None = None
    definities: dict[Tekst, Tekst] = {}
    parameters: dict[Kenmerk, Parameter] = {}
    niveaus: dict[Kenmerk, Niveau] = {}
    op_orde: OpOrde = OpOrde.model_construct()  # no need to check what stands here
    behaald: Behaaldregel | None = None
    gevallen: Meerdere[Geval] = ()
    openbaar: JaNee = True
    verhalen: JaNee = False

    @property
    def normen(self) -> Iterator[Norm]:
        """All norms, in order."""
        return (norm for thema in self.themas for norm in thema.normen)

    def places(self) -> Iterator[tuple[Pad, Norm]]:
        """Every norm with its place in the file."""
        for i, thema in enumerate(self.themas):
            yield from ((("themas", i, "normen", j), norm) for j, norm in enumerate(thema.normen))

    @property
    def bepalend(self) -> tuple[Norm, ...]:
        """The norms that decide whether the base is in order."""
        niveau = self.op_orde.niveau
        return tuple(
            norm for norm in self.normen if norm.telt_mee and niveau in (None, norm.niveau)
        )

    def needed_aandeel(self) -> str:
        """The share for «op orde»; when a level decides and only that has one, its share."""
        niveau = self.niveaus.get(self.op_orde.niveau or "")
        if niveau is None or "aandeel" in self.op_orde.model_fields_set:
            return self.op_orde.aandeel
        return niveau.aandeel

    def niveau_aandeel(self, name: str) -> str:
        """The share for a level; the level that decides follows the rule for «op orde»."""
        return self.needed_aandeel() if name == self.op_orde.niveau else self.niveaus[name].aandeel

    @property
    def is_op_aandeel(self) -> bool:
        """Whether it is in order by a share of all norms that apply, and nothing else."""
        return self.op_orde.niveau is None and not any(norm.verplicht for norm in self.normen)

    @property
    def aantal_normen(self) -> int:
        """How many norms there are."""
        return sum(len(thema.normen) for thema in self.themas)

    def find_norm(self, norm_id: str) -> Norm | None:
        """The norm with this id, which somebody wrote; None when there is none."""
        return next((norm for norm in self.normen if norm.id == norm_id), None)

    def norm(self, norm_id: str) -> Norm:
        """The norm with an id that comes from this raamwerk itself."""
        return {norm.id: norm for norm in self.normen}[norm_id]

    def seen_by(self, partijtype: str) -> Self:
        """The raamwerk with the rules for this type of party; itself when none differ."""
        if not any(partijtype in norm.voor for norm in self.normen):
            return self
        themas = tuple(
            thema.model_copy(
                update={"normen": tuple(norm.for_type(partijtype) for norm in thema.normen)}
            )
            for thema in self.themas
        )
        return self.model_copy(update={"themas": themas})

    def applies_to(self, norm: Norm, partijtype: str) -> bool:
        """Whether the norm is meant for this type of party (K4a)."""
        return partijtype in norm.voor or partijtype in (norm.geldt_voor or self.partijtypen)
