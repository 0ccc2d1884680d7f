"""Every fault that users make: the right code at the right line, all of them in one run.

A new case is a new file in cases/invalid, named after its fault. What is expected stands in the
file itself, behind the line: `# <- hier: <code>`, with the ernst behind it when it is no fout.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Outcome, Weerbaar
from weerbaar_cli.model.codes import CODES

CASES = Path(__file__).parent / "cases"
FILES = sorted((CASES / "invalid").iterdir())
HEAD = """\
weerbaar: meting/1
organisatie: Voorbeeldstad
raamwerk: twente-basis-op-orde
peildatum: 2024-01-31
fictief: ja
"""
Found = tuple[str, str, int]  # code, ernst, line

# Odd bytes, or nothing at all: there is no place for a mark.
UNMARKED: dict[str, list[Found]] = {
    "alleen-opmerkingen": [("leeg-bestand", "fout", 1)],
    "alleen-streepjes": [("leeg-bestand", "fout", 1)],
    "alleen-witregels": [("leeg-bestand", "fout", 1)],
    "ansi-code": [("stuurteken", "fout", 6)],
    "ansi-code-in-sleutel": [("stuurteken", "fout", 7), ("stuurteken", "fout", 8)],
    "bom": [("bom", "hint", 1)],
    "bom-en-crlf-en-fout": [
        ("bom", "hint", 1),
        ("regeleinden", "hint", 1),
        ("ongeldige-datum", "fout", 7),
    ],
    "cp1252": [("codering", "fout", 6)],
    "crlf": [("regeleinden", "hint", 1)],
    "diep-65": [("te-diep", "fout", 6)],
    "leeg": [("leeg-bestand", "fout", 1)],
    "nul": [("stuurteken", "fout", 6)],
    "nul-vooraan": [("codering", "fout", 1)],
    "ongeldige-utf-8": [("codering", "fout", 6)],
    "pdf": [("codering", "fout", 1)],
    "regelscheiding-unicode": [("stuurteken", "fout", 6)],
    "tekstrichting": [("stuurteken", "fout", 6)],
    "utf-16": [("codering", "fout", 1)],
    "utf-16-zonder-bom": [("codering", "fout", 1)],
    "utf-32": [("codering", "fout", 1)],
}
# Made below, because git holds no such file.
MADE_HERE = {"te-groot", "onleesbaar-bestand", "ander-bestand"}
# Codes that a meting or werkmap cannot have; the tests of raamwerken have them.
ELSEWHERE = {
    "dubbele-norm": "two norms of one raamwerk",
    "feit-onvolledig": "a feit in a catalogue",
    "geval-klopt-niet": "a case of a raamwerk",
    "norm-zonder-regel": "a norm in a raamwerk",
    "onbekend-anker": "a rule of a raamwerk",
    "onbereikbaar-deels": "a rule of a raamwerk",
    "ongebruikte-parameter": "a parameter of a raamwerk",
    "toets-past-niet": "a rule of a raamwerk",
}

MARK = re.compile(r"# <- hier: (.+)$")
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
ENGLISH = re.compile(
    r"\b(expected|input|should|valid|invalid|error|field|required|missing|extra|string|value"
    r"|permitted|unable|cannot|found|line|column|key|mapping|token|character|traceback)\b",
    re.IGNORECASE,
)
PLACE = re.compile(
    r"(?m)^(?P<file>.+?):(?P<line>\d+):(?P<column>\d+): (?P<ernst>\w+) (?P<code>\S+) "
)


def marked(path: Path) -> list[Found]:
    """What the marks of a file promise."""
    found = []
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, 1):
        if mark := MARK.search(line):
            for one in mark[1].split(","):
                code, _, ernst = one.strip().partition(" ")
                found.append((code, ernst or "fout", number))
    return found


def promised(path: Path) -> list[Found]:
    return UNMARKED[path.stem] if path.stem in UNMARKED else marked(path)


def has_fout(path: Path) -> bool:
    return any(ernst == "fout" for _, ernst, _ in promised(path))


cases = pytest.mark.parametrize("path", FILES, ids=[path.stem for path in FILES])


@cases
def test_every_problem_has_its_code_and_line(path: Path, weerbaar: Weerbaar) -> None:
    run = weerbaar("validate", str(path), "--format", "json")
    shapes = json.loads(run.out)["bevindingen"]
    found = [(one["code"], one["ernst"], one["regel"]) for one in shapes]
    assert sorted(found) == sorted(promised(path))
    assert found, "a case without a problem belongs in cases/valid"
    assert run.code == (1 if has_fout(path) else 0)


@cases
def test_every_message_is_clear_dutch_with_a_next_step(path: Path, weerbaar: Weerbaar) -> None:
    for one in json.loads(weerbaar("validate", str(path), "--format", "json").out)["bevindingen"]:
        # What stands between « » or in {…} is the user's own, or to be copied.
        own = re.sub(r"«[^»]*»|\{[^}]*\}", "", f"{one['bericht']} {one['suggestie']}")
        assert not ENGLISH.search(own), own
        assert one["suggestie"], one
        assert one["suggestie"][-1] in ".?", one
        assert one["code"] in CODES


@cases
def test_the_text_shows_the_line_with_a_mark(path: Path, weerbaar: Weerbaar) -> None:
    run = weerbaar("validate", str(path))
    for text in (run.out.replace("\n", ""), run.err.replace("\n", "")):
        assert not CONTROL.search(text)
        assert "Traceback" not in text
    places = list(PLACE.finditer(run.out))
    assert sorted((one["code"], one["ernst"], int(one["line"])) for one in places) == sorted(
        promised(path)
    )
    for place in places:
        shown, mark = run.out[place.end() :].split("\n")[1:3]
        if " | " in shown:  # there is nothing to show of an empty file
            assert shown.startswith(f"  {place['line']} | ")
            assert mark.index("^") == shown.index(" | ") + 2 + int(place["column"])


@cases
def test_a_meting_with_a_fout_is_never_scored(path: Path, weerbaar: Weerbaar) -> None:
    if not has_fout(path):
        pytest.skip("no fout: it may be scored")
    run = weerbaar("score", str(path))
    assert (run.code, run.out) == (2, "")
    assert run.err.count("Fout:") == 1


def test_the_same_file_gives_the_same_bytes(weerbaar: Weerbaar) -> None:
    command = [sys.executable, "-c", RUN, "validate", str(CASES / "invalid")]
    runs = {
        subprocess.run(command, env=surroundings(PYTHONHASHSEED=seed), **PIPES).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1


def test_several_files_hold_many_faults_at_once() -> None:
    many = [path for path in FILES if len({code for code, _, _ in promised(path)}) >= 3]
    assert len(many) >= 3


def test_every_code_has_a_case() -> None:
    seen = {code for path in FILES for code, _, _ in promised(path)}
    assert not seen & ELSEWHERE.keys()
    assert seen | MADE_HERE | ELSEWHERE.keys() == CODES.keys()


# --- what git cannot hold: sizes, folders, links, pipes


def codes_of(run: Outcome) -> list[str]:
    return [one["code"] for one in json.loads(run.out)["bevindingen"]]


def test_a_large_file_is_refused_unread(tmp_path: Path, weerbaar: Weerbaar) -> None:
    path = tmp_path / "groot.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # a hole: reading it would take all memory
    run = weerbaar("validate", str(path), "--format", "json")
    assert (run.code, codes_of(run)) == (1, ["te-groot"])
    assert "50000,0 MB" in run.out


def test_the_largest_file_that_is_read(tmp_path: Path, weerbaar: Weerbaar) -> None:
    path = tmp_path / "net.yaml"
    text = HEAD.replace("Voorbeeldstad", "Almelo")
    path.write_text(text + "#" * (2_000_000 - len(text)), encoding="utf-8")
    assert weerbaar("validate", str(path)).code == 0


def test_a_folder_as_meting(tmp_path: Path, weerbaar: Weerbaar) -> None:
    run = weerbaar("score", str(tmp_path))
    assert (run.code, run.out) == (2, "")
    assert "geen bestand maar een map" in run.err


def broken_link(path: Path) -> None:
    path.symlink_to(path.with_name("weg.yaml"))


def link_to_itself(path: Path) -> None:
    path.symlink_to(path)


def loop_of_links(path: Path) -> None:
    path.symlink_to(path.with_name("b.yaml"))
    path.with_name("b.yaml").symlink_to(path)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def secret(path: Path) -> None:
    path.write_text(HEAD, encoding="utf-8")
    path.chmod(0)


UNREADABLE: list[tuple[Callable[[Path], None], str]] = [
    (broken_link, "de verwijzing wijst nergens heen"),
    (link_to_itself, "de verwijzing wijst naar zichzelf"),
    (loop_of_links, "de verwijzing wijst naar zichzelf"),
    (pipe, "geen bestand maar een map of apparaat"),
    (secret, "u mag het niet lezen"),
]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
@pytest.mark.parametrize(
    ("make", "reason"), UNREADABLE, ids=[one[0].__name__ for one in UNREADABLE]
)
def test_what_cannot_be_opened_is_said(
    make: Callable[[Path], None], reason: str, tmp_path: Path, weerbaar: Weerbaar
) -> None:
    if make is secret and os.geteuid() == 0:
        pytest.skip("root may read everything")
    path = tmp_path / "a.yaml"
    make(path)
    run = weerbaar("validate", str(path), "--format", "json")
    assert (run.code, codes_of(run)) == (1, ["onleesbaar-bestand"])
    assert reason in run.out
    scored = weerbaar("score", str(path))
    assert (scored.code, scored.out) == (2, "")


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
def test_odd_things_in_a_folder_do_not_hide_the_rest(tmp_path: Path, weerbaar: Weerbaar) -> None:
    (tmp_path / "weerbaar.yaml").write_text("weerbaar: werkmap/1\n", encoding="utf-8")
    broken_link(tmp_path / "los.yaml")
    loop_of_links(tmp_path / "a.yaml")
    pipe(tmp_path / "pijp.yaml")
    (tmp_path / "map.yaml").mkdir()
    (tmp_path / "leeg.yaml").write_text("", encoding="utf-8")
    (tmp_path / "ander.yaml").write_text("mkdocs: !!python/name:os.system\n", encoding="utf-8")
    (tmp_path / "kapot.yaml").write_text("a: [\n", encoding="utf-8")
    (tmp_path / "zelf.yaml").write_text(HEAD + "feiten: {osint: yes}\n", encoding="utf-8")
    run = weerbaar("validate", str(tmp_path), "--format", "json")
    found = [(Path(b["bestand"]).stem, b["code"]) for b in json.loads(run.out)["bevindingen"]]
    assert found == [
        ("kapot", "yaml-fout"),
        ("pijp", "onleesbaar-bestand"),
        ("zelf", "onbekende-partij"),
        ("zelf", "geen-ja-nee"),
    ]
    assert "2 overgeslagen" in run.err


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path, weerbaar: Weerbaar) -> None:
    path = tmp_path / "\x1b[31mrood[bold].yaml"
    path.write_text("a: [", encoding="utf-8")
    for args in (["validate", path], ["score", path], ["validate", f"{path}-weg"]):
        run = weerbaar(*map(str, args))
        assert "\x1b" not in run.out + run.err
        assert "[bold]" in run.out + run.err


def test_a_fout_in_another_file_hides_nothing(tmp_path: Path, weerbaar: Weerbaar) -> None:
    (tmp_path / "weerbaar.yaml").write_text("weerbaar: werkmap/1\n", encoding="utf-8")
    (tmp_path / "eigen.yaml").write_text("weerbaar: raamwerk/1\nid: eigen\n", encoding="utf-8")
    folder = tmp_path / "metingen"
    folder.mkdir()
    text = HEAD.replace("twente-basis-op-orde", "eigen") + "feiten: {osint: yes}\n"
    (folder / "meting.yaml").write_text(text, encoding="utf-8")
    run = weerbaar("validate", str(folder), "--format", "json")
    assert run.code == 1
    assert codes_of(run) == ["ander-bestand", "geen-ja-nee"]


def test_settings_with_a_fout_count_when_only_a_meting_is_named(
    tmp_path: Path, weerbaar: Weerbaar
) -> None:
    (tmp_path / "weerbaar.yaml").write_text("weerbaar: werkmap/1\ndistrikt: x\n", encoding="utf-8")
    path = tmp_path / "meting.yaml"
    path.write_text(HEAD, encoding="utf-8")
    for args in ([str(path)], [str(tmp_path)]):
        run = weerbaar("validate", *args, "--format", "json")
        assert (run.code, codes_of(run)) == (1, ["onbekende-sleutel"])


# --- hostile input, within 600 MB and 10 seconds of computing

RUN = "import sys; from weerbaar_cli.cli.main import main; sys.exit(main(sys.argv[1:]))"
LIMITED = f"""\
import resource
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
{RUN}
"""
PIPES = {"capture_output": True, "text": True, "encoding": "utf-8", "check": False}


def surroundings(**more: str) -> dict[str, str]:
    """The environment of a program that finds our source."""
    return {**os.environ, "PYTHONPATH": str(CASES.parent.parent / "src"), **more}


def bomb() -> str:
    """Nine levels of nine references: 387 million words when followed."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return HEAD + "\n".join(lines) + "\n"


