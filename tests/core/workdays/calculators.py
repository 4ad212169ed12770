"""
Two ways to count days that share nothing with the product, nor with each other.

`by_walking` steps one day at a time over a list typed by hand; `by_numpy` asks numpy, over
the list of the `holidays` package. Neither reads the library's calendar files.
"""

from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Literal

import holidays
import numpy as np

from tests.support.days import day

YEARS = range(2012, 2032)
ONE_DAY = timedelta(days=1)
DAY = np.timedelta64(1, "D")


@cache
def closed_as_typed() -> frozenset[date]:
    """Return the weekdays not worked, as a person typed them."""
    text = (Path(__file__).parent / "bank_holidays.txt").read_text(encoding="utf-8")
    lines = [line.split(":") for line in text.splitlines() if not line.startswith("#")]
    return frozenset(
        day(f"{written.strip()} {year}") for year, days in lines for written in days.split(",")
    )


@cache
def closed_by_package() -> tuple[date, ...]:
    """Return the days not worked, weekends among them, as the package has them."""
    return tuple(holidays.country_holidays("GB", subdiv="ENG", years=YEARS))


def by_walking(start: date, amount: int, unit: str, *, before: bool, roll: str) -> date:
    """Return a last day by taking one step after another."""
    step = -ONE_DAY if before else ONE_DAY
    if unit.startswith("working"):
        return _walk_working(start, amount, step)
    if unit.startswith(("month", "year")):
        on = _walk_months(start, amount * (12 if unit.startswith("year") else 1), step)
    else:
        on = start
        for _ in range(amount * (7 if unit.startswith("week") else 1)):
            on += step
    while roll != "stay" and not _is_worked(on):
        on += ONE_DAY if roll == "forward" else -ONE_DAY
    return on


def _walk_working(start: date, amount: int, step: timedelta) -> date:
    on, counted = start, 0
    while counted < amount:
        on += step
        counted += _is_worked(on)
    return on


def _walk_months(start: date, months: int, step: timedelta) -> date:
    """Walk until the month has changed often enough, then to the same day or the last."""
    on, changed = start, 0
    while changed < months:
        changed += (on + step).month != on.month
        on += step
    on = on.replace(day=1)
    while on.day < start.day and (on + ONE_DAY).month == on.month:
        on += ONE_DAY
    return on


def _is_worked(on: date) -> bool:
    return on.weekday() < 5 and on not in closed_as_typed()


def by_numpy(start: date, amount: int, unit: str, *, before: bool, roll: str) -> date:
    """Return a last day by numpy's own calendar arithmetic."""
    count = -amount if before else amount
    if unit.startswith("working"):
        return _working_day(start, count, "forward" if before else "backward")
    if unit.startswith(("month", "year")):
        reached = _months_on(start, count * (12 if unit.startswith("year") else 1))
    else:
        reached = _day(
            np.datetime64(start, "D") + count * (7 if unit.startswith("week") else 1) * DAY
        )
    if roll == "stay":
        return reached
    return _working_day(reached, 0, "forward" if roll == "forward" else "backward")


def _working_day(start: date, count: int, roll: Literal["forward", "backward"]) -> date:
    from_day = np.datetime64(start, "D")
    return _day(np.busday_offset(from_day, count, roll=roll, busdaycal=_numpy_calendar()))


@cache
def _numpy_calendar() -> np.busdaycalendar:
    return np.busdaycalendar(holidays=list(closed_by_package()))


def _months_on(start: date, months: int) -> date:
    month = np.datetime64(start, "M") + np.timedelta64(months, "M")
    first = month.astype("datetime64[D]")
    last = (month + np.timedelta64(1, "M")).astype("datetime64[D]") - DAY
    return _day(min(first + (start.day - 1) * DAY, last))


def _day(found: np.datetime64) -> date:
    on = found.item()
    assert isinstance(on, date)
    return on
