"""
Adding a factor: an app that has read our picture and shows the right code, or a new passkey.

The secret that an app is offered travels signed in the form it is offered with, and is kept only
once the app has shown that it has it.
"""

from datetime import datetime, timedelta
from typing import Any

import segno
from django.core import signing
from django.http import HttpRequest
from django.utils import timezone
from markupsafe import Markup

from reconvene.accounts.app_codes import add_app, address_for_app, new_secret, step_of
from reconvene.accounts.models import Factor
from reconvene.accounts.passkeys import add_passkey, ask_for_new
from reconvene.accounts.spending import spend
from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.models import Person
from reconvene.web.accounts.fields import CodeField
from reconvene.web.components.fields import TextField, UnseenField
from reconvene.web.components.forms import Form

_SALT = "reconvene.web.accounts.adding"
_GOOD_FOR = 60 * 60  # seconds in which the app must have been set up
WRONG_CODE = "That is not what your app should show. Check that it read the picture, and try again"
TOO_OLD = "This page was open for too long. Read the picture anew, and enter what your app shows"
WRONG_PASSKEY = "Your browser's answer could not be taken. Try again"


class AppForm(Form):
    """Asks what the app shows that has just read the picture."""

    code = CodeField(
        "What your app now shows",
        missing="Enter the six figures that your app shows",
        autocomplete="one-time-code",
    )
    offer = UnseenField()

    def __init__(
        self, person: Person, data: Any = None, *, lets_in_for: timedelta | None = None
    ) -> None:
        self.person = person
        self.lets_in_for = lets_in_for
        self.secret = _offered(person, data.get("offer", "")) if data is not None else ""
        self.is_too_old = data is not None and not self.secret
        self.secret = self.secret or new_secret()
        offer = signing.dumps({"person": person.pk, "secret": self.secret}, salt=_SALT)
        filled = {**data.dict(), "offer": offer} if data is not None else None
        super().__init__(filled, initial={"offer": offer})
        self.step: int | None = None

    @property
    def picture(self) -> Markup:
        """Return the square picture that an app reads."""
        drawn = segno.make(address_for_app(self.secret, self.person), error="m")
        svg = drawn.svg_inline(scale=5, svgclass="rc-square", lineclass=None, omitsize=False)
        return Markup(svg)  # noqa: S704 - drawn by a library from a secret of our own making

    @property
    def grouped(self) -> str:
        """Return the secret as one types it: in groups of four."""
        return " ".join(self.secret[at : at + 4] for at in range(0, len(self.secret), 4))

    def clean(self) -> dict[str, Any]:
        """Hold the code against the secret that this page offered."""
        given = super().clean() or {}
        if self.is_too_old:
            self.add_error("code", TOO_OLD)
        elif "code" in given:
            self.step = step_of(self.secret, given["code"], timezone.now())
            if self.step is None:
                self.add_error("code", WRONG_CODE)
        return given

    def keep(self, now: datetime) -> Factor | None:
        """
        Keep the app; None where this page was sent before.

        The code just shown is spent: the next sign-in wants the next one.
        """
        if not spend(f"offer/{self.secret}", now):
            self.add_error("code", TOO_OLD)
            return None
        until_at = now + self.lets_in_for if self.lets_in_for else None
        factor = add_app(self.person, self.secret, now, alone_until_at=until_at)
        spend(f"app/{factor.pk}/{self.step}", now)
        tell(Event.FACTOR_CHANGED, reason="app-added", actor=self.person.pk)
        return factor


class NewPasskeyForm(Form):
    """Asks what to call a passkey, and carries what the browser made."""

    name = TextField(
        "What to call it",
        missing="Enter a name for it",
        hint="So that you can tell it from others, as in “blue key” or “work laptop”.",
        max_length=60,
        width=20,
    )
    state = UnseenField()
    answer = UnseenField()

    def __init__(self, person: Person, request: HttpRequest, data: Any = None) -> None:
        self.person = person
        self.host = request.get_host().partition(":")[0]
        self.ceremony = ask_for_new(person, self.host)
        super().__init__(data, initial={"name": "Passkey"})

    def clean(self) -> dict[str, Any]:
        """Ask for nothing but the name: what the browser says is judged as it is kept."""
        return super().clean() or {}

    def keep(self, now: datetime) -> Factor | None:
        """Keep the passkey, and say so; None where the browser's answer does not hold."""
        given = self.cleaned_data
        made = add_passkey(
            self.person,
            given["answer"],
            given["state"],
            name=given["name"],
            host=self.host,
            now=now,
        )
        if made is None:
            self.add_error("name", WRONG_PASSKEY)
        else:
            tell(Event.FACTOR_CHANGED, reason="passkey-added", actor=self.person.pk)
        return made


def _offered(person: Person, offer: str) -> str:
    """Return the secret that our page offered this person; empty where it did not, or long ago."""
    try:
        found = signing.loads(offer, salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return ""
    return str(found["secret"]) if found["person"] == person.pk else ""
