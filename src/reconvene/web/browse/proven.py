"""
Asking somebody to prove again who they are, before what should not be done at a desk left open.

A route whose row in the register says `step_up` lets through whoever proved it in the last half
hour; they notice nothing.
"""

from datetime import datetime
from http import HTTPStatus

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from reconvene.accounts.sessions import PROVEN

PROVEN_AT = "proven_at"


def ask_again(request: HttpRequest) -> HttpResponse:
    """
    Send somebody to prove who they are, and back.

    A form is sent on by their browser as it is, so that nothing they typed is lost.
    """
    sends = request.method == "POST"
    asks = redirect_to_login(
        request.get_full_path(), reverse("prove-it-typed" if sends else "prove-it"), "next"
    )
    if sends:
        asks.status_code = HTTPStatus.TEMPORARY_REDIRECT  # which a browser follows with the form
    return asks


def is_proven(request: HttpRequest, now: datetime) -> bool:
    """Return whether whoever is signed in proved who they are not long ago."""
    proven_at = request.session.get(PROVEN_AT)
    if proven_at is None:
        return False
    ago = now - datetime.fromisoformat(proven_at)
    return abs(ago) < PROVEN  # a clock set back lengthens nothing


def mark_proven(request: HttpRequest, now: datetime) -> None:
    """Note that whoever is signed in has proved who they are."""
    request.session[PROVEN_AT] = now.isoformat()
