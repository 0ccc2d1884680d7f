"""Named metingen, judged: what `score` and `explain` tell of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from weerbaar_cli.engine.checks.meting import check_meting, read_feiten
from weerbaar_cli.engine.score.score import score_meting, settle_toetsing
from weerbaar_cli.errors import WeerbaarError
from weerbaar_cli.feitsoorten.antwoord import spread
from weerbaar_cli.feitsoorten.bewijs import write_out
from weerbaar_cli.feitsoorten.groepen import Groepen
from weerbaar_cli.feitsoorten.soort import find_onderdeel
from weerbaar_cli.files.bronnen import MANY, find_named, is_map
from weerbaar_cli.files.vinden import Named
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES
from weerbaar_cli.model.bestanden.raamwerk import Raamwerk
from weerbaar_cli.model.bevinding import Melding, advice_of, suggest
from weerbaar_cli.model.strict import clean
from weerbaar_cli.model.uitkomsten.oordeel import (
    Metingkop,
    Normoordeel,
    Raamwerkoordeel,
    Score,
    Uitleg,
)
from weerbaar_cli.model.uitkomsten.stelling import Stelling
from weerbaar_cli.model.voorraad import Geperst, Voorraad, press
from weerbaar_cli.reading.dossier import (
    Dossier,
    Gebroken,
    own_norms,
    refuse_faults,
    refuse_mixed,
)
from weerbaar_cli.reading.metingen import (
    Follow,
    choose_raamwerken,
    fits,
    no_meting,
    nothing_fits,
    read_dossiers,
    read_found,
    read_passed,
    unfollowed,
)
from weerbaar_cli.reading.omgeving import Omgeving, Omgevingen

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus, Feit
    from weerbaar_cli.model.bestanden.meting import Toetsing
    from weerbaar_cli.model.bevinding import Bevinding
    from weerbaar_cli.reading.omgeving import Omgeving

MARK = "verondersteld"


def suppose_meting(
    omgeving: Omgeving, dossier: Dossier, stellingen: Sequence[Stelling], dag: date
) -> tuple[Dossier, tuple[str, ...]]:
    """The meting with these suppositions, and remarks on them; raises WeerbaarError for a fout.

    Between the peildatum and `dag` anything may still happen.
    """
    if not stellingen:
        return dossier, ()
    from weerbaar_cli.engine.score.stelling import bases_of, suppose  # late: few suppose anything

    catalogus = omgeving.bibliotheek.catalogus
    base = {name: _counting(omgeving, dossier, name) for name in bases_of(stellingen, catalogus)}
    asked = {one.feit for one in stellingen}
    whole = suppose(base, stellingen, catalogus).items()
    feiten = {name: raw for name, raw in whole if name in asked or raw is not base[name]}
    last = max(dossier.peildatum, dag)
    alone = {"feiten": feiten, "nvt": {}, "toetsing": {}, "peildatum": last}
    supposed = dossier.meting.model_copy(update=alone)
    antwoorden, found = read_feiten(supposed, catalogus)
    found += check_meting(supposed, {"feiten": feiten}, (), None)
    lines = list(_remarks(found, stellingen, catalogus))
    if any(one.ernst == "fout" for one in found):
        message = f"er is niets berekend: bij {dossier.bestand} past een --stel niet"
        raise WeerbaarError(message, tip="Herstel wat hierboven staat.", regels=lines)
    lines += _new_groups(stellingen, dossier, catalogus)
    # What the meting says beside a value was about its own value.
    marked = {name: replace(one, toelichting=MARK) for name, one in antwoorden.items()}
    supposed_dossier = dossier._replace(
        meting=dossier.meting.model_copy(update={"toetsing": _settled(omgeving, dossier)}),
        antwoorden=spread({**dossier.antwoorden, **marked}, catalogus),
        gedeeld=tuple(
            one._replace(gebruikt=one.gebruikt and one.feit not in antwoorden)
            for one in dossier.gedeeld
        ),
        verondersteld=tuple(
            _spelled(one, antwoorden[one.feit].waarde, catalogus[one.feit]) for one in stellingen
        ),
    )
    return supposed_dossier, tuple(lines)


def _settled(omgeving: Omgeving, dossier: Dossier) -> dict[str, Toetsing]:
    """The judgements with what followed from the facts of the meting: none of it is supposed."""
    found = dict(dossier.meting.toetsing)
    for one in dossier.raamwerken:
        settled = settle_toetsing(omgeving.kern(one), dossier.scan(one))
        keys = own_norms(dossier.meting.toetsing, dossier.raamwerken, one)
        found |= {key: settled[norm_id] for key, norm_id in keys}
    return found


def _counting(omgeving: Omgeving, dossier: Dossier, feit_id: str) -> Any:
    """The fact as written where it counts: in the meting, or in that of a group that shares it."""
    antwoord = dossier.antwoorden.get(feit_id)
    if antwoord is None or antwoord.van is None:
        return write_out(dossier.meting.feiten.get(feit_id), dossier.meting.feiten)
    own = repr(replace(antwoord, van=None))
    for one in omgeving.groepsmetingen:
        # A group may have several metingen; inheriting changes nothing but the name of the group,
        # and the total that a list is held against.
        if isinstance(one, Dossier) and repr(one.antwoorden.get(feit_id)) == own:
            return write_out(one.meting.feiten.get(feit_id), one.meting.feiten)
    raise AssertionError("an inherited fact stands in a meting of a group")


def _spelled(one: Stelling, waarde: object, feit: Feit) -> Stelling:
    """With the group named as the meting names it, and what people call the fact and its part."""
    onderdeel = one.onderdeel
    if onderdeel is not None and isinstance(waarde, Groepen):
        onderdeel = find_onderdeel(waarde.datums, onderdeel)
    deel = feit.onderdelen.get(onderdeel, onderdeel) if onderdeel is not None else ""
    return one._replace(onderdeel=onderdeel, kort=feit.naam, deel=deel)


def _remarks(
    found: list[Bevinding], stellingen: Sequence[Stelling], catalogus: Catalogus
) -> Iterator[str]:
    """What is wrong with a supposition, in the words of a file."""
    for bevinding in found:
        if bevinding.ernst != "hint":
            one = _cause(bevinding, stellingen)
            yield f"{clean(str(one), 200)}: {bevinding.ernst} {bevinding.code} {bevinding.bericht}"
            yield f"  → {_advise(bevinding, one, catalogus)}"


def _cause(bevinding: Bevinding, stellingen: Sequence[Stelling]) -> Stelling:
    """The supposition that a bevinding is about: of its fact, and of its part where it has one."""
    same = [one for one in stellingen if one.feit == bevinding.pad[1]]
    exact = [one for one in same if one.onderdeel in bevinding.pad[2:]]
    return (exact or same or list(stellingen))[-1]


def _advise(bevinding: Bevinding, one: Stelling, catalogus: Catalogus) -> str:
    if bevinding.code == "datum-na-peildatum":
        return "Kies met --peildatum een latere dag, of stel een eerdere datum."
    if bevinding.code == "kenmerk-in-meting":
        return "Een --stel gaat over de meting. Verander het in een kopie van weerbaar.yaml."
    from weerbaar_cli.engine.score.stelling import advise_part  # late: as above

    feit = catalogus.get(one.feit)
    part = advise_part(feit, one) if feit is not None else ""
    return part or bevinding.suggestie or advice_of(bevinding.code)


def _new_groups(
    stellingen: Sequence[Stelling], dossier: Dossier, catalogus: Catalogus
) -> Iterator[str]:
    """The list of own groups is complete, so a name that is not on it makes it longer."""
    for one in stellingen:
        if catalogus[one.feit].groepen != "eigen" or one.onderdeel in (None, *RESERVED_NAMES):
            continue
        antwoord = dossier.antwoorden.get(one.feit)
        waarde = antwoord.waarde if antwoord is not None else None
        names = list(waarde.datums) if isinstance(waarde, Groepen) else []
        name = clean(str(one.onderdeel))
        if not names:
            line = f"de meting noemt geen groepen; nu telt alleen wat u stelt, zoals «{name}»"
            yield f"let op: {one.feit}: {line}."
        elif find_onderdeel(names, str(one.onderdeel)) not in names:
            line = f"«{name}» staat niet in de lijst van de meting en komt erbij"
            yield f"let op: {one.feit}: {line}. {suggest(name, names)}".rstrip()


class Beoordeeld(Struct, frozen=True):
    """One meting judged by one or more raamwerken; `opmerkingen` are about what was supposed."""

    dossier: Dossier
    raamwerken: tuple[Raamwerk, ...]
    score: Score
    opmerkingen: tuple[str, ...]

    def explain(self, raamwerk: Raamwerk, oordeel: Raamwerkoordeel, norm: Normoordeel) -> Uitleg:
        """All that there is to tell of one norm."""
        found = raamwerk.norm(norm.id)
        used = found.parameter_names(set(raamwerk.parameters))
        return Uitleg(
            self.score,
            raamwerk,
            found,
            norm,
            tuple(one for one in oordeel.parameters if one.id in used),
            self.dossier.verhalen(raamwerk).get(norm.id),
        )


class Scores(Struct, frozen=True):
    """Metingen, judged; what is wrong with files of a folder that could not be; `map`: of one.

    `niet_bedoeld` are the organisations of a folder for which the raamwerk is not meant,
    `opmerkingen` are about what was supposed.
    """

    scores: Collection[Score]
    fouten: tuple[Melding, ...]
    map: bool
    niet_bedoeld: tuple[str, ...]
    opmerkingen: tuple[str, ...] = ()


class Scorevraag(Struct, frozen=True):
    """By what metingen are judged, on which day, and what is supposed; `map`: those of folders."""

    raamwerk: str | None = None
    peildatum: date | None = None
    stellingen: Sequence[Stelling] = ()
    map: bool = False


class Beoordeling(NamedTuple):
    """What is kept of a meting that was read. There is no score where the raamwerk is not meant
    for its organisation, or where it could not be judged: then `bezwaar` says why.

    `past` is None when even that cannot be said.
    """

    naam: str
    fictief: bool
    past: bool | None
    score: Score | Geperst[Score] | None = None
    opmerkingen: tuple[str, ...] = ()
    bezwaar: WeerbaarError | None = None


class Beoordelaar:
    """Reads metingen and judges each at once, so that of thousands none stays behind.

    `klein`: their scores are pressed.
    """

    def __init__(self, vraag: Scorevraag, *, klein: bool) -> None:
        self._vraag, self._klein = vraag, klein
        self._omgevingen = Omgevingen()
        # When one that was named cannot be used, no score is given of any.
        self._vergeefs = False

    def __call__(self, stukken: Sequence[Named]) -> Iterator[Beoordeling | Gebroken | None]:
        for one in stukken:
            bron = read_found(self._omgevingen, one)
            if bron is None:
                yield None
            elif isinstance(bron.gelezen, Gebroken):
                self._vergeefs |= bron.genoemd
                yield bron.gelezen
            else:
                yield self._judge(bron.omgeving, bron.gelezen)

    def _judge(self, omgeving: Omgeving, dossier: Dossier) -> Beoordeling:
        found = Beoordeling(dossier.naam, dossier.meting.fictief, past=None)
        try:
            past = not self._vraag.map or fits(omgeving, dossier, self._vraag.raamwerk)
            found = found._replace(past=past)
            if not past or self._vergeefs:
                return found
            made = judge(omgeving, dossier, self._vraag)
        except WeerbaarError as error:  # told when all are read: there may be worse
            return found._replace(bezwaar=error)
        score = press(made.score) if self._klein else made.score
        return found._replace(score=score, opmerkingen=made.opmerkingen)


def read_scores(
    paths: Sequence[Path],
    raamwerk: str | None = None,
    peildatum: date | None = None,
    stellingen: Sequence[Stelling] = (),
    follow: Follow = unfollowed,
) -> Scores:
    """Judge files, and every meting of an organisation in folders.

    Raises when one that was named has a fout; of a folder a broken file hides no other.
    """
    folders = [path for path in paths if is_map(path)]
    if folders and stellingen:
        tip = "Noem één meting of meer, geen map."
        raise WeerbaarError("--stel gaat over metingen die u noemt", tip=tip)
    vraag = Scorevraag(raamwerk, peildatum, stellingen, bool(folders))
    stukken = find_named(paths) if folders else [(path, True) for path in paths]
    read = list(follow(_judge_all(vraag, stukken), len(stukken), "rekenen"))
    named = [one for one, (_, is_named) in zip(read, stukken, strict=True) if is_named]
    refuse_faults(one for one in named if isinstance(one, Gebroken))
    gebroken = [one for one in read if isinstance(one, Gebroken)]
    if folders:
        gebroken += read_passed(Omgevingen(), paths)
    found = [one for one in read if isinstance(one, Beoordeling)]
    if not found:
        refuse_faults(gebroken)
        raise no_meting(folders[0])
    return _take_together(found, gebroken, folders)


def _judge_all(
    vraag: Scorevraag, stukken: Sequence[Named]
) -> Iterator[Beoordeling | Gebroken | None]:
    if len(stukken) < MANY:
        return Beoordelaar(vraag, klein=False)(stukken)
    from weerbaar_cli.reading.processen import share_out  # late: only for many

    return share_out(Beoordelaar(vraag, klein=True), stukken)


def _take_together(
    found: Sequence[Beoordeling], gebroken: Sequence[Gebroken], folders: Sequence[Path]
) -> Scores:
    _refuse_any(one for one in found if one.past is None)
    fitting = [one for one in found if one.past]
    fouten = tuple(fout for one in gebroken for fout in one.fouten)
    if not fitting:
        raise nothing_fits(folders[0], fouten)
    refuse_mixed(one.fictief for one in fitting)
    _refuse_any(fitting)
    scores = [one.score for one in fitting if one.score is not None]
    return Scores(
        Voorraad(scores),
        fouten,
        bool(folders),
        tuple(sorted({one.naam for one in found if not one.past})),
        tuple(line for one in fitting for line in one.opmerkingen),
    )


def _refuse_any(found: Iterable[Beoordeling]) -> None:
    for one in found:
        if one.bezwaar is not None:
            raise one.bezwaar


def judge_dossier(omgeving: Omgeving, dossier: Dossier) -> Score:
    """One meting on its own date, by its own raamwerken."""
    return judge(omgeving, dossier, Scorevraag()).score


def judge_file(path: Path, vraag: Scorevraag) -> Beoordeeld:
    """One meting that was named; raises when it has a fout."""
    [(omgeving, dossier)] = read_dossiers([path])
    return judge(omgeving, dossier, vraag)


def judge(omgeving: Omgeving, own: Dossier, vraag: Scorevraag) -> Beoordeeld:
    """One meting, as it was asked."""
    dag = vraag.peildatum or own.peildatum
    dossier, remarks = suppose_meting(omgeving, own, vraag.stellingen, dag)
    raamwerken = choose_raamwerken(omgeving, dossier, vraag.raamwerk)
    oordelen = tuple(score_meting(omgeving.kern(one), dossier.scan(one), dag) for one in raamwerken)
    score = Score(kop_of(dossier), oordelen, dossier.gedeeld, dossier.verondersteld)
    return Beoordeeld(dossier, raamwerken, score, remarks)


def kop_of(dossier: Dossier) -> Metingkop:
    """Of whom and of when a meting is, as it is named in what comes out."""
    meting, partij = dossier.meting, dossier.partij
    return Metingkop(
        dossier.bestand,
        partij.naam,
        partij.code,
        partij.type,
        meting.soort,
        meting.status,
        meting.peildatum,
        meting.fictief,
    )
