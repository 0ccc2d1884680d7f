"""A coordinator's inbox: what happens with each file, what goes back, and who handed in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from weerbaar_cli.blad.blad import ZONDER_DAG, Alinea, Blad, Blok, Kolom, Lijst, Sectie, Tabel
from weerbaar_cli.blad.resultaat import Uitvoermodel, Versiemodel
from weerbaar_cli.blad.view import Rijen, View
from weerbaar_cli.model.bestanden.meting import Metingsoort
from weerbaar_cli.model.doelgroep import DOELGROEPEN
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.coordinatorbeeld import Inleverstand
from weerbaar_cli.model.uitkomsten.postvak import PUNT, Lidstand, Poststuk, Postuitkomst, Postvak
from weerbaar_cli.model.woorden import count_word, folder_words
from weerbaar_cli.views.coordinator.partij import STANDEN, moment_words

UITKOMSTEN: dict[Postuitkomst, str] = {
    "nieuw": "krijgt een plaats",
    "aanwezig": "staat er al",
    "anders": "niet geplaatst: er is een andere",
    "deel": "een deel: zet het in de meting met «weerbaar merge»",
    "geweigerd": "geweigerd: stuur het terug",
    "vreemd": "niet van weerbaar",
}
DUBBEL = "kwam in versies die verschillen: kies er één"
GROET = "Verbeter dit, en stuur het bestand opnieuw."


@dataclass(frozen=True)
class Postvakview(View):
    """The list of an inbox; it names members and files."""

    postvak: Postvak

    def blad(self) -> Blad:
        """What came in, what goes back with which words, and who handed in."""
        post = self.postvak
        return Blad(
            titel=f"Postvak voor {folder_words(post.werkmap)}",
            ondertitel=self._ronde(),
            doelgroep="coordinator",
            datum=post.peildatum or ZONDER_DAG,
            vertrouwelijk=DOELGROEPEN["coordinator"].regel,
            secties=tuple(self._secties()),
        )

    def _ronde(self) -> str:
        day = self.postvak.peildatum
        return "" if day is None else f"{self.postvak.soort} van {dutch(day)}"

    def _secties(self) -> Iterator[Sectie]:
        post = self.postvak
        rows = tuple((one.bestand, one.van, _what(one), one.doel) for one in post.stukken)
        columns = tuple(map(Kolom, ("Bestand", "Van", "Wat ermee gebeurt", "Waar")))
        table = Tabel("Bestanden in het postvak", columns, rows)
        blok: Blok = table if rows else Alinea("Er is niets binnengekomen.")
        yield Sectie("Wat er binnenkwam", "binnen", (blok,))
        if refused := post.with_uitkomst("geweigerd"):
            delen = tuple(_letter(number, one) for number, one in enumerate(refused, 1))
            yield Sectie("Wat u terugstuurt", "terug", delen=delen)
        if advised := tuple(_advised(post.with_uitkomst("nieuw", "anders"))):
            yield Sectie("Wat u nog doet", "nog", (Lijst(advised),))
        if post.leden:
            sent = tuple((one.naam, stand_words(one)) for one in post.leden)
            table = Tabel("Leden van het district", (Kolom("Organisatie"), Kolom("Stand")), sent)
            yield Sectie("Wie heeft ingeleverd?", "ingeleverd", (table,))

    def data(self) -> Postvakdata:
        """The same for programs."""
        return Postvakdata.model_validate(self.postvak, from_attributes=True)

    def rijen(self) -> Rijen:
        """A row per member: that is the list to keep."""
        rows = tuple(
            (one.naam, one.stand, one.apart.soort if one.apart else None,
             one.apart.peildatum if one.apart else None)
            for one in self.postvak.leden
        )  # fmt: skip
        return Rijen(("organisatie", "stand", "soort_apart", "peildatum_apart"), rows)


def stand_words(one: Lidstand) -> str:
    """How far a member is, and which meting it has instead."""
    if one.dubbel:
        return DUBBEL
    more = f": {moment_words(one.apart)}" if one.apart else ""
    return f"{STANDEN[one.stand]}{more}"


def _what(one: Poststuk) -> str:
    lines = count_word(len(one.hersteld), "regel", "regels")
    mended = f", {lines} hersteld" if one.hersteld else ""
    points = one.reden.split(PUNT)  # of a workbook a cell each; they stand in the letter
    why = f" ({one.reden if len(points) == 1 else f'{len(points)} punten'})" if one.reden else ""
    return f"{UITKOMSTEN[one.uitkomst]}{mended}{why}"


def _advised(stukken: Sequence[Poststuk]) -> Iterator[str]:
    """What to do with files that need not go back, each thing once."""
    for tip in dict.fromkeys(filter(None, (one.suggestie for one in stukken))):
        names = ", ".join(one.bestand for one in stukken if one.suggestie == tip)
        yield f"{names}: {tip}"


def why_not_placed(one: Poststuk) -> str:
    """Why a file gets no place, in a line; empty where it does, or is there already."""
    if one.uitkomst in ("nieuw", "aanwezig"):
        return ""
    first = next((each.bericht for each in one.meldingen), "")
    tip = one.suggestie if one.uitkomst == "geweigerd" else ""  # a command, where there is a shell
    told = filter(None, (one.reden.replace(PUNT, "; "), tip))
    return first or ". ".join(told) or UITKOMSTEN[one.uitkomst]


def _letter(number: int, one: Poststuk) -> Sectie:
    """The words to send back with a file, as they can be copied."""
    found = [f"regel {each.regel}: {each.bericht}. {each.suggestie}" for each in one.meldingen]
    found = found or [*filter(None, (*one.reden.split(PUNT), one.suggestie))]
    naam = one.bestand.rpartition("/")[2]  # who sent it knows no folder of ours
    punten = Lijst(tuple(line.replace(one.bestand, naam) for line in found))
    said = Alinea(f"Uw bestand {naam} is niet te gebruiken. Dit is ermee:")
    return Sectie(one.bestand, f"brief-{number}", (said, punten, Alinea(GROET)))


class Postmeldingdata(Uitvoermodel):
    """What is wrong in a file that was refused."""

    regel: int
    code: str
    bericht: str
    suggestie: str


class Poststukdata(Uitvoermodel):
    """A file of the inbox, and what happens with it."""

    bestand: str
    uitkomst: Postuitkomst
    van: str
    doel: str
    reden: str
    suggestie: str
    hersteld: tuple[int, ...]
    meldingen: tuple[Postmeldingdata, ...]


class Apartdata(Uitvoermodel):
    """A meting of another kind or day."""

    bestand: str
    soort: Metingsoort
    peildatum: date


class Lidstanddata(Uitvoermodel):
    """How far a member is."""

    naam: str
    stand: Inleverstand
    dubbel: bool
    apart: Apartdata | None


class Postvakdata(Versiemodel):
    """What came in for a werkmap, and who handed in."""

    werkmap: str
    soort: Metingsoort | None
    peildatum: date | None
    stukken: tuple[Poststukdata, ...]
    leden: tuple[Lidstanddata, ...]
