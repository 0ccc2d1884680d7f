"""What a place in a meting is about, and what stands there, as people say it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from weerbaar_cli.invullen.vragenlijst import Invulfeit, Invulvragen
from weerbaar_cli.invullen.wijzigen import WEG
from weerbaar_cli.model.bestanden.meting import VERHAALDELEN
from weerbaar_cli.model.bevinding import Pad
from weerbaar_cli.model.getal import dutch_getal, parse_getal
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch, parse_datum
from weerbaar_cli.model.werkboek import AFDRUK

WEET_NIET, NVT = "weet ik niet", "n.v.t."
WEET_NIET_TIP = f"Weet u het niet: schrijf ‘{WEET_NIET}’."
NIETS = "niet ingevuld"
LONGEST = 300
# How what a file has keys for is called.
VELDEN = {
    "nvt": "niet van toepassing",
    "verhalen": "verhaal",
    "vastgesteld_op": "vastgesteld op",
    "geldig_vanaf": "geldig vanaf",
    "geldig_tot": "geldig tot en met",
    "vastgesteld_door": "vastgesteld door",
    "besloten_door": "besloten door",
    "herzien_op": "opnieuw bekijken op",
    "gereed_op": "gereed op",
    "ingevuld_door": "ingevuld door",
    "openbaar": "openbaar",
    **VERHAALDELEN,
}
# How the sheet with norms calls the parts of a decision.
NVT_KOPPEN = {
    "reden": "Niet van toepassing: waarom",
    "besloten_door": "Wie dat besloot (functie)",
    "op": "Besloten op",
    "herzien_op": "Opnieuw bekijken op",
}
_MISSING = (
    (re.compile(r"de verplichte sleutel «(\w+)» (?:ontbreekt|heeft geen waarde)"),
     "«{}» is niet ingevuld"),
    (re.compile(r"Voeg «(\w+): …» toe"), "Vul ook «{}» in"),
    (re.compile(r"Vul in wat achter «(\w+):» hoort"), "Vul ook «{}» in"),
)  # fmt: skip
_SPOKEN = {
    "schrijf dan {waarde: nvt, reden: …}": f"kies dan {NVT} en schrijf de reden erbij",
    "{waarde: nvt, reden: …}": f"{NVT} met de reden erbij",
    "nvt vraagt": f"{NVT} vraagt",
}
_LEAVE_EMPTY = re.compile(r"Weet u [^:.]* niet: laat de waarde leeg\.(?: (Schrijf anders))?")
_KEYS = re.compile(rf"«?\b({'|'.join(one for one in VELDEN if '_' in one)})\b»?")
_ELEMENTS = {"bewijs": "bewijs", "verwijst": "verwijzing", "waarde": "document"}


def subject(pad: Pad, vragen: Invulvragen, *, nieuw: bool = False) -> str:
    """What a place is about."""
    match pad:
        case ("feiten", str(feit_id), *rest):
            feit = vragen.feiten.get(feit_id)
            name = feit_id if feit is None else feit.kort
            parts = list(_parts(rest, feit, vragen, nieuw=nieuw))
        case ("acties", *rest):
            name = "nieuwe actie" if nieuw else f"actie {_number(rest[0])}"
            parts = list(map(_field, rest[1:]))
        case (str(kind), str(norm), *rest):
            name = f"{norm}: {_field(kind)}"
            parts = list(map(_field, rest))
        case _:
            name, parts = _field(pad[0]), []
    return ": ".join(filter(None, (clean(name), ", ".join(parts))))


def _parts(
    rest: list[str | int], feit: Invulfeit | None, vragen: Invulvragen, *, nieuw: bool
) -> Iterable[str]:
    key, *more = rest or ["waarde"]
    listed = nieuw or (bool(more) and isinstance(more[0], int))
    if listed:
        name = _ELEMENTS.get(str(key), str(key))
        yield f"nieuw {name}" if nieuw else f"{name} {_number(more[0])}"
        more = more[1:]
    elif key != "waarde":
        yield _field(key)
    if more[:1] == ["onderdelen"]:
        titles = {name: title for one in vragen.feiten.values() for name, title in _titles(one)}
        titles |= {name: one.kort for name, one in vragen.feiten.items()}
        yield from (clean(titles.get(str(step), str(step))) for step in more[1:])
        return
    titles = dict(_titles(feit)) if feit is not None and not listed else {}
    yield from (clean(titles.get(str(step)) or _field(step)) for step in more)


def _titles(feit: Invulfeit) -> Iterable[tuple[str, str]]:
    return ((one.id, one.titel) for one in (*feit.items, *feit.groepsnamen))


def _number(step: str | int) -> str:
    return str(step + 1) if isinstance(step, int) and step >= 0 else "(weg)"


def _field(step: str | int) -> str:
    return VELDEN.get(str(step), str(step))


def in_words(pad: Pad, value: Any, vragen: Invulvragen) -> str:
    """What stands at a place."""
    feit = vragen.feiten.get(str(pad[1])) if pad[0] == "feiten" and len(pad) > 1 else None
    whole = feit is not None and len(pad) <= len(("feiten", "", "waarde"))
    words = {one.waarde: one.woord for one in feit.keuzes} if feit is not None and whole else {}
    return clean(_said(value, words), LONGEST)


def _said(value: Any, words: Mapping[str, str]) -> str:
    if value in (None, "", [], {}) or value is WEG:
        return NIETS
    if isinstance(value, dict):
        if value.get("waarde") == "nvt":
            return f"{NVT} ({value.get('reden') or 'zonder reden'})"
        told = ((key, one) for key, one in value.items() if one not in (None, "", [], {}))
        return (
            "; ".join(
                f"{_field(key)}: {_said(one, words if key == 'waarde' else {})}"
                for key, one in told
            )
            or NIETS
        )
    if isinstance(value, list | tuple):
        return " | ".join(_said(one, words) for one in value)
    text = str(value)
    if text == "onbekend":
        return WEET_NIET
    if text.startswith(AFDRUK):
        return "een lange tekst"
    return words.get(text) or _typed(text)


def in_typing(text: str, pad: Pad, vragen: Invulvragen) -> str:
    """What a finding at a place says, for who types in a cell or at a prompt and sees no file.

    Days are as they are asked there, what is left empty there stays as it was, and choices,
    questions and columns are called as they are there.
    """
    spoken = _LEAVE_EMPTY.sub(lambda match: "Schrijf" if match[1] else WEET_NIET_TIP, text)
    spoken = spoken.replace("jjjj-mm-dd", "dd-mm-jjjj")
    spoken = re.sub(r"\d{4}-\d{2}-\d{2}", lambda match: _typed(match[0]), spoken)
    for written, said in _SPOKEN.items():
        spoken = spoken.replace(written, said)
    spoken = _with_heads(_with_choices(_with_questions(spoken, vragen), pad, vragen), pad)
    return _KEYS.sub(lambda match: f"«{VELDEN[match[1]]}»", spoken)


def _with_questions(text: str, vragen: Invulvragen) -> str:
    """With each question as it is called for people, but in a command.

    An id of one word may be just that word.
    """
    for name in re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)+", text):
        if name in vragen.feiten:
            text = re.sub(rf"«?(?<![\w-]){name}(?![\w=-])»?", f"«{vragen.feiten[name].kort}»", text)
    return text


def _with_choices(text: str, pad: Pad, vragen: Invulvragen) -> str:
    feit = vragen.feiten.get(str(pad[1])) if pad[:1] == ("feiten",) and len(pad) > 1 else None
    if feit is None:
        return text
    words = {"onbekend": WEET_NIET, "nvt": NVT}
    words |= {one.waarde: one.woord for one in feit.keuzes} | dict(_titles(feit))
    told, choose, choices = text.partition("kies uit ")
    known = choices.split(", ")
    if any(words.get(one, one) != one for one in known):
        choices = ", ".join(f"«{words.get(one, one)}»" for one in known)
    for written, said in words.items():
        told = told.replace(f"«{written}»", f"«{said}»")
    return f"{told}{choose}{choices}"


def _with_heads(text: str, pad: Pad) -> str:
    """With what is missing called by its column."""
    heads = NVT_KOPPEN if pad[:1] == ("nvt",) else {"waarde": "antwoord", **VELDEN}
    if "bewijs" in pad[2:3]:
        heads = {**heads, "titel": "titel van het bewijs", "datum": "datum van het bewijs"}
    for sentence, said in _MISSING:
        for key in sentence.findall(text):
            head = str(heads.get(key, key))
            text = sentence.sub(said.format(head[:1].upper() + head[1:]), text, count=1)
    return text


def _typed(text: str) -> str:
    """A day or a number as people write it; other text as it is."""
    day = parse_datum(text)
    if day is not None:
        return dutch(day)
    number = parse_getal(text) if "." in text else None
    return text if number is None else dutch_getal(number)
