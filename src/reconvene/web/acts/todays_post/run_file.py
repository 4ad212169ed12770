"""
A run of letters as one file to print: a sheet to tick them off on, and each letter for its reader.

In: the letters that a page listed. Out: a PDF with those that can still go as they were listed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.access_log.reading import Sight
from reconvene.core.workdays import london_day
from reconvene.desk.posting import Listed, run_code
from reconvene.post.typeset.binding import bound, pages_of, sheets
from reconvene.post.typeset.sheet import LeftOut, Line, Run, initials, sheet_of
from reconvene.web.acts.letter_files import PDF
from reconvene.web.acts.todays_post.fitness import (
    Stays,
    ToPost,
    files_of,
    looked_at,
    still_for_post,
)
from reconvene.web.components.downloads import attachment
from reconvene.web.components.wording import moment


@dataclass(frozen=True, slots=True)
class _InIt:
    """A letter that is in the file, and the number of the entry that says where it goes."""

    line: Line
    files: tuple[bytes, ...]
    contact: int


def run_file(
    request: HttpRequest, wanted: tuple[Listed, ...], large: Collection[int], now: datetime
) -> HttpResponse | None:
    """
    Return the file of a run; None where no letter of it can go any more.

    Args:
        request: As the view got it.
        wanted: The letters as they were listed; each goes by its place among them, from 1.
        large: The places of those in large print.
        now: The instant.

    Raises:
        AccessLogDown: One of them, or its address, could not be written down.
    """
    set_in_type = [
        _in_it(request, listed, number, now, is_large=number in large)
        for number, listed in enumerate(wanted, 1)
    ]
    each = [
        _asked_again(request, one, listed) for one, listed in zip(set_in_type, wanted, strict=True)
    ]
    taken = [one for one in each if isinstance(one, _InIt)]
    if not taken:
        return None
    code = run_code(tuple(listed.mark for listed in wanted))
    run = Run(
        code=code,
        at=moment(now),
        lines=[one.line for one in taken],
        left_out=[one for one in each if isinstance(one, LeftOut)],
    )
    files = (sheet_of(run), *(file for one in taken for file in one.files))
    answer = HttpResponse(bound(files), content_type=PDF)
    name = f"post-{london_day(now).isoformat()}-{code}.pdf"
    answer["Content-Disposition"] = attachment(name)
    return answer


def _in_it(
    request: HttpRequest, listed: Listed, number: int, now: datetime, *, is_large: bool
) -> _InIt | LeftOut:
    """Return a letter as it would go now; left out where it cannot."""
    found = _to_post(request, listed, now, listed.entry, Sight.LETTER)
    if isinstance(found, Stays) or listed.on != london_day(now):
        return LeftOut(number, listed.reference)
    files = files_of(found, "large" if is_large else "ordinary")
    if isinstance(files, Stays):
        return LeftOut(number, listed.reference)
    pages = [pages_of(file) for file in files]
    to = initials(found.letter.letter.addressee)
    line = Line(number, to, listed.reference, listed.code, sum(pages), sum(map(sheets, pages)))
    return _InIt(line, files, found.contact.number)


def _asked_again(request: HttpRequest, one: _InIt | LeftOut, listed: Listed) -> _InIt | LeftOut:
    """
    Ask of a letter once more, when all are set in type: that takes a while, and places change.

    Before that it is written down that its address is taken.
    """
    if isinstance(one, LeftOut):
        return one
    found = _to_post(request, listed, timezone.now(), one.contact, Sight.ENTRY)
    return LeftOut(one.line.number, listed.reference) if isinstance(found, Stays) else one


def _to_post(
    request: HttpRequest, listed: Listed, at: datetime, entry: int, sight: Sight
) -> ToPost | Stays:
    """Ask whether a letter goes as it was listed, once it is written down what of its case is looked at."""
    look = looked_at(request, listed.reference, entry, at, sight)
    return look if isinstance(look, Stays) else still_for_post(look, listed, at)
