"""Sign in with a name and a password, and sign out."""

from datetime import datetime
from http import HTTPStatus
from math import ceil
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from reconvene.people.guesses import Place, begin_try, let_in
from reconvene.people.models import Person
from reconvene.web.browse.signed_in import frame_for_nobody
from reconvene.web.components.fields import TextField, UnseenField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page

WRONG = "The name or the password is not right. Check both and try again"


class PasswordField(TextField):
    """A password: hidden as it is typed, and never sent back to the page."""

    component = "password-input"

    def options(self, bound: Any) -> dict[str, Any]:
        """Leave the box empty, whatever was typed."""
        return super().options(bound) | {"value": ""}


class SignInForm(Form):
    """Asks who somebody is; says no more than that it was wrong."""

    username = TextField(
        "Your sign-in name", missing="Enter your sign-in name", autocomplete="username", width=20
    )
    password = PasswordField(
        "Your password", missing="Enter your password", autocomplete="current-password"
    )
    next = UnseenField()

    def __init__(self, request: HttpRequest, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.request = request
        self.person: Person | None = None
        self.free_at: datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Look for the person only where both boxes are filled, and a try may be made."""
        given = super().clean() or {}
        if not self.errors:
            self._try(given["username"], given["password"])
            if self.person is None:
                self.add_error("username", WRONG)
        return given

    def _try(self, username: str, password: str) -> None:
        now = timezone.now()
        place = Place(username, address_of(self.request))
        marks = place.marks(now)
        self.free_at = begin_try(marks, now)
        if self.free_at is not None:
            return
        found = authenticate(self.request, username=username, password=password)
        if isinstance(found, Person):
            self.person = found
            let_in(place, marks, now)


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and go where the person was going."""
    asked = request.POST if request.method == "POST" else None
    form = SignInForm(request, asked, initial={"next": request.GET.get("next", "")})
    if form.is_valid() and form.person:
        login(request, form.person)
        return redirect(safe_next(request, form.cleaned_data["next"]))
    if form.free_at is not None:
        return _not_yet(request, form.free_at)
    return page(
        request, "browse/sign_in.html", frame_for_nobody(), form=form, is_demo=settings.IS_DEMO
    )


def _not_yet(request: HttpRequest, free_at: datetime) -> HttpResponse:
    """Say that there were too many tries, and when the next may be made."""
    seconds = ceil((free_at - timezone.now()).total_seconds())
    minutes = max(1, ceil(seconds / 60))
    status = HTTPStatus.TOO_MANY_REQUESTS
    answer = page(
        request, "browse/not_yet.html", frame_for_nobody(), status=status, minutes=minutes
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


def safe_next(request: HttpRequest, wanted: str | None) -> str:
    """Return where somebody was going, if it is on this site; else the first page."""
    is_ours = url_has_allowed_host_and_scheme(
        wanted or "", allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and is_ours else reverse("my-work")


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session, and show the way back in."""
    logout(request)
    return redirect("sign-in")
