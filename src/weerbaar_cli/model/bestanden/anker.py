"""Legal anchors: a change of law, and the date from which a policy must have taken it up."""

from __future__ import annotations

from typing import Literal

from weerbaar_cli.model.strict import Datum, Kenmerk, Strict, Tekst


class Anker(Strict):
    """A change of law. `feiten` maps a document fact to the checklist that says it is processed.

    `geen` means: there is no such checklist, only the document's date counts.
    """

    titel: Tekst
    vanaf: Datum
    feiten: dict[Kenmerk, Kenmerk | Literal["geen"]]
    bron: Tekst
    gevolg: Tekst | None = None
    zeker: Tekst | None = None


class Ankerbestand(Strict):
    """A file of anchors."""

    weerbaar: Tekst
    ankers: dict[Kenmerk, Anker]


Ankers = dict[str, Anker]
