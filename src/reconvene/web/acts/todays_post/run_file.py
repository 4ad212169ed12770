"""
A run of letters as one file to print: a sheet to tick them off on, and each letter for its reader.

In: the letters that a page listed. Out: a PDF with those that can still go as they were listed.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse

from reconvene.access_log.reading import Sight
from reconvene.core.workdays import london_day
from reconvene.desk.posting import Listed, run_code
from reconvene.post.typeset.binding import bound, pages_of, sheets
from reconvene.post.typeset.sheet import LeftOut, Line, Run, initials, sheet_of
from reconvene.web.acts.letter_files import PDF
from reconvene.web.acts.todays_post.fitness import Stays, ToPost, looked_at, still_for_post
from reconvene.web.components.downloads import attachment
from reconvene.web.components.wording import moment


@dataclass(frozen=True, slots=True)
class _InIt:
    """A letter that is in the file."""

    line: Line
    files: tuple[bytes, ...]


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
    each = [
        _in_it(request, listed, number, now, is_large=number in large)
        for number, listed in enumerate(wanted, 1)
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
    """Return a letter with its address, once both are written down; left out where it cannot go."""
    found = _to_post(request, listed, now)
    if isinstance(found, Stays) or listed.on != london_day(now):
        return LeftOut(number, listed.reference)
    files = found.files("large" if is_large else "ordinary")
    pages = [pages_of(file) for file in files]
    to = initials(found.letter.letter.addressee)
    line = Line(number, to, listed.reference, listed.code, sum(pages), sum(map(sheets, pages)))
    return _InIt(line, files)


def _to_post(request: HttpRequest, listed: Listed, now: datetime) -> ToPost | Stays:
    """Ask of a letter, and once more after it is written down that its address is taken."""
    look = looked_at(request, listed.reference, listed.entry, now)
    found = look if isinstance(look, Stays) else still_for_post(look, listed, now)
    if isinstance(found, Stays):
        return found
    again = looked_at(request, listed.reference, found.contact.number, now, Sight.ENTRY)
    return again if isinstance(again, Stays) else still_for_post(again, listed, now)
