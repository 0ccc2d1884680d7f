"""Sealed metingen: who may read them can, nobody else can, and nothing leaks on the way."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.conftest import Outcome, Weerbaar
from tests.invullen.typist import Typist
from tests.steekproef import sample
from weerbaar_cli.files.sleutels import Sleutelpaar, has_opened, make_sleutel
from weerbaar_cli.formats.werkboek import write_xlsx
from weerbaar_cli.invullen.werkboek import make_werkboek
from weerbaar_cli.reading.wijzigingen import read_invulmeting

ROOT = Path(__file__).parents[2]
TWENTE = ROOT / "examples/twente"
STAD = "metingen/voorbeeldstad-zelfscan-2024.yaml"
LATER = "metingen/voorbeeldstad-eindmeting-2024.yaml"
ANDER = "metingen/dorstelo-zelfscan-2024.yaml"


EXAMPLES = sorted(
    str(path.parent.relative_to(ROOT / "examples"))
    for path in (ROOT / "examples").rglob("weerbaar.yaml")
    if (path.parent / "metingen").is_dir()
)


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
            path = folder.parent / "sleutels" / name
            path.write_text(sleutel.bestand, encoding="utf-8")
            path.chmod(0o600)
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
    assert "sleutels/kwijt" not in found.err
    assert "een ander die ook mag lezen" in found.err


def test_the_key_may_come_from_the_surroundings(
    dicht: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dicht(f"score {STAD}.age").code == 2
    monkeypatch.setenv("WEERBAAR_SLEUTEL_TEKST", dicht.sleutels["stad"].bestand)
    assert dicht(f"score {STAD}.age").code == 0
    monkeypatch.setenv("WEERBAAR_SLEUTEL", "../sleutels/vreemd")  # goes first
    assert dicht(f"score {STAD}.age").code == 2
    assert dicht(f"score {STAD}.age", "stad").code == 0  # goes before both


@pytest.mark.skipif(os.name != "posix", reason="there a file has no such rights")
@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o600, 0o400])
@pytest.mark.parametrize("way", ["--sleutel", "WEERBAAR_SLEUTEL"])
def test_a_key_that_others_may_read_is_said_and_still_opens(
    way: str, mode: int, dicht: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("../sleutels/stad").chmod(mode)
    if way != "--sleutel":
        monkeypatch.setenv(way, "../sleutels/stad")
    found = dicht(f"score {STAD}.age", "stad" if way == "--sleutel" else "")
    assert found.code == 0
    assert ("chmod 600" in found.err) is bool(mode & 0o044)
    assert "sleutels/stad" not in found.err
    monkeypatch.setenv("WEERBAAR_SLEUTEL", "../sleutels/stad")
    assert "chmod 600" not in dicht("frameworks").err, "where nothing is sealed it is not used"


def test_what_git_could_not_merge_is_said_though_one_of_both_stands_there_whole(
    dicht: Werkmap,
) -> None:
    """A sealed file is not merged by line: git leaves one of the two, and it opens."""
    Path(".gitattributes").write_text("*.yaml.age -merge\n", encoding="utf-8")
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "begin")
    for branch in ("een", "twee"):
        git("switch", "-qc", branch, "main")
        shutil.copy(TWENTE / STAD, STAD)
        dicht.sealed().unlink()
        assert dicht(f"seal {STAD}", "stad").code == 0
        git("commit", "-qam", branch)
    subprocess.run(["git", "merge", "-q", "een"], check=False, capture_output=True)
    assert codes(dicht("validate .", "coördinator")).count("yaml-fout") == 1
    assert codes(dicht("validate .")).count("yaml-fout") == 1
    assert dicht(f"score {STAD}.age", "stad").code == 0
    git("add", ".")
    assert "yaml-fout" not in codes(dicht("validate .", "coördinator"))


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
    assert head[7:10] == [f"  - {key}" for key in sorted(keys)]


def test_the_files_of_one_party_have_one_mark_and_another_party_another(dicht: Werkmap) -> None:
    marks = [dicht.sealed(one).read_text().splitlines()[4] for one in (STAD, LATER, ANDER)]
    assert marks[0] == marks[1] != marks[2]


def test_a_link_in_a_folder_stays_open_and_is_named(werkmap: Werkmap) -> None:
    Path("metingen/elders.yaml").symlink_to((TWENTE / STAD).absolute())
    found = werkmap("seal metingen")
    assert found.code == 0
    assert "Niet versleuteld: metingen/elders.yaml: dit is een verwijzing (link)" in found.err


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


def test_no_log_shows_what_was_sealed(dicht: Werkmap, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = dicht(f"open {STAD}.age", "stad")
    monkeypatch.setenv("GITLAB_CI", "true")
    hidden = dicht(f"open {STAD}.age", "stad")
    assert (hidden.code, hidden.out) == (2, "")
    assert "komt niet in dit logboek" in hidden.err
    assert dicht(f"open {STAD}.age --met-inhoud", "stad").out == shown.out


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


# --- what is wrong is seen, without a key too


def bend(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="ascii")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="ascii", newline="\n")


def body_of(path: Path) -> str:
    return path.read_text(encoding="ascii").splitlines()[15]


@pytest.mark.parametrize("key", ["", "stad", "vreemd"])
@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("status", "versleuteld-beschadigd"),
        ("body", "versleuteld-beschadigd"),
        ("half", "versleuteld-beschadigd"),
        ("head", "versleuteld-beschadigd"),
        ("no-omslag", "versleuteld-beschadigd"),
        ("conflict", "yaml-fout"),
        ("newer", "nieuwere-versie"),
        ("plain", "onversleuteld"),
    ],
)
def test_a_sealed_file_that_is_not_as_it_was_made(
    dicht: Werkmap, what: str, code: str, key: str
) -> None:
    path = dicht.sealed()
    text = path.read_text(encoding="ascii")
    begin = text.index("-----BEGIN")
    bent = {
        "status": text.replace("status: ingeleverd", "status: concept", 1),
        "body": text.replace(body_of(path), body_of(path)[::-1], 1),
        "half": text[: len(text) // 2],
        "head": text[:40],
        "no-omslag": text[begin:],
        "conflict": f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> tak\n",
        "newer": text.replace("versleuteld/1", "versleuteld/2", 1),
        "plain": (TWENTE / STAD).read_text(encoding="utf-8"),
    }
    path.write_text(bent[what], encoding="utf-8", newline="\n")
    found = dicht(f"validate {STAD}.age", key)
    assert found.code == 1
    assert code in codes(found)
    shown = dicht(f"score {STAD}.age", key)
    assert shown.code == (0 if what == "plain" else 2)
    if what == "conflict":
        assert "git checkout --ours" in found.out


def test_line_ends_of_windows_change_nothing(dicht: Werkmap) -> None:
    path = dicht.sealed()
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert dicht(f"score {STAD}.age", "stad").code == 0


def test_an_omslag_of_another_file_does_not_open(dicht: Werkmap) -> None:
    """Whoever makes the hash anew has an envelope that seems right; what is inside says no."""
    path = dicht.sealed()
    head, line, armor = path.read_text(encoding="ascii").partition("afdruk: ")
    armor = armor.partition("\n")[2]
    other = head.replace("status: ingeleverd", "status: concept")
    made = hashlib.sha256((other + armor).encode()).hexdigest()
    path.write_text(f"{other}{line}{made}\n{armor}", encoding="ascii", newline="\n")
    assert codes(dicht(f"validate {STAD}.age")) == ["versleuteld"]
    assert codes(dicht(f"validate {STAD}.age", "stad")) == ["versleuteld-beschadigd"]
    assert dicht(f"score {STAD}.age", "stad").code == 2


def seal_for(dicht: Werkmap, path: Path, *names: str, said: Sequence[str] = ()) -> None:
    """What somebody could do who has the public keys alone."""
    import pyrage

    from weerbaar_cli.files import versleuteld as zelf

    keys = [dicht.sleutels[one].publiek for one in names]
    made = zelf.make_sealed((TWENTE / STAD).read_bytes(), "0" * 16, keys).decode()
    if said:
        head, _, armor = made.partition("-----BEGIN")
        shown = sorted(dicht.sleutels[one].publiek for one in said)
        lines = "".join(f"  - {key}\n" for key in shown)
        omslag = head.partition("ontvangers:\n")[0] + f"ontvangers:\n{lines}"
        armor = f"-----BEGIN{armor}"
        afdruk = hashlib.sha256((omslag + armor).encode()).hexdigest()
        made = f"{omslag}afdruk: {afdruk}\n{armor}"
    assert pyrage
    path.write_text(made, encoding="ascii", newline="\n")


def test_sealed_for_others(dicht: Werkmap) -> None:
    seal_for(dicht, dicht.sealed(), "vreemd")
    assert codes(dicht(f"validate {STAD}.age")) == ["verkeerde-ontvangers", "versleuteld"]
    found = dicht(f"validate {STAD}.age", "vreemd")
    assert codes(found) == ["verkeerde-ontvangers", "verkeerde-ontvangers"]
    assert "niet versleuteld voor coördinator ondermijning" in found.out
    assert "1 sleutel opent dit bestand en staat niet in weerbaar.yaml" in found.out


def test_more_keys_than_the_omslag_says_are_seen_without_any(dicht: Werkmap) -> None:
    right = ("coördinator", "specialist", "stad")
    seal_for(dicht, dicht.sealed(), *right, "vreemd", said=right)
    found = dicht(f"validate {STAD}.age")
    assert codes(found) == ["verkeerde-ontvangers"]
    assert "4 sleutels openen dit bestand; de omslag noemt er 3" in found.out


def test_doubles_are_seen_without_a_key(dicht: Werkmap) -> None:
    shutil.copy(dicht.sealed(), dicht.map / "metingen/kopie.yaml.age")
    assert codes(dicht("validate .")).count("dubbele-meting") == 2
    assert codes(dicht("validate .", "coördinator")).count("dubbele-meting") == 2


def test_an_open_meting_is_a_fout_where_the_werkmap_is_vertrouwelijk(dicht: Werkmap) -> None:
    shutil.copy(TWENTE / STAD, dicht.map / "metingen/open.yaml")
    found = dicht("validate .")
    assert found.code == 1
    assert "onversleuteld" in codes(found)
    assert dicht("score metingen/open.yaml").code == 0  # who fills it in sees how it stands


def test_without_a_key_all_that_is_right_is_in_order(dicht: Werkmap) -> None:
    found = dicht("validate metingen --strikt")
    assert (found.code, codes(found)) == (0, ["versleuteld"] * 3)
    assert codes(dicht("validate metingen --strikt", "coördinator")) == []


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"stad": "age1tend5fr6"}, ["geen-sleutel"]),
        ({}, ["rol-zonder-sleutel"]),  # of twelve parties the secretaris
        ({"specialist": "[]"}, ["rol-zonder-sleutel"] * 2),
        ({"stad": "AGE-SECRET-KEY-1QQQ"}, ["geen-sleutel", "geheime-sleutel"]),
        ({"coördinator": "[]", "specialist": "[]"}, ["geen-ontvanger"]),
    ],
)
def test_who_may_read_is_checked(
    werkmap: Werkmap, changed: dict[str, str], found: list[str]
) -> None:
    werkmap.settings(**changed)
    run = werkmap("validate weerbaar.yaml")
    assert [one for one in codes(run) if one in {*found, "geen-sleutel"}] == found
    assert "QQQ" not in run.out + run.err


def test_a_meting_that_says_not_whose_or_of_when_it_is_stays_open(werkmap: Werkmap) -> None:
    for old, new in (("Voorbeeldstad", "Nergens"), ("2024-01-31", "vorig jaar")):
        text = (TWENTE / STAD).read_text(encoding="utf-8").replace(old, new)
        Path(STAD).write_text(text, encoding="utf-8")
        assert werkmap(f"seal {STAD}").code == 2
        assert Path(STAD).read_text(encoding="utf-8") == text
    assert not werkmap.sealed().exists()
    assert werkmap("seal weerbaar.yaml").code == 2


def test_only_what_stands_there_itself_is_sealed(werkmap: Werkmap) -> None:
    git("init", "-q")
    commit()
    shutil.move(STAD, "../elders.yaml")
    Path(STAD).symlink_to(Path("../elders.yaml").absolute())
    for name in (STAD, f"HEAD:{STAD}", "-"):
        assert werkmap(f"seal {name}").code == 2
    assert Path("../elders.yaml").is_file()
    assert not list(werkmap.map.rglob("*.age"))


# --- every command reads what is sealed as what is open, and has no option to where it does not


@pytest.mark.parametrize(
    "line",
    [
        *("schema", "schema --output ../schemas", "frameworks", "frameworks crosswalk"),
        *("frameworks show twente-basis-op-orde", "frameworks new mijn-regio --output ../r.yaml"),
        *("leaks metingen", "completion bash", "key new --output ../nog-een"),
    ],
)
def test_what_opens_nothing_asks_for_no_key(
    dicht: Werkmap, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = dicht(line, "stad")
    assert (asked.code, asked.out) == (2, "")
    assert "--sleutel’ bestaat niet" in asked.err
    monkeypatch.setenv("WEERBAAR_SLEUTEL", "../sleutels/stad")
    assert dicht(line).code in (0, 1)
    assert not has_opened()


COMMANDS = [
    "score metingen --format json",
    f"score {STAD} --raamwerk alle --format csv",
    f"explain {STAD} 3d --format json",
    f"compare {STAD} {LATER} --format json",
    "trend metingen --organisatie Voorbeeldstad --format json",
    f"plan {STAD} --format markdown",
    f"report {STAD} --format html",
    f"frameworks unanswered {STAD} --format json",
    "validate metingen --format json",
]


@pytest.mark.parametrize("line", sample(COMMANDS, 3))
def test_what_is_sealed_gives_what_is_open(dicht: Werkmap, line: str) -> None:
    Path("../open").mkdir()
    shutil.copytree(dicht.map, "../open", dirs_exist_ok=True)
    settings = Path("../open/weerbaar.yaml")
    settings.write_text(settings.read_text().partition("vertrouwelijk:")[0])
    for name in (STAD, LATER, ANDER):
        Path(f"../open/{name}.age").unlink()
        shutil.copy(TWENTE / name, f"../open/{name}")
    sealed = dicht(line.replace(".yaml", ".yaml.age"), "coördinator")
    os.chdir("../open")
    plain = dicht(line)
    assert sealed.code == plain.code
    assert sealed.out.replace(".yaml.age", ".yaml") == plain.out


@pytest.mark.parametrize("name", sample(sorted(EXAMPLES, key=lambda one: one != "rietmark"), 5))
def test_every_example_scores_the_same(
    name: str, tmp_path: Path, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    sleutel = make_sleutel()
    (tmp_path / "sleutel").write_text(sleutel.bestand, encoding="utf-8")
    for copy in ("open", "dicht"):
        shutil.copytree(ROOT / "examples" / name, tmp_path / copy)
    with (tmp_path / "dicht/weerbaar.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"vertrouwelijk: {{ontvangers: {{coördinator: {sleutel.publiek}}}}}\n")
    monkeypatch.setenv("WEERBAAR_SLEUTEL", str(tmp_path / "sleutel"))
    monkeypatch.chdir(tmp_path / "dicht")
    folders = [one for one in ("metingen", "gedeeld") if Path(one).is_dir()]
    sealed = weerbaar("seal", *folders)
    assert sealed.code == 0, sealed.err
    assert not [path for one in folders for path in Path(one).rglob("*.yaml")]
    found = weerbaar("score", "metingen", "--format", "json")
    monkeypatch.chdir(tmp_path / "open")
    plain = weerbaar("score", "metingen", "--format", "json")
    assert found.out.replace(".yaml.age", ".yaml") == plain.out
    assert found.code == plain.code == 0


def test_what_does_not_open_counts_as_not_read(dicht: Werkmap) -> None:
    found = dicht("score metingen --format json", "stad")
    assert found.code == 1
    assert "versleuteld, niet te lezen met deze sleutel" in found.err
    assert dicht("score metingen").code == 2
    assert dicht(f"compare {STAD}.age {LATER}.age").code == 2


@pytest.mark.parametrize(
    "line",
    [
        f"score {STAD}.age", f"explain {STAD}.age 3d", f"compare {STAD}.age {LATER}.age",
        f"plan {STAD}.age", f"report {STAD}.age", "trend metingen --organisatie Voorbeeldstad",
        f"form --licht --van {STAD}.age --output ../uit.html", f"import x.xlsx --in {STAD}.age",
        f"new --organisatie Voorbeeldstad --van {STAD}.age", f"open {STAD}.age",
    ],
)  # fmt: skip
def test_who_has_no_key_is_told_so_everywhere(dicht: Werkmap, line: str) -> None:
    found = dicht(line, "vreemd")
    assert (found.code, found.out) == (2, "")
    assert "hint versleuteld versleuteld, niet te lezen met deze sleutel" in found.err
    assert "heeft fouten" not in found.err


def test_a_report_on_a_group_says_that_nothing_opens_and_names_nobody(dicht: Werkmap) -> None:
    found = dicht("report --district twente")
    assert found.code == 2
    assert "3 bestanden bij de metingen zijn niet gelezen" in found.err
    assert "noem dan uw --sleutel" in found.err
    assert "voorbeeldstad" not in found.err.lower()


def test_many_files_are_read_by_several_processes(
    dicht: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in ("controle", "scores"):
        monkeypatch.setattr(f"weerbaar_cli.reading.{one}.MANY", 2)
    monkeypatch.setattr("weerbaar_cli.reading.processen.cpu_count", lambda: 2)
    assert codes(dicht("validate metingen", "coördinator")) == []
    assert codes(dicht("validate metingen")) == ["versleuteld"] * 3
    assert dicht("score metingen --format json", "coördinator").out.count('"versie": 1') == 3
    found = dicht("score metingen --output uit.json", "coördinator")
    assert found.code == 2
    assert "zou onversleuteld op schijf komen" in found.err
    assert not Path("uit.json").exists()


def test_the_members_of_a_group_read_what_it_shares(werkmap: Werkmap) -> None:
    with Path("weerbaar.yaml").open("a", encoding="utf-8") as settings:
        settings.write("groepen: [{naam: Basisteam, type: basisteam, leden: [Voorbeeldstad]}]\n")
    Path("gedeeld").mkdir()
    shared = (TWENTE / STAD).read_text(encoding="utf-8").partition("feiten:")[0]
    shared = shared.replace("Voorbeeldstad", "Basisteam") + "feiten:\n  osint: ja\n"
    Path("gedeeld/team.yaml").write_text(shared, encoding="utf-8")
    own = [
        line for line in Path(STAD).read_text(encoding="utf-8").splitlines() if "osint" not in line
    ]
    Path(STAD).write_text("\n".join(own) + "\n", encoding="utf-8")
    plain = werkmap(f"score {STAD} --format json")
    assert "Basisteam" in plain.out
    assert werkmap("seal metingen gedeeld").code == 0
    sealed = werkmap(f"score {STAD}.age --format json", "stad")
    assert sealed.out == plain.out.replace(".yaml", ".yaml.age")
    assert werkmap("open gedeeld/team.yaml.age", "ander").code == 2
    assert "verkeerde-ontvangers" not in werkmap("validate gedeeld").out


# --- writing back, and what leaves


def opened(dicht: Werkmap, name: str) -> str:
    return dicht(f"open {name}", "coördinator").out


def test_repairs_are_sealed_again(dicht: Werkmap) -> None:
    import weerbaar_cli.files.versleuteld as zelf

    text = (TWENTE / STAD).read_text(encoding="utf-8").replace("fictief: ja", "fictief: JA")
    keys = [dicht.sleutels[one].publiek for one in ("coördinator", "specialist", "stad")]
    dicht.sealed().write_bytes(zelf.make_sealed(text.encode(), "0" * 16, keys))
    found = dicht(f"validate {STAD}.age --herstel --ja", "stad")
    assert found.code == 0, found
    assert "fictief: ja\n" in opened(dicht, f"{STAD}.age")
    assert dicht.sealed().read_bytes().startswith(b"weerbaar: versleuteld/1\n")
    assert list(dicht.map.rglob("*.yaml")) == [dicht.map / "weerbaar.yaml"]


def test_a_new_meting_after_a_sealed_one_is_sealed(dicht: Werkmap) -> None:
    line = "new --organisatie Voorbeeldstad --soort voortgang --peildatum 2025-01-31"
    found = dicht(f"{line} --van {LATER}.age --output metingen/nieuw.yaml", "stad")
    assert found.code == 0
    assert not Path("metingen/nieuw.yaml").exists()
    made = opened(dicht, "metingen/nieuw.yaml.age")
    assert "peildatum: 2025-01-31\n" in made
    mark = Path("metingen/nieuw.yaml.age").read_text().splitlines()[4]
    assert mark == dicht.sealed().read_text().splitlines()[4]


def test_what_comes_back_from_others_is_sealed(dicht: Werkmap) -> None:
    sealed, before = f"{STAD}.age", opened(dicht, f"{STAD}.age")
    line = f"split {sealed} --vorm yaml --rol gemeentesecretaris --output ../deel --onversleuteld"
    assert dicht(line, "coördinator").code == 0
    (deel,) = Path("../deel").glob("*.yaml")
    text = deel.read_text(encoding="utf-8")
    assert "vastgesteld_op: 2021-10-12" in text
    deel.write_text(text.replace("2021-10-12", "2022-10-12"), encoding="utf-8")
    found = dicht(f"merge {deel} --in {sealed}", "coördinator")
    assert found.code == 0, found
    lines = zip(before.splitlines(), opened(dicht, sealed).splitlines(), strict=True)
    changed = [pair for pair in lines if pair[0] != pair[1]]
    assert len(changed) == 1
    assert ("2021-10-12" in changed[0][0], "2022-10-12" in changed[0][1]) == (True, True)
    assert dicht.sealed().read_bytes().startswith(b"weerbaar: versleuteld/1\n")


NAMED = [
    f"report {STAD}.age --output uit.html",
    f"report {STAD}.age --doelgroep notitie --output uit.docx",
    f"report {STAD}.age --doelgroep raad --output uit.md",
    f"score {STAD}.age --output uit.json",
    f"plan {STAD}.age --ics uit.ics",
    f"plan {STAD}.age --output uit.md",
    f"compare {STAD}.age {LATER}.age --output uit.csv",
    f"form --licht --van {STAD}.age --output uit.html",
    f"export {STAD}.age --output uit.xlsx",
    f"split {STAD}.age --output uit",
    f"merge {STAD}.age --in {STAD}.age --proef --output uit.md",
]


@pytest.mark.parametrize("line", sample(NAMED, 4))
def test_what_names_a_party_goes_to_a_file_only_when_asked(dicht: Werkmap, line: str) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    found = dicht(line, "coördinator")
    assert (found.code, found.out) == (2, "")
    assert "zou onversleuteld op schijf komen" in found.err
    refused = dicht(f"{line} --onversleuteld", "coördinator")
    assert refused.code == 2
    assert "git zou dit bestand meenemen" in refused.err
    assert not list(dicht.map.glob("uit*"))
    Path(".gitignore").write_text("uit*\n", encoding="utf-8")
    asked = dicht(f"{line} --onversleuteld", "coördinator")
    assert asked.code == line.startswith("merge"), asked  # a meting is no part of itself
    made = [path for path in dicht.map.glob("uit*") if path.is_file()]
    made += list(dicht.map.glob("uit/*"))
    assert made
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}


def test_no_link_leads_it_into_git(dicht: Werkmap) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    link = dicht.map.parent / "weg.json"
    link.symlink_to(dicht.map / "binnen.json")
    found = dicht(f"score {STAD}.age --onversleuteld --output ../weg.json", "coördinator")
    assert found.code == 2
    assert "git zou dit bestand meenemen" in found.err
    assert not (dicht.map / "binnen.json").exists()


def test_findings_in_a_file_hold_nothing_of_what_is_sealed(dicht: Werkmap) -> None:
    import weerbaar_cli.files.versleuteld as zelf

    text = (TWENTE / STAD).read_text(encoding="utf-8") + "onzin-kanarie: zin-kanarie\n"
    keys = [dicht.sleutels[one].publiek for one in ("coördinator", "specialist", "stad")]
    dicht.sealed().write_bytes(zelf.make_sealed(text.encode(), "0" * 16, keys))
    line = "validate metingen --format tabel --output ../uit.sarif --output ../uit.json"
    found = dicht(line, "coördinator")
    assert found.code == 1
    assert "kanarie" in found.out  # who holds the key sees what is wrong
    for name in ("uit.sarif", "uit.json"):
        made = Path(f"../{name}").read_text(encoding="utf-8")
        assert "onbekende-sleutel" in made
        assert "kanarie" not in made


def test_an_opened_file_does_not_come_into_git(dicht: Werkmap) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    assert dicht(f"open {STAD}.age --output {STAD}", "stad").code == 2
    Path(".gitignore").write_text("metingen/*.yaml\n", encoding="utf-8")
    assert dicht(f"open {STAD}.age --output {STAD}", "stad").code == 0


def test_several_are_opened_all_or_none(dicht: Werkmap) -> None:
    uit, map_ = Path("../uit"), Path("../x")
    uit.mkdir()
    map_.mkdir()
    shutil.copy(f"{ANDER}.age", map_ / Path(f"{STAD}.age").name)
    same = dicht(f"open {STAD}.age ../x/{Path(STAD).name}.age --output ../uit", "coördinator")
    assert (same.code, list(uit.iterdir())) == (2, [])
    assert f"‘{STAD}.age’ en ‘" in same.err
    assert f"zouden allebei ‘{Path(STAD).name}’ heten; er is niets geopend" in same.err
    for other in ("kwijt.yaml.age", "weerbaar.yaml", f"{ANDER}.age"):
        found = dicht(f"open {STAD}.age {other} --output ../uit", "stad")
        assert (found.code, list(uit.iterdir())) == (2, []), other
    (uit / Path(LATER).name).write_text("van een ander", encoding="utf-8")
    found = dicht(f"open {STAD}.age {LATER}.age --output ../uit", "stad")
    assert (found.code, len(list(uit.iterdir()))) == (2, 1)
    assert "bestaat al en wordt niet overschreven" in found.err
    (uit / Path(LATER).name).unlink()
    line = f"open {STAD}.age {LATER}.age {STAD}.age --output ../uit"
    assert dicht(line, "stad").err.count("Geopend: ") == 2
    assert {stat.S_IMODE(one.stat().st_mode) for one in uit.iterdir()} == {0o600}


# --- git


def git(*words: str) -> str:
    who = ("-c", "user.name=proef", "-c", "user.email=proef@example.org")
    done = subprocess.run(["git", *who, *words], check=True, capture_output=True, text=True)
    return done.stdout


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "1")


def change(dicht: Werkmap, old: str, new: str) -> None:
    """Open, change and seal, as somebody does."""
    assert dicht(f"open {STAD}.age --output ../stad.yaml", "stad").code == 0
    text = Path("../stad.yaml").read_text(encoding="utf-8")
    assert old in text
    Path(STAD).write_text(text.replace(old, new, 1), encoding="utf-8")
    Path("../stad.yaml").unlink()
    assert dicht(f"seal {STAD}", "stad").code == 0


def test_revisions_of_sealed_files_are_compared(dicht: Werkmap) -> None:
    git("init", "-q")
    commit()
    change(dicht, "intern-meldpunt: ja", "intern-meldpunt: nee")
    commit()
    found = dicht(f"compare HEAD~1 {STAD}.age", "stad")
    assert found.code == 0, found
    assert "meldpunt" in found.out
    assert dicht(f"compare HEAD~1 {STAD}.age", "vreemd").code == 2


def test_git_shows_what_changed_to_who_can_open_it(
    dicht: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    git("init", "-q")
    Path(".gitattributes").write_text("*.yaml.age text eol=lf diff=weerbaar -merge\n")
    program = f"{sys.executable} -m weerbaar_cli textconv"
    git("config", "diff.weerbaar.textconv", program)
    commit()
    change(dicht, "intern-meldpunt: ja", "intern-meldpunt: nee")
    monkeypatch.setenv("PYTHONPATH", str(ROOT / "src"))
    closed = git("diff")
    assert "intern-meldpunt" not in closed
    assert "+inhoud: " in closed
    monkeypatch.setenv("WEERBAAR_SLEUTEL", str(dicht.map.parent / "sleutels/stad"))
    changed = [
        line for line in git("diff").splitlines() if line[:1] in "+-" and line[1:2] != line[:1]
    ]
    assert changed == ["-  intern-meldpunt: ja", "+  intern-meldpunt: nee"]
    monkeypatch.setenv("WEERBAAR_SLEUTEL", "weg")
    assert "intern-meldpunt" not in git("diff")


def test_gates_hold_without_a_key(dicht: Werkmap) -> None:
    git("init", "-q")
    change(dicht, "status: ingeleverd", "status: vastgesteld")
    commit()
    new = make_sleutel()
    dicht.settings(specialist=new.publiek)
    assert dicht("seal metingen --opnieuw", "coördinator").code == 0
    assert dicht("validate . --sinds HEAD").code == 0  # other readers, the same meting
    change(dicht, "intern-meldpunt: ja", "intern-meldpunt: nee")
    assert codes(dicht("validate . --sinds HEAD")).count("vastgesteld-gewijzigd") == 1
    decided = "wijziging: {reden: telfout, besloten_door: secretaris, op: 2024-06-01}"
    change(dicht, "status: vastgesteld", f"status: vastgesteld\n{decided}")
    assert "vastgesteld-gewijzigd" not in codes(dicht("validate . --sinds HEAD"))
    dicht.sealed().unlink()
    assert "meting-verdwenen" in codes(dicht("validate . --sinds HEAD"))


def test_the_first_time_they_are_sealed_no_meting_vanished(dicht: Werkmap) -> None:
    git("init", "-q")
    for name in (STAD, LATER, ANDER):
        dicht.sealed(name).unlink()
        shutil.copy(TWENTE / name, name)
    commit()
    assert dicht("seal metingen").code == 0
    assert "meting-verdwenen" not in codes(dicht("validate . --sinds HEAD"))
    dicht.sealed(ANDER).unlink()
    assert codes(dicht("validate . --sinds HEAD")).count("meting-verdwenen") == 1


def test_a_version_of_the_past_is_opened(dicht: Werkmap) -> None:
    git("init", "-q")
    commit()
    change(dicht, "intern-meldpunt: ja", "intern-meldpunt: nee")
    then = dicht(f"open HEAD:{STAD}.age", "stad")
    assert then.out == (TWENTE / STAD).read_text(encoding="utf-8")
    assert dicht(f"open HEAD:{STAD}.age --output ../toen.yaml", "stad").code == 0


def test_what_lies_open_in_the_index_is_seen(dicht: Werkmap) -> None:
    git("init", "-q")
    shutil.copy(TWENTE / STAD, STAD)
    git("add", "-A")
    Path(STAD).unlink()
    assert "fout onversleuteld" in dicht(f"validate :{STAD}").out
    assert "onversleuteld" not in dicht(f"validate :{STAD}.age").out


@pytest.mark.parametrize("end", sample(["html", "md", "pdf", "docx", "json"], 5))
def test_a_report_that_names_a_party_is_found_in_the_repository(dicht: Werkmap, end: str) -> None:
    text = Path(ANDER).with_name("echt.yaml")
    made = (TWENTE / STAD).read_text(encoding="utf-8").replace("fictief: ja", "fictief: nee")
    text.write_text(made, encoding="utf-8")
    assert dicht(f"report metingen/echt.yaml --output uit.{end}").code == 0
    text.unlink()
    assert "onversleuteld" not in codes(dicht("validate ."))  # no git, so nobody else has it
    git("init", "-q")
    found = dicht("validate .")
    assert found.code == 1
    assert f"uit.{end}:1:1: fout onversleuteld dit rapport noemt een organisatie" in found.out
    Path(".gitignore").write_text("uit.*\n", encoding="utf-8")
    assert "onversleuteld" not in dicht("validate .").out


def test_a_report_for_a_council_is_found_there_too(dicht: Werkmap) -> None:
    text = Path(ANDER).with_name("echt.yaml")
    made = (TWENTE / STAD).read_text(encoding="utf-8").replace("fictief: ja", "fictief: nee")
    text.write_text(made, encoding="utf-8")
    assert dicht("report metingen/echt.yaml --doelgroep raad --output uit.html").code == 0
    text.unlink()
    git("init", "-q")
    assert "uit.html:1:1: fout onversleuteld dit rapport noemt" in dicht("validate .").out


def test_leaks_says_that_it_cannot_look_into_what_is_sealed(dicht: Werkmap) -> None:
    found = dicht(f"leaks {STAD}.age --strikt")
    assert (found.code, "niet doorzocht" in found.out, "versleuteld" in found.out) == (
        1,
        True,
        True,
    )


# --- nothing readable is left anywhere


KANARIE = "kanarie-7f3a"


LINES = [
    *(line.replace(".yaml", ".yaml.age") for line in COMMANDS),
    "validate .", f"validate {STAD}.age --herstel --ja", f"compare HEAD {STAD}.age",
    f"textconv {STAD}.age", f"report {STAD}.age --format pdf", f"report {STAD}.age --format word",
    f"report {STAD}.age --format xlsx", "seal metingen --opnieuw",
    f"new --organisatie Voorbeeldstad --soort voortgang --van {STAD}.age",
    "report --district twente --doelgroep coordinator", "plan metingen --doelgroep coordinator",
]  # fmt: skip
# Looks at every file that is written, before it is moved or taken away, and at the end.
WATCH = f"""
import os, sys
wrote, told = set(), set()
def look(path):
    try:
        with open(path, "rb") as file:
            told.update([path] if {KANARIE.encode()!r} in file.read() else [])
    except OSError:
        pass
