"""Addresses are compared whatever way they were typed."""

import pytest

from reconvene.core.casefile.homes import home


@pytest.mark.parametrize(
    "typed",
    [
        ("OX1 1AA", "Flat 4, 12"),
        ("ox11aa", "12 - FLAT 4"),
        (" Ox1  1aA ", "4/12"),
        ("OX1 1AA", "Flat 4, 12 High Street"),
    ],
)
def test_the_same_address_is_the_same(typed: tuple[str, str]) -> None:
    assert home(*typed) == "ox11aa 12 4"


@pytest.mark.parametrize(
    ("house", "other"),
    [("12", "12a"), ("Rose Cottage", "Röse Cottages"), ("12", "14"), ("Flat 4, 12", "12")],
)
def test_another_address_is_another(house: str, other: str) -> None:
    assert home("OX1 1AA", house) != home("OX1 1AA", other)
    assert home("OX1 1AA", house) != home("OX1 1AB", house)


def test_a_name_is_compared_whole_and_without_accents() -> None:
    assert home("OX1 1AA", "Rosé Cottage") == home("OX1 1AA", "COTTAGE rose")
