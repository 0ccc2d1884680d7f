"""A meting: one organisation's facts at one peildatum, as it stands in the file."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from weerbaar_cli.model.bestanden.raamwerk import Status
from weerbaar_cli.model.getal import has_thousands, parse_getal
from weerbaar_cli.model.strict import (
    Datum,
    JaNee,
    Meerdere,
    NormId,
    Strict,
    Tekst,
    advise_getal,
    fault,
    read_rij,
    says_nothing,
    show,
)
from weerbaar_cli.model.tijd import Periode, add_months, parse_periode

Metingsoort = Literal["nulmeting", "zelfscan", "tussenmeting", "voortgang", "eindmeting"]
METINGSOORTEN: tuple[Metingsoort, ...] = get_args(Metingsoort)
Metingstatus = Literal["concept", "ingeleverd", "vastgesteld"]
METINGSTATUSSEN: tuple[Metingstatus, ...] = get_args(Metingstatus)
Actiestatus = Literal["gepland", "loopt", "gereed", "vervallen"]
Toetsoordeel = Literal["voldoet", "deels", "voldoet_niet", "nvt"]


def check_raamwerken(names: tuple[str, ...]) -> tuple[str, ...]:
    """At least one raamwerk (`id` or `id@versie`), and each of them once."""
    if not names:
        tip = "Bekijk de lijst met «weerbaar frameworks»."
        raise fault("onbekend-raamwerk", "er is geen raamwerk genoemd", tip)
    seen: set[str] = set()
    for name in names:
        raamwerk = name.partition("@")[0]
        if raamwerk in seen:
            text = f"raamwerk {show(raamwerk)} staat er twee keer"
            raise fault("verkeerde-waarde", text, "Laat er één staan.")
        seen.add(raamwerk)
    return names


def read_kosten(value: Any) -> Decimal:
    """An amount in euro."""
    text = value if isinstance(value, str) else ""
    kosten = parse_getal(value)
    if kosten is None or has_thousands(text):
        message = f"{show(value)} is geen bedrag in euro; schrijf bijvoorbeeld 8000"
        raise fault("ongeldig-getal", message, *advise_getal(value, parse_getal))
    return kosten


def read_reden(value: Any) -> Any:
    """The reason of a decision; one without a word is none."""
    if isinstance(value, str) and says_nothing(value):
        text = "een besluit «niet van toepassing» vraagt een reden"
        raise fault("nvt-zonder-reden", text, "Schrijf {reden: …}.")
    return value


def read_herhaal(value: Any) -> Any:
    """How often an action comes back; not more often than every day."""
    found = parse_periode(value) if isinstance(value, str) else None
    if found is None or not (found.maanden or found.dagen):
        text = f"{show(value)} is geen periode"
        raise fault("verkeerde-waarde", text, "Schrijf bijvoorbeeld 3 maanden.")
    return value


class NvtBesluit(Strict):
    """A decision that a norm does not apply. It counts from `op` up to and with `herzien_op`."""

    LEEG = {"herzien_op": "het besluit blijft tellen"}

    reden: Annotated[Tekst, BeforeValidator(read_reden)] = Field("", validate_default=True)
    besloten_door: Tekst
    op: Datum
    herzien_op: Datum | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it is in force; on the day of the review it still is."""
        return self.op <= day and not self.is_due(day)

    def is_due(self, day: date) -> bool:
        """Whether it should have been looked at again before this day."""
        return self.herzien_op is not None and self.herzien_op < day


class Toetsing(Strict):
    """What an independent assessor found; it stands beside the derived oordeel (K9).

    It counts from `op`, while what follows from the facts is what followed from them then.
    """

    LEEG = {
        "op": "het oordeel telt vanaf elke dag",
        "afgeleid_op": "wat op de dag van de toetsing uit de feiten van deze meting volgt",
    }

    oordeel: Toetsoordeel
    reden: Tekst
    toetser: Tekst | None = None
    op: Datum | None = None
    afgeleid_op: Status | None = None
    toelichting: Tekst | None = None


class Afwijkbesluit(Strict):
    """A decision to accept that a norm is not met, up to and with `tot`; it stays not met."""

    norm: NormId
    reden: Tekst
    besloten_door: Tekst
    op: Datum
    tot: Datum

    def counts_on(self, day: date) -> bool:
        """Whether it is in force."""
        return self.op <= day <= self.tot


class Wijzigingsbesluit(Strict):
    """The decision to change a meting that was vastgesteld."""

    reden: Tekst
    besloten_door: Tekst
    op: Datum


