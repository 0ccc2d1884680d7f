"""Findings for the programs of a CI: what GitHub, GitLab, Azure and other readers show at a line.

Each form follows the page that its reader publishes.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from posixpath import join, normpath
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from weerbaar_cli import __version__
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.vormen import Gemaakt, Opmaak
from weerbaar_cli.model.bevinding import Ernst, Melding, in_print
from weerbaar_cli.model.codes import CODES

if TYPE_CHECKING:
    from weerbaar_cli.blad.view import View

NAME = "weerbaar"
GITHUB: dict[Ernst, str] = {"fout": "error", "waarschuwing": "warning", "hint": "notice"}
# Azure has no third weight.
AZURE: dict[Ernst, str] = {"fout": "error", "waarschuwing": "warning", "hint": "warning"}
GITLAB: dict[Ernst, str] = {"fout": "major", "waarschuwing": "minor", "hint": "info"}
SARIF: dict[Ernst, str] = {"fout": "error", "waarschuwing": "warning", "hint": "note"}
RDJSON: dict[Ernst, str] = {"fout": "ERROR", "waarschuwing": "WARNING", "hint": "INFO"}
PLAIN = f"{ascii_letters}{digits}-._~/"
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def write(view: View, opmaak: Opmaak) -> Gemaakt:
    """Raises WeerbaarError for a result that has no findings."""
    found: Sequence[Melding] | None = getattr(view, "meldingen", None)
    if found is None:
        message = f"deze uitkomst heeft geen bevindingen, dus is er geen {opmaak.vorm} van te maken"
        raise WeerbaarError(message, tip="Kies bijvoorbeeld --format json.")
    return Gemaakt((MAKERS[opmaak.vorm]([below(one, opmaak.plaats) for one in found]).encode(),))


def below(melding: Melding, plaats: str) -> Melding:
    """The same with its file as seen from the top of the repository."""
    path = normpath(join(plaats, melding.bestand.replace("\\", "/")))
    return melding._replace(bestand=path)


def _words(one: Melding) -> str:
    return in_print(f"{one.bericht}. {one.suggestie}".strip() if one.suggestie else one.bericht)


def github_line(one: Melding) -> str:
    """A workflow command, which GitHub and Forgejo show at the line."""
    place = f"file={_github(one.bestand)},line={one.regel},col={one.kolom}"
    words = _words(one).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::{GITHUB[one.ernst]} {place},title={_github(one.code)}::{words}"


def _github(value: str) -> str:
    for sign, code in (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        value = value.replace(sign, code)
    return value


def azure_line(one: Melding) -> str:
    """A logging command, which Azure Pipelines shows at the line."""
    values = {
        "type": AZURE[one.ernst],
        "sourcepath": one.bestand,
        "linenumber": one.regel,
        "columnnumber": one.kolom,
        "code": one.code,
    }
    told = ";".join(f"{name}={_azure(str(value))}" for name, value in values.items())
    return f"##vso[task.logissue {told}]{_azure(_words(one))}"


def _azure(value: str) -> str:
    signs = (("%", "%AZP25"), ("\r", "%0D"), ("\n", "%0A"), (";", "%3B"), ("]", "%5D"))
    for sign, code in signs:
        value = value.replace(sign, code)
    return value


def _lines(line: Callable[[Melding], str]) -> Callable[[Sequence[Melding]], str]:
    return lambda found: "".join(f"{line(one)}\n" for one in found)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _fingerprints(found: Sequence[Melding]) -> Iterator[str]:
    """What a finding is known by in the next run: not its line, which moves, but its number."""
    seen: Counter[tuple[str, ...]] = Counter()
    for one in found:
        what = one.bestand, one.code, one.pad, str(one.bericht)
        seen[what] += 1
        yield hashlib.sha256("\n".join((*what, str(seen[what]))).encode()).hexdigest()[:40]


def _gitlab(found: Sequence[Melding]) -> str:
    return _json(
        [
            {
                "description": _words(one),
                "check_name": f"{NAME}/{one.code}",
                "fingerprint": fingerprint,
                "severity": GITLAB[one.ernst],
                "location": {"path": one.bestand, "lines": {"begin": one.regel}},
            }
            for one, fingerprint in zip(found, _fingerprints(found), strict=True)
        ]
    )


def _junit(found: Sequence[Melding]) -> str:
    """A test per finding that fails by a fout only; one that passes where there is no finding."""
    wrong = sum(one.ernst == "fout" for one in found)
    counts = {"tests": str(len(found) or 1), "failures": str(wrong), "errors": "0"}
    root = Element("testsuites", {"name": NAME, **counts})
    suite = SubElement(root, "testsuite", {"name": NAME, **counts})
    for one in found:
        name = f"{one.code} {one.regel}:{one.kolom}"
        case = SubElement(suite, "testcase", {"classname": one.bestand, "name": name})
        place = f"{one.bestand}:{one.regel}:{one.kolom}: {one.ernst} {one.code} {_words(one)}"
        if one.ernst == "fout":
            message = {"message": in_print(one.bericht), "type": one.code}
            SubElement(case, "failure", message).text = place
        else:
            SubElement(case, "system-out").text = place
    if not found:
        SubElement(suite, "testcase", {"classname": NAME, "name": "geen bevindingen"})
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _sarif(found: Sequence[Melding]) -> str:
    codes = list(dict.fromkeys(one.code for one in found))
    results = [
        {
            "ruleId": one.code,
            "ruleIndex": codes.index(one.code),
            "level": SARIF[one.ernst],
            "message": {"text": _words(one)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": _address(one.bestand)},
                        "region": {"startLine": one.regel, "startColumn": one.kolom},
                    }
                }
            ],
            "partialFingerprints": {"weerbaar/v1": fingerprint},
        }
        for one, fingerprint in zip(found, _fingerprints(found), strict=True)
    ]
    driver = {"name": NAME, "version": __version__, "rules": list(map(_rule, codes))}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]})


def _address(path: str) -> str:
    """A path as a relative address (RFC 3986): a reader takes «%» for the begin of a code."""
    return "".join(chr(one) if chr(one) in PLAIN else f"%{one:02X}" for one in path.encode())


def _rule(code: str) -> dict[str, Any]:
    known = CODES.get(code)
    if known is None:
        return {"id": code}
    text = {"shortDescription": known.wat, "fullDescription": known.waarom, "help": known.advies}
    return {"id": code, **{key: {"text": in_print(value)} for key, value in text.items()}}


def _rdjson(found: Sequence[Melding]) -> str:
    """A place is a line: columns are bytes there, and what the line says is not always at hand."""
    return _json(
        {
            "source": {"name": NAME},
            "diagnostics": [
                {
                    "message": _words(one),
                    "location": {
                        "path": one.bestand,
                        "range": {"start": {"line": one.regel}},
                    },
                    "severity": RDJSON[one.ernst],
                    "code": {"value": one.code},
                }
                for one in found
            ],
        }
    )


MAKERS: dict[str, Callable[[Sequence[Melding]], str]] = {
    "github": _lines(github_line),
    "gitlab": _gitlab,
    "azure": _lines(azure_line),
    "junit": _junit,
    "sarif": _sarif,
    "rdjson": _rdjson,
}
