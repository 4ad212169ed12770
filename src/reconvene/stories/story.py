"""The shape of a story: who is in it, what happens when, and what should then be so.

In: nothing. Out: frozen values.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from reconvene.core.record.payload import Person

NOBODY = Person(id="complaints-officer", role="complaints-officer")
"""Who does what a story gives to nobody in particular."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a story file: where, what, and what to do."""

    line: int
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}"


class StoryUnreadable(ValueError):
    """A story file cannot be told; it carries every fault found."""

    def __init__(self, *, name: str, faults: tuple[Fault, ...]) -> None:
        self.name = name
        self.faults = faults
        lines = "\n".join(f"{name}:{fault.line}: {fault.message}" for fault in faults)
        super().__init__(lines)


@dataclass(frozen=True, slots=True)
class Expected:
    """
    What should be so after a step. Empty parts expect nothing; each key is a rule's id.

    `owed` and `may` give the last day, or None for "none stated". `cannot` and `can` are pairs of
    a kind of entry and what it is about.
    """

    line: int
    owed: Mapping[str, date | None] = field(default_factory=dict)
    targets: Mapping[str, date] = field(default_factory=dict)
    met: tuple[str, ...] = ()
    met_late: tuple[str, ...] = ()
    overdue: tuple[str, ...] = ()
    not_owed: tuple[str, ...] = ()
    not_determined: Mapping[str, str] = field(default_factory=dict)
    may: Mapping[str, date | None] = field(default_factory=dict)
    lapsed: tuple[str, ...] = ()
    can: tuple[tuple[str, str | None], ...] = ()
    cannot: tuple[tuple[str, str | None, str], ...] = ()
    points: Mapping[str, str] = field(default_factory=dict)
    reviewed_on: date | None = None
    only_owed: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """
    One step: something happens (`kind` and `details`), or one only looks (`kind` is None).

    `refused` is the expected refusal as (ground, clause); either may be empty for "any".
    """

    line: int
    on: date
    kind: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    at: datetime | None = None
    recorded_on: date | None = None
    by: Person = NOBODY
    refused: tuple[str, str] | None = None
    warned: tuple[str, ...] = ()
    expected: Expected | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """A story as read: its procedure, the clauses it shows, its steps in the order of telling."""

    name: str
    title: str
    procedure: str
    shows: tuple[str, ...]
    steps: tuple[Step, ...]
    says: str = ""
