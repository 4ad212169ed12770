"""A letter goes the one way that is chosen, safe and confirmed, or it waits and says why."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from reconvene.core.casefile.contacts import Contact, Contacts
from reconvene.core.reaching.gate import Held, Why, way_for_letters
from tests.support.core.acts import noted_safe, received
from tests.support.given import Act, Story, act, given

NOTED_ON = "Wed 23 Apr 2025"
"""Recorded at noon in UTC, which is one in the afternoon in London."""

MONDAY = datetime(2025, 4, 28, 12, tzinfo=UTC)


def noted(on: str = NOTED_ON, **details: Any) -> Act:
    return noted_safe(on, **details)


def by_email(on: str = NOTED_ON, **details: Any) -> Act:
    return noted(on, way="email", where="ewa@example.org", **details)


def ended(on: str = "Thu 24 Apr 2025", **details: Any) -> Act:
    said = {"who": "complainant", "way": "post", "reason": "returned"}
    return act("contact.ended", on=on, **(said | details))


def confirmed(on: str = "Thu 24 Apr 2025", way: str = "email") -> Act:
    return act("contact.confirmed", on=on, who="complainant", way=way, how="At the old number.")


def story(*acts: Act) -> Story:
    return given(received(), *acts)


def held(of: Story, at: datetime = MONDAY) -> Held:
    found = way_for_letters(of.case, "complainant", at)
    assert isinstance(found, Held)
    return found


def open_way(of: Story, at: datetime = MONDAY) -> str:
    found = way_for_letters(of.case, "complainant", at)
    assert isinstance(found, Contact), found
    return found.noted.where


def test_a_letter_goes_where_somebody_wants_it_and_is_safe() -> None:
    assert open_way(story(noted())) == "12 High Street\nExampleton"


@pytest.mark.parametrize(
    ("acts", "why"),
    [
        ((), Why.NONE_CHOSEN),
        ((noted(letters=False),), Why.NONE_CHOSEN),
        ((noted(who="kit"),), Why.NONE_CHOSEN),
        ((noted(), ended()), Why.ENDED),
        ((noted(safe="unsafe"),), Why.UNSAFE),
        ((noted(safe="unknown"),), Why.NOT_KNOWN_SAFE),
        ((noted(until="2025-04-27"),), Why.SAFE_NO_LONGER),
        ((noted(ask="Ask for the aunt."),), Why.ASK_FIRST),
    ],
)
def test_somebody_has_to_do_something_first(acts: tuple[Act, ...], why: Why) -> None:
    assert (held(story(*acts)).why, held(story(*acts)).until) == (why, None)


def test_it_is_safe_to_the_end_of_the_last_day() -> None:
    safe = story(noted(until="2025-04-28"))

    assert open_way(safe, datetime(2025, 4, 28, 22, 59, tzinfo=UTC))
    assert held(safe, datetime(2025, 4, 28, 23, tzinfo=UTC)).why is Why.SAFE_NO_LONGER


class TestAChange:
    CHANGED = story(noted(), noted("Mon 28 Apr 2025", where="4 Other Road"))

    def test_is_held_for_three_days_and_to_the_end_of_that_day(self) -> None:
        midnight_in_london = datetime(2025, 5, 1, 23, tzinfo=UTC)

        assert held(self.CHANGED) == Held(
            Why.CHANGED, midnight_in_london, self.CHANGED.case.contacts["complainant"].for_letters
        )
        assert held(self.CHANGED, midnight_in_london - timedelta(seconds=1)).why is Why.CHANGED
        assert open_way(self.CHANGED, midnight_in_london) == "4 Other Road"

    def test_that_came_at_midnight_is_held_for_no_day_more(self) -> None:
        at_midnight = datetime(2025, 4, 27, 23, tzinfo=UTC)
        contacts = self.CHANGED.case.contacts["complainant"]
        post = replace(contacts.ways["post"], changed_at=at_midnight)
        case = replace(
            self.CHANGED.case, contacts={"complainant": Contacts({"post": post}, "post")}
        )

        found = way_for_letters(case, "complainant", MONDAY)

        assert isinstance(found, Held)
        assert found.until == at_midnight + timedelta(hours=72)

    def test_goes_once_they_confirmed_it(self) -> None:
        assert open_way(self.CHANGED.and_then(confirmed("Mon 28 Apr 2025", "post")))

    def test_to_another_way_is_one_too(self) -> None:
        assert held(story(noted(), by_email("Mon 28 Apr 2025"))).why is Why.CHANGED

    def test_stays_one_where_it_is_noted_again(self) -> None:
        again = self.CHANGED.and_then(noted("Mon 28 Apr 2025", where=" 4 other road,"))

        assert held(again).why is Why.CHANGED

    def test_of_what_is_known_of_the_same_place_is_none(self) -> None:
        assert open_way(story(noted(), noted("Mon 28 Apr 2025", known_by="She said it again.")))

    @pytest.mark.parametrize("left", [noted(safe="unsafe"), noted()])
    def test_from_where_it_is_not_safe_cannot_be_confirmed_there(self, left: Act) -> None:
        moved = story(left, ended("Mon 28 Apr 2025", reason="unsafe"))

        assert open_way(moved.and_then(noted("Mon 28 Apr 2025", where="4 Other Road")))

    def test_back_to_where_things_came_back_from_is_one(self) -> None:
        back = story(noted(), ended(), noted("Mon 28 Apr 2025"))

        assert held(back).why is Why.CHANGED


class TestOnlyOneWay:
    def test_is_the_one_that_was_chosen_last(self) -> None:
        assert open_way(story(noted(), by_email(), confirmed())) == "ewa@example.org"

    def test_has_no_other_in_its_place_once_it_ended(self) -> None:
        both = story(noted(), by_email(), confirmed(), ended(way="email"))

        assert held(both).why is Why.ENDED

    def test_has_no_other_in_its_place_once_they_want_no_letters_there(self) -> None:
        both = story(noted(), by_email(), confirmed(), by_email(letters=False))

        assert held(both).why is Why.NONE_CHOSEN

    def test_stays_where_another_is_noted_for_something_else(self) -> None:
        assert open_way(story(noted(), by_email(letters=False))) == "12 High Street\nExampleton"


class TestHours:
    BY_DAY = story(by_email(earliest="09:30", latest="15:00"))

    @pytest.mark.parametrize(
        ("at", "opens_at"),
        [
            (datetime(2025, 4, 28, 8, 29, tzinfo=UTC), datetime(2025, 4, 28, 8, 30, tzinfo=UTC)),
            (datetime(2025, 4, 28, 14, tzinfo=UTC), datetime(2025, 4, 29, 8, 30, tzinfo=UTC)),
            # the clocks go back on the night of Sunday 26 October
            (datetime(2025, 10, 25, 14, tzinfo=UTC), datetime(2025, 10, 26, 9, 30, tzinfo=UTC)),
        ],
    )
    def test_are_those_of_a_london_clock(self, at: datetime, opens_at: datetime) -> None:
        waits = held(self.BY_DAY, at)

        assert (waits.why, waits.until) == (Why.OUT_OF_HOURS, opens_at)
        assert open_way(self.BY_DAY, opens_at)

    def test_do_not_hold_up_the_post(self) -> None:
        assert open_way(story(noted(earliest="09:30", latest="10:00")))


def test_what_is_held_reads_as_no() -> None:
    assert not held(story())
