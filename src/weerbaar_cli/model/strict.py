"""The strict base of all file models, and the small types that they share."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import combinations
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, SupportsIndex, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic.types import Strict as StrictMode
from pydantic_core import PydanticCustomError, to_json

from weerbaar_cli.model.bevinding import Herstel, cite
from weerbaar_cli.model.getal import meant_getal
from weerbaar_cli.model.tijd import day_and_month, meant_days, parse_datum

T = TypeVar("T")

_LONG_WORD = 5  # letters; shorter words are soon alike
# What a word processor makes of straight quotes.
KRULLEN = "“”„‟‘’‚«»"
# How the secret part of a key begins.
SECRET = "AGE-SECRET-KEY-"
_SECRET_KEY = rf"{SECRET}\w*"
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*")

JA_NEE_SPELLINGS = {"true": "ja", "ja": "ja", "false": "nee", "nee": "nee"}
FOREIGN_YES_NO = {"yes": "ja", "no": "nee", "on": "ja", "off": "nee", "y": "ja", "n": "nee"}


class Unquoted(str):
    """A plain scalar that other YAML readers would take for a number (3.10 becomes 3.1 there)."""

    __slots__ = ()


class Strict(BaseModel):
    """Unknown keys are refused, nothing is coerced, values never change.

    A module of models does without `from __future__ import annotations`: pydantic would read the
    text of every annotation again, at each start.
    """

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", defer_build=True)

    # What a key without a value says, where that is more than «not known».
    LEEG: ClassVar[Mapping[str, str]] = {}

    @classmethod
    def says_empty(cls, key: str) -> str:
        """What a key says without a value; empty when it then says nothing."""
        default = cls.model_fields[key].default
        if isinstance(default, bool):
            return "ja" if default else "nee"
        return cls.LEEG.get(key) or (default if isinstance(default, str) else "")

    @model_validator(mode="before")
    @classmethod
    def _drop_empty(cls, data: Any) -> Any:
        """A key of ours without a value means: not filled in. Other keys stay, to be refused."""
        if not isinstance(data, dict) or None not in data.values():
            return data
        known = cls.model_fields
        return {key: one for key, one in data.items() if one is not None or key not in known}

    def __repr__(self) -> str:
        """As pydantic writes it, which looks for much that our models do not have: the hash over
        thousands of metingen is made of this.
        """
        known = type(self).model_fields
        told = [f"{name}={one!r}" for name, one in self.__dict__.items() if name in known]
        return f"{type(self).__name__}({', '.join(told)})"

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        """What it holds, with less around it: of thousands of metingen every reference travels."""
        return as_it_was, (type(self), self.__dict__, self.model_fields_set)

    def as_written(self) -> str:
        """What differs from its defaults, as JSON.

        It is the text of `model_dump_json(exclude_defaults=True)`, for which pydantic first makes
        a program of the model and of all that can stand in it: 25 ms for a raamwerk.
        """
        return to_json(_told(self)).decode()


def as_it_was(kind: type[Strict], fields: dict[str, Any], told: set[str]) -> Strict:
    """A model with these fields, of which those were told; what it holds was checked before."""
    made = kind.__new__(kind)
    for name, value in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", told),
        # What a model of pydantic may hold besides, and ours never does.
        ("__pydantic_extra__", None),
        ("__pydantic_private__", None),
    ):
        object.__setattr__(made, name, value)
    return made


def _told(value: Any) -> Any:
    if isinstance(value, Strict):
        fields = {name: one.default for name, one in type(value).model_fields.items()}
        own = value.__dict__
        return {name: _told(own[name]) for name, usual in fields.items() if own[name] != usual}
    if isinstance(value, dict):
        return {key: _told(one) for key, one in value.items()}
    return [_told(one) for one in value] if isinstance(value, tuple | list) else value


# YAML gives lists; frozen models hold tuples.
Meerdere = Annotated[tuple[T, ...], StrictMode(False)]


def fault(
    code: str, text: str, tip: str = "", herstel: Herstel | None = None
) -> PydanticCustomError:
    """An error of our own inside pydantic: its type is the code of the bevinding."""
    # pydantic formats the text with {names}; braces of the user must survive that.
    return PydanticCustomError(code, "{text}", {"text": text, "tip": tip, "herstel": herstel})


def read_rij(value: Any) -> Any:
    """One name, or a list of names."""
    return [value] if isinstance(value, str) else value


def read_datum(value: Any) -> date:
    """An ISO date as text, or a fault that says what is wrong with it."""
    if isinstance(value, date):
        return value
    found = parse_datum(value) if isinstance(value, str) else None
    if found is None:
        code = "ongeldige-datum" if isinstance(value, str) else "verkeerde-waarde"
        raise fault(code, no_datum(value), *advise_datum(value))
    return found


class Advies(NamedTuple):
    """What a text nearly says, in words; and as a repair where it can mean nothing else."""

    tip: str = ""
    herstel: Herstel | None = None


def _advise(value: str, meant: str, *, certain: bool, more: str = "") -> Advies:
    if not meant:
        return Advies()
    return Advies(f"Schrijf {meant}{more}.", Herstel(value, meant) if certain else None)


def advise_datum(value: Any) -> Advies:
    """Of 31-01-2024, 31 januari 2024 or a date with a time."""
    days = meant_days(bare(value)) if isinstance(value, str) else None
    if days is None:
        return Advies()
    if not days:
        return Advies("Controleer de dag en de maand.")
    if len(days) > 1:
        either, written = " of ".join(map(day_and_month, days)), " of ".join(map(str, days))
        return Advies(f"Dit kan {either} zijn: schrijf {written}.")
    return _advise(value, str(days[0]), certain=True)


def advise_getal(value: Any, parse: Callable[[Any], Any]) -> Advies:
    """Of 8.000, € 8.000,- or 0,6, when it is a number that can stand there."""
    meant, certain = meant_getal(bare(value)) if isinstance(value, str) else ("", False)
    fits = meant != value and parse(meant) is not None
    more = ", met een punt" if "." in meant else ""
    return _advise(value, meant if fits else "", certain=certain, more=more)


def advise_ja_nee(value: Any) -> Advies:
    """Of the word of another language; a single letter may be anything."""
    word = bare(value).lower() if isinstance(value, str) else ""
    return _advise(value, FOREIGN_YES_NO.get(word, ""), certain=len(word) > 1)


def known_ja_nee(value: Any) -> str:
    """Ja or nee in a spelling that is understood; empty for all else."""
    return JA_NEE_SPELLINGS.get(bare(value).lower(), "") if isinstance(value, str) else ""


def woord_herstel(value: Any, known: Iterable[str]) -> Herstel | None:
    """The word of ours that a text is, but for capitals and what stands around it."""
    if not isinstance(value, str):
        return None
    plain = fold(bare(value))
    found = (word for word in known if fold(word) == plain and word != value)
    return next((Herstel(value, word) for word in found), None)


def no_datum(value: Any, otherwise: str = "") -> str:
    """Why a value is not a date."""
    if isinstance(value, str) and meant_days(bare(value)) == ():
        return f"{show(value)} is geen dag die bestaat"
    return f"{show(value)} is geen datum; schrijf jjjj-mm-dd{otherwise}"


def read_ja_nee(value: Any) -> bool:
    """`ja` or `nee`, in the spellings that the reader also accepts with a hint."""
    word = known_ja_nee(value)
    if not word:
        raise fault("geen-ja-nee", no_ja_nee(value), *advise_ja_nee(value))
    return word == "ja"


def no_ja_nee(value: Any) -> str:
    """Why a value is no yes or no."""
    return f"{show(value)} is geen ja of nee"


def read_id(value: Any) -> str:
    """The number of a norm or thema: text, never a number that loses its zero."""
    if isinstance(value, Unquoted):
        text = f"het nummer {cite(clean(value))} staat niet tussen aanhalingstekens"
        herstel = Herstel(value, f'"{value}"')
        raise fault("nummer-zonder-aanhalingstekens", text, herstel=herstel)
    if not isinstance(value, str) or not ID.fullmatch(value):
        plain = re.sub(r"\s", "", value) if isinstance(value, str) else ""
        tip = f"Schrijf {plain}." if ID.fullmatch(plain) else ""
        raise fault("ongeldig-kenmerk", f"{show(value)} is geen nummer of kenmerk", tip)
    return value


def bare(text: str) -> str:
    """A date, number or word without what a word processor puts around it: its quotes, spaces."""
    return text.strip().strip(KRULLEN).strip()


def fold(text: str) -> str:
    """How a name or a word of ours is compared: capitals, spaces and the form of ë do not count."""
    plain = " ".join(text.split()).casefold()
    return plain if plain.isascii() else unicodedata.normalize("NFC", plain)


def find_word(written: str, known: Iterable[str]) -> str | None:
    """Which of these a word is, compared so; None when it is none of them."""
    return next((word for word in known if fold(word) == fold(written)), None)


def says_nothing(text: str) -> bool:
    """Whether a text holds no word: «…» or «-» fills a key and tells its reader nothing."""
    return not any(map(str.isalnum, text))


def nearly_same(one: str, other: str) -> bool:
    """Whether two names differ in accents only, or in one letter of a longer word."""
    words, others = _plain_words(one), _plain_words(other)
    if len(words) != len(others):
        return False
    different = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if len(different) > 1:
        return False
    return all(_one_letter_apart(*pair) for pair in different)


def nearly_same_pairs(names: Sequence[str]) -> list[tuple[int, int]]:
    """The places of every two names that are nearly the same, in order.

    Two such names share one of their spellings without a letter: of hundreds of names few pairs
    have to be held against each other.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for place, name in enumerate(names):
        for spelling in set(_without_a_letter(_plain_words(name))):
            places.setdefault(spelling, []).append(place)
    pairs = {pair for same in places.values() for pair in combinations(same, 2)}
    return sorted(pair for pair in pairs if nearly_same(*(names[place] for place in pair)))


