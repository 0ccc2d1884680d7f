"""What a programme must satisfy: the norms and facts that it names exist, each project once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from weerbaar_cli.model.bevinding import Bevinding, Pad, suggest
from weerbaar_cli.model.strict import clean

if TYPE_CHECKING:
    from weerbaar_cli.model.bestanden.feit import Catalogus
    from weerbaar_cli.model.bestanden.programma import Deelproject, Programma
    from weerbaar_cli.model.bestanden.raamwerk import Raamwerk

# None for one that cannot be read.
Raamwerken = Mapping[str, "Raamwerk | None"]


def check_programma(
    programma: Programma,
    raamwerken: Raamwerken,
    catalogus: Catalogus | None,
    districten: Collection[str],
) -> list[Bevinding]:
    """All that is wrong once the form is right.

    `raamwerken` are all that there are, None for one that cannot be read; without a catalogus the
    facts are not judged.
    """
    found: list[Bevinding] = []
    if programma.district is not None and programma.district not in districten:
        text = f"district «{clean(programma.district)}» is niet bekend"
        tip = suggest(programma.district, districten)
        found.append(Bevinding("onbekend-district", text, ("district",), suggestie=tip))
    seen: set[str] = set()
    for index, project in enumerate(programma.deelprojecten):
        pad: Pad = ("deelprojecten", index)
        if project.id in seen:
            text = f"deelproject «{project.id}» staat er twee keer"
            found.append(Bevinding("dubbel-deelproject", text, (*pad, "id")))
        seen.add(project.id)
        found += _check_norms(project.normen, raamwerken, pad)
        found += _check_facts(project, catalogus, pad)
    for index, post in enumerate(programma.begroting):
        found += _check_norms(post.normen, raamwerken, ("begroting", index))
    return [*found, *_check_posts(programma)]


def _check_posts(programma: Programma) -> Iterator[Bevinding]:
    """The actions for one norm are paid from one post a year."""
    paid: dict[tuple[str, str | None], str] = {}
    for index, post in enumerate(programma.begroting):
        for number, reference in enumerate(post.normen):
            first = paid.setdefault((reference, post.jaar), post.post)
            if first is not post.post:
                text = f"norm «{clean(reference)}» staat ook bij de post «{clean(first)}»"
                pad: Pad = ("begroting", index, "normen", number)
                yield Bevinding("norm-in-twee-posten", text, pad)


def _check_norms(
    references: Sequence[str], raamwerken: Raamwerken, pad: Pad
) -> Iterator[Bevinding]:
    for index, reference in enumerate(references):
        name, _, norm_id = reference.rpartition("/")
        raamwerk = raamwerken.get(name)
        here = (*pad, "normen", index)
        if name not in raamwerken:
            text = f"«{clean(reference)}» noemt geen bekend raamwerk; schrijf raamwerk/norm"
            tip = suggest(name, raamwerken) or _whole_reference(norm_id, raamwerken)
            yield Bevinding("onbekend-raamwerk", text, here, suggestie=tip)
        elif raamwerk is not None and raamwerk.find_norm(norm_id) is None:
            text = f"norm «{clean(norm_id)}» bestaat niet in {name}"
            tip = suggest(norm_id, [norm.id for norm in raamwerk.normen])
            yield Bevinding("onbekende-norm", text, here, suggestie=tip)


def _whole_reference(norm_id: str, raamwerken: Raamwerken) -> str:
    """The one norm with this number, when only one raamwerk has it."""
    known = {name: one for name, one in raamwerken.items() if one is not None}
    found = [name for name, one in known.items() if one.find_norm(norm_id) is not None]
    return f"Bedoelde u «{found[0]}/{norm_id}»?" if len(found) == 1 else ""


def _check_facts(
    project: Deelproject, catalogus: Catalogus | None, pad: Pad
) -> Iterator[Bevinding]:
    for index, feit_id in enumerate(project.feiten):
        if catalogus is not None and feit_id not in catalogus:
            text = f"het feit «{clean(feit_id)}» staat niet in de catalogus"
            tip = suggest(feit_id, catalogus)
            yield Bevinding("onbekend-feit", text, (*pad, "feiten", index), suggestie=tip)
