"""The page in which people fill in a meting: one HTML file, made of small modules."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256

from weerbaar_cli import __version__
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.strict import clean

# Each after those that it uses.
MODULES = (
    "bouw", "waarden", "yaml", "passend", "invulling", "regels", "velden", "vraag", "bijnorm",
    "norm", "motor", "bestand", "begin", "blik", "pagina",
)  # fmt: skip
BLAD, STIJL = "blad.html", "blad.css"
_IMPORT = re.compile(
    r"^import \{ (?P<names>[^}]*) \} from '\./(?P<module>\w+)\.js';$", re.MULTILINE
)
_EXPORT = re.compile(
    r"^export (?P<kind>(?:async )?function|class|const) (?P<name>\w+)", re.MULTILINE
)
_PLAATS = re.compile(r"\{\{(\w+)\}\}")
_GEMAAKT = re.compile(r'<meta name="generator" content="weerbaar (?P<versie>[^"]*)">')
_VRAGENLIJST = re.compile(
    r'(?P<begin><script type="application/json" id="vragenlijst">).*?(?P<end></script>)', re.DOTALL
)
# No network and nothing from outside; what may run is this script and, with an engine, its own.
_BELEID = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; script-src {script}"
)
_MOTORBELEID = " blob: 'wasm-unsafe-eval'; worker-src blob:"


def make_page(app: Mapping[str, str], vragenlijst: str, motor: str = "") -> str:
    """The whole page around a questionnaire in JSON; `motor` is the markup that holds an engine."""
    script = bundle(app)
    digest = b64encode(sha256(f"\n{script}\n".encode()).digest()).decode()
    beleid = _BELEID.format(script=f"'sha256-{digest}'") + (_MOTORBELEID if motor else "")
    parts = {
        "beleid": beleid,
        "versie": __version__,
        "stijl": app[STIJL].strip(),
        "vragenlijst": _inside(vragenlijst),
        "motor": motor,
        "script": script,
    }
    return _PLAATS.sub(lambda found: parts[found[1]], app[BLAD])


def with_vragenlijst(page: str, vragenlijst: str) -> str:
    """A page that was made before, with another questionnaire in it."""
    made = _GEMAAKT.search(page)
    if made is None or not _VRAGENLIJST.search(page):
        tip = "Geef de pagina die «make app» maakte."
        raise WeerbaarError("dit bestand is geen pagina van weerbaar om in te vullen", tip=tip)
    if made["versie"] != __version__:
        message = f"de pagina hoort bij weerbaar {clean(made['versie'])}, en dit is {__version__}"
        raise WeerbaarError(message, tip="Maak de pagina opnieuw met «make app».")
    return _VRAGENLIJST.sub(
        lambda found: found["begin"] + _inside(vragenlijst) + found["end"], page, count=1
    )


def _inside(json: str) -> str:
    """JSON that cannot end the element in which it stands."""
    return json.replace("<", "\\u003c")


def bundle(app: Mapping[str, str]) -> str:
    """The modules as one script, each in a scope of its own."""
    return "\n".join(_scoped(name, app[f"{name}.js"].strip()) for name in MODULES)


def _scoped(name: str, source: str) -> str:
    names = [found["name"] for found in _EXPORT.finditer(source)]
    body = _IMPORT.sub(r"const { \g<names> } = m_\g<module>;", source)
    body = _EXPORT.sub(r"\g<kind> \g<name>", body)
    return f"const m_{name} = (() => {{\n{body}\nreturn {{ {', '.join(names)} }};\n}})();"
