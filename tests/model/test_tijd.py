"""Calendar time: how a version is written for people."""

from __future__ import annotations

import pytest

from weerbaar_cli.model.tijd import dutch_version


@pytest.mark.parametrize(
    ("versie", "shown"),
    [
        ("2023-02-23", "van 23-02-2023"),
        ("2023-12-07-concept", "van 07-12-2023 (concept)"),
        ("2023-06", "2023-06"),
        ("2023-2026", "2023-2026"),
        ("2023-02-233", "2023-02-233"),
        ("2023-02-30", "2023-02-30"),
        ("1.0", "1.0"),
    ],
)
def test_a_version_reads_as_a_day_where_it_is_one(versie: str, shown: str) -> None:
    assert dutch_version(versie) == shown
