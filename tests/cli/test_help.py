"""The help of every command and subcommand: whole, in Dutch, with examples that work."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer._click import Command
from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_command

from tests.cli.proef import RAAMWERK, VOL, WERKMAP
from tests.conftest import Tree, Weerbaar
from weerbaar_cli.cli.main import COMMANDS, make_app
from weerbaar_cli.cli.nederlands import placeholder
from weerbaar_cli.files.sleutels import make_sleutel

EXAMPLES = Path(__file__).parents[2] / "examples"
DISTRICT = Path(__file__).parents[2] / "examples" / "oost-nederland" / "twente.json"
ENGLISH = re.compile(
    r"\b(a|aborted|all|an|and|argument|arguments|available|by|choose|command|commands|default"
    r"|directory|each|env|error|example|examples|exit|file|files|folder|for|from|integer|invalid"
    r"|it|list|message|missing|must|name|no|not|option|options|or|output|path|required|run|show"
    r"|shows|the|this|to|try|usage|use|value|values|will|with|you|your)\b",
    re.IGNORECASE,
)


def walk(command: Command, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Command]]:
    """A command and everything below it, with the words that call it."""
    yield words, command
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            yield from walk(inner, (*words, name))


# The program with all its commands loaded, also those that help does not list.
EVERY = dict(walk(get_command(make_app(*COMMANDS)), ()))
every_command_line = pytest.mark.parametrize("words", EVERY, ids=" ".join)


@every_command_line
def test_help_is_whole_and_dutch(words: tuple[str, ...], weerbaar: Weerbaar) -> None:
    code, out, err = weerbaar(*words, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"Gebruik: {' '.join(['weerbaar', *words])} [OPTIES]")
    prose, _, examples = out.partition("\nVoorbeelden:\n")
    assert all(line.startswith("  weerbaar ") for line in examples.splitlines())
    assert examples
    # Names of commands and options are English on purpose; so is the word in the usage line.
    names = "|".join({re.escape(word) for line in EVERY for word in line})
    text = re.sub(rf"--[a-z-]+|\b({names})\b", "", prose)
    assert not ENGLISH.findall(text)


@every_command_line
def test_every_option_and_argument_says_what_it_does(
    words: tuple[str, ...], weerbaar: Weerbaar
) -> None:
    params = [one for one in EVERY[words].params if isinstance(one, TyperArgument | TyperOption)]
    assert [one.name for one in params if not one.help] == []
    flags = [one for one in params if isinstance(one, TyperOption) and one.is_flag]
    assert [one.name for one in params if one not in flags and not placeholder(one)] == []
    out = " ".join(weerbaar(*words, "--help").out.split())
    for param in params:
        assert " ".join((param.help or "").split()) in out
        assert all(name in out for name in param.opts if name.startswith("-"))


@every_command_line
def test_an_option_stands_where_it_means_something(words: tuple[str, ...]) -> None:
    options = {name: one for one in EVERY[words].params for name in one.opts}
    form = options.get("--format")
    csv = isinstance(form, TyperOption) and "csv" in (form.type_descriptor.choices or ())
    assert ("--csv-nl" in options) is csv
    if words != ("frameworks",):
        assert ("--onversleuteld" in options) <= ("--sleutel" in options)
        assert ("--met-inhoud" in options) is (words not in ((), ("key",)))


def test_the_commands_are_found() -> None:
    assert {(), ("validate",), ("score",), ("explain",), ("frameworks",)} <= EVERY.keys()
    assert {("frameworks", "check"), ("frameworks", "show")} <= EVERY.keys()


def test_help_of_the_program_lists_every_command_with_its_own_words(weerbaar: Weerbaar) -> None:
    out = " ".join(weerbaar("--help").out.split())
    for (name, text), command in zip(
        COMMANDS.items(), (EVERY[(n,)] for n in COMMANDS), strict=True
    ):
        assert f"{name} {text}" in out
        assert command.help == text


def examples() -> list[str]:
    """Every example of every help page."""
    epilogs = [command.epilog or "" for command in EVERY.values()]
    return list(dict.fromkeys(line for epilog in epilogs for line in epilog.splitlines()))


def versie(name: str) -> str:
    """A version of a raamwerk that has more of them."""
    return RAAMWERK.replace("id: proef", "id: mijn-raamwerk").replace('"1.0"', f'"{name}"')


def make_history() -> None:
    """Two revisions of everything, for the examples that look back."""
    who = ["-c", "user.name=proef", "-c", "user.email=proef@example.org"]
    for words in (["init", "-q", "-b", "main"], ["add", "."], ["commit", "-qm", "1"]):
        subprocess.run(["git", *who, *words], check=True)
    subprocess.run(["git", *who, "commit", "-q", "--allow-empty", "-m", "2"], check=True)


def make_sealed(weerbaar: Weerbaar) -> None:
    """A key that opens the metingen of January, which are sealed."""
    sleutel = make_sleutel()
    Path("weerbaar-sleutel.txt").write_text(sleutel.bestand, encoding="utf-8")
    with Path("weerbaar.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"vertrouwelijk: {{ontvangers: {{coördinator: {sleutel.publiek}}}}}\n")
    assert weerbaar("seal", "metingen/januari.yaml").code == 0


@pytest.mark.parametrize("line", examples())
def test_an_example_can_be_copied(
    line: str, weerbaar: Weerbaar, tree: Tree, tmp_path_factory: pytest.TempPathFactory
) -> None:
    twente = VOL.replace("raamwerk: proef", "raamwerk: twente-basis-op-orde")
    settings = f"{WERKMAP}  - {{naam: Voorbeeldstad, type: gemeente}}\n"
    tree(
        {
            "weerbaar.yaml": settings,
            "mijn-raamwerk.yaml": RAAMWERK,
            "versie-2024.yaml": versie("2024"),
            "versie-2025.yaml": versie("2025"),
            "ingeleverd/gemeente.yaml": VOL.replace("raamwerk: proef", "raamwerk: mijn-raamwerk"),
            "districten/twente.json": DISTRICT.read_text(encoding="utf-8"),
            "rapport.html": "<p>Het district is goed op weg.</p>",
            "uitvoer/rapport.md": "Het district is goed op weg.",
            "gemeente.yaml": twente + "status: ingeleverd\n",
            "januari.yaml": twente,
            "juli.yaml": twente,
            "metingen-2023/gemeente.yaml": twente,
            "metingen-2024/gemeente.yaml": twente,
            "metingen/gemeente.yaml": VOL.replace("raamwerk: proef", "raamwerk: mijn-raamwerk"),
            "metingen/januari.yaml": VOL.replace("Proefstad", "Voorbeeldstad"),
            "metingen/december.yaml": VOL.replace("Proefstad", "Voorbeeldstad").replace(
                "2024-01-31", "2023-12-31"
            ),
        }
        | {
            f"{year}.yaml": twente.replace("2024-01-31", f"{year}-12-31")
            for year in (2023, 2024, 2025)
        }
    )
    make_history()
    if {"seal", "open", "textconv"} & {*line.split()}:
        make_sealed(weerbaar)
    if "--publiceer" in line or "--intrek" in line:  # these are about a district that handed in
        shutil.copytree(EXAMPLES / "twente", "district")
        os.chdir("district")
    if line.startswith("weerbaar init "):  # it begins where there is nothing yet
        os.chdir(tmp_path_factory.mktemp("leeg"))
    program, *words = shlex.split(line, comments=True)
    assert program == "weerbaar"
    args: list[str] = []
    for word in words:  # what a shell does
        args += sorted(map(str, Path().glob(word))) if "*" in word else [word]
    if args[0] == "intake":
        Path("postvak").mkdir()
        Path("postvak/bijlage").write_text(twente.replace("-01-31", "-03-31"), encoding="utf-8")
    if args[0] == "verify":  # the report that it checks was made before
        assert weerbaar("report", *args[2:], "--output", args[1]).code == 0
    if args[0] == "import":  # the workbooks that it reads were made before
        books = [word for word in args if word.endswith((".xlsx", ".ods"))]
        assert [
            weerbaar("export", args[-1 - ("--proef" in args)], "--output", one) for one in books
        ]
    found = weerbaar(*args)
    if args[0] == "fill":  # it asks, and a test has no terminal
        assert "niemand antwoorden" in found.err
        return
    # The same meting stands in this folder under several names, which a check of all of it tells.
    assert found.code == 0 or args[:2] == ["validate", "."], found.err
