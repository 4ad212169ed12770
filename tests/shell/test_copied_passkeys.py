"""A passkey that counts what it signs must have counted on: one that has not was copied."""

from datetime import UTC, datetime

import pytest

from reconvene.accounts.models import Factor
from reconvene.accounts.passkeys import ask_for_known, known_passkey
from reconvene.people.models import Person
from tests.support.cast import authority, person
from tests.support.soft_key import SoftKey

pytestmark = pytest.mark.django_db

HOST = "cases.example.test"
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)


@pytest.fixture
def amina() -> Person:
    return person(authority(), "Amina Yusuf", "conference-chair")


def shown(key: SoftKey, count: int) -> Factor | None:
    """Return the factor as which a key is taken that says a count."""
    asked = ask_for_known(key.factor.person, HOST)
    assert asked is not None
    answer = key.answer(asked.options, host=HOST, count=count)
    return known_passkey(key.factor.person, answer, asked.state, host=HOST, now=NOW)


@pytest.mark.assures("AUTH-1")
def test_one_that_counts_on_is_taken_each_time(amina: Person) -> None:
    key = SoftKey.of(amina, counted=4)

    assert [shown(key, count) for count in (5, 6, 20)] == [key.factor] * 3
    assert amina.factors.get().sign_count == 20


@pytest.mark.assures("AUTH-1")
@pytest.mark.parametrize("count", [0, 3, 4])
def test_one_that_has_not_counted_on_is_a_copy(count: int, amina: Person) -> None:
    key = SoftKey.of(amina, counted=4)

    assert shown(key, count) is None
    assert amina.factors.get().sign_count == 4


def test_one_that_never_counts_is_taken_each_time(amina: Person) -> None:
    key = SoftKey.of(amina, counted=0)

    assert [shown(key, 0), shown(key, 0)] == [key.factor] * 2


@pytest.mark.assures("AUTH-1")
def test_what_somebody_elses_key_signs_is_not_taken(amina: Person) -> None:
    key = SoftKey.of(amina, counted=4)
    others = SoftKey.of(person(amina.authority, "Ben Carter", "complaints-officer"), counted=4)

    assert shown(SoftKey(others.private, key.factor), 5) is None
    assert shown(key, 5) == key.factor
