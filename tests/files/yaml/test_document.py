"""A file of ours: read within limits, decoded, and every path given a place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from weerbaar_cli.files.bestand import MAX_BYTES
from weerbaar_cli.files.yaml.document import (
    Yamlbestand,
    parse_into,
    read_document,
    show_pad,
)
from weerbaar_cli.model.bevinding import Bevinding, Pad
from weerbaar_cli.model.codes import CODES

TEXT = "weerbaar: meting/1\npeildatum: 2024-01-31\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "meting.yaml"


def codes_of(document: Yamlbestand) -> list[str]:
    return [one.code for one in document.bevindingen]


def parsed(text: str) -> Yamlbestand:
    document = Yamlbestand("meting.yaml", text)
    parse_into(document)
    return document


def test_a_file_becomes_data(path: Path) -> None:
    path.write_text(TEXT, encoding="utf-8")
    document = read_document(path)
    assert document.data == {"weerbaar": "meting/1", "peildatum": "2024-01-31"}
    assert document.readable
    assert document.soort == "meting/1"
    assert not document.bevindingen


def test_windows_line_ends_and_a_bom_change_no_place(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    document = read_document(path)
    assert codes_of(document) == ["bom", "regeleinden"]
    assert document.data == parsed(TEXT).data
    melding = document.locate(Bevinding("ongeldige-datum", "", ("peildatum",)))
    assert (melding.regel, melding.kolom) == (2, 12)
    assert melding.regeltekst == "peildatum: 2024-01-31"


def test_the_size_decides_before_anything_is_read(path: Path) -> None:
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    document = read_document(path)
    assert codes_of(document) == ["te-groot"]
    assert document.tekst == ""


def test_the_column_of_a_wrong_byte_counts_characters(path: Path) -> None:
    path.write_bytes("a: b\nc: één ".encode() + b"\xeb\n")
    (found,) = read_document(path).bevindingen
    assert (found.code, found.plaats) == ("codering", (2, 8))


@pytest.mark.parametrize(
    ("start", "what"),
    [
        (b"%PDF-1.7\n\xe2", "een pdf"),
        (b"PK\x03\x04\x14\x00\xff", "een Word-, Excel- of zipbestand"),
        (b"\xd0\xcf\x11\xe0\xa1", "een oud Word- of Excelbestand"),
        (b"\x00GITCRYPT\x00\x00", "versleuteld met git-crypt"),
        (b"age-encryption.org/v1\n-> X25519 a\n\xff", "versleuteld met age"),
        (b"-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "versleuteld met age"),
        (b"version https://git-lfs.github.com/spec/v1\noid a\n", "een verwijzing van Git LFS"),
    ],
)
def test_another_kind_of_file_is_named(start: bytes, what: str, path: Path) -> None:
    path.write_bytes(start)
    (found,) = read_document(path).bevindingen
    assert what in found.bericht


@pytest.mark.parametrize(
    ("text", "unparsed", "header"),
    [
        ("weerbaar: meting/1\na: [", True, True),
        ("a: [", True, False),
        ("\ta: b\n", True, False),
        ("a: \x1b[31m\n", True, False),
        ("a: !label b\n", False, False),
        ("a: 1\n---\nb: 2\n", False, False),
        ("", False, False),
        ("# weerbaar: meting/1\n", False, False),
        ('"weerbaar": meting/1\n', False, True),
        ("tekst: |\n  a\n  weerbaar: b\n", False, False),
        ("  weerbaar: meting/1\n\t a", True, True),
    ],
)
def test_whether_a_file_is_ours_can_be_known(text: str, unparsed: bool, header: bool) -> None:
    document = parsed(text)
    assert document.unparsed is unparsed
    assert document.has_header() is header


def test_a_page_of_empty_lines_is_looked_at_once() -> None:
    """Twice as many once took more than a minute: from each line the search read on to the last."""
    document = Yamlbestand("a.yaml", "\n" * 40_000)
    begin = time.monotonic()
    assert document.has_header() is False
    assert time.monotonic() - begin < 2


def test_a_control_sign_written_as_an_escape_is_found_in_key_and_value() -> None:
    document = parsed('a: ["\\e[0m", {"b\\u202e": c}]\n')
    assert [(one.pad, one.op_sleutel) for one in document.bevindingen] == [
        (("a", 0), False),
        (("a", 1, "b\u202e"), True),
    ]


def test_line_ends_and_tabs_inside_a_text_are_no_control_signs() -> None:
    assert not parsed('a: "een\\ttwee\\ndrie"\nb: |\n  vier\n  \tvijf\n').bevindingen


@pytest.mark.parametrize(
    ("pad", "shown"),
    [
        ((), ""),
        (("feiten", "bibob-beleid", 0, "titel"), "feiten.bibob-beleid[0].titel"),
        (("nvt", "3.10"), "nvt.3.10"),
        (("a\x1bb",), "a�b"),
    ],
)
def test_a_path_as_people_read_it(pad: Pad, shown: str) -> None:
    assert show_pad(pad) == shown


def test_a_bevinding_without_a_suggestion_says_what_its_manual_page_says() -> None:
    melding = parsed(TEXT).locate(Bevinding("onbekende-sleutel", "bericht"))
    assert melding.suggestie == CODES["onbekende-sleutel"].advies


def test_a_line_is_shown_without_tabs_and_without_what_is_far_to_the_right() -> None:
    document = parsed("a: b\t# c\nlang: " + "x" * 500 + "\n")
    assert document.locate(Bevinding("bom", "", ("a",))).regeltekst == "a: b # c"
    assert len(document.locate(Bevinding("bom", "", ("lang",))).regeltekst) == 160
    assert document.locate(Bevinding("bom", "", plaats=(2, 400))).regeltekst == ""


def test_a_place_beyond_the_text_has_no_line() -> None:
    assert parsed(TEXT).locate(Bevinding("yaml-fout", "", plaats=(99, 1))).regeltekst == ""
