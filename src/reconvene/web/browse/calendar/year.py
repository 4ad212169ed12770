"""
A year of a calendar: the days not worked, why, and since when that was known.

In: every version of a calendar. Out: rows, oldest day first.
"""

from dataclasses import dataclass
from datetime import date

from reconvene.core.workdays import CalendarHistory, WorkingCalendar


@dataclass(frozen=True, slots=True)
class Closed:
    """A day not worked, why, and the version that first said so."""

    on: date
    why: str
    known_from: date
    is_from_the_start: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a calendar: what it is called, since when known, and the days it covers."""

    name: str
    known_from: date
    first_day: date
    last_day: date


def closed_days(days: CalendarHistory, year: int) -> tuple[Closed, ...]:
    """Return the days of a year that are closed besides weekends, oldest first; may be empty."""
    closures = days.latest.closures
    found = sorted(day for day in closures if day.year == year)
    return tuple(_closed(days, day, closures[day]) for day in found)


def _closed(days: CalendarHistory, day: date, why: str) -> Closed:
    first: WorkingCalendar = next(one for one in days.versions if one.closures.get(day) == why)
    return Closed(day, why, first.known_from, first is days.versions[0])


def versions(days: CalendarHistory) -> tuple[Version, ...]:
    """Return every version, newest first."""
    return tuple(
        Version(one.version, one.known_from, one.first_day, one.last_day)
        for one in reversed(days.versions)
    )
