"""
In: the day of an event, a limit, a calendar, and any days on which time did not run.
Out: the last day that is in time, the day to act by, and how many working days lie between.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.workdays.calendar import WorkingCalendar
from reconvene.core.workdays.pauses import Span, pauses_after

_WORKING_DAYS = Unit.WORKING_DAYS
_MONTHS_IN = {Unit.MONTHS: 1, Unit.YEARS: 12}
_DAYS_IN = {Unit.CALENDAR_DAYS: 1, Unit.WEEKS: 7}


class Roll(StrEnum):
    """Say what becomes of a last day that is not a working day."""

    NONE = "stay"
    FORWARD = "forward"
    BACK = "back"


_STAY = Roll.NONE


class LimitNotStated(ValueError):
    """A last day was asked for where the procedure gives no limit."""

    def __init__(self) -> None:
        super().__init__(
            "The last day could not be told: found a limit that is not stated. "
            "Ask the limit whether it is stated, and say 'none stated' if it is not."
        )


class LimitNeedsTime(ValueError):
    """A limit in hours or minutes was counted in days."""

    def __init__(self, *, limit: Limit) -> None:
        self.limit = limit
        super().__init__(
            f"The last day could not be told: found a limit of {limit}. "
            "Count it with last_moment, from the instant of the event."
        )


def last_day(
    start: date,
    limit: Limit,
    calendar: WorkingCalendar,
    *,
    roll: Roll = Roll.NONE,
    paused: Iterable[Span] = (),
) -> date:
    """
    Return the last day on which something is still in time.

    Args:
        start: London day of the event. It is day 0 and never counted.
        limit: In days, weeks, months or years, after the event or before it. A month on
            is the same day of the next month, or that month's last day if it is shorter.
        calendar: The authority's days; must cover the start and the answer.
        roll: Where a last day that is not a working day moves to.
        paused: Half-open spans (first day paused, day time runs again). Their days are
            passed over when days are counted; weeks, months and years are pushed on by
            as many days as were paused after the start. A limit counted back from an
            event is not paused, as that would leave less time and not more.

    Returns:
        A London date: in time up to the end of it, late from the next.

    Raises:
        CalendarExhausted: The start or the answer is not covered.
        LimitNotStated: There is no limit to count.
        LimitNeedsTime: The limit is in hours or minutes; use last_moment.
        PauseReversed: A pause ends before it begins.

    Source: readings SP 3.2 (working days), SP 3.9 (calendar days, a family's last day
    rolls forward), SP 4.3 (an authority's last day stays).
    """
    pauses = pauses_after(start, paused) if paused else []
    if limit.unit is _WORKING_DAYS and limit.amount:
        if limit.is_before:
            return _working_day_before(start, limit.amount, calendar)
        if pauses:
            return _working_day_past_pauses(start, limit.amount, calendar, pauses)
        return calendar.working_day_after(start, limit.amount)
    calendar.check_covers(start)
    last_on = nominal_day(start, limit, calendar)
    return rolled(_pushed_on(last_on, pauses, calendar), roll, calendar)


def _working_day_before(start: date, amount: int, calendar: WorkingCalendar) -> date:
    number = calendar.working_days_through(start)
    is_counted_already = calendar.is_working(start)
    return calendar.working_day_numbered(number - amount + (0 if is_counted_already else 1))


def _working_day_past_pauses(
    start: date, amount: int, calendar: WorkingCalendar, pauses: list[Span]
) -> date:
    """Return the working day reached when those in the pauses do not count."""
    number = calendar.working_days_through(start) + amount
    for paused_on, resumed_on in pauses:
        if calendar.working_day_numbered(number) < paused_on:
            break
        number += working_days_between(_eve(paused_on), _eve(resumed_on), calendar)
    return calendar.working_day_numbered(number)


def _pushed_on(last_on: date, pauses: list[Span], calendar: WorkingCalendar) -> date:
    """Return a day moved on by the pauses before it; one before the event meets none."""
    calendar.check_covers(last_on)
    for paused_on, resumed_on in pauses:
        if last_on < paused_on:
            break
        calendar.check_covers(_eve(resumed_on))
        last_on += resumed_on - paused_on
    return last_on


def nominal_day(start: date, limit: Limit, calendar: WorkingCalendar) -> date:
    """
    Return the day a limit in calendar units reaches, before any pause or roll.

    Raises:
        CalendarExhausted: The day lies beyond the last date there is.
        LimitNotStated: There is no limit to count.
        LimitNeedsTime: The limit is in hours or minutes.
    """
    if not limit.is_stated:
        raise LimitNotStated
    amount = -limit.amount if limit.is_before else limit.amount
    try:
        if limit.unit in _MONTHS_IN:
            return _months_on(start, amount * _MONTHS_IN[limit.unit])
        if limit.unit in _DAYS_IN:
            return start + timedelta(days=amount * _DAYS_IN[limit.unit])
    except (OverflowError, ValueError):
        raise calendar.exhausted(f"{limit} from {start}") from None
    if limit.unit is _WORKING_DAYS:
        return start
    raise LimitNeedsTime(limit=limit)


def _months_on(start: date, months: int) -> date:
    year, month_index = divmod(start.year * 12 + start.month - 1 + months, 12)
    month = month_index + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def rolled(day: date, roll: Roll, calendar: WorkingCalendar) -> date:
    """
    Return a day, or the working day it moves to if it is not one.

    Raises:
        CalendarExhausted: The day, or the one it moves to, is not covered.
    """
    if calendar.is_working(day) or roll is _STAY:
        return day
    number = calendar.working_days_through(day)
    return calendar.working_day_numbered(number + 1 if roll is Roll.FORWARD else number)


def act_by(last_on: date, calendar: WorkingCalendar) -> date:
    """
    Return the last working day on or before a last day.

    Raises:
        CalendarExhausted: The day is not covered, or no working day comes before it.

    Source: reading SP 4.3 (the day an authority acts by).
    """
    return rolled(last_on, Roll.BACK, calendar)


def working_days_between(first_on: date, last_on: date, calendar: WorkingCalendar) -> int:
    """
    Return how many working days come after one day, up to and including another.

    Negative when the days are given the other way round: how late, or how many are left.

    Raises:
        CalendarExhausted: Either day is not covered.
    """
    through_last = calendar.working_days_through(last_on)
    return through_last - calendar.working_days_through(first_on)


def _eve(day: date) -> date:
    return day - timedelta(days=1)
