"""What a bank holiday proclaimed while a case runs does to it, and what it leaves alone."""

from datetime import date, timedelta

import pytest

from reconvene.core.workdays import CalendarHistory, WorkingCalendar
from tests.support.core.acts import (
    a_conference,
    answered,
    asked_for,
    letter,
    met,
    offered,
    received,
)
from tests.support.core.cast import AMINA, LENA
from tests.support.core.roads import STAGE_1_TOLD
from tests.support.days import day
from tests.support.given import Story, england, given

pytestmark = pytest.mark.assures("TM-2")

# The funeral of September 2022: known on Sat 10 Sep, a holiday on Mon 19 Sep.
THE_CONFERENCE = a_conference(held_on=day("Mon 5 Sep 2022"))
RECEIVED = received("Wed 7 Sep 2022", conference=THE_CONFERENCE)


def in_2022(*acts: object, today: str) -> Story:
    return given(RECEIVED, *acts).as_on(today)  # type: ignore[arg-type]


def proclaimed(on: str, holiday: str) -> CalendarHistory:
    """England's calendar, with one more holiday that becomes known on a day."""
    newest = england().latest
    more = WorkingCalendar(
        name=newest.name,
        version="later",
        known_from=day(on),
        first_day=newest.first_day,
        last_day=newest.last_day,
        closures={**newest.closures, day(holiday): "Proclaimed"},
    )
    return CalendarHistory(newest.name, (*england().versions, more))


@pytest.mark.parametrize(
    ("today", "last_on"),
    [("Fri 9 Sep 2022", "Wed 21 Sep 2022"), ("Sat 10 Sep 2022", "Thu 22 Sep 2022")],
)
def test_a_duty_still_open_moves_with_the_holiday(today: str, last_on: str) -> None:
    assert in_2022(today=today).duty("hold-appointment").last_on == day(last_on)


def test_a_duty_met_before_the_holiday_was_known_keeps_its_last_day() -> None:
    early = in_2022(met("Fri 9 Sep 2022", considered=()), today="Fri 30 Sep 2022").duty(
        "hold-appointment"
    )
    later = in_2022(met("Wed 14 Sep 2022", considered=()), today="Fri 30 Sep 2022").duty(
        "hold-appointment"
    )

    assert (early.status, early.last_on) == ("met", day("Wed 21 Sep 2022"))
    assert (later.status, later.last_on) == ("met", day("Thu 22 Sep 2022"))


def test_an_offer_made_before_stays_in_time() -> None:
    story = in_2022(offered("Wed 21 Sep 2022", "Thu 8 Sep 2022"), today="Fri 30 Sep 2022")

    assert story.duty("offer-appointment").status == "met"
    assert story.duty("offer-appointment").last_on == day("Wed 21 Sep 2022")


def test_the_time_to_complain_grows_and_never_shrinks() -> None:
    late = received("Tue 20 Sep 2022", conference=THE_CONFERENCE)
    story = given(late)

    assert story.right("complain").last_on == day("Tue 20 Sep 2022")
    assert story.right("complain").status == "used"


@pytest.mark.parametrize(
    ("today", "last_on"),
    [("Fri 6 Jun 2025", "Mon 9 Jun 2025"), ("Thu 5 Jun 2025", "Fri 6 Jun 2025")],
)
def test_a_familys_last_day_moves_on_when_it_becomes_a_holiday(today: str, last_on: str) -> None:
    days = proclaimed("Fri 6 Jun 2025", "Fri 6 Jun 2025")
    story = given(*STAGE_1_TOLD, days=days).as_on(today)

    assert story.right("ask-for-stage-2").last_on == day(last_on)


def test_a_familys_last_day_stays_when_a_holiday_is_taken_back() -> None:
    known, newest = england().latest, england().latest
    opened = dict(known.closures)
    opened.pop(day("Mon 26 May 2025"))
    taken_back = WorkingCalendar(
        name=newest.name,
        version="later",
        known_from=day("Wed 14 May 2025"),
        first_day=newest.first_day,
        last_day=newest.last_day,
        closures=opened,
    )
    days = CalendarHistory(newest.name, (*england().versions, taken_back))
    told = (
        received(),
        met("Fri 25 Apr 2025"),
        answered(on="Fri 25 Apr 2025"),
        letter("stage-1-outcome", "Mon 28 Apr 2025", LENA),
    )
    story = given(*told, days=days).as_on("Fri 16 May 2025")

    assert story.right("ask-for-stage-2").last_on == day("Tue 27 May 2025")
    story.when(asked_for("stage-2", "Tue 27 May 2025")).then()
    assert (
        story.and_then(asked_for("stage-2", "Tue 27 May 2025")).right("ask-for-stage-2").status
        == "used"
    )


def test_the_day_a_letter_promised_stands_whatever_is_proclaimed() -> None:
    days = proclaimed("Mon 12 May 2025", "Thu 5 Jun 2025")
    story = given(*STAGE_1_TOLD, days=days).as_on("Mon 2 Jun 2025")

    assert story.right("ask-for-stage-2").promised_on == day("Fri 6 Jun 2025")
    assert story.right("ask-for-stage-2").last_on == day("Fri 6 Jun 2025")


def test_a_letter_met_late_before_stays_late() -> None:
    acknowledged = letter("acknowledgement", "Tue 13 Sep 2022", AMINA)

    assert in_2022(acknowledged, today="Fri 30 Sep 2022").duty("acknowledge").status == "met late"


def test_a_calendar_that_ends_is_a_fault_and_no_guess() -> None:
    short = WorkingCalendar(
        name="short",
        version="1",
        known_from=date(2020, 1, 1),
        first_day=date(2025, 1, 1),
        last_day=day("Wed 23 Apr 2025") + timedelta(days=1),
        closures={},
    )
    story = given(received(), days=CalendarHistory("short", (short,)))

    with pytest.raises(LookupError, match="known only from"):
        story.duty("acknowledge")
