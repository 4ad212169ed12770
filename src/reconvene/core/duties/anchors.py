"""Which happening raises a rule, which it counts from, and which last day that gives.

In: a case, a rule, a calendar history. Out: happenings, dates, and derivations.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import chain
from operator import attrgetter

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.procedure.duties import DutyRule, RightRule
from reconvene.core.procedure.parts import Ref
from reconvene.core.workdays import (
    CalendarHistory,
    Derivation,
    Roll,
    WorkingCalendar,
    derive,
    last_day,
    last_moment,
    london_day,
)


@dataclass(frozen=True, slots=True)
class Count:
    """How a last day was counted, kept so that it can be derived in full when somebody asks."""

    start: date
    limit: Limit
    calendar: WorkingCalendar
    roll: Roll
    paused: tuple[tuple[date, date], ...] = ()

    @property
    def last_on(self) -> date:
        return last_day(self.start, self.limit, self.calendar, roll=self.roll, paused=self.paused)

    def why(self) -> Derivation:
        """Return every day counted and every day skipped, with the reason."""
        return derive(self.start, self.limit, self.calendar, roll=self.roll, paused=self.paused)


def matches(refs: Iterable[Ref], happening: Happening) -> bool:
    """Tell whether any of the references means this happening."""
    return any(
        ref.kind == happening.kind and (ref.about is None or ref.about == happening.about)
        for ref in refs
    )


def triggers(case: Case, refs: tuple[Ref, ...]) -> Sequence[Happening]:
    """Return what any of the references means, in the order of the record; may be empty."""
    found = [
        those for ref in refs if (those := case.by_kind.get((ref.kind, ref.about))) is not None
    ]
    if len(found) == 1:
        return found[0]
    return sorted(dict.fromkeys(chain.from_iterable(found)), key=_BY_NUMBER) if found else ()


_BY_NUMBER = attrgetter("number")


def same_scope(raised: Happening, other: Happening, person: str = "") -> bool:
    """
    Tell whether another happening can concern what a rule was raised for.

    Points must overlap, where both name some; child, agency and person must agree likewise.
    """
    if raised.points and other.points and set(raised.points).isdisjoint(other.points):
        return False
    if raised.child and other.child and raised.child != other.child:
        return False
    if raised.agency and other.agency and raised.agency != other.agency:
        return False
    return not (person and other.person and person != other.person)


def comes_after(raised: Happening, other: Happening) -> bool:
    """Tell whether another happening comes after: on a later day, or later on the record."""
    return other.on > raised.on or (other.on == raised.on and other.number > raised.number)


def anchor(case: Case, raised: Happening, rule: DutyRule | RightRule) -> Happening | None:
    """
    Return what a rule's limit counts from: what raised it, or what its `counted_from` names.

    Of several in scope the latest day counts, or the earliest where the rule says so. None while
    nothing has happened that it could count from.
    """
    if rule.counted_from is None:
        return raised
    found = [h for h in triggers(case, rule.counted_from) if same_scope(raised, h)]
    pick = min if rule.whichever == "earliest" else max
    return pick(found, key=lambda h: (h.on, h.number), default=None)


def count(  # noqa: PLR0917 - what a limit runs by
    case: Case,
    start: Happening,
    limit: Limit,
    calendar: WorkingCalendar,
    roll: str,
    settled_on: date | None = None,
) -> Count | None:
    """
    Return how a limit runs from a happening, or None while that cannot be told yet.

    It cannot while the case is suspended, nor for a limit in hours when the hour is not known. A
    suspension touches only what still runs when it begins: what was met, used or missed before
    stays so (`settled_on` is the day it was met or used).
    """
    if limit.unit in (Unit.HOURS, Unit.MINUTES):
        running = _count_hours(start, limit, calendar, roll)
    else:
        running = Count(start.on, limit, calendar, Roll(roll))
    return None if running is None else _through_pauses(case, running, settled_on)


def extended(
    case: Case, running: Count, further: Limit, times: int, settled_on: date | None = None
) -> Count | None:
    """
    Return how a limit runs on when it was extended so many times, through pauses of its own.

    Each extension counts from the last day before it; None while the case is suspended.
    """
    for _ in range(times):
        on = replace(running, start=running.last_on, limit=further, paused=())
        found = _through_pauses(case, on, settled_on, since_after=running.last_on)
        if found is None:
            return None
        running = found
    return running


def _through_pauses(
    case: Case, running: Count, settled_on: date | None, since_after: date | None = None
) -> Count | None:
    for since, resumed in case.paused:
        if since_after is not None and since <= since_after:
            continue
        is_over = settled_on is not None and settled_on <= since
        if is_over or running.last_on < since:
            break
        if resumed is None:
            return None
        running = _paused(case, running, since, resumed)
    return running


def _paused(case: Case, running: Count, since: date, resumed: date) -> Count:
    """Return how a limit runs on after a pause: from where it stood, or from its start again."""
    rule = case.definition.suspension
    if rule is None or rule.clock == "stops":
        return replace(running, paused=(*running.paused, (since, resumed)))
    begin = running.start if running.limit.is_before else max(running.start, resumed)
    return replace(running, start=begin)


def _count_hours(
    start: Happening, limit: Limit, calendar: WorkingCalendar, roll: str
) -> Count | None:
    if start.at is None:
        return None
    days = (london_day(last_moment(start.at, limit)) - start.on).days
    whole = Limit(abs(days), Unit.CALENDAR_DAYS, is_before=limit.is_before and days != 0)
    return Count(start.on, whole, calendar, Roll(roll))


def moment(start: Happening, limit: Limit) -> datetime | None:
    """Return the exact instant of a limit in hours or minutes; None for any other."""
    if limit.unit not in (Unit.HOURS, Unit.MINUTES) or start.at is None:
        return None
    return last_moment(start.at, limit)


def calendar_for(days: CalendarHistory, settled_on: date | None, today: date) -> WorkingCalendar:
    """
    Return the calendar a duty is judged by: as known when it was met, or as known today.

    What was in time stays in time, whatever is proclaimed afterwards.
    """
    return days.as_known_on(min(settled_on, today) if settled_on else today)
