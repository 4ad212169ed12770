"""
Who has looked at a case: a page, and the same as a file.

In: a case's reference. Out: looks in words, for those who may know; to anybody else it is nowhere.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.access_log.reading import Sight
from reconvene.core.workdays import london_day
from reconvene.desk.look import CaseUnknown
from reconvene.desk.oversight import SHOWN, Readers, reaches_every_case, readers
from reconvene.web.browse.links import case_link
from reconvene.web.browse.look_words import rows
from reconvene.web.browse.looking import shows_nothing_unwritten
from reconvene.web.browse.signed_in import colleague_names, frame_of, person_of
from reconvene.web.components.addresses import address
from reconvene.web.components.downloads import table_file
from reconvene.web.components.pages import page

HEADINGS = ("When", "Who", "What", "What for", "Their part", "Shown")


def who_looked(request: HttpRequest, reference: str) -> HttpResponse:
    """Show who looked at a case, the latest first."""
    person, found = person_of(request), _readers(request, reference, Sight.READERS)
    comes_from_it = reaches_every_case(person, london_day(timezone.now()))
    return page(
        request,
        "browse/readers.html",
        frame_of(person, london_day(timezone.now())),
        here="Cases" if comes_from_it else "Who looked",
        reference=reference,
        case_href=case_link(reference) if comes_from_it else "",
        file_href=address("readers-file", reference=reference),
        rows=rows(found.looks, colleague_names(person), {found.case_id: reference}),
        most=None if found.is_whole else SHOWN,
    )


def who_looked_file(request: HttpRequest, reference: str) -> HttpResponse:
    """Give the same as a file."""
    person, found = person_of(request), _readers(request, reference, Sight.EXPORT)
    shown = rows(found.looks, colleague_names(person), {})
    lines = [
        (one.at.isoformat(), one.who, one.what, one.purpose, one.relation, _yes(not one.is_refused))
        for one in shown
    ]
    return table_file(f"looked-at-{reference}.csv", [HEADINGS, *lines])


def _readers(request: HttpRequest, reference: str, sight: Sight) -> Readers:
    now = timezone.now()
    try:
        found = readers(person_of(request), reference, london_day(now), at=now, sight=sight)
    except CaseUnknown as unknown:
        raise Http404 from unknown
    shows_nothing_unwritten(request)
    return found


def _yes(is_so: bool) -> str:  # noqa: FBT001  one word of two
    return "yes" if is_so else "no"
