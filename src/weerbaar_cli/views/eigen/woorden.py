"""The words of an organisation's report: names of norms, facts in plain words, sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from weerbaar_cli.model.getal import dutch_aandeel, dutch_getal
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.woorden import join, question, shorten

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Bewijs
    from weerbaar_cli.model.bestanden.raamwerk import Parameter, Status
    from weerbaar_cli.model.strict import Herkomst
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld, Eigenfeit
    from weerbaar_cli.model.uitkomsten.oordeel import Aandeel, Telling
    from weerbaar_cli.model.uitkomsten.plan import Planactie, Planstap


_SLEUTEL = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)+")


def value_words(waarde: str, titels: Mapping[str, str]) -> str:
    """A reading with laws and items of a checklist by what they are called."""
    return ", ".join(titels.get(word, plain(word)) for word in waarde.split(", "))


def plain(word: str) -> str:
    """A key of a file as words; everything else as it is."""
    return word.replace("-", " ") if _SLEUTEL.fullmatch(word) else word


def meaning_of(parameter: Parameter | None) -> str:
    """What a reading comes to, on one line."""
    return " ".join((parameter.toelichting or "").split()) if parameter is not None else ""


def reason_words(naam: str, waarde: str, parameters: Mapping[str, Parameter]) -> str:
    """A reading that decided, as a reason: the word, how it is read, and what that comes to."""
    found = parameters.get(naam)
    woord = found.woord if found is not None and found.woord else plain(naam)
    return f"«{woord}» is gelezen als «{plain(waarde)}». {meaning_of(found)}".rstrip()


LANG = 1200  # letters of a remark; the whole text stands in the file
TOP = 5
HERKOMSTEN: dict[Herkomst, str] = {
    "opgave": "eigen opgave",
    "onderbouwd": "onderbouwd",
    "getoetst": "getoetst",
}
BESTUURDERS = {
    "gemeente": "gemeentesecretaris",
    "provincie": "provinciesecretaris",
    "waterschap": "secretaris-directeur",
}
_LEZING = re.compile(r"parameter ([a-z0-9-]+) is ")
_NIEUW = re.compile(r"nieuwe groep \d+")


def passage(text: str) -> str:
    """Free text of a file on one line; a very long one is cut, and says so."""
    line = " ".join(text.split())
    if len(line) <= LANG:
        return line
    left = dutch_getal(len(line) - LANG)
    return f"{line[:LANG].rstrip()} … (nog {left} tekens; de hele tekst staat in het bestand)"


def norm_name(beeld: Eigenbeeld, raamwerk: str, norm: str) -> str:
    """A norm by its number; with several raamwerken also of which."""
    titel = next(one.raamwerk.titel for one in beeld.raamwerken if one.raamwerk.id == raamwerk)
    return f"{titel} {norm}" if len(beeld.raamwerken) > 1 else norm


def count_word(count: int, one: str, more: str) -> str:
    """A number with its noun."""
    return f"{count} {one if count == 1 else more}"


def either(words: Sequence[str]) -> str:
    """Words to choose from: a, b of c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} of {words[-1]}"


def top(words: Sequence[str], most: int = TOP, separator: str = "; ") -> str:
    """The first few, and how many more there are."""
    shown = separator.join(words[:most])
    return f"{shown} en nog {len(words) - most}" if len(words) > most else shown


def share_words(aandeel: Aandeel, telling: Telling) -> str:
    """The share with the counts behind it, and its range while anything is open."""
    if aandeel.voldoet is None or aandeel.minimaal is None or aandeel.maximaal is None:
        return "Er is geen norm van toepassing."
    text = f"{telling.voldoet} van de {telling.van_toepassing} normen die gelden voldoen"
    if aandeel.minimaal == aandeel.maximaal:
        known = filter(None, (dutch_aandeel(aandeel.voldoet), telling.besluiten))
        return f"{text} ({'; '.join(known)})."
    least, most = dutch_aandeel(aandeel.minimaal), dutch_aandeel(aandeel.maximaal)
    away = f" ({telling.besluiten})" if telling.besluiten else ""
    return f"{text}{away}. Als alles is ingevuld, is dat ten minste {least} en ten hoogste {most}."


def term_words(peildatum: date, einde: date | None) -> str:
    """Where the date stands to the end of the term; after it nothing turns red."""
    if einde is None:
        return ""
    if peildatum > einde:
        return f"Deze meting is van na de termijn: de streefdatum was {dutch(einde)}."
    days = (einde - peildatum).days
    if not days:
        return f"De streefdatum is de peildatum zelf, {dutch(einde)}."
    return f"De streefdatum is {dutch(einde)}: nog {count_word(days, 'dag', 'dagen')}."


def state_words(one: Planactie) -> str:
    """How far an action is."""
    due, status = one.actie.gereed_op, one.actie.status
    if one.te_laat and due is not None:
        return f"{status}; te laat, moest klaar op {dutch(due)}"
    if due is None or not one.te_doen:
        return status
    return f"{status}; klaar op {dutch(due)}"


def bewijs_words(one: Bewijs) -> str:
    """Evidence by title, date and reference."""
    parts = [passage(one.titel), dutch(one.datum) if one.datum else ""]
    parts += [one.kenmerk or "", one.vindplaats or "", "openbaar" if one.openbaar == "ja" else ""]
    return ", ".join(shorten(part, 120) for part in parts if part)


