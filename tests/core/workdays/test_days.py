"""The helper that reads days in tests is itself held to its word."""

import pytest

from tests.support.days import WeekdayMismatch, day, written


def test_a_day_is_read_and_written_with_its_weekday() -> None:
    assert day("Tue 22 Apr 2025").isoformat() == "2025-04-22"
    assert written(day("Tue 22 Apr 2025")) == "Tue 22 Apr 2025"


def test_a_weekday_that_does_not_match_is_refused_with_the_right_one() -> None:
    with pytest.raises(WeekdayMismatch, match="'Mon 22 Apr 2025' is a Tue") as fault:
        day("Mon 22 Apr 2025")

    assert (fault.value.text, fault.value.weekday) == ("Mon 22 Apr 2025", "Tue")
