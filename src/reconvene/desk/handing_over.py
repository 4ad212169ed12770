"""
The worker's part of sending a letter: it claims one, hands it over, and puts on record that it left.

In: what carries, and a clock. Out: what became of one letter. See Note [Who has it].
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from threading import Event as Waiting

from django.db import DatabaseError, connection

from reconvene.core.casefile.contacts import Contact
from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.reaching.gate import Held, Why, way_for_letters
from reconvene.core.record.contact import ContactNoted
from reconvene.core.workdays import london_day
from reconvene.desk.act import record
from reconvene.desk.answers import Receipt
from reconvene.desk.deciding import decided
from reconvene.desk.enclosing import parcel_for
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
from reconvene.desk.sending import in_the_way, leaving, sending_id
from reconvene.ledger.history import load_locked
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.outbox import claiming
from reconvene.outbox.carrier import Answer, Came, Carrier, NotReached, Sought
from reconvene.outbox.mime import AddressUnfit
from reconvene.outbox.models import FOR_A_PERSON, Sending
from reconvene.people.models import Person
from reconvene.scope.within import within

# Note [Who has it]
# A letter goes through five hands, and each writes down that it has it before the next one does:
#   1. somebody lets it go: it lies in the outbox, in a transaction in which it was asked whether it
#      could leave;
#   2. a worker claims it, asks again, puts the message together for this reader alone, and has the
#      carrier let it in;
#   3. with the case held it asks once more, of the record as it is at this instant, and notes that it
#      begins: whatever is recorded after that came too late;
#   4. it hands the message over, and notes what the carrier answered;
#   5. it puts on the record that the letter left, under a key made from its id: so it stands there
#      once, however often this is tried.
# A worker that dies in the fourth leaves nobody who knows. A carrier that can be asked is asked, and
# believed that it lacks the letter only once nothing can be on its way to it any more: when the lease
# is over, since whoever is in the fourth looks at the clock last of all. With any other, and with one
# that was put in the place of whichever had it, a person decides, and nothing is sent again by itself.
# Where they let it go once more, its carrier is asked first what became of it, and it stays in doubt
# until that is known.

Clock = Callable[[], datetime]
PAUSES = (1.0, 5.0, 30.0)
"""Seconds between tries to note what a carrier answered, while the database is away."""
_log = logging.getLogger("reconvene.faults")
_waiting = Waiting()
_OF_THE_GATE = frozenset({*Why, "needs-second"})
_OF_AN_OUTAGE = frozenset({"not-reached", "not-let-in", "busy", "sender-refused"})


class CannotGo(Exception):
    """A letter cannot go now. `why` is a code; `until` when it can, where that is known."""

    def __init__(self, why: str, until: datetime | None = None) -> None:
        self.why = why
        self.until = until
        super().__init__(why)


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
            _go(held, carrier, clock)
        if held.taken_at is not None:
            _put_on_record(held, clock())
    except claiming.ClaimLost:
        pass  # whoever has it now notes what becomes of it
    except Exception:  # noqa: BLE001  one poisoned letter is not to hold up all others
        _log.exception("A letter came to a fault on its way.")
        with suppress(claiming.ClaimLost):
            _set_aside(held, clock())
    if held.progress in FOR_A_PERSON:
        why = "held" if held.why in _OF_THE_GATE else held.why
        tell(Event.LETTER_STOPPED, reason=why, case=held.case_id, actor=held.asked_by)
    return held


def _set_aside(held: Sending, now: datetime) -> None:
    """Note of a letter that came to a fault of ours what is known of it: whether it was begun."""
    if held.taken_at is not None:
        _give_up_recording(held, now)
    elif held.begun_at is not None:
        claiming.doubt(held, "fault")
    else:
        claiming.try_again(held, "fault", now)


def _sender(held: Sending) -> Person | None:
    found = Person.objects.filter(id=held.asked_by, authority=held.authority, is_active=True)
    return found.first()


def _sought(held: Sending, now: datetime) -> Sought:
    """Return a letter as its carrier is asked for it: as it was begun last."""
    begun_at = held.begun_at or held.doubted_at or now
    return Sought(held.id, held.carried_by, _went_to(held, now), now - begun_at)


def _went_to(held: Sending, now: datetime) -> str:
    """Return the address that a letter was begun for; empty where that cannot be told."""
    person = _sender(held)
    if person is None:
        return ""
    try:
        look = load_whole(person, held.case_id, london_day(now))
    except (CaseUnknown, CaseNotOpened):
        return ""
    noted = (one.data for one in look.whole.events if one.number == held.contact)
    return next((one.where.strip() for one in noted if isinstance(one, ContactNoted)), "")


def _tell_of_outage(why: str) -> None:
    """Tell that a carrier does not let us in, unless a letter waits for that: then it was told."""
    if not claiming.is_waited_for(why):
        tell(Event.MAIL_NOT_REACHED, reason=why)


def _ask_what_became_of_it(held: Sending, carrier: Carrier, now: datetime) -> None:
    """Find out of a letter that was being handed over when its worker was lost."""
    try:
        has_it = carrier.has(_sought(held, now))
    except NotReached as shut:
        _tell_of_outage(shut.why)
        if now >= held.last_try_at:
            return claiming.doubt(held, "broke-off")
        return claiming.ask_later(held, shut.why)  # when the lease is over
    if has_it is None:
        return claiming.doubt(held, "broke-off")
    if has_it:
        return claiming.taken(held, now)
    return claiming.try_again(held, "broke-off", now)


def _ask_before_it_goes_again(held: Sending, carrier: Carrier, now: datetime) -> bool:
    """
    Find out of a letter that was in doubt, and that a person let go once more, whether it is still to
    go; note it where it is not, or not yet.

    Raises:
        NotReached: Its carrier could be asked, and does not answer now.
    """
    sought = _sought(held, now)
    has_it = carrier.has(sought)
    if has_it and sought.by:
        claiming.had_left(held, now)
    elif has_it:  # since when, and where it went, is not known after a restore
        claiming.doubt(held, "restored")
    elif has_it is None:
        return True  # nobody can tell, and they let it go knowing that
    elif sought.age < claiming.TALK:
        claiming.put_off(held, "broke-off", now - sought.age + claiming.TALK)
    else:
        claiming.had_not_left(held)
        return True
    return False


def _go(held: Sending, carrier: Carrier, clock: Clock) -> None:
    """Hand a letter over, if it can go at this instant, and note what came of it."""
    try:
        if held.doubted_at and not _ask_before_it_goes_again(held, carrier, clock()):
            return None
        came = _handed_over(held, carrier, clock)
    except CannotGo as kept:
        if kept.why == Why.OUT_OF_HOURS and kept.until is not None:
            return claiming.put_off(held, kept.why, kept.until)
        return claiming.stop(held, kept.why)
    except NotReached as shut:
        _tell_of_outage(shut.why)
        return claiming.try_again(held, shut.why, clock())
    match came.answer:
        case Answer.TAKEN:
            return _surely(partial(claiming.taken, held, clock()))
        case Answer.LATER:
            if came.why in _OF_AN_OUTAGE:
                _tell_of_outage(came.why)
            return _surely(partial(claiming.try_again, held, came.why, clock()))
        case Answer.NEVER:
            return _surely(partial(claiming.stop, held, came.why))
        case Answer.UNKNOWN:
            return _ask_whether_it_came(held, carrier, came.why, clock)


def _ask_whether_it_came(held: Sending, carrier: Carrier, why: str, clock: Clock) -> None:
    """Find out of a letter whose answer was lost: at once if the carrier has it, later if it lacks it."""
    try:
        has_it = carrier.has(_sought(held, clock()))
    except (NotReached, DatabaseError):
        has_it = False
    if has_it is None:
        return _surely(partial(claiming.doubt, held, why))
    if has_it:
        return _surely(partial(claiming.taken, held, clock()))
    return _surely(partial(claiming.ask_later, held, why))


def _surely(note: Callable[[], None]) -> None:
    """Note what a carrier answered, though the database is busy just then: nobody else knows it."""
    for pause in PAUSES:
        try:
            return note()
        except DatabaseError:
            _waiting.wait(pause)
            if not connection.is_usable():
                connection.close()
    return note()


def _handed_over(held: Sending, carrier: Carrier, clock: Clock) -> Came:
    """
    Return what came of handing a letter over.

    Raises:
        CannotGo: It cannot go at this instant.
        NotReached: The carrier does not let us in.
    """
    now = clock()
    person = _sender(held)
    if person is None:
        raise CannotGo("sender-left")
    try:
        look = load_whole(person, held.case_id, london_day(now))
        way = _way(held, look, now)
        to, is_link = way.noted.where, carrier.is_link
        parcel = parcel_for(look, held.entry, held.id, to, now, is_link=is_link)
        with carrier.opened() as line:
            _begin(held, person, way, line.known_as, clock())
            return line.hand_over(parcel, lambda: claiming.is_in_time(held, clock()))
    except (CaseUnknown, CaseNotOpened) as shut:
        raise CannotGo("case-shut") from shut
    except AddressUnfit as unfit:
        raise CannotGo("no-address") from unfit


def _begin(held: Sending, person: Person, way: Contact, by: str, now: datetime) -> None:
    """
    Note that a letter is handed over from now on, `by` which carrier, with its case held: no word on
    it came before that was not heeded.

    Raises:
        CannotGo: Something was recorded meanwhile, and it cannot go.
    """
    today = london_day(now)
    scope = scope_of(person, today)
    try:
        with within(scope, durable=True) as cursor:
            history = load_for(cursor, scope, held.case_id, load_locked)
            look = admitted(look_whole(person, history, today), held.case_id)
            if _way(held, look, now).number != way.number:
                raise CannotGo("meanwhile")
            claiming.begin(held, way.number, by, now)
    except DatabaseError:
        held.begun_at = None  # nothing was noted, and nothing handed over
        raise


def _way(held: Sending, look: Look, now: datetime) -> Contact:
    """
    Return where a letter goes at this instant.

    Raises:
        CannotGo: It cannot go.
    """
    if held.id != sending_id(look, held.entry):
        raise CannotGo("meanwhile")
    way = way_for_letters(look.whole.case, held.who, now)
    if isinstance(way, Held):
        raise CannotGo(way.why.value, way.until)
    answer, _ = decided(look, leaving(held.entry, now), held.role)
    if isinstance(answer, Refused) and answer.ground is Ground.NEEDS_SECOND:
        raise CannotGo("needs-second")
    if isinstance(answer, Refused) or way.noted.way != "email":
        raise CannotGo("refused")
    if why := in_the_way(look, held.entry):
        raise CannotGo(why)
    return way


def _put_on_record(held: Sending, now: datetime) -> None:
    """Put on the record that a letter left, once, at the instant at which it was handed over."""
    person, begun_at = _sender(held), held.begun_at
    if person is None or begun_at is None:
        return claiming.doubt(held, "not-recorded")
    entry = leaving(held.entry, begun_at, held.contact, begun_at)
    try:
        answer = record(
            person,
            held.case_id,
            entry.kind,
            entry.data,
            happened_on=entry.happened_on,
            happened_at=begun_at,
            key=held.id,
            now=now,
            role=held.role,
        )
    except (CaseUnknown, CaseNotOpened):
        return _give_up_recording(held, now)
    if isinstance(answer, Receipt):
        return claiming.done(held)
    return claiming.doubt(held, "not-recorded")


def _give_up_recording(held: Sending, now: datetime) -> None:
    """Try later to record what left; where that could not be done for an hour a person has to."""
    if held.taken_at is not None and now - held.taken_at > claiming.RECORDED_WITHIN:
        claiming.doubt(held, "not-recorded")
    else:
        claiming.record_later(held, now)
