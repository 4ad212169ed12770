"""
In: what last_day takes.
Out: a Derivation: every day on the way to the last day, counted or passed over, and why.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.workdays.calendar import WorkingCalendar
from reconvene.core.workdays.counting import Roll, act_by, nominal_day, rolled
from reconvene.core.workdays.pauses import Span, pauses_after

PAUSED = "time was paused"
WORKED = "working day"
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DayCounted:
    """
    Hold one step on the way to a last day.

    Args:
        on: The day.
        number: Which day (or month, or year) of the limit it is; None if it is passed over.
        why: What kind of day it is: "working day", "Saturday", "Easter Monday", a pause.
            A counted calendar day says it too.
    """

    on: date
    number: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Derivation:
    """
    Hold how a last day was reached.

    Args:
        start: Day of the event; day 0.
        limit: What was counted.
        calendar: Name and version of the calendar counted against.
        roll: Where a last day that is not a working day moves to.
        days: In the order counted, which is backwards for a limit before the event. Every
            day for days and weeks; one step a month or year, then each day pushed on. Days
            after nominal_day are those rolled over. Empty only for an amount of 0.
        nominal_day: The last day before any roll.
        nominal_closure: Why that is not a working day; None if it is.
        last_day: The last day that is in time.
        act_by: The last working day on or before it.
    """

    start: date
    limit: Limit
    calendar: str
    roll: Roll
    days: tuple[DayCounted, ...]
    nominal_day: date
    nominal_closure: str | None
    last_day: date
    act_by: date


def derive(
    start: date,
    limit: Limit,
    calendar: WorkingCalendar,
    *,
    roll: Roll = Roll.NONE,
    paused: Iterable[Span] = (),
) -> Derivation:
    """
    Return how a last day is reached, day by day; the answer is always that of last_day.

    Arguments and faults are those of last_day.

    Source: readings SP 3.2, SP 3.9 and SP 4.3.
    """
    calendar.check_covers(start)
    pauses = pauses_after(start, paused)
    if limit.unit in (Unit.MONTHS, Unit.YEARS):
        counted = _stepped(start, limit, calendar, pauses)
    else:
        counted = _walked(start, limit, calendar, pauses)
    nominal_on = counted[-1].on if counted else start
    last_on = rolled(nominal_on, roll, calendar)
    return Derivation(
        start=start,
        limit=limit,
        calendar=calendar.label,
        roll=roll,
        days=(*counted, *_rolled_over(nominal_on, last_on, calendar)),
        nominal_day=nominal_on,
        nominal_closure=calendar.why_closed(nominal_on),
        last_day=last_on,
        act_by=act_by(last_on, calendar),
    )


def _walked(
    start: date, limit: Limit, calendar: WorkingCalendar, pauses: list[Span]
) -> list[DayCounted]:
    """Return each day from the one after the start, numbered where it counts."""
    wanted = _days_wanted(start, limit, calendar)
    counted: list[DayCounted] = []
    number = 0
    onward = _days_from(start, -_ONE_DAY if limit.is_before else _ONE_DAY)
    while number < wanted:
        on = next(onward)
        closed = calendar.why_closed(on)
        if _is_in(on, pauses):
            counted.append(DayCounted(on, None, PAUSED))
        elif closed and limit.unit is Unit.WORKING_DAYS:
            counted.append(DayCounted(on, None, closed))
        else:
            number += 1
            counted.append(DayCounted(on, number, closed or WORKED))
    return counted


def _days_wanted(start: date, limit: Limit, calendar: WorkingCalendar) -> int:
    if limit.unit is Unit.WORKING_DAYS:
        return limit.amount
    return abs((nominal_day(start, limit, calendar) - start).days)


def _stepped(
    start: date, limit: Limit, calendar: WorkingCalendar, pauses: list[Span]
) -> list[DayCounted]:
    """Return one step for each month or year, then each day a pause pushes on."""
    steps: list[DayCounted] = []
    for number in range(1, limit.amount + 1):
        part = Limit(number, limit.unit, limit.is_before)
        on = nominal_day(start, part, calendar)
        steps.append(DayCounted(on, number, calendar.why_closed(on) or WORKED))
    last_on = steps[-1].on if steps else start
    for paused_day in _paused_days(pauses):
        if paused_day > last_on:
            break
        last_on += _ONE_DAY
        calendar.check_covers(last_on)
        steps.append(DayCounted(last_on, None, f"pushed on for {paused_day}, when {PAUSED}"))
    return steps


def _rolled_over(
    nominal_on: date, last_on: date, calendar: WorkingCalendar
) -> Iterator[DayCounted]:
    step = _ONE_DAY if last_on > nominal_on else -_ONE_DAY
    on = nominal_on
    while on != last_on:
        on += step
        yield DayCounted(on, None, calendar.why_closed(on) or WORKED)


def _days_from(start: date, step: timedelta) -> Iterator[date]:
    while True:
        start += step
        yield start


def _paused_days(pauses: list[Span]) -> Iterator[date]:
    for paused_on, resumed_on in pauses:
        for ordinal in range(paused_on.toordinal(), resumed_on.toordinal()):
            yield date.fromordinal(ordinal)


def _is_in(day: date, pauses: list[Span]) -> bool:
    return any(paused_on <= day < resumed_on for paused_on, resumed_on in pauses)
