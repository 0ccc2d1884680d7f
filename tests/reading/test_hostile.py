"""Hostile input costs little: within 600 MB and seconds of computing it is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.conftest import Weerbaar
from tests.reading.test_invalid import HEAD, codes_of, run_program

pytestmark = pytest.mark.slow

# The worst takes some five seconds on an ordinary machine, and one may be half as fast: what costs
# more than little takes minutes.
LIMITS = """\
import resource

resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
"""


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
    "long-line-of-faults": (fact(f"  osint: {{{'x: ja, ' * 30_000}}}"), "dubbele-sleutel"),
    "many-facts": (fact("".join(f"  intern-meldpnt-{n}: ja\n" for n in MANY)), "onbekend-feit"),
    "many-keys": (HEAD + "".join(f"peildatums-{n}: ja\n" for n in MANY), "onbekende-sleutel"),
    "many-doubles": (fact("  osint: ja\n" * 30_000), "dubbele-sleutel"),
    "many-norms": (
        HEAD + "nvt:\n" + "".join(f"  3x{n}: {{reden: x}}\n" for n in MANY), "onbekende-norm",
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
    run = run_program("validate", str(path), limits=LIMITS)
    assert run.code == 1, run.err[-1000:]
    assert "Traceback" not in run.err
    assert code in run.out


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


def test_a_file_name_cannot_steer_the_terminal(tmp_path: Path, weerbaar: Weerbaar) -> None:
    path = tmp_path / "\x1b[31mrood[bold].yaml"
    path.write_text("a: [", encoding="utf-8")
    for args in (["validate", path], ["score", path], ["validate", f"{path}-weg"]):
        run = weerbaar(*map(str, args))
        assert "\x1b" not in run.out + run.err
        assert "[bold]" in run.out + run.err
