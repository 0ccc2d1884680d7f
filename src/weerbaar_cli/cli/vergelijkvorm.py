"""A comparison for programs and for merge requests: JSON, CSV, Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.opmaak import escape
from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.model.csvtekst import csv_text
from weerbaar_cli.model.oordeel import TEKENS, WOORDEN
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.vergelijking import OORZAAKWOORDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weerbaar_cli.cli.compare import Paar, Uitkomst
    from weerbaar_cli.cli.wereld import Gelezen
    from weerbaar_cli.model.raamwerk import Status
    from weerbaar_cli.model.vergelijking import Vergelijking

COLUMNS = ("organisatie", "raamwerk", "norm", "was", "van", "naar", "richting", "oorzaak", "reden")


def uitkomst_vorm(uitkomst: Uitkomst) -> dict[str, Any]:
    """One comparison as itself; several, and what stands alone, in a list."""
    shapes = [paar_vorm(paar) for paar in uitkomst.paren]
    folders = uitkomst.van.map or uitkomst.naar.map
    if len(shapes) == 1 and not folders:
        return {"versie": VERSIE} | shapes[0]
    return {
        "versie": VERSIE,
        "vergelijkingen": shapes,
        "alleen_van": uitkomst.alleen_van,
        "alleen_naar": uitkomst.alleen_naar,
    }


def paar_vorm(paar: Paar) -> dict[str, Any]:
    """One comparison by itself."""
    found = paar.vergelijking
    return {
        "organisatie": _naam(paar.naar),
        "van": _meting_vorm(paar.van, found.versie_van),
        "naar": _meting_vorm(paar.naar, found.versie_naar),
        "raamwerk": found.raamwerk,
        "normen": [
            {
                "id": norm.id,
                "was": norm.was,
                "van": norm.van,
                "naar": norm.naar,
                "richting": norm.richting,
                "oorzaak": norm.oorzaak,
                "reden": norm.reden,
            }
            for norm in found.normen
        ],
        "themas": [{"id": thema, "verschil": number} for thema, number in per_thema(found).items()],
        "verschil": {"totaal": found.totaal, "oorzaken": dict(found.oorzaken)},
        "afwijkingen": [
            {"norm": one.norm, "eigen": one.eigen, "getoetst": one.getoetst}
            for one in found.afwijkingen
        ],
    }


def _naam(gelezen: Gelezen) -> str:
    assert gelezen.partij is not None
    return gelezen.partij.naam


def _meting_vorm(gelezen: Gelezen, versie: str) -> dict[str, Any]:
    meting = gelezen.meting
    assert meting is not None
    return {
        "bestand": gelezen.document.bestand,
        "soort": meting.soort,
        "peildatum": meting.peildatum.isoformat(),
        "fictief": meting.fictief,
        "raamwerkversie": versie,
    }


def per_thema(found: Vergelijking) -> dict[str, int]:
    """Per thema how many more norms voldoet."""
    themas = dict.fromkeys((norm.thema for norm in found.vergelijkbaar), 0)
    for norm in found.vergelijkbaar:
        themas[norm.thema] += (norm.naar == "voldoet") - (norm.van == "voldoet")
    return themas


def vergelijk_csv(uitkomst: Uitkomst) -> str:
    """A row per norm."""
    return csv_text(COLUMNS, (row for paar in uitkomst.paren for row in _rows(paar)))


def _rows(paar: Paar) -> Iterator[tuple[str, ...]]:
    found = paar.vergelijking
    for norm in found.normen:
        states = (norm.van or "", norm.naar or "", norm.richting, norm.oorzaak, norm.reden)
        yield (_naam(paar.naar), found.raamwerk, norm.id, norm.was, *states)


def markdown_text(uitkomst: Uitkomst) -> str:
    """Short enough for a comment on a merge request: what changed, and why."""
    lines: list[str] = []
    for paar in uitkomst.paren:
        lines += [*_markdown_paar(paar), ""]
    for names, side in ((uitkomst.alleen_van, "van"), (uitkomst.alleen_naar, "naar")):
        if names:
            lines += [f"Alleen aan de kant van «{side}»: {escape(', '.join(names))}", ""]
    return "\n".join(lines)


def _markdown_paar(paar: Paar) -> Iterator[str]:
    found = paar.vergelijking
    yield f"### {escape(_naam(paar.naar))}: {escape(found.titel)}"
    yield ""
    yield f"{moments(paar)}. {summary(found)}"
    if paar.naar.meting is not None and paar.naar.meting.fictief:
        yield ""
        yield "**Fictief: verzonnen gegevens.**"
    if found.gewijzigd:
        yield ""
        yield "| norm | van | naar | door | reden |"
        yield "| --- | --- | --- | --- | --- |"
    for norm in found.gewijzigd:
        states = (sign(norm.van), sign(norm.naar))
        yield f"| {norm.id} | {' | '.join(states)} | {norm.oorzaak} | {escape(norm.reden)} |"
    for norm in found.eenzijdig:
        yield f"- {norm.id}: {norm.richting}"


def moments(paar: Paar) -> str:
    """Which two measurements these are."""
    old, new = paar.van.meting, paar.naar.meting
    assert old is not None
    assert new is not None
    return f"{old.soort} {dutch(old.peildatum)} → {new.soort} {dutch(new.peildatum)}"


def summary(found: Vergelijking) -> str:
    """The difference in one sentence, with its causes; they add up."""
    before = sum(norm.van == "voldoet" for norm in found.vergelijkbaar)
    text = f"Van {before} naar {before + found.totaal} normen die voldoen ({signed(found.totaal)})"
    causes = [f"{OORZAAKWOORDEN[one]} {signed(n)}" for one, n in found.oorzaken.items() if n]
    return f"{text}: {', '.join(causes)}." if causes else f"{text}."


def signed(number: int) -> str:
    """A difference with its sign; a real minus, no hyphen."""
    return f"+{number}" if number > 0 else f"−{-number}" if number else "0"


def sign(status: Status | None) -> str:
    """A status as sign and word."""
    return f"{TEKENS[status]} {WOORDEN[status]}" if status is not None else ""
