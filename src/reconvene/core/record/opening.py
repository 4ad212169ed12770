"""Entries of the opening: the complaint arrives, and it is settled who complains and about what.

In: nothing. Out: payloads.
"""

from datetime import date
from typing import ClassVar, Literal

from reconvene.core.record.payload import Complainant, Conference, Form, Payload, Person, Point


class ComplaintReceived(Payload, frozen=True, kw_only=True):
    """
    The complaint reached the authority, anywhere in it; this opens the case.

    The entry's `happened_on` is the day of receipt. `first_contact_on`, where earlier, is the
    day the family first made contact by any means, which is the day that counts for their limit.
    """

    procedure: str
    complainant: Complainant
    conference: Conference
    points: tuple[Point, ...]
    channel: str = "letter"
    form: Form = "written"
    first_contact_on: date | None = None
    needs_help: bool = False
    elsewhere: tuple[str, ...] = ()
    seeks: str = ""
    adjustments: str = ""
    interpreter: str = ""
    safe_contact: str = ""
    traits: tuple[str, ...] = ()


class ComplaintConfirmed(Payload, frozen=True, kw_only=True):
    """A complaint taken down by staff was put in writing, read back and confirmed."""

    confirmed_by: str


class StandingDecided(Payload, frozen=True, kw_only=True):
    """Somebody judged whether this person may use the procedure (a child's understanding, say)."""

    accepted: bool
    decided_by: Person
    reasons: str


class LatenessDecided(Payload, frozen=True, kw_only=True):
    """
    A late step was taken on, or not, by a named person with reasons. `right` is its rule.

    `points` are those it is about, where points were raised late on a complaint that goes on;
    `conduct` fills in all that wait where none was named. Empty for a decision on the whole.
    """

    about: ClassVar[str | None] = "right"

    right: str
    accepted: bool
    decided_by: Person
    reasons: str
    excuse: str = ""
    points: tuple[str, ...] = ()


class AssistanceGiven(Payload, frozen=True, kw_only=True):
    """Help to make the complaint was given."""

    how: str


class SupporterNamed(Payload, frozen=True, kw_only=True):
    """The complainant named somebody to support them; invited to every meeting from then on."""

    about: ClassVar[str | None] = "kind"

    name: str
    kind: Literal["advocate", "friend", "solicitor", "other"] = "friend"


class SupporterEnded(Payload, frozen=True, kw_only=True):
    """The complainant no longer wants this supporter."""

    name: str


class AdvocateOffered(Payload, frozen=True, kw_only=True):
    """An advocate was offered, and what came of it."""

    response: Literal["accepted", "declined", "thinking", "none available"]
    note: str = ""


class RoleAssigned(Payload, frozen=True, kw_only=True):
    """A named person holds a role in this case from this day."""

    about: ClassVar[str | None] = "role"

    role: str
    person: Person


class DateNoted(Payload, frozen=True, kw_only=True):
    """A date the procedure counts from became known (the entry's `happened_on` is that date)."""

    about: ClassVar[str | None] = "date"

    date: str
