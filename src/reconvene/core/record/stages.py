"""Entries about moving between stages, and about gates.

In: nothing. Out: payloads.
"""

from datetime import date
from typing import ClassVar, Literal

from reconvene.core.record.payload import Form, Part, Payload, Person


class StageRequested(Payload, frozen=True, kw_only=True):
    """
    The complainant asked for the next stage, in any words.

    The entry's `happened_on` is the authority's first receipt of the request anywhere in it;
    forwarding it inside does not move that day. `first_contact_on` keeps an earlier spoken ask.
    `is_late` is filled by `conduct`: the right's last day had passed.
    """

    about: ClassVar[str | None] = "stage"

    stage: str
    points: tuple[str, ...]
    form: Form = "written"
    first_contact_on: date | None = None
    forwarded_on: date | None = None
    is_late: bool = False


class StagePassedOn(Payload, frozen=True, kw_only=True):
    """Somebody in the authority passed points to the next stage of their own accord."""

    about: ClassVar[str | None] = "stage"

    stage: str
    points: tuple[str, ...]
    by: Person
    reason: str


class CriterionTest(Part, frozen=True, kw_only=True):
    """One criterion, limb by limb, with reasons. Whether it is met follows from its limbs."""

    criterion: str
    limbs: dict[str, bool]
    reasons: str


class CriteriaTested(Payload, frozen=True, kw_only=True):
    """The criteria of a gate were tested for a point, each with its reasons."""

    about: ClassVar[str | None] = "gate"

    gate: str
    point: str
    tests: tuple[CriterionTest, ...]
    decided_by: Person


class GateDecided(Payload, frozen=True, kw_only=True):
    """The way through a gate was opened or declined for a point."""

    about: ClassVar[str | None] = "gate"

    gate: str
    point: str
    decision: Literal["open", "decline"]
    decided_by: Person
    reasons: str = ""
