"""
The page of a case that does not open, whatever page of it was asked for.

In: a request for a case that is there for whoever asks. Out: its reference, that it does not open
and what can still be done; nothing of the family. What somebody sent is given back to be copied.
"""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.look import CaseNotOpened
from reconvene.desk.oversight import is_overseer, may_see_readers
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.browse.unsaved_words import sent_by
from reconvene.web.components.addresses import address
from reconvene.web.components.pages import page


def not_opened(request: HttpRequest, there: CaseNotOpened) -> HttpResponse:
    """Show that a case does not open, and what can be done about it."""
    person, today = person_of(request), london_day(timezone.now())
    return page(
        request,
        "browse/not_opened.html",
        frame_of(person, today),
        here="Cases",
        status=HTTPStatus.CONFLICT,
        reference=there.reference,
        sent=sent_by(request),
        may_see_readers=may_see_readers(person, today),
        hold_href=f"{address('place-hold')}?case={there.reference}"
        if is_overseer(person, today)
        else "",
    )
