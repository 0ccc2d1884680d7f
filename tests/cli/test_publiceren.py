"""Publishing as an act: the register as a folder, what may follow what, and what is taken back."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from tests.cli.groepswerkmap import (
    CODES,
    DAG,
    NAMEN,
    RAAMWERK,
    SPOREN,
    VORIGE,
    earlier,
    meting,
    path_of,
    settings,
    werkmap,
)
from tests.cli.registerhulp import LEDGER, UIT, ledger, publish, published, report, traces
from tests.conftest import Outcome, Tree, Weerbaar
from tests.steekproef import sample
from weerbaar_cli.model.bestanden.publicaties import take_code

STREEK = ("--district", "streek")
FINAL = ("--publiceer", "--output", UIT)
OUD = "publicaties.yaml"


def answers(*numbers: int, feiten: str = "{intern-meldpunt: nee}") -> dict[str, str]:
    """The werkmap in which these parties answer otherwise."""
    return werkmap(each=lambda number, _: {"feiten": feiten} if number in numbers else {})


def codes() -> list[str]:
    return [name.removeprefix("publicatie-").removesuffix(".yaml") for name in ledger()
            if name.startswith("publicatie-")]  # fmt: skip


def refused(weerbaar: Weerbaar, *args: str, code: int = 1) -> str:
    """The message of what may not be published; nothing is written."""
    before = ledger()
    found = report(weerbaar, *STREEK, *args, "--publiceer", "--output", "nooit.html")
    assert (found.code, found.out) == (code, "")
    assert not Path("nooit.html").exists()
    assert ledger() == before
    return found.err


# --- what the register holds


def test_it_names_no_party_and_says_which_group(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | earlier())
    publish(weerbaar, *STREEK)
    text = "".join((*ledger(), *ledger().values())).casefold()
    assert [word for word in (*NAMEN, *CODES, *SPOREN) if word.casefold() in text] == []
    assert [text.count("aantal: 14") for text in published()] == [1, 1], "this round, the compared"
    assert len(ledger()) == 3, "two publications and one salt"
    assert weerbaar("validate", ".").code == 0


def test_another_salt_gives_other_hashes(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    first = set(re.findall(r"[0-9a-f]{32}: ", "".join(published())))
    shutil.rmtree(LEDGER)
    publish(weerbaar, *STREEK)
    assert len(first) == 14
    assert not first & set(re.findall(r"[0-9a-f]{32}: ", "".join(published())))


def test_the_same_again_adds_nothing_and_needs_no_permission(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap() | earlier())
    first = publish(weerbaar, *STREEK)
    before = ledger(), [one.stat() for one in sorted(Path(LEDGER).iterdir())]
    Path(LEDGER).chmod(0o555)
    assert publish(weerbaar, *STREEK) == first
    Path(LEDGER).chmod(0o755)
    assert (ledger(), [one.stat().st_mtime_ns for one in sorted(Path(LEDGER).iterdir())]) == (
        before[0],
        [one.st_mtime_ns for one in before[1]],
    )


def test_each_audience_is_a_publication(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    publish(weerbaar, *STREEK, "--doelgroep", "notitie")
    assert len(published()) == 1, "a note tells what the report for the board tells"
    publish(weerbaar, *STREEK, "--doelgroep", "openbaar")
    assert ["doelgroep: openbaar" in text for text in published()].count(True) == 1
    assert len(ledger()) == 3


def test_it_says_what_was_written_down(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    found = report(weerbaar, *STREEK, *FINAL)
    (code,) = codes()
    assert f"publicatie {code} (bestuur, 31-01-2024, 14 partijen)" in found.err
    assert "git" not in found.err, "this werkmap is in none"


# --- one date, and a promise that only becomes stricter


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("2024-02-28", 1),  # a month after the 31st ends on the last day of February
        ("2024-02-29", 1),
        ("2024-03-01", 0),
        ("2023-12-31", 1),
        ("2023-12-30", 0),
    ],
)
def test_dates_within_a_month_are_one_date(
    day: str, code: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap(NAMEN[:12]))
    publish(weerbaar, *STREEK)
    shutil.rmtree(root / "metingen")
    tree(werkmap(NAMEN[:13], each=lambda *_: {"peildatum": day}))
    found = report(weerbaar, *STREEK, *FINAL)
    assert found.code == code, found.err
    assert ("van een andere groep" in found.err) == bool(code)


def test_two_rounds_within_a_month_are_not_compared(tree: Tree, weerbaar: Weerbaar) -> None:
    later = {
        path.replace("geheimpje-nu", "geheimpje-later"): text.replace(DAG, "2024-02-15")
        for path, text in werkmap().items()
        if path.startswith("metingen")
    }
    tree(werkmap() | later)
    found = publish(weerbaar, *STREEK)
    assert found["nu"]["peildatum"] == "2024-02-15"
    assert (found["zelfde_groep"], found["vorige"]["normen"]) == (False, [])
    assert len(published()) == 1


@pytest.mark.parametrize(("later", "code"), [(2, 1), (3, 1), (4, 0), (5, 0)])
def test_what_a_reader_may_know_never_becomes_less(
    later: int, code: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    def known(number: int) -> dict[str, str]:
        return {"weerbaar.yaml": settings(extra=f"publicatie: {{bekend_bij_lezer: {number}}}\n")}

    tree(werkmap() | known(4))
    publish(weerbaar, *STREEK)
    tree(known(later))
    found = report(weerbaar, *STREEK, *FINAL)
    assert found.code == code, found.err
    assert ("bekend_bij_lezer" in found.err) == bool(code)


# --- corrections of the same group

# With one salt in a hundred a party that changed keeps its sign: this is another.
ZOUT = {f"{LEDGER}/zout-{take_code('1' * 32)}.yaml": f'weerbaar: zout/1\nzout: "{"1" * 32}"\n'}


@pytest.mark.parametrize(("number", "code"), [(1, 1), (2, 1), (3, 0), (7, 0)])
def test_a_correction_waits_until_enough_parties_changed(
    number: int, code: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    """A reader knows two, so with three changes nobody knows whose the difference is."""
    tree(answers(*range(7)) | ZOUT)
    publish(weerbaar, *STREEK)
    (before,) = codes()
    tree(answers(*range(number, 7)))
    found = report(weerbaar, *STREEK, *FINAL)
    assert found.code == code, found.err
    if code:
        assert "te weinig partijen gaven een ander antwoord" in found.err
        assert codes() == [before]
        return
    (after,) = set(codes()) - {before}
    assert f'herziet:\n  - "{before}"' in ledger()[f"publicatie-{after}.yaml"]
    assert publish(weerbaar, *STREEK)["herziening"] is True
    look = report(weerbaar, *STREEK)
    assert "vervangt eerdere cijfers van deze meetronde" in look.out
    assert weerbaar("validate", ".").code == 0


def test_other_figures_for_everyone_are_another_publication(tree: Tree, weerbaar: Weerbaar) -> None:
    """For everyone there are no causes: that the figures differ shows in what is met alone."""
    openbaar = (*STREEK, "--doelgroep", "openbaar")
    tree(answers(*range(7)))
    publish(weerbaar, *openbaar)
    before = set(codes())
    tree(answers())
    assert publish(weerbaar, *openbaar)["herziening"] is True
    assert len(set(codes()) - before) == 1


def test_an_answer_that_changes_no_figure_is_the_same_publication(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(answers(0))
    first = publish(weerbaar, *STREEK)
    before = ledger()
    tree(answers(1))
    assert publish(weerbaar, *STREEK) == first
    assert ledger() == before


def test_a_correction_for_another_audience_is_one_too(tree: Tree, weerbaar: Weerbaar) -> None:
    """What the board saw is worked out again, so the public cannot get the difference."""
    tree(answers(*range(7)))
    publish(weerbaar, *STREEK)
    tree(answers(*range(6)))
    assert "te weinig partijen" in refused(weerbaar, "--doelgroep", "openbaar")


def test_another_remark_is_no_other_answer(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(answers(*range(7)))
    publish(weerbaar, *STREEK)
    long = "{intern-meldpunt: {waarde: nee, toelichting: anders}}"
    tree(
        answers(*range(1, 7), feiten=long)
        | {
            path: text
            for path, text in answers().items()
            if path.startswith("metingen/verklikkerdam-noord")
        }
    )
    assert "te weinig partijen" in refused(weerbaar)


# --- damaged, older and withdrawn


def older(weerbaar: Weerbaar) -> str:
    """What a register of 0.1.0 said of a publication, which is taken away."""
    publish(weerbaar, *STREEK)
    entry = ledger()[f"publicatie-{codes()[0]}.yaml"]
    salt = next(text for name, text in ledger().items() if name.startswith("zout-"))
    members = re.findall(r"(?m)^  ([0-9a-f]{32}):", entry)
    old = (
        "# Van ons\nweerbaar: publicaties/1\n"
        f"zout: {re.findall(r'[0-9a-f]{32}', salt)[0]}\nuitgaven:\n"
        f'  - raamwerk: proef\n    versie: "1.0"\n    peildatum: {DAG}\n'
        f"    lezing: {re.findall(r'lezing: (.*)', entry)[0]}\n"
        "    doelgroepen: [bestuur, openbaar]\n    aantal: 14\n    leden:\n"
        + "".join(f"      - {one}\n" for one in members)
    )
    shutil.rmtree(LEDGER)
    return old


def test_an_older_register_is_moved_over_with_its_comments(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap())
    old = older(weerbaar)
    tree({OUD: old})
    assert weerbaar("validate", ".").code == 0
    assert report(weerbaar, *STREEK).code == 0
    listed = json.loads(weerbaar("publicaties", "--format", "json").out)["publicaties"]
    assert [one["bekend_bij_lezer"] for one in listed] == [None, None], "it did not hold that"
    assert Path(OUD).exists(), "looking moves nothing"
    publish(weerbaar, *STREEK)
    assert not Path(OUD).exists()
    assert Path(f"{OUD}.oud").read_text(encoding="utf-8") == old
    assert len(published()) == 3, "two of the old register, and the one with its figures"
    assert len(ledger()) == 4, "with the salt that it had"
    assert weerbaar("validate", ".").code == 0
    shutil.rmtree(root / "metingen")
    tree(werkmap(NAMEN[:13]))
    assert "van een andere groep" in refused(weerbaar)


@pytest.mark.parametrize(
    ("find", "old", "new", "code"),
    [
        ("publicatie-*", r"aantal: 14", "aantal: 13", "publicatie-onvolledig"),
        ("publicatie-*", r"bestuur", "openbaar", "publicatie-veranderd"),
        ("publicatie-*", r'  [0-9a-f]{32}: ".."\n\Z', "", "publicatie-onvolledig"),
        ("publicatie-*", r"publicatie/1", "publicatie/2", "nieuwere-versie"),
        ("publicatie-*", r"leden:", "leden: {", "yaml-fout"),
        ("zout-*", r'zout: "..', 'zout: "00', "publicatie-veranderd"),
    ],
)
def test_a_register_that_was_changed_by_hand_stops_everything(
    find: str, old: str, new: str, code: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    (path,) = Path(LEDGER).glob(find)
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(old, new, text, count=1), encoding="utf-8")
    assert "het register van publicaties heeft fouten" in refused(weerbaar, code=2)
    found = weerbaar("validate", LEDGER)
    assert (found.code, f" {code} " in found.out) == (1, True), found.out


def test_a_lost_salt_stops_everything(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    next(Path(LEDGER).glob("zout-*")).unlink()
    assert "het register van publicaties heeft fouten" in refused(weerbaar, code=2)
    assert "zout-ontbreekt" in weerbaar("validate", ".").out


def test_what_never_left_is_withdrawn_and_stays(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap(NAMEN[:12]))
    publish(weerbaar, *STREEK)
    (code,) = codes()
    shutil.rmtree(root / "metingen")
    tree(werkmap())
    refused(weerbaar)
    found = weerbaar(
        "publicaties", "--intrek", code[:6], "--reden", "nooit verspreid", "--door", "coördinator"
    )
    assert found.code == 0, found.err
    assert f"publicatie-{code}.yaml" in ledger(), "nothing is ever deleted"
    (gone,) = (text for name, text in ledger().items() if name.startswith("intrekking-"))
    assert f'publicatie: "{code}"' in gone
    assert "door: coördinator" in gone
    publish(weerbaar, *STREEK)
    told = weerbaar("validate", ".")
    assert (told.code, "hint steunt-op-intrekking" in told.out) == (0, True)
    assert "ingetrokken door coördinator: nooit verspreid" in " ".join(
        weerbaar("publicaties", "--format", "csv").out.split()
    )


@pytest.mark.parametrize("words", ["~", "null", "ja", "- x: #y", "twee\nregels"])
def test_whatever_reason_is_given_the_register_can_be_read(
    words: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    assert (
        weerbaar("publicaties", "--intrek", *codes(), "--reden", words, "--door", words).code == 0
    )
    (one,) = json.loads(weerbaar("publicaties", "--format", "json").out)["publicaties"]
    assert one["ingetrokken"] == dict.fromkeys(("reden", "door"), " ".join(words.split()))


def test_a_correction_of_what_was_withdrawn_is_named(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(answers(*range(7)))
    publish(weerbaar, *STREEK)
    (code,) = codes()
    tree(answers(*range(3)))
    publish(weerbaar, *STREEK)
    weerbaar("publicaties", "--intrek", code, "--reden", "nooit weg", "--door", "coördinator")
    found = weerbaar("validate", ".")
    assert (found.code, "waarschuwing steunt-op-intrekking" in found.out) == (0, True)


def test_what_is_published_again_after_it_was_withdrawn_counts(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap())
    gone: set[str] = set()
    for _ in range(3):
        publish(weerbaar, *STREEK)
        (new,) = {*codes()} - gone
        publish(weerbaar, *STREEK)
        assert {*codes()} == {new} | gone, "the same again adds nothing"
        shutil.rmtree(root / "metingen")
        tree(werkmap(NAMEN[:13]))
        assert new in refused(weerbaar), "another group cannot stand beside it"
        tree(werkmap())
        assert weerbaar("validate", ".").code == 0
        weerbaar("publicaties", "--intrek", new, "--reden", "nooit weg", "--door", "coördinator")
        gone.add(new)


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--intrek", "000000000000", "--reden", "x", "--door", "coördinator"], "geen publicatie"),
        (["--intrek", "", "--reden", "x", "--door", "coördinator"], "geen publicatie"),
        (["--intrek", "0"], "vraagt --reden en --door"),
        (["--reden", "x"], "horen bij --intrek"),
        (["--intrek", "0", "--output", "lijst.html"], "horen bij de lijst"),
        (["--intrek", "0", "--raamwerk", "proef"], "horen bij de lijst"),
        (["--intrek", "0", "--reden", "x", "--door", "Jan de Vries"], "lijkt een persoon"),
        (["--intrek", "0", "--reden", "x\x07", "--door", "jurist"], "onzichtbaar teken"),
        (["--intrek", "0", "--reden", "x", "--door", "jurist\udcff"], "onzichtbaar teken"),
        (["--intrek", "0", "--reden", "bel 06-12345678", "--door", "jurist"], "lijkt een persoon"),
        (["--district", "nergens"], "geen werkmap"),
    ],
)
def test_what_cannot_be_withdrawn(
    args: list[str], message: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    before = ledger()
    found = weerbaar("publicaties", *args)
    assert (found.code, found.out) == (2, "")
    assert message in found.err
    assert ledger() == before


def test_the_list_says_what_can_be_published(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap() | earlier(NAMEN[:8]))
    empty = weerbaar("publicaties")
    assert empty.code == 0
    assert "Er is nog niets gepubliceerd" in empty.out
    publish(weerbaar, *STREEK)
    found = weerbaar("publicaties")
    assert traces(found) == []
    words = " ".join(found.out.split())
    assert "zelfscan van 31-01-2024 bestuur is gepubliceerd" in words
    assert "zelfscan van 31-01-2024 openbaar kan" in words
    assert "zelfscan van 01-07-2023 bestuur kan" in words
    assert "zelfscan van 01-07-2023 openbaar kan niet" in words
    assert "ten minste 9 ingeleverde" in words


# --- git


IGNORED = {".gitignore": ".weerbaar-slot\n*.json\n"}


def git(root: Path, *words: str) -> str:
    """Git of this machine, with nobody's settings."""
    env = os.environ | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "iemand",
        "GIT_AUTHOR_EMAIL": "iemand@voorbeeld.nl",
        "GIT_COMMITTER_NAME": "iemand",
        "GIT_COMMITTER_EMAIL": "iemand@voorbeeld.nl",
    }
    done = subprocess.run(["git", *words], cwd=root, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def commit(root: Path) -> None:
    git(root, "add", "-A", "--", ".")
    git(root, "commit", "-qm", "stand")


@pytest.mark.parametrize("same_salt", [False, True])
def test_two_branches_merge_as_a_union_and_what_clashes_is_named(
    same_salt: bool, tree: Tree, weerbaar: Weerbaar
) -> None:
    """Without a register on the base each branch made a salt of its own."""
    root = tree(werkmap(NAMEN[:12]) | earlier(NAMEN[:12]) | IGNORED)
    git(root, "init", "-q", "-b", "main")
    if same_salt:
        publish(weerbaar, *STREEK, "--peildatum", VORIGE)
    commit(root)
    git(root, "checkout", "-q", "-b", "twaalf")
    publish(weerbaar, *STREEK)
    commit(root)
    git(root, "checkout", "-q", "main")
    tree(werkmap(NAMEN[:13]))
    publish(weerbaar, *STREEK)
    commit(root)
    git(root, "merge", "-q", "--no-edit", "twaalf")
    salts = [name for name in ledger() if name.startswith("zout-")]
    assert len(salts) == (1 if same_salt else 2)
    found = weerbaar("validate", ".")
    assert found.code == 1
    assert found.out.count("publicaties-botsen") == 1
    assert "een andere groep met dezelfde leden" in found.out
    assert "weerbaar publicaties --intrek" in found.out
    assert traces(Outcome(0, found.out, "")) == []
    clash = re.search(r"‘weerbaar publicaties --intrek (\w+)", found.out)
    assert clash is not None
    weerbaar("publicaties", "--intrek", clash[1], "--reden", "nooit weg", "--door", "coördinator")
    assert weerbaar("validate", ".").code == 0


def test_two_branches_that_withdraw_for_another_reason_merge(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap() | IGNORED)
    git(root, "init", "-q", "-b", "main")
    publish(weerbaar, *STREEK)
    (code,) = codes()
    commit(root)
    git(root, "branch", "ander")
    words = ("publicaties", "--intrek", code, "--door", "coördinator", "--reden")
    for branch, reden in (("main", "nooit verspreid"), ("ander", "verkeerde dag")):
        git(root, "checkout", "-q", branch)
        assert weerbaar(*words, reden).code == 0
        commit(root)
    git(root, "merge", "-q", "--no-edit", "main")
    assert weerbaar("validate", ".").code == 0
    told = " ".join(weerbaar("publicaties", "--format", "csv").out.split())
    assert all(f"door coördinator: {one}" in told for one in ("nooit verspreid", "verkeerde dag"))


def test_two_branches_with_the_same_group_stand_side_by_side(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap() | IGNORED)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    git(root, "checkout", "-q", "-b", "ander")
    publish(weerbaar, *STREEK)
    commit(root)
    git(root, "checkout", "-q", "main")
    publish(weerbaar, *STREEK)
    commit(root)
    git(root, "merge", "-q", "--no-edit", "ander")
    assert len(ledger()) == 4, "two salts, so two hashes of one publication"
    assert weerbaar("validate", ".").code == 0
    before = ledger()
    publish(weerbaar, *STREEK)
    assert ledger() == before
    shutil.rmtree(root / "metingen")
    tree(werkmap(NAMEN[:13]))
    refused(weerbaar)


def test_in_git_it_says_what_must_be_pushed(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap() | IGNORED)
    git(root, "init", "-q", "-b", "main")
    commit(root)
    first = report(weerbaar, *STREEK, *FINAL)
    assert "waarschuwing" not in first.err
    assert "Zet de map publicaties in git en push" in first.err
    second = report(weerbaar, *STREEK, "--doelgroep", "openbaar", *FINAL)
    assert "waarschuwing: het register van publicaties staat nog niet zo in git" in second.err
    commit(root)
    third = report(weerbaar, *STREEK, *FINAL)
    assert "git" not in third.err
    (root / ".gitignore").write_text("publicaties/\n.weerbaar-slot\n*.json\n", encoding="utf-8")
    git(root, "rm", "-rq", "--cached", LEDGER)
    commit(root)
    fourth = report(weerbaar, *STREEK, *FINAL)
    assert "waarschuwing" in fourth.err, "git does not even see it"


def test_a_register_that_git_knows_and_is_gone_stops_publishing(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    """Else thirteen could follow fourteen, and who is not among them would be known."""
    root = tree(werkmap() | IGNORED)
    git(root, "init", "-q", "-b", "main")
    assert report(weerbaar, *STREEK, *FINAL).code == 0
    commit(root)
    before = ledger()
    (code,) = codes()
    for take in (
        (Path(LEDGER) / f"publicatie-{code}.yaml").unlink,
        partial(shutil.rmtree, LEDGER),
        partial(git, root, "rm", "-q", f"{LEDGER}/publicatie-{code}.yaml"),
        partial(git, root, "rm", "-qr", LEDGER),
    ):
        take()
        found = report(weerbaar, *STREEK, *FINAL)
        assert found.code == 1
        assert f"Zet ze terug: git checkout HEAD -- {LEDGER}." in found.err
        git(root, "checkout", "-q", "HEAD", "--", LEDGER)
    assert ledger() == before
    assert report(weerbaar, *STREEK, *FINAL).code == 0


def test_a_folder_in_the_register_is_no_lost_publication(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap() | IGNORED | {f"{LEDGER}/notities/lees.txt": "niets"})
    git(root, "init", "-q", "-b", "main")
    assert report(weerbaar, *STREEK, *FINAL).code == 0
    commit(root)
    assert report(weerbaar, *STREEK, *FINAL).err.count("git") == 0
    shutil.rmtree(Path(LEDGER) / "notities")
    assert report(weerbaar, *STREEK, *FINAL).err.count("git") == 0


# --- where it cannot be written

# Runs the program where no file can grow beyond this many bytes, as on a disk that is full; also
# for root. The second form is killed by it, in the middle of its write.
FULL = """
import resource, signal, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), -1))
if sys.argv[2] == "kill":
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
from weerbaar_cli.cli.main import main
words = [word for name in sys.argv[3:] for word in ("--output", name)]
sys.exit(main(["report", "--district", "streek", "--publiceer", *words]))
"""


def run_full(root: Path, room: int, how: str, *names: str) -> Outcome:
    """One run in a process of its own; its output goes to a pipe, which has room."""
    surroundings = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-c", FULL, str(room), how, *(names or [UIT])]
    found = subprocess.run(words, cwd=root, capture_output=True, text=True, env=surroundings)
    outcome = Outcome(found.returncode, found.stdout, found.stderr)
    assert traces(outcome) == []
    return outcome


def everything(root: Path) -> list[str]:
    """What stands in the werkmap, but for its lock."""
    return sorted(one.name for one in root.iterdir() if one.name != ".weerbaar-slot")


INPUT = ["metingen", "proef.yaml", "weerbaar.yaml"]


def test_where_the_register_cannot_be_written_nothing_is_published(tree: Tree) -> None:
    root = tree(werkmap())
    found = run_full(root, 100, "fail")
    assert (found.code, found.out) == (2, "")
    assert "niet te schrijven; er is geen rapport gemaakt" in found.err
    assert everything(root) == INPUT


def test_where_the_report_cannot_be_written_its_entry_is_taken_back(tree: Tree) -> None:
    """The register fits, the report does not: then nothing of either is left."""
    root = tree(werkmap())
    found = run_full(root, 2000, "fail", "uit.html")
    assert (found.code, found.out) == (2, "")
    assert "‘uit.html’ is niet te schrijven" in found.err
    assert "Vastgelegd" not in found.err
    assert everything(root) == INPUT


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
@pytest.mark.parametrize(
    "asked",
    [
        "--output uit.json --format html",
        "--output uit.csv --format csv --doelgroep onderzoek --ontvanger onderzoeker",
    ],
)
def test_what_was_published_is_said_where_it_cannot_be_shown(asked: str, tree: Tree) -> None:
    tree(werkmap())
    words = ["report", *STREEK, "--publiceer", *asked.split()]
    command = [sys.executable, "-m", "weerbaar_cli", *words]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    (code,) = codes()
    assert done.returncode == 2
    assert f"Vastgelegd in het register: publicatie {code}" in done.stderr


def test_of_two_reports_none_is_left_when_one_cannot_be_written(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap())
    found = run_full(root, 9000, "fail", UIT, "groot.html")
    assert found.code == 2
    assert "Geschreven" not in found.err
    assert everything(root) == INPUT
    publish(weerbaar, *STREEK)


def test_what_is_refused_at_the_end_is_not_registered(tree: Tree, weerbaar: Weerbaar) -> None:
    """A name in a file, a folder that is gone: the right report may follow."""
    root = tree(werkmap() | {"eigen.html": "van mij"})
    for output in (
        "verklikkerdam-noord.html",
        "weg/uit.html",
        "eigen.html",
        "uit.raar",
        "metingen",
    ):
        found = report(weerbaar, *STREEK, "--publiceer", "--output", UIT, "--output", output)
        assert found.code == 2
    assert everything(root) == ["eigen.html", *INPUT]
    publish(weerbaar, *STREEK)


@pytest.mark.parametrize("name", ["uit.json", "uit.yaml.json", "../publicaties/uit.md"])
def test_no_report_comes_into_the_register(name: str, tree: Tree, weerbaar: Weerbaar) -> None:
    """By its name it could be taken for a part of it, and then nothing can be published."""
    tree(werkmap())
    publish(weerbaar, *STREEK)
    before = ledger()
    found = report(weerbaar, *STREEK, "--publiceer", "--output", f"publicaties/{name}")
    assert (found.code, found.out) == (2, "")
    assert "zou in het register van publicaties komen" in found.err
    assert ledger() == before


@pytest.mark.parametrize(
    "line",
    [
        "new --organisatie Verklikkerdam-Noord --output publicaties/x.yaml",
        "key new --output publicaties/k.yaml",
        "frameworks new mijn-regio --output publicaties/m.yaml",
        f"split {path_of(NAMEN[0])} --vorm yaml --output publicaties",
        "schema --output publicaties",
    ],
)
def test_nothing_else_comes_into_the_register(line: str, tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    before = ledger()
    found = weerbaar(*line.split())
    assert (found.code, ledger()) == (2, before)
    assert "zou in het register van publicaties komen" in found.err


def test_without_a_right_to_write(tree: Tree, weerbaar: Weerbaar) -> None:
    """Where its name is taken by a file nobody knows what was published; also for root."""
    root = tree(werkmap() | {LEDGER: "van mij"})
    found = report(weerbaar, *STREEK, *FINAL)
    assert found.code == 2
    assert "het register van publicaties heeft fouten" in found.err
    assert everything(root) == sorted([LEDGER, *INPUT])


def test_a_lock_that_cannot_be_made(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap())
    (root / ".weerbaar-slot").mkdir()
    found = report(weerbaar, *STREEK, *FINAL)
    assert found.code == 2
    assert "in de werkmap is niet te schrijven" in found.err
    assert ledger() == {}


def test_a_run_that_is_killed_in_a_write_blocks_nothing(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap())
    found = run_full(root, 100, "kill")
    assert found.code == -signal.SIGXFSZ
    assert not Path(UIT).exists()
    publish(weerbaar, *STREEK)
    assert everything(root) == [*INPUT[:1], "proef.yaml", LEDGER, UIT, "weerbaar.yaml"]
    assert len(ledger()) == 2, "what was left half is gone"
    assert weerbaar("validate", ".").code == 0


def test_a_file_of_a_run_that_goes_on_is_left_alone(tree: Tree, weerbaar: Weerbaar) -> None:
    from weerbaar_cli.files.schrijven import TEMPORARY, _host

    here, there = f"{TEMPORARY}{_host()}-", f"{TEMPORARY}000000-"
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    names = [f"{here}{os.getpid()}-a", f"{there}{done.pid}-b", f"{here}{done.pid}-c", f"{here}x-d"]
    tree(werkmap() | dict.fromkeys(names, "half"))
    publish(weerbaar, *STREEK)
    assert [Path(one).exists() for one in names] == [True, True, False, True]
    os.utime(names[1], (0, 0))
    publish(weerbaar, *STREEK)
    assert not Path(names[1]).exists(), "of another machine, and old"


def test_raamwerken_in_the_register_may_be_gone(tree: Tree, weerbaar: Weerbaar) -> None:
    """Then it may have read any fact, so nothing is allowed beside it."""
    root = tree(werkmap(each=lambda *_: {"raamwerk": "[proef, ander]"}) | {
        "ander.yaml": RAAMWERK.replace("id: proef", "id: ander")
        .replace("intern-meldpunt", "ivp-prioriteit")
        .replace("mt-besproken", "college-besproken")
    })  # fmt: skip
    publish(weerbaar, *STREEK, "--raamwerk", "ander")
    (root / "ander.yaml").unlink()
    shutil.rmtree(root / "metingen")
    tree(werkmap())
    assert "van een ander raamwerk met dezelfde feiten" in refused(weerbaar)


# --- a register that is not whole, and what is said of it


def damage(how: str) -> None:
    """Harm the only publication, or what holds it."""
    (path,) = Path(LEDGER).glob("publicatie-*")
    match how:
        case "leeg":
            path.write_text("", encoding="utf-8")
        case "afgekapt":
            path.write_bytes(path.read_bytes()[:350])
        case "zonder eerste regel":
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("weerbaar: publicatie/1\n", ""), encoding="utf-8")
        case "halve samenvoeging":
            path.write_text(f"<<<<<<< HEAD\n{path.read_text()}=======\n", encoding="utf-8")
        case "andere naam":
            path.rename(path.with_name("kopie.yaml"))
        case "kopie":
            shutil.copy(path, path.with_name("kopie.yaml"))
        case "reservekopie":
            path.rename(path.with_name(f"{path.name}.bak"))
        case "vreemd":
            path.with_name("x.yaml").write_text("a: b\n", encoding="utf-8")
        case "meting":
            shutil.copy(next(Path("metingen").glob("*/*.yaml")), LEDGER)
        case "link":
            elders = Path.cwd().with_name(f"{Path.cwd().name}-elders")
            Path(LEDGER).rename(elders)
            Path(LEDGER).symlink_to(elders)
        case "link naar bestand":
            path.rename("elders.txt")
            path.symlink_to(Path("elders.txt").absolute())
        case "bestand":
            shutil.rmtree(LEDGER)
            Path(LEDGER).write_text("hoi\n", encoding="utf-8")
        case "leeg oud register":
            shutil.rmtree(LEDGER)
            Path(OUD).write_text("", encoding="utf-8")
        case "link in plaats van oud register":
            shutil.rmtree(LEDGER)
            Path(OUD).symlink_to("nergens")
        case _:
            raise AssertionError(how)


DAMAGE = (
    "leeg", "afgekapt", "zonder eerste regel", "halve samenvoeging", "andere naam", "kopie",
    "reservekopie", "vreemd", "meting", "link", "link naar bestand", "bestand",
    "leeg oud register", "link in plaats van oud register",
)  # fmt: skip


@pytest.mark.parametrize("how", sample(DAMAGE, 3))
def test_damage_is_judged_alike_and_nothing_is_to_be_removed(
    how: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    """Whoever obeys the advice loses no publication, and only the file that is harmed is told."""
    tree(werkmap())
    publish(weerbaar, *STREEK)
    damage(how)
    checked = weerbaar("validate", ".")
    faults = [line for line in checked.out.splitlines() if ": fout " in line]
    assert checked.code == 1
    assert len({line.split(":")[0] for line in faults}) == 1, faults
    for wrong in ("haal het weg.", "haal dit weg", "Vul ", "Voeg ", "haal de regels"):
        assert wrong not in checked.out.replace("haal het niet weg.", "")
    for args in (["report", *STREEK], ["report", *STREEK, *FINAL], ["publicaties"]):
        found = weerbaar(*args)
        assert (found.code, found.out) == (2, ""), args
        assert "Fout: het register van publicaties heeft fouten" in found.err
        assert "rapport gemaakt" not in found.err
        assert traces(found) == []


def test_a_refusal_names_the_file_of_the_register(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    name = f"publicatie-{codes()[0]}.yaml"
    damage("leeg")
    assert f"heeft fouten ({name}): het bestand is leeg" in weerbaar("publicaties").err
    shutil.rmtree(LEDGER)
    Path(LEDGER).symlink_to("nergens")
    assert f"heeft fouten ({LEDGER}): dit is een verwijzing" in weerbaar("publicaties").err


def test_what_git_knows_and_is_gone_stops_looking_too(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap() | IGNORED)
    git(root, "init", "-q", "-b", "main")
    publish(weerbaar, *STREEK)
    commit(root)
    next(Path(LEDGER).glob("publicatie-*")).unlink()
    found = report(weerbaar, *STREEK)
    assert (found.code, found.out) == (1, "")
    assert "git checkout HEAD -- publicaties" in found.err
    listed = weerbaar("publicaties", "--format", "json")
    shape = json.loads(listed.out)
    assert (listed.code, shape["kansen"]) == (1, [])
    assert "mist bestanden die git wel kent" in shape["bezwaar"]
    git(root, "restore", LEDGER)
    assert weerbaar("verify", UIT, ".").code == 0


def test_a_clash_is_listed_and_what_went_out_may_go_out_again(
    tree: Tree, weerbaar: Weerbaar
) -> None:
    """Two branches each published a group; what is advised after the merge can be done."""
    root = tree(werkmap(NAMEN[:12]))
    publish(weerbaar, *STREEK)
    kept = {f"{LEDGER}/{name}": text for name, text in ledger().items()}
    shutil.rmtree(LEDGER)
    tree(werkmap(NAMEN[:13]))
    publish(weerbaar, *STREEK)
    tree(kept)
    before = ledger()
    listed = weerbaar("publicaties", "--format", "json")
    shape = json.loads(listed.out)
    assert listed.code == 1
    twelve, thirteen = sorted(shape["publicaties"], key=lambda one: one["aantal"])
    assert (twelve["botst_met"], thirteen["botst_met"]) == ([thirteen["code"]], [twelve["code"]])
    stand = {one["doelgroep"]: one for one in shape["kansen"]}
    assert stand["bestuur"]["stand"] == "gepubliceerd"
    assert stand["openbaar"]["stand"] == "kan_niet"
    assert "gaat zelf niet samen met" in stand["openbaar"]["reden"]
    assert "kan niet naast" in weerbaar("publicaties", "--format", "csv").out
    publish(weerbaar, *STREEK)
    shutil.rmtree(root / "metingen")
    tree(werkmap(NAMEN[:12]))
    publish(weerbaar, *STREEK)
    assert ledger() == before
    tree(werkmap())
    found = refused(weerbaar)
    assert "precies dezelfde publicatie nog eens" in found
    assert "dezelfde 12" not in found


def test_a_refusal_says_that_a_file_was_not_read(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap(NAMEN[:13]))
    publish(weerbaar, *STREEK)
    tree({path_of(NAMEN[0]): "weerbaar: meting/1\norganisatie: {\n"})
    for args in ((), FINAL):
        found = report(weerbaar, *STREEK, *args)
        assert found.code == 1
        assert "van een andere groep; 1 bestand bij de metingen is niet gelezen" in found.err
    tree(dict.fromkeys(map(path_of, NAMEN[:8]), "weerbaar: meting/1\norganisatie: {\n"))
    assert "er zijn er 5; 8 bestanden bij de metingen zijn niet" in report(weerbaar, *STREEK).err


def test_the_list_of_invented_data_says_so(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    assert "FICTIEF" in weerbaar("publicaties").out
    assert json.loads(weerbaar("publicaties", "--format", "json").out)["fictief"] is True
    head, row = weerbaar("publicaties", "--format", "csv").out.splitlines()[:2]
    assert dict(zip(head.split(","), row.split(","), strict=False))["fictief"] == "ja"


def test_words_for_a_list_are_not_of_a_report(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    assert "Fout: deze map is er niet, of is geen map" in weerbaar("publicaties", "nietdaar").err
    assert "rapport" not in weerbaar("publicaties", "proef.yaml").err.partition("\n")[0]
    assert "‘niets’ bestaat niet" in weerbaar("verify", "niets").err


@pytest.mark.parametrize(
    "place", ["metingen/.verborgen.yaml", "metingen/.oud/x.yml", "metingen/a/.b/c/x.YAML"]
)
@pytest.mark.parametrize("kop", ["", "weerbaar: meting/1\n"])
def test_a_hidden_meting_is_named_and_stops_publishing(
    place: str, kop: str, tree: Tree, weerbaar: Weerbaar
) -> None:
    """One party less would go out, and the right report would be refused ever after."""
    root = tree(werkmap() | IGNORED)
    hidden = root / place
    hidden.parent.mkdir(parents=True, exist_ok=True)
    (root / path_of(NAMEN[0])).unlink()
    hidden.write_text(kop + meting(NAMEN[0]).partition("\n")[2], encoding="utf-8")
    checked = weerbaar("validate", ".")
    assert f"{place}:1:1: waarschuwing niet-gelezen dit bestand is verborgen" in checked.out
    assert "1 bestand bij de metingen is niet gelezen" in refused(weerbaar)
    assert report(weerbaar, *STREEK).code == 1
    git(root, "init", "-q", "-b", "main")
    commit(root)
    assert "1 bestand bij de metingen" in report(weerbaar, "HEAD:.", *STREEK).err


def test_what_other_programs_hide_is_no_meting(tree: Tree, weerbaar: Weerbaar) -> None:
    name, text = path_of(NAMEN[0]), meting(NAMEN[0])
    folder, _, last = name.rpartition("/")
    root = tree(
        werkmap()
        | {f"{folder}/.{last}.swp": "b0VIM 8.2", f"{folder}/._{last}": "\0\5\26\7"}
        | {f"metingen/{tool}/x.yaml": text for tool in (".git", ".hg", ".svn")}
        | {"elders/.oud/x.yaml": text, "metingen/.yamllint.yaml": "rules: {}\n"}
    )
    (root / folder / f".#{last}").symlink_to("iemand@computer.123")
    assert weerbaar("validate", ".").code == 0
    assert "niet-gelezen" not in weerbaar("validate", ".").out
    publish(weerbaar, *STREEK)


def test_a_hidden_file_of_the_register_stops_everything(tree: Tree, weerbaar: Weerbaar) -> None:
    tree(werkmap())
    publish(weerbaar, *STREEK)
    (path,) = Path(LEDGER).glob("publicatie-*")
    path.rename(path.with_name(".weg.yaml"))
    assert "het register van publicaties heeft fouten" in refused(weerbaar, code=2)
    checked = weerbaar("validate", ".")
    assert (checked.code, "fout niet-gelezen" in checked.out) == (1, True)


def test_what_was_moved_is_said_and_git_is_told_all_of_it(
    tree: Tree, weerbaar: Weerbaar, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tree(werkmap() | IGNORED)
    old = older(weerbaar)
    tree({OUD: old})
    git(root, "init", "-q", "-b", "main")
    commit(root)
    found = report(weerbaar, *STREEK, *FINAL)
    assert "waarschuwing" not in found.err
    assert "Overgezet: 2 publicaties van publicaties.yaml naar de map publicaties" in found.err
    assert "git add -A publicaties publicaties.yaml publicaties.yaml.oud" in found.err
    monkeypatch.chdir(root / "metingen")
    (code, *_) = (one.stem.removeprefix("publicatie-") for one in (root / LEDGER).glob("publ*"))
    words = ("--intrek", code, "--reden", "nooit verspreid", "--door", "coördinator")
    there = weerbaar("publicaties", str(root), *words)
    assert "Zet het register vanuit de werkmap in git (git add -A publicaties " in there.err
    monkeypatch.chdir(root)
    git(root, "add", "publicaties")
    git(root, "commit", "-qm", "half")
    half = report(weerbaar, *STREEK, *FINAL)
    assert "nog niet zo in git (publicaties.yaml, publicaties.yaml.oud)" in half.err
    assert "Overgezet" not in half.err
    commit(root)
    assert "git" not in report(weerbaar, *STREEK, *FINAL).err


def test_a_lost_register_of_one_file_stops_publishing(tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap() | IGNORED)
    old = older(weerbaar)
    tree({OUD: old})
    git(root, "init", "-q", "-b", "main")
    commit(root)
    Path(OUD).unlink()
    assert "git checkout HEAD -- publicaties.yaml." in refused(weerbaar)


@pytest.mark.skipif(os.name == "nt", reason="no modes")
@pytest.mark.parametrize(("folder", "slot"), [(0o2777, 0o666), (0o2775, 0o664), (0o700, 0o600)])
def test_the_lock_is_for_whoever_may_write_in_the_folder(
    folder: int, slot: int, tree: Tree, weerbaar: Weerbaar
) -> None:
    root = tree(werkmap())
    root.chmod(folder)
    before = os.umask(0o077)
    try:
        publish(weerbaar, *STREEK)
    finally:
        os.umask(before)
    assert (root / ".weerbaar-slot").stat().st_mode & 0o777 == slot
    assert Path(LEDGER).stat().st_mode & 0o7777 == folder
    assert {one.stat().st_mode & 0o777 for one in Path(LEDGER).iterdir()} == {0o600}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no modes")
@pytest.mark.parametrize("slot", [False, True])
def test_a_werkmap_that_is_only_to_read(slot: bool, tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap() | ({".weerbaar-slot": ""} if slot else {}))
    root.chmod(0o555)
    found = report(weerbaar, *STREEK, *FINAL)
    root.chmod(0o755)
    may = os.geteuid() == 0  # root may do all
    assert (found.code, found.out, bool(ledger())) == (0 if may else 2, "", may)
    assert may or "niet te schrijven" in found.err


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all")
@pytest.mark.parametrize("what", ["slot", "publicatie-*", LEDGER])
def test_what_belongs_to_another_is_said(what: str, tree: Tree, weerbaar: Weerbaar) -> None:
    root = tree(werkmap())
    publish(weerbaar, *STREEK)
    found = {"slot": root / ".weerbaar-slot", LEDGER: Path(LEDGER)}
    path = found.get(what) or next(Path(LEDGER).glob(what))
    mode = path.stat().st_mode
    path.chmod(0)
    said = report(weerbaar, *STREEK, *FINAL).err
    path.chmod(mode)
    wanted = "het slot van deze werkmap" if what == "slot" else "voor u niet te lezen"
    assert wanted in said
