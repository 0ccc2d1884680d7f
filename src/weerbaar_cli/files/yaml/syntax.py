"""libyaml's complaints in Dutch: the true cause at its own place, and what comes after it too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import yaml

from weerbaar_cli.model.bevinding import Bevinding, Herstel
from weerbaar_cli.model.strict import KRULLEN

MOST_FAULTS = 10  # each is found by parsing anew
LONGEST = 1000  # nobody types a longer line
FARTHEST = 20  # lines that the parser may have taken for one text before it stopped
Place = tuple[int, int]
# Where it stands, what it is, what to type, and what it must become where that is sure.
Slip = tuple[re.Match[str], str, str, Callable[[re.Match[str]], str]]
_BARE = re.compile(r"\s*[\w][\w -]*")
_KEY = re.compile(r"""\s*(?:- +)?["']?[\w./-]+["']?\s*:(?:[ \t]|$)|\s*- """)
_OPENED = re.compile(r"end of stream|could not find expected ':'|did not find expected ','")
_QUOTE = "zet de tekst tussen aanhalingstekens"
_START = f"een waarde kan niet met dit teken beginnen; {_QUOTE}"
_ESCAPE = "na een backslash staat een teken dat niets betekent; gebruik enkele aanhalingstekens"
_OTHER = "dit is geen geldige YAML"
_KEYED = "Schrijf «sleutel: waarde», met een spatie na de dubbele punt."
_TIP = "Kijk ook één regel hoger. Daarna controleert weerbaar de rest van het bestand."
_MESSAGES = {
    "mapping values are not": "hier staat een dubbele punt te veel, of klopt het inspringen niet",
    "could not find expected ':'": "na deze sleutel ontbreekt een dubbele punt",
    "did not find expected key": "hier hoort een sleutel; waarschijnlijk klopt het inspringen niet",
    "expected '-' indicator": "hier hoort een streepje van de lijst; klopt het inspringen?",
    "did not find expected ',' or": "tussen deze haakjes ontbreekt een komma of het sluithaakje",
    "unexpected end of stream": "het aanhalingsteken dat hier begint, wordt nergens gesloten",
    "cannot start any token": _START,
    "expected node content": _START,
    "unknown escape character": _ESCAPE,
    "Unicode character escape": _ESCAPE,
    "hexdecimal number": _ESCAPE,
    "tag handle": "een YAML-label (!) mag hier niet",
    "alphabetic or numeric": f"een waarde kan niet met & of * beginnen; {_QUOTE}",
    "comment or line break": "na | of > hoort niets meer op dezelfde regel",
    "mapping keys are not": f"een waarde kan niet met een los vraagteken beginnen; {_QUOTE}",
    "block sequence entries are": "een streepje van een lijst hoort op een nieuwe regel",
    "<document start>": "na een regel met ... of % hoort niets meer te staan",
    "incompatible YAML document": "deze YAML-versie leest weerbaar niet; haal de regel %YAML weg",
}


def read_on(
    error: yaml.YAMLError, text: str, what_stops: Callable[[str], yaml.YAMLError | None]
) -> list[Bevinding]:
    """Every syntax fault: after each the key that has it is left out, and reading goes on."""
    found: list[Bevinding] = []
    lines = text.splitlines()
    stop: yaml.YAMLError | None = error
    while stop is not None and len(found) < MOST_FAULTS:
        fresh = [one for one in _syntax_faults(stop, "\n".join(lines)) if one not in found]
        found += fresh
        if not fresh or not _leave_out(lines, fresh[0].plaats or (1, 1)):
            break
        stop = what_stops("\n".join(lines))
    return found


def _leave_out(lines: list[str], place: Place) -> bool:
    """Make the key at a place empty, with all that stands below it; False when nothing is left."""
    start = place[0] - 1
    if start >= len(lines) or not lines[start].strip():
        return False
    deep = len(_indent(lines[start]))
    end = start + 1
    while end < len(lines) and not _next_key(lines[end], deep):
        end += 1
    lines[start:end] = [""] * (end - start)
    return any(map(str.strip, lines))


def _next_key(line: str, deep: int) -> bool:
    """Whether a line begins something of its own, be it with a slip that comes next."""
    if len(_indent(line)) > deep:
        return False
    return _KEY.match(line) is not None or _slip_of(line) is not None


def _syntax_faults(error: yaml.YAMLError, text: str) -> list[Bevinding]:
    """What stopped the parser. It cannot see further, except that every tab is known."""
    problem = str(getattr(error, "problem", "") or "")
    place = _place_of(error, problem)
    lines = text.splitlines()
    line = lines[place[0] - 1] if place[0] <= len(lines) else ""
    if "\t" in _indent(line):
        return _tabs(lines)
    if slip := _find_slip(lines, place[0]):
        return [slip]
    known = (dutch for english, dutch in _MESSAGES.items() if english in problem)
    message, tip = next(known, _OTHER), _TIP
    if "mapping values are not" in problem or "did not find expected key" in problem:
        place, message, tip = _misplaced(lines, place) or (place, message, tip)
    elif "expected ':'" in problem and line.lstrip()[:1] in ("{", "["):
        message = "hier hoort een streepje of een sleutel; klopt het inspringen?"
    return [Bevinding("yaml-fout", message, plaats=place, suggestie=tip)]


def _misplaced(lines: list[str], place: Place) -> tuple[Place, str, str] | None:
    """The likely cause of a key, or the text after it, that cannot stand where it does."""
    number, column = place
    line = lines[number - 1]
    before = lines[number - 2].split(" #")[0].rstrip() if number > 1 else ""
    start = len(_indent(line)) + 1
    if _BARE.fullmatch(before) and _indent(before) == _indent(line):
        text = "op deze regel ontbreekt een dubbele punt"
        return (number - 1, len(before) + 1), text, _KEYED
    if column == start:
        return None  # the indent itself
    if line[column - 1 :].startswith(":") and ": " not in line[: column - 1]:
        return (number, start), "deze regel springt verder in dan hier kan", _TIP
    if line[column - 1 :].startswith(":"):
        text = "een tekst met een dubbele punt erin hoort tussen aanhalingstekens"
        return place, text, "Zet de hele tekst tussen aanhalingstekens."
    text = "hier staat nog tekst na een aanhalingsteken of haakje dat al gesloten is"
    tip = "Zet de hele waarde tussen aanhalingstekens, en kijk ook één regel hoger."
    return place, text, tip


def _place_of(error: yaml.YAMLError, problem: str) -> Place:
    """Line and column, from 1; where something was opened when the trouble is that it stays so."""
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:
        return 1, 1
    if opened is not None and mark.line > opened.line and _OPENED.search(problem):
        mark = opened
    return mark.line + 1, mark.column + 1


def _tabs(lines: list[str]) -> list[Bevinding]:
    """Every line that springs in with a tab; libyaml itself stops at the first."""
    message = "de regel springt in met een tab; YAML kent alleen spaties"
    tip = "Vervang elke tab door twee spaties."
    mixed = any(" " in _indent(line) for line in lines if line.strip())
    found = []
    for number, line in enumerate(lines, 1):
        indent = _indent(line)
        if "\t" in indent:
            # Beside spaces nobody can tell how deep a tab is.
            herstel = None if mixed else Herstel(indent, indent.replace("\t", "  "))
            place = (number, indent.find("\t") + 1)
            found.append(
                Bevinding("tab-inspringing", message, (), "fout", tip, False, place, herstel)
            )
    return found


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


# --- what people write, by name


def _find_slip(lines: list[str], number: int) -> Bevinding | None:
    """The first slip of the text in which the parser stopped.

    What it could not read as a key it took for a text that went on, up to where it stopped.
    """
    for at in reversed(list(_taken_together(lines, number))):
        if found := _slip_of(lines[at - 1]):
            match, message, tip, meant = found
            place, new = (at, match.start(1) + 1), meant(match)
            herstel = Herstel(match[1], new) if new else None
            return Bevinding("yaml-fout", message, plaats=place, suggestie=tip, herstel=herstel)
    return None


def _slip_of(line: str) -> Slip | None:
    for pattern, message, tip, meant in _SLIPS if len(line) <= LONGEST else ():
        if match := pattern.match(line):
            return match, message, tip, meant
    return None


def _taken_together(lines: list[str], number: int) -> Iterator[int]:
    """The line where the parser stopped, and those before it up to a key that is one."""
    for at in range(min(number, len(lines)), max(0, number - FARTHEST), -1):
        yield at
        if at < number and _KEY.match(lines[at - 1]):
            return


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[1])


