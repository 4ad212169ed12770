"""Fold steps for what comes after, and for the case as a whole.

In: a case being folded and an event. Out: the case, further on.
"""

from typing import Any

from reconvene.core.casefile.case import RECONVENED_CHAIR_ROLE, Case, Concern, LaterConference
from reconvene.core.casefile.steps import emit, tell
from reconvene.core.record import after
from reconvene.core.record.event import Event
from reconvene.core.record.payload import Payload


def _later(case: Case, conference: str) -> LaterConference:
    return case.conferences.setdefault(conference, LaterConference())


def _concern(case: Case, event: Event, data: after.ConcernCommunicated) -> None:
    case.concerns.append(
        Concern(data.agency, data.to, data.text, data.theme, event.happened_on, event.number)
    )
    tell(case, event)


def _acknowledged(case: Case, event: Event, data: after.LearningAcknowledged) -> None:
    """An agency's answer is to all that it was told by then and had not answered."""
    for told in case.concerns:
        if told.agency == data.agency and told.acknowledged_on is None:
            told.acknowledged_on, told.by, told.does = event.happened_on, data.by, data.does
    tell(case, event)


def _arranged(case: Case, event: Event, data: after.ConferenceArranged) -> None:
    """Only those who come new are to be briefed: nobody who was expected before, or knows already."""
    state = _later(case, data.conference)
    asked = case.by_kind.get(("attendee.expected", data.conference), ())
    before = {*state.briefed, *(one.person for one in asked)}
    state.planned_on, state.chair, state.expected = data.for_on, data.chair, data.expected
    if case.definition.by_id["conferences"][data.conference].kind == "reconvened":
        case.roles[RECONVENED_CHAIR_ROLE] = data.chair
    tell(case, event)
    emit(case, event, "conference.planned", about=data.conference, on=data.for_on)
    for person in data.expected:
        if person.id in before:
            continue
        emit(case, event, "attendee.expected", about=data.conference, person=person.id)


def _briefed(case: Case, event: Event, data: after.AttendeeBriefed) -> None:
    state = _later(case, data.conference)
    for person in data.everybody:
        state.briefed[person] = data.how
        emit(case, event, event.kind, about=data.conference, person=person)


def _held(case: Case, event: Event, data: after.ConferenceHeld) -> None:
    state = _later(case, data.conference)
    state.held_on, state.decided = event.happened_on, data.decided
    case.reviewed_on = max(case.reviewed_on or event.happened_on, event.happened_on)
    emit(case, event, event.kind, about=data.conference)


def _challenge(case: Case, event: Event, data: after.ChallengeRaised) -> None:
    case.challenges[data.body] = ""
    tell(case, event)


def _challenge_decided(case: Case, event: Event, data: after.ChallengeDecided) -> None:
    case.challenges[data.body] = data.outcome
    tell(case, event)


def _suspended(case: Case, event: Event, data: after.CaseSuspended) -> None:
    case.paused.append((event.happened_on, None))
    tell(case, event)


def _resumed(case: Case, event: Event, data: after.CaseResumed) -> None:
    case.paused[-1] = (case.paused[-1][0], event.happened_on)
    tell(case, event)


def _extended(case: Case, event: Event, data: after.LimitExtended) -> None:
    key = (data.duty, data.point)
    case.extended[key] = case.extended.get(key, 0) + 1
    tell(case, event)


def _closed(case: Case, event: Event, data: after.CaseClosed) -> None:
    case.closed_on, case.closed_by = event.happened_on, event.number
    tell(case, event)


def _reopened(case: Case, event: Event, data: after.CaseReopened) -> None:
    case.closed_on, case.closed_by = None, 0
    tell(case, event)


def _nothing(case: Case, event: Event, data: Payload) -> None:
    """A move to another version, or a correction, shows in which events hold; nothing to add."""


STEPS: dict[str, Any] = {
    "concern.communicated": _concern,
    "learning.acknowledged": _acknowledged,
    "conference.arranged": _arranged,
    "attendee.briefed": _briefed,
    "conference.held": _held,
    "challenge.raised": _challenge,
    "challenge.decided": _challenge_decided,
    "case.suspended": _suspended,
    "case.resumed": _resumed,
    "limit.extended": _extended,
    "case.closed": _closed,
    "case.reopened": _reopened,
    "case.moved": _nothing,
    "entry.corrected": _nothing,
}