class Actie(Strict):
    """An improvement action. `eigenaar` is a function, never a person.

    With `herhaal` it comes back, counted from `gereed_op`, until its status says otherwise.
    """

    norm: NormId
    actie: Tekst
    eigenaar: Tekst | None = None
    gereed_op: Datum | None = None
    herhaal: Annotated[Tekst, BeforeValidator(read_herhaal)] | None = None
    status: Actiestatus = "gepland"
    kosten: Annotated[Decimal, BeforeValidator(read_kosten)] | None = None
    toelichting: Tekst | None = None

    @model_validator(mode="after")
    def _repeats_from_a_day(self) -> Self:
        if self.herhaal is not None and self.gereed_op is None:
            text = "een actie die terugkomt, heeft een eerste dag nodig"
            raise fault("ontbrekende-sleutel", text, "Voeg «gereed_op: jjjj-mm-dd» toe.")
        return self

    def due_after(self, day: date) -> date | None:
        """When it must be done: of one that comes back the first time on or after a day."""
        periode = parse_periode(self.herhaal) if self.herhaal is not None else None
        if self.gereed_op is None or periode is None:
            return self.gereed_op
        times = max(0, (day - self.gereed_op).days // (31 * periode.maanden + periode.dagen))
        while (found := _time(self.gereed_op, periode, times)) < day:
            times += 1
        return found


def _time(first: date, periode: Periode, number: int) -> date:
    """The day of one time, counted from the first: a month that is shorter shifts no other."""
    month = add_months(first, number * periode.maanden)
    room = (date.max - month).days
    return month + timedelta(days=min(number * periode.dagen, room))


class Verhaal(Strict):
    """What an organisation tells of a norm beside its facts; it never changes an oordeel.

    The parts are those of «rijker verantwoorden»: what we do, what has begun to move (or does not),
    and what that means.
    """

    wat_we_doen: Tekst | None = None
    in_beweging: Tekst | None = None
    betekenis: Tekst | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.delen:
            text = f"een verhaal heeft ten minste een van {', '.join(VERHAALDELEN)}"
            raise fault("ontbrekende-sleutel", text, "Schrijf er een, of haal de norm hier weg.")
        return self

    @property
    def delen(self) -> tuple[tuple[str, str], ...]:
        """The parts that are told, each with its heading."""
        told = ((heading, getattr(self, name)) for name, heading in VERHAALDELEN.items())
        return tuple((heading, text) for heading, text in told if text is not None)


VERHAALDELEN = {
    "wat_we_doen": "wat we doen",
    "in_beweging": "wat er in beweging is gekomen",
    "betekenis": "wat dat betekent",
}


def drop_unwritten(value: Any) -> Any:
    """A story with its keys still empty is not filled in, as everywhere in the file."""
    if not isinstance(value, dict):
        return value
    return {norm: told for norm, told in value.items() if not _is_unwritten(told)}


def _is_unwritten(told: Any) -> bool:
    if not isinstance(told, dict):
        return told is None
    known = bool(told) and told.keys() <= VERHAALDELEN.keys()
    return known and all(one is None for one in told.values())


class Metingdeel(Strict):
    """That a file is a part of a meting: what these functions know. It stands in no report.

    `versies` are the raamwerken that it asks for, `id@versie`; `basis` has per fact the marks of
    what its answer was made of when the part was made, so that a change is known.
    """

    rollen: Meerdere[Tekst]
    versies: Meerdere[Tekst] = ()
    basis: dict[str, Tekst] = {}

    @model_validator(mode="after")
    def _is_of_somebody(self) -> Self:
        if not self.rollen:
            raise fault("ontbrekende-sleutel", "een deel zegt van welke functies het is", DEELTIP)
        return self


DEELTIP = "Schrijf bijvoorbeeld {rollen: [HR-adviseur]}."


class Meting(Strict):
    """The file. `feiten` is still as written: its meaning depends on the catalogue."""

    weerbaar: Tekst
    organisatie: Tekst
    raamwerk: Annotated[
        Meerdere[Tekst], BeforeValidator(read_rij), AfterValidator(check_raamwerken)
    ]
    peildatum: Datum
    soort: Metingsoort = "zelfscan"
    status: Metingstatus = "concept"
    ingevuld_door: Tekst | None = None
    fictief: JaNee = False
    toelichting: Tekst | None = None
    wijziging: Wijzigingsbesluit | None = None
    deel: Metingdeel | None = None
    feiten: dict[str, Any] = {}
    nvt: dict[NormId, NvtBesluit] = {}
    toetsing: dict[NormId, Toetsing] = {}
    afwijkingen: Meerdere[Afwijkbesluit] = ()
    acties: Meerdere[Actie] = ()
    verhalen: Annotated[dict[NormId, Verhaal], BeforeValidator(drop_unwritten)] = {}
