"""Telling whoever watches a copy that somebody asked for what is not theirs, or turned out tied."""

from collections.abc import Iterable, Mapping

from reconvene.core.access.answer import Denied, Reason, Wall
from reconvene.core.access.lifting import LetIn
from reconvene.core.access.walls import Closed
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.reaching.gate import Why
from reconvene.desk.look import CaseShut, CaseUnknown
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person


def tell_denied(person: Person, case_id: str, denied: Denied) -> None:
    """Tell of something in a case that somebody asked for and may not have."""
    is_walled = denied.wall is not None or denied.reason is Reason.WALL
    event = Event.WALL_HIT if is_walled else Event.ACCESS_REFUSED
    tell(event, reason=(denied.wall or denied.reason).value, actor=person.id, case=case_id)


def tell_unknown(person: Person, unknown: CaseUnknown) -> None:
    """
    Tell of a case that is not there for whoever asked, and of one that is not there at all: to
    write a line for one alone would take longer.
    """
    if isinstance(unknown, CaseShut):
        tell_denied(person, unknown.shut, unknown.because)
    else:
        tell(Event.ACCESS_REFUSED, reason="no-such-case", actor=person.id)


def tell_of_ties(case_id: str, before: Mapping[str, Closed], after: Mapping[str, Closed]) -> None:
    """Tell of each person to whom a tie closes a case now and did not before, or no longer does."""
    for person, closed in after.items():
        if person not in before:
            tell(Event.CONFLICT_FOUND, reason=closed.wall.value, case=case_id, whose=person)
    for person, opened in before.items():
        if person not in after:
            tell(Event.WALL_LIFTED, reason=opened.wall.value, case=case_id, whose=person)


def tell_of_chairs(case_id: str, let_in: Iterable[LetIn]) -> None:
    """Tell of each person who was kept out since they chaired the conference, and is no longer."""
    for one in let_in:
        if one.kept.chaired:
            tell(Event.WALL_LIFTED, reason=Wall.SUBJECT.value, case=case_id, whose=one.kept.person)


_NO_HARM = frozenset({Why.NONE_CHOSEN.value, Why.OUT_OF_HOURS.value})
_NEAR_MISS: Mapping[str, str] = {
    **{why.value: "held" for why in Why if why.value not in _NO_HARM},
    "noted-since": "held",
    "tells-where": "tells-where",
}
"""What would have gone where it must not, by why it was refused. Nothing of a family's safety is told."""

_OF_A_LIST_OR_TWO: Mapping[Ground, str] = {
    Ground.CONFIDENTIALITY_UNDECIDED: "undecided",
    Ground.NEEDS_SECOND: "held",
}


def tell_near_miss(person: Person, case_id: str, refused: Refused) -> None:
    """Tell of something that somebody was about to let go and must not; of another refusal nothing."""
    if refused.ground is Ground.WAY_CLOSED:
        reason = _NEAR_MISS.get(str(refused.facts.get("why")), "")
    else:
        reason = _OF_A_LIST_OR_TWO.get(refused.ground, "")
    if reason:
        tell(Event.HELD_BACK, reason=reason, actor=person.id, case=case_id)
