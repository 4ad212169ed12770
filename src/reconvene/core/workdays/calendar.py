"""
In: an authority's closures and weekend, and the span of days they are known for.
Out: a WorkingCalendar that says of any day in that span whether it is worked, and why not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import accumulate, compress
from types import MappingProxyType

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
SATURDAY_AND_SUNDAY = frozenset({5, 6})
_MONDAY_IS_NOUGHT = 6  # the first day there is, with ordinal 1, was a Monday


class CalendarExhausted(LookupError):
    """An answer needs a day that the calendar does not cover."""

    def __init__(self, *, wanted: str, name: str, first_day: date, last_day: date) -> None:
        self.wanted = wanted
        self.name = name
        self.first_day = first_day
        self.last_day = last_day
        super().__init__(
            f"No working-day answer for {wanted}: calendar '{name}' is known only from {first_day} "
            f"to {last_day}. Add the missing years' closures to library/calendars."
        )


class CalendarImpossible(ValueError):
    """A calendar was built that could never give an answer."""

    def __init__(self, *, name: str, found: str, next_step: str) -> None:
        self.name = name
        self.found = found
        super().__init__(f"Calendar '{name}' could not be made: {found}. {next_step}")


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """
    Hold which days are worked, as it was known from one day on.

    Args:
        name: Whose calendar, as its folder in the library is called.
        version: This state of it ("2022-09"); later knowledge is another version.
        known_from: London day from which this version could be known.
        first_day: First day covered.
        last_day: Last day covered; an answer beyond it is refused, never guessed.
        closures: Day not worked -> the reason in plain words. May lie on a weekend.
        weekend: Weekday numbers never worked (Monday is 0).

    Source: reading SP 3.2 (what a working day is); the set of closures is data.
    """

    name: str
    version: str
    known_from: date
    first_day: date
    last_day: date
    closures: Mapping[date, str] = field(hash=False, repr=False)
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    # See Note [Two look-ups].
    _first_ordinal: int = field(init=False, repr=False, compare=False)
    _worked: tuple[date, ...] = field(init=False, repr=False, compare=False)
    _through: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        _refuse_impossible(self)
        first, last = self.first_day.toordinal(), self.last_day.toordinal()
        closed = {day.toordinal() for day in self.closures}
        is_worked = [
            (ordinal + _MONDAY_IS_NOUGHT) % 7 not in self.weekend and ordinal not in closed
            for ordinal in range(first, last + 1)
        ]
        worked = compress(range(first, last + 1), is_worked)
        keep = object.__setattr__
        keep(self, "closures", MappingProxyType(dict(self.closures)))
        keep(self, "_first_ordinal", first)
        keep(self, "_worked", tuple(map(date.fromordinal, worked)))
        keep(self, "_through", tuple(accumulate(map(int, is_worked))))

    @property
    def label(self) -> str:
        """Return name and version together, as an explanation cites them."""
        return f"{self.name} {self.version}"

    def is_working(self, day: date) -> bool:
        """
        Return whether a day is worked.

        Raises:
            CalendarExhausted: The day is not covered.
        """
        self.check_covers(day)
        return day.weekday() not in self.weekend and day not in self.closures

    def why_closed(self, day: date) -> str | None:
        """
        Return why a day is not worked ("Easter Monday", "Saturday"); None if it is worked.

        A named closure is given before the weekend it may fall on.

        Raises:
            CalendarExhausted: The day is not covered.
        """
        self.check_covers(day)
        reason = self.closures.get(day)
        if reason is None and day.weekday() in self.weekend:
            return WEEKDAYS[day.weekday()]
        return reason

    def check_covers(self, day: date) -> None:
        """
        Raise CalendarExhausted unless the calendar covers a day; otherwise do nothing more.
        """
        if not self.first_day <= day <= self.last_day:
            raise self.exhausted(day)

    def working_day_after(self, start: date, number: int) -> date:
        """
        Return the working day so many after a day, which may itself be worked or not.

        Args:
            start: The day counted from, itself not counted.
            number: 1 or more.

        Raises:
            CalendarExhausted: The start is not covered, or the answer is not.
        """
        # See Note [Two look-ups].
        offset = start.toordinal() - self._first_ordinal
        if offset >= 0:
            try:
                return self._worked[self._through[offset] + number - 1]
            except IndexError:
                pass
        self.check_covers(start)
        raise self.exhausted(f"a day after {self.last_day}")

    def working_days_through(self, day: date) -> int:
        """
        Return how many days are worked from the first day covered up to and including a day.

        Raises:
            CalendarExhausted: The day is not covered.
        """
        self.check_covers(day)
        return self._through[day.toordinal() - self._first_ordinal]

    def working_day_numbered(self, number: int) -> date:
        """
        Return the working day with a number, the first one covered being number 1.

        Raises:
            CalendarExhausted: The calendar holds no such day.
        """
        if number < 1:
            raise self.exhausted(f"a day before {self.first_day}")
        try:
            return self._worked[number - 1]
        except IndexError:
            raise self.exhausted(f"a day after {self.last_day}") from None

    def lasts_through_next_year(self, today: date) -> bool:
        """Return whether the cover reaches the end of the year after this one."""
        return self.last_day >= date(today.year + 1, 12, 31)

    def exhausted(self, wanted: date | str) -> CalendarExhausted:
        """Return the fault to raise for a day that is wanted and not covered."""
        return CalendarExhausted(
            wanted=str(wanted),
            name=self.name,
            first_day=self.first_day,
            last_day=self.last_day,
        )


# Note [Two look-ups]
# The n-th working day after a date is found without walking: `_through` says, for each
# day covered, how many working days there are up to and including it, and `_worked` lists
# them in order. So the answer is _worked[_through[start] + n - 1]: the same work for
# 3 days as for 300. The tables are built once, when the calendar is made.


def _refuse_impossible(calendar: WorkingCalendar) -> None:
    name = calendar.name
    if calendar.last_day < calendar.first_day:
        span = f"it covers {calendar.first_day} to {calendar.last_day}"
        raise CalendarImpossible(name=name, found=span, next_step="Put the earlier day first.")
    if not calendar.weekend < frozenset(range(7)):
        found = f"its weekend is {sorted(calendar.weekend)}"
        next_step = "Give weekday numbers from 0 to 6, and leave at least one to work on."
        raise CalendarImpossible(name=name, found=found, next_step=next_step)
    outside = [day for day in calendar.closures if not _within(day, calendar)]
    if outside:
        found = f"{min(outside)} is closed but not covered"
        raise CalendarImpossible(
            name=name, found=found, next_step="Widen the cover or drop the closure."
        )


def _within(day: date, calendar: WorkingCalendar) -> bool:
    return calendar.first_day <= day <= calendar.last_day
