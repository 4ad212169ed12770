"""Entries about a panel: who sits, when it sits, what it decides.

In: nothing. Out: payloads.
"""

from datetime import date
from typing import ClassVar, Literal

from reconvene.core.record.payload import Absence, Part, Payload, Person


class PanelistAppointed(Payload, frozen=True, kw_only=True):
    """
    Somebody was appointed to a seat. `seat` is "chair", "member", "adviser" or a named seat.

    `declared` answers every bar of the procedure: true means "this applies to me".
    """

    about: ClassVar[str | None] = "panel"

    panel: str
    seat: str
    person: Person
    is_senior: bool = False
    declared: dict[str, bool] = {}


class PanelistRemoved(Payload, frozen=True, kw_only=True):
    """An appointee stands down; where a bar came to light late, `bar` names it."""

    about: ClassVar[str | None] = "panel"

    panel: str
    person: str
    reason: str
    bar: str = ""


class SittingBooked(Payload, frozen=True, kw_only=True):
    """A day was set for the panel to sit."""

    about: ClassVar[str | None] = "panel"

    panel: str
    for_on: date
    place: str = ""


class SittingOpened(Payload, frozen=True, kw_only=True):
    """The panel met. `present` are the ids of appointees there; quorum follows from it."""

    about: ClassVar[str | None] = "panel"

    panel: str
    present: tuple[str, ...]
    minute_taker: Person | None = None
    others: tuple[Person, ...] = ()
    considered: tuple[str, ...] = ()
    papers_missing: tuple[Absence, ...] = ()


class Details(Part, frozen=True, kw_only=True):
    """What a decision must say besides its name; which of these is for the procedure to demand."""

    remedy: str = ""
    recommendation: str = ""
    chair: Literal["", "same", "different"] = ""
    timescale: str = ""
    further_on: date | None = None
    agency: str = ""
    text: str = ""


class DecisionPut(Payload, frozen=True, kw_only=True):
    """
    A decision was put to the vote for a point (and a child, where they differ).

    `votes_for`, `against` and `abstained` are ids of those voting, each in one of them only.
    `others_present` are people in the room while it decides who have no vote.
    """

    about: ClassVar[str | None] = "decision"

    panel: str
    decision: str
    votes_for: tuple[str, ...]
    against: tuple[str, ...] = ()
    abstained: tuple[str, ...] = ()
    point: str = ""
    child: str = ""
    details: Details = Details()
    dissent: str = ""
    others_present: tuple[Person, ...] = ()


class SittingClosed(Payload, frozen=True, kw_only=True):
    """The sitting ended. Whether it adjourned follows from what was decided."""

    about: ClassVar[str | None] = "panel"

    panel: str
