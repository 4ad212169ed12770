"""
What became of a date that was offered, and why, in words.

In: an offer and what followed it; the entries that somebody is shown. Out: sentences.
"""

from collections.abc import Sequence

from reconvene.core.casefile.corrections import effective
from reconvene.core.casefile.meetings import MeetingAct
from reconvene.core.record.event import Event
from reconvene.library.words.plain import said_day


def became(offer: MeetingAct, after: MeetingAct | None) -> str:
    """Say what became of an offer, given what came next; held on another day is not held on its own."""
    if after is None:
        return "It stands."
    on = said_day(after.on)
    match after.kind:
        case "offered":
            return f"It was moved: another date was offered on {on}."
        case "declined":
            return f"The family said no on {on}."
        case "cancelled":
            return f"We called it off on {on}."
        case "held" if after.on == offer.for_on:
            return "The meeting was held on that day."
        case "held":
            return f"The meeting was held on {on} instead."
        case _:
            return "It came to nothing: the complaint ended, or went on without it."


def reason_of(events: Sequence[Event], act: MeetingAct) -> str:
    """Return the reason that was given with an act, as whoever looks is shown it; may be empty."""
    found = next((one.data for one in effective(events) if one.number == act.number), None)
    return str(getattr(found, "reason", "")) if act.kind in ("declined", "cancelled") else ""
