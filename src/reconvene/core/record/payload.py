"""The base of every payload, and the small things several payloads share.

In: nothing. Out: frozen structs that decode strictly and encode in one canonical form.
"""

from datetime import date
from typing import ClassVar, Literal

import msgspec

Form = Literal["written", "spoken"]
Decision = Literal["become", "not become", "continue", "end"]


class Payload(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """
    What one kind of entry says. Small, explicit, versioned by its kind's schema number.

    `about` names the field that a procedure's rules match on: a rule that waits for
    `letter.sent: stage-1-outcome` compares "stage-1-outcome" with the field `letter`.
    """

    about: ClassVar[str | None] = None


class Part(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A value inside a payload."""


class Person(Part, frozen=True, kw_only=True):
    """Somebody named on the record, as they were on that day. `id` is opaque and stable."""

    id: str
    name: str = ""
    role: str = ""
    agency: str = ""


def plain_name(name: str) -> str:
    """Return a name as it is compared with another: blanks squeezed, case folded."""
    return " ".join(name.split()).casefold()


class Complainant(Part, frozen=True, kw_only=True):
    """Who complains: their capacity is an id from the procedure's `complainants`."""

    name: str
    capacity: str
    relation: str = ""
    authority: str = ""
    born_on: date | None = None


class Child(Part, frozen=True, kw_only=True):
    """A child the conference considered, with what was decided for that child."""

    id: str
    name: str = ""
    decision: Decision | None = None
    category: str = ""


class Conference(Part, frozen=True, kw_only=True):
    """The conference complained of. Nothing in this product ever changes what it decided."""

    held_on: date
    kind: str = "initial"
    chair: Person | None = None
    children: tuple[Child, ...] = ()
    review_due_on: date | None = None
    minutes_sent_to: tuple[Person, ...] = ()
    attended: tuple[Person, ...] = ()
    reported: tuple[Person, ...] = ()
    agencies_agreed: bool | None = None
    chair_directed: bool | None = None
    parents_absent: tuple[str, ...] = ()


class Point(Part, frozen=True, kw_only=True):
    """
    One point of complaint: the unit everything else hangs on.

    `children` names those it concerns; empty means all the children of the conference.
    `wrong` and `evidence` are asked for by grounds that say so.
    """

    id: str
    words: str
    matter: str
    ground: str = ""
    children: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    wrong: str = ""
    evidence: str = ""


class Absence(Part, frozen=True, kw_only=True):
    """Something or somebody expected and not there, with the reason."""

    what: str
    reason: str
