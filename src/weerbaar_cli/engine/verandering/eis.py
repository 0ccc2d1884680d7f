"""Requirements on a comparison, for use as a gate; each that is not met is a finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from weerbaar_cli.engine.verandering.compare import RANK
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.model.bevinding import Bericht, Melding, cite, suggest, unmet
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.vergelijking import Oorzaak, Vergelijkingen, Verschilregel

# What nobody did: a day that passed, a law that came into force.
VANZELF: frozenset[Oorzaak] = frozenset({"tijd", "anker"})
BESLUITEN: frozenset[Oorzaak] = frozenset({"toepassing", "toetsing"})


def check_eisen(eisen: Sequence[str], uitkomst: Vergelijkingen) -> Iterator[Melding]:
    """Every requirement that is not met.

    What cannot be held against each other meets none of them.
    """
    chosen = [_EISEN[text] for text in dict.fromkeys(eisen)]
    for check in chosen:
        yield from check(uitkomst)
    for text in uitkomst.onvergelijkbaar if chosen else ():
        bericht = Bericht(f"niet te vergelijken: {cite(text)}")
        yield unmet(uitkomst.naar, bericht, "eis-niet-gehaald")


def refuse_unknown(eisen: Sequence[str]) -> None:
    """Raise WeerbaarError for a requirement that cannot be read."""
    for text in eisen:
        if text not in _EISEN:
            tip = suggest(text, _EISEN) or f"Kies uit {', '.join(_EISEN)}."
            raise WeerbaarError(f"de eis «{clean(text)}» is niet te lezen", tip=tip)


def _per_norm(
    holds: Callable[[Verschilregel], bool], words: str, code: str
) -> Callable[[Vergelijkingen], Iterator[Melding]]:
    def check(uitkomst: Vergelijkingen) -> Iterator[Melding]:
        for paar in uitkomst.paren:
            names = [one.id for one in paar.vergelijking.normen if holds(one)]
            if names:
                yield unmet(paar.naar.bestand, f"{words} bij {', '.join(names)}", code)

    return check


def _is_worse(norm: Verschilregel) -> bool:
    return norm.richting == "slechter"


def _is_worse_by_facts(norm: Verschilregel) -> bool:
    """Whether somebody made it worse, whatever time and the law did to it."""
    turns = [one for one in norm.wendingen if one.oorzaak not in VANZELF]
    if any(one.naar == "nvt" for one in turns):
        return False
    return sum(RANK.get(one.naar, 0) - RANK.get(one.van, 0) for one in turns) < 0


def _is_put_aside(norm: Verschilregel) -> bool:
    """Whether somebody decided that it does not apply any more."""
    turned = any(one.naar == "nvt" and one.oorzaak in BESLUITEN for one in norm.wendingen)
    return turned and norm.naar == "nvt" and norm.van != "nvt"


def _check_put_aside(uitkomst: Vergelijkingen) -> Iterator[Melding]:
    """Also of a meting that is new: what it is not held against may not hide a decision."""
    words, code = "nieuw besluit n.v.t.", "nieuwe-nvt"
    yield from _per_norm(_is_put_aside, words, code)(uitkomst)
    for meting, normen in uitkomst.besluiten:
        yield unmet(meting.bestand, f"{words} bij {', '.join(normen)}", code)


def _check_gone(uitkomst: Vergelijkingen) -> Iterator[Melding]:
    for organisatie, meting in uitkomst.verdwenen:
        what = cite(f"{organisatie}, {meting.soort} op {dutch(meting.peildatum)}")
        bericht = Bericht(f"de meting van {what} is er niet meer")
        yield unmet(meting.bestand, bericht, "meting-verdwenen")


_EISEN: dict[str, Callable[[Vergelijkingen], Iterator[Melding]]] = {
    "geen-achteruitgang": _per_norm(_is_worse, "achteruitgang", "achteruitgang"),
    "geen-achteruitgang:feiten": _per_norm(
        _is_worse_by_facts, "achteruitgang, niet door tijd of wet,", "achteruitgang"
    ),
    "geen-verdwenen": _check_gone,
    "geen-nieuwe-nvt": _check_put_aside,
}
