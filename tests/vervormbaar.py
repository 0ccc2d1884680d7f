"""A werkmap with a file of every kind that is read, and what is asked once one of them is bent."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import struct
import zipfile
import zlib
from pathlib import Path

ROOT = Path(__file__).parent.parent
TWENTE = ROOT / "examples/twente"
METING = "metingen/voorbeeldstad-zelfscan-2024.yaml"
LATER = "metingen/voorbeeldstad-eindmeting-2024.yaml"
GESLOTEN = "dicht/metingen/voorbeeldstad.yaml.age"
DISTRICT = "report --district twente --peildatum 2024-01-31"
# Of one publication its own, of all the register; what is written goes with the run.
REGISTER = (
    "publicaties/publicatie-2cc3969cb955.yaml", "publicaties/zout-8d0115d521b9.yaml",
)  # fmt: skip
VERSIES = "versies/ijsselland-2027.yaml"
DIFF = "frameworks diff ijsselland-basis-op-orde@2023-2026 ijsselland-basis-op-orde@2027-proef"
# What takes longer to answer is asked less often: by the first of these words, how often.
COSTS = (
    (1, re.compile(
        r"--raamwerk alle|pdf|docx|zip|crosswalk|schema|districten|plan metingen|validate \."
        r"|validate (?:eigen|weerbaar|indeling|versies|partijen|feiten|ankers)"
    )),
    (5, re.compile("report|verify|compare|publicaties|frameworks|validate|plan |score")),
    (40, re.compile("")),
)  # fmt: skip
# Per file that is bent, what is then asked.
ASKED: dict[str, tuple[str, ...]] = {
    METING: (
        f"validate {METING}",
        f"validate {METING} --format json",
        f"validate {METING} --herstel",
        f"validate {METING} --herstel --ja",
        f"score {METING}",
        f"score {METING} --raamwerk alle --format csv",
        f"explain {METING} 3d",
        f"compare {METING} {LATER} --format html",
        f"compare {METING} {LATER} --eis geen-achteruitgang",
        f"trend {METING} {LATER} --format json",
        f"plan {METING} --format markdown",
        f"plan {METING} --ics uit.ics",
        "plan metingen --doelgroep coordinator",
        f"report {METING} --format html",
        f"report {METING} --doelgroep raad --output uit.md",
        f"report {METING} --doelgroep notitie --output uit.docx",
        f"{DISTRICT} --doelgroep coordinator --format csv",
        f"{DISTRICT} --format json",
        f"new --organisatie Voorbeeldstad --soort eindmeting --van {METING} --output uit.yaml",
        f"form --licht --van {METING} --output uit.html",
        f"split {METING} --vorm yaml --output delen",
        f"export {METING} --output uit.ods",
        f"fill {METING}",
        f"import vragen.xlsx --in {METING} --proef",
        f"merge {METING} --in {LATER} --proef",
        "intake metingen --naar . --proef --format json",
        f"merge {LATER} --in {METING} --format json",
        f"frameworks unanswered {METING}",
        f"leaks {METING}",
    ),
    GESLOTEN: (
        f"validate {GESLOTEN} --sleutel sleutel.txt", f"validate {GESLOTEN}",
        f"validate {GESLOTEN} --herstel --ja --sleutel sleutel.txt",
        f"score {GESLOTEN} --sleutel sleutel.txt", f"textconv {GESLOTEN} --sleutel sleutel.txt",
        f"open {GESLOTEN} --sleutel sleutel.txt --output uit.yaml",
        f"seal {GESLOTEN} --opnieuw --sleutel sleutel.txt",
        f"compare {GESLOTEN} {LATER} --sleutel sleutel.txt",
    ),
    "sleutel.txt": (
        f"score {GESLOTEN} --sleutel sleutel.txt", "key new --output sleutel.txt",
    ),
    "weerbaar.yaml": (
        "validate weerbaar.yaml", "validate .", f"score {METING}", "publicaties", "frameworks",
        DISTRICT, "leaks rapport.md", "frameworks crosswalk", f"plan {METING}",
        f"validate {METING}", "new --organisatie Dorstelo --output uit.yaml",
        "form --licht --output uit.html",
        "validate weerbaar.yaml --herstel --ja",
    ),
    "eigen.yaml": (
        "validate eigen.yaml", "frameworks check eigen.yaml", "frameworks", "schema meting",
        f"score {METING} --raamwerk alle", "frameworks crosswalk", "frameworks eigen-proef",
        "validate eigen.yaml --herstel --ja",
    ),
    "feiten.yaml": (
        "validate feiten.yaml", f"score {METING}", "frameworks", "schema meting",
        "frameworks check feiten.yaml",
    ),
    "ankers.yaml": ("validate ankers.yaml", f"score {METING}", "frameworks check ankers.yaml"),
    "partijen.yaml": ("validate partijen.yaml", f"score {METING}", "leaks rapport.md"),
    "programma.yaml": (
        "validate programma.yaml", "frameworks eigen-programma", f"plan {METING}", "frameworks",
        f"report {METING} --format markdown",
    ),
    "indeling.yaml": (
        "validate indeling.yaml", "frameworks check indeling.yaml", "frameworks",
        "report --overzicht riec-oost-nederland districten",
    ),
    "versies/was-wordt-2027.yaml": (
        "validate versies/was-wordt-2027.yaml", "frameworks check versies",
        DIFF,
    ),
    VERSIES: (
        f"validate {VERSIES}", f"frameworks check {VERSIES}",
        DIFF,
    ),
    **{
        name: (
            f"validate {name}", "publicaties", "publicaties --format json", DISTRICT,
            f"{DISTRICT} --publiceer --output uit.html",
            f"{DISTRICT} --doelgroep onderzoek --ontvanger onderzoeker --format csv",
            "publicaties --intrek 2cc3969cb955 --reden nooit-verspreid --door coördinator",
        )
        for name in REGISTER
    },
    "districten/twente.json": (
        "report --overzicht riec-oost-nederland districten", "leaks districten/twente.json",
        "report --overzicht riec-oost-nederland districten/twente.json --format html",
    ),
    "rapport.json": (
        f"verify rapport.json {METING}", "leaks rapport.json",
        "report --overzicht riec-oost-nederland rapport.json",
    ),
    **{
        f"rapport.{end}": (
            f"verify rapport.{end} {METING}", f"leaks rapport.{end}",
        )
        for end in ("html", "pdf", "csv", "md")
    },
    "vragen.xlsx": (f"import vragen.xlsx --in {METING} --proef",),
    "vragen.ods": (f"import vragen.ods --in {METING} --proef",),
    "rapport.docx": (
        f"verify rapport.docx {METING}", "leaks rapport.docx",
        f"report {METING} --basis rapport.docx --output uit.docx",
    ),
    "open.pdf": ("leaks open.pdf", f"verify open.pdf {METING}"),
    "pakket.zip": ("leaks pakket.zip",),
    "plaatje.png": ("leaks plaatje.png",),
    "plaatje.svg": ("leaks plaatje.svg",),
    "plan.ics": ("leaks plan.ics", f"plan {METING} --ics plan.ics"),
    "stijl.css": (f"report {METING} --huisstijl stijl.css --format html", "leaks stijl.css"),
    "sjabloon/blad.html.j2": (f"report {METING} --sjabloon sjabloon --format html",),
    "sjabloon/blad.md.j2": (f"report {METING} --sjabloon sjabloon --format markdown",),
}  # fmt: skip
QUESTIONS = tuple((name, one) for name, asked in sorted(ASKED.items()) for one in asked)
WEIGHTS = tuple(next(n for n, words in COSTS if words.search(one)) for _, one in QUESTIONS)
# Of every part of the program something, and nothing that leaves a thread behind.
FIRST = (
    f"validate {METING}", f"score {METING}", f"explain {METING} 3d", f"plan {METING}",
    f"report {METING} --format html", f"compare {METING} {LATER}", "leaks rapport.html",
    "frameworks", DISTRICT,
)  # fmt: skip
OWN_FEITEN = """weerbaar: feiten/1
feiten:
  eigen-feit: {vraag: Is er iets?, soort: ja_nee, rollen: [adviseur veiligheid]}
