"""What the complainant may do: every right of a case, with its last day as a date.

In: a case, the calendars, the day it is asked. Out: rights, in the order of the definition.
"""

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.duties.anchors import Count, anchor, comes_after, count, triggers
from reconvene.core.duties.conditions import applies
from reconvene.core.procedure.duties import RightRule
from reconvene.core.workdays import CalendarHistory

RightStatus: TypeAlias = Literal["open", "used", "used late", "lapsed", "not determined", "gone"]


class Right(msgspec.Struct, frozen=True):
    """
    One thing the complainant may do, or might have done.

    `last_on` is None where no limit is stated ("open" then has no end), or while it cannot be
    told. It never comes earlier than any day a letter promised, nor than any calendar known since
    the right arose would have given. `point` is empty for the right to complain at all.
    """

    key: str
    rule: RightRule
    arose: Happening
    status: RightStatus
    point: str = ""
    last_on: date | None = None
    promised_on: date | None = None
    used_on: date | None = None
    needs: str = ""
    count: Count | None = None

    @property
    def is_open(self) -> bool:
        return self.status in ("open", "not determined")


def rights(case: Case, days: CalendarHistory, today: date) -> tuple[Right, ...]:
    """
    Return the rights the complainant holds or held: the right to complain first, then by rule and
    point. Where a right arose more than once for a point, the newest stands.
    """
    if not case.has_begun:
        return ()
    found = [lodging_limit(case, days, today)]
    for rule in case.definition.rights:
        newest: dict[str, Happening] = {}
        for raised in triggers(case, rule.arises_from):
            for point in raised.points or tuple(case.points):
                newest[point] = raised
        found += [
            _of_point(case, rule, raised, point, days, today)
            for point, raised in newest.items()
            if applies(case, rule, (point,), is_late=found[0].status == "used late")
        ]
    return tuple(found)


def lodging_limit(case: Case, days: CalendarHistory, today: date) -> Right:
    """Return the right to complain at all, with its last day and whether it was used in time."""
    rule = case.definition.lodging
    raised = next(iter(triggers(case, rule.arises_from)), case.happenings[0])
    lodged_on = case.lodged_on
    each = ((one, _timed(case, one, raised, days, today, lodged_on)) for one in _lodgings(case))
    own, times = max(each, key=lambda timed: _ends(timed[1]))
    is_late = bool(times.last_on and lodged_on and lodged_on > times.last_on)
    return Right(
        key=rule.id,
        rule=own,
        arose=raised,
        status="not determined" if times.needs else "used late" if is_late else "used",
        last_on=times.last_on,
        used_on=lodged_on,
        needs=times.needs,
        count=times.counted,
    )


def was_lodged_late(case: Case, days: CalendarHistory, today: date) -> bool:
    """Tell whether the complaint came after its last day."""
    return lodging_limit(case, days, today).status == "used late"


def runs_until(  # noqa: PLR0917 - what a right runs by
    case: Case,
    rule: RightRule,
    raised: Happening,
    days: CalendarHistory,
    today: date,
    used_on: date | None = None,
) -> Count | None:
    """
    Return how a right's limit runs: by the calendar version that gives the family most.

    None where no limit is stated, or the day it counts from is not known.
    """
    start = anchor(case, raised, rule)
    if start is None or not rule.limit.is_stated:
        return None
    versions = days.known_between(min(raised.on, today), today)
    counted = [count(case, start, rule.limit, version, rule.roll, used_on) for version in versions]
    known = [one for one in counted if one is not None]
    return max(reversed(known), key=lambda one: one.last_on, default=None)


def _lodgings(case: Case) -> Iterable[RightRule]:
    """The right to complain, once for each limit that the points raised at first give it."""
    raised = case.received.points if case.received else ()
    given = case.definition.lodging_by_matter
    rules = {str(rule.limit): rule for point in raised if (rule := given.get(point.matter))}
    return [rules[limit] for limit in sorted(rules)] or [case.definition.lodging]


class _Times(NamedTuple):
    """The last day of a right; `needs` says what is missing where it cannot be told."""

    last_on: date | None = None
    needs: str = ""
    counted: Count | None = None


def _ends(times: _Times) -> date:
    """When a right ends, for comparing; one with no end, or none yet known, ends last."""
    return times.last_on or date.max


def _of_point(  # noqa: PLR0917 - what a right stands on
    case: Case, rule: RightRule, raised: Happening, point: str, days: CalendarHistory, today: date
) -> Right:
    used = _used(case, rule, raised, point)
    last_on, needs, counted = _timed(case, rule, raised, days, today, used.on if used else None)
    promised_on = _promised(case, rule, raised, point)
    if promised_on:
        last_on = max(promised_on, last_on) if last_on else promised_on
        needs = ""
    status: RightStatus = "lapsed" if last_on and today > last_on else "open"
    if used is not None:
        status = "used late" if last_on and used.on > last_on else "used"
    elif not case.points[point].can_go_on:
        status = "gone"
    elif needs:
        status = "not determined"
    return Right(
        key=f"{rule.id}/{raised.number}/{point}",
        rule=rule,
        arose=raised,
        status=status,
        point=point,
        last_on=last_on,
        promised_on=promised_on,
        used_on=used.on if used else None,
        needs=needs,
        count=counted,
    )


def _promised(case: Case, rule: RightRule, raised: Happening, point: str) -> date | None:
    """The latest last day that a letter since promised for a point; None where none did."""
    promises = [
        last_on
        for number, last_on, points in case.promised.get(rule.id, ())
        if number >= raised.number and (not points or point in points)
    ]
    return max(promises, default=None)


def _timed(  # noqa: PLR0917 - what a right runs by
    case: Case,
    rule: RightRule,
    raised: Happening,
    days: CalendarHistory,
    today: date,
    used_on: date | None,
) -> _Times:
    if not rule.limit.is_stated:
        return _Times()
    counted = runs_until(case, rule, raised, days, today, used_on)
    if counted is None:
        return _Times(needs=" or ".join(map(str, rule.counted_from or ())) or "case.resumed")
    return _Times(counted.last_on, "", counted)


def _used(case: Case, rule: RightRule, raised: Happening, point: str) -> Happening | None:
    """The first request for a point, or passing on of it, that came after the right arose."""
    if rule.opens is None:
        return None
    uses = (
        happening
        for kind in ("stage.requested", "stage.passed-on")
        for happening in case.matching(kind, rule.opens)
        if point in happening.points and comes_after(raised, happening)
    )
    return min(uses, key=attrgetter("number"), default=None)
