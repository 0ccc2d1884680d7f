"""The raamwerken that there are, one of them, or a programme: what `frameworks` shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.blad.blad import (
    ZONDER_DAG,
    Alinea,
    Begrippen,
    Blad,
    Blok,
    Inhoud,
    Kolom,
    Lijst,
    Opsomming,
    Rij,
    Sectie,
    Sterk,
    Tabel,
)
from weerbaar_cli.blad.view import Cel, Rijen
from weerbaar_cli.model.bestanden.programma import (
    Begrotingspost,
    Deelproject,
    Programma,
)
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk, Thema
from weerbaar_cli.model.getal import euro
from weerbaar_cli.model.tijd import dutch, dutch_version
from weerbaar_cli.model.uitkomsten.oordeel import Parameterstand
from weerbaar_cli.model.uitkomsten.raamwerken import (
    Programmabeeld,
    Raamwerkbeeld,
    Raamwerklijst,
)
from weerbaar_cli.model.woorden import as_told, join, owner_words
from weerbaar_cli.views.eigen.woorden import op_orde_regel
from weerbaar_cli.views.namen import KEUZES, WOORDELIJK, Namen, guide_words
from weerbaar_cli.views.score_blad import weight_words

if TYPE_CHECKING:
    from weerbaar_cli.views.raamwerkdata import Programmadata, Raamwerkdata, Raamwerklijstdata


def make_blad(titel: str, ondertitel: str, secties: Iterator[Sectie]) -> Blad:
    """A page on raamwerken: of no day, and about nobody, so anybody may read it."""
    return Blad(
        titel=titel,
        ondertitel=ondertitel,
        doelgroep="openbaar",
        datum=ZONDER_DAG,
        vertrouwelijk="",
        secties=tuple(secties),
    )


class Lijstview(NamedTuple):
    """What is known here."""

    lijst: Raamwerklijst

    def blad(self) -> Blad:
        """Every version of every raamwerk on a line, and every programme."""
        return make_blad("Raamwerken en programma's", "", self._secties())

    def _secties(self) -> Iterator[Sectie]:
        rows = tuple(map(self._row, self.lijst.raamwerken))
        yield Sectie("Raamwerken", "raamwerken", (Opsomming("Raamwerk", rows),))
        if self.lijst.programmas:
            rijen = tuple(Rij(one.id, (one.titel,)) for one in self.lijst.programmas)
            yield Sectie("Programma's", "programmas", (Opsomming("Programma", rijen),))

    def _row(self, one: Raamwerk) -> Rij:
        several = sum(other.id == one.id for other in self.lijst.raamwerken) > 1
        mark = " (wordt gebruikt)" if several and self._is_chosen(one) else ""
        normen = "1 norm" if one.aantal_normen == 1 else f"{one.aantal_normen} normen"
        return Rij(one.id, (one.titel, f"versie {dutch_version(one.versie)}{mark}, {normen}"))

    def _is_chosen(self, one: Raamwerk) -> bool:
        return self.lijst.gekozen[one.id] == one.versie

    def data(self) -> Raamwerklijstdata:
        """The raamwerken; a programme is asked by its id."""
        from weerbaar_cli.views.raamwerkdata import lijst_data  # late: only programs need it

        return lijst_data(self.lijst)

    def rijen(self) -> Rijen:
        """A row per version and per programme."""
        rows: list[tuple[Cel, ...]] = []
        for one in self.lijst.raamwerken:
            chosen = "ja" if self._is_chosen(one) else "nee"
            rows.append(("raamwerk", one.id, one.titel, one.versie, chosen, one.aantal_normen))
        rows += [
            ("programma", one.id, one.titel, None, None, None) for one in self.lijst.programmas
        ]
        return Rijen(("soort", "id", "titel", "versie", "gekozen", "normen"), tuple(rows))


class Raamwerkview(NamedTuple):
    """One raamwerk."""

    beeld: Raamwerkbeeld
    namen: Namen = WOORDELIJK

    def blad(self) -> Blad:
        """Where it comes from, its norms with their facts, its readings."""
        raamwerk = self.beeld.raamwerk
        titel = f"{raamwerk.titel} ({raamwerk.id})"
        for_whom = (
            f"versie {self.namen.versie(raamwerk.versie)}, voor {', '.join(raamwerk.partijtypen)}"
        )
        return make_blad(titel, for_whom, self._secties())

    def _secties(self) -> Iterator[Sectie]:
        beeld, raamwerk = self.beeld, self.beeld.raamwerk
        known = tuple(_known(raamwerk, tuple(map(self.namen.versie, beeld.versies))))
        if known:
            yield Sectie("Over dit raamwerk", "over", (Lijst(known),))
        for thema in raamwerk.themas:
            anker = f"thema-{thema.id}"
            delen = tuple(
                Sectie(titel, f"{anker}-{name}", tuple(self._normen(thema, name)))
                for name, titel in thema.rubrieken.items()
            )
            own = tuple(self._normen(thema, None))
            yield Sectie(f"{thema.id} {thema.titel}", anker, own, delen)
        if beeld.ingedeeld:
            yield Sectie("Normen van andere raamwerken per thema", "ingedeeld", (self._counts(),))
        if raamwerk.parameters:
            yield Sectie(KEUZES, "lezingen", (_readings(beeld.parameters, self.namen),))

    def _normen(self, thema: Thema, rubriek: str | None) -> Iterator[Opsomming]:
        """The norms of one part of a thema, or those of no part."""
        own = [norm for norm in thema.normen if norm.rubriek == rubriek]
        if own:
            yield Opsomming("Norm", tuple(Rij(one.id, tuple(self._lines(one))) for one in own))

    def _lines(self, norm: Norm) -> Iterator[Inhoud]:
        yield as_told(norm.tekst)
        yield f"feiten: {self._feiten(norm) or 'geen'}"
        if words := weight_words(norm):
            yield words
        if norm.regel is not None:
            yield f"geen regel: {norm.reden}"
        if norm.handreiking is not None:
            yield ("handreiking: ", *guide_words(norm.handreiking))

    def _feiten(self, norm: Norm) -> str:
        asked = self.beeld.feiten[norm.id]
        return self.namen.feiten(tuple(asked), tuple(asked.values()))

    def _counts(self) -> Opsomming:
        """How many norms of other raamwerken belong to each thema."""
        rows = []
        for thema in self.beeld.raamwerk.themas:
            number, uncertain = self.beeld.ingedeeld.get(thema.id, (0, 0))
            note = f", waarvan {uncertain} onzeker" if uncertain else ""
            rows.append(Rij(thema.id, (thema.titel, f"{number}{note}")))
        return Opsomming("Thema", tuple(rows))

    def data(self) -> Raamwerkdata:
        """The raamwerk with its readings and norms."""
        from weerbaar_cli.views.raamwerkdata import raamwerk_data  # late: only programs need it

        return raamwerk_data(self.beeld)

    def rijen(self) -> Rijen:
        """A row per norm."""
        raamwerk = self.beeld.raamwerk
        rows: list[tuple[Cel, ...]] = []
        for thema in raamwerk.themas:
            place = (raamwerk.id, raamwerk.versie, thema.id, thema.titel)
            for one in thema.normen:
                applies = one.geldt_voor or raamwerk.partijtypen
                rows.append((*place, one.id, one.tekst, ", ".join(applies), self._feiten(one)))
        columns = ("raamwerk", "versie", "thema", "themanaam", "norm", "tekst")
        return Rijen((*columns, "geldt_voor", "feiten"), tuple(rows))


def _known(raamwerk: Raamwerk, versies: tuple[str, ...]) -> Iterator[str]:
    if versies:
        yield f"andere versies: {', '.join(versies)}"
    if raamwerk.vastgesteld is not None:
        day = raamwerk.vastgesteld.op
        when = f" op {dutch(day)}" if day is not None else ""
        yield f"vastgesteld door {raamwerk.vastgesteld.door}{when}"
    if raamwerk.streefdatum is not None:
        yield f"streefdatum {dutch(raamwerk.streefdatum)}"
    if raamwerk.voorlopig is not None:
        yield f"VOORLOPIG: {raamwerk.voorlopig}"
    if raamwerk.op_orde.model_fields_set:
        yield op_orde_regel(raamwerk)
    for name, niveau in raamwerk.niveaus.items():
        share = raamwerk.niveau_aandeel(name)
        yield f"niveau {niveau.titel}: op orde als {share} van de normen voldoet"
    if raamwerk.verhalen:
        yield "vraagt bij elke norm een verhaal, naast de feiten"


def _readings(parameters: Sequence[Parameterstand], namen: Namen) -> Tabel:
    """What is read alike stands there once, but where each is called as in its file."""
    named = (("Parameter",) if namen.ids else (), ("Woord in de norm", "Keuze", "Bevestigd"))
    rows = dict.fromkeys(_reading(one, namen) for one in parameters)
    heads = tuple(map(Kolom, chain(*named)))
    return Tabel("Wat woorden betekenen die de norm open laat", heads, tuple(rows))


def _reading(one: Parameterstand, namen: Namen) -> tuple[Inhoud, ...]:
    owner = owner_words(one.te_bevestigen_door)
    state = "ja" if one.bevestigd else f"nog niet; te bevestigen door {owner}"
    if namen.ids:
        return one.id, one.woord or "", one.waarde, state
    return one.naam, one.woorden, state


class Programmaview(NamedTuple):
    """A programme: its projects with planning, cost and state, and where sources differ."""

    beeld: Programmabeeld
    namen: Namen = WOORDELIJK

    def blad(self) -> Blad:
        """The whole programme."""
        programma = self.beeld.programma
        return make_blad(f"{programma.titel} ({programma.id})", "", self._chapters(programma))

    def data(self) -> Programmadata:
        """As it stands in the file."""
        from weerbaar_cli.views.raamwerkdata import Programmadata  # late: only programs need it

        return Programmadata.model_validate(self.beeld.programma, from_attributes=True)

    def rijen(self) -> Rijen:
        """A row per project."""
        columns = ("id", "titel", "status", "resultaat", "thema", "planning", "gereed_op", "kosten")
        rows = (
            (
                self.beeld.programma.id,
                *(getattr(one, name) for name in columns),
                self._normen(one),
                self._feiten(one),
                one.toelichting,
            )
            for one in self.beeld.programma.deelprojecten
        )
        return Rijen(("programma", *columns, "normen", "feiten", "toelichting"), tuple(rows))

    def _chapters(self, programma: Programma) -> Iterator[Sectie]:
        over = tuple(_about(programma))
        if over:
            yield Sectie("Over dit programma", "over", over)
        if programma.deelprojecten:
            delen = tuple(map(self._project, programma.deelprojecten))
            yield Sectie("Deelprojecten", "deelprojecten", delen=delen)
        if programma.begroting:
            yield Sectie("Begroting", "begroting", (_budget(programma.begroting),))
        for number, verschil in enumerate(programma.verschillen, 1):
            lezingen = tuple((Sterk(one.bron), f": {one.tekst}") for one in verschil.lezingen)
            kop = f"De bronnen verschillen over: {verschil.onderwerp}"
            yield Sectie(kop, f"verschil-{number}", (Lijst(lezingen),))

    def _project(self, one: Deelproject) -> Sectie:
        paren = _filled(
            ("planning", one.planning),
            ("gereed op", dutch(one.gereed_op) if one.gereed_op is not None else None),
            ("kosten", one.kosten),
            ("helpt", self._normen(one)),
            ("feiten", self._feiten(one)),
            ("toelichting", one.toelichting),
        )
        kop = f"{one.id} {one.titel} ({one.status})"
        blokken = (Alinea(one.resultaat), *((Begrippen(paren),) if paren else ()))
        return Sectie(kop, f"project-{one.id}", blokken)

    def _normen(self, one: Deelproject) -> str:
        """The norms that it helps; in words each raamwerk once, by its title."""
        if self.namen.ids:
            return ", ".join(one.normen)
        grouped: dict[str, list[str]] = {}
        for name, _, norm in (each.rpartition("/") for each in one.normen):
            grouped.setdefault(self.beeld.raamwerken.get(name, name), []).append(norm)
        return "; ".join(f"{titel} {join(normen)}" for titel, normen in grouped.items())

    def _feiten(self, one: Deelproject) -> str:
        return self.namen.feiten(one.feiten, [self.beeld.feiten[each] for each in one.feiten])


def _about(programma: Programma) -> Iterator[Blok]:
    bron = programma.bron
    source = (bron.naam, bron.onderdeel, bron.toelichting) if bron is not None else ()
    paren = _filled(
        ("in opdracht van", programma.opdrachtgever),
        ("uitvoering", programma.opdrachtnemer),
        ("looptijd", programma.looptijd),
        ("bron", ", ".join(part for part in source if part)),
    )
    if paren:
        yield Begrippen(paren)
    if programma.toelichting is not None:
        yield Alinea(programma.toelichting)


def _filled(*paren: tuple[str, str | None]) -> tuple[tuple[str, Inhoud], ...]:
    return tuple((word, text) for word, text in paren if text)


def _budget(posts: tuple[Begrotingspost, ...]) -> Tabel:
    kolommen = (Kolom("Post"), Kolom("Bron"), Kolom("Jaar"), Kolom("Bedrag", getal=True))
    rows = tuple((one.post, one.bron or "", one.jaar or "", euro(one.bedrag)) for one in posts)
    return Tabel("Geld, zoals een bron het noemt", kolommen, rows)
