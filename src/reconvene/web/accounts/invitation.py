"""
Taking up an invitation: choose a password, add a factor, keep the sheet of recovery codes.

One form does all of it, in one transaction, so that nobody is left with half an account. Looking at
the page uses nothing up. Whoever finishes has to sign in with what they chose.
"""

from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.accounts.factors import take_all_away
from reconvene.accounts.invitations import invited, take_up
from reconvene.accounts.passkeys_first import ALONE_FOR, never_by_an_app
from reconvene.accounts.recovery import new_codes
from reconvene.accounts.sessions import end_sessions
from reconvene.people.models import Person
from reconvene.web.accounts.adding import AppForm, NewPasskeyForm
from reconvene.web.accounts.new_password import PasswordForm
from reconvene.web.browse.signed_in import frame_for_nobody
from reconvene.web.components.pages import page


class _Withdrawn(Exception):
    """Somebody else was quicker to use the same invitation, so nothing of this may stay."""


def invitation(request: HttpRequest, word: str) -> HttpResponse:
    """Ask for a password and a factor, and show the recovery codes once."""
    person = invited(word, timezone.now())
    if person is None:
        return _void(request)
    data = request.POST if request.method == "POST" else None
    may_use_app = not never_by_an_app(person, timezone.now())
    by_passkey = not may_use_app or (data is not None and bool(data.get("answer")))
    password = PasswordForm(person, data)
    app = AppForm(person, data if not by_passkey else None, lets_in_for=ALONE_FOR)
    passkey = NewPasskeyForm(person, request, data if by_passkey else None)
    factor = passkey if by_passkey else app
    if data is not None and all([password.is_valid(), factor.is_valid()]):
        try:
            codes = _finish(person, word, password, factor)
        except _Withdrawn:
            return _void(request)
        if codes:
            return page(
                request, "accounts/sheet.html", frame_for_nobody(), codes=codes, is_new_here=True
            )
    problems = [*password.problems, *(factor.problems if data is not None else [])]
    return page(
        request,
        "accounts/invitation.html",
        frame_for_nobody(),
        person=person,
        password=password,
        app=app if may_use_app else None,
        days=None if settings.APPS_FOR_GOOD else ALONE_FOR.days,
        passkey=passkey,
        problems=problems,
    )


def _finish(
    person: Person, word: str, password: PasswordForm, factor: AppForm | NewPasskeyForm
) -> tuple[str, ...]:
    """Return the recovery codes once everything is kept; none where the passkey did not hold."""
    now = timezone.now()
    with transaction.atomic():
        if not take_up(word, now):
            raise _Withdrawn
        take_all_away(person)
        if factor.keep(now) is None:
            transaction.set_rollback(True)
            return ()
        password.keep()
        end_sessions(person)
        return new_codes(person)


def _void(request: HttpRequest) -> HttpResponse:
    """Say the same of a link that never was, was used, or has run out."""
    return page(request, "accounts/void.html", frame_for_nobody(), status=HTTPStatus.GONE)
