"""What a meting must satisfy beyond its form: known words, possible dates, no persons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from weerbaar_cli.feitsoorten.antwoord import Antwoord, read_antwoord
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.model.bestanden.meting import VERHAALDELEN
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.pydantisch import MOST_TIPS
from weerbaar_cli.model.strict import ID, JA_NEE_SPELLINGS, Unquoted, clean
from weerbaar_cli.model.tijd import dutch

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus, Feit
    from weerbaar_cli.model.bestanden.meting import Meting
    from weerbaar_cli.model.bestanden.partij import Partijen
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk


_FUNCTION_KEYS = frozenset(
    {"ingevuld_door", "besloten_door", "toetser", "eigenaar", "vastgesteld_door"}
)
_FREE_TEXT_KEYS = frozenset({"toelichting", "reden", "actie", "titel", *VERHAALDELEN})
_BLOCK = (dict, list)


def read_feiten(
    meting: Meting, catalogus: Catalogus
) -> tuple[dict[str, Antwoord], list[Bevinding]]:
    """The facts of a meting as typed answers; what cannot be read is left out and reported."""
    antwoorden: dict[str, Antwoord] = {}
    found: list[Bevinding] = []
    unknown = 0
    for feit_id, raw in meting.feiten.items():
        pad: Pad = ("feiten", feit_id)
        feit = catalogus.get(feit_id)
        if feit is None:
            text = f"het feit «{clean(feit_id)}» staat niet in de catalogus"
            unknown += 1  # and each search takes time
            tip = suggest(feit_id, catalogus) if unknown < MOST_TIPS else ""
            found.append(Bevinding("onbekend-feit", text, pad, "fout", tip, op_sleutel=True))
            continue
        antwoord, trouble = read_antwoord(feit, raw, pad)
        antwoorden[feit_id] = antwoord
        found += trouble
        found += _late_dates(feit, antwoord, raw, pad, meting.peildatum)
    return antwoorden, found


def _late_dates(
    feit: Feit, antwoord: Antwoord, raw: Any, pad: Pad, peildatum: date
) -> Iterator[Bevinding]:
    """A fact cannot have happened after the peildatum; only documents may look ahead."""
    if antwoord.waarde is None:
        return
    if isinstance(raw, dict) and "waarde" in raw:
        pad = (*pad, "waarde")
    for day, part in soort_of(feit).happened(antwoord.waarde):
        if day > peildatum:
            text = f"{dutch(day)} ligt na de peildatum {dutch(peildatum)}"
            tip = "Schrijf wat op de peildatum gold."
            yield Bevinding("datum-na-peildatum", text, (*pad, *part), suggestie=tip)


def check_meting(
    meting: Meting, raw: Any, raamwerken: Sequence[Raamwerk], partijen: Partijen | None
) -> list[Bevinding]:
    """All that can be wrong once the form is right. `raw` is the file as it was read.

    Without `partijen` (the werkmap's settings are unreadable) the organisatie is not judged.
    """
    return [
        *([] if partijen is None else _check_partij(meting, raw, raamwerken, partijen)),
        *_check_norms(raw, raamwerken, complete=len(raamwerken) == len(meting.raamwerk)),
        *_check_besluiten(meting),
        *_check_spelling(raw),
        *_check_persons(raw, ()),
    ]


def _check_partij(
    meting: Meting, raw: Any, raamwerken: Sequence[Raamwerk], partijen: Partijen
) -> Iterator[Bevinding]:
    partij = partijen.find(meting.organisatie)
    if partij is None:
        text = f"«{clean(meting.organisatie)}» is geen bekende organisatie"
        tip = suggest(meting.organisatie, partijen.woorden)
        tip = tip or "Zet de organisatie in weerbaar.yaml, onder «partijen:»."
        yield Bevinding("onbekende-partij", text, ("organisatie",), suggestie=tip)
        return
    for raamwerk in () if partijen.is_groep(partij) else raamwerken:
        # Nearly always the first is true, and the second goes through all norms.
        if partij.type not in raamwerk.partijtypen and partij.type not in all_types(raamwerk):
            text = f"{raamwerk.id} geldt niet voor een {partij.type}"
            yield Bevinding("raamwerk-niet-voor-partij", text, _pad_of(raamwerk, meting, raw))


def _pad_of(raamwerk: Raamwerk, meting: Meting, raw: Any) -> Pad:
    """Where the meting names a raamwerk: the key itself, or a place in its list."""
    if not isinstance(raw["raamwerk"], list):
        return ("raamwerk",)
    names = [name.partition("@")[0] for name in meting.raamwerk]
    return ("raamwerk", names.index(raamwerk.id))


def all_types(raamwerk: Raamwerk) -> set[str]:
    """Every type of party that at least one norm is meant for."""
    named = {kind for norm in raamwerk.normen for kind in (*norm.geldt_voor, *norm.voor)}
    return named | set(raamwerk.partijtypen)


def split_norm(key: str, raamwerken: Sequence[Raamwerk]) -> list[tuple[str, str]]:
    """The (raamwerk, norm) that a key can mean: `3d`, or `raamwerk/3d` among several."""
    name, _, norm_id = key.rpartition("/")
    chosen = [one for one in raamwerken if name in ("", one.id)]
    return [(one.id, norm_id) for one in chosen if one.find_norm(norm_id) is not None]


def _named_norms(raw: Any) -> Iterator[tuple[str, Pad, bool]]:
    """Every norm that the file names, also where what is said of it does not fit."""
    for block in ("nvt", "toetsing", "verhalen"):
        for key in raw[block] if isinstance(raw.get(block), dict) else ():
            yield key, (block, key), True
    acties = raw.get("acties")
    for index, actie in enumerate(acties if isinstance(acties, list) else ()):
        norm = actie.get("norm") if isinstance(actie, dict) else None
        if isinstance(norm, str):
            yield norm, ("acties", index, "norm"), False


def _check_norms(
    raw: Any, raamwerken: Sequence[Raamwerk], *, complete: bool
) -> Iterator[Bevinding]:
    """Every norm that is named exists, once, in the raamwerken of the meting.

    Which norms there are is not known while one of the raamwerken is missing.
    """
    known = [norm.id for raamwerk in raamwerken for norm in raamwerk.normen]
    which = "dit raamwerk" if len(raamwerken) == 1 else "deze raamwerken"
    for number, (key, pad, on_key) in enumerate(_named_norms(raw)):
        if isinstance(key, Unquoted) or not ID.fullmatch(key):
            continue  # reported with the form
        hits = split_norm(key, raamwerken)
        if not hits and raamwerken and complete:
            text = f"norm «{clean(key)}» bestaat niet in {which}"
            tip = suggest(key, known) if number < MOST_TIPS else ""
            yield Bevinding("onbekende-norm", text, pad, "fout", tip, op_sleutel=on_key)
        elif len(hits) > 1:
            text = f"norm «{clean(key)}» staat in meer raamwerken"
            tip = f"Schrijf «{hits[0][0]}/{hits[0][1]}»."
            yield Bevinding("norm-niet-eenduidig", text, pad, "fout", tip, op_sleutel=on_key)


def _check_besluiten(meting: Meting) -> Iterator[Bevinding]:
    for key, besluit in meting.nvt.items():
        review = besluit.herzien_op
        if review is not None and review < meting.peildatum:
            text = f"het besluit moest op {dutch(review)} opnieuw bekeken zijn"
            tip = "Neem een nieuw besluit of vul de feiten in."
            yield Bevinding("nvt-verlopen", text, ("nvt", key, "herzien_op"), suggestie=tip)
        if besluit.op is not None and besluit.op > meting.peildatum:
            text = f"het besluit van {dutch(besluit.op)} telt nog niet op de peildatum"
            yield Bevinding("nvt-na-peildatum", text, ("nvt", key, "op"), ernst="waarschuwing")


def _check_spelling(raw: Any) -> Iterator[Bevinding]:
    """`fictief: true` is understood; ja is how it is written."""
    value = raw.get("fictief") if isinstance(raw, dict) else None
    if isinstance(value, str) and value.lower() in JA_NEE_SPELLINGS and value not in ("ja", "nee"):
        word = JA_NEE_SPELLINGS.get(value.lower(), "ja of nee")
        text = f"schrijf {word} in plaats van «{clean(value)}»"
        yield Bevinding("schrijfwijze", text, ("fictief",), ernst="hint")


def _check_persons(raw: Any, pad: Pad) -> list[Bevinding]:
    """Functions where a function belongs, and no personal data in free text (K11).

    Every value of every file passes here, so a path is made only for what stands below it.
    """
    found: list[Bevinding] = []
    for key, value in raw.items() if isinstance(raw, dict) else enumerate(raw):
        if isinstance(value, _BLOCK):
            found += _check_persons(value, (*pad, key))
        elif key in _FUNCTION_KEYS or key in _FREE_TEXT_KEYS:
            found += _persons_in(value, (*pad, key))
    return found


def _persons_in(value: Any, pad: Pad) -> Iterator[Bevinding]:
    """What one text says of persons; its path ends with the key that tells what it is for."""
    if not isinstance(value, str):
        return
    if pad[-1] in _FREE_TEXT_KEYS:
        for kind in personal_data(value):
            text = f"in deze tekst lijkt {kind} te staan"
            tip = "Laat persoonsgegevens weg; verwijs naar een zaaknummer."
            yield Bevinding("persoonsgegeven", text, pad, "waarschuwing", tip)
    elif looks_like_person(value):
        text = f"«{clean(value)}» lijkt een naam van een persoon"
        tip = "Noem de functie, bijvoorbeeld adviseur veiligheid."
        yield Bevinding("persoonsnaam", text, pad, suggestie=tip)


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
