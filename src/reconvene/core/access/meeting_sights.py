"""What somebody is shown of a meeting: whether it is there for them, and where it is held.

Where a family can be met is as good as where it can be found. So the place, and the link, are for
those who are shown how the family is reached, and for those who come by their role; in an emergency
for neither.

In: who asks, a matter, a meeting. Out: plain answers, and entries and states without the place.
"""

from collections.abc import Mapping
from typing import Any

import msgspec

from reconvene.core.access.asking import Purpose, See, Sight, Viewer
from reconvene.core.access.matter import Matter, roles_here
from reconvene.core.access.reach import reach
from reconvene.core.access.subject import stages_answered_by, subject_of
from reconvene.core.casefile.meetings import MeetingState
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import MeetingOffered

OF_PLACE = ("place", "link")
"""What an offer says of where a meeting is held."""


def meeting_is_there(
    viewer: Viewer, matter: Matter, meeting: str, purpose: Purpose = Purpose.WORK
) -> bool:
    """Tell whether a meeting of the procedure is there for somebody who is shown the case."""
    if meeting not in matter.definition.by_id["meetings"]:
        return False
    them = subject_of(matter)
    if them is None or them.id != viewer.id:
        return bool(reach(viewer, matter, See(Sight.STORY), purpose))
    here = stages_answered_by(matter.definition, them.role)
    is_put_to_them = bool(reach(viewer, matter, See(Sight.POINTS), purpose))
    return is_put_to_them and matter.definition.stage_of_meeting(meeting).id in here


def sees_place(
    viewer: Viewer, matter: Matter, meeting: str, purpose: Purpose = Purpose.WORK
) -> bool:
    """Tell whether somebody is shown where a meeting is held, and by which link."""
    if purpose is not Purpose.WORK or not meeting_is_there(viewer, matter, meeting):
        return False
    rules = matter.definition.meeting(meeting).attended_by
    come = {role for rule in rules for role in (*rule.all, *rule.any)}
    comes = not come.isdisjoint(roles_here(viewer, matter.case))
    return comes or bool(reach(viewer, matter, See(Sight.CONTACT)))


def places_seen(viewer: Viewer, matter: Matter, purpose: Purpose) -> Mapping[str, bool]:
    """Return of each meeting of the procedure whether somebody is shown where it is held."""
    meetings = matter.definition.by_id["meetings"]
    return {meeting: sees_place(viewer, matter, meeting, purpose) for meeting in meetings}


def without_place(matter: Matter, event: Event, seen: Mapping[str, bool]) -> Event:
    """Return an entry without where a meeting is held, unless that is shown; any other as it is."""
    match event.data:
        case MeetingOffered(meeting=meeting) if not seen.get(meeting):
            bare = msgspec.structs.replace(event.data, place="", link="")
            return msgspec.structs.replace(event, data=bare)
        case EntryCorrected(data=dict() as held) if _is_unseen_offer(matter, event.data, seen):
            rest = msgspec.structs.replace(event.data, data=_rest(held))
            return msgspec.structs.replace(event, data=rest)
        case _:
            return event


def _is_unseen_offer(matter: Matter, correction: EntryCorrected, seen: Mapping[str, bool]) -> bool:
    corrected = matter.events[correction.entry - 1].data
    return isinstance(corrected, MeetingOffered) and not seen.get(corrected.meeting)


def _rest(held: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in held.items() if name not in OF_PLACE}


def states_without_place(
    states: Mapping[str, MeetingState], seen: Mapping[str, bool]
) -> dict[str, MeetingState]:
    """Return the meetings of a case without where they are held, unless that is shown."""
    return {
        name: state
        if seen.get(name)
        else MeetingState([act._replace(place="", link="") for act in state.acts])
        for name, state in states.items()
    }
