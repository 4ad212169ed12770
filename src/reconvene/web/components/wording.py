"""
How days and counts are said. Plain values in, plain English out; nothing here knows today's date.
"""

from datetime import date

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
# Note [Names of days and months]: written out, because strftime gives those of whatever language
# the machine was set up in.


def day(on: date) -> str:
    """Return a day in full, weekday first: "Tuesday 19 August 2025"."""
    return f"{WEEKDAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]} {on.year}"


def short_day(on: date) -> str:
    """Return a day for narrow columns, weekday still first: "Tue 19 Aug 2025"."""
    return f"{weekday(on)} {on.day} {MONTHS[on.month - 1][:3]} {on.year}"


def weekday(on: date) -> str:
    """Return the weekday alone, short: "Tue"."""
    return WEEKDAYS[on.weekday()][:3]


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return a count with its noun: "1 day", "1,204 days", "2 people" when told the many form."""
    return f"{count:,} {one if count == 1 else many or f'{one}s'}"


def days_left(count: int, kind: str = "working day") -> str:
    """
    Return how far off a last day is: "4 working days left", "today", "2 working days late".

    Args:
        count: Days from today to the last day; negative once it has gone by.
        kind: Which days were counted, in the singular.
    """
    if count == 0:
        return "today"
    return f"{plural(abs(count), kind)} {'left' if count > 0 else 'late'}"
