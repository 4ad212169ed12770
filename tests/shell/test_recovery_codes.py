"""Codes of the sheet: long enough that trying leads nowhere, and kept only as digests."""

import math
import secrets

import pytest

from reconvene.accounts.models import RecoveryCode
from reconvene.accounts.recovery import COUNT, codes_left, new_codes, use_code
from reconvene.people.models import Person
from tests.support.cast import authority, person

pytestmark = [pytest.mark.assures("AUTH-2"), pytest.mark.django_db]


@pytest.fixture
def amina() -> Person:
    return person(authority(), "Amina Yusuf", "conference-chair")


def test_have_more_than_112_bits_by_construction(
    amina: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def chosen(letters: str) -> str:
        asked.append(len(set(letters)))
        return secrets.SystemRandom().choice(letters)

    monkeypatch.setattr("secrets.choice", chosen)  # it chooses still, and is counted
    new_codes(amina)

    assert sum(map(math.log2, asked)) / COUNT > 112


def test_are_never_the_same_and_of_letters_that_nobody_mistakes(amina: Person) -> None:
    sheets = [new_codes(amina) for _ in range(100)]
    codes = {code for sheet in sheets for code in sheet}

    assert len(codes) == 100 * COUNT
    assert not set("01ilo") & set("".join(codes))
    assert codes_left(amina) == COUNT, "an earlier sheet is void"


def test_are_kept_as_digests_that_are_of_no_use_to_anybody_else(amina: Person) -> None:
    code, *_ = new_codes(amina)
    kept = {row.pk for row in RecoveryCode.objects.all()}

    assert not any(code in row or code.replace("-", "") in row for row in kept)
    assert not use_code(person(amina.authority, "Ben Carter"), code)
    assert use_code(amina, code)
