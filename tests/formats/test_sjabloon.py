"""Templates: strict, closed, and never able to leave a text unescaped."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.blad.voorbeeldblad import voorbeeldblad
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.files.sjablonen import read_sjablonen, read_vertaald, store_vertaald
from weerbaar_cli.formats.html import PAGINA, make_html_environment, translate_page
from weerbaar_cli.formats.markdown import MEMO, make_markdown_environment, translate_memo
from weerbaar_cli.formats.sjablonen.omgeving import (
    FILTERS,
    Sjabloonomgeving,
    Tekstsoort,
    Vertaald,
    kind,
    render,
)

Vertaler = Callable[[Mapping[str, str]], dict[str, bytes]]
Maker = Callable[[Mapping[str, str]], Sjabloonomgeving]
SJABLONEN = read_sjablonen()
GEVAARLIJK = "<b>*x*</b>{{ 7*7 }}"
GESCHREVEN: dict[Tekstsoort, str] = {
    "html": "&lt;b&gt;*x*&lt;/b&gt;{{ 7*7 }}",
    "markdown": "&lt;b&gt;\\*x\\*&lt;/b&gt;{{ 7\\*7 }}",
    "tekst": GEVAARLIJK,
}


def fill(text: str, soort: Tekstsoort = "html") -> str:
    """A template of one line filled with the example page."""
    return render(Sjabloonomgeving(soort, {"proef": text}), "proef", voorbeeldblad(GEVAARLIJK))


@pytest.mark.parametrize("soort", GESCHREVEN)
def test_a_value_is_escaped_for_its_kind_of_text(soort: Tekstsoort) -> None:
    assert fill("{{ blad.kenmerken[3][1] }}", soort) == GESCHREVEN[soort]


@pytest.mark.parametrize("soort", ["html", "markdown"])
@pytest.mark.parametrize(
    "text",
    [
        "{% macro m(x) %}{{ x }}{% endmacro %}{{ m(blad.kenmerken[3][1]) }}",
        "{% set x %}{{ blad.kenmerken[3][1] }}{% endset %}{{ x }}",
        "{% set x = blad.kenmerken[3][1] %}{{ x }}",
        "{% for x in blad.kenmerken[3][1:] %}{{ x }}{% endfor %}",
        "{{ blad.kenmerken[3][1:]|join }}",
        "{{ blad.kenmerken[3][1]|trim }}",
    ],
)
def test_no_detour_escapes_less_or_twice(text: str, soort: Tekstsoort) -> None:
    assert fill(text, soort) == GESCHREVEN[soort]


@pytest.mark.parametrize("name", ["safe", "xmlattr", "tojson", "urlize", "map", "attr", "format"])
def test_a_filter_that_is_not_on_the_list_does_not_exist(name: str) -> None:
    assert name not in FILTERS
    with pytest.raises(WeerbaarError, match=f"filter «{name}» bestaat niet"):
        fill(f"{{{{ blad.titel|{name} }}}}")


@pytest.mark.parametrize(
    "text",
    [
        "{{ blad.__class__ }}",
        "{{ blad.titel.__class__.__mro__ }}",
        "{{ blad.walk.__globals__ }}",
        "{{ woorden.update({}) }}",
        "{{ woorden.clear() }}",
        "{{ ''.__class__ }}",
        "{{ namespace() }}",
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{% include 'etc' %}",
        "{{ '{0.__class__}'.format(blad) }}",
    ],
)
def test_the_sandbox_holds(text: str) -> None:
    with pytest.raises(WeerbaarError, match="templates/proef:1"):
        fill(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("een\n{{ blad.titl }}", 2),
        ("een\n\n{{ onbekend }}", 3),
        ("een\n{% if %}", 2),
        ("een\n{{ blad.titel", 2),
        ("{% macro m() %}\n{{ niets }}\n{% endmacro %}\n{{ m() }}", 2),
        ("een\n{{ 1 / 0 }}", 2),
        ("een\n{{ blad.titel + 1 }}", 2),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", 1),
    ],
)
def test_an_error_names_the_file_and_the_line(text: str, line: int) -> None:
    with pytest.raises(WeerbaarError) as caught:
        fill(text)
    assert caught.value.message.startswith(f"templates/proef:{line}: het sjabloon klopt niet: ")
    assert caught.value.tip


def test_a_template_that_is_not_there_is_an_error_too() -> None:
    with pytest.raises(WeerbaarError, match="templates/weg: het sjabloon klopt niet"):
        render(Sjabloonomgeving("html", {}), "weg", voorbeeldblad())


def make_memo_environment(sjablonen: Mapping[str, str]) -> Sjabloonomgeving:
    return make_markdown_environment(voorbeeldblad(), sjablonen)


@pytest.mark.parametrize(
    ("translate", "make", "name", "number"),
    [
        (translate_page, make_html_environment, PAGINA, 2),
        (translate_memo, make_memo_environment, MEMO, 1),
    ],
)
def test_what_was_built_is_translated_no_more(
    translate: Vertaler, make: Maker, name: str, number: int, tmp_path: Path
) -> None:
    def translated(sjablonen: Mapping[str, str], built: Mapping[str, bytes]) -> tuple[str, int]:
        """The example page, and how many templates became code for it."""
        environment = make(sjablonen)
        environment.bytecode_cache = cache = Vertaald(built)
        return render(environment, name, voorbeeldblad()), len(cache.codes)

    built = read_vertaald(store_vertaald(translate(SJABLONEN), tmp_path / "vertaald"))
    page, made = translated(SJABLONEN, {})
    assert made == len(built) == number
    assert translated(SJABLONEN, built) == (page, 0)
    other = {**SJABLONEN, name: SJABLONEN[name] + "Einde."}
    assert translated(other, built) == (page + "Einde.", 1)


def test_the_kinds_of_content() -> None:
    blad = voorbeeldblad()
    assert kind("x") == "tekst"
    assert kind(("x", "y")) == "rij"
    assert kind(blad.secties[0].blokken[0]) == "kerncijfers"
