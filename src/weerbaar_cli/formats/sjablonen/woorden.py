"""The errors of Jinja in plain Dutch; one that is not known here is quoted."""

from __future__ import annotations

import re

from jinja2 import TemplateNotFound, TemplateSyntaxError
from jinja2.exceptions import SecurityError

from weerbaar_cli.formats.sjablonen.omgeving import Sjabloonfout

_DUTCH = (
    (r"Encountered unknown tag '(.+?)'\.", "{{% {0} %}} bestaat niet"),
    (
        r"Unexpected end of template\. Jinja was looking for the following tags: (.+?)\. .*",
        "een blok is niet gesloten; hier ontbreekt {0}",
    ),
    (r"Unexpected end of template\..*", "een blok is niet gesloten"),
    (r"No (filter|test) named '(.+?)'\.?(?: found\.)?.*", "{0} «{1}» bestaat niet"),
    (r"unexpected end of template, expected '(.+?)'\.", "het sjabloon houdt te vroeg op; na {0}"),
    (r"unexpected '(.+?)', expected '(.+?)'", "hier staat {0}; verwacht was {1}"),
    (r"unexpected '(.+?)'", "hier staat {0}, en dat wordt niet verwacht"),
    (r"unexpected char (.+?) at \d+", "hier staat een teken dat niet mag: {0}"),
    (r"expected token '(.+?)', got '(.+?)'", "hier staat «{1}»; verwacht was «{0}»"),
    (r"Missing end of (comment|raw) .*", "een {{# opmerking #}} of {{% raw %}} is niet gesloten"),
    (r"Expected an expression, got '(.+?)'", "hier ontbreekt iets: er staat alleen «{0}»"),
    (r"block '(.+?)' defined twice", "block «{0}» staat er twee keer"),
    (r"the template '.+?' \(imported .*?\) does not export the requested name '(.+?)'",
     "het sjabloon heeft geen macro «{0}»"),
    (r"macro '(.+?)' takes no keyword argument '(.+?)'", "macro «{0}» kent «{1}» niet"),
    (r"macro '(.+?)' takes not more than (\d+) argument\(s\)", "macro «{0}» krijgt er {1}"),
    (r"parameter '(.+?)' was not provided", "de macro kreeg geen «{0}»"),
    (r"Exceeds the limit .*", "dit getal is te groot"),
    (r"division by zero|integer division or modulo by zero", "hier wordt gedeeld door nul"),
)  # fmt: skip
# How Jinja calls signs.
_SIGNS = (
    ("end of statement block", "%}"),
    ("end of print statement", "}}"),
    ("begin of statement block", "{%"),
    ("begin of print statement", "{{"),
    ("end of template", "het einde"),
    ("' or '", "' of '"),
)
_TYPES = (
    (RecursionError, "een macro of include roept zichzelf steeds weer aan"),
    (MemoryError, "het sjabloon zit te diep in elkaar"),
    (SyntaxError, "het sjabloon zit te diep in elkaar"),
    (SecurityError, "dit kan een sjabloon niet aanroepen"),
)


def dutch_fault(error: Exception) -> str:
    """What went wrong, for who wrote the template."""
    if isinstance(error, Sjabloonfout):
        return str(error.message)
    if isinstance(error, TemplateNotFound):
        return f"er is geen sjabloon «{error.message}»"
    for kind, words in _TYPES:
        if isinstance(error, kind):
            return words
    text = str(error.message if isinstance(error, TemplateSyntaxError) else error)
    for pattern, words in _DUTCH:
        found = re.fullmatch(pattern, text, re.DOTALL)
        if found is not None:
            return words.format(*map(_sign, found.groups()))
    # What Onbekend says is Dutch already.
    return text if "«" in text else f"deze regel lukt niet («{text}»)"


def _sign(words: str) -> str:
    for english, dutch in _SIGNS:
        words = words.replace(english, dutch)
    return words
