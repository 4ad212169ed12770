"""Bank holidays that were announced when cases were already running."""

import pytest

from reconvene.core.kinds.limit import Limit
from reconvene.core.workdays import last_day
from reconvene.library.calendar_files import read_calendar_history
from tests.support.days import day

HISTORY = read_calendar_history("england")
pytestmark = pytest.mark.assures("TM-2")


@pytest.mark.parametrize(
    ("start", "limit", "eve", "known_on", "before", "after"),
    [
        (
            "Mon 12 Sep 2022", "10 working days",
            "Fri 9 Sep 2022", "Sat 10 Sep 2022", "Mon 26 Sep 2022", "Tue 27 Sep 2022",
        ),
        (
            "Mon 5 Sep 2022", "10 working days",
            "Fri 9 Sep 2022", "Sat 10 Sep 2022", "Mon 19 Sep 2022", "Tue 20 Sep 2022",
        ),
        (
            "Fri 16 Sep 2022", "3 working days",
            "Fri 9 Sep 2022", "Sat 10 Sep 2022", "Wed 21 Sep 2022", "Thu 22 Sep 2022",
        ),
        (
            "Fri 28 Apr 2023", "10 working days",
            "Sat 5 Nov 2022", "Sun 6 Nov 2022", "Mon 15 May 2023", "Tue 16 May 2023",
        ),
        (
            "Fri 28 Apr 2023", "5 working days",
            "Sat 5 Nov 2022", "Sun 6 Nov 2022", "Mon 8 May 2023", "Tue 9 May 2023",
        ),
        (
            "Thu 30 Apr 2020", "5 working days",
            "Thu 6 Jun 2019", "Fri 7 Jun 2019", "Fri 8 May 2020", "Thu 7 May 2020",
        ),
        (
            "Wed 25 May 2022", "5 working days",
            "Wed 11 Nov 2020", "Thu 12 Nov 2020", "Thu 2 Jun 2022", "Wed 1 Jun 2022",
        ),
        (
            "Thu 26 May 2022", "5 working days",
            "Wed 11 Nov 2020", "Thu 12 Nov 2020", "Fri 3 Jun 2022", "Mon 6 Jun 2022",
        ),
    ],
)  # fmt: skip
def test_a_last_day_can_be_told_as_it_was_known_before_and_after_the_announcement(
    start: str, limit: str, eve: str, known_on: str, before: str, after: str
) -> None:
    allowed = Limit.read(limit)

    assert last_day(day(start), allowed, HISTORY.as_known_on(day(eve))) == day(before)
    assert last_day(day(start), allowed, HISTORY.as_known_on(day(known_on))) == day(after)


def test_a_moved_holiday_is_worked_on_the_old_day_and_not_on_the_new() -> None:
    before = HISTORY.as_known_on(day("Thu 6 Jun 2019"))
    after = HISTORY.as_known_on(day("Fri 7 Jun 2019"))
    old_day, new_day = day("Mon 4 May 2020"), day("Fri 8 May 2020")

    assert [before.is_working(old_day), before.is_working(new_day)] == [False, True]
    assert [after.is_working(old_day), after.is_working(new_day)] == [True, False]
    assert after.why_closed(new_day) == "Early May bank holiday (moved for VE Day)"


def test_what_became_known_while_a_case_ran_can_be_listed() -> None:
    versions = HISTORY.known_between(day("Mon 5 Sep 2022"), day("Tue 8 Nov 2022"))

    assert [version.version for version in versions] == ["2020-11", "2022-09", "2022-11"]