def fact(text: str) -> str:
    return f"{HEAD}feiten:\n{text}\n"


def note(text: str) -> str:
    return f"{HEAD}toelichting: {text}\n"


MANY = range(30_000)
HOSTILE: dict[str, tuple[str, str]] = {
    "deep-flow-list": (note("[" * 100_000), "te-diep"),
    "deep-flow-map": (note("{a: " * 100_000), "te-diep"),
    "deep-block-list": (fact("  " + "- " * 100_000), "te-diep"),
    "deep-block-map": (fact("".join(" " * n + "a:\n" for n in range(1, 1800))), "te-diep"),
    "deep-complex-keys": (fact("  " + "? " * 100_000), "verkeerde-waarde"),
    "alias-bomb": (bomb(), "yaml-verwijzing"),
    "alias-to-itself": (fact("  &a a: *a"), "yaml-verwijzing"),
    "many-aliases": (fact("  a: &a [" + "*a," * 30_000 + "]"), "yaml-verwijzing"),
    "many-anchors": (fact("".join(f"  f{n}: &a{n} ja\n" for n in MANY)), "yaml-verwijzing"),
    "long-text": (note("a" * 1_900_000), ""),
    "long-text-of-dots": (note("a." * 950_000), ""),
    "long-text-of-initials": (note("x " + "A. " * 600_000), ""),
    "long-text-of-digits": (note("x " + "0 1" * 600_000), ""),
    "long-text-of-ats": (note("a@" * 900_000), ""),
    "long-name": (f"{HEAD}ingevuld_door: A{'a' * 900_000} van {'de ' * 300_000}\n", ""),
    "long-spaces": (f'{HEAD}ingevuld_door: "mr{" " * 1_900_000}a"\n', ""),
    "long-key": (fact(f"  {'a' * 900}: ja\n  ? {'b' * 1_900_000}\n  : ja"), "onbekend-feit"),
    "long-number": (fact(f"  regie-fte: {'9' * 1_900_000}"), "ongeldig-getal"),
    "long-date": (fact(f"  mt-besproken: {'2024-01-31' * 190_000}"), "ongeldige-datum"),
    "long-line-of-faults": (fact("  bibob-verwerkt: {" + "x: ja, " * 30_000 + "}"), "dubbele-sleutel"),
    "many-facts": (fact("".join(f"  intern-meldpnt-{n}: ja\n" for n in MANY)), "onbekend-feit"),
    "many-keys": (HEAD + "".join(f"peildatums-{n}: ja\n" for n in MANY), "onbekende-sleutel"),
    "many-doubles": (fact("  osint: ja\n" * 30_000), "dubbele-sleutel"),
    "many-norms": (
        HEAD + "nvt:\n" + "".join(f"  3e{n}: {{reden: x}}\n" for n in MANY), "onbekende-norm",
    ),
    "many-acties": (HEAD + "acties:\n" + "  - {norm: 3d}\n" * 30_000, "ontbrekende-sleutel"),
    "many-items": (
        fact("  bibob-verwerkt:\n" + "".join(f"    omgevingswet{n}: ja\n" for n in MANY)),
        "onbekend-onderdeel",
    ),
    "many-raamwerken": (
        HEAD.replace("twente-basis-op-orde", f"[{', '.join(f'twente-{n}' for n in MANY)}]"),
        "onbekend-raamwerk",
    ),
    "many-same-raamwerken": (HEAD.replace("twente-basis-op-orde", f"[{'x, ' * 300_000}]"), ""),
    "many-tabs": (fact("\ta: b\n" * 30_000), "tab-inspringing"),
    "many-lines": ("\n" * 1_900_000 + "a: [", "yaml-fout"),
    "many-documents": ("---\n" * 400_000, "meer-documenten"),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="limits of a process")
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_costs_little(name: str, tmp_path: Path) -> None:
    text, code = HOSTILE[name]
    path = tmp_path / "vijandig.yaml"
    path.write_text(text, encoding="utf-8")
    assert path.stat().st_size < 2_000_000
    command = [sys.executable, "-c", LIMITED, "validate", str(path)]
    run = subprocess.run(command, env=surroundings(), **PIPES)
    assert run.returncode == 1, run.stderr[-1000:]
    assert "Traceback" not in run.stderr
    assert code in run.stdout
