"""What the manual says of a finding."""

from __future__ import annotations

from typing import NamedTuple


class Code(NamedTuple):
    """The manual page of one code: what it means, why it matters, how to mend it."""

    wat: str
    waarom: str
    advies: str
