"""A comparison for programs and spreadsheets: JSON and CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weerbaar_cli.cli.vergelijkwoorden import metingen_of, naam_of, per_thema, unread
from weerbaar_cli.cli.vorm import VERSIE
from weerbaar_cli.model.csvtekst import csv_text
from weerbaar_cli.model.doelgroep import DOELGROEPEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from weerbaar_cli.cli.compare import Paar, Uitkomst
    from weerbaar_cli.reading.wereld import Gelezen

COLUMNS = (
    "organisatie", "raamwerk", "versie_van", "versie_naar", "peildatum_van", "peildatum_naar",
    "norm", "was", "van", "naar", "richting", "oorzaak", "gedeeld_door", "reden", "eigen_oordeel",
    "nu_uit_de_feiten", "getoetst", "verschil_met_toetser", "fictief", "vertrouwelijk",
)  # fmt: skip


def uitkomst_vorm(uitkomst: Uitkomst) -> dict[str, Any]:
    """One comparison as itself; several, and what stands alone, in a list."""
    shapes = [paar_vorm(paar) for paar in uitkomst.paren]
    head = {
        "versie": VERSIE,
        "doelgroep": uitkomst.doelgroep,
        "vertrouwelijk": DOELGROEPEN[uitkomst.doelgroep].regel,
        "fictief": uitkomst.fictief,
    }
    if len(shapes) == 1 and not uitkomst.is_map:
        return head | shapes[0]
    return head | {
        "vergelijkingen": shapes,
        "alleen_van": uitkomst.alleen_van,
        "alleen_naar": uitkomst.alleen_naar,
        "niet_vergeleken": uitkomst.gebroken,
        "niet_gelezen": unread(uitkomst),
        "ouder": uitkomst.ouder,
    }


def paar_vorm(paar: Paar) -> dict[str, Any]:
    """One comparison by itself."""
    found = paar.vergelijking
    return {
        "organisatie": naam_of(paar.naar),
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
                "gedeeld_door": list(norm.groepen),
                "reden": norm.reden,
            }
            for norm in found.normen
        ],
        "themas": [{"id": thema, "verschil": number} for thema, number in per_thema(found).items()],
        "verschil": {"totaal": found.totaal, "oorzaken": dict(found.oorzaken)},
        "afwijkingen": [
            {
                "norm": one.norm,
                "eigen": one.eigen,
                "nu": one.nu,
                "getoetst": one.getoetst,
                "grond": one.grond,
            }
            for one in found.afwijkingen
        ],
    }


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


def vergelijk_csv(uitkomst: Uitkomst) -> str:
    """A row per norm, then what stands on one side only; the marks in every row."""
    marks = ("ja" if uitkomst.fictief else "nee", DOELGROEPEN[uitkomst.doelgroep].regel)
    rows = (row for paar in uitkomst.paren for row in _rows(paar))
    return csv_text(COLUMNS, ((*row, *marks) for row in (*rows, *_rows_alone(uitkomst))))


def _rows(paar: Paar) -> Iterator[tuple[str, ...]]:
    found, days = paar.vergelijking, [one.peildatum.isoformat() for one in metingen_of(paar)]
    place = (naam_of(paar.naar), found.raamwerk, found.versie_van, found.versie_naar, *days)
    deviations = {one.norm: one for one in found.afwijkingen}
    for norm in found.normen:
        states = (norm.id, norm.was, norm.van or "", norm.naar or "", norm.richting)
        why = (norm.oorzaak, ", ".join(norm.groepen), norm.reden)
        one = deviations.get(norm.id) if norm.naar is not None else None
        seen = (one.eigen, one.nu, one.getoetst, one.grond) if one is not None else ("",) * 4
        yield (*place, *states, *why, *seen)


def _rows_alone(uitkomst: Uitkomst) -> Iterator[tuple[str, ...]]:
    """What was not compared, in the column of the direction; a file that was not read by name."""
    empty = [""] * (len(COLUMNS) - 2)
    direction, reason = COLUMNS.index("richting"), COLUMNS.index("reden")
    for word, names in _alone(uitkomst):
        for name in names:
            row = list(empty)
            row[0], row[direction] = name, word
            yield tuple(row)
    for word, files in (("niet gelezen", unread(uitkomst)), ("ouder", uitkomst.ouder)):
        for bestand in files:
            row = list(empty)
            row[direction], row[reason] = word, bestand
            yield tuple(row)


def _alone(uitkomst: Uitkomst) -> Iterator[tuple[str, list[str]]]:
    yield "alleen van", uitkomst.alleen_van
    yield "alleen naar", uitkomst.alleen_naar
    yield "niet vergeleken", uitkomst.gebroken
