"""What changed between metingen, and why: the page, the JSON and the rows of `compare`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, product
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.blad.blad import (
    ZONDER_DAG,
    Alinea,
    Blad,
    Blok,
    Inhoud,
    Lijst,
    Merk,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
)
from weerbaar_cli.blad.view import Cel, Datalijst, Rijen
from weerbaar_cli.model.bestanden.partij import Opgegaan
from weerbaar_cli.model.bevinding import Melding
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.getal import signed
from weerbaar_cli.model.tijd import dutch, dutch_version
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.uitkomsten.vergelijking import (
    AFWIJKGRONDEN,
    GELIJK,
    OORZAAKWOORDEN,
    TERUG,
    Afwijking,
    Eenzijdig,
    Normverschil,
    Oorzaak,
    Paar,
    Richting,
    Vergelijking,
    Vergelijkingen,
    filled_words,
)
from weerbaar_cli.model.voorraad import Gaandeweg
from weerbaar_cli.views.namen import WOORDELIJK, Namen

if TYPE_CHECKING:
    from weerbaar_cli.views.verandering.vergelijkingdata import Vergelijkdata

RICHTINGEN: dict[Richting, str] = {
    "beter": "▲ beter",
    "slechter": "▼ slechter",
    "gelijk": "= niet beter of slechter",
    "nieuw": "nieuw",
    "vervallen": "vervallen",
}
# So many organisations are told in full; of more each has its norms by cause, so that a comment on
# a merge request can hold them.
FEW = 3
# By whether the assessor says what follows from the facts as they are now.
TOETSERKOPPEN = {
    False: "Toetser en feiten verschillen",
    True: "Toetser en feiten zeggen nu hetzelfde, eerder niet",
}
MEER = (
    "Waarom een norm veranderde: vergelijk twee metingen van die organisatie, of kies --format csv."
)


class Vergelijkview(NamedTuple):
    """Metingen compared; `meldingen` are the requirements that are not met."""

    uitkomst: Vergelijkingen
    namen: Namen = WOORDELIJK
    meldingen: tuple[Melding, ...] = ()

    def blad(self) -> Blad:
        """What changed and why, per organisation; then what stands on one side only."""
        found, gezien = self.uitkomst, _look_through(self.uitkomst)
        single = gezien.eerste[0] if len(gezien.regels) == 1 and not found.mappen else None
        return Blad(
            titel=_titel(single) if single else f"Vergelijking van {found.van} met {found.naar}",
            ondertitel=_moments(single) if single else "",
            doelgroep=found.doelgroep,
            datum=gezien.datum,
            vertrouwelijk=DOELGROEPEN[found.doelgroep].regel,
            fictief=FICTIEF if found.fictief else "",
            secties=(*_secties(found, gezien, self.namen), *_closing(found, gezien)),
        )

    def data(self) -> Vergelijkdata | Datalijst:
        """One comparison as itself; several, and what stands alone, in a list."""
        from weerbaar_cli.views.verandering.vergelijkingdata import (
            vergelijk_data,  # late: only programs need it
        )

        return vergelijk_data(self.uitkomst)

    def rijen(self) -> Rijen:
        """A row per norm, then what stands on one side only; the marks in every row."""
        found = self.uitkomst
        marks = ("ja" if found.fictief else "nee", DOELGROEPEN[found.doelgroep].regel)

        def rows() -> Iterator[tuple[Cel, ...]]:
            told = (row for paar in found.paren for row in _rows(paar, self.namen))
            yield from ((*row, *marks) for row in chain(told, _rows_alone(found)))

        return Rijen(COLUMNS, Gaandeweg(rows))


class _Gezien(NamedTuple):
    """What a page needs of all comparisons, for which each is looked at once.

    `regels` tell of each that is shown, `eerste` are the first of these; `gelijk` and `beide` are
    the organisations of which no meting differs, and those with one of one day on both sides.
    """

    datum: date
    regels: Sequence[Rij]
    eerste: Sequence[Paar]
    gelijk: Sequence[str]
    beide: Collection[str]


def _look_through(found: Vergelijkingen) -> _Gezien:
    datum, beide, anders = ZONDER_DAG, set[str](), set[str]()
    regels: list[Rij] = []
    eerste: list[Paar] = []
    gelijk: list[str] = []
    for paar in found.paren:
        same = paar.vergelijking.is_gelijk
        datum = max(datum, paar.naar.peildatum)
        gelijk += [paar.organisatie] if same else []
        anders |= set() if same else {paar.organisatie}
        beide |= {paar.organisatie} if paar.van.peildatum == paar.naar.peildatum else set()
        if not (found.mappen and same):
            regels.append(_line(paar))
            eerste += [paar] if len(eerste) < FEW else []
    return _Gezien(datum, regels, eerste, [one for one in gelijk if one not in anders], beide)


def _titel(paar: Paar) -> str:
    return f"{paar.organisatie} — {paar.vergelijking.titel}"


def _moments(paar: Paar) -> str:
    """Which two measurements these are, and by which version of the raamwerk."""
    old, new, found = paar.van, paar.naar, paar.vergelijking
    days = f"{old.soort} {dutch(old.peildatum)} → {new.soort} {dutch(new.peildatum)}"
    versies = dict.fromkeys(map(dutch_version, (found.versie_van, found.versie_naar)))
    return f"{days}, raamwerkversie {' → '.join(versies)}"


def _secties(found: Vergelijkingen, gezien: _Gezien, namen: Namen) -> Iterator[Sectie]:
    if not found.paren:
        said = Alinea("Geen enkele meting staat aan beide kanten.")
        yield Sectie("Wat er veranderde", "verschil", (said,))
    if len(gezien.regels) > FEW:
        rows = Opsomming("Organisaties", tuple(gezien.regels))
        yield Sectie("Wat er veranderde", "verschil", (rows, Alinea(MEER)))
        return
    single = len(gezien.regels) == 1 and not found.mappen
    for number, paar in enumerate(gezien.eerste, 1):
        blokken = tuple(_paar(paar, namen))
        if single:
            yield Sectie("Wat er veranderde", "verschil", blokken)
        else:
            where = Alinea(_moments(paar))
            yield Sectie(_titel(paar), f"organisatie-{number}", (where, *blokken))


def _line(paar: Paar) -> Rij:
    found = paar.vergelijking
    days = f"{dutch(paar.van.peildatum)} → {dutch(paar.naar.peildatum)}"
    lines: list[Inhoud] = [(Sterk(_counts(found)), f"  {found.titel}, {days}")]
    lines += tell_opgegaan(paar.opgegaan, paar.ook_opgegaan)
    for way in ("beter", "slechter"):
        lines += [f"{RICHTINGEN[way]}: {text}" for text in _by_cause(found, way)]
    seen = ", ".join(one.norm for one in found.afwijkingen if one.grond == "inzicht")
    lines += [f"toetser ziet anders: {seen}"] if seen else []
    return Rij(paar.organisatie, tuple(lines))


def _by_cause(found: Vergelijking, way: Richting) -> Iterator[str]:
    """The norms that went one way, by what turned them."""
    grouped: dict[str, list[str]] = {}
    for norm in found.gewijzigd:
        if norm.richting == way:
            grouped.setdefault(norm.oorzaak_woorden, []).append(norm.id)
    return (f"{', '.join(names)} door {cause}" for cause, names in grouped.items())


def _counts(found: Vergelijking) -> str:
    before, after = found.voldoet
    return f"{before} → {after} ({signed(found.totaal)})"


def _paar(paar: Paar, namen: Namen) -> Iterator[Blok]:
    found = paar.vergelijking
    yield from map(Alinea, tell_opgegaan(paar.opgegaan, paar.ook_opgegaan))
    yield Alinea(Sterk(_summary(found)))
    if found.gewijzigd:
        rows = tuple(_rij(norm, namen) for norm in found.gewijzigd)
        yield Opsomming("Normen met een ander oordeel", rows)
    else:
        yield Alinea(GELIJK)
    if found.teruggekeerd:
        yield Alinea(f"{TERUG}:")
        yield Lijst(tuple(map(_returned, found.teruggekeerd)))
    moved = {thema: number for thema, number in found.per_thema().items() if number}
    if moved:
        words = ", ".join(f"thema {thema} {signed(number)}" for thema, number in moved.items())
        yield Alinea(f"Per thema: {words}")
    for richting in ("nieuw", "vervallen"):
        names = [norm.id for norm in found.eenzijdig if norm.richting == richting]
        if names:
            yield Alinea(f"Niet te vergelijken, {richting}: {', '.join(names)}")
    for (grond, words), (same, head) in product(AFWIJKGRONDEN.items(), TOETSERKOPPEN.items()):
        told = (one for one in found.afwijkingen if one.grond == grond)
        if rows := tuple(_afwijking(one) for one in told if (one.nu == one.getoetst) == same):
            yield Alinea(f"{head}; {words}:")
            yield Opsomming("Normen", rows)


def tell_opgegaan(opgegaan: Sequence[Opgegaan], ook: Sequence[Opgegaan]) -> Iterator[str]:
    """Of which organisation what is earlier tells, and of which others it does not."""
    if opgegaan:
        zinnen = " en ".join(_zinnen(opgegaan))
        yield f"Let op: {zinnen}. Wat van eerder is, gold voor {opgegaan[0].partij}."
    if ook:
        zinnen = " en ".join(_zinnen(ook))
        yield f"Let op: {zinnen}. Wat daar eerder gold, staat hier niet in."


def _summary(found: Vergelijking) -> str:
    """The difference in one sentence, with what decided it in the end; that adds up."""
    before, after = found.voldoet
    text = f"Van {before} naar {after} normen die voldoen ({signed(found.totaal)})"
    causes: dict[str, list[str]] = {}
    for (oorzaak, _), verschil in found.oorzaken_beslissend.items():
        if verschil:
            causes.setdefault(_cause(oorzaak, verschil), []).append(signed(verschil))
    told = [f"{cause} {' en '.join(numbers)}" for cause, numbers in causes.items()]
    return f"{text}: {', '.join(told)}." if told else f"{text}."


def _cause(oorzaak: Oorzaak, verschil: int) -> str:
    """Only what is known can be met: more norms are by more answers, fewer by fewer."""
    if oorzaak == "dekking":
        return filled_words(meer=verschil > 0)
    return OORZAAKWOORDEN[oorzaak]


def _rij(norm: Normverschil, namen: Namen) -> Rij:
    way = f"  {RICHTINGEN[norm.richting]}"
    turned = (Sterk(norm.kort), ": ", Merk(norm.van), " → ", Merk(norm.naar), way)
    reason = namen.reason(norm).removeprefix(f"{norm.kort}: ")  # a fact that is called the same
    why = f"door {norm.oorzaak_woorden}: {reason}" if reason else f"door {norm.oorzaak_woorden}"
    more = (norm.opmerking,) if norm.opmerking else ()
    return Rij(norm.id, (turned, why, *more))


def _returned(norm: Normverschil) -> str:
    """What turned it and turned it back, with what each did to the sum."""
    causes: dict[str, int] = {}
    for one in norm.wendingen:
        causes[one.woorden] = causes.get(one.woorden, 0) + one.stap
    words = (f"{cause} ({signed(step)})" if step else cause for cause, step in causes.items())
    return f"{norm.id} {norm.kort}: door {', '.join(words)}"


def _afwijking(one: Afwijking) -> Rij:
    """What followed from the facts then and now, and what the assessor said."""
    now = "" if one.nu == one.eigen else f", nu uit de feiten: {WOORDEN[one.nu]}"
    said = f"eerder: {WOORDEN[one.eigen]}{now}, toetser: {WOORDEN[one.getoetst]}"
    return Rij(one.norm, (said,))


def _closing(found: Vergelijkingen, gezien: _Gezien) -> Iterator[Sectie]:
    """Who is the same on both sides, who stands on one of them, and what could not be read."""
    beide = gezien.beide
    named: tuple[tuple[str, Iterable[str]], ...] = (
        ("Zonder enig verschil", gezien.gelijk if found.mappen else []),
        (f"Alleen in {found.van}", (*found.alleen_van, *_alone(found.verdwenen, beide))),
        (f"Alleen in {found.naar}", (*found.alleen_naar, *_alone(found.nieuw, beide))),
        ("Niet te vergelijken", found.onvergelijkbaar),
        ("Niet vergeleken, want een meting heeft fouten", found.gebroken),
        ("Niet gelezen", found.ongelezen),
        ("Niet vergeleken, want er is een latere meting", found.ouder),
        (
            "Niet vergeleken, want meer partijen gingen op in één; kies zelf twee bestanden",
            _zinnen(found.opgegaan),
        ),
    )
    lines = tuple(f"{text}: {', '.join(dict.fromkeys(names))}" for text, names in named if names)
    if lines:
        yield Sectie("Verder", "verder", (Lijst(lines),))


def _alone(metingen: Iterable[Eenzijdig], beide: Collection[str]) -> list[str]:
    """The metingen on one side of organisations of which another stands on both."""
    return [
        f"{naam}, {one.soort} {dutch(one.peildatum)}" for naam, one in metingen if naam in beide
    ]


def _zinnen(opgegaan: Iterable[Opgegaan]) -> list[str]:
    return [one.zin for one in opgegaan]


COLUMNS = (
    "organisatie", "voorganger", "raamwerk", "versie_van", "versie_naar", "peildatum_van",
    "peildatum_naar", "norm", "was", "van", "naar", "richting", "oorzaak", "gedeeld_door", "reden",
    "eigen_oordeel", "nu_uit_de_feiten", "getoetst", "verschil_met_toetser", "fictief",
    "vertrouwelijk",
)  # fmt: skip


def _rows(paar: Paar, namen: Namen) -> Iterator[tuple[Cel, ...]]:
    found, days = paar.vergelijking, (paar.van.peildatum, paar.naar.peildatum)
    voorganger = paar.opgegaan[0].partij if paar.opgegaan else None
    place = (
        paar.organisatie,
        voorganger,
        found.raamwerk,
        found.versie_van,
        found.versie_naar,
        *days,
    )
    deviations = {one.norm: one for one in found.afwijkingen}
    for norm in found.normen:
        states = (norm.id, norm.was, norm.van, norm.naar, norm.richting)
        why = (norm.oorzaak, ", ".join(norm.groepen), namen.reason(norm))
        one = deviations.get(norm.id) if norm.naar is not None else None
        seen = (one.eigen, one.nu, one.getoetst, one.grond) if one is not None else (None,) * 4
        yield (*place, *states, *why, *seen)


def _rows_alone(found: Vergelijkingen) -> Iterator[tuple[Cel, ...]]:
    """What was not compared, in the column of the direction; a file that was not read by name."""
    direction, reason = COLUMNS.index("richting"), COLUMNS.index("reden")
    beide = _look_through(found).beide if found.verdwenen or found.nieuw else ()
    for place, word, names in (
        (0, "alleen van", found.alleen_van),
        (0, "alleen naar", found.alleen_naar),
        (0, "niet vergeleken", found.gebroken),
        (reason, "niet gelezen", found.ongelezen),
        (reason, "ouder", found.ouder),
        (reason, "alleen van", _alone(found.verdwenen, beide)),
        (reason, "alleen naar", _alone(found.nieuw, beide)),
        (reason, "niet te vergelijken", found.onvergelijkbaar),
        (reason, "opgegaan", _zinnen(found.opgegaan)),
    ):
        for name in names:
            row: list[Cel] = [None] * (len(COLUMNS) - 2)
            row[place], row[direction] = name, word
            yield tuple(row)
