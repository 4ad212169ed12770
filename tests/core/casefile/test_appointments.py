"""An appointment changes whenever a calendar that was told of it would say something else."""

from datetime import date

from reconvene.core.casefile.appointments import Appointment, appointment
from tests.core.casefile.test_meetings import CALLED_OFF, MEETING, OFFER, TAKEN_BACK
from tests.support.core.acts import corrected, declined, met, offered
from tests.support.core.roads import AT_STAGE_1
from tests.support.days import day
from tests.support.given import Story, given

FIRST, MOVED = day("Tue 6 May 2025"), day("Wed 7 May 2025")
TO_ANOTHER_DAY = offered("Wed 7 May 2025", "Fri 25 Apr 2025", place="Room 2")
STRUCK = corrected(OFFER, "Fri 25 Apr 2025", struck=True)


def told(story: Story) -> Appointment | None:
    return appointment(story.definition, story.events, MEETING)


def brief(story: Story) -> tuple[bool, date, int]:
    found = told(story)
    assert found is not None
    return found.stands, found.on, found.changes


def test_there_is_none_where_no_date_was_offered() -> None:
    assert told(given(*AT_STAGE_1[:-1])) is None
    assert told(given(*AT_STAGE_1[:-1], met())) is None


def test_what_is_offered_stands() -> None:
    assert brief(given(*AT_STAGE_1)) == (True, FIRST, 0)


def test_each_move_counts_and_what_changes_nothing_does_not() -> None:
    story = given(*AT_STAGE_1, TO_ANOTHER_DAY)

    assert told(story) == Appointment(MOVED, place="Room 2", changes=1)
    assert brief(story.and_then(met("Wed 7 May 2025"))) == (True, MOVED, 1)


def test_one_that_is_struck_is_off_and_can_be_offered_anew() -> None:
    story = given(*AT_STAGE_1, STRUCK)

    assert brief(story) == (False, FIRST, 1)
    assert brief(story.and_then(TO_ANOTHER_DAY)) == (True, MOVED, 2)


def test_declined_called_off_or_left_behind_it_is_off() -> None:
    for gone in (declined("Fri 25 Apr 2025"), CALLED_OFF, TAKEN_BACK):
        assert brief(given(*AT_STAGE_1, gone)) == (False, FIRST, 1)


def test_declined_and_held_all_the_same_it_was_on() -> None:
    assert brief(given(*AT_STAGE_1, declined("Fri 25 Apr 2025"), met())) == (True, FIRST, 2)


def test_held_on_another_day_it_was_that_day() -> None:
    story = given(*AT_STAGE_1, met("Wed 30 Apr 2025"))

    assert told(story) == Appointment(day("Wed 30 Apr 2025"), changes=1)


def test_a_way_back_by_correction_is_one_more_change() -> None:
    story = given(*AT_STAGE_1, TAKEN_BACK)
    back = corrected(story.case.length, "Tue 29 Apr 2025", struck=True)

    assert brief(story.and_then(back)) == (True, FIRST, 2)


def test_one_whose_earlier_offer_said_no_more_than_the_later_is_as_before() -> None:
    older = offered("Fri 2 May 2025", "Wed 23 Apr 2025")

    assert brief(given(*AT_STAGE_1, older)) == (True, FIRST, 0)


def test_one_whose_offer_is_recorded_once_it_was_held_was_on_that_day() -> None:
    held = (*AT_STAGE_1[:-1], met())

    assert brief(given(*held, AT_STAGE_1[-1])) == (True, FIRST, 0)
