"""A comparison as Markdown, short enough for a comment on a merge request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from weerbaar_cli.cli.opmaak import escape, markdown_table
from weerbaar_cli.cli.vergelijkwoorden import (
    by_cause,
    by_ground,
    closing_lines,
    counts,
    deviation_words,
    moments,
    naam_of,
    returned,
    sign,
    summary,
    versions,
)
from weerbaar_cli.model.doelgroep import marking
from weerbaar_cli.model.uitkomsten.vergelijking import AFWIJKGRONDEN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from weerbaar_cli.cli.compare import Paar, Uitkomst
    from weerbaar_cli.model.uitkomsten.vergelijking import Richting, Vergelijking

# So many organisations are told in full; of more each has one line.
FEW = 3
NORM_COLUMNS = ("norm", "van", "naar", "door", "reden")
MANY_COLUMNS = (
    "organisatie", "raamwerk", "van → naar", "voldoet", "beter", "slechter", "toetser ziet anders",
)  # fmt: skip


def markdown_text(uitkomst: Uitkomst) -> str:
    """What changed, and why; of many organisations only which norms, by cause."""
    lines = [f"**{escape(marking(uitkomst.doelgroep, fictief=uitkomst.fictief))}**", ""]
    shown = [one for one in uitkomst.paren if not (uitkomst.is_map and one.vergelijking.is_gelijk)]
    if len(shown) > FEW:
        lines += [markdown_table(MANY_COLUMNS, map(_line, shown)), ""]
    else:
        lines += [line for paar in shown for line in (*_paar(paar), "")]
    for text in closing_lines(uitkomst):
        lines += [escape(text), ""]
    return "\n".join(lines)


def _line(paar: Paar) -> Sequence[str]:
    found = paar.vergelijking
    seen = ", ".join(one.norm for one in found.afwijkingen if one.grond == "inzicht")
    what = f"{found.titel} ({versions(found)})"
    turned = (_by_cause(found, "beter"), _by_cause(found, "slechter"))
    return (naam_of(paar.naar), what, moments(paar), counts(found), *turned, seen)


def _by_cause(found: Vergelijking, way: Richting) -> str:
    """The norms that went one way, by what turned them."""
    grouped = by_cause(norm for norm in found.gewijzigd if norm.richting == way)
    return "\n".join(f"{', '.join(names)}: {cause}" for cause, names in grouped.items())


def _paar(paar: Paar) -> Iterator[str]:
    found = paar.vergelijking
    yield f"### {escape(naam_of(paar.naar))}: {escape(found.titel)}"
    yield ""
    yield f"{moments(paar)}, {versions(found)}. {summary(found)}"
    if found.gewijzigd:
        yield ""
        rows = (
            (norm.id, sign(norm.van), sign(norm.naar), norm.oorzaak_woorden, norm.reden)
            for norm in found.gewijzigd
        )
        yield markdown_table(NORM_COLUMNS, rows)
    for text in returned(found):
        yield ""
        yield text
    if found.eenzijdig:
        yield ""
    for norm in found.eenzijdig:
        yield f"- {norm.id}: {norm.richting}"
    for grond, deviations in by_ground(found).items():
        yield ""
        yield f"Toetser en feiten verschillen; {AFWIJKGRONDEN[grond]}:"
        yield ""
        for one in deviations:
            yield f"- {one.norm}: {deviation_words(one)}"
