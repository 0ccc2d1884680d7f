"""A meting without what does not fit, so that one fault does not hide the others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pydantic import ValidationError

from weerbaar_cli.files.yaml.document import Document
from weerbaar_cli.model.bestanden.meting import Meting

NOBODY = "?"
_STAND_IN = {"organisatie": NOBODY, "raamwerk": NOBODY, "peildatum": "9999-12-31"}


def read_what_fits(document: Document) -> Meting | None:
    """The meting without what does not fit, to find what else is wrong; never to be scored."""
    if not document.readable or document.soort != "meting/1":
        return None
    kept = dict(document.data)
    try:
        Meting.model_validate(kept)
    except ValidationError as error:
        _leave_out(kept, [detail["loc"] for detail in error.errors(include_url=False)])
    meting = Meting.model_validate({**_STAND_IN, **kept})
    if "raamwerk" in kept:
        return meting
    return meting.model_copy(update={"raamwerk": ()})


def _leave_out(data: dict[str, Any], places: Sequence[tuple[int | str, ...]]) -> None:
    """Take away keys of the file, or only some norms of a block that has them."""
    blocks = {top: dict(block) for top, block in data.items() if isinstance(block, dict)}
    data.update(blocks)
    for loc in places:
        if len(loc) > 1 and loc[0] in blocks:
            blocks[str(loc[0])].pop(str(loc[1]), None)
        else:
            data.pop(str(loc[0]), None)
