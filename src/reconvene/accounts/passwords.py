"""
What a password may be: long, and not what somebody who knows the office would try first.

There are no rules of composition, and none ever expires. Length and the list of common ones are
Django's own checks; what is here adds words of the trade, of the place and of the person.
"""

import re
from typing import Any

from django.core.exceptions import ValidationError

from reconvene.people.models import Person

LONGEST = 1024
"""Characters. Nothing is cut: a longer one is refused before anything is worked out from it."""

_TRADE = """
    reconvene conference conferences complaint complaints child children childrens protection
    council county borough city district social care work worker service services safeguarding
    partnership board chair manager officer panel family families office team letmein welcome
    password passwords passphrase secret login signin sign admin administrator user changeme
    change this please my our the for and is in of a to now new temp test demo qwerty qwertyuiop
    asdfgh asdfghjkl zxcvbn zxcvbnm iloveyou monkey dragon football sunshine princess
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday spring summer autumn winter
""".split()
_DISGUISES = ("", "013457$@!", "013457$@!")
_MEANING = ("", "oieastsai", "oleastsal")
_READINGS = [str.maketrans(*pair) for pair in zip(_DISGUISES, _MEANING, strict=True)]
_LETTERS = re.compile(r"[^\W\d_]+")
_SHORT = 8


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
        if is_repeated(password) or is_made_of(password, (*_TRADE, *_words_of(user))):
            raise ValidationError(
                "The password is made of words, or repeats, that others would try first. "
                "Use a few words that have nothing to do with your work or with you"
            )

    def get_help_text(self) -> str:
        """Return what to tell somebody who has to choose a password."""
        return "Not words of your work, your council or your name."


def is_made_of(password: str, words: tuple[str, ...]) -> bool:
    """Return whether nothing but these words is in a password, however they are disguised."""
    known = "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))
    whole = re.compile(f"(?:{known})*")
    return any(
        whole.fullmatch("".join(_LETTERS.findall(read))) is not None
        for read in map(password.casefold().translate, _READINGS)
    )


def is_repeated(password: str) -> bool:
    """Return whether a password is something short, said again and again."""
    again = re.fullmatch(r"(.+?)\1+", password.casefold(), re.DOTALL)
    return again is not None and len(again[1]) < _SHORT


def _words_of(user: Any) -> list[str]:
    """Return the words of a person's own name and of their authority's."""
    if not isinstance(user, Person):
        return []
    about = (user.username, user.name, user.authority.name, user.authority.slug)
    return [word for text in about for word in _LETTERS.findall(text.casefold())]
