"""Which way something may go to somebody now, or why it may not go at all.

In: a case, whom it is for, and an aware instant. Out: the one way, or what holds it up. There is
never another way in its place: where letters to somebody go by post, none goes by email.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Literal, TypeAlias

from reconvene.core.casefile.case import Case
from reconvene.core.casefile.contacts import NO_CONTACTS, Contact
from reconvene.core.record.contact import ContactNoted
from reconvene.core.workdays import LONDON, london_day

CHANGE_HELD = timedelta(hours=72)
"""So long, and to the end of that day, nothing goes to a new place, unless they confirm it."""


class Why(StrEnum):
    """Why nothing can go to somebody now. Stored with what was held: a value is never renamed."""

    NONE_CHOSEN = "none-chosen"
    ENDED = "ended"
    UNSAFE = "unsafe"
    NOT_KNOWN_SAFE = "not-known-safe"
    SAFE_NO_LONGER = "safe-no-longer"
    ASK_FIRST = "ask-first"
    CAME_BACK = "came-back"
    CHANGED = "changed"
    OUT_OF_HOURS = "out-of-hours"


@dataclass(frozen=True, slots=True)
class Held:
    """
    Nothing can go now. Falsy, so that `if contact:` reads as it should.

    `until` is the UTC instant at which it can go if nothing else is noted; None where somebody has
    to do something first. `contact` is the way it would have gone.
    """

    why: Why
    until: datetime | None = None
    contact: Contact | None = None

    def __bool__(self) -> Literal[False]:
        return False


Open: TypeAlias = Contact | Held


def way_for_letters(case: Case, who: str, at: datetime) -> Open:
    """
    Return the way a letter to somebody goes at an instant, or what holds it up.

    `who` is as `ContactNoted` has it. What has to be mended by a person comes before what passes.

    Raises:
        InstantNaive: The instant has no time zone.
    """
    contact = case.contacts.get(who, NO_CONTACTS).for_letters
    if contact is None:
        return Held(Why.NONE_CHOSEN)
    why = _closed(contact, at)
    if why is not None:
        return Held(why, contact=contact)
    held_until = _held_until(contact)
    if held_until is not None and at < held_until:
        return Held(Why.CHANGED, held_until, contact)
    opens_at = _next_open(contact.noted, at)
    return contact if opens_at <= at else Held(Why.OUT_OF_HOURS, opens_at, contact)


def _closed(contact: Contact, at: datetime) -> Why | None:
    """Return why a person has to do something before this way can be used; None if it is open."""
    noted = contact.noted
    if contact.ended is not None:
        return Why.ENDED
    if noted.safe == "unsafe":
        return Why.UNSAFE
    if noted.safe == "unknown":
        return Why.NOT_KNOWN_SAFE
    if noted.until is not None and london_day(at) > noted.until:
        return Why.SAFE_NO_LONGER
    if noted.ask:
        return Why.ASK_FIRST
    return Why.CAME_BACK if contact.came_back else None


def _held_until(contact: Contact) -> datetime | None:
    """Return up to when a change is held: letters go by days, so up to the next whole one."""
    if contact.changed_at is None:
        return None
    until = contact.changed_at + CHANGE_HELD
    first = datetime.combine(london_day(until), time(), tzinfo=LONDON)
    whole = first if first == until else first + timedelta(days=1)
    return whole.astimezone(until.tzinfo)


def _next_open(noted: ContactNoted, at: datetime) -> datetime:
    """Return the first instant from `at` on that lies within the hours of a way; post has none."""
    if noted.way == "post" or not noted.earliest:
        return at
    earliest, latest = time.fromisoformat(noted.earliest), time.fromisoformat(noted.latest)
    day = london_day(at)
    clock = at.astimezone(LONDON).time()
    if earliest <= clock < latest:
        return at
    opens_on = day if clock < earliest else day + timedelta(days=1)
    return datetime.combine(opens_on, earliest, tzinfo=LONDON).astimezone(at.tzinfo)
