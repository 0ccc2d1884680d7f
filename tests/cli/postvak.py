"""An inbox of fourteen members as life is: mail names, doubles, broken files, Excel."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

from tests.invullen.typist import Typist
from weerbaar_cli.files.yaml.events import read_data
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.formats.werkboek_ods import write_ods
from weerbaar_cli.model.werkboek import Werkboek
from weerbaar_cli.reading.invullen.werkboek import export_meting
from weerbaar_cli.reading.wijzigingen import read_invulmeting

TWENTE = Path(__file__).parents[2] / "examples/twente"
RONDE = "zelfscan-2024"
# Who sends nothing, and who sends a meting of another kind.
NIETS, ANDERE_RONDE = "velmerbroek", "tilmerhaar"
STUK = ("lakenmark", "linnenvoort")
EXCEL = "kraanvoorde"


def text_of(naam: str, soort: str = RONDE) -> str:
    return (TWENTE / f"metingen/{naam}-{soort}.yaml").read_text(encoding="utf-8")


def make_werkmap(root: Path) -> None:
    """The district before anybody handed in."""
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(TWENTE / "weerbaar.yaml", root / "weerbaar.yaml")
    (root / "metingen").mkdir()


def make_postvak(root: Path) -> None:
    """What came by mail."""
    root.mkdir(parents=True)
    namen = sorted(path.name.split("-zelfscan")[0] for path in
                   (TWENTE / "metingen").glob(f"*{RONDE}.yaml"))  # fmt: skip
    rest = [naam for naam in namen if naam not in (NIETS, ANDERE_RONDE, EXCEL, *STUK)]
    for number, naam in enumerate(rest):
        name = (f"RE_ weerbaar ({number}).yaml", f"{naam}.txt", f"Meting {naam} def.YML",
                f"bijlage{number}", f"{naam}.yaml.download")[number % 5]  # fmt: skip
        text = text_of(naam)
        if number % 3 == 0:  # as Word and people write
            text = text.replace("status: ingeleverd", "Status: “Ingeleverd”")
        if number % 4 == 0:
            text = text.replace("\n", "\r\n")
        (root / name).write_text(text, encoding="utf-8", newline="")
    # The same once more, and of another one a second that says something else.
    map_ = root / "tweede mail"
    map_.mkdir()
    (map_ / "nogmaals.yaml").write_text(text_of("dorstelo"), encoding="utf-8")
    (map_ / "verbeterd.yaml").write_text(
        text_of("gravenmate").replace("mt-besproken: ", "mt-besproken: nooit # "), encoding="utf-8"
    )
    (root / "stuk.yaml").write_text(
        text_of(STUK[0]).replace("feiten:", "feiten: [", 1), encoding="utf-8"
    )
    (root / "half.yaml").write_text(
        text_of(STUK[1]).replace("mt-besproken: ", "mt-besproken: ergens in # "), encoding="utf-8"
    )
    ander = text_of(ANDERE_RONDE, "eindmeting-2024")
    (root / "ander.yaml").write_text(ander, encoding="utf-8")
    _write_werkboek(root / "Kraanvoorde (1).xlsx", EXCEL)
    (root / "image001.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    (root / "handtekening.html").write_text("<p>Met vriendelijke groet", encoding="utf-8")


def make_werkboeken(root: Path) -> None:
    """What came by mail where most use workbooks: sound, damaged, and what is none or does harm."""
    root.mkdir(parents=True)
    _write_werkboek(root / "Kraanvoorde.xlsx", EXCEL)
    _write_werkboek(root / "gemeente.ods", "gravenmate", write_ods)
    (root / "dorstelo.yaml").write_text(text_of("dorstelo"), encoding="utf-8")
    raw = (root / "Kraanvoorde.xlsx").read_bytes()
    (root / "half.xlsx").write_bytes(raw[: len(raw) // 2])
    (root / "stuk.xlsx").write_bytes(raw[:60] + b"\xff" * 30 + raw[90:])
    (root / "groot.xlsx").write_bytes(raw + bytes(5_000_000))
    locked = "EncryptedPackage".encode("utf-16-le") * 40
    (root / "dicht.xlsx").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + locked)
    for name, how, data in (
        ("bom.xlsx", ZIP_DEFLATED, bytes(40_000_000)),
        ("bzip2.xlsx", ZIP_BZIP2, b"<w/>"),
        ("brief.docx", ZIP_DEFLATED, b"<w/>"),
    ):
        with ZipFile(root / name, "w", how) as archive:
            archive.writestr("word/document.xml", data)


def _write_werkboek(
    path: Path, naam: str, to_bytes: Callable[[Werkboek], bytes] = write_xlsx
) -> None:
    """The workbook of a member, filled in with what its meting says."""
    bron = TWENTE / f"metingen/{naam}-{RONDE}.yaml"
    meting = read_invulmeting(bron)
    leeg = path.with_suffix(".yaml")
    data = read_data(text_of(naam))[0]
    head = text_of(naam).partition("\nfeiten:")[0]
    (path.parent / leeg.name).write_text(f"{head}\nfeiten: {{}}\n", encoding="utf-8")
    shutil.copy(TWENTE / "weerbaar.yaml", path.parent / "weerbaar.yaml")
    typist = Typist(export_meting(leeg))
    for name, waarde in data["feiten"].items():
        feit = meting.vragen.feiten.get(name)
        if isinstance(waarde, str) and feit and feit.soort != "document":
            typist.answer(name, meting.vragen, {"waarde": waarde})
    path.write_bytes(to_bytes(typist.done()))
    leeg.unlink()
    (path.parent / "weerbaar.yaml").unlink()
