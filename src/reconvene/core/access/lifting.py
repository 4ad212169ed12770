"""
What was said to bar somebody, and is taken back: the case is open to them again.

In: a matter, and a correction. Out: whom it lets in again; whether it is for somebody to say; what
was taken back so far. A wall is put up by one person, and taken down by another.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from reconvene.core.access.answer import Denied, Reason
from reconvene.core.access.asking import Viewer
from reconvene.core.access.late import found_by
from reconvene.core.access.matter import Matter
from reconvene.core.casefile.corrections import effective, put_right
from reconvene.core.conduct.context import LAW
from reconvene.core.record.after import EntryCorrected
from reconvene.core.record.event import Event


class TakenBack(NamedTuple):
    """
    That somebody is barred, taken back: of whom, from which panel alone, if one, and by which
    entries it was said and taken back.

    `by` is the id of who took it back.
    """

    person: str
    panel: str
    entry: int
    said_at: datetime
    correction: int
    taken_back_at: datetime
    by: str


def lifting_denied(viewer: Viewer, matter: Matter, correction: EntryCorrected) -> Denied | None:
    """
    Return why it is not for somebody to take back that another is barred; None where it is.

    Whoever said it, or put it right last, made the wall. One person alone could otherwise open a
    case to a colleague for an hour, and shut it again.

    Source: AZ-4.
    """
    before = _as_it_holds(matter.events, correction.entry)
    if before is None or not _lifted(before, correction):
        return None
    if viewer.id != _last_writer(matter.events, correction.entry):
        return None
    return Denied(Reason.NOT_ALONE, LAW)


def taken_back(events: Sequence[Event]) -> tuple[TakenBack, ...]:
    """
    Return what was said to bar somebody and was taken back, in the order of taking back.

    Whoever is barred all the same, by another entry, is left out.
    """
    barred = {(who, panel) for event in effective(events) for who, _, panel in found_by(event)}
    return tuple(
        TakenBack(
            person,
            panel,
            before.number,
            before.recorded_at,
            event.number,
            event.recorded_at,
            event.actor,
        )
        for at, event in enumerate(events)
        if isinstance(event.data, EntryCorrected)
        and (before := _as_it_holds(events[:at], event.data.entry)) is not None
        for person, panel in _lifted(before, event.data)
        if (person, panel) not in barred
    )


def _as_it_holds(events: Sequence[Event], number: int) -> Event | None:
    return next((event for event in effective(events) if event.number == number), None)


def _lifted(before: Event, correction: EntryCorrected) -> tuple[tuple[str, str], ...]:
    """Return who is no longer said to be barred, with the panel if it is from one alone."""
    after = None if correction.struck else put_right(before, correction)
    still = {(who, panel) for who, _, panel in found_by(after)} if after else set()
    return tuple((who, panel) for who, _, panel in found_by(before) if (who, panel) not in still)


def _last_writer(events: Sequence[Event], number: int) -> str:
    """Return the id of who last said what an entry says."""
    written = (
        event.actor
        for event in reversed(events)
        if event.number == number
        or (isinstance(event.data, EntryCorrected) and event.data.entry == number)
    )
    return next(written)
