"""The views of a letter: to be read, and to be kept as a file, printed and posted."""

from dataclasses import replace
from datetime import datetime
from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.access_log.reading import Sight
from reconvene.core.workdays import london_day
from reconvene.desk.bundling import may_be_kept
from reconvene.desk.letters_read import as_they_may_read
from reconvene.desk.look import Look
from reconvene.desk.sending import Lying, send, take_back
from reconvene.post.writing import NoSuchLetter
from reconvene.web.acts.act_page import heading
from reconvene.web.acts.going import address_for, going
from reconvene.web.acts.letter_files import FORMS, TO_POST, Form, file_of
from reconvene.web.acts.letter_page import Sent, sent
from reconvene.web.browse.looking import found
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.addresses import address
from reconvene.web.components.pages import page

_LONGEST_SEEN = 9


def letter(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Show a letter as it read on the day it was issued."""
    now = timezone.now()
    look = found(request, reference, london_day(now), entry)
    return _shown(request, look, _sent(look, entry, request.GET.get("language", "")), now)


def letter_file(request: HttpRequest, reference: str, entry: int, form: str) -> HttpResponse:
    """Give a letter as a file: a PDF, one in large print, or for Word; "pdf-pl" is one in Polish."""
    now = timezone.now()
    look = found(request, reference, london_day(now), entry)
    every = FORMS | TO_POST
    form, _, language = form.rpartition("-") if form not in every else (form, "", "")
    shown = _sent(look, entry, language)
    if form not in every or shown.letter.gaps or not may_be_kept(look, entry):
        raise Http404
    if form in TO_POST:
        return _to_post(request, look, shown, TO_POST[form], now)
    return file_of(look.reference, shown, FORMS[form])


def send_letter(request: HttpRequest, reference: str, entry: int) -> HttpResponse:
    """Let a letter go by email from here, or take it back; where that cannot be, its page says why."""
    now = timezone.now()
    look = found(request, reference, london_day(now), entry)
    shown = _sent(look, entry, "")
    if request.method != "POST":
        return _shown(request, look, shown, now)
    said = request.POST.get("seen", "")
    seen = int(said) if said.isascii() and said.isdecimal() and len(said) < _LONGEST_SEEN else 0
    if "take_back" in request.POST:
        is_done = take_back(look, entry, seen=seen, now=now)
    elif settings.CARRIER is None:
        is_done = False
    else:
        answer = send(person_of(request), look.case_id, entry, seen=seen, now=now)
        is_done = isinstance(answer, Lying)
    if not is_done:
        return _shown(request, look, shown, now, HTTPStatus.CONFLICT)
    return redirect(address("letter", reference=look.reference, entry=entry))


def _to_post(
    request: HttpRequest, look: Look, shown: Sent, form: Form, now: datetime
) -> HttpResponse:
    """Give a letter with its address, where it can go by post now; else its page, which says why not."""
    contact = address_for(look, shown.number, now)
    if contact is None or shown.note:
        return _shown(request, look, shown, now, HTTPStatus.CONFLICT)
    again = found(request, look.reference, london_day(now), contact.number, sight=Sight.ENTRY)
    if address_for(again, shown.number, now) != contact:
        return _shown(request, again, shown, now, HTTPStatus.CONFLICT)
    return file_of(look.reference, shown, form, contact.noted.where)


def _shown(
    request: HttpRequest, look: Look, shown: Sent, now: datetime, status: int = HTTPStatus.OK
) -> HttpResponse:
    is_file = not shown.letter.gaps and may_be_kept(look, shown.number)
    return page(
        request,
        "acts/letter.html",
        frame_of(person_of(request), london_day(now)),
        here="Cases",
        it=heading(look, "letter.sent", None),
        sent=shown,
        going=going(look, shown.number, now),
        forms=FORMS.values() if is_file else (),
        to_post=TO_POST.values() if is_file else (),
        not_done=status != HTTPStatus.OK,
        status=status,
    )


def _sent(look: Look, entry: int, language: str) -> Sent:
    try:
        shown = sent(look, entry, language)
    except NoSuchLetter as unknown:
        raise Http404 from unknown
    return replace(shown, letter=as_they_may_read(look, entry, shown.letter))
