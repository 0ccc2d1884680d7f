"""Files of every kind, bent at random, through every command: nothing may break but the file.

`python -m tests.vervormen --runs 100000` takes one to two hours on one core; a few hundred run with
the tests. A seed makes one run, so each can be made again: `--seed N --runs 1`.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import importlib
import io
import json
import os
import pkgutil
import random
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import weerbaar_cli
from tests.vervormbaar import FIRST, QUESTIONS, WEIGHTS, make_werkmap

SECONDS, BYTES, BATCH = 10, 1 << 30, 500
# Beyond what a run may take of the processor: a loop in C hears no signal.
KILLED_AFTER, WAITED = 3 * SECONDS, 60 * SECONDS
# Words of Python's and of libraries' own messages; none is Dutch.
ENGLISH = re.compile(
    r"\b(Traceback|Error|error|Exception|invalid|expected|unexpected|failed|object|found|cannot|"
    r"could not|unable|missing|required|must be|should be|not allowed|line \d+, column)\b"
)
# What may not be said of a file: it is our fault, or it took all that a run may have.
WRONG = ("fout in weerbaar", "geheugen")
# What a text gets in the place of something, or in between.
NASTY = (
    "", " ", "\t", "\r\n", "\x00", "\ufeff", "\u202e", "\ud7ff", "﷽", "é" * 300, "-", "- -", ":",
    "[", "{", "}", "]]", "&a", "*a", "!!python/object:os.system x", "<<: *a", "|", ">-", "'", '"',
    "%YAML 1.2", "---", "...", "null", "~", "ja", "nee", "nvt", "onbekend", "0", "-1", "9" * 5000,
    "1e999", ".nan", ".inf", "0x10", "1_000", "2024-02-30", "0000-00-00", "99999-01-01", "24:60",
    "{aantal: 9, totaal: 0}", "{{ 1/0 }}", "{% for x in y %}", "</style><script>", "@import 'x';",
    "=1+1", "../../../etc/passwd", "con", "<<<<<<<", "\\ud800", "a" * 70_000, "[" * 500,
    "nooit", "9999-12-31", "0001-01-01", "-2024-01-01", "[]", "{}", "['', '']", "{'': ''}", "1.0",
    "twente", "Voorbeeldstad", "voorbeeldstad ", "https://x:99999/", "\u2028", "\x1b[31m", "{a: b}",
    "<!--", "<![CDATA[", "&#x110000;", "&lt;", "(" * 900, "<<" * 400, " 0 R", "endobj", "stream\n",
    "/Length 999999999", "[<0000> <FFFF> 0]", "<w:p>", "<!DOCTYPE x [<!ENTITY a 'b'>]>", "\x80\x81",
)  # fmt: skip


class Gevonden(NamedTuple):
    """A run that broke what it may not break."""

    seed: int
    opdracht: str
    waarom: str


def bend(raw: bytes, rng: random.Random) -> bytes:
    """The bytes with one to four changes; of what is packed mostly of one file in it."""
    if raw[:2] == b"PK" and rng.random() < 0.8:
        return _bend_member(raw, rng)
    for _ in range(rng.randint(1, 4)):
        raw = rng.choice(BENDS)(raw, rng)
    return raw


def _bend_member(raw: bytes, rng: random.Random) -> bytes:
    """Packed again with one of the files in it bent, gone or there twice."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = [(one.filename, archive.read(one)) for one in archive.infolist()]
    name, data = members.pop(rng.randrange(len(members)))
    match rng.randrange(10):
        case 0:
            pass
        case 1:
            members += [(name, data), (name, bend(data, rng))]
        case _:
            members.append((name, bend(data, rng)))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, inner in members:
            with warnings.catch_warnings(action="ignore"):  # one name may stand there twice
                archive.writestr(zipfile.ZipInfo(one), inner)
    return packed.getvalue()


def _flip(raw: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(raw) + 1)
    return raw[:place] + bytes([rng.randrange(256)]) + raw[place + 1 :]


def _cut(raw: bytes, rng: random.Random) -> bytes:
    start, end = sorted((rng.randrange(len(raw) + 1), rng.randrange(len(raw) + 1)))
    return raw[:start] + raw[end:] if rng.random() < 0.5 else raw[:end]


def _put(raw: bytes, rng: random.Random) -> bytes:
    place = rng.randrange(len(raw) + 1)
    return raw[:place] + _nasty(rng) + raw[place:]


def _number(raw: bytes, rng: random.Random) -> bytes:
    """Another number in the place of one."""
    found = list(re.finditer(rb"\d+", raw))
    if not found:
        return raw
    one = rng.choice(found)
    return raw[: one.start()] + rng.choice(NUMBERS) + raw[one.end() :]


def _line(raw: bytes, rng: random.Random) -> bytes:
    """A line twice, gone, elsewhere, further in, or with another value."""
    lines = raw.splitlines(keepends=True) or [b""]
    place, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    line = lines[place]
    match rng.randrange(5):
        case 0:
            lines.insert(other, line)
        case 1:
            del lines[place]
        case 2:
            lines[place], lines[other] = lines[other], line
        case 3:
            lines[place] = b" " * rng.randrange(1, 6) + line
        case _:
            key, colon, _rest = line.partition(b":")
            lines[place] = key + colon + b" " + _nasty(rng) + b"\n"
    return b"".join(lines)


def _nasty(rng: random.Random) -> bytes:
    return rng.choice(NASTY).encode("utf-8", "surrogatepass")


