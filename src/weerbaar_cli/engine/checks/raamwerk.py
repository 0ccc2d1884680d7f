"""What a raamwerk must satisfy: known facts, tests that fit them, readings that fit the tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from weerbaar_cli.engine.score.rekenraamwerk import make_lezing
from weerbaar_cli.feitsoorten.toetskader import Lezing, Ruw, UnreadableLezing
from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.conditie import (
    Aandeel,
    AlleVan,
    Binnen,
    Delen,
    Is,
    Minstens,
    Ooit,
    OpOfNa,
    PerGroep,
    Stand,
    Telt,
    Toets,
    Vergelijk,
    parts_of,
)
from weerbaar_cli.model.strict import show

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.anker import Ankers
    from weerbaar_cli.model.bestanden.feit import Catalogus, Feit
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

_FITS: dict[type, tuple[str, ...]] = {
    Is: ("ja_nee", "getal", "datum", "document"),
    Binnen: ("datum",),
    Ooit: ("datum",),
    OpOfNa: ("datum",),
    Toets: ("document",),
    Aandeel: ("aantal", "checklist"),
    Telt: ("aantal",),
    Vergelijk: ("getal", "checklist"),
    AlleVan: ("checklist",),
    PerGroep: ("groepen",),
}
# Per kind of fact what a policy officer can write instead.
_EXAMPLES = {
    "ja_nee": "is: ja",
    "getal": "meer_dan: 0 of minstens: 1",
    "datum": "binnen: 12 maanden of ooit: ja",
    "document": "van_kracht: ja of toestand: [concept]",
    "aantal": "aandeel: 100% of aantal_minstens: 1",
    "checklist": "alle_van: alles, minstens: 1 of aandeel: 50%",
    "groepen": "elk: ja of minstens: 1, met binnen: 12 maanden of ooit: ja",
}
_PERIODS = ("binnen", "oud_hoogstens", "verlopen_hoogstens")
_NUMBERS = (
    "minstens",
    "meer_dan",
    "hoogstens",
    "minder_dan",
    "aantal_minstens",
    "totaal_hoogstens",
    "verwerkt_minstens",
)
_DEPTH = 4


class _Check:
    """One raamwerk against the catalogue and the anchors; remembers which parameters are used."""

    def __init__(self, raamwerk: Raamwerk, catalogus: Catalogus, ankers: Ankers) -> None:
        self.raamwerk = raamwerk
        self.catalogus = catalogus
        self.ankers = ankers
        self.lezing: Lezing = make_lezing(raamwerk)
        self.used: set[str] = {raamwerk.op_orde.aandeel}

    def run(self) -> Iterator[Bevinding]:
        yield from self._unique_ids()
        for i, thema in enumerate(self.raamwerk.themas):
            for j, norm in enumerate(thema.normen):
                pad: Pad = ("themas", i, "normen", j)
                yield from self._regel(norm, pad)
                for kind, own in norm.voor.items():
                    yield from self._regel(own, (*pad, "voor", kind))
                for k, deel in enumerate(norm.delen):
                    yield from self._regel(deel, (*pad, "delen", k))
                for k, signaal in enumerate(norm.signalen):
                    key = "als" if signaal.als is not None else "tenzij"
                    yield from self.conditie(signaal.conditie, (*pad, "signalen", k, key), 0)
                for k, feit_id in enumerate(norm.feiten):
                    yield from self._feit(feit_id, (*pad, "feiten", k))
        yield from self._op_orde()
        yield from self._unused()

    def _unique_ids(self) -> Iterator[Bevinding]:
        seen: set[str] = set()
        for i, thema in enumerate(self.raamwerk.themas):
            for j, norm in enumerate(thema.normen):
                if norm.id in seen:
                    pad = ("themas", i, "normen", j, "id")
                    yield Bevinding("dubbele-norm", f"norm «{norm.id}» staat er twee keer", pad)
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
        key = {"Alle": "alle", "Een": "een"}.get(type(conditie).__name__, "van")
        for index, part in enumerate(parts_of(conditie)):
            yield from self.conditie(part, (*pad, key, index), depth + 1)
        match conditie:
            case Stand():
                if conditie.parameter not in self.raamwerk.parameters:
                    yield self._unknown_parameter(conditie.parameter, (*pad, "parameter"))
                self.used.add(conditie.parameter)
            case Minstens() | Delen():
                yield from self._values(conditie, pad)
            case _ if hasattr(conditie, "feit"):
                yield from self._test(conditie, pad)

    def _test(self, toets: Any, pad: Pad) -> Iterator[Bevinding]:
        feit = self.catalogus.get(toets.feit)
        yield from self._feit(toets.feit, (*pad, "feit"))
        if isinstance(toets, OpOfNa):
            yield from self._feit(toets.op_of_na, (*pad, "op_of_na"))
        yield from self._values(toets, pad)
        if feit is None:
            return
        allowed = _FITS.get(type(toets))
        if allowed is not None and feit.soort not in allowed:
            text = f"deze toets past niet bij {toets.feit}: dat is een feit van soort {feit.soort}"
            tip = f"Bij {feit.soort} past bijvoorbeeld {_EXAMPLES[feit.soort]}."
            yield Bevinding("toets-past-niet", text, (*pad, "feit"), suggestie=tip)
            return
        yield from self._details(toets, feit, pad)

    def _feit(self, feit_id: str, pad: Pad) -> Iterator[Bevinding]:
        if feit_id not in self.catalogus:
            text = f"het feit «{feit_id}» staat niet in de catalogus"
            yield Bevinding("onbekend-feit", text, pad, suggestie=suggest(feit_id, self.catalogus))

    def _details(self, toets: Any, feit: Feit, pad: Pad) -> Iterator[Bevinding]:
        """Words, items, groups and anchors that the test names exist for this fact."""
        if isinstance(toets, Is):
            known = {"ja", "nee", "nooit", *feit.waarden}
            for word in self.lezing.lijst(toets.is_):
                if word not in known and not word.isdigit():
                    text = f"«{word}» is geen antwoord op {toets.feit}"
                    yield Bevinding("toets-past-niet", text, (*pad, "is"))
        if isinstance(toets, Toets):
            yield from self._ankers(toets, pad)
        named = getattr(toets, "alle_van", None) or getattr(toets, "van", None) or ()
        known = {*feit.items, *feit.namen}
        for name in () if named == "alles" or feit.groepen == "eigen" else named:
            if name not in known:
                text = f"«{name}» is geen onderdeel van {toets.feit}"
                tip = suggest(name, known)
                key = "alle_van" if isinstance(toets, AlleVan) else "van"
                yield Bevinding("onbekend-onderdeel", text, (*pad, key), suggestie=tip)

    def _ankers(self, toets: Toets, pad: Pad) -> Iterator[Bevinding]:
        self._use(toets.verwerkt)
        for name in self.lezing.lijst(toets.verwerkt):
            anker = self.ankers.get(name)
            if anker is None or toets.feit not in anker.feiten:
                text = f"«{name}» is geen anker voor {toets.feit}"
                tip = suggest(name, self.ankers)
                yield Bevinding("onbekend-anker", text, (*pad, "verwerkt"), suggestie=tip)

    def _values(self, conditie: Any, pad: Pad) -> Iterator[Bevinding]:
        """Every reading in a condition is a literal or a parameter of the right kind."""
        readers = dict.fromkeys(_PERIODS, self.lezing.periode)
        readers |= dict.fromkeys(_NUMBERS, self.lezing.getal)  # type: ignore[arg-type]
        readers["aandeel"] = self.lezing.aandeel  # type: ignore[assignment]
        for key, read in readers.items():
            value = getattr(conditie, key, None)
            if value is None:
                continue
            self._use(value)
            try:
                read(value)
            except UnreadableLezing as error:
                tip = self._value_tip(value)
                yield Bevinding("onbekende-parameter", str(error), (*pad, key), suggestie=tip)

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
        try:
            self.lezing.aandeel(self.raamwerk.op_orde.aandeel)
        except UnreadableLezing as error:
            yield Bevinding("onbekende-parameter", str(error), ("op_orde", "aandeel"))

    def _unknown_parameter(self, name: str, pad: Pad) -> Bevinding:
        text = f"«{name}» is geen parameter van dit raamwerk"
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
                text = f"parameter «{name}» wordt nergens gebruikt"
                pad = ("parameters", name)
                yield Bevinding("ongebruikte-parameter", text, pad, "waarschuwing", op_sleutel=True)


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
