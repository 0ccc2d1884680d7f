"""The text of a new meting that answers a list of questions."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Any

from weerbaar_cli.invullen.vragenlijst import Antwoordtekst, Invulfeit, Invulvragen
from weerbaar_cli.invullen.wijzigen import WIDTH, block_lines


def start_text(vragen: Invulvragen) -> str:
    """The whole file: every question by its thema, with its answer where there is one already."""
    lines = [*_head(vragen), "", "feiten:"]
    seen: set[str] = set()
    for thema in (one for raamwerk in vragen.raamwerken for one in raamwerk.themas):
        asked = dict.fromkeys(name for norm in thema.normen for name in norm.feiten)
        names = [name for name in asked if name not in seen]
        seen |= set(names)
        if names:
            lines += ["", f"  # ── {thema.id}  {thema.titel} ".ljust(WIDTH - 10, "─")]
        for name in names:
            lines += ["", *_question(vragen.feiten[name]), *_answer(name, vragen)]
    rest = {name: getattr(vragen, name) for name in ("nvt", "acties", "verhalen")}
    kept = {name: list(one) if name == "acties" else one for name, one in rest.items() if one}
    return "\n".join([*lines, *block_lines(kept, "")]) + "\n"


def _head(vragen: Invulvragen) -> Iterator[str]:
    names = [one.id for one in vragen.raamwerken]
    head: dict[str, Any] = {
        "weerbaar": "meting/1",
        "organisatie": vragen.organisatie.naam,
        "raamwerk": names[0] if len(names) == 1 else names,
        "soort": vragen.soort,
        "peildatum": vragen.peildatum,
        "status": vragen.status,
        "ingevuld_door": vragen.ingevuld_door,
    }
    if vragen.fictief:
        head["fictief"] = "ja"
    if vragen.rollen:
        made = {"versies": list(vragen.versies), "basis": vragen.basis}
        made = {name: one for name, one in made.items() if one}
        head["deel"] = {"rollen": list(vragen.rollen), **made}
    yield from block_lines(head, "")


def _question(feit: Invulfeit) -> list[str]:
    return textwrap.wrap(
        feit.vraag,
        WIDTH,
        initial_indent="  # ",
        subsequent_indent="  #   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _answer(name: str, vragen: Invulvragen) -> Iterator[str]:
    """The key of a fact; what is told with a document has none of its own."""
    bij = vragen.feiten[name].bij
    answer = vragen.antwoorden.get(name)
    if answer is None and bij in vragen.antwoorden:
        return
    yield from block_lines({name: None if answer is None else as_written(answer)}, "  ")


def as_written(answer: Antwoordtekst) -> Any:
    """The short form where a value is all there is."""
    rest = {name: value for name, value in answer if name != "waarde" and value not in (None, ())}
    lists = {
        name: list(value) if isinstance(value, tuple) else value for name, value in rest.items()
    }
    waarde = answer.waarde
    return {"waarde": waarde, **lists} if lists else waarde
