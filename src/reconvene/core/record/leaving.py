"""Entries about a letter on its way: that it may leave, that it left, and that it came back.

In: nothing. Out: payloads.
"""

from typing import ClassVar, Literal

from reconvene.core.record.payload import Payload

HowLeft = Literal["post", "email", "hand"]


class LetterLeft(Payload, frozen=True, kw_only=True):
    """
    A letter that waited left for whom it is for. The entry's `happened_on` is the day it left.

    `sent` is the number of its entry, `who` as in `ContactNoted`. It went by post or by email, to
    where their letters go by the entry `contact`, or into their own hand, and then `contact` is 0
    and `note` says how. A caller gives `contact` to say which entry the envelope's address is of,
    or leaves it to `conduct`, which fills it and `letter`.
    """

    about: ClassVar[str | None] = "letter"

    sent: int
    how: HowLeft
    who: str = "complainant"
    note: str = ""
    letter: str = ""
    contact: int = 0


class LetterCameBack(Payload, frozen=True, kw_only=True):
    """
    A letter that had left came back, or is known not to have reached them.

    `sent` and `who` are as in `LetterLeft`; `letter` is filled by `conduct`.
    """

    about: ClassVar[str | None] = "letter"

    sent: int
    note: str = ""
    who: str = "complainant"
    letter: str = ""


class LetterPassed(Payload, frozen=True, kw_only=True):
    """
    A second person read a letter that waits, and found that it can go.

    `sent` is as in `LetterLeft`; `letter` is filled by `conduct`. `tells_nothing` where the search
    found what looks like the place of somebody else, and it is not: a street that is also a name.
    It says nothing of where the letter goes, and opens no way.
    """

    about: ClassVar[str | None] = "letter"

    sent: int
    reason: str
    tells_nothing: bool = False
    letter: str = ""