def _colon(match: re.Match[str]) -> str:
    return ":" if match.string[match.end() :].startswith(" ") else ": "


def _straight(match: re.Match[str]) -> str:
    return f'"{match[1][1:-1]}"'


def _double(match: re.Match[str]) -> str:
    return f'"{match[1]}"'


def _dash(match: re.Match[str]) -> str:
    return "-"


def _unknown(match: re.Match[str]) -> str:
    """Only who wrote it knows what is meant."""
    return ""


_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SLIPS = tuple(
    (re.compile(pattern), message, tip, meant)
    for pattern, message, tip, meant in (
        (
            rf"[ {_SPACES}]*?([{_SPACES}]+)",
            "de regel springt in met een vaste spatie; YAML kent alleen gewone spaties",
            "Vervang de vaste spaties aan het begin van de regel door gewone.",
            _spaces,
        ),
        (
            rf"\s*(?:- )?[\w-]+:([{_SPACES}]+)",
            "na de dubbele punt staat een vaste spatie; YAML kent alleen gewone spaties",
            "Vervang de vaste spatie door een gewone.",
            _spaces,
        ),
        (
            r"\s*(?:- )?[\w-]+ ?([\uff1a\ufe55\ua789])",
            "hier staat een dubbele punt van een ander schrift",
            "Typ een gewone dubbele punt, met een spatie erachter.",
            _colon,
        ),
        (
            r"[^#]*\{[^}#]*?[^}#\s] (#)[^}]*",
            "na een hekje telt niets meer mee, ook het sluithaakje niet",
            "Zet de tekst tussen aanhalingstekens, of de opmerking achter het sluithaakje.",
            _unknown,
        ),
        (
            rf"(?:[^#]*?[:{{\[,]\s+|[^#]*?[{{\[]|\s*- +)([{KRULLEN}][^{KRULLEN}\"\\]*[:,#{{}}[\]]"
            rf"[^{KRULLEN}\"\\]*[{KRULLEN}])\s*(?:[,\]}}].*)?$",
            "aanhalingstekens uit een tekstverwerker zijn in YAML gewone letters",
            "Zet de tekst tussen rechte aanhalingstekens.",
            _straight,
        ),
        (
            r"(?:[^'\"#]*?[\s{\[,])?('[a-z][- ][^'\",:{}\[\]#]*[^'\",:{}\[\]#\s])\s*"
            r"(?:[,:}\]#][^']*)?$",
            "een naam die met een apostrof begint, hoort tussen dubbele aanhalingstekens",
            "",
            _double,
        ),
        (
            r"\s*([–—‒−]) ",
            "dit streepje is een ander teken dan het streepje van een lijst",
            "Typ het gewone streepje, naast de 0 op het toetsenbord.",
            _dash,
        ),
        (
            r"\s*[a-z][\w-]* ?([;=]) ?[^\s:#][^:#]*(?:#.*)?$",
            "na een sleutel hoort een dubbele punt, geen ander teken",
            _KEYED,
            _unknown,
        ),
        (
            r"\s*(?:- +)?[\"']?[a-z][\w-]*[\"']?(:)[^\s/:]",
            "na de dubbele punt ontbreekt een spatie",
            _KEYED,
            lambda match: ": ",
        ),
        (
            r"\s*(?:- )?(?!toelichting|reden|titel|actie|tekst|vraag)[\w-]+: +"
            r"([a-z][a-z_-]*: [^,{}:#]+(?:, *[a-z][a-z_-]*: [^,{}:#]*[^,{}:#\s])+"
            r"|waarde: [^,{}:#]*[^,{}:#\s])\s*(?: #.*)?$",
            "op deze regel staan sleutels zonder haakjes",
            "",
            "{{{0[1]}}}".format,
        ),
    )
)
