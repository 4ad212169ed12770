"""Whole cases in which the right day of every step is known."""

from datetime import UTC, datetime

import pytest
from _pytest.mark import ParameterSet

from reconvene.core.kinds.limit import Limit
from reconvene.core.workdays import (
    Roll,
    act_by,
    is_in_time,
    last_day,
    working_days_between,
)
from reconvene.library.calendar_files import read_calendar_history
from tests.support.days import day, written

ENGLAND = read_calendar_history("england").latest

# A family's last day moves forward off a day not worked; an authority's stays.
FAMILY, AUTHORITY = Roll.FORWARD, Roll.NONE


# Clauses whose reading is about counting; the others only say how long, and are shown by
# the tests of the duties themselves.
COUNTING = ("SP 3.2", "SP 3.9", "SP 4.3")


def _case(clause: str, start: str, limit: str, roll: Roll, last_on: str) -> ParameterSet:
    marks = [pytest.mark.clauses(clause)] if clause in COUNTING else []
    return pytest.param(start, limit, roll, last_on, marks=marks, id=f"{clause}: {start}")


THREE_STAGES_OVER_EASTER = [
    _case("SP 3.2", "Thu 10 Apr 2025", "10 working days", FAMILY, "Mon 28 Apr 2025"),
    _case("SP 3.5", "Tue 22 Apr 2025", "3 working days", AUTHORITY, "Fri 25 Apr 2025"),
    _case("SP 3.6", "Tue 22 Apr 2025", "10 working days", AUTHORITY, "Wed 7 May 2025"),
    _case("SP 3.8", "Tue 6 May 2025", "5 working days", AUTHORITY, "Tue 13 May 2025"),
    _case("SP 3.9", "Fri 9 May 2025", "28 calendar days", FAMILY, "Fri 6 Jun 2025"),
    _case("SP 4.3", "Fri 6 Jun 2025", "28 calendar days", AUTHORITY, "Fri 4 Jul 2025"),
    _case("SP 4.6", "Thu 26 Jun 2025", "5 working days", AUTHORITY, "Thu 3 Jul 2025"),
    _case("SP 4.6", "Wed 2 Jul 2025", "28 calendar days", FAMILY, "Wed 30 Jul 2025"),
    _case("SP 5.1", "Tue 29 Jul 2025", "15 working days", AUTHORITY, "Tue 19 Aug 2025"),
    _case("SP 5.11", "Thu 14 Aug 2025", "5 working days", AUTHORITY, "Thu 21 Aug 2025"),
]
A_PANEL_REPLACED_LATE = [
    _case("SP 3.2", "Tue 2 Dec 2025", "10 working days", FAMILY, "Tue 16 Dec 2025"),
    _case("SP 3.5", "Fri 12 Dec 2025", "3 working days", AUTHORITY, "Wed 17 Dec 2025"),
    _case("SP 3.6", "Fri 12 Dec 2025", "10 working days", AUTHORITY, "Tue 30 Dec 2025"),
    _case("SP 3.9", "Mon 22 Dec 2025", "28 calendar days", FAMILY, "Mon 19 Jan 2026"),
    _case("SP 4.3", "Wed 14 Jan 2026", "28 calendar days", AUTHORITY, "Wed 11 Feb 2026"),
    _case("SP 4.6", "Thu 12 Feb 2026", "28 calendar days", FAMILY, "Thu 12 Mar 2026"),
    _case("SP 5.1", "Mon 9 Mar 2026", "15 working days", AUTHORITY, "Mon 30 Mar 2026"),
    _case("SP 5.11", "Wed 8 Apr 2026", "5 working days", AUTHORITY, "Wed 15 Apr 2026"),
]
LOCAL_TARGETS_WHERE_NO_LIMIT_IS_STATED = [
    _case("OX 1a.2", "Mon 20 Oct 2025", "10 working days", AUTHORITY, "Mon 3 Nov 2025"),
    _case("OX 1c.1", "Mon 20 Oct 2025", "5 working days", AUTHORITY, "Mon 27 Oct 2025"),
    _case("OX 1c.1", "Fri 24 Oct 2025", "10 working days", AUTHORITY, "Fri 7 Nov 2025"),
    _case("OX 1c.1", "Mon 20 Oct 2025", "20 working days", AUTHORITY, "Mon 17 Nov 2025"),
]


@pytest.mark.parametrize(
    ("start", "limit", "roll", "last_on"),
    [
        *THREE_STAGES_OVER_EASTER,
        *A_PANEL_REPLACED_LATE,
        *LOCAL_TARGETS_WHERE_NO_LIMIT_IS_STATED,
    ],
)
def test_each_step_of_a_case_falls_on_its_known_day(
    start: str, limit: str, roll: Roll, last_on: str
) -> None:
    assert written(last_day(day(start), Limit.read(limit), ENGLAND, roll=roll)) == last_on


@pytest.mark.parametrize(
    ("conference", "review"),
    [("Thu 10 Apr 2025", "Thu 10 Jul 2025"), ("Wed 8 Oct 2025", "Thu 8 Jan 2026")],
)
def test_a_first_review_is_due_three_months_after_the_conference(
    conference: str, review: str
) -> None:
    assert last_day(day(conference), Limit.read("3 months"), ENGLAND) == day(review)


@pytest.mark.clauses("SP 3.9")
def test_a_request_in_the_afternoon_of_the_last_day_is_in_time() -> None:
    ten_to_five_in_summer = datetime(2025, 6, 6, 15, 50, tzinfo=UTC)

    assert is_in_time(ten_to_five_in_summer, day("Fri 6 Jun 2025"))


@pytest.mark.clauses("SP 3.9")
def test_a_familys_last_day_on_a_bank_holiday_moves_to_the_next_working_day() -> None:
    letter_on = day("Mon 28 Jul 2025")

    last_on = last_day(letter_on, Limit.read("28 calendar days"), ENGLAND, roll=FAMILY)

    assert last_on == day("Tue 26 Aug 2025")


@pytest.mark.clauses("SP 4.3")
def test_an_authoritys_last_day_stays_and_is_acted_on_by_the_working_day_before() -> None:
    request_on = day("Fri 21 Mar 2025")

    last_on = last_day(request_on, Limit.read("28 calendar days"), ENGLAND, roll=AUTHORITY)

    assert last_on == day("Fri 18 Apr 2025")
    assert act_by(last_on, ENGLAND) == day("Thu 17 Apr 2025")


def test_a_panel_that_sits_after_easter_is_five_working_days_late() -> None:
    due_on, sat_on = day("Mon 30 Mar 2026"), day("Wed 8 Apr 2026")

    assert working_days_between(due_on, sat_on, ENGLAND) == 5
    assert working_days_between(sat_on, due_on, ENGLAND) == -5
