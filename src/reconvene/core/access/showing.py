"""What of a case is shown to somebody: which entries, and the state with everything else left out.

In: who asks and a matter. Out: entries and a state to read, never to judge an act by.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import replace

import msgspec

from reconvene.core.access.asking import Purpose, See, Sight, Viewer
from reconvene.core.access.matter import Matter
from reconvene.core.access.meeting_sights import places_seen, states_without_place, without_place
from reconvene.core.access.parts import weighs
from reconvene.core.access.put_to_them import put_to_them, shown_to_them
from reconvene.core.access.reach import reach
from reconvene.core.access.subject import subject_of
from reconvene.core.casefile.case import (
    Case,
    GateState,
    LaterConference,
    Made,
    PanelState,
    PointState,
)
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.compartments import OF_CONTACT, OF_DELIBERATION
from reconvene.core.record.event import Event
from reconvene.core.record.opening import ComplaintReceived
from reconvene.core.record.panels import Details
from reconvene.core.record.papers import PackMade, RedactionMade
from reconvene.core.record.payload import Payload

NOT_SHOWN = "Not shown to you"


class Withheld(Payload, frozen=True, kw_only=True):
    """Stands in the place of what an entry says, for somebody who may not see it. Never stored."""


def shown(
    viewer: Viewer, matter: Matter, purpose: Purpose = Purpose.WORK
) -> tuple[tuple[Event, ...], Case]:
    """
    Return the entries of a case, and its state, as somebody may see them.

    Entries are withheld, which tells their kind and when they were recorded; from somebody
    complained of they are left out altogether.
    """
    subject = subject_of(matter)
    places = places_seen(viewer, matter, purpose)
    if subject is not None and subject.id == viewer.id:
        put = shown_to_them(matter, subject)
        case = put_to_them(matter, subject)
        case.meetings = states_without_place(case.meetings, places)
        return tuple(without_place(matter, event, places) for event in put), case
    apart = [sight for sight in Sight if sight is not Sight.DELIBERATION]
    sees = frozenset(sight for sight in apart if reach(viewer, matter, See(sight), purpose))
    weighed = {about: weighs(viewer, matter, about) for about in _weighing(matter)}
    events = tuple(
        without_place(matter, _shown(viewer, matter, event, sees, weighed), places)
        for event in matter.events
    )
    case = _state(viewer, matter, sees, weighed)
    case.meetings = states_without_place(case.meetings, places)
    return events, case


def _weighing(matter: Matter) -> tuple[str, ...]:
    known = matter.definition.by_id
    return (*known["panels"], *known["gates"])


def _shown(
    viewer: Viewer,
    matter: Matter,
    event: Event,
    sees: frozenset[Sight],
    weighed: Mapping[str, bool],
) -> Event:
    is_own = event.actor == viewer.id
    if not is_own and not _may_see(_corrected(matter, event), sees, weighed):
        return msgspec.structs.replace(event, data=Withheld())
    if Sight.CONTACT in sees or (is_own and _is_as_they_wrote_it(matter, event)):
        return event
    return without_contact(event)


def _is_as_they_wrote_it(matter: Matter, event: Event) -> bool:
    """Tell whether an entry is a complaint that nobody has put right, and so holds as it stands."""
    return isinstance(event.data, ComplaintReceived) and not any(
        isinstance(one.data, EntryCorrected) and one.data.entry == event.number
        for one in matter.events
    )


def without_contact(event: Event) -> Event:
    """
    Return an entry without how to reach the family safely; one that does not say it as it is.

    A correction holds the whole complaint, so it may say it too, even to who made the correction.
    """
    match event.data:
        case ComplaintReceived():
            data: Payload = msgspec.structs.replace(event.data, safe_contact="")
        case EntryCorrected(data=dict() as held):
            rest = {name: value for name, value in held.items() if name != "safe_contact"}
            data = msgspec.structs.replace(event.data, data=rest)
        case RedactionMade():
            data = _without_words(event.data)
        case PackMade():  # what stays out of a pack tells which letter says where somebody is
            data = msgspec.structs.replace(event.data, left_out=(), parts=())
        case _:
            return event
    return msgspec.structs.replace(event, data=data)


def _without_words(made: RedactionMade) -> RedactionMade:
    """Return a redacted version without the words that had to go: they may say where somebody is."""
    return msgspec.structs.replace(made, gone=())


def _corrected(matter: Matter, event: Event) -> Event:
    """Return the entry that a correction is about, which it lies with; any other as it is."""
    while isinstance(event.data, EntryCorrected):
        event = matter.events[event.data.entry - 1]
    return event


def _may_see(event: Event, sees: frozenset[Sight], weighed: Mapping[str, bool]) -> bool:
    if event.kind in OF_CONTACT:
        return Sight.CONTACT in sees
    if event.kind in OF_DELIBERATION:
        about = getattr(event.data, "gate", "") or getattr(event.data, "panel", "")
        return weighed.get(about, False)
    return Sight.STORY in sees


def _state(
    viewer: Viewer, matter: Matter, sees: frozenset[Sight], weighed: Mapping[str, bool]
) -> Case:
    case = copy(matter.case)
    own = frozenset(event.number for event in matter.events if event.actor == viewer.id)
    if Sight.CONTACT not in sees and case.received is not None:
        case.received = msgspec.structs.replace(case.received, safe_contact="")
        case.supporters, case.homes, case.contacts, case.outgoing = {}, {}, {}, {}
        case.redactions = {
            paper: one._replace(data=_without_words(one.data))
            for paper, one in case.redactions.items()
        }
        case.confidential = {}
    case.panels = {
        name: state if weighed.get(name) else _unweighed(state, own)
        for name, state in case.panels.items()
    }
    case.points = {name: _point(matter, point, weighed, own) for name, point in case.points.items()}
    return case if Sight.STORY in sees else _without_story(case)


def _unweighed(state: PanelState, own: frozenset[int]) -> PanelState:
    """Return a panel without what it weighs: of a sitting that has ended, what was carried."""
    is_sitting = state.open_sitting is not None
    made = [
        one if one.number in own else _without_votes(one)
        for one in state.made
        if one.number in own or (one.is_carried and not (is_sitting and _is_last(state, one)))
    ]
    return replace(state, made=made)


def _is_last(state: PanelState, made: Made) -> bool:
    return made.sitting == len(state.sittings)


def _without_votes(made: Made) -> Made:
    put = msgspec.structs.replace(
        made.put, votes_for=(), against=(), abstained=(), others_present=(), dissent=""
    )
    return replace(made, put=put)


def _point(
    matter: Matter, point: PointState, weighed: Mapping[str, bool], own: frozenset[int]
) -> PointState:
    """Return a point without what was weighed at a gate whose stage has not ended for it."""
    gates = {
        name: state if weighed.get(name) or _is_told(matter, point, name) else GateState()
        for name, state in point.gates.items()
    }
    return replace(point, gates=gates)


def _is_told(matter: Matter, point: PointState, gate: str) -> bool:
    passage = point.stages.get(matter.definition.gate(gate).stage)
    return passage is not None and passage.closed_on is not None


def _without_story(case: Case) -> Case:
    """Return a state of which only headings are left: where it is, and no words of anybody."""
    case.points = {
        name: replace(
            point,
            words=NOT_SHOWN,
            wrong="",
            evidence="",
            answers=[],
            results={},
            earlier_results=[],
        )
        for name, point in case.points.items()
    }
    case.received = case.received and _without_names(case.received)
    case.lateness, case.standing, case.actions, case.papers = {}, None, {}, {}
    case.concerns = []
    case.redactions = {}
    case.bundles = []
    case.panels = {name: _without_details(state) for name, state in case.panels.items()}
    case.conferences = {name: _without_people(one) for name, one in case.conferences.items()}
    return case


def _without_details(state: PanelState) -> PanelState:
    """Return a panel of whose decisions only their names are left."""
    made = [
        replace(one, put=msgspec.structs.replace(one.put, details=Details())) for one in state.made
    ]
    return replace(state, made=made)


def _without_people(later: LaterConference) -> LaterConference:
    """Return a later conference without what people are called who come to it, or what it decided."""
    expected = tuple(msgspec.structs.replace(person, name="") for person in later.expected)
    return replace(later, expected=expected, decided="")


def _without_names(received: ComplaintReceived) -> ComplaintReceived:
    """Return a complaint of which only days and places are left."""
    who = msgspec.structs.replace(
        received.complainant, name=NOT_SHOWN, relation="", authority="", born_on=None
    )
    children = tuple(
        msgspec.structs.replace(child, name="", decision=None, category="")
        for child in received.conference.children
    )
    return msgspec.structs.replace(
        received,
        complainant=who,
        conference=msgspec.structs.replace(received.conference, children=children),
        points=(),
        seeks="",
        adjustments="",
        interpreter="",
    )
