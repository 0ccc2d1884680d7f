"""libyaml's complaints in Dutch: the true cause at its own place, and what comes after it too."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import yaml

from weerbaar_cli.model.bevinding import Bevinding, Herstel

MOST_FAULTS = 10  # each is found by parsing anew
LONGEST = 1000  # nobody types a longer line
Place = tuple[int, int]
_GLUED = re.compile(r"\s*[\w-]+:[^\s/]")
_BARE = re.compile(r"\s*[\w][\w -]*")
_KEY = re.compile(r"""\s*(?:- +)?["']?[\w./-]+["']?\s*:(?:\s|$)|\s*- """)
_OPENED = re.compile(r"end of stream|could not find expected ':'|did not find expected ','")
_QUOTE = "zet de tekst tussen aanhalingstekens"
_START = f"een waarde kan niet met dit teken beginnen; {_QUOTE}"
_ESCAPE = "na een backslash staat een teken dat niets betekent; gebruik enkele aanhalingstekens"
_OTHER = "dit is geen geldige YAML"
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
    return len(_indent(line)) <= deep and _KEY.match(line) is not None


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
    message, tip, colon = next(known, _OTHER), _TIP, ""
    if "mapping values are not" in problem or "did not find expected key" in problem:
        place, message, tip, colon = _misplaced(lines, place) or (place, message, tip, "")
    elif "expected ':'" in problem and (glued := _GLUED.match(line)):
        place, message, tip, colon = _glued(place[0], glued)
    elif "expected ':'" in problem and line.lstrip()[:1] in ("{", "["):
        message = "hier hoort een streepje of een sleutel; klopt het inspringen?"
    herstel = Herstel(":", colon) if colon else None
    return [Bevinding("yaml-fout", message, plaats=place, suggestie=tip, herstel=herstel)]


def _misplaced(lines: list[str], place: Place) -> tuple[Place, str, str, str] | None:
    """The likely cause of a key, or the text after it, that cannot stand where it does.

    Last what must stand there instead of a colon, when that is sure.
    """
    number, column = place
    line = lines[number - 1]
    before = lines[number - 2].split(" #")[0].rstrip() if number > 1 else ""
    start = len(_indent(line)) + 1
    if glued := _GLUED.match(before):
        return _glued(number - 1, glued)
    if _BARE.fullmatch(before) and _indent(before) == _indent(line):
        text = "op deze regel ontbreekt een dubbele punt"
        return (number - 1, len(before) + 1), text, "Schrijf «sleutel: waarde».", ""
    if column == start:
        return None  # the indent itself
    if line[column - 1 :].startswith(":") and ": " not in line[: column - 1]:
        return (number, start), "deze regel springt verder in dan hier kan", _TIP, ""
    if line[column - 1 :].startswith(":"):
        text = "een tekst met een dubbele punt erin hoort tussen aanhalingstekens"
        return place, text, "Zet de hele tekst tussen aanhalingstekens.", ""
    text = "hier staat nog tekst na een aanhalingsteken of haakje dat al gesloten is"
    tip = "Zet de hele waarde tussen aanhalingstekens, en kijk ook één regel hoger."
    return place, text, tip, ""


def _glued(number: int, match: re.Match[str]) -> tuple[Place, str, str, str]:
    text = "na de dubbele punt ontbreekt een spatie"
    return (number, match.end() - 1), text, "Schrijf «sleutel: waarde».", ": "


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
    """The slip on the line where the parser stopped, or on one of the two before it."""
    near = [at for at in (number, number - 1, number - 2) if 0 < at <= len(lines)]
    short = [(at, lines[at - 1]) for at in near if len(lines[at - 1]) <= LONGEST]
    for (at, line), (pattern, message, tip, meant) in product(short, _SLIPS):
        if match := pattern.match(line):
            place, new = (at, match.start(1) + 1), meant(match)
            herstel = Herstel(match[1], new) if new else None
            return Bevinding("yaml-fout", message, plaats=place, suggestie=tip, herstel=herstel)
    return None


def _spaces(match: re.Match[str]) -> str:
    return " " * len(match[1])


def _colon(match: re.Match[str]) -> str:
    return ":" if match.string[match.end() :].startswith(" ") else ": "


def _unknown(match: re.Match[str]) -> str:
    """Only who wrote it knows what is meant."""
    return ""


_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_QUOTES = "Zet de hele tekst tussen rechte aanhalingstekens."
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
            r"\s*(?:- )?[\w-]+:\s+([“”„][^“”„\"\\]*: [^“”„\"\\]*[”“])\s*$",
            "aanhalingstekens uit een tekstverwerker zijn in YAML gewone letters",
            "",
            lambda match: f'"{match[1][1:-1]}"',
        ),
        (
            r"\s*(?:- )?[\w-]+:\s+('[a-z]-[^']*)$",
            "een naam die met een apostrof begint, hoort tussen dubbele aanhalingstekens",
            "",
            r'"{0[1]}"'.format,
        ),
        (
            r"\s*(?:- )?(?!toelichting|reden|titel|actie|tekst|vraag)[\w-]+: +"
            r"([a-z][a-z_-]*: [^,{}:]+(?:, *[a-z][a-z_-]*: [^,{}:]+)+|waarde: [^,{}:]+)$",
            "op deze regel staan sleutels zonder haakjes",
            "",
            "{{{0[1]}}}".format,
        ),
    )
)
