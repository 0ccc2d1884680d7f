"""The report of one organisation: two pages to read, and the annexes with all that is known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from weerbaar_cli import __version__
from weerbaar_cli.blad.blad import (
    Aanhaling,
    Alinea,
    Balk,
    Begrippen,
    Blad,
    Blok,
    Deel,
    Grafiek,
    Inhoud,
    Kolom,
    Lijn,
    Lijst,
    Merk,
    Punt,
    Sectie,
    Stapel,
    Sterk,
    Tabel,
)
from weerbaar_cli.blad.view import Rapportview
from weerbaar_cli.model.bestanden.raamwerk import STATUSES, Status
from weerbaar_cli.model.doelgroep import DOELGROEPEN, FICTIEF
from weerbaar_cli.model.tijd import dutch, titled_version
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN, Telling, find_vragen, same_keuzes
from weerbaar_cli.model.woorden import as_told, owner_words
from weerbaar_cli.views.eigen.eerste import make_eerste, norm_anker
from weerbaar_cli.views.eigen.norm import Normpagina, has_detail, make_norm
from weerbaar_cli.views.eigen.woorden import (
    BESTUURDERS,
    bewijs_words,
    meaning_of,
    op_orde_regel,
    origin_words,
    passage,
)
from weerbaar_cli.views.namen import KEUZES
from weerbaar_cli.views.plan import make_kosten

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.raamwerk import Bron
    from weerbaar_cli.model.uitkomsten.eigenbeeld import (
        Eigenbeeld,
        Eigenfeit,
        Eigennorm,
        Eigenraamwerk,
    )
    from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand, Score
    from weerbaar_cli.model.uitkomsten.vergelijking import Paar
    from weerbaar_cli.views.eigen.data import Eigendata


BETEKENIS: dict[Status, str] = {
    "voldoet": "alles wat de regel van de norm vraagt, is er.",
    "deels": "een deel is er; de regel zegt welk deel daarvoor genoeg is.",
    "voldoet_niet": "te weinig van wat de regel vraagt, is er.",
    "onbekend": "er ontbreekt een feit dat de uitkomst nog kan veranderen. Onbekend is geen «nee».",
    "nvt": "de norm geldt hier niet en telt niet mee: de norm is niet voor dit type organisatie "
    "bedoeld, er is een besluit met een reden, of er was niets te tellen.",
}
AFSPRAKEN = (
    "Elk oordeel geldt op de peildatum, niet op de dag van lezen. Dezelfde feiten, peildatum en "
    "regels geven altijd hetzelfde oordeel.",
    "«Recent» is in de 12 maanden voor de peildatum, tenzij de norm iets anders zegt. Wat na de "
    "peildatum ligt, telt als nog niet gebeurd.",
    "Een leeg feit maakt een norm alleen onbekend als het antwoord nog verschil kan maken.",
    "Vraagt een norm iets «aantoonbaar», dan is een verwijzing naar een document nodig.",
    "Een document telt als het is vastgesteld, al geldt en nog niet is verlopen. Een concept is "
    "ten hoogste deels.",
    "Bij aantallen staat in de keuzes welk deel genoeg is voor voldoet en voor deels.",
    "Een toetser kan met een reden afwijken. Het oordeel van de toetser telt; wat uit de feiten "
    "volgt, blijft ernaast staan.",
    "De herkomst van een feit (eigen opgave, onderbouwd, getoetst) verandert het oordeel niet.",
    "Er staan geen namen van personen, zaken of signalen in: alleen functies, aantallen, datums "
    "en verwijzingen.",
)


FEITKOPPEN = ("Vraag", "Antwoord", "Herkomst en bewijs", "Toelichting", "Norm")
BREED = 200  # letters of a remark that has a column among others
RUIM = 140  # letters of an answer that has a row among those of short ones


def make_bijlagen(beeld: Eigenbeeld) -> Iterator[Sectie]:
    """Annex A up to and with E; with several raamwerken each has its part in them.

    What is said of this organisation is on paper apart from what holds for every one, which may be
    left out; and two parts are set at once.
    """
    parts = beeld.raamwerken
    yield _normbijlage(beeld)
    yield _bijlage("B", "Alle feiten", "feiten", beeld, [tuple(_feiten(one)) for one in parts])
    keuzes = [tuple(make_lezingen(one)) for one in parts]
    yield _bijlage("C", KEUZES, "lezingen", beeld, keuzes, nieuwe_bladzijde=True)
    yield _bijlage("D", "Bronnen", "bronnen", beeld, [tuple(_bronnen(one)) for one in parts])
    yield Sectie("Bijlage E. Hoe een oordeel ontstaat", "oordeel", tuple(_uitleg(beeld)))


def _normbijlage(beeld: Eigenbeeld) -> Sectie:
    """What there is to tell of the norms: how the themas stand, and each norm that is not met."""
    single = len(beeld.raamwerken) == 1
    delen: list[Sectie] = []
    for number, one in enumerate(beeld.raamwerken, 1):
        parts = tuple(_raamwerk(beeld, one, "" if single else f"{number}-"))
        delen += parts if single else [Sectie(one.raamwerk.titel, f"raamwerk-{number}", (), parts)]
    if (kosten := make_kosten(beeld.plan)) is not None:
        delen.append(kosten)
    kop = "Bijlage A. Wat nog niet voldoet, per norm"
    return Sectie(kop, "bijlage", delen=tuple(delen), nieuwe_bladzijde=True)


def _bijlage(
    letter: str,
    titel: str,
    anker: str,
    beeld: Eigenbeeld,
    parts: list[tuple[Blok, ...]],
    *,
    nieuwe_bladzijde: bool = False,
) -> Sectie:
    kop = f"Bijlage {letter}. {titel}"
    if len(parts) == 1:
        return Sectie(kop, anker, parts[0], nieuwe_bladzijde=nieuwe_bladzijde)
    delen = tuple(
        Sectie(one.raamwerk.titel, f"{anker}-{number}", blokken)
        for number, (one, blokken) in enumerate(zip(beeld.raamwerken, parts, strict=True), 1)
    )
    return Sectie(kop, anker, delen=delen, nieuwe_bladzijde=nieuwe_bladzijde)


def _feiten(one: Eigenraamwerk) -> Iterator[Blok]:
    """Tables per thema; a fact that several norms ask stands at the first."""
    left = {feit.feit: feit for feit in one.feiten}
    for thema in one.raamwerk.themas:
        names = [name for norm in one.normen_of(thema) for name in norm.feiten]
        mine = [left.pop(name) for name in dict.fromkeys(names) if name in left]
        if mine:
            yield from _feitentabellen(f"Feiten bij {thema.id} {thema.titel}", mine, one)
    if left:
        rest = list(left.values())
        yield from _feitentabellen("Ingevuld, maar door geen norm gevraagd", rest, one)


def _feitentabellen(
    bijschrift: str, feiten: list[Eigenfeit], one: Eigenraamwerk
) -> Iterator[Tabel]:
    """The facts without the columns in which nothing stands, and what asks for the width apart."""
    nog = {norm.norm.id for norm in one.bedoeld if norm.plan is not None}
    ruim = [feit for feit in feiten if max(map(len, feit.waarden)) > RUIM]
    kort = [feit for feit in feiten if feit not in ruim]
    for naam, mine in ((bijschrift, kort), (f"{bijschrift}: lange antwoorden", ruim)):
        rijen = [(nog.isdisjoint(feit.normen), rij) for feit in mine for rij in _feitrijen(feit)]
        if rijen:
            yield _tabel(naam, FEITKOPPEN, rijen)
    remarks = [(feit, passage(feit.toelichting or "")) for feit in feiten]
    if long := [(feit, text) for feit, text in remarks if len(text) > BREED]:
        rows = [(nog.isdisjoint(feit.normen), (feit.kort, text)) for feit, text in long]
        yield _tabel(f"{bijschrift}: lange toelichtingen", ("Vraag", "Toelichting"), rows)


def _tabel(
    bijschrift: str, koppen: tuple[str, ...], rijen: Sequence[tuple[bool, tuple[str, ...]]]
) -> Tabel:
    """A table of rows that are in order or not."""
    used = [n for n, _ in enumerate(koppen) if not n or any(rij[n] for _, rij in rijen)]
    return Tabel(
        bijschrift,
        tuple(Kolom(koppen[n]) for n in used),
        tuple(tuple(rij[n] for n in used) for _, rij in rijen),
        tuple(plek for plek, (done, _) in enumerate(rijen) if done),
    )


def _feitrijen(feit: Eigenfeit) -> Iterator[tuple[str, ...]]:
    """A row per fact, and of a checklist one per answer, for a list in one cell is not read."""
    first, *rest = feit.waarden
    remark = passage(feit.toelichting or "")
    remark = remark if len(remark) <= BREED else "zie de tabel hieronder"
    more = _herkomst(feit), remark, ", ".join(feit.normen)
    asked = feit.kort if rest else passage(feit.vraag)  # its items stand in the answers
    yield asked, passage(first), *more
    yield from ((feit.kort, passage(one), "", "", "") for one in rest)


def _herkomst(feit: Eigenfeit) -> str:
    return "; ".join(filter(None, (origin_words(feit), *map(bewijs_words, feit.bewijs))))


def make_lezingen(one: Eigenraamwerk) -> Iterator[Blok]:
    """The choices of what open words mean, a row each; what is to be confirmed comes first."""
    standen = one.oordeel.lezingen
    if not standen:
        yield Alinea("Dit raamwerk laat geen woorden open.")
        return
    yield Alinea(
        "Normen gebruiken woorden die niet vastliggen, zoals «periodiek». Hieronder staat hoe ze "
        "hier zijn uitgelegd, en wie die keuze nog moet bevestigen. Staat er geen norm bij, dan "
        "is de keuze er voor andere keuzes."
    )
    heads = ("Woord", "Keuze", "Wat dit betekent", "Bevestigd", "Norm")
    sure = same_keuzes(stand for stand in standen if stand.bevestigd)
    keuzes = (*find_vragen(standen).values(), *sure.values())
    rijen = tuple(_keuze(one, stands) for stands in keuzes)
    yield Tabel(KEUZES, tuple(map(Kolom, heads)), rijen)


def _keuze(one: Eigenraamwerk, stands: Sequence[Parameterstand]) -> tuple[str, ...]:
    """A word, what it is taken to mean, who confirms that, and the norms that count here."""
    ids, known = {stand.id for stand in stands}, one.raamwerk.parameters
    meanings = dict.fromkeys(meaning_of(known.get(stand.id)) for stand in stands)
    normen = (norm for norm in one.bedoeld if ids & {stand.id for stand in norm.parameters})
    first = stands[0]
    return (
        f"«{first.naam}»",
        first.woorden,
        " ".join(filter(None, meanings)),
        _state(first, afwijkend=any(stand.afwijkend for stand in stands)),
        ", ".join(norm.norm.id for norm in normen),
    )


def _state(stand: Parameterstand, *, afwijkend: bool) -> str:
    owner = owner_words(stand.te_bevestigen_door)
    state = "ja" if stand.bevestigd else f"nog niet; te bevestigen door {owner}"
    return f"{state}; wijkt af van het raamwerk" if afwijkend else state


def _bronnen(one: Eigenraamwerk) -> Iterator[Blok]:
    raamwerk = one.raamwerk
    paren: list[tuple[str, Inhoud]] = [
        ("Raamwerk", titled_version(raamwerk.titel, raamwerk.versie)),
    ]
    if raamwerk.vastgesteld is not None:
        when = f", {dutch(raamwerk.vastgesteld.op)}" if raamwerk.vastgesteld.op else ""
        paren.append(("Vastgesteld door", f"{raamwerk.vastgesteld.door}{when}"))
    if raamwerk.voorlopig:
        paren.append(("Voorlopig", passage(raamwerk.voorlopig)))
    if (termijn := shared_termijn(one)) is not None:
        paren.append(("Termijn van elke norm", termijn))
    if raamwerk.bron is not None:
        paren.append(("Bron", bron_words(raamwerk.bron)))
    yield Begrippen(tuple(paren))
    yield from _normteksten(one)


def _normteksten(one: Eigenraamwerk) -> Iterator[Tabel]:
    """The official text of every norm, below the document that it is from."""
    texts: dict[str, list[tuple[Inhoud, ...]]] = {}
    met = {norm.norm.id for norm in one.bedoeld if norm.plan is None}
    for norm in (norm.norm for norm in one.bedoeld):
        bron = norm.bron.within(one.raamwerk.bron) if norm.bron else None
        place = ", ".join(filter(None, (bron.onderdeel, bron.toelichting))) if bron else ""
        cells = (norm.id, Aanhaling(as_told(norm.tekst)), place)
        texts.setdefault(bron.naam if bron else "", []).append(cells)
    for document, rows in texts.items():
        bijschrift = f"De tekst van de normen in «{document}»" if document else "Zonder bron"
        klaar = tuple(plek for plek, row in enumerate(rows) if row[0] in met)
        yield Tabel(bijschrift, tuple(map(Kolom, ("Norm", "Tekst", "Waar"))), tuple(rows), klaar)


def shared_termijn(one: Eigenraamwerk) -> str | None:
    """The term that every norm names; None when they differ, or name none."""
    found = {norm.norm.termijn for norm in one.bedoeld}
    return found.pop() if len(found) == 1 else None


def bron_words(bron: Bron) -> str:
    """A source with its part."""
    return ", ".join(filter(None, (bron.naam, bron.onderdeel, bron.toelichting)))


def _uitleg(beeld: Eigenbeeld) -> Iterator[Blok]:
    yield Alinea(
        "Per norm geldt de eerste van deze vier die klopt: n.v.t., voldoet, deels, voldoet niet. "
        "Staan er meer uitkomsten open, dan is het oordeel onbekend."
    )
    yield Tabel(
        "De vijf oordelen en hun tekens",
        (Kolom("Oordeel"), Kolom("Betekenis")),
        tuple(
            (Merk(status), f"{WOORDEN[status].capitalize()}: {BETEKENIS[status]}")
            for status in STATUSES
        ),
    )
    yield Lijst(AFSPRAKEN)
    for one in beeld.raamwerken:
        name = f"{one.raamwerk.titel}. " if len(beeld.raamwerken) > 1 else ""
        yield Alinea(f"{name}Op orde. {op_orde_regel(one.raamwerk)}")
    yield Alinea(
        "Het aandeel is het aantal normen dat voldoet, gedeeld door het aantal dat geldt. N.v.t. "
        "telt niet mee, onbekend wel. Zolang er feiten ontbreken, staan het laagste en het hoogste "
        "aandeel erbij. Een cijfer of een rangorde is er niet."
    )


@dataclass(frozen=True)
class Eigenview(Rapportview):
    """The report of one organisation, for itself."""

    beeld: Eigenbeeld
    score: Score
    paren: tuple[Paar, ...]

    def blad(self) -> Blad:
        """The whole report."""
        return make_blad(self.beeld)

    def data(self) -> Eigendata:
        """The same and all facts, for programs."""
        from weerbaar_cli.views.eigen.data import eigen_data  # late: only programs need it

        return eigen_data(self.beeld, self.score, self.paren)


def make_blad(beeld: Eigenbeeld) -> Blad:
    """The whole report."""
    meting, partij = beeld.meting, beeld.partij
    titels = " en ".join(one.raamwerk.titel for one in beeld.raamwerken)
    return Blad(
        titel=f"Weerbaarheid van {partij.naam}",
        ondertitel=f"{titels}, {meting.soort} van {dutch(meting.peildatum)}",
        doelgroep="eigen",
        datum=beeld.peildatum,
        kenmerken=tuple(_kenmerken(beeld)),
        vertrouwelijk=DOELGROEPEN["eigen"].regel,
        fictief=FICTIEF if meting.fictief else "",
        secties=(make_eerste(beeld), *make_bijlagen(beeld)),
        voet=tuple(_voet(beeld)),
    )


def _lezer(beeld: Eigenbeeld) -> str:
    return BESTUURDERS.get(beeld.partij.type, "leiding")


def _kenmerken(beeld: Eigenbeeld) -> Iterator[tuple[str, str]]:
    meting = beeld.meting
    yield "Voor", f"de {_lezer(beeld)}, en wie die aanwijst"
    yield "Peildatum", dutch(beeld.peildatum)
    if beeld.peildatum != meting.peildatum:
        yield "Doorgerekend", f"met de feiten van {dutch(meting.peildatum)}"
    for one in beeld.raamwerken:
        yield "Raamwerk", titled_version(one.raamwerk.titel, one.raamwerk.versie)
    by = f", ingevuld door {passage(meting.ingevuld_door)}" if meting.ingevuld_door else ""
    yield "Meting", f"{meting.soort}, {meting.status}{by}"


def _voet(beeld: Eigenbeeld) -> Iterator[str]:
    yield f"Gemaakt met weerbaar {__version__}"
    for one in beeld.raamwerken:
        yield titled_version(one.raamwerk.titel, one.raamwerk.versie)
    yield f"Feiten van {dutch(beeld.meting.peildatum)}"


def _raamwerk(beeld: Eigenbeeld, one: Eigenraamwerk, voor: str) -> Iterator[Sectie]:
    """How each thema stands, then the norms; `voor` keeps the anchors of raamwerken apart."""
    toelichting = beeld.meting.toelichting
    blokken: list[Blok] = [_grafiek(one), *_verloop(beeld, one)]
    if toelichting:
        blokken.append(Alinea(("Toelichting bij de meting: ", Aanhaling(passage(toelichting)))))
    yield Sectie("Normen per thema", f"{voor}themas", tuple(blokken))
    pagina = Normpagina(
        {feit.feit: feit for feit in one.feiten},
        beeld.peildatum,
        shared_termijn(one) is None,
    )
    for thema in one.raamwerk.themas:
        if normen := tuple(filter(has_detail, one.normen_of(thema))):
            text = (Alinea(passage(thema.toelichting)),) if thema.toelichting else ()
            anker = norm_anker(beeld, one)
            delen = (
                make_norm(norm, f"{anker}{norm.norm.id.replace('.', '-')}", pagina)
                for norm in normen
            )
            titel = f"{thema.id} {thema.titel}"
            place = f"{voor}thema-{thema.id.replace('.', '-')}"
            yield Sectie(titel, place, text, tuple(delen))
    if remarks := tuple(_opmerkingen(one)):
        yield Sectie("Let op bij wat voldoet", f"{voor}let-op", (Lijst(remarks),), in_orde=True)
    if away := [norm for norm in one.normen if not norm.bedoeld]:
        yield _niet_bedoeld(beeld, away, voor)


def _opmerkingen(one: Eigenraamwerk) -> Iterator[Inhoud]:
    """What is remarked on norms of which nothing else is told."""
    for norm in one.bedoeld:
        if norm.oordeel.opmerkingen and not has_detail(norm):
            name = f"{norm.norm.id} {norm.oordeel.kort}:"
            yield Sterk(name), f" {passage('; '.join(norm.oordeel.opmerkingen))}"


def _grafiek(one: Eigenraamwerk) -> Grafiek:
    """The counts of the score, norms that are not meant for the organisation among the n.v.t."""
    rows = [(f"{thema.id} {thema.titel}", thema.telling) for thema in one.oordeel.themas]
    total = one.oordeel.telling
    return Grafiek(
        _beschrijving(total, rows),
        Stapel(
            tuple(Balk(name, _delen(telling)) for name, telling in rows),
            tuple((status, WOORDEN[status]) for status in STATUSES),
        ),
        Tabel(
            "Normen per thema",
            (Kolom("Thema"), *(Kolom(WOORDEN[status], getal=True) for status in STATUSES)),
            tuple((name, *_numbers(telling)) for name, telling in [*rows, ("Samen", total)]),
        ),
    )


def _verloop(beeld: Eigenbeeld, one: Eigenraamwerk) -> Iterator[Grafiek]:
    """Since the earlier meting, on the norms that stand in both and apply."""
    vorige, verschil = beeld.vorige, one.vergelijking
    if vorige is None or verschil is None or not verschil.geteld:
        return
    dagen, soorten = (vorige.peildatum, beeld.peildatum), (vorige.soort, beeld.meting.soort)
    counts = zip(verschil.voldoet, verschil.van_toepassing, strict=True)
    punten = tuple(Punt(dag, n, n, van) for dag, (n, van) in zip(dagen, counts, strict=True))
    most = max(verschil.van_toepassing)
    told = tuple(
        (dutch(punt.dag), soort, str(punt.laag), str(punt.van))
        for soort, punt in zip(soorten, punten, strict=True)
    )
    said = "; ".join(f"{day} ({soort}): {number} van de {van}" for day, soort, number, van in told)
    heads = (Kolom("Peildatum"), Kolom("Meting"), Kolom("Voldoet", True), Kolom("Van", True))
    yield Grafiek(
        beschrijving=f"{said}.",
        beeld=Lijn(punten, most, "normen die voldoen"),
        tabel=Tabel("Normen die voldoen, toen en nu", heads, told),
    )


def _beschrijving(total: Telling, rows: list[tuple[str, Telling]]) -> str:
    """The counts in words, and the thema where most is left when one stands out."""
    text = f"Samen voldoen {total.voldoet} van de {total.van_toepassing} normen."
    left = {name: telling.van_toepassing - telling.voldoet for name, telling in rows}
    most = max(left.values(), default=0)
    names = [name for name, number in left.items() if number == most]
    if most < 2 or len(names) > 1:
        return text
    return f"{text} De meeste normen die nog niet voldoen, staan bij {names[0]}: {most}."


def _numbers(telling: Telling) -> tuple[str, ...]:
    return tuple(str(getattr(telling, status)) for status in STATUSES)


def _delen(telling: Telling) -> tuple[Deel, ...]:
    found: list[tuple[Status, int]] = [(one, getattr(telling, one)) for one in STATUSES]
    return tuple(Deel(status, number) for status, number in found)


def _niet_bedoeld(beeld: Eigenbeeld, normen: list[Eigennorm], voor: str) -> Sectie:
    kind = beeld.partij.type
    names = ", ".join(norm.norm.id for norm in normen)
    text = f"Deze normen van het raamwerk gelden niet voor een {kind}: {names}. Ze tellen niet mee."
    kop = "Niet voor uw organisatie"
    return Sectie(kop, f"{voor}niet-bedoeld", (Alinea(text),), in_orde=True)