NUMBERS = (b"0", b"-1", b"1", b"65536", b"4294967296", b"99999999999999999999", b"9" * 4400, b"0.5")
BENDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flip, _cut, _put, _number, _line, _line,
)  # fmt: skip


LIBRARIES = ("pikepdf", "pypdf", "docx", "ruamel.yaml", "jinja2", "rich.console", "stdnum.nl.bsn")


class TeTraag(BaseException):
    """No Exception: the program makes a message of those."""


def run_one(seed: int, map_: Path, there: Container[str]) -> list[Gevonden]:
    """Bend one file, ask one thing, and put the file back; what is new beside `there` goes."""
    from weerbaar_cli.cli.main import main

    rng = random.Random(seed)
    [(name, opdracht)] = rng.choices(QUESTIONS, WEIGHTS)
    path = map_ / name
    before = path.read_bytes()
    bent = bend(before, rng)
    path.write_bytes(bent)
    said, why = io.StringIO(), ""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of the processor: a busy machine is no fault
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            code = main(opdracht.split())
        why = judge(code, said.getvalue(), bent)
    except BaseException as error:  # noqa: BLE001 whatever comes out is what is looked for
        why = f"{type(error).__name__}: {error}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        path.write_bytes(before)
        for left in filter(lambda one: one not in there, _files(map_)):
            Path(left).unlink()
    return [Gevonden(seed, f"{name}: {opdracht}", why[:500])] if why else []


def _files(map_: Path) -> list[str]:
    """Every file below a folder; asked after every run, so the quick way."""
    return [f"{root}/{name}" for root, _, names in os.walk(map_) for name in names]


def _too_slow(*_: object) -> None:
    raise TeTraag(f"more than {SECONDS} seconds")


def judge(code: int, said: str, bent: bytes) -> str:
    """What is wrong with this outcome; words that stand in the file itself are not ours."""
    if code not in (0, 1, 2):
        return f"exit {code}: {said[-200:]}"
    text = bent.decode("utf-8", "replace")
    lines = [
        line for line in said.splitlines() if "→" in line or "fout " in line or "Fout:" in line
    ]
    wrong = [word for word in WRONG for line in lines if word in line and word not in text]
    wrong += [one[0] for line in lines for one in ENGLISH.finditer(line) if one[0] not in text]
    return f"{wrong}: {said[-300:]}" if wrong else ""


def run_batch(seeds: Sequence[int], map_: Path) -> Iterator[Gevonden]:
    """In a child of this process, within the limits of memory and time; each as it is found.

    A run that ends the child is found too, and those behind it go on in another.
    """
    left = list(seeds)
    while left:
        reader, writer = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            _run_child(left, map_, writer)
        os.close(writer)
        done = 0
        with os.fdopen(reader, encoding="utf-8") as lines:
            for line in lines:
                done += 1
                yield from (Gevonden(*one) for one in json.loads(line))
        _, status = os.waitpid(child, 0)
        if done < len(left):
            yield Gevonden(left[done], "ended the process", f"status {status}")
        left = left[done + 1 :]


def _run_child(seeds: Sequence[int], map_: Path, writer: int) -> None:
    """Never comes back: what stands above it is of the parent."""
    try:
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
        signal.signal(signal.SIGPROF, _too_slow)
        most = resource.getrlimit(resource.RLIMIT_CPU)[1]
        os.chdir(map_)
        there = frozenset(_files(map_))
        for seed in seeds:
            spent = int(time.process_time())
            signal.alarm(WAITED)  # a run that waits for ever takes no time of the processor
            resource.setrlimit(resource.RLIMIT_CPU, (spent + KILLED_AFTER, most))
            os.write(writer, json.dumps(run_one(seed, map_, there)).encode() + b"\n")
    except BaseException:  # noqa: BLE001 it ends here
        traceback.print_exc()
    finally:
        os._exit(0)


def prepare(root: Path) -> Path:
    """A werkmap made in a process of its own: what made a PDF has threads, and no child has them.

    What every run loads is loaded here, once, and what is made at its first use is used.
    """
    child = os.fork()
    if child == 0:
        try:
            make_werkmap(root)
            os._exit(0)
        except BaseException:  # noqa: BLE001 it ends here
            traceback.print_exc()
        finally:
            os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
    ours = (one.name for one in pkgutil.walk_packages(weerbaar_cli.__path__, "weerbaar_cli."))
    for name in (*ours, *LIBRARIES):
        importlib.import_module(name)
    _warm(root / "werkmap")
    return root / "werkmap"


def _warm(map_: Path) -> None:
    from weerbaar_cli.cli.main import main

    said = io.StringIO()
    with contextlib.chdir(map_), contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        for opdracht in FIRST:
            assert main(opdracht.split()) in (0, 1), said.getvalue()[-500:]


def main() -> int:
    """The runs from a seed on, with what each found."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--runs", type=int, default=1000)
    asked = parser.parse_args()
    gc.set_threshold(100_000)  # as the program does
    total, begun = 0, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        map_ = prepare(Path(name))
        gc.freeze()
        for first in range(asked.seed, asked.seed + asked.runs, BATCH):
            last = min(first + BATCH, asked.seed + asked.runs)
            for found in run_batch(range(first, last), map_):
                total += 1
                print(*found, sep="\n  ", flush=True)
            print(f"{last - asked.seed} runs, {time.monotonic() - begun:.0f} s", flush=True)
    print(f"{asked.runs} runs, {total} broke something")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
