"""Reports on a group made by hand, and all the text of a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Begrippen,
    Blad,
    Blok,
    Boom,
    Grafiek,
    Inhoud,
    Kader,
    Kerncijfers,
    Lijst,
    Merk,
    Opsomming,
    Tabel,
    Uitklap,
)
from weerbaar_cli.engine.groep.belofte import coarsen
from weerbaar_cli.files.bibliotheek.bibliotheek import Bibliotheek
from weerbaar_cli.model.bestanden.feit import Anker
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport
from weerbaar_cli.model.uitkomsten.groepsbeeld import (
    Groepsbeeld,
    Groepsdoel,
    Groepseditie,
    Groepsnorm,
    Tal,
)
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand

NORMEN = 20
ZELFSCAN, EINDMETING = date(2024, 1, 31), date(2024, 7, 1)
WET = Anker(
    titel="Een nieuwe wet", vanaf=date(2025, 3, 1), feiten={"bibob-beleid": "geen"}, bron="x"
)


@cache
def bibliotheek() -> Bibliotheek:
    return Bibliotheek()


def make_editie(
    counts: Sequence[int],
    n: int = 14,
    *,
    m: int = 2,
    exact: bool = False,
    dag: date = EINDMETING,
    leden: int | None = None,
) -> Groepseditie:
    """As many parties meet each norm; just as many lack its first fact, or lapse, on the rest."""
    raamwerk = bibliotheek().raamwerk("twente-basis-op-orde")
    assert len(counts) == raamwerk.aantal_normen == NORMEN

    def tell(count: int) -> Tal:
        return coarsen(count, n, m, exact=exact)

    normen = tuple(
        Groepsnorm(place, tell(count), 0, tell(n - count), tell(count))
        for place, count in enumerate(counts)
    )
    soort: Metingsoort = "eindmeting" if dag == EINDMETING else "zelfscan"
    return Groepseditie(soort, dag, leden or n, n, (leden or n) - n, normen)


def make_rapport(
    nu: Groepseditie, vorige: Groepseditie | None = None, doel: Groepsdoel = "bestuur"
) -> Groepsrapport:
    """A report on Twente with these figures."""
    known = bibliotheek()
    beeld = Groepsbeeld(
        doel=doel,
        bekend_bij_lezer=3 if doel == "openbaar" else 2,
        exact=False,
        fictief=True,
        verloopt_tot=date(2025, 7, 1),
        nu=nu,
        vorige=vorige,
        zelfde_groep=None if vorige is None else True,
        behaald="geen_regel",
        partijen_nodig=None,
    )
    programmas = tuple(one for one in known.programmas.values() if one.district == "twente")
    return Groepsrapport(
        beeld=beeld,
        district="Twente",
        overleg="Districtelijk Veiligheidsoverleg Twente",
        raamwerk=known.raamwerk("twente-basis-op-orde"),
        catalogus=known.catalogus,
        parameters=(
            Parameterstand(
                "min-fte-regie", "0", "aantoonbare capaciteit", False, False, "DVO", "0"
            ),
        ),
        ankers=(("wet", WET),),
        programmas=programmas,
    )


def with_beeld(rapport: Groepsrapport, **changes: object) -> Groepsrapport:
    """The same with something else in its figures."""
    return rapport._replace(beeld=rapport.beeld._replace(**changes))  # type: ignore[arg-type]


def words(blad: Blad) -> str:
    """All text of a page, a line for each sentence, item or cell."""
    lines = [blad.titel, blad.ondertitel, blad.vertrouwelijk, blad.fictief, *blad.voet]
    lines += [f"{name}: {value}" for name, value in blad.kenmerken]
    for _, sectie in blad.walk():
        lines += [sectie.kop, *_of_blokken(sectie.blokken)]
    return "\n".join(lines)


def section(blad: Blad, anker: str) -> str:
    """The text of one section, without those inside it."""
    found = next(sectie for _, sectie in blad.walk() if sectie.anker == anker)
    return "\n".join(_of_blokken(found.blokken))


def ankers(blad: Blad) -> list[str]:
    """Every section by its anchor."""
    return [sectie.anker for _, sectie in blad.walk()]


def _of_blokken(blokken: Sequence[Blok]) -> Iterator[str]:
    for blok in blokken:
        yield from _of_blok(blok)


def _of_blok(blok: Blok) -> Iterator[str]:
    match blok:
        case Alinea(inhoud):
            yield plain(inhoud)
        case Lijst(punten):
            yield from map(plain, punten)
        case Begrippen(paren):
            yield from (f"{term}: {plain(said)}" for term, said in paren)
        case Kerncijfers(cijfers):
            yield from (f"{one.waarde} {one.wat} {one.toelichting}".strip() for one in cijfers)
        case Kader(_, kop, blokken) | Uitklap(kop, blokken):
            yield kop
            yield from _of_blokken(blokken)
        case Tabel(bijschrift, kolommen, rijen):
            yield bijschrift
            yield " | ".join(one.kop for one in kolommen)
            yield from (" | ".join(map(plain, rij)) for rij in rijen)
        case Boom(knopen):
            yield from (plain(one.inhoud) for one in knopen)
        case Opsomming():
            yield from _of_blok(blok.tabel())
        case Grafiek(beschrijving, _, tabel):
            yield beschrijving
            yield from _of_blok(tabel)


def plain(inhoud: Inhoud) -> str:
    """What stands there, without how it stands there."""
    if isinstance(inhoud, tuple):
        return "".join(map(plain, inhoud))
    if isinstance(inhoud, str):
        return inhoud
    if isinstance(inhoud, Merk):
        return inhoud.oordeel
    return f"«{inhoud.tekst}»" if isinstance(inhoud, Aanhaling) else inhoud.tekst
