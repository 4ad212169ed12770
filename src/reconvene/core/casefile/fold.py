"""Events folded into the state of a case.

In: a definition and the events of one case, in order. Out: a `Case`.
Each kind of entry has one small function in a table; what follows from it is emitted as happenings.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from reconvene.core.casefile import (
    folding_after,
    folding_contacts,
    folding_outgoing,
    folding_panels,
    folding_papers,
    folding_points,
    folding_talk,
)
from reconvene.core.casefile.case import CHAIR_ROLE, Case, Choice, LateChoice
from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.homes import home
from reconvene.core.casefile.papers import Bundle
from reconvene.core.casefile.steps import emit, open_stage, tell
from reconvene.core.procedure.definition import Definition
from reconvene.core.record import interests, opening, stages
from reconvene.core.record.after import CaseMoved, EntryCorrected
from reconvene.core.record.event import KINDS, Event
from reconvene.core.record.papers import BundleMade
from reconvene.core.record.payload import Payload

P = TypeVar("P", bound=Payload)
Step = Callable[[Case, Event, P], None]


def fold(definition: Definition, events: Sequence[Event]) -> Case:
    """
    Return the state of a case after these events.

    Args:
        definition: The version the case runs under (see `procedure_of`).
        events: All of one case, numbered from 1, in order. May be empty.
    """
    case = Case(definition)
    for event in effective(events):
        take(case, event)
    return case


def fold_on(case: Case, events: Sequence[Event]) -> Case:
    """
    Return the state after these events, given the state after some first ones of them.

    The same as folding them all under the definition the state had, only quicker; the state given
    is used up. A correction reaches back, so that then everything is folded anew.
    """
    added = events[case.length :]
    if any(isinstance(event.data, EntryCorrected) for event in added):
        return fold(case.definition, events)
    for event in added:
        take(case, event)
    return case


def take(case: Case, event: Event) -> None:
    """Take a state one event on; the event must hold as it is (see `corrections`)."""
    before = folding_talk.with_points(case)
    STEPS[event.kind](case, event, event.data)
    folding_talk.end_what_is_left(case, event, before)
    case.length = event.number
    if case.last_happened_on is None or event.happened_on > case.last_happened_on:
        case.last_happened_on = event.happened_on


def procedure_of(events: Sequence[Event]) -> str | None:
    """Return the version a case runs under ("sp-cpc/1"): as it began, or as it was last moved."""
    found = None
    for event in effective(events):
        if isinstance(event.data, opening.ComplaintReceived):
            found = event.data.procedure
        elif isinstance(event.data, CaseMoved):
            found = event.data.to
    return found


def _received(case: Case, event: Event, data: opening.ComplaintReceived) -> None:
    case.received, case.received_on = data, event.happened_on
    conference = data.conference
    if conference.chair:
        case.roles[conference.chair.role or CHAIR_ROLE] = conference.chair
        case.took_part.setdefault("conference", set()).add(conference.chair.id)
    emit(case, event, "conference.took-place", on=conference.held_on)
    if conference.review_due_on:
        emit(case, event, "review.due", on=conference.review_due_on)
    emit(case, event, "first.contact", on=case.lodged_on)
    for point in data.points:
        folding_points.take_up(case, event, point)
    emit(case, event, "complaint.received", points=tuple(case.points))


def _confirmed(case: Case, event: Event, data: opening.ComplaintConfirmed) -> None:
    case.confirmed_on = event.happened_on
    tell(case, event)


def _standing(case: Case, event: Event, data: opening.StandingDecided) -> None:
    case.standing = Choice(data.accepted, event.happened_on, data.decided_by, data.reasons)
    emit(case, event, "standing.accepted" if data.accepted else "standing.refused")
    if not data.accepted:
        folding_points.end_all(case, event, "not taken on")


def _lateness(case: Case, event: Event, data: opening.LatenessDecided) -> None:
    """Only on the right to complain can a decision be about some points: those that wait for it."""
    is_lodging = data.right == case.definition.lodging.id
    points = data.points if is_lodging else ()
    choice = Choice(data.accepted, event.happened_on, data.decided_by, data.reasons)
    decided_on = points or _decided_on(case, data)
    concerns = decided_on or tuple(case.points)
    case.late_choices.append(LateChoice(data.right, points, choice, concerns, event.number))
    kind = "lateness.accepted" if data.accepted else "lateness.refused"
    emit(case, event, kind, about=data.right, points=decided_on)
    if points:
        folding_points.decide_waiting(case, event, points, accepted=data.accepted)
        return
    case.lateness[data.right] = choice
    if is_lodging:
        if not data.accepted:
            folding_points.end_all(case, event, "not taken on")
        return
    opens = case.definition.right(data.right).opens
    for stage, names, _number in [one for one in case.pending if one[0] == opens]:
        if data.accepted:
            for name in names:
                folding_points.take_up_again(case.points[name])
            open_stage(case, event, stage, names)
    case.pending = [one for one in case.pending if one[0] != opens]


def _decided_on(case: Case, data: opening.LatenessDecided) -> tuple[str, ...]:
    """
    The points a decision on something late is about as a whole; empty for all of them.

    A complaint taken on leaves the points that wait for a decision of their own.
    """
    if data.right != case.definition.lodging.id:
        opens = case.definition.right(data.right).opens
        return tuple(name for stage, names, _ in case.pending if stage == opens for name in names)
    if not data.accepted or not case.waiting_points():
        return ()
    return tuple(point.id for point in case.points.values() if point.status != "waiting")


def _supporter_named(case: Case, event: Event, data: opening.SupporterNamed) -> None:
    case.supporters[data.name] = data.kind
    tell(case, event)


def _supporter_ended(case: Case, event: Event, data: opening.SupporterEnded) -> None:
    case.supporters.pop(data.name, None)


def _role_assigned(case: Case, event: Event, data: opening.RoleAssigned) -> None:
    case.roles[data.role] = data.person
    tell(case, event)


def _declared(case: Case, event: Event, data: interests.InterestDeclared) -> None:
    """Keep the first tie of each person; that somebody says there is none takes none away."""
    tell(case, event)
    if data.tie == interests.NO_TIE:
        return
    is_new = data.person.id not in case.ties
    case.ties.setdefault(data.person.id, data.tie)
    folding_panels.taint(case, data.person.id)
    if is_new and has_part(case, data.person.id):
        emit(case, event, "tie.found", person=data.person.id)


def _home_noted(case: Case, event: Event, data: interests.HomeNoted) -> None:
    case.homes[data.who] = home(data.postcode, data.house)
    tell(case, event)


def _bundle_made(case: Case, event: Event, data: BundleMade) -> None:
    case.bundles.append(Bundle(data, event.happened_on, event.number))
    tell(case, event)


def has_part(case: Case, person: str) -> bool:
    """Tell whether somebody holds a role of a case, or sits on a panel of it."""
    bound = {holder.id for holder in case.roles.values()}
    return person in bound or any(person in panel.appointed for panel in case.panels.values())


def _requested(case: Case, event: Event, data: stages.StageRequested) -> None:
    if data.is_late and data.stage not in _accepted_late(case):
        case.pending.append((data.stage, data.points, event.number))
        emit(case, event, "stage.requested", about=data.stage, points=data.points, opens=False)
        emit(case, event, "request.late", about=data.stage, points=data.points)
        return
    for name in data.points:
        folding_points.take_up_again(case.points[name])
    emit(case, event, "stage.requested", about=data.stage, points=data.points)


def _passed_on(case: Case, event: Event, data: stages.StagePassedOn) -> None:
    for name in data.points:
        folding_points.take_up_again(case.points[name])
    tell(case, event)


def _accepted_late(case: Case) -> set[str | None]:
    return {right.opens for right in case.definition.rights if right.late.rule == "accept"}


def _just_tell(case: Case, event: Event, data: Payload) -> None:
    tell(case, event)


STEPS: dict[str, Step[Any]] = {
    "complaint.received": _received,
    "complaint.confirmed": _confirmed,
    "standing.decided": _standing,
    "lateness.decided": _lateness,
    "assistance.given": _just_tell,
    "supporter.named": _supporter_named,
    "supporter.ended": _supporter_ended,
    "advocate.offered": _just_tell,
    "role.assigned": _role_assigned,
    "date.noted": _just_tell,
    "interest.declared": _declared,
    "home.noted": _home_noted,
    "stage.requested": _requested,
    "stage.passed-on": _passed_on,
    "notice.given": _just_tell,
    "task.done": _just_tell,
    "bundle.made": _bundle_made,
    **folding_points.STEPS,
    **folding_talk.STEPS,
    **folding_contacts.STEPS,
    **folding_outgoing.STEPS,
    **folding_panels.STEPS,
    **folding_papers.STEPS,
    **folding_after.STEPS,
}

assert set(STEPS) == set(KINDS), f"STEPS, for each kind of entry: {set(STEPS) ^ set(KINDS)}"
