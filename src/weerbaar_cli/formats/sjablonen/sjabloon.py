"""Templates: strict, in a sandbox, without a disk, and every value escaped for its kind of text.

A template sees the Blad and a closed list of functions. It has no way to say that a text is safe,
so none can forget to escape one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Literal, assert_never

from jinja2 import FunctionLoader, TemplateError, TemplateSyntaxError
from markupsafe import Markup

from weerbaar_cli.blad.blad import Blad
from weerbaar_cli.blad.tekst import plain
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.formats.markdowntekst import escape_markdown
from weerbaar_cli.formats.sjablonen.omgeving import Begrensd, Onbekend, Sjabloonomgeving
from weerbaar_cli.formats.sjablonen.woorden import dutch_fault
from weerbaar_cli.model.sjabloonmap import Sjabloonmap
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN

Tekstsoort = Literal["html", "markdown", "tekst"]
FILTERS = ("first", "join", "last", "length", "list", "lower", "replace", "trim", "upper")
TESTS = ("defined", "eq", "equalto", "even", "false", "in", "none", "number", "odd", "string")
TIP = "Gebruik het sjabloon dat bij deze weerbaar hoort, of herstel deze regel."
# What a template may do wrong at work besides an error of Jinja's own; Python gives a SyntaxError
# or a MemoryError for a template that nests too deep.
MISTAKES = (
    TemplateError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    RecursionError,
    SyntaxError,
    MemoryError,
)


def make_environment(
    soort: Tekstsoort, sjablonen: Mapping[str, str], eigen: Sjabloonmap | None = None
) -> Sjabloonomgeving:
    """An environment that reads these templates and escapes for this kind of text.

    Where a municipality has templates of its own, those come first and all has limits.
    """
    every = sjablonen if eigen is None else {**sjablonen, **eigen.teksten}
    places = {name: f"templates/{name}" for name in sjablonen}
    if eigen is not None:
        places |= {name: eigen.place(name) for name in eigen.teksten}
    environment = (Sjabloonomgeving if eigen is None else Begrensd)(
        loader=FunctionLoader(lambda name: _load(every, places, name)),
        undefined=Onbekend,
        autoescape=soort != "tekst",
        finalize=_finalize(soort),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    environment.filters |= {"soort": kind, "datum": dutch}
    environment.globals = {"woorden": WOORDEN, "tekens": TEKENS}
    environment.plaatsen = places
    return environment


def render(environment: Sjabloonomgeving, name: str, blad: Blad) -> str:
    """The template filled in; raises WeerbaarError with its file and line when it is wrong."""
    try:
        return environment.get_template(name).render(blad=blad)
    except MISTAKES as error:
        raise wrong(error, name, environment.plaatsen) from None


def kind(value: object) -> str:
    """What stands in a Blad here: the name of its type, `tekst`, or `rij` for several pieces."""
    if isinstance(value, str):
        return "tekst"
    return "rij" if isinstance(value, tuple) else type(value).__name__.lower()


def _load(
    sjablonen: Mapping[str, str], places: Mapping[str, str], name: str
) -> tuple[str, str, Callable[[], bool]] | None:
    text = sjablonen.get(name)
    return None if text is None else (text, places[name], lambda: True)


def _finalize(soort: Tekstsoort) -> Callable[[Any], Any]:
    """What happens to every value that a template inserts, before Jinja escapes it as HTML."""
    match soort:
        case "html" | "tekst":
            return lambda value: plain(value) if _is_plain(value) else value
        case "markdown":
            return lambda value: value if isinstance(value, Markup) else escape_markdown(str(value))
        case _:
            assert_never(soort)


def _is_plain(value: object) -> bool:
    return isinstance(value, str) and not isinstance(value, Markup)


def wrong(error: Exception, name: str, places: Mapping[str, str]) -> WeerbaarError:
    """An error of a template in Dutch, with its place."""
    place, line = places.get(name, f"templates/{name}"), 0
    if isinstance(error, TemplateSyntaxError):
        place, line = places.get(error.name or "", place), error.lineno
    else:
        place, line = _last_place(error.__traceback__, places) or (place, line)
    return fault_at(place, line, dutch_fault(error))


def fault_at(place: str, line: int, words: str) -> WeerbaarError:
    """What is wrong at a line of a template; 0 for no line in particular."""
    where = f"{place}:{line}" if line else place
    return WeerbaarError(f"{where}: het sjabloon klopt niet: {clean(words, 400)}", tip=TIP)


def _last_place(trace: TracebackType | None, places: Mapping[str, str]) -> tuple[str, int] | None:
    """The innermost line of a template; Jinja puts its own names and lines into the trace."""
    found = None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in places.values():
            found = (file, trace.tb_lineno)
        trace = trace.tb_next
    return found
