"""How words for people are made: short names, cut texts, words in a row."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import BeforeValidator

from weerbaar_cli.model.strict import Tekst, fault, show

KORT = 40  # letters of the name by which people know a norm or a feit
LANGE_NAAM = 100  # letters of a text that is its own name; a longer one is cut well before it
LEEG = "–"  # where there is nothing to say
REGEL = 64  # letters of a text where it stands beside a number
_ASIDE = r"\s*\((?:functie, geen naam|incl\.[^)]*|context, geen norm)\)\s*$"
_HET = ("district", "overleg", "beraad", "bestuur")  # nouns that a body is called by
_PLAATS = re.compile(r"\{([^{}]*)\}")
# A word at the begin that may be no name: no abbreviation, no law, no other capital behind it.
_GEWOON = re.compile(r"[A-Z][a-zà-ÿ]+\b(?<!wet)(?! [A-Z])")


def shorten(text: str, most: int = REGEL) -> str:
    """A text on one line, cut between words."""
    line = " ".join(text.split()).rstrip(";.: ")
    if len(line) <= most:
        return line
    head = line[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip(",;:. ") + " …"


def name_of(text: str) -> str:
    """What something without a short name is called: all of it, or of a long text the beginning."""
    line = shorten(text, LANGE_NAAM)
    return shorten(text, 2 * KORT) if line.endswith(" …") else line


def join(words: Sequence[str], last: str = "en") -> str:
    """Words in a row: a, b en c; or with another word before the last."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def capital(words: str) -> str:
    """Words at the begin of a sentence."""
    return f"{words[:1].upper()}{words[1:]}"


def count_word(count: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else more}"


def folder_words(shown: str) -> str:
    """How a folder is called in a sentence: the current one is a point, and that ends one."""
    return "deze map" if shown == "." else shown


def owner_words(eigenaar: str | None) -> str:
    """Who decides, as a sentence names it: het DVO, het district, de eigenaar."""
    if not eigenaar:
        return "de eigenaar van het raamwerk"
    het = eigenaar.isupper() or eigenaar.partition(" ")[0].endswith(_HET)
    return f"het {eigenaar}" if het else eigenaar


def as_told(tekst: str) -> str:
    """The text of a norm without the mark by which its source goes on to the next one."""
    return tekst.rstrip().removesuffix(";").rstrip()


def question(vraag: str) -> str:
    """What is asked, without the asides for who fills it in."""
    return re.sub(_ASIDE, "", " ".join(vraag.split()))


def in_sentence(titel: str, vraag: str = "") -> str:
    """A title inside a sentence: without its capital, unless it begins with a name.

    That is one which the question that it belongs to writes with a capital inside a sentence too.
    """
    word = _GEWOON.match(titel)
    if word is None or f" {word[0]}" in vraag:
        return titel
    return titel[0].lower() + titel[1:]


def places_in(sjabloon: str) -> tuple[str, ...]:
    """The placeholders of a task, in their order."""
    return tuple(_PLAATS.findall(sjabloon))


def fill_in(sjabloon: str, words: Mapping[str, str]) -> str:
    """A task with words in its places; those that are not given stay. No space is left over."""
    text = _PLAATS.sub(lambda place: words.get(place[1], place[0]), sjabloon)
    return " ".join(text.split())


def count_names(names: Sequence[str], most: int | None = None) -> str:
    """Names in a row, each once; one that comes more often with how often.

    Of more than `most` so many, and how many more there are; one more is named too.
    """
    told = [name if n == 1 else f"{n} keer {name}" for name, n in Counter(names).items()]
    if most is None or len(told) <= most + 1:
        return join(told)
    return f"{', '.join(told[:most])} en nog {len(told) - most}"


def read_kort(value: Any) -> Any:
    """A name of ours that fits beside a number."""
    if isinstance(value, str) and len(value) > KORT:
        text = f"{show(value)} heeft {len(value)} tekens; «kort» heeft er hoogstens {KORT}"
        raise fault("te-lang", text, "Schrijf waar het over gaat, niet wat er gevraagd wordt.")
    return value


Kort = Annotated[Tekst, BeforeValidator(read_kort)]
