"""The views of a letter that was sent: to be read, and to be kept as a file, printed and posted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.core.workdays import london_day
from reconvene.desk.look import Look
from reconvene.post.writing import NoSuchLetter
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.letter_files import FORMS, file_of
from reconvene.web.acts.letter_page import Sent, sent
from reconvene.web.browse.looking import found
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page


def letter(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Show a letter as it read on the day it was issued."""
    today = london_day(timezone.now())
    person = person_of(request)
    look = found(request, reference, today, entry)
    shown = _sent(look, entry, request.GET.get("language", ""))
    it = heading(look, "letter.sent", None)
    return page(
        request,
        "acts/letter.html",
        frame_of(person, today),
        here="Cases",
        it=it,
        sent=shown,
        forms=() if shown.letter.gaps else FORMS.values(),
    )


def letter_file(request: HttpRequest, reference: str, entry: int, form: str) -> HttpResponse:
    """Give a letter as a file: a PDF, one in large print, or for Word; "pdf-pl" is one in Polish."""
    look = found(request, reference, london_day(timezone.now()), entry)
    form, _, language = form.rpartition("-") if form not in FORMS else (form, "", "")
    shown = _sent(look, entry, language)
    if form not in FORMS or shown.letter.gaps:
        raise Http404
    return file_of(look.reference, shown, FORMS[form])


def _sent(look: Look, entry: int, language: str) -> Sent:
    try:
        return sent(look, entry, language)
    except NoSuchLetter as unknown:
        raise Http404 from unknown
