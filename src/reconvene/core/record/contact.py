"""Entries about how somebody of the family is reached, and whether that is safe for them.

In: nothing. Out: payloads.
"""

from datetime import date
from typing import ClassVar, Literal

from reconvene.core.record.payload import Payload

Way = Literal["post", "email", "text", "telephone"]
Safe = Literal["safe", "unsafe", "unknown"]
WhyEnded = Literal["unsafe", "wrong", "returned", "wished"]

Kept = Literal["yes", "no", "undecided"]

FOR_LETTERS: frozenset[Way] = frozenset({"post", "email"})
"""The ways that a letter can go."""


class ContactNoted(Payload, frozen=True, kw_only=True):
    """
    Where somebody is reached, by one way, became known. It takes the place of what was noted of
    the same person and way.

    `who` is "complainant", the id of a child, or the name of a supporter. `where` is the address, on
    lines of its own for the post. It may be used from `earliest` to `latest`, hours of a London
    clock such as "09:30", where these are given, and up to the day `until`. Where something has to
    be said or asked before anything else, `ask` says what, and only a person can use it.
    `known_by` says how we know that it is theirs and safe. Letters to them go this way if
    `letters`, and then no other.
    """

    about: ClassVar[str | None] = "way"

    who: str
    way: Way
    where: str
    safe: Safe = "unknown"
    letters: bool = False
    earliest: str = ""
    latest: str = ""
    until: date | None = None
    ask: str = ""
    known_by: str = ""


class ContactConfirmed(Payload, frozen=True, kw_only=True):
    """That somebody is reached there now was confirmed with them, in the way that `how` says."""

    about: ClassVar[str | None] = "way"

    who: str
    way: Way
    how: str


class ContactEnded(Payload, frozen=True, kw_only=True):
    """
    Somebody is no longer to be reached there: it is not safe, was never theirs, sends things back,
    or they do not want it. `note` says what people need to know about it.
    """

    about: ClassVar[str | None] = "way"

    who: str
    way: Way
    reason: WhyEnded
    note: str = ""


class ConfidentialityDecided(Payload, frozen=True, kw_only=True):
    """
    Whether where somebody lives and is reached has to be kept from the others of a case.

    `who` is "complainant", the id of a child, or the id of somebody of the family whom the case
    names. `kept` says "undecided" where it has to be thought about anew; so it is until an entry
    says otherwise. A later entry about the same person takes the place of the earlier one.
    """

    who: str
    kept: Kept
    reason: str
