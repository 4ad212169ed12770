"""
The pages for what cannot be shown: nowhere, not allowed, and a fault of our own.

In: a request that came to nothing. Out: a page in the product's own clothes that says no more than
it may: a case of another authority answers, byte for byte, as one that does not exist.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from math import ceil
from secrets import token_hex

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.utils import timezone

from reconvene.core.workdays import CalendarExhausted, london_day
from reconvene.logs.about import about
from reconvene.web.browse.beyond import beyond_calendar
from reconvene.web.browse.signed_in import frame_for_nobody, frame_of, person_of
from reconvene.web.browse.unsaved import Unsaved
from reconvene.web.browse.unsaved_words import Line, answers, purpose, sent_by
from reconvene.web.components.frame import Frame
from reconvene.web.components.pages import page
from reconvene.web.components.spare_room import spare_room

_log = logging.getLogger("reconvene.faults")


@dataclass(frozen=True, slots=True)
class Fault:
    """What such a page says: what happened, and what to do about it."""

    title: str
    happened: str
    then: str
    reference: str = ""


NOWHERE = Fault(
    "There is nothing at this address",
    "The address is not one of ours, or it is that of a case that you cannot open.",
    "Check the address. If you were looking for a case, find it by its reference or its name.",
)
CLOSED = Fault(
    "This is not open to you",
    "You do not have what is needed to open this page.",
    "If you should be able to open it, ask whoever looks after this service.",
)
STALE = Fault(
    "This form could not be taken",
    "It was open for too long, or you signed in again since. Nothing was recorded.",
    "Go back, load the page anew, and send the form again.",
)
COPY = "Copy what you sent, where it stands below."
UNREAD = Fault(
    "This could not be read",
    "What was sent is not something that a page of ours sends. Nothing was recorded.",
    "Go back, load the page anew, and try again.",
)
UNWRITTEN = Fault(
    "This cannot be shown just now",
    "Whoever looks at a case is written down first, and just now that cannot be done. "
    "Nothing was recorded.",
    "Try again in a few minutes. A complaint can still be taken down. If it goes on, tell whoever "
    "looks after this service.",
)
OFTEN = Fault(
    "Wait a moment",
    "This was asked for very often in a short time.",
    "Try again in a few minutes.",
)
MANY_LEAVE = Fault(
    "This file cannot be taken just now",
    "Several people are taking files at this moment.",
    "Wait a minute, go back, and take it again. If it goes on, tell whoever looks after this "
    "service.",
)
UNSAVED = Fault(
    "Not saved. Your words are still here",
    "What you sent could not be put on the record just now, or nobody can tell whether it was.",
    "Wait a moment, then send it again from here: however often you send it, it is taken once. If "
    "it goes on, keep a copy of your words, and tell whoever looks after this service.",
)
OURS = Fault(
    "Something went wrong on our side",
    "The page could not be made. What you last sent may or may not be on the record.",
    "Look at the case before you send anything again. If it goes on, tell whoever looks after this "
    "service, and give them this number:",
)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address that leads nowhere, or nowhere that this person may know of."""
    return _shown(request, NOWHERE, HTTPStatus.NOT_FOUND)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer somebody who may not have what they asked for."""
    return _shown(request, CLOSED, HTTPStatus.FORBIDDEN)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """
    Answer a form whose proof of coming from our own page is missing or out of date.

    Whoever is signed in, as in another tab since, may copy what they wrote. It is not offered to be
    sent again: it may have come from anywhere.
    """
    sent = sent_by(request) if request.user.is_authenticated else ()
    fault = replace(STALE, then=f"{COPY} {STALE.then}") if sent else STALE
    return _shown(request, fault, HTTPStatus.FORBIDDEN, sent=sent)


def unread(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what no page of ours sends: a made-up host, a cut-off form, far too much of it."""
    return _shown(request, UNREAD, HTTPStatus.BAD_REQUEST)


def unwritten(request: HttpRequest) -> HttpResponse:
    """Answer somebody who cannot be shown a case, since nobody could write down that they look."""
    unsaved = Unsaved.of(request)
    if unsaved is not None:
        return _kept(request, unsaved, UNSAVED, HTTPStatus.SERVICE_UNAVAILABLE)
    return _shown(request, UNWRITTEN, HTTPStatus.SERVICE_UNAVAILABLE)


def too_often(request: HttpRequest, free_at: datetime) -> HttpResponse:
    """Answer somebody who has to wait, and say until when."""
    answer = _shown(request, OFTEN, HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(max(1, ceil((free_at - timezone.now()).total_seconds())))
    return answer


def too_many_leave(request: HttpRequest) -> HttpResponse:
    """Answer somebody who asks for a file while as many leave as may."""
    answer = _shown(request, MANY_LEAVE, HTTPStatus.SERVICE_UNAVAILABLE)
    answer["Retry-After"] = "60"
    return answer


def beyond(request: HttpRequest, exhausted: CalendarExhausted) -> HttpResponse:
    """Answer a page that turns on a day outside the calendar."""
    frame = frame_of(person_of(request), london_day(timezone.now()))
    refusal = beyond_calendar(exhausted)
    return page(
        request,
        "browse/beyond.html",
        frame,
        status=HTTPStatus.CONFLICT,
        refusal=refusal,
        sent=sent_by(request),
    )


def failed(request: HttpRequest) -> HttpResponse:
    """Answer a fault of our own: nothing about it but the number that its lines in the log bear."""
    with spare_room():
        return _failed(request)


def _failed(request: HttpRequest) -> HttpResponse:
    reference = about().request or token_hex(8)
    _log.error("A fault was answered with the number %s.", reference)
    unsaved = Unsaved.of(request)
    fault = replace(OURS if unsaved is None else UNSAVED, reference=reference)
    status = HTTPStatus.INTERNAL_SERVER_ERROR
    for frame in (_frame, _frame_without_a_person):
        try:
            if unsaved is not None:
                return _kept(request, unsaved, fault, status)
            return _shown(request, fault, status, frame)
        except Exception:  # noqa: BLE001, S112 - whatever failed may fail here too: tell less
            continue
    sent = () if unsaved is None else answers(unsaved)
    words = ("\n".join((f"{one.label}:", *one.lines)) for one in sent)
    plain = "\n\n".join((f"{fault.title}. {fault.happened} {fault.then} {reference}", *words))
    return HttpResponseServerError(plain, content_type="text/plain; charset=utf-8")


def _frame_without_a_person(_request: HttpRequest) -> Frame:
    return frame_for_nobody()


def _kept(request: HttpRequest, unsaved: Unsaved, fault: Fault, status: HTTPStatus) -> HttpResponse:
    """Return a page with everything that was sent. Who sent it is not looked up: that may fail."""
    return page(
        request,
        "browse/unsaved.html",
        frame_for_nobody(),
        status=status,
        fault=fault,
        unsaved=((unsaved, (*purpose(unsaved), *answers(unsaved))),),
    )


def _frame(request: HttpRequest) -> Frame:
    """Without the way out, whose form is never twice the same, so that two answers can be."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frame_for_nobody()
    return replace(frame_of(person_of(request), london_day(timezone.now())), sign_out="")


def _shown(
    request: HttpRequest,
    fault: Fault,
    status: HTTPStatus,
    frame: Callable[[HttpRequest], Frame] = _frame,
    sent: tuple[Line, ...] = (),
) -> HttpResponse:
    around = frame(request)
    return page(request, "browse/fault.html", around, status=status, fault=fault, sent=sent)
