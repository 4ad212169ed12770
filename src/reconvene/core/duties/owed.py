"""What the authority owes: every duty of a case, with its last day and how it stands.

In: a case, the calendars, the day it is asked. Out: duties, in the order they arose.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.duties.anchors import (
    Count,
    anchor,
    calendar_for,
    comes_after,
    count,
    extended,
    moment,
    same_scope,
    triggers,
)
from reconvene.core.duties.conditions import applies
from reconvene.core.duties.held import lodging_limit
from reconvene.core.duties.recipients import recipients
from reconvene.core.procedure.duties import DutyRule
from reconvene.core.workdays import CalendarHistory, act_by

DutyStatus = Literal["open", "overdue", "met", "met late", "not determined", "no longer owed"]

# What was decided must still be told to whoever has to know it, even when a point then ends.
TELLING = frozenset(
    {"notice.given", "document.sent", "concern.communicated", "learning.acknowledged"}
)


@dataclass(frozen=True, slots=True)
class Duty:
    """
    One thing the authority owes, or owed.

    `last_on` is None where no limit is stated, or while it cannot be told (`needs` says why).
    `act_on` is the last working day on or before it. `target_on` is the authority's own aim.
    `why_not` says why a duty is no longer owed. `owners` are roles; `owner` a person, where the
    case names one for the first of those roles.
    """

    key: str
    rule: DutyRule
    arose: Happening
    status: DutyStatus
    owners: tuple[str, ...]
    owner: str = ""
    points: tuple[str, ...] = ()
    child: str = ""
    agency: str = ""
    person: str = ""
    last_on: date | None = None
    last_at: datetime | None = None
    act_on: date | None = None
    target_on: date | None = None
    met_on: date | None = None
    needs: str = ""
    why_not: str = ""
    count: Count | None = None
    target_count: Count | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do something about it."""
        return self.status in ("open", "overdue", "not determined")

    @property
    def has_limit(self) -> bool:
        return self.rule.limit.is_stated


def duties(case: Case, days: CalendarHistory, today: date) -> tuple[Duty, ...]:
    """
    Return every duty that ever arose in a case, in the order of the definition, then of arising.

    Args:
        case: The state of the case.
        days: Every version of the authority's calendar.
        today: The London day it is asked; nothing after it is known.
    """
    return tuple(
        _stand(case, rule, raised, person, days, today)
        for rule, raised, person in _arisen(case, days, today)
    )


def open_duties(case: Case, days: CalendarHistory, today: date) -> tuple[Duty, ...]:
    """
    Return the duties somebody still has to do something about, as `duties` orders them.

    Those settled, whatever their dates, are passed over before anything is counted.
    """
    standing = (
        _stand(case, rule, raised, person, days, today)
        for rule, raised, person in _arisen(case, days, today)
        if not _is_settled(case, rule, raised, person)
    )
    return tuple(duty for duty in standing if duty.is_open)


def _arisen(
    case: Case, days: CalendarHistory, today: date
) -> Iterator[tuple[DutyRule, Happening, str]]:
    """Every duty that ever arose: its rule, what raised it for whom, and the person it is for."""
    if not case.has_begun:
        return
    is_late = lodging_limit(case, days, today).status == "used late"
    for rule in case.definition.duties:
        for raised in triggers(case, rule.arises_from):
            arisen = [
                (rule, scoped, person)
                for scoped, person in _scopes(case, rule, raised)
                if applies(case, rule, scoped.points, is_late=is_late)
            ]
            yield from arisen
            if arisen and rule.for_each == "once":
                break


def _is_settled(case: Case, rule: DutyRule, raised: Happening, person: str) -> bool:
    """Tell whether a duty is met, or no longer owed, without counting a day."""
    meeting = _meeting(case, rule, raised, person)
    if any(met.kind != "meeting.declined" for met in meeting):
        return True
    return not meeting and bool(_why_not(case, rule, raised, person))


def _scopes(case: Case, rule: DutyRule, raised: Happening) -> list[tuple[Happening, str]]:
    """Return what one happening raises: one duty, or one per point, child or recipient."""
    if rule.for_each == "point":
        return [(raised._replace(points=(point,)), "") for point in raised.points]
    if rule.for_each == "child":
        named = (raised.child,) if raised.child else _children(case, raised.points)
        return [(raised._replace(child=child), "") for child in named]
    if rule.for_each == "recipient":
        return [(raised, person) for person in recipients(case, rule.recipients)]
    return [(raised, raised.person if rule.for_each == "person" else "")]


def _children(case: Case, points: tuple[str, ...]) -> tuple[str, ...]:
    concerned = [case.points[name] for name in points] or list(case.points.values())
    return tuple(dict.fromkeys(child for point in concerned for child in point.children))


