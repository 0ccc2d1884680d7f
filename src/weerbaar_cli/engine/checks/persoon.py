"""Signs that a text names a person or holds personal data; these files must not (K11)."""

from __future__ import annotations

import re

_TITLE = re.compile(r"\b(?i:dhr|mevr|mw|meneer|mevrouw|de heer|drs|ing|ir|mr|dr)\b\.?\s+[A-Z]")
_INITIALS = re.compile(r"\b([A-Z]\.\s?){1,4}\s*((van|de|den|der|te|ten|ter|'t)\s+)*[A-Z][a-z]+")
_NAME = re.compile(
    r"[A-Z][a-zà-ÿ]+(-[A-Z][a-zà-ÿ]+)?(\s+(van|de|den|der|te|ten|ter|el|al|'t))*"
    r"(\s+[A-Z][a-zà-ÿ]+(-[A-Z][a-zà-ÿ]+)?){1,2}"
)
# fmt: off
_PARTS = re.compile(r"[][,;/()]|\s[-–]\s")
_FUNCTION_STEMS = (
    "adviseur", "coördinator", "coordinator", "leider", "hoofd", "manager", "secretaris",
    "griffier", "burgemeester", "wethouder", "jurist", "medewerker", "onderzoeker", "toetser",
    "controller", "directeur", "team", "afdeling", "college", "raad", "bestuur", "overleg",
    "specialist", "regisseur", "beheerder", "functionaris", "dijkgraaf", "commissaris",
    "gemeente", "provincie", "waterschap", "riec", "dvo", "bvd", "politie", "directie",
    "veiligheid", "zaken", "handhaving", "ambtenaar", "projectleider", "programma", "beleid",
    "domein", "cluster", "eenheid", "bureau", "dienst", "portefeuille", "officer", "analist",
    "expert", "auditor", "accountant", "inspecteur", "voorzitter", "gedeputeerde", "consulent",
    "staten", "ministerie", "openbare orde", "toezicht", "vergunning", "vastgoed", "ondermijning",
    "bibob", "juridisch", "communicatie", "privacy", "security", "informatie", "financi",
)
# fmt: on
_PERSONAL = (
    ("een e-mailadres", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.]+")),
    ("een telefoonnummer", re.compile(r"(?<!\d)(\+31|0031|0)[\s-]?[1-9]([\s-]?\d){8}(?!\d)")),
    ("een kenteken", re.compile(r"\b([A-Z]{2}-\d{2,3}-[A-Z]{1,2}|\d{1,2}-[A-Z]{2,3}-\d{1,2})\b")),
)
# None of them does without; one search spares most texts the others.
_DIGIT_OR_AT = re.compile(r"[\d@]")
_NINE_DIGITS = re.compile(r"(?<![\d/-])\d{9}(?![\d/-])")


def looks_like_person(text: str) -> bool:
    """Whether a text in the place of a function reads as the name of a person."""
    if _TITLE.search(text) or _INITIALS.search(text):
        return True
    # «Jan de Vries, adviseur veiligheid»: a function beside a name does not hide it.
    return any(_is_name(part.strip()) for part in _PARTS.split(text))


def _is_name(text: str) -> bool:
    lowered = text.casefold()
    if any(stem in lowered for stem in _FUNCTION_STEMS):
        return False
    return _NAME.fullmatch(text) is not None


def personal_data(text: str) -> list[str]:
    """The kinds of personal data that a free text seems to hold."""
    if not _DIGIT_OR_AT.search(text):
        return []
    found = [kind for kind, pattern in _PERSONAL if pattern.search(text)]
    if any(_is_bsn(number) for number in _NINE_DIGITS.findall(text)):
        found.append("een burgerservicenummer")
    return found


def _is_bsn(digits: str) -> bool:
    """The eleven test of the burgerservicenummer."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True))
    return total % 11 == 0 and int(digits) > 0