def _without_a_letter(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The words as they are, and with one letter of a longer word left out."""
    yield words
    for at, word in enumerate(words):
        for letter in range(len(word) if len(word) >= _LONG_WORD else 0):
            yield (*words[:at], word[:letter] + word[letter + 1 :], *words[at + 1 :])


@lru_cache(maxsize=512)  # the same groups come in every meting
def _plain_words(text: str) -> tuple[str, ...]:
    """The words of a name without accents; a number or a letter tells names apart."""
    letters = unicodedata.normalize("NFD", fold(text))
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return tuple(re.findall(r"\w+", plain))


def _one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if not _LONG_WORD <= len(short) >= len(long) - 1 or not (one + other).isalpha():
        return False
    start = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    if len(short) == len(long):
        return short[start + 1 :] == long[start + 1 :]
    return short[start:] == long[start + 1 :]


def show(value: Any) -> str:
    """A value from a file, safe and short enough to stand in a message."""
    if value is None:
        return "een lege waarde"
    if isinstance(value, dict):
        return "een blok met sleutels"
    if isinstance(value, list):
        return "een lijst"
    return f"«{cite(clean(str(value)))}»"


def clean(text: str, most: int = 60) -> str:
    """Text of a user without control characters and secrets, cut to a readable length."""
    if SECRET in text:
        text = re.sub(_SECRET_KEY, f"{SECRET}…", text)
    if len(text) > most:
        text = text[: most - 1] + "…"
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else "�" for char in text)


Tekst = Annotated[str, StringConstraints(min_length=1)]
KENMERK = "^[a-z0-9]+(?:-[a-z0-9]+)*$"
Kenmerk = Annotated[str, StringConstraints(pattern=KENMERK)]
Datum = Annotated[date, BeforeValidator(read_datum)]
JaNee = Annotated[bool, BeforeValidator(read_ja_nee)]
NormId = Annotated[str, BeforeValidator(read_id)]
Herkomst = Literal["opgave", "onderbouwd", "getoetst"]
