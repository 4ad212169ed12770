"""Entries after the panel, and about the case as a whole.

In: nothing. Out: payloads.
"""

from datetime import date
from typing import Any, ClassVar, Literal

from reconvene.core.record.payload import Payload, Person

Theme = Literal[
    "invitations", "reports", "taking-part", "meeting", "sharing", "decision", "minutes", "other"
]
"""What learning may be about. `names.yaml` has each in words."""


class ConcernCommunicated(Payload, frozen=True, kw_only=True):
    """
    A concern or recommendation went to an agency's senior manager or board member.

    `theme` is what it is about, so that learning can be laid together across cases; empty where
    nobody said.
    """

    about: ClassVar[str | None] = "agency"

    agency: str
    to: Person
    text: str
    theme: Literal["", Theme] = ""


class LearningAcknowledged(Payload, frozen=True, kw_only=True):
    """An agency acknowledged the learning it was sent; `does` says what it does about it."""

    about: ClassVar[str | None] = "agency"

    agency: str
    by: str = ""
    does: str = ""


class ConferenceArranged(Payload, frozen=True, kw_only=True):
    """A reconvened conference, or a review brought forward, was given its day and chair."""

    about: ClassVar[str | None] = "conference"

    conference: str
    for_on: date
    chair: Person
    expected: tuple[Person, ...] = ()


class AttendeeBriefed(Payload, frozen=True, kw_only=True):
    """
    Somebody due at the conference has read, or been briefed on, the panel's decision.

    `also` are others of whom the same is so: a chair may brief a whole room at once.
    """

    about: ClassVar[str | None] = "conference"

    conference: str
    person: str
    how: Literal["read", "briefed"]
    also: tuple[str, ...] = ()

    @property
    def everybody(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.person, *self.also)))


class ConferenceHeld(Payload, frozen=True, kw_only=True):
    """
    A later conference took place; it alone may review the decision.

    `decided` is a note for reading. The case's own conference and its decision stay as they were.
    """

    about: ClassVar[str | None] = "conference"

    conference: str
    present: tuple[str, ...] = ()
    decided: str = ""


class ChallengeRaised(Payload, frozen=True, kw_only=True):
    """The complainant went further: to the ombudsman, or to a court."""

    about: ClassVar[str | None] = "body"

    body: str
    reference: str = ""


class ChallengeDecided(Payload, frozen=True, kw_only=True):
    """What came of a further challenge."""

    about: ClassVar[str | None] = "body"

    body: str
    outcome: str


class CaseSuspended(Payload, frozen=True, kw_only=True):
    """Work on the case stops for now, with the reason and what will end the pause."""

    reason: str
    ends_when: str


class CaseResumed(Payload, frozen=True, kw_only=True):
    """Work on the case goes on."""

    note: str = ""


class LimitExtended(Payload, frozen=True, kw_only=True):
    """An authority's limit was extended as its procedure allows; the complainant is told why."""

    about: ClassVar[str | None] = "duty"

    duty: str
    reason: str
    point: str = ""


class CaseClosed(Payload, frozen=True, kw_only=True):
    """Nothing more is owed, and the case is closed."""

    reason: str = ""


class CaseReopened(Payload, frozen=True, kw_only=True):
    """A closed case is taken up again."""

    reason: str


class CaseMoved(Payload, frozen=True, kw_only=True):
    """The case goes on under another version of its procedure."""

    to: str
    reason: str
    agreed_by: Person


class EntryCorrected(Payload, frozen=True, kw_only=True):
    """
    An earlier entry was wrong. The old entry stays; this one says what holds instead.

    `struck` takes the entry's effect away altogether; otherwise `happened_on` and `data`, where
    given, stand in its place (`data` whole, in the payload form of the corrected entry).
    """

    entry: int
    reason: str
    struck: bool = False
    happened_on: date | None = None
    data: dict[str, Any] | None = None
