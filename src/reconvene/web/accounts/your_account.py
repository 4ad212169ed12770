"""One's own account: what one signs in with, where one is signed in, and changing either."""

from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from reconvene.accounts.factors import LastFactor, factors_of, take_away
from reconvene.accounts.models import Factor
from reconvene.accounts.passkeys_first import app_worth
from reconvene.accounts.recovery import codes_left, new_codes
from reconvene.accounts.sessions import digest_of, end_sessions, sessions_of
from reconvene.accounts.spending import spend
from reconvene.core.workdays import london_day
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person
from reconvene.web.accounts.adding import AppForm, NewPasskeyForm
from reconvene.web.accounts.limits import TooManyTries, not_yet
from reconvene.web.accounts.new_password import ChangeForm
from reconvene.web.accounts.providers import provider_of
from reconvene.web.browse.signed_in import frame_of, person_of
from reconvene.web.components.pages import page

if TYPE_CHECKING:
    from reconvene.web.accounts.engine import SessionStore


def your_account(request: HttpRequest) -> HttpResponse:
    """Show what one signs in with, and where one is signed in."""
    return _account_page(request)


def add_app(request: HttpRequest) -> HttpResponse:
    """Add an authenticator app in the place of the one before, for as long as that lets in."""
    person = person_of(request)
    if not _may_use_app(person):
        return redirect("your-account")
    form = AppForm(person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and form.keep(timezone.now()):
        return _changed(request, person)
    return _page(request, "accounts/add_app.html", form=form)


def add_passkey(request: HttpRequest) -> HttpResponse:
    """Add a passkey or a security key."""
    person = person_of(request)
    form = NewPasskeyForm(person, request, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and form.keep(timezone.now()):
        return _changed(request, person)
    return _page(request, "accounts/add_passkey.html", form=form)


def take_factor_away(request: HttpRequest) -> HttpResponse:
    """
    Take a factor away, which ends every other session; never the last one.

    Whoever had to prove first who they are comes back by a link, and finds the account again.
    """
    if request.method != "POST":
        return redirect("your-account")
    person = person_of(request)
    try:
        take_away(person, request.POST.get("factor", ""), timezone.now())
    except LastFactor:
        return _account_page(
            request,
            problem="Nothing else of yours would let you in. Add another first.",
        )
    tell(Event.FACTOR_CHANGED, reason="taken-away", actor=person.pk)
    return _changed(request, person)


def new_sheet(request: HttpRequest) -> HttpResponse:
    """Make a new sheet of recovery codes, and show it once, for each page that it is asked on."""
    person, once = person_of(request), request.POST.get("once", "")
    if not once or not spend(f"sheet/{person.pk}/{once}", timezone.now()):
        return redirect("your-account")
    tell(Event.FACTOR_CHANGED, reason="sheet-replaced", actor=person.pk)
    return _page(request, "accounts/sheet.html", codes=new_codes(person), is_new_here=False)


def new_password(request: HttpRequest) -> HttpResponse:
    """Choose another password, which ends every other session."""
    person = person_of(request)
    form = ChangeForm(person, request, request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and form.is_valid():
            form.keep()
            return _changed(request, person)
    except TooManyTries as too_many:
        return not_yet(request, too_many.free_at)
    return _page(request, "accounts/new_password.html", form=form)


def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session one has, this one too."""
    person = person_of(request)
    end_sessions(person)
    tell(Event.SESSIONS_ENDED, reason="by-themselves", actor=person.pk)
    logout(request)
    return redirect("sign-in")


def _changed(request: HttpRequest, person: Person) -> HttpResponse:
    """End all sessions but this, which goes on under another name and the new stamp."""
    session = cast("SessionStore", request.session)
    with transaction.atomic():
        end_sessions(person, but=digest_of(session.session_key or ""))
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.cycle_key()
    return redirect("your-account")


def _account_page(request: HttpRequest, problem: str = "") -> HttpResponse:
    person = person_of(request)
    here = digest_of(request.session.session_key or "")
    return _page(
        request,
        "accounts/your_account.html",
        problems=[{"text": problem, "href": "#factors"}] if problem else [],
        factors=factors_of(person),
        has_app=Factor.objects.filter(person=person, kind=Factor.Kind.APP).exists(),
        app_worth=app_worth(person, timezone.now()),
        may_use_app=_may_use_app(person),
        codes_left=codes_left(person),
        once=token_urlsafe(18),
        provider=provider_of(person),
        visits=[(one, one.pk == here) for one in sessions_of(person, timezone.now())],
    )


def _may_use_app(person: Person) -> bool:
    return settings.APPS_FOR_GOOD or app_worth(person, timezone.now()).opens


def _page(request: HttpRequest, template: str, **shown: Any) -> HttpResponse:
    frame = frame_of(person_of(request), london_day(timezone.now()))
    return page(request, template, frame, **shown)
