"""The words of an organisation's report: names of norms, facts in plain words, sentences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from weerbaar_cli.model.getal import dutch_aandeel, dutch_getal, parse_aandeel
from weerbaar_cli.model.tijd import dutch
from weerbaar_cli.model.uitkomsten.oordeel import WOORDEN
from weerbaar_cli.model.woorden import capital, count_word, join

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Bewijs
    from weerbaar_cli.model.bestanden.raamwerk import Parameter, Raamwerk, Status
    from weerbaar_cli.model.strict import Herkomst
    from weerbaar_cli.model.uitkomsten.eigenbeeld import Eigenbeeld, Eigenfeit
    from weerbaar_cli.model.uitkomsten.oordeel import Aandeelbereik, Telling
    from weerbaar_cli.model.uitkomsten.plan import Planactie


def meaning_of(parameter: Parameter | None) -> str:
    """What a reading comes to, on one line."""
    return " ".join((parameter.toelichting or "").split()) if parameter is not None else ""


LANG = 1200  # letters of a remark; the whole text stands in the file
TOP = 5
HERKOMSTEN: dict[Herkomst, str] = {
    "opgave": "eigen opgave",
    "onderbouwd": "onderbouwd",
    "getoetst": "getoetst",
}
BESTUURDERS = {
    "gemeente": "gemeentesecretaris",
    "provincie": "provinciesecretaris",
    "waterschap": "secretaris-directeur",
}


def passage(text: str) -> str:
    """Free text of a file on one line; a very long one is cut, and says so."""
    line = " ".join(text.split())
    if len(line) <= LANG:
        return line
    left = dutch_getal(len(line) - LANG)
    return f"{line[:LANG].rstrip()} … (nog {left} tekens; de hele tekst staat in het bestand)"


def norm_name(beeld: Eigenbeeld, raamwerk: str, norm: str) -> str:
    """A norm by its number; with several raamwerken also of which."""
    titel = next(one.raamwerk.titel for one in beeld.raamwerken if one.raamwerk.id == raamwerk)
    return f"{titel} {norm}" if len(beeld.raamwerken) > 1 else norm


def either(words: Sequence[str]) -> str:
    """Words to choose from: a, b of c."""
    return join(words, "of")


def top(words: Sequence[str], most: int = TOP, separator: str = "; ") -> str:
    """The first few, and how many more there are."""
    shown = separator.join(words[:most])
    return f"{shown} en nog {len(words) - most}" if len(words) > most else shown


BASIS = "op orde"  # what the title of a raamwerk says where its norms are a «basis»


def op_orde_words(titel: str, holds: bool | None) -> str:
    """Whether all is met that must be, in the words of the raamwerk itself."""
    basis = BASIS in titel.casefold()
    if holds is None:
        what = "de basis op orde is" if basis else "de normen zijn gehaald"
        return f"of {what}, valt nog niet te zeggen"
    if basis:
        return f"de basis is {'' if holds else 'niet '}op orde"
    return f"de normen zijn {'' if holds else 'nog niet '}gehaald"


def as_sentence(words: str) -> str:
    """With a capital and a full stop."""
    return f"{capital(words)}."


def share_words(aandeel: Aandeelbereik, telling: Telling) -> str:
    """The share with the counts behind it, and its range while anything is open."""
    known = share_alone(aandeel, telling)
    if not known:
        return "Er is geen norm van toepassing"
    verb = "voldoet" if telling.voldoet == 1 else "voldoen"
    return f"{telling.voldoet} van de {telling.van_toepassing} normen die gelden {verb} ({known})"


def share_alone(aandeel: Aandeelbereik, telling: Telling) -> str:
    """The same below its counts; empty when no norm applies."""
    if aandeel.voldoet is None or aandeel.minimaal is None or aandeel.maximaal is None:
        return ""
    share = _share(aandeel.voldoet, aandeel.minimaal, aandeel.maximaal)
    return "; ".join(filter(None, (share, telling.besluiten)))


def _share(nu: Fraction, minimaal: Fraction, maximaal: Fraction) -> str:
    """What it is now, and what it can become by what is still open."""
    now, least, most = map(dutch_aandeel, (nu, minimaal, maximaal))
    if least == most:
        return now
    if now == least:
        return f"nu {now}; {most} als wat nog open is meevalt"
    return f"nu {now}; {least} tot {most} als alles is ingevuld"


def term_words(peildatum: date, einde: date | None) -> str:
    """Where the date stands to the end of the term; after it nothing turns red."""
    if einde is None:
        return ""
    if peildatum > einde:
        return f"Op {dutch(peildatum)} is de streefdatum, {dutch(einde)}, voorbij."
    days = (einde - peildatum).days
    if not days:
        return f"De streefdatum is de peildatum zelf, {dutch(einde)}."
    return f"De streefdatum is {dutch(einde)}: nog {count_word(days, 'dag', 'dagen')}."


def state_words(one: Planactie) -> str:
    """How far an action is."""
    return due_words(one.actie.status, one.dag if one.te_doen else None, te_laat=one.te_laat)


def due_words(status: str, due: date | None, *, te_laat: bool) -> str:
    """How far something is that is due on a day."""
    if due is None:
        return status
    return f"{status}; {'te laat, moest ' if te_laat else ''}klaar op {dutch(due)}"


def bewijs_words(one: Bewijs) -> str:
    """Evidence by title, date and reference."""
    parts = [passage(one.titel), dutch(one.datum) if one.datum else ""]
    parts += [passage(one.kenmerk or ""), passage(one.vindplaats or "")]
    parts += ["openbaar" if one.openbaar == "ja" else ""]
    return ", ".join(filter(None, parts))


def origin_words(feit: Eigenfeit) -> str:
    """Where a fact comes from; empty when the file does not say."""
    words = [HERKOMSTEN[feit.herkomst]] if feit.herkomst is not None else []
    return "; ".join([*words, *([f"gedeeld door {feit.van}"] if feit.van else [])])


def lapse_words(van: Status, naar: Status) -> str:
    """From which status to which."""
    return f"van «{WOORDEN[van]}» naar «{WOORDEN[naar]}»"


def op_orde_regel(raamwerk: Raamwerk) -> str:
    """The owner's rule for «de basis is op orde», in words."""
    share = parse_aandeel(raamwerk.needed_aandeel())
    niveau = raamwerk.op_orde.niveau
    normen = f"normen van niveau {niveau} die gelden" if niveau else "normen die gelden"
    if share is None or share == 1:
        return f"De regel: alle {normen}, voldoen."
    if not any(norm.verplicht for norm in raamwerk.bepalend):
        return f"De regel: ten minste {dutch_aandeel(share)} van de {normen}, voldoet."
    rest = f"ten minste {dutch_aandeel(share)} van de andere"
    return f"De regel: van de {normen}, voldoen alle verplichte en {rest}."
