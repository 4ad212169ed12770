"""Tries at a password: some free, and each comes back only after a while."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import DatabaseError, connection

from reconvene.people.guesses import (
    KNOWN_FOR,
    Mark,
    Place,
    begin_try,
    forget_old,
    let_in,
    mark_of_address,
    mark_of_codes,
    mark_of_homes,
    mark_of_name,
    take_back,
)
from reconvene.people.models import Guess, KnownPlace
from tests.support.lines import kept_lines

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
AMINA, HERE = mark_of_name("amina"), mark_of_address("192.0.2.1")

MARKS: dict[str, Callable[[str], Mark]] = {
    "name": mark_of_name,
    "codes": mark_of_codes,
    "homes": mark_of_homes,
    "address": mark_of_address,
    "place": lambda name: Place(name, "192.0.2.1").mark,
    "place of codes": lambda name: Place(name, "192.0.2.1", is_for_codes=True).mark,
}
STORED = {
    "name": "55a122f02c10b6a5b4c6c081a3dfc1784118c5dd3bdcfc26f0606b988aa9fcc5",
    "codes": "774182cfcc5da08e5544e427afe9bca506b1b137e2a5cf0022eb7fb091537504",
    "homes": "953731e9edcd2f2528d7ea9453cce821f90069710a4d5dce39f1d864d773b385",
    "address": "6452393515ac2c0364a9626e4df7f53e253c3850680720b81b7d85ee770663e6",
    "place": "98491f90005cda1a9b715ae0c8b801daaf17073a7b363b337bbf318d7340f2fc",
    "place of codes": "1f04b2419a65cf3c5c1d8851a8a3edf4e79a7fbec1f1aa5ecb88d39d8c95ad9c",
}
"""Under what each is counted, as databases have it: who must wait waits through an update, too."""


def wrong(username: str, address: str, now: datetime) -> datetime | None:
    """Try a wrong password, and return from when on one may be tried if not now."""
    return begin_try(Place(username, address).marks(now), now)


def right(username: str, address: str, now: datetime) -> datetime | None:
    """Try the right password, and return from when on it may be tried if not now."""
    place = Place(username, address)
    marks = place.marks(now)
    free_at = begin_try(marks, now)
    if free_at is None:
        take_back(marks)
        let_in(place, now)
    return free_at


class TestCounting:
    @pytest.mark.parametrize(
        ("mark", "free", "minutes"),
        [
            (AMINA, 5, 10),
            (HERE, 50, 5),
            (mark_of_codes("k3d8"), 5, 10),
            (mark_of_homes("k3d8"), 2, 30 * 24 * 60),
            (Place("amina", "192.0.2.1").mark, 5, 10),
        ],
        ids=["name", "address", "codes", "homes", "place"],
    )
    def test_gives_some_free_and_one_back_after_a_while(
        self, mark: Mark, free: int, minutes: int
    ) -> None:
        assert {begin_try((mark,), NOON) for _ in range(free)} == {None}
        free_at = NOON + minutes * MINUTE

        assert begin_try((mark,), NOON) == free_at
        assert begin_try((mark,), free_at - timedelta(seconds=1)) == free_at
        assert begin_try((mark,), free_at) is None
        assert begin_try((mark,), free_at) == free_at + minutes * MINUTE

    def test_takes_nothing_together_that_only_looks_alike(self) -> None:
        ids = {mark.id for of_one in MARKS.values() for mark in map(of_one, ("amina", "ben"))}

        assert len(ids) == 2 * len(MARKS)

    @pytest.mark.parametrize("kind", MARKS)
    def test_knows_its_rows_again_after_an_update(self, kind: str, settings: LazySettings) -> None:
        settings.SECRET_KEY = "as it was when they were counted"

        assert MARKS[kind]("amina").id == STORED[kind]

    def test_gives_no_more_than_its_due_in_a_day_however_often_it_is_tried(self) -> None:
        made = [begin_try((AMINA,), NOON + minute * MINUTE) for minute in range(24 * 60)]

        assert made.count(None) == 5 + 143

    def test_counts_a_code_for_its_person_and_the_address(self) -> None:
        place = Place("amina", "192.0.2.1", is_for_codes=True)

        assert place.marks(NOON) == (HERE, mark_of_codes("amina"))

    def test_gives_as_many_and_no_more_where_it_was_tried_long_before(self) -> None:
        assert begin_try((AMINA,), NOON - timedelta(days=1)) is None

        assert [begin_try((AMINA,), NOON) for _ in range(6)] == [None] * 5 + [NOON + 10 * MINUTE]

    def test_puts_nothing_off_for_a_try_that_may_not_be_made(self) -> None:
        for _ in range(5):
            begin_try((AMINA,), NOON)

        assert {begin_try((HERE, AMINA), NOON) for _ in range(60)} == {NOON + 10 * MINUTE}
        assert begin_try((HERE,), NOON) is None
        assert begin_try((HERE, AMINA), NOON + 10 * MINUTE) is None

    def test_tells_names_apart_but_not_by_capitals_or_blanks(self) -> None:
        assert mark_of_name("ben") != AMINA
        assert mark_of_name(" AMINA ") == AMINA

    @pytest.mark.parametrize(
        ("one", "other", "is_one"),
        [
            ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
            ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
            ("::ffff:192.0.2.1", "192.0.2.1", True),
            ("192.0.2.1", "192.0.2.2", False),
            ("a socket", "another", False),
        ],
    )
    def test_takes_the_addresses_of_one_line_together(
        self, one: str, other: str, is_one: bool
    ) -> None:
        assert (mark_of_address(one) == mark_of_address(other)) is is_one

    @pytest.mark.assures("RL-2")
    def test_lets_nothing_through_uncounted_where_its_row_goes_in_between(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for _ in range(5):
            begin_try((AMINA,), NOON)
        monkeypatch.setattr(Guess.objects, "bulk_create", _delete_all)

        assert begin_try((AMINA,), NOON) == NOON + timedelta(seconds=1)

    @pytest.mark.assures("RL-2")
    def test_lets_nothing_through_where_it_cannot_be_counted(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(Guess.objects, "bulk_create", _fail)

        with pytest.raises(DatabaseError):
            begin_try((AMINA,), NOON)

    @pytest.mark.assures("LOG-3")
    @pytest.mark.parametrize("how", [{}, {"reason": "an-order"}], ids=["sign-in", "another reason"])
    def test_tells_of_one_that_is_too_many_by_what_it_was_too_many_for(
        self, how: dict[str, str]
    ) -> None:
        with kept_lines() as kept:
            for _ in range(5):
                begin_try((HERE, AMINA), NOON, **how)
            assert kept.events == []
            begin_try((HERE, AMINA), NOON, **how)

        (line,) = kept.events
        assert line["event"] == "limit.hit"
        assert line["reason"] == how.get("reason", "sign-in")
        assert line["actor"] == AMINA.id[:16]

    def test_keeps_nothing_of_what_was_typed(self) -> None:
        wrong("my password by mistake", "192.0.2.1", NOON)

        assert not any("password" in str(guess) for guess in Guess.objects.all())
        assert Guess.objects.count() == 2

    def test_keeps_no_row_for_names_typed_where_one_must_wait(self) -> None:
        for number in range(500):
            wrong(f"name{number}", "198.51.100.9", NOON)

        assert Guess.objects.count() == 50 + 1


def _delete_all(*_: object, **__: object) -> None:
    Guess.objects.all().delete()


def _fail(*_: object, **__: object) -> None:
    raise DatabaseError("The store of tries is away.")


class TestWhoIsKeptOut:
    def test_by_a_stranger_nobody_where_they_signed_in_before(self) -> None:
        right("amina", "10.0.0.1", NOON)

        answers = []
        for minute in range(12 * 60):
            now = NOON + minute * MINUTE
            wrong("amina", "198.51.100.9", now)
            answers.append(right("amina", "10.0.0.1", now))

        assert set(answers) == {None}

    def test_by_a_stranger_somebody_new_to_a_place(self) -> None:
        for _ in range(5):
            wrong("amina", "198.51.100.9", NOON)

        assert right("amina", "10.0.0.1", NOON) == NOON + 10 * MINUTE

    def test_by_mistypings_now_and_then_nobody_of_an_office(self) -> None:
        answers = []
        for minute in range(24 * 60):
            now = NOON + minute * MINUTE
            if minute % 20 == 0:
                wrong(f"mistyped{minute}", "10.0.0.1", now)
            answers.append(right(f"right{minute}", "10.0.0.1", now))

        assert set(answers) == {None}

    def test_by_very_many_mistypings_newcomers_to_an_office_alone(self) -> None:
        right("amina", "10.0.0.1", NOON)
        for number in range(50):
            wrong(f"mistyped{number}", "10.0.0.1", NOON)

        assert right("ben", "10.0.0.1", NOON) == NOON + 5 * MINUTE
        assert right("amina", "10.0.0.1", NOON) is None

    def test_whoever_guesses_from_a_known_place_waits_all_the_same(self) -> None:
        right("amina", "10.0.0.1", NOON)

        assert [wrong("amina", "10.0.0.1", NOON) for _ in range(6)] == [
            *[None] * 5,
            NOON + 10 * MINUTE,
        ]
        assert right("amina", "192.0.2.1", NOON) is None, "elsewhere nothing was tried"

    def test_getting_in_takes_back_no_try_but_ones_own(self) -> None:
        for _ in range(4):
            wrong("amina", "198.51.100.9", NOON)
        right("amina", "10.0.0.1", NOON)

        assert wrong("amina", "198.51.100.9", NOON) is None
        assert wrong("amina", "198.51.100.9", NOON) == NOON + 10 * MINUTE

    def test_a_place_where_somebody_signed_in_is_not_known_for_their_codes(self) -> None:
        sign_in, codes = (Place("amina", "10.0.0.1", is_for_codes=of) for of in (False, True))
        assert sign_in == Place("amina", "10.0.0.1")

        let_in(sign_in, NOON)

        assert sign_in.marks(NOON) == (sign_in.mark,)
        assert len(codes.marks(NOON)) == 2

    def test_a_place_is_known_for_some_time_after_the_last_sign_in(self) -> None:
        right("amina", "10.0.0.1", NOON)
        place = Place("Amina", "10.0.0.1")

        assert timedelta(days=90) == KNOWN_FOR
        assert place.marks(NOON + KNOWN_FOR) == (place.mark,)
        assert len(place.marks(NOON + KNOWN_FOR + MINUTE)) == 2
        right("amina", "10.0.0.1", NOON + KNOWN_FOR)
        assert len(place.marks(NOON + KNOWN_FOR + MINUTE)) == 1


class TestForgetting:
    def test_deletes_what_no_longer_matters_and_nothing_else(self) -> None:
        wrong("amina", "192.0.2.1", NOON)
        right("ben", "192.0.2.1", NOON)

        assert forget_old(NOON + 9 * MINUTE) == 2, "ben's name, taken back, and the address"
        assert wrong("amina", "192.0.2.2", NOON + 9 * MINUTE) is None
        assert forget_old(NOON + KNOWN_FOR) == 2
        assert KnownPlace.objects.count() == 1
        assert forget_old(NOON + KNOWN_FOR + MINUTE) == 1

    def test_is_done_by_a_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        wrong("amina", "192.0.2.1", NOON)

        call_command("forget")

        assert "tries to sign in 2," in capsys.readouterr().out
        assert not Guess.objects.exists()

    def test_goes_by_an_index(self) -> None:
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, "people_guess")

        assert any(one["index"] and one["columns"] == ["clear_at"] for one in found.values())
