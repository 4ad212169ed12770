"""What the complainant may do: every right of a case, with its last day as a date.

In: a case, the calendars, the day it is asked. Out: rights, in the order of the definition.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.duties.anchors import Count, anchor, comes_after, count, triggers
from reconvene.core.duties.conditions import applies
from reconvene.core.procedure.duties import RightRule
from reconvene.core.workdays import CalendarHistory

RightStatus = Literal["open", "used", "used late", "lapsed", "not determined", "gone"]


@dataclass(frozen=True, slots=True)
class Right:
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
    found = [_lodging(case, days, today)]
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


def right_for(
    case: Case, stage: str, point: str, days: CalendarHistory, today: date
) -> Right | None:
    """Return the right that opens a stage for a point, whatever its status; None if there is none."""
    return next(
        (
            right
            for right in rights(case, days, today)
            if right.rule.opens == stage and right.point == point
        ),
        None,
    )


def lodging_limit(case: Case, days: CalendarHistory, today: date) -> Right:
    """Return the right to complain at all, with its last day and whether it was used in time."""
    return _lodging(case, days, today)


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


def _lodging(case: Case, days: CalendarHistory, today: date) -> Right:
    rule = case.definition.lodging
    raised = next(iter(triggers(case, rule.arises_from)), case.happenings[0])
    lodged_on = case.lodged_on
    each = (
        _timed(case, Right(rule.id, one, raised, "used"), days, today, lodged_on)
        for one in _lodgings(case)
    )
    right = max(each, key=_ends)
    is_late = bool(right.last_on and lodged_on and lodged_on > right.last_on)
    status: RightStatus = "not determined" if right.needs else "used late" if is_late else "used"
    return replace(right, status=status, used_on=lodged_on)


def _lodgings(case: Case) -> list[RightRule]:
    """The right to complain, once for each limit that the points raised at first give it."""
    rule = case.definition.lodging
    raised = case.received.points if case.received else ()
    limits = {case.definition.matter(point.matter).lodging_limit for point in raised}
    return [
        rule if limit is None else rule.model_copy(update={"limit": limit})
        for limit in sorted(limits, key=str)
    ] or [rule]


def _ends(right: Right) -> date:
    """When a right ends, for comparing; one with no end, or none yet known, ends last."""
    return right.last_on or date.max


def _of_point(  # noqa: PLR0917 - what a right stands on
    case: Case, rule: RightRule, raised: Happening, point: str, days: CalendarHistory, today: date
) -> Right:
    used = _used(case, rule, raised, point)
    arisen = Right(f"{rule.id}/{raised.number}/{point}", rule, raised, "open", point)
    right = _timed(case, arisen, days, today, used.on if used else None)
    promises = [
        last_on
        for number, last_on, points in case.promised.get(rule.id, ())
        if number >= raised.number and (not points or point in points)
    ]
    if promises:
        promised_on = max(promises)
        last_on = max(promised_on, right.last_on) if right.last_on else promised_on
        right = replace(right, promised_on=promised_on, last_on=last_on, needs="")
    if used is not None:
        is_late = bool(right.last_on and used.on > right.last_on)
        return replace(right, status="used late" if is_late else "used", used_on=used.on)
    if not case.points[point].can_go_on:
        return replace(right, status="gone")
    if right.needs:
        return replace(right, status="not determined")
    return replace(right, status="lapsed" if right.last_on and today > right.last_on else "open")


def _timed(
    case: Case, right: Right, days: CalendarHistory, today: date, used_on: date | None
) -> Right:
    if not right.rule.limit.is_stated:
        return right
    counted = runs_until(case, right.rule, right.arose, days, today, used_on)
    if counted is None:
        refs = right.rule.counted_from or ()
        return replace(right, needs=" or ".join(str(ref) for ref in refs) or "case.resumed")
    return replace(right, last_on=counted.last_on, count=counted)


def _used(case: Case, rule: RightRule, raised: Happening, point: str) -> Happening | None:
    for happening in case.happenings:
        is_use = happening.kind in ("stage.requested", "stage.passed-on")
        if (
            is_use
            and happening.about == rule.opens
            and point in happening.points
            and comes_after(raised, happening)
        ):
            return happening
    return None