def origin_words(feit: Eigenfeit) -> str:
    """Where a fact comes from; empty when the file does not say."""
    words = [HERKOMSTEN[feit.herkomst]] if feit.herkomst is not None else []
    return "; ".join([*words, *([f"gedeeld door {feit.van}"] if feit.van else [])])


def lapse_words(van: Status, naar: Status) -> str:
    """From which status to which."""
    return f"van «{WOORDEN[van]}» naar «{WOORDEN[naar]}»"


def _any_of(names: Iterable[str]) -> str:
    """A pattern for one of these names, the longest first; for none of them it never matches."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True)) or "(?!)"


def _with_items(label: str, rest: str, titels: Mapping[str, str]) -> tuple[str, str]:
    """A question and its answer, with items in words.

    A question that lists all its items is put without them when the answer names them.
    """
    head, _, listed = label.partition(": ")
    item = re.compile(rf"(?:(?<=: )|(?<=, )|(?<=van ))({_any_of(titels)})(?=[,;) ]|$)")
    if len(listed.split("; ")) == len(titels) > 1 and item.search(rest):
        return head, item.sub(lambda found: titels[found[1]], rest)
    for name in titels:
        rest = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", name.replace("-", " "), rest)
    return label, rest


class Feitwoorden:
    """Texts of the engine with the questions in the place of the names of facts."""

    def __init__(
        self, feiten: Iterable[Eigenfeit], parameters: Mapping[str, Parameter] | None = None
    ) -> None:
        self._parameters = parameters or {}
        self.feiten: Mapping[str, Eigenfeit] = {one.feit: one for one in feiten}
        names = _any_of(self.feiten)
        self._head = re.compile(rf"^({names}): ")
        # Names of one word, such as apv, are words of other texts too.
        self._inside = re.compile(rf"(?<![\w«-])({names})(?![\w»-])")

    def label(self, feit: str) -> str:
        """What is asked of a fact."""
        found = self.feiten.get(feit)
        return question(found.vraag) if found is not None else feit

    def clauses(self, text: str, feiten: Iterable[str]) -> list[str]:
        """A reason in parts, each about one of these facts."""
        start = re.compile(rf"(?:^|; )(?=(?:{_any_of(feiten)}): |{_LEZING.pattern})")
        starts = [match.start() for match in start.finditer(text)]
        if not starts:
            return [self.spoken(text)]
        ends = [*starts[1:], len(text)]
        head = [text[: starts[0]]] if starts[0] else []
        parts = [text[a:b].removeprefix("; ") for a, b in zip(starts, ends, strict=True)]
        return list(dict.fromkeys(map(self.spoken, [*head, *parts])))

    def spoken(self, text: str) -> str:
        """One part: the question, then what was found."""
        match = self._head.match(text)
        if match is None:
            return self._reading(text)
        label, rest = self.label(match[1]), self.replaced(text[match.end() :])
        label, rest = _with_items(label, rest, dict(self.feiten[match[1]].onderdelen))
        return f"{label} {rest}" if label.endswith("?") else f"{label}: {rest}"

    def _reading(self, text: str) -> str:
        """A part that is about a reading, or about nothing that has a name."""
        match = _LEZING.match(text)
        if match is None:
            return self.replaced(text)
        return reason_words(match[1], text[match.end() :], self._parameters)

    def replaced(self, text: str) -> str:
        """Names of facts of more than one word, wherever they stand."""
        return self._inside.sub(self._quoted, text)

    def _quoted(self, match: re.Match[str]) -> str:
        return f"«{self.label(match[1])}»" if "-" in match[1] else match[1]

    def missing(self, reden: str) -> list[str] | None:
        """The facts that are not known, when that is the reason."""
        head, found, tail = reden.partition("niet bekend: ")
        names = tail.split(", ")
        if head or not found or not all(name in self.feiten for name in names):
            return None
        return names

    def steps(self, stappen: Sequence[Planstap]) -> list[str]:
        """What to change, by question, with who can do it; parts with one demand together."""
        parts: dict[tuple[str, str], list[str]] = {}
        roles: dict[str, str] = {}
        for one in stappen:
            stap = one.stap
            named = parts.setdefault((stap.feit, stap.waarde), [])
            if stap.onderdeel is not None:
                named.append(self.part(stap.feit, stap.onderdeel))
            shared = f"feit van {one.van}" if one.van is not None else ""
            roles[stap.feit] = "; ".join(filter(None, (either(one.rollen), shared)))
        unknown = {one.stap.feit for one in stappen if not one.stap.was_bekend}
        return [
            self._step(feit, waarde, named, roles[feit], feit in unknown)
            for (feit, waarde), named in parts.items()
        ]

    def _step(self, feit: str, waarde: str, named: list[str], roles: str, unknown: bool) -> str:
        label = self.label(feit)
        start = label if label.endswith("?") else f"{label}:"
        parts = f" bij {join(named)}" if named else ""
        blank = " (nog niet ingevuld)" if unknown else ""
        who = f" Wie: {roles}." if roles else ""
        asked = f"«{waarde}»" if waarde.isalpha() else self.replaced(waarde)
        return f"{start} nodig is{parts} {asked}{blank}.{who}"

    def part(self, feit: str, onderdeel: str) -> str:
        """The title of an item or group; a group that the file does not name yet has none."""
        if _NIEUW.fullmatch(onderdeel):
            return "een groep die u zelf noemt"
        found = self.feiten.get(feit)
        titles = dict(found.onderdelen) if found is not None else {}
        return f"«{titles.get(onderdeel, onderdeel)}»"
