"""
In: the versions of one calendar, each with the day from which it could be known.
Out: a CalendarHistory that says which version was in force on a day, or over a span.
"""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from reconvene.core.workdays.calendar import WorkingCalendar


class HistoryBroken(ValueError):
    """The versions given do not make one history that only grows."""

    def __init__(self, *, name: str, found: str) -> None:
        self.name = name
        self.found = found
        super().__init__(
            f"The history of calendar '{name}' could not be made: {found}. Give at least one "
            "version, oldest first, each known from a later day and covering at least as much."
        )


@dataclass(frozen=True, slots=True)
class CalendarHistory:
    """
    Hold every version of one calendar, so that an old answer can be given again.

    Args:
        name: Whose calendar.
        versions: Oldest first; never empty.

    Raises:
        HistoryBroken: No versions, versions out of order, or cover that shrinks.
    """

    name: str
    versions: tuple[WorkingCalendar, ...]

    def __post_init__(self) -> None:
        if not self.versions:
            raise HistoryBroken(name=self.name, found="there are no versions")
        for older, newer in pairwise(self.versions):
            if newer.known_from <= older.known_from:
                found = f"{newer.version} is not known from later than {older.version}"
                raise HistoryBroken(name=self.name, found=found)
            if newer.first_day > older.first_day or newer.last_day < older.last_day:
                found = f"{newer.version} covers less than {older.version}"
                raise HistoryBroken(name=self.name, found=found)

    @property
    def latest(self) -> WorkingCalendar:
        """Return the newest version."""
        return self.versions[-1]

    def as_known_on(self, day: date) -> WorkingCalendar:
        """Return the newest version known on a day; the oldest if none yet was."""
        known = [version for version in self.versions if version.known_from <= day]
        return known[-1] if known else self.versions[0]

    def known_between(self, first_on: date, last_on: date) -> tuple[WorkingCalendar, ...]:
        """
        Return the versions in force at some time over a span of days.

        Args:
            first_on: First day of the span.
            last_on: Last day of the span, itself included.

        Returns:
            Oldest first; never empty; the first is the one already known on the first day.
        """
        learnt_later = (
            version for version in self.versions if first_on < version.known_from <= last_on
        )
        known_at_first = self.as_known_on(first_on)
        return (known_at_first, *(v for v in learnt_later if v is not known_at_first))
