"""
Opening a case in an emergency: for an hour, with a reason, and never through a wall; giving it back.

In: a person without a part in a case, its reference, why. Out: until when it is open to them; or
None, the same for a wall, for another authority's case and for no case at all. Somebody who looks
after information governance has each to look into, however soon it was given back.
"""

from datetime import date, datetime

from django.db import transaction

from reconvene.access_log.chain import digest_of_words
from reconvene.access_log.models import Review
from reconvene.access_log.reading import Outcome, Purpose, Read, Sight
from reconvene.access_log.reviews import (
    Emergency,
    begin_emergency,
    emergency_of,
    opened_by,
)
from reconvene.access_log.reviews import give_back as close_sooner
from reconvene.access_log.writing import write
from reconvene.core.access.asking import Purpose as Why
from reconvene.core.workdays import london_day
from reconvene.desk.look import CaseNotOpened, CaseUnknown, Look, load_referred_to
from reconvene.desk.reaching import scope_of
from reconvene.desk.spreading import review_due
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person
from reconvene.scope.within import within


class ReasonMissing(ValueError):
    """A case was to be opened in an emergency without saying why."""

    def __init__(self) -> None:
        super().__init__(
            "The case was not opened: no reason was given. Say why it cannot wait for somebody "
            "who has a part in it."
        )


def open_in_emergency(
    person: Person, reference: str, reason: str, now: datetime
) -> Emergency | None:
    """
    Open a case to somebody for an hour, and have it looked into; None where it stays closed.

    Asked again while it is open, it stays open for the hour that it was opened for.

    Raises:
        ReasonMissing: Nothing was given as a reason.
        AccessLogDown: It could not be written down.
    """
    if not reason.strip():
        raise ReasonMissing
    look = seen_through_glass(person, reference, london_day(now))
    if look is None:
        about = digest_of_words(person.authority_id, reference)
        write(_asked(person, now, outcome=Outcome.REFUSED, about=about))
        tell(Event.GLASS_REFUSED, actor=person.id)
        return None
    with transaction.atomic(), within(scope_of(person, london_day(now), Why.BREAK_GLASS)):
        # Looks of one person wait for each other here, so what was asked at once is asked in turn.
        write(_asked(person, now, case_id=look.case_id))
        before = emergency_of(person.id, look.case_id, now)
        opened = before or begin_emergency(
            authority=person.authority_id,
            reader=person.id,
            case_id=look.case_id,
            reason=reason.strip(),
            now=now,
            due_on=review_due(person, now),
        )
    if before is None:
        tell(Event.GLASS_BROKEN, actor=person.id, case=look.case_id, review=opened.review)
    return opened


def own_emergency(person: Person, review_id: str) -> Review | None:
    """Return an emergency in which somebody opened a case, over or not; None where it is not theirs."""
    return opened_by(person.id, review_id)


def give_back(person: Person, emergency: Review, now: datetime) -> bool:
    """Close a case again to whoever opened it; False where it is closed to them already."""
    if not close_sooner(person.id, emergency.id, now):
        return False
    tell(Event.GLASS_GIVEN_BACK, actor=person.id, case=emergency.case_id, review=emergency.id)
    return True


def seen_through_glass(person: Person, reference: str, today: date) -> Look | None:
    """Return a case as far as a reason opens it; None where a wall is, nothing, or no key."""
    try:
        return load_referred_to(person, reference, today, purpose=Why.BREAK_GLASS)
    except (CaseUnknown, CaseNotOpened):
        return None


def _asked(
    person: Person,
    now: datetime,
    *,
    case_id: str = "",
    outcome: Outcome = Outcome.SHOWN,
    about: str = "",
) -> Read:
    return Read(
        reader=person.id,
        authority=person.authority_id,
        at=now,
        sight=Sight.GLASS,
        purpose=Purpose.EMERGENCY,
        outcome=outcome,
        case_id=case_id,
        about=about,
    )
