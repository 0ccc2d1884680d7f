"""The work of many organisations together: which single fact would help several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weerbaar_cli.model.uitkomsten.plan import Gezamenlijk, Organisatieplan, Planfeit, Werklijst

# Per organisation and fact the groups whose metingen hold the fact for it.
Houders = Mapping[tuple[str, str], Sequence[str]]


def make_werklijst(organisaties: Sequence[Organisatieplan], houders: Houders) -> Werklijst:
    """The list in the order of names."""
    return Werklijst(
        tuple(sorted(organisaties, key=lambda one: one.organisatie.casefold())),
        tuple(sorted(_find_shared(organisaties, houders), key=_most_helped_first)),
    )


def _find_shared(organisaties: Sequence[Organisatieplan], houders: Houders) -> list[Gezamenlijk]:
    """Facts on the shortest routes of several parties, or of one when a group holds the fact."""
    needed: dict[str, dict[str, Planfeit]] = {}
    for one in organisaties:
        for feit in one.plan.feiten:
            needed.setdefault(feit.feit, {}).setdefault(one.organisatie, feit)
    found = []
    for name, per_naam in needed.items():
        groepen = {groep for party in per_naam for groep in houders.get((party, name), ())}
        if len(per_naam) > 1 or groepen:
            found.append(_shared(per_naam, groepen))
    return found


def _shared(per_naam: Mapping[str, Planfeit], groepen: set[str]) -> Gezamenlijk:
    feiten = list(per_naam.values())
    first = feiten[0]
    return Gezamenlijk(
        first.feit,
        first.vraag,
        first.soort,
        first.rollen,
        tuple(dict.fromkeys(step for one in feiten for step in one.stappen)),
        tuple(sorted(per_naam, key=str.casefold)),
        tuple(sorted({place for one in feiten for place in one.normen})),
        tuple(sorted(groepen)),
    )


def _most_helped_first(one: Gezamenlijk) -> tuple[int, bool, int, str]:
    """Most parties; then a document, which can be made once for all; then most norms."""
    return -len(one.organisaties), one.soort != "document", -len(one.normen), one.feit
