"""Help and usage errors are Dutch, whole, and helpful: tried on a small app with every kind."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import pytest
import typer

from weerbaar_cli.cli.nederlands import DutchCommand, DutchGroup, run_dutch
from weerbaar_cli.errors import WeerbaarError

ENGLISH = re.compile(
    r"\b(aborted|args?|arguments|bad|choose|commands?|default|directory|did you mean|error|exist"
    r"|exit|expected|extra|file|for help|input|int|invalid|message|missing|must|no such|not|one of"
    r"|options?|parse|path|possible|range|required|show|should|str|the|this|try|unable|unexpected"
    r"|usage|valid|value)\b",
    re.IGNORECASE,
)


def parse_eis(text: str) -> str:
    if text == "hoog":
        raise WeerbaarError("«hoog» is geen eis.")
    if text == "stuk":
        raise ValueError("english words of a parser")
    return text


def toy() -> typer.Typer:
    app = typer.Typer(
        name="weerbaar", cls=DutchGroup, add_completion=False, help="Meet en vergelijk."
    )

    @app.command(
        cls=DutchCommand,
        help="Scoor een of meer metingen.\n\nMet alle redenen.",
        epilog="""
            weerbaar score gemeente.yaml
            weerbaar score gemeente.yaml --format json   # voor een ander programma
        """,
    )
    def score(
        meting: Annotated[list[Path], typer.Argument(metavar="METING", help="Bestand.")],
        raamwerk: Annotated[
            list[str] | None, typer.Option(metavar="ID", help="Welk raamwerk.")
        ] = None,
        format_: Annotated[
            Literal["tabel", "json"], typer.Option("--format", "-f", help="Vorm.")
        ] = "tabel",
        soorten: Annotated[
            Literal["nulmeting", "zelfscan"] | None,
            typer.Option("--soort", help="Soort."),
        ] = None,
        peildatum: Annotated[str | None, typer.Option(metavar="DATUM", help="Dag.")] = None,
        eis: Annotated[
            str | None, typer.Option(parser=parse_eis, metavar="EIS", help="De eis.")
        ] = None,
        output: Annotated[
            Path | None, typer.Option("--output", "-o", metavar="PAD", help="Waarheen.")
        ] = None,
        kleur: Annotated[bool, typer.Option("--kleur/--zwart", help="In kleur.")] = False,
        strikt: Annotated[bool, typer.Option("--strikt", help="Streng.")] = False,
    ) -> None:
        print("gescoord")

    @app.command(cls=DutchCommand, help="Leg een norm uit.")
    def explain(
        meting: Annotated[Path, typer.Argument(metavar="METING")],
        norm: Annotated[Literal["3d", "3e"], typer.Argument(metavar="NORM", help="Welke norm.")],
        district: Annotated[str, typer.Option(metavar="ID", help="Welk district.")],
        punt: Annotated[tuple[str, str] | None, typer.Option(metavar="PUNT", help="Waar.")] = None,
    ) -> None: ...

    @app.command(cls=DutchCommand, help="Mislukt op allerlei manieren.")
    def fail(how: Annotated[str, typer.Argument(metavar="HOE", help="Hoe.")] = "") -> None:
        fail_as(how)

    @app.command(cls=DutchCommand, hidden=True)
    def geheim() -> None: ...

    schema = typer.Typer(name="schema", cls=DutchGroup, help="Schema's voor de editor.")
    schema.command(cls=DutchCommand, name="toon", help="Toon er een.")(lambda: None)
    schema.command(cls=DutchCommand, name="noem", help="Noem ze.")(lambda: None)
    app.add_typer(schema)
    return app


def fail_as(how: str) -> NoReturn:
    match how:
        case "bug":
            raise ZeroDivisionError
        case "abort":
            raise typer.Abort
        case "interrupt":
            raise KeyboardInterrupt
        case "end-of-input":
            raise EOFError
        case "english":
            raise typer.BadParameter("This is an unforeseen English text.")
        case _:
            raise typer.Exit(int(how))


@pytest.fixture
def meting(tmp_path: Path) -> str:
    path = tmp_path / "gemeente.yaml"
    path.write_text("", encoding="utf-8")
    return str(path)


def refusal(capsys: pytest.CaptureFixture[str], *args: str) -> str:
    """What stderr says of wrong use, without the paths of this run."""
    assert run_dutch(toy(), args) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert not ENGLISH.search(re.sub(r"‘[^’]*’", "", err)), err
    return err


@pytest.mark.parametrize(
    ("args", "message"),
    [
        ("skore x", "Het commando ‘skore’ bestaat niet. Bedoelde u ‘score’?"),
        ("iets", "Het commando ‘iets’ bestaat niet."),
        ("gehem", "Het commando ‘gehem’ bestaat niet."),
        ("schema ton", "Het commando ‘ton’ bestaat niet. Bedoelde u ‘toon’?"),
        ("--vormat", "De optie ‘--vormat’ bestaat niet."),
        ("score", "Het argument METING ontbreekt."),
        ("score M --peildatm 1", "De optie ‘--peildatm’ bestaat niet. Bedoelde u ‘--peildatum’?"),
        ("score M --format=jsn", "De waarde ‘jsn’ van de optie ‘--format’ bestaat niet."
         " Kies uit: tabel, json. Bedoelde u ‘json’?"),
        ("score M --soort zelfscn", "De waarde ‘zelfscn’ van de optie ‘--soort’ bestaat niet."
         " Kies uit: nulmeting, zelfscan. Bedoelde u ‘zelfscan’?"),
        ("score M -x", "De optie ‘-x’ bestaat niet."),
        ("score M --peildatum", "De optie ‘--peildatum’ heeft een waarde nodig."),
        ("score M --strikt=ja", "De optie ‘--strikt’ krijgt geen waarde."),
        ("score M --eis stuk", "De waarde ‘stuk’ van de optie ‘--eis’ klopt niet."),
        ("explain . --district d", "Het argument NORM ontbreekt. Kies uit: 3d, 3e."),
        ("explain . 3d", "De optie ‘--district’ ontbreekt."),
        ("explain . 9 --district d", "De waarde ‘9’ van het argument NORM bestaat niet."
         " Kies uit: 3d, 3e."),
        ("explain . 3d --district d --punt 1", "De optie ‘--punt’ heeft een waarde nodig."),
        ("explain . 3d 3e --district d", "Er staat te veel op de opdrachtregel: ‘3e’."),
        ("fail english", "Deze opdracht klopt niet."),
        ("schema", "Het commando ontbreekt."),
    ],
)  # fmt: skip
def test_wrong_use_is_one_dutch_message(
    args: str, message: str, meting: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [meting if arg == "M" else arg for arg in args.split()]
    first, pointer = refusal(capsys, *given).splitlines()
    assert first.replace(meting, "M") == f"Fout: {message}"
    commands = {"score", "explain", "fail", "schema"}
    command = f"weerbaar {given[0]}" if given[0] in commands else "weerbaar"
    assert pointer == f"Zie ‘{command} --help’."


@pytest.mark.parametrize(
    "args", ["score M --format \x1b[31m", "s\ncore", "score M --x\x1b", "explain M \udcff"]
)
def test_control_characters_of_the_user_do_not_reach_the_terminal(
    args: str, meting: str, capsys: pytest.CaptureFixture[str]
) -> None:
    err = refusal(capsys, *(meting if arg == "M" else arg for arg in args.split(" ")))
    assert len(err.splitlines()) == 2
    assert err.replace("\n", "").isprintable()


def test_an_unreadable_path(
    meting: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)  # root may read everything
    assert f"Het pad ‘{meting}’ is niet leesbaar." in refusal(capsys, "score", meting)


@pytest.mark.parametrize("command", ["", "score", "explain", "fail", "schema", "schema toon"])
def test_help_has_no_english_word(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_dutch(toy(), [*command.split(), "--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert not ENGLISH.search(out), out
    assert out.startswith(f"Gebruik: {' '.join(['weerbaar', *command.split()])} [OPTIES]")
    assert "Toon deze hulp en stop." in out


def test_help_of_a_command_in_full(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    run_dutch(toy(), ["score", "--help"])
    shown = """\
