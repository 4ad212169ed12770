"""Who of those on the record is of the family, and so never one of those who deal with the case."""

from collections.abc import Iterator, Sequence

from reconvene.core.casefile.case import COMPLAINANT_ROLE, Case
from reconvene.core.casefile.corrections import effective
from reconvene.core.record.event import Event
from reconvene.core.record.exchange import MeetingHeld
from reconvene.core.record.payload import Person

SUPPORTER_ROLE = "supporter"
FAMILY_ROLES = frozenset({COMPLAINANT_ROLE, SUPPORTER_ROLE, "family", "parent"})
"""The roles of those who complain, of who supports them, and of parents, carers and relatives."""


def of_the_family(case: Case, events: Sequence[Event]) -> frozenset[str]:
    """
    Return the ids of the complainant, of the children, and of everybody named in such a role.

    What was struck names nobody, and what was corrected names whom it names now.

    Args:
        case: The state of a case that has begun.
        events: Its record, in order.
    """
    children = (child.id for child in case.conference.children)
    named = (one.id for one in _named(case, events) if one.role in FAMILY_ROLES)
    return frozenset((COMPLAINANT_ROLE, *children, *named))


def _named(case: Case, events: Sequence[Event]) -> Iterator[Person]:
    conference = case.conference
    yield from (*conference.attended, *conference.reported, *conference.minutes_sent_to)
    for event in effective(events):
        if isinstance(event.data, MeetingHeld):
            yield from event.data.present
