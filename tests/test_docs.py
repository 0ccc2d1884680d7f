"""The manual is true: its commands run, its files are valid, its pictures show what is printed."""

from __future__ import annotations

import importlib.util
import re
import shlex
import shutil
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, get_args

import pytest
import yaml
from typer.core import TyperOption

from tests.cli.test_help import EVERY
from tests.conftest import Weerbaar
from weerbaar_cli.cli.main import COMMANDS
from weerbaar_cli.cli.nederlands import FLAGS
from weerbaar_cli.engine.checks.raamwerk import check_raamwerk
from weerbaar_cli.feitsoorten.combinaties import Conditie, kind_of
from weerbaar_cli.feitsoorten.conditie import BijNiets
from weerbaar_cli.feitsoorten.document import Document, Toestand
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek, load
from weerbaar_cli.files.yaml.document import read_document
from weerbaar_cli.model.bestanden.feit import Anker, Bewijs, Feit, LangeVorm
from weerbaar_cli.model.bestanden.indeling import Vak
from weerbaar_cli.model.bestanden.meting import Actie, Afwijkbesluit, NvtBesluit, Toetsing, Verhaal
from weerbaar_cli.model.bestanden.partij import District, Groep, Partij, Publicatiebesluit, Verband
from weerbaar_cli.model.bestanden.programma import Begrotingspost, Bronlezing, Deelproject, Verschil
from weerbaar_cli.model.bestanden.publicaties import Uitgave
from weerbaar_cli.model.bestanden.raamwerk import (
    Bron,
    Geval,
    Norm,
    Normdeel,
    Parameter,
    Raamwerk,
    Signaal,
    Thema,
)
from weerbaar_cli.model.bestanden.soort import SOORTEN
from weerbaar_cli.model.bestanden.vertrouwelijk import Vertrouwelijk
from weerbaar_cli.model.bestanden.waswordt import Overgang
from weerbaar_cli.model.codes import CODES
from weerbaar_cli.model.strict import Strict

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
EXAMPLES = ROOT / "examples" / "twente"
PAGES = sorted(DOCS.glob("*.md"))
EVERY_PAGE = [*PAGES, *sorted(ROOT.glob("*.md"))]
HANDLEIDING, BESTANDEN = DOCS / "handleiding.md", DOCS / "bestanden.md"


