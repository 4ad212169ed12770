"""A letter about to be issued, and what one of its contents comes to.

In: a case, a letter's rule, the day. Out: plain values that every content is worked out with.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reconvene.core.casefile.case import Case, PointState
from reconvene.core.kinds.office import Office
from reconvene.core.procedure.letters import Letter
from reconvene.core.workdays import CalendarHistory

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """A content that the letter carries, with the facts its words are filled from."""

    content: str
    facts: Facts


@dataclass(frozen=True, slots=True)
class Missing:
    """A content the letter must carry and cannot yet: `needs` is a stable code for what."""

    content: str
    needs: str

    @property
    def is_said_with_it(self) -> bool:
        """Whether the sender still supplies it with the letter itself: its words, or its day."""
        return self.needs.partition(":")[0] in SAID_WITH_IT


SAID_WITH_IT = frozenset({"words", "meeting-gone", "conference-gone"})
"""What nothing on the record supplies: words for the letter, or an earlier day for it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """
    A letter about to be issued on a day: its rule, the points it covers, words written for it.

    `added` are words of the sender's own, by the content that they stand after.
    """

    case: Case
    letter: Letter
    on: date
    points: tuple[str, ...]
    days: CalendarHistory
    office: Office
    words: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)

    @property
    def covered(self) -> tuple[PointState, ...]:
        return tuple(self.case.points[name] for name in self.points)

    def child(self, child: str) -> str:
        """Return a child's name, or its id where no name is on the record."""
        children = self.case.conference.children
        return next((one.name or one.id for one in children if one.id == child), child)


Say = Callable[[Draft, str], Said | Missing]
"""How one content is worked out: from the draft and the content's own name."""
