"""What an act answers: allowed, with what follows, or refused, with the reason.

In: nothing. Out: two plain values that every door and the desk understand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, TypeAlias

from reconvene.core.record.event import Entry

Fact: TypeAlias = str | int | bool | tuple[str, ...] | None


class Ground(StrEnum):
    """
    Why an act is refused. Stored and published: a value is never renamed or used again.

    The words for each ground are looked up at the door (library/words/refusals.yaml).
    """

    ALREADY_DONE = "already-done"
    ALREADY_OPEN = "already-open"
    BARRED = "barred"
    CANNOT_CHANGE_DECISION = "cannot-change-decision"
    CASE_CLOSED = "case-closed"
    CASE_SUSPENDED = "case-suspended"
    CONFIDENTIALITY_UNDECIDED = "confidentiality-undecided"
    CONTRADICTS = "contradicts"
    DATE_OUT_OF_ORDER = "date-out-of-order"
    DETAIL_MISSING = "detail-missing"
    DUTY_OPEN = "duty-open"
    IN_THE_FUTURE = "in-the-future"
    LATENESS_UNDECIDED = "lateness-undecided"
    LETTER_INCOMPLETE = "letter-incomplete"
    LIES_UNDER = "lies-under"
    NEEDS_CRITERION = "needs-criterion"
    NEEDS_REASON = "needs-reason"
    NEEDS_SECOND = "needs-second"
    NEEDS_WRITING = "needs-writing"
    NEVER_PUT_RIGHT = "never-put-right"
    NO_CASE_YET = "no-case-yet"
    NO_RIGHT = "no-right"
    NOT_AGREED = "not-agreed"
    NOT_ALONE = "not-alone"
    NOT_AT_THIS_STAGE = "not-at-this-stage"
    NOT_BRIEFED = "not-briefed"
    NOT_CALLED_FOR = "not-called-for"
    NOT_DECLARED = "not-declared"
    NOTED_ANEW = "noted-anew"
    NOT_ELIGIBLE = "not-eligible"
    NOT_HOURS = "not-hours"
    NOT_IN_PROCEDURE = "not-in-procedure"
    NOT_INDEPENDENT = "not-independent"
    NOT_LOOKED_THROUGH = "not-looked-through"
    NOT_OPEN_TO_YOU = "not-open-to-you"
    NOT_PRESENT = "not-present"
    NOT_QUORATE = "not-quorate"
    NOT_TAKEN_OUT = "not-taken-out"
    NOT_THEIR_OWN = "not-their-own"
    NOT_THEIRS_TO_DECIDE = "not-theirs-to-decide"
    PAPER_MISSING = "paper-missing"
    POINT_NOT_LIVE = "point-not-live"
    POINT_UNANSWERED = "point-unanswered"
    RESULT_MISSING = "result-missing"
    RIGHT_OPEN = "right-open"
    SITTING_NOT_OPEN = "sitting-not-open"
    STANDING_UNDECIDED = "standing-undecided"
    UNKNOWN = "unknown"
    WAY_CLOSED = "way-closed"


@dataclass(frozen=True, slots=True)
class Warned:
    """Something a person should know before going on; it never stops the act."""

    code: str
    clause: str
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Allowed:
    """The act may be done; `entries` is what it would put on the record (may be empty for a look)."""

    entries: tuple[Entry, ...] = ()
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True)
class Refused:
    """
    The act may not be done. Falsy, so that `if answer:` reads as it should.

    `clause` is the provision it rests on ("SP 5.7"), or "law" for what holds in every procedure.
    `facts` are plain values for the sentence that explains it, in no particular order.
    """

    ground: Ground
    clause: str
    facts: Mapping[str, Fact] = field(default_factory=dict)

    def __bool__(self) -> Literal[False]:
        return False


Answer: TypeAlias = Allowed | Refused


def first(*found: Refused | None) -> Refused | None:
    """
    Return the first refusal, or None where there is none.

    A refusal is falsy, so `or` would pass over it: chains of guards go through here.
    """
    return next((refusal for refusal in found if refusal is not None), None)


def unless(refusal: Refused | None, allowed: Allowed) -> Answer:
    """Return the refusal where there is one, else what is allowed."""
    return allowed if refusal is None else refusal
