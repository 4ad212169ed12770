"""
The letters that wait, told apart: those that can go by post today, and why each other one cannot.

In: who asks, and from where in the list. Out: rows of a page.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpRequest

from reconvene.core.workdays import london_day
from reconvene.desk.look import Look
from reconvene.desk.posting import Listed, mark_of, run_code
from reconvene.desk.sending import duties_met_by
from reconvene.post.typeset.binding import pages_of
from reconvene.web.acts.todays_post.fitness import (
    NOT_YOURS,
    Stays,
    ToPost,
    files_of,
    for_post,
    looked_at,
)
from reconvene.web.acts.todays_post.listed import MOST, written
from reconvene.web.browse.links import case_link, letter_link
from reconvene.web.browse.owed import duty_days, waits_since
from reconvene.web.browse.paged import place_of
from reconvene.web.browse.signed_in import person_of
from reconvene.web.browse.unopened import family_of
from reconvene.web.components.shown import LastDay
from reconvene.worklist.admitting import Audience
from reconvene.worklist.buckets import Bucket
from reconvene.worklist.paging import Place
from reconvene.worklist.queries import my_duties
from reconvene.worklist.rows import LETTER, Row


@dataclass(frozen=True, slots=True)
class Goes:
    """
    A letter that can go by post today, as its row is shown.

    `last_day` is that of what it meets, or since when it waits where that has none. `needs` is what
    its reader needs, in the words of whoever took it down. `carried` stands for it in the form, and
    `code` on paper.
    """

    number: int
    code: str
    to: str
    label: str
    reference: str
    case_href: str
    href: str
    dated_on: date
    last_day: LastDay
    pages: int
    needs: str
    carried: str


@dataclass(frozen=True, slots=True)
class DoesNot:
    """A letter that waits and cannot go by post today, and why."""

    label: str
    family: str
    reference: str
    href: str
    why: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A page of the letters that wait; `code` is what the run of those that go is called."""

    goes: tuple[Goes, ...]
    do_not: tuple[DoesNot, ...]
    code: str
    next: Place | None


def waiting(request: HttpRequest, now: datetime) -> Waiting:
    """
    Return the letters that wait for somebody to post them, the oldest first, a page at a time.

    Each is looked at, and written down, for itself. What is not theirs to post is left out.

    Raises:
        AccessLogDown: One could not be written down.
    """
    person, today = person_of(request), london_day(now)
    who = Audience(person.authority_id, person.id, person.roles_on(today))
    rows = my_duties(who, today, Bucket.TO_GO, after=place_of(request.GET), size=MOST)
    goes: list[Goes] = []
    do_not: list[DoesNot] = []
    marks: list[str] = []
    for row in rows.rows:
        entry = int(row.key.removeprefix(LETTER))
        look = looked_at(request, row.reference, entry, now)
        if isinstance(look, Stays) and look.words == NOT_YOURS:
            continue  # the list is behind the record: of what is not there for them nothing is said
        answer = look if isinstance(look, Stays) else for_post(look, entry, now)
        files = files_of(answer) if isinstance(answer, ToPost) else answer
        if isinstance(files, Stays):
            do_not.append(_does_not(row, entry, files))
        elif files and isinstance(answer, ToPost) and isinstance(look, Look):
            marks.append(mark_of(look, entry, today))
            listed = Listed(look.reference, entry, today, marks[-1])
            pages = sum(map(pages_of, files))
            goes.append(_goes(look, listed, answer, len(marks), pages))
    code = run_code(tuple(marks)) if marks else ""
    return Waiting(tuple(goes), tuple(do_not), code, rows.next)


def _goes(look: Look, listed: Listed, it: ToPost, number: int, pages: int) -> Goes:
    received = look.case.received
    return Goes(
        number=number,
        code=listed.code,
        to=it.letter.letter.addressee,
        label=it.letter.title,
        reference=look.reference,
        case_href=case_link(look.reference),
        href=letter_link(look.reference, listed.entry),
        dated_on=it.letter.letter.on,
        last_day=_last_day(look, listed.entry) or waits_since(it.letter.letter.on),
        pages=pages,
        needs=received.adjustments if received else "",
        carried=written(listed),
    )


def _last_day(look: Look, entry: int) -> LastDay | None:
    """Return the first last day of what a letter meets."""
    ctx = look.whole
    owed = [duty for duty in duties_met_by(look, entry) if duty.last_on]
    if not owed:
        return None
    first = min(owed, key=lambda duty: duty.last_on or date.max)
    return duty_days(first, ctx.definition, ctx.today, ctx.days.as_known_on(ctx.today)).last


def _does_not(row: Row, entry: int, why: Stays) -> DoesNot:
    href = letter_link(row.reference, entry)
    return DoesNot(row.label, family_of(row), row.reference, href, why.words)
