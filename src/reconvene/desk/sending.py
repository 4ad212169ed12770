"""
A letter that waits is let go by email, or taken back: it lies in the outbox until a worker has it.

What the worker does is in `handing_over`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, time
from hashlib import sha256

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.conduct.protecting import needs_second
from reconvene.core.duties.owed import Duty, met_by_letter
from reconvene.core.record.event import Entry
from reconvene.core.record.leaving import LetterLeft
from reconvene.core.workdays import LONDON, london_day
from reconvene.desk.deciding import decided
from reconvene.desk.enclosing import told_unpassed, was_put_right
from reconvene.desk.look import Look, admitted, load_for, look_whole
from reconvene.desk.reaching import scope_of
from reconvene.desk.refusing import tell_near_miss
from reconvene.ledger.history import load_locked
from reconvene.outbox import claiming
from reconvene.outbox.claiming import Wanted
from reconvene.outbox.models import Sending
from reconvene.people.models import Person
from reconvene.scope.within import within

_KEY = "sending/1"


@dataclass(frozen=True, slots=True)
class Lying:
    """It lies in the outbox, from now on or from before."""

    sending: str


def send(person: Person, case_id: str, entry: int, *, seen: int, now: datetime) -> Lying | Refused:
    """
    Let a letter that waits go by email as soon as a worker has its turn.

    `seen` is the fence of its row in the outbox as they saw it, 0 for none: one that waits for a
    person is tried once more only by somebody who saw that it does. Otherwise asking twice is asking
    once.

    Raises:
        CaseUnknown: There is no such case for this person.
        CaseNotOpened: There is, and it does not open.
    """
    today = london_day(now)
    scope = scope_of(person, today)
    with within(scope, durable=True) as cursor:
        history = load_for(cursor, scope, case_id, load_locked)
        look = admitted(look_whole(person, history, today), case_id)
        answer, role = decided(look, leaving(entry, now), None)
        if not isinstance(answer, Refused) and (why := in_the_way(look, entry)):
            answer = Refused(Ground.WAY_CLOSED, LAW, {"why": why})
        if isinstance(answer, Refused):
            tell_near_miss(person, case_id, answer)
            return answer
        wanted = _wanted(look, entry, role, seen)
        if not _is_laid(look, wanted, now):
            return Refused(Ground.WAY_CLOSED, LAW, {"why": "meanwhile"})
    return Lying(wanted.id)


def _is_laid(look: Look, wanted: Wanted, now: datetime) -> bool:
    """
    Put a letter into the outbox, and tell whether it lies there.

    What lies there of a turn before this one goes first, if they saw it: it may have left.
    """
    known = sent_before(look, wanted.entry)
    if known is None or known.id == wanted.id:
        return claiming.ask(wanted, now)
    return claiming.lay_aside(known.id, wanted.seen) and claiming.ask(replace(wanted, seen=0), now)


def take_back(look: Look, entry: int, *, seen: int, now: datetime) -> bool:
    """Take a letter out of the outbox that somebody let go, and tell whether that came in time."""
    known = sent_before(look, entry)
    if known is None or not look.sees_contact:
        return False
    return claiming.take_back(known.id, seen, look.person.id, now)


def sent_before(look: Look, entry: int) -> Sending | None:
    """
    Return how far a letter has come in the outbox; None where nobody has let it go by email, or it
    is known to have left.
    """
    return claiming.how_far([(look.case_id, entry)]).get((look.case_id, entry))


def may_have_gone(look: Look, entry: int) -> bool:
    """Tell whether a letter that waits may have left by email all the same: a person settles that first."""
    known = sent_before(look, entry)
    return known is not None and known.may_have_left


def sending_id(look: Look, entry: int, *, before: int = 0) -> str:
    """
    Return by what a letter goes in the outbox and at the carrier; `before`, so many turns ago.

    One that left before, and came back or was put right since, goes by another.
    """
    turn = sum(
        isinstance(event.data, LetterLeft) and event.data.sent == entry
        for event in look.whole.events
    )
    made_of = f"{_KEY}\n{look.case_id}\n{entry}\n{COMPLAINANT_ROLE}\n{turn - before}"
    return sha256(made_of.encode()).hexdigest()[:32]


def _wanted(look: Look, entry: int, role: str, seen: int) -> Wanted:
    return Wanted(
        id=sending_id(look, entry),
        authority=look.person.authority_id,
        case_id=look.case_id,
        entry=entry,
        who=COMPLAINANT_ROLE,
        asked_by=look.person.id,
        role=role,
        seen=seen,
        before=_needed_by(look, entry),
    )


def _needed_by(look: Look, entry: int) -> datetime | None:
    """
    Return when a person needs a letter back to send it another way in time: as the last working
    day begins on which it is not late. None where it meets no duty with a last day.
    """
    days = [duty.act_on for duty in duties_met_by(look, entry) if duty.act_on]
    return datetime.combine(min(days), time(), tzinfo=LONDON) if days else None


def duties_met_by(look: Look, entry: int) -> tuple[Duty, ...]:
    """Return the open duties that a letter meets once it leaves; may be empty."""
    letter = look.whole.case.outgoing[entry].letter
    return met_by_letter(look.whole.open_duties, letter)


def leaving(entry: int, at: datetime, contact: int = 0, begun_at: datetime | None = None) -> Entry:
    """Return the entry by which a letter is on record as having left by email."""
    data = LetterLeft(sent=entry, how="email", who=COMPLAINANT_ROLE, contact=contact)
    return Entry(kind="letter.left", happened_on=london_day(at), data=data, happened_at=begun_at)


def in_the_way(look: Look, entry: int) -> str:
    """Return what of a letter itself keeps it from leaving, as a code; empty for nothing."""
    if not look.sees_contact:
        return "refused"
    if was_put_right(look, entry):
        return "put-right"
    if told_unpassed(look, entry):
        return "tells-where"
    return "needs-second" if needs_second(look.whole, entry) else ""
