"""Files that were made to hang or to fill the memory: each ends soon, with a word for it.

They are made here; none is stored. Each is searched by the program itself, in a process of its own.
"""

from __future__ import annotations

import io
import json
import re
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.steekproef import sample
from weerbaar_cli.model.budget import Budget, TeGroot

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read on Linux"),
]
# Seconds of work, however busy the machine is; a file that waits for something hangs too.
SECONDS, WAITING, MEGABYTES = 30, 300, 500
# What the program says at the end: its code, what it could not search, and its memory.
PROGRAM = f"""
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from weerbaar_cli.cli.main import main
code = main(sys.argv[1:])
lines = open("/proc/self/status").read().splitlines()
used = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
print(json.dumps([code, int(used) // 1024]), file=sys.stderr)
"""
TE_GROOT = "te groot om te doorzoeken"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R "
    b"/Resources << /Font << /F1 5 0 R >> >> >>"
)
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
WIDE = (
    b"<< /Type /Font /Subtype /Type0 /BaseFont /Fira /Encoding /Identity-H /ToUnicode 6 0 R "
    b"/DescendantFonts [<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Fira >>] >>"
)
TEXT = b"BT /F1 9 Tf (Twente) Tj ET"
CODES = b"BT /F1 9 Tf <0001> Tj ET"


def pdf(*objects: bytes) -> bytes:
    body, index = b"%PDF-1.7\n", b"0000000000 65535 f \n"
    for number, one in enumerate(objects, 1):
        index += b"%010d 00000 n \n" % len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    size = len(objects) + 1
    end = b"xref\n0 %d\n%strailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n"
    return body + end % (size, index, size, len(body))


def stream(data: bytes, keys: bytes = b"", length: bytes = b"") -> bytes:
    packed = zlib.compress(data)
    size = length or b"%d" % len(packed)
    head = b"<< /Filter /FlateDecode %s /Length %s >>" % (keys, size)
    return head + b"\nstream\n" + packed + b"\nendstream"


def page(content: bytes, font: bytes = FONT, *more: bytes) -> bytes:
    return pdf(CATALOG, PAGES, PAGE, stream(content), font, *more)


def ranges(lines: bytes) -> bytes:
    table = b"begincmap\n600 beginbfrange\n" + lines + b"endbfrange\nendcmap"
    return page(CODES, WIDE, stream(table))