def script(name: str) -> ModuleType:
    """A script of the documentation, by its path: it is in no package, and no test imports it."""
    spec = importlib.util.spec_from_file_location(f"docs_{name}", DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PICTURES, FINDINGS = script("beelden"), script("bevindingen")
MAP: Path = PICTURES.MAP
PAGE: Path = FINDINGS.PAGE
FENCE = re.compile(r"(?ms)^```(\w*) ?([\w.-]*)\n(.*?)^```$")
LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
EXIT_CODE = re.compile(r"#.*\bafsluitcode (\d+)")
# A block of the manual shows part of a meting; this stands above it.
HEAD = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
fictief: ja
"""
RAAMWERK = """\
weerbaar: raamwerk/1
id: proef
titel: Proef
versie: "1"
partijtypen: [gemeente]
parameters: {{aanwijzing-vereist: {{waarde: nee}}}}
themas: [{{id: "1", titel: Proef, normen: [{norm}]}}]
"""
MODELS: dict[str, type[Strict]] = {**SOORTEN} | {
    "Een antwoord in de lange vorm": LangeVorm,
    "Een verwijzing naar bewijs": Bewijs,
    "Een document": Document,
    "Een besluit dat een norm niet geldt": NvtBesluit,
    "Een toetsing": Toetsing,
    "Een aanvaarde afwijking": Afwijkbesluit,
    "Een actie": Actie,
    "Een verhaal": Verhaal,
    "Een groep": Groep,
    "Een besluit over publiceren": Publicatiebesluit,
    "Wie mogen lezen": Vertrouwelijk,
    "Een uitgave": Uitgave,
    "Een feit": Feit,
    "Een anker": Anker,
    "Een partij": Partij,
    "Een district": District,
    "Een verband": Verband,
    "Een thema": Thema,
    "Een norm": Norm,
    "Een deel": Normdeel,
    "Een signaal": Signaal,
    "Een parameter": Parameter,
    "Een geval": Geval,
    "Een bron": Bron,
    "Een overgang": Overgang,
    "Een vak": Vak,
    "Een deelproject": Deelproject,
    "Een begrotingspost": Begrotingspost,
    "Een verschil": Verschil,
    "Wat één bron zegt": Bronlezing,
}


class Blok(NamedTuple):
    """A fenced block: its language, the file that it is, and its text."""

    taal: str
    bestand: str
    tekst: str


def name_of(path: Path) -> str:
    return path.name


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def blocks(path: Path) -> list[Blok]:
    return [Blok(*found) for found in FENCE.findall(text_of(path))]


def prose(path: Path) -> str:
    """A page without its blocks."""
    return FENCE.sub("", text_of(path))


def section(path: Path, heading: str) -> str:
    """What stands below a heading, up to the next of any level."""
    parts = re.split(r"(?m)^#{1,6} ", prose(path))
    return next(part for part in parts if part.startswith(f"{heading}\n"))


def cells(text: str) -> list[list[str]]:
    """The rows of the first table in a text, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


# --- commands ---


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_command_of_a_page_runs_and_exits_as_the_page_says(
    path: Path, tmp_path: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of the page, in a fresh copy of the example; files of the page are put there."""
    work, earlier = tmp_path / "twente", tmp_path / "oud"
    earlier.mkdir()
    shutil.copytree(EXAMPLES, work)
    (tmp_path / "postvak").mkdir()
    (tmp_path / "postvak/handtekening.txt").write_text("Met vriendelijke groet", encoding="utf-8")
    shutil.copytree(EXAMPLES.parent / "oost-nederland", tmp_path / "oost-nederland")
    aside = tmp_path / "aside"
    if any(blok.bestand == "weerbaar.yaml" for blok in blocks(path)):
        keep_one_party(work, aside)
    monkeypatch.chdir(work)
    for blok in blocks(path):
        if blok.bestand:
            for folder in (work, earlier):
                (folder / blok.bestand).write_text(blok.tekst, encoding="utf-8", newline="\n")
        elif blok.taal in ("sh", "powershell"):
            for line in blok.tekst.splitlines():
                with put_beside(aside, work, line):
                    run_line(line, weerbaar)


def keep_one_party(work: Path, aside: Path) -> None:
    """A page that makes a werkmap of its own knows Voorbeeldstad alone, and what it made itself."""
    (work / "metingen").rename(aside)
    (work / "metingen").mkdir()


@contextmanager
def put_beside(aside: Path, work: Path, line: str) -> Iterator[None]:
    """Metingen of the example are there for a line that names them, and go before the next."""
    found = [one for one in aside.glob("voorbeeldstad-*.yaml") if "-2024.yaml" in line]
    for one in found:
        shutil.copy(one, work / "metingen")
    yield
    for one in found:
        (work / "metingen" / one.name).unlink()


def run_line(line: str, weerbaar: Weerbaar) -> None:
    """One line of a block; only our own program is run, whoever calls it."""
    words = shlex.split(line, comments=True)
    if not words or words[0] != "weerbaar":
        return
    args: list[str] = []
    for word in words[1:]:  # what a shell does
        args += sorted(map(str, Path().glob(word))) if "*" in word else [word]
    promised = EXIT_CODE.search(line)
    found = weerbaar(*args)
    if args[0] == "fill":  # it asks, and a test has no terminal
        assert "niemand antwoorden" in found.err
        return
    assert found.code == (int(promised[1]) if promised else 0), f"{line}\n{found.err}"


def commands() -> dict[str, set[str]]:
    """Every command that help shows, with its options; each has --help and --met-inhoud too."""
    return {
        " ".join(("weerbaar", *words)): {
            max(param.opts, key=len)
            for param in command.params
            if isinstance(param, TyperOption) and not param.hidden and param.opts[0] not in FLAGS
        }
        for words, command in EVERY.items()
        if not command.hidden
    }


OF_BUILDERS = {"dev", "bench", "mutanten"}


def test_the_manual_names_every_extra_part() -> None:
    extras = tomllib.loads((DOCS.parent / "pyproject.toml").read_text(encoding="utf-8"))
    told = section(HANDLEIDING, "Extra onderdelen")
    # The page is a package of its own.
    for name in extras["project"]["optional-dependencies"].keys() - {*OF_BUILDERS, "pagina"}:
        assert f"`{name}`" in told


def test_the_manual_lists_every_command_with_exactly_its_options() -> None:
    table = cells(section(HANDLEIDING, "Alle commando's in het kort"))
    listed = {row[0].strip("`"): set(re.findall(r"--[a-z-]+", " ".join(row))) for row in table}
    assert listed == commands()


def test_the_manual_runs_every_command() -> None:
    lines = [line for path in PAGES for blok in blocks(path) for line in blok.tekst.splitlines()]
    run = {line.split()[1] for line in lines if line.startswith("weerbaar ")}
    assert COMMANDS.keys() <= run


def test_every_option_is_explained_outside_the_list() -> None:
    text = text_of(HANDLEIDING).partition("## Alle commando's in het kort")[0]
    options = {option for found in commands().values() for option in found}
    assert [option for option in sorted(options) if option not in text] == []


# --- files ---


def yaml_blocks() -> Iterator[tuple[str, Blok, list[Blok]]]:
    """Every block with those before it on its page that are files it may build on."""
    for path in PAGES:
        before: list[Blok] = []
        for number, blok in enumerate(blocks(path)):
            if blok.taal == "yaml":
                yield f"{path.name} {number}", blok, list(before)
                before += [blok] if blok.bestand not in ("", "weerbaar.yaml") else []


@pytest.mark.parametrize(
    ("blok", "before"),
    [(blok, before) for _, blok, before in yaml_blocks()],
    ids=[i for i, _, _ in yaml_blocks()],
)
def test_every_yaml_block_is_valid(
    blok: Blok,
    before: list[Blok],
    tmp_path: Path,
    weerbaar: Weerbaar,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not even a warning; part of a meting gets what a meting needs."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(EXAMPLES / "weerbaar.yaml", tmp_path)
    for one in before:
        (tmp_path / one.bestand).write_text(one.tekst, encoding="utf-8", newline="\n")
    text = blok.tekst if blok.tekst.startswith("weerbaar:") else HEAD + blok.tekst
    path = tmp_path / (blok.bestand or "meting.yaml")
    path.write_text(text, encoding="utf-8", newline="\n")
    code, out, err = weerbaar("validate", "--strikt", str(path))
    assert (code, out) == (0, ""), err


@pytest.mark.parametrize("heading", MODELS)
def test_every_key_of_a_file_is_documented(heading: str) -> None:
    documented = [row[0].strip("`") for row in cells(section(BESTANDEN, heading))]
    fields = MODELS[heading].model_fields
    assert sorted(documented) == sorted(field.alias or name for name, field in fields.items())


@pytest.mark.parametrize("heading", MODELS)
def test_what_is_required_is_said(heading: str) -> None:
    """In a column of its own for a file, in the words for a part of one."""
    rows = {row[0].strip("`"): row[1:] for row in cells(section(BESTANDEN, heading))}
    wanted = {
        name for name, field in MODELS[heading].model_fields.items() if field.is_required()
    } | ({"reden"} if MODELS[heading] is NvtBesluit else set())
    if heading in SOORTEN:
        assert {key for key, row in rows.items() if row[0] == "ja"} == wanted
    else:
        assert {key for key, row in rows.items() if row[0].endswith("; verplicht")} == wanted


def test_every_kind_of_file_has_an_example() -> None:
    heads = {blok.tekst.partition("\n")[0] for blok in blocks(BESTANDEN)}
    assert {f"weerbaar: {soort}/1" for soort in SOORTEN} <= heads


# --- conditions ---


def conditions() -> list[tuple[str, str]]:
    """Every example of a condition, with the kinds of fact that it fits."""
    return [(row[0].strip("`"), row[2]) for row in cells(section(BESTANDEN, "condities"))]


def classes() -> dict[str, type[Strict]]:
    """Every class of condition by its tag."""
    union = get_args(get_args(Conditie)[0])
    return {get_args(one)[1].tag: get_args(one)[0] for one in union}


def keys_of(model: type[Strict]) -> set[str]:
    return {field.alias or name for name, field in model.model_fields.items()}


def test_every_kind_of_condition_and_each_of_its_keys_is_documented() -> None:
    seen: dict[str, set[str]] = {}
    for text, _ in conditions():
        data = yaml.safe_load(text)
        seen.setdefault(str(kind_of(data)), set()).update(data)
    assert seen == {tag: keys_of(model) for tag, model in classes().items()}


def test_every_word_in_a_condition_is_documented() -> None:
    text = section(BESTANDEN, "condities")
    words = {*get_args(BijNiets), *get_args(Toestand), "voldoet", "deels", "voldoet_niet"}
    assert [word for word in sorted(words) if word not in text] == []


@pytest.mark.parametrize(("text", "soorten"), conditions(), ids=[text for text, _ in conditions()])
def test_the_example_of_a_condition_is_right(text: str, soorten: str, tmp_path: Path) -> None:
    """Every fact, item and word in it exists, and the test fits the kind of its fact."""
    deel = "{id: a, titel: A, voldoet: {feit: intern-meldpunt, is: ja}}"
    norm = f"{{id: 1a, tekst: Proef, voldoet: {text}, delen: [{deel}]}}"
    norm += ", {id: 2a, tekst: Ook, voldoet: {feit: intern-meldpunt, is: ja}}"
    path = tmp_path / "proef.yaml"
    path.write_text(RAAMWERK.format(norm=norm), encoding="utf-8")
    document, bibliotheek = read_document(path), Bibliotheek()
    raamwerk = load(document, Raamwerk)
    assert raamwerk is not None, document.bevindingen
    found = check_raamwerk(raamwerk, bibliotheek.catalogus, bibliotheek.ankers)
    assert [one for one in found if one.ernst == "fout"] == []
    feit = bibliotheek.catalogus.get(str(yaml.safe_load(text).get("feit")))
    assert feit is None or soorten == "elke soort" or feit.soort in soorten.split(", ")


# --- findings ---


def test_the_page_of_findings_is_up_to_date() -> None:
    assert text_of(PAGE) == FINDINGS.make_page(), "make docs, and read the diff"


def test_every_code_has_an_example_or_cannot_have_one() -> None:
    assert list(FINDINGS.uncovered()) == []


def test_the_headings_are_the_codes() -> None:
    assert re.findall(r"(?m)^## (.+)$", prose(PAGE)) == list(CODES)


@pytest.mark.parametrize("code", CODES)
def test_explain_says_the_same_as_the_page(code: str, weerbaar: Weerbaar) -> None:
    told = " ".join(weerbaar("explain", code).out.split())
    said = section(PAGE, code).strip().split("\n\n")[1:]
    plain = [re.sub(r"^\*\*(\w+)\.\*\* ", "", part) for part in said]
    assert told.startswith(f"{code} ")
    assert [part for part in plain if " ".join(part.split()) not in told] == []


# --- pictures and links ---


@pytest.mark.parametrize("beeld", PICTURES.BEELDEN, ids=[one.naam for one in PICTURES.BEELDEN])
def test_a_picture_shows_what_the_program_prints(beeld: Any) -> None:
    assert (MAP / f"{beeld.naam}.svg").read_text(encoding="utf-8") == PICTURES.draw(beeld), (
        "make docs"
    )


def images() -> list[tuple[str, str]]:
    found = [LINK.findall(prose(path)) for path in PAGES]
    return [(alt, target) for links in found for mark, alt, target in links if mark]


def test_every_picture_stands_in_the_manual_once_with_words_for_who_cannot_see_it() -> None:
    drawn = [*MAP.iterdir(), *(DOCS / "pagina").iterdir()]
    assert sorted(target for _, target in images()) == sorted(
        path.relative_to(DOCS).as_posix() for path in drawn
    )
    assert sorted(path.stem for path in MAP.iterdir()) == sorted(
        one.naam for one in PICTURES.BEELDEN
    )
    assert all(len(alt) > 80 and alt.endswith(".") for alt, _ in images())


def anchors(path: Path) -> set[str]:
    """The anchors of the headings of a page, as code platforms make them."""
    headings = re.findall(r"(?m)^#{1,6} (.+)$", prose(path))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("path", EVERY_PAGE, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    for _, _, target in LINK.findall(prose(path)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        page = (path.parent / name).resolve() if name else path
        assert page.exists(), target
        assert not anchor or anchor in anchors(page), target


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_works_offline_and_on_every_machine(path: Path) -> None:
    assert re.findall(r"https?://|/work/|/home/|/tmp/|[A-Z]:\\", text_of(path)) == []
