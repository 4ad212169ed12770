"""The part of a definition about panels: seats, bars, quorum, votes, what may be decided.

In: plain values. Out: frozen rules.
"""

from typing import Literal

from pydantic import Field

from reconvene.core.procedure.parts import Clauses, Id, Ids, Paper, Part, Rule, Text

BAR_KINDS: dict[str, str] = {
    "line-management": "manages, or ever managed, anybody who held the case",
    "attended-conference": "attended the conference",
    "reported-to-conference": "wrote a report to the conference",
    "chaired-conference": "chaired the conference",
    "earlier-stage": "handled an earlier stage of this complaint",
    "adjudicated": "adjudicated a point of this complaint",
    "involved-with-family": "works or has worked with the family",
    "personal-interest": "has a personal interest in the case",
}
"""Every bar the core knows. Management, work with the family and personal interest are only declared;
the others are found from the record as well."""


class Bar(Part):
    """A reason why somebody may not sit; each appointee declares each bar."""

    kind: Literal[
        "line-management",
        "attended-conference",
        "reported-to-conference",
        "chaired-conference",
        "earlier-stage",
        "adjudicated",
        "involved-with-family",
        "personal-interest",
    ]
    source: Clauses
    reading: str | None = None


class Fit(Part):
    """What somebody must be to take a seat. `agencies` empty means any agency of the procedure."""

    senior: bool = False
    partner: bool = False
    agencies: Ids = ()


class Seat(Part):
    """A named seat that one person fills."""

    id: Id
    label: Text
    fit: Fit = Fit()
    source: Clauses


class Members(Part):
    """Members besides the chair: so many from the pool, each fit to sit."""

    at_least: int = Field(ge=0)
    at_most: int | None = Field(default=None, ge=1)
    fit: Fit = Fit()
    source: Clauses


class Chair(Part):
    """The panel's chair. `counts_as_member`: the chair is one of the members or seats."""

    fit: Fit = Fit()
    counts_as_member: bool = False
    source: Clauses


class Quorum(Part):
    """
    Who must be there for a panel to decide; advisers and the minute-taker never count.

    `members` counts members present besides the chair (with the chair, if the chair counts as
    one). `agencies` is how many different ones those sitting must come from.
    """

    chair: bool = True
    members: int = Field(default=0, ge=0)
    all_seats: bool = False
    agencies: int = Field(default=1, ge=1)
    warn_all_council: bool = False
    source: Clauses


class Vote(Part):
    """
    How a decision is carried.

    by majority: more votes for than against. unanimous: nobody against and at least one for.
    tie: what becomes of as many for as against; only a majority rule can have one.
    """

    by: Literal["majority", "unanimous"] = "majority"
    tie: Literal["carries nothing", "chair decides"] = "carries nothing"
    chair_votes: bool = True
    source: Clauses


DETAILS = ("remedy", "recommendation", "chair", "timescale", "further_on", "agency", "text")


class Decision(Rule):
    """
    A decision the panel may make; there are no others.

    is_final: it disposes of the point. adjourns: there is not enough information; excludes every
    final decision on the point at that sitting. needs: details without which it cannot be put.
    result: the end result that the point then has, where the procedure has a closed set.
    """

    per: Literal["point", "agency", "case"] = "point"
    needs: tuple[
        Literal["remedy", "recommendation", "chair", "timescale", "further_on", "agency", "text"],
        ...,
    ] = ()
    excludes: Ids = ()
    is_final: bool = True
    adjourns: bool = False
    result: Id | None = None
    tags: tuple[Literal["complaint", "appeal"], ...] = ()


class Panel(Rule):
    """A panel: who sits, who may not, when it is quorate, how it votes, what it may decide."""

    chair: Chair | None = None
    members: Members | None = None
    seats: tuple[Seat, ...] = ()
    bars: tuple[Bar, ...] = ()
    quorum: Quorum
    vote: Vote
    decisions: tuple[Decision, ...]
    papers: tuple[Paper, ...] = ()
    advisers: Clauses | None = None
    minute_taker: Clauses | None = None
    not_members: Ids = ()
    absent_while_deciding: Ids = ()
    powerless_to: Clauses
