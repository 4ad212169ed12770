"""
A run after it was printed: how each letter of it stands, and what became of those that were ticked.

In: letters as they were listed. Out: words for a page; and what is put on the record, each for itself.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

from reconvene.core.conduct.answer import Ground, Refused
from reconvene.core.workdays import CalendarExhausted
from reconvene.desk.answers import Conflict, Receipt
from reconvene.desk.look import Look
from reconvene.desk.posting import Listed, posted_before, record_posted
from reconvene.post.writing import NoSuchLetter
from reconvene.web.acts.act_page import refusal_shown
from reconvene.web.acts.letter_page import sent
from reconvene.web.acts.todays_post.fitness import Stays, ToPost, looked_at, still_for_post
from reconvene.web.acts.todays_post.listed import written
from reconvene.web.browse.beyond import NOT_RECORDED
from reconvene.web.browse.links import entry_link, letter_link
from reconvene.web.browse.signed_in import person_of

GONE_SINCE = "It does not wait any more. Open it to see how it went."
OTHER_DAY = "It left on another day, as the record has it. It was not recorded again."


@dataclass(frozen=True, slots=True)
class OfRun:
    """
    A letter of a run, as it stands now; `words` say which, besides its reference.

    `why` is why it cannot be put on the record as it was printed; empty where it can. `entry` is
    the number of the entry that says that it left, with its `code`, where this person recorded
    that; else 0.
    """

    listed: Listed
    number: int
    words: str
    look: Look | None
    why: str = ""
    entry: int = 0
    code: str = ""

    @property
    def carried(self) -> str:
        return written(self.listed)

    @property
    def href(self) -> str:
        if self.entry:
            return entry_link(self.listed.reference, self.entry)
        return letter_link(self.listed.reference, self.listed.entry)

    @property
    def is_open(self) -> bool:
        """Whether it can be ticked."""
        return not self.why and not self.entry


@dataclass(frozen=True, slots=True)
class Outcome:
    """
    What became of a letter that was ticked: its entry and code, or why it was not put on record.

    `is_known` where it is on record already, as something else.
    """

    it: OfRun
    receipt: Receipt | None = None
    why: str = ""
    is_known: bool = False

    @property
    def href(self) -> str:
        """Where it says more."""
        made = self.receipt
        return entry_link(made.reference, made.number) if made else self.it.href


def of_run(request: HttpRequest, listed: Listed, number: int, now: datetime) -> OfRun:
    """
    Return how a letter of a run stands, once it is written down that it is looked at.

    Raises:
        AccessLogDown: It could not be written down.
    """
    look = looked_at(request, listed.reference, listed.entry, now)
    if isinstance(look, Stays):
        return OfRun(listed, number, _unnamed(number), None, look.words)
    words = _words(look, listed, number)
    found = still_for_post(look, listed, now)
    if isinstance(found, ToPost):
        return OfRun(listed, number, words, look)
    before = posted_before(person_of(request), listed)
    if before is not None:
        return OfRun(listed, number, words, look, entry=before.number, code=before.code)
    return OfRun(listed, number, words, look, found.words)


def _words(look: Look, listed: Listed, number: int) -> str:
    """Return what a letter is called and to whom it is; neither for whoever would not post it."""
    try:
        letter = sent(look, listed.entry)
    except NoSuchLetter:
        return _unnamed(number)
    if not look.sees_contact:
        return _unnamed(number)
    return f"{number}. {letter.title}, to {letter.letter.addressee}"


def _unnamed(number: int) -> str:
    return f"{number}. A letter"


def recorded(request: HttpRequest, it: OfRun, left_on: date, now: datetime) -> Outcome:
    """Put on the record that one letter left; what stands in the way of it is in the way of no other."""
    if it.look is None:
        return Outcome(it, why=it.why)
    try:
        answer = record_posted(
            person_of(request), it.look.case_id, it.listed, left_on=left_on, now=now
        )
    except CalendarExhausted:
        return Outcome(it, why=NOT_RECORDED)
    if isinstance(answer, Receipt):
        return Outcome(it, answer)
    if isinstance(answer, Conflict):
        return Outcome(it, why=OTHER_DAY, is_known=True)
    return Outcome(it, why=_why(it.look, answer))


def _why(look: Look, refused: Refused) -> str:
    if refused.ground in (Ground.UNKNOWN, Ground.NOT_CALLED_FOR):
        return GONE_SINCE
    return refusal_shown(look.context, "letter.left", refused).reason
