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

CASES = Path(__file__).parents[1] / "cases"
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
    "age": [("codering", "fout", 1)],
    "docx": [("codering", "fout", 1)],
    "git-crypt": [("codering", "fout", 1)],
    "lfs": [("codering", "fout", 1)],
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
    "pgp": [("codering", "fout", 1)],
    "sops": [("codering", "fout", 1)],
    "webpagina": [("codering", "fout", 1)],
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
    "achteruitgang": "compare, in formats/test_meldingen",
    "eis-niet-gehaald": "score, in formats/test_meldingen",
    "nieuwe-nvt": "compare, in tests/cli/test_compare_revisies.py",
    "meting-verdwenen": "validate --sinds, in tests/cli/test_sinds.py",
    "vastgesteld-gewijzigd": "validate --sinds, in tests/cli/test_sinds.py",
    "uitgave-verdwenen": "validate --sinds, in tests/cli/test_sinds.py",
    "onbereikbaar-voldoet": "a rule of a raamwerk",
    "signaal-onvolledig": "a remark of a raamwerk",
    "altijd-voldoet": "a rule of a raamwerk",
    "bij-geen-document": "a feit, in test_catalogus",
    "dubbel-anker": "an anker, in test_dubbel",
    "dubbel-deelproject": "a programma",
    "dubbel-district": "a verband, in test_programma",
    "dubbel-feit": "a feit, in test_dubbel",
    "dubbel-kort": "feiten, in test_catalogus",
    "dubbel-onderdeel": "feiten, in test_catalogus",
    "dubbel-programma": "a programma, in test_dubbel",
    "onbekend-lid": "a groep, in test_programma",
    "opgegaan-in-kring": "a partij, in tests/cli/test_opgegaan.py",
    "opgegaan-onvolledig": "a partij, in tests/cli/test_opgegaan.py",
    "groep-in-kring": "a groep, in test_programma",
    "fictief-gemengd": "a meting beside that of its groep, in test_programma",
    "norm-in-twee-posten": "a programma",
    "dubbel-raamwerk": "two raamwerken",
    "dubbele-meting": "two metingen of one group",
    "groep-zonder-leden": "groups; tests/reading/test_programma.py",
    "onbekend-district": "groups; tests/reading/test_programma.py",
    "zonder-district": "groups; tests/reading/test_programma.py",
    "dubbel-was-wordt": "two was-wordt files",
    "feit-ongebruikt": "a feit in a catalogue, for frameworks check",
    "norm-niet-ingedeeld": "an indeling",
    "norm-niet-vermeld": "a was-wordt",
    "norm-zonder-geval": "a raamwerk, for frameworks check",
    "onbekend-thema": "an indeling",
    "overgang-past-niet": "a was-wordt",
    "niet-gelezen": "a file of a folder, in test_ongelezen",
    "raamwerk-zonder-gevallen": "a raamwerk, for frameworks check",
    "tekst-zonder-bron": "a raamwerk, for frameworks check",
    "was-wordt-in-kring": "several was-wordt files",
    "zelfde-versie": "a was-wordt",
    "partij-genoemd": "an output; tests/cli/test_leaks.py",
    "rapport-klopt-niet": "a published report; tests/cli/test_report_overzicht.py",
    "steunt-op-intrekking": "several files of a register; tests/reading/test_publicaties.py",
    "aandeel-dubbel": "a niveau of a raamwerk",
    "aanbeveling-verplicht": "a norm of a raamwerk",
    "kenmerk-in-meting": "a kenmerk, in tests/reading/test_kenmerken.py",
    "kenmerk-ontbreekt": "a kenmerk, in tests/reading/test_kenmerken.py",
    "normen-in-kring": "norms of a raamwerk",
    "niveau-zonder-normen": "a niveau of a raamwerk",
    "norm-zonder-niveau": "a norm of a raamwerk",
    "onbekend-niveau": "a norm of a raamwerk",
    "onbekende-rubriek": "a norm of a raamwerk",
    "rubriek-zonder-normen": "a thema of a raamwerk",
    "feit-onvolledig": "a feit in a catalogue",
    "onbekende-plaats": "the task of a feit in a catalogue",
    "te-lang": "the short name of a feit or a norm",
    "geval-klopt-niet": "a case of a raamwerk",
    "norm-zonder-regel": "a norm in a raamwerk",
    "onbekend-anker": "a rule of a raamwerk",
    "onbereikbaar-deels": "a rule of a raamwerk",
    "ongebruikte-parameter": "a parameter of a raamwerk",
    "toets-past-niet": "a rule of a raamwerk",
}
ELSEWHERE |= dict.fromkeys(
    (
        *("geen-ontvanger", "geen-sleutel", "geheime-sleutel", "omslag-anders", "onversleuteld"),
        *("rol-zonder-sleutel", "verkeerde-ontvangers", "versleuteld", "versleuteld-beschadigd"),
    ),
    "sealed metingen, in tests/cli/test_versleuteld.py",
)

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


