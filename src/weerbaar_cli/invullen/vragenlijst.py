"""The questions of a meting as data: what a form or a workbook needs, and nothing of a Dossier.

What a control offers comes from the kind of its fact; an answer stands as in the file, all text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct
from pydantic import BaseModel, ConfigDict

from weerbaar_cli.feitsoorten.feitsoorten import soort_of
from weerbaar_cli.model.bestanden.feit import RESERVED_NAMES, Catalogus, Feit, Soortnaam, is_long
from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
from weerbaar_cli.model.woorden import as_told

LISTS = ("bewijs", "verwijst")  # one of them may stand without a list around it
_TEXTS = ("herkomst", "ingevuld_door", "toelichting")


class Invulmodel(BaseModel):
    """A part of the questions; of a page of another version what is not known is left."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class Invulpartij(Invulmodel):
    """Whose meting it is; nothing where that is still to be said."""

    naam: str | None = None
    type: str | None = None


class Invulhandreiking(Invulmodel):
    """What helps, and where it is."""

    titel: str
    vindplaats: str


class Invulnorm(Invulmodel):
    """A norm with the facts that it asks. `sleutel` is what a meting calls it."""

    id: str
    sleutel: str = ""
    kort: str
    tekst: str
    uitleg: str | None = None
    handreiking: Invulhandreiking | None = None
    nvt_kan: bool = True
    feiten: tuple[str, ...]


class Invulthema(Invulmodel):
    """The norms of a thema."""

    id: str
    titel: str
    normen: tuple[Invulnorm, ...]


class Invulraamwerk(Invulmodel):
    """A raamwerk."""

    id: str
    titel: str
    versie: str
    themas: tuple[Invulthema, ...]


class Invulkeuze(Invulmodel):
    """A word to choose, and how people read it."""

    waarde: str
    woord: str


class Invulonderdeel(Invulmodel):
    """An item of a checklist, or a group that is always there."""

    id: str
    titel: str
    nvt_kan: bool = True


class Invulfeit(Invulmodel):
    """A question. `bij`: the document under which it is answered; `meer`: there can be several."""

    soort: Soortnaam
    kort: str
    vraag: str
    doen: str | None = None
    antwoord: str = ""
    rollen: tuple[str, ...] = ()
    bewijs: str | None = None
    keuzes: tuple[Invulkeuze, ...] = ()
    items: tuple[Invulonderdeel, ...] = ()
    groepen: Literal["vast", "eigen"] | None = None
    groepsnamen: tuple[Any, ...] = ()
    overtreffen: bool = False
    eenheid: str | None = None
    bij: str | None = None
    meer: bool = False


class Antwoordtekst(Invulmodel):
    """An answer as it is written."""

    waarde: Any = None
    herkomst: str | None = None
    ingevuld_door: str | None = None
    bewijs: tuple[Any, ...] = ()
    verwijst: tuple[Any, ...] = ()
    toelichting: str | None = None


class Vorigeantwoorden(Invulmodel):
    """What was answered the last time."""

    peildatum: str
    antwoorden: dict[str, Antwoordtekst]


class Invulvragen(Invulmodel):
    """All that a form needs. Only what these `rollen` know is asked, of nobody everything.

    A part of a meting says by `versies` and `basis` what it was made from.

    `werkmap` are the files by which it is judged, by their place; `meting` is its text, if any.
    """

    versie: Literal[1] = 1
    organisatie: Invulpartij
    fictief: bool = False
    soort: str = "zelfscan"
    peildatum: str | None = None
    status: str = "concept"
    ingevuld_door: str | None = None
    rollen: tuple[str, ...] = ()
    versies: tuple[str, ...] = ()
    basis: dict[str, str] = {}
    raamwerken: tuple[Invulraamwerk, ...] = ()
    feiten: dict[str, Invulfeit] = {}
    antwoorden: dict[str, Antwoordtekst] = {}
    vorige: Vorigeantwoorden | None = None
    nvt: dict[str, Any] = {}
    acties: tuple[Any, ...] = ()
    verhalen: dict[str, Any] = {}
    werkmap: dict[str, str] | None = None
    meting: str | None = None


class Gevraagd(Struct, frozen=True):
    """A raamwerk, and per norm that is meant for the party the facts that it asks."""

    raamwerk: Raamwerk
    feiten: Mapping[str, Sequence[str]]


def make_vragen(
    partij: Invulpartij,
    gevraagd: Sequence[Gevraagd],
    catalogus: Catalogus,
    data: Mapping[str, Any],
    rollen: Sequence[str] = (),
    tekst: str | None = None,
) -> Invulvragen:
    """The questions of a meting that says `data`, be it only the head of a new one.

    A part for some functions holds only what they are asked: nothing else of the meting goes along.
    """
    asked = dict.fromkeys(
        name for one in gevraagd for names in one.feiten.values() for name in names
    )
    written = as_mapping(data.get("feiten"))
    wanted = {name for name in asked if _is_asked(catalogus[name], rollen)}
    wanted |= {bij for name in wanted if (bij := _told_by(catalogus[name], written))}
    feiten = {name: catalogus[name] for name in asked if name in wanted}
    return Invulvragen(
        organisatie=partij,
        fictief=data.get("fictief") == "ja",
        soort=_text(data.get("soort")) or "zelfscan",
        peildatum=_text(data.get("peildatum")),
        status=_text(data.get("status")) or "concept",
        ingevuld_door=_text(data.get("ingevuld_door")),
        rollen=tuple(rollen),
        raamwerken=tuple(_raamwerk(one, feiten, len(gevraagd) > 1) for one in gevraagd),
        feiten={name: make_feit(feit) for name, feit in feiten.items()},
        antwoorden=read_antwoorden(written, feiten if rollen else written),
        nvt={} if rollen else as_mapping(data.get("nvt")),
        acties=() if rollen else tuple(as_list(data.get("acties"))),
        verhalen={} if rollen else as_mapping(data.get("verhalen")),
        meting=None if rollen else tekst,
    )


