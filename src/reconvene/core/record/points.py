"""Entries about a point: added, moved, answered, sent elsewhere, ended.

In: nothing. Out: payloads.
"""

from datetime import date
from typing import ClassVar, Literal

from reconvene.core.record.payload import Part, Payload, Point


class Action(Part, frozen=True, kw_only=True):
    """Something the authority agreed to do. `id` is unique in the case."""

    id: str
    what: str
    owner: str
    by_on: date | None = None


class PointAdded(Payload, frozen=True, kw_only=True):
    """
    The complainant raised one more point, on the day of the entry.

    `is_late` is filled by `conduct`: the last day for raising it had passed.
    """

    point: Point
    is_late: bool = False


class PointRerouted(Payload, frozen=True, kw_only=True):
    """A point was found to be of another matter, and so takes another route."""

    about: ClassVar[str | None] = "matter"

    point: str
    matter: str
    reason: str


class PointWithdrawn(Payload, frozen=True, kw_only=True):
    """The complainant took a point back, in their own words."""

    point: str
    words: str = ""


class PointSettled(Payload, frozen=True, kw_only=True):
    """The complainant says that the answer given settles the point for them."""

    point: str
    words: str = ""


class PointReferred(Payload, frozen=True, kw_only=True):
    """A point outside this procedure was handed on in writing to the right channel."""

    about: ClassVar[str | None] = "channel"

    point: str
    channel: str
    agency: str
    reference: str = ""


class ReferralAnswered(Payload, frozen=True, kw_only=True):
    """The body a point was referred to took it on, or finished with it."""

    point: str
    state: Literal["taken on", "closed"]
    outcome: str = ""


class PointAnswered(Payload, frozen=True, kw_only=True):
    """
    The authority answered a point at a stage.

    `child` is set where siblings get different answers; otherwise the answer is for all.
    """

    about: ClassVar[str | None] = "stage"

    stage: str
    point: str
    answer: str
    finding: Literal["upheld", "partly upheld", "not upheld", "no finding"]
    child: str = ""
    actions: tuple[Action, ...] = ()


class ActionDone(Payload, frozen=True, kw_only=True):
    """
    An agreed action was carried out, with what shows it.

    `paper` is that of a file on the record which shows it, where there is one.
    """

    action: str
    evidence: str
    paper: str = ""


class ResultRecorded(Payload, frozen=True, kw_only=True):
    """
    The end result of a point, one of the procedure's closed set.

    `beside` holds apologies, additions to the minutes and learning: beside it, not instead.
    """

    about: ClassVar[str | None] = "result"

    point: str
    result: str
    reasons: str
    child: str = ""
    beside: tuple[str, ...] = ()
