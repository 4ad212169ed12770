"""
Proving a second factor: the same page for getting in and for proving it again.

In: who has to prove it, and what was typed or what their passkey said. Out: whether that holds.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from reconvene.accounts.factors import factors_of, note_use, prove_by_code
from reconvene.accounts.models import Factor
from reconvene.accounts.passkeys import Asked, ask_for_known, known_passkey
from reconvene.accounts.passkeys_first import Worth, app_worth
from reconvene.accounts.recovery import codes_left, use_code
from reconvene.library.demo.files import read_cast
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.guesses import Place
from reconvene.people.models import Person
from reconvene.web.accounts.fields import CodeField
from reconvene.web.accounts.limits import address_of, tried
from reconvene.web.accounts.providers import Provider
from reconvene.web.accounts.typed import unkept
from reconvene.web.components.fields import UnseenField
from reconvene.web.components.forms import Form
from reconvene.web.components.frame import Frame
from reconvene.web.components.pages import page

BY_CODE, BY_SHEET = "code", "recovery-code"
"""Ways of proving it on a page: what an app or a passkey shows, or a code of the sheet."""
WRONG_CODE = "That code is not right, or was used already. Wait for your app to show the next one"
WRONG_RECOVERY_CODE = "That code is not right, or was used already. Try the next one on your sheet"
WRONG_PASSKEY = "The passkey was not accepted. Try again, or prove it another way"


class CodeForm(Form):
    """Asks for what the app shows."""

    code = CodeField(
        "Code from your authenticator app",
        missing="Enter the six figures that your app shows",
        hint="Six figures, which change every half minute.",
        autocomplete="one-time-code",
    )


class RecoveryForm(Form):
    """Asks for a code of the sheet."""

    code = CodeField(
        "Recovery code",
        missing="Enter a code from your sheet",
        hint="One from the sheet you kept: six groups of four. Each is good once.",
        autocomplete="off",
    )


class PasskeyForm(Form):
    """Carries what the browser was asked, and what the passkey said."""

    state = UnseenField()
    answer = UnseenField()


@dataclass(slots=True)
class Proof:
    """One try at proving it: the form to show, and whether it held."""

    person: Person
    way: str
    form: Form
    holds: bool = False
    trouble: str = ""
    factors: list[Factor] = field(default_factory=list)

    worth: Worth = field(default_factory=Worth)
    is_inside: bool = False

    @property
    def asks_app(self) -> bool:
        """Tell whether a code is any good here: to come in, or to be led to adding a passkey."""
        return self.worth.opens or (self.worth.leads_to_passkey and not self.is_inside)

    @property
    def has_passkey(self) -> bool:
        return any(one.kind == Factor.Kind.PASSKEY for one in self.factors)

    @property
    def has_sheet(self) -> bool:
        return codes_left(self.person) > 0


def proof(
    request: HttpRequest, person: Person, way: str = BY_CODE, *, is_inside: bool = False
) -> Proof:
    """
    Return a try at a second factor, made and judged if the page was sent.

    Somebody who `is_inside` proves it again; an app that could only lead to a passkey does not.

    Raises:
        TooManyTries: It was not looked at.
    """
    if request.method != "POST":
        return unproven(person, way, is_inside=is_inside)
    if request.POST.get("answer"):
        return _by_passkey(request, unproven(person, BY_CODE, is_inside=is_inside))
    asked = unproven(person, way, request.POST, is_inside=is_inside)
    if asked.form.is_valid() and (way == BY_SHEET or asked.asks_app):
        code = asked.form.cleaned_data["code"]
        asked.holds = _tried(request, person, lambda now: _code_holds(person, way, code, now))
        if not asked.holds:
            wrong = WRONG_RECOVERY_CODE if way == BY_SHEET else WRONG_CODE
            asked.form.add_error("code", wrong)
    return asked


def unproven(person: Person, way: str, given: Any = None, *, is_inside: bool) -> Proof:
    """Return a try that was not judged yet, with what was typed if anything was."""
    return Proof(
        person,
        way,
        RecoveryForm(given) if way == BY_SHEET else CodeForm(given),
        factors=factors_of(person),
        worth=app_worth(person, timezone.now()),
        is_inside=is_inside,
    )


def proof_page(
    request: HttpRequest,
    asked: Proof,
    frame: Frame,
    *,
    title: str,
    routes: tuple[str, str],
    next_page: str = "",
    typed: str = "",
    provider: Provider | None = None,
) -> HttpResponse:
    """
    Return the page that asks for a second factor, and says what was wrong with the last try.

    Args:
        request: As the view got it.
        asked: The last try, or the first look.
        frame: What stands around the page.
        title: Its heading.
        routes: Where a code of an app or a passkey is sent, and where a recovery code.
        next_page: Where somebody goes on to who proves it again; empty while signing in.
        typed: What they typed into a form that they sent there, kept by `typed`.
        provider: The sign-on that can prove it instead, if any.
    """
    host = request.get_host().partition(":")[0]
    by_sheet = asked.way == BY_SHEET
    passkey: Asked | None = None if by_sheet else ask_for_known(asked.person, host)
    return page(
        request,
        "accounts/proof.html",
        frame,
        form=asked.form if (by_sheet or asked.asks_app) and not asked.trouble else None,
        code=asked.form if by_sheet or asked.asks_app else None,
        asked=asked,
        passkey=passkey,
        problems=[{"text": asked.trouble, "href": "#passkey"}] if asked.trouble else [],
        demo=read_cast() if settings.IS_DEMO else None,
        title=title,
        here_url=routes[0],
        other_url=routes[1],
        next_page=next_page,
        typed=typed,
        fields=unkept(typed, asked.person, next_page),
        provider=provider,
    )


def _by_passkey(request: HttpRequest, asked: Proof) -> Proof:
    person, given = asked.person, PasskeyForm(request.POST)
    host = request.get_host().partition(":")[0]

    def holds(now: datetime) -> bool:
        if not given.is_valid():
            return False
        answer, state = given.cleaned_data["answer"], given.cleaned_data["state"]
        factor = known_passkey(person, answer, state, host=host, now=now)
        if factor is not None:
            note_use(factor, now)
        return factor is not None

    asked.holds = _tried(request, person, holds)
    asked.trouble = "" if asked.holds else WRONG_PASSKEY
    return asked


def _code_holds(person: Person, way: str, code: str, now: datetime) -> bool:
    return use_code(person, code) if way == BY_SHEET else prove_by_code(person, code, now)


def _tried(request: HttpRequest, person: Person, holds: Any) -> bool:
    place = Place(person.pk, address_of(request), is_for_codes=True)
    is_right = tried(place, holds)
    if not is_right:
        tell(Event.FACTOR_FAILED, reason="wrong", actor=person.pk)
    return is_right
