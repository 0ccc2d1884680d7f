"""What a raamwerk must satisfy: known facts, tests that fit them, readings that fit the tests.

And what it should have beyond being right: sources, cases, and facts that are asked.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from weerbaar_cli.engine.score.mogelijk import make_lezing
from weerbaar_cli.feitsoorten.combinaties import Normvraag, Stand, walk
from weerbaar_cli.feitsoorten.conditie import Basisconditie, FeitConditie
from weerbaar_cli.feitsoorten.datum import BinnenNa
from weerbaar_cli.feitsoorten.feitsoorten import fits, soort_of
from weerbaar_cli.feitsoorten.toetskader import Lezing, Ruw, UnreadableLezing
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.strict import fold, show

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Ankers, Catalogus, Feit, Feitenbestand
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk


_DEPTH = 4
_MEERVOUD = {"niveau": "niveaus van dit raamwerk", "rubriek": "rubrieken van dit thema"}


class _Check:
    """One raamwerk against the catalogue and the anchors; remembers which parameters are used."""

    def __init__(self, raamwerk: Raamwerk, catalogus: Catalogus, ankers: Ankers) -> None:
        self.raamwerk = raamwerk
        self.catalogus = catalogus
        self.ankers = ankers
        self.lezing: Lezing = make_lezing(raamwerk)
        self.used: set[str] = {raamwerk.op_orde.aandeel}
        self.used |= {niveau.aandeel for niveau in raamwerk.niveaus.values()}

    def run(self) -> Iterator[Bevinding]:
        yield from self._unique_ids()
        named = ((norm.kort, norm.id, (*pad, "kort")) for pad, norm in self.raamwerk.places())
        yield from _same_kort(named)
        for pad, norm in self.raamwerk.places():
            yield from self._regel(norm, pad)
            for kind, own in norm.voor.items():
                yield from self._regel(own, (*pad, "voor", kind))
            for k, deel in enumerate(norm.delen):
                yield from self._regel(deel, (*pad, "delen", k))
            yield from self._norm(norm, pad)
            for k, feit_id in enumerate(norm.feiten):
                yield from self._feit(feit_id, (*pad, "feiten", k))
        yield from self._circles()
        yield from self._op_orde()
        yield from self._niveaus()
        yield from self._rubrieken()
        yield from self._unused()

    def _unique_ids(self) -> Iterator[Bevinding]:
        seen: set[str] = set()
        for pad, norm in self.raamwerk.places():
            if norm.id in seen:
                text = f"norm {show(norm.id)} staat er twee keer"
                yield Bevinding("dubbele-norm", text, (*pad, "id"))
            seen.add(norm.id)

    def _regel(self, regel: Any, pad: Pad) -> Iterator[Bevinding]:
        for name in ("nvt", "voldoet", "deels"):
            root = getattr(regel, name)
            if root is not None:
                yield from self.conditie(root, (*pad, name), 0)
        if regel.deels is not None and regel.deels == regel.voldoet:
            text = "deels vraagt hetzelfde als voldoet en komt dus nooit voor"
            yield Bevinding("onbereikbaar-deels", text, (*pad, "deels"), op_sleutel=True)

    def conditie(self, conditie: Any, pad: Pad, depth: int) -> Iterator[Bevinding]:
        """A condition and everything in it."""
        if depth > _DEPTH:
            text = "deze conditie zit te diep; maak er een deel van, of twee normen"
            yield Bevinding("te-diep", text, pad)
            return
        for keys, part in conditie.places():
            yield from self.conditie(part, (*pad, *keys), depth + 1)
        if isinstance(conditie, Normvraag):
            yield from self._asked_norm(conditie.norm, (*pad, "norm"))
        if isinstance(conditie, Stand):
            if conditie.parameter not in self.raamwerk.parameters:
                yield self._unknown_parameter(conditie.parameter, (*pad, "parameter"))
            self.used.add(conditie.parameter)
        if isinstance(conditie, FeitConditie):
            for key in conditie.feitvelden:
                yield from self._feit(getattr(conditie, key), (*pad, key))
        yield from self._values(conditie, pad)
        if isinstance(conditie, FeitConditie) and conditie.feit in self.catalogus:
            yield from self._fits(conditie, self.catalogus[conditie.feit], pad)

    def _asked_norm(self, norm_id: str, pad: Pad) -> Iterator[Bevinding]:
        """A norm that is asked exists, and says itself when it is met."""
        norm = self.raamwerk.find_norm(norm_id)
        if norm is None:
            tip = suggest(norm_id, [one.id for one in self.raamwerk.normen])
            text = f"norm {show(norm_id)} bestaat niet in dit raamwerk"
            yield Bevinding("onbekende-norm", text, pad, suggestie=tip)
        elif norm.regel is not None:
            text = f"norm {norm_id} heeft zelf geen regel, en is dus altijd onbekend"
            yield Bevinding("toets-past-niet", text, pad)

    def _circles(self) -> Iterator[Bevinding]:
        """A norm that asks, through others, itself: then nobody can say when it is met."""
        places = {norm.id: pad for pad, norm in self.raamwerk.places()}
        asked = {norm.id: norm.gevraagd for norm in self.raamwerk.normen}
        told: set[frozenset[str]] = set()
        for norm_id, pad in places.items():
            way = _way_round(norm_id, asked)
            if not way or frozenset(way) in told:
                continue
            told.add(frozenset(way))
            text = f"de normen vragen elkaar in een kring: {' → '.join([norm_id, *way])}"
            yield Bevinding("normen-in-kring", text, (*pad, "id"))

    def _fits(self, toets: FeitConditie, feit: Feit, pad: Pad) -> Iterator[Bevinding]:
        """The test can be asked of this kind of fact, and what it names exists."""
        if not fits(type(toets), feit):
            text = f"deze toets past niet bij {toets.feit}: dat is een feit van soort {feit.soort}"
            tip = f"Bij {feit.soort} past bijvoorbeeld {soort_of(feit).regelvoorbeeld}."
            yield Bevinding("toets-past-niet", text, (*pad, "feit"), suggestie=tip)
            return
        yield from self._beside(toets, pad)
        with suppress(UnreadableLezing):  # that has been said
            for one in toets.faults(feit, self.lezing, self.ankers):
                yield replace(one, pad=(*pad, *one.pad))

    def _beside(self, toets: FeitConditie, pad: Pad) -> Iterator[Bevinding]:
        """A fact that it is compared with is of a kind that can be compared."""
        for key, soorten in toets.soorten.items():
            other = self.catalogus.get(getattr(toets, key))
            if other is not None and other.soort not in soorten:
                text = f"hier past een feit van soort {' of '.join(soorten)}, geen {other.soort}"
                yield Bevinding("toets-past-niet", text, (*pad, key))

    def _norm(self, norm: Norm, pad: Pad) -> Iterator[Bevinding]:
        """What only a norm has beside its rule: remarks, and whom it is meant for."""
        alone = [(one.conditie, (*pad, "signalen", k)) for k, one in enumerate(norm.signalen)]
        for (conditie, here), signaal in zip(alone, norm.signalen, strict=True):
            key = "als" if signaal.als is not None else "tenzij"
            yield from self.conditie(conditie, (*here, key), 0)
        if norm.geldt_als is not None:
            alone.append((norm.geldt_als, (*pad, "geldt_als")))
            yield from self.conditie(norm.geldt_als, (*pad, "geldt_als"), 0)
            yield from self._kenmerken_only(norm.geldt_als, (*pad, "geldt_als"))
        for conditie, here in alone:
            if any(isinstance(one, Normvraag) for one in walk(conditie)):
                text = "hier kan geen andere norm gevraagd worden"
                yield Bevinding("toets-past-niet", text, here)
        yield from self._two_terms(norm, pad)

    def _kenmerken_only(self, conditie: Any, pad: Pad) -> Iterator[Bevinding]:
        tests = (one for one in walk(conditie) if isinstance(one, FeitConditie))
        for name in dict.fromkeys(name for one in tests for name in one.named_facts()):
            if name in self.catalogus and not self.catalogus[name].is_kenmerk:
                text = f"voor wie de norm geldt hangt niet af van het feit {show(name)}"
                tip = "Vraag een kenmerk van de partij, of gebruik «nvt:»."
                yield Bevinding("toets-past-niet", text, pad, suggestie=tip)

    def _two_terms(self, norm: Norm, pad: Pad) -> Iterator[Bevinding]:
        """With two begins nobody can oversee what a blank date can still give."""
        begins: dict[str, str] = {}
        for toets in norm.alle_condities:
            if isinstance(toets, BinnenNa) and begins.setdefault(toets.feit, toets.na) != toets.na:
                text = f"in deze norm volgt {show(toets.feit)} al op {show(begins[toets.feit])}"
                tip = "Maak er twee normen van."
                yield Bevinding("toets-past-niet", text, (*pad, "id"), suggestie=tip)

    def _feit(self, feit_id: str, pad: Pad) -> Iterator[Bevinding]:
        if feit_id not in self.catalogus:
            text = f"het feit {show(feit_id)} staat niet in de catalogus"
            yield Bevinding("onbekend-feit", text, pad, suggestie=suggest(feit_id, self.catalogus))

    def _values(self, conditie: Basisconditie, pad: Pad) -> Iterator[Bevinding]:
        """Every reading in a condition is a literal or a parameter of the right kind."""
        for key, how in conditie.leeswijzen.items():
            value = getattr(conditie, key)
            if value is None:
                continue
            self._use(value)
            try:
                getattr(self.lezing, how)(value)
            except UnreadableLezing as error:
                tip = self._value_tip(value)
                yield Bevinding(
                    "onbekende-parameter", str(error), (*pad, key.rstrip("_")), suggestie=tip
                )

    def _value_tip(self, value: str) -> str:
        """The parameter that is meant; or, when it is meant, what it holds."""
        parameters = self.raamwerk.parameters
        if value in parameters:
            return f"Parameter «{value}» heeft de waarde {show(parameters[value].waarde)}."
        return suggest(value, parameters)

    def _use(self, value: object) -> None:
        if isinstance(value, str):
            self.used.add(value)

    def _op_orde(self) -> Iterator[Bevinding]:
        shares: dict[Pad, str] = {("op_orde", "aandeel"): self.raamwerk.op_orde.aandeel}
        for name, niveau in self.raamwerk.niveaus.items():
            shares["niveaus", name, "aandeel"] = niveau.aandeel
        for pad, share in shares.items():
            try:
                self.lezing.aandeel(share)
            except UnreadableLezing as error:
                yield Bevinding("onbekende-parameter", str(error), pad)
        yield from self._one_share()

    def _one_share(self) -> Iterator[Bevinding]:
        """The level that decides has one share, at one of the two places."""
        rule = self.raamwerk.op_orde
        niveau = self.raamwerk.niveaus.get(rule.niveau or "")
        if niveau is None or rule.aandeel == niveau.aandeel:
            return
        if "aandeel" in rule.model_fields_set & niveau.model_fields_set:
            text = f"niveau {show(rule.niveau)} vraagt {niveau.aandeel}, «op_orde» {rule.aandeel}"
            yield Bevinding("aandeel-dubbel", text, ("op_orde", "aandeel"))

    def _niveaus(self) -> Iterator[Bevinding]:
        """Every level that is named exists, has norms, and leaves no norm out."""
        known, named = self.raamwerk.niveaus, self.raamwerk.op_orde.niveau
        if named is not None and named not in known:
            yield _unknown("onbekend-niveau", "niveau", named, known, ("op_orde", "niveau"))
        for pad, norm in self.raamwerk.places():
            if norm.niveau is not None and norm.niveau not in known:
                yield _unknown("onbekend-niveau", "niveau", norm.niveau, known, (*pad, "niveau"))
            elif known and norm.niveau is None and norm.telt_mee:
                text = f"norm {norm.id} heeft geen niveau, en telt dus bij geen enkel niveau mee"
                yield Bevinding("norm-zonder-niveau", text, (*pad, "id"), "waarschuwing")
        counted = {norm.niveau for norm in self.raamwerk.normen if norm.telt_mee}
        for name in known:
            if name not in counted:
                text = f"geen norm die meetelt, heeft niveau {show(name)}"
                here: Pad = ("niveaus", name)
                code = "niveau-zonder-normen"
                yield Bevinding(code, text, here, "waarschuwing", op_sleutel=True)

    def _rubrieken(self) -> Iterator[Bevinding]:
        """Every part of a thema that a norm names exists, and every part has a norm."""
        for i, thema in enumerate(self.raamwerk.themas):
            named = {norm.rubriek for norm in thema.normen}
            for name in (one for one in thema.rubrieken if one not in named):
                text = f"geen norm van dit thema staat in rubriek {show(name)}"
                pad: Pad = ("themas", i, "rubrieken", name)
                code = "rubriek-zonder-normen"
                yield Bevinding(code, text, pad, "waarschuwing", op_sleutel=True)
        for pad, norm in self.raamwerk.places():
            known = self.raamwerk.themas[int(pad[1])].rubrieken
            if norm.rubriek is not None and norm.rubriek not in known:
                yield _unknown(
                    "onbekende-rubriek", "rubriek", norm.rubriek, known, (*pad, "rubriek")
                )

    def _unknown_parameter(self, name: str, pad: Pad) -> Bevinding:
        text = f"{show(name)} is geen parameter van dit raamwerk"
        tip = suggest(name, self.raamwerk.parameters)
        return Bevinding("onbekende-parameter", text, pad, suggestie=tip)

    def _unused(self) -> Iterator[Bevinding]:
        parameters = self.raamwerk.parameters
        pending = list(self.used & set(parameters))
        while pending:
            value = parameters[pending.pop()].waarde
            if isinstance(value, str) and value in parameters and value not in self.used:
                self.used.add(value)
                pending.append(value)
        for name in parameters:
            if name not in self.used:
                text = f"parameter {show(name)} wordt nergens gebruikt"
                pad = ("parameters", name)
                yield Bevinding("ongebruikte-parameter", text, pad, "waarschuwing", op_sleutel=True)


def _way_round(start: str, asked: Mapping[str, Collection[str]]) -> list[str]:
    """The norms from one that is asked back to this one; empty when there is no way."""
    ways: dict[str, list[str]] = {}
    queue = [start]
    for here in queue:
        new = [name for name in asked.get(here, ()) if name not in ways]
        ways |= {name: [*ways.get(here, []), name] for name in new}
        queue += new
    return ways.get(start, [])


def _unknown(code: str, word: str, name: str, known: Iterable[str], pad: Pad) -> Bevinding:
    text = f"{word} {show(name)} staat niet bij de {_MEERVOUD[word]}"
    return Bevinding(code, text, pad, suggestie=suggest(name, known))


def check_raamwerk(raamwerk: Raamwerk, catalogus: Catalogus, ankers: Ankers) -> list[Bevinding]:
    """Everything that is wrong with a raamwerk whose form is right."""
    return list(_Check(raamwerk, catalogus, ankers).run())


def parameter_faults(raamwerk: Raamwerk, changed: Mapping[str, Ruw]) -> list[str]:
    """The changed parameters whose new value is of another kind than the raamwerk's own."""
    own, new = make_lezing(raamwerk), make_lezing(raamwerk, changed)
    return [
        name
        for name in changed
        if name in raamwerk.parameters and _kind(own, name) != _kind(new, name)
    ]


