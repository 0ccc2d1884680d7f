"""Completions of documents, and of the anchor items that the date rule leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from weerbaar_cli.engine.score.feittoets import ANTICIPATIE_MAANDEN, anticipates
from weerbaar_cli.feitsoorten.toetskader import Toetskader, Vast
from weerbaar_cli.model.conditie import FeitConditie, Toets
from weerbaar_cli.model.tijd import add_months, next_day, previous_day
from weerbaar_cli.model.waarde import Checklist, Document

if TYPE_CHECKING:
    from collections.abc import Mapping

Toetsen = tuple[FeitConditie, ...]


def unknown_documents(
    own: Toetsen, kader: Toetskader, days: Iterable[date] = ()
) -> Iterator[tuple[Document, ...]]:
    """No document at all, and one of every state and age that the tests tell apart."""
    yield ()
    yield (Document(status="concept"),)
    yield (Document(status="ingetrokken"),)
    begins = sorted(_begins(own, kader, days))
    ends = [None, *sorted(_ends(own, kader))]
    for begin, end in product(begins, ends):
        if end is None or begin <= end:
            yield (Document(vastgesteld_op=begin, geldig_vanaf=begin, geldig_tot=end),)


def complete_document(
    document: Document, own: Toetsen, kader: Toetskader, days: Iterable[date] = ()
) -> Iterator[Document]:
    """An adopted document without a date may have begun on any day; all others are complete."""
    if document.status != "vastgesteld" or document.begin is not None:
        yield document
        return
    last = document.geldig_tot or date.max
    for begin in sorted({min(day, last) for day in _begins(own, kader, days)}):
        yield document.model_copy(update={"vastgesteld_op": begin, "geldig_vanaf": begin})


def _begins(own: Toetsen, kader: Toetskader, days: Iterable[date]) -> set[date]:
    """Days around everything that matters to when a document began."""
    peildatum, lezing = kader.peildatum, kader.lezing
    # `days` and the meting's own peildatum: dates that other facts can have.
    edges = {peildatum, next_day(peildatum), date(peildatum.year, 1, 1), kader.grens, *days}
    edges |= {next_day(day) for day in days}
    for toets in own:
        if not isinstance(toets, Toets):
            continue
        if toets.oud_hoogstens is not None:
            edges.add(lezing.since(toets.oud_hoogstens, peildatum))
        if toets.verlopen_hoogstens is not None:
            edges.add(lezing.since(toets.verlopen_hoogstens, peildatum))
        for name in lezing.lijst(toets.verwerkt):
            vanaf = kader.ankers[name].vanaf
            edges |= {vanaf, add_months(vanaf, -ANTICIPATIE_MAANDEN)}
    return {day for edge in edges for day in (edge, previous_day(edge))}


def _ends(own: Toetsen, kader: Toetskader) -> set[date]:
    edges = {kader.peildatum}
    for toets in own:
        if isinstance(toets, Toets) and toets.verlopen_hoogstens is not None:
            edges.add(kader.lezing.since(toets.verlopen_hoogstens, kader.peildatum))
    return {day for edge in edges for day in (edge, previous_day(edge))}


def complete_anchors(
    kennis: Mapping[str, Vast], toetsen: Toetsen, kader: Toetskader
) -> list[Mapping[str, Vast]]:
    """Blank anchor items of a policy that was adopted just before the law may be ja or nee."""
    open_items = _open_items(kennis, toetsen, kader)
    if not open_items:
        return [kennis]
    return [
        _fill(kennis, zip(open_items, row, strict=True))
        for row in product(("ja", "nee"), repeat=len(open_items))
    ]


def _open_items(
    kennis: Mapping[str, Vast], toetsen: Toetsen, kader: Toetskader
) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for toets in toetsen:
        if not isinstance(toets, Toets):
            continue
        for name in kader.lezing.lijst(toets.verwerkt):
            anker = kader.ankers[name]
            checklist_id = anker.feiten.get(toets.feit, "geen")
            documents = kennis[toets.feit].waarde
            assert isinstance(documents, tuple)
            if checklist_id == "geen" or anker.vanaf > kader.ankerdatum:
                continue
            checklist = kennis[checklist_id].waarde
            assert isinstance(checklist, Checklist)
            blank = checklist.items.get(name) is None
            if blank and any(anticipates(document, anker.vanaf) for document in documents):
                found[(checklist_id, name)] = None
    return list(found)


def _fill(
    kennis: Mapping[str, Vast], chosen: Iterable[tuple[tuple[str, str], str]]
) -> Mapping[str, Vast]:
    filled = dict(kennis)
    for (checklist_id, item), state in chosen:
        vast = filled[checklist_id]
        assert isinstance(vast.waarde, Checklist)
        items = {**vast.waarde.items, item: state}
        filled[checklist_id] = vast._replace(waarde=replace(vast.waarde, items=items))
    return filled
