"""Names in a row."""

from __future__ import annotations

import pytest

from weerbaar_cli.model.woorden import count_names


@pytest.mark.parametrize(
    ("names", "most", "told"),
    [
        (["Raad"], 3, "Raad"),
        (["Raad", "College", "MT"], 3, "Raad, College en MT"),
        (["Raad", "College", "MT", "Griffie"], 3, "Raad, College, MT en Griffie"),
        (["Raad", "College", "MT", "Griffie", "Zorg"], 3, "Raad, College, MT en nog 2"),
        (["Raad", "College", "MT", "Griffie", "Zorg"], None, "Raad, College, MT, Griffie en Zorg"),
        (["actie", "Raad", "actie"], 3, "2 keer actie en Raad"),
    ],
)
def test_of_many_so_many_are_named(names: list[str], most: int | None, told: str) -> None:
    assert count_names(names, most) == told
