"""
How a meeting stands, in a sentence or two: offered, said no to, called off, held, or left behind.

In: a case as somebody meets it. Out: sentences, and a line for each meeting that points have reached.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reconvene.core.casefile.meetings import MeetingAct, MeetingState
from reconvene.desk.look import Look
from reconvene.library.words.plain import lowered, said_day, said_hour
from reconvene.web.browse.links import meeting_link


@dataclass(frozen=True, slots=True)
class MeetingShown:
    """A meeting on the page of its case: what it is called, how it stands, and its own page."""

    label: str
    called: str
    stands: str
    href: str


def meetings_shown(look: Look) -> tuple[MeetingShown, ...]:
    """Return the meetings whose stage points have reached, in the procedure's order; may be empty."""
    reached = {stage for point in look.case.points.values() for stage in point.stages}
    return tuple(
        MeetingShown(
            stage.meeting.label,
            lowered(stage.meeting.label),
            meeting_stands(look.case.meetings.get(stage.meeting.id), look.context.today),
            meeting_link(look.reference, stage.meeting.id),
        )
        for stage in look.definition.stages
        if stage.meeting and stage.id in reached and look.has_meeting(stage.meeting.id)
    )


def meeting_stands(state: MeetingState | None, today: date) -> str:
    """Say how a meeting stands on a day."""
    return " ".join(_stands(state or MeetingState(), today))


def _stands(state: MeetingState, today: date) -> Iterator[str]:
    if not state.acts:
        yield "No date has been offered."
        return
    if state.held:
        yield f"It was held on {said_day(state.held.on)}."
    planned = state.planned
    if planned:
        again = "Another date is offered" if state.held else "A date is offered"
        yield f"{again}: {offered_for(planned)}."
        if planned.for_on and planned.for_on < today:
            yield "That day is over, and nothing more is recorded."
    elif state.acts[-1].kind != "held":
        yield f"{_GONE[state.acts[-1].kind]} No date stands."


_GONE = {
    "declined": "The family said no to the date offered.",
    "cancelled": "We called the date off.",
    "ended": "The date offered came to nothing, because the complaint ended or went on without it.",
}


def offered_for(offer: MeetingAct) -> str:
    """Return the day of an offer with its hour, where that is known."""
    assert offer.for_on is not None  # noqa: S101 - an offer is for a day
    return f"{said_day(offer.for_on)}{f' at {said_hour(offer.at)}' if offer.at else ''}"
