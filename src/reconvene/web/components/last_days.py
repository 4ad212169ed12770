"""
From a derivation of the core to a last day on a page: its standing, its count and its strip.

In: a derivation, the calendar it was counted against, and today. Out: a `LastDay` to be shown.
"""

from datetime import date
from itertools import pairwise

from reconvene.core.workdays import (
    CalendarExhausted,
    Derivation,
    WorkingCalendar,
    explain,
    working_days_between,
)
from reconvene.web.components.shown import LastDay, Standing, StripDay
from reconvene.web.components.wording import day, days_left

SOON = 3  # working days before a last day, from which it is said to be due soon
PENDING = (Standing.OPEN, Standing.DUE_SOON, Standing.OVERDUE)


def standing(
    last_on: date, today: date, calendar: WorkingCalendar, *, met_on: date | None = None
) -> Standing:
    """
    Return where a duty with a last day stands.

    Args:
        last_on: In time up to the end of this day.
        today: London date.
        calendar: The authority's; must cover both days.
        met_on: The day it was done, if it was.
    """
    if met_on is not None:
        return Standing.MET if met_on <= last_on else Standing.MET_LATE
    if today > last_on:
        return Standing.OVERDUE
    is_near = working_days_between(today, last_on, calendar) <= SOON
    return Standing.DUE_SOON if is_near else Standing.OPEN


def last_day_shown(
    derivation: Derivation,
    today: date,
    calendar: WorkingCalendar,
    *,
    met_on: date | None = None,
    source: str = "",
) -> LastDay:
    """
    Return a last day as it is shown, with the count beside it and how it was reached.

    Args:
        derivation: As the core counted it.
        today: London date.
        calendar: The one it was counted against; must cover today too.
        met_on: The day it was done, if it was; then that is said, and no count.
        source: The clause and reading it rests on, as people cite them.
    """
    last_on = derivation.last_day
    stands = standing(last_on, today, calendar, met_on=met_on)
    return LastDay(
        on=last_on,
        standing=stands,
        beside=how_far_off(last_on, today, calendar) if stands in PENDING else "",
        met=met_words(last_on, met_on, calendar) if met_on else "",
        reached=explain(derivation),
        strip=_strip(derivation),
        source=source,
    )


def met_words(last_on: date, met_on: date, calendar: WorkingCalendar) -> str:
    """
    Return when something was done, and whether in time: "Met on Monday 28 April 2025, in time".

    How late it was is left out where the calendar does not reach the day it was done.
    """
    if met_on <= last_on:
        return f"Met on {day(met_on)}, in time"
    try:
        how_late = how_far_off(last_on, met_on, calendar)
    except CalendarExhausted:
        how_late = "late"
    return f"Met on {day(met_on)}, {how_late}"


def how_far_off(last_on: date, today: date, calendar: WorkingCalendar) -> str:
    """
    Return how far off a last day is, in working days; in plain days where none lies between.

    It is the same wherever the day is shown, whichever days the limit itself is counted in.
    """
    working_days = working_days_between(today, last_on, calendar)
    return days_left(working_days) if working_days else days_left((last_on - today).days, "day")


def _strip(derivation: Derivation) -> tuple[StripDay, ...]:
    """Return the days in the calendar's order; none where the count went by months or years."""
    days = sorted(derivation.days, key=lambda one: one.on)
    if any((later.on - earlier.on).days != 1 for earlier, later in pairwise(days)):
        return ()
    return tuple(StripDay(one.on, one.number, one.why) for one in days)
