"""The work of many organisations together: which single fact would help several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from weerbaar_cli.model.plan import Gezamenlijk, Organisatieplan, Planfeit, Werklijst


def make_werklijst(
    organisaties: Sequence[Organisatieplan], groepen: Mapping[str, Sequence[str]]
) -> Werklijst:
    """The list in the order of names. `groepen` has per fact the groups whose metingen hold it."""
    return Werklijst(
        tuple(sorted(organisaties, key=lambda one: one.organisatie.casefold())),
        tuple(sorted(_find_shared(organisaties, groepen), key=_most_helped_first)),
    )


def _find_shared(
    organisaties: Sequence[Organisatieplan], groepen: Mapping[str, Sequence[str]]
) -> list[Gezamenlijk]:
    """Facts on the shortest routes of several parties, or of one when a group holds the fact."""
    needed: dict[str, dict[str, Planfeit]] = {}
    for one in organisaties:
        for feit in one.plan.feiten:
            needed.setdefault(feit.feit, {}).setdefault(one.organisatie, feit)
    return [
        _shared(per_naam, groepen.get(name, ()))
        for name, per_naam in needed.items()
        if len(per_naam) > 1 or name in groepen
    ]


def _shared(per_naam: Mapping[str, Planfeit], groepen: Sequence[str]) -> Gezamenlijk:
    feiten = list(per_naam.values())
    first = feiten[0]
    return Gezamenlijk(
        first.feit,
        first.vraag,
        first.soort,
        first.rollen,
        tuple(dict.fromkeys(text for one in feiten for text in one.stappen)),
        tuple(sorted(per_naam, key=str.casefold)),
        tuple(sorted({place for one in feiten for place in one.normen})),
        tuple(sorted(groepen)),
    )


def _most_helped_first(one: Gezamenlijk) -> tuple[int, bool, int, str]:
    """Most parties; then a document, which can be made once for all; then most norms."""
    return -len(one.organisaties), one.soort != "document", -len(one.normen), one.feit