def _is_asked(feit: Feit, rollen: Sequence[str]) -> bool:
    return not feit.is_kenmerk and (not rollen or bool({*rollen} & {*feit.rollen}))


def _told_by(feit: Feit, written: Mapping[str, Any]) -> str | None:
    """The document that must be asked too: of several each tells it for itself."""
    raw = written.get(feit.bij or "")
    waarde = raw.get("waarde") if isinstance(raw, dict) else raw
    return feit.bij if isinstance(waarde, list) and len(waarde) > 1 else None


def _raamwerk(one: Gevraagd, feiten: Mapping[str, Feit], several: bool) -> Invulraamwerk:
    raamwerk = one.raamwerk
    prefix = f"{raamwerk.id}/" if several else ""
    themas = (
        Invulthema(
            id=thema.id,
            titel=thema.titel,
            normen=tuple(
                _norm(norm, prefix, [name for name in one.feiten[norm.id] if name in feiten])
                for norm in thema.normen
                if norm.id in one.feiten
            ),
        )
        for thema in raamwerk.themas
    )
    return Invulraamwerk(
        id=raamwerk.id,
        titel=raamwerk.titel,
        versie=raamwerk.versie,
        themas=tuple(thema for thema in themas if thema.normen),
    )


def _norm(norm: Norm, prefix: str, feiten: Iterable[str]) -> Invulnorm:
    guide = norm.handreiking
    return Invulnorm(
        id=norm.id,
        sleutel=prefix + norm.id,
        kort=norm.naam,
        tekst=as_told(norm.tekst),
        uitleg=norm.uitleg,
        handreiking=None
        if guide is None
        else Invulhandreiking(titel=guide.titel, vindplaats=guide.vindplaats),
        nvt_kan=norm.nvt_kan,
        feiten=tuple(feiten),
    )


def make_feit(feit: Feit) -> Invulfeit:
    """One question with what its control offers."""
    kind = soort_of(feit)
    return Invulfeit(
        soort=feit.soort,
        kort=feit.naam,
        vraag=feit.vraag,
        doen=feit.doen,
        antwoord=kind.how_to_answer(feit),
        rollen=feit.rollen,
        bewijs=feit.bewijs,
        keuzes=tuple(
            Invulkeuze(waarde=one, woord=word) for one, word in kind.choices(feit).items()
        ),
        items=tuple(
            Invulonderdeel(id=name, titel=item.titel, nvt_kan=item.nvt_kan)
            for name, item in feit.items.items()
        ),
        groepen=feit.groepen,
        groepsnamen=tuple(
            Invulonderdeel(id=name, titel=title) for name, title in feit.namen.items()
        ),
        overtreffen=feit.overtreffen,
        eenheid=feit.eenheid,
        bij=feit.bij,
        meer=feit.soort == "document",
    )


def read_antwoorden(written: Mapping[str, Any], names: Iterable[str]) -> dict[str, Antwoordtekst]:
    """Of these facts what is written, in its short or its long form; nothing of what is blank."""
    found = {name: _read_antwoord(written[name]) for name in names if name in written}
    return {name: one for name, one in found.items() if not _is_blank(one)}


def find_illegible(written: Mapping[str, Any]) -> list[str]:
    """The facts of which something beside the value is no text, so that it is not read here."""
    longs = {name: raw for name, raw in written.items() if is_long(raw)}
    return [name for name, raw in longs.items() if any(_is_illegible(*one) for one in raw.items())]


def _is_illegible(name: str, raw: Any) -> bool:
    return name in _TEXTS and not isinstance(raw, str | None)


def _is_blank(answer: Antwoordtekst) -> bool:
    """Whether nothing is said; a new meting has keys for all that can be."""
    waarde = answer.waarde
    bare = isinstance(waarde, dict) and all(one is None for one in waarde.values())
    return (answer.model_copy(update={"waarde": None}) if bare else answer) == Antwoordtekst()


def _read_antwoord(raw: Any) -> Antwoordtekst:
    if not is_long(raw):
        return Antwoordtekst(waarde=raw)
    known = {name: raw[name] for name in RESERVED_NAMES if raw.get(name) is not None}
    known = {name: one for name, one in known.items() if not _is_illegible(name, one)}
    for name in LISTS:
        known[name] = tuple(as_list(known.get(name)))
    return Antwoordtekst(**known)


def as_list(raw: Any) -> list[Any]:
    """What stands there as a list: one thing that may be several stands by itself."""
    return raw if isinstance(raw, list) else [] if raw is None else [raw]


def as_mapping(raw: Any) -> dict[str, Any]:
    """What stands there where it is a mapping, and nothing where it is not."""
    return raw if isinstance(raw, dict) else {}


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) else None
