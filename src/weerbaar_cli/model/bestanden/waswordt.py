"""What became of the norms of one version of a raamwerk in the next."""

from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import BeforeValidator, model_validator

from weerbaar_cli.model.strict import Meerdere, NormId, Strict, Tekst, fault, show

Overgangsoort = Literal[
    "hernoemd", "gesplitst", "samengevoegd", "vervallen", "nieuw", "aangescherpt", "gelijk"
]
# Also what is seen when a file is read backwards, and what nobody wrote down.
Wijzigingsoort = Literal[
    "hernoemd",
    "gesplitst",
    "samengevoegd",
    "vervallen",
    "nieuw",
    "aangescherpt",
    "versoepeld",
    "gelijk",
    "gewijzigd",
]
_MANY = 10_000
# Per kind how many norms there are before and after: least and most.
_NUMBERS: dict[Overgangsoort, tuple[int, int, int, int, str]] = {
    "hernoemd": (1, 1, 1, 1, "één norm bij «was» en één bij «wordt»"),
    "gesplitst": (1, 1, 2, _MANY, "één norm bij «was» en twee of meer bij «wordt»"),
    "samengevoegd": (2, _MANY, 1, 1, "twee of meer normen bij «was» en één bij «wordt»"),
    "vervallen": (1, _MANY, 0, 0, "alleen normen bij «was»"),
    "nieuw": (0, 0, 1, _MANY, "alleen normen bij «wordt»"),
    "aangescherpt": (1, 1, 1, 1, "één norm bij «was» en één bij «wordt»"),
    "gelijk": (1, 1, 1, 1, "één norm bij «was» en één bij «wordt»"),
}


def read_verwijzing(value: Any) -> str:
    """One version of one raamwerk: `id@versie`."""
    text = value if isinstance(value, str) else ""
    name, at, versie = text.partition("@")
    if not (name and at and versie):
        tip = "Schrijf het kenmerk, een apenstaart en de versie: mijn-raamwerk@2024."
        raise fault("verkeerde-waarde", f"{show(value)} is niet één versie van een raamwerk", tip)
    return text


Normverwijzing = Annotated[Tekst, BeforeValidator(read_verwijzing)]


class Overgang(Strict):
    """One change: these norms became those."""

    was: Meerdere[NormId] = ()
    wordt: Meerdere[NormId] = ()
    soort: Overgangsoort
    toelichting: Tekst | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """A norm that is split has one number before and more after."""
        least_was, most_was, least_wordt, most_wordt, words = _NUMBERS[self.soort]
        before, after = len(self.was), len(self.wordt)
        if not (least_was <= before <= most_was and least_wordt <= after <= most_wordt):
            raise fault("overgang-past-niet", f"{self.soort} vraagt {words}")
        return self


class Waswordt(Strict):
    """The file."""

    weerbaar: Tekst
    van: Normverwijzing
    naar: Normverwijzing
    titel: Tekst | None = None
    toelichting: Tekst | None = None
    normen: Meerdere[Overgang]


class Normovergang(NamedTuple):
    """What became of some norms between two versions, written down or found."""

    was: tuple[str, ...]
    wordt: tuple[str, ...]
    soort: Wijzigingsoort
    toelichting: str | None = None
