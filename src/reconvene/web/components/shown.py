"""
What the shared parts of pages show, as plain frozen values.

A page's module makes these from what the desk and the worklist give it; the macros under
`jinja2/parts/` lay them out and decide nothing. Every field is already in the words to be read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Where a duty stands. The value is the word on its tag."""

    OVERDUE = "Overdue"
    DUE_SOON = "Due soon"
    OPEN = "Open"
    MET = "Met"
    MET_LATE = "Met late"
    NOT_YET_DETERMINED = "Not yet determined"
    NONE_STATED = "No limit in the procedure"
    NO_LONGER_OWED = "No longer owed"

    @property
    def slug(self) -> str:
        """Return the ending of its class in the stylesheet: "due-soon"."""
        return self.value.lower().replace(" ", "-")


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of a count: the number it was given, or none and the reason it was passed over."""

    on: date
    counted: int | None
    why: str


@dataclass(frozen=True, slots=True)
class LastDay:
    """
    A last day with what is said beside it and how it was reached.

    on: None where there is no date: it cannot be told yet, or the procedure states none.
    beside: "4 working days left"; where there is no date, why not.
    met: of what is done, when, and whether in time: "Met on Monday 28 April 2025, in time".
    reached: the count in sentences. strip: the same, a day at a time; both may be empty.
    source: the clause it rests on, as people cite it.
    """

    on: date | None
    standing: Standing
    beside: str = ""
    reached: Sequence[str] = ()
    strip: Sequence[StripDay] = ()
    source: str = ""
    met: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A button or link that starts an act, and a note read out with it: whose case it is."""

    words: str
    href: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One thing owed, as a row of somebody's work; `why_href` explains its day, if it has one."""

    duty: str
    family: str
    reference: str
    case_href: str
    last_day: LastDay
    why_mine: str
    act: Act | None = None
    why_href: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a stage said to a point. `words` is the answer; `detail` who gave it and when."""

    words: str
    detail: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point of complaint, with one answer for each stage, None where that stage has said nothing."""

    number: int
    words: str
    answers: Sequence[Answer | None]
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """One sentence of the record, and who put it there and when."""

    on: date
    words: str
    by: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """
    Why an act may not be done now: the act, the reason, the clause, and what can be done.

    Of several acts that differ in what they are about, `things` has each with its own clause.
    """

    act: str
    reason: str
    source: str = ""
    instead: Sequence[str] = ()
    things: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Follows:
    """Something that an act will bring about: a duty with its last day, a letter, a notice."""

    words: str
    last_day: LastDay | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter in force, and the address of the list without it."""

    words: str
    without: str
