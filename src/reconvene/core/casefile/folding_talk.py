"""Fold steps about what passes between people: letters, documents, meetings.

In: a case being folded and an event. Out: the case, further on.
"""

from datetime import datetime, time
from typing import Any

from reconvene.core.casefile import folding_outgoing
from reconvene.core.casefile.case import COMPLAINANT_ROLE, Case
from reconvene.core.casefile.meetings import MeetingAct, MeetingState
from reconvene.core.casefile.steps import emit, tell
from reconvene.core.record import exchange
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Person
from reconvene.core.workdays import LONDON


def _letter(case: Case, event: Event, data: exchange.LetterSent) -> None:
    sender = data.sender or Person(id=event.actor, role=event.role)
    case.senders[data.letter] = sender
    stage = case.definition.letter(data.letter).stage
    if stage:
        case.took_part.setdefault(stage, set()).add(sender.id)
    for right, last_on in data.promised.items():
        case.promised.setdefault(right, []).append((event.number, last_on, data.points))
    if data.waits:
        folding_outgoing.wait(case, event, data)
    else:
        tell(case, event)


def _document(case: Case, event: Event, data: exchange.DocumentSent) -> None:
    emit(case, event, "document.sent", about=data.document, person=data.recipient)


def _withheld(case: Case, event: Event, data: exchange.DocumentWithheld) -> None:
    case.withheld[(data.document, data.recipient)] = data.reason


def _meeting(case: Case, meeting: str) -> MeetingState:
    return case.meetings.setdefault(meeting, MeetingState())


def _at_stage(case: Case, meeting: str) -> tuple[str, ...]:
    """The points a meeting is about: the live ones at its stage."""
    stage = case.definition.stage_of_meeting(meeting)
    return tuple(point.id for point in case.points_at(stage.id))


def _offered(case: Case, event: Event, data: exchange.MeetingOffered) -> None:
    _meeting(case, data.meeting).add(
        MeetingAct(
            event.happened_on, event.number, "offered", data.for_on, data.at, data.place, data.link
        )
    )
    points = _at_stage(case, data.meeting)
    tell(case, event, points=points)
    emit(
        case,
        event,
        "meeting.planned",
        about=data.meeting,
        on=data.for_on,
        points=points,
        at=_starts_at(data),
    )


def _starts_at(data: exchange.MeetingOffered) -> datetime | None:
    """The instant a meeting starts, where its hour was given ("14:30")."""
    if not data.at:
        return None
    return datetime.combine(data.for_on, time.fromisoformat(data.at), tzinfo=LONDON)


def _declined(case: Case, event: Event, data: exchange.MeetingDeclined) -> None:
    _meeting(case, data.meeting).add(MeetingAct(event.happened_on, event.number, "declined"))
    tell(case, event, points=_at_stage(case, data.meeting))


def _cancelled(case: Case, event: Event, data: exchange.MeetingCancelled) -> None:
    _meeting(case, data.meeting).add(MeetingAct(event.happened_on, event.number, "cancelled"))
    tell(case, event, points=_at_stage(case, data.meeting))


def _held(case: Case, event: Event, data: exchange.MeetingHeld) -> None:
    _meeting(case, data.meeting).add(
        MeetingAct(
            event.happened_on,
            event.number,
            "held",
            present=data.present,
            considered=data.considered,
        )
    )
    stage = case.definition.stage_of_meeting(data.meeting).id
    sat = case.took_part.setdefault(stage, set())
    sat.update(person.id for person in data.present if person.role != COMPLAINANT_ROLE)
    tell(case, event, points=_at_stage(case, data.meeting))


def with_points(case: Case) -> tuple[str, ...]:
    """Return the meetings that a date stands for and that points are still before; may be empty."""
    return tuple(
        name for name, state in case.meetings.items() if state.planned and _is_before(case, name)
    )


def end_what_is_left(case: Case, event: Event, before: tuple[str, ...]) -> None:
    """
    End each date that stands where its case was closed, or no point is before its meeting any more.

    `before` are the meetings that points were before until this event: a date that is offered once
    their answer has gone is somebody's own doing, and stands.
    """
    for name, state in case.meetings.items():
        is_left = name in before and not _is_before(case, name)
        if state.planned and (case.closed_on or is_left):
            state.end(event.happened_on, event.number)


def _is_before(case: Case, meeting: str) -> bool:
    stage = case.definition.stage_of_meeting(meeting).id
    return any(point.stages[stage].closed_on is None for point in case.points_at(stage))


STEPS: dict[str, Any] = {
    "letter.sent": _letter,
    "document.sent": _document,
    "document.withheld": _withheld,
    "meeting.offered": _offered,
    "meeting.declined": _declined,
    "meeting.cancelled": _cancelled,
    "meeting.held": _held,
}
