"""
The questions about a password: which to have from now on, and which it was.

In: whose it is, and what was typed. Out: a password kept, or what is wrong with it in words.
"""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from reconvene.logs.events import Event
from reconvene.logs.telling import tell
from reconvene.people.guesses import Place
from reconvene.people.models import Person
from reconvene.web.accounts.fields import PasswordField
from reconvene.web.accounts.limits import address_of, tried
from reconvene.web.components.forms import Form

SAME = "That is your password now. Choose another"
WRONG = "That is not your password now. Check it and try again"


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
        return password

    def clean(self) -> dict[str, Any]:
        """Refuse the same password again."""
        given = super().clean() or {}
        if "password" in given and self.is_same(given):
            self.add_error("password", SAME)
        return given

    def is_same(self, given: dict[str, Any]) -> bool:
        """Return whether the password they want is the one they have."""
        return self.person.check_password(given["password"])

    def keep(self) -> None:
        """Set the password."""
        self.person.set_password(self.cleaned_data["password"])
        self.person.save(update_fields=["password"])
        tell(Event.PASSWORD_CHANGED, actor=self.person.pk)


class ChangeForm(PasswordForm):
    """Asks for the password one has too, where there is one: a session alone does not change it."""

    now = PasswordField(
        "Your password now", missing="Enter your password", autocomplete="current-password"
    )
    field_order = ("now", "password")

    def __init__(self, person: Person, request: HttpRequest, data: Any = None) -> None:
        super().__init__(person, data)
        self.request = request
        if not person.has_usable_password():
            del self.fields["now"]

    def clean_now(self) -> str:
        """
        Return the password they have, which is counted as a try at it.

        Raises:
            TooManyTries: It was not looked at.
        """
        now = str(self.cleaned_data["now"])
        place = Place(self.person.username, address_of(self.request))
        if not tried(place, lambda _: self.person.check_password(now)):
            raise ValidationError(WRONG)
        return now

    def is_same(self, given: dict[str, Any]) -> bool:
        """Return it to whoever gave the one they have; anybody else would be guessing uncounted."""
        return bool(given.get("now") == given["password"])
