"""Writing a look down, and having it looked into where somebody's reading spreads."""

from datetime import date, datetime

from reconvene.access_log.reading import Read
from reconvene.access_log.reviews import begin_spread
from reconvene.access_log.spread import spread
from reconvene.access_log.writing import write
from reconvene.core.kinds.limit import Limit, Unit
from reconvene.core.workdays import last_day, london_day
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person

REVIEWED_WITHIN = Limit(2, Unit.WORKING_DAYS)


def note(person: Person, read: Read) -> None:
    """
    Write a look down, and see whether this person's reading spreads.

    Raises:
        AccessLogDown: It could not be written down, so nothing may be shown.
    """
    write(read)
    found = spread(read)
    if found is None:
        return
    if begin_spread(
        authority=person.authority_id,
        reader=person.id,
        now=read.at,
        due_on=review_due(person, read.at),
    ):
        tell(Event.READING_SPREAD, reason=found.sign.value, actor=person.id, count=found.count)


def review_due(person: Person, at: datetime) -> date:
    """Return the last day on which something that happened now is to be looked into."""
    day = london_day(at)
    return last_day(day, REVIEWED_WITHIN, person.authority.days.as_known_on(day))
