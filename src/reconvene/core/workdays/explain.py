"""
In: a Derivation.
Out: the same in plain English, one sentence a line, for pages, the command line and letters.
"""

from collections.abc import Iterator
from datetime import date

from reconvene.core.kinds.limit import Unit
from reconvene.core.workdays.calendar import WEEKDAYS
from reconvene.core.workdays.counting import Roll
from reconvene.core.workdays.derivation import PAUSED, DayCounted, Derivation

_MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_WHOLE_MONTHS = (Unit.MONTHS, Unit.YEARS)


def explain(derivation: Derivation) -> list[str]:
    """
    Return how a last day was reached, in sentences for a person without training.

    Returns:
        In the order a person would check them; never empty; the last one gives the day.
    """
    steps = _months if derivation.limit.unit in _WHOLE_MONTHS else _days
    return [
        *_opening(derivation),
        *steps(derivation),
        *_move(derivation),
        (
            f"The last day is {in_words(derivation.last_day)}: "
            "in time until the end of that day, London time."
        ),
    ]


def in_words(day: date) -> str:
    """Return a day as it is said in a letter: "Monday 28 April 2025"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


def _opening(derivation: Derivation) -> Iterator[str]:
    """Yield what is counted from which day; a limit of nought counts nothing and says the day."""
    limit, start = derivation.limit, in_words(derivation.start)
    by = f"by calendar {derivation.calendar}"
    if not limit.amount:
        yield f"On {start} itself, {by}."
        return
    yield f"{limit}{'' if limit.is_before else ' after'} {start}, {by}."
    yield "The day of the event is day 0 and is not counted."


def _days(derivation: Derivation) -> Iterator[str]:
    """Yield what was not counted, and the last day that was."""
    counted = _up_to_nominal(derivation)
    passed_over = [day for day in counted if day.number is None]
    if passed_over:
        yield f"Not counted: {'; '.join(_reasons(passed_over))}."
    if counted:
        yield f"Day {counted[-1].number} is {in_words(counted[-1].on)}."


def _reasons(passed_over: list[DayCounted]) -> Iterator[str]:
    weekend = [day for day in passed_over if day.why in WEEKDAYS]
    paused = [day for day in passed_over if day.why == PAUSED]
    if weekend:
        yield _some(len(weekend), "weekend day")
    for day in passed_over:
        if day not in weekend and day not in paused:
            yield f"{in_words(day.on)}, {day.why}"
    if paused:
        yield f"{_some(len(paused), 'day')} on which {PAUSED}"


def _months(derivation: Derivation) -> Iterator[str]:
    """Yield the day of the month that was reached, and how far pauses pushed it on."""
    steps = _up_to_nominal(derivation)
    reached = [step for step in steps if step.number is not None]
    pushed_on = len(steps) - len(reached)
    if reached:
        yield _day_of_month(reached[-1].on, derivation.start)
    if pushed_on:
        days = _some(pushed_on, "day")
        yield f"Time was paused for {days}, so the last day is pushed on by {days}."


def _day_of_month(reached: date, start: date) -> str:
    if reached.day == start.day:
        return f"The same day of the month is {in_words(reached)}."
    return f"That month has no day {start.day}; its last is {in_words(reached)}."


def _move(derivation: Derivation) -> Iterator[str]:
    """Yield what became of a day that is not worked, if that is where counting led."""
    closure = derivation.nominal_closure
    if closure is None:
        return
    name = "" if closure in WEEKDAYS else f", {closure},"
    found = f"{in_words(derivation.nominal_day)}{name} is not a working day"
    if derivation.roll is Roll.NONE:
        yield f"{found}. The date stands; the day to act by is {in_words(derivation.act_by)}."
    else:
        last_on = in_words(derivation.last_day)
        yield f"{found}, so the last day moves {derivation.roll} to {last_on}."


def _up_to_nominal(derivation: Derivation) -> list[DayCounted]:
    """Return the days before any roll, in the order counted."""
    days_on = [day.on for day in derivation.days]
    if derivation.nominal_day not in days_on:
        return []
    return list(derivation.days[: days_on.index(derivation.nominal_day) + 1])


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