def _kind(lezing: Lezing, name: str) -> str:
    """What kind of literal a parameter comes down to."""
    for kind, read in (("periode", lezing.periode), ("aandeel", lezing.aandeel)):
        with suppress(UnreadableLezing):
            read(name)
            return kind
    with suppress(UnreadableLezing):
        lezing.getal(name)
        return "getal"
    try:
        words = lezing.lijst(name)
    except UnreadableLezing:
        return "kring"
    return "ja-nee" if words in (("ja",), ("nee",)) else "lijst"


def check_compleet(raamwerk: Raamwerk) -> list[Bevinding]:
    """A text without a source, a raamwerk or a norm without a case: no fault, but a lack."""
    found = []
    if not raamwerk.gevallen:
        text = f"{raamwerk.id} heeft geen gevallen: niets laat zien dat de regels kloppen"
        found.append(Bevinding("raamwerk-zonder-gevallen", text, ("id",), "waarschuwing"))
    tried = {geval.norm for geval in raamwerk.gevallen}
    for place, norm in raamwerk.places():
        pad: Pad = (*place, "id")
        if norm.bron is None and raamwerk.bron is None:
            text = f"norm {norm.id} noemt geen bron, en het raamwerk ook niet"
            found.append(Bevinding("tekst-zonder-bron", text, pad, "waarschuwing"))
        if tried and norm.regel is None and norm.id not in tried:
            text = f"norm {norm.id} heeft geen geval"
            found.append(Bevinding("norm-zonder-geval", text, pad, "hint"))
    return found


