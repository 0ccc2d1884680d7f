"""Signs that a text names a person or holds personal data; these files must not (K11).

A number that a test proves to be what it looks like is certain. A name is only ever a likeness:
functions, departments and places are written with capitals too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from msgspec import Struct


class Teken(Struct, frozen=True):
    """What a text seems to hold; `zeker` when it can hardly be anything else."""

    wat: str
    zeker: bool = False


NAAM = Teken("een naam van een persoon")
_WORD, _LOW = r"[^\W\d_]", r"[^\W\d_A-ZÀ-Þ]"
_BETWEEN = r"(?:van|de|den|der|het|te|ten|ter|el|al|la|le|di|da|dos|'t|’t|'s|v\.?d\.?)"
# Patterns as text are compiled when a text first asks for them: few hold a title, or a digit.
_TITLE = (
    r"(?i)\b(?:(?:dhr|hr(?=\.)|mevr|mw|meneer|mevrouw|de\s+heer|drs|ing|ir|mr|dr|prof)\b\.?\s+){1,4}"
    rf"(?:[A-Z]\.\s?)*(?:{_BETWEEN}\s+){{0,4}}({_WORD}[\w'’-]+)"
)
_TITLES = frozenset(
    ("dhr", "hr", "mevr", "mw", "meneer", "mevrouw", "heer", "drs", "ing", "ir", "mr", "dr", "prof")
)
# What a pattern without regard for capitals takes for a letter of ASCII, and a mark that no word
# begins with and that is a letter in small.
_AS_LETTERS = str.maketrans("ıſİ\u212a\u0345", "isik ")
# In «afspraken A, C en D. Niet» the last letter is of a list.
_INITIALS = (
    rf"(?<![A-Z] en )(?<![A-Z] of )\b(?:[A-Z]\.\s?){{1,4}}(?:{_BETWEEN}\s+){{0,4}}[A-ZÀ-Þ]{_WORD}+"
)
# «Jan de Vries», «JAN DE VRIES»: the first word is looked up; «Vries, Jan de»: the second.
_FULL = rf"(?i)\b(?=({_WORD}[\w'’-]+)((?:\s+{_BETWEEN}){{0,4}})\s+({_WORD}[\w'’-]+))"
_TURNED = rf"(?i)\b({_WORD}[\w'’-]+),\s*({_WORD}[\w'’-]+)(?:\s+{_BETWEEN}){{0,4}}\b"
# In the place of a function two words with capitals are enough, when none is of a function.
_BARE = re.compile(
    rf"[A-ZÀ-Þ]{_LOW}+(?:-[A-ZÀ-Þ]{_LOW}+)?(?:\s+{_BETWEEN}){{0,4}}"
    rf"(?:\s+[A-ZÀ-Þ]{_LOW}+(?:-[A-ZÀ-Þ]{_LOW}+)?){{1,2}}"
)
_PARTS = re.compile(r"[][;/()]|,(?!\s*\w+\s*(?:van|de|den|der)?\s*$)|\s[-–]\s")
# fmt: off
_FUNCTION_STEMS = (
    "adviseur", "coördinator", "coordinator", "leider", "hoofd", "manager", "secretaris",
    "griffie", "burgemeester", "wethouder", "jurist", "medewerker", "onderzoeker", "toetser",
    "control", "directeur", "team", "afdeling", "college", "raad", "bestuur", "overleg",
    "specialist", "regisseur", "beheer", "functionaris", "dijkgraaf", "commissaris",
    "gemeente", "provincie", "waterschap", "riec", "dvo", "bvd", "politie", "directie",
    "veilig", "zaken", "handhav", "ambtenaar", "project", "programma", "beleid",
    "domein", "cluster", "eenheid", "bureau", "dienst", "portefeuille", "officer", "analist",
    "expert", "audit", "accountant", "inspect", "voorzitter", "gedeputeerde", "consulent",
    "staten", "ministerie", "openbare orde", "toezicht", "vergunning", "vastgoed", "ondermijn",
    "bibob", "juridisch", "communicatie", "privacy", "security", "informatie", "financi",
    "werker", "boa", "maker", "concern", "senior", "junior", "sociaal", "strateg", "agent",
    "inkoop", "inkoper", "trainee", "chef", "planner", "trainer", "personeel", "recherch",
    "integra", "wijk", "zorg", "recht", "economi", "ruimte", "milieu", "bouw", "omgeving",
    "kwaliteit", "integriteit", "vertrouwens", "interne", "externe", "lid", "plaatsvervangend",
    "rekenkamer", "commissie", "opsteller", "master", "owner", "coach", "aanjager", "consultant",
)
# The most common first names in the Netherlands, of many origins.
_NAMES = """
    jan piet kees henk willem johan johannes hans peter pieter gerrit dirk cornelis hendrik
    jeroen marcel erik eric rob robert ronald richard frank mark marco martijn michiel michel
    maarten bas bart sander stefan thomas tim tom daan sem luuk lucas levi finn milan jesse
    noah lars ruben thijs niels jasper joost wouter arjan arie bert ben bob anton antoon theo
    ton wim gert geert jacob jaap jos joop leo louis paul ruud simon sjoerd sybren jelle wiebe
    tjeerd klaas harm maria anna johanna elisabeth margaretha cornelia hendrika wilhelmina
    petra ingrid marjan marianne monique mirjam miriam yvonne angelique esther linda sandra
    saskia ellen els ria truus annie anneke annemarie anja karin karen carla claudia daniëlle
    danielle debbie diana eva emma sophie sofie julia lisa laura lotte femke fleur iris inge
    ilse kim manon marieke marloes mieke nicole nienke patricia rianne roos sanne suzanne
    tineke wendy willemijn yara zoë tess mila nora mohammed mohamed muhammed ahmed ali hassan
    hussein youssef yusuf ibrahim omar said rachid karim mustafa mehmet murat ömer omer emre
    burak yasin bilal hamza fatima fatma aicha aisha khadija naima samira yasmin yasmina
    zeynep elif ayse ayşe esra merve hatice emine leila layla soumaya giovanni luigi carlos
    josé jose juan pedro miguel ana piotr pawel tomasz krzysztof agnieszka katarzyna
    malgorzata andrzej sergei ivan dmitri olga natasha wei ming li nguyen rajesh priya sunil
    anil ravi shanti radj soerin kwame kofi ama chantal jean pierre francois michael david
    james john william charles george kevin brian steven jordy dennis danny johnny fatih
    serkan hakan can cem deniz mina amira amina rania nadia nadine sara sarah hanna hannah
