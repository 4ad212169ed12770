"""Telling whoever watches a copy that somebody asked for what is not theirs, or turned out tied."""

from collections.abc import Mapping

from reconvene.core.access.answer import Denied
from reconvene.core.access.walls import Closed
from reconvene.desk.look import CaseShut, CaseUnknown
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person


def tell_denied(person: Person, case_id: str, denied: Denied) -> None:
    """Tell of something in a case that somebody asked for and may not have."""
    if denied.wall is None:
        tell(Event.ACCESS_REFUSED, reason=denied.reason.value, actor=person.id, case=case_id)
    else:
        tell(Event.WALL_HIT, reason=denied.wall.value, actor=person.id, case=case_id)


def tell_unknown(person: Person, unknown: CaseUnknown) -> None:
    """Tell of a case that is there, and not for whoever asked; nothing of one that is not there."""
    if isinstance(unknown, CaseShut):
        tell_denied(person, unknown.shut, unknown.because)


def tell_of_ties(case_id: str, before: Mapping[str, Closed], after: Mapping[str, Closed]) -> None:
    """Tell of each person to whom a tie closes a case now and did not before."""
    for person, closed in after.items():
        if person not in before:
            tell(Event.CONFLICT_FOUND, reason=closed.wall.value, case=case_id, whose=person)
