"""What somebody complained of is shown: the points put to them, what they need to answer, their own.

In: a matter and who is complained of. Out: entries and a state to read.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec

from reconvene.core.access.matter import Matter
from reconvene.core.access.subject import Subject, chairs_again, stages_answered_by
from reconvene.core.casefile.case import Case, Choice, Happening, LateChoice, PointState
from reconvene.core.casefile.meetings import MeetingState
from reconvene.core.conduct.context import stage_of_act
from reconvene.core.record.after import (
    AttendeeBriefed,
    ConferenceArranged,
    ConferenceHeld,
    EntryCorrected,
)
from reconvene.core.record.event import Event, payload, subject
from reconvene.core.record.exchange import (
    MeetingCancelled,
    MeetingDeclined,
    MeetingHeld,
    MeetingOffered,
)
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.payload import Payload
from reconvene.core.record.points import PointAdded


def shown_to_them(matter: Matter, them: Subject) -> tuple[Event, ...]:
    """Return the entries somebody complained of may read, in order; the others are left out."""
    put = _points_put(matter, them)
    found = (_as_put(matter, them, event, put) for event in matter.events)
    return tuple(event for event in found if event is not None)


def put_to_them(matter: Matter, them: Subject) -> Case:
    """
    Return the state of a case as far as it concerns what was put to them.

    It is made anew of what they may see, so whatever else a case comes to hold is not shown. That
    it is closed stays only as the end of what they owed.
    """
    whole = matter.case
    here = stages_answered_by(matter.definition, them.role)
    put = _points_put(matter, them)
    case = Case(
        definition=whole.definition,
        length=whole.length,
        received=whole.received and _complaint(whole.received, put),
        received_on=whole.received_on,
        confirmed_on=whole.confirmed_on,
        points={
            name: _point(point, here, them) for name, point in whole.points.items() if name in put
        },
        roles={role: held for role, held in whole.roles.items() if held.id == them.id},
        standing=_without_reasons(whole.standing),
        lateness={
            right: stripped
            for right, choice in whole.lateness.items()
            if (stripped := _without_reasons(choice))
        },
        late_choices=list(_late_choices(whole.late_choices, put)),
        meetings={
            name: _meeting(held)
            for name, held in whole.meetings.items()
            if matter.definition.stage_of_meeting(name).id in here
        },
        senders={letter: by for letter, by in whole.senders.items() if by.id == them.id},
        took_part={
            stage: {them.id} for stage, people in whole.took_part.items() if them.id in people
        },
        conferences={
            name: later
            for name, later in whole.conferences.items()
            if _is_theirs_to_chair(matter, them, name)
        },
        paused=whole.paused,
        extended=whole.extended,
        closed_by=whole.closed_by,
    )
    numbers = frozenset(event.number for event in shown_to_them(matter, them))
    _keep_happenings(case, whole, numbers, here, put)
    return case


def _late_choices(choices: Iterable[LateChoice], put: frozenset[str]) -> Iterator[LateChoice]:
    """Yield what was chosen about points put to them that came late, without the reasons."""
    for one in choices:
        concerns = tuple(point for point in one.concerns if point in put)
        if concerns:
            points = tuple(point for point in one.points if point in put)
            choice = replace(one.choice, reasons="")
            yield one._replace(points=points, concerns=concerns, choice=choice)


def _points_put(matter: Matter, them: Subject) -> frozenset[str]:
    """The points that have stood at a stage they answer at."""
    here = stages_answered_by(matter.definition, them.role)
    points = matter.case.points.values()
    return frozenset(point.id for point in points if here & set(point.stages))


def _as_put(matter: Matter, them: Subject, event: Event, put: frozenset[str]) -> Event | None:
    if isinstance(event.data, ComplaintReceived):
        return msgspec.structs.replace(event, data=_complaint(event.data, put))
    if event.actor == them.id:
        return _own(matter, event, put)
    if isinstance(event.data, PointAdded):
        return event if event.data.point.id in put else None
    if _is_their_meeting(matter, them, event):
        return msgspec.structs.replace(event, data=_without_the_familys_reasons(event.data))
    return event if _is_their_conference(matter, them, event) else None


def _own(matter: Matter, event: Event, put: frozenset[str]) -> Event:
    """
    Return what they recorded; where it puts a complaint right, what they see of a complaint.

    What puts a meeting right holds all that is said of it, so it may say what others put there.
    """
    match event.data:
        case EntryCorrected(data=dict() as held) if _is_of_the_complaint(matter, event.data):
            said = payload("complaint.received", held)
            assert isinstance(said, ComplaintReceived)
            seen = msgspec.to_builtins(_complaint(said, put))
            return msgspec.structs.replace(
                event, data=msgspec.structs.replace(event.data, data=seen)
            )
        case EntryCorrected(data=dict() as held) if (kind := _kind_of(matter, event.data)) in _SAID:
            bare = _without_the_familys_reasons(payload(kind, held))
            seen = msgspec.to_builtins(bare)
            return msgspec.structs.replace(
                event, data=msgspec.structs.replace(event.data, data=seen)
            )
        case _:
            return event


_SAID = frozenset({"meeting.offered", "meeting.declined", "meeting.cancelled", "meeting.held"})


def _kind_of(matter: Matter, correction: EntryCorrected) -> str:
    return matter.events[correction.entry - 1].kind


def _without_the_familys_reasons(data: Payload) -> Payload:
    """
    Return an entry about a meeting without what the family gave as its reasons, or needs.

    Why they said no, why they or somebody else stayed away, why it was called off: each may be that
    whoever is complained of would have been there. Nobody tells them so.
    """
    if isinstance(data, MeetingOffered):
        return msgspec.structs.replace(data, avoid="", adjustments="", interpreter="")
    if isinstance(data, MeetingHeld):
        absent = tuple(msgspec.structs.replace(one, reason="") for one in data.absent)
        return msgspec.structs.replace(data, without_complainant="", absent=absent)
    assert isinstance(data, MeetingDeclined | MeetingCancelled), "every entry about a meeting"
    return msgspec.structs.replace(data, reason="")


def _meeting(state: MeetingState) -> MeetingState:
    """Return a meeting without the day on which its case ended; that it did is known to them."""
    acts = [
        act._replace(on=state.acts[at - 1].on) if act.kind == "ended" else act
        for at, act in enumerate(state.acts)
    ]
    return MeetingState(acts)


def _is_of_the_complaint(matter: Matter, correction: EntryCorrected) -> bool:
    return isinstance(matter.events[correction.entry - 1].data, ComplaintReceived)


def _is_their_meeting(matter: Matter, them: Subject, event: Event) -> bool:
    """Tell whether an entry is about a meeting at a stage they answer at, which they come to."""
    if not event.kind.startswith("meeting."):
        return False
    stage = stage_of_act(matter.definition, event.kind, subject(event.data) or "")
    return stage in stages_answered_by(matter.definition, them.role)


def _is_their_conference(matter: Matter, them: Subject, event: Event) -> bool:
    """Tell whether an entry is about a reconvened conference that they were given to chair."""
    of_conferences = isinstance(event.data, ConferenceArranged | AttendeeBriefed | ConferenceHeld)
    return of_conferences and _is_theirs_to_chair(matter, them, subject(event.data) or "")


def _is_theirs_to_chair(matter: Matter, them: Subject, conference: str) -> bool:
    rule = matter.definition.by_id["conferences"].get(conference)
    return rule is not None and rule.kind == "reconvened" and chairs_again(matter, them)


def _complaint(data: ComplaintReceived, put: frozenset[str]) -> ComplaintReceived:
    """Return a complaint with the points put to them, and nothing about reaching anybody."""
    conference = msgspec.structs.replace(
        data.conference, minutes_sent_to=(), attended=(), reported=(), parents_absent=()
    )
    return msgspec.structs.replace(
        data,
        complainant=msgspec.structs.replace(data.complainant, authority="", born_on=None),
        conference=conference,
        points=tuple(point for point in data.points if point.id in put),
        elsewhere=(),
        seeks="",
        adjustments="",
        interpreter="",
        safe_contact="",
        traits=(),
    )


def _point(point: PointState, here: frozenset[str], them: Subject) -> PointState:
    """Return a point as it was while it stood with them, with their own answers."""
    stages = {stage: passage for stage, passage in point.stages.items() if stage in here}
    is_here = point.stage in here
    return PointState(
        id=point.id,
        words=point.words,
        matter=point.matter,
        ground=point.ground,
        children=point.children,
        traits=point.traits,
        raised_on=point.raised_on,
        wrong=point.wrong,
        evidence=point.evidence,
        status=point.status if is_here else "live",
        ended_on=point.ended_on if is_here else None,
        stage=point.stage if is_here else list(stages)[-1],
        stages=stages,
        answers=[one for one in point.answers if one.by == them.id and one.stage in here],
        raised_late=point.raised_late,
    )


def _without_reasons(choice: Choice | None) -> Choice | None:
    return replace(choice, reasons="") if choice else None


def _keep_happenings(
    case: Case, whole: Case, numbers: frozenset[int], here: frozenset[str], put: frozenset[str]
) -> None:
    """Leave only what follows from entries that are shown, for points put to them, at their stages."""

    def left(found: Iterable[Happening]) -> list[Happening]:
        return [
            one._replace(points=tuple(point for point in one.points if point in put))
            for one in found
            if one.number in numbers
            and (not one.points or put & set(one.points))
            and (one.kind not in ("stage.opened", "stage.closed") or one.about in here)
        ]

    case.happenings = left(whole.happenings)
    found = {key: left(kept) for key, kept in whole.by_kind.items()}
    case.by_kind = {key: kept for key, kept in found.items() if kept}
