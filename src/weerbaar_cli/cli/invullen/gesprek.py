"""A conversation that fills in a meting: after each answer it is on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from weerbaar_cli.cli.console import say, say_wrapped
from weerbaar_cli.cli.invullen.vragen import Back, Explain, Skip, ask
from weerbaar_cli.files.schrijven import write_back
from weerbaar_cli.invullen.langevorm import write_out
from weerbaar_cli.invullen.stappen import (
    DAY,
    NUMBER,
    TEXT,
    Invulstap,
    document_steps,
    read_doubt,
    steps_of,
)
from weerbaar_cli.invullen.voorstel import Voorstel, look_up
from weerbaar_cli.invullen.vragenlijst import Invulfeit, Vorigeantwoorden
from weerbaar_cli.invullen.werkboek import GROUP_WORDS
from weerbaar_cli.invullen.woorden import NIETS, in_typing, in_words, subject
from weerbaar_cli.model.bevinding import Pad
from weerbaar_cli.model.strict import clean, fold
from weerbaar_cli.model.tijd import dutch, parse_datum
from weerbaar_cli.model.uitkomsten.oordeel import TEKENS, WOORDEN
from weerbaar_cli.model.uitkomsten.wijzigingen import Vindplek
from weerbaar_cli.reading.dossier import Dossier
from weerbaar_cli.reading.invullen.vraagvolgorde import Openvraag, order_vragen, read_vorige
from weerbaar_cli.reading.scores import judge_dossier
from weerbaar_cli.reading.wijzigingen import (
    Invulmeting,
    Wijzigpoging,
    read_invulmeting,
    try_voorstellen,
)
from weerbaar_cli.views.score_blad import stand_lines

HIER = Vindplek("")
WAIT = "Het wordt bewaard zodra ook het volgende antwoord past."
NEW_GROUP = Invulstap((), "Naam van nog een groep; Enter als er niet meer zijn", {}, TEXT)
REASON = Invulstap((), "Waarom is dit niet van toepassing?", {}, TEXT)


@dataclass
class Gesprek:
    """Asks until nothing is open, or until who answers has had enough."""

    pad: Path
    rollen: Sequence[str]
    norm: str
    geschreven: int = 0
    gevraagd: list[str] = field(default_factory=list)
    vorige: Vorigeantwoorden | None = None
    # What can only stand with what the next steps of the same question become.
    wachtend: list[Voorstel] = field(default_factory=list)

    def run(self) -> None:
        """Ask the questions; every answer is written at once."""
        meting = read_invulmeting(self.pad)
        self.vorige = read_vorige(meting)
        back = ""
        while True:
            open_ = order_vragen(meting, self.rollen, self.norm)
            found = self._next(open_, back)
            if found is None:
                say("Er zijn geen vragen meer.")
                return
            left = {one.feit_id for one in open_} - {*self.gevraagd} | {found.feit_id}
            back = self._ask_question(meting, found, len(left))
            meting = read_invulmeting(self.pad)

    def _next(self, open_: Sequence[Openvraag], back: str) -> Openvraag | None:
        if back:
            every = order_vragen(read_invulmeting(self.pad), (), "")
            known = {one.feit_id: one for one in (*open_, *every)}
            return known.get(back) or Openvraag(back, (), 0)
        return next((one for one in open_ if one.feit_id not in self.gevraagd), None)

    def _ask_question(self, meting: Invulmeting, vraag: Openvraag, left: int) -> str:
        """One question; gives the question to go back to, if that is wanted."""
        feit = meting.vragen.feiten[vraag.feit_id]
        self._show(meting, vraag, feit, left)
        try:
            self._ask_steps(vraag, feit)
        except Back:
            earlier = [one for one in self.gevraagd if one != vraag.feit_id]
            if not earlier:
                say("Dit is de eerste vraag.")
                return vraag.feit_id
            self.gevraagd.remove(earlier[-1])
            return earlier[-1]
        except Skip:
            say("Overgeslagen.")
        self.gevraagd.append(vraag.feit_id)
        return ""

    def _ask_steps(self, vraag: Openvraag, feit: Invulfeit) -> None:
        def explain() -> None:
            self._explain(vraag, feit)

        pad: Pad = ("feiten", vraag.feit_id, "waarde")
        self._through(list(steps_of(vraag.feit_id, feit)), explain)
        if feit.groepen == "eigen":
            self._ask_groups(pad, explain)
        if feit.soort == "document" and isinstance(self._now(pad), list):
            try:
                self._ask_document(vraag.feit_id, explain)
            except Back:  # to whether there is one
                self._ask_steps(vraag, feit)

    def _through(self, steps: Sequence[Invulstap], explain: Callable[[], None]) -> None:
        place = 0
        try:
            while place < len(steps):
                place += self._forward(steps[place:], explain, first=not place)
        finally:
            self._let_go()

    def _forward(
        self, steps: Sequence[Invulstap], explain: Callable[[], None], *, first: bool
    ) -> int:
        """How many steps it goes on: one, or one back, and then what waited is asked again."""
        try:
            self._step(steps[0], explain, [one.pad for one in steps[1:]])
        except Back:
            if first:
                raise
            self._let_go()
            return -1
        return 1

    def _step(
        self, stap: Invulstap, explain: Callable[[], None], later: Sequence[Pad] = ()
    ) -> None:
        """Ask until there is an answer that can be; it is written then."""
        done = False
        while not done:
            value = self._meant(stap, _asked(stap, explain, self._word(stap)), explain)
            done = not _is_doubted(stap, value) and self._answer(stap.pad, value, later)

    def _word(self, stap: Invulstap) -> str:
        """The word that stands there now, to begin with."""
        now = self._now(stap.pad) if stap.pad and not stap.getypt else ""
        if isinstance(now, list | dict):
            return "ja" if isinstance(now, list) else "nvt"
        return str(now or "")

    def _meant(self, stap: Invulstap, value: Any, explain: Callable[[], None]) -> Any:
        """What an answer is in the meting: a reason goes with n.v.t., and a document is one."""
        if value == "nvt":
            return {"waarde": "nvt", "reden": str(_asked(REASON, explain) or "")}
        if value == "ja" and self._is_document(stap.pad):
            return None if isinstance(self._now(stap.pad), list) else [{"status": "vastgesteld"}]
        return value

    def _is_document(self, pad: Pad) -> bool:
        vragen = read_invulmeting(self.pad).vragen
        return len(pad) == 3 and vragen.feiten[str(pad[1])].soort == "document"

    def _ask_groups(self, pad: Pad, explain: Callable[[], None]) -> None:
        """The groups of one's own, and then new ones until no name is given."""
        known = self._now(pad)
        names = [str(name) for name in known] if isinstance(known, dict) else []
        place = 0
        while place <= len(names):
            place += self._ask_group(pad, names, place, explain)

    def _ask_group(
        self, pad: Pad, names: list[str], place: int, explain: Callable[[], None]
    ) -> int:
        """How many groups it goes on; a new one is among the names from then on."""
        try:
            if place < len(names):
                self._step(_group_step(pad, names[place]), explain)
            else:
                self._ask_new_group(pad, names, explain)
        except Back:
            if not place:
                raise
            return -1
        return 1

    def _ask_new_group(self, pad: Pad, names: list[str], explain: Callable[[], None]) -> None:
        while name := str(_asked(NEW_GROUP, explain) or ""):
            if not self._can_be_named(pad, name):
                continue
            with suppress(Back):  # to its name
                self._step(_group_step(pad, name), explain)
                names.append(name)
                return

    def _can_be_named(self, pad: Pad, name: str) -> bool:
        """Whether a group can have this name; else that is told, before its day is asked."""
        now = self._now(pad)
        groups = now if isinstance(now, dict) else {}
        known = next((one for one in groups if fold(str(one)) == fold(name)), None)
        if known is not None:
            _refuse(f"de groep «{clean(known)}» staat er al", "Typ een andere naam.")
            return False
        meting = read_invulmeting(self.pad)
        poging = try_voorstellen(meting, [_voorstel(meting, (*pad, name), "onbekend")])
        for no in poging.beeld.afwijzingen:
            _refuse(no.reden, no.suggestie)
        return poging.beeld.klopt

    def _ask_document(self, feit_id: str, explain: Callable[[], None]) -> None:
        pad: Pad = ("feiten", feit_id, "waarde")
        for place in range(len(self._now(pad))):
            self._through(list(document_steps(feit_id, place)), explain)

    # --- the file

    def _now(self, pad: Pad) -> Any:
        meting = read_invulmeting(self.pad)
        return look_up(write_out(meting.data, meting.vragen.feiten), pad)

    def _answer(self, pad: Pad, value: Any, later: Sequence[Pad]) -> bool:
        """Write an answer, or let it wait for those that it has to go with; whether it could."""
        meting = read_invulmeting(self.pad)
        new = () if value is None else (_voorstel(meting, pad, value),)
        asked = [*self.wachtend, *new]
        if not asked:
            return True
        poging = try_voorstellen(meting, asked)
        if poging.beeld.klopt:
            self.wachtend = []
            self._write(poging, len(asked))
            return True
        emptied = [_voorstel(meting, one, None) for one in later]
        waits = emptied and try_voorstellen(meting, [*asked, *emptied]).beeld.klopt
        for no in poging.beeld.afwijzingen:
            told = (WAIT, "Nu kan dat nog niet") if waits else (no.suggestie,)
            _refuse(no.reden, *told)
        self.wachtend = asked if waits else self.wachtend
        return bool(waits)

    def _let_go(self) -> None:
        """What still waits is not written, and that is told."""
        waited, self.wachtend = self.wachtend, []
        for one in waited:
            vragen = read_invulmeting(self.pad).vragen
            words = in_words(one.pad, one.wordt, vragen)
            say_wrapped(f"Niet bewaard: {subject(one.pad, vragen)}: {words}", "  ", "  ")

    def _write(self, poging: Wijzigpoging, answers: int) -> None:
        meting = poging.meting
        if poging.nieuw != meting.raw:
            write_back(self.pad, meting.raw, poging.nieuw)
            self.geschreven += answers
        for one in poging.beeld.wijzigingen:
            say_wrapped(f"✎ {one.onderwerp}: {one.wordt}", "  ", "  ")
        for line in poging.ongetoetst:
            say_wrapped(f"{line}.", "  ", "  ")
        for words in poging.beeld.opmerkingen:
            say_wrapped(f"Let op: {in_typing(words, (), meting.vragen)}.", "  ", "  ")
        for norm in poging.beeld.normen:
            becomes = f"{TEKENS[norm.wordt]} {WOORDEN[norm.wordt]}"
            say_wrapped(f"{norm.norm}: {WOORDEN[norm.was]} → {becomes}", "  ", "  ")
        if poging.beeld.normen and isinstance(poging.gelezen, Dossier):
            for oordeel in judge_dossier(meting.omgeving, poging.gelezen).oordelen:
                say_wrapped(f"Stand: {next(stand_lines(oordeel))}", "  ", "  ")

    # --- what is shown

    def _show(self, meting: Invulmeting, vraag: Openvraag, feit: Invulfeit, left: int) -> None:
        say("")
        for norm in vraag.normen[:1]:
            say_wrapped(f"Norm {norm.sleutel or norm.id}: {norm.tekst}")
        many = f"; zij beslist over {vraag.beslist} normen" if vraag.beslist > 1 else ""
        say(f"  nog {left} {'vraag' if left == 1 else 'vragen'}{many}")
        if all(one.vraag != feit.vraag for one in steps_of(vraag.feit_id, feit)):
            say_wrapped(feit.vraag, "  ")
        for words in self._before(meting, vraag.feit_id):
            say_wrapped(words, "  ")

    def _before(self, meting: Invulmeting, feit_id: str) -> Iterator[str]:
        pad: Pad = ("feiten", feit_id)
        now = meting.vragen.antwoorden.get(feit_id)
        if now is not None:
            yield f"Nu: {in_words(pad, now.waarde, meting.vragen)}"
        if self.vorige is not None and feit_id in self.vorige.antwoorden:
            day = parse_datum(self.vorige.peildatum)
            words = in_words(pad, self.vorige.antwoorden[feit_id].waarde, meting.vragen)
            if day is not None and words != NIETS:
                yield f"Op {dutch(day)}: {words}"

    def _explain(self, vraag: Openvraag, feit: Invulfeit) -> None:
        for norm in vraag.normen:
            say_wrapped(f"{norm.sleutel or norm.id}: {norm.tekst}", "  ")
            say_wrapped(norm.uitleg or "", "  ")
            if norm.handreiking is not None:
                say_wrapped(f"Hulp: {norm.handreiking.titel}, {norm.handreiking.vindplaats}", "  ")
        say_wrapped(f"Wie dit weet: {', '.join(feit.rollen)}" if feit.rollen else "", "  ")
        say_wrapped(f"Bewijs: {feit.bewijs}" if feit.bewijs else "", "  ")


def _voorstel(meting: Invulmeting, pad: Pad, value: Any) -> Voorstel:
    was = look_up(write_out(meting.data, meting.vragen.feiten), pad)
    return Voorstel(pad, was, value, HIER)


def _asked(stap: Invulstap, explain: Callable[[], None], now: str = "") -> Any:
    """The answer to a step, which is explained as often as somebody wants to know more."""
    while True:
        try:
            return ask(stap, now)
        except Explain:
            explain()


def _is_doubted(stap: Invulstap, value: Any) -> bool:
    """Whether a number that is typed can be two, which is told then."""
    doubt = read_doubt(value) if stap.getypt == NUMBER and isinstance(value, str) else None
    if doubt is not None:
        _refuse(*doubt)
    return doubt is not None


def _group_step(pad: Pad, name: str) -> Invulstap:
    return Invulstap((*pad, name), name, GROUP_WORDS, DAY)


def _refuse(reden: str, tip: str, kop: str = "Dat kan niet") -> None:
    say_wrapped(f"{kop}: {reden}.", "  ")
    say_wrapped(f"→ {tip}", "  ", "  ")
