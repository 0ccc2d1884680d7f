"""A meting in pieces: what people answer each for themselves, and the marks of what it was.

An answer comes apart where people can answer parts of it: its items or groups, its remark, its
evidence. What stands in another form and means the same is the same piece.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from weerbaar_cli.feitsoorten.bewijs import write_out
from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.onderdelen import SLEUTEL, facts_by_document
from weerbaar_cli.model.bestanden.feit import Catalogus, Feit
from weerbaar_cli.model.strict import known_ja_nee

# Where a piece stands in a meting; evidence and documents by their titles.
Stukpad = tuple[str, ...]
Stukken = dict[Stukpad, Any]
FEITEN, WAARDE, BEWIJS = "feiten", "waarde", "bewijs"


def as_long(raw: Any) -> dict[str, Any]:
    """An answer in its long form, without what is blank."""
    whole = raw if isinstance(raw, dict) and WAARDE in raw else {WAARDE: raw}
    return {name: one for name, one in whole.items() if not is_blank(one)}


def is_blank(value: Any) -> bool:
    """Whether nothing is said, however deep it stands."""
    if isinstance(value, dict):
        return all(map(is_blank, value.values()))
    return value in (None, "", [], ())


def take_apart(inhoud: Mapping[str, Any], catalogus: Catalogus) -> Stukken:
    """Every piece of a meting; what a single document says of its items stands with their facts."""
    feiten = inhoud.get(FEITEN) or {}
    found: Stukken = {}
    for feit_id, raw in lift_items(feiten, catalogus).items():
        whole = as_long(write_out(raw, feiten))
        if WAARDE in whole:
            found |= _pieces((FEITEN, feit_id, WAARDE), whole[WAARDE], catalogus.get(feit_id))
        if "toelichting" in whole:
            found[FEITEN, feit_id, "toelichting"] = whole["toelichting"]
        for row in whole.get(BEWIJS) or ():
            found[FEITEN, feit_id, BEWIJS, row["titel"]] = row
    return found


def _pieces(pad: Stukpad, waarde: Any, feit: Feit | None) -> Stukken:
    if feit is None:
        return {pad: waarde}
    documents = documents_of(waarde) if feit.soort == "document" else []
    if documents:
        return dict(_document_pieces(pad, documents))
    if soort_of(feit).per_onderdeel:
        if isinstance(waarde, str):
            waarde = soort_of(feit).spell_out(feit, waarde) or waarde
        if isinstance(waarde, dict):
            return {(*pad, name): one for name, one in waarde.items() if not is_blank(one)}
    return {pad: waarde}


def _document_pieces(
    pad: Stukpad, documents: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Stukpad, Any]]:
    for name, document in zip(names_of(documents), documents, strict=True):
        below = document.get(SLEUTEL)
        own: Stukken = {(key,): one for key, one in document.items() if key != SLEUTEL}
        own |= {(SLEUTEL, key): one for key, one in below.items()} if below else {}
        yield from (((*pad, name, *more), one) for more, one in own.items() if not is_blank(one))


def documents_of(waarde: Any) -> list[dict[str, Any]]:
    """The documents that an answer names, one or several."""
    rows = waarde if isinstance(waarde, list) else [waarde]
    return list(rows) if rows and all(isinstance(one, dict) for one in rows) else []


def names_of(documents: Sequence[Mapping[str, Any]]) -> list[str]:
    """By what each is known among the others: its title, and where that is no help its number."""
    titles = [str(one.get("titel") or "") for one in documents]
    alone = [titles.count(title) == 1 and title != "" for title in titles]
    numbered = [title if known else f"#{number}" for number, (title, known) in
                enumerate(zip(titles, alone, strict=True))]  # fmt: skip
    return numbered if len(documents) != 1 else [""]


def lift_items(feiten: Mapping[str, Any], catalogus: Catalogus) -> dict[str, Any]:
    """The same with what stands below a single document under its own fact."""
    found = dict(feiten)
    for bij, facts in facts_by_document(catalogus).items():
        documents = documents_of(as_long(found.get(bij)).get(WAARDE))
        below = documents[0].get(SLEUTEL) if len(documents) == 1 else None
        if not isinstance(below, dict):
            continue
        bare = {name: one for name, one in documents[0].items() if name != SLEUTEL}
        found[bij] = {**as_long(found[bij]), WAARDE: bare}
        found |= {name: own for name, feit in facts.items() if (own := _own(name, feit, below))}
    return found


def _own(feit_id: str, feit: Feit, below: Mapping[str, Any]) -> Any:
    """What a document says of one fact beside it."""
    found = {name: below[name] for name in feit.names_beside(feit_id) if name in below}
    return found if feit.items else found.get(feit_id)


def answers_for(
    names: Collection[str], feiten: Mapping[str, Any], catalogus: Catalogus
) -> dict[str, Any]:
    """What a part begins with: of these facts all that is said, and of no other anything."""
    lifted = lift_items(feiten, catalogus)
    apart = {
        name
        for bij, facts in facts_by_document(catalogus).items()
        for name in (bij, *facts)
        if not {bij, *facts} <= {*names}
    }
    found = {name: lifted if name in apart else feiten for name in names}
    return {name: write_out(one[name], feiten) for name, one in found.items() if name in one}


def make_basis(feiten: Mapping[str, Any], catalogus: Catalogus) -> dict[str, str]:
    """Per fact the marks of what its answer is made of: by these a change is known."""
    found: dict[str, list[str]] = defaultdict(list)
    for pad, waarde in take_apart({FEITEN: feiten}, catalogus).items():
        found[pad[1]].append(mark(pad, waarde))
    return {feit_id: " ".join(sorted(marks)) for feit_id, marks in found.items()}


def mark(pad: Stukpad, waarde: Any) -> str:
    """A short mark of a piece: what says the same has the same."""
    text = json.dumps([pad, plain(waarde)], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def plain(waarde: Any) -> Any:
    """A value without what does not matter: blank keys, a list around one, how yes is spelt."""
    if isinstance(waarde, dict):
        return {name: plain(one) for name, one in waarde.items() if not is_blank(one)}
    if isinstance(waarde, list | tuple):
        return plain(waarde[0]) if len(waarde) == 1 else [plain(one) for one in waarde]
    return known_ja_nee(waarde) or waarde
