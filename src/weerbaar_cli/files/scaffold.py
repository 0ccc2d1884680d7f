"""The text of a new file, ready to be filled in: a meting with every question, a raamwerk."""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.feitsoorten.soort import find_onderdeel
from weerbaar_cli.model.bestanden.meting import VERHAALDELEN

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Feit

WIDTH = 100
_PLAIN = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`][^:#,\[\]{}\n]*")
# Signs that end a line for some reader, that none may see, or that turn around what follows.
_STRANGE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SPECIAL = ("null", "~", "<<", "---", "...")
# Names that a reader of YAML may take for nothing, a yes or no, a number or a day.
_VALUE = re.compile(
    r"null|true|false|yes|no|on|off|y|n|ja|nee|nooit|onbekend|nvt|0[box][0-9a-f]+|\d+(e\d+)?|[\d-]+"
)


class Feitvraag(NamedTuple):
    """One fact to ask: the norms that it serves, and what the previous meting said."""

    feit_id: str
    feit: Feit
    normen: tuple[str, ...]
    oude_waarde: Any = None
    opnieuw: str = ""
    lege_groepen: frozenset[str] = frozenset()
    # The document that tells it, when it has no key of its own.
    bij: str | None = None
    # What each of several predecessors answered, to choose from.
    naast: tuple[tuple[str, Any], ...] = ()


class Vragengroep(NamedTuple):
    """The questions of one thema."""

    titel: str
    vragen: tuple[Feitvraag, ...]


class Opzet(Struct, frozen=True):
    """Everything that a new meting starts with."""

    organisatie: str
    raamwerken: tuple[str, ...]
    soort: str
    peildatum: date
    schema: str
    groepen: tuple[Vragengroep, ...]
    fictief: bool = False
    nvt: Mapping[str, Any] = field(default_factory=dict)
    nvt_vervallen: tuple[str, ...] = ()
    toetsing_vervallen: tuple[str, ...] = ()
    afwijkingen: Sequence[Any] = ()
    afwijkingen_vervallen: tuple[str, ...] = ()
    acties: Sequence[Any] = ()
    # Per norm the story as it was read; None where the raamwerk asks for one.
    verhalen: Mapping[str, Any] = field(default_factory=dict)
    vorige: str = ""
    # Why all of the previous meting must be looked at again.
    opgegaan: tuple[str, ...] = ()


def slug_of(name: str) -> str:
    """A name as part of a file name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def new_meting(opzet: Opzet) -> str:
    """The whole file."""
    lines = [*_head(opzet), "", "feiten:"]
    for groep in opzet.groepen:
        lines += ["", f"  # ── {groep.titel} " + "─" * max(4, 80 - len(groep.titel))]
        for vraag in groep.vragen:
            lines += ["", *_question(vraag), *_key(vraag)]
    lines += ["", *_tail(opzet)]
    return "\n".join(lines).rstrip() + "\n"


def _head(opzet: Opzet) -> Iterator[str]:
    yield f"# yaml-language-server: $schema={opzet.schema}"
    if opzet.vorige:
        yield f"# Overgenomen uit {opzet.vorige}. Zoek op OPNIEUW voor wat u moet nalopen."
    for zin in opzet.opgegaan:
        yield f"# {zin}: alle antwoorden worden opnieuw gevraagd."
    names = opzet.raamwerken
    raamwerk = _name(names[0]) if len(names) == 1 else f"[{', '.join(map(_name, names))}]"
    yield "weerbaar: meting/1"
    yield f"organisatie: {flow(opzet.organisatie)}"
    yield f"raamwerk: {raamwerk}"
    yield f"soort: {opzet.soort}   # nulmeting, zelfscan, tussenmeting, voortgang of eindmeting"
    yield f"peildatum: {opzet.peildatum.isoformat()}"
    yield "status: concept   # concept, ingeleverd of vastgesteld"
    yield "ingevuld_door:   # een functie, nooit een naam"
    if opzet.fictief:
        yield "fictief: ja   # verzonnen gegevens"


def _question(vraag: Feitvraag) -> Iterator[str]:
    """The question, what it is for, how to answer it."""
    yield from _comment(vraag.feit.vraag)
    facts = [f"norm {', '.join(vraag.normen)}"]
    facts += [f"wie: {', '.join(vraag.feit.rollen)}"] if vraag.feit.rollen else []
    facts += [f"bewijs: {vraag.feit.bewijs}"] if vraag.feit.bewijs else []
    yield from _comment(" · ".join(facts), "  ")
    yield from _comment(f"antwoord: {soort_of(vraag.feit).how_to_answer(vraag.feit)}", "  ")
    if vraag.feit.bij is not None and vraag.bij is None:
        more = f"meer documenten bij {vraag.feit.bij}? Zet dit dan bij elk, onder ‘onderdelen’"
        yield from _comment(more, "  ")
    if vraag.opnieuw:
        yield from _comment(f"OPNIEUW: {vraag.opnieuw}", "  ")
        before = vraag.naast or (("", vraag.oude_waarde),)
        for naam, waarde in before:
            whose = f" bij {naam}" if naam else ""
            yield from _comment(f"vorige keer{whose}: {flow(waarde)}", "  ")


def _comment(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=f"  # {indent}",
        subsequent_indent=f"  # {indent}  ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _key(vraag: Feitvraag) -> Iterator[str]:
    """The key with its old value, or empty; items and fixed groups each on a line."""
    if vraag.bij is not None:
        yield f"  # {vraag.feit_id} staat bij {vraag.bij}, onder ‘onderdelen’"
        return
    if vraag.oude_waarde is not None and not vraag.opnieuw:
        yield f"  {vraag.feit_id}: {flow(vraag.oude_waarde)}"
        return
    yield f"  {vraag.feit_id}:"
    if vraag.lege_groepen:
        yield from _groups(vraag)
        return
    names = vraag.feit.onderdelen
    width = max((len(name) for name in names), default=0)
    for name, label in names.items():
        yield f"    {name}:{' ' * (width - len(name) + 1)}# {label}"


def _groups(vraag: Feitvraag) -> Iterator[str]:
    """The groups of the previous meting; a date that has grown too old is asked again."""
    old = vraag.oude_waarde
    for written, day in old.get("waarde", old).items():
        name = find_onderdeel(vraag.feit.namen, written)
        yield f"    {_scalar(name)}:" + ("" if name in vraag.lege_groepen else f" {day}")


def _tail(opzet: Opzet) -> Iterator[str]:
    asked = (norm for groep in opzet.groepen for vraag in groep.vragen for norm in vraag.normen)
    yield "# Geldt een norm hier niet? Leg het besluit vast met de reden, bijvoorbeeld:"
    yield "#   nvt:"
    norm = next(asked, "1.1")
    yield f'#     "{norm}": {{reden: geen berichten ontvangen, besloten_door: gemeentesecretaris,'
    yield "#            op: 2024-01-20, herzien_op: 2025-01-20}"
    for key in opzet.nvt_vervallen:
        yield f'# OPNIEUW: het besluit over norm "{key}" moet opnieuw worden bekeken.'
    if opzet.toetsing_vervallen:
        named = ", ".join(f'"{key}"' for key in opzet.toetsing_vervallen)
        yield f"# OPNIEUW: de toetsing van {named} ging over de vorige meting en gaat niet mee."
    for key in opzet.afwijkingen_vervallen:
        yield f'# OPNIEUW: de afwijking van norm "{key}" is voorbij.'
    if opzet.nvt:
        yield "nvt:"
        yield from (f'  "{key}": {flow(one)}' for key, one in opzet.nvt.items())
    if opzet.afwijkingen:
        yield "afwijkingen:"
        yield from (f"  - {flow(one)}" for one in opzet.afwijkingen)
    if opzet.acties:
        yield "acties:"
        yield from (f"  - {flow(one)}" for one in opzet.acties)
    if opzet.verhalen:
        yield from _stories(opzet)


def _stories(opzet: Opzet) -> Iterator[str]:
    """The stories of the previous meting, and empty keys for those that are asked."""
    yield ""
    yield "# Vertel per norm wat u naast de feiten wilt laten zien. Het verandert geen oordeel."
    yield "# Wat u leeg laat, telt niet mee. Noem geen personen en geen zaken."
    yield "verhalen:"
    for key, verhaal in opzet.verhalen.items():
        yield f'  "{key}":'
        if verhaal is not None:
            yield f"    # OPNIEUW: overgenomen uit {opzet.vorige}; klopt dit verhaal nog?"
        for name, heading in VERHAALDELEN.items():
            yield from _story_part(name, heading, (verhaal or {}).get(name))


def _story_part(name: str, heading: str, text: str | None) -> Iterator[str]:
    """A long text over several lines, when it reads back as the same text."""
    if text is None:
        yield f"    {name}:   # {heading}"
    elif len(text) <= WIDTH // 2 or text != " ".join(text.split()) or not text.isprintable():
        yield f"    {name}: {flow(text)}"
    else:
        yield f"    {name}: >-"
        indent = " " * 6
        yield from textwrap.wrap(
            text,
            WIDTH,
            initial_indent=indent,
            subsequent_indent=indent,
            break_long_words=False,
            break_on_hyphens=False,
        )


def flow(value: Any) -> str:
    """A value as it was read, on one line of YAML."""
    match value:
        case None:
            return ""
        case dict():
            return "{" + ", ".join(f"{_scalar(k)}: {flow(v)}" for k, v in value.items()) + "}"
        case list():
            return "[" + ", ".join(flow(one) for one in value) + "]"
        case _:
            return _scalar(str(value))


def _scalar(text: str) -> str:
    """Plain where that is safe, else in double quotes."""
    plain = _PLAIN.fullmatch(text) and text == text.strip() and text.lower() not in _SPECIAL
    if plain and not _STRANGE.search(text):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return _STRANGE.sub(lambda found: f"\\u{ord(found[0]):04x}", quoted)


def _name(kenmerk: str) -> str:
    """A name that stays one for every reader of YAML."""
    return f'"{kenmerk}"' if _VALUE.fullmatch(kenmerk) else kenmerk


# --- a raamwerk


def new_raamwerk(naam: str, titel: str) -> str:
    """The whole file: it validates as it is, and says of every key what it is for."""
    return _RAAMWERK.format(id=_name(naam), titel=json.dumps(titel, ensure_ascii=False))


_RAAMWERK = """\
# Een raamwerk: de normen van een regio, met per norm de regel die zegt wanneer eraan is voldaan.
# Een regel met een hekje ervoor telt niet mee. Haal het hekje weg om de sleutel te gebruiken.
weerbaar: raamwerk/1
id: {id}  # zo noemt een meting het raamwerk: kleine letters, cijfers en streepjes
titel: {titel}
versie: "1"  # tussen aanhalingstekens; andere normen krijgen een andere versie
partijtypen: [gemeente]  # voor wie het geldt; ook waterschap, provincie of een eigen woord
voorlopig: Dit raamwerk is nog niet vastgesteld.  # staat bij elke uitkomst; haal dit later weg
# vastgesteld: {{door: regio-overleg, op: 2024-03-14}}  # wie het vaststelde, en wanneer
# streefdatum: 2024-07-01  # wanneer de normen gehaald moeten zijn
# looptijd: {{van: 2024-01-01, tot: 2026-12-31}}  # hoe lang het raamwerk geldt
# bron: {{document: Norm van de regio, onderdeel: hoofdstuk 1}}  # waar de tekst is na te lezen
# toelichting: Wat een lezer van het raamwerk moet weten.
# district: mijn-district  # het district dat het afsprak
# definities: {{mma: Meld Misdaad Anoniem}}  # woorden uit de normen
# op_orde: {{aandeel: 100%}}  # hoeveel van de normen moet voldoen; zonder deze regel: alle
# niveaus: {{basis: {{titel: Basis}}, plus: {{titel: Plus}}}}  # dan heeft elke norm een niveau
# behaald: {{partijen: 80%}}  # wanneer een heel district de basis heeft gehaald
# openbaar: nee  # de tekst van de normen is niet openbaar
# verhalen: ja  # vraag bij elke norm ook een verhaal naast de feiten

# Woorden die de norm open laat, zoals ‘regelmatig’: hoe u ze leest, en wie dat moet bevestigen.
# parameters:
#   periode-mt: {{waarde: 12 maanden, woord: regelmatig, te_bevestigen_door: regio-overleg}}

themas:
  - id: "1"
    titel: Organisatie
    # toelichting: Waar dit thema over gaat.
    # rubrieken: {{melden: Melden}}  # koppen binnen het thema
    normen:
      - id: "1.1"  # altijd tussen aanhalingstekens
        tekst: Schrijf hier de norm, letter voor letter zoals zij is vastgesteld.
        # kort: Een naam van hoogstens 40 tekens
        # handreiking: {{titel: Handreiking voor de norm, vindplaats: intranet}}
        # uitleg: Hoe u de norm leest, in gewone woorden.
        # voetnoten: [Een voetnoot bij de tekst.]
        # termijn: vóór 1 juli 2024
        # geldt_voor: [gemeente]  # als de norm niet voor elk type partij geldt
        # niveau: basis  # een van de niveaus hierboven
        # rubriek: melden  # een van de rubrieken van het thema
        # verplicht: nee  # ja: moet voldoen, welk deel er ook gevraagd wordt
        # aard: aanbeveling  # telt nergens mee, en wordt apart geteld
        # nvt_kan: nee  # niemand kan besluiten dat de norm niet geldt
        # nvt_reden: De norm geldt voor iedereen.  # hoort bij nvt_kan: nee
        # geldt_als: {{feit: inwoners, minstens: 50000}}  # met een eigen feit ‘van: partij’
        # Zolang er geen regel is, is de norm voor iedereen onbekend, met deze reden.
        regel: ontbreekt
        reden: De regel is nog niet geschreven.
        # Haal ‘regel’ en ‘reden’ weg zodra u een regel schrijft, zoals deze:
        # voldoet: {{feit: mt-besproken, binnen: periode-mt}}
        # deels: {{feit: mt-besproken, ooit: ja}}  # ruimer dan voldoet; mag weg
        # nvt: {{feit: intern-meldpunt, is: nee}}  # wanneer de norm niet van toepassing is
        # delen: []  # stukken van de norm die elk een eigen regel hebben
        # signalen: [{{als: {{feit: intern-meldpunt, is: nee}}, tekst: Er is geen meldpunt.}}]
        # voor: {{waterschap: {{voldoet: {{feit: intern-meldpunt, is: ja}}}}}}  # een eigen regel
        # feiten: [mt-besproken]  # wat u toont zolang er geen regel is

# Een proef op de som: bij deze feiten hoort dit oordeel. Neem er drie per norm.
# gevallen:
#   - norm: "1.1"
#     als: Vorige maand.
#     peildatum: 2024-07-01  # zonder deze regel: de streefdatum
#     feiten: {{mt-besproken: 2024-06-04}}
#     oordeel: voldoet
"""
