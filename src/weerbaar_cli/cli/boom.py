"""A derivation drawn as a tree: the text, the oordeel, the rule, the facts, the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from weerbaar_cli.cli.stel import describe
from weerbaar_cli.cli.tabel import badge
from weerbaar_cli.model.doelgroep import marking
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Verklaring, Waarheid

if TYPE_CHECKING:
    from weerbaar_cli.cli.score import Score
    from weerbaar_cli.model.bestanden.raamwerk import Norm
    from weerbaar_cli.model.uitkomsten.oordeel import Normoordeel

_MARKS: dict[Waarheid, tuple[str, str]] = {
    "ja": ("✔ ", "green"),
    "nee": ("✘ ", "red"),
    "open": ("? ", "cyan"),
    "weg": ("– ", "dim"),
}


def make_tree(score: Score, norm_id: str) -> Tree:
    """The whole derivation of one norm."""
    oordeel, norm = score.oordeel.find(norm_id), score.raamwerk.find_norm(norm_id)
    meting = score.dossier.meting
    assert oordeel is not None
    assert norm is not None
    root = Tree(Text(f"{norm.id}  «{norm.tekst}»", style="bold"))
    status = badge(oordeel.oordeel)
    status.append(f" op {dutch(score.oordeel.peildatum)}")
    mark = marking(fictief=meting.fictief)
    status.append(f"  ({mark})", style="magenta" if meting.fictief else "")
    root.add(status)
    if score.dossier.verondersteld:
        root.add(Text(describe(score.dossier.verondersteld), style="bold magenta"))
    _add_verdict(root, oordeel)
    _add_verhaal(root, score, norm)
    rule = root.add(Text("de regel", style="bold"))
    if norm.uitleg:
        rule.add(Text(norm.uitleg))
    for node in oordeel.afleiding:
        _add(rule, node)
    _add_readings(root, score, norm)
    _add_source(root, score, norm)
    return root


def _add_verdict(root: Tree, oordeel: Normoordeel) -> None:
    root.add(Text(f"waarom: {oordeel.reden}"))
    if oordeel.afgeleid == "onbekend":
        words = ", ".join(WOORDEN[status] for status in oordeel.mogelijk)
        root.add(Text(f"kan nog worden: {words}"))
    if oordeel.getoetst is not None:
        line = f"getoetst: {WOORDEN[oordeel.getoetst]}, {oordeel.toetsreden}"
        node = root.add(Text(line))
        node.add(Text(f"uit de feiten volgt: {WOORDEN[oordeel.afgeleid]}"))
    if oordeel.nog_nodig:
        needed = root.add(Text("nog nodig voor voldoet", style="bold"))
        for stap in oordeel.nog_nodig:
            needed.add(Text(str(stap)))
    if oordeel.verloopt_op is not None and oordeel.verloopt_naar is not None:
        after = WOORDEN[oordeel.verloopt_naar]
        root.add(Text(f"wordt op {dutch(oordeel.verloopt_op)} bij dezelfde feiten: {after}"))
    for signaal in oordeel.signalen:
        root.add(Text(f"let op: {signaal}"))


def _add_verhaal(root: Tree, score: Score, norm: Norm) -> None:
    """What the organisation tells of it beside the facts."""
    verhaal = score.verhalen.get(norm.id)
    if verhaal is None:
        return
    branch = root.add(Text("het verhaal", style="bold"))
    for heading, text in verhaal.delen:
        branch.add(Text(f"{heading}: {text}"))


def _add(parent: Tree, node: Verklaring) -> None:
    mark, style = _MARKS[node.waarheid] if node.waarheid is not None else ("", "")
    line = Text(mark, style=style)
    line.append(node.tekst, style="" if mark else "dim")
    child = parent.add(line)
    for part in node.delen:
        _add(child, part)


def _add_readings(root: Tree, score: Score, norm: Norm) -> None:
    """The parameters that this norm uses, by name."""
    used = norm.parameter_names(set(score.raamwerk.parameters))
    standen = [one for one in score.oordeel.parameters if one.id in used]
    if not standen:
        return
    branch = root.add(Text("lezingen", style="bold"))
    for one in standen:
        word = f" («{one.woord}»)" if one.woord else ""
        own = ", eigen keuze van deze werkmap" if one.afwijkend else ""
        state = "bevestigd" if one.bevestigd else f"te bevestigen door {one.te_bevestigen_door}"
        branch.add(Text(f"{one.id} = {one.waarde}{word}: {state}{own}"))


def _add_source(root: Tree, score: Score, norm: Norm) -> None:
    raamwerk = score.raamwerk
    branch = root.add(Text("bron", style="bold"))
    branch.add(Text(f"{raamwerk.titel}, versie {raamwerk.versie}"))
    for bron in (norm.bron, raamwerk.bron):
        if bron is not None:
            parts = [bron.document, bron.onderdeel or ""]
            branch.add(Text(", ".join(part for part in parts if part)))
            break
    if norm.termijn:
        branch.add(Text(f"termijn: {norm.termijn}"))