Gebruik: weerbaar score [OPTIES] METING…

  Scoor een of meer metingen.

  Met alle redenen.

Argumenten:
  METING…  Bestand.  [verplicht]

Opties:
  --raamwerk ID               Welk raamwerk.  [herhaalbaar]
  -f, --format tabel|json     Vorm.  [standaard: tabel]
  --soort nulmeting|zelfscan  Soort.
  --peildatum DATUM           Dag.
  --eis EIS                   De eis.
  -o, --output PAD            Waarheen.
  --kleur / --zwart           In kleur.
  --strikt                    Streng.
  --onversleuteld             Schrijf ook wat uit versleutelde metingen komt
                              leesbaar weg, alleen voor u.
  --sleutel PAD               Het bestand met uw sleutel, voor versleutelde
                              metingen.
  --met-inhoud                Toon ook in CI de uitkomst, en wat er in de
                              bestanden staat.
  --help                      Toon deze hulp en stop.

Voorbeelden:
  weerbaar score gemeente.yaml
  weerbaar score gemeente.yaml --format json   # voor een ander programma
"""
    assert capsys.readouterr().out == shown


def test_help_of_the_app_lists_its_commands_first(capsys: pytest.CaptureFixture[str]) -> None:
    run_dutch(toy(), ["--help"])
    out = capsys.readouterr().out
    assert re.findall(r"^\S.*", out, re.MULTILINE) == [
        "Gebruik: weerbaar [OPTIES] COMMANDO …", "Commando's:", "Opties:",
    ]  # fmt: skip
    assert "  score    Scoor een of meer metingen.\n" in out
    assert "geheim" not in out


def test_a_call_without_anything_shows_help_when_the_app_wants_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    app = toy()
    app.info.no_args_is_help = True
    assert run_dutch(app, []) == 2
    assert "Commando's:" in capsys.readouterr().err


def test_a_command_without_dutch_help_is_a_bug() -> None:
    app = toy()
    app.command(name="english")(lambda: None)
    with pytest.raises(TypeError, match="english"):
        run_dutch(app, ["--help"])


@pytest.mark.parametrize("code", [0, 1, 3])
def test_an_exit_code_is_passed_on(code: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_dutch(toy(), ["fail", str(code)]) == code
    assert capsys.readouterr() == ("", "")


def test_a_command_that_returns_nothing_is_in_order(
    meting: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_dutch(toy(), ["score", meting, "--peildatum", "2024-01-31"]) == 0
    assert capsys.readouterr() == ("gescoord\n", "")


@pytest.mark.parametrize("how", ["abort", "interrupt", "end-of-input"])
def test_an_interruption_is_130(how: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_dutch(toy(), ["fail", how]) == 130
    assert capsys.readouterr().err.strip() == "Afgebroken."


def test_what_is_not_about_the_command_line_passes_through(meting: str) -> None:
    with pytest.raises(WeerbaarError, match="geen eis"):
        run_dutch(toy(), ["score", meting, "--eis", "hoog"])
    with pytest.raises(ZeroDivisionError):
        run_dutch(toy(), ["fail", "bug"])


@pytest.mark.parametrize("lines", [1, 100_000])
def test_a_reader_that_left_is_no_error(lines: int) -> None:
    """One line breaks at the last flush, many lines break inside the command."""
    program = f"""
import sys, typer
from weerbaar_cli.cli.nederlands import DutchCommand, run_dutch
app = typer.Typer(add_completion=False)
@app.command(cls=DutchCommand)
def show() -> None:
    for _ in range({lines}): print("regel")
sys.exit(run_dutch(app, []))
"""
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as pipe:  # noqa: PTH123 - a file descriptor has no path
        done = subprocess.run(
            [sys.executable, "-c", program], stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_help_needs_neither_rich_nor_pydantic() -> None:
    program = """
import sys, typer
from weerbaar_cli.cli.nederlands import DutchCommand, run_dutch
app = typer.Typer()
app.command(cls=DutchCommand)(lambda: None)
run_dutch(app, ["--help"])
sys.exit(str({"rich", "pydantic"} & sys.modules.keys() or 0).replace("0", ""))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stderr.strip() == b""
