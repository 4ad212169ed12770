"""
The way to see a case or a list of cases: it is on the access log before anything is shown.

In: a person, what they want to see, the instant. Out: the case as they meet it. See
docs/explanation/who-looked.md.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from reconvene.access_log.chain import digest_of_words
from reconvene.access_log.reading import Outcome, Purpose, Read, Relation, Sight
from reconvene.access_log.reviews import emergency_of
from reconvene.access_log.writing import AccessLogDown
from reconvene.core.casefile.case import COMPLAINANT_ROLE
from reconvene.core.casefile.contacts import NO_CONTACTS
from reconvene.desk.emergency import seen_through_glass
from reconvene.desk.look import CaseNotOpened, CaseShut, CaseUnknown, Look, load_referred_to
from reconvene.desk.refusing import tell_unknown
from reconvene.desk.spreading import note
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person

__all__ = ["AccessLogDown", "CaseNotOpened", "CaseUnknown", "read_case", "read_cases"]


def read_case(
    person: Person,
    reference: str,
    today: date,
    *,
    sight: Sight,
    at: datetime,
    entry: int | None = None,
    purpose: Purpose = Purpose.CASEWORK,
    of: Callable[[Look], Sight | None] | None = None,
) -> Look:
    """
    Return a case as a person meets it, once it is written down that they look.

    Args:
        person: Who looks.
        reference: What the case goes by.
        today: The London day on which it is looked at.
        sight: What of it is looked at.
        at: The instant.
        entry: The number of the entry, where it is one.
        purpose: What for, where they said so.
        of: Gives what of the case is looked at, where that is known only once the case is; None
            where that is not there for them.

    Raises:
        CaseUnknown: No case goes by it that is theirs to see, or what they ask for is not in it.
            That they asked is written down.
        CaseNotOpened: One does, and does not open. That they looked is written down.
        AccessLogDown: It could not be written down, so nothing may be shown.
    """
    asked = Read(
        reader=person.id,
        authority=person.authority_id,
        at=at,
        sight=sight,
        entry=entry,
        purpose=purpose,
    )
    try:
        look = load_referred_to(person, reference, today)
    except CaseUnknown as unknown:
        through = _in_an_emergency(person, unknown, reference, today, at)
        if through is None:
            tell_unknown(person, unknown)
            about = digest_of_words(person.authority_id, reference)
            note(person, replace(asked, outcome=Outcome.REFUSED, about=about))
            raise
        look, asked = through, replace(asked, purpose=Purpose.EMERGENCY)
    except CaseNotOpened as there:
        note(person, replace(asked, case_id=there.case_id, relation=Relation.UNREAD))
        raise
    else:
        asked = replace(asked, relation=relation(look, sight, entry))
    shown = of(look) if of else sight
    if shown is None:
        note(person, replace(asked, case_id=look.case_id, outcome=Outcome.REFUSED))
        raise CaseUnknown(case_id=reference)
    seen = replace(asked, case_id=look.case_id, sight=shown)
    if sight is Sight.RECEIPT and _is_own_receipt(look):
        _note_if_possible(person, seen)
    else:
        note(person, seen)
    return look


def read_cases(
    person: Person,
    *,
    sight: Sight,
    at: datetime,
    words: str = "",
    purpose: Purpose = Purpose.CASEWORK,
) -> None:
    """
    Write down that a person looks at a list of cases, or searches one for words.

    Raises:
        AccessLogDown: It could not be written down, so nothing may be shown.
    """
    about = digest_of_words(person.authority_id, words) if words else ""
    asked = Read(
        reader=person.id,
        authority=person.authority_id,
        at=at,
        sight=sight,
        purpose=purpose,
        relation=Relation.POST,
        about=about,
    )
    note(person, asked)


def relation(look: Look, sight: Sight = Sight.CASE, entry: int | None = None) -> Relation:
    """Return what a person has to do with what they look at of a case, the closest that holds."""
    if look.is_answering:
        return Relation.SUBJECT
    me, roles, whole = look.person.id, set(look.roles), look.whole
    if any(holder.id == me for holder in whole.case.roles.values()):
        return Relation.BOUND
    if any(me in panel.appointed for panel in whole.case.panels.values()):
        return Relation.BOUND
    if any(
        duty.is_open and (duty.owner == me if duty.owner else roles & set(duty.owners))
        for duty in whole.duties
    ):
        return Relation.OWES
    if entry in _to_let_go(look, sight):
        return Relation.OWES
    if any(event.actor == me for event in whole.events):
        return Relation.RECORDED
    return Relation.POST


def _to_let_go(look: Look, sight: Sight) -> frozenset[int]:
    """Return what is theirs to look at to let letters go: those that wait, or the entry that says where to."""
    waiting = look.whole.case.waiting_letters()
    if not waiting or not look.sees_contact:
        return frozenset()
    if sight is Sight.LETTER:
        return frozenset(one.sent for one in waiting)
    goes = look.whole.case.contacts.get(COMPLAINANT_ROLE, NO_CONTACTS).for_letters
    return (
        frozenset((goes.number,)) if goes and sight in (Sight.ENTRY, Sight.WHERE) else frozenset()
    )


def _in_an_emergency(
    person: Person, unknown: CaseUnknown, reference: str, today: date, at: datetime
) -> Look | None:
    """
    Return a case that stands open to somebody in an emergency of theirs; None where none does.

    Whether it does is asked before anything of it is loaded, and of no case just as of one.
    """
    case_id = unknown.shut if isinstance(unknown, CaseShut) else ""
    emergency = emergency_of(person.id, case_id, at)
    look = seen_through_glass(person, reference, today) if emergency else None
    return replace(look, emergency=emergency) if look and emergency else None


def _is_own_receipt(look: Look) -> bool:
    """Tell whether somebody looks at nothing but what they have just taken down themselves."""
    return {event.actor for event in look.whole.events} == {look.person.id}


def _note_if_possible(person: Person, read: Read) -> None:
    """Let a receipt be seen that could not be written down: taking a complaint must go on."""
    try:
        note(person, read)
    except AccessLogDown:
        tell(Event.ACCESS_LOG_DOWN, reason="receipt-shown", case=read.case_id)
