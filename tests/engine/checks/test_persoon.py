"""What is seen of persons, and what is not taken for one."""

from __future__ import annotations

import pytest

from weerbaar_cli.engine.checks.meting import _check_persons
from weerbaar_cli.engine.checks.persoon import (
    holds_name,
    is_plain,
    names_person,
    personal_data,
)

# As they stand in the place of a function.
IN_A_FUNCTION = (
    "Jan de Vries", "Jan de Vries, adviseur veiligheid", "JAN DE VRIES", "Vries, Jan de",
    "Ömer Çelik", "Fatima El Amrani", "Piet Jansen", "A.B. van den Berg", "mevr. Bakker",
    "dhr. Mulder", "de heer De Boer", "mw. Yılmaz", "mr. dr. K. Smit", "Anne-Marie Postma",
    "Wibren Fokkema", "adviseur (Sanne Visser)", "Mohammed Ait Ben", "drs. P. Hoekstra",
    "Kim van Dijk / griffie", "Peter Slot",
)  # fmt: skip
# As they stand in running text, in any field, and in comments.
IN_TEXT = (
    "besproken met mevrouw Jansen", "volgens dhr. De Vries is het klaar", "zie mail van J.P. Bos",
    "Ömer Çelik belt terug", "afgestemd met Linda de Wit", "Kees Bakker heeft het stuk",
    "Vries, Jan de: akkoord", "navragen bij JAN DE VRIES", "door Naima Haddou opgesteld",
    "mw. Ter Horst zoekt dit uit", "hr. Van Loon belt", "mening van prof. dr. Kolthoff",
)  # fmt: skip
DATA = (
    "bel 06-12345678", "bel 06 12 34 56 78", "tel. +31 6 12345678", "tel. 0031612345678",
    "(053) 487 65 43", "053-4876543", "+31 (0)53 487 6543", "mail j.devries@voorbeeldstad.nl",
    "jan+werk@mail.voorbeeld.org", "BSN 111222333", "bsn 111.222.333", "111 222 333",
    "kenteken AB-123-C", "kenteken 12-ABC-3", "XX-99-99", "99-XX-XX", "AB-12-CD", "G-123-AB",
    "7511 AB 12", "woont op 7511AB, nr. 4", "parketnummer 08/123456-23", "08-123456-23",
    "PL0600-2023123456", "KvK 12345678", "kvk-nummer: 12345678", "geboren op 12-03-1980",
    "geb. 1980", "NL91ABNA0417164300", "rekening NL91 ABNA 0417 1643 00", "paspoort NX1234567",
    "bel 06 - 12345678", "7511AB 12a", "16.123456.22", "geboortejaar 1980", "PL 0600-2023123456",
    "paspoortnummer NXR123456", "geb.datum 01-01-1980", "kenteken AB12CD", "088 123 45 67",
)  # fmt: skip
NOBODY = (
    "Sociaal Werker", "Concern Control", "Senior Boa", "Kwartiermaker Weerbaarheid",
    "Adviseur Openbare Orde", "Strategisch Adviseur Veiligheid", "Bibob-coördinator",
    "Gemeentesecretaris", "Team Vergunningen", "Plaatsvervangend Griffier", "RIEC Oost-Nederland",
    "Interne Auditdienst", "Wijkagent Centrum", "Regisseur Ondermijning", "Hoofd Juridische Zaken",
    "Projectleider Integrale Handhaving", "Inkoper Sociaal Domein", "Chief Security Officer",
    "artikel 10-APV-2", "Z2023-00123", "CVDR000001", "Gemeenteblad 2024 nr. 12",
    "MT-besluit portefeuilleverdeling", "Besluit van 12-03-2024, kenmerk 2024/123456",
)  # fmt: skip


# Dates, numbers of documents and functions that are none of the above.
NOBODY_EITHER = (
    "Besluit van 05-11-2023", "01-02-2024", "op 05-11-2023 12 uur", "dossier 08-2023-001",
    "Kamerstukken II 2020/21, 35 764", "Staatsblad 2023, 240", "12.345.678 euro", "0800-7000",
    "vergadering 04-11-2023 14:00", "raadsbesluit 2024/18", "besluit nr. 24-000123",
    "HR Business Partner", "Scrum Master", "Product Owner", "Opsteller Jaarverslag",
    "Rekenkamer Oost", "Data Analist",
    "Casemanager Radicalisering", "Buurtregisseur Noord", "Hoofd Bedrijfsvoering", "Jeugd Boa",
    "Chief Information Officer", "Loco-burgemeester", "Toezichthouder Openbare Ruimte",
)  # fmt: skip


def test_persons_are_seen() -> None:
    missed = [text for text in IN_A_FUNCTION if not names_person(text)]
    missed += [text for text in IN_TEXT if not holds_name(text)]
    missed += [text for text in DATA if not personal_data(text)]
    assert len(IN_A_FUNCTION) + len(IN_TEXT) + len(DATA) >= 55
    assert missed == []


@pytest.mark.parametrize("texts", [NOBODY, NOBODY_EITHER], ids=["functions", "references"])
def test_functions_and_references_are_nobody(texts: tuple[str, ...]) -> None:
    false = [text for text in texts if names_person(text) or holds_name(text)]
    false += [text for text in texts if personal_data(text)]
    assert len(texts) == 24
    assert false == []


@pytest.mark.parametrize("text", ["BSN 111222333", "PL0600-2023123456", "NL91ABNA0417164300"])
def test_a_number_that_is_proved_is_certain(text: str) -> None:
    assert [one.zeker for one in personal_data(text)] == [True]


@pytest.mark.parametrize("text", ["111222334", "NL91ABNA0417164301", "123456789012"])
def test_a_number_that_fails_its_test_is_nothing(text: str) -> None:
    assert personal_data(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "met ır. Jansen",
        "met İng. Jansen",
        "met drſ. Jansen",
        "\u212av\u212a 12345678",
        "met \u0345dr. Jansen",
    ],
    ids=ascii,
)
def test_what_is_nearly_a_letter_hides_nobody(text: str) -> None:
    """Without regard for capitals each is one of ASCII; the last is a mark, in small a letter."""
    assert holds_name(text) or personal_data(text)


def test_the_last_letter_of_a_list_is_no_initial() -> None:
    assert not holds_name("Drentse afspraken A, C en D. Niet in de catalogus")
    assert holds_name("Afgestemd met Concern Control en D. Niemeijer")


def test_a_text_is_plain_when_it_holds_no_sign_at_all() -> None:
    assert [one for one in (*IN_A_FUNCTION, *IN_TEXT, *DATA) if is_plain(one)] == []
    assert [one for one in (*NOBODY, *NOBODY_EITHER) if not is_plain(one)] == []


def test_a_word_that_comes_back_is_looked_at_once_and_a_long_text_is_not_kept() -> None:
    is_plain.cache_clear()
    words = ["ja", "2024-01-31", "Gemeenteblad 2024 nr. 12"]
    assert _check_persons({"feiten": words * 5, "toelichting": "een lang verhaal " * 9}, ()) == []
    assert is_plain.cache_info().misses == is_plain.cache_info().currsize == 3
