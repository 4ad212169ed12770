"""
A letter that waits leaves by a carrier: somebody lets it go, and a worker hands it over.

See Note [Who has it].
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from hashlib import sha256

from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import Contact
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.conduct.context import LAW
from reconvene.core.reaching.gate import Held, Why, way_for_letters
from reconvene.core.record.event import Entry
from reconvene.core.record.leaving import LetterCameBack, LetterLeft
from reconvene.core.workdays import LONDON, london_day
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.deciding import decided
from reconvene.desk.enclosing import message_of, whereabouts_in
from reconvene.desk.look import (
    CaseNotOpened,
    CaseUnknown,
    Look,
    admitted,
    load_for,
    load_whole,
    look_whole,
)
from reconvene.desk.reaching import scope_of
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.outbox import claiming
from reconvene.outbox.carrier import Answer, Carrier
from reconvene.outbox.claiming import Wanted
from reconvene.outbox.models import FOR_A_PERSON, Sending
from reconvene.people.models import Person
from reconvene.scope.within import within

# Note [Who has it]
# A letter goes through four hands, and each writes down that it has it before the next one does:
#   1. somebody lets it go: it lies in the outbox, in a transaction in which it was asked whether it
#      could leave;
#   2. a worker claims it, asks again, of the record as it now is and of this very instant, and puts
#      the message together for this reader alone;
#   3. it notes that it begins, hands the message over, and notes what the carrier answered;
#   4. it puts on the record that the letter left, under a key made from its id: so it stands there
#      once, however often this is tried.
# A worker that dies in the third leaves nobody who knows. A carrier that can be asked is asked; with
# any other a person decides, and nothing is sent again by itself.

_log = logging.getLogger("reconvene.faults")
Clock = Callable[[], datetime]
_KEY = "sending/1"
_TELLS = "tells-where"


@dataclass(frozen=True, slots=True)
class Lying:
    """It lies in the outbox, from now on or from before."""

    sending: str


def send(person: Person, case_id: str, entry: int, *, now: datetime) -> Lying | Refused:
    """
    Let a letter that waits go by email as soon as a worker has its turn.

    One that a person has to see to is tried once more; otherwise asking twice is asking once.

    Raises:
        CaseUnknown: There is no such case for this person.
        CaseNotOpened: There is, and it does not open.
    """
    today = london_day(now)
    scope = scope_of(person, today)
    with within(scope, durable=True) as cursor:
        history = load_for(cursor, scope, case_id)
        look = admitted(look_whole(person, history, today), case_id)
        answer, role = decided(look, _leaving(entry, now), None)
        if not isinstance(answer, Refused) and not look.sees_contact:
            answer = Refused(Ground.NOT_OPEN_TO_YOU, LAW)
        if not isinstance(answer, Refused) and whereabouts_in(look, entry):
            answer = Refused(Ground.WAY_CLOSED, LAW, {"why": _TELLS})
        if isinstance(answer, Refused):
            return answer
        wanted = _wanted(look, entry, role)
        claiming.ask(wanted, now)
    return Lying(wanted.id)


def sent_before(look: Look, entry: int) -> Sending | None:
    """Return how far a letter has come in the outbox; None where nobody has let it go by email."""
    found = claiming.how_far([(look.case_id, entry)]).get((look.case_id, entry))
    return found if found is not None and found.id == sending_id(look, entry) else None


def send_next(carrier: Carrier, clock: Clock) -> Sending | None:
    """
    See to the next letter whose turn it is, and return it as it then is; None where there is none.

    Nothing that a carrier does or that stands in one letter's way is raised: it is noted, and holds
    up no other.
    """
    held = claiming.claim(clock())
    if held is None:
        return None
    try:
        if held.taken_at is None and held.begun_at is not None:
            _ask_what_became_of_it(held, carrier, clock())
        elif held.taken_at is None:
            _hand_over(held, carrier, clock)
        if held.taken_at is not None:
            _put_on_record(held, clock())
    except claiming.ClaimLost:
        pass  # whoever has it now notes what becomes of it
    except Exception:  # noqa: BLE001  one poisoned letter is not to hold up all others
        _log.exception("A letter came to a fault on its way.")
        _set_aside(held, clock())
    if held.progress in FOR_A_PERSON:
        tell(Event.LETTER_STOPPED, reason=held.why, case=held.case_id, actor=held.asked_by)
    return held


def _set_aside(held: Sending, now: datetime) -> None:
    """Note of a letter that came to a fault of ours what is known of it: whether it was begun."""
    if held.taken_at is not None:
        return  # what is left is to be put on the record: somebody tries that after the lease
    if held.begun_at is not None:
        claiming.doubt(held, "fault")
    else:
        claiming.try_again(held, "fault", now)


def sending_id(look: Look, entry: int) -> str:
    """
    Return by what a letter goes in the outbox and at the carrier.

    One that came back and goes again goes by another.
    """
    turn = sum(
        isinstance(event.data, LetterCameBack) and event.data.sent == entry
        for event in look.whole.events
    )
    made_of = f"{_KEY}\n{look.case_id}\n{entry}\n{COMPLAINANT_ROLE}\n{turn}"
    return sha256(made_of.encode()).hexdigest()[:32]


def _wanted(look: Look, entry: int, role: str) -> Wanted:
    return Wanted(
        id=sending_id(look, entry),
        authority=look.person.authority_id,
        case_id=look.case_id,
        entry=entry,
        who=COMPLAINANT_ROLE,
        asked_by=look.person.id,
        role=role,
        before=_needed_by(look, entry),
    )


def _needed_by(look: Look, entry: int) -> datetime | None:
    """
    Return when a person needs a letter back to send it another way in time: as the last working
    day begins on which it is not late. None where it meets no duty with a last day.
    """
    letter = look.whole.case.outgoing[entry].letter
    days = [
        duty.act_on
        for duty in look.whole.open_duties
        if duty.act_on
        and any(one.kind == "letter.sent" and one.about == letter for one in duty.rule.met_by)
    ]
    return datetime.combine(min(days), time(), tzinfo=LONDON) if days else None


def _leaving(entry: int, at: datetime, contact: int = 0) -> Entry:
    """Return the entry by which a letter is on record as having left by email."""
    data = LetterLeft(sent=entry, how="email", who=COMPLAINANT_ROLE, contact=contact)
    return Entry(kind="letter.left", happened_on=london_day(at), data=data)


def _sender(held: Sending) -> Person | None:
    found = Person.objects.filter(id=held.asked_by, authority=held.authority, is_active=True)
    return found.first()


def _ask_what_became_of_it(held: Sending, carrier: Carrier, now: datetime) -> None:
    """Find out of a letter that was being handed over when its worker was lost."""
    has_it = carrier.has(held.id)
    if has_it is None:
        claiming.doubt(held, "broke-off")
    elif has_it:
        claiming.taken(held, now)
    else:
        claiming.try_again(held, "broke-off", now)


def _hand_over(held: Sending, carrier: Carrier, clock: Clock) -> None:
    """Hand a letter over, if it can go at this instant, and note what came of it."""
    now = clock()
    person = _sender(held)
    if person is None:
        return claiming.stop(held, "sender-left")
    try:
        look = load_whole(person, held.case_id, london_day(now))
    except (CaseUnknown, CaseNotOpened):
        return claiming.stop(held, "case-shut")
    way = _way(held, look, now)
    if not isinstance(way, Contact):
        return None
    message = message_of(look, held.entry, held.id, way.noted.where)
    claiming.begin(held, way.number, clock())
    came = carrier.hand_over(message)
    match came.answer:
        case Answer.TAKEN:
            claiming.taken(held, clock())
        case Answer.LATER:
            claiming.try_again(held, came.why, clock())
        case Answer.NEVER:
            claiming.stop(held, came.why)
        case Answer.UNKNOWN:
            claiming.doubt(held, came.why)
    return None


def _way(held: Sending, look: Look, now: datetime) -> Contact | None:
    """Return where a letter goes at this instant; None, once that is noted, where it cannot go."""
    answer, _ = decided(look, _leaving(held.entry, now), held.role)
    way = way_for_letters(look.whole.case, held.who, now)
    if isinstance(way, Held):
        if way.why is Why.OUT_OF_HOURS and way.until is not None:
            claiming.put_off(held, way.why.value, way.until)
        else:
            claiming.stop(held, way.why.value)
        return None
    if isinstance(answer, Refused) or way.noted.way != "email" or not look.sees_contact:
        claiming.stop(held, "refused")
        return None
    if whereabouts_in(look, held.entry):
        claiming.stop(held, _TELLS)
        return None
    return way


def _put_on_record(held: Sending, now: datetime) -> None:
    """Put on the record that a letter left, once, on the day on which the carrier took it."""
    person, taken_at = _sender(held), held.taken_at
    if person is None or taken_at is None:
        return claiming.doubt(held, "not-recorded")
    leaving = _leaving(held.entry, taken_at, held.contact)
    try:
        answer = record(
            person,
            held.case_id,
            leaving.kind,
            leaving.data,
            happened_on=leaving.happened_on,
            happened_at=taken_at,
            key=held.id,
            now=now,
            role=held.role,
        )
    except (CaseUnknown, CaseNotOpened):
        return claiming.doubt(held, "not-recorded")
    if isinstance(answer, Receipt):
        return claiming.done(held)
    return claiming.doubt(held, "not-recorded")
