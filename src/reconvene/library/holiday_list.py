"""
In: the list of bank holidays as the government publishes it, in whatever state it arrived.
Out: the days of England and Wales in it, and how the library's own calendar differs.

The list never becomes a calendar by itself: somebody adds a file with what it says. So a list
that is broken costs nothing but its news.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from reconvene.core.workdays import WorkingCalendar

_DIVISION = "england-and-wales"
_FEWEST_A_YEAR = 8


class HolidayListDoubted(ValueError):
    """A list cannot be what the government published. `code` says why in the log."""

    def __init__(self, code: str, *, found: str) -> None:
        self.code = code
        super().__init__(
            f"The list of bank holidays was not taken: {found}. What was known before goes on "
            "being used. Fetch the list again from www.gov.uk/bank-holidays.json, and look at it."
        )


@dataclass(frozen=True, slots=True)
class Differences:
    """What only the list closes, and what only the calendar closes, in the years of the list."""

    unknown_here: Mapping[date, str]
    unknown_there: Mapping[date, str]

    def __bool__(self) -> bool:
        return bool(self.unknown_here or self.unknown_there)


def read_holiday_list(raw: bytes, *, today: date) -> Mapping[date, str]:
    """
    Return the days of England and Wales that a list closes, in order.

    Args:
        raw: As it was fetched.
        today: The list must know the year of this day and the next.

    Raises:
        HolidayListDoubted: It is an error page, cut short, empty, of somewhere else, or has years
            that nobody could have published.
    """
    try:
        plain: Any = json.loads(raw.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError) as fault:
        code = "html" if raw.lstrip()[:1] == b"<" else "cut-short"
        raise HolidayListDoubted(code, found="it is no JSON, or was cut short") from fault
    try:
        events = plain[_DIVISION]["events"]
        days = {date.fromisoformat(one["date"]): str(one["title"]) for one in events}
    except (KeyError, TypeError, ValueError) as fault:
        raise HolidayListDoubted(
            "other-list", found="it does not list England and Wales as it always did"
        ) from fault
    _demand_whole_years(days, today)
    return dict(sorted(days.items()))


def _demand_whole_years(days: Mapping[date, str], today: date) -> None:
    years = {day.year for day in days}
    for year in (today.year, today.year + 1):
        if year not in years:
            raise HolidayListDoubted("years-missing", found=f"it knows nothing of {year}")
    thin = [
        year for year in sorted(years) if sum(day.year == year for day in days) < _FEWEST_A_YEAR
    ]
    if thin:
        raise HolidayListDoubted(
            "too-few", found=f"it has fewer than {_FEWEST_A_YEAR} days in {thin[0]}"
        )
    if years != set(range(min(years), max(years) + 1)):
        raise HolidayListDoubted("years-missing", found="it leaves a year out")


def compared(listed: Mapping[date, str], calendar: WorkingCalendar) -> Differences:
    """
    Return how a calendar differs from a list, within the years of the list.

    Years that the list has dropped are not compared: what was a holiday stays one.
    """
    years = {day.year for day in listed}
    ours = {day: why for day, why in calendar.closures.items() if day.year in years}
    return Differences(
        {day: why for day, why in listed.items() if day not in ours},
        {day: why for day, why in ours.items() if day not in listed},
    )
