"""The edges of counting: short months, leap days, silence, pauses and the end of the calendar."""

from datetime import date

import pytest

from reconvene.core.kinds.limit import NONE_STATED, Limit
from reconvene.core.workdays import (
    CalendarExhausted,
    LimitNeedsTime,
    LimitNotStated,
    PauseReversed,
    Roll,
    act_by,
    derive,
    last_day,
    working_days_between,
)
from reconvene.core.workdays.pauses import pauses_after
from reconvene.library.calendar_files import read_calendar_history
from tests.support.days import day

ENGLAND = read_calendar_history("england").latest
FIRST_COVERED, LAST_COVERED = day("Sun 1 Jan 2012"), day("Wed 31 Dec 2031")
FOR_EVER = [(day("Mon 2 Jun 2025"), date.max)]


@pytest.mark.parametrize(
    ("start", "limit", "reached"),
    [
        ("Fri 31 Jan 2025", "1 month", "Fri 28 Feb 2025"),
        ("Wed 31 Jan 2024", "1 month", "Thu 29 Feb 2024"),
        ("Sat 31 Jan 2026", "2 months", "Tue 31 Mar 2026"),
        ("Fri 31 Oct 2025", "13 months", "Mon 30 Nov 2026"),
        ("Thu 29 Feb 2024", "1 year", "Fri 28 Feb 2025"),
        ("Thu 29 Feb 2024", "4 years", "Tue 29 Feb 2028"),
        ("Mon 31 Mar 2025", "1 month before", "Fri 28 Feb 2025"),
        ("Wed 15 Jan 2025", "1 month before", "Sun 15 Dec 2024"),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_a_shorter_month(
    start: str, limit: str, reached: str
) -> None:
    assert last_day(day(start), Limit.read(limit), ENGLAND) == day(reached)


@pytest.mark.clauses("SP 3.2")
def test_the_day_of_the_event_is_never_counted() -> None:
    friday = day("Fri 6 Jun 2025")

    assert last_day(friday, Limit.read("1 working day"), ENGLAND) == day("Mon 9 Jun 2025")
    assert last_day(friday, Limit.read("1 calendar day"), ENGLAND) == day("Sat 7 Jun 2025")


@pytest.mark.parametrize("received", ["Fri 18 Apr 2025", "Sun 20 Apr 2025", "Mon 21 Apr 2025"])
def test_what_comes_on_a_day_off_is_counted_from_that_day(received: str) -> None:
    assert last_day(day(received), Limit.read("1 working day"), ENGLAND) == day("Tue 22 Apr 2025")


@pytest.mark.parametrize("unit", ["working days", "calendar days", "weeks", "months", "years"])
@pytest.mark.parametrize(
    ("roll", "last_on"),
    [
        (Roll.NONE, "Sun 8 Jun 2025"),
        (Roll.FORWARD, "Mon 9 Jun 2025"),
        (Roll.BACK, "Fri 6 Jun 2025"),
    ],
)
def test_a_limit_of_nothing_is_the_day_itself_and_it_moves_like_any_other(
    unit: str, roll: Roll, last_on: str
) -> None:
    nothing = Limit.read(f"0 {unit}")

    assert last_day(day("Sun 8 Jun 2025"), nothing, ENGLAND, roll=roll) == day(last_on)


def test_silence_has_no_last_day() -> None:
    for ask in (last_day, derive):
        with pytest.raises(LimitNotStated, match="not stated"):
            ask(day("Mon 2 Jun 2025"), NONE_STATED, ENGLAND)


@pytest.mark.parametrize("text", ["48 hours", "20 minutes before"])
def test_hours_are_not_counted_in_days(text: str) -> None:
    for ask in (last_day, derive):
        with pytest.raises(LimitNeedsTime, match=f"a limit of {text}"):
            ask(day("Mon 2 Jun 2025"), Limit.read(text), ENGLAND)


@pytest.mark.parametrize(
    ("start", "limit"),
    [
        (LAST_COVERED, "1 working day"),
        (LAST_COVERED, "1 calendar day"),
        (LAST_COVERED, "1 week"),
        (LAST_COVERED, "1 month"),
        (LAST_COVERED, "9000 years"),
        (LAST_COVERED, "999999 working days"),
        (LAST_COVERED, "999999 calendar days"),
        (FIRST_COVERED, "1 working day before"),
        (FIRST_COVERED, "1 calendar day before"),
        (FIRST_COVERED, "9000 years before"),
        (day("Thu 1 Jan 2032"), "1 working day before"),
        (day("Thu 1 Jan 2032"), "1 calendar day before"),
        (day("Sat 31 Dec 2011"), "3 working days"),
        (day("Fri 1 Jan 2010"), "3 working days"),
        (day("Sat 31 Dec 2011"), "3 calendar days"),
    ],
)
def test_a_gap_in_the_calendar_never_becomes_a_guess(start: date, limit: str) -> None:
    for ask in (last_day, derive):
        with pytest.raises(CalendarExhausted):
            ask(start, Limit.read(limit), ENGLAND)


def test_a_year_beyond_all_calendars_is_refused_however_long_time_was_paused() -> None:
    year = [(day("Tue 3 Jun 2025"), day("Wed 3 Jun 2026"))]

    for ask in (last_day, derive):
        with pytest.raises(CalendarExhausted):
            ask(day("Mon 2 Jun 2025"), Limit.read("7974 years"), ENGLAND, paused=year)


def test_the_first_day_covered_can_be_counted_from() -> None:
    assert last_day(FIRST_COVERED, Limit.read("1 working day"), ENGLAND) == day("Tue 3 Jan 2012")
    assert last_day(FIRST_COVERED, Limit.read("1 week"), ENGLAND) == day("Sun 8 Jan 2012")


def test_the_last_day_covered_can_be_reached_but_not_moved_on_from() -> None:
    eve_on = day("Tue 30 Dec 2031")

    assert last_day(eve_on, Limit.read("1 working day"), ENGLAND) == LAST_COVERED
    assert last_day(eve_on, Limit.read("1 calendar day"), ENGLAND) == LAST_COVERED


@pytest.mark.clauses("SP 4.3")
def test_the_day_to_act_by_is_the_last_day_itself_or_the_working_day_before() -> None:
    assert act_by(day("Thu 17 Apr 2025"), ENGLAND) == day("Thu 17 Apr 2025")
    assert act_by(day("Mon 21 Apr 2025"), ENGLAND) == day("Thu 17 Apr 2025")


def test_no_day_to_act_by_is_made_up_before_the_calendar_begins() -> None:
    with pytest.raises(CalendarExhausted, match="a day before 2012-01-01"):
        act_by(day("Mon 2 Jan 2012"), ENGLAND)


@pytest.mark.parametrize(
    ("first_on", "last_on", "days"),
    [
        ("Thu 17 Apr 2025", "Tue 22 Apr 2025", 1),
        ("Tue 22 Apr 2025", "Thu 17 Apr 2025", -1),
        ("Fri 18 Apr 2025", "Mon 21 Apr 2025", 0),
        ("Mon 2 Jun 2025", "Mon 2 Jun 2025", 0),
        ("Mon 2 Jun 2025", "Fri 6 Jun 2025", 4),
    ],
)
def test_working_days_between_leave_out_the_first_and_keep_the_last(
    first_on: str, last_on: str, days: int
) -> None:
    assert working_days_between(day(first_on), day(last_on), ENGLAND) == days


@pytest.mark.parametrize(
    ("limit", "paused", "last_on"),
    [
        ("5 working days", [], "Mon 9 Jun 2025"),
        ("5 working days", [("Wed 4 Jun 2025", "Fri 6 Jun 2025")], "Wed 11 Jun 2025"),
        ("5 working days", [("Sat 7 Jun 2025", "Mon 9 Jun 2025")], "Mon 9 Jun 2025"),
        ("5 working days", [("Mon 9 Jun 2025", "Tue 10 Jun 2025")], "Tue 10 Jun 2025"),
        ("5 working days", [("Tue 10 Jun 2025", "Fri 13 Jun 2025")], "Mon 9 Jun 2025"),
        ("5 working days", [("Sun 1 Jun 2025", "Wed 4 Jun 2025")], "Tue 10 Jun 2025"),
        ("5 working days", [("Mon 26 May 2025", "Tue 3 Jun 2025")], "Mon 9 Jun 2025"),
        ("7 calendar days", [("Wed 4 Jun 2025", "Fri 6 Jun 2025")], "Wed 11 Jun 2025"),
        ("7 calendar days", [("Mon 9 Jun 2025", "Tue 10 Jun 2025")], "Tue 10 Jun 2025"),
        ("1 week", [("Wed 4 Jun 2025", "Fri 6 Jun 2025")], "Wed 11 Jun 2025"),
        ("1 month", [("Wed 4 Jun 2025", "Fri 6 Jun 2025")], "Fri 4 Jul 2025"),
        ("1 year", [("Wed 4 Jun 2025", "Fri 6 Jun 2025")], "Thu 4 Jun 2026"),
        (
            "1 month",
            [("Wed 4 Jun 2025", "Fri 6 Jun 2025"), ("Thu 3 Jul 2025", "Fri 4 Jul 2025")],
            "Sat 5 Jul 2025",
        ),
        ("1 month", [("Wed 2 Jul 2025", "Thu 3 Jul 2025")], "Thu 3 Jul 2025"),
        ("1 month", [("Thu 3 Jul 2025", "Fri 4 Jul 2025")], "Wed 2 Jul 2025"),
        ("0 months", [("Tue 3 Jun 2025", "Fri 4 Jul 2025")], "Mon 2 Jun 2025"),
        ("3 working days before", [("Mon 26 May 2025", "Mon 2 Jun 2025")], "Wed 28 May 2025"),
        ("3 calendar days before", [("Mon 26 May 2025", "Mon 2 Jun 2025")], "Fri 30 May 2025"),
    ],
)
def test_paused_days_are_not_counted(
    limit: str, paused: list[tuple[str, str]], last_on: str
) -> None:
    start, allowed = day("Mon 2 Jun 2025"), Limit.read(limit)
    spans = [(day(paused_on), day(resumed_on)) for paused_on, resumed_on in paused]

    assert last_day(start, allowed, ENGLAND, paused=spans) == day(last_on)
    assert derive(start, allowed, ENGLAND, paused=spans).last_day == day(last_on)


def test_pauses_that_overlap_or_touch_count_once_in_any_order() -> None:
    week = (day("Mon 9 Jun 2025"), day("Mon 16 Jun 2025"))
    within_it = (day("Wed 11 Jun 2025"), day("Thu 12 Jun 2025"))
    touching_it = (day("Mon 16 Jun 2025"), day("Wed 18 Jun 2025"))
    of_no_days = (day("Wed 4 Jun 2025"), day("Wed 4 Jun 2025"))
    limit = Limit.read("10 working days")

    last_on = last_day(
        day("Mon 2 Jun 2025"), limit, ENGLAND, paused=[touching_it, within_it, of_no_days, week]
    )

    assert last_on == day("Wed 25 Jun 2025")


@pytest.mark.parametrize("limit", ["3 working days", "3 calendar days", "3 weeks", "3 months"])
def test_a_pause_without_an_end_has_no_last_day(limit: str) -> None:
    for ask in (last_day, derive):
        with pytest.raises(CalendarExhausted):
            ask(day("Mon 2 Jun 2025"), Limit.read(limit), ENGLAND, paused=FOR_EVER)


@pytest.mark.parametrize("limit", ["3 working days", "3 working days before", "3 weeks before"])
def test_a_pause_that_ends_before_it_begins_is_refused(limit: str) -> None:
    reversed_span = (day("Fri 6 Jun 2025"), day("Wed 4 Jun 2025"))

    for ask in (last_day, derive):
        with pytest.raises(PauseReversed, match="2025-06-06 that ends on 2025-06-04") as fault:
            ask(day("Mon 2 Jun 2025"), Limit.read(limit), ENGLAND, paused=[reversed_span])

        assert (fault.value.paused_on, fault.value.resumed_on) == reversed_span


def test_pauses_are_joined_put_in_order_and_begun_after_the_start() -> None:
    before_the_start = (day("Thu 1 May 2025"), day("Mon 2 Jun 2025"))
    over_the_start = (day("Sun 1 Jun 2025"), day("Wed 4 Jun 2025"))
    touching_it = (day("Wed 4 Jun 2025"), day("Fri 6 Jun 2025"))
    later = (day("Mon 9 Jun 2025"), day("Tue 10 Jun 2025"))

    assert pauses_after(
        day("Mon 2 Jun 2025"), [later, touching_it, before_the_start, over_the_start]
    ) == [(day("Tue 3 Jun 2025"), day("Fri 6 Jun 2025")), later]
