"""
A meeting as calendars keep it: one appointment, moved and called off as the record grows.

In: a definition and the events of one case, and a meeting. Out: the appointment as it now stands, and
how often it changed. Every entry counts as it stood when it was recorded, corrections too: a calendar
that was told of an offer has to be told that the offer was struck.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.fold import fold_on
from reconvene.core.casefile.meetings import MeetingState
from reconvene.core.procedure.definition import Definition
from reconvene.core.record.event import Event


class Appointment(NamedTuple):
    """
    A meeting as a calendar keeps it.

    `stands` until it is called off, said no to, struck, or left behind by its case. `at` ("14:30"),
    `place` and `link` may be empty. `changes` is how often it became otherwise since it was first
    offered, and only grows.
    """

    on: date
    at: str = ""
    place: str = ""
    link: str = ""
    stands: bool = True
    changes: int = 0


def appointment(
    definition: Definition, events: Sequence[Event], meeting: str
) -> Appointment | None:
    """
    Return a meeting as calendars keep it; None where no date was ever offered for it.

    Args:
        definition: The version the case runs under.
        events: All of one case, numbered from 1, in order.
        meeting: Its id.
    """
    case, found = Case(definition), None
    for length in range(1, len(events) + 1):
        case = fold_on(case, events[:length])
        now = _told(case.meetings.get(meeting), found)
        if now is not None and found is not None and now != found:
            now = now._replace(changes=found.changes + 1)
        found = now
    return found


def _told(state: MeetingState | None, before: Appointment | None) -> Appointment | None:
    """Return what a calendar is told, given what it was told before."""
    changes = before.changes if before else 0
    if state is None or not state.offers:
        return before._replace(stands=False) if before else None
    offer = state.planned or state.offers[-1]
    assert offer.for_on is not None, "an offer is for a day"
    offered = Appointment(offer.for_on, offer.at, offer.place, offer.link, changes=changes)
    if state.acts[-1].kind == "offered":
        return offered
    if state.acts[-1].kind != "held":
        return (before or offered)._replace(stands=False)
    held_on = state.acts[-1].on
    return offered if held_on == offered.on else Appointment(held_on, changes=changes)
