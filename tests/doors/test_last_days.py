"""A last day on a page: where it stands, how far off it is, and the strip of days behind it."""

from datetime import date

import pytest

from reconvene.core.kinds.limit import Limit
from reconvene.core.workdays import Roll, WorkingCalendar, derive
from reconvene.web.components.last_days import last_day_shown, standing
from reconvene.web.components.shown import LastDay, Standing
from tests.support.days import day

EASTER = WorkingCalendar(
    name="example",
    version="2025",
    known_from=date(2024, 1, 1),
    first_day=date(2025, 1, 1),
    last_day=date(2025, 12, 31),
    closures={date(2025, 4, 18): "Good Friday", date(2025, 4, 21): "Easter Monday"},
)


def shown(
    limit: str, today: str, *, start: str = "Wed 9 Apr 2025", roll: Roll = Roll.NONE
) -> LastDay:
    """Return what is shown on a day of a limit that began on another."""
    derivation = derive(day(start), Limit.read(limit), EASTER, roll=roll)
    return last_day_shown(derivation, day(today), EASTER, source="section 3")


class TestStanding:
    @pytest.mark.parametrize(
        ("today", "expected"),
        [
            ("Tue 15 Apr 2025", Standing.OPEN),  # 4 working days before, over Easter
            ("Wed 16 Apr 2025", Standing.DUE_SOON),  # 3
            ("Wed 23 Apr 2025", Standing.DUE_SOON),  # the day itself
            ("Thu 24 Apr 2025", Standing.OVERDUE),
        ],
    )
    def test_of_what_is_not_done_goes_by_today(self, today: str, expected: Standing) -> None:
        assert standing(day("Wed 23 Apr 2025"), day(today), EASTER) is expected

    @pytest.mark.parametrize(
        ("met_on", "expected"),
        [
            ("Tue 22 Apr 2025", Standing.MET),
            ("Wed 23 Apr 2025", Standing.MET),
            ("Thu 24 Apr 2025", Standing.MET_LATE),
        ],
    )
    def test_of_what_is_done_goes_by_the_day_it_was(self, met_on: str, expected: Standing) -> None:
        last_on, today = day("Wed 23 Apr 2025"), day("Fri 30 May 2025")

        assert standing(last_on, today, EASTER, met_on=day(met_on)) is expected


class TestCount:
    @pytest.mark.parametrize(
        ("limit", "today", "beside"),
        [
            ("10 working days", "Thu 17 Apr 2025", "4 working days left"),
            ("10 working days", "Fri 25 Apr 2025", "today"),
            ("10 working days", "Sat 26 Apr 2025", "1 day late"),
            ("10 working days", "Mon 28 Apr 2025", "1 working day late"),
            ("28 calendar days", "Thu 17 Apr 2025", "12 working days left"),
            ("28 calendar days", "Wed 7 May 2025", "today"),
        ],
    )
    def test_is_in_working_days_whichever_days_the_limit_counts(
        self, limit: str, today: str, beside: str
    ) -> None:
        assert shown(limit, today).beside == beside.replace(" ", "\u00a0")

    def test_is_left_out_once_the_duty_is_met(self) -> None:
        derivation = derive(day("Wed 9 Apr 2025"), Limit.read("3 working days"), EASTER)
        met = day("Thu 10 Apr 2025")

        assert last_day_shown(derivation, met, EASTER, met_on=met).beside == ""


class TestMet:
    @pytest.mark.parametrize(
        ("met_on", "said"),
        [
            ("Mon 14 Apr 2025", "Met on Monday 14 April 2025, in time"),
            ("Tue 15 Apr 2025", "Met on Tuesday 15 April 2025, 1 working day late"),
            ("Tue 22 Apr 2025", "Met on Tuesday 22 April 2025, 4 working days late"),
            ("Fri 2 Jan 2026", "Met on Friday 2 January 2026, late"),  # past the calendar's end
        ],
    )
    def test_says_when_and_whether_in_time(self, met_on: str, said: str) -> None:
        derivation = derive(day("Wed 9 Apr 2025"), Limit.read("3 working days"), EASTER)

        it = last_day_shown(derivation, day(met_on), EASTER, met_on=day(met_on))

        assert it.met.replace("\u00a0", " ") == said

    def test_is_left_out_while_it_is_owed(self) -> None:
        assert not shown("3 working days", "Tue 22 Apr 2025").met


class TestStrip:
    def test_holds_every_day_in_order(self) -> None:
        it = shown("10 working days", "Thu 17 Apr 2025")

        assert [strip_day.counted for strip_day in it.strip] == [
            *(1, 2, None, None),
            *(3, 4, 5, 6, None, None, None),
            *(None, 7, 8, 9, 10),
        ]
        assert it.strip[-1].on == it.on

    def test_runs_forward_though_the_count_ran_back(self) -> None:
        it = shown("2 working days before", "Thu 17 Apr 2025", start="Wed 23 Apr 2025")

        assert it.on == day("Thu 17 Apr 2025")
        assert [strip_day.counted for strip_day in it.strip] == [2, None, None, None, None, 1]

    def test_shows_the_day_a_last_day_was_moved_to(self) -> None:
        it = shown("9 calendar days", "Thu 17 Apr 2025", roll=Roll.FORWARD)

        assert it.on == day("Tue 22 Apr 2025")
        assert it.strip[-1].counted is None

    def test_is_left_out_where_months_were_counted(self) -> None:
        assert shown("3 months", "Thu 17 Apr 2025").strip == ()

    def test_is_told_in_sentences_too(self) -> None:
        it = shown("3 months", "Thu 17 Apr 2025")

        assert it.reached
        assert it.source == "section 3"
