"""Tries at a password: some free, then each further one only after a longer wait."""

from datetime import UTC, datetime, timedelta

import pytest

from reconvene.people.guesses import (
    FORGOTTEN_AFTER,
    Mark,
    begin_try,
    let_in,
    mark_of_address,
    mark_of_name,
)
from reconvene.people.models import Guess

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
AMINA, HERE = mark_of_name("amina"), mark_of_address("192.0.2.1")


def tried(times: int, mark: Mark = AMINA, now: datetime = NOON) -> datetime:
    """Return when so many tries, each as soon as it may be made, are over."""
    for _ in range(times):
        free_at = begin_try((mark,), now)
        if free_at is not None:
            assert begin_try((mark,), free_at - timedelta(seconds=1)) == free_at
            assert begin_try((mark,), free_at) is None
            now = free_at
    return now


def wait_after(times: int, mark: Mark = AMINA) -> timedelta:
    now = tried(times, mark)
    free_at = begin_try((mark,), now)
    return free_at - now if free_at else timedelta()


@pytest.mark.parametrize(
    ("times", "minutes"), [(4, 0), (5, 1), (6, 2), (7, 5), (8, 10), (9, 15), (20, 15)]
)
def test_the_wait_grows_with_the_tries(times: int, minutes: int) -> None:
    assert wait_after(times) == timedelta(minutes=minutes)


def test_an_address_has_more_that_are_free() -> None:
    assert wait_after(49, HERE) == timedelta()
    assert begin_try((HERE,), NOON) == NOON + timedelta(minutes=1)


def test_a_try_that_may_not_be_made_makes_no_wait_longer() -> None:
    now = tried(5)

    assert {begin_try((AMINA, HERE), now) for _ in range(50)} == {now + timedelta(minutes=1)}
    assert begin_try((HERE,), now) is None
    assert begin_try((AMINA, HERE), now + timedelta(minutes=1)) is None


def test_a_try_held_up_by_its_address_is_not_counted_for_the_name() -> None:
    now = tried(50, HERE)

    assert begin_try((AMINA, HERE), now) == now + timedelta(minutes=1)
    assert Guess.objects.get(pk=AMINA.id).tries == 0


def test_names_are_told_apart_but_not_by_capitals_or_blanks() -> None:
    now = tried(5)

    assert begin_try((mark_of_name("ben"),), now) is None
    assert begin_try((mark_of_name(" AMINA "),), now) is not None


def test_whoever_gets_in_starts_anew_and_leaves_their_address_as_it_was() -> None:
    for _ in range(4):
        assert begin_try((AMINA, HERE), NOON) is None

    let_in(AMINA, HERE, NOON)

    assert not Guess.objects.filter(pk=AMINA.id).exists()
    assert Guess.objects.get(pk=HERE.id).tries == 3


def test_what_is_long_past_is_forgotten() -> None:
    later = tried(9) + FORGOTTEN_AFTER + timedelta(minutes=16)

    assert begin_try((AMINA,), later) is None
    assert Guess.objects.get(pk=AMINA.id).tries == 1
    let_in(mark_of_name("ben"), HERE, later + FORGOTTEN_AFTER + timedelta(seconds=1))
    assert not Guess.objects.exists()


def test_what_was_typed_is_not_kept() -> None:
    begin_try((mark_of_name("my password by mistake"),), NOON)

    assert "password" not in str(Guess.objects.get())
