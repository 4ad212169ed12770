"""Which days are worked, and what happens past the days that are known."""

from datetime import date

import pytest

from reconvene.core.workdays import CalendarExhausted, CalendarImpossible, WorkingCalendar
from tests.support.days import day

CHRISTMAS = {
    day("Thu 25 Dec 2025"): "Christmas Day",
    day("Sat 27 Dec 2025"): "Stocktaking",
}
DECEMBER = WorkingCalendar(
    name="exampleshire",
    version="2025-01",
    known_from=day("Wed 1 Jan 2025"),
    first_day=day("Mon 1 Dec 2025"),
    last_day=day("Wed 31 Dec 2025"),
    closures=CHRISTMAS,
)


@pytest.mark.parametrize(
    ("on", "reason"),
    [
        ("Mon 1 Dec 2025", None),
        ("Sat 6 Dec 2025", "Saturday"),
        ("Sun 7 Dec 2025", "Sunday"),
        ("Thu 25 Dec 2025", "Christmas Day"),
        ("Sat 27 Dec 2025", "Stocktaking"),
        ("Wed 31 Dec 2025", None),
    ],
)
def test_a_day_is_worked_or_there_is_a_reason_why_not(on: str, reason: str | None) -> None:
    assert DECEMBER.why_closed(day(on)) == reason
    assert DECEMBER.is_working(day(on)) is (reason is None)


def test_another_weekend_can_be_kept() -> None:
    monday_off = WorkingCalendar(
        name="exampleshire",
        version="2025-01",
        known_from=day("Wed 1 Jan 2025"),
        first_day=day("Mon 1 Dec 2025"),
        last_day=day("Wed 31 Dec 2025"),
        closures={},
        weekend=frozenset({0}),
    )

    assert monday_off.why_closed(day("Mon 1 Dec 2025")) == "Monday"
    assert monday_off.is_working(day("Sat 6 Dec 2025"))


@pytest.mark.parametrize("on", ["Sun 30 Nov 2025", "Thu 1 Jan 2026"])
def test_a_day_outside_the_cover_has_no_answer_and_the_fault_says_what_to_add(on: str) -> None:
    for ask in (DECEMBER.is_working, DECEMBER.why_closed, DECEMBER.working_days_through):
        with pytest.raises(CalendarExhausted) as fault:
            ask(day(on))

        assert str(fault.value) == (
            f"No working-day answer for {day(on)}: calendar 'exampleshire' is known only from "
            "2025-12-01 to 2025-12-31. Add the missing years' closures to library/calendars."
        )


def test_working_days_are_numbered_from_the_first_covered() -> None:
    assert DECEMBER.working_day_numbered(1) == day("Mon 1 Dec 2025")
    assert DECEMBER.working_day_numbered(22) == day("Wed 31 Dec 2025")
    assert DECEMBER.working_days_through(day("Wed 31 Dec 2025")) == 22


@pytest.mark.parametrize(
    ("number", "wanted"),
    [(0, "a day before 2025-12-01"), (-1, "a day before"), (23, "a day after 2025-12-31")],
)
def test_a_working_day_beyond_either_end_is_refused(number: int, wanted: str) -> None:
    with pytest.raises(CalendarExhausted, match=wanted):
        DECEMBER.working_day_numbered(number)


@pytest.mark.parametrize(
    ("today", "lasts"),
    [("Tue 31 Dec 2030", True), ("Wed 1 Jan 2031", False)],
)
def test_a_calendar_says_whether_it_reaches_the_end_of_next_year(
    today: str,
    lasts: bool,
) -> None:
    until_2031 = WorkingCalendar(
        name="exampleshire",
        version="2025-01",
        known_from=day("Wed 1 Jan 2025"),
        first_day=day("Mon 1 Dec 2025"),
        last_day=day("Wed 31 Dec 2031"),
        closures={},
    )

    assert until_2031.lasts_through_next_year(day(today)) is lasts


def test_a_calendar_cannot_be_altered_through_the_closures_it_was_given() -> None:
    given = dict(CHRISTMAS)
    calendar = WorkingCalendar(
        name="exampleshire",
        version="2025-01",
        known_from=day("Wed 1 Jan 2025"),
        first_day=day("Mon 1 Dec 2025"),
        last_day=day("Wed 31 Dec 2025"),
        closures=given,
    )
    given[day("Mon 1 Dec 2025")] = "Slipped in"

    assert calendar == DECEMBER
    assert hash(calendar) == hash(DECEMBER)
    assert calendar.is_working(day("Mon 1 Dec 2025"))


@pytest.mark.parametrize(
    ("first_day", "last_day", "closures", "weekend", "found"),
    [
        ("Tue 2 Dec 2025", "Mon 1 Dec 2025", {}, {5, 6}, "it covers 2025-12-02 to 2025-12-01"),
        ("Mon 1 Dec 2025", "Tue 2 Dec 2025", {}, {7}, r"its weekend is \[7\]"),
        ("Mon 1 Dec 2025", "Tue 2 Dec 2025", {}, set(range(7)), "its weekend is"),
        ("Mon 1 Dec 2025", "Tue 2 Dec 2025", CHRISTMAS, {5, 6}, "2025-12-25 is closed but not"),
    ],
)
def test_a_calendar_that_could_give_no_answer_is_not_made(
    first_day: str, last_day: str, closures: dict[date, str], weekend: set[int], found: str
) -> None:
    with pytest.raises(CalendarImpossible, match=found) as fault:
        WorkingCalendar(
            name="exampleshire",
            version="2025-01",
            known_from=day("Wed 1 Jan 2025"),
            first_day=day(first_day),
            last_day=day(last_day),
            closures=closures,
            weekend=frozenset(weekend),
        )

    assert fault.value.name == "exampleshire"
