"""
How days and counts are said. Plain values in, plain English out; nothing here knows today's date.
"""

from datetime import date, datetime

from reconvene.core.workdays import LONDON
from reconvene.library.words.plain import MONTHS, WEEKDAYS, said_time
from reconvene.library.words.plain import said_day as day

__all__ = ["day", "days_left", "file_size", "moment", "plural", "short_day", "weekday"]

NO_BREAK = "\u00a0"
"""A space at which no line ends: a number stays with what it counts."""


def short_day(on: date) -> str:
    """Return a day for narrow columns, weekday still first: "Tue 19 Aug 2025"."""
    return f"{weekday(on)} {on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def moment(at: datetime) -> str:
    """Return an instant as the clock in London showed it: "Tue 19 Aug 2025, 2:05pm"."""
    there = at.astimezone(LONDON)
    return f"{short_day(there.date())}, {said_time(there.time())}"


def weekday(on: date) -> str:
    """Return the weekday alone, short: "Tue"."""
    return WEEKDAYS[on.weekday()][:3]


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 day", "1,204 days", "2 people" when told the many form."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def file_size(size: int) -> str:
    """Return how large a file is: "1 KB" at the least, "240 KB", "3.1 MB"; size in bytes."""
    kilobytes = max(1, round(size / 1000))
    said = f"{kilobytes} KB" if kilobytes < 1000 else f"{size / 1_000_000:.1f} MB"
    return said.replace(" ", NO_BREAK)


def days_left(count: int, kind: str = "working day") -> str:
    """
    Return how far off a last day is: "4 working days left", "today", "2 working days late".

    It is said on one line: the spaces in it are no-break spaces.

    Args:
        count: Days from today to the last day; negative once it has gone by.
        kind: Which days were counted, in the singular.
    """
    if count == 0:
        return "today"
    said = f"{plural(abs(count), kind)} {'left' if count > 0 else 'late'}"
    return said.replace(" ", NO_BREAK)
