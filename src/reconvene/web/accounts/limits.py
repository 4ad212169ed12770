"""Tries that are counted, and the page for whoever has made too many."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from math import ceil

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.people.guesses import Mark, Place, begin_try, take_back
from reconvene.web.browse.signed_in import frame_for_nobody
from reconvene.web.components.pages import page


class TooManyTries(Exception):
    """Somebody has to wait before another try is looked at."""

    def __init__(self, *, free_at: datetime) -> None:
        self.free_at = free_at
        super().__init__(f"A try was not looked at: too many were made. Wait until {free_at}.")


def tried(place: Place, is_right: Callable[[datetime], bool]) -> bool:
    """
    Return whether a try is right, which is counted before it is looked at.

    Raises:
        TooManyTries: It was not looked at.
    """
    now = timezone.now()
    marks: tuple[Mark, ...] = place.marks(now)
    free_at = begin_try(marks, now)
    if free_at is not None:
        raise TooManyTries(free_at=free_at)
    found = is_right(now)
    if found:
        take_back(marks)
    return found


def not_yet(request: HttpRequest, free_at: datetime) -> HttpResponse:
    """Say that there were too many tries, and when the next may be made."""
    seconds = ceil((free_at - timezone.now()).total_seconds())
    minutes = max(1, ceil(seconds / 60))
    status = HTTPStatus.TOO_MANY_REQUESTS
    answer = page(
        request, "accounts/not_yet.html", frame_for_nobody(), status=status, minutes=minutes
    )
    answer["Retry-After"] = str(max(1, seconds))
    return answer


def address_of(request: HttpRequest) -> str:
    """
    Return the address a request came from.

    Behind a proxy that is what the proxy put last into the list of those it passed through; what
    stands before it anybody can make up.
    """
    passed = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    direct = str(request.META.get("REMOTE_ADDR", ""))
    is_behind_proxy = getattr(settings, "SECURE_PROXY_SSL_HEADER", None) is not None
    return passed if passed and is_behind_proxy else direct
