"""Notes of one page from the fullest reports that there can be: every text and list is long."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from msgspec.structs import replace

from tests.views.groepsrapporten import EINDMETING, ZELFSCAN, make_editie, make_rapport
from weerbaar_cli.blad.blad import Alinea, Blad, Kolom, Merk, Sterk, Tabel
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.uitkomsten.groepsafleiding import Groepsrapport
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand
from weerbaar_cli.model.uitkomsten.waarmerk import ONDERDELEN, Waarmerk
from weerbaar_cli.model.woorden import shorten
from weerbaar_cli.views.eigen.woorden import BESTUURDERS
from weerbaar_cli.views.notitie.eigen import EIGENAAR, LEZERS
from weerbaar_cli.views.notitie.groep import make_notitie_groep
from weerbaar_cli.views.notitie.notitie import (
    KORT,
    MOST,
    NAAM,
    Normtabel,
    cut,
    make_delen,
    title,
)
from weerbaar_cli.views.waarmerk import add_waarmerk

ZIN = "Weerbaarheidsbevordering van organisaties tegen ondermijnende criminaliteit "
LANG = ZIN * 12
# A meting of a party without any answer, by a raamwerk or more.
PEILDATUM = date(2025, 2, 1)
WERKMAP = "weerbaar: werkmap/1\npartijen: [{naam: Testdorp, type: gemeente}]\n"
METING = """\
weerbaar: meting/1
organisatie: Testdorp
raamwerk: [{raamwerken}]
soort: zelfscan
peildatum: {peildatum}
status: ingeleverd
fictief: ja
feiten: {{}}
acties:
"""
UITVOERDERS = (
    "adviseur integrale veiligheid", "Bibob-coördinator", "ondermijningscoördinator",
    "teamleider vergunningen en toezicht", "privacyfunctionaris", "gemeentesecretaris", "griffier",
)  # fmt: skip


def write_open_meting(folder: Path, raamwerken: Sequence[Raamwerk]) -> tuple[Path, dict[str, date]]:
    """One where no norm is met, and the day of the action of each; seven people do these."""
    normen = [f"{one.id}/{norm.id}" for one in raamwerken for norm in one.normen]
    days = {norm: PEILDATUM + timedelta(40 * number) for number, norm in enumerate(normen, 1)}
    acties = (
        f'  - {{norm: "{norm}", actie: Doen, eigenaar: {wie}, gereed_op: {day}}}\n'
        for (norm, day), wie in zip(days.items(), cycle(UITVOERDERS), strict=False)
    )
    (folder / "weerbaar.yaml").write_text(WERKMAP, encoding="utf-8")
    meting = folder / "testdorp.yaml"
    names = ", ".join(one.id for one in raamwerken)
    head = METING.format(raamwerken=names, peildatum=PEILDATUM)
    meting.write_text("".join((head, *acties)), encoding="utf-8")
    return meting, days


def full_raamwerk(raamwerk: Raamwerk) -> Raamwerk:
    """The same norms in twenty themas with long titles."""
    thema = raamwerk.themas[0]
    themas = tuple(
        thema.model_copy(update={"id": f"{number}", "titel": LANG, "normen": (norm,)})
        for number, norm in enumerate(raamwerk.normen, 1)
    )
    return raamwerk.model_copy(update={"titel": LANG, "themas": themas})


def full_groep() -> Groepsrapport:
    """Every norm moved, is a shared cause and lapses; everything has a long name."""
    rapport = make_rapport(
        make_editie([5, 6, 7, 8] * 5, dag=EINDMETING, leden=20),
        make_editie([12, 12, 0, 0] * 5, dag=ZELFSCAN, leden=20),
    )
    law = with_laws(rapport)
    stands = tuple(
        Parameterstand(
            f"lezing-{number}", f"{number}", LANG, False, False, f"{number} {LANG}", f"{number}"
        )
        for number in range(40)
    )
    return law._replace(
        district=LANG,
        overleg=LANG,
        raamwerk=full_raamwerk(rapport.raamwerk),
        parameters=stands,
    )


def with_laws(rapport: Groepsrapport) -> Groepsrapport:
    """Twenty laws with long names, before and after the peildatum."""
    _, law = rapport.ankers[0]
    days = (date(2024, 3, 1), date(2025, 3, 1))
    ankers = tuple(
        (f"wet-{number}", law.model_copy(update={"titel": LANG, "vanaf": days[number % 2]}))
        for number in range(20)
    )
    return rapport._replace(ankers=ankers)


def full_groepsnotitie() -> Blad:
    """The note on a district with the most in it."""
    return make_notitie_groep(full_groep())


def full_notitie() -> Blad:
    """A note in which every part asks for more room than there is."""
    point = cut((Sterk(ZIN), LANG), MOST)
    name = ((Merk("voldoet_niet", kort=True), " 10.10 Veertig letters, meer heeft een norm niet"),)
    days = [f"{number}-12-2024" for number in range(10, 40)]
    rows = tuple((*name, cut(LANG, EIGENAAR), Sterk(f"te laat: {day}")) for day in days)
    tabel = Tabel(
        "Normen die nog niet voldoen", tuple(map(Kolom, ("Norm", "Wie", "Wanneer"))), rows
    )
    normen = Normtabel(tabel, ["10.10"] * len(rows), "Nog niet")
    weten = (Alinea(point), normen, Alinea(cut(LANG, KORT)))
    asked = [(Sterk(LANG), LANG)] * 30
    secties = make_delen(weten, [LANG] * 30, asked, "zie het rapport.")
    return replace(
        full_groepsnotitie(),
        titel=title(LANG),
        kenmerken=(
            ("Voor", LEZERS["provincie"]),
            ("Wie dit krijgt", f"bepaalt de {BESTUURDERS['provincie']}"),
            ("Doorgerekend", "op 31-12-2024"),
        ),
        secties=secties,
        voet=(f"Gemaakt met weerbaar 10.10.10; {shorten(LANG, 2 * NAAM)}",),
    )


def with_codes(blad: Blad) -> Blad:
    """The note as it leaves, with as many codes as there can be."""
    afdrukken = tuple((one, "0123456789abcdef") for one in ONDERDELEN)
    return add_waarmerk(blad, Waarmerk("10.10.10", "notitie", EINDMETING, EINDMETING, afdrukken))