def run_program(*args: str, seed: str = "0", limits: str = "") -> Outcome:
    """Run the program in a process of its own: another order of hashing, or limits to keep."""
    program = "import sys; from weerbaar_cli.cli.main import main; sys.exit(main(sys.argv[1:]))"
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(CASES.parent.parent / "src")}
    command = [sys.executable, "-c", f"{limits}\n{program}", *args]
    run = subprocess.run(command, env=env, capture_output=True, encoding="utf-8", check=False)
    return Outcome(run.returncode, run.stdout, run.stderr)


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


@pytest.mark.parametrize(
    ("name", "suggestion"),
    [
        ("onbekende-sleutel", "Bedoelde u ‘peildatum’?"),
        ("onbekend-feit", "Bedoelde u ‘intern-meldpunt’?"),
        ("onbekende-partij", "Bedoelde u ‘Voorbeeldstad’?"),
        ("onbekend-raamwerk", "Bedoelde u ‘twente-basis-op-orde’?"),
        ("onbekende-versie", "Bekend is twente-basis-op-orde@2023-02-23."),
        ("onbekende-soort", "Bedoelde u ‘meting/1’?"),
        ("normnummer-zonder-aanhalingstekens", 'Schrijf "3.10".'),
        ("fictief-yes", "Schrijf ja."),
        ("peildatum-nederlands", "Schrijf 2024-01-31."),
        ("werkmap", "Bedoelde u ‘periode-organen’?"),
    ],
)
def test_the_right_spelling_is_suggested(name: str, suggestion: str, weerbaar: Weerbaar) -> None:
    path = CASES / "invalid" / f"{name}.yaml"
    assert f"→ {suggestion}\n" in weerbaar("validate", str(path)).out


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


def test_the_same_files_give_the_same_bytes() -> None:
    runs = [run_program("validate", str(CASES / "invalid"), seed=seed) for seed in ("1", "2", "3")]
    assert runs[0].out == runs[1].out == runs[2].out


def test_every_code_has_a_case_and_some_cases_have_many_codes() -> None:
    assert sum(len({code for code, _, _ in promised(path)}) >= 3 for path in FILES) >= 3
    seen = {code for path in FILES for code, _, _ in promised(path)}
    assert not seen & ELSEWHERE.keys()
    assert seen | MADE_HERE | ELSEWHERE.keys() == CODES.keys()


# --- what git cannot hold: sizes, folders, links, pipes


def codes_of(run: Outcome) -> list[str]:
    return [one["code"] for one in json.loads(run.out)["bevindingen"]]


def test_a_folder_as_meting(tmp_path: Path, weerbaar: Weerbaar) -> None:
    run = weerbaar("plan", str(tmp_path), "--ics", str(tmp_path / "a.ics"))
    assert (run.code, run.out) == (2, "")
    run = weerbaar("score", str(tmp_path))
    assert (run.code, run.out) == (2, "")
    assert "staat geen meting van een organisatie" in run.err


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
    (pipe, "het is geen gewoon bestand"),
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


def test_a_fout_in_another_file_hides_nothing(tmp_path: Path, weerbaar: Weerbaar) -> None:
    (tmp_path / "weerbaar.yaml").write_text("weerbaar: werkmap/1\n", encoding="utf-8")
    (tmp_path / "eigen.yaml").write_text("weerbaar: raamwerk/1\nid: eigen\n", encoding="utf-8")
    folder = tmp_path / "metingen"
    folder.mkdir()
    text = HEAD.replace("twente-basis-op-orde", "eigen") + "feiten: {osint: yes}\n"
    (folder / "meting.yaml").write_text(text, encoding="utf-8")
    run = weerbaar("validate", str(folder), "--format", "json")
    assert run.code == 1
    assert codes_of(run) == ["ander-bestand", "onbekende-partij", "geen-ja-nee"]


def test_settings_with_a_fout_count_when_only_a_meting_is_named(
    tmp_path: Path, weerbaar: Weerbaar
) -> None:
    (tmp_path / "weerbaar.yaml").write_text("weerbaar: werkmap/1\ndistrikt: x\n", encoding="utf-8")
    path = tmp_path / "meting.yaml"
    path.write_text(HEAD, encoding="utf-8")
    for args in ([str(path)], [str(tmp_path)]):
        run = weerbaar("validate", *args, "--format", "json")
        assert (run.code, codes_of(run)) == (1, ["onbekende-sleutel"])
