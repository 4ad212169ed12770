"""Fold steps about letters on their way.

In: a case being folded and an event. Out: the case, further on.
"""

from dataclasses import replace
from typing import Any

import msgspec

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.outgoing import Outgoing
from reconvene.core.casefile.steps import emit, tell
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import LetterSent
from reconvene.core.record.leaving import LetterCameBack, LetterLeft, LetterPassed


def wait(case: Case, event: Event, data: LetterSent) -> None:
    """A letter that is still to go is not sent: nothing follows from it until it leaves."""
    case.outgoing[event.number] = Outgoing(
        data.letter, event.number, event.happened_on, data.points
    )


def _left(case: Case, event: Event, data: LetterLeft) -> None:
    """
    With its leaving a letter is sent, on that day; it says what it said by the entry it has.

    One that came back has been sent once, and is not sent again by leaving again.
    """
    known = case.outgoing[data.sent]
    case.outgoing[data.sent] = replace(
        known, left_on=event.happened_on, how=data.how, contact=data.contact
    )
    if known.came_back_on is None:
        as_written = msgspec.structs.replace(event, number=known.sent)
        emit(case, as_written, "letter.sent", about=known.letter, points=known.points)
    tell(case, event)


def _came_back(case: Case, event: Event, data: LetterCameBack) -> None:
    """It waits again; and to the place it went, nothing goes until somebody has found out."""
    known = case.outgoing[data.sent]
    case.outgoing[data.sent] = replace(
        known, left_on=None, how=None, came_back_on=event.happened_on
    )
    if known.contact:
        contacts = case.contacts[data.who]
        ways = {
            way: replace(one, came_back=True)
            if way == known.how and one.is_of(known.contact)
            else one
            for way, one in contacts.ways.items()
        }
        case.contacts[data.who] = replace(contacts, ways=ways)
    tell(case, event)


def _passed(case: Case, event: Event, data: LetterPassed) -> None:
    """Who passed it is asked of the record: what is noted afterwards undoes it."""
    tell(case, event)


STEPS: dict[str, Any] = {
    "letter.passed": _passed,
    "letter.left": _left,
    "letter.came-back": _came_back,
}