def pack(*members: tuple[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def zip_in_zip() -> bytes:
    """Ten in ten in ten times a megabyte."""
    inner = pack(*((f"{number}.txt", b"a" * 1_000_000) for number in range(10)))
    for _ in range(2):
        inner = pack(*((f"{number}.zip", inner) for number in range(10)))
    return inner


def png() -> bytes:
    packed = b"Author\0\0" + zlib.compress(b"a" * 40_000_000)
    chunk = struct.pack(">I", len(packed)) + b"zTXt" + packed + struct.pack(">I", 0)
    return b"\x89PNG\r\n\x1a\n" + chunk * 20


def gzip_bomb() -> bytes:
    packed = zlib.compressobj(9, wbits=31)
    parts = [packed.compress(b"0" * 10_000_000) for _ in range(100)]
    return b"".join((*parts, packed.flush()))


def many_members() -> bytes:
    """More files than a list of them should hold."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for number in range(30_000):
            archive.writestr(str(number), b"")
    return target.getvalue()


# Per file: its name, how it is made, and what is said of it; nothing when it can all be searched.
BESTANDEN: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a length of 5,000 digits": (
        "a.pdf", lambda: pdf(CATALOG, PAGES, PAGE, stream(TEXT, b"", b"9" * 5000), FONT), TE_GROOT),
    "600 ranges of letters": (
        "a.pdf", lambda: ranges(b"".join(b"<0000> <FFFF> <%04x>\n" % at for at in range(600))),
        TE_GROOT),
    "one range of four billion letters": (
        "a.pdf", lambda: ranges(b"<00000000> <FFFFFFFF> <0041>\n"), TE_GROOT),
    "a text on a page that never ends": (
        "a.pdf", lambda: page(b"BT /F1 9 Tf (" + b"(a" * 4_000_000), "geen tekst die te lezen is"),
    "a text in an object that never ends": (
        "a.pdf", lambda: page(TEXT, FONT, b"<< /Title (" + b"(a" * 4_000_000), "beschadigd"),
    "a page that unpacks to 200 MB": ("a.pdf", lambda: page(b" " * 200_000_000), TE_GROOT),
    "objects that unpack to 300 MB": (
        "a.pdf",
        lambda: page(TEXT, FONT, stream(b" " * 300_000_000, b"/Type /ObjStm /N 1 /First 4")),
        TE_GROOT),
    "three million words": (
        "a.pdf", lambda: page(b"BT /F1 9 Tf " + b"(a) Tj " * 3_000_000), TE_GROOT),
    "a list in a list": ("a.pdf", lambda: page(TEXT, FONT, b"[" * 200_000), "beschadigd"),
    "a page 300,000 times": (
        "a.pdf",
        lambda: page(TEXT).replace(b"/Kids [", b"/Kids [" + b"3 0 R " * 300_000),
        TE_GROOT),
    "objects without an end": (
        "a.pdf", lambda: b"%PDF-1.7\n" + b"1 0 obj " * 500_000, "beschadigd"),
    "a zip in a zip": ("a.zip", zip_in_zip, TE_GROOT),
    "48 MB of text in a zip": ("a.zip", lambda: pack(("a.txt", b"Ede " * 12_000_000)), TE_GROOT),
    "a zip with 30,000 files": ("a.zip", many_members, TE_GROOT),
    "a gigabyte in a gzip": ("a.gz", gzip_bomb, TE_GROOT),
    "twenty packed texts in a picture": ("a.png", png, TE_GROOT),
    "tags without an end": ("a.html", lambda: b"<p>" + b"<a " * 400_000, ""),
    "values without an end": ("a.html", lambda: b"<p>" + b'<a b="' * 200_000, ""),
    "remarks without an end": ("a.html", lambda: b"<p>" + b"<!--" * 300_000, ""),
    "declarations without an end": ("a.html", lambda: b"<p>" + b"<![CDATA[" * 200_000, ""),
    "a million tags": ("a.html", lambda: b"<a>" * 2_000_000, TE_GROOT),
    "styles without an end": ("a.html", lambda: b"<style>" * 150_000, ""),
    "strings in a style": ("a.css", lambda: b"a{content:" + b'"a"/**/' * 150_000, ""),
    "escaped quotes": ("a.json", lambda: b'{"a": ' + b'\\"' * 400_000, ""),
    "quotes on lines": ("a.json", lambda: b"{" + b'"\n' * 250_000, ""),
    "ampersands": ("a.txt", lambda: b"&amp;" * 20 + b"&" + b"amp;" * 400_000, ""),
    "percent signs": ("a.txt", lambda: b"%25" * 400_000, ""),
    "spaces": ("a.txt", lambda: b"Hof" + b" " * 8_000_000, ""),
    "hyphens": ("a.txt", lambda: b"a-" + b"\n" * 4_000_000 + b"a- " * 500_000, ""),
    "one word": ("a.txt", lambda: b"a" * 10_000_000, ""),
    "names alone": ("a.txt", lambda: b"Enschede " * 500_000, "meer dan 10000 vindplaatsen"),
    "data in data": ("a.txt", lambda: b"data:;a" * 1_000_000, ""),
}  # fmt: skip


def run(folder: Path, *args: str) -> tuple[int, int, str, str]:
    """The code, the memory in megabytes, and what was said."""
    command = [sys.executable, "-c", PROGRAM, *args]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, timeout=WAITING, encoding="utf-8", check=False
    )
    assert done.stderr, done
    *said, last = done.stderr.splitlines()
    code, used = json.loads(last)
    return code, used, done.stdout, "\n".join(said)


@pytest.mark.parametrize("name", sample(BESTANDEN, 30))
def test_a_search_ends_soon(name: str, tmp_path: Path) -> None:
    bestand, make, said = BESTANDEN[name]
    (tmp_path / bestand).write_bytes(make())
    code, used, out, err = run(tmp_path, "leaks", bestand)
    assert code in (0, 1), err
    assert used < MEGABYTES
    assert said in out
    assert ("niet doorzocht" in out) == bool(said), out
    assert not re.search(r"Traceback|fout in weerbaar", err)


@pytest.mark.long
def test_what_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    """A file of six gigabytes, of which the disk holds nothing."""
    for name in ("a.html", "a.json", "a.pdf", "a.docx"):
        with (tmp_path / name).open("wb") as file:
            file.truncate(6_000_000_000)
        code, used, out, _ = run(tmp_path, "leaks", name)
        assert (code, TE_GROOT in out) == (0, True)
        assert used < 200
        code, used, _, err = run(tmp_path, "verify", name)
        assert (code, "te groot voor een rapport" in err) == (2, True)
        assert used < 200
        code, used, _, err = run(
            tmp_path, "report", str(METING), "--output", name, "--doelgroep", "eigen"
        )
        assert (code, "is geen rapport van weerbaar" in err) == (2, True)
        assert used < 200


METING = Path(__file__).parents[1] / "cases" / "golden" / "voorbeeldstad-zelfscan.yaml"


def test_the_time_is_that_of_a_whole_run() -> None:
    """New bytes for each file, and no new time."""
    budget = Budget(most=10, seconds=0)
    with pytest.raises(TeGroot, match="seconden"):
        budget.for_file().check()
    fresh = Budget(most=10)
    fresh.take(10)
    fresh.for_file().take(10)
    with pytest.raises(TeGroot, match="MB"):
        fresh.take(1)


@pytest.mark.long
def test_a_base_that_is_a_bomb_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(pack(("word/styles.xml", b"<a/>" * 100_000_000)))
    args = ("report", str(METING), "--output", "b.docx", "--basis", "a.docx")
    code, used, _, err = run(tmp_path, *args)
    assert (code, "de basis ‘a.docx’ is" in err) == (2, True)
    assert used < MEGABYTES
    assert not (tmp_path / "b.docx").exists()
