"""The first step in: a name and a password. It opens nothing yet but the way to the second."""

from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from reconvene.library.demo.files import read_cast
from reconvene.people.guesses import Place
from reconvene.people.models import Person
from reconvene.web.accounts.fields import PasswordField, SignInNameField
from reconvene.web.accounts.halfway import set_off
from reconvene.web.accounts.limits import TooManyTries, address_of, not_yet, tried
from reconvene.web.accounts.providers import providers
from reconvene.web.browse.offered_again import forget, waiting
from reconvene.web.browse.sent_late import became
from reconvene.web.browse.signed_in import frame_for_nobody
from reconvene.web.components.fields import UnseenField
from reconvene.web.components.forms import Form
from reconvene.web.components.pages import page

WRONG = "The name or the password is not right. Check both and try again"


class SignInForm(Form):
    """Asks who somebody is; says no more than that it was wrong."""

    username = SignInNameField(
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

    def clean(self) -> dict[str, Any]:
        """Look for the person only where both boxes are filled, and a try may be made."""
        given = super().clean() or {}
        if not self.errors:
            place = Place(given["username"], address_of(self.request))
            if not tried(place, lambda _: self._is_somebody(given)):
                self.add_error("username", WRONG)
        return given

    def _is_somebody(self, given: dict[str, Any]) -> bool:
        found = authenticate(self.request, username=given["username"], password=given["password"])
        self.person = found if isinstance(found, Person) else None
        return self.person is not None


def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and go on to the second factor."""
    asked = request.POST if request.method == "POST" else None
    form = SignInForm(request, asked, initial={"next": request.GET.get("next", "")})
    try:
        if form.is_valid() and form.person:
            set_off(request, form.person, safe_next(request, form.cleaned_data["next"]))
            return redirect("second-factor")
    except TooManyTries as too_many:
        return not_yet(request, too_many.free_at)
    return page(
        request,
        "accounts/sign_in.html",
        frame_for_nobody(),
        form=form,
        providers=providers(),
        demo=read_cast() if settings.IS_DEMO else None,
        became=became(request),
    )


def safe_next(request: HttpRequest, wanted: str | None) -> str:
    """Return where somebody was going, if it is on this site; else the first page."""
    is_ours = url_has_allowed_host_and_scheme(
        wanted or "", allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and is_ours else reverse("my-work")


def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session with what waits in it, and show the way back in."""
    names = waiting(request)
    logout(request)
    forget(names)
    return redirect("sign-in")
