"""Who asks for something of a case, and what they ask.

In: nothing. Out: small values that `reach` answers.
"""

from enum import StrEnum
from typing import NamedTuple, TypeAlias


class Viewer(NamedTuple):
    """Somebody who asks: their id, their authority, and the roles they hold by post on the day."""

    id: str
    authority: str
    roles: frozenset[str] = frozenset()


class Sight(StrEnum):
    """What can be seen of a case, each by itself. `DELIBERATION` is of one gate or panel."""

    CASE = "case"
    HEADERS = "headers"
    STORY = "story"
    CONTACT = "contact"
    DELIBERATION = "deliberation"
    POINTS = "points put"
    OWN = "own record"


class Purpose(StrEnum):
    """Why somebody asks: for their work, or without a part in the case and for a stated reason."""

    WORK = "work"
    BREAK_GLASS = "break glass"


class See(NamedTuple):
    """To look at something; `about` is the gate or panel whose deliberation it is."""

    sight: Sight
    about: str = ""


class Do(NamedTuple):
    """To put something on the record: its kind, and what it is about where that is known."""

    kind: str
    about: str | None = None


Asked: TypeAlias = See | Do
