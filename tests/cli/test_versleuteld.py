"""Sealed metingen: who may read them can, nobody else can, and nothing leaks on the way."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from tests.conftest import Outcome, Weerbaar
from weerbaar_cli.files.sleutels import Sleutelpaar, make_sleutel

ROOT = Path(__file__).parents[2]
TWENTE = ROOT / "examples/twente"
STAD = "metingen/voorbeeldstad-zelfscan-2024.yaml"
LATER = "metingen/voorbeeldstad-eindmeting-2024.yaml"
ANDER = "metingen/dorstelo-zelfscan-2024.yaml"


class Werkmap:
    """A werkmap of two parties with keys of their own, and one key that opens all."""

    def __init__(self, folder: Path, run: Weerbaar) -> None:
        self.map, self.run = folder, run
        names = ("coördinator", "specialist", "stad", "ander", "vreemd")
        self.sleutels: dict[str, Sleutelpaar] = {name: make_sleutel() for name in names}
        (folder / "metingen").mkdir(parents=True)
        (folder.parent / "sleutels").mkdir()
        for name in (STAD, LATER, ANDER):
            shutil.copy(TWENTE / name, folder / name)
        for name, sleutel in self.sleutels.items():
            (folder.parent / "sleutels" / name).write_text(sleutel.bestand, encoding="utf-8")
        self.settings()

    def settings(self, **changed: str) -> None:
        """The settings, with other keys for some roles."""
        keys = {name: one.publiek for name, one in self.sleutels.items()} | changed
        text = (TWENTE / "weerbaar.yaml").read_text(encoding="utf-8")
        text += (
            "vertrouwelijk:\n  ontvangers:\n"
            f"    coördinator ondermijning: {keys['coördinator']}\n"
            f"    uitvoeringsspecialist: {keys['specialist']}\n"
            "  per_partij:\n"
            f"    Voorbeeldstad: {{gemeentesecretaris: {keys['stad']}}}\n"
            f"    Dorstelo: {{gemeentesecretaris: {keys['ander']}}}\n"
        )
        (self.map / "weerbaar.yaml").write_text(text, encoding="utf-8")

    def key(self, name: str) -> list[str]:
        return ["--sleutel", f"../sleutels/{name}"]

    def __call__(self, line: str, key: str = "") -> Outcome:
        return self.run(*line.split(), *(self.key(key) if key else ()))

    def sealed(self, name: str = STAD) -> Path:
        return self.map / f"{name}.age"


@pytest.fixture
def werkmap(tmp_path: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch) -> Werkmap:
    monkeypatch.delenv("WEERBAAR_SLEUTEL", raising=False)
    monkeypatch.delenv("WEERBAAR_SLEUTEL_TEKST", raising=False)
    folder = tmp_path / "wm"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Werkmap(folder, weerbaar)


@pytest.fixture
def dicht(werkmap: Werkmap) -> Werkmap:
    assert werkmap("seal metingen").code == 0
    return werkmap


def codes(found: Outcome) -> list[str]:
    lines = (line for line in found.out.splitlines() if line.startswith(("metingen", "weerbaar")))
    return [line.split()[2] for line in lines]


# --- keys


def test_a_new_key_is_for_its_owner_and_only_its_public_part_is_shown(
    werkmap: Werkmap, tmp_path: Path
) -> None:
    found = werkmap("key new --output ../mijn.txt")
    path = tmp_path / "mijn.txt"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert found.out.strip().startswith("age1")
    assert found.out.strip() in path.read_text(encoding="utf-8")
    assert "SECRET" not in found.out + found.err
    again = werkmap("key new --output ../mijn.txt")
    assert again.code == 2
    assert "bestaat al" in again.err


def test_a_key_does_not_come_into_git(werkmap: Werkmap) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    found = werkmap("key new --output sleutel.txt")
    assert (found.code, found.out) == (2, "")
    assert "git zou dit bestand meenemen" in found.err
    Path(".gitignore").write_text("sleutel.txt\n", encoding="utf-8")
    assert werkmap("key new --output sleutel.txt").code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "staat geen sleutel"),
        ("# publiek deel: age1\n", "staat geen sleutel"),
        ("AGE-SECRET-KEY-1QQQQQQQQQQ\n", "staat geen geheime sleutel"),
        ("-----BEGIN OPENSSH PRIVATE KEY-----\n", "een sleutel van een andere soort"),
        ("age1tend5fr6k9qx2cnvw756atz6e9uws7zfu5z0ekmt2s798s5vluashqn8uw", "alleen het publieke"),
    ],
)
def test_what_is_no_key_is_said_and_not_shown(dicht: Werkmap, text: str, said: str) -> None:
    Path("../sleutels/stuk").write_text(text, encoding="utf-8")
    found = dicht(f"score {STAD}.age", "stuk")
    assert found.code == 2
    assert said in found.err
    assert "QQQ" not in found.out + found.err


def test_a_key_that_is_lost_is_said_without_naming_its_file(dicht: Werkmap) -> None:
    found = dicht(f"score {STAD}.age", "kwijt")
    assert found.code == 2
    assert "het bestand met de sleutel (--sleutel) is niet te lezen" in found.err
    assert "kwijt" not in found.err


def test_the_key_may_come_from_the_surroundings(
    dicht: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dicht(f"score {STAD}.age").code == 2
    monkeypatch.setenv("WEERBAAR_SLEUTEL_TEKST", dicht.sleutels["stad"].bestand)
    assert dicht(f"score {STAD}.age").code == 0
    monkeypatch.setenv("WEERBAAR_SLEUTEL", "../sleutels/vreemd")  # goes first
    assert dicht(f"score {STAD}.age").code == 2
    assert dicht(f"score {STAD}.age", "stad").code == 0  # goes before both


# --- sealing and opening


def test_sealing_leaves_nothing_open(dicht: Werkmap) -> None:
    names = sorted(path.name for path in (dicht.map / "metingen").iterdir())
    assert names == [f"{Path(one).name}.age" for one in sorted((STAD, LATER, ANDER))]
    text = dicht.sealed().read_text(encoding="ascii")
    head = text.partition("-----BEGIN")[0].splitlines()
    assert head[:4] == [
        "weerbaar: versleuteld/1", "soort: zelfscan", "peildatum: 2024-01-31", "status: ingeleverd",
    ]  # fmt: skip
    keys = (dicht.sleutels[one].publiek for one in ("coördinator", "specialist", "stad"))
    assert head[6:9] == [f"  - {key}" for key in sorted(keys)]


def test_the_files_of_one_party_have_one_mark_and_another_party_another(dicht: Werkmap) -> None:
    marks = [dicht.sealed(one).read_text().splitlines()[4] for one in (STAD, LATER, ANDER)]
    assert marks[0] == marks[1] != marks[2]


@pytest.mark.parametrize(
    ("key", "opens"),
    [("stad", {STAD, LATER}), ("coördinator", {STAD, LATER, ANDER}), ("vreemd", set())],
)
def test_who_may_read_can_and_nobody_else(dicht: Werkmap, key: str, opens: set[str]) -> None:
    for name in (STAD, LATER, ANDER):
        found = dicht(f"open {name}.age", key)
        plain = (TWENTE / name).read_text(encoding="utf-8")
        assert found.out == (plain if name in opens else "")
        assert found.code == (0 if name in opens else 2)


def test_age_itself_opens_it_too(dicht: Werkmap) -> None:
    import pyrage

    sleutel = pyrage.x25519.Identity.from_str(dicht.sleutels["stad"].bestand.splitlines()[-1])
    _, begin, rest = dicht.sealed().read_text().partition("-----BEGIN AGE")
    opened = pyrage.decrypt((begin + rest).encode(), [sleutel]).decode()
    assert opened.endswith((TWENTE / STAD).read_text(encoding="utf-8"))
    assert opened.startswith("# weerbaar: versleuteld/1\n# soort: zelfscan\n")


def test_opened_changed_and_sealed_again(dicht: Werkmap) -> None:
    opened = Path("../stad.yaml")
    assert dicht(f"open {STAD}.age --output ../stad.yaml", "stad").code == 0
    assert stat.S_IMODE(opened.stat().st_mode) == 0o600
    text = opened.read_text(encoding="utf-8").replace("status: ingeleverd", "status: vastgesteld")
    before = dicht.sealed().read_text().splitlines()
    Path(STAD).write_text(text, encoding="utf-8")
    assert dicht(f"seal {STAD}", "stad").code == 0
    after = dicht.sealed().read_text().splitlines()
    assert (before[3], after[3]) == ("status: ingeleverd", "status: vastgesteld")
    assert before[4] == after[4]  # the mark of the party
    shown = dicht(f"open {STAD}.age", "stad").out
    assert shown == (TWENTE / STAD).read_text().replace("ingeleverd", "vastgesteld")


def test_what_changed_meanwhile_is_not_overwritten(dicht: Werkmap) -> None:
    dicht(f"open {STAD}.age --output ../een.yaml", "stad")
    dicht(f"open {STAD}.age --output ../twee.yaml", "stad")
    shutil.move("../een.yaml", STAD)
    assert dicht(f"seal {STAD}", "stad").code == 0
    shutil.move("../twee.yaml", STAD)
    found = dicht(f"seal {STAD}", "stad")
    assert found.code == 2
    assert "is veranderd nadat dit bestand eruit is geopend" in found.err
    assert Path(STAD).exists()


def test_other_recipients_seal_again(dicht: Werkmap) -> None:
    new = make_sleutel()
    Path("../sleutels/nieuw").write_text(new.bestand, encoding="utf-8")
    dicht.settings(stad=new.publiek)
    assert codes(dicht("validate metingen")).count("verkeerde-ontvangers") == 2
    assert dicht(f"open {STAD}.age", "nieuw").code == 2
    found = dicht("seal metingen --opnieuw", "coördinator")
    assert found.code == 0
    assert "1 bestand had" in found.err
    assert "oude versies in git nog steeds openen" in found.err
    assert dicht(f"open {STAD}.age", "nieuw").code == 0
    assert dicht(f"open {STAD}.age", "stad").code == 2
    assert "verkeerde-ontvangers" not in codes(dicht("validate metingen"))
