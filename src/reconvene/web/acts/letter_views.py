"""The view of a letter that was sent: typeset, to be read and printed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.post.writing import NoSuchLetter
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.letter_page import sent
from reconvene.web.browse.looking import found
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page


def letter(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Show a letter as it read on the day it was issued."""
    today = london_day(timezone.now())
    person = person_of(request)
    look = found(request, reference, today, entry)
    try:
        shown = sent(look, entry)
    except NoSuchLetter as unknown:
        raise Http404 from unknown
    it = heading(look, "letter.sent", None)
    return page(
        request, "acts/letter.html", frame_of(person, today), here="Cases", it=it, sent=shown
    )
