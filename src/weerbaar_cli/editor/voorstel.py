"""What an editor writes when asked: snippets with places to fill in, for a fact and for a norm."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from weerbaar_cli.feitsoorten.document import Documentstatus
from weerbaar_cli.model.bestanden.meting import VERHAALDELEN, Actiestatus, Metingsoort, Toetsoordeel
from weerbaar_cli.model.strict import Herkomst

if TYPE_CHECKING:
    from weerbaar_cli.editor.vormen import Schema
    from weerbaar_cli.model.bestanden.feit import Feit

NVT = "Niet van toepassing; vraagt een reden: {waarde: nvt, reden: …}."


def snippet(label: str, body: Any, uitleg: str) -> Schema:
    """A piece of text with places to fill in; after the plain words in the list of proposals."""
    return {"label": label, "body": body, "description": uitleg, "sortText": f"~{label}"}


class Invulling(NamedTuple):
    """Keys to fill in, some of them from a closed choice."""

    naam: str
    uitleg: str
    keys: Mapping[str, Sequence[str]]

    def body(self, first: int = 1) -> dict[str, str]:
        """The keys with numbered places."""
        places = enumerate(self.keys.items(), first)
        return {key: place_of(number, words) for number, (key, words) in places}

    def snippet(self) -> Schema:
        """The keys on their own."""
        return snippet(self.naam, self.body(), self.uitleg)

    def snippet_below(self, place: str) -> Schema:
        """The keys below a first place."""
        return snippet(self.naam, {place: self.body(2)}, self.uitleg)


def place_of(number: int, words: Sequence[str] = ()) -> str:
    """A place to fill in, with what there is to choose."""
    return f"${{{number}|{','.join(words)}|}}" if words else f"${number}"


BESLUIT = Invulling(
    "besluit",
    "Een besluit dat de norm niet van toepassing is, met een reden.",
    {"reden": (), "besloten_door": (), "op": (), "herzien_op": ()},
)
TOETSING = Invulling(
    "toetsing",
    "Het oordeel van een onafhankelijke toetser.",
    {"oordeel": get_args(Toetsoordeel), "reden": (), "toetser": (), "op": ()},
)
ACTIE = Invulling(
    "actie",
    "Een actie om een norm te halen.",
    {"actie": (), "eigenaar": (), "gereed_op": (), "status": get_args(Actiestatus)},
)
VERHAAL = Invulling(
    "verhaal",
    "Wat u naast de feiten over de norm wilt vertellen; het verandert het oordeel niet.",
    dict.fromkeys(VERHAALDELEN, ()),
)
STUK = Invulling(
    "stuk",
    "De gegevens van een stuk; wat u leeg laat, is niet ingevuld.",
    {
        "titel": (),
        "status": get_args(Documentstatus),
        "vastgesteld_op": (),
        "geldig_vanaf": (),
        "geldig_tot": (),
        "vindplaats": (),
    },
)
MET_TOELICHTING = Invulling(
    "lange vorm",
    "De waarde met herkomst en toelichting.",
    {"waarde": (), "herkomst": get_args(Herkomst), "toelichting": ()},
)
MET_BEWIJS = snippet(
    "lange vorm met bewijs",
    {
        "waarde": "$1",
        "herkomst": "onderbouwd",
        "bewijs": [{"titel": "$2", "datum": "$3", "kenmerk": "$4"}],
    },
    "De waarde met een verwijzing naar wat het laat zien.",
)
LANGE_VORM = [MET_TOELICHTING.snippet(), MET_BEWIJS]
NIET_VAN_TOEPASSING = snippet("niet van toepassing", "{waarde: nvt, reden: $1}", NVT)


def feit_snippets(feit: Feit) -> list[Schema]:
    """The short form of a fact, ready to be filled in."""
    match feit.soort:
        case "aantal":
            count = "{aantal: $1, totaal: $2}"
            return [snippet("aantal van totaal", count, "Hoeveel van hoeveel.")]
        case "checklist":
            uitleg = "Per onderdeel ja of nee."
            keys = dict.fromkeys(feit.items, ("ja", "nee", "onbekend"))
            return [Invulling("elk onderdeel", uitleg, keys).snippet()]
        case "groepen":
            dates = _dates(feit.namen or ["${9:Groep}"])
            return [snippet("elke groep", dates, "Per groep een datum of nooit.")]
        case "document":
            return [STUK.snippet()]
        case _:
            return []


def _dates(names: Iterable[str]) -> dict[str, str]:
    return {name: f"${{{number}:jjjj-mm-dd}}" for number, name in enumerate(names, 1)}


def new_meting(raamwerken: Sequence[str]) -> Schema:
    """The beginning of a file."""
    body = {
        "weerbaar": "meting/1",
        "organisatie": "$1",
        "raamwerk": place_of(2, raamwerken),
        "soort": place_of(3, get_args(Metingsoort)),
        "peildatum": "${4:jjjj-mm-dd}",
        "ingevuld_door": "$5",
        "feiten": "\n  $6",
    }
    return snippet("nieuwe meting", body, "Het begin van een meting.")
