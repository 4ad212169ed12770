"""
Letters that left by email and that whoever carries it could not deliver: found out, and shown.

In: what carries, and a clock; or who looks. Out: which letters those are. That one came back goes on
the record only as somebody puts it there.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from reconvene.core.record.event import Entry
from reconvene.core.record.leaving import LetterCameBack
from reconvene.desk.look import CaseNotOpened, CaseUnknown, Look, load
from reconvene.desk.reaching import scope_of
from reconvene.desk.sending import sending_id
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.outbox import claiming
from reconvene.outbox.carrier import Carrier
from reconvene.people.models import Person
from reconvene.scope.within import within
from reconvene.worklist.reaching import reference_there

MOST = 50
"""So many letters are shown at once; the oldest come first, so each has its turn."""


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A letter that stands as having left, and was not delivered. `label` is what it is called."""

    reference: str
    entry: int
    label: str


def ask_what_was_delivered(carrier: Carrier, now: datetime) -> int:
    """
    Ask what carries for letters it could not deliver, tell of each once, and return how many.

    Raises:
        NotReached: It does not answer now.
    """
    left = claiming.left_of_late(now)
    if not left:
        return 0
    given_up = left.intersection(carrier.undelivered())
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
    """Yield the letters that were not delivered and that somebody may see to, those of a case together."""
    return islice(_undelivered_for(person, today), MOST)


def _undelivered_for(person: Person, today: date) -> Iterator[Undelivered]:
    scope = scope_of(person, today)
    for case_id, of_case in claiming.undelivered(person.authority_id).items():
        with within(scope) as cursor:
            if not reference_there(cursor, scope, case_id):
                continue
        try:
            look = load(person, case_id, today)
        except (CaseUnknown, CaseNotOpened):
            continue  # whoever opens the case is told why
        for found in of_case:
            is_latest = found.id == sending_id(look, found.entry, before=1)
            if is_latest and was_not_delivered(look, found.entry):
                rule = look.definition.letter(look.case.outgoing[found.entry].letter)
                yield Undelivered(look.reference, found.entry, rule.label)


def note_what_came_back(case_id: str, entries: Iterable[Entry]) -> None:
    """Note of letters that are on the record as having come back that this was seen to."""
    for entry in entries:
        if isinstance(entry.data, LetterCameBack):
            claiming.came_back(case_id, entry.data.sent)
