"""What the authority owes: every duty of a case, with its last day and how it stands.

In: a case, the calendars, the day it is asked. Out: duties, in the order they arose.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal, NamedTuple, TypeAlias

import msgspec

from reconvene.core.casefile.case import Case, Happening
from reconvene.core.duties.agreed import agreed_action, agreed_count, agreed_owners
from reconvene.core.duties.anchors import Count, anchor, calendar_for, count, extended, moment
from reconvene.core.duties.arising import Arisen, arisen
from reconvene.core.duties.ending import what_meets, why_not_owed
from reconvene.core.procedure.duties import DutyRule
from reconvene.core.workdays import CalendarHistory, WorkingCalendar, act_by

DutyStatus: TypeAlias = Literal[
    "open", "overdue", "met", "met late", "not determined", "no longer owed"
]


class Duty(msgspec.Struct, frozen=True):
    """
    One thing the authority owes, or owed.

    `last_on` is None where no limit is stated, or while it cannot be told (`needs` says why).
    `act_on` is the last working day on or before it. `target_on` is the authority's own aim.
    `why_not` says why a duty is no longer owed. `owners` are roles; `owner` a person, where the
    case names one for the first of those roles. `what` says what was agreed with the family,
    where the duty is to do it.
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
    what: str = ""

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to do something about it."""
        return self.status in ("open", "overdue", "not determined")

    @property
    def has_limit(self) -> bool:
        """Tell whether it has a last day, or will: by the procedure, or because one was agreed."""
        return self.rule.limit.is_stated or self.last_on is not None


class _Times(NamedTuple):
    """Every day of a duty; `needs` says what is missing where its last day cannot be told."""

    last_on: date | None = None
    last_at: datetime | None = None
    act_on: date | None = None
    target_on: date | None = None
    needs: str = ""
    counted: Count | None = None
    target_counted: Count | None = None


def duties(case: Case, days: CalendarHistory, today: date) -> tuple[Duty, ...]:
    """
    Return every duty that ever arose in a case, in the order of the definition, then of arising.

    Args:
        case: The state of the case.
        days: Every version of the authority's calendar.
        today: The London day it is asked; nothing after it is known.
    """
    return tuple(
        _stand(case, one, what_meets(case, one), days, today) for one in arisen(case, days, today)
    )


def open_duties(case: Case, days: CalendarHistory, today: date) -> tuple[Duty, ...]:
    """
    Return the duties somebody still has to do something about, as `duties` orders them.

    Those settled, whatever their dates, are passed over before anything is counted.
    """
    found = []
    for one in arisen(case, days, today):
        meeting = what_meets(case, one)
        if not _is_settled(case, one, meeting):
            duty = _stand(case, one, meeting, days, today)
            if duty.is_open:
                found.append(duty)
    return tuple(found)


def _is_settled(case: Case, one: Arisen, meeting: list[Happening]) -> bool:
    """Tell whether a duty is met, or no longer owed, without counting a day."""
    if meeting:
        return any(met.kind != "meeting.declined" for met in meeting)
    return why_not_owed(case, one) != ""


def _stand(
    case: Case, one: Arisen, meeting: list[Happening], days: CalendarHistory, today: date
) -> Duty:
    for met in meeting:
        times = _timed(case, one, days, today, met.on)
        if not _was_offered_late(case, met, times.last_on):
            is_late = bool(times.last_on and met.on > times.last_on)
            return _duty(case, one, times, "met late" if is_late else "met", met_on=met.on)
    times = _timed(case, one, days, today, None)
    gone = why_not_owed(case, one)
    if gone:
        return _duty(case, one, times, "no longer owed", why_not=gone)
    if times.needs:
        return _duty(case, one, times, "not determined")
    is_over = bool(times.last_on and today > times.last_on)
    return _duty(case, one, times, "overdue" if is_over else "open")


def _duty(  # noqa: PLR0917 - what a duty is made of
    case: Case,
    one: Arisen,
    times: _Times,
    status: DutyStatus,
    met_on: date | None = None,
    why_not: str = "",
) -> Duty:
    rule, raised, person = one
    action = agreed_action(case, one)
    owners = agreed_owners(case, rule, action) if action else rule.owner
    bound = case.roles.get(owners[0])
    return Duty(
        key=_key(one),
        rule=rule,
        arose=raised,
        status=status,
        owners=owners,
        owner=bound.id if bound else "",
        points=raised.points,
        child=raised.child,
        agency=raised.agency,
        person=person,
        last_on=times.last_on,
        last_at=times.last_at,
        act_on=times.act_on,
        target_on=times.target_on,
        met_on=met_on,
        needs=times.needs,
        why_not=why_not,
        count=times.counted,
        target_count=times.target_counted,
        what=action.what if action else "",
    )


def _key(one: Arisen) -> str:
    """A name for a duty that stays the same for as long as the record does."""
    rule, raised, person = one
    by_point = raised.points if rule.for_each == "point" else ()
    action = raised.about or "" if rule.as_agreed else ""
    scope = (*by_point, action, raised.child, raised.agency, person)
    return "/".join((rule.id, str(raised.number), *filter(None, scope)))


def _was_offered_late(case: Case, met: Happening, last_on: date | None) -> bool:
    """
    Tell whether a meeting was declined for a date that was itself past the last day.

    A date offered in time and declined is the family's own; one offered too late excuses nobody.
    Source: reading R-008.
    """
    if met.kind != "meeting.declined" or last_on is None:
        return False
    state = case.meetings.get(met.about or "")
    offer = state.offer_before(met.number) if state else None
    return offer is not None and offer.for_on is not None and offer.for_on > last_on


def _timed(
    case: Case, one: Arisen, days: CalendarHistory, today: date, met_on: date | None
) -> _Times:
    rule = one.rule
    action = agreed_action(case, one)
    if action and action.by_on:
        return _agreed(action.by_on, calendar_for(days, met_on, today))
    if not rule.is_timed:
        return _UNTIMED
    calendar = calendar_for(days, met_on, today)
    start = anchor(case, one.raised, rule)
    aim = None
    if rule.local_target and start:
        aim = count(case, start, rule.local_target, calendar, "stay", met_on)
    target_on = aim.last_on if aim else None
    if not rule.limit.is_stated:
        return _Times(target_on=target_on, target_counted=aim)
    if start is None:
        needs = " or ".join(str(ref) for ref in rule.counted_from or ())
        return _Times(target_on=target_on, needs=needs, target_counted=aim)
    counted = count(case, start, rule.limit, calendar, rule.roll, met_on)
    if rule.extension and counted is not None:
        times = case.extended.get((rule.id, ""), 0)
        counted = extended(case, counted, rule.extension.by, times, met_on)
    if counted is None:
        needs = "case.resumed" if case.is_suspended else "hour"
        return _Times(target_on=target_on, needs=needs, target_counted=aim)
    last_on = counted.last_on
    return _Times(
        last_on=last_on,
        last_at=moment(start, rule.limit),
        act_on=act_by(last_on, calendar),
        target_on=target_on,
        counted=counted,
        target_counted=aim,
    )


def _agreed(by_on: date, calendar: WorkingCalendar) -> _Times:
    counted = agreed_count(by_on, calendar)
    return _Times(last_on=by_on, act_on=act_by(by_on, calendar), counted=counted)


_UNTIMED = _Times()


def met_by_letter(owed: Iterable[Duty], letter: str) -> tuple[Duty, ...]:
    """Return those of some duties that a letter meets once it leaves, in order; may be empty."""
    return tuple(
        duty
        for duty in owed
        if any(one.kind == "letter.sent" and one.about == letter for one in duty.rule.met_by)
    )