"""
_FIRST_NAMES = frozenset(_NAMES.split())
_LETTERS = re.compile(rf"{_WORD}+")
# Words that begin a sentence or an ordinary pair and are a first name too.
_NOT_ALONE = frozenset(
    {"can", "ben", "bob", "tom", "tim", "rob", "mark", "roos",
     "iris", "ali", "ana", "ming", "wei", "li", "ama"}
)
# fmt: on
# What a text can hold, the pattern, and what stands in every such text, in small letters.
_PERSONAL: tuple[tuple[Teken, str, tuple[str, ...]], ...] = (
    (Teken("een e-mailadres"), r"(?<![\w.+-])[\w.+-]+@(?:[\w-]+\.)+[^\W\d_]{2,}", ("@",)),
    (
        Teken("een telefoonnummer"),
        (
            # Ten digits, however they are parted; «05-11-2023 12» is a date.
            r"(?<![\w/.-])(?!\d\d?[-/. ]\d\d?[-/. ]\d{4}\b)"
            r"(?:(?:\+|00)31[\s-]?(?:\(0\)\s?)?|\(?0)[1-9](?:[\s)-]{0,3}\d){8}(?![\d-])"
        ),
        ("0", "31"),
    ),
    (
        Teken("een kenteken"),
        (
            r"\b(?:[A-Z]{2}-\d{2,3}-[A-Z]{1,2}|\d{1,2}-[A-Z]{2,3}-\d{1,2}|[A-Z]{2}-[A-Z]{2}-\d{2}"
            r"|\d{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-\d{2}-\d{2}|[A-Z]-\d{3}-[A-Z]{2}"
            r"|\d{2}-[A-Z]{2}-[A-Z]{2})\b|(?i:\bkenteken\W{1,3})(?=[A-Z]*\d)[A-Z0-9]{6}\b"
        ),
        ("-", "kenteken"),
    ),
    (
        Teken("een postcode met huisnummer"),
        r"\b[1-9]\d{3}\s?[A-Z]{2}\b,?\s*(?:nr\.?|nummer|huisnummer)?\s*\d{1,5}[A-Za-z]?\b",
        ("",),
    ),
    (
        Teken("een parketnummer", zeker=True),
        r"\b\d{2}(?:[/.-]?\d{6}-|\.\d{6}\.)\d{2}\b",
        ("-", "."),
    ),
    (Teken("een nummer van een proces-verbaal", zeker=True), r"\bPL ?\d{4}-\d{6,}", ("pl",)),
    (Teken("een KvK-nummer"), r"(?i)\bkvk\b[^\d]{0,12}\d{8}\b", ("kvk",)),
    (
        Teken("een geboortedatum"),
        r"(?i)\b(?:geboren|geb\.?(?:datum)?|geboortedatum|geboortejaar)\s*(?:op|in|:)?\s*\d{1,4}",
        ("geb",),
    ),
    (
        Teken("een nummer van een paspoort of identiteitskaart"),
        (
            r"(?i)\b(?:paspoort|identiteitskaart|id-kaart|rijbewijs)\w*\W{0,4}"
            r"(?:[A-Z]*\d[A-Z0-9]{6,9}|[A-Z]{2}[A-Z0-9]{6}\d)\b"
        ),
        ("paspoort", "identiteitskaart", "id-kaart", "rijbewijs"),
    ),
)
# None of them does without a digit or an @, and none is a date or a count: one look spares most
# texts the others.
_MAY_BE_PERSONAL = re.compile(r"(?!\d{4}-\d\d-\d\d$|\d{1,7}$).*?[\d@]", re.DOTALL)
_NINE_DIGITS = re.compile(r"(?<![\w/.-])\d(?:[ .]?\d){7,8}(?![\w/-]|\.\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]){11,30}\b")
_A_PLATE_AFTER = r"(?i)\b(?:artikel|art\.|lid|onder|bijlage|norm|versie)\s*$"
# Letters; what is longer is said once, and is not worth keeping.
SHORT = 80


@lru_cache(maxsize=4096)  # words, dates and titles come back in every meting
def is_plain(text: str) -> bool:
    """Whether a short text holds no sign of a person, in whatever place: nearly every value."""
    return not (personal_data(text) or names_person(text))


def names_person(text: str) -> bool:
    """Whether a text in the place of a function reads as the name of a person."""
    if _has_no_capital(text):
        return False
    if holds_name(text):
        return True
    # «Wibren Fokkema, adviseur veiligheid»: a function beside a name does not hide it.
    return any(_is_bare_name(part.strip()) for part in _PARTS.split(text))


def holds_name(text: str) -> bool:
    """Whether a running text seems to name a person."""
    if _has_no_capital(text):
        return False
    words = _LETTERS.findall(_in_small(text))
    if not _TITLES.isdisjoint(words) and _holds_title(text):
        return True
    if "." in text and re.search(_INITIALS, text) is not None:
        return True
    if _FIRST_NAMES.isdisjoint(words):
        return False  # and the rest begins with one
    return any(_is_full_name(*found.group(1, 2, 3)) for found in re.finditer(_FULL, text)) or any(
        _is_turned(*found.group(1, 2)) for found in re.finditer(_TURNED, text)
    )


def _holds_title(text: str) -> bool:
    behind = (found[1] for found in re.finditer(_TITLE, text))
    return any(_is_capital(one) and not _is_function(one) for one in behind)


def _in_small(text: str) -> str:
    return text.translate(_AS_LETTERS).casefold()


def _has_no_capital(text: str) -> bool:
    """Then it names nobody; most values are a word or a date, and this is the quickest look."""
    return text.lower() == text


def _is_full_name(first: str, between: str, last: str) -> bool:
    name = first.casefold().partition("-")[0]
    if name not in _FIRST_NAMES or not (_is_capital(first) and _is_capital(last)):
        return False
    return bool(between) or name not in _NOT_ALONE or not _is_function(last)


def _is_turned(last: str, first: str) -> bool:
    return first.casefold() in _FIRST_NAMES and _is_capital(first) and _is_capital(last)


def _is_capital(word: str) -> bool:
    return word[0].isupper()


def _is_bare_name(text: str) -> bool:
    return _BARE.fullmatch(text) is not None and not _is_function(text)


def _is_function(text: str) -> bool:
    lowered = text.casefold()
    return any(stem in lowered for stem in _FUNCTION_STEMS)


def personal_data(text: str) -> list[Teken]:
    """The kinds of personal data that a text seems to hold, names left out."""
    return list(_personal_data(text)) if _MAY_BE_PERSONAL.match(text) else []


def _personal_data(text: str) -> Iterator[Teken]:
    small = _in_small(text)
    for teken, pattern, words in _PERSONAL:
        found = re.finditer(pattern, text) if any(word in small for word in words) else ()
        if any(not re.search(_A_PLATE_AFTER, text[: one.start()]) for one in found):
            yield teken
    if any(_is_bsn(number) for number in _NINE_DIGITS.findall(text)):
        yield Teken("een burgerservicenummer", zeker=True)
    if any(_is_iban(number) for number in _IBAN.findall(text)):
        yield Teken("een rekeningnummer", zeker=True)


def _is_bsn(text: str) -> bool:
    from stdnum.nl import bsn  # late: few texts hold nine digits

    return bool(bsn.is_valid(re.sub(r"\D", "", text).zfill(9)))


def _is_iban(text: str) -> bool:
    from stdnum import iban  # late: as above

    return bool(iban.is_valid(text))
