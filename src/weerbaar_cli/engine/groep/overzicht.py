"""Published reports of districts side by side, by the themas of another raamwerk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from weerbaar_cli.engine.score.feitgebruik import cross
from weerbaar_cli.model.uitkomsten.groepsafleiding import sum_of
from weerbaar_cli.model.uitkomsten.overzicht import (
    Districtdeel,
    Gedeeldeoorzaak,
    Gedeeldfeit,
    Overzicht,
    Plaatsing,
    Themadeel,
)

if TYPE_CHECKING:
    from weerbaar_cli.engine.score.rekenraamwerk import Rekenraamwerk
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.bestanden.gepubliceerd import Gepubliceerd
    from weerbaar_cli.model.bestanden.indeling import Indeling, Vak
    from weerbaar_cli.model.bestanden.raamwerk import Norm, Raamwerk
    from weerbaar_cli.model.uitkomsten.feitgebruik import Kruisfeit
    from weerbaar_cli.model.uitkomsten.groepsafleiding import Bereik
    from weerbaar_cli.model.uitkomsten.groepsbeeld import Groepsdoel, Tal

MEER = 2  # what two districts have, they share


class Districtstuk(NamedTuple):
    """What is known of one district: its report, and the raamwerk, ready for computing."""

    id: str
    titel: str
    rapport: Gepubliceerd | None
    kern: Rekenraamwerk | None


class Overzichtskader(NamedTuple):
    """What is the same for every report: the themas, who belongs where, and the facts."""

    themas: Raamwerk
    indelingen: Sequence[Indeling]
    catalogus: Catalogus

    def vakken(self, raamwerk_id: str) -> list[Vak]:
        """The blocks of one raamwerk; of two files the first counts."""
        own = (one for one in self.indelingen if one.raamwerk == self.themas.id)
        return next((list(one.normen[raamwerk_id]) for one in own if raamwerk_id in one.normen), [])


def make_overzicht(
    name: str, titel: str, doel: Groepsdoel, stukken: Sequence[Districtstuk], kader: Overzichtskader
) -> Overzicht:
    """The overview; the order of the districts stays as it is given."""
    districten = tuple(_district(stuk, kader) for stuk in stukken)
    return Overzicht(
        id=name,
        titel=titel,
        doel=doel,
        fictief=any(one.rapport.fictief for one in stukken if one.rapport is not None),
        themas=kader.themas.themas,
        districten=districten,
        eisen=_demands(stukken, kader),
        oorzaken=_causes(districten),
        catalogus=kader.catalogus,
    )


def not_placed(raamwerk: Raamwerk, kader: Overzichtskader) -> tuple[str, ...]:
    """The norms that no thema has."""
    placed = {norm for vak in kader.vakken(raamwerk.id) for norm in vak.normen}
    return tuple(norm.id for norm in raamwerk.normen if norm.id not in placed)


def _district(stuk: Districtstuk, kader: Overzichtskader) -> Districtdeel:
    raamwerk = stuk.kern.raamwerk if stuk.kern is not None else None
    vakken = kader.vakken(raamwerk.id) if raamwerk is not None else []
    themas = tuple(_part(stuk, raamwerk, vakken, one.id) for one in kader.themas.themas)
    behind = {norm for part in themas for norm in part.onzeker}
    uncertain = tuple(
        Plaatsing(vak.thema, normen, vak.toelichting or "")
        for vak in vakken
        if (normen := tuple(norm for norm in vak.normen if vak.onzeker and norm in behind))
    )
    return Districtdeel(stuk.id, stuk.titel, raamwerk, stuk.rapport, themas, uncertain)


def _part(
    stuk: Districtstuk, raamwerk: Raamwerk | None, vakken: Iterable[Vak], thema: str
) -> Themadeel:
    own = [vak for vak in vakken if vak.thema == thema]
    here = [norm for vak in own for norm in vak.normen]
    uncertain = {norm for vak in own if vak.onzeker for norm in vak.normen}
    if raamwerk is None or stuk.rapport is None:
        return Themadeel("ontbreekt")
    meant = _meant(stuk.rapport, raamwerk)
    normen = tuple(one.id for one in meant if one.id in here)
    if not normen:
        return Themadeel("geen_norm")
    onzeker = tuple(one for one in normen if one in uncertain)
    bereik = _bereik(stuk.rapport, raamwerk, normen)
    if bereik is None:
        return Themadeel("niet_te_zien", None, normen, onzeker)
    return Themadeel("getoond", bereik, normen, onzeker)


def _meant(rapport: Gepubliceerd, raamwerk: Raamwerk) -> list[Norm]:
    """The norms with figures that count: not what is only recommended.

    A report for everyone does not name them: those for its parties.
    """
    geteld = [norm for norm in raamwerk.normen if norm.telt_mee]
    if rapport.doelgroep == "bestuur":
        told = {one.id for one in rapport.nu.normen}
        return [norm for norm in geteld if norm.id in told]
    types = raamwerk.partijtypen
    return [one for one in geteld if any(raamwerk.applies_to(one, own) for own in types)]


def _bereik(rapport: Gepubliceerd, raamwerk: Raamwerk, normen: Sequence[str]) -> Bereik | None:
    """The sum of what was told of these norms.

    A report for everyone only tells of its own themas: their sum counts when they hold these norms
    and no other.
    """
    if rapport.doelgroep == "bestuur":
        return sum_of(one.voldoet.as_tal() for one in rapport.nu.normen if one.id in normen)
    meant = {norm.id for norm in _meant(rapport, raamwerk)}
    own = [{norm.id for norm in thema.normen} & meant for thema in raamwerk.themas]
    touched = [thema for thema, ids in zip(raamwerk.themas, own, strict=True) if ids & {*normen}]
    held = {norm.id for thema in touched for norm in thema.normen} & meant
    told = {one.id: one.voldoet for one in rapport.themas}
    if held != {*normen} or any(thema.id not in told for thema in touched):
        return None
    return sum_of(told[thema.id].as_bereik() for thema in touched)


def _demands(
    stukken: Sequence[Districtstuk], kader: Overzichtskader
) -> tuple[tuple[Gedeeldfeit, ...], ...]:
    """The facts that several districts ask, each with the thema in which most ask it."""
    kernen = {one.id: one.kern for one in stukken if one.kern is not None}
    shared = [one for one in cross(kernen) if len(one.normen) >= MEER]
    places = {name: _places(kern.raamwerk.id, kader) for name, kern in kernen.items()}
    ids = [thema.id for thema in kader.themas.themas]
    home = {one.feit_id: _home(one, places, ids) for one in shared}
    return tuple(
        tuple(
            Gedeeldfeit(one.feit_id, tuple(one.normen.get(stuk.id, ()) for stuk in stukken))
            for one in shared
            if home[one.feit_id] == thema
        )
        for thema in ids
    )


def _places(raamwerk_id: str, kader: Overzichtskader) -> dict[str, str]:
    return {norm: vak.thema for vak in kader.vakken(raamwerk_id) for norm in vak.normen}


def _home(feit: Kruisfeit, places: Mapping[str, Mapping[str, str]], themas: Sequence[str]) -> str:
    """The thema in which most districts ask it; of several the first."""
    asked = [{places[name].get(norm) for norm in normen} for name, normen in feit.normen.items()]
    return max(themas, key=lambda thema: sum(thema in one for one in asked))


def _causes(districten: Sequence[Districtdeel]) -> tuple[Gedeeldeoorzaak, ...]:
    """The facts that more than a few parties still need, in more than one district."""
    told = [_told(one.rapport) for one in districten]
    feiten = dict.fromkeys(feit for one in told for feit in one)
    found = (Gedeeldeoorzaak(feit, tuple(one.get(feit) for one in told)) for feit in feiten)
    return tuple(one for one in found if _is_shared(one, districten))


def _told(rapport: Gepubliceerd | None) -> dict[str, tuple[str, Tal]]:
    if rapport is None:
        return {}
    return {
        norm.oorzaak.feit: (norm.id, norm.oorzaak.as_tal())
        for norm in rapport.nu.normen
        if norm.oorzaak is not None
    }


def _is_shared(one: Gedeeldeoorzaak, districten: Sequence[Districtdeel]) -> bool:
    pairs = zip(one.aantallen, districten, strict=True)
    return sum(_is_common(found, district.rapport) for found, district in pairs) >= MEER


def _is_common(found: tuple[str, Tal] | None, rapport: Gepubliceerd | None) -> bool:
    """More than the few that a figure never tells apart."""
    if found is None or rapport is None:
        return False
    return found[1].laag > rapport.bekend_bij_lezer + 1
