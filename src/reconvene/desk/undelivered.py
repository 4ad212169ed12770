"""
Letters that left by email and that whoever carries it could not deliver: found out, and shown.

In: what carries, and a clock; or who looks. Out: which letters those are. That one came back goes on
the record only as somebody puts it there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from reconvene.desk.look import CaseNotOpened, CaseUnknown, Look, load
from reconvene.desk.reaching import scope_of
from reconvene.desk.sending import sending_id
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.outbox import claiming
from reconvene.outbox.carrier import Carrier, NotReached
from reconvene.people.models import Person
from reconvene.scope.within import within
from reconvene.worklist.reaching import reference_there


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A letter that stands as having left, and was not delivered. `label` is what it is called."""

    reference: str
    entry: int
    label: str


def ask_what_was_delivered(carrier: Carrier, now: datetime) -> int:
    """Ask what carries for letters it could not deliver, tell of each once, and return how many."""
    left = claiming.left_of_late(now)
    if not left:
        return 0
    try:
        given_up = left.intersection(carrier.undelivered())
    except NotReached as shut:
        tell(Event.MAIL_NOT_REACHED, reason=shut.why)
        return 0
    noted = [one for one in map(claiming.note_undelivered, sorted(given_up)) if one]
    for one in noted:
        tell(Event.LETTER_UNDELIVERED, case=one.case_id, actor=one.asked_by)
    return len(noted)


def was_not_delivered(look: Look, entry: int) -> bool:
    """Tell somebody who may see to it whether a letter stands as having left, and was not delivered."""
    letter = look.case.outgoing.get(entry)
    if letter is None or letter.how != "email" or not look.sees_contact:
        return False
    return claiming.is_undelivered(sending_id(look, entry, before=1))


def undelivered_for(person: Person, today: date) -> Iterator[Undelivered]:
    """Yield the letters that were not delivered and that somebody may see to, the latest first."""
    scope = scope_of(person, today)
    for found in claiming.undelivered(person.authority_id):
        with within(scope) as cursor:
            if not reference_there(cursor, scope, found.case_id):
                continue
        try:
            look = load(person, found.case_id, today)
        except (CaseUnknown, CaseNotOpened):
            continue  # whoever opens the case is told why
        is_latest = found.id == sending_id(look, found.entry, before=1)
        if is_latest and was_not_delivered(look, found.entry):
            rule = look.definition.letter(look.case.outgoing[found.entry].letter)
            yield Undelivered(look.reference, found.entry, rule.label)