def _stand(  # noqa: PLR0917 - what a duty stands on
    case: Case,
    rule: DutyRule,
    raised: Happening,
    person: str,
    days: CalendarHistory,
    today: date,
) -> Duty:
    duty = Duty(
        key="/".join(
            filter(None, (rule.id, str(raised.number), *_scope_key(rule, raised), person))
        ),
        rule=rule,
        arose=raised,
        status="open",
        owners=rule.owner,
        owner=_owner(case, rule),
        points=raised.points,
        child=raised.child,
        agency=raised.agency,
        person=person,
    )
    for met in _meeting(case, rule, raised, person):
        timed = _timed(case, replace(duty, met_on=met.on), days, today)
        if not _was_offered_late(case, met, timed):
            return replace(timed, status=_status(timed, met, today))
    duty = _timed(case, duty, days, today)
    gone = _why_not(case, rule, raised, person)
    if gone:
        return replace(duty, status="no longer owed", why_not=gone)
    return replace(duty, status=_status(duty, None, today))


def _scope_key(rule: DutyRule, raised: Happening) -> tuple[str, ...]:
    by_point = raised.points if rule.for_each == "point" else ()
    return (*by_point, raised.child, raised.agency)


def _owner(case: Case, rule: DutyRule) -> str:
    bound = case.roles.get(rule.owner[0])
    return bound.id if bound else ""


def _meeting(case: Case, rule: DutyRule, raised: Happening, person: str) -> list[Happening]:
    """What could meet a duty, earliest day first."""
    found = [
        other
        for other in triggers(case, rule.met_by)
        if comes_after(raised, other) and same_scope(raised, other, person)
    ]
    return sorted(found, key=lambda other: (other.on, other.number))


def _was_offered_late(case: Case, met: Happening, duty: Duty) -> bool:
    """
    Tell whether a meeting was declined for a date that was itself past the last day.

    A date offered in time and declined is the family's own; one offered too late excuses nobody.
    Source: reading R-008.
    """
    if met.kind != "meeting.declined" or duty.last_on is None:
        return False
    planned = [h for h in case.matching("meeting.planned", met.about) if h.number < met.number]
    return bool(planned) and planned[-1].on > duty.last_on


def _timed(case: Case, duty: Duty, days: CalendarHistory, today: date) -> Duty:
    rule = duty.rule
    calendar = calendar_for(days, duty.met_on, today)
    start = anchor(case, duty.arose, rule)
    if rule.local_target and start:
        aim = count(case, start, rule.local_target, calendar, "stay", duty.met_on)
        duty = replace(duty, target_on=aim.last_on if aim else None, target_count=aim)
    if not rule.limit.is_stated:
        return duty
    if start is None:
        return replace(duty, needs=" or ".join(str(ref) for ref in rule.counted_from or ()))
    counted = count(case, start, rule.limit, calendar, rule.roll, duty.met_on)
    if rule.extension and counted is not None:
        counted = extended(
            case, counted, rule.extension.by, case.extended.get((rule.id, ""), 0), duty.met_on
        )
    if counted is None:
        return replace(duty, needs="case.resumed" if case.is_suspended else "hour")
    last_on = counted.last_on
    return replace(
        duty,
        last_on=last_on,
        last_at=moment(start, rule.limit),
        act_on=act_by(last_on, calendar),
        count=counted,
    )


def _status(duty: Duty, met: Happening | None, today: date) -> DutyStatus:
    if met is not None:
        return "met late" if duty.last_on and met.on > duty.last_on else "met"
    if duty.needs:
        return "not determined"
    return "overdue" if duty.last_on and today > duty.last_on else "open"


def _why_not(case: Case, rule: DutyRule, raised: Happening, person: str) -> str:
    """Why a duty that was not met is no longer owed, as a stable code; empty while it is."""
    reason = case.withheld.get((rule.met_by[0].about or "", person))
    if reason:
        return f"withheld:{reason}"
    if rule.skips_author_of and _wrote(case, rule):
        return "own-letter"
    if rule.ceases_on and any(
        comes_after(raised, other) and same_scope(raised, other)
        for other in triggers(case, rule.ceases_on)
    ):
        return "ceased"
    if raised.points:
        ended = {case.points[name].status for name in raised.points}
        if ended <= _ending(rule):
            return min(ended)
    return "closed" if case.closed_by and raised.number < case.closed_by else ""


def _ending(rule: DutyRule) -> set[str]:
    """Ways a point can end that end a duty about it too."""
    if any(ref.kind in TELLING for ref in rule.met_by):
        return set()
    ending = {"withdrawn", "settled"}
    return ending | {"referred", "not taken on"} if rule.stage else ending


def _wrote(case: Case, rule: DutyRule) -> bool:
    """Tell whether the person a copy is due to sent that letter themselves."""
    sender = case.senders.get(rule.skips_author_of or "")
    notice = case.definition.by_id["notices"].get(rule.met_by[0].about or "")
    if sender is None or notice is None:
        return False
    bound = case.roles.get(notice.to)
    return sender.role == notice.to or bool(bound and bound.id == sender.id)