"""
OWN_ANKERS = """weerbaar: ankers/1
ankers:
  eigen-anker:
    titel: Een eigen anker
    vanaf: 2020-08-01
    feiten: {bibob-beleid: geen}
    bron: eigen
    gevolg: Het beleid is daarvoor gemaakt.
    zeker: zeker
"""
OWN_PARTIJEN = """weerbaar: partijen/1
partijen:
  - {naam: Weidenesse, type: gemeente, district: twente}
groepen:
  - {naam: Basisteam Weide, leden: [Weidenesse, Voorbeeldstad]}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><title>Stand</title><text>13 van 14</text></svg>'


def make_werkmap(root: Path) -> Path:
    """A werkmap with a file of every kind."""
    map_ = root / "werkmap"
    shutil.copytree(TWENTE, map_, ignore=_other_eindmetingen)
    shutil.copytree(ROOT / "examples/oost-nederland", map_ / "districten")
    beside = shutil.ignore_patterns("metingen", "weerbaar.yaml")
    shutil.copytree(ROOT / "tests/cases/versies", map_ / "versies", ignore=beside)
    own = {"feiten.yaml": OWN_FEITEN, "ankers.yaml": OWN_ANKERS, "partijen.yaml": OWN_PARTIJEN}
    for name, text in (own | _packaged()).items():
        (map_ / name).write_text(text, encoding="utf-8")
    (map_ / "stijl.css").write_text("h1 { color: #123456 }\n", encoding="utf-8")
    (map_ / "plaatje.svg").write_text(SVG, encoding="utf-8")
    (map_ / "plaatje.png").write_bytes(_png())
    _make_outputs(map_)
    _make_gesloten(map_)
    _make_open_pdf(map_)
    with zipfile.ZipFile(map_ / "pakket.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("rapport.csv", "rapport.docx", "plaatje.png", "stijl.css", METING):
            archive.write(map_ / name, name)
    return map_


def _other_eindmetingen(_folder: str, names: list[str]) -> list[str]:
    """One second meting is enough: all are read again in most runs."""
    return [one for one in names if "eindmeting" in one and not LATER.endswith(one)]


def _packaged() -> dict[str, str]:
    """Files of ours with an id of its own: what stands twice does not count."""
    renamed = {
        "eigen.yaml": ("ijsselland-basis-op-orde.yaml", "ijsselland-basis-op-orde", "eigen-proef"),
        "programma.yaml": (
            "programmas/twente-weerbare-overheid.yaml",
            "id: twente-weerbare-overheid",
            "id: eigen-programma",
        ),
        "indeling.yaml": ("riec-indeling.yaml", "titel: De", "titel: Onze"),
    }
    return {
        name: (ROOT / "frameworks" / path).read_text(encoding="utf-8").replace(old, new)
        for name, (path, old, new) in renamed.items()
    }


def _make_outputs(map_: Path) -> None:
    from weerbaar_cli.cli.main import main

    ends = ("json", "html", "docx", "pdf", "csv", "md")
    outputs = [word for end in ends for word in ("--output", f"rapport.{end}")]
    said = io.StringIO()
    with contextlib.chdir(map_), contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
        assert main(["report", METING, *outputs]) == 0, said.getvalue()
        assert main(["plan", METING, "--ics", "plan.ics"]) == 0, said.getvalue()
        for name in ("vragen.xlsx", "vragen.ods"):
            assert main(["export", METING, "--output", name]) == 0, said.getvalue()
        assert main(["report", "--sjabloon-start", "sjabloon"]) == 0, said.getvalue()


def _make_gesloten(map_: Path) -> None:
    """A sealed meting in a werkmap of its own, and the key that opens it."""
    from weerbaar_cli.cli.main import main
    from weerbaar_cli.files.sleutels import make_sleutel

    sleutel = make_sleutel()
    (map_ / "sleutel.txt").write_text(sleutel.bestand, encoding="utf-8")
    meting = map_ / GESLOTEN.removesuffix(".age")
    meting.parent.mkdir(parents=True)
    shutil.copy(map_ / METING, meting)
    settings = (map_ / "weerbaar.yaml").read_text(encoding="utf-8")
    wanted = f"vertrouwelijk: {{ontvangers: {{coördinator: {sleutel.publiek}}}}}\n"
    (map_ / "dicht/weerbaar.yaml").write_text(settings + wanted, encoding="utf-8")
    with contextlib.redirect_stderr(io.StringIO()):
        assert main(["seal", str(meting)]) == 0


def _make_open_pdf(map_: Path) -> None:
    """The same PDF with nothing packed: what is bent there is a PDF's own language."""
    import pikepdf

    with pikepdf.open(map_ / "rapport.pdf") as pdf:
        pdf.save(map_ / "open.pdf", qdf=True, static_id=True)


def _png() -> bytes:
    """A picture of one dot, with a text in each of the three ways."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"tEXt", b"Title\0Stand in Voorbeeldstad"),
        (b"zTXt", b"Comment\0\0" + zlib.compress(b"ingepakt " * 40)),
        (b"iTXt", b"Author\0\1\0nl\0Maker\0" + zlib.compress("een coördinator".encode())),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    packed = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)
