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
    towards = "" if derivation.limit.is_before else " after"
    opening = (
        f"{derivation.limit}{towards} {in_words(derivation.start)}, "
        f"by calendar {derivation.calendar}."
    )
    return [
        opening[0].upper() + opening[1:],
        "The day of the event is day 0 and is not counted.",
        *_days_passed_over(derivation),
        *_day_reached(derivation),
        *_day_moved(derivation),
        (
            f"The last day is {in_words(derivation.last_day)}: "
            "in time until the end of that day, London time."
        ),
    ]


def in_words(day: date) -> str:
    """Return a day as it is said in a letter: "Monday 28 April 2025"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {_MONTH_NAMES[day.month - 1]} {day.year}"


def _days_passed_over(derivation: Derivation) -> Iterator[str]:
    passed = [day for day in _up_to_nominal(derivation) if day.number is None]
    if not passed:
        return
    if derivation.limit.unit in _WHOLE_MONTHS:
        days = _some(len(passed), "day")
        yield f"Time was paused for {days}, so the last day is pushed on by {days}."
        return
    weekend = [day for day in passed if day.why in WEEKDAYS]
    paused = [day for day in passed if day.why == PAUSED]
    named = [day for day in passed if day not in weekend and day not in paused]
    reasons = [f"{day.why} ({in_words(day.on)})" for day in named]
    if weekend:
        reasons.insert(0, _some(len(weekend), "weekend day"))
    if paused:
        reasons.append(f"{_some(len(paused), 'day')} on which {PAUSED}")
    yield f"Not counted: {'; '.join(reasons)}."


def _day_reached(derivation: Derivation) -> Iterator[str]:
    numbered = [day for day in derivation.days if day.number is not None]
    if not numbered:
        return
    last = numbered[-1]
    if derivation.limit.unit not in _WHOLE_MONTHS:
        yield f"Day {last.number} is {in_words(last.on)}."
    elif last.on.day == derivation.start.day:
        yield f"The same day of the month is {in_words(last.on)}."
    else:
        yield f"That month has no day {derivation.start.day}; its last is {in_words(last.on)}."


def _day_moved(derivation: Derivation) -> Iterator[str]:
    closure = derivation.nominal_closure
    if closure is None:
        return
    found = f"{in_words(derivation.nominal_day)} is not a working day"
    if closure not in WEEKDAYS:
        found = f"{found} ({closure})"
    if derivation.roll is Roll.NONE:
        yield f"{found}. The date stands; the day to act by is {in_words(derivation.act_by)}."
    else:
        last_on = in_words(derivation.last_day)
        yield f"{found}, so the last day moves {derivation.roll} to {last_on}."


def _up_to_nominal(derivation: Derivation) -> Iterator[DayCounted]:
    """Yield the days before any roll."""
    if derivation.nominal_day == derivation.start:
        return
    for day in derivation.days:
        yield day
        if day.on == derivation.nominal_day:
            return


def _some(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
