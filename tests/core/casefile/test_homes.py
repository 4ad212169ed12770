"""Addresses are compared whatever way they were typed."""

import pytest

from reconvene.core.casefile.homes import home, is_postcode


@pytest.mark.parametrize(
    "typed",
    [
        ("OX1 1AA", "Flat 4, 12"),
        ("ox11aa", "12 - FLAT 4"),
        (" Ox1  1aA ", "4/12"),
        ("OX1 1AA", "Flat 4, 12 High Street"),
        ("OX1 1AA", "Flat 4, 12 St John’s Road"),
        ("OX1 1AA", "Flat 4, 12 King's Road"),
        ("OX1 1AA", "Flat 4, 12 O\u00b4Neill Court"),
        ("OX1 1AA", "Flat 04, 012 St John s Road"),
    ],
)
def test_the_same_address_is_the_same(typed: tuple[str, str]) -> None:
    assert home(*typed) == "ox11aa 12 4"


@pytest.mark.parametrize(
    ("house", "other"),
    [
        ("12", "12a"),
        ("Rose Cottage", "Röse Cottages"),
        ("12", "14"),
        ("Flat 4, 12", "12"),
        ("Flat A, 12", "Flat B, 12"),
        ("12 A", "12 B"),
        ("10", "1"),
    ],
)
def test_another_address_is_another(house: str, other: str) -> None:
    assert home("OX1 1AA", house) != home("OX1 1AA", other)
    assert home("OX1 1AA", house) != home("OX1 1AB", house)


def test_a_name_is_compared_whole_and_without_accents() -> None:
    assert home("OX1 1AA", "Rosé Cottage") == home("OX1 1AA", "COTTAGE rose")


def test_a_letter_of_a_door_is_kept_however_it_stands() -> None:
    assert {home("OX1 1AA", each) for each in ("12a", "12 A High Street", "A12")} == {"ox11aa 12 a"}
    assert home("OX1 1AA", "Flat A, 12 Queen’s Road") == "ox11aa 12 a"


def test_a_house_may_be_called_the_house_or_not() -> None:
    assert home("OX1 1AA", "The Rose Cottage") == home("OX1 1AA", "Rose Cottage")
    assert home("OX1 1AA", "The") == "ox11aa the"


@pytest.mark.parametrize("typed", ["OX1 1AA", "ox11aa", " sw1a-2aa ", "M1 1AE", "EC1A 1BB"])
def test_a_postcode_is_one_however_it_is_typed(typed: str) -> None:
    assert is_postcode(typed)


@pytest.mark.parametrize("typed", ["", "-", "12", "OX1", "1AA", "OXFORD", "OX1 1AAA", "O1 AA"])
def test_what_is_no_postcode_is_not_taken_for_one(typed: str) -> None:
    assert not is_postcode(typed)
