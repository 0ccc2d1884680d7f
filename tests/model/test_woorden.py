"""Names in a row."""

from __future__ import annotations

import pytest

from weerbaar_cli.blad.data import plain
from weerbaar_cli.model.woorden import count_names, name_of


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


def test_what_has_no_short_name_is_called_by_its_whole_text() -> None:
    """Of a long text by its beginning, but never where only a few letters would be left out."""
    text = "Er geldt een integraal veiligheidsplan, en daarin is ondermijning een prioriteit"
    assert name_of(f"{text};") == text
    assert name_of("woord " * 16) == ("woord " * 16).strip()
    assert name_of("woord " * 17) == f"{'woord ' * 13}…"


def test_no_full_stop_follows_what_was_cut() -> None:
    assert plain(f"Niet aan {name_of('woord ' * 30)}. Meer volgt.").endswith(" … Meer volgt.")
