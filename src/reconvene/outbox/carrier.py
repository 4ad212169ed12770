"""
What carries a letter away, and what it can answer.

In: nothing. Out: what is handed over, the answers, and what every carrier can be asked.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from hashlib import sha256
from typing import Protocol

InTime = Callable[[], bool]
"""Tells at each moment whether a parcel is still ours to hand over."""
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a message. `name` says nothing of what it is about."""

    name: str
    content: bytes
    media_type: str = PDF


@dataclass(frozen=True, slots=True)
class Parcel:
    """
    What is handed over, whole: from one address to one other, and nobody else sees it.

    `id` is the same for the same letter, however often it is tried. `content` is all of it as mail;
    `text` and `enclosed` are what it is made of, for a carrier that makes the mail itself.
    """

    id: str
    sender: str
    to: str
    content: bytes
    text: str = ""
    enclosed: tuple[Enclosed, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """
    A parcel of which nobody here knows whether a carrier has it.

    `by` is which one it was begun with, and `to` the address it was to go to; each empty where that
    is not known. `age` is how long ago it was begun.
    """

    id: str
    by: str
    to: str
    age: timedelta


class Answer(Enum):
    """What came of handing over."""

    TAKEN = "taken"
    """The carrier has it and answers for it."""
    LATER = "later"
    """It does not have it, and may take it another time."""
    NEVER = "never"
    """It does not have it, and will not take it."""
    UNKNOWN = "unknown"
    """It broke off while it was being handed over, or gave no answer that can be told."""


@dataclass(frozen=True, slots=True)
class Came:
    """An answer, and a code for why where it was not taken. Codes are stored: none is renamed."""

    answer: Answer
    why: str = ""


class NotReached(Exception):
    """A carrier did not let us in, so nothing was handed over. `why` is a code, as of `Came`."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class Line(Protocol):
    """A way to a carrier that stands open."""

    @property
    def known_as(self) -> str:
        """Return which carrier it leads to. Stored: the same is always known as the same."""

    def hand_over(self, parcel: Parcel, in_time: InTime) -> Came:
        """
        Hand a parcel over, and return what came of it. Raises nothing that the other side does.

        `in_time` is asked last before what cannot be undone: where it says no, nothing is handed over.
        """


class Carrier(Protocol):
    """Something that takes parcels."""

    @property
    def is_link(self) -> bool:
        """Tell whether whoever reads it is given links in place of files."""

    @property
    def knows_delivery(self) -> bool:
        """Tell whether it knows what became of what it took."""

    def opened(self) -> AbstractContextManager[Line]:
        """
        Give a way to it that stands open.

        Raises:
            NotReached: It does not let us in.
        """

    def has(self, sought: Sought) -> bool | None:
        """
        Tell whether it has a parcel; None where it cannot tell, as of one that another had.

        Raises:
            NotReached: It could be asked, and does not answer now.
        """

    def undelivered(self) -> Iterable[str]:
        """
        Return the ids of parcels it took of late and could not deliver; none where it does not know.

        Raises:
            NotReached: It does not answer now.
        """


def known_as(*which: str) -> str:
    """Return by what a carrier is told from any other."""
    return sha256("\n".join(which).encode()).hexdigest()[:32]


TOO_SLOW = Came(Answer.LATER, "too-slow")
"""It was let be, since whoever had it took too long."""