def check_kort(feiten: Mapping[str, Feit], catalogus: Catalogus) -> Iterator[Bevinding]:
    """Facts of one file that people cannot tell apart, from each other or from those of others."""
    others = {name: feit for name, feit in catalogus.items() if name not in feiten}
    named = ((feit.kort, name, ("feiten", name, "kort")) for name, feit in feiten.items())
    yield from _same_kort(named, {fold(one.naam): name for name, one in others.items()})


def _same_kort(
    named: Iterable[tuple[str | None, str, Pad]], others: Mapping[str, str] | None = None
) -> Iterator[Bevinding]:
    """A short name that another has already: on a page nobody sees which of the two is meant."""
    seen = dict(others or {})
    for kort, name, pad in named:
        first = name if kort is None else seen.setdefault(fold(kort), name)
        if first != name:
            text = f"{show(first)} heet ook {show(kort)}"
            tip = "Zeg in de naam waarin de twee verschillen."
            yield Bevinding("dubbel-kort", text, pad, "waarschuwing", tip)


def check_bij(feiten: Mapping[str, Feit], catalogus: Catalogus) -> Iterator[Bevinding]:
    """Facts of one file that say which document they are about, against all that are known.

    Below a document stand the items of every fact that is about it: a name can mean one thing.
    """
    others = {name: feit for name, feit in catalogus.items() if name not in feiten}
    taken = {where: feit_id for where, feit_id, _ in _names_below(others)}
    for where, feit_id, pad in _names_below(feiten):
        other = taken.setdefault(where, feit_id)
        if other != feit_id:
            text = f"{show(where[1])} staat bij {where[0]} al in het feit {show(other)}"
            yield Bevinding("dubbel-onderdeel", text, pad, op_sleutel=True)
    for feit_id, feit in feiten.items():
        if feit.bij is not None:
            yield from _check_document(feit.bij, {**others, **feiten}, ("feiten", feit_id, "bij"))


