"""
How long somebody stays signed in, looked at with each request.

In: a request. Out: the same, its session's end put off, and under a new key where the roles of
whoever it belongs to have changed since it began.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, cast

from django.contrib.auth import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.accounts.sessions import notice
from reconvene.core.workdays import london_day
from reconvene.people.models import Person
from reconvene.web.accounts.browsers import browser_words
from reconvene.web.accounts.engine import BROWSER, OPENED_AT, SessionStore
from reconvene.web.browse.proven import mark_proven

ROLES = "roles"


class Staying:
    """Put off the end of a session that is used."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        row = cast("SessionStore", request.session).row if request.user.is_authenticated else None
        if row is not None:
            notice(row, timezone.now())
        answer = self.answer(request)
        # With an answer of a fault no cookie goes out, so a new key would lock somebody out.
        if request.user.is_authenticated and answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
            _carry_on_in_role(cast("SessionStore", request.session), request.user)
        return answer


def _carry_on_in_role(session: SessionStore, person: Person) -> None:
    roles = sorted(person.roles_on(london_day(timezone.now())))
    if session.get(ROLES) != roles:
        session.cycle_key()
        session[ROLES] = roles


@receiver(user_logged_in)
def begin(request: HttpRequest, user: Person, **rest: Any) -> None:
    """Note when a session was opened, by whom in which roles, and with which browser."""
    now = timezone.now()
    request.session[OPENED_AT] = now.isoformat()
    request.session[ROLES] = sorted(user.roles_on(london_day(now)))
    request.session[BROWSER] = browser_words(request.headers.get("User-Agent", ""))
    mark_proven(request, now)
