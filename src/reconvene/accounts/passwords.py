"""
What a password may be: long, and not what somebody who knows the office would try first.

There are no rules of composition, and none ever expires. Length and the list of common ones are
Django's own checks; what is here adds words of the trade, of the place and of the person.
"""

from typing import Any

from django.core.exceptions import ValidationError

from reconvene.accounts.known_words import TRADE, is_made_of, is_repeated, words_in
from reconvene.people.models import Person

LONGEST = 1024
"""Characters. Nothing is cut: a longer one is refused before anything is worked out from it."""


class TooLong:
    """Refuses what is longer than anybody types or pastes on purpose."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password of more than `LONGEST` characters."""
        if len(password) > LONGEST:
            raise ValidationError(f"The password must be {LONGEST:,} characters or fewer")

    def get_help_text(self) -> str:
        """Return nothing: nobody needs to be told beforehand."""
        return ""


class MadeOfKnownWords:
    """Refuses what is only put together from words that anybody who knows the office would try."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a password that leaves nothing once such words, figures and marks are taken off."""
        if is_repeated(password) or is_made_of(password, (*TRADE, *_words_of(user))):
            raise ValidationError(
                "The password is made of words, or repeats, that others would try first. "
                "Use a few words that have nothing to do with your work or with you"
            )

    def get_help_text(self) -> str:
        """Return what to tell somebody who has to choose a password."""
        return "Not words of your work, your council or your name."


def _words_of(user: Any) -> list[str]:
    """Return the words of a person's own name and of their authority's."""
    if not isinstance(user, Person):
        return []
    about = (user.username, user.name, user.authority.name, user.authority.slug)
    return [word for text in about for word in words_in(text.casefold())]