def hook(event, args):
    if event == "open" and isinstance(args[0], (str, bytes)) and args[2] & 3:
        wrote.add(os.fsdecode(args[0]))
    elif event in ("os.remove", "os.rename", "os.link"):
        look(os.fsdecode(args[0]))
sys.addaudithook(hook)
from weerbaar_cli.cli.main import main
code = main(sys.argv[1:])
for path in list(wrote):
    look(path)
print("geschreven:", len(wrote), sorted(told), file=sys.stderr)
sys.exit(code)
"""


def put_canary(dicht: Werkmap) -> None:
    import weerbaar_cli.files.versleuteld as zelf

    text = (TWENTE / STAD).read_text(encoding="utf-8").replace("fictief: ja", "fictief: JA")
    text = text.replace("feiten:\n", f"toelichting: {KANARIE}\nfeiten:\n", 1)
    keys = [dicht.sleutels[one].publiek for one in ("coördinator", "stad")]
    dicht.sealed().write_bytes(zelf.make_sealed(text.encode(), "0" * 16, keys))
    assert KANARIE in opened(dicht, f"{STAD}.age")


@pytest.mark.long
def test_nothing_readable_comes_on_disk_while_commands_run(dicht: Werkmap, tmp_path: Path) -> None:
    put_canary(dicht)
    git("init", "-q")
    commit()
    (tmp_path / "tijdelijk").mkdir()
    env = {**os.environ, "TMPDIR": str(tmp_path / "tijdelijk"), "PYTHONPATH": str(ROOT / "src")}
    env |= {"WEERBAAR_SLEUTEL": "../sleutels/coördinator"}
    wrote = 0
    for line in LINES:
        command = [sys.executable, "-c", WATCH, *line.split()]
        done = subprocess.run(command, env=env, capture_output=True, check=False)
        said = done.stderr.decode().splitlines()[-1].split(maxsplit=2)
        assert (done.returncode in (0, 1), said[2]) == (True, "[]"), (line, done.stderr.decode())
        wrote += int(said[1])
    assert wrote >= 3  # what was repaired, sealed again and new
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert [path for path in files if KANARIE.encode() in path.read_bytes()] == []
    commit()
    for one in git("cat-file", "--batch-all-objects", "--batch-check").splitlines():
        name, kind, _ = one.split()
        content = subprocess.run(["git", "cat-file", kind, name], capture_output=True, check=True)
        assert KANARIE.encode() not in content.stdout
    assert KANARIE in opened(dicht, f"{STAD}.age")


def test_a_log_of_others_holds_nothing_of_it(
    dicht: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_canary(dicht)
    monkeypatch.setenv("CI", "true")
    for line in ("validate .", f"validate {STAD}.age --herstel --ja", "seal metingen --opnieuw"):
        found = dicht(line, "coördinator")
        assert KANARIE not in found.out + found.err
        assert "SECRET" not in found.out + found.err


def test_where_pyrage_is_missing_the_program_says_how_to_get_it(
    dicht: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyrage", None)
    found = dicht(f"score {STAD}.age", "stad")
    assert found.code == 2
    assert 'pip install ".[versleuteld]"' in found.err
    assert codes(dicht("validate metingen")) == ["versleuteld"] * 3  # who has no key needs nothing


def test_a_workbook_that_comes_back_is_sealed_too(dicht: Werkmap) -> None:
    sealed, before = f"{STAD}.age", dicht.sealed().read_bytes()
    assert dicht(f"export {sealed} --output ../vragen.xlsx --onversleuteld", "stad").code == 0
    assert stat.S_IMODE(Path("../vragen.xlsx").stat().st_mode) == 0o600
    assert dicht(f"import ../vragen.xlsx --in {sealed}", "stad").code == 0
    assert dicht.sealed().read_bytes() == before
    meting = read_invulmeting(TWENTE / STAD)
    typist = Typist(make_werkboek(meting.vragen, meting.data))
    typist.type(("vraag", "mt-besproken"), "toelichting", "Getypt.")
    Path("../terug.xlsx").write_bytes(write_xlsx(typist.done()))
    assert dicht(f"import ../terug.xlsx --in {sealed}", "stad").code == 0
    assert dicht.sealed().read_bytes().startswith(b"weerbaar: versleuteld/1\n")
    assert "toelichting: Getypt." in opened(dicht, sealed)
    assert not list(dicht.map.rglob("*.xlsx"))


# --- parts and the inbox


def test_parts_of_a_sealed_meting_go_out_when_asked_and_what_comes_back_is_sealed(
    werkmap: Werkmap,
) -> None:
    assert werkmap(f"seal {STAD}").code == 0
    before = werkmap.sealed().read_bytes()
    line = f"split {STAD}.age --vorm yaml --rol gemeentesecretaris --output ../delen"
    assert werkmap(line, "stad").code == 2
    assert not (werkmap.map.parent / "delen").exists()
    assert werkmap(f"{line} --onversleuteld", "stad").code == 0
    (deel,) = (werkmap.map.parent / "delen").iterdir()
    text = deel.read_text(encoding="utf-8")
    day = next(one for one in text.splitlines() if one.startswith("  mt-besproken:"))
    deel.write_text(text.replace(day, "  mt-besproken: 2024-01-02"), encoding="utf-8")
    assert werkmap(f"merge ../delen --in {STAD}.age", "stad").code == 0
    after = werkmap.sealed().read_bytes()
    assert after != before
    assert after.startswith(b"weerbaar: versleuteld/")
    assert not (werkmap.map / STAD).exists()
    assert "02-01-2024" in werkmap(f"explain {STAD}.age 1b", "stad").out


def test_what_comes_in_for_a_sealed_werkmap_is_sealed(werkmap: Werkmap) -> None:
    post = werkmap.map.parent / "post"
    post.mkdir()
    shutil.move(werkmap.map / STAD, post / "bijlage")
    (werkmap.map / LATER).unlink()
    (werkmap.map / ANDER).unlink()
    assert werkmap("intake ../post --naar .").code == 0
    (placed,) = (werkmap.map / "metingen").iterdir()
    assert placed.name == "voorbeeldstad-zelfscan-2024-01-31.yaml.age"
    assert placed.read_bytes().startswith(b"weerbaar: versleuteld/")
    assert werkmap("validate .", "stad").code == 0
    # Who has the key sees that it is there already.
    again = werkmap("intake ../post --naar . --format json", "stad")
    assert '"aanwezig"' in again.out
