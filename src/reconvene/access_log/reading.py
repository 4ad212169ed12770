"""
What is written of one look: who, at what, what for, and what they have to do with it.

In: plain values. Out: one frozen value that `writing` puts in its place in the chain. Nobody is
named in it but by opaque ids, and what somebody searched for is a keyed digest.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Sight(StrEnum):
    """What is looked at."""

    CASE = "case"
    ENTRY = "entry"
    WHERE = "where"
    LETTER = "letter"
    PAPER = "paper"
    PAPER_TAKEN = "paper-taken"
    PACK_TAKEN = "pack-taken"
    BUNDLE = "bundle"
    BUNDLE_TAKEN = "bundle-taken"
    PANEL = "panel"
    MEETING = "meeting"
    MEETING_PLACE = "meeting-place"
    MEETING_TAKEN = "meeting-taken"
    RECEIPT = "receipt"
    LIST = "list"
    SEARCH = "search"
    READERS = "readers"
    EXPORT = "export"
    GLASS = "glass"
    ERASURES = "erasures"
    HOLD = "hold"


class Purpose(StrEnum):
    """What for."""

    CASEWORK = "casework"
    TO_SPEAK = "to-speak"
    TO_WRITE = "to-write"
    TO_MEET = "to-meet"
    TO_CHECK = "to-check"
    EMERGENCY = "emergency"
    OVERSIGHT = "oversight"
    RETENTION = "retention"


class Relation(StrEnum):
    """What somebody has to do with what they look at, the closest that holds."""

    SUBJECT = "subject"
    """They are complained of, and see what was put to them."""
    BOUND = "bound"
    """They fill a role in the case, or sit on a panel of it."""
    OWES = "owes"
    """A duty of the case is theirs, by a role they hold, or a letter that waits is theirs to let go."""
    RECORDED = "recorded"
    """They put something on its record."""
    POST = "post"
    """Their post alone lets them: they have no part and no task in the case."""
    OVERSEES = "oversees"
    """They look after who looks and what is kept, and not at what the case says."""
    WATCHES = "watches"
    """Their post gives them every case; they look at who looked, and not at what the case says."""
    UNREAD = "unread"
    """The case is there for them by its lists, and does not open: no more is known."""
    NONE = "none"

    @property
    def is_distant(self) -> bool:
        """Tell whether they have neither a part nor a task in it."""
        return self in (Relation.POST, Relation.NONE)


class Outcome(StrEnum):
    """What came of it."""

    SHOWN = "shown"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """
    One look.

    `case_id` is empty where it was at no one case, or at none that is there; `about` then is a
    keyed digest of what was asked for, in hexadecimal digits.
    """

    reader: str
    authority: str
    at: datetime
    sight: Sight
    purpose: Purpose = Purpose.CASEWORK
    relation: Relation = Relation.NONE
    outcome: Outcome = Outcome.SHOWN
    case_id: str = ""
    entry: int | None = None
    about: str = ""
