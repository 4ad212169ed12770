"""Days told from the day the demo is made, so that it is never out of date.

In: "-12 wd", "+3 wd", "-20 d", "-40 d -14 y", "-12 wd +3 wd", "today". Out: a date.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from reconvene.core.workdays import WorkingCalendar

_STEP = re.compile(r"(?P<amount>[+-]\d+) (?P<unit>wd|d|cd|y)")
_DAY = re.compile(r"(today|[+-]\d+ (wd|d|cd|y))( [+-]\d+ (wd|d|cd|y))*")
_IN_PROSE = re.compile(r"<(?P<day>[^<>]+)>")


@dataclass(frozen=True, slots=True)
class ToldDays:
    """Reads days told from one day, by one calendar."""

    today: date
    calendar: WorkingCalendar

    def is_told(self, text: str) -> bool:
        """Tell whether a text is a day, and nothing else."""
        return _DAY.fullmatch(text) is not None

    def on(self, text: str) -> date:
        """
        Return the day a text tells.

        Each step goes on from the one before, the first from today. A working day ("wd") is
        counted from the day itself, or from the next working day where it is none, so no number
        of them back is ever later than today. A number of days ("d") that ends on a day nobody
        works goes on, in its own direction, to one that is worked; calendar days ("cd") end where
        they end. Years ("y") are for birthdays.
        """
        moves = {
            "wd": self._by_working_days,
            "d": self._by_days,
            "cd": self._by_calendar_days,
            "y": self._by_years,
        }
        day = self.today
        for step in _STEP.finditer(text):
            day = moves[step["unit"]](day, int(step["amount"]))
        return day

    def in_prose(self, text: str) -> str:
        """Return a text with each day in it, told as "<+5 wd>", written out in full."""
        return _IN_PROSE.sub(lambda found: _in_full(self.on(found["day"])), text)

    def _by_working_days(self, day: date, amount: int) -> date:
        before = self.calendar.working_days_through(day - timedelta(days=1))
        return self.calendar.working_day_numbered(before + 1 + amount)

    def _by_days(self, day: date, amount: int) -> date:
        day += timedelta(days=amount)
        while not self.calendar.is_working(day):
            day += timedelta(days=1 if amount > 0 else -1)
        return day

    def _by_calendar_days(self, day: date, amount: int) -> date:
        return day + timedelta(days=amount)

    def _by_years(self, day: date, amount: int) -> date:
        return day.replace(year=day.year + amount, day=min(day.day, 28))


def _in_full(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"