def _names_below(feiten: Mapping[str, Feit]) -> Iterator[tuple[tuple[str, str], str, Pad]]:
    """What can stand below which document, by which fact, and where that is said."""
    for feit_id, feit in feiten.items():
        for name in feit.names_beside(feit_id) if feit.bij is not None else ():
            pad: Pad = ("feiten", feit_id, *(("items", name) if feit.items else ()))
            yield (feit.bij or "", name), feit_id, pad


def _check_document(name: str, known: Catalogus, pad: Pad) -> Iterator[Bevinding]:
    documents = [one for one, feit in known.items() if feit.soort == "document"]
    if name not in known:
        text = f"het feit {show(name)} staat niet in de catalogus"
        yield Bevinding("onbekend-feit", text, pad, suggestie=suggest(name, documents))
    elif name not in documents:
        text = f"{show(name)} is geen document, maar een feit van soort {known[name].soort}"
        yield Bevinding("bij-geen-document", text, pad, suggestie=suggest(name, documents))


def check_totalen(bestand: Feitenbestand, catalogus: Catalogus) -> Iterator[Bevinding]:
    """A list whose length is told by a fact that is not there, or that tells no number."""
    for feit_id, feit in bestand.feiten.items():
        pad: Pad = ("feiten", feit_id, "totaal")
        beside = catalogus.get(feit.totaal or "")
        if feit.totaal is None or (beside is not None and beside.soort in ("getal", "aantal")):
            continue
        if beside is None:
            text = f"het feit {show(feit.totaal)} staat niet in de catalogus"
            yield Bevinding("onbekend-feit", text, pad, "fout", suggest(feit.totaal, catalogus))
        else:
            text = f"hier past een feit van soort getal of aantal, geen {beside.soort}"
            yield Bevinding("toets-past-niet", text, pad)


def check_gebruik(bestand: Feitenbestand, asked: Container[str]) -> list[Bevinding]:
    """A fact that no norm asks."""
    return [
        Bevinding(
            "feit-ongebruikt",
            f"geen enkele norm vraagt «{feit_id}»",
            ("feiten", feit_id),
            "waarschuwing",
            op_sleutel=True,
        )
        for feit_id, feit in bestand.feiten.items()
        if feit_id not in asked and not feit.is_kenmerk  # of a party it is known anyway
    ]
