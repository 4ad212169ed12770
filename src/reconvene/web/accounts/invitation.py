"""
Taking up an invitation: choose a password, add a factor, keep the sheet of recovery codes.

One form does all of it, in one transaction, so that nobody is left with half an account. Looking at
the page uses nothing up. Whoever finishes has to sign in with what they chose.
"""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.accounts.factors import take_all_away
from reconvene.accounts.invitations import invited, take_up
from reconvene.accounts.recovery import new_codes
from reconvene.accounts.sessions import end_sessions
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person
from reconvene.web.accounts.adding import AppForm, NewPasskeyForm
from reconvene.web.accounts.fields import PasswordField
from reconvene.web.browse.signed_in import frame_for_nobody
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page


class _Withdrawn(Exception):
    """Somebody else was quicker to use the same invitation, so nothing of this may stay."""


class PasswordForm(Form):
    """Asks for a new password, and says what is wrong with it."""

    password = PasswordField(
        "Choose a password",
        missing="Enter the password you want",
        hint=(
            "At least 15 characters: a few words that have nothing to do with your work or with "
            "you. Any character will do, and it never runs out."
        ),
        autocomplete="new-password",
    )

    def __init__(self, person: Person, data: Any = None) -> None:
        super().__init__(data)
        self.person = person

    def clean_password(self) -> str:
        """Return the password as it was typed, if it is one nobody would guess."""
        password = str(self.cleaned_data["password"])
        try:
            validate_password(password, self.person)
        except ValidationError as refused:
            raise ValidationError([said.rstrip(".") for said in refused.messages]) from refused
        if self.person.check_password(password):
            raise ValidationError("That is your password now. Choose another")
        return password

    def keep(self) -> None:
        """Set the password."""
        self.person.set_password(self.cleaned_data["password"])
        self.person.save(update_fields=["password"])
        tell(Event.PASSWORD_CHANGED, actor=self.person.pk)


def invitation(request: HttpRequest, word: str) -> HttpResponse:
    """Ask for a password and a factor, and show the recovery codes once."""
    person = invited(word, timezone.now())
    if person is None:
        return _void(request)
    data = request.POST if request.method == "POST" else None
    by_passkey = data is not None and bool(data.get("answer"))
    password = PasswordForm(person, data)
    app = AppForm(person, data if not by_passkey else None)
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
        app=app,
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
