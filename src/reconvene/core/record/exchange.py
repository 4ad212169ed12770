"""Entries about what passes between people: letters, notices, documents, tasks, meetings.

In: nothing. Out: payloads.
"""

from datetime import date
from typing import ClassVar, Literal

from reconvene.core.record.copy import Copy
from reconvene.core.record.payload import Absence, Payload, Person


class LetterSent(Payload, frozen=True, kw_only=True):
    """
    A letter was issued, or waits to be. The entry's `happened_on` is the date it bears.

    `added` holds words of the sender's own, by the content that they stand after.
    `promised` holds, by the id of the right, the last day the letter told the family;
    `said` the contents it was proven to carry, in the order the procedure demands them.
    These two are filled by `conduct`, never by the caller.
    `also_in` holds the codes of other languages that it went in as well ("pl").
    `copy` is the letter word for word, and `translated` the same in those languages, in their order.
    Both are filled by whoever words it once the rules have let it go; there is no copy of what was
    recorded before copies were kept.
    `waits` where it has yet to leave: it is issued on the day that `LetterLeft` gives, and until then
    nothing follows from it. Any other had left on its day.
    """

    about: ClassVar[str | None] = "letter"

    letter: str
    points: tuple[str, ...] = ()
    words: dict[str, str] = {}
    added: dict[str, str] = {}
    also_in: tuple[str, ...] = ()
    sender: Person | None = None
    promised: dict[str, date] = {}
    said: tuple[str, ...] = ()
    copy: Copy | None = None
    translated: tuple[Copy, ...] = ()
    waits: bool = False


class NoticeGiven(Payload, frozen=True, kw_only=True):
    """Somebody was told something they must be told, with a copy of a letter where due."""

    about: ClassVar[str | None] = "notice"

    notice: str
    to: str = ""
    note: str = ""
    agency: str = ""


class DocumentSent(Payload, frozen=True, kw_only=True):
    """A document went to one recipient, after that recipient's own check."""

    about: ClassVar[str | None] = "document"

    document: str
    recipient: str
    how: str = ""


class DocumentWithheld(Payload, frozen=True, kw_only=True):
    """A document is not sent to somebody on its list, with the reason."""

    about: ClassVar[str | None] = "document"

    document: str
    recipient: str
    reason: str
    decided_by: Person


class TaskDone(Payload, frozen=True, kw_only=True):
    """A task named by the procedure was done."""

    about: ClassVar[str | None] = "task"

    task: str
    note: str = ""
    person: Person | None = None


class MeetingOffered(Payload, frozen=True, kw_only=True):
    """
    The complainant was offered a date for a meeting; `at` is its hour, such as "14:30".

    `link` is where to join it from afar. `avoid` are the days and hours the family asked us to
    leave out, and `adjustments` and `interpreter` what is arranged for them there; all in words.
    """

    about: ClassVar[str | None] = "meeting"

    meeting: str
    for_on: date
    at: str = ""
    place: str = ""
    link: str = ""
    avoid: str = ""
    adjustments: str = ""
    interpreter: str = ""


class MeetingDeclined(Payload, frozen=True, kw_only=True):
    """The complainant could not or would not take the date offered. Theirs, and no breach."""

    about: ClassVar[str | None] = "meeting"

    meeting: str
    reason: str = ""
    declined: Literal["date", "meeting"] = "date"


class MeetingCancelled(Payload, frozen=True, kw_only=True):
    """The authority called a meeting off."""

    about: ClassVar[str | None] = "meeting"

    meeting: str
    reason: str


class MeetingHeld(Payload, frozen=True, kw_only=True):
    """
    A meeting took place. `present` gives each person with the role they sat in.

    A complainant who stayed away is told by `without_complainant`, with the reason.
    """

    about: ClassVar[str | None] = "meeting"

    meeting: str
    present: tuple[Person, ...]
    considered: tuple[str, ...] = ()
    absent: tuple[Absence, ...] = ()
    papers_missing: tuple[Absence, ...] = ()
    without_complainant: str = ""
